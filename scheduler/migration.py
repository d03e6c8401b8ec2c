"""Whether a portal is another one at a new address: its old articles are the other's old articles. Pure.

Departments were merged and sites rebuilt in 2025; what stood on the old host turns up on the new one, hundreds of articles at once. As
copies and as baseline of a first contact they raise no changes; that the portal moved is one event, worth one line to a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 20  # old articles in common; a paper that prints some press releases has fewer
SHARE = 0.5  # of the new portal's old articles
ADVICE = "make the new portal the old one's successor: tinso portals accept and the old one's name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """`old` became `new` (slugs): so many of the new one's old articles stand there too."""

    old: str
    new: str
    shared: int
    total: int

    @property
    def event(self) -> str:
        """The same for the same pair, so that it is told once."""
        return f"migration:{self.old}:{self.new}"

    @property
    def told(self) -> str:
        """One line for a person."""
        return f"{mark(self.old)}{self.new}: {self.shared} of the {self.total} older articles there are its own"


def mark(old: str) -> str:
    """How the line about a portal that moved begins."""
    return f"{old} moved to "


def recognise(new: str, total: int, shared: Mapping[str, int]) -> Migration | None:
    """`total`: articles of `new` that were old when it was first seen; `shared`: how many of them each other portal has."""
    if not shared:
        return None
    old = max(shared, key=lambda slug: (shared[slug], slug))
    if shared[old] < LEAST or shared[old] < SHARE * total:
        return None
    return Migration(old=old, new=new, shared=shared[old], total=total)
