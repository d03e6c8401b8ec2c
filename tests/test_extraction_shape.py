"""What is told by its shape and place alone: pages without a class, an id, a heading of their own in the title, or a known wording."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.extraction import article, opening
from crawler.extraction.flow import read
from crawler.extraction.tree import parse
from storage.models import Extraction, Failure, Profile

NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
TITLE = "Làng nghề gốm Bình Lâm đón lứa thợ trẻ đầu tiên"
ONE = "Sau ba tháng học việc, mười hai thợ trẻ của làng gốm Bình Lâm đã nung thành công mẻ hàng đầu tiên của mình."
TWO = "Các nghệ nhân lớn tuổi trực tiếp đứng lớp, mỗi tuần bốn buổi, từ khâu chọn đất, vuốt dáng cho đến canh lửa lò."
THREE = "Ủy ban nhân dân xã cho biết sẽ mở thêm hai lớp nữa vào mùa khô tới nếu lò mới được xây xong đúng hẹn."
TEXT = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
MENU = "<ul>" + "".join(f"<li><a href='/m{n}'>Mục số {n}</a></li>" for n in range(6)) + "</ul>"
OFFERED = "".join(
    f"<div><a href='/t{n}.html'>{head}</a></div><p>{said}</p>"
    for n, (head, said) in enumerate(
        (
            ("Chợ nổi mở lại sau mùa lũ dài", "Từ tuần tới, các ghe hàng sẽ neo về bến cũ, giờ họp chợ không thay đổi so với năm ngoái."),
            ("Đội đua thuyền nữ giành giải nhất", "Đây là lần thứ hai các cô gái của xã vượt qua đội bạn ở chặng nước rút cuối cùng."),
            ("Thư viện lưu động về ba trường", "Mỗi chuyến xe mang theo hơn bốn trăm đầu sách cùng hai cán bộ hướng dẫn các em đọc."),
        )
    )
)


def extract(body: str, title: str = "UBND xã Bình Lâm", path: str = "/xem?id=71") -> Extraction | Failure:
    html = f"<html><head><meta charset='utf-8'><title>{title}</title></head><body>{body}</body></html>"
    return article.extract(html.encode(), {}, "https://binhlam.example.vn" + path, Profile(), NOW)


def found(body: str, title: str = "UBND xã Bình Lâm") -> Extraction:
    result = extract(body, title)
    assert isinstance(result, Extraction), result
    return result


def test_the_text_is_where_the_unlinked_characters_are() -> None:
    lines = read(parse(f"<html><body>{MENU}<div>{TITLE}</div>{TEXT}{OFFERED}</body></html>"))
    stretch = opening.text(lines)
    assert lines[stretch.first].text in (TITLE, ONE)
    assert lines[stretch.last].text == THREE


def test_a_page_without_text_has_no_stretch() -> None:
    assert opening.text(read(parse(f"<html><body>{MENU}</body></html>"))) == opening.NONE


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            f"<h3>{TITLE}</h3><div>Chuyên mục</div><div>Làng nghề</div><div>Thời gian đăng</div><div>08:15 - 12/03/2024</div>", id="h3"
        ),
        pytest.param(f"<p align=center><b><font size=4>{TITLE.upper()}</font></b></p>", id="capitals by hand"),
        pytest.param(f"<div>{TITLE}</div><div>12/03/2024</div>", id="plain line"),
        pytest.param("<div>Cáo phó</div><div>08 giờ 15 phút, ngày 12 tháng 3 năm 2024</div>", id="two words"),
    ],
)
def test_the_line_that_the_text_begins_below_is_the_headline(head: str) -> None:
    """The title names the office only, and what stands around is louder than the headline."""
    body = f"<div>XÃ BÌNH LÂM</div>{MENU}<div>{head}{TEXT}</div><div><div>Bạn nghĩ gì về chuyện này</div></div>{OFFERED}"
    result = found(body)
    assert result.title.casefold() in (TITLE.casefold(), "cáo phó")
    assert result.blocks[:3] == (ONE, TWO, THREE)


def test_a_headline_above_nothing_but_a_file() -> None:
    file = "<ul><li><a href='/tai?id=4'>Giay moi 12.pdf</a> (80 KB)</li></ul>"
    body = f"<h1>XÃ BÌNH LÂM</h1>{MENU}<div><h3>{TITLE}</h3><div>12/03/2024</div>{file}</div>"
    result = found(body)
    assert result.title == TITLE
    assert [file.name for file in result.attachments] == ["Giay moi 12.pdf"]


def test_a_line_with_the_moment_of_the_last_change_is_no_headline() -> None:
    body = f"{MENU}<table><tr><td>{TITLE}</td></tr><tr><td>{TEXT}</td></tr><tr><td>Lần sửa cuối (12/03/2024 08:15)</td></tr></table>"
    assert found(body).title == TITLE


def test_the_moment_in_a_line_of_many_facts_below_the_headline() -> None:
    body = f"<h1>{TITLE}</h1><div>Đinh Trọng Nhân • 12-03-2024, 08:15 Theo chân chúng tôi trên mạng</div>{TEXT}"
    assert found(body).published == "2024-03-12T08:15:00+07:00"


SHAPES = [
    pytest.param("<div><span>Ưng bụng</span> <b>27</b> <span>Ghim về máy</span> <span>Mách lỗi chính tả</span></div>", id="row of pieces"),
    pytest.param("<p>Lượng người ghé: 1.203 — Số hiệu: 88213 — Nhập máy: tổ văn thư</p>", id="facts"),
]


@pytest.mark.parametrize("line", SHAPES)
def test_lines_of_pieces_and_facts_are_no_text(line: str) -> None:
    for body in (f"<h1>{TITLE}</h1>{line}<div>{TEXT}</div>", f"<h1>{TITLE}</h1><div>{TEXT}{line}</div>"):
        assert found(body, TITLE).blocks == (ONE, TWO, THREE)


def test_the_signature_stands_last_though_a_row_of_tools_follows() -> None:
    tools = "<div><span>Ưng bụng</span> <b>27</b> <span>Ghim về máy</span> <span>Mách lỗi</span></div>"
    result = found(f"<h1>{TITLE}</h1><div>{TEXT}<p><b>Đinh Thu Hà</b></p>{tools}</div>", TITLE)
    assert result.blocks == (ONE, TWO, THREE, "Đinh Thu Hà")
    assert result.author == "Đinh Thu Hà"


def test_another_page_offered_in_a_line_goes_and_a_cited_paper_stays() -> None:
    offer = "<p><b>Kẻo lỡ:</b> <a href='/a9.html'>Phiên chợ đêm đầu tiên mở cửa trở lại</a></p>"
    cited = "<p>Văn bản: <a href='/vb/12'>Quyết định số 12/QĐ-UBND của xã về lớp nghề</a></p>"
    result = found(f"<h1>{TITLE}</h1><div><p>{ONE}</p>{offer}{cited}<p>{TWO}</p><p>{THREE}</p></div>", TITLE)
    assert result.blocks == (ONE, "Văn bản: Quyết định số 12/QĐ-UBND của xã về lớp nghề", TWO, THREE)


@pytest.mark.parametrize(
    "spoken", ["Kính mời: bà con các thôn về dự đông đủ", "Thời gian: 8 giờ ngày 12/3, tại đình làng", "Trân trọng kính báo!"]
)
def test_short_lines_of_the_text_stay(spoken: str) -> None:
    assert found(f"<h1>{TITLE}</h1><div>{TEXT}<p>{spoken}</p></div>", TITLE).blocks == (ONE, TWO, THREE, spoken)


def test_a_page_of_offers_is_no_article() -> None:
    assert isinstance(extract(f"{MENU}<h3>Nghe lại</h3><ul><li>Bản tin 12/03/2024 Nghe</li></ul>{OFFERED}", path="/"), Failure)


def test_what_a_hidden_span_says_is_no_part_of_a_line() -> None:
    hidden = "<span class='d-none' itemprop='datePublished'>2024-03-14T09:00:00+07:00</span>"
    body = f"<h1>{TITLE}</h1>{hidden}<span class='d-none'>/tin/71</span><div>Chủ nhật - 12/03/2024 08:15</div><div>{TEXT}</div>"
    assert found(body, TITLE).published == "2024-03-12T08:15:00+07:00"


def test_bare_lines_of_an_inline_body_are_its_block_s() -> None:
    steps = "- Gom phôi đã hỏng<br>- Xếp lại giàn phơi<br>- Quét tro trong lò<br>"
    result = found(f"<h1>{TITLE}</h1><div><span id='lbl'>{TEXT}{steps}</span></div><div align='right'><b>Đinh Thu Hà</b></div>", TITLE)
    assert result.blocks == (ONE, TWO, THREE, "- Gom phôi đã hỏng", "- Xếp lại giàn phơi", "- Quét tro trong lò", "Đinh Thu Hà")


@pytest.mark.parametrize(
    "files",
    [
        pytest.param("<div>Tệp kèm theo: <img src='i.gif'> <a href='/u/Giay%20moi.pdf'>Giay moi.pdf</a></div>", id="label"),
        pytest.param("<ul><li><a href='/u/g.pdf'><span>Giay moi.pdf</span><span>640 KB</span></a></li></ul>", id="size within the link"),
        pytest.param(
            "<table><tr><td><a href='/u/g.pdf'>Giay moi.pdf</a></td><td>578 kB</td></tr>"
            "<tr><td><a href='/u/h.docx'>Ke hoach.docx</a></td><td>12 kB</td></tr></table>",
            id="table",
        ),
        pytest.param("<h3>File đính kèm</h3><a href='?download=1'>Tập tin 1</a> <a href='/u/g.pdf'>Giay moi.pdf</a>", id="nameless"),
    ],
)
def test_the_place_of_files_is_no_text_and_their_names_are_bare(files: str) -> None:
    result = found(f"<h1>{TITLE}</h1><div>{TEXT}</div><div class='dinh-kem'>{files}</div>", TITLE)
    assert result.blocks == (ONE, TWO, THREE)
    assert [file.name for file in result.attachments][:1] == ["Giay moi.pdf"]
    assert all(file.name in ("Giay moi.pdf", "Ke hoach.docx") for file in result.attachments)


RIGHTS = "Bản quyền kiểu dáng thuộc về hợp tác xã; thợ trong làng được dùng miễn phí cho đến hết năm 2027."
LICENCE = "Giấy phép số 75/GP-STTTT do Sở cấp cho lò nung mới cũng được treo ngay trước cổng làng để khách tiện xem."


@pytest.mark.parametrize("told", [RIGHTS, LICENCE])
def test_a_sentence_about_a_licence_or_a_right_is_text(told: str) -> None:
    assert found(f"<h1>{TITLE}</h1><div>{TEXT}<p>{told}</p></div>", TITLE).blocks == (ONE, TWO, THREE, told)


def test_a_line_that_reserves_the_text_is_none() -> None:
    reserved = "<p>Bản quyền bài viết thuộc về trang tin, khi trích dẫn xin ghi rõ nguồn.</p>"
    assert found(f"<h1>{TITLE}</h1><div>{TEXT}{reserved}</div>", TITLE).blocks == (ONE, TWO, THREE)


def test_the_last_row_of_a_table_is_no_name_with_a_date() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{year}</td><td>{share}</td></tr>"
        for name, year, share in (("Xã", "Số hộ", "Tỷ lệ"), ("Hòn Đất", "1932", "74,4%"))
    )
    assert found(f"<h1>{TITLE}</h1><div>{TEXT}<table>{rows}</table></div>", TITLE).blocks[-1] == "Hòn Đất | 1932 | 74,4%"


def test_the_writer_stands_last_though_a_source_ends_the_text() -> None:
    head = f"<h1>{TITLE}</h1><div>12/03/2024 08:15</div>"
    result = found(f"{head}<div>{TEXT}<p>Theo Báo Bình Lâm</p></div><div class='tac-gia'>Tác giả: Đinh Thu Hà</div>", TITLE)
    assert (result.author, result.blocks[-1]) == ("Đinh Thu Hà", "Đinh Thu Hà")


@pytest.mark.parametrize("above", [True, False])
def test_an_account_above_the_text_is_no_writer_and_a_signature_below_is(above: bool) -> None:
    line = "<p>Viết bởi Ban biên tập</p>"
    result = found(f"<h1>{TITLE}</h1>{line if above else ''}<div>{TEXT}{'' if above else line}</div>", TITLE)
    assert ("Ban biên tập" in result.blocks) is not above


def test_what_a_page_builder_calls_every_box_tells_nothing() -> None:
    """The lead stands in a widget like the text, the buttons and the side column; only what is said besides counts."""

    def widget(kind: str, inner: str) -> str:
        return f"<div class='xb-widget xb-widget-{kind}'><div class='xb-widget-box'>{inner}</div></div>"

    own = widget("title", f"<h1>{TITLE}</h1>") + widget("facts", "<ul><li>12/03/2024</li><li>No Comments</li></ul>")
    own += widget("excerpt", ONE) + widget("content", f"<p>{TWO}</p><p>{THREE}</p>") + widget("share", "<span>Zalo</span>")
    files = widget("box", "<strong>Tải về</strong><ul><li><a href='/u/g.pdf'>Giay moi.pdf</a></li></ul>")
    result = found(f"<div class='main'>{own}{files}</div><div class='side'>{widget('list', OFFERED)}</div>", TITLE)
    assert result.blocks == (ONE, TWO, THREE)
    assert result.author == ""
    assert [file.name for file in result.attachments] == ["Giay moi.pdf"]


@pytest.mark.parametrize("form", ["", "<form><input><input><textarea></textarea></form>"])
def test_a_dated_notice_of_files_is_an_article_whatever_else_stands_there(form: str) -> None:
    head = f"<h3>{TITLE}</h3><span>20:46 23/11/2017</span>"
    around = "<div><h4>Đăng nhập</h4></div>" + "".join(
        f"<li><a href='/t{n}.html'>Tin khác của làng nghề số {n}</a> (12/03/2017)</li>" for n in range(5)
    )
    result = found(f"{MENU}<div>{head}<div><a href='/u/g.pdf'>Giay moi.pdf</a></div></div>{form}<ul>{around}</ul>")
    assert (result.title, result.published) == (TITLE, "2017-11-23T20:46:00+07:00")


def test_questions_with_their_dates_are_no_article() -> None:
    asked = "".join(f"<div>Đinh Anh Nam ({day}/3/2024): Khi nào lớp nghề của làng mở lại?</div>" for day in range(1, 7))
    assert isinstance(extract(f"{MENU}<div><h2>Hỏi đáp trực tuyến</h2>{asked}</div>", path="/hoi-dap"), Failure)


def test_a_heading_stands_above_the_first_paragraph_though_short_lines_stand_above_it() -> None:
    plans = "<p>286 kế hoạch phát triển làng nghề giai đoạn tới trên địa bàn huyện</p><p>404 lượt cung cấp số liệu cho báo cáo quý</p>"
    side = f"<h3>Dự báo</h3>{plans}"
    body = f"<table><tr><td>{side}</td><td><span>{TITLE}</span><br><span>12/03/2024</span><br>{TEXT}</td></tr></table>"
    assert found(body).title == TITLE


def test_a_labelled_writer_or_a_numbered_part_is_no_headline() -> None:
    body = f"<div>{TITLE}</div><div>Người viết: Đinh Thu Hà</div><div>12/03/2024</div><p><b>Điều 1. Phạm vi của lớp nghề</b></p>{TEXT}"
    assert found(body).title == TITLE


def test_a_login_in_a_side_column_makes_no_login_page() -> None:
    login = "<div><h3>Đăng nhập</h3><input type='text'><input type='password'></div>" + "<p>Một dòng</p>" * 9
    result = found(f"{login}<div><span class='x'>{TITLE}</span></div><div>12/03/2024</div>{TEXT}")
    assert result.title == TITLE


def test_the_account_and_moment_above_a_text_are_no_lead() -> None:
    line = "<div>Được gửi lên bởi bbt vào T3, 12/03/2024 - 03:46</div>"
    result = found(f"<h1>{TITLE}</h1>{line}<div>{TEXT}</div>", TITLE)
    assert result.blocks == (ONE, TWO, THREE)
    assert result.published == "2024-03-12T03:46:00+07:00"


def test_the_publisher_told_to_machines_is_no_text() -> None:
    box = (
        "<div itemprop='publisher' itemscope><span itemprop='name'>Trung tâm Văn hóa, Thể thao và Truyền thông huyện Bình Lâm</span></div>"
    )
    assert found(f"<h1>{TITLE}</h1>{box}<div>{TEXT}</div>", TITLE).blocks == (ONE, TWO, THREE)


@pytest.mark.parametrize(
    "box",
    [
        pytest.param(
            "<div><p>Nhận thư làng nghề mỗi sáng thứ hai</p><input type='email'><button>Gửi</button></div>", id="a field to fill in"
        ),
        pytest.param("<div><p>Lò mới nên xây ở đâu?</p><label><input type='radio'>Đầu làng</label></div>", id="choices to tick"),
        pytest.param(
            "<div><div>Góc thợ (2)</div><div><b>Lê Mạnh</b> <span>3 giờ trước</span><p>Gốm đẹp quá, mong làng mở thêm lớp nữa.</p></div>"
            "<div><b>Hoa Mai</b> <span>5 giờ trước</span><p>Quê tôi cũng có nghề này, nay thì mai một rồi.</p></div></div>",
            id="readers",
        ),
        pytest.param(
            "<div><div>Nhớ ghé</div><div><span>Chợ nổi mở lại sau mùa lũ</span> <span>10/03/2023</span></div>"
            "<div><span>Đội đua thuyền nữ về nhất</span> <span>11/03/2023</span></div></div>",
            id="other pages without links",
        ),
        pytest.param("<p>#langnghe #gom #thotre</p>", id="tags"),
    ],
)
def test_a_box_at_the_end_of_the_text_is_told_by_what_it_is_made_of(box: str) -> None:
    sign = "<p><b>Đinh Thu Hà</b></p>"
    for body in (f"<div>{TEXT}{sign}{box}</div>", f"<blockquote>{TEXT}{sign}{box}</blockquote>"):
        assert found(f"<h1>{TITLE}</h1><div>12/03/2024</div>{body}", TITLE).blocks == (ONE, TWO, THREE, "Đinh Thu Hà")


def test_a_chronicle_and_a_picture_with_a_button_stay() -> None:
    days = "<div><div>12/3/2024: Nung mẻ đầu tiên</div><div>15/3/2024: Mở lò đón khách</div></div>"
    picture = "<div><img src='a.jpg'><button>Phóng to</button><p>Thợ trẻ bên lò nung.</p></div>"
    lines = found(f"<h1>{TITLE}</h1><div><p>{ONE}</p><p>{TWO}</p>{days}{picture}<p>{THREE}</p></div>", TITLE).blocks
    assert lines == (ONE, TWO, "12/3/2024: Nung mẻ đầu tiên", "15/3/2024: Mở lò đón khách", "Thợ trẻ bên lò nung.", THREE)


def test_tabs_made_of_choices_are_no_poll() -> None:
    tabs = "<input type='radio' name='t' checked><input type='radio' name='t'>"
    result = found(f"<div>{tabs}<h2>{TITLE}</h2><div>12/03/2024</div><div><a href='/u/g.pdf'>Giay moi.pdf</a></div></div>", TITLE)
    assert [file.name for file in result.attachments] == ["Giay moi.pdf"]
