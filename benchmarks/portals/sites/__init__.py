"""The sites: each a module of its own, none made from another."""

from __future__ import annotations

from benchmarks.portals.site import Site
from benchmarks.portals.sites.newspaper import Newspaper
from benchmarks.portals.sites.nukeviet import NukeViet
from benchmarks.portals.sites.vnportal import VnPortal

SITES: dict[str, type[Site]] = {site.name: site for site in (NukeViet, VnPortal, Newspaper)}
