"""Chooses the lines of the document: the lead before the body, the body, what of the article follows it, the signature last."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.extraction.attachments import Found
from crawler.extraction.blocks import BLOCK_TAGS, Block
from crawler.extraction.body import SHORT, Body, headline_index, is_sentence
from crawler.extraction.choice import Choice
from crawler.extraction.document import Chosen, assemble
from crawler.extraction.explain import Explain
from crawler.extraction.sections import header, inner, is_text, outer, tail
from crawler.extraction.sizes import ancestors

_PARAGRAPHS = frozenset({"p", "figure", "center", "table", "ul", "ol", "blockquote", "div", "h2", "h3", "h4", "h5"})


def choose(
    blocks: Sequence[Block],
    body: Body | None,
    headline: HtmlElement | None,
    title: str,
    description: str,
    files: Sequence[Found],
    explain: Explain | None,
) -> Chosen:
    """The document's lines. `description` is the page's meta description: evidence of the lead, never its text."""
    holder = _around(headline, files)
    if body is None or (holder is not None and not _is_wide(holder) and holder not in ancestors(body.container)):
        # What stands farther from the headline than its file is the text of something else.
        return Chosen(zone=holder)
    if body.evidence == SHORT and holder is not None and not any(map(is_sentence, blocks[body.first : body.last + 1])):
        return Chosen(zone=holder)  # a few words beside files are their heading
    choice = Choice(title, explain)
    at = headline_index(blocks, headline)
    zone = _zone(body.container, headline)
    choice.twins = _twins(zone, body, blocks)
    choice.siblings = _siblings(body.container)
    within = set(zone.iter("*"))
    start = body.first
    if body.first <= at <= body.last:
        start = next((block.index for block in blocks[at + 1 : body.last + 1] if is_text(block)), at + 1)
        header(blocks[at + 1 : start], zone, description, choice, inside=True)
    elif 0 <= at < body.first:
        header([block for block in blocks[at + 1 : body.first] if block.element in within], zone, description, choice)
    else:
        before = [block for block in blocks[max(0, body.first - 12) : body.first] if block.element in within and block.index != at]
        header(before, zone, description, choice)
    inner(blocks[start : body.last + 1], zone, choice)
    tail([block for block in blocks[body.last + 1 :] if block.element in within], body, zone, choice)
    return assemble(choice, description, zone, body)


def _zone(container: HtmlElement, headline: HtmlElement | None) -> HtmlElement:
    """The smallest element around headline and body; without a headline, two levels around the body."""
    if headline is not None:
        around = set(ancestors(headline))
        for element in ancestors(container):
            if element in around:
                return element
    above = outer(container, 2)
    return container if above is None else above


def _around(headline: HtmlElement | None, files: Sequence[Found]) -> HtmlElement | None:
    """On a page without text: the smallest element around the headline that holds a file."""
    for element in ancestors(headline):
        if any(element in file.around for file in files):
            return element
    return None


def _is_wide(element: HtmlElement) -> bool:
    return element.tag in ("body", "html", "form") or element.getparent() is None


def _twins(zone: HtmlElement, body: Body, blocks: Sequence[Block]) -> set[HtmlElement]:
    """Everything inside containers of the same tag and class as the body's that hold text: one laid out in several of them."""
    css = body.container.get("class")
    if not css:
        return set()
    alike = [element for element in zone.iter(str(body.container.tag)) if element is not body.container and element.get("class") == css]
    told = {element for block in blocks if is_text(block) for element in ancestors(block.element)} if alike else set()
    found: set[HtmlElement] = set()
    for element in alike:
        if element in told:
            found.update(element.iter("*"))
    return found - set(body.container.iter("*"))


def _siblings(container: HtmlElement) -> set[HtmlElement]:
    """The elements beside a container that is one paragraph, and what is in them."""
    parent = container.getparent()
    if parent is None or any(child.tag in BLOCK_TAGS for child in container):
        return set()
    return {inner for child in parent if child is not container and child.tag in _PARAGRAPHS for inner in child.iter("*")}
