"""How much text, how many links and how many sentences every element of a tree holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.extraction import names

SENTENCE = 50  # characters of one text node outside links: shorter is no evidence of a sentence
GONE = names.words("script style noscript template select button input textarea datalist option link meta")


@dataclass(slots=True)
class Sizes:
    """Characters below an element: all, inside links, and in text nodes long enough to be sentences."""

    text: int = 0
    links: int = 0
    sentences: int = 0

    @property
    def link_share(self) -> float:
        return self.links / self.text if self.text else 0.0


ZERO = Sizes()


def measure(root: HtmlElement) -> dict[HtmlElement, Sizes]:
    """Sizes of every element below `root`, in one pass up the tree."""
    sizes: dict[HtmlElement, Sizes] = {}
    elements = list(root.iter("*"))
    for element in elements:
        own = Sizes()
        if element.tag not in GONE:
            text = element.text
            if text:
                own.text = length = len(text.strip())
                if length >= SENTENCE:
                    own.sentences = length
        sizes[element] = own
    for element in reversed(elements):
        own = sizes[element]
        if element.tag == "a":
            own.links = own.text
            own.sentences = 0
        parent = element.getparent()
        if parent is None or element is root:
            continue
        above = sizes[parent]
        tail = element.tail
        if tail:
            length = len(tail.strip())
            above.text += length
            if length >= SENTENCE:
                above.sentences += length
        above.text += own.text
        above.links += own.links
        above.sentences += own.sentences
    return sizes


def ancestors(element: HtmlElement | None) -> Iterable[HtmlElement]:
    """The element and all around it."""
    while element is not None:
        yield element
        element = element.getparent()


def text_of(element: HtmlElement) -> str:
    if not isinstance(element.tag, str):
        return ""
    pieces: list[str] = []
    size = 0
    for piece in element.itertext("*"):
        pieces.append(piece)
        size += len(piece)
        if size > 400:
            break
    return " ".join("".join(pieces).split())


def first_elements(element: HtmlElement, most: int) -> Iterable[HtmlElement]:
    for number, inner in enumerate(element.iter("*")):
        if number >= most:
            return
        yield inner
