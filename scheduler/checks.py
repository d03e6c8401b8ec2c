"""One scheduled look at a portal: from the claim to the plan for the next, in whatever thread its messages come."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import config
from scheduler import rhythm
from scheduler.crawl import Run, Tally, Wish, stored_order
from scheduler.fetch import Dispatcher
from scheduler.ingest import Ingest
from scheduler.metrics import Metrics
from scheduler.outcome import Outcome, OutcomeKind
from scheduler.revisit import budget, retries
from storage.models import Failure, Finished, Message, Page, Portal, RunOutcome
from storage.records import PortalState
from storage.schedule import ScheduleState
from storage.store import Store, StoreError

log = logging.getLogger(__name__)

Ended = Callable[["Check"], None]
KIND = "scheduled"
DAY = timedelta(days=1)


class Check:
    """A claimed portal under way. `ended` is called once, when the portal is planned again and free."""

    def __init__(
        self,
        store: Store,
        ingest: Ingest,
        settings: config.Config,
        dispatcher: Dispatcher,
        state: PortalState,
        holder: str,
        clock: Callable[[], datetime],
        ended: Ended,
        metrics: Metrics,
    ) -> None:
        self.metrics = metrics
        self.store, self.dispatcher, self.state, self.holder, self.clock = store, dispatcher, state, holder, clock
        self.portal: Portal = state.portal
        self.trouble: StoreError | None = None
        self.stopping = False
        self._ended = ended
        self._readings: set[str] = set()
        self._lock = threading.Lock()
        self._over = False
        now = clock()
        self.began = now
        self.rhythm, self._known = known_rhythm(store, self.portal.slug, now)
        allowed = max(budget(self.rhythm.rate, store.spent(self.portal.slug, now - DAY)), store.second_looks(self.portal.slug, now))
        again = retries(store.barren(self.portal.slug, now - DAY))
        wish = Wish(kind=KIND, revisit="due" if allowed else "none", revisit_limit=allowed, retries=again)
        self.run = Run(
            store,
            ingest,
            self.portal,
            stored_order(store, settings, self.portal, wish, now),
            holder,
            self._reported,
            kind=KIND,
            clock=clock,
        )

    def start(self) -> None:
        """Begin the run and hand its order to a worker. Raises StoreError."""
        self.run.start()
        self.dispatcher.submit(self.run.order, self._handle)

    def _reported(self, run: Run, message: Message, outcome: Outcome | None) -> None:
        delay = None
        if isinstance(message, Page) and message.extraction is not None and outcome is not None and outcome.kind == OutcomeKind.NEW:
            published = message.extraction.published
            fresh = "T" in published and not message.first_contact
            delay = (self.clock() - datetime.fromisoformat(published)).total_seconds() if fresh else None
        self.metrics.message(message, outcome, delay)

    def _handle(self, message: Message) -> None:
        """A message of the order. The border of what runs in a worker's thread: nothing may end that thread."""
        try:
            self.run.handle(message)
            if isinstance(message, Finished):
                self._after(message)
        except Exception as error:  # named border, see above
            log.exception("%s: the check broke", self.portal.slug)
            self._trouble(error)
            if isinstance(message, Finished):
                self.end()

    def _after(self, finished: Finished) -> None:
        orders = [] if self.stopping or self.run.trouble else self.run.second_readings()
        self._readings = {order.id for order in orders}
        for order in orders:
            self.dispatcher.submit(order, self._reread)
        if not orders:
            self.end()

    def _reread(self, message: Message) -> None:
        """A message of an order that reads archived pages again."""
        try:
            self.run.reread(message)
            if isinstance(message, Finished):
                with self._lock:
                    self._readings.discard(message.order)
                    last = not self._readings
                if last:
                    self.run.settle()
                    self.end()
        except Exception as error:  # the same border
            log.exception("%s: reading archived pages again broke", self.portal.slug)
            self._trouble(error)
            self.end()

    def _trouble(self, error: Exception) -> None:
        if isinstance(error, StoreError):
            self.trouble = self.trouble or error

    def end(self) -> None:
        """Plan the next look and free the portal, once."""
        with self._lock:
            if self._over:
                return
            self._over = True
        self.trouble = self.trouble or self.run.trouble
        try:
            self._plan()
            self.store.release(self.portal.slug, self.holder)
        except StoreError as error:
            self.trouble = self.trouble or error
        finally:
            self._ended(self)

    def _plan(self) -> None:
        finished = self.run.finished
        now = self.clock()
        standing = rhythm.Standing(self._known.penalty, self._known.momentum, self._known.last_check)
        chosen = rhythm.plan(self.rhythm, standing, result_of(finished, self.run.tally, self.trouble), now, luck(), self.portal.life_cycle)
        known = self._known
        if self.run.tally.outcomes["new"] > 0 and known.rhythm_at is not None and now - known.rhythm_at > rhythm.HOUR:
            known = replace(known, rhythm_at=None)  # learn from the new ones next time
        if finished is not None and finished.outcome in {RunOutcome.COMPLETE, RunOutcome.PARTIAL} and finished.failure is None:
            known = with_links(known, self.store.named_links(self.portal.slug))
        self.store.plan(
            self.portal.slug,
            chosen.next_due,
            chosen.interval.total_seconds(),
            replace(
                known,
                last_check=chosen.standing.last_check,
                penalty=chosen.standing.penalty,
                momentum=chosen.standing.momentum,
            ),
        )
        tally = self.run.tally
        log.info(
            "%s: %s, %s new, %s requests, next in %s",
            self.portal.slug,
            finished.outcome if finished else "no end",
            tally.outcomes["new"],
            tally.requests,
            chosen.interval,
            extra={
                "event": "run",
                "portal": self.portal.slug,
                "outcome": finished.outcome.value if finished else "",
                "failure": finished.failure.name.value if finished and finished.failure else "",
                "requests": tally.requests,
                "seconds": round(tally.seconds, 2),
                "next_due": chosen.next_due.isoformat(),
                **tally.counts(),
            },
        )


