"""What the sites of the second set share: the reporter, and the register beside the news."""

from __future__ import annotations

from typing import ClassVar

from benchmarks.portals.more.register import Register
from benchmarks.portals.more.reporter import USUAL, Reporter
from benchmarks.portals.site import Site


class Portal(Site):
    """A site whose stories a reporter writes."""

    mix: ClassVar[tuple[str, ...]] = USUAL
    scribe = Reporter
    count = 48

    def __init__(self, seed: int = 1) -> None:
        super().__init__(seed)
        self.register = Register(f"{self.name}-{seed}", self.title)
