"""Groups of near-duplicates: the bands by which candidates are found, and who belongs together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from storage.connection import to_db
from storage.files import FileVerbs
from storage.records import ARTICLE_COLUMNS, ARTICLE_TABLES, ArticleRecord, article_record

CANDIDATES = 30  # of one band; a key that more texts share is a form letter's


class GroupVerbs(FileVerbs):
    def put_bands(self, document: int, keys: Sequence[int]) -> None:
        for band, key in enumerate(keys):
            self.db.execute("INSERT INTO bands (band, key, document) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (band, key, document))

    def near(self, article: int, keys: Sequence[int]) -> list[ArticleRecord]:
        """Articles, other than this one, whose latest content shares a band; those that share most come first."""
        shared: dict[int, int] = {}
        for band, key in enumerate(keys):
            rows = self.rows(
                "SELECT a.id FROM bands AS b JOIN documents AS d ON d.number = b.document JOIN articles AS a ON a.id = d.article"
                " JOIN versions AS v ON v.id = a.version AND v.document = b.document"
                " WHERE b.band = ? AND b.key = ? AND a.id <> ? ORDER BY b.document DESC LIMIT ?",
                (band, key, article, CANDIDATES),
            )
            for row in rows:
                shared[row["id"]] = shared.get(row["id"], 0) + 1
        best = sorted(shared, key=lambda found: (-shared[found], found))[:CANDIDATES]
        return [record for found in best if (record := self.article(found)) is not None]

    def group(self, group: int) -> list[ArticleRecord]:
        """Its members; who published first stands first."""
        rows = self.rows(f"SELECT {ARTICLE_COLUMNS} FROM {ARTICLE_TABLES} WHERE a.grouping = ? ORDER BY a.dated, a.id", (group,))  # noqa: S608
        return [article_record(row) for row in rows]

    def leave_group(self, article: int) -> None:
        self.db.execute("UPDATE articles SET grouping = NULL WHERE id = ?", (article,))

    def join_group(self, article: int, other: ArticleRecord, now: datetime) -> int:
        """Put an article beside another one, into its group or a new one. Returns the group."""
        group = other.group
        if group is None:
            group = int(self.db.execute("INSERT INTO groups (at) VALUES (?)", (to_db(now),)).lastrowid or 0)
            self.db.execute("UPDATE articles SET grouping = ? WHERE id = ?", (group, other.id))
        self.db.execute("UPDATE articles SET grouping = ? WHERE id = ?", (group, article))
        return group

    def old_articles(self, slug: str) -> tuple[int, dict[str, int]]:
        """How many articles of a portal were a week old or more when they were found, and how many of those each other portal has."""
        portal = self.portal_id(slug)
        old = "a.portal = ? AND julianday(a.first_seen) - julianday(a.dated) > 7"
        total = int(self.value(f"SELECT count(*) FROM articles AS a WHERE {old}", (portal,)))  # noqa: S608  # a constant
        rows = self.rows(
            "SELECT p.slug, count(DISTINCT article) AS n FROM ("  # noqa: S608  # a constant
            f" SELECT a.id AS article, o.portal FROM articles AS a JOIN articles AS o ON o.id = a.copy_of WHERE {old}"
            " UNION"
            f" SELECT a.id, o.portal FROM articles AS a JOIN articles AS o ON o.grouping = a.grouping WHERE {old}"
            ") JOIN portals AS p ON p.id = portal WHERE portal <> ? GROUP BY p.slug",
            (portal, portal, portal),
        )
        return total, {row["slug"]: row["n"] for row in rows}

    def note_migration(self, old: str, new: str, told: str, action: str, now: datetime) -> bool:
        """Store that a portal went to another address: one alert, closed at once, for it is an event and no state that lasts.

        What the new portal's first contact took for news, though the old portal has it too, is read with it. False: told before.
        """
        with self.write() as db:
            there, before = self.portal_id(new), self.portal_id(old)
            mark = f"{old} moved to {new}:"
            if self.value("SELECT 1 FROM alerts WHERE portal = ? AND cause = 'migration' AND instr(detail, ?) = 1", (there, mark)):
                return False
            db.execute(
                "INSERT INTO alerts (portal, cause, detail, action, opened, closed) VALUES (?, 'migration', ?, ?, ?, ?)",
                (there, told, action, to_db(now), to_db(now)),
            )
            db.execute(
                "UPDATE changes SET review_state = 'read' WHERE portal = ? AND kind = 'new' AND review_state = 'unread' AND article IN"
                " (SELECT a.id FROM articles AS a JOIN articles AS o ON o.grouping = a.grouping WHERE a.portal = ? AND o.portal = ?)",
                (there, there, before),
            )
        return True
