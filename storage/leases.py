"""Who holds a portal: names of processes that another process can check, so that a killed one blocks nobody.

A name is `job host pid start place`: the kernel's start time tells a process from a later one with its number, and `place` tells
machines, boots and containers apart. Of a holder in another place nothing is known but the end of its lease.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import socket
from pathlib import Path


def holder(job: str) -> str:
    """The name of this process, doing `job` ("fetch", "run")."""
    return " ".join((job.replace(" ", "-"), socket.gethostname().replace(" ", "-"), str(os.getpid()), _started(os.getpid()), _place()))


def gone(name: str) -> bool:
    """Whether the process of that name has certainly ended."""
    parts = name.split(" ")
    if len(parts) != 5 or parts[4] != _place() or not parts[2].isdigit():
        return False
    return _started(int(parts[2])) != parts[3]


def spoken(name: str) -> str:
    """A holder as a person reads it: `fetch on sv1 (process 4711)`."""
    parts = name.split(" ")
    return f"{parts[0]} on {parts[1]} (process {parts[2]})" if len(parts) == 5 else name


def _started(pid: int) -> str:
    """When a process started, in the kernel's ticks; "0" when there is none (or it is only waited for)."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return "0" if Path("/proc/self/stat").exists() else _alive(pid)
    fields = status.rpartition(")")[2].split()  # the name before it may hold anything
    return "0" if fields[0] in {"Z", "X"} else fields[19]


def _alive(pid: int) -> str:
    """For systems without /proc: "1" for a process that is there, whichever it is."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return "0"
    except OSError:
        return "1"
    return "1"


@functools.cache
def _place() -> str:
    """Eight digits for this boot of this machine and this container's numbering of processes."""
    known = [socket.gethostname()]
    with contextlib.suppress(OSError):
        known.append(Path("/proc/sys/kernel/random/boot_id").read_text("ascii"))
    with contextlib.suppress(OSError):
        known.append(str(Path("/proc/self/ns/pid").readlink()))
    return hashlib.blake2b("\n".join(known).encode(), digest_size=4).hexdigest()
