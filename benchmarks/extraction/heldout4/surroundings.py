"""What stands around, and within, the articles of the fourth part: lists of other news, tools, forms, counters, footers."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from benchmarks.extraction.heldout4 import stories
from benchmarks.extraction.heldout4.base import Site
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.prose import VIETNAM

NOW = datetime(2026, 11, 20, 12, tzinfo=VIETNAM)  # when the pages are fetched
_DAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_READERS = ("Hoàng Gia Bảo", "thuylinh88", "Nguyễn Khắc Tùng", "Bạn đọc ở xa quê", "Trần Mỹ Hạnh", "le van ut")
_REMARKS = (
    "Bài viết rất bổ ích, mong quý cơ quan đăng thêm nhiều bài như vậy.",
    "Chỗ tôi ở sóng vẫn yếu lắm, đề nghị kiểm tra giúp.",
    "Cho tôi hỏi nộp hồ sơ qua mạng thì bao lâu có kết quả ạ?",
    "Chúc mừng các bạn, tự hào quê mình quá!",
)
_MENU = (
    "Giới thiệu",
    "Tin tức - Sự kiện",
    "Văn bản",
    "Thủ tục hành chính",
    "Chuyển đổi số",
    "Công khai thông tin",
    "Hỏi đáp",
    "Thư viện ảnh",
    "Liên hệ",
    "Sơ đồ cổng",
    "Lịch công tác",
    "Đấu thầu - Mua sắm",
)
_LINKS = (
    "Cổng Dịch vụ công quốc gia",
    "Bộ Khoa học và Công nghệ",
    "Quốc hội Việt Nam",
    "Hệ thống một cửa điện tử",
    "Thư điện tử công vụ",
    "Công báo tỉnh",
)


def other(site: Site, rng: Random) -> tuple[str, str, datetime]:
    """A headline of another article with its address and date."""
    title = stories.headline(rng, site.province)
    at = min(site.moment + timedelta(days=rng.randint(-150, 20), minutes=rng.randrange(600)), datetime(2026, 11, 19, 17, tzinfo=VIETNAM))
    return title, f"/tin-khac/{slug(title)}-{rng.randint(1000, 99999)}.html", at


def others(site: Site, rng: Random, count: int, cls: str = "", date: str = "({:%d/%m/%Y})") -> str:
    """A plain list of other articles; `date` "" leaves the dates out."""
    rows = []
    mark_class = site.pick("list date class", ("", ' class="date"', ' class="ngay-dang"', "", ' class="small gray"'))
    for _ in range(count):
        title, url, at = other(site, rng)
        mark = f" <span{mark_class}>{date.format(at)}</span>" if date else ""
        rows.append(f'<li><a href="{url}" title="{esc(title)}">{esc(title)}</a>{mark}</li>')
    return f'<ul class="{cls}">' + "".join(rows) + "</ul>" if cls else "<ul>" + "".join(rows) + "</ul>"


def cards(site: Site, rng: Random, count: int, cls: str = "item", tag: str = "h4", lead: bool = False) -> str:
    """Other articles with pictures, and with leads if asked for."""
    rows = []
    mark_class = site.pick("card date class", ("time", "small", "ngay", "meta"))
    for _ in range(count):
        title, url, at = other(site, rng)
        text = f'<p class="summary">{esc(stories.summary(rng, site.province))}</p>' if lead else ""
        rows.append(
            f'<div class="{cls}"><a href="{url}"><img src="/thumb/{rng.randint(1, 9999)}.jpg" alt="{esc(title)}"></a><{tag}><a href="{url}">{esc(title)}</a></{tag}><span class="{mark_class}">{at:%d/%m/%Y %H:%M}</span>{text}</div>'
        )
    return "".join(rows)


def boxes(
    site: Site,
    rng: Random,
    related: tuple[str, ...] = ("Tin liên quan", "Các tin khác", "Tin cùng chuyên mục"),
    cls: str = "other-news",
    tag: str = "h3",
) -> str:
    """The lists below an article: one or two, with the dates most sites put there."""
    date = site.pick("related date", ("({:%d/%m/%Y})", "({:%d/%m/%Y %H:%M})", "({:%d/%m})", "", "- {:%d/%m/%Y}"))
    title = site.pick("related title", related)
    out = f'<div class="{cls}"><{tag} class="title">{title}</{tag}>{others(site, rng, rng.randint(4, 8), date=date)}</div>'
    if site.on("second list", 0.4):
        out += f'<div class="{cls}"><{tag} class="title">{site.pick("second title", ("Tin mới hơn", "Tin đã đưa", "Tin đọc nhiều", "Bài viết cũ hơn"))}</{tag}>{others(site, rng, 5, date=date)}</div>'
    return out


def share(site: Site, rng: Random) -> str:
    """Buttons; some sites write them as words."""
    return site.pick(
        "share",
        (
            '<div class="share"><a href="#" class="fb">Facebook</a> <a href="#">Zalo</a> <a href="#">Twitter</a> <a href="mailto:?">Gửi email</a></div>',
            '<div class="social-like"><div class="fb-like" data-href="#"></div><span>Chia sẻ bài viết:</span> <a href="#"><i class="fa fa-facebook"></i></a></div>',
            '<div class="news-tool"><a href="javascript:print()">Bản in</a> | <a href="#">Gửi cho bạn bè</a> | <a href="#">Lưu tin</a></div>',
            '<ul class="tools"><li><a href="#">A-</a></li><li><a href="#">A</a></li><li><a href="#">A+</a></li><li>Tương phản</li><li><a href="#">In trang</a></li></ul>',
        ),
    )


def speech(site: Site, rng: Random) -> str:
    voices = "Giọng nữ miền Bắc</option><option>Giọng nam miền Nam"
    return (
        f'<div class="audio-player"><span>Nghe bài viết</span> <select><option>{voices}</option></select><span class="cur">0:00</span> / <span>{rng.randint(1, 6)}:{rng.randint(10, 59)}</span></div>'
        if site.on("speech", 0.3)
        else ""
    )


def rating(site: Site, rng: Random) -> str:
    n = rng.randint(1, 30)
    return site.pick(
        "rating",
        (
            "",
            f'<div class="rating"><p>Đánh giá bài viết:</p><span>Điểm {rng.randint(3, 5)}/5 ({n} lượt bình chọn)</span></div>',
            f'<div class="rate">Bạn thấy nội dung này hữu ích không? <a href="#">Có</a> <a href="#">Không</a> <small>{n} phiếu</small></div>',
        ),
    )


def tags(site: Site, rng: Random) -> str:
    if not site.on("tags", 0.5):
        return ""
    words = rng.sample(("chuyển đổi số", "an toàn thông tin", "hội nghị", "cải cách hành chính", "viễn thông", "khoa học"), 3)
    links = ", ".join(f'<a href="/tag/{slug(word)}" rel="tag">{word}</a>' for word in words)
    return f'<div class="tags"><strong>{site.pick("tags label", ("Từ khóa:", "Tags:", "Thẻ:"))}</strong> {links}</div>'


def comments(site: Site, rng: Random, chance: float = 0.6) -> str:
    """A form, on some pages with what readers wrote."""
    if not site.on("comments", chance):
        return ""
    said = ""
    for _ in range(rng.choice((0, 0, 1, 2))):
        at = site.moment + timedelta(hours=rng.randrange(2, 200))
        said += f'<div class="comment"><b>{rng.choice(_READERS)}</b> <span>{at:%H:%M %d/%m/%Y}</span><p>{rng.choice(_REMARKS)}</p><a href="#">Trả lời</a></div>'
    title = site.pick("comments title", ("Ý kiến bạn đọc", "Bình luận", "Gửi phản hồi", "Ý kiến của bạn"))
    return f'<div class="comments" id="comments"><h3>{title}</h3>{said}<form action="/comment" method="post"><label>Họ và tên</label><input name="n"><label>Địa chỉ Email</label><input name="e"><label>Nội dung</label><textarea name="c"></textarea><label>Nhập mã xác nhận</label><input name="captcha"><img src="/captcha.ashx?{rng.getrandbits(32)}" alt=""><input type="submit" value="Gửi đi"> <input type="reset" value="Làm lại"></form></div>'


def clock(site: Site, rng: Random) -> str:
    day = NOW + timedelta(minutes=rng.randint(-3, 2))
    form = site.pick(
        "clock", ("{w}, {d:%d/%m/%Y} - {d:%H:%M}", "{w}, ngày {d:%d/%m/%Y} {d:%H:%M} GMT+7", "", "Hôm nay, {w} {d:%d-%m-%Y}", "")
    )
    text = form.format(w=_DAYS[day.weekday()], d=day)
    return f'<div class="clock" id="clock">{text}</div>' if text else ""


def menu(site: Site, cls: str = "menu") -> str:
    names = Random(f"{site.host}/menu").sample(_MENU, 8)
    return (
        f'<div class="{cls}"><ul><li><a href="/">Trang chủ</a></li>'
        + "".join(f'<li><a href="/{slug(name)}">{name}</a></li>' for name in names)
        + "</ul></div>"
    )


def side(site: Site, rng: Random, cls: str = "box") -> str:
    """A column of small boxes; which ones is the portal's own."""
    know = Random(f"{site.host}/side")
    views = rng.randint(1000, 9000)
    parts = [
        f'<div class="{cls}"><h3>Thông báo mới</h3>{others(site, rng, 4, date="")}</div>',
        f'<div class="{cls}"><h3>Xem nhiều</h3>{others(site, rng, 5)}</div>',
        f'<div class="{cls}"><div class="head">Thăm dò ý kiến</div><form>Bạn đánh giá giao diện cổng thế nào?<br><input type="radio" name="v"> Đẹp, dễ dùng<br><input type="radio" name="v"> Bình thường<br><input type="button" value="Biểu quyết"> <a href="#">Xem kết quả</a></form></div>',
        f'<div class="{cls}"><h3>Liên kết</h3><select>'
        + "".join(f"<option>{name}</option>" for name in know.sample(_LINKS, 4))
        + "</select></div>",
        f'<div class="{cls}"><h3>Thống kê truy cập</h3><table><tr><td>Đang online</td><td>{rng.randint(3, 90)}</td></tr><tr><td>Hôm qua</td><td>{views}</td></tr><tr><td>Tất cả</td><td>{rng.randint(10**6, 10**7)}</td></tr></table></div>',
        f'<div class="{cls}"><h3>Thời tiết</h3><p>{site.province}: {rng.randint(17, 36)}°C, có mây, độ ẩm {rng.randint(50, 95)}%</p></div>',
        f'<div class="{cls}"><h3>Đăng nhập</h3><form><input name="u" placeholder="Tài khoản"><input type="password" name="p"><a href="/quen-mat-khau">Quên mật khẩu?</a></form></div>',
        f'<div class="{cls}"><h3>Văn bản mới</h3><p><a href="/vb/1">{know.randint(10, 900)}/KH-UBND</a> Kế hoạch triển khai chữ ký số năm 2025 trên địa bàn</p><p><a href="/vb/2">{know.randint(10, 900)}/CV-STTTT</a> V/v cung cấp số liệu báo cáo quý</p></div>',
    ]
    return "".join(know.sample(parts, know.randint(3, 6)))


