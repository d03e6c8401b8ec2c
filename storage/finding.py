"""Search over all articles as the desk asks it: by words, portal, kind, state and days, in bounded time however many articles there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from storage import search
from storage.connection import boundary, from_db
from storage.figures import FigureVerbs
from storage.records import ARTICLE_COLUMNS, ARTICLE_TABLES, ArticleRecord, article_record

LOOK_BOUND = 20_000  # articles with the words that are held against the other conditions
RANK_BOUND = 300  # the newest so many are put in order of fitness
COUNT_BOUND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked for. Days are Vietnamese, both inclusive, by when an article stands (published, or first seen)."""

    words: str
    portal: str = ""
    kind: str = ""  # had a change of that kind
    state: str = ""  # live, removed
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Articles, newest first or best first; `behind` is where the next page begins, None at the end."""

    articles: tuple[ArticleRecord, ...]
    behind: int | None
    loose: bool  # found only because words typed without accents were read with any
    bounded: bool  # older articles with these words were not looked at


class FindVerbs(FigureVerbs):
    def find(self, question: Question, *, below: int | None = None, limit: int = 30, best: bool = False) -> Found:
        """`below`: a `behind` of the page before. `best` orders the newest RANK_BOUND by fitness. Raises UnknownSlug."""
        expression = search.match(question.words)
        loose = False
        if expression and not search.is_plain(question.words) and self._nothing(expression):
            expression, loose = search.match(question.words, mixed=True), True
        if not expression:
            return Found(articles=(), behind=None, loose=False, bounded=False)
        if best:
            positions, bounded = self._positions(expression, question, None, RANK_BOUND)
            articles = self._at(positions)
            ranked = sorted(articles, key=lambda article: -search.fitness(question.words, article.version.title, article.version.blocks))
            return Found(articles=tuple(ranked[:limit]), behind=None, loose=loose, bounded=bounded or len(positions) == RANK_BOUND)
        positions, bounded = self._positions(expression, question, below, limit + 1)
        behind = positions[limit - 1] if len(positions) > limit else None
        return Found(articles=tuple(self._at(positions[:limit])), behind=behind, loose=loose, bounded=bounded)

    def _positions(self, expression: str, question: Question, below: int | None, limit: int) -> tuple[list[int], bool]:
        """Places in the index, newest first, and whether the search was cut off before its end."""
        low = search.position(int(from_db(boundary(question.since)).timestamp()), 0) if question.since else -1
        high = search.position(int(from_db(boundary(question.until, end=True)).timestamp()) + 1, 0) if question.until else 1 << 62
        high = min(high, below if below is not None else high)
        conditions: list[str] = []
        parameters: list[object] = []
        if question.portal:
            conditions.append("a.portal = ?")
            parameters.append(self.portal_id(question.portal))
        if question.state:
            conditions.append("a.state = ?")
            parameters.append(question.state)
        if question.kind:
            conditions.append("EXISTS (SELECT 1 FROM changes AS c WHERE c.article = a.id AND c.kind = ?)")
            parameters.append(question.kind)
        inner = "SELECT rowid FROM search WHERE search MATCH ? AND rowid > ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
        if not conditions:
            rows = self.rows(inner, (expression, low, high, limit))
            return [row["rowid"] for row in rows], False
        rows = self.rows(
            f"SELECT a.position FROM ({inner}) AS s CROSS JOIN articles AS a ON a.position = s.rowid"  # noqa: S608  # constants
            f" WHERE {' AND '.join(conditions)} LIMIT ?",
            (expression, low, high, LOOK_BOUND, *parameters, limit),
        )
        bounded = len(rows) < limit and len(self.rows(f"SELECT 1 FROM ({inner})", (expression, low, high, LOOK_BOUND))) == LOOK_BOUND  # noqa: S608
        return [row["position"] for row in rows], bounded

    def _at(self, positions: Sequence[int]) -> list[ArticleRecord]:
        if not positions:
            return []
        slots = ", ".join("?" * len(positions))
        rows = self.rows(
            f"SELECT {ARTICLE_COLUMNS} FROM {ARTICLE_TABLES} WHERE a.position IN ({slots}) ORDER BY a.position DESC",  # noqa: S608
            list(positions),
        )
        return [article_record(row) for row in rows]
