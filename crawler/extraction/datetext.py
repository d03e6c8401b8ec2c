"""Dates and times written in running text, Vietnamese and English forms, day before month always."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from crawler.extraction.text import fold

VIETNAM = timezone(timedelta(hours=7))

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may", "may"),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_MONTH_WORDS = dict(
    zip(("gieng", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai"), range(1, 13), strict=True),
    mot=1,
    bon=4,
    chap=12,
)
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("hai", "2", "mon"),
            ("ba", "3", "tue"),
            ("tu", "4", "wed"),
            ("nam", "5", "thu"),
            ("sau", "6", "fri"),
            ("bay", "7", "sat"),
            ("sun",),
        )
    )
    for name in names
}
_MONTH_WORD = "|".join(sorted(_MONTH_WORDS, key=len, reverse=True))
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    r"(?<![\d/.:-])(?P<y1>(?:19|20)\d\d)\s?(?P<s1>[-/.])\s?(?P<m1>\d{1,2})\s?(?P=s1)\s?(?P<d1>\d{1,2})(?![\d/]|-\d)"
    r"|(?<![\d/.-])(?P<d2>\d{1,2})\s?(?P<s2>[-/.])\s?(?P<m2>\d{1,2})\s?(?P=s2)\s?(?P<y2>(?:19|20)\d\d|\d\d(?![\d.,:]|\s?[h:]\s?\d\d\b))(?![\d/]|-\d{1,2}-)"
    rf"|(?<!\d)(?:ngay\s*(?:mung\s*)?)?(?P<d3>\d{{1,2}})\s*(?:,\s*)?(?:thang|thg\.?|th\.?(?=\s?\d))\s*(?P<m3>\d{{1,2}}|{_MONTH_WORD})\s*(?:[,./-]\s*)?(?:nam\s*)?(?P<y3>(?:19|20)\d\d)(?!\d)"
    rf"|\bthang\s*(?P<m4>\d{{1,2}}|{_MONTH_WORD})\s+(?P<d4>\d{{1,2}})\s*,\s*(?P<y4>(?:19|20)\d\d)(?!\d)"
    rf"|(?<!\d)(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<m5>{_MONTH})\.?,?[\s-]+(?P<y5>(?:19|20)\d\d)(?!\d)"
    rf"|\b(?P<m6>{_MONTH})\.?\s+(?P<d6>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y6>(?:19|20)\d\d)(?!\d)"
)
_CLOCK = (
    r"(?<![\d:/.,-])(?P<h>\d{1,2})\s?(?::|h|g|gio)\s?(?P<m>[0-5]\d)(?:\s?(?:[:'m]|phut|p)\s?(?P<s>[0-5]\d)(?!\d)|\s?(?:phut|p(?!m)|'))?(?:\.\d{1,7})?"
    r"(?:\s?(?P<half>sa|ch|am|pm|a\.m\.?|p\.m\.?|sang|chieu|toi)\b)?(?![\d:])"
)
_TIME = re.compile(_CLOCK)
_ISO_TIME = re.compile(r"(?:t|\s+)(\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?\s?(z\b|[+-]\d{2}:?\d{2}(?!\d)|utc\b|gmt(?![\s]?[+\d]))?")
_GAP = re.compile(
    r"[\s,|\-–—_/()\[\]•·.:;@*]*(?:(?:luc|vao|vao luc|hoi|ngay|at|on|time|thoi gian|gio|gmt|thu|chu nhat|cn|[2-7]|hai|ba|tu|nam|sau"
    r"|bay|utc|,"
    r"|\+0?7(?::?00)?|mon|tue|wed|thur?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)[\s,|\-–—_/()\[\]•·.:;]*){0,5}$"
)
_WEEKDAY = re.compile(
    r"(?:\b(?:thu\s*|t)(?P<v>hai|ba|tu|nam|sau|bay|[2-7])\b|\b(?P<sunday>chu nhat|cn)\b"
    r"|\b(?P<e>mon|tue|wed|thu|fri|sat|sun)(?:s?day|nesday|rsday|urday)?\b)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: `start`, `end` cover it with its time; `clock` in Vietnamese time with `seconds` if given."""

    day: date
    clock: time | None
    seconds: bool
    weekday: int | None  # 0 = Monday, as the text says it
    start: int
    end: int

    @property
    def value(self) -> str:
        return render(self.day, self.clock, self.seconds)

    @property
    def moment(self) -> datetime:
        """Aware; the first minute of the day when no time is known."""
        return datetime.combine(self.day, self.clock or time(), VIETNAM)


