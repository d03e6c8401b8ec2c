"""`tinso portals …`: the registry, and what was learned about each portal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

import config
from commands.accept import accept
from commands.alive import check
from commands.output import UsageError, data_option, json_option, print_json, print_table, settings
from commands.probe import probe
from commands.registry import USER_FILE, at_address, declare, load_registry, undeclared
from seeds import registry as seeds
from storage.models import Confidence, LifeCycle, Portal, PortalKind
from storage.schema import DATABASE
from storage.store import Store

__all__ = ["USER_FILE", "load_registry", "portals"]


@click.group()
def portals() -> None:
    """The portals tinso knows, and what it learned about them."""


def _facts(portal: Portal) -> dict[str, Any]:
    return {
        "slug": portal.slug,
        "kind": portal.kind.value,
        "name": portal.name,
        "province": portal.province,
        "province_2025": portal.province_2025,
        "url": portal.url,
        "hosts": list(portal.hosts),
        "cms": portal.cms,
        "life_cycle": portal.life_cycle.value,
        "since": portal.since.isoformat() if portal.since else None,
        "successor": portal.successor,
        "confidence": portal.confidence.value,
        "evidence": portal.evidence,
        "tls": portal.tls.value,
        "proxy": portal.proxy,
        "delay": portal.delay,
        "entry_points": list(portal.entry_points),
        "enabled": portal.enabled,
        "origin": portal.origin,
    }


def all_portals(loaded: config.Config) -> Iterator[Portal]:
    """The registry's portals, then sites that were fetched once and stand in no file."""
    registry = load_registry(loaded)
    yield from registry.portals.values()
    yield from fetched_only(loaded, registry)


def fetched_only(loaded: config.Config, registry: seeds.Registry) -> list[Portal]:
    """Sites that were fetched once and stand in no file."""
    if not (loaded.data / DATABASE).exists():
        return []
    with Store.open(loaded.data) as store:
        return list(undeclared(registry, store.portals()).values())


@portals.command("list")
@click.option("--kind", type=click.Choice([kind.value for kind in PortalKind]), help="Only this kind.")
@click.option("--province", help="Only this province, old or new; accents are optional.")
@click.option("--life", type=click.Choice([life.value for life in LifeCycle]), help="Only this life cycle.")
@data_option
@json_option
def list_portals(kind: str | None, province: str | None, life: str | None, data: Path | None, as_json: bool) -> None:
    """List the portals of the registry, the user's own, and sites fetched before."""
    wanted = seeds.fold(province) if province else ""
    rows = [
        _facts(portal)
        for portal in all_portals(settings(data))
        if (not kind or portal.kind == kind)
        and (not life or portal.life_cycle == life)
        and (not wanted or wanted in {seeds.fold(portal.province), seeds.fold(portal.province_2025)})
    ]
    if as_json:
        print_json(rows)
    else:
        shown = ["slug", "kind", "life_cycle", "enabled", "url", "name"]
        print_table(shown, [[row[key] for key in shown] for row in rows], {"url": 48, "name": 60})


@portals.command()
@click.argument("slug")
@data_option
@json_option
def show(slug: str, data: Path | None, as_json: bool) -> None:
    """Show one portal: what is declared, how things stand, and what was learned."""
    loaded = settings(data)
    portal = next((known for known in all_portals(loaded) if known.slug == slug), None) or load_registry(loaded).find(slug)
    facts = _facts(portal) | _learned(loaded, portal.slug)
    if as_json:
        print_json([facts])
        return
    for name, value in facts.items():
        if isinstance(value, list):
            click.echo(f"{name}:" + ("" if value else " -"))
            for item in value:
                click.echo(f"  {item}")
        else:
            click.echo(f"{name}: {'-' if value in (None, '') else value}")


def _learned(loaded: config.Config, slug: str) -> dict[str, Any]:
    if not (loaded.data / DATABASE).exists():
        return {}
    with Store.open(loaded.data) as store:
        if slug not in {portal.slug for portal in store.portals()}:
            return {}
        state = store.portal_state(slug)
        profile, facts = store.profile(slug), store.order_facts(state.portal, datetime.now(UTC))
        return {
            "last_success": state.last_success,
            "last_new": state.last_new,
            "last_failure": state.last_failure,
            "failed_runs_in_a_row": state.errors,
            "family": profile.family,
            "profile_version": profile.version,
            "learned_entry_points": [f"{entry.kind.value} {entry.url} ({entry.reason or 'declared'})" for entry in facts.entry_points],
            "patterns": [f"{pattern.pattern} ({pattern.articles} articles, {pattern.others} others)" for pattern in profile.patterns],
            "furniture_blocks": len(profile.furniture),
        }


@portals.command()
@click.argument("url")
@click.option("--slug", help="Its short name; proposed from the address when left out.")
@click.option("--name", help="Its name as people know it; the host when left out.")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in PortalKind]), default=PortalKind.OTHER.value, help="What body speaks there."
)
@click.option("--province", default="", help="The province it belongs to.")
@data_option
def add(url: str, slug: str | None, name: str | None, kind: str, province: str, data: Path | None) -> None:
    """Declare a portal of your own in DATA/portals.toml."""
    loaded = settings(data)
    registry = load_registry(loaded)
    try:
        where = seeds.address(url)
        chosen = slug or seeds.slug_for(url, registry)
    except ValueError as error:
        raise UsageError(f"{url}: {error}") from None
    known = at_address(registry.portals.values(), url)
    if known is not None:
        raise UsageError(f"{url}: this is the portal '{known.slug}' already ({known.origin})")
    met = at_address(fetched_only(loaded, registry), url)
    if met is not None and slug not in (None, met.slug):
        raise UsageError(f"{url}: was fetched as '{met.slug}'; leave --slug out, or the same articles would stand there twice")
    chosen = met.slug if met is not None else chosen
    portal = Portal(
        slug=chosen,
        kind=PortalKind(kind),
        name=name or where.host,
        url=url,
        province=province,
        life_cycle=LifeCycle.LIVE,
        confidence=Confidence.HIGH,
        evidence="declared by the user",
    )
    seeds.add(loaded.data / USER_FILE, portal)
    if (loaded.data / DATABASE).exists():  # a running service asks it from now on
        with Store.open(loaded.data) as store:
            store.put_portal(load_registry(loaded).portals[chosen], declared=True)
    click.echo(f"{chosen}: declared in {loaded.data / USER_FILE}")


def _switch(slug: str, data: Path | None, enabled: bool) -> None:
    loaded = settings(data)
    registry = load_registry(loaded)
    met = next((portal for portal in fetched_only(loaded, registry) if portal.slug == slug), None)
    if met is not None and not enabled:
        raise UsageError(f"{slug}: is not watched; it was only fetched")
    portal = declare(loaded, met) if met is not None else registry.find(slug)
    if met is None:
        seeds.set_enabled(loaded.data / USER_FILE, registry, portal.slug, enabled)
    if (loaded.data / DATABASE).exists():
        with Store.open(loaded.data) as store:
            store.put_portal(replace(portal, enabled=enabled), declared=True)
    click.echo(f"{portal.slug}: {'enabled' if enabled else 'disabled'}")


@portals.command()
@click.argument("slug")
@data_option
def enable(slug: str, data: Path | None) -> None:
    """Watch a portal again, or one that was only fetched so far."""
    _switch(slug, data, True)


@portals.command()
@click.argument("slug")
@data_option
def disable(slug: str, data: Path | None) -> None:
    """Stop watching a portal; what is stored stays."""
    _switch(slug, data, False)


portals.add_command(accept)
portals.add_command(probe)
portals.add_command(check)
