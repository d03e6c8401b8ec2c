"""The walk over one portal: from its address to all its article links, as a state machine over values.

The spider makes the requests a walk asks for and tells it what came back; the walk decides what to ask next and which links
are articles. It does no I/O and reads no clock: the same replies in the same order give the same steps.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin

from crawler.discovery.dialogue import Ask, Reply, Step, WalkResult
from storage.models import Extraction, Failure, Link, Order, VisitKind

__all__ = ["Ask", "Reply", "Step", "Walk", "WalkResult"]


class Walk:
    """One walk for one Order: `start`, then `answer` and `judged` for whatever comes back, `idle` when nothing is under way."""

    def __init__(self, order: Order, now: datetime) -> None:
        self.order = order
        self.now = now
        self.ended = False

    def start(self) -> Step:
        """The first requests."""
        home = self.order.portal.url
        return Step(asks=(Ask(url=urljoin(home, "/robots.txt"), kind=VisitKind.ROBOTS, priority=100), Ask(url=home, kind=VisitKind.HOME)))

    def answer(self, ask: Ask, reply: Reply) -> Step:
        """What follows from the reply to one Ask."""
        return Step()

    def judged(self, link: Link, reply: Reply, failure: Failure | None, extraction: Extraction | None) -> Step:
        """What follows from an article link having been fetched: it was an article (`extraction`) or not (`failure`)."""
        return Step()

    def idle(self) -> Step:
        """Nothing is under way: what to do next. An empty Step ends the walk."""
        self.ended = True
        return Step()

    def result(self) -> WalkResult:
        """What the walk came to so far."""
        return WalkResult(complete=self.ended, profile=self.order.profile)
