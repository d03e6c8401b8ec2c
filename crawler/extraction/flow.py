"""The lines of a page as a reader meets them, each with where it stands: what headline and date are looked for in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.extraction.names import NOTHING, Names, is_hidden, is_shown_as_block, names
from crawler.extraction.text import clean

MAX_LINES = 10_000


class Zone:
    """What surrounds a line, as element and class names tell it: bits of `Line.zone`."""

    NAV = 1  # menus, breadcrumbs
    BANNER = 2  # the page's own header, outside any article
    FOOTER = 4
    SIDE = 8  # asides, sidebars, widgets
    RELATED = 16  # lists of other articles
    COMMENT = 32
    CLOCK = 64
    HIDDEN = 128
    FORM = 256


_NAV = frozenset(
    (
        *("nav", "menu", "navbar", "navigation", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "topnav", "submenu", "megamenu"),
        *("duongdan", "pager", "pagination", "paging"),
    )
)
_FOOTER = frozenset(("footer", "foot", "copyright", "bottom", "banquyen", "chantrang"))
_SIDE = frozenset(
    (
        *("sidebar", "aside", "widget", "widgets", "sidebars", "rightcol", "leftcol", "colright", "colleft", "cotphai", "cottrai"),
        *("popular", "mostread"),
    )
)
_RELATED = frozenset(
    (
        *("related", "relates", "relation", "recommend", "others", "other", "older", "newer", "newest", "latest", "lienquan", "tinkhac"),
        *("othernews", "relatednews", "morenews", "tinlienquan", "cungchuyenmuc", "tinmoi", "tincu", "docnhieu", "xemnhieu", "baikhac"),
    )
)
_RELATED_PHRASES = ("lienquan", "tinkhac", "cungchuyenmuc", "tinmoi", "tincu", "docnhieu", "xemnhieu", "baivietkhac", "tincung", "cactin")
_COMMENT = frozenset(("comment", "comments", "cmt", "binhluan", "disqus", "feedback", "ykien"))
_COMMENT_PHRASES = ("binhluan", "ykien", "commentlist", "phanhoi")
_BANNER = frozenset(("header", "banner", "masthead", "topbar", "topheader", "head", "top", "logo"))
_BANNER_PHRASES = ("topbar", "siteheader", "pageheader", "mainheader", "headertop", "headerpage", "sitename", "dautrang")
_CLOCK = frozenset(("clock", "datetimenow", "currenttime", "currentdate", "today", "dongho", "hientai", "lich"))
_CLOCK_PHRASES = ("clock", "currenttime", "currentdate", "datenow", "timenow", "ngayhientai", "homnay", "dongho", "headerdate", "datetop")
_ARTICLE = frozenset(
    ("article", "detail", "details", "news", "post", "entry", "story", "content", "chitiet", "baiviet", "node", "item", "main")
)
_SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "textarea", "select", "iframe", "object", "svg", "math", "head", "canvas", "audio"),
        *("video", "mat-icon", "ion-icon", "iconify-icon"),
    )
)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "html", "legend", "li", "main", "nav", "ol"),
        *("p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "hr", "br"),
    )
)


@dataclass(slots=True)
class Line:
    """Text between two breaks. `element` holds all of it: the innermost one when the line is one piece, else its block."""

    text: str
    element: HtmlElement
    block: HtmlElement
    zone: int
    href: str = ""  # of the link that holds the whole line
    heading: int = 0  # 1 to 6 inside a heading
    in_list: bool = False
    linked: int = 0  # characters that stand in links
    stamp: str = ""  # datetime attribute of a <time> in it
    named: frozenset[str] = field(default_factory=frozenset)  # class and id words of its element and two ancestors
    opens: str = ""  # address of the link the line begins with
    apart: str = ""  # the text with a space wherever another element begins: "Minh HàThứ Năm" are two things side by side


class _State(NamedTuple):
    """What holds for the text inside an element."""

    zone: int
    href: str
    heading: int
    block: HtmlElement
    in_list: bool
    in_article: bool


_BY_TAG = {"nav": Zone.NAV, "footer": Zone.FOOTER, "aside": Zone.SIDE, "header": Zone.BANNER, "form": Zone.FORM}
_ALL_ZONES = tuple(bit for name, bit in vars(Zone).items() if name.isupper())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TELLING = _BLOCKS - {"br"}  # what changes the state of its text even without attributes
_PAGE_ONLY = Zone.FOOTER | Zone.BANNER  # inside an article such elements are the article's own


_BY_WORD = (
    (Zone.NAV, _NAV),
    (Zone.FOOTER, _FOOTER),
    (Zone.SIDE, _SIDE),
    (Zone.RELATED, _RELATED),
    (Zone.COMMENT, _COMMENT),
    (Zone.CLOCK, _CLOCK),
)
_BY_PHRASE = tuple(
    (phrase, bit)
    for bit, phrases in (
        (Zone.RELATED, _RELATED_PHRASES),
        (Zone.COMMENT, _COMMENT_PHRASES),
        (Zone.CLOCK, _CLOCK_PHRASES),
        (Zone.BANNER, _BANNER_PHRASES),
    )
    for phrase in phrases
)
_ANY_WORD = frozenset(word for _, whole in _BY_WORD for word in whole)  # most names have none of them
_ANY_PHRASE = re.compile("|".join(phrase for phrase, _ in _BY_PHRASE))


def _named_zone(words: Names) -> int:
    """What the class and id words of an element say of all it holds."""
    zone = 0
    if not words.isdisjoint(_ANY_WORD):
        for bit, whole in _BY_WORD:
            if not words.isdisjoint(whole):
                zone |= bit
    joined = words.joined
    if _ANY_PHRASE.search(joined):
        for phrase, bit in _BY_PHRASE:
            if phrase in joined:
                zone |= bit
    if not words.isdisjoint(_BANNER) and words.isdisjoint(_ARTICLE):
        zone |= Zone.BANNER
    return zone


_NOWHERE = re.compile(r"javascript:\s*(?:void\b|return\b|;|//|$)", re.I)  # links for a script's sake


class Flow:
    """Reads a tree once into `lines`."""

    def __init__(self, tree: HtmlElement, elements: Sequence[HtmlElement] | None = None) -> None:
        self.lines: list[Line] = []
        self._pieces: list[tuple[str, HtmlElement, str]] = []
        self._stamp = ""
        self._words: list[frozenset[str]] = []  # of the element being read and of those around it
        root = tree.find("body")
        if root is None:
            root = tree
        self._walk(root, root.iter("*") if elements is None else islice(elements, elements.index(root), None))

    def _walk(self, root: HtmlElement, elements: Iterable[HtmlElement]) -> None:
        states = [_State(0, "", 0, root, False, False)]
        opened: list[HtmlElement] = []
        skipped: set[HtmlElement] = set()
        # Not iterwalk, which makes an event and a tuple twice for each element: an element is over when one follows that is not inside.
        for node in elements:
            parent = node.getparent()
            if parent in skipped:
                skipped.add(node)
                continue
            while opened and opened[-1] is not parent:
                self._close(opened.pop(), states, root)
            if len(self.lines) > MAX_LINES or not (opened or node is root):
                break
            tag: str = node.tag  # type: ignore[assignment]  # comments are left out
            state = states[-1]
            named = node.keys()
            words = names(node) if named and ("class" in named or "id" in named) else NOTHING
            if tag in _SKIPPED or words.glyph:
                skipped.add(node)
                self._leave(node, tag, state, root)
                continue
            own = "-" in tag and is_shown_as_block(node)  # a custom element that makes lines of its own
            if self._pieces and (own or tag in _BLOCKS):
                self._end(state)
            if named or own or tag in _TELLING:
                inner = self._enter(node, tag, state, named, words, own)
                if inner.zone & ~state.zone & Zone.HIDDEN and inner.block is state.block:  # within a line that is seen
                    skipped.add(node)
                    self._leave(node, "", state, root)
                    continue
                state = inner
            states.append(state)
            opened.append(node)
            self._words.append(words)
            if named and tag in _STAMPED:
                self._stamp = _stamp(node) or self._stamp
            text = node.text
            if text and (self._pieces or not text.isspace()):
                self._pieces.append((text, node, state.href))
        while opened and len(self.lines) <= MAX_LINES:
            self._close(opened.pop(), states, root)
        self._end(states[-1])

    def _close(self, node: HtmlElement, states: list[_State], root: HtmlElement) -> None:
        """What the end of an element does to the lines; its state goes."""
        state = states.pop()
        if self._pieces and (node.tag in _BLOCKS or state.block is node):
            self._end(state)
        self._words.pop()
        self._leave(node, "", states[-1], root)

    def _enter(self, node: HtmlElement, tag: str, state: _State, named: Sequence[str], words: Names, own: bool) -> _State:
        zone, href, heading, block, in_list, in_article = state
        if words:
            if words.zone < 0:
                words.zone = _named_zone(words)
            zone |= words.zone & ~Zone.BANNER if in_article else words.zone
        if words.hidden or "hidden" in named or (("aria-hidden" in named or "style" in named) and is_hidden(node)):
            zone |= Zone.HIDDEN
        if tag == "a":
            href = node.get("href") or href
            if href[:11].lower() == "javascript:" and _NOWHERE.match(href):
                href = ""
        elif tag in _BY_TAG:
            bit = _BY_TAG[tag]
            if not (in_article and bit & _PAGE_ONLY) and not (tag == "form" and block.tag in ("html", "body")):
                zone |= bit
        if own or (tag in _BLOCKS and tag != "br"):
            block = node
            if tag == "body":
                zone = 0
            elif tag in _HEADINGS:
                heading = int(tag[1])
            elif tag in ("ul", "ol", "dl"):
                in_list = True
            elif tag in ("article", "main"):
                in_article = True
        return _State(zone, href, heading, block, in_list, in_article)

    def _leave(self, node: HtmlElement, tag: str, state: _State, root: HtmlElement) -> None:
        """The text behind an element; `tag` is given for one that was not entered."""
        if self._pieces and tag in _BLOCKS:
            self._end(state)
        tail = node.tail
        if tail and node is not root and (self._pieces or not tail.isspace()):
            parent = node.getparent()
            if parent is not None:
                self._pieces.append((tail, parent, state.href))

    def _end(self, state: _State) -> None:
        pieces = self._pieces
        if not pieces:
            return
        self._pieces = []
        text = clean(pieces[0][0] if len(pieces) == 1 else "".join(_apart(pieces)))
        stamp, self._stamp = self._stamp, ""
        if not text:
            return
        full = [piece for piece in pieces if not piece[0].isspace()] or pieces
        _, element, opens = full[0]
        href, linked = opens, 0
        for piece, holder, target in full:
            if holder is not element:
                element = state.block
            if target != href:
                href = ""
            if target:
                linked += len(piece.strip())
        apart = text if len(full) < 2 else _cleaned_apart(pieces, text)
        near: list[frozenset[str]] = [words for words in self._words[-3:] if words]
        if element is not state.block and (own := names(element)):
            near.append(own)
        words = near[0] if len(near) == 1 else frozenset[str]().union(*near)
        self.lines.append(
            Line(text, element, state.block, state.zone, href, state.heading, state.in_list, linked, stamp, words, opens, apart)
        )


_STAMPED = frozenset(("time", "abbr", "span", "small", "i", "em", "p", "b", "strong", "label"))
_DATED = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}")
_STAMP_NAME = re.compile(r"^data-.*(?:time|date|stamp|publish|unix|ngay)")
_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")


def _stamp(node: HtmlElement) -> str:
    """The machine-readable moment of an element: its datetime attribute, a tool tip, ISO 8601 or Unix seconds in a data attribute."""
    found = node.get("datetime") or _dated(node.get("title"))
    if found:
        return found
    for name, value in node.attrib.items():
        if name.startswith("data-") and _STAMP_NAME.match(name):
            value = value.strip()
            if value.isdecimal() and len(value) in (10, 13):
                return datetime.fromtimestamp(int(value[:10]), UTC).isoformat()
            if len(value) < 40 and _ISO.match(value):
                return value
    return ""


def _dated(title: str | None) -> str:
    """A tool tip that holds a date ("2 ngày trước" shown, the moment in the title)."""
    return title if title and len(title) < 60 and _DATED.search(title) else ""


def _apart(pieces: list[tuple[str, HtmlElement, str]]) -> Iterator[str]:
    """The texts of the pieces; digits of two elements never run together ("27/12/2023" and "16:41" side by side)."""
    digit = False
    for text, _, _ in pieces:
        if digit and text[:1].isdigit():
            yield " "
        yield text
        digit = text[-1:].isdigit()


def _spaced(pieces: list[tuple[str, HtmlElement, str]]) -> Iterator[str]:
    """The texts of the pieces with a space between those of two elements, but not within a word."""
    before = ""
    for text, _, _ in pieces:
        if before[-1:].isalnum() and (text[:1].isupper() or text[:1].isdigit() or (before[-1:].isdigit() and text[:1].isalpha())):
            yield " "
        yield text
        before = text


def _cleaned_apart(pieces: list[tuple[str, HtmlElement, str]], text: str) -> str:
    """The text of the pieces with spaces between elements; `text` is the same without them, in most lines all the same."""
    spaced = "".join(_spaced(pieces))
    return text if spaced == "".join(_apart(pieces)) else clean(spaced)


def read(tree: HtmlElement, elements: Sequence[HtmlElement] | None = None) -> list[Line]:
    """The page's lines in order, at most MAX_LINES; `elements` are all of the tree in page order, when at hand.

    A zone that holds most of the page's running text is a wrapper named so by chance, and is taken off all lines.
    """
    lines = Flow(tree, elements).lines
    weights: dict[int, int] = {}
    for line in lines:
        weight = len(line.text) - line.linked
        weights[line.zone] = weights.get(line.zone, 0) + (weight if weight > 80 else 0)
    total = sum(weights.values())
    common = sum(bit for bit in _ALL_ZONES if total and sum(w for zone, w in weights.items() if zone & bit) > 0.6 * total)
    if common:
        for line in lines:
            line.zone &= ~common
    return lines
