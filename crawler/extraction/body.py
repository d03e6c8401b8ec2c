"""Finds which blocks of a pruned page are the article's body: near the headline, full of sentences, confirmed by trafilatura.

Blocks weigh by their sentences and by how close to the headline they stand; the body's container is the smallest element that
holds most of the weight. What of the article stands outside that container is chosen in `zones`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from crawler.extraction import headings, names, wording
from crawler.extraction.blocks import BLOCK_TAGS, Block

SHORT = "short"  # the evidence of a body of a few words
GOOD = 40  # characters outside links that make a line a piece of text
_ENDS = (".", "!", "?", "…", ";", ":", "”", '"', ")", "./.")
_SHARE = 0.62  # of the weight that a container must hold
_MOST_BLOCKS = 5_000
_MOST_ELEMENTS = 20_000
_SURE = 0.8  # of the weight: no second opinion is needed
_SHORTEST = 20  # characters of a line that may be all the text of an article
_HOME = 0.3  # of the page's text after the headline
_CLOSE = 3  # levels around the headline
_MOST = 800  # characters of one block that count: one huge block is no proof of an article
_LINES = 5  # short lines under a headline that make a text: a programme, a calendar, a table of results
_SHORT_LINE = 8  # characters
_TEXT = 200  # characters that make a text of an `article` element
_OF_TITLE = 3  # lines of an element that is a headline, not a box with a headline as its first words
_PIECES = frozenset({"table", "tbody", "thead", "tr", "ul", "ol", "dl"})
_LINKS = 3  # lines of links that end such a text


@dataclass(slots=True)
class Body:
    """Where the body stands: its container, and the indices of the first and last block inside it."""

    container: HtmlElement
    first: int
    last: int
    evidence: str


def is_good(block: Block) -> bool:
    """A line of running text: long enough outside links, with a sentence's marks or length."""
    plain = block.size - block.links
    if plain < GOOD or block.link_share > 0.5:
        return False
    return block.text.endswith(_ENDS) or plain >= 80 or any(mark in block.text for mark in (", ", ". ", "; "))


def is_sentence(block: Block) -> bool:
    """A short line that is a sentence all the same."""
    text = block.text
    return (
        block.size >= 15 and block.link_share < 0.65 and text.count(" ") >= 3 and text.endswith((".", "!", "?", ";")) and text[-2:] != ".."
    )


def squeezed(text: str) -> str:
    """Text without white space, for comparing what two serialisers made of one page."""
    return "".join(text.split())


def witness(tree: HtmlElement, blocks: Sequence[Block]) -> str:
    """What trafilatura takes for the article on the pruned tree, squeezed; "" when it finds nothing or the page is beyond all measure."""
    if len(blocks) > _MOST_BLOCKS or sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return ""
    document = bare_extraction(tree, include_comments=False, with_metadata=False, fast=True)
    if document is None or isinstance(document, dict):
        return ""
    return squeezed(document.text or "")


def _depths(headline: HtmlElement | None) -> dict[HtmlElement, int]:
    """Depth of every element around the headline, the root being 0."""
    chain: list[HtmlElement] = []
    element = headline
    while element is not None:
        chain.append(element)
        element = element.getparent()
    return {element: depth for depth, element in enumerate(reversed(chain))}


def _meeting(element: HtmlElement, depths: dict[HtmlElement, int]) -> int:
    """How deep around the headline the element stands."""
    current: HtmlElement | None = element
    while current is not None:
        if current in depths:
            return depths[current]
        current = current.getparent()
    return 0


def headline_index(blocks: Sequence[Block], headline: HtmlElement | None) -> int:
    """The index of the first block that stands in the headline element, -1 when there is none."""
    if headline is None:
        return -1
    for block in blocks:
        element: HtmlElement | None = block.hint if block.hint is not None else block.element
        while element is not None:
            if element is headline:
                return block.index
            element = element.getparent()
    inner = set(headline.iterancestors())  # an inline headline inside a line
    for block in blocks:
        if block.element in inner and squeezed(block.text) == squeezed(headline.text_content()):
            return block.index
    return -1


