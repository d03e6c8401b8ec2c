"""The limiter, in one process and across processes."""

from __future__ import annotations

import asyncio
import itertools
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import politeness
from crawler.politeness import Limiter, Pace, Window, retry_after, windows_for

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

OTHER = """
import asyncio, sys, time
from pathlib import Path
from crawler.politeness import Limiter, Pace
async def run():
    limiter = Limiter(Path(sys.argv[1]))
    print("ready", flush=True)
    for _ in range(int(sys.argv[2])):
        async with limiter.slot(["host a", "address 1"], Pace(0.15)):
            start = time.monotonic()
            print("in", file=sys.stderr, flush=True)
            await asyncio.sleep(float(sys.argv[3]))
            print(start, time.monotonic(), flush=True)
asyncio.run(run())
"""


def other(folder: Path, times: int, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", OTHER, str(folder), str(times), str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


async def use(limiter: Limiter, keys: list[str], pace: Pace, spans: list[tuple[float, float]], hold: float = 0.02) -> None:
    async with limiter.slot(keys, pace):
        start = time.monotonic()
        await asyncio.sleep(hold)
        spans.append((start, time.monotonic()))


def gaps(spans: list[tuple[float, float]]) -> list[float]:
    spans.sort()
    return [after[0] - before[1] for before, after in itertools.pairwise(spans)]


def test_the_gap_counts_from_the_end_and_is_only_lengthened(tmp_path: Path) -> None:
    async def run() -> list[tuple[float, float]]:
        limiter, spans = Limiter(tmp_path), list[tuple[float, float]]()
        await asyncio.gather(*(use(limiter, ["host a", f"address {n % 2}"], Pace(0.3), spans) for n in range(5)))
        return spans

    found = gaps(asyncio.run(run()))
    assert min(found) >= 0.3
    assert max(found) < 3 * 0.3


def test_two_hosts_on_one_address_share_its_pace_and_others_do_not_wait(tmp_path: Path) -> None:
    async def run() -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
        limiter, shared, alone = Limiter(tmp_path), list[tuple[float, float]](), list[tuple[float, float]]()
        await asyncio.gather(
            *(use(limiter, [f"host {name}", "address 1"], Pace(0.3), shared) for name in "abab"),
            use(limiter, ["host c", "address 2"], Pace(0.3), alone),
        )
        return shared, alone

    shared, [(alone, _)] = asyncio.run(run())
    assert min(gaps(shared)) >= 0.3
    assert alone < shared[1][0]  # without one gap of the others


def test_concurrency_is_a_bound(tmp_path: Path) -> None:
    busy = most = 0

    async def one(limiter: Limiter) -> None:
        nonlocal busy, most
        async with limiter.slot(["host a"], Pace(0.0, concurrency=3)):
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(0.01)
            busy -= 1

    async def run() -> None:
        limiter = Limiter(tmp_path)
        await asyncio.gather(*(one(limiter) for _ in range(12)))

    asyncio.run(run())
    assert most == 3


def test_processes_share_the_pace_and_take_turns(tmp_path: Path) -> None:
    first, second = other(tmp_path, 4, 0.02), other(tmp_path, 4, 0.02)
    spans = []
    for process in (first, second):
        out, _ = process.communicate(timeout=20)
        spans += [(float(a), float(b)) for a, b in (line.split() for line in out.splitlines())]

    assert len(spans) == 8
    assert min(gaps(spans)) >= 0.15


def test_a_killed_process_gives_its_slot_back_and_the_gap_counts_from_its_death(tmp_path: Path) -> None:
    process = other(tmp_path, 1, 60)
    assert process.stderr is not None
    assert process.stderr.readline() == "in\n"
    process.kill()
    process.communicate()
    died = time.monotonic()
    spans: list[tuple[float, float]] = []

    asyncio.run(use(Limiter(tmp_path), ["host a", "address 1"], Pace(0.15), spans))
    assert 0.15 <= spans[0][0] - died < 1.0


def test_a_window_bounds_many_requests(tmp_path: Path) -> None:
    async def run() -> list[tuple[float, float]]:
        limiter, spans = Limiter(tmp_path), list[tuple[float, float]]()
        for _ in range(7):
            await use(limiter, ["host a"], Pace(0.001, windows=(Window(3, 0.4),)), spans, 0.001)
        return spans

    spans = asyncio.run(run())
    for index in range(len(spans) - 3):
        assert spans[index + 3][0] - spans[index][0] >= 0.39  # a start is noted a moment before the request begins


def test_a_cancelled_wait_leaves_the_place_free(tmp_path: Path) -> None:
    async def run() -> None:
        limiter = Limiter(tmp_path)
        async with limiter.slot(["host a"], Pace(0.0)):
            waiter = asyncio.ensure_future(use(limiter, ["host a"], Pace(0.0), []))
            await asyncio.sleep(0.02)
            waiter.cancel()
        await asyncio.wait_for(use(limiter, ["host a"], Pace(0.0), []), 1)
        assert not limiter._places

    asyncio.run(run())


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("30", 30.0),
        (" 0 ", 0.0),
        ("999999999999", 86400.0),
        ("Sun, 22 Nov 2026 10:02:00 GMT", 120.0),
        ("Sun, 22 Nov 2026 09:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2099 09:00:00 GMT", 86400.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("", 0.0),
        ("٣", 0.0),
    ],
)
def test_retry_after(value: str, seconds: float) -> None:
    assert retry_after(value, NOW) == seconds


def test_windows_come_by_fingerprint_or_hint() -> None:
    assert windows_for("nukeviet", "") == windows_for("", "NukeViet eGovernment") == politeness.FAMILY_WINDOWS["nukeviet"]
    assert windows_for("liferay", "nukeviet") == ()
