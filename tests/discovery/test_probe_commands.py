"""`tinso portals probe` and `check` as a user runs them, against real servers on loopback."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demo.server import Server
from demo.site import Portal as Site
from storage.store import Store
from tests import command

Tinso = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def host() -> Callable[[], str]:
    return lambda: f"127.{random.randint(30, 250)}.{random.randint(1, 250)}.{random.randint(2, 250)}"


@pytest.fixture
def tinso(tmp_path: Path) -> Tinso:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return command.run(*arguments, environment={"TINSO_DATA": str(tmp_path / "data"), "TINSO_DELAY": "0"}, folder=tmp_path)

    return run


def test_probe_ranks_the_sources_and_stores_nothing(server: Server, host: Callable[[], str], tinso: Tinso, tmp_path: Path) -> None:
    site = Site("wordpress", host(), 0, 3, articles=12, stale_feed=True)
    server.add(site)

    done = tinso("portals", "probe", site.url, "--json")

    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0]["trusted"]
    assert len(rows[0]["articles"]) == 12
    assert all(row["reason"] for row in rows)
    feed = next(row for row in rows if row["kind"] == "feed")
    assert not feed["trusted"]
    assert feed["missing"]
    assert not (tmp_path / "data").exists()
    told = tinso("portals", "probe", site.url)
    assert "trusted alone" in told.stdout
    assert feed["url"] in told.stdout


def test_check_says_alive_moved_and_dead(server: Server, host: Callable[[], str], tinso: Tinso, tmp_path: Path) -> None:
    live, left = (Site("drupal", host(), 0, n, articles=3) for n in (1, 2))
    for site in (live, left):
        server.add(site)
    heir = left.migrate(host())
    gone = f"http://{host()}:9/"
    for slug, url in (("song", live.url), ("di", left.url), ("mat", gone)):
        assert tinso("portals", "add", url, "--slug", slug).returncode == 0

    done = tinso("portals", "check", "song", "di", "mat", "--json")

    rows = {row["portal"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 1
    assert {slug: row["state"] for slug, row in rows.items()} == {"song": "alive", "di": "moved", "mat": "dead"}
    assert rows["di"]["to"].startswith(heir.url)
    assert rows["mat"]["cause"].startswith("refused")
    assert tinso("portals", "check", "song").returncode == 0
    with Store.open(tmp_path / "data") as store:
        visits = store.rows("SELECT p.slug, v.kind, v.outcome FROM visits AS v JOIN portals AS p ON p.id = v.portal")
        assert {("song", "home", "ok"), ("di", "home", "private_address"), ("mat", "home", "refused")} <= {
            tuple(dict(row).values()) for row in visits
        }
        assert not [dict(row) for row in store.rows("SELECT * FROM entry_points")]
