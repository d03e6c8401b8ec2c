"""The program as a user runs it, against real servers on loopback: as a process where that is the point, else within the test."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests import command

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Tinso:
    """Runs commands on one data folder."""

    data: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def variables(self) -> dict[str, str]:
        return {"TINSO_DATA": str(self.data), "PYTHONPATH": str(ROOT), **self.environment}

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "cli", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **self.variables},
            cwd=self.data.parent,
            **options,
        )

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The whole command within this process; its crawl processes are real ones."""
        return command.run(*arguments, environment=self.variables, folder=self.data.parent)

    def process(self, *arguments: str, timeout: float = 100) -> subprocess.CompletedProcess[str]:
        """The same as a process of its own."""
        process = self.start(*arguments)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            pytest.fail(f"tinso {' '.join(arguments)} took more than {timeout} s\n{out}\n{err}")
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def rows(self, *arguments: str) -> list[dict[str, Any]]:
        """The JSON lines of a reading command that ends well."""
        done = self(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def documents(self) -> list[str]:
        return sorted(path.read_text("utf-8") for path in (self.data / "documents").glob("*.txt"))


@pytest.fixture
def tinso(tmp_path: Path) -> Tinso:
    """A data folder of its own, and hardly any pause between requests."""
    return Tinso(tmp_path / "data", {"TINSO_DELAY": "0.02", "TINSO_WORKERS": "1"})


@pytest.fixture
def address() -> Callable[[], str]:
    """Loopback addresses no other test uses: requests to one address wait for each other, across processes."""
    return lambda: f"127.{random.randint(30, 250)}.{random.randint(0, 250)}.{random.randint(2, 250)}"
