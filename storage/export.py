"""Articles given out as text files, JSON lines, CSV or WARC, in a stream: memory does not grow with their number.

`article_record` and `change_record` are the JSON of one article and one change wherever tinso prints them.
"""

from __future__ import annotations

import csv
import json
import os
import re
import secrets
import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from storage import documents
from storage.archive import Archive, Location
from storage.documents import VIETNAM, DocumentError, DocumentFolder, compose, date_line, sync_folder
from storage.files import attachments_record
from storage.records import ArticleRecord, ChangeRecord
from storage.warc import ArchiveError, info_record, parse_record

FORMATS = ("txt", "jsonl", "csv", "warc")
ARTICLE_FIELDS = (
    *("id", "portal", "url", "aliases", "title", "published", "author", "lead", "text", "captions", "attachments"),
    *("content_hash", "document", "state", "copy_of", "first_seen", "last_seen", "version", "extractor"),
)
INDEX = "index.csv"
SEPARATOR = "\n\f\n"  # between two documents of one text file: no document has a form feed in it
_WORK = re.compile(r"\.tinso-export-[0-9a-f]{8}")
_BOM = "\ufeff".encode()  # spreadsheets take CSV without it for a local legacy encoding and break Vietnamese
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_BREAKS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}  # some readers take them for line ends


class ExportError(Exception):
    """Nothing can be written there; the text is one clear line."""


@dataclass(slots=True)
class Exported:
    """What was given out. `problems` are one line each: a document or page that is missing or damaged, and was left out."""

    articles: int = 0
    documents: int = 0  # text files, or texts in one file
    pages: int = 0  # archived responses in a WARC file
    problems: list[str] = field(default_factory=list)
    cut: bool = False  # the reader closed the pipe before the end


def article_record(article: ArticleRecord) -> dict[str, Any]:
    """An article as JSON gives it out; the order of the fields is part of the format."""
    version = article.version
    return {
        "id": article.id,
        "portal": article.portal,
        "url": article.url,
        "aliases": list(article.aliases),
        "title": version.title,
        "published": _published(version.published),
        "author": version.author,
        "lead": version.lead,
        "text": "\n".join(version.blocks),
        "captions": list(version.captions),
        "attachments": attachments_record(version),
        "content_hash": version.content_hash,
        "document": version.document_name or None,
        "state": str(article.state),
        "copy_of": article.copy_of,
        "first_seen": _local(article.first_seen),
        "last_seen": _local(article.last_seen),
        "version": version.number,
        "extractor": version.extractor,
    }


def change_record(change: ChangeRecord) -> dict[str, Any]:
    """A change as JSON gives it out. `before` and `after` are version numbers within the article, or null."""
    return {
        "id": change.id,
        "kind": str(change.kind),
        "at": _local(change.at),
        "portal": change.portal,
        "article": change.article,
        "url": change.url,
        "title": change.title,
        "edit": list(change.edit),
        "before": change.before,
        "after": change.after,
        "review_state": str(change.review_state),
    }


def json_line(record: dict[str, Any]) -> str:
    """One line of JSON, Vietnamese readable, without line end."""
    return json.dumps(record, ensure_ascii=False).translate(_BREAKS)


