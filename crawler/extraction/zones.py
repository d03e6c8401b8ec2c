"""Chooses the lines of the document: the lead before the body, the body, what of the article follows it, the signature last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.extraction import byline, names, wording
from crawler.extraction.attachments import Found
from crawler.extraction.blocks import BLOCK_TAGS, Block
from crawler.extraction.body import Body, headline_index, is_good, is_sentence, squeezed
from crawler.extraction.captions import is_caption
from crawler.extraction.explain import Explain
from crawler.extraction.lists import FILE_ENDS
from crawler.extraction.sizes import ancestors
from crawler.extraction.text import fold

_HEADER_GOOD = 4  # more lines of text than that between headline and body are a column of their own
_PARAGRAPHS = frozenset({"p", "figure", "center", "table", "ul", "ol", "blockquote", "div", "h2", "h3", "h4", "h5"})
_AUTHOR = 120
_NOBODY = frozenset(
    {"admin", "administrator", "quan tri", "quan tri vien", "quantri", "super user", "root", "user", "host", "superuser account", "system"}
)


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


@dataclass(slots=True)
class _Choice:
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

    def credit(self, block: Block, around: HtmlElement | None, dated: bool = True) -> bool:
        """Takes an author or source line out; true when the block was one. `dated`: a name before a date is an author's."""
        text = block.text
        author = wording.author_of(text) or (wording.author_before_date(text) if dated else "")
        if (
            not author
            and len(text) <= _AUTHOR
            and _is_named(block, around, names.AUTHOR_WORDS, names.AUTHOR_PHRASES)
            and not is_good(block)
        ):
            author = text
        if not author and not dated and _is_named(block, around, names.AUTHOR_WORDS, names.AUTHOR_PHRASES):
            self.dropped("credit:about the author", block)
            return True
        if author:
            if not wording.is_furniture(author) and fold(author) not in _NOBODY:
                self.authors.append(author)
            self.dropped("credit:author (goes last)", block)
            return True
        if wording.source_of(text) or (
            len(text) <= 160 and _is_named(block, around, names.SOURCE_WORDS, names.SOURCE_PHRASES) and not wording.is_furniture(text)
        ):
            self.sources.append(text)
            self.dropped("credit:source (goes last)", block)
            return True
        return False


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
    choice = _Choice(title, explain)
    at = headline_index(blocks, headline)
    zone = _zone(body.container, headline)
    choice.twins = _twins(zone, body)
    choice.siblings = _siblings(body.container)
    inside = set(zone.iter("*"))
    start = body.first
    if body.first <= at <= body.last:
        start = next((block.index for block in blocks[at + 1 : body.last + 1] if _is_text(block)), at + 1)
        _header(blocks[at + 1 : start], zone, description, choice, inside=True)
    elif 0 <= at < body.first:
        _header([block for block in blocks[at + 1 : body.first] if block.element in inside], zone, description, choice)
    else:
        before = [block for block in blocks[max(0, body.first - 12) : body.first] if block.element in inside and block.index != at]
        _header(before, zone, description, choice)
    _inner(blocks[start : body.last + 1], zone, choice)
    _tail([block for block in blocks[body.last + 1 :] if block.element in inside], body, zone, choice)
    return _assemble(choice, description, zone, body)


def _zone(container: HtmlElement, headline: HtmlElement | None) -> HtmlElement:
    """The smallest element around headline and body; without a headline, two levels around the body."""
    if headline is not None:
        around = set(ancestors(headline))
        for element in ancestors(container):
            if element in around:
                return element
    outer = _outer(container, 2)
    return container if outer is None else outer


def _around(headline: HtmlElement | None, files: Sequence[Found]) -> HtmlElement | None:
    """On a page without text: the smallest element around the headline that holds a file."""
    for element in ancestors(headline):
        if any(element in file.around for file in files):
            return element
    return None


def _is_wide(element: HtmlElement) -> bool:
    return element.tag in ("body", "html", "form") or element.getparent() is None


