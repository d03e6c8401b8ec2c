"""Listings walked page by page, each to its end."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from crawler.discovery import addresses, families, pager
from crawler.discovery.dialogue import Ask, Reply
from crawler.discovery.notebook import Notebook
from crawler.discovery.pager import NextPage
from crawler.discovery.selection import Selection
from crawler.discovery.sheet import Sheet
from storage.models import VisitKind

BLANKS = 8  # pages of one listing in a row that bring nothing new
_LEAST = 2  # links of a partial answer from which another is asked for
_GUESSES = 6  # listings whose page addresses are guessed


@dataclass(slots=True)
class Chain:
    """One listing on its way: `page` is the request for its page `ordinal`, `seen` the article links of the pages before."""

    origin: str  # address of its first page
    page: NextPage
    ordinal: int
    seen: set[str]
    step: int = 0  # links on a page: offsets grow by it
    blanks: int = 0  # pages in a row that showed nothing the walk had not seen
    guessed: bool = False
    forward: bool = False  # towards the newest: its list begins with the oldest
    blind: bool = False  # no page named the request: it is the one before with its number counted on
    kind: VisitKind = VisitKind.LISTING
    asked: set[tuple[object, ...]] = field(default_factory=set)

    @property
    def key(self) -> tuple[object, ...]:
        """Tells two chains' requests apart, view state left out: what a button means depends on the page it stands on."""
        form = tuple(pair for pair in self.page.form if not pair[0].startswith("__") or pair[0].startswith("__EVENT"))
        return self.page.url, tuple(pair for pair in form if len(pair[1]) < 200), self.ordinal if self.page.post else 0

    def ask(self, priority: int = 0) -> Ask:
        """The request for the page."""
        page = self.page
        guess = self.blind or self.guessed
        if page.post:
            return Ask(url=page.url, kind=self.kind, method="POST", form=page.form, priority=priority, guess=guess)
        return Ask(url=page.url, kind=self.kind, priority=priority, guess=guess)

    def follow(self, sheet: Sheet) -> bool:
        """Go on to the page after the one just read; False when there is none."""
        self.asked.add(self.key)
        ordinal = self.ordinal + 1
        following = _same(sheet.nexts, self.page)
        self.blind = False
        if following is None and (self.page.counter or self.guessed or not sheet.nexts):
            blind = self.page.counter or self.guessed
            following = pager.advanced(self.page, ordinal, self.step) if blind else None
            self.blind = following is not None
        if following is None:
            return False
        counter = following.counter or self.page.counter
        self.page = NextPage(following.url, following.template, following.form, following.post, counter, following.sure)
        self.ordinal = ordinal
        return self.key not in self.asked


def _same(nexts: Iterable[NextPage], page: NextPage) -> NextPage | None:
    """The way on that belongs to the same pager: other pagers of the page have addresses of another form."""
    for following in nexts:
        if following.template == page.template:
            return following
    return None


class Chains:
    """All listings under way; `waiting` are those whose next page is still to be asked for."""

    def __init__(self, book: Notebook, selection: Selection) -> None:
        self.book, self.selection = book, selection
        self.waiting: list[Chain] = []
        self._keys: set[object] = set()
        self._guessed: set[str] = set()

    def begin(self, reply: Reply, found: Sheet, links: set[str], asked: Container[str]) -> None:
        """Start a chain for each pager of a listing's first page that was not started yet."""
        nexts = list(found.nexts)
        guessed = False
        if not nexts and found.script_pager and len(links) >= 4 and len(self._guessed) < _GUESSES:
            nexts, guessed = pager.guesses(reply.url, families.page_forms(self.book.family), 2), True
            self._guessed.add(reply.url)
        bare = found.partial and len(links) >= _LEAST
        if not nexts and bare and (onward := pager.counted(reply.url, 2, len(links))) is not None:
            nexts, guessed = [onward], True
        for page in nexts:
            if not addresses.own(page.url, self.book.portal) or self.selection.all_walked(links):
                continue
            kind = VisitKind.FEED if found.kind == "feed" else VisitKind.LISTING
            chain = Chain(reply.url, page, 2, set(links), guessed=guessed, step=len(links), kind=kind)
            if not page.post and self.book.canonical(page.url) in asked:
                continue
            if chain.key not in self._keys:
                self._keys.add(chain.key)
                self.waiting.append(chain)

    def follow(self, chain: Chain, reply: Reply, found: Sheet, links: set[str], fresh: set[str]) -> None:
        """Go on from a page of a chain, unless it was the last: nothing new, all too old, or known to the last completed walk."""
        new = links - chain.seen
        chain.seen |= links
        chain.blanks = 0 if fresh else chain.blanks + 1
        if not new and _same(found.nexts, chain.page) is not None:
            self.book.trap("endless pages", reply.url)  # nothing of its own, and still a way on
        if not new or self.selection.all_old(links) or self.selection.all_walked(new):
            return
        if chain.blanks >= BLANKS and not self.book.limits.full:
            self.book.trap("endless pages", reply.url)
            return
        chain.step = len(new)
        if chain.follow(found):
            self.waiting.append(chain)
