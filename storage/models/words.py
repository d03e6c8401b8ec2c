"""The closed lists: one word per idea, the same in code, tables, pages and documentation."""

from __future__ import annotations

from enum import StrEnum


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
