"""The service: a clock over due times in the database, checks under way, and what keeps them going for months.

APScheduler only wakes jobs; when a portal is due stands in the database. `Service.now` is the only place where the time is read,
so a simulation can drive the very same code through a month in minutes.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Container
from datetime import datetime, timedelta

import config
from scheduler import rhythm
from scheduler.channels import NotifyError
from scheduler.checks import Check, known_rhythm
from scheduler.crawl import now_utc
from scheduler.fetch import Dispatcher
from scheduler.housekeeping import keep_house
from scheduler.ingest import Ingest
from scheduler.metrics import Metrics
from scheduler.notify import Loader, Notifier
from scheduler.room import Room
from scheduler.watch import disk_alert, judge_all
from seeds.registry import Registry, RegistryError
from storage import leases
from storage.records import PortalState
from storage.schedule import ANY
from storage.store import DiskFull, Store, StoreError

log = logging.getLogger(__name__)

LEASE = 300.0  # seconds a claim lasts without being renewed
RENEW = 60.0
WIDTH = 10  # portals at a time in one worker: politeness makes each of them wait most of the time
JUMP = 120.0  # seconds by which wall clock and monotonic clock may part before it counts as a jump
STALL = 90.0  # seconds without a tick after which the clock counts as stopped

LoadRegistry = Callable[[], Registry]


class Service:
    """One service on one data folder; the caller holds the ServiceLock.

    Times of day come from `clock`, distances from `steady` (seconds that no one can set). `only`: slugs of the portals to watch.
    """

    def __init__(
        self,
        store: Store,
        ingest: Ingest,
        settings: config.Config,
        load_registry: LoadRegistry,
        clock: Callable[[], datetime] = now_utc,
        steady: Callable[[], float] = time.monotonic,
        only: Container[str] = ANY,
    ) -> None:
        self.store, self.ingest, self.settings, self.load_registry = store, ingest, settings, load_registry
        self.clock, self.steady, self.only = clock, steady, only
        self.holder = leases.holder("run")
        self.dispatcher = Dispatcher(settings, settings.workers)
        self.metrics = Metrics()
        self.notifier = Notifier(store, Loader(settings.data, lambda: {portal.slug for portal in store.portals()}))
        self._channels_said = ""
        self.checks: dict[str, Check] = {}
        self.ended = 0  # checks that came to their end since the start
        self.room = Room(store)
        self._reload = threading.Event()
        self._stopping = threading.Event()
        self._guard = threading.Lock()
        self._idle = threading.Condition()
        self._wall = clock()
        self._last_tick = self._renewed = steady()

    # Life.

    def open(self, *, spread: bool = True) -> None:
        """Put right what an earlier service left, bring in the registry, spread what is overdue. Raises StoreError, RegistryError."""
        now = self.clock()
        self.store.release_dead(now)
        self.store.bury_dead_runs(now)
        self.store.sync_portals(self.load_registry().portals.values())
        self.store.note("started", self.holder, now)
        if spread:
            self.catch_up(now)

    def request_reload(self) -> None:
        """Read the registry again at the next tick; safe in a signal handler."""
        self._reload.set()

    def stop(self) -> None:
        """End what is under way within the workers' grace, free all portals. What is not finished is due again."""
        self._stopping.set()
        with self._guard:
            under_way = list(self.checks.values())
        for check in under_way:
            check.stopping = True
        self.dispatcher.pool.abandon()
        for check in under_way:
            check.end()
        self.dispatcher.close()

    # One tick.

    def tick(self) -> int:
        """Renew leases, claim what is due and start it. Returns how many checks were started. Raises StoreError."""
        now, moment = self.clock(), self.steady()
        jumped = self._watch_clock(now, moment)
        self._last_tick = moment
        if self._stopping.is_set():
            return 0
        if self._reload.is_set():
            self._reload.clear()
            self.reload(now)
        self._renew(now, moment, at_once=jumped)
        self.dispatcher.pool.tend()
        if not self.room.allows(now, moment, self.settings.min_free):
            return 0
        room = self.settings.workers * WIDTH - len(self.checks)
        return sum(self._start(state) for state in self.store.claim_due(self.holder, LEASE, now, room, self.only)) if room > 0 else 0

    def _start(self, state: PortalState) -> int:
        """Start one claimed portal. The border of one check: what is wrong with one portal must not stop the clock."""
        slug = state.portal.slug
        if slug in self.checks:
            return 0  # a clock that jumped ended its lease; it is under way all the same
        try:
            check = Check(
                self.store, self.ingest, self.settings, self.dispatcher, state, self.holder, self.clock, self._ended, self.metrics
            )
            with self._guard:
                self.checks[slug] = check
            check.start()
        except StoreError:
            self._forget(slug)
            raise
        except Exception as error:  # named border, see above
            log.exception("%s: the check could not be started", slug)
            self._forget(slug)
            now = self.clock()
            self.store.add_incident("tick", "failed", f"{slug}: {type(error).__name__}: {error}", now)
            self.store.put_off([(slug, now + rhythm.HOUR)])
            self.store.release(slug, self.holder)
            return 0
        return 1

    def _ended(self, check: Check) -> None:
        self._forget(check.portal.slug)
        self.ended += 1
        if check.trouble is not None:
            self.note_trouble(check.trouble)
        with self._idle:
            self._idle.notify_all()

    def _forget(self, slug: str) -> None:
        with self._guard:
            self.checks.pop(slug, None)

    def _renew(self, now: datetime, moment: float, *, at_once: bool) -> None:
        if moment - self._renewed < RENEW and not at_once:
            return
        self._renewed = moment
        with self._guard:
            slugs = list(self.checks)
        for slug in self.store.renew_all(slugs, self.holder, LEASE, now):
            log.warning(
                "%s: its lease was lost to another process; the crawl is ended", slug, extra={"event": "lease lost", "portal": slug}
            )
            with self._guard:
                check = self.checks.get(slug)
            if check is not None:
                self.dispatcher.pool.cancel(check.run.order.id)

    # What can be in the way.

    def note_trouble(self, error: StoreError) -> None:
        """Something could not be stored: said once, and crawling pauses when nothing can be."""
        self.room.refused(error, self.clock(), self.steady())

    def _watch_clock(self, now: datetime, moment: float) -> bool:
        """Notice a clock that was set, or a machine that slept: what became due meanwhile is spread, plans of a later time are mended."""
        away = (now - self._wall).total_seconds() - (moment - self._last_tick)
        self._wall = now
        if abs(away) < JUMP:
            return False
        log.warning("the clock jumped by %.0f s", away, extra={"event": "clock", "seconds": round(away)})
        self.store.add_incident("tick", "clock", f"jumped by {away:.0f} s", now)
        self.catch_up(now)
        return True

    def catch_up(self, now: datetime) -> None:
        """Spread what is overdue, and mend plans that a clock made which has gone back since."""
        mended = self.store.pull_back(now, timedelta(minutes=5))
        overdue = self.store.overdue(now, self.only)
        at_once = self.settings.workers * 2
        if mended:
            log.warning("%s plans lay too far ahead", mended)
        if len(overdue) <= at_once:
            return
        weights = []
        for slug, due, _ in overdue:
            known, _ = known_rhythm(self.store, slug, now)
            # a portal never met waits behind those with news: meeting it takes long
            weights.append((slug, -1.0 if due is None else rhythm.expected(known, due, now)))
        self.store.put_off(rhythm.spread(weights, now, at_once))

    def reload(self, now: datetime) -> None:
        """Read the registry again. One that cannot be read changes nothing."""
        try:
            registry = self.load_registry()
        except RegistryError as error:
            log.error("the registry was not read again: %s", error)
            self.store.add_incident("reload", "failed", str(error), now)
            return
        self.store.sync_portals(registry.portals.values())
        log.warning("the registry was read again: %s portals", len(registry.portals), extra={"event": "reload"})

    # Running.

    def run_due(self, stop: threading.Event) -> int:
        """Everything that is due now, to its end: for `--once`. Returns how many checks ended. Raises StoreError."""
        while not stop.is_set():
            started = self.tick()
            if self.room.reason:
                raise DiskFull(f"{self.store.data_dir}: nothing is crawled: {self.room.reason}")
            if not started and not self.checks:
                break
            with self._idle:
                self._idle.wait(0.2)
        return self.ended

    def wait_idle(self, seconds: float) -> bool:
        """Wait until no check is under way; false when the time ran out first."""
        with self._idle:
            return self._idle.wait_for(lambda: not self.checks, seconds)

    def beat(self) -> None:
        """Say to other processes that the clock runs."""
        self.store.note("beat", self.holder, self.clock())

    # The other jobs of the clock.

    def judge(self) -> None:
        """Judge all portals; the alerts go out with the next messages. Raises StoreError."""
        now = self.clock()
        judge_all(self.store, now)
        disk_alert(self.store, "" if self.notifier.distress.told else self.room.reason, now)

    def tell(self) -> None:
        """Send what is to be told. A file of channels that cannot be used is said once. Raises StoreError."""
        now = self.clock()
        try:
            self.notifier.turn(now)
            self._channels_said = ""
        except NotifyError as error:
            if self._channels_said != str(error):
                self._channels_said = str(error)
                log.error("%s", error, extra={"event": "notify"})
                self.store.add_incident("notify", "failed", str(error), now)
        finally:
            if self.room.reason:
                self.notifier.cry(self.room.reason, now)
            else:
                self.notifier.calm(now)

    def keep_house(self) -> None:
        """Forget what is old, back up, tidy the database. Raises StoreError, BackupError."""
        keep_house(self.store, self.settings, self.clock())

    def metrics_text(self) -> bytes:
        """The page for Prometheus. Raises StoreError."""
        age = max(0.0, self.steady() - self._last_tick)
        return self.metrics.text(self.store, self.clock(), under_way=len(self.checks), tick_age=age, paused=bool(self.room.reason))

    def alive(self) -> tuple[bool, str]:
        """Whether the clock runs, and what to say about it."""
        silent = self.steady() - self._last_tick
        if silent > STALL:
            return False, f"the clock has not ticked for {silent:.0f} s"
        return True, f"paused: {self.room.word}" if self.room.reason else "running"
