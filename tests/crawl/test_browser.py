"""Pages that need scripts, in a real Chromium: shown, and held to everything a crawl is held to."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler import browser
from storage.models import Cancel, FailureName, Finished, Limits, Link, Page, RunOutcome, Seen, VisitKind

LIMITS = Limits(delay=0.0, timeout=5.0)
BRIEF = Limits(delay=0.0, timeout=1.0)
JSON = {"Content-Type": "application/json"}
SCRIPT = {"Content-Type": "application/javascript"}
TEXT = " ".join(f"Sở Thông tin và Truyền thông tổ chức tập huấn chuyển đổi số lần thứ {n} cho cán bộ cấp xã." for n in range(12))
FILL = """fetch("/api/tin").then(a => a.json()).then(function (d) {
  var day = "<span class=date>05/03/2024 14:30</span>";
  document.getElementById("app").innerHTML = "<h1>" + d.title + "</h1>" + day + "<div class=body><p>" + d.text + "</p></div>";
});"""


@pytest.fixture(scope="module", autouse=True)
def chromium() -> None:
    """In CI its absence is a failure; on a person's machine the tests are skipped, and say so."""
    lacks = browser.lacking("")
    if lacks and os.environ.get("CI") == "true":
        pytest.fail(f"CI runs the browser tests: {lacks}")
    if lacks:
        pytest.skip(f"NO BROWSER: pages that need scripts were not tested: {lacks}")


@pytest.fixture
def one(make_worker: Callable[..., Any]) -> Iterator[Any]:
    """A crawl process of its own; whatever it started must be gone with it."""
    worker = make_worker().listen()
    yield worker
    worker.close()


def shell(*scripts: str) -> tuple[int, dict[str, str], bytes]:
    code = "".join(f"<script>{script}</script>" for script in scripts)
    plea = "<noscript>Vui lòng bật JavaScript để xem trang.</noscript>"
    page = f'<!doctype html><html><head><title>Tin</title></head><body><div id="app"></div>{plea}{code}</body></html>'
    return 200, {}, page.encode()


def notes(result: Any) -> str:
    return " ".join(result.finished.notes)


