"""`tinso fetch`: one site, now. Progress on stderr, a summary on stdout."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

import config
from commands.output import COUNT, INTERRUPTED, data_option, json_option, one_line, print_json, settings, shorten
from commands.portals import load_registry
from commands.progress import progress_for
from commands.stopping import interruptible
from commands.stored import DAY
from scheduler.crawl import Tally, Wish, open_ingest
from scheduler.fetch import Dispatcher, Fetch, look, settle
from scheduler.targets import Target, resolve
from storage.models import Failure, Finished, Portal, RunOutcome
from storage.schema import DATABASE
from storage.store import Store

# what a link can turn out to be without anything being wrong with the fetch
HARMLESS = {"not_found", "gone", "soft_not_found", "not_article", "robots", "offsite", "not_html", "empty"}
STORED = ("new", "edited", "copy", "moved", "removed", "restored")


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="TARGET…")
@click.option("--limit", type=COUNT, help="At most this many new articles of each target, the newest.")
@click.option("--since", type=DAY, help="Only articles published on this day or later (2026-11-01 or 1/11/2026).")
@click.option("--full", is_flag=True, help="Walk the whole archive, not just the newest articles.")
@click.option("--revisit", is_flag=True, help="Look again at every stored article of the targets.")
@click.option("--dry-run", is_flag=True, help="Store nothing; say what would be new.")
@click.option("--allow-private", is_flag=True, help="Let host names lead to private and loopback addresses.")
@data_option
@json_option
def fetch(
    targets: tuple[str, ...],
    limit: int | None,
    since: datetime | None,
    full: bool,
    revisit: bool,
    dry_run: bool,
    allow_private: bool,
    data: Path | None,
    as_json: bool,
) -> None:
    """Fetch portals now: slugs, addresses of sites (also unknown ones), or addresses of single articles, several side by side."""
    loaded = settings(data)
    wish = Wish(
        articles=limit or 0,
        since=since.date() if since else None,
        full=full,
        revisit="all" if revisit else "due",
        allow_private=allow_private,
        wait_out_block=True,
    )
    with interruptible() as stop, contextlib.closing(Dispatcher(loaded, min(loaded.workers, len(targets)))) as dispatcher:
        lines = list((_dry if dry_run else _store)(dispatcher, loaded, targets, wish, stop))
        print_json(lines) if as_json else _print_summary(lines)
        if stop.is_set():
            click.echo("tinso: interrupted; what was stored is kept", err=True)
            sys.exit(INTERRUPTED)
    sys.exit(1 if any(line["wrong"] for line in lines) else 0)


def _targets(
    dispatcher: Dispatcher, loaded: config.Config, typed: Sequence[str], known: Sequence[Portal], wish: Wish, stop: threading.Event
) -> list[Target]:
    registry = load_registry(loaded)
    found: dict[tuple[str, str], Target] = {}
    portals = list(known)
    for text in typed:
        target = settle(resolve(text, registry, portals), loaded, wish, stop, dispatcher)
        if not target.known:
            portals.append(target.portal)
        found[target.portal.slug, target.article] = target
    return list(found.values())


def _dry(
    dispatcher: Dispatcher, loaded: config.Config, typed: Sequence[str], wish: Wish, stop: threading.Event
) -> Iterator[dict[str, Any]]:
    known: list[Portal] = []
    stored: set[str] = set()
    if (loaded.data / DATABASE).exists():
        with Store.open(loaded.data) as store:
            known = list(store.portals())
            stored = {record.url for record in store.articles()}
    for target in _targets(dispatcher, loaded, typed, known, wish, stop):
        with progress_for([target.portal]) as progress:
            looked = look(loaded, target.portal, replace(wish, article=target.article), stop, progress.looked, dispatcher)
        fresh = [page for page in looked.pages if page.extraction is not None and page.url not in stored]
        if not stop.is_set() or fresh:
            for page in fresh:
                click.echo(f"would store  {shorten(one_line(page.extraction.title if page.extraction else ''), 90)}  {page.url}", err=True)
            yield _line(target.portal, looked.tally, looked.finished) | {"new": len(fresh), "dry_run": True}


def _store(
    dispatcher: Dispatcher, loaded: config.Config, typed: Sequence[str], wish: Wish, stop: threading.Event
) -> Iterator[dict[str, Any]]:
    with Store.open(loaded.data) as store:
        targets = _targets(dispatcher, loaded, typed, list(store.portals()), wish, stop)
        for target in targets:
            store.put_portal(target.portal, declared=target.portal.origin != "fetch")
        with open_ingest(store, loaded) as ingest, progress_for([target.portal for target in targets]) as progress:
            job = Fetch(store, ingest, loaded, wish, progress.message, progress.waiting, stop, dispatcher=dispatcher)
            job.run(targets)
        for run in job.runs:
            yield _line(run.portal, run.tally, run.finished)


def _line(portal: Portal, tally: Tally, finished: Finished | None) -> dict[str, Any]:
    """The summary of one target, as one JSON object."""
    failure: Failure | None = finished.failure if finished else None
    wrong = sorted(set(tally.failures) - HARMLESS)
    if finished is None or finished.outcome in {RunOutcome.FAILED, RunOutcome.DIED}:
        wrong = wrong or ["failed"]
    return {
        "portal": portal.slug,
        "outcome": finished.outcome.value if finished else RunOutcome.DIED.value,
        "found": tally.found,
        **{name: tally.outcomes[name] for name in STORED},
        "unchanged": tally.outcomes["unchanged"],
        "older": tally.older,
        "not_articles": tally.outcomes["refused"],
        "failed": dict(sorted(tally.failures.items())),
        "cause": f"{failure.name}: {failure.detail}".removesuffix(": ") if failure else "",
        "requests": tally.requests,
        "seconds": round(tally.seconds, 1),
        "traps": list(finished.traps) if finished else [],
        "notes": list(finished.notes) if finished else [],
        "wrong": bool(wrong) or failure is not None,
    }


def _print_summary(lines: Sequence[dict[str, Any]]) -> None:
    for line in lines:
        would = "would be new" if line.get("dry_run") else "new"
        parts = [f"{line['found']} found", f"{line['new']} {would}"]
        parts += [f"{line[name]} {name}" for name in STORED[1:] if line[name]]
        parts += [f"{line['unchanged']} unchanged"]
        if line["older"]:
            parts.append(f"{line['older']} older than asked for")
        if line["failed"]:
            causes = ", ".join(f"{number} {name}" for name, number in line["failed"].items())
            parts.append(f"failed: {causes}")
        else:
            parts.append("0 failed")
        parts += [f"{line['requests']} requests", f"{line['seconds']:.1f} s"]
        click.echo(f"{line['portal']}: " + ", ".join(parts))
        if not line.get("dry_run") and not any(line[name] for name in STORED) and not line["cause"]:
            click.echo(f"{line['portal']}: nothing new; nothing stored")
        if line["cause"]:
            click.echo(f"{line['portal']}: {one_line(line['cause'])}")
        for name in ("traps", "notes"):
            for text in line[name]:
                click.echo(f"{line['portal']}: {one_line(text)}")
