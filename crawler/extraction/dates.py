"""When an article was published, from the best evidence a page gives.

Seen dates near the headline come first; machine dates are often wrong on the portals (edit times, broken formats), so they fill in what no
eye sees. Never taken: the clock of the page's header, licence dates, dates of related lists and comments, dates inside sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.extraction import datetext
from crawler.extraction.byline import is_article_type, json_ld
from crawler.extraction.datetext import VIETNAM, Found
from crawler.extraction.flow import Line, Zone, read
from crawler.extraction.text import clean, fold, syllables


@dataclass(frozen=True, slots=True)
class Published:
    """`value`: ISO 8601 in +07:00, or YYYY-MM-DD when no time is known, or ""; `evidence` names where it was read."""

    value: str
    evidence: str


_TOLERANCE = timedelta(minutes=10)
_PUBLISHED = re.compile(
    r"(?:ngay|gio|thoi gian|luc)?\s*(?:dang|gui|viet|tao|xuat ban|dua tin|post|cong bo|phat hanh tin)(?: tin| bai| luc| ngay| tai| vao)*\s*:?[\s(]*$"
    r"|(?:publish(?:ed)?|posted|submitted|created|date|on|ngay|release[d]?)(?: (?:by .{2,40} )?(?:on|at|date))?\s*:?[\s(]*$"
)
_MODIFIED = re.compile(
    r"(?:cap nhat|update[d]?|modified|sua doi|chinh sua|sua lan cuoi|edited)(?: (?:luc|ngay|lan cuoi|moi nhat|vao|on|at|cuoi))*(?: ngay)?\s*:?[\s(]*$"
)
_WRONG = re.compile(
    r"giay phep|\bgp\b|cap ngay|ban hanh|hieu luc|ngay ky|het han|han nop|thoi han|sinh ngay|ngay sinh|truy cap|hom nay|hien tai|bay gio|khai mac|dien ra|tu ngay|den ngay"
    r"|ket thuc|bat dau|copyright|ban quyen|quyet dinh|nghi dinh|thong tu|cong van|ke hoach so|so ky hieu|van ban|nghi quyet|dia diem|license|expire"
)
_NOISE = re.compile(
    r"(?:so )?(?:luot|lan) (?:xem|doc|truy cap)|(?:da )?xem|views?|view count|doc|binh luan|comments?|phan hoi|ngay dang|dang ngay|dang luc|gui luc|ngay gui|cap nhat(?: luc| ngay)?"
    r"|thoi gian|tac gia|nguon|author|source|posted|published|submitted|on|by|at|luc|ngay|gmt|thu|chu nhat|cn|hai|ba|tu|nam|sau|bay|utc|co chu|in trang|in bai|print|email|chia se|share"
    r"|\bin\b|gui|facebook|zalo|twitter|a-|a\+|mon\w*|tues?\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|\d[\d.,]*"
)
_DATE_WORDS = frozenset(
    (
        *(
            "date",
            "time",
            "datetime",
            "postdate",
            "pubdate",
            "publishdate",
            "publish",
            "published",
            "ngaydang",
            "ngay",
            "thoigian",
            "created",
        ),
        *(
            "createdate",
            "newsdate",
            "articledate",
            "timestamp",
            "posted",
            "ngaygui",
            "ngaytao",
            "entrydate",
            "datepublished",
            "meta",
            "dateline",
        ),
        *("publishtime", "posttime", "newstime", "datepost", "dateandcat", "ngaygio", "capnhat", "timeupdate", "articletime", "datenews"),
    )
)
_DIGITS = re.compile(r"\d{1,2}\D{1,12}\d{1,2}|\d{1,2}(?:st|nd|rd|th)? [A-Z]|[a-z] \d{1,2},? (?:19|20)\d\d")
_BAD_ZONES = Zone.NAV | Zone.FOOTER | Zone.RELATED | Zone.COMMENT | Zone.HIDDEN | Zone.CLOCK


@dataclass(slots=True)
class _Candidate:
    found: Found
    line: Line
    index: int
    score: float
    label: str  # "published", "modified" or ""
    where: str


def _label(folded: str, start: int) -> str:
    """What the words right before a date say: "published", "modified", "wrong" or ""."""
    before = re.sub(r"(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn|luc|[\s,|–—-])*$", "", folded[max(0, start - 60) : start])
    tail = before + " " if before else ""
    raw = folded[max(0, start - 60) : start]
    for text in (raw, tail):
        if _MODIFIED.search(text):
            return "modified"
    if _WRONG.search(raw):
        return "wrong"
    for text in (raw, tail):
        if _PUBLISHED.search(text) and text.strip():
            return "published"
    return ""


def _rest(folded: str, dates: list[Found]) -> int:
    """How many syllables of a line are neither date nor label nor counter."""
    left = folded
    for found in reversed(dates):
        left = left[: found.start] + " " + left[found.end :]
    return len(syllables(_NOISE.sub(" ", left)))


def _headline_index(lines: list[Line], headline: HtmlElement | None) -> tuple[int, int]:
    """First and last line of the headline, (-1, -1) if it stands nowhere."""
    if headline is None:
        return -1, -1
    inside = {headline, *headline.iterdescendants()}
    first = last = -1
    for index, line in enumerate(lines):
        if line.element in inside or line.block in inside:
            first = index if first < 0 else first
            last = index
        elif first >= 0:
            break
    if first < 0:
        own = clean(headline.text_content()[:600])
        for index, line in enumerate(lines):
            if own and own in line.text:
                return index, index
    return first, last


def _body_start(lines: list[Line], last: int) -> int:
    """The index of the first running text after the headline: a date further down is no date line any more."""
    for index in range(last + 1, min(last + 60, len(lines))):
        line = lines[index]
        if len(line.text) > 140 and line.linked < 0.4 * len(line.text) and len(syllables(line.text)) >= 30:
            return index
    return min(last + 25, len(lines))


def _sane(found: Found, now: datetime) -> bool:
    limit = now + _TOLERANCE
    if found.clock is None:
        return found.day <= limit.astimezone(VIETNAM).date()
    return found.moment <= limit


def _visible(lines: list[Line], headline: HtmlElement | None, now: datetime, body: HtmlElement | None) -> list[_Candidate]:
    first, last = _headline_index(lines, headline)
    start = _body_start(lines, last) if last >= 0 else 0
    within = {headline, *headline.iterdescendants()} if headline is not None else set()
    inner = set(body.iterdescendants()) if body is not None else set()
    candidates: list[_Candidate] = []
    for index, line in enumerate(lines):
        stamped = datetext.machine(line.stamp) if line.stamp else None
        if not _DIGITS.search(line.text) and stamped is None:
            continue
        if line.element in within or (first <= index <= last and first >= 0):
            continue
        text = line.text if len(line.text) <= 400 else line.text[:200]
        dates = datetext.find(text)
        if stamped is not None and (not dates or dates[0].day == stamped.day):
            base = dates[0] if dates else stamped
            clock, seconds = (base.clock, base.seconds) if base.clock else (stamped.clock, stamped.seconds)
            dates = [replace(base, clock=clock, seconds=seconds), *dates[1:]]
        folded = fold(text)
        whole = _rest(folded, dates) if dates and not line.stamp else 0
        for found in dates:
            if not _sane(found, now):
                continue
            candidate = _weigh(found, line, index, folded, whole, first, last, start, line.element in inner)
            if candidate is not None and not _is_clock(candidate, now, first):
                candidates.append(candidate)
    return candidates


def _weigh(
    found: Found, line: Line, index: int, folded: str, rest: int, first: int, last: int, start: int, in_body: bool
) -> _Candidate | None:
    label = _label(folded, found.start)
    if label == "wrong":
        return None
    begins = found.start <= 3 and found.clock is not None or (found.weekday is not None and found.start <= 24 and found.clock is not None)
    is_line = rest <= 8 or (label and found.start <= 60 and rest <= 16) or begins
    if not is_line and not (label and found.clock is not None and found.start <= 60):
        return None
    named = not line.named.isdisjoint(_DATE_WORDS)
    score = 0.0
    if last >= 0 and last < index < start:
        score, where = 60.0 - 1.5 * (index - last), "below the headline"
    elif first >= 0 and first - 8 <= index < first:
        score, where = 44.0 - 2.0 * (first - index), "above the headline"
    elif last >= 0 and index >= start:
        if rest > 8 or (not label and not named and not begins):
            return None
        score, where = (24.0 if label else 12.0) - 0.02 * min(index - start, 200), "after the text"
    elif last < 0:
        score, where = 30.0 - 0.05 * min(index, 400), "on the page"
    else:
        score, where = 10.0, "far above the headline"
    score += {"published": 12.0, "modified": -6.0}.get(label, 0.0)
    score += 6.0 * named + 6.0 * bool(line.stamp) + 4.0 * (found.clock is not None)
    if found.weekday is not None:
        score += 4.0 if found.weekday == found.day.weekday() else -14.0
    score -= _surroundings(line, found, label, in_body)
    return _Candidate(found, line, index, score, label, where)


def _surroundings(line: Line, found: Found, label: str, in_body: bool) -> float:
    """What is taken off for standing in a menu, a list of links, the page's header, a comment, or inside the text."""
    lost = 0.0
    if line.zone & _BAD_ZONES:
        lost += 60.0
    if line.zone & Zone.BANNER:
        lost += 25.0
    if line.zone & (Zone.SIDE | Zone.FORM):
        lost += 20.0 if not line.zone & Zone.SIDE else 40.0
    if line.href and line.linked > 12:
        lost += 30.0
    elif line.linked > 30 and line.linked > 0.5 * len(line.text):
        lost += 30.0
    if in_body and not label:
        lost += 10.0
    return lost


