"""NukeViet with its eGovernment theme: everything twice under /vi/, print versions, wrong machine dates, hidden microdata."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from demo import furniture
from demo.articles import Article
from demo.exchange import Response
from demo.shapes.base import Shape, View

if TYPE_CHECKING:
    from demo.site import Portal


class NukeViet(Shape):
    """`/vi/news/<category>/<slug>-<id>.html`; the id alone counts, any other spelling is redirected."""

    name = "nukeviet"
    categories = (
        ("tin-hoat-dong", "Tin hoạt động"),
        ("chuyen-doi-so", "Chuyển đổi số"),
        ("thong-tin-truyen-thong", "Thông tin - Truyền thông"),
        ("thong-bao", "Thông báo"),
    )
    sitemap = "index"
    validators = "useless"
    missing = "home"
    past_end = "redirect"
    ordered_by = "id"
    rich_head = True
    ignored = frozenset({"nvvithemever", "nv_redirect"})
    core = frozenset({"news_column", "hometext", "news-bodyhtml", "bodytext", "hidden", "h5", "text-right", "newsVoicePlayer"})

    def article_target(self, portal: Portal, article: Article) -> str:
        return self.target_in(portal, article, article.category)

    def target_in(self, portal: Portal, article: Article, category: int) -> str:
        return f"/vi/news/{self.categories[category][0]}/{article.slug}-{article.number}.html"

    def second_category(self, article: Article) -> int:
        return (article.category + 1) % 3 if article.id % 5 == 0 else -1

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        return f"/vi/news/{self.categories[category][0]}/" + (f"page-{page}/" if page > 1 else "")

    def number_in(self, target: str) -> int | None:
        match = re.fullmatch(r"(?:/vi)?/(?:news/)?(?!print|savefile|sendmail)[\w-]+/[^/]*-(\d+)\.html", target)
        return int(match.group(1)) if match else None

    def feed_targets(self, portal: Portal) -> list[tuple[str, int | None]]:
        return [(f"/vi/news/rss/{name}/", n) for n, (name, _) in enumerate(self.categories)]

    def rss_time(self, at: datetime) -> str:
        """The month stands where the minutes belong."""
        right = super().rss_time(at)
        return re.sub(r"(\d\d):\d\d:(\d\d)", rf"\1:{furniture.local(at).month:02}:\2", right)

    def special(self, view: View) -> Response | None:
        path = view.request.path[len(view.portal.prefix) :]
        if path == "/vi/":
            return Response(body=self.page(view, "Trang nhất", self.home(view)).encode())
        if path == "/vi/feeds/":
            links = "".join(f'<li><a href="{view.href(target)}">{target}</a></li>' for target, _ in self.feed_targets(view.portal))
            return Response(body=self.page(view, "RSS", f"<ul>{links}</ul>").encode())
        match = re.fullmatch(r"/vi/news/(print|savefile|sendmail)/[\w-]+/[^/]*-(\d+)\.html", path)
        article = view.portal.numbers.get(int(match.group(2))) if match else None
        if article is None or not article.live:
            return None
        text = f"<h1>{escape(article.title)}</h1><p>{escape(article.full_lead())}</p>{self.body(view, article)}"
        return Response(
            body=f'<html><head><meta charset="utf-8"><title>In: {escape(article.title)}</title></head><body>{text}</body></html>'.encode()
        )

    def head(self, view: View, title: str, article: Article | None) -> str:
        out = (
            super().head(view, title, article)
            + f'<meta name="author" content="{escape(view.site_name)}"><meta name="generator" content="NukeViet v4.5">'
        )
        if article:
            at = furniture.local(article.published)
            link = escape(view.portal.address(article))
            out += f'<link rel="canonical" href="{link}"><meta property="article:published_time" content="{at:%Y-%m-%d}+07{at:%H:%M:%S}">'
        return out

    def header(self, view: View) -> str:
        luck = view.rng.getrandbits(32)
        return (
            f'<div class="site-header"><a href="{view.href("/")}">{escape(view.site_name)}</a>'
            f'<span class="clock">{furniture.clock(view)}</span>'
            f'<a rel="nofollow" href="/vi/?nvvithemever=t&amp;nv_redirect={luck:x}">Giao diện di động</a>'
            f"</div>{furniture.menu(view, 'nav navbar-nav')}"
            f'<img src="/index.php?second=cronjobs&amp;p={furniture.token(view, 8)}" width="1" height="1" alt="">'
        )

    def article(self, view: View, article: Article) -> str:
        at = furniture.local(article.published)
        return (
            f'<div class="news_column panel panel-default" itemtype="http://schema.org/NewsArticle" itemscope>'
            f'<h1 class="title margin-bottom-lg" itemprop="headline">{escape(article.title)}</h1>{self._microdata(view, article)}'
            f'<div class="row"><em class="pull-left">{furniture.weekday(at)} - {at:%d/%m/%Y %H:%M}</em>{self._tools(view, article)}</div>'
            f'<div class="clearfix"><div class="hometext m-bottom" itemprop="description">{escape(article.full_lead(), quote=False)}'
            "</div></div>"
            f'<div id="newsVoicePlayer"><span>Nghe đọc bài</span></div>'
            f'<div id="news-bodyhtml" class="bodytext margin-bottom-lg">{self.body(view, article, photo="italic")}</div>'
            f"{self.files(view, article, 'File đính kèm')}{self._author(article)}</div>"
            f'<div class="panel">{furniture.rating(view)}</div>{furniture.share()}{furniture.comments(view, article)}'
            f"{furniture.comment_form(view, 'Ý kiến bạn đọc', 'nv-comment')}"
            f"{furniture.related(view, article, 'Những tin mới hơn', css='related')}"
            f"{furniture.related(view, article, 'Những tin cũ hơn', css='related')}"
        )

    def _microdata(self, view: View, article: Article) -> str:
        changed = furniture.local(article.changed or article.published)
        return (
            f'<div class="hidden hide d-none" itemprop="publisher" itemscope><span itemprop="name">{escape(view.site_name)}</span>'
            f'<span itemprop="url">{view.portal.url}uploads/banner.png</span></div>'
            f'<span class="hidden d-none" itemprop="datePublished">{changed:%Y-%m-%dT%H:%M:%S+07:00}</span>'
        )

    def _tools(self, view: View, article: Article) -> str:
        path = f"{self.categories[article.category][0]}/{article.slug}-{article.number}.html"
        return (
            f'<ul class="list-inline"><li><a rel="nofollow" href="/vi/news/sendmail/{path}">Giới thiệu bài viết cho bạn bè</a></li>'
            f'<li><a rel="nofollow" href="/vi/news/print/{path}">In ra</a></li>'
            f'<li><a rel="nofollow" href="/vi/news/savefile/{path}">Lưu bài viết này</a></li><li>Đã xem: {article.views}</li></ul>'
        )

    def _author(self, article: Article) -> str:
        if not article.signature:
            return ""
        line = f"<strong>Tác giả bài viết: </strong>{escape(article.signature)}"
        return f'<div class="margin-bottom-lg"><p class="h5 text-right">{line}</p></div>'
