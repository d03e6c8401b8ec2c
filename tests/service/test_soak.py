"""Days of the service in minutes: real HTTP, simulated time, faults on cue. The short form runs always, the long one with `make soak`."""

from __future__ import annotations

import os
import signal
import statistics
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from scheduler.moving import attempt, moved
from scheduler.rhythm import VIETNAM, is_day_off
from storage.verify import verify

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
Event = tuple[datetime, Callable[[], object]]
SHAPES = ("dept-net", "nukeviet", "paper-old", "tv-slug", "hosted-upload", "paper-clock", "tv-press")


def resident() -> int:
    """Megabytes this process holds, 0 where that cannot be asked."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096 // (1024 * 1024)
    except OSError:
        return 0


def publications(rng: Random, start: datetime, days: int, a_day: float) -> list[datetime]:
    """Moments in office hours, fewer at weekends."""
    out = []
    for n in range(days):
        day = (start + DAY * n).astimezone(VIETNAM)
        rate = a_day * (0.1 if day.weekday() > 4 or is_day_off(day.date()) else 1.35)
        for hour in (8, 9, 10, 14, 15, 16):
            if rng.random() < rate / 6:
                out.append(day.replace(hour=hour, minute=rng.randrange(60)).astimezone(UTC))
    return [moment for moment in out if moment > start]


def live(world: Any, until: datetime, events: list[Event]) -> int:
    """Let time pass from due moment to due moment. Returns how many checks there were."""
    left = sorted(events, key=lambda event: event[0])
    judged, checks = world.clock.moment, 0
    while world.clock.moment < until:
        due = world.store.next_due() or world.clock.moment
        moments = [max(due, world.clock.moment), judged + HOUR, until, *([left[0][0]] if left else [])]
        world.clock.forward(max(timedelta(0), min(moments) - world.clock.moment))
        while left and left[0][0] <= world.clock.moment:
            left.pop(0)[1]()
        checks += world.round(120)
        if world.clock.moment >= judged + HOUR:
            judged = world.clock.moment
            world.service.judge()
    return checks


def delays(world: Any, slug: str, since: datetime) -> list[float]:
    """Hours from publication to storage of what was published since; infinite for what was never found."""
    stored = {article.version.title: article.first_seen for article in world.store.articles(portal=slug)}
    site = world.sites[slug]
    never = datetime.max.replace(tzinfo=UTC)
    return [(stored.get(one.title, never) - one.published) / HOUR for one in site.articles if one.published >= since and one.live]


def alerts(world: Any) -> dict[str, list[tuple[str, bool]]]:
    out: dict[str, list[tuple[str, bool]]] = {}
    for alert in world.store.alerts():
        out.setdefault(alert.portal, []).append((alert.cause, alert.closed is not None))
    return out


def test_some_days_with_faults(world: Any) -> None:
    """Refused for a day and a half, a flood blocker for a day and a half, an hour without any network: two alerts, two recoveries."""
    rng = Random(5)
    start = world.clock.moment
    days = 4
    for n, slug in enumerate(("lanh", "tu-choi", "chan")):
        world.site(SHAPES[n], articles=12, seed=n + 1, slug=slug)
    world.open()
    events: list[Event] = []
    for site in world.sites.values():
        events += [(moment, site.publish) for moment in publications(rng, start, days, 2.0)]
    sick = start + timedelta(hours=20)
    for slug, fault in (("tu-choi", "refused"), ("chan", "flood")):
        site = world.sites[slug]
        events += [(sick, lambda site=site, fault=fault: site.break_(fault)), (sick + timedelta(hours=36), site.mend)]
    outage = start + timedelta(hours=80)
    for site in world.sites.values():
        events += [(outage, lambda site=site: site.break_("refused")), (outage + HOUR, site.mend)]

    checks = live(world, start + DAY * days, events)

    found = alerts(world)
    assert found.pop("", [("offline", True)]) == [("offline", True)]  # the hour without network, when it fell on checks of all
    assert found == {"tu-choi": [("refused", True)], "chan": [("blocked", True)]}
    onset = {alert.portal: alert.opened for alert in world.store.alerts() if alert.portal}
    assert all(timedelta(0) < moment - sick <= timedelta(hours=36) for moment in onset.values())
    due = world.clock.moment - DAY  # what came out later may be found tomorrow
    for slug in world.declared:
        stored = {article.version.title for article in world.store.articles(portal=slug)}
        owed = [one.title for one in world.sites[slug].articles if one.published < due]
        missed = [title for title in owed if title not in stored]
        assert missed == [], slug
    assert statistics.median(delays(world, "lanh", start)) < 3.0
    assert checks < 3 * days * 40
    assert list(verify(world.folder)) == []


FAULTS = {
    2: ("refused", "refused"),
    3: ("500", "server_error"),
    4: ("429", "rate_limited"),
    5: ("flood", "blocked"),
    6: ("drip", "timeout"),
    7: ("gzip", "connection"),
    8: ("loop", "redirect_loop"),
    9: ("maintenance", "maintenance"),
    10: ("cookie", "blocked"),
    11: ("shell", "needs_script"),
    14: ("name", "dns"),
    15: ("certificate", "tls"),
    16: ("move", "moved"),
}
REDESIGNED, DEAD, NAMED, SECURE, MOVED = "so-12", "so-13", "so-14", "so-15", "so-16"


def sites_of_a_month(world: Any, outside: Any) -> list[str]:
    names = []
    for n in range(20):
        names.append(f"so-{n:02}")
        more: dict[str, Any] = {}
        if names[-1] == NAMED:
            more = {"host": "so-14.example.vn"}
            outside.point(more["host"])
        elif names[-1] == SECURE:
            more = {"tls": lambda host: outside.context(host, 30 * DAY)}
        world.site(SHAPES[n % len(SHAPES)], articles=14, seed=n + 1, slug=names[-1], **more)
    return names


def onset_and_end(world: Any, outside: Any, slug: str, fault: str) -> tuple[Callable[[], object], Callable[[], object]]:
    """What begins a fault and what mends it."""
    site = world.sites[slug]

    def lose_name() -> None:
        outside.drop()
        for worker in world.service.dispatcher.pool.workers:  # a crawl process remembers names for a while
            os.kill(worker.process.pid, signal.SIGKILL)

    def move() -> None:
        world.sites[slug] = site.migrate("127.0.0.90", shape="nukeviet")

    def accept() -> None:
        """What `tinso portals accept` does, by the simulated clock."""
        old = world.declared[slug]
        (judged,) = [one for one in world.store.health() if one.portal == slug]
        trial = attempt(world.store, world.settings, old, judged.proposal, world.clock.moment, threading.Event())
        assert trial.failure is None
        world.declared[slug] = moved(old, trial.home)
        world.store.move_portal(old, world.declared[slug], world.clock.moment, same_paths=trial.same_paths)

    if fault == "name":
        return lose_name, lambda: outside.point(site.host)
    if fault == "certificate":
        good, expired = site.tls, outside.context(site.host, -DAY)
        return lambda: setattr(site, "tls", expired), lambda: setattr(site, "tls", good)
    if fault == "move":
        return move, accept
    return lambda: site.break_(fault), site.mend


def missed(world: Any, slug: str, until: datetime) -> list[str]:
    """What came out by then and stands at no address of the store."""
    stored = {article.version.title for article in world.store.articles(portal=slug)}
    return [f"{slug}: {one.title}" for one in world.sites[slug].articles if one.live and one.published <= until and one.title not in stored]


@pytest.mark.soak
def test_a_month_of_twenty_portals(world: Any, outside: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Every article within its target, each fault named rightly and soon, one alert and one recovery each, memory flat."""
    days = 30
    start = world.clock.moment
    rng = Random(11)
    names = sites_of_a_month(world, outside)
    world.open(workers=2, timeout=2.0)
    events: list[Event] = []
    began_sick: dict[str, datetime] = {}
    news: dict[str, list[datetime]] = {}
    for n, slug in enumerate(names):
        stops = days * 0.5 if slug == DEAD else days
        news[slug] = publications(rng, start, int(stops), 0.5 + 0.25 * n)
        events += [(moment, lambda slug=slug: world.sites[slug].publish()) for moment in news[slug]]
        if n in FAULTS:
            began_sick[slug] = start + DAY * (4 + n % 14)
            begin, end = onset_and_end(world, outside, slug, FAULTS[n][0])
            events += [(began_sick[slug], begin), (began_sick[slug] + 4 * DAY, end)]
    events.append((start + DAY * 10, world.sites[REDESIGNED].redesign))
    began_sick[DEAD] = start + DAY * 15
    events.append((began_sick[DEAD], lambda: world.sites[DEAD].break_("refused")))
    outage = start + DAY * 25 + timedelta(hours=3)
    for slug in names:
        if slug != DEAD:
            events += [
                (outage, lambda slug=slug: world.sites[slug].break_("refused")),
                (outage + HOUR, lambda slug=slug: world.sites[slug].mend()),
            ]
    began, memory, workers = time.monotonic(), [], []
    checks = 0
    for n in range(days):
        upto = start + DAY * (n + 1)
        checks += live(world, upto, [event for event in events if upto - DAY <= event[0] < upto])
        world.server.forget()  # the sample portals' own log of requests lies in this process too
        memory.append(resident())
        workers.append(max((worker.memory() // (1024 * 1024) for worker in world.service.dispatcher.pool.workers), default=0))
    found = alerts(world)
    healthy = [wait for n, slug in enumerate(names) if n not in FAULTS and slug != DEAD for wait in delays(world, slug, start)]
    late = [wait for wait in healthy if wait > 24]
    lost = [title for slug in names for title in missed(world, slug, world.clock.moment - DAY)]
    requests = sum(run.requests for run in world.store.runs(limit=1_000_000))
    onset = {alert.portal: alert.opened for alert in reversed(world.store.alerts()) if alert.portal}
    with capsys.disabled():
        print(
            f"\n{checks} checks, {requests} requests, {len(healthy)} articles, median {statistics.median(healthy) * 60:.0f} min,",
            end=" ",
        )
        print(f"{len(late)} late, {len(lost)} never found, {time.monotonic() - began:.0f} s")
        print("service MB:", *memory[2::3], "a worker MB:", *workers[2::3])
        print("named after hours:", {slug: round((onset[slug] - sick) / HOUR) for slug, sick in began_sick.items() if slug in onset})
        print(found, *lost, sep="\n")
    for n, (_, cause) in FAULTS.items():
        assert found.get(names[n]) == [(cause, True)], names[n]
    assert found.get(DEAD) == [("refused", False)]
    assert set(found) - {names[n] for n in FAULTS} - {DEAD} <= {""}
    for slug, sick in began_sick.items():
        second = next((moment for moment in news[slug][1:] if len([one for one in news[slug] if sick < one <= moment]) == 2), sick)
        assert onset[slug] - sick <= max(2 * DAY, second - sick), slug
    assert len(late) <= 0.01 * len(healthy)
    assert lost == []
    assert memory[-1] <= memory[2] * 1.3
    assert list(verify(world.folder)) == []
