"""The document: the text file of one distinct content, its content hash, and the folder that holds the files.

The format is described in docs/format.md, with test vectors; everything here but `DocumentFolder` is pure.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
import time
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import islice
from pathlib import Path

from storage.models import Extraction

VIETNAM = timezone(timedelta(hours=7))  # fixed: the rules before 1975 would shift a day no page means
SHORT = 40  # syllables; a text with fewer has its date line in the hash
MAX_STRAYS = 100

FILE_NAME = re.compile(r"[0-9]{3,}_[0-9a-f]{16}\.txt")
_PART_NAME = re.compile(r"\.[0-9a-f]{16}\.part")
_DATE_LINE = re.compile(r"[0-9]{2}/[0-9]{2}/[0-9]{4}(?: [0-9]{2}:[0-9]{2})?")
_BATCH = 500
_PATIENCE = 0.3  # seconds

# Characters without width and without meaning in a text: soft hyphen, grapheme joiner, zero-width spaces and joiners, direction
# marks, word joiner and invisible operators, byte order mark, variation selectors, and the controls that are not white space.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")  # no UTF-8 exists for half a pair
_UNIFIED = str.maketrans(
    dict.fromkeys("‘’‚‛‹›′‵ʹʼ´`＇", "'") | dict.fromkeys("“”„‟«»″‶〝〞〟＂", '"') | dict.fromkeys("‐‑‒–—―⁃−﹘﹣－", "-")
)


class DocumentError(Exception):
    """A document file is missing, is no text of ours, or has a name that is none of ours."""


def tidy(text: str) -> str:
    """One line of a document: NFC, invisible characters out, white space of every kind (NBSP, line breaks) collapsed and trimmed."""
    # invisible ones go first: a joiner between a letter and its tone mark keeps NFC from composing them
    visible = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    return " ".join(unicodedata.normalize("NFC", visible).split())


def normalise(text: str) -> str:
    """What the content hash sees of a line: `tidy`, with typographic quotes and dashes made plain."""
    return tidy(text).translate(_UNIFIED)


def content_hash(title: str, blocks: Sequence[str], date_line: str = "") -> str:
    """SHA-256 of the normalised lines as 64 hex digits.

    Title and blocks, joined by a line feed, empty ones left out. When they have fewer than 40 syllables (words between white
    space), a date line that is not empty stands after the title, as in the document.
    """
    head = normalise(title)
    lines = [line for line in map(normalise, blocks) if line]
    if head:
        lines.insert(0, head)
    when = normalise(date_line)
    if when and sum(line.count(" ") + 1 for line in lines) < SHORT:
        lines.insert(1 if head else 0, when)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def date_line(published: str) -> str:
    """`2024-03-05T14:30:00+07:00` → `05/03/2024 14:30`, `2024-03-05` → `05/03/2024`, an empty text → an empty text.

    A time in another zone is turned into Vietnamese time, one without a zone is Vietnamese already. Raises ValueError.
    """
    if not published:
        return ""
    if len(published) == len("2024-03-05"):
        day = date.fromisoformat(published)
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    moment = datetime.fromisoformat(published)
    if moment.tzinfo is not None:
        moment = moment.astimezone(VIETNAM)
    return f"{moment.day:02}/{moment.month:02}/{moment.year:04} {moment.hour:02}:{moment.minute:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document taken apart. `title` is empty only in an empty document or above a date line without one."""

    title: str
    date_line: str
    blocks: tuple[str, ...]


def render(extraction: Extraction) -> str:
    """The text of the document: title, date line, blocks, one empty line between, no line feed at the end."""
    return compose(extraction.title, date_line(extraction.published), extraction.blocks)


def compose(title: str, when: str, blocks: Sequence[str]) -> str:
    """As `render`, from the pieces; what is empty is left out."""
    return "\n\n".join(line for line in map(tidy, (title, when, *blocks)) if line)


def parse(text: str) -> Document:
    """A document's text taken apart again.

    A first or second line of the shape DD/MM/YYYY [HH:MM] is taken for the date line; a body that begins with such a line below a
    title without a date cannot be told from it: see `hashes`.
    """
    lines = [line for line in text.split("\n\n") if line]
    if lines and _DATE_LINE.fullmatch(lines[0]):
        return Document(title="", date_line=lines[0], blocks=tuple(lines[1:]))
    if len(lines) > 1 and _DATE_LINE.fullmatch(lines[1]):
        return Document(title=lines[0], date_line=lines[1], blocks=tuple(lines[2:]))
    return Document(title=lines[0] if lines else "", date_line="", blocks=tuple(lines[1:]))


def hashes(text: str) -> set[str]:
    """The content hashes a document's text may rightly have: with its second line read as date line, and as text."""
    document = parse(text)
    lines = [line for line in text.split("\n\n") if line]
    found = {content_hash(document.title, document.blocks, document.date_line), content_hash("", lines)}
    if not document.title and lines:  # a title that looks like a date
        second = lines[1] if len(lines) > 1 and _DATE_LINE.fullmatch(lines[1]) else ""
        found.add(content_hash(lines[0], lines[2:] if second else lines[1:], second))
    return found


