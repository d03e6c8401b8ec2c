"""Numbers for the board and the statistics, read from counts that triggers keep or from a bounded sample; never by counting all rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from storage.connection import VIETNAM, Row, from_db, maybe_from_db, to_db
from storage.desk import DeskVerbs
from storage.models import EntryPoint
from storage.records import PortalState, entry_point

SAMPLE = 1000  # articles; delays are measured on the newest


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the service last judged of a portal's health. `proposal`: a new address, when it seems to have moved."""

    state: str
    cause: str
    detail: str
    action: str
    proposal: str
    since: datetime
    expected: datetime | None  # when the next article is due


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalFigures:
    """One line of the board. `days`: articles per day, oldest first, the last is today in Vietnam."""

    state: PortalState
    unread: int
    articles: int
    days: tuple[int, ...]
    last_dated: datetime | None  # of its newest article
    recent: tuple[datetime, ...]  # when its newest articles were published, newest first
    lease: bool  # being crawled now
    judged: Judged | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """How long after publication articles of a portal were found: hours, over `articles` of a sample."""

    portal: str
    articles: int
    median: float
    most: float  # nine of ten came within


class FigureVerbs(DeskVerbs):
    def board(self, now: datetime, days: int = 30) -> list[PortalFigures]:
        """Every portal with its numbers, by slug."""
        today = now.astimezone(VIETNAM).date()
        first = today - timedelta(days=days - 1)
        counts: dict[int, dict[str, int]] = {}
        for row in self.rows("SELECT portal, day, n FROM daily WHERE day >= ? AND what = 'article'", (first.isoformat(),)):
            counts.setdefault(row["portal"], {})[row["day"]] = row["n"]
        totals = {row["portal"]: row["articles"] for row in self.rows("SELECT portal, articles FROM held")}
        unread = {row["portal"]: row["n"] for row in self.rows("SELECT portal, n FROM queued WHERE review_state = 'unread'")}
        judged = {row["portal"]: _judged(row) for row in self.rows("SELECT * FROM health")}
        lines = []
        for row in self.rows("SELECT * FROM portals ORDER BY slug"):
            own = counts.get(row["id"], {})
            recent = [
                from_db(item["dated"])
                for item in self.rows("SELECT dated FROM articles WHERE portal = ? ORDER BY dated DESC, id DESC LIMIT 21", (row["id"],))
            ]
            lines.append(
                PortalFigures(
                    state=self._state(row),
                    unread=unread.get(row["id"], 0),
                    articles=totals.get(row["id"], 0),
                    days=tuple(own.get((first + timedelta(days=at)).isoformat(), 0) for at in range(days)),
                    last_dated=recent[0] if recent else None,
                    recent=tuple(recent),
                    lease=row["lease_holder"] is not None and (row["lease_until"] or "") > to_db(now),
                    judged=judged.get(row["id"]),
                )
            )
        return lines

    def check_soon(self, slug: str, now: datetime) -> None:
        """Make a portal due now: a running service takes it next. Raises UnknownSlug."""
        with self.write() as db:
            db.execute("UPDATE portals SET next_due = ? WHERE id = ?", (to_db(now), self.portal_id(slug)))

    def entry_points(self, slug: str) -> list[EntryPoint]:
        """What is known of where a portal's links come from. Raises UnknownSlug."""
        rows = self.rows("SELECT * FROM entry_points WHERE portal = ? ORDER BY trusted DESC, kind, url LIMIT 100", (self.portal_id(slug),))
        return [entry_point(row, validators=False) for row in rows]

    def per_week(self, since: date, until: date, portal: str | None = None) -> Mapping[str, Mapping[date, int]]:
        """Counts by what (article, new, edited, moved, removed, restored) and by the Monday of the week. Raises UnknownSlug."""
        where, parameters = "day BETWEEN ? AND ?", [since.isoformat(), until.isoformat()]
        if portal is not None:
            where += " AND portal = ?"
            parameters.append(str(self.portal_id(portal)))
        table: dict[str, dict[date, int]] = {}
        for row in self.rows(f"SELECT what, day, SUM(n) AS n FROM daily WHERE {where} GROUP BY day, what", parameters):  # noqa: S608
            day = date.fromisoformat(row["day"])
            week = day - timedelta(days=day.weekday())
            table.setdefault(row["what"], {})
            table[row["what"]][week] = table[row["what"]].get(week, 0) + row["n"]
        return table

    def portal_totals(self, since: date, until: date) -> Mapping[str, Mapping[str, int]]:
        """Counts of a span by portal slug and by what."""
        table: dict[str, dict[str, int]] = {}
        for row in self.rows(
            "SELECT p.slug, d.what, d.n FROM"
            " (SELECT portal, what, SUM(n) AS n FROM daily WHERE day BETWEEN ? AND ? GROUP BY portal, what) AS d"
            " JOIN portals AS p ON p.id = d.portal ORDER BY p.slug",
            (since.isoformat(), until.isoformat()),
        ):
            table.setdefault(row["slug"], {})[row["what"]] = row["n"]
        return table

    def delays(self) -> list[Delay]:
        """How late articles were found, by portal, over the newest SAMPLE that were news and name an hour."""
        hours: dict[str, list[float]] = {}
        for row in self.rows(
            "SELECT p.slug, v.published, c.at FROM (SELECT article, portal, after, at FROM changes WHERE kind = 'new'"
            " ORDER BY at DESC, id DESC LIMIT ?) AS c JOIN portals AS p ON p.id = c.portal JOIN versions AS v ON v.id = c.after"
            " WHERE length(v.published) > 10",
            (SAMPLE,),
        ):
            published = datetime.fromisoformat(row["published"])
            late = (from_db(row["at"]) - (published if published.tzinfo else published.replace(tzinfo=VIETNAM))).total_seconds() / 3600
            if 0 <= late <= 7 * 24:  # older ones were found by a first contact, which says nothing about our pace
                hours.setdefault(row["slug"], []).append(late)
        lines = []
        for slug, values in sorted(hours.items()):
            values.sort()
            lines.append(
                Delay(
                    portal=slug,
                    articles=len(values),
                    median=values[len(values) // 2],
                    most=values[min(len(values) - 1, len(values) * 9 // 10)],
                )
            )
        return lines


def _judged(row: Row) -> Judged:
    return Judged(
        state=row["state"],
        cause=row["cause"],
        detail=row["detail"],
        action=row["action"],
        proposal=row["proposal"],
        since=from_db(row["since"]),
        expected=maybe_from_db(row["expected"]),
    )
