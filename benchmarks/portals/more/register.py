"""What portals hold beside news: static pages, procedures, registers of legal documents, questions of citizens, albums. None of it are articles."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from benchmarks.portals.more.reporter import Reporter
from benchmarks.portals.story import NOW


@dataclass(frozen=True)
class Static:
    """A page that stands for years."""

    slug: str
    label: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """A legal document of the register."""

    id: int
    sign: str
    gist: str
    kind: str
    issued: datetime
    organ: str
    signer: str


@dataclass(frozen=True)
class Asked:
    """A question of a citizen and its answer."""

    id: int
    title: str
    question: str
    answer: str
    asker: str
    asked: datetime


@dataclass(frozen=True)
class Procedure:
    id: int
    name: str
    field: str
    steps: tuple[str, ...]
    days: int


class Register:
    """The standing pages of one portal, drawn from a seed. `body` is the name of the institution."""

    def __init__(self, seed: str, body: str, *, papers: int = 12, asked: int = 6, procedures: int = 6) -> None:
        self.rng = random.Random(f"{seed}-register")
        self.writer = Reporter(f"{seed}-register", body)
        self.body = body
        self.statics = self._statics()
        self.papers = [self._paper(300 + 7 * n) for n in range(papers)]
        self.asked = [self._asked(40 + 3 * n) for n in range(asked)]
        self.procedures = [self._procedure(n) for n in range(procedures)]

    def say(self, phrase: str) -> str:
        text = self.writer.open(phrase)
        return text[0].upper() + text[1:]

    def _moment(self) -> datetime:
        return (NOW - timedelta(days=self.rng.randint(5, 700))).replace(hour=self.rng.randint(7, 17), minute=self.rng.randint(0, 59))

    def _statics(self) -> tuple[Static, ...]:
        say = self.say
        return (
            Static(
                "gioi-thieu-chung",
                "Giới thiệu chung",
                (
                    f"{self.body} được thành lập trên cơ sở hợp nhất các đơn vị tiền thân, đi vào hoạt động từ ngày 01/7/2025.",
                    say(
                        "Trải qua nhiều lần chia tách, đến nay bộ máy gồm {n:5-11} phòng chuyên môn và {n:2-8} đơn vị trực thuộc, với {n:60-320} công chức, viên chức."
                    ),
                    say(
                        "Địa bàn phụ trách có diện tích tự nhiên {n:90-900} km², dân số khoảng {n:40-390} nghìn người, gồm {n:3-17} dân tộc cùng sinh sống."
                    ),
                ),
            ),
            Static(
                "chuc-nang-nhiem-vu",
                "Chức năng, nhiệm vụ",
                (
                    f"{self.body} thực hiện chức năng tham mưu, giúp Ủy ban nhân dân quản lý nhà nước về các lĩnh vực được giao theo quy định của pháp luật.",
                    "1. Trình dự thảo quyết định, quy hoạch, kế hoạch phát triển dài hạn, năm năm và hằng năm.",
                    "2. Hướng dẫn, kiểm tra việc thực hiện các tiêu chuẩn, quy chuẩn kỹ thuật và định mức kinh tế - kỹ thuật.",
                    "3. Tiếp công dân, giải quyết khiếu nại, tố cáo và phòng, chống tham nhũng, lãng phí.",
                    "4. Thực hiện các nhiệm vụ khác do cấp có thẩm quyền giao.",
                ),
            ),
            Static(
                "co-cau-to-chuc",
                "Cơ cấu tổ chức",
                (
                    say("Lãnh đạo gồm {n:1-1} giám đốc và {n:2-4} phó giám đốc."),
                    "Các phòng: Văn phòng; Thanh tra; Kế hoạch - Tài chính; Tổ chức - Hành chính; Nghiệp vụ.",
                    "Các đơn vị trực thuộc: Trung tâm Dịch vụ; Chi cục; Ban Quản lý dự án.",
                ),
            ),
            Static(
                "lanh-dao",
                "Lãnh đạo qua các thời kỳ",
                tuple(say("{name} - {post}, sinh năm {n:1966-1985}, điện thoại 02{n:10-99}.3{n:100-999}.{n:100-999}") for _ in range(4)),
            ),
            Static(
                "lien-he",
                "Liên hệ",
                (
                    say("Trụ sở: số {n:2-190} đường Lê Lợi, {unit}."),
                    "Thư điện tử: vanthu@coquan.example. Thời gian làm việc từ thứ Hai đến thứ Sáu.",
                ),
            ),
        )

    def _paper(self, number: int) -> Paper:
        kind, letters = self.rng.choice(
            (("Quyết định", "QĐ-UBND"), ("Nghị quyết", "NQ-HĐND"), ("Công văn", "CV-VP"), ("Kế hoạch", "KH-UBND"), ("Chỉ thị", "CT-UBND"))
        )
        issued = self._moment()
        gist = self.say(
            self.rng.choice(
                (
                    "Về việc phê duyệt điều chỉnh cục bộ quy hoạch chi tiết xây dựng {spot} tỷ lệ 1/{n:500-2000}",
                    "Về việc giao chỉ tiêu kế hoạch vốn đầu tư công năm {n:2025-2027} cho {organ}",
                    "Ban hành quy chế phối hợp giữa {organ} và {organ} trong công tác quản lý",
                    "Quy định mức hỗ trợ {folk} chịu ảnh hưởng của thiên tai trên địa bàn {unit}",
                    "Tăng cường công tác phòng, chống dịch bệnh trên đàn vật nuôi tại {unit}",
                )
            )
        )
        return Paper(number, f"{self.rng.randint(3, 3900)}/{letters}", gist, kind, issued, self.say("{organ}"), self.say("{name}"))

    def _asked(self, number: int) -> Asked:
        return Asked(
            number,
            self.say(
                self.rng.choice(
                    (
                        "Hỏi về thời hạn cấp lại giấy chứng nhận ở {unit}",
                        "Phản ánh tiếng ồn của xưởng gỗ tại {spot}",
                        "Xin hỏi chế độ cho người nuôi dưỡng {n:1-3} trẻ mồ côi",
                        "Đề nghị sửa cống hở đường thôn {spot}",
                    )
                )
            ),
            self.say(
                "Gia đình tôi ở {unit}, đã nộp hồ sơ từ ngày {d} nhưng quá hẹn {n:10-50} ngày vẫn chưa có kết quả. Tôi gọi {n:2-6} lần thì được trả lời phải chờ. Xin hỏi trách nhiệm thuộc về ai và bao giờ có kết quả?"
            ),
            self.say(
                "Cảm ơn ông (bà) đã gửi câu hỏi. Sau khi kiểm tra, {organ} xin trả lời như sau: hồ sơ thiếu {n:1-3} loại giấy tờ theo quy định, cán bộ tiếp nhận đã thông báo qua điện thoại ngày {d}. Đề nghị ông (bà) bổ sung tại bộ phận một cửa {unit} để được giải quyết trong {n:3-15} ngày."
            ),
            self.say("{name}"),
            self._moment(),
        )

    def _procedure(self, number: int) -> Procedure:
        names = (
            ("Cấp giấy phép xây dựng nhà ở riêng lẻ", "Xây dựng"),
            ("Đăng ký khai thác nước dưới đất", "Tài nguyên nước"),
            ("Xác nhận hộ gia đình làm nông, lâm, ngư nghiệp có mức sống trung bình", "Bảo trợ xã hội"),
            ("Cấp lại giấy chứng nhận đăng ký tàu cá", "Thủy sản"),
            ("Cho phép trường trung học cơ sở hoạt động giáo dục", "Giáo dục"),
            ("Công bố đủ điều kiện tiêm chủng", "Y tế dự phòng"),
        )
        name, field = names[number % len(names)]
        steps = tuple(
            self.say(step)
            for step in (
                "Bước 1: Tổ chức, cá nhân nộp {n:1-3} bộ hồ sơ tại Trung tâm Phục vụ hành chính công.",
                "Bước 2: Trong {n:2-5} ngày, {organ} thẩm định hồ sơ, nếu chưa hợp lệ thì trả lại và nêu rõ lý do.",
                "Bước 3: Trả kết quả cho tổ chức, cá nhân theo phiếu hẹn.",
            )
        )
        return Procedure(number + 1, name, field, steps, self.rng.randint(5, 30))


POLL = ("Theo ông (bà), giao diện của Cổng đã thuận tiện chưa?", ("Rất thuận tiện", "Bình thường", "Cần cải tiến thêm"))
