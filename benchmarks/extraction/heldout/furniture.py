"""What stands around an article: wording varies by portal, numbers and clocks by request."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from benchmarks.extraction import prose
from benchmarks.extraction.markup import esc, slug, when
from benchmarks.extraction.shape import Shape

FETCHED = datetime(2026, 11, 20, 8, 30, tzinfo=prose.VIETNAM)


def other(rng: Random, province: str) -> prose.Story:
    """Another article of the site, for teasers and lists."""
    at = datetime(2026, 1, 1, 7, tzinfo=prose.VIETNAM) - timedelta(days=rng.randint(1, 3000), minutes=rng.randint(0, 600))
    return prose.write(rng, province, "news", at)


def clock(shape: Shape, rng: Random) -> str:
    """A header clock: the moment of the request."""
    at = FETCHED + timedelta(seconds=rng.randint(0, 7000))
    form = shape.pick("clock", ("zone", "weekday long", "bar", "nukeviet"))
    return shape.pick(
        "clock tag", ("<div id='dongho'>{}</div>", "<span>{}</span>", "<td align='right'>{}</td>", "<p class='ngay-thang'>{}</p>")
    ).format(when(form, at))


def menu(shape: Shape) -> list[tuple[str, str]]:
    names = [
        "Trang chủ",
        "Giới thiệu",
        "Tin tức - Sự kiện",
        "Văn bản",
        "Thủ tục hành chính",
        "Hỏi đáp",
        "Thư viện ảnh",
        "Liên hệ",
        "Sơ đồ cổng",
        "Lịch công tác",
    ]
    keep = shape.fixed.__class__(f"menu/{shape.name}/{shape.portal}").sample(names[1:], 6)
    return [(name, f"/{slug(name)}") for name in (names[0], *keep)]


def weather(shape: Shape, rng: Random) -> str:
    rows = "".join(
        f"<tr><td>{place}</td><td>{rng.randint(18, 35)}°C</td><td>{rng.choice(('Có mây', 'Mưa rào', 'Nắng'))}</td></tr>"
        for place in (shape.province, "Hà Nội", "TP. Hồ Chí Minh")
    )
    prices = "".join(f"<tr><td>{unit}</td><td>{rng.randint(20, 32)}.{rng.randint(100, 999)}</td></tr>" for unit in ("USD", "EUR", "JPY"))
    return f"<div><b>Thời tiết hôm nay</b><table>{rows}</table><b>Tỷ giá ngoại tệ</b><table>{prices}</table></div>"


def poll(shape: Shape, rng: Random) -> str:
    question = shape.pick(
        "poll", ("Bạn biết đến trang thông tin này qua đâu?", "Ý kiến của bạn về giao diện mới?", "Mức độ hài lòng của bạn?")
    )
    answers = shape.pick("poll answers", ("Rất tốt|Tốt|Bình thường|Chưa tốt", "Bạn bè giới thiệu|Công cụ tìm kiếm|Mạng xã hội")).split("|")
    options = "".join(f'<div><input type="radio" name="tk" value="{i}"/> <label>{text}</label></div>' for i, text in enumerate(answers))
    return f'<div><h4>Thăm dò dư luận</h4><p>{question}</p>{options}<button>Bỏ phiếu</button> <a href="#">Xem kết quả</a><i>({rng.randint(80, 9000)} phiếu)</i></div>'


def statistics(rng: Random) -> str:
    return (
        f"<div><b>Thống kê truy cập</b><p>Trực tuyến: <b>{rng.randint(3, 200)}</b></p><p>Hôm nay: {rng.randint(300, 9000)}</p>"
        f"<p>Tuần này: {rng.randint(9000, 70000)}</p><p>Tổng số lượt truy cập: {rng.randint(1, 90)}.{rng.randint(100, 999)}.{rng.randint(100, 999)}</p></div>"
    )


def tools(shape: Shape) -> str:
    size = shape.pick(
        "tools",
        ('<a href="#">A+</a> <a href="#">A-</a>', "Cỡ chữ: <a>A</a> <a>A</a> <a>A</a>", '<span>Xem cỡ chữ</span><img src="/i/to.gif"/>'),
    )
    rest = shape.pick(
        "tools rest",
        (
            '<a href="javascript:print()">In bài viết</a> | <a href="#">Gửi bài cho bạn</a>',
            "<a>Bản in</a> <a>Lưu tin</a>",
            "<a>In trang này</a>",
        ),
    )
    return f"{size} {rest}"


def share() -> str:
    return '<ul><li><a href="https://www.facebook.com/sharer.php?u=x">Facebook</a></li><li><a href="#">Zalo</a></li><li><a href="#">Sao chép liên kết</a></li></ul>'


def rating(rng: Random) -> str:
    return f"<div>Đánh giá bài viết: <span>☆☆☆☆☆</span> <em>{rng.randint(1, 4)}.{rng.randint(0, 9)}/5 ({rng.randint(2, 300)} lượt đánh giá)</em></div>"


def tags(rng: Random) -> str:
    words = rng.sample(
        ("chuyển đổi số", "an sinh xã hội", "nông thôn mới", "cải cách hành chính", "du lịch", "môi trường", "y tế cơ sở"), 3
    )
    return "<div><b>Từ khóa:</b> " + ", ".join(f'<a href="/tag/{slug(word)}">{word}</a>' for word in words) + "</div>"


def headlines(shape: Shape, rng: Random, count: int, *, dated: bool = True) -> str:
    """Items of a list, links with dates behind them."""
    items = []
    for _ in range(count):
        story = other(rng, shape.province)
        date = f" <i>({story.at:%d/%m/%Y})</i>" if dated else ""
        items.append(f'<li><a href="/{slug(story.title)}-{story.number}.html">{esc(story.title)}</a>{date}</li>')
    return "<ul>" + "".join(items) + "</ul>"


def related(shape: Shape, rng: Random, *, count: int = 5) -> str:
    """A list of other articles with dates, under a heading of the portal's own words."""
    label = shape.pick(
        "related",
        ("Các tin đã đưa", "Tin cùng chuyên mục", "Bài viết liên quan", "Các tin khác:", "Tin mới hơn", "Có thể bạn quan tâm", "Xem thêm"),
    )
    tag = shape.pick("related tag", ("h3", "div", "b", "p", "h2"))
    return f"<{tag}>{label}</{tag}>{headlines(shape, rng, count)}"


