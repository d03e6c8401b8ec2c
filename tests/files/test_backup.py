"""A backup made beside writers holds one consistent state; what comes back is that, or nothing."""

from __future__ import annotations

import io
import json
import os
import tarfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.backup import BackupError, backup, restore
from storage.opening import connect
from storage.store import Store
from storage.verify import verify

if TYPE_CHECKING:
    from tests.files.conftest import House

NOW = datetime(2026, 3, 5, 7, 30, tzinfo=UTC)
Members = list[tuple[tarfile.TarInfo, bytes]]


def contents(data_dir: Path) -> dict[str, bytes]:
    files = (path for path in data_dir.rglob("*") if path.is_file() and "tinso.db" not in path.name and ".open" not in path.name)
    return {str(path.relative_to(data_dir)): path.read_bytes() for path in files}


def titles(data_dir: Path) -> list[tuple[int, str]]:
    db = connect(data_dir / "tinso.db", read_only=True)
    rows: list[tuple[int, str]] = db.execute("SELECT article, title FROM versions ORDER BY id").fetchall()
    db.close()
    return rows


def test_what_was_backed_up_comes_back(house: House, tmp_path: Path) -> None:
    for number in range(30):
        house.put(number)
    (house.data_dir / "portals.toml").write_text("# của tôi\n")
    done = backup(house.data_dir, tmp_path / "b.tar", NOW)
    assert (done.path, done.documents, done.archive_files, done.missing) == (tmp_path / "b.tar", 30, 1, ())
    assert done.bytes == done.path.stat().st_size
    assert sorted(os.listdir(tmp_path)) == ["b.tar", "data"]
    assert restore(done.path, tmp_path / "new" / "data") == []
    assert contents(tmp_path / "new" / "data") == contents(house.data_dir)
    assert titles(tmp_path / "new" / "data") == titles(house.data_dir)
    with Store.open(tmp_path / "new" / "data") as store:
        assert store.article(7) == house.store.article(7)
    assert os.listdir(tmp_path / "new") == ["data"]


def test_any_tar_tool_reads_it(house: House, tmp_path: Path) -> None:
    house.put(1)
    path = backup(house.data_dir, tmp_path, NOW).path
    assert path.name == "tinso-20260305-073000.tar"
    with tarfile.open(path) as tar:
        names = tar.getnames()
        manifest = tar.extractfile("manifest.jsonl")
        assert manifest is not None
        lines = [json.loads(line) for line in manifest]
    assert (names[0], names[-1]) == ("tinso.db", "manifest.jsonl")
    assert [line["name"] for line in lines[1:]] == names[:-1]
    assert lines[0] == {"tinso_backup": 1, "made": "2026-03-05T07:30:00+00:00"}


def test_an_empty_store(house: House, tmp_path: Path) -> None:
    restore(backup(house.data_dir, tmp_path / "b.tar", NOW).path, tmp_path / "new")
    assert titles(tmp_path / "new") == []


def test_it_is_consistent_while_others_write(house: House, tmp_path: Path) -> None:
    stop = threading.Event()

    def work() -> None:
        number = 0
        while not stop.is_set():
            house.put(number)
            number += 1

    writer = threading.Thread(target=work)
    writer.start()
    try:
        made = [backup(house.data_dir, tmp_path / f"{number}.tar", NOW) for number in range(5)]
    finally:
        stop.set()
        writer.join()
    for number, done in enumerate(made):
        assert restore(done.path, tmp_path / f"restored-{number}") == []
        assert len(titles(tmp_path / f"restored-{number}")) == done.documents
        assert list(verify(tmp_path / f"restored-{number}")) == []


def test_an_existing_empty_folder_is_filled(house: House, tmp_path: Path) -> None:
    house.put(1)
    done = backup(house.data_dir, tmp_path / "b.tar", NOW)
    (tmp_path / "volume").mkdir()
    restore(done.path, tmp_path / "volume")
    assert sorted(os.listdir(tmp_path / "volume")) == ["archive", "documents", "tinso.db"]


