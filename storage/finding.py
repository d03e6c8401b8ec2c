"""Search over all articles as the desk asks it: by words, portal, kind, state and days, in bounded time however many articles there are."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from storage import search
from storage.connection import boundary, from_db
from storage.figures import FigureVerbs
from storage.records import ARTICLE_COLUMNS, ARTICLE_TABLES, ArticleRecord, article_record

RANK_BOUND = 150  # the newest so many are put in order of fitness
BUDGET = 0.03  # seconds; see `find`


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked for. Days are Vietnamese, both inclusive, by when an article stands (published, or first seen)."""

    words: str
    portal: str = ""
    kind: str = ""  # had a change of that kind
    state: str = ""  # live, removed
    kept: bool = False  # a person kept a change of it
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Articles, newest first or best first; `behind` is where the next page begins, None at the end."""

    articles: tuple[ArticleRecord, ...]
    behind: int | None  # where to go on, also when nothing was found yet
    loose: bool  # found only because words typed without accents were read with any
    bounded: bool  # older articles with these words were not looked at


class FindVerbs(FigureVerbs):
    def find(self, question: Question, *, below: int | None = None, limit: int = 30, best: bool = False, budget: float = BUDGET) -> Found:
        """`below`: a `behind` of the page before. `best` orders the newest RANK_BOUND by fitness. Raises UnknownSlug.

        After `budget` seconds the search ends where it is; `behind` goes on from there.
        """
        expression, loose = self._expression(question.words)
        if not expression:
            return Found(articles=(), behind=None, loose=False, bounded=False)
        wanted = RANK_BOUND if best else limit + 1
        positions, end = self._positions(expression, question, below, wanted, budget)
        if best:
            articles = self._at(positions)
            ranked = sorted(articles, key=lambda article: -search.fitness(question.words, article.version.title, article.version.blocks))
            return Found(articles=tuple(ranked[:limit]), behind=None, loose=loose, bounded=end is not None or len(positions) == RANK_BOUND)
        further = len(positions) > limit
        return Found(
            articles=tuple(self._at(positions[:limit])),
            behind=positions[limit - 1] if further else end,
            loose=loose,
            bounded=end is not None and not further,
        )

    def _positions(self, expression: str, question: Question, below: int | None, limit: int, budget: float) -> tuple[list[int], int | None]:
        """Places in the index, newest first, and where the search was cut off, None at its end.

        A rare phrase of common words costs a walk through long lists, and nobody waits for that longer than the budget: at the first
        milestone behind it the search is cut off.
        """
        low = search.position(int(from_db(boundary(question.since)).timestamp()), 0) if question.since else -1
        high = search.position(int(from_db(boundary(question.until, end=True)).timestamp()) + 1, 0) if question.until else 1 << 62
        where, parameters = self._conditions(question)
        found: list[int] = []
        deadline = time.monotonic() + budget
        for place in self._walk(expression, low, min(high, below if below is not None else high), where, parameters):
            if search.is_milestone(place):
                if time.monotonic() > deadline:
                    return found, place
                continue
            found.append(place)
            if len(found) >= limit:
                break
        return found, None

    def _conditions(self, question: Question) -> tuple[str, list[object]]:
        """Conditions over `articles AS a` besides the words."""
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
        if question.kept:
            conditions.append("EXISTS (SELECT 1 FROM changes AS c WHERE c.article = a.id AND c.review_state = 'kept')")
        return " AND ".join(conditions), parameters

    def _at(self, positions: Sequence[int]) -> list[ArticleRecord]:
        if not positions:
            return []
        slots = ", ".join("?" * len(positions))
        rows = self.rows(
            f"SELECT {ARTICLE_COLUMNS} FROM {ARTICLE_TABLES} WHERE a.position IN ({slots}) ORDER BY a.position DESC",  # noqa: S608
            list(positions),
        )
        return [article_record(row) for row in rows]
