"""How fast a crawl may go: one limiter per host and per address, for all orders of this process and for all processes of this user.

A slot is a file under a lock that the kernel drops when its process dies, so that no kill leaves a host locked. The file holds
when the last request there ended; a gap is counted from there, hence it is never shorter at the server than here.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import hashlib
import os
import random
import stat
import struct
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

JITTER = 0.1  # gaps are lengthened by up to this share
LONGEST_CRAWL_DELAY = 60.0  # seconds; a robots.txt that asks for more is not waited for
LONGEST_RETRY_AFTER = 86400.0
_POLL = 0.02  # seconds between two tries for a lock another process holds
_SLOT = struct.Struct("<d?")  # when the last request ended or began (monotonic seconds), and whether it is under way
_TIME = struct.Struct("<d")


@dataclass(frozen=True, slots=True)
class Window:
    """At most `requests` in any `seconds`."""

    requests: int
    seconds: float


# What a CMS family refuses at its default settings, with a margin: NukeViet's flood control allows 40 in 60 s and 150 in 300 s.
FAMILY_WINDOWS = {"nukeviet": (Window(36, 60.0), Window(140, 300.0))}


@dataclass(frozen=True, slots=True)
class Pace:
    """What one order owes a host: seconds between requests, requests at a time, and windows over many requests."""

    delay: float
    concurrency: int = 1
    windows: tuple[Window, ...] = ()

    @property
    def shared(self) -> bool:
        """Whether other processes must be waited for: a delay of 0 switches that off."""
        return self.delay > 0


def windows_for(family: str, hint: str) -> tuple[Window, ...]:
    """The windows of a CMS family, by what was fingerprinted or else by what the registry says."""
    name = (family or hint).lower()
    return next((windows for known, windows in FAMILY_WINDOWS.items() if name.startswith(known)), ())


def retry_after(value: str, now: datetime) -> float:
    """Seconds a Retry-After header asks for, at most a day; 0 when it says nothing usable."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), LONGEST_RETRY_AFTER)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max((until - now).total_seconds(), 0.0), LONGEST_RETRY_AFTER)


def state_folder() -> Path:
    """Where the slots of this user are, the same for every process on this machine. Raises OSError if it is not ours."""
    folder = Path(tempfile.gettempdir()) / f"tinso-{os.getuid()}" / "slots"
    for each in (folder.parent, folder):
        each.mkdir(mode=0o700, exist_ok=True)
        status = each.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
            raise PermissionError(f"{each} belongs to somebody else")
    return folder


@dataclass
class _Place:
    """One host or address in this process: who waits for it here, in order of arrival, and what the last request left."""

    waiting: asyncio.Condition = field(default_factory=asyncio.Condition)
    queue: list[object] = field(default_factory=list)
    busy: int = 0
    users: int = 0


