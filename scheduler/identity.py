"""Which stored article a page is, by the addresses it goes by. Pure.

A page goes by the address it says it has, the one it was really at, and those it was asked for under. They are not equally good:
where it really was decides; an address it only claims, or that led there by a redirect, counts only when the content bears it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from scheduler.decide import Content, same_article
from scheduler.kinship import fair
from storage.models import Page
from storage.records import ArticleRecord, VersionRecord


@dataclass(frozen=True, slots=True)
class Identity:
    """`article` None: nothing stored is this page, and `url` is what it shall be called.

    `liars`: articles that were given an address which other pages claim too. `left_behind`: articles whose own address now leads to
    this other content. `move_to`: the article's new address, its old one leads there now.
    """

    article: ArticleRecord | None
    url: str
    liars: tuple[ArticleRecord, ...] = ()
    left_behind: tuple[ArticleRecord, ...] = ()
    move_to: str = ""


def content_of(version: VersionRecord) -> Content:
    return Content(title=version.title, blocks=version.blocks, published=version.published, attachments=version.attachments)


def page_content(page: Page) -> Content:
    found = page.extraction
    if found is None:
        return Content(title="", blocks=())
    return Content(title=found.title, blocks=found.blocks, published=found.published, attachments=found.attachments)


def identify(page: Page, known: Sequence[tuple[str, ArticleRecord]], home: str) -> Identity:
    """`known`: the page's addresses that lead to a stored article, with it. `home`: the portal's own address."""
    real = real_address(page)
    redirected = page.visit is not None and bool(page.visit.redirects)
    now = page_content(page)
    found: ArticleRecord | None = None
    others: list[tuple[str, ArticleRecord]] = []
    for address, article in sorted(known, key=lambda pair: pair[0] != real):
        own = address == real and article.url == address
        if found is None and (own or page.extraction is None or _is_it(page, article, real, now)):
            found = article
        elif found is None or article.id != found.id:
            others.append((address, article))
    asked = {page.visit.url} if page.visit else set()
    left = [article for address, article in others if redirected and (address != page.url or address in asked)]
    liars = [article for address, article in others if address == page.url and article not in left]
    claimed = {article.url for _, article in others} | {alias for _, article in others for alias in article.aliases}
    plausible = page.url not in claimed and not same_place(page.url, home) and (same_place(page.url, real) or fair(page.url, real))
    url = page.url if plausible else real
    move_to = ""
    if found is not None and redirected and _led_on(page, found) and not _goes_by(found, real):
        move_to = url if url != found.url else real
    return Identity(found, url, _distinct(liars), _distinct(left), move_to)


def _is_it(page: Page, article: ArticleRecord, real: str, now: Content) -> bool:
    """Whether a page shows the article that is known under one of its addresses. What is only claimed must be borne out to the letter."""
    known = content_of(article.version)
    own = (article.url, *(alias for alias in article.aliases if fair(alias, article.url)))
    if _led_on(page, article) or any(fair(address, real) for address in own):
        return same_article(known, now)
    return (known.title, known.blocks) == (now.title, now.blocks)


def _led_on(page: Page, article: ArticleRecord) -> bool:
    """Whether the article's own address, when asked, led to where the page was: another of its addresses may always have led on."""
    hops = (page.visit.url, *page.visit.redirects) if page.visit is not None else ()
    return any(same_place(article.url, hop) for hop in hops)


def _goes_by(article: ArticleRecord, address: str) -> bool:
    return any(same_place(address, own) for own in (article.url, *article.aliases))


def real_address(page: Page) -> str:
    """The address the page was really at: of those it goes by if one fits, else as the answer gave it."""
    if page.visit is None:
        return page.url
    final = page.visit.final_url or page.visit.url
    addresses = (*page.aliases, page.url)
    for address in addresses:
        if same_place(address, final):
            return address
    if page.visit.redirects:
        path = _parts(final)[:2]
        return next((address for address in addresses if _parts(address)[:2] == path), final)
    spoken = page.extraction.canonical if page.extraction else ""
    if spoken and page.aliases and same_place(spoken, page.url):
        return page.aliases[0]
    return page.url


def same_place(one: str, other: str) -> bool:
    """Whether two addresses differ at most in scheme, www, escapes, order of parameters, closing slash and fragment."""
    return _parts(one) == _parts(other)


def _parts(url: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    return host, unquote(parts.path).rstrip("/"), tuple(sorted(parse_qsl(parts.query, keep_blank_values=True)))


def _distinct(articles: Sequence[ArticleRecord]) -> tuple[ArticleRecord, ...]:
    return tuple({article.id: article for article in articles}.values())