def footer(site: Site, cls: str = "footer") -> str:
    know = Random(f"{site.host}/footer")
    phone = f"02{know.randint(10, 99)}.3{know.randint(100, 999)}.{know.randint(100, 999)}"
    lines = [
        f"Cơ quan chủ quản: {site.owner}",
        f"Giấy phép số {know.randint(10, 300)}/GP-TTĐT do Cục Phát thanh, truyền hình và thông tin điện tử cấp ngày {know.randint(10, 28)}/{know.randint(10, 12)}/{know.randint(2015, 2022)}",
        f"Chịu trách nhiệm nội dung: Ông {stories.man(know)} - Trưởng Ban biên tập",
        f"Trụ sở: số {know.randint(2, 300)} đường Hùng Vương, {site.province}. Điện thoại: {phone} - Fax: {phone[:-3]}{know.randint(100, 999)}. Email: banbientap@{site.host}",
        "Ghi rõ nguồn khi đăng lại thông tin từ cổng này",
        f"© {know.randint(2012, 2025)} Bản quyền thuộc {site.owner}",
    ]
    between = site.pick("footer between", ("<br />", "</p><p>"))
    return f'<div class="{cls}"><p>{between.join(lines[: know.randint(4, 6)])}</p></div>'


def files(site: Site, names: tuple[str, ...], cls: str = "attach", path: str = "/upload/") -> str:
    """The list of attached files, "" when there are none."""
    if not names:
        return ""
    label = site.pick("files label", ("File đính kèm:", "Tệp đính kèm", "Tài liệu đính kèm:", "Tải về"))
    return (
        f'<div class="{cls}"><strong>{label}</strong><ul>'
        + "".join(f'<li><a href="{path}{esc(name)}">{esc(name)}</a></li>' for name in names)
        + "</ul></div>"
    )


def views(site: Site, rng: Random) -> str:
    """A view counter as text."""
    n = rng.randint(12, 9800)
    return site.pick("views", ("Lượt xem: {}", "Đã xem: {}", "{} lượt xem", "Số lượt đọc: {}", "Lượt đọc {}")).format(n)


def head(site: Site, title: str, extra: str = "") -> str:
    full = site.pick("head title", ("{t} - {o}", "{o}", "{t}", "{o} | {t}", "{t} | {h}")).format(t=title, o=site.owner, h=site.host)
    return f'<head><meta charset="utf-8"><title>{esc(full)}</title>{extra}<meta name="generator" content="{site.name}"></head>'
