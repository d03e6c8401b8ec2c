"""Listings walked page by page, each to its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.discovery import pager
from crawler.discovery.pager import NextPage
from crawler.discovery.sheet import Sheet


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
    asked: set[tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Tells two chains' requests apart, view state left out."""
        return self.page.url, tuple(pair for pair in self.page.form if not pair[0].startswith("__VIEWSTATE") and len(pair[1]) < 200)

    def follow(self, sheet: Sheet) -> bool:
        """Go on to the page after the one just read; False when there is none."""
        self.asked.add(self.key)
        ordinal = self.ordinal + 1
        following = _same(sheet.nexts, self.page)
        if following is None and (self.page.counter or self.guessed or not sheet.nexts):
            blind = self.page.counter or self.guessed
            following = pager.advanced(self.page, ordinal, self.step) if blind else None
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
