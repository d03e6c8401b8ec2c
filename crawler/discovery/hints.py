"""Day and time written beside a link: a hint for order and limits, not the article's date."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

VIETNAM = timezone(timedelta(hours=7))
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2}))?(?!\d)")
_WORDS = re.compile(r"(\d{1,2})\s*(?:tháng|thg|,?\s*th[aá]ng)\s*(\d{1,2})\s*,?\s*(?:năm\s*)?((?:19|20)\d\d)", re.IGNORECASE)
_TIME = re.compile(r"(?<![\d/:.-])([01]?\d|2[0-3])\s*(?::|h|giờ)\s*([0-5]\d)(?![\d/])", re.IGNORECASE)


def _day(year: str, month: str, day: str, latest: date) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if date(1995, 1, 1) <= found <= latest else None


def in_text(text: str, now: datetime) -> str:
    """The first day in a short text as ISO ("2024-03-05" or "2024-03-05T14:30"), day before month, Vietnamese time; "" if none.

    Days later than tomorrow are none.
    """
    latest = (now.astimezone(VIETNAM) + timedelta(days=1)).date()
    best: tuple[int, date, str] | None = None
    for pattern, order in ((_NUMERIC, (4, 3, 1)), (_ISO, (1, 2, 3)), (_WORDS, (3, 2, 1))):
        for match in pattern.finditer(text):
            found = _day(match[order[0]], match[order[1]], match[order[2]], latest)
            if found is not None and (best is None or match.start() < best[0]):
                time = f"T{int(match[4]):02d}:{match[5]}" if pattern is _ISO and match[4] else _time_near(text, match)
                best = (match.start(), found, time)
                break
    return f"{best[1].isoformat()}{best[2]}" if best else ""


def _time_near(text: str, match: re.Match[str]) -> str:
    """A time of day right after the date, or right before it."""
    after = _TIME.search(text, match.end(), match.end() + 20)
    before = list(_TIME.finditer(text, max(0, match.start() - 16), match.start()))
    found = after or (before[-1] if before else None)
    return f"T{int(found[1]):02d}:{found[2]}" if found else ""


def from_machine(text: str, now: datetime) -> str:
    """A feed's or sitemap's date (RFC 822, ISO 8601 or as written on pages) as ISO; "" if none or in the future."""
    text = text.strip()
    if not text or len(text) > 80:
        return ""
    if not re.match(r"\d{4}-\d\d?-\d\d?", text):
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return in_text(text, now)
        return _shown(moment, now)
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return in_text(text, now)
    return moment.date().isoformat() if len(text) == 10 and moment.date() <= now.date() + timedelta(days=1) else _shown(moment, now)


def _shown(moment: datetime, now: datetime) -> str:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=VIETNAM)
    try:
        if moment > now + timedelta(days=1) or moment.year < 1995:
            return ""
        return moment.astimezone(VIETNAM).strftime("%Y-%m-%dT%H:%M")
    except OverflowError:
        return ""
