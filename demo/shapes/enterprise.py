"""The large Java and .NET systems: Liferay and SharePoint."""

from __future__ import annotations

import re
import uuid
from html import escape
from random import Random
from typing import TYPE_CHECKING

from demo import furniture
from demo.articles import Article, Attachment
from demo.exchange import Response
from demo.shapes.base import Shape, View, form_state

if TYPE_CHECKING:
    from demo.site import Portal

_INSTANCE = "Hk3TzPq1xYvB"


class Liferay(Shape):
    """Asset publisher addresses with portlet state behind them, slugs without đ, an h1 over every portlet."""

    name = "liferay"
    kind_name = "Cổng thông tin điện tử Sở Thông tin và Truyền thông {}"
    sitemap = "none"
    lose_d = True
    ignored = frozenset({"inheritRedirect", "redirect", "p_auth", "p_p_state", "p_p_mode", "p_p_col_id", "p_p_col_count", "t"})
    core = frozenset({"portlet-title", "portlet-title-text", "journal-content-article", "portlet-boundary", "asset-full-content"})

    def article_target(self, portal: Portal, article: Article) -> str:
        return f"/{self.categories[article.category][0]}/-/asset_publisher/{_INSTANCE}/content/{article.slug}"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        base = f"/{self.categories[category][0]}"
        name = f"101_INSTANCE_{_INSTANCE}"
        return base + (f"?p_p_id={name}&p_p_lifecycle=0&p_p_state=normal&_{name}_delta=8&_{name}_cur={page}" if page > 1 else "")

    def feed_targets(self, portal: Portal) -> list[tuple[str, int | None]]:
        return [(f"/{name}/-/asset_publisher/{_INSTANCE}/rss", n) for n, (name, _) in enumerate(self.categories)]

    def upload_target(self, article: Article, name: str) -> str:
        mark = uuid.UUID(int=Random(f"{article.number}{name}").getrandbits(128))
        return f"/documents/10180/{article.number}/{name}/{mark}"

    def file_target(self, article: Article, attachment: Attachment) -> str:
        stamp = int(article.filed.timestamp() * 1000) + attachment.revision * 86_400_000
        return f"{self.upload_target(article, attachment.name)}?t={stamp}"

    def special(self, view: View) -> Response | None:
        path = view.request.path[len(view.portal.prefix) :]
        article = view.portal.addresses.get(path.removesuffix("/pop_up")) if path.endswith("/pop_up") else None
        if article is None or not article.live:
            return None
        return Response(body=f"<html><body><h1>{escape(article.title)}</h1>{self.body(view, article)}</body></html>".encode())

    def item(self, view: View, article: Article) -> str:
        target = view.target(article)
        if view.rng.random() < 0.5:
            target += f"?inheritRedirect=false&redirect=%2Fhome%3Fp_p_id%3D101&p_auth={furniture.token(view, 8)}"
        return (
            f'<div class="asset-abstract"><h3 class="asset-title"><a href="{escape(view.href(target))}">{escape(article.title)}</a></h3>'
            f'<span class="metadata-publish-date">{furniture.day(article.published)}</span></div>'
        )

    def side(self, view: View, article: Article | None) -> str:
        blocks = (("Thông báo mới", furniture.related(view, article, "", css="notice", dated="")), ("Thăm dò", furniture.poll(view)))
        return "".join(self._portlet(title, body) for title, body in blocks) + furniture.visitors(view)

    def _portlet(self, title: str, body: str) -> str:
        head = f'<header class="portlet-topper"><h1 class="portlet-title"><span class="portlet-title-text">{title}</span></h1></header>'
        return f'<div class="portlet-boundary"><section class="portlet">{head}<div class="portlet-content">{body}</div></section></div>'

    def article(self, view: View, article: Article) -> str:
        at = furniture.local(article.published)
        content = (
            f'<div class="asset-full-content"><div class="header-title"><h3 class="title">{escape(article.title)}</h3></div>'
            f'<div class="ngay-dang">{at.hour}:{at:%M %d/%m/%Y}</div><div class="journal-content-article">'
            f'<p class="introtext"><b>{escape(article.full_lead(), quote=False)}</b></p>{self.body(view, article, photo="figure")}'
            f"{self.signature(article)}</div>{self.files(view, article)}"
            f'<div class="asset-more"><a rel="nofollow" href="{escape(view.href(view.target(article)))}/pop_up">Bản in</a> '
            f"<span>{article.views} Lượt xem</span></div></div>"
        )
        return self._portlet("Chi tiết tin", content) + self._portlet(
            "Tin cùng chuyên mục", furniture.related(view, article, "", css="more")
        )


