"""The document of the lines that were chosen: each once, the lead known, the signature or source last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.extraction import byline
from crawler.extraction.blocks import Block
from crawler.extraction.body import Body, is_good, squeezed
from crawler.extraction.captions import is_caption
from crawler.extraction.choice import Choice, is_lead_named, matches
from crawler.extraction.text import fold

_LONG = 90  # characters without blanks of a paragraph that no author writes twice
_HEADING = 50  # characters of a line that only announces
_CAPTION = 18
_WHOLE = 400
_MORE = re.compile(r"(?:\.{2,}|…)?\(?(?:xemthêm|thugọn|rútgọn|readmore|showmore|more|less)?\)?(?:\.{2,}|…)?$")


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


def _announces(block: Block) -> bool:
    """Whether a line is the heading of something that was dropped, when it stands last."""
    if block.kind in ("row", "caption") or byline.looks_like_signature(block.text):
        return False
    return (block.kind == "heading" and block.size <= 120) or (block.size <= _HEADING and block.text.endswith(":"))


def assemble(choice: Choice, description: str, zone: HtmlElement, body: Body) -> Chosen:
    header = choice.header
    kept = sorted(header + choice.front, key=lambda block: block.index) + choice.inner + choice.tail
    while len(kept) > 1 and _announces(kept[-1]):
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
    """Each piece stands once: the lead that the body repeats, a caption shown twice, a paragraph written out for two screens, the whole
    text again in one block. Short lines may repeat, as in a programme, and so may the rows of a table."""
    leads = {squeezed(block.text).casefold() for block in (header or kept[:1])}
    keys = [squeezed(block.text).casefold() for block in kept]
    whole = _wholes(kept, keys)
    long = [key for block, key in zip(kept, keys, strict=True) if len(key) >= _LONG and block.kind != "row"]
    doubled = len(long) - len(set(long)) >= 2  # one sentence may stand again as a quotation
    seen: set[str] = set()
    captions: set[str] = set()
    result: list[Block] = []
    for number, (block, key) in enumerate(zip(kept, keys, strict=True)):
        pictured = block.after_image or is_caption(block)
        again = key in seen and (
            (key in leads and len(key) >= 40)
            or (doubled and len(key) >= _LONG and block.kind != "row")
            or (len(key) >= _CAPTION and (pictured or key in captions))
        )
        if again or number in whole or (pictured and _is_cut(key, keys[max(0, number - 2) : number] + keys[number + 1 : number + 3])):
            choice.dropped("a second time", block)
            continue
        seen.add(key)
        if pictured:
            captions.add(key)
        result.append(block)
    return result


def _is_cut(key: str, near: Sequence[str]) -> bool:
    """Whether a caption is another one close by, cut short: "… (xem thêm)"."""
    bare = _MORE.sub("", key)
    return len(bare) >= 40 and any(len(other) > len(bare) and other.startswith(bare) for other in near)


def _wholes(kept: Sequence[Block], keys: Sequence[str]) -> set[int]:
    """The blocks that hold most of the other ones: the text again without its paragraphs, as written for machines."""
    found: set[int] = set()
    for number, (block, key) in enumerate(zip(kept, keys, strict=True)):
        if len(key) < _WHOLE or block.kind == "row":
            continue
        parts = {other for other in keys if 40 <= len(other) < len(key) and other in key}
        if len(parts) >= 3 and sum(map(len, parts)) >= 0.6 * len(key):
            found.add(number)
    return found


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
    if last.kind in ("caption", "row") or is_caption(last) or byline.looks_like_source(last.text):
        return ""
    return last.text if byline.looks_like_signature(last.text) else ""
