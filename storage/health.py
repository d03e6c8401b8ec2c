"""What a judgement of health is made from, the judgements themselves, and alerts with their beginning and end."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.connection import Row, from_db, maybe_from_db, maybe_to_db, to_db
from storage.schedule import ScheduleVerbs


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What can be seen of one article without reading it."""

    dated: bool
    lead: bool
    characters: int  # of its blocks
    accents: bool  # the title has Vietnamese letters
    family: str
    mark: str = ""  # how its page begins the article: the element of the headline as it is written; "" when unknown
    seen: datetime | None = None  # first


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthRecord:
    """The state of one portal as judged last; the words are those of `scheduler.health`."""

    portal: str
    state: str
    cause: str
    detail: str
    action: str
    proposal: str
    since: datetime
    expected: datetime | None
    judged_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """`portal` "": of the service as a whole. `closed` None: it lasts."""

    id: int
    portal: str
    cause: str
    detail: str
    action: str
    opened: datetime
    closed: datetime | None


_SUSPECTED, _OUTAGE = "no network", "no network since "  # names of notes of the service


class HealthVerbs(ScheduleVerbs):
    def looks(self, slug: str, limit: int = 60, since: datetime | None = None) -> list[Look]:
        """The newest articles of a portal, newest first. `since`: only those first seen then or later."""
        rows = self.rows(
            "SELECT v.published, v.lead, v.title, length(v.blocks) AS size, v.family, a.region, a.first_seen FROM articles AS a"
            " JOIN versions AS v ON v.id = a.version WHERE a.portal = ? AND a.first_seen >= ? ORDER BY a.dated DESC, a.id DESC LIMIT ?",
            (self.portal_id(slug), maybe_to_db(since) or "", limit),
        )
        return [
            Look(
                dated=bool(row["published"]),
                lead=bool(row["lead"]),
                characters=row["size"],
                accents=_vietnamese(row["title"]),
                family=row["family"],
                mark=_mark(row["region"]),
                seen=from_db(row["first_seen"]),
            )
            for row in rows
        ]

    def newest_dated(self, slug: str) -> datetime | None:
        """When the newest article of a portal came out, None when it has none."""
        return maybe_from_db(self.value("SELECT max(dated) FROM articles WHERE portal = ?", (self.portal_id(slug),)))

    def home_led_to(self, run: int) -> str:
        """Where the home page led in this run when that was not allowed or went to another host; "" if nowhere."""
        row = self.row("SELECT url, final_url, redirects FROM visits WHERE run = ? AND kind = 'home' ORDER BY id DESC LIMIT 1", (run,))
        return row["final_url"] if row and json.loads(row["redirects"]) and row["final_url"] != row["url"] else ""

    # Judgements.

    def put_health(self, record: HealthRecord) -> bool:
        """Store a judgement; `since` of the stored one stays while state and cause are the same. Returns whether they changed."""
        with self.write() as db:
            portal = self.portal_id(record.portal)
            old = self.row("SELECT state, cause, since FROM health WHERE portal = ?", (portal,))
            same = old is not None and (old["state"], old["cause"]) == (record.state, record.cause)
            db.execute(
                "INSERT OR REPLACE INTO health (portal, state, cause, detail, action, proposal, since, expected, judged_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    portal,
                    record.state,
                    record.cause,
                    record.detail,
                    record.action,
                    record.proposal,
                    old["since"] if old is not None and same else to_db(record.since),
                    maybe_to_db(record.expected),
                    to_db(record.judged_at),
                ),
            )
        return not same

    def health(self) -> list[HealthRecord]:
        """The last judgement of every portal, by slug."""
        rows = self.rows("SELECT h.*, p.slug FROM health AS h JOIN portals AS p ON p.id = h.portal ORDER BY p.slug")
        return [
            HealthRecord(
                portal=row["slug"],
                state=row["state"],
                cause=row["cause"],
                detail=row["detail"],
                action=row["action"],
                proposal=row["proposal"],
                since=from_db(row["since"]),
                expected=maybe_from_db(row["expected"]),
                judged_at=from_db(row["judged_at"]),
            )
            for row in rows
        ]

    # Times without any network, so that what failed then is held against nobody.

    def outage_suspected(self) -> datetime | None:
        """When the present outage was first suspected; None when there is none."""
        found = self.noted().get(_SUSPECTED)
        return found[1] if found else None

    def note_outage(self, since: datetime | None, now: datetime, keep: timedelta) -> None:
        """An outage since then lasts until now; None: there is none now. Those that ended so long ago are forgotten."""
        with self.write() as db:
            if since is None:
                db.execute("DELETE FROM service WHERE name = ?", (_SUSPECTED,))
                return
            if self.outage_suspected() is None:
                self.note(_SUSPECTED, to_db(since), now)
            began = self.noted()[_SUSPECTED][0]
            self.note(f"{_OUTAGE}{began}", "", now)
            db.execute("DELETE FROM service WHERE name LIKE ? AND at < ?", (f"{_OUTAGE}%", to_db(now - keep)))

    def outages(self) -> list[tuple[datetime, datetime]]:
        """From when to when no portal could be reached, as far as remembered."""
        return [(from_db(name.removeprefix(_OUTAGE)), at) for name, (_, at) in self.noted().items() if name.startswith(_OUTAGE)]

    # Alerts.

    def open_alert(self, portal: str, cause: str, detail: str, action: str, now: datetime) -> int:
        """Begin an alert, or bring an open one of the portal (of the cause, for the service as a whole) up to date. Returns its id."""
        with self.write() as db:
            number = self.portal_id(portal) if portal else None
            if portal:
                old = self.value("SELECT id FROM alerts WHERE closed IS NULL AND portal = ?", (number,))
            else:
                old = self.value("SELECT id FROM alerts WHERE closed IS NULL AND portal IS NULL AND cause = ?", (cause,))
            if old is not None:
                db.execute("UPDATE alerts SET cause = ?, detail = ?, action = ? WHERE id = ?", (cause, detail, action, old))
                return int(old)
            cursor = db.execute(
                "INSERT INTO alerts (portal, cause, detail, action, opened) VALUES (?, ?, ?, ?, ?)",
                (number, cause, detail, action, to_db(now)),
            )
            return int(cursor.lastrowid or 0)

    def close_alert(self, alert: int, now: datetime) -> None:
        with self.write() as db:
            db.execute("UPDATE alerts SET closed = ? WHERE id = ? AND closed IS NULL", (to_db(now), alert))

    def alerts(self, *, open_only: bool = False, since: datetime | None = None) -> list[Alert]:
        """Oldest first. `since`: those that opened or closed then or later."""
        where, parameters = ["1"], list[str]()
        if open_only:
            where.append("a.closed IS NULL")
        if since is not None:
            where.append("(a.opened >= ? OR a.closed >= ?)")
            parameters += [to_db(since)] * 2
        rows = self.rows(
            "SELECT a.*, COALESCE(p.slug, '') AS slug FROM alerts AS a LEFT JOIN portals AS p ON p.id = a.portal"  # noqa: S608  # constants
            f" WHERE {' AND '.join(where)} ORDER BY a.id",
            parameters,
        )
        return [_alert(row) for row in rows]


def _alert(row: Row) -> Alert:
    return Alert(
        id=row["id"],
        portal=row["slug"],
        cause=row["cause"],
        detail=row["detail"],
        action=row["action"],
        opened=from_db(row["opened"]),
        closed=maybe_from_db(row["closed"]),
    )


def _mark(region: str) -> str:
    """The first words of a region's description, which are those that stay the same from article to article."""
    try:
        return str(json.loads(region)[0][0])
    except (ValueError, LookupError, TypeError):
        return ""


def _vietnamese(title: str) -> bool:
    """Whether a title has letters that only Vietnamese writes so: đ, ơ, ư, or a tone mark on a vowel."""
    folded = unicodedata.normalize("NFD", title.casefold())
    return any(c in "đ\u031b\u0309\u0323\u0300\u0301\u0303\u0306\u0302" for c in folded)
