"""The links of a page with what stands around them: text, block, date, place in the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lxml.html import HtmlElement

from crawler.discovery import hints
from crawler.discovery.addresses import join
from crawler.extraction import tree as markup

_SPACE = re.compile(r"\s+")
_CHROME = re.compile(
    r"(?:^|[-_])(?:menu|nav|navbar|mainnav|topnav|footer|breadcrumbs?|topbar|toolbar|lang|language|social|share|"
    r"pagination|pager|paging|phantrang|sitemap|lienket|weblink|weblinks|quicklink|tags?|dropdown|megamenu|sidenav)(?:[-_]|$)|"
    r"menu$|^menu|^nav|footer$|^footer|^header|^(?:site|page|top|main)[-_]?header|breadcrumb|pagination",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"^(?:active|first|last|odd|even|current|selected|item|row|col|hidden|clearfix|[a-z]*\d+[a-z\d-]*)$|^(?:col|mt|mb|pt|pb)-"
)
_READ_MORE = re.compile(
    r"(?:xem|đọc)\s*(?:thêm|tiếp|chi\s*tiết|tất\s*cả|toàn\s*bộ).{0,12}|chi\s*tiết|read\s*more|more|view\s*all|tất\s*cả|"
    r"\[?\s*(?:\.\.\.|…)\s*\]?|[»›>]+|tiếp\s*tục.{0,8}|continue.{0,12}",
    re.IGNORECASE,
)
_TOOL = re.compile(
    r"(?:bản|trang|xem\s*bản|phiên\s*bản)\s*in|in(?:\s*(?:trang|bài|ra|tin)(?:\s*(?:này|viết|viết\s*này))?)?|(?:bản\s*)?để\s*in|"
    r"print(?:er)?(?:[-\s]*(?:page|friendly|version|this\s*page))?|pdf|"
    r"gửi\s*(?:e-?mail|mail|bài(?:\s*viết)?|tin|cho\s*bạn(?:\s*bè)?|qua\s*e-?mail)(?:\s*này)?|(?:send|e-?mail)(?:\s*(?:to|this).{0,20})?|"
    r"(?:lưu|so\s*sánh|chia\s*sẻ|compare|share|save)(?:\s*(?:bài|tin|trang)?(?:\s*(?:viết|này))*)?",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"""url\s*=\s*['"]?([^'"\s>]+)""", re.IGNORECASE)
_LEADING = ("a", "area", "frame", "iframe", "meta", "div", "li", "tr", "td", "article", "span", "h2", "h3", "button")
_CLICK = re.compile(r"""(?:location(?:\.href)?\s*=|window\.open\(|location\.(?:assign|replace)\()\s*['"]([^'"]+)['"]""", re.IGNORECASE)
MAX_LINKS = 5000  # links read of one page
_CARD = 400  # elements of the largest container that is taken for the card of one link
_ITEMS = 12  # children of a container that are compared
_CLASSES = 500  # characters of a class attribute read


@dataclass(frozen=True, slots=True)
class Anchor:
    """One link as it stands on a page. `block` is the signature of the place it stands in; `chrome`: menu, header, footer."""

    href: str  # absolute, as written
    text: str
    block: str
    chrome: bool
    heading: bool
    hint: str  # a day beside it, ISO
    position: int
    element: HtmlElement


def clicked(handler: str) -> str:
    """The address that a click handler goes to, as it is written there; "" when it does something else."""
    click = _CLICK.search(handler)
    return click[1] if click else ""


def clean(text: str) -> str:
    """NFC, white space collapsed."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def syllables(text: str) -> int:
    """How many words with a letter in them: Vietnamese writes each syllable as a word."""
    return sum(1 for word in text.split() if word[0].isalpha() or any(map(str.isalpha, word)))


def tool(text: str) -> bool:
    """Whether a link's text names a reader's tool: another form of the same page, or a way to send it on."""
    return bool(_TOOL.fullmatch(text))


def read_more(text: str) -> bool:
    """Whether a link's text only says "more"."""
    return bool(_READ_MORE.fullmatch(text))


def text_of(body: bytes, headers: Mapping[str, str]) -> str:
    """The text of a machine's answer (XML, JSON, robots.txt): UTF-8, else what header or body declare, never an error.

    Pages are read by `crawler.extraction.decode`, which knows the old Vietnamese tables.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        where = headers.get("content-type", "").encode() + b" " + body[:2048]
        declared = re.search(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]+)""", where)
        name = declared[1].decode("ascii", "replace") if declared else "utf-8"
        try:
            return body.decode(name, "replace")
        except LookupError:
            return body.decode("utf-8", "replace")


def parse(text: str) -> HtmlElement | None:
    """The tree of a page's text, bounded in size and depth; None when there is no element in it."""
    return markup.parse(text) if "<" in text else None


def base_of(tree: HtmlElement, url: str) -> str:
    """The address that relative links of the page start from."""
    for element in tree.iter("base"):
        href = element.get("href")
        if href:
            return join(url, href) or url
    return url


def visible(element: HtmlElement, limit: int = 4000, links: bool = True) -> str:
    """The text of an element without scripts and styles (and without the texts of its links), at most `limit` characters or so."""
    out: list[str] = []
    size = 0
    room = 2 * limit + 400  # nodes: a page may hold any number of empty ones
    stack: list[tuple[HtmlElement, bool]] = [(element, False)]
    while stack and size < limit and room:
        room -= 1
        node, tail = stack.pop()
        if tail:
            piece = node.tail
        else:
            if not isinstance(node.tag, str) or node.tag in ("script", "style", "noscript", "template"):
                continue
            if node.tag == "a" and not links:
                continue
            piece = node.text
            for child in reversed(list(islice(node, room))):
                stack.append((child, True))
                stack.append((child, False))
        if piece:
            out.append(piece)
            size += len(piece)
        elif out and out[-1] != " ":
            out.append(" ")
    return clean(" ".join(out))