def descendants(process: int) -> set[int]:
    """Living processes that came from this one, by their parents; zombies count as gone."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                parents[int(entry.name)] = int(fields[1])
    found = {process}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process}


def alive(processes: set[int]) -> set[int]:
    left = set()
    for process in processes:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            left.add(process)
    return left


def wait_gone(processes: set[int], seconds: float = 10.0) -> set[int]:
    until = time.monotonic() + seconds
    while (left := alive(processes)) and time.monotonic() < until:
        time.sleep(0.1)
    return left


def test_an_article_that_a_script_brings(site: Any, worker: Any, order_for: Any) -> None:
    site.routes["/tin-1.html"] = shell(FILL)
    site.routes["/api/tin"] = (200, JSON, f'{{"title": "Tập huấn chuyển đổi số cấp xã", "text": "{TEXT}"}}'.encode())
    [result] = worker.run(order_for(site, Link(url=site.origin + "/tin-1.html"), limits=LIMITS))

    (page,) = result.pages
    assert page.failure is None, page.failure
    assert page.extraction is not None
    assert page.extraction.title == "Tập huấn chuyển đổi số cấp xã"
    assert "lần thứ 11" in page.extraction.blocks[-1]
    assert page.visit is not None
    assert not page.visit.validators.etag
    assert b"<script" not in page.body
    assert [(seen.visit.kind, seen.visit.url) for seen in result.seen if seen.visit.kind is VisitKind.SCRIPT] == [
        (VisitKind.SCRIPT, site.origin + "/api/tin")
    ]
    assert all("tinso/" in each.headers["user-agent"] for each in site.log)


def test_what_a_page_may_not_ask_for(make_site: Any, site: Any, worker: Any, order_for: Any) -> None:
    """Other hosts, other ports of a private address, what robots.txt forbids, pictures, sockets, frames, windows, other pages."""
    other, neighbour = make_site(), make_site(address=site.address)
    for each in (other, neighbour):
        each.otherwise = (200, {"Access-Control-Allow-Origin": "*"}, b"x")
    tries = [
        f'fetch("{other.origin}/fetch").catch(function () {{}});',
        f'fetch("{neighbour.origin}/nachbar").catch(function () {{}});',
        'fetch("/cam/robots").catch(function () {});',
        f'new Image().src = "{other.origin}/image.png"; new Image().src = "/own.png";',
        f'try {{ new WebSocket("ws{other.origin[4:]}/socket"); new WebSocket("ws{site.origin[4:]}/own"); }} catch (e) {{}}',
        f'try {{ new EventSource("{other.origin}/events"); }} catch (e) {{}}',
        f'navigator.sendBeacon("{other.origin}/beacon", "x");',
        'var f = document.createElement("iframe"); f.src = "/frame"; document.body.appendChild(f);',
        f'window.open("{other.origin}/window");',
        f'var l = document.createElement("link"); l.rel = "preconnect"; l.href = "{other.origin}"; document.head.appendChild(l);',
        f'var s = document.createElement("script"); s.src = "{other.origin}/script.js"; document.head.appendChild(s);',
        'var c = document.createElement("link"); c.rel = "stylesheet"; c.href = "/own.css"; document.head.appendChild(c);',
        'navigator.serviceWorker && navigator.serviceWorker.register("/sw.js").catch(function () {});',
        'fetch("/umweg").catch(function () {});',
        'fetch("/gut", {method: "DELETE"}).catch(function () {}); fetch("/gut");',
    ]
    site.routes["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /cam/\n")
    site.routes["/umweg"] = (302, {"Location": f"{other.origin}/umweg"}, b"")
    site.routes["/gut"] = (200, JSON, b"{}")
    site.routes["/tin-1.html"] = shell(*tries)
    [result] = worker.run(order_for(site, Link(url=site.origin + "/tin-1.html"), limits=LIMITS))

    assert sorted(site.paths()) == ["/gut", "/robots.txt", "/tin-1.html", "/umweg"]
    assert not other.log
    assert not neighbour.log
    assert result.pages[0].failure is not None


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("while (true) {}", FailureName.TIMEOUT),
        pytest.param(
            "setInterval(function () { fetch('/immer?' + Math.random()).catch(function () {}); }, 20);",
            FailureName.TIMEOUT,
            marks=pytest.mark.soak,
        ),
        # whichever bound is first: of the engine, of the watch, of the clock
        pytest.param("var all = []; while (true) { all.push(new Uint8Array(1 << 20).fill(7)); }", None, marks=pytest.mark.soak),
        ("document.body.innerHTML = 'x'.repeat(12 * 1024 * 1024);", FailureName.TOO_LARGE),
    ],
)
def test_hostile_scripts_end_and_the_next_page_is_shown(
    site: Any, worker: Any, order_for: Any, script: str, told: FailureName | None
) -> None:
    site.routes["/immer"] = (200, JSON, b"{}")
    site.routes["/boese.html"] = shell(script)
    site.routes["/tin-1.html"] = shell(FILL)
    site.routes["/api/tin"] = (200, JSON, f'{{"title": "Tập huấn chuyển đổi số cấp xã", "text": "{TEXT}"}}'.encode())
    [bad] = worker.run(
        order_for(site, Link(url=site.origin + "/boese.html"), limits=BRIEF if told is FailureName.TIMEOUT else LIMITS), seconds=60
    )
    assert bad.pages[0].failure is not None
    assert "was not shown by the browser" in notes(bad)
    assert told is None or told.value in notes(bad)
    assert len([path for path in site.paths() if path.startswith("/immer")]) <= browser.MOST_REQUESTS

    [good] = worker.run(order_for(site, Link(url=site.origin + "/tin-1.html"), limits=LIMITS), seconds=60)
    assert good.pages[0].extraction is not None


@pytest.mark.parametrize("how", [signal.SIGKILL, pytest.param(signal.SIGTERM, marks=pytest.mark.soak)])
def test_the_browser_ends_with_its_worker(site: Any, one: Any, order_for: Any, how: signal.Signals) -> None:
    """Also in the middle of a page that never ends."""
    site.routes["/tin-1.html"] = shell("while (true) {}")
    one.send(order_for(site, Link(url=site.origin + "/tin-1.html"), limits=Limits(delay=0.0, timeout=20.0)))
    until = time.monotonic() + 20
    while len(started := descendants(one.process.pid)) < 4 and time.monotonic() < until:
        time.sleep(0.1)
    assert len(started) >= 4, "no browser was started"
    os.kill(one.process.pid, how)

    assert one.process.wait(browser.END_SECONDS + 3) is not None
    assert not wait_gone(started)


@pytest.mark.soak
def test_a_run_that_is_cancelled_does_not_wait_for_a_page(site: Any, one: Any, order_for: Any) -> None:
    site.routes["/tin-1.html"] = shell("setInterval(function () { fetch('/immer').catch(function () {}); }, 50);")
    site.routes["/immer"] = (200, JSON, b"{}")
    order = order_for(site, Link(url=site.origin + "/tin-1.html"), limits=Limits(delay=0.2, timeout=20.0))
    one.send(order)
    until = time.monotonic() + 20
    while site.paths().count("/immer") < 2 and time.monotonic() < until:
        time.sleep(0.05)
    one.send(Cancel(order=order.id))
    began = time.monotonic()
    while not isinstance(message := one.messages.get(timeout=15), Finished):
        assert isinstance(message, Seen | Page)
    assert message.outcome is RunOutcome.STOPPED
    assert time.monotonic() - began < 8


def test_without_a_browser_the_run_says_what_to_do(site: Any, make_worker: Any, order_for: Any) -> None:
    worker = make_worker(TINSO_BROWSER="none").listen()
    menu = "".join(f'<a href="/muc-{n}">Chuyên mục {n}</a>' for n in range(4))
    site.routes["/"] = shell("nothing()")
    for n in range(4):
        site.routes[f"/muc-{n}"] = shell("nothing()")
    site.routes["/"] = (200, {}, site.routes["/"][2].replace(b"<body>", f"<body><nav>{menu}</nav>".encode()))
    [result] = worker.run(order_for(site, walk=True, limits=LIMITS))

    failure = result.finished.failure
    assert failure is not None
    assert failure.name is FailureName.NEEDS_SCRIPT
    assert "TINSO_BROWSER" in failure.detail
    assert "feed or sitemap" in failure.detail


@pytest.mark.parametrize(
    ("page", "kept", "gone"),
    [
        (b"<html><body><p>a</p><script>x()</script><noscript>JavaScript!</noscript></body></html>", b"<p>a</p>", b"JavaScript!"),
        (b'<html><head><script type="application/ld+json">{"a": 1}</script></head><body>t</body></html>', b'{"a": 1}', b"nothing"),
        ("<p>Tập huấn</p>".encode(), "Tập huấn".encode(), b"nothing"),
        (b"", b"", b"nothing"),
    ],
)
def test_what_is_left_of_a_page(page: bytes, kept: bytes, gone: bytes) -> None:
    assert kept in browser.still(page)
    assert gone not in browser.still(page)
