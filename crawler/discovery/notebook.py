"""What a walk knows so far: candidates, what their links turned out to be, identity, sources, traps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qsl

from crawler.discovery import addresses, evidence, page, pager
from crawler.discovery.aside import Aside
from crawler.discovery.canonical import canonical, sessions, split
from crawler.discovery.doubts import Doubts
from crawler.discovery.evidence import ARTICLE, Candidate, Counts, Mention
from crawler.discovery.feeds import Item
from crawler.discovery.idle import Idle
from crawler.discovery.keys import Keys
from crawler.discovery.listed import ListedDays
from crawler.discovery.tokens import Tokens
from crawler.discovery.twins import Twins, dress
from storage.models import (
    EntryKind,
    EntryPoint,
    Extraction,
    Failure,
    FailureName,
    Link,
    Order,
    Profile,
    UrlPattern,
    Validators,
    url_key,
)

_GONE = frozenset({FailureName.NOT_FOUND, FailureName.GONE, FailureName.SOFT_NOT_FOUND})
_NO_ARTICLE = frozenset(
    {FailureName.NOT_ARTICLE, FailureName.NEEDS_SCRIPT, FailureName.NOT_HTML, FailureName.EMPTY, FailureName.EXTRACTION}
)
_PATTERNS = 60  # learned patterns kept in a profile
_LOST = 50  # lost pages kept in a profile
_ALSO = 6  # further spellings of one address that are kept
_DOUBTS = 2  # addresses a learned rule made that are asked to see whether it is right


class Notebook(Aside):
    """The memory of one walk. Candidates are kept under their canonical address."""

    def __init__(self, order: Order, now: datetime) -> None:
        super().__init__(order.profile.lost)
        self.order, self.now = order, now
        self.portal, self.limits = order.portal, order.limits
        self._stored = order.profile
        self.tokens = Tokens(order.profile.ignored)
        self.family = order.profile.family or order.portal.cms
        self.scope = order.profile.scope
        self.folder = addresses.folder(order.portal.url)
        self.neighbours = tuple(addresses.folder(url) for url in order.neighbours if addresses.folder(url) != self.folder)
        self.not_found: tuple[str, ...] = order.profile.not_found
        self.counts: dict[str, Counts] = {
            known.pattern: Counts(known.articles, known.others, known.dated) for known in order.profile.patterns if known.pattern
        }
        self.doubts = Doubts(self.counts)
        self.listed = ListedDays()
        self.parameters = set(order.profile.parameters)
        self.pool: dict[str, Candidate] = {}
        self.depth: dict[str, int] = {}
        self.chrome: set[str] = set()
        self.read: set[str] = set()  # pages that an earlier walk read for lists and that had none
        self.emitted: set[str] = set()
        self.articles: dict[str, str] = {}  # address -> day or time of publication, "" unknown
        self.others: set[str] = set()
        self.dead: set[str] = set()
        self.listings: dict[str, set[str]] = {}  # page address -> article links it showed
        self.blocks: dict[str, dict[str, frozenset[str]]] = {}  # page address -> place on it -> article links there
        self.heads: dict[str, str] = {}  # source -> what it named first: see continuity
        self.sources: dict[str, list[str]] = {}  # feed or sitemap address -> links it named
        self.entries: dict[str, EntryPoint] = {}
        self.requests = 0
        self.generation = 0  # grows whenever identities change
        self._known, self._walked = Keys(order.known), Keys(order.walked)
        self._identities: dict[str, str] = {}
        self._met: dict[str, bool] = {}  # candidates known under a spelling of before a rule was learned: whether walked, too
        self._plain = Profile()
        self.idle = Idle(self.plain)
        self.tokens.needed = self.idle.needed
        self._doubts: list[str] = []  # addresses to be asked because a rule made them
        self._doubted: Counter[str] = Counter()
        self._refused: dict[str, str] = {}
        self.twins = Twins()
        for link in order.open_links:
            self.emitted.add(self.canonical(link.url))
        self.read |= {self.canonical(entry.url) for entry in order.entry_points if entry.kind is EntryKind.LISTING and not entry.found}

    @property
    def profile(self) -> Profile:
        """The profile as learned so far; its version is the stored one: nothing here changes an extraction."""
        if self._profile is None:
            ranked = sorted(self.counts.items(), key=lambda entry: -(entry[1].articles + entry[1].others))[:_PATTERNS]
            self._profile = replace(
                self._stored,
                family=self.family,
                patterns=tuple(UrlPattern(pattern=name, articles=n.articles, others=n.others, dated=n.dated) for name, n in ranked),
                parameters=tuple(sorted(self.parameters)),
                ignored=tuple(self.tokens.ignored),
                scope=self.scope,
                not_found=self.not_found,
                lost=tuple(self.lost.values())[-_LOST:],
            )
        return self._profile

    def canonical(self, url: str) -> str:
        """The identity of an address as far as known now."""
        found = self._identities.get(url)
        if found is None:
            found = canonical(url, self.profile, self.portal)
            if len(self._identities) > 200_000:
                self._identities.clear()
            self._identities[url] = found
        return found

    def plain(self, url: str) -> str:
        """One spelling of an address, nothing learned applied."""
        return canonical(url, self._plain, self.portal)

    def known(self, url: str) -> bool:
        """Whether the link was stored before this run."""
        return url in self._met or url_key(url) in self._known

    def walked(self, url: str) -> bool:
        """Whether the last completed walk had seen the link."""
        return self._met.get(url, False) or url_key(url) in self._walked

    def _meet(self, url: str, written: str) -> None:
        """Recognise what was stored under the identity it had before a rule was learned."""
        if not self.tokens.ignored and not self._stored.ignored:
            return
        for other in (canonical(written, self._stored, self.portal), self.plain(written)):
            if other != url and url_key(other) in self._known:
                self._met[url] = self._met.get(url, False) or url_key(other) in self._walked

    def usable(self, url: str) -> bool:
        """Whether a page of the portal may stand at this address; counts what is left out as traps."""
        if not addresses.own(url, self.portal):
            return False
        reason = self._refused.get(url)
        if reason is None:
            reason = addresses.refused(url, self.portal.url)
            self._refused[url] = reason
            if reason in ("print or mail version", "search", "tag", "repeating path", "author or comment"):
                self.trap(
                    {"tag": "tag pages", "search": "search pages", "repeating path": "repeating path segments"}.get(reason, reason), url
                )
        if reason:
            return False
        if self.neighbours:
            path = (parts.path if (parts := split(url)) is not None else "/") + "/"
            theirs = max((len(folder) for folder in self.neighbours if path.startswith(folder)), default=0)
            if theirs > (len(self.folder) if path.startswith(self.folder) else 0 if self.scope else len(self.folder)):
                return False
        if self.scope:
            parts = split(url)
            return parts is not None and (parts.path + "/").startswith(self.scope)
        return True

    def keep_to(self, path: str) -> None:
        """Nothing outside this path is the portal's."""
        self.scope = path
        self.pool = {url: candidate for url, candidate in self.pool.items() if self.usable(url)}
        for rank, candidate in enumerate(self.pool.values()):
            candidate.rank = rank
        self.changed()

    def stands(self, mentions: Sequence[Mention], via: str) -> None:
        """Note what the page at `via` names in its menus."""
        named = [(mention, self.canonical(mention.href)) for mention in mentions]
        self.doubts.observe(via, named)
        self.listed.observe(via, named)

    def observe(self, mentions: Sequence[Mention], via: str) -> None:
        """Learn from a page's links what does not matter in addresses; candidates are filed anew when something is learned."""
        before = set(self.tokens.ignored)
        self.stands(mentions, via)
        for mention in mentions:
            for name in sessions(mention.href) if addresses.own(mention.href, self.portal) else ():
                self.trap(f"random token or session id {name!r}", mention.href)
        own = [replace(mention, href=self.canonical(mention.href)) for mention in mentions if addresses.own(mention.href, self.portal)]
        if not self.tokens.observe(own):
            return
        for name in self.tokens.ignored:
            if name not in before:
                kind = "doubled language prefix" if name.startswith("/") else "random token or session id"
                self.trap(f"{kind} {name!r}", next((mention.href for mention in mentions if name in mention.href), self.portal.url))
        self._file_anew()

    def _file_anew(self) -> None:
        """Identities are other ones now: all that is kept under them moves."""
        self.changed()
        self.generation += 1
        self._identities.clear()
        self._met.clear()
        # what a rule that is given up took for one comes apart again: by the addresses as they were written
        moved = {c.url: [self.canonical(written) for written in (c.fetch_url or c.url, *c.also)] for c in self.pool.values()}

        def one(url: str) -> str:
            return moved[url][0] if url in moved else self.canonical(url)

        def each(links: Iterable[str]) -> dict[str, None]:
            return dict.fromkeys(new for url in links for new in moved.get(url) or [self.canonical(url)])

        for old in (self.emitted, self.others, self.dead, self.chrome, self.read):
            fresh = set(map(one, old))
            old.clear()
            old.update(fresh)
        self.articles = {one(url): day for url, day in self.articles.items()}
        self.doubts.anew(one)
        self.listed.anew(one)
        self.listings = {page: set(each(links)) for page, links in self.listings.items()}
        self.sources = {source: list(each(links)) for source, links in self.sources.items()}
        for places in self.blocks.values():
            places.update({place: frozenset(each(links)) for place, links in places.items()})
        candidates = list(self.pool.values())
        depths, self.depth, self.pool = self.depth, {}, {}
        for candidate in candidates:
            for written in (candidate.fetch_url or candidate.url, *candidate.also):
                url = self.canonical(written)
                self.depth[url] = min(self.depth.get(url, 99), depths.get(candidate.url, 99))
                self._file(replace(candidate, url=url, fetch_url=written, shape=addresses.shape(url), also=()))

    def _file(self, candidate: Candidate) -> Candidate:
        have = self.pool.get(candidate.url)
        self._meet(candidate.url, candidate.fetch_url)
        if have is None:
            candidate.rank = len(self.pool)
            self.pool[candidate.url] = candidate
            return candidate
        if page.syllables(candidate.title) > page.syllables(have.title):
            have.title = candidate.title
        have.hint = have.hint or candidate.hint
        have.weight = max(have.weight, candidate.weight)
        have.sources |= candidate.sources
        if candidate.fetch_url != have.fetch_url and len(have.also) < _ALSO and candidate.fetch_url not in have.also:
            have.also += (candidate.fetch_url,)
        return have

    def mention(self, mention: Mention, via: str, depth: int) -> Candidate | None:
        """File one link of a page; None when it is not the portal's or can be no page of interest."""
        url = self.canonical(mention.href)
        here, text = self.canonical(via), mention.text
        if here in self.articles and pager.neighbour(text) and self.counts.get(addresses.shape(url), Counts()).weight > 0:
            text = ""  # the article before or after this one
        if (text and pager.page_link(text)) or pager.later_page(mention.href, via):
            if addresses.dated(url) and addresses.own(url, self.portal):
                self.trap("calendar", url)
            return None
        if url == here or not self.usable(url) or (here in self.articles and dress(url, here)):
            return None
        if page.tool(mention.text):
            self.trap("print or mail version", url)
            return None
        if mention.chrome and not mention.listed:
            self.chrome.add(url)
        self.depth[url] = min(self.depth.get(url, 99), depth)
        return self._file(Candidate(url, mention.href, text, mention.hint, via, mention.weight, 0, {"page"}, addresses.shape(url)))

    def item(self, item: Item, via: str, kind: str) -> Candidate | None:
        """File one entry of a feed ("feed"), news sitemap ("news") or sitemap ("sitemap")."""
        url = self.canonical(item.url)
        if not self.usable(url):
            return None
        if kind == "feed":
            self.listed.named(via, url, item.hint)
        weight = evidence.address_weight(url, item.title)
        return self._file(Candidate(url, item.url, item.title, item.hint, via, weight, 0, {kind}, addresses.shape(url)))

    def weight(self, candidate: Candidate) -> float:
        """All evidence for an article together."""
        weight = candidate.weight + self.counts.get(candidate.shape, Counts()).weight
        if candidate.sources & {"feed", "news"}:
            weight += 4.0
        elif "sitemap" in candidate.sources:
            weight += 0.5
        if not candidate.sources & {"feed", "news"}:
            weight -= 2.0 * (candidate.url in self.chrome) + 3.0 * self.doubts.frame(candidate.url) + 5.0 * (candidate.url in self.read)
        return weight

    def article(self, candidate: Candidate) -> bool:
        """Whether the link is to be followed as an article."""
        if candidate.url in self.articles:
            return True
        return candidate.url not in self.others and self.weight(candidate) >= ARTICLE

    def distinct(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Each article once: those handed out or known already before others of the same article, then in the given order."""
        ordered = list(candidates)
        settled = [c for c in ordered if c.url in self.emitted or self.known(c.url)]
        kept = {c.url for c in self.twins.distinct([*settled, *ordered], lambda c: c.url not in self.dead and c.url not in self.others)}
        return [candidate for candidate in ordered if candidate.url in kept]

    def links(self, candidates: Iterable[Candidate], wanted: bool = True) -> tuple[Link, ...]:
        """The candidates as links to store and, if `wanted`, to fetch; each is given once in a walk."""
        out = []
        for candidate in candidates:
            if candidate.url in self.emitted or self.known(candidate.url):
                continue
            self.emitted.add(candidate.url)
            out.append(
                Link(
                    url=candidate.url,
                    fetch_url=candidate.fetch_url,
                    title=candidate.title,
                    hint=candidate.hint,
                    via=candidate.via,
                    found_at=self.now,
                    wanted=wanted,
                )
            )
        return tuple(out)

    def judged(self, link: Link, final: str, failure: Failure | None, extraction: Extraction | None) -> bool | None:
        """Take in what a link turned out to be: True an article, False a page that is none, None nothing learned."""
        url = self.canonical(link.url)
        self.emitted.add(url)
        form = addresses.shape(url)
        count = self.counts.setdefault(form, Counts())
        if extraction is not None:
            count.articles += 1
            count.dated += bool(extraction.published)
            self.articles[url] = extraction.published
            claimed = extraction.canonical if addresses.alike(extraction.canonical, final or link.url) else ""
            for other in (final, claimed):
                if other and self.canonical(other) != url:
                    self.emitted.add(self.canonical(other))
            parts = split(url)
            self.parameters |= {name for name, _ in parse_qsl(parts.query)} if parts is not None else set()
            self._compare(link, url, extraction)
            self.changed()
            return True
        if failure is None:
            return None
        if failure.name in _GONE:
            self.dead.add(url)
            return None
        if failure.name in _NO_ARTICLE:
            count.others += 1
            self.others.add(url)
            self.changed()
            return False
        return None

    def _compare(self, link: Link, url: str, extraction: Extraction) -> None:
        """One text under many addresses: what they differ in may name nothing."""
        asked = self.plain(link.fetch_url or link.url)
        for _ in self.idle.read(asked, extraction):
            self.trap("one text under several addresses", url)
        parts = split(asked)
        names = {name for name, _ in parse_qsl(parts.query)} if parts is not None else set()
        fresh = names & set(self.tokens.ignored) - set(self._stored.ignored)
        if fresh and all(self._doubted[name] < _DOUBTS for name in fresh) and (made := self.idle.doubt(asked, url, fresh)):
            self._doubted.update(fresh)
            self._doubts.append(made)
        self._learn()

    def trials(self) -> list[str]:
        """Addresses to be asked to see whether what rules make of them still leads to the article; `tried` is told the answer."""
        doubts, self._doubts = self._doubts, []
        return [*doubts, *self.idle.trials()]

    def tried(self, url: str, text: str) -> None:
        """What one of `trials` gave: the text of its page, "" when it is none."""
        self.idle.heard(url, text)
        self._learn()

    def _learn(self) -> None:
        """Take on the rules that proved true, give up those that did not."""
        kept = [name for name in self.tokens.ignored if name.partition("|")[0] not in self.idle.needed]
        fresh = [rule for rule in self.idle.rules() if rule.partition("|")[0] not in {name.partition("|")[0] for name in kept}]
        if [*kept, *fresh] == self.tokens.ignored:
            return
        for rule in fresh:
            self.trap(f"parameter {rule.partition('|')[0]!r} that changes nothing")
        self.tokens.ignored = [*kept, *fresh]
        self._file_anew()

    def entry(self, entry: EntryPoint, validators: Validators) -> EntryPoint:
        """Keep an entry point with what its last good visit left behind."""
        have = replace(entry, validators=validators, checked_at=self.now)
        self.entries[entry.url] = have
        return have