def _home(blocks: Sequence[Block], meets: Sequence[int], good: Sequence[bool], at: int) -> int:
    """The level around the headline that an article of this page stands on: the deepest that holds a fair part of the text after it."""
    held: dict[int, int] = {}
    for block, meet, fine in zip(blocks, meets, good, strict=True):
        if fine and block.index > at:
            held[meet] = held.get(meet, 0) + block.size - block.links
    total = sum(held.values())
    above = 0
    for meet in sorted(held, reverse=True):
        above += held[meet]
        if above >= _HOME * total:
            return meet
    return 0


def mark_short_text(blocks: Sequence[Block], at: int) -> None:
    """Marks the short lines under the headline of a text that is made of them: a programme, a calendar, a table of results.

    They end where something else begins: a heading of other articles, comments, files, a footer, a list of links.
    """
    found: list[Block] = []
    links = running = 0
    for block in blocks[at + 1 :] if at >= 0 else ():
        text = block.text
        if headings.is_related_heading(text) or headings.is_comments_heading(text) or headings.is_files_heading(text):
            break
        links = links + 1 if block.link_share > 0.5 else 0
        if links >= _LINKS or wording.is_footer(text):
            break
        if is_good(block):
            running += block.size - block.links
        elif (
            block.size >= _SHORT_LINE
            and block.link_share <= 0.2
            and block.kind != "caption"
            and not wording.is_furniture(text)
            and not wording.is_contact(text)
        ):
            found.append(block)
    if len(found) >= _LINES and sum(block.size for block in found) > running:
        for block in found:
            block.counts = True


def weigh(blocks: Sequence[Block], headline: HtmlElement | None, at: int, seen: str) -> list[float]:
    """The weight of each block as evidence of the body."""
    depths = _depths(headline)
    good = _evidence(blocks)
    others = _other_articles(blocks, good, headline)
    meets = [_meeting(block.element, depths) if fine else 0 for block, fine in zip(blocks, good, strict=True)]
    deepest = _home(blocks, meets, good, at)
    weights: list[float] = []
    for block, fine, meet in zip(blocks, good, meets, strict=True):
        if not fine or block.element in others:
            weights.append(0.0)
            continue
        weight = float(min(block.size - block.links, _MOST))
        if depths and deepest:
            weight *= 0.05 + 0.95 * ((min(meet, deepest) + 1) / (deepest + 1)) ** 4
        if at >= 0 and block.index < at:
            weight *= 0.15
        if seen:
            weight *= 1.4 if squeezed(block.text)[:200] in seen else 0.6
        weights.append(weight)
    return weights


def _is_evidence(block: Block) -> bool:
    return block.counts or (is_good(block) and not wording.is_furniture(block.text) and not wording.is_contact(block.text))


def _evidence(blocks: Sequence[Block]) -> list[bool]:
    """Which lines are text that a body is made of. Headings are not, unless most of the text is set in them."""
    good = [_is_evidence(block) for block in blocks]
    headed = sum(block.size for block, fine in zip(blocks, good, strict=True) if fine and block.kind == "heading")
    plain = sum(block.size for block, fine in zip(blocks, good, strict=True) if fine and block.kind != "heading")
    if headed > 2 * plain:
        return good
    return [fine and (block.counts or block.kind != "heading") for block, fine in zip(blocks, good, strict=True)]


def _other_articles(blocks: Sequence[Block], good: Sequence[bool], headline: HtmlElement | None) -> set[HtmlElement]:
    """All inside `article` elements other than the headline's own, when a text stands in that one."""
    element = headline
    while element is not None and element.tag != "article":
        element = element.getparent()
    if element is None:
        return set()
    own = set(element.iter("*"))
    if sum(block.size for block, fine in zip(blocks, good, strict=True) if fine and block.element in own) < _TEXT:
        return set()
    around = {element, *element.iterancestors()}
    found: set[HtmlElement] = set()
    for other in element.getroottree().iter("article"):
        if other not in around and other not in found:
            found.update(other.iter("*"))
    return found


