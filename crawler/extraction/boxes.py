"""Boxes of something else set into a text: another article offered, a button to book, a call to report, a sponsor's line.

A box is told by its shape: it stands among paragraphs, is named where they are not, says little, and a link or button is a line of its own
in it. Pictures with captions, quotes, credits and files have such boxes too and stay.
"""

from __future__ import annotations

import re
from collections import Counter

from lxml.html import HtmlElement

from crawler.extraction import names
from crawler.extraction.lists import FILE_ENDS, Page
from crawler.extraction.sizes import ZERO, text_of
from crawler.extraction.text import fold

_TAGS = names.words("div section aside article details")
_INLINE = names.words("span b strong em i u font small label")
_BREAKS = names.words("p div ul ol li h1 h2 h3 h4 h5 h6 br hr table section article header footer figure img svg")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp")
_OWN = names.words("quote quotes blockquote pullquote embed tweet video table responsive note footnote footnotes references")
_OFFERED = names.words("related relate relates relation recommend recommended readmore ads advert advertisement newsletter subscribe")
_CROWD = 4000  # characters of a box of many items
_CROWDED = 2  # items
_ITEM = 300  # characters of an item in which its moment stands
_MOMENT = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d\b|\b\d{1,2} (?:giay|phut|gio|ngay|tuan|thang|nam) truoc|\b\d+ (?:minute|hour|day|week)s? ago"
)
_TEXT = 250  # characters of sentences that make a text
_LONGEST = 500  # characters of a box
_CARD = 700
_SAME = 3  # children of one name are the text's own way to set paragraphs


def drop_boxes(tree: HtmlElement, page: Page) -> None:
    """Drops every such box."""
    for link in list(tree.iter("a")):
        if len(link) and _is_card(link, page):
            page.drop(link, "box:card")
    for parent in list(tree.iter("div", "td", "dd", "section", "article", "main", "body", "blockquote")):
        sizes = page.sizes.get(parent, ZERO)
        if len(parent) < 3 or sizes.sentences < _TEXT:
            continue
        paragraphs = sum(child.tag == "p" and page.sizes.get(child, ZERO).sentences > 0 for child in parent)
        shapes = Counter((child.tag, child.get("class")) for child in parent)
        for child in list(parent):
            rare = shapes[(child.tag, child.get("class"))] < _SAME
            told = child.get("class") or child.get("id") or paragraphs >= _SAME  # a bare box is told from paragraphs by its tag
            if rare and told and child.tag in _TAGS and _is_box(child, sizes.sentences, page):
                page.drop(child, "box:link")
            elif rare and told and child.tag in _TAGS and (rule := _is_asking(child, sizes.sentences, page)):
                page.drop(child, rule)


def _is_card(link: HtmlElement, page: Page) -> bool:
    """Whether a link holds lines of its own, a title and what it is about: another page shown as a card."""
    sizes = page.sizes.get(link, ZERO)
    if not 20 <= sizes.text <= _CARD or not _leads(link) or _is_file(link) or link in page.safe or link.getparent() is None:
        return False
    held = [inner for inner in link.iter("div", "p", "h2", "h3", "h4", "h5", "li") if (inner.text and inner.text.strip())]
    return len(held) >= 2 and next(link.iter("figcaption", "h1"), None) is None


def _is_box(child: HtmlElement, around: int, page: Page) -> bool:
    sizes = page.sizes.get(child, ZERO)
    if child in page.safe or not 4 <= sizes.text <= _LONGEST or sizes.sentences > 0.35 * around:
        return False
    if next(child.iter("blockquote", "table", "iframe", "video", "h1"), None) is not None:
        return False
    words = names.names(child)
    told = words.any_of(names.BODY_WORDS, names.BODY_PHRASES) and not words.any_of(_OFFERED, names.OTHER_PHRASES)
    if words.any_of(_OWN) or told or names.is_kept_part(child):
        return False
    lines = [link for link in child.iter("a", "button") if _is_line(link)]
    if not lines or any(_is_file(link) for link in child.iter("a")):
        return False
    if next(child.iter("img", "picture"), None) is not None and not any(_leads(link) for link in lines):
        return False
    return not any(names.is_kept_part(inner) for inner in child.iter("*"))


def _is_asking(child: HtmlElement, around: int, page: Page) -> str:
    """The rule by which a box goes that asks the reader for something, or holds what readers said or other pages with their days."""
    sizes = page.sizes.get(child, ZERO)
    if child in page.safe or not 4 <= sizes.text <= _CROWD or sizes.sentences > 0.35 * around:
        return ""
    kept = next(child.iter("figure", "figcaption", "table", "iframe", "video", "h1", "blockquote"), None) is not None
    if kept or names.names(child).any_of(_OWN) or any(names.is_kept_part(inner) for inner in child.iter("*")):
        return ""
    if sizes.text <= _LONGEST and child in page.asking and next(child.iter("img"), None) is None:
        return "box:form"
    return "box:dated" if _tells_many(child) else ""


def _tells_many(box: HtmlElement) -> bool:
    """Whether two or more like elements of a box each name somebody or something and then a moment: readers, other pages."""
    items = [child for child in box if child.tag in ("div", "li", "article", "section")]
    shapes = Counter((item.tag, item.get("class")) for item in items)
    found = 0
    for item in items:
        if shapes[(item.tag, item.get("class"))] >= _CROWDED:
            text = text_of(item)
            if not text[:1].isdigit() and _MOMENT.search(fold(text[:_ITEM])):
                found += 1
    return found >= _CROWDED and found >= 0.6 * len(items)


def _is_line(link: HtmlElement) -> bool:
    """Whether a link or button is a line of its own, and no address spelt out."""
    text = text_of(link)
    if len(text) < 3 or "@" in text or text.lower().startswith(("http", "www.")):
        return False
    if (link.get("href") or "").lower().startswith(("mailto:", "tel:")):
        return False
    node = link
    while True:
        parent = node.getparent()
        if parent is None or (node.tail and node.tail.strip()):
            return False
        before, after = node.getprevious(), node.getnext()
        text_before = parent.text if before is None else before.tail
        if text_before and text_before.strip():
            return False
        if (before is not None and before.tag not in _BREAKS) or (after is not None and after.tag not in _BREAKS):
            return False
        if parent.tag not in _INLINE:
            return True
        node = parent


def _leads(link: HtmlElement) -> bool:
    """Whether a link leads to a page, not to the picture it surrounds."""
    path = (link.get("href") or "").lower().split("?", 1)[0]
    return bool(path) and not path.endswith(_PICTURES)


def _is_file(link: HtmlElement) -> bool:
    path = (link.get("href") or "").lower().split("?", 1)[0].split("#", 1)[0]
    if path.endswith(FILE_ENDS) or "fileticket=" in (link.get("href") or "").lower() or "download" in link.attrib:
        return True
    return text_of(link).lower().split(" (", 1)[0].endswith(FILE_ENDS)
