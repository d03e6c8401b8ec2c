"""`tinso run`, `tinso status`, `tinso notify test`: the service, its board, and whether its messages arrive."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import click

import config
from commands.fetch import interruptible
from commands.logs import set_up_logs
from commands.output import INTERRUPTED, UsageError, data_option, settings
from commands.portals import load_registry
from scheduler.crawl import open_ingest
from scheduler.service import Clock, Service
from seeds.registry import Registry
from storage.schedule import ANY
from storage.sole import ServiceLock
from storage.store import Store


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]…")
@click.option("--once", is_flag=True, help="Crawl what is due now, then end: for cron.")
@click.option("--no-web", is_flag=True, help="Without the desk.")
@click.option("--host", help="Address of the desk (default: TINSO_DESK_HOST or 127.0.0.1); others need a password.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the desk (default: TINSO_DESK_PORT or 8080); 0 takes a free one.")
@click.option("--log-json", is_flag=True, help="Log one JSON object a line.")
@data_option
def run(slugs: tuple[str, ...], once: bool, no_web: bool, host: str | None, port: int | None, log_json: bool, data: Path | None) -> None:
    """Watch the portals until stopped: each is asked when news are likely, and what it published stands on the desk.

    With SLUGs only these portals are watched. SIGHUP reads the registry again; SIGTERM ends within ten seconds.
    """
    loaded = settings(data, desk_host=host, desk_port=port)
    set_up_logs(loaded, log_json, at_least="INFO")
    registry = load_registry(loaded)
    only = frozenset(registry.find(slug).slug for slug in slugs) or ANY
    loaded.data.mkdir(parents=True, exist_ok=True)
    with (
        Store.open(loaded.data) as store,
        ServiceLock(loaded.data),
        open_ingest(store, loaded) as ingest,
        interruptible() as stop,
    ):
        service = Service(store, ingest, loaded, lambda: load_registry(loaded), only=only)
        service.open(spread=not once)
        with _reloading(service):
            try:
                if once:
                    service.run_due(stop)
                else:
                    with _desk(service, registry, loaded, no_web):
                        _serve(service, stop)
            finally:
                service.stop()
    if once and stop.is_set():
        sys.exit(INTERRUPTED)


def _serve(service: Service, stop: threading.Event) -> None:
    clock = Clock(service)
    clock.start()
    try:
        while not stop.wait(1.0):
            pass
    finally:
        clock.stop()


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
