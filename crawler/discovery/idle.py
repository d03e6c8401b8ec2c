"""Which parameters of a portal's articles name nothing. What counts is an address that was asked without them and gave the same text.

That two values of a parameter give one text says little: a print version does the same, and without the parameter the home page may
stand there. So a suspicion is tried first, on two articles: each is asked for without the parameter, and the answer must hold that
article's text and no other's. A parameter that failed once is never suspected again in the walk.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from crawler.discovery import addresses, evidence
from crawler.discovery.canonical import split
from crawler.discovery.tokens import without
from storage.models import Extraction

ENOUGH = 2  # articles on which a parameter must have proved to name nothing
_LEAST = 200  # characters of a text that can be told from others
_KEPT = 60  # texts kept to compare answers with
_HELD = 0.8  # share of a text that an answer must hold
_WORD = re.compile(r"\w+")
_LINE = 20  # characters of a line that counts
_COMPARED = 8  # addresses of one text that a further one is compared with
# The page of a list or of a long article: the first one often stands without it, too.
_PAGES = re.compile(
    r"(?:.*[_.])?(?:p|pg|page|paged|pages|trang|tranghientai|start|offset|limitstart|cur|current|currentpage|page_?(?:index|no|num|number)|next)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A parameter on paths of one form."""

    name: str
    path: str


@dataclass(slots=True)
class _Text:
    """A text and the addresses it was read at."""

    lines: tuple[str, ...] = ()
    addresses: list[str] = field(default_factory=list)

    def share_in(self, page: str) -> float:
        """How much of it a page holds, both as words."""
        size = sum(map(len, self.lines))
        return sum(len(line) for line in self.lines if line in page) / size if size else 0.0


class Idle:
    """Takes in what addresses gave; `trials` are addresses to be asked, `heard` their answers, `rules` and `needed` what came of it.

    A rule is written as it stands in `Profile.ignored`: the parameter, the parameters beside which it names nothing, the form of the
    path: "catid|id|/[^/]+\\.aspx". The same parameter may well name a list.
    """

    def __init__(self, plain: Callable[[str], str]) -> None:
        self.needed: set[str] = set()  # parameters without which another page came
        self._plain = plain  # one spelling of an address, without learned rules
        self._texts: dict[str, _Text] = {}
        self._at: dict[str, str] = {}  # address -> text
        self._suspects: dict[_Place, set[str]] = defaultdict(set)  # where -> texts that several values of the parameter gave
        self._passed: dict[_Place, set[str]] = defaultdict(set)  # where -> texts that came without it
        self._trials: dict[str, tuple[tuple[_Place, ...], str]] = {}  # address asked -> what is tried, text that must come

    def read(self, address: str, extraction: Extraction) -> list[str]:
        """An article's page was had at exactly this address. Returns the other addresses that gave the same text."""
        lines = tuple(line for line in map(_words, extraction.blocks) if len(line) >= _LINE)
        if sum(map(len, lines)) < _LEAST:
            return []
        text = hashlib.blake2b("\n".join((_words(extraction.title), *lines)).encode(), digest_size=8).hexdigest()
        known = self._texts.setdefault(text, _Text())
        if len(self._texts) <= _KEPT:
            known.lines = lines
        self._at[address] = text
        others = [other for other in known.addresses if other != address]
        if address not in known.addresses:
            known.addresses.append(address)
        for other in others[:_COMPARED]:
            name, missing = _only_difference(other, address)
            if name and not _PAGES.fullmatch(name):
                place = _Place(name, _path(address))
                self._suspects[place].add(text)
                if missing:
                    self._passed[place].add(text)
        return others

    def rules(self) -> list[str]:
        """What was found to name nothing."""
        return [self._rule(place) for place, texts in self._passed.items() if len(texts) >= ENOUGH and place.name not in self.needed]

    def _rule(self, place: _Place) -> str:
        """Beside what numbers the article, or else beside all that stands in each of the addresses it was seen in."""
        seen = [
            _names(url) - {place.name}
            for text in self._suspects[place] | self._passed[place]
            for url in self._texts[text].addresses
            if place.name in _names(url) and _path(url) == place.path
        ]
        common = set.intersection(*seen) if seen else set()
        beside = {name for name in common if evidence.numbers(name)} or common
        return f"{place.name}|{','.join(sorted(beside))}|{place.path}"

    def trials(self) -> list[str]:
        """Addresses to be asked: each of them once, to see whether the page there is still the article's."""
        out = []
        for place, texts in list(self._suspects.items()):
            if place.name in self.needed:
                continue
            # articles that showed one text at several values first, then any other that has the parameter
            for text in [*sorted(texts), *(other for other in self._texts if other not in texts)]:
                tried = {known for places, known in self._trials.values() if place in places} | self._passed[place]
                if len(tried) >= ENOUGH:
                    break
                known = self._texts[text]
                address = next((url for url in known.addresses if place.name in _names(url) and _path(url) == place.path), "")
                bare = self._plain(without(address, place.name)) if address else ""
                if text in tried or not bare or not known.lines or bare in self._trials:
                    continue
                self._trials[bare] = ((place,), text)
                if bare in self._at:
                    self._judge(bare, same=self._at[bare] == text)
                else:
                    out.append(bare)
        return out

    def doubt(self, address: str, rule_made: str, names: Iterable[str]) -> str:
        """Have rules tried that leave these parameters out of an address: what to ask, "" when that is not to be asked."""
        text = self._at.get(address, "")
        if not text or not self._texts[text].lines or rule_made in self._trials or rule_made in self._at:
            return ""
        self._trials[rule_made] = (tuple(_Place(name, "") for name in names), text)
        return rule_made

    def heard(self, address: str, page: str) -> None:
        """What an address of `trials` or `doubt` gave: the text of its page, "" when it gave none."""
        if address not in self._trials:
            return
        page = _words(page)
        places, text = self._trials[address]
        share = self._texts[text].share_in(page)
        if share >= _HELD and not any(
            other.share_in(page) >= _HELD for known, other in self._texts.items() if known != text and other.lines
        ):
            self._judge(address, same=True)
        elif share < 1 - _HELD or all(place.path for place in places):  # a rule in use is given up for another page only
            self._judge(address, same=False)

    def _judge(self, address: str, *, same: bool) -> None:
        places, text = self._trials[address]
        if not same:
            self.needed |= {place.name for place in places}
            return
        for place in places:
            if place.path:
                self._passed[place].add(text)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", text)))


def _path(url: str) -> str:
    return addresses.shape(url.partition("?")[0])


def _names(url: str) -> set[str]:
    parts = split(url)
    return {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)} if parts is not None else set()


def _only_difference(one: str, other: str) -> tuple[str, bool]:
    """The one query parameter two addresses differ in, and whether one of them lacks it; "" when they differ otherwise."""
    a, b = split(one), split(other)
    if a is None or b is None or a.path != b.path or a.netloc != b.netloc:
        return "", False
    left, right = dict(parse_qsl(a.query, keep_blank_values=True)), dict(parse_qsl(b.query, keep_blank_values=True))
    names = {name for name in left.keys() | right.keys() if left.get(name) != right.get(name)}
    if len(names) != 1:
        return "", False
    name = names.pop()
    return name, name not in left or name not in right
