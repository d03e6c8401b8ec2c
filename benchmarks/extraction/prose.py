"""Writes the stories of the corpus: a seeded random source in, the parts of an article out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from random import Random

from benchmarks.extraction import phrases

VIETNAM = timezone(timedelta(hours=7))
FORMS = ("news", "news", "news", "short", "long", "notice", "table", "nolead")

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý", "Trịnh", "Đinh", "Tạ", "Châu")
_MIDDLE = ("Văn", "Đức", "Hữu", "Minh", "Quang", "Đình", "Xuân", "Công")
_MEN = ("Thắng", "Hùng", "Cường", "Toàn", "Khôi", "Lâm", "Nghĩa", "Phước", "Quyền", "Sáng", "Thịnh", "Tường", "Vượng", "Đạt")
_WOMEN = ("Ánh", "Duyên", "Hiền", "Liên", "Loan", "Ngân", "Oanh", "Phượng", "Quỳnh", "Thủy", "Vân", "Xuyến")
PROVINCES = ("Sơn Hải", "Tây Lâm", "Bình Giang", "Đông Châu", "Nam Sơn", "Hà Thượng", "Phước Long Hải", "Lạc Dương Hạ")
_DISTRICTS = (
    "Vĩnh Phong",
    "An Sơn",
    "Đức Hải",
    "Lộc Ninh Hạ",
    "Tân Uyên Thượng",
    "Hòa Xuân",
    "Kim Đường",
    "Mường Khoa",
    "Phù Lãng",
    "Ea Knốt",
)
_COMMUNES = (
    "Tân Lập",
    "Yên Hòa",
    "Đại Đồng",
    "Phú Mỹ",
    "Hải Thanh",
    "Long Điền",
    "Thạch Bàn",
    "Quang Trung",
    "Mường Lói",
    "Đức Lân",
    "Bàu Cạn",
)
_RIVERS = ("Lam Giang", "Đà Rông", "Thạch Hãn Hạ", "Cái Lớn", "Krông Nô Thượng")
_OFFICES = (
    "Phó Chủ tịch UBND tỉnh",
    "Giám đốc Sở Khoa học và Công nghệ",
    "Ủy viên Ban Thường vụ Tỉnh ủy",
    "Bí thư Huyện ủy {huyen}",
    "Phó Chủ tịch Thường trực HĐND tỉnh",
)
_SLOT = re.compile(r"\{(\w+)(?::(\d+)-(\d+))?\}")


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
class Quote:
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


Block = Paragraph | Heading | Quote | Photo | Bullets | Table


@dataclass(frozen=True, slots=True)
class Story:
    """One article before it has a page. `signature` and `source` are "" when the article has none."""

    title: str
    lead: str
    body: tuple[Block, ...]
    signature: str
    source: str
    files: tuple[str, ...]  # names of attached files
    at: datetime  # aware, Vietnamese time
    number: int
    province: str

    def with_body(self, body: tuple[Block, ...]) -> Story:
        return replace(self, body=body)


def man(rng: Random) -> str:
    return f"{rng.choice(_FAMILY)} {rng.choice(_MIDDLE)} {rng.choice(_MEN)}"


def woman(rng: Random) -> str:
    return f"{rng.choice(_FAMILY)} Thị {rng.choice(_WOMEN)}"


def signature(rng: Random) -> str:
    """How articles are signed: "Hữu Thắng", "T.Vân", "Minh Khôi - Thủy Ngân", a full name."""
    given = rng.choice((*_MEN, *_WOMEN))
    return (
        rng.choice((f"{rng.choice(_MIDDLE)} {given}", man(rng), woman(rng), f"{rng.choice(_FAMILY)[0]}.{given}"))
        if rng.random() < 0.85
        else f"{rng.choice(_MIDDLE)} {rng.choice(_MEN)} - {rng.choice(('Thu', 'Thanh', 'Bích'))} {rng.choice(_WOMEN)}"
    )


class Filler:
    """Fills the slots of patterns; names of people and places stay the same within one story."""

    def __init__(self, rng: Random, province: str, at: datetime) -> None:
        self.rng = rng
        day = at - timedelta(days=rng.randrange(3))
        self.fixed = {
            "tinh": province,
            "huyen": rng.choice(_DISTRICTS),
            "xa": rng.choice(_COMMUNES),
            "song": rng.choice(_RIVERS),
            "ten": man(rng),
            "ten2": man(rng),
            "nu": woman(rng),
            "ngay": f"{day.day}/{day.month}",
            "ngayd": f"{day.day:02}/{day.month:02}/{day.year}",
            "nam": str(at.year),
            "namsau": str(at.year + 1),
        }
        self.fixed["chucvu"] = self(rng.choice(_OFFICES))

    def __call__(self, pattern: str) -> str:
        return _SLOT.sub(self._slot, pattern)

    def _slot(self, match: re.Match[str]) -> str:
        name, low, high = match.group(1), int(match.group(2) or 1), int(match.group(3) or 9)
        if name == "n":
            return str(self.rng.randint(low, high))
        if name == "p":
            return f"{self.rng.randint(low, high)},{self.rng.randint(0, 9)}%"
        if name == "tien":
            return f"{self.rng.randint(2, 480)},{self.rng.randint(1, 9)} tỷ đồng"
        return self.fixed[name]


def write(rng: Random, province: str, form: str, at: datetime) -> Story:
    """A story of one of FORMS, or "files" for one that is nothing but its attachments."""
    fill = Filler(rng, province, at)
    number = rng.randint(1200, 98000)
    files = tuple(_file(rng) for _ in range(rng.choice((0, 0, 0, 1, 2))))
    if form in {"notice", "files"}:
        lines = [fill(pattern) for pattern in phrases.NOTICE_LINES]
        files = files or (_file(rng),)
        body: list[Block] = [Paragraph(line) for line in lines] if form == "notice" else []
        return Story(fill(rng.choice(phrases.NOTICE_TITLES)), "", tuple(body), "", "", files, at, number, province)
    subject = rng.choice(phrases.SUBJECTS)
    body = _body(rng, fill, subject, form)
    return Story(
        title=fill(rng.choice(subject.titles)),
        lead="" if form == "nolead" else fill(rng.choice(subject.leads)),
        body=tuple(body),
        signature=signature(rng) if rng.random() < 0.85 else "",
        source=rng.choice(("Báo Nhân Dân", "TTXVN", f"Báo {province}", "chinhphu.vn")) if rng.random() < 0.3 else "",
        files=files if rng.random() < 0.5 else (),
        at=at,
        number=number,
        province=province,
    )


def _body(rng: Random, fill: Filler, subject: phrases.Subject, form: str) -> list[Block]:
    own = list(subject.sentences)
    rng.shuffle(own)
    if form == "short":
        return [Paragraph(" ".join(map(fill, own[:2]))), Paragraph(fill(own[2]))]
    sentences = own + rng.sample(phrases.GENERAL, rng.randint(2, 5))
    if form == "long":
        for other in rng.sample(phrases.SUBJECTS, 4):
            sentences += other.sentences
    rng.shuffle(sentences)
    body: list[Block] = []
    while sentences:
        take = rng.choice((1, 2, 2, 3, 4))
        body.append(Paragraph(" ".join(map(fill, sentences[:take]))))
        sentences = sentences[take:]
    for place, caption in zip((0, len(body) - 1), rng.sample(subject.captions, rng.randint(1, 2)), strict=False):
        body.insert(place, Photo(fill(caption)))
    if form == "long" or rng.random() < 0.2:
        body.insert(rng.randint(1, len(body) - 1), Heading(fill(rng.choice(phrases.HEADINGS))))
    if form == "long" or rng.random() < 0.2:
        body.insert(len(body) - 1, Bullets(tuple(map(fill, subject.items))))
    if rng.random() < 0.1:
        body.insert(
            len(body) - 1, Quote(fill("Ông {ten} nhấn mạnh: “Làm thật, kết quả thật, người dân thụ hưởng thật, đó mới là thước đo”."))
        )
    if form in {"table", "long"}:
        body.insert(len(body) - 1, _table(rng, fill))
    if rng.random() < 0.15:
        body.insert(len(body) - 1, Photo(""))
    return body


def _table(rng: Random, fill: Filler) -> Table:
    head = rng.choice(phrases.TABLE_HEADS)
    rows = [head]
    for index, district in enumerate(rng.sample(_DISTRICTS, rng.randint(3, 6))):
        cells = [district, str(rng.randint(20, 980)), fill("{p:50-99}")]
        rows.append((str(index + 1), *cells)[: len(head)] if head[0] == "STT" else tuple(cells))
    return Table(tuple(rows))


def _file(rng: Random) -> str:
    kind, office = rng.choice(("QĐ", "KH", "TB", "BC", "CV")), rng.choice(("UBND", "SKHCN", "STTTT", "VP"))
    ending = rng.choice((".pdf", ".signed.pdf", ".docx", ".xlsx", ".doc"))
    return f"{rng.randint(12, 2900)}-{kind}-{office}{ending}"
