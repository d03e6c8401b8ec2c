"""When an article was published, from the best evidence a page gives.

Seen dates near the headline come first; machine dates are often wrong on the portals (edit times, broken formats), so they fill in what no
eye sees. Never taken: the clock of the page's header, licence dates, dates of related lists and comments, dates inside sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lxml.html import HtmlElement

from crawler.extraction import datetext, metadates
from crawler.extraction.datetext import VIETNAM, Found
from crawler.extraction.flow import Line, Zone, read
from crawler.extraction.names import names
from crawler.extraction.text import clean, fold, syllables


@dataclass(frozen=True, slots=True)
class Published:
    """`value`: ISO 8601 in +07:00, or YYYY-MM-DD when no time is known, or ""; `evidence` names where it was read."""

    value: str
    evidence: str


_PUBLISHED = re.compile(
    r"(?:ngay|gio|thoi gian|luc|duoc)?\s*(?:dang|gui|viet|tao|xuat ban|dua tin|post|cong bo|phat hanh tin)"
    r"(?: (?:tin|bai|luc|ngay|tai|vao|boi .{2,30}? (?:vao|luc|ngay)))*\s*:?[\s(]*$"
    r"|(?:publish(?:ed)?|posted|submitted|created|date|on|ngay|release[d]?)(?: (?:by .{2,40} )?(?:on|at|date))?\s*:?[\s(]*$"
)
_MODIFIED = re.compile(
    r"(?:cap nhat|update[d]?|modified|sua doi|chinh sua|sua lan cuoi|edited)(?: (?:luc|ngay|lan cuoi|moi nhat|vao|on|at|cuoi))*\s*:?[\s(]*$"
)
_WRONG = re.compile(
    r"giay phep|\bgp\b|cap ngay|ban hanh|hieu luc|ngay ky|het han|han nop|thoi han|sinh ngay|ngay sinh|truy cap|hom nay|hien tai|bay gio"
    r"|khai mac|dien ra|tu ngay|den ngay|ket thuc|bat dau|copyright|ban quyen|quyet dinh|nghi dinh|thong tu|cong van|ke hoach so"
    r"|so ky hieu|van ban|nghi quyet|dia diem|license|expire|thoi gian (?:hop|to chuc|dien ra|khai mac|bat dau|ket thuc)"
)
_NOISE = re.compile(
    r"(?:so )?(?:luot|lan) (?:xem|doc|truy cap)|(?:da )?xem|views?|view count|doc|binh luan|comments?|phan hoi|ngay dang|dang ngay|dang luc"
    r"|gui luc|ngay gui|cap nhat(?: luc| ngay)?|thoi gian|tac gia|nguon|author|source|posted|published|submitted|on|by|at|luc|ngay|gmt|thu"
    r"|chu nhat|cn|hai|ba|tu|nam|sau|bay|utc|co chu|in trang|in bai|print|email|chia se|share|\bin\b|gui|facebook|zalo|twitter|a-|a\+"
    r"|mon\w*|tues?\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|\d[\d.,]*"
)
_MONTH_LINE = re.compile(r"(?:thang|thg)\s*\d{1,2}\W{0,3}(?:nam )?20\d\d$|[/-]?\d{1,2}\s?[/-]\s?20\d\d$|20\d\d$|[a-z]{3,9},? 20\d\d$")
_EVENT = re.compile(r"thoi gian\s*[:：]?\s*(?:vao )?(?:luc |tu |bat dau )?$")
_PLACE = re.compile(r"^\W*[a-z]+(?: [a-z.]+){0,5}\s*,\s*ngay\s*$")  # "Phan Thiết, ngày 5 tháng 3 năm 2024": the date of a paper
_OTHER_SECTION = re.compile(
    r"^\W*(?:cac |nhung )?(?:tin|bai|bai viet|tin tuc|y kien|binh luan|thong tin|video|van ban)?\s*"
    r"(?:khac|lien quan|cung chuyen muc|cung loai|moi hon|cu hon|da dua|moi nhat|moi|doc nhieu(?: nhat)?|ban doc|binh luan|cua ban|noi bat"
    r"|xem nhieu(?: nhat)?|cung chu de|moi cap nhat|comments?|related(?: \w+)?|other \w+|phan hoi)(?: \(\d+\)| ban doc)?\W*$"
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
_CLOCK_WORDS = frozenset(("date", "time", "datetime", "ngay", "thoigian"))
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


def _visible(lines: list[Line], headline: HtmlElement | None, now: datetime, body: HtmlElement | None) -> list[_Candidate]:
    first, last = _headline_index(lines, headline)
    page = _Page(lines, first, last, _body_start(lines, last) if last >= 0 else 0, lines[last].zone if last >= 0 else 0, now)
    within = {headline, *headline.iterdescendants()} if headline is not None else set()
    inner = set(body.iterdescendants()) if body is not None else set()
    candidates = _inside(page, headline)
    for index, line in enumerate(lines):
        if last >= 0 and index > page.start and len(line.text) < 50 and _OTHER_SECTION.match(fold(line.text)):
            break  # what follows belongs to other articles, or to readers
        if not line.stamp and not _DIGITS.search(line.text) and not (len(line.text) < 24 and _MONTH_LINE.match(fold(line.text))):
            continue
        if line.element in within or (first <= index <= last and first >= 0):
            continue
        text = line.text if len(line.text) <= 400 else line.text[:200]
        if index and len(text) < 24 and len(lines[index - 1].text) <= 5 and _MONTH_LINE.match(fold(text)):
            text = f"{lines[index - 1].text} {text}"  # a calendar leaf: the day above month and year
        dates = _stamped(datetext.find(text), line.stamp)
        folded = fold(text)
        rest = _rest(folded, dates) if dates and not line.stamp else 0
        if last < index < page.start:
            rest = max(rest - line.linked // 5, 0)  # the name of the section, as a link
        for found in dates:
            candidate = _weigh(page, found, index, folded, rest, line.element in inner) if metadates.is_sane(found, now) else None
            if candidate is not None:
                candidates.append(candidate)
    return candidates


def _inside(page: _Page, headline: HtmlElement | None) -> list[_Candidate]:
    """Dates in elements of their own within the headline's element; one in its words is part of the headline."""
    if headline is None or page.last < 0 or not len(headline):
        return []
    found: list[_Candidate] = []
    for element in headline.iterdescendants("time", "span", "small", "em", "i", "div", "p"):
        if element.tag == "time" or not names(element).isdisjoint(_DATE_WORDS):
            dates = _stamped(datetext.find(clean(element.text_content()[:200])), element.get("datetime") or "")
            line = page.lines[page.last]
            found += [
                _Candidate(date, line, page.last, 56.0, "", "in the headline's element")
                for date in dates[:1]
                if metadates.is_sane(date, page.now)
            ]
    return found


