"""Whether a source shows all that came since it was last read, or whether something may have passed out of its sight meanwhile.

Feeds, home pages and lists are windows on a growing row of articles. As long as a window still shows what stood at its head when it
was last read, nothing was missed between; otherwise older pages, or other sources, must be read until the two meet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

_KEPT = 48  # links in a head


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
