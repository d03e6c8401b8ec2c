"""The queue of the desk: which changes wait, folded and filtered, with all a person needs to decide at a glance.

A row of the queue stands for an article: its waiting changes are folded into the newest, reprints under the earliest source. Every
list is read from an index by position, so a page costs the same with a hundred changes and with a million.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from storage import search
from storage.connection import Row, boundary, from_db
from storage.decisions import Decided, DecisionVerbs, Marks
from storage.models import ChangeKind, ReviewState
from storage.records import ArticleRecord

KEYWORD_BOUND = 2000  # articles; a keyword filter takes so many of the newest that have the words
KEYWORD_LOOKED = 400  # milestones, some 25,600 articles; it looks no further for words that are as seldom together
COUNT_BOUND = 10_000  # a count goes no further
FOLDED_BOUND = 50  # reprints shown under one row
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which changes. Everything left empty does not filter; `state` "" = every review state. Days are Vietnamese, both inclusive."""

    state: str = ReviewState.UNREAD.value
    portal: str = ""
    province: str = ""  # a name, of before or after July 2025
    kind: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""
    starred: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A position in the queue: behind it the next page begins. Newest first, by `at` and `id`."""

    at: str
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedChange:
    """A change that stands under another one: an earlier one of the same article, or a reprint elsewhere."""

    id: int
    kind: ChangeKind
    at: datetime
    portal: str
    article: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One line of the queue. `changes` are the ids a decision on it means, its own first."""

    id: int
    kind: ChangeKind
    at: datetime
    portal: str
    portal_name: str
    article: int
    url: str
    title: str
    lead: str
    published: str
    published_evidence: str
    first_seen: datetime
    via: str  # the entry point it was found on, "" when unknown
    via_kind: str  # of what kind that is, and what it is called; "" when that is not known any more
    via_section: str
    edit: tuple[str, ...]
    size: int
    before: int | None  # what to compare: the version decided on last, or the one before
    after: int | None
    review_state: ReviewState
    reason: str
    marks: Marks
    earlier: tuple[FoldedChange, ...] = ()
    reprints: tuple[FoldedChange, ...] = ()
    copies: int = 0
    place: Place

    @property
    def changes(self) -> tuple[int, ...]:
        return (self.id, *(item.id for item in (*self.earlier, *self.reprints)))


