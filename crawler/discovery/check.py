"""The ordinary look at a known portal: one request to its best source, now and then one to another to see what that one misses."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from crawler.discovery import sheet
from crawler.discovery.chains import Chain
from crawler.discovery.dialogue import Ask, Reply, Step
from crawler.discovery.evidence import Candidate
from crawler.discovery.notebook import Notebook
from crawler.discovery.sheet import Sheet
from crawler.discovery.survey import fingerprint
from crawler.discovery.verdicts import NEEDS_SCRIPT
from storage.models import EntryKind, EntryPoint, Failure, FailureName, Link, VisitKind

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_PAGES = 200  # listing pages after the first in one check
_BURST = 4  # new links on the home page from which the listings behind it are read too
_GONE = frozenset({FailureName.NOT_FOUND, FailureName.GONE, FailureName.SOFT_NOT_FOUND, FailureName.NOT_HTML})


def _dead(entry: EntryPoint) -> bool:
    return entry.reason.startswith("dead")


@dataclass(slots=True)
class _Errand:
    entry: EntryPoint
    chain: Chain | None = None


class Check:
    """Asks the main source, and in turn one more: what the main source lacks shows there."""

    def __init__(self, book: Notebook) -> None:
        self.book = book
        self.failure: Failure | None = None
        self.complete = True
        if any(NEEDS_SCRIPT in entry.reason for entry in book.order.entry_points):
            self.failure = Failure(name=FailureName.NEEDS_SCRIPT, detail="its lists stay empty without scripts")
        self.relearn = ""
        self._entries = {entry.url: entry for entry in book.order.entry_points}
        book.entries.update(self._entries)
        self._main = self._best()
        self._queue: list[tuple[Ask, _Errand]] = []
        self._under_way: dict[Ask, _Errand] = {}
        self._asked: set[str] = set()
        self._pages = 0
        self._read: dict[str, set[str]] = {}  # source -> links it named in this check
        for entry in (self._main, self._other()):
            if entry is not None:
                self._ask(entry)

    def _best(self) -> EntryPoint | None:
        """The source to look at every time: a trusted one, cheap kinds first; home when none can be trusted."""
        order = {EntryKind.FEED: 0, EntryKind.HOME: 1, EntryKind.SITEMAP: 2, EntryKind.LISTING: 3}
        usable = [entry for entry in self._entries.values() if entry.found and not _dead(entry)]
        trusted = sorted((entry for entry in usable if entry.trusted), key=lambda entry: (order[entry.kind], -entry.found, entry.url))
        if trusted:
            return trusted[0]
        others = sorted(usable, key=lambda entry: (entry.kind is not EntryKind.HOME, order[entry.kind], -entry.found, entry.url))
        return others[0] if others else next(iter(self._entries.values()), None)

    def _other(self) -> EntryPoint | None:
        """What to compare with this time: home after a check without it, mostly; now and then what waited longest.

        With a trusted main source that is half a request a check: home in two of five checks, another source in one of ten.
        """
        main = self._main
        rest = [entry for entry in self._entries.values() if entry is not main and not _dead(entry)]
        if not rest:
            return None
        home = next((entry for entry in rest if entry.kind is EntryKind.HOME), None)
        lot = hashlib.blake2b(f"{self.book.order.id} {self.book.now.isoformat()}".encode(), digest_size=4).digest()
        trusted = main is not None and main.trusted
        if home is not None and main is not None and (home.checked_at or _LONG_AGO) < (main.checked_at or _LONG_AGO):
            return None if trusted and lot[0] < 85 else home
        if trusted and lot[0] >= (64 if home is not None else 128):
            return None

        def age(entry: EntryPoint) -> tuple[datetime, bytes]:
            return entry.checked_at or _LONG_AGO, hashlib.blake2b(lot + entry.url.encode(), digest_size=4).digest()

        return min((entry for entry in rest if entry is not home), key=age, default=home)

    def _ask(self, entry: EntryPoint, again: bool = False) -> None:
        if entry.url in self._asked and not again:
            return
        self._asked.add(entry.url)
        ask = Ask(url=entry.url, kind=VisitKind(entry.kind.value), validators=entry.validators, priority=100)
        self._queue.append((ask, _Errand(entry)))

    def idle(self) -> Step:
        """Hand out what is queued."""
        queue, self._queue = self._queue, []
        self._under_way.update(queue)
        return Step(asks=tuple(ask for ask, _ in queue))

    def answer(self, ask: Ask, reply: Reply) -> Step:
        """Read the reply to an ask of this check; new links are given out at once, with the validators of their page."""
        errand = self._under_way.pop(ask, None)
        if errand is None:
            return Step()
        entry = errand.entry
        if reply.not_modified or (entry.validators.body_hash and entry.validators.body_hash == sheet.body_hash(reply.body)):
            return Step(entry_points=(self.book.entry(entry, entry.validators),))
        if reply.failure is not None or not reply.body or reply.status >= 400:
            return self._failed(errand, reply)
        ordinal = errand.chain.ordinal if errand.chain is not None else 1
        found = sheet.read(reply, self.book.now, ordinal, self.book.family)
        links = self._links(entry, reply, found)
        if errand.chain is None and not links and entry.found >= 3:
            return self._useless(entry, "it names no article any more")
        return self._news(errand, reply, found, links)

    def _failed(self, errand: _Errand, reply: Reply) -> Step:
        entry = errand.entry
        failure = reply.failure or Failure(name=FailureName.EMPTY)
        if errand.chain is not None:
            self.complete = False
            return Step()
        if failure.name in _GONE and entry.kind is not EntryKind.HOME:
            return self._useless(entry, f"dead: {failure.name.value}")
        if entry is self._main:
            home = self._home()
            if entry.kind is EntryKind.HOME or home is None:
                self.failure, self.complete = failure, False
            else:
                self.book.note(f"{entry.url} failed ({failure.name.value}); the home page was read instead")
                self._main = home
                self._ask(home)
        return Step()

    def _useless(self, entry: EntryPoint, why: str) -> Step:
        """A source that stopped working: the home page takes its place, and when that is it, everything is learned anew."""
        reason = why if why.startswith("dead") else f"{entry.reason}; {why}"
        updated = replace(entry, trusted=False, reason=reason, found=0)
        step = Step(entry_points=(self.book.entry(updated, replace(entry.validators, etag="", last_modified="", body_hash="")),))
        if entry is self._main or entry.kind is EntryKind.HOME:
            self.relearn = f"{entry.url}: {why}"
        return step

    def _home(self) -> EntryPoint | None:
        return next((entry for entry in self._entries.values() if entry.kind is EntryKind.HOME), None)

    def _links(self, entry: EntryPoint, reply: Reply, found: Sheet) -> list[Candidate]:
        """The article links a source names, in its order."""
        book = self.book
        if found.kind in ("feed", "sitemap"):
            kind = "feed" if found.kind == "feed" else "news" if found.news else "sitemap"
            filed = [book.item(item, entry.url, kind) for item in found.items]
        else:
            filed = [book.mention(mention, reply.url, 1) for mention in found.mentions]
        seen: dict[str, Candidate] = {}
        for candidate in filed:
            if candidate is not None and book.article(candidate):
                candidate.via = candidate.via or entry.url
                seen.setdefault(candidate.url, candidate)
        return list(seen.values())

    def _news(self, errand: _Errand, reply: Reply, found: Sheet, links: list[Candidate]) -> Step:
        book, entry = self.book, errand.entry
        new = [candidate for candidate in book.distinct(links) if not book.known(candidate.url)]
        self._read.setdefault(entry.url, set()).update(candidate.url for candidate in links)
        if errand.chain is None and len(links) >= 8 and len(new) == len(links) and found.kind == "page" and entry.found >= 5:
            self.relearn = f"{entry.url}: none of its {len(links)} links is known"
        if any(not book.walked(candidate.url) for candidate in book.distinct(links)):
            self._go_on(errand, reply, found, links)
        if entry.kind is EntryKind.HOME and len(new) >= _BURST:
            self._ask_listings(entry)
        if found.kind == "sitemap":
            self._children(entry, found)
        out = book.links(new)
        if errand.chain is not None:
            return Step(links=out)
        updated = replace(entry, found=len(links) or entry.found)
        if entry.kind is EntryKind.FEED and not links:
            updated = replace(updated, found=entry.found)
        return Step(links=out, entry_points=(book.entry(updated, fingerprint(reply)),))

    def _go_on(self, errand: _Errand, reply: Reply, found: Sheet, links: list[Candidate]) -> None:
        """There is news. Older news may stand on the next page of a listing, or have left a feed already."""
        book, chain = self.book, errand.chain
        if found.kind == "feed":
            if len(links) >= 5 and not any(book.walked(candidate.url) for candidate in links):
                book.note(f"{errand.entry.url}: everything in it is new; the listings are read too")
                self._ask_listings(errand.entry)
            return
        if found.kind != "page" or self._pages >= _PAGES:
            return
        names = {candidate.url for candidate in links}
        if chain is not None:
            new = names - chain.seen
            chain.seen |= names
            if new and chain.follow(found):
                self._push(errand.entry, chain)
            return
        distinct = book.distinct(links)
        tail = distinct[-max(2, len(distinct) // 3) :]
        if errand.entry.kind is EntryKind.HOME or all(book.walked(candidate.url) for candidate in tail):
            return
        for page in found.nexts:
            self._push(errand.entry, Chain(reply.url, page, 2, set(names), step=len(names)))

    def _ask_listings(self, seen: EntryPoint) -> None:
        """So much is new that some of it may have left the page just read."""
        for entry in self._entries.values():
            if entry is not seen and entry.kind in (EntryKind.HOME, EntryKind.LISTING) and not _dead(entry):
                self._ask(entry)

    def _push(self, entry: EntryPoint, chain: Chain) -> None:
        self._pages += 1
        method = "POST" if chain.page.post else "GET"
        ask = Ask(url=chain.page.url, kind=VisitKind.LISTING, method=method, form=chain.page.form if chain.page.post else ())
        self._queue.append((ask, _Errand(entry, chain)))

    def _children(self, entry: EntryPoint, found: Sheet) -> None:
        """An index changed: its newest part is what changed, and any part that is new."""
        fresh = [child for child in found.children if child not in self._entries]
        newest = [child for child in found.children[:1] if child in self._entries]
        for child in (*fresh[:3], *newest):
            known = self._entries.get(child) or EntryPoint(url=child, kind=EntryKind.SITEMAP, reason=f"in the index {entry.url}")
            self._ask(known)

    def judged(self, link: Link, reply: Reply, article: bool | None) -> Step:
        """An article the main source does not name makes it untrusted; a page that is no article may be a new section."""
        book, main = self.book, self._main
        if article and main is not None and main.trusted and main.kind is not EntryKind.HOME and link.via != main.url:
            named = self._read.get(main.url)
            url = book.canonical(link.url)
            found_elsewhere = any(url in links for source, links in self._read.items() if source != main.url)
            if found_elsewhere and main.url in self._asked and (named is None or url not in named):
                self._main = replace(main, trusted=False, reason=f"{main.reason}; it lacks {url}")
                self._entries[main.url] = self._main
                have = book.entries.get(main.url, main)
                return Step(entry_points=(book.entry(self._main, have.validators),))
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
        kept = replace(entry, found=len(links))
        self._entries[address] = kept
        return Step(links=book.links(links), entry_points=(book.entry(kept, fingerprint(reply)),))
