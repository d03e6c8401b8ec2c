"""Drops what surrounds an article: by CMS family, by element, by name, and by the shape of link lists.

Structure comes first and wording last, and nothing is dropped that holds the headline or most of the page's sentences.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from lxml.html import HtmlElement

from crawler.extraction import credits, names
from crawler.extraction.blocks import BLOCK_TAGS
from crawler.extraction.boxes import drop_boxes
from crawler.extraction.explain import Explain
from crawler.extraction.families import Family, Index
from crawler.extraction.lists import BOXES, Page, drop_lists
from crawler.extraction.shared import Shared
from crawler.extraction.sizes import GONE, SENTENCE, ZERO, Sizes, ancestors, first_elements, measure

_FRAMES = frozenset({"nav", "footer", "aside", "header", "form", "dialog", "menu", "fieldset"})
_NEVER = frozenset({"nav", "footer", "aside", "form", "header", "menu", "dialog", "script", "style", "noscript", "select", "template"})
_MACHINE = frozenset({"dateModified", "datePublished", "mainEntityOfPage"})
_CONTROLS = frozenset(("input", "button", "textarea"))
_ASKED = 3  # elements around a field or button that are its box
_PUBLISHER = 300  # characters of its name and addresses
_HEART = 0.25  # of the page's sentences
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "menubar", "alertdialog", "toolbar"}
)
_READERS = frozenset({"comment", "comments", "cmt", "disqus", "reply", "replies"})
_CELLS = frozenset({"td", "tbody", "table"})
_PARTING = BLOCK_TAGS | {"br"}
_SMALL_WEAK = names.words(
    """date time datetime clock calendar meta postmeta postdate view views viewcount counter count hits tag tags keyword keywords category
    categories cat cate print tool tools readmore more share statistic stats stat"""
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
_ALL_WORDS = names.STRONG | names.WEAK | _SMALL_WEAK
_ALL_PHRASES = names.STRONG_PHRASES + names.WEAK_PHRASES + _SMALL_PHRASES


class Pruner:
    """One pruning of one tree; the tree is changed."""

    def __init__(
        self, tree: HtmlElement, headline: HtmlElement | None, family: Family | None, index: Index, explain: Explain | None
    ) -> None:
        self.tree = tree
        self.family = family
        self.index = index
        self.explain = explain
        self.sizes = measure(tree, index.elements)
        self.total = max(self.sizes[tree].sentences, 1)
        self.safe: set[HtmlElement] = set(ancestors(headline))
        self.headline = headline
        self.asking: set[HtmlElement] = set()
        for body in tree.iter("body"):
            self.safe.add(body)
        self.bodies: list[HtmlElement] = []
        if family is not None:
            self.bodies = [found for found in index.all(family.body) if self.sizes[found].text > 0]
        for found in self.bodies:
            self.safe.update(ancestors(found))
        for body in tree.iter("div", "section", "article"):
            if body.get("itemprop") == "articleBody" and not names.is_hidden(body):
                self.safe.update(ancestors(body))
        self.safe.update(self._heart())
        self.shared = Shared(self.safe)

    def _heart(self) -> list[HtmlElement]:
        """The boxes around the running text close under the headline, the outermost first: their names are chance, as with page builders
        whose every box is a widget."""
        around = self.headline
        while around is not None and self._held(around) < _HEART * self.total:
            around = around.getparent()
        found: list[HtmlElement] = []
        current = around
        while current is not None:
            best = max((child for child in current if self._may_hold(child)), key=lambda child: self.sizes[child].sentences, default=None)
            if best is None or self.sizes[best].sentences < max(2 * _HEART * self.sizes[current].sentences, SENTENCE):
                break
            found.append(best)
            current = best
        return found

    def _held(self, element: HtmlElement) -> int:
        """Characters of sentences in the parts of an element that may hold an article's text."""
        return sum(self.sizes[child].sentences for child in element if self._may_hold(child))

    def _may_hold(self, element: HtmlElement) -> bool:
        if element.tag in _NEVER or element is self.headline or self.sizes.get(element, ZERO).link_share > 0.4 or names.is_hidden(element):
            return False
        return not names.names(element).any_of(names.OTHERS, names.OTHER_PHRASES)

    def drop(self, element: HtmlElement, rule: str) -> None:
        if self.explain is not None and self.sizes.get(element, ZERO).text:
            self.explain.dropped(rule, " ".join(element.itertext("*")))
        if element.tag in BLOCK_TAGS and _parts_text(element):
            element.addprevious(element.makeelement("br", {}))
        element.drop_tree()

    def run(self) -> None:
        """All rules, in order: family, elements and names, lists of links."""
        if self.family is not None:
            for element in list(self.index.every(self.family.drop)):
                if element not in self.safe and element.getparent() is not None:
                    self.drop(element, f"family:{self.family.name}")
        self._elements()
        if self.headline is not None:
            self._for_machines()
        page = Page(self.sizes, self.safe, self.total, self.drop, self.asking)
        drop_lists(self.tree, page)
        drop_boxes(self.tree, page)

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
            stack.extend(element.iterchildren("*", reversed=True))

    def _for_machines(self) -> None:
        """Boxes of microdata that the style sheet hides: the publisher, or properties beside the moment of the last edit."""
        for told in [found for found in self.tree.iter("div", "span") if found.get("itemprop") == "publisher"]:
            hidden = told.get("itemscope") is not None and told not in self.safe and told.getparent() is not None
            if hidden and self.sizes.get(told, ZERO).text <= _PUBLISHER:
                self.drop(told, "microdata")
        for mark in [found for found in self.tree.iter("div", "span", "p") if found.get("itemprop") in _MACHINE and len(found) == 0]:
            box = mark.getparent()
            if box is None or box in self.safe or mark.getroottree().getroot() is not self.tree:
                continue
            properties = [child for child in box if child.get("itemprop")]
            if len(properties) >= 3 and sum(self.sizes.get(child, ZERO).text for child in properties) >= 0.8 * self.sizes[box].text:
                self.drop(box, "microdata")

    def _rule(self, element: HtmlElement, before_headline: bool) -> str:
        tag = element.tag
        if tag in GONE:
            if tag in _CONTROLS and (element.get("type") or "").lower() != "hidden":
                self.asking.update(itertools.islice(element.iterancestors(), _ASKED))
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
        return self._named(element, str(tag), sizes, share)

    def _frame(self, element: HtmlElement, tag: str, sizes: Sizes, share: float, before_headline: bool) -> str:
        if tag in ("nav", "menu", "dialog"):
            return "element:" + tag if share < 0.5 else ""
        if tag == "footer":
            if self._holds_credit(element, sizes):
                return ""
            # an article's own footer may carry its signature: only what looks like a page's footer goes
            inside = any(around.tag == "article" for around in element.iterancestors())
            return "" if (inside and sizes.text < 200) or share >= 0.5 else "element:footer"
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
        if not words:
            return ""
        rule = self._by_name(element, words, tag, sizes, share)
        if rule and (self.shared.explains(element, words, _ALL_WORDS, _ALL_PHRASES) or self._holds_credit(element, sizes)):
            return ""
        return rule

    def _by_name(self, element: HtmlElement, words: names.Names, tag: str, sizes: Sizes, share: float) -> str:
        """The rule of names by which an element would go."""
        if tag in BOXES:
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
        if sizes.text > 120 or sizes.sentences or tag == "tr" or (tag == "blockquote" and element.find("p") is not None):
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
        """A small element with an author or source line, alone or among other things: its lines are judged one by one."""
        if not 5 <= sizes.text <= 400 or names.names(element).any_of(_READERS, ("binhluan", "ykien")):
            return False
        if any(names.names(inner).any_of(names.AUTHOR_WORDS, names.AUTHOR_PHRASES) for inner in first_elements(element, 40)):
            return True
        return any(
            credits.author_of(line) or credits.source_of(line) or credits.author_before_date(line) or credits.is_bare_label(line)
            for line in _lines(element)
        )

    def _is_content(self, words: names.Names, sizes: Sizes) -> bool:
        """A wrapper such as `content-with-sidebar`: named after the article and full of sentences."""
        return words.any_of(names.BODY_WORDS, names.BODY_PHRASES) and sizes.sentences > 0.5 * sizes.text and sizes.sentences > 400

    def _is_thin(self, sizes: Sizes) -> bool:
        return sizes.link_share >= 0.35 or (sizes.sentences == 0 and sizes.text < 300)

    def _is_kept_part(self, element: HtmlElement, words: names.Names) -> bool:
        """Lead, caption, signature, source and attachments have names of their own, and rules of their own."""
        return names.is_kept_part(element) or (
            any(names.names(inner).any_of(names.AUTHOR_WORDS, names.AUTHOR_PHRASES) for inner in first_elements(element, 30))
        )

    def _in_sentence(self, element: HtmlElement, sizes: Sizes) -> bool:
        """A small inline element in the middle of a paragraph's text."""
        parent = element.getparent()
        if parent is None or parent.tag not in ("p", "li", "td", "span", "b", "strong", "em", "i"):
            return False
        return self.sizes[parent].text - sizes.text >= SENTENCE


def _parts_text(element: HtmlElement) -> bool:
    """Whether what stands right before a block would be one line with what stands right behind it, were the block not there."""
    before, after, parent = element.getprevious(), element.getnext(), element.getparent()
    if parent is None:
        return False
    lead = parent.text if before is None else before.tail
    if not (lead and not lead.isspace()) and (before is None or before.tag in _PARTING):
        return False
    return bool(element.tail and not element.tail.isspace()) or (after is not None and after.tag not in _PARTING)


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
    return any(names.names(inner).any_of(names.LEAD_WORDS, names.LEAD_PHRASES) for inner in first_elements(element, 60))


def _which(words: names.Names, known: frozenset[str], phrases: tuple[str, ...]) -> str:
    hits = sorted(words & known)
    return hits[0] if hits else next((phrase for phrase in phrases if phrase in words.joined), "")
