"""What the shapes of the second part have in common: their stories and how signatures are put on a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from random import Random
from typing import ClassVar

from benchmarks.extraction.heldout2 import bank, stories
from benchmarks.extraction.markup import Style, esc
from benchmarks.extraction.prose import Paragraph, Story
from benchmarks.extraction.shape import Shape

FORMS = ("news", "theirs", "long", "interview", "brief", "table", "news", "invitation", "photos", "agenda", "steps", "obituary")


class Second(Shape):
    forms: ClassVar[tuple[str, ...]] = FORMS

    def __init__(self, portal: int) -> None:
        super().__init__(portal)
        self.province = self.fixed.choice(bank.PROVINCES)

    def write(self, rng: Random, form: str, at: datetime) -> Story:
        return stories.write(rng, self.province, form, at)


def plain_end(story: Story) -> Story:
    """The story as a page shows it that says "Theo …" in a last line instead of naming its source in a field."""
    if story.signature or not story.source:
        return replace(story, source="")
    return replace(story, body=(*story.body, Paragraph(f"Theo {story.source}")), source="")


class Kinh(Style):
    """Blocks as somebody typed them, with bold runs and links now and then."""

    def __init__(self, rng: Random, *, messy: float = 0.3) -> None:
        super().__init__(rng)
        self.inline = lambda text: mixed(rng, text, messy)


def mixed(rng: Random, text: str, chance: float) -> str:
    """Some run of words is marked up in a way that editors leave behind; the words stay as they are."""
    words = text.split(" ")
    if len(words) < 9 or rng.random() > chance:
        return esc(text)
    start = rng.randint(0, len(words) - 5)
    end = start + rng.randint(2, 4)
    run = esc(" ".join(words[start:end]))
    opening, closing = rng.choice(
        (
            ("<b>", "</b>"),
            ('<span style="font-size:14pt;"><span style="font-family:times new roman,times,serif;">', "</span></span>"),
            ('<a target="_blank" href="/van-ban/1290">', "</a>"),
            ("<i><u>", "</u></i>"),
            ('<font color="#333333">', "</font>"),
        )
    )
    return " ".join(part for part in (esc(" ".join(words[:start])), opening + run + closing, esc(" ".join(words[end:]))) if part)
