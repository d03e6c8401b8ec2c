"""`tinso run` as a process of its own: once, as a service, twice at a time, told to stop, killed."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from cli import tinso
from demo.server import serve
from demo.site import Portal as Site
from storage.models import Portal, PortalKind
from storage.sole import running
from storage.store import Store
from storage.verify import verify

TINSO = [sys.executable, "-m", "cli"]


def declare(folder: Path, **sites: Site) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f'[[portal]]\nslug = "{slug.replace("_", "-")}"\nkind = "other"\nname = "{slug}"\nurl = "{site.url}"\nlife_cycle = "live"\n'
        'confidence = "high"\nevidence = "a test"\n'
        for slug, site in sites.items()
    ]
    (folder / "portals.toml").write_text("\n".join(lines), "utf-8")


class Process:
    """One `tinso` with its output in files; ended at the latest with the test."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.log = folder.parent / f"log-{time.monotonic_ns()}.txt"
        environment = os.environ | {"TINSO_DELAY": "0", "TINSO_WORKERS": "1", "TINSO_MIN_FREE": "0"}
        with self.log.open("wb") as out:
            self.process = subprocess.Popen([*TINSO, *arguments, "--data", str(folder)], stdout=out, stderr=out, env=environment)

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def wait_for(self, done: Callable[[], bool], seconds: float = 30.0) -> None:
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, self.said()
            assert self.process.poll() is None, self.said()
            time.sleep(0.05)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Process]]:
    made: list[Process] = []

    def begin(*arguments: str) -> Process:
        made.append(Process(tmp_path / "data", *arguments))
        return made[-1]

    yield begin
    for one in made:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait(10)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    portal = Site("dept-net", "127.0.0.41", 0, 3)
    with serve(portal):
        portal.fill(5)
        declare(tmp_path / "data", so_thu=portal)
        yield portal


def stored(folder: Path) -> int:
    path = folder / "tinso.db"
    if not path.exists():
        return 0
    with contextlib.suppress(sqlite3.OperationalError), contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
    return 0  # its tables are being made


def test_once_stores_what_is_due_and_ends(site: Site, start: Callable[..., Process], tmp_path: Path) -> None:
    first = start("run", "so-thu", "--once", "--no-web")

    assert first.process.wait(60) == 0, first.said()
    assert stored(tmp_path / "data") == 5
    asked = site.requests

    second = start("run", "so-thu", "--once", "--no-web")
    assert second.process.wait(60) == 0, second.said()
    assert site.requests == asked


