"""The sample portals of the benchmark: what they call the truth stands on their pages, and the same seed draws the same site."""

from __future__ import annotations

import lxml.html
import pytest

from benchmarks.portals.measure import Got, compare, fold, leaking
from benchmarks.portals.sites import SITES


@pytest.mark.parametrize("name", SITES)
def test_the_truth_stands_on_the_page(name: str) -> None:
    site = SITES[name]()
    for story in site.stories.values():
        answer = site.handle("GET", site.url(story), b"")
        assert answer.status == 200
        page = fold(lxml.html.fromstring(answer.body).text_content())
        for line in [story.title, *site.visible(story)]:
            assert all(fold(part) in page for part in line.split(" | ")), f"{site.url(story)}: {line}"
        assert site.which("http://a.test" + site.url(story)) == story.id


@pytest.mark.parametrize("name", SITES)
def test_a_seed_draws_one_site_and_it_lives_on(name: str) -> None:
    first, second = SITES[name](), SITES[name]()
    assert first.stories == second.stories
    happened = first.live_on()
    assert [len(happened[kind]) for kind in ("new", "edited", "removed")] == [3, 2, 1]
    assert all(first.stories[number] != second.stories[number] for number in happened["edited"])
    gone = first.ever[happened["removed"][0]]
    assert gone.title not in first.handle("GET", "/", b"").body
    assert first.which("http://a.test" + first.url(gone)) == gone.id


def test_the_measure_tells_a_perfect_document_from_a_leaking_one() -> None:
    site = SITES["vnportal"]()
    stored = [
        Got(
            ("http://a.test" + site.url(s),),
            s.title,
            f"{s.published:%Y-%m-%d}",
            f"{s.published:%H:%M}",
            tuple(site.visible(s)),
            "",
            s.files,
        )
        for s in site.stories.values()
    ]
    perfect = compare(site, stored, 1)
    assert set(perfect.figures().values()) == {1.0}
    assert not perfect.besides
    assert not perfect.told
    worse = compare(site, [*stored[1:], Got(("http://a.test/lien-he",), "Liên hệ", "", "", ("Gửi",))], 1)
    assert worse.found == len(stored) - 1
    assert len(worse.besides) == 1
    assert leaking(["Lượt xem: 120", "Lớp học buổi tối"], ["Lớp học buổi tối ở xã Gia Vân"]) == ["Lượt xem: 120"]