def _is_clock(candidate: _Candidate, now: datetime, first: int) -> bool:
    """Whether this is the page's clock: shows the moment of the fetch, unlabelled, above the headline."""
    found = candidate.found
    above = candidate.where.endswith("above the headline") or candidate.index < first
    if not above or candidate.label:
        return False
    if found.clock is None:
        return found.day == now.astimezone(VIETNAM).date() and candidate.line.named.isdisjoint(_DATE_WORDS - {"date", "time", "datetime"})
    return abs(found.moment - now) <= timedelta(minutes=5)


def _with_neighbour_time(best: _Candidate, lines: list[Line]) -> Found:
    """The date with the time of day that stands alone in the next or previous line."""
    found = best.found
    if found.clock is not None:
        return found
    for index in (best.index + 1, best.index - 1, best.index + 2):
        if 0 <= index < len(lines) and not lines[index].zone & _BAD_ZONES:
            got = datetext.lone_time(lines[index].text)
            if got is not None:
                return replace(found, clock=got[0], seconds=got[1])
    return found


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


def _machine(tree: HtmlElement, now: datetime) -> list[tuple[float, Found, str]]:
    """(rank, date, where) of what metadata says, sane ones only, best first."""
    said: list[tuple[float, Found, str]] = []

    def add(rank: float, text: object, where: str) -> None:
        if isinstance(text, str) and (found := datetext.machine(text)) and found.day.year >= 1995 and _sane(found, now):
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


