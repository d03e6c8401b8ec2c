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


@dataclass(frozen=True, slots=True)
class PortalName:
    """A portal as a list to choose from names it; `province_2025` "" when it has none."""

    slug: str
    name: str
    province: str
    province_2025: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalFigures:
    """One line of the board. `days`: articles per day, oldest first, the last is today in Vietnam."""

    state: PortalState
    unread: int
    articles: int
    days: tuple[int, ...]
    recent: tuple[datetime, ...]  # when its newest articles were published, newest first; empty for a portal that was judged
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
    def board(self, now: datetime, days: int = 30, slug: str = "") -> list[PortalFigures]:
        """Every portal, or the one named, with its numbers, by slug. Raises UnknownSlug."""
        today = now.astimezone(VIETNAM).date()
        dates = [(today - timedelta(days=days - 1 - at)).isoformat() for at in range(days)]
        own, one = ("portal = ?", (self.portal_id(slug),)) if slug else ("1", ())
        counts: dict[int, dict[str, int]] = {}
        for row in self.rows(f"SELECT portal, day, n FROM daily WHERE day >= ? AND what = 'article' AND {own}", (dates[0], *one)):  # noqa: S608
            counts.setdefault(row["portal"], {})[row["day"]] = row["n"]
        totals = {row["portal"]: row["articles"] for row in self.rows(f"SELECT portal, articles FROM held WHERE {own}", one)}  # noqa: S608
        waiting = f"SELECT portal, SUM(n) AS n FROM queued WHERE review_state = 'unread' AND {own} GROUP BY portal"  # noqa: S608
        unread = {row["portal"]: row["n"] for row in self.rows(waiting, one)}
        judged = {row["portal"]: _judged(row) for row in self.rows(f"SELECT * FROM health WHERE {own}", one)}  # noqa: S608
        lines = []
        for row in self.rows(f"SELECT * FROM portals WHERE {own.replace('portal', 'id')} ORDER BY slug", one):  # noqa: S608
            number = row["id"]
            per_day = counts.get(number, {})
            lines.append(
                PortalFigures(
                    state=self._state(row),
                    unread=unread.get(number, 0),
                    articles=totals.get(number, 0),
                    days=tuple([per_day.get(day, 0) for day in dates]) if per_day else (0,) * days,
                    recent=() if number in judged else self._recent(number),
                    lease=row["lease_holder"] is not None and (row["lease_until"] or "") > to_db(now),
                    judged=judged.get(number),
                )
            )
        return lines

    def _recent(self, portal: int) -> tuple[datetime, ...]:
        """When the newest articles of a portal came out, newest first: what is expected of one that nobody judged yet."""
        rows = self.rows("SELECT dated FROM articles WHERE portal = ? ORDER BY dated DESC, id DESC LIMIT 21", (portal,))
        return tuple([from_db(row["dated"]) for row in rows])

    def portal_names(self) -> list[PortalName]:
        """What a list to choose from shows of every portal, by slug."""
        rows = self.rows(
            "SELECT slug, name, province, COALESCE(declaration ->> 'province_2025', '') AS province_2025 FROM portals ORDER BY slug"
        )
        return [PortalName(row["slug"], row["name"], row["province"], row["province_2025"]) for row in rows]

    def check_soon(self, slug: str, now: datetime) -> None:
        """Make a portal due now: a running service takes it next. Raises UnknownSlug."""
        with self.write() as db:
            db.execute("UPDATE portals SET next_due = ? WHERE id = ?", (to_db(now), self.portal_id(slug)))

    def entry_points(self, slug: str) -> list[EntryPoint]:
        """What is known of where a portal's links come from. Raises UnknownSlug."""
        rows = self.rows("SELECT * FROM entry_points WHERE portal = ? ORDER BY trusted DESC, kind, url LIMIT 100", (self.portal_id(slug),))
        return [entry_point(row, validators=False) for row in rows]

    def per_week(self, since: date, until: date, portal: str | None = None) -> Mapping[str, Mapping[date, int]]:
        """Counts of whole weeks by what (article, new, edited, moved, removed, restored) and by the Monday. Raises UnknownSlug."""
        where, parameters = "week BETWEEN ? AND ?", [_monday(since), _monday(until)]
        if portal is not None:
            where += " AND portal = ?"
            parameters.append(str(self.portal_id(portal)))
        table: dict[str, dict[date, int]] = {}
        for row in self.rows(f"SELECT what, week, SUM(n) AS n FROM weekly WHERE {where} GROUP BY week, what", parameters):  # noqa: S608
            table.setdefault(row["what"], {})[date.fromisoformat(row["week"])] = row["n"]
        return table

    def portal_totals(self, since: date, until: date) -> Mapping[str, Mapping[str, int]]:
        """Counts of whole weeks by portal slug and by what."""
        table: dict[str, dict[str, int]] = {}
        for row in self.rows(
            "SELECT p.slug, d.what, d.n FROM"
            " (SELECT portal, what, SUM(n) AS n FROM weekly WHERE week BETWEEN ? AND ? GROUP BY portal, what) AS d"
            " JOIN portals AS p ON p.id = d.portal ORDER BY p.slug",
            (_monday(since), _monday(until)),
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


def _monday(day: date) -> str:
    return (day - timedelta(days=day.weekday())).isoformat()


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
