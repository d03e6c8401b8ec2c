"""What can be in the service's way: clocks, disks, locks, dead and hanging workers."""

from __future__ import annotations

import os
import queue
import signal
import sqlite3
import threading
import time
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from commands.watched import desk_of_service
from review.server import listening, served
from scheduler.clock import Clock
from scheduler.housekeeping import rotate
from scheduler.workers import WorkerPool
from storage.errors import Locked
from storage.models import Finished, Limits, Order, Portal, PortalKind, RunOutcome
from storage.sole import AlreadyRunning, ServiceLock, running
from storage.verify import verify

HOUR = timedelta(hours=1)


def test_a_clock_that_goes_back_stops_nothing(world: Any) -> None:
    world.site(articles=3)
    service = world.open()
    world.round()
    interval = world.store.portal_state("so-31").interval
    world.clock.jump(-timedelta(days=400))

    service.tick()

    assert world.due("so-31") <= world.clock.moment + timedelta(seconds=interval)
    assert [one.kind for one in world.store.incidents(world.clock.moment - HOUR)] == ["clock"]
    world.clock.forward(timedelta(seconds=interval))
    assert world.round() == 1


def test_after_a_sleep_what_is_due_is_spread(world: Any) -> None:
    """Many portals overdue at once: some now, the others within the hour."""
    service = world.open()
    site = world.site(articles=2)
    for n in range(20):
        world.declared[f"ban-{n}"] = replace(world.declared["so-31"], slug=f"ban-{n}", url=f"{site.url}ban-{n}/")
    world.store.sync_portals(world.declared.values())
    for slug in world.declared:
        world.store.schedule(slug, world.clock.moment + HOUR, 3600.0)
    world.clock.jump(timedelta(days=2))

    service.catch_up(world.clock.moment)
    due = sorted(world.due(slug) for slug in world.declared)

    assert due[0] == world.clock.moment
    assert due[-1] - due[0] >= timedelta(minutes=5)
    assert due[-1] <= world.clock.moment + HOUR


def test_a_full_disk_pauses_with_one_alert_and_goes_on_by_itself(world: Any) -> None:
    site = world.site(articles=3)
    service = world.open(min_free=1 << 20)  # more than any disk has
    for _ in range(3):
        assert world.round() == 0
        service.judge()
        world.clock.forward(timedelta(minutes=2))
    asked = site.requests
    alerts = world.store.alerts(open_only=True)
    service.tick()
    told = service.alive()

    service.settings = replace(world.settings, min_free=0)
    world.clock.forward(timedelta(minutes=2))
    assert world.round() == 1
    service.judge()

    assert asked == 0
    assert [alert.cause for alert in alerts] == ["disk"]
    assert told == (True, "paused: the disk is full")
    assert world.store.alerts(open_only=True) == []
    assert len(world.store.alerts()) == 1
    assert world.store.count_articles() == 3


