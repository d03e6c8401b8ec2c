"""The walk over portals of many shapes: everything found, nothing twice, few requests, whatever is in the way."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.discovery.probe import ranked
from storage.models import EntryKind, FailureName, Limits

SOAK = pytest.mark.soak
SHAPES = (
    "slug and number", "no ending", "press", "query", "guid", "node", "slug", "dated", "escaped", "hidden path",
)  # fmt: skip


def found_all(sim: SimpleNamespace, **how: Any) -> tuple[Any, Any, Any]:
    site, shelf = sim.Site(**how), sim.Shelf()
    run = sim.crawl(site, shelf)
    assert run.result is not None
    assert run.result.complete
    assert len(set(shelf.articles)) == len(shelf.articles)
    assert set(shelf.articles) == site.truth()
    return site, shelf, run


def some(ever: set[Any], cases: Iterable[Any]) -> list[Any]:
    """All cases; those not in `ever` are part of the long simulations."""
    return [pytest.param(*(each if isinstance(each, tuple) else (each,)), marks=[] if each in ever else [SOAK]) for each in cases]


@pytest.mark.parametrize("address", some({"slug and number", "query", "guid", "escaped", "hidden path"}, SHAPES))
def test_a_portal_of_listings_alone(sim: SimpleNamespace, address: str) -> None:
    """No feed, no sitemap: the listings are walked to their ends, and no page that is no article is taken for one."""
    site, shelf, run = found_all(sim, address=address)

    assert len(shelf.known) <= len(site.items) + 3
    assert run.requests <= 40


PAGERS = {
    ("query", "missing"),
    ("query", "first"),
    ("path", "redirect"),
    ("next", "missing"),
    ("postback", "first"),
    ("offset", "redirect"),
}


@pytest.mark.parametrize(
    ("pager", "past_end"),
    some(PAGERS, product(["query", "path", "next", "postback", "offset"], ["missing", "first", "redirect"])),
)
def test_every_pager(sim: SimpleNamespace, pager: str, past_end: str) -> None:
    found_all(sim, pager=pager, past_end=past_end)


SOURCES = {"feed": {"feed": 20}, "flat": {"sitemap": "flat"}, "index": {"sitemap": "index"}, "both": {"feed": 20, "sitemap": "flat"}}
SOURCES_EVER = {("slug and number", "both"), ("query", "feed"), ("query", "index"), ("slug", "flat")}


@pytest.mark.parametrize(("address", "source"), some(SOURCES_EVER, product(["slug and number", "query", "slug"], SOURCES)))
def test_feeds_and_sitemaps(sim: SimpleNamespace, address: str, source: str) -> None:
    found_all(sim, address=address, **SOURCES[source])


def test_a_sitemap_alone(sim: SimpleNamespace) -> None:
    """A home page that shows nothing: what the sitemap names is told apart by trying."""
    site, shelf, _ = found_all(sim, sitemap="flat", home_items=0, page_size=1000, address="node")

    assert len(shelf.known) <= len(site.items) + 4


def test_without_days_beside_the_links(sim: SimpleNamespace) -> None:
    found_all(sim, days=False)


def test_a_stale_feed_is_not_trusted(sim: SimpleNamespace) -> None:
    """A feed that lacks the newest articles is found out by comparing it with the listings."""
    _, shelf, _ = found_all(sim, feed=15, feed_offset=20)

    feed = next(entry for entry in shelf.entries.values() if entry.kind is EntryKind.FEED)
    assert not feed.trusted
    assert "stale" in feed.reason


def test_the_newest_within_the_limit(sim: SimpleNamespace) -> None:
    site, shelf = sim.Site(count=120, sitemap="flat"), sim.Shelf()
    run = sim.crawl(site, shelf, Limits(articles=20))

    newest = {site.url(item) for item in site.newest()[:20]}
    assert run.result.complete
    assert len(shelf.articles) == 20
    assert len(newest & set(shelf.articles)) >= 18
    assert run.requests <= 25


def test_since_a_day(sim: SimpleNamespace) -> None:
    site, shelf = sim.Site(count=100), sim.Shelf()
    since = date(2026, 11, 10)
    sim.crawl(site, shelf, Limits(articles=0, since=since))

    wanted = {site.url(item) for item in site.items if (item.at + timedelta(hours=7)).date() >= since}
    assert set(shelf.articles) == wanted


def test_full_goes_to_the_end(sim: SimpleNamespace) -> None:
    site, shelf = sim.Site(count=150), sim.Shelf()
    sim.crawl(site, shelf, Limits(articles=30))
    assert len(shelf.articles) == 30

    sim.crawl(site, shelf, Limits(full=True))

    assert set(shelf.articles) == site.truth()


@pytest.mark.parametrize("address", some({"slug and number"}, ["slug and number", "guid", "press"]))
def test_traps_cost_little(sim: SimpleNamespace, address: str) -> None:
    """An endless calendar, session ids and random tokens on all links: all found in at most three times the requests."""
    plain, _ = sim.Site(address=address), sim.crawl(sim.Site(address=address), sim.Shelf())
    usual = len(_.asked)
    site, shelf = sim.Site(address=address, traps=frozenset({"calendar", "session", "token"})), sim.Shelf()

    run = sim.crawl(site, shelf)

    assert set(shelf.articles) == plain.truth()
    assert len(run.asked) <= 1.5 * usual
    assert any(trap.startswith("calendar") for trap in run.result.traps)
    assert any("token" in trap for trap in run.result.traps)


@pytest.mark.parametrize(
    "how", [{"feed": 30}, {}, pytest.param({"sitemap": "flat"}, marks=SOAK), pytest.param({"home_items": 1}, marks=SOAK)]
)
def test_a_quiet_portal_costs_two_requests(sim: SimpleNamespace, how: dict[str, Any]) -> None:
    site, shelf = sim.Site(**how), sim.Shelf(robots=True)
    sim.crawl(site, shelf)
    runs = [sim.crawl(site, shelf, now=sim.NOW + timedelta(minutes=30 * n)) for n in range(1, 31)]

    assert all(run.result.complete for run in runs)
    assert sum(run.requests for run in runs) <= 2 * len(runs)
    assert len(shelf.articles) == len(site.items)


@pytest.mark.parametrize(
    "how",
    [
        {"feed": 30},
        {"home_items": 2, "days": False},
        pytest.param({}, marks=SOAK),
        pytest.param({"feed": 15, "feed_offset": 20}, marks=SOAK),
    ],
)
def test_new_articles_are_found_soon(sim: SimpleNamespace, how: dict[str, Any]) -> None:
    site, shelf = sim.Site(**how), sim.Shelf(robots=True)
    sim.crawl(site, shelf)
    luck = random.Random(7)
    asked = 0
    waiting: dict[str, int] = {}
    worst = 0
    for n in range(1, 49):
        now = sim.NOW + timedelta(minutes=30 * n)
        if luck.random() < 0.25:
            waiting[site.url(site.publish(now, luck))] = n
        asked += len(sim.crawl(site, shelf, now=now).asked)
        for url in [url for url in waiting if url in shelf.articles]:
            worst = max(worst, n - waiting.pop(url))

    sim.crawl(site, shelf, now=sim.NOW + timedelta(days=2))
    assert set(shelf.articles) == site.truth()
    assert worst <= 8
    assert asked <= 120


def test_a_burst_is_found_at_once(sim: SimpleNamespace) -> None:
    """More new articles than the home page has room for: its listings are walked down to what is known."""
    site, shelf = sim.Site(feed=10), sim.Shelf(robots=True)
    sim.crawl(site, shelf)
    luck = random.Random(3)
    for n in range(40):
        site.publish(sim.NOW + timedelta(minutes=n), luck)

    for n in range(3):
        sim.crawl(site, shelf, now=sim.NOW + timedelta(hours=1 + n))

    assert set(shelf.articles) == site.truth()


def test_a_source_that_dies_is_replaced(sim: SimpleNamespace) -> None:
    site, shelf = sim.Site(feed=30), sim.Shelf(robots=True)
    sim.crawl(site, shelf)
    site.feed = 0
    site.publish(sim.NOW + timedelta(minutes=1), random.Random(1))

    runs = [sim.crawl(site, shelf, now=sim.NOW + timedelta(hours=n)) for n in (1, 2, 3)]

    assert set(shelf.articles) == site.truth()
    assert runs[-1].requests <= 2


def test_a_redesign_is_learned_anew(sim: SimpleNamespace) -> None:
    """All addresses change: the walk notices that nothing is as it was and finds everything at its new place."""
    site, shelf = sim.Site(), sim.Shelf(robots=True)
    sim.crawl(site, shelf)
    site.address = "press"

    run = sim.crawl(site, shelf, now=sim.NOW + timedelta(hours=1))

    assert any("anew" in note for note in run.result.notes)
    assert site.truth() <= set(shelf.articles)


def test_a_home_page_that_fails_is_said(sim: SimpleNamespace) -> None:
    run = sim.crawl(sim.Site(broken="/"), sim.Shelf())

    assert run.result.failure.name is FailureName.SERVER_ERROR
    assert not run.result.complete


def test_a_lost_page_leaves_the_walk_open(sim: SimpleNamespace) -> None:
    """A listing page that fails twice: what lay behind it is found by the next walk."""
    site, shelf = sim.Site(broken="page=3"), sim.Shelf()
    first = sim.crawl(site, shelf)
    assert not first.result.complete
    site.broken = ""

    again = sim.crawl(site, shelf)

    assert again.result.complete
    assert set(shelf.articles) == site.truth()


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cut=st.lists(st.integers(0, 75), min_size=1, max_size=3),
    address=st.sampled_from(SHAPES),
    pager=st.sampled_from(["query", "path", "postback"]),
    feed=st.sampled_from([0, 10]),
)
def test_a_killed_walk_resumes(sim: SimpleNamespace, cut: list[int], address: str, pager: str, feed: int) -> None:
    resume(sim, cut, address, pager, feed)


@SOAK
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cut=st.lists(st.integers(0, 75), min_size=1, max_size=3),
    address=st.sampled_from(SHAPES),
    pager=st.sampled_from(["query", "path", "postback"]),
    feed=st.sampled_from([0, 10]),
)
def test_many_killed_walks_resume(sim: SimpleNamespace, cut: list[int], address: str, pager: str, feed: int) -> None:
    resume(sim, cut, address, pager, feed)


def resume(sim: SimpleNamespace, cut: list[int], address: str, pager: str, feed: int) -> None:
    """Killed after any replies, run again with what was stored: everything is found, nothing twice."""
    site, shelf = sim.Site(count=36, address=address, pager=pager, feed=feed), sim.Shelf()
    for kill_after in cut:
        sim.crawl(site, shelf, kill_after=kill_after)
    run = sim.crawl(site, shelf)

    assert run.result.complete
    assert set(shelf.articles) == site.truth()
    assert len(set(shelf.articles)) == len(shelf.articles)


def test_the_same_replies_give_the_same_steps(sim: SimpleNamespace) -> None:
    runs = [sim.crawl(sim.Site(feed=10, sitemap="index"), sim.Shelf()) for _ in range(2)]

    assert runs[0].asked == runs[1].asked


def test_what_was_found_is_ranked(sim: SimpleNamespace) -> None:
    run = sim.crawl(sim.Site(feed=30, sitemap="flat"), sim.Shelf())

    sources = ranked(run.walk)

    assert sources[0].entry.trusted
    assert {EntryKind.FEED, EntryKind.SITEMAP, EntryKind.HOME, EntryKind.LISTING} <= {source.entry.kind for source in sources}
    assert all(source.entry.reason for source in sources)
    whole = next(source for source in sources if source.entry.kind is EntryKind.SITEMAP)
    feed = next(source for source in sources if source.entry.kind is EntryKind.FEED)
    assert len(whole.articles) == 60
    assert not whole.missing
    assert len(feed.missing) == 30
