"""When an article was published, from the best evidence a page gives.

Seen dates near the headline come first; machine dates are often wrong on the portals (edit times, broken formats), so they fill in what no
eye sees. Never taken: the clock of the page's header, licence dates, dates of related lists and comments, dates inside sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from lxml.html import HtmlElement

from crawler.extraction import datetext, datewords, metadates
from crawler.extraction.byline import looks_like_signature
from crawler.extraction.datetext import VIETNAM, Found
from crawler.extraction.flow import Line, Zone, read
from crawler.extraction.names import names, words
from crawler.extraction.text import clean, fold, has_digit, syllables


@dataclass(frozen=True, slots=True)
class Published:
    """`value`: ISO 8601 in +07:00, or YYYY-MM-DD when no time is known, or ""; `evidence` names where it was read."""

    value: str
    evidence: str


_MONTH_LINE = re.compile(r"(?:thang|thg)\s*\d{1,2}\W{0,3}(?:nam )?20\d\d$|[/-]?\d{1,2}\s?[/-]\s?20\d\d$|20\d\d$|[a-z]{3,9},? 20\d\d$")
_OTHER_SECTION = re.compile(
    r"^\W*(?:cac |nhung )?(?:tin|bai|bai viet|tin tuc|y kien|binh luan|thong tin|video|van ban)?\s*"
    r"(?:khac|lien quan|cung chuyen muc|cung loai|moi hon|cu hon|da dua|moi nhat|moi|doc nhieu(?: nhat)?|ban doc|binh luan|cua ban|noi bat"
    r"|xem nhieu(?: nhat)?|cung chu de|moi cap nhat|comments?|related(?: \w+)?|other \w+|phan hoi)(?: \(\d+\)| ban doc)?\W*$"
)
_DATE_WORDS = words(
    """date time datetime postdate pubdate publishdate publish published ngaydang ngay thoigian created createdate newsdate
    articledate timestamp posted ngaygui ngaytao entrydate datepublished meta dateline publishtime posttime newstime
    datepost dateandcat ngaygio capnhat timeupdate articletime datenews"""
)
_CLOCK_WORDS = frozenset(("date", "time", "datetime", "ngay", "thoigian"))
_DIGITS = re.compile(r"\d{1,2}\D{1,20}\d{1,2}|\d{1,2}(?:st|nd|rd|th)? [A-Z]|[a-z] \d{1,2},? (?:19|20)\d\d")
_BAD_ZONES = Zone.NAV | Zone.FOOTER | Zone.RELATED | Zone.COMMENT | Zone.HIDDEN | Zone.CLOCK


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class _Candidate:
    found: Found
    line: Line
    index: int
    score: float
    label: str  # "published", "modified" or ""
    where: str


def _headline_index(lines: list[Line], headline: HtmlElement | None) -> tuple[int, int]:
    """First and last line of the headline, (-1, -1) if it stands nowhere.

    A headline that is the bare text of a cell or box which holds more (date, text) is its first line only.
    """
    if headline is None:
        return -1, -1
    inside = {headline, *headline.iterdescendants()}
    if headline.tag not in _HEADINGS:
        at = next((index for index, line in enumerate(lines) if line.element is headline or line.block is headline), -1)
        if at >= 0:
            return at, at
    first = last = -1
    size = 0
    for index, line in enumerate(lines):
        if line.element in inside or line.block in inside:
            if first >= 0 and headline.tag not in _HEADINGS and (size > 60 or len(line.text) > 100 or _DIGITS.search(line.text)):
                break
            first = index if first < 0 else first
            last = index
            size += len(line.text)
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
        if len(line.text) < _SENTENCE or line.linked > 0.4 * len(line.text):
            continue
        if len(line.text) > 140 and len(syllables(line.text)) >= 30:
            return index
        if datewords.rest(fold(line.text), datetext.find(line.text)) >= 12:
            return index
    return min(last + 25, len(lines))


_SENTENCE = 60  # characters
_FACTS = 12  # syllables beside the moment in a line of facts between headline and text
_ABOVE = 8  # lines above the headline
_BOXES = 3  # elements around the headline


def _visible(lines: list[Line], headline: HtmlElement | None, now: datetime, body: HtmlElement | None) -> list[_Candidate]:
    first, last = _headline_index(lines, headline)
    page = _Page(lines, first, last, _body_start(lines, last) if last >= 0 else 0, lines[last].zone if last >= 0 else 0, now)
    inner = set(body.iterdescendants()) if body is not None else set()
    candidates = [*_inside(page, headline), *_leaves(page)]
    for index, line in enumerate(lines):
        if last >= 0 and index > page.start and len(line.text) < 50 and _OTHER_SECTION.match(fold(line.text)):
            break  # what follows belongs to other articles, or to readers
        if not line.stamp and not (
            has_digit(line.text) and (_DIGITS.search(line.text) or (len(line.text) < 24 and _MONTH_LINE.match(fold(line.text))))
        ):
            continue
        if first <= index <= last and first >= 0:
            continue
        text = line.apart if len(line.apart) <= 400 else line.apart[:200]
        if index and len(text) < 24 and len(lines[index - 1].text) <= 5 and _MONTH_LINE.match(fold(text)):
            text = f"{lines[index - 1].text} {text}"  # a calendar leaf: the day above month and year
        dates = _stamped(datetext.find(text), line.stamp)
        folded = fold(text)
        rest = datewords.rest(folded, dates) if dates and not line.stamp else 0
        if last < index < page.start:
            rest = max(rest - line.linked // 5, 0)  # the name of the section, as a link
        for found in dates:
            candidate = _weigh(page, found, index, folded, rest, line.element in inner) if metadates.is_sane(found, now) else None
            if candidate is not None:
                candidates.append(candidate)
    return candidates


def _inside(page: _Page, headline: HtmlElement | None) -> list[_Candidate]:
    """Dates in elements of their own within the headline's element, or in brackets at its end; one in its words is part of the headline."""
    if headline is None or page.last < 0:
        return []
    line = page.lines[page.last]
    texts: list[tuple[str, str]] = []
    if len(headline) and sum(len(held.text) for held in page.lines[page.first : page.last + 1]) + 20 >= len(
        clean(headline.text_content()[:2000])
    ):
        for element in headline.iterdescendants("time", "span", "small", "em", "i", "div", "p", "font", "b", "label", "sub", "sup"):
            text = clean(element.text_content()[:200])
            if element.tag == "time" or not names(element).isdisjoint(_DATE_WORDS) or _is_bare(text):
                texts.append((text, element.get("datetime") or ""))
    said = next((element.text or "" for element in headline.getroottree().iter("title")), "")  # a title declared with a date keeps it
    for held in page.lines[page.first : page.last + 1]:
        match = _BRACKETS.search(held.text)
        if match and match[1] not in said and _is_bare(match[1]):
            texts.append((match[1], ""))
    found: list[_Candidate] = []
    for text, stamp in texts:
        found += [
            _Candidate(shown, line, page.last, 76.0, "", "in the headline's element")
            for shown in _stamped(datetext.find(text), stamp)[:1]
            if metadates.is_sane(shown, page.now)
        ]
    return found


