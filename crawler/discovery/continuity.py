"""Whether a source shows all that came since it was last read, or whether something may have passed out of its sight meanwhile.

Feeds, home pages and lists are windows on a growing row of articles. As long as a window still shows what stood at its head when it
was last read, nothing was missed between; otherwise older pages, or other sources, must be read until the two meet.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

_KEPT = 48  # links in a head
_ROW = 4  # links whose order shows where a list begins
_TAIL = re.compile(r"page (\d+) of (\S+), which begins with the oldest")
AHEAD = "dead: it begins with the oldest; its last page is read"


def _key(url: str) -> str:
    return hashlib.blake2b(url.encode(), digest_size=6).hexdigest()


def head(links: Iterable[str]) -> str:
    """The first links of a source as text to be stored: what a later reading must meet again."""
    return " ".join(list(dict.fromkeys(map(_key, links)))[:_KEPT])


def meets(links: Sequence[str], before: str) -> bool:
    """Whether links read now, in their order, reach back to the head of an earlier reading.

    Two of them must: one alone may be pinned above everything. In a very short list one that stands last is enough.
    """
    old = set(before.split())
    shared = {key for key in map(_key, links) if key in old}
    if len(shared) >= 2 or (shared and len(old) == 1):
        return True
    return bool(shared) and len(set(links)) <= 3 and _key(links[-1]) in shared


def rising(links: Sequence[tuple[str, str]]) -> bool:
    """Whether a list of (address, day or "") begins with the oldest: by its days, without them by the numbers of its addresses."""
    days = [day[:10] for _, day in links if day]
    if len(days) >= _ROW:
        return days[0] < days[-1] and all(one <= other for one, other in pairwise(days))
    numbers = [int(found[-1]) for url, _ in links if (found := re.findall(r"\d{2,15}", url))]
    return not days and len(numbers) >= _ROW and len(numbers) == len(links) and all(one < other for one, other in pairwise(numbers))


def last_page(number: int, origin: str) -> str:
    """The reason why the last page of a list that begins with the oldest is an entry point."""
    return f"page {number} of {origin}, which begins with the oldest"


def tail_of(reason: str) -> tuple[int, str]:
    """Number and list of such an entry point, from its reason; (1, "") when it is none."""
    match = _TAIL.search(reason)
    return (int(match[1]), match[2]) if match is not None and not reason.startswith("dead") else (1, "")
