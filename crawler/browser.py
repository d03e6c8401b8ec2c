"""Pages whose lists need scripts, in an installed Chromium that never touches the network itself.

scrapy-playwright lets the browser connect on its own: past our checked addresses, pace, robots.txt, proxies and TLS policies. Here
everything a page asks for is handed to `Serve`, which is the run's own fetcher, and what comes back is put into the browser. The
browser resolves no name; images, styles, fonts and media are refused, as are sockets, workers, frames, windows and downloads.
The driver ends when its pipe to this process does, and the browser with it, however this process ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import logging
import os
import shutil
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree, html

import config
from crawler import settings as scrapy_settings
from storage.models import Failure, FailureName

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import BrowserContext, Playwright, Route

log = logging.getLogger(__name__)

NAMES = ("chromium", "chromium-browser", "google-chrome")
NEVER = "none"
LAUNCH_SECONDS = 30.0
SETTLED_SECONDS = 0.5  # nothing asked for that long: the page is as it wants to be
IDLE_SECONDS = 60.0  # an unused browser is closed
END_SECONDS = 5.0
MOST_REQUESTS = 40  # of one page
MOST_KEPT = 8 * 1024 * 1024  # bytes of scripts kept, of all portals
KEPT_SECONDS = 6 * 3600.0
_WANTED = frozenset({"document", "script", "xhr", "fetch"})
_OURS = frozenset(  # headers that are made here, or speak of a connection that the browser does not have
    {"cookie", "host", "connection", "content-length", "user-agent", "accept-encoding", "accept-language", "if-none-match",
     "if-modified-since", "upgrade-insecure-requests", "priority", "purpose", "range"}
)  # fmt: skip
_FLAGS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=192",
    "--renderer-process-limit=1",
    "--disable-gpu",
    "--disable-crash-reporter",
    "--blink-settings=imagesEnabled=false",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page's script asks for."""

    url: str
    method: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Served:
    status: int
    type: str
    body: bytes


Serve = Callable[[Wanted], Awaitable[Served | None]]  # None: refused


class BrowserFailed(Exception):
    """A page could not be shown; `failure` says why."""

    def __init__(self, name: FailureName, detail: str) -> None:
        super().__init__(detail)
        self.failure = Failure(name=name, detail=detail[:300])


def lacking(setting: str) -> str:
    """Why there is no browser for pages that need one, and what to do; "" when there is one."""
    if setting == NEVER:
        return "TINSO_BROWSER is none"
    if importlib.util.find_spec("playwright") is None:
        return "install tinso[browser]"
    return "" if executable(setting) else "install chromium, or say in TINSO_BROWSER where one is"


@cache
def of_process() -> Browser | None:
    """The browser all orders of this process share, None when there is none."""
    settings = config.load()
    return None if lacking(settings.browser) else Browser(executable(settings.browser), settings.worker_memory)


def executable(setting: str) -> str:
    """The path of an installed Chromium, "" when there is none."""
    if setting:
        return setting if os.access(setting, os.X_OK) else ""
    return next(filter(None, map(shutil.which, NAMES)), "")


