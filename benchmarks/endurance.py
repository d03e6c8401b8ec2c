"""Weeks of the service alone: what it and its worker hold, day by day, while portals publish, edit and remove.

The sample portals live in a process of their own; the service in this one, with one worker, under a clock that is moved from due
moment to due moment. Judging, messages and housekeeping run as in life.
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import gc
import multiprocessing
import os
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

import config
from benchmarks.machine import head
from scheduler.crawl import open_ingest
from scheduler.service import Service
from seeds.registry import Registry
from storage.models import LifeCycle, Portal, PortalKind
from storage.store import Store

SHAPES = ("dept-net", "nukeviet", "paper-old", "tv-slug", "hosted-upload", "paper-clock", "tv-press")
START = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PAGE = os.sysconf("SC_PAGE_SIZE")


class _Clock:
    def __init__(self) -> None:
        self.moment, self.steps = START, 0.0

    def __call__(self) -> datetime:
        return self.moment

    def steady(self) -> float:
        return self.steps

    def forward(self, by: timedelta) -> None:
        self.moment += by
        self.steps += by.total_seconds()


def _serve(portals: int, articles: int, pipe: Connection) -> None:
    """Portals that publish when they are told what time it is: an article every few hours each, an edit or removal now and then."""
    from demo.server import Server
    from demo.site import Portal as Site

    clock, rng, server = _Clock(), Random(3), Server()
    sites = [Site(SHAPES[n % len(SHAPES)], f"127.0.{1 + n // 200}.{1 + n % 200}", 0, n, clock) for n in range(portals)]
    for site in sites:
        server.add(site)
        site.fill(articles)
    pipe.send([site.url for site in sites])
    while (moment := pipe.recv()) is not None:
        hours = (moment - clock.moment) / HOUR
        clock.moment = moment
        for n, site in enumerate(sites):
            if rng.random() < hours * (1 + n % 5) / 24:
                site.publish()
            if rng.random() < hours * 0.2 / 24:
                site.edit(rng.choice([article for article in site.articles if article.live]), "wording")
            if rng.random() < hours * 0.1 / 24:
                site.remove(rng.choice([article for article in site.articles if article.live]))
        server.forget()
        pipe.send(sum(len(site.articles) for site in sites))
    server.stop()


def _memory(pid: int | str) -> float:
    """Megabytes that a process holds for itself and the libraries."""
    return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * PAGE / (1024 * 1024)


def _sqlite() -> float:
    """Megabytes that SQLite holds, most of it pages of the database: at most eight a connection. 0 where it cannot be asked."""
    name = ctypes.util.find_library("sqlite3")
    if name is None:
        return 0.0
    asked = ctypes.CDLL(name).sqlite3_memory_used
    asked.restype = ctypes.c_int64
    return float(asked()) / (1024 * 1024)


def live(urls: Sequence[str], days: int, folder: Path, pipe: Connection, objects: bool) -> list[tuple[int, float, float, float, int]]:
    """After each day: checks so far, megabytes of the service, of them SQLite's, of the worker, articles stored."""
    clock = _Clock()
    settings = replace(config.load({}), data=folder, delay=0.0, workers=1, min_free=0)
    portals = {
        f"so-{n}": Portal(slug=f"so-{n}", kind=PortalKind.OTHER, name=f"Sở {n}", url=url, life_cycle=LifeCycle.LIVE)
        for n, url in enumerate(urls)
    }
    series, checks, judged, before = [], 0, clock.moment, Counter[str]()
    with Store.open(folder) as store, open_ingest(store, settings) as ingest:
        service = Service(store, ingest, settings, lambda: Registry(portals=portals, provinces={}), clock, clock.steady)
        service.open(spread=False)
        for n in range(days):
            until = START + DAY * (n + 1)
            while clock.moment < until:
                due = max(store.next_due() or until, clock.moment)
                clock.forward(min(due, judged + HOUR, until) - clock.moment)
                if clock.moment >= judged + HOUR:
                    judged = clock.moment
                    pipe.send(clock.moment)
                    pipe.recv()
                    service.judge()
                    service.tell()
                    service.metrics_text()
                checks += service.tick()
                while service.checks:
                    service.wait_idle(1)
            service.keep_house()
            worker = max((_memory(one.process.pid) for one in service.dispatcher.pool.workers), default=0.0)
            series.append((checks, _memory(os.getpid()), _sqlite(), worker, store.count_articles()))
            print(*(f"{value:.1f}" for value in series[-1]), flush=True)
            if objects and n in {days // 3, days - 1}:
                gc.collect()
                now = Counter(type(one).__name__ for one in gc.get_objects())
                if before:
                    print("more objects:", (now - before).most_common(25))
                before = now
        service.stop()
    return series


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks endurance", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--portals", type=int, default=20)
    parser.add_argument("--articles", type=int, default=14)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--objects", action="store_true", help="Count the objects after a third of the days and at the end.")
    arguments = parser.parse_args(argv)
    near, far = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(arguments.portals, arguments.articles, far))
    server.start()
    print(head(("scrapy", "apscheduler")))
    print(f"{arguments.portals} portals, {arguments.days} days\n\nchecks, MB of the service, of them SQLite's, MB of its worker, articles:")
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as folder:
            series = live(near.recv(), arguments.days, Path(folder) / "data", near, arguments.objects)
        near.send(None)
    finally:
        server.join(10)
        server.kill()
    third, last = (day[1] - day[2] for day in (series[len(series) // 3], series[-1]))
    print(f"\n{time.monotonic() - began:.0f} s; without SQLite {third:.1f} MB after a third of the days, {last:.1f} MB at the end")
    return 0


if __name__ == "__main__":
    raise SystemExit(main([]))
