"""Pages of a run that wait before they are told: until the portal's furniture is learned, until it is clear that they are articles."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace

from crawler import reading
from crawler.discovery import replies
from crawler.discovery.dialogue import Step
from crawler.discovery.walk import Walk
from crawler.extraction import learned
from crawler.fetch import Answer, Fetcher
from crawler.report import Outlet, Reporter
from storage.models import LISTING, Extraction, Failure, FailureName, Learned, Link, Order, Page, Profile, Revisit

_WORD = re.compile(r"\w+")
LEARN_FROM = 8  # article pages of a new portal that are held until its furniture is learned


@dataclass(frozen=True, slots=True)
class Held:
    """A page that waits, and what it gave when it was read."""

    link: Link | Revisit
    answer: Answer
    provisional: Extraction


class Waiting:
    """The part of a run that holds pages back."""

    order: Order
    _fetcher: Fetcher
    _outlet: Outlet
    _report: Reporter
    _walk: Walk

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._learned = profile  # as the parent knows it
        self._learning = profile.learned_from == 0
        self._proven = False  # what was learned of the furniture was seen on a page of this run
        self._held: list[Held] = []
        self._doubtful: list[tuple[Link, Answer, Extraction]] = []  # may be none of the portal's articles
        self._blank: list[tuple[Revisit, Answer, Failure]] = []  # stored articles whose pages show nothing of them
        self._present = 0  # stored articles that were there

    async def _extract(self, answer: Answer) -> Extraction | Failure:
        reply = answer.reply
        return await reading.extracted(reply.body, reply.headers, reply.url, self._profile, reply.at)

    def _adopt(self, profile: Profile) -> None:
        self._profile = profile
        self._fetcher.adopt(profile)

    # Until the furniture is learned.

    async def _waits(self, link: Link | Revisit, answer: Answer, result: Extraction) -> bool:
        """Hold an article page back while furniture is learned: at first contact, and while no page shows what was learned before."""
        if not self._learning:
            if self._proven or not self._profile.furniture:
                return False
            self._proven = await asyncio.to_thread(learned.known_on, _sample(answer), self._profile)
            if self._proven:
                return False
        self._held.append(Held(link, answer, result))
        if len(self._held) >= LEARN_FROM:
            await self._release()
        return True

    async def _as_learned(self, answer: Answer, result: Extraction | Failure) -> Extraction | Failure:
        """A page as the profile of this moment reads it: the furniture may have been learned while the page was read, or waited."""
        if not isinstance(result, Extraction) or result.profile_version == self._profile.version:
            return result
        again = await self._extract(answer)
        return again if isinstance(again, Extraction) else result

    async def _release(self) -> None:
        """Learn from the pages held, then send them."""
        held, self._held = self._held, []
        if not held:
            return
        before = self._profile
        if not self._proven:
            samples = [_sample(each.answer) for each in held]
            self._adopt(await asyncio.to_thread(learned.learn, samples, before))
            self._proven = not self._learning
        self._learning = self._profile.learned_from == 0
        await self._tell_learned()
        for each in held:
            # a page that came in while others were learned from was read before
            result = await (self._extract(each.answer) if self._profile != before else self._as_learned(each.answer, each.provisional))
            if isinstance(each.link, Revisit):
                await self._outlet.send(self._reread(each.link, each.answer, result))
            else:
                dated = self._dated(each.link, result)
                await self._report.page(each.link, each.answer, dated, (), self._walk.aliases(each.link.url))

    def _reread(self, revisit: Revisit, answer: Answer, result: Extraction | Failure) -> Page:
        """The message of a revisited page that was read in full."""
        page = Page(order=self.order.id, url=revisit.url, visit=answer.visit, headers=answer.pairs, body=answer.reply.body)
        if isinstance(result, Failure):
            return replace(page, failure=result)
        name, others = self._report.names(result, answer.reply.url, revisit.url)
        return replace(page, aliases=tuple(other for other in (name, *others) if other != revisit.url), extraction=result)

    async def _tell_learned(self) -> None:
        """What discovery and extraction know by now, if the parent does not know it."""
        found = self._walk.result().profile
        profile = replace(
            found,
            version=max(found.version, self._profile.version),
            family=found.family or self._profile.family,
            scripted=self._scripted(),
            furniture=self._profile.furniture,
            learned_from=self._profile.learned_from,
        )
        if profile != self._learned:
            self._learned = profile
            await self._outlet.send(Learned(order=self.order.id, profile=profile))

    def _scripted(self) -> str:
        """Whether lists of this portal are shown in the browser from now on."""
        if not self.order.walk or not self._fetcher.shows_lists or self._fetcher.browser is None:
            return self._profile.scripted
        failure = self._walk.result().failure
        return "no" if failure is not None and failure.name is FailureName.NEEDS_SCRIPT else "yes"

    # Until it is clear that the portal is well.

    async def _blanked(self, revisit: Revisit, answer: Answer, result: Extraction | Failure) -> bool:
        """Hold back the page of a stored article when it is no article any more and does not even name it."""
        if not isinstance(result, Failure) or result.name is not FailureName.NOT_ARTICLE or answer.reply.redirects or not revisit.title:
            return False
        shown = await asyncio.to_thread(replies.shown, answer.reply.body, answer.reply.headers)
        if _words(revisit.title) in _words(shown):
            return False
        self._blank.append((revisit, answer, result))
        return True

    async def _tell_blank(self, well: bool) -> None:
        """Such articles are gone where others stand and the portal is `well`; many at once speak of the portal, not of them."""
        blank, self._blank = self._blank, []
        gone = well and len(blank) <= max(1, self._present)
        for revisit, answer, failure in blank:
            if gone:
                failure = Failure(name=FailureName.SOFT_NOT_FOUND, detail=f"its page does not name it any more: {failure.detail}"[:300])
            await self._outlet.send(self._reread(revisit, answer, failure))

    def _dated(self, link: Link | Revisit, result: Extraction | Failure) -> Extraction | Failure:
        """With the day that the portal's lists give, when the article's own page has none."""
        if not isinstance(result, Extraction) or result.published or not isinstance(link, Link):
            return result
        day = self._walk.listed_day(link)
        return replace(result, published=f"{day}:00+07:00" if "T" in day else day, published_evidence=LISTING) if day else result

    # Until it is clear that they are articles.

    def _doubts(self, link: Link, answer: Answer, result: Extraction | Failure, *, final: bool = False) -> Extraction | Failure | None:
        """What a page is on this portal; None: it waits for what is read later."""
        if isinstance(result, Failure):
            return result
        why = self._walk.doubt(link, result, answer.reply, final=final)
        if why is None:
            if self._walk.book.doubts.hold(len(answer.reply.body)):
                self._doubtful.append((link, answer, result))
                return None
            why = self._walk.doubt(link, result, answer.reply, final=True)
        return Failure(name=FailureName.NOT_ARTICLE, detail=why) if why else result

    def _judged(self, link: Link, answer: Answer, result: Extraction | Failure) -> Step:
        """Tell the walk what a link turned out to be."""
        if isinstance(result, Failure):
            return self._walk.judged(link, answer.reply, result, None)
        if result.family and not self._profile.family:
            self._adopt(replace(self._profile, family=result.family))
        return self._walk.judged(link, answer.reply, None, result)


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _sample(answer: Answer) -> learned.Sample:
    return learned.Sample(body=answer.reply.body, headers=answer.reply.headers, url=answer.reply.url)
