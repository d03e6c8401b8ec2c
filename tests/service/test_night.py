"""What is done at night, and what becomes of jobs of the clock that fail, are missed or run over."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.clock import Clock
from scheduler.housekeeping import keep_house
from scheduler.rhythm import VIETNAM
from storage.backup import BackupError
from storage.errors import Locked
from storage.models import Seen, Validators, Visit, VisitKind

DAY = timedelta(days=1)


def test_a_night_forgets_backs_up_and_tidies(world: Any, tmp_path: Path) -> None:
    store, now = world.store, world.clock.moment
    world.site(articles=0)
    store.sync_portals(world.declared.values())
    for age in (400, 100):
        at = now - age * DAY
        visit = Visit(url=f"http://127.0.0.31/{age}", kind=VisitKind.LISTING, outcome="ok", status=200, at=at, validators=Validators())
        store.record_seen(None, "so-31", Seen(order="a", number=0, visit=visit), at)
        store.add_incident("tick", "clock", f"{age}", at)
    settings = replace(world.settings, backup_to=str(tmp_path / "backups"), keep_visits=180)

    keep_house(store, settings, now)

    assert store.value("SELECT count(*) FROM visits") == 1
    assert store.incidents(now - 500 * DAY) == []
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [f"tinso-{now:%Y%m%d-%H%M%S}.tar"]

    (tmp_path / "file").touch()
    with pytest.raises(BackupError, match="the folder for backups cannot be made"):
        keep_house(store, replace(settings, backup_to=str(tmp_path / "file" / "deeper")), now)


def jobs(world: Any, **made: Callable[[], object]) -> Clock:
    """A clock that has but these jobs, once each."""
    out = Clock(world.open())
    out.scheduler.remove_all_jobs()
    for name, job in made.items():
        out.every(name, 3600.0, job)
    return out


def incidents(world: Any, number: int) -> list[tuple[str, str, str]]:
    end = time.monotonic() + 10
    while len(found := world.store.incidents(world.clock.moment - DAY)) < number and time.monotonic() < end:
        time.sleep(0.02)
    return sorted((one.job, one.kind, one.detail) for one in found)


def test_a_job_that_fails_is_stored_and_the_others_go_on(world: Any, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise ZeroDivisionError("một lỗi")

    def refused() -> None:
        raise Locked("held by another")

    def without_backup() -> None:
        raise BackupError("no room")

    ran: list[int] = []
    clock = jobs(world, a=broken, b=refused, c=without_backup, d=lambda: ran.append(1))
    clock.start()

    assert incidents(world, 2) == [("a", "failed", "ZeroDivisionError: một lỗi"), ("c", "failed", "no room")]
    end = time.monotonic() + 10
    while not ran and time.monotonic() < end:
        time.sleep(0.02)
    clock.stop()
    assert ran == [1]
    assert "held by another" in caplog.text


def test_what_runs_over_is_stored(world: Any) -> None:
    slow = jobs(world, slow=lambda: time.sleep(0.5))
    slow.start()
    time.sleep(0.1)
    slow.scheduler.modify_job("slow", next_run_time=datetime.now(VIETNAM))

    assert incidents(world, 1) == [("slow", "overrun", "the run before was still under way")]
    slow.scheduler.shutdown(wait=True)
