"""The schedule policy: what it learns, when it looks, how it backs off, how it spreads."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.freshness import compare
from scheduler import rhythm
from scheduler.rhythm import DEFAULT, Publication, Result, Rhythm, Standing
from storage.models import FailureName, RunOutcome

NOW = datetime(2026, 6, 15, 3, 0, tzinfo=UTC)  # a Monday, ten in the morning in Vietnam
DAY = timedelta(days=1)
GOOD = Result(RunOutcome.COMPLETE)


def office(days: int = 60, per_day: int = 4, now: datetime = NOW) -> list[Publication]:
    """Published at nine, ten, two and three on working days in Vietnam."""
    hours = (2, 3, 7, 8)[:per_day]
    return [
        Publication(moment)
        for n in range(days)
        for hour in hours
        if (moment := (now - DAY * n).replace(hour=hour, minute=15)) <= now and moment.weekday() < 5
    ]


def test_it_learns_rate_hours_and_weekends() -> None:
    known = rhythm.learn(office(), NOW - 60 * DAY, NOW)

    assert known.rate == pytest.approx(4 * 5 / 7, rel=0.15)
    assert known.at(NOW) > 5 * known.at(NOW + timedelta(hours=16))  # two at night
    assert known.at(NOW) > 3 * known.at(NOW + 5 * DAY)  # Saturday


def test_a_portal_that_fell_silent_is_expected_less_and_less() -> None:
    rates = [rhythm.learn(office(), NOW - 60 * DAY, NOW + n * DAY).rate for n in (0, 10, 30, 60)]

    assert rates == sorted(rates, reverse=True)
    assert rates[-1] < rates[0] / 4


def test_days_off_are_known() -> None:
    assert rhythm.is_day_off(date(2026, 2, 17))  # Tết
    assert rhythm.is_day_off(date(2026, 9, 2))
    assert not rhythm.is_day_off(date(2026, 6, 15))


def test_nobody_is_asked_at_night_who_publishes_in_the_morning() -> None:
    known = rhythm.learn(office(), NOW - 60 * DAY, NOW)
    evening = NOW.replace(hour=13)  # eight in the evening in Vietnam

    by_day = rhythm.next_check(known, 1.0, NOW) - NOW
    by_night = rhythm.next_check(known, 1.0, evening) - evening

    assert by_day < timedelta(hours=2)
    assert by_night > 3 * by_day


@pytest.mark.parametrize("rate", [0.0, 1e-9, 0.01, 1.0, 10.0, 1e4, 1e9])
def test_the_bounds_hold(rate: float) -> None:
    known = Rhythm(rate, rhythm.GENERAL, 0.3)

    wait = rhythm.next_check(known, 4.0, NOW) - NOW

    assert DEFAULT.least <= wait <= DEFAULT.most


def test_ten_articles_a_day_cost_some_fifty_checks() -> None:
    known, at, checks = Rhythm(10.0, rhythm.GENERAL, 0.3), NOW, 0
    while at < NOW + 7 * DAY:
        at, checks = rhythm.next_check(known, 1.0, at), checks + 1

    assert checks / 7 < 50


def test_a_burst_quickens_and_silence_slows() -> None:
    known = Rhythm(2.0, rhythm.GENERAL, 0.3)
    before = Standing(last_check=NOW - timedelta(hours=5))
    quick = rhythm.plan(known, before, Result(RunOutcome.COMPLETE, new=12), NOW, 0.0)
    slow = rhythm.plan(known, before, GOOD, NOW, 0.0)

    assert quick.standing.momentum > 1 > slow.standing.momentum
    assert quick.interval < slow.interval


def test_causes_weigh_differently_and_nobody_is_dropped() -> None:
    def waits(failure: FailureName, times: int = 60) -> list[timedelta]:
        standing, at, out = Standing(), NOW, []
        for _ in range(times):
            plan = rhythm.plan(rhythm.unknown(), standing, Result(RunOutcome.FAILED, failure), at, 0.0)
            standing, at = plan.standing, plan.next_due
            out.append(plan.interval)
        return out

    dns, missing = waits(FailureName.DNS), waits(FailureName.NOT_FOUND)

    assert all(a < b for a, b in zip(dns[:10], missing[:10], strict=True))
    assert missing == sorted(missing)
    assert max(missing) == DEFAULT.most
    after = rhythm.plan(rhythm.unknown(), Standing(penalty=9.0), GOOD, NOW, 0.0)
    assert after.standing.penalty == 0


def test_retry_after_is_kept_up_to_a_day() -> None:
    asked = rhythm.plan(rhythm.unknown(), Standing(), Result(RunOutcome.FAILED, FailureName.RATE_LIMITED, retry_after=7200), NOW, 0.0)
    greedy = rhythm.plan(rhythm.unknown(), Standing(), Result(RunOutcome.FAILED, FailureName.RATE_LIMITED, retry_after=1e9), NOW, 0.0)

    assert asked.next_due == NOW + timedelta(hours=2)
    assert greedy.next_due == NOW + DAY


def test_a_run_that_was_cut_goes_on_soon_but_not_for_ever() -> None:
    standing, waits = Standing(), []
    for _ in range(30):
        plan = rhythm.plan(Rhythm(0.001, rhythm.GENERAL, 0.3), standing, Result(RunOutcome.PARTIAL, cut=True), NOW, 0.0)
        standing = plan.standing
        waits.append(plan.interval)

    assert waits[0] == DEFAULT.least
    assert waits[-1] > timedelta(hours=6)


@given(
    luck=st.floats(0, 0.999),
    rate=st.floats(0, 500),
    penalty=st.floats(0, 100),
    new=st.integers(0, 1000),
    outcome=st.sampled_from(list(RunOutcome)),
    failure=st.none() | st.sampled_from(list(FailureName)),
    retry_after=st.floats(0, 1e7),
    hour=st.integers(0, 24 * 400),
)
def test_every_plan_lies_within_the_bounds(
    luck: float, rate: float, penalty: float, new: int, outcome: RunOutcome, failure: FailureName | None, retry_after: float, hour: int
) -> None:
    now = NOW + timedelta(hours=hour)
    standing = Standing(penalty, 1.0, now - timedelta(hours=3))
    result = Result(outcome, failure, new, retry_after, cut=outcome == RunOutcome.PARTIAL)

    plan = rhythm.plan(Rhythm(rate, rhythm.GENERAL, 0.3), standing, result, now, luck)

    assert DEFAULT.least <= plan.interval <= DEFAULT.most
    assert plan.next_due == now + plan.interval
    assert 0.25 <= plan.standing.momentum <= 4.0


@given(st.lists(st.floats(0, 720), max_size=40), st.integers(0, 200))
def test_a_rhythm_survives_its_own_text(hours: list[float], since: int) -> None:
    known = rhythm.learn([Publication(NOW - timedelta(hours=h)) for h in hours], NOW - since * DAY, NOW)

    again = Rhythm.loads(known.dumps())

    assert again is not None
    assert again.rate == pytest.approx(known.rate, abs=1e-4)
    assert rhythm.expected(known, NOW, NOW + DAY) >= 0
    assert Rhythm.loads("") is None
    assert Rhythm.loads("[1, [2], 3, 4]") is None


def test_what_was_missed_is_spread_with_the_likeliest_first() -> None:
    plan = rhythm.spread([(f"so-{n}", float(n)) for n in range(100)], NOW, at_once=4)

    moments = [moment for _, moment in plan]
    assert [slug for slug, _ in plan[:2]] == ["so-99", "so-98"]
    assert moments == sorted(moments)
    assert moments[3] == NOW < moments[4]
    assert moments[-1] <= NOW + timedelta(hours=1)


@pytest.mark.parametrize("portals", [5, pytest.param(16, marks=pytest.mark.soak)])
def test_articles_wait_less_than_under_a_fixed_interval_and_nearly_as_little_as_can_be(portals: int) -> None:
    """The short form of `python -m benchmarks freshness`."""
    found = compare(portals=portals, days=20, seed=3)

    assert found.ours.median <= 0.5 * found.fixed.median
    assert found.ours.median <= 1.5 * found.oracle.median
