"""Pages that are no articles, inside the portals' own frames and outside of them."""

from __future__ import annotations

from random import Random

from benchmarks.extraction import weight
from benchmarks.extraction.heldout import furniture as f
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.shape import Sample, Shape

NOT_ARTICLE = ("not_article",)
SOFT = ("soft_not_found", "not_found", "not_article")


def _listing(shape: Shape, rng: Random) -> tuple[str, str]:
    items = []
    for _ in range(rng.randint(8, 15)):
        story = f.other(rng, shape.province)
        link = f"/{slug(story.title)}-{story.number}.html"
        date = f"<span>{story.at:%d/%m/%Y %H:%M}</span>"
        items.append(
            f'<div><a href="{link}"><img src="/t/{story.number}.jpg"></a><h3><a href="{link}">{esc(story.title)}</a></h3>{date}<p>{esc(story.lead)}</p></div>'
        )
    pager = " ".join(f'<a href="?trang={n}">{n}</a>' for n in range(1, 8))
    return f"<h2>Tin trong tỉnh</h2>{''.join(items)}<div>Trang: {pager} <a>Tiếp</a> <a>Cuối</a></div>", "Tin trong tỉnh"


def _home(shape: Shape, rng: Random) -> tuple[str, str]:
    boxes = "".join(
        f"<div><h2>{name}</h2>{f.teasers(shape, rng, count=2)}{f.headlines(shape, rng, 4)}</div>"
        for name in ("Tin nổi bật", "Kinh tế", "Văn hóa", "Thông báo")
    )
    return boxes, f"Cổng thông tin điện tử {shape.province}"


def _contact(shape: Shape, rng: Random) -> tuple[str, str]:
    return (
        "<h2>Liên hệ</h2><p>Mời bạn điền đầy đủ thông tin vào mẫu dưới đây, ban biên tập sẽ trả lời trong thời gian sớm nhất.</p><form method='post'><label>Họ tên (*)</label><input name='a'>"
        "<label>Địa chỉ</label><input name='b'><label>Điện thoại</label><input name='c'><label>Tiêu đề</label><input name='d'><label>Nội dung</label><textarea></textarea><label>Mã xác nhận</label>"
        f"<img src='/captcha?{rng.getrandbits(30)}'><input name='m'><button>Gửi liên hệ</button></form>",
        "Liên hệ",
    )


def _search(shape: Shape, rng: Random) -> tuple[str, str]:
    return (
        f"<h2>Kết quả tìm kiếm</h2><form><input name='q' value='chuyển đổi số'><button>Tìm</button></form><p>Tìm thấy {rng.randint(20, 900)} kết quả cho từ khóa “chuyển đổi số”</p>{f.headlines(shape, rng, 10)}",
        "Tìm kiếm",
    )


def _login(shape: Shape, rng: Random) -> tuple[str, str]:
    return (
        "<h2>Đăng nhập hệ thống</h2><form method='post'><label>Tên đăng nhập</label><input name='u'><label>Mật khẩu</label><input type='password' name='p'>"
        "<label><input type='checkbox'> Ghi nhớ</label><button>Đăng nhập</button><a>Quên mật khẩu?</a></form>",
        "Đăng nhập",
    )


def _missing(shape: Shape, rng: Random) -> tuple[str, str]:
    words = rng.choice(
        (
            "Bài viết không tồn tại hoặc đã bị xóa.",
            "Không tìm thấy nội dung yêu cầu.",
            "Trang bạn truy cập không tồn tại. Vui lòng quay lại trang chủ.",
        )
    )
    return f"<h2>Thông báo</h2><p>{words}</p><a href='/'>Về trang chủ</a>", "Thông báo"


_INSIDE = {
    "listing": (_listing, NOT_ARTICLE),
    "home": (_home, NOT_ARTICLE),
    "contact": (_contact, NOT_ARTICLE),
    "search": (_search, NOT_ARTICLE),
    "login": (_login, NOT_ARTICLE),
    "soft 404": (_missing, SOFT),
}
_OUTSIDE = {
    "flood": (
        200,
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Vui lòng chờ</title></head><body><h1>Hãy đợi trong giây lát...</h1><p>Máy chủ đang từ chối truy cập của bạn do gửi quá nhiều yêu cầu.</p></body></html>",
        ("blocked", "rate_limited"),
    ),
    "cookie gate": (
        200,
        '<html><body><script>document.cookie="D1N={token}"+"; expires=Fri, 31-Dec-2099 23:59:59 GMT; path=/";window.location.reload(true);</script></body></html>',
        ("blocked", "needs_script"),
    ),
    "firewall": (
        403,
        "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: {token}</body></html>",
        ("blocked", "client_error"),
    ),
    "maintenance": (
        200,
        "<html><head><meta charset='utf-8'><title>Bảo trì</title></head><body><center><h1>Hệ thống đang được nâng cấp</h1><p>Xin quý vị vui lòng quay trở lại sau. Trân trọng cảm ơn!</p></center></body></html>",
        ("maintenance",),
    ),
    "script shell": (
        200,
        "<!doctype html><html><head><meta charset='utf-8'><title>Cổng thông tin</title></head><body><noscript>Bạn cần bật JavaScript để xem trang này.</noscript><div id='app'></div><script src='/static/js/main.{token}.js'></script></body></html>",
        ("needs_script",),
    ),
    "empty": (200, "<html><head><title></title></head><body></body></html>", ("empty", "not_article", "needs_script")),
}


def pages(shape: Shape, number: int, rng: Random) -> list[Sample]:
    """The pages of one portal that are no articles: six in its frame, one outside of it."""
    samples = []
    for kind, (draw, expected) in _INSIDE.items():
        inner, title = draw(shape, rng)
        url = f"https://{shape.host}/" if kind == "home" else f"https://{shape.host}/{slug(kind)}"
        body = shape.encode(weight.load(shape.chrome(inner, title, rng), f"{shape.name}/{shape.portal}"))
        samples.append(Sample(shape.name, shape.portal, number, kind, url, body, shape.headers(), 200, None, expected))
    kind = list(_OUTSIDE)[rng.randrange(len(_OUTSIDE))]
    status, html, expected = _OUTSIDE[kind]
    body = html.replace("{token}", f"{rng.getrandbits(128):032x}").encode()
    headers = {"content-type": "text/html; charset=utf-8"}
    samples.append(
        Sample(shape.name, shape.portal, number, kind, f"https://{shape.host}/tin/{number}.html", body, headers, status, None, expected)
    )
    return samples
