"""The document of the lines that were chosen: each once, the lead known, the signature or source last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.extraction import byline
from crawler.extraction.blocks import Block
from crawler.extraction.body import Body, is_good, squeezed
from crawler.extraction.captions import is_caption
from crawler.extraction.choice import Choice, is_lead_named, matches
from crawler.extraction.text import fold


@dataclass(slots=True)
class Chosen:
    """The lines of the document after title and date line, and what some of them are."""

    lines: tuple[str, ...] = ()
    author: str = ""
    source: str = ""
    lead: str = ""
    captions: tuple[str, ...] = ()
    kept: tuple[Block, ...] = ()
    zone: HtmlElement | None = None  # the element around headline and body
    container: HtmlElement | None = None


def _is_heading(block: Block) -> bool:
    return block.kind == "heading"


def assemble(choice: Choice, description: str, zone: HtmlElement, body: Body) -> Chosen:
    header = choice.header
    kept = sorted(header + choice.front, key=lambda block: block.index) + choice.inner + choice.tail
    while len(kept) > 1 and _is_heading(kept[-1]) and kept[-1].size <= 120 and not byline.looks_like_signature(kept[-1].text):
        choice.dropped("heading with nothing under it", kept.pop())
    kept = _once(kept, header, choice)
    lead = _lead(kept, header, zone, description)
    captions = tuple(block.text for block in kept if is_caption(block) and block.text != lead)
    lines = [block.text for block in kept]
    author = _signature(kept)
    if author:
        pass
    elif choice.authors or choice.guess:
        choice.authors = choice.authors or [choice.guess]
        author = next((name for name in reversed(choice.authors) if byline.looks_like_signature(name)), choice.authors[-1])
        lines = lines[:-3] + [line for line in lines[-3:] if fold(line) != fold(author)]
        lines.append(author)
    source = choice.sources[0] if choice.sources else ""
    if source and not author:
        lines.append(source)
    return Chosen(tuple(lines), author, source, lead, captions, tuple(kept), zone, body.container)


def _once(kept: list[Block], header: Sequence[Block], choice: Choice) -> list[Block]:
    """The lead stands once, also where the body repeats it; other lines may repeat, as in a programme or a table."""
    leads = {squeezed(block.text).casefold() for block in (header or kept[:1])}
    seen: set[str] = set()
    result: list[Block] = []
    for block in kept:
        key = squeezed(block.text).casefold()
        if key in leads and key in seen and len(key) >= 40:
            choice.dropped("a second time", block)
            continue
        seen.add(key)
        result.append(block)
    return result


def _lead(kept: Sequence[Block], header: Sequence[Block], zone: HtmlElement, description: str) -> str:
    """The lead: what stood before the body, or a first line that name, weight of type or the page's description call so."""
    lines = [block.text for block in header if block in kept and block.kind != "caption"]
    if lines:
        return "\n".join(lines)
    for block in kept[:2]:
        if block.kind in ("caption", "row", "heading"):
            continue
        if is_lead_named(block, zone) or matches(block, description):
            return block.text
        if is_good(block) and block.bold >= 0.9 * block.size and any(other.bold < 0.5 * other.size for other in kept[1:]):
            return block.text
        break
    return ""


def _signature(kept: Sequence[Block]) -> str:
    """The last line of the article, when it is a name."""
    if len(kept) < 2:
        return ""
    last = kept[-1]
    if last.kind in ("caption", "row") or is_caption(last):
        return ""
    return last.text if byline.looks_like_signature(last.text) else ""
