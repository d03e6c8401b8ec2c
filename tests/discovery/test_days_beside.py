"""Days written beside links."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.discovery import page

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_a_day_belongs_to_the_card_it_stands_in_not_to_a_list_of_short_names() -> None:
    people = "".join(f"<div class='k'><a href='/lanh-dao/{n}'>Bà Trần Lan {n}</a></div>" for n in range(4))
    cards = "".join(f"<div class='k'><a href='/tin/{n}'>Họp giao ban</a><span>0{n + 1}/03/2026</span></div>" for n in range(4))
    tree = page.parse(f"<html><body><div>Ngày 05/03/2026</div><div>{people}</div><section>{cards}</section></body></html>")
    assert tree is not None
    found = {anchor.href.removeprefix("http://so.example.vn"): anchor.hint for anchor in page.anchors(tree, "http://so.example.vn/", NOW)}

    assert [found[f"/lanh-dao/{n}"] for n in range(4)] == [""] * 4
    assert [found[f"/tin/{n}"] for n in range(4)] == [f"2026-03-0{n + 1}" for n in range(4)]
