"""Saved pages: a folder of `tests/pages/<shape>/<case>/` with page.html and expected.json is a test case, one test per field."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from crawler.extraction import article
from storage.models import Extraction, Failure, Profile

PAGES = Path(__file__).resolve().parent / "pages"
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
FIELDS = ("title", "published", "author", "lead", "captions", "blocks", "attachments", "family")


def _cases() -> list[tuple[str, str]]:
    found = []
    for folder in sorted(PAGES.glob("*/*")):
        expected = _expected(folder)
        names = [name for name in FIELDS if expected.get(name) is not None]
        found += [(str(folder.relative_to(PAGES)), name) for name in [*names, *(key for key in ("absent", "failure") if key in expected)]]
    return found


def _expected(folder: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    return value


@lru_cache(maxsize=64)
def _extracted(case: str) -> Extraction | Failure:
    folder = PAGES / case
    return article.extract((folder / "page.html").read_bytes(), {}, _expected(folder)["url"], Profile(), NOW)


@pytest.mark.parametrize(("case", "name"), _cases())
def test_saved_page(case: str, name: str) -> None:
    """Every expected field of the page is what the extractor finds."""
    found = _extracted(case)
    expected = _expected(PAGES / case)
    if name == "failure":
        assert isinstance(found, Failure), found
        assert found.name == expected[name]
        return
    assert isinstance(found, Extraction), found
    text = "\n".join([found.title, *found.blocks])

    if name == "absent":
        assert [line for line in expected["absent"] if line in text] == []
    elif name == "attachments":
        assert [file.url for file in found.attachments] == expected["attachments"]
    elif name in ("blocks", "captions"):
        assert list(getattr(found, name)) == expected[name]
    else:
        assert getattr(found, name) == expected[name]


def test_a_command_makes_the_folder(tmp_path: Path) -> None:
    """What `tinso extract --case` writes is a case that holds as it stands."""
    source = PAGES / "drupal" / "lists-headings"
    case = tmp_path / "case"
    url = _expected(source)["url"]
    command = [sys.executable, "-m", "cli", "extract", str(source / "page.html"), "--url", url, "--case", str(case)]
    done = subprocess.run(command, cwd=PAGES.parent.parent, capture_output=True, text=True, check=True)
    written, right = _expected(case), _expected(source)

    assert right["title"] in done.stdout
    assert (case / "page.html").read_bytes() == (source / "page.html").read_bytes()
    assert {name: written[name] for name in FIELDS if right.get(name)} == {name: right[name] for name in FIELDS if right.get(name)}


@pytest.mark.parametrize("case", sorted({case for case, _ in _cases()}))
def test_the_same_page_gives_the_same_extraction(case: str) -> None:
    """Extraction is a pure function of its arguments."""
    folder = PAGES / case
    again = article.extract((folder / "page.html").read_bytes(), {}, _expected(folder)["url"], Profile(), NOW)

    assert again == _extracted(case)
