"""Crawl processes: start them, hand them orders, pass on what they send, notice when they die.

A worker is `python -m crawler.worker`; its stdin and stdout carry the frames of `storage.models`. One thread per worker reads
frames and calls the handler itself, so a slow handler slows the worker through the pipe and nothing piles up here. A worker whose
orders run past their wall clock is killed; they end as `died`, which loses nothing: links and orders stand in the database.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
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
RETIRE_AFTER = 2000  # orders, some hundred batches; a fresh process gives memory back
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Worker:
    """One crawl process. `handler` is called in this worker's own thread, for each message of each order."""

    handler: Handler
    environment: dict[str, str]
    orders: dict[str, Order] = field(default_factory=dict)
    served: int = 0
    ended: bool = False  # its stream is at its end: it takes no order any more, whatever the kernel still says of the process
    _deadlines: dict[str, float] = field(default_factory=dict)
    _frames: queue.SimpleQueue[bytes | None] = field(default_factory=queue.SimpleQueue)
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
        # A worker that hangs does not empty its stdin: whoever gives it an order must not hang with it.
        self._writer = threading.Thread(target=self._write, name=f"orders-{self.process.pid}", daemon=True)
        self._writer.start()

    @property
    def alive(self) -> bool:
        """Whether it may be given orders. A killed process closes its stream a while before it can be waited for."""
        return not self.ended and self.process.poll() is None

    def memory(self) -> int:
        """Resident memory in bytes, 0 when unknown."""
        try:
            return int(Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1]) * PAGE
        except (OSError, IndexError, ValueError):
            return 0

    def give(self, order: Order, seconds: float = 0.0) -> bool:
        """Hand over an order; after so many seconds of wall clock it is `overdue` (0: never). False: it has died, ask another one.

        An order that was taken gets its Finished, since whoever buries the worker looks for orders under the same lock.
        """
        with self._idle:
            if self.ended:
                return False
            self.orders[order.id] = order
            if seconds:
                self._deadlines[order.id] = time.monotonic() + seconds
        self.served += 1
        self.send(order)
        return True

    def overdue(self) -> list[str]:
        """Slugs of the portals whose orders should have ended."""
        now = time.monotonic()
        with self._idle:
            return [order.portal.slug for order in self.orders.values() if self._deadlines.get(order.id, now) < now]

    def send(self, command: Command) -> None:
        """Write one frame, never blocking. A dead worker is no error here: its thread ends its orders."""
        self._frames.put(pack(command))

    def _write(self) -> None:
        stdin = cast(BinaryIO, self.process.stdin)
        with contextlib.suppress(BrokenPipeError, ValueError):
            while (frame := self._frames.get()) is not None:
                stdin.write(frame)
                stdin.flush()
        with contextlib.suppress(BrokenPipeError):
            stdin.close()

    def wait(self, seconds: float) -> bool:
        """Wait until no order is under way; false when the time ran out first."""
        with self._idle:
            return self._idle.wait_for(lambda: not self.orders, seconds)

    def close(self, grace: float = GRACE) -> None:
        """End of stdin tells the worker to go; after the grace it is killed."""
        self._frames.put(None)
        try:
            self.process.wait(grace)
        except subprocess.TimeoutExpired:
            self.kill()
        self._writer.join(grace)
        self.thread.join(grace)
        cast(BinaryIO, self.process.stdout).close()

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):  # stuck in the kernel: nobody can end it sooner, and nobody waits for it
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
            self._deadlines.pop(order, None)
            self._idle.notify_all()

    def _bury(self, reason: str) -> None:
        """Whatever was under way has died, and nothing more is taken."""
        with self._idle:
            self.ended = True
            left = list(self.orders.values())
        for order in left:
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
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def run(self, orders: Iterable[Order], seconds: float, stop: threading.Event) -> None:
        """Run these orders to their end, at most `seconds` of wall clock; `stop` cancels what is left, within the grace."""
        deadline = time.monotonic() + seconds
        busy = {id(worker): worker for worker in [self.submit(order) for order in orders]}
        while any(worker.orders for worker in busy.values()):
            if stop.is_set() or time.monotonic() > deadline:
                self._abandon(list(busy.values()))
                break
            for worker in busy.values():
                worker.wait(0.05)
        with self._lock:
            self._retire()

    def submit(self, order: Order, seconds: float = 0.0) -> Worker:
        """Hand one order to a worker and return at once; what comes of it goes to the handler."""
        with self._lock:
            while not (worker := self._pick(order)).give(order, seconds):
                pass  # it died this moment, and is not picked again
            return worker

    def cancel(self, order: str) -> None:
        """End one order soon. One that is not under way is no error."""
        with self._lock:
            for worker in self.workers:
                if order in worker.orders:
                    worker.send(Cancel(order=order))

    def tend(self) -> None:
        """Kill workers that hold an order beyond its time or grow without bound; let go those that have served enough."""
        with self._lock:
            for worker in self.workers:
                late, memory = worker.overdue(), worker.memory() // (1024 * 1024)
                if worker.alive and (late or memory > 2 * self.memory_limit):
                    log.warning("worker %s is killed: %s", worker.process.pid, f"late with {late}" if late else f"{memory} MB")
                    worker.kill()
            self._retire()

    def abandon(self) -> None:
        """Cancel everything; what has not ended after the grace is killed."""
        with self._lock:
            workers = list(self.workers)
        self._abandon(workers)

    def close(self) -> None:
        with self._lock:
            for worker in self.workers:
                worker.close()
            self.workers.clear()

    def _pick(self, order: Order) -> Worker:
        hosts = _hosts(order)
        for worker in self.workers:
            if worker.alive and any(hosts & _hosts(other) for other in list(worker.orders.values())):
                return worker
        fit = [worker for worker in self.workers if worker.alive and not self._spent(worker)]
        idle = [worker for worker in fit if not worker.orders]
        if idle:
            return idle[0]
        if len(fit) < self.size:
            self.workers.append(Worker(self.handler, self.environment))
            return self.workers[-1]
        return min(fit, key=lambda worker: len(worker.orders))

    def _abandon(self, workers: list[Worker]) -> None:
        for worker in workers:
            for order in list(worker.orders):
                worker.send(Cancel(order=order))
        deadline = time.monotonic() + GRACE
        for worker in workers:
            if not worker.wait(max(0.0, deadline - time.monotonic())):
                worker.kill()
                worker.thread.join(GRACE)

    def _spent(self, worker: Worker) -> bool:
        return worker.served >= RETIRE_AFTER or worker.memory() > self.memory_limit * 1024 * 1024

    def _retire(self) -> None:
        kept = []
        for worker in self.workers:
            if worker.orders or (worker.alive and not self._spent(worker)):
                kept.append(worker)
            else:
                worker.close()
        self.workers = kept


def _hosts(order: Order) -> set[str]:
    return {order.portal.url.split("/")[2], *order.portal.hosts}
