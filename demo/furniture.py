"""What stands around an article: clocks, counters, captchas, polls, related lists. Alive on every request."""

from __future__ import annotations

from datetime import datetime
from html import escape
from random import Random
from typing import Protocol

from demo.articles import VIETNAM, Article

WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
WEEKDAY_NUMBERS = ("Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "Chủ nhật")


class View(Protocol):
    """What the furniture needs to know of one request."""

    rng: Random
    now: datetime
    site_name: str

    def href(self, target: str) -> str: ...
    def target(self, article: Article) -> str: ...
    def menu(self) -> list[tuple[str, str]]: ...
    def neighbours(self, article: Article | None, count: int) -> list[Article]: ...
    def visitors(self) -> int: ...


def local(at: datetime) -> datetime:
    return at.astimezone(VIETNAM)


def day(at: datetime) -> str:
    return local(at).strftime("%d/%m/%Y")


def weekday(at: datetime) -> str:
    return WEEKDAYS[local(at).weekday()]


def clock(view: View) -> str:
    """The time of the request, as newspapers show it."""
    now = local(view.now)
    return f"{WEEKDAYS[now.weekday()]}, {now:%d/%m/%Y, %H:%M}[GMT+7]"


def thousands(number: int, mark: str = ".") -> str:
    return f"{number:,}".replace(",", mark)


def token(view: View, size: int = 32) -> str:
    return "".join(view.rng.choices("0123456789abcdef", k=size))


def menu(view: View, css: str = "menu") -> str:
    items = "".join(f'<li><a href="{escape(view.href(target))}">{escape(name)}</a></li>' for target, name in view.menu())
    return f'<ul class="{css}">{items}</ul>'


def link(view: View, article: Article, css: str = "") -> str:
    attribute = f' class="{css}"' if css else ""
    return f'<a{attribute} href="{escape(view.href(view.target(article)))}">{escape(article.title)}</a>'


def related(view: View, article: Article | None, heading: str, *, css: str = "related", dated: str = "({})", count: int = 5) -> str:
    """A list of other articles; its dates are the trap for a naive date finder."""
    items = "".join(
        f"<li>{link(view, other)}{f' <span>{dated.format(day(other.published))}</span>' if dated else ''}</li>"
        for other in view.neighbours(article, count)
    )
    return f'<div class="{css}"><h3>{heading}</h3><ul>{items}</ul></div>' if items else ""


def poll(view: View) -> str:
    votes = view.rng.randint(900, 9000)
    answers = ("Rất hữu ích", "Hữu ích", "Chưa hữu ích")
    boxes = "".join(f'<div><input type="radio" name="tra-loi" value="{n}"> {text}</div>' for n, text in enumerate(answers))
    return (
        '<div class="tham-do"><h4>Thăm dò ý kiến</h4><p>Theo bạn, thông tin trên trang này có hữu ích không?</p>'
        f'{boxes}<button type="button">Bình chọn</button> <a href="#ket-qua">Kết quả</a> <em>Tổng số phiếu: {thousands(votes)}</em></div>'
    )


def visitors(view: View) -> str:
    total = view.visitors()
    online, today = view.rng.randint(3, 160), view.rng.randint(200, 4000)
    return (
        f'<div class="thong-ke"><h4>Thống kê truy cập</h4><ul><li>Đang truy cập: <b>{online}</b></li><li>Hôm nay: '
        f"<b>{thousands(today)}</b></li>"
        f"<li>Tháng hiện tại: <b>{thousands(today * 17)}</b></li><li>Tổng lượt truy cập: <b>{thousands(total)}</b></li></ul></div>"
    )


def weather(view: View) -> str:
    low = view.rng.randint(17, 25)
    high, damp = low + view.rng.randint(4, 9), view.rng.randint(55, 95)
    return f'<div class="thoi-tiet"><h4>Thời tiết</h4><p>{low}°C - {high}°C, độ ẩm {damp}%</p></div>'


def links(view: View) -> str:
    names = ("Cổng Dịch vụ công quốc gia", "Cổng thông tin Chính phủ", "Công báo", "Văn bản pháp luật")
    options = "".join(f'<option value="#{n}">{name}</option>' for n, name in enumerate(names))
    return f'<div class="lien-ket"><h4>Liên kết website</h4><select><option>-- Chọn liên kết --</option>{options}</select></div>'


def banner(view: View) -> str:
    source = view.href(f"/qc/banner{view.rng.randint(1, 9)}.png")
    return f'<div class="banner-qc"><a href="#qc" rel="nofollow"><img src="{source}" alt=""></a></div>'


def tools() -> str:
    return (
        '<div class="cong-cu"><span>Xem với cỡ chữ</span> <a href="#nho">A-</a> <a href="#vua">A</a> <a href="#lon">A+</a> '
        '<a href="#tuong-phan">Tương phản</a> <a href="#doc">Đọc bài viết</a> <a href="#in" rel="nofollow">In trang</a> '
        '<a href="#gui">Gửi email</a></div>'
    )


def share() -> str:
    return '<div class="chia-se"><a href="#fb">Chia sẻ</a> <a href="#zalo">Zalo</a> <a href="#tw">Tweet</a></div>'


def rating(view: View) -> str:
    votes = view.rng.randint(1, 90)
    return (
        f'<div class="danh-gia"><p>Tổng số điểm của bài viết là: {votes * 4} trong {votes} đánh giá</p>'
        f'<p>Click để đánh giá bài viết</p><input type="hidden" name="checkss" value="{token(view)}"></div>'
    )


def comment_form(view: View, heading: str = "Ý kiến bạn đọc", css: str = "binh-luan") -> str:
    """Form with captcha; the captcha address and the token change with every request."""
    return (
        f'<div class="{css}"><h3>{heading}</h3><form method="post" action="{view.href("/gui-binh-luan")}">'
        f'<input type="hidden" name="csrf" value="{token(view)}"><p>Tên của bạn <input name="ten"></p><p>Email <input name="email"></p>'
        '<p>Nội dung <textarea name="noi_dung" placeholder="Tối thiểu 10 chữ Tiếng việt có dấu"></textarea></p>'
        "<p>Tối thiểu 10 chữ Tiếng việt có dấu Không chứa liên kết</p>"
        f'<p>Mã bảo mật <img src="{view.href("/captcha.png")}?t={token(view, 12)}" alt="captcha"> <a href="#doi">reset captcha</a></p>'
        '<p><button type="submit">Gửi bình luận</button> <button type="reset">Nhập lại</button></p></form></div>'
    )


def comments(view: View, article: Article) -> str:
    """Readers' comments; their number grows with the views, their dates are another trap."""
    count = min(6, article.number % 3 + article.views // 5000)
    rows = []
    for n in range(count):
        at = local(article.published)
        rows.append(
            f'<div class="y-kien"><b>Bạn đọc {n + 1}</b> <i>{at.day:02}/{at.month:02}/{at.year} {8 + n:02}:15</i>'
            f"<p>Thông tin rất bổ ích, mong cơ quan chức năng làm sớm hơn nữa.</p>"
            f'<span>Thích ({view.rng.randint(0, 40)})</span> <a href="#tra-loi">Trả lời</a></div>'
        )
    return f'<div class="ds-binh-luan">{"".join(rows)}</div>' if rows else ""


def footer(view: View) -> str:
    return (
        f'<div class="chan-trang"><p>Bản quyền thuộc về {escape(view.site_name)}</p><p>Giấy phép số 45/GP-TTĐT cấp ngày 12/08/2019</p>'
        "<p>Chịu trách nhiệm chính: Trưởng ban biên tập. Ghi rõ nguồn khi phát hành lại thông tin từ trang này.</p></div>"
    )
