"""The log of the service: one event a line, whatever was crawled, in files of bounded size."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import config
from commands import logs
from commands.output import UsageError

SETTINGS = replace(config.load({}), log_level="INFO")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    root.handlers = []
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers, root.level = handlers, level


def written(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def test_json_has_one_event_a_line_with_what_it_carries(tmp_path: Path) -> None:
    logs.set_up_logs(SETTINGS, as_json=True, file=tmp_path / "log")
    log = logging.getLogger("thử")
    log.info("%s: %s new", "bình-thuận\ngiả", 3, extra={"event": "run", "portal": "binh-thuan", "seconds": 1.5})
    try:
        raise ValueError("hai\ndòng")
    except ValueError:
        log.exception("hỏng")

    first, second = (json.loads(line) for line in written(tmp_path / "log"))
    assert first["message"] == "bình-thuận\ngiả: 3 new"
    assert (first["event"], first["portal"], first["seconds"], first["level"]) == ("run", "binh-thuan", 1.5, "INFO")
    assert "ValueError: hai\ndòng" in second["traceback"]


def test_a_line_for_people_stays_one_line(tmp_path: Path) -> None:
    logs.set_up_logs(SETTINGS, as_json=False, file=tmp_path / "log")
    logging.getLogger("thử").warning("%s", "tiêu đề\n2026-01-01 ERROR giả\x1b[31m")

    (line,) = written(tmp_path / "log")
    assert line.endswith("WARNING thử: tiêu đề�2026-01-01 ERROR giả�[31m")


def test_a_log_file_is_parted_by_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "PART", 2000)
    logs.set_up_logs(SETTINGS, as_json=True, file=tmp_path / "log")
    for number in range(300):
        logging.getLogger("thử").info("dòng %s", number)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["log", "log.1", "log.2", "log.3", "log.4"]
    assert all(path.stat().st_size <= 2000 for path in tmp_path.iterdir())
    assert "dòng 299" in written(tmp_path / "log")[-1]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written there"):
        logs.set_up_logs(SETTINGS, as_json=False, file=tmp_path / "nothing" / "log")
