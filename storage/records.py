"""What the store gives to read: rows of the database as frozen values. Times are aware UTC."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.connection import Row, from_db, maybe_from_db
from storage.models import (
    ArticleState,
    Attachment,
    ChangeKind,
    EntryKind,
    EntryPoint,
    FileMark,
    FileState,
    Link,
    Portal,
    Profile,
    ReviewState,
    Robots,
    RunOutcome,
    Validators,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalState:
    """A portal and how things stand with it."""

    portal: Portal
    declared: bool
    profile_version: int
    first_contact_done: bool
    walk_open: bool
    next_due: datetime | None
    interval: float  # seconds, 0 = never scheduled
    errors: int  # failed runs in a row
    last_success: datetime | None
    last_new: datetime | None
    last_failure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    holder: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What an Order for one portal is made of; the fields are named as there."""

    entry_points: tuple[EntryPoint, ...]
    open_links: tuple[Link, ...]
    profile: Profile
    known: bytes
    walked: bytes
    neighbours: tuple[str, ...]
    robots: tuple[tuple[str, Robots], ...]
    first_contact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSpot:
    """Where a version's raw page lies in the archive; the fields of `storage.archive.Location`."""

    file: str
    offset: int
    length: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRecord:
    """One immutable version. `number` counts from 1 within the article; `id` is the row."""

    id: int
    article: int
    number: int
    at: datetime
    title: str
    published: str  # "2024-03-05T14:30:00+07:00", "2024-03-05" or ""
    published_evidence: str
    author: str
    lead: str
    blocks: tuple[str, ...]
    captions: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    files: tuple[FileMark, ...]  # what was known of them while this version stood; `at` is since when that is the file's content
    content_hash: str
    document: int | None  # number of the document with this content
    document_name: str  # its file in DATA/documents, ""
    extractor: str
    profile_version: int
    family: str
    baseline: bool
    spot: ArchiveSpot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """An article with its latest version. `portal` is the slug, `copy_of` the id of the article that had the content first."""

    id: int
    portal: str
    url: str
    aliases: tuple[str, ...]
    state: ArticleState
    first_seen: datetime
    last_seen: datetime
    last_checked: datetime
    next_check: datetime | None
    dated: datetime  # published, or first seen
    copy_of: int | None
    suspicion: str  # "", "removed", "shrunk"
    suspected_at: datetime | None
    suspected_why: str
    group: int | None
    version: VersionRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRecord:
    """A change. `before` and `after` are version numbers within the article, None where there is none; `portal` is the slug."""

    id: int
    kind: ChangeKind
    at: datetime
    portal: str
    article: int
    url: str
    title: str
    edit: tuple[str, ...]
    size: int  # changed syllables
    before: int | None
    after: int | None
    before_id: int | None  # rows of `versions`
    after_id: int | None
    review_state: ReviewState
    decided_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One run. `finished` is None while it is under way."""

    id: int
    portal: str
    kind: str
    holder: str
    started: datetime
    finished: datetime | None
    outcome: RunOutcome | None
    walk_complete: bool
    counts: dict[str, int]
    failure: str
    detail: str
    traps: tuple[str, ...]
    notes: tuple[str, ...]
    requests: int
    found: int
    retry_after: float
    seconds: float


VERSION_COLUMNS = """
  v.id AS v_id, v.article AS v_article, v.number, v.at AS v_at, v.title, v.published, v.published_evidence, v.author, v.lead, v.blocks,
  v.captions, v.attachments, v.files, v.content_hash, v.document, COALESCE(d.name, '') AS document_name, v.extractor AS v_extractor,
  v.profile_version AS v_profile_version, v.family, v.baseline, v.archive_file, v.archive_offset, v.archive_length, v.archive_digest
"""
ARTICLE_COLUMNS = f"""
  a.id, p.slug AS portal, a.url, a.state, a.first_seen, a.last_seen, a.last_checked, a.next_check, a.dated, a.copy_of, a.suspicion,
  a.suspected_at, a.suspected_why, a.grouping,
  (SELECT json_group_array(url) FROM (SELECT url FROM aliases WHERE article = a.id ORDER BY at, url)) AS aliases, {VERSION_COLUMNS}
