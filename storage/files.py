"""Attachments: what is remembered of each to tell a replaced file from a server's whim, and how their marks stand in a version."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.articles import ArticleVerbs
from storage.connection import VIETNAM, Row, maybe_from_db, maybe_to_db, to_db, to_json
from storage.models import FileMark, FileState, moment_of
from storage.records import VersionRecord, file_marks

Stamp = tuple[int, str, str]  # size, ETag, Last-Modified of one answer


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """One attachment of an article. `key` is its address without what passes; `place` the part of a server that answers alike.

    `mark` is what is believed, `suspect` what differed and waits for a second look. `unstable` names what this server makes up
    ("size", "etag", "date"); `earlier` are answers before the last, the oldest first.
    """

    key: str
    place: str
    mark: FileMark
    since: datetime | None = None  # since when `mark` is its content
    asked: datetime | None = None
    unstable: frozenset[str] = frozenset()
    earlier: tuple[Stamp, ...] = ()
    suspect: FileMark | None = None
    suspected_at: datetime | None = None
    stirred_at: datetime | None = None  # when validators last changed and the length did not


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A file that another one took the place of, between two versions."""

    name: str
    url: str
    before: FileMark
    after: FileMark


class FileVerbs(ArticleVerbs):
    # Reading.

    def file(self, article: int, key: str) -> FileRecord | None:
        row = self.row("SELECT * FROM files WHERE article = ? AND key = ?", (article, key))
        return _record(row) if row else None

    def files(self, article: int) -> dict[str, FileRecord]:
        """All that is remembered of an article's attachments, by key."""
        return {row["key"]: _record(row) for row in self.rows("SELECT * FROM files WHERE article = ?", (article,))}

    def with_attachments(self, portal: int, urls: Sequence[str]) -> dict[str, int]:
        """Those of these articles whose latest version names attachments, by address."""
        found: dict[str, int] = {}
        for at in range(0, len(urls), 500):
            part = urls[at : at + 500]
            marks = ", ".join("?" * len(part))
            rows = self.rows(
                "SELECT a.url, a.id FROM articles AS a JOIN versions AS v ON v.id = a.version"  # noqa: S608  # question marks
                f" WHERE a.portal = ? AND v.attachments <> '[]' AND a.url IN ({marks})",
                (portal, *part),
            )
            found.update({row["url"]: row["id"] for row in rows})
        return found

    def made_up(self, portal: int, place: str) -> frozenset[str]:
        """What at least two files of a place showed to be made up there: no file of it is judged by that."""
        rows = self.rows("SELECT unstable FROM files WHERE portal = ? AND place = ? AND unstable <> '' LIMIT 200", (portal, place))
        told = [set(row["unstable"].split()) for row in rows]
        return frozenset(sign for sign in ("size", "etag", "date") if sum(sign in each for each in told) >= 2)

    def stirred(self, portal: int, place: str, article: int, since: datetime) -> int:
        """How many other articles have files at a place whose validators changed since then while the length stayed."""
        return int(
            self.value(
                "SELECT count(DISTINCT article) FROM files WHERE portal = ? AND place = ? AND article <> ? AND stirred_at >= ?",
                (portal, place, article, to_db(since)),
            )
        )

    # Writing; all inside `write()`.

    def put_file(self, portal: int, article: int, record: FileRecord) -> None:
        mark = record.mark
        self.db.execute(
            "INSERT OR REPLACE INTO files (portal, article, key, place, url, state, size, etag, last_modified, at, since, asked, unstable,"
            " earlier, suspect, suspected_at, stirred_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(portal, article, record.key, record.place, mark.url, mark.state, mark.size, mark.etag, mark.last_modified),
                *(maybe_to_db(mark.at), maybe_to_db(record.since), maybe_to_db(record.asked), " ".join(sorted(record.unstable))),
                to_json(record.earlier),
                to_json(_plain(record.suspect)) if record.suspect else "",
                maybe_to_db(record.suspected_at),
                maybe_to_db(record.stirred_at),
            ),
        )

    def describe_files(self, version: int, marks: Sequence[FileMark]) -> None:
        """Note with a version what is known of its attachments."""
        self.db.execute("UPDATE versions SET files = ? WHERE id = ?", (to_json([_plain(mark) for mark in marks]), version))

    def add_files_version(self, article: int, version: VersionRecord, marks: Sequence[FileMark], now: datetime) -> int:
        """The next version of an article: everything as in its latest one, but other files behind its attachments."""
        same = (
            "title, published, published_evidence, author, lead, blocks, captions, attachments, content_hash, document, extractor,"
            " profile_version, family, archive_file, archive_offset, archive_length, archive_digest"
        )
        cursor = self.db.execute(
            f"INSERT INTO versions (article, number, at, files, {same}) SELECT article,"  # noqa: S608  # a constant
            f" (SELECT MAX(number) + 1 FROM versions WHERE article = ?), ?, ?, {same} FROM versions WHERE id = ?",
            (article, to_db(now), to_json([_plain(mark) for mark in marks]), version.id),
        )
        added = int(cursor.lastrowid or 0)
        self._set_article(article, version=added, unchanged=0)
        return added


