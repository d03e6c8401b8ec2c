"""`tinso run`, `tinso status`, `tinso notify test`: the service, its board, and whether its messages arrive."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import click

from commands.fetch import interruptible
from commands.logs import set_up_logs
from commands.output import INTERRUPTED, data_option, settings
from commands.portals import load_registry
from scheduler.crawl import open_ingest
from scheduler.service import Clock, Service
from storage.schedule import ANY
from storage.sole import ServiceLock
from storage.store import Store


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]…")
@click.option("--once", is_flag=True, help="Crawl what is due now, then end: for cron.")
@click.option("--no-web", is_flag=True, help="Without the desk.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address of the desk; any other one needs a password.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="Port of the desk.")
@click.option("--log-json", is_flag=True, help="Log one JSON object a line.")
@data_option
def run(slugs: tuple[str, ...], once: bool, no_web: bool, host: str, port: int, log_json: bool, data: Path | None) -> None:
    """Watch the portals until stopped: each is asked when news are likely, and what it published stands on the desk.

    With SLUGs only these portals are watched. SIGHUP reads the registry again; SIGTERM ends within ten seconds.
    """
    loaded = settings(data)
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
def _reloading(service: Service) -> Iterator[None]:
    before = signal.signal(signal.SIGHUP, lambda *_: service.request_reload())
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)
