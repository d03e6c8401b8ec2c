"""What a walk and the spider that drives it say to each other: plain values, no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from storage.models import EntryPoint, Failure, Link, Profile, Validators, VisitKind

_NONE = Validators()
SHOWN = "x-tinso-shown"  # header of a reply whose body is a page as a browser showed it: its scripts have run


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request the walk wants made. `form` is sent url-encoded when the method is POST; a higher priority goes first.

    `guess`: no page named this address, so an error of the server only means that there is nothing.
    """

    url: str
    kind: VisitKind
    method: str = "GET"
    form: tuple[tuple[str, str], ...] = ()
    body: bytes = b""  # sent as it is by POST, in place of a form
    headers: tuple[tuple[str, str], ...] = ()
    validators: Validators = _NONE
    priority: int = 0
    guess: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of one Ask or of one article link.

    `url` is the final address after redirects, `headers` have lower-case names, `body` is decompressed. `failure` is set when nothing
    usable came (then `body` may be empty, `status` 0), `not_modified` when the server answered 304.
    """

    status: int
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    at: datetime
    failure: Failure | None = None
    not_modified: bool = False
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is to be done now: requests to make, article links to store and then fetch, entry points to store with them.

    `links` and `entry_points` of one Step belong to the reply it answers and must be stored as one: validators never outlive
    the links that came with them.
    """

    asks: tuple[Ask, ...] = ()
    links: tuple[Link, ...] = ()
    entry_points: tuple[EntryPoint, ...] = ()

    @property
    def empty(self) -> bool:
        """True when there is nothing to do or to store."""
        return not (self.asks or self.links or self.entry_points)


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkResult:
    """What a walk came to. `complete`: it reached its natural end, so what it saw may end later walks early.

    `traps` are named with counts ("calendar: 37 addresses left out"); `failure` says why the portal as a whole gave nothing.
    """

    complete: bool
    profile: Profile
    traps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    failure: Failure | None = None
