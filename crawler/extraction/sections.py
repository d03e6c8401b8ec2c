"""What of the lines before, in and after the body belongs to the article: the lead, the body's own lines, its further containers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.extraction import byline, datetext, datewords, headings, moments, names, shapes, wording
from crawler.extraction.blocks import Block
from crawler.extraction.body import Body, is_good, is_sentence
from crawler.extraction.captions import is_caption
from crawler.extraction.choice import Choice, is_lead_named, matches
from crawler.extraction.lists import FILE_ENDS
from crawler.extraction.text import fold, has_digit

_FACTS = 120  # characters of a line of facts
_BESIDE_DATE = 8  # its syllables besides the moment
_BOXES = ("div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "span")
_HEADER_GOOD = 4  # more lines of text than that between headline and body are a column of their own


def _is_sibling(block: Block, choice: Choice) -> bool:
    """A line beside a one-paragraph body that belongs to it: a caption, a heading, an item."""
    return block.element in choice.siblings and (block.after_image or is_caption(block) or block.kind in ("item", "row", "heading"))


def outer(element: HtmlElement | None, levels: int) -> HtmlElement | None:
    for _ in range(levels):
        if element is None or element.tag == "body":
            break
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return element


def header(blocks: Sequence[Block], zone: HtmlElement, description: str, choice: Choice, inside: bool = False) -> None:
    """Between headline and body: the lead, and nothing else."""
    many = sum(map(is_good, blocks)) > _HEADER_GOOD
    for block in blocks:
        if choice.credit(block, zone, above=True):
            continue
        if choice.is_title(block):
            choice.dropped("title again", block)
        elif rule := _furniture(block) or ("wording:contact" if wording.is_contact(block.text) else "") or _facts(block):
            choice.dropped(rule, block)
        elif block.element in choice.twins or _is_sibling(block, choice):
            choice.kept("body:further container", block)
            choice.front.append(block)
        elif is_lead_named(block, zone) and block.size >= 15 and block.link_share < 0.6:
            choice.kept("lead:name", block)
            choice.header.append(block)
        elif matches(block, description):
            choice.kept("lead:description", block)
            choice.header.append(block)
        elif not many and (is_good(block) or (inside and is_sentence(block)) or block.kind == "caption") and block.link_share < 0.65:
            choice.kept("lead:before the body", block)
            choice.header.append(block)
        else:
            choice.dropped("between headline and body", block)


def _facts(block: Block) -> str:
    """The rule for a line of facts that a link stands beside without a blank: `05/03/2024, 14:30Theo dõi trên Google News`."""
    if moments.is_note(block.text):
        return "note about the page"
    if datewords.is_left_over(block.text):
        return "rest of a date line"
    if rule := _shape(block):
        return rule
    if len(block.text) <= _FACTS and not shapes.ends_sentence(block.text) and has_digit(block.text):
        dates = datetext.find(block.text)
        if dates and dates[0].clock is not None and datewords.rest(fold(block.text), dates) <= _BESIDE_DATE:
            return "facts with a moment"
    plain = block.text[: -block.links] if 0 < block.links < len(block.text) else ""
    return "facts and a link" if plain and moments.is_date_line(plain) else ""


def _shape(block: Block) -> str:
    """The rule by whose shape a line outside the text is none."""
    return "shape:facts" if shapes.is_facts(block.text) else "shape:row of pieces" if shapes.is_row_of_pieces(block) else ""


def _is_file_line(block: Block) -> bool:
    """A line that is only the link to a file."""
    if block.link_share < 0.7 or not block.targets or block.kind == "row":
        return False
    return all(map(_is_file, block.targets))


def _is_file(target: str) -> bool:
    return target.lower().split("?", 1)[0].endswith(FILE_ENDS) or "fileticket=" in target.lower()


_SIZE = re.compile(r"\W*\d[\d.,]*\s*(?:bytes?|[kmg]i?b)\W*", re.I)
_BESIDE = 24  # characters beside the name of a file: its size, how often it was fetched


def _files_rule(block: Block) -> str:
    """The rule by which a line is the place of files and no text."""
    if headings.is_files_line(block.text) and block.link_share >= 0.3:
        return "line of files"
    if _is_file_line(block) and block.size <= 250:
        return "line of a file"
    if len(block.text) <= _BESIDE and _SIZE.fullmatch(block.text):
        return "size of a file"
    beside = block.size - block.links
    sized = bool(block.targets) and beside <= _BESIDE and _SIZE.search(block.text) is not None
    return "line of a file" if sized and all(map(_is_file, block.targets)) else ""


def _spelt(block: Block) -> bool:
    """Whether a link is an address spelt out, or leads to none: part of the text."""
    text = block.text.lower()
    return "@" in text or "http" in text or "www." in text or all(target.startswith(("mailto:", "tel:")) for target in block.targets)


def _is_link_line(block: Block) -> bool:
    """A line that is only a link to another page, and not an address spelt out."""
    if block.link_share < 0.9 or block.size < 12 or block.kind == "row" or not block.targets:
        return False
    text = block.text.lower()
    if text.endswith((".", "!", "?", ";", ",")) and not text.endswith(("..", "./.")):
        return False  # a sentence, all of it linked
    return not ("@" in text or text.startswith(("http", "www.")) or all(target.startswith(("mailto:", "tel:")) for target in block.targets))


def inner(blocks: Sequence[Block], zone: HtmlElement, choice: Choice) -> None:
    """The body's own lines: everything but credits at its ends, furniture lines, link lines, and lists under a related heading."""
    first = next((number for number, block in enumerate(blocks) if is_text(block)), 0)
    cut = next((number for number in range(len(blocks)) if _ends_article(blocks, number, first)), len(blocks))
    for rest in blocks[cut:]:
        choice.dropped("after a heading of something else", rest)
    blocks = blocks[:cut]
    last = next((number for number in range(len(blocks) - 1, -1, -1) if is_text(blocks[number])), len(blocks) - 1)
    for number, block in enumerate(blocks):
        rule = _inner_rule(blocks, number, first, last, choice, zone)
        if not rule:
            choice.inner.append(block)
        elif rule != "credit":
            choice.dropped(rule, block)


