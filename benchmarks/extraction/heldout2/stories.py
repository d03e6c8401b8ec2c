"""Writes the second part's stories. Other forms of text than the first writer knows, as well as the plain report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from benchmarks.extraction import phrases, prose
from benchmarks.extraction.heldout2 import bank
from benchmarks.extraction.prose import Block, Bullets, Heading, Paragraph, Photo, Quote, Story, Table

_SLOT = re.compile(r"\{(\w+)(?::(\d+)-(\d+))?\}")


def man(rng: Random) -> str:
    return f"{rng.choice(bank.FAMILY)} {rng.choice(bank.MEN)}"


def woman(rng: Random) -> str:
    return f"{rng.choice(bank.FAMILY)} Thị {rng.choice(bank.WOMEN)}"


def signature(rng: Random) -> str:
    return rng.choice((rng.choice(bank.PEN), man(rng), woman(rng), f"{rng.choice(bank.PEN[:4])} - {rng.choice(bank.WOMEN)}"))


class Filler:
    """Fills the slots of the bank's patterns; people and places stay within a story."""

    def __init__(self, rng: Random, province: str, at: datetime) -> None:
        self.rng = rng
        day, soon = at - timedelta(days=rng.randrange(4)), at + timedelta(days=rng.randint(3, 25))
        self.fixed = {
            "tinh": province,
            "huyen": rng.choice(bank.DISTRICTS),
            "xa": rng.choice(bank.COMMUNES),
            "song": rng.choice(bank.RIVERS),
            "ten": man(rng),
            "ten2": man(rng),
            "nu": woman(rng),
            "but": rng.choice(bank.PEN),
            "ngay": rng.choice((f"{day.day}-{day.month}", f"{day.day:02}/{day.month}", f"ngày {day.day} tháng {day.month}")).removeprefix(
                "ngày "
            ),
            "ngaydd": f"{soon.day:02}/{soon.month:02}/{soon.year}",
            "ngaybh": f"{at - timedelta(days=rng.randint(4, 40)):%d/%m/%Y}",
            "nam": str(at.year),
            "namtruoc": str(at.year - 3),
            "namsau": str(at.year + 1),
        }
        self.fixed["TEN"] = self.fixed["ten"].upper()
        self.fixed["chucvu"] = self(rng.choice(bank.OFFICES))

    def __call__(self, pattern: str) -> str:
        return _SLOT.sub(self._slot, pattern)

    def _slot(self, match: re.Match[str]) -> str:
        name, low, high = match.group(1), int(match.group(2) or 1), int(match.group(3) or 9)
        if name == "n":
            return str(self.rng.randint(low, high))
        if name == "p":
            return f"{self.rng.randint(low, high)},{self.rng.randint(1, 9)}%"
        if name == "tien":
            return f"{self.rng.randint(3, 790)} tỷ đồng"
        return self.fixed[name]


def _files(rng: Random, least: int = 0) -> tuple[str, ...]:
    def name() -> str:
        ending = rng.choice((".pdf", "_signed.pdf", ".docx", ".rar", ".xls"))
        return f"{rng.choice(('QD', 'Cong van', 'Ke hoach', 'Giay moi', 'Bao cao', 'Phu luc'))} {rng.randint(11, 990)}{ending}"

    return tuple({name(): None for _ in range(max(least, rng.choice((0, 0, 1, 3))))})


def _report(rng: Random, fill: Filler, subject: phrases.Subject, sentences: int) -> list[Block]:
    own = list(subject.sentences)
    rng.shuffle(own)
    own = own[: max(3, sentences)] + rng.sample(bank.COMMON, max(0, min(4, sentences - 4)))
    body: list[Block] = []
    while own:
        take = rng.choice((1, 1, 2, 3))
        body.append(Paragraph(" ".join(map(fill, own[:take]))))
        own = own[take:]
    return body


