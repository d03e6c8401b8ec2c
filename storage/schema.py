"""The tables of the database, as migrations: each is applied once, in order, and never changed after a release.

Built for a million articles: every query the service runs finds its rows through one of the indexes below.
Times are ISO text in UTC with seconds and `+00:00`, so text order is time order. JSON is stored as text. Ids are never used twice.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from storage.desk_tables import DESK_COUNTS, DESK_SUMS, DESK_TABLES
from storage.errors import NewerDatabase, NotOurs
from storage.file_tables import FILE_TABLES
from storage.schedule_tables import STATEMENTS as SERVICE_TABLES
from storage.sqlite import Database, Migrations

DATABASE = "tinso.db"  # its name in the data folder
APPLICATION_ID = 0x74696E73  # "tins", in the file's header: tells our database from any other

migrations = Migrations("tinso")


_PORTALS = (
    """
    CREATE TABLE portals (
      id INTEGER PRIMARY KEY,
      slug TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      url TEXT NOT NULL,
      province TEXT NOT NULL DEFAULT '',
      life_cycle TEXT NOT NULL DEFAULT 'unknown',
      enabled INTEGER NOT NULL DEFAULT 1,
      declared INTEGER NOT NULL DEFAULT 1,  -- 0: not in the registry, or no longer
      declaration TEXT NOT NULL,  -- models.Portal
      profile_version INTEGER NOT NULL DEFAULT 0,
      first_contact_done INTEGER NOT NULL DEFAULT 0,
      walk_open INTEGER NOT NULL DEFAULT 0,  -- 1: the last walk did not reach its end
      lease_holder TEXT,
      lease_until TEXT,
      next_due TEXT,
      interval REAL NOT NULL DEFAULT 0,  -- seconds
      errors INTEGER NOT NULL DEFAULT 0,  -- failed runs in a row
      last_run INTEGER,
      last_success TEXT,
      last_new TEXT,
      last_failure TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE INDEX portals_due ON portals (next_due) WHERE enabled AND declared",
    """
    CREATE TABLE profiles (
      portal INTEGER NOT NULL REFERENCES portals (id),
      version INTEGER NOT NULL,
      at TEXT NOT NULL,
      profile TEXT NOT NULL,
      PRIMARY KEY (portal, version)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE entry_points (
      portal INTEGER NOT NULL REFERENCES portals (id),
      url TEXT NOT NULL,
      kind TEXT NOT NULL,
      etag TEXT NOT NULL DEFAULT '',
      last_modified TEXT NOT NULL DEFAULT '',
      body_hash TEXT NOT NULL DEFAULT '',
      section TEXT NOT NULL DEFAULT '',
      reason TEXT NOT NULL DEFAULT '',
      trusted INTEGER NOT NULL DEFAULT 1,
      found INTEGER NOT NULL DEFAULT 0,
      first_seen TEXT NOT NULL,
      last_seen TEXT NOT NULL,
      PRIMARY KEY (portal, url)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE robots (
      origin TEXT PRIMARY KEY,  -- scheme://host:port
      text TEXT NOT NULL,
      status INTEGER NOT NULL,  -- 0: never reached
      fetched_at TEXT
    ) STRICT, WITHOUT ROWID
    """,
)

