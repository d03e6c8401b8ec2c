"""Connections to the database: one per thread, short immediate write transactions, times and JSON as the tables hold them."""

from __future__ import annotations

import contextlib
import fcntl
import json
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Self

from storage.errors import StoreError, Unwritable, translated
from storage.opening import connect, connect_to_read
from storage.schema import DATABASE, check, migrations, prepare
from storage.sqlite import Database

VIETNAM = timezone(timedelta(hours=7))

Row = dict[str, Any]


def to_db(moment: datetime) -> str:
    """ISO text in UTC with whole seconds: `2026-03-05T07:30:00+00:00`. A time without a zone is a ValueError."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment}: a time without a zone cannot be stored")
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def from_db(text: str) -> datetime:
    return datetime.fromisoformat(text)


def maybe_to_db(moment: datetime | None) -> str | None:
    return None if moment is None else to_db(moment)


def maybe_from_db(text: str | None) -> datetime | None:
    return None if not text else datetime.fromisoformat(text)


def boundary(when: date | datetime, *, end: bool = False) -> str:
    """A day or moment somebody gave as a filter, as stored time. A day is a Vietnamese one; with `end` its last second."""
    if isinstance(when, datetime):
        return to_db(when if when.tzinfo else when.replace(tzinfo=VIETNAM))
    try:
        midnight = datetime(when.year, when.month, when.day, tzinfo=VIETNAM)
        return to_db(midnight + timedelta(days=1, seconds=-1) if end else midnight)
    except OverflowError:  # the first day of all, or the last
        return to_db(datetime(1, 1, 1, tzinfo=UTC) if when.year == 1 else datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC))


def to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class _Held:
    """A thread's connection; closed when the thread ends and its local values go, for services whose threads come and go for months."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def close(self) -> None:
        self.db.close()

    def __del__(self) -> None:
        self.db.close()


class Connections:
    """The open database: what every part of the Store stands on.

    `read()` gives one consistent view for several queries, `write()` a transaction that holds the write lock from its
    beginning, so that what was read in it is still true when it commits. Both may be nested; the outermost decides.
    """

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.path = data_dir / DATABASE
        self._local = threading.local()
        self._opened: weakref.WeakSet[_Held] = weakref.WeakSet()
        self._guard = threading.Lock()
        self._writing = threading.RLock()  # threads of one process queue here, not in SQLite's sleeping retries
        self._closed = False
        self._connect: Callable[[Path], Database] = connect

    @classmethod
    def open(cls, data_dir: Path) -> Self:
        """Open the store in a folder, made when missing, and bring its tables up to date. Raises StoreError."""
        store = cls(data_dir)
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            store._prepare()
        except OSError as error:
            raise Unwritable(f"{data_dir}: the data folder cannot be used ({error.strerror or error})") from error
        return store

    @classmethod
    def open_to_read(cls, data_dir: Path) -> Self:
        """Open a store as `open` does, one that cannot be written (a mounted backup, say) for reading only. Raises StoreError."""
        try:
            return cls.open(data_dir)
        except Unwritable:
            store = cls(data_dir)
            store._connect = connect_to_read
            try:
                with translated(store.path):
                    check(store.db, store.path)
                    if migrations.pending(store.db):
                        raise Unwritable(
                            f"{store.path}: made by an older version of tinso; make it writable once, to be brought up to date"
                        )
            except BaseException:
                store.close()
                raise
            return store

    def _prepare(self) -> None:
        if self.path.is_dir():
            raise StoreError(f"{self.path}: is a folder, not a database")
        # two processes may meet an empty folder; one of them makes the tables
        with (self.data_dir / ".opening").open("ab") as lock, translated(self.path):
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                prepare(self.db, self.path)
            except BaseException:
                self.close()
                raise

    @property
    def db(self) -> Database:
        """This thread's connection."""
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            if self._closed:
                raise StoreError(f"{self.path}: the store is closed")
            with translated(self.path):
                held = _Held(self._connect(self.path))
            with self._guard:
                self._opened.add(held)
            self._local.held = held
        return held.db

    def close(self) -> None:
        """Close the connections of all threads. Nobody may be using one."""
        with self._guard:
            self._closed = True
            for held in list(self._opened):
                held.close()
            self._opened.clear()
        self._local = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def write(self) -> Iterator[Database]:
        """A write transaction; keep it short. Raises StoreError when the disk or another process is in the way."""
        db = self.db
        if db.conn.in_transaction:
            if not getattr(self._local, "writing", False):
                raise RuntimeError("a write transaction inside read(): it would be undone")
            yield db
            return
        with self._writing, translated(self.path):
            db.execute("BEGIN IMMEDIATE")
            self._local.writing = True
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):  # the error may have ended the transaction already
                    db.execute("ROLLBACK")
                raise
            finally:
                self._local.writing = False

    @contextlib.contextmanager
    def read(self) -> Iterator[Database]:
        """One consistent view of the database for several queries; keep it short, it holds back checkpoints."""
        db = self.db
        if db.conn.in_transaction:
            yield db
            return
        with translated(self.path):
            db.execute("BEGIN")
            self._local.view = {}
            try:
                yield db
            finally:
                self._local.view = None
                db.execute("ROLLBACK")

    def view(self) -> dict[tuple[str, ...], Any]:
        """What was worked out once within this `read()`, to be used again while it lasts; outside of one nothing is kept."""
        held: dict[tuple[str, ...], Any] | None = getattr(self._local, "view", None)
        return {} if held is None else held

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows of a bounded query, as dicts."""
        with translated(self.path):
            cursor = self.db.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, values, strict=True)) for values in cursor]

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row, None if there is none."""
        with translated(self.path):
            cursor = self.db.execute(sql, parameters)
            values = cursor.fetchone()
            return None if values is None else dict(zip([column[0] for column in cursor.description], values, strict=True))

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, None if there is none."""
        with translated(self.path):
            values = self.db.execute(sql, parameters).fetchone()
            return None if values is None else values[0]
