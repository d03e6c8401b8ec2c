"""Lists of links to other pages: menus, related, newer and older articles, teasers. Judged by shape, whatever they are called."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction import credits, headings, names
from crawler.extraction.byline import looks_like_signature
from crawler.extraction.sizes import Sizes, text_of

FILE_ENDS = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".rar", ".rtf", ".odt", ".ods", ".7z")
BOXES = names.words("div section ul ol table dl td article tbody center main figure details nav aside")
_REST = 40  # characters
_TOLD = 70  # characters of a sentence and more
_EMPTY = 40  # elements without text between a list and its heading; looking on would take each list all the way up a hostile page
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)(?:$|[?#])|^\s*(?:javascript:|#)", re.I)
_HEADS = names.words("td th tr div span strong b label legend center font dt")
_ITEMS = names.words("li div article tr td dl section p a dd h3 h4 span table figure")


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of the page: sizes, elements that must stay, characters of its sentences, how to drop an element by a rule, and the
    elements in which a reader was asked to fill in or press something."""

    sizes: dict[HtmlElement, Sizes]
    safe: set[HtmlElement]
    total: int
    drop: Callable[[HtmlElement, str], None]
    asking: set[HtmlElement]


def drop_lists(tree: HtmlElement, page: Page) -> None:
    """Runs of link items: menus, related, newer and older articles, tables of contents."""
    for parent in list(tree.iter("*")):
        if len(parent) < 2 or (parent is not tree and parent.getparent() is None):
            continue
        if page.sizes[parent].links < 25 and not _has_cards(parent, page):
            continue
        if _is_teaser(page, parent):
            page.drop(parent, "list:teaser")
            continue
        _runs(page, parent)


def _has_cards(parent: HtmlElement, page: Page) -> bool:
    return (
        len(parent) >= 3
        and page.sizes[parent].text < 6000
        and any(child in page.sizes and _is_card(child, page.sizes[child]) for child in parent)
    )


def _runs(page: Page, parent: HtmlElement) -> None:
    run: list[HtmlElement] = []
    runs: list[list[HtmlElement]] = []
    for child in parent:
        if child.tag in ("br", "hr", "img", "script", "style"):
            continue
        if _is_link_item(page, child) and (not run or run[0].tag == child.tag):
            run.append(child)
        else:
            runs.append(run)
            run = [child] if _is_link_item(page, child) else []
        if child.tail and len(child.tail.strip()) > 25:  # links inside running text are no list
            runs.append([])
            run = []
    runs.append(run)
    for items in runs:
        heading = _heading_before(items[0]) if items else None
        wanted = 2 if heading is not None and headings.is_related_heading(text_of(heading)) else 3
        if len(items) < wanted or (heading is not None and _introduces(heading)):
            continue
        if sum(page.sizes[item].text for item in items) < 30:
            continue
        for item in items:
            if item.getparent() is not None:
                if item.tag in ("a", "span") and item.tail and len(item.tail.strip()) <= 25:
                    item.tail = None  # its bullet or date
                page.drop(item, "list:links")
        if heading is not None and heading not in page.safe and heading.getparent() is not None and _is_title_of_list(heading):
            page.drop(heading, "list:heading")
        if parent not in page.safe and parent.getparent() is not None and len(text_of(parent)) <= _REST and _is_of_links(parent):
            page.drop(parent, "list:rest")
            return


def _is_of_links(parent: HtmlElement) -> bool:
    """Whether what is left of an element are links and marks between them."""
    return all(child.tag in ("a", "br") for child in parent) and any(child.tag == "a" for child in parent)


def _is_teaser(page: Page, element: HtmlElement) -> bool:
    """A box of its own with a linked title and a summary under it: another article, offered to the reader."""
    sizes = page.sizes[element]
    if element in page.safe or element.tag not in BOXES or not 40 <= sizes.text <= 700 or sizes.sentences > 0.3 * page.total:
        return False
    if sizes.links < 0.12 * sizes.text or not _starts_with_link(element):
        return False
    first = next((link for link in element.iter("a") if len(text_of(link)) >= 20), None)
    if first is None or not _is_page(first.get("href")):
        return False
    # The title is a line of its own: nothing follows the link inside its own block.
    line = first
    around = line.getparent()
    while around is not None and around is not element and around.tag not in BOXES:
        line, around = around, around.getparent()
    return page.sizes[line].text <= sizes.links + 30 and not (line.tail and line.tail.strip())


