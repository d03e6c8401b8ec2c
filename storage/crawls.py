"""Crawls: what an Order is built from, runs, visits, entry points and links."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from storage import leases
from storage.connection import maybe_from_db, maybe_to_db, to_db, to_json
from storage.models import (
    EntryPoint,
    Finished,
    Link,
    Portal,
    Revisit,
    Robots,
    RunOutcome,
    Seen,
    Validators,
    Visit,
    url_key,
)
from storage.portals import PortalVerbs
from storage.records import OrderFacts, RunRecord, entry_point, run_record, validators_of

_RUN = (
    "SELECT r.id, p.slug AS portal, r.kind, r.holder, r.started, r.finished, r.outcome, r.walk_complete, r.counts, r.failure, r.detail,"
    " r.traps, r.notes, r.requests, r.found, r.retry_after, r.seconds FROM runs AS r JOIN portals AS p ON p.id = r.portal"
)
OLDER = "older"  # why a link is not fetched that a first contact left out; `--full` opens it again


class CrawlVerbs(PortalVerbs):
    # What an Order is made of.

    def order_facts(self, portal: Portal, now: datetime, *, patient: bool = True, open_limit: int = 5000) -> OrderFacts:
        """What the store knows for the next Order of a portal.

        Entry points come without validators while the last walk is unfinished: "not modified" would hide the pages behind the first.
        With `patient` open links whose next try is still to come are left out. Raises UnknownSlug.
        """
        with self.read():
            number = self.portal_id(portal.slug)
            state = self.portal_state(portal.slug)
            entries = self.rows("SELECT * FROM entry_points WHERE portal = ? ORDER BY trusted DESC, kind, url", (number,))
            known, walked = self._keys(number)
            return OrderFacts(
                entry_points=tuple(entry_point(row, validators=not state.walk_open) for row in entries),
                open_links=self._open_links(number, to_db(now) if patient else "~", open_limit),
                profile=self.profile(portal.slug),
                known=known,
                walked=walked,
                neighbours=self._neighbours(number, portal.url),
                robots=self._robots(portal),
                first_contact=not state.first_contact_done,
            )

    def _keys(self, portal: int) -> tuple[bytes, bytes]:
        rows = self.db.execute("SELECT key, walked FROM links WHERE portal = ? ORDER BY key", (portal,)).fetchall()
        return b"".join(key for key, _ in rows), b"".join(key for key, walked in rows if walked)

    def _neighbours(self, portal: int, url: str) -> tuple[str, ...]:
        """Addresses of the other portals on a portal's host."""
        others = (str(row["url"]) for row in self.rows("SELECT url FROM portals WHERE id <> ? ORDER BY url", (portal,)))
        return tuple(other for other in others if _bare(other) == _bare(url))

    def _open_links(self, portal: int, until: str, limit: int) -> tuple[Link, ...]:
        """Newest first: by the time a source gave, else by when they were found; a page's own order breaks ties."""
        rows = self.rows(
            "SELECT url, fetch_url, title, hint, via, found_at, attempts AS tries FROM links"
            " WHERE portal = ? AND state = 'open' AND next_try <= ?"
            " ORDER BY CASE hint WHEN '' THEN found_at ELSE hint END DESC, id LIMIT ?",
            (portal, until, limit),
        )
        return tuple(Link(**row | {"found_at": maybe_from_db(row["found_at"])}) for row in rows)

    def _robots(self, portal: Portal) -> tuple[tuple[str, Robots], ...]:
        wanted = sorted(_origins([portal.url, *portal.hosts, *portal.entry_points]))
        marks = ", ".join("?" * len(wanted))
        rows = self.rows(f"SELECT * FROM robots WHERE origin IN ({marks}) ORDER BY origin", wanted)  # noqa: S608  # question marks
        return tuple(
            (row["origin"], Robots(text=row["text"], status=row["status"], fetched_at=maybe_from_db(row["fetched_at"]))) for row in rows
        )

    def revisits(self, slug: str, now: datetime, *, due_only: bool = True, limit: int = 0) -> tuple[Revisit, ...]:
        """Stored articles to look at again: those whose next check has come, or all of them, removed ones too; newest first.

        Articles under suspicion are among the due ones when their second look is, and stand before all others. `limit` 0 = no bound.
        """
        where = "a.portal = ? AND a.next_check <= ?" if due_only else "a.portal = ? AND ? <> ''"
        rows = self.rows(
            "SELECT a.url, a.etag, a.last_modified, a.body_hash, a.region, a.region_hash, v.title"  # noqa: S608  # two constants
            f" FROM articles AS a LEFT JOIN versions AS v ON v.id = a.version WHERE {where}"
            " ORDER BY a.suspicion = '', a.dated DESC, a.id DESC LIMIT ?",
            (self.portal_id(slug), to_db(now), limit or -1),
        )
        return tuple(
            Revisit(
                url=row["url"],
                validators=validators_of(row),
                region=row["region"],
                region_hash=row["region_hash"],
                title=row["title"] or "",
            )
            for row in rows
        )

    # Runs.

    def start_run(self, slug: str, kind: str, holder: str, now: datetime, *, walk: bool = True) -> int:
        """Begin a run and return its id. The caller holds the lease: an earlier run of this portal without an end has died."""
        with self.write() as db:
            portal = self.portal_id(slug)
            self._bury("portal = ?", (portal,), now)
            if walk:
                db.execute("UPDATE portals SET walk_open = 1 WHERE id = ?", (portal,))
            cursor = db.execute("INSERT INTO runs (portal, kind, holder, started) VALUES (?, ?, ?, ?)", (portal, kind, holder, to_db(now)))
            run = int(cursor.lastrowid or 0)
            db.execute("UPDATE portals SET last_run = ? WHERE id = ?", (run, portal))
        return run

    def bury_dead_runs(self, now: datetime) -> int:
        """Give runs an end whose process is gone or whose lease has run out. Returns how many."""
        buried = 0
        with self.write():
            for row in self.rows(
                "SELECT r.id, r.holder, p.slug FROM runs AS r JOIN portals AS p ON p.id = r.portal WHERE r.finished IS NULL"
            ):
                lease = self.lease_of(row["slug"], now)
                if lease is None or lease.holder != row["holder"] or leases.gone(row["holder"]):
                    self._bury("id = ?", (row["id"],), now)
                    buried += 1
        return buried

    def _bury(self, where: str, parameters: tuple[int], now: datetime) -> None:
        self.db.execute(
            f"UPDATE runs SET finished = ?, outcome = ? WHERE {where} AND finished IS NULL",  # noqa: S608  # constants of this module
            (to_db(now), RunOutcome.DIED, *parameters),
        )

    def record_finished(self, run: int, slug: str, finished: Finished, counts: Mapping[str, int], now: datetime) -> None:
        """The end of a run. Only a complete walk makes its links ones that may end a later walk early."""
        failure = finished.failure
        with self.write() as db:
            portal = self.portal_id(slug)
            db.execute(
                "UPDATE runs SET finished = ?, outcome = ?, walk_complete = ?, counts = ?, failure = ?, detail = ?, traps = ?, notes = ?,"
                " requests = ?, found = ?, retry_after = ?, seconds = ? WHERE id = ?",
                (
                    to_db(now),
                    finished.outcome,
                    int(finished.walk_complete),
                    to_json(dict(counts)),
                    failure.name if failure else "",
                    failure.detail if failure else "",
                    to_json(finished.traps),
                    to_json(finished.notes),
                    finished.requests,
                    finished.found,
                    finished.retry_after,
                    finished.seconds,
                    run,
                ),
            )
            if finished.walk_complete and self.value("SELECT errors FROM portals WHERE id = ?", (portal,)):
                # well again: what gave nothing while it was ill need not wait for its turn
                db.execute("UPDATE links SET next_try = '' WHERE portal = ? AND state = 'open' AND next_try > ?", (portal, to_db(now)))
            if finished.walk_complete:
                db.execute("UPDATE links SET walked = 1 WHERE portal = ? AND walked = 0", (portal,))
                db.execute("UPDATE portals SET walk_open = 0, first_contact_done = 1 WHERE id = ?", (portal,))
            if finished.outcome == RunOutcome.FAILED:
                said = f"{failure.name}: {failure.detail}".removesuffix(": ") if failure else ""
                db.execute("UPDATE portals SET errors = errors + 1, last_failure = ? WHERE id = ?", (said, portal))
            elif finished.outcome in {RunOutcome.COMPLETE, RunOutcome.PARTIAL}:
                db.execute("UPDATE portals SET errors = 0, last_failure = '', last_success = ? WHERE id = ?", (to_db(now), portal))

    def run(self, run: int) -> RunRecord | None:
        row = self.row(f"{_RUN} WHERE r.id = ?", (run,))
        return run_record(row) if row else None

    def runs(self, slug: str | None = None, *, since: datetime | None = None, limit: int = 100) -> list[RunRecord]:
        """Newest first."""
        where = ["1"]
        parameters: list[object] = []
        if slug is not None:
            where.append("r.portal = ?")
            parameters.append(self.portal_id(slug))
        if since is not None:
            where.append("r.started >= ?")
            parameters.append(to_db(since))
        rows = self.rows(f"{_RUN} WHERE {' AND '.join(where)} ORDER BY r.id DESC LIMIT ?", (*parameters, limit))
        return [run_record(row) for row in rows]

    # What a walk sends.

    def record_seen(self, run: int | None, slug: str, seen: Seen, now: datetime) -> int:
        """A visit with all it gave, in one transaction: validators never stand without their links. Returns how many links were new."""
        with self.write() as db:
            portal = self.portal_id(slug)
            self.put_visit(portal, run, seen.visit)
            new = self.put_links(portal, seen.links, now)
            for entry in seen.entry_points:
                self._put_entry_point(portal, entry, now)
            if seen.visit.outcome == "ok" and any(_three(seen.visit.validators)):
                self._put_validators(portal, seen.visit.url, seen.visit.validators)
            for origin, robots in seen.robots:
                db.execute(
                    "INSERT OR REPLACE INTO robots (origin, text, status, fetched_at) VALUES (?, ?, ?, ?)",
                    (origin, robots.text, robots.status, maybe_to_db(robots.fetched_at)),
                )
        return new

    def put_visit(self, portal: int, run: int | None, visit: Visit, article: int | None = None) -> None:
        self.db.execute(
            "INSERT INTO visits"
            " (portal, run, article, url, kind, at, outcome, detail, status, final_url, redirects, size, seconds, address)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                portal,
                run,
                article,
                visit.url,
                visit.kind,
                to_db(visit.at),
                visit.outcome,
                visit.detail,
                visit.status,
                visit.final_url,
                to_json(visit.redirects),
                visit.size,
                visit.seconds,
                visit.address,
            ),
        )

    def put_links(self, portal: int, links: Iterable[Link], now: datetime) -> int:
        """Store found links; one known already keeps its state. Returns how many were new and are to be fetched."""
        new = 0
        for link in links:
            found_at = to_db(link.found_at or now)
            state, failure = ("open", "") if link.wanted else ("refused", OLDER)
            added = self.db.execute(
                "INSERT INTO links (portal, url, key, fetch_url, title, hint, via, found_at, state, failure)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (portal, url) DO NOTHING",
                (portal, link.url, url_key(link.url), link.fetch_url, link.title, link.hint, link.via, found_at, state, failure),
            ).rowcount
            new += added if link.wanted else 0
        return new

    def _put_entry_point(self, portal: int, entry: EntryPoint, now: datetime) -> None:
        """An entry point named again without validators keeps those it had."""
        self.db.execute(
            "INSERT INTO entry_points"
            " (portal, url, kind, etag, last_modified, body_hash, section, reason, trusted, found, first_seen, last_seen, head)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (portal, url) DO UPDATE SET kind = excluded.kind,"
            " section = excluded.section, reason = excluded.reason, trusted = excluded.trusted, found = excluded.found,"
            " last_seen = excluded.last_seen, head = excluded.head",
            (
                portal,
                entry.url,
                entry.kind,
                *_three(entry.validators),
                entry.section,
                entry.reason,
                int(entry.trusted),
                entry.found,
                to_db(now),
                to_db(now),
                entry.head,
            ),
        )
        if any(_three(entry.validators)):
            self._put_validators(portal, entry.url, entry.validators)

    def _put_validators(self, portal: int, url: str, validators: Validators) -> None:
        self.db.execute(
            "UPDATE entry_points SET etag = ?, last_modified = ?, body_hash = ? WHERE portal = ? AND url = ?",
            (*_three(validators), portal, url),
        )

    # Links that were tried.

    def mark_fetched(self, portal: int, urls: Iterable[str], now: datetime) -> None:
        """These addresses led to an article; unknown ones become known."""
        for url in urls:
            self.db.execute(
                "INSERT INTO links (portal, url, key, found_at, state) VALUES (?, ?, ?, ?, 'fetched')"
                " ON CONFLICT (portal, url) DO UPDATE SET state = 'fetched', failure = '', detail = ''",
                (portal, url, url_key(url), to_db(now)),
            )

    def mark_failed(
        self, portal: int, url: str, failure: str, detail: str, now: datetime, *, again: timedelta | None, counts: bool
    ) -> None:
        """This address gave nothing. `again` None: refused for good; else open, tried again so much later. `counts`: one attempt more."""
        state = "refused" if again is None else "open"
        retry = "" if again is None else to_db(now + again)
        self.db.execute(
            "INSERT INTO links (portal, url, key, found_at, state, failure, detail, attempts, next_try) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (portal, url) DO UPDATE SET state = excluded.state, failure = excluded.failure, detail = excluded.detail,"
            " attempts = attempts + excluded.attempts, next_try = excluded.next_try WHERE state <> 'fetched'",
            (portal, url, url_key(url), to_db(now), state, failure, detail[:500], int(counts), retry),
        )

    def ask_again(self, portal: int, urls: Iterable[str]) -> None:
        """Open these links once more, whatever became of them. Inside `write()`."""
        for url in urls:
            self.db.execute("UPDATE links SET state = 'open', attempts = 0, next_try = '' WHERE portal = ? AND url = ?", (portal, url))

    def attempts(self, portal: int, url: str) -> int:
        return int(self.value("SELECT attempts FROM links WHERE portal = ? AND url = ?", (portal, url)) or 0)

    def link_hint(self, portal: int, url: str) -> str:
        """The time a feed, sitemap or listing gave for this address, ""."""
        return str(self.value("SELECT hint FROM links WHERE portal = ? AND url = ?", (portal, url)) or "")

    def reopen_links(self, slug: str, failures: Iterable[str]) -> int:
        """Open links again that were refused for one of these reasons, say after an upgrade of the extractor. Returns how many."""
        opened = 0
        with self.write() as db:
            portal = self.portal_id(slug)
            for failure in failures:
                opened += db.execute(
                    "UPDATE links SET state = 'open', attempts = 0, next_try = '' WHERE portal = ? AND state = 'refused' AND failure = ?",
                    (portal, failure),
                ).rowcount
        return opened

    def reopen_older(self, slug: str, most: int) -> int:
        """Open the newest links again that a first contact left out, as long as the portal has no more than `most` articles. How many."""
        with self.write() as db:
            portal = self.portal_id(slug)
            have = int(self.value("SELECT count(*) FROM (SELECT 1 FROM articles WHERE portal = ? LIMIT ?)", (portal, most)) or 0)
            return db.execute(
                "UPDATE links SET state = 'open', attempts = 0, next_try = '' WHERE id IN (SELECT id FROM links WHERE portal = ?"
                " AND state = 'refused' AND failure = ? ORDER BY CASE hint WHEN '' THEN found_at ELSE hint END DESC, id LIMIT ?)",
                (portal, OLDER, max(0, most - have)),
            ).rowcount

    def was_older(self, slug: str, url: str) -> bool:
        """Whether this address is one that a first contact left out."""
        found = self.value("SELECT failure FROM links WHERE portal = ? AND url = ?", (self.portal_id(slug), url))
        return str(found or "") == OLDER

    def prune_visits(self, before: datetime, batch: int = 5000) -> int:
        """Forget visits before a moment, in short transactions. Returns how many."""
        total = 0
        while True:
            with self.write() as db:
                gone = db.execute(
                    "DELETE FROM visits WHERE id IN (SELECT id FROM visits WHERE at < ? ORDER BY at LIMIT ?)", (to_db(before), batch)
                ).rowcount
            total += gone
            if gone < batch:
                return total


def _three(validators: Validators) -> tuple[str, str, str]:
    return validators.etag, validators.last_modified, validators.body_hash


def _origins(places: Iterable[str]) -> set[str]:
    """Every way an origin of these URLs or host names may be written: both schemes, with and without www and default port."""
    found: set[str] = set()
    for place in places:
        parts = urlsplit(place if "//" in place else f"//{place}")
        host = (parts.hostname or "").removeprefix("www.")
        if not host:
            continue
        literal = f"[{host}]" if ":" in host else host
        for name in (literal, f"www.{literal}"):
            for scheme, port in (("http", 80), ("https", 443)):
                found |= {f"{scheme}://{name}", f"{scheme}://{name}:{port}"}
                if parts.netloc.rpartition(":")[2].isdigit():
                    found.add(f"{scheme}://{name}:{parts.netloc.rpartition(':')[2]}")
    return found


@functools.lru_cache(4096)
def _bare(url: str) -> tuple[str, int]:
    """Host and port of an address; `www.` and the two usual ports make no difference."""
    parts = urlsplit(url)
    port = parts.port or 0
    return (parts.hostname or "").removeprefix("www."), 0 if port in (80, 443) else port
