"""Portals of two to five articles, portals that change their ways, and portals that were met while they were out of order."""

from __future__ import annotations

import random
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from storage.models import FailureName, Limits

HOUR = timedelta(hours=1)


def checks(sim: SimpleNamespace, site: Any, shelf: Any, hours: range) -> list[Any]:
    return [sim.crawl(site, shelf, now=sim.NOW + HOUR * n) for n in hours]


EVER = {(2, "query"), (3, "node"), (5, "press")}  # the others are part of the long simulations


@pytest.mark.parametrize(
    ("count", "address"),
    [
        pytest.param(count, address, marks=[] if (count, address) in EVER else [pytest.mark.soak])
        for address in ("node", "query", "slug", "press")
        for count in (2, 3, 5)
    ],
)
def test_a_few_articles(sim: SimpleNamespace, count: int, address: str) -> None:
    site, shelf = sim.Site(count=count, address=address), sim.Shelf(robots=True)
    run = sim.crawl(site, shelf)
    assert set(shelf.articles) == site.truth()
    assert run.requests <= 20
    luck = random.Random(4)
    for n in range(1, 4):
        site.publish(sim.NOW + HOUR * n, luck)
    checks(sim, site, shelf, range(4, 24))

    assert set(shelf.articles) == site.truth()
    assert len(set(shelf.articles)) == len(shelf.articles)


CHANGED_EVER = {(2, "slug and number"), (5, "query"), (30, "node"), (3, "press")}


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        pytest.param(before, after, count, marks=[] if (count, before) in CHANGED_EVER else [pytest.mark.soak])
        for before, after in (("slug and number", "node"), ("node", "guid"), ("query", "press"), ("press", "slug"))
        for count in (2, 3, 5, 30)
    ],
)
def test_addresses_of_a_new_form(sim: SimpleNamespace, count: int, before: str, after: str) -> None:
    """All addresses change at once: what comes afterwards is found, though no learned pattern fits it."""
    site, shelf = sim.Site(count=count, address=before), sim.Shelf(robots=True)
    sim.crawl(site, shelf)
    site.address = after
    site.publish(sim.NOW + HOUR, random.Random(1))

    checks(sim, site, shelf, range(2, 26))

    assert site.truth() <= set(shelf.articles)


def test_new_articles_alone_have_a_new_form(sim: SimpleNamespace) -> None:
    """Old articles stay where they are; new ones come at addresses that show nothing of a title."""
    site, shelf = sim.Site(count=20), sim.Shelf(robots=True)
    sim.crawl(site, shelf)
    old = {item.number for item in site.items}
    sim.addresses_of["mixed"] = lambda item: sim.addresses_of["slug and number" if item.number in old else "node"](item)
    site.address = "mixed"
    luck = random.Random(8)
    for n in range(5):
        site.publish(sim.NOW + HOUR * n, luck)

    checks(sim, site, shelf, range(6, 30))

    assert set(shelf.articles) == site.truth()


def test_met_while_its_pages_were_shells(sim: SimpleNamespace) -> None:
    """Nothing but shells at first: said so, asked again, and a first contact when it is mended."""
    site, shelf = sim.Site(count=30, fault="shell"), sim.Shelf(robots=True)
    run = sim.crawl(site, shelf)
    assert run.result.failure.name is FailureName.NEEDS_SCRIPT
    site.fault = ""

    run = sim.crawl(site, shelf, Limits(articles=10), now=sim.NOW + HOUR)

    assert run.result.failure is None
    assert len(shelf.articles) == 10  # a first contact still, with its limit
    site.publish(sim.NOW + 2 * HOUR, random.Random(2))
    checks(sim, site, shelf, range(3, 6))
    assert len(shelf.articles) == 11


def test_shells_for_a_while(sim: SimpleNamespace) -> None:
    """A known portal turns into shells and back: said while it lasts, at few requests, and all is well afterwards."""
    site, shelf = sim.Site(count=30), sim.Shelf(robots=True)
    sim.crawl(site, shelf)
    site.fault = "shell"
    ill = checks(sim, site, shelf, range(1, 20))
    assert all(run.result.failure is not None and run.result.failure.name is FailureName.NEEDS_SCRIPT for run in ill)
    assert sum(run.requests for run in ill) <= 2 * len(ill) + 30
    site.publish(sim.NOW + 20 * HOUR, random.Random(5))
    site.fault = ""

    well = checks(sim, site, shelf, range(21, 24))

    assert all(run.result.failure is None for run in well)
    assert set(shelf.articles) == site.truth()


@pytest.mark.parametrize(
    "how",
    [
        {"sitemap": "flat"},
        pytest.param({"feed": 120}, marks=pytest.mark.soak),
        pytest.param({"days": False}, marks=pytest.mark.soak),
        pytest.param({"home_items": 1, "sitemap": "index"}, marks=pytest.mark.soak),
    ],
)
def test_what_a_first_contact_left_out_is_no_news(sim: SimpleNamespace, how: dict[str, Any]) -> None:
    """Hundreds of older articles in sitemap, feed and lists: later looks bring what is new and nothing else."""
    site, shelf = sim.Site(count=200, **how), sim.Shelf(robots=True)
    sim.crawl(site, shelf, Limits(articles=40))
    assert len(shelf.articles) == 40
    old = site.truth() - set(shelf.articles)
    luck = random.Random(3)
    for n in range(1, 40):
        if n % 4 == 0:
            site.publish(sim.NOW + timedelta(minutes=30 * n), luck)
        sim.crawl(site, shelf, now=sim.NOW + timedelta(minutes=30 * n))

    assert not old & set(shelf.articles)
    assert len(shelf.articles) == 40 + 9


def test_a_page_that_cannot_be_had_does_not_hold_a_walk_open_for_ever(sim: SimpleNamespace) -> None:
    site, shelf = sim.Site(broken="page=3"), sim.Shelf()
    runs = checks(sim, site, shelf, range(0, 40, 4))

    assert not runs[0].result.complete
    assert runs[-1].result.complete
    assert runs[-1].requests <= 4
