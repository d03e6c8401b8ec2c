"""One run of one portal, from Order to end: the same for a one-off fetch and for the service."""

from __future__ import annotations

import logging
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import config
from scheduler import attached, migration
from scheduler.ingest import Ingest
from scheduler.outcome import Outcome, OutcomeKind
from scheduler.revisit import LADDER, next_look
from storage.archive import Archive
from storage.crawls import OLDER
from storage.documents import DocumentFolder
from storage.models import (
    FilesSeen,
    Finished,
    Learned,
    Limits,
    Link,
    Message,
    Order,
    Page,
    Portal,
    Profile,
    Revisit,
    Seen,
    StoredPage,
    VisitKind,
)
from storage.recovery import recover
from storage.store import Store, StoreError
from storage.warc import ArchiveError

log = logging.getLogger(__name__)

HELD_BYTES = 64 * 1024 * 1024  # pages that wait for their archived version to be extracted again; beyond that the next visit compares
ORDER_BYTES = 16 * 1024 * 1024  # archived pages in one order


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the caller wants of a run. Zero and empty mean "as usual"."""

    kind: str = "fetch"
    articles: int = 0  # at most so many new articles
    since: date | None = None
    full: bool = False  # the whole archive
    revisit: str = "due"  # "due", "all" or "none"
    revisit_limit: int = 0
    retries: int = -1  # see Limits.retries
    article: str = ""  # only this address
    allow_private: bool = False
    wait_out_block: bool = False


@dataclass(slots=True)
class Tally:
    """What a run came to, counted as it goes."""

    found: int = 0
    older: int = 0  # articles left out because they are older than asked for
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    seconds: float = 0.0

    def counts(self) -> dict[str, int]:
        return {"found": self.found, **self.outcomes, **{f"failed {name}": number for name, number in self.failures.items()}}


def now_utc() -> datetime:
    return datetime.now(UTC)


@contextmanager
def open_ingest(store: Store, settings: config.Config) -> Iterator[Ingest]:
    """What takes pages into the store. What an earlier, killed process left half done is cleared away first."""
    recover(store)
    store.bury_dead_runs(now_utc())
    with Archive(store.data_dir) as archive:
        yield Ingest(store, DocumentFolder(store.data_dir), archive, settings, next_look)


FIRST_CONTACT = 200  # newest articles taken when a portal is met for the first time
FIRST_FILES = 20  # attachments asked about then, or by a fetch: of the newest articles
CHECK_FILES = 10  # attachments of new articles one check may ask about


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
        retries=wish.retries,
    )


def bare_order(settings: config.Config, portal: Portal, wish: Wish, now: datetime) -> Order:
    """An Order for a portal of which nothing is stored."""
    single = (Link(url=wish.article, fetch_url=wish.article, found_at=now),) if wish.article else ()
    return Order(
        id=secrets.token_hex(8),
        portal=portal,
        open_links=single,
        limits=limits(settings, portal, wish, first_contact=True),
        walk=not wish.article,
        first_contact=not wish.article,
        allow_private=wish.allow_private,
        at=now,
    )


def stored_order(store: Store, settings: config.Config, portal: Portal, wish: Wish, now: datetime) -> Order:
    """An Order that knows what the store knows."""
    if wish.full and not wish.article:
        store.reopen_links(portal.slug, [OLDER])
    elif wish.kind == "fetch" and not wish.article and not wish.articles:
        store.reopen_older(portal.slug, FIRST_CONTACT)  # an earlier fetch may have taken but a few
    facts = store.order_facts(portal, now, patient=wish.kind != "fetch")
    order = replace(bare_order(settings, portal, wish, now), profile=facts.profile, robots=facts.robots)
    if wish.article:
        return replace(order, limits=replace(order.limits, files=attached.MOST_ASKED))
    revisits: tuple[Revisit, ...] = ()
    left = 0
    if wish.revisit != "none" and not facts.first_contact:
        due = store.revisits(portal.slug, now, due_only=wish.revisit == "due", limit=wish.revisit_limit)
        revisits, left = attached.asking(store, portal, due, wish.revisit_limit, now)
    bounds = limits(settings, portal, wish, facts.first_contact)
    return replace(
        order,
        entry_points=facts.entry_points,
        open_links=facts.open_links,
        revisits=revisits,
        known=facts.known,
        walked=facts.walked,
        neighbours=facts.neighbours,
        thorough=wish.kind == "fetch",
        first_contact=facts.first_contact,
        limits=replace(bounds, files=_files(wish, facts.first_contact, left), files_since=(now - LADDER[-1]).date()),
    )


def _files(wish: Wish, first_contact: bool, left: int) -> int:
    """How many attachments of new articles may be asked about: what is asked later has a later beginning, nothing else."""
    if first_contact or wish.kind == "fetch":
        return FIRST_FILES
    return max(left, CHECK_FILES) if wish.revisit_limit else 0


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
    clock: Callable[[], datetime] = now_utc
    tally: Tally = field(default_factory=Tally)
    finished: Finished | None = None
    trouble: StoreError | None = None  # the store refused: nothing more is stored
    _proven: bool = False  # a page of this run showed an article, as the portal's pages do when it is well
    _doubted: list[Page] = field(default_factory=list)  # pages without an article that came before that
    _began: float = field(default_factory=time.monotonic)
    _run: int = 0
    _held: list[tuple[int, Page]] = field(default_factory=list)
    _held_bytes: int = 0

    def start(self) -> None:
        self._run = self.store.start_run(self.portal.slug, self.kind, self.holder, self.clock(), walk=self.order.walk)

    def handle(self, message: Message) -> None:
        """Store what one message says. A store that fails ends the run; what was stored before stays."""
        outcome = None
        try:
            outcome = self._take(message)
        except StoreError as error:
            self.trouble = self.trouble or error
        except Exception:  # a defect of ours on one message must not end the run, nor hide
            log.exception("%s: a message could not be stored: %s", self.portal.slug, type(message).__name__)
            self.tally.failures["internal"] += 1
        self.report(self, message, outcome)

    def _take(self, message: Message) -> Outcome | None:
        if self.trouble is not None and not isinstance(message, Finished):
            raise self.trouble
        match message:
            case Seen():
                if message.visit.kind is not VisitKind.FILE:
                    self._count_visit(message.visit.outcome)
                self.tally.found += self.store.record_seen(self._run, self.portal.slug, message, self.clock())
            case Page():
                return self._page(message)
            case FilesSeen():
                return self._files(message)
            case Learned():
                self.store.record_learned(self.portal.slug, message, self.clock())
            case Finished():
                self._finish(message)
        return None

    def _page(self, page: Page) -> Outcome | None:
        if too_old(page, self.order.limits.since):
            # nobody asked for it now; its link stays open for a fetch without --since
            self.tally.older += 1
            if page.visit is not None:
                self.store.record_seen(self._run, self.portal.slug, Seen(order=page.order, number=0, visit=page.visit), self.clock())
            return None
        backfill = self.order.limits.full or self.store.was_older(self.portal.slug, page.url)
        outcome = self.ingest.page(
            self.portal.slug, self._run, page, self.clock(), backfill=backfill, believed=self._proven or not self.order.walk
        )
        self._proven = self._proven or page.unchanged or page.extraction is not None
        if page.failure is not None and self.order.walk and not self._proven:
            self._doubted.append(replace(page, visit=None, body=b"", links=()))
        if outcome.kind == OutcomeKind.STALE:
            self._hold(outcome.article, page)
        else:
            self._count(outcome, page)
        return outcome

    def _files(self, heard: FilesSeen) -> Outcome | None:
        outcome = self.ingest.attachments(self.portal.slug, heard, self.clock())
        if outcome.kind != OutcomeKind.EDITED:
            return None  # nothing to tell
        self.tally.outcomes[outcome.kind] += 1
        return outcome

    def _count(self, outcome: Outcome, page: Page) -> None:
        self.tally.outcomes[outcome.kind] += 1
        if page.failure is not None:
            self._count_visit(page.failure.name)

    def _hold(self, article: int, page: Page) -> None:
        """Keep a page until its archived version was extracted again; without room only the number of the article."""
        fits = self._held_bytes + len(page.body) <= HELD_BYTES
        self._held.append((article, page if fits else replace(page, body=b"", extraction=None)))
        self._held_bytes += len(page.body) if fits else 0

    def _count_visit(self, outcome: str) -> None:
        if outcome not in {"ok", "not_modified"}:
            self.tally.failures[outcome] += 1

    def _finish(self, finished: Finished) -> None:
        self.finished = finished
        if self._proven:
            for page in self._doubted:  # the portal was well, after all
                self.ingest.refused(self.portal.slug, page, self.clock())
        self.tally.requests += finished.requests
        self.tally.seconds = time.monotonic() - self._began
        self.store.record_finished(self._run, self.portal.slug, finished, self.tally.counts(), self.clock())
        self._look_for_migration()

    def _look_for_migration(self) -> None:
        """Tell once that this portal is another one at a new address, when what it brought says so."""
        brought = self.tally.outcomes["new"] + self.tally.outcomes["copy"]
        if brought == 0 or (brought < migration.LEAST and not self.order.first_contact):
            return
        found = migration.recognise(self.portal.slug, *self.store.old_articles(self.portal.slug))
        if found is not None and self.store.note_migration(found.old, found.new, found.told, migration.ADVICE, self.clock()):
            log.warning("%s", found.told, extra={"event": "migration", "portal": found.new, "from": found.old})

    # An upgrade of the extractor or the profile: compare only what the same rules read.

    def second_readings(self) -> list[Order]:
        """Orders without network for the archived pages of articles whose new pages are held back."""
        if not self._held:
            return []
        profile = self.store.profile(self.portal.slug)
        return list(reading_orders(self.portal, profile, self.ingest, [article for article, _ in self._held]))

    def reread(self, message: Message) -> None:
        """One message of such an order."""
        try:
            if isinstance(message, Page):
                self.ingest.page(self.portal.slug, self._run, message, self.clock())
        except StoreError as error:
            self.trouble = self.trouble or error

    def settle(self) -> None:
        """Compare the pages that were held back."""
        held, self._held = self._held, []
        for _, page in held:
            if page.extraction is None:
                continue
            try:
                outcome = self.ingest.page(self.portal.slug, self._run, page, self.clock(), reextracted=True)
            except StoreError as error:
                self.trouble = self.trouble or error
                return
            self._count(outcome, page)
            self.report(self, page, outcome)


def too_old(page: Page, since: date | None) -> bool:
    """Whether an article was published before the day asked for. One without a date is not."""
    published = page.extraction.published if page.extraction else ""
    return since is not None and bool(published) and published[:10] < since.isoformat()


def reading_orders(portal: Portal, profile: Profile, ingest: Ingest, articles: Sequence[int]) -> Iterator[Order]:
    """Archived pages of these articles as orders without network, of bounded size. A damaged record is left out: `verify` names it."""
    pages: list[StoredPage] = []
    size = 0
    for article in articles:
        try:
            page = ingest.stored_page(article)
        except ArchiveError:
            continue
        if page is None:
            continue
        if pages and size + len(page.body) > ORDER_BYTES:
            yield Order(id=secrets.token_hex(8), portal=portal, profile=profile, pages=tuple(pages), walk=False)
            pages, size = [], 0
        pages.append(page)
        size += len(page.body)
    if pages:
        yield Order(id=secrets.token_hex(8), portal=portal, profile=profile, pages=tuple(pages), walk=False)
