"""The registry: which portals there are, read from the TOML beside this file and from the user's own `DATA/portals.toml`.

Nothing here asks the network. Every fault of a file is a `RegistryError` of one line that names file, key and value.
"""

from __future__ import annotations

import difflib
import fcntl
import functools
import json
import os
import re
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from seeds.entry import SLUG, SLUG_LENGTH, Address, Entry, File, RegistryError, address, fold, parse, read, shown
from storage.models import Portal

__all__ = [
    "Province",
    "Registry",
    "RegistryError",
    "UnknownPortal",
    "add",
    "address",
    "addresses",
    "declare",
    "fold",
    "load",
    "set_enabled",
    "slug_for",
]

SEEDS = Path(__file__).parent
_ENDINGS = {"gov", "com", "org", "net", "edu", "info", "vn", "www"}  # parts of host names that do not say whose site it is
_TITLES = ("tinh-", "thanh-pho-", "tp-")


class UnknownPortal(Exception):
    """No portal of that name; `nearest` holds the slugs that come closest, best first."""

    def __init__(self, asked: str, nearest: Sequence[str]) -> None:
        self.asked, self.nearest = asked, tuple(nearest)
        hint = f"the nearest: {', '.join(nearest)}" if nearest else "nothing comes near it"
        super().__init__(f"there is no portal {shown(asked)}; {hint}")


@dataclass(frozen=True, slots=True)
class Province:
    """A province before July 2025: `slug` is its file's name, `name_2025` the province it belongs to since."""

    slug: str
    name: str
    name_2025: str


@dataclass(frozen=True, slots=True)
class Registry:
    """All portals known to this process: the shipped ones by province, then the user's own."""

    portals: Mapping[str, Portal]
    provinces: Mapping[str, Province]

    def find(self, name: str) -> Portal:
        """The portal of a slug, or of a slug or name as people type it ("Bình Thuận", "binh thuan"). Raises UnknownPortal."""
        folded = _plain(name)
        for wanted in (name, folded):
            if wanted in self.portals:
                return self.portals[wanted]
        bare = folded.replace("-", "")
        same = {p.slug for p in self.portals.values() if bare and bare in {p.slug.replace("-", ""), _plain(p.name).replace("-", "")}}
        if len(same) == 1:
            return self.portals[same.pop()]
        raise UnknownPortal(name, sorted(same) or self._nearest(folded))

    def by_url(self, url: str) -> Portal | None:
        """The portal that `url` belongs to: of those whose host and path fit, the one with the longest path."""
        try:
            wanted = address(url)
        except ValueError:
            return None
        best: tuple[int, int] = (-1, -1)
        found = None
        for portal in self.portals.values():
            for own in addresses(portal):
                rank = (len(own.path), len(own.query))
                if own.holds(wanted) and rank > best:
                    best, found = rank, portal
        return found

    def _nearest(self, folded: str) -> list[str]:
        asked = set(folded.split("-")) - {""}

        def near(slug: str) -> float:
            shared = len(asked & set(slug.split("-"))) / max(len(asked), 1)
            return max(difflib.SequenceMatcher(None, folded, slug).ratio(), 0.6 + 0.3 * shared if shared == 1 else 0)

        ranked = sorted((-near(slug), len(slug), slug) for slug in self.portals)
        return [slug for closeness, _, slug in ranked if closeness <= -0.6][:5]


@functools.lru_cache(4096)
def _plain(name: str) -> str:
    folded = fold(name)
    for title in _TITLES:
        folded = folded.removeprefix(title)
    return folded


def addresses(portal: Portal) -> list[Address]:
    """The portal's main address first, then those of its other hosts."""
    return [address(portal.url), *(address(f"http://{host}/") for host in portal.hosts)]


def load(user_file: Path | None = None, folder: Path = SEEDS) -> Registry:
    """The shipped portals of `folder` and, when that file exists, the user's own with his overrides. Raises RegistryError."""
    own = parse(str(user_file), read(user_file))[1] if user_file and os.path.lexists(user_file) else None
    return _assemble(folder, user_file, own)


def slug_for(url: str, registry: Registry) -> str:
    """A free slug for a new site, from its host and path ("https://bao.vn/tin/" → "bao-tin"). Raises ValueError for a bad URL."""
    site = address(url)
    name, _, port = site.host.partition(":") if not site.host.startswith("[") else (site.host, "", "")
    labels = [_unicode(label) for label in name.split(".")]
    telling = [label for label in labels if label not in _ENDINGS] or labels
    base = fold("-".join([*telling, port, site.path]))[: SLUG_LENGTH - 6].strip("-") or "portal"
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 100_000))) if slug not in registry.portals)


