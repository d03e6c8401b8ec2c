"""Portals whose older articles are reached in an unusual way: a selection box, a button, data in attributes, a form, the end of a list."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import ClassVar
from urllib.parse import quote

from demo.answers import slice_of
from demo.articles import Article
from demo.exchange import Request, Response
from demo.shapes.base import View
from demo.site import Portal as Site
from tests.simulation.heldout.unseen import Unseen, at, blocks, html, joined, start
from tests.simulation.world import World


class Selection(Unseen):
    """A box to select the page from, a base address with `../` links under it, articles named by a uuid; past the end a 500."""

    name = "unseen-selection"
    kind_name = "Ủy ban nhân dân thành phố {}"
    missing, removal = "404", "404"
    page_size = 7
    options: ClassVar = {"robots": ""}
    categories: ClassVar[tuple[tuple[str, str], ...]] = (
        ("a1f0", "Hoạt động của lãnh đạo"),
        ("a1f4", "Kinh tế - Xã hội"),
        ("b002", "Thông báo"),
    )

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/bai/{uuid.uuid5(uuid.NAMESPACE_URL, str(article.number))}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/cong/muc-luc?ma={self.categories[category][0]}" + (f"&trang={page}" if page > 1 else "")

    def special(self, view: View) -> Response | None:
        query, codes = view.request.query, [code for code, _ in self.categories]
        if view.request.path != "/cong/muc-luc" or query.get("ma") not in codes:
            return None
        page = query.get("trang", "1")
        return self.section(view, codes.index(query["ma"]), int(page) if page.isdigit() else 1, past="error")

    def item(self, view: View, article: Article) -> str:
        to = ".." + self.article_target(view.portal, article)
        return f'<dt>{at(article):%d/%m/%Y}</dt><dd><a href="{to}" target="_blank">{escape(article.title)}</a><br>{start(article, 14)}</dd>'

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        choices = "".join(f'<option value="{n}"{" selected" if n == page else ""}>Trang {n}</option>' for n in range(1, pages + 1))
        return (
            f'<dl>{joined(lambda a: self.item(view, a), articles)}</dl><form action="muc-luc" method="get"><input type="hidden" name="ma" value="'
            f'{self.categories[category][0]}"><select name="trang" onchange="this.form.submit()">{choices}</select></form>'
        )

    def home(self, view: View) -> str:
        return "".join(
            f"<h2>{escape(name)}</h2><dl>{joined(lambda a: self.item(view, a), view.portal.newest(n)[:4])}</dl>"
            for n, (_, name) in enumerate(self.categories)
        )

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", '<figure><img src="{}"><figcaption>{}</figcaption></figure>', "<p><em>{}</em></p>")
        return f"<article><header><h1>{escape(article.title)}</h1><time>{at(article):%d/%m/%Y | %H:%M}</time></header>{text}</article>"

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(f'<a href="muc-luc?ma={code}">{escape(name)}</a>' for code, name in self.categories)
        return (
            f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><base href="{view.portal.url}cong/"><title>{escape(title)}</title></head>'
            f'<body><div class="menu"><a href="../">Trang chủ</a>{menu}</div><div class="body">{main}</div><p>{escape(view.site_name)}</p></body></html>'
        )


class Button(Unseen):
    """A button whose data attribute leads to fragments; picture, headline and comments link to one page with different fragments."""

    name = "unseen-button"
    kind_name = "Báo {} Online"
    missing, removal = "404", "410"
    page_size = 7
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("thoi-su", "Thời sự"), ("cong-nghe", "Công nghệ"), ("ban-doc", "Bạn đọc"))

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/tin-tuc/chi-tiet/{at(article):%Y/%m}/{article.slug.replace('-', '_')}_{article.number}.html"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/tin-tuc/{self.categories[category][0]}"

    def number_in(self, target: str) -> int | None:
        found = re.fullmatch(r"/tin-tuc/chi-tiet/\d{4}/\d\d/\w+_(\d+)\.html", target)
        return int(found[1]) if found else None

    def special(self, view: View) -> Response | None:
        path, query = view.request.path, view.request.query
        names = [f"/tin-tuc/{name}" for name, _ in self.categories]
        if path in names:
            return self.section(view, names.index(path), 1)
        if path == "/ajax/danh-sach" and query.get("nhom", "") in {"0", "1", "2"} and query.get("boqua", "").isdigit():
            return html(self._part(view, int(query["nhom"]), int(query["boqua"])))
        printed = re.fullmatch(r"/in/(\d+)", path)
        article = view.portal.numbers.get(int(printed[1])) if printed else None
        return html(f"<html><body>{self.article(view, article)}</body></html>") if article and article.live else None

    def _part(self, view: View, category: int, skip: int) -> str:
        """The next cards and the button after them; nothing at all past the end."""
        articles = view.portal.newest(category)
        shown = articles[skip : skip + self.page_size]
        onward = skip + self.page_size
        button = f'<button type="button" class="btn-more" data-url="/ajax/danh-sach?nhom={category}&amp;boqua={onward}">Xem thêm</button>'
        return joined(lambda a: self.item(view, a), shown) + (button if len(articles) > onward else "")

    def item(self, view: View, article: Article) -> str:
        to = self.article_target(view.portal, article)
        return (
            f'<div class="card"><a href="{to}#anh"><img src="/anh/{article.number}.jpg"></a><div class="card-title"><a href="{to}">{escape(article.title)}'
            f'</a></div><a class="cm" href="{to}#binh-luan">{article.number % 7} bình luận</a> <span>{at(article):%H:%M %d/%m}</span></div>'
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        return f'<h1>{escape(self.categories[category][1])}</h1><div id="ds">{self._part(view, category, 0)}</div>'

    def home(self, view: View) -> str:
        return f'<div class="noi-bat">{joined(lambda a: self.item(view, a), view.portal.newest()[:6])}</div>'

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", '<div class="pic"><img src="{}"><p class="pic-cap">{}</p></div>', '<h2 class="sapo">{}</h2>')
        here = quote(view.portal.address(article), safe="")
        return (
            f'<div class="detail"><h1 class="detail-title">{escape(article.title)}</h1><div class="detail-time">{at(article):%d/%m/%Y %H:%M} GMT+7</div>'
            f'<div class="detail-content" id="anh">{text}</div><a href="https://www.facebook.com/sharer/sharer.php?u={here}">Chia sẻ</a>'
            f'<a href="/in/{article.number}">In</a><a href="mailto:?body={here}">Gửi</a><div id="binh-luan"></div></div>'
        )

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(f'<li><a href="/tin-tuc/{name}">{escape(text)}</a></li>' for name, text in self.categories)
        tags = "".join(f'<a href="/tag/{tag}">#{tag}</a> ' for tag in ("5g", "chuyen-doi-so", "vneid"))
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)} - {escape(view.site_name)}</title></head><body>'
            f'<nav><ul>{menu}</ul></nav><div class="wrap">{main}</div><div class="tags">{tags}</div><footer>{escape(view.site_name)}</footer></body></html>'
        )


class Attributes(Unseen):
    """A section is an empty element with its items as JSON in an attribute; the next page is named in the head alone."""

    name = "unseen-attributes"
    kind_name = "Đài Phát thanh và Truyền hình {}"
    missing, removal = "404", "404"
    page_size = 8
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("1", "Bản tin"), ("4", "Đời sống số"), ("6", "Thông báo"))

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/{article.number}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/c/{self.categories[category][0]}" + (f"?start={(page - 1) * self.page_size}" if page > 1 else "")

    def special(self, view: View) -> Response | None:
        codes, start_at = [f"/c/{code}" for code, _ in self.categories], view.request.query.get("start", "0")
        if view.request.path not in codes:
            return None
        return self.section(view, codes.index(view.request.path), int(start_at) // self.page_size + 1 if start_at.isdigit() else 1)

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        items = [{"id": a.number, "tieude": a.title, "lienket": f"/{a.number}", "ngay": f"{at(a):%Y-%m-%dT%H:%M}"} for a in articles]
        data = escape(json.dumps(items, ensure_ascii=False))
        return f'<h1>{escape(self.categories[category][1])}</h1><div class="news-grid" data-items="{data}"></div>'

    def home(self, view: View) -> str:
        featured = joined(lambda a: f'<a class="feat" href="/{a.number}"><b>{escape(a.title)}</b></a>', view.portal.newest()[:3])
        newest = [{"title": a.title, "url": f"/{a.number}"} for a in view.portal.newest()[3:9]]
        return f'<div>{featured}</div><script type="application/json" id="tin-moi">{json.dumps(newest, ensure_ascii=False)}</script>'

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", '<p class="img"><img src="{}" alt=""></p><p class="cap">{}</p>')
        return f'<div class="post"><h1>{escape(article.title)}</h1><p class="when">{at(article):%d/%m/%Y - %H:%M}</p><div class="post-body">{text}</div></div>'

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        onward, category = "", view.category
        if category is not None and view.page < slice_of(view.portal, category, 1)[0]:
            onward = f'<link rel="next" href="{self.listing_target(view.portal, category, view.page + 1)}">'
        menu = "".join(f'<a href="/c/{code}">{escape(name)}</a> ' for code, name in self.categories)
        return (
            f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)} | {escape(view.site_name)}</title>{onward}</head>'
            f'<body><div class="top"><a href="/">Trang nhất</a> {menu}</div><div id="app">{main}</div><script src="/static/grid.js"></script></body></html>'
        )


class _Mirror(Site):
    """A second host that answers as the first one does."""

    def __init__(self, site: Site, host: str) -> None:
        super().__init__(site.shape, host, site.port, site.seed, site.clock)
        self._site = site

    def respond(self, request: Request) -> Response:
        return self._site.respond(request)


class Door(Unseen):
    """Links through a redirector and to a second host, pages by a script that sends a form, a first page without a number."""

    name = "unseen-door"
    kind_name = "Sở Khoa học và Công nghệ {}"
    missing, removal = "404", "404"
    page_size = 6
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("KHCN", "Khoa học công nghệ"), ("CDS", "Chuyển đổi số"), ("TB", "Thông báo"))

    def prepare(self, world: World, site: Site) -> None:
        block, rest = site.host.rsplit(".", 1)
        self.other = f"{block}.{int(rest) + 100}"
        world.server.add(_Mirror(site, self.other))
        world.declared["portal"] = replace(world.declared["portal"], hosts=(self.other,))

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/news/{at(article):%Y}/{article.number}.vnp"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/danh-sach/{self.categories[category][0]}"

    def number_in(self, target: str) -> int | None:
        found = re.fullmatch(r"/news/\d{4}/(\d+)\.vnp", target)
        return int(found[1]) if found else None

    def special(self, view: View) -> Response | None:
        path, names = view.request.path, [f"/danh-sach/{name}" for name, _ in self.categories]
        if path == "/redirect":
            to = view.request.query.get("url", "/")
            return Response(302, headers={"Location": to if re.fullmatch(r"/[\w./-]*", to) else "/"})
        if path in names:
            page = view.request.form.get("trang", "1")
            return self.section(view, names.index(path), int(page) if page.isdigit() else 1)
        return None

    def item(self, view: View, article: Article) -> str:
        to = self.article_target(view.portal, article)
        way = view.rng.randrange(3)
        if way == 1:
            to = f"/redirect?url={quote(to, safe='')}"
        elif way == 2:
            to = f"http://{self.other}:{view.portal.port}{to}"
        return f'<tr><td>{at(article):%d-%m-%Y}</td><td><a href="{to}" target="_blank">{escape(article.title)}</a></td></tr>'

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        numbers = "".join(f"<b>{n}</b>" if n == page else f'<a href="javascript:chuyenTrang({n})">{n}</a>' for n in range(1, pages + 1))
        return (
            f'<table class="ds">{joined(lambda a: self.item(view, a), articles)}</table><form name="frmTrang" method="post" action="{view.request.path}">'
            f'<input type="hidden" name="trang" value="{page}"></form><div class="so-trang">{numbers}</div><script>function chuyenTrang(n)'
            "{document.frmTrang.trang.value=n;document.frmTrang.submit();}</script>"
        )

    def home(self, view: View) -> str:
        return f"<table>{joined(lambda a: self.item(view, a), view.portal.newest()[:5])}</table>"

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", '<div align="center"><img src="{}"><br>{}</div>', "<p><b>{}</b></p>")
        return f'<div class="nd"><h2 class="td">{escape(article.title)}</h2><div class="tg">Thứ {at(article).isoweekday() + 1}, {at(article):%d/%m/%Y, %H:%M}</div>{text}</div>'

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(f'<td><a href="/danh-sach/{name}">{escape(text)}</a></td>' for name, text in self.categories)
        return (
            f'<html><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><table><tr><td><a href="/">Trang chủ</a></td>{menu}</tr></table>'
            f'{main}<div>{escape(view.site_name)} <a href="http://www.most.gov.vn/">Bộ Khoa học và Công nghệ</a></div></body></html>'
        )


class OldestFirst(Unseen):
    """Lists that begin with the oldest, mixed with files and other papers' articles; the home page shows favourites, not news."""

    name = "unseen-oldest"
    kind_name = "Chi cục Tiêu chuẩn Đo lường Chất lượng {}"
    missing, removal = "soft", "soft"
    page_size = 6
    opening = 16
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("tin", "Tin hoạt động"), ("thong-bao", "Thông báo"))

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/xem/{article.number}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/chuyen-muc/{self.categories[category][0]}" + (f";trang={page}" if page > 1 else "")

    def special(self, view: View) -> Response | None:
        found = re.fullmatch(r"/chuyen-muc/(tin|thong-bao)(?:;trang=(\d+))?", view.request.path)
        if not found:
            return None
        category, page = 0 if found[1] == "tin" else 1, int(found[2] or 1)
        articles = view.portal.newest(category)[::-1]
        pages = max(1, -(-len(articles) // self.page_size))
        page = min(max(1, page), pages)
        view.category, view.page = category, page
        shown = articles[(page - 1) * self.page_size : page * self.page_size]
        return self.full(view, self.categories[category][1], self.listing(view, category, page, pages, shown))

    def item(self, view: View, article: Article) -> str:
        return f'<p>• <a href="/xem/{article.number}">{escape(article.title)}</a> ({at(article):%d/%m/%Y})</p>'

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        files = "".join(
            f'<p>• <a href="/vb/{page}{n}-qd-tdc.pdf">Quyết định số {page}{n}/QĐ-TĐC về việc công bố danh mục</a></p>' for n in (4, 7)
        )
        papers = f'<p>• <a href="https://nhandan.vn/chuyen-doi-so-post{page}{category}.html">Chuyển đổi số quốc gia: những bước đi mới</a> (Nhân Dân)</p>'
        numbers = " ".join(
            f"<b>{n}</b>" if n == page else f'<a href="{self.listing_target(view.portal, category, n)}">{n}</a>'
            for n in range(1, pages + 1)
        )
        return f"<h3>{escape(self.categories[category][1])}</h3>{joined(lambda a: self.item(view, a), articles)}{files}{papers}<p>{numbers}</p>"

    def home(self, view: View) -> str:
        return f"<h3>Bài chọn lọc</h3>{joined(lambda a: self.item(view, a), view.portal.newest()[-3:])}"

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", '<p><img src="{}"></p><p><i>{}</i></p>')
        return f"<h2>{escape(article.title)}</h2><p><small>Đăng lúc {at(article):%H:%M ngày %d/%m/%Y}</small></p>{text}<p><a href='javascript:history.back()'>Quay lại</a></p>"

    def not_found(self, view: View) -> str:
        return "<h2>Thông báo</h2><p>Không tìm thấy bài viết này.</p>"

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(f'<a href="/chuyen-muc/{name}">{escape(text)}</a> - ' for name, text in self.categories)
        return (
            f'<html><head><meta charset="utf-8"><title>{escape(view.site_name)}: {escape(title)}</title></head><body><center>{menu}<a href="/">Đầu trang</a>'
            f"</center><div class=chinh>{main}</div></body></html>"
        )


PAGERS = (Selection, Button, Attributes, Door, OldestFirst)
