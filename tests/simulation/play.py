"""A script of days over many portals: what happens to them, and the truth to compare the store with."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from demo import edits
from demo.articles import Article
from tests.simulation.world import World

CLASSES = {
    "wording": {"wording"},
    "number": {"facts"},
    "name": {"facts"},
    "day": {"facts"},
    "date": {"date"},
    "paragraph_added": {"paragraphs"},
    "paragraph_removed": {"paragraphs"},
    "title": {"title"},
    "attachment": {"attachments"},
    "attachment_replaced": {"attachments"},
    "shrink": {"paragraphs"},
    "mixed": {"wording", "paragraphs"},
}
REMOVALS = ("404", "410", "home", "soft")
SLACK = timedelta(hours=30)  # from the planned look to the second look that confirms, checks being hours apart


@dataclass(kw_only=True)
class Event:
    """One thing that happened to one article. `by`: when it must have been noticed; None: the article is looked at no more."""

    kind: str
    slug: str
    article: Article
    at: datetime
    detail: str = ""
    classes: set[str] = field(default_factory=set)
    by: datetime | None = None
    found: datetime | None = None

    def __str__(self) -> str:
        day = f"{self.at:%d/%m %H:%M}"
        return f"{day} {self.kind} {self.detail} on {self.slug}: {self.article.id} {self.article.title[:50]}"


@dataclass
class Figures:
    """What came out, against the script."""

    checks: int = 0  # of portals
    requests: int = 0
    looks: int = 0  # at stored articles
    unchanged: int = 0  # of them, at articles that were as before
    done: Counter[str] = field(default_factory=Counter)
    noticed: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)  # changes of what did not change
    wrong_class: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    not_found: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)  # stored, and no article
    grouped_wrong: list[str] = field(default_factory=list)
    articles: int = 0

    def __str__(self) -> str:
        found = self.articles - len(self.not_found)
        share = {kind: f"{self.noticed[kind]}/{self.done[kind]}" for kind in sorted(self.done)}
        lines = [
            f"{self.checks} checks of portals, {self.requests} requests, {self.looks} looks at stored articles",
            f"articles: {found}/{self.articles} found, {len(self.twice)} twice, {len(self.foreign)} are none",
            f"noticed: {share}",
            f"false changes: {len(self.false)} in {self.unchanged} looks at unchanged pages; wrong class: {len(self.wrong_class)};"
            f" wrongly grouped: {len(self.grouped_wrong)}",
        ]
        for name in ("missed", "false", "wrong_class", "twice", "not_found", "foreign", "grouped_wrong"):
            lines += [f"  {name}: {line}" for line in getattr(self, name)[:25]]
        return "\n".join(lines)


class Play:
    """Moves the clock, lets things happen between checks, and reads what the store noticed."""

    def __init__(self, world: World, seed: int = 1, *, every: timedelta = timedelta(hours=4), busy: float = 1.0) -> None:
        self.world, self.rng, self.every, self.busy = world, Random(seed), every, busy
        self.events: list[Event] = []
        self.figures = Figures()
        self.copies: list[tuple[str, Article, str, Article, bool]] = []  # (slug, article) twice, and whether one story
        self._last_change = 0
        self._first_done = False

    # The stage.

    def first_contact(self) -> None:
        self._look()
        self._first_done = True

    def run(self, days: int, *, events: bool = True) -> None:
        """So many days, a check of every portal every few hours."""
        end = self.world.clock.moment + timedelta(days=days)
        while self.world.clock.moment < end:
            if events:
                self._act()
            self.world.clock.forward(self.every)
            self._look()

    def _look(self) -> None:
        self.world.check()
        self.figures.checks += len(self.world.sites)
        self._read_changes()

    def pending(self, article: Article) -> bool:
        return any(event.article is article and event.found is None for event in self.events)

    def _pick(self, slug: str, least: int = 0, edit: str = "", newest: int = 40) -> Article | None:
        """A stored article nothing is pending for, fit for a kind of edit."""
        site = self.world.sites[slug]
        known = {id(row["of"]) for row in self.world.stored(slug) if row["of"] is not None and row["state"] == "live"}
        fit = [
            a
            for a in site.newest()[:newest]
            if id(a) in known and not self.pending(a) and len(a.body) > least and (not edit or edits.fits(edit, a))
        ]
        return self.rng.choice(fit) if fit else None

    def _act(self) -> None:
        for slug in list(self.world.sites):
            local = self.world.clock.moment + timedelta(hours=7)
            working = 7 <= local.hour <= 18 and local.weekday() < 5
            if self.rng.random() < (0.7 if working else 0.15) * self.busy:
                self.publish(slug)
            if self.rng.random() < 0.25 * self.busy:
                self.edit(slug)
            if self.rng.random() < 0.05 * self.busy:
                self.remove(slug)
            if self.rng.random() < 0.05 * self.busy:
                self.move(slug)
            if self.rng.random() < 0.04 * self.busy:
                self.restore(slug)
            if self.rng.random() < 0.06 * self.busy:
                self.syndicate(slug)

    def _note(self, kind: str, slug: str, article: Article, detail: str = "", classes: set[str] | None = None) -> Event:
        """Write an event down; when it must be noticed follows from when the service means to look again."""
        event = Event(kind=kind, slug=slug, article=article, at=self.world.clock.moment, detail=detail, classes=classes or set())
        if kind == "published":
            event.by = event.at + self.every * 3
        else:
            row = next((row for row in self.world.stored(slug) if row["of"] is article), None)
            if row is not None and row["next_check"] is not None:
                event.by = max(datetime.fromisoformat(row["next_check"]), event.at) + SLACK
        self.world.note_place(slug, article)
        self.events.append(event)
        return event

    # What can happen.

    def publish(self, slug: str) -> None:
        form = self.rng.choice(("news", "news", "long", "notice", "table", "attachment"))
        self._note("published", slug, self.world.sites[slug].publish(form=form))

    def edit(self, slug: str, kind: str = "") -> None:
        site = self.world.sites[slug]
        kind = kind or self.rng.choice(sorted(CLASSES))
        article = self._pick(slug, 3, kind, newest=12)
        if article is None or (kind == "date" and not site.shape.shows):
            return
        self._note("edited", slug, article, f"{kind}: {site.edit(article, kind)}", CLASSES[kind])

    def remove(self, slug: str) -> None:
        how = self.rng.choice(REMOVALS)
        article = self._pick(slug, newest=15)
        if article is not None:
            self._note("removed", slug, article, how)
            self.world.sites[slug].remove(article, how)

    def move(self, slug: str, redirect: bool | None = None) -> None:
        redirect = self.rng.random() < 0.5 if redirect is None else redirect
        article = self._pick(slug, 2, newest=4)
        if article is not None:
            event = self._note("moved", slug, article, "with a redirect" if redirect else "old address gone")
            self.world.sites[slug].move(article, redirect=redirect)
            self.world.note_place(slug, article)
            event.detail += f" to {self.world.sites[slug].address(article)}"

    def restore(self, slug: str) -> None:
        removed = [e.article for e in self.events if e.slug == slug and e.kind == "removed" and e.found and e.article.removed]
        removed = [article for article in removed if not self.pending(article)]
        if removed:
            article = self.rng.choice(removed)
            self._note("restored", slug, article)
            self.world.sites[slug].restore(article)

    def syndicate(self, slug: str) -> None:
        """Another portal takes a text over: word for word, with its own source line, or as a notice of its own that differs in a fact."""
        others = [other for other in self.world.sites if other != slug]
        article = self._pick(slug, 3, newest=8)
        if article is None or not others:
            return
        how = self.rng.choice(("exact", "near", "number", "day", "name"))
        if how in {"number", "day", "name"} and not edits.fits(how, article):
            return
        target = self.rng.choice(others)
        there = self.world.sites[target]
        copy = self.world.sites[slug].syndicate(article, there, exact=how == "exact")
        if how in {"number", "day", "name"}:
            there.edit(copy, how)
        self._note("published", target, copy, f"copy ({how}) of {slug}")
        self.copies.append((slug, article, target, copy, how in {"exact", "near"}))

    # What was noticed.

    def _read_changes(self) -> None:
        rows = self.world.rows(
            "SELECT c.id, c.kind, c.edit, c.url, c.note, c.review_state, p.slug, a.url AS place FROM changes AS c"
            " JOIN portals AS p ON p.id = c.portal JOIN articles AS a ON a.id = c.article WHERE c.id > ? ORDER BY c.id",
            self._last_change,
        )
        for row in rows:
            self._last_change = row["id"]
            slug = row["slug"]
            article = self.world.article_of(slug, row["place"]) or self.world.article_of(slug, row["url"])
            if row["kind"] == "new":
                self._new(slug, article, row["url"])
            else:
                self._change(row, article)

    def _new(self, slug: str, article: Article | None, url: str) -> None:
        if article is None:
            self.figures.foreign.append(f"{slug} {url}")
            return
        for event in self.events:
            if event.kind == "published" and event.article is article and event.found is None:
                event.found = self.world.clock.moment

    def _change(self, row: dict[str, str], article: Article | None) -> None:
        kind, told = row["kind"], f"{row['slug']} {row['url']} {row['edit']} {row['note']}"
        now = self.world.clock.moment
        for event in self.events:
            if event.article is article and event.kind == kind and event.found is None:
                event.found = now
                classes = set(json.loads(row["edit"]))
                if event.classes and classes != event.classes:
                    self.figures.wrong_class.append(f"{event} wanted {sorted(event.classes)}, got {sorted(classes)}")
                return
        title = article.title[:40] if article else "?"
        history = "; ".join(str(e) for e in self.events if e.article is article)[-300:]
        self.figures.false.append(f"{now:%d/%m %H:%M} {kind} {told} “{title}” [{history}]")

    # The reckoning.

    def reckon(self) -> Figures:
        """Compare the store with the truth as it is now."""
        figures, now = self.figures, self.world.clock.moment
        by_article: dict[int, int] = {}
        for slug, site in self.world.sites.items():
            rows = self.world.stored(slug)
            seen: Counter[int] = Counter()
            for row in rows:
                if row["of"] is None:
                    figures.foreign.append(f"{slug} {row['url']}")
                else:
                    seen[id(row["of"])] += row["state"] == "live"
                    by_article.setdefault(id(row["of"]), row["id"])
            moving = {id(e.article) for e in self.events if e.kind == "moved" and e.found is None}
            for article in site.articles:
                if seen[id(article)] > 1 and id(article) not in moving:
                    figures.twice.append(f"{slug} {site.address(article)}")
                if article.live and article.published < now - self.every * 2:
                    figures.articles += 1
                    if id(article) not in by_article:
                        figures.not_found.append(f"{slug} {article.published:%d/%m %H:%M} {site.address(article)}")
        for event in self.events:
            if event.kind == "published":
                continue
            if event.found is not None or (event.by is not None and event.by < now):
                figures.done[event.kind] += 1
                figures.noticed[event.kind] += event.found is not None
                if event.found is None:
                    figures.missed.append(str(event))
        self._groups(by_article)
        visits = self.world.rows("SELECT count(*) AS n FROM visits WHERE article IS NOT NULL")[0]["n"]
        changed = sum(event.found is not None for event in self.events)
        figures.looks, figures.unchanged = visits, max(0, visits - changed)
        figures.requests = len(self.world.server.hits())
        return figures

    def _groups(self, by_article: dict[int, int]) -> None:
        touched = Counter(id(event.article) for event in self.events if event.kind == "edited")
        for slug, article, target, copy, same in self.copies:
            one, other = by_article.get(id(article)), by_article.get(id(copy))
            if one is None or other is None or touched[id(article)] or touched[id(copy)]:
                continue
            rows = {row["id"]: row for row in self.world.rows("SELECT id, grouping, copy_of FROM articles WHERE id IN (?, ?)", one, other)}
            a, b = rows[one], rows[other]
            together = (a["grouping"] is not None and a["grouping"] == b["grouping"]) or one == b["copy_of"] or other == a["copy_of"]
            self.figures.done["reprints" if same else "kept apart"] += 1
            if together == same:
                self.figures.noticed["reprints" if same else "kept apart"] += 1
            else:
                said = "not grouped" if same else "one group, but they differ in a fact"
                self.figures.grouped_wrong.append(f"{said}: {slug} {article.title[:40]} / {target}")
