"""One page in, one article out: the order of work, and nothing else.

`extract` is pure and deterministic: the same bytes, headers, address, profile and `now` give the same Extraction, or the same Failure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.extraction import (
    attachments,
    body,
    byline,
    collector,
    dates,
    decode,
    families,
    fields,
    flow,
    furniture,
    headline,
    marks,
    pagetype,
    quality,
    region,
    wording,
    zones,
)
from crawler.extraction import tree as markup
from crawler.extraction.blocks import Block, read, with_labels
from crawler.extraction.document import Chosen
from crawler.extraction.explain import Explain
from crawler.extraction.text import clean, fold
from storage.models import Extraction, Failure, FailureName, Profile

EXTRACTOR = "3"  # counts up whenever an unchanged page may give another text


@dataclass(slots=True)
class Reading:
    """A page after its furniture was dropped: headline, remaining lines, and what was noted before."""

    tree: HtmlElement
    family: str
    head: headline.Headline
    description: str
    canonical: str
    files: list[attachments.Found]
    blocks: list[Block]
    known: list[HtmlElement]  # containers the CMS family names


def extract(
    body_bytes: bytes, headers: Mapping[str, str], url: str, profile: Profile, now: datetime, explain: Explain | None = None
) -> Extraction | Failure:
    """The article of a page, or the named reason why it is none. `now` is an aware time: no article is younger."""
    with collector.resting():
        return _extract(body_bytes, headers, url, profile, now, explain)


def _extract(
    body_bytes: bytes, headers: Mapping[str, str], url: str, profile: Profile, now: datetime, explain: Explain | None
) -> Extraction | Failure:
    decoded = decode.decode(body_bytes, headers)
    text = decoded.text
    tree = markup.parse(text)
    held = list(tree.iter("*"))  # while they are held, no walk has to make Python's objects for the elements again
    lines = flow.read(tree, held)
    head = headline.headline(tree, url, lines=lines, shared=profile.furniture)
    published = dates.published(tree, head.element, url, now, lines=lines)
    signs = pagetype.read(tree, lines, head, url)
    page = _read(tree, held, text, head, headers, url, profile, explain)
    if explain is not None:
        explain.found("family:" + (page.family or "none"), url)
        explain.found("headline:" + (head.evidence or "none"), head.text)
        explain.found("date:" + (published.evidence or "none"), published.value)
    chosen = _choose(page, signs, explain)
    author = _author(chosen, lines, signs.at) or byline.author(tree, (), (), url)
    files = attachments.of_article(page.files, chosen.container, chosen.zone, tree)
    failure = quality.not_article(head, published, chosen, len(files), signs)
    if failure is not None:
        return failure
    del held
    if not chosen.lines:
        if not files:
            return Failure(name=FailureName.NOT_ARTICLE, detail="no running text and no attachment")
        chosen.lines = tuple(file.name for file in files)
    place, place_hash = region.describe(text, head.text, chosen.lines, published.value, decoded.light)
    return Extraction(
        title=head.text,
        blocks=chosen.lines,
        published=published.value,
        published_evidence=published.evidence,
        author=author,
        lead=chosen.lead,
        captions=chosen.captions,
        attachments=files,
        canonical=page.canonical,
        family=page.family,
        region=place,
        region_hash=place_hash,
        extractor=EXTRACTOR,
        profile_version=profile.version,
    )


def _read(
    tree: HtmlElement,
    elements: list[HtmlElement],
    text: str,
    head: headline.Headline,
    headers: Mapping[str, str],
    url: str,
    profile: Profile,
    explain: Explain | None,
) -> Reading:
    """Notes what stands in the whole page, then drops its furniture (the tree is changed) and reads the lines that are left."""
    index = families.Index(tree, elements)
    family = profile.family or families.fingerprint(text, url, headers, index)
    description, canonical = _meta(tree, url)
    files = attachments.collect(tree, markup.base_url(tree, url))
    pruner = furniture.Pruner(tree, head.element, families.by_name(family), index, explain)
    pruner.run()
    root = tree.find("body")
    blocks = fields.settle(with_labels(read(tree if root is None else root)))
    blocks = marks.without(blocks, profile.furniture, explain)
    return Reading(tree, family, head, description, canonical, files, blocks, pruner.bodies)


_FIRST = 3  # lines of the text among which a byline may stand


def _author(chosen: Chosen, lines: list[flow.Line], at: int) -> str:
    """The writer's name, "" if neither text nor headline name one; the name goes last, a line of facts taken for one goes."""
    if chosen.author and any(map(str.isdigit, chosen.author)):
        if chosen.lines[-1:] == (chosen.author,):
            chosen.lines = chosen.lines[:-1]
        chosen.author = ""
    if byline.looks_like_source(chosen.author):
        chosen.author = ""
    if not chosen.author:
        chosen.author = byline.closing(chosen.lines)
    if not chosen.author:
        _sign(chosen, byline.beside(lines, at))
    return byline.without_label(chosen.author)


