"""One HTTP exchange at its turn: pace, cookies, download, and what the server says about being asked again.

What an answer means is judged before its turn ends: when a server wants to be left alone, no other request of the order follows.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.http.cookies import CookieJar
from twisted.internet.defer import Deferred

from crawler import outcome, politeness, robots
from crawler.download import DOWNLOAD_ERRORS, explain
from crawler.network import Target, bare
from storage.models import Failure, FailureName, Order

MOST_COOKIES = 60
FAILURES_IN_A_ROW = 5  # after that many the portal is left alone for this run
_STOPPING = frozenset({FailureName.BLOCKED, FailureName.RATE_LIMITED})
_IN_A_ROW = frozenset(
    {
        *(FailureName.REFUSED, FailureName.TLS, FailureName.TIMEOUT, FailureName.CONNECTION, FailureName.DNS),
        *(FailureName.SERVER_ERROR, FailureName.MAINTENANCE, FailureName.BLOCKED),
    }
)

Download = Callable[[Request], Awaitable[Response]]
Judge = Callable[[Response], Awaitable[Failure | None]]


def clock_from(at: datetime | None) -> Callable[[], datetime]:
    """The time as an order has it: it runs on from the moment it was given; without one, the time of this machine."""
    if at is None:
        return lambda: datetime.now(UTC)
    began = time.monotonic()
    return lambda: at + timedelta(seconds=time.monotonic() - began)


class Brake:
    """Stops what a run waits for: downloads that are under way, turns and names that are not here yet."""

    def __init__(self) -> None:
        self.stopped = asyncio.Event()
        self._under_way: set[Deferred[Response]] = set()
        self._waiting: set[asyncio.Task[Any]] = set()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """What waits inside is cancelled by `stop`; `Fetcher.fetch` turns that into an answer."""
        task = asyncio.current_task()
        if task is None or self.stopped.is_set():
            raise asyncio.CancelledError
        self._waiting.add(task)
        try:
            yield
        finally:
            self._waiting.discard(task)

    def watch(self, download: Deferred[Response]) -> None:
        self._under_way.add(download)
        download.addBoth(self._done, download)
        if self.stopped.is_set():
            download.cancel()

    def stop(self) -> None:
        self.stopped.set()
        for download in tuple(self._under_way):
            download.cancel()
        for task in tuple(self._waiting):
            task.cancel()

    def _done(self, result: Response, download: Deferred[Response]) -> Response:
        self._under_way.discard(download)
        return result


@dataclass(frozen=True, slots=True)
class Hop:
    """What came of one exchange. `stops`: the server wants to be left alone, for `retry_after` seconds if it says so."""

    response: Response | None = None
    failure: Failure | None = None
    seconds: float = 0.0
    address: str = ""
    retry_after: float = 0.0
    stops: bool = False

    @property
    def status(self) -> int:
        return self.response.status if self.response is not None else 0

    @property
    def redirects(self) -> bool:
        return self.status in outcome.REDIRECTS and self.failure is None


@dataclass
class Exchange:
    """The requests of one order, one after the other as its pace allows. `download` is Scrapy's engine."""

    order: Order
    download: Download
    limiter: politeness.Limiter
    now: Callable[[], datetime] = field(default_factory=lambda: clock_from(None))
    requests: int = 0
    halted: Failure | None = None  # why no further request is made, as far as the portal is to blame
    retry_after: float = 0.0
    proven: bool = False  # the portal has answered something in this run
    slowed: float = 1.0
    family: str = ""
    notes: list[str] = field(default_factory=list)
    brake: Brake = field(default_factory=Brake)

    def __post_init__(self) -> None:
        self._jar = CookieJar()
        self._crawl_delay = 0.0
        self._in_a_row = 0
        self._clear = asyncio.Event()  # not set while a server is being left alone
        self._clear.set()
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

    @property
    def left_alone(self) -> bool:
        """Whether the server has sent us away and nothing has been decided about it yet."""
        return not self._clear.is_set()

    async def send(
        self,
        target: Target,
        url: str,
        method: str,
        body: bytes,
        headers: Mapping[str, str],
        judge: Judge,
        *,
        aside: bool = False,
        headers_only: bool = False,
    ) -> Hop:
        """One request at its turn. Redirects come back as they are; never raises for what a server does.

        `aside`: what the answer is says nothing of the portal's pages.
        """
        keys = [f"host {bare(target.host)}", *(f"address {address}" for address in target.addresses)]
        while True:
            async with AsyncExitStack() as turn:
                with self.brake.waiting():
                    await self._clear.wait()
                    await turn.enter_async_context(self.limiter.slot(keys, self._pace()))
                if self.brake.stopped.is_set() or self.spent or self.halted:
                    return Hop(failure=Failure(name=FailureName.STOPPED, detail=self.spent or "the run ends"))
                if not self._clear.is_set():
                    continue  # another request of ours was sent away while this one waited
                request = self._request(target, url, method, body, headers)
                request.meta["headers_only"] = headers_only
                hop = await self._at_turn(target, request, judge)
                self._tally(hop, aside)
                return hop

    async def _at_turn(self, target: Target, request: Request, judge: Judge) -> Hop:
        self.requests += 1
        self._jar.add_cookie_header(request)
        started = time.monotonic()
        try:
            response = await self.download(request)
        except DOWNLOAD_ERRORS as error:
            broken = explain(error)
            if self.brake.stopped.is_set():
                broken = Failure(name=FailureName.STOPPED, detail="the run ends")
            return Hop(failure=broken, seconds=time.monotonic() - started, address=next(iter(target.addresses), ""))
        if "Set-Cookie" in response.headers:
            self._jar.extract_cookies(response, request)
            if len(self._jar.jar) > MOST_COOKIES:
                self._jar.jar.clear()
        self.proven = True
        address = "" if target.proxy else str(response.ip_address or "")
        hop = Hop(response, None, time.monotonic() - started, address)
        if hop.redirects:
            return hop
        failure = await judge(response)
        header = outcome.decoded(response.headers.get("Retry-After") or b"")
        wait = politeness.retry_after(header, self.now()) if failure is not None else 0.0
        # a page with 401 or 403 may be closed to everybody: only many in a row mean us
        told = failure is not None and failure.name in _STOPPING and response.status not in (401, 403)
        return replace(hop, failure=failure, retry_after=wait, stops=told or (response.status in (429, 503) and wait > 0))

    def _request(self, target: Target, url: str, method: str, body: bytes, headers: Mapping[str, str]) -> Request:
        return Request(
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

    def _pace(self) -> politeness.Pace:
        limits, portal = self.order.limits, self.order.portal
        delay = max(limits.delay, portal.delay, self._crawl_delay) * self.slowed
        windows = politeness.windows_for(self.family, portal.cms) if delay > 0 else ()
        return politeness.Pace(delay, limits.concurrency, windows)

    def heed(self, rules: robots.Rules) -> None:
        """Apply a robots.txt's Crawl-delay."""
        asked = rules.crawl_delay
        if asked > politeness.LONGEST_CRAWL_DELAY:
            self.note(f"robots.txt asks for {asked:g} s between requests; {politeness.LONGEST_CRAWL_DELAY:g} s are kept")
        self._crawl_delay = max(self._crawl_delay, min(asked, politeness.LONGEST_CRAWL_DELAY))

    def halt(self, failure: Failure | None, retry_after: float = 0.0) -> None:
        """No further request in this run."""
        self.halted = self.halted or failure
        self.retry_after = max(self.retry_after, retry_after)
        self._clear.set()

    async def wait_out(self, seconds: float) -> bool:
        """Leave the server alone that long, then go on at half the pace; False when the run ended meanwhile."""
        self.slowed = 2.0
        try:
            await asyncio.wait_for(self.brake.stopped.wait(), seconds)
        except TimeoutError:
            self._in_a_row = 0
            return True
        finally:
            self._clear.set()
        return False

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def _tally(self, hop: Hop, aside: bool) -> None:
        if hop.stops:
            self._clear.clear()
        if aside:
            return
        if hop.failure is not None and hop.failure.name in _IN_A_ROW:
            self._in_a_row += 1
            if self._in_a_row >= FAILURES_IN_A_ROW:
                self.halt(hop.failure, hop.retry_after)
        elif hop.response is not None:
            self._in_a_row = 0
