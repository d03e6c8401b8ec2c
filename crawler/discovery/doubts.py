"""Pages that read like articles and are none: what a portal says of itself, its procedures, its register of documents.

By its text alone such a page cannot be told from an article. What tells is the portal: its articles are dated and stand in its lists,
while a page of its frame is named in the menu of every page, or belongs to a kind of addresses none of which bears a date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from crawler.discovery import addresses
from crawler.discovery.evidence import Candidate, Counts, Mention
from storage.models import Extraction

_PAGES = 3  # pages that must have been read before anything is said to stand on each of them
_EVERY = 0.8  # share of them that is "each"
_DATED = 3  # dated articles from which a portal is one that dates its articles
_SURE = 8  # from which that is believed before the walk is at its end
_SHARE = 0.4  # dated articles to pages without a date and without anything that speaks for them
_SIBLINGS = 2  # dated pages of one shape from which a page of that shape needs no date
_HELD = 40  # pages that wait for a verdict; more of them, and the portal is one without dates
_HELD_BYTES = 24 * 1024 * 1024


class Doubts:
    """What the pages of one walk tell of the portal's frame."""

    def __init__(self, counts: dict[str, Counts]) -> None:
        self._counts = counts
        self._pages: set[str] = set()
        self._named: Counter[str] = Counter()  # address -> pages whose menus name it
        self._listed: set[str] = set()  # addresses that stood in a list of titles
        self._elsewhere: set[str] = set()  # or anywhere but among short names
        self._site = ""  # what the portal calls itself in the title of its home page
        self._bare = 0  # pages without a date for which nothing speaks
        self._held = self._bytes = 0
        self.undated = False  # so many pages waited that the portal must be one without dates

    def home(self, title: str) -> None:
        """The home page has this title."""
        self._site = _plain(title)

    def observe(self, page: str, mentions: Iterable[tuple[Mention, str]]) -> None:
        """A page of the portal was read, with these links and their identities."""
        if page in self._pages:
            return
        self._pages.add(page)
        for mention, url in mentions:
            if mention.menu:
                self._named[url] += 1
                continue
            self._elsewhere.add(url)
            if mention.listed and not mention.chrome:
                self._listed.add(url)

    def anew(self, canonical: Callable[[str], str]) -> None:
        """Identities are other ones now."""
        named, self._named = self._named, Counter()
        for url, pages in named.items():
            url = canonical(url)
            self._named[url] = max(self._named[url], pages)
        self._listed, self._elsewhere = set(map(canonical, self._listed)), set(map(canonical, self._elsewhere))

    def named(self, url: str) -> bool:
        """Whether any page names an address in a menu."""
        return self._named[url] > 0

    def frame(self, url: str) -> bool:
        """Whether an address is named in the menus of nearly all pages, and in no list."""
        read = len(self._pages)
        return read >= _PAGES and url not in self._listed and self._named[url] >= _EVERY * read

    def verdict(self, url: str, candidate: Candidate | None, found: Extraction, final: bool) -> str | None:
        """Why a page that reads like an article is none, "" when it is one, None while that cannot be said. `final`: it must be said."""
        if candidate is not None and candidate.sources & {"feed", "news"}:
            return ""
        if self._site and _plain(found.title) == self._site:
            return "its headline is the name of the portal"
        if self.frame(url):
            return "a page that the menu of every page names"
        if found.published:
            early = len(self._pages) < _PAGES and bool(self._named[url]) and url not in self._listed
            return None if early and not final else ""
        if candidate is not None and candidate.hint:
            return ""
        named_only = self._named[url] > 0 and url not in self._elsewhere
        return self._undated(Counts() if named_only else self._counts.get(addresses.shape(url), Counts()), final)

    def _undated(self, own: Counts, final: bool) -> str | None:
        """The verdict on a page that nothing dates; `own`: what pages at addresses of its shape were, as far as that counts."""
        if self.undated:
            return ""
        if own.dated >= _SIBLINGS or (own.dated and own.dated >= _SHARE * own.articles):
            return ""
        dated = sum(count.dated for count in self._counts.values())
        others = sum(count.articles - count.dated for count in self._counts.values()) + self._bare + self._held
        if dated >= (_DATED if final else _SURE) and dated >= _SHARE * others:
            self._bare += 1
            return "nothing dates it, and the articles of this portal are dated"
        return "" if final else None

    def hold(self, size: int) -> bool:
        """A page of so many bytes wants to wait for its verdict. Whether there is room."""
        if self._held >= _HELD or self._bytes + size > _HELD_BYTES:
            self.undated = True
            return False
        self._held += 1
        self._bytes += size
        return True

    def settled(self, size: int) -> None:
        """A page that waited does so no more."""
        self._held -= 1
        self._bytes -= size


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
