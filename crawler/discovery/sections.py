"""Which pages of a portal may list articles, in the order they are worth asking, and which kinds of them have shown to be barren."""

from __future__ import annotations

from collections.abc import Container, Set
from dataclasses import dataclass

from crawler.discovery import addresses
from crawler.discovery.chains import Chain
from crawler.discovery.dialogue import Ask
from crawler.discovery.evidence import ARTICLE, Candidate
from crawler.discovery.notebook import Notebook
from storage.models import VisitKind

_DEPTH = 4
_BARREN_DATED, _BARREN_NUMBERED, _BARREN = 3, 8, 25  # section pages of one shape in a row without a new article link
_KNOWN = 24  # pages of an archive in a row all of whose articles were known from elsewhere


@dataclass(slots=True)
class Purpose:
    """Why something was asked. `role`: home, source (feed or sitemap, to be seen), section, list, chain, probe, trial."""

    role: str
    depth: int = 0
    reason: str = ""
    chain: Chain | None = None
    retried: bool = False


class Sections:
    """Chooses among the links that are no articles; remembers which shapes of them brought nothing."""

    def __init__(self, book: Notebook) -> None:
        self.book = book
        self._barren: dict[str, int] = {}
        self._shown: dict[str, set[str]] = {}  # shape -> article links its pages showed
        self._known: dict[str, int] = {}

    def asks(self, asked: Container[str]) -> list[tuple[float, int, Ask, Purpose]]:
        """Pages that may list articles, menu links first, calendars last; none of a kind that proved barren."""
        book = self.book
        out: list[tuple[float, int, Ask, Purpose]] = []
        for candidate in book.pool.values():
            url = candidate.url
            depth = book.depth.get(url, 99)
            if url in asked or url in book.emitted or depth > _DEPTH or "page" not in candidate.sources:
                continue
            if book.article(candidate) and not (book.known(url) and book.weight(candidate) < ARTICLE + 1.5):
                continue
            if self._too_barren(candidate):
                continue
            priority = 62.0 - 8 * depth + (3 if url in book.chrome else 0) - max(0.0, candidate.weight)
            if addresses.dated(url):
                priority = 5.0 - depth
            ask = Ask(url=candidate.fetch_url, kind=VisitKind.LISTING)
            out.append((priority, candidate.rank, ask, Purpose("section", depth, f"linked from {candidate.via}")))
        out.sort(key=lambda entry: (-entry[0], entry[1]))
        return out

    def _too_barren(self, candidate: Candidate) -> bool:
        form = _kind_of(candidate.url)
        most = _BARREN_DATED if form == "calendar" else _BARREN_NUMBERED if r"\d+" in form else _BARREN
        if self._barren.get(form, 0) < most:
            return False
        self.book.trap("calendar" if form == "calendar" else "pages without articles", candidate.url)
        return True

    def heard(self, url: str, links: Set[str], news: bool) -> None:
        """A page was read: the article links it showed, and whether nobody had seen some of them.

        A page of an archive that shows others than those before it belongs to a row that may lead on to what nobody has seen yet.
        """
        form = _kind_of(url)
        shown = self._shown.setdefault(form, set())
        own = form == "calendar" and not links <= shown
        shown |= links
        self._known[form] = 0 if news else self._known.get(form, 0) + 1
        self._barren[form] = 0 if news or (own and self._known[form] < _KNOWN) else self._barren.get(form, 0) + 1


def _kind_of(url: str) -> str:
    return "calendar" if addresses.dated(url) else addresses.shape(url)
