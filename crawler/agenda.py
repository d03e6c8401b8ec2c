"""What a run does next: requests of the walk, article links newest first, revisits. Pure; made for one run."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

from crawler.discovery.dialogue import Ask
from storage.models import Link, Revisit, url_key

Job = Ask | Link | Revisit

WALK_STREAK = 20  # requests of the walk in a row while articles wait: it learns from what its links turned out to be


@dataclass
class Agenda:
    """Jobs in order. Links wait until they are stored: they come under a number that `stored` sets free."""

    now: datetime
    since: date | None = None
    too_old: int = 0  # links left out because of `since`
    taken: int = 0  # new links that came in
    _asks: list[tuple[int, int, Ask]] = field(default_factory=list)
    _links: list[tuple[bool, float, int, Link]] = field(default_factory=list)
    _waiting: dict[int, tuple[Link, ...]] = field(default_factory=dict)
    _revisits: deque[Revisit] = field(default_factory=deque)
    _seen: set[bytes] = field(default_factory=set)
    _unhinted: dict[str, int] = field(default_factory=dict)
    _serial: count[int] = field(default_factory=count)
    _streak: int = 0

    @property
    def waiting(self) -> bool:
        """Whether links stand under a number that was not yet stored."""
        return bool(self._waiting)

    @property
    def links_ready(self) -> int:
        return len(self._links)

    def add_asks(self, asks: Iterable[Ask]) -> None:
        for ask in asks:
            heapq.heappush(self._asks, (-ask.priority, next(self._serial), ask))

    def add_revisits(self, revisits: Iterable[Revisit]) -> None:
        self._revisits.extend(revisits)

    def add_open(self, links: Iterable[Link]) -> None:
        """Links of earlier runs: before all others."""
        for link in links:
            self._push(link, opened=True)

    def add_links(self, links: Iterable[Link], number: int | None = None) -> None:
        """New links, fetched at once or, with a number, after `stored(number)`."""
        if number is not None:
            held = tuple(links)
            if held:
                self._waiting[number] = held
            return
        for link in links:
            self._push(link, opened=False)

    def stored(self, number: int) -> None:
        self.add_links(self._waiting.pop(number, ()))

    def end_walk(self) -> None:
        """No further request of the walk."""
        self._asks.clear()

    def next(self, room: bool) -> Job | None:
        """The next job, None if there is none now. `room`: whether another article may be fetched."""
        links = room and bool(self._links)
        if self._asks and (self._streak < WALK_STREAK or not links):
            self._streak += 1
            return heapq.heappop(self._asks)[2]
        self._streak = 0
        if links:
            return heapq.heappop(self._links)[3]
        return self._revisits.popleft() if self._revisits else None

    def _push(self, link: Link, *, opened: bool) -> None:
        key = url_key(link.url)
        if key in self._seen:
            return
        self._seen.add(key)
        at = hinted(link.hint)
        if at is not None and self.since is not None and at.date() < self.since:
            self.too_old += 1
            return
        if not opened:
            self.taken += 1
        heapq.heappush(self._links, (not opened, -self._rank(link, at), next(self._serial), link))

    def _rank(self, link: Link, at: datetime | None) -> float:
        """A moment to sort by. A link without a date is taken for a day older than the one before it on the same page."""
        if at is None:
            older = self._unhinted[link.via] = self._unhinted.get(link.via, -1) + 1
            at = self.now - timedelta(days=older)
        return at.timestamp()


def hinted(hint: str) -> datetime | None:
    """The moment of a Link's hint, None if it has none that can be read."""
    try:
        at = datetime.fromisoformat(hint)
    except ValueError:
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
