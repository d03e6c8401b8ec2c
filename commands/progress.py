"""What a person sees while a fetch goes on: bars on a terminal, plain lines elsewhere. Always on stderr."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from commands.output import one_line, shorten
from scheduler.crawl import Run
from scheduler.fetch import Looked
from scheduler.outcome import Outcome
from storage.models import Finished, Message, Page, Portal

TELLING = {"new", "edited", "copy", "moved", "removed", "restored"}


class Progress:
    """Takes the messages of all runs, from several threads."""

    def __init__(self, bars: Bars | None, portals: Sequence[Portal]) -> None:
        self._bars = bars
        self._lock = threading.Lock()
        self._tasks: dict[str, TaskID] = {}
        if bars is not None:
            self._tasks = {portal.slug: bars.add_task(portal.slug, total=None, note="") for portal in portals}

    def message(self, run: Run, message: Message, outcome: Outcome | None) -> None:
        done = sum(run.tally.outcomes.values())
        kind = outcome.kind.value if outcome is not None else ""
        self._show(run.portal.slug, message, done, max(run.tally.found, done), kind)

    def looked(self, looked: Looked, message: Message) -> None:
        self._show(looked.portal.slug, message, len(looked.pages), max(looked.tally.found, len(looked.pages)), "")

    def waiting(self, portal: Portal, holder: str) -> None:
        self._say(f"{portal.slug}: waiting for {holder}")

    def _show(self, slug: str, message: Message, done: int, total: int, kind: str) -> None:
        title = ""
        if isinstance(message, Page):
            title = one_line(message.extraction.title) if message.extraction else ""
        with self._lock:
            if self._bars is not None:
                task = self._tasks[slug]
                finished = isinstance(message, Finished)
                self._bars.update(task, completed=done, total=done if finished else total or None, note=shorten(title, 60))
            elif isinstance(message, Page) and kind in TELLING:
                click.echo(f"{slug}: {kind} {shorten(title, 90)} {message.url}", err=True)

    def _say(self, text: str) -> None:
        if self._bars is not None:
            self._bars.console.print(text, markup=False, highlight=False)
        else:
            click.echo(text, err=True)


@contextmanager
def progress_for(portals: Sequence[Portal]) -> Iterator[Progress]:
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Progress(None, portals)
        return
    columns = [SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn()]
    with Bars(*columns, TextColumn("{task.fields[note]}", markup=False), console=console, transient=True) as bars:
        yield Progress(bars, portals)