def _unicode(label: str) -> str:
    try:
        return label.encode().decode("idna") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def add(user_file: Path, portal: Portal) -> None:
    """Write a portal at the end of the user's file. Raises RegistryError, and leaves the file as it was, when it does not fit."""
    values = {key: (getattr(portal, key), field.default) for key, field in Entry.model_fields.items()}
    told = {key: list(value) if isinstance(value, tuple) else value for key, (value, default) in values.items() if value != default}
    block = "".join(f"{key} = {_toml(told[key])}\n" for key in Portal.__dataclass_fields__ if key in told)

    def change(text: str, _: dict[str, Any]) -> str:
        return f"{text}{_gap(text)}[[portal]]\n{block}"

    def expected(data: dict[str, Any]) -> None:
        data.setdefault("portal", []).append(told)

    _edit(user_file, change, expected, f"portal {shown(portal.slug)}")


def declare(user_file: Path, registry: Registry, slug: str, values: Mapping[str, object]) -> None:
    """Set keys of a portal: in its own entry if it is the user's, else by an override. Raises UnknownPortal, RegistryError.

    The file changes as text: the user's comments and order stay.
    """
    if slug not in registry.portals:
        raise UnknownPortal(slug, registry._nearest(_plain(slug)))
    told = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}

    def place(data: dict[str, Any]) -> int:
        return next((n for n, entry in enumerate(data.get("portal", [])) if entry["slug"] == slug), -1)

    def change(text: str, data: dict[str, Any]) -> str:
        number = place(data)
        header = r"\[\[\s*portal\s*\]\]" if number >= 0 else rf"\[\s*override\s*\.\s*[\"']?{slug}[\"']?\s*\]"
        heads = list(re.finditer(rf"^[ \t]*{header}[^\n]*(?:\n|\Z)", text, re.MULTILINE))
        if not heads:
            return f"{text}{_gap(text)}[override.{slug}]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in told.items())
        start = heads[max(number, 0)].end()
        following = re.compile(r"^[ \t]*\[", re.MULTILINE).search(text, start)
        end = following.start() if following else len(text)
        section = text[start:end]
        for key, value in reversed(told.items()):
            section = _set(section, key, _toml(value))
        return text[:start] + section + text[end:]

    def expected(data: dict[str, Any]) -> None:
        number = place(data)
        table = data["portal"][number] if number >= 0 else data.setdefault("override", {}).setdefault(slug, {})
        table.update(told)

    _edit(user_file, change, expected, f"{', '.join(told)} of {shown(slug)}")


def set_enabled(user_file: Path, registry: Registry, slug: str, enabled: bool) -> None:
    """Switch a portal on or off. Raises UnknownPortal, RegistryError."""
    declare(user_file, registry, slug, {"enabled": enabled})


def _set(section: str, key: str, value: str) -> str:
    """The lines of one table with `key` set: its value replaced where it stands, else a line of its own at the top."""
    found = re.search(rf"^[ \t]*{key}[ \t]*=[ \t]*", section, re.MULTILINE)
    if found is None:
        return f"{key} = {value}\n{section}"
    rest = section[found.end() :]
    for end in range(1, len(rest) + 1):  # the value may hold anything, line ends too: it ends where it can be read and a line may end
        if re.match(r"[ \t]*(?:#|\r?\n|\Z)", rest[end:]) and _readable(rest[:end]):
            return section[: found.end()] + value + rest[end:]
    return section  # the caller sees that nothing changed


def _readable(value: str) -> bool:
    try:
        tomllib.loads(f"x = {value}")
    except tomllib.TOMLDecodeError:
        return False
    return True


def _toml(value: object) -> str:
    # JSON and TOML write strings without control characters, lists of them, numbers and truth values alike
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def _gap(text: str) -> str:
    return "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"