@dataclass
class Browser:
    """One Chromium for all orders of a process, started when a page needs it; one page at a time.

    As with workers it is closed after a page when it holds more than `memory` megabytes, and in the middle of one at twice that.
    """

    path: str
    memory: int = 300
    _sandboxed: bool = field(default_factory=lambda: os.geteuid() != 0)  # there is none for root
    _play: Playwright | None = None
    _chromium: Chromium | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _idle: asyncio.TimerHandle | None = None
    _closing: asyncio.Task[None] | None = None
    _kept: OrderedDict[str, tuple[float, Served]] = field(default_factory=OrderedDict)

    async def render(self, url: str, page: Served, serve: Serve, most: int, seconds: float) -> bytes:
        """The page as HTML once its scripts have run; `page` is what the server sent at `url`. Raises BrowserFailed.

        `most`: bytes the result may have; `seconds`: for all of it, what the page asks for included.
        """
        async with self._turn:
            if self._idle is not None:
                self._idle.cancel()
            try:
                chromium = await self._started()
                async with asyncio.timeout(seconds):
                    shown = await self._shown(chromium, url, page, serve, seconds)
                if await asyncio.to_thread(private_memory) > self.memory:
                    await self.close()
            except TimeoutError:
                await self.close()
                raise BrowserFailed(FailureName.TIMEOUT, f"the page's scripts did not end within {seconds:g} s") from None
            except BaseException as error:
                if not isinstance(error, BrowserFailed):
                    await self.close()
                raise
            finally:
                self._idle = asyncio.get_running_loop().call_later(IDLE_SECONDS, self._close_soon)
        if len(shown) > most:
            raise BrowserFailed(FailureName.TOO_LARGE, f"its scripts made {len(shown)} bytes of it")
        return await asyncio.to_thread(still, shown)

    async def _started(self) -> Chromium:
        if self._chromium is not None and self._chromium.is_connected():
            return self._chromium
        await self.close()
        from playwright.async_api import Error, async_playwright

        try:
            self._play = await async_playwright().start()
            try:
                self._chromium = await self._launched(self._play, self._sandboxed)
            except Error as error:
                if not self._sandboxed:
                    raise
                # in a container or behind the walls of a service unit there is none to be had
                log.warning("%s does not start with its sandbox and is started without: %s", self.path, _first_line(error))
                self._sandboxed = False
                self._chromium = await self._launched(self._play, sandbox=False)
        except (Error, OSError) as error:
            raise BrowserFailed(FailureName.NEEDS_SCRIPT, f"{self.path} does not start: {_first_line(error)}") from error
        return self._chromium

    async def _launched(self, play: Playwright, sandbox: bool) -> Chromium:
        return await play.chromium.launch(
            executable_path=self.path,
            args=list(_FLAGS),
            chromium_sandbox=sandbox,
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
            timeout=LAUNCH_SECONDS * 1000,
        )

    async def _shown(self, chromium: Chromium, url: str, page: Served, serve: Serve, seconds: float) -> bytes:
        from playwright.async_api import Error

        watch = asyncio.ensure_future(self._watch_memory(asyncio.current_task()))
        context: BrowserContext | None = None
        try:
            context = await chromium.new_context(
                user_agent=scrapy_settings.USER_AGENT,
                locale="vi-VN",
                timezone_id="Asia/Ho_Chi_Minh",
                service_workers="block",
                accept_downloads=False,
            )
            traffic = _Traffic(self, url, page, serve)
            await context.route_web_socket("**/*", lambda socket: socket.close())
            await context.route("**/*", traffic.take)
            tab = await context.new_page()
            context.on("page", lambda other: other.close() if other is not tab else None)
            await tab.goto(url, wait_until="commit", timeout=seconds * 1000)
            await tab.wait_for_load_state("domcontentloaded", timeout=seconds * 1000)
            await traffic.settled()
            text: str = await tab.content()
            return text.encode("utf-8", "replace")
        except Error as error:
            raise BrowserFailed(FailureName.NEEDS_SCRIPT, f"the browser: {_first_line(error)}") from error
        except asyncio.CancelledError:
            if watch.done() and not watch.cancelled():  # it was the watch that ended this
                task = asyncio.current_task()
                assert task is not None
                task.uncancel()
                raise BrowserFailed(FailureName.TOO_LARGE, f"the page's scripts took more than {2 * self.memory} MB") from None
            raise
        finally:
            watch.cancel()
            if context is not None:
                with contextlib.suppress(Error, TimeoutError):
                    await asyncio.wait_for(context.close(), END_SECONDS)

    async def _watch_memory(self, task: asyncio.Task[Any] | None) -> None:
        while await asyncio.to_thread(private_memory) < 2 * self.memory:
            await asyncio.sleep(0.5)
        log.warning("the browser is closed: it holds more than %s MB", 2 * self.memory)
        self._close_soon()
        if task is not None:
            task.cancel()

    def _close_soon(self) -> None:
        self._closing = asyncio.ensure_future(self.close())

    async def close(self) -> None:
        """End the browser, if there is one."""
        chromium, play, self._chromium, self._play = self._chromium, self._play, None, None
        if play is None:
            return
        from playwright.async_api import Error

        with contextlib.suppress(Error, TimeoutError, OSError):
            if chromium is not None:
                await asyncio.wait_for(chromium.close(), END_SECONDS)
        with contextlib.suppress(Error, TimeoutError, OSError):
            await asyncio.wait_for(play.stop(), END_SECONDS)  # its end ends a browser that hangs

    # Scripts of a portal seldom change: each is asked for once in some hours.

    def kept(self, url: str) -> Served | None:
        until, served = self._kept.get(url, (0.0, None))
        return served if until > time.monotonic() else None

    def keep(self, url: str, served: Served) -> None:
        self._kept[url] = (time.monotonic() + KEPT_SECONDS, served)
        self._kept.move_to_end(url)
        while sum(len(each.body) for _, each in self._kept.values()) > MOST_KEPT:
            self._kept.popitem(last=False)


