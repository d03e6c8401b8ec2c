"""What `test_disk` runs on a small disk of its own: a service whose disk is full, may not grow, or cannot be written."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import resource
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from conftest import SimClock, World

from demo.server import serve
from demo.site import Portal as Site
from scheduler.clock import Clock
from storage.store import Store
from storage.verify import verify


def fill(folder: Path) -> Callable[[], None]:
    """Leave not one free byte."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as out, contextlib.suppress(OSError):
        while True:
            out.write(bytes(4096))
    return filler.unlink


def forbid(folder: Path) -> Callable[[], None]:
    """No file may grow, as under a quota."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def refused(folder: Path, close: Callable[[Path], Callable[[], None]], word: str) -> None:
    """While nothing can be written crawling pauses; afterwards it goes on by itself and nothing is missing."""
    world = World(folder / "data", SimClock())
    site = world.site(articles=5)
    service = world.open()
    clock = Clock(service)
    clock.start()
    wait_for(lambda: world.store.count_articles() == 5 and not service.checks)
    give_back = close(folder)
    for _ in range(3):
        site.publish()
    world.clock.forward(world.due("so-31") - world.clock.moment)
    wait_for(lambda: bool(service.room.reason))
    assert service.wait_idle(30)
    asked = site.requests
    time.sleep(2.5)  # some ticks
    assert site.requests == asked
    assert service.alive() == (True, f"paused: {word}")

    give_back()
    deadline = time.monotonic() + 30
    while world.store.count_articles() < 8 and time.monotonic() < deadline:
        world.clock.forward(timedelta(minutes=5))
        time.sleep(1.1)
    clock.stop()
    assert service.wait_idle(30)
    assert service.room.reason == ""
    assert world.store.count_articles() == 8
    service.judge()
    assert [alert for alert in world.store.alerts() if alert.closed is None] == []
    world.close()
    assert list(verify(folder / "data")) == []


def wait_for(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


def read_only(folder: Path) -> None:
    """One line and exit 2."""
    world = World(folder / "data", SimClock())
    world.site(articles=5)
    world.open()
    world.round()
    (number, *_) = [str(one.id) for one in world.store.articles()]
    world.close()
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    for command in (["run", "--once", "--no-web"], ["fetch", "so-31"]):
        done = subprocess.run(
            [sys.executable, "-m", "cli", *command, "--data", str(folder / "data")], capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert "Read-only file system" in done.stderr
    for command in (["articles", "list"], ["articles", "show", number], ["changes", "list"], ["articles", "search", "so thong tin"]):
        done = subprocess.run(
            [sys.executable, "-m", "cli", *command, "--data", str(folder / "data")], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()
    kept = [sys.executable, "-m", "cli", "articles", "keep", number, "--data", str(folder / "data")]
    done = subprocess.run(kept, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "cannot be written" in done.stderr


def turned_read_only(folder: Path) -> None:
    """The file system meets an error under a service at work: one alert, an orderly end; after a repair nothing is missing."""
    data, hook = folder / "data", Hook()
    site = Site("dept-net", "127.0.0.31", 0, 1)
    with serve(site):
        site.fill(6)
        data.mkdir()
        (data / "portals.toml").write_text(f'[[portal]]\nslug = "so"\nname = "Sở"\nurl = "{site.url}"\nlife_cycle = "live"\n', "utf-8")
        (data / "notify.toml").write_text(f'language = "en"\n[[channel]]\nname = "a"\nurl = "{hook.url}"\nchanges = false\n', "utf-8")
        log, running = start(data)
        wait_for(lambda: "next in" in log.read_text("utf-8"))
        trigger = Path("/sys/fs/ext4") / Path(os.environ["DISK_DEVICE"]).name / "trigger_fs_error"
        site.publish()
        with contextlib.closing(sqlite3.connect(data / "tinso.db")) as other, other:
            other.execute("UPDATE portals SET next_due = '2020-01-01T00:00:00+00:00' WHERE slug = 'so'")  # due again
        subprocess.run(["sync", "-f", str(folder)], check=True)  # the two files above, which nobody synced: the test is not about them
        trigger.write_text("an error of a test", "ascii")
        wait_for(lambda: "crawling pauses" in log.read_text("utf-8") and bool(hook.got))
        asked = site.requests
        time.sleep(3.0)
        assert site.requests == asked
        assert running.poll() is None
        running.terminate()
        assert running.wait(10) == 0, log.read_text("utf-8")
        assert "Traceback" not in log.read_text("utf-8"), log.read_text("utf-8")
        assert log.read_text("utf-8").count("crawling pauses") == 1
        assert [title for title, _ in hook.got] == ["tinso: Trouble: the tinso service"]

        again = subprocess.run(command(data, "--once"), capture_output=True, text=True, timeout=60, check=False)
        assert (again.returncode, len(again.stderr.splitlines())) == (2, 1), again.stderr
        subprocess.run(["umount", str(folder)], check=True)
        assert subprocess.run(["e2fsck", "-p", os.environ["DISK_IMAGE"]], capture_output=True, check=False).returncode < 4
        subprocess.run(["mount", "-o", "loop,errors=remount-ro", os.environ["DISK_IMAGE"], str(folder)], check=True)
        last = subprocess.run(command(data, "--once"), capture_output=True, text=True, timeout=60, check=False)
        assert last.returncode == 0, last.stderr
        with Store.open(data) as store:
            assert store.count_articles() == 7
        assert list(verify(data)) == []


def command(data: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "cli", "run", "so", "--no-web", "--data", str(data), *more]


def start(data: Path) -> tuple[Path, subprocess.Popen[bytes]]:
    """A service of its own with its log beside the disk."""
    log = data.parent.parent / "log.txt"
    with log.open("wb") as out:
        running = subprocess.Popen(command(data), stdout=out, stderr=out)
    atexit.register(running.kill)  # whatever becomes of the test
    return log, running


class Hook:
    """A webhook: title and text of what it was sent."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str]] = []
        got = self.got

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                got.append((said["title"], said["message"]))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"json://127.0.0.1:{server.server_port}/tin"
        threading.Thread(target=server.serve_forever, daemon=True).start()


CASES = {
    "full": lambda place: refused(place, fill, "the disk is full"),
    "quota": lambda place: refused(place, forbid, "the disk cannot be written"),
    "read_only": read_only,
    "turned_read_only": turned_read_only,
}

if __name__ == "__main__":
    CASES[sys.argv[1]](Path(sys.argv[2]))
    os._exit(0)
