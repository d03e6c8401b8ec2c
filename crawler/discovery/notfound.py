"""A portal's own "there is no such page": learned by asking for an address that cannot exist, recognised when it comes with status 200.

Marks are the title ("title:…") and the words the page consists of ("size:" and "words:", the smallest hashes of its three-word
shingles). Link texts, numbers and words that look like addresses are left out, so menus, related lists, counters, clocks and the
echoed address change nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from crawler.discovery.page import clean, visible
from crawler.discovery.replies import tree_of

_KEPT = 48  # shingles in a mark
_ENOUGH = 0.75  # share of shingles in common that means the same page
_LETTERS = re.compile(r"[^\W\d_]+")
PROBE = "khong-ton-tai-7f3a91c2e5"  # no portal has a page of this name


def probe_address(url: str) -> str:
    """An address beside `url` that cannot exist."""
    head = re.match(r"https?://[^/?#]+", url)
    return f"{head[0] if head else url}/{PROBE}.html"


def _words(text: str) -> list[str]:
    return [word.lower() for word in text.split() if _LETTERS.fullmatch(word.strip(".,;:!?()[]\"'“”|-–")) and PROBE not in word]


def _content(body: bytes, headers: Mapping[str, str]) -> tuple[str, list[str]]:
    tree = tree_of(body, headers)
    if tree is None:
        return "", []
    title = next((clean(element.text or "") for element in tree.iter("title")), "")
    title = " ".join(word for word in title.split() if PROBE not in word and not any(char.isdigit() for char in word))
    page = tree.find("body")
    return title.lower(), _words(visible(page if page is not None else tree, 60_000, links=False))


def _shingles(words: Sequence[str]) -> list[int]:
    found = {" ".join(words[index : index + 3]) for index in range(max(1, len(words) - 2))} if words else set()
    return sorted(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big") for text in found)


def _same_title(one: str, other: str) -> bool:
    """Titles that share nearly all their words: a real page names itself, a not-found page names nothing or the site."""
    a, b = set(one.split()), set(other.split())
    return a == b or len(a & b) >= 0.8 * max(len(a), len(b))


def marks(body: bytes, headers: Mapping[str, str]) -> tuple[str, ...]:
    """The marks of a not-found page; () when there is nothing to tell it by."""
    title, words = _content(body, headers)
    shingles = _shingles(words)
    if not shingles:
        return (f"title:{title}",) if title else ()
    return (f"title:{title}", f"size:{len(shingles)}", "words:" + ",".join(f"{number:08x}" for number in shingles[:_KEPT]))


def matches(known: Sequence[str], body: bytes, headers: Mapping[str, str]) -> bool:
    """Whether a page is the not-found page the marks were taken from: its title, nearly all of its words, about as many of them."""
    by_kind = dict(mark.split(":", 1) for mark in known if ":" in mark)
    if not by_kind:
        return False
    title, words = _content(body, headers)
    if not _same_title(title, by_kind.get("title", "")):
        return False
    if "words" not in by_kind:
        return bool(title) and len(words) < 40
    wanted = [int(text, 16) for text in by_kind["words"].split(",") if re.fullmatch(r"[0-9a-f]{8}", text)]
    size = int(by_kind["size"]) if by_kind.get("size", "").isdigit() else 0
    have = _shingles(words)
    if not wanted or not have or not 0.6 * size - 8 <= len(have) <= 1.6 * size + 8:
        return False
    # the smallest hashes of the union are a fair sample of it: their share in both is the resemblance of the two pages
    sample = sorted(set(wanted) | set(have))[: len(wanted)]
    both = set(wanted) & set(have)
    return sum(1 for number in sample if number in both) >= _ENOUGH * len(sample)