def _furniture(block: Block) -> str:
    """The rule by whose words a line is furniture. A sentence about a licence or a right is none, unless it reserves this text."""
    rule = wording.is_furniture(block.text)
    told = rule == "wording:footer" and is_good(block) and shapes.ends_sentence(block.text) and not wording.is_reserved(block.text)
    return "" if told else rule


def is_text(block: Block) -> bool:
    if block.counts:
        return True
    if not is_good(block) or shapes.is_facts(block.text):
        return False
    return not _furniture(block)


def _ends_article(blocks: Sequence[Block], number: int, first: int) -> bool:
    """Whether the article ends before this line of the body's container: readers' comments, or a list of other articles."""
    block = blocks[number]
    if block.kind == "row":
        return False
    if number > first and (headings.is_comments_heading(block.text) or _begins_readers(blocks, number)):
        return True
    if not headings.is_related_heading(block.text) or wording.is_inserted(block.text):
        return False
    rest = blocks[number + 1 :]
    if not any(map(is_text, rest)):
        return number > first
    return sum(other.links for other in rest) >= 0.25 * sum(other.size for other in rest)


def _begins_readers(blocks: Sequence[Block], number: int) -> bool:
    """Whether readers speak from this line on: a heading with a count or a reader's name, and names with times to the end."""
    text = blocks[number].text
    if not (headings.is_counted_heading(text) or moments.is_reader(text)):
        return False
    rest = blocks[number : number + 40]
    return sum(moments.is_reader(other.text) for other in rest) >= 2 and not any(
        other.kind in ("row", "caption") or other.size > 1200 for other in rest
    )


def _inner_rule(blocks: Sequence[Block], number: int, first: int, last: int, choice: Choice, zone: HtmlElement) -> str:
    """Why a line of the body goes, "" when it stays."""
    block = blocks[number]
    text = block.text
    edge = number < first or number > last or number in (0, len(blocks) - 1)
    if number <= first and choice.is_title(block):
        return "title again"
    if (edge or number >= min(last, len(blocks) - 3)) and choice.credit(block, zone):
        return "credit"
    if headings.is_related_heading(text) and block.kind != "row" and number + 1 < len(blocks) and blocks[number + 1].link_share >= 0.5:
        return "related heading"
    if headings.is_files_heading(text) and (edge or (number + 1 < len(blocks) and _is_file_line(blocks[number + 1]))):
        return "files heading"
    if number > last and block.kind not in ("row", "item", "caption") and (moments.is_note(text) or not any(map(str.isalpha, text))):
        return "note about the page"
    if _is_card(block, zone):
        return "card of another page"
    if shapes.offers_page(block):
        return "shape:another page"
    if (number < first or number > last) and not byline.looks_like_signature(text) and (rule := _shape(block)):
        return rule
    rule = _furniture(block)
    if (
        rule
        and (edge or rule in ("wording:counter", "wording:inserted") or block.link_share >= 0.8)
        and block.kind not in ("row", "caption")
    ):
        return rule
    if edge and block.kind != "row" and not any(map(str.isalpha, text)):
        return "only figures"
    if rule == "wording:form" and block.link_share >= 0.3:
        return rule
    if number > last and block.link_share >= 0.5 and block.kind != "row" and not byline.looks_like_signature(text) and not _spelt(block):
        return "a link after the text"
    if rule := _files_rule(block):
        return rule
    if _is_link_line(block) and not (number and blocks[number - 1].text.endswith(":")):
        return "line of a link"
    return ""