def _news(rng: Random, fill: Filler, subject: phrases.Subject) -> list[Block]:
    body = _report(rng, fill, subject, rng.randint(6, 12))
    shots = rng.sample(subject.captions, rng.randint(1, 3))
    for caption in shots:
        body.insert(rng.randrange(len(body)), Photo(fill(caption)))
    if rng.random() < 0.3:
        body.insert(len(body) // 2, Heading(fill(rng.choice(bank.HEADINGS))))
    if rng.random() < 0.3:
        body.insert(len(body) - 1, Bullets(tuple(map(fill, subject.items))))
    return body


def _brief(rng: Random, fill: Filler, subject: phrases.Subject) -> list[Block]:
    return _report(rng, fill, subject, 3)


def _long(rng: Random, fill: Filler, subject: phrases.Subject) -> list[Block]:
    body = _news(rng, fill, subject)
    for other in rng.sample(bank.SUBJECTS, 3):
        body += [Heading(fill(rng.choice(bank.HEADINGS))), *_report(rng, fill, other, 8)]
    body.insert(
        len(body) - 2, Quote(fill("“Dân tin thì việc khó mấy cũng xong, {n:5-40} năm làm cán bộ tôi rút ra điều ấy” - ông {ten2} đúc kết."))
    )
    body.insert(len(body) - 3, _figures(rng, fill))
    return body


def _figures(rng: Random, fill: Filler) -> Table:
    heads = rng.choice(
        (("TT", "Đơn vị", "Chỉ tiêu", "Kết quả"), ("Xã", "Số hồ sơ", "Tỷ lệ đúng hạn"), ("Nội dung", f"Năm {fill.fixed['nam']}"))
    )
    rows: list[tuple[str, ...]] = [heads]
    for index, place in enumerate(rng.sample(bank.COMMUNES, rng.randint(4, 9)), 1):
        row = (place, str(rng.randint(12, 990)), fill("{p:41-99}"))
        rows.append((str(index), *row) if len(heads) == 4 else row[: len(heads)])
    return Table(tuple(rows))


def _table(rng: Random, fill: Filler, subject: phrases.Subject) -> list[Block]:
    body = _report(rng, fill, subject, 5)
    body.insert(2, _figures(rng, fill))
    return body


def _interview(rng: Random, fill: Filler, subject: phrases.Subject) -> list[Block]:
    body: list[Block] = [Photo(fill("Ông {ten} - {chucvu}."))]
    answers = rng.sample(subject.sentences, 8)
    for index, question in enumerate(bank.QUESTIONS[:-1]):
        body += [Paragraph(fill(question)), Paragraph(" ".join(map(fill, answers[2 * index : 2 * index + 2])))]
    return [*body, Paragraph(fill(bank.QUESTIONS[-1]))]


def _photos(rng: Random, fill: Filler, subject: phrases.Subject) -> list[Block]:
    shots: list[Block] = [Photo(fill(text)) for text in subject.captions]
    shots += [Photo(fill(text)) for other in rng.sample(bank.SUBJECTS, 2) if other is not subject for text in other.captions[:2]]
    return [shots[0], Paragraph(fill(subject.sentences[0])), *shots[1:], Paragraph(fill(subject.sentences[-1]))]


def _agenda(rng: Random, fill: Filler, _: phrases.Subject) -> list[Block]:
    heads = rng.choice(bank.AGENDA_HEADS)
    work = rng.sample(bank.AGENDA_WORK, rng.randint(5, 8))
    start, month = rng.randint(1, 20), rng.randint(1, 12)
    rows: list[tuple[str, ...]] = [heads]
    for index, item in enumerate(work):
        slot = f"{7 + index}h{rng.choice(('00', '30'))}" if heads[0] != "Ngày" else f"{start + index // 2}/{month}"
        cells = (slot, *(("Chiều" if index % 2 else "Sáng",) if len(heads) == 4 else ()), fill(item), fill(f"Đ/c {man(rng)}"))
        rows.append(cells[: len(heads)])
    return [
        Paragraph(fill(rng.choice(bank.AGENDA_OPENINGS))),
        Table(tuple(rows)),
        Paragraph(fill("Lịch này thay cho giấy mời; thay đổi (nếu có) báo trước {n:1-3} ngày.")),
    ]


def _steps(rng: Random, fill: Filler, subject: phrases.Subject) -> list[Block]:
    return [
        Paragraph(fill(subject.sentences[1])),
        *(Paragraph(fill(step)) for step in bank.STEPS),
        Bullets(tuple(map(fill, subject.items))),
    ]


def _decree(rng: Random, fill: Filler, subject: phrases.Subject) -> list[Block]:
    meta = (
        ("Số ký hiệu", fill("{n:11-98}/{nam}/QĐ-UBND")),
        ("Ngày ban hành", fill("{ngaybh}")),
        ("Cơ quan ban hành", fill("UBND tỉnh {tinh}")),
        ("Người ký", fill("{ten2}")),
        ("Trích yếu", fill("Quy định chính sách hỗ trợ trên địa bàn huyện {huyen} giai đoạn {nam}-{namsau}")),
    )
    body: list[Block] = [Table(meta)]
    clauses = list(bank.CLAUSES)
    for index, name in enumerate(bank.ARTICLES_OF_LAW):
        body.append(Paragraph(fill(name.replace("{k}", str(index + 1)))))
        body += [Paragraph(fill(clauses[(2 * index + turn) % len(clauses)])) for turn in range(2)]
    return body


FORMS: dict[str, Callable[[Random, Filler, phrases.Subject], list[Block]]] = {
    "news": _news,
    "brief": _brief,
    "long": _long,
    "table": _table,
    "interview": _interview,
    "photos": _photos,
    "agenda": _agenda,
    "steps": _steps,
    "decree": _decree,
}
TITLES = {"decree": bank.DECREE_TITLES, "agenda": bank.AGENDA_TITLES}
LEADLESS = frozenset(TITLES)


def _notice(rng: Random, fill: Filler, titles: tuple[str, ...], lines: tuple[str, ...], at: datetime) -> Story:
    body = tuple(Paragraph(fill(line)) for line in lines)
    return Story(fill(rng.choice(titles)), "", body, "", "", (), at, rng.randint(900, 9_000_000), fill.fixed["tinh"])


def write(rng: Random, province: str, form: str, at: datetime) -> Story:
    """A story of one of FORMS, "invitation", "obituary", "files", or "theirs": one by the other writer."""
    if form == "theirs":
        return prose.write(rng, province, rng.choice(prose.FORMS[:5]), at)
    fill = Filler(rng, province, at)
    if form == "invitation":
        return replace(_notice(rng, fill, bank.INVITE_TITLES, bank.INVITE, at), files=_files(rng))
    if form == "obituary":
        return _notice(rng, fill, ("Tin buồn: Ông {ten} từ trần", "Tin buồn"), bank.SAD, at)
    if form == "files":
        titles = ("Công khai quyết toán ngân sách năm {nam} của xã {xa}", "Lịch công tác tuần {n:2-52} của UBND huyện {huyen}")
        return replace(_notice(rng, fill, titles, (), at), files=_files(rng, 1))
    subject = rng.choice(bank.SUBJECTS)
    body = FORMS[form](rng, fill, subject)
    return Story(
        title=fill(rng.choice(TITLES.get(form, subject.titles))),
        lead="" if form in LEADLESS else fill(rng.choice(subject.leads)),
        body=tuple(body),
        signature="" if form in LEADLESS else signature(rng) if rng.random() < 0.8 else "",
        source=rng.choice(("Cổng TTĐT Chính phủ", "Báo Quân đội nhân dân", "Cổng TTĐT tỉnh"))
        if form not in LEADLESS and rng.random() < 0.5
        else "",
        files=_files(rng, 1 if form == "decree" else 0),
        at=at,
        number=rng.randint(900, 9_000_000),
        province=province,
    )
