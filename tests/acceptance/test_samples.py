"""The five sample texts, boilerplate and all, in pages of the shapes they came from: exactly the article comes out.

The samples stay beside the project; where they are absent these tests are skipped. The pages are built here, in three layouts a sample,
and the extractor knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest

from crawler.extraction import article
from storage.documents import date_line, render, tidy
from storage.models import Extraction, Profile

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the sample documents are not beside the project")


@dataclass(frozen=True)
class Sample:
    """A sample taken apart: which of its lines are what. Everything else in the file is boilerplate."""

    host: str
    site: str
    title: str
    shown_date: str
    date_line: str
    lead: str
    body: tuple[str, ...]
    captions: frozenset[str]
    signature: str
    before: tuple[str, ...]  # boilerplate above the title
    below_date: tuple[str, ...]
    after: tuple[str, ...]  # boilerplate below the signature


@dataclass(frozen=True)
class Places:
    """Line numbers of a sample, empty lines not counted."""

    file: str
    host: str
    site: str
    title: int
    lead: int
    signature: int  # from the end
    date: int = -1
    date_line: str = ""
    captions: tuple[int, ...] = ()
    below_date: tuple[int, ...] = ()


SAMPLES = {
    "old newspaper": Places("000", "baothaibinh.example.vn", "Báo Thái Bình điện tử", 0, 2, 1, 1, "22/07/2017", (3,)),
    "newspaper": Places("001", "baothaibinh.example.vn", "Báo Thái Bình điện tử", 1, 4, 1, 2, "27/12/2023 16:41", (5, 9), (3,)),
    "department": Places("002", "stttt.example.gov.vn", "Sở Thông tin & Truyền thông Tỉnh Bình Thuận", 3, 5, 2, 4, "22/01/2014 11:26"),
    "television": Places("003", "laocaitv.example.vn", "Đài Phát thanh - Truyền hình tỉnh", 0, 2, 3, 1, "04/08/2020 16:56", (3, 6)),
    "television, press scheme": Places("004", "bacninhtv.example.vn", "Đài PT-TH Bắc Ninh", 0, 1, 5),
}  # fmt: skip


def read(places: Places) -> Sample:
    path = next(SEEDS.glob(f"{places.file}_*.txt"))
    lines = [line for raw in path.read_text("utf-8").split("\n") if (line := raw.strip())]
    end = len(lines) - places.signature
    return Sample(
        host=places.host,
        site=places.site,
        title=lines[places.title],
        shown_date=lines[places.date] if places.date >= 0 else "",
        date_line=places.date_line,
        lead=lines[places.lead],
        body=tuple(lines[places.lead + 1 : end]),
        captions=frozenset(lines[n] for n in places.captions),
        signature=lines[end],
        before=tuple(lines[: places.title]),
        below_date=tuple(lines[n] for n in places.below_date),
        after=tuple(lines[end + 1 :]),
    )


RELATED = (
    ("Khai trương trung tâm giám sát an toàn thông tin mạng của tỉnh", "21/11/2026"),
    ("Tập huấn kỹ năng số cho cán bộ Tổ công nghệ số cộng đồng", "20/11/2026"),
    ("Thông báo lịch tiếp công dân định kỳ tháng 12 năm 2026", "18/11/2026"),
    ("Kết quả giải quyết hồ sơ dịch vụ công trực tuyến quý IV", "17/11/2026"),
)
FORM = """<form action="/binh-luan" method="post"><label>Họ tên</label><input name="ten"><label>Email</label><input name="email">
<textarea name="noidung">Nội dung bình luận</textarea><label>Mã bảo mật</label><img src="/captcha.aspx?r=8831" alt="captcha">
<a href="javascript:void(0)">reset captcha</a><input name="ma"><input type="submit" value="Gửi bình luận"><input type="reset" value="Nhập lại">
<p>Tối thiểu 10 chữ Tiếng việt có dấu</p><p>Không chứa liên kết</p></form>"""
FOOT = """<p>Giấy phép số 45/GP-TTĐT do Sở Thông tin và Truyền thông cấp ngày 12/05/2019</p>
<p>Chịu trách nhiệm chính: Ban biên tập. Ghi rõ nguồn khi phát hành lại thông tin từ trang này.</p>"""
CLOCK = "Chủ nhật, 22/11/2026, 10:00[GMT+7]"


def menu(tag: str = "li") -> str:
    names = ("Trang chủ", "Giới thiệu", "Tin tức - Sự kiện", "Công nghệ thông tin", "Bưu chính - Viễn thông", "Văn bản", "Liên hệ")
    return "".join(f'<{tag}><a href="/muc-{n}">{name}</a></{tag}>' for n, name in enumerate(names))


def related() -> str:
    return "".join(f'<li><a href="/bai-{n}.html">{title}</a> <span>({day})</span></li>' for n, (title, day) in enumerate(RELATED))


def press(sample: Sample) -> str:
    """A newspaper's page: headline, date with counter, sapo outside the body, figures, author to the right, comments."""
    body = "".join(
        f'<figure><img src="/anh/{n}.jpg"><figcaption>{escape(line)}</figcaption></figure>'
        if line in sample.captions
        else f"<p>{escape(line)}</p>"
        for n, line in enumerate(sample.body)
    )
    counter = "".join(f'<span class="luot-xem">{escape(line)}</span>' for line in sample.below_date)
    stamp = f'<div class="thoi-gian">{escape(sample.shown_date)}</div>{counter}' if sample.shown_date else ""
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(sample.title)} - {escape(sample.site)}</title></head><body>
<header><div id="dong-ho">{CLOCK}</div><a href="/">{escape(sample.site)}</a><nav><ul>{menu()}</ul></nav></header>
<div class="wrap"><div class="cot-trai"><div class="duong-dan"><a href="/">Trang chủ</a> » <a href="/kt">Kinh tế</a></div>
<h1 class="tieu-de">{escape(sample.title)}</h1>{stamp}
<div class="cong-cu"><a href="#">Cỡ chữ</a> <a href="/in">Bản in</a> <a href="#">Chia sẻ</a></div>
<h2 class="sapo">{escape(sample.lead)}</h2><div class="noi-dung">{body}</div><p class="tac-gia" style="text-align:right"><b>{escape(sample.signature)}</b></p>
<div class="tin-lien-quan"><h3>Tin liên quan</h3><ul>{related()}</ul></div>
<div class="binh-luan"><h3>Ý kiến bạn đọc - Gửi bình luận</h3>{FORM}</div></div>
<aside><h3>Đọc nhiều</h3><ul>{related()}</ul><h3>Thăm dò ý kiến</h3><p>Bạn đánh giá trang tin thế nào?</p></aside></div><footer>{FOOT}</footer></body></html>"""


def tables(sample: Sample) -> str:
    """A department's page of 2010: layout tables without telling classes, captions in a row under the photo."""
    rows = []
    for n, line in enumerate(sample.body):
        if line in sample.captions:
            rows.append(
                f'<table align="center" width="450"><tr><td><img src="/Upload/{n}.jpg" width="450"></td></tr>'
                f'<tr><td align="center"><i>{escape(line)}</i></td></tr></table>'
            )
        else:
            rows.append(f'<p style="text-align: justify;"><span style="font-family:Arial">&nbsp;&nbsp;{escape(line)}</span></p>')
    extra = "".join(f"<br>{escape(line)}" for line in sample.below_date)
    stamp = f'<tr><td><font color="gray" size="1">{escape(sample.shown_date)}{extra}</font></td></tr>' if sample.shown_date else ""
    above = "".join(f"<tr><td>{escape(line)}</td></tr>" for line in sample.before if line != sample.title)
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{escape(sample.site)}</title></head><body>
<table width="1000" align="center"><tr><td colspan="3"><img src="/banner.jpg"><marquee>Chào mừng quý vị đến với {escape(sample.site)}</marquee></td></tr>
<tr><td colspan="3">{CLOCK}</td></tr>
<tr><td width="180" valign="top"><table>{"".join(f"<tr>{cell}</tr>" for cell in menu("td").split("</td>") if cell)}</table>
<b>Số lượt truy cập</b><br>Đang online: 12<br>Hôm nay: 1.204<br>Tổng cộng: 2.881.004</td>
<td valign="top"><table width="100%">{above}<tr><td><b><font size="4">{escape(sample.title)}</font></b></td></tr>{stamp}
<tr><td><strong>{escape(sample.lead)}</strong></td></tr><tr><td>{"".join(rows)}<p align="right"><strong>{escape(sample.signature)}</strong></p></td></tr>
<tr><td><a href="/in.aspx?id=7">Bản in</a> | <a href="/gui.aspx?id=7">Gửi bài viết</a> | <a href="javascript:history.go(-1)">[Trở về]</a></td></tr>
<tr><td><b>Các bài viết khác</b><ul>{related()}</ul></td></tr><tr><td>{FORM}</td></tr></table></td>
<td width="200" valign="top"><b>Văn bản mới</b><ul>{related()}</ul><b>Liên kết website</b><select><option>Chính phủ</option><option>Bộ TT&amp;TT</option></select></td></tr>
<tr><td colspan="3" align="center">{FOOT}</td></tr></table></body></html>"""


def modern(sample: Sample) -> str:
    """A TV station's page of today: divs with generated class names, one text container with <br><br>, comments with readers' words."""
    parts = []
    for n, line in enumerate(sample.body):
        if line in sample.captions:
            parts.append(
                f'</div><div class="x9_{n}"><img src="/img/{n}.webp" alt=""><p style="text-align:center"><em>{escape(line)}</em></p></div><div>'
            )
        else:
            parts.append(f"{escape(line)}<br><br>")
    stamp = f'<div class="_3ka"><span>{escape(sample.shown_date)}</span></div>' if sample.shown_date else ""
    counter = "".join(f'<div class="_3kb">{escape(line)}</div>' for line in sample.below_date)
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(sample.title)} | {escape(sample.site)}</title>
<meta property="og:site_name" content="{escape(sample.site)}"><meta property="og:title" content="{escape(sample.title)}"></head><body>
<div class="_1a"><div class="_1b">{CLOCK}</div><ul class="_1c">{menu()}</ul></div>
<div class="_2a"><div class="_2b"><span class="_2c"><a href="/thoi-su">Thời sự</a></span><h1 class="_2d">{escape(sample.title)}</h1>{stamp}{counter}
<div class="_2e">{escape(sample.lead)}</div><div class="_2f"><div>{"".join(parts)}</div></div><div class="_2g"><strong>{escape(sample.signature)}</strong></div>
<div class="_4a"><h4>Bình luận</h4><div class="_4b"><b>Minh</b> <span>21/11/2026 08:12</span><p>Bài viết rất hay, mong đài đưa tin nhiều hơn về chuyển đổi số ở cơ sở.</p><a href="#">Trả lời</a></div>{FORM}</div>
<div class="_5a"><h4>Tin cùng chuyên mục</h4><ul>{related()}</ul></div></div>
<div class="_6a"><h4>Xem nhiều</h4><ul>{related()}</ul></div></div><div class="_7a">{FOOT}</div></body></html>"""


LAYOUTS: dict[str, Callable[[Sample], str]] = {"press": press, "tables": tables, "modern": modern}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", SAMPLES)
def test_exactly_the_article_comes_out(name: str, layout: str) -> None:
    """Title, date line, lead, every caption and body line in page order, signature last; no line of boilerplate."""
    sample = read(SAMPLES[name])
    page = LAYOUTS[layout](sample)
    found = article.extract(page.encode(), {}, f"http://{sample.host}/tin-tuc/4/8812/bai-viet", Profile(), NOW)
    assert isinstance(found, Extraction), found
    wanted = [sample.title, sample.date_line, sample.lead, *sample.body, sample.signature]

    assert date_line(found.published) == sample.date_line
    assert render(found).split("\n\n") == [tidy(line) for line in wanted if line]
