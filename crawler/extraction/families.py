"""CMS families as data: how each is recognised, and where it puts the parts of an article.

Every family is one TOML file in `families/`. A selector is one step, `tag.class#id[attribute=value]`, or several steps parted by
blanks (each a descendant of the one before); classes and ids are compared whole, ignoring case.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources

from lxml.html import HtmlElement

_STEP = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][A-Za-z0-9_-]+|\[[a-z:-]+(?:[*^]?=[^\]]*)?\])*)")
_PART = re.compile(r"([.#])([A-Za-z0-9_-]+)|\[([a-z:-]+)(?:([*^]?)=([^\]]*))?\]")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a selector."""

    tag: str
    classes: tuple[str, ...]
    anchor: str
    attributes: tuple[tuple[str, str, str], ...]  # name, operator ("", "*", "^", "?"), value

    def fits(self, element: HtmlElement) -> bool:
        if self.tag and element.tag != self.tag:
            return False
        if self.anchor and (element.get("id") or "").lower() != self.anchor:
            return False
        if self.classes:
            have = (element.get("class") or "").lower().split()
            if not all(name in have for name in self.classes):
                return False
        return all(_attribute_fits(element.get(name), operator, value) for name, operator, value in self.attributes)


def _attribute_fits(have: str | None, operator: str, value: str) -> bool:
    if have is None:
        return False
    if operator == "?":
        return True
    have = have.lower()
    if operator == "*":
        return value in have
    if operator == "^":
        return have.startswith(value)
    return have == value


class FamilyError(ValueError):
    """A family file that cannot be used; the text names file and field."""


def parse_selector(text: str) -> tuple[Step, ...]:
    """`div.news_column .hometext` as steps. Raises FamilyError."""
    steps = []
    for word in text.split():
        match = _STEP.fullmatch(word)
        if not match or not word:
            raise FamilyError(f"not a selector: {text!r}")
        classes: list[str] = []
        anchor = ""
        attributes: list[tuple[str, str, str]] = []
        for part in _PART.finditer(match[2]):
            if part[1] == ".":
                classes.append(part[2].lower())
            elif part[1] == "#":
                anchor = part[2].lower()
            else:
                attributes.append((part[3], "?" if part[5] is None else part[4], (part[5] or "").strip("'\"").lower()))
        tag = match[1] or ""
        steps.append(Step("" if tag == "*" else tag, tuple(classes), anchor, tuple(attributes)))
    if not steps:
        raise FamilyError("an empty selector")
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class Family:
    """One CMS family. The selectors of a field are tried in order; a field may be empty."""

    name: str
    strong: tuple[str, ...] = ()  # one of these strings in the page is enough
    weak: tuple[str, ...] = ()  # two of these are enough
    addresses: tuple[str, ...] = ()  # regular expressions over path and query; count as one weak mark
    lead: tuple[tuple[Step, ...], ...] = ()
    body: tuple[tuple[Step, ...], ...] = ()
    author: tuple[tuple[Step, ...], ...] = ()
    source: tuple[tuple[Step, ...], ...] = ()
    attachments: tuple[tuple[Step, ...], ...] = ()
    drop: tuple[tuple[Step, ...], ...] = ()


_SELECTORS = ("lead", "body", "author", "source", "attachments", "drop")


