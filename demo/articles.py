"""What a sample portal publishes, and the text that is true about it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str

    def lines(self) -> tuple[str, ...]:
        return (self.text,)


@dataclass(frozen=True, slots=True)
class Heading:
    text: str

    def lines(self) -> tuple[str, ...]:
        return (self.text,)


@dataclass(frozen=True, slots=True)
class Photo:
    caption: str

    def lines(self) -> tuple[str, ...]:
        return (self.caption,) if self.caption else ()


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        return self.items


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[str, ...], ...]

    def lines(self) -> tuple[str, ...]:
        return tuple(" | ".join(row) for row in self.rows)


Block = Paragraph | Heading | Photo | Bullets | Table


@dataclass(slots=True)
class Attachment:
    """A file of an article. `revision` counts how often it was replaced under its name."""

    name: str
    revision: int = 0

    def content(self) -> bytes:
        filling = "0123456789abcdef\n" * (40 + 3 * self.revision)
        return f"%PDF-1.4\n% {self.name} {self.revision}\n{filling}%%EOF\n".encode()


@dataclass(frozen=True, slots=True)
class Truth:
    """What an extractor should get out of the page. `lines` is the whole document, one block a line."""

    title: str
    published: str  # "2024-03-05T14:30+07:00", "2024-03-05" when the page shows no time, "" when no date
    date_line: str  # "05/03/2024 14:30", "05/03/2024" or ""
    lead: str
    captions: tuple[str, ...]
    author: str
    blocks: tuple[str, ...]  # lead, paragraphs, captions …, signature last
    attachments: tuple[str, ...]  # names

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.title, *((self.date_line,) if self.date_line else ()), *self.blocks)


@dataclass(slots=True, kw_only=True)
class Article:
    """One article of one portal. `id` never changes; `number` is what its address carries and changes when it moves."""

    id: int
    number: int
    title: str
    published: datetime  # aware
    filed: datetime  # the day its address and its files carry: it stays when the date is corrected
    lead: str
    body: list[Block]
    signature: str
    category: int
    people: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    slug: str = ""
    changed: datetime | None = None
    removed: str = ""  # "" while live, else how it was removed
    views: int = 0
    lead_prefix: str = ""  # "Laocaitv.vn - ", "(BTV) "
    origin: str = ""  # host it was taken over from

    @property
    def live(self) -> bool:
        return not self.removed

    def full_lead(self) -> str:
        return self.lead_prefix + self.lead if self.lead else ""

    def blocks(self) -> Iterator[str]:
        """Lead to signature, one line each."""
        if self.lead:
            yield self.full_lead()
        for block in self.body:
            yield from block.lines()
        if not self.lead and not self.body:
            for attachment in self.attachments:
                yield attachment.name
        if self.signature:
            yield self.signature

    def truth(self, *, shows: str) -> Truth:
        """What the page says. `shows` = "time", "day" or "" for how much of the date it prints."""
        local = self.published.astimezone(VIETNAM)
        day, time = local.strftime("%d/%m/%Y"), local.strftime("%d/%m/%Y %H:%M")
        return Truth(
            title=self.title,
            published={"time": local.strftime("%Y-%m-%dT%H:%M+07:00"), "day": local.strftime("%Y-%m-%d")}.get(shows, ""),
            date_line={"time": time, "day": day}.get(shows, ""),
            lead=self.full_lead(),
            captions=tuple(block.caption for block in self.body if isinstance(block, Photo) and block.caption),
            author=self.signature,
            blocks=tuple(self.blocks()),
            attachments=tuple(attachment.name for attachment in self.attachments),
        )


def slug(text: str, *, lose_d: bool = False, limit: int = 90) -> str:
    """An address part as Vietnamese systems make it; `lose_d` drops the letter đ as Liferay does."""
    folded = text.lower().replace("đ", "" if lose_d else "d")
    plain = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in plain).split()
    return "-".join(words)[:limit].strip("-")
