"""What a walk found, ranked, with the reason of each choice: for people who ask why a portal is read the way it is."""

from __future__ import annotations

from crawler.discovery.verdicts import Source
from crawler.discovery.verdicts import ranked as _ranked
from crawler.discovery.walk import Walk

__all__ = ["Source", "ranked"]


def ranked(walk: Walk) -> tuple[Source, ...]:
    """The sources of a walk, best first, each with its articles, those only it names, and those it misses."""
    return _ranked(walk.book)
