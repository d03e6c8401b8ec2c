"""What stays when something was cut out of a page: the break of a block, the rest of a date line, the word behind an icon."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.extraction import article, datewords
from crawler.extraction.byline import looks_like_signature
from storage.models import Extraction, Profile

NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
TITLE = "Xã Tân Lập khánh thành trạm bơm mới sau hai mùa khô"
LEAD = "Trạm bơm đưa nước về hơn ba trăm héc-ta lúa, giúp bà con thôi cảnh chầu chực bên kênh cạn mỗi đêm."
TEXT = (
    "<p>Sáng nay, đông đảo người dân đã có mặt từ rất sớm để chứng kiến mẻ nước đầu tiên chảy về cánh đồng.</p>"
    "<p>Công trình do ba thôn góp công đào kênh, phần máy móc được tỉnh hỗ trợ theo chương trình nông thôn mới.</p>"
)


def extract(body: str) -> Extraction:
    html = f"<html><head><meta charset='utf-8'><title>{TITLE} - Xã Tân Lập</title></head><body>{body}</body></html>"
    result = article.extract(html.encode(), {}, "https://tanlap.example.vn/xem?id=12", Profile(), NOW)
    assert isinstance(result, Extraction), result
    return result


@pytest.mark.parametrize("tag", ["div", "p", "ul"])
def test_a_block_that_was_dropped_parts_what_stood_around_it(tag: str) -> None:
    tools = f'<{tag} class="share-tools"><a href="/in">Bản in</a> <a href="/mail">Gửi thư</a></{tag}>'
    date = '<div class="ngay-dang">05/11/2026 08:15</div>'
    found = extract(f'<div><span class="tieu-de">{TITLE}</span>{date}{tools}<span class="sapo">{LEAD}</span><div>{TEXT}</div></div>')
    assert found.title == TITLE
    assert found.lead == LEAD
    assert found.blocks[0] == LEAD


def test_an_inline_piece_that_was_dropped_parts_nothing() -> None:
    found = extract(
        f"<h1>{TITLE}</h1><div>05/11/2026</div><div>{TEXT}"
        '<p>Nước về sớm hơn <span style="display:none">ẩn</span>dự kiến mười ngày.</p></div>'
    )
    assert found.blocks[-1] == "Nước về sớm hơn dự kiến mười ngày."


@pytest.mark.parametrize(
    "line",
    [
        "Thứ Tư, ngày 04/11/2026, 07:44 <span>Cỡ chữ <a href='#'>-</a> <a href='#'>+</a></span>",
        "Thứ Năm, <span class='date'>05/11/2026</span>",
        "Cập nhật lúc: <span class='date'>05/11/2026 08:15</span>",
        "Chủ nhật | 08/11/2026 | <span>Lượt xem: 15</span>",
    ],
)
def test_the_rest_of_a_date_line_goes_with_the_date(line: str) -> None:
    found = extract(f"<div><h1>{TITLE}</h1><div>{line}</div><div>{LEAD}</div><div>{TEXT}</div></div>")
    assert found.published.startswith("2026-11-0")
    assert found.blocks[0] == LEAD
    assert len(found.blocks) == 3
    assert found.author == ""


@pytest.mark.parametrize("text", ["Thứ Tư", "THỨ BẢY", "Chủ Nhật,", "Cập nhật lúc:", "Thứ 5", "Đăng ngày"])
def test_days_and_labels_are_left_over_and_no_names(text: str) -> None:
    assert datewords.is_left_over(text)
    assert not looks_like_signature(text)


@pytest.mark.parametrize("name", ["Thu Ba", "Thu Hải", "Nhật Nam", "Đăng Khoa", "Ngọc Tư"])
def test_names_are_not(name: str) -> None:
    assert not datewords.is_left_over(name)
    assert looks_like_signature(name)


@pytest.mark.parametrize(
    "icon", ['<i class="material-icons">attach_file</i>', "<i>attach_file</i>", '<span class="q-icon">file_download</span>']
)
def test_the_word_behind_an_icon_is_no_text(icon: str) -> None:
    clock = '<i class="material-icons">schedule</i>'
    files = f'<div><a href="/cdn/9f/423-KH-UBND.pdf">{icon}<span>423-KH-UBND.pdf</span></a></div>'
    found = extract(f"<div><h1>{clock}{TITLE}</h1><div>{clock}<span>05/11/2026</span></div><div>{TEXT}</div>{files}</div>")
    assert found.title == TITLE
    assert [file.name for file in found.attachments] == ["423-KH-UBND.pdf"]
    assert not any("schedule" in line or "attach" in line or "download" in line for line in found.blocks)


@pytest.mark.parametrize("name", ["text-right font-weight-bold", "has-text-right", "text-md-right", "align-right"])
def test_a_signature_set_to_the_right_stands_in_no_right_column(name: str) -> None:
    sign = f'<div class="{name}">Trần Văn Phúc</div>'
    found = extract(f"<article><h1>{TITLE}</h1><div>05/11/2026</div><div class='rte'>{TEXT}</div>{sign}</article>")
    assert (found.blocks[-1], found.author) == ("Trần Văn Phúc", "Trần Văn Phúc")


def test_a_question_with_a_year_names_no_writer() -> None:
    question = "Phóng viên: Xin ông cho biết trạm bơm mới khác gì so với trước năm 2023?"
    found = extract(f"<h1>{TITLE}</h1><div>05/11/2026</div><div><p>{LEAD}</p><p>{question}</p>{TEXT}</div>")
    assert question in found.blocks
    assert found.author == ""


def test_a_joint_office_signs() -> None:
    found = extract(f"<h1>{TITLE}</h1><div>05/11/2026</div><div>{TEXT}</div><div>Văn phòng HĐND-UBND xã</div>")
    assert found.author == "Văn phòng HĐND-UBND xã"


def test_a_word_of_code_within_a_sentence_stays() -> None:
    found = extract(
        f"<h1>{TITLE}</h1><div>05/11/2026</div><div>{TEXT}<p>Tệp có tên <span>ban_do_kenh</span> được đính kèm báo cáo này.</p></div>"
    )
    assert found.blocks[-1] == "Tệp có tên ban_do_kenh được đính kèm báo cáo này."
