"""The corpus: portals of every shape, their articles and their other pages, all from seeds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from random import Random

from benchmarks.extraction import dev, heldout, heldout2, heldout3, heldout4, prose, weight
from benchmarks.extraction.dev import furniture as dev_pages
from benchmarks.extraction.heldout import others as heldout_pages
from benchmarks.extraction.heldout2 import others as second_pages
from benchmarks.extraction.heldout4 import others as fourth_pages
from benchmarks.extraction.shape import Drawn, Sample, Shape, furniture, truth

DEV = tuple(shape.name for shape in dev.SHAPES)
HELDOUT = tuple(shape.name for shape in heldout.SHAPES)
_ALL: tuple[type[Shape], ...] = (*dev.SHAPES, *heldout.SHAPES, *heldout2.SHAPES, *heldout3.SHAPES, *heldout4.SHAPES)
# measured on their own only: no part of the corpora that floors hold for
SECOND = tuple(shape.name for shape in heldout2.SHAPES)
THIRD = tuple(shape.name for shape in heldout3.SHAPES)
FOURTH = tuple(shape.name for shape in heldout4.SHAPES)
_SHAPES: dict[str, type[Shape]] = {shape.name: shape for shape in _ALL}
NOW = datetime(2026, 11, 20, 12, tzinfo=prose.VIETNAM)
PORTALS, ARTICLES = 5, 4  # of every shape in the standing corpus
_OLDEST = datetime(2012, 3, 1, 6, tzinfo=prose.VIETNAM)
_NEWEST = datetime(2026, 11, 10, 20, tzinfo=prose.VIETNAM)


def part(shape: str) -> str:
    """ "dev", "held-out", "second", "third" or "fourth"."""
    named = (("dev", DEV), ("second", SECOND), ("third", THIRD), ("fourth", FOURTH))
    return next((name for name, shapes in named if shape in shapes), "held-out")


def article(name: str, portal: int, number: int) -> Sample:
    """One article page; the same for the same three values. `number` has no end."""
    shape = _SHAPES[name](portal)
    rng = Random(f"article/{name}/{portal}/{number}")
    minutes = int((_NEWEST - _OLDEST).total_seconds() // 60)
    at = _OLDEST + timedelta(minutes=rng.randrange(minutes), seconds=rng.randrange(60))
    story = shape.write(rng, shape.forms[number % len(shape.forms)], at)
    drawn = shape.article(story, rng)
    return _sample(shape, number, drawn)


def file_notice(name: str, portal: int, number: int) -> Sample | None:
    """An article that is nothing but its attachments, None when this shape shows no files."""
    shape = _SHAPES[name](portal)
    rng = Random(f"files/{name}/{portal}/{number}")
    at = _OLDEST + timedelta(days=rng.randint(900, 5000), minutes=rng.randrange(1000))
    drawn = shape.article(shape.write(rng, "files", at), rng)
    return _sample(shape, number, drawn, kind="files") if drawn.files else None


def _sample(shape: Shape, number: int, drawn: Drawn, kind: str = "article") -> Sample:
    headers = {**shape.headers(), **drawn.headers}
    document = truth(drawn)
    html = weight.load(drawn.html, f"{shape.name}/{shape.portal}")
    around = furniture(html, document)
    return Sample(shape.name, shape.portal, number, kind, drawn.url, shape.encode(html), headers, 200, document, furniture=around)


def portal_pages(name: str, portal: int, articles: int = ARTICLES) -> Iterator[Sample]:
    """All pages of one portal: articles, one made of files, and what is no article."""
    for number in range(portal * articles, (portal + 1) * articles):
        yield article(name, portal, number)
    notice = file_notice(name, portal, 0)
    if notice:
        yield notice
    pages = {
        "dev": dev_pages.pages,
        "held-out": heldout_pages.pages,
        "second": second_pages.pages,
        "third": second_pages.pages,
        "fourth": fourth_pages.pages,
    }
    yield from pages[part(name)](_SHAPES[name](portal), 0, Random(f"others/{name}/{portal}"))


def pages(shapes: Iterable[str] = (*DEV, *HELDOUT), portals: int = PORTALS, articles: int = ARTICLES) -> Iterator[Sample]:
    """The corpus, shape by shape."""
    for name in shapes:
        for portal in range(portals):
            yield from portal_pages(name, portal, articles)


def quick() -> Iterator[Sample]:
    """A small fixed corpus: of every shape four articles of different forms from two portals, and one portal's other pages."""
    for name in (*DEV, *HELDOUT):
        yield from (article(name, portal, number) for portal, number in ((0, 1), (0, 4), (1, 3), (1, 5)))
        yield from portal_pages(name, 0, 0)


def checksum(samples: Iterable[Sample]) -> str:
    """SHA-256 over bytes and truth of the pages: floors hold for one corpus only."""
    digest = hashlib.sha256()
    for sample in samples:
        digest.update(sample.body)
        digest.update(
            json.dumps(
                [sample.url, sample.kind, sample.expected, asdict(sample.truth) if sample.truth else None], ensure_ascii=False
            ).encode()
        )
    return digest.hexdigest()[:16]
