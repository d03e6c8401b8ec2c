"""Publication dates that no reader sees: JSON-LD, meta tags, microdata, and the address itself."""

from __future__ import annotations

import json
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
        elif thing.get("@type") == "WebPage":
            add(2.0, thing.get("datePublished"), "json-ld of the page")
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


_STATE_KEY = re.compile(
    r"""["']?\b(?:(?P<sure>(?:date_?)?publish(?:ed|ing)?(?:_?(?:at|on|date|time|day))?|(?:post|news|release|issue|display)_?(?:date|time)"""
    r"""|ngay_?(?:dang|xuat_?ban|phat_?hanh)|thoi_?gian_?dang)|create[d]?_?(?:at|on|date|time))["']?\s*:\s*["']?"""
    r"""(?P<value>\d{10}(?:\d{3})?\b|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[^"',}]{0,30})""",
    re.I,
)
_STATE = 3000  # characters around the headline in a script's data
_LARGEST = 2_000_000


def state(tree: HtmlElement, title: str, now: datetime) -> Found | None:
    """The date that stands nearest to the headline in the data of a script (a page's state, rendered on the server or not)."""
    if len(title) < 12:
        return None
    best: tuple[int, int, Found] | None = None
    for script in tree.iter("script"):
        text = script.text or ""
        if not 200 <= len(text) + 150 <= _LARGEST or "ld+json" in (script.get("type") or ""):
            continue
        at = next((text.find(form) for form in (title, json.dumps(title)[1:-1]) if form in text), -1)
        for match in _STATE_KEY.finditer(text, max(0, at - _STATE), at + _STATE) if at >= 0 else ():
            found = _moment(match["value"])
            order = (int(not match["sure"]), abs(match.start() - at))
            if found is not None and is_sane(found, now) and found.day.year >= 1995 and (best is None or order < best[:2]):
                best = (*order, found)
    return best[2] if best else None


def _moment(value: str) -> Found | None:
    if value.isdecimal():
        return datetext.machine(datetime.fromtimestamp(int(value[:10]), UTC).isoformat())
    return datetext.machine(value)


_URL_DATE = re.compile(r"(?<!\d)(20[0-4]\d)[/_-]?([01]?\d)[/_-]?([0-3]?\d)(?!\d)")
_URL_DAY_FIRST = re.compile(r"(?<!\d)([0-3]?\d)[/_-]([01]?\d)[/_-](20[0-4]\d)(?!\d)")


_URL_MOMENT = re.compile(r"(?<!\d)(20[0-4]\d[01]\d[0-3]\d)(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d{0,3}(?!\d)")  # to the second or further


def from_url(url: str, now: datetime) -> Found | None:
    """The day an address names: `/2021-10-5/`, `/20190426/`, `/2023/11/05/`."""
    path = unquote(re.sub(r"^[a-z]+://[^/]*", "", url), errors="replace")
    path = _URL_MOMENT.sub(r"\1", path)
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
