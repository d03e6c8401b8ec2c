"""Saved pages: a folder of `tests/pages/<shape>/<case>/` with page.html and expected.json is a test case, one test per field."""

import json
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
        found += [(str(folder.relative_to(PAGES)), name) for name in [*names, *(["absent"] if "absent" in expected else [])]]
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


@pytest.mark.parametrize("case", sorted({case for case, _ in _cases()}))
def test_the_same_page_gives_the_same_extraction(case: str) -> None:
    """Extraction is a pure function of its arguments."""
    folder = PAGES / case
    again = article.extract((folder / "page.html").read_bytes(), {}, _expected(folder)["url"], Profile(), NOW)

    assert again == _extracted(case)
