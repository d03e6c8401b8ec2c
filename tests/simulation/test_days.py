"""Days and weeks of watching: everything new is found, every change noticed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.simulation.play import Figures, Play
from tests.simulation.world import World

MakeWorld = Callable[..., World]


def hold(figures: Figures) -> None:
    """What DESIGN section 7 and the figures of this product promise."""
    print(f"\n{figures}")
    assert len(figures.not_found) <= figures.articles // 100
    assert not figures.twice
    assert not figures.foreign
    assert not figures.missed
    assert not figures.wrong_class
    assert not figures.grouped_wrong
    assert not [line for line in figures.false if " removed " in line]
    assert len(figures.false) <= figures.unchanged // 1000


@pytest.mark.parametrize("portals", [2, pytest.param(3, marks=pytest.mark.soak)])
def test_five_days(make_world: MakeWorld, portals: int) -> None:
    world = make_world()
    for seed, shape in enumerate(("paper-clock", "dept-net", "nukeviet")[:portals], start=1):
        world.site(shape, shape, articles=10, seed=seed)
    play = Play(world, seed=5, every=timedelta(hours=6), busy=1.4)
    play.first_contact()
    play.run(3)
    for site in world.sites.values():
        site.redesign()
    play.run(2, events=False)

    hold(play.reckon())


SHAPES = (
    "nukeviet", "paper-old", "paper-clock", "dept-net", "tv-slug", "tv-press", "vnportal", "hosted-upload", "liferay", "sharepoint",
    "wordpress", "drupal",
)  # fmt: skip


@pytest.mark.soak
def test_a_month_of_twelve_portals(make_world: MakeWorld) -> None:
    world = make_world(workers=2)
    for n, shape in enumerate(SHAPES):
        world.site(shape, shape, articles=24, seed=n + 1)
    play = Play(world, seed=11, every=timedelta(hours=4), busy=0.7)
    play.first_contact()
    for week in range(4):
        play.run(7)
        for shape in SHAPES[week * 3 : week * 3 + 2]:
            world.sites[shape].redesign()
    play.run(2, events=False)

    hold(play.reckon())
