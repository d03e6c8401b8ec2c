"""Atom feeds: everything, one portal, one search. Entries are changes, newest first; texts are texts, never markup.

A reader that names what it has (ETag, Last-Modified) is told when that is still all there is.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import quote

from lxml import etree
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from review.desk import Desk, desk_of
from review.question import question_of
from review.view import preferences, safe_url
from review.vocabulary import EDITS, KINDS
from review.wishes import filter_of
from review.wording import told
from storage.desk import Filter, QueueRow
from storage.records import ArticleRecord

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 50
NEVER = datetime(2020, 1, 1, tzinfo=UTC)  # when a feed without entries changed: always the same, or it would seem new each time
SETTLED = timedelta(seconds=2)  # Last-Modified counts seconds; within the newest one something more may still come
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Without the characters no XML document may have."""
    return _NO_XML.sub("\ufffd", text)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _child(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", {key: clean(value) for key, value in attributes.items()})
    if text:
        element.text = clean(text)
    return element


class _Feed:
    """`stable`: entries only come, with a later date each; then a date alone tells a reader whether there is something new."""

    def __init__(self, request: Request, title: str, updated: datetime, page: str, *, stable: bool) -> None:
        self.request = request
        self.updated = updated
        self.stable = stable
        self.base = str(request.base_url).rstrip("/")
        here = self.base + request.url.path + (f"?{request.url.query}" if request.url.query else "")
        self.root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
        self.root.set(f"{_XML}lang", preferences(request).language)
        _child(self.root, "id", f"urn:tinso:feed:{quote(request.url.path + '?' + request.url.query, safe='')}")
        _child(self.root, "title", title)
        _child(self.root, "updated", _instant(updated))
        _child(self.root, "link", rel="self", type="application/atom+xml", href=here)
        _child(self.root, "link", rel="alternate", type="text/html", href=self.base + page)
        _child(self.root, "generator", "tinso")

    def entry(
        self, urn: str, title: str, author: str, updated: datetime, published: datetime, original: str, page: str, summary: str
    ) -> None:
        """`original`: the article's own address, `page`: ours. An entry without content must lead somewhere: to us, if not there."""
        entry = _child(self.root, "entry")
        _child(entry, "id", urn)
        _child(entry, "title", title or "…")
        _child(entry, "updated", _instant(updated))
        _child(entry, "published", _instant(published))
        _child(_child(entry, "author"), "name", author or "tinso")
        _child(entry, "link", rel="alternate", href=safe_url(original) or self.base + page)
        _child(entry, "link", rel="related", href=self.base + page)
        _child(entry, "summary", summary, type="text")

    def answer(self, now: datetime) -> Response:
        body = etree.tostring(self.root, xml_declaration=True, encoding="utf-8")
        mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = {"Cache-Control": "no-cache", "ETag": mark, "Vary": "Cookie, Accept-Language"}
        if self.stable and self.updated < now - SETTLED:
            headers["Last-Modified"] = format_datetime(self.updated.astimezone(UTC), usegmt=True)
        if _known(self.request, mark, self.updated if "Last-Modified" in headers else None):
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="application/atom+xml; charset=utf-8", headers=headers)


def _known(request: Request, mark: str, modified: datetime | None) -> bool:
    """Whether the reader has this already (RFC 9110, 13.1): by its mark if it names one, else by its date."""
    marks = request.headers.getlist("if-none-match")
    if marks:
        named = {part.strip().removeprefix("W/") for part in ",".join(marks).split(",")}
        return "*" in named or mark in named
    try:
        had = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (ValueError, OverflowError, TypeError, IndexError):  # what its parser makes of dates that are none
        return False
    return modified is not None and had.tzinfo is not None and modified.replace(microsecond=0) <= had


def _changes(request: Request, desk: Desk, title: str, wanted: Filter, page: str) -> Response:
    with desk.store.read():
        rows = desk.store.queue(wanted, limit=ENTRIES)
    stable = not (wanted.state or wanted.starred or wanted.tag)  # what a person does changes the others
    feed = _Feed(request, title, rows[0].at if rows else NEVER, page, stable=stable)
    for row in rows:
        kind = desk.views.gettext(request, KINDS[row.kind])
        page = f"/articles/{row.article}?c={row.id}"
        summary = _summary(request, desk, row)
        feed.entry(
            f"urn:tinso:change:{row.id}", f"[{kind}] {row.title}", row.portal_name or row.portal, row.at, row.at, row.url, page, summary
        )
    return feed.answer(desk.now())


def _summary(request: Request, desk: Desk, row: QueueRow) -> str:
    """The lead, what was edited, and why: an address of before, or a cause of a removal in the reader's language."""
    edits = ", ".join(desk.views.gettext(request, EDITS[edit]) if edit in EDITS else edit for edit in row.edit)
    reason = "".join(text for text, _ in told(row.reason, lambda text: desk.views.gettext(request, text)))
    return " ".join(part for part in (row.lead, f"({edits})" if edits else "", reason) if part)


def everything(request: Request) -> Response:
    wanted = filter_of({"state": "any"} | dict(request.query_params))
    return _changes(request, desk_of(request), "tinso", wanted, "/")


def one_portal(request: Request) -> Response:
    desk = desk_of(request)
    slug = request.path_params["slug"]
    name = desk.store.portal_state(slug).portal.name or slug
    return _changes(request, desk, f"{name} · tinso", Filter(state="", portal=slug), f"/portals/{quote(slug)}")


def one_search(request: Request) -> Response:
    desk = desk_of(request)
    text = request.query_params.get("q", "")
    asked = question_of(text, request.query_params)
    found: tuple[ArticleRecord, ...] = desk.store.find(asked.question, limit=ENTRIES).articles
    newest = max((article.version.at for article in found), default=NEVER)
    # an article found late stands where it was published, and may push a newer version off the end
    feed = _Feed(request, f"{asked.question.words or '…'} · tinso", newest, f"/search?q={quote(text)}", stable=False)
    for article in found:
        version = article.version
        summary = version.lead or (version.blocks[0] if version.blocks else "")
        urn = f"urn:tinso:article:{article.id}"
        feed.entry(urn, version.title, article.portal, version.at, article.dated, article.url, f"/articles/{article.id}", summary)
    return feed.answer(desk.now())


ROUTES: list[BaseRoute] = [
    Route("/feeds/all.atom", everything),
    Route("/feeds/search.atom", one_search),
    Route("/feeds/portals/{slug}.atom", one_portal),
]
