"""Reading the store: lists of articles and changes with filters, search, history, counts; and a person's decisions on them.

Lists are read in batches by position, never with one long-lived query: memory stays flat, the write-ahead log can be folded in
meanwhile, and what is stored during the reading neither repeats nor hides a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from storage import search
from storage.connection import Row, boundary, to_db
from storage.errors import translated
from storage.groups import GroupVerbs
from storage.models import ArticleState, ChangeKind, ReviewState
from storage.records import (
    ARTICLE_COLUMNS,
    ARTICLE_TABLES,
    VERSION_COLUMNS,
    ArticleRecord,
    ChangeRecord,
    VersionRecord,
    article_record,
    change_record,
    version_record,
)

T = TypeVar("T")
BATCH = 200
LOOKED_FIRST = 200  # milestones, some 12,800 articles: see `_expression`
When = date | datetime

_CHANGE = """
  SELECT c.id, c.kind, c.at, p.slug AS portal, c.article, c.url, v.title, c.edit, c.size, b.number AS before, f.number AS after,
    c.before AS before_id, c.after AS after_id, c.review_state, c.decided_at, c.note
  FROM changes AS c JOIN portals AS p ON p.id = c.portal LEFT JOIN versions AS b ON b.id = c.before
    LEFT JOIN versions AS f ON f.id = c.after JOIN versions AS v ON v.id = COALESCE(c.after, c.before)
"""


class _Filter:
    """Conditions of a WHERE with their parameters."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.parameters: list[object] = []

    def add(self, part: str, *parameters: object) -> None:
        self.parts.append(part)
        self.parameters.extend(parameters)

    def sql(self) -> str:
        return " AND ".join(self.parts) or "1"


