"""What the portals of the second held-out draw have in common behind the scenes. Their markup they do not share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

from demo.answers import slice_of
from demo.articles import VIETNAM, Article, Bullets, Heading, Paragraph, Photo, Table
from demo.exchange import Response
from demo.shapes.base import Shape, View
from demo.site import Portal as Site

if TYPE_CHECKING:
    from tests.simulation.world import World


class Unseen(Shape):
    """A portal without feeds and sitemaps unless it makes its own. All routes but the home page and the articles are in `special`."""

    feeds = False
    sitemap = "none"
    wrong_spelling = "same"
    opening: ClassVar[int] = 24  # articles it has published when it is met
    options: ClassVar[dict[str, Any]] = {}
    removal: ClassVar[str] = "404"  # what becomes of an article that was taken down

    def prepare(self, world: World, site: Site) -> None:
        """What has to be arranged after the portal got its address."""

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        """Where a section begins; the pages after it are the shape's own business."""
        raise NotImplementedError

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        raise NotImplementedError

    def section(self, view: View, category: int, page: int, *, past: str = "empty") -> Response:
        """A page of a section. `past` = what a page after the last one is: empty, last, nothing (no bytes), error (500)."""
        pages, articles = slice_of(view.portal, category, page)
        if page > pages and past == "last":
            page, (_, articles) = pages, slice_of(view.portal, category, pages)
        elif page > pages and past == "nothing":
            return Response(body=b"")
        elif page > pages and past == "error":
            return Response(500, b"<html><body><h2>500 - Internal server error.</h2></body></html>")
        view.category, view.page = category, page
        return self.full(view, self.categories[category][1], self.listing(view, category, page, pages, articles))

    def full(self, view: View, title: str, main: str) -> Response:
        return html(self.page(view, title, main))


def html(text: str, status: int = 200) -> Response:
    return Response(status, text.encode())


def at(article: Article) -> datetime:
    """When it was published, in Vietnam."""
    return article.published.astimezone(VIETNAM)


def blocks(article: Article, paragraph: str, photo: str, lead: str = "", row: str = "<tr>{}</tr>") -> str:
    """The text as HTML: each line put into `paragraph`, image address and caption into `photo`."""

    def safe(text: str) -> str:
        return escape(text, quote=False)

    out = [(lead or paragraph).format(safe(article.full_lead()))] if article.lead else []
    for n, block in enumerate(article.body):
        match block:
            case Paragraph(text) | Heading(text):
                out.append(paragraph.format(safe(text)))
            case Photo(caption):
                out.append(photo.format(f"/anh/{article.number}-{n}.jpg", safe(caption)))
            case Bullets(items):
                out.append("<ul>" + "".join(f"<li>{safe(item)}</li>" for item in items) + "</ul>")
            case Table(rows):
                lines = (row.format("".join(f"<td>{safe(cell)}</td>" for cell in cells)) for cells in rows)
                out.append(f'<table border="1">{"".join(lines)}</table>')
    if article.signature:
        out.append(paragraph.format(f"<strong>{safe(article.signature)}</strong>"))
    return "\n".join(out)


def start(article: Article, words: int = 20) -> str:
    """The first words of an article, as listings quote them."""
    return escape(" ".join((article.full_lead() or article.title).split()[:words])) + "..."


def joined(make: Callable[[Article], str], articles: Sequence[Article]) -> str:
    return "".join(make(article) for article in articles)
