"""A second set of sites, unlike the first in markup, language and the ways to their articles."""

from __future__ import annotations

from benchmarks.portals.site import Site

MORE: dict[str, type[Site]] = {}