class Limiter:
    """Slots by key. Keys are taken in one global order, so two orders that share several places never wait for each other."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder if folder is not None else state_folder()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._places: dict[str, _Place] = {}

    @asynccontextmanager
    async def slot(self, keys: Sequence[str], pace: Pace) -> AsyncIterator[None]:
        """Wait until a request to all of `keys` may start; the gap to the next one counts from leaving."""
        async with AsyncExitStack() as stack:
            slots = [await stack.enter_async_context(self._turn(key, pace)) for key in sorted(set(keys))]
            await self._start_together(slots, pace)
            yield

    async def _start_together(self, slots: list[_Slot], pace: Pace) -> None:
        # Another process may start at one of the places while we wait for another: look again until all are free at once.
        gap = pace.delay * (1 + random.uniform(0, JITTER))  # noqa: S311  # no secret
        while (wait := max(slot.due(gap, pace) for slot in slots)) > 0:
            await asyncio.sleep(wait)
        for slot in slots:
            slot.begin(pace)

    @asynccontextmanager
    async def _turn(self, key: str, pace: Pace) -> AsyncIterator[_Slot]:
        place = self._places.setdefault(key, _Place())
        place.users += 1
        ticket = object()
        try:
            async with place.waiting:
                place.queue.append(ticket)
                try:
                    await place.waiting.wait_for(lambda: place.queue[0] is ticket and place.busy < pace.concurrency)
                    place.busy += 1
                finally:
                    place.queue.remove(ticket)
                    place.waiting.notify_all()
            try:
                async with self._file(key, pace) as slot:
                    yield slot
            finally:
                place.busy -= 1
                async with place.waiting:
                    place.waiting.notify_all()
        finally:
            place.users -= 1
            if not place.users:
                self._places.pop(key, None)

    @asynccontextmanager
    async def _file(self, key: str, pace: Pace) -> AsyncIterator[_Slot]:
        name = hashlib.blake2b(key.encode(), digest_size=12).hexdigest()
        descriptors: list[int] = []
        if pace.delay > 4 * _POLL:  # we have to wait anyway: let a process that has been trying go first
            await asyncio.sleep(_POLL * random.uniform(1, 2))  # noqa: S311  # no secret
        try:
            while not descriptors:
                for number in range(pace.concurrency):
                    descriptor = os.open(self._folder / f"{name}.{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
                    try:
                        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    except BlockingIOError:
                        os.close(descriptor)
                        continue
                    descriptors.append(descriptor)
                    break
                else:
                    if not pace.shared:  # the other process is none of our business
                        descriptors.append(os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC))
                        break
                    await asyncio.sleep(_POLL)
            slot = _Slot(descriptors[0], self._folder / name)
            try:
                yield slot
            finally:
                slot.end()
        finally:
            for descriptor in descriptors:
                os.close(descriptor)  # drops the lock


class _Slot:
    """A place we may use now: one of its slot files, locked by us, and the ledger of recent starts all of them share."""

    def __init__(self, descriptor: int, stem: Path) -> None:
        self._descriptor = descriptor
        self._stem = stem
        self._begun = False
        # A slot left "under way" by a process that died: its request may have run until now.
        last = _read_slot(descriptor)
        if last is not None and last[1]:
            self._write(time.monotonic(), under_way=False)

    def due(self, gap: float, pace: Pace) -> float:
        """Seconds until a request may start here, 0 or less if now."""
        if not pace.shared:
            return 0.0
        now = time.monotonic()
        waits = [0.0]
        for number in range(pace.concurrency):
            last = self._of_slot(number)
            if last is not None:
                # The clock starts anew with the machine: a time that lies ahead is from before.
                waits.append(gap - (now - last if now >= last else 0.0))
        if pace.windows:
            starts = self._starts()
            for window in pace.windows:
                if len(starts) >= window.requests:
                    waits.append(window.seconds - (now - starts[-window.requests]))
        return max(waits)

    def begin(self, pace: Pace) -> None:
        self._begun = True
        now = time.monotonic()
        self._write(now, under_way=True)
        if pace.shared:
            self._note_start(now)

    def end(self) -> None:
        if self._begun:
            self._write(time.monotonic(), under_way=False)

    def _write(self, at: float, *, under_way: bool) -> None:
        os.pwrite(self._descriptor, _SLOT.pack(at, under_way), 0)

    def _of_slot(self, number: int) -> float | None:
        with contextlib.suppress(OSError):
            descriptor = os.open(f"{self._stem}.{number}", os.O_RDONLY | os.O_CLOEXEC)
            try:
                last = _read_slot(descriptor)
                return None if last is None else last[0]
            finally:
                os.close(descriptor)
        return None

    def _starts(self) -> list[float]:
        with contextlib.suppress(OSError):
            data = Path(f"{self._stem}.starts").read_bytes()
            now = time.monotonic()
            return [at for (at,) in _TIME.iter_unpack(data[: len(data) // _TIME.size * _TIME.size]) if at <= now]
        return []

    def _note_start(self, now: float) -> None:
        kept = max(window.requests for windows in FAMILY_WINDOWS.values() for window in windows)
        starts = [*self._starts(), now][-kept:]
        temporary = f"{self._stem}.starts.{os.getpid()}"
        with open(temporary, "wb") as file:
            file.write(b"".join(map(_TIME.pack, starts)))
        os.replace(temporary, f"{self._stem}.starts")


def _read_slot(descriptor: int) -> tuple[float, bool] | None:
    data = os.pread(descriptor, _SLOT.size, 0)
    return _SLOT.unpack(data) if len(data) == _SLOT.size else None
