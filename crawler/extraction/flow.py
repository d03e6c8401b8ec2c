"""The lines of a page as a reader meets them, each with where it stands: what headline and date are looked for in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.names import Names, cut, is_hidden, names
from crawler.extraction.text import clean

MAX_LINES = 20_000
_NO_NAMES = cut("")


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
_LIGATURES = ("material-icons", "material-symbols", "mat-icon")  # icon fonts: the element's word is the icon's name
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


@dataclass(slots=True)
class _State:
    zone: int
    href: str
    heading: int
    block: HtmlElement
    in_list: bool
    in_article: bool
    words: tuple[frozenset[str], ...]


_BY_TAG = {"nav": Zone.NAV, "footer": Zone.FOOTER, "aside": Zone.SIDE, "header": Zone.BANNER, "form": Zone.FORM}
_ALL_ZONES = tuple(bit for name, bit in vars(Zone).items() if name.isupper())
_PAGE_ONLY = Zone.FOOTER | Zone.BANNER  # inside an article such elements are the article's own


@lru_cache(maxsize=4096)
def _named_zone(words: Names, joined: str) -> int:
    """What the class and id words of an element say of all it holds."""
    zone = 0
    for bit, whole, phrases in (
        (Zone.NAV, _NAV, ()),
        (Zone.FOOTER, _FOOTER, ()),
        (Zone.SIDE, _SIDE, ()),
        (Zone.RELATED, _RELATED, _RELATED_PHRASES),
        (Zone.COMMENT, _COMMENT, _COMMENT_PHRASES),
        (Zone.CLOCK, _CLOCK, _CLOCK_PHRASES),
    ):
        if not words.isdisjoint(whole) or any(phrase in joined for phrase in phrases):
            zone |= bit
    if (not words.isdisjoint(_BANNER) and words.isdisjoint(_ARTICLE)) or any(phrase in joined for phrase in _BANNER_PHRASES):
        zone |= Zone.BANNER
    return zone


@lru_cache(maxsize=1024)
def _union(words: tuple[frozenset[str], ...]) -> frozenset[str]:
    return frozenset().union(*words)


class Flow:
    """Reads a tree once into `lines`."""

    def __init__(self, tree: HtmlElement) -> None:
        self.lines: list[Line] = []
        self._pieces: list[tuple[str, HtmlElement, str]] = []
        self._stamp = ""
        self._walk(tree)

    def _walk(self, tree: HtmlElement) -> None:
        root = tree.find("body")
        if root is None:
            root = tree
        states = [_State(0, "", 0, root, False, False, ())]
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, node in walker:
            tag = str(node.tag)
            if event == "start":
                if tag in _SKIPPED or (node.get("class") or "").startswith(_LIGATURES):
                    walker.skip_subtree()
                    states.append(states[-1])
                    continue
                if tag in _BLOCKS and self._pieces:
                    self._end(states[-1])
                states.append(self._enter(node, tag, states[-1]))
                if tag in _STAMPED and node.attrib:
                    self._stamp = _stamp(node) or self._stamp
                if node.text:
                    self._add(node.text, node, states[-1])
            else:
                if tag in _BLOCKS and self._pieces:
                    self._end(states[-1])
                states.pop()
                parent = node.getparent()
                if node.tail and parent is not None and node is not root:
                    self._add(node.tail, parent, states[-1])
            if len(self.lines) > MAX_LINES:
                break
        self._end(states[-1] if states else _State(0, "", 0, root, False, False, ()))

    def _enter(self, node: HtmlElement, tag: str, state: _State) -> _State:
        words = _NO_NAMES
        zone, href = state.zone, state.href
        if node.attrib:
            words = names(node)
            if words:
                named = _named_zone(words, words.joined)
                zone |= named & ~Zone.BANNER if state.in_article else named
            if is_hidden(node):
                zone |= Zone.HIDDEN
            if tag == "a":
                href = node.get("href") or href
        if tag in _BY_TAG:
            bit = _BY_TAG[tag]
            if not (state.in_article and bit & _PAGE_ONLY) and not (tag == "form" and state.block.tag in ("html", "body")):
                zone |= bit
        if tag not in _BLOCKS or tag == "br":
            return _State(zone, href, state.heading, state.block, state.in_list, state.in_article, (*state.words[-2:], words))
        if tag == "body":
            zone = 0
        heading = int(tag[1]) if tag[0] == "h" and tag[1] in "123456" else state.heading
        in_list = state.in_list or tag in ("ul", "ol", "dl")
        return _State(zone, href, heading, node, in_list, state.in_article or tag in ("article", "main"), (*state.words[-2:], words))

    def _add(self, text: str, node: HtmlElement, state: _State) -> None:
        if text.isspace() and not self._pieces:
            return
        self._pieces.append((text, node, state.href))

    def _end(self, state: _State) -> None:
        pieces = self._pieces
        if not pieces:
            return
        text = clean("".join(_apart(pieces)))
        stamp, self._stamp = self._stamp, ""
        if text:
            full = [piece for piece in pieces if not piece[0].isspace()] or pieces
            element = full[0][1] if all(piece[1] is full[0][1] for piece in full) else state.block
            linked = sum(len(piece[0].strip()) for piece in full if piece[2])
            href = full[0][2] if all(piece[2] == full[0][2] for piece in full) else ""
            words = _union(state.words)
            if element is not state.block:
                words |= names(element)
            self.lines.append(
                Line(text, element, state.block, state.zone, href, state.heading, state.in_list, linked, stamp, words, full[0][2])
            )
        self._pieces = []


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


def read(tree: HtmlElement) -> list[Line]:
    """The page's lines in order, at most MAX_LINES.

    A zone that holds most of the page's running text is a wrapper named so by chance, and is taken off all lines.
    """
    lines = Flow(tree).lines
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
