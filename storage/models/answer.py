"""What a worker sends, in this order for one Order: (Visit with its Links) …, Page …, Learned, FilesSeen …, Finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.models.parts import EntryPoint, Failure, FileMark, Link, Validators
from storage.models.portal import Profile, Robots
from storage.models.words import RunOutcome, VisitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One HTTP attempt and its outcome, also when nothing changed."""

    url: str
    kind: VisitKind
    at: datetime
    outcome: str = "ok"  # "ok", "not_modified" or a FailureName
    detail: str = ""
    status: int = 0
    final_url: str = ""
    redirects: tuple[str, ...] = ()
    size: int = 0  # bytes of body
    seconds: float = 0.0
    address: str = ""
    validators: Validators = Validators()  # noqa: RUF009  # frozen
    retry_after: float = 0.0  # seconds the server asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    name: str
    url: str


LISTING = "listing"  # evidence of a date that no page of its article gives, only the portal's lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """One article as text.

    `blocks` are the lines of the document after title and date line, in page order: lead, paragraphs, captions,
    signature or source line last. `lead`, `captions` and `author` repeat what of it they are.
    """

    title: str
    blocks: tuple[str, ...]
    published: str = ""  # "2024-03-05T14:30:00+07:00", "2024-03-05" or ""
    published_evidence: str = ""
    author: str = ""
    lead: str = ""
    captions: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    canonical: str = ""  # what the page itself calls its address, "" if nothing sane
    family: str = ""
    region: str = ""
    region_hash: str = ""
    extractor: str = ""
    profile_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A visit that is no article page, and what it gave. Stored as one: validators never outlive their links."""

    order: str
    number: int  # counts up within an order; the parent answers Stored(order, number) before these links are fetched
    visit: Visit
    links: tuple[Link, ...] = ()
    entry_points: tuple[EntryPoint, ...] = ()
    robots: tuple[tuple[str, Robots], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article page: fetched, or extracted again from the archive (then `visit` is None)."""

    order: str
    url: str  # canonical identity
    visit: Visit | None = None
    aliases: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""  # as received, decompressed; empty when not modified or failed before a body
    extraction: Extraction | None = None
    failure: Failure | None = None
    unchanged: bool = False  # recognised by validators or region hash, not extracted
    article: int = 0  # for a re-extraction
    first_contact: bool = False
    via: str = ""
    links: tuple[Link, ...] = ()  # further links seen on the page


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesSeen:
    """What became known of an article's attachments; each was looked at once, or several times within seconds to tell change from whim."""

    order: str
    url: str  # of the article, one of its addresses
    looks: tuple[tuple[FileMark, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    order: str
    profile: Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One source as a walk found it: the articles it names, those that only others name, and those no other names."""

    entry: EntryPoint
    articles: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The end of an order, always sent, also when it went wrong."""

    order: str
    outcome: RunOutcome
    walk_complete: bool = False
    failure: Failure | None = None  # why the portal as a whole gave nothing
    requests: int = 0
    found: int = 0
    traps: tuple[str, ...] = ()  # named, with counts: "calendar: 37 addresses left out"
    retry_after: float = 0.0
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    sources: tuple[Found, ...] = ()  # best first, when the order asks to explain


Message = Seen | Page | FilesSeen | Learned | Finished
