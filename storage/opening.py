"""One connection to the database file, to write or only to read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from storage.errors import Unwritable
from storage.sqlite import Database

BUSY_SECONDS = 30.0


def connect(path: Path, *, read_only: bool = False, unchanging: bool = False) -> Database:
    """A connection with our pragmas, in the driver's autocommit mode. Raises sqlite3.Error.

    `synchronous` is NORMAL: with WAL a killed process loses nothing it committed. After a power cut the last
    commits may be missing, never half of one; what they stored is then simply found and fetched again.
    """
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}{'&immutable=1' if unchanging else ''}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        if not read_only:
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA journal_size_limit = 67108864")  # the log gives its room back after a large transaction
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -8000")  # 8 MB
        return Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def connect_to_read(path: Path) -> Database:
    """A connection to a database whose folder cannot be written. Raises sqlite3.Error, Unwritable.

    SQLite reads a database with a log only beside an index of that log, and makes one where there is none. Where it cannot,
    a database without a log is read as the unchanging file it is; one with a log would be read without its last commits.
    """
    try:
        return connect(path, read_only=True)
    except sqlite3.OperationalError as error:  # setting the cache reads the file
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise Unwritable(f"{path}: its log {log.name} is not merged and the folder cannot be written; copy the folder first") from error
        return connect(path, read_only=True, unchanging=True)
