"""How the values travel: each is one frame, four bytes of length (big-endian), then msgpack of `[class name, fields]`."""

from __future__ import annotations

import functools
import struct
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

import msgpack

from storage.models.answer import FilesSeen, Finished, Learned, Message, Page, Seen
from storage.models.order import Cancel, Command, Order, Stored

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_TRAVELLERS: dict[str, type] = {kind.__name__: kind for kind in (Order, Stored, Cancel, Seen, Page, FilesSeen, Learned, Finished)}
_LENGTH = struct.Struct(">I")
MAX_FRAME = 256 * 1024 * 1024


class WireError(Exception):
    """A frame that is not ours: truncated, too long, of an unknown kind or with fields that do not fit."""


@functools.cache
def adapter(kind: type) -> TypeAdapter[Any]:
    """What checks values of a class and turns them into plain ones and back. Made when first asked for: many commands never do."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} does not travel")


def pack(value: Command | Message) -> bytes:
    """One frame, length included."""
    fields = adapter(_TRAVELLERS[type(value).__name__]).dump_python(value)
    body: bytes = msgpack.packb([type(value).__name__, fields], datetime=True, default=_plain, unicode_errors="replace")
    return _LENGTH.pack(len(body)) + body


def unpack(body: bytes) -> Any:
    """The value of one frame, given without its length. Raises WireError."""
    try:
        name, fields = msgpack.unpackb(body, timestamp=3)
        return adapter(_TRAVELLERS[name]).validate_python(fields)
    except (ValueError, TypeError, KeyError, msgpack.UnpackException) as error:
        raise WireError(str(error)[:200]) from error


def read_frame(stream: BinaryIO) -> Any | None:
    """The next value of a blocking stream, None at its end. Raises WireError on a torn frame."""
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise WireError("torn length")
    (size,) = _LENGTH.unpack(head)
    if size > MAX_FRAME:
        raise WireError(f"a frame of {size} bytes")
    body = stream.read(size)
    if len(body) < size:
        raise WireError("torn frame")
    return unpack(body)
