"""Writes sample articles in Vietnamese: a seed in, the parts of an article out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from demo import phrases
from demo.articles import Block, Bullets, Heading, Paragraph, Photo, Table

FORMS = ("news", "long", "notice", "table", "attachment")

_SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Lương",
    "Trịnh",
    "Mai",
    "Cao",
]
_MIDDLES = ["Văn", "Thị", "Minh", "Quốc", "Thanh", "Ngọc", "Hữu", "Đức", "Xuân", "Hồng", "Thu", "Anh", "Công", "Bích", "Kim", "Quang"]
_WOMEN = ["Hà", "Hằng", "Hòa", "Lan", "Linh", "Mai", "Nga", "Thảo", "Trang", "Yến", "Hương", "Nhung", "Thúy"]
_GIVEN = [
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Giang",
    "Hà",
    "Hải",
    "Hằng",
    "Hiếu",
    "Hòa",
    "Huy",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Phong",
    "Phúc",
    "Quân",
    "Sơn",
    "Tâm",
    "Thảo",
    "Trang",
    "Tuấn",
    "Vinh",
    "Yến",
]
_DISTRICTS = [
    "Đông Hưng",
    "Yên Khê",
    "Tân Phong",
    "Sơn Lộc",
    "Hòa Lạc",
    "Nam Đàn Thượng",
    "Bắc Hải",
    "Phú Lương",
    "Cẩm Xuyên Hạ",
    "Krông Nâng",
    "Đức Trọng",
    "Vĩnh Lộc",
    "Thạch Hà",
]
_COMMUNES = [
    "An Khê",
    "Bình Minh",
    "Cẩm Hà",
    "Đồng Tâm",
    "Gia Thịnh",
    "Hưng Đạo",
    "Lộc Tiến",
    "Mỹ Đức",
    "Ngọc Sơn",
    "Phước Thể",
    "Quảng Lưu",
    "Thanh Tùng",
    "Xuân Mỹ",
]
_LEADERS = (
    "Phó Chủ tịch UBND tỉnh",
    "Tỉnh ủy viên, Giám đốc Sở Thông tin và Truyền thông",
    "Phó Giám đốc Sở Thông tin và Truyền thông",
    "Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch Thường trực UBND tỉnh",
)
_GUESTS = (
    "Trưởng phòng Công nghệ thông tin",
    "Trưởng phòng Văn hóa và Thông tin huyện",
    "Phó Chánh Văn phòng UBND huyện",
    "Chủ tịch UBND xã",
)
_SLOT = re.compile(r"\{(\w+)(?::(\d+)-(\d+))?\}")


def person(rng: Random) -> str:
    """A full name that belongs to nobody in particular."""
    return f"{rng.choice(_SURNAMES)} {rng.choice(_MIDDLES)} {rng.choice(_GIVEN)}"


def woman(rng: Random) -> str:
    """A woman's full name, for sentences that say so."""
    return f"{rng.choice(_SURNAMES)} Thị {rng.choice(('Ngọc', 'Thu', 'Bích', 'Hồng', 'Thanh'))} {rng.choice(_WOMEN)}"


def man(rng: Random) -> str:
    middle = rng.choice(("Văn", "Quốc", "Hữu", "Đức", "Công", "Quang"))
    return f"{rng.choice(_SURNAMES)} {middle} {rng.choice(('Bình', 'Dũng', 'Hải', 'Hiếu', 'Huy', 'Long', 'Nam', 'Sơn', 'Vinh'))}"


def pen_name(rng: Random) -> str:
    """A signature as newspapers print it: "Tú Anh", "L.Anh", "Vinh Quang – Xuân Anh"."""
    form = rng.randrange(4)
    if form == 0:
        return f"{rng.choice(_SURNAMES)[0]}.{rng.choice(_GIVEN)}"
    if form == 1:
        return f"{rng.choice(_MIDDLES)} {rng.choice(_GIVEN)} – {rng.choice(_MIDDLES)} {rng.choice(_GIVEN)}"
    return person(rng) if form == 2 else f"{rng.choice(_MIDDLES)} {rng.choice(_GIVEN)}"


@dataclass(slots=True)
class Facts:
    """The people, places and days of one article, so that it does not contradict itself."""

    rng: Random
    province: str
    at: datetime
    fixed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rng = self.rng
        day = self.at - timedelta(days=rng.randrange(2))
        first, second = rng.sample(_DISTRICTS, 2)
        self.fixed = {
            "tinh": self.province,
            "so": "Sở Thông tin và Truyền thông",
            "ld": person(rng),
            "cv": rng.choice(_LEADERS),
            "kh": man(rng),
            "nu": woman(rng),
            "kcv": rng.choice(_GUESTS),
            "huyen": first,
            "huyen2": second,
            "xa": rng.choice(_COMMUNES),
            "ngay": f"{day.day}/{day.month}",
            "ngayd": f"{day.day:02}/{day.month:02}/{day.year}",
            "nam": str(self.at.year),
            "namsau": str(self.at.year + 1),
        }
        self.fixed["viec"] = self.fill(rng.choice(phrases.ERRANDS))

    def fill(self, pattern: str) -> str:
        """The pattern with every slot filled; `n`, `p`, `nghin` and `tien` are drawn anew each time."""
        return _SLOT.sub(self._slot, pattern)

    def _slot(self, match: re.Match[str]) -> str:
        name, low, high = match.group(1), int(match.group(2) or 1), int(match.group(3) or 9)
        rng = self.rng
        if name == "n":
            return str(rng.randint(low, high))
        if name == "p":
            return f"{rng.randint(low, high)},{rng.randint(1, 9)}%"
        if name == "nghin":
            return f"{rng.randint(1, 96)}.{rng.randint(100, 999)}"
        if name == "tien":
            return f"{rng.randint(1, 48)},{rng.randint(1, 9)} tỷ đồng"
        return self.fixed[name]


