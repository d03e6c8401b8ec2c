"""Whether two addresses of one portal may be two ways to write the address of one article. Pure.

Asked only of pages that show the same content: what remains to be told apart is one article that a portal lists in two sections, in two
cases, on two hosts or with a way back, from one text that it published twice. The latter has two numbers, or two slugs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from urllib.parse import parse_qsl, unquote, urlsplit

# Names of parameters, and of path segments before a value, that number an article.
_NAMING = re.compile(
    r"(?:.*[_.$-])?(?:news|article|item|post|content|bai|baiviet|baidang|tin|tintuc|thongbao|story|doc|document|entry|detail|view|n|a|bv|p)?"
    r"[_-]?(?:id|ids|ma|so|uuid|guid|key)(?:tin|bai|baiviet|news|article)?",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:.*[_.$-])?(?:cat|category|menu|chuyenmuc|cm|group|zone|page|tab|module|mod|mid|channel|list|dm|danhmuc|loai|type|site|portal|lang|plid)"
    r"[_-]?(?:id|ids|ma|so)?",
    re.IGNORECASE,
)
_VALUE = re.compile(r"\d+|[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|[0-9a-f]{16,}|\S*\d{3,}\S*", re.IGNORECASE)
_ENDING = re.compile(r"\.[a-z][a-z0-9]{1,4}$")
_DOORS = frozenset({"index.php", "index.html", "index.aspx", "default.aspx", "index.jsp", "index"})  # said or left out
_NUMBER = re.compile(r"\d{3,}")
_DRAWN = re.compile(r"(?=\S*\d)(?=\S*[a-z])[0-9a-z]{10,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # a name drawn by lot
_INSTANCE = re.compile(r"_instance_[0-9a-z]+", re.IGNORECASE)  # the box of a page that an article is shown in: one for each page
_BOX = re.compile(r"/-/asset_publisher/[^/]+/", re.IGNORECASE)
_SLUG = 4  # words from which a segment names an article


def kindred(one: str, other: str) -> bool:
    """Whether nothing that numbers or names an article differs between two addresses, and something of that is common to both."""
    a, b = _Address(one), _Address(other)
    if a.names and b.names:
        shared = a.names.keys() & b.names.keys()
        if any(a.names[name] != b.names[name] for name in shared):
            return False
        if shared:
            return True
    if a.path == b.path:
        both = a.query.keys() & b.query.keys()
        differ = [name for name in both if a.query[name] != b.query[name]]
        if a.tail:
            return not any(_VALUE.fullmatch(a.query[name]) for name in differ)
        if a.names or b.names:
            return False
        return _one_number(a, b, differ) if differ else bool(both or a.query == b.query)
    return bool(a.tail) and a.tail == b.tail and all(a.query[name] == b.query[name] for name in a.query.keys() & b.query.keys())


def of_one_form(one: str, other: str) -> bool:
    """Whether two addresses are written alike, as those of two articles of one portal are: depth, last segment, parameters."""
    return _form(one) == _form(other)


def _form(url: str) -> tuple[int, bool, str, frozenset[str]]:
    parts = urlsplit(url)
    path = unquote(parts.path).casefold().rstrip("/")
    ending = _ENDING.search(path)
    bare = _ENDING.sub("", path).rpartition("/")[2].isdigit()
    return path.count("/"), bare, ending[0] if ending else "", frozenset(name.casefold() for name, _ in parse_qsl(parts.query))


def one_number(one: str, other: str) -> bool:
    """Whether the last long number of two addresses is the same: a node's and that at the end of its slug."""
    numbers = [_NUMBER.findall(unquote(urlsplit(url).path) + " " + urlsplit(url).query)[-1:] for url in (one, other)]
    return bool(numbers[0]) and numbers[0] == numbers[1]


def fair(claimed: str, real: str) -> bool:
    """Whether a page that stands at `real` may call `claimed` its address: what a template claims for all pages has nothing of each."""
    a, b = _Address(claimed), _Address(real)
    same_end = bool(a.path) and a.path[-1:] == b.path[-1:]
    return kindred(claimed, real) or (same_end and not a.names and not b.names and a.query == b.query)


def any_kindred(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether an address of one article is another way to write one of the other."""
    there = list(others)
    return any(kindred(one, other) for one in some for other in there)


def _one_number(a: _Address, b: _Address, differ: list[str]) -> bool:
    """Whether two addresses of one path differ in a small number alone, a section's, and have a larger one in common, the article's."""
    shared = [value for name, value in a.query.items() if b.query.get(name) == value and re.fullmatch(r"\d{3,}", value)]
    if not shared or a.query.keys() != b.query.keys() or len(differ) != 1:
        return False
    values = [a.query[differ[0]], b.query[differ[0]]]
    return all(value.isdigit() and len(value) < max(map(len, shared)) for value in values) and not _VALUE_OF_PAGE.fullmatch(differ[0])


_VALUE_OF_PAGE = re.compile(r"(?:.*_)?(?:p|page|trang|start|cur)", re.IGNORECASE)


class _Address:
    """What an address is made of: folded path, what numbers an article, the rest of the query."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        path = _BOX.sub("/-/", unicodedata.normalize("NFC", unquote(parts.path)).casefold())
        segments = [segment for segment in path.split("/") if segment and segment not in _DOORS]
        self.path = [_ENDING.sub("", segment) for segment in segments]
        pairs = parse_qsl(_INSTANCE.sub("", parts.query), keep_blank_values=True)
        query = {name.casefold(): value for name, value in pairs}
        self.names = {name: value for name, value in query.items() if _names(name, value)}
        self.names |= {name: value for name, value in pairwise(self.path) if _names(name, value)}
        if len(self.names) > 1 and "option" in query:
            self.names.pop("itemid", None)  # the entry of a menu
        self.query = {name: value for name, value in query.items() if name not in self.names}
        self.tail = _tail(self.path)


def _names(name: str, value: str) -> bool:
    return bool(_NAMING.fullmatch(name) and not _SECTION.fullmatch(name) and _VALUE.fullmatch(value))


def _tail(path: list[str]) -> str:
    """What names an article whatever folder it stands in: the number in the last segment, or the last segment when it is a slug."""
    last = path[-1] if path else ""
    if _DRAWN.fullmatch(last):
        return last
    numbers = _NUMBER.findall(last)
    words = [word for word in re.split(r"[-_+ .]+", last) if word and not word.isdigit()]
    if numbers and (words or len(numbers[-1]) >= 4):
        return str(numbers[-1])
    return last if len(words) >= _SLUG else ""
