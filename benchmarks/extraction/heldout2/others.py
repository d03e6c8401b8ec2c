"""Pages of a portal that are no article, drawn in the portal's own frame."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from random import Random

from benchmarks.extraction import weight
from benchmarks.extraction.heldout2 import bank, stories
from benchmarks.extraction.heldout2 import furniture as f
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.shape import Sample, Shape

_NONE = ("not_article",)


def _listing(shape: Shape, rng: Random) -> str:
    name = f.nav(shape)[2]
    rows = "".join(
        f'<div class="item"><a href="/{slug(title)}-{rng.randint(100, 99999)}.html"><img src="/t/{rng.randint(1, 99)}.jpg" alt=""></a><h3>{f.link(title)}</h3><span>{at:%d/%m/%Y %H:%M}</span><p>{esc(lead)}</p></div>'
        for title, lead, at in f.others(shape, rng, rng.randint(8, 16))
    )
    pages = f.items((f'<a href="?p={n}">{n}</a>' for n in range(1, 7)), "span")
    return f'<h1>{name}</h1><div class="list">{rows}</div><div class="pages">{pages}<a href="?p=2">Trang kế</a></div>'


def _home(shape: Shape, rng: Random) -> str:
    blocks = []
    for section in f.nav(shape)[:4]:
        first, *rest = f.others(shape, rng, 5)
        blocks.append(
            f'<section><h2>{f.link(section)}</h2><div class="lead"><h3>{f.link(first[0])}</h3><p>{esc(first[1])}</p></div>{f.listed(rest, "small")}</section>'
        )
    return "".join(blocks)


def _search(shape: Shape, rng: Random) -> str:
    word = rng.choice(("hộ khẩu", "đất đai", "chuyển đổi số"))
    hits = "".join(
        f"<li><h4>{f.link(title)}</h4><p>…{esc(lead[:140])}…</p><cite>{shape.host}/{slug(title)} - {at:%d/%m/%Y}</cite></li>"
        for title, lead, at in f.others(shape, rng, 9)
    )
    return f'<form><input name="q" value="{word}"><button>Tìm</button></form><p>Tìm được {rng.randint(20, 900)} kết quả cho “{word}” ({rng.random():.2f} giây)</p><ol>{hits}</ol>'


def _no_hits(shape: Shape, rng: Random) -> str:
    return "<h1>Tìm kiếm</h1><form><input name=q value=xyz><button>Tìm</button></form><p>Không tìm thấy kết quả nào phù hợp với từ khóa “xyz”. Quý vị thử từ khóa khác.</p>"


def _contact(shape: Shape, rng: Random) -> str:
    fields = f.items((f"<label>{label}</label><input>" for label in ("Họ và tên (*)", "Số CCCD", "Thư điện tử", "Tiêu đề thư")), "div")
    return f'<h1>Thư góp ý</h1><div class="address">{f.items(map(esc, f.footer(shape)), "p")}</div><form>{fields}<textarea placeholder="Nội dung thư"></textarea><img src="/captcha?{rng.random()}"><button>Gửi thư</button></form>'


def _login(shape: Shape, rng: Random) -> str:
    return "<h2>Đăng nhập hệ thống</h2><form><label>Tên truy cập</label><input name=u><label>Mật khẩu</label><input type=password name=p><label><input type=checkbox>Ghi nhớ tôi</label><button>Vào</button><a href='/quen'>Lấy lại mật khẩu</a></form>"


def _gone(shape: Shape, rng: Random) -> str:
    text = rng.choice(
        (
            "Rất tiếc, bài viết bạn tìm đã bị gỡ bỏ hoặc không còn tồn tại.",
            "Trang quý vị yêu cầu không tồn tại hoặc đã được chuyển đi nơi khác. Mã lỗi: 404",
            "Không tìm thấy nội dung! Đường dẫn có thể đã thay đổi.",
        )
    )
    return f'<div class="msg"><h2>Thông báo</h2><p>{text}</p><a href="/">Bấm vào đây để về trang đầu</a></div>'


def _documents(shape: Shape, rng: Random) -> str:
    rows = "".join(
        f'<tr><td>{n}</td><td><a href="/vb/{n}">{rng.randint(10, 990)}/{kind}</a></td><td>{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(2012, 2025)}</td><td>{esc(f.others(shape, rng, 1)[0][0])}</td><td><a href="/f/{n}.pdf">Tải</a></td></tr>'
        for n, kind in enumerate(rng.choices(("QĐ-UBND", "KH-STTTT", "CV-VP", "TB-HU"), k=14), 1)
    )
    return f"<h1>Hệ thống văn bản</h1><form><select><option>Loại văn bản</option><option>Quyết định</option></select><button>Lọc</button></form><table border=1><tr><th>STT</th><th>Số hiệu</th><th>Ban hành</th><th>Trích yếu</th><th>Tệp</th></tr>{rows}</table>"


def _gallery(shape: Shape, rng: Random) -> str:
    albums = "".join(
        f'<div class="album"><a href="/anh/{n}"><img src="/thumb/{n}.jpg"></a><h4>{f.link(title)}</h4><span>{rng.randint(4, 60)} ảnh</span></div>'
        for n, (title, _, _) in enumerate(f.others(shape, rng, 12))
    )
    return f"<h1>Thư viện ảnh</h1>{albums}"


def _videos(shape: Shape, rng: Random) -> str:
    clips = "".join(
        f'<div class="clip"><a href="/video/{n}"><img src="/v/{n}.jpg"><em>{rng.randint(1, 29)}:{rng.randint(10, 59)}</em></a><p>{f.link(title)}</p><small>{rng.randint(20, 9000)} lượt phát</small></div>'
        for n, (title, _, _) in enumerate(f.others(shape, rng, 12))
    )
    return f'<h1>Truyền hình</h1><div class="player"><video src="/live.m3u8"></video></div>{clips}'


def _calendar(shape: Shape, rng: Random) -> str:
    year, month = 2026, rng.randint(1, 12)
    weeks = "".join(
        "<tr>" + "".join(f'<td><a href="/lich/{year}/{month}/{day}">{day or ""}</a></td>' for day in week) + "</tr>"
        for week in calendar.monthcalendar(year, month)
    )
    return f"<h1>Lịch tháng {month} năm {year}</h1><table>{'<tr>' + f.items(f.SHORT_WEEK, 'th') + '</tr>'}{weeks}</table><a>Tháng trước</a> <a>Tháng sau</a>"


def _sitemap(shape: Shape, rng: Random) -> str:
    return "<h1>Sơ đồ trang</h1>" + "".join(
        f"<ul><li>{f.link(top)}<ul>{f.items(map(f.link, rng.sample(f.nav(shape), 4)))}</ul></li></ul>" for top in f.nav(shape)
    )


def _poll(shape: Shape, rng: Random) -> str:
    question, answers = f.poll(shape)
    bars = f.items(f"{one}: {rng.randint(10, 900)} phiếu ({rng.randint(1, 90)}%)" for one in answers)
    return (
        f"<h1>Kết quả trưng cầu ý kiến</h1><p><b>{question}</b></p><ul>{bars}</ul><p>Tổng cộng {rng.randint(100, 3000)} người tham gia</p>"
    )


def _directory(shape: Shape, rng: Random) -> str:
    rows = "".join(
        f"<tr><td>{n}</td><td>{stories.man(rng)}</td><td>{esc(rng.choice(('Trưởng phòng', 'Chuyên viên', 'Phó Chánh Văn phòng')))}</td><td>0{rng.randint(900, 989)}{rng.randint(100000, 999999)}</td></tr>"
        for n in range(1, 18)
    )
    return f"<h1>Danh bạ công chức</h1><table><tr><th>TT</th><th>Họ tên</th><th>Chức vụ</th><th>Di động</th></tr>{rows}</table>"


def _prices(shape: Shape, rng: Random) -> str:
    rows = "".join(
        f"<tr><td>{place}</td><td>{rng.randint(40, 140)}.000</td><td>{rng.randint(5, 30)}.500</td></tr>" for place in bank.DISTRICTS
    )
    return f"<h1>Tra cứu giá nông sản</h1><form><input type=date><button>Xem</button></form><table><tr><th>Nơi</th><th>Cà phê</th><th>Lúa</th></tr>{rows}</table>"


_KINDS: dict[str, tuple[Callable[[Shape, Random], str], str, str, tuple[str, ...]]] = {
    "listing": (_listing, "Tin hoạt động", "/tin-hoat-dong", _NONE),
    "home": (_home, "Trang thông tin điện tử", "/", _NONE),
    "search": (_search, "Tìm kiếm", "/tim-kiem?q=a", _NONE),
    "nohits": (_no_hits, "Tìm kiếm", "/tim-kiem?q=xyz", ("not_article", "empty", "soft_not_found")),
    "contact": (_contact, "Thư góp ý", "/gop-y", _NONE),
    "login": (_login, "Đăng nhập hệ thống", "/dang-nhap", ("not_article", "empty")),
    "soft404": (_gone, "Thông báo", "/bai-viet-da-xoa-4811", ("soft_not_found", "not_found")),
    "documents": (_documents, "Hệ thống văn bản", "/van-ban", _NONE),
    "gallery": (_gallery, "Thư viện ảnh", "/anh", _NONE),
    "videos": (_videos, "Truyền hình", "/video", _NONE),
    "calendar": (_calendar, "Lịch tháng", "/lich", ("not_article", "empty")),
    "sitemap": (_sitemap, "Sơ đồ trang", "/so-do-trang", _NONE),
    "poll": (_poll, "Kết quả trưng cầu ý kiến", "/ket-qua", ("not_article", "empty")),
    "directory": (_directory, "Danh bạ công chức", "/danh-ba", _NONE),
    "prices": (_prices, "Tra cứu giá", "/gia", _NONE),
}


def pages(shape: Shape, number: int, rng: Random) -> Iterator[Sample]:
    """Eight pages of a portal that are no articles; all kinds stand among three neighbouring portals."""
    kinds = tuple(_KINDS)
    for turn in range(8):
        kind = kinds[(shape.portal * 8 + turn) % len(kinds)]
        draw, title, path, reasons = _KINDS[kind]
        html = weight.load(shape.chrome(draw(shape, rng), title, rng), f"{shape.name}/{shape.portal}")
        yield Sample(
            shape.name, shape.portal, number, kind, f"https://{shape.host}{path}", shape.encode(html), shape.headers(), 200, None, reasons
        )
    if shape.portal % 2 == 0:
        yield from _without_frame(shape, number, rng)


def _without_frame(shape: Shape, number: int, rng: Random) -> Iterator[Sample]:
    """What stands in front of a portal, or comes instead of it."""
    token = f"{rng.getrandbits(128):032x}"
    bare = {
        "shell": (
            f'<!doctype html><html><head><title>{f.owner(shape)}</title></head><body><div id="root"></div><script src="/static/js/main.{token[:8]}.js"></script></body></html>',
            ("needs_script",),
            200,
        ),
        "works": (
            "<html><head><title>Thông báo</title></head><body><h1>Hệ thống đang được nâng cấp</h1><p>Xin quý vị vui lòng quay lại sau 17 giờ hôm nay.</p></body></html>",
            ("maintenance",),
            200,
        ),
        "blank": ("<html><head><title></title></head><body>&nbsp;</body></html>", ("empty",), 200),
    }
    for kind, (html, reasons, status) in bare.items():
        yield Sample(
            shape.name,
            shape.portal,
            number,
            kind,
            f"https://{shape.host}/{kind}-{number}",
            html.encode(),
            {"content-type": "text/html; charset=utf-8"},
            status,
            None,
            reasons,
        )
