"""What stands around the articles of the third part."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from benchmarks.extraction.heldout2 import stories
from benchmarks.extraction.heldout2.clock import NOW
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.shape import Shape

_MENU = (
    "Trang nhất",
    "Bộ máy tổ chức",
    "Nông nghiệp sạch",
    "Khoa giáo",
    "Việc làm",
    "Đô thị",
    "Pháp luật và đời sống",
    "Góc nhìn",
    "Bạn đọc viết",
    "Phát thanh tiếng dân tộc",
    "Hỏi đáp chính sách",
    "Công báo",
    "Ảnh đẹp quê hương",
)
NEAR = ("Các bài đã đăng", "Tin cũ hơn", "Đọc tiếp", "Bài viết tương tự", "Tin trong ngày", "Cũ hơn", "Những tin mới hơn")
POPULAR = ("Được xem nhiều", "Chú ý hôm nay", "Tiêu điểm tuần", "Đang được quan tâm")
_REPLIES = (
    "Tin vui cho bà con quê tôi!",
    "Mong tỉnh sớm làm tiếp đoạn qua cầu Bến Đò.",
    "Năm ngoái cũng hứa như vậy rồi mà chưa thấy gì.",
    "Cảm ơn phóng viên đã phản ánh đúng thực tế.",
    "Thủ tục này làm ở xã được không vậy mọi người?",
)
_SLOGANS = (
    "Lấy người dân làm trung tâm phục vụ",
    "Nhiệt liệt chào mừng Đại hội Đảng các cấp",
    "{p}: điểm đến của nhà đầu tư",
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
)


def menu(shape: Shape, count: int = 7) -> list[str]:
    return Random(f"menu/{shape.host}").sample(_MENU, count)


def anchor(text: str, attributes: str = "") -> str:
    return f'<a {attributes}href="/{slug(text)}.htm">{esc(text)}</a>'


def others(shape: Shape, rng: Random, count: int) -> list[tuple[str, str, datetime]]:
    """Title, teaser and moment of other articles of the site."""
    found = []
    for _ in range(count):
        at = NOW - timedelta(days=rng.randint(0, 700), minutes=rng.randrange(1400))
        story = stories.write(rng, shape.province, rng.choice(("brief", "news", "theirs")), at)
        found.append((story.title, story.lead or story.title, at))
    return found


def rows(shape: Shape, rng: Random, count: int, form: str = "{link} <i>{day}</i>", tag: str = "li") -> str:
    return "".join(
        f"<{tag}>{form.format(link=anchor(title), day=f'{at:%d/%m/%Y}', clock=f'{at:%H:%M}', lead=esc(lead))}</{tag}>"
        for title, lead, at in others(shape, rng, count)
    )


def replies(rng: Random, after: datetime, count: int) -> list[tuple[str, str, str]]:
    """Name, moment and words of readers."""
    return [
        (stories.man(rng), f"{after + timedelta(hours=rng.randint(1, 60), minutes=rng.randrange(60)):%d/%m/%Y %H:%M}", text)
        for text in rng.sample(_REPLIES, count)
    ]


def slogan(shape: Shape) -> str:
    return shape.pick("slogan", _SLOGANS).format(p=shape.province)


def imprint(shape: Shape) -> list[str]:
    rng = Random(f"imprint/{shape.host}")
    return [
        f"Đơn vị chủ quản: Ủy ban nhân dân {shape.province}",
        f"Giấy phép xuất bản số {rng.randint(10, 300)}/GP-BC cấp ngày {rng.randint(1, 28)}/{rng.randint(1, 12)}/{rng.randint(2008, 2022)}",
        f"Trưởng ban biên tập: {stories.man(rng)}. Đường dây nóng: 0{rng.randint(200, 299)}.3{rng.randint(100000, 999999)}",
        f"Trụ sở: số {rng.randint(1, 400)} đường Trần Hưng Đạo, {shape.province}",
        f"Bản quyền © {NOW.year}. Phát triển bởi VNPT {shape.province}",
    ]


def clock() -> str:
    return f"Hôm nay, thứ Sáu ngày {NOW.day} tháng {NOW.month} năm {NOW.year}, {NOW:%H:%M:%S}"
