"""What belongs to a text and what is only set into it or beside it: small pages, one for each mechanism, with made-up words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.extraction import article, legacy
from storage.models import Extraction, Profile

NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
TITLE = "Xã Hòa Bình khánh thành cầu dân sinh"
ONE = "Sáng 12/3, xã Hòa Bình khánh thành cây cầu dân sinh dài 48 m bắc qua suối Đá, trước sự chứng kiến của đông đảo bà con."
TWO = "Cầu được xây trong tám tháng, phần lớn kinh phí do các hộ dân và doanh nghiệp trên địa bàn đóng góp, còn lại là vốn đối ứng."
THREE = "Từ nay học sinh hai thôn phía bắc không còn phải đi vòng gần sáu cây số để đến trường mỗi khi mùa mưa lũ tràn về."
TEXT = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
OTHER = "Chiều qua, đoàn kiểm tra của huyện đã làm việc với các trường học về công tác chuẩn bị cho kỳ thi sắp tới ở địa phương."


def page(body: str, head: str = "") -> Extraction:
    html = f"<html><head><title>{TITLE} - Trang xã</title>{head}</head><body>{body}</body></html>"
    found = article.extract(html.encode(), {}, "https://hoabinh.example.vn/tin/khanh-thanh-cau-12.html", Profile(), NOW)
    assert isinstance(found, Extraction), found
    assert found.title == TITLE
    return found


HEAD = f"<h1>{TITLE}</h1><div>12/03/2024 08:15</div>"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<div class='widget'>{HEAD}</div><div class='widget text'>{TEXT}</div>", id="every box is a widget"),
        pytest.param(f"<app-top>Ủy ban</app-top><app-post><div>{HEAD}</div><app-text>{TEXT}</app-text></app-post>", id="custom elements"),
        pytest.param(
            f"<div>{HEAD}<p>{ONE}</p><p>{TWO}</p><div class='hen'><p>Cần tư vấn xin gọi tổng đài</p><a href='/goi'>ĐẶT LỊCH</a></div>"
            f"<p>{THREE}</p></div>",
            id="a call to action",
        ),
        pytest.param(
            f"<div>{HEAD}<p>{ONE}</p><p>{TWO}</p><figure><a href='/khac-9.html'><div><div>Trường học đón năm học mới</div>"
            f"<div>{OTHER}</div></div></a></figure><p>{THREE}</p></div>",
            id="another page as a card",
        ),
        pytest.param(
            f"<div>{HEAD}<div>{TEXT}</div><div><div>Lê Văn Năm 10:05 13/03/2024</div><div>{OTHER}</div>"
            "<div>Vũ Thị Sáu 11:20 13/03/2024</div><div>Mong xã sớm làm thêm đường vào thôn trong, bà con chờ đã lâu.</div></div></div>",
            id="readers in boxes without names",
        ),
        pytest.param(
            f"<section>{HEAD}</section><section><div><div><p>{ONE}</p><p>{TWO}</p></div></div></section>"
            f"<section><div><div><p>{THREE}</p></div></div></section>",
            id="a text in several sections",
        ),
        pytest.param(f"<div>{TITLE}<span>(12/03/2024)</span><div>{TEXT}</div></div>", id="the headline is the first words of the box"),
        pytest.param(
            f"<div>{HEAD}{TEXT}<div>Chú ý hôm nay:</div><div>1. <a href='/a'>Việc làm</a></div><div>2. <a href='/b'>Đô thị</a></div></div>",
            id="links after the text",
        ),
        pytest.param(
            f"<div>{HEAD}<div class='doan'><p>{ONE}</p></div><div class='qc'><span>Quảng cáo</span></div>"
            f"<div class='doan'><p>{TWO}</p></div><div class='qc'><span>Quảng cáo</span></div><div class='doan'><p>{THREE}</p></div></div>",
            id="an advertisement between",
        ),
        pytest.param(
            f"<article>{HEAD}<div>{TEXT}</div></article>"
            + "".join(f"<article><h3><a href='/b{n}'>Tin khác số {n} của xã</a></h3><p>{OTHER} {n}</p></article>" for n in range(9)),
            id="other articles below",
        ),
        pytest.param(
            f"<div>{HEAD}{TEXT}</div><div><a itemprop='url' href='/x'>x</a><div itemprop='headline'>{TITLE}</div>"
            f"<div itemprop='dateModified'>2024-03-12T08:15:00+07:00</div><div itemprop='description'>{ONE}</div>"
            f"<div itemprop='articleBody'>{ONE} {TWO} {THREE}</div></div>",
            id="microdata for machines",
        ),
    ],
)
def test_the_text_and_nothing_else(body: str) -> None:
    assert page(body).blocks == (ONE, TWO, THREE)


def test_a_text_of_short_lines_is_a_text() -> None:
    lines = [f"Vòng {n}: ngày {n + 3}/4, sân thôn {n}" for n in range(1, 9)]
    found = page(f"<div><h1>{TITLE}</h1><p>{'<br>'.join(lines)}</p></div>")
    assert list(found.blocks) == lines


def test_what_follows_a_table_belongs_to_the_text() -> None:
    rows = "".join(f"<tr><td>{n}h00</td><td>Làm việc với thôn {n} về việc sửa đường liên xóm</td></tr>" for n in range(7, 12))
    found = page(
        f"<table><tr><td>{HEAD}</td></tr><tr><td>Lịch làm việc của lãnh đạo xã trong tuần như sau:</td></tr>"
        f"<tr><td><table border='1'>{rows}</table></td></tr><tr><td>Lịch này thay cho giấy mời họp của các đơn vị.</td></tr></table>"
    )
    assert found.blocks[-1] == "Lịch này thay cho giấy mời họp của các đơn vị."
    assert len(found.blocks) == 7


def test_rows_under_a_heading_of_other_articles_are_not_the_text_of_a_notice_of_files() -> None:
    rows = "".join(f"<div class='row'><a href='/k{n}'>Tin khác trong tuần số {n}</a><p>{OTHER} {n}</p></div>" for n in range(4))
    found = page(
        f"<div>{HEAD}<div class='tep'><b>Văn bản đi cùng</b><a href='/f/ke-hoach-12.pdf'>Kế hoạch 12.pdf</a></div></div>"
        f"<div><h2>Tin liên quan</h2><div>{rows}</div></div>"
    )
    assert found.blocks == ("Kế hoạch 12.pdf",)


def test_terms_say_what_their_values_are() -> None:
    found = page(
        f"<h2>{TITLE}</h2><dl><dt>Chuyên mục</dt><dd>Giao thông</dd><dt>Thời gian đăng</dt><dd>08:15 - 12/03/2024</dd>"
        f"<dt>Nội dung</dt><dd>{TEXT}</dd><dt>Tác giả</dt><dd>Lê Thu Hà</dd><dt>Số lần đọc</dt><dd>127</dd></dl>"
    )
    assert found.blocks == (ONE, TWO, THREE, "Lê Thu Hà")
    assert found.author == "Lê Thu Hà"


def test_a_caption_stands_once_and_whole() -> None:
    caption = "Bà con hai thôn cùng đi trên cây cầu mới trong ngày khánh thành, sáng 12/3. Ảnh: Thu Hà"
    found = page(
        f"<div>{HEAD}<p>{ONE}</p><figure><img src='/a.jpg'><figcaption>{caption}</figcaption></figure>"
        f"<figure><img src='/b.jpg'><figcaption>{caption[:60]}… xem thêm</figcaption></figure>"
        f"<p>{TWO}</p><figure><img src='/a.jpg'><figcaption>{caption}</figcaption></figure><p>{THREE}</p></div>"
    )
    assert found.blocks == (ONE, caption, TWO, THREE)


def test_an_interview_keeps_its_questions_and_a_notice_its_time() -> None:
    question = "Phóng viên: Thưa ông, điều gì khó nhất khi làm cây cầu này?"
    when = "Thời gian: 7 giờ 30 phút, ngày 15/03/2024."
    found = page(f"<div>{HEAD}<div><p>{question}</p><p>{ONE}</p><p>{TWO}</p><p>{when}</p></div></div>")
    assert found.blocks == (question, ONE, TWO, when)


def test_a_cited_paper_is_text() -> None:
    cited = "Nguồn: Báo cáo số 24/BC-UBND của xã về kết quả xây dựng cầu quý 1/2024."
    found = page(f"<div>{HEAD}{TEXT}<p>{cited}</p><p style='text-align:right'><b>Thu Hà</b></p></div>")
    assert found.blocks == (ONE, TWO, THREE, cited, "Thu Hà")


def test_old_letters_in_a_part_of_a_page_are_read_right() -> None:
    signs = {letter: code for code, letter in legacy.VNI.items()}
    old = TEXT.translate({ord(letter): code for letter, code in signs.items()})
    assert page(f"<div>{HEAD}{old}</div>").blocks == (ONE, TWO, THREE)


def test_a_text_that_ends_in_a_list_of_other_pages_is_no_entry_of_a_list() -> None:
    told = "Kinh phí thực hiện là 31 triệu đồng, lấy từ nguồn sự nghiệp và xã hội hóa; thời gian thực hiện là hai năm."
    others = "".join(
        f"<li><a href='/tin/{n}.html'>Khai mạc hội thi tin học trẻ toàn tỉnh lần thứ {n}</a> (0{n}/03/2024)</li>" for n in range(1, 6)
    )
    found = page(
        "<div><a href='/'>Trang chủ</a> » <a href='/tin'>Tin trong tỉnh</a></div><h1>" + TITLE + "</h1>"
        "<div>05/03/2024 14:30</div><div><a href='/chia-se'>Chia sẻ bài</a> <a href='/gui'>Gửi cho bạn</a></div>"
        f"<div class='k'>{told}<p><b>Lê Quang Huy</b></p><div><b>Các tin khác</b><ul>{others}</ul></div></div>"
    )

    assert found.blocks == (told, "Lê Quang Huy")