"""  # noqa: S608  # constants only
ARTICLE_TABLES = """
  articles AS a JOIN portals AS p ON p.id = a.portal JOIN versions AS v ON v.id = a.version
  LEFT JOIN documents AS d ON d.number = v.document
"""


def version_record(row: Row) -> VersionRecord:
    spot = None
    if row["archive_file"]:
        spot = ArchiveSpot(
            file=row["archive_file"], offset=row["archive_offset"], length=row["archive_length"], digest=row["archive_digest"]
        )
    return VersionRecord(
        id=row["v_id"],
        article=row["v_article"],
        number=row["number"],
        at=from_db(row["v_at"]),
        title=row["title"],
        published=row["published"],
        published_evidence=row["published_evidence"],
        author=row["author"],
        lead=row["lead"],
        blocks=tuple(json.loads(row["blocks"])),
        captions=tuple(json.loads(row["captions"])),
        attachments=tuple(Attachment(name=name, url=url) for name, url in json.loads(row["attachments"])),
        files=file_marks(row["files"]),
        content_hash=row["content_hash"],
        document=row["document"],
        document_name=row["document_name"],
        extractor=row["v_extractor"],
        profile_version=row["v_profile_version"],
        family=row["family"],
        baseline=bool(row["baseline"]),
        spot=spot,
    )


def file_marks(text: str) -> tuple[FileMark, ...]:
    return tuple(
        FileMark(url=url, state=FileState(state), size=size, etag=etag, last_modified=date, at=maybe_from_db(at))
        for url, state, size, etag, date, at in json.loads(text)
    )


def article_record(row: Row) -> ArticleRecord:
    return ArticleRecord(
        id=row["id"],
        portal=row["portal"],
        url=row["url"],
        aliases=tuple(json.loads(row["aliases"])),
        state=ArticleState(row["state"]),
        first_seen=from_db(row["first_seen"]),
        last_seen=from_db(row["last_seen"]),
        last_checked=from_db(row["last_checked"]),
        next_check=maybe_from_db(row["next_check"]),
        dated=from_db(row["dated"]),
        copy_of=row["copy_of"],
        suspicion=row["suspicion"],
        suspected_at=maybe_from_db(row["suspected_at"]),
        suspected_why=row["suspected_why"],
        group=row["grouping"],
        version=version_record(row),
    )


def change_record(row: Row) -> ChangeRecord:
    fields: dict[str, Any] = dict(row)
    fields |= {
        "kind": ChangeKind(row["kind"]),
        "at": from_db(row["at"]),
        "edit": tuple(json.loads(row["edit"])),
        "review_state": ReviewState(row["review_state"]),
        "decided_at": maybe_from_db(row["decided_at"]),
    }
    return ChangeRecord(**fields)


def run_record(row: Row) -> RunRecord:
    fields: dict[str, Any] = dict(row)
    fields |= {
        "started": from_db(row["started"]),
        "finished": maybe_from_db(row["finished"]),
        "outcome": RunOutcome(row["outcome"]) if row["outcome"] else None,
        "walk_complete": bool(row["walk_complete"]),
        "counts": json.loads(row["counts"]),
        "traps": tuple(json.loads(row["traps"])),
        "notes": tuple(json.loads(row["notes"])),
    }
    return RunRecord(**fields)


def entry_point(row: Row, *, validators: bool) -> EntryPoint:
    """With `validators` False the next request for it is made without conditions."""
    return EntryPoint(
        url=row["url"],
        kind=EntryKind(row["kind"]),
        validators=validators_of(row) if validators else Validators(),
        section=row["section"],
        reason=row["reason"],
        trusted=bool(row["trusted"]),
        found=row["found"],
        checked_at=from_db(row["last_seen"]),
        head=row["head"],
    )


def validators_of(row: Row) -> Validators:
    return Validators(etag=row["etag"], last_modified=row["last_modified"], body_hash=row["body_hash"])
