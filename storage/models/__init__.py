"""The values that cross the walls between rooms, and how they travel: one word per idea, no I/O.

Every class is frozen. Times are aware UTC datetimes; texts are NFC; addresses are absolute http(s) URLs.
Import them from here: the modules of this package part them by concept.
"""

from __future__ import annotations

from storage.models.answer import LISTING, Attachment, Extraction, FilesSeen, Finished, Found, Learned, Message, Page, Seen, Visit
from storage.models.order import Cancel, Command, Limits, Order, Revisit, Stored, StoredPage
from storage.models.parts import EntryPoint, Failure, FileMark, Link, Validators, moment_of, url_key
from storage.models.portal import LostPage, Portal, Profile, Robots, UrlPattern
from storage.models.wire import MAX_FRAME, WireError, adapter, pack, read_frame, unpack
from storage.models.words import (
    ArticleState,
    ChangeKind,
    Confidence,
    EntryKind,
    FailureName,
    FileState,
    LifeCycle,
    PortalKind,
    ReviewState,
    RunOutcome,
    TlsPolicy,
    VisitKind,
)

__all__ = [
    "LISTING",
    "MAX_FRAME",
    "ArticleState",
    "Attachment",
    "Cancel",
    "ChangeKind",
    "Command",
    "Confidence",
    "EntryKind",
    "EntryPoint",
    "Extraction",
    "Failure",
    "FailureName",
    "FileMark",
    "FileState",
    "FilesSeen",
    "Finished",
    "Found",
    "Learned",
    "LifeCycle",
    "Limits",
    "Link",
    "LostPage",
    "Message",
    "Order",
    "Page",
    "Portal",
    "PortalKind",
    "Profile",
    "ReviewState",
    "Revisit",
    "Robots",
    "RunOutcome",
    "Seen",
    "Stored",
    "StoredPage",
    "TlsPolicy",
    "UrlPattern",
    "Validators",
    "Visit",
    "VisitKind",
    "WireError",
    "adapter",
    "moment_of",
    "pack",
    "read_frame",
    "unpack",
    "url_key",
]
