"""No page, however hostile, costs more than 5 s of CPU or 500 MB: each in a process of its own that reads both from the kernel."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable

import pytest

SECONDS = 5.0  # of CPU, start of Python and imports left out
MEGABYTES = 500  # of the whole process at its peak: Python, imports and the page itself included

CHILD = """
import json, resource, sys, time
from datetime import UTC, datetime
from crawler.extraction import article
from storage.models import Profile

body = sys.stdin.buffer.read()
started = time.process_time()
found = article.extract(body, {}, "https://tinh.gov.vn/tin/1.html", Profile(), datetime(2026, 11, 22, 1, tzinfo=UTC))
spent = time.process_time() - started
json.dump({"outcome": type(found).__name__, "cpu": spent, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}, sys.stdout)
"""

LINE = "Sở Thông tin và Truyền thông tổ chức hội nghị, dự hội nghị có đại diện các sở, ngành. "
HEAD = "<title>Tiêu đề của một bài viết dài</title><h1>Tiêu đề của một bài viết dài</h1><p>12/03/2024 08:15</p>"
TEXT = f"<p>{LINE * 5}</p>"

PAGES: dict[str, Callable[[], str]] = {
    "100,000 nested boxes": lambda: HEAD + "<div>" * 100_000 + LINE * 5 + "</div>" * 100_000,
    "deep inline nesting": lambda: HEAD + "<p>" + "<b><i>" * 200_000 + LINE,
    "50 MB of paragraphs": lambda: HEAD + f"<p>{LINE}</p>" * 450_000,
    "one line of 30 MB": lambda: HEAD + "<p>" + LINE * 250_000,
    "one word of 30 MB": lambda: HEAD + "<p>" + "ă" * 15_000_000,
    "200,000 links": lambda: (
        HEAD + "".join(f"<p><a href='/tin/{n}.html'>Tin số {n} về một hội nghị của tỉnh</a></p>" for n in range(200_000))
    ),
    "100,000 attributes": lambda: HEAD + "<div " + " ".join(f"a{n}='>'" for n in range(100_000)) + ">" + TEXT + "</div>",
    "attributes everywhere": lambda: HEAD + ("<p " + " ".join(f"a{n}=x" for n in range(100)) + f">{LINE}</p>") * 20_000,
    "60,000 different names": lambda: HEAD + "".join(f"<div class='c{n}x lien-quan tin{n}'><p>{LINE}</p></div>" for n in range(60_000)),
    "a giant table": lambda: HEAD + "<table>" + "<tr><td>Sở</td><td>12</td><td>Hội nghị</td></tr>" * 80_000 + "</table>",
    "a row of 250,000 cells": lambda: HEAD + "<table><tr>" + "<td>12 hội nghị</td>" * 250_000,
    "a million entities": lambda: HEAD + "<p>" + "&amp;#224;n &#38;#224;n " * 500_000,
    "a million comments": lambda: HEAD + "<!-- x -->" * 1_000_000 + TEXT,
    "scripts without an end": lambda: HEAD + TEXT + "<script " * 500_000 + "<script>" * 500_000,
    "endless comments": lambda: HEAD + TEXT + "<!-- " * 2_000_000,
    "dates and dashes": lambda: HEAD + "<p>" + "12/" * 1_000_000 + "</p><p>" + "12/03/2024 " * 300_000 + "</p><p>" + "a-|" * 1_000_000,
    "250,000 dates": lambda: HEAD + "<p>12/03/2024</p>" * 250_000,
    "a title of a million parts": lambda: "<title>" + "a - " * 1_000_000 + "</title><h1>" + "a - " * 1_000_000 + "</h1>",
    "100,000 headlines": lambda: "".join(f"<h1>Tiêu đề thứ {n} của một bài viết</h1><p>{LINE}</p>" for n in range(100_000)),
    "letters in pieces": lambda: HEAD + "<p>" + "a\u0301\u0323 " * 3_000_000,
    "misread letters": lambda: HEAD + "<p>" + "TrÆ°á»ng " * 1_000_000,
    "structured data": lambda: '<script type="application/ld+json">' + '[{"@type":"NewsArticle"},' * 500_000 + "</script>" + HEAD + TEXT,
    "pictures and captions": lambda: HEAD + f"<p>{LINE}</p><figure><img src=/a.jpg><figcaption>Ảnh minh họa</figcaption></figure>" * 60_000,
    "empty elements in lists": lambda: HEAD + TEXT + ("<i></i>" * 50 + "<li><a href='/x'>Tin liên quan đến hội nghị</a></li>" * 3) * 5_000,
    "less-than signs": lambda: HEAD + TEXT + "<a b='" * 2_000_000,
}
SHORT = ("100,000 nested boxes", "endless comments")  # the others: make soak


def _limited() -> None:
    """In the child: no more address space than twice the bound, so that a runaway page ends the child and not the machine."""
    resource.setrlimit(resource.RLIMIT_AS, (2 * MEGABYTES << 20, 2 * MEGABYTES << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


@pytest.mark.parametrize("name", [pytest.param(name, marks=() if name in SHORT else pytest.mark.soak) for name in PAGES])
def test_a_hostile_page_is_bounded(name: str) -> None:
    child = subprocess.run(
        [sys.executable, "-c", CHILD], input=PAGES[name]().encode(), capture_output=True, check=False, preexec_fn=_limited, timeout=300
    )

    assert child.returncode == 0, child.stderr[-500:]
    told = json.loads(child.stdout)
    assert told["cpu"] < SECONDS
    assert told["peak"] < MEGABYTES