def _is_card(block: Block, zone: HtmlElement) -> bool:
    """Whether the line stands in one link with other lines: the title, teaser and site of another page, drawn as a card."""
    if block.link_share < 0.95 or block.kind in ("row", "caption") or block.after_image:
        return False
    for element in itertools.islice(block.element.iterancestors(), 6):
        if element is zone:
            return False
        if element.tag == "a" and element.get("href"):
            return sum(1 for box in element.iter(*_BOXES) if len((box.text or "").strip()) > 2) >= 2
    return False


def tail(blocks: Sequence[Block], body: Body, zone: HtmlElement, choice: Choice) -> None:
    """After the body: its further containers, credits and signature, until the first heading of something else."""
    close = outer(body.container, 2)
    near = set(close.iter("*")) if close is not None else set()
    near |= _further_sections(body.container, zone)
    beside = _beside(body.container)
    shut: set[HtmlElement] = set()  # inside boxes that begin with such a heading
    waiting: list[Block] = []  # headings and captions that belong to a container if text follows
    ended = False
    strange = 0
    for block in blocks:
        text = block.text
        rule = _furniture(block) or ("wording:contact" if wording.is_contact(text) else "")
        if choice.credit(block, zone, dated=False):
            continue
        if ended or block.element in shut:
            choice.dropped("after the article", block)
        elif rule == "wording:inserted":
            choice.dropped(rule, block)
        elif headings.is_related_heading(text) or headings.is_files_heading(text) or headings.is_comments_heading(text):
            box = _box(block, body.container)
            shut.update(box)
            ended = not box
            choice.dropped("heading of something else", block)
        elif headings.is_counted_heading(text) or moments.is_reader(text):
            ended = True
            choice.dropped("readers", block)
        elif rule := rule or _files_rule(block):
            choice.dropped(rule, block)
        elif not any(map(str.isalpha, text)):
            choice.dropped("only figures", block)
        elif (
            block.element in choice.twins
            or _is_sibling(block, choice)
            or (block.element in near and ((is_good(block) and block.link_share < 0.2) or (block.element in beside and is_sentence(block))))
        ):
            choice.kept("body:further container", block)
            choice.tail += [*waiting, block]
            waiting = []
        elif strange < 3 and byline.looks_like_signature(text) and block.link_share < 0.5 and block.element in near:
            choice.guess = choice.guess or text
            choice.dropped("credit:signature (goes last)", block)
        elif is_caption(block) and block.element in near:
            choice.tail.append(block)
        else:
            strange += 1
            choice.dropped("after the body", block)
            if block.element in near and block.link_share < 0.2 and (block.kind in ("heading", "item") or block.bold >= 0.9 * block.size):
                waiting.append(block)


def _further_sections(container: HtmlElement, zone: HtmlElement) -> set[HtmlElement]:
    """All inside the `section` elements that follow the one around the container, when their names are the same: a text laid out in
    several of them."""
    found: set[HtmlElement] = set()
    for element in container.iterancestors("section"):
        if element is zone or zone not in element.iterancestors():
            break
        for other in element.itersiblings("section"):
            if other.get("class") == element.get("class"):
                found.update(other.iter("*"))
    return found


def _beside(container: HtmlElement) -> set[HtmlElement]:
    """What stands in unnamed or equally named elements of the same tag right after the container."""
    found: set[HtmlElement] = set()
    for element in container.itersiblings(str(container.tag)):
        words = names.names(element)
        if not words.any_of(names.WEAK, names.WEAK_PHRASES):
            found.update(element.iter("*"))
    return found


def _box(heading: Block, container: HtmlElement) -> set[HtmlElement]:
    """The elements of the box that a heading opens; none when it stands free among what is around the body."""
    around = set(container.iterancestors())
    element = heading.element
    while True:
        parent = element.getparent()
        if parent is None or parent in around:
            break
        element = parent
    return set() if element is heading.element else set(element.iter("*"))
