"""What orders and answers are made of: failures, validators, entry points, links, what is known of a file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from storage.models.words import EntryKind, FailureName, FileState


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
    validators: Validators = Validators()  # frozen
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


def url_key(url: str) -> bytes:
    """Eight bytes that stand for a canonical URL in `Order.known`."""
    return hashlib.blake2b(url.encode(), digest_size=8).digest()
