"""What a worker is told: an Order with all it may know, and two short words while it is under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from storage.models.parts import EntryPoint, FileMark, Link, Validators
from storage.models.portal import Portal, Profile, Robots


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """A stored article to look at again."""

    url: str
    validators: Validators = Validators()  # noqa: RUF009  # frozen
    region: str = ""  # where its text stood: see crawler.extraction.region
    region_hash: str = ""
    title: str = ""  # of its latest version
    files: tuple[FileMark, ...] = ()  # its attachments to ask about, as they are known, without validators that cannot be trusted


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """An archived page to extract again, without network."""

    article: int
    url: str
    fetched_at: datetime
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one run. 0 = no bound."""

    articles: int = 200
    requests: int = 0
    seconds: float = 0.0
    since: date | None = None
    full: bool = False  # walk to the end of the archive
    delay: float = 2.0  # least seconds between two requests to one host
    concurrency: int = 1  # requests at a time to one host
    timeout: float = 30.0
    max_body: int = 10 * 1024 * 1024
    wait_out_block: bool = False  # `fetch` waits a flood blocker out once
    files: int = 0  # attachments of articles not seen before that may be asked about; here 0 = none
    retries: int = -1  # links that gave no article before: after so many in a row that give none again the others wait; -1 = no bound
    files_since: date | None = None  # of articles published earlier none is asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One request to crawl. All a worker may know: it sees no database."""

    id: str
    portal: Portal
    entry_points: tuple[EntryPoint, ...] = ()
    open_links: tuple[Link, ...] = ()  # found earlier, not yet fetched
    revisits: tuple[Revisit, ...] = ()
    pages: tuple[StoredPage, ...] = ()  # to extract again, without network
    profile: Profile = Profile()  # noqa: RUF009  # frozen
    known: bytes = b""  # sorted 8-byte url_key()s of every known link of this portal
    walked: bytes = b""  # those of them that the last completed walk had seen: only these end a walk early
    robots: tuple[tuple[str, Robots], ...] = ()  # by origin "scheme://host:port"
    limits: Limits = Limits()  # frozen
    neighbours: tuple[str, ...] = ()  # addresses of other portals on its host
    thorough: bool = False  # a person waits: ask every source unless one names all, not the best and now and then another
    walk: bool = True  # false: only open links and revisits
    first_contact: bool = False
    allow_private: bool = False  # host names may lead to private addresses
    home_only: bool = False  # ask for the portal's address and for nothing else: does it live?
    explain: bool = False  # say with Finished what was found where, and why each source was chosen
    at: datetime | None = None  # what time it is for this order when it is taken up: its crawl has no clock but this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The links of `Seen(order, number)` are in the database: they may be fetched now."""

    order: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """End this order soon: no new request, what is under way may finish within the grace."""

    order: str


Command = Order | Stored | Cancel