def _leaves(page: _Page) -> list[_Candidate]:
    """Calendar leaves beside the headline: day, month and year in up to three short lines of one box."""
    found: list[_Candidate] = []
    for index in range(max(0, page.first - _ABOVE), min(page.last + _ABOVE, len(page.lines))) if page.first >= 0 else ():
        text = ""
        for line in page.lines[index : index + 3]:
            if len(line.apart) > _LEAF or page.first <= index <= page.last or line.zone & ~page.zone & _BAD_ZONES:
                break
            text = f"{text} {line.apart}".strip()
            day = datetext.leaf(text)
            if day is not None and metadates.is_sane(day, page.now):
                distance = page.first - index if index < page.first else index - page.last
                where = "above the headline" if index < page.first else "below the headline"
                found.append(_Candidate(day, page.lines[index], index, 48.0 - 2.0 * distance, "", where))
                break
    return found


_LEAF = 16  # characters


_BRACKETS = re.compile(r"[(\[]([^()\[\]]{6,60}(?:\([^()]{3,8}\))?[^()\[\]]{0,8})[)\]]\W*$")


def _is_bare(text: str) -> bool:
    """Whether a short text is a date and nothing else."""
    if not 6 <= len(text) <= 60 or not any(char.isdigit() for char in text):
        return False
    dates = datetext.find(text)
    return len(dates) == 1 and datewords.rest(fold(text), dates) == 0


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
    label = datewords.label(folded, found.start)
    before = page.lines[index - 1] if index else None
    headed = page.first <= index - 1 <= page.last  # the headline is no label, whatever its words: "Khai mạc Hội báo Xuân"
    if not label and before is not None and not headed and not folded[: found.start].strip(" :-|(") and len(before.text) < 40:
        label = datewords.label(fold(before.text) + " ", len(before.text) + 1)  # "Ngày ban hành" in the cell before
    if label == "wrong":
        return None
    early = found.clock is not None and (found.start <= 3 or (found.weekday is not None and found.start <= 24))
    labelled = bool(label) and found.start <= 60
    facts = page.last < index < page.start and found.clock is not None and rest <= _FACTS and not line.text.endswith((".", "!", "?"))
    if not (rest <= 8 or facts or early or (labelled and (rest <= 16 or found.clock is not None))):
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
    if found.clock is None and datewords.PLACE.match(folded[: found.start] + " ngay" * folded.startswith("ngay", found.start)):
        score -= 42.0
    if not label and datewords.EVENT.search(folded[max(0, found.start - 30) : found.start]):
        score -= 12.0 if index < page.start else 30.0  # the time of a meeting, as likely
    close = _is_closer(page, index)
    listed = before is not None and before.href and index - 1 != page.last and len(syllables(before.text)) >= 4 and not label and not close
    if before is not None and listed and not looks_like_signature(before.text):
        score -= 60.0  # the line of a list: a link, then its date
    if line.opens and line.linked >= 20 and not label and not page.last < index <= page.last + 3:
        score -= 60.0  # the same in one line
    score -= _surroundings(line, line.zone & ~(page.zone | Zone.BANNER * close), label, in_body)
    if line.linked > 12 and not page.last < index < page.start and not label:
        score -= 30.0
    candidate = _Candidate(found, line, index, score, label, where)
    if _is_clock(candidate, page):
        if where.startswith("far above") or line.zone & Zone.CLOCK:
            return None
        candidate.score, candidate.where = min(score, 30.0) - 60.0, "a clock, as likely"
    return candidate


