"""Publication times: every form seen on portals, and every date on a page that is none."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction import datetext
from crawler.extraction.dates import published
from crawler.extraction.headline import headline
from crawler.extraction.tree import parse

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # a Sunday, 10:00 in Vietnam
BODY = "<p>" + "Đoàn kiểm tra đã làm việc với các xã về hạ tầng mạng và tổ công nghệ số cộng đồng. " * 6 + "</p>"
TITLE = "Kiểm tra hạ tầng số tại các xã vùng cao"


def page(before: str = "", between: str = "", after: str = "", head: str = "", title: str = TITLE) -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body>{before}"
        f"<div><h1>{title}</h1>{between}<div>{BODY}{BODY}</div>{after}</div></body></html>"
    )


def read(html: str, url: str = "https://so.example.vn/tin/1") -> str:
    tree = parse(html)
    return published(tree, headline(tree, url).element, url, NOW).value


FORMS = [
    ("19/4/2021 6:06:23 PM", "2021-04-19T18:06:23+07:00"),
    ("05 Th3 2024 14:30", "2024-03-05T14:30:00+07:00"),
    ("Ngày 5 tháng Giêng năm 2024", "2024-01-05"),
    ("Số hiệu: 12/TB-SKHCN | Ngày ban hành: 01/03/2024 | Ngày đăng: 05/03/2024 14:30", "2024-03-05T14:30:00+07:00"),
    ("Thứ 4, 27/12/2023 | 16:41:13", "2023-12-27T16:41:13+07:00"),
    ("16:56 04-08-2020 | :67", "2020-08-04T16:56:00+07:00"),
    ("22/07/2017", "2017-07-22"),
    ("22/01/2014 11:26:22", "2014-01-22T11:26:22+07:00"),
    ("Thứ hai - 11/11/2024 04:09", "2024-11-11T04:09:00+07:00"),
    ("Thứ ba, 25 Tháng 1 2022 16:22", "2022-01-25T16:22:00+07:00"),
    ("Gửi lúc: 05/12/2013 15:42:27", "2013-12-05T15:42:27+07:00"),
    ("Lượt xem: 7370 | Gửi lúc: 05/12/2013 15:42:27", "2013-12-05T15:42:27+07:00"),
    ("Ngày đăng : 16:10, 10/03/2025", "2025-03-10T16:10:00+07:00"),
    ("Submitted by Ban biên tập on 18 October 2019", "2019-10-18"),
    ("on 18 October 2019", "2019-10-18"),
    ("Cập nhật lúc: 08:15 ngày 02/06/2021", "2021-06-02T08:15:00+07:00"),
    ("Đăng ngày 3/4/2019", "2019-04-03"),
    ("5:30 CH 3/4/2019", "2019-04-03T17:30:00+07:00"),
    ("3/4/2019 5:30 SA", "2019-04-03T05:30:00+07:00"),
    ("3/4/2019 12:05:09 SA", "2019-04-03T00:05:09+07:00"),
    ("09/08/2020 | 05:07 PM", "2020-08-09T17:07:00+07:00"),
    ("14:30 | 05/03/2024", "2024-03-05T14:30:00+07:00"),
    ("05/03/2024, 14:30 (GMT+7)", "2024-03-05T14:30:00+07:00"),
    ("Thứ Ba, ngày 19/03/2024 | 11:24 (GMT+7)", "2024-03-19T11:24:00+07:00"),
    ("Chủ nhật, 10/11/2024, 06:01[GMT+7]", "2024-11-10T06:01:00+07:00"),
    ("14h30 ngày 5/3/2024", "2024-03-05T14:30:00+07:00"),
    ("14 giờ 30 phút, ngày 5/3/2024", "2024-03-05T14:30:00+07:00"),
    ("ngày 5 tháng 3 năm 2024", "2024-03-05"),
    ("Thứ Ba, ngày 5 tháng 3 năm 2024, 08:05", "2024-03-05T08:05:00+07:00"),
    ("5 Tháng Ba, 2024", "2024-03-05"),
    ("Tháng Mười Hai 5, 2023", "2023-12-05"),
    ("Tháng 3 5, 2024 lúc 9:07", "2024-03-05T09:07:00+07:00"),
    ("2024-03-05T14:30:00Z", "2024-03-05T21:30:00+07:00"),
    ("2024-03-05 14:30:12", "2024-03-05T14:30:12+07:00"),
    ("2024-03-05", "2024-03-05"),
    ("2024/03/05 14:30", "2024-03-05T14:30:00+07:00"),
    ("08/04/21", "2021-04-08"),
    ("08/04/21 10:20", "2021-04-08T10:20:00+07:00"),
    ("3.2.2021", "2021-02-03"),
    ("03.02.2021 - 7:05", "2021-02-03T07:05:00+07:00"),
    ("March 5, 2024 2:30 PM", "2024-03-05T14:30:00+07:00"),
    ("Mar 5th, 2024", "2024-03-05"),
    ("05-Mar-2024 09:15", "2024-03-05T09:15:00+07:00"),
    ("27/12/2023 | lượt xem: 1.234", "2023-12-27"),
    ("Thứ sáu, 10/05/2024 15:30:45 - Đã xem: 421", "2024-05-10T15:30:45+07:00"),
    ("Ngày đăng: 12/09/2022 8:00:00 SA Lượt xem: 15", "2022-09-12T08:00:00+07:00"),
    ("07/01/2025 09:12 GMT+7", "2025-01-07T09:12:00+07:00"),
    ("T3, 05/03/2024 07:00", "2024-03-05T07:00:00+07:00"),
    ("Ngày 27 tháng 12 năm 2023 lúc 16:41", "2023-12-27T16:41:00+07:00"),
    ("Cập nhật: 06-10-2017 - 10:37", "2017-10-06T10:37:00+07:00"),
    ("Cập nhật : 06-10-2017 - 10:37", "2017-10-06T10:37:00+07:00"),
    ("Thời gian đăng: 10/03/2025 16:10", "2025-03-10T16:10:00+07:00"),
    ("Tác giả: Lê Na | 16:10 10/03/2025 | Lượt xem: 12", "2025-03-10T16:10:00+07:00"),
    ("Post date: 10/03/2025 16:10 | View count: 842", "2025-03-10T16:10:00+07:00"),
    ("10/03/2025 16 giờ 10", "2025-03-10T16:10:00+07:00"),
    ("(10/03/2025)", "2025-03-10"),
    ("Thứ Hai, 10/03/2025, 16:10 [(GMT +7)]", "2025-03-10T16:10:00+07:00"),
]


@pytest.mark.parametrize(("text", "value"), FORMS)
@pytest.mark.parametrize("shape", ["<div class='x'>{}</div>", "<p><i>{}</i></p>", "<span class='ngaydang'>{}</span><br>"])
def test_form_below_headline(text: str, value: str, shape: str) -> None:
    assert read(page(between=shape.format(text))) == value


@pytest.mark.parametrize(("text", "value"), FORMS[:20])
def test_form_above_headline(text: str, value: str) -> None:
    assert read(page(before=f"<div class='crumb'>Tin tức</div><p>{text}</p>")) == value


@pytest.mark.parametrize(
    ("between", "value"),
    [
        ("<span>27/12/2023</span><span>16:41</span>", "2023-12-27T16:41:00+07:00"),
        ("<div>27/12/2023</div><div>16:41</div>", "2023-12-27T16:41:00+07:00"),
        ("<div>16:41</div><div>27/12/2023</div>", "2023-12-27T16:41:00+07:00"),
        ("<ul><li>Thứ tư</li><li>27/12/2023</li><li>Lúc 16h41</li></ul>", "2023-12-27T16:41:00+07:00"),
        ("<div>Ngày đăng: 20/12/2023 08:00</div><div>Cập nhật: 27/12/2023 16:41</div>", "2023-12-20T08:00:00+07:00"),
        ("<div>Cập nhật: 27/12/2023 16:41 | Ngày đăng: 20/12/2023 08:00</div>", "2023-12-20T08:00:00+07:00"),
        ("<div>Cập nhật lúc 16:41 27/12/2023</div>", "2023-12-27T16:41:00+07:00"),
        ('<time datetime="2023-12-27T16:41:00+07:00">27/12/2023</time>', "2023-12-27T16:41:00+07:00"),
        ('<time datetime="2023-12-27T09:41:00Z">27 tháng 12</time>', "2023-12-27T16:41:00+07:00"),
        ('<div class="PostDate">27/12/2023 16:41<a href="/in">In bài</a> <span>Cỡ chữ</span></div>', "2023-12-27T16:41:00+07:00"),
    ],
)
def test_pieces(between: str, value: str) -> None:
    assert read(page(between=between)) == value


@pytest.mark.parametrize(
    "html",
    [
        page(before="<div class='header'>Chủ nhật, 22/11/2026, 10:00</div>", between="{}"),
        page(before="<header><p>Chủ nhật, 22/11/2026 | 09:59 (GMT+7)</p></header>", between="{}"),
        page(before="<div id='clock'>Thứ Bảy, 21/11/2026 23:12</div>", between="{}"),
        page(between="{}", after="<footer>Giấy phép số 12/GP-TTĐT cấp ngày 22/05/2020</footer>"),
        page(between="{}", after="<div>Giấy phép số 12/GP-TTĐT ngày 22/05/2020</div>"),
        page(between="{}", after="<h3>Các tin khác</h3><ul><li><a href='/a'>Hội nghị tổng kết</a> (20/05/2024)</li></ul>"),
        page(between="{}", after="<div class='tin-lien-quan'><p><a href='/a'>Hội nghị</a> 20/05/2024 07:10</p></div>"),
        page(between="{}", after="<div class='comments'><p>Lan</p><p>Gửi lúc: 20/05/2024 07:10</p><p>Hay quá</p></div>"),
        page(between="{}<p>Ngày 20/5/2024, Sở đã tổ chức hội nghị triển khai nhiệm vụ với sự tham dự của các đơn vị.</p>"),
        page(between="{}<p>Sáng 20/05/2024, đoàn đã kiểm tra.</p>"),
        page(between="{}<p>Thời gian: 14h00 ngày 20/12/2026</p>"),
        page(between="{}", title="Quyết định số 119/QĐ-UBND ngày 11/01/2013 của UBND tỉnh về phê duyệt đề án"),
        page(between="{}", head='<meta property="article:published_time" content="2026-11-02+0708:55:00">'),
        page(
            between="{}",
            head='<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"2026-10-02T08:55:00+07:00"}}</script>',
        ),
        page(before="<ul class='menu'><li>Hôm nay: 22/11/2026</li></ul>", between="{}"),
        page(before="<div>Tin mới</div><ul><li><a href='/x'>Khai giảng</a><span>19/11/2026</span></li></ul>", between="{}"),
    ],
)
def test_decoys(html: str) -> None:
    with_date = html.replace("{}", "<div>Thứ sáu - 10/05/2024 15:30</div>").replace("{{", "{").replace("}}", "}")
    assert read(with_date) == "2024-05-10T15:30:00+07:00"


@pytest.mark.parametrize(
    "html",
    [
        page(before="<div class='header'>Chủ nhật, 22/11/2026, 10:00</div>"),
        page(before="<div>Chủ nhật, 22/11/2026 | 10:00:11 (GMT+7)</div>"),
        page(after="<footer>Giấy phép số 12/GP-TTĐT cấp ngày 22/05/2020</footer>"),
        page(after="<div>Số giấy phép 33/GP-BC cấp ngày 22/05/2020 10:00</div>"),
        page(
            after=(
                "<ul><li><a href='/a'>Hội nghị tổng kết công tác năm (20/05/2024)</a></li><li><a href='/b'>Họp báo 19/05/2024</a></li></ul>"
            )
        ),
        page(between="<p>Sáng ngày 27/12/2023, Sở tổ chức hội nghị tổng kết công tác năm và triển khai nhiệm vụ.</p>"),
        page(between="<div>Ngày đăng: 25/12/2026 08:00</div>"),
        page(title="Quyết định số 119/QĐ-UBND ngày 11/01/2013 của UBND tỉnh về phê duyệt đề án"),
    ],
)
def test_no_date_at_all(html: str) -> None:
    assert read(html) == ""


STATES = tuple(
    f"<script {kind}>{state}</script>".replace("@", TITLE)
    for kind, state in (
        ("type='application/json'", '{"post":{"title":"@","publishedAt":"2024-03-05T07:30:00.000Z","updatedAt":"2024-04-01"}}'),
        ("", 'window.__NUXT__={data:[{article:{title:"@",publish_date:"2024-03-05 14:30:00",views:12}}]}'),
        ("type='application/json'", f'{{"title":{json.dumps(TITLE)},"publishTime":1709623800000}}'),
        ("", f'var old=[{{title:"Tin khác",publishTime:1609623800}}],{" " * 200} now={{title:"@",publishTime:1709623800}}'),
    )
)


@pytest.mark.parametrize(
    ("html", "url", "value"),
    [
        (page(), "https://a.vn/portal/Pages/2021-10-5/Kiem-tra.aspx", "2021-10-05"),
        (page(), "https://a.vn/upload/80571/20190426/x.html", "2019-04-26"),
        (page(), "https://a.vn/tin/10000000-20291.html", ""),
        (page(), "https://a.vn/tin-moi-188240305143000123.htm", ""),
        (page(), "https://a.vn/tin-moi-20240305143000123.htm", "2024-03-05"),
        (
            page(head='<script type="application/ld+json">{"@type":"WebPage","datePublished":"2024-03-05T07:30:00Z"}</script>'),
            "https://a.vn/1",
            "2024-03-05T14:30:00+07:00",
        ),
        *((page(head=state), "https://a.vn/1", "2024-03-05T14:30:00+07:00") for state in STATES),
        (page(between="<p>05/03/2024</p>", head=STATES[0]), "https://a.vn/1", "2024-03-05T14:30:00+07:00"),
        (page(between="<p>06/03/2024</p>", head=STATES[0]), "https://a.vn/1", "2024-03-06"),
        (page(after="<p>Ngày đăng: 06/10/2017 10:37</p>"), "https://a.vn/1", "2017-10-06T10:37:00+07:00"),
        (page(after="<p>Cập nhật: 06-10-2017 - 10:37</p>"), "https://a.vn/1", "2017-10-06T10:37:00+07:00"),
        (
            page(head='<meta property="article:published_time" content="2024-03-05T14:30:00+00:00">'),
            "https://a.vn/1",
            "2024-03-05T21:30:00+07:00",
        ),
        (page(head='<meta property="article:published_time" content="2026-11-02+0708:55:00">'), "https://a.vn/1", "2026-11-02"),
        (page(head='<meta property="article:published_time" content="2024-03-05T00:00:00">'), "https://a.vn/1", "2024-03-05"),
        (page(head='<meta property="article:published_time" content="2027-03-05T00:00:00">'), "https://a.vn/1", ""),
        (
            page(
                head=(
                    "<script"
                    ' type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-03-05T07:01:02+07:00"}]}</script>'
                )
            ),
            "https://a.vn/1",
            "2024-03-05T07:01:02+07:00",
        ),
        (
            page(between="<p>05/03/2024</p>", head='<meta itemprop="datePublished" content="2024-03-05T07:01:02+07:00">'),
            "https://a.vn/1",
            "2024-03-05T07:01:02+07:00",
        ),
    ],
)
def test_other_evidence(html: str, url: str, value: str) -> None:
    assert read(html, url) == value


LEAD = (
    "<p class='x'>Trong hai ngày làm việc, đoàn đã đến tám xã, gặp hơn hai trăm hộ dân, lắng nghe khó khăn và thống nhất cách tháo gỡ "
    "để kịp hoàn thành trước mùa mưa năm nay theo đúng tiến độ.</p>"
)
MENU = "<ul>" + "".join(f"<li><a href='/{i}'>Mục số {i}</a></li>" for i in range(8)) + "</ul>"
AT = "2024-05-10T15:30:00+07:00"


def listed(shape: str) -> str:
    return "".join(shape.format(i=i) for i in range(5))


LINK_THEN_DAY = "<div><a href='/{i}'>Một bản tin khác ở xã số {i}</a></div><div class='date'>1{i}/06/2024 08:00</div>"
DAY_THEN_LINK = "<li><span class='date'>1{i}/06/2024</span> <a href='/{i}'>Một bản tin khác ở xã số {i}</a></li>"
LAYOUTS = {
    "menu clock old day": (page(before="<div>Thứ Năm, 07/11/2024 - 08:27</div>" + MENU, between="<div>10/05/2024 15:30</div>"), AT),
    "menu clock only": (page(before="<div>Thứ Năm, 07/11/2024 - 08:27</div>" + MENU), ""),
    "after lead": (page(between=LEAD + "<div>10/05/2024 15:30</div>"), AT),
    "after lead day": (page(between=LEAD + "<div>10/05/2024</div>"), "2024-05-10"),
    "place date only": (page(between="<p><i>Phan Thiết, ngày 5 tháng 3 năm 2024</i></p>", after="<p>Ngày đăng: 10/05/2024 15:30</p>"), AT),
    "table issue": (
        page(
            between=(
                "<table><tr><td>Số ký hiệu</td><td>12/QĐ</td></tr><tr><td>Ngày ban"
                " hành</td><td>11/01/2013</td></tr></table><div>Đăng lúc: 10/05/2024 15:30</div>"
            )
        ),
        AT,
    ),
    "table issue none": (page(between="<table><tr><td>Ngày ban hành</td><td>11/01/2013</td></tr></table>"), ""),
    "dt dd": (page(between="<dl><dt>Ngày đăng:</dt><dd>10/05/2024 15:30</dd><dt>Cập nhật:</dt><dd>11/05/2024 10:00</dd></dl>"), AT),
    "update first dl": (
        page(between="<dl><dt>Cập nhật:</dt><dd>11/05/2024 10:00</dd><dt>Ngày đăng:</dt><dd>10/05/2024 15:30</dd></dl>"),
        AT,
    ),
    "joomla": (
        page(
            between=(
                "<dl class='article-info'><dd>Viết bởi Super User</dd><dd>Được đăng: Thứ sáu, 10 Tháng 5 2024"
                " 15:30</dd><dd>Cập nhật lần cuối: Thứ bảy, 11 Tháng 5 2024 08:00</dd><dd>Lượt xem: 120</dd></dl>"
            )
        ),
        AT,
    ),
    "by at": (page(between="<p>Đăng bởi Nguyễn Văn An vào lúc 15:30 10/05/2024</p>"), AT),
    "us": (page(between="<p>5/27/2024 3:30 PM</p>"), "2024-05-27T15:30:00+07:00"),
    "en weekday": (page(between="<p>Friday, 10 May 2024 | 03:30 PM</p>"), AT),
    "en weekday2": (page(between="<p>Friday, May 10, 2024 3:30:00 PM</p>"), AT),
    "tooltip": (page(between="<span title='10/05/2024 15:30'>2 ngày trước</span>"), AT),
    "comments no class": (
        page(between="<p>10/05/2024 15:30</p>", after="<h4>Bình luận (2)</h4><p>Lan</p><p>Gửi lúc 20/06/2024 10:00</p><p>Hay</p>"),
        AT,
    ),
    "comments only": (page(after="<h4>Ý kiến bạn đọc</h4><p>Lan</p><p>Gửi lúc 20/06/2024 10:00</p><p>Hay</p>"), ""),
    "list before": (page(before="<div>Tin mới</div>" + listed(LINK_THEN_DAY), between="<div>10/05/2024 15:30</div>"), AT),
    "list before only": (page(before="<div>Tin mới</div>" + listed(LINK_THEN_DAY)), ""),
    "list after only": (page(after="<h3>Tin liên quan</h3>" + listed(LINK_THEN_DAY)), ""),
    "list after no heading": (page(after=listed(LINK_THEN_DAY)), ""),
    "list dates first": (page(after=listed(DAY_THEN_LINK)), ""),
    "breadcrumb between": (
        page(before="<p>10/05/2024 15:30</p><div class='tools'><a href='/in'>In</a><a href='/mail'>Email</a></div>"),
        AT,
    ),
    "category with": (page(between="<div><a href='/tin'>Tin hoạt động</a> | 10/05/2024 15:30</div>"), AT),
    "category link big": (
        page(between="<div><a href='/tin'>Tin hoạt động của Sở và các đơn vị trực thuộc</a> - 10/05/2024 15:30</div>"),
        AT,
    ),
    "wrapper related": (f"<html><body><div class='tin-moi'><h1>{TITLE}</h1><p>10/05/2024 15:30</p>{BODY}</div></body></html>", AT),
    "wrapper aside header": (f"<html><body><header><h1>{TITLE}</h1><p>10/05/2024 15:30</p></header><main>{BODY}</main></body></html>", AT),
    "page-header banner": (
        f"<html><body><div class='page-header'><h1>{TITLE}</h1></div><div class='meta'>10/05/2024"
        f" 15:30</div><div>{BODY}</div></body></html>",
        AT,
    ),
    "inline after h1 text": (f"<html><body><div><h1>{TITLE}</h1>(10/05/2024 15:30)<br>{BODY}</div></body></html>", AT),
    "in h1": (f"<html><body><div><h1>{TITLE} <span class='date'>(10/05/2024 15:30)</span></h1>{BODY}</div></body></html>", AT),
    "in td": (
        f"<html><body><table><tr><td><b>{TITLE}</b></td></tr><tr><td>(Cập nhật: 10/05/2024"
        f" 15:30)</td></tr><tr><td>{BODY}</td></tr></table></body></html>",
        AT,
    ),
    "date-line source": (page(between="<p>(Binhthuan.gov.vn) - 10/05/2024 15:30</p>"), AT),
    "begin body": (
        page(
            between=(
                "<p>10/05/2024 15:30:00 (stttt.example.vn) – Vừa qua, đoàn công tác của Sở đã làm việc với các huyện về"
                " việc triển khai hạ tầng số trên địa bàn toàn tỉnh trong năm.</p>"
            )
        ),
        AT,
    ),
    "event next": (page(between="<p>10/05/2024</p><p>Thời gian: 14:00 ngày 20/05/2024</p>"), "2024-05-10"),
    "iso tz": (page(between='<time datetime="2024-05-10T08:30:00+00:00">10 tháng 5, 2024</time>'), AT),
    "iso text": (page(between='<time pubdate datetime="2024-05-10T15:30:00+07:00"></time><p>x</p>'), AT),
    "two col dates": (page(between="<div><span>Thứ sáu</span><span>10/05/2024</span><span>15:30</span></div>"), AT),
    "day month split": (page(between="<div class='date'><span>10</span><span>Tháng 5</span><span>2024</span></div>"), "2024-05-10"),
    "calendar icon": (page(between="<div class='cal'><div>10</div><div>Tháng 5, 2024</div></div>"), "2024-05-10"),
    "leaf above": (page(before="<div class='cal'><b>10</b><span>05/2024</span></div>"), "2024-05-10"),
    "leaf of three": (page(before="<div class='cal'><div>10</div><div>Th5</div><div>2024</div></div>"), "2024-05-10"),
    "leaf, month first": (page(between="<div class='cal'><div>Tháng 5</div><div>10</div><div>2024</div></div>"), "2024-05-10"),
    "leaf in English": (page(before="<div class='cal'><span>May</span><span>10</span><span>2024</span></div>"), "2024-05-10"),
    "buttons beside": (page(between="<div><span>10/5/2024 3:30 PM</span><a>A+</a><a>A-</a><a href='#'>In bài</a></div>"), AT),
    "label element": (page(between="<div><label>Ngày đăng</label><div>10/05/2024 15:30</div></div>"), AT),
    "far from it": (page(before="<p><a href='/a'>Quy trình cấp phép đầu tư</a></p><div><div>3:30 CH 10/05/2024</div></div>"), ""),
    "gmt": (page(between="<p>Fri, 10 May 2024 08:30:00 GMT</p>"), AT),
    "utc+7": (page(between="<p>10/05/2024 15:30 UTC+7</p>"), AT),
    "star": (page(between="<p>15:30 | Thứ Sáu, 10/05/2024</p>"), AT),
    "nam": (page(between="<p>15:30, Thứ Sáu ngày 10 tháng 05 năm 2024</p>"), AT),
    "post updated same line": (page(between="<p>Ngày đăng: 10/05/2024 15:30 - Ngày cập nhật: 12/05/2024 09:00</p>"), AT),
    "luot xem first": (page(between="<p>Lượt xem: 12.345 | 10/05/2024 15:30</p>"), AT),
    "views 2024": (page(between="<p>10/05/2024 15:30 2024 lượt xem</p>"), AT),
    "script date": (page(between="<p><script>document.write('01/01/2020')</script>10/05/2024 15:30</p>"), AT),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str) -> None:
    html, value = LAYOUTS[name]
    assert read(html) == value


BOXED = (
    "<div class='edn'><div class='edn_top'><span>Thứ Sáu, 10 Tháng Năm 2024 15:30</span><span>Trong mục: Media</span></div>"
    "<h2>{}</h2>{}</div>"
)


@pytest.mark.parametrize(
    "box",
    [
        "<p><a href='/a'>Quỹ đất còn trống</a></p><div class='body'><div>3:30 CH 10/05/2024</div><div class='news-title'>{}</div>{}</div>",
        "<h3>Media</h3>" + BOXED,
        BOXED.replace("</h2>", "</h2><p>Thời gian: 9 giờ 44 phút, ngày 12/05/2024.</p>"),
    ],
)
def test_a_date_in_the_headlines_box(box: str) -> None:
    assert read(f"<html><head><title>{TITLE}</title></head><body>{box.format(TITLE, LEAD + LEAD)}</body></html>") == AT


@pytest.mark.parametrize("line", ["Được in lúc 12:00 ngày 20/11/2026", "Cập nhật trang: 20/11/2026", "In ngày: 20/11/2026 08:00"])
def test_the_day_of_printing_is_none(line: str) -> None:
    assert read(page(between=f"<div>{line}</div>")) == ""


def test_fresh_article_is_no_clock() -> None:
    assert read(page(between="<div>Chủ nhật - 22/11/2026 09:58</div>")) == "2026-11-22T09:58:00+07:00"


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_line_is_read(text: str) -> None:
    for found in datetext.find(text):
        assert found.value
    datetext.machine(text)
    datetext.lone_time(text)


@given(st.datetimes(min_value=datetime(1996, 1, 1), max_value=datetime(2026, 11, 1)))  # noqa: DTZ001 - hypothesis wants naive bounds
@settings(max_examples=100, deadline=None)
def test_round_trip(moment: datetime) -> None:
    (found,) = datetext.find(f"Ngày đăng: {moment:%H:%M} {moment.day}/{moment.month}/{moment:%Y}")
    assert found.value == f"{moment:%Y-%m-%dT%H:%M}:00+07:00"


EVENTS = (
    "Thời gian thực hiện: từ 7 giờ 45 phút đến 17 giờ, ngày 26/05/2022.",
    "Sáng ngày 26/5/2022, tại hội trường tầng hai",
    "Vào hồi 8 giờ 00, ngày 26 tháng 5 năm 2022",
    "Hạn nộp hồ sơ: 26/05/2022",
    "Thời gian họp: Thứ Năm, 26/05/2022 lúc 08:00",
)
NOTICE = "<p>Văn phòng báo để các phòng và đơn vị trực thuộc biết, cử người dự đúng thành phần.</p>"


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("27/05/2022", "2022-05-27"),
        ("19:55 27-05-2022", "2022-05-27T19:55:00+07:00"),
        ("14 giờ 30 phút, ngày 27 tháng 5 năm 2022", "2022-05-27T14:30:00+07:00"),
        ("Thứ sáu, ngày 27 tháng 05 năm 2022", "2022-05-27"),
    ],
)
def test_the_date_beside_the_headline_beats_the_day_of_an_event(event: str, line: str, value: str) -> None:
    for before, after in (("", f"<div>{line}</div>"), (f"<div>{line}</div>", "")):
        html = f"<html><body><div>{before}<h2>{TITLE}</h2>{after}{NOTICE}<p>{event}</p>{NOTICE}</div></body></html>"
        assert read(html) == value


CLOCKS = ("<div class='top'><div class='clock'>Chủ nhật, 22/11/2026, 09:12 (GMT+7)</div></div>", "<div>Chủ nhật, 22/11/2026 09:12:33</div>")
GRAPH = (
    '<script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],"headline":"x","datePublished":"2024-03-05T14:30:00+07:00"}]}'
    "</script>"
)
BESIDE = [
    (f"<h1>{TITLE}</h1><div>Thứ ba, ngày 05 tháng 03 năm 2024</div>{BODY}{GRAPH}", "2024-03-05T14:30:00+07:00"),
    (f"<h1>{TITLE}</h1>{BODY}{GRAPH}", "2024-03-05T14:30:00+07:00"),
    (f"<h1>{TITLE}</h1><span data-time='1709623800'>2 năm trước</span>{BODY}", "2024-03-05T14:30:00+07:00"),
    (f"<h1>{TITLE}</h1><p>Minh Anh - 05/03/2024 14:30</p>{BODY}", "2024-03-05T14:30:00+07:00"),
    (f"<h1>{TITLE}</h1><p>Đăng bởi Minh Anh lúc 14:30, ngày 05/03/2024 - 1.234 lượt xem</p>{BODY}", "2024-03-05T14:30:00+07:00"),
    (f"<table><tr><td>{TITLE} <span>(05/03/2024)</span></td></tr><tr><td>{BODY}</td></tr></table>", "2024-03-05"),
    (f"<table><tr><td>{TITLE} <div>(14:30, 05/03/2024)</div></td></tr><tr><td>{BODY}</td></tr></table>", "2024-03-05T14:30:00+07:00"),
    (f"<div><b>{TITLE}</b> (05/03/2024)</div><div>{BODY}</div>", "2024-03-05"),
]


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize(("main", "value"), BESIDE)
def test_no_clock_beats_the_articles_own_date(clock: str, main: str, value: str) -> None:
    tree = parse(f"<html><head><title>Sở KH&amp;CN</title></head><body>{clock}{main}</body></html>")
    found = headline(tree, "https://so.example.vn/tin/1")

    assert found.text == TITLE
    assert published(tree, found.element, "https://so.example.vn/tin/1", NOW).value == value


def test_a_day_in_the_address_beats_dates_of_lists() -> None:
    links = "".join(f"<li><a href='/{n}'>Một tin khác của tuần trước</a> <span>0{n}/07/2025</span></li>" for n in range(1, 5))
    html = page(before=CLOCKS[1], after=f"<ul>{links}</ul><p>Giấy phép số 12 cấp ngày 22/03/2019</p>")

    assert read(html, "https://so.example.vn/2024-3-9/tin-1.html") == "2024-03-09"


@pytest.mark.parametrize(
    ("before", "head"),
    [
        ("<div>Ngày đăng: 22/11/2026 09:59</div>", ""),
        ("<div class='post-date'>22/11/2026 09:59</div>", ""),
        ("<div>Chủ nhật, 22/11/2026, 09:59 (GMT+7)</div>", "<meta property='article:published_time' content='2026-11-22T09:59:00+07:00'>"),
    ],
)
def test_an_article_fetched_moments_after_it_was_published_keeps_its_date(before: str, head: str) -> None:
    assert read(page(before=before, head=head)) == "2026-11-22T09:59:00+07:00"
