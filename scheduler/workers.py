"""Crawl processes: start them, hand them orders, pass on what they send, notice when they die.

A worker is `python -m crawler.worker`; its stdin and stdout carry the frames of `storage.models`. One thread per worker reads
frames and calls the handler itself, so a slow handler slows the worker through the pipe and nothing piles up here. A worker whose
orders run past their wall clock is killed; they end as `died`, which loses nothing: links and orders stand in the database.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from storage.models import (
    Cancel,
    Command,
    Failure,
    FailureName,
    Finished,
    Message,
    Order,
    RunOutcome,
    Seen,
    Stored,
    WireError,
    pack,
    read_frame,
)

log = logging.getLogger(__name__)

Handler = Callable[[Order, Message], None]

GRACE = 5.0  # seconds a worker has to end by itself
RETIRE_AFTER = 300  # orders; a fresh process gives memory back
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Worker:
    """One crawl process. `handler` is called in this worker's own thread, for each message of each order."""

    handler: Handler
    environment: dict[str, str]
    orders: dict[str, Order] = field(default_factory=dict)
    served: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _idle: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        # -P keeps a folder named "crawler" in the user's own folder from being imported; a session of its own keeps Ctrl-C for the parent.
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "crawler.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self.environment,
            start_new_session=True,
        )
        self.thread = threading.Thread(target=self._listen, name=f"worker-{self.process.pid}", daemon=True)
        self.thread.start()

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def memory(self) -> int:
        """Resident memory in bytes, 0 when unknown."""
        try:
            return int(Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1]) * PAGE
        except (OSError, IndexError, ValueError):
            return 0

    def give(self, order: Order) -> None:
        with self._idle:
            self.orders[order.id] = order
        self.served += 1
        self.send(order)

    def send(self, command: Command) -> None:
        """Write one frame. A dead worker is no error here: its thread ends its orders."""
        with self._lock, contextlib.suppress(BrokenPipeError, ValueError):
            stdin = cast(BinaryIO, self.process.stdin)
            stdin.write(pack(command))
            stdin.flush()

    def wait(self, seconds: float) -> bool:
        """Wait until no order is under way; false when the time ran out first."""
        with self._idle:
            return self._idle.wait_for(lambda: not self.orders, seconds)

    def close(self, grace: float = GRACE) -> None:
        """End of stdin tells the worker to go; after the grace it is killed."""
        with self._lock, contextlib.suppress(BrokenPipeError):
            cast(BinaryIO, self.process.stdin).close()
        try:
            self.process.wait(grace)
        except subprocess.TimeoutExpired:
            self.kill()
        self.thread.join(grace)
        cast(BinaryIO, self.process.stdout).close()

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(GRACE)

    def _listen(self) -> None:
        reason = "its stream ended"
        try:
            while (message := read_frame(cast(BinaryIO, self.process.stdout))) is not None:
                self._pass_on(message)
        except (WireError, OSError, ValueError) as error:
            reason = str(error)
        self._bury(reason)

    def _pass_on(self, message: Message) -> None:
        order = self.orders.get(message.order)
        if order is None:
            return
        self.handler(order, message)
        if isinstance(message, Seen):
            self.send(Stored(order=message.order, number=message.number))
        elif isinstance(message, Finished):
            self._forget(message.order)

    def _forget(self, order: str) -> None:
        with self._idle:
            self.orders.pop(order, None)
            self._idle.notify_all()

    def _bury(self, reason: str) -> None:
        """Whatever was under way has died."""
        for order in list(self.orders.values()):
            log.warning("worker %s died with order %s: %s", self.process.pid, order.portal.slug, reason)
            failure = Failure(name=FailureName.STOPPED, detail=f"the crawl process ended: {reason}")
            self.handler(order, Finished(order=order.id, outcome=RunOutcome.DIED, failure=failure))
            self._forget(order.id)


@dataclass
class WorkerPool:
    """At most `size` workers. Orders that share a host go to the same worker, where one limiter paces them best."""

    handler: Handler
    size: int
    environment: dict[str, str]
    memory_limit: int  # megabytes
    workers: list[Worker] = field(default_factory=list)

    def run(self, orders: Iterable[Order], seconds: float, stop: threading.Event) -> None:
        """Run these orders to their end, at most `seconds` of wall clock; `stop` cancels what is left, within the grace."""
        deadline = time.monotonic() + seconds
        busy: set[int] = set()
        for order in orders:
            busy.add(self._assign(order))
        while any(self.workers[index].orders for index in busy):
            if stop.is_set() or time.monotonic() > deadline:
                self._abandon(busy)
                break
            for index in busy:
                self.workers[index].wait(0.05)
        self._retire()

    def close(self) -> None:
        for worker in self.workers:
            worker.close()
        self.workers.clear()

    def _assign(self, order: Order) -> int:
        hosts = {order.portal.url.split("/")[2], *order.portal.hosts}
        for index, worker in enumerate(self.workers):
            if worker.alive and any(hosts & {o.portal.url.split("/")[2], *o.portal.hosts} for o in worker.orders.values()):
                worker.give(order)
                return index
        index = self._least_busy()
        self.workers[index].give(order)
        return index

    def _least_busy(self) -> int:
        for index, worker in enumerate(self.workers):
            if not worker.alive:
                self.workers[index] = Worker(self.handler, self.environment)
                return index
        free = [index for index, worker in enumerate(self.workers) if not worker.orders]
        if free:
            return free[0]
        if len(self.workers) < self.size:
            self.workers.append(Worker(self.handler, self.environment))
            return len(self.workers) - 1
        return min(range(len(self.workers)), key=lambda index: len(self.workers[index].orders))

    def _abandon(self, busy: set[int]) -> None:
        for index in busy:
            for order in list(self.workers[index].orders):
                self.workers[index].send(Cancel(order=order))
        deadline = time.monotonic() + GRACE
        for index in busy:
            if not self.workers[index].wait(max(0.0, deadline - time.monotonic())):
                self.workers[index].kill()
                self.workers[index].thread.join(GRACE)

    def _retire(self) -> None:
        kept = []
        for worker in self.workers:
            spent = worker.served >= RETIRE_AFTER or worker.memory() > self.memory_limit * 1024 * 1024
            if worker.alive and (worker.orders or not spent):
                kept.append(worker)
            elif not worker.orders:
                worker.close()
        self.workers = kept
