"""Which parts of a portal's addresses do not matter: session ids, random tokens, doubled language prefixes. Learned from its links."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlunsplit

from crawler.discovery.canonical import split
from crawler.discovery.evidence import Mention
from crawler.discovery.page import read_more, syllables

_MANY = 4  # values of a parameter on links of one page that differ in nothing else
_LANGUAGE = re.compile(r"/(vi|vn|vie|vi-vn|vietnamese|tieng-viet)(?:/|$)", re.IGNORECASE)


def random_looking(value: str) -> bool:
    """Whether a value looks drawn by lot: long hexadecimal, or letters and digits mixed, or a long number."""
    if re.fullmatch(r"[0-9a-fA-F-]{8,}", value) and re.search(r"\d", value):
        return True
    if re.fullmatch(r"\d{7,}|0\.\d{6,}", value):
        return True
    if not re.fullmatch(r"[A-Za-z0-9_+/=.-]{6,}", value) or "--" in value:
        return False
    turns = len(re.findall(r"(?<=[A-Za-z])\d|(?<=\d)[A-Za-z]|(?<=[a-z])[A-Z]", value))
    return turns >= 2 and not re.search(r"[a-z]{6,}", value)


def without(url: str, name: str) -> str:
    """An address without one of its parameters."""
    parts = split(url)
    if parts is None:
        return url
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(pairs), ""))


class Tokens:
    """Watches the links of a walk's pages; `ignored` grows as evidence comes in."""

    def __init__(self, ignored: Sequence[str] = ()) -> None:
        self.ignored = list(ignored)
        self.needed: set[str] = set()  # parameters without which another page came
        # parameter -> address without it -> values and titles seen there
        self._values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._titles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._telling: set[str] = set()
        self._listed = 0  # links to titles seen
        self._prefixed: set[str] = set()  # language prefixes that titles were linked with
        self._offered: set[str] = set()  # language prefixes of other links: a language switch
        self._plain: dict[str, str] = {}  # address -> the title it was linked with

    def observe(self, mentions: Sequence[Mention]) -> bool:
        """Take in the own links of one page; True when something new turned out not to matter."""
        shares: dict[str, int] = defaultdict(int)
        here: dict[tuple[str, str], set[str]] = defaultdict(set)
        total = 0
        for mention in mentions:
            parts = split(mention.href)
            if parts is None:
                continue
            total += 1
            for name, value in parse_qsl(parts.query, keep_blank_values=True):
                if name in self.ignored or name in self.needed or not random_looking(value):
                    continue
                shares[name] += 1
                base = without(mention.href, name)
                here[name, base].add(value)
                if len(self._values[name]) < 3000:
                    self._values[name][base].add(value)
                    if syllables(mention.text) >= 2 and not read_more(mention.text):
                        self._titles[name][base].add(mention.text)
        # many values of it beside each other on one page, and no title to say that they lead to one: it tells pages apart
        self._telling |= {name for (name, base), values in here.items() if len(values) >= _MANY and not self._titles[name][base]}
        before = len(self.ignored)
        self._additions(mentions)
        for name, share in shares.items():
            if name not in self.ignored and name not in self._telling and self._volatile(name, share, total):
                self.ignored.append(name)
        self._prefix(mentions)
        return len(self.ignored) != before

    def _additions(self, mentions: Sequence[Mention]) -> None:
        """Parameters that some links have and others to the same title have not."""
        for mention in mentions:
            if syllables(mention.text) >= 5 and len(self._plain) < 5000:
                self._plain.setdefault(mention.href.partition("#")[0], mention.text)
        same: dict[str, int] = defaultdict(int)
        for address, title in self._plain.items():
            parts = split(address)
            for name, _ in parse_qsl(parts.query, keep_blank_values=True) if parts is not None else ():
                other = self._plain.get(without(address, name))
                same[name] += 1 if other == title else -100 if other is not None else 0
        self.ignored += [name for name, count in same.items() if count >= 3 and name not in self.ignored and name not in self.needed]

    def _volatile(self, name: str, share: int, total: int) -> bool:
        """A parameter is noise when different titles do not fall together without it, and it varies or stands on nearly every link."""
        several = [base for base, values in self._values[name].items() if len(values) >= 2]
        values = sum(len(self._values[name][base]) for base in several)
        titles = sum(len(self._titles[name][base]) for base in several)
        if values and titles > 0.75 * values:
            return False
        return len(several) >= 2 or (total >= 8 and share >= 0.8 * total)

    def _prefix(self, mentions: Sequence[Mention]) -> None:
        """A language prefix under which the portal's pages stand a second time: none of its titles is linked with it."""
        for mention in mentions:
            parts = split(mention.href)
            if parts is None:
                continue
            match = _LANGUAGE.match(parts.path)
            if mention.listed and not mention.chrome:
                self._listed += 1
                if match is not None:
                    self._prefixed.add(match[1])
            elif match is not None:
                self._offered.add(match[1])
        if self._listed >= 5:
            self.ignored += [f"/{name}" for name in sorted(self._offered - self._prefixed) if f"/{name}" not in self.ignored]