def render(day: date, clock: time | None, seconds: bool) -> str:
    """ISO 8601 in +07:00, seconds always written; the day alone without a time."""
    if clock is None:
        return day.isoformat()
    return f"{day.isoformat()}T{clock.hour:02}:{clock.minute:02}:{clock.second if seconds else 0:02}+07:00"


def _day(found: re.Match[str]) -> date | None:
    for n in "123456":
        if found["d" + n]:
            year, month, number = found["y" + n], found["m" + n], found["d" + n]
            break
    else:
        return None
    value = int(year)
    if value < 100:
        value += 2000 if value < 70 else 1900
    m = _MONTHS.get(month) or _MONTH_WORDS.get(month) or (int(month) if month.isdigit() else 0)
    d = int(number)
    if m > 12 >= d and found["y2"] and len(year) == 4:
        m, d = d, m  # "12/27/2023" of a server with English settings can mean one day only
    try:
        return date(value, m, d)
    except ValueError:
        return None


def clock_of(found: re.Match[str]) -> tuple[time, bool] | None:
    """The time of a `_TIME` match, afternoon words applied."""
    hour, minute = int(found["h"]), int(found["m"])
    second = int(found["s"] or 0)
    half = (found["half"] or "").replace(".", "")
    if half in ("ch", "pm", "chieu", "toi") and hour < 12:
        hour += 12
    elif half in ("sa", "am", "sang") and hour == 12:
        hour = 0
    if hour == 24 and minute == 0:
        hour = 0
    return (time(hour, minute, second), found["s"] is not None) if hour < 24 else None


def _weekday(text: str) -> int | None:
    said = list(_WEEKDAY.finditer(text))
    if not said:
        return None
    found = said[-1]
    if found["sunday"]:
        return 6
    return _WEEKDAYS.get(found["v"] or found["e"])


def _near_time(text: str, start: int, end: int, floor: int, ceiling: int) -> tuple[time, bool, int, int] | None:
    """The time of day right after or right before a date, with its place."""
    after = _TIME.search(text, end, min(end + 48, ceiling))
    if after and _GAP.match(text[end : after.start()]) and (got := clock_of(after)):
        return (*got, start, after.end())
    best = None
    for before in _TIME.finditer(text, max(floor, start - 48), start):
        best = before
    if best and _GAP.match(text[best.end() : start]) and (got := clock_of(best)):
        return (*got, best.start(), end)
    return None


def find(text: str, limit: int = 12) -> list[Found]:
    """The dates in `text` (a line; folded here), in order, with a time of day that stands beside, at most `limit`."""
    return list(_found(text, limit)) if len(text) <= _SHORT else _search(text, limit)


_SHORT = 400  # characters of a line that is remembered: headline and date are both looked for in it
# What every date holds, in one form or another: a test that most lines with a digit fail at once.
_LIKELY = re.compile(r"\d\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d|(?:19|20)\d\d")


@lru_cache(maxsize=512)
def _found(text: str, limit: int) -> tuple[Found, ...]:
    return tuple(_search(text, limit))


def _search(text: str, limit: int) -> list[Found]:
    folded = fold(text)
    if not _LIKELY.search(folded):
        return []
    matches = []
    for match in _DATE.finditer(folded):
        day = _day(match)
        if day is not None and 1990 <= day.year <= 2100:
            matches.append((match, day))
            if len(matches) >= limit:
                break
    found: list[Found] = []
    for i, (match, day) in enumerate(matches):
        floor = found[-1].end if found else 0
        ceiling = matches[i + 1][0].start() if i + 1 < len(matches) else len(folded)
        start, end = match.start(), match.end()
        weekday = _weekday(folded[max(floor, start - 40) : start])
        iso = _ISO_TIME.match(folded, end) if match["y1"] else None
        if iso and int(iso[1]) < 24 and int(iso[2]) < 60 and int(iso[3] or 0) < 60:
            day, clock = _shifted(day, time(int(iso[1]), int(iso[2]), int(iso[3] or 0)), iso[4])
            found.append(Found(day, clock, iso[3] is not None, weekday, start, iso.end()))
            continue
        near = _near_time(folded, start, end, floor, ceiling)
        if near:
            clock, seconds, start, end = near
            if re.match(r"\s?(?:gmt|utc|z)(?![\w+]|\s?\+)", folded[end : end + 6]):
                day, clock = _shifted(day, clock, "z")
            if weekday is None:
                weekday = _weekday(folded[max(floor, start - 40) : match.start()])
            found.append(Found(day, clock, seconds, weekday, start, end))
        else:
            found.append(Found(day, None, False, weekday, start, end))
    return found


