"""The lock by which one data folder has one service. The kernel frees it when the holder dies, however that happens."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path
from typing import Self

from storage.errors import StoreError, Unwritable

LOCK = ".service"  # its name in the data folder


class AlreadyRunning(StoreError):
    """Another service works on this folder; the text names its process."""


class ServiceLock:
    """Held from `take` to `free`; also a context manager. Raises AlreadyRunning, Unwritable."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / LOCK
        self._descriptor = -1

    def take(self) -> Self:
        try:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise Unwritable(f"{self.path}: the service cannot lock its data folder ({error.strerror})") from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            other = os.read(self._descriptor, 50).decode("ascii", "replace").strip()
            os.close(self._descriptor)
            said = f"process {other}" if other.isdigit() else "a process that is just starting"
            raise AlreadyRunning(f"{self.path.parent}: the service runs already ({said}); stop that one first") from None
        try:
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, f"{os.getpid()}\n".encode(), 0)
        except OSError as error:
            os.close(self._descriptor)
            self._descriptor = -1
            raise Unwritable(f"{self.path}: the service cannot lock its data folder ({error.strerror})") from error
        return self

    def free(self) -> None:
        """The file stays: removing it would let two processes lock two files of one name."""
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):  # a disk that turned read-only: nobody asks a lock that is free whose it was
                os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self.take()

    def __exit__(self, *_: object) -> None:
        self.free()


def running(data_dir: Path) -> int:
    """The process number of the service of this folder, 0 when none runs."""
    try:
        descriptor = os.open(data_dir / LOCK, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return 0
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        other = os.read(descriptor, 50).decode("ascii", "replace").strip()
        return int(other) if other.isdigit() else -1
    finally:
        os.close(descriptor)
    return 0