def _assemble(folder: Path, user_file: Path | None, own: File | None) -> Registry:
    """Join the files and check what only all of them together can show."""
    portals: dict[str, Portal] = {}
    provinces: dict[str, Province] = {}
    labels: dict[str, str] = {}

    def take(file: File, label: str, origin: str) -> None:
        for entry in file.portal:
            values = {"province": file.province, "province_2025": file.province_2025} | entry.model_dump(exclude_defaults=True)
            if entry.slug in portals:
                raise RegistryError(f"{label}: portal: slug = {shown(entry.slug)}: taken already, in {labels[entry.slug]}")
            portals[entry.slug] = Portal(**{**entry.model_dump(), **values}, origin=origin)
            labels[entry.slug] = label

    for path in sorted(folder.glob("*.toml")):
        label = f"{folder.name}/{path.name}"
        file = parse(label, read(path, label))[1]
        if file.override:
            raise RegistryError(f"{label}: override = {shown(list(file.override))}: only the user's own file overrides")
        provinces[path.stem] = Province(path.stem, file.province, file.province_2025)
        take(file, label, path.name)
    shipped = set(portals)
    if user_file and own:
        take(own, str(user_file), user_file.name)
    registry = Registry(portals, provinces)
    for slug, handling in own.override.items() if own else ():
        if slug not in shipped:
            why = "is yours: say it in its own entry" if slug in portals else str(UnknownPortal(slug, registry._nearest(_plain(slug))))
            raise RegistryError(f"{user_file}: override.{slug} = {shown(handling.model_dump(exclude_unset=True))}: {why}")
        portals[slug] = replace(portals[slug], **{key: getattr(handling, key) for key in handling.model_fields_set})
        if handling.model_fields_set & {"url", "hosts", "successor", "entry_points"}:
            labels[slug] = str(user_file)  # whoever reads of a fault there must look here
    _check(registry, labels)
    return registry


def _check(registry: Registry, labels: Mapping[str, str]) -> None:
    """No two portals at one address, successors that exist, entry points on the portal's own hosts. Raises RegistryError."""
    taken: dict[Address, Portal] = {}
    for portal in registry.portals.values():
        if other := taken.get(main := address(portal.url)):
            raise _clash(labels, portal, "url", portal.url, other)
        taken[main] = portal
    for portal in registry.portals.values():
        for host, where in zip(portal.hosts, addresses(portal)[1:], strict=True):
            if (other := taken.setdefault(where, portal)) is not portal:
                raise _clash(labels, portal, "hosts", host, other)
        start = f"{labels[portal.slug]}: portal {shown(portal.slug)}:"
        if SLUG.fullmatch(portal.successor):
            if portal.successor not in registry.portals:
                near = UnknownPortal(portal.successor, registry._nearest(portal.successor))
                raise RegistryError(f"{start} successor = {shown(portal.successor)}: {near}")
            if portal.successor == portal.slug:
                raise RegistryError(f"{start} successor = {shown(portal.successor)}: a portal cannot follow itself")
        hosts = {where.host for where in addresses(portal)}
        for url in portal.entry_points:
            if address(url).host not in hosts:
                raise RegistryError(f"{start} entry_points = {shown(url)}: not on a host of this portal ({', '.join(sorted(hosts))})")


def _clash(labels: Mapping[str, str], portal: Portal, key: str, value: str, other: Portal) -> RegistryError:
    where = f"{labels[portal.slug]}: portal {shown(portal.slug)}: {key} = {shown(value)}"
    return RegistryError(f"{where}: already the address of {shown(other.slug)} in {labels[other.slug]}")


def _edit(user_file: Path, change: Callable[[str, dict[str, Any]], str], expected: Callable[[dict[str, Any]], None], what: str) -> None:
    """Change the user's file as text, so that his comments and order stay, and prove the result before it replaces the file."""
    try:
        user_file.parent.mkdir(parents=True, exist_ok=True)
        folder = os.open(user_file.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)  # the desk and a command may edit at the same time
            text = read(user_file) if os.path.lexists(user_file) else ""
            wanted = deepcopy(data := parse(str(user_file), text)[0])
            expected(wanted)
            changed = change(text, data)
            try:
                good = tomllib.loads(changed) == wanted
            except tomllib.TOMLDecodeError:
                good = False
            if not good:
                raise RegistryError(f"{user_file}: {what}: the file is written in a way tinso cannot edit; please change it by hand")
            _assemble(SEEDS, user_file, parse(str(user_file), changed)[1])
            _replace(user_file, changed)
        finally:
            os.close(folder)
    except OSError as error:
        raise RegistryError(f"{user_file}: cannot be written: {error.strerror}") from error


def _replace(path: Path, text: str) -> None:
    target = path.resolve()  # a link stays a link
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode())
            out.flush()
            os.fsync(out.fileno())
        os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o644)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise
