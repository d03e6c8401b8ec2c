"""One run of one portal, from Order to end: the same for a one-off fetch and for the service."""

from __future__ import annotations

import logging
import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import config
from scheduler.ingest import Ingest, Outcome
from storage.models import (
    Finished,
    Learned,
    Limits,
    Link,
    Message,
    Order,
    Page,
    Portal,
    Revisit,
    Seen,
)
from storage.store import Store, StoreError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the caller wants of a run. Zero and empty mean "as usual"."""

    kind: str = "fetch"
    articles: int = 0  # at most so many new articles
    since: date | None = None
    full: bool = False  # the whole archive
    revisit: str = "due"  # "due", "all" or "none"
    revisit_limit: int = 0
    article: str = ""  # only this address
    allow_private: bool = False
    wait_out_block: bool = False


@dataclass(slots=True)
class Tally:
    """What a run came to, counted as it goes."""

    found: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    seconds: float = 0.0

    def counts(self) -> dict[str, int]:
        return {"found": self.found, **self.outcomes, **{f"failed {name}": number for name, number in self.failures.items()}}


def now_utc() -> datetime:
    return datetime.now(UTC)


FIRST_CONTACT = 200  # newest articles taken when a portal is met for the first time


def limits(settings: config.Config, portal: Portal, wish: Wish, first_contact: bool) -> Limits:
    return Limits(
        articles=wish.articles or (0 if wish.full or not first_contact else FIRST_CONTACT),
        seconds=settings.run_seconds,
        since=wish.since,
        full=wish.full,
        delay=max(settings.delay, portal.delay),
        concurrency=settings.concurrency,
        timeout=settings.timeout,
        max_body=settings.max_body,
        wait_out_block=wish.wait_out_block,
    )


def bare_order(settings: config.Config, portal: Portal, wish: Wish) -> Order:
    """An Order for a portal of which nothing is stored."""
    single = (Link(url=wish.article, fetch_url=wish.article, found_at=now_utc()),) if wish.article else ()
    return Order(
        id=secrets.token_hex(8),
        portal=portal,
        open_links=single,
        limits=limits(settings, portal, wish, first_contact=True),
        walk=not wish.article,
        first_contact=not wish.article,
        allow_private=wish.allow_private,
    )


def stored_order(store: Store, settings: config.Config, portal: Portal, wish: Wish, now: datetime) -> Order:
    """An Order that knows what the store knows."""
    facts = store.order_facts(portal, now, patient=wish.kind != "fetch")
    order = replace(bare_order(settings, portal, wish), profile=facts.profile, robots=facts.robots)
    if wish.article:
        return order
    revisits: tuple[Revisit, ...] = ()
    if wish.revisit != "none" and not facts.first_contact:
        revisits = store.revisits(portal.slug, now, due_only=wish.revisit == "due", limit=wish.revisit_limit)
    return replace(
        order,
        entry_points=facts.entry_points,
        open_links=facts.open_links,
        revisits=revisits,
        known=facts.known,
        walked=facts.walked,
        first_contact=facts.first_contact,
        limits=limits(settings, portal, wish, facts.first_contact),
    )


Report = Callable[["Run", Message, Outcome | None], None]


@dataclass
class Run:
    """One Order under way, with the messages that answer it. `handle` is called in one thread at a time."""

    store: Store
    ingest: Ingest
    portal: Portal
    order: Order
    holder: str
    report: Report
    kind: str = "fetch"
    tally: Tally = field(default_factory=Tally)
    finished: Finished | None = None
    trouble: StoreError | None = None  # the store refused: nothing more is stored
    _began: float = field(default_factory=time.monotonic)
    _run: int = 0
    _stale: list[Page] = field(default_factory=list)

    def start(self) -> None:
        self._run = self.store.start_run(self.portal.slug, self.kind, self.holder, now_utc(), walk=self.order.walk)

    def handle(self, message: Message) -> None:
        """Store what one message says. A store that fails ends the run; what was stored before stays."""
        outcome = None
        try:
            outcome = self._take(message)
        except StoreError as error:
            self.trouble = self.trouble or error
        self.report(self, message, outcome)

    def _take(self, message: Message) -> Outcome | None:
        if self.trouble is not None and not isinstance(message, Finished):
            raise self.trouble
        match message:
            case Seen():
                self._count_visit(message.visit.outcome)
                self.tally.found += self.store.record_seen(self._run, self.portal.slug, message, now_utc())
            case Page():
                return self._page(message)
            case Learned():
                self.store.record_learned(self.portal.slug, message, now_utc())
            case Finished():
                self._finish(message)
        return None

    def _page(self, page: Page) -> Outcome:
        outcome = self.ingest.page(self.portal.slug, self._run, page, now_utc())
        self.tally.outcomes[outcome.kind] += 1
        if page.failure is not None:
            self._count_visit(page.failure.name)
        return outcome

    def _count_visit(self, outcome: str) -> None:
        if outcome not in {"ok", "not_modified"}:
            self.tally.failures[outcome] += 1

    def _finish(self, finished: Finished) -> None:
        self.finished = finished
        self.tally.requests += finished.requests
        self.tally.seconds = time.monotonic() - self._began
        self.store.record_finished(self._run, self.portal.slug, finished, self.tally.counts(), now_utc())
