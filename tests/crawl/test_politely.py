"""What a portal sees of a crawl: robots.txt, pace, Retry-After, flood blockers. Real crawl process, the server's own log."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage.models import Limits, Link, Profile, Robots, RunOutcome, VisitKind

PLAIN = {"Content-Type": "text/plain"}


def robots(text: str) -> tuple[int, dict[str, str], bytes]:
    return 200, PLAIN, text.encode()


def test_robots_is_read_once_and_never_violated_however_many_wait_for_it(site: Any, worker: Any, order_for: Any) -> None:
    site.think = 0.05
    site.routes["/robots.txt"] = robots("User-agent: *\nDisallow: /cam/\nAllow: /cam/duoc\n")
    closed = site.publish(*(f"/cam/{n}" for n in range(12)))
    opened = site.publish("/cam/duoc", "/a", "/b")
    site.routes["/vong"] = (302, {"Location": "/cam/1"}, b"")
    links = (*closed, *opened, Link(url=site.origin + "/vong"))

    [result] = worker.run(order_for(site, *links, limits=Limits(delay=0.0, concurrency=4)))

    assert sorted(site.paths()) == ["/a", "/b", "/cam/duoc", "/robots.txt", "/vong"]
    refused = [path for path, outcome in result.outcomes.items() if outcome == "robots"]
    assert sorted(refused) == sorted([*(f"/cam/{n}" for n in range(12)), "/vong"])
    assert site.most_busy <= 4


@pytest.mark.parametrize(
    ("answer", "fetched"),
    [
        ((404, {}, b"x"), True),
        ((403, {}, b"x"), True),
        ((200, {}, b"<!DOCTYPE html><html><body>Disallow: /</body></html>"), True),
        ((200, PLAIN, b""), True),
        ((200, PLAIN, b"\xef\xbb\xbfUser-agent: tinso\r\nDisallow: /\r\n"), False),
        ((503, {}, b"x"), False),
        ((500, {}, b"x"), False),
    ],
)
def test_what_an_answer_for_robots_means(site: Any, worker: Any, order_for: Any, answer: Any, fetched: bool) -> None:
    site.routes["/robots.txt"] = answer
    links = site.publish("/a", "/b")

    [result] = worker.run(order_for(site, *links))

    assert site.paths() == ["/robots.txt", *(("/a", "/b") if fetched else ())]
    if answer[0] >= 500:
        assert result.finished.outcome is RunOutcome.FAILED
        assert result.finished.failure.name == "robots"
        assert result.pages == []  # links stay open


def test_a_stored_robots_is_used_for_a_day(site: Any, worker: Any, order_for: Any) -> None:
    links = site.publish("/a")
    site.routes["/robots.txt"] = robots("")
    now = datetime.now(UTC)
    kept = Robots(text="User-agent: *\nDisallow: /a", status=200, fetched_at=now - timedelta(hours=23))
    old = Robots(text="User-agent: *\nDisallow: /a", status=200, fetched_at=now - timedelta(hours=25))

    [first] = worker.run(order_for(site, *links, robots=((site.origin, kept),)))
    assert (first.outcomes, site.paths()) == ({"/a": "robots"}, [])

    [second] = worker.run(order_for(site, *links, robots=((site.origin, old),)))
    assert (second.outcomes, site.paths()) == ({"/a": "ok"}, ["/robots.txt", "/a"])
    [(origin, copy)] = [copy for seen in second.seen for copy in seen.robots]
    assert (origin, copy.text, copy.status) == (site.origin, "", 200)


def test_one_request_at_a_time_with_whole_gaps_for_two_portals_on_one_address(make_site: Any, make_worker: Any, order_for: Any) -> None:
    """Two portals, two crawl processes, one address."""
    site = make_site()
    site.think = 0.03
    first, second = site.publish("/a/1", "/a/2", "/a/3"), site.publish("/b/1", "/b/2", "/b/3")
    limits = Limits(delay=0.2)
    one, two = make_worker().listen(), make_worker().listen()
    orders = [order_for(site, *first, limits=limits), order_for(site, *second, limits=limits)]
    for each, each_worker in zip(orders, (one, two), strict=True):
        each_worker.send(each)
    third = order_for(site, *site.publish("/c/1"), limits=limits)
    one.send(third)
    deadline = time.monotonic() + 60
    while len(site.log) < 10 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.1)

    assert len(site.log) == 10
    assert site.most_busy == 1
    assert min(site.gaps()) >= 0.2


def test_crawl_delay_lengthens_the_gap_and_a_delay_never_shortens_it(site: Any, worker: Any, order_for: Any) -> None:
    site.routes["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 0.4\n")
    worker.run(order_for(site, *site.publish("/a", "/b"), limits=Limits(delay=0.1)))

    assert min(site.gaps()[1:]) >= 0.4


def test_a_crawl_delay_of_hours_is_capped_and_noted(site: Any, worker: Any, order_for: Any) -> None:
    site.routes["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 7200\n")
    [result] = worker.run(order_for(site, *site.publish("/a"), limits=Limits(delay=0.1, seconds=0.5)), seconds=90)

    assert any("7200" in note for note in result.finished.notes)


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_stops_the_portal(site: Any, worker: Any, order_for: Any, status: int) -> None:
    links = site.publish("/a", "/b", "/c")
    site.routes["/b"] = (status, {"Retry-After": "77"}, b"x")

    [result] = worker.run(order_for(site, *links))

    assert site.paths() == ["/robots.txt", "/a", "/b"]
    assert result.finished.outcome is RunOutcome.PARTIAL
    assert result.finished.retry_after == 77.0


def test_a_flood_blocker_is_waited_out_once_where_allowed(site: Any, worker: Any, order_for: Any) -> None:
    links = site.publish("/a", "/b", "/c")
    good, times = site.routes["/b"], [0]

    def sometimes(handler: Any) -> None:
        times[0] += 1
        handler.answer((429, {"Retry-After": "1"}, b"x") if times[0] == 1 else good)

    site.routes["/b"] = sometimes
    [result] = worker.run(order_for(site, *links, limits=Limits(delay=0.0, wait_out_block=True)))

    assert result.outcomes == {"/a": "ok", "/b": "ok", "/c": "ok"}
    assert sorted(site.paths()) == ["/a", "/b", "/b", "/c", "/robots.txt"]
    assert site.paths()[2] == "/b"
    assert site.gaps()[2] >= 1.0
    assert any("waited" in note for note in result.finished.notes)
    assert [seen.visit.outcome for seen in result.seen if seen.visit.kind is VisitKind.ARTICLE] == ["rate_limited"]


def test_a_blocker_page_with_status_200_stops_the_portal(site: Any, worker: Any, order_for: Any) -> None:
    links = site.publish("/a", "/b", "/c")
    page = "<html><head><title>Hãy đợi...</title></head><body>Hãy đợi... Hệ thống đang từ chối truy cập của bạn</body></html>"
    site.routes["/b"] = (200, {}, page.encode())

    [result] = worker.run(order_for(site, *links))

    assert site.paths() == ["/robots.txt", "/a", "/b"]
    assert result.outcomes["/b"] in ("blocked", "rate_limited")
    assert result.finished.failure.name in ("blocked", "rate_limited")
    assert result.pages[-1].extraction is not None or len(result.pages) == 2


def test_a_closed_page_is_no_reason_to_stop_but_a_row_of_them_is(site: Any, worker: Any, order_for: Any) -> None:
    links = site.publish(*(f"/{n}" for n in range(12)))
    for path in ["/2", *(f"/{n}" for n in range(5, 12))]:
        site.routes[path] = (403, {}, b"x")

    [result] = worker.run(order_for(site, *links))

    assert site.paths() == ["/robots.txt", *(f"/{n}" for n in range(10))]
    assert result.finished.failure.name == "blocked"


def test_a_window_of_the_cms_family_is_kept(site: Any, make_worker: Any, order_for: Any) -> None:
    links = site.publish(*(f"/{n}" for n in range(40)))
    crawl = make_worker().listen()
    crawl.send(order_for(site, *links, limits=Limits(delay=0.005), profile=Profile(family="nukeviet", learned_from=8)))
    deadline = time.monotonic() + 60
    while len(site.log) < 36 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1.0)

    assert len(site.log) == 36


def test_bounds_of_a_run(site: Any, worker: Any, order_for: Any) -> None:
    links = site.publish(*(f"/{n}" for n in range(8)))

    [few] = worker.run(order_for(site, *links, limits=Limits(delay=0.0, articles=3)))
    assert site.paths() == ["/robots.txt", "/0", "/1", "/2"]
    assert len(few.pages) == 3

    [less] = worker.run(order_for(site, *links, limits=Limits(delay=0.0, requests=3)))
    assert (less.finished.requests, less.finished.outcome) == (3, RunOutcome.PARTIAL)


def test_the_newest_come_first_and_the_too_old_are_left_out(site: Any, worker: Any, order_for: Any) -> None:
    links = site.publish("/cu", "/moi", "/rat-cu", "/vua")
    days = ["2024-03-01", "2024-03-20", "2019-01-01", "2024-03-10T08:00:00+07:00"]
    dated = [Link(url=link.url, hint=day) for link, day in zip(links, days, strict=True)]

    [result] = worker.run(order_for(site, *dated, limits=Limits(delay=0.0, since=datetime(2020, 1, 1, tzinfo=UTC).date())))

    assert site.paths() == ["/robots.txt", "/moi", "/vua", "/cu"]
    assert any("older than 2020-01-01" in note for note in result.finished.notes)


def test_who_we_are_is_said(make_site: Any, make_worker: Any, order_for: Any) -> None:
    site = make_site()
    make_worker(TINSO_CONTACT="bao@example.vn", http_proxy="http://127.0.0.1:9").listen().run(order_for(site, *site.publish("/a")))

    assert {seen.headers["user-agent"].split("/")[0] for seen in site.log} == {"tinso"}
    assert all("+bao@example.vn" in seen.headers["user-agent"] for seen in site.log)


def test_a_proxy_of_the_portal_carries_everything(make_site: Any, worker: Any, order_for: Any) -> None:
    """The name is resolved by the proxy alone; here the test's own site plays it."""
    proxy = make_site()
    proxy.publish("/x")
    page = proxy.routes["/x"]
    proxy.otherwise = page
    proxy.routes["http://cong.invalid/robots.txt"] = robots("")

    [result] = worker.run(order_for("http://cong.invalid/", Link(url="http://cong.invalid/bai"), portal={"proxy": proxy.origin}))

    assert proxy.paths() == ["http://cong.invalid/robots.txt", "http://cong.invalid/bai"]
    assert result.outcomes == {"/bai": "ok"}
