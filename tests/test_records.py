"""Entries of a register of documents are told from notices about documents."""

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
