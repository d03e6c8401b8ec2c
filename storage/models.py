"""The values that cross the walls between rooms, and how they travel: one word per idea, no I/O.

Every class is frozen. Times are aware UTC datetimes; texts are NFC; addresses are absolute http(s) URLs.
Between service and worker each value is one frame: four bytes of length (big-endian), then msgpack of `[class name, fields]`.
"""

from __future__ import annotations

import functools
import hashlib
import struct
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, BinaryIO

import msgpack

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class PortalKind(StrEnum):
    """What body speaks through a portal."""

    ICT_DEPARTMENT = "ict-department"
    PROVINCE_PORTAL = "province-portal"
    SUCCESSOR_DEPARTMENT = "successor-department"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    OTHER = "other"


class LifeCycle(StrEnum):
    """Where a portal stands in its life; portals freeze, move and die since the mergers of 2025."""

    LIVE = "live"
    FROZEN = "frozen"
    MOVED = "moved"
    DEAD = "dead"
    UNKNOWN = "unknown"


class TlsPolicy(StrEnum):
    """How a portal's certificate is treated: `legacy` lowers OpenSSL's level, `insecure` checks nothing."""

    VERIFY = "verify"
    LEGACY = "legacy"
    INSECURE = "insecure"


class Confidence(StrEnum):
    """How sure we are that an address belongs to the body named."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class EntryKind(StrEnum):
    """Where links come from."""

    HOME = "home"
    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"


class VisitKind(StrEnum):
    """What an HTTP attempt was for."""

    ROBOTS = "robots"
    HOME = "home"
    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    ARTICLE = "article"
    SCRIPT = "script"  # what the scripts of a page asked for
    FILE = "file"  # an attachment: what it is now, never its content
    PROBE = "probe"


class FailureName(StrEnum):
    """The closed list of reasons why a visit or a page gave nothing."""

    DNS = "dns"
    TLS = "tls"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    PRIVATE_ADDRESS = "private_address"
    OFFSITE = "offsite"
    REDIRECT_LOOP = "redirect_loop"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    ROBOTS = "robots"
    NOT_FOUND = "not_found"
    GONE = "gone"
    CLIENT_ERROR = "client_error"
    SERVER_ERROR = "server_error"
    MAINTENANCE = "maintenance"
    TOO_LARGE = "too_large"
    NOT_HTML = "not_html"
    EMPTY = "empty"
    NOT_ARTICLE = "not_article"
    SOFT_NOT_FOUND = "soft_not_found"
    NEEDS_SCRIPT = "needs_script"
    EXTRACTION = "extraction"
    BAD_DATA = "bad_data"
    STOPPED = "stopped"


class FileState(StrEnum):
    """What came of asking for an attachment. `unanswered` says nothing about the file: an error, a page in its place, a closed door."""

    PRESENT = "present"
    MISSING = "missing"
    UNANSWERED = "unanswered"


class ArticleState(StrEnum):
    LIVE = "live"
    REMOVED = "removed"


class ChangeKind(StrEnum):
    NEW = "new"
    EDITED = "edited"
    MOVED = "moved"
    REMOVED = "removed"
    RESTORED = "restored"


class ReviewState(StrEnum):
    """`read` is the baseline of a first contact: stored, never queued, never notified."""

    UNREAD = "unread"
    READ = "read"
    KEPT = "kept"
    DISMISSED = "dismissed"


class RunOutcome(StrEnum):
    """How a run ended. `complete` = the walk reached its natural end."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"
    STOPPED = "stopped"
    DIED = "died"


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One site we watch, as the registry declares it. `url` may have a path: portals can share a host."""

    slug: str
    kind: PortalKind
    name: str
    url: str
    province: str = ""
    province_2025: str = ""
    hosts: tuple[str, ...] = ()  # other hosts that belong to it
    cms: str = ""  # a hint; the crawler fingerprints
    life_cycle: LifeCycle = LifeCycle.UNKNOWN
    since: date | None = None  # since when the life cycle holds
    successor: str = ""  # a slug or a URL
    confidence: Confidence = Confidence.MEDIUM
    evidence: str = ""
    tls: TlsPolicy = TlsPolicy.VERIFY
    proxy: str = ""
    delay: float = 0.0  # seconds; lengthens TINSO_DELAY, never shortens it
    entry_points: tuple[str, ...] = ()
    enabled: bool = True
    origin: str = ""  # which file declared it


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A named reason, with what a person needs to know besides."""

    name: FailureName
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a conditional request needs, and a hash for servers that answer 200 with the same bytes."""

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPoint:
    """A feed, sitemap or listing, with what its last good visit left behind."""

    url: str
    kind: EntryKind
    validators: Validators = Validators()
    section: str = ""  # the heading it stood under, or its feed's title
    reason: str = ""  # why it was chosen: shown by `tinso portals probe`
    trusted: bool = True  # false: stale, empty, lying or broken; not trusted alone
    found: int = 0  # article links it named when last read
    checked_at: datetime | None = None  # when it was last asked: the one not asked for longest is compared next
    head: str = ""  # what it named first when it was last read without a gap: see crawler.discovery.continuity


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A found address that may be an article. `url` is canonical, `fetch_url` is as the page wrote it."""

    url: str
    fetch_url: str = ""
    title: str = ""
    hint: str = ""  # ISO date or time a feed, sitemap or listing gave, "" if none
    via: str = ""  # the entry point it was found on
    found_at: datetime | None = None
    tries: int = 0  # how often it was asked and gave no article
    wanted: bool = True  # false: older than a first contact takes; kept so that it is never mistaken for news


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMark:
    """What a server said about an attachment at one moment, or what is known of it by now. `size` in bytes, -1 = not told."""

    url: str
    state: FileState = FileState.UNANSWERED
    size: int = -1
    etag: str = ""
    last_modified: str = ""  # as the server wrote it
    at: datetime | None = None

    def signs(self, later: FileMark) -> frozenset[str]:
        """What of `later` says that another file stands there now: "size", "etag", "date". Empty: nothing that can be trusted.

        A weak ETag is no sign. Of two files of one size neither an equal ETag nor an equal date leaves a doubt: servers behind one
        address give one file different ETags, and a copied file gets a new date.
        """
        if not self.state == later.state == FileState.PRESENT:
            return frozenset()
        found = set[str]()
        measured = self.size >= 0 and later.size >= 0
        tagged = all(tag and not tag.startswith("W/") for tag in (self.etag, later.etag))
        before, after = moment_of(self.last_modified), moment_of(later.last_modified)
        dated = before is not None and after is not None
        if measured and self.size != later.size:
            found.add("size")
        elif (tagged and self.etag == later.etag) or (measured and dated and before == after):
            return frozenset()
        if tagged and self.etag != later.etag:
            found.add("etag")
        if before is not None and after is not None and after > before:
            found.add("date")
        return frozenset(found)


