"""What stands around and inside the articles of the second part: texts, and a few plain ways to draw them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from benchmarks.extraction.heldout2 import bank, stories
from benchmarks.extraction.heldout2.clock import NOW
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.shape import Shape

WEEK = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
SHORT_WEEK = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
MONTHS = ("Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai")
_NAV = (
    "Tin hoạt động",
    "Chỉ đạo - Điều hành",
    "Công dân hỏi, cơ quan trả lời",
    "Kinh tế - Xã hội",
    "Văn hóa - Du lịch",
    "Quốc phòng, an ninh",
    "Nông thôn mới",
    "Số hóa",
    "Media",
    "Tuyển sinh - Đào tạo",
    "Thư viện ảnh",
    "Lịch làm việc",
    "Phản ánh hiện trường",
    "Khoa - Phòng",
    "Đấu thầu, mua sắm công",
    "Giới thiệu chung",
)
_NEAR = ("Có thể bạn chưa đọc", "Cùng chuyên mục", "Bạn đọc quan tâm", "Tin nên xem", "Tin khác trong mục", "Đừng bỏ lỡ", "Bài trước đó")
_HOT = ("Tin nổi bật", "Đọc nhiều nhất tuần", "Mới cập nhật", "Sự kiện nóng", "Top 5 bài xem nhiều")
_MORE = ("Xem thêm:", ">>> Đọc thêm:", "Mời xem:", "TIN LIÊN QUAN:", "+ Bài cùng chủ đề:")
_BANNERS = (
    "Chung tay xây dựng {p} xanh - sạch - đẹp",
    "Toàn dân tham gia tố giác tội phạm",
    "Đi bầu cử là quyền và nghĩa vụ của công dân",
    "Hộp thư góp ý của người dân và doanh nghiệp {p}",
    "Tải app {p} Số trên điện thoại",
    "Người Việt Nam ưu tiên dùng hàng Việt Nam",
)
_COMMENTS = (
    "Bài viết rất hay, mong báo có thêm nhiều bài như thế.",
    "Cho tôi hỏi trường hợp của tôi thì nộp hồ sơ ở đâu ạ?",
    "Xã tôi làm việc này từ lâu rồi, dân rất đồng tình.",
    "Đề nghị các cấp kiểm tra lại, đường trước nhà tôi vẫn ngập.",
    "Quá tuyệt vời! Chúc mừng bà con.",
    "Số liệu có nhầm không, tôi thấy thực tế khác hẳn?",
)
_POLLS = (
    ("Ông/bà biết đến trang này qua đâu?", ("Bạn bè giới thiệu", "Công cụ tìm kiếm", "Mạng xã hội Zalo")),
    ("Mức độ hài lòng của bạn khi đến làm thủ tục?", ("Rất hài lòng", "Bình thường", "Chưa hài lòng")),
)
_TAGS = (
    "chuyển đổi số",
    "nông thôn mới",
    "đảng viên",
    "khu công nghiệp",
    "đột quỵ",
    "lừa đảo qua mạng",
    "cồng chiêng",
    "giải phóng mặt bằng",
)


def nav(shape: Shape) -> tuple[str, ...]:
    return tuple(Random(f"nav/{shape.host}").sample(_NAV, 9))


def link(text: str, prefix: str = "", attributes: str = "") -> str:
    return f'<a {attributes + " " if attributes else ""}href="{prefix}/{slug(text)}">{esc(text)}</a>'


def items(texts: Iterable[str], tag: str = "li", cls: str = "") -> str:
    attribute = f' class="{cls}"' if cls else ""
    return "".join(f"<{tag}{attribute}>{text}</{tag}>" for text in texts)


def others(shape: Shape, rng: Random, count: int) -> list[tuple[str, str, datetime]]:
    """Title, teaser and date of other articles, later or earlier."""
    found = []
    for _ in range(count):
        at = NOW - timedelta(days=rng.randint(0, 900), minutes=rng.randrange(1400))
        story = stories.write(rng, shape.province, rng.choice(("brief", "news", "theirs")), at)
        found.append((story.title, story.lead or story.title, at))
    return found


def near(shape: Shape) -> str:
    return shape.pick("near", _NEAR)


def hot(shape: Shape) -> str:
    return shape.pick("hot", _HOT)


def more(shape: Shape) -> str:
    return shape.pick("more", _MORE)


def banner(shape: Shape) -> str:
    return shape.pick("banner", _BANNERS).replace("{p}", shape.province)


def tags(rng: Random) -> list[str]:
    return rng.sample(_TAGS, 3)


def comments(rng: Random, after: datetime, count: int) -> list[tuple[str, str, str]]:
    """Name, moment and text of what readers wrote."""
    rows = []
    for text in rng.sample(_COMMENTS, count):
        at = after + timedelta(hours=rng.randint(1, 90), minutes=rng.randrange(60))
        rows.append(
            (
                rng.choice((stories.man(rng), stories.woman(rng), "Bạn đọc ở " + rng.choice(bank.COMMUNES))),
                f"{at:%H:%M} {at:%d/%m/%Y}",
                text,
            )
        )
    return rows


def poll(shape: Shape) -> tuple[str, tuple[str, ...]]:
    return _POLLS[shape.portal % 2]


def owner(shape: Shape) -> str:
    return (
        shape.pick("owner", ("VĂN PHÒNG HĐND VÀ UBND", "BAN BIÊN TẬP TRANG TIN", "TRUNG TÂM VĂN HÓA - TRUYỀN THÔNG"))
        + f" {shape.province.upper()}"
    )


def footer(shape: Shape) -> tuple[str, ...]:
    """Lines of the imprint, with dates, numbers and people as they have."""
    rng = Random(f"footer/{shape.host}")
    day = f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(2009, 2023)}"
    head = rng.choice((stories.man(rng), stories.woman(rng)))
    lines = [
        rng.choice(
            (
                f"Giấy phép số {rng.randint(11, 290)}/GP-TTĐT ngày {day} của Cục Phát thanh, truyền hình",
                f"Giấy phép thiết lập trang TTĐT tổng hợp số {rng.randint(11, 99)} cấp ngày {day}",
            )
        ),
        rng.choice((f"Người chịu trách nhiệm: {head}", f"Tổng Biên tập: {head}", f"Trưởng Ban biên tập: {head} - Chánh Văn phòng")),
        f"Trụ sở: {rng.randint(1, 290)} đường {rng.choice(('Lê Duẩn', 'Hùng Vương', 'Nguyễn Tất Thành', 'Phan Chu Trinh'))}, {shape.province}",
        f"Tel: (0{rng.randint(200, 299)}) 3{rng.randint(100, 999)} {rng.randint(100, 999)} * Hộp thư: toasoan@{shape.host}",
        rng.choice(
            (
                "Ghi rõ địa chỉ trang khi đăng lại nội dung",
                "Cấm sao chép dưới mọi hình thức nếu chưa được chấp thuận",
                "© Giữ toàn quyền. Phát triển bởi VietSoft Tây Nguyên",
            )
        ),
    ]
    return tuple(lines)


def visitors(rng: Random) -> tuple[str, ...]:
    return (
        f"Trực tuyến: {rng.randint(3, 400)}",
        f"Hôm qua: {rng.randint(400, 9000)}",
        f"Tất cả: {rng.randint(100000, 90000000):,}".replace(",", "."),
    )


def weather(shape: Shape, rng: Random) -> str:
    return rng.choice(
        (
            f"{shape.province} {rng.randint(17, 36)}°C - Có mây, không mưa",
            f"Thời tiết {shape.province}: {rng.randint(17, 25)}° - {rng.randint(26, 37)}°, độ ẩm {rng.randint(50, 98)}%",
        )
    )


def money(rng: Random) -> tuple[tuple[str, str, str], ...]:
    gold = rng.randint(700, 1500)
    return (
        ("Vàng/Ngoại tệ", "Mua", "Bán"),
        ("SJC 1L", f"{gold}00", f"{gold + 20}00"),
        ("USD", f"25,{rng.randint(100, 400)}", f"25,{rng.randint(401, 800)}"),
        ("EUR", f"26,{rng.randint(100, 900)}", f"27,{rng.randint(100, 900)}"),
    )


def clock(*, seconds: bool = False) -> str:
    """The page's own clock: the moment of the fetch, never the article's."""
    return f"{WEEK[NOW.weekday()]}, {NOW:%d/%m/%Y %H:%M}" + (":08" if seconds else "")


def lunar(rng: Random) -> str:
    return f"Ngày {rng.randint(1, 30)} tháng {rng.randint(1, 12)} năm Bính Ngọ (Âm lịch)"


def listed(rows: Iterable[tuple[str, str, datetime]], cls: str, *, teaser: bool = False, date: str = "%d/%m/%Y") -> str:
    """A list of other articles with their dates."""
    return (
        f'<ul class="{cls}">'
        + "".join(
            f'<li>{link(title)} <span class="date">({at.strftime(date)})</span>{f"<p>{esc(lead)}</p>" if teaser else ""}</li>'
            for title, lead, at in rows
        )
        + "</ul>"
    )


def path(name: str) -> str:
    """A file's name as it stands in an address."""
    stem, _, ending = name.rpartition(".")
    return f"{slug(stem)}.{ending}"


def viewstate(rng: Random) -> str:
    return f'<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDw{rng.getrandbits(1600):x}" /><input type="hidden" name="__EVENTVALIDATION" value="/wEd{rng.getrandbits(400):x}" />'
