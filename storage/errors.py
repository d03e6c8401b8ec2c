"""What can be wrong with the store as a whole, each said in one clear line."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path


class StoreError(Exception):
    """The store cannot be used; the text is one clear line that names the file or folder."""


class NewerDatabase(StoreError):
    """The database was made by a newer version of tinso."""


class NotOurs(StoreError):
    """The file is no database, a damaged one, or not one of ours."""


class Unwritable(StoreError):
    """The folder, the database or the disk lets nothing be written."""


class DiskFull(StoreError):
    """No room is left."""


class Locked(StoreError):
    """Another process held the database longer than we wait."""


# what SQLite says, what it means, and how we say it
_MEANINGS: tuple[tuple[str, type[StoreError], str], ...] = (
    ("disk is full", DiskFull, "the disk is full; nothing was stored by the last step"),
    ("readonly database", Unwritable, "the database cannot be written (read-only file, folder or disk)"),
    ("unable to open database", Unwritable, "the database cannot be opened or made; is the folder writable?"),
    ("database is locked", Locked, "another process holds the database; try again"),
    ("database table is locked", Locked, "another process holds the database; try again"),
    ("disk i/o error", Unwritable, "the disk reports an error"),
    ("file is not a database", NotOurs, "this is not a database"),
    ("malformed", NotOurs, "the database is damaged; restore a backup, or see tinso verify"),
)


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the whole database into a StoreError; what is a fault of ours stays as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        said = str(error).lower()
        for part, kind, meaning in _MEANINGS:
            if part in said:
                raise kind(f"{path}: {meaning}") from error
        raise