_CRAWLS = (
    """
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      portal INTEGER NOT NULL REFERENCES portals (id),
      kind TEXT NOT NULL,  -- scheduled, fetch, reextract
      holder TEXT NOT NULL DEFAULT '',
      started TEXT NOT NULL,
      finished TEXT,
      outcome TEXT NOT NULL DEFAULT '',
      walk_complete INTEGER NOT NULL DEFAULT 0,
      counts TEXT NOT NULL DEFAULT '{}',
      failure TEXT NOT NULL DEFAULT '',
      detail TEXT NOT NULL DEFAULT '',
      traps TEXT NOT NULL DEFAULT '[]',
      notes TEXT NOT NULL DEFAULT '[]',
      requests INTEGER NOT NULL DEFAULT 0,
      found INTEGER NOT NULL DEFAULT 0,
      retry_after REAL NOT NULL DEFAULT 0,
      seconds REAL NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX runs_portal ON runs (portal, id)",
    "CREATE INDEX runs_started ON runs (started)",
    "CREATE INDEX runs_open ON runs (portal) WHERE finished IS NULL",
    """
    CREATE TABLE links (
      id INTEGER PRIMARY KEY,
      portal INTEGER NOT NULL REFERENCES portals (id),
      url TEXT NOT NULL,  -- canonical
      key BLOB NOT NULL,  -- models.url_key(url)
      fetch_url TEXT NOT NULL DEFAULT '',
      title TEXT NOT NULL DEFAULT '',
      hint TEXT NOT NULL DEFAULT '',
      via TEXT NOT NULL DEFAULT '',
      found_at TEXT NOT NULL,
      state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'fetched', 'refused')),
      failure TEXT NOT NULL DEFAULT '',
      detail TEXT NOT NULL DEFAULT '',
      attempts INTEGER NOT NULL DEFAULT 0,
      next_try TEXT NOT NULL DEFAULT '',
      walked INTEGER NOT NULL DEFAULT 0,  -- 1: a completed walk has seen it
      UNIQUE (portal, url)
    ) STRICT
    """,
    "CREATE INDEX links_known ON links (portal, key, walked)",  # covers Order.known and Order.walked
    "CREATE INDEX links_open ON links (portal, id) WHERE state = 'open'",
    "CREATE INDEX links_not_walked ON links (portal) WHERE walked = 0",
    """
    CREATE TABLE visits (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      portal INTEGER NOT NULL REFERENCES portals (id),
      run INTEGER REFERENCES runs (id),
      article INTEGER,
      url TEXT NOT NULL,
      kind TEXT NOT NULL,
      at TEXT NOT NULL,
      outcome TEXT NOT NULL,
      detail TEXT NOT NULL DEFAULT '',
      status INTEGER NOT NULL DEFAULT 0,
      final_url TEXT NOT NULL DEFAULT '',
      redirects TEXT NOT NULL DEFAULT '[]',
      size INTEGER NOT NULL DEFAULT 0,
      seconds REAL NOT NULL DEFAULT 0,
      address TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE INDEX visits_portal ON visits (portal, id)",
    "CREATE INDEX visits_run ON visits (run)",
    "CREATE INDEX visits_article ON visits (article) WHERE article IS NOT NULL",
    "CREATE INDEX visits_at ON visits (at)",
)

