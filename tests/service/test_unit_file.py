"""The systemd unit in docs/ is one that systemd accepts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UNIT = Path(__file__).resolve().parents[2] / "docs" / "tinso.service"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze on this machine")
def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    """With a program that exists on this machine in place of the one under /opt."""
    copy = tmp_path / "tinso.service"
    copy.write_text(UNIT.read_text("utf-8").replace("/opt/tinso/.venv/bin/tinso", sys.executable), "utf-8")

    done = subprocess.run(["systemd-analyze", "verify", str(copy)], capture_output=True, text=True, timeout=60, check=False)

    assert "tinso.service:" not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr
