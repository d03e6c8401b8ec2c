"""The thorough walk: at first contact, for the whole archive, and when what is known of a portal stopped working.

Stages: home and what is stored; feeds and sitemaps; a few samples of each shape of address, to learn which are articles; section
pages and the pages of their listings; the links themselves, newest first; a comparison of the sources.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crawler.discovery import addresses, continuity, families, notfound, replies, sheet
from crawler.discovery.chains import Chains
from crawler.discovery.dialogue import Ask, Reply, Step
from crawler.discovery.evidence import Mention
from crawler.discovery.mining import Mining
from crawler.discovery.notebook import Notebook
from crawler.discovery.sections import Purpose, Sections
from crawler.discovery.selection import Selection
from crawler.discovery.sheet import Sheet
from crawler.discovery.tenancy import Tenancy
from crawler.discovery.verdicts import NEEDS_SCRIPT, conclude, tail_entry
from storage.models import EntryKind, EntryPoint, Failure, FailureName, Link, Validators, VisitKind

_BATCH = 4
_SECTIONS = (60, 1000)  # section pages asked for: usually, with `full`
_PAGES = (400, 50_000)  # listing pages after the first, over all listings
_SITEMAPS = (12, 5000)
_FEEDS = 10
_LINKS = 3  # links to itself that the home page of a living portal has at least
_TRANSIENT = frozenset(
    {FailureName.DNS, FailureName.TIMEOUT, FailureName.CONNECTION, FailureName.SERVER_ERROR, FailureName.MAINTENANCE, FailureName.REFUSED}
)
_MINOR_SITEMAP = ("image", "video", "tag", "categor", "author", "page-sitemap", "users")


def fingerprint(reply: Reply) -> Validators:
    """What a later conditional request needs."""
    return Validators(
        etag=reply.headers.get("etag", ""), last_modified=reply.headers.get("last-modified", ""), body_hash=sheet.body_hash(reply.body)
    )


class Survey:
    """Finds everything. Asks are handed out in `idle` only, so that each is chosen with all earlier replies known."""

    def __init__(self, book: Notebook) -> None:
        self.book = book
        full = book.limits.full
        self._sections_left, self._pages_left, self._sitemaps_left = (pair[full] for pair in (_SECTIONS, _PAGES, _SITEMAPS))
        self._feeds_left = _FEEDS
        self._queue: list[tuple[int, int, Ask, Purpose]] = []
        self._purposes: dict[Ask, Purpose] = {}
        self._asked: set[str] = set()
        self.selection = Selection(book)
        self.chains = Chains(book, self.selection)
        self.sections = Sections(book)
        self._found: dict[str, EntryPoint] = {}  # sources that answered, without validators until the end
        self._validators: dict[str, Validators] = {}
        self._robots_sitemaps: list[str] = []
        self._stage = 0
        self.mining = Mining()
        self.tenancy = Tenancy(book)
        self._guessed: set[str] = set()
        self.home_failure: Failure | None = None
        self.home_read = False
        self.needs_script = False  # the lists of its pages are empty without scripts
        self._pages_read = 0
        self._scripted = 0  # pages read that ask for scripts to show something
        self.lost = 0  # pages of lists that could not be had
        self._last: dict[str, tuple[int, Reply, list[str]]] = {}  # list -> number, answer and links of its last page with news
        self._torn: set[str] = set()  # sources of which a page could not be had
        self._again = not book.order.first_contact and not full and bool(book.order.walked)
        self._blank = False  # a known portal shows nothing of what it was: there is nothing to learn from that
        self.ended = False
        self._generation = 0

    # -- asking ------------------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Queue the home page and, unless that has to be seen first, every stored or declared entry point."""
        self._ask(self.book.portal.url, VisitKind.HOME, Purpose("home", reason="the portal's address"), 100)
        if not self._again:
            self._stored()

    def _stored(self) -> None:
        book = self.book
        for address in book.portal.entry_points:
            self._ask(address, VisitKind.LISTING, Purpose("source", 1, "declared in the registry"), 95)
        for entry in book.order.entry_points:
            if entry.kind is not EntryKind.HOME and not entry.reason.startswith("dead"):
                kind = VisitKind(entry.kind.value)
                self._ask(entry.url, kind, Purpose("source", 1, entry.reason), 90 if kind is not VisitKind.LISTING else 58)

    def sitemaps(self, found: Iterable[str]) -> None:
        """Sitemaps that robots.txt names."""
        for address in found:
            self._robots_sitemaps.append(address)
            self._ask(address, VisitKind.SITEMAP, Purpose("source", reason="named in robots.txt"), 88)

    def _ask(self, url: str, kind: VisitKind, purpose: Purpose, priority: int) -> bool:
        key = self.book.canonical(url)
        if key in self._asked or not addresses.own(url, self.book.portal) or len(url) > addresses.MAX_LENGTH:
            return False
        self._asked.add(key)
        guess = purpose.reason == "well-known address" or purpose.role == "probe"
        ask = Ask(url=url, kind=kind, priority=priority, guess=guess)
        self._queue.append((-priority, len(self._asked), ask, purpose))
        return True

    def _pop(self, least: int, most: int) -> list[Ask]:
        """The queued asks of at least this priority, best first."""
        self._queue.sort(key=lambda entry: entry[:2])
        out: list[Ask] = []
        while self._queue and len(out) < most and -self._queue[0][0] >= least:
            _, _, ask, purpose = self._queue.pop(0)
            self._purposes[ask] = purpose
            out.append(ask)
        return out

    def idle(self) -> Step:
        """The next thing to do; an empty Step when the portal is walked. What links turn out to be later may give more to do."""
        step = self._next()
        if not step.empty:
            self.ended = bool(step.entry_points)
        return step

    def _next(self) -> Step:
        for address in self.book.trials():
            if not self._ask(address, VisitKind.PROBE, Purpose("trial"), 80):
                self.book.tried(address, "")  # it is a page that was read: no article's
        asks = self._pop(70, _BATCH)
        if asks:
            return Step(asks=tuple(asks))
        if self._again and (self._blank or self.home_failure is not None):
            return Step()
        if self._stage == 0:
            self._stage = 1
            if self._again:
                self._stored()
            self._guess()
            asks = self._pop(70, _BATCH)
            if asks:
                return Step(asks=tuple(asks))
        if self._stage == 1:
            self._stage = 2
            links = self.book.links(self.selection.samples())
            if links:
                return Step(links=links)
        asks = self._sections_and_pages()
        if asks:
            return Step(asks=tuple(asks))
        links = self.selection.release()
        if links:
            return Step(links=links)
        if not self.selection.enough() and sum(self._mine(reply) for reply in self.mining.last()):
            return self._next()
        return Step() if self.ended else Step(entry_points=self._conclude(), links=self.selection.left())

    def _guess(self) -> None:
        """Well-known addresses, where nothing was declared; and an address that cannot exist."""
        book = self.book
        if not self.home_read:
            return
        kinds = {entry.kind for entry in self._found.values()}
        if EntryKind.SITEMAP not in kinds and not self._robots_sitemaps:
            for path in families.sitemap_guesses(book.family):
                self._ask(addresses.join(book.portal.url, path), VisitKind.SITEMAP, Purpose("source", reason="well-known address"), 75)
        if EntryKind.FEED not in kinds:
            for path in families.feed_guesses(book.family):
                self._ask(addresses.join(book.portal.url, path), VisitKind.FEED, Purpose("source", reason="well-known address"), 76)
        if not book.not_found:
            self._ask(notfound.probe_address(book.portal.url), VisitKind.PROBE, Purpose("probe"), 72)

    def _sections_and_pages(self) -> list[Ask]:
        if self._generation != self.book.generation:
            self._generation = self.book.generation
            self._asked = {self.book.canonical(url) for url in self._asked}
        enough = self.selection.enough()
        ready: list[tuple[float, int, Ask, Purpose]] = []
        if self._sections_left > 0:
            ready += self.sections.asks(self._asked)[:_BATCH]
        ready += [(-priority, number, ask, purpose) for priority, number, ask, purpose in self._queue if -priority < 70]
        if not enough and self._pages_left > 0:
            for index, chain in enumerate(self.chains.waiting):
                ready.append((50 - min(chain.ordinal, 40) / 2, index, chain.ask(), Purpose("chain", chain=chain)))
        ready.sort(key=lambda entry: (-entry[0], entry[1]))
        out = []
        for _, _, ask, purpose in ready[:_BATCH]:
            self._purposes[ask] = purpose
            if purpose.chain is not None and not purpose.retried:
                self.chains.waiting.remove(purpose.chain)
                self._pages_left -= 1
            elif purpose.role == "section":
                self._asked.add(self.book.canonical(ask.url))
                self._sections_left -= 1
            else:
                self._queue = [entry for entry in self._queue if entry[2] is not ask]
            out.append(ask)
        return out

    # -- hearing -----------------------------------------------------------------------------------------------------------

    def answer(self, ask: Ask, reply: Reply) -> Step:
        """Read the reply to an ask of this survey."""
        purpose = self._purposes.pop(ask, Purpose("section", 1))
        if purpose.role == "trial":
            if reply.failure is None or reply.failure.name not in _TRANSIENT:
                self.book.tried(ask.url, replies.shown(reply.body, reply.headers) if reply.status < 400 else "")
            return Step()
        if reply.failure is not None or not reply.body or reply.status >= 400:
            self._failed(ask, purpose, reply)
            return Step()
        if purpose.role == "probe":
            self.book.not_found = notfound.marks(reply.body, reply.headers)
            self.book.changed()
            return Step()
        ordinal = purpose.chain.ordinal if purpose.chain is not None else 1
        found = sheet.read(reply, self.book.now, ordinal)
        if found.kind == "feed":
            return self._feed(ask, purpose, reply, found)
        if found.kind == "sitemap":
            return self._sitemap(ask, purpose, reply, found)
        if found.kind == "page":
            return self._page(ask, purpose, reply, found)
        return Step()

    def _failed(self, ask: Ask, purpose: Purpose, reply: Reply) -> None:
        name = reply.failure.name if reply.failure is not None else FailureName.EMPTY
        if purpose.role == "probe":
            if reply.body and reply.status in (404, 410):
                self.book.not_found = notfound.marks(reply.body, reply.headers)
                self.book.changed()
            return
        if ask.guess:
            return
        if name in _TRANSIENT and not purpose.retried and purpose.role != "home":
            purpose.retried = True
            self._queue.append((-1, len(self._asked), replace(ask, priority=1), purpose))
            return
        if purpose.role == "home":
            self.home_failure = reply.failure
        elif name in _TRANSIENT | {FailureName.BLOCKED, FailureName.RATE_LIMITED}:
            chain = purpose.chain
            where = f"{chain.origin} page {chain.ordinal}" if chain is not None else ask.url
            self._torn.add(chain.origin if chain is not None else ask.url)
            self.lost += self.book.lose(where)
            self.book.note(f"{where} could not be had: {name.value}")

    def _source(self, ask: Ask, purpose: Purpose, reply: Reply, kind: EntryKind, links: list[str], title: str = "") -> Step:
        """Keep a feed, sitemap or listing as an entry point; validators come with the end of the walk, after its links."""
        entry = EntryPoint(url=ask.url, kind=kind, section=title, reason=purpose.reason, found=len(links))
        self.book.heads[ask.url] = continuity.head(links) if kind is not EntryKind.SITEMAP else ""
        self._found[ask.url] = entry
        self._validators[ask.url] = fingerprint(reply)
        self.book.entries[ask.url] = entry
        return Step(entry_points=(entry,))

    def _feed(self, ask: Ask, purpose: Purpose, reply: Reply, found: Sheet) -> Step:
        book, before = self.book, len(self.book.pool)
        candidates = [book.item(item, ask.url, "feed") for item in found.items]
        links = [candidate.url for candidate in candidates if candidate is not None]
        if found.broken:
            book.note(f"{ask.url} is broken XML; read with repairs")
        if found.items and not links:
            book.note(f"{ask.url} names only pages of other sites")
        if purpose.chain is not None:
            fresh = {url for url in links if book.pool[url].rank >= before}
            self.chains.follow(purpose.chain, reply, found, set(links), fresh)
            return Step()
        self.chains.begin(reply, found, set(links), self._asked)
        book.sources[ask.url] = links
        return self._source(ask, purpose, reply, EntryKind.FEED, links, found.title)

    def _sitemap(self, ask: Ask, purpose: Purpose, reply: Reply, found: Sheet) -> Step:
        book = self.book
        for child in found.children:
            minor = any(word in child.lower() for word in _MINOR_SITEMAP)
            if self._sitemaps_left > 0 and not (minor and not book.limits.full):
                self._sitemaps_left -= 1
                self._ask(child, VisitKind.SITEMAP, Purpose("source", reason=f"in the index {ask.url}"), 86)
        items = found.items
        if not book.limits.full and len(items) > 3000:
            items = tuple(sorted(items, key=lambda item: item.hint, reverse=True)[:3000])
            book.note(f"{ask.url} names {len(found.items)} pages; the newest 3000 were read")
        candidates = [book.item(item, ask.url, "news" if found.news else "sitemap") for item in items]
        links = [candidate.url for candidate in candidates if candidate is not None]
        if found.items:
            book.sources[ask.url] = links
        return self._source(ask, purpose, reply, EntryKind.SITEMAP, links)

    def _page(self, ask: Ask, purpose: Purpose, reply: Reply, found: Sheet) -> Step:
        book = self.book
        ordinal = purpose.chain.ordinal if purpose.chain is not None else 1
        self._pages_read += 1
        self._scripted += found.needs_script
        if purpose.role == "home":
            self._home(reply, found)
        if purpose.role == "source" and ask.kind in (VisitKind.FEED, VisitKind.SITEMAP):
            self._declared_feeds(found)  # an overview page of feeds
            return Step()
        own = book.canonical(reply.url)
        home = book.canonical(book.portal.url)
        if purpose.role != "home" and reply.redirects and own in (home, book.canonical(purpose.chain.origin) if purpose.chain else home):
            return Step()
        self._asked.add(own)
        book.observe(found.mentions, reply.url)
        if purpose.role == "home" and self.tenancy.home(found.mentions):
            book.note(f"its pages stand under {book.scope}")
        before = len(book.pool)
        book.had(f"{purpose.chain.origin} page {purpose.chain.ordinal}" if purpose.chain is not None else ask.url)
        in_order = self._file(found.mentions, reply.url, purpose.depth + 1)
        links = set(in_order)
        fresh = {url for url in links if book.pool[url].rank >= before}
        if purpose.role in ("section", "list"):
            self.sections.heard(ask.url, links, bool(fresh))
        if purpose.chain is not None:
            self.chains.follow(purpose.chain, reply, found, links, fresh)
        elif fresh or not addresses.dated(reply.url):
            self.chains.begin(reply, found, links, self._asked)
        self._lists(found, purpose)
        if purpose.chain is not None:
            if fresh and not purpose.chain.page.post:
                self._last[purpose.chain.origin] = (ordinal, reply, in_order)
            return Step()
        book.listings[ask.url] = links
        kind = EntryKind.HOME if purpose.role == "home" else EntryKind.LISTING
        if links or purpose.role == "home" or (purpose.role == "section" and purpose.depth <= 1):
            return self._source(ask, purpose, reply, kind, in_order, found.title)
        return Step()

    def _file(self, mentions: Iterable[Mention], via: str, depth: int) -> list[str]:
        """File a page's links; those that look like articles of its lists, in page order."""
        book = self.book
        out: dict[str, None] = {}
        places: dict[str, set[str]] = {}
        for mention in mentions:
            candidate = book.mention(mention, via, depth)
            if candidate is None or candidate.url in book.others:
                continue
            if book.article(candidate) or (mention.listed and not mention.chrome and mention.weight >= 0.5):
                out.setdefault(candidate.url)
                for place in mention.places:
                    places.setdefault(place, set()).add(candidate.url)
        book.blocks[via] = {place: frozenset(links) for place, links in places.items()}
        return list(out)

    def _home(self, reply: Reply, found: Sheet) -> None:
        book = self.book
        self.home_read = True
        book.doubts.home(found.title)
        self._blank = not found.needs_script and sum(1 for m in found.mentions if addresses.own(m.href, book.portal)) < _LINKS
        if found.family and not book.family:
            book.family = found.family
            book.changed()
        self._declared_feeds(found)

    def _declared_feeds(self, found: Sheet) -> None:
        for address in found.feeds:
            if self._feeds_left > 0 and not addresses.refused_language(address, self.book.portal.url):
                self._feeds_left -= self._ask(address, VisitKind.FEED, Purpose("source", reason="declared by the portal"), 87)

    def _lists(self, found: Sheet, purpose: Purpose) -> None:
        if purpose.role in ("home", "section", "source") and len(self._guessed) < 12:
            for address in found.lists:
                if not addresses.file_address(address) and addresses.own(address, self.book.portal):
                    self._guessed.add(address)
                    self._ask(address, VisitKind.LISTING, Purpose("list", purpose.depth + 1, "named in a data attribute"), 46)

    def judged(self, link: Link, reply: Reply, article: bool | None) -> Step:
        """An article page may show further lists; a page that is no article is read as a section."""
        if article is None or not reply.body:
            return Step()
        if article:
            if self.mining.worth(reply):
                self._mine(reply)
            return Step()
        found = sheet.read(reply, self.book.now)
        if found.kind != "page":
            return Step()
        ask = Ask(url=link.fetch_url or link.url, kind=VisitKind.LISTING)
        return self._page(ask, Purpose("section", 2, f"linked from {link.via}"), reply, found)

    def _mine(self, reply: Reply) -> bool:
        """File what the page of an article links to. Whether articles are among it that nobody had seen."""
        found = sheet.read(reply, self.book.now)
        before = len(self.book.pool)
        links = self._file(found.mentions, reply.url, 3) if found.kind == "page" else []
        news = any(self.book.pool[url].rank >= before for url in links)
        if found.kind == "page":
            self.book.stands(found.mentions, reply.url)
        self.mining.heard(news)
        return news

    # -- concluding --------------------------------------------------------------------------------------------------------

    def _conclude(self) -> tuple[EntryPoint, ...]:
        """Every source with what is thought of it, best first; validators now that all links are out."""
        book = self.book
        listed = any(book.article(book.pool[link]) for links in book.sources.values() for link in links if link in book.pool)
        self.needs_script = self._scripted > 0.5 * self._pages_read and not listed
        if self._again and not self.needs_script and not any(map(book.article, book.pool.values())):
            return ()  # whatever answers here is not the portal that is known
        for url in self._torn:
            book.heads.pop(url, None)
        for origin in [origin for origin in self._last if origin in self._found]:
            number, reply, links = self._last[origin]
            tail = tail_entry(book, origin, number, reply.url, links)
            if tail is not None:
                self._found[tail.url], self._validators[tail.url] = tail, fingerprint(reply)
        return conclude(book, self._found, self._validators, NEEDS_SCRIPT if self.needs_script else "")
