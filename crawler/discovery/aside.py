"""What a walk sets aside: addresses left out as traps, remarks for people, pages of lists that could not be had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from storage.models import LostPage, Profile

_TRAPPED = 50_000  # addresses left out that are told apart
_TRIES = 4  # walks that stay open for a lost page, twice as many within `_PATIENCE`
_PATIENCE = timedelta(days=1)


class Aside:
    """The part of a walk's memory that is told at its end."""

    now: datetime

    def __init__(self, lost: Iterable[LostPage]) -> None:
        self.lost = {page.url: page for page in lost}
        self.traps: Counter[str] = Counter()
        self.trap_examples: dict[str, str] = {}
        self.notes: list[str] = []
        self._trapped: set[tuple[str, str]] = set()
        self._profile: Profile | None = None

    def changed(self) -> None:
        """Something of the profile changed: it is put together anew when it is asked for."""
        self._profile = None

    def trap(self, name: str, example: str = "") -> None:
        """Count an address that was left out, each once as far as they can be remembered."""
        if len(self._trapped) < _TRAPPED:
            if (name, example) in self._trapped:
                return
            self._trapped.add((name, example))
        self.traps[name] += 1
        self.trap_examples.setdefault(name, example)

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def lose(self, url: str) -> bool:
        """A page of lists could not be had. Whether the walk is to stay open for it: not after it was tried often enough."""
        have = self.lost.get(url)
        page = LostPage(url=url, since=have.since, times=have.times + 1) if have is not None else LostPage(url=url, since=self.now)
        self.lost[url] = page
        self.changed()
        return page.times < _TRIES or (page.times < 2 * _TRIES and self.now - page.since < _PATIENCE)

    def had(self, url: str) -> None:
        """A page of lists was read."""
        if self.lost.pop(url, None) is not None:
            self.changed()