def _twins(zone: HtmlElement, body: Body) -> set[HtmlElement]:
    """Everything inside containers of the same tag and class as the body's: a text laid out in several of them."""
    css = body.container.get("class")
    if not css:
        return set()
    found: set[HtmlElement] = set()
    for element in zone.iter(str(body.container.tag)):
        if element is not body.container and element.get("class") == css:
            found.update(element.iter("*"))
    return found - set(body.container.iter("*"))


def _siblings(container: HtmlElement) -> set[HtmlElement]:
    """The elements beside a container that is one paragraph, and what is in them."""
    parent = container.getparent()
    if parent is None or any(child.tag in BLOCK_TAGS for child in container):
        return set()
    return {inner for child in parent if child is not container and child.tag in _PARAGRAPHS for inner in child.iter("*")}


def _is_sibling(block: Block, choice: _Choice) -> bool:
    """A line beside a one-paragraph body that belongs to it: a caption, a heading, an item."""
    return block.element in choice.siblings and (block.after_image or is_caption(block) or block.kind in ("item", "row", "heading"))


def _outer(element: HtmlElement | None, levels: int) -> HtmlElement | None:
    for _ in range(levels):
        if element is None or element.tag == "body":
            break
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return element


def _is_named(block: Block, around: HtmlElement | None, words: frozenset[str], phrases: tuple[str, ...]) -> bool:
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
    return _is_named(block, around, names.LEAD_NEAR, names.LEAD_PHRASES)


def _matches(block: Block, description: str) -> bool:
    """Whether the page's own description is this line, or begins it."""
    if len(description) < 30:
        return False
    line, text = squeezed(block.text).casefold(), squeezed(description).casefold().rstrip(".…")
    return line.startswith(text[:150]) or (len(line) >= 40 and text.startswith(line[:150]))


def _header(blocks: Sequence[Block], zone: HtmlElement, description: str, choice: _Choice, inside: bool = False) -> None:
    """Between headline and body: the lead, and nothing else."""
    many = sum(map(is_good, blocks)) > _HEADER_GOOD
    for block in blocks:
        if choice.credit(block, zone):
            continue
        if choice.is_title(block):
            choice.dropped("title again", block)
        elif rule := wording.is_furniture(block.text) or ("wording:contact" if wording.is_contact(block.text) else ""):
            choice.dropped(rule, block)
        elif block.element in choice.twins or _is_sibling(block, choice):
            choice.kept("body:further container", block)
            choice.front.append(block)
        elif is_lead_named(block, zone) and block.size >= 15 and block.link_share < 0.6:
            choice.kept("lead:name", block)
            choice.header.append(block)
        elif _matches(block, description):
            choice.kept("lead:description", block)
            choice.header.append(block)
        elif not many and (is_good(block) or (inside and is_sentence(block)) or block.kind == "caption") and block.link_share < 0.65:
            choice.kept("lead:before the body", block)
            choice.header.append(block)
        else:
            choice.dropped("between headline and body", block)


def _is_file_line(block: Block) -> bool:
    """A line that is only the link to a file."""
    if block.link_share < 0.7 or not block.targets or block.kind == "row":
        return False
    return all(target.lower().split("?", 1)[0].endswith(FILE_ENDS) or "fileticket=" in target.lower() for target in block.targets)


def _is_link_line(block: Block) -> bool:
    """A line that is only a link to another page, and not an address spelt out."""
    if block.link_share < 0.9 or block.size < 12 or block.kind == "row" or not block.targets:
        return False
    text = block.text.lower()
    if text.endswith((".", "!", "?", ";", ",")) and not text.endswith(("..", "./.")):
        return False  # a sentence, all of it linked
    return not ("@" in text or text.startswith(("http", "www.")) or all(target.startswith(("mailto:", "tel:")) for target in block.targets))


