"""`tinso export`: articles out, as text, JSON lines, CSV or WARC."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from commands.output import data_option, one_line, settings
from commands.stored import filter_options, open_store, selected
from storage.export import FORMATS
from storage.export import export as write


@click.command()
@click.argument("dest")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="What to write.")
@filter_options
@data_option
def export(
    dest: str,
    form: str,
    portal: str | None,
    kept: bool,
    state: str | None,
    since: datetime | None,
    until: datetime | None,
    data: Path | None,
) -> None:
    """Write articles to DEST: a file, - for standard output, or for txt a folder with the current documents and an index.csv."""
    with open_store(data) as store:
        rows = selected(store, portal, since, until, state=state, kept=kept, newest_first=False)
        done = write(rows, dest, form, settings(data).data, sys.stdout.buffer)
    for problem in done.problems:
        click.echo(f"tinso: {one_line(problem)}", err=True)
    if not done.cut:
        click.echo(f"{done.articles} articles, {done.documents} documents, {done.pages} archived pages", err=True)
    sys.exit(1 if done.problems else 0)
