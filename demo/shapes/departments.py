"""An older .NET department portal whose addresses live in the query."""

from __future__ import annotations

import unicodedata
from html import escape
from typing import TYPE_CHECKING

from demo import furniture
from demo.articles import Article
from demo.shapes.base import Shape, View

if TYPE_CHECKING:
    from demo.site import Portal


class DotNetDepartment(Shape):
    """Site name, category and title over the article, date with seconds, lead that opens with the host in brackets."""

    name = "dept-net"
    kind_name = "Sở Thông tin & Truyền thông Tỉnh {}"
    categories = (("1217", "Công nghệ thông tin"), ("1218", "Bưu chính viễn thông"), ("1219", "Báo chí xuất bản"), ("1220", "Thông báo"))
    pager = "postback"
    sitemap = "none"
    feeds = False
    missing = "soft"
    lead_prefix = "({}) – "

    def article_target(self, portal: Portal, article: Article) -> str:
        return f"/Default.aspx?sid=1241&pageid=29{article.category}3&catid={self.categories[article.category][0]}&id={article.number}"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        return f"/Default.aspx?sid=1241&pageid=29{category}1&catid={self.categories[category][0]}" + (f"&page={page}" if page > 1 else "")

    def header(self, view: View) -> str:
        return (
            f'<form name="timkiem" action="{view.href("/timkiem.aspx")}"><input name="q"><input type="submit" value="Tìm kiếm"></form>'
            f'<div id="banner"><img src="{view.href("/images/banner.jpg")}" alt=""></div>{furniture.menu(view, "MenuTop")}'
        )

    def side(self, view: View, article: Article | None) -> str:
        return furniture.links(view) + furniture.poll(view) + furniture.visitors(view)

    def article(self, view: View, article: Article) -> str:
        at = furniture.local(article.published)
        breaks = '<p class="MsoNormal" style="text-align:justify"><span style="font-size:12.0pt">{}</span></p>'
        detail = self.body(view, article, photo="break", paragraph=breaks)
        if article.id % 3 == 0:
            detail = unicodedata.normalize("NFD", detail)  # some editors paste decomposed letters
        return (
            f'<div class="SiteName">{escape(view.site_name)}</div><div class="spacer">&nbsp;<br>&nbsp;<br>&nbsp;</div>'
            f'<div class="path">{escape(article.title)}</div><div class="CatName">'
            f'<a href="#cm">{escape(self.categories[article.category][1])}</a></div>'
            f'<div class="ArticleDetail"><h2 class="Title">{escape(article.title)}</h2>'
            f'<div class="Date">{at:%d/%m/%Y %H:%M}:{article.number % 60:02}</div>'
            f'<div class="Summary">{escape(article.full_lead(), quote=False)}</div>'
            f'<div class="Detail">{detail}'
            f"{self.signature(article, '<p align=right><b>&nbsp;{}</b></p>')}</div>{self.files(view, article, 'Tệp đính kèm')}</div>"
            f"{furniture.related(view, article, 'Các bài viết khác', css='OtherNews')}"
        )

    def not_found(self, view: View) -> str:
        return '<div class="SiteName">Thông báo</div><p class="err">Bài viết không tồn tại hoặc đã bị xóa khỏi hệ thống.</p>'