def _local(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


def _published(published: str) -> str | None:
    """ISO 8601 in +07:00, the day alone when no time is known, None when nothing is."""
    if len(published) <= len("2024-03-05"):
        return published or None
    moment = datetime.fromisoformat(published)
    return _local(moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment)


def export(rows: Iterable[ArticleRecord], dest: str, form: str, data_dir: Path, stdout: BinaryIO | None = None) -> Exported:
    """Write articles to `dest` in one of FORMATS.

    `dest` is a file, replaced as a whole when all is written; `-` is standard output; for txt a folder as well: one that exists, or
    a path that ends in a slash or has no file ending. Raises ExportError; then a file is as it was before.
    """
    if form not in FORMATS:
        raise ExportError(f"{form!r}: the formats are {', '.join(FORMATS)}")
    rows = _begun(rows)
    done = Exported()
    if form == "txt" and dest != "-" and (Path(dest).is_dir() or dest.endswith(("/", os.sep)) or not Path(dest).suffix):
        _text_folder(rows, Path(dest), DocumentFolder(data_dir), done)
        return done
    try:
        with _output(dest, stdout) as out:
            if form == "jsonl":
                _json_lines(rows, out, done)
            elif form == "csv":
                _table(rows, out, done)
            elif form == "txt":
                _text_file(rows, out, DocumentFolder(data_dir), done)
            else:
                _warc_file(rows, out, dest, Archive(data_dir), done)
    except BrokenPipeError:
        done.cut = True
    except OSError as error:
        raise ExportError(f"{dest}: cannot be written ({error.strerror or error})") from error
    return done


def _begun(rows: Iterable[ArticleRecord]) -> Iterator[ArticleRecord]:
    """The same articles, the first asked for already: a question that has no answer writes no beginning of a file."""
    coming = iter(rows)
    first = next(coming, None)
    return coming if first is None else chain([first], coming)


@contextmanager
def _output(dest: str, stdout: BinaryIO | None) -> Iterator[BinaryIO]:
    """Where the bytes go. A regular file appears under its name only when it is complete and on disk."""
    if dest == "-":
        out = sys.stdout.buffer if stdout is None else stdout
        try:
            yield out
            out.flush()
        except BrokenPipeError:
            # what is still buffered goes nowhere, or the interpreter would complain once more when it closes the stream
            os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
            raise
        return
    path = Path(dest)
    if path.is_dir():
        raise ExportError(f"{dest}: is a folder; name a file in it")
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):  # a device or a pipe is written to, never replaced
        with path.open("wb") as out:
            yield out
        return
    path = path.resolve()  # through a link, not over it
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


def _json_lines(rows: Iterable[ArticleRecord], out: BinaryIO, done: Exported) -> None:
    for article in rows:
        out.write(json_line(article_record(article)).encode() + b"\n")
        done.articles += 1


class _Writes(Protocol):
    def writerow(self, row: Iterable[Any], /) -> Any: ...


class _Encoded:
    """What the csv module writes to."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(text.encode())


def _csv(out: BinaryIO) -> _Writes:
    out.write(_BOM)
    return csv.writer(_Encoded(out))


def guarded(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before a text that begins like one."""
    return "'" + value if isinstance(value, str) and _FORMULA.match(value) else value


def _cell(value: object) -> object:
    if isinstance(value, list):
        value = "\n".join(f"{item['name']} <{item['url']}>" if isinstance(item, dict) else str(item) for item in value)
    return guarded(value)


def _table(rows: Iterable[ArticleRecord], out: BinaryIO, done: Exported) -> None:
    writer = _csv(out)
    writer.writerow(ARTICLE_FIELDS)
    for article in rows:
        record = article_record(article)
        writer.writerow([_cell(record[column]) for column in ARTICLE_FIELDS])
        done.articles += 1


_INDEX_FIELDS = ("document", "id", "portal", "url", "title", "published", "state", "copy_of")


class _Numbers:
    """Which document numbers have been written: one bit each."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, number: int) -> bool:
        """False if it was there."""
        place, bit = number >> 3, 1 << (number & 7)
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1024 - len(self._bits)))
        new = not self._bits[place] & bit
        self._bits[place] |= bit
        return new


def _texts(rows: Iterable[ArticleRecord], folder: DocumentFolder, done: Exported) -> Iterator[tuple[ArticleRecord, str, str]]:
    """Each article with its document's file name and text; the text is empty when another article brought the document before."""
    seen = _Numbers()
    for article in rows:
        done.articles += 1
        version = article.version
        if version.document is None:
            yield article, "", compose(version.title, date_line(version.published), version.blocks)
        elif not seen.add(version.document):
            yield article, version.document_name, ""
        else:
            try:
                yield article, version.document_name, folder.read(version.document_name)
            except DocumentError as error:
                done.problems.append(f"article {article.id} ({article.url}): {error}")
                yield article, "", ""