def test_a_database_held_by_another_program_is_waited_for(world: Any) -> None:
    world.site(articles=3)
    service = world.open()
    other = sqlite3.connect(world.store.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(1.0, lambda: other.execute("ROLLBACK")).start()

    assert service.tick() == 1
    assert service.wait_idle(30)
    assert world.store.count_articles() == 3
    other.close()


def test_a_database_held_too_long_costs_one_tick(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The step that could not write says so; the next one does its work."""
    world.site(articles=3)
    service = world.open()
    clock = Clock(service)
    other = sqlite3.connect(world.store.path, isolation_level=None)
    with world.store.read() as db:
        db.execute("PRAGMA busy_timeout = 200")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Locked, match="another process holds the database"):
        service.tick()
    assert service.alive() == (True, "running")
    other.execute("ROLLBACK")
    other.close()

    assert world.round() == 1
    assert world.store.count_articles() == 3
    clock.stop()


def test_a_stopped_process_goes_on_where_it_was(world: Any) -> None:
    """What a suspended laptop does to a crawl under way: the worker stands still, and so does all that waits for it."""
    site = world.site(articles=12)
    service = world.open()
    service.tick()
    end = time.monotonic() + 20
    while site.requests < 4 and time.monotonic() < end:
        time.sleep(0.02)
    (worker,) = service.dispatcher.pool.workers
    os.kill(worker.process.pid, signal.SIGSTOP)
    time.sleep(1.0)
    world.clock.jump(timedelta(hours=9))  # the wall clock went on, the machine did not
    os.kill(worker.process.pid, signal.SIGCONT)

    service.tick()

    assert service.wait_idle(30)
    assert [one.kind for one in world.store.incidents(world.clock.moment - HOUR)] == ["clock"]
    assert world.store.runs("so-31")[0].outcome == RunOutcome.COMPLETE
    assert world.store.count_articles() == 12
    assert list(verify(world.folder)) == []


def test_the_page_for_monitors_fails_when_the_clock_stands_still(world: Any) -> None:
    """And the figures are all there."""
    world.site(articles=3)
    service = world.open()
    world.round()

    def asked(path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(address + path, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    with served(desk_of_service(service, world.registry(), world.settings), listening("127.0.0.1", 0)) as address:
        assert asked("healthz") == (200, "running\n")
        world.clock.forward(timedelta(seconds=100))
        assert asked("healthz") == (503, "the clock has not ticked for 100 s\n")
        service.tick()
        assert asked("healthz") == (200, "running\n")
        figures = asked("metrics")[1]
    for name in (
        'tinso_runs_total{outcome="complete"} 1.0',
        'tinso_visits_total{kind="article",outcome="ok"} 3.0',
        'tinso_changes_total{kind="new"} 3.0',
        "tinso_delay_seconds_bucket",
        "tinso_run_seconds_count 1.0",
        'tinso_changes_queued{review_state="',
        "tinso_portals_due ",
        "tinso_due_lag_seconds ",
        "tinso_database_bytes ",
        "tinso_tick_age_seconds ",
        "tinso_paused 0.0",
    ):
        assert name in figures, name


def test_a_killed_worker_loses_nothing(world: Any) -> None:
    site = world.site(articles=12)
    service = world.open()
    service.tick()
    end = time.monotonic() + 20
    while world.store.count_articles() == 0 and site.requests < 8 and time.monotonic() < end:
        time.sleep(0.02)
    (worker,) = service.dispatcher.pool.workers
    os.kill(worker.process.pid, signal.SIGKILL)
    assert service.wait_idle(20)

    (run,) = world.store.runs("so-31")
    assert run.outcome == RunOutcome.DIED
    assert world.due("so-31") - world.clock.moment < timedelta(minutes=15)
    world.clock.forward(timedelta(minutes=15))
    assert world.round() == 1
    assert world.store.count_articles() == 12
    assert list(verify(world.folder)) == []


def test_a_worker_that_is_dying_takes_no_more_orders(world: Any) -> None:
    """A killed process closes its stream before it can be waited for: for a while the system calls it alive."""
    site = world.site(articles=4)
    ended: queue.Queue[tuple[str, RunOutcome]] = queue.Queue()
    pool = WorkerPool(
        lambda order, said: ended.put((order.id, said.outcome)) if isinstance(said, Finished) else None, 1, dict(os.environ), 300
    )
    ask = Order(
        id="a",
        portal=Portal(slug="so", kind=PortalKind.OTHER, name="Sở", url=site.url),
        home_only=True,
        walk=False,
        limits=Limits(delay=0.0),
    )
    worker = pool.submit(ask)
    assert ended.get(timeout=30) == ("a", RunOutcome.COMPLETE)
    process: Any = worker.process
    with process._waitpid_lock:  # now the system cannot tell that it has ended
        os.kill(worker.process.pid, signal.SIGKILL)
        worker.thread.join(10)
        assert process.poll() is None

        other = pool.submit(replace(ask, id="b"))

    assert other is not worker
    assert ended.get(timeout=30) == ("b", RunOutcome.COMPLETE)
    pool.close()


def test_a_hanging_worker_is_ended_and_its_portal_due_again(world: Any) -> None:
    site = world.site(articles=3)
    service = world.open()
    site.break_("drip")
    service.tick()
    (worker,) = service.dispatcher.pool.workers
    end = time.monotonic() + 20
    while not site.requests and time.monotonic() < end:
        time.sleep(0.02)
    os.kill(worker.process.pid, signal.SIGSTOP)
    worker._deadlines = dict.fromkeys(worker._deadlines, 0.0)  # its wall clock is over

    service.tick()

    assert service.wait_idle(20)
    assert not worker.alive
    assert world.store.runs("so-31")[0].outcome == RunOutcome.DIED
    assert world.due("so-31") > world.clock.moment


def test_a_lost_lease_ends_the_crawl(world: Any) -> None:
    site = world.site(articles=12)
    service = world.open()
    site.break_("drip")
    service.tick()
    world.store.schedule("so-31", None, 0)
    with world.store.write() as db:
        db.execute("UPDATE portals SET lease_holder = 'fetch elsewhere 1 1 ffffffff'")
    world.clock.forward(timedelta(seconds=90))

    service.tick()

    assert service.wait_idle(20)
    assert world.store.lease_of("so-31", world.clock.moment).holder.startswith("fetch")


def test_stop_frees_everything_within_ten_seconds(world: Any) -> None:
    for n in range(3):
        world.site(articles=3, seed=n + 1).break_("drip")
    service = world.open()
    assert service.tick() == 3
    began = time.monotonic()

    service.stop()

    assert time.monotonic() - began < 10
    assert all(world.store.lease_of(slug, world.clock.moment) is None for slug in world.declared)
    assert all(run.finished for run in world.store.runs())
    assert {slug for slug, _, _ in world.store.overdue(world.clock.moment + timedelta(minutes=12))} == set(world.declared)


def test_one_lock_for_one_folder(tmp_path: Path) -> None:
    assert running(tmp_path) == 0
    with ServiceLock(tmp_path):
        assert running(tmp_path) == os.getpid()
        with pytest.raises(AlreadyRunning, match=f"process {os.getpid()}"):
            ServiceLock(tmp_path).take()
    assert running(tmp_path) == 0


def test_backups_rotate(world: Any, tmp_path: Path) -> None:
    world.site(articles=3)
    world.open()
    world.round()
    folder = tmp_path / "backups"
    for name, age in ((".tinso-backup-alt", 2 * 86400), (".tinso-backup-neu", 60)):
        (folder / name / "tinso").mkdir(parents=True)
        os.utime(folder / name, (time.time() - age, time.time() - age))
    for n in range(4):
        rotate(world.folder, folder, 2, world.clock.moment + timedelta(days=n))

    kept = sorted(path.name for path in folder.iterdir())
    assert kept == [".tinso-backup-neu", "tinso-20260312-020000.tar", "tinso-20260313-020000.tar"]
