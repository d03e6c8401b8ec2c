"""Sitemaps: indexes, lists, news sitemaps, plain text, gzip, and what is left of broken ones."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from crawler.discovery import hints
from crawler.discovery.addresses import join
from crawler.discovery.feeds import Item
from crawler.discovery.page import clean, text_of

MAX_BYTES = 60 * 1024 * 1024  # decompressed; a sitemap may have 50 MB by its own standard
MAX_ITEMS = 50_000
_ENTRY = re.compile(r"<(?:\w+:)?(url|sitemap)\b[^>]*>(.*?)(?=</(?:\w+:)?\1\s*>|<(?:\w+:)?(?:url|sitemap)\b|\Z)", re.DOTALL | re.IGNORECASE)
_LOC = re.compile(r"<(?:\w+:)?loc\b[^>]*>\s*(?:<!\[CDATA\[)?\s*(.*?)\s*(?:\]\]>)?\s*</", re.DOTALL | re.IGNORECASE)
_LASTMOD = re.compile(r"<(?:\w+:)?(?:publication_date|lastmod)\b[^>]*>\s*(?:<!\[CDATA\[)?([^<\]]*)", re.IGNORECASE)
_NEWS_DATE = re.compile(r"<(?:\w+:)?publication_date\b[^>]*>\s*(?:<!\[CDATA\[)?([^<\]]*)", re.IGNORECASE)
_TITLE = re.compile(r"<news:title\b[^>]*>\s*(?:<!\[CDATA\[)?\s*(.*?)\s*(?:\]\]>)?\s*</", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`children`: the sitemaps an index names, newest first where it says so. `news`: it speaks of articles only."""

    items: tuple[Item, ...]
    children: tuple[str, ...]
    news: bool


def _unpacked(body: bytes) -> bytes:
    """The body, gunzipped when its first bytes say so (whatever its name), cut at MAX_BYTES; a torn end is no error."""
    if not body.startswith(b"\x1f\x8b"):
        return body[:MAX_BYTES]
    unzip = zlib.decompressobj(wbits=31)
    try:
        return unzip.decompress(body, MAX_BYTES)
    except zlib.error:
        unzip = zlib.decompressobj(wbits=31)
        out = bytearray()
        for start in range(0, len(body), 512):
            try:
                out += unzip.decompress(body[start : start + 512], MAX_BYTES)
            except zlib.error:
                break
        return bytes(out)


def read(body: bytes, headers: Mapping[str, str], url: str, now: datetime) -> Sitemap | None:
    """The sitemap in a response body; None when it is none. Never raises on any bytes.

    Read with regular expressions, not with an XML parser: broken sitemaps are common, and their entries are flat.
    """
    text = text_of(_unpacked(body), headers).replace("\x00", "")
    start = text.lstrip("\ufeff \t\r\n")
    if not start.startswith("<"):
        return _plain_text(start, url)
    if not re.search(r"<(?:\w+:)?(?:urlset|sitemapindex|url|sitemap)[\s>]", start[:5000], re.IGNORECASE):
        return None
    items: list[Item] = []
    children: list[tuple[str, str]] = []
    news = False
    for match in _ENTRY.finditer(text):
        entry = match[2]
        loc = _LOC.search(entry)
        if loc is None:
            continue
        address = join(url, html.unescape(loc[1]))
        if not address.lower().startswith(("http://", "https://")):
            continue
        when = _NEWS_DATE.search(entry) or _LASTMOD.search(entry)
        hint = hints.from_machine(html.unescape(when[1]), now) if when else ""
        if match[1].lower() == "sitemap":
            children.append((hint, address))
        else:
            title = _TITLE.search(entry)
            news = news or "<news:" in entry
            items.append(Item(address, clean(html.unescape(title[1])) if title else "", hint))
        if len(items) >= MAX_ITEMS or len(children) >= MAX_ITEMS:
            break
    if any(hint for hint, _ in children):
        children.sort(key=lambda child: child[0], reverse=True)
    return Sitemap(tuple(items), tuple(address for _, address in children), news)


def _plain_text(text: str, url: str) -> Sitemap | None:
    lines = [line.strip() for line in text.splitlines()[:MAX_ITEMS] if line.strip()]
    good = [line for line in lines if re.match(r"https?://\S+$", line)]
    if not good or len(good) < 0.8 * len(lines):
        return None
    return Sitemap(tuple(Item(line, "", "") for line in good), (), False)
