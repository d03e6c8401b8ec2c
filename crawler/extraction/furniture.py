"""Drops what surrounds an article: by CMS family, by element, by name, and by the shape of link lists.

Structure comes first and wording last, and nothing is dropped that holds the headline or most of the page's sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.extraction import names, wording
from crawler.extraction.explain import Explain
from crawler.extraction.families import Family, Index

SENTENCE = 50  # characters of one text node outside links: shorter is no evidence of a sentence
_GONE = frozenset(
    {"script", "style", "noscript", "template", "select", "button", "input", "textarea", "datalist", "option", "link", "meta"}
)
_FRAMES = frozenset({"nav", "footer", "aside", "header", "form", "dialog", "menu", "fieldset"})
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "menubar", "alertdialog", "toolbar"}
)
_BOXES = frozenset(
    {"div", "section", "ul", "ol", "table", "dl", "td", "article", "tbody", "center", "main", "figure", "details", "nav", "aside"}
)
_CELLS = frozenset({"td", "tbody", "table"})
_SMALL_WEAK = frozenset(
    """date time datetime clock calendar meta postmeta postdate view views viewcount counter count hits tag tags keyword keywords category
    categories cat cate print tool tools readmore more share statistic stats stat""".split()
)
_SMALL_PHRASES = (
    "luotxem",
    "postdate",
    "ngaydang",
    "publishdate",
    "createdate",
    "ngaytao",
    "tukhoa",
    "chuyenmuc",
    "thoigian",
    "soluot",
    "ngaygio",
    "luotdoc",
)
_FILE_ENDS = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".rar", ".rtf", ".odt", ".ods", ".7z")
_ITEMS = frozenset({"li", "div", "article", "tr", "td", "dl", "section", "p", "a", "dd", "h3", "h4", "span", "table", "figure"})


@dataclass(slots=True)
class Sizes:
    """Characters below an element: all, inside links, and in text nodes long enough to be sentences."""

    text: int = 0
    links: int = 0
    sentences: int = 0

    @property
    def link_share(self) -> float:
        return self.links / self.text if self.text else 0.0


_ZERO = Sizes()


def measure(root: HtmlElement) -> dict[HtmlElement, Sizes]:
    """Sizes of every element below `root`, in one pass up the tree."""
    sizes: dict[HtmlElement, Sizes] = {}
    elements = list(root.iter("*"))
    for element in elements:
        own = Sizes()
        if element.tag not in _GONE:
            text = element.text
            if text:
                own.text = length = len(text.strip())
                if length >= SENTENCE:
                    own.sentences = length
        sizes[element] = own
    for element in reversed(elements):
        own = sizes[element]
        if element.tag == "a":
            own.links = own.text
            own.sentences = 0
        parent = element.getparent()
        if parent is None or element is root:
            continue
        above = sizes[parent]
        tail = element.tail
        if tail:
            length = len(tail.strip())
            above.text += length
            if length >= SENTENCE:
                above.sentences += length
        above.text += own.text
        above.links += own.links
        above.sentences += own.sentences
    return sizes


def ancestors(element: HtmlElement | None) -> Iterable[HtmlElement]:
    """The element and all around it."""
    while element is not None:
        yield element
        element = element.getparent()


class Pruner:
    """One pruning of one tree; the tree is changed."""

    def __init__(
        self, tree: HtmlElement, headline: HtmlElement | None, family: Family | None, index: Index, explain: Explain | None
    ) -> None:
        self.tree = tree
        self.family = family
        self.index = index
        self.explain = explain
        self.sizes = measure(tree)
        self.total = max(self.sizes[tree].sentences, 1)
        self.safe: set[HtmlElement] = set(ancestors(headline))
        self.headline = headline
        for body in tree.iter("body"):
            self.safe.add(body)
        self.bodies: list[HtmlElement] = []
        if family is not None:
            self.bodies = [found for found in index.all(family.body) if self.sizes[found].text > 0]
        for found in self.bodies:
            self.safe.update(ancestors(found))
        for body in tree.iter("div", "section", "article"):
            if body.get("itemprop") == "articleBody":
                self.safe.update(ancestors(body))

    def drop(self, element: HtmlElement, rule: str) -> None:
        if self.explain is not None and self.sizes.get(element, _ZERO).text:
            self.explain.dropped(rule, " ".join(element.itertext("*")))
        element.drop_tree()

    def run(self) -> None:
        """All rules, in order: family, elements and names, lists of links."""
        if self.family is not None:
            for element in list(self.index.every(self.family.drop)):
                if element not in self.safe and element.getparent() is not None:
                    self.drop(element, f"family:{self.family.name}")
        self._elements()
        self._lists()

    def _elements(self) -> None:
        before_headline = self.headline is not None
        stack = [self.tree]
        # A walk of its own, because dropped subtrees must not be entered.
        while stack:
            element = stack.pop()
            if element is self.headline:
                before_headline = False
            if element not in self.safe and element is not self.tree:
                rule = self._rule(element, before_headline)
                if rule:
                    self.drop(element, rule)
                    continue
            stack.extend(child for child in reversed(element) if isinstance(child.tag, str))

    def _rule(self, element: HtmlElement, before_headline: bool) -> str:
        tag = element.tag
        if tag in _GONE:
            return "" if tag == "script" and "ld+json" in (element.get("type") or "") else "element:" + tag
        if not element.attrib and tag not in _FRAMES:
            return ""
        sizes = self.sizes[element]
        share = sizes.sentences / self.total
        if names.is_hidden(element) and share < 0.6:
            return "hidden"
        if tag in _FRAMES:
            rule = self._frame(element, tag, sizes, share, before_headline)
            if rule:
                return rule
        role = element.get("role")
        if role in _ROLES and share < 0.5:
            return "role:" + role
        return self._named(element, tag, sizes, share)

    def _frame(self, element: HtmlElement, tag: str, sizes: Sizes, share: float, before_headline: bool) -> str:
        if tag in ("nav", "menu", "dialog"):
            return "element:" + tag if share < 0.5 else ""
        if tag == "footer":
            if self._holds_credit(element, sizes):
                return ""
            # an article's own footer may carry its signature: only what looks like a page's footer goes
            inside = any(around.tag == "article" for around in element.iterancestors())
            return "" if inside and sizes.text < 200 or share >= 0.5 else "element:footer"
        if tag == "header":
            return "element:header" if before_headline and share < 0.5 and not _has_lead(element) else ""
        if tag == "aside":
            inside = element.getparent() in self.safe and sizes.sentences > 0 and sizes.link_share < 0.15
            return "" if share >= 0.5 or (inside and sizes.sentences >= 0.5 * sizes.text) else "element:aside"
        if tag in ("form", "fieldset"):
            asks = any(
                field.get("type", "text").lower() in ("text", "email", "password", "search", "radio") for field in element.iter("input")
            )
            asks = asks or next(element.iter("textarea"), None) is not None
            return "element:form" if share < 0.4 and (asks or sizes.sentences < 80) else ""
        return ""

    def _named(self, element: HtmlElement, tag: str, sizes: Sizes, share: float) -> str:
        words = names.names(element)
        if not words or self._holds_credit(element, sizes):
            return ""
        if tag in _BOXES:
            strong = words.any_of(names.STRONG, names.STRONG_PHRASES)
            if strong and (tag not in _CELLS or self._is_thin(sizes)) and share < 0.6 and not self._is_content(words, sizes):
                return "name:" + _which(words, names.STRONG, names.STRONG_PHRASES)
            if (
                words.any_of(names.WEAK, names.WEAK_PHRASES)
                and share < 0.4
                and self._is_thin(sizes)
                and not self._is_kept_part(element, words)
            ):
                return "name:" + _which(words, names.WEAK, names.WEAK_PHRASES)
            return ""
        if sizes.text > 120 or sizes.sentences or tag == "tr":
            return ""
        strong = words.any_of(names.STRONG, names.STRONG_PHRASES)
        if strong or words.any_of(_SMALL_WEAK, _SMALL_PHRASES):
            if self._is_kept_part(element, words) or (tag in ("h1", "h2") and not strong):
                return ""
            if tag in ("span", "a", "b", "i", "em", "strong", "time", "small", "label", "font") and self._in_sentence(element, sizes):
                return ""
            return "name:" + _which(words, names.STRONG | _SMALL_WEAK, names.STRONG_PHRASES + _SMALL_PHRASES)
        return ""

    def _holds_credit(self, element: HtmlElement, sizes: Sizes) -> bool:
        """A small box with an author or source line among other things: its lines are judged one by one."""
        if not 5 <= sizes.text <= 400 or element.tag not in _BOXES | {"footer"}:
            return False
        return any(wording.author_of(line) or wording.source_of(line) for line in _lines(element))

    def _is_content(self, words: names.Names, sizes: Sizes) -> bool:
        """A wrapper such as `content-with-sidebar`: named after the article and full of sentences."""
        return words.any_of(names.BODY_WORDS, names.BODY_PHRASES) and sizes.sentences > 0.5 * sizes.text and sizes.sentences > 400

    def _is_thin(self, sizes: Sizes) -> bool:
        return sizes.link_share >= 0.35 or (sizes.sentences == 0 and sizes.text < 300)

    def _is_kept_part(self, element: HtmlElement, words: names.Names) -> bool:
        """Lead, caption, signature, source and attachments have names of their own, and rules of their own."""
        return (
            words.any_of(names.CAPTION_WORDS, names.CAPTION_PHRASES)
            or words.any_of(names.AUTHOR_WORDS, names.AUTHOR_PHRASES)
            or words.any_of(names.SOURCE_WORDS, names.SOURCE_PHRASES)
            or words.any_of(names.LEAD_WORDS, names.LEAD_PHRASES)
            or words.any_of(names.FILE_WORDS, names.FILE_PHRASES)
            or any(names.names(inner).any_of(names.AUTHOR_WORDS, names.AUTHOR_PHRASES) for inner in _first(element, 30))
        )

    def _in_sentence(self, element: HtmlElement, sizes: Sizes) -> bool:
        """A small inline element in the middle of a paragraph's text."""
        parent = element.getparent()
        if parent is None or parent.tag not in ("p", "li", "td", "span", "b", "strong", "em", "i"):
            return False
        return self.sizes[parent].text - sizes.text >= SENTENCE

    def _lists(self) -> None:
        """Runs of link items: menus, related, newer and older articles, tables of contents."""
        for parent in list(self.tree.iter("*")):
            if len(parent) < 2 or (parent is not self.tree and parent.getparent() is None):
                continue
            if self.sizes[parent].links < 25:
                continue
            if self._is_teaser(parent):
                self.drop(parent, "list:teaser")
                continue
            self._runs(parent)

    def _runs(self, parent: HtmlElement) -> None:
        run: list[HtmlElement] = []
        runs: list[list[HtmlElement]] = []
        for child in parent:
            if child.tag in ("br", "hr", "img", "script", "style"):
                continue
            if self._is_link_item(child) and (not run or run[0].tag == child.tag):
                run.append(child)
            else:
                runs.append(run)
                run = [child] if self._is_link_item(child) else []
            if child.tail and len(child.tail.strip()) > 25:  # links inside running text are no list
                runs.append([])
                run = []
        runs.append(run)
        for items in runs:
            heading = _heading_before(items[0]) if items else None
            wanted = 2 if heading is not None and wording.is_related_heading(_text(heading)) else 3
            if len(items) < wanted or (heading is not None and self._introduces(heading)):
                continue
            if sum(self.sizes[item].text for item in items) < 30:
                continue
            for item in items:
                if item.getparent() is not None:
                    if item.tag in ("a", "span") and item.tail and len(item.tail.strip()) <= 25:
                        item.tail = None  # its bullet or date
                    self.drop(item, "list:links")
            if heading is not None and heading not in self.safe and heading.getparent() is not None and self._is_title_of_list(heading):
                self.drop(heading, "list:heading")

    def _is_teaser(self, element: HtmlElement) -> bool:
        """A box of its own with a linked title and a summary under it: another article, offered to the reader."""
        sizes = self.sizes[element]
        if element in self.safe or element.tag not in _BOXES or not 40 <= sizes.text <= 700 or sizes.sentences > 0.3 * self.total:
            return False
        if sizes.links < 0.12 * sizes.text or not _starts_with_link(element):
            return False
        first = next((link for link in element.iter("a") if len(_text(link)) >= 20), None)
        if first is None or not _is_page(first.get("href")):
            return False
        # The title is a line of its own: nothing follows the link inside its own block.
        line = first
        while line.getparent() is not None and line.getparent() is not element and line.getparent().tag not in _BOXES:
            line = line.getparent()
        return self.sizes[line].text <= sizes.links + 30 and not (line.tail and line.tail.strip())

    def _is_title_of_list(self, heading: HtmlElement) -> bool:
        text = _text(heading)
        return len(text) <= 80 and (wording.is_related_heading(text) or heading.tag in ("h2", "h3", "h4", "h5", "h6"))

    def _introduces(self, heading: HtmlElement) -> bool:
        """A line of the article that announces its own list: "Hồ sơ gồm:"."""
        text = _text(heading)
        return text.endswith(":") and not wording.is_related_heading(text)

    def _is_link_item(self, element: HtmlElement) -> bool:
        """An entry of a list of pages: its text is a link, or begins with one and goes on with a date or a teaser."""
        if element in self.safe or element.tag not in _ITEMS:
            return False
        sizes = self.sizes.get(element)
        if sizes is None or sizes.links < 8 or sizes.text > 900:
            return False
        strict = sizes.links >= 0.6 * sizes.text
        rest = sizes.text - sizes.links
        if not strict and element.tag in ("p", "span") and not (rest <= 40 and sizes.links >= 15):
            return False
        if not strict and not (sizes.links >= 15 and (rest <= 40 or (sizes.links >= 0.12 * sizes.text and _starts_with_link(element)))):
            return False
        if element.tag == "tr" and sum(1 for cell in element if cell.tag in ("td", "th") and self.sizes[cell].text) >= 3:
            return False  # a row of a data table
        link = element if element.tag == "a" else next(element.iter("a"), None)
        return link is not None and _is_page(link.get("href"))


