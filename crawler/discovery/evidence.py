"""How likely a link leads to an article, from what its page shows and what its portal taught."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from statistics import median
from urllib.parse import parse_qsl, unquote

from lxml.html import HtmlElement

from crawler.discovery import addresses, page
from crawler.discovery.canonical import split

ARTICLE = 2.0  # weight from which a link is followed as an article
_ID_NAME = re.compile(
    r"(?:.*_)?(?:news|article|item|post|content|bai|baiviet|tin|n|a|bv|detail|p)?_?id(?:tin|bai|news|baiviet)?$|^tc$|^mid$", re.I
)
_LIST_NAME = re.compile(
    r"(?:cat|category|menu|chuyenmuc|cm|c|group|zone|page|tab|module|channel|list|dm|loai|type)_?(?:id)?s?$", re.IGNORECASE
)
_ARTICLE_PATH = re.compile(
    r"/(?:w|chi-tiet[^/]*|details?|content|asset_publisher/[^/]+/content|item|post|article|xem-chi-tiet[^/]*|node)/", re.I
)
_SECTION_WORDS = re.compile(
    r"^(?:trang (?:chủ|nhất)|giới thiệu|liên hệ|sơ đồ (?:cổng|trang|website).*|đăng nhập|đăng ký|tìm kiếm|hỏi đáp|thư viện.*|english|"
    r"tiếng anh|rss|email|facebook|về đầu trang|quay lại|góp ý|bản quyền.*|điều khoản.*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One link as one page shows it. `weight` is the evidence of the page and of the address for an article."""

    href: str
    text: str
    hint: str
    weight: float
    chrome: bool
    listed: bool  # stands in a block of links that look like titles
    menu: bool  # stands in blocks of links as short as a menu's, and in no other
    position: int
    places: tuple[str, ...] = ()  # the places of the page it stands in


@dataclass(slots=True)
class Counts:
    """What links of one shape turned out to be."""

    articles: int = 0
    others: int = 0
    dated: int = 0  # of the articles

    @property
    def weight(self) -> float:
        """What the shape alone says: strong when its links were all alike."""
        if self.articles + self.others == 0:
            return 0.0
        if self.articles >= 2 and self.articles >= 3 * self.others:
            return 3.0
        if self.others >= 2 and self.others >= 3 * self.articles:
            return -3.0
        return 0.5 if self.articles > self.others else -0.5


@dataclass(slots=True)
class Candidate:
    """A link with all that is known of it."""

    url: str
    fetch_url: str
    title: str = ""
    hint: str = ""
    via: str = ""
    weight: float = 0.0
    rank: int = 0  # order of discovery
    sources: set[str] = field(default_factory=set)
    shape: str = ""
    also: tuple[str, ...] = ()  # other ways in which pages write its address


def numbers(name: str) -> bool:
    """Whether a parameter of this name numbers articles, not sections."""
    return bool(_ID_NAME.match(name)) and not _LIST_NAME.match(name)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case without accents; đ becomes d."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def resembles(segment: str, title: str) -> bool:
    """Whether a slug is made of the words of a title; slugs that lost their đ count."""
    words = [fold(word) for word in addresses.slug_words(segment)]
    if len(words) < 4:
        return False
    own = set(re.findall(r"[a-z0-9]+", fold(title)))
    lost = set(re.findall(r"[a-z0-9]+", fold(re.sub("[đĐ]", " ", title))))
    return sum(1 for word in words if word in own or word in lost) >= 0.7 * len(words)


def address_weight(url: str, title: str = "") -> float:
    """What an address says by itself."""
    parts = split(url)
    if parts is None:
        return -5.0
    path = unquote(parts.path)
    segments = [segment for segment in path.split("/") if segment]
    if not segments and not parts.query:
        return -5.0
    last = segments[-1] if segments else ""
    words = len(addresses.slug_words(last))
    weight = 0.0
    if re.search(r"\.(?!aspx?$|php$|jsp$|do$)[a-z]{2,5}$", last, re.IGNORECASE):
        weight += 0.5
    if re.search(r"(?:\D|^)\d{2,}(?:\.[a-z]{2,5})?$", last, re.IGNORECASE) or re.match(r"\d{2,}-", last):
        weight += 1.0 if words >= 3 else 0.5
    if words >= 6:
        weight += 1.5
    elif words >= 4:
        weight += 1.0
    elif words and not parts.query:
        weight -= 0.5
    if title and resembles(last, title):
        weight += 0.5
    if _ARTICLE_PATH.search(path):
        weight += 1.0
    return weight + _query_weight(parts.query) - (1.5 if addresses.dated(url) else 0.0)


