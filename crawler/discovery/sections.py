"""Which pages of a portal may list articles, in the order they are worth asking, and which kinds of them have shown to be barren."""

from __future__ import annotations

from collections.abc import MutableSet
from dataclasses import dataclass

from crawler.discovery import addresses
from crawler.discovery.chains import Chain
from crawler.discovery.dialogue import Ask
from crawler.discovery.evidence import ARTICLE, Candidate
from crawler.discovery.notebook import Notebook
from storage.models import VisitKind

_DEPTH = 4
_BARREN_DATED, _BARREN_NUMBERED, _BARREN = 3, 8, 25  # section pages of one shape in a row without a new article link


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

    def asks(self, asked: MutableSet[str]) -> list[tuple[float, int, Ask, Purpose]]:
        """Pages that may list articles, menu links first, calendars last; what proved barren joins the `asked`."""
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
                asked.add(url)
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

    def heard(self, url: str, news: bool) -> None:
        """A page was read: whether it showed article links that nobody had seen."""
        form = _kind_of(url)
        self._barren[form] = 0 if news else self._barren.get(form, 0) + 1


def _kind_of(url: str) -> str:
    return "calendar" if addresses.dated(url) else addresses.shape(url)
