"""Portals of the big content systems, in forms that no other test has: all identity in a path, in a query, or in a session's state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import ClassVar
from urllib.parse import quote

from demo import furniture
from demo.articles import Article
from demo.exchange import Response
from demo.shapes.base import View
from demo.site import Portal as Site
from tests.simulation.heldout.unseen import Unseen, at, blocks, html, joined, start
from tests.simulation.world import World


class Tabs(Unseen):
    """Tabs with numbers, paths in any case, a headline that is only a title attribute, old articles pinned on every page."""

    name = "unseen-tabs"
    kind_name = "Sở Thông tin và Truyền thông {}"
    missing, removal = "soft", "soft"
    page_size = 6
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("78", "Tin hoạt động"), ("81", "Chuyển đổi số"), ("95", "Thông báo"))
    folders: ClassVar[tuple[str, ...]] = ("TinHoatDong", "ChuyenDoiSo", "ThongBao")

    def article_target(self, portal: Site, article: Article) -> str:
        tab = self.categories[article.category][0]
        return f"/{self.folders[article.category]}/tabid/{tab}/ArticleID/{article.number}/Default.aspx"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        more = f"/currentpage/{page}" if page > 1 else ""
        return f"/{self.folders[category]}/tabid/{self.categories[category][0]}{more}/Default.aspx"

    def number_in(self, target: str) -> int | None:
        found = re.fullmatch(r"(?i)/\w+/tabid/\d+/articleid/(\d+)/default\.aspx", target)
        return int(found[1]) if found else None

    def special(self, view: View) -> Response | None:
        path = view.request.path
        listed = re.fullmatch(r"(?i)/\w+/tabid/(\d+)(?:/currentpage/(\d+))?/default\.aspx", path)
        tabs = [tab for tab, _ in self.categories]
        if listed and listed[1] in tabs:
            return self.section(view, tabs.index(listed[1]), int(listed[2] or 1), past="last")
        if listed and listed[1] == "54":
            units = "".join(f"<tr><td>{n}</td><td>Phòng {name}</td><td>(02{n}) 3 821 00{n}</td></tr>" for n, name in enumerate("ABCD", 1))
            return self.full(view, "Giới thiệu", f"<h2>Cơ cấu tổ chức</h2><table>{units}</table>")
        printed = re.fullmatch(r"(?i)/\w+/tabid/\d+/articleid/(\d+)/print/true/default\.aspx", path)
        article = view.portal.numbers.get(int(printed[1])) if printed else None
        if article and article.live:
            return html(f"<html><head><title>{escape(article.title)}</title></head><body>{self.article(view, article)}</body></html>")
        if "/ctl/login/" in path.lower():
            form = "<p>Tên truy cập <input name='u'></p><p>Mật khẩu <input type='password'></p>"
            return self.full(view, "Đăng nhập", form)
        return None

    def item(self, view: View, article: Article) -> str:
        to = self.article_target(view.portal, article)
        return (
            f'<table class="Normal" cellspacing="4"><tr><td><a href="{to}" target="_blank"><img src="/Portals/0/{article.number}.jpg"'
            f' alt="" border="0"></a></td><td><a class="Head" href="{to}" title="{escape(article.title)}"></a><span class="NormalSmall">'
            f"{at(article):%d/%m/%Y}</span> {start(article)}</td></tr></table>"
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        pinned = view.portal.newest(category)[-2:]
        cells = " ".join(
            f"<span>{n}</span>" if n == page else f'<a href="{self.listing_target(view.portal, category, n)}">{n}</a>'
            for n in range(max(1, page - 1), min(pages, page + 1) + 1)
        )
        last = f'<a href="{self.listing_target(view.portal, category, pages)}">Cuối</a>'
        return (
            f'<div class="pin"><b>Tin tiêu điểm</b>{joined(lambda a: self.item(view, a), pinned)}</div>'
            f"<div>{joined(lambda a: self.item(view, a), articles)}</div><div class='PagingTable'>Trang {page} / {pages}: {cells} {last}</div>"
        )

    def home(self, view: View) -> str:
        featured = [article for article in view.portal.newest() if article.number % 4 == 0][:3]
        return "".join(
            f'<div class="slide"><a href="{self.article_target(view.portal, article).upper()}"><img src="/Portals/0/{article.number}.jpg">'
            f"<h3>{escape(article.title)}</h3></a></div>"
            for article in featured
        )

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, '<p class="MsoNormal">{}</p>', '<p align="center"><img src="{}"><br><em>{}</em></p>')
        base = self.article_target(view.portal, article).removesuffix("Default.aspx")
        return (
            f'<div class="DNNArticle"><h1 class="ArticleTitle">{escape(article.title)}</h1><div class="Date">Ngày đăng: {at(article):%d/%m/%Y %H:%M}'
            f'</div>{text}</div><a href="{base}print/true/Default.aspx">In bài viết</a>'
        )

    def not_found(self, view: View) -> str:
        return '<span class="NormalRed">Lỗi: mục này hiện không có hoặc bạn không có quyền xem.</span>'

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(
            f'<td><a class="MainMenu" href="{self.listing_target(view.portal, n, 1).lower()}">{escape(name)}</a></td>'
            for n, (_, name) in enumerate(self.categories)
        )
        return (
            f"<html><head><meta charset='utf-8'><title>{escape(view.site_name)} &gt; {escape(title)}</title></head><body><form id='Form'>"
            f"<table><tr><td><a href='/'>Trang chủ</a></td>{menu}<td><a href='/GioiThieu/tabid/54/Default.aspx'>Giới thiệu</a></td>"
            f"<td><a href='/Home/tabid/36/ctl/Login/Default.aspx?returnurl=%2f'>Đăng nhập</a></td></tr></table><div id='ContentPane'>{main}"
            f"</div><div>Số lượt truy cập: {view.visitors()}</div></form></body></html>"
        )


class Query(Unseen):
    """All in the query, its order by chance, names in Vietnamese unescaped, white space in the addresses, a second section."""

    name = "unseen-query"
    kind_name = "Cổng thông tin điện tử {}"
    missing, removal = "soft", "soft"
    page_size = 7
    ignored = frozenset({"sid", "pageid", "catid", "catname"})
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("511", "Tin trong tỉnh"), ("513", "Công nghệ số"), ("520", "Thông báo"))

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/Default.aspx?sid=1201&pageid=468&catid={self.categories[article.category][0]}&id={article.number}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/Default.aspx?sid=1201&pageid=470&catid={self.categories[category][0]}"

    def second_category(self, article: Article) -> int:
        return 1 if article.category == 0 and article.id % 3 == 0 else -1

    def special(self, view: View) -> Response | None:
        query = view.request.query
        sections = [number for number, _ in self.categories]
        if view.request.path.lower() != "/default.aspx":
            return None
        if query.get("id", "").isdigit() and query.keys() & {"print", "mail"}:
            article = view.portal.numbers.get(int(query["id"]))
            return html(f"<html><body>{self.article(view, article)}</body></html>") if article and article.live else None
        if "id" in query:
            return None
        if query.get("catid") in sections:
            page = query.get("p", "1")
            return self.section(view, sections.index(query["catid"]), int(page) if page.isdigit() else 1)
        return self.full(view, "Trang chủ", self.home(view)) if query.get("pageid") == "1" else None

    def written(self, view: View, **pairs: str | int) -> str:
        """The address as a page writes it: relative, in any order, with the section's name."""
        both = [f"{name}={value}" for name, value in pairs.items()]
        view.rng.shuffle(both)
        return f" Default.aspx?{'&'.join(both)}\n"

    def item(self, view: View, article: Article) -> str:
        catid, name = self.categories[article.category if view.category is None else view.category]
        to = self.written(view, sid=1201, pageid=468, catid=catid, id=article.number, catname=name)
        return (
            f'<div class="dong"><img src="/images/ic.gif"><a href="{to}">\n   {escape(article.title)}\n</a><i>({at(article):%d/%m/%Y})</i>'
            f"</div>"
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        catid = self.categories[category][0]
        more = "".join(
            f" <b>{n}</b> |" if n == page else f' <a href="?sid=1201&pageid=470&catid={catid}&p={n}">{n}</a> |' for n in range(1, pages + 1)
        )
        return f"<h2>{escape(self.categories[category][1])}</h2>{joined(lambda a: self.item(view, a), articles)}<p>Trang: {more}</p>"

    def home(self, view: View) -> str:
        return f"<h2>Tin mới</h2>{joined(lambda a: self.item(view, a), view.portal.newest()[:6])}"

    def article(self, view: View, article: Article) -> str:
        text = blocks(
            article, "<div>{}</div>", '<div class="hinh"><img src="{}"><div class="cthich">{}</div></div>', '<div class="tt">{}</div>'
        )
        tools = "".join(f'<a href="Default.aspx?sid=1201&id={article.number}&{tool}=1">{tool}</a> ' for tool in ("print", "mail"))
        return (
            f'<div class="tieude">{escape(article.title)}</div><div class="ngay">Cập nhật: {at(article):%H:%M, %d/%m/%Y}</div>'
            f'<div class="noidung">{text}</div><div>{tools}</div>'
        )

    def not_found(self, view: View) -> str:
        return "<p>Bài viết không tồn tại hoặc đã bị xóa.</p>"

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(
            f'<li><a href="{self.written(view, sid=1201, pageid=470, catid=catid, catname=name)}">{escape(name)}</a></li>'
            for catid, name in self.categories
        )
        other = joined(lambda a: f"<li>{self.item(view, a)}</li>", view.neighbours(article, 4)) if article else ""
        return (
            f"<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN'><html><head><meta http-equiv='Content-Type' content='text/html;"
            f" charset=utf-8'><title>{escape(title if article else view.site_name)}</title></head><body><ul><li><a href='Default.aspx?pageid=1'>"
            f"Trang chủ</a></li>{menu}</ul><div id='giua'>{main}</div><ul><li>Tin khác</li>{other}</ul><p>{view.now:%H:%M:%S}</p></body></html>"
        )


class Portlets(Unseen):
    """Portlet parameters on pages that only differ by name: the article is one parameter among ten, with a token and a way back."""

    name = "unseen-portlets"
    kind_name = "Trang thông tin điện tử Sở Khoa học và Công nghệ {}"
    missing, removal = "404", "410"
    page_size = 6
    categories: ClassVar[tuple[tuple[str, str], ...]] = (
        ("tin-tuc", "Tin tức"),
        ("chuyen-doi-so", "Chuyển đổi số"),
        ("thong-bao", "Thông báo"),
    )

    def prepare(self, world: World, site: Site) -> None:
        site.put("/", Response(302, headers={"Location": "/web/guest/home"}))

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/web/guest/{self.categories[article.category][0]}{self._portlet('chitiet', articleId=article.number)}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/web/guest/{self.categories[category][0]}" + (self._portlet("danhsach", delta=6, cur=page) if page > 1 else "")

    @staticmethod
    def _portlet(name: str, **own: str | int) -> str:
        state = f"?p_p_id={name}_WAR_tinbaiportlet&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&p_p_col_id=column-2&p_p_col_count=3"
        return state + "".join(f"&_{name}_WAR_tinbaiportlet_{key}={value}" for key, value in own.items())

    def number_in(self, target: str) -> int | None:
        found = re.search(r"chitiet_WAR_tinbaiportlet_articleId=(\d+)", target)
        return int(found[1]) if found else None

    def special(self, view: View) -> Response | None:
        path, query = view.request.path, view.request.query
        if any(name.endswith("articleId") for name in query):
            return None
        names = [f"/web/guest/{name}" for name, _ in self.categories]
        if path in names:
            page = query.get("_danhsach_WAR_tinbaiportlet_cur", "1")
            return self.section(view, names.index(path), int(page) if page.isdigit() else 1, past="last")
        return self.full(view, "Trang chủ", self.home(view)) if path == "/web/guest/home" else None

    def item(self, view: View, article: Article) -> str:
        here = view.request.path if view.request.path.startswith("/web/") else "/web/guest/home"
        to = here + self._portlet("chitiet", articleId=article.number, categoryId=article.category + 10301, redirect=quote(here, safe=""))
        to += f"&p_auth={furniture.token(view, 8)}"
        return (
            f'<div class="row-fluid media"><div class="pull-left"><a href="{escape(to)}" target="_blank"><img src="/image/journal/article?img_id='
            f'{article.number}"></a></div><div class="media-body"><a href="{escape(to)}"><span class="title-news">{escape(article.title)}</span>'
            f"</a><small>{at(article):%d/%m/%Y}</small></div></div>"
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        older = escape(self.listing_target(view.portal, category, min(pages, page + 1)))
        first = self.listing_target(view.portal, category, 1)
        later = (
            f'<li><a href="{older}">Tiếp theo</a></li>'
            if page < pages
            else '<li class="disabled"><a href="javascript:;">Tiếp theo</a></li>'
        )
        return (
            f'<div class="portlet-body">{joined(lambda a: self.item(view, a), articles)}<ul class="lfr-pagination-buttons pager">'
            f'<li><a href="{first}">Đầu tiên</a></li>{later}</ul></div>'
        )

    def home(self, view: View) -> str:
        return f'<div class="portlet-body">{joined(lambda a: self.item(view, a), view.portal.newest()[:5])}</div>'

    def article(self, view: View, article: Article) -> str:
        text = blocks(
            article, "<p>{}</p>", '<p><img src="{}"></p><p style="text-align:center"><i>{}</i></p>', '<p class="sapo"><b>{}</b></p>'
        )
        return (
            f'<div class="view-content"><h3 class="view-title">{escape(article.title)}</h3><p class="view-date">{at(article):%d/%m/%Y %H:%M}'
            f' | Lượt xem: {article.views}</p><div class="view-body">{text}</div></div>'
        )

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(f'<li><a href="/web/guest/{name}"><span>{escape(text)}</span></a></li>' for name, text in self.categories)
        return (
            f'<!DOCTYPE html><html class="aui ltr" lang="vi-VN"><head><meta charset="utf-8"><title>{escape(title)} - {escape(view.site_name)}'
            f'</title></head><body><nav><ul><li><a href="/web/guest/home">Trang chủ</a></li>{menu}<li><a href="/c/portal/login?p_l_id=10187">'
            f'Đăng nhập</a></li></ul></nav><div id="content">{main}</div><footer>{view.visitors()} lượt truy cập</footer></body></html>'
        )


SYSTEMS = (Tabs, Query, Portlets)