class SharePoint(Shape):
    """Tân Dân on SharePoint: one form around the page, ribbon text, a folder per day, random letters before .aspx, postback pager."""

    name = "sharepoint"
    categories = (("TinTuc", "Tin tức"), ("ChuyenDoiSo", "Chuyển đổi số"), ("BuuChinh", "Bưu chính viễn thông"), ("ThongBao", "Thông báo"))
    pager = "postback"
    sitemap = "none"
    feeds = False
    missing = "soft"
    form_around = True
    core = frozenset({"ms-hidden", "tandan-title", "tandan-content", "tandan-date", "aspnetForm", "s4-workspace"})

    def article_target(self, portal: Portal, article: Article) -> str:
        at = furniture.local(article.filed)
        letters = "".join(Random(article.number).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=6))
        return f"/portal/Pages/{at.year}-{at.month}-{at.day}/{article.slug}{letters}.aspx"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        return f"/portal/KenhTin/{self.categories[category][0]}.aspx" + (f"?Page={page}" if page > 1 else "")

    def feed_targets(self, portal: Portal) -> list[tuple[str, int | None]]:
        return [(f"/_layouts/15/listfeed.aspx?List={uuid.UUID(int=portal.seed + 77)}", None)]

    def upload_target(self, article: Article, name: str) -> str:
        folder = "VanBan" if not name.endswith("jpg") else "Photos"
        return f"/portal/{folder}/{article.filed:%Y-%m}/{article.number}_{name}"

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        html = super().page(view, title, main, article)
        digest = f'<input type="hidden" name="__REQUESTDIGEST" value="0x{furniture.token(view, 40).upper()}">'
        ribbon = '<div id="s4-ribbonrow"><span>Skip Ribbon Commands</span> <span>Skip to main content</span></div>'
        form = f'<form method="post" action="{escape(view.request.target)}" id="aspnetForm">{form_state(view, view.page)}'
        start = f'<body>{form}{digest}{ribbon}<div id="s4-workspace">'
        return re.sub("<body>", lambda _: start, html, count=1).replace("</body>", "</div></form></body>")

    def article(self, view: View, article: Article) -> str:
        at = furniture.local(article.published)
        return (
            f'<div class="tandan-article"><div class="tandan-title"><h2>{escape(article.title)}</h2></div>'
            f'<div class="tandan-date">Đăng ngày {at:%d-%m-%Y} - {at:%H:%M} | Lượt xem: {article.views}</div>'
            f'<div class="ms-hidden">Nội dung trang</div><div class="tandan-lead">{escape(article.full_lead(), quote=False)}</div>'
            f'<div class="tandan-content">{self.body(view, article, photo="break", paragraph="<p><span><font>{}</font></span></p>")}'
            f"{self.signature(article)}</div>{self.files(view, article)}{furniture.tools()}</div>"
            f"{furniture.related(view, article, 'Các tin đã đưa', css='tandan-other')}"
        )

    def not_found(self, view: View) -> str:
        return '<div class="tandan-error"><h2>Thông báo</h2><p>Trang bạn truy cập không tồn tại trên hệ thống.</p></div>'
