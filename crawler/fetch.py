"""One request of one order, from the address to a named outcome: gate, robots.txt, exchange, redirects, judgement.

Redirects are followed here, each hop through the same checks as the first. What a server says about pace (429, Retry-After, a
flood blocker's page) ends the whole order, or is waited out once where the order allows it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

from scrapy.http import Response

from crawler import outcome, robots
from crawler.browser import Browser
from crawler.discovery.dialogue import Ask, Reply
from crawler.exchange import Exchange, Hop
from crawler.extraction import quality
from crawler.network import Gate, Refused, Resolver, Target, bare
from crawler.shown import InBrowser
from storage.models import Failure, FailureName, Order, Profile, Robots, Validators, Visit, VisitKind

BLOCK_WAIT = 60.0  # seconds a flood blocker that names none is waited out
LONGEST_BLOCK_WAIT = 180.0
_UNREACHABLE = frozenset({FailureName.REFUSED, FailureName.TLS, FailureName.TIMEOUT, FailureName.CONNECTION})
_HOPELESS = frozenset({*_UNREACHABLE, FailureName.DNS, FailureName.PRIVATE_ADDRESS})
_ASIDE = frozenset({VisitKind.FILE, VisitKind.SCRIPT})  # they belong to a page, and their failures are not the portal's
_ABOUT_THE_SERVER = frozenset({FailureName.BLOCKED, FailureName.RATE_LIMITED, FailureName.MAINTENANCE})


@dataclass(frozen=True, slots=True)
class Read:
    """A visit of a robots.txt and what is to be kept of it, by origin."""

    visit: Visit
    copies: tuple[tuple[str, Robots], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one Ask. `visit` is None when a stored robots.txt answered; `earlier` were tried before, `read` on the way."""

    reply: Reply
    visit: Visit | None
    earlier: tuple[Visit, ...] = ()
    read: tuple[Read, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()  # the headers, repeated ones too
    stops: bool = False  # the server wants to be left alone
    shut: bool = False  # the robots.txt that had to be read first could not be read

    @property
    def failure(self) -> Failure | None:
        return self.reply.failure


class Fetcher(InBrowser):
    """All requests of one order. `profile` is what is known of the portal by now."""

    def __init__(self, order: Order, exchange: Exchange, resolver: Resolver, browser: Browser | None = None) -> None:
        self.order, self.exchange, self.browser = order, exchange, browser
        self.shows_lists = order.profile.scripted == "yes"  # lists that are empty without scripts are shown in the browser
        self.profile = order.profile
        self.adopt(order.profile)
        self._gate = Gate(order.portal, order.allow_private, resolver)
        self._keeper = robots.Keeper.from_stored(dict(order.robots), exchange.now(), self._fetch_robots)
        self._read: list[Read] = []
        self._waited_out = False
        self._waiting = asyncio.Lock()
        self._swapped = False  # the portal is asked by the other of http and https
        self._swap_tried = False
        self._swapping = asyncio.Lock()

    def adopt(self, profile: Profile) -> None:
        self.profile = profile
        self.exchange.family = profile.family

    def owns(self, url: str) -> bool:
        """Whether the order names the host of `url`."""
        return self._gate.owns(url)

    async def fetch(self, ask: Ask) -> Answer:
        """Make one request and whatever it needs first; never raises for what a server does."""
        try:
            answer = await self._asked(ask)
            if self.browser is not None and await self._wants_browser(ask, answer):
                answer = await self._in_browser(self.browser, ask, answer)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or not self.exchange.brake.stopped.is_set():
                raise
            task.uncancel()  # the brake did it, to end a wait
            failure = Failure(name=FailureName.STOPPED, detail="the run ends")
            answer = Answer(Reply(status=0, url=ask.url, at=self.exchange.now(), failure=failure), None)
        taken, self._read = tuple(self._read), []
        return replace(answer, read=(*answer.read, *taken))

    async def _asked(self, ask: Ask) -> Answer:
        answer = await self._attempt(ask)
        if answer.failure is not None and answer.failure.name in _UNREACHABLE and not self.exchange.proven and self._is_home(ask.url):
            answer = await self._other_scheme(ask, answer)
        elif self._worth_a_retry(answer, ask):
            answer = _after(answer, await self._attempt(ask))
        if answer.stops:
            answer = await self._stop_or_wait(ask, answer)
        if answer.failure is not None and (answer.shut or (answer.failure.name in _HOPELESS and not self.exchange.proven)):
            self.exchange.halt(answer.failure)
        return answer

    # One attempt, with its redirects.

    async def _attempt(self, ask: Ask) -> Answer:
        url, method, body, hops = self._rewritten(ask.url), ask.method, outcome.form_body(ask), list[str]()
        if ask.kind is VisitKind.ROBOTS:
            return await self._answer_robots(url)
        started = time.monotonic()
        while True:
            hop, shut = await self._hop(url, method, body, ask)
            if not hop.redirects:
                return self._told(ask, url, tuple(hops), hop, time.monotonic() - started, shut)
            onward = outcome.location(hop.response.headers.get("Location") if hop.response else None, url)
            hops.append(url)
            problem = outcome.redirect_problem(onward, hops, hop.response is not None and "Set-Cookie" in hop.response.headers)
            if problem is not None:
                return self._told(ask, url, tuple(hops), replace(hop, failure=problem), time.monotonic() - started, shut)
            if (hop.status == 303 and method != "HEAD") or (hop.status in (301, 302) and method == "POST"):
                method, body = "GET", b""
            url = onward

    async def _checked(self, url: str) -> Target:
        with self.exchange.brake.waiting():  # a dead name server takes its time
            return await self._gate.check(url)

    async def _hop(self, url: str, method: str, body: bytes, ask: Ask) -> tuple[Hop, bool]:
        """One exchange, if it may be made; and whether an unreadable robots.txt forbade it."""
        try:
            target = await self._checked(url)
        except Refused as refused:
            return Hop(failure=refused.failure), False
        rules = await self._keeper.rules(target.origin)
        if isinstance(rules, Failure):
            return Hop(failure=rules, stops=self.exchange.left_alone), self._is_home(url)
        self.exchange.heed(rules)
        if not rules.allows(url):
            return Hop(failure=Failure(name=FailureName.ROBOTS, detail=f"robots.txt disallows {url[:300]}")), False

        async def judge(response: Response) -> Failure | None:
            return await self._judge(ask, url, response)

        headers, aside, headers_only = outcome.request_headers(ask), ask.kind in _ASIDE, ask.kind is VisitKind.FILE
        return await self.exchange.send(target, url, method, body, headers, judge, aside=aside, headers_only=headers_only), False

    # What an answer means.

    async def _judge(self, ask: Ask, url: str, response: Response) -> Failure | None:
        status, headers = response.status, outcome.first_of(outcome.header_pairs(response.headers))
        kind = headers.get("content-type", "")
        if status == 304:
            return None
        if ask.kind in _ASIDE:
            return outcome.status_failure(status)
        if ask.kind is VisitKind.ARTICLE and 200 <= status < 300 and not outcome.may_be_page(kind):
            return Failure(name=FailureName.NOT_HTML, detail=kind[:100])
        if (
            ask.kind in (VisitKind.HOME, VisitKind.LISTING)
            and 200 <= status < 300
            and not outcome.may_be_page(kind)
            and "xml" not in kind
            and "json" not in kind
        ):
            return Failure(name=FailureName.NOT_HTML, detail=kind[:100])
        by_status = outcome.status_failure(status)
        if ask.guess and status in (500, 501) and "retry-after" not in headers:
            return Failure(name=FailureName.NOT_FOUND, detail=f"status {status} at an address that was guessed")
        if ask.kind in (VisitKind.FEED, VisitKind.SITEMAP) and not outcome.looks_like_html(kind, response.body):
            return by_status
        verdict = await asyncio.to_thread(quality.judge, status, headers, response.body, ask.url, url, self.profile)
        if verdict is not None and (verdict.name in _ABOUT_THE_SERVER or ask.kind is VisitKind.ARTICLE):
            return verdict
        return by_status

    def _told(self, ask: Ask, url: str, hops: tuple[str, ...], hop: Hop, seconds: float, shut: bool = False) -> Answer:
        now, response, failure = self.exchange.now(), hop.response, hop.failure
        pairs = outcome.header_pairs(response.headers) if response is not None else ()
        headers = outcome.first_of(pairs)
        body = response.body if response is not None else b""
        found = _validators(headers, body)
        known = ask.validators.body_hash
        same = failure is None and (hop.status == 304 or bool(known and known == found.body_hash))
        if failure is not None:
            found = Validators()
        elif hop.status == 304:
            found = ask.validators
        visit = Visit(
            url=ask.url,
            kind=ask.kind,
            at=now,
            outcome=failure.name.value if failure is not None else "not_modified" if same else "ok",
            detail=failure.detail if failure is not None else "",
            status=hop.status,
            final_url=url,
            redirects=hops,
            size=len(body),
            seconds=round(seconds, 3),
            address=hop.address,
            validators=found,
            retry_after=hop.retry_after,
        )
        reply = Reply(status=hop.status, url=url, headers=headers, body=body, at=now, failure=failure, not_modified=same, redirects=hops)
        return Answer(reply, visit, pairs=pairs, stops=hop.stops, shut=shut)

    # robots.txt

    async def _fetch_robots(self, origin: str) -> Robots | Failure:
        asked = url = _robots_url(origin)
        ask, hops = Ask(url=asked, kind=VisitKind.ROBOTS), list[str]()
        copies, started = {origin: Robots()}, time.monotonic()
        while True:
            try:
                target = await self._checked(url)
                hop = await self.exchange.send(target, url, "GET", b"", {}, _judge_robots)
            except Refused as refused:
                hop = Hop(failure=refused.failure)
                break
            if not hop.redirects:
                if urlsplit(url).path == "/robots.txt":
                    copies[target.origin] = Robots()
                break
            hops.append(url)
            url = outcome.location(hop.response.headers.get("Location") if hop.response else None, url)
            if outcome.redirect_problem(url, hops, False) is not None:
                break
        copy = self._copy(hop, bool(hops))
        if isinstance(copy, Failure):
            self._read.append(Read(self._robots_visit(ask, url, hops, replace(hop, failure=copy), started)))
            self.exchange.retry_after = max(self.exchange.retry_after, hop.retry_after)
            return copy
        copies = dict.fromkeys(copies, copy)
        for each in copies:
            self._keeper.copies.setdefault(each, copy)
        self._read.append(Read(self._robots_visit(ask, url, hops, replace(hop, failure=None), started), tuple(copies.items())))
        return copy

    def _copy(self, hop: Hop, redirected: bool) -> Robots | Failure:
        """What to keep of an answer, or why there is nothing to go by."""
        now = self.exchange.now()
        if hop.response is None:
            if redirected and hop.failure is not None and hop.failure.name in (FailureName.OFFSITE, FailureName.PRIVATE_ADDRESS):
                return Robots(status=404, fetched_at=now)  # rules that lie elsewhere are no rules of this origin
            return hop.failure or Failure(name=FailureName.ROBOTS)
        if hop.failure is not None:
            return hop.failure
        status = 404 if hop.redirects else hop.status
        kind = outcome.decoded(hop.response.headers.get("Content-Type") or b"")
        return Robots(text=robots.text_of(status, kind, hop.response.body), status=status, fetched_at=now)

    def _robots_visit(self, ask: Ask, url: str, hops: list[str], hop: Hop, started: float) -> Visit:
        answer = self._told(ask, url, tuple(hops), hop, time.monotonic() - started)
        assert answer.visit is not None
        return answer.visit

    async def _answer_robots(self, url: str) -> Answer:
        """The walk reads the same copy that requests are checked against: it costs no request of its own."""
        now = self.exchange.now()
        try:
            target = await self._checked(url)
        except Refused as refused:
            return Answer(Reply(status=0, url=url, at=now, failure=refused.failure), None)
        rules = await self._keeper.rules(target.origin)
        if isinstance(rules, Failure):
            reply = Reply(status=0, url=url, at=now, failure=rules)
            return Answer(reply, None, stops=self.exchange.left_alone, shut=rules.name not in _UNREACHABLE)
        self.exchange.heed(rules)
        copy = self._keeper.copies[target.origin]
        failure = None if copy.text else outcome.status_failure(copy.status)
        return Answer(Reply(status=copy.status, url=url, body=copy.text.encode(), at=now, failure=failure), None)

    # When a server does not answer, or answers "not now".

    def _is_home(self, url: str) -> bool:
        own, other = urlsplit(self.order.portal.url), urlsplit(url)
        return bare(own.hostname or "") == bare(other.hostname or "")

    def _rewritten(self, url: str) -> str:
        """The address with the scheme the portal answers by."""
        parts = urlsplit(url)
        if not self._swapped or parts.scheme != urlsplit(self.order.portal.url).scheme or not self._is_home(url):
            return url
        usual = parts.port in (80, 443)
        netloc = parts.netloc.rsplit(":", 1)[0] if usual else parts.netloc
        return urlunsplit(parts._replace(scheme="http" if parts.scheme == "https" else "https", netloc=netloc))

    async def _other_scheme(self, ask: Ask, first: Answer) -> Answer:
        """Ask once by the other of http and https; what answers is used for the rest of the run."""
        async with self._swapping:
            if self._swap_tried:  # another request of this run has found out meanwhile
                return first if not self._swapped else _after(first, await self._attempt(ask))
            self._swap_tried = self._swapped = True
            second = await self._attempt(ask)
            if self.exchange.proven:
                declared = self.order.portal.url
                names = urlsplit(declared).scheme, urlsplit(self._rewritten(declared)).scheme
                self.exchange.note(f"{names[0]} did not answer ({outcome.said(first.failure)}); {names[1]} does")
                return _after(first, second)
            self._swapped = False
            return _after(second, first)

    def _worth_a_retry(self, answer: Answer, ask: Ask) -> bool:
        """Once more for what may have been an accident."""
        failure = answer.failure
        if failure is None or ask.kind is VisitKind.ROBOTS or ask.kind in _ASIDE or not self.exchange.proven or answer.stops or answer.shut:
            return False
        return failure.name is FailureName.CONNECTION or (answer.reply.status in (500, 502, 504) and not ask.guess)

    async def _stop_or_wait(self, ask: Ask, answer: Answer) -> Answer:
        """The server wants to be left alone."""
        async with self._waiting:
            if not self.exchange.left_alone:  # another request of this run has waited, or has ended the run
                return answer if self.exchange.halted else _after(answer, await self._attempt(ask))
            asked = max(answer.visit.retry_after if answer.visit is not None else 0.0, self.exchange.retry_after)
            wait = asked or BLOCK_WAIT
            if not self.order.limits.wait_out_block or self._waited_out or wait > LONGEST_BLOCK_WAIT:
                self.exchange.halt(answer.failure, asked)
                return answer
            self._waited_out = True
            self.exchange.retry_after = 0.0
            self.exchange.note(f"asked to wait ({outcome.said(answer.failure)}): waited {wait:g} s, then went on at half the pace")
            if not await self.exchange.wait_out(wait):
                return answer
            self._keeper.forget_failures()
            again = _after(answer, await self._attempt(ask))
            if again.stops:
                self.exchange.halt(again.failure, again.visit.retry_after if again.visit is not None else 0.0)
            return again


async def _judge_robots(response: Response) -> Failure | None:
    """Only an answer that says nothing about what is allowed is a failure: a client error allows everything."""
    if response.status == 429 or response.status >= 500:
        name = FailureName.RATE_LIMITED if response.status == 429 else FailureName.ROBOTS
        return Failure(name=name, detail=f"{response.url} answers {response.status}: nothing is fetched until it can be read")
    return None


def _robots_url(origin: str) -> str:
    scheme, _, place = origin.partition("://")
    usual = {"http": ":80", "https": ":443"}[scheme]
    return f"{scheme}://{place.removesuffix(usual)}/robots.txt"


def _validators(headers: Mapping[str, str], body: bytes) -> Validators:
    return Validators(etag=headers.get("etag", ""), last_modified=headers.get("last-modified", ""), body_hash=outcome.body_hash(body))


def _after(earlier: Answer, answer: Answer) -> Answer:
    """`answer`, with what was tried before it."""
    tried = (earlier.visit,) if earlier.visit is not None else ()
    return replace(answer, earlier=(*earlier.earlier, *tried, *answer.earlier), read=(*earlier.read, *answer.read))
