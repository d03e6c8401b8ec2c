"""The store: one folder with database, documents and archive. Everything that is kept goes through here.

    with Store.open(Path("data")) as store:
        for article in store.articles(portal="binh-thuan"): ...

Several processes and threads may use one folder at the same time. Errors that concern the store as a whole are StoreErrors, each
with one line that a person can act on.
"""

from __future__ import annotations

from storage.errors import DiskFull, Locked, NewerDatabase, NotOurs, StoreError, Unwritable
from storage.finding import FindVerbs
from storage.moves import MoveVerbs
from storage.outbox import OutboxVerbs

__all__ = ["DiskFull", "Locked", "NewerDatabase", "NotOurs", "Store", "StoreError", "Unwritable"]


class Store(FindVerbs, OutboxVerbs, MoveVerbs):
    """The verbs stand in the modules they belong to: `connection`, `portals`, `crawls`, `articles`, `groups`,
    `queries`, `decisions`, `desk`, `figures`, `schedule`, `health`, `outbox`, `moves`."""
