"""The one-off fetch: several portals side by side, each under its lease, told as it goes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import config
from scheduler.crawl import Report, Run, Tally, Wish, bare_order, now_utc, stored_order, too_old
from scheduler.ingest import Ingest
from scheduler.targets import Target
from scheduler.workers import WorkerPool
from storage import leases
from storage.models import FailureName, Finished, Link, Message, Order, Page, Portal, Seen
from storage.store import Store

_NO_ARTICLE = frozenset({FailureName.NOT_ARTICLE, FailureName.EMPTY, FailureName.NEEDS_SCRIPT})  # a page stands there, but none of these
SLACK = 60.0  # seconds a lease outlives the wall clock of its run


def worker_environment(settings: config.Config) -> dict[str, str]:
    """What a worker is told by its environment: the settings of this process, whatever flags they came from."""
    told = {setting.variable: str(getattr(settings, setting.name)) for setting in config.SETTINGS if getattr(settings, setting.name) != ""}
    return {**os.environ, **told, "TINSO_DATA": str(settings.data.absolute())}


class Dispatcher:
    """One pool of workers, and for each order the function that takes its messages."""

    def __init__(self, settings: config.Config, size: int) -> None:
        self.handlers: dict[str, Callable[[Message], None]] = {}
        self.settings = settings
        self.pool = WorkerPool(self._pass_on, max(1, size), worker_environment(settings), settings.worker_memory)

    def _pass_on(self, order: Order, message: Message) -> None:
        handle = self.handlers.get(order.id)
        if handle is not None:
            handle(message)
        if isinstance(message, Finished):
            self.handlers.pop(order.id, None)

    def submit(self, order: Order, handle: Callable[[Message], None]) -> None:
        """Start one order and return; `handle` gets its messages in a worker's thread, Finished last, whatever happens."""
        self.handlers[order.id] = handle
        self.pool.submit(order, self.settings.run_seconds + SLACK / 2)

    def run(self, work: Iterable[tuple[Order, Callable[[Message], None]]], stop: threading.Event) -> None:
        orders = []
        for order, handle in work:
            self.handlers[order.id] = handle
            orders.append(order)
        try:
            self.pool.run(orders, self.settings.run_seconds + SLACK / 2, stop)
        finally:
            for order in orders:
                self.handlers.pop(order.id, None)

    def close(self) -> None:
        self.pool.close()


@dataclass
class Looked:
    """What an order gave when nothing may be stored: for `--dry-run`, for one page, for a site that is only probed."""

    portal: Portal
    order: Order
    report: Callable[[Looked, Message], None] | None = None
    pages: list[Page] = field(default_factory=list)
    links: dict[str, Link] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    finished: Finished | None = None
    keep_bodies: bool = True

    def handle(self, message: Message) -> None:
        match message:
            case Seen():
                self.links.update({link.url: link for link in message.links if link.wanted})
                self.tally.found = len(self.links)
                if message.visit.outcome not in {"ok", "not_modified"}:
                    self.tally.failures[message.visit.outcome] += 1
            case Page() if too_old(message, self.order.limits.since):
                self.tally.older += 1
            case Page():
                self.pages.append(message if self.keep_bodies else replace(message, body=b""))
                self.tally.outcomes["article" if message.extraction else "refused"] += 1
                if message.failure:
                    self.tally.failures[message.failure.name] += 1
            case Finished():
                self.finished = message
                self.tally.requests, self.tally.seconds = message.requests, message.seconds
            case _:
                pass
        if self.report is not None:
            self.report(self, message)


def look(
    settings: config.Config,
    portal: Portal,
    wish: Wish,
    stop: threading.Event,
    report: Callable[[Looked, Message], None] | None = None,
    dispatcher: Dispatcher | None = None,
) -> Looked:
    """Run one order and store nothing; with `dispatcher` in its crawl process, which goes on, else in one of its own."""
    looked = Looked(portal, bare_order(settings, portal, wish, now_utc()), report)
    used = dispatcher or Dispatcher(settings, 1)
    try:
        used.run([(looked.order, looked.handle)], stop)
    finally:
        if used is not dispatcher:
            used.close()
    return looked


@dataclass
class Fetch:
    """All targets of one `tinso fetch`. `waiting` is told once for each portal that another process is crawling."""

    store: Store
    ingest: Ingest
    settings: config.Config
    wish: Wish
    report: Report
    waiting: Callable[[Portal, str], None]
    stop: threading.Event
    clock: Callable[[], datetime] = now_utc
    dispatcher: Dispatcher | None = None  # whose crawl processes to use; None: some of its own
    runs: list[Run] = field(default_factory=list)

    def run(self, targets: Sequence[Target]) -> list[Run]:
        """Fetch every target; a portal that somebody else crawls is waited for. Raises StoreError when the store cannot be written."""
        holder = leases.holder("fetch")
        dispatcher = self.dispatcher or Dispatcher(self.settings, min(self.settings.workers, len(targets)))
        pending = list(targets)
        told: set[str] = set()
        try:
            while pending and not self.stop.is_set():
                ready = [target for target in pending if self._claim(target, holder, told)]
                pending = [target for target in pending if target not in ready]
                if ready:
                    self._batch(dispatcher, ready, holder)
                elif pending:
                    self.stop.wait(0.3)
        finally:
            if dispatcher is not self.dispatcher:
                dispatcher.close()
        return self.runs

    def _claim(self, target: Target, holder: str, told: set[str]) -> bool:
        slug = target.portal.slug
        if self.store.claim(slug, holder, self.settings.run_seconds + SLACK, self.clock()):
            return True
        lease = self.store.lease_of(slug, self.clock())
        if lease is not None and slug not in told:
            told.add(slug)
            self.waiting(target.portal, leases.spoken(lease.holder))
        return False

    def _batch(self, dispatcher: Dispatcher, targets: Sequence[Target], holder: str) -> None:
        runs = []
        try:
            for target in targets:
                wish = replace(self.wish, article=target.article)
                order = stored_order(self.store, self.settings, target.portal, wish, self.clock())
                run = Run(self.store, self.ingest, target.portal, order, holder, self.report, kind=wish.kind, clock=self.clock)
                run.start()
                runs.append(run)
            self.runs += runs
            dispatcher.run([(run.order, run.handle) for run in runs], self.stop)
            dispatcher.run([(order, run.reread) for run in runs for order in run.second_readings()], self.stop)
            for run in runs:
                run.settle()
        finally:
            for target in targets:
                self.store.release(target.portal.slug, holder)
        for run in runs:
            if run.trouble is not None:
                raise run.trouble


def settle(target: Target, settings: config.Config, wish: Wish, stop: threading.Event, dispatcher: Dispatcher | None = None) -> Target:
    """Decide what a deeper address is: one article, or the place where a portal begins."""
    if not target.article or (target.known and target.place is None):
        return target
    looked = look(settings, target.portal, replace(wish, article=target.article), stop, dispatcher=dispatcher)
    if any(page.extraction is not None for page in looked.pages) or stop.is_set():
        return target
    if target.known:
        alive = any(page.failure is not None and page.failure.name in _NO_ARTICLE for page in looked.pages)
        known = target.place is None or target.place.slug == target.portal.slug
        return Target(target.text, target.place or target.portal, known=known) if alive else target
    return Target(target.text, replace(target.portal, url=target.article), article="", known=False)
