"""WARC 1.1 records, each a gzip member of its own: made, read, and walked through in a file. Knows no folder."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from typing import BinaryIO
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import iso_date_to_datetime
from warcio.warcwriter import WARCWriter

MAX_RECORD = 1100 * 1024 * 1024  # bytes, decompressed: the largest body a setting allows, and its headers
_CHUNK = 1 << 18
_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b\x08"
_HEADER_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")
# They speak of the bytes on the wire; the stored body has been decoded, so a tool that believed them would decode it again.
_WIRE_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length", "te", "trailer"})
_ORIGINAL = "X-Archive-Orig-"
_INFO = {
    "software": "tinso",
    "format": "WARC File Format 1.1",
    "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
}

Headers = Iterable[tuple[str, str]]


class ArchiveError(Exception):
    """A page cannot be stored or read. `kind` is missing, altered, unreadable or unwritable; the text is one line."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """A response as archived. Headers of the wire that the stored body contradicts are named X-Archive-Orig-…"""

    url: str
    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def payload_digest(body: bytes) -> str:
    """As WARC-Payload-Digest writes it: `sha1:` and 32 letters of base32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def response_record(url: str, at: datetime, status: int, headers: Headers, body: bytes) -> bytes:
    """One gzip member with one response record. `at` is aware."""
    phrase = HTTPStatus(status).phrase if status in HTTPStatus.__members__.values() else "Unknown"
    kept = [(name, _BREAKS.sub(" ", value).strip()) for name, value in headers if _HEADER_NAME.fullmatch(name)]
    stored = [(_ORIGINAL + name if name.lower() in _WIRE_HEADERS else name, value) for name, value in kept]
    stored.append(("Content-Length", str(len(body))))
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    record = writer.create_warc_record(
        _header_url(url),
        "response",
        payload=BytesIO(body),
        length=len(body),
        http_headers=StatusAndHeaders(f"{status} {phrase}", stored, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"},
    )
    writer.write_record(record)
    return _packed(out)


def info_record(name: str) -> bytes:
    """One gzip member with the warcinfo record of a file of that name."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    writer.write_record(writer.create_warcinfo_record(name, _INFO))
    return _packed(out)


def _packed(record: BytesIO) -> bytes:
    """One gzip member. Level 6: the writer's own level 9 takes three times as long to save one part in three hundred."""
    packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)
    return packer.compress(record.getbuffer()) + packer.flush()


def _header_url(url: str) -> str:
    """A URL as a header may hold it: ASCII, no white space."""
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~")


def parse_record(member: bytes, where: str) -> tuple[ArchivedPage, str]:
    """The page in the gzip member of a response record, and its payload's digest. Raises ArchiveError (altered, unreadable)."""
    try:
        unpacker = zlib.decompressobj(_GZIP)
        data = unpacker.decompress(member, MAX_RECORD)
        if not unpacker.eof or unpacker.unused_data:
            raise ArchiveError("altered", f"{where}: not one whole record")
        record = next(ArchiveIterator(BytesIO(data), check_digests=True))
        if record.rec_type != "response" or record.http_headers is None:
            raise ArchiveError("unreadable", f"{where}: a record of type {record.rec_type}, not a page")
        body = record.raw_stream.read()
        if record.digest_checker.passed is not True:
            raise ArchiveError("altered", f"{where}: the page does not match its own digest")
        page = ArchivedPage(
            url=record.rec_headers.get_header("WARC-Target-URI"),
            at=iso_date_to_datetime(record.rec_headers.get_header("WARC-Date"), tz_aware=True),
            status=int(record.http_headers.get_statuscode()),
            headers=tuple(record.http_headers.headers),
            body=body,
        )
    except zlib.error as error:
        raise ArchiveError("altered", f"{where}: {error}") from error
    except (ArchiveLoadFailed, StopIteration, ValueError, TypeError, AttributeError, EOFError) as error:
        raise ArchiveError("unreadable", f"{where}: no WARC record ({error})") from error
    return page, payload_digest(body)


def members(file: BinaryIO, start: int) -> Iterator[tuple[int, int]]:
    """Offset and end of each whole gzip member from `start` on; ends before the first that is torn or damaged. Checks each CRC."""
    offset = start
    while (end := _member_end(file, offset)) is not None:
        yield offset, end
        offset = end


def _member_end(file: BinaryIO, offset: int) -> int | None:
    """Where the gzip member at `offset` ends, None when it does not end or is none. Memory stays flat."""
    unpacker = zlib.decompressobj(_GZIP)
    file.seek(offset)
    place = offset
    while chunk := file.read(_CHUNK):
        place += len(chunk)
        try:
            while chunk and not unpacker.eof:
                unpacker.decompress(chunk, _CHUNK)
                chunk = unpacker.unconsumed_tail
        except zlib.error:
            return None
        if unpacker.eof:
            return place - len(unpacker.unused_data)
    return None


def whole_end(file: BinaryIO, start: int) -> int | None:
    """Where the last whole member ends, seen from `start`, the end of a whole one.

    None when whole members follow behind a damaged place: that is no torn end, and nothing may be cut there.
    """
    end = start
    for _, following in members(file, start):
        end = following
    file.seek(end)
    place, before = end, b""
    while chunk := file.read(_CHUNK):
        window = before + chunk
        found = window.find(_MAGIC)
        while found >= 0:
            at = place - len(before) + found
            if at > end and _member_end(file, at) is not None:
                return None
            found = window.find(_MAGIC, found + 1)
        place += len(chunk)
        before = window[-2:]
        file.seek(place)
    return end
