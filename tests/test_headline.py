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