def _text_file(rows: Iterable[ArticleRecord], out: BinaryIO, folder: DocumentFolder, done: Exported) -> None:
    for _, _, text in _texts(rows, folder, done):
        if text:
            out.write((SEPARATOR if done.documents else "").encode() + text.encode())
            done.documents += 1
    if done.documents:
        out.write(b"\n")


def _text_folder(rows: Iterable[ArticleRecord], dest: Path, folder: DocumentFolder, done: Exported) -> None:
    """Documents and index.csv. All is written beside first; then what an earlier export left gives way."""
    try:
        if dest.exists() and not dest.is_dir():
            raise ExportError(f"{dest}: is a file; a folder is wanted, or a name that ends in .txt")
        dest.mkdir(parents=True, exist_ok=True)
        with os.scandir(dest) as entries:
            foreign = next((entry.name for entry in entries if not _ours(entry.name)), None)
        if foreign is not None:
            raise ExportError(f"{dest}: holds {foreign!r}, which no export wrote; name an empty or new folder")
        _remove_works(dest)
        work = dest / f".tinso-export-{secrets.token_hex(4)}"
        work.mkdir()
        try:
            _fill_folder(rows, work, folder, done)
            for old in [entry.name for entry in os.scandir(dest) if documents.FILE_NAME.fullmatch(entry.name)]:
                if not (work / old).exists():
                    (dest / old).unlink()
            for new in [entry.name for entry in os.scandir(work) if entry.name != INDEX]:
                os.replace(work / new, dest / new)
            os.replace(work / INDEX, dest / INDEX)
            sync_folder(dest)
        finally:
            _remove_works(dest)
    except OSError as error:
        raise ExportError(f"{dest}: cannot be written ({error.strerror or error})") from error


def _ours(name: str) -> bool:
    return name == INDEX or bool(documents.FILE_NAME.fullmatch(name) or _WORK.fullmatch(name))


def _remove_works(dest: Path) -> None:
    """Working folders, this one's or one a kill left."""
    for work in [dest / entry.name for entry in os.scandir(dest) if _WORK.fullmatch(entry.name)]:
        for name in os.listdir(work):
            (work / name).unlink()
        work.rmdir()


def _fill_folder(rows: Iterable[ArticleRecord], work: Path, folder: DocumentFolder, done: Exported) -> None:
    with (work / INDEX).open("xb") as out:
        writer = _csv(out)
        writer.writerow(_INDEX_FIELDS)
        for article, name, text in _texts(rows, folder, done):
            if name and text:
                (work / name).write_bytes(text.encode())
                done.documents += 1
            record = article_record(article) | {"document": name or None}
            writer.writerow([_cell(record[column]) for column in _INDEX_FIELDS])


def _warc_file(rows: Iterable[ArticleRecord], out: BinaryIO, dest: str, archive: Archive, done: Exported) -> None:
    """The archived page of each article's latest version: gzip members as they lie in the archive, unpacked for a name in .warc."""
    form: Callable[[bytes], bytes] = _unpacked if dest.endswith(".warc") else bytes
    out.write(form(info_record("tinso.warc.gz" if dest == "-" else Path(dest).name)))
    for article in rows:
        done.articles += 1
        spot = article.version.spot
        if spot is None:
            continue
        try:
            member = archive.raw(Location(spot.file, spot.offset, spot.length, spot.digest))
            parse_record(member, f"archive/{spot.file} at {spot.offset}")  # a damaged record would spoil all behind it
        except ArchiveError as error:
            done.problems.append(f"article {article.id} ({article.url}): {error}")
            continue
        out.write(form(member))
        done.pages += 1


def _unpacked(member: bytes) -> bytes:
    return zlib.decompress(member, 16 + zlib.MAX_WBITS)
