"""Fetches that are killed or interrupted: nothing stored is lost or doubled, the next fetch completes the work."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable

import pytest

from demo.server import serve
from demo.site import Portal
from tests.acceptance.conftest import Tinso


def _kill_and_go_on(tinso: Tinso, host: str, seed: int, kills: int) -> None:
    portal = Portal("vnportal", host, articles=30, seed=seed)
    rng = random.Random(seed)
    with serve(portal):
        for _ in range(kills):
            process = tinso.start("fetch", portal.url, start_new_session=True)
            time.sleep(rng.uniform(0.3, 3.0))
            os.killpg(process.pid, signal.SIGKILL) if rng.random() < 0.5 else process.kill()
            process.communicate()
        done = tinso("fetch", portal.url)
    stored = [row["url"] for row in tinso.rows("articles", "list", "--limit", "500")]

    assert done.returncode == 0, done.stdout + done.stderr
    assert len(stored) == len(set(stored)) == len(portal.live())
    assert tinso.documents() == sorted("\n\n".join(portal.truth(article).lines) for article in portal.live().values())
    assert tinso("verify").returncode == 0


def test_three_kills_lose_and_double_nothing(tinso: Tinso, address: Callable[[], str]) -> None:
    _kill_and_go_on(tinso, address(), seed=3, kills=3)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_twenty_kills_lose_and_double_nothing(tinso: Tinso, address: Callable[[], str], seed: int) -> None:
    _kill_and_go_on(tinso, address(), seed=100 + seed, kills=5)


def test_ctrl_c_stops_cleanly_and_keeps_what_was_stored(tinso: Tinso, address: Callable[[], str]) -> None:
    tinso.environment["TINSO_DELAY"] = "0.1"
    portal = Portal("drupal", address(), articles=40, seed=4)
    with serve(portal):
        process = tinso.start("fetch", portal.url)
        deadline = time.monotonic() + 30
        while not tinso.documents() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        out, err = process.communicate(timeout=20)
        took = time.monotonic() - began

    assert process.returncode == 130, err
    assert took < 8
    assert "interrupted; what was stored is kept" in err
    assert portal.shape.name in out or "found" in out
    assert 0 < len(tinso.documents()) < 40
    assert tinso("verify").returncode == 0
