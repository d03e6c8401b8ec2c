"""Ways on from a list that are no links: boxes, functions that send forms, repeaters, answers that are nothing but a list; broken feeds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.discovery import continuity, feeds, pager, sheet
from crawler.discovery.dialogue import Reply
from crawler.discovery.page import parse

NOW = datetime(2026, 11, 22, tzinfo=UTC)
URL = "http://so.example.vn/tin?loai=2"
KIND = '<input type="hidden" name="loai" value="2">'
FORM = '<form name="f" method="{}" action="/tin">' + KIND + '<input type="hidden" name="trang" value="1">{}</form>'


def ways(markup: str, ordinal: int = 1) -> list[pager.NextPage]:
    tree = parse(f"<html><body>{markup}</body></html>")
    assert tree is not None
    return pager.next_pages(tree, URL, ordinal)


@pytest.mark.parametrize("change", ["this.form.submit()", "location.href='?loai=2&amp;trang='+this.value", "__doPostBack('trang','')"])
def test_a_box_to_choose_the_page_from(change: str) -> None:
    options = "".join(f"<option value={n}{' selected' if n == 2 else ''}>Trang {n}</option>" for n in (1, 2, 3))
    box = f'<form method="get" action="/tin">{KIND}<select name="so" onchange="{change}">{options}</select></form>'
    found = ways(box, 2)

    assert found[0].url == "http://so.example.vn/tin?loai=2&so=3"
    assert ways(box, 3) == []  # it names all pages there are
    assert ways(box.replace('name="so"', 'name="thang"').replace("Trang ", "")) == []  # months


@pytest.mark.parametrize(
    "body",
    [
        "document.f.trang.value=n;document.f.submit();",
        "document.forms['f'].trang.value = n; document.forms['f'].submit()",
        "var x=1; document.getElementsByName('trang')[0].value = n; document.f.submit();",
        "$('input[name=trang]').val(n); $('form').submit();",
    ],
)
def test_a_function_that_sends_a_form(body: str) -> None:
    script = f"<script>function toi(n) {{ {body} }}</script>"
    numbers = "<b>1</b><a href='javascript:toi(2)'>2</a><a href='#' onclick='toi(3)'>3</a>"
    post = ways(FORM.format("post", numbers) + script)
    get = ways(FORM.format("get", numbers) + script)

    assert post[0].post
    assert dict(post[0].form) == {"loai": "2", "trang": "2"}
    assert get[0].url == "http://so.example.vn/tin?loai=2&trang=2"


def test_a_function_that_goes_to_an_address() -> None:
    script = "<script>var goc='/tin?loai=2&trang='; function toi(n) { window.location.href = '/tin?loai=2&trang=' + n; }</script>"

    assert ways("<b>1</b> <a onclick='toi(2)' href='#'>2</a> <a onclick='toi(3)' href='#'>3</a>" + script)[0].url.endswith("trang=2")


def test_a_function_that_is_no_pager_is_left_alone() -> None:
    assert ways("<a href='javascript:moCuaSo(2)'>2</a><script>function moCuaSo(n) { alert(n); }</script>") == []


def test_buttons_of_a_repeater_are_one_pager() -> None:
    row = "<a href=\"javascript:__doPostBack('r$ctl{:02}$so','')\">{}</a>"
    first, second = (
        ways("<form method=post>" + "".join(row.format(k, n) for k, n in enumerate(window) if n != here) + "</form>", here)[0]
        for here, window in ((1, (1, 2)), (2, (1, 2, 3)))
    )

    assert first.template == second.template


def test_lists_kept_as_data() -> None:
    data = "[{&quot;tieuDe&quot;: &quot;Hội nghị chuyển đổi số toàn tỉnh&quot;, &quot;lienKet&quot;: &quot;/tin/77&quot;}]"
    script = '<script type="application/json">{"bai": [{"title": "Tập huấn an toàn thông tin năm nay", "url": "/tin/78"}]}</script>'
    body = f"<html><body><div data-ds='{data}'></div>{script}<noscript>x</noscript></body></html>".encode()

    found = sheet.read(Reply(status=200, url=URL, headers={"content-type": "text/html; charset=utf-8"}, body=body, at=NOW), NOW)

    assert {mention.href for mention in found.mentions} >= {"http://so.example.vn/tin/77", "http://so.example.vn/tin/78"}


@pytest.mark.parametrize(
    ("address", "following"),
    [("/api/tin?nhom=2&trang=1", "/api/tin?nhom=2&trang=2"), ("/ajax?c=1&offset=4", "/ajax?c=1&offset=8"), ("/api/tin?nhom=2", "")],
)
def test_the_address_of_a_bare_list_counts_on(address: str, following: str) -> None:
    page = pager.counted(f"http://so.example.vn{address}", 2, 4)

    assert (page.url.removeprefix("http://so.example.vn") if page else "") == following


def test_a_broken_feed_keeps_its_addresses() -> None:
    item = "<item><title>Tin & bài&nbsp;mới</title><link> /tin/7?a=1&b=2 </link></item>"
    feed = feeds.read(f"\n<?xml version='1.0'?><rss version=2.0><channel><title>Sở & ngành</title>{item}".encode(), {}, URL, NOW)

    assert feed is not None
    assert feed.broken
    assert [entry.url for entry in feed.items] == ["http://so.example.vn/tin/7?a=1&b=2"]


def test_what_meets_a_head_and_what_does_not() -> None:
    old = [f"http://so.example.vn/{n}" for n in range(20, 10, -1)]
    new = [f"http://so.example.vn/{n}" for n in range(60, 20, -1)]
    head = continuity.head(old)

    assert continuity.meets([*new, *old], head)
    assert not continuity.meets(new, head)
    assert not continuity.meets([old[-1], *new], head)  # one alone may be pinned
    assert continuity.meets([new[-2], new[-1], old[0]], head)
    assert continuity.rising([(url, "") for url in reversed(old)])
    assert not continuity.rising([(url, "") for url in old])
    assert continuity.rising([("a", "2026-01-01"), ("b", "2026-01-02"), ("c", "2026-01-02"), ("d", "2026-02-01")])


@pytest.mark.parametrize(
    "sign",
    [
        '<img src="/images/n.gif" alt="Tiếp theo">',
        '<img src="/images/n.gif" title="Trang sau">',
        '<i class="fa fa-angle-right"></i>',
        '<svg class="icon" aria-label="Trang tiếp"></svg>',
        '<span class="icon-next"></span>',
    ],
)
def test_a_link_to_the_next_page_without_a_word(sign: str) -> None:
    onward = "/Lists/Tin/View.aspx?Paged=TRUE&p_ID=4779&PageFirstRow=11"

    assert [way.url for way in ways(f'<table><tr><td>1 - 10</td><td><a href="{onward}">{sign}</a></td></tr></table>')] == [
        f"http://so.example.vn{onward}"
    ]


@pytest.mark.parametrize(
    "press", ["location.href='?trang=2'", "window.location = '/tin?loai=2&amp;trang=2'", "location.assign('?loai=2&amp;trang=2')"]
)
def test_a_box_that_goes_to_the_next_page_when_it_is_pressed(press: str) -> None:
    (way,) = ways(f'<div class="pages"><div class="next" onclick="{press}">Sau</div></div>')

    assert way.url.endswith("trang=2")
