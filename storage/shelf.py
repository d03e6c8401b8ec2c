"""The slow part of storing one page: its raw bytes in the archive, its document under a temporary name.

Both are done before the write transaction when they were foreseen, inside it when not. `place` moves the document to its final name
as the last thing before the commit.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from errno import EDQUOT, ENOSPC
from pathlib import Path

from storage.archive import Archive
from storage.articles import DocumentRow
from storage.documents import DocumentFolder, Staged, render
from storage.errors import DiskFull, Unwritable
from storage.models import Extraction, Page
from storage.records import ArchiveSpot
from storage.store import Store
from storage.warc import ArchiveError


class Shelf:
    """For one page; a context manager that leaves no temporary file behind."""

    def __init__(self, store: Store, documents: DocumentFolder, archive: Archive) -> None:
        self.store = store
        self.documents = documents
        self.archive = archive
        self.written = ""  # name of the document that was placed
        self._spot: ArchiveSpot | None = None
        self._staged: Staged | None = None
        self._name = ""

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        if self._staged is not None:
            self._staged.discard()

    def keep_raw(self, page: Page) -> ArchiveSpot | None:
        """The page as received, in the archive; None when it has no body."""
        if self._spot is None and page.visit is not None and page.body:
            place = self.archive.append(page.url, page.visit.at, page.visit.status or 200, page.headers, page.body)
            self._spot = ArchiveSpot(file=place.file, offset=place.offset, length=place.length, digest=place.digest)
        return self._spot

    def stage(self, extraction: Extraction) -> Staged:
        if self._staged is None:
            self._staged = self.documents.stage(render(extraction))
        return self._staged

    def document(self, extraction: Extraction, content_hash: str, article: int, now: datetime) -> DocumentRow:
        """The document of a content: the one that is listed, or a new one, listed now for `article`. Inside the transaction."""
        known = self.store.document_of(content_hash)
        if known is not None:
            return known
        staged = self.stage(extraction)
        row = self.store.add_document(content_hash, article, (staged.sha256, staged.size), self.documents.name, now)
        self._name = row.name
        return row

    def place(self) -> None:
        """Inside the transaction, last before its commit."""
        if self._staged is not None and self._name:
            self._staged.place(self._name)
            self.written = self._name


@contextlib.contextmanager
def disk_trouble(data_dir: Path) -> Iterator[None]:
    """What goes wrong with documents and archive, as a StoreError."""
    try:
        yield
    except ArchiveError as error:
        cause = error.__cause__
        full = isinstance(cause, OSError) and cause.errno in {ENOSPC, EDQUOT}
        raise (DiskFull if full else Unwritable)(str(error)) from error
    except OSError as error:
        kind = DiskFull if error.errno in {ENOSPC, EDQUOT} else Unwritable
        raise kind(f"{data_dir}: cannot be written ({error.strerror or error})") from error


def try_to_write(data_dir: Path) -> None:
    """Write a page of memory where documents and archive lie, and leave nothing behind. Raises DiskFull, Unwritable."""
    with disk_trouble(data_dir):
        for folder in (data_dir, data_dir / "documents", data_dir / "archive"):
            if folder.is_dir() or folder == data_dir:
                with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
                    file.write(bytes(4096))
                    os.fsync(file.fileno())
