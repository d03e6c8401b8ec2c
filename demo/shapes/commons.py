"""The common free systems: WordPress, Drupal and Joomla with K2."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING

from demo import furniture
from demo.articles import Article
from demo.shapes.base import ANY_PAGE, Shape, View

if TYPE_CHECKING:
    from demo.site import Portal

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


class WordPress(Shape):
    """Dates in the path, honest machine dates, feeds per category, a sitemap index of its own name."""

    name = "wordpress"
    kind_name = "Trung tâm Công nghệ thông tin {}"
    sitemap = "index"
    sitemap_target = "/wp-sitemap.xml"
    rich_head = True
    validators = "honest"
    past_end = "missing"
    core = frozenset({"entry-title", "entry-content", "entry-date", "posted-on", "wp-block-image"})

    def article_target(self, portal: Portal, article: Article) -> str:
        return f"/{furniture.local(article.filed):%Y/%m}/{article.slug}/"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        return f"/category/{self.categories[category][0]}/" + (f"page/{page}/" if page > 1 else "")

    def feed_targets(self, portal: Portal) -> list[tuple[str, int | None]]:
        return [("/feed/", None), *((f"/category/{name}/feed/", n) for n, (name, _) in enumerate(self.categories))]

    def upload_target(self, article: Article, name: str) -> str:
        return f"/wp-content/uploads/{article.filed:%Y/%m}/{article.number}-{name}"

    def head(self, view: View, title: str, article: Article | None) -> str:
        out = super().head(view, title, article) + '<meta name="generator" content="WordPress 6.4">'
        if article is None:
            return out
        at = furniture.local(article.published).isoformat()
        data = {"@type": "NewsArticle", "headline": article.title, "datePublished": at, "author": {"@type": "Person", "name": "admin"}}
        script = json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False)
        return f'{out}<meta property="article:published_time" content="{at}"><script type="application/ld+json">{script}</script>'

    def side(self, view: View, article: Article | None) -> str:
        tags = "".join(f'<a href="/tag/{n}/">{name}</a> ' for n, name in enumerate(("5G", "an toàn thông tin", "chữ ký số")))
        newest = furniture.related(view, article, "Bài viết mới", dated="")
        return f'<aside>{newest}<div class="tagcloud">{tags}</div>{furniture.visitors(view)}</aside>'

    def article(self, view: View, article: Article) -> str:
        at = furniture.local(article.published)
        return (
            f'<article class="post type-post"><header><h1 class="entry-title">{escape(article.title)}</h1>'
            f'<div class="posted-on"><time class="entry-date" datetime="{at.isoformat()}">{at:%d/%m/%Y} lúc {at:%H:%M}</time> '
            f"<span>{article.views} lượt xem</span></div>"
            f'</header><div class="entry-content"><p><strong>{escape(article.full_lead(), quote=False)}</strong></p>'
            f"{self.body(view, article, photo='figure')}{self.signature(article)}{self.files(view, article)}{furniture.share()}</div>"
            "</article>"
            f"{furniture.related(view, article, 'Bài viết liên quan')}{furniture.comments(view, article)}"
            f"{furniture.comment_form(view, 'Trả lời')}"
        )


class Drupal(Shape):
    """`/node/<n>`, pages counted from nought, an English line with author and day."""

    name = "drupal"
    shows = "day"
    sitemap = "none"
    feeds = True
    core = frozenset({"node", "field-item", "submitted"})

    def article_target(self, portal: Portal, article: Article) -> str:
        return f"/node/{article.number}"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        value = page if page == ANY_PAGE else page - 1
        return f"/{self.categories[category][0]}" + (f"?page={value}" if page > 1 else "")

    def page_from(self, portal: Portal, value: int) -> int:
        return value + 1

    def upload_target(self, article: Article, name: str) -> str:
        return f"/sites/default/files/{article.number}_{name}"

    def article(self, view: View, article: Article) -> str:
        at = furniture.local(article.published)
        by = f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
        return (
            f'<div class="node node-article"><h1 class="page-header">{escape(article.title)}</h1>'
            f'<div class="submitted">Submitted by Ban biên tập on {by}</div>'
            f'<div class="field-name-body"><div class="field-item"><p><strong>{escape(article.full_lead(), quote=False)}</strong></p>'
            f"{self.body(view, article, photo='italic')}{self.signature(article)}</div></div>{self.files(view, article)}"
            f'<ul class="links inline"><li>{article.views} reads</li></ul></div>{furniture.related(view, article, "Tin cùng chuyên mục")}'
        )


class Joomla(Shape):
    """K2 items, "Thứ ba, 25 Tháng 1 2022 16:22", pages counted in articles."""

    name = "joomla"
    sitemap = "none"
    pager = "next"
    past_end = "first"
    wrong_spelling = "same"
    core = frozenset({"itemTitle", "itemDateCreated", "itemIntroText", "itemFullText", "itemAuthor", "itemHits"})

    def article_target(self, portal: Portal, article: Article) -> str:
        return f"/index.php/{self.categories[article.category][0]}/item/{article.number}-{article.slug}.html"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        value = page if page == ANY_PAGE else (page - 1) * portal.options.page_size
        return f"/index.php/{self.categories[category][0]}" + (f"?start={value}" if page > 1 else "")

    def page_from(self, portal: Portal, value: int) -> int:
        return value // portal.options.page_size + 1

    def number_in(self, target: str) -> int | None:
        match = re.fullmatch(r"/index\.php/[\w-]+/item/(\d+)-[^/]*\.html", target)
        return int(match.group(1)) if match else None

    def feed_targets(self, portal: Portal) -> list[tuple[str, int | None]]:
        return [(f"/index.php/{name}?format=feed&type=rss", n) for n, (name, _) in enumerate(self.categories)]

    def article(self, view: View, article: Article) -> str:
        at = furniture.local(article.published)
        date = f"{furniture.weekday(at)}, {at.day} Tháng {at.month} {at.year} {at:%H:%M}"
        return (
            f'<div id="k2Container" class="itemView"><div class="itemHeader"><span class="itemDateCreated">{date}</span>'
            f'<h2 class="itemTitle">{escape(article.title)}</h2></div><div class="itemToolbar">{furniture.tools()}</div>'
            f'<div class="itemBody"><div class="itemIntroText"><p>{escape(article.full_lead(), quote=False)}</p></div>'
            f'<div class="itemFullText">{self.body(view, article, photo="span")}{self.signature(article)}</div></div>'
            f'<div class="itemContentFooter"><span class="itemHits">Đọc <b>{article.views}</b> lần</span></div>{self.files(view, article)}'
            f'<div class="itemRatingBlock">{furniture.rating(view)}</div>'
            f"</div>{furniture.related(view, article, 'Các tin khác', css='itemRelated')}"
        )
