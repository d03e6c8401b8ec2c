"""Forms in which portals write the parts of an article, each on a small page of its own."""

from datetime import UTC, datetime

import pytest

from crawler.extraction import article
from crawler.extraction.explain import Action, Explain
from storage.models import Extraction, Profile

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
TITLE = "Triển khai nền tảng họp trực tuyến đến cấp xã"
ONE = "Sở Thông tin và Truyền thông hoàn thành lắp đặt thiết bị họp trực tuyến tại 112 xã, phường, thị trấn trong tỉnh."
TWO = "Mỗi điểm cầu có màn hình 65 inch, camera quay quét và đường truyền số liệu chuyên dùng do doanh nghiệp viễn thông cung cấp."
SIDE = (
    "<div class='c2'><h3>Thăm dò</h3><p>Theo quý vị, giao diện trang thông tin điện tử của Sở đã thuận tiện cho việc tra cứu hay chưa?</p>"
    "<p>Rất thuận tiện</p><p>Chưa thuận tiện</p></div>"
)
DATE = "<div>05/03/2024 14:30</div>"
BODY = f"<div class='nd'><p>{ONE}</p><p>{TWO}</p></div>"


def extraction(main: str, explain: Explain | None = None) -> Extraction:
    """What is read from a page whose main column is `main`, with clock, poll and licence line around it."""
    html = (
        f"<html><head><meta charset='utf-8'><title>{TITLE}</title></head><body><div class='hd'><a href='/'>CỔNG THÔNG TIN ĐIỆN TỬ</a>"
        f"<div>Chủ nhật, 22/11/2026, 06:01</div></div><div class='m'><h1>{TITLE}</h1>{main}</div>{SIDE}"
        "<div class='cc'><p>Giấy phép số 12/GP-STTTT ngày 12/05/2019.</p></div></body></html>"
    )
    found = article.extract(html.encode(), {}, "https://tinh.gov.vn/a-1.html", Profile(), NOW, explain)
    assert isinstance(found, Extraction), found
    return found


CREDITS = {
    "label and link": f"<div class='info'>Viết bởi <a href='/u/1'>Minh Anh</a></div>{DATE}{BODY}",
    "name before the date": f"<div class='meta'>Minh Anh · 05/03/2024 14:30</div>{BODY}",
    "a sentence": f"<div class='meta'>Đăng bởi Minh Anh lúc 14:30, ngày 05/03/2024 - 318 lượt xem</div>{BODY}",
    "an icon's name": (
        "<div class='facts'><span><mat-icon>person</mat-icon> Minh Anh</span><span><mat-icon>schedule</mat-icon> 05/03/2024 14:30</span>"
        f"</div>{BODY}"
    ),
    "an icon's class": f"<ul><li><i class='fa fa-user'></i> Minh Anh</li><li><i class='fa fa-clock'></i> 05/03/2024 14:30</li></ul>{BODY}",
    "label and value apart": f"{DATE}{BODY}<div class='f'><div>Tác giả:&nbsp;</div><div>Minh Anh</div></div>",
    "a line after the body": f"{DATE}{BODY}<p style='text-align:right'><b>Minh Anh</b></p>",
    "the body's last line": f"{DATE}<div class='nd'><p>{ONE}</p><p>{TWO}</p><p><b>Minh Anh</b></p></div>",
}


@pytest.mark.parametrize("form", CREDITS)
def test_the_author_is_the_last_line(form: str) -> None:
    found = extraction(CREDITS[form])

    assert found.blocks == (ONE, TWO, "Minh Anh")
    assert found.author == "Minh Anh"
    assert found.published == "2024-03-05T14:30:00+07:00"


