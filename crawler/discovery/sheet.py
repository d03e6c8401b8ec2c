"""One reply read: is it a feed, a sitemap or a page, and what does it offer?"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lxml.html import HtmlElement

from crawler.discovery import evidence, families, feeds, page, pager, sitemaps
from crawler.discovery.addresses import feed_address, join
from crawler.discovery.dialogue import SHOWN, Reply
from crawler.discovery.evidence import Mention
from crawler.discovery.feeds import Item
from crawler.discovery.pager import NextPage
from crawler.discovery.replies import page_of

_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|text/xml|application/(?:xml|json)", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:html|head|body|!doctype|frameset)[\s>]", re.IGNORECASE)
_LOADING = re.compile(r"(?:đang (?:tải|nạp)|loading|please wait|vui lòng (?:chờ|đợi)).{0,40}", re.IGNORECASE)
_PLACES = 3000  # elements looked at for what a script is to fill
_ROOTS = frozenset({"app", "root", "__next", "__nuxt", "main-app", "q-app", "application"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a reply offers. `kind`: "feed", "sitemap", "page" or "" (nothing readable). `items` of feeds and sitemaps."""

    kind: str
    title: str = ""
    items: tuple[Item, ...] = ()
    children: tuple[str, ...] = ()
    news: bool = False
    broken: bool = False
    mentions: tuple[Mention, ...] = ()
    nexts: tuple[NextPage, ...] = ()
    feeds: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    family: str = ""
    script_pager: bool = False  # there is a pager, but only scripts know its addresses
    needs_script: bool = False
    partial: bool = False  # a fragment or data: a list and nothing around it


def body_hash(body: bytes) -> str:
    """Tells whether a server that knows no conditional requests sent the same bytes again."""
    return hashlib.blake2b(body, digest_size=8).hexdigest()


def _declared(tree: HtmlElement, url: str) -> tuple[str, ...]:
    """Feeds a page declares in its head or links to."""
    base = page.base_of(tree, url)
    out: dict[str, None] = {}
    for link in tree.iter("link"):
        if "alternate" in (link.get("rel") or "").lower() and _FEED_TYPE.match(link.get("type") or "") and link.get("href"):
            out.setdefault(join(base, link.get("href") or ""))
    for anchor in tree.iter("a"):
        href = anchor.get("href") or ""
        if feed_address(join(base, href)) and not href.startswith(("#", "javascript:")):
            out.setdefault(join(base, href))
    return tuple(address for address in out if address.startswith(("http://", "https://")) and "/comments/" not in address)


def _script_shell(tree: HtmlElement, mentions: list[Mention]) -> bool:
    """A page whose content its scripts are to bring: an empty mounting point, "loading", a plea for JavaScript, or nothing at all."""
    body = tree.find("body")
    text = page.visible(body if body is not None else tree, 3000)
    scripts = any(True for _ in tree.iter("script"))
    if len(text) < 120 and scripts and len(mentions) < 3:
        return True
    for element in islice(tree.iter("div", "main", "section", "ul", "noscript"), _PLACES):
        words = " ".join(str(piece) for piece in islice(element.itertext(), 20)).lower() if element.tag == "noscript" else ""
        if "javascript" in words:
            return True
        if element.tag == "noscript" or len(element) > 3:
            continue
        empty = not page.visible(element, 60)
        named = (element.get("id") or "").lower() in _ROOTS or any(name.startswith(("ng-", "v-", "data-react")) for name in element.attrib)
        if empty and named:
            return True
        if _LOADING.fullmatch(page.visible(element, 80)):
            return True
    return False


def is_shell(reply: Reply, now: datetime) -> bool:
    """Whether a reply is a page whose content its scripts are to bring. Never raises on any bytes."""
    tree, _ = page_of(reply.body, reply.headers)
    return tree is not None and _script_shell(tree, evidence.mentions(tree, reply.url, now))


def read(reply: Reply, now: datetime, ordinal: int = 1, family: str = "") -> Sheet:
    """Read a reply's body, as page `ordinal` of its listing. Never raises on any bytes."""
    feed = feeds.read(reply.body, reply.headers, reply.url, now)
    if feed is not None:
        onward = (NextPage(feed.following, pager.template(feed.following)),) if feed.following else ()
        return Sheet("feed", feed.title, feed.items, broken=feed.broken, nexts=onward)
    site = sitemaps.read(reply.body, reply.headers, reply.url, now)
    if site is not None:
        return Sheet("sitemap", "", site.items, site.children, site.news)
    tree, text = page_of(reply.body, reply.headers)
    if tree is None:
        return Sheet("")
    mentions = evidence.mentions(tree, reply.url, now)
    nexts = pager.next_pages(tree, reply.url, ordinal)
    title = next((page.clean(element.text or "") for element in tree.iter("title")), "")
    return Sheet(
        "page",
        title,
        mentions=tuple(mentions),
        nexts=tuple(nexts),
        feeds=_declared(tree, reply.url),
        lists=tuple(pager.list_addresses(tree, reply.url)),
        family=family or families.recognise(text, reply.headers),
        script_pager=not nexts and pager.wants_script(tree, ordinal),
        needs_script=SHOWN not in reply.headers and _script_shell(tree, mentions),
        partial=_PAGE.search(reply.body[:2000]) is None,
    )