def file_name(number: int, content_hash: str) -> str:
    """`007_3f1c….txt`: the running number with three digits or more, the first 16 digits of the content hash."""
    return f"{number:03}_{content_hash[:16]}.txt"


class Staged:
    """A document on disk under a temporary name, held by a lock until it is placed or discarded.

    `sha256` (hex) and `size` (bytes) are those of the file.
    """

    def __init__(self, part: Path, descriptor: int, data: bytes) -> None:
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.size = len(data)
        self._part = part
        self._descriptor = descriptor

    def place(self, name: str) -> Path:
        """Move the file to its final name and return that path.

        Call it inside the write transaction that lists the name, just before the commit: whoever holds the write lock then knows
        that an unlisted file is nobody's. Raises OSError.
        """
        final = self._part.with_name(name)
        os.replace(self._part, final)
        self._release()
        sync_folder(final.parent)
        return final

    def discard(self) -> None:
        """Remove the temporary file. Without effect once placed: the place may be another process's by then."""
        if self._descriptor >= 0:
            with suppress(OSError):  # a disk that has turned read-only keeps it until a start clears it away
                self._part.unlink(missing_ok=True)
            self._release()

    def _release(self) -> None:
        os.close(self._descriptor)
        self._descriptor = -1

    def __enter__(self) -> Staged:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()


@dataclass(frozen=True, slots=True)
class Strays:
    """What `DocumentFolder.recover` removed, and what it set aside."""

    removed: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


class DocumentFolder:
    """`DATA/documents`. Safe for several processes; makes the folder when the first document is staged."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "documents"

    name = staticmethod(file_name)

    def stage(self, text: str) -> Staged:
        """Write a document under a temporary name, synced to disk. Raises OSError."""
        data = text.encode()
        self.folder.mkdir(parents=True, exist_ok=True)
        while True:
            part = self.folder / f".{secrets.token_hex(8)}.part"
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_nlink:
                break
            os.close(descriptor)  # a starting process took it for a dead one's before it was locked
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            os.close(descriptor)
            raise
        return Staged(part, descriptor, data)

    def path(self, name: str) -> Path:
        """Where a document of that name lies. Raises DocumentError for a name that is none of ours."""
        if not FILE_NAME.fullmatch(name):
            raise DocumentError(f"{name!r} is not the name of a document")
        return self.folder / name

    def read(self, name: str) -> str:
        """The text of a document. Raises DocumentError."""
        try:
            return self.path(name).read_bytes().decode()
        except FileNotFoundError:
            raise DocumentError(f"documents/{name} is missing") from None
        except (OSError, UnicodeDecodeError) as error:
            raise DocumentError(f"documents/{name} cannot be read: {error}") from error

    def files(self) -> Iterator[str]:
        """The names of all entries but temporary files, in no order."""
        yield from (name for name in self._entries() if not _PART_NAME.fullmatch(name))

    def unlisted(self, listed: Callable[[Sequence[str]], Collection[str]]) -> list[str]:
        """Entries the database does not list. `listed` gets up to 500 names and answers which of them it knows."""
        names = self.files()
        found: list[str] = []
        while batch := list(islice(names, _BATCH)):
            known = listed(batch)
            found.extend(name for name in batch if name not in known)
        return sorted(found)

    def abandoned(self) -> list[str]:
        """Temporary files whose process is gone."""
        free = [name for name in self._entries() if _PART_NAME.fullmatch(name) and self._take(name, remove=False)]
        if free:
            time.sleep(_PATIENCE)  # one that was just made may not have had its lock yet
        return sorted(name for name in free if self._take(name, remove=False))

    def recover(self, unlisted: Collection[str]) -> Strays:
        """Remove what a kill left half done: the temporary files of dead processes and the given unlisted documents.

        The caller holds the database's write lock and has asked it for `unlisted` again under that lock. A document is placed
        under the same lock, so none of these can belong to a transaction under way; temporary files are told by their own lock.
        A kill leaves one document per process, a power cut some more. Over 100 may well mean that the database was lost: then they
        are moved to `DATA/set-aside`, so that nothing is gone. Raises OSError.
        """
        parts = [name for name in self._entries() if _PART_NAME.fullmatch(name)]
        removed = [name for name in parts if self._take(name, remove=True)]
        strays = sorted(name for name in unlisted if FILE_NAME.fullmatch(name))
        if len(strays) > MAX_STRAYS:
            aside = self.folder.with_name("set-aside")
            aside.mkdir(exist_ok=True)
            for name in strays:
                os.replace(self.folder / name, aside / name)
            return Strays(tuple(removed), tuple(strays))
        for name in strays:
            (self.folder / name).unlink(missing_ok=True)
        return Strays((*removed, *strays))

    def _entries(self) -> Iterator[str]:
        with suppress(FileNotFoundError), os.scandir(self.folder) as entries:
            yield from (entry.name for entry in entries)

    def _take(self, name: str, remove: bool) -> bool:
        """Whether nobody holds the lock of a temporary file; with `remove` it is gone afterwards."""
        try:
            descriptor = os.open(self.folder / name, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if remove:
                (self.folder / name).unlink(missing_ok=True)
        except OSError:
            return False
        finally:
            os.close(descriptor)
        return True


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
