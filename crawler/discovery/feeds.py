"""Feeds: RSS, RDF, Atom and JSON, also broken ones."""

from __future__ import annotations

import html
import html.entities
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import lxml.etree

from crawler.discovery import hints
from crawler.discovery.addresses import join
from crawler.discovery.page import clean, text_of

MAX_ITEMS = 2000
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);|#\d{1,7};|#x[0-9a-fA-F]{1,6};)(\w{1,30};)?")
_UNQUOTED = re.compile(r"""(<\w[\w:.-]*(?:\s+[\w:.-]+=(?:"[^"<]*"|'[^'<]*'))*\s+[\w:.-]+=)([^\s"'<>]+)""")
_TITLE_TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed or sitemap: absolute address as written, title, day as ISO or ""."""

    url: str
    title: str
    hint: str


@dataclass(frozen=True, slots=True)
class Feed:
    title: str
    items: tuple[Item, ...]
    broken: bool  # it only parsed with repairs
    following: str = ""  # address of its next page, of older entries


def xml_root(text: str) -> tuple[lxml.etree._Element | None, bool]:
    """The root of an XML text, repaired where needed: (root or None, whether it was broken). No entities, no network."""
    start = re.sub(r"^[^<]*", "", text, count=1)
    plain = re.sub(r"^<\?xml[^>]*\?>", "", start)
    repaired = _BARE.sub(_escaped, _UNQUOTED.sub(r'\1"\2"', plain))
    for recover, text in ((False, plain), (False, repaired), (True, repaired)):
        data = text.encode("utf-8", "replace")
        parser = lxml.etree.XMLParser(
            recover=recover,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            encoding="utf-8",
        )
        try:
            root = lxml.etree.fromstring(data, parser)
        except lxml.etree.XMLSyntaxError:
            continue
        if root is not None:
            return root, text is not plain or recover
    return None, True


def _escaped(match: re.Match[str]) -> str:
    """A bare ampersand, or an entity that only HTML knows, as XML wants it."""
    letter = html.entities.html5.get(match[1] or "")
    return "".join(f"&#{ord(char)};" for char in letter) if letter else f"&amp;{match[1] or ''}"


def local(element: lxml.etree._Element) -> str:
    """The tag without its namespace, in lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def content(element: lxml.etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext()).strip()


def _children(element: lxml.etree._Element) -> Mapping[str, list[lxml.etree._Element]]:
    out: dict[str, list[lxml.etree._Element]] = {}
    for child in element:
        out.setdefault(local(child), []).append(child)
    return out


def _first(children: Mapping[str, list[lxml.etree._Element]], *names: str) -> str:
    for name in names:
        for element in children.get(name, ()):
            text = content(element)
            if text:
                return text
    return ""


def _link(children: Mapping[str, list[lxml.etree._Element]], base: str) -> str:
    """The page address of an entry: link text, link href (alternate first), then a guid that is an address."""
    candidates: list[str] = []
    for element in children.get("link", ()):
        href, rel = element.get("href"), (element.get("rel") or "alternate").lower()
        text = content(element) or (element.tail or "").strip()
        if href and rel == "alternate":
            candidates.insert(0, href)
        elif text:
            candidates.append(text)
    guid = _first(children, "guid", "id", "origlink")
    if re.match(r"https?://", guid):
        candidates.append(guid)
    for candidate in candidates:
        address = join(base, html.unescape(candidate))
        if address.lower().startswith(("http://", "https://")):
            return address
    return ""


def _plain(title: str) -> str:
    for _ in range(2):
        title = html.unescape(title)
    return clean(_TITLE_TAGS.sub(" ", title))


def _items(root: lxml.etree._Element, base: str, now: datetime) -> Iterator[Item]:
    for element in root.iter():
        if local(element) not in ("item", "entry"):
            continue
        children = _children(element)
        url = _link(children, base) or (element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or "")
        if not url:
            continue
        when = _first(children, "pubdate", "published", "date", "issued", "updated", "modified")
        # Never finer than the day: a widespread Vietnamese CMS prints the month where the minutes belong.
        yield Item(join(base, url), _plain(_first(children, "title")), hints.from_machine(when, now)[:10])


def _following(root: lxml.etree._Element, base: str) -> str:
    """The next page a feed names (RFC 5005), "" when it names none: a link of the feed itself, not of an entry."""
    for holder in (root, *(child for child in root if local(child) == "channel")):
        for link in holder:
            if local(link) == "link" and (link.get("rel") or "").lower() in ("next", "prev-archive") and link.get("href"):
                return join(base, html.unescape(link.get("href") or ""))
    return ""


def _json(text: str, base: str, now: datetime) -> Feed | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("items"), list) or "jsonfeed" not in str(data.get("version", "")):
        return None
    items = []
    for entry in data["items"][:MAX_ITEMS]:
        if not isinstance(entry, dict):
            continue
        url = str(entry.get("url") or entry.get("external_url") or entry.get("id") or "")
        address = join(base, url)
        if url and address.lower().startswith(("http://", "https://")):
            when = str(entry.get("date_published") or "")
            items.append(Item(address, _plain(str(entry.get("title") or "")), hints.from_machine(when, now)[:10]))
    following = join(base, str(data.get("next_url") or ""))
    return Feed(_plain(str(data.get("title") or "")), tuple(items), False, following if data.get("next_url") else "")


def read(body: bytes, headers: Mapping[str, str], url: str, now: datetime) -> Feed | None:
    """The feed in a response body, relative links made absolute; None when it is none. Never raises on any bytes."""
    text = text_of(body, headers).replace("\x00", "")
    head = text.lstrip("\ufeff \t\r\n")[:1]
    if head == "{":
        return _json(text, url, now)
    start = text[:3000].lower()
    if not re.search(r"<(?:\w+:)?(?:rss|rdf|feed|channel)[\s>]", start):
        return None
    root, broken = xml_root(text)
    if root is None or local(root) not in ("rss", "rdf", "feed", "channel"):
        return None
    title = ""
    for element in root.iter():
        if local(element) == "title":
            title = _plain(content(element))
            break
    items: list[Item] = []
    for item in _items(root, url, now):
        items.append(item)
        if len(items) >= MAX_ITEMS:
            break
    return Feed(title, tuple(items), broken, _following(root, url))
