"""`tinso demo`: sample portals on loopback, crawled by the real line before and after things happen to them. Offline."""

from __future__ import annotations

import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from socket import socket

import click

import config
from commands.output import UsageError, fail, one_line, print_table, settings, shorten
from commands.stopping import interruptible
from demo.play import World, act, sample_world
from review.app import create_app
from review.server import DeskError, listening, served
from scheduler.crawl import Run, Wish, open_ingest
from scheduler.fetch import Fetch
from scheduler.ingest import Ingest
from scheduler.targets import Target
from seeds import registry
from storage.documents import compose, date_line
from storage.models import Confidence, LifeCycle, Portal, PortalKind
from storage.store import Store

PAUSE = 20.0  # seconds between two rounds when the demo goes on


@click.command()
@click.option("--once", is_flag=True, help="End after the second fetch instead of playing on until Ctrl-C.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port of the desk; a free one when left out.")
@click.option("--data", type=click.Path(path_type=Path), help="Keep what is stored in this folder (default: a temporary one).")
def demo(once: bool, port: int, data: Path | None) -> None:
    """Serve sample portals, fetch them, let them publish, edit, move and remove articles, fetch again, show what changed.

    Then the desk opens and the play goes on until Ctrl-C, unless --once."""
    with _folder(data) as folder, interruptible() as stop:
        # our own servers on loopback need no pauses, and the second look at a removal shall not take hours here
        loaded = replace(settings(folder), delay=0.0, confirm_after=0.0)
        try:
            world = sample_world()
        except OSError as error:
            fail(f"the sample portals cannot be served on loopback: {error}")
        with world, Store.open(loaded.data) as store, open_ingest(store, loaded) as ingest:
            play = _Play(world, store, ingest, loaded, stop)
            play.first_round()
            play.next_round()
            if not once and not stop.is_set():
                play.go_on(port)
        if data is not None:
            click.echo(f"\nStored in {folder}: see `tinso articles list --data {folder}`")


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    if data is not None:
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="tinso-demo-") as name:
        yield Path(name)


def _socket(port: int) -> socket:
    try:
        return listening("127.0.0.1", port)
    except DeskError as error:
        raise UsageError(str(error)) from None


class _Play:
    """The demo's rounds on one world and one store."""

    def __init__(self, world: World, store: Store, ingest: Ingest, loaded: config.Config, stop: threading.Event) -> None:
        self.world, self.store, self.ingest, self.loaded, self.stop = world, store, ingest, loaded, stop
        self.targets = [Target(portal.url, _declared(portal.shape.name, portal.site_name, portal.url)) for portal in world.portals]
        self.seen_change = 0

    def first_round(self) -> None:
        click.echo(f"{len(self.targets)} sample portals on loopback:")
        for target in self.targets:
            click.echo(f"  {target.portal.url:<28} {target.portal.name}")
        for target in self.targets:
            self.store.put_portal(target.portal)
        click.echo("\nFirst fetch:")
        _print_runs(self._fetch("due"))
        self._show_document()
        self._changes()  # the first round's news are the baseline of the demo

    def next_round(self) -> None:
        click.echo("\nWhat the portals do now:")
        for event in act(self.world):
            click.echo(f"  {shorten(one_line(event), 150)}")
        click.echo("\nSecond fetch, and a second look at what seems to be gone:")
        _print_runs(self._fetch("all"))
        _print_runs(self._fetch("all"))
        click.echo("\nWhat tinso noticed:")
        rows = self._changes()
        print_table(["kind", "what", "portal", "title"], rows, {"title": 80, "what": 32})
        counts = Counter(str(row[0]) for row in rows)
        click.echo("\n" + ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items())))

    def go_on(self, port: int) -> None:
        """Open the desk, and let things happen until Ctrl-C."""
        provinces = [(province.name, province.name_2025) for province in registry.load().provinces.values()]
        with served(create_app(self.store, provinces=provinces), _socket(port)) as address:
            click.echo(f"\nThe desk: {address} (Ctrl-C ends the demo; something happens every {PAUSE:.0f} seconds)")
            while not self.stop.wait(PAUSE):
                self.next_round()

    def _fetch(self, revisit: str) -> list[Run]:
        wish = Wish(kind="fetch", revisit=revisit)
        job = Fetch(self.store, self.ingest, self.loaded, wish, lambda *_: None, lambda *_: None, self.stop)
        return job.run(self.targets)

    def _show_document(self) -> None:
        for article in self.store.articles(limit=1):
            text = compose(article.version.title, date_line(article.version.published), article.version.blocks)
            click.echo(f"\nOne of the documents, {article.version.document_name}:\n")
            for line in text.split("\n"):
                click.echo(f"  | {shorten(line, 140)}")

    def _changes(self) -> list[list[object]]:
        fresh = [change for change in self.store.changes(newest_first=False) if change.id > self.seen_change]
        self.seen_change = max([self.seen_change, *(change.id for change in fresh)])
        return [[change.kind.value, ", ".join(change.edit), change.portal, change.title] for change in fresh]


def _declared(shape: str, name: str, url: str) -> Portal:
    return Portal(
        slug=f"demo-{shape}",
        kind=PortalKind.OTHER,
        name=name,
        url=url,
        life_cycle=LifeCycle.LIVE,
        confidence=Confidence.HIGH,
        evidence="a sample portal of the demo",
        origin="demo",
    )


def _print_runs(runs: list[Run]) -> None:
    rows = []
    for run in runs:
        counts = run.tally.outcomes
        rest = ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items()) if kind not in {"new", "unchanged"})
        rows.append([run.portal.slug, counts["new"], counts["unchanged"], rest, run.tally.requests, f"{run.tally.seconds:.1f}"])
    print_table(["portal", "new", "unchanged", "besides", "requests", "seconds"], sorted(rows, key=str))
