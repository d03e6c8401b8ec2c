"""The service's part of the database: claims of due portals, plans for the next look, its own heartbeat and mishaps."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import leases
from storage.connection import from_db, maybe_from_db, maybe_to_db, to_db
from storage.errors import translated
from storage.portals import PortalVerbs
from storage.records import PortalState


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleState:
    """What the next plan for a portal is made from. `rhythm` is text of `scheduler.rhythm`, "" when nothing is known."""

    last_check: datetime | None = None
    penalty: float = 0.0
    momentum: float = 1.0
    rhythm: str = ""
    rhythm_at: datetime | None = None
    usual_links: float = 0.0  # articles its lists name in good times
    shrunk_runs: int = 0  # runs in a row in which they named far fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """`kind` is failed, missed, overrun, clock or paused."""

    at: datetime
    job: str
    kind: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFigures:
    """`lag`: seconds the longest waiting due portal has waited; the mappings count by name."""

    due: int
    lag: float
    queued: dict[str, int]
    outbox: dict[str, int]
    health: dict[str, int]
    database_bytes: int


class _Any:
    """Contains everything."""

    def __contains__(self, item: object) -> bool:
        return True


ANY: Container[str] = _Any()
QUARANTINE = "quarantine "  # name of a note of the service, before the slug of a portal that is not asked until a person accepts it
_ASKED = f"enabled AND declared AND NOT EXISTS (SELECT 1 FROM service WHERE name = '{QUARANTINE}' || slug)"  # noqa: S608  # a constant


class ScheduleVerbs(PortalVerbs):
    # Claims.

    def claim_due(self, holder: str, seconds: float, now: datetime, limit: int, only: Container[str] = ANY) -> list[PortalState]:
        """Take up to `limit` due portals that nobody crawls, longest waiting first, in one transaction. A portal never planned is due.

        `only`: slugs to choose from.
        """
        until = to_db(now + timedelta(seconds=seconds))
        taken: list[PortalState] = []
        due = f"FROM portals WHERE {_ASKED} AND (next_due IS NULL OR next_due <= ?)"
        # asked every second: nearly always there is nothing to take, and then no lock either
        if not any(row["slug"] in only for row in self.rows(f"SELECT slug {due}", (to_db(now),))):
            return taken
        with self.write() as db:
            for row in self.rows(f"SELECT * {due} ORDER BY next_due IS NULL, next_due, id", (to_db(now),)):
                if len(taken) >= limit:
                    break
                other = row["lease_holder"]
                if row["slug"] not in only:
                    continue
                if other is not None and row["lease_until"] > to_db(now) and not leases.gone(other):
                    continue
                db.execute("UPDATE portals SET lease_holder = ?, lease_until = ? WHERE id = ?", (holder, until, row["id"]))
                taken.append(self._state(row))
        return taken

    def renew_all(self, slugs: Sequence[str], holder: str, seconds: float, now: datetime) -> list[str]:
        """Lengthen these leases. Returns the slugs of those that were lost to somebody else."""
        with self.write():
            return [slug for slug in slugs if not self.renew(slug, holder, seconds, now)]

    def release_dead(self, now: datetime) -> int:
        """Free the leases of processes that are gone or whose time has run out. Returns how many."""
        freed = 0
        with self.write() as db:
            for row in self.rows("SELECT id, lease_holder, lease_until FROM portals WHERE lease_holder IS NOT NULL"):
                if row["lease_until"] <= to_db(now) or leases.gone(row["lease_holder"]):
                    db.execute("UPDATE portals SET lease_holder = NULL, lease_until = NULL WHERE id = ?", (row["id"],))
                    freed += 1
        return freed

    # Plans.

    def schedule_state(self, slug: str) -> ScheduleState:
        row = self.row("SELECT * FROM schedules WHERE portal = ?", (self.portal_id(slug),))
        if row is None:
            return ScheduleState()
        return ScheduleState(
            last_check=maybe_from_db(row["last_check"]),
            penalty=row["penalty"],
            momentum=row["momentum"],
            rhythm=row["rhythm"],
            rhythm_at=maybe_from_db(row["rhythm_at"]),
            usual_links=row["usual_links"],
            shrunk_runs=row["shrunk_runs"],
        )

    def plan(self, slug: str, next_due: datetime, interval: float, state: ScheduleState) -> None:
        """Store when a portal is looked at next, `interval` seconds from now, and what the plan after it starts from."""
        with self.write() as db:
            portal = self.portal_id(slug)
            db.execute(
                "INSERT OR REPLACE INTO schedules"
                " (portal, last_check, penalty, momentum, rhythm, rhythm_at, usual_links, shrunk_runs) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    portal,
                    maybe_to_db(state.last_check),
                    state.penalty,
                    state.momentum,
                    state.rhythm,
                    maybe_to_db(state.rhythm_at),
                    state.usual_links,
                    state.shrunk_runs,
                ),
            )
            db.execute("UPDATE portals SET next_due = ?, interval = ? WHERE id = ?", (to_db(next_due), interval, portal))

    def publications(self, slug: str, since: datetime, limit: int = 4000) -> list[tuple[datetime, bool, datetime]]:
        """(when it was published, whether with a time of day, when it was first seen) of the newest articles, newest first."""
        rows = self.rows(
            "SELECT a.dated, a.first_seen, v.published FROM articles AS a JOIN versions AS v ON v.id = a.version"
            " WHERE a.portal = ? AND a.dated >= ? ORDER BY a.dated DESC, a.id DESC LIMIT ?",
            (self.portal_id(slug), to_db(since), limit),
        )
        return [(from_db(row["dated"]), "T" in row["published"], from_db(row["first_seen"])) for row in rows]

    def spent(self, slug: str, since: datetime) -> int:
        """Requests of the scheduled runs since then that were for what is known: neither for new articles nor for links that gave none."""
        return sum(max(0, requests - new - barren) for requests, new, barren in self._requests(slug, since))

    def barren(self, slug: str, since: datetime) -> int:
        """Requests of the scheduled runs since then for links that gave no article."""
        return sum(barren for _, _, barren in self._requests(slug, since))

    def _requests(self, slug: str, since: datetime) -> list[tuple[int, int, int]]:
        """Of each run: all requests, those for new articles, those for links that gave none."""
        rows = self.rows(
            "SELECT requests, COALESCE(json_extract(counts, '$.new'), 0) AS new, COALESCE(json_extract(counts, '$.refused'), 0)"
            " + COALESCE(json_extract(counts, '$.failed'), 0) AS barren FROM runs"
            " WHERE portal = ? AND kind = 'scheduled' AND started >= ? ORDER BY id DESC LIMIT 300",
            (self.portal_id(slug), to_db(since)),
        )
        return [(row["requests"], row["new"], row["barren"]) for row in rows]

    def named_links(self, slug: str) -> int:
        """How many articles the portal's trusted entry points named when they were read last."""
        return int(self.value("SELECT COALESCE(sum(found), 0) FROM entry_points WHERE portal = ? AND trusted", (self.portal_id(slug),)))

    def second_looks(self, slug: str, now: datetime) -> int:
        """How many articles of the portal are under suspicion and due."""
        found = self.value(
            "SELECT count(*) FROM articles WHERE portal = ? AND suspicion <> '' AND next_check <= ?", (self.portal_id(slug), to_db(now))
        )
        return int(found)

    def overdue(self, now: datetime, only: Container[str] = ANY) -> list[tuple[str, datetime | None, float]]:
        """(slug, when it was due, planned interval in seconds) of all watched portals that are due, longest waiting first."""
        rows = self.rows(
            f"SELECT slug, next_due, interval FROM portals WHERE {_ASKED} AND (next_due IS NULL OR next_due <= ?)"  # noqa: S608  # a constant
            " ORDER BY next_due IS NULL, next_due, id",
            (to_db(now),),
        )
        return [(row["slug"], maybe_from_db(row["next_due"]), row["interval"]) for row in rows if row["slug"] in only]

    def put_off(self, plan: Sequence[tuple[str, datetime]]) -> None:
        """Give portals another due time, all else as it was."""
        with self.write() as db:
            for slug, due in plan:
                db.execute("UPDATE portals SET next_due = ? WHERE slug = ?", (to_db(due), slug))

    def pull_back(self, now: datetime, slack: timedelta) -> int:
        """Plans that lie further ahead than their own interval were made by a clock that has gone back since. Returns how many."""
        mended = 0
        with self.write() as db:
            for row in self.rows("SELECT id, next_due, interval FROM portals WHERE next_due > ?", (to_db(now),)):
                latest = now + timedelta(seconds=row["interval"])
                if from_db(row["next_due"]) > latest + slack:
                    db.execute("UPDATE portals SET next_due = ? WHERE id = ?", (to_db(latest), row["id"]))
                    mended += 1
        return mended

    def next_due(self) -> datetime | None:
        """When the next watched portal is due; None when none is planned."""
        return maybe_from_db(self.value(f"SELECT min(next_due) FROM portals WHERE {_ASKED}"))  # noqa: S608  # a constant

    # The service itself.

    def note(self, name: str, value: str, now: datetime) -> None:
        """A fact about the running service, for those who ask from another process."""
        with self.write() as db:
            db.execute("INSERT OR REPLACE INTO service (name, value, at) VALUES (?, ?, ?)", (name, value, to_db(now)))

    def noted(self) -> dict[str, tuple[str, datetime]]:
        return {row["name"]: (row["value"], from_db(row["at"])) for row in self.rows("SELECT * FROM service")}

    def add_incident(self, job: str, kind: str, detail: str, now: datetime) -> None:
        with self.write() as db:
            db.execute("INSERT INTO incidents (at, job, kind, detail) VALUES (?, ?, ?, ?)", (to_db(now), job, kind, detail[:1000]))

    def incidents(self, since: datetime, limit: int = 100) -> list[Incident]:
        """Newest first."""
        rows = self.rows("SELECT * FROM incidents WHERE at >= ? ORDER BY id DESC LIMIT ?", (to_db(since), limit))
        return [Incident(at=from_db(row["at"]), job=row["job"], kind=row["kind"], detail=row["detail"]) for row in rows]

    def service_figures(self, now: datetime) -> ServiceFigures:
        """What a monitoring system wants to know; costs a few small queries."""
        with self.read():
            due = [late for _, late, _ in self.overdue(now) if late is not None]
            return ServiceFigures(
                due=len(self.overdue(now)),
                lag=max(((now - late).total_seconds() for late in due), default=0.0),
                queued=self._counted("SELECT review_state AS name, SUM(n) AS n FROM queued GROUP BY review_state"),
                outbox=self._counted("SELECT channel AS name, count(*) AS n FROM outbox WHERE sent_at IS NULL GROUP BY channel"),
                health=self._counted("SELECT state AS name, count(*) AS n FROM health GROUP BY state"),
                database_bytes=sum(path.stat().st_size for path in self.data_dir.glob(f"{self.path.name}*") if path.is_file()),
            )

    def _counted(self, sql: str) -> dict[str, int]:
        return {row["name"]: int(row["n"]) for row in self.rows(sql)}

    def prune_incidents(self, before: datetime) -> int:
        with self.write() as db:
            return int(db.execute("DELETE FROM incidents WHERE at < ?", (to_db(before),)).rowcount)

    def optimize(self) -> None:
        """Let SQLite bring its statistics up to date and fold the write-ahead log in, as far as nobody is in the way."""
        with translated(self.path):
            self.db.execute("PRAGMA optimize")
            self.db.execute("PRAGMA wal_checkpoint(PASSIVE)")