class DeskVerbs(DecisionVerbs):
    def queue(self, wanted: Filter, *, after: Place | None = None, before: Place | None = None, limit: int = 50) -> list[QueueRow]:
        """A page of the queue, newest first: the rows behind `after`, or those just ahead of `before`. Raises UnknownSlug."""
        ids = self._ids(wanted, after, before, limit)
        return self._rows(ids, wanted)

    def queue_row(self, change: int, wanted: Filter | None = None) -> QueueRow | None:
        """One change as a row, whatever its state."""
        rows = self._rows([change], wanted or Filter(state=""))
        return rows[0] if rows else None

    def count_queue(self, wanted: Filter) -> tuple[int, bool]:
        """How many changes a filter fits, and whether there may be more: beyond COUNT_BOUND, or of words so many articles have that only
        the newest are looked at. Raises UnknownSlug.
        """
        if wanted == Filter(state=wanted.state, portal=wanted.portal, province=wanted.province, kind=wanted.kind):
            portals = self._portals(wanted)
            where = "1"
            parameters: list[object] = []
            if wanted.state:
                where, parameters = "review_state = ?", [wanted.state]
            if wanted.kind:
                where, parameters = f"{where} AND kind = ?", [*parameters, wanted.kind]
            if portals is not None:
                where += f" AND portal IN ({', '.join('?' * len(portals))})"
                parameters += portals
            return int(self.value(f"SELECT COALESCE(SUM(n), 0) FROM queued WHERE {where}", parameters)), False  # noqa: S608
        where, parameters = self._where(wanted)
        found = int(
            self.value(f"SELECT count(*) FROM (SELECT 1 FROM {_FROM} WHERE {where} LIMIT ?)", [*parameters, COUNT_BOUND + 1])  # noqa: S608
        )
        bounded = bool(wanted.words) and self._having(wanted.words)[1]
        return min(found, COUNT_BOUND), found > COUNT_BOUND or bounded

    def decide_filter(self, wanted: Filter, upto: int, review_state: ReviewState, now: datetime) -> Decided:
        """Decide every change a filter fits, up to the newest that was on the screen: what came in since is not touched."""
        where, parameters = self._where(wanted)
        return self.decide_where(f"{where} AND c.id <= ?", [*parameters, upto], review_state, now)

    def newest_change(self) -> int:
        return int(self.value("SELECT COALESCE(MAX(id), 0) FROM changes"))

    def filtered_articles(self, wanted: Filter) -> Iterator[ArticleRecord]:
        """The articles of the changes a filter fits, each once, newest change first; for exports and feeds."""
        seen: set[int] = set()
        place: Place | None = None
        while ids := self._ids(wanted, place, None, _BATCH, fold=False):
            slots = ", ".join("?" * len(ids))
            for row in self.rows(f"SELECT id, article, at FROM changes WHERE id IN ({slots}) ORDER BY at DESC, id DESC", ids):  # noqa: S608
                place = Place(row["at"], row["id"])
                if row["article"] in seen:
                    continue
                seen.add(row["article"])
                found = self.article(row["article"])
                if found is not None:
                    yield found

    # One page of ids.

    def _ids(self, wanted: Filter, after: Place | None, before: Place | None, limit: int, *, fold: bool = True) -> list[int]:
        portals = self._portals(wanted)
        if portals is not None and not portals:
            return []
        where, parameters = self._where(replace(wanted, province=""))
        order = "ASC" if before is not None else "DESC"
        if after is not None:
            where, parameters = f"{where} AND (c.at, c.id) < (?, ?)", [*parameters, after.at, after.id]
        if before is not None:
            where, parameters = f"{where} AND (c.at, c.id) > (?, ?)", [*parameters, before.at, before.id]
        if fold:
            folding, more = _folding(wanted)
            where, parameters = where + folding, [*parameters, *more]
        one = f"SELECT c.id, c.at FROM {_FROM} WHERE {where} ORDER BY c.at {order}, c.id {order} LIMIT {int(limit)}"  # noqa: S608
        if wanted.province and portals is not None:
            # a province is some ten portals: the newest of each from its own index, then the newest of all
            parts = " UNION ALL ".join(
                f"SELECT * FROM (SELECT c.id, c.at FROM {_FROM} WHERE c.portal = {int(portal)} AND {where}"  # noqa: S608
                f" ORDER BY c.at {order}, c.id {order} LIMIT {int(limit)})"
                for portal in portals
            )
            rows = self.rows(f"SELECT id FROM ({parts}) ORDER BY at {order}, id {order} LIMIT {int(limit)}", parameters * len(portals))  # noqa: S608
        else:
            rows = self.rows(one, parameters)
        ids = [row["id"] for row in rows]
        return ids[::-1] if before is not None else ids

    def _portals(self, wanted: Filter) -> list[int] | None:
        """Ids of the portals a filter names, None when it names none."""
        if wanted.portal:
            return [self.portal_id(wanted.portal)]
        if not wanted.province:
            return None
        name = search.fold(wanted.province).casefold()
        rows = self.rows("SELECT id, province, declaration ->> 'province_2025' AS later FROM portals ORDER BY id")
        return [row["id"] for row in rows if name in {search.fold(row["province"]).casefold(), search.fold(row["later"] or "").casefold()}]

    def _where(self, wanted: Filter) -> tuple[str, list[object]]:
        """Conditions over `changes AS c JOIN articles AS a`."""
        parts: list[str] = []
        parameters: list[object] = []

        def add(part: str, *values: object) -> None:
            parts.append(part)
            parameters.extend(values)

        portals = self._portals(wanted)
        # by the words, the stars or the tag first, which few have: a plus keeps the other columns' indexes out of it
        c = "+c" if wanted.words or wanted.starred or wanted.tag else "c"
        if wanted.state:
            add(f"{c}.review_state = ?", wanted.state)
        if portals is not None:
            add(f"{c}.portal IN ({', '.join('?' * len(portals))})" if len(portals) != 1 else f"{c}.portal = ?", *portals)
        if wanted.kind:
            add(f"{c}.kind = ?", wanted.kind)
        if wanted.since is not None:
            add(f"{c}.at >= ?", boundary(wanted.since))
        if wanted.until is not None:
            add(f"{c}.at <= ?", boundary(wanted.until, end=True))
        if wanted.starred:
            add("c.article IN (SELECT article FROM marks WHERE starred)")
        if wanted.tag:
            add("c.article IN (SELECT article FROM tags WHERE tag = ?)", wanted.tag)
        if wanted.words:
            add("c.id IN (SELECT value FROM json_each(?))", json.dumps(self._having(wanted.words)[0]))
        return " AND ".join(parts) or "1", parameters

    def _having(self, words: str) -> tuple[list[int], bool]:
        """The changes of the newest articles that have these words, and whether there may be older ones."""
        view = self.view()  # a page asks for its rows and for their number
        if ("having", words) not in view:
            expression, _ = self._expression(words)
            places = list(islice(self._newest(expression, milestones=KEYWORD_LOOKED), KEYWORD_BOUND)) if expression else []
            rows = self.rows(
                "SELECT c.id FROM articles AS a CROSS JOIN changes AS c ON c.article = a.id"
                " WHERE a.position IN (SELECT value FROM json_each(?))",
                (json.dumps(places),),
            )
            view["having", words] = [row["id"] for row in rows], len(places) == KEYWORD_BOUND
        found: tuple[list[int], bool] = view["having", words]
        return found

    # Rows of a page.

    def _rows(self, ids: Sequence[int], wanted: Filter) -> list[QueueRow]:
        if not ids:
            return []
        slots = ", ".join("?" * len(ids))
        found = {row["id"]: row for row in self.rows(f"{_ROW} WHERE c.id IN ({slots})", list(ids))}
        rows = [found[number] for number in ids if number in found]
        marks = self.marks([row["article"] for row in rows])
        return [self._row(row, marks.get(row["article"], Marks()), wanted) for row in rows]

    def _row(self, row: Row, marks: Marks, wanted: Filter) -> QueueRow:
        earlier = self._earlier(row, wanted)
        news = ChangeKind.NEW in {row["kind"], *(item["kind"] for item in earlier)}
        reprints = self._reprints(row, wanted) if news and row["review_state"] == ReviewState.UNREAD else []
        before, after = row["before_number"], row["after_number"]
        if earlier:
            # several edits waiting are compared as one, with what was there before the first of them
            oldest = earlier[-1]
            before = oldest["before_number"] if oldest["before_number"] is not None else before
        return QueueRow(
            id=row["id"],
            kind=ChangeKind(row["kind"]),
            at=from_db(row["at"]),
            portal=row["slug"],
            portal_name=row["portal_name"],
            article=row["article"],
            url=row["url"],
            title=row["title"],
            lead=row["lead"] or row["first_block"] or "",
            published=row["published"],
            published_evidence=row["published_evidence"],
            first_seen=from_db(row["first_seen"]),
            via=row["via"] or "",
            via_kind=row["via_kind"] or "",
            via_section=row["via_section"] or "",
            edit=tuple(dict.fromkeys(kind for item in [row, *earlier] for kind in json.loads(item["edit"]))),
            size=row["size"],
            before=before,
            after=after,
            review_state=ReviewState(row["review_state"]),
            reason=row["note"],
            marks=marks,
            earlier=tuple(_folded(item) for item in earlier),
            reprints=tuple(_folded(item) for item in reprints),
            copies=row["copies"],
            place=Place(row["at"], row["id"]),
        )

    def _earlier(self, row: Row, wanted: Filter) -> list[Row]:
        """Waiting changes of the same article before this one that the filter does not leave out, newest first."""
        if row["review_state"] != ReviewState.UNREAD:
            return []
        return self.rows(
            f"{_FOLDED} WHERE c.article = ? AND c.id < ? AND c.review_state = 'unread' AND (? IN ('', c.kind)) ORDER BY c.id DESC LIMIT ?",
            (row["article"], row["id"], wanted.kind, FOLDED_BOUND),
        )

    def _reprints(self, row: Row, wanted: Filter) -> list[Row]:
        """Waiting news of the same group, at other places."""
        if row["grouping"] is None or not _folds_reprints(wanted):
            return []
        where, parameters = _fold_scope(wanted)
        return self.rows(
            f"{_FOLDED} WHERE o.grouping = ? AND o.id <> ? AND c.review_state = 'unread' AND c.kind = 'new'{where}"
            " ORDER BY o.dated, o.id LIMIT ?",
            (row["grouping"], row["article"], *parameters, FOLDED_BOUND),
        )


