"""Process settings, read once from TINSO_* variables; command line flags win over them.

One table holds every setting with its default and help line: `tinso config` prints it, a test compares it with docs/settings.md.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class ConfigError(Exception):
    """A setting has a value that cannot be used; the text names variable, value and what is wanted."""


@dataclass(frozen=True, slots=True)
class Setting:
    name: str  # the variable without TINSO_, in lower case
    default: Any
    parse: Callable[[str], Any]
    wants: str  # what a good value is, for the error line
    help: str

    @property
    def variable(self) -> str:
        return f"TINSO_{self.name.upper()}"


def _number(least: float, most: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        value = float(text)
        if not least <= value <= most:
            raise ValueError
        return value

    return parse


def _whole(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        value = int(text)
        if not least <= value <= most:
            raise ValueError
        return value

    return parse


def _text(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise ValueError
    return text.strip()


def _level(text: str) -> str:
    if text.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError
    return text.upper()


SETTINGS: tuple[Setting, ...] = (
    Setting("data", Path("data"), Path, "a folder", "Folder of the database, the documents and the archive."),
    Setting(
        "delay",
        2.0,
        _number(0, 3600),
        "seconds, 0 to 3600",
        "Least seconds between two requests to one host or address; robots.txt may lengthen, never shorten it.",
    ),
    Setting("concurrency", 1, _whole(1, 16), "a whole number, 1 to 16", "Requests at a time to one host or address."),
    Setting(
        "workers", os.cpu_count() or 1, _whole(1, 64), "a whole number, 1 to 64", "Crawl processes; the default is the number of cores."
    ),
    Setting("timeout", 30.0, _number(0.1, 600), "seconds, 0.1 to 600", "Seconds a server has to answer one request."),
    Setting(
        "max_body", 10 * 1024 * 1024, _whole(1024, 1 << 30), "bytes, 1024 or more", "Largest response body in bytes, decompressed too."
    ),
    Setting("run_seconds", 3600.0, _number(1, 7 * 86400), "seconds, 1 or more", "Wall clock limit of one run of one portal."),
    Setting(
        "worker_memory", 300, _whole(100, 65536), "megabytes, 100 or more", "Resident memory at which a worker is retired after its batch."
    ),
    Setting(
        "min_free", 200, _whole(0, 1 << 20), "megabytes, 0 or more", "Free disk space in megabytes below which the service stops crawling."
    ),
    Setting("keep_visits", 180, _whole(1, 36500), "days, 1 or more", "Days after which single visits are forgotten; runs and texts stay."),
    Setting("backup_to", "", _text, "a folder", "Folder that gets a backup every night; empty: none is made."),
    Setting("backup_keep", 7, _whole(1, 1000), "a whole number, 1 to 1000", "How many of these backups are kept."),
    Setting(
        "browser",
        "",
        _text,
        "a path, or none",
        "Chromium for portals whose lists need scripts (with tinso[browser]); empty: chromium or google-chrome, as installed; none: never.",
    ),
    Setting("confirm_after", 6.0, _number(0, 24 * 30), "hours, 0 to 720", "Hours before the second look at a removal or a large shrink."),
    Setting("contact", "", _text, "one line of text", "Address (e-mail or URL) in the user agent, for the people who run the portals."),
    Setting("desk_host", "127.0.0.1", _text, "an address", "Address the desk listens on; one that others reach needs a password."),
    Setting("desk_port", 8080, _whole(0, 65535), "a port number, 0 to 65535", "Port of the desk; 0 takes a free one."),
    Setting(
        "desk_password_hash",
        "",
        _text,
        "what tinso review --hash-password prints",
        "Argon2 hash of the desk's password; empty: no password, and the desk is reached from this machine only.",
    ),
    Setting("desk_hosts", "", _text, "host names, parted by commas", "Further names under which browsers reach the desk."),
    Setting("log_level", "WARNING", _level, "DEBUG, INFO, WARNING or ERROR", "What is logged on standard error."),
)


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of this process; units as in `SETTINGS`."""

    data: Path
    delay: float
    concurrency: int
    workers: int
    timeout: float
    max_body: int
    run_seconds: float
    worker_memory: int
    min_free: int
    keep_visits: int
    backup_to: str
    backup_keep: int
    browser: str
    confirm_after: float
    contact: str
    desk_host: str
    desk_port: int
    desk_password_hash: str
    desk_hosts: str
    log_level: str


def load(environ: Mapping[str, str] | None = None, **flags: Any) -> Config:
    """Read the settings. `flags` that are not None win. Raises ConfigError."""
    source = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        if flags.get(setting.name) is not None:
            values[setting.name] = flags[setting.name]
            continue
        text = source.get(setting.variable)
        if text is None or text == "":
            values[setting.name] = setting.default
            continue
        try:
            values[setting.name] = setting.parse(text)
        except ValueError:
            raise ConfigError(f"{setting.variable}={text!r}: want {setting.wants}") from None
    unknown = sorted(name for name in source if name.startswith("TINSO_") and name[6:].lower() not in values)
    if unknown:
        known = ", ".join(setting.variable for setting in SETTINGS)
        raise ConfigError(f"{unknown[0]}: there is no such setting; known: {known}")
    return Config(**values)
