"""What is no page of the portal, and what is no article: each with its name."""

from datetime import UTC, datetime

import pytest

from crawler.discovery import notfound
from crawler.extraction import article, quality
from storage.models import Extraction, Failure, FailureName, Profile

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
ASKED = "https://sotttt.tinh.gov.vn/tin-tuc/hoi-nghi-123.html"
MENU = "<ul>" + "".join(f'<li><a href="/{n}">Chuyên mục thứ {n}</a></li>' for n in range(6)) + "</ul>"


def page(body: str, title: str = "Sở Thông tin và Truyền thông", head: str = "") -> bytes:
    return f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'.encode()


BAD = [
    (
        FailureName.BLOCKED,
        page("<h1>Hãy đợi...</h1><p>Hệ thống đang từ chối truy cập của bạn. Vui lòng quay lại sau 60 giây.</p>", "Hãy đợi..."),
    ),
    (
        FailureName.BLOCKED,
        b'<html><body><script>document.cookie="D1N=0123456789abcdef0123456789abcdef";window.location.reload(true);</script></body></html>',
    ),
    (FailureName.BLOCKED, page("<h1>Access Denied</h1><p>You have been blocked. Incident ID: 123-456</p>", "Access Denied")),
    (FailureName.BLOCKED, page("<p>The requested URL was rejected. Please consult with your administrator.</p>", "Request Rejected")),
    (FailureName.MAINTENANCE, page("<p>Hệ thống đang bảo trì, xin vui lòng quay lại sau.</p>", "Thông báo")),
    (FailureName.MAINTENANCE, page("<h2>Website đang nâng cấp</h2>")),
    (FailureName.MAINTENANCE, page("<h1>Hệ thống đang được nâng cấp</h1><p>Xin quý vị vui lòng quay lại sau 17 giờ hôm nay.</p>")),
    (FailureName.MAINTENANCE, page("<p>Trang thông tin điện tử tạm thời ngừng phục vụ để sửa chữa.</p>")),
    (FailureName.MAINTENANCE, page("<h1>We'll be back soon!</h1><p>Sorry for the inconvenience.</p>")),
    (FailureName.EMPTY, b"<html><head><title></title></head><body>&nbsp;</body></html>"),
    (
        FailureName.NEEDS_SCRIPT,
        page('<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src="/m.js"></script>'),
    ),
    (FailureName.EMPTY, b"  \n "),
    (FailureName.EMPTY, page("", "")),
    (FailureName.SOFT_NOT_FOUND, page("<h3>Bài viết không tồn tại hoặc đã bị xóa</h3>")),
    (FailureName.SOFT_NOT_FOUND, page(MENU + "<p>Trang bạn tìm không có.</p>", "404 - Không tìm thấy trang")),
]


@pytest.mark.parametrize(("name", "body"), BAD, ids=lambda value: str(value)[:40] if isinstance(value, FailureName) else "")
def test_bad_answers_have_names(name: FailureName, body: bytes) -> None:
    """A page that is none of the portal's is named for what it is."""
    failure = quality.judge(200, {}, body, ASKED, ASKED, Profile())

    assert failure is not None
    assert failure.name == name


def test_a_redirect_to_the_home_page_is_a_soft_not_found() -> None:
    body = page(MENU + "<h1>Trang chủ</h1>" + "<p>Tin mới trong ngày.</p>" * 40)
    failure = quality.judge(200, {}, body, ASKED, "https://sotttt.tinh.gov.vn/", Profile())

    assert failure is not None
    assert failure.name == FailureName.SOFT_NOT_FOUND


def test_the_portals_own_not_found_page_is_recognised() -> None:
    """Marks learned from an address that cannot exist fit any other missing address."""
    text = (
        MENU
        + "<h2>Xin lỗi quý vị</h2><p>Nội dung quý vị cần xem hiện chưa có trên hệ thống của chúng tôi, mời chọn chuyên mục khác.</p>"
        + "<p>&nbsp;</p>" * 4000
    )
    profile = Profile(not_found=notfound.marks(page(text), {}))
    failure = quality.judge(200, {}, page(text), ASKED, ASKED, profile)

    assert profile.not_found
    assert failure is not None
    assert failure.name == FailureName.SOFT_NOT_FOUND


NOTICE = (
    "<h1>Thông báo về việc bảo trì hệ thống thư điện tử công vụ của tỉnh</h1><p>12/03/2024 08:15</p><div><p>Sở Thông tin và Truyền "
    "thông thông báo: hệ thống thư điện tử công vụ của tỉnh đang nâng cấp, tạm ngừng hoạt động từ 22 giờ ngày 15/3/2024 đến 05 giờ "
    "ngày 16/3/2024.</p><p>Trong thời gian trên, đề nghị các cơ quan, đơn vị chủ động sử dụng hệ thống quản lý văn bản. Mọi vướng "
    "mắc đề nghị liên hệ Trung tâm Công nghệ thông tin.</p></div>"
)


def test_an_article_about_maintenance_is_an_article() -> None:
    """Words that block pages use also occur in real notices."""
    body = page(MENU + NOTICE, "Thông báo về việc bảo trì hệ thống thư điện tử công vụ của tỉnh")
    found = article.extract(body, {}, ASKED, Profile(), NOW)

    assert isinstance(found, Extraction)
    assert found.blocks[0].startswith("Sở Thông tin và Truyền thông thông báo:")


LISTING = (
    MENU
    + "<h1>Tin tức - Sự kiện</h1>"
    + "".join(
        f'<div class="item"><a href="/tin/{n}.html">Hội nghị triển khai nhiệm vụ công tác tháng {n}</a><span>0{n}/03/2024</span>'
        f"<p>Sáng 0{n}/3, Sở tổ chức hội nghị triển khai nhiệm vụ công tác tháng...</p></div>"
        for n in range(1, 9)
    )
)
CONTACT = MENU + (
    "<h1>Liên hệ</h1><p>Địa chỉ: Số 2 đường Trần Phú</p><p>Điện thoại: 0200 3888 999</p>"
    "<form><p>Họ và tên</p><input type=text><p>Email</p><input type=email><textarea></textarea><button>Gửi</button></form>"
)
LOGIN = (
    MENU + "<h1>Đăng nhập</h1><form><p>Tên đăng nhập</p><input type=text><p>Mật khẩu</p><input type=password></form><p>Quên mật khẩu?</p>"
)
SEARCH = MENU + "<h1>Kết quả tìm kiếm</h1><form><input type=text name=q></form><p>Tìm thấy 0 kết quả cho từ khóa của bạn.</p>"


@pytest.mark.parametrize("body", [LISTING, CONTACT, LOGIN, SEARCH], ids=["listing", "contact", "login", "search"])
def test_other_pages_of_a_portal_are_no_articles(body: str) -> None:
    found = article.extract(page(body), {}, "https://sotttt.tinh.gov.vn/trang", Profile(), NOW)

    assert isinstance(found, Failure)
    assert found.name in (FailureName.NOT_ARTICLE, FailureName.SOFT_NOT_FOUND)
