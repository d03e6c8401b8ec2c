"""What `test_clock` runs under a wall clock that it can set: the jobs of a service without portals, for some real seconds."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from conftest import World

from scheduler.clock import Clock
from scheduler.crawl import now_utc
from scheduler.service import Service


def main(folder: Path, offset: Path) -> None:
    """Set the clock back by hours, then ahead by more: it ticks on, and the daily job keeps its hour."""
    world = World(folder / "data")
    service = Service(world.store, world.ingest, world.settings, world.registry, now_utc)
    world.service = service
    service.open(spread=False)
    clock = Clock(service)
    clock.start()
    ticking(service, clock)
    real = datetime.now(UTC)
    for hours in (-3, 5, -100):
        offset.write_text(str(hours * 3600), "ascii")
        away = datetime.now(UTC) - real - timedelta(hours=hours)
        assert abs(away) < timedelta(minutes=5), "the clock could not be set"
        ticking(service, clock)
        due = clock.scheduler.get_job("housekeeping").next_run_time
        assert timedelta(0) < due - datetime.now(UTC) <= timedelta(days=1), due
    assert [one.kind for one in world.store.incidents(real - timedelta(days=5))] == ["clock"] * 3
    clock.stop()
    world.close()


def ticking(service: Service, clock: Clock) -> None:
    """At least two ticks within some seconds."""
    seen, end = {service._last_tick}, time.monotonic() + 10
    while len(seen) < 3:
        assert time.monotonic() < end, "the clock stands still"
        time.sleep(0.2)
        clock.watch()
        seen.add(service._last_tick)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(os.environ["CLOCK_OFFSET"]))
    print("done", flush=True)
    os._exit(0)
