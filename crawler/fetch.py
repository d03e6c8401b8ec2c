"""One request of one order, from the address to a named outcome: gate, robots.txt, pace, download, redirects, judgement.

Redirects are followed here, each hop through the same checks as the first. What a server says about pace (429, Retry-After, a
flood blocker's page) ends the whole order, or is waited out once where the order allows it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.http import Response
from scrapy.http.cookies import CookieJar
from twisted.internet.defer import Deferred

from crawler import outcome, politeness, robots
from crawler.discovery.dialogue import Ask, Reply
from crawler.download import DOWNLOAD_ERRORS, explain
from crawler.extraction import quality
from crawler.network import Gate, Refused, Resolver, Target, bare
from storage.models import Failure, FailureName, Order, Profile, Robots, Validators, Visit, VisitKind

MOST_COOKIES = 60
BLOCK_WAIT = 60.0  # seconds a flood blocker that names none is waited out
LONGEST_BLOCK_WAIT = 180.0
FAILURES_IN_A_ROW = 5  # after that many the portal is left alone for this run
_UNREACHABLE = {FailureName.REFUSED, FailureName.TLS, FailureName.TIMEOUT, FailureName.CONNECTION}
_STOPPING = {FailureName.BLOCKED, FailureName.RATE_LIMITED}
_ABOUT_THE_SERVER = {*_STOPPING, FailureName.MAINTENANCE}

Download = Callable[[Request], Awaitable[Response]]


class Brake:
    """Stops downloads that are under way."""

    def __init__(self) -> None:
        self.stopped = asyncio.Event()
        self._under_way: set[Deferred[Response]] = set()

    def watch(self, download: Deferred[Response]) -> None:
        self._under_way.add(download)
        download.addBoth(self._done, download)
        if self.stopped.is_set():
            download.cancel()

    def stop(self) -> None:
        self.stopped.set()
        for download in tuple(self._under_way):
            download.cancel()

    def _done(self, result: object, download: Deferred[Response]) -> object:
        self._under_way.discard(download)
        return result


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

    @property
    def failure(self) -> Failure | None:
        return self.reply.failure


@dataclass(slots=True)
class _Hop:
    """One exchange with a server."""

    response: Response | None
    failure: Failure | None
    seconds: float = 0.0
    address: str = ""


@dataclass
class Fetcher:
    """All requests of one order. `download` is Scrapy's engine; `profile` is what is known of the portal by now."""

    order: Order
    download: Download
    limiter: politeness.Limiter
    resolver: Resolver
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    requests: int = 0
    halted: Failure | None = None  # why no further request is made, as far as the portal is to blame
    retry_after: float = 0.0
    notes: list[str] = field(default_factory=list)
    brake: Brake = field(default_factory=Brake)

    def __post_init__(self) -> None:
        self.profile: Profile = self.order.profile
        self._gate = Gate(self.order.portal, self.order.allow_private, self.resolver)
        self._keeper = robots.Keeper.from_stored(dict(self.order.robots), self.now(), self._fetch_robots)
        self._jar = CookieJar()
        self._read: list[Read] = []
        self._slowed = 1.0
        self._crawl_delay = 0.0
        self._waited_out = False
        self._proven = False  # the portal has answered something in this run
        self._swapped = False
        self._swap_lock: asyncio.Lock | None = asyncio.Lock()
        self._in_a_row = 0
        seconds = self.order.limits.seconds
        self._deadline = time.monotonic() + seconds if seconds else 0.0

    @property
    def spent(self) -> str:
        """Which bound of the order is used up, "" if none."""
        limits = self.order.limits
        if limits.requests and self.requests >= limits.requests:
            return f"{limits.requests} requests"
        if self._deadline and time.monotonic() >= self._deadline:
            return f"{limits.seconds:g} seconds"
        return ""

    def owns(self, url: str) -> bool:
        return self._gate.owns(url)

    async def fetch(self, ask: Ask) -> Answer:
        """Make one request and whatever it needs first; never raises for what a server does."""
        answer = await self._attempt(ask)
        if answer.failure is not None and answer.failure.name in _UNREACHABLE and not self._proven and self._is_home(ask.url):
            answer = await self._other_scheme(ask, answer)
        elif self._worth_a_retry(answer, ask):
            answer = self._after(answer, await self._attempt(ask))
        if self._stops(answer):
            answer = await self._stop_or_wait(ask, answer)
        self._count(answer)
        return replace(answer, read=(*answer.read, *self._take_read()))

    # One attempt, with its redirects.

    async def _attempt(self, ask: Ask) -> Answer:
        url, method, body, hops = self._rewritten(ask.url), ask.method, outcome.form_body(ask), list[str]()
        if ask.kind is VisitKind.ROBOTS:
            return await self._answer_robots(ask, url)
        started = time.monotonic()
        while True:
            hop = await self._hop(url, method, body, ask)
            if hop.response is None or hop.response.status not in outcome.REDIRECTS:
                return await self._judged(ask, url, tuple(hops), hop, time.monotonic() - started)
            onward = outcome.location(hop.response.headers.get("Location"), url)
            hops.append(url)
            problem = outcome.redirect_problem(onward, hops, hop.response.headers.get("Set-Cookie") is not None)
            if problem is not None:
                return await self._judged(ask, url, tuple(hops), replace(hop, failure=problem), time.monotonic() - started)
            if hop.response.status == 303 or (hop.response.status in (301, 302) and method == "POST"):
                method, body = "GET", b""
            url = onward

    async def _hop(self, url: str, method: str, body: bytes, ask: Ask) -> _Hop:
        try:
            target = await self._gate.check(url)
        except Refused as refused:
            return _Hop(None, refused.failure)
        rules = await self._keeper.rules(target.origin)
        if isinstance(rules, Failure):
            return _Hop(None, rules)
        self._heed(rules)
        if not rules.allows(url):
            return _Hop(None, Failure(name=FailureName.ROBOTS, detail=f"robots.txt disallows {url[:300]}"))
        return await self._exchange(target, url, method, body, outcome.request_headers(ask))

    async def _exchange(self, target: Target, url: str, method: str, body: bytes, headers: Mapping[str, str]) -> _Hop:
        """One request at its turn. Redirects come back as they are."""
        keys = [f"host {bare(target.host)}", *(f"address {address}" for address in target.addresses)]
        async with self.limiter.slot(keys, self._pace()):
            if self.brake.stopped.is_set() or self.spent or self.halted:
                return _Hop(None, Failure(name=FailureName.STOPPED, detail=self.spent or "the run ends"))
            self.requests += 1
            request = Request(
                url,
                method=method,
                body=body,
                headers=dict(headers),
                dont_filter=True,
                meta={
                    "addresses": target.addresses,
                    "proxy": target.proxy or None,  # None also keeps the environment's proxies out
                    "tls": self.order.portal.tls,
                    "brake": self.brake,
                    "download_timeout": self.order.limits.timeout,
                    "download_maxsize": self.order.limits.max_body,
                },
            )
            self._jar.add_cookie_header(request)
            started = time.monotonic()
            try:
                # shielded: Scrapy's engine must see its downloads end; the brake ends them
                response = await asyncio.shield(asyncio.ensure_future(self.download(request)))
            except DOWNLOAD_ERRORS as error:
                failure = explain(error)
                if self.brake.stopped.is_set():
                    failure = Failure(name=FailureName.STOPPED, detail="the run ends")
                return _Hop(None, failure, time.monotonic() - started, next(iter(target.addresses), ""))
            self._keep_cookies(response, request)
            self._proven = self._proven or self._is_home(url)
            address = "" if target.proxy else str(response.ip_address or "")
            return _Hop(response, None, time.monotonic() - started, address)

    def _keep_cookies(self, response: Response, request: Request) -> None:
        if "Set-Cookie" in response.headers:
            self._jar.extract_cookies(response, request)
            if len(self._jar.jar) > MOST_COOKIES:
                self._jar.jar.clear()

    def _pace(self) -> politeness.Pace:
        limits, portal = self.order.limits, self.order.portal
        delay = max(limits.delay, portal.delay, self._crawl_delay) * self._slowed
        windows = politeness.windows_for(self.profile.family, portal.cms) if delay > 0 else ()
        return politeness.Pace(delay, limits.concurrency, windows)

    def _heed(self, rules: robots.Rules) -> None:
        asked = rules.crawl_delay
        if asked > politeness.LONGEST_CRAWL_DELAY:
            self._note(f"robots.txt asks for {asked:g} s between requests; {politeness.LONGEST_CRAWL_DELAY:g} s are kept")
        self._crawl_delay = max(self._crawl_delay, min(asked, politeness.LONGEST_CRAWL_DELAY))

    # What an answer means.

    async def _judged(self, ask: Ask, url: str, hops: tuple[str, ...], hop: _Hop, seconds: float) -> Answer:
        now, response, failure = self.now(), hop.response, hop.failure
        status = response.status if response is not None else 0
        pairs = outcome.header_pairs(response.headers) if response is not None else ()
        headers = dict(reversed(pairs))
        body = response.body if response is not None else b""
        if failure is None and status != 304:
            failure = await self._judge(ask, url, status, headers, body)
        validators = Validators(
            etag=headers.get("etag", ""), last_modified=headers.get("last-modified", ""), body_hash=outcome.body_hash(body)
        )
        same = status == 304 or (failure is None and bool(ask.validators.body_hash) and validators.body_hash == ask.validators.body_hash)
        wait = politeness.retry_after(headers.get("retry-after", ""), now) if status in (429, 503) or failure is not None else 0.0
        visit = Visit(
            url=ask.url,
            kind=ask.kind,
            at=now,
            outcome=failure.name.value if failure is not None else "not_modified" if same else "ok",
            detail=failure.detail if failure is not None else "",
            status=status,
            final_url=url,
            redirects=hops,
            size=len(body),
            seconds=round(seconds, 3),
            address=hop.address,
            validators=validators if failure is None and status != 304 else ask.validators if status == 304 else Validators(),
            retry_after=wait,
        )
        reply = Reply(
            status=status,
            url=url,
            headers=headers,
            body=body,
            at=now,
            failure=failure,
            not_modified=same and failure is None,
            redirects=hops,
        )
        return Answer(reply, visit, pairs=pairs)

    async def _judge(self, ask: Ask, url: str, status: int, headers: Mapping[str, str], body: bytes) -> Failure | None:
        if ask.kind is VisitKind.ARTICLE and 200 <= status < 300 and not outcome.may_be_page(headers.get("content-type", "")):
            return Failure(name=FailureName.NOT_HTML, detail=headers["content-type"][:100])
        by_status = outcome.status_failure(status)
        if ask.kind in (VisitKind.FEED, VisitKind.SITEMAP) and not outcome.looks_like_html(headers.get("content-type", ""), body):
            return by_status
        verdict = await asyncio.to_thread(quality.judge, status, headers, body, ask.url, url, self.profile)
        if verdict is not None and (verdict.name in _ABOUT_THE_SERVER or ask.kind is VisitKind.ARTICLE):
            return verdict
        return by_status

    # robots.txt

    async def _fetch_robots(self, origin: str) -> Robots | Failure:
        asked = url = f"{origin}/robots.txt"
        hops, target = list[str](), None
        started = time.monotonic()
        while True:
            try:
                target = await self._gate.check(url)
                hop = await self._exchange(target, url, "GET", b"", {})
            except Refused as refused:
                hop = _Hop(None, refused.failure)
            if hop.response is None or hop.response.status not in outcome.REDIRECTS:
                break
            hops.append(url)
            url = outcome.location(hop.response.headers.get("Location"), url)
            if outcome.redirect_problem(url, hops, False) is not None:
                break
        copy, failure, wait = self._robots_said(asked, hop, bool(hops))
        visit = Visit(
            url=asked,
            kind=VisitKind.ROBOTS,
            at=self.now(),
            outcome=failure.name.value if failure is not None else "ok",
            detail=failure.detail if failure is not None else "",
            status=hop.response.status if hop.response is not None else 0,
            final_url=url,
            redirects=tuple(hops),
            size=len(hop.response.body) if hop.response is not None else 0,
            seconds=round(time.monotonic() - started, 3),
            address=hop.address,
            retry_after=wait,
        )
        if failure is not None:
            self.retry_after = max(self.retry_after, wait)
            self._read.append(Read(visit))
            return failure
        copies = {origin: copy}
        if target is not None and hops and url == f"{target.origin}/robots.txt":
            copies[target.origin] = copy
        elif target is not None and hops and urlsplit(url).path == "/robots.txt":
            copies[target.origin] = copy  # the usual port, not written
        for each in copies:
            self._keeper.copies.setdefault(each, copy)
        self._read.append(Read(visit, tuple(copies.items())))
        return copy

    def _robots_said(self, asked: str, hop: _Hop, redirected: bool) -> tuple[Robots, Failure | None, float]:
        """The copy to keep, or why there is none and how long the server wants to be left alone."""
        now, response, failure = self.now(), hop.response, hop.failure
        if response is None:
            if redirected and failure is not None and failure.name in (FailureName.OFFSITE, FailureName.PRIVATE_ADDRESS):
                return Robots(status=404, fetched_at=now), None, 0.0  # rules that lie elsewhere are no rules of this origin
            return Robots(fetched_at=now), failure, 0.0
        status = 404 if response.status in outcome.REDIRECTS else response.status
        if status == 429 or status >= 500:
            name = FailureName.RATE_LIMITED if status == 429 else FailureName.ROBOTS
            problem = Failure(name=name, detail=f"{asked} answers {status}: nothing is fetched until it can be read")
            wait = politeness.retry_after(outcome.decoded(response.headers.get("Retry-After") or b""), now)
            return Robots(status=status, fetched_at=now), problem, wait
        kind = outcome.decoded(response.headers.get("Content-Type") or b"")
        return Robots(text=robots.text_of(status, kind, response.body), status=status, fetched_at=now), None, 0.0

    async def _answer_robots(self, ask: Ask, url: str) -> Answer:
        """The walk reads the same copy that requests are checked against: it costs no request of its own."""
        try:
            target = await self._gate.check(url)
        except Refused as refused:
            return await self._judged(ask, url, (), _Hop(None, refused.failure), 0.0)
        rules = await self._keeper.rules(target.origin)
        now = self.now()
        if isinstance(rules, Failure):
            return Answer(Reply(status=0, url=url, at=now, failure=rules), None)
        self._heed(rules)
        copy = self._keeper.copies[target.origin]
        failure = None if copy.text else outcome.status_failure(copy.status)
        return Answer(Reply(status=copy.status, url=url, body=copy.text.encode(), at=now, failure=failure), None)

    def _take_read(self) -> tuple[Read, ...]:
        taken, self._read = tuple(self._read), []
        return taken

    # When a server does not answer, or answers "not now".

    def _is_home(self, url: str) -> bool:
        own, other = urlsplit(self.order.portal.url), urlsplit(url)
        return bare(own.hostname or "") == bare(other.hostname or "")

    def _rewritten(self, url: str) -> str:
        """The address with the scheme the portal answers by."""
        home = urlsplit(self.order.portal.url)
        parts = urlsplit(url)
        if not self._swapped or parts.scheme != home.scheme or not self._is_home(url):
            return url
        scheme = "http" if parts.scheme == "https" else "https"
        default = {None, 80, 443}
        netloc = parts.netloc if parts.port not in default else parts.netloc.rsplit(":", 1)[0] if parts.port else parts.netloc
        return urlunsplit(parts._replace(scheme=scheme, netloc=netloc))

    async def _other_scheme(self, ask: Ask, first: Answer) -> Answer:
        """Ask once by the other of http and https; what answers is used for the rest of the run."""
        lock = self._swap_lock
        if lock is None:
            return first if not self._swapped else self._after(first, await self._attempt(ask))
        async with lock:
            if self._swap_lock is None:  # another request of this run has found out meanwhile
                return first if not self._swapped else self._after(first, await self._attempt(ask))
            self._swapped = True
            second = await self._attempt(ask)
            self._swap_lock = None
            if self._proven:
                schemes = (urlsplit(self.order.portal.url).scheme, urlsplit(self._rewritten(self.order.portal.url)).scheme)
                self._note(f"{schemes[0]} did not answer ({outcome.said(first.failure)}); {schemes[1]} does")
                return self._after(first, second)
            self._swapped = False
            return self._after(second, first)

    @staticmethod
    def _after(earlier: Answer, answer: Answer) -> Answer:
        tried = (earlier.visit,) if earlier.visit is not None else ()
        return replace(answer, earlier=(*earlier.earlier, *tried, *answer.earlier), read=(*earlier.read, *answer.read))

    def _worth_a_retry(self, answer: Answer, ask: Ask) -> bool:
        failure = answer.failure
        if failure is None or ask.kind is VisitKind.ROBOTS or self.brake.stopped.is_set() or not self._proven:
            return False
        return failure.name is FailureName.CONNECTION or answer.reply.status in (500, 502, 504)

    @staticmethod
    def _stops(answer: Answer) -> bool:
        failure, visit = answer.failure, answer.visit
        if failure is None or answer.reply.status in (401, 403):
            return False  # a single page may be closed to everybody; many in a row are counted
        return failure.name in _STOPPING or (visit is not None and visit.status == 503 and visit.retry_after > 0)

    async def _stop_or_wait(self, ask: Ask, answer: Answer) -> Answer:
        """The server wants to be left alone."""
        asked = max(answer.visit.retry_after if answer.visit is not None else 0.0, self.retry_after)
        wait = asked or BLOCK_WAIT
        if not self.order.limits.wait_out_block or self._waited_out or wait > LONGEST_BLOCK_WAIT:
            self.halt(answer.failure, asked)
            return answer
        self._waited_out = True
        self._slowed = 2.0
        self.retry_after = 0.0
        self._note(f"asked to wait ({outcome.said(answer.failure)}): waited {wait:g} s, then went on at half the pace")
        try:
            await asyncio.wait_for(self.brake.stopped.wait(), wait)
        except TimeoutError:
            self._keeper.forget_failures()
            again = self._after(answer, await self._attempt(ask))
            if self._stops(again):
                self.halt(again.failure, again.visit.retry_after if again.visit is not None else 0.0)
            return again
        return answer

    def halt(self, failure: Failure | None, retry_after: float = 0.0) -> None:
        """No further request in this run."""
        self.halted = self.halted or failure
        self.retry_after = max(self.retry_after, retry_after)

    def _count(self, answer: Answer) -> None:
        """Leave a portal alone that does not work at all."""
        failure = answer.failure
        if failure is None:
            self._in_a_row = 0
            return
        if (not self._proven and failure.name in {*_UNREACHABLE, FailureName.DNS, FailureName.PRIVATE_ADDRESS}) or (
            failure.name is FailureName.ROBOTS and "answers 5" in failure.detail
        ):
            self.halt(failure)
        elif failure.name in {*_UNREACHABLE, FailureName.DNS, FailureName.SERVER_ERROR, FailureName.MAINTENANCE, FailureName.BLOCKED}:
            self._in_a_row += 1
            if self._in_a_row >= FAILURES_IN_A_ROW:
                self.halt(failure)
        elif failure.name is not FailureName.STOPPED:
            self._in_a_row = 0

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)