def _is_page(href: str | None) -> bool:
    if not href:
        return False
    low = href.strip().lower()
    path = low.split("?", 1)[0].split("#", 1)[0]
    return not low.startswith(("mailto:", "tel:")) and not path.endswith(_FILE_ENDS)


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
        if element.getprevious() is not None and element.getprevious().tail and len(element.getprevious().tail.strip()) > 3:
            return None
        previous = element.getprevious()
        while previous is not None and not _text(previous):
            previous = previous.getprevious()
        if previous is not None:
            return previous if len(_text(previous)) <= 160 else None
        parent = element.getparent()
        if parent is None or (parent.text and parent.text.strip()):
            return None
        element = parent
    return None


def _text(element: HtmlElement) -> str:
    if not isinstance(element.tag, str):
        return ""
    pieces: list[str] = []
    size = 0
    for piece in element.itertext("*"):
        pieces.append(piece)
        size += len(piece)
        if size > 400:
            break
    return " ".join("".join(pieces).split())


def _lines(element: HtmlElement) -> Iterable[str]:
    """The lines of a small element, cut at its block elements."""
    line = ""
    for inner in element.iter("*"):
        if inner.tag in ("div", "p", "li", "td", "br", "tr", "h3", "h4", "h5"):
            yield " ".join(line.split())
            line = ""
        line += inner.text or ""
        if inner is not element:
            line += inner.tail or ""
    yield " ".join(line.split())


def _has_lead(element: HtmlElement) -> bool:
    return any(names.names(inner).any_of(names.LEAD_WORDS, names.LEAD_PHRASES) for inner in _first(element, 60))


def _first(element: HtmlElement, most: int) -> Iterable[HtmlElement]:
    for number, inner in enumerate(element.iter("*")):
        if number >= most:
            return
        yield inner


def _which(words: names.Names, known: frozenset[str], phrases: tuple[str, ...]) -> str:
    hits = sorted(words & known)
    return hits[0] if hits else next((phrase for phrase in phrases if phrase in words.joined), "")
