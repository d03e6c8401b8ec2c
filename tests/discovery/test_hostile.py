"""Pages made to cost: every one is read in bounded time, old tables are read right."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest

from crawler.discovery import sheet
from crawler.discovery.dialogue import Reply

HOSTILE = {
    "one container, one address, thousands of links": lambda: (
        "<div><div>" + "<i></i>" * 150_000 + "<a href='/x'>Một tiêu đề dài đủ để là bài viết của cổng</a>" * 5000 + "</div></div>"
    ),
    "deep nesting": lambda: "<div>" * 100_000 + "<a href='/bai-viet-so-mot-cua-cong-123.html'>Bài viết số một của cổng</a>",
    "a class without end": lambda: f"<div class='{'a ' * 900_000}'>" + "<a href='/tin-tuc-moi-nhat-1.html'>Tin tức mới nhất</a>" * 4000,
    "pages of pagers": lambda: (
        "<form>" + "<input type=hidden name=f value=v>" * 100_000 + "<p><a href=\"javascript:__doPostBack('p$2','')\">2</a></p>" * 50_000
    ),
    "empty shells in each other": lambda: ("<div id=app>" * 150 + "</div>" * 150) * 700,
    "times everywhere": lambda: "<div>" + "<time></time>" * 100_000 + "<p><a href='/mot-hai-ba-bon-nam.html'>Một hai ba bốn</a></p>" * 3000,
    "no end of a tag": lambda: "<a " + "href=x " * 500_000,
    "one line of text": lambda: "<p>" + "ngày 1/1/ " * 800_000,
}


# the others are part of the long simulations
EVER = {"one container, one address, thousands of links", "deep nesting", "pages of pagers", "no end of a tag"}


@pytest.mark.parametrize("name", [pytest.param(name, marks=[] if name in EVER else [pytest.mark.soak]) for name in HOSTILE])
def test_a_hostile_page_is_read_in_bounded_time(sim: SimpleNamespace, name: str) -> None:
    body = HOSTILE[name]().encode()
    began = time.process_time()

    sheet.read(Reply(status=200, url=f"{sim.HOME}tin", headers={"content-type": "text/html"}, body=body, at=sim.NOW), sim.NOW)

    assert time.process_time() - began < 12  # without bounds: minutes


@pytest.mark.parametrize("table", ["utf-8", "utf-16", "windows-1258"])
def test_titles_come_out_right_whatever_the_table(sim: SimpleNamespace, table: str) -> None:
    title = "Hội nghị chuyển đổi số tỉnh năm 2026 được tổ chức tại thành phố"
    page = "".join(f"<li><a href='/hoi-nghi-chuyen-doi-so-{n}.html'>{title}</a></li>" for n in range(100, 110))
    text = f"<html><head><title>Cổng</title></head><body><ul>{page}</ul></body></html>"
    if table == "windows-1258":
        parts = {
            "ộ": "ô\u0323",
            "ị": "i\u0323",
            "ể": "ê\u0309",
            "ổ": "ô\u0309",
            "ố": "ô\u0301",
            "ỉ": "i\u0309",
            "ợ": "ơ\u0323",
            "ứ": "ư\u0301",
        }
        for composed, apart in (parts | {"ạ": "a\u0323"}).items():
            text = text.replace(composed, apart)
        text = text.replace("đổ", "đô\u0309").replace("ĩ", "i\u0303")
        body = text.encode("cp1258")
    else:
        body = text.encode(table)

    found = sheet.read(Reply(status=200, url=sim.HOME, headers={"content-type": "text/html"}, body=body, at=sim.NOW), sim.NOW)

    assert {mention.text for mention in found.mentions} == {title}
