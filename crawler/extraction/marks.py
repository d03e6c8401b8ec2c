"""What repeats at the same place across a portal's articles is furniture: found once, kept in the Profile, dropped ever after.

A line that was taken for the headline of several articles, and stands on most pages, is marked too: it is the headline of none.

A mark is a place (the path of tags with their classes and ids, no positions) and a hash of the line with its numbers masked. A line is only
furniture when its place holds that line and hardly anything else: the paragraphs of a body share one place and differ from article to
article, so a sentence, caption or signature that happens to repeat among them stays.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.extraction import byline, names
from crawler.extraction.blocks import Block, numbered
from crawler.extraction.explain import Explain
from crawler.extraction.titles import key_of

_DIGITS = re.compile(r"\d+")
_LEAST = 3  # articles that must show a line
_SHARE = 0.6  # of the articles
_PURE = 0.8  # of the lines at its place
_MOST_MARKS = 400
_TWICE = 2  # articles that must have one headline before it is doubted


def place(block: Block) -> str:
    """Where a line stands: tags from the page's body down, with class and id words that carry no number."""
    parts: list[str] = []
    element: HtmlElement | None = block.hint if block.hint is not None else block.element
    while element is not None and element.tag not in ("body", "html"):
        step = str(element.tag)
        anchor = element.get("id")
        if anchor and not any(char.isdigit() for char in anchor):
            step += "#" + anchor[:40]
        css = element.get("class")
        if css:
            step += "".join(sorted("." + name for name in css.split()[:6] if not any(char.isdigit() for char in name)))[:80]
        parts.append(step)
        element = element.getparent()
    return ">".join(reversed(parts))


def mark(block: Block) -> str:
    """The mark of a line: a readable end of its place, and a hash of place and masked text."""
    where = place(block)
    text = _DIGITS.sub("#", block.text)
    digest = hashlib.blake2b(f"{where}\n{text}".encode(), digest_size=8).hexdigest()
    return f"{where[-60:]}|{digest}"


TITLE = "headline|"


def title_mark(text: str) -> str:
    """The mark of a line as a headline, wherever it stands."""
    return TITLE + hashlib.blake2b(key_of(text).encode(), digest_size=8).hexdigest()


def shared_titles(pages: Sequence[tuple[str, frozenset[str]]]) -> frozenset[str]:
    """The marks of headlines that several articles of one portal share although each of its pages shows them: none is a headline.

    Of each article the mark of its headline, and those of all lines on its page.
    """
    need = max(_LEAST, round(_SHARE * len(pages)))
    chosen = Counter(title for title, _ in pages)
    shown = Counter(mark for _, marks in pages for mark in marks)
    return frozenset(title for title, count in chosen.items() if count >= _TWICE and shown[title] >= need)


def without(blocks: list[Block], furniture: Sequence[str], explain: Explain | None = None) -> list[Block]:
    """The blocks that carry no learned mark, numbered anew."""
    if not furniture:
        return blocks
    marks = set(furniture)
    kept: list[Block] = []
    for block in blocks:
        if mark(block) in marks:
            if explain is not None:
                explain.dropped("learned", block.text)
            continue
        kept.append(block)
    return numbered(kept)


def _may_be_furniture(block: Block) -> bool:
    """Never a caption, credit, lead or name: those repeat by nature."""
    if block.kind in ("caption", "row") or block.after_image or byline.looks_like_signature(block.text):
        return False
    element: HtmlElement | None = block.hint if block.hint is not None else block.element
    for _ in range(4):
        if element is None or element.tag in ("body", "html"):
            break
        words = names.names(element)
        if words.any_of(
            names.AUTHOR_WORDS | names.SOURCE_WORDS | names.LEAD_WORDS, names.AUTHOR_PHRASES + names.SOURCE_PHRASES + names.LEAD_PHRASES
        ):
            return False
        element = element.getparent()
    return True


def marks_of(pages: Sequence[Sequence[Block]], old: Sequence[str] = ()) -> tuple[str, ...]:
    """The marks to drop, learned from the blocks of several articles of one portal."""
    if len(pages) < _LEAST:
        return tuple(sorted(old))
    need = max(_LEAST, round(_SHARE * len(pages)))
    shown: Counter[str] = Counter()
    where: dict[str, str] = {}
    at_place: dict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        on_page: set[str] = set()
        for block in page:
            name, spot = mark(block), place(block)
            at_place[spot][name] += 1
            where[name] = spot
            if name not in on_page and _may_be_furniture(block):
                on_page.add(name)
        shown.update(on_page)
    repeated = {name for name, count in shown.items() if count >= need}
    found = {name for name in repeated if _is_own_place(at_place[where[name]], repeated)}
    return tuple(sorted(found | set(old))[:_MOST_MARKS])


def _is_own_place(lines: Counter[str], repeated: set[str]) -> bool:
    """Whether a place holds repeated lines and hardly anything else."""
    return sum(count for name, count in lines.items() if name in repeated) >= _PURE * sum(lines.values())
