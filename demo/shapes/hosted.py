"""Two platforms that host many provinces: vnPortal with its UIArticle modules, and the one that stores files under /upload/<tenant>/."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from demo import furniture
from demo.articles import Article
from demo.exchange import Response
from demo.shapes.base import Shape, View

if TYPE_CHECKING:
    from demo.site import Portal

_LOAD = "/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle"


class VnPortal(Shape):
    """`/<section>/<slug>-<id>`, sometimes with pageindex=0; pages after the first come as fragments of a POST."""

    name = "vnportal"
    kind_name = "Cổng thông tin điện tử tỉnh {}"
    pager = "fragment"
    sitemap = "none"
    feeds = False
    page_size = 12
    ignored = frozenset({"pageindex"})
    wrong_spelling = "same"
    core = frozenset(
        {"ArticleHeader", "PostDate", "ArticleSummary", "ArticleContent", "UISocialShare", "ArticleList", "page-number", "Ngaydang", "tool"}
    )

    def article_target(self, portal: Portal, article: Article) -> str:
        return f"/{self.categories[article.category][0]}/{article.slug}-{article.number}"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        return f"/{self.categories[category][0]}" + (f"/page/{page}" if page > 1 else "")

    def number_in(self, target: str) -> int | None:
        match = re.fullmatch(r"/[\w-]+/[^/]*-(\d+)", target)
        return int(match.group(1)) if match else None

    def upload_target(self, article: Article, name: str) -> str:
        return f"/Datafiles/gov-demo/{article.filed:%Y/%m}/{article.number}/{name}"

    def item(self, view: View, article: Article) -> str:
        target = view.target(article) + ("?pageindex=0" if view.rng.random() < 0.3 else "")
        return (
            f'<li><a class="Title" href="{escape(view.href(target))}">{escape(article.title)}</a>'
            f'<span class="Ngaydang">({furniture.day(article.published)})</span></li>'
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        items = "".join(self.item(view, article) for article in articles)
        return (
            f'<div class="UIArticleInMenu_Default"><h2>{escape(self.categories[category][1])}</h2><ul class="ArticleList">{items}</ul>'
            f"{self.pager_html(view, category, page, pages)}</div>"
        )

    def pager_html(self, view: View, category: int, page: int, pages: int) -> str:
        if view.portal.options.pager != "fragment" or pages < 2:
            return super().pager_html(view, category, page, pages)
        numbers = "".join(f'<li class="page-number" data-page="{n}"><a href="javascript:void(0)">{n}</a></li>' for n in range(1, pages + 1))
        script = (
            f'var article_category_id = "{category + 300}"; var categoryIds = "{category + 300}"; var site_id = "{view.portal.seed + 10}"; '
            f"var page_size = {view.portal.options.page_size}; var total_page = {pages};"
            f' function loadPage(p) {{ $.post("{view.portal.prefix}{_LOAD}", {{ page: p, page_size: page_size, '
            "article_category_id: article_category_id, "
            'categoryIds: categoryIds, site_id: site_id }, function (html) { $(".ArticleList").html(html); }); }'
        )
        return f'<ul class="pagination">{numbers}</ul><script type="text/javascript">{script}</script>'

    def files(self, view: View, article: Article, heading: str = "Văn bản đính kèm") -> str:
        """Shown in an embedded viewer, not as a link."""
        viewers = ""
        for file in article.attachments:
            inner = quote(view.portal.prefix + view.portal.file_target(article, file), safe="")
            viewers += f'<p class="ten-tep">{escape(file.name)}</p><iframe src="/Scripts/pdfjs/web/viewer.html?file={inner}"></iframe>'
        return f'<div class="dinh-kem"><b>{heading}</b>{viewers}</div>' if viewers else ""

    def special(self, view: View) -> Response | None:
        request = view.request
        if request.path[len(view.portal.prefix) :] != _LOAD:
            return None
        form = request.form
        if request.headers.get("content-type", "").startswith("application/json"):
            form = {name: str(value) for name, value in json.loads(request.body or b"{}").items()}
        category, page = int(form.get("article_category_id") or 0) - 300, int(form.get("page") or 0)
        if request.method != "POST" or not 0 <= category < len(self.categories) or page < 1:
            return Response(500, b"<html><body>Server Error</body></html>")
        size = int(form.get("page_size") or view.portal.options.page_size)
        view.category = category
        articles = view.portal.newest(category)[(page - 1) * size : page * size]
        return Response(body="".join(self.item(view, article) for article in articles).encode())

    def article(self, view: View, article: Article) -> str:
        at = furniture.local(article.published)
        return (
            '<div class="UIArticleDetail"><div class="tool"><a href="#nghe">Đọc bài viết</a> <span>Cỡ chữ</span> '
            '<a href="#in">In trang</a></div>'
            f'<h1 class="ArticleHeader">{escape(article.title)}</h1><span class="PostDate">{furniture.weekday(at)},'
            f" {at:%d/%m/%Y %H:%M}</span>"
            f'<div class="luot-xem">Lượt xem: {article.views}</div><div class="UISocialShare">{furniture.share()}</div>'
            f'<div class="ArticleSummary">{escape(article.full_lead(), quote=False)}</div>'
            f'<div class="ArticleContent">{self.body(view, article, photo="paragraph", paragraph="<div>{}</div>")}'
            f"{self.signature(article, '<div style=text-align:right><b>{}</b></div>')}</div>{self.files(view, article)}"
            f"{furniture.rating(view)}</div>{furniture.related(view, article, 'Tin liên quan', css='UIArticleRelated')}"
        )


class UploadPlatform(Shape):
    """Slugs cut short with a digit to tell them apart; the counter stands inside the date; files under /upload/<tenant>/<day>/."""

    name = "hosted-upload"
    sitemap = "gzip"
    feeds = False
    pager = "next"
    slug_limit = 28
    missing = "soft"
    validators = "honest"
    core = frozenset(
        {
            "article-title",
            "common-title",
            "article-brief",
            "title-detail",
            "post-date",
            "article-content",
            "wrapper-pagination",
            "next-pages",
        }
    )

    def article_target(self, portal: Portal, article: Article) -> str:
        return f"/tin-tuc/{self.categories[article.category][0]}/{article.slug}.html"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        return f"/tin-tuc/{self.categories[category][0]}" + (f"?page={page}" if page > 1 else "")

    def upload_target(self, article: Article, name: str) -> str:
        return f"/upload/{80000 + article.number % 7}/{article.filed:%Y%m%d}/{article.number}_{name}"

    def item(self, view: View, article: Article) -> str:
        return (
            f'<div class="article-row">{furniture.link(view, article, "article-title common-title")}'
            f'<div class="article-brief">{escape(article.full_lead()[:110])}</div></div>'
        )

    def pager_html(self, view: View, category: int, page: int, pages: int) -> str:
        if view.portal.options.pager != "next" or page >= pages:
            return super().pager_html(view, category, page, pages)
        target = escape(view.href(self.listing_target(view.portal, category, page + 1)))
        return f'<div class="wrapper-pagination"><a class="next-pages" href="{target}"><i class="icon-right"></i></a></div>'

    def article(self, view: View, article: Article) -> str:
        at = furniture.local(article.published)
        lead = f"<p><strong>{escape(article.full_lead(), quote=False)}</strong></p>" if article.lead else ""
        return (
            f'<div class="article-detail"><h1 class="title-detail">{escape(article.title)}</h1>'
            f'<div class="post-date">{at:%d/%m/%Y %H:%M} | lượt xem: {article.views}</div>{furniture.tools()}'
            f'<div class="article-content">{lead}{self.body(view, article, photo="table")}{self.signature(article)}'
            f"</div>{self.files(view, article)}"
            f"</div>{furniture.related(view, article, 'Các tin khác', css='other-news')}"
            f"{furniture.comment_form(view, 'Gửi bình luận của bạn')}"
        )