@dataclass(frozen=True, slots=True)
class _Page:
    lines: list[Line]
    first: int  # of the headline's lines, -1 if it stands nowhere
    last: int
    start: int  # of the running text
    zone: int  # where the headline stands: its zones say nothing against a date
    now: datetime


def _stamped(dates: list[Found], stamp: str) -> list[Found]:
    """The dates of a line with what its machine-readable attribute adds: a time of day, or the date itself when none is written out."""
    moment = datetext.machine(stamp) if stamp else None
    if moment is None or (dates and dates[0].day != moment.day):
        return dates
    first = dates[0] if dates else moment
    return [first if first.clock else replace(first, clock=moment.clock, seconds=moment.seconds), *dates[1:]]


def _weigh(page: _Page, found: Found, index: int, folded: str, rest: int, in_body: bool) -> _Candidate | None:
    line = page.lines[index]
    label = _label(folded, found.start)
    before = page.lines[index - 1] if index else None
    headed = page.first <= index - 1 <= page.last  # the headline is no label, whatever its words: "Khai mạc Hội báo Xuân"
    if not label and before is not None and not headed and not folded[: found.start].strip(" :-|(") and len(before.text) < 40:
        label = _label(fold(before.text) + " ", len(before.text) + 1)  # "Ngày ban hành" in the cell before
    if label == "wrong":
        return None
    early = found.clock is not None and (found.start <= 3 or (found.weekday is not None and found.start <= 24))
    labelled = bool(label) and found.start <= 60
    if not (rest <= 8 or early or (labelled and (rest <= 16 or found.clock is not None))):
        return None
    named = not line.named.isdisjoint(_DATE_WORDS)
    placed = _place(page, index, rest, bool(label or named or early), early)
    if placed is None:
        return None
    score, where = placed
    score += {"published": 12.0, "modified": -6.0}.get(label, 0.0)
    score += 6.0 * named + 6.0 * bool(line.stamp) + 4.0 * (found.clock is not None)
    if found.weekday is not None:
        score += 4.0 if found.weekday == found.day.weekday() else -14.0
    if found.clock is None and _PLACE.match(folded[: found.start] + " ngay" * folded.startswith("ngay", found.start)):
        score -= 42.0
    if not label and _EVENT.search(folded[max(0, found.start - 30) : found.start]):
        score -= 12.0  # the time of a meeting, as likely
    if before is not None and before.href and index - 1 != page.last and len(syllables(before.text)) >= 4 and not label:
        score -= 60.0  # the line of a list: a link, then its date
    score -= _surroundings(line, line.zone & ~page.zone, label, in_body)
    if line.linked > 12 and not page.last < index < page.start and not label:
        score -= 30.0
    candidate = _Candidate(found, line, index, score, label, where)
    return None if _is_clock(candidate, page) else candidate


