"""The ordinary look at a known portal: one request to its best source, now and then one to another to see what that one misses.

A source is a window on a growing row of articles. What it showed when it was last read without a gap is kept as its head; a reading
that does not meet the head again goes on to older pages until it does, and one that shows much news at once sends for the other
lists too. A head moves on only when all that was to be read for it has been read, so an outage of any length leaves no gap behind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from crawler.discovery import addresses, continuity, page, pager, rota, sheet
from crawler.discovery.chains import BLANKS, Chain
from crawler.discovery.dialogue import Ask, Reply, Step
from crawler.discovery.evidence import Candidate
from crawler.discovery.notebook import Notebook
from crawler.discovery.sheet import Sheet
from crawler.discovery.survey import fingerprint
from crawler.discovery.verdicts import IDLE, NEEDS_SCRIPT
from storage.models import EntryKind, EntryPoint, Failure, FailureName, Link, Validators, VisitKind

_PAGES = 200  # listing pages after the first in one check
_BURST = 3  # new links at once from which the lists behind the page are read too
_AWAY = timedelta(hours=6)  # nothing was read for so long: one new link is enough for that
_STRANGERS = 2  # pages that the home page links to for the first time, asked in one check
_SECTIONS = 120  # lists, and pages that may become one, that are remembered
_SHAPES = 3  # new shapes of addresses tried in one check
_NAME = 6  # syllables of the name of a section
_SLACK = timedelta(days=30)  # a page of articles so much older than the last reading holds no news
_GONE = frozenset({FailureName.NOT_FOUND, FailureName.GONE, FailureName.SOFT_NOT_FOUND, FailureName.NOT_HTML})


@dataclass(slots=True)
class _Errand:
    entry: EntryPoint
    chain: Chain | None = None
    called: bool = False  # sent for because so much was new


class Check:
    """Asks the main source, and in turn one more: what the main source lacks shows there."""

    def __init__(self, book: Notebook) -> None:
        self.book = book
        self.failure: Failure | None = None
        self.complete = True
        self.relearn = ""
        self._entries = {entry.url: entry for entry in book.order.entry_points}
        book.entries.update(self._entries)
        read = [entry.checked_at for entry in self._entries.values() if entry.checked_at is not None]
        self._last = max(read, default=rota.LONG_AGO)  # when anything was read
        # sources come without validators while the last walk did not reach its end
        cut = not any(entry.validators != Validators() for entry in self._entries.values())
        self._away = cut or book.now - self._last >= _AWAY
        self._shell = any(NEEDS_SCRIPT in entry.reason for entry in self._entries.values())
        if self._shell:
            self.failure = Failure(name=FailureName.NEEDS_SCRIPT, detail="its lists stay empty without scripts")
        self._main = rota.best(self._entries, self._shell)
        self._queue: list[tuple[Ask, _Errand]] = []
        self._under_way: dict[Ask, _Errand] = {}
        self._asked: set[str] = set()
        self._pages = 0
        self._read: dict[str, set[str]] = {}  # source -> links it named in this check
        self._verdicts: dict[str, str] = {}  # source -> why it is of no use any more: said when the home page lives
        self._alive = False  # the home page was read and is as ever
        self._heads: dict[str, str] = {}  # heads that wait for what was sent for
        self._torn: set[str] = set()  # sources of which a page could not be had
        self._odd: list[Candidate] = []  # links that stand in lists and have a shape nobody has seen
        second = self._home() if self._shell else rota.second(self._entries, self._main, book.order.id, book.now)
        for entry in (self._main, second):
            if entry is not None:
                self._ask(entry)
        covered = self._main is not None and self._main.trusted and self._main.kind is EntryKind.FEED
        if book.order.thorough and not covered:
            for entry in self._entries.values():
                if not rota.dead(entry) and entry.kind is not EntryKind.SITEMAP:
                    self._ask(entry)

    def _ask(self, entry: EntryPoint, called: bool = False) -> None:
        if entry.url in self._asked:
            return
        self._asked.add(entry.url)
        ask = Ask(url=entry.url, kind=VisitKind(entry.kind.value), validators=entry.validators, priority=100)
        self._queue.append((ask, _Errand(entry, called=called)))

    def idle(self) -> Step:
        """Hand out what is queued; at the end what could only be said when all had been heard."""
        if not self._queue and not self._under_way and self._verdicts and not self._alive:
            home = self._home()
            if home is not None:
                self._ask(home)
        queue, self._queue = self._queue, []
        self._under_way.update(queue)
        asks = tuple(ask for ask, _ in queue)
        return Step(asks=asks) if asks or self._under_way else self._concluded()

    def _concluded(self) -> Step:
        """Heads move on where nothing is missing behind them; sources are given up only while the portal lives."""
        out: dict[str, EntryPoint] = {}
        for url, head in self._heads.items():
            own = self._entries[url].kind is EntryKind.LISTING
            if url not in self._torn and (own or self.complete):
                out[url] = self._keep(replace(self._entries[url], head=head))
        if self._alive or self._home() is None:
            for url, why in self._verdicts.items():
                entry = self._entries[url]
                reason = why if why.startswith("dead") else f"{entry.reason}; {why}"
                out[url] = self._keep(replace(entry, trusted=False, reason=reason, found=0), Validators())
                if self._main is None or url == self._main.url:
                    self.relearn = self.relearn or f"{url}: {why}"
        self._heads, self._verdicts = {}, {}
        return Step(entry_points=tuple(out.values()))

    def _keep(self, entry: EntryPoint, validators: Validators | None = None) -> EntryPoint:
        have = self.book.entries.get(entry.url, entry)
        kept = self.book.entry(entry, have.validators if validators is None else validators)
        self._entries[entry.url] = kept
        return kept

    def answer(self, ask: Ask, reply: Reply) -> Step:
        """Read the reply to an ask of this check; new links are given out at once, with the validators of their page."""
        errand = self._under_way.pop(ask, None)
        if errand is None:
            return Step()
        entry = errand.entry
        same = bool(entry.validators.body_hash) and entry.validators.body_hash == sheet.body_hash(reply.body)
        if reply.not_modified or (errand.chain is None and same):
            self._alive = self._alive or entry.kind is EntryKind.HOME
            self.book.had(entry.url)
            return Step(entry_points=(self._keep(self._entries.get(entry.url, entry), entry.validators),))
        if reply.failure is not None or not reply.body or reply.status >= 400:
            return self._failed(errand, ask, reply)
        ordinal = errand.chain.ordinal if errand.chain is not None else continuity.tail_of(entry.reason)[0]
        found = sheet.read(reply, self.book.now, ordinal, self.book.family)
        links = self._links(entry, reply, found)
        self.book.had(_name(errand))
        if self._shell and entry.kind is EntryKind.HOME and (links or not found.needs_script):
            self.relearn, self.failure = f"{entry.url} shows its lists without scripts now", None
        if errand.chain is None and not links and entry.found:
            self._verdicts[entry.url] = "it names no article any more"
            if entry.kind is EntryKind.HOME:
                self.relearn = f"{entry.url}: it names no article any more"
            return Step()
        if entry.kind is EntryKind.HOME and any(self.book.known(candidate.url) for candidate in links):
            self._alive = True
        return self._pages_on(errand, reply, found, links) if errand.chain is not None else self._news(errand, reply, found, links)

    def _failed(self, errand: _Errand, ask: Ask, reply: Reply) -> Step:
        entry = errand.entry
        failure = reply.failure or Failure(name=FailureName.EMPTY)
        if errand.chain is None and failure.name in _GONE and entry.kind is not EntryKind.HOME:
            self._verdicts[entry.url] = f"dead: {failure.name.value}"
            return Step()
        if ask.guess:
            return Step()
        if errand.chain is not None or (errand.called and entry is not self._main):
            self._torn.add(entry.url)
            if self.book.lose(_name(errand)):
                self.complete = False
                self.book.note(f"{ask.url} could not be had: {failure.name.value}")
            return Step()
        if entry is self._main or (self._main is not None and entry.url == self._main.url):
            home = self._home()
            if entry.kind is EntryKind.HOME or home is None:
                self.failure, self.complete = failure, False
            else:
                self.book.note(f"{entry.url} failed ({failure.name.value}); the home page was read instead")
                self._main = home
                self._ask(home)
        return Step()

    def _home(self) -> EntryPoint | None:
        return rota.home_of(self._entries)

    def _links(self, entry: EntryPoint, reply: Reply, found: Sheet) -> list[Candidate]:
        """The article links a source names, in its order."""
        book = self.book
        if found.kind in ("feed", "sitemap"):
            kind = "feed" if found.kind == "feed" else "news" if found.news else "sitemap"
            filed = [book.item(item, entry.url, kind) for item in found.items]
        else:
            book.stands(found.mentions, reply.url)
            if entry.kind is EntryKind.HOME:
                book.doubts.home(found.title)
            filed = [book.mention(mention, reply.url, 1) for mention in found.mentions]
            pairs = zip(found.mentions, filed, strict=True)
            self._odd = [c for mention, c in pairs if c is not None and mention.listed and not mention.chrome and mention.weight >= 0.5]
        seen: dict[str, Candidate] = {}
        for candidate in filed:
            if candidate is not None and book.article(candidate):
                candidate.via = candidate.via or entry.url
                seen.setdefault(candidate.url, candidate)
        return list(seen.values())

    def _news(self, errand: _Errand, reply: Reply, found: Sheet, links: list[Candidate]) -> Step:
        """The first page of a source."""
        book, entry = self.book, errand.entry
        distinct = book.distinct(links)
        new = [candidate for candidate in distinct if not book.known(candidate.url)]
        fresh = [candidate for candidate in distinct if not book.walked(candidate.url)]
        names = [candidate.url for candidate in links]
        self._read.setdefault(entry.url, set()).update(names)
        strange = len(links) >= 8 and entry.found >= 5
        strange = strange or (len(links) >= 2 and entry.found >= 2 and not any(candidate.shape in book.counts for candidate in links))
        if strange and len(new) == len(links) and found.kind == "page" and not rota.dead(entry):
            self.relearn = f"{entry.url}: none of its {len(links)} links is known"
        gap = not continuity.meets(names, entry.head) if entry.head else None
        if found.kind == "sitemap":
            self._children(entry, found)
            gap = None
        if entry.kind is EntryKind.HOME:
            self._strangers(reply, found)
        waits = (found.kind == "page" or bool(found.nexts)) and self._go_on(errand, reply, found, distinct, gap)
        waits = self._send_for_lists(entry, found, fresh, gap if gap is not None else self._overrun(found, distinct)) or waits
        entry = self._entries.get(entry.url, entry)
        counted = len(links) or entry.found
        updated = replace(entry, found=entry.found if entry.kind is EntryKind.FEED and not links else counted)
        if (rota.idle(entry) or entry.checked_at is None) and entry.kind is EntryKind.LISTING and not new:
            updated = replace(updated, found=0, trusted=False, reason=IDLE)
        elif rota.dead(entry) and links and not (entry.reason == continuity.AHEAD and _ascends(distinct)):
            updated = replace(updated, reason="it names articles again")
        head = continuity.head(names)
        if waits:
            self._heads[entry.url] = head
        elif names and found.kind != "sitemap":
            updated = replace(updated, head=head)
        links_out = book.links([*new, *self._samples()])
        return Step(links=links_out, entry_points=(self._keep(updated, fingerprint(reply)),))

    def _samples(self) -> list[Candidate]:
        """One link or two of each new shape in the lists just read: the portal may write its addresses in another way by now."""
        book, shapes = self.book, dict[str, list[Candidate]]()
        for candidate in self._odd:
            if candidate.shape not in book.counts and not book.article(candidate) and not book.known(candidate.url):
                shapes.setdefault(candidate.shape, []).append(candidate)
        return [candidate for group in sorted(shapes.values(), key=len, reverse=True)[:_SHAPES] for candidate in group[:2]]

    def _overrun(self, found: Sheet, distinct: list[Candidate]) -> bool:
        """Without a head: whether nothing in a feed was there before."""
        return found.kind == "feed" and len(distinct) >= 5 and not any(self.book.walked(candidate.url) for candidate in distinct)

    def _go_on(self, errand: _Errand, reply: Reply, found: Sheet, distinct: list[Candidate], gap: bool | None) -> bool:
        """Start on the older pages of a list where news may stand on them. Whether there are any."""
        entry = errand.entry
        if _ascends(distinct):
            return self._forward(errand, reply, found, distinct)
        tail = distinct[-max(2, len(distinct) // 3) :]
        unread = any(not self.book.walked(candidate.url) for candidate in tail)
        if gap is None:
            # never read to its head: a list of old articles that was found just now is no news
            unread = unread and (entry.found > 0 or rota.idle(entry) or any(self.book.walked(candidate.url) for candidate in distinct))
        if not (gap or (unread and entry.kind is not EntryKind.HOME)):
            return False
        seen = {candidate.url for candidate in distinct}
        kind = VisitKind.FEED if entry.kind is EntryKind.FEED else VisitKind.LISTING
        started = [self._push(errand, Chain(reply.url, page, 2, set(seen), step=len(seen), kind=kind)) for page in found.nexts]
        return any(started)

    def _forward(self, errand: _Errand, reply: Reply, found: Sheet, distinct: list[Candidate]) -> bool:
        """A list that begins with the oldest: what is new stands after the page that was the last one."""
        number, origin = continuity.tail_of(errand.entry.reason)
        if not origin and any(continuity.tail_of(entry.reason)[1] == errand.entry.url for entry in self._entries.values()):
            return False
        seen = {candidate.url for candidate in distinct}
        chains = [Chain(origin or errand.entry.url, page, number + 1, set(seen), len(seen), forward=True) for page in found.nexts]
        started = [self._push(errand, chain) for chain in chains if chain.page.sure and not chain.page.post]
        return any(started)

    def _new_tail(self, errand: _Errand, chain: Chain, reply: Reply, links: list[Candidate]) -> tuple[EntryPoint, ...]:
        """The page that is the last one now takes the place of the one that was."""
        reason, out = continuity.last_page(chain.ordinal, chain.origin), []
        for entry in list(self._entries.values()):
            if entry.url == chain.origin or continuity.tail_of(entry.reason)[1] == chain.origin:
                out.append(self._keep(replace(entry, found=0, trusted=False, reason=continuity.AHEAD)))
        names = [candidate.url for candidate in links]
        tail = EntryPoint(
            url=reply.url, kind=EntryKind.LISTING, reason=reason, found=len(names), trusted=False, head=continuity.head(names)
        )
        return (*out, self._keep(tail, fingerprint(reply)))

    def _send_for_lists(self, seen: EntryPoint, found: Sheet, fresh: list[Candidate], gap: bool) -> bool:
        """So much is new that some of it may have left the page just read: ask the other lists too. Whether this page waits for them."""
        main = self._main
        if not fresh or not (seen.kind in (EntryKind.HOME, EntryKind.FEED) or (main is not None and seen.url == main.url)):
            return False
        covered = main is not None and main.trusted and main.kind is EntryKind.FEED  # it names what all lists name
        if not gap and (covered or not (len(fresh) >= _BURST or self._away)):
            return False
        if found.kind == "feed" and gap:
            self.book.note(f"{seen.url}: everything in it is new; the listings are read too")
        for entry in self._entries.values():
            list_of_its_own = not rota.dead(entry) or (rota.idle(entry) and (self._away or gap))
            if entry.url != seen.url and entry.kind is not EntryKind.SITEMAP and list_of_its_own:
                self._ask(entry, called=True)
        return True

    def _strangers(self, reply: Reply, found: Sheet) -> None:
        """Pages the home page links to that nobody has looked at: a section may have been added."""
        book = self.book
        known = {book.canonical(entry.url) for entry in self._entries.values()}
        asked = 0
        for mention in found.mentions:
            if len(known) >= _SECTIONS or asked >= _STRANGERS:
                return
            url = book.canonical(mention.href)
            if url in known or book.known(url) or not 1 <= page.syllables(mention.text) <= _NAME:
                continue
            if pager.page_link(mention.text) or addresses.dated(url) or url == book.canonical(reply.url) or not book.usable(url):
                continue
            candidate = book.pool.get(url)
            if candidate is None or not book.article(candidate):
                entry = EntryPoint(url=mention.href, kind=EntryKind.LISTING, reason=f"linked from {reply.url}")
                self._entries[entry.url] = entry
                known.add(url)
                asked += 1
                self._ask(entry)

    def _pages_on(self, errand: _Errand, reply: Reply, found: Sheet, links: list[Candidate]) -> Step:
        """A later page of a list."""
        book, chain, entry = self.book, errand.chain, errand.entry
        assert chain is not None
        if book.canonical(reply.url) in (book.canonical(chain.origin), book.canonical(book.portal.url)) and reply.redirects:
            return Step()
        distinct = book.distinct(links)
        names = [candidate.url for candidate in links]
        self._read.setdefault(entry.url, set()).update(names)
        fresh = [candidate for candidate in distinct if not book.walked(candidate.url)]
        more = set(names) - chain.seen
        chain.seen |= more
        chain.blanks = 0 if fresh else chain.blanks + 1
        if chain.forward and more:
            number = chain.ordinal
            tail = self._new_tail(errand, chain, reply, links)
            if chain.follow(found):
                self._push(errand, chain)
            news = book.links(candidate for candidate in distinct if not book.known(candidate.url))
            return Step(links=news, entry_points=tail if number else ())
        if not more or self._past(entry, distinct):
            return Step()
        met = not entry.head or continuity.meets([*sorted(chain.seen), *names], entry.head)
        if (fresh or not met) and chain.blanks < BLANKS and chain.follow(found):
            self._push(errand, chain)
        return Step(links=book.links(candidate for candidate in distinct if not book.known(candidate.url)))

    def _past(self, entry: EntryPoint, candidates: list[Candidate]) -> bool:
        """Whether a page of a list is of a time that was read long ago."""
        dated = [candidate.hint[:10] for candidate in candidates if candidate.hint]
        read = entry.checked_at or self._last
        return len(dated) >= 3 and read > rota.LONG_AGO and max(dated) < (read - _SLACK).date().isoformat()

    def _push(self, errand: _Errand, chain: Chain) -> bool:
        if self._pages >= _PAGES:
            self.book.note(f"{chain.origin}: more than {_PAGES} pages of news; the rest is left")
            return False
        self._pages += 1
        self._queue.append((chain.ask(), _Errand(errand.entry, chain, errand.called)))
        return True

    def _children(self, entry: EntryPoint, found: Sheet) -> None:
        """An index changed: its newest part is what changed, and any part that is new."""
        fresh = [child for child in found.children if child not in self._entries]
        newest = [child for child in found.children[:1] if child in self._entries]
        for child in (*fresh[:3], *newest):
            known = self._entries.get(child) or EntryPoint(url=child, kind=EntryKind.SITEMAP, reason=f"in the index {entry.url}")
            self._entries.setdefault(child, known)
            self._ask(known)

    def judged(self, link: Link, reply: Reply, article: bool | None) -> Step:
        """An article the main source does not name makes it untrusted; a page that is no article may be a new section."""
        book, main = self.book, self._main
        if article and main is not None and main.trusted and main.kind is not EntryKind.HOME and link.via != main.url:
            named = self._read.get(main.url)
            url = book.canonical(link.url)
            found_elsewhere = any(url in links for source, links in self._read.items() if source != main.url)
            if found_elsewhere and main.url in self._asked and (named is None or url not in named):
                have = self._entries.get(main.url, main)
                self._main = self._keep(replace(have, trusted=False, reason=f"{have.reason}; it lacks {url}"))
                return Step(entry_points=(self._main,))
        if article is not False or not reply.body:
            return Step()
        found = sheet.read(reply, book.now, 1, book.family)
        if found.kind != "page":
            return Step()
        address = link.fetch_url or link.url
        entry = EntryPoint(url=address, kind=EntryKind.LISTING, reason=f"linked from {link.via}")
        links = [candidate for candidate in self._links(entry, reply, found) if candidate.url not in book.chrome]
        if len(links) < 3 or address in self._entries:
            return Step()
        kept = self._keep(replace(entry, found=len(links), head=continuity.head(c.url for c in links)), fingerprint(reply))
        return Step(links=book.links(links), entry_points=(kept,))


def _name(errand: _Errand) -> str:
    """What a page of lists is remembered by when it could not be had."""
    return errand.entry.url if errand.chain is None else f"{errand.entry.url} page {errand.chain.ordinal}"


def _ascends(candidates: list[Candidate]) -> bool:
    return continuity.rising([(candidate.url, candidate.hint) for candidate in candidates])