def _sign(chosen: Chosen, name: str) -> None:
    """A writer named beside the headline goes last, in the place of a source."""
    if not name or not chosen.lines or wording.is_furniture(name):
        return
    lines = chosen.lines[:-1] if chosen.source and chosen.lines[-1] == chosen.source else chosen.lines
    first = tuple(line for line in lines[:_FIRST] if fold(byline.without_label(line)) != fold(name))
    chosen.author, chosen.lines = name, (*first, *lines[_FIRST:], name)


def _choose(page: Reading, signs: pagetype.Signs, explain: Explain | None) -> Chosen:
    found = body.locate(page.blocks, page.head.element, page.known, page.tree, signs.is_own)
    if explain is not None and found is not None:
        container = found.container
        explain.found(f"body:{found.evidence}", f"<{container.tag!s} id={container.get('id')!r} class={container.get('class')!r}>")
    return zones.choose(page.blocks, found, page.head.element, page.head.text, page.description, page.files, explain)


class Lesson(NamedTuple):
    """What one article page teaches about its portal."""

    family: str  # the CMS
    blocks: list[Block]  # the lines of the article; none when the page is no article
    key: str  # what tells it from copies
    title: str  # the mark of its headline
    shown: frozenset[str]  # marks of the lines that might be taken for one


def lesson(text: str, headers: Mapping[str, str], url: str, profile: Profile) -> Lesson:
    """Reads a page to learn from it."""
    tree = markup.parse(text)
    held = list(tree.iter("*"))
    lines = flow.read(tree, held)
    head = headline.headline(tree, url, lines=lines, shared=profile.furniture)
    own = marks.title_mark(head.text)
    shown = frozenset({own, *(marks.title_mark(line.text) for line in lines if not line.linked and len(line.text) <= _TITLE)})
    signs = pagetype.read(tree, lines, head, url)
    page = _read(tree, held, text, head, headers, url, profile, None)
    chosen = _choose(page, signs, None)
    if quality.not_article(head, dates.Published("", ""), chosen, 0, signs) is not None:
        return Lesson(page.family, [], "", own, shown)
    return Lesson(page.family, list(chosen.kept), head.text + "\n" + "\n".join(chosen.lines), own, shown)


_TITLE = 300  # characters of a headline


def _meta(tree: HtmlElement, url: str) -> tuple[str, str]:
    """The page's description of itself, and its canonical address when it is sane: absolute, same site, not the home page."""
    description = canonical = ""
    for element in tree.iter("meta", "link"):
        if element.tag == "meta":
            name = (element.get("name") or element.get("property") or "").lower()
            if name in ("description", "og:description") and len(element.get("content") or "") > len(description):
                description = clean((element.get("content") or "")[:2000])
        elif "canonical" in (element.get("rel") or "").lower().split() and not canonical:
            canonical = _sane(element.get("href") or "", url)
    return description, canonical


def _sane(address: str, url: str) -> str:
    try:
        absolute = urljoin(url, address.strip())
        parts, page = urlsplit(absolute), urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or not page.hostname:
        return ""
    same = parts.hostname.removeprefix("www.") == page.hostname.removeprefix("www.")
    deep = parts.path.strip("/") or parts.query
    return absolute if same and deep else ""