_ARTICLES = (
    """
    CREATE TABLE articles (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      portal INTEGER NOT NULL REFERENCES portals (id),
      url TEXT NOT NULL,  -- canonical
      state TEXT NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'removed')),
      first_seen TEXT NOT NULL,
      last_seen TEXT NOT NULL,  -- last time the article itself was on its page
      last_checked TEXT NOT NULL,  -- last time somebody looked, whatever came
      next_check TEXT,
      dated TEXT NOT NULL,  -- when it was published, or first seen when that is unknown: order of all lists
      position INTEGER UNIQUE,  -- `dated` as a number, made unique: row of the search index
      copy_of INTEGER REFERENCES articles (id),
      version INTEGER REFERENCES versions (id) DEFERRABLE INITIALLY DEFERRED,  -- the latest
      extractor TEXT NOT NULL DEFAULT '',  -- what the latest version is what these two make of the page
      profile_version INTEGER NOT NULL DEFAULT 0,
      etag TEXT NOT NULL DEFAULT '',
      last_modified TEXT NOT NULL DEFAULT '',
      body_hash TEXT NOT NULL DEFAULT '',
      region TEXT NOT NULL DEFAULT '',
      region_hash TEXT NOT NULL DEFAULT '',
      unchanged INTEGER NOT NULL DEFAULT 0,  -- looks in a row that found nothing new
      suspicion TEXT NOT NULL DEFAULT '' CHECK (suspicion IN ('', 'removed', 'shrunk')),
      suspected_at TEXT,
      suspected_why TEXT NOT NULL DEFAULT '',
      grouping INTEGER,  -- its group of near-duplicates
      UNIQUE (portal, url)
    ) STRICT
    """,
    "CREATE INDEX articles_dated ON articles (dated, id)",
    "CREATE INDEX articles_portal_dated ON articles (portal, dated, id)",
    "CREATE INDEX articles_removed ON articles (dated, id) WHERE state = 'removed'",
    "CREATE INDEX articles_next_check ON articles (portal, next_check) WHERE next_check IS NOT NULL",
    "CREATE INDEX articles_suspected ON articles (portal, suspected_at) WHERE suspicion <> ''",
    "CREATE INDEX articles_copy_of ON articles (copy_of) WHERE copy_of IS NOT NULL",
    "CREATE INDEX articles_version ON articles (version)",
    "CREATE INDEX articles_grouping ON articles (grouping) WHERE grouping IS NOT NULL",
    """
    CREATE TABLE aliases (
      portal INTEGER NOT NULL REFERENCES portals (id),
      url TEXT NOT NULL,
      article INTEGER NOT NULL REFERENCES articles (id),
      at TEXT NOT NULL,
      PRIMARY KEY (portal, url)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX aliases_article ON aliases (article)",
    """
    CREATE TABLE documents (
      number INTEGER PRIMARY KEY,
      content_hash TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL UNIQUE,  -- file in DATA/documents
      sha256 TEXT NOT NULL,  -- of the file's bytes
      size INTEGER NOT NULL,  -- bytes
      article INTEGER NOT NULL REFERENCES articles (id),  -- the first that had this content
      at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX documents_article ON documents (article)",
    """
    CREATE TABLE versions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      article INTEGER NOT NULL REFERENCES articles (id),
      number INTEGER NOT NULL,  -- within the article, from 1
      at TEXT NOT NULL,
      title TEXT NOT NULL,
      published TEXT NOT NULL DEFAULT '',
      published_evidence TEXT NOT NULL DEFAULT '',
      author TEXT NOT NULL DEFAULT '',
      lead TEXT NOT NULL DEFAULT '',
      blocks TEXT NOT NULL,
      captions TEXT NOT NULL DEFAULT '[]',
      attachments TEXT NOT NULL DEFAULT '[]',  -- [[name, url], ...]
      content_hash TEXT NOT NULL,
      document INTEGER REFERENCES documents (number),
      extractor TEXT NOT NULL DEFAULT '',
      profile_version INTEGER NOT NULL DEFAULT 0,
      family TEXT NOT NULL DEFAULT '',
      baseline INTEGER NOT NULL DEFAULT 0,  -- 1: made by a new extractor or profile, raised no edit
      archive_file TEXT NOT NULL DEFAULT '',
      archive_offset INTEGER NOT NULL DEFAULT 0,
      archive_length INTEGER NOT NULL DEFAULT 0,
      archive_digest TEXT NOT NULL DEFAULT '',
      UNIQUE (article, number)
    ) STRICT
    """,
    "CREATE INDEX versions_content_hash ON versions (content_hash)",
    "CREATE INDEX versions_document ON versions (document) WHERE document IS NOT NULL",
    "CREATE INDEX versions_archive ON versions (archive_file, archive_offset)",
)

_DESK = (
    """
    CREATE TABLE changes (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('new', 'edited', 'moved', 'removed', 'restored')),
      article INTEGER NOT NULL REFERENCES articles (id),
      portal INTEGER NOT NULL REFERENCES portals (id),
      before INTEGER REFERENCES versions (id),
      after INTEGER REFERENCES versions (id),
      at TEXT NOT NULL,
      url TEXT NOT NULL,
      edit TEXT NOT NULL DEFAULT '[]',  -- classes of an edit
      size INTEGER NOT NULL DEFAULT 0,  -- changed syllables
      review_state TEXT NOT NULL DEFAULT 'unread' CHECK (review_state IN ('unread', 'read', 'kept', 'dismissed')),
      decided_at TEXT,
      note TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE INDEX changes_at ON changes (at, id)",
    "CREATE INDEX changes_portal ON changes (portal, at, id)",
    "CREATE INDEX changes_article ON changes (article, id)",
    "CREATE INDEX changes_review ON changes (review_state, at, id)",
    "CREATE INDEX changes_portal_review ON changes (portal, review_state, at, id)",
    "CREATE INDEX changes_kind ON changes (kind, at, id)",
    "CREATE INDEX changes_kept ON changes (article) WHERE review_state = 'kept'",
    """
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      event TEXT NOT NULL,  -- "change:12", "alert:3"
      channel TEXT NOT NULL,
      payload TEXT NOT NULL DEFAULT '{}',
      created TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      next_try TEXT NOT NULL DEFAULT '',
      sent_at TEXT,
      error TEXT NOT NULL DEFAULT '',
      UNIQUE (event, channel)
    ) STRICT
    """,
    "CREATE INDEX outbox_pending ON outbox (next_try) WHERE sent_at IS NULL",
)

# Contentless: the text stands in `versions` already. Two pairs of columns, one as written (NFC) and one folded
# (no accents, d for đ), so that "đường" and "duong" can both be asked for. Rows are `articles.position`, so
# newest first is the index's own order and needs no ranking.
_SEARCH = (
    """
    CREATE VIRTUAL TABLE search USING fts5 (
      title, text, title_folded, text_folded,
      content = '', tokenize = 'unicode61 remove_diacritics 0'
    )
    """,
)


@migrations()
def first_tables(db: Database) -> None:
    for statement in (*_PORTALS, *_CRAWLS, *_ARTICLES, *_DESK, *_SEARCH):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


# Which contents may be reprints of each other: texts that share a key in any band are compared.
_GROUPS = (
    """
    CREATE TABLE bands (
      band INTEGER NOT NULL,
      key INTEGER NOT NULL,
      document INTEGER NOT NULL REFERENCES documents (number),
      PRIMARY KEY (band, key, document)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE groups (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL) STRICT",
)


@migrations()
def near_duplicates(db: Database) -> None:
    for statement in _GROUPS:
        db.execute(statement)


@migrations()
def desk_tables(db: Database) -> None:
    for statement in DESK_TABLES:
        db.execute(statement)


@migrations()
def service_tables(db: Database) -> None:
    for statement in SERVICE_TABLES:
        db.execute(statement)


@migrations()
def desk_counts(db: Database) -> None:
    for statement in DESK_COUNTS:
        db.execute(statement)


@migrations()
def desk_sums(db: Database) -> None:
    for statement in DESK_SUMS:
        db.execute(statement)


# So that a search can end where its time does: see storage.search.
_MILESTONES = (
    "CREATE TABLE milestones (position INTEGER PRIMARY KEY) STRICT",
    "INSERT OR IGNORE INTO milestones SELECT position | 1048575 FROM"
    " (SELECT position, row_number() OVER (ORDER BY position) AS n FROM articles WHERE position IS NOT NULL) WHERE n % 64 = 0",
    "INSERT INTO search (rowid, title) SELECT position, char(57344) FROM milestones",
)


@migrations()
def milestones(db: Database) -> None:
    for statement in _MILESTONES:
        db.execute(statement)


@migrations()
def source_heads(db: Database) -> None:
    db.execute("ALTER TABLE entry_points ADD COLUMN head TEXT NOT NULL DEFAULT ''")  # models.EntryPoint.head


@migrations()
def attachments_watched(db: Database) -> None:
    for statement in FILE_TABLES:
        db.execute(statement)


def prepare(db: Database, path: Path) -> None:
    """Bring the database to this version's tables. Raises NotOurs, NewerDatabase, sqlite3.Error.

    The caller sees to it that only one process prepares at a time.
    """
    check(db, path)
    if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        db.execute("PRAGMA journal_mode = WAL")
    if not migrations.pending(db):
        return
    db.execute("BEGIN IMMEDIATE")  # the migrations' own transactions become savepoints in it
    try:
        migrations.apply(db)
        db.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")
        raise


def check(db: Database, path: Path) -> None:
    """Refuse a file that is not ours, or that a newer version made. Raises NotOurs, NewerDatabase."""
    try:
        (ours,) = db.execute("PRAGMA application_id").fetchone()
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        applied = {migration.name for migration in migrations.applied(db)}
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise NotOurs(f"{path}: this is not a database, or a damaged one ({error})") from error
        raise
    if tables and ours != APPLICATION_ID:
        raise NotOurs(f"{path}: this is a database, but not one of tinso's")
    unknown = sorted(applied - {migration.name for migration in migrations._migrations})
    if unknown:
        raise NewerDatabase(f"{path}: made by a newer version of tinso (it knows {unknown[0]!r}); use that version or newer")
