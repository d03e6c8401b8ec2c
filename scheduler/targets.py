"""What a person typed after `tinso fetch`, made into a portal and perhaps one article of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from seeds.registry import Registry, slug_for
from storage.models import Confidence, LifeCycle, Portal, PortalKind

_ADDRESS = re.compile(r"(?:https?://)?(?:\[[0-9a-f:.]+\]|[^\s/:?#]+\.[^\s/:?#]+|localhost)(?::\d+)?(?:[/?#].*)?", re.IGNORECASE)
_HOME_PATHS = {"", "/"}


class TargetError(Exception):
    """A target that names nothing we could fetch; the text says what to type instead."""


@dataclass(frozen=True, slots=True)
class Target:
    """`article` is an address to try as one article; `known` says that the portal was declared or stored before.

    `place`: the portal to take instead when no article stands at that address, None when that shall not be tried.
    """

    text: str
    portal: Portal
    article: str = ""
    known: bool = True
    place: Portal | None = None


def resolve(text: str, registry: Registry, stored: Iterable[Portal]) -> Target:
    """A slug or a province's name, the address of a known or unknown site, or the address of one article.

    Raises TargetError, and the registry's UnknownPortal for a name it has nothing near to.
    """
    typed = text.strip()
    others = [portal for portal in stored if portal.slug not in registry.portals]
    named = next((other for other in others if other.slug == typed), None)
    if named is not None:
        return Target(text, named)
    if not _is_address(typed):
        return Target(text, registry.find(typed))
    url = _address(typed)
    declared = registry.by_url(url)
    near = [other for other in (*([declared] if declared else []), *others) if other is declared or _inside(url, other)]
    portal = max(near, key=lambda other: len(_folder(other.url)), default=None)  # portals may share a host: the deepest is meant
    if portal is not None:
        if _same_place(url, portal.url):
            return Target(text, portal)
        place = None
        if _may_be_place(url):
            # a section of a declared portal is that portal; below a site that was only typed once, another one may begin
            place = portal if portal.slug in registry.portals else unknown_portal(url, registry, others)
        return Target(text, portal, article=url, place=place)
    root = urlsplit(url)._replace(path="/", query="", fragment="").geturl()
    path = urlsplit(url)
    deeper = path.path not in _HOME_PATHS or bool(path.query)
    return Target(text, unknown_portal(root, registry, others), article=url if deeper else "", known=False)


def unknown_portal(url: str, registry: Registry, stored: Iterable[Portal]) -> Portal:
    """A portal for a site nobody declared, under a slug that is still free."""
    slug = slug_for(url, registry)
    taken = {portal.slug for portal in stored} | set(registry.portals)
    free, number = slug, 2
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return Portal(
        slug=free,
        kind=PortalKind.OTHER,
        name=urlsplit(url).netloc,
        url=url,
        life_cycle=LifeCycle.UNKNOWN,
        confidence=Confidence.LOW,
        evidence="typed by the user",
        origin="fetch",
    )


def _is_address(text: str) -> bool:
    return "://" in text or bool(_ADDRESS.fullmatch(text))


def _address(text: str) -> str:
    scheme, separator, _ = text.partition("://")
    if separator and scheme.lower() not in {"http", "https"}:
        raise TargetError(f"{text}: only http and https addresses can be fetched")
    bare = text if separator else "//" + text
    try:
        parts = urlsplit(bare)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise TargetError(f"{text}: this address cannot be read; want something like https://sotttt.example.gov.vn/") from None
    if not host or any(c.isspace() for c in parts.netloc):
        raise TargetError(f"{text}: this address names no host; want something like https://sotttt.example.gov.vn/")
    if parts.username or parts.password:
        raise TargetError(f"{text}: leave user name and password out of the address")
    literal = host == "localhost" or ":" in host or host.replace(".", "").isdigit()
    chosen = parts.scheme or ("http" if literal or parts.port else "https")
    return parts._replace(scheme=chosen, path=parts.path or "/", fragment="").geturl()


def _bare(host: str | None) -> str:
    return (host or "").lower().removeprefix("www.")


def _inside(url: str, portal: Portal) -> bool:
    here, home = urlsplit(url), urlsplit(portal.url)
    same_host = _bare(here.hostname) == _bare(home.hostname) and _port(url) == _port(portal.url)
    return same_host and f"{here.path}/".startswith(_folder(portal.url))


def _folder(url: str) -> str:
    path = urlsplit(url).path
    head, _, last = path.rpartition("/")
    return f"{head}/" if "." in last or not last else f"{path}/"


def _may_be_place(url: str) -> bool:
    """Whether an address looks like the beginning of something: a folder or a short name, not a headline with a number."""
    parts = urlsplit(url)
    last = parts.path.rpartition("/")[2]
    return not parts.query and (not last or (len(last) <= 30 and last.count("-") < 4 and not re.search(r"\d{3}", last)))


def _port(url: str) -> int:
    """The port; both default ports count as one, since http and https are one portal."""
    port = urlsplit(url).port or 0
    return 0 if port in {80, 443} else port


def _same_place(url: str, home: str) -> bool:
    here, there = urlsplit(url), urlsplit(home)
    return here.path.rstrip("/") == there.path.rstrip("/") and here.query == there.query
