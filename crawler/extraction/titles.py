"""What a page says of itself: title, og:title, JSON-LD headline, site names, the words of its address; and how well a text agrees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from crawler.extraction.byline import is_article_type, json_ld
from crawler.extraction.memo import Memo
from crawler.extraction.text import clean, fold

PARTS = re.compile(r"\s+[-–—|»«:•·~/>_]+\s+|\s*(?:\|+|»|«|::|›|‹|•)\s*|\s*[–—]\s+|\s+[–—]\s*|(?<=[^\W\d])\s+-\s*|\s*-\s+")
ALNUM = re.compile(r"[\W_]+")


def key_of(text: str) -> str:
    """What is compared: folded letters and digits only."""
    return _KEYS[text]


_KEYS: Memo[str] = Memo(lambda text: ALNUM.sub("", fold(text)), 4096)


def title_parts(title: str) -> dict[str, float]:
    """Keys of every contiguous run of parts of a <title>, with the share of the title each has."""
    title = clean(title[:1000])
    edges = [(0, 0), *((m.start(), m.end()) for m in PARTS.finditer(title)), (len(title), len(title))][:9]
    if edges[-1][0] != len(title):
        edges.append((len(title), len(title)))
    found: dict[str, float] = {}
    for i in range(len(edges) - 1):
        for j in range(i + 1, len(edges)):
            part = title[edges[i][1] : edges[j][0]]
            if part and (key := key_of(part)):
                found[key] = max(found.get(key, 0.0), len(part) / len(title))
    return found


@dataclass(slots=True)
class Said:
    """What the page says of itself."""

    title: str
    variants: dict[str, float]
    social: dict[str, float]  # og:title and the like
    structured: set[str]  # JSON-LD headlines
    sites: set[str]
    slug: list[str]
    texts: list[tuple[str, str]]  # (declared headline, where), for a page whose headline stands nowhere


def slug_words(url: str) -> list[str]:
    """The words of the longest worded path segment or query value."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    pieces = [*parts.path.split("/"), *re.split(r"[&=?/]", parts.query)]
    best: list[str] = []
    for piece in pieces:
        piece = re.sub(r"\.(?:html?|aspx?|php|vnp|epi|bbg|chn|htm|jsp)$", "", unquote(piece, errors="replace"))
        words = [word for word in re.split(r"[^a-z0-9]+", fold(piece)) if word]
        while words and re.fullmatch(r"[a-z]{0,6}\d{3,}", words[-1]):
            words.pop()
        if len(words) >= 3 and len(words) > len(best):
            best = words
    return best[:60]


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def read(tree: HtmlElement, url: str, site_names: Sequence[str]) -> Said:
    title = ""
    for element in tree.iter("title"):
        if all(parent.tag != "svg" for parent in element.iterancestors()):
            title = clean(element.text_content()[:2000])
            if title:
                break
    social: dict[str, float] = {}
    structured: set[str] = set()
    sites = {key_of(name) for name in site_names}
    texts: list[tuple[str, str]] = []
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = clean((meta.get("content") or "")[:1000])
        if not content:
            continue
        if name in ("og:title", "twitter:title", "dc.title", "headline", "title"):
            for key, share in title_parts(content).items():
                social[key] = max(social.get(key, 0.0), share)
            texts.append((content, name))
        elif name in ("og:site_name", "application-name", "author", "copyright"):
            sites.add(key_of(content))
    for thing in json_ld(tree):
        if is_article_type(thing.get("@type")) and isinstance(thing.get("headline"), str):
            headline = clean(thing["headline"][:1000])
            structured.add(key_of(headline))
            texts.insert(0, (headline, "json-ld"))
        elif thing.get("@type") in ("WebSite", "Organization", "NewsMediaOrganization", "GovernmentOrganization") and isinstance(
            thing.get("name"), str
        ):
            sites.add(key_of(thing["name"][:300]))
    host = host_of(url)
    sites |= {key_of(host), key_of(host.removeprefix("www."))}
    texts.append((title, "title"))
    return Said(title, title_parts(title), social, structured - {""}, sites - {""}, slug_words(url), texts)


def agreement(key: str, variants: dict[str, float]) -> float:
    """0 to 1: how well a text is one of these declared titles, cut ones ("…") included."""
    if key in variants:
        return min(1.0, 0.55 + variants[key])
    best = 0.0
    for other, share in variants.items():
        shorter = min(len(key), len(other))
        if shorter >= 20 and (key.startswith(other) or other.startswith(key)) and shorter > 0.45 * max(len(key), len(other)):
            best = max(best, min(0.9, 0.3 + 0.5 * shorter / max(len(key), len(other)) + 0.2 * share))
        elif len(key) >= 16 and other.endswith(key) and len(key) > 0.4 * len(other):  # "Bản tin số 7: …", "[Infographic] …"
            best = max(best, min(0.9, 0.3 + 0.5 * len(key) / len(other) + 0.2 * share))
    return best


def slug_share(text: str, slug: list[str]) -> float:
    """The share of the address's words that the text has in order; slugs lose đ, so "đền" may stand there as "en"."""
    if len(slug) < 3:
        return 0.0
    own = [word for word in ALNUM.split(text.lower()) if word]
    plain = fold(" ".join(own)).split(" ")
    lost = plain
    if "đ" in text.lower():
        lost = [fold(word.replace("đ", "")) if "đ" in word else other for word, other in zip(own, plain, strict=True)]
    have = {*plain, *lost}
    hits = sum(map(have.__contains__, slug))
    if not hits:
        return 0.0
    in_slug = set(slug)
    covered = sum(1 for a, b in zip(plain, lost, strict=True) if a in in_slug or b in in_slug)
    return min(hits / len(slug), 1.0) * (covered / max(min(len(own), len(slug) + 2), 1) if own else 0.0)
