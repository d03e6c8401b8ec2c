"""What all commands share: the options, the settings, tables and JSON lines on stdout, and the border where errors become one line."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

import config

F = TypeVar("F", bound=Callable[..., Any])

WRONG_USE = 2
INTERRUPTED = 130


class UsageError(Exception):
    """Something the user gave cannot be used; the text names what, where and what to do."""


def fail(text: str, code: int = WRONG_USE) -> NoReturn:
    click.echo(f"tinso: {text}", err=True)
    sys.exit(code)


@contextlib.contextmanager
def expected_errors() -> Iterator[None]:
    """Every error a user can cause or meet becomes one line and exit 2; Ctrl-C is exit 130."""
    try:
        yield
    except click.ClickException as error:
        fail(error.format_message())
    except (KeyboardInterrupt, click.Abort):
        click.echo("tinso: interrupted", err=True)
        sys.exit(INTERRUPTED)
    except Exception as error:
        if not isinstance(error, _expected()):
            raise
        fail(str(error))


def _expected() -> tuple[type[Exception], ...]:
    """The errors whose text says all. Loaded when there is one: a command starts with what it needs itself."""
    from scheduler.targets import TargetError
    from seeds.registry import RegistryError, UnknownPortal
    from storage.backup import BackupError
    from storage.errors import StoreError
    from storage.export import ExportError

    return UsageError, TargetError, RegistryError, UnknownPortal, StoreError, BackupError, ExportError, config.ConfigError


class _Count(click.IntRange):
    """One or more. More than any store holds is as good as all: no number is too large for what it is handed to."""

    _MOST = 1_000_000_000

    def __init__(self) -> None:
        super().__init__(1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return min(super().convert(value, param, ctx), self._MOST)


COUNT = _Count()


def data_option(command: F) -> F:
    return click.option("--data", type=click.Path(path_type=Path), help="Data folder (default: TINSO_DATA or ./data).")(command)


def json_option(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")(command)


def settings(data: Path | None = None, **flags: Any) -> config.Config:
    """The settings of this process, logging set up by them. Raises UsageError for a data folder that is none or cannot be read."""
    loaded = config.load(data=data, **flags)
    _check_folder(loaded.data)
    logging.basicConfig(stream=sys.stderr, level=loaded.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    return loaded


def _check_folder(folder: Path) -> None:
    """A folder that is not there yet is none of our business here: some commands make it, the others say so."""
    try:
        there, is_folder = folder.exists(), folder.is_dir()
    except (OSError, ValueError) as error:
        raise UsageError(f"{folder}: the data folder cannot be read ({getattr(error, 'strerror', None) or error})") from None
    if there and not is_folder:
        raise UsageError(f"{folder}: is a file; --data and TINSO_DATA want a folder")
    if there and not os.access(folder, os.R_OK | os.X_OK):
        raise UsageError(f"{folder}: the data folder cannot be read (Permission denied)")


def print_json(rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False, default=str))


def width(text: str) -> int:
    """Columns a text takes on a terminal: combining marks take none, wide letters two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def shorten(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]], limits: Mapping[str, int] | None = None) -> None:
    """A plain table, columns as wide as their cells, at most as wide as `limits` says."""
    bounds = limits or {}
    cells = [[shorten(one_line(cell), bounds.get(name, 200)) for name, cell in zip(head, row, strict=True)] for row in rows]
    widths = [max([width(name), *(width(row[i]) for row in cells)]) for i, name in enumerate(head)]
    for row in [list(head), *cells]:
        click.echo("  ".join(cell + " " * (columns - width(cell)) for cell, columns in zip(row, widths, strict=True)).rstrip())


def one_line(value: object) -> str:
    """A cell: crawled text may hold control characters, which a terminal must never obey."""
    text = "" if value is None else str(value)
    return " ".join("".join(c if c.isprintable() or c.isspace() else "�" for c in text).split())
