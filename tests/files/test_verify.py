"""Verification finds what is missing, altered or not ours, and never takes work under way for damage."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.errors import NewerDatabase, NotOurs
from storage.recovery import recover
from storage.verify import verify

if TYPE_CHECKING:
    from tests.files.conftest import House


def found(house: House) -> set[tuple[str, str]]:
    return {(problem.kind, problem.name) for problem in verify(house.data_dir)}


def first_document(house: House) -> Path:
    return sorted(house.documents.folder.iterdir())[0]


def first_archive(house: House) -> Path:
    return house.archive.folder / house.archive.files()[0]


def test_a_whole_store_has_no_problem_and_stays_as_it_is(house: House) -> None:
    for number in range(12):
        house.put(number)
    house.put(3, title="Tin số 3", blocks=("Sapo của tin 3.", "Nội dung của tin 3.", "Thu Hà"), slug="lao-cai")
    before = sorted(str(path) for path in house.data_dir.rglob("*"))
    assert found(house) == set()
    house.archive.close()
    assert found(house) == set()
    assert {path for path in before if "archive" not in path} <= {str(path) for path in house.data_dir.rglob("*")}


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("harm", "kind"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(path.read_bytes() + b"\n"), "altered"),
        (lambda path: path.write_bytes(b""), "altered"),
        (lambda path: path.write_bytes(b"\xff"), "altered"),
        (lambda path: (path.unlink(), path.mkdir()), "unreadable"),
    ],
)
def test_a_harmed_document(house: House, harm: Callable[[Path], object], kind: str) -> None:
    house.put(1)
    house.put(2)
    path = first_document(house)
    harm(path)
    assert found(house) == {(kind, f"documents/{path.name}")}


def test_a_row_that_does_not_fit_its_file(house: House) -> None:
    house.put(1)
    house.put(2)
    with house.store.write() as db:
        db.execute("UPDATE documents SET content_hash = substr(content_hash, 1, 16) || substr(content_hash, 16, 48) WHERE number = 0")
        db.execute("UPDATE documents SET name = '001_0000000000000000.txt' WHERE number = 1")
    assert {(problem.kind, problem.name) for problem in verify(house.data_dir)} >= {
        ("altered", f"documents/{first_document(house).name}"),
        ("damaged", "tinso.db"),
    }


def test_files_nobody_listed(house: House) -> None:
    house.put(1)
    (house.documents.folder / "009_0123456789abcdef.txt").write_text("lạ")
    (house.documents.folder / "ghi chú").write_text("lạ")
    (house.documents.folder / ".0123456789abcdef.part").write_text("dở")
    (house.archive.folder / "lạ.warc.gz").write_text("lạ")
    assert found(house) == {
        ("unlisted", "documents/009_0123456789abcdef.txt"),
        ("unlisted", "documents/ghi chú"),
        ("unlisted", "documents/.0123456789abcdef.part"),
        ("unlisted", "archive/lạ.warc.gz"),
    }


def test_a_missing_archive_file_is_told_once(house: House) -> None:
    for number in range(5):
        house.put(number)
    path = first_archive(house)
    house.archive.close()
    path.unlink()
    assert [(problem.kind, problem.name) for problem in verify(house.data_dir)] == [("missing", f"archive/{path.name}")]


def test_a_harmed_page(house: House) -> None:
    articles = [house.put(number) for number in range(3)]
    house.archive.close()
    spot = articles[1].version.spot
    assert spot is not None
    flip(first_archive(house), spot.offset + spot.length // 2)
    assert found(house) == {("altered", f"archive/{spot.file}"), ("damaged", f"archive/{spot.file}")}


def test_a_page_that_is_another_one_now(house: House) -> None:
    house.put(1)
    with house.store.write() as db:
        db.execute("UPDATE versions SET archive_digest = 'sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'")
    assert {kind for kind, _ in found(house)} == {"altered"}


def test_a_shortened_archive(house: House) -> None:
    house.put(1)
    house.put(2)
    house.archive.close()
    path = first_archive(house)
    os.truncate(path, path.stat().st_size - 10)
    assert found(house) == {("missing", f"archive/{path.name}"), ("torn", f"archive/{path.name}")}


def test_a_damaged_database_is_reported_not_raised(house: House) -> None:
    for number in range(40):
        house.put(number)
    house.close()
    path = house.data_dir / "tinso.db"
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(os.urandom(size // 3))
    assert ("damaged", "tinso.db") in found(house)


def test_no_database(tmp_path: Path) -> None:
    assert [(problem.kind, problem.name) for problem in verify(tmp_path)] == [("missing", "tinso.db")]
    assert os.listdir(tmp_path) == []


def test_a_database_that_is_not_ours_or_newer_is_refused(house: House, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    sqlite3.connect(tmp_path / "other" / "tinso.db").execute("CREATE TABLE t (x)").connection.close()
    with pytest.raises(NotOurs):
        list(verify(tmp_path / "other"))
    house.store.db["_sqlite_migrations"].insert({"migration_set": "tinso", "name": "from_the_future", "applied_at": "2030"})
    with pytest.raises(NewerDatabase):
        list(verify(house.data_dir))


def test_no_false_alarm_while_others_write(house: House) -> None:
    stop = threading.Event()

    def work() -> None:
        number = 0
        while not stop.is_set():
            house.put(number)
            number += 1

    writer = threading.Thread(target=work)
    writer.start()
    try:
        alarms = [problem for _ in range(15) for problem in verify(house.data_dir)]
    finally:
        stop.set()
        writer.join()
    assert alarms == []


def test_a_document_placed_but_not_committed_is_no_alarm_and_is_never_removed(house: House) -> None:
    placed, go_on = threading.Event(), threading.Event()

    def transaction() -> None:
        with house.documents.stage("đang ghi") as staged, house.store.write() as db:
            name = house.documents.name(77, "ab" * 32)
            db.execute(
                "INSERT INTO documents (number, content_hash, name, sha256, size, article, at) VALUES (77, ?, ?, ?, 1, 1, '')",
                ("ab" * 32, name, staged.sha256),
            )
            staged.place(name)
            placed.set()
            go_on.wait(10)

    house.put(1)
    writer = threading.Thread(target=transaction)
    writer.start()
    placed.wait(10)
    timer = threading.Timer(0.3, go_on.set)
    timer.start()
    recovered = recover(house.store)
    writer.join()
    timer.join()
    assert recovered.removed == ()
    assert (house.documents.folder / house.documents.name(77, "ab" * 32)).exists()


def test_recovery_makes_a_killed_store_clean(house: House) -> None:
    house.put(1)
    house.documents.stage("không ai liệt kê").place("001_0123456789abcdef.txt")
    (house.documents.folder / ".0123456789abcdef.part").write_text("dở")
    house.archive.close()
    path = first_archive(house)
    size = path.stat().st_size
    (path.with_name(path.name + ".open")).write_text(str(size))
    with path.open("ab") as file:
        file.write(b"\x1f\x8b\x08\x00torn")
    assert {kind for kind, _ in found(house)} == {"unlisted", "torn"}
    recovered = recover(house.store)
    assert len(recovered.removed) == 2
    assert [cut.bytes for cut in recovered.cuts] == [8]
    assert found(house) == set()
    assert path.stat().st_size == size
    assert recover(house.store) == type(recovered)()
