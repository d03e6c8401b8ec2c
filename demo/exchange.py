"""Request and response as the sample portals see them, without sockets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlsplit

_SESSION = re.compile(r";jsessionid=[0-9A-F]+", re.IGNORECASE)
NOISE = frozenset({"phien", "rnd"})  # the session id and random token a portal may put on every link


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    host: str
    target: str  # as in the request line
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""

    @property
    def path(self) -> str:
        """Decoded and NFC, without session id."""
        return unicodedata.normalize("NFC", unquote(_SESSION.sub("", urlsplit(self.target).path)))

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


@dataclass(slots=True)
class Response:
    """`pace` sends the body one byte at a time with so many seconds between; `cut` ends it half way; `abort` sends nothing."""

    status: int = 200
    body: bytes = b""
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    pace: float = 0.0
    cut: bool = False
    abort: bool = False


def key(target: str, ignored: frozenset[str] = frozenset()) -> str:
    """One spelling for all spellings of a target: decoded, parameters sorted, session ids, tokens and `ignored` ones left out."""
    parts = urlsplit(target)
    path = unicodedata.normalize("NFC", unquote(_SESSION.sub("", parts.path)))
    pairs = sorted(
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in NOISE and name not in ignored
    )
    return path + ("?" + "&".join(f"{name}={value}" for name, value in pairs) if pairs else "")


def quoted(target: str) -> str:
    """The target in ASCII, fit for a header."""
    return quote(target, safe="/?&=%:;+,@!$'()*~#[]")
