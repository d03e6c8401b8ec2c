"""A site on loopback that answers as a test wants and keeps a log, and a crawl process to send at it."""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import random
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from storage.models import (
    Cancel,
    Finished,
    Limits,
    Link,
    Order,
    Page,
    Portal,
    PortalKind,
    Seen,
    Stored,
    pack,
    read_frame,
)

ROOT = Path(__file__).resolve().parents[2]
Route = tuple[int, dict[str, str], bytes] | Callable[["Handler"], None]
_numbers = itertools.count(1)


def new_address() -> str:
    """A loopback address no other test uses: addresses share a pace."""
    return f"127.{random.randint(1, 250)}.{random.randint(0, 250)}.{next(_numbers) % 250 + 2}"


@dataclass
class Request:
    path: str
    method: str
    headers: dict[str, str]
    started: float
    ended: float = 0.0
    body: bytes = b""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.seen = seen = Request(self.path, self.command, {k.lower(): v for k, v in self.headers.items()}, time.monotonic())
        seen.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with self.site.lock:
            self.site.log.append(seen)
            self.site.busy += 1
            self.site.most_busy = max(self.site.most_busy, self.site.busy)
        try:
            if self.site.think:
                time.sleep(self.site.think)
            self.answer(self.site.routes.get(self.path) or self.site.routes.get(self.path.partition("?")[0]) or self.site.otherwise)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            self.close_connection = True
        finally:
            self.over()

    do_POST = do_GET

    def over(self) -> None:
        """Note the end of this request; before its last bytes go out, since whoever has them may ask again before this thread goes on."""
        with self.site.lock:
            if not self.seen.ended:
                self.site.busy -= 1
                self.seen.ended = time.monotonic()

    def answer(self, route: Route) -> None:
        if callable(route):
            route(self)
            self.close_connection = True
            return
        status, headers, body = route
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.over()
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        pass


@dataclass
class Site:
    """`routes` by path; `log` of requests in order; `most_busy` = how many were under way at once."""

    address: str
    tls: ssl.SSLContext | None = None
    port: int = 0
    routes: dict[str, Route] = field(default_factory=dict)
    otherwise: Route = (404, {}, b"<html><title>404</title><p>Trang kh\xc3\xb4ng t\xe1\xbb\x93n t\xe1\xba\xa1i</p></html>")
    log: list[Request] = field(default_factory=list)
    busy: int = 0
    most_busy: int = 0
    think: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> Site:
        handler = type("SiteHandler", (Handler,), {"site": self})
        self.server = _Server((self.address, self.port), handler)
        if self.tls is not None:
            self.server.socket = self.tls.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def origin(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.address}:{self.port}"

    def paths(self) -> list[str]:
        return [each.path for each in self.log]

    def gaps(self) -> list[float]:
        """Seconds between the end of one request and the start of the next."""
        return [after.started - before.ended for before, after in itertools.pairwise(self.log)]

    def publish(self, *paths: str, words: int = 90) -> tuple[Link, ...]:
        """Article pages at these paths, as links."""
        for path in paths:
            self.routes[path] = (200, {"ETag": f'"{path}"'}, article(path, words))
        return tuple(Link(url=self.origin + path) for path in paths)


