"""`tinso changes …`: the queue of what is new, edited, moved, removed and restored."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from commands.output import COUNT, UsageError, data_option, json_option, one_line, print_json, print_table
from commands.stored import DAY, check_days, open_store
from storage.connection import VIETNAM
from storage.export import change_record
from storage.files import replaced_files, replaced_record
from storage.models import ChangeKind, ReviewState
from storage.portals import UnknownSlug
from storage.records import ChangeRecord
from storage.store import Store

EDIT_OF_FILES = "attachments"


@click.group()
def changes() -> None:
    """What happened to articles since they were first seen."""


@changes.command("list")
@click.option("--portal", help="Only this portal (slug).")
@click.option("--kind", type=click.Choice([kind.value for kind in ChangeKind]), help="Only this kind.")
@click.option("--review", type=click.Choice([state.value for state in ReviewState]), help="Only this review state.")
@click.option("--since", type=DAY, help="Noticed on this day or later (2026-11-01 or 1/11/2026).")
@click.option("--until", type=DAY, help="Noticed on this day or before.")
@click.option("--limit", type=COUNT, default=50, show_default=True, help="At most so many, the newest.")
@data_option
@json_option
def list_changes(
    portal: str | None,
    kind: str | None,
    review: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    data: Path | None,
    as_json: bool,
) -> None:
    """List changes, newest first."""
    check_days(since, until)
    with open_store(data) as store:
        try:
            rows = list(
                store.changes(
                    portal=portal,
                    kind=kind,
                    review_state=review,
                    since=since.date() if since else None,
                    until=until.date() if until else None,
                    limit=limit,
                )
            )
        except UnknownSlug as error:
            raise UsageError(f"{error}: nothing is stored of such a portal; see tinso portals list") from None
        if as_json:
            print_json(change_record(row) | _files(store, row) for row in rows)
            return
    head = ["id", "at", "kind", "what", "portal", "article", "review", "title"]
    cells = [
        [
            row.id,
            f"{row.at.astimezone(VIETNAM):%d/%m/%Y %H:%M}",
            row.kind.value,
            ", ".join(row.edit) or "-",
            row.portal,
            row.article,
            row.review_state.value,
            row.title,
        ]
        for row in rows
    ]
    print_table(head, cells, {"title": 80, "portal": 28, "what": 30})


@changes.command()
@click.argument("change", type=int)
@data_option
@json_option
def show(change: int, data: Path | None, as_json: bool) -> None:
    """Show one change with its facts."""
    with open_store(data) as store:
        row = store.change(change) if 0 < change < 1 << 62 else None
        files = _files(store, row) if row is not None else {}
    if row is None:
        raise UsageError(f"{change}: there is no such change; see tinso changes list")
    facts: dict[str, Any] = change_record(row) | {"size": row.size, "note": row.note}
    if as_json:
        print_json([facts | files])
        return
    for name, value in facts.items():
        click.echo(f"{name}: {one_line(', '.join(value) if isinstance(value, list) else value) or '-'}")
    if row.before is not None and row.after is not None:
        click.echo(f"compare: tinso articles diff {row.article} {row.before} {row.after}")


def _files(store: Store, row: ChangeRecord) -> dict[str, Any]:
    """The files that were replaced under their name, if any were."""
    if EDIT_OF_FILES not in row.edit or row.before is None or row.after is None:
        return {}
    found = replaced_files(store.version(row.article, row.before), store.version(row.article, row.after))
    return {"attachments": replaced_record(found)} if found else {}
