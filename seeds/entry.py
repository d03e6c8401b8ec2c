"""What one registry file may say: its schema, and the one line that tells what is wrong with it. No I/O but reading the file."""

from __future__ import annotations

import difflib
import functools
import json
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, StrictBool, ValidationError

from storage.models import Confidence, LifeCycle, PortalKind, TlsPolicy

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LENGTH = 64  # characters at most
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


class RegistryError(Exception):
    """A registry file cannot be used; the text is one line with file, key and value."""


@dataclass(frozen=True, slots=True)
class Address:
    """A site's address with what does not matter taken off: scheme, www, the scheme's usual port, case of the host.

    `path` ends with a slash; a last segment that is a file name is not part of it.
    """

    host: str
    path: str
    query: frozenset[tuple[str, str]]

    def holds(self, other: Address) -> bool:
        """Whether `other` lies below this address."""
        return self.host == other.host and other.path.startswith(self.path) and self.query <= other.query


def fold(text: str) -> str:
    """Text as a slug: Vietnamese letters without marks, lower case, everything else a hyphen ("Đắk Lắk" → "dak-lak")."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "-".join(re.findall("[a-z0-9]+", "".join(letter for letter in letters if not unicodedata.combining(letter))))


@functools.lru_cache(4096)  # a registry asks for each of its own over and over
def address(url: str) -> Address:
    """The address of an http(s) URL. Raises ValueError saying what is wanted instead."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise ValueError("want a valid http:// or https:// address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("want an http:// or https:// address with a host")
    if "@" in parts.netloc:
        raise ValueError("want an address without user name and password")
    host = _host(f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname).removeprefix("www.")
    if port not in {None, 80, 443}:
        host = f"{host}:{port}"
    folder, _, last = parts.path.rpartition("/")
    path = f"{folder}/" if "." in last or not last else f"{folder}/{last}/"
    return Address(host, re.sub("/{2,}", "/", path), frozenset(parse_qsl(parts.query, keep_blank_values=True)))


def _host(text: str) -> str:
    name = text.rstrip(".").lower()
    try:
        name = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError("want a host name that can exist") from None
    if not _HOST.fullmatch(name) or len(name) > 253:
        raise ValueError("want a host name that can exist")
    return name


# The schema of one entry. Each check takes the value as TOML gave it and raises ValueError saying what is wanted.

Kind = TypeVar("Kind", bound=StrEnum)


def _words(value: object) -> str:
    if not isinstance(value, str) or any(unicodedata.category(letter) in {"Cc", "Zl", "Zp"} for letter in value):
        raise ValueError("want one line of text")
    return unicodedata.normalize("NFC", value.strip())


def _name(value: object) -> str:
    if not (text := _words(value)):
        raise ValueError("want a text that is not empty")
    return text


def _slug(value: object) -> str:
    if not isinstance(value, str) or not SLUG.fullmatch(value) or len(value) > SLUG_LENGTH:
        raise ValueError(f"want small letters a-z, digits and single hyphens, {SLUG_LENGTH} at most")
    return value


def _url(value: object) -> str:
    url = _name(value)
    address(url)
    if re.search(r"[\s\\#]", url):
        raise ValueError("want an address without white space, backslash and #fragment")
    return url


def _host_name(value: object) -> str:
    name = _name(value)
    if set("/?#@") & set(name) or not address(f"http://{name}").host:
        raise ValueError("want a bare host name, without scheme and path")
    return name.lower()


def _successor(value: object) -> str:
    text = _words(value)
    return text if not text or SLUG.fullmatch(text) else _url(text)


def _proxy(value: object) -> str:
    text = _words(value)
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError("want an http:// or https:// address of a proxy")
    return text


def _day(value: object) -> date:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError("want a day as 2025-03-01")
    return value


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 3600:
        raise ValueError("want seconds, 0 to 3600")
    return float(value)


def _one_of(kind: type[Kind]) -> BeforeValidator:
    def check(value: object) -> Kind:
        try:
            return kind(str(value))
        except ValueError:
            raise ValueError(f"want one of {', '.join(kind)}") from None

    return BeforeValidator(check)


_Text = Annotated[str, BeforeValidator(_words)]
_Url = Annotated[str, BeforeValidator(_url)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Handling(Strict):
    """How and where a portal is asked: what `[override.SLUG]` of the user's file may set for a portal that tinso ships."""

    enabled: StrictBool = True
    delay: Annotated[float, BeforeValidator(_seconds)] = 0.0
    tls: Annotated[TlsPolicy, _one_of(TlsPolicy)] = TlsPolicy.VERIFY
    proxy: Annotated[str, BeforeValidator(_proxy)] = ""
    url: _Url = ""
    hosts: tuple[Annotated[str, BeforeValidator(_host_name)], ...] = ()
    life_cycle: Annotated[LifeCycle, _one_of(LifeCycle)] = LifeCycle.UNKNOWN
    since: Annotated[date, BeforeValidator(_day)] | None = None
    successor: Annotated[str, BeforeValidator(_successor)] = ""
    entry_points: tuple[_Url, ...] = ()


class Entry(Handling):
    """One `[[portal]]`."""

    slug: Annotated[str, BeforeValidator(_slug)]
    kind: Annotated[PortalKind, _one_of(PortalKind)] = PortalKind.OTHER
    name: Annotated[str, BeforeValidator(_name)]
    province: _Text = ""
    province_2025: _Text = ""
    url: _Url
    cms: _Text = ""
    confidence: Annotated[Confidence, _one_of(Confidence)] = Confidence.MEDIUM
    evidence: _Text = ""


class File(Strict):
    """A whole file. The province named at its top holds for each of its portals that names none."""

    province: _Text = ""
    province_2025: _Text = ""
    portal: tuple[Entry, ...] = ()
    override: dict[str, Handling] = {}


_WANTED = {"bool_type": "want true or false", "tuple_type": "want a list", "model_type": "want a table", "dict_type": "want a table"}


def shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 100 else f"{text[:99]}…"


def read(path: Path, label: str = "") -> str:
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise RegistryError(f"{label or path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RegistryError(f"{label or path}: not UTF-8 at line {line}: byte {shown(f'{data[error.start]:#x}')}") from error


def parse(label: str, text: str) -> tuple[dict[str, Any], File]:
    try:
        data = tomllib.loads(text)
        return data, File.model_validate(data)
    except ValidationError as error:
        raise RegistryError(f"{label}: {_fault(data, error)}") from error
    except (ValueError, RecursionError) as error:
        raise RegistryError(f"{label}: not TOML: {error}") from error


def _fault(data: dict[str, Any], error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    place = list(fault["loc"])
    model: type[BaseModel] = File if len(place) < 2 else Entry if place[0] == "portal" else Handling
    where = ""
    if len(place) > 1 and place[0] == "portal":
        entry = data["portal"][place[1]]
        where = f"portal {shown(entry['slug']) if isinstance(entry, dict) and 'slug' in entry else f'number {int(place[1]) + 1}'}: "
        place = place[2:]
    key = ".".join(str(part) for part in place) or "portal"
    if fault["type"] == "missing":
        return f"{where}{key} is missing"
    if fault["type"] == "extra_forbidden":
        known = list(model.model_fields)
        close = difflib.get_close_matches(str(place[-1]), known, 1)
        hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(known)}"
        return f"{where}unknown key {key} = {shown(fault['input'])}; {hint}"
    wanted = str(fault.get("ctx", {}).get("error") or _WANTED.get(fault["type"], fault["msg"]))
    return f"{where}{key} = {shown(fault['input'])}: {wanted}"