class QueryVerbs(GroupVerbs):
    # Articles.

    def articles(
        self,
        *,
        portal: str | None = None,
        since: When | None = None,
        until: When | None = None,
        state: ArticleState | str | None = None,
        kept: bool = False,
        copies: bool = True,
        query: str = "",
        limit: int = 0,
        newest_first: bool = True,
        after: tuple[datetime, int] | None = None,
    ) -> Iterator[ArticleRecord]:
        """Articles by the time they were published (or first seen), streaming. A day of `since` and `until` is Vietnamese, both inclusive.

        `kept`: those of which a person kept a change. `query`: those that `search` would find. `limit` 0 = all. `after`: begins behind the
        article with this `dated` and id; not with a query. Raises UnknownSlug.
        """
        if query:
            yield from self._found(query, portal, since, until, state, kept, copies, limit)
            return
        wanted = self._article_filter(portal, since, until, state, kept, copies)
        order, beyond = ("DESC", "<") if newest_first else ("ASC", ">")

        def batch(last: Mapping[str, Any] | Row | None, size: int) -> list[Row]:
            where, parameters = wanted.sql(), list(wanted.parameters)
            if last is not None:
                where += f" AND (a.dated, a.id) {beyond} (?, ?)"
                parameters += [last["dated"], last["id"]]
            # a range of positions first, then the texts of only these
            return self.rows(
                f"SELECT {ARTICLE_COLUMNS} FROM {ARTICLE_TABLES} WHERE a.id IN (SELECT a.id FROM articles AS a WHERE {where}"  # noqa: S608
                f" ORDER BY a.dated {order}, a.id {order} LIMIT ?) ORDER BY a.dated {order}, a.id {order}",
                [*parameters, size],
            )

        begin = {"dated": to_db(after[0]), "id": after[1]} if after is not None else None
        yield from _stream(batch, article_record, limit, begin)

    def _article_filter(
        self,
        portal: str | None,
        since: When | None,
        until: When | None,
        state: ArticleState | str | None,
        kept: bool,
        copies: bool,
    ) -> _Filter:
        wanted = _Filter()
        wanted.add("a.version IS NOT NULL")
        if portal is not None:
            wanted.add("a.portal = ?", self.portal_id(portal))
        if since is not None:
            wanted.add("a.dated >= ?", boundary(since))
        if until is not None:
            wanted.add("a.dated <= ?", boundary(until, end=True))
        if state is not None:
            # the partial index serves only a literal
            wanted.add("a.state = 'removed'" if state == ArticleState.REMOVED else "a.state = 'live'")
        if kept:
            wanted.add("a.id IN (SELECT article FROM changes WHERE review_state = 'kept')")
        if not copies:
            wanted.add("a.copy_of IS NULL")
        return wanted

    def search(self, query: str, *, portal: str | None = None, limit: int = 50) -> list[ArticleRecord]:
        """Articles with all these words, newest first. Words without Vietnamese marks find words with any; quotes make a phrase."""
        return list(self.articles(query=query, portal=portal, limit=limit))

    def _found(
        self,
        query: str,
        portal: str | None,
        since: When | None,
        until: When | None,
        state: ArticleState | str | None,
        kept: bool,
        copies: bool,
        limit: int,
    ) -> Iterator[ArticleRecord]:
        wanted = self._article_filter(portal, since, until, state, kept, copies)
        expression, _ = self._expression(query)
        if not expression:
            return

        def batch(last: Row | None, size: int) -> list[Row]:
            # the index is read from its newest row down and left as soon as enough rows pass the filters
            return self.rows(
                f"SELECT {ARTICLE_COLUMNS}, a.position FROM (SELECT a.id AS found FROM search AS s"  # noqa: S608
                " CROSS JOIN articles AS a ON a.position = s.rowid"
                f" WHERE search MATCH ? AND s.rowid < ? AND {wanted.sql()} ORDER BY s.rowid DESC LIMIT ?)"
                f" CROSS JOIN {ARTICLE_TABLES} WHERE a.id = found ORDER BY a.position DESC",
                [expression, last["position"] if last else 1 << 62, *wanted.parameters, size],
            )

        yield from _stream(batch, article_record, limit)

    def _expression(self, words: str) -> tuple[str, bool]:
        """The index's query for words, and whether words typed without marks are read with any beside others typed with ("Bình Thuan").

        That is so when the newest articles have none as typed; what has it as typed is found then too.
        """
        expression = search.match(words)
        if not expression or search.is_plain(words) or next(self._newest(expression, milestones=LOOKED_FIRST), None) is not None:
            return expression, False
        return search.match(words, mixed=True), True

    def _newest(self, expression: str, *, milestones: int) -> Iterator[int]:
        """Places of the articles that a query of the index fits, newest first, until so many milestones are passed."""
        for place in self._walk(expression):
            if not search.is_milestone(place):
                yield place
                continue
            milestones -= 1
            if not milestones:
                return

    def _walk(
        self, expression: str, low: int = -1, top: int = 1 << 62, where: str = "", parameters: Sequence[object] = ()
    ) -> Iterator[int]:
        """Places in the index, newest first, milestones among them, read while they are asked for.

        `where`: conditions on `articles AS a`.
        """
        sql = "SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?"
        if where:
            own = f"EXISTS (SELECT 1 FROM articles AS a WHERE a.position = search.rowid AND {where})"  # noqa: S608
            sql += f" AND (rowid & {search.LAST} = {search.LAST} OR {own})"
        sql += " ORDER BY rowid DESC"
        with translated(self.path):
            cursor = self.db.execute(sql, (search.with_milestones(expression), low, top, *parameters))
            try:
                for (place,) in cursor:
                    yield place
            finally:
                cursor.close()

    def count_articles(self, *, portal: str | None = None) -> int:
        where, parameters = ("WHERE portal = ?", (self.portal_id(portal),)) if portal is not None else ("", ())
        return int(self.value(f"SELECT count(*) FROM articles {where}", parameters))  # noqa: S608  # constants

    def article_by_url(self, url: str, portal: str | None = None) -> ArticleRecord | None:
        """By address or alias, in one portal or in any."""
        portals = [self.portal_id(portal)] if portal is not None else [row["id"] for row in self.rows("SELECT id FROM portals ORDER BY id")]
        return next((found for number in portals if (found := self.article_at(number, url)) is not None), None)

    def copies_of(self, article: int) -> list[ArticleRecord]:
        """Articles with the content this one had first, in the order they were met."""
        rows = self.rows(f"SELECT {ARTICLE_COLUMNS} FROM {ARTICLE_TABLES} WHERE a.copy_of = ? ORDER BY a.id", (article,))  # noqa: S608
        return [article_record(row) for row in rows]

    def versions(self, article: int) -> list[VersionRecord]:
        """The history of an article, oldest first."""
        rows = self.rows(
            f"SELECT {VERSION_COLUMNS} FROM versions AS v LEFT JOIN documents AS d ON d.number = v.document"  # noqa: S608  # constants
            " WHERE v.article = ? ORDER BY v.number",
            (article,),
        )
        return [version_record(row) for row in rows]

    def version(self, article: int, number: int) -> VersionRecord | None:
        row = self.row(
            f"SELECT {VERSION_COLUMNS} FROM versions AS v LEFT JOIN documents AS d ON d.number = v.document"  # noqa: S608  # constants
            " WHERE v.article = ? AND v.number = ?",
            (article, number),
        )
        return version_record(row) if row else None

    def stale_articles(self, extractor: str, *, portal: str | None = None, everything: bool = False) -> Iterator[ArticleRecord]:
        """Articles whose latest version another extractor or profile made, by id; their raw page is in the archive.

        `everything`: also those that this extractor and the portal's latest profile made.
        """
        where = "v.archive_file <> ''"
        parameters: list[object] = []
        if not everything:
            where += " AND (a.extractor <> ? OR a.profile_version <> p.profile_version)"
            parameters.append(extractor)
        if portal is not None:
            where += " AND a.portal = ?"
            parameters.append(self.portal_id(portal))

        def batch(last: Row | None, size: int) -> list[Row]:
            return self.rows(
                f"SELECT {ARTICLE_COLUMNS} FROM {ARTICLE_TABLES} WHERE a.id > ? AND {where} ORDER BY a.id LIMIT ?",  # noqa: S608
                [last["id"] if last else 0, *parameters, size],
            )

        yield from _stream(batch, article_record, 0)

    # Changes.

    def changes(
        self,
        *,
        portal: str | None = None,
        kind: ChangeKind | str | None = None,
        review_state: ReviewState | str | None = None,
        article: int | None = None,
        since: When | None = None,
        until: When | None = None,
        limit: int = 0,
        newest_first: bool = True,
    ) -> Iterator[ChangeRecord]:
        """Changes by the time they were noticed, streaming. Raises UnknownSlug."""
        wanted = _Filter()
        if portal is not None:
            wanted.add("c.portal = ?", self.portal_id(portal))
        if kind is not None:
            wanted.add("c.kind = ?", str(kind))
        if review_state is not None:
            wanted.add("c.review_state = ?", str(review_state))
        if article is not None:
            wanted.add("c.article = ?", article)
        if since is not None:
            wanted.add("c.at >= ?", boundary(since))
        if until is not None:
            wanted.add("c.at <= ?", boundary(until, end=True))
        order, beyond = ("DESC", "<") if newest_first else ("ASC", ">")

        def batch(last: Row | None, size: int) -> list[Row]:
            where, parameters = wanted.sql(), list(wanted.parameters)
            if last is not None:
                where += f" AND (c.at, c.id) {beyond} (?, ?)"
                parameters += [last["at"], last["id"]]
            return self.rows(f"{_CHANGE} WHERE {where} ORDER BY c.at {order}, c.id {order} LIMIT ?", [*parameters, size])

        yield from _stream(batch, change_record, limit)

    def change(self, change: int) -> ChangeRecord | None:
        row = self.row(f"{_CHANGE} WHERE c.id = ?", (change,))
        return change_record(row) if row else None

    def count_changes(self, review_state: ReviewState | str = ReviewState.UNREAD) -> dict[str, int]:
        """How many changes wait in that state, by portal slug; portals without one are left out."""
        rows = self.rows(
            "SELECT p.slug, n FROM (SELECT portal, count(*) AS n FROM changes WHERE review_state = ? GROUP BY portal)"
            " JOIN portals AS p ON p.id = portal ORDER BY p.slug",
            (str(review_state),),
        )
        return {row["slug"]: row["n"] for row in rows}

    # A person's decisions.

    def decide_changes(self, changes: Sequence[int], review_state: ReviewState, now: datetime, note: str | None = None) -> int:
        """Put changes into a review state; `note` None keeps the note. Returns how many there were."""
        decided = 0
        with self.write() as db:
            for change in changes:
                decided += db.execute(
                    "UPDATE changes SET review_state = ?, decided_at = ?, note = COALESCE(?, note) WHERE id = ?",
                    (review_state, None if review_state == ReviewState.UNREAD else to_db(now), note, change),
                ).rowcount
        return decided

    def decide_article(self, article: int, review_state: ReviewState, now: datetime, note: str | None = None) -> int:
        """The same for all changes of an article; of a copy, which has none of its own, for those of its original."""
        with self.write():
            rows = self.rows("SELECT id FROM changes WHERE article = ?", (article,))
            if not rows:
                rows = self.rows("SELECT c.id FROM changes AS c JOIN articles AS a ON a.copy_of = c.article WHERE a.id = ?", (article,))
            return self.decide_changes([row["id"] for row in rows], review_state, now, note)


def _stream(
    batch: Callable[[Any, int], list[Row]], build: Callable[[Row], T], limit: int, last: Mapping[str, Any] | Row | None = None
) -> Iterator[T]:
    """Batch after batch, each beginning behind the last row of the one before, the first behind `last`."""
    left = limit or -1
    while left:
        size = BATCH if left < 0 else min(BATCH, left)
        rows = batch(last, size)
        for row in rows:
            yield build(row)
        if len(rows) < size:
            return
        last = rows[-1]
        left = max(0, left - len(rows)) if left > 0 else left