@dataclass(frozen=True, slots=True)
class Draft:
    """What `write` gives: the parts of an article without its place in a portal."""

    title: str
    lead: str
    body: tuple[Block, ...]
    signature: str
    people: tuple[str, ...]
    attachments: tuple[str, ...]  # file names


def write(rng: Random, province: str, at: datetime, form: str = "news") -> Draft:
    """One new article of `form` (see FORMS), `at` being its day. Raises ValueError for an unknown form."""
    if form not in FORMS:
        raise ValueError(f"no such form of article: {form}; known: {', '.join(FORMS)}")
    facts = Facts(rng, province, at)
    if form in {"notice", "attachment"}:
        return _notice(facts, form)
    topic = rng.choice(phrases.TOPICS)
    own = list(topic.sentences)
    rng.shuffle(own)
    general = rng.sample(phrases.GENERAL, 5 if form != "long" else len(phrases.GENERAL))
    sentences = [facts.fill(pattern) for pattern in _mixed(rng, own, general)]
    if form == "long":
        for other in rng.sample(phrases.TOPICS, 3):
            if other is not topic:
                sentences += [facts.fill(pattern) for pattern in other.sentences]
    body = _paragraphs(rng, sentences)
    captions = rng.sample(topic.captions, rng.randint(1, 2))
    for place, caption in zip((0, len(body) - 1), captions, strict=False):
        body.insert(place, Photo(facts.fill(caption)))
    if form == "long" or rng.random() < 0.25:
        body.insert(rng.randint(2, len(body) - 1), Heading(facts.fill(rng.choice(phrases.HEADINGS))))
    if form == "long" or rng.random() < 0.3:
        body.insert(len(body) - 1, Bullets(tuple(facts.fill(item) for item in topic.items)))
    if form in {"table", "long"}:
        body.insert(len(body) - 1, _table(facts))
    return Draft(
        title=facts.fill(rng.choice(topic.titles)),
        lead=facts.fill(rng.choice(topic.leads)),
        body=tuple(body),
        signature=pen_name(rng) if rng.random() < 0.9 else "",
        people=(facts.fixed["ld"], facts.fixed["kh"], facts.fixed["nu"]),
        attachments=(f"Báo cáo số {rng.randint(10, 900)}-BC-STTTT.pdf",) if rng.random() < 0.2 else (),
    )


def sentence(rng: Random, province: str, at: datetime) -> str:
    """One more sentence on any subject, for a paragraph that is added later."""
    facts = Facts(rng, province, at)
    return facts.fill(rng.choice(phrases.GENERAL)) + " " + facts.fill(rng.choice(rng.choice(phrases.TOPICS).sentences))


def _notice(facts: Facts, form: str) -> Draft:
    rng = facts.rng
    number = rng.randint(20, 990)
    title = facts.fill(rng.choice(phrases.NOTICE_TITLES))
    if form == "attachment":
        names = (f"{number}.TB-STTTT.signed.pdf", f"Phụ lục kèm theo {number}.docx")
        return Draft(title=title, lead="", body=(), signature="", people=(), attachments=names)
    lines = [facts.fill(pattern) for pattern in phrases.NOTICE_LINES]
    body = tuple(Paragraph(line) for line in lines[1:])
    return Draft(
        title=title,
        lead=lines[0],
        body=body,
        signature="Ban biên tập" if rng.random() < 0.5 else "",
        people=(facts.fixed["nu"],),
        attachments=(),
    )


def _mixed(rng: Random, own: list[str], general: list[str]) -> list[str]:
    mixed = list(own)
    for pattern in general:
        mixed.insert(rng.randint(1, len(mixed)), pattern)
    return mixed


def _paragraphs(rng: Random, sentences: list[str]) -> list[Block]:
    body: list[Block] = []
    left = list(sentences)
    while left:
        count = rng.randint(1, 4)
        body.append(Paragraph(" ".join(left[:count])))
        left = left[count:]
    return body


def _table(facts: Facts) -> Table:
    rng = facts.rng
    rows = [rng.choice(phrases.TABLE_HEADS)]
    for name in rng.sample(_DISTRICTS, rng.randint(3, 5)):
        rows.append((f"Huyện {name}", str(rng.randint(20, 980)), facts.fill("{p:60-99}")))
    return Table(tuple(rows))