def replaced_files(before: VersionRecord | None, after: VersionRecord | None) -> tuple[Replaced, ...]:
    """The attachments both versions name at one address, behind which another file stands in the later one."""
    if before is None or after is None:
        return ()
    earlier = {mark.url: mark for mark in before.files}
    found = []
    for mark in after.files:
        old = earlier.get(mark.url)
        if old is None or FileState.PRESENT not in (old.state, mark.state) or mark.at == old.at or _stamp(old) == _stamp(mark):
            continue
        name = next((file.name for file in after.attachments if file.url == mark.url), mark.url)
        found.append(Replaced(name=name, url=mark.url, before=old, after=mark))
    return tuple(found)


def attachments_record(version: VersionRecord) -> list[dict[str, object]]:
    """The attachments of a version as JSON gives them out: name, url and, once it was asked about, what is known of the file."""
    marks = {mark.url: mark for mark in version.files}
    return [{"name": item.name, "url": item.url, **(_known(marks[item.url]) if item.url in marks else {})} for item in version.attachments]


def replaced_record(files: Sequence[Replaced]) -> list[dict[str, object]]:
    return [{"name": file.name, "url": file.url, "before": _known(file.before), "after": _known(file.after)} for file in files]


def _known(mark: FileMark) -> dict[str, object]:
    """`state` is present or missing; `size` in bytes and `last_modified` as the server told them last, else null; `since`: see FileMark."""
    moment = moment_of(mark.last_modified)
    return {
        "state": str(mark.state),
        "size": mark.size if mark.size >= 0 else None,
        "last_modified": moment.astimezone(VIETNAM).isoformat(timespec="seconds") if moment else None,
        "since": mark.at.astimezone(VIETNAM).isoformat(timespec="seconds") if mark.at else None,
    }


def file_facts(mark: FileMark) -> str:
    """What is known of a file in a few words: "12345 B, 05/03/2026 09:00"; "" when nothing is."""
    facts = [f"{mark.size} B"] if mark.size >= 0 else []
    moment = moment_of(mark.last_modified)
    if moment is not None:
        facts.append(f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M}")
    return ", ".join(facts)


def _stamp(mark: FileMark) -> Stamp:
    return mark.size, mark.etag, mark.last_modified


def _plain(mark: FileMark) -> list[object]:
    return [mark.url, mark.state, mark.size, mark.etag, mark.last_modified, maybe_to_db(mark.at)]


def _record(row: Row) -> FileRecord:
    suspect = file_marks(f"[{row['suspect']}]")[0] if row["suspect"] else None
    return FileRecord(
        key=row["key"],
        place=row["place"],
        mark=FileMark(
            url=row["url"],
            state=FileState(row["state"]),
            size=row["size"],
            etag=row["etag"],
            last_modified=row["last_modified"],
            at=maybe_from_db(row["at"]),
        ),
        since=maybe_from_db(row["since"]),
        asked=maybe_from_db(row["asked"]),
        unstable=frozenset(row["unstable"].split()),
        earlier=tuple((size, etag, date) for size, etag, date in json.loads(row["earlier"])),
        suspect=suspect,
        suspected_at=maybe_from_db(row["suspected_at"]),
        stirred_at=maybe_from_db(row["stirred_at"]),
    )
