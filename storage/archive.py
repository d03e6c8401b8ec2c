"""The raw pages, as received, in WARC 1.1 files that any WARC tool reads: `DATA/archive/tinso-YYYYMMDD-NNN.warc.gz`.

Several processes may append at once: each holds a file of its own for the UTC day, by a lock on `<file>.open` beside it. That marker
exists as long as the file is being written and says how long it was before, so after a kill only what was appended since has to be
looked through for a torn end. A file is never shortened but by that torn end, and no record ever moves.
"""

from __future__ import annotations

import fcntl
import os
import re
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from storage.documents import sync_folder
from storage.warc import ArchivedPage, ArchiveError, Headers, info_record, parse_record, payload_digest, response_record, whole_end

FILE_NAME = re.compile(r"tinso-[0-9]{8}-[0-9]{3,}\.warc\.gz")
MARKER = ".open"
FULL = 512 * 1024 * 1024  # bytes; a file is closed when it has reached them


@dataclass(frozen=True, slots=True)
class Location:
    """Where a page lies: file name, byte offset and length of its gzip member, payload digest (`sha1:` and base32)."""

    file: str
    offset: int
    length: int
    digest: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A torn end that was removed: so many bytes from the end of a file."""

    file: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with an archive file: `kind` is torn or damaged."""

    kind: str
    detail: str


class Archive:
    """`DATA/archive`. Threads may share one; makes the folder and a file when the first page is appended."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "archive"
        self._lock = threading.Lock()
        self._open: _OpenFile | None = None

    def append(self, url: str, at: datetime, status: int, headers: Headers, body: bytes, known: Location | None = None) -> Location:
        """Store a response and return where; it is on disk then (synced once for each page).

        `body` is decoded already (no content or transfer coding), `at` is aware. `known` is where this URL was stored last: the
        same bytes again are not written, and `known` itself comes back. Raises ArchiveError (unwritable); nothing half written stays.
        """
        digest = payload_digest(body)
        if known is not None and known.digest == digest:
            return known
        record = response_record(url, at, status, headers, body)
        with self._lock:
            try:
                target = self._target(at.astimezone(UTC).date())
                offset = target.append(record)
            except OSError as error:
                raise ArchiveError("unwritable", f"{self.folder}: cannot be written: {error.strerror or error}") from error
            return Location(target.path.name, offset, len(record), digest)

    def read(self, location: Location) -> ArchivedPage:
        """The page stored there. Raises ArchiveError (missing, altered, unreadable)."""
        page, digest = parse_record(self.raw(location), f"archive/{location.file} at {location.offset}")
        if digest != location.digest:
            raise ArchiveError("altered", f"archive/{location.file} at {location.offset}: another page than was stored there")
        return page

    def raw(self, location: Location) -> bytes:
        """The gzip member of a page, to be copied into another WARC file. Raises ArchiveError (missing, unreadable)."""
        where = f"archive/{location.file} at {location.offset}"
        if not FILE_NAME.fullmatch(location.file):
            raise ArchiveError("unreadable", f"{location.file!r} is not the name of an archive file")
        try:
            with (self.folder / location.file).open("rb") as file:
                file.seek(location.offset)
                member = file.read(location.length)
        except FileNotFoundError:
            raise ArchiveError("missing", f"archive/{location.file} is missing") from None
        except (OSError, ValueError, OverflowError) as error:
            raise ArchiveError("unreadable", f"{where}: {error}") from error
        if len(member) < location.length or not member:
            raise ArchiveError("missing", f"{where}: the file ends before the page does")
        return member

    def recover(self) -> list[Cut]:
        """Cut the torn ends that killed processes left. Files that a living process writes are left alone. Raises OSError."""
        cuts: list[Cut] = []
        for name in self.files():
            if not (self.folder / (name + MARKER)).exists():
                continue
            marker = _Marker.take(self.folder / name)
            if marker is not None:
                cut: int | None = None
                try:
                    cut = marker.mend()
                finally:
                    marker.release(keep=cut is None)
                if cut:
                    cuts.append(Cut(name, cut))
        return cuts

    def files(self) -> list[str]:
        """The names of the archive files, oldest first, those that have nothing but a marker yet included."""
        return sorted({name.removesuffix(MARKER) for name in self._names() if FILE_NAME.fullmatch(name.removesuffix(MARKER))})

    def strangers(self) -> list[str]:
        """Names in the folder that are none of ours."""
        return sorted(name for name in self._names() if not FILE_NAME.fullmatch(name.removesuffix(MARKER)))

    def examine(self, name: str) -> Flaw | None:
        """What is wrong with a file as a whole: every record in it is unpacked. Right also while others write. Raises OSError."""
        try:
            with (self.folder / name).open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                held = self._held(name)  # asked after the size: what a living process had not yet finished then does not count
                end = whole_end(file, 0)
        except FileNotFoundError:
            return None  # a marker alone, or mended away meanwhile
        if end is None:
            return Flaw("damaged", "not readable to its end: a record within is damaged")
        if end < size and not held:
            return Flaw("torn", f"{size - end} bytes of an unfinished record at its end; the next start cuts them")
        return None

    def _held(self, name: str) -> bool:
        """Whether a living process writes that file."""
        try:
            descriptor = os.open(self.folder / (name + MARKER), os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

    def close(self) -> None:
        """Finish the file under way. Leaving it out costs the next start a look through what was appended."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _names(self) -> list[str]:
        try:
            return os.listdir(self.folder)
        except FileNotFoundError:
            return []

    def _target(self, day: date) -> _OpenFile:
        """The file to append to: ours for the day or a later one, else the first free one. A day never goes back."""
        if self._open is not None and self._open.day >= day and self._open.size < FULL and not self._open.torn:
            return self._open
        if self._open is not None:
            day = max(day, self._open.day)
            self._open.close()
            self._open = None
        self.folder.mkdir(parents=True, exist_ok=True)
        number = 0
        while True:
            path = self.folder / f"tinso-{day:%Y%m%d}-{number:03}.warc.gz"
            self._open = _OpenFile.take(path, day)
            if self._open is not None:
                return self._open
            number += 1