_FROM = "changes AS c JOIN articles AS a ON a.id = c.article"
_ROW = """
  SELECT c.id, c.kind, c.at, p.slug, p.name AS portal_name, c.article, c.url, v.title, v.lead, v.blocks ->> 0 AS first_block, v.published,
    v.published_evidence, a.first_seen, a.grouping, c.edit, c.size, b.number AS before_number, f.number AS after_number, c.review_state,
    c.note, l.via, e.kind AS via_kind, e.section AS via_section, (SELECT count(*) FROM articles WHERE copy_of = c.article) AS copies
  FROM changes AS c JOIN portals AS p ON p.id = c.portal JOIN articles AS a ON a.id = c.article
    JOIN versions AS v ON v.id = COALESCE(c.after, c.before) LEFT JOIN versions AS b ON b.id = c.before
    LEFT JOIN versions AS f ON f.id = c.after LEFT JOIN links AS l ON l.portal = c.portal AND l.url = c.url
    LEFT JOIN entry_points AS e ON e.portal = c.portal AND e.url = l.via
"""
_FOLDED = """
  SELECT c.id, c.kind, c.at, p.slug, c.article, v.title, c.edit, b.number AS before_number
  FROM changes AS c JOIN articles AS o ON o.id = c.article JOIN portals AS p ON p.id = c.portal
    JOIN versions AS v ON v.id = COALESCE(c.after, c.before) LEFT JOIN versions AS b ON b.id = c.before
"""


