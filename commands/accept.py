"""`tinso portals accept`: what the service proposes for a portal, done by one command."""

from __future__ import annotations

import ipaddress
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import click

import config
from commands.output import INTERRUPTED, UsageError, data_option, one_line, settings
from commands.registry import USER_FILE, at_address, load_registry, undeclared
from commands.stopping import interruptible
from scheduler import migration
from scheduler.crawl import now_utc
from scheduler.health import Cause
from scheduler.moving import attempt, moved
from scheduler.rhythm import VIETNAM
from scheduler.watch import judgements
from seeds import registry as seeds
from storage import leases
from storage.models import FailureName, LifeCycle, Portal
from storage.schema import DATABASE
from storage.store import Store

LEASE = 600.0  # seconds; long enough for a few polite requests
PATIENCE = 60.0  # seconds to wait for a crawl of the portal that is under way


@click.command()
@click.argument("slug")
@click.option("--to", metavar="URL", help="Its new address, when the proposed one is not quite right.")
@data_option
def accept(slug: str, to: str | None, data: Path | None) -> None:
    """Accept what is proposed for a portal: its new address, its successor, or that all is well with it.

    A portal that moved keeps its name and its articles: a few are asked for at the new address; if they stand there under their old paths,
    all are taken along, else they are found again by what they say. Exit 1 if the new address does not answer; then nothing is changed.
    """
    loaded = settings(data)
    if not to and not (loaded.data / DATABASE).exists():
        raise UsageError(f"{loaded.data}: nothing is stored here yet; start with tinso run or tinso fetch")
    registry = load_registry(loaded)
    with Store.open(loaded.data) as store, interruptible() as stop:
        stored = {known.slug: known for known in store.portals()}
        portal = undeclared(registry, stored.values()).get(slug) or registry.find(slug)
        if portal.slug not in stored:
            if not to:
                raise UsageError(f"{portal.slug}: nothing was fetched of it yet, so there is nothing to accept")
            store.put_portal(portal, declared=True)
        proposal, successor = _proposal(store, portal), _successor(store, portal.slug)
        if to is None and portal.slug in store.quarantined():
            store.release_portal(portal.slug, now_utc())
            click.echo(f"{portal.slug}: out of quarantine; it is asked again")
        elif to is None and successor and portal.life_cycle != LifeCycle.MOVED:
            _succeeded(store, loaded, registry, portal, successor)
        elif to or proposal:
            _take_over(store, loaded, registry, portal, to or proposal, typed=bool(to), stop=stop)
        else:
            raise UsageError(f"{portal.slug}: nothing is proposed for it; tinso status shows how it is, --to says where it went")
        if stop.is_set():
            sys.exit(INTERRUPTED)


def _proposal(store: Store, portal: Portal) -> str:
    """Where a portal went: as judged, or, for one that is only fetched by hand and never judged, as its last run found it."""
    state = store.portal_state(portal.slug)
    if state.declared:
        judged = judgements(store, now_utc())[0].get(portal.slug)
        return judged.proposal if judged is not None and judged.cause == Cause.MOVED else ""
    last = store.runs(portal.slug, limit=1)
    return store.home_led_to(last[0].id) if last and last[0].failure == FailureName.OFFSITE else ""


def _successor(store: Store, slug: str) -> str:
    """The portal at which this one's articles turned up, by the newest such event."""
    found = [alert.portal for alert in store.alerts() if alert.cause == Cause.MIGRATION and alert.detail.startswith(migration.mark(slug))]
    return found[-1] if found else ""


def _succeeded(store: Store, loaded: config.Config, registry: seeds.Registry, portal: Portal, successor: str) -> None:
    """Declare another known portal the successor; the old one is watched on, and silence of it is expected."""
    today = now_utc().astimezone(VIETNAM).date()
    heir = successor
    if successor not in registry.portals:  # a file may name by slug only what stands in one
        heir = next((known.url for known in store.portals() if known.slug == successor), successor)
    if portal.slug in registry.portals:
        values = {"life_cycle": LifeCycle.MOVED.value, "since": today, "successor": heir}
        seeds.declare(loaded.data / USER_FILE, registry, portal.slug, values)
        store.put_portal(load_registry(loaded).portals[portal.slug], declared=True)
    else:
        store.put_portal(replace(portal, life_cycle=LifeCycle.MOVED, since=today, successor=heir))
    click.echo(f"{portal.slug}: moved; {successor} is its successor")


def _take_over(
    store: Store, loaded: config.Config, registry: seeds.Registry, portal: Portal, url: str, *, typed: bool, stop: threading.Event
) -> None:
    try:
        seeds.address(url)
    except ValueError as error:
        raise UsageError(f"{url}: {error}") from None
    if not typed and _private(url) and not _private(portal.url):
        raise UsageError(f"{portal.slug}: its home page leads to {url}, which is no address of the internet")
    known = at_address((*registry.portals.values(), *undeclared(registry, store.portals()).values()), url)
    if known is not None and known.slug != portal.slug:
        _succeeded(store, loaded, registry, portal, known.slug)
        return
    holder = leases.holder("accept")
    _claim(store, portal, holder, stop)
    try:
        now = now_utc()
        trial = attempt(store, loaded, portal, url, now, stop)
        if stop.is_set():
            return
        if trial.failure is not None:
            failure = trial.failure
            click.echo(
                f"tinso: {trial.home}: {one_line(f'{failure.name.value}: {failure.detail}'.removesuffix(': '))}; nothing was changed",
                err=True,
            )
            sys.exit(1)
        new = moved(portal, url if typed else trial.home)
        declared = portal.slug in registry.portals
        if declared:
            values = {"url": new.url, "hosts": new.hosts} | ({"entry_points": new.entry_points} if portal.entry_points else {})
            seeds.declare(loaded.data / USER_FILE, registry, portal.slug, values)
            new = load_registry(loaded).portals[portal.slug]
        taken = store.move_portal(portal, new, now, same_paths=trial.same_paths, declared=declared)
    finally:
        store.release(portal.slug, holder)
    how = "taken along under their old paths" if trial.same_paths else "will be found again by what they say"
    click.echo(f"{portal.slug}: lives at {new.url} from now on; {taken} articles {how} ({trial.found} of {trial.asked} asked stood there)")


def _claim(store: Store, portal: Portal, holder: str, stop: threading.Event) -> None:
    """Wait for a crawl of the portal that is under way: it would store what belongs to the old address."""
    end = time.monotonic() + PATIENCE
    while not store.claim(portal.slug, holder, LEASE, now_utc()):
        lease = store.lease_of(portal.slug, now_utc())
        if time.monotonic() > end or stop.wait(0.3):
            who = leases.spoken(lease.holder) if lease else "another process"
            raise UsageError(f"{portal.slug}: {who} is crawling it; try again in a moment")


def _private(url: str) -> bool:
    host = (urlsplit(url).hostname or "").partition("%")[0]
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or "." not in host
