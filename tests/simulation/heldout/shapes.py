"""Portals of shapes that no other test has and that discovery was not written for. Their pages share nothing with the demo's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import ClassVar

from demo.articles import VIETNAM, Article, Bullets, Heading, Paragraph, Photo, Table
from demo.exchange import Response
from demo.shapes.base import Shape, View
from demo.site import Portal


def _blocks(article: Article, line: str, image: str) -> str:
    """The body, each line put into `line`, each photo with its caption into `image`."""
    out = [line.format(escape(article.full_lead()))] if article.lead else []
    for block in article.body:
        match block:
            case Paragraph(text) | Heading(text):
                out.append(line.format(escape(text)))
            case Photo(caption):
                out.append(image.format(f"/hinh/{article.number}.jpg", escape(caption)))
            case Bullets(items):
                out.append("<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>")
            case Table(rows):
                cells = ("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
                out.append(f"<table border=1>{''.join(cells)}</table>")
    if article.signature:
        out.append(line.format(f"<b>{escape(article.signature)}</b>"))
    return "".join(out)


def _files(article: Article, portal: Portal) -> str:
    return "".join(f'<br><a href="{escape(portal.file_target(article, file))}">{escape(file.name)}</a>' for file in article.attachments)


class ScriptPages(Shape):
    """A script of the year 2003: one address for everything, tables in tables, a row with a bullet picture for each headline."""

    name = "heldout-asp"
    kind_name = "Sở Bưu chính, Viễn thông {}"
    feeds, sitemap, missing, past_end = False, "none", "soft", "first"
    shows, page_size = "day", 9
    categories: ClassVar[tuple[tuple[str, str], ...]] = (
        ("1", "Tin hoạt động"),
        ("2", "Công nghệ - Viễn thông"),
        ("5", "Thông báo, mời họp"),
    )

    def article_target(self, portal: Portal, article: Article) -> str:
        return f"/default.asp?act=xem&loai={self.categories[article.category][0]}&so={article.number}"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        return f"/default.asp?act=dm&loai={self.categories[category][0]}" + (f"&tr={page}" if page > 1 else "")

    def item(self, view: View, article: Article) -> str:
        day = article.published.astimezone(VIETNAM)
        return (
            f'<tr><td width="12"><img src="/img/bullet.gif"></td><td><a href="{escape(view.href(view.target(article)))}">'
            f'<font face="Arial" size="2">{escape(article.title)}</font></a> <font size="1" color="#808080">({day:%d/%m})</font></td></tr>'
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        links = " ".join(
            f"[{n}]" if n == page else f'<a href="{escape(view.href(self.listing_target(view.portal, category, n)))}">[{n}]</a>'
            for n in range(1, pages + 1)
        )
        rows = "".join(self.item(view, article) for article in articles)
        return f"<b>{escape(self.categories[category][1])}</b><table width='100%'>{rows}</table><p align=right>Trang {links}</p>"

    def home(self, view: View) -> str:
        parts = []
        for category, (_, name) in enumerate(self.categories):
            rows = "".join(self.item(view, article) for article in view.portal.newest(category)[:4])
            parts.append(
                f"<tr><td bgcolor='#336699'><font color=white>{escape(name)}</font></td></tr><tr><td><table>{rows}</table></td></tr>"
            )
        return f"<table cellpadding=2>{''.join(parts)}</table>"

    def article(self, view: View, article: Article) -> str:
        day = article.published.astimezone(VIETNAM)
        text = _blocks(article, "<p align=justify><font face=Arial>{}</font></p>", "<center><img src='{}' width=400><br><i>{}</i></center>")
        return (
            f"<table width='100%'><tr><td><font size=4 color='#003399'><b>{escape(article.title)}</b></font></td></tr>"
            f"<tr><td><i>Ngày đăng: {day:%d/%m/%Y}</i></td></tr><tr><td>{text}{_files(article, view.portal)}</td></tr></table>"
            f"<a href='javascript:history.back()'>Trở về</a> <a href='/default.asp?act=in&so={article.number}'>Bản in</a>"
        )

    def not_found(self, view: View) -> str:
        return "<p><font color=red>Không có dữ liệu!</font></p>"

    def special(self, view: View) -> Response | None:
        """The print version: the same text once more under an address of its own."""
        query = view.request.query
        article = view.portal.numbers.get(int(query["so"])) if query.get("act") == "in" and query.get("so", "").isdigit() else None
        if article is None or article.removed:
            return None
        return Response(body=f"<html><body onload='window.print()'>{self.article(view, article)}</body></html>".encode())

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(f"<td><a href='{escape(view.href(to))}'>{escape(name)}</a></td>" for to, name in view.menu())
        count = view.visitors()
        return (
            f"<html><head><meta http-equiv='Content-Type' content='text/html; charset=utf-8'><title>{escape(view.site_name)}</title></head>"
            f"<body><table width=780 align=center><tr>{menu}</tr></table><table width=780 align=center><tr valign=top>"
            f"<td width=160>Số lượt truy cập:<br><b>{count}</b><br>{view.now:%H:%M:%S}</td><td>{main}</td></tr></table></body></html>"
        )


class Cards(Shape):
    """Cards of a site made by an agency: days in words, a cursor instead of page numbers, author pages that list the same again."""

    name = "heldout-cards"
    kind_name = "Báo {} điện tử"
    feeds, sitemap, missing, past_end = False, "none", "404", "empty"
    page_size = 7
    categories: ClassVar[tuple[tuple[str, str], ...]] = (
        ("chinh-quyen-so", "Chính quyền số"),
        ("doi-song", "Đời sống"),
        ("tin-ngan", "Tin ngắn"),
    )

    def article_target(self, portal: Portal, article: Article) -> str:
        return f"/bai-viet/{article.slug}.a{article.number:x}"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        return f"/chu-de/{self.categories[category][0]}" + (f"?p={page}" if page > 1 else "")

    def special(self, view: View) -> Response | None:
        path, before = view.request.path, view.request.query.get("truoc", "")
        section = re.fullmatch(r"/chu-de/([a-z-]+)", path)
        names = [name for name, _ in self.categories]
        if section and section[1] in names and before.isdigit():
            category = names.index(section[1])
            rest = [article for article in view.portal.newest(category) if article.number < int(before)]
            view.category = category
            return self._html(view, self.categories[category][1], self._cards(view, category, rest))
        author = re.fullmatch(r"/tac-gia/(\d+)", path)
        if author:
            theirs = [article for article in view.portal.newest() if article.number % 5 == int(author[1])][:10]
            return self._html(view, "Tác giả", "".join(self.item(view, article) for article in theirs))
        return None

    def _html(self, view: View, title: str, main: str) -> Response:
        return Response(body=self.page(view, title, main).encode())

    def _cards(self, view: View, category: int, articles: Sequence[Article]) -> str:
        shown = articles[: self.page_size]
        cards = "".join(self.item(view, article) for article in shown)
        more = ""
        if len(articles) > len(shown):
            older = escape(view.href(f"/chu-de/{self.categories[category][0]}?truoc={shown[-1].number}"))
            more = f'<a class="nut" href="{older}">Các bài trước đó</a>'
        return f'<section class="luoi">{cards}</section>{more}'

    def item(self, view: View, article: Article) -> str:
        to = escape(view.href(view.target(article)))
        hours = int((view.now - article.published).total_seconds() // 3600)
        said = f"{max(1, hours)} giờ trước" if hours < 24 else f"{hours // 24} ngày trước"
        return (
            f'<article><a href="{to}"><picture><img src="/hinh/{article.number}.webp" alt=""></picture></a><div><a href="{to}">'
            f'<h4>{escape(article.title)}</h4></a><a class="tg" href="{view.href(f"/tac-gia/{article.number % 5}")}">Ban Thời sự</a>'
            f"<small>{said}</small></div></article>"
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        return f"<h1>{escape(self.categories[category][1])}</h1>" + self._cards(view, category, view.portal.newest(category))

    def home(self, view: View) -> str:
        newest = "".join(self.item(view, article) for article in view.portal.newest()[:8])
        return f'<section class="moi">{newest}</section>'

    def article(self, view: View, article: Article) -> str:
        at = article.published.astimezone(VIETNAM)
        text = _blocks(article, "<p>{}</p>", '<div class="anh"><img src="{}"><div class="ct">{}</div></div>')
        return (
            f'<div class="bai"><h1>{escape(article.title)}</h1><div class="luc">{at:%H:%M} ngày {at:%d-%m-%Y}</div>{text}'
            f"{_files(article, view.portal)}</div>"
        )

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(f'<a href="{escape(view.href(to))}">{escape(name)}</a>' for to, name in view.menu())
        read = "".join(self.item(view, other) for other in view.neighbours(article, 4))
        return (
            f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><header>{menu}</header>'
            f"<main>{main}</main><aside><b>Được quan tâm</b>{read}</aside>"
            f"<footer>© {escape(view.site_name)} · {view.now:%H:%M}</footer></body></html>"
        )


class Months(Shape):
    """A weblog: folders for years, months and days, an archive by month, older pages under words, a short Atom feed nobody declares."""

    name = "heldout-months"
    kind_name = "Trung tâm Công nghệ thông tin và Truyền thông {}"
    feeds, sitemap, missing, past_end = False, "none", "404", "missing"
    page_size = 6
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("hoat-dong", "Hoạt động"), ("huong-dan", "Hướng dẫn"), ("moi-hop", "Mời họp"))

    def article_target(self, portal: Portal, article: Article) -> str:
        return f"/{article.filed.astimezone(VIETNAM):%Y/%m/%d}/{article.slug}"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        return f"/muc/{self.categories[category][0]}/" + (f"cu-hon/{page}/" if page > 1 else "")

    def special(self, view: View) -> Response | None:
        path = view.request.path
        if path == "/atom.xml":
            entries = "".join(
                f"<entry><title>{escape(a.title)}</title><link href='{escape(view.portal.address(a))}'/><id>{a.number}</id>"
                f"<updated>{a.published.isoformat()}</updated></entry>"
                for a in view.portal.newest()[:5]
            )
            feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{escape(view.site_name)}</title>{entries}</feed>"
            return Response(body=feed.encode(), type="application/atom+xml")
        month = re.fullmatch(r"/(\d{4})/(\d{2})/?", path)
        if month:
            then = [a for a in view.portal.newest() if f"{a.filed.astimezone(VIETNAM):%Y/%m}" == f"{month[1]}/{month[2]}"]
            body = f"<h1>Lưu trữ {month[2]}/{month[1]}</h1>" + "".join(self.item(view, article) for article in then)
            return Response(body=self.page(view, "Lưu trữ", body).encode())
        return None

    def item(self, view: View, article: Article) -> str:
        to = escape(view.href(view.target(article)))
        at = article.published.astimezone(VIETNAM)
        start = " ".join((article.full_lead() or article.title).split()[:30])
        return (
            f'<div class="post"><h2><a href="{to}" rel="bookmark">{escape(article.title)}</a></h2><p class="meta">{at.day} tháng'
            f' {at.month}, {at.year}</p><p>{escape(start)}… <a href="{to}">Đọc tiếp →</a></p></div>'
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        older = escape(view.href(self.listing_target(view.portal, category, page + 1)))
        more = f'<p><a href="{older}">← Bài cũ hơn</a></p>' if page < pages else ""
        return f"<h1>{escape(self.categories[category][1])}</h1>{''.join(self.item(view, a) for a in articles)}{more}"

    def home(self, view: View) -> str:
        return "".join(self.item(view, article) for article in view.portal.newest()[:6])

    def article(self, view: View, article: Article) -> str:
        at = article.published.astimezone(VIETNAM)
        text = _blocks(article, "<p>{}</p>", "<figure><img src='{}'><figcaption>{}</figcaption></figure>")
        return (
            f'<div class="post"><h2>{escape(article.title)}</h2><p class="meta">{at.day} tháng {at.month}, {at.year} lúc {at:%H:%M}</p>'
            f'<div class="noi-dung">{text}{_files(article, view.portal)}</div></div>'
        )

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(f'<li><a href="{escape(view.href(to))}">{escape(name)}</a></li>' for to, name in view.menu())
        months = sorted({f"{a.filed.astimezone(VIETNAM):%Y/%m}" for a in view.portal.newest()}, reverse=True)
        archive = "".join(f'<li><a href="{view.href(f"/{month}/")}">Tháng {month[5:]} năm {month[:4]}</a></li>' for month in months)
        recent = "".join(f'<li><a href="{escape(view.href(view.target(a)))}">{escape(a.title)}</a></li>' for a in view.portal.newest()[:5])
        return (
            f'<!doctype html><html><head><meta charset="utf-8"><title>{escape(title)} | {escape(view.site_name)}</title></head><body>'
            f"<ul>{menu}</ul><div id=c>{main}</div><div id=s><h3>Bài mới</h3><ul>{recent}</ul><h3>Lưu trữ</h3><ul>{archive}</ul></div>"
            f"<p>{view.visitors()} lượt xem</p></body></html>"
        )


SHAPES = (ScriptPages(), Cards(), Months())
