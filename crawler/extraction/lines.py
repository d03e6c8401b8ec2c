"""A line as the rules about wordings match it."""

from __future__ import annotations

from crawler.extraction.memo import Memo
from crawler.extraction.text import fold

LONGEST = 300  # characters; a longer line is text, whatever its words


def folded(line: str) -> str:
    """A line for matching: accents folded, lower case, white space single, cut at a bound."""
    return _FOLDED[line]


_FOLDED: Memo[str] = Memo(lambda line: " ".join(fold(line[: LONGEST * 2]).split()), 4096)