def moment_of(text: str) -> datetime | None:
    """The moment of an HTTP date, None when it is none."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """A stored article to look at again."""

    url: str
    validators: Validators = Validators()
    region: str = ""  # where its text stood: see crawler.extraction.region
    region_hash: str = ""
    title: str = ""  # of its latest version
    files: tuple[FileMark, ...] = ()  # its attachments to ask about, as they are known, without validators that cannot be trusted


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlPattern:
    """A learned shape of article addresses, with its evidence."""

    pattern: str  # a regular expression over path and query
    articles: int = 0  # how many links of this shape led to articles
    others: int = 0  # how many did not
    dated: int = 0  # how many of the articles bear a date


@dataclass(frozen=True, slots=True, kw_only=True)
class LostPage:
    """A page of lists that could not be had; walks stay open for it until it was tried often enough."""

    url: str
    since: datetime
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What was learned about one portal. A new `version` whenever anything that changes an extraction changes."""

    version: int = 0
    family: str = ""  # CMS family by fingerprint
    furniture: tuple[str, ...] = ()  # marks of repeated blocks: see crawler.extraction.learned
    patterns: tuple[UrlPattern, ...] = ()
    listings: tuple[str, ...] = ()  # addresses of listing pages found by structure
    parameters: tuple[str, ...] = ()  # query parameters that matter for identity
    # what does not matter for identity: parameters ("zsid"), path prefixes ("/vi"), parameters beside others ("catid|id|form of the path")
    ignored: tuple[str, ...] = ()
    scope: str = ""  # path that all its pages stand under when it shares its host, "" = the whole host
    not_found: tuple[str, ...] = ()  # marks of the portal's own not-found page
    learned_from: int = 0  # article pages the furniture was learned from
    scripted: str = ""  # "yes": its lists are filled by scripts, and a browser shows them; "no": a browser shows no more
    relearn: str = ""  # why the portal must be surveyed anew, "" = it need not; stands until a survey came to its end
    lost: tuple[LostPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """A stored robots.txt; valid 24 h. `status` 0 = never reached."""

    text: str = ""
    status: int = 0
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """An archived page to extract again, without network."""

    article: int
    url: str
    fetched_at: datetime
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one run. 0 = no bound."""

    articles: int = 200
    requests: int = 0
    seconds: float = 0.0
    since: date | None = None
    full: bool = False  # walk to the end of the archive
    delay: float = 2.0  # least seconds between two requests to one host
    concurrency: int = 1  # requests at a time to one host
    timeout: float = 30.0
    max_body: int = 10 * 1024 * 1024
    wait_out_block: bool = False  # `fetch` waits a flood blocker out once
    files: int = 0  # attachments of articles not seen before that may be asked about; here 0 = none
    retries: int = -1  # links that gave no article before: after so many in a row that give none again the others wait; -1 = no bound
    files_since: date | None = None  # of articles published earlier none is asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One request to crawl. All a worker may know: it sees no database."""

    id: str
    portal: Portal
    entry_points: tuple[EntryPoint, ...] = ()
    open_links: tuple[Link, ...] = ()  # found earlier, not yet fetched
    revisits: tuple[Revisit, ...] = ()
    pages: tuple[StoredPage, ...] = ()  # to extract again, without network
    profile: Profile = Profile()
    known: bytes = b""  # sorted 8-byte url_key()s of every known link of this portal
    walked: bytes = b""  # those of them that the last completed walk had seen: only these end a walk early
    robots: tuple[tuple[str, Robots], ...] = ()  # by origin "scheme://host:port"
    limits: Limits = Limits()
    neighbours: tuple[str, ...] = ()  # addresses of other portals on its host
    thorough: bool = False  # a person waits: ask every source unless one names all, not the best and now and then another
    walk: bool = True  # false: only open links and revisits
    first_contact: bool = False
    allow_private: bool = False  # host names may lead to private addresses
    home_only: bool = False  # ask for the portal's address and for nothing else: does it live?
    explain: bool = False  # say with Finished what was found where, and why each source was chosen
    at: datetime | None = None  # what time it is for this order when it is taken up: its crawl has no clock but this one


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
    validators: Validators = Validators()
    retry_after: float = 0.0  # seconds the server asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    name: str
    url: str


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


# What a worker sends, in this order for one order: (Visit with its Links) …, Page …, Learned, FilesSeen …, Finished.


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


# What a worker is told besides Orders.


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The links of `Seen(order, number)` are in the database: they may be fetched now."""

    order: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """End this order soon: no new request, what is under way may finish within the grace."""

    order: str


Command = Order | Stored | Cancel

_TRAVELLERS: dict[str, type] = {kind.__name__: kind for kind in (Order, Stored, Cancel, Seen, Page, FilesSeen, Learned, Finished)}
_LENGTH = struct.Struct(">I")
MAX_FRAME = 256 * 1024 * 1024


class WireError(Exception):
    """A frame that is not ours: truncated, too long, of an unknown kind or with fields that do not fit."""


@functools.cache
def adapter(kind: type) -> TypeAdapter[Any]:
    """What checks values of a class and turns them into plain ones and back. Made when first asked for: many commands never do."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} does not travel")


