"""`tinso verify`, `backup`, `restore`: the data folder as a whole."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from commands.output import UsageError, data_option, json_option, one_line, print_json, settings
from storage import backup as backups
from storage.verify import Problem
from storage.verify import verify as problems_of


@click.command()
@data_option
@json_option
def verify(data: Path | None, as_json: bool) -> None:
    """Read all documents and archived pages again; report what is missing, altered or unlisted. Exit 1 if anything is."""
    folder = settings(data).data
    if not folder.exists():
        raise UsageError(f"{folder}: there is no such folder; fetch something first, or say --data")
    found = _report(problems_of(folder), as_json)
    if not found and not as_json:
        click.echo("everything is as the database says")
    sys.exit(1 if found else 0)


def _report(problems: Iterable[Problem], as_json: bool) -> int:
    found = 0
    for problem in problems:
        found += 1
        if as_json:
            print_json([{"kind": problem.kind, "name": problem.name, "detail": problem.detail}])
        else:
            click.echo(f"{problem.kind}: {one_line(problem.name)}: {one_line(problem.detail)}")
    return found


@click.command()
@click.argument("dest", type=click.Path(path_type=Path))
@data_option
def backup(dest: Path, data: Path | None) -> None:
    """Copy database, documents and archive into one file, also while the service runs. DEST: a new file, or a folder."""
    done = backups.backup(settings(data).data, dest, datetime.now(UTC))
    for name in done.missing:
        click.echo(f"missing: {one_line(name)}", err=True)
    click.echo(f"{done.path}: {done.documents} documents, {done.archive_files} archive files, {done.bytes:,} bytes")
    sys.exit(1 if done.missing else 0)


@click.command()
@click.argument("src", type=click.Path(path_type=Path))
@data_option
def restore(src: Path, data: Path | None) -> None:
    """Put a backup into an empty or new data folder; it is checked before it is put in place."""
    target = settings(data).data
    found = _report(backups.restore(src, target), as_json=False)
    click.echo(f"{target}: restored from {src}")
    sys.exit(1 if found else 0)
