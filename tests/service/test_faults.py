"""Faults over real HTTP: what the service calls them, how soon, and that it says so once."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from storage.models import TlsPolicy

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SHAPES = ("dept-net", "nukeviet", "paper-old", "tv-slug", "hosted-upload")


def live(world: Any, hours: float) -> None:
    """Let time pass from due moment to due moment, judged as the service does: not twice in five minutes."""
    until = world.clock.moment + HOUR * hours
    judged = world.clock.moment
    while world.clock.moment < until:
        due = max(world.store.next_due() or until, world.clock.moment)
        world.clock.forward(min(due, world.clock.moment + 2 * HOUR, until) - world.clock.moment)
        world.round(60)
        if world.clock.moment - judged >= timedelta(minutes=5):
            judged = world.clock.moment
            world.service.judge()


FAULTS = {
    "refused": "refused",
    "500": "server_error",
    "429": "rate_limited",
    "flood": "blocked",
    "drip": "timeout",
    "gzip": "connection",
    "loop": "redirect_loop",
    "name": "dns",
    "certificate": "tls",
    "self-signed": "tls",
    "old-tls": "tls",
}
SECURE = {
    "certificate": TlsPolicy.VERIFY,
    "self-signed": TlsPolicy.INSECURE,
    "old-tls": TlsPolicy.LEGACY,
}  # and what is declared to mend it


@pytest.mark.soak  # minutes beside other tests; the short month of test_soak.py has its share of faults
def test_each_fault_is_named_told_once_and_over_once(world: Any, outside: Any) -> None:
    """One portal for each, all at the same time, beside some that are well."""
    names = [f"so-{fault}" for fault in FAULTS]
    for n, fault in enumerate(FAULTS):
        host = "so-name.example.vn" if fault == "name" else ""
        tls = (lambda host: outside.context(host, 30 * DAY)) if fault in SECURE else None
        world.site(SHAPES[n % len(SHAPES)], articles=6, seed=n, slug=names[n], host=host, tls=tls)
    for n in range(3):
        world.site(SHAPES[n], articles=6, seed=20 + n, slug=f"lanh-{n}")
    outside.point("so-name.example.vn")
    world.open(timeout=1.0, workers=2)
    live(world, 3)
    assert world.store.count_articles() == 6 * (len(FAULTS) + 3)
    assert world.store.alerts() == []

    began, good = world.clock.moment, {}
    for fault in FAULTS:
        site = world.sites[f"so-{fault}"]
        if fault == "name":
            outside.drop()
        elif fault in SECURE:
            good[fault] = site.tls
            how = {"left": -DAY if fault == "certificate" else 30 * DAY, "own": fault == "self-signed", "old": fault == "old-tls"}
            site.tls = outside.context(site.host, **how)
        else:
            site.break_(fault)
    for worker in world.service.dispatcher.pool.workers:
        os.kill(worker.process.pid, signal.SIGKILL)  # a crawl process remembers names for a while
    live(world, 30)
    assert {alert.portal: alert.cause for alert in world.store.alerts()} == {f"so-{fault}": cause for fault, cause in FAULTS.items()}
    assert all(alert.opened - began <= 2 * DAY for alert in world.store.alerts())

    for slug in names:
        world.sites[slug].publish()
        world.sites[slug].mend()
    outside.point("so-name.example.vn")
    world.sites["so-certificate"].tls = good["certificate"]
    for fault, policy in SECURE.items():  # what the alert proposes
        world.declared[f"so-{fault}"] = replace(world.declared[f"so-{fault}"], tls=policy)
    world.service.reload(world.clock.moment)
    live(world, 30)

    assert sorted(alert.portal for alert in world.store.alerts() if alert.closed is not None) == sorted(names)
    assert len(world.store.alerts()) == len(names)
    assert {slug: world.store.count_articles(portal=slug) for slug in names} == dict.fromkeys(names, 7)