class _Traffic:
    """What one page asks for: answered by `serve` or refused."""

    def __init__(self, browser: Browser, url: str, page: Served, serve: Serve) -> None:
        self._browser, self._url, self._page, self._serve = browser, url, page, serve
        self._asked = self._under_way = 0
        self._shown = False
        self._last = time.monotonic()

    async def take(self, route: Route) -> None:
        from playwright.async_api import Error

        self._under_way += 1
        try:
            served = await self._served(route)
            if served is None:
                await route.abort()
            else:
                await route.fulfill(status=served.status, body=served.body, headers={"Content-Type": served.type})
        except Error:
            return  # the page has gone on, or is gone
        finally:
            self._under_way -= 1
            self._last = time.monotonic()

    async def _served(self, route: Route) -> Served | None:
        request = route.request
        if request.is_navigation_request():
            # the page itself once: neither frames nor where its scripts would go on to
            first = not self._shown and request.frame.parent_frame is None
            self._shown = True
            return self._page if first else None
        script = request.resource_type == "script"
        if (
            request.resource_type not in _WANTED
            or request.method not in ("GET", "POST")
            or not request.url.startswith(("http://", "https://"))
        ):
            return None
        if script and (kept := self._browser.kept(request.url)) is not None:
            return kept
        self._asked += 1
        if self._asked > MOST_REQUESTS:
            return None
        body = request.post_data_buffer or b""
        served = await self._serve(Wanted(request.url, request.method, _sendable(request.headers), body))
        if script and served is not None and served.status == 200:
            self._browser.keep(request.url, served)
        return served

    async def settled(self) -> None:
        """Wait until nothing is under way and nothing new was asked for a moment."""
        while self._under_way or time.monotonic() - self._last < SETTLED_SECONDS:
            await asyncio.sleep(0.05)


def _sendable(headers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = ((name.lower(), value) for name, value in headers.items())
    return tuple((name.title(), value) for name, value in pairs if name not in _OURS and not name.startswith(("sec-", ":")))


def still(page: bytes) -> bytes:
    """A page without its scripts, and without what it says to browsers that run none."""
    try:
        tree = html.fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return page
    for element in list(tree.iter("script", "noscript")):
        if element.tag == "noscript" or "json" not in (element.get("type") or ""):
            element.drop_tree()
    shown: bytes = html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>")
    return shown


def private_memory() -> int:
    """Megabytes that the descendants of this process have for themselves; 0 where that cannot be told."""
    children: dict[int, list[int]] = {}
    try:
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                with contextlib.suppress(OSError, ValueError, IndexError):
                    parent = int(Path(entry.path, "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
                    children.setdefault(parent, []).append(int(entry.name))
    except OSError:
        return 0
    total, pending = 0, list(children.get(os.getpid(), ()))
    while pending:
        process = pending.pop()
        pending += children.get(process, ())
        with contextlib.suppress(OSError, ValueError):
            lines = Path(f"/proc/{process}/status").read_text("utf-8", "replace").splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon:"))
    return total // 1024


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
