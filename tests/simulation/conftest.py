"""Worlds for the simulations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.simulation.world import World


@pytest.fixture
def make_world(tmp_path: Path) -> Iterator[Callable[..., World]]:
    made: list[World] = []

    def make(**options: int) -> World:
        made.append(World(tmp_path / f"data{len(made)}", **options))
        return made[-1]

    yield make
    for world in made:
        world.close()
