"""Any list answer as one HTML tree: a page, a fragment, or JSON that holds fragments or records."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml.html import HtmlElement

from crawler.discovery.page import parse, text_of, visible
from crawler.extraction import decode

_ADDRESS_KEYS = re.compile(
    r"(?:.*_)?(?:url|link|href|permalink|alias|slug|duong_?dan|lien_?ket|path|detailurl|urldetail|linkdetail)$", re.IGNORECASE
)
_TITLE_KEYS = re.compile(r"(?:.*_)?(?:title|name|tieu_?de|headline|subject|ten|ten_?bai|titlenews)$", re.IGNORECASE)
_DATE_KEYS = re.compile(r".*(?:date|ngay|time|published|created).*", re.IGNORECASE)
MAX_RECORDS = 3000
_HOLDERS, _DATA = 5000, 2_000_000  # elements looked at for data of a page's scripts, characters of it read


def _walk(value: object, depth: int = 0) -> Iterator[str]:
    """HTML for every fragment and every record with an address that a JSON value holds."""
    if depth > 12:
        return
    if isinstance(value, str):
        text = value.strip()
        if "<" in text and re.search(r"<\s*(?:a|li|div|tr|article|h\d)\b", text, re.IGNORECASE):
            yield text
        elif text[:1] in "{[" and len(text) > 2:
            try:
                yield from _walk(json.loads(text), depth + 1)
            except (ValueError, RecursionError):
                return
    elif isinstance(value, list):
        for entry in value[:MAX_RECORDS]:
            yield from _walk(entry, depth + 1)
    elif isinstance(value, dict):
        record = _record(value)
        if record:
            yield record
        for entry in value.values():
            if isinstance(entry, (dict, list)) or (isinstance(entry, str) and not record):
                yield from _walk(entry, depth + 1)


def _record(value: Mapping[str, object]) -> str:
    address = title = when = ""
    for key, entry in value.items():
        if not isinstance(entry, str) or not entry.strip():
            continue
        if not address and _ADDRESS_KEYS.match(key) and re.match(r"(?:https?:/)?/\S+$|[\w%./?=&-]+$", entry.strip()):
            address = entry.strip()
        elif not title and _TITLE_KEYS.match(key):
            title = entry.strip()
        elif not when and _DATE_KEYS.match(key):
            when = entry.strip()[:25]
    if not address or not title or len(title) < 8:
        return ""
    moment = html.escape(when)
    link = f'<a href="{html.escape(address)}">{html.escape(title)}</a>'
    return f'<li class="record">{link} <time datetime="{moment}">{moment}</time></li>'


def page_of(body: bytes, headers: Mapping[str, str]) -> tuple[HtmlElement | None, str]:
    """The tree and the text of a page, HTML fragment or JSON answer; (None, "") when there is nothing to read in it. Never raises."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind.startswith(("image/", "audio/", "video/", "font/")) or kind in (
        "application/pdf",
        "application/zip",
        "application/octet-stream",
    ):
        return None, ""
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"[", b'"'):
        try:
            data = json.loads(text_of(body, headers).lstrip("\ufeff"))
        except (ValueError, RecursionError):
            data = None
        if data is not None:
            markup = "\n".join(_walk(data))
            return (parse(f"<html><body>{markup}</body></html>"), markup) if markup else (None, "")
    text = decode.decode(body, headers).text
    tree = parse(text)
    if tree is not None:
        _unfold(tree)
    return tree, text


def _unfold(tree: HtmlElement) -> None:
    """Lists that a page holds as data for its scripts, in attributes or as JSON beside them, as links in their place."""
    room = _DATA
    for element in list(islice(tree.iter("div", "ul", "ol", "section", "table", "tbody", "main", "span", "input", "script"), _HOLDERS)):
        if element.tag == "script":
            data = (element.text or "").strip() if "json" in (element.get("type") or "").lower() else ""
        else:
            data = max(
                (str(value).strip() for value in element.attrib.values() if str(value).lstrip()[:1] in ("[", "{")), key=len, default=""
            )
        if len(data) < 40 or len(data) > room or data[0] not in "[{":
            continue
        room -= len(data)
        try:
            markup = "\n".join(_walk(json.loads(data)))
        except (ValueError, RecursionError):
            continue
        folded = parse(f"<html><body><div>{markup}</div></body></html>") if markup else None
        body = folded.find("body") if folded is not None else None
        parent = element.getparent()
        if body is not None and parent is not None:
            for child in reversed(list(body)):
                parent.insert(parent.index(element) + 1, child)


def tree_of(body: bytes, headers: Mapping[str, str]) -> HtmlElement | None:
    """The tree of a page, HTML fragment or JSON answer; None when there is nothing to read in it. Never raises on any bytes."""
    return page_of(body, headers)[0]


def shown(body: bytes, headers: Mapping[str, str]) -> str:
    """The text a page shows, "" when there is nothing to read in it."""
    tree = tree_of(body, headers)
    return visible(tree, 500_000) if tree is not None else ""
