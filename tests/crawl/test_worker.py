"""The crawl process itself: many orders, back-pressure, ends of all kinds."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from storage.models import (
    Cancel,
    Finished,
    Limits,
    Link,
    Profile,
    Revisit,
    RunOutcome,
    Seen,
    Stored,
    StoredPage,
    read_frame,
)

ROOT = Path(__file__).resolve().parents[2]


def hang(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n")
    handler.wfile.flush()
    for _ in range(200):  # until the client goes
        time.sleep(0.1)
        handler.wfile.write(b"a")
        handler.wfile.flush()


def wait_for(condition: Any, seconds: float = 40.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def gone(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    return True


def test_many_orders_at_once(make_site: Any, worker: Any, order_for: Any) -> None:
    """All of them are under way before the first has ended."""
    sites = [make_site(think=0.2) for _ in range(8)]
    orders = [order_for(site, *site.publish("/a", "/b", "/c"), limits=Limits(delay=0.1)) for site in sites]

    results = worker.run(*orders)

    assert all(set(result.outcomes.values()) == {"ok"} for result in results)
    assert max(site.log[0].started for site in sites) < min(site.log[-1].ended for site in sites)


def test_links_wait_until_they_are_stored(site: Any, make_worker: Any, order_for: Any) -> None:
    site.routes["/"] = (
        200,
        {},
        b"<html><body><ul>" + b"".join(b'<li><a href="/tin/bai-so-%d.html">Tin %d</a></li>' % (n, n) for n in range(1)),
    )
    crawl = make_worker()
    crawl.confirm = False
    crawl.listen()
    home = (200, {}, feed(site, *(f"/tin/bai-viet-so-{n}.html" for n in range(3))))
    site.routes["/"] = (200, {}, b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body>x</body></html>')
    site.routes["/rss"] = (200, {"Content-Type": "application/rss+xml"}, home[2])
    site.publish(*(f"/tin/bai-viet-so-{n}.html" for n in range(3)))
    order = order_for(site, walk=True)
    crawl.send(order)
    seen = []
    while not any(each.links for each in seen):
        message = crawl.messages.get(timeout=40)
        assert isinstance(message, Seen), message
        seen.append(message)
    time.sleep(0.5)
    assert not [path for path in site.paths() if path.startswith("/tin/bai-viet")]

    crawl.confirm = True
    for each in seen:
        crawl.send(Stored(order=order.id, number=each.number))
    assert wait_for(lambda: len([path for path in site.paths() if path.startswith("/tin/bai-viet")]) == 3)


def feed(site: Any, *paths: str) -> bytes:
    items = "".join(
        f"<item><title>Bài viết {n}</title><link>{site.origin}{path}</link><pubDate>Tue, 05 Mar 2024 0{n}:00:00 +0700</pubDate></item>"
        for n, path in enumerate(paths)
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Tin</title>{items}</channel></rss>'.encode()


def test_a_portal_is_learned_before_its_first_pages_are_told(site: Any, worker: Any, order_for: Any) -> None:
    links = site.publish(*(f"/tin/{n}" for n in range(10)))
    order = order_for(site, *links)
    worker.send(order)
    kinds = []
    while not kinds or kinds[-1] != "Finished":
        kinds.append(type(worker.messages.get(timeout=40)).__name__)

    assert kinds.index("Learned") < kinds.index("Page")
    assert kinds.count("Page") == 10


def test_a_learned_portal_is_told_at_once(site: Any, worker: Any, order_for: Any) -> None:
    [result] = worker.run(order_for(site, *site.publish("/a", "/b"), profile=Profile(version=3, learned_from=8)))

    assert [page.extraction.profile_version for page in result.pages] == [3, 3]


def test_archived_pages_are_extracted_again_without_network(site: Any, worker: Any, order_for: Any) -> None:
    site.publish("/a")
    at = __import__("datetime").datetime(2024, 3, 6, tzinfo=__import__("datetime").UTC)
    headers = (("content-type", "text/html; charset=utf-8"),)
    pages = (
        StoredPage(article=7, url=site.origin + "/a", fetched_at=at, headers=headers, body=site.routes["/a"][2]),
        StoredPage(article=8, url=site.origin + "/b", fetched_at=at, headers=headers, body=b"<p>"),
    )

    [result] = worker.run(order_for(site, pages=pages, profile=Profile(version=2, learned_from=8)))

    assert site.log == []
    assert [(page.article, page.visit, page.extraction is not None, page.failure is not None) for page in result.pages] == [
        (7, None, True, False),
        (8, None, False, True),
    ]
    assert result.finished.outcome is RunOutcome.COMPLETE


def test_an_unchanged_region_is_recognised_without_extraction(site: Any, worker: Any, order_for: Any) -> None:
    links = site.publish("/a")
    [first] = worker.run(order_for(site, *links))
    found = first.pages[0].extraction
    assert found.region
    site.routes["/a"] = (200, {}, site.routes["/a"][2].replace("Giấy phép".encode(), "Giấy phép mới".encode()))

    [second] = worker.run(order_for(site, revisits=(Revisit(url=links[0].url, region=found.region, region_hash=found.region_hash),)))

    assert second.pages[0].unchanged


def test_cancel_ends_an_order_within_the_grace(site: Any, worker: Any, order_for: Any) -> None:
    links = site.publish("/a")
    site.routes["/treo"] = hang
    crawl = worker
    order = order_for(site, *links, Link(url=site.origin + "/treo"), *site.publish("/b"), limits=Limits(delay=0.0, timeout=60.0))
    crawl.send(order)
    assert wait_for(lambda: "/treo" in site.paths())

    crawl.send(Cancel(order=order.id))
    messages = []
    started = time.monotonic()
    while not messages or not isinstance(messages[-1], Finished):
        messages.append(crawl.messages.get(timeout=20))

    assert time.monotonic() - started < 5
    assert messages[-1].outcome is RunOutcome.STOPPED
    assert "/b" not in site.paths()
    assert [page.url for page in messages if type(page).__name__ == "Page"] == [site.origin + "/a"]
    [after] = crawl.run(order_for(site, *links))  # the process goes on
    assert after.outcomes == {"/a": "ok"}


def test_cancel_right_after_an_order(site: Any, worker: Any, order_for: Any) -> None:
    crawl = worker
    crawl.run(order_for(site, *site.publish("/bat-dau")))  # it is up
    site.think = 2.0  # on a busy machine the second frame may come a while after the first
    orders = [order_for(site, *site.publish(f"/{n}"), limits=Limits(delay=0.5)) for n in range(5)]
    for each in orders:
        crawl.send(each)
        crawl.send(Cancel(order=each.id))
    finished = {}
    while len(finished) < 5:
        message = crawl.messages.get(timeout=20)
        if isinstance(message, Finished):
            finished[message.order] = message.outcome

    assert set(finished.values()) == {RunOutcome.STOPPED}


def test_nothing_is_looked_up_that_no_order_names(site: Any, make_worker: Any, order_for: Any, tmp_path: Path) -> None:
    """The process writes down every name it asks the system for."""
    names = tmp_path / "names"
    (tmp_path / "sitecustomize.py").write_text(
        "import socket\n"
        "ask = socket.getaddrinfo\n"
        "def noted(host, *rest, **more):\n"
        f"    open({str(names)!r}, 'a').write(f'{{host}}\\n')\n"
        "    return ask(host, *rest, **more)\n"
        "socket.getaddrinfo = noted\n"
        "socket.gethostbyname = lambda host: noted(host, None)[0][4][0]\n"
    )
    links = site.publish("/a", "/b")
    site.routes["/a"] = (200, {"Set-Cookie": "x=1; Domain=.hanoi.gov.vn"}, site.routes["/a"][2])
    site.routes["/c"] = (302, {"Location": "https://khac.example.vn/"}, b"")
    site.routes["/"] = (200, {}, b'<html><body><a href="https://facebook.example/x">x</a><a href="/a">Tin a</a></body></html>')
    crawl = make_worker(PYTHONPATH=str(tmp_path)).listen()

    crawl.run(order_for(site, *links, Link(url=site.origin + "/c"), walk=True), order_for("http://cong.invalid/", walk=True))

    assert set(names.read_text().split()) == {"cong.invalid"}


def test_a_portal_that_moved_says_where(site: Any, worker: Any, order_for: Any) -> None:
    site.otherwise = (301, {"Location": "https://moi.example.vn/trang-chu"}, b"")

    [result] = worker.run(order_for(site, walk=True))

    assert result.finished.outcome is RunOutcome.FAILED
    assert result.finished.failure.name == "offsite"
    assert "https://moi.example.vn/trang-chu" in result.finished.failure.detail


def test_five_listing_pages_deep_everything_is_found_once(site: Any, worker: Any, order_for: Any) -> None:
    paths = [f"/tin-tuc/bai-viet-ve-chuyen-doi-so-thu-{n}-{1000 + n}.html" for n in range(50)]
    links = site.publish(*paths)
    for number in range(5):
        rows = "".join(
            f'<li><a href="{path}">Tiêu đề dài của bài viết số {path[-9:-5]}</a><p>Tóm tắt bài viết</p></li>'
            for path in paths[number * 10 : number * 10 + 10]
        )
        pager = "".join(f'<a href="/tin-tuc?page={n + 1}">{n + 1}</a> ' for n in range(5))
        menu = '<div class="menu"><a href="/">Trang chủ</a></div>'
        page = f'<html><body>{menu}<ul class="list">{rows}</ul><div class="pager">{pager}</div></body></html>'
        site.routes["/tin-tuc" if not number else f"/tin-tuc?page={number + 1}"] = (200, {}, page.encode())
    site.routes["/tin-tuc?page=1"] = site.routes["/tin-tuc"]
    site.routes["/"] = (200, {}, '<html><body><div class="menu"><a href="/tin-tuc">Tin tức</a></div></body></html>'.encode())

    [result] = worker.run(order_for(site, walk=True, first_contact=True), seconds=60)

    assert sorted(page.url for page in result.pages if page.extraction) == sorted(link.url for link in links)
    assert result.finished.outcome is RunOutcome.COMPLETE
    assert all(page.first_contact for page in result.pages)
    fetched = [path for path in site.paths() if path.startswith("/tin-tuc/")]
    assert len(fetched) == len(set(fetched)) == 50


@pytest.mark.parametrize("how", [pytest.param("stdin", marks=pytest.mark.soak), "sigterm"])
def test_an_end_with_a_hanging_download(site: Any, make_worker: Any, order_for: Any, how: str) -> None:
    site.routes["/treo"] = hang
    crawl = make_worker().listen()
    crawl.send(order_for(site, Link(url=site.origin + "/treo"), limits=Limits(delay=0.0, timeout=60.0)))
    assert wait_for(lambda: "/treo" in site.paths())
    started = time.monotonic()
    if how == "stdin":
        crawl.process.stdin.close()
    else:
        crawl.process.send_signal(signal.SIGTERM)
    crawl.process.wait(8)

    assert time.monotonic() - started < 5.5
    messages = []
    while (message := crawl.messages.get(timeout=10)) is not None:
        messages.append(message)
    assert isinstance(messages[-1], Finished)
    assert messages[-1].outcome is RunOutcome.STOPPED


def test_an_end_while_the_parent_does_not_read(site: Any, make_worker: Any, order_for: Any) -> None:
    links = site.publish(*(f"/{n}" for n in range(60)))
    for path in list(site.routes):
        site.routes[path] = (200, {"Content-Type": "image/png"}, b"a" * 700_000)
    crawl = make_worker()  # nobody listens
    crawl.send(order_for(site, *links, profile=Profile(learned_from=8)))
    assert wait_for(lambda: len(site.log) > 5)
    started = time.monotonic()
    crawl.process.stdin.close()
    crawl.process.wait(8)

    assert time.monotonic() - started < 5.5


@pytest.mark.soak
def test_a_slow_parent_slows_the_crawl_and_memory_stays(site: Any, make_worker: Any, order_for: Any) -> None:
    links = site.publish(*(f"/{n}" for n in range(60)))
    for path in list(site.routes):  # no articles: the pipe is what is tried here
        site.routes[path] = (200, {"Content-Type": "image/png"}, b"a" * 700_000)
    crawl = make_worker()
    crawl.send(order_for(site, *links, profile=Profile(learned_from=8), limits=Limits(delay=0.0, articles=0)))
    assert wait_for(lambda: len(site.log) >= 8)
    before = -1
    while before != len(site.log):  # until it stands still
        before = len(site.log)
        time.sleep(1.0)
    assert before < 30

    crawl.listen()
    pages = 0
    while not isinstance(message := crawl.messages.get(timeout=40), Finished):
        pages += type(message).__name__ == "Page"
    peak = next(line for line in Path(f"/proc/{crawl.process.pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    assert pages == 60
    assert int(peak.split()[1]) < 300_000


def test_a_killed_parent_takes_the_crawl_with_it(site: Any, order_for: Any, tmp_path: Path) -> None:
    from storage.models import pack

    site.routes["/treo"] = hang
    frame = tmp_path / "order"
    frame.write_bytes(pack(order_for(site, Link(url=site.origin + "/treo"), limits=Limits(delay=0.0, timeout=60.0))))
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import subprocess, sys, time\n"
            "w = subprocess.Popen([sys.executable, '-P', '-m', 'crawler.worker', '--state', sys.argv[2]],"
            " stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
            "w.stdin.write(open(sys.argv[1], 'rb').read()); w.stdin.flush()\n"
            "print(w.pid, flush=True); time.sleep(60)",
            str(frame),
            str(tmp_path / "state"),
        ],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert wait_for(lambda: "/treo" in site.paths())
    parent.kill()
    parent.communicate()

    assert wait_for(lambda: gone(pid), 2.0)


def test_only_frames_leave_by_stdout_and_a_torn_frame_ends_the_process(tmp_path: Path, site: Any, order_for: Any) -> None:
    from storage.models import pack

    data = pack(order_for(site, *site.publish("/a"))) + b"\x00\x00"
    command = [sys.executable, "-P", "-m", "crawler.worker", "--state", str(tmp_path)]
    environment = os.environ | {"TINSO_LOG_LEVEL": "DEBUG"}
    done = subprocess.run(command, input=data, capture_output=True, cwd=ROOT, timeout=60, env=environment, check=False)

    import io

    stream = io.BytesIO(done.stdout)
    messages = []
    while (message := read_frame(stream)) is not None:
        messages.append(message)
    assert isinstance(messages[-1], Finished)
    assert b"torn" in done.stderr


def test_a_crash_still_gives_a_finished(site: Any, worker: Any, order_for: Any) -> None:
    """An order that no schema forbids and the crawl cannot serve."""
    [result] = worker.run(order_for("gopher://cu.vn/", *site.publish("/a")))

    assert result.finished.outcome is RunOutcome.FAILED
    assert result.finished.failure.detail
    [after] = worker.run(order_for(site, *site.publish("/a")))
    assert after.outcomes == {"/a": "ok"}


def test_nothing_listens_for_remote_control(worker: Any, site: Any, order_for: Any) -> None:
    site.think = 0.5
    crawl = worker
    under_way = threading.Thread(target=crawl.run, args=[order_for(site, *site.publish("/a"))])
    under_way.start()
    assert wait_for(lambda: bool(site.log))
    inodes = {os.readlink(each)[8:-1] for each in Path(f"/proc/{crawl.process.pid}/fd").iterdir() if "socket:" in os.readlink(each)}
    listening = [
        line.split()[9]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{crawl.process.pid}/net/{table}").read_text().splitlines()[1:]
        if line.split()[3] == "0A"
    ]
    under_way.join()
    assert not inodes & set(listening)


@pytest.mark.soak
def test_scrapy_crawl_works_alone(site: Any, tmp_path: Path) -> None:
    site.routes["/"] = (200, {}, b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body>x</body></html>')
    paths = [f"/tin/bai-viet-so-{n}.html" for n in range(4)]
    site.routes["/rss"] = (200, {"Content-Type": "application/rss+xml"}, feed(site, *paths))
    site.publish(*paths)
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "scrapy", "crawl", "portal", "-a", f"url={site.origin}/", "-O", str(out)]
    environment = os.environ | {"TINSO_DELAY": "0", "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 0, done.stderr
    items = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert sorted(item["url"] for item in items) == [site.origin + path for path in paths]
    assert all(item["title"] and item["text"] and item["published"].startswith("2024-03-05") for item in items)
