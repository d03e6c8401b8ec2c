"""Portals on loopback, the service that watches them, and a clock that the test moves: simulated time, real HTTP."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import config
from demo.articles import Article
from demo.server import Server
from demo.shapes.base import Shape
from demo.site import Portal as Site
from scheduler.crawl import open_ingest
from scheduler.ingest import Ingest
from scheduler.service import Service
from seeds.registry import Registry
from storage.models import LifeCycle, Portal, PortalKind
from storage.store import Store
from tests import warm

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # a Monday, eight in the morning in Vietnam; long past, so no date is in the future


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


class World:
    """Sites, their declarations, one service on a data folder of its own; `close` it."""

    def __init__(self, folder: Path, *, workers: int = 1, start: datetime = START) -> None:
        self.clock = SimClock(start)
        self.server = Server()
        self.sites: dict[str, Site] = {}
        self.declared: dict[str, Portal] = {}
        self.places: dict[str, dict[str, Article]] = {}  # every address an article ever had
        self.settings = replace(config.load({}), data=folder, delay=0.0, workers=workers, min_free=0, timeout=5.0, worker_memory=600)
        self.store = Store.open(folder)
        self._opened = open_ingest(self.store, self.settings)
        self.ingest: Ingest = self._opened.__enter__()
        self.service: Service | None = None
        self._block = random.Random().randint(30, 250)  # requests to one address wait for each other, across processes

    def close(self) -> None:
        if self.service is not None:
            warm.take_back(self.service)
            self.service.stop()
        self._opened.__exit__(None, None, None)
        self.store.close()
        self.server.stop()

    def host(self) -> str:
        return f"127.{self._block}.{random.Random().randint(1, 250)}.{len(self.sites) + 2}"

    def site(self, shape: str | Shape, slug: str, articles: int = 12, seed: int = 1, **options: Any) -> Site:
        """A portal that has published so many articles over two months, served and declared."""
        site = Site(shape, self.host(), 0, seed, self.clock, **options)
        self.server.add(site)
        if articles:
            site.fill(articles)
        self.declare(site, slug)
        return site

    def declare(self, site: Site, slug: str) -> None:
        self.sites[slug] = site
        self.places[slug] = {}
        self.declared[slug] = Portal(slug=slug, kind=PortalKind.OTHER, name=site.site_name, url=site.url, life_cycle=LifeCycle.LIVE)
        for article in site.articles:
            self.note_place(slug, article)
        if self.service is not None:
            self.store.sync_portals(self.declared.values())

    def note_place(self, slug: str, article: Article) -> None:
        site = self.sites[slug]
        self.places[slug][site.key(site.shape.article_target(site, article))] = article

    def article_of(self, slug: str, url: str) -> Article | None:
        """The published article an address of the store means, whatever its spelling."""
        site = self.sites[slug]
        target = site.key("/" + url.split("/", 3)[3]) if url.count("/") >= 3 else "/"
        found = self.places[slug].get(target)
        if found is None and (number := site.shape.number_in(target)) is not None:
            found = site.numbers.get(number)
        return found

    # Looking.

    def open(self) -> Service:
        registry = Registry(portals=dict(self.declared), provinces={})
        self.service = Service(self.store, self.ingest, self.settings, lambda: registry, self.clock, self.clock.steady)
        warm.lend(self.service)
        self.service.open(spread=False)
        return self.service

    def check(self, slugs: Iterable[str] | None = None, seconds: float = 120.0) -> None:
        """Look at these portals now (all of them), whatever the schedule says, to the end of it."""
        service = self.service or self.open()
        wanted = list(self.sites if slugs is None else slugs)
        later = self.clock.moment + timedelta(days=30)
        self.store.put_off([(slug, self.clock.moment if slug in wanted else later) for slug in self.sites])
        service.tick()
        assert service.wait_idle(seconds), f"not ended within {seconds} s: {list(service.checks)}"

    def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        return [dict(row) for row in self.store.rows(sql, parameters)]

    def stored(self, slug: str) -> list[dict[str, Any]]:
        """Rows of the portal's articles, each with the published article it is under `of`."""
        rows = self.rows("SELECT a.* FROM articles AS a JOIN portals AS p ON p.id = a.portal WHERE p.slug = ? ORDER BY a.id", slug)
        return [{**row, "of": self.article_of(slug, row["url"])} for row in rows]

    def requests(self, slug: str) -> int:
        """Requests the portal's server has seen since the log was last emptied."""
        return len(self.server.hits(self.sites[slug]))
