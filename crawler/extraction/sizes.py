"""How much text, how many links and how many sentences every element of a tree holds."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import HtmlElement

from crawler.extraction import names

SENTENCE = 50  # characters of one text node outside links: shorter is no evidence of a sentence
GONE = names.words("script style noscript template select button input textarea datalist option link meta")


class Sizes:
    """Characters below an element: all, inside links, and in text nodes long enough to be sentences.

    The zeros belong to the class: most elements hold nothing, and writing three for each costs more than counting the rest.
    """

    text: int = 0
    links: int = 0
    sentences: int = 0

    @property
    def link_share(self) -> float:
        return self.links / self.text if self.text else 0.0


ZERO = Sizes()


def measure(root: HtmlElement, elements: Iterable[HtmlElement] | None = None) -> dict[HtmlElement, Sizes]:
    """Sizes of every element below `root`, in one pass up the tree; `elements` are all of them in page order, when at hand."""
    sizes = {element: Sizes() for element in elements or root.iter("*")}
    for element, own in reversed(sizes.items()):
        tag = element.tag
        if tag not in GONE:
            text = element.text
            if text:
                length = len(text.strip())
                if length:
                    own.text += length
                    if length >= SENTENCE:
                        own.sentences += length
        if tag == "a" and own.text:
            own.links = own.text
            own.sentences = 0
        parent = element.getparent()
        if parent is None or element is root:
            continue
        above = sizes[parent]
        tail = element.tail
        if tail:
            length = len(tail.strip())
            if length:
                above.text += length
                if length >= SENTENCE:
                    above.sentences += length
        if own.text:
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
