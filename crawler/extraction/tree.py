"""Markup to an element tree, with bounds: no page, however hostile, costs more than a few seconds or some hundred megabytes.

What was measured (lxml 6.1, libxml2 2.14): an element's attributes are appended to a list that is walked each time (100,000
attributes on one element: 97 s), nesting beyond 256 ends the parse and loses the rest, and every node costs about 250 bytes. So tags
are looked at before the parse: attributes per element, elements and attributes in all are capped, and too deep nesting is flattened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

MAX_CHARS = 12_000_000
MAX_TAGS = 120_000
MAX_NAMES = 6_000  # different pairs of class and id
MAX_ATTRIBUTES = 128  # of one element
MAX_ATTRIBUTE_CHARS = 4_000_000  # what stands inside tags, in all, before every tag is trimmed
MAX_DEPTH = 180  # of tags opened and not closed, once the parser has refused a page

# Possessive, so linear whatever the input. Quotes only count after "=", as browsers read them.
_TAG = re.compile(r"""<[A-Za-z][^>=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+')?+[^>=]*+)*+>?""")
_ATTRIBUTE = re.compile(r"""[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_EDGE = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")


def _names(line: str) -> frozenset[str]:
    return frozenset(line.split())


_VOID = _names("area base br col embed hr img input link meta param source track wbr frame keygen basefont bgsound")
_SELF_CLOSING = _names("p li dd dt tr td th tbody thead tfoot option optgroup html head body colgroup")
_WEIGHT = {"table": 4, "ul": 2, "ol": 2, "dl": 2, "select": 2}  # levels they bring with the children that are not counted
_LONG = 1500
_EMPTY = "<html><body></body></html>"
_HIDDEN = _names("script style noscript template textarea select option iframe object svg math head")
_BREAKING = _names(
    "address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)


def _trim(tag: str, most: int) -> str:
    """`tag` with its first `most` attributes only."""
    parts: list[str] = []
    for found in _ATTRIBUTE.finditer(tag, 1):
        if len(parts) > most:  # the first part is the name
            return "<" + " ".join(parts) + ">"
        parts.append(found[0])
    return tag


def _bounded(text: str) -> str:
    """`text` itself, or a copy cut and trimmed to the limits above."""
    if len(text) > MAX_CHARS:
        text = text[:MAX_CHARS]
    cuts: list[tuple[int, int, str]] = []
    spent = 0
    end = len(text)
    for number, found in enumerate(_TAG.finditer(text)):
        size = found.end() - found.start()
        if number >= MAX_TAGS:
            end = found.start()
            break
        if size < 24:
            continue
        spent += size
        strict = spent > MAX_ATTRIBUTE_CHARS
        if size > _LONG or strict:
            tag = found[0]
            trimmed = _trim(tag, 8 if strict else MAX_ATTRIBUTES)
            if trimmed is not tag:
                cuts.append((found.start(), found.end(), trimmed))
    if not cuts:
        return text if end == len(text) else text[:end]
    pieces: list[str] = []
    at = 0
    for start, stop, tag in cuts:
        pieces += (text[at:start], tag)
        at = stop
    pieces.append(text[at:end])
    return "".join(pieces)


def _flattened(text: str) -> str:
    """`text` without the opening tags that nest deeper than MAX_DEPTH (and as many closing ones): their text stays."""
    pieces: list[str] = []
    at = depth = dropped = 0
    for found in _EDGE.finditer(text):
        name = found[2].lower()
        if name in _VOID or name in _SELF_CLOSING or found.start() < at:
            continue
        weight = _WEIGHT.get(name, 1)
        if found[1]:
            if dropped < weight:
                depth = max(depth - weight, 0)
                continue
            dropped -= weight
        elif depth < MAX_DEPTH:
            depth += weight
            continue
        else:
            dropped += weight
        whole = _TAG.match(text, found.start()) if not found[1] else None
        stop = whole.end() if whole else text.find(">", found.end()) + 1 or len(text)
        pieces += (text[at : found.start()], " ")
        at = stop
    pieces.append(text[at:])
    return "".join(pieces)


# One class for all elements: lxml.html's parser asks a function of Python for the class of each (forms and fields have their own).
_CLASSES = etree.ElementDefaultClassLookup(element=HtmlElement)


def _parse(text: str) -> tuple[HtmlElement, bool]:
    """The tree, and whether the parser gave up because of depth. A new parser each time: its error log then is of this page only."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    parser.set_element_class_lookup(_CLASSES)
    source = text.encode("utf-8", "replace")
    try:
        root = cast("HtmlElement | None", etree.fromstring(source or _EMPTY.encode(), parser=parser))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        root = None
    if root is None:
        root = document_fromstring(_EMPTY)
    deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    if source.count(b"<") > MAX_NAMES:
        _forget(root)
    return root, deep


def _forget(root: HtmlElement) -> None:
    """Takes class and id from the elements of a page with more than MAX_NAMES of them: each costs time in every pass, and tells nothing."""
    seen: set[tuple[str | None, str | None]] = set()
    for element in root.iter("*"):
        name = (element.get("class"), element.get("id"))
        if name == (None, None) or name in seen:
            continue
        if len(seen) < MAX_NAMES:
            seen.add(name)
            continue
        for key in ("class", "id"):
            element.attrib.pop(key, None)


_CUSTOM = re.compile(r"<(?!amp-(?:img|anim)\b|[a-z]+-icon\b|iconify-icon\b)[a-z][a-z0-9]*-[a-z0-9-]*[\s>]", re.IGNORECASE)
_PLAIN_CUSTOM = _names("amp-img amp-anim")


def _settle(root: HtmlElement) -> None:
    """Renames custom elements (`<app-header>`), which no rule knows: a box when it stands on its own, else inline. Its name is kept as
    a class, since it says what it is."""
    for element in list(root.iter("*")):
        name = str(element.tag)
        if "-" not in name or name in _PLAIN_CUSTOM or name.endswith("-icon") or not re.fullmatch(r"[a-z][a-z0-9._-]*", name):
            continue
        element.tag = "div" if _stands_alone(element) else "span"
        css = element.get("class")
        element.set("class", f"{name} {css}" if css else name)


_LIGATURE_FONT = re.compile(r"(?:^|[\s_-])(?:material-(?:icons|symbols)|mat-icon|md-icon)", re.IGNORECASE)
_LIGATURE = re.compile(r"\s*[a-z][a-z0-9]*(?:_[a-z0-9]+)*\s*")
_SPELT = re.compile(r">\s*+[a-z0-9]++_[a-z0-9_]++\s*+</(?:i|span|em)\b")


def _hush(root: HtmlElement) -> None:
    """Takes the word from each icon of a font that makes one sign of a word (`<i class="material-icons">attach_file</i>`): nobody sees it.

    Without a class that says so, a word of several parts that opens its element is one. The word is kept as the element's name.
    """
    for element in root.iter("i", "span", "em", "mat-icon", "md-icon"):
        word = element.text
        if not word or len(word) > 60 or len(element) or not _LIGATURE.fullmatch(word):
            continue
        if _LIGATURE_FONT.search(element.get("class") or str(element.tag)) or ("_" in word and _opens(element)):
            element.text = None
            element.set("name", element.get("name") or word.strip())


def _opens(element: HtmlElement) -> bool:
    """Whether an element is the first thing in its parent, a block or link, or nothing stands beside it."""
    parent = element.getparent()
    if parent is None or element.getprevious() is not None or (parent.text and not parent.text.isspace()):
        return False
    return parent.tag not in _PARAGRAPH or not (element.tail and not element.tail.isspace())


def _stands_alone(element: HtmlElement) -> bool:
    """Whether no text stands right beside an element, in a parent that is no inline element or paragraph."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None or parent.tag in _INLINE or (element.tail and not element.tail.isspace()):
        return False
    text = parent.text if before is None else before.tail
    return not text or text.isspace()


_PARAGRAPH = _names("p li td b strong font u")
_INLINE = _names("p span a b i em strong u font small big label h1 h2 h3 h4 h5 h6 time button sup sub")


def parse(text: str) -> HtmlElement:
    """The tree of a page: root `html` with comments and processing instructions left out; depth is at most 256.

    Never raises: what cannot be parsed gives an empty tree. NUL is dropped; beyond the limits of this module the page is cut.
    """
    text = _bounded(text.replace("\0", "") if "\0" in text else text)
    root, deep = _parse(text)
    if deep:
        root, _ = _parse(_flattened(text))
    if not isinstance(root.tag, str) or root.tag != "html":
        shell = document_fromstring(_EMPTY)
        shell[0].append(root)
        root = shell
    if _CUSTOM.search(text):
        _settle(root)
    if "material-" in text or "mat-icon" in text or "md-icon" in text or _SPELT.search(text):
        _hush(root)
    return root


def base_url(tree: HtmlElement, url: str) -> str:
    """The address that relative links of the page stand on: `<base href>` when sane, else `url`."""
    for element in tree.iterfind(".//base[@href]"):
        try:
            base = urljoin(url, (element.get("href") or "").strip())
            parts = urlsplit(base)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc:
            return base
    return url


def visible_parts(element: HtmlElement) -> Iterator[str]:
    """The pieces of text a reader sees inside `element`, in order, with a newline where a block or `<br>` parts them."""
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        if node.tag in _BREAKING:
            yield "\n"
        if event == "start":
            if node.tag in _HIDDEN:
                walker.skip_subtree()
            elif node.text:
                yield node.text
        elif node is not element and node.tail:
            yield node.tail


def visible_text(element: HtmlElement) -> str:
    """The text a reader sees inside `element` (no scripts, styles, form choices); lines end where blocks or `<br>` end. Not cleaned."""
    return "".join(visible_parts(element))