def _tokens(element: HtmlElement) -> list[str]:
    return f"{(element.get('class') or '')[:_CLASSES]} {(element.get('id') or '')[:_CLASSES]}".split()


class _Places:
    """Signature and kind of the place an element stands in, worked out once per ancestor."""

    def __init__(self) -> None:
        self._chrome: dict[HtmlElement, bool] = {}
        self._names: dict[HtmlElement, str] = {}

    def chrome(self, element: HtmlElement) -> bool:
        path: list[HtmlElement] = []
        node: HtmlElement | None = element
        answer = False
        while node is not None:
            if node in self._chrome:
                answer = self._chrome[node]
                break
            path.append(node)
            node = node.getparent()
        for step in reversed(path):
            if step.tag in ("body", "html", "form"):
                answer = False
            elif not answer:
                answer = step.tag in ("nav", "footer") or step.get("role") == "navigation" or any(map(_CHROME.search, _tokens(step)))
            self._chrome[step] = answer
        return answer

    def block(self, element: HtmlElement) -> str:
        out = []
        node: HtmlElement | None = element
        for _ in range(5):
            if node is None or node.tag in ("body", "html"):
                break
            name = self._names.get(node)
            if name is None:
                names = sorted(name for name in (node.get("class") or "")[:_CLASSES].split() if not _STATE.search(name.lower()))
                name = self._names[node] = ".".join([str(node.tag), *names])
            out.append(name)
            node = node.getparent()
        return ">".join(reversed(out))


def _label(element: HtmlElement) -> str:
    text = visible(element, 600)
    if syllables(text) >= 2 or (text and not read_more(text)):
        return text
    title = clean(element.get("title") or "")
    if title:
        return title
    if text:
        return text
    for image in element.iter("img"):
        alt = clean(image.get("alt") or "")
        if alt:
            return alt
    return ""


def _times_of_one(container: HtmlElement, href: str) -> list[str] | None:
    """The machine-readable times of a container; None when it holds another title too, or is too large for a card."""
    times: list[str] = []
    for count, element in enumerate(container.iter()):
        if count >= _CARD:
            return None
        if element.tag == "a":
            other = element.get("href")
            if other and other != href and not other.startswith(("#", "javascript:")) and len(visible(element, 80)) > 20:
                return None
        elif element.tag == "time":
            times.append(element.get("datetime") or "")
    return times


def _of_several(container: HtmlElement, item: HtmlElement, href: str) -> bool:
    """Whether a container holds other things of the make of `item`, each with a link of its own: a list, however short its titles."""
    others = 0
    for sibling in islice(container, _ITEMS):
        if sibling is item or sibling.tag != item.tag or sibling.get("class") != item.get("class"):
            continue
        link = sibling if sibling.tag == "a" else next(sibling.iter("a"), None)
        if link is not None and link.get("href", href) != href and syllables(visible(link, 80)) >= 2:
            others += 1
            if others >= 2:
                return True
    return False


def _beside(element: HtmlElement, href: str, now: datetime) -> str:
    """The day written in the smallest container of this link that holds no other title."""
    node: HtmlElement = element
    best = ""
    for _ in range(5):
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "html", "form"):
            break
        times = None if _of_several(parent, node, href) else _times_of_one(parent, href)
        if times is None:
            break
        for time in times:
            best = hints.from_machine(time, now)
            if best:
                return best
        text = visible(parent, 1500)
        best = hints.in_text(text.replace(_label(element), " ", 1), now)
        if best:
            return best
        node = parent
    return best


def anchors(tree: HtmlElement, url: str, now: datetime) -> list[Anchor]:
    """All http(s) links of a page in page order, also those a click handler opens."""
    base = base_of(tree, url)
    places = _Places()
    out: list[Anchor] = []
    for element in tree.iter(*_LEADING):
        if element.tag in ("a", "area"):
            href = (element.get("href") or "").strip()
        elif element.tag in ("frame", "iframe"):
            href = (element.get("src") or "").strip()
        elif element.tag == "meta":
            refresh = _REFRESH.search(element.get("content") or "") if (element.get("http-equiv") or "").lower() == "refresh" else None
            href = refresh[1] if refresh else ""
        else:
            if not element.get("onclick"):
                continue
            href = clicked(element.get("onclick") or "")
        if not href or href.startswith("#") or href.lower().startswith(("javascript:", "mailto:", "tel:", "data:", "sms:", "zalo:")):
            href = clicked(f"{href} {element.get('onclick') or ''}")
            if not href:
                continue
        address = join(base, href)
        if not address.lower().startswith(("http://", "https://")):
            continue
        chrome = places.chrome(element)
        parent = element.getparent()
        heading = (parent is not None and parent.tag in ("h1", "h2", "h3", "h4", "h5")) or any(
            child.tag in ("h1", "h2", "h3", "h4", "h5") for child in element
        )
        label = _label(element)
        hint = "" if chrome or syllables(label) < 2 else _beside(element, element.get("href") or "", now)
        out.append(Anchor(address, label, places.block(element), chrome, heading, hint, len(out), element))
        if len(out) >= MAX_LINKS:
            break
    return out
