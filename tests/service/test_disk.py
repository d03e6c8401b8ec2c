"""Disks that are full, that may not grow, that cannot be written: each is a real one, seen by the service alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("small_disk.py")
UNSHARE = ["unshare", "--mount", "--propagation", "private", *([] if os.geteuid() == 0 else ["--map-root-user"])]


def mounted() -> bool:
    """Whether this machine lets us mount a disk that nobody else sees."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*UNSHARE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("what", ["full", "quota", "read_only"])
def test_what_a_disk_may_do(tmp_path: Path, what: str) -> None:
    if not mounted():
        pytest.skip("NOT TESTED: full and read-only disks; this machine mounts no tmpfs for us")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = 'mount -t tmpfs -o size=4m tmpfs "$1" && shift && exec "$@"'

    done = subprocess.run(
        [*UNSHARE, "sh", "-c", mount, "sh", str(disk), sys.executable, str(SCRIPT), what, str(disk)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | {"TINSO_MIN_FREE": "0"},
    )

    assert done.returncode == 0, done.stdout + done.stderr
