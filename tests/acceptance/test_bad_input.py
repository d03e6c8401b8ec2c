"""Bad input: one clear line that names what, where and what to do; exit 2; no traceback; nothing lost."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from demo.server import serve
from demo.site import Portal
from tests.acceptance.conftest import Tinso


def one_line(text: str) -> str:
    """The only line of an error, checked to be one and no traceback."""
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    assert "Traceback" not in text
    return lines[0]


def test_an_unknown_slug_suggests_the_nearest(tinso: Tinso) -> None:
    done = tinso.process("fetch", "binh-thaun")

    assert done.returncode == 2
    assert "binh-thuan" in one_line(done.stderr)


@pytest.mark.parametrize("typed", ["ftp://stttt.example.vn/", "http://", "http://[::1", "https://user:pw@example.vn/"])
def test_an_address_that_cannot_be_is_refused(tinso: Tinso, typed: str) -> None:
    done = tinso("fetch", typed)

    assert done.returncode == 2
    assert typed.split("@")[0] in one_line(done.stderr)


def test_an_address_that_does_not_resolve_is_a_named_failure(tinso: Tinso) -> None:
    done = tinso("fetch", "http://khong-co-that.invalid/")

    assert done.returncode == 1
    assert "dns" in done.stdout
    assert "Traceback" not in done.stderr


class _Picture(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"\x89PNG\r\n\x1a\n" + bytes(200)
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def picture(address: Callable[[], str]) -> Iterator[str]:
    server = ThreadingHTTPServer((address(), 0), _Picture)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://{server.server_address[0]!s}:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_answer_that_is_no_html_is_a_named_failure(tinso: Tinso, picture: str) -> None:
    done = tinso("fetch", picture)

    assert done.returncode == 1
    assert "not_html" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("fetch", "binh-thuan"),
        ("run", "--once", "--no-web"),
        ("portals", "list"),
        ("portals", "disable", "binh-thuan"),
        ("articles", "list"),
        ("verify",),
        ("status",),
    ],
)
def test_a_data_folder_that_is_a_file_is_named(tinso: Tinso, tmp_path: Path, command: tuple[str, ...]) -> None:
    taken = tmp_path / "file"
    taken.write_text("no folder", "utf-8")
    done = tinso(*command, "--data", str(taken))

    assert done.returncode == 2
    assert str(taken) in one_line(done.stderr)
    assert taken.read_text("utf-8") == "no folder"


def test_a_data_folder_that_is_not_there_is_not_called_sound(tinso: Tinso) -> None:
    done = tinso.process("verify")

    assert done.returncode == 2
    assert str(tinso.data) in one_line(done.stderr)
    assert not tinso.data.exists()


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Tinso:
    """A data folder in which nothing is stored yet but the tables."""
    from storage.store import Store

    folder = tmp_path_factory.mktemp("stored")
    Store.open(folder).close()
    return Tinso(folder)


@pytest.mark.parametrize(
    "arguments",
    [
        ("articles", "show", "9" * 30),
        ("articles", "diff", "1", "9" * 30),
        ("articles", "undo", "9" * 30),
        ("changes", "show", "9" * 30),
        ("articles", "list", "--since", "30/2/2026"),
        ("extract", "-", "--url", "http://[::1"),
        ("extract", ""),
        ("articles", "show", "\udcff\udcfe"),
    ],
)
def test_values_out_of_all_range_are_one_line(stored: Tinso, arguments: tuple[str, ...]) -> None:
    undecodable = any("\udc80" <= letter <= "\udcff" for argument in arguments for letter in argument)
    done = (stored.process if undecodable else stored)(*arguments)

    assert done.returncode == 2
    assert one_line(done.stderr).startswith("tinso: ")


@pytest.mark.parametrize("command", [("articles", "history"), ("articles", "list"), ("changes", "list")])
def test_a_limit_beyond_all_numbers_is_no_limit(stored: Tinso, command: tuple[str, ...]) -> None:
    done = stored(*command, "--limit", "9" * 30)

    assert done.returncode == 0
    assert done.stderr == ""


def test_a_broken_portals_toml_names_file_key_and_value(tinso: Tinso) -> None:
    tinso.data.mkdir()
    (tinso.data / "portals.toml").write_text('[[portal]]\nslug = "a"\nname = "A"\nurl = "gopher://a.vn/"\n', "utf-8")
    done = tinso("fetch", "binh-thuan")
    line = one_line(done.stderr)

    assert done.returncode == 2
    assert "portals.toml" in line
    assert "url" in line
    assert "gopher://a.vn/" in line


def test_a_database_of_a_newer_version_is_left_alone(tinso: Tinso, address: Callable[[], str]) -> None:
    portal = Portal("drupal", address(), articles=2, seed=1)
    with serve(portal):
        tinso("fetch", portal.url)
        path = tinso.data / "tinso.db"
        with sqlite3.connect(path) as db:
            db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('tinso', 'of_tomorrow', '2030-01-01')")
        db.close()
        before = path.read_bytes()
        done = tinso("fetch", portal.url)

    assert done.returncode == 2
    assert "newer version" in one_line(done.stderr)
    assert path.read_bytes() == before
    assert len(tinso.documents()) == 2


def test_a_file_that_is_no_database_is_left_alone(tinso: Tinso) -> None:
    tinso.data.mkdir()
    (tinso.data / "tinso.db").write_bytes(b"this is no database at all, just some text " * 50)
    done = tinso("articles", "list")

    assert done.returncode == 2
    assert "tinso.db" in one_line(done.stderr)


@pytest.mark.parametrize(
    "arguments",
    [("fecth",), ("fetch",), ("fetch", "binh-thuan", "--limit", "0"), ("articles", "show", "99x"), ("export", "x", "--format", "doc")],
)
def test_wrong_use_is_one_line_and_exit_2(tinso: Tinso, arguments: tuple[str, ...]) -> None:
    done = tinso(*arguments)

    assert done.returncode == 2
    assert one_line(done.stderr).startswith("tinso: ")


def test_settings_that_cannot_be_are_named(tinso: Tinso) -> None:
    tinso.environment["TINSO_DELAY"] = "soon"
    done = tinso("config")

    assert done.returncode == 2
    assert "TINSO_DELAY='soon'" in one_line(done.stderr)
