"""The tables of the desk, a migration of `storage.schema`: marks on articles, every decision with what was before it, and counts.

Counts are kept by triggers, so that no page has to count a million rows.
"""

from __future__ import annotations

_DECISIONS = (
    """
    CREATE TABLE marks (
      article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
      starred INTEGER NOT NULL DEFAULT 0,
      note TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE INDEX marks_starred ON marks (article) WHERE starred",
    """
    CREATE TABLE tags (
      tag TEXT NOT NULL,
      article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
      PRIMARY KEY (tag, article)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX tags_article ON tags (article)",
    """
    CREATE TABLE decisions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      act TEXT NOT NULL,  -- keep, dismiss, unread, star, unstar, note, tag, untag, undo
      source TEXT NOT NULL DEFAULT '',  -- desk, command
      items INTEGER NOT NULL DEFAULT 0,
      undone_by INTEGER REFERENCES decisions (id)
    ) STRICT
    """,
    """
    CREATE TABLE decided (
      decision INTEGER NOT NULL REFERENCES decisions (id),
      subject TEXT NOT NULL CHECK (subject IN ('review', 'reason', 'star', 'note', 'tag')),
      id INTEGER NOT NULL,  -- of the change ('review', 'reason') or the article
      name TEXT NOT NULL DEFAULT '',  -- which tag
      before TEXT,
      after TEXT,
      PRIMARY KEY (decision, subject, id, name)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX changes_review_kind ON changes (review_state, kind, at, id)",
    """
    CREATE TABLE daily (
      portal INTEGER NOT NULL REFERENCES portals (id),
      day TEXT NOT NULL,  -- in Vietnam
      what TEXT NOT NULL,  -- article (by the day it stands at), or the kind of a change (by the day it was noticed)
      n INTEGER NOT NULL,
      PRIMARY KEY (portal, day, what)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX daily_day ON daily (day)",
    """
    CREATE TABLE queued (
      review_state TEXT NOT NULL,
      portal INTEGER NOT NULL REFERENCES portals (id),
      n INTEGER NOT NULL,
      PRIMARY KEY (review_state, portal)
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT INTO daily SELECT portal, date(dated, '+7 hours'), 'article', count(*) FROM articles GROUP BY 1, 2",
    "INSERT INTO daily SELECT portal, date(at, '+7 hours'), kind, count(*) FROM changes GROUP BY 1, 2, 3",
    "INSERT INTO queued SELECT review_state, portal, count(*) FROM changes GROUP BY 1, 2",
)


def _counted(name: str, event: str, table: str, what: str, row: str, by: int) -> str:
    """A trigger that adds `by` to a count when a row comes (NEW) or goes (OLD)."""
    key = what.replace("$", row)
    columns = "portal, day, what, n" if table == "daily" else "portal, review_state, n"
    target = "portal, day, what" if table == "daily" else "review_state, portal"
    return (
        f"CREATE TRIGGER {name} AFTER {event} BEGIN INSERT INTO {table} ({columns}) VALUES ({row}.portal, {key}, {by})"  # noqa: S608
        f" ON CONFLICT ({target}) DO UPDATE SET n = n + excluded.n; END"
    )


_ARTICLE_DAY = "date($.dated, '+7 hours'), 'article'"
_CHANGE_DAY = "date($.at, '+7 hours'), $.kind"
_DECIDED = "UPDATE OF review_state ON changes WHEN OLD.review_state <> NEW.review_state"
_TRIGGERS = (
    _counted("article_comes", "INSERT ON articles", "daily", _ARTICLE_DAY, "NEW", 1),
    _counted("article_goes", "DELETE ON articles", "daily", _ARTICLE_DAY, "OLD", -1),
    _counted("article_leaves_day", "UPDATE OF dated ON articles WHEN OLD.dated <> NEW.dated", "daily", _ARTICLE_DAY, "OLD", -1),
    _counted("article_enters_day", "UPDATE OF dated ON articles WHEN OLD.dated <> NEW.dated", "daily", _ARTICLE_DAY, "NEW", 1),
    _counted("change_comes", "INSERT ON changes", "daily", _CHANGE_DAY, "NEW", 1),
    _counted("change_goes", "DELETE ON changes", "daily", _CHANGE_DAY, "OLD", -1),
    _counted("change_queued", "INSERT ON changes", "queued", "$.review_state", "NEW", 1),
    _counted("change_gone", "DELETE ON changes", "queued", "$.review_state", "OLD", -1),
    _counted("change_leaves", _DECIDED, "queued", "$.review_state", "OLD", -1),
    _counted("change_enters", _DECIDED, "queued", "$.review_state", "NEW", 1),
)

DESK_TABLES = (*_DECISIONS, *_TRIGGERS)

DESK_COUNTS = (
    "DROP INDEX daily_day",
    "CREATE INDEX daily_day ON daily (day, what, portal, n)",  # a span is read from it alone
    "CREATE TABLE held (portal INTEGER PRIMARY KEY REFERENCES portals (id), articles INTEGER NOT NULL) STRICT",
    "INSERT INTO held SELECT portal, count(*) FROM articles GROUP BY portal",
    "CREATE TRIGGER article_held AFTER INSERT ON articles BEGIN INSERT INTO held (portal, articles) VALUES (NEW.portal, 1)"
    " ON CONFLICT (portal) DO UPDATE SET articles = articles + 1; END",
    "CREATE TRIGGER article_let_go AFTER DELETE ON articles BEGIN UPDATE held SET articles = articles - 1 WHERE portal = OLD.portal; END",
)


# Of a queue by its kind too, and of weeks: two years of all portals are read from them in milliseconds.
_WEEK = "date({day}, 'weekday 0', '-6 days')"  # its Monday
_KINDS = (
    *(f"DROP TRIGGER change_{name}" for name in ("queued", "gone", "leaves", "enters")),
    "DROP TABLE queued",
    """
    CREATE TABLE queued (
      review_state TEXT NOT NULL,
      portal INTEGER NOT NULL REFERENCES portals (id),
      kind TEXT NOT NULL,
      n INTEGER NOT NULL,
      PRIMARY KEY (review_state, portal, kind)
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT INTO queued SELECT review_state, portal, kind, count(*) FROM changes GROUP BY 1, 2, 3",
    *(
        f"CREATE TRIGGER change_{name} AFTER {event} BEGIN INSERT INTO queued (review_state, portal, kind, n)"  # noqa: S608
        f" VALUES ({row}.review_state, {row}.portal, {row}.kind, {by})"
        " ON CONFLICT (review_state, portal, kind) DO UPDATE SET n = n + excluded.n; END"
        for name, event, row, by in (
            ("queued", "INSERT ON changes", "NEW", 1),
            ("gone", "DELETE ON changes", "OLD", -1),
            ("leaves", _DECIDED, "OLD", -1),
            ("enters", _DECIDED, "NEW", 1),
        )
    ),
)
_WEEKS = (
    """
    CREATE TABLE weekly (
      week TEXT NOT NULL,  -- its Monday, in Vietnam
      what TEXT NOT NULL,  -- as in `daily`, which it adds up
      portal INTEGER NOT NULL REFERENCES portals (id),
      n INTEGER NOT NULL,
      PRIMARY KEY (week, what, portal)
    ) STRICT, WITHOUT ROWID
    """,
    f"INSERT INTO weekly SELECT {_WEEK.format(day='day')}, what, portal, SUM(n) FROM daily GROUP BY 1, 2, 3",  # noqa: S608
    *(
        f"CREATE TRIGGER {name} AFTER {event} BEGIN INSERT INTO weekly (week, what, portal, n)"  # noqa: S608
        f" VALUES ({_WEEK.format(day='NEW.day')}, NEW.what, NEW.portal, {by})"
        " ON CONFLICT (week, what, portal) DO UPDATE SET n = n + excluded.n; END"
        for name, event, by in (("day_begins", "INSERT ON daily", "NEW.n"), ("day_goes_on", "UPDATE OF n ON daily", "NEW.n - OLD.n"))
    ),
)

DESK_SUMS = (*_KINDS, *_WEEKS)
