"""The tables of attachments, a migration of `storage.schema`: what is remembered of each, and its marks in every version."""

from __future__ import annotations

FILE_TABLES = (
    "ALTER TABLE versions ADD COLUMN files TEXT NOT NULL DEFAULT '[]'",  # [[url, state, size, etag, last_modified, since], ...]
    """
    CREATE TABLE files (
      article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
      key TEXT NOT NULL,  -- address without scheme and passing parameters
      portal INTEGER NOT NULL REFERENCES portals (id),
      place TEXT NOT NULL,  -- part of a server that answers alike
      url TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('present', 'missing', 'unanswered')),
      size INTEGER NOT NULL,  -- bytes, -1: not told
      etag TEXT NOT NULL,
      last_modified TEXT NOT NULL,
      at TEXT,  -- of the answer these are from
      since TEXT,  -- since when this is its content
      asked TEXT,
      unstable TEXT NOT NULL DEFAULT '',  -- what this server makes up: size, etag, date
      earlier TEXT NOT NULL DEFAULT '[]',  -- [[size, etag, last_modified], ...]
      suspect TEXT NOT NULL DEFAULT '',  -- what differed and waits for a second look
      suspected_at TEXT,
      stirred_at TEXT,
      PRIMARY KEY (article, key)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX files_place ON files (portal, place)",
)
