"""`tinso run` and `tinso status`: the service, and the board of how the portals are."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import click

import config
from commands.logs import set_up_logs
from commands.output import INTERRUPTED, UsageError, data_option, json_option, one_line, print_json, print_table, settings
from commands.portals import fetched_only, load_registry
from commands.stopping import interruptible
from scheduler import channels
from scheduler.channels import NotifyError
from scheduler.clock import Clock
from scheduler.crawl import now_utc, open_ingest
from scheduler.health import State
from scheduler.housekeeping import ready
from scheduler.rhythm import VIETNAM
from scheduler.service import Service
from scheduler.watch import judgements
from seeds.registry import Registry, RegistryError
from storage.models import Portal
from storage.schedule import ANY
from storage.schema import DATABASE
from storage.sole import ServiceLock, running
from storage.store import Store

log = logging.getLogger(__name__)
LAST_WORDS = 2.0  # seconds a job of the clock has to end when the service is told to


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]…")
@click.option("--once", is_flag=True, help="Crawl what is due now, then end: for cron.")
@click.option("--no-web", is_flag=True, help="Without the desk.")
@click.option("--host", help="Address of the desk (default: TINSO_DESK_HOST or 127.0.0.1); others need a password.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the desk (default: TINSO_DESK_PORT or 8080); 0 takes a free one.")
@click.option("--log-json", is_flag=True, help="Log one JSON object a line.")
@click.option("--log-file", type=click.Path(path_type=Path), help="Log to this file, in five parts of 10 MB, instead of standard error.")
@data_option
def run(
    slugs: tuple[str, ...],
    once: bool,
    no_web: bool,
    host: str | None,
    port: int | None,
    log_json: bool,
    log_file: Path | None,
    data: Path | None,
) -> None:
    """Watch the portals until stopped: each is asked when news are likely, and what it published stands on the desk.

    With SLUGs only these portals are watched. SIGHUP reads the registry again; SIGTERM ends within ten seconds.
    """
    loaded = settings(data, desk_host=host, desk_port=port)
    set_up_logs(loaded, log_json, at_least="INFO", file=log_file)
    if loaded.backup_to:
        ready(Path(loaded.backup_to))
    registry = load_registry(loaded)
    left: tuple[str, ...] = ()
    only = frozenset(_watched(loaded, registry, slug).slug for slug in slugs) or ANY
    with (
        interruptible() as stop,  # first: an end asked for while it starts is an orderly one, too
        Store.open(loaded.data) as store,
        ServiceLock(loaded.data),
        open_ingest(store, loaded) as ingest,
    ):
        service = Service(store, ingest, loaded, lambda: load_registry(loaded), only=only)
        service.open(spread=not once)
        _check_channels(service)
        with _reloading(service):
            try:
                if once:
                    try:
                        service.run_due(stop)
                    finally:  # also when there is no room: that is what must be told
                        service.judge()
                        service.tell()
                else:
                    with _desk(service, registry, loaded, no_web):
                        left = _serve(service, stop)
            finally:
                service.stop()
    if left:
        _leave(left)
    if once and stop.is_set():
        sys.exit(INTERRUPTED)


def _watched(loaded: config.Config, registry: Registry, slug: str) -> Portal:
    """Raises UnknownPortal, UsageError for a site that was only fetched."""
    if any(portal.slug == slug for portal in fetched_only(loaded, registry)):
        raise UsageError(f"{slug}: was only fetched so far; tinso portals enable {slug} makes it a portal that is watched")
    return registry.find(slug)


def _check_channels(service: Service) -> None:
    """Whoever starts it hears at once of a notify.toml that cannot be used; one that is spoilt later stops nothing."""
    try:
        service.notifier.load()
    except NotifyError as error:
        raise UsageError(str(error)) from None


def _serve(service: Service, stop: threading.Event) -> tuple[str, ...]:
    """The service until it is told to stop. Returns the names of jobs that do not end: a channel that hangs, a large backup."""
    clock = Clock(service)
    clock.start()
    try:
        while not stop.wait(1.0):
            clock.watch()
    finally:
        left = clock.stop(LAST_WORDS)
    return left


def _leave(left: tuple[str, ...]) -> NoReturn:
    """The interpreter would wait for the threads of these jobs, for minutes perhaps. Nothing of theirs is half stored: see the outbox."""
    log.warning("given up: %s", ", ".join(left), extra={"event": "given up"})
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


@click.command()
@data_option
@json_option
def status(data: Path | None, as_json: bool) -> None:
    """Show how every watched portal is, trouble first: last success, last article, when the next is expected. Exit 1 if any is broken."""
    loaded = settings(data)
    if not (loaded.data / DATABASE).exists():
        raise UsageError(f"{loaded.data}: nothing is stored here yet; start with tinso run or tinso fetch")
    now = now_utc()
    with Store.open(loaded.data) as store:
        lines = board(store, now)
        if as_json:
            print_json(lines)
        else:
            _print_board(store, loaded, lines, now)
    for fault in _faults(loaded):
        click.echo(f"tinso: {fault}", err=True)
    sys.exit(1 if any(line["state"] == State.BROKEN for line in lines) else 0)


def _faults(loaded: config.Config) -> Iterator[str]:
    """What is wrong with the files of the user: a running service goes by what they said before, a new one would not start."""
    try:
        load_registry(loaded)
    except RegistryError as error:
        yield str(error)
    try:
        channels.load(loaded.data / channels.FILE)
    except NotifyError as error:
        yield str(error)


def board(store: Store, now: datetime) -> list[dict[str, Any]]:
    """One line per watched portal, sorted by trouble; judged now, whether the service runs or not."""
    judged, _ = judgements(store, now)
    kept = {record.portal: record for record in store.health()}
    held = store.quarantined()
    lines = []
    for state in store.portal_states():
        slug = state.portal.slug
        if slug not in judged:
            continue
        one, old = judged[slug], kept.get(slug)
        since = old.since if old is not None and (old.state, old.cause) == (one.state, one.cause) else now
        lines.append(
            {
                "portal": slug,
                "state": one.state.value,
                "cause": one.cause.value,
                "since": _iso(since) if one.cause else None,
                "last_success": _iso(state.last_success),
                "last_new": _iso(state.last_new),
                "expected": _iso(one.expected),
                "next_look": None if slug in held else _iso(state.next_due),
                "detail": one.detail,
                "action": one.action.replace("accept and its name", f"accept {slug}"),
                "proposal": one.proposal or None,
            }
        )
    order = [state.value for state in State]
    return sorted(lines, key=lambda line: (order.index(str(line["state"])), str(line["portal"])))


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(VIETNAM).isoformat(timespec="seconds")


def _print_board(store: Store, loaded: config.Config, lines: list[dict[str, Any]], now: datetime) -> None:
    columns = ("last_success", "last_new", "expected", "next_look")
    rows = [[line["portal"], line["state"], line["cause"], *(_short(line[name]) for name in columns), line["detail"]] for line in lines]
    print_table(["portal", "state", "cause", "last success", "last new", "expected", "next look", "detail"], rows, {"detail": 70})
    for line in lines:
        if line["state"] == State.BROKEN:
            click.echo(f"\n{line['portal']}: {one_line(line['detail'])}\n  {line['action']}")
    counts = Counter(line["state"] for line in lines)
    click.echo("\n" + (", ".join(f"{number} {name}" for name, number in counts.items()) or "no portal is watched"))
    pid, noted = running(loaded.data), store.noted()
    paused = noted.get("paused", ("", now))[0]
    click.echo(f"the service runs (process {pid})" if pid else "the service does not run" + (": start it with tinso run" if lines else ""))
    if paused:
        click.echo(f"paused: {one_line(paused)}")
    for incident in reversed(store.incidents(now - timedelta(days=1), limit=5)):
        click.echo(f"{_short(_iso(incident.at))}  {incident.job} {incident.kind}: {one_line(incident.detail)}")


def _short(iso: str | None) -> str:
    return "-" if iso is None else f"{iso[8:10]}/{iso[5:7]} {iso[11:16]}"


@contextlib.contextmanager
def _desk(service: Service, registry: Registry, loaded: config.Config, no_web: bool) -> Iterator[None]:
    """The desk beside the service, unless it is not wanted."""
    if no_web:
        yield
        return
    from commands.watched import desk_of_service
    from review.guard import OpenDesk
    from review.server import DeskError, listening, served

    try:
        app = desk_of_service(service, registry, loaded)
        with served(app, listening(loaded.desk_host, loaded.desk_port)) as address:
            click.echo(f"The desk: {address} (Ctrl-C ends the service)", err=True)
            yield
    except (OpenDesk, DeskError) as error:
        raise UsageError(str(error)) from None


@contextlib.contextmanager
def _reloading(service: Service) -> Iterator[None]:
    before = signal.signal(signal.SIGHUP, lambda *_: service.request_reload())
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)
