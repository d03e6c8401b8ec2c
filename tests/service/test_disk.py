"""Disks that are full, that may not grow, that cannot be written: each is a real one, seen by the service alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("small_disk.py")
UNSHARE = ["unshare", "--mount", "--propagation", "private", *([] if os.geteuid() == 0 else ["--map-root-user"])]


def mounted() -> bool:
    """Whether this machine lets us mount a disk that nobody else sees."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*UNSHARE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("what", ["full", pytest.param("quota", marks=pytest.mark.soak), "read_only"])
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
        env=os.environ | {"PYTHONPATH": str(ROOT), "TINSO_MIN_FREE": "0"},
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.soak  # four starts of the program
def test_a_disk_that_turns_read_only_under_the_service(tmp_path: Path) -> None:
    """An ext4 of its own on a loop device, that is told it has met an error."""
    image, disk = tmp_path / "image", tmp_path / "disk"
    disk.mkdir()
    with image.open("wb") as out:
        out.truncate(16 << 20)
    made = shutil.which("mkfs.ext4") is not None and os.geteuid() == 0 and mounted()
    made = made and subprocess.run(["mkfs.ext4", "-q", str(image)], capture_output=True, check=False).returncode == 0
    mount = (
        'mount -o loop,errors=remount-ro "$1" "$2" || exit 77; export DISK_IMAGE="$1"; DISK_DEVICE=$(findmnt -n -o SOURCE "$2");'
        ' export DISK_DEVICE; test -w "/sys/fs/ext4/${DISK_DEVICE##*/}/trigger_fs_error" || exit 77; shift 2; exec "$@"'
    )

    done = (
        subprocess.run(
            [*UNSHARE, "sh", "-c", mount, "sh", str(image), str(disk), sys.executable, str(SCRIPT), "turned_read_only", str(disk)],
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TINSO_MIN_FREE": "0", "TINSO_DELAY": "0", "TINSO_WORKERS": "1"},
        )
        if made
        else None
    )

    if done is None or done.returncode == 77:
        pytest.skip("NOT TESTED: a disk that turns read-only; this machine gives us no loop device with ext4")
    assert done.returncode == 0, done.stdout + done.stderr