def _is_closer(page: _Page, index: int) -> bool:
    """Whether a line above the headline shares a box with it that the line before stands outside of: it is no line of that one's list."""
    if not max(0, page.first - _ABOVE) <= index < page.first:
        return False
    around = {page.lines[index].block, *page.lines[index].block.iterancestors()}
    boxes = [box for _, box in zip(range(_BOXES), page.lines[page.first].block.iterancestors(), strict=False)]
    box = next((box for box in boxes if box in around and box.tag not in ("body", "html", "form")), None)
    return box is not None and (index == 0 or box not in page.lines[index - 1].block.iterancestors())


def _place(page: _Page, index: int, rest: int, marked: bool, early: bool) -> tuple[float, str] | None:
    """Points for where a date stands, None where no publication date stands. `marked`: labelled, named or with weekday and time."""
    if page.last < 0:
        return 30.0 - 0.05 * min(index, 400), "on the page"
    if page.last < index < page.start:
        return 60.0 - 3.0 * (index - page.last), "below the headline"
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
    """Whether this is the page's clock: no label, above the headline, and it shows the day of the fetch or stands far off.

    An article's own date may stand there too, moments after it was published: an element named as its date, close to the headline, says so;
    what metadata repeat is `published`'s to keep.
    """
    found, line = candidate.found, candidate.line
    if candidate.index >= page.first or candidate.label:
        return False
    if candidate.where.startswith("far above"):
        return True
    if not line.named.isdisjoint(_DATE_WORDS - _CLOCK_WORDS):
        return False
    today = page.now.astimezone(VIETNAM).date()
    return found.day == today or (found.clock is not None and abs(found.moment - page.now) <= timedelta(hours=14))


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


_SURE = 40.0  # points of a date that a day in the address does not outweigh
_VAGUE = 25.0


def _repeats(candidate: _Candidate, said: list[tuple[float, Found, str]]) -> bool:
    """Whether what looks like a clock is what the page declares as its article's date, to the minute."""
    own = candidate.found
    if not candidate.where.startswith("a clock") or own.clock is None:
        return False
    return any(found.clock is not None and abs(found.moment - own.moment) < timedelta(seconds=60) for rank, found, _ in said if rank >= 3)


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
        day = candidate.found.day
        if any(rank >= 2 and found.day == day for rank, found, _ in said):
            candidate.score += 70.0 if _repeats(candidate, said) else 5.0
        if named is not None:
            candidate.score += 5.0 if named.day == day else -_VAGUE if candidate.score < _SURE and not candidate.label else 0.0
    best = max(candidates, key=lambda c: (c.score, -c.index), default=None)
    if best is not None and best.score >= (10.0 if not said else 20.0):
        found = _with_neighbour_time(best, lines)
        evidence = best.where + (f", {best.label}" if best.label else "")
        if found.clock is None:
            exact = next((f for rank, f, _ in said if rank >= 2 and f.clock is not None and f.day == found.day), None)
            exact = exact or _in_state(tree, headline, now, found.day)
            if exact is not None:
                return Published(exact.value, evidence + ", time from metadata")
        return Published(found.value, evidence)
    if said and (said[0][0] >= 2 or named is None):
        return Published(said[0][1].value, said[0][2])
    held = _in_state(tree, headline, now, named.day if named is not None else None)
    if held is not None:
        return Published(held.value, "state")
    if named is not None:
        return Published(named.value, "address")
    return Published("", "")


def _in_state(tree: HtmlElement, headline: HtmlElement | None, now: datetime, day: date | None) -> Found | None:
    """What the data of the page's scripts say beside the headline, when it is on `day`, if one is known."""
    if headline is None:
        return None
    found = metadates.state(tree, clean(headline.text_content()[:600]), now)
    return found if found is not None and (day is None or (found.day == day and found.clock is not None)) else None
