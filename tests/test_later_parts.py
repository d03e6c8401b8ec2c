"""The later held-out parts of the extraction corpus: their truths hold on their pages, without any extractor."""

from __future__ import annotations

import functools
import re
import unicodedata
from urllib.parse import urlsplit

import lxml.html
import pytest

from benchmarks.extraction import corpus
from benchmarks.extraction.measure import Output, score
from benchmarks.extraction.shape import Sample, plain
from storage.models import FailureName

_WORD = re.compile(r"\w+")
PORTALS = pytest.mark.parametrize("portal", [1, *(pytest.param(n, marks=pytest.mark.soak) for n in (0, 2, 3))])


@functools.lru_cache(100)
def pages(shape: str, portal: int) -> list[Sample]:
    """Drawn once for all tests of a process."""
    return list(corpus.portal_pages(shape, portal))


def text(page: Sample) -> str:
    encoding = "cp1258" if b"charset=windows-1258" in page.body[:3000] else "utf-8"
    return unicodedata.normalize("NFC", page.body.decode(encoding))


def words(line: str) -> str:
    return f" {' '.join(_WORD.findall(plain(line)))} "


def visible(page: Sample) -> str:
    root = lxml.html.document_fromstring(text(page))
    for element in list(root.iter("script", "style", "title", "noscript")):
        tail = element.tail
        element.clear()
        element.tail = tail
    return words(" ".join(str(one) for one in root.xpath("//body//text()")))


@PORTALS
@pytest.mark.parametrize("shape", [*corpus.SECOND, *corpus.THIRD, *corpus.FOURTH])
def test_the_lines_of_a_truth_stand_on_the_page_in_their_order(shape: str, portal: int) -> None:
    for page in pages(shape, portal):
        if page.truth is None:
            continue
        truth, seen = page.truth, visible(page)
        assert words(truth.title) in seen
        lines = list(truth.blocks)
        if truth.author or truth.source:
            assert words(lines.pop().removeprefix("Nguồn: ")) in seen
        place = 0
        for line in lines:
            found = seen.find(words(line), 0 if line in truth.attachments else place)
            assert found >= 0, (page.url, line)
            place = max(place, found + len(words(line)) - 1)
        links = {" ".join(link.text_content().split()) for link in lxml.html.document_fromstring(text(page)).iter("a")}
        assert set(truth.attachments) <= links


@PORTALS
@pytest.mark.parametrize("shape", [*corpus.SECOND, *corpus.THIRD, *corpus.FOURTH])
def test_what_stands_around_is_no_line_of_the_document(shape: str, portal: int) -> None:
    for page in pages(shape, portal):
        if page.truth is not None:
            assert page.furniture
            assert not page.furniture & {plain(line) for line in (page.truth.title, *page.truth.blocks)}


@PORTALS
@pytest.mark.parametrize("shape", [*corpus.SECOND, *corpus.THIRD, *corpus.FOURTH])
def test_the_truth_itself_scores_full(shape: str, portal: int) -> None:
    for page in pages(shape, portal):
        if page.truth is not None:
            truth = page.truth
            perfect = Output(truth.title, truth.blocks, truth.published, truth.author, truth.attachments)
            assert set(score(page, perfect).figures.values()) == {1.0}


def test_pages_are_whole_texts_with_addresses_of_their_own() -> None:
    names = {str(name) for name in FailureName}
    for shape in (*corpus.SECOND, *corpus.THIRD, *corpus.FOURTH):
        urls = set()
        for page in pages(shape, 1):
            bare = re.sub(r"(?s)<(script|style).*?</\1>", "", text(page))
            assert "{" not in bare, (page.url, "a slot was not filled")
            assert urlsplit(page.url).hostname
            assert (page.truth is None) == bool(page.expected)
            assert set(page.expected) <= names
            urls.add(page.url)
        assert len(urls) >= 12


def test_a_seed_always_draws_the_same_page() -> None:
    for shape in (*corpus.SECOND, *corpus.THIRD, *corpus.FOURTH):
        assert corpus.article(shape, 7, 4321) == corpus.article(shape, 7, 4321)


def test_the_part_is_measured_apart() -> None:
    assert len(corpus.SECOND) >= 12
    assert not set(corpus.SECOND) & {*corpus.DEV, *corpus.HELDOUT}
    assert {corpus.part(shape) for shape in corpus.SECOND} == {"second"}
    assert {corpus.part(page.shape) for page in corpus.pages(portals=1, articles=1)} == {"dev", "held-out"}
