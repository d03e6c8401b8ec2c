"""What `test_disk` runs on a small disk of its own: a service whose disk is full, may not grow, or cannot be written."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from conftest import SimClock, World

from scheduler.service import Clock
from storage.verify import verify


def fill(folder: Path) -> Callable[[], None]:
    """Leave not one free byte."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as out, contextlib.suppress(OSError):
        while True:
            out.write(bytes(4096))
    return filler.unlink


def forbid(folder: Path) -> Callable[[], None]:
    """No file may grow, as under a quota."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def refused(folder: Path, close: Callable[[Path], Callable[[], None]]) -> None:
    """While nothing can be written crawling pauses; afterwards it goes on by itself and nothing is missing."""
    world = World(folder / "data", SimClock())
    site = world.site(articles=5)
    service = world.open()
    clock = Clock(service)
    clock.start()
    wait_for(lambda: world.store.count_articles() == 5 and not service.checks)
    give_back = close(folder)
    for _ in range(3):
        site.publish()
    world.clock.forward(world.due("so-31") - world.clock.moment)
    wait_for(lambda: bool(service.paused))
    assert service.wait_idle(30)
    asked = site.requests
    time.sleep(2.5)  # some ticks
    assert site.requests == asked
    assert service.alive() == (True, "paused: the disk is full")

    give_back()
    deadline = time.monotonic() + 30
    while world.store.count_articles() < 8 and time.monotonic() < deadline:
        world.clock.forward(timedelta(minutes=5))
        time.sleep(1.1)
    clock.stop()
    assert service.wait_idle(30)
    assert service.paused == ""
    assert world.store.count_articles() == 8
    service.judge()
    assert [alert for alert in world.store.alerts() if alert.closed is None] == []
    world.close()
    assert list(verify(folder / "data")) == []


def wait_for(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


def read_only(folder: Path) -> None:
    """One line and exit 2."""
    world = World(folder / "data", SimClock())
    world.site(articles=5)
    world.open()
    world.round()
    world.close()
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    for command in (["run", "--once", "--no-web"], ["fetch", "so-31"]):
        done = subprocess.run(
            [sys.executable, "-m", "cli", *command, "--data", str(folder / "data")], capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert "Read-only file system" in done.stderr


if __name__ == "__main__":
    place = Path(sys.argv[2])
    {"full": lambda: refused(place, fill), "quota": lambda: refused(place, forbid), "read_only": lambda: read_only(place)}[sys.argv[1]]()
    os._exit(0)
