"""The document format: what a text becomes, what its hash leaves out, and how files survive a kill."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.documents import DocumentError, DocumentFolder, compose, content_hash, date_line, hashes, normalise, parse, render, tidy
from storage.models import Extraction

ROOT = Path(__file__).resolve().parent.parent
LONG = " ".join(f"từ{number}" for number in range(50))

syllables = st.sampled_from(
    ["Sở", "Thông", "tin", "và", "Truyền", "thông", "điện", "tử", "22/07/2017", "“số”", "–", "ngữ", "1.234", "Đắk", "A\u0301"]
)
lines = st.one_of(st.lists(syllables, min_size=1, max_size=30).map(" ".join), st.text(max_size=60))


def vectors() -> list[dict[str, Any]]:
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    found = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
    return [vector for block in found for vector in block]


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector["case"])
def test_the_vectors_of_the_format_page(vector: dict[str, Any]) -> None:
    extraction = Extraction(title=vector["title"], blocks=tuple(vector["blocks"]), published=vector["published"])
    assert render(extraction) == vector["document"]
    assert content_hash(extraction.title, extraction.blocks, date_line(extraction.published)) == vector["content_hash"]
    assert vector["content_hash"] in hashes(vector["document"])


def test_there_are_vectors_for_every_rule() -> None:
    assert len(vectors()) >= 8


def test_blocks_stand_on_one_line_each_with_one_empty_line_between() -> None:
    extraction = Extraction(
        title="Hội nghị\n tổng  kết",
        blocks=("  Sapo\u00a0của bài. ", "", "\u200b", "Ảnh:\tHội trường."),
        published="2024-03-05T14:30:00+07:00",
    )
    assert render(extraction) == "Hội nghị tổng kết\n\n05/03/2024 14:30\n\nSapo của bài.\n\nẢnh: Hội trường."


@pytest.mark.parametrize(
    ("published", "line"),
    [
        ("2024-03-05T14:30:00+07:00", "05/03/2024 14:30"),
        ("2024-03-05T14:30:59", "05/03/2024 14:30"),
        ("2024-03-05T20:30:00+00:00", "06/03/2024 03:30"),
        ("2024-03-05T20:30:00Z", "06/03/2024 03:30"),
        ("2024-03-05", "05/03/2024"),
        ("", ""),
    ],
)
def test_date_line(published: str, line: str) -> None:
    assert date_line(published) == line


def test_a_bad_date_is_refused() -> None:
    with pytest.raises(ValueError, match="hôm qua"):
        date_line("hôm qua")


@given(lines, st.lists(lines, max_size=6), st.sampled_from(["", "2017-07-22", "2017-07-22T08:05:00+07:00"]))
def test_a_document_taken_apart_and_put_together_is_the_same(title: str, blocks: list[str], published: str) -> None:
    text = render(Extraction(title=title, blocks=tuple(blocks), published=published))
    document = parse(text)
    assert compose(document.title, document.date_line, document.blocks) == text
    assert unicodedata.is_normalized("NFC", text)
    assert text.encode().decode() == text
    assert not text.endswith("\n")
    assert not text.startswith("\ufeff")
    assert content_hash(title, blocks, date_line(published)) in hashes(text)


@given(lines)
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert normalise(normalise(text)) == normalise(text)
    assert len(tidy(text).splitlines()) <= 1


@given(st.lists(syllables, min_size=2, max_size=60), st.data())
def test_the_hash_does_not_see_how_a_text_is_written_down(words: list[str], data: st.DataObject) -> None:
    plain = " ".join(words)
    space = data.draw(st.sampled_from([" ", "\u00a0", "\u202f", "  ", "\n", "\t \u3000", "\u200b ", " \ufeff"]))
    other = space.join(words)
    if data.draw(st.booleans()):
        other = unicodedata.normalize("NFD", other)
    at = data.draw(st.integers(0, len(other)))
    other = other[:at] + data.draw(st.sampled_from(["", "\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u200e"])) + other[at:]
    other = other.replace("“", '"').replace("”", '"').replace("–", data.draw(st.sampled_from(["-", "—", "‑", "−"])))
    assert content_hash(plain, [LONG, plain]) == content_hash(other, [f" {LONG}\n", other])


def test_the_hash_sees_every_word_and_the_order() -> None:
    seen = {
        content_hash("Tiêu đề", [LONG, "một"]),
        content_hash("Tiêu đề", ["một", LONG]),
        content_hash("Tiêu đề", [LONG, "hai"]),
        content_hash("Tiêu đề", [f"{LONG} một"]),
        content_hash("Tiêu dề", [LONG, "một"]),
        content_hash("TIÊU ĐỀ", [LONG, "một"]),
    }
    assert len(seen) == 6


def test_the_date_counts_only_in_a_short_text() -> None:
    short = ["Kính mời dự họp giao ban tuần."]
    assert content_hash("Giấy mời", short, "04/03/2024") != content_hash("Giấy mời", short, "11/03/2024")
    assert (
        content_hash("Giấy mời", [LONG], "04/03/2024") == content_hash("Giấy mời", [LONG], "11/03/2024") == content_hash("Giấy mời", [LONG])
    )
    words = [f"w{number}" for number in range(38)]
    under, at = [" ".join(words)], [" ".join([*words, "x"])]
    assert content_hash("t", under, "04/03/2024") != content_hash("t", under)  # 39 syllables
    assert content_hash("t", at, "04/03/2024") == content_hash("t", at)  # 40


def test_files_are_named_by_number_and_hash(tmp_path: Path) -> None:
    folder = DocumentFolder(tmp_path)
    assert folder.name(0, "c3a34dd86906562b" + "0" * 48) == "000_c3a34dd86906562b.txt"
    assert folder.name(12345, "f" * 64) == "12345_ffffffffffffffff.txt"


def test_a_document_appears_whole_under_its_name_or_not_at_all(tmp_path: Path) -> None:
    folder = DocumentFolder(tmp_path / "data")
    with folder.stage("Tiêu đề\n\nBài") as staged:
        assert list(folder.files()) == []
        path = staged.place("000_0123456789abcdef.txt")
    assert path.read_bytes() == "Tiêu đề\n\nBài".encode()
    assert (staged.size, len(staged.sha256)) == (path.stat().st_size, 64)
    assert folder.read(path.name) == "Tiêu đề\n\nBài"
    folder.stage("thôi").discard()
    assert os.listdir(folder.folder) == [path.name]


@pytest.mark.parametrize("name", ["../x.txt", "000_0123456789abcdef.txt/..", "notes.txt", "", "00_0123456789abcdef.txt"])
def test_names_that_are_not_ours_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError):
        DocumentFolder(tmp_path).read(name)


def test_reading_a_missing_or_broken_document_is_a_clear_error(tmp_path: Path) -> None:
    folder = DocumentFolder(tmp_path)
    with pytest.raises(DocumentError, match="missing"):
        folder.read("000_0123456789abcdef.txt")
    folder.folder.mkdir()
    (folder.folder / "000_0123456789abcdef.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(DocumentError, match="cannot be read"):
        folder.read("000_0123456789abcdef.txt")


KILLED = """
import sys, time
from pathlib import Path
from typing import Any
from storage.documents import DocumentFolder
folder = DocumentFolder(Path(sys.argv[1]))
folder.stage("đã đặt").place("001_aaaaaaaaaaaaaaaa.txt")
staged = folder.stage("dở dang")
print("ready", flush=True)
time.sleep(60)
"""


def test_recovery_takes_what_a_kill_left_and_nothing_in_use(tmp_path: Path) -> None:
    folder = DocumentFolder(tmp_path)
    folder.stage("listed").place("000_bbbbbbbbbbbbbbbb.txt")
    (folder.folder / "ghi chú.txt").write_text("người dùng")
    with subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        unlisted = folder.unlisted(lambda names: {"000_bbbbbbbbbbbbbbbb.txt"} & set(names))
        assert unlisted == ["001_aaaaaaaaaaaaaaaa.txt", "ghi chú.txt"]
        assert folder.abandoned() == []
        assert folder.recover([]).removed == ()  # the other process lives: its temporary file is its own
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(folder.abandoned()) == 1
    with folder.stage("mine"):
        strays = folder.recover(unlisted)
    assert len(strays.removed) == 2
    assert sorted(os.listdir(folder.folder)) == ["000_bbbbbbbbbbbbbbbb.txt", "ghi chú.txt"]


def test_many_unlisted_documents_are_set_aside_not_deleted(tmp_path: Path) -> None:
    folder = DocumentFolder(tmp_path)
    folder.folder.mkdir()
    names = [folder.name(number, "e" * 64) for number in range(101)]
    for name in names:
        (folder.folder / name).write_text(name)
    strays = folder.recover(names)
    assert (strays.removed, len(strays.aside)) == ((), 101)
    assert list(folder.files()) == []
    assert sorted(path.name for path in (tmp_path / "set-aside").iterdir()) == names