def _inner(blocks: Sequence[Block], zone: HtmlElement, choice: _Choice) -> None:
    """The body's own lines: everything but credits at its ends, furniture lines, link lines, and lists under a related heading."""
    first = next((number for number, block in enumerate(blocks) if _is_text(block)), 0)
    cut = next((number for number in range(len(blocks)) if _ends_article(blocks, number, first)), len(blocks))
    for rest in blocks[cut:]:
        choice.dropped("after a heading of something else", rest)
    blocks = blocks[:cut]
    last = next((number for number in range(len(blocks) - 1, -1, -1) if _is_text(blocks[number])), len(blocks) - 1)
    for number, block in enumerate(blocks):
        rule = _inner_rule(blocks, number, first, last, choice, zone)
        if not rule:
            choice.inner.append(block)
        elif rule != "credit":
            choice.dropped(rule, block)


def _is_text(block: Block) -> bool:
    return is_good(block) and not wording.is_furniture(block.text)


def _ends_article(blocks: Sequence[Block], number: int, first: int) -> bool:
    """Whether the article ends before this line of the body's container: readers' comments, or a list of other articles."""
    block = blocks[number]
    if block.kind == "row":
        return False
    if number > first and wording.is_comments_heading(block.text):
        return True
    if not wording.is_related_heading(block.text):
        return False
    rest = blocks[number + 1 :]
    if not any(map(_is_text, rest)):
        return number > first
    return sum(other.links for other in rest) >= 0.25 * sum(other.size for other in rest)


def _inner_rule(blocks: Sequence[Block], number: int, first: int, last: int, choice: _Choice, zone: HtmlElement) -> str:
    """Why a line of the body goes, "" when it stays."""
    block = blocks[number]
    text = block.text
    edge = number < first or number > last or number in (0, len(blocks) - 1)
    if number <= first and choice.is_title(block):
        return "title again"
    if (edge or number >= min(last, len(blocks) - 3)) and choice.credit(block, zone):
        return "credit"
    if wording.is_related_heading(text) and block.kind != "row" and number + 1 < len(blocks) and blocks[number + 1].link_share >= 0.5:
        return "related heading"
    if wording.is_files_heading(text) and (edge or (number + 1 < len(blocks) and _is_file_line(blocks[number + 1]))):
        return "files heading"
    rule = wording.is_furniture(text)
    if (
        rule
        and (edge or rule in ("wording:counter", "wording:inserted") or block.link_share >= 0.8)
        and block.kind not in ("row", "caption")
    ):
        return rule
    if rule == "wording:form" and block.link_share >= 0.3:
        return rule
    if wording.is_files_line(text) and block.link_share >= 0.3:
        return "line of files"
    if _is_file_line(block) and block.size <= 250:
        return "line of a file"
    if _is_link_line(block) and not (number and blocks[number - 1].text.endswith(":")):
        return "line of a link"
    return ""


def _tail(blocks: Sequence[Block], body: Body, zone: HtmlElement, choice: _Choice) -> None:
    """After the body: its further containers, credits and signature, until the first heading of something else."""
    close = _outer(body.container, 2)
    near = set(close.iter("*")) if close is not None else set()
    beside = _beside(body.container)
    shut: set[HtmlElement] = set()  # inside boxes that begin with such a heading
    waiting: list[Block] = []  # headings and captions that belong to a container if text follows
    ended = False
    strange = 0
    for block in blocks:
        text = block.text
        rule = wording.is_furniture(text) or ("wording:contact" if wording.is_contact(text) else "")
        if choice.credit(block, zone, dated=False):
            continue
        if ended or block.element in shut:
            choice.dropped("after the article", block)
        elif wording.is_related_heading(text) or wording.is_files_heading(text) or wording.is_comments_heading(text):
            box = _box(block, body.container)
            shut.update(box)
            ended = not box
            choice.dropped("heading of something else", block)
        elif rule:
            choice.dropped(rule, block)
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


def _is_heading(block: Block) -> bool:
    return block.kind == "heading"


def _assemble(choice: _Choice, description: str, zone: HtmlElement, body: Body) -> Chosen:
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


def _once(kept: list[Block], header: Sequence[Block], choice: _Choice) -> list[Block]:
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
        if is_lead_named(block, zone) or _matches(block, description):
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
