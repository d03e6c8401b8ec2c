"""Answers whose page is empty without scripts, with the page as the browser shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler import outcome
from crawler.browser import Browser, BrowserFailed, Served, Wanted
from crawler.discovery import sheet
from crawler.discovery.dialogue import SHOWN, Ask
from crawler.exchange import Exchange
from crawler.extraction import quality
from storage.models import FailureName, Order, Profile, Validators, VisitKind

if TYPE_CHECKING:
    from crawler.fetch import Answer

ANSWERS, TURNS = 3, 20  # how many slow answers, and turns at the portal's pace, a page may wait for
_OF_THE_BODY = frozenset({"content-type", "content-length", "content-encoding", "etag", "last-modified"})


class InBrowser:
    """The part of a Fetcher that shows pages in the browser. `shows_lists`: lists that are empty without scripts, too."""

    order: Order
    exchange: Exchange
    profile: Profile
    browser: Browser | None
    shows_lists: bool
    fetch: Callable[[Ask], Awaitable[Answer]]
    owns: Callable[[str], bool]

    async def _wants_browser(self, ask: Ask, answer: Answer) -> bool:
        """Only what is recognised as empty without scripts: an article by its judgement, a list page of a portal found to be so."""
        failure, reply = answer.failure, answer.reply
        if ask.kind is VisitKind.ARTICLE:
            return failure is not None and failure.name is FailureName.NEEDS_SCRIPT and reply.status == 200
        if not self.shows_lists or ask.kind not in (VisitKind.HOME, VisitKind.LISTING) or ask.method != "GET":
            return False
        if failure is not None or reply.status != 200 or reply.not_modified:
            return False
        return await asyncio.to_thread(sheet.is_shell, reply, reply.at)

    async def _in_browser(self, browser: Browser, ask: Ask, answer: Answer) -> Answer:
        """The answer with the page as its scripts make it, each request of theirs made here; as it was when that fails."""
        made: list[Answer] = []

        async def serve(wanted: Wanted) -> Served | None:
            if not self.owns(wanted.url):
                return None
            asked = Ask(url=wanted.url, kind=VisitKind.SCRIPT, method=wanted.method, headers=wanted.headers, body=wanted.body)
            sub = await self.fetch(asked)
            made.append(sub)
            reply = sub.reply
            return Served(reply.status, reply.headers.get("content-type", ""), reply.body) if reply.status else None

        reply = answer.reply
        page = Served(reply.status, reply.headers.get("content-type", "text/html"), reply.body)
        try:
            with self.exchange.brake.waiting():
                limits = self.order.limits
                seconds = ANSWERS * limits.timeout + TURNS * max(limits.delay, self.order.portal.delay)
                shown = await browser.render(reply.url, page, serve, limits.max_body, seconds)
        except BrowserFailed as failed:
            self.exchange.note(f"{reply.url} was not shown by the browser: {outcome.said(failed.failure)}")
        else:
            answer = await self._shown(ask, answer, shown)
        tried = tuple(visit for sub in made for visit in (*sub.earlier, sub.visit) if visit is not None)
        return replace(answer, earlier=(*answer.earlier, *tried), read=(*answer.read, *(each for sub in made for each in sub.read)))

    async def _shown(self, ask: Ask, answer: Answer, body: bytes) -> Answer:
        """An answer with another body: what the server said of the one it sent does not hold for it."""
        kept = (pair for pair in answer.pairs if pair[0] not in _OF_THE_BODY)
        pairs = (*kept, ("content-type", "text/html; charset=utf-8"), (SHOWN, "in a browser"))
        headers, failure = outcome.first_of(pairs), None
        if ask.kind is VisitKind.ARTICLE:
            failure = await asyncio.to_thread(quality.judge, answer.reply.status, headers, body, ask.url, answer.reply.url, self.profile)
        found = outcome.body_hash(body)
        same = failure is None and ask.validators.body_hash == found
        reply = replace(answer.reply, headers=headers, body=body, failure=failure, not_modified=same)
        visit = answer.visit
        if visit is not None:
            said = failure.name.value if failure is not None else "not_modified" if same else "ok"
            detail = failure.detail if failure is not None else "shown in a browser"
            visit = replace(visit, outcome=said, detail=detail, size=len(body), validators=Validators(body_hash="" if failure else found))
        return replace(answer, reply=reply, visit=visit, pairs=pairs)
