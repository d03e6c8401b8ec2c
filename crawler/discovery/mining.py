"""Which article pages are read for links to further articles: the older ones beneath a text may stand in no list at all.

The first pages are, and as long as any of them shows something new. After that only the last ones of each round are, which are
the oldest: what is still unknown hangs on them.
"""

from __future__ import annotations

from collections import deque

from crawler.discovery.dialogue import Reply

_BARREN = 30  # pages in a row that showed no article anew
_LAST = 6  # pages kept for when nothing else is left to do


class Mining:
    """Counts what reading article pages for links has brought; keeps a few pages that were not read so."""

    def __init__(self) -> None:
        self._barren = 0
        self._kept: deque[Reply] = deque(maxlen=_LAST)

    def worth(self, reply: Reply) -> bool:
        """Whether the page is to be read at once; it is kept when it is not."""
        if self._barren < _BARREN:
            return True
        self._kept.append(reply)
        return False

    def heard(self, news: bool) -> None:
        """A page was read: whether it showed articles that nobody had seen."""
        self._barren = 0 if news else self._barren + 1

    def last(self) -> list[Reply]:
        """The pages kept, oldest last; none is given twice."""
        kept = list(self._kept)
        self._kept.clear()
        return kept