def locate(
    blocks: Sequence[Block],
    headline: HtmlElement | None,
    known: Sequence[HtmlElement],
    tree: HtmlElement,
    is_own: Callable[[Block], bool] = lambda _: True,
) -> Body | None:
    """The body among `blocks`; `known` are containers that the CMS family names. None when the page holds no running text.

    `is_own` tells whether a line is the page's own, no item of a list of other pages: such items are no body.
    """
    at = headline_index(blocks, headline)
    inside = _known_body(blocks, known, at)
    if inside is not None:
        return inside
    mark_short_text(blocks, at)
    strange = frozenset(block.index for block in blocks if is_good(block) and not is_own(block)) | _offered(blocks, headline, at)
    container, sure = _container(blocks, headline, at, tree, "", strange)
    if container is not None and not sure:
        container, _ = _container(blocks, headline, at, tree, witness(tree, blocks), strange)
    if container is None:
        return _short(blocks, headline, at, strange)
    found = _within(blocks, _unwrapped(blocks, container, headline), "weight" if sure else "weight and trafilatura")
    if found is not None and not any(_is_evidence(block) and block.index not in strange for block in blocks[found.first : found.last + 1]):
        return _short(blocks, headline, at, strange)
    return found


def _offered(blocks: Sequence[Block], headline: HtmlElement | None, at: int) -> frozenset[int]:
    """The lines of boxes that open with a heading of other articles and hold a row for each: they are offered, not told."""
    around = set(headline.iterancestors()) if headline is not None else set()
    found: set[int] = set()
    for block in blocks[at + 1 :] if at >= 0 else ():
        if block.index in found or not headings.is_related_heading(block.text):
            continue
        box = block.element.getparent()
        if box is None or box in around:
            continue
        texts = [other for other in blocks[block.index + 1 :] if box in other.element.iterancestors()]
        rows = {id(row): row for row in (_row_of(other, box) for other in texts if is_good(other)) if row is not None}
        shapes = {(row.tag, row.get("class")) for row in rows.values()}
        if len(rows) >= 2 and len(shapes) == 1 and next(iter(rows.values())).get("class"):
            found.update(other.index for other in texts)
    return frozenset(found)


def _row_of(block: Block, box: HtmlElement) -> HtmlElement | None:
    """The element of a box, at most two levels below it, that holds a line; no paragraph."""
    chain = [block.element, *block.element.iterancestors()]
    at = next((number for number, element in enumerate(chain) if element is box), 0)
    rows = [element for element in chain[max(0, at - 2) : at] if element.tag in ("div", "li", "article", "td", "section", "tr")]
    return rows[0] if rows else None


def _container(
    blocks: Sequence[Block], headline: HtmlElement | None, at: int, tree: HtmlElement, seen: str, strange: frozenset[int]
) -> tuple[HtmlElement | None, bool]:
    """The element that holds most of the weight, None when there is none, and whether nothing speaks for another one.

    `strange` are the indices of lines in lists of other pages.
    """
    weights = [weight * (0.1 if index in strange else 1.0) for index, weight in enumerate(weigh(blocks, headline, at, seen))]
    opening = next((block.index for block, weight in zip(blocks, weights, strict=True) if weight and block.index > at), -1)
    others = [
        0.0 if weight and ((block.index == opening and block.bold >= 0.9 * block.size) or _in_lead(block)) else weight
        for block, weight in zip(blocks, weights, strict=True)
    ]
    weights = others if any(others) else weights
    total = sum(weights)
    if not total:
        return None, False
    held: dict[HtmlElement, float] = {}
    for block, weight in zip(blocks, weights, strict=True):
        if weight:
            element: HtmlElement | None = block.element
            while element is not None:
                held[element] = held.get(element, 0.0) + weight
                element = element.getparent()
    container = _descend(tree, held, total)
    if headline is not None and (container is headline or headline in container.iterancestors()) and _held(blocks, headline) <= _OF_TITLE:
        return None, False  # a long headline over nothing but files: it is no body
    return container, at >= 0 and held.get(container, total) >= _SURE * total


