"""Lines that are no text by their shape, whatever their words: rows of tools, facts about the page, another page offered in one line.

A reader tells them by how they are made: several short pieces side by side, each an element of its own; a label and a figure, twice or
more; a label and behind it nothing but the linked headline of another page. None of them is a sentence.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block

_INLINE = frozenset(("span", "a", "b", "strong", "i", "em", "small", "label", "button", "font", "time", "u", "svg", "img", "input", "li"))
_PIECE = 32  # characters of the longest of several pieces side by side
_PIECES = 3
_BOX = 160  # characters of a row of them
_PAIR = re.compile(r"[^\W\d][^:：.!?]{0,40}[:：]\s*\S")
_BREAK = re.compile(r"\s+[|—–•·-]\s+|\s*[|•·]\s*|;\s+|,\s+(?=[^,:]{1,30}:)")
_FACTS = 160
_SENTENCE_END = (".", "!", "?", "…", "”", '"')
_LABEL = 40  # characters before the link of a page that is offered
_SPACES = 3  # blanks that the count of linked characters may lack
_HEADLINE = 4  # words of the shortest headline


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return text.rstrip(" )*").endswith(_SENTENCE_END)


def is_row_of_pieces(block: Block) -> bool:
    """Whether a line is three or more short pieces side by side, each in an element of its own, with no text between."""
    element = block.element
    if block.size > _BOX or ends_sentence(block.text) or block.kind in ("row", "caption", "heading"):
        return False
    while len(element) == 1 and not _has_text(element):
        element = element[0]
    if len(element) < _PIECES or _has_text(element):
        return False
    sizes = [_size(child) for child in element if child.tag in _INLINE]
    said = [size for size in sizes if size]
    return len(said) >= _PIECES and len(sizes) == len(element) and max(said) <= _PIECE


def _has_text(element: HtmlElement) -> bool:
    """Whether letters stand in the element itself, beside its children."""
    return any(piece and any(map(str.isalnum, piece)) for piece in (element.text, *(child.tail for child in element)))


def _size(element: HtmlElement) -> int:
    size = 0
    for piece in element.itertext("*"):
        size += len(piece.strip())
        if size > _PIECE:
            break
    return size


def is_facts(text: str) -> bool:
    """Whether a line is nothing but labels with their values, two or more of them, a figure among them: `Mã bài: 8213 — Lượt gửi: 12`."""
    if len(text) > _FACTS or ends_sentence(text) or text.count(":") < 2 or not any(map(str.isdigit, text)):
        return False
    parts = [part for part in _BREAK.split(text) if part.strip()]
    return len(parts) >= 2 and all(_PAIR.match(part.strip()) for part in parts)


def offers_page(block: Block) -> bool:
    """Whether a line is a label and the linked headline of one other page: `Nên đọc: …`; no file, no address spelt out."""
    text = block.text
    if block.kind in ("row", "caption") or not 0.4 <= block.link_share < 1.0 or len(set(block.targets)) != 1:
        return False
    head, mark, rest = text.partition(":")
    linked = rest.strip()
    if not mark or len(head) > _LABEL or abs(len(linked) - block.links) > _SPACES or len(linked.split()) < _HEADLINE:
        return False
    if any(map(str.isdigit, head)) or any(sign in linked for sign in ("@", "/", "www.")):
        return False
    return not block.targets[0].lower().startswith(("mailto:", "tel:"))