def test_nothing_is_overwritten(house: House, tmp_path: Path) -> None:
    house.put(1)
    done = backup(house.data_dir, tmp_path / "b.tar", NOW)
    before = done.path.read_bytes()
    with pytest.raises(BackupError, match="overwrites nothing"):
        backup(house.data_dir, done.path, NOW)
    assert done.path.read_bytes() == before
    with pytest.raises(BackupError, match="not empty"):
        restore(done.path, house.data_dir)
    with pytest.raises(BackupError, match="no database"):
        backup(tmp_path / "nowhere", tmp_path / "c.tar", NOW)
    with pytest.raises(BackupError, match="cannot be written"):
        backup(house.data_dir, tmp_path / "no" / "such" / "folder.tar", NOW)
    with pytest.raises(BackupError, match="nothing was restored"):
        restore(tmp_path / "absent.tar", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_store_with_a_missing_file_can_still_be_saved(house: House, tmp_path: Path) -> None:
    house.put(1)
    house.put(2)
    path = sorted(house.documents.folder.iterdir())[0]
    path.unlink()
    done = backup(house.data_dir, tmp_path / "b.tar", NOW)
    assert done.missing == (f"documents/{path.name}",)
    assert [(problem.kind, problem.name) for problem in restore(done.path, tmp_path / "new")] == [("missing", f"documents/{path.name}")]
    assert len(titles(tmp_path / "new")) == 2


def refused(path: Path, tmp_path: Path) -> str:
    with pytest.raises(BackupError) as error:
        restore(path, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".tinso")]
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.fixture
def good(house: House, tmp_path: Path) -> Path:
    for number in range(3):
        house.put(number)
    return backup(house.data_dir, tmp_path / "good.tar", NOW).path


def test_a_changed_byte_anywhere_is_refused(good: Path, tmp_path: Path) -> None:
    data = good.read_bytes()
    with tarfile.open(good) as tar:
        places = [place for member in tar for place in (member.offset_data, member.offset_data + member.size // 2) if member.size]
    for place in places:
        (tmp_path / "bad.tar").write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        refused(tmp_path / "bad.tar", tmp_path)


def test_a_cut_backup_is_refused(good: Path, tmp_path: Path) -> None:
    data = good.read_bytes()
    with tarfile.open(good) as tar:
        end = max(member.offset_data + member.size for member in tar)
    for length in (0, 1, 511, 512, 700, end // 3, end // 2, end - 1):
        (tmp_path / "bad.tar").write_bytes(data[:length])
        refused(tmp_path / "bad.tar", tmp_path)


def entry(name: str, data: bytes = b"x", kind: bytes = tarfile.REGTYPE, link: str = "") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, link, len(data) if kind == tarfile.REGTYPE else 0
    return info, data


HOSTILE: dict[str, Callable[[Members], Members]] = {
    "path out": lambda members: [entry("../../etc/passwd"), *members],
    "path out of documents": lambda members: [entry("documents/../../x.txt"), *members],
    "absolute path": lambda members: [entry("/etc/passwd"), *members],
    "symbolic link": lambda members: [entry("documents", kind=tarfile.SYMTYPE, link="/etc"), *members],
    "link with a good name": lambda members: [
        entry("documents/009_0123456789abcdef.txt", kind=tarfile.SYMTYPE, link="/etc/passwd"),
        *members,
    ],
    "hard link": lambda members: [entry("documents/009_0123456789abcdef.txt", kind=tarfile.LNKTYPE, link="tinso.db"), *members],
    "device": lambda members: [entry("tinso.db", kind=tarfile.CHRTYPE), *members],
    "folder": lambda members: [entry("documents/", kind=tarfile.DIRTYPE), *members],
    "foreign file": lambda members: [entry("documents/readme.txt"), *members],
    "name with a line feed": lambda members: [entry("tinso.db\n"), *members],
    "file not in the manifest": lambda members: [entry("documents/009_0123456789abcdef.txt"), *members],
    "the same file twice": lambda members: [members[0], *members],
    "a file left out": lambda members: [members[0], *members[2:]],
    "no manifest": lambda members: members[:-1],
    "manifest first": lambda members: [members[-1], *members[:-1]],
    "manifest alone": lambda members: members[-1:],
    "nothing": lambda members: [],
    "long name": lambda members: [entry("documents/" + "a" * 5000), *members],
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_backups_are_refused(good: Path, tmp_path: Path, attack: str) -> None:
    with tarfile.open(good) as tar:
        members = [(member, file.read() if (file := tar.extractfile(member)) else b"") for member in tar]
    with tarfile.open(tmp_path / "bad.tar", "w") as tar:
        for member, data in HOSTILE[attack](members):
            tar.addfile(member, io.BytesIO(data))
    refused(tmp_path / "bad.tar", tmp_path)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\x1f\x8b\x08" + bytes(1000), bytes(10240), b"text " * 1000])
def test_other_files_are_no_backups(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    assert "backup" in refused(tmp_path / "x", tmp_path)


def test_a_database_of_a_newer_version_is_refused(house: House, tmp_path: Path) -> None:
    house.store.db["_sqlite_migrations"].insert({"migration_set": "tinso", "name": "from_the_future", "applied_at": "2030"})
    done = backup(house.data_dir, tmp_path / "b.tar", NOW)
    message = refused(done.path, tmp_path)
    assert "newer version" in message
    assert str(tmp_path / ".tinso") not in message
