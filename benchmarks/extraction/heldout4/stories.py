"""Stories of the fourth part: the parts of an article from its own bank of phrases."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from benchmarks.extraction import prose
from benchmarks.extraction.heldout4 import bank
from benchmarks.extraction.phrases import Subject
from benchmarks.extraction.prose import Block, Bullets, Heading, Paragraph, Photo, Quote, Story, Table

FORMS = ("news", "table", "news", "short", "long", "qa", "notice", "news", "nolead")
_PLACES = ("Báo Nhân Dân", "TTXVN", "Cổng Thông tin điện tử Chính phủ", "Báo Đại biểu Nhân dân", "VOV.VN")


def man(rng: Random) -> str:
    return f"{rng.choice(bank.FAMILY)} {rng.choice(bank.MIDDLE)} {rng.choice(bank.MEN)}"


def woman(rng: Random) -> str:
    return f"{rng.choice(bank.FAMILY)} Thị {rng.choice(bank.WOMEN)}"


def signature(rng: Random) -> str:
    """A pen name: one or two people, sometimes an office."""
    one = rng.choice(
        (f"{rng.choice(bank.MIDDLE)} {rng.choice(bank.MEN)}", man(rng), f"{rng.choice(('Thu', 'Minh', 'Kim'))} {rng.choice(bank.WOMEN)}")
    )
    if rng.random() < 0.2:
        return f"{one} - {rng.choice(('Phương', 'Hồng'))} {rng.choice(bank.WOMEN)}"
    return rng.choice(("Phòng Công nghệ thông tin", "Văn phòng Sở", "Thanh tra Sở")) if rng.random() < 0.1 else one


class Words(prose.Filler):
    """The slots of the bank."""

    def __init__(self, rng: Random, province: str, at: datetime) -> None:
        super().__init__(rng, province, at)
        later = at + timedelta(days=rng.randint(5, 40))
        day = at - timedelta(days=rng.randrange(3))
        self.fixed |= {
            "huyen": rng.choice(bank.DISTRICTS),
            "xa": rng.choice(bank.COMMUNES),
            "song": rng.choice(bank.RIVERS),
            "ten": man(rng),
            "ten2": man(rng),
            "nu": woman(rng),
            "ngay": rng.choice((f"{day.day}/{day.month}", f"{day.day}-{day.month}", f"ngày {day:%d/%m/%Y}")),
            "ngayd": f"{later:%d/%m/%Y}",
            "buoi": rng.choice(("Sáng", "Chiều", "Sáng")),
            "qd": f"{rng.randint(112, 3890)}/QĐ-UBND",
            "sdt": f"02{rng.randint(10, 99)}.3{rng.randint(100, 999)}.{rng.randint(100, 999)}",
        }
        self.fixed["chuc"] = self(rng.choice(bank.OFFICES))


def write(rng: Random, province: str, form: str, at: datetime) -> Story:
    """A story of one of FORMS, or "files" for one that is nothing but its attachments."""
    fill = Words(rng, province, at)
    number = rng.randint(900, 190000)
    files = tuple(_file(rng) for _ in range(rng.choice((0, 0, 1, 1, 2))))
    if form in {"notice", "files"}:
        title, lines = rng.choice(bank.NOTICES)
        body: list[Block] = [Paragraph(fill(line)) for line in lines] if form == "notice" else []
        return Story(fill(title), "", tuple(body), "", "", files or (_file(rng),), at, number, province)
    subject = rng.choice(bank.SUBJECTS)
    lead = "" if form == "nolead" else fill(rng.choice(subject.leads))
    body = _interview(rng, fill, subject) if form == "qa" else _body(rng, fill, subject, form)
    last = body[-1]
    if isinstance(last, Paragraph) and last.text.endswith(".") and rng.random() < 0.2:
        body[-1] = Paragraph(last.text + "/.")  # how offices end a text
    signed, source = rng.random() < 0.85, rng.random() < 0.25
    return Story(
        title=fill(rng.choice(subject.titles)),
        lead=lead,
        body=tuple(body),
        signature=signature(rng) if signed else "",
        source=rng.choice((*_PLACES, f"Báo {province}")) if source else "",
        files=files if rng.random() < 0.3 else (),
        at=at,
        number=number,
        province=province,
    )


def _photos(rng: Random, fill: Words, subject: Subject, count: int) -> list[Photo]:
    return [Photo(fill(caption)) for caption in rng.sample(subject.captions, count)]


def _body(rng: Random, fill: Words, subject: Subject, form: str) -> list[Block]:
    own = rng.sample(subject.sentences, len(subject.sentences))
    if form == "short":
        first: list[Block] = [*_photos(rng, fill, subject, rng.randint(0, 1))]
        return [*first, Paragraph(" ".join(map(fill, own[:2]))), Paragraph(fill(own[2]))]
    sentences = own + rng.sample(bank.GENERAL, rng.randint(2, 4))
    if form == "long":
        for other in rng.sample([one for one in bank.SUBJECTS if one is not subject], 3):
            sentences += other.sentences
    body: list[Block] = []
    while sentences:
        take = rng.choice((1, 1, 2, 2, 3, 4))
        body.append(Paragraph(" ".join(map(fill, sentences[:take]))))
        sentences = sentences[take:]
    photos = _photos(rng, fill, subject, rng.randint(1, 2))
    body.insert(rng.choice((0, 0, 1)), photos[0])
    if len(photos) > 1:
        body.insert(rng.randint(2, len(body) - 1), photos[1])
    if form == "long":
        for heading in rng.sample(bank.HEADINGS, 2):
            body.insert(rng.choice(_before_prose(body)), Heading(fill(heading)))
    if form == "long" or rng.random() < 0.2:
        body.insert(len(body) - 1, Bullets(tuple(map(fill, subject.items))))
    if rng.random() < 0.15:
        body.insert(len(body) - 1, Quote(rng.choice(bank.QUOTES)))
    if form == "table":
        body.insert(len(body) - 1, _table(rng, fill))
    if rng.random() < 0.1:
        body.insert(len(body) - 1, Photo(""))
    return body


def _before_prose(body: list[Block]) -> list[int]:
    """Where a heading may stand: between two paragraphs."""
    places = range(2, len(body))
    return [n for n in places if isinstance(body[n], Paragraph) and isinstance(body[n - 1], Paragraph)] or [len(body) - 1]


def _interview(rng: Random, fill: Words, subject: Subject) -> list[Block]:
    body: list[Block] = [*_photos(rng, fill, subject, 1), Paragraph(fill(rng.choice(subject.sentences)))]
    for question, answer in rng.sample(bank.QUESTIONS, 4):
        body += [Paragraph("PV: " + fill(question)), Paragraph(fill("Ông {ten}: " + answer))]
    return [*body, Paragraph("PV: Xin trân trọng cảm ơn ông!")]


def _table(rng: Random, fill: Words) -> Table:
    head = rng.choice(bank.TABLES)
    rows = [head]
    for index, district in enumerate(rng.sample(bank.DISTRICTS, rng.randint(3, 6))):
        cells = (district, str(rng.randint(14, 2400)), fill("{p:41-99}"))
        rows.append((str(index + 1), *cells) if head[0] == "TT" else cells)
    return Table(tuple(rows))


def _file(rng: Random) -> str:
    kind, office = rng.choice(("TB", "KH", "QD", "GM", "CV", "BC")), rng.choice(("SKHCN", "STTTT", "UBND", "TTCNTT"))
    return f"{rng.randint(9, 3100)}_{kind}-{office}{rng.choice(('.pdf', '.signed.pdf', '.docx', '.pdf', '.xls', '.rar'))}"


def headline(rng: Random, province: str) -> str:
    """A title for the lists around an article."""
    return Words(rng, province, _SOMETIME)(rng.choice(bank.HEADLINES))


def summary(rng: Random, province: str) -> str:
    return Words(rng, province, _SOMETIME)(rng.choice(bank.SUMMARIES))


_SOMETIME = datetime(2024, 4, 2, 8, tzinfo=prose.VIETNAM)
