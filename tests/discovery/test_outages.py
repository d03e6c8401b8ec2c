"""Whatever was published while a portal could not be read is found when it can be read again."""

from __future__ import annotations

import random
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

OUTAGES = ("500", "403", "404", "flood", "blank", "shell")
HALF_AN_HOUR = timedelta(minutes=30)


def days_after(sim: SimpleNamespace, site: Any, shelf: Any, since: Any, days: float, step: timedelta = timedelta(hours=1)) -> None:
    """Ordinary checks until everything is found, for at most so many days."""
    for n in range(1, int(timedelta(days=days) / step) + 1):
        sim.crawl(site, shelf, now=since + step * n)
        if site.truth() <= set(shelf.articles):
            return


OUTAGE = given(
    outage=st.sampled_from(OUTAGES),
    hours=st.integers(1, 60),
    burst=st.integers(1, 45),
    sections=st.sampled_from([1, 3, 4]),
    count=st.sampled_from([3, 9, 40]),
    how=st.sampled_from(
        [
            {},
            {"feed": 10},
            {"feed": 10, "home_items": 1},
            {"home_items": 2},
            {"home_items": 2, "days": False, "pager": "postback"},
            {"feed": 6, "feed_offset": 20},
            {"home_items": 1, "pager": "path", "sitemap": "flat"},
            {"address": "guid", "pager": "next", "home_items": 3},
        ]
    ),
    cut=st.lists(st.integers(0, 12), max_size=3),
    luck=st.integers(0, 1000),
)
ANY_STATE = [HealthCheck.function_scoped_fixture]


@settings(max_examples=6, deadline=None, suppress_health_check=ANY_STATE)
@OUTAGE
def test_nothing_is_lost_in_an_outage(sim: SimpleNamespace, **case: Any) -> None:
    survive(sim, **case)


@pytest.mark.soak
@settings(max_examples=60, deadline=None, suppress_health_check=ANY_STATE)
@OUTAGE
def test_nothing_is_lost_in_many_outages(sim: SimpleNamespace, **case: Any) -> None:
    survive(sim, **case)


def survive(
    sim: SimpleNamespace, outage: str, hours: int, burst: int, sections: int, count: int, how: dict[str, Any], cut: list[int], luck: int
) -> None:
    """Published while the portal was out of order, in any number; the first walks afterwards are killed too."""
    rng = random.Random(luck)
    site, shelf = sim.Site(count=count, sections=sections, **how), sim.Shelf(robots=True)
    sim.crawl(site, shelf)
    sim.crawl(site, shelf, now=sim.NOW + HALF_AN_HOUR)
    assert set(shelf.articles) == site.truth()
    begin = sim.NOW + timedelta(hours=1)
    site.fault = outage
    for n in range(burst):
        site.publish(begin + timedelta(hours=hours) * (n / burst), rng)
    for n in range(min(hours, 6)):
        sim.crawl(site, shelf, now=begin + timedelta(hours=hours) * (n / 6))
    site.fault = ""
    end = begin + timedelta(hours=hours)
    for n, kill_after in enumerate(cut):
        sim.crawl(site, shelf, now=end + timedelta(minutes=5 * n), kill_after=kill_after)

    days_after(sim, site, shelf, end + timedelta(hours=1), days=3)

    assert set(shelf.articles) == site.truth()
    assert len(set(shelf.articles)) == len(shelf.articles)
