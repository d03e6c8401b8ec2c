"""The tables of the service, a migration of `storage.schema`: when to look, how healthy, what went wrong, what is still to be told."""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE schedules (
      portal INTEGER PRIMARY KEY REFERENCES portals (id),
      last_check TEXT,  -- end of the last scheduled run
      penalty REAL NOT NULL DEFAULT 0,  -- weighted failures in a row
      momentum REAL NOT NULL DEFAULT 1,  -- how much livelier than its history the portal is lately
      rhythm TEXT NOT NULL DEFAULT '',  -- scheduler.rhythm.Rhythm as JSON
      rhythm_at TEXT,
      usual_links REAL NOT NULL DEFAULT 0,  -- articles its lists name in good times
      shrunk_runs INTEGER NOT NULL DEFAULT 0  -- runs in a row in which they named far fewer
    ) STRICT
    """,
    """
    CREATE TABLE health (
      portal INTEGER PRIMARY KEY REFERENCES portals (id),
      state TEXT NOT NULL,
      cause TEXT NOT NULL DEFAULT '',
      detail TEXT NOT NULL DEFAULT '',
      action TEXT NOT NULL DEFAULT '',
      proposal TEXT NOT NULL DEFAULT '',  -- a new address, when the portal seems to have moved
      since TEXT NOT NULL,  -- how long it has been in this state for this cause
      expected TEXT,  -- when the next article is due
      judged_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE alerts (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      portal INTEGER REFERENCES portals (id),  -- NULL: of the service as a whole
      cause TEXT NOT NULL,
      detail TEXT NOT NULL DEFAULT '',
      action TEXT NOT NULL DEFAULT '',
      opened TEXT NOT NULL,
      closed TEXT
    ) STRICT
    """,
    "CREATE UNIQUE INDEX alerts_open ON alerts (COALESCE(portal, 0), CASE WHEN portal IS NULL THEN cause ELSE '' END) WHERE closed IS NULL",
    "CREATE INDEX alerts_closed ON alerts (closed)",
    """
    CREATE TABLE incidents (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      job TEXT NOT NULL,
      kind TEXT NOT NULL,  -- failed, missed, overrun, clock
      detail TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE INDEX incidents_at ON incidents (at)",
    """
    CREATE TABLE service (
      name TEXT PRIMARY KEY,  -- started, holder, beat, paused …
      value TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE channels (
      name TEXT PRIMARY KEY,
      since TEXT NOT NULL,
      last_change INTEGER NOT NULL,  -- changes up to this one are in the outbox or were not for this channel
      last_digest TEXT,
      failing_since TEXT,
      error TEXT NOT NULL DEFAULT ''
    ) STRICT, WITHOUT ROWID
    """,
    "ALTER TABLE outbox ADD COLUMN parcel TEXT NOT NULL DEFAULT ''",  # rows that are told in one message; kept for a second try
    "CREATE INDEX outbox_channel ON outbox (channel, id) WHERE sent_at IS NULL",
)
