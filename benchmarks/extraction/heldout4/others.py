"""What the sites of the fourth part serve besides articles, with the reasons that fit each page."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.extraction import weight
from benchmarks.extraction.heldout4 import stories
from benchmarks.extraction.heldout4 import surroundings as around
from benchmarks.extraction.heldout4.base import Site
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.shape import Sample, Shape

_NONE = ("not_article",)
_GONE = ("soft_not_found", "not_found")


def pages(shape: Shape, number: int, rng: Random) -> Iterator[Sample]:
    """The other pages of one portal."""
    assert isinstance(shape, Site)
    for kind, path, title, inner, expected in _inner(shape, rng):
        html = weight.load(shape.chrome(inner, title, rng), f"{shape.name}/{shape.portal}")
        yield _page(shape, number, kind, path, html, expected)
    for kind, path, html, expected in _bare(shape, rng):
        yield _page(shape, number, kind, path, html, expected)


def _page(site: Site, number: int, kind: str, path: str, html: str, expected: tuple[str, ...]) -> Sample:
    return Sample(
        site.name, site.portal, number, kind, f"https://{site.host}{path}", site.encode(html), site.headers(), 200, None, expected
    )


def _inner(site: Site, rng: Random) -> Iterator[tuple[str, str, str, str, tuple[str, ...]]]:
    """Kind, path, title, main content and fitting reasons of the pages that wear the site's dress."""
    section = site.pick("section", ("Tin tức - Sự kiện", "Tin hoạt động của Sở", "Thời sự", "Khoa học - Công nghệ"))
    pager = '<div class="pager"><a href="?page=1">1</a> <a href="?page=2">2</a> <a href="?page=3">3</a> <a href="?page=2">Tiếp</a></div>'
    heading = f'<h1 class="cate-title">{section}</h1>'
    yield (
        "home",
        "/",
        site.owner,
        f"<div class='slider'>{around.cards(site, rng, 5, 'slide', 'h3')}</div>{around.boxes(site, rng, ('Tin nổi bật', 'Tiêu điểm'))}{around.cards(site, rng, 4, 'item', 'h4', True)}",
        _NONE,
    )
    yield "listing", f"/{slug(section)}", section, heading + around.cards(site, rng, 10, "news-item", "h3", True) + pager, _NONE
    yield "titles", f"/{slug(section)}?page=4", section, heading + around.others(site, rng, 20, "list") + pager, _NONE
    yield (
        "search",
        "/tim-kiem?q=chuyen+doi+so",
        "Tìm kiếm",
        f"<h2>Kết quả tìm kiếm</h2><form><input name='q' value='chuyển đổi số'><input type='submit' value='Tìm'></form><p>Tìm thấy {rng.randint(12, 90)} kết quả cho từ khóa “chuyển đổi số”</p>{around.cards(site, rng, 8, 'result', 'h4', True)}",
        _NONE,
    )
    yield (
        "no result",
        "/tim-kiem?q=xyz",
        "Tìm kiếm",
        "<h2>Kết quả tìm kiếm</h2><form><input name='q' value='xyz'><input type='submit' value='Tìm'></form><p>Không tìm thấy kết quả nào phù hợp với từ khóa bạn nhập.</p>",
        (*_NONE, "empty"),
    )
    yield "contact", "/lien-he", "Liên hệ", _contact(site, rng), _NONE
    yield (
        "login",
        "/dang-nhap",
        "Đăng nhập",
        "<h2>Đăng nhập hệ thống</h2><form method='post'><label>Tên đăng nhập</label><input name='u'><label>Mật khẩu</label><input type='password' name='p'><label>Mã kiểm tra</label><input name='c'><img src='/captcha.aspx'><input type='submit' value='Đăng nhập'></form><p><a href='/quen-mat-khau'>Quên mật khẩu?</a> <a href='/dang-ky'>Đăng ký tài khoản mới</a></p>",
        _NONE,
    )
    lost = site.pick(
        "lost",
        (
            "Bài viết không tồn tại hoặc đã bị gỡ bỏ.",
            "Không tìm thấy trang bạn yêu cầu. Có thể địa chỉ đã thay đổi.",
            "Nội dung bạn truy cập không tồn tại trên hệ thống!",
        ),
    )
    gone = f"<div class='alert'><h3>Thông báo</h3><p>{lost}</p><p><a href='/'>Trở về trang chủ</a></p></div>"
    yield (
        "soft 404",
        f"/tin-tuc/{slug(stories.headline(rng, site.province))}-{rng.randint(10000, 99999)}.html",
        "Thông báo",
        gone + (around.cards(site, rng, 3) if site.on("lost list") else ""),
        _GONE,
    )
    yield "documents", "/van-ban", "Văn bản chỉ đạo điều hành", _documents(rng), _NONE
    photos = "".join(
        f'<div class="album"><a href="/album/{n}"><img src="/album/{n}.jpg" alt=""></a><p>{esc(stories.headline(rng, site.province))}</p><span>{rng.randint(4, 40)} ảnh</span></div>'
        for n in range(9)
    )
    yield "gallery", "/thu-vien-anh", "Thư viện ảnh", f"<h2>Thư viện ảnh</h2>{photos}{pager}", _NONE
    yield (
        "questions",
        "/hoi-dap",
        "Hỏi đáp",
        "<h2>Hỏi đáp trực tuyến</h2>"
        + "".join(
            f"<div class='qa'><b>{stories.man(rng)}</b> ({rng.randint(1, 28)}/{rng.randint(1, 12)}/2025): <a href='/hoi-dap/{n}'>Thời hạn cấp lại giấy phép là bao lâu?</a></div>"
            for n in range(6)
        )
        + pager,
        _NONE,
    )
    yield (
        "empty section",
        "/chuyen-de",
        "Chuyên đề",
        "<h1 class='cate-title'>Chuyên đề</h1><p>Đang cập nhật nội dung...</p>",
        (*_NONE, "empty"),
    )


