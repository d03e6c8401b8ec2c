"""What watching costs when nothing happens: CPU a check and memory, with quiet portals asked every fifteen minutes.

Sample portals on loopback in a process of their own; the service in this one, with one worker, under a clock that is moved.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import config
from benchmarks.machine import head
from scheduler.crawl import open_ingest
from scheduler.service import Service
from seeds.registry import Registry
from storage.models import LifeCycle, Portal, PortalKind
from storage.store import Store

SHAPES = ("dept-net", "nukeviet", "paper-old", "tv-slug", "hosted-upload")
EVERY = timedelta(minutes=15)
BATCH = 20  # portals that are due together
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def _serve(portals: int, articles: int, pipe: Connection) -> None:
    from demo.server import Server
    from demo.site import Portal as Site

    server, urls = Server(), []
    for n in range(portals):
        site = Site(SHAPES[n % len(SHAPES)], f"127.0.{1 + n // 200}.{1 + n % 200}", 0, n)
        server.add(site)
        site.fill(articles)
        urls.append(site.url)
    pipe.send(urls)
    pipe.recv()
    server.stop()


def _cpu(pid: int) -> float:
    """Seconds of CPU a process used."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(pid: int) -> int:
    """Megabytes that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * PAGE // (1024 * 1024)


class _Moved:
    def __init__(self) -> None:
        self.moment, self.steps = datetime.now(UTC) - timedelta(days=2), 0.0

    def __call__(self) -> datetime:
        return self.moment

    def steady(self) -> float:
        return self.steps

    def forward(self, by: timedelta) -> None:
        self.moment += by
        self.steps += by.total_seconds()


def measure(urls: Sequence[str], rounds: int, folder: Path) -> tuple[dict[str, float], list[tuple[int, int]]]:
    """Meet all portals once, then check each `rounds` times; figures of the checks alone.

    Beside them megabytes of service and worker at ten moments, or after each round when there are fewer.
    """
    clock = _Moved()
    settings = replace(config.load({}), data=folder, delay=0.0, workers=1, min_free=0)
    portals = {
        f"so-{n}": Portal(slug=f"so-{n}", kind=PortalKind.OTHER, name=f"Sở {n}", url=url, life_cycle=LifeCycle.LIVE)
        for n, url in enumerate(urls)
    }
    with Store.open(folder) as store, open_ingest(store, settings) as ingest:
        service = Service(store, ingest, settings, lambda: Registry(portals=portals, provinces={}), clock, clock.steady)
        service.open(spread=False)
        while service.tick() or service.checks:
            service.wait_idle(1)
        # learned and looked at again once: what follows is routine
        clock.forward(timedelta(days=1))
        asked = _rounds(service, clock, list(portals), 1)
        own, theirs, began, asked = _own(), _workers(service), time.monotonic(), 0
        memory = []
        for n in range(rounds):
            asked += _rounds(service, clock, list(portals), 1)
            if (n + 1) * 10 // rounds > n * 10 // rounds:
                # between two workers there is none
                theirs_now = max((_memory(worker.process.pid) for worker in service.dispatcher.pool.workers), default=0)
                memory.append((_memory(os.getpid()), theirs_now))
        checks = rounds * len(portals)
        figures = {
            "checks": checks,
            "requests a check": asked / checks,
            "service ms CPU": 1000 * (_own() - own) / checks,
            "worker ms CPU": 1000 * (_workers(service) - theirs) / checks,
            "wall ms": 1000 * (time.monotonic() - began) / checks,
            "service MB": _memory(os.getpid()),
            "worker MB": max(theirs for _, theirs in memory),
        }
        service.stop()
    return figures, memory


def _own() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _workers(service: Service) -> float:
    """Seconds of CPU of all crawl processes so far, those included that had served enough and were replaced."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime + sum(_cpu(worker.process.pid) for worker in service.dispatcher.pool.workers)


def _rounds(service: Service, clock: _Moved, slugs: Sequence[str], rounds: int) -> int:
    """Check each portal so often, in batches. Returns the requests."""
    before = service.store.value("SELECT total(requests) FROM runs")
    for _ in range(rounds):
        for at in range(0, len(slugs), BATCH):
            moment = clock() + EVERY * BATCH / len(slugs)
            now = set(slugs[at : at + BATCH])
            service.store.put_off([(slug, moment if slug in now else moment + EVERY) for slug in slugs])
            clock.forward(moment - clock())
            while service.tick() or service.checks:
                service.wait_idle(0.05)
    return int(service.store.value("SELECT total(requests) FROM runs") - before)


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks idle", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--portals", type=int, default=100)
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=4)
    arguments = parser.parse_args(argv)
    near, far = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(arguments.portals, arguments.articles, far))
    server.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            figures, memory = measure(near.recv(), arguments.rounds, Path(folder))
    finally:
        near.send("stop")
        server.join(20)
    print(head(("scrapy", "apscheduler")))
    print(f"{arguments.portals} quiet portals, batches of {BATCH}\n")
    for name, value in figures.items():
        print(f"{name:<20}{value:>10.1f}")
    print("\nMB of service and worker, at moments evenly apart:", *(f"{service}/{worker}" for service, worker in memory))
    cpu = figures["service ms CPU"] + figures["worker ms CPU"]
    print(f"\n{cpu:.1f} ms of CPU a check (want 30 or less), {figures['requests a check']:.2f} requests a check (want 2 or less)")
    return int(cpu > 30 or figures["requests a check"] > 2)
