"""How portals are judged: each trouble by its right name, and quiet ones left in peace."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scheduler import health, rhythm
from scheduler.health import ACTIONS, Cause, Facts, Looks, State
from scheduler.rhythm import Rhythm
from storage.models import FailureName, LifeCycle, RunOutcome
from storage.records import RunRecord

NOW = datetime(2026, 6, 17, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def run(hours_ago: float, outcome: RunOutcome = RunOutcome.COMPLETE, failure: str = "", **fields: Any) -> RunRecord:
    started = NOW - hours_ago * HOUR
    given = {"counts": {}, "detail": "", "requests": 2} | fields
    return RunRecord(
        id=int(hours_ago * 100),
        portal="so",
        kind="scheduled",
        holder="",
        started=started,
        finished=started + timedelta(seconds=9),
        outcome=outcome,
        walk_complete=outcome == RunOutcome.COMPLETE,
        failure=failure,
        traps=(),
        notes=(),
        found=0,
        retry_after=0.0,
        seconds=9.0,
        **given,
    )


def failed(hours_ago: float, name: FailureName, detail: str = "") -> RunRecord:
    return run(hours_ago, RunOutcome.FAILED, name.value, detail=detail)


def facts(*runs: RunRecord, rate: float = 4.0, last_new: float = 2.0, **fields: Any) -> Facts:
    given: dict[str, Any] = {
        "slug": "so",
        "life": LifeCycle.LIVE,
        "enabled": True,
        "met": True,
        "rhythm": Rhythm(rate, rhythm.GENERAL, 0.3),
        "history": 100,
        "last_new": NOW - last_new * HOUR,
        "last_success": NOW - HOUR,
        "runs": runs or (run(1), run(2), run(3)),
    }
    return Facts(**(given | fields))


def test_a_portal_that_does_what_it_did_is_good() -> None:
    one = health.judge(facts(), NOW)

    assert (one.state, one.cause) == (State.GOOD, Cause.NONE)
    assert one.expected is not None


def test_a_failure_is_not_spoken_of_before_it_lasts() -> None:
    short = health.judge(facts(*(failed(h, FailureName.REFUSED) for h in (0.2, 0.5, 0.8, 1.0)), run(2)), NOW)
    lasting = health.judge(facts(*(failed(h, FailureName.REFUSED) for h in (0.2, 3, 6, 9)), run(10)), NOW)

    assert (short.state, short.cause) == (State.DOUBTFUL, Cause.REFUSED)
    assert (lasting.state, lasting.cause) == (State.BROKEN, Cause.REFUSED)


@pytest.mark.parametrize("rate", [0.05, 0.5, 5.0, 50.0])
def test_every_failure_is_named_within_two_days(rate: float) -> None:
    one = health.judge(facts(*(failed(h, FailureName.TLS) for h in (1, 10, 20, 30, 47)), run(49), rate=rate), NOW)

    assert (one.state, one.cause) == (State.BROKEN, Cause.TLS)


@pytest.mark.parametrize(
    ("failure", "detail", "cause"),
    [
        (FailureName.DNS, "", Cause.DNS),
        (FailureName.SERVER_ERROR, "status 500", Cause.SERVER_ERROR),
        (FailureName.ROBOTS, "https://so.vn/robots.txt answers 503: nothing is fetched", Cause.SERVER_ERROR),
        (FailureName.ROBOTS, "/ is not allowed", Cause.ROBOTS),
        (FailureName.BLOCKED, "", Cause.BLOCKED),
        (FailureName.RATE_LIMITED, "", Cause.RATE_LIMITED),
        (FailureName.NOT_FOUND, "", Cause.GONE),
        (FailureName.NEEDS_SCRIPT, "", Cause.NEEDS_SCRIPT),
    ],
)
def test_the_cause_is_what_most_runs_said(failure: FailureName, detail: str, cause: Cause) -> None:
    mixed = [failed(h, failure, detail) for h in (1, 8, 16)]
    one = health.judge(facts(mixed[0], failed(4, FailureName.TIMEOUT), *mixed[1:], run(50)), NOW)

    assert one.cause == cause
    assert one.action


def test_a_home_page_that_leads_elsewhere_has_moved() -> None:
    away = [failed(h, FailureName.OFFSITE) for h in (1, 10, 20, 30)]
    one = health.judge(facts(*away, redirected_to="https://sokhcn.example.vn/"), NOW)

    assert (one.state, one.cause, one.proposal) == (State.BROKEN, Cause.MOVED, "https://sokhcn.example.vn/")


def test_a_dead_worker_is_not_the_portals_fault() -> None:
    one = health.judge(facts(*(run(h, RunOutcome.DIED) for h in (1, 10, 20))), NOW)

    assert one.cause == Cause.CRASH


@pytest.mark.parametrize(("rate", "good_days", "broken_days"), [(4.0, 0.5, 5), (1.0, 3, 16), (0.2, 14, 80)])
def test_silence_is_measured_in_articles_that_were_due(rate: float, good_days: float, broken_days: float) -> None:
    fine = health.judge(facts(rate=rate, last_new=24 * good_days), NOW)
    silent = health.judge(facts(rate=rate, last_new=24 * broken_days), NOW)

    assert fine.state == State.GOOD
    assert silent.state == State.BROKEN
    assert silent.cause in {Cause.SILENT, Cause.FROZEN}


def test_a_portal_with_long_pauses_is_given_time() -> None:
    pausing = Rhythm(4.0, rhythm.GENERAL, 0.3, largest_gap=12.0)

    assert health.judge(facts(last_new=24 * 4, rhythm=pausing), NOW).state == State.GOOD


def test_nothing_is_expected_at_tet() -> None:
    tet = datetime(2026, 2, 20, 3, 0, tzinfo=UTC)
    quiet = replace(facts(rhythm=Rhythm(4.0, rhythm.GENERAL, 0.02)), last_new=datetime(2026, 2, 14, 3, 0, tzinfo=UTC), runs=(run(0),))

    assert health.judge(quiet, tet).state == State.GOOD


@pytest.mark.parametrize("life", [LifeCycle.FROZEN, LifeCycle.MOVED, LifeCycle.DEAD])
def test_what_is_declared_to_be_quiet_raises_no_alarm(life: LifeCycle) -> None:
    failing = health.judge(facts(*(failed(h, FailureName.DNS) for h in (1, 30, 60)), life=life), NOW)
    silent = health.judge(facts(life=life, last_new=24 * 90), NOW)

    assert failing.state == silent.state == State.QUIET


def test_lists_that_shrank() -> None:
    one = health.judge(facts(usual_links=40.0, shrunk_runs=3), NOW)

    assert (one.state, one.cause) == (State.BROKEN, Cause.LISTS_SHRUNK)
    assert health.judge(facts(usual_links=40.0, shrunk_runs=1), NOW).state == State.GOOD


def test_fields_that_went_missing_and_the_redesign_behind_it() -> None:
    worse = Looks(articles=8, before=40, undated=0.9, undated_before=0.05, family="nukeviet", family_before="nukeviet")

    assert health.judge(facts(looks=worse), NOW).cause == Cause.FIELDS_MISSING
    assert health.judge(facts(looks=replace(worse, family="joomla")), NOW).cause == Cause.REDESIGNED
    assert health.judge(facts(looks=replace(worse, undated_before=0.9)), NOW).state == State.GOOD  # it never had them


def test_a_portal_taken_over_by_others() -> None:
    foreign = Looks(articles=8, before=40, accents=0.0, accents_before=1.0, family="wordpress", family_before="nukeviet")

    one = health.judge(facts(looks=foreign), NOW)

    assert (one.state, one.cause) == (State.BROKEN, Cause.TAKEN_OVER)
    assert health.judge(facts(looks=replace(foreign, accents=0.6)), NOW).state == State.GOOD


def test_everything_new_at_once_means_that_identity_broke() -> None:
    again = run(1, counts={"new": 2, "copy": 30})
    fresh = run(1, counts={"new": 30, "copy": 2})

    assert health.judge(facts(again, run(2), run(3)), NOW).cause == Cause.IDENTITY
    assert health.judge(facts(again, run(2), run(3)), NOW).state == State.BROKEN
    assert health.judge(facts(fresh, run(2), run(3)), NOW).state == State.DOUBTFUL


def test_a_portal_that_costs_more_than_it_did() -> None:
    runs = [run(n, requests=90) for n in range(1, 6)] + [run(n, requests=3) for n in range(6, 30)]

    assert health.judge(facts(*runs), NOW).cause == Cause.COSTLY


def test_new_off_and_never_found_anything() -> None:
    assert health.judge(facts(runs=()), NOW).state == State.NEW
    assert health.judge(facts(enabled=False), NOW).state == State.OFF
    assert health.judge(facts(history=0, last_new=0.0), NOW).cause == Cause.SILENT


def test_when_all_fail_at_once_it_is_our_own_way() -> None:
    """Those that were well fall together; one that is dead for good, and one that is well at the same time, say another thing."""
    fell = {f"so-{n}": facts(failed(0.1 * n + 0.1, FailureName.DNS), run(5), run(9)) for n in range(3)}
    dead = {f"cu-{n}": facts(*(failed(h, FailureName.DNS) for h in (0.2, 30, 60))) for n in range(5)}
    long = {"lau": facts(failed(0.2, FailureName.TIMEOUT), failed(20, FailureName.TIMEOUT), run(40))}
    broken = {"om": facts(failed(6, FailureName.SERVER_ERROR), run(9))}

    assert health.fell_together(fell | dead | long | broken) == (frozenset(fell), fell["so-0"].runs[1].finished)
    assert health.fell_together(fell | {"bao": facts(run(0.05), run(3))})[0] == frozenset()
    assert health.fell_together(fell | {"bao": facts(failed(0.05, FailureName.SERVER_ERROR), run(3))})[0] == frozenset()
    assert health.fell_together(dead | long)[0] == frozenset()
    assert health.fell_together(dict(list(fell.items())[:2]))[0] == frozenset()
    assert health.fell_together(dead) == (frozenset(dead), None)  # nothing was ever reached from here


def test_every_cause_has_something_to_do() -> None:
    assert set(ACTIONS) == set(Cause) - {Cause.NONE}
