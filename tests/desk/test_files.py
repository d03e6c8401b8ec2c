"""A file that was replaced under its name, on the desk and on the command line."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

import config
from cli import tinso
from scheduler.ingest import Ingest
from storage.archive import Archive
from storage.documents import DocumentFolder
from storage.models import Attachment, Extraction, FileMark, FilesSeen, FileState, Page, Visit, VisitKind
from storage.store import Store
from tests.desk.conftest import HOSTS, NOW

URL = HOSTS["so-a"] + "/co-tep.html"
FILE = HOSTS["so-a"] + "/tep/phu-luc.pdf"
LOST = HOSTS["so-a"] + "/tep/mat.pdf"


@pytest.fixture
def article(store: Store) -> int:
    """An article with two files, one of which is replaced later, while the other one goes."""
    settings = config.load({}, data=store.data_dir)
    found = Extraction(
        title="Ban hành kế hoạch có phụ lục",
        blocks=("Sở vừa ban hành kế hoạch kèm theo phụ lục chi tiết cho các đơn vị trong ngành thực hiện.",),
        attachments=(Attachment(name="Phụ lục.pdf", url=FILE), Attachment(name="Mất.pdf", url=LOST)),
        extractor="1",
    )
    visit = Visit(url=URL, kind=VisitKind.ARTICLE, at=NOW, status=200, final_url=URL)

    def seen(size: int, day: int, lost: FileState) -> FilesSeen:
        mark = FileMark(url=FILE, state=FileState.PRESENT, size=size, last_modified=f"Tue, 0{day} Mar 2026 01:00:00 GMT", at=NOW)
        return FilesSeen(order="o", url=URL, looks=((mark, mark), (FileMark(url=LOST, state=lost, size=9, at=NOW),)))

    with Archive(store.data_dir) as archive:
        ingest = Ingest(store, DocumentFolder(store.data_dir), archive, settings)
        number = ingest.page("so-a", None, Page(order="o", url=URL, visit=visit, body=b"<p>", extraction=found), NOW).article
        ingest.attachments("so-a", seen(12345, 3, FileState.PRESENT), NOW)
        ingest.attachments("so-a", seen(23456, 9, FileState.MISSING), NOW + timedelta(days=1))
    return number


def test_the_desk_shows_what_was_replaced(client: httpx.Client, article: int) -> None:
    page = client.get(f"/articles/{article}", headers={"Accept-Language": "vi"}).text
    assert "23456 B, 09/03/2026 08:00" in page
    assert "Phụ lục.pdf: 12345 B, 03/03/2026 08:00 → 23456 B, 09/03/2026 08:00" in page
    assert "không còn trên cổng" in page
    diff = client.get(f"/articles/{article}/diff", headers={"Accept-Language": "en"}).text
    assert "Attachments" in diff
    assert "<del" in diff
    assert "12345" in diff
    assert "23456" in diff
    assert "No difference." not in diff


def test_the_commands_show_what_was_replaced(store: Store, article: int, tmp_path: Path) -> None:
    def said(*words: str) -> str:
        done = CliRunner().invoke(tinso, [*words, "--data", str(store.data_dir)])
        assert done.exit_code == 0, done.output
        return done.output

    shown = said("articles", "show", str(article))
    assert f"attachment: Phụ lục.pdf {FILE} (23456 B, 09/03/2026 08:00)" in shown
    assert f"{LOST} (9 B, missing)" in shown
    diff = said("articles", "diff", str(article))
    assert "12345 B, 03/03/2026 08:00)-]" in diff
    assert "23456 B, 09/03/2026 08:00)+}" in diff
    assert "Ban hành kế hoạch" in diff

    (change,) = [
        each for each in map(json.loads, said("changes", "list", "--json", "--kind", "edited").splitlines()) if each["article"] == article
    ]
    assert change["edit"] == ["attachments"]
    (file,) = change["attachments"]
    assert (file["name"], file["before"]["size"], file["after"]["size"]) == ("Phụ lục.pdf", 12345, 23456)
    assert file["after"]["last_modified"] == "2026-03-09T08:00:00+07:00"
    assert json.loads(said("changes", "show", str(change["id"]), "--json"))["attachments"] == [file]
    assert "Phụ lục.pdf: 12345 B" in said("changes", "show", str(change["id"]))
    assert json.loads(said("articles", "diff", str(article), "--json"))["attachments"] == [file]

    said("export", str(tmp_path / "all.jsonl"), "--format", "jsonl")
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    (line,) = [each for each in lines if each["id"] == article]
    assert [(each["name"], each["state"], each["size"]) for each in line["attachments"]] == [
        ("Phụ lục.pdf", "present", 23456),
        ("Mất.pdf", "missing", 9),
    ]
    assert len(store.versions(article)) == 2