SHRUNK = 0.34  # of the usual number of links
GIVE_UP = 60  # runs after which fewer links are the new normal


def with_links(state: ScheduleState, links: int) -> ScheduleState:
    """The usual number of links, and how long there have been far fewer. It grows at once and shrinks slowly."""
    usual = state.usual_links
    if links < SHRUNK * usual and state.shrunk_runs < GIVE_UP:
        return replace(state, shrunk_runs=state.shrunk_runs + 1)
    usual = float(links) if links >= usual or state.shrunk_runs >= GIVE_UP else 0.95 * usual + 0.05 * links
    return replace(state, usual_links=usual, shrunk_runs=0)


def luck() -> float:
    """What decides the jitter."""
    return random.random()  # noqa: S311  # spreads load, guards nothing


def result_of(finished: Finished | None, tally: Tally, trouble: StoreError | None) -> rhythm.Result:
    """How a run ended, as the schedule sees it. A store that refused is no fault of the portal: soon again."""
    if trouble is not None or finished is None:
        return rhythm.Result(RunOutcome.STOPPED)
    failure: Failure | None = finished.failure
    cut = finished.outcome == RunOutcome.PARTIAL and not finished.walk_complete
    return rhythm.Result(
        finished.outcome,
        failure.name if failure else None,
        tally.outcomes["new"] + tally.outcomes["copy"],
        finished.retry_after if failure is not None else 0.0,
        cut=cut,
    )


def known_rhythm(store: Store, slug: str, now: datetime) -> tuple[rhythm.Rhythm, ScheduleState]:
    """The portal's rhythm, learned again when what is stored is old, and its state with that rhythm in it."""
    state = store.schedule_state(slug)
    stored = rhythm.Rhythm.loads(state.rhythm)
    policy = rhythm.DEFAULT
    if stored is not None and state.rhythm_at is not None and timedelta(0) <= now - state.rhythm_at < policy.relearn:
        return stored, state
    found = store.publications(slug, now - policy.window)
    if not found:
        # nothing in the whole window: as quiet as that says, and no opinion at all when the portal was never read
        met = store.portal_state(slug).first_contact_done
        learned = rhythm.learn([], now - policy.window, now) if met else rhythm.unknown()
    else:
        oldest = min(published for published, _, _ in found)
        learned = rhythm.learn([publication(*one) for one in found], oldest, now)
    return learned, replace(state, rhythm=learned.dumps(), rhythm_at=now)


def publication(published: datetime, timed: bool, seen: datetime) -> rhythm.Publication:
    """When an article came out, from what it says and when we found it: the same day's finding is a better guess than midnight."""
    if not timed and abs(seen - published) < timedelta(days=1):
        return rhythm.Publication(min(seen, published + timedelta(days=1)), timed=False)
    return rhythm.Publication(published, timed)