def _folded(row: Row) -> FoldedChange:
    return FoldedChange(
        id=row["id"],
        kind=ChangeKind(row["kind"]),
        at=from_db(row["at"]),
        portal=row["slug"],
        article=row["article"],
        title=row["title"],
    )


def _fold_scope(wanted: Filter) -> tuple[str, list[object]]:
    """A change may only be folded under one that the same filter shows."""
    where = ""
    parameters: list[object] = []
    if wanted.portal:
        where += " AND c.portal = (SELECT id FROM portals WHERE slug = ?)"
        parameters.append(wanted.portal)
    if wanted.since is not None:
        where += " AND c.at >= ?"
        parameters.append(boundary(wanted.since))
    if wanted.until is not None:
        where += " AND c.at <= ?"
        parameters.append(boundary(wanted.until, end=True))
    return where, parameters


def _folds_reprints(wanted: Filter) -> bool:
    """Only under filters that every member of a group passes or fails in a way the index can tell."""
    plain = not (wanted.province or wanted.words or wanted.tag or wanted.starred)
    return wanted.state == ReviewState.UNREAD and plain and wanted.kind in {"", ChangeKind.NEW}


def _folding(wanted: Filter) -> tuple[str, list[object]]:
    """Leaves out what another row of the unread queue stands for: earlier changes of an article, and reprints of an earlier source."""
    if wanted.state != ReviewState.UNREAD:
        return "", []
    newer = " AND NOT EXISTS (SELECT 1 FROM changes AS n WHERE n.article = c.article AND n.id > c.id AND n.review_state = 'unread'"
    newer += " AND n.kind = ?" if wanted.kind else ""
    newer += " AND n.at <= ?)" if wanted.until is not None else ")"
    parameters: list[object] = [wanted.kind] if wanted.kind else []
    if wanted.until is not None:
        parameters.append(boundary(wanted.until, end=True))
    if not _folds_reprints(wanted):
        return newer, parameters
    where, more = _fold_scope(wanted)
    where = where.replace("c.", "r.")
    reprint = " AND (c.kind <> 'new' OR a.grouping IS NULL OR NOT EXISTS (SELECT 1 FROM articles AS o JOIN changes AS r ON r.article = o.id"
    reprint += " WHERE o.grouping = a.grouping AND r.review_state = 'unread' AND r.kind = 'new' AND (o.dated, o.id) < (a.dated, a.id)"
    reprint += f"{where}))"
    return newer + reprint, [*parameters, *more]
