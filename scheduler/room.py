"""Whether what a crawl brings can be stored: crawling pauses while the disk is full or lets nothing be written, and goes on by itself."""

from __future__ import annotations

import logging
import shutil
from datetime import datetime

from storage.shelf import try_to_write
from storage.store import DiskFull, Store, StoreError, Unwritable

log = logging.getLogger(__name__)

PAUSE = 60.0  # seconds until a disk that refused is tried again
LOOK = 5.0  # seconds until it is asked again how much is free: that costs nothing
REPEAT = 3600.0  # seconds until the same trouble is logged again
MEGABYTE = 1024 * 1024


class Room:
    """The pause of one service. `reason`: why nothing is crawled now, "" when all is well; `word`: the same without names of folders."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.reason = ""
        self.word = ""
        self._until = 0.0
        self._said: dict[str, float] = {}

    def allows(self, now: datetime, moment: float, min_free: int) -> bool:
        """Whether a crawl may begin. A pause ends here, once a write has succeeded. Raises StoreError for what is no matter of room."""
        if moment < self._until:
            return False
        try:
            check_free(self.store, min_free)
            if self.reason:
                try_to_write(self.store.data_dir)
                self.store.note("paused", "", now)
        except (DiskFull, Unwritable) as error:
            self.refused(error, now, moment)
            self._until = moment + (LOOK if isinstance(error, TooFull) else PAUSE)
            return False
        if self.reason:
            log.warning("crawling goes on: the disk takes what is written again", extra={"event": "resumed"})
            self.reason = self.word = ""
            self._said.clear()
        return True

    def refused(self, error: StoreError, now: datetime, moment: float) -> None:
        """Something could not be stored. What says that nothing can be begins a pause, or lengthens it."""
        if self.reason or not isinstance(error, DiskFull | Unwritable):
            self._say(str(error), moment)
            self._until = moment + PAUSE if self.reason else 0.0
            return
        self._until = moment + PAUSE
        self._said[str(error)] = moment
        self.reason = str(error)
        self.word = "the disk is full" if isinstance(error, DiskFull) else "the disk cannot be written"
        log.error("crawling pauses: %s", self.reason, extra={"event": "paused"})
        try:
            self.store.note("paused", self.reason, now)
            self.store.add_incident("tick", "paused", self.reason, now)
        except StoreError as trouble:
            log.warning("the pause itself could not be stored: %s", trouble)

    def _say(self, text: str, moment: float) -> None:
        """Log a trouble, the same one but once an hour: it may last for weeks."""
        last = self._said.get(text)
        if last is None or moment - last >= REPEAT:
            self._said[text] = moment
            log.error("%s", text, extra={"event": "store"})


class TooFull(DiskFull):
    """Less is free than the settings want; nothing has failed yet."""


def check_free(store: Store, min_free: int) -> None:
    """`min_free` in megabytes. Raises TooFull when less is free, Unwritable when the data folder is gone."""
    try:
        free = shutil.disk_usage(store.data_dir).free // MEGABYTE
    except OSError as error:
        raise Unwritable(f"{store.data_dir}: the data folder cannot be reached ({error.strerror or error})") from error
    if free < min_free:
        raise TooFull(f"only {free} MB are free on the disk of {store.data_dir}, want {min_free}")