def _in_lead(block: Block) -> bool:
    """Whether a line stands in an element named as a lead: it is no evidence of where the body is."""
    element: HtmlElement | None = block.element
    for _ in range(3):
        if element is None:
            return False
        words = names.names(element)
        if words.any_of(names.LEAD_WORDS) and not words.any_of(names.BODY_WORDS, names.BODY_PHRASES):
            return True
        element = element.getparent()
    return False


def _short(blocks: Sequence[Block], headline: HtmlElement | None, at: int, strange: frozenset[int]) -> Body | None:
    """A page without running text: the few words close under the headline, when there are any."""
    if headline is None or at < 0:
        return None
    depths = _depths(headline)
    near = max(2, depths[headline] - _CLOSE)
    for block in blocks[at + 1 : at + 8]:
        plain = block.size - block.links
        if headings.is_related_heading(block.text) or headings.is_comments_heading(block.text):
            return None
        if plain < _SHORTEST or block.link_share > 0.3 or block.index in strange or _meeting(block.element, depths) < near:
            continue
        if wording.is_furniture(block.text) or wording.is_contact(block.text) or headings.is_files_heading(block.text):
            continue
        return _within(blocks, block.element, SHORT)
    return None


def _descend(root: HtmlElement, held: dict[HtmlElement, float], total: float) -> HtmlElement:
    """The smallest element that holds most of the weight."""
    current = root
    while True:
        weight = held.get(current, total)
        best = max((child for child in current if child in held), key=lambda child: held[child], default=None)
        if best is None:
            return current
        share = _SHARE
        words = names.names(best)
        if words.any_of(names.BODY_WORDS, names.BODY_PHRASES) or best.get("itemprop") == "articleBody":
            share = 0.5
        if held[best] < share * weight:
            return current
        current = best


def _unwrapped(blocks: Sequence[Block], container: HtmlElement, headline: HtmlElement | None) -> HtmlElement:
    """A single paragraph, a table or a list is no container: what it stands in is, up to the element that also holds the headline."""
    around = set(headline.iterancestors()) if headline is not None else set()
    while container.tag not in BLOCK_TAGS and (parent := container.getparent()) is not None and parent not in around:
        container = parent  # lines that stand bare in it are their block's
    alone = _held(blocks, container)
    piece = container.tag in _PIECES
    while True:
        held = _held(blocks, container)
        done = held > alone if piece else held > 1 or container.tag in ("td", "body", "article", "main")
        parent = container.getparent()
        if done or parent is None or parent in around or parent.tag in ("body", "html") or (parent.tag == "tr" and not piece):
            return container
        container = parent


def _held(blocks: Sequence[Block], element: HtmlElement) -> int:
    """How many lines stand inside an element."""
    below = set(element.iter("*"))
    return sum(block.element in below for block in blocks)


def _known_body(blocks: Sequence[Block], known: Sequence[HtmlElement], at: int) -> Body | None:
    """The family's container, when it holds text: the one with the headline, else the one with the most."""
    best: Body | None = None
    most = 0
    for element in known:
        body = _within(blocks, element, "family")
        if body is None:
            continue
        size = sum(block.size - block.links for block in blocks[body.first : body.last + 1])
        if body.first <= at <= body.last and size >= GOOD:
            return body
        if size > most:
            best, most = body, size
    return best if most >= GOOD else None


def _within(blocks: Sequence[Block], container: HtmlElement, evidence: str) -> Body | None:
    below = set(container.iter("*"))
    indices = [block.index for block in blocks if block.element in below]
    return Body(container, indices[0], indices[-1], evidence) if indices else None
