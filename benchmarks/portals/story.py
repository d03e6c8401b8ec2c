"""Stories of the sample portals: written from a seed, each unlike the others, and what of them a document should hold."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from benchmarks.portals.phrases import GRAMMAR, Subject
from benchmarks.portals.subjects import SUBJECTS

NOW = datetime(2026, 11, 20, 16, 0)  # noqa: DTZ001 - what the pages show has no zone; the standing stories lie before this moment
SYMBOL = re.compile(r"\{(\w+)(?::(\d+)-(\d+))?\}")


@dataclass(frozen=True)
class Block:
    """One block of a body. `text` is the paragraph, heading, quote or caption; `rows` are list items or table rows."""

    kind: str  # p, h, quote, ask, photo, list, table
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Story:
    """One article as its editors wrote it."""

    id: int
    title: str
    published: datetime
    lead: str
    blocks: tuple[Block, ...]
    signature: str
    source: str
    files: tuple[str, ...]
    sections: tuple[int, ...]
    form: str
    pinned: bool = False

    def lines(self) -> list[str]:
        """Lead and body as a document has them."""
        out = [self.lead] if self.lead else []
        for block in self.blocks:
            out += [" | ".join(cell for cell in row) for row in block.rows] if block.rows else [block.text] if block.text else []
        return out

    def captions(self) -> list[str]:
        return [block.text for block in self.blocks if block.kind == "photo" and block.text]


@dataclass
class Writer:
    """Draws stories. No text of a portal comes twice from one writer."""

    seed: str
    own: str  # the portal's short name, for signatures and sources
    sections: int = 4
    said: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)

    def open(self, phrase: str) -> str:
        """A phrase with all its symbols opened."""
        rng = self.rng

        def one(match: re.Match[str]) -> str:
            name, low, high = match.groups()
            if name == "n":
                return str(rng.randint(int(low), int(high)))
            if name == "d":
                day = NOW - timedelta(days=rng.randint(1, 200))
                return f"{day.day}/{day.month}"
            if name.endswith("_cap"):
                text = self.open("{" + name[:-4] + "}")
                return text[0].upper() + text[1:]
            return self.open(rng.choice(GRAMMAR[name]))

        return SYMBOL.sub(one, phrase)

    def fresh(self, pool: tuple[str, ...]) -> str:
        """A text from the pool that this writer has not used before."""
        for _ in range(60):
            text = self.open(self.rng.choice(pool))
            text = unicodedata.normalize("NFC", text[0].upper() + text[1:])
            if text not in self.said:
                self.said.add(text)
                return text
        raise RuntimeError(f"the pool is dry: {pool[0]}")

    def paragraph(self, subject: Subject, low: int = 1, high: int = 4) -> Block:
        pool = subject.lines + subject.lines + GRAMMAR["plain"]
        return Block("p", " ".join(self.fresh(pool) for _ in range(self.rng.randint(low, high))))

    def photo(self, subject: Subject, bare: float = 0.12) -> Block:
        return Block("photo", "" if self.rng.random() < bare else self.fresh(subject.shots + GRAMMAR["shot"]))

    def story(self, number: int, published: datetime, form: str) -> Story:
        rng = self.rng
        subject = rng.choice(SUBJECTS)
        lead = "" if form in ("files", "schedule") or rng.random() < 0.08 else self.fresh(subject.leads)
        title = self.fresh(subject.titles)
        files: tuple[str, ...] = ()
        if form == "files":
            title, files = self._notice_title(), self._files(rng.randint(1, 3))
        if form == "schedule":
            title = self.fresh(("Lịch tiếp công dân tháng {n:1-12} của {office}", "Lịch làm việc tuần {n:2-52} của lãnh đạo {office}"))
        if form == "interview":
            title = self.fresh(
                ("“{place} chọn việc khó làm trước”", "Trò chuyện với {rank} {person}", "{person}: Làm chậm mà chắc ở {place}")
            )
        if form == "report" and rng.random() < 0.25:
            files = self._files(1)
        signed = rng.random()
        signature = (
            self.open("{person}") if signed < 0.45 else self.open("{given} {given2}") if signed < 0.6 else self.own if signed < 0.68 else ""
        )
        source = self.open("Báo {place}") if rng.random() < 0.2 else ""
        first = rng.randrange(self.sections)
        second = rng.randrange(self.sections)
        sections = (first, second) if second != first and rng.random() < 0.15 else (first,)
        return Story(number, title, published, lead, tuple(self._body(form, subject)), signature, source, files, sections, form)

    def _notice_title(self) -> str:
        return self.fresh(
            (
                "Thông báo số {n:11-480}/TB-SKHCN về việc tuyển chọn đơn vị chủ trì đề tài",
                "Công khai dự toán quý {n:1-4} của {office}",
                "Mời báo giá {n:2-90} bộ thiết bị cho {office}",
                "Danh sách {n:6-90} thí sinh đủ điều kiện dự tuyển tại {office}",
            )
        )

    def _files(self, count: int) -> tuple[str, ...]:
        pool = (
            "{n:100-2999}-TB-SKHCN.signed.pdf",
            "Phu luc {n:1-9} kem thong bao {n:11-99}.docx",
            "Bieu mau bao gia so {n:11-99}.xlsx",
            "QD {n:100-990}.pdf",
        )
        return tuple(self.fresh(pool) for _ in range(count))

    def _body(self, form: str, subject: Subject) -> list[Block]:
        rng = self.rng
        if form == "files":
            return [
                Block(
                    "p",
                    self.fresh(
                        ("Nội dung chi tiết xem tại file đính kèm (ban hành {d}).", "{office} thông báo {d}, mời xem văn bản kèm theo.")
                    ),
                )
            ]
        if form == "short":
            return [self.paragraph(subject, 2, 4) for _ in range(rng.randint(1, 2))]
        if form == "schedule":
            days = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu")
            rows = tuple(
                (day, self.open("{n:7-9} giờ 30"), self.open("{who_cap} tiếp công dân {where}")) for day in days[: rng.randint(3, 5)]
            )
            return [
                self.paragraph(subject, 1, 1),
                Block("table", "", (("Ngày", "Giờ", "Nội dung"), *rows)),
                Block("p", self.fresh(GRAMMAR["close"])),
            ]
        if form == "photos":
            out: list[Block] = []
            for _ in range(rng.randint(4, 7)):
                out.append(self.photo(subject, 0))
                if rng.random() < 0.4:
                    out.append(self.paragraph(subject, 1, 1))
            return out
        if form == "interview":
            out = [self.photo(subject, 0)] if rng.random() < 0.8 else []
            for _ in range(rng.randint(3, 6)):
                out += [Block("ask", self.fresh(GRAMMAR["ask"])), Block("p", self.fresh(GRAMMAR["say"])), self.paragraph(subject, 1, 3)]
            return [*out, Block("p", "Xin cảm ơn ông!")] if rng.random() < 0.4 else out
        return self._report(subject)

    def _report(self, subject: Subject) -> list[Block]:
        rng = self.rng
        parts: list[list[Block]] = []
        for _ in range(rng.randint(2, 4)):
            part = [self.paragraph(subject) for _ in range(rng.randint(1, 3))]
            if rng.random() < 0.55:
                part.insert(rng.randint(0, len(part)), self.photo(subject))
            if rng.random() < 0.2:
                part.append(Block("quote", self.fresh(GRAMMAR["say"])))
            parts.append(part)
        if rng.random() < 0.35:
            for part, head in zip(parts[1:], rng.sample(subject.heads, min(len(subject.heads), len(parts) - 1)), strict=False):
                part.insert(0, Block("h", head))
        if rng.random() < 0.3:
            items = rng.sample(subject.items, rng.randint(3, 5))
            parts[-1].append(Block("list", "", tuple((self.open(item),) for item in items)))
        if rng.random() < 0.18:
            rows = tuple(
                (self.open("{commune}"), self.open("{n:20-900}"), self.open("{n:60-99},{n:1-9}")) for _ in range(rng.randint(3, 6))
            )
            parts[0].append(Block("table", "", (("Đơn vị", "Số hồ sơ", "Tỷ lệ (%)"), *rows)))
        if rng.random() < 0.6:
            parts[-1].append(Block("p", self.fresh(GRAMMAR["close"])))
        return [block for part in parts for block in part]

    def stock(self, count: int, mix: tuple[str, ...]) -> list[Story]:
        """`count` stories over some months, numbers rising with time; two old ones are pinned."""
        rng = self.rng
        moments = sorted(NOW - timedelta(days=rng.triangular(0, 230, 10), minutes=rng.randint(0, 600)) for _ in range(count))
        moments = [moment.replace(hour=7 + moment.hour % 12, second=0) for moment in moments]
        number, out = rng.randint(1200, 9000), []
        for moment in sorted(moments):
            number += rng.randint(1, 9)
            out.append(self.story(number, moment, rng.choice(mix)))
        for place in rng.sample(range(count // 2), 2):
            out[place] = replace(out[place], pinned=True)
        return out


MIX = ("report", "report", "report", "report", "short", "short", "interview", "photos", "files", "schedule")


def edited(story: Story, *, number: bool) -> Story:
    """The story with one word, or one number, of its body changed. Raises ValueError when it has nothing to change."""
    for place, block in enumerate(story.blocks):
        if block.kind != "p":
            continue
        found = re.search(r"\b\d{2,3}\b(?![./])", block.text) if number else re.search(r"\b(nhiều|được|cùng|người|trong)\b", block.text)
        if found:
            new = (
                str(int(found[0]) + 3)
                if number
                else {"nhiều": "không ít", "được": "đã được", "cùng": "với", "người": "vị", "trong": "suốt"}[found[0]]
            )
            text = block.text[: found.start()] + new + block.text[found.end() :]
            return replace(story, blocks=(*story.blocks[:place], replace(block, text=text), *story.blocks[place + 1 :]))
    raise ValueError(f"nothing to edit in {story.id}")