def _is_title_of_list(heading: HtmlElement) -> bool:
    text = text_of(heading)
    if len(text) <= 80 and (headings.is_related_heading(text) or heading.tag in ("h2", "h3", "h4", "h5", "h6")):
        return True
    # A few words with no mark at their end, in a box or row of their own: "Trong số này"
    short = len(text) <= 40 and len(text.split()) <= 6 and heading.tag in _HEADS and text[-1:].isalpha()
    return short and not (looks_like_signature(text) or credits.source_of(text) or names.is_kept_part(heading))


def _introduces(heading: HtmlElement) -> bool:
    """A line of the article that announces its own list: "Hồ sơ gồm:"."""
    text = text_of(heading)
    return text.endswith(":") and not headings.is_related_heading(text)


def _is_link_item(page: Page, element: HtmlElement) -> bool:
    """An entry of a list of pages: its text is a link, or begins with one and goes on with a date or a teaser."""
    if element in page.safe or element.tag not in _ITEMS:
        return False
    sizes = page.sizes.get(element)
    if sizes is not None and _is_card(element, sizes):
        return True
    if sizes is None or sizes.links < 8 or sizes.text > 900:
        return False
    strict = sizes.links >= 0.6 * sizes.text
    rest = sizes.text - sizes.links
    if not strict and element.tag in ("p", "span") and not (rest <= 40 and sizes.links >= 15):
        return False
    if not strict and not (sizes.links >= 15 and (rest <= 40 or (sizes.links >= 0.12 * sizes.text and _starts_with_link(element)))):
        return False
    if rest >= _TOLD and _told_before_links(element):
        return False  # a text with a list of other pages at its end
    if element.tag == "tr" and sum(1 for cell in element if cell.tag in ("td", "th") and page.sizes[cell].text) >= 3:
        return False  # a row of a data table
    link = element if element.tag == "a" else next(element.iter("a"), None)
    return link is not None and _is_page(link.get("href"))


def _told_before_links(element: HtmlElement) -> bool:
    """Whether an element begins with running text, not with a link."""
    told = 0
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and part.tag == "a":
            return False
        piece = part.text if event == "start" else part.tail if part is not element else ""
        told += len(piece.strip()) if piece and isinstance(part.tag, str) and part.tag not in ("script", "style") else 0
        if told >= _TOLD:
            return True
    return False


def _is_card(element: HtmlElement, sizes: Sizes) -> bool:
    """A card of another page: a picture or nothing inside its link, a heading and few words beside it."""
    if not 8 <= sizes.text <= 260 or sizes.links > 4 or element.tag not in ("li", "div", "article", "td", "section"):
        return False
    if next(element.iter("h2", "h3", "h4", "h5", "h6"), None) is None:
        return False
    targets = {link.get("href") for link in element.iter("a")}
    return len(targets) == 1 and all(_is_page(target) and not _PICTURE.search(target or "") for target in targets)


def _is_page(href: str | None) -> bool:
    if not href:
        return False
    low = href.strip().lower()
    path = low.split("?", 1)[0].split("#", 1)[0]
    return not low.startswith(("mailto:", "tel:")) and not path.endswith(FILE_ENDS)


def _starts_with_link(element: HtmlElement) -> bool:
    """Whether the first words of an element stand in a link (an image or a date may come before)."""
    for inner in element.iter("*"):
        if inner.tag == "a":
            if any(len(piece.strip()) >= 12 for piece in inner.itertext()):
                return True
            if inner.tail and len(inner.tail.strip()) > 25:
                return False
            continue
        if inner.text and len(inner.text.strip()) > 25:
            return False
        if inner is not element and inner.tail and len(inner.tail.strip()) > 25:
            return False
    return False


def _heading_before(element: HtmlElement) -> HtmlElement | None:
    """The short line before a list: its previous sibling with text, or that of the list's container."""
    for _ in range(3):
        previous = element.getprevious()
        if previous is not None and previous.tail and len(previous.tail.strip()) > 3:
            return None
        for _ in range(_EMPTY):
            if previous is None or text_of(previous):
                break
            previous = previous.getprevious()
        if previous is not None:
            return previous if 0 < len(text_of(previous)) <= 160 else None
        parent = element.getparent()
        if parent is None or (parent.text and parent.text.strip()):
            return None
        element = parent
    return None
