"""What stands around the articles of the development shapes."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from benchmarks.extraction import prose, weight
from benchmarks.extraction.markup import esc, slug, when
from benchmarks.extraction.shape import Sample, Shape

FETCHED = datetime(2026, 11, 20, 9, 15, tzinfo=prose.VIETNAM)
MENU = (("Trang nhất", "/"), ("Giới thiệu", "/about/"), ("Tin tức", "/news/"), ("Văn bản", "/laws/"), ("Liên hệ", "/contact/"))


def other(rng: Random, province: str) -> prose.Story:
    at = datetime(2026, 2, 1, 7, tzinfo=prose.VIETNAM) - timedelta(days=rng.randint(1, 2000), minutes=rng.randint(0, 600))
    return prose.write(rng, province, "news", at)


def clock(rng: Random) -> str:
    return f'<div class="clock">{when("zone", FETCHED + timedelta(seconds=rng.randint(0, 9000)))}</div>'


def menu() -> str:
    return '<ul class="menu">' + "".join(f'<li><a href="{link}">{name}</a></li>' for name, link in MENU) + "</ul>"


def older(shape: Shape, rng: Random, label: str) -> str:
    stories = [other(rng, shape.province) for _ in range(5)]
    items = "".join(
        f'<li><a href="/{slug(s.title)}-{s.number}.html">{esc(s.title)}</a> <span class="date">({s.at:%d/%m/%Y})</span></li>'
        for s in stories
    )
    return f"<p><strong>{label}</strong></p><ul class='related'>{items}</ul>"


def captcha(rng: Random) -> str:
    return (
        '<form class="comment-form"><p>Ý kiến bạn đọc - Gửi bình luận</p><input placeholder="Tên của bạn"><textarea>Tối thiểu 10 chữ tiếng Việt có dấu</textarea>'
        f'<label>Mã an toàn</label><img src="/captcha/?{rng.getrandbits(32)}"><button>Gửi bình luận</button><button>Nhập lại</button></form>'
    )


def said(rng: Random) -> str:
    at = FETCHED - timedelta(hours=rng.randint(2, 900))
    return f'<div class="comment"><b>{prose.woman(rng)}</b> - {at:%d/%m/%Y %H:%M}<p>Cảm ơn tòa soạn, bài viết rất ý nghĩa với bà con quê tôi.</p><a>Trả lời</a> <a>Thích</a></div>'


def counters(rng: Random) -> str:
    return f'<ul class="counter"><li>Đang truy cập: <span>{rng.randint(2, 99)}</span></li><li>Hôm nay: <span>{rng.randint(100, 9000)}</span></li><li>Tổng lượt truy cập: {rng.randint(10**5, 10**7)}</li></ul>'


def footer(shape: Shape) -> str:
    return f"<div class='footer'><p>Bản quyền thuộc về Cổng thông tin {shape.province}</p><p>Giấy phép số 15/GP-TTĐT cấp ngày 22/03/2019</p><p>Ghi rõ nguồn khi phát hành lại thông tin</p></div>"


def pages(shape: Shape, number: int, rng: Random) -> list[Sample]:
    """Pages of one portal that are no articles."""
    stories = [other(rng, shape.province) for _ in range(10)]
    listing = "".join(
        f'<div class="item"><h3><a href="/{slug(s.title)}-{s.number}.html">{esc(s.title)}</a></h3><span>{s.at:%d/%m/%Y}</span><p>{esc(s.lead)}</p></div>'
        for s in stories
    )
    inside = {
        "listing": (f"<h1>Tin tức</h1>{listing}<div class='pages'>1 2 3 4 5 Tiếp</div>", "Tin tức", ("not_article",)),
        "contact": (f"<h1>Liên hệ</h1><p>Để gửi thông tin, vui lòng điền vào mẫu sau.</p>{captcha(rng)}", "Liên hệ", ("not_article",)),
        "login": (
            "<h1>Đăng nhập</h1><form><input name=u><input type=password><button>Đăng nhập</button></form>",
            "Đăng nhập",
            ("not_article",),
        ),
        "soft 404": ("<h1>Lỗi</h1><p>Bài viết này không tồn tại.</p>", "Lỗi", ("soft_not_found", "not_found", "not_article")),
    }
    samples = []
    for kind, (inner, title, expected) in inside.items():
        url = f"https://{shape.host}/{slug(kind)}/"
        samples.append(
            Sample(
                shape.name,
                shape.portal,
                number,
                kind,
                url,
                weight.load(shape.chrome(inner, title, rng), f"{shape.name}/{shape.portal}").encode(),
                shape.headers(),
                200,
                None,
                expected,
            )
        )
    wait = "<html><head><meta charset='utf-8'><title>Hãy đợi...</title></head><body><p>Hệ thống đang từ chối truy cập của bạn</p></body></html>".encode()
    samples.append(
        Sample(
            shape.name,
            shape.portal,
            number,
            "flood",
            f"https://{shape.host}/x.html",
            wait,
            shape.headers(),
            200,
            None,
            ("blocked", "rate_limited"),
        )
    )
    return samples
