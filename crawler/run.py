"""The crawl of one portal: drives a Walk, fetches what it finds, extracts, and tells the outlet in the order the contract says.

A new portal's first article pages are held back until its furniture is learned from them; links are fetched only after the
parent has stored them, so that a kill loses none.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import date
from typing import Any

import config
from crawler import browser, reading
from crawler.agenda import Agenda, Job
from crawler.discovery.probe import ranked
from crawler.discovery.walk import Ask, Step, Walk
from crawler.fetch import Answer, Fetcher
from crawler.files import FileWatch
from crawler.report import Outlet, Reporter
from crawler.waiting import Waiting
from storage.models import (
    Extraction,
    Failure,
    FailureName,
    Finished,
    Link,
    Order,
    Page,
    Revisit,
    RunOutcome,
    StoredPage,
    VisitKind,
)


class PortalRun(Waiting):
    """One order from start to its Finished."""

    def __init__(self, order: Order, fetcher: Fetcher, outlet: Outlet) -> None:
        super().__init__(order.profile)
        self.order = order
        self._fetcher, self._exchange, self._outlet, self._now = fetcher, fetcher.exchange, outlet, fetcher.exchange.now
        now = self._now
        self._walk = Walk(order, now())
        self._agenda = Agenda(now(), order.limits.since)
        self._report = Reporter(order, fetcher, self._agenda, outlet)
        self._files = FileWatch(order, fetcher, self._report, outlet)
        self._articles = 0  # fetched or under way, of those that count against the limit
        self._old = 0
        self._good = 0
        self._barren = 0  # links in a row that gave no article, neither before nor now
        self._last_failure: Failure | None = None
        self._under_way = 0
        self._cancelled = False
        self._cut = False
        self._done = False
        self._bell = asyncio.Event()

    def stored(self, number: int) -> None:
        """The links of Seen `number` are in the database."""
        self._agenda.stored(number)
        self._ring()

    def cancel(self) -> None:
        """No new request; what is held is still sent, then Finished."""
        self._cancelled = True
        self._stop()

    def _out_of_time(self) -> None:
        self._cut = True
        self._stop()

    def _stop(self) -> None:
        self._done = True
        self._exchange.brake.stop()
        self._ring()

    async def run(self) -> Finished:
        """Crawl. The Finished is returned and not sent. Raises what is a fault of ours."""
        started = time.monotonic()
        await self._again()
        if self.order.walk:
            self._agenda.add_asks(self._walk.start().asks)
        if self.order.home_only:
            self._agenda.add_asks((Ask(url=self.order.portal.url, kind=VisitKind.HOME),))
        self._agenda.add_open(self.order.open_links)
        self._agenda.add_revisits(self.order.revisits)
        # one more than may fetch at a time: it extracts meanwhile
        workers = [asyncio.ensure_future(self._work()) for _ in range(self.order.limits.concurrency + 1)]
        seconds = self.order.limits.seconds
        clock = asyncio.get_running_loop().call_later(seconds, self._out_of_time) if seconds else None
        results = await asyncio.gather(*workers, return_exceptions=True)
        if clock is not None:
            clock.cancel()
        for result in results:
            if isinstance(result, BaseException):
                raise result
        if not self._cancelled and self._exchange.halted is None:
            await self._settle()  # else the links stay open: the next run has them
        await self._release()
        await self._tell_blank(self._exchange.halted is None and self._good > len(self._blank))
        if self._report.carries:
            await self._report.flush()
        await self._tell_learned()
        await self._files.ask_all()
        return self._finished(time.monotonic() - started)

    async def _again(self) -> None:
        """Archived pages through today's extractor, without network."""
        for page in self.order.pages:
            if self._cancelled:
                return
            result = await reading.extracted(page.body, dict(reversed(page.headers)), page.url, self._profile, page.fetched_at)
            await self._outlet.send(_page_again(self.order.id, page, result))

    # The workers.

    async def _work(self) -> None:
        while not self._over():
            job = self._agenda.next(self._room())
            if job is not None:
                self._under_way += 1
                try:
                    await self._do(job)
                except Exception:
                    self._stop()  # one fault ends the run
                    raise
                finally:
                    self._under_way -= 1
                    self._ring()
            elif self._under_way or self._agenda.waiting:
                await self._bell.wait()
            else:
                self._under_way += 1
                try:
                    await self._nothing_left()
                finally:
                    self._under_way -= 1
                    self._ring()

    def _over(self) -> bool:
        if self._cancelled or self._done:
            return True
        if self._exchange.halted is not None or self._exchange.spent:
            self._cut = True
            self._ring()
            return True
        return False

    def _room(self) -> bool:
        limit = self.order.limits.articles
        if not limit or self._articles < limit:
            return True
        if self.order.walk and not self._held_back():
            self._cut = True
            self._agenda.end_walk()
        return False

    def _held_back(self) -> bool:
        """Whether articles under way may still turn out to be none, which makes room again."""
        return self._under_way > 0 or bool(self._doubtful)

    async def _nothing_left(self) -> None:
        if self._report.carries:  # before the walk is asked again: what it concludes must not overtake the links it rests on
            await self._report.flush()
            return
        if self._doubtful and not self._room():
            await self._settle()
            return
        if self.order.walk and not self._cut:
            step = self._walk.idle()
            if not step.empty:
                self._report.unvisited(step)
                return
            if self._doubtful:
                await self._settle()
                return
            if self._start_over_in_browser():
                return
        self._done = True
        self._ring()

    def _start_over_in_browser(self) -> bool:
        """Whether the walk begins again, once: its lists stay empty without scripts, and there is a browser that runs them."""
        failure, fetcher = self._walk.result().failure, self._fetcher
        if failure is None or failure.name is not FailureName.NEEDS_SCRIPT or fetcher.browser is None or fetcher.shows_lists:
            return False
        if self._profile.scripted == "no" and self.order.entry_points:
            return False  # it was tried: no check tries it again, only a walk that learns the portal anew
        fetcher.shows_lists = True
        self._walk = Walk(replace(self.order, entry_points=()), self._now())
        self._agenda.add_asks(self._walk.start().asks)
        return True

    def _ring(self) -> None:
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()

    # One job.

    async def _do(self, job: Job) -> None:
        if isinstance(job, Ask):
            await self._ask(job)
        elif isinstance(job, Link):
            await self._link(job)
        else:
            await self._revisit(job)

    async def _ask(self, ask: Ask) -> None:
        answer = await self._fetcher.fetch(ask)
        await self._report.tried(answer)
        if ask.kind is not VisitKind.ROBOTS or answer.failure is not None:  # rules alone are no sign of life
            self._note_outcome(answer.failure)
        if _ended(answer.failure):
            return
        step = Step() if self.order.home_only else self._walk.answer(ask, answer.reply)
        if answer.visit is None:
            self._report.unvisited(step)
        else:
            await self._report.seen(answer.visit, step)
        if ask.kind is VisitKind.HOME and not self._profile.family:
            self._adopt(replace(self._profile, family=self._walk.result().profile.family))

    async def _link(self, link: Link) -> None:
        if link.tries and 0 <= self.order.limits.retries <= self._barren:
            return  # stays open: the next run has it
        self._articles += 1
        counted = False
        try:
            answer = await self._fetcher.fetch(Ask(url=link.fetch_url or link.url, kind=VisitKind.ARTICLE))
            await self._report.tried(answer)
            self._note_outcome(answer.failure)
            if await self._not_asked(answer):
                return  # stays open: the next run has it
            result = self._doubts(link, answer, answer.failure or await self._extract(answer))
            counted = result is None or await self._found(link, answer, result)
        finally:
            if not counted:
                self._articles -= 1

    async def _found(self, link: Link, answer: Answer, result: Extraction | Failure) -> bool:
        """Tell what a link turned out to be. Whether it counts as an article of this run."""
        self._barren = 0 if isinstance(result, Extraction) else self._barren + bool(link.tries)
        counted = isinstance(result, Extraction)
        if isinstance(result, Extraction) and self._too_old(result):
            self._old += 1
            counted = False
        step = self._judged(link, answer, result)
        if counted and isinstance(result, Extraction):
            self._files.page(link.url, result)
        if isinstance(result, Extraction) and await self._waits(link, answer, result):
            self._report.unvisited(step)
        else:
            result = self._dated(link, await self._as_learned(answer, result))
            await self._report.page(link, answer, result, step.links, self._walk.aliases(link.url))
            self._report.unvisited(replace(step, links=()))
            self._agenda.add_links(step.links)
        return counted

    async def _settle(self) -> None:
        """Say of the pages that wait whether they are articles: nothing is read any more that could tell."""
        doubtful, self._doubtful = self._doubtful, []
        for link, answer, extraction in doubtful:
            self._walk.book.doubts.settled(len(answer.reply.body))
            result = self._doubts(link, answer, extraction, final=True)
            if result is not None and not await self._found(link, answer, result):
                self._articles -= 1

    async def _revisit(self, revisit: Revisit) -> None:
        answer = await self._fetcher.fetch(Ask(url=revisit.url, kind=VisitKind.ARTICLE, validators=revisit.validators))
        await self._report.tried(answer)
        self._note_outcome(answer.failure)
        if await self._not_asked(answer):
            return
        page = Page(order=self.order.id, url=revisit.url, visit=answer.visit)
        if answer.failure is not None:
            page = replace(page, headers=answer.pairs, body=answer.reply.body, failure=answer.failure)
        elif answer.reply.not_modified or (not answer.reply.redirects and await reading.same_region(revisit, answer.reply)):
            # a page that was led elsewhere is read in full: whose address that is must be judged by its text
            page = replace(page, unchanged=True)
            self._present += 1
            self._files.revisit(revisit, None)
        else:
            result = await self._extract(answer)
            if await self._blanked(revisit, answer, result):
                return
            if isinstance(result, Extraction):
                self._present += 1
                self._files.revisit(revisit, result)
            if isinstance(result, Extraction) and await self._waits(revisit, answer, result):
                return
            page = self._reread(revisit, answer, result)
        await self._outlet.send(page)

    def _too_old(self, extraction: Extraction) -> bool:
        since = self.order.limits.since
        return since is not None and bool(extraction.published) and date.fromisoformat(extraction.published[:10]) < since

    # How it went.

    async def _not_asked(self, answer: Answer) -> bool:
        """Whether the page itself was not asked for, or the whole portal did not answer: that says nothing about the article."""
        if _ended(answer.failure):
            return True
        if answer.failure is None or answer.reply.status or self._exchange.halted is None:
            return False
        if answer.visit is not None:
            await self._report.visit(answer.visit)
        return True

    def _note_outcome(self, failure: Failure | None) -> None:
        if failure is None:
            self._good += 1
        elif not _ended(failure):
            self._last_failure = failure

    def _finished(self, seconds: float) -> Finished:
        result = self._walk.result()
        exchange = self._exchange
        failure = exchange.halted or result.failure
        if failure is not None and failure.name is FailureName.NEEDS_SCRIPT and self._fetcher.browser is None:
            failure = replace(failure, detail=f"{failure.detail}: {browser.lacking(config.load().browser)}; or declare a feed or sitemap")
        if failure is None and self.order.walk and not self._good:
            failure = self._last_failure
        notes = [*exchange.notes, *result.notes]
        if exchange.spent:
            notes.append(f"ended at its bound of {exchange.spent}")
        if self._agenda.too_old or self._old:
            notes.append(f"{self._agenda.too_old} links and {self._old} articles are older than {self.order.limits.since}")
        complete = self.order.walk and result.complete and not self._cut and not self._cancelled
        if self._cancelled:
            outcome = RunOutcome.STOPPED
        elif failure is not None and not self._good:
            outcome = RunOutcome.FAILED
        elif failure is not None or self._cut or (self.order.walk and not complete):
            outcome = RunOutcome.PARTIAL
        else:
            outcome = RunOutcome.COMPLETE
        return Finished(
            order=self.order.id,
            outcome=outcome,
            walk_complete=complete,
            failure=failure,
            requests=exchange.requests,
            found=self._agenda.taken,
            traps=result.traps,
            retry_after=exchange.retry_after,
            seconds=round(seconds, 3),
            notes=tuple(dict.fromkeys(notes)),
            sources=ranked(self._walk) if self.order.explain else (),
        )


def _ended(failure: Failure | None) -> bool:
    """Whether nothing was tried, because the run ends."""
    return failure is not None and failure.name is FailureName.STOPPED


def _result(result: Extraction | Failure) -> dict[str, Any]:
    return {"extraction": result} if isinstance(result, Extraction) else {"failure": result}


def _page_again(order: str, page: StoredPage, result: Extraction | Failure) -> Page:
    again = Page(order=order, url=page.url, article=page.article)
    return replace(again, **_result(result))
