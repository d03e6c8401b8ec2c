"""A service over sample portals on loopback, with a clock the test moves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import config
from demo.server import Server
from demo.site import Portal as Site
from scheduler.crawl import open_ingest
from scheduler.ingest import Ingest
from scheduler.service import Service
from seeds.registry import Registry
from storage.models import LifeCycle, Portal, PortalKind
from storage.store import Store

START = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)  # a Tuesday, nine in the morning in Vietnam


class SimClock:
    """Time that stands still until it is moved."""

    def __init__(self, start: datetime = START) -> None:
        self.moment = start
        self.steps = 0.0

    def __call__(self) -> datetime:
        return self.moment

    def steady(self) -> float:
        return self.steps

    def forward(self, by: timedelta) -> None:
        self.moment += by
        self.steps += by.total_seconds()

    def jump(self, by: timedelta) -> None:
        """What a person does who sets the clock: no time passes."""
        self.moment += by


class World:
    """Sites, their declarations, and one service on a data folder of its own."""

    def __init__(self, folder: Path, clock: SimClock) -> None:
        self.folder, self.clock = folder, clock
        self.server = Server()
        self.sites: dict[str, Site] = {}
        self.declared: dict[str, Portal] = {}
        self.settings = replace(config.load({}), data=folder, delay=0.0, workers=1, min_free=0, timeout=5.0, confirm_after=6.0)
        self.store = Store.open(folder)
        self._ingest = open_ingest(self.store, self.settings)
        self.ingest: Ingest = self._ingest.__enter__()
        self.service: Service | None = None

    def site(self, shape: str = "dept-net", articles: int = 6, seed: int = 1, slug: str = "", **options: object) -> Site:
        number = len(self.sites) + 31
        site = Site(shape, f"127.0.0.{number}", 0, seed, self.clock, **options)
        self.server.add(site)
        if articles:
            site.fill(articles)
        name = slug or f"so-{number}"
        self.sites[name] = site
        self.declared[name] = Portal(slug=name, kind=PortalKind.OTHER, name=site.site_name, url=site.url, life_cycle=LifeCycle.LIVE)
        return site

    def registry(self) -> Registry:
        return Registry(portals=dict(self.declared), provinces={})

    def open(self, **settings: object) -> Service:
        self.settings = replace(self.settings, **settings)
        self.service = Service(self.store, self.ingest, self.settings, self.registry, self.clock, self.clock.steady)
        self.service.open(spread=False)
        return self.service

    def round(self, seconds: float = 30.0) -> int:
        """One tick and everything it starts."""
        assert self.service is not None
        started = self.service.tick()
        assert self.service.wait_idle(seconds)
        return started

    def due(self, slug: str) -> datetime:
        found = self.store.portal_state(slug).next_due
        assert found is not None
        return found

    def close(self) -> None:
        if self.service is not None:
            self.service.stop()
        self._ingest.__exit__(None, None, None)
        self.store.close()
        self.server.stop()


@pytest.fixture
def clock() -> SimClock:
    return SimClock()


@pytest.fixture
def world(tmp_path: Path, clock: SimClock) -> Iterator[World]:
    made = World(tmp_path / "data", clock)
    yield made
    made.close()


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


Later = Callable[[float], None]
