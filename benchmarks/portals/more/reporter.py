"""Writes the stories of the second set: longer paragraphs, numbered announcements, its own language."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from benchmarks.portals.more.tongue import TONGUE
from benchmarks.portals.more.topics import TOPICS
from benchmarks.portals.phrases import Subject
from benchmarks.portals.story import NOW, SYMBOL, Block, Story, Writer

USUAL = ("report",) * 6 + ("short", "short", "interview", "photos", "notice", "notice", "schedule", "files")


class Reporter(Writer):
    """A writer with a tongue and topics of its own."""

    def open(self, phrase: str) -> str:
        rng = self.rng

        def one(match: re.Match[str]) -> str:
            name, low, high = match.groups()
            if name == "n":
                return str(rng.randint(int(low), int(high)))
            if name == "d":
                day = NOW - timedelta(days=rng.randint(1, 160))
                return f"{day.day:02d}/{day.month}" if rng.random() < 0.7 else f"{day.day}-{day.month}"
            if name.endswith("_cap"):
                text = self.open("{" + name[:-4] + "}")
                return text[0].upper() + text[1:]
            return self.open(rng.choice(TONGUE[name]))

        return SYMBOL.sub(one, phrase)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._had: set[str] = set()

    def paragraph(self, subject: Subject, low: int = 2, high: int = 4) -> Block:
        return Block("p", " ".join(self._sentence(subject) for _ in range(self.rng.randint(low, high))))

    def _sentence(self, subject: Subject) -> str:
        """A sentence this story has not had in another wording, now and then with a clause more."""
        pool = tuple(line for line in subject.lines + subject.lines + TONGUE["common"] if line not in self._had)
        if not pool:
            self._had.clear()
            pool = subject.lines + TONGUE["common"]
        line = self.rng.choice(pool)
        self._had.add(line)
        more = self.rng.random() < 0.4
        for _ in range(40):
            tail = ", " + self.rng.choice(TONGUE["tail"]) + "." if more and line.endswith(".") else ""
            text = self.open(line.removesuffix(".") + tail if tail else line)
            text = text[0].upper() + text[1:]
            if text not in self.said:
                self.said.add(text)
                return text
            more = True  # said before: the same with a clause more
        raise RuntimeError(f"nothing new to say: {line}")

    def photo(self, subject: Subject, bare: float = 0.1) -> Block:
        return Block("photo", "" if self.rng.random() < bare else self.fresh(subject.shots + TONGUE["view"]))

    def story(self, number: int, published: datetime, form: str) -> Story:
        rng = self.rng
        subject = rng.choice(TOPICS)
        self._had.clear()
        plain = form in ("files", "schedule", "notice")
        lead = "" if plain or rng.random() < 0.07 else self.fresh(subject.leads)
        title = self.fresh(subject.titles)
        if form == "notice":
            title = self.fresh(NOTICES)
        if form == "files":
            title = self.fresh(PAPERS)
        if form == "schedule":
            title = self.fresh(
                ("Lịch cắt điện tuần {n:2-51} khu vực {spot}", "Lịch trực lãnh đạo tháng {n:1-12} và số máy liên hệ ({unit})")
            )
        if form == "interview":
            title = self.fresh(
                ("“Không để ai ở {spot} bị bỏ lại”", "{name}: Muốn nhanh phải chắc từ thôn, bản", "Phía sau một quyết sách ở {unit}")
            )
        given = {"files": rng.randint(1, 3), "notice": int(rng.random() < 0.5), "report": int(rng.random() < 0.15)}.get(form, 0)
        files = tuple(self.fresh(NAMES) for _ in range(given))
        signed = rng.random()
        signature = (
            ""
            if plain
            else self.open("{name}")
            if signed < 0.4
            else self.open("{first} {first}")
            if signed < 0.65
            else self.own
            if signed < 0.78
            else ""
        )
        source = self.open("Cổng TTĐT {unit}") if rng.random() < 0.2 else ""
        first, second = rng.randrange(self.sections), rng.randrange(self.sections)
        sections = (first, second) if second != first and rng.random() < 0.25 else (first,)
        return Story(number, title, published, lead, tuple(self._body(form, subject)), signature, source, files, sections, form)

    def _body(self, form: str, subject: Subject) -> list[Block]:
        rng = self.rng
        if form == "files":
            return [Block("p", self.fresh(("{organ} trân trọng gửi toàn văn để các đơn vị và {folk} nghiên cứu, thực hiện từ {d}.",)))]
        if form == "notice":
            points = tuple((f"{n}. {self.open(text)}",) for n, text in enumerate(rng.sample(POINTS, rng.randint(3, 5)), 1))
            return [
                Block(
                    "p",
                    self.fresh(
                        (
                            "Căn cứ kế hoạch công tác năm, {organ} thông báo tới {folk} một số nội dung sau:",
                            "Thực hiện công văn số {n:120-3900} của {organ}, UBND {unit} thông báo:",
                        )
                    ),
                ),
                *(Block("p", text) for (text,) in points),
                Block(
                    "p",
                    self.fresh(
                        (
                            "Mọi thắc mắc xin liên hệ {one}, điện thoại 09{n:10-99}.{n:100-999}.{n:100-999}, trong giờ hành chính.",
                            "Đề nghị {folk} quan tâm thực hiện; quá thời hạn nêu trên, {organ} không giải quyết bổ sung.",
                        )
                    ),
                ),
            ]
        if form == "short":
            return [self.paragraph(subject, 2, 3) for _ in range(rng.randint(1, 2))]
        if form == "schedule":
            rows = tuple(
                (f"{n:02d}", self.open("{d}"), self.open("{n:6-8}h{n:10-50} - {n:15-17}h00"), self.open("{unit}, một phần {unit}"))
                for n in range(1, rng.randint(4, 7))
            )
            return [
                self.paragraph(subject, 1, 2),
                Block("table", "", (("TT", "Ngày", "Thời gian", "Phạm vi"), *rows)),
                Block("p", self.fresh(TONGUE["ending"])),
            ]
        if form == "photos":
            out: list[Block] = []
            for _ in range(rng.randint(4, 7)):
                out.append(self.photo(subject, 0))
                if rng.random() < 0.5:
                    out.append(self.paragraph(subject, 1, 2))
            return out
        if form == "interview":
            out = [self.photo(subject, 0)] if rng.random() < 0.6 else []
            for _ in range(rng.randint(3, 5)):
                out += [Block("ask", self.fresh(TONGUE["query"])), Block("p", self.fresh(TONGUE["voice"])), self.paragraph(subject, 1, 3)]
            return [*out, Block("p", "Trân trọng cảm ơn đồng chí!")] if rng.random() < 0.5 else out
        return self._report(subject)

    def _report(self, subject: Subject) -> list[Block]:
        rng = self.rng
        parts: list[list[Block]] = []
        for _ in range(rng.randint(2, 4)):
            part = [self.paragraph(subject) for _ in range(rng.randint(1, 3))]
            if rng.random() < 0.6:
                part.insert(rng.randint(0, len(part)), self.photo(subject))
            if rng.random() < 0.25:
                part.append(Block("quote", self.fresh(TONGUE["voice"])))
            parts.append(part)
        if rng.random() < 0.35:
            for part, head in zip(parts[1:], rng.sample(subject.heads, min(len(subject.heads), len(parts) - 1)), strict=False):
                part.insert(0, Block("h", head))
        if rng.random() < 0.25:
            parts[-1].append(Block("list", "", tuple((self.open(item),) for item in rng.sample(subject.items, rng.randint(3, 5)))))
        if rng.random() < 0.15:
            rows = tuple((self.open("{unit}"), self.open("{n:3-90}"), self.open("{n:2-19},{n:1-9}")) for _ in range(rng.randint(3, 6)))
            parts[0].append(Block("table", "", (("Địa bàn", "Số lượng", "Kinh phí (tỷ đồng)"), *rows)))
        if rng.random() < 0.6:
            parts[-1].append(Block("p", self.fresh(TONGUE["ending"])))
        return [block for part in parts for block in part]


NOTICES = (
    "Thông báo về việc tạm ngừng cấp nước tại {unit}",
    "Thông báo lịch tiêm phòng dại cho đàn chó, mèo năm nay ở {unit}",
    "V/v niêm yết công khai hồ sơ cấp giấy chứng nhận của {n:3-40} hộ tại {unit}",
    "Thông báo tuyển dụng {n:2-19} viên chức của {organ}",
    "Thông báo đấu giá quyền sử dụng {n:4-60} lô đất ở {spot}",
    "Giấy mời dự hội nghị đối thoại với {folk}",
)
PAPERS = (
    "Công bố công khai quyết toán ngân sách {n:3-9} tháng của {unit}",
    "Kế hoạch số {n:20-690}/KH-UBND về phòng, chống cháy rừng",
    "Danh sách {n:5-80} dự án kêu gọi đầu tư vào {spot}",
)
NAMES = (
    "{n:20-690}-KH-UBND.signed.pdf",
    "Bieu so {n:1-99} cong khai.xlsx",
    "TB {n:100-990} tuyen dung.docx",
    "Phuluc{n:1-99}_danhsach.pdf",
)
POINTS = (
    "Thời gian: từ {n:7-8} giờ 00 ngày {d} đến hết {n:16-18} giờ 30 ngày {d}.",
    "Địa điểm: trụ sở {organ}, số {n:2-190} đường Hùng Vương, {unit}.",
    "Thành phần gồm {folk} và đại diện {organ}.",
    "Hồ sơ nộp {n:1-3} bộ, trực tiếp hoặc qua bưu chính, người nộp xuất trình giấy tờ tùy thân.",
    "Mức thu {n:40-500} nghìn đồng một lượt, nộp khi đăng ký, không hoàn lại nếu vắng mặt.",
    "Các hộ nằm trong phạm vi ảnh hưởng chủ động dự trữ và sắp xếp sinh hoạt cho phù hợp.",
    "Trường hợp trời mưa trên {n:30-80} mm, việc thực hiện lùi lại {n:2-7} ngày.",
    "Kết quả được niêm yết tại trụ sở trong {n:15-30} ngày làm việc.",
)