def pack(value: Command | Message) -> bytes:
    """One frame, length included."""
    fields = adapter(_TRAVELLERS[type(value).__name__]).dump_python(value)
    body: bytes = msgpack.packb([type(value).__name__, fields], datetime=True, default=_plain, unicode_errors="replace")
    return _LENGTH.pack(len(body)) + body


def unpack(body: bytes) -> Any:
    """The value of one frame, given without its length. Raises WireError."""
    try:
        name, fields = msgpack.unpackb(body, timestamp=3)
        return adapter(_TRAVELLERS[name]).validate_python(fields)
    except (ValueError, TypeError, KeyError, msgpack.UnpackException) as error:
        raise WireError(str(error)[:200]) from error


def read_frame(stream: BinaryIO) -> Any | None:
    """The next value of a blocking stream, None at its end. Raises WireError on a torn frame."""
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise WireError("torn length")
    (size,) = _LENGTH.unpack(head)
    if size > MAX_FRAME:
        raise WireError(f"a frame of {size} bytes")
    body = stream.read(size)
    if len(body) < size:
        raise WireError("torn frame")
    return unpack(body)


def url_key(url: str) -> bytes:
    """Eight bytes that stand for a canonical URL in `Order.known`."""
    return hashlib.blake2b(url.encode(), digest_size=8).digest()
