"""What is done at night: old visits are forgotten, a backup is made and old ones go, the database is tidied.

Documents, versions and the archive are never pruned.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import time
from datetime import datetime, timedelta
from pathlib import Path

import config
from storage.backup import BackupError, backup, backups_in
from storage.store import Store

log = logging.getLogger(__name__)

LEFT = 86400.0  # seconds after which a half made backup is nobody's any more
KEEP_TOLD = timedelta(days=90)  # incidents, and messages that were delivered


def keep_house(store: Store, settings: config.Config, now: datetime) -> None:
    """All of it, once. Raises StoreError, BackupError."""
    visits = store.prune_visits(now - timedelta(days=settings.keep_visits))
    rows = store.prune_outbox(now - KEEP_TOLD) + store.prune_incidents(now - KEEP_TOLD)
    store.optimize()
    made = rotate(store.data_dir, Path(settings.backup_to), settings.backup_keep, now) if settings.backup_to else None
    log.info(
        "housekeeping: %s visits and %s messages forgotten, backup: %s",
        visits,
        rows,
        made or "none wanted",
        extra={"event": "housekeeping", "visits": visits, "rows": rows, "backup": str(made or "")},
    )


def rotate(data: Path, folder: Path, keep: int, now: datetime) -> Path:
    """A new backup in `folder`; of those made before only the newest stay, `keep` in all. Raises BackupError."""
    ready(folder)
    for left in folder.glob(".tinso-backup-*"):  # of a night in which we were killed
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT:
                shutil.rmtree(left, ignore_errors=True)
    made = backup(data, folder, now).path
    try:
        for old in backups_in(folder)[keep:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise BackupError(f"{folder}: an old backup cannot be removed ({error.strerror or error})") from error
    return made


def ready(folder: Path) -> None:
    """Make the folder of the backups if it is missing. Raises BackupError when none can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BackupError(f"{folder}: the folder for backups cannot be made ({error.strerror or error})") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BackupError(f"{folder}: no backup can be written there (Permission denied)")
