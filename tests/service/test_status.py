"""`tinso status`: the board of the portals, trouble first."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import tinso
from commands.output import UsageError


def board(folder: Path, *flags: str) -> tuple[int, str]:
    done = CliRunner().invoke(tinso, ["status", "--data", str(folder), *flags])
    return done.exit_code, done.stdout


def test_trouble_stands_first_with_its_cause(world: Any) -> None:
    world.clock.jump(datetime.now(UTC) - timedelta(days=2) - world.clock.moment)  # the command knows only the real time
    world.site(articles=6, slug="lanh")
    sick = world.site("nukeviet", articles=6, seed=2, slug="om")
    world.open()
    world.round()
    sick.break_("500")
    for _ in range(5):
        world.clock.forward(timedelta(hours=8))
        world.round()
    world.service.judge()

    code, text = board(world.folder)
    _, lines = board(world.folder, "--json")
    first, second = (json.loads(line) for line in lines.splitlines())

    assert code == 1
    assert (first["portal"], first["state"], first["cause"]) == ("om", "broken", "server_error")
    assert first["since"]
    assert first["action"]
    assert (second["portal"], second["state"], second["cause"]) == ("lanh", "good", "")
    assert second["expected"]
    assert text.index("om ") < text.index("lanh ")
    assert "1 broken, 1 good" in text
    assert "the service does not run" in text


def test_an_empty_folder_is_said_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(tinso, ["status", "--data", str(tmp_path)])

    assert isinstance(done.exception, UsageError)
    with pytest.raises(UsageError, match="nothing is stored here yet"):
        raise done.exception


def test_a_new_design_is_named_without_an_alert(world: Any) -> None:
    site = world.site("tv-press", articles=12, slug="dai")
    world.open()
    world.round()
    site.redesign()
    for _ in range(5):
        site.publish()
    world.clock.forward(timedelta(days=1))
    world.round()
    world.service.judge()

    (judged,) = world.store.health()
    assert (judged.state, judged.cause) == ("doubtful", "redesigned")
    assert "5 articles stand on pages that are built in another way" in judged.detail
    assert world.store.alerts() == []

    world.clock.forward(timedelta(days=8))
    world.round()
    world.service.judge()
    assert world.store.health()[0].cause != "redesigned"
