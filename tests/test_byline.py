"""Signatures, sources and authors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction import byline, flow
from crawler.extraction.byline import author, looks_like_signature, looks_like_source, without_label
from crawler.extraction.tree import parse

SIGNATURES = [
    *(
        "L.Anh",
        "Tú Anh",
        "Don Huy",
        "Vinh Quang – Xuân Anh",
        "Chu Oánh – Hoàng Hiển",
        "Minh Hà ./.",
        "Bài, ảnh: Trần Văn Bình",
        "Tin, ảnh: PV",
    ),
    *(
        "PV",
        "Nguyễn Thị Hồng Hạnh",
        "Tác giả: Lê Na",
        "(TTXVN)",
        "Nguyên Linh (Tổng hợp)",
        "BBT",
        "Phòng Công nghệ thông tin",
        "Hồng Vân- Thu Hà",
    ),
    *(
        "N.T.H",
        "ThS. Lê Văn Ba",
        "TUẤN ANH",
        "Tác giả bài viết: Nguyễn Văn An",
        "K.V",
        "Thu Hà và Minh Đức",
        "H.Mai/VPUB",
        "Bài và ảnh: Y Nguyên",
    ),
    *("Ban Biên tập", "Văn phòng Sở", "Thực hiện: Nhóm PV", "Hà Linh.", "Lò Văn Quý - Sùng A Dơ"),
]
OTHER_LINES = [
    *(
        "Xem thêm",
        "Hội nghị kết thúc tốt đẹp.",
        "Quang cảnh hội nghị",
        "Các tin khác",
        "Trang chủ",
        "Kết quả đạt được:",
        "Ngày 5/3",
        "Ảnh: Minh Hà",
    ),
    *("I. MỤC ĐÍCH, YÊU CẦU", "Đồng chí phát biểu", "NHIỆM VỤ TRỌNG TÂM NĂM 2024", "Quay lại", "", "Bài viết khác", "12 lượt xem"),
    *("Các đại biểu dự hội nghị", "Tổ chức thực hiện", "In trang này", "Về đầu trang", "Gửi bình luận"),
]
SOURCES = [
    *(
        "Nguồn: Báo Nhân Dân",
        "(Theo TTXVN)",
        "Theo chinhphu.vn",
        "Theo Minh Anh/VGP",
        "Nguồn tin: VNExpress",
        "(Nguồn: mic.gov.vn)",
        "Nguồn bài viết: Sở Y tế",
    ),
]
NO_SOURCES = [
    *(
        "Theo đó, các đơn vị phải làm",
        "Theo kế hoạch, tỉnh sẽ triển khai",
        "Nguồn lực được tăng cường",
        "Nguồn:",
        "Theo quy định tại Điều 5",
    ),
    *("Theo Sở, nhiều đơn vị đã hoàn thành tốt nhiệm vụ được giao năm nay", "Theo dõi chúng tôi", "Theo đồng chí Chủ tịch"),
]
BODY = ["Đoạn mở đầu của bài viết nói về một việc đã xảy ra tại xã.", "Đoạn sau kể tiếp việc đó cho đến hết."]


@pytest.mark.parametrize("line", SIGNATURES)
def test_signature(line: str) -> None:
    assert looks_like_signature(line)


@pytest.mark.parametrize("line", [*OTHER_LINES, *BODY, *NO_SOURCES])
def test_no_signature(line: str) -> None:
    assert not looks_like_signature(line)


@pytest.mark.parametrize("line", SOURCES)
def test_source(line: str) -> None:
    assert looks_like_source(line)


@pytest.mark.parametrize("line", [*NO_SOURCES, *BODY, "Minh Hà"])
def test_no_source(line: str) -> None:
    assert not looks_like_source(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Tác giả: Lê Na ./.", "Lê Na"),
        ("Bài, ảnh: Trần Văn Bình", "Trần Văn Bình"),
        ("L.Anh", "L.Anh"),
        ("(Hà My)", "Hà My"),
        ("Hà My.", "Hà My"),
    ],
)
def test_name(line: str, name: str) -> None:
    assert without_label(line) == name


@pytest.mark.parametrize(
    ("blocks", "html", "name"),
    [
        ([*BODY, "Vinh Quang – Xuân Anh"], "", "Vinh Quang – Xuân Anh"),
        ([*BODY, "Minh Hà", "Nguồn: Báo Lào Cai"], "", "Minh Hà"),
        (BODY, "<p class='tac-gia'>Tác giả: Lê Na</p>", "Lê Na"),
        (BODY, "<script type='application/ld+json'>{'x':1}</script>", ""),
        (BODY, '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"Lê Na"}}</script>', "Lê Na"),
        (BODY, '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Sở Thông tin và Truyền thông"}}</script>', ""),
        (BODY, '<meta name="author" content="Tin Tỉnh Nhà">', ""),
        (BODY, '<meta name="author" content="admin">', ""),
        (BODY, '<meta name="author" content="Lê Na">', "Lê Na"),
        ([], "", ""),
    ],
)
def test_author(blocks: list[str], html: str, name: str) -> None:
    assert author(parse(html), blocks, ["Tin tỉnh nhà"], "https://tintinhnha.vn/x") == name


@given(st.text(max_size=200))
def test_any_line(line: str) -> None:
    looks_like_signature(line)
    looks_like_source(line)
    without_label(line)


@pytest.mark.parametrize(
    "facts",
    [
        "<p>Minh Anh - 05/03/2024 14:30</p>",
        "<p>05/03/2024 14:30 | Minh Anh | 123 lượt xem</p>",
        "<div>14:30 05/03/2024 | Tác giả: Minh Anh</div>",
        "<dl><dt>Được viết bởi</dt><dd>Minh Anh</dd><dt>Ngày</dt><dd>05/03/2024 14:30</dd></dl>",
        "<div>Viết bởi <a href='/tg/5'>Minh Anh</a></div><div>14:30 05/03/2024</div>",
        "<div><a rel='author' href='/tg/5'>Minh Anh</a></div>",
        "<div class='author'><mat-icon>person</mat-icon> Minh Anh</div>",
        "<div class='byline'><span>Minh Anh</span><time>Thứ Năm, 09/01/2014 - 05:11</time></div>",
        "<div class='d'><span>05/03/2024</span><span>Minh Anh</span><span>12 lượt xem</span></div>",
        "<div><span>Minh Anh</span>·<span title='x'>4 năm trước</span>·<span>6 phút đọc</span></div>",
        "<p class='text-end'>Minh Anh</p>",
        "<p><b>Minh Anh</b></p><p>05/03/2024</p>",
        "<table><tr><td>(12/12/2016 - 8:00:08 AM) Minh Anh</td></tr></table>",
        "<div>By <a href='/u/1'>Minh Anh</a> on 05/03/2024</div>",
    ],
)
def test_byline_beside_the_headline(facts: str) -> None:
    lines = flow.read(parse(f"<html><body><h1>Khai mạc hội thi tay nghề</h1>{facts}<p>Hội thi diễn ra trong ba ngày.</p></body></html>"))

    assert byline.beside(lines, 0) == "Minh Anh"


@pytest.mark.parametrize(
    "facts",
    [
        "<p>05/03/2024 | Chuyển đổi số</p>",
        "<p>Tin Tức - 05/03/2024</p>",
        "<p>14:30 05/03/2024</p>",
        "",
        "<p>Văn Hóa</p>",
        "<p>Lào Cai, 05/03/2024</p>",
        "<p><span>Lào Cai</span><span>05/03/2024</span></p>",
        "<p><a href='/t'>Minh Anh</a></p>",
        "<p>Hội thi diễn ra trong ba ngày tại nhà văn hóa của huyện, có hơn hai trăm người thợ về dự tranh tài.</p><p>Minh Anh</p>",
    ],
)
def test_no_byline_beside_the_headline(facts: str) -> None:
    lines = flow.read(parse(f"<html><body><h1>Khai mạc hội thi tay nghề</h1>{facts}<p>Hội thi diễn ra trong ba ngày.</p></body></html>"))

    assert byline.beside(lines, 0) == ""


def test_two_names_are_one_byline() -> None:
    facts = "<dl><dd>Viết bởi <span>Thảo Nguyên - Kiều Trang</span></dd><dd>Danh mục: Tin ảnh</dd></dl>"
    lines = flow.read(parse(f"<html><body><h1>Khai mạc hội thi tay nghề</h1>{facts}<p>Hội thi diễn ra trong ba ngày.</p></body></html>"))

    assert byline.beside(lines, 0) == "Thảo Nguyên - Kiều Trang"


@pytest.mark.parametrize(
    ("ending", "name"),
    [
        (("Minh Anh", "(Theo Báo Nhân Dân)"), "Minh Anh"),
        (("Minh Anh", "Ảnh: Thu Hà"), "Minh Anh"),
        (("Tin bài: Minh Anh - Ảnh: Thu Hà", "Nguồn: Báo Nhân Dân"), "Minh Anh"),
        (("(Theo TTXVN)",), ""),
        (("Ảnh: Thu Hà",), ""),
        (("Hội thi khép lại vào chiều nay.", "Nguồn: Báo Nhân Dân"), ""),
    ],
)
def test_the_writer_before_source_and_photographer(ending: tuple[str, ...], name: str) -> None:
    assert byline.closing(("Hội thi diễn ra trong ba ngày.", *ending)) == name
