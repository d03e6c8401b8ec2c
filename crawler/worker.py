"""The crawl process: orders come in on stdin, messages go out on stdout, as frames of `storage.models`.

One reactor serves all orders of its life, many at a time. Output passes a queue that is bounded in bytes and drained by a thread:
a parent that reads slowly slows the crawl. When stdin ends, so does the process, whatever still hangs.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

# First, and not where it is used, deep in a running loop: it walks the whole stack and all loaded modules for each name it deprecates.
import scrapy.core.downloader.contextfactory  # noqa: F401
from scrapy.settings import Settings
from scrapy.utils.log import configure_logging
from scrapy.utils.project import get_project_settings
from scrapy.utils.reactor import install_reactor

from crawler.shared import SharedSettings
from storage.models import (
    Cancel,
    Failure,
    FailureName,
    Finished,
    Message,
    Order,
    RunOutcome,
    Stored,
    WireError,
    pack,
    read_frame,
)

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)

GRACE = 5.0  # seconds between being told to stop and being gone
MOST_QUEUED = 8 * 1024 * 1024  # bytes that may wait for the parent


class Outlet:
    """Messages to the parent. `send` waits while too much is queued; a thread writes."""

    confirms = True

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._queue: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._queued = 0
        self._room = asyncio.Condition()
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._write, name="outlet", daemon=True)
        self._thread.start()

    async def send(self, message: Message) -> None:
        frame = pack(message)
        async with self._room:
            await self._room.wait_for(lambda: not self._queued or self._queued + len(frame) <= MOST_QUEUED)
            self._queued += len(frame)
            self._queue.put(frame)

    async def drained(self) -> None:
        """Wait until everything is written."""
        async with self._room:
            await self._room.wait_for(lambda: not self._queued)

    def _write(self) -> None:
        while (frame := self._queue.get()) is not None:
            try:
                self._stream.write(frame)
                self._stream.flush()
            except (OSError, ValueError):
                os._exit(1)  # nobody reads any more
            with contextlib.suppress(RuntimeError):  # the loop is gone
                self._loop.call_soon_threadsafe(self._written, len(frame))

    def _written(self, size: int) -> None:
        self._queued -= size
        self._wake = asyncio.ensure_future(self._notify())

    async def _notify(self) -> None:
        async with self._room:
            self._room.notify_all()


class Service:
    """All orders of this process."""

    def __init__(self, settings: Settings, outlet: Outlet, folder: Path | None) -> None:
        from crawler.network import Resolver
        from crawler.politeness import Limiter

        self._settings, self._outlet = settings, outlet
        self._limiter, self._resolver = Limiter(folder), Resolver()
        self._crawlers: dict[str, Crawler] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._cancelled: set[str] = set()
        self._ending: asyncio.Task[None] | None = None

    def receive(self, command: Order | Stored | Cancel) -> None:
        """Act on one frame of the parent; never blocks."""
        if isinstance(command, Order):
            if self._ending is None and command.id not in self._tasks:
                task = self._tasks[command.id] = asyncio.ensure_future(self._serve(command))
                task.add_done_callback(lambda done: self._tasks.pop(command.id, None))
            return
        run = getattr(getattr(self._crawlers.get(command.order), "spider", None), "run", None)
        if isinstance(command, Stored):
            if run is not None:
                run.stored(command.number)
        elif run is not None:
            run.cancel()
        elif command.order in self._tasks:
            self._cancelled.add(command.order)  # told to stop before it began

    def end(self) -> None:
        """Stop all orders and leave, at the latest after the grace."""
        if self._ending is None:
            self._ending = asyncio.ensure_future(self._end())

    async def _end(self) -> None:
        asyncio.get_running_loop().call_later(GRACE, os._exit, 1)
        for order in tuple(self._tasks):
            self.receive(Cancel(order=order))
        while self._tasks:
            await asyncio.wait(tuple(self._tasks.values()))
        await self._outlet.drained()
        os._exit(0)

    async def _serve(self, order: Order) -> None:
        """One order, as a Scrapy crawler of its own. The worker's border: whatever breaks, the order gets its Finished."""
        finished: Finished | None = None
        reason = ""
        try:
            from scrapy.crawler import Crawler

            from crawler.spiders.portal import PortalSpider

            crawler = self._crawlers[order.id] = Crawler(PortalSpider, self._settings)
            if order.id not in self._cancelled:
                await crawler.crawl_async(
                    order=order,
                    outlet=self._outlet,
                    limiter=self._limiter,
                    resolver=self._resolver,
                    cancelled=lambda: order.id in self._cancelled,
                )
                spider: Any = crawler.spider
                finished, reason = spider.finished, spider.broken
        except Exception as error:
            log.exception("order %s of %s", order.id, order.portal.slug)
            reason = f"{type(error).__name__}: {error}"[:300]
        finally:
            self._crawlers.pop(order.id, None)
        if finished is None:
            stopped = order.id in self._cancelled
            failure = Failure(name=FailureName.STOPPED, detail="cancelled before it began" if stopped else f"the crawl broke: {reason}")
            finished = Finished(order=order.id, outcome=RunOutcome.STOPPED if stopped else RunOutcome.FAILED, failure=failure)
        self._cancelled.discard(order.id)
        await self._outlet.send(finished)


def _listen(stream: BinaryIO, service: Service, loop: asyncio.AbstractEventLoop, parent: int) -> None:
    """Read commands until the parent is done or gone."""
    try:
        while (command := read_frame(stream)) is not None:
            loop.call_soon_threadsafe(service.receive, command)
    except (WireError, OSError) as error:
        print(f"crawler.worker: {error}", file=sys.stderr)
    if os.getppid() != parent:
        os._exit(1)
    loop.call_soon_threadsafe(service.end)


def _own_stdout() -> BinaryIO:
    """Stdout for frames alone: whatever else writes to descriptor 1 lands on stderr."""
    stream = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return stream


def _settings() -> Settings:
    settings = get_project_settings()
    settings.setmodule("crawler.settings", priority="project")
    return SharedSettings.of(settings)


def _fail_early(started: asyncio.Task[None]) -> None:
    if (error := started.exception()) is not None:
        print(f"crawler.worker: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
        os._exit(1)


def main() -> None:
    """Run until stdin ends."""
    parser = argparse.ArgumentParser(prog="python -m crawler.worker", description="Serves crawl orders; started by tinso itself.")
    parser.add_argument("--state", type=Path, help="folder of the pace files; default: one per user of this machine")
    arguments = parser.parse_args()
    parent = os.getppid()
    frames = _own_stdout()
    settings = _settings()
    configure_logging(settings)
    if settings["LOG_LEVEL"] != "DEBUG":
        logging.getLogger("scrapy").setLevel(logging.ERROR)  # what it warns of is a Visit here
    install_reactor(settings["TWISTED_REACTOR"])
    from twisted.internet import reactor as installed

    async def begin() -> None:
        loop = asyncio.get_running_loop()
        service = Service(settings, Outlet(frames), arguments.state)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, service.end)
        threading.Thread(target=_listen, args=(sys.stdin.buffer, service, loop, parent), name="commands", daemon=True).start()

    loop = asyncio.get_event_loop()
    started = loop.create_task(begin())
    started.add_done_callback(_fail_early)
    reactor: Any = installed  # its type depends on what was installed
    reactor.run(installSignalHandlers=False)


if __name__ == "__main__":
    main()
