"""Learns a portal's furniture from its own articles, before its first documents are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crawler.extraction import article, decode
from crawler.extraction.article import Lesson
from crawler.extraction.marks import mark, marks_of, shared_titles
from storage.models import Profile


@dataclass(frozen=True, slots=True)
class Sample:
    """One article page to learn from, as received."""

    body: bytes
    headers: Mapping[str, str]
    url: str


def learn(samples: Sequence[Sample], profile: Profile) -> Profile:
    """The profile with what repeats across these articles added to its furniture.

    A new version only when the furniture or the CMS family changed. Pages that are no articles, and copies of one page, teach nothing.
    """
    pages: dict[str, Lesson] = {}
    votes: dict[str, int] = {}
    for sample in samples:
        text = decode.decode(sample.body, sample.headers).text
        lesson = article.lesson(text, sample.headers, sample.url, profile)
        votes[lesson.family] = votes.get(lesson.family, 0) + 1
        if lesson.blocks:
            pages.setdefault(lesson.key, lesson)
    titles = shared_titles([(page.title, page.shown) for page in pages.values()])
    found = tuple(sorted({*marks_of([page.blocks for page in pages.values()], profile.furniture), *titles}))
    family = profile.family or max(votes, key=lambda name: (votes[name], name), default="")
    changed = found != profile.furniture or family != profile.family
    return replace(
        profile,
        version=profile.version + 1 if changed else profile.version,
        furniture=found,
        family=family,
        learned_from=max(profile.learned_from, len(pages)),
    )


def known_on(sample: Sample, profile: Profile) -> bool:
    """Whether an article page shows anything of the learned furniture: when several in a row do not, the portal looks different now."""
    text = decode.decode(sample.body, sample.headers).text
    lesson = article.lesson(text, sample.headers, sample.url, replace(profile, furniture=()))
    known = set(profile.furniture)
    return not known.isdisjoint(lesson.shown) or any(mark(block) in known for block in lesson.blocks)
