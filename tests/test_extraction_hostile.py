"""Whatever bytes come in, an Extraction or a named Failure comes out, in bounded time."""

import time
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.extraction import article, quality, region
from storage.models import Extraction, Failure, Profile

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
URL = "https://tinh.gov.vn/tin/1.html"
BOUND = 5.0  # seconds of CPU

TAGS = st.sampled_from(
    [
        "div",
        "p",
        "span",
        "table",
        "tr",
        "td",
        "ul",
        "li",
        "a",
        "h1",
        "h2",
        "b",
        "br",
        "img",
        "form",
        "article",
        "figure",
        "figcaption",
        "script",
        "iframe",
    ]
)
WORDS = st.sampled_from(
    [
        "Sở Thông tin",
        "lượt xem: 12",
        "Tin liên quan",
        "12/03/2024 08:15",
        "Hội nghị tổng kết, triển khai nhiệm vụ năm 2024.",
        "\u0301a",
        "&nbsp;",
        "<",
        "\x00",
    ]
)
NAMES = st.sampled_from(["", "content", "related", "comment", "sapo", "author", "caption", "hidden", "date"])


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Random nesting of known tags, never closed properly."""
    parts = []
    for _ in range(draw(st.integers(0, 25))):
        tag, name, text = draw(TAGS), draw(NAMES), draw(WORDS)
        parts.append(f'<{tag} class="{name}" href="/x">{text * draw(st.integers(1, 4))}' + (f"</{tag}>" if draw(st.booleans()) else ""))
    return "".join(parts)


def check(body: bytes) -> None:
    """The outcome is one of the two, its texts are NFC single lines, and the region recognises its own page."""
    found = article.extract(body, {}, URL, Profile(), NOW)
    assert isinstance(found, Extraction | Failure)
    if isinstance(found, Extraction):
        for line in (found.title, found.author, *found.blocks, *found.captions):
            assert unicodedata.is_normalized("NFC", line)
            assert line == " ".join(line.split())
        assert found.blocks
        if found.region:
            assert region.region_hash(body, {}, found.region) == found.region_hash


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(markup())
def test_any_markup_gives_an_outcome(text: str) -> None:
    check(text.encode("utf-8", "replace"))


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_an_outcome(body: bytes) -> None:
    check(body)
    judged = quality.judge(200, {}, body, URL, URL, Profile())
    assert judged is None or isinstance(judged, Failure)


SENTENCE = "Sở Thông tin và Truyền thông tổ chức hội nghị, dự hội nghị có đại diện các sở, ngành. "
BAIT = {
    "nested": "<div>" * 100_000 + SENTENCE * 5 + "</div>" * 100_000,
    "wide": "<h1>Tiêu đề của một bài viết dài</h1>" + f"<p>{SENTENCE}</p>" * 20_000,
    "links": "<h1>Tiêu đề của một bài viết dài</h1>" + "<li><a href='/x'>Tin liên quan đến hội nghị</a> (12/03/2024)</li>" * 30_000,
    "one line": "<h1>Tiêu đề của một bài viết dài</h1><p>" + SENTENCE * 60_000,
    "breaks": "<h1>Tiêu đề của một bài viết dài</h1><div>" + (SENTENCE + "<br>") * 20_000,
    "bait": "<h1>Tiêu đề</h1><p>" + "12/" * 50_000 + "</p><p>" + "-|" * 50_000 + "</p><p>" + "a-" * 50_000 + "</p>" + "<script>" * 5_000,
    "classes": f'<div class="{"a-B1 " * 50_000}" id="{"x" * 200_000}"><p>{SENTENCE}</p></div>',
    "tables": "<table><tr><td>" * 3_000 + SENTENCE,
    "unclosed": "<h1>Tiêu đề</h1>" + "<p><b><i><a href=x>" * 20_000 + SENTENCE,
}


EVER = {"nested", "wide", "bait", "classes", "unclosed"}  # the others are part of the long simulations


@pytest.mark.parametrize("name", [pytest.param(name, marks=[] if name in EVER else [pytest.mark.soak]) for name in BAIT])
def test_hostile_pages_are_bounded(name: str) -> None:
    started = time.process_time()
    check(BAIT[name].encode())

    assert time.process_time() - started < BOUND