def _from_url(url: str, now: datetime) -> Found | None:
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
            if day.year >= 2000 and _sane(found, now):
                return found
    return None


def published(
    tree: HtmlElement,
    headline: HtmlElement | None,
    url: str,
    now: datetime,
    body: HtmlElement | None = None,
    lines: list[Line] | None = None,
) -> Published:
    """When the article was published. `now` is aware; `body` is the element that holds the text, if known; `lines`: flow.read(tree) if at hand."""
    lines = read(tree) if lines is None else lines
    candidates = _visible(lines, headline, now, body)
    said = _machine(tree, now)
    named = _from_url(url, now)
    for candidate in candidates:
        if any(rank >= 2 and found.day == candidate.found.day for rank, found, _ in said):
            candidate.score += 5.0
        if named is not None and named.day == candidate.found.day:
            candidate.score += 5.0
    best = max(candidates, key=lambda c: (c.score, -c.index), default=None)
    if best is not None and best.score >= (10.0 if not said else 20.0):
        found = _with_neighbour_time(best, lines)
        evidence = best.where + (f", {best.label}" if best.label else "")
        if found.clock is None:
            exact = next((f for rank, f, _ in said if rank >= 2 and f.clock is not None and f.day == found.day), None)
            if exact is not None:
                return Published(exact.value, evidence + ", time from metadata")
        return Published(found.value, evidence)
    if said:
        return Published(said[0][1].value, said[0][2])
    if named is not None:
        return Published(named.value, "address")
    return Published("", "")
