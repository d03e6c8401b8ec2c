"""Articles, versions, documents and changes: the rows that ingest reads and writes, inside its transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage import search
from storage.connection import boundary, from_db, maybe_to_db, to_db, to_json
from storage.crawls import CrawlVerbs
from storage.models import ArticleState, ChangeKind, Extraction, ReviewState, Validators
from storage.records import ARTICLE_COLUMNS, ARTICLE_TABLES, ArchiveSpot, ArticleRecord, VersionRecord, article_record


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document that is listed: its number, file, and the first article that had this content."""

    number: int
    name: str
    article: int


class ArticleVerbs(CrawlVerbs):
    # Finding.

    def article(self, article: int) -> ArticleRecord | None:
        row = self.row(f"SELECT {ARTICLE_COLUMNS} FROM {ARTICLE_TABLES} WHERE a.id = ?", (article,))  # noqa: S608  # constants
        return article_record(row) if row else None

    def article_at(self, portal: int, url: str) -> ArticleRecord | None:
        """The article whose address or alias this is."""
        found = self.value("SELECT id FROM articles WHERE portal = ? AND url = ?", (portal, url))
        if found is None:
            found = self.value("SELECT article FROM aliases WHERE portal = ? AND url = ?", (portal, url))
        return None if found is None else self.article(found)

    def document_of(self, content_hash: str) -> DocumentRow | None:
        row = self.row("SELECT number, name, article FROM documents WHERE content_hash = ?", (content_hash,))
        return DocumentRow(**row) if row else None

    def gone_with(self, portal: int, content_hash: str) -> ArticleRecord | None:
        """An article of this portal whose latest content is this and whose page is gone, or seems to be."""
        found = self.value(
            "SELECT a.id FROM versions AS v CROSS JOIN articles AS a ON a.version = v.id"  # by content first: a portal has thousands
            " WHERE v.content_hash = ? AND a.portal = ? AND (a.state = 'removed' OR a.suspicion = 'removed') ORDER BY a.id LIMIT 1",
            (content_hash, portal),
        )
        return None if found is None else self.article(found)

    def twin_of(self, article: ArticleRecord, portal: int) -> ArticleRecord | None:
        """A live article of the same portal with the same latest content at another address."""
        found = self.value(
            "SELECT a.id FROM versions AS v CROSS JOIN articles AS a ON a.version = v.id"  # by content first: a portal has thousands
            " WHERE v.content_hash = ? AND a.portal = ? AND a.id <> ? AND a.state = 'live' AND a.suspicion = '' ORDER BY a.id LIMIT 1",
            (article.version.content_hash, portal, article.id),
        )
        return None if found is None else self.article(found)

    def standing_with(self, portal: int, content_hash: str, limit: int = 8) -> list[ArticleRecord]:
        """The articles of a portal whose latest content is this, live and not under suspicion; oldest first."""
        rows = self.rows(
            "SELECT a.id FROM versions AS v CROSS JOIN articles AS a ON a.version = v.id"
            " WHERE v.content_hash = ? AND a.portal = ? AND a.state = 'live' AND a.suspicion = '' ORDER BY a.id LIMIT ?",
            (content_hash, portal, limit),
        )
        found = (self.article(row["id"]) for row in rows)
        return [article for article in found if article is not None]

    def standing_titled(self, portal: int, title: str, published: str, now: datetime) -> list[ArticleRecord]:
        """Live articles of a portal with this title, published at this very moment, or on this day when no time is known; two at most."""
        if not published:
            return []
        rows = self.rows(
            "SELECT a.id FROM articles AS a JOIN versions AS v ON v.id = a.version"
            " WHERE a.portal = ? AND a.dated = ? AND a.state = 'live' AND a.suspicion = '' AND v.title = ? AND v.published = ?"
            " ORDER BY a.id LIMIT 2",
            (portal, _dated(published, now), title, published),
        )
        found = (self.article(row["id"]) for row in rows)
        return [article for article in found if article is not None]

    def listed_documents(self, names: Sequence[str]) -> set[str]:
        """Which of these file names the database lists; at most some hundred at a time."""
        marks = ", ".join("?" * len(names))
        return {row["name"] for row in self.rows(f"SELECT name FROM documents WHERE name IN ({marks})", list(names))}  # noqa: S608

    # Writing; all inside `write()`.

    def add_article(self, portal: int, url: str, extraction: Extraction, now: datetime) -> int:
        """A new article without a version yet."""
        when = _dated(extraction.published, now)
        cursor = self.db.execute(
            "INSERT INTO articles (portal, url, first_seen, last_seen, last_checked, dated) VALUES (?, ?, ?, ?, ?, ?)",
            (portal, url, to_db(now), to_db(now), to_db(now), when),
        )
        return int(cursor.lastrowid or 0)

    def add_document(
        self, content_hash: str, article: int, file: tuple[str, int], name: Callable[[int, str], str], now: datetime
    ) -> DocumentRow:
        """List a document under the next running number. `file` is the sha256 and size of its bytes."""
        number = int(self.value("SELECT COALESCE(MAX(number) + 1, 0) FROM documents"))
        named = name(number, content_hash)
        self.db.execute(
            "INSERT INTO documents (number, content_hash, name, sha256, size, article, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, content_hash, named, *file, article, to_db(now)),
        )
        return DocumentRow(number=number, name=named, article=article)

    def add_version(
        self,
        article: int,
        extraction: Extraction,
        content_hash: str,
        document: DocumentRow | None,
        spot: ArchiveSpot | None,
        now: datetime,
        *,
        baseline: bool = False,
    ) -> int:
        """The next version of an article; it becomes the latest, is what search finds, and says whose copy the article is."""
        self._unindex(article)
        number = int(self.value("SELECT COALESCE(MAX(number), 0) + 1 FROM versions WHERE article = ?", (article,)))
        marks = self.value("SELECT v.files FROM articles AS a JOIN versions AS v ON v.id = a.version WHERE a.id = ?", (article,)) or "[]"
        files = [mark for mark in json.loads(marks) if mark[0] in {item.url for item in extraction.attachments}]
        place = (spot.file, spot.offset, spot.length, spot.digest) if spot else ("", 0, 0, "")
        cursor = self.db.execute(
            "INSERT INTO versions (article, number, at, title, published, published_evidence, author, lead, blocks, captions, attachments,"
            " files, content_hash, document, extractor, profile_version, family, baseline,"
            " archive_file, archive_offset, archive_length, archive_digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article,
                number,
                to_db(now),
                extraction.title,
                extraction.published,
                extraction.published_evidence,
                extraction.author,
                extraction.lead,
                to_json(extraction.blocks),
                to_json(extraction.captions),
                to_json([(item.name, item.url) for item in extraction.attachments]),
                to_json(files),
                content_hash,
                document.number if document else None,
                extraction.extractor,
                extraction.profile_version,
                extraction.family,
                int(baseline),
                *place,
            ),
        )
        version = int(cursor.lastrowid or 0)
        original = document.article if document and document.article != article else None
        first_seen = from_db(self.value("SELECT first_seen FROM articles WHERE id = ?", (article,)))
        self._set_article(
            article,
            version=version,
            copy_of=original,
            dated=_dated(extraction.published, first_seen),
            extractor=extraction.extractor,
            profile_version=extraction.profile_version,
        )
        self._index(article, extraction.title, extraction.blocks)
        return version

    def _unindex(self, article: int) -> None:
        """Take the article's row out of the search index, which must be told what it held: it keeps no text itself."""
        row = self.row(
            "SELECT v.title, v.blocks, a.position FROM articles a JOIN versions v ON v.id = a.version WHERE a.id = ?", (article,)
        )
        if row is not None:
            self.db.execute(
                "INSERT INTO search (search, rowid, title, text, title_folded, text_folded) VALUES ('delete', ?, ?, ?, ?, ?)",
                (row["position"], *search.columns(row["title"], json.loads(row["blocks"]))),
            )

    def _index(self, article: int, title: str, blocks: Sequence[str]) -> None:
        dated = from_db(self.value("SELECT dated FROM articles WHERE id = ?", (article,)))
        place = search.position(int(dated.timestamp()), article)
        while search.is_milestone(place) or self.value("SELECT 1 FROM articles WHERE position = ? AND id <> ?", (place, article)):
            place += 1
        self.db.execute("UPDATE articles SET position = ? WHERE id = ?", (place, article))
        self.db.execute(
            "INSERT INTO search (rowid, title, text, title_folded, text_folded) VALUES (?, ?, ?, ?, ?)",
            (place, *search.columns(title, blocks)),
        )
        if article % search.MILESTONES_EVERY == 0:
            self._put_milestone(search.milestone(place))

    def _put_milestone(self, place: int) -> None:
        if self.db.execute("INSERT INTO milestones (position) VALUES (?) ON CONFLICT DO NOTHING", (place,)).rowcount:
            self.db.execute("INSERT INTO search (rowid, title) VALUES (?, ?)", (place, search.MILESTONE))

    def _set_article(self, article: int, **fields: object) -> None:
        names = ", ".join(f"{name} = ?" for name in fields)
        self.db.execute(f"UPDATE articles SET {names} WHERE id = ?", (*fields.values(), article))  # noqa: S608  # our own names

    def adopt(self, article: int, extractor: str, profile_version: int) -> None:
        """The latest version is also what this extractor and profile make of the page."""
        self._set_article(article, extractor=extractor, profile_version=profile_version)

    def stamp_of(self, article: int) -> tuple[str, int]:
        """Which extractor and profile version the latest version stands for."""
        row = self.row("SELECT extractor, profile_version FROM articles WHERE id = ?", (article,)) or {}
        return row["extractor"], row["profile_version"]

    def mark_present(
        self, article: int, now: datetime, *, changed: bool, validators: Validators | None, region: tuple[str, str] | None
    ) -> None:
        """The article stood on its page: no suspicion is left. `validators`, `region` (place, hash) None: keep what was known."""
        fields: dict[str, object] = {"last_seen": to_db(now), "last_checked": to_db(now), "state": ArticleState.LIVE}
        fields |= {"suspicion": "", "suspected_at": None, "suspected_why": "", "next_check": None}
        if validators is not None:
            fields |= {"etag": validators.etag, "last_modified": validators.last_modified, "body_hash": validators.body_hash}
        if region is not None:
            fields |= {"region": region[0], "region_hash": region[1]}
        self._set_article(article, **fields)
        self.db.execute("UPDATE articles SET unchanged = CASE WHEN ? THEN 0 ELSE unchanged + 1 END WHERE id = ?", (int(changed), article))

    def mark_checked(self, article: int, now: datetime) -> None:
        """Somebody looked, and learned nothing about the article."""
        self._set_article(article, last_checked=to_db(now))

    def suspect(self, article: int, what: str, why: str, now: datetime, next_check: datetime) -> None:
        """`what` is "removed" or "shrunk". A suspicion of the same kind keeps the moment it began."""
        self.db.execute(
            "UPDATE articles SET suspected_at = CASE WHEN suspicion = ? THEN suspected_at ELSE ? END, suspicion = ?, suspected_why = ?,"
            " last_checked = ?, next_check = ? WHERE id = ?",
            (what, to_db(now), what, why, to_db(now), to_db(next_check), article),
        )

    def set_region(self, article: int, region: str, region_hash: str) -> None:
        self._set_article(article, region=region, region_hash=region_hash)

    def rhythm_of(self, article: int) -> tuple[datetime, int]:
        """When it was published, and how many looks in a row found nothing new."""
        row = self.row("SELECT dated, unchanged FROM articles WHERE id = ?", (article,)) or {}
        return from_db(row["dated"]), row["unchanged"]

    def plan_check(self, article: int, next_check: datetime | None) -> None:
        """When the article is looked at again; None: never by itself."""
        self._set_article(article, next_check=maybe_to_db(next_check))

    def mark_removed(self, article: int, now: datetime) -> None:
        fields = {"suspicion": "", "suspected_at": None, "suspected_why": "", "next_check": None}
        self._set_article(article, state=ArticleState.REMOVED, last_checked=to_db(now), etag="", last_modified="", body_hash="", **fields)

    def add_aliases(self, portal: int, article: int, urls: Iterable[str], now: datetime) -> None:
        """Other addresses of an article; one that belongs to another article stays there."""
        for url in urls:
            self.db.execute(
                "INSERT INTO aliases (portal, url, article, at) SELECT ?, ?, ?, ?"
                " WHERE NOT EXISTS (SELECT 1 FROM articles WHERE portal = ? AND url = ?) ON CONFLICT DO NOTHING",
                (portal, url, article, to_db(now), portal, url),
            )

    def drop_alias(self, portal: int, url: str) -> None:
        self.db.execute("DELETE FROM aliases WHERE portal = ? AND url = ?", (portal, url))

    def move_article(self, portal: int, article: ArticleRecord, url: str, now: datetime) -> None:
        """The article lives at another address from now on; the old one stays its alias."""
        self.db.execute("DELETE FROM aliases WHERE portal = ? AND url = ?", (portal, url))
        self._set_article(article.id, url=url, etag="", last_modified="", body_hash="", region="", region_hash="")
        self.add_aliases(portal, article.id, [article.url], now)

    def merge_twin(self, portal: int, article: ArticleRecord, twin: ArticleRecord, now: datetime) -> None:
        """A copy turns out to be the article's new address: its row gives way, its addresses become the article's.

        Only for a copy without changes of its own: nothing a person has seen disappears.
        """
        self._unindex(twin.id)
        self._unindex(article.id)
        self.db.execute("UPDATE articles SET copy_of = ? WHERE copy_of = ? AND id <> ?", (article.id, twin.id, article.id))
        self.db.execute("UPDATE documents SET article = ? WHERE article = ?", (article.id, twin.id))
        self.db.execute("UPDATE aliases SET article = ? WHERE article = ?", (article.id, twin.id))
        self.db.execute("UPDATE visits SET article = ? WHERE article = ?", (article.id, twin.id))
        for marks in ("marks", "tags"):  # what a person put on it; where the article has the like, its own stays
            self.db.execute(f"UPDATE OR IGNORE {marks} SET article = ? WHERE article = ?", (article.id, twin.id))  # noqa: S608
        # what stood at the new address is the latest version from now on: attachments move along with an article
        number = int(self.value("SELECT MAX(number) + 1 FROM versions WHERE article = ?", (article.id,)))
        self.db.execute("UPDATE versions SET article = ?, number = ?, baseline = 1 WHERE id = ?", (article.id, number, twin.version.id))
        self._set_article(twin.id, version=None)
        self.db.execute("DELETE FROM versions WHERE article = ?", (twin.id,))
        self.db.execute("DELETE FROM articles WHERE id = ?", (twin.id,))
        latest = twin.version
        self._set_article(article.id, version=latest.id, extractor=latest.extractor, profile_version=latest.profile_version)
        self._index(article.id, latest.title, latest.blocks)
        self.move_article(portal, article, twin.url, now)

    def has_changes(self, article: int) -> bool:
        return self.value("SELECT 1 FROM changes WHERE article = ? LIMIT 1", (article,)) is not None

    def add_change(
        self,
        kind: ChangeKind,
        portal: int,
        article: int,
        url: str,
        now: datetime,
        *,
        before: VersionRecord | None = None,
        after: int | None = None,
        edit: Sequence[str] = (),
        size: int = 0,
        review_state: ReviewState = ReviewState.UNREAD,
        note: str = "",
    ) -> int:
        """`after` is the row of the version."""
        cursor = self.db.execute(
            "INSERT INTO changes (kind, article, portal, before, after, at, url, edit, size, review_state, note)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (kind, article, portal, before.id if before else None, after, to_db(now), url, to_json(list(edit)), size, review_state, note),
        )
        return int(cursor.lastrowid or 0)

    def supersede_removal(self, article: int, note: str) -> None:
        """A removal nobody has looked at yet turns out to have been a move: it stays in the history, but waits for nobody."""
        self.db.execute(
            "UPDATE changes SET review_state = 'read', note = note || ? WHERE kind = 'removed' AND review_state = 'unread'"
            " AND id = (SELECT MAX(id) FROM changes WHERE article = ?)",
            (f"; {note}", article),
        )

    def mark_new_found(self, portal: int, now: datetime) -> None:
        self.db.execute("UPDATE portals SET last_new = ? WHERE id = ?", (to_db(now), portal))


def _dated(published: str, seen: datetime) -> str:
    """The moment an article stands at in all lists: when it was published, never later than when it was first seen."""
    if not published:
        return to_db(seen)
    moment = datetime.fromisoformat(published)
    text = boundary(moment if len(published) > len("2024-03-05") else moment.date())
    return min(text, to_db(seen))
