"""What a shape of page is, and what is true about a page."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import ClassVar

import lxml.html

from benchmarks.extraction import prose
from benchmarks.extraction.prose import Photo, Story

_FOLD = {ord(c): one for one, marks in {'"': "“”„«»", "'": "‘’‚`", "-": "–—−"}.items() for c in marks} | {
    0xAD: "",
    0x200B: "",
    0x2026: "...",
}


@dataclass(frozen=True, slots=True)
class Truth:
    """The document the page should give. `blocks` are its lines after title and date; `neutral` lines may be there or not."""

    title: str
    published: str  # "2024-03-05T14:30", "2024-03-05" or ""
    lead: str
    captions: tuple[str, ...]
    blocks: tuple[str, ...]
    author: str
    source: str
    neutral: tuple[str, ...]
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One page of the corpus. `kind` is "article" or what else it is; `expected` are the failure names that fit a page that is none."""

    shape: str
    portal: int
    number: int
    kind: str
    url: str
    body: bytes
    headers: dict[str, str]
    status: int
    truth: Truth | None
    expected: tuple[str, ...] = ()
    furniture: frozenset[str] = frozenset()  # every text on the page that is no part of the document, as `plain` gives it


@dataclass(frozen=True, slots=True)
class Drawn:
    """An article page as a shape draws it, with what it shows of the story."""

    html: str
    url: str
    story: Story  # as shown: a shape may change the title's case or prefix the lead
    shows: str = "time"  # how much of the date can be known from the page: "time", "day" or ""
    author: bool = True  # the signature is on the page
    source: bool = False  # the source line is on the page
    files: bool = False  # the attachments are on the page
    neutral: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


class Shape:
    """One way to build a site. An instance is one portal of that shape: switches and wording stay the same on all its pages."""

    name: ClassVar[str] = ""
    forms: ClassVar[tuple[str, ...]] = prose.FORMS

    def __init__(self, portal: int) -> None:
        self.portal = portal
        self.fixed = Random(f"{self.name}/{portal}")
        self.province = self.fixed.choice(prose.PROVINCES)
        self.host = f"{self.name.replace('_', '')}{portal}.example.vn"

    def on(self, switch: str, chance: float = 0.5) -> bool:
        """A switch of this portal."""
        return Random(f"{self.name}/{self.portal}/{switch}").random() < chance

    def pick(self, switch: str, choices: tuple[str, ...]) -> str:
        """A choice of this portal."""
        return Random(f"{self.name}/{self.portal}/{switch}").choice(choices)

    def write(self, rng: Random, form: str, at: datetime) -> Story:
        """A story for one of `forms`, or "files" for one that is nothing but its attachments."""
        return prose.write(rng, self.province, form, at)

    def article(self, story: Story, rng: Random) -> Drawn:
        raise NotImplementedError

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        """A whole page of the site around some main content."""
        raise NotImplementedError

    def encode(self, html: str) -> bytes:
        return html.encode()

    def headers(self) -> dict[str, str]:
        return {"content-type": "text/html; charset=utf-8"}


def plain(text: str) -> str:
    """A text as it is compared: NFC, case and typographic marks folded, white space and list marks gone."""
    folded = unicodedata.normalize("NFC", text).translate(_FOLD).casefold()
    return " ".join(folded.split()).lstrip("-+•* ")


def furniture(html: str, document: Truth) -> frozenset[str]:
    """The texts of a page that are not in its document."""
    root = lxml.html.document_fromstring(html)
    for element in list(root.iter("script", "style", "title")):
        element.clear()
    own = plain(" \n ".join((document.title, *document.blocks, *document.neutral)))
    texts = {plain(str(text)) for text in root.xpath("//body//text()")}
    return frozenset(text for text in texts if any(c.isalnum() for c in text) and text not in own)


def truth(drawn: Drawn) -> Truth:
    """What an extractor should make of the page."""
    story = drawn.story
    captions = tuple(block.caption for block in story.body if isinstance(block, Photo) and block.caption)
    lines = ([story.lead] if story.lead else []) + [line for block in story.body for line in block.lines()]
    names = story.files if drawn.files else ()
    neutral = list(drawn.neutral)
    if not lines:
        lines = list(names)
    else:
        neutral += names
    author = story.signature if drawn.author else ""
    source = story.source if drawn.source else ""
    if author:
        lines.append(author)
        neutral += [source, f"Nguồn: {source}"] if source else []
    elif source:
        lines.append(f"Nguồn: {source}")
    at = story.at.strftime("%Y-%m-%dT%H:%M")
    published = {"time": at, "day": at[:10], "": ""}[drawn.shows]
    return Truth(story.title, published, story.lead, captions, tuple(lines), author, source, tuple(neutral), names)
