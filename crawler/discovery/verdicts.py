"""What is thought of each source of a portal once it is walked: which to trust, which to look at again, which to leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crawler.discovery import continuity, trust
from crawler.discovery.evidence import newest_first
from crawler.discovery.notebook import Notebook
from storage.models import EntryKind, EntryPoint, Found, Validators

NEEDS_SCRIPT = "needs_script: its lists stay empty without scripts"
IDLE = "dead: it shows nothing of its own"
PAGE = "dead: a page of text, no list"
_LISTINGS = 40  # listings kept as entry points
_LAYOUT = 3  # pages on which a place shows the same links from which it belongs to the layout
_ORDER = {EntryKind.HOME: 0, EntryKind.FEED: 1, EntryKind.SITEMAP: 2, EntryKind.LISTING: 3}


def shown(book: Notebook) -> tuple[dict[str, str], dict[str, list[str]]]:
    """All articles with their day where known, and which of them each source names: second addresses count as the first."""
    good = book.distinct(c for c in newest_first(book.pool.values()) if book.article(c) and c.url not in book.dead)
    articles = {candidate.url: book.articles.get(candidate.url, "") or candidate.hint for candidate in good}
    first = {alias: url for url, aliases in book.twins.aliases.items() for alias in aliases}
    named: dict[str, list[str]] = {}
    for url in book.entries:
        links = book.sources.get(url) or sorted(book.listings.get(url, ()))
        named[url] = list(dict.fromkeys(first.get(link, link) for link in links))
    return articles, named


def conclude(
    book: Notebook, found: Mapping[str, EntryPoint], validators: Mapping[str, Validators], wrong: str = ""
) -> tuple[EntryPoint, ...]:
    """The sources found, best first. `wrong`: what is wrong with the portal as a whole; it is written on its home page."""
    articles, named = shown(book)
    hints = {url: candidate.hint for url, candidate in book.pool.items()}
    kept = _needed(book, found, articles)
    out = []
    for url, entry in found.items():
        links = named.get(url, [])
        if any(continuity.tail_of(other.reason)[1] == url for other in found.values()):
            out.append(book.entry(replace(entry, trusted=False, found=0, reason=continuity.AHEAD), Validators()))
            continue
        if entry.kind is EntryKind.LISTING and url not in kept:
            text = book.canonical(url) in book.others and not book.doubts.named(book.canonical(url))
            out.append(book.entry(replace(entry, trusted=False, found=0, reason=PAGE if text else IDLE), Validators()))
            continue
        if entry.kind in (EntryKind.HOME, EntryKind.LISTING):
            links = [link for link in links if link in articles]
        why = trust.judge(links, articles, hints, book.dead, strict=entry.kind in (EntryKind.FEED, EntryKind.LISTING))
        if wrong and entry.kind is EntryKind.HOME:
            why = wrong
        count = sum(1 for link in links if link in articles)
        reason = f"{entry.reason}; {why}" if why else entry.reason
        head = book.heads.get(url, "")
        out.append(book.entry(replace(entry, trusted=not why, reason=reason, found=count, head=head), validators.get(url, Validators())))
    out.sort(key=lambda entry: (_ORDER[entry.kind], not entry.trusted, -entry.found))
    return tuple(out)


def tail_entry(book: Notebook, origin: str, number: int, url: str, links: Sequence[str]) -> EntryPoint | None:
    """The last page of a list as a source, when the list begins with the oldest; None when it does not."""
    links = [book.canonical(link) for link in links]  # identities may have been learned since
    first = sorted((book.pool[link] for link in book.listings.get(origin, ()) if link in book.pool), key=lambda one: one.rank)
    last = [book.pool[link] for link in links if link in book.pool]
    days = [[one.hint[:10] for one in page if one.hint] for page in (first, last)]
    if not continuity.rising([(one.url, one.hint) for one in first]) or (all(days) and min(days[1]) < max(days[0])):
        return None
    entry = EntryPoint(url=url, kind=EntryKind.LISTING, reason=continuity.last_page(number, origin), found=len(links))
    book.listings[url] = set(links)
    book.heads[url] = continuity.head(links)
    book.entries[url] = entry
    return entry


def _needed(book: Notebook, found: Mapping[str, EntryPoint], articles: Mapping[str, str]) -> set[str]:
    """Listings worth asking again: those with a list of their own, though the home page may show all of it today.

    A place that shows the same links on several pages is a side block of the portal's layout, whatever page it stands on.
    """
    places = {url: book.blocks.get(url, {}) for url, entry in found.items() if entry.kind in (EntryKind.HOME, EntryKind.LISTING)}
    times = Counter((place, links) for blocks in places.values() for place, links in blocks.items())
    covered = {link for url in places if found[url].kind is EntryKind.HOME for links in places[url].values() for link in links}
    own: dict[str, frozenset[str]] = {}
    for url, blocks in places.items():
        if found[url].kind is EntryKind.LISTING:
            shown = frozenset(link for place, links in blocks.items() if times[place, links] < _LAYOUT for link in links)
            own[url] = frozenset(link for link in shown if link in articles)
    kept: dict[frozenset[str], str] = {}
    for url in sorted(own, key=lambda url: (-len(own[url] - covered), -len(own[url]), url)):
        if own[url] and own[url] not in kept and len(kept) < _LISTINGS:
            kept[own[url]] = url
    return set(kept.values())


def ranked(book: Notebook) -> tuple[Found, ...]:
    """The sources of a walked portal, best first: trusted ones, then by how many articles they name."""
    articles, named = shown(book)
    per_source = {url: [link for link in links if link in articles] for url, links in named.items()}
    times: dict[str, int] = {}
    for links in per_source.values():
        for link in links:
            times[link] = times.get(link, 0) + 1
    out = []
    for url, entry in book.entries.items():
        own = per_source.get(url, [])
        have = set(own)
        out.append(
            Found(
                entry=entry,
                articles=tuple(own),
                missing=tuple(link for link in articles if link not in have and times.get(link)),
                alone=tuple(link for link in own if times[link] == 1),
            )
        )
    out.sort(key=lambda source: (not source.entry.trusted, -len(source.articles), _ORDER[source.entry.kind], source.entry.url))
    return tuple(out)
