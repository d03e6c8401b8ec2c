"""The day of an article that only the portal's lists give: taken where they can be believed, never from another kind of list."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from crawler.discovery.evidence import Mention
from crawler.discovery.listed import ListedDays

HOST = "http://xa.example.vn"
TODAY = "2026-11-22"
NEW_TO_OLD = ["2026-11-20", "2026-11-18", "2026-11-18", "2026-11-11", "2026-10-30", "2026-10-02"]


def address(number: int) -> str:
    return f"{HOST}/tin/{number}.html"


def shown(page: str, days: Sequence[str], *, place: str = "div.media>h4", first: int = 0) -> ListedDays:
    """The lists of a portal that has one page with these days beside its links."""
    return more(ListedDays(), page, days, place=place, first=first)


def more(lists: ListedDays, page: str, days: Sequence[str], *, place: str = "div.media>h4", first: int = 0) -> ListedDays:
    mentions = [
        Mention(address(first + n), "Một bản tin nào đó của xã trong tuần", day, 2.0, False, True, False, n, (place,))
        for n, day in enumerate(days)
    ]
    lists.observe(page, [(mention, mention.href) for mention in mentions])
    return lists


def test_a_list_of_what_is_new_is_believed_where_no_page_gives_a_date() -> None:
    lists = shown(HOST, NEW_TO_OLD)
    assert [lists.day(address(n), {}, TODAY) for n in range(6)] == NEW_TO_OLD


def test_one_that_runs_from_old_to_new_too() -> None:
    assert shown(HOST, NEW_TO_OLD[::-1]).day(address(0), {}, TODAY) == "2026-10-02"


def test_the_time_of_day_comes_along() -> None:
    lists = shown(HOST, [f"{day}T08:15" for day in NEW_TO_OLD])
    assert lists.day(address(1), {}, TODAY) == "2026-11-18T08:15"


@pytest.mark.parametrize(
    "days",
    [
        pytest.param(["2026-11-03", "2026-11-20", "2026-10-01", "2026-11-12", "2026-09-05", "2026-11-01"], id="days of meetings"),
        pytest.param(["2026-11-20"] * 6, id="the clock"),
        pytest.param(["2026-11-20", "", "", "2026-11-11", "", "2026-10-02", "2026-10-01"], id="days in some teasers"),
        pytest.param(["2026-11-20", "2026-11-18"], id="too few"),
    ],
)
def test_other_lists_are_not(days: list[str]) -> None:
    lists = shown(HOST, days)
    assert {lists.day(address(n), {}, TODAY) for n in range(len(days))} == {""}


def test_days_that_the_articles_own_pages_give_are_believed_in_any_order() -> None:
    days = ["2026-11-03", "2026-11-20", "2026-10-01", "2026-11-12"]
    own = {address(0): "2026-11-03T08:00:00+07:00", address(1): "2026-11-20", address(2): "", address(3): ""}
    assert shown(HOST, days).day(address(2), own, TODAY) == "2026-10-01"


def test_days_that_the_articles_contradict_are_not() -> None:
    own = {address(0): "2026-11-19", address(1): "2026-11-17", address(2): "2026-11-17"}
    lists = shown(HOST, NEW_TO_OLD)
    more(lists, f"{HOST}/van-hoa", NEW_TO_OLD, place="li", first=20)
    assert lists.day(address(4), own, TODAY) == ""
    assert lists.day(address(22), own, TODAY) == ""


def test_lists_that_differ_give_none() -> None:
    lists = shown(HOST, NEW_TO_OLD)
    more(lists, f"{HOST}/trang-2", ["2026-11-21", *NEW_TO_OLD[1:]], place="li")
    assert lists.day(address(0), {}, TODAY) == ""
    assert lists.day(address(1), {}, TODAY) == "2026-11-18"


def test_no_day_lies_ahead() -> None:
    assert shown(HOST, ["2026-11-25", *NEW_TO_OLD]).day(address(0), {}, TODAY) == ""


def test_the_last_page_of_a_list_is_believed_as_the_others_are() -> None:
    lists = shown(f"{HOST}/?p=1", NEW_TO_OLD)
    more(lists, f"{HOST}/?p=3", ["2025-01-02", "2024-12-30"], first=40)
    assert lists.day(address(40), {}, TODAY) == ""
    more(lists, f"{HOST}/?p=2", ["2026-05-03", "2026-05-01", "2026-04-28", "2026-03-09"], first=20)
    assert lists.day(address(40), {}, TODAY) == "2025-01-02"
    more(lists, f"{HOST}/lich", ["2026-05-03", "2026-06-01", "2026-01-28", "2026-03-09", "2025-12-30"], first=60)
    assert lists.day(address(40), {}, TODAY) == ""


def test_a_feed_names_days_too() -> None:
    lists = ListedDays()
    for number, day in enumerate(NEW_TO_OLD):
        lists.named(f"{HOST}/rss", address(number), day)
    assert lists.day(address(3), {}, TODAY) == "2026-11-11"


def test_identities_that_are_learned_later_are_followed() -> None:
    lists = shown(HOST, NEW_TO_OLD)
    lists.anew(lambda url: url.replace("/tin/", "/news/"))
    assert lists.day(f"{HOST}/news/2.html", {}, TODAY) == "2026-11-18"