def _contact(site: Site, rng: Random) -> str:
    rows = "".join(
        f"<tr><td>{stories.man(rng)}</td><td>{office}</td><td>02{rng.randint(10, 99)}.3{rng.randint(100000, 999999)}</td></tr>"
        for office in ("Giám đốc", "Phó Giám đốc", "Chánh Văn phòng")
    )
    return f"<h1>Liên hệ</h1><p>{esc(site.owner)}</p><p>Địa chỉ: số {rng.randint(2, 200)} đường Lê Lợi, {site.province}</p><table>{rows}</table><form><label>Họ tên</label><input><label>Điện thoại</label><input><label>Nội dung</label><textarea></textarea><input type='submit' value='Gửi liên hệ'></form>"


def _documents(rng: Random) -> str:
    rows = "".join(
        f"<tr><td>{n}</td><td><a href='/van-ban/{n}'>{rng.randint(10, 3900)}/{rng.choice(('QĐ-UBND', 'KH-SKHCN', 'CV-STTTT'))}</a></td><td>{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(2019, 2026)}</td><td>{rng.choice(('V/v tăng cường bảo đảm an toàn thông tin dịp lễ', 'Phê duyệt kế hoạch ứng dụng công nghệ thông tin', 'Về việc cử công chức tham gia tập huấn'))}</td></tr>"
        for n in range(1, 16)
    )
    return f"<h2>Văn bản chỉ đạo điều hành</h2><form><select><option>-- Loại văn bản --</option></select><input placeholder='Trích yếu'><input type='submit' value='Tra cứu'></form><table><tr><th>STT</th><th>Số kí hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th></tr>{rows}</table>"


def _bare(site: Site, rng: Random) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Answers without the site's dress: closed, gated, slowed down or an empty shell."""
    until = site.pick(
        "closed",
        (
            "Hệ thống đang được bảo trì, nâng cấp. Mời quý vị quay lại sau.",
            "Cổng thông tin tạm ngừng hoạt động để nâng cấp hệ thống máy chủ.",
        ),
    )
    yield (
        "maintenance",
        "/tin-tuc/bao-tri",
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{esc(site.owner)}</title></head><body><div class='box'><h1>Bảo trì hệ thống</h1><p>{until}</p></div></body></html>",
        ("maintenance",),
    )
    if site.on("gate", 0.3):
        yield (
            "gate",
            "/tin-tuc/cong",
            f'<html><body><script>document.cookie="D1N={rng.getrandbits(128):032x}"+"; expires=Fri, 31-Dec-2099 23:59:59 GMT; path=/";window.location.reload(true);</script></body></html>',
            ("blocked", "needs_script"),
        )
    elif site.on("flood", 0.4):
        yield (
            "flood",
            "/tin-tuc/cho",
            "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Hãy đợi...</title></head><body><div><p>Hệ thống đang từ chối truy cập của bạn do có quá nhiều yêu cầu trong thời gian ngắn.</p><p>Bạn vui lòng đợi trong giây lát</p></div></body></html>",
            ("rate_limited", "blocked"),
        )
    else:
        yield (
            "shell",
            "/tin-tuc/vo",
            f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{esc(site.owner)}</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div><script src='/static/js/main.{rng.getrandbits(32):x}.js'></script></body></html>",
            ("needs_script", "empty"),
        )