def _query_weight(query: str) -> float:
    if not query:
        return 0.0
    weight = 0.0
    pairs = parse_qsl(query, keep_blank_values=True)
    if any(_ID_NAME.match(name) and not _LIST_NAME.match(name) and value for name, value in pairs):
        weight += 1.0
    elif pairs and any(_LIST_NAME.match(name) for name, _ in pairs):
        weight -= 0.5
    if "=" not in query and query.count("/") >= 2:
        weight += 1.5
    return weight


def _text_weight(text: str) -> float:
    count = page.syllables(text)
    if _SECTION_WORDS.match(text) or page.read_more(text):
        return -2.0
    if count >= 8:
        return 1.5
    if count >= 6:
        return 1.0
    if count >= 4:
        return 0.25
    return -0.75


def mentions(tree: HtmlElement, url: str, now: datetime) -> list[Mention]:
    """The links of a page, each address once, weighed; in page order."""
    found = page.anchors(tree, url, now)
    blocks: dict[str, list[page.Anchor]] = {}
    for anchor in found:
        if anchor.text and not page.read_more(anchor.text):
            blocks.setdefault(anchor.block, []).append(anchor)
    kinds = {name: _block(anchors) for name, anchors in blocks.items()}
    by_href: dict[str, list[page.Anchor]] = {}
    for anchor in found:
        by_href.setdefault(anchor.href.partition("#")[0], []).append(anchor)
    return [_mention(href, group, kinds) for href, group in by_href.items()]


@dataclass(frozen=True, slots=True)
class _Block:
    many: bool
    titled: bool  # its texts are as long as titles
    short: bool  # its texts are as short as a menu's
    dated: bool


def _block(anchors: list[page.Anchor]) -> _Block:
    texts = {anchor.href: anchor.text for anchor in anchors}
    middle = median(page.syllables(text) for text in texts.values())
    many = len(texts) >= 3
    dates = sum(1 for anchor in anchors if anchor.hint)
    return _Block(many, many and middle >= 6, many and middle <= 4, dates >= max(1, len(anchors) // 2))


def _mention(href: str, group: list[page.Anchor], kinds: Mapping[str, _Block]) -> Mention:
    named = [anchor for anchor in group if anchor.text and not page.read_more(anchor.text)] or group
    best = max(named, key=lambda anchor: (min(page.syllables(anchor.text), 30), -anchor.position))
    chrome = all(anchor.chrome for anchor in named)
    places = [kinds[anchor.block] for anchor in named if anchor.block in kinds]
    titled, dated = any(place.titled for place in places), any(place.dated for place in places)
    hint = next((anchor.hint for anchor in group if anchor.hint), "")
    weight = _text_weight(best.text) + address_weight(href, best.text)
    weight += 1.0 if titled else -1.0 if places and all(place.short for place in places) else 0.0
    weight += 1.5 if hint else 0.5 if dated else 0.0
    weight += 0.5 if any(anchor.heading for anchor in named) else 0.0
    if len(group) > len(named) and named is not group:
        weight += 0.25  # a title with a "read more" beside it
    if chrome:
        weight -= 1.5 if titled else 3.0
    where = tuple(dict.fromkeys(anchor.block for anchor in named if not anchor.chrome))
    menu = not hint and bool(places) and all(place.many and not place.titled for place in places)
    position = min(anchor.position for anchor in group)
    return Mention(href, best.text, hint, weight, chrome, titled or bool(hint), menu, position, where)


def newest_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Newest first: by the day their pages gave, those without one by the order they were found in among the others."""
    ordered = sorted(candidates, key=lambda candidate: candidate.rank)
    dated = sorted((candidate for candidate in ordered if candidate.hint), key=lambda candidate: candidate.hint[:10], reverse=True)
    if not dated:
        return ordered
    undated = [candidate for candidate in ordered if not candidate.hint]
    share = len(undated) / len(ordered)
    out: list[Candidate] = []
    taken = 0
    for index in range(len(ordered)):  # both orders are newest first: merge them evenly
        if taken < len(undated) and (taken < share * (index + 1) or index - taken >= len(dated)):
            out.append(undated[taken])
            taken += 1
        else:
            out.append(dated[index - taken])
    return out
