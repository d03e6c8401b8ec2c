"""Portals of unseen shapes are found complete. See docs/discovery.md on how this check is repeated with new shapes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from demo.shapes.base import Shape
from tests.simulation.heldout.shapes import SHAPES
from tests.simulation.world import World

MakeWorld = Callable[..., World]


@pytest.mark.parametrize(
    "shape", [pytest.param(shape, id=shape.name, marks=[] if shape.name == "heldout-asp" else [pytest.mark.soak]) for shape in SHAPES]
)
def test_a_portal_of_an_unseen_shape_is_found_complete(make_world: MakeWorld, shape: Shape) -> None:
    world = make_world()
    site = world.site(shape, "portal", articles=30, seed=7)
    world.check()
    first = world.requests("portal")
    for _ in range(4):
        for _ in range(2):
            world.note_place("portal", site.publish())
        world.clock.forward(timedelta(hours=3))
        world.check()
    world.clock.forward(timedelta(hours=3))
    world.check()

    rows = world.stored("portal")
    found = Counter(id(row["of"]) for row in rows if row["of"] is not None)
    missing = [site.address(article) for article in site.articles if id(article) not in found]
    strange = [row["url"] for row in rows if row["of"] is None]
    print(f"{shape.name}: {len(found)} of {len(site.articles)}, {len(strange)} are none, {first} requests at first contact")
    assert missing == []
    assert strange == []
    assert max(found.values()) == 1
