"""What a walk found, ranked, with the reason of each choice: for people who ask why a portal is read the way it is."""

from __future__ import annotations

from crawler.discovery import verdicts
from crawler.discovery.walk import Walk
from storage.models import Found

__all__ = ["ranked"]


def ranked(walk: Walk) -> tuple[Found, ...]:
    """The sources of a walk, best first, each with its articles, those only it names, and those it misses."""
    return verdicts.ranked(walk.book)
