"""What a watched portal costs: requests a check, requests a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.simulation.world import World

MakeWorld = Callable[..., World]


@pytest.mark.parametrize(
    "shape", ["nukeviet", *(pytest.param(name, marks=pytest.mark.soak) for name in ("dept-net", "paper-clock", "liferay"))]
)
def test_a_quiet_portal_costs_two_requests_a_check(make_world: MakeWorld, shape: str) -> None:
    world = make_world()
    world.site(shape, "portal", articles=8)
    world.check()
    world.clock.forward(timedelta(days=70))  # every article is past its last look
    for _ in range(5):
        world.clock.forward(timedelta(minutes=30))
        world.check()
    assert not world.rows("SELECT id FROM articles WHERE next_check IS NOT NULL")
    world.server.forget()
    checks = 16
    for _ in range(checks):
        world.clock.forward(timedelta(minutes=30))
        world.check()

    requests = world.requests("portal")
    print(f"{shape}: {requests / checks:.2f} requests a check")
    assert requests <= 2 * checks


@pytest.mark.parametrize("form", ["", pytest.param("attachment", marks=pytest.mark.soak)])  # files are asked about, too
def test_a_day_of_ten_articles_costs_at_most_120_requests(make_world: MakeWorld, form: str) -> None:
    world = make_world()
    site = world.site("hosted-upload", "portal", articles=12)
    for day in range(3):  # the days before make the revisits of this one
        for hour in (0, 2, 4, 6, 8):
            world.clock.moment = world.clock.moment.replace(hour=hour) + timedelta(days=int(hour == 0 and day > 0))
            for _ in range(2):
                world.note_place("portal", site.publish(**({"form": form} if form else {})))
            world.check()
    world.clock.forward(timedelta(hours=16))
    world.check()
    world.server.forget()
    for n in range(48):
        if n % 5 == 0:
            world.note_place("portal", site.publish(**({"form": form} if form else {})))
        world.clock.forward(timedelta(minutes=30))
        world.check()

    requests = world.requests("portal")
    print(f"a day with ten new articles, asked every half hour: {requests} requests")
    assert requests <= 120
    assert len(world.stored("portal")) == len(site.articles)
