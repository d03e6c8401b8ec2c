"""What is given out: every format whole, in a stream, safe for spreadsheets and quiet about closed pipes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from storage.export import ARTICLE_FIELDS, ExportError, article_record, change_record, export, guarded, json_line
from storage.models import ChangeKind, ReviewState
from storage.records import ArticleRecord, ChangeRecord

if TYPE_CHECKING:
    from tests.files.conftest import House

ROOT = Path(__file__).resolve().parents[2]


def filled(house: House) -> list[ArticleRecord]:
    """Three articles and a copy of the second on another portal."""
    for number in range(3):
        house.put(number)
    house.put(9, title="Tin số 1", blocks=("Sapo của tin 1.", "Nội dung của tin 1.", "Thu Hà"), slug="lao-cai")
    return list(house.articles())


def out(house: House, form: str, rows: list[ArticleRecord]) -> bytes:
    stream = io.BytesIO()
    export(rows, "-", form, house.data_dir, stdout=stream)
    return stream.getvalue()


def test_the_json_of_an_article(house: House) -> None:
    article = house.put(1)
    record = article_record(article)
    assert list(record) == list(ARTICLE_FIELDS)
    assert record == {
        "id": 1,
        "portal": "thai-binh",
        "url": "http://thai-binh.vn/tin-1.html",
        "aliases": [],
        "title": "Tin số 1",
        "published": "2026-03-05T14:30:00+07:00",
        "author": "Thu Hà",
        "lead": "Sapo của tin 1.",
        "text": "Sapo của tin 1.\nNội dung của tin 1.\nThu Hà",
        "captions": ["Ảnh một.", "Ảnh hai."],
        "attachments": [{"name": "Quyết định.pdf", "url": "http://thai-binh.vn/qd.pdf"}],
        "content_hash": article.version.content_hash,
        "document": os.listdir(house.documents.folder)[0],
        "state": "live",
        "copy_of": None,
        "first_seen": "2026-03-05T14:30:00+07:00",
        "last_seen": "2026-03-05T14:30:00+07:00",
        "version": 1,
        "extractor": "test 1",
    }


@pytest.mark.parametrize(
    ("published", "given"),
    [
        ("", None),
        ("2026-03-05", "2026-03-05"),
        ("2026-03-05T20:00:00+00:00", "2026-03-06T03:00:00+07:00"),
        ("2026-03-05T20:00:00", "2026-03-05T20:00:00+07:00"),
    ],
)
def test_when_it_was_published(house: House, published: str, given: str | None) -> None:
    article = house.put(1)
    record = article_record(replace(article, version=replace(article.version, published=published)))
    assert record["published"] == given


def test_the_json_of_a_change() -> None:
    change = ChangeRecord(
        id=3,
        kind=ChangeKind.EDITED,
        at=datetime(2026, 3, 5, 7, tzinfo=UTC),
        portal="thai-binh",
        article=1,
        url="http://a.vn/",
        title="Tin",
        edit=("wording",),
        size=4,
        before=1,
        after=2,
        before_id=10,
        after_id=11,
        review_state=ReviewState.UNREAD,
        decided_at=None,
        note="",
    )
    assert json_line(change_record(change)) == (
        '{"id": 3, "kind": "edited", "at": "2026-03-05T14:00:00+07:00", "portal": "thai-binh", "article": 1, "url": "http://a.vn/",'
        ' "title": "Tin", "edit": ["wording"], "before": 1, "after": 2, "review_state": "unread"}'
    )


def test_json_lines_are_lines_whatever_the_text(house: House) -> None:
    house.put(1, title="Một\u2028hai\x85ba\nbốn", blocks=("Dòng\u2029hai", "x"))
    rows = list(house.articles())
    text = out(house, "jsonl", rows * 3).decode()
    assert len(text.splitlines()) == 3
    assert [json.loads(line) for line in text.splitlines()] == [article_record(rows[0])] * 3


def test_copies_are_lines_of_their_own(house: House) -> None:
    records = [json.loads(line) for line in out(house, "jsonl", filled(house)).decode().splitlines()]
    assert [record["copy_of"] for record in records] == [None, None, None, 2]
    assert records[3]["document"] == records[1]["document"]


def test_csv_opens_in_a_spreadsheet(house: House) -> None:
    house.put(1, title='=HYPERLINK("http://x","y")', blocks=("- gạch đầu dòng", '"trích", dẫn; hết', "@ai"))
    rows = list(house.articles())
    data = out(house, "csv", rows)
    assert data.startswith(b"\xef\xbb\xbf")
    (record,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert list(record) == list(ARTICLE_FIELDS)
    assert record["title"] == '\'=HYPERLINK("http://x","y")'
    assert record["text"] == '\'- gạch đầu dòng\n"trích", dẫn; hết\n@ai'
    assert record["attachments"] == "Quyết định.pdf <http://thai-binh.vn/qd.pdf>"
    assert record["captions"] == "Ảnh một.\nẢnh hai."
    assert (record["id"], record["copy_of"]) == ("1", "")


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\u00a0+1"])
def test_formulas_are_defused(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("value", ["Sở TT&TT", "1-2", "", "a=b", 12, None, "'=x"])
def test_other_cells_stay(value: object) -> None:
    assert guarded(value) == value


def test_no_articles_at_all(house: House, tmp_path: Path) -> None:
    assert out(house, "jsonl", []) == b""
    assert out(house, "txt", []) == b""
    assert out(house, "csv", []).decode("utf-8-sig").strip().split(",") == list(ARTICLE_FIELDS)
    export([], str(tmp_path / "x"), "txt", house.data_dir)
    assert os.listdir(tmp_path / "x") == ["index.csv"]


def test_texts_in_one_file_each_content_once(house: House) -> None:
    data = out(house, "txt", filled(house))
    texts = [house.documents.read(name) for name in sorted(os.listdir(house.documents.folder))]
    assert data.decode() == "\n\f\n".join(texts) + "\n"


def test_a_folder_of_texts_with_their_addresses(house: House, tmp_path: Path) -> None:
    done = export(filled(house), str(tmp_path / "kết quả"), "txt", house.data_dir)
    assert (done.articles, done.documents, done.problems) == (4, 3, [])
    names = sorted(os.listdir(house.documents.folder))
    assert sorted(os.listdir(tmp_path / "kết quả")) == [*names, "index.csv"]
    for name in names:
        assert (tmp_path / "kết quả" / name).read_bytes() == (house.documents.folder / name).read_bytes()
    with (tmp_path / "kết quả" / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["document"], row["url"], row["copy_of"]) for row in rows] == [
        (names[0], "http://thai-binh.vn/tin-0.html", ""),
        (names[1], "http://thai-binh.vn/tin-1.html", ""),
        (names[2], "http://thai-binh.vn/tin-2.html", ""),
        (names[1], "http://lao-cai.vn/tin-9.html", "2"),
    ]


def test_a_folder_exported_again_holds_the_new_selection_only(house: House, tmp_path: Path) -> None:
    rows = filled(house)
    (tmp_path / "x" / ".tinso-export-00000000").mkdir(parents=True)  # a killed export
    (tmp_path / "x" / ".tinso-export-00000000" / "000_0123456789abcdef.txt").write_text("dở")
    export(rows, str(tmp_path / "x"), "txt", house.data_dir)
    export(rows[2:3], str(tmp_path / "x"), "txt", house.data_dir)
    assert sorted(os.listdir(tmp_path / "x")) == [rows[2].version.document_name, "index.csv"]


def test_a_folder_with_other_files_is_left_alone(house: House, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "luận văn.txt").write_text("của tôi")
    with pytest.raises(ExportError, match="luận văn"):
        export(filled(house), str(tmp_path / "x"), "txt", house.data_dir)
    assert os.listdir(tmp_path / "x") == ["luận văn.txt"]


def test_which_destination_is_a_folder(house: House, tmp_path: Path) -> None:
    rows = filled(house)
    export(rows, str(tmp_path / "a.txt"), "txt", house.data_dir)
    export(rows, f"{tmp_path / 'b.txt'}/", "txt", house.data_dir)
    export(rows, str(tmp_path / "c"), "txt", house.data_dir)
    assert [(tmp_path / name).is_dir() for name in ("a.txt", "b.txt", "c")] == [False, True, True]
    with pytest.raises(ExportError, match="is a folder"):
        export(rows, str(tmp_path / "c"), "jsonl", house.data_dir)
    (tmp_path / "tệp").write_text("x")
    with pytest.raises(ExportError, match="is a file"):
        export(rows, str(tmp_path / "tệp"), "txt", house.data_dir)


@pytest.mark.parametrize("name", ["x.warc.gz", "x.warc"])
def test_a_warc_file_any_tool_reads(house: House, tmp_path: Path, name: str) -> None:
    rows = filled(house)
    done = export(rows, str(tmp_path / name), "warc", house.data_dir)
    assert (done.pages, done.problems) == (4, [])
    with (tmp_path / name).open("rb") as file:
        read = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read()) for r in ArchiveIterator(file)]
    assert read[0][0] == "warcinfo"
    assert [(kind, url) for kind, url, _ in read[1:]] == [("response", row.url) for row in rows]
    assert read[1][2] == "<html>0 Tin số 0</html>".encode()
    assert Checker(SimpleNamespace(inputs=[str(tmp_path / name)], verbose=False)).process_all() == 0
    assert (tmp_path / name).read_bytes()[:2] == (b"\x1f\x8b" if name.endswith(".gz") else b"WA")


def test_what_is_missing_is_named_and_left_out(house: House, tmp_path: Path) -> None:
    rows = filled(house)
    (house.documents.folder / rows[0].version.document_name).unlink()
    done = export(rows, str(tmp_path / "x"), "txt", house.data_dir)
    assert len(done.problems) == 1
    assert "tin-0.html" in done.problems[0]
    assert done.documents == 2
    house.archive.close()
    path = house.archive.folder / house.archive.files()[0]
    path.write_bytes(path.read_bytes()[:-5])
    done = export(rows, str(tmp_path / "x.warc.gz"), "warc", house.data_dir)
    assert (done.pages, len(done.problems)) == (3, 1)
    assert Checker(SimpleNamespace(inputs=[str(tmp_path / "x.warc.gz")], verbose=False)).process_all() == 0


def test_a_file_is_replaced_whole_or_not_at_all(house: House, tmp_path: Path) -> None:
    rows = filled(house)
    target = tmp_path / "x.jsonl"
    target.write_text("cũ")
    (tmp_path / "link.jsonl").symlink_to(target)

    def broken() -> Iterator[ArticleRecord]:
        yield rows[0]
        raise RuntimeError("giữa chừng")

    with pytest.raises(RuntimeError):
        export(broken(), str(target), "jsonl", house.data_dir)
    assert target.read_text() == "cũ"
    export(rows, str(tmp_path / "link.jsonl"), "jsonl", house.data_dir)
    assert len(target.read_text().splitlines()) == 4
    assert sorted(os.listdir(tmp_path)) == ["data", "link.jsonl", "x.jsonl"]
    assert (tmp_path / "link.jsonl").is_symlink()


def test_a_device_is_written_to_not_replaced(house: House) -> None:
    export(filled(house), "/dev/null", "jsonl", house.data_dir)
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("form", ["txt", "jsonl", "csv", "warc"])
def test_a_question_without_an_answer_writes_nothing_at_all(house: House, tmp_path: Path, form: str) -> None:
    def asked() -> Iterator[ArticleRecord]:
        raise LookupError("no such portal")
        yield

    stream = io.BytesIO()
    for dest in ("-", str(tmp_path / f"out.{form}"), str(tmp_path / "folder" / "out.x"), str(tmp_path / "texts")):
        with pytest.raises(LookupError):
            export(asked(), dest, form, house.data_dir, stdout=stream)
    assert stream.getvalue() == b""
    assert not [name for name in os.listdir(tmp_path) if name.startswith(("out", "texts", ".out"))]


def test_where_nothing_can_be_written(house: House, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("x")
    for dest, form in ((tmp_path / "no" / "x.csv", "csv"), (tmp_path / "tệp" / "x", "txt"), (tmp_path / "tệp" / "x.txt", "txt")):
        with pytest.raises(ExportError) as error:
            export([], str(dest), form, house.data_dir)
        assert "\n" not in str(error.value)
    with pytest.raises(ExportError, match="formats"):
        export([], "-", "pdf", house.data_dir)


ENDLESS = """
import itertools, sys
from pathlib import Path
from storage.store import Store
from storage.export import export
with Store.open(Path(sys.argv[1])) as store:
    stream = sys.stdout.buffer if sys.argv[2] == "given" else None
    done = export(itertools.repeat(store.article(1)), "-", "jsonl", Path(sys.argv[1]), stream)
print("cut" if done.cut else "whole", file=sys.stderr)
"""


@pytest.mark.parametrize("stream", ["given", "own"])
def test_a_closed_pipe_ends_it_quietly(house: House, stream: str) -> None:
    house.put(1)
    command = [sys.executable, "-c", ENDLESS, str(house.data_dir), stream]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.stderr.read() == b"cut\n"
        assert process.wait(10) == 0


@pytest.mark.parametrize("form", ["jsonl", "csv", "txt", "warc"])
def test_memory_does_not_grow_with_the_number(house: House, form: str, tmp_path: Path) -> None:
    article = house.put(1)

    def many() -> Iterator[ArticleRecord]:
        for number in range(2000):
            yield replace(article, id=number)

    tracemalloc.start()
    export(many(), str(tmp_path / f"x.{form}"), form, house.data_dir)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000
