"""Publication dates that no reader sees: JSON-LD, meta tags, microdata, and the address itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.extraction import datetext
from crawler.extraction.byline import is_article_type, json_ld
from crawler.extraction.datetext import VIETNAM, Found

_TOLERANCE = timedelta(minutes=10)  # clocks of servers differ


def is_sane(found: Found, now: datetime) -> bool:
    """Whether a date is not later than now."""
    limit = now + _TOLERANCE
    if found.clock is None:
        return found.day <= limit.astimezone(VIETNAM).date()
    return found.moment <= limit


_META_NAMES = {
    "article:published_time": 3,
    "og:published_time": 3,
    "datepublished": 3,
    "pubdate": 3,
    "publishdate": 3,
    "publish_date": 3,
    "publish-date": 3,
    "dc.date.issued": 3,
    "dc.date": 2,
    "dcterms.created": 3,
    "dc.date.created": 3,
    "sailthru.date": 2,
    "date": 2,
    "parsely-pub-date": 3,
    "article.published": 3,
    "datecreated": 2,
    "citation_publication_date": 2,
}


def declared(tree: HtmlElement, now: datetime) -> list[tuple[float, Found, str]]:
    """(rank, date, where) of what metadata says, sane ones only, best first."""
    said: list[tuple[float, Found, str]] = []

    def add(rank: float, text: object, where: str) -> None:
        if isinstance(text, str) and (found := datetext.machine(text)) and found.day.year >= 1995 and is_sane(found, now):
            said.append((rank + 0.5 * (found.clock is not None), found, where))

    for thing in json_ld(tree):
        if is_article_type(thing.get("@type")) or "headline" in thing:
            add(3.5, thing.get("datePublished"), "json-ld")
            add(2.0, thing.get("dateCreated"), "json-ld created")
            add(1.0, thing.get("dateModified"), "json-ld modified")
    for element in tree.iter("meta", "time", "span", "abbr"):
        prop = (element.get("property") or element.get("itemprop") or element.get("name") or "").lower()
        if element.tag == "meta":
            if prop in _META_NAMES:
                add(_META_NAMES[prop], element.get("content"), "meta")
            elif prop in ("datemodified", "article:modified_time", "lastmod"):
                add(0.8, element.get("content"), "meta modified")
        elif prop == "datepublished":
            add(3.0, element.get("content") or element.get("datetime") or element.text_content()[:60], "microdata")
        elif element.tag == "abbr" and "published" in (element.get("class") or ""):
            add(2.5, element.get("title"), "microformat")
    return sorted(said, key=lambda entry: -entry[0])


_URL_DATE = re.compile(r"(?<!\d)(20[0-4]\d)[/_-]?([01]?\d)[/_-]?([0-3]?\d)(?!\d)")
_URL_DAY_FIRST = re.compile(r"(?<!\d)([0-3]?\d)[/_-]([01]?\d)[/_-](20[0-4]\d)(?!\d)")


def from_url(url: str, now: datetime) -> Found | None:
    """The day an address names: `/2021-10-5/`, `/20190426/`, `/2023/11/05/`."""
    path = unquote(re.sub(r"^[a-z]+://[^/]*", "", url), errors="replace")
    for pattern, order in ((_URL_DATE, (1, 2, 3)), (_URL_DAY_FIRST, (3, 2, 1))):
        for match in pattern.finditer(path[:2000]):
            year, month, number = (match[i] for i in order)
            joined = match[0].isdigit()
            if joined and len(match[0]) != 8:
                continue
            try:
                day = datetime(int(year), int(month), int(number), tzinfo=UTC).date()
            except ValueError:
                continue
            found = Found(day, None, False, None, 0, 0)
            if day.year >= 2000 and is_sane(found, now):
                return found
    return None