def _place(page: _Page, index: int, rest: int, marked: bool, early: bool) -> tuple[float, str] | None:
    """Points for where a date stands, None where no publication date stands. `marked`: labelled, named or with weekday and time."""
    if page.last < 0:
        return 30.0 - 0.05 * min(index, 400), "on the page"
    if page.last < index < page.start:
        return 60.0 - 1.5 * (index - page.last), "below the headline"
    if index == page.start and early:
        return 42.0, "before the first words"
    if index >= page.start:
        if rest <= 3 and index - page.start <= 3 and index - page.last <= 8:
            return 40.0, "below the lead"
        if rest > 8 or not marked:
            return None
        return 18.0 - 0.02 * min(index - page.start, 200), "after the text"
    between = sum(1 for line in page.lines[index + 1 : page.first] if line.href)
    if page.first - index <= 8 and between <= 3:
        return 44.0 - 2.0 * (page.first - index), "above the headline"
    return (10.0, "far above the headline") if marked else None


def _surroundings(line: Line, zone: int, label: str, in_body: bool) -> float:
    """What is taken off for standing in a menu, a list of links, the page's header, a comment, or inside the text."""
    lost = 60.0 * bool(zone & _BAD_ZONES) + 25.0 * bool(zone & Zone.BANNER)
    lost += 40.0 if zone & Zone.SIDE else 20.0 if zone & Zone.FORM else 0.0
    if (line.href and line.linked > 12) or (line.linked > 50 and line.linked > 0.6 * len(line.text)):
        lost += 30.0
    return lost + 10.0 * (in_body and not label)


def _is_clock(candidate: _Candidate, page: _Page) -> bool:
    """Whether this is the page's clock: no label, above the headline, and it shows the moment of the fetch or stands far off."""
    found = candidate.found
    if candidate.index >= page.first or candidate.label:
        return False
    if candidate.where.startswith("far above"):
        return True
    if found.clock is None:
        return found.day == page.now.astimezone(VIETNAM).date() and candidate.line.named.isdisjoint(_DATE_WORDS - _CLOCK_WORDS)
    return abs(found.moment - page.now) <= timedelta(minutes=5)


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


def published(
    tree: HtmlElement,
    headline: HtmlElement | None,
    url: str,
    now: datetime,
    body: HtmlElement | None = None,
    lines: list[Line] | None = None,
) -> Published:
    """When the article was published.

    `now` is aware; `body` is the element that holds the text, if known; `lines` is flow.read(tree) if at hand.
    """
    lines = read(tree) if lines is None else lines
    candidates = _visible(lines, headline, now, body)
    said = metadates.declared(tree, now)
    named = metadates.from_url(url, now)
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
