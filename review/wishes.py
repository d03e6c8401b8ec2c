"""What an address asks for: filters, positions and numbers read from a query string, and query strings made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from urllib.parse import urlencode

from storage.desk import Filter, Place
from storage.models import ChangeKind, ReviewState

STATES = (*(state.value for state in ReviewState), "any")
KINDS = tuple(kind.value for kind in ChangeKind)
LARGEST = (1 << 63) - 1
TEXT_LENGTH = 300
_PLACE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z~(\d{1,18})")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class WishError(ValueError):
    """A part of the address that cannot be used; the text names it, its value and what is wanted."""


def number(text: object, name: str = "id") -> int:
    """A row number. Raises WishError."""
    digits = str(text)
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 19 or int(digits) > LARGEST:
        raise WishError(f"{name}={short(digits)}: want a whole number")
    return int(digits)


def day(text: str, name: str = "date") -> date | None:
    """`2026-03-05` or `5/3/2026`; None when empty. Raises WishError."""
    text = text.strip()
    if not text:
        return None
    try:
        if found := _DAY.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise WishError(f"{name}={short(text)}: want a day such as 2026-03-05 or 5/3/2026") from None


def short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def words(text: str) -> str:
    """What somebody typed, bounded, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:TEXT_LENGTH]


def filter_of(query: Mapping[str, str]) -> Filter:
    """The filter of a query string. Raises WishError."""
    state = query.get("state") or ReviewState.UNREAD.value
    if state not in STATES:
        raise WishError(f"state={short(state)}: want one of {', '.join(STATES)}")
    kind = query.get("kind", "")
    if kind and kind not in KINDS:
        raise WishError(f"kind={short(kind)}: want one of {', '.join(KINDS)}")
    return Filter(
        state="" if state == "any" else state,
        portal=words(query.get("portal", "")),
        province=words(query.get("province", "")),
        kind=kind,
        since=day(query.get("since", ""), "since"),
        until=day(query.get("until", ""), "until"),
        words=words(query.get("words", "")),
        starred=query.get("starred", "") in {"1", "on", "true"},
        tag=words(query.get("tag", "")),
    )


def query_of(wanted: Filter, **more: object) -> str:
    """The query string of a filter, nothing for what does not filter; `more` are further parameters."""
    pairs: list[tuple[str, str]] = []
    for item in fields(Filter):
        value = getattr(wanted, item.name)
        if item.name == "state":
            value = "any" if value == "" else "" if value == ReviewState.UNREAD else value
        if value:
            pairs.append((item.name, "1" if value is True else str(value)))
    pairs += [(name, str(value)) for name, value in more.items() if value not in (None, "")]
    return urlencode(pairs)


def place_of(text: str, name: str) -> Place | None:
    """A position in the queue, None when empty. Raises WishError."""
    if not text:
        return None
    found = _PLACE.fullmatch(text) if text.isascii() else None
    try:
        if found is None:
            raise ValueError
        datetime.fromisoformat(found[1])
    except ValueError:
        raise WishError(f"{name}={short(text)}: not a position of the queue") from None
    return Place(f"{found[1]}+00:00", int(found[2]))


def place_text(place: Place) -> str:
    return f"{place.at.removesuffix('+00:00')}Z~{place.id}"  # a plus sign would be read as a blank


def local_path(text: str) -> str:
    """An address of our own to go back to; the inbox for anything else: nobody is sent to another site from here."""
    if not text.startswith("/") or text.startswith(("//", "/\\")) or any(ord(c) <= 32 or c == "\\" for c in text):
        return "/"
    return text[:2000]


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a browser wants its pages."""

    language: str  # "vi", "en"
    theme: str  # "auto", "light", "dark"
