"""Entries of registers, of documents and of questions, are told from notices and articles."""

from datetime import UTC, datetime

import pytest

from crawler.extraction import article
from storage.models import Extraction, Failure, Profile

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
FIELDS = {
    "Số ký hiệu": "105/QĐ-UBND",
    "Ngày ban hành": "05/03/2026",
    "Trích yếu": "Ban hành kế hoạch số hóa tài liệu",
    "Người ký": "Lê Huy",
}
FORMS = {
    "table": "<table>" + "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in FIELDS.items()) + "</table>",
    "heads": "<table>" + "".join(f"<tr><th>{name}:</th><td>{value}</td></tr>" for name, value in FIELDS.items()) + "</table>",
    "terms": "<dl>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in FIELDS.items()) + "</dl>",
    "boxes": "".join(
        f"<div class='f'><div class='f-label'>{name}:&nbsp;</div><div class='f-items'><div class='f-item'>{value}</div></div></div>"
        for name, value in FIELDS.items()
    ),
    "pairs": "".join(f"<div><div><span>{name}</span></div><div><p>{value}</p></div></div>" for name, value in FIELDS.items()),
    "long boxes": "".join(
        f"<div><div>{name}:</div><div>{value if name != 'Trích yếu' else value + ' lưu trữ lịch sử' * 14}</div></div>"
        for name, value in FIELDS.items()
    ),
    "lines": "".join(f"<p><b>{name}:</b> {value}</p>" for name, value in FIELDS.items()),
}
HEADS = "<table><tr>" + "".join(f"<th>{name}</th>" for name in FIELDS) + "</tr></table>"
TEXT = (
    "<p>Sáng 5/3, Ủy ban nhân dân tỉnh công bố kế hoạch số hóa tài liệu lưu trữ của các sở, ngành trong ba năm tới.</p>"
    "<p>Theo đó, mỗi sở, ngành phải hoàn thành việc số hóa trước tháng 12 và gửi báo cáo về Trung tâm Lưu trữ lịch sử.</p>"
)


def read(main: str) -> Extraction | Failure:
    title = "Quyết định 105/QĐ-UBND ban hành kế hoạch số hóa tài liệu"
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{main}<a href='/f/105.pdf'>Tải về</a></body></html>"
    return article.extract(html.encode(), {}, "http://so.example.vn/van-ban/105", Profile(), NOW)


@pytest.mark.parametrize("form", FORMS)
def test_fields_of_a_document_are_no_article(form: str) -> None:
    found = read(FORMS[form])

    assert isinstance(found, Failure)
    assert "register" in found.detail


@pytest.mark.parametrize("main", [f"{TEXT}{FORMS['table']}", f"<div>05/03/2026 08:00</div>{TEXT}{HEADS}"])
def test_a_text_with_such_fields_beside_it_is_one(main: str) -> None:
    assert isinstance(read(main), Extraction)


QUESTION = "Gia đình tôi đã nộp hồ sơ cấp lại giấy chứng nhận từ tháng trước nhưng quá hẹn vẫn chưa có kết quả. Xin hỏi bao giờ có?"
ANSWER = "Cảm ơn ông đã gửi câu hỏi. Sau khi kiểm tra, cơ quan xin trả lời: hồ sơ còn thiếu giấy tờ, đề nghị ông bổ sung trong tuần này."
ASKED = (
    f"<p><strong>Người gửi:</strong> Lê Văn Sơn (03/03/2026 - 09:12)</p><p><b>Câu hỏi:</b> {QUESTION}</p><p><b>Trả lời:</b> {ANSWER}</p>",
    f"<table><tr><td>Họ và tên</td><td>Lê Văn Sơn</td></tr><tr><td>Ngày hỏi</td><td>03/03/2026</td></tr></table>"
    f"<div><div>Nội dung câu hỏi:</div><div>{QUESTION}</div></div>",
    f"<div>Họ tên người hỏi: Lê Văn Sơn</div><div>Nội dung hỏi: {QUESTION}</div><div>Nội dung trả lời:</div><div>{ANSWER}</div>",
)


@pytest.mark.parametrize("main", ASKED)
def test_a_citizen_s_question_is_no_article(main: str) -> None:
    found = read(main)

    assert isinstance(found, Failure)
    assert "question" in found.detail


@pytest.mark.parametrize(
    "main",
    [
        f"<div>05/03/2026 08:00</div><p>Bạn đọc Lê Văn Sơn hỏi: {QUESTION}</p><p>Trả lời: {ANSWER}</p>",
        f"<div>05/03/2026 08:00</div>{TEXT}<p>Phóng viên: Xin ông cho biết kế hoạch năm tới?</p><p>Trả lời: {ANSWER}</p>",
        f"<div>05/03/2026 08:00</div>{TEXT}" + 2 * f"<p>Câu hỏi: {QUESTION}</p><p>Trả lời: {ANSWER}</p>",
    ],
)
def test_questions_in_an_article_are_its_text(main: str) -> None:
    assert isinstance(read(main), Extraction)