def teasers(shape: Shape, rng: Random, *, count: int = 3) -> str:
    """A side column: pictures, headlines and the leads of other articles."""
    label = shape.pick("teasers", ("Tin nổi bật", "Đọc nhiều", "Tiêu điểm", "Thông báo mới"))
    items = []
    for _ in range(count):
        story = other(rng, shape.province)
        link = f"/{slug(story.title)}-{story.number}.html"
        items.append(
            f'<div><a href="{link}"><img src="/thumb/{story.number}.jpg" alt="{esc(story.title)}"></a><h4><a href="{link}">{esc(story.title)}</a></h4>'
            f"<p>{esc(story.lead)}</p></div>"
        )
    return f"<h3>{label}</h3>" + "".join(items)


def comments(shape: Shape, rng: Random) -> str:
    """What readers wrote, each with name and moment."""
    said = (
        "Bài viết rất hay và bổ ích, cảm ơn tác giả đã phản ánh kịp thời.",
        "Đề nghị cơ quan chức năng kiểm tra thêm ở khu vực chúng tôi, tình trạng này đã kéo dài nhiều năm nay mà chưa được giải quyết.",
        "Quê tôi cũng vậy, mong sớm được quan tâm.",
        "Cho hỏi thủ tục đăng ký như thế nào ạ?",
    )
    drawn = []
    for text in rng.sample(said, rng.randint(1, 3)):
        at = FETCHED - timedelta(hours=rng.randint(3, 9000))
        drawn.append(
            f"<li><b>{prose.man(rng)}</b> <small>{at:%H:%M %d/%m/%Y}</small><p>{text}</p><a>Thích ({rng.randint(0, 40)})</a> <a>Trả lời</a></li>"
        )
    label = shape.pick("comments", ("Bình luận", "Ý kiến bạn đọc", "Phản hồi của độc giả"))
    return f"<h3>{label} ({len(drawn)})</h3><ul>{''.join(drawn)}</ul>"


def comment_form(rng: Random) -> str:
    return (
        '<form action="/gui-y-kien" method="post"><p>Gửi ý kiến của bạn</p><label>Họ và tên</label><input name="ten"/><label>Thư điện tử</label>'
        '<input name="mail"/><textarea name="nd">Vui lòng nhập tiếng Việt có dấu</textarea>'
        f'<label>Mã bảo vệ</label><img src="/captcha.ashx?k={rng.getrandbits(32):08x}"/><input name="ma"/><a>Đổi mã khác</a><button>Gửi đi</button><button>Làm lại</button></form>'
    )


def licence(shape: Shape) -> str:
    """A footer with a licence and its date."""
    number = Random(f"licence/{shape.name}/{shape.portal}").randint(10, 400)
    return (
        f"<p>Cơ quan chủ quản: UBND tỉnh {shape.province}</p><p>Giấy phép số {number}/GP-TTĐT do Sở Thông tin và Truyền thông cấp ngày 12/0{number % 9 + 1}/2016</p>"
        f"<p>Chịu trách nhiệm: Ông {prose.man(Random(f'chief/{shape.name}/{shape.portal}'))} - Trưởng Ban biên tập</p>"
        "<p>Địa chỉ: số 1 đường Hùng Vương. Điện thoại: 0255.3822.999</p><p>Ghi rõ nguồn khi sử dụng lại thông tin từ trang này.</p>"
    )


def breadcrumb(section: str, mark: str = " » ") -> str:
    return mark.join(('<a href="/">Trang chủ</a>', '<a href="/tin-tuc">Tin tức</a>', f'<a href="/tin-tuc/x">{section}</a>'))


def section(shape: Shape, rng: Random) -> str:
    return rng.choice(("Tin trong tỉnh", "Kinh tế - Xã hội", "Hoạt động của Sở", "Văn hóa", "Thời sự"))


def viewstate(rng: Random) -> str:
    state = "".join(rng.choice("ABCDEFGHabcdefgh0123456789+/") for _ in range(600))
    return f'<input type="hidden" name="__VIEWSTATE" value="/wEP{state}=="/><input type="hidden" name="__EVENTVALIDATION" value="/wEW{state[:90]}"/>'


def views(rng: Random) -> str:
    return f"{rng.randint(1, 40)}.{rng.randint(100, 999)}" if rng.random() < 0.5 else str(rng.randint(12, 999))