def article(path: str, words: int = 90) -> bytes:
    """A page that extracts as an article; its text depends on the path."""
    pick = random.Random(path)
    stock = [
        "sở",
        "ngành",
        "tỉnh",
        "huyện",
        "chuyển",
        "đổi",
        "số",
        "dịch",
        "vụ",
        "công",
        "trực",
        "tuyến",
        "hạ",
        "tầng",
        "mạng",
        "người",
        "dân",
        "doanh",
        "nghiệp",
        "cán",
        "bộ",
        "tập",
        "huấn",
        "kế",
        "hoạch",
    ]

    def sentence(length: int) -> str:
        return " ".join(pick.choice(stock) for _ in range(length)).capitalize() + "."

    paragraphs = "".join(f"<p>{sentence(18)} {sentence(15)}</p>" for _ in range(max(words // 30, 2)))
    title = sentence(9).rstrip(".")
    page = f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title} - Cổng thông tin</title></head><body>
<div class="menu"><a href="/">Trang chủ</a> <a href="/gioi-thieu">Giới thiệu</a></div>
<div class="content"><h1>{title}</h1><span class="date">05/03/2024 14:30</span><div class="body">{paragraphs}</div></div>
<div class="footer">Giấy phép số 12/GP-TTĐT</div></body></html>"""
    return page.encode()


@pytest.fixture
def make_site() -> Iterator[Callable[..., Site]]:
    opened: list[Site] = []

    def make(address: str = "", **options: Any) -> Site:
        site = Site(address or new_address(), **options).open()
        opened.append(site)
        return site

    yield make
    for site in opened:
        site.close()


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    return make_site()


def order(site: Site | str, *links: Link, **options: Any) -> Order:
    """An order over given links only, quick and polite to nobody unless `limits` say otherwise."""
    url = site if isinstance(site, str) else site.origin + "/"
    limits = options.pop("limits", None) or Limits(delay=0.0, timeout=5.0)
    portal = replace(Portal(slug="thu", kind=PortalKind.OTHER, name="Thử", url=url), **options.pop("portal", {}))
    return Order(**({"id": f"o{next(_numbers)}", "portal": portal, "limits": limits, "open_links": links, "walk": False} | options))


@dataclass
class Result:
    """Everything one order sent."""

    seen: list[Seen] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    other: list[Any] = field(default_factory=list)
    finished: Finished | None = None

    @property
    def outcomes(self) -> dict[str, str]:
        """Outcome by path of every visit, robots.txt left out."""
        visits = [each.visit for each in [*self.seen, *self.pages] if each.visit is not None and each.visit.kind != "robots"]
        return {"/" + visit.url.split("/", 3)[3]: visit.outcome for visit in visits}


class Worker:
    """A crawl process as the service starts it."""

    def __init__(self, state: Path, environment: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-W", "error::ResourceWarning", "-m", "crawler.worker", "--state", str(state)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
            cwd=ROOT,
        )
        self.messages: queue.Queue[Any] = queue.Queue()
        self.thread: threading.Thread | None = None
        self.confirm = True
        self.lock = threading.Lock()

    def listen(self) -> Worker:
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()
        return self

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while (message := read_frame(self.process.stdout)) is not None:
            if isinstance(message, Seen) and self.confirm:
                with contextlib.suppress(ValueError, BrokenPipeError):  # we have closed its stdin
                    self.send(Stored(order=message.order, number=message.number))
            self.messages.put(message)
        self.messages.put(None)

    def send(self, value: Order | Stored | Cancel) -> None:
        assert self.process.stdin is not None
        with self.lock:
            self.process.stdin.write(pack(value))
            self.process.stdin.flush()

    def run(self, *orders: Order, seconds: float = 30.0) -> list[Result]:
        """Send orders and wait until all are finished."""
        results = {each.id: Result() for each in orders}
        for each in orders:
            self.send(each)
        deadline = time.monotonic() + 2 * seconds  # patience, no measure: the machine may be busy
        while any(result.finished is None for result in results.values()):
            message = self.messages.get(timeout=max(deadline - time.monotonic(), 0.01))
            assert message is not None, "the worker died"
            result = results[message.order]
            if isinstance(message, Finished):
                result.finished = message
            elif isinstance(message, Seen):
                result.seen.append(message)
            elif isinstance(message, Page):
                result.pages.append(message)
            else:
                result.other.append(message)
        return list(results.values())

    def close(self) -> None:
        if self.process.stdin is not None and not self.process.stdin.closed:
            self.process.stdin.close()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.thread is not None:
            self.thread.join(5)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def make_worker(tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    started: list[Worker] = []

    def make(**environment: str) -> Worker:
        worker = Worker(tmp_path / "state", environment)
        started.append(worker)
        return worker

    yield make
    for worker in started:
        worker.close()


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """One crawl process for all tests of a module."""
    shared = Worker(tmp_path_factory.mktemp("state")).listen()
    yield shared
    shared.close()


@pytest.fixture(scope="module")
def make_lasting_worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Worker]]:
    """Crawl processes with an environment of their own for all tests of a module."""
    started: list[Worker] = []

    def make(**environment: str) -> Worker:
        started.append(Worker(tmp_path_factory.mktemp("state"), environment).listen())
        return started[-1]

    yield make
    for worker in started:
        worker.close()


@pytest.fixture
def order_for() -> Callable[..., Order]:
    return order


@pytest.fixture(name="fresh_address")
def fresh_address_fixture() -> Callable[[], str]:
    return new_address
