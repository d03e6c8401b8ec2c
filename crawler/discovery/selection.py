"""Which of the links found are handed out: samples first, then the newest within the limits of the order."""

from __future__ import annotations

from crawler.discovery.evidence import ARTICLE, Candidate, newest_first
from crawler.discovery.notebook import Notebook
from storage.models import Link

_SAMPLES = 12  # links fetched to learn what their shapes lead to


class Selection:
    """Reads the notebook's candidates; keeps no state of its own."""

    def __init__(self, book: Notebook) -> None:
        self.book = book

    def limit(self) -> float:
        """How many articles the order wants."""
        limits = self.book.limits
        return float("inf") if limits.full or not limits.articles else limits.articles

    def wanted(self, candidate: Candidate) -> bool:
        """Whether a link is not older than the order wants."""
        since = self.book.limits.since
        return not (since and candidate.hint and candidate.hint[:10] < since.isoformat())

    def enough(self) -> bool:
        """Whether so many links are at hand that older ones need not be looked for."""
        if self.limit() == float("inf"):
            return False
        return len(self.good()) >= self.limit()

    def good(self) -> list[Candidate]:
        """The links taken for articles, each article once; those of earlier runs count at first contact only."""
        book = self.book
        count_known = book.order.first_contact
        good = (c for c in book.pool.values() if book.article(c) and c.url not in book.dead and self.wanted(c))
        return [c for c in book.distinct(good) if count_known or c.url in book.articles or not book.known(c.url)]

    def samples(self) -> list[Candidate]:
        """One or two links of each unknown shape, to learn from what they lead to."""
        book = self.book
        if self.limit() <= _SAMPLES:
            return []
        shapes: dict[str, list[Candidate]] = {}
        for candidate in book.pool.values():
            if candidate.shape not in book.counts and candidate.url not in book.chrome and not book.known(candidate.url):
                shapes.setdefault(candidate.shape, []).append(candidate)
        out: list[Candidate] = []
        for group in sorted(shapes.values(), key=len, reverse=True):
            likely = max(book.weight(candidate) for candidate in group) >= ARTICLE
            listed = len(group) >= 3 and all("sitemap" in candidate.sources for candidate in group)
            if likely or listed:
                best = [c for c in newest_first(group) if self.wanted(c) and (book.weight(c) >= ARTICLE or not likely)]
                out.extend(best[:2])
            if len(out) >= _SAMPLES:
                break
        return out[:_SAMPLES]

    def release(self) -> tuple[Link, ...]:
        """The newest links within the limit that were not handed out yet."""
        book = self.book
        good = newest_first(self.good())
        taken = sum(1 for candidate in good if candidate.url in book.emitted or book.known(candidate.url))
        room = self.limit() - taken
        fresh = [candidate for candidate in good if candidate.url not in book.emitted and not book.known(candidate.url)]
        return book.links(fresh[: int(min(room, len(fresh)))]) if room > 0 else ()

    def left(self) -> tuple[Link, ...]:
        """At the end of a walk that takes the newest articles only: the older ones, so that no later walk mistakes them for news."""
        if self.limit() == float("inf"):
            return ()
        return self.book.links((c for c in self.good() if not self.book.known(c.url)), wanted=False)

    def all_old(self, links: set[str]) -> bool:
        """Whether a page's dated links are all older than the order wants."""
        candidates = [self.book.pool[url] for url in links if url in self.book.pool]
        dated = [candidate for candidate in candidates if candidate.hint]
        return len(dated) >= 3 and not any(self.wanted(candidate) for candidate in dated)

    def all_walked(self, links: set[str]) -> bool:
        """A page the last completed walk knew: what follows is known too, unless the whole archive is wanted."""
        return bool(links) and not self.book.limits.full and all(self.book.walked(url) for url in links)
