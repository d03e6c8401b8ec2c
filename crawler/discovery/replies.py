"""Any list answer as one HTML tree: a page, a fragment, or JSON that holds fragments or records."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from crawler.discovery.page import parse, text_of
from crawler.extraction import decode

_ADDRESS_KEYS = re.compile(r"(?:.*_)?(?:url|link|href|permalink|alias|slug|duongdan|path|detailurl|urldetail|linkdetail)$", re.IGNORECASE)
_TITLE_KEYS = re.compile(r"(?:.*_)?(?:title|name|tieude|headline|subject|ten|tenbai|titlenews)$", re.IGNORECASE)
_DATE_KEYS = re.compile(r".*(?:date|ngay|time|published|created).*", re.IGNORECASE)
MAX_RECORDS = 3000


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
    return parse(text), text


def tree_of(body: bytes, headers: Mapping[str, str]) -> HtmlElement | None:
    """The tree of a page, HTML fragment or JSON answer; None when there is nothing to read in it. Never raises on any bytes."""
    return page_of(body, headers)[0]
