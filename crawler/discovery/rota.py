"""Which of a known portal's sources are asked at an ordinary look: the best one always, the others in turn. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from crawler.discovery.verdicts import IDLE, PAGE
from storage.models import EntryKind, EntryPoint

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_REVIVAL = timedelta(days=3)  # after which a source that was given up is tried again
_IDLE = timedelta(days=7)  # after which a page without a list of its own is looked at again
_KINDS = {EntryKind.FEED: 0, EntryKind.HOME: 1, EntryKind.SITEMAP: 2, EntryKind.LISTING: 3}


def dead(entry: EntryPoint) -> bool:
    """Whether a source was given up."""
    return entry.reason.startswith("dead")


def idle(entry: EntryPoint) -> bool:
    """Whether it is a page that had no list of its own when it was read."""
    return entry.reason == IDLE


def home_of(entries: Mapping[str, EntryPoint]) -> EntryPoint | None:
    return next((entry for entry in entries.values() if entry.kind is EntryKind.HOME), None)


def best(entries: Mapping[str, EntryPoint], shell: bool = False) -> EntryPoint | None:
    """The source to look at every time: a trusted one, cheap kinds first; home when none can be trusted, or needs scripts (`shell`)."""
    home = home_of(entries)
    if shell and home is not None:
        return home
    usable = [entry for entry in entries.values() if entry.found and not dead(entry)]
    trusted = sorted((entry for entry in usable if entry.trusted), key=lambda entry: (_KINDS[entry.kind], -entry.found, entry.url))
    if trusted:
        return trusted[0]
    others = sorted(usable, key=lambda entry: (entry.kind is not EntryKind.HOME, _KINDS[entry.kind], -entry.found, entry.url))
    return others[0] if others else home or next(iter(entries.values()), None)


def second(entries: Mapping[str, EntryPoint], main: EntryPoint | None, order: str, now: datetime) -> EntryPoint | None:
    """What to compare with this time: home after a check without it, mostly; now and then what waited longest.

    With a trusted main source that is half a request a check: home in two of five checks, another source in one of ten.
    """
    rest = [entry for entry in entries.values() if entry is not main and _worth(entry, now)]
    if not rest:
        return None
    home = next((entry for entry in rest if entry.kind is EntryKind.HOME), None)
    lot = hashlib.blake2b(f"{order} {now.isoformat()}".encode(), digest_size=4).digest()
    trusted = main is not None and main.trusted
    if home is not None and main is not None and (home.checked_at or LONG_AGO) < (main.checked_at or LONG_AGO):
        return None if trusted and lot[0] < 85 else home
    if trusted and lot[0] >= (64 if home is not None else 128):
        return None

    def age(entry: EntryPoint) -> tuple[datetime, bytes]:
        return entry.checked_at or LONG_AGO, hashlib.blake2b(lot + entry.url.encode(), digest_size=4).digest()

    return min((entry for entry in rest if entry is not home), key=age, default=home)


def _worth(entry: EntryPoint, now: datetime) -> bool:
    """Whether a source may be asked: one that was given up again after some days, it may have come back."""
    if entry.reason == PAGE:
        return False
    return not dead(entry) or now - (entry.checked_at or LONG_AGO) >= (_IDLE if idle(entry) else _REVIVAL)
