"""Atom feeds: everything, one portal, one search. Entries are changes, newest first; texts are texts, never markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from lxml import etree
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from review.desk import Desk, desk_of
from review.question import question_of
from review.view import safe_url
from review.wishes import filter_of
from storage.desk import Filter, QueueRow
from storage.records import ArticleRecord

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 50
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
    def __init__(self, request: Request, title: str, updated: datetime, page: str) -> None:
        self.base = str(request.base_url).rstrip("/")
        here = self.base + request.url.path + (f"?{request.url.query}" if request.url.query else "")
        self.root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
        _child(self.root, "id", f"urn:tinso:feed:{quote(request.url.path + '?' + request.url.query, safe='')}")
        _child(self.root, "title", title)
        _child(self.root, "updated", _instant(updated))
        _child(self.root, "link", rel="self", type="application/atom+xml", href=here)
        _child(self.root, "link", rel="alternate", type="text/html", href=self.base + page)
        _child(self.root, "generator", "tinso")

    def entry(
        self, urn: str, title: str, author: str, updated: datetime, published: datetime, links: Sequence[tuple[str, str]], summary: str
    ) -> None:
        entry = _child(self.root, "entry")
        _child(entry, "id", urn)
        _child(entry, "title", title or "…")
        _child(entry, "updated", _instant(updated))
        _child(entry, "published", _instant(published))
        _child(_child(entry, "author"), "name", author or "tinso")
        for rel, href in links:
            if href:
                _child(entry, "link", rel=rel, href=href)
        _child(entry, "summary", summary, type="text")

    def answer(self) -> Response:
        body = etree.tostring(self.root, xml_declaration=True, encoding="utf-8")
        return Response(body, media_type="application/atom+xml; charset=utf-8", headers={"Cache-Control": "no-cache"})


def _changes(request: Request, desk: Desk, title: str, wanted: Filter, page: str) -> Response:
    with desk.store.read():
        rows = desk.store.queue(wanted, limit=ENTRIES)
    feed = _Feed(request, title, rows[0].at if rows else desk.now(), page)
    for row in rows:
        kind = desk.views.gettext(request, row.kind.value)
        links = [("alternate", safe_url(row.url)), ("related", f"{feed.base}/articles/{row.article}?c={row.id}")]
        feed.entry(f"urn:tinso:change:{row.id}", f"[{kind}] {row.title}", row.portal_name, row.at, row.at, links, _summary(row))
    return feed.answer()


def _summary(row: QueueRow) -> str:
    return " ".join(part for part in (row.lead, f"({', '.join(row.edit)})" if row.edit else "", row.reason) if part)


def everything(request: Request) -> Response:
    wanted = filter_of({"state": "any"} | dict(request.query_params))
    return _changes(request, desk_of(request), "tinso", wanted, "/")


def one_portal(request: Request) -> Response:
    desk = desk_of(request)
    slug = request.path_params["slug"]
    name = desk.store.portal_state(slug).portal.name
    return _changes(request, desk, f"{name} · tinso", Filter(state="", portal=slug), f"/portals/{quote(slug)}")


def one_search(request: Request) -> Response:
    desk = desk_of(request)
    text = request.query_params.get("q", "")
    asked = question_of(text, request.query_params)
    found: tuple[ArticleRecord, ...] = desk.store.find(asked.question, limit=ENTRIES).articles
    newest = max((article.version.at for article in found), default=desk.now())
    feed = _Feed(request, f"{asked.question.words or '…'} · tinso", newest, f"/search?q={quote(text)}")
    for article in found:
        version = article.version
        links = [("alternate", safe_url(article.url)), ("related", f"{feed.base}/articles/{article.id}")]
        summary = version.lead or (version.blocks[0] if version.blocks else "")
        feed.entry(f"urn:tinso:article:{article.id}", version.title, article.portal, version.at, article.dated, links, summary)
    return feed.answer()


ROUTES: list[BaseRoute] = [
    Route("/feeds/all.atom", everything),
    Route("/feeds/search.atom", one_search),
    Route("/feeds/portals/{slug}.atom", one_portal),
]