def load(text: str, origin: str) -> Family:
    """A family from the text of its file. Raises FamilyError naming `origin`."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FamilyError(f"{origin}: {error}") from error
    known = {field.name for field in fields(Family)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise FamilyError(f"{origin}: unknown key {unknown[0]}")
    try:
        return Family(
            name=values["name"],
            strong=tuple(mark.lower() for mark in values.get("strong", ())),
            weak=tuple(mark.lower() for mark in values.get("weak", ())),
            addresses=tuple(values.get("addresses", ())),
            **{key: tuple(parse_selector(item) for item in values.get(key, ())) for key in _SELECTORS},
        )
    except (KeyError, TypeError, AttributeError, FamilyError) as error:
        raise FamilyError(f"{origin}: {error}") from error


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """All families, in order of their file names."""
    folder = resources.files("crawler.extraction") / "families"
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    return tuple(load(item.read_text("utf-8"), item.name) for item in files)


def by_name(name: str) -> Family | None:
    return next((family for family in families() if family.name == name), None)


HEAD_CHARS = 30_000  # of the page's source: its head, and where its scripts name themselves


def fingerprint(text: str, url: str, headers: Mapping[str, str], index: Index) -> str:
    """The name of the family that made the page, "" when no family shows enough marks.

    `text` is the decoded page; marks are looked for in its head, in the classes, ids and addresses of its elements, and in the headers.
    """
    # Bytes, because a search in them is many times as fast as one in text with wide characters.
    page = (text[:HEAD_CHARS].lower() + "\n" + index.evidence()).encode("utf-8", "surrogatepass")
    bones = page.translate(None, _FLESH)
    server = " ".join(f"{name}: {value}" for name, value in headers.items()).lower().encode("utf-8", "surrogatepass")

    def shows(mark: str) -> bool:
        whole, part = _encoded(mark)
        return part in bones and whole in page

    best, best_score = "", 1
    for family in families():
        score = 2 * sum(shows(mark) or _encoded(mark)[0] in server for mark in family.strong)
        score += any(re.search(pattern, url) for pattern in family.addresses)
        left = len(family.weak)
        for mark in family.weak:
            if score + left <= best_score:
                break  # whatever the others say
            left -= 1
            score += shows(mark)
        if score > best_score:
            best, best_score = family.name, score
    return best


# What is taken out of page and marks before the search: with a third of the text left, it takes a third of the time. A mark whose bones
# are there is then looked for whole.
_FLESH = b"aeiou0123456789-#%&=+,;:?!(){}[]<>\"'|~^* \t\r\n"


@lru_cache(maxsize=1024)
def _encoded(mark: str) -> tuple[bytes, bytes]:
    """A mark, and its bones."""
    whole = mark.encode("utf-8")
    return whole, whole.translate(None, _FLESH)


class Index:
    """Elements of a tree by class and id, so that selectors cost no walk each."""

    def __init__(self, tree: HtmlElement, elements: list[HtmlElement] | None = None) -> None:
        """`elements`: all of the tree in page order, when they are at hand."""
        self._tree = tree
        self.elements = list(tree.iter("*")) if elements is None else elements
        self._by_class: dict[str, list[HtmlElement]] = {}
        self._by_id: dict[str, list[HtmlElement]] = {}
        self._read = False

    def _elements(self) -> None:
        """Notes the elements by their names, once a selector asks: the pages of no family are never asked."""
        self._read = True
        for element in self.elements:
            css = element.get("class")
            if css:
                for name in css.lower().split()[:40]:
                    self._by_class.setdefault(name, []).append(element)
            anchor = element.get("id")
            if anchor:
                self._by_id.setdefault(anchor.lower(), []).append(element)

    def evidence(self) -> str:
        """All classes, ids and the beginnings of addresses, in lower case: bounded."""
        css: set[str] = set()
        anchors: set[str] = set()
        addresses: set[str] = set()
        for element in self.elements:
            attributes = element.keys()
            if not attributes:
                continue
            if "class" in attributes:
                css.add(element.get("class", ""))
            if "id" in attributes:
                anchors.add(element.get("id", "").lower())
            address = element.get("src") or element.get("href")
            if address:
                addresses.add(address[:60])
        anchors.discard("")
        classes = {name for names in css for name in names.lower().split()[:40]}
        parts = [f'class="{" ".join(sorted(classes)[:3000])}"', *(f'id="{name}"' for name in sorted(anchors)[:3000])]
        folders = sorted({address.lower() for address in sorted(addresses)[:1500]})
        return "\n".join([*parts, *(f'src="{folder}"' for folder in folders)])[:200_000]

    def find(self, selector: tuple[Step, ...]) -> Iterator[HtmlElement]:
        """The elements a selector names, in page order."""
        if not self._read:
            self._elements()
        last = selector[-1]
        if last.anchor:
            candidates: list[HtmlElement] = self._by_id.get(last.anchor, [])
        elif last.classes:
            candidates = self._by_class.get(last.classes[0], [])
        else:
            candidates = list(self._tree.iter(last.tag or "*"))
        for element in candidates:
            if last.fits(element) and _under(element, selector[:-1]):
                yield element

    def all(self, selectors: tuple[tuple[Step, ...], ...]) -> list[HtmlElement]:
        """The elements of the first selector that names any."""
        for selector in selectors:
            found = list(self.find(selector))
            if found:
                return found
        return []

    def every(self, selectors: tuple[tuple[Step, ...], ...]) -> Iterator[HtmlElement]:
        for selector in selectors:
            yield from self.find(selector)


def _under(element: HtmlElement, steps: tuple[Step, ...]) -> bool:
    ancestor = element.getparent()
    for step in reversed(steps):
        while ancestor is not None and not step.fits(ancestor):
            ancestor = ancestor.getparent()
        if ancestor is None:
            return False
        ancestor = ancestor.getparent()
    return True
