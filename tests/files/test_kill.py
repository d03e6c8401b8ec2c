"""Killed at random moments while storing: everything acknowledged is there once, and one recovery makes the folder clean."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.archive import Archive, Location
from storage.backup import backup, restore
from storage.recovery import recover
from storage.store import Store
from storage.verify import verify

HERE = Path(__file__).resolve().parent
WRITER = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[2], sys.argv[3]]
from conftest import House
house = House(Path(sys.argv[1]))
start = int(sys.argv[4])
for number in range(start, start + 100000):
    article = house.put(number, published="")
    print(article.url, flush=True)
"""


def killed(data_dir: Path, start: int, seconds: float) -> list[str]:
    """Addresses that a writer acknowledged before SIGKILL met it."""
    command = [sys.executable, "-c", WRITER, str(data_dir), str(HERE), str(HERE.parent.parent), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        timer = threading.Timer(seconds, process.send_signal, [signal.SIGKILL])
        timer.start()
        lines += process.stdout.readlines()
        timer.join()
    return [line.decode().strip() for line in lines if line.endswith(b"\n")]


def check_kills(data_dir: Path, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: list[str] = []
    for number in range(rounds):
        acknowledged += killed(data_dir, number * 100000, chance.uniform(0, 0.25))
        with Store.open(data_dir) as store:
            recover(store)
            assert list(verify(data_dir)) == []
            urls = [article.url for article in store.articles()]
            assert len(urls) == len(set(urls))
            assert set(acknowledged) <= set(urls)
            assert len(list((data_dir / "documents").iterdir())) == store.value("SELECT count(*) FROM documents") == len(urls)
            for article in store.articles(limit=5):
                spot = article.version.spot
                assert spot is not None
                assert Archive(data_dir).read(Location(spot.file, spot.offset, spot.length, spot.digest)).url == article.url
    assert len(list((data_dir / "archive").glob("*.gz"))) == 1  # each run went on with the file of the day


def test_a_few_kills(tmp_path: Path) -> None:
    check_kills(tmp_path / "data", 3, seed=1)
    done = backup(tmp_path / "data", tmp_path / "b.tar", datetime(2026, 3, 5, tzinfo=UTC))
    assert restore(done.path, tmp_path / "restored") == []


@pytest.mark.soak
def test_many_kills(tmp_path: Path) -> None:
    check_kills(tmp_path / "data", 40, seed=2)