class _Marker:
    """The locked `<file>.open`: whoever holds it may write the file. Its text is the file's size when it was taken."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._name = path.with_name(path.name + MARKER)
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> _Marker | None:
        """The marker of a file, None when another holds it. Raises OSError."""
        name = path.with_name(path.name + MARKER)
        while True:
            descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(descriptor)
                return None
            if os.fstat(descriptor).st_nlink:
                return cls(path, descriptor)
            os.close(descriptor)  # its holder finished between our two calls

    def _start(self) -> int | None:
        text = os.pread(self._descriptor, 32, 0)
        return int(text) if text.isdigit() else (0 if text else None)

    def _torn(self) -> int | None:
        """Bytes of torn end, 0 when whole, None when damaged before its end."""
        start = self._start()
        if start is None:  # its holder had not yet begun to write
            return 0
        try:
            with self.path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                end = whole_end(file, start if start <= size else 0)
                return None if end is None else size - end
        except FileNotFoundError:
            return 0

    def mend(self) -> int | None:
        """Cut the torn end; returns how many bytes, None when the file is damaged otherwise and was left as it is."""
        torn = self._torn()
        if torn:
            size = self.path.stat().st_size - torn
            if size:
                os.truncate(self.path, size)
            else:
                self.path.unlink()
        return torn

    def write(self, size: int) -> None:
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, str(size).encode(), 0)
        os.fsync(self._descriptor)

    def release(self, keep: bool = False) -> None:
        if not keep:
            with suppress(OSError):  # on a disk that lets nothing be removed it stays, and makes the next start look
                self._name.unlink(missing_ok=True)
        os.close(self._descriptor)


class _OpenFile:
    """An archive file that this process writes."""

    def __init__(self, marker: _Marker, descriptor: int, day: date) -> None:
        self.path = marker.path
        self.day = day
        self.size = os.fstat(descriptor).st_size
        self.torn = False  # a part of a record is at its end and could not be cut off: nothing may follow it
        self._marker = marker
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path, day: date) -> _OpenFile | None:
        """None when another process has it, when it is full, or when it is damaged. Raises OSError."""
        marker = _Marker.take(path)
        if marker is None:
            return None
        keep = True
        descriptor = -1
        file = None
        try:
            if marker.mend() is None:
                return None
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
            size = os.fstat(descriptor).st_size
            keep = size < FULL
            if keep:
                marker.write(size)
                started = cls(marker, descriptor, day)
                if not size:
                    started.append(info_record(path.name))
                    sync_folder(path.parent)
                file = started
            return file
        finally:
            if file is None:
                if descriptor >= 0:
                    os.close(descriptor)
                marker.release(keep)

    def append(self, record: bytes) -> int:
        """Write a whole record and sync it; returns its offset. After an error the file is as before. Raises OSError."""
        offset = self.size
        try:
            rest = memoryview(record)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
            os.fsync(self._descriptor)
        except OSError:
            self.torn = True
            with suppress(OSError):  # a full disk still lets go; if not, the marker makes whoever opens it next look
                os.ftruncate(self._descriptor, offset)
                self.torn = False
            raise
        self.size += len(record)
        return offset

    def close(self) -> None:
        os.close(self._descriptor)
        self._marker.release(keep=self.torn)
