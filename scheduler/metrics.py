"""What the service counts, for Prometheus. Counters live as long as the process; sizes and queues are asked of the store."""

from __future__ import annotations

from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from scheduler.outcome import Outcome, OutcomeKind
from storage.models import Finished, Message, Page, Seen
from storage.store import Store

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600)
_DELAYS = (300, 600, 1200, 1800, 3600, 7200, 14400, 43200, 86400, 259200)
# what stands in the store after these is news for a person
_CHANGES = {OutcomeKind.NEW, OutcomeKind.EDITED, OutcomeKind.MOVED, OutcomeKind.REMOVED, OutcomeKind.RESTORED, OutcomeKind.COPY}


class Metrics:
    """The counters of one service. Threads may share it."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.runs = Counter("tinso_runs", "Runs that ended, by outcome.", ["outcome"], registry=registry)
        self.visits = Counter(
            "tinso_visits", "HTTP visits, by what they were for and what came of them.", ["kind", "outcome"], registry=registry
        )
        self.pages = Counter("tinso_changes", "Articles stored or changed, by kind.", ["kind"], registry=registry)
        self.incidents = Counter(
            "tinso_incidents", "Jobs of the clock that failed, were missed or ran over.", ["job", "kind"], registry=registry
        )
        self.seconds = Histogram("tinso_run_seconds", "Seconds a run took.", buckets=_SECONDS, registry=registry)
        self.delay = Histogram(
            "tinso_delay_seconds", "From publication to the moment an article was stored.", buckets=_DELAYS, registry=registry
        )
        self._under_way = Gauge("tinso_runs_under_way", "Portals that are crawled now.", registry=registry)
        self._due = Gauge("tinso_portals_due", "Watched portals whose time has come.", registry=registry)
        self._late = Gauge("tinso_due_lag_seconds", "How long the longest waiting due portal has waited.", registry=registry)
        self._beat = Gauge("tinso_tick_age_seconds", "Seconds since the clock ticked last.", registry=registry)
        self._paused = Gauge("tinso_paused", "1 while nothing is crawled for want of room on the disk.", registry=registry)
        self._queue = Gauge("tinso_changes_queued", "Changes by review state.", ["review_state"], registry=registry)
        self._outbox = Gauge("tinso_outbox_pending", "Messages not yet delivered, by channel.", ["channel"], registry=registry)
        self._health = Gauge("tinso_portals", "Portals by state of health.", ["state"], registry=registry)
        self._size = Gauge("tinso_database_bytes", "Size of the database with its log.", registry=registry)

    def message(self, message: Message, outcome: Outcome | None, delay: float | None) -> None:
        """One message of a crawl; `delay` in seconds when it brought a new article with a time."""
        match message:
            case Seen():
                self.visits.labels(message.visit.kind.value, message.visit.outcome).inc()
            case Page(visit=visit) if visit is not None:
                self.visits.labels(visit.kind.value, visit.outcome).inc()
            case Finished():
                self.runs.labels(message.outcome.value).inc()
                self.seconds.observe(message.seconds)
            case _:
                pass
        if outcome is not None and outcome.kind in _CHANGES:
            self.pages.labels(outcome.kind.value).inc()
        if delay is not None and delay >= 0:
            self.delay.observe(delay)

    def text(self, store: Store, now: datetime, *, under_way: int, tick_age: float, paused: bool) -> bytes:
        """The page a Prometheus server reads. Raises StoreError."""
        facts = store.service_figures(now)
        self._under_way.set(under_way)
        self._beat.set(tick_age)
        self._paused.set(int(paused))
        self._due.set(facts.due)
        self._late.set(facts.lag)
        self._size.set(facts.database_bytes)
        for gauge, values in ((self._queue, facts.queued), (self._outbox, facts.outbox), (self._health, facts.health)):
            gauge.clear()
            for name, number in values.items():
                gauge.labels(name).set(number)
        return generate_latest(self.registry)