def _shifted(day: date, clock: time, zone: str | None) -> tuple[date, time]:
    """Day and time in Vietnam; without a zone they already are."""
    if not zone:
        return day, clock
    if zone[0] in "zug":
        offset = timedelta()
    else:
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        if offset > timedelta(hours=15):
            return day, clock
        offset = -offset if zone[0] == "-" else offset
    moment = datetime.combine(day, clock, UTC) - offset
    local = moment.astimezone(VIETNAM)
    return local.date(), local.time()


_LEAF_MONTH = rf"(?:thang|thg\.?|th\.?|t)?\s?(?P<m>\d{{1,2}}|{_MONTH_WORD}|{_MONTH})"
_LEAVES = (
    re.compile(rf"^(?:ngay )?(?P<d>\d{{1,2}})[\s,/.-]+{_LEAF_MONTH}[\s,/.-]+(?:nam )?(?P<y>20\d\d)$"),
    re.compile(rf"^{_LEAF_MONTH}[\s,/.-]+(?P<d>\d{{1,2}})[\s,/.-]+(?:nam )?(?P<y>20\d\d)$"),
    re.compile(rf"^{_LEAF_MONTH}[\s,/.-]+(?:nam )?(?P<y>20\d\d)[\s,/.-]+(?P<d>\d{{1,2}})$"),
)


def leaf(text: str) -> Found | None:
    """The day of a calendar leaf whose day, month and year stand apart: "05 03/2024", "Th3 05 2024", "Tháng 3, 2024 05"."""
    folded = fold(text) if len(text) <= 30 and " " in text else ""
    for form in _LEAVES:
        match = form.match(folded)
        if match is None:
            continue
        month = _MONTHS.get(match["m"]) or _MONTH_WORDS.get(match["m"]) or int(match["m"] if match["m"].isdigit() else 0)
        try:
            return Found(date(int(match["y"]), month, int(match["d"])), None, False, None, 0, len(text))
        except ValueError:
            continue
    return None


_ALONE = re.compile(
    r"[\s,|\-–—()\[\]•·:]*(?:(?:vao )?(?:luc|gio|time|thoi gian|at)\s*:?\s*)?"
    + _CLOCK
    + r"[\s,|\-–—()\[\]•·.]*(?:gmt\s?\+\s?0?7)?[\s)\]]*$"
)


def lone_time(text: str) -> tuple[time, bool] | None:
    """The time of a line that holds nothing else ("16:41", "Lúc 16h41"), with whether seconds are given."""
    match = _ALONE.match(fold(text)) if len(text) < 40 else None
    return clock_of(match) if match else None


_MACHINE = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[tT\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([zZ]|[+-]\d{2}:?\d{2})?)?\s*$")


def machine(text: str) -> Found | None:
    """A machine-readable date: strict ISO 8601, else a date found in the text with no time trusted. Midnight counts as no time."""
    text = text.strip()[:80]
    match = _MACHINE.match(text)
    if match:
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
            if not match[4]:
                return Found(day, None, False, None, 0, 0)
            clock = time(int(match[4]), int(match[5]), int(match[6] or 0))
        except ValueError:
            return None
        if clock == time():
            return Found(day, None, False, None, 0, 0)
        day, clock = _shifted(day, clock, (match[7] or "").lower() or None)
        return Found(day, clock, match[6] is not None, None, 0, 0)
    start = re.match(r"(\d{4})-(\d{2})-(\d{2})[tT]", text)
    if start:  # a broken time ("2026-11-02+0708:55:00" has no T): only the day can be meant
        try:
            return Found(date(int(start[1]), int(start[2]), int(start[3])), None, False, None, 0, 0)
        except ValueError:
            return None
    dates = find(text, 1)
    return dates[0] if dates else None
