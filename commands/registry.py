"""Where the commands get the portals from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import config
from seeds import registry as seeds
from storage.models import Portal

USER_FILE = "portals.toml"


def load_registry(settings: config.Config) -> seeds.Registry:
    """The shipped portals and the user's own of this data folder."""
    return seeds.load(settings.data / USER_FILE)


def undeclared(registry: seeds.Registry, stored: Iterable[Portal]) -> dict[str, Portal]:
    """The sites that were fetched once and stand in no file, by slug."""
    return {portal.slug: portal for portal in stored if portal.slug not in registry.portals}


def at_address(portals: Iterable[Portal], url: str) -> Portal | None:
    """The portal whose own address this is. Raises ValueError for what is no address."""
    wanted = seeds.address(url)
    return next((portal for portal in portals if seeds.address(portal.url) == wanted), None)


def declare(settings: config.Config, portal: Portal) -> Portal:
    """Write a site that was only fetched into the user's file: it is watched from then on. Raises RegistryError."""
    seeds.add(settings.data / USER_FILE, replace(portal, enabled=True))
    return load_registry(settings).portals[portal.slug]
