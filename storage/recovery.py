"""What a starting process puts right: unlisted documents, abandoned temporary files, torn ends of archive files."""

from __future__ import annotations

from dataclasses import dataclass

from storage.archive import Archive, Cut
from storage.connection import Connections
from storage.documents import DocumentFolder
from storage.errors import Unwritable, translated
from storage.verify import listed_documents

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Recovered:
    """`removed` are names in DATA/documents, `aside` those moved to DATA/set-aside, `cuts` the torn ends of archive files."""

    removed: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    cuts: tuple[Cut, ...] = ()


def recover(store: Connections) -> Recovered:
    """Clear away what killed processes left half done; others may be working meanwhile. Raises StoreError.

    The folder is looked through without a lock. Only what seems unlisted is asked about again under the write lock, where no
    other process can be between placing a document and committing its row: so the lock is held for moments, whatever the size.
    """
    folder = DocumentFolder(store.data_dir)
    try:
        with translated(store.path):
            suspects = folder.unlisted(lambda names: listed_documents(store.db, names))
        with store.write() as db:
            listed = {name for at in range(0, len(suspects), _BATCH) for name in listed_documents(db, suspects[at : at + _BATCH])}
            strays = folder.recover([name for name in suspects if name not in listed])
        cuts = Archive(store.data_dir).recover()
    except OSError as error:
        raise Unwritable(f"{store.data_dir}: what a killed process left cannot be cleared away ({error})") from error
    return Recovered(strays.removed, strays.aside, tuple(cuts))
