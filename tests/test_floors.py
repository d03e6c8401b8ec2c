"""The floors under the extraction figures, and the measuring itself."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import floors
from benchmarks.extraction import corpus, public
from benchmarks.extraction.legacy_bytes import tcvn3, windows_1258
from benchmarks.extraction.measure import FIGURES, Output, leaks, overlap, score, summary
from benchmarks.extraction.shape import Sample


@pytest.fixture(scope="module")
def page() -> Sample:
    """An article with lead, captions and a signature."""
    found = next(page for page in corpus.pages(corpus.DEV[:1], portals=1) if page.truth and page.truth.author and page.truth.captions)
    assert found.truth is not None
    assert found.truth.lead
    return found


def perfect(page: Sample) -> Output:
    assert page.truth is not None
    truth = page.truth
    return Output(truth.title, truth.blocks, truth.published, truth.author, truth.attachments)


def test_no_figure_is_below_its_floor() -> None:
    about, figures = floors.quick()
    assert floors.below(floors.load()["quick"], about, figures) == []


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(corpus.HELDOUT) >= 10
    assert len(corpus.DEV) + len(corpus.HELDOUT) >= 16
    assert len(set(corpus.DEV) & set(corpus.HELDOUT)) == 0
    articles = len(corpus.DEV + corpus.HELDOUT) * corpus.PORTALS * corpus.ARTICLES
    assert articles >= 300


def test_a_seed_always_draws_the_same_page() -> None:
    for shape in (*corpus.DEV, *corpus.HELDOUT):
        assert corpus.article(shape, 7, 4321) == corpus.article(shape, 7, 4321)
        assert corpus.article(shape, 7, 4321).body != corpus.article(shape, 7, 4322).body


def test_the_truth_itself_scores_full(page: Sample) -> None:
    assert set(summary([score(page, perfect(page))]).values()) == {1.0}


def test_what_is_lost_or_added_shows(page: Sample) -> None:
    assert page.truth is not None
    right = perfect(page)
    without_lead = replace(right, lines=tuple(line for line in right.lines if line != page.truth.lead))
    assert score(page, without_lead).figures["lead"] == 0
    twice = replace(right, lines=(page.truth.lead, *right.lines))
    assert score(page, twice).figures["lead"] == 0
    without_caption = replace(right, lines=tuple(line for line in right.lines if line not in page.truth.captions))
    assert score(page, without_caption).figures["captions"] == 0
    assert score(page, replace(right, lines=right.lines[:-1])).figures["signature"] == 0
    assert score(page, Output(failure="not_article")).figures["f1"] == 0


def test_furniture_is_a_leak_wherever_it_stands(page: Sample) -> None:
    right = perfect(page)
    assert leaks(page, right.lines) == []
    line = max(page.furniture, key=len)
    assert leaks(page, (*right.lines, line)) == [line]
    assert leaks(page, (f"{right.lines[1]} {line}",)) != []
    assert leaks(page, ("Một câu không hề có trong bài viết này và cũng chẳng ở đâu khác",)) != []


def test_pages_that_are_no_articles_want_a_fitting_reason() -> None:
    page = next(page for page in corpus.pages(corpus.DEV[:1], portals=1) if page.kind == "flood")
    assert score(page, Output(failure="blocked")).figures == {"refused": 1.0, "named": 1.0}
    assert score(page, Output(failure="needs_script")).figures == {"refused": 1.0, "named": 0.0}
    assert score(page, Output(title="Hãy đợi")).figures == {"refused": 0.0, "named": 0.0}


def test_overlap_counts_every_token_once() -> None:
    assert overlap("một hai ba", "một hai ba") == (1.0, 1.0, 1.0)
    precision, recall, f1 = overlap("một hai", "một hai một hai")
    assert (precision, recall) == (0.5, 1.0)
    assert f1 == pytest.approx(2 / 3)
    assert overlap("một", "") == (0.0, 0.0, 0.0)


def test_shingles_follow_the_public_set() -> None:
    assert public.shingles("a b") == {("a", "b"): 1}
    assert public.shingles("a b c d e") == {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1}
    assert public.compare([("a b c d e", "a b c d"), ("a b c d", "")]) == pytest.approx((2 / 5, 1.0, 1 / 4))


def test_old_encodings_are_drawn_as_they_were() -> None:
    assert tcvn3("Sở Thông tin") == b"S\xeb Th\xabng tin"
    assert tcvn3("ĐÀ") == b"\xa7\xb5"  # no capital with a tone
    assert windows_1258("Nguyễn") == "Nguyê\u0303n".encode("cp1258")


def test_floors_only_rise(tmp_path: Path) -> None:
    assert set(FIGURES) >= {"f1", "lead", "captions", "clean", "title", "time"}
    path = tmp_path / "floors.json"
    about = {"checksum": "one", "pages": 3}
    assert floors.hold("quick", about, {"dev": {"f1": 0.931, "title": 1.0}}, raise_them=True, path=path) == []
    held = json.loads(path.read_text())["quick"]
    assert held == {"corpus": about, "floors": {"dev": {"f1": 0.93, "title": 1.0}}}
    assert len(floors.hold("quick", about, {"dev": {"f1": 0.9, "title": 1.0}}, raise_them=True, path=path)) == 1
    assert json.loads(path.read_text())["quick"] == held
    assert floors.hold("quick", about, {"dev": {"f1": 0.99, "title": 1.0}}, raise_them=True, path=path) == []
    assert json.loads(path.read_text())["quick"]["floors"]["dev"]["f1"] == 0.985
    other = {"checksum": "two", "pages": 3}
    with pytest.raises(floors.FloorError):
        floors.hold("quick", other, {"dev": {"f1": 0.99, "title": 1.0}}, path=path)
    assert len(floors.hold("quick", other, {"dev": {"f1": 0.9, "title": 1.0}}, raise_them=True, path=path)) == 1
