"""The search line: free words, and fields such as `portal:binh-thuan kind:edited since:1/3/2026`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from review.wishes import KINDS, WishError, day, short, words
from storage.finding import Question
from storage.models import ArticleState

_FIELD = re.compile(r'(?:^|(?<=\s))(portal|kind|state|date|since|until|cổng|loại|ngày|từ|đến):("[^"]*"|\S+)', re.I)
_NAMES = {"cổng": "portal", "loại": "kind", "ngày": "date", "từ": "since", "đến": "until"}
_MONTH = re.compile(r"(?:(\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2}))")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the search line means; `fields` are those it named, for the page to show."""

    question: Question
    fields: tuple[tuple[str, str], ...]


def question_of(text: str, query: Mapping[str, str]) -> Asked:
    """Fields of the line win over parameters of the address. Raises WishError."""
    fields = {name: query.get(name, "").strip() for name in ("portal", "kind", "state", "since", "until") if query.get(name, "").strip()}
    for name, value in _FIELD.findall(text):
        fields[_NAMES.get(name.lower(), name.lower())] = value.strip('"')
    since, until = day_or_span(fields.get("since", ""), "since")[0], day_or_span(fields.get("until", ""), "until")[1]
    if "date" in fields:
        since, until = day_or_span(fields["date"], "date")
    for name, allowed in (("kind", KINDS), ("state", tuple(ArticleState))):
        if fields.get(name) and fields[name] not in allowed:
            raise WishError(f"{name}={short(fields[name])}: want one of {', '.join(allowed)}")
    question = Question(
        words=words(_FIELD.sub(" ", text)),
        portal=words(fields.get("portal", "")),
        kind=fields.get("kind", ""),
        state=fields.get("state", ""),
        since=since,
        until=until,
    )
    return Asked(question, tuple(fields.items()))


def day_or_span(text: str, name: str) -> tuple[date | None, date | None]:
    """First and last day of a day, a month (`3/2026`, `2026-03`) or a year. Raises WishError."""
    if not text:
        return None, None
    try:
        if found := _MONTH.fullmatch(text):
            year, month = int(found[2] or found[3]), int(found[1] or found[4])
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        if _YEAR.fullmatch(text):
            return date(int(text), 1, 1), date(int(text), 12, 31)
    except ValueError:
        raise WishError(f"{name}={short(text)}: there is no such month") from None
    one = day(text, name)
    return one, one
