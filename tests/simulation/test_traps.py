"""What portals put in a crawler's way, over real HTTP."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.simulation.world import World

MakeWorld = Callable[..., World]


@pytest.mark.parametrize("shape", ["paper-old", pytest.param("dept-net", marks=pytest.mark.soak)])
def test_traps_cost_at_most_three_times_the_requests(make_world: MakeWorld, shape: str) -> None:
    """An endless calendar, a session id and a random token on every link: complete all the same, and nothing twice."""
    asked = []
    for traps in (False, True):
        world = make_world()
        site = world.site(shape, "portal", articles=18, seed=2, session_ids=traps, tokens=traps, calendar=traps)
        world.check()
        rows = world.stored("portal")
        assert {id(row["of"]) for row in rows} == {id(article) for article in site.articles}
        assert len(rows) == len(site.articles)
        asked.append(world.requests("portal"))

    print(f"{shape}: {asked[0]} requests without traps, {asked[1]} with")
    assert asked[1] <= 3 * asked[0]
    assert "calendar" in world.rows("SELECT traps FROM runs")[0]["traps"]
