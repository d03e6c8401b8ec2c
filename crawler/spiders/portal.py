"""The one spider: crawls one portal, whichever it is.

`scrapy crawl portal -a portal=SLUG -O out.jsonl` (or `-a url=https://…`) works alone and gives one item per article; under
`crawler.worker` it serves an Order and sends messages.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from datetime import date
from typing import Any, cast
from urllib.parse import urlsplit

import scrapy

import config
from crawler import browser
from crawler.exchange import Exchange, clock_from
from crawler.fetch import Fetcher
from crawler.network import Resolver
from crawler.politeness import Limiter
from crawler.report import Outlet
from crawler.run import PortalRun
from seeds import registry
from storage.models import Finished, Limits, Message, Order, Page, Portal, PortalKind


class PortalSpider(scrapy.Spider):
    """Arguments on the command line: `portal` or `url`; `limit` (articles, 0 = all), `since` (YYYY-MM-DD), `full`."""

    name = "portal"

    def __init__(
        self,
        portal: str = "",
        url: str = "",
        limit: str = "200",
        since: str = "",
        full: str = "",
        order: Order | None = None,
        outlet: Outlet | None = None,
        limiter: Limiter | None = None,
        resolver: Resolver | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        **rest: Any,
    ) -> None:
        super().__init__(**rest)
        if order is None and bool(portal) == bool(url):
            raise ValueError("want -a portal=SLUG or -a url=https://…")
        self.order = order or _order(_portal(portal, url), int(limit), since, full)
        self._outlet = outlet
        self._limiter = limiter or Limiter()
        self._resolver = resolver or Resolver()
        self._cancelled = cancelled
        self.run: PortalRun | None = None
        self.finished: Finished | None = None
        self.broken = ""

    async def start(self) -> AsyncIterator[Any]:
        if self._outlet is not None:
            await self._serve(self._outlet)
            return
        items = _Items()
        task = asyncio.ensure_future(self._serve(items))
        task.add_done_callback(lambda done: items.end())
        while (page := await items.queue.get()) is not None:
            yield item(self.order.portal.slug, page)
        await task
        finished = cast(Finished, self.finished)
        self.crawler.stats.set_value("portal/outcome", finished.outcome.value)
        if finished.failure is not None:
            self.logger.error("%s: %s %s", self.order.portal.url, finished.failure.name.value, finished.failure.detail)

    async def _serve(self, outlet: Outlet) -> None:
        engine = self.crawler.engine
        exchange = Exchange(self.order, engine.download_async, self._limiter, clock_from(self.order.at))
        self.run = PortalRun(self.order, Fetcher(self.order, exchange, self._resolver, browser.of_process()), outlet)
        if self._cancelled():
            self.run.cancel()
        try:
            self.finished = await self.run.run()
        except Exception as error:
            # the worker's border: Scrapy would only log it, the parent must hear of it
            self.broken = f"{type(error).__name__}: {error}"[:300]
            raise


class _Items:
    """Collects article pages for `scrapy crawl`; waits while they are not taken."""

    confirms = False

    def __init__(self) -> None:
        self.queue: asyncio.Queue[Page | None] = asyncio.Queue(16)

    async def send(self, message: Message) -> None:
        if isinstance(message, Page) and message.extraction is not None:
            await self.queue.put(message)

    def end(self) -> None:
        asyncio.ensure_future(self.queue.put(None))  # noqa: RUF006  # the queue keeps it


def item(portal: str, page: Page) -> dict[str, Any]:
    """An article as `scrapy crawl` writes it; `text` holds lead to signature, one block a line."""
    found = page.extraction
    assert found is not None
    return {
        "portal": portal,
        "url": page.url,
        "aliases": list(page.aliases),
        "title": found.title,
        "published": found.published or None,
        "author": found.author,
        "lead": found.lead,
        "text": "\n".join(found.blocks),
        "captions": list(found.captions),
        "attachments": [{"name": each.name, "url": each.url} for each in found.attachments],
        "extractor": found.extractor,
    }


def _portal(slug: str, url: str) -> Portal:
    if slug:
        return registry.load().find(slug)
    known = registry.load().by_url(url)
    return known or Portal(slug=urlsplit(url).hostname or url, kind=PortalKind.OTHER, name=url, url=url)


def _order(portal: Portal, limit: int, since: str, full: str) -> Order:
    settings = config.load()
    limits = Limits(
        articles=limit,
        since=date.fromisoformat(since) if since else None,
        full=full.lower() in {"1", "yes", "true"},
        delay=settings.delay,
        concurrency=settings.concurrency,
        timeout=settings.timeout,
        max_body=settings.max_body,
        seconds=settings.run_seconds,
        wait_out_block=True,
    )
    name = hashlib.blake2b(portal.url.encode(), digest_size=8).hexdigest()
    return Order(id=name, portal=portal, limits=limits, first_contact=True)
