"""Whether everything the database names is there and unaltered, and nothing else is: what `tinso verify` reports.

Runs beside a working service and raises no false alarm over what that has under way. Memory stays flat; nothing is changed.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from storage.archive import Archive, Location
from storage.documents import FILE_NAME, DocumentFolder, file_name, hashes
from storage.errors import NotOurs, translated
from storage.opening import connect
from storage.schema import DATABASE, check
from storage.sqlite import Database
from storage.warc import ArchiveError

_BATCH = 500
_PATIENCE = 1.0  # seconds; how long a transaction may need between placing a file and its commit, when no lock can be had


@dataclass(frozen=True, slots=True)
class Problem:
    """`kind` is missing, altered, unlisted, unreadable, torn or damaged; `name` a path in the data folder."""

    kind: str
    name: str
    detail: str


def verify(data_dir: Path) -> Iterator[Problem]:
    """All problems of a data folder, as they are found. Raises StoreError when its database is not ours or newer."""
    path = data_dir / DATABASE
    if not path.is_file():
        yield Problem("missing", DATABASE, "there is no database in this folder")
        return
    try:
        db = connect(path)
    except sqlite3.DatabaseError as error:
        if "malformed" not in str(error):
            with translated(path):
                raise
        yield Problem("damaged", DATABASE, str(error))
        return
    try:
        check(db, path)
        sound = True
        for problem in _database(db):
            sound = False
            yield problem
        yield from _documents(db, data_dir)
        if sound:  # a damaged database does not know what it lists
            yield from _unlisted_documents(db, data_dir)
        yield from _archive(db, data_dir)
    except (sqlite3.DatabaseError, NotOurs) as error:
        if isinstance(error, NotOurs) and "malformed" not in str(error):
            raise
        yield Problem("damaged", DATABASE, f"cannot be read on: {error}")
    finally:
        db.close()


def _database(db: Database) -> Iterator[Problem]:
    for (line,) in db.execute("PRAGMA integrity_check(20)").fetchall():
        if line != "ok":
            yield Problem("damaged", DATABASE, line)
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check").fetchmany(20):
        yield Problem("damaged", DATABASE, f"row {row} of {table} names a row of {parent} that does not exist")


def _documents(db: Database, data_dir: Path) -> Iterator[Problem]:
    folder = DocumentFolder(data_dir)
    last = -1
    # in batches: a query left open for hours would keep the service's write-ahead log from being folded in
    while rows := db.execute(
        "SELECT number, name, content_hash, sha256 FROM documents WHERE number > ? ORDER BY number LIMIT ?", (last, _BATCH)
    ).fetchall():
        for number, name, content_hash, sha256 in rows:
            if name != file_name(number, content_hash) or not FILE_NAME.fullmatch(name):
                yield Problem("damaged", DATABASE, f"document {number} is listed as {name!r}, not {file_name(number, content_hash)}")
                continue
            yield from _document(folder.folder / name, content_hash, sha256)
        last = rows[-1][0]


def _document(path: Path, content_hash: str, sha256: str) -> Iterator[Problem]:
    name = f"documents/{path.name}"
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        yield Problem("missing", name, "listed in the database, not in the folder")
        return
    except OSError as error:
        yield Problem("unreadable", name, error.strerror or str(error))
        return
    if hashlib.sha256(data).hexdigest() != sha256:
        yield Problem("altered", name, "not the bytes that were stored")
    elif content_hash not in hashes(data.decode(errors="replace")):
        yield Problem("altered", name, "does not have the content hash it is listed under")


def listed_documents(db: Database, names: Sequence[str]) -> set[str]:
    """Which of some file names (500 at most) the database lists."""
    marks = ",".join("?" * len(names))
    return {name for (name,) in db.execute(f"SELECT name FROM documents WHERE name IN ({marks})", tuple(names))}  # noqa: S608  # marks only


def _unlisted_documents(db: Database, data_dir: Path) -> Iterator[Problem]:
    folder = DocumentFolder(data_dir)
    if suspects := folder.unlisted(lambda names: listed_documents(db, names)):
        _let_writers_finish(db)
        listed = {name for at in range(0, len(suspects), _BATCH) for name in listed_documents(db, suspects[at : at + _BATCH])}
        for name in suspects:
            if name not in listed:
                yield Problem("unlisted", f"documents/{name}", "not in the database")
    for name in folder.abandoned():
        yield Problem("unlisted", f"documents/{name}", "left half written by a process that is gone; the next start removes it")


def _let_writers_finish(db: Database) -> None:
    """A document is placed inside the transaction that lists it: once we had the write lock, that is over."""
    try:
        db.execute("BEGIN IMMEDIATE")
        db.execute("ROLLBACK")
    except sqlite3.OperationalError:  # a folder we may only read
        time.sleep(_PATIENCE)


def _archive(db: Database, data_dir: Path) -> Iterator[Problem]:
    archive = Archive(data_dir)
    for _, places in groupby(archived(db), key=lambda place: place.file):
        gone = False
        for place in places:
            if gone:
                continue
            try:
                archive.read(place)
            except ArchiveError as error:
                yield Problem(error.kind, f"archive/{place.file}", str(error))
                gone = not (archive.folder / place.file).exists()  # one line for all its pages
    for name in archive.files():
        flaw = archive.examine(name)
        if flaw is not None:
            yield Problem(flaw.kind, f"archive/{name}", flaw.detail)
    for name in archive.strangers():
        yield Problem("unlisted", f"archive/{name}", "not a file of the archive")


def archived(db: Database) -> Iterator[Location]:
    """Where the database says that archived pages lie, each place once, by file and offset; in batches, no query left open."""
    last = ("", -1)
    while rows := db.execute(
        "SELECT DISTINCT archive_file, archive_offset, archive_length, archive_digest FROM versions"
        " WHERE archive_file <> '' AND (archive_file, archive_offset) > (?, ?) ORDER BY archive_file, archive_offset LIMIT ?",
        (*last, _BATCH),
    ).fetchall():
        # places of one offset that differ in length or digest stay together, or the next batch would leave some out
        cut = len(rows)
        if cut == _BATCH and rows[0][:2] != rows[-1][:2]:
            while rows[cut - 1][:2] == rows[-1][:2]:
                cut -= 1
        for row in rows[:cut]:
            yield Location(*row)
        last = (rows[cut - 1][0], rows[cut - 1][1])
