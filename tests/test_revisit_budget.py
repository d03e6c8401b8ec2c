"""How many stored articles a check may look at again."""

from __future__ import annotations

from scheduler.revisit import BARREN, budget, retries


def test_ten_articles_a_day_stay_under_a_hundred_and_twenty_requests() -> None:
    """48 checks of one request each, and whatever the budget lets them look at besides."""
    spent = 0
    for _ in range(48):
        spent += 1
        spent += min(budget(10.0, spent), 60)

    assert spent + 10 <= 120
    assert spent > 60  # the budget is used


def test_who_has_spent_it_all_looks_at_nothing() -> None:
    assert budget(1.0, 10_000) == 0
    assert budget(0.0, 0) > 0


def test_links_that_give_nothing_have_a_share_of_their_own() -> None:
    assert retries(0) > 1
    assert retries(BARREN) == retries(10_000) == 1
