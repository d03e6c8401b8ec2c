"""The second set of sample portals: its truth stands on the pages in order, a seed draws one site, and what lists promise is there."""

from __future__ import annotations

import lxml.html
import pytest

from benchmarks.portals.measure import Got, compare, fold
from benchmarks.portals.more import MORE
from benchmarks.portals.site import Answer


def text(answer: Answer) -> str:
    body = answer.body if isinstance(answer.body, str) else answer.body.decode("cp1258")
    return fold(lxml.html.fromstring(body).text_content().replace("\u200b", ""))


@pytest.mark.parametrize("name", MORE)
def test_the_truth_stands_on_the_page_in_order(name: str) -> None:
    site = MORE[name]()
    for story in site.stories.values():
        answer = site.handle("GET", site.url(story), b"")
        assert answer.status == 200
        assert site.which("http://a.test" + site.url(story)) == story.id
        page, place = text(answer), 0
        assert fold(story.title) in page
        for part in (cell for line in site.visible(story) for cell in line.split(" | ")):
            place = page.find(fold(part), place)
            assert place >= 0, f"{site.url(story)}: {part}"


@pytest.mark.parametrize("name", MORE)
def test_a_seed_draws_one_site_and_it_lives_on(name: str) -> None:
    first, second = MORE[name](), MORE[name]()
    assert first.stories == second.stories
    happened = first.live_on()
    assert [len(happened[kind]) for kind in ("new", "edited", "removed")] == [3, 2, 1]
    assert all(first.stories[number] != second.stories[number] for number in happened["edited"])


@pytest.mark.parametrize(
    ("name", "target", "form"),
    [
        ("dnn", "/TinTuc/tabid/84/Default.aspx", b"__EVENTTARGET=dnn%24ctr412%24ViewNews%24lnkPage&__EVENTARGUMENT=2"),
        ("bureau", "/web/guest/thong-bao", b"_tin_WAR_trang=2"),
    ],
)
def test_lists_turn_by_posted_forms(name: str, target: str, form: bytes) -> None:
    site = MORE[name]()
    first, second = text(site.handle("GET", target, b"")), text(site.handle("POST", target, form))
    titles = [fold(story.title) for story in site.stories.values()]
    shown = [{title for title in titles if title in page} for page in (first, second)]
    assert shown[0]
    assert shown[1] - shown[0]


def test_pages_that_may_be_articles_count_for_nothing() -> None:
    site = MORE["daily"]()
    either = Got(("http://a.test/video/toan-canh-duyen-hai.htm",), "Toàn cảnh", "2026-11-18", "", ("Video",))
    static = Got(("http://a.test/toa-soan.htm",), "Thông tin tòa soạn", "", "", ("Tòa soạn",))
    assert compare(site, [either, static], 0).besides == ["http://a.test/toa-soan.htm (Thông tin tòa soạn)"]
