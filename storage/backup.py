"""Database, documents and archive together in one tar file, made while the service runs, and put back from it.

The snapshot of the database is taken first. A document is in its folder and a page in its archive file before the transaction that
names it commits, and neither ever changes or goes away: so all that the snapshot names is there to be copied afterwards, and what
was added since is left out, because the copy takes only what the snapshot names.

The file holds `tinso.db`, `portals.toml` if there is one, `documents/…`, `archive/…` and last `manifest.jsonl`, which gives size and
SHA-256 of each. Restoring trusts nothing in it: plain files of these names only, each once, every byte as the manifest says. It is
not compressed (the archive is already), so nothing can unfold to more than the file's own size.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from storage import archive, documents
from storage.documents import sync_folder
from storage.errors import StoreError
from storage.opening import connect
from storage.schema import DATABASE
from storage.verify import Problem, verify

PORTALS = "portals.toml"
MANIFEST = "manifest.jsonl"
FORMAT = 1
_NAME = re.compile(
    rf"{re.escape(DATABASE)}|{re.escape(PORTALS)}|documents/{documents.FILE_NAME.pattern}|archive/{archive.FILE_NAME.pattern}"
)
_BLOCK = tarfile.BLOCKSIZE
_CHUNK = 1 << 20
_LONGEST_LINE = 1000  # of the manifest
_BATCH = 500


class BackupError(Exception):
    """A backup cannot be made or put back; the text is one clear line."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """`missing` are files the database names that could not be read, as paths in the data folder."""

    path: Path
    documents: int
    archive_files: int
    bytes: int
    missing: tuple[str, ...] = ()


def backup(data_dir: Path, dest: Path, now: datetime) -> BackedUp:
    """Write a backup to `dest`, a file that is not there yet, or a folder that gets one named by the time. Raises BackupError."""
    if not (data_dir / DATABASE).is_file():
        raise BackupError(f"{data_dir}: there is no database to back up")
    target = dest / f"tinso-{now:%Y%m%d-%H%M%S}.tar" if dest.is_dir() else dest
    if os.path.lexists(target):
        raise BackupError(f"{target}: is there already; a backup overwrites nothing")
    try:
        work = Path(tempfile.mkdtemp(prefix=".tinso-backup-", dir=target.parent))
    except OSError as error:
        raise BackupError(f"{target.parent}: cannot be written ({error.strerror})") from error
    try:
        _snapshot(data_dir / DATABASE, work / DATABASE)
        with (work / "tar").open("xb") as out, (work / MANIFEST).open("x+b") as manifest:
            head = {"tinso_backup": FORMAT, "made": now.isoformat(timespec="seconds")}
            manifest.write(json.dumps(head).encode() + b"\n")
            done = _fill(_Writer(out, manifest), data_dir, work / DATABASE, target)
            out.flush()
            os.fsync(out.fileno())
        _publish(work / "tar", target)
    except FileExistsError:
        raise BackupError(f"{target}: is there already; a backup overwrites nothing") from None
    except OSError as error:
        raise BackupError(f"{target}: cannot be written ({error.strerror or error})") from error
    except sqlite3.Error as error:
        raise BackupError(f"{data_dir / DATABASE}: cannot be copied ({error})") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return done


def backups_in(folder: Path) -> list[Path]:
    """The backups that `backup` named by their time, newest first."""
    return sorted(folder.glob(f"tinso-{'[0-9]' * 8}-{'[0-9]' * 6}.tar"), reverse=True)


def _publish(finished: Path, target: Path) -> None:
    """Give the finished file its name. Raises FileExistsError, OSError."""
    try:
        os.link(finished, target)  # unlike a rename this never overwrites
    except FileExistsError:
        raise
    except OSError:  # memory sticks have no links
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        os.rename(finished, target)
    sync_folder(target.parent)


def _snapshot(source: Path, copy: Path) -> None:
    """One consistent state of the database, as a single file; others go on writing meanwhile."""
    with closing(connect(source)) as db, closing(sqlite3.connect(copy)) as target:
        db.conn.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


def _fill(tar: _Writer, data_dir: Path, snapshot: Path, target: Path) -> BackedUp:
    missing: list[str] = []
    counts = {"documents": 0, "archive": 0}
    with snapshot.open("rb") as file:
        tar.add(DATABASE, file, snapshot.stat().st_size)
    with suppress(FileNotFoundError):
        portals = (data_dir / PORTALS).read_bytes()  # at once: it may be replaced while we copy
        tar.add(PORTALS, BytesIO(portals), len(portals))
    for name, size in _named(snapshot):
        try:
            with (data_dir / name).open("rb") as file:
                there = os.fstat(file.fileno()).st_size
                if there < size:
                    missing.append(name)
                tar.add(name, file, min(size, there) if size else there)
        except FileNotFoundError:
            missing.append(name)
            continue
        counts[name.partition("/")[0]] += 1
    tar.finish()
    return BackedUp(target, counts["documents"], counts["archive"], tar.written, tuple(missing))


def _named(snapshot: Path) -> Iterator[tuple[str, int]]:
    """The files the snapshot names and how much of each: an archive file up to the last page named, 0 for a whole document."""
    with closing(connect(snapshot, read_only=True)) as db:
        last = -1
        while rows := db.execute("SELECT number, name FROM documents WHERE number > ? ORDER BY number LIMIT ?", (last, _BATCH)).fetchall():
            for number, name in rows:
                if documents.FILE_NAME.fullmatch(name):
                    yield f"documents/{name}", 0
                last = number
        ends = db.execute(
            "SELECT archive_file, MAX(archive_offset + archive_length) FROM versions WHERE archive_file <> ''"
            " GROUP BY archive_file ORDER BY archive_file"
        )
        for name, end in ends.fetchall():
            if archive.FILE_NAME.fullmatch(name) and end > 0:
                yield f"archive/{name}", end


class _Writer:
    """Adds files to a tar stream and lines to its manifest, in the same order. Memory stays flat."""

    def __init__(self, out: BinaryIO, manifest: BinaryIO) -> None:
        self._out = out
        self._manifest = manifest
        self.written = 0

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        digest = self._copy(name, source, size)
        self._manifest.write(_manifest_line(name, size, digest))

    def finish(self) -> None:
        self._manifest.flush()
        size = self._manifest.tell()
        self._manifest.seek(0)
        self._copy(MANIFEST, self._manifest, size)
        end = 2 * _BLOCK
        self._write(bytes(end + -(self.written + end) % tarfile.RECORDSIZE))

    def _copy(self, name: str, source: BinaryIO, size: int) -> str:
        info = tarfile.TarInfo(name)
        info.size = size
        self._write(info.tobuf(tarfile.GNU_FORMAT))  # unlike the others it has room for any size without a header of its own
        digest = hashlib.sha256()
        left = size
        while left:
            chunk = source.read(min(_CHUNK, left))
            if not chunk:
                raise OSError(f"{name} became shorter while it was copied")
            digest.update(chunk)
            self._write(chunk)
            left -= len(chunk)
        self._write(bytes(-size % _BLOCK))
        return digest.hexdigest()

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self.written += len(data)


def _manifest_line(name: str, size: int, digest: str) -> bytes:
    return json.dumps({"name": name, "size": size, "sha256": digest}).encode() + b"\n"


def restore(src: Path, data_dir: Path) -> list[Problem]:
    """Put a backup into `data_dir`, which is empty or not there yet. Raises BackupError; then the folder is as before.

    Everything is unpacked beside, compared with the manifest and checked as by `verify` before it is put in place. What `verify`
    finds in spite of an intact backup was so when it was made: it is returned, not refused. A damaged database is refused.
    """
    if data_dir.exists() and (not data_dir.is_dir() or any(data_dir.iterdir())):
        raise BackupError(f"{data_dir}: is not empty; a backup is restored into an empty or new folder only")
    try:
        with src.open("rb") as source:
            return _restore(source, src, data_dir)
    except OSError as error:
        raise BackupError(f"{error.filename or src}: {error.strerror or error}; nothing was restored") from error


def _restore(source: BinaryIO, src: Path, data_dir: Path) -> list[Problem]:
    size = os.fstat(source.fileno()).st_size
    existed = data_dir.exists()
    parent = data_dir if existed else data_dir.absolute().parent  # a folder that exists may be a mount point: stay in it
    parent.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(parent).free < size:
        raise BackupError(f"{parent}: not enough room for the {size} bytes of {src}")
    work = Path(tempfile.mkdtemp(prefix=".tinso-restore-", dir=parent))
    try:
        staged = work / "data"
        staged.mkdir()
        (staged / "documents").mkdir()
        (staged / "archive").mkdir()
        _unpack(source, src, staged, work)
        problems = _judge(src, staged)
        os.sync()  # once, instead of one wait for each of a million files
        if existed:
            _move_up(staged, data_dir)
        else:
            os.rename(staged, data_dir)
        sync_folder(parent)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return problems


def _judge(src: Path, staged: Path) -> list[Problem]:
    try:
        problems = list(verify(staged))
    except StoreError as error:
        raise BackupError(f"{src}: cannot be restored: {str(error).replace(str(staged / DATABASE), DATABASE)}") from error
    for problem in problems:
        if problem.name == DATABASE:
            raise BackupError(f"{src}: its database is {problem.kind}: {problem.detail}")
    return problems


def _move_up(staged: Path, data_dir: Path) -> None:
    """Into an existing empty folder, the database last: without it nothing else there counts."""
    moved: list[Path] = []
    try:
        for name in ("documents", "archive", PORTALS, DATABASE):
            if (staged / name).exists():
                os.rename(staged / name, data_dir / name)
                moved.append(data_dir / name)
    except OSError:
        for path in moved:
            os.rename(path, staged / path.name)
        raise


def _unpack(source: BinaryIO, src: Path, staged: Path, work: Path) -> None:
    """Unpack the plain files that may be in a backup; refuse everything else. Raises BackupError."""
    with (work / "seen").open("x+b") as seen:
        while True:
            name, size = _next_header(source, src)
            if name == MANIFEST:
                break
            if not _NAME.fullmatch(name):
                raise BackupError(f"{src}: holds {name[:100]!r}, which is no part of a backup")
            try:
                with (staged / name).open("xb") as out:
                    digest = _take(source, src, size, out)
            except FileExistsError:
                raise BackupError(f"{src}: holds {name} twice") from None
            seen.write(_manifest_line(name, size, digest))
        end = source.tell() + size
        seen.seek(0)
        head = source.readline(_LONGEST_LINE)
        _check_head(head, src)
        while source.tell() < end:
            line = source.readline(_LONGEST_LINE)
            if line != seen.readline():
                raise BackupError(f"{src}: is damaged: what it holds is not what its manifest says ({line[:120]!r})")
        if seen.readline() or source.tell() != end:
            raise BackupError(f"{src}: is damaged: its manifest is not complete")


def _check_head(line: bytes, src: Path) -> None:
    try:
        version = json.loads(line)["tinso_backup"]
    except (ValueError, KeyError, TypeError):
        raise BackupError(f"{src}: is not a backup made by tinso") from None
    if version != FORMAT:
        raise BackupError(f"{src}: was made by a newer version of tinso (format {version!r}); use that version or newer")


def _next_header(source: BinaryIO, src: Path) -> tuple[str, int]:
    """Name and size of the next plain file. Links, devices, folders and extended headers are refused."""
    block = source.read(_BLOCK)
    try:
        info = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
    except (tarfile.TarError, ValueError) as error:
        raise BackupError(f"{src}: is not a whole backup made by tinso ({error})") from error
    if info.type != tarfile.REGTYPE or info.size < 0:
        raise BackupError(f"{src}: holds {info.name[:100]!r}, which is not a plain file")
    return info.name, info.size


def _take(source: BinaryIO, src: Path, size: int, out: BinaryIO) -> str:
    """Copy one file's bytes; returns their SHA-256 in hex."""
    digest = hashlib.sha256()
    left = size
    while left:
        chunk = source.read(min(_CHUNK, left))
        if not chunk:
            raise BackupError(f"{src}: is damaged: it ends too early")
        digest.update(chunk)
        out.write(chunk)
        left -= len(chunk)
    source.read(-size % _BLOCK)
    return digest.hexdigest()
