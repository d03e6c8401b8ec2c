"""Where and with what a measurement was taken: the head of every table."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def head(packages: tuple[str, ...] = ()) -> str:
    """Three lines: the moment (UTC), machine and Python, versions of `packages`."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n"
        f"{_processor()}, {os.cpu_count()} processors{load}, {platform.system()}, Python {platform.python_version()}\n"
        + ", ".join(f"{name} {_version(name)}" for name in packages)
    )
