"""Faults over real HTTP, each for itself: what the service calls them, how soon, and that it says so once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def live(world: Any, hours: float, publish: Callable[[], object] | None = None) -> None:
    """Let time pass from due moment to due moment, judged hourly."""
    until = world.clock.moment + HOUR * hours
    while world.clock.moment < until:
        due = max(world.store.next_due() or until, world.clock.moment)
        world.clock.forward(min(due, world.clock.moment + HOUR, until) - world.clock.moment)
        world.round(60)
        world.service.judge()


def alerts(world: Any) -> list[tuple[str, bool]]:
    return [(alert.cause, alert.closed is not None) for alert in world.store.alerts()]


def name_lost(world: Any, outside: Any) -> tuple[Callable[[], object], Callable[[], object]]:
    world.site(articles=8, slug="so", host="so.example.vn")
    outside.point("so.example.vn")

    def lose() -> None:
        outside.drop()
        for worker in world.service.dispatcher.pool.workers:  # a crawl process remembers names for a while
            os.kill(worker.process.pid, signal.SIGKILL)

    return lose, lambda: outside.point("so.example.vn")


def certificate_expired(world: Any, outside: Any) -> tuple[Callable[[], object], Callable[[], object]]:
    site = world.site(articles=8, slug="so", tls=lambda host: outside.context(host, 30 * DAY))
    good, bad = site.tls, outside.context(site.host, -DAY)
    return lambda: setattr(site, "tls", bad), lambda: setattr(site, "tls", good)


def broken(fault: str) -> Callable[[Any, Any], tuple[Callable[[], object], Callable[[], object]]]:
    def make(world: Any, outside: Any) -> tuple[Callable[[], object], Callable[[], object]]:
        site = world.site(articles=8, slug="so")
        return lambda: site.break_(fault), site.mend

    return make


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        pytest.param(name_lost, "dns", id="dns"),
        pytest.param(certificate_expired, "tls", id="tls"),
    ],
)
def test_a_fault_is_named_told_once_and_over_once(world: Any, outside: Any, make: Any, cause: str) -> None:
    begin, end = make(world, outside)
    site = world.sites["so"]
    world.open(timeout=2.0)
    live(world, 5)
    assert world.store.count_articles() == 8, world.store.runs("so")
    assert alerts(world) == []

    began = world.clock.moment
    begin()
    live(world, 40)
    assert alerts(world) == [(cause, False)], [(run.outcome, run.failure, run.detail) for run in world.store.runs("so")]
    assert world.store.alerts()[0].opened - began <= 2 * DAY

    site.publish()
    end()
    live(world, 24)

    assert alerts(world) == [(cause, True)]
    assert world.store.count_articles() == 9
