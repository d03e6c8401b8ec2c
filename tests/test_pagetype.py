"""Which pages of a portal are articles: forms, lists, searches and empty frames are not, however much stands around them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from crawler.extraction import article
from storage.models import Extraction, Failure, FailureName, Profile

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
URL = "https://so.tinh.example.vn/chi-tiet/8123.html"
SITE = "Sở Khoa học và Công nghệ tỉnh Lam Giang"
HEADS = (
    "Lam Giang đưa bốn mươi thủ tục đất đai lên cổng dịch vụ công",
    "Thanh niên Hòa Bắc dọn sạch bờ kênh trước mùa mưa",
    "Khai trương điểm hỗ trợ người dân nộp hồ sơ trực tuyến tại An Thượng",
    "Hơn hai trăm giáo viên học cách soạn bài giảng điện tử",
    "Xã Đồng Tâm thử nghiệm loa truyền thanh thông minh",
    "Phiên chợ công nghệ đầu tiên mở cửa ở thị trấn Sông Cầu",
    "Trạm quan trắc nước mới đi vào hoạt động bên hồ Suối Vàng",
    "Nông dân Tân Phú bán vải qua sàn thương mại điện tử",
    "Lớp học buổi tối cho người cao tuổi muốn dùng điện thoại",
    "Bưu điện tỉnh nhận chuyển hồ sơ tận nhà cho người khuyết tật",
)
SENTENCES = (
    "Theo kế hoạch, mỗi tuần hai buổi, các tình nguyện viên sẽ có mặt tại nhà văn hóa thôn để chỉ cho bà con từng bước thao tác.",
    "Ông Lê Văn Tám, một người dân trong xã, cho biết trước đây mỗi lần làm giấy tờ phải đi gần ba mươi cây số, nay chỉ mất vài phút.",
    "Đến nay toàn huyện đã có mười hai điểm như vậy, phục vụ trên bốn nghìn lượt người, trong đó hơn một nửa là người trên sáu mươi tuổi.",
    "Thời gian tới, đơn vị sẽ bổ sung máy quét và đường truyền, đồng thời mở thêm lớp vào ngày nghỉ cho những người đi làm xa.",
)
MENU = (
    "<ul>" + "".join(f"<li><a href='/{n}'>{w}</a></li>" for n, w in enumerate(("Trang chủ", "Giới thiệu", "Tin tức", "Liên hệ"))) + "</ul>"
)
CLOCK = "<div>Chủ nhật, 22/11/2026, 09:41</div>"
SEARCH_BOX = "<form action='/tim'><input name='q' type='text' placeholder='Tìm kiếm'><input type='submit' value='Tìm'></form>"
LOGIN_BOX = "<div><b>Đăng nhập</b><form><input type='text' name='u'><input type='password' name='p'><button>Vào</button></form></div>"
POLL = (
    "<div><h4>Thăm dò ý kiến</h4><p>Theo bạn, giao diện mới của cổng có dễ tìm thông tin hơn trước hay không?</p><form>"
    "<label><input type='radio'>Dễ hơn nhiều</label><label><input type='radio'>Như cũ</label><button>Biểu quyết</button></form></div>"
)
STATS = "<div><h4>Thống kê truy cập</h4><p>Đang trực tuyến: 41</p><p>Hôm nay: 2.019</p><p>Tổng lượt truy cập: 7.310.442</p></div>"
FOOT = (
    f"<div><p>© {SITE}. Địa chỉ: số 4 đường Bến Nghé, phường Một. Điện thoại: 0299 3555 777.</p>"
    "<p>Giấy phép số 31/GP-TTĐT cấp ngày 02/04/2018. Ghi rõ nguồn khi sử dụng lại thông tin từ trang này.</p></div>"
)


def teasers(count: int = 4, css: str = "hot") -> str:
    return (
        "<div>"
        + "".join(
            f"<div class='{css}'><a href='/n/{n}.html'>{HEADS[n]}</a><p>{SENTENCES[n % 4]}</p></div>" for n in range(9, 9 - count, -1)
        )
        + "</div>"
    )


def frame(main: str, title: str = SITE, head: str = "") -> bytes:
    """A whole portal around `main`: menu, clock, boxes on both sides, statistics and footer."""
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body><div>{CLOCK}{MENU}{SEARCH_BOX}</div><table><tr>"
        f"<td>{LOGIN_BOX}{POLL}</td><td>{main}</td><td><h3>Tin đọc nhiều</h3>{teasers()}{STATS}</td></tr></table>{FOOT}</body></html>"
    ).encode()


def bare(main: str, title: str = SITE, head: str = "") -> bytes:
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{MENU}<div id='main'>{main}</div>{FOOT}</body></html>"
    ).encode()


def items(kind: str, count: int = 8) -> str:
    """A list of articles in one of many markups."""
    shapes = {
        "div": "<div class='it'><h3><a href='/t/{n}.html'>{t}</a></h3><span>{d}</span><p>{s}</p></div>",
        "long": "<div class='it'><img src='/a{n}.jpg'><h3><a href='/t/{n}.html'>{t}</a></h3><span>{d}</span><p>{s} {s2}</p></div>",
        "two": "<div class='it'><h3><a href='/t/{n}.html'>{t}</a></h3><p>{s}</p><p>{s2}</p><a href='/t/{n}.html'>Xem chi tiết</a></div>",
        "flat": "<h4><a href='/t/{n}.html'>{t}</a></h4><i>{d}</i><p>{s}</p>",
        "row": "<tr><td><img src='/a{n}.jpg'></td><td><a href='/t/{n}.html'>{t}</a><br>({d})<br>{s}</td></tr>",
        "inline": "<p><a href='/t/{n}.html'>{t}</a> ({d}) {s}</p>",
        "card": "<a class='card' href='/t/{n}.html'><img src='/a{n}.jpg'><h3>{t}</h3><small>{d}</small><p>{s}</p></a>",
        "more": "<div><h3>{t}</h3><p>{s}</p><a href='/t/{n}.html'>Chi tiết</a></div>",
        "li": "<li><a href='/t/{n}.html'>{t}</a> <span>({d})</span></li>",
        "postback": "<div><a href=\"javascript:__doPostBack('ctl0{n}','')\">{t}</a><br><span>{d}</span><div>{s}</div></div>",
        "article": "<article><header><h2><a href='/t/{n}/'>{t}</a></h2><time datetime='2024-03-0{n}'>{d}</time></header>{s}</article>",
        "dl": "<dt><a href='/t/{n}.html'>{t}</a></dt><dd>{d} - {s}</dd>",
    }
    row = shapes[kind]
    text = "".join(
        row.format(n=n, t=HEADS[n], d=f"0{n + 1}/03/2024", s=SENTENCES[n % 4], s2=SENTENCES[(n + 1) % 4]) for n in range(min(count, 9))
    )
    return f"<table>{text}</table>" if kind == "row" else f"<ul>{text}</ul>" if kind == "li" else text


PAGER = "<div>1 <a href='?p=2'>2</a> <a href='?p=3'>3</a> <a href='?p=2'>Tiếp</a></div>"
KINDS = ("div", "long", "two", "flat", "row", "inline", "card", "more", "li", "postback", "article", "dl")
CONTACT = (
    "<h1>Liên hệ</h1><p>Quý vị có ý kiến gửi tới chúng tôi xin điền đầy đủ thông tin vào các ô dưới đây.</p><form><label>Họ tên</label>"
    "<input type='text'><label>Thư điện tử</label><input type='email'><label>Tiêu đề</label><input>"
    "<label>Nội dung</label><textarea></textarea>"
    "<label>Mã xác nhận</label><input><button>Gửi đi</button></form>"
)
OFFICE = (
    "<div class='title'>Thông tin liên hệ</div><p>Trụ sở: số 4 đường Bến Nghé, phường Một, thành phố Lam Giang, tỉnh Lam Giang.</p>"
    "<p>Điện thoại: 0299 3555 777 - Thư điện tử: skhcn@lamgiang.example.vn</p><form><table><tr><td>Họ và tên (*)</td><td><input></td></tr>"
    "<tr><td>Địa chỉ</td><td><input></td></tr><tr><td>Nội dung</td><td><textarea></textarea></td></tr></table></form>"
)
LOGIN = (
    "<h2>Đăng nhập hệ thống</h2><form><p>Tên đăng nhập</p><input type='text'><p>Mật khẩu</p><input type='password'>"
    "<button>Đăng nhập</button></form><p>Bạn chưa có tài khoản? Hãy liên hệ với quản trị viên của đơn vị mình để được cấp.</p>"
)
QUERY = "<form><input type='text' name='q' value='chuyển đổi số'><select><option>Mọi mục</option></select><button>Tìm</button></form>"
NOT_FOUND = (
    "<h1>Thông báo</h1><p>Bài viết bạn yêu cầu hiện không còn tồn tại trên hệ thống.</p><p><a href='/'>Về trang chủ</a></p>",
    "<h2>404</h2><p>Rất tiếc, đường dẫn này không tồn tại hoặc đã bị gỡ bỏ.</p><a href='/'>Quay lại trang chủ</a>",
    "<p>Không tìm thấy nội dung bạn cần xem.</p>",
    "<div><b>Lỗi</b><p>Tin bài này đã bị xóa hoặc chưa được duyệt.</p></div>",
    "<p>Sorry, the page you are looking for could not be found.</p>",
    "<p>Trang này không còn nữa.</p>",
    "<h3>Thông báo</h3><p>Đã xảy ra lỗi trong quá trình xử lý.</p>",
    "<p>Sorry, we couldn't find that page.</p>",
    "<div>Đường dẫn không hợp lệ.</div>",
)
HOME = "".join(
    f"<div class='box'><h2><a href='/muc-{n}'>{name}</a></h2>{items(kind, 4)}</div>"
    for n, (name, kind) in enumerate((("Tin hoạt động", "div"), ("Chuyển đổi số", "li"), ("Văn bản mới", "flat")))
)
FEATURED = (
    f"<div class='big'><img src='/b.jpg'><h2><a href='/n/900.html'>Tỉnh công bố bộ chỉ số đo mức độ số hóa của từng xã</a></h2>"
    f"<p>{SENTENCES[0]} "
    f"{SENTENCES[2]}</p></div>"
)

REFUSED: dict[str, bytes] = {}
for _kind in KINDS:
    REFUSED[f"list {_kind} in a frame"] = frame(f"<h1>Tin tức - Sự kiện</h1>{items(_kind)}{PAGER}", f"Tin tức - Sự kiện | {SITE}")
    REFUSED[f"list {_kind} bare"] = bare(f"<div>Chuyển đổi số</div>{items(_kind)}{PAGER}")
REFUSED |= {
    "list without any heading": frame(items("div")),
    "list with an introduction": bare(f"<h1>Chuyển đổi số</h1><p>Chuyên mục đăng các bài về chuyển đổi số ở địa phương.</p>{items('div')}"),
    "contact": bare(CONTACT, f"Liên hệ - {SITE}"),
    "contact in a frame": frame(CONTACT),
    "contact with address": frame(OFFICE, f"{SITE} - Liên hệ"),
    "contact with address, untold": frame(OFFICE),
    "login": bare(LOGIN),
    "login in a frame": frame(LOGIN, f"Đăng nhập | {SITE}"),
    "search with hits": frame(f"<h1>Kết quả tìm kiếm</h1>{QUERY}<p>Tìm thấy 8 kết quả cho từ khóa “chuyển đổi số”</p>{items('li')}"),
    "search with texts": frame(f"{QUERY}<p>Có 8 kết quả được tìm thấy</p>{items('div')}"),
    "search without hits": frame(f"<h2>Tìm kiếm</h2>{QUERY}<p>Không tìm thấy kết quả nào phù hợp.</p>"),
    "home": frame(HOME),
    "home with a featured article": frame(FEATURED + HOME),
    "home bare": bare(FEATURED + items("li") + HOME),
    "register": frame("<h1>Đăng ký thành viên</h1><form>" + "<label>Mục</label><input type='text'>" * 6 + "<input type='password'></form>"),
    "maintenance": frame("<h2>Thông báo</h2><p>Hệ thống đang bảo trì, mời quý vị quay lại sau.</p>"),
    "site map": frame("<h1>Sơ đồ trang</h1>" + "".join(f"<p><a href='/s{n}'>{h}</a></p>" for n, h in enumerate(HEADS))),
    "section without items": frame("<h1>Tin tức</h1><p>Nội dung đang được cập nhật.</p>"),
}
_ROWS = "".join(
    f"<tr><td>{n}</td><td><a href='/vb/{n}'>{n}8/QĐ-UBND</a></td><td>0{n}/03/2024</td><td>{head}</td>"
    f"<td><a href='/f/{n}.pdf'>Tải</a></td></tr>"
    for n, head in enumerate(HEADS, 1)
)
_STAFF = "".join(
    f"<tr><td>{n}</td><td>Lê Văn Số {n}</td><td>Chuyên viên phòng Hành chính</td><td>0912 000 00{n}</td></tr>" for n in range(1, 9)
)
_DAYS = "".join("<tr>" + "".join(f"<td><a href='/lich/{w}/{d}'>{7 * w + d}</a></td>" for d in range(1, 8)) + "</tr>" for w in range(4))
TABLES = {
    "documents": ("Hệ thống văn bản", f"<table><tr><th>STT</th><th>Số hiệu</th><th>Ban hành</th><th>Trích yếu</th></tr>{_ROWS}</table>"),
    "documents, named otherwise": ("Văn bản của cơ quan đã ban hành", f"<table>{_ROWS}</table>"),
    "documents in boxes": (
        "Văn bản chỉ đạo điều hành",
        "".join(
            f"<div class='vb'><div class='so'><a href='/vb/{n}'>{n}8/QĐ-UBND</a></div>"
            f"<div class='ngay'>0{n % 9 + 1}/03/2024</div><div>{h}</div></div>"
            for n, h in enumerate(HEADS)
        ),
    ),
    "directory": ("Danh bạ công chức", f"<table><tr><th>TT</th><th>Họ tên</th><th>Chức vụ</th><th>Di động</th></tr>{_STAFF}</table>"),
    "calendar": ("Lịch tháng 3 năm 2024", f"<table>{_DAYS}</table><a href='?m=2'>Tháng trước</a>"),
    "poll": (
        "Kết quả trưng cầu ý kiến",
        "<p><b>Mức độ hài lòng của bạn?</b></p><ul><li>Hài lòng: 52 phiếu (60%)</li><li>Chưa: 9</li></ul>",
    ),
    "prices": (
        "Tra cứu giá nông sản",
        "<form><input type='date'></form><table><tr><th>Nơi</th><th>Lúa</th></tr><tr><td>A</td><td>7.500</td></tr></table>",
    ),
    "feeds": ("Kênh RSS", "<ul>" + "".join(f"<li><a href='/rss/{n}.xml'>Tin chuyên mục số {n}</a></li>" for n in range(6)) + "</ul>"),
    "suggestions": (
        "Thư góp ý",
        "<form><label>Họ và tên</label><input><label>Thư điện tử</label><input><label>Nội dung</label><textarea></textarea></form>",
    ),
    "videos": (
        "Truyền hình",
        "".join(f"<div><a href='/v/{n}'><img src='/v{n}.jpg'></a><p><a href='/v/{n}'>{h}</a></p></div>" for n, h in enumerate(HEADS)),
    ),
}
SLOGAN = "<div class='slogan'>Toàn dân tham gia phòng, chống tội phạm công nghệ cao</div>"
TOP = f"<h3>Top 5 bài xem nhiều</h3>{items('div', 3)}"
HOURS = "<div><p>Giờ tiếp dân: sáng từ 7h30 đến 11h30, chiều từ 13h30 đến 17h00. Người trực: Phạm Thị Nhàn.</p></div>" * 3
for _kind, (_name, _main) in TABLES.items():
    REFUSED[f"{_kind}, titled"] = bare(f"<h1>{_name}</h1>{_main}", f"{_name} - {SITE}")
    REFUSED[f"{_kind}, untitled"] = frame(f"<h1>{_name}</h1>{_main}")
    REFUSED[f"{_kind} under a slogan"] = bare(f"{SLOGAN}{CLOCK}<h4>{_name}</h4>{_main}{TOP}")
    REFUSED[f"{_kind} below other texts"] = bare(f"{HOURS}<h2>{_name}</h2>{_main}", f"{_name}")
for _number, _text in enumerate(NOT_FOUND):
    REFUSED[f"not found {_number}"] = bare(_text)
    REFUSED[f"not found {_number} in a frame"] = frame(_text)


@pytest.mark.parametrize("name", REFUSED)
def test_no_article(name: str) -> None:
    found = article.extract(REFUSED[name], {}, URL, Profile(), NOW)

    assert isinstance(found, Failure), (found.title, found.blocks)
    if name.startswith("not found"):
        assert found.name == FailureName.SOFT_NOT_FOUND


TITLE = "Lam Giang mở mười hai điểm giúp dân làm thủ tục trên mạng"
DATE = "<p>Thứ ba, 05/03/2024 14:30</p>"
NOTICE = (
    "Sở thông báo để các đơn vị, doanh nghiệp và nhân dân biết: từ ngày 11 tháng 3, bộ phận một cửa chuyển sang làm việc tại tầng hai, "
    "nhà số 4 đường Bến Nghé. Giờ làm việc không thay đổi. Hồ sơ đã nộp trước ngày này vẫn được trả tại địa điểm cũ cho đến hết tháng. "
    "Mọi vướng mắc xin liên hệ văn phòng."
)
TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
COMMENT_FORM = (
    "<div><h3>Gửi ý kiến</h3><form><input placeholder='Họ tên'><input placeholder='Thư điện tử'>"
    "<textarea></textarea><input><button>Gửi</button></form></div>"
)
RELATED = (
    f"<h3>Tin liên quan</h3><ul>{''.join(f'<li><a href=/r/{n}>{h}</a> (0{n}/02/2024)</li>' for n, h in enumerate(HEADS[1:7], 1))}</ul>"
)
LINKED = "".join(
    f"<p>{sentence} Xem <a href='/vb/{n}'>Quyết định về {HEADS[n].lower()}</a> "
    f"và <a href='/vb/9{n}'>hướng dẫn kèm theo của cơ quan chủ trì</a>.</p>"
    for n, sentence in enumerate(SENTENCES)
)
QUESTIONS = "".join(f"<h3>Câu {n}: {head}?</h3><p>{SENTENCES[n % 4]}</p>" for n, head in enumerate(HEADS[:6]))
INTERVIEW = "".join(f"<p><b>- {head}, thưa bà?</b></p><p>- {SENTENCES[n % 4]}</p>" for n, head in enumerate(HEADS[:5]))
RESULTS = (
    "<p>Kết quả vòng chung khảo của hội thi như sau.</p><table>"
    + "".join(f"<tr><td>{n}</td><td>{head}</td><td>{90 - n}</td></tr>" for n, head in enumerate(HEADS, 1))
    + "</table>"
)
PHOTOS = "".join(
    f"<figure><img src='/p{n}.jpg'><figcaption>Ảnh {n}: {sentence[:90]}.</figcaption></figure>" for n, sentence in enumerate(SENTENCES)
)
FILES = "<p>Tệp đính kèm:</p><p><a href='/f/12-TB.pdf'>12-TB.pdf</a></p><p><a href='/f/phu-luc.docx'>Phụ lục.docx</a></p>"
DOCUMENTS = (
    f"<p>{NOTICE}</p><ul>"
    + "".join(f"<li><a href='/vb/{n}.html'>Văn bản số {n} về {h.lower()}</a></li>" for n, h in enumerate(HEADS))
    + "</ul>"
)

SCHEDULE = (
    "<table>"
    + "".join(
        f"<tr><td>Thứ {n}</td><td>8 giờ: Lãnh đạo sở làm việc với phòng số {n}</td><td>Phòng họp số {n}</td></tr>" for n in range(2, 7)
    )
    + "</table>"
)
FILE_ROWS = (
    "<table>"
    + "".join(f"<tr><td>{n}</td><td>Phụ lục số {n} kèm theo thông báo</td><td><a href='/f/{n}.pdf'>Tải</a></td></tr>" for n in range(1, 6))
    + "</table>"
)
WEEK = "Lịch công tác tuần 36 của Ủy ban nhân dân huyện Hòa Bắc"

KEPT = {
    "week": bare(f"<h1>{WEEK}</h1>{DATE}{SCHEDULE}", f"{WEEK} - {SITE}"),
    "week, untitled": bare(f"<h1>{WEEK}</h1>{DATE}{SCHEDULE}"),
    "table of files": bare(f"<h1>{TITLE}</h1>{DATE}{FILE_ROWS}", TITLE),
    "text with a table of files": frame(f"<h1>{TITLE}</h1>{DATE}<p>{NOTICE}</p>{FILE_ROWS}", TITLE),
    "short, in bold": bare(f"<p><b>{TITLE}</b></p><p><i>(05/03/2024)</i></p><p>Sở nghỉ lễ từ ngày 31/8 đến hết ngày 3/9/2024.</p>"),
    "sad news": bare(f"<table><tr><td><b>Tin buồn</b> (05/03/2024)</td></tr><tr><td><p>{NOTICE}</p></td></tr></table>"),
    "notice": bare(f"<h1>{TITLE}</h1>{DATE}<p>{NOTICE}</p>"),
    "notice without date": bare(f"<h1>{TITLE}</h1><p>{NOTICE}</p>", TITLE),
    "notice without date or title": bare(f"<h1>{TITLE}</h1><p>{NOTICE}</p>"),
    "notice in a frame": frame(f"<div class='tit'>{TITLE}</div>{DATE}<p>{NOTICE}</p>{RELATED}"),
    "notice with teasers below": bare(f"<h1>{TITLE}</h1>{DATE}<p>{NOTICE}</p><h4>Tin khác</h4>{items('long', 5)}", f"{TITLE} - {SITE}"),
    "notice, comments and login": frame(f"<h1>{TITLE}</h1>{DATE}<p>{NOTICE}</p>{COMMENT_FORM}{LOGIN_BOX}", TITLE),
    "notice, comments, undated": bare(f"<h1>{TITLE}</h1><p>{NOTICE}</p>{COMMENT_FORM}{LOGIN_BOX}", f"{SITE} - {TITLE}"),
    "article": frame(f"<h1>{TITLE}</h1>{DATE}{TEXT}{RELATED}{COMMENT_FORM}", f"{TITLE} | {SITE}"),
    "article, undated": frame(f"<h2>{TITLE}</h2>{TEXT}{RELATED}{COMMENT_FORM}"),
    "article with list above": bare(f"{items('li')}<h1>{TITLE}</h1>{DATE}{TEXT}{items('li')}"),
    "article with huge sides": frame(f"{teasers(9)}<h1>{TITLE}</h1>{DATE}{TEXT}{teasers(9, 'x')}{teasers(9, 'y')}"),
    "links in text": frame(f"<h1>{TITLE}</h1>{DATE}{LINKED}"),
    "list of documents": bare(f"<h1>{TITLE}</h1>{DATE}{DOCUMENTS}", TITLE),
    "questions": bare(f"<h1>{TITLE}</h1>{DATE}{QUESTIONS}"),
    "interview": frame(f"<h1>{TITLE}</h1>{DATE}{INTERVIEW}"),
    "results": frame(f"<h1>{TITLE}</h1>{DATE}{RESULTS}"),
    "photos": bare(f"<h1>{TITLE}</h1>{DATE}{PHOTOS}", TITLE),
    "photos in a frame": frame(f"<h1>{TITLE}</h1>{DATE}{PHOTOS}"),
    "files only": bare(f"<h1>{TITLE}</h1>{DATE}{FILES}", TITLE),
    "about contact": bare(f"<h1>Danh sách đầu mối liên hệ của các phòng chuyên môn</h1>{DATE}<p>{NOTICE}</p>", f"Liên hệ - {SITE}"),
    "about missing pages": bare(
        f"<h1>Nhiều trang giả mạo không còn tồn tại sau đợt rà soát</h1>{DATE}<p>Cơ quan chức năng cho biết nội dung này không còn tồn "
        f"tại trên mạng.</p>{TEXT}"
    ),
    "headline links to itself": frame(f"<h1><a href='{URL}'>{TITLE}</a></h1>{DATE}{TEXT}{RELATED}", TITLE),
    "inserted links": bare(
        f"<h1>{TITLE}</h1>{DATE}" + "".join(f"<p>{s}</p><p><a href='/x{n}'>{HEADS[n]}</a></p>" for n, s in enumerate(SENTENCES)), TITLE
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_an_article(name: str) -> None:
    found = article.extract(KEPT[name], {}, URL, Profile(), NOW)

    assert isinstance(found, Extraction), found.detail


def _own(name: str) -> Iterable[str]:
    return (NOTICE,) if "notice" in name else SENTENCES if name.startswith("article") else ()


@pytest.mark.parametrize("name", [name for name in KEPT if tuple(_own(name))])
def test_text_stays_the_articles_own(name: str) -> None:
    found = article.extract(KEPT[name], {}, URL, Profile(), NOW)

    assert isinstance(found, Extraction)
    assert found.title == TITLE
    assert found.blocks == tuple(_own(name))
