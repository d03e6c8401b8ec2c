"""One article under several addresses of its portal: in two sections, with and without a prefix, by slug and by number."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from urllib.parse import parse_qsl

from crawler.discovery import addresses
from crawler.discovery.canonical import split
from crawler.discovery.evidence import Candidate, fold, numbers
from crawler.discovery.page import syllables

_LONG_ID = re.compile(r"\d{3,}(?:\.[A-Za-z]{2,5})?$|^\d{3,}-")
_TITLE = 6  # syllables from which a title and a day together name one article


def tail(candidate: Candidate) -> str:
    """What names the article whatever folder it stands in: the last path segment when it is a slug with a number or a long slug."""
    return _tail(candidate.url)


@functools.lru_cache(4096)  # a walk asks for the same ones at every step
def _tail(url: str) -> str:
    parts = split(url)
    if parts is None or parts.query:
        return ""
    last = parts.path.rstrip("/").rpartition("/")[2]
    words = len(addresses.slug_words(last))
    if words >= 3 and _LONG_ID.search(last):
        return last
    return last if words >= 6 else ""


def dress(url: str, article: str) -> bool:
    """Whether an address that an article's own page links to is the same article in another dress: for phones, in short, to print."""
    one, other = Candidate(url, ""), Candidate(article, "")
    if tail(one) and tail(one) == tail(other):
        return True
    a, b = split(url), split(article)
    if a is None or b is None:
        return False
    left, right = (
        {(name.lower(), value) for name, value in parse_qsl(parts.query) if numbers(name) and re.fullmatch(r"\d+", value)}
        for parts in (a, b)
    )
    return bool(left) and left == right


def _title(candidate: Candidate) -> str:
    return " ".join(re.findall(r"\w+", fold(candidate.title)))


def _one_title(one: Candidate, other: Candidate) -> bool:
    """Equal titles as far as both are known; listings cut long ones short."""
    a, b = _title(one), _title(other)
    return not a or not b or a.startswith(b[: max(20, len(b) - 6)]) or b.startswith(a[: max(20, len(a) - 6)])


def _structure(url: str) -> tuple[int, str, str]:
    """The form of an address: depth, ending, names of parameters."""
    parts = split(url)
    if parts is None:
        return 0, "", ""
    names = ",".join(re.findall(r"(?:^|&)([^=&]+)=", parts.query))
    return parts.path.count("/"), parts.path.rpartition(".")[2] if "." in parts.path[-6:] else "", names


class Twins:
    """Files candidates by what they are; `first` answers with the one that stands for its article."""

    def __init__(self) -> None:
        self._by_tail: dict[str, Candidate] = {}
        self._by_title: dict[tuple[str, str], Candidate] = {}
        self.aliases: dict[str, list[str]] = {}

    def first(self, candidate: Candidate, usable: Callable[[Candidate], bool]) -> Candidate:
        """The candidate that was filed first for the same article, itself when there is none that is `usable`."""
        name, title, day = tail(candidate), _title(candidate), candidate.hint[:10]
        found = self._by_tail.get(name) if name else None
        if found is not None and not (_one_title(found, candidate) and (found.hint[:10] in ("", day) or not day)):
            found = None
        dated = bool(day) and syllables(candidate.title) >= _TITLE
        if found is None and dated:
            found = self._by_title.get((title, day))
            if found is not None and _structure(found.url) == _structure(candidate.url):
                found = None  # addresses of one form: two articles of one title
        if found is not None and found.url != candidate.url and usable(found):
            others = self.aliases.setdefault(found.url, [])
            if candidate.url not in others:
                others.append(candidate.url)
            return found
        if name:
            self._by_tail[name] = candidate
        if dated:
            self._by_title.setdefault((title, day), candidate)
        return candidate

    def distinct(self, candidates: Iterable[Candidate], usable: Callable[[Candidate], bool]) -> list[Candidate]:
        """The candidates without those that are a second address of one before them."""
        return [candidate for candidate in candidates if self.first(candidate, usable) is candidate]
