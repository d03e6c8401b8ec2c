"""The headline on page shapes of many kinds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.headline import headline
from crawler.extraction.tree import parse

TITLE = "Phường Tân Lập ra mắt tổ công nghệ số cộng đồng"
SITE = "Cổng thông tin điện tử tỉnh Bình Thuận"
TEXT = "<p>" + "Các tổ viên đã đến từng nhà hướng dẫn người dân cài đặt ứng dụng và thanh toán trực tuyến. " * 4 + "</p>"
MENU = (
    "<ul class='menu'><li><a href='/'>Trang chủ</a></li><li><a href='/tin'>Tin hoạt động</a></li>"
    "<li><a href='/cds'>Chuyển đổi số</a></li></ul>"
)
RELATED = (
    "<div class='lien-quan'><h3>Các tin khác</h3><ul>"
    "<li><a href='/a'>Hội thi tìm hiểu cải cách hành chính năm nay</a></li><li><a href='/b'>Khai trương trung"
    " tâm điều hành thông minh</a></li></ul></div>"
)
URL = "https://so.example.vn/tin/phuong-tan-lap-ra-mat-to-cong-nghe-so-cong-dong-123.html"
BARE = "https://so.example.vn/default.aspx?id=123"


def page(body: str, title: str = TITLE, head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{MENU}{body}{RELATED}<div id='footer'>{SITE}</div></body></html>"


SHAPES = {
    "h1": page(f"<h1>{TITLE}</h1><p>12/05/2024</p>{TEXT}"),
    "suffix": page(f"<h1>{TITLE}</h1>{TEXT}", f"{TITLE} - {SITE}"),
    "prefix": page(f"<h2>{TITLE}</h2>{TEXT}", f"{SITE} | {TITLE}"),
    "chain": page(f"<div class='tit'>{TITLE}</div>{TEXT}", f"{TITLE} » Tin hoạt động » {SITE}"),
    "logo h1": page(f"<h1><a href='/'>{SITE}</a></h1><h2>Tin hoạt động</h2><h3>{TITLE}</h3>{TEXT}", f"{SITE} :: {TITLE}"),
    "portlet h1": page(
        f"<h1>Tin hoạt động</h1><h1>Chi tiết tin</h1><div class='title'>{TITLE}</div><i>12/05/2024</i>{TEXT}<h1>Liên kết website</h1>", SITE
    ),
    "portlet h1, plain span": page(
        f"<h1>Tin hoạt động</h1><div><span>{TITLE}</span></div><div>12/05/2024 08:00</div>{TEXT}<h1>Liên kết</h1>", SITE
    ),
    "td strong": page(
        f"<table><tr><td><strong>{TITLE}</strong></td></tr><tr><td>12/05/2024</td></tr><tr><td>{TEXT}</td></tr></table>", SITE
    ),
    "no h, title": page(f"<div><b>{TITLE}</b></div><div>{TEXT}</div>"),
    "badge": page(f"<h1>{TITLE} <span class='badge'>NEW</span></h1>{TEXT}"),
    "counter": page(f"<h1>{TITLE} <small class='view-count'>(1.234 lượt xem)</small></h1>{TEXT}"),
    "print": page(f"<h1>{TITLE} <a href='/print/1'><img src='p.gif'> In bài</a></h1>{TEXT}"),
    "sup": page(f"<h1>{TITLE}<sup>Mới</sup></h1>{TEXT}"),
    "spans": page(f"<h1><span>{TITLE[:10]}</span><span>{TITLE[10:]}</span></h1>{TEXT}"),
    "h1 link to itself": page(f"<h1><a href='{URL}'>{TITLE}</a></h1>{TEXT}", SITE),
    "og differs": page(
        f"<h1 class='detail-title'>{TITLE}</h1><p>12/05/2024</p>{TEXT}",
        "Ra mắt tổ công nghệ | Báo X",
        "<meta property='og:title' content='Ra mắt tổ công nghệ'>",
    ),
    "cut title": page(f"<h1>{TITLE}</h1>{TEXT}", TITLE[:36] + "..."),
    "section heading after": page(f"<h2 class='title'>{TITLE}</h2>{TEXT}<h2>Kết quả bước đầu ở các khu phố</h2>{TEXT}", SITE),
    "breadcrumb": page(
        "<div class='breadcrumb'><a href='/'>Trang chủ</a> » <a href='/t'>Tin hoạt động</a> »"
        f" <span>{TITLE}</span></div><h1>{TITLE}</h1>{TEXT}"
    ),
    "no title": page(f"<h1>{TITLE}</h1>{TEXT}", ""),
    "title label": page(f"<h2>Chi tiết tin</h2><p class='tieude'>{TITLE}</p>{TEXT}", "Chi tiết tin"),
}


@pytest.mark.parametrize("url", [URL, BARE], ids=["slug", "bare"])
@pytest.mark.parametrize("shape", SHAPES)
def test_shape(shape: str, url: str) -> None:
    found = headline(parse(SHAPES[shape]), url)
    assert found.text == TITLE
    assert found.element is not None
    assert found.evidence


LEAD = "Sau ba tháng thí điểm, hơn tám mươi phần trăm quầy hàng đã có mã thanh toán riêng."
OWN = "Trang thông tin điện tử Sở Khoa học và Công nghệ tỉnh Quảng Bình"
LINKS = "<ul>" + "".join(f"<li><a href='/b{i}'>Tin khác về hoạt động của sở số {i}</a></li>" for i in range(6)) + "</ul>"


def alone(body: str, title: str = OWN, head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


HARDER = {
    "banner": alone(
        f"<div id='banner'><h1>{OWN}</h1><h2>Chuyên nghiệp - Kỷ cương - Hiệu quả</h2></div>{LINKS}<div"
        f" class='ct'><p><b><span style='font-size:16pt'>{TITLE}</span></b></p><p><i>(10/05/2024)</i></p>{TEXT}</div>"
    ),
    "leadbold": alone(
        f"<div class='detail'><div class='name'>{TITLE}</div><div>10/05/2024 15:30</div><p><strong>{LEAD}</strong></p>{TEXT}</div>"
    ),
    "leadh2": alone(f"<h1>{TITLE}</h1><h2>{LEAD}</h2>{TEXT}", f"{TITLE} | {OWN}"),
    "leadh2first": alone(f"<article><h3 class='title'>{TITLE}</h3><h2 class='sapo'>{LEAD}</h2>{TEXT}</article>"),
    "topnews": alone(
        "<div class='hot'><h2><a href='/hot'>Tỉnh công bố kế hoạch sử dụng đất của năm</a></h2></div><div><span"
        f" class='tieu-de'>{TITLE}</span></div><div class='ngay'>10/05/2024</div>{TEXT}"
    ),
    "kicker": alone(f"<div class='kicker'>Chuyển đổi số nông thôn</div><h1>{TITLE}</h1>{TEXT}", TITLE),
    "crumbs_title": alone(
        f"<h2>Tin trong ngành</h2><p class='p1'>{TITLE}</p><p>10/05/2024</p>{TEXT}", f"Trang chủ > Tin trong ngành > {TITLE}"
    ),
    "aspx": alone(
        f"<form><table><tr><td><span id='ctl00_lblTitle'>{TITLE}</span></td></tr><tr><td><span"
        f" id='ctl00_lblDate'>10/05/2024 15:30</span></td></tr><tr><td>{TEXT}</td></tr></table></form><h3>Tin đã"
        f" đưa</h3>{LINKS}"
    ),
    "portletlist": alone(
        f"<h1>Tin tức</h1><h1>Thông báo</h1><div>{LINKS}</div><h2>Chi tiết</h2><div class='journal-content-article'><p"
        f" style='text-align:center'><strong>{TITLE}</strong></p>{TEXT}</div>"
    ),
    "ogonly": alone(f"<div class='a'>{TITLE}</div>{TEXT}", OWN, f"<meta property='og:title' content='{TITLE}'>"),
    "sidehead": alone(
        "<div class='sidebar'><h3>Thông báo mời thầu cung cấp thiết bị mạng</h3></div><div"
        f" class='main'><h3>{TITLE}</h3><span>10/05/2024</span>{TEXT}</div>"
    ),
    "short": alone(f"<h1>Thông báo</h1><h1>{TITLE}</h1><p>10/05/2024</p><p>Ủy ban nhân dân xã trân trọng thông báo.</p>"),
    "hiddenh1": alone(
        f"<h1 style='display:none'>{OWN}</h1><h1 class='d-none'>x y z t</h1><div class='tit1'>{TITLE}</div><i>10/05/2024</i>{TEXT}"
    ),
    "video": alone(f"<h1><i class='fa'></i>{TITLE}<span class='icon-video'></span></h1>{TEXT}", TITLE),
    "prefixed title": alone(
        f"<div>Không đọc được? Mở trên trình duyệt</div><div><span>{TITLE}</span></div>{TEXT}", f"Bản tin số 7: {TITLE}"
    ),
    "category within": alone(f"<h1><span class='cat'>Tin tức</span> {TITLE}</h1><p>10/05/2024</p>{TEXT}"),
    "link to the section within": alone(f"<h1><a href='/2'>Tin tức - Sự kiện</a> » {TITLE}</h1><p>10/05/2024</p>{TEXT}"),
    "date within": alone(f"<h1>{TITLE} <small>15:30 10/05/2024</small></h1>{TEXT}"),
    "two lines in bold": alone(
        f"<p align=center><b>{TITLE.replace(' ', '<br>', 3).replace('<br>', ' ', 2)}</b></p><p>10/05/2024</p>{TEXT}"
    ),
    "script's link": alone(f"<h2><a href='javascript:void(0)'>{TITLE}</a></h2><p>10/05/2024</p>{TEXT}"),
    "custom element": alone(f"<app-head>{OWN}</app-head><app-post><app-name>{TITLE}</app-name><i>10/05/2024</i>{TEXT}</app-post>", TITLE),
    "short, its date behind": alone(f"<table><tr><td>{TITLE} (10/05/2024)</td></tr><tr><td>{TEXT}</td></tr></table>"),
    "login": alone(f"<div><h2>Đăng nhập hệ thống</h2></div><div><h4>{TITLE}</h4><small>10/05/2024</small></div>{TEXT}"),
}
OTHERS = [
    "XÃ PHÚ LƯƠNG NHÂN RỘNG MÔ HÌNH CHỢ 4.0",
    "“Chợ 4.0” ở Phú Lương",
    "Phú Lương - Quán Hàu: Nhiều cách làm hay từ cơ sở",
    "Quyết định số 119/QĐ-UBND ngày 11/01/2013 về việc phê duyệt đề án chợ",
    "Sở Khoa học và Công nghệ tổ chức lớp tập huấn về chợ 4.0",
]


@pytest.mark.parametrize("url", [URL, BARE], ids=["slug", "bare"])
@pytest.mark.parametrize("shape", HARDER)
def test_harder_shape(shape: str, url: str) -> None:
    assert headline(parse(HARDER[shape]), url).text == TITLE


@pytest.mark.parametrize("title", ["{}", "{} - " + OWN, OWN + " | {}", OWN])
@pytest.mark.parametrize("text", OTHERS)
def test_kinds_of_headlines(text: str, title: str) -> None:
    assert headline(parse(alone(f"<h1>{text}</h1>{TEXT}", title.format(text))), BARE).text == text


def test_slug_without_dstroke() -> None:
    title = "Điểm tin đầu tuần về chuyển đổi số"
    html = page(f"<div>Một dòng khác ở đây không phải tiêu đề</div><div>{title}</div>{TEXT}", SITE)
    assert headline(parse(html), "https://a.vn/-/iem-tin-au-tuan-ve-chuyen-oi-so").text == title


def test_only_metadata() -> None:
    found = headline(parse(f"<html><head><title>{TITLE} | {SITE}</title></head><body><p>x</p></body></html>"), BARE)
    assert (found.text, found.element) == (TITLE, None)


def test_site_names_given() -> None:
    html = page(f"<h1>Tinh hoa đất Việt hôm nay</h1><p class='name'>{TITLE}</p>{TEXT}", "Tinh hoa đất Việt hôm nay")
    assert headline(parse(html), URL, ["Tinh hoa đất Việt hôm nay"]).text == TITLE


def test_nothing() -> None:
    assert headline(parse(""), "").text == ""


def test_hostile() -> None:
    headline(parse("<title>" + " - " * 5000 + "</title>" + "<h1>a b c d - e</h1>" * 3000 + "<b>" * 400 + "x" * 100000), "http://[")


@given(st.text(max_size=120), st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_page(text: str, title: str, url: str) -> None:
    found = headline(parse(f"<title>{title}</title><h1>{text}</h1><p>{text}"), "http://a.vn/" + url)
    assert unicodedata.is_normalized("NFC", found.text)


@pytest.mark.parametrize("choice", ['<input type="radio" name="y" value="{0}">', '<label><input type="checkbox" value="{0}">'])
def test_the_question_of_a_poll_is_no_headline(choice: str) -> None:
    question = "Theo quý vị, giao diện mới của trang đã dễ sử dụng hơn trước chưa?"
    poll = f"<p><b>{question}</b></p>" + "".join(
        f"{choice.format(n)}{said}<br>" for n, said in enumerate(("Rất dễ", "Bình thường", "Chưa"))
    )
    text = "<p>Hôm nay, nhiều hộ dân ven sông đã chuyển đồ đạc lên nơi cao, đội xung kích trực suốt đêm bên tuyến đê xung yếu.</p>" * 2
    title = "Người dân ven sông dọn nhà trước con nước lớn"
    html = f"<title>Tin tức</title><table><tr><td><div>{poll}</div></td><td><div>{title}</div><div>05/11/2026</div>{text}</td></tr></table>"
    assert headline(parse(html), BARE).text == title


def test_a_headline_above_the_marks_readers_may_give_stays() -> None:
    title = "Người dân ven sông dọn nhà trước con nước lớn"
    rating = "".join(f'<input type="radio" name="diem" value="{n}">{n}' for n in range(1, 6))
    text = "<p>Hôm nay, nhiều hộ dân ven sông đã chuyển đồ đạc lên nơi cao, đội xung kích trực suốt đêm bên tuyến đê xung yếu.</p>"
    assert (
        headline(parse(f"<title>Tin tức</title><div><h2>{title}</h2><div>05/11/2026</div>{text}<div>{rating}</div></div>"), BARE).text
        == title
    )
