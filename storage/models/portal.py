"""A portal as it is declared, and what was learned about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from storage.models.words import Confidence, LifeCycle, PortalKind, TlsPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One site we watch, as the registry declares it. `url` may have a path: portals can share a host."""

    slug: str
    kind: PortalKind
    name: str
    url: str
    province: str = ""
    province_2025: str = ""
    hosts: tuple[str, ...] = ()  # other hosts that belong to it
    cms: str = ""  # a hint; the crawler fingerprints
    life_cycle: LifeCycle = LifeCycle.UNKNOWN
    since: date | None = None  # since when the life cycle holds
    successor: str = ""  # a slug or a URL
    confidence: Confidence = Confidence.MEDIUM
    evidence: str = ""
    tls: TlsPolicy = TlsPolicy.VERIFY
    proxy: str = ""
    delay: float = 0.0  # seconds; lengthens TINSO_DELAY, never shortens it
    entry_points: tuple[str, ...] = ()
    enabled: bool = True
    origin: str = ""  # which file declared it


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlPattern:
    """A learned shape of article addresses, with its evidence."""

    pattern: str  # a regular expression over path and query
    articles: int = 0  # how many links of this shape led to articles
    others: int = 0  # how many did not
    dated: int = 0  # how many of the articles bear a date


@dataclass(frozen=True, slots=True, kw_only=True)
class LostPage:
    """A page of lists that could not be had; walks stay open for it until it was tried often enough."""

    url: str
    since: datetime
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What was learned about one portal. A new `version` whenever anything that changes an extraction changes."""

    version: int = 0
    family: str = ""  # CMS family by fingerprint
    furniture: tuple[str, ...] = ()  # marks of repeated blocks: see crawler.extraction.learned
    patterns: tuple[UrlPattern, ...] = ()
    listings: tuple[str, ...] = ()  # addresses of listing pages found by structure
    parameters: tuple[str, ...] = ()  # query parameters that matter for identity
    # what does not matter for identity: parameters ("zsid"), path prefixes ("/vi"), parameters beside others ("catid|id|form of the path")
    ignored: tuple[str, ...] = ()
    scope: str = ""  # path that all its pages stand under when it shares its host, "" = the whole host
    not_found: tuple[str, ...] = ()  # marks of the portal's own not-found page
    learned_from: int = 0  # article pages the furniture was learned from
    scripted: str = ""  # "yes": its lists are filled by scripts, and a browser shows them; "no": a browser shows no more
    relearn: str = ""  # why the portal must be surveyed anew, "" = it need not; stands until a survey came to its end
    lost: tuple[LostPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """A stored robots.txt; valid 24 h. `status` 0 = never reached."""

    text: str = ""
    status: int = 0
    fetched_at: datetime | None = None
