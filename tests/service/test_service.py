"""The service on sample portals: what is due is asked, planned again, and nothing else."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest

from storage import leases
from storage.models import RunOutcome


def test_a_new_portal_is_met_and_planned(world: Any) -> None:
    site = world.site(articles=6)
    service = world.open()

    assert world.round() == 1
    state = world.store.portal_state("so-31")

    assert world.store.count_articles() == 6
    assert state.first_contact_done
    assert world.clock.moment + timedelta(minutes=10) <= state.next_due <= world.clock.moment + timedelta(days=7)
    assert world.store.lease_of("so-31", world.clock.moment) is None
    assert service.tick() == 0
    assert site.requests > 0


def test_what_is_published_is_found_at_the_next_look(world: Any) -> None:
    site = world.site(articles=6)
    world.open()
    world.round()
    site.publish()
    world.clock.forward(world.due("so-31") - world.clock.moment)

    assert world.round() == 1
    assert world.store.count_articles() == 7
    runs = world.store.runs("so-31")
    assert [run.outcome for run in runs] == [RunOutcome.COMPLETE, RunOutcome.COMPLETE]
    assert {run.kind for run in runs} == {"scheduled"}


def test_a_portal_under_a_foreign_lease_is_left_alone(world: Any) -> None:
    site = world.site(articles=3)
    world.open()
    other = "fetch elsewhere 1 1 ffffffff"
    assert leases.gone(other) is False
    world.store.claim("so-31", other, 600, world.clock.moment)

    assert world.round() == 0
    assert site.requests == 0

    world.clock.forward(timedelta(seconds=700))
    assert world.round() == 1


def test_once_ends_when_nothing_is_due(world: Any, stop: threading.Event) -> None:
    world.site(articles=3)
    world.site("nukeviet", articles=3, seed=2)
    service = world.open()

    assert service.run_due(stop) == 2
    assert world.store.count_articles() == 6


@pytest.mark.parametrize("fault", ["500", "refused", "maintenance"])
def test_a_failing_portal_is_asked_again_later_and_later(world: Any, fault: str) -> None:
    site = world.site(articles=3)
    world.open()
    site.break_(fault)
    waits = []
    for _ in range(4):
        world.round()
        waits.append(world.due("so-31") - world.clock.moment)
        world.clock.forward(waits[-1])
    site.mend()
    world.round()

    assert waits == sorted(waits)
    assert waits[0] <= timedelta(hours=1)
    assert waits[-1] > waits[0]
    assert world.store.count_articles() == 3
    assert world.store.schedule_state("so-31").penalty == 0
