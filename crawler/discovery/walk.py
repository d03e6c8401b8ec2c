"""The walk over one portal: from its address to all its article links, as a state machine over values.

The spider makes the requests a walk asks for and tells it what came back; the walk decides what to ask next and which links
are articles. It does no I/O and reads no clock: the same replies in the same order give the same steps.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from crawler.discovery.addresses import join
from crawler.discovery.check import Check
from crawler.discovery.dialogue import Ask, Reply, Step, WalkResult
from crawler.discovery.hints import VIETNAM
from crawler.discovery.notebook import Notebook
from crawler.discovery.page import text_of
from crawler.discovery.survey import Survey
from storage.models import EntryKind, Extraction, Failure, FailureName, Link, Order, Profile, VisitKind

__all__ = ["Ask", "Reply", "Step", "Walk", "WalkResult"]

_ROBOTS_VALID = timedelta(hours=24)
_SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class Walk:
    """One walk for one Order: `start`, then `answer` and `judged` for whatever comes back, `idle` when nothing is under way."""

    def __init__(self, order: Order, now: datetime) -> None:
        self.order = order
        self.book = Notebook(order, now)
        self._survey: Survey | None = None
        self._check: Check | None = None
        self._robots: Ask | None = None
        self._robots_failure: Failure | None = None
        self._ended = False
        self._owed = order.profile.relearn  # why a survey is owed
        if order.first_contact or order.limits.full or not order.entry_points or not order.walked or self._owed:
            self._survey = Survey(self.book)
        else:
            self._check = Check(self.book)

    @property
    def profile(self) -> Profile:
        """The profile as learned so far."""
        return self.book.profile

    def canonical(self, url: str) -> str:
        """The identity of an address as far as known now."""
        return self.book.canonical(url)

    def aliases(self, url: str) -> tuple[str, ...]:
        """Further addresses under which the portal shows the article at this canonical address; they are not fetched."""
        return tuple(self.book.twins.aliases.get(url, ()))

    def listed_day(self, link: Link) -> str:
        """The day, maybe with the time of day, that the portal's lists give the article of a link: ISO, "" when none can be believed."""
        book = self.book
        return book.listed.day(book.canonical(link.url), book.articles, book.now.astimezone(VIETNAM).date().isoformat())

    def start(self) -> Step:
        """The first requests: robots.txt unless a copy of the last 24 hours is at hand, and what the portal is best read from."""
        if not self.order.walk:
            self._ended = True
            return Step()
        asks = []
        stored = self._stored_robots()
        if stored is None:
            self._robots = Ask(url=join(self.order.portal.url, "/robots.txt"), kind=VisitKind.ROBOTS, priority=1000)
            asks.append(self._robots)
        elif self._survey is not None:
            self._survey.sitemaps(self._named(stored))
        if self._survey is not None:
            self._survey.start()
        return Step(asks=tuple(asks)) if asks else self.idle()

    def _stored_robots(self) -> str | None:
        for origin, robots in self.order.robots:
            fresh = robots.fetched_at is not None and self.book.now - robots.fetched_at < _ROBOTS_VALID
            if fresh and self.order.portal.url.startswith(origin):
                return robots.text if 200 <= robots.status < 300 else ""
        return None

    def _named(self, text: str) -> list[str]:
        """The sitemaps a robots.txt names; a page served in its place names none."""
        if text.lstrip().startswith("<"):
            return []
        return [join(self.order.portal.url, address) for address in _SITEMAP_LINE.findall(text)][:20]

    def answer(self, ask: Ask, reply: Reply) -> Step:
        """What follows from the reply to one Ask."""
        self.book.requests += 1
        if ask.kind is VisitKind.ROBOTS:
            if reply.failure is None and reply.status < 300 and self._survey is not None:
                self._survey.sitemaps(self._named(text_of(reply.body, reply.headers)))
            elif reply.failure is not None and reply.failure.name not in (
                FailureName.NOT_FOUND,
                FailureName.GONE,
                FailureName.CLIENT_ERROR,
            ):
                self._robots_failure = reply.failure
            return Step()
        if self._check is not None:
            return self._check.answer(ask, reply)
        assert self._survey is not None
        return self._survey.answer(ask, reply)

    def doubt(self, link: Link, extraction: Extraction, reply: Reply, *, final: bool = False) -> str | None:
        """Why a page that reads like an article is none of the portal's, "" when it is one; None: what is read later will tell.

        `final`: nothing is read any more that could tell.
        """
        if not self.order.walk:
            return ""
        url = self.book.canonical(link.url)
        if self._survey is not None and self._survey.tenancy.foreign(url, reply):
            return "it stands outside the portal's path and names nothing of the portal"
        return self.book.doubts.verdict(url, self.book.pool.get(url), extraction, final)

    def judged(self, link: Link, reply: Reply, failure: Failure | None, extraction: Extraction | None) -> Step:
        """What follows from an article link having been fetched: it was an article (`extraction`) or not (`failure`)."""
        self.book.requests += 1
        article = self.book.judged(link, reply.url, failure, extraction)
        if not self.order.walk:
            return Step()
        if self._check is not None:
            return self._check.judged(link, reply, article)
        assert self._survey is not None
        return self._survey.judged(link, reply, article)

    def idle(self) -> Step:
        """Nothing is under way: what to do next. An empty Step ends the walk."""
        if not self.order.walk:
            return Step()
        step = Step()
        if self._check is not None:
            step = self._check.idle()
            if step.empty and self._check.relearn:
                self._owed = self._check.relearn
                self.book.note(f"learning the portal anew: {self._owed}")
                self._check = None
                self._survey = Survey(self.book)
                self._survey.start()
        if self._survey is not None:
            step = self._survey.idle()
        self._ended = step.empty
        return step

    def result(self) -> WalkResult:
        """What the walk came to so far."""
        book = self.book
        failure = self._failure()
        complete = self._ended and self.order.walk and (failure is None or failure.name is FailureName.NEEDS_SCRIPT)
        if self._survey is not None:
            complete = complete and not self._survey.lost
        elif self._check is not None:
            complete = complete and self._check.complete
        listings = tuple(entry.url for entry in book.entries.values() if entry.kind is EntryKind.LISTING)
        profile = book.profile
        if listings and listings != profile.listings:
            profile = replace(profile, listings=listings)
        owed = "" if complete and self._survey is not None else self._owed
        if owed != profile.relearn:
            profile = replace(profile, relearn=owed)
        traps = tuple(f"{name}: {count} addresses, such as {book.trap_examples[name]}" for name, count in sorted(book.traps.items()))
        return WalkResult(complete=complete, profile=profile, traps=traps, notes=tuple(book.notes), failure=failure)

    def _failure(self) -> Failure | None:
        """Why the portal as a whole gave nothing."""
        if not self.order.walk:
            return None
        if self._check is not None:
            return self._check.failure
        survey = self._survey
        if survey is not None and survey.needs_script:
            return Failure(name=FailureName.NEEDS_SCRIPT, detail="its lists stay empty without scripts")
        if survey is None or self.book.articles or any(self.book.article(candidate) for candidate in self.book.pool.values()):
            return None
        if survey.home_failure is not None:
            return survey.home_failure
        if survey.home_read and self._ended:
            return Failure(name=FailureName.EMPTY, detail="no link of it looks like an article")
        return self._robots_failure