def test_a_service_ends_within_ten_seconds_and_only_one_runs(site: Site, start: Callable[..., Process], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    site.break_("drip")
    one = start("run", "so-thu", "--no-web")
    one.wait_for(lambda: running(folder) == one.process.pid and site.requests > 0)

    other = start("run", "so-thu", "--no-web")
    assert other.process.wait(20) == 2
    assert f"process {one.process.pid}" in other.said()

    asked = time.monotonic()
    one.process.send_signal(signal.SIGTERM)
    assert one.process.wait(15) == 0, one.said()
    assert time.monotonic() - asked < 10
    assert running(folder) == 0
    with Store.open(folder) as store:
        assert store.value("SELECT count(*) FROM portals WHERE lease_holder IS NOT NULL") == 0
        assert store.value("SELECT count(*) FROM runs WHERE finished IS NULL") == 0


@pytest.mark.soak  # some seconds of waiting
def test_a_channel_that_hangs_does_not_hold_back_the_end(site: Site, start: Callable[..., Process], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as silent:
        url = f"json://127.0.0.1:{silent.getsockname()[1]}/?rto=120"
        (folder / "notify.toml").write_text(f'digest = []\n[[channel]]\nname = "a"\nurl = "{url}"\n', "utf-8")
        with Store.open(folder) as store:
            store.channel("a", datetime.now(UTC))
            store.open_alert("", "disk", "một cảnh báo", "", datetime.now(UTC))
        service = start("run", "so-thu", "--no-web")
        silent.settimeout(30)
        with contextlib.closing(silent.accept()[0]):
            asked = time.monotonic()
            service.process.send_signal(signal.SIGTERM)
            assert service.process.wait(20) == 0, service.said()
            assert time.monotonic() - asked < 10
    assert "given up: notify" in service.said()
    with Store.open(folder) as store:
        assert [one.event for one in store.waiting("a")] == ["alert:1:begin"]


def fetched(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.status, answer.read().decode()


def test_the_desk_stands_beside_the_clock_with_pages_for_machines(site: Site, start: Callable[..., Process], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    service = start("run", "so-thu", "--port", "0")
    service.wait_for(lambda: stored(folder) == 5 and "next in" in service.said())
    desk = re.search(r"http://127\.0\.0\.1:\d+/", service.said())
    assert desk is not None, service.said()

    status, page = fetched(desk.group())
    _, metrics = fetched(desk.group() + "metrics")

    assert status == 200
    assert "<html" in page
    assert fetched(desk.group() + "healthz") == (200, "running\n")
    assert 'tinso_runs_total{outcome="complete"} 1.0' in metrics
    assert 'tinso_changes_total{kind="new"} 5.0' in metrics
    assert "tinso_database_bytes" in metrics


def test_hangup_reads_the_registry_again(site: Site, start: Callable[..., Process], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    service = start("run", "so-thu", "--no-web")
    service.wait_for(lambda: stored(folder) == 5)
    (folder / "portals.toml").write_text("this is no registry", "utf-8")
    service.process.send_signal(signal.SIGHUP)
    service.wait_for(lambda: "was not read again" in service.said())
    declare(folder, so_thu=site)
    service.process.send_signal(signal.SIGHUP)
    service.wait_for(lambda: "was read again" in service.said().replace("was not read again", ""))


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_runs_for_cron_tell_of_a_full_disk_once_and_of_its_end_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, long_ago = tmp_path / "data", datetime(2026, 1, 1, tzinfo=UTC)
    declare(folder, so_thu=Site("dept-net", "127.0.0.41", 1, 3))
    (folder / "notify.toml").write_text('[[channel]]\nname = "a"\nurl = "json://127.0.0.1:1/"\n', "utf-8")

    def run_once(min_free: str) -> tuple[str, list[str]]:
        monkeypatch.setenv("TINSO_MIN_FREE", min_free)
        done = CliRunner().invoke(tinso, ["run", "so-thu", "--once", "--no-web", "--data", str(folder)])
        with Store.open(folder) as store:
            return str(done.exception or ""), [one.event for one in store.waiting("a")]

    with Store.open(folder) as store:
        store.channel("a", long_ago)
    for _ in range(2):
        said, told = run_once("1048576")
        assert "nothing is crawled: only" in said
        assert told == ["alert:1:begin"]
    with Store.open(folder) as store:  # nothing is due: the run has only to judge and to tell
        store.put_off([("so-thu", datetime(2099, 1, 1, tzinfo=UTC))])
    assert run_once("0") == ("", ["alert:1:begin", "alert:1:end"])


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # what knows the channels imports it where Python has it
@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("channel", 'notify.toml: channel "a": url: no address of a channel'),
        ("hours", 'notify.toml: digest = "24:00": want a time like "08:00"'),
        ("backup", "the folder for backups cannot be made"),
        ("fetched", "khac: was only fetched so far; tinso portals enable khac"),
        ("port", "the desk cannot listen on"),
    ],
)
def test_what_cannot_work_is_refused_at_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, said: str) -> None:
    """Before anything is asked of a portal."""
    folder, more = tmp_path / "data", ["--no-web"]
    declare(folder, so_thu=Site("dept-net", "127.0.0.41", 1, 3))
    slug = "so-thu"
    if what in {"channel", "hours"}:
        bad = '[[channel]]\nname = "a"\nurl = "nothing-known://x"\n' if what == "channel" else 'digest = ["24:00"]\n'
        (folder / "notify.toml").write_text(bad, "utf-8")
    elif what == "backup":
        (tmp_path / "file").touch()
        monkeypatch.setenv("TINSO_BACKUP_TO", str(tmp_path / "file" / "deeper"))
    elif what == "fetched":
        slug = "khac"
        with Store.open(folder) as store:
            store.put_portal(Portal(slug=slug, kind=PortalKind.OTHER, name="Khác", url="http://127.0.0.42:1/", origin="fetch"))
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as taken:
        if what == "port":
            more = ["--port", str(taken.getsockname()[1])]

        done = CliRunner().invoke(tinso, ["run", slug, *more, "--data", str(folder)])

    assert done.exception is not None
    assert said in str(done.exception)
    assert running(folder) == 0


def workers_of(pid: int) -> list[int]:
    """The crawl processes of a service."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def kill(service: Process, whom: str) -> None:
    """The service, its workers, or both, without a word."""
    for pid in workers_of(service.process.pid) if whom != "service" else []:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    if whom != "worker":
        service.process.kill()
        service.process.wait(10)


def end_well(start: Callable[..., Process], folder: Path, articles: int) -> None:
    """The next service brings what is missing; nothing is doubled, and all is as the database says."""
    last = start("run", "so-thu", "--no-web")
    last.wait_for(lambda: stored(folder) >= articles and running(folder) == last.process.pid, 60)
    last.process.terminate()
    assert last.process.wait(15) == 0, last.said()
    with Store.open(folder) as store:
        urls = [article.url for article in store.articles()]
        assert len(urls) == len(set(urls)) == articles
        assert store.value("SELECT count(*) FROM (SELECT event FROM outbox GROUP BY event, channel HAVING count(*) > 1)") == 0
        assert store.value("SELECT count(*) - count(DISTINCT article) FROM changes WHERE kind = 'new'") == 0
    assert list(verify(folder)) == []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_killed_and_started_again_it_goes_on(site: Site, start: Callable[..., Process], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    site.fill(10)
    for wanted, whom in ((1, "service"), (4, "both"), (8, "service")):
        service = start("run", "so-thu", "--no-web")
        service.wait_for(lambda wanted=wanted: stored(folder) >= wanted)
        kill(service, whom)

    end_well(start, folder, 15)


@pytest.mark.soak
def test_killed_fifty_times_at_random_moments(site: Site, start: Callable[..., Process], tmp_path: Path) -> None:
    folder, rng = tmp_path / "data", Random(1)
    for n in range(50):
        site.publish()
        service = start("run", "so-thu", "--no-web")
        time.sleep(rng.uniform(0.3, 4.0))
        kill(service, rng.choice(("service", "worker", "both")))
        if service.process.poll() is None:
            time.sleep(rng.uniform(0.0, 1.0))
            service.process.kill()
            service.process.wait(10)
        if n % 5 == 0 and (folder / "tinso.db").exists():
            with Store.open(folder) as store:  # due again, as if its time had come
                store.put_off([("so-thu", datetime.now(UTC))])

    with Store.open(folder) as store:
        store.put_off([("so-thu", datetime.now(UTC))])
    end_well(start, folder, 55)
