"""The state of one choosing of lines: what was taken as lead, body and credits so far, and what names say of a line."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.extraction import credits, names, wording
from crawler.extraction.blocks import Block
from crawler.extraction.body import is_good, squeezed
from crawler.extraction.explain import Explain
from crawler.extraction.text import fold

_AUTHOR = 120  # characters of the longest author line
_NOBODY = frozenset(
    {"admin", "administrator", "quan tri", "quan tri vien", "quantri", "super user", "root", "user", "host", "superuser account", "system"}
)
_ACCOUNTS = frozenset({"ban bien tap", "bbt", "bien tap", "bien tap vien", "ban quan tri", "toa soan", "editor"})


@dataclass(slots=True)
class Choice:
    """The state of one choosing."""

    title: str
    explain: Explain | None
    lead: str = ""
    header: list[Block] = field(default_factory=list)
    front: list[Block] = field(default_factory=list)  # body before the main container
    inner: list[Block] = field(default_factory=list)
    tail: list[Block] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    twins: set[HtmlElement] = field(default_factory=set)  # elements inside further containers of the body's own kind
    siblings: set[HtmlElement] = field(default_factory=set)  # what stands beside a body that is one paragraph
    guess: str = ""  # a name right after the body, without label or class
    sources: list[str] = field(default_factory=list)

    def dropped(self, rule: str, block: Block) -> None:
        if self.explain is not None:
            self.explain.dropped(rule, block.text)

    def kept(self, rule: str, block: Block) -> None:
        if self.explain is not None:
            self.explain.kept(rule, block.text)

    def is_title(self, block: Block) -> bool:
        return squeezed(block.text).casefold() == squeezed(self.title).casefold()

    def credit(self, block: Block, around: HtmlElement | None, dated: bool = True, above: bool = False) -> bool:
        """Takes an author or source line out; true when the block was one. `dated`: a name before a date is an author's.

        `above`: the line stands above the text, where a system writes whose account entered it.
        """
        text = block.text
        author = credits.author_of(text) or (credits.author_before_date(text) if dated and block.kind != "row" else "")
        if not author and len(text) <= _AUTHOR and is_named(block, around, names.AUTHOR_WORDS, names.AUTHOR_PHRASES) and not is_good(block):
            author = text
        if not author and not dated and is_named(block, around, names.AUTHOR_WORDS, names.AUTHOR_PHRASES):
            self.dropped("credit:about the author", block)
            return True
        if author:
            nobody = fold(author) in _NOBODY or (above and fold(author) in _ACCOUNTS)
            if not nobody and not wording.is_furniture(author):
                self.authors.append(author)
            self.dropped("credit:author (goes last)", block)
            return True
        if credits.source_of(text) or (
            len(text) <= 160 and is_named(block, around, names.SOURCE_WORDS, names.SOURCE_PHRASES) and not wording.is_furniture(text)
        ):
            self.sources.append(text)
            self.dropped("credit:source (goes last)", block)
            return True
        return False


def is_named(block: Block, around: HtmlElement | None, words: frozenset[str], phrases: tuple[str, ...]) -> bool:
    """Whether the block, or an element close around it, has one of the names."""
    element: HtmlElement | None = block.hint if block.hint is not None else block.element
    for _ in range(4):
        if element is None or element is around or element.tag in ("body", "html"):
            return False
        if names.names(element).any_of(words, phrases):
            return True
        element = element.getparent()
    return False


def is_lead_named(block: Block, around: HtmlElement | None) -> bool:
    return is_named(block, around, names.LEAD_NEAR, names.LEAD_PHRASES)


def matches(block: Block, description: str) -> bool:
    """Whether the page's own description is this line, or begins it."""
    if len(description) < 30:
        return False
    line, text = squeezed(block.text).casefold(), squeezed(description).casefold().rstrip(".…")
    return line.startswith(text[:150]) or (len(line) >= 40 and text.startswith(line[:150]))
