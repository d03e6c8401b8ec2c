"""Ours and the tools it is measured against, behind one signature: a page in, an Output out."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from datetime import UTC
from functools import cache, partial
from typing import Any

import lxml.html

from benchmarks.extraction.corpus import NOW
from benchmarks.extraction.measure import Output
from benchmarks.extraction.shape import Sample
from storage.models import Extraction, Failure, Profile

Tool = Callable[[Sample], Output]
_NOW = NOW.astimezone(UTC)


def ours(sample: Sample, profile: Profile = Profile()) -> Output:  # noqa: B008 - a frozen value
    """tinso, knowing nothing of the portal unless a profile is given."""
    from crawler.extraction import article, quality

    refused = quality.judge(sample.status, sample.headers, sample.body, sample.url, sample.url, profile)
    result = refused or article.extract(sample.body, sample.headers, sample.url, profile, _NOW)
    if isinstance(result, Failure):
        return Output(failure=str(result.name))
    return from_extraction(result)


def from_extraction(result: Extraction) -> Output:
    return Output(result.title, result.blocks, result.published, result.author, tuple(file.name for file in result.attachments))


def _trafilatura(sample: Sample, **options: Any) -> Output:
    import trafilatura

    document: Any = trafilatura.bare_extraction(sample.body, url=sample.url, with_metadata=True, include_comments=False, **options)
    if document is None:
        return Output(failure="nothing")
    return Output(document.title or "", tuple((document.text or "").split("\n")), document.date or "", document.author or "")


@cache
def _text(body: bytes) -> str:
    from trafilatura.utils import decode_file

    return str(decode_file(body))


def _readability(sample: Sample) -> Output:
    import readability

    try:
        document = readability.Document(_text(sample.body))
        root = lxml.html.fromstring(document.summary())
    except (readability.readability.Unparseable, ValueError, lxml.etree.ParserError):
        return Output(failure="unparseable")
    for element in root.iter("p", "div", "br", "td", "li", "h1", "h2", "h3", "h4", "figcaption", "blockquote"):
        element.tail = "\n" + (element.tail or "")
    return Output(document.title() or "", tuple(root.text_content().split("\n")))


def _newspaper(sample: Sample) -> Output:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it misses a language package that only its summaries need
        import newspaper

    page = newspaper.Article(sample.url, language="vi", fetch_images=False)
    page.download(input_html=_text(sample.body))
    try:
        page.parse()
    except (newspaper.ArticleException, ValueError, AttributeError, TypeError) as error:
        return Output(failure=type(error).__name__)
    date = page.publish_date.isoformat() if page.publish_date else ""
    return Output(page.title or "", tuple(page.text.split("\n")), date, ", ".join(page.authors))


def _justext(sample: Sample) -> Output:
    import justext

    try:
        parts = justext.justext(_text(sample.body), justext.get_stoplist("Vietnamese"))
    except (ValueError, lxml.etree.ParserError) as error:
        return Output(failure=type(error).__name__)
    return Output("", tuple(part.text for part in parts if not part.is_boilerplate))


TOOLS: dict[str, Tool] = {
    "tinso": ours,
    "trafilatura": _trafilatura,
    "trafilatura precision": partial(_trafilatura, favor_precision=True),
    "trafilatura recall": partial(_trafilatura, favor_recall=True),
    "readability-lxml": _readability,
    "newspaper4k": _newspaper,
    "justext": _justext,
}

# What a tool does not give at all: no figure rather than a zero.
LACKS: dict[str, tuple[str, ...]] = {
    "trafilatura": ("time", "attachments", "named"),
    "trafilatura precision": ("time", "attachments", "named"),
    "trafilatura recall": ("time", "attachments", "named"),
    "readability-lxml": ("day", "time", "author", "attachments", "named"),
    "newspaper4k": ("attachments", "named"),
    "justext": ("title", "day", "time", "author", "attachments", "named"),
}

for noisy in ("trafilatura", "readability", "newspaper", "htmldate"):
    logging.getLogger(noisy).setLevel(logging.CRITICAL)
