"""Portals that write their links in another form than an anchor with one address: frames, table rows, twins, a host shared by path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from html import escape
from typing import ClassVar

from demo.articles import Article
from demo.exchange import Response
from demo.shapes.base import View
from demo.site import Portal as Site
from tests.simulation.heldout.unseen import Unseen, at, blocks, html, joined, start
from tests.simulation.world import World


class Frames(Unseen):
    """The home page is a page of frames: the menu in one, the news in another; older pages are folders."""

    name = "unseen-frames"
    kind_name = "Sở Thương mại {}"
    missing, removal = "404", "404"
    page_size = 7
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("hd", "Hoạt động ngành"), ("tt", "Thị trường"), ("tb", "Thông báo"))

    def prepare(self, world: World, site: Site) -> None:
        frames = "<frameset cols='180,*'><frame src='portal/menu.htm' name='trai'><frame src='/portal/moi.htm' name='phai'></frameset>"
        site.put("/", html(f"<html><head><meta charset='utf-8'><title>{escape(site.site_name)}</title></head>{frames}</html>"))

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/portal/{self.categories[article.category][0]}/{article.number}.htm"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/portal/{self.categories[category][0]}/" + (f"cu{page}/" if page > 1 else "")

    def special(self, view: View) -> Response | None:
        path = view.request.path
        if path == "/portal/menu.htm":
            entries = "".join(f"<p><a href='{name}/' target='phai'>{escape(text)}</a></p>" for name, text in self.categories)
            return html(f"<html><head><meta charset='utf-8'></head><body bgcolor='#ddeeff'>{entries}</body></html>")
        if path == "/portal/moi.htm":
            return self.full(view, "Tin mới", joined(lambda a: self.item(view, a), view.portal.newest()[:5]))
        listed = re.fullmatch(r"/portal/(hd|tt|tb)/(?:cu(\d+)/)?", path)
        return self.section(view, ["hd", "tt", "tb"].index(listed[1]), int(listed[2] or 1)) if listed else None

    def item(self, view: View, article: Article) -> str:
        to = self.article_target(view.portal, article)
        return f"<p><b>&raquo;</b> <a href='{to}' target='phai'>{escape(article.title)}</a> <i>{at(article):%d/%m/%Y}</i></p>"

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        older = f"<p><a href='{self.listing_target(view.portal, category, page + 1)}'>Các tin cũ hơn</a></p>" if page < pages else ""
        return f"<h3>{escape(self.categories[category][1])}</h3>{joined(lambda a: self.item(view, a), articles)}{older}"

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p align='justify'>{}</p>", "<p align='center'><img src='{}'></p><p align='center'><i>{}</i></p>")
        return f"<h2>{escape(article.title)}</h2><p><font size='1'>{at(article):%d/%m/%Y %H:%M}</font></p>{text}"

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        return f"<html><head><meta charset='utf-8'><title>{escape(title)}</title></head><body>{main}<hr>{view.visitors()}</body></html>"


class Refresh(Frames):
    """The home page is empty and refreshes itself to the real one."""

    name = "unseen-refresh"
    kind_name = "Sở Du lịch {}"

    def prepare(self, world: World, site: Site) -> None:
        refresh = '<meta http-equiv="refresh" content="0; url=portal/index.htm">'
        site.put("/", html(f"<html><head>{refresh}</head><body>Đang tải...</body></html>"))

    def special(self, view: View) -> Response | None:
        if view.request.path == "/portal/index.htm":
            menu = "".join(f'<td><a href="{name}/">{escape(text)}</a></td>' for name, text in self.categories)
            newest = joined(lambda a: self.item(view, a), view.portal.newest()[:5])
            return self.full(view, view.site_name, f"<table><tr>{menu}</tr></table><h1>Tin mới</h1>{newest}")
        return super().special(view)


class Twins(Unseen):
    """Each article under several section paths, for phones and in short form, all naming one canonical address; an Atom feed from the future."""

    name = "unseen-twins"
    kind_name = "Tạp chí Thông tin {}"
    missing, removal = "404", "410"
    page_size = 8
    categories: ClassVar[tuple[tuple[str, str], ...]] = (
        ("chinh-sach", "Chính sách"),
        ("doanh-nghiep", "Doanh nghiệp số"),
        ("toa-soan", "Tòa soạn"),
    )

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/{self.categories[article.category][0]}/{article.slug}-p{article.number}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/{self.categories[category][0]}" + (f"?start={(page - 1) * self.page_size}" if page > 1 else "")

    def number_in(self, target: str) -> int | None:
        found = re.fullmatch(r"(?:/m|/amp)?(?:/tieu-diem)?(?:/[a-z-]+)/[\w-]*-p(\d+)(?:\?.*)?", target)
        return int(found[1]) if found else None

    def special(self, view: View) -> Response | None:
        path, query = view.request.path, view.request.query
        names = [f"/{name}" for name, _ in self.categories]
        if path == "/atom":
            return self._atom(view)
        if path == "/tieu-diem":
            shown = [article for article in view.portal.newest() if article.id % 3 == 0][:8]
            return self.full(view, "Tiêu điểm", f"<h1>Tiêu điểm</h1>{joined(lambda a: self.item(view, a, '/tieu-diem'), shown)}")
        if path in names:
            begin = query.get("start", "0")
            return self.section(view, names.index(path), int(begin) // self.page_size + 1 if begin.isdigit() else 1, past="last")
        return None

    def _atom(self, view: View) -> Response:
        """The newest five, seven hours ahead, each with the mark of the feed on its address."""
        entries = "".join(
            f'<entry><title type="html">{escape(a.title)}</title><link rel="alternate" href="{self.article_target(view.portal, a)[1:]}?utm_source=atom"/>'
            f"<id>tag:{a.number}</id><updated>{a.published + timedelta(hours=7):%Y-%m-%dT%H:%M:%SZ}</updated></entry>"
            for a in view.portal.newest()[:5]
        )
        feed = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{view.portal.url}"><title>{escape(view.site_name)}</title>{entries}</feed>'
        return Response(body=feed.encode(), type="application/atom+xml; charset=utf-8")

    def item(self, view: View, article: Article, under: str = "") -> str:
        to = under + self.article_target(view.portal, article)
        return (
            f'<section class="k"><a href="{to}"><img src="/t/{article.number}.jpg" alt=""></a><h3><a href="{to}">{escape(article.title)}</a></h3>'
            f"<time>{at(article):%d/%m/%Y}</time><p>{start(article, 18)}</p></section>"
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        numbers = "".join(
            f'<li class="on">{n}</li>' if n == page else f'<li><a href="{self.listing_target(view.portal, category, n)}">{n}</a></li>'
            for n in range(1, pages + 1)
        )
        return (
            f"<h1>{escape(self.categories[category][1])}</h1>{joined(lambda a: self.item(view, a), articles)}<ol class='pg'>{numbers}</ol>"
        )

    def home(self, view: View) -> str:
        return joined(lambda a: self.item(view, a, "/tieu-diem" if a.id % 3 == 0 else ""), view.portal.newest()[:6])

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", '<figure><img src="{}"><figcaption>{}</figcaption></figure>', '<p class="d">{}</p>')
        return f'<h1 class="h">{escape(article.title)}</h1><time>{at(article):%d/%m/%Y %H:%M}</time><div class="x">{text}</div>'

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        twins = ""
        if article:
            to = self.article_target(view.portal, article)
            twins = f'<link rel="canonical" href="{view.portal.absolute(to)}"><link rel="amphtml" href="/amp{to}">'
            main += f'<p><a href="/m{to}">Bản cho điện thoại</a> <a href="/amp{to}">Bản rút gọn</a></p>'
        menu = "".join(f'<a href="/{name}">{escape(text)}</a>' for name, text in (("tieu-diem", "Tiêu điểm"), *self.categories))
        return (
            f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title>{twins}<link rel="alternate" type="application/atom+xml"'
            f' href="/atom"></head><body><header>{menu}</header>{main}<footer>{escape(view.site_name)}</footer></body></html>'
        )


class Rows(Unseen):
    """Table rows and headlines that lead on by `onclick`, a picture with areas for a menu; no anchor leads to an article."""

    name = "unseen-rows"
    kind_name = "Công an {}"
    missing, removal = "soft", "soft"
    page_size = 8
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("5", "Tin an ninh trật tự"), ("8", "Thông báo"))

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/chitiet.php?ma={article.number}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/danhsach.php?loai={self.categories[category][0]}" + (f"&p={page}" if page > 1 else "")

    def special(self, view: View) -> Response | None:
        query = view.request.query
        if view.request.path != "/danhsach.php" or query.get("loai") not in {"5", "8"}:
            return None
        page = query.get("p", "1")
        return self.section(view, 0 if query["loai"] == "5" else 1, int(page) if page.isdigit() else 1)

    def item(self, view: View, article: Article) -> str:
        to = f"chitiet.php?ma={article.number}"
        return (
            f"<tr style='cursor:pointer' onclick=\"window.location.href='{to}'\"><td>{at(article):%d/%m/%Y}</td><td><span class='td' "
            f"onclick=\"location='{to}'\">{escape(article.title)}</span></td></tr>"
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        numbers = " ".join(
            f"<b>{n}</b>" if n == page else f"<a href='{escape(self.listing_target(view.portal, category, n))}'>{n}</a>"
            for n in range(1, pages + 1)
        )
        return f"<h2>{escape(self.categories[category][1])}</h2><table>{joined(lambda a: self.item(view, a), articles)}</table><p>{numbers}</p>"

    def home(self, view: View) -> str:
        return f"<table>{joined(lambda a: self.item(view, a), view.portal.newest()[:6])}</table>"

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", "<p><img src='{}'></p><p class='ct'>{}</p>")
        return f"<h1>{escape(article.title)}</h1><p class='ng'>Ngày đăng {at(article):%d/%m/%Y %H:%M}</p><div>{text}</div>"

    def not_found(self, view: View) -> str:
        return "<p>Không có bản tin này.</p>"

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        areas = "".join(
            f"<area shape='rect' coords='{n * 90},0,{n * 90 + 80},30' href='{self.listing_target(view.portal, n, 1)}' alt='{escape(name)}'>"
            for n, (_, name) in enumerate(self.categories)
        )
        return (
            f"<html><head><meta charset='utf-8'><title>{escape(title)}</title></head><body><img src='/img/menu.gif' usemap='#m'><map name='m'>{areas}</map>"
            f"<div>{main}</div><p>{escape(view.site_name)}</p></body></html>"
        )


class Shared(Unseen):
    """A department under a path of the province's host: the province's own articles, beside its own on every page, are not its own."""

    name = "unseen-shared"
    kind_name = "Phòng Văn hóa và Thông tin {}"
    missing, removal = "404", "404"
    page_size = 6
    options: ClassVar = {"prefix": "/pvhtt"}
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("tin-tuc", "Tin tức"), ("hoat-dong", "Hoạt động"), ("thong-bao", "Thông báo"))

    def prepare(self, world: World, site: Site) -> None:
        self.province = Site(Province(), site.host, site.port, 77, world.clock, articles=10)
        world.server.add(self.province)
        world.declare(self.province, "province")  # never asked itself in this test

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/{self.categories[article.category][0]}/{article.number}-{article.slug}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/{self.categories[category][0]}" + (f"/p{page}" if page > 1 else "")

    def number_in(self, target: str) -> int | None:
        found = re.fullmatch(r"(?:/pvhtt)?/[a-z-]+/(\d+)-[\w-]+", target)
        return int(found[1]) if found else None

    def special(self, view: View) -> Response | None:
        listed = re.fullmatch(r"/pvhtt/(tin-tuc|hoat-dong|thong-bao)(?:/p(\d+))?", view.request.path)
        if not listed:
            return None
        return self.section(view, [name for name, _ in self.categories].index(listed[1]), int(listed[2] or 1), past="nothing")

    def item(self, view: View, article: Article) -> str:
        to = f"/pvhtt{self.article_target(view.portal, article)}"
        return (
            f'<div class="i"><a href="{to}">{escape(article.title)}</a><span>{at(article):%d/%m/%Y}</span><p>{start(article, 15)}</p></div>'
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        numbers = "".join(
            f"<em>{n}</em>" if n == page else f'<a href="/pvhtt{self.listing_target(view.portal, category, n)}">{n}</a>'
            for n in range(1, pages + 1)
        )
        return (
            f"<h1>{escape(self.categories[category][1])}</h1>{joined(lambda a: self.item(view, a), articles)}<div class='s'>{numbers}</div>"
        )

    def home(self, view: View) -> str:
        return joined(lambda a: self.item(view, a), view.portal.newest()[:6])

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", '<div class="f"><img src="{}"><small>{}</small></div>', "<p><strong>{}</strong></p>")
        return f'<div class="o"><h1>{escape(article.title)}</h1><div class="w">{at(article):%d/%m/%Y, %H:%M}</div>{text}</div>'

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(f'<a href="/pvhtt/{name}">{escape(text)}</a>' for name, text in self.categories)
        others = joined(
            lambda a: f'<li><a href="{self.province.shape.article_target(self.province, a)}">{escape(a.title)}</a></li>',
            self.province.newest()[:6],
        )
        return (
            f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><p><a href="/">Trang của tỉnh</a>'
            f' <a href="/pvhtt/">Trang chủ</a> {menu}</p><div class="l">{main}</div><div class="r"><h3>Tin của tỉnh</h3><ul>{others}</ul></div></body></html>'
        )


class Province(Shared):
    """The host's own portal, with addresses of the same form."""

    name = "unseen-province"
    kind_name = "Cổng thông tin điện tử {}"
    options: ClassVar = {}

    def special(self, view: View) -> Response | None:
        return None

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        return f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>{main}</body></html>'


FORMS = (Frames, Refresh, Twins, Rows, Shared)
