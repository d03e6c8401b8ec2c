"""What all shapes share: addresses, listings, pagers, the page around the article. A shape overrides what is its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from random import Random
from typing import TYPE_CHECKING, ClassVar

from demo import furniture
from demo.articles import VIETNAM, Article, Attachment, Bullets, Heading, Paragraph, Photo, Table
from demo.exchange import Request, Response

if TYPE_CHECKING:
    from demo.site import Portal

_CLASS = re.compile(r'(class|id)="([^"{}]+)"')


ANY_PAGE = 987654321  # stands for the page number in a listing target that becomes a pattern


class View:
    """One request to one portal, with the luck of that request. Implements `furniture.View`."""

    def __init__(self, portal: Portal, request: Request) -> None:
        self.portal = portal
        self.request = request
        self.now: datetime = portal.clock()
        self.rng = Random(f"{portal.seed}:{portal.requests}")
        self.site_name = portal.site_name
        self.category: int | None = None  # of the listing that is being shown
        self.page = 1  # of that listing

    def href(self, target: str) -> str:
        return self.portal.decorate(target, self.rng)

    def target(self, article: Article) -> str:
        shape = self.portal.shape
        if self.category is not None and article.category != self.category:
            return shape.target_in(self.portal, article, self.category)
        return shape.article_target(self.portal, article)

    def menu(self) -> list[tuple[str, str]]:
        shape = self.portal.shape
        sections = [(shape.listing_target(self.portal, n, 1), name) for n, (_, name) in enumerate(shape.categories)]
        return [("/", "Trang chủ"), *sections, ("/lien-he", "Liên hệ")]

    def neighbours(self, article: Article | None, count: int) -> list[Article]:
        others = [other for other in self.portal.newest() if other is not article]
        start = self.rng.randrange(max(1, min(8, len(others) - count + 1)))  # new ones only: deep articles stand in the listings alone
        return others[start : start + count]

    def visitors(self) -> int:
        return 1_000_000 + self.portal.requests * 3


class Shape:
    """One way to build a portal. Stateless: the portal is passed in."""

    name: ClassVar[str] = ""
    kind_name: ClassVar[str] = "Sở Thông tin và Truyền thông tỉnh {}"  # site name; {} is the province
    categories: ClassVar[tuple[tuple[str, str], ...]] = (
        ("tin-tuc-su-kien", "Tin tức - Sự kiện"),
        ("chuyen-doi-so", "Chuyển đổi số"),
        ("buu-chinh-vien-thong", "Bưu chính - Viễn thông"),
        ("thong-bao", "Thông báo"),
    )
    shows: ClassVar[str] = "time"  # how much of the date an article prints: "time", "day", ""
    page_size: ClassVar[int] = 8
    pager: ClassVar[str] = "numbers"  # numbers, next, more, postback, fragment
    past_end: ClassVar[str] = "empty"  # what a page past the last one is: empty, first, redirect, missing
    missing: ClassVar[str] = "404"  # what an unknown address gets: 404, soft, home
    feeds: ClassVar[bool] = True
    sitemap: ClassVar[str] = "flat"  # none, flat, index, gzip
    validators: ClassVar[str] = "none"  # none, honest, useless, stuck
    lead_prefix: ClassVar[str] = ""  # {} is the host
    core: ClassVar[frozenset[str]] = frozenset()  # class names and ids of the system itself: they survive a redesign
    lose_d: ClassVar[bool] = False  # slugs without the letter đ
    rich_head: ClassVar[bool] = False  # og: properties and a description
    slug_limit: ClassVar[int] = 70
    ordered_by: ClassVar[str] = "published"  # or "id": by insertion
    ignored: ClassVar[frozenset[str]] = frozenset()  # parameters that change nothing
    sitemap_target: ClassVar[str] = "/sitemap.xml"
    form_around: ClassVar[bool] = False  # one ASP.NET form holds the whole page

    # -- addresses ----------------------------------------------------------------------------------------------------

    def article_target(self, portal: Portal, article: Article) -> str:
        raise NotImplementedError

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        raise NotImplementedError

    def target_in(self, portal: Portal, article: Article, category: int) -> str:
        """The address under which another section lists the article."""
        return self.article_target(portal, article)

    def second_category(self, article: Article) -> int:
        """A further section that lists the article, -1 for none."""
        return -1

    def page_from(self, portal: Portal, value: int) -> int:
        """The page that a number in a listing's address means."""
        return value

    def number_in(self, target: str) -> int | None:
        """The article number a target carries, for systems that answer to any spelling around it."""
        return None

    wrong_spelling: ClassVar[str] = "redirect"  # what such a spelling gets: redirect or same

    def upload_target(self, article: Article, name: str) -> str:
        return f"/uploads/{article.filed:%Y_%m}/{article.number}/{name}"

    def file_target(self, article: Article, attachment: Attachment) -> str:
        return self.upload_target(article, attachment.name)

    def feed_targets(self, portal: Portal) -> list[tuple[str, int | None]]:
        """Targets of the feeds, each with its category or None for all."""
        return [("/rss.xml", None)]

    def rss_time(self, at: datetime) -> str:
        """The date as this system's feed writes it."""
        return format_datetime(at.astimezone(VIETNAM))

    def special(self, view: View) -> Response | None:
        """Answers of this system alone: print versions, fragments. None = not one of them."""
        return None

    # -- pages --------------------------------------------------------------------------------------------------------

    def site_name(self, province: str) -> str:
        return self.kind_name.format(province)

    def header(self, view: View) -> str:
        return f'<div class="dau-trang"><a class="logo" href="{view.href("/")}">{escape(view.site_name)}</a>{furniture.menu(view)}</div>'

    def side(self, view: View, article: Article | None) -> str:
        return furniture.related(view, article, "Đọc nhiều", css="doc-nhieu", dated="") + furniture.poll(view) + furniture.visitors(view)

    def head(self, view: View, title: str, article: Article | None) -> str:
        feeds = ""
        if view.portal.options.feed and view.portal.options.declare:
            feeds = "".join(
                f'<link rel="alternate" type="application/rss+xml" title="RSS" href="{view.href(target)}">'
                for target, _ in self.feed_targets(view.portal)
            )
        shared = ""
        if article and self.rich_head:
            values = (
                ("property", "og:title", article.title),
                ("property", "og:site_name", view.site_name),
                ("property", "og:url", view.portal.address(article)),
                ("name", "description", article.full_lead()),
            )
            shared = "".join(f'<meta {kind}="{name}" content="{escape(value)}">' for kind, name, value in values)
        return f'<meta charset="utf-8"><title>{escape(title)} - {escape(view.site_name)}</title>{shared}{feeds}'

    def article(self, view: View, article: Article) -> str:
        """The main column of an article page, the article and what clings to it."""
        raise NotImplementedError

    def item(self, view: View, article: Article) -> str:
        to = escape(view.href(view.target(article)))
        return (
            f'<div class="muc-tin"><a href="{to}"><img src="{view.portal.prefix + self.upload_target(article, "nho.jpg")}" alt=""></a>'
            f'<h3>{furniture.link(view, article)}</h3><span class="ngay">{furniture.day(article.published)}</span>'
            f'<p>{escape(teaser(article))}</p><a class="chi-tiet" href="{to}">Xem chi tiết</a></div>'
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        items = "".join(self.item(view, article) for article in articles) or "<p>Chưa có bài viết.</p>"
        heading = escape(self.categories[category][1])
        return f'<div class="chuyen-muc"><h1>{heading}</h1>{items}{self.pager_html(view, category, page, pages)}</div>'

    def home(self, view: View) -> str:
        groups = []
        for category, (_, name) in enumerate(self.categories):
            newest = view.portal.newest(category)[: view.portal.options.home_items]
            if newest:
                items = "".join(self.item(view, article) for article in newest)
                groups.append(
                    f'<div class="nhom-tin"><h2><a href="{view.href(view.menu()[category + 1][0])}">{escape(name)}</a></h2>{items}</div>'
                )
        return "".join(groups)

    def not_found(self, view: View) -> str:
        return (
            '<div class="thong-bao-loi"><h1>Không tìm thấy trang</h1><p>Nội dung bạn yêu cầu không tồn tại hoặc đã bị gỡ bỏ. '
            f'Vui lòng quay lại <a href="{view.href("/")}">trang chủ</a>.</p></div>'
        )

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        """The whole document. A redesign turns the columns round, wraps them anew and renames the theme's classes."""
        side = f'<div class="cot-phai">{self.side(view, article)}</div>'
        columns = f'<div class="khung"><div class="cot-trai">{main}</div>{side}</div>'
        if view.portal.design:
            inner = f'<div class="col-main"><div class="inner">{main}</div></div>'
            columns = f'<main class="container"><section class="row">{side}{inner}</section></main>'
        html = (
            f'<!DOCTYPE html><html lang="vi"><head>{self.head(view, title, article)}</head><body>'
            f"{self.header(view)}{columns}{furniture.footer(view)}</body></html>"
        )
        return self.redesigned(html, view.portal.design) if view.portal.design else html

    def redesigned(self, html: str, design: int) -> str:
        def rename(match: re.Match[str]) -> str:
            names = (name if name in self.core else f"x{design}-{name}" for name in match.group(2).split())
            return f'{match.group(1)}="{" ".join(names)}"'

        return _CLASS.sub(rename, html)

    # -- pieces -------------------------------------------------------------------------------------------------------

    def body(self, view: View, article: Article, *, photo: str = "figure", paragraph: str = "<p>{}</p>") -> str:
        """The blocks of an article as HTML. `photo` is a form of `photo_html`."""
        out: list[str] = []
        for n, block in enumerate(article.body):
            match block:
                case Paragraph(text):
                    out.append(paragraph.format(escape(text, quote=False)))
                case Heading(text):
                    out.append(
                        f"<h2>{escape(text, quote=False)}</h2>"
                        if photo != "table"
                        else f"<p><strong>{escape(text, quote=False)}</strong></p>"
                    )
                case Photo(caption):
                    source = view.portal.prefix + self.upload_target(article, f"anh{n}.jpg")
                    out.append(photo_html(photo, source, escape(caption, quote=False)))
                case Bullets(items):
                    out.append("<ul>" + "".join(f"<li>{escape(item, quote=False)}</li>" for item in items) + "</ul>")
                case Table(rows):
                    lines = "".join("<tr>" + "".join(f"<td>{escape(cell, quote=False)}</td>" for cell in row) + "</tr>" for row in rows)
                    out.append(f'<table border="1">{lines}</table>')
        return "\n".join(out)

    def files(self, view: View, article: Article, heading: str = "Tài liệu đính kèm") -> str:
        if not article.attachments:
            return ""
        items = "".join(
            f'<li><a href="{escape(view.portal.prefix + view.portal.file_target(article, file))}">{escape(file.name)}</a></li>'
            for file in article.attachments
        )
        return f'<div class="dinh-kem"><b>{heading}:</b><ul>{items}</ul></div>'

    def signature(self, article: Article, form: str = '<p style="text-align:right"><strong>{}</strong></p>') -> str:
        return form.format(escape(article.signature, quote=False)) if article.signature else ""

    def pager_html(self, view: View, category: int, page: int, pages: int) -> str:
        style = view.portal.options.pager

        def to(number: int) -> str:
            return escape(view.href(self.listing_target(view.portal, category, number)))

        if pages < 2:
            return ""
        if style == "postback":
            return postback_pager(view, page, pages, form=not self.form_around)
        if style == "next":
            return f'<div class="phan-trang"><a href="{to(page + 1)}">Trang sau</a></div>' if page < pages else ""
        if style == "more":
            return f'<div class="xem-them"><a href="{to(page + 1)}">Xem thêm</a></div>' if page < pages else ""
        numbers = "".join(
            f'<li class="dang-xem"><span>{n}</span></li>' if n == page else f'<li><a href="{to(n)}">{n}</a></li>'
            for n in range(max(1, page - 2), min(pages, page + 2) + 1)
        )
        end = f'<li><a href="{to(page + 1)}" title="Trang sau">»</a></li>' if page < pages else ""
        return f'<ul class="phan-trang">{numbers}{end}</ul>'


def teaser(article: Article) -> str:
    """The start of the lead, as listings show it."""
    words = (article.full_lead() or article.title).split()
    return " ".join(words[:24]) + ("..." if len(words) > 24 else "")


def form_state(view: View, page: int) -> str:
    """The hidden fields of an ASP.NET page, new on every request."""
    return "".join(
        f'<input type="hidden" name="{name}" id="{name}" value="{value}">'
        for name, value in (
            ("__EVENTTARGET", ""),
            ("__EVENTARGUMENT", ""),
            ("__VIEWSTATE", f"/wEPD{page:04}" + furniture.token(view, 60)),
            ("__EVENTVALIDATION", "/wEW" + furniture.token(view, 30)),
        )
    )


def postback_pager(view: View, page: int, pages: int, *, form: bool) -> str:
    """ASP.NET: page numbers that submit the form of the page by script; `form` = the pager brings that form along."""
    cells = "".join(
        f"<td><span>{n}</span></td>" if n == page else f"<td><a href=\"javascript:__doPostBack('ctl00$grid','Page${n}')\">{n}</a></td>"
        for n in range(1, pages + 1)
    )
    table = f'<table class="phan-trang"><tr>{cells}</tr></table>'
    if not form:
        return table
    return f'<form method="post" action="{escape(view.request.target)}" id="aspnetForm">{form_state(view, page)}{table}</form>'


def photo_html(form: str, source: str, caption: str) -> str:
    image = f'<img src="{source}" alt="" width="600">'
    match form:
        case "table":
            rows = f'<tr><td>{image}</td></tr><tr><td class="chu-thich" align="center">{caption}</td></tr>'
            return f'<table align="center" width="600">{rows}</table>'
        case "italic":
            return f'<p align="center">{image}</p><p align="center"><em>{caption}</em></p>'
        case "span":
            return f'<div class="image-box">{image}<span class="image-caption">{caption}</span></div>'
        case "paragraph":
            return f'<p style="text-align:center">{image}</p><p class="caption" style="text-align:center">{caption}</p>'
        case "break":
            return f'<div style="text-align:center">{image}<br><i>{caption}</i></div>'
        case _:
            return f"<figure>{image}<figcaption>{caption}</figcaption></figure>"