LINES = {
    "source in two elements": (f"{DATE}{BODY}<div><div>Nguồn:</div><div>Báo Tân Phú</div></div>", (ONE, TWO, "Nguồn: Báo Tân Phú")),
    "inserted labels": (
        f"{DATE}<div class='pa'><p>{ONE}</p></div><div>Quảng cáo</div><div class='pb'><h3>Thiết bị</h3><p>{TWO}</p></div>"
        "<div><p>Bạn cảm thấy thế nào về bài viết này?</p><span>12 người đã chọn</span></div>"
        "<div>Theo dõi chúng tôi trên Google News</div>",
        (ONE, "Thiết bị", TWO),
    ),
    "tools in one line": (f"{DATE}<div>Cỡ chữ A- A A+ <span>Tương phản</span><span>Đọc bài viết</span></div>{BODY}", (ONE, TWO)),
    "date in words": (f"<div>14 giờ 30 phút, ngày 5 tháng 3 năm 2024</div>{BODY}", (ONE, TWO)),
    "spans as blocks": (
        f"{DATE}<div class='nd'><span style='display: block'>{ONE}</span><span style='display:block'>{TWO}</span></div>",
        (ONE, TWO),
    ),
    "the lead again": (f"{DATE}<div class='sapo'>{ONE}</div><div class='nd'><p>{ONE}</p><p>{TWO}</p></div>", (ONE, TWO)),
    "words split by paste": (
        f"{DATE}<div class='nd'><p><span>S</span><span>ở Th</span>{ONE[5:]}<o:p></o:p></p><p>{TWO}</p></div>",
        (ONE, TWO),
    ),
    "a sentence that begins like a source": (
        f"{DATE}<div class='nd'><p>{ONE}</p>"
        f"<p>Nguồn: kinh phí được bố trí từ ngân sách tỉnh năm 2024 và các nguồn vốn hợp pháp khác theo quy"
        f" định hiện hành.</p><p>{TWO}</p></div>",
        (ONE, "Nguồn: kinh phí được bố trí từ ngân sách tỉnh năm 2024 và các nguồn vốn hợp pháp khác theo quy định hiện hành.", TWO),
    ),
    "a heading and a list": (
        f"{DATE}<div class='nd'><p>{ONE}</p><p>Hồ sơ gồm:</p><ul><li>Đơn đề nghị</li><li>Bản sao giấy tờ</li></ul><p>{TWO}</p></div>",
        (ONE, "Hồ sơ gồm:", "Đơn đề nghị", "Bản sao giấy tờ", TWO),
    ),
    "a data table": (
        f"{DATE}<div class='nd'><p>{ONE}</p><table><tr><th>Huyện</th><th>Số xã</th></tr><tr><td>Mai Lâm</td><td>12</td></tr></table></div>",
        (ONE, "Huyện | Số xã", "Mai Lâm | 12"),
    ),
}


@pytest.mark.parametrize("form", LINES)
def test_lines_of_a_form(form: str) -> None:
    main, wanted = LINES[form]

    assert extraction(main).blocks == wanted


FILES = {
    "a handler's address": f"{DATE}<div>File đính kèm: <a href='/LinkClick.aspx?fileticket=abc&amp;tabid=9'>QD 12.pdf</a></div>",
    "a download link": (
        f"{DATE}<div><b>Tải xuống các tệp đính kèm:</b><ul><li><a download href='/api/file/77'>QD 12.pdf</a> (573 lượt tải)</li></ul></div>"
    ),
    "a viewer": f"{DATE}<iframe src='https://docs.google.com/viewer?url=https%3A%2F%2Ftinh.gov.vn%2Fvb%2FQD%2012.pdf&amp;embedded=true'></iframe>",
}


@pytest.mark.parametrize("form", FILES)
def test_a_page_that_is_only_a_file_is_its_name(form: str) -> None:
    """Nothing of the page around it becomes the text."""
    found = extraction(FILES[form])

    assert found.blocks == ("QD 12.pdf",)
    assert len(found.attachments) == 1


def test_explain_names_the_rule_of_every_piece() -> None:
    explain = Explain()
    extraction(
        f"{DATE}<div>12 lượt xem</div>{BODY}<div><h3>Tin liên quan</h3><ul><li><a href='/2'>Tin thứ hai</a></li></ul></div>", explain
    )
    dropped = {step.snippet: step.rule for step in explain.steps if step.action is Action.DROPPED}

    assert dropped["12 lượt xem"] == "wording:counter"
    assert any(step.rule.startswith("headline:") and step.snippet == TITLE for step in explain.steps)
