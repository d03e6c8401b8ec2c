"""What a person does on the desk, in the same words on the command line: keep, dismiss, unread, star, note, tag, undo, history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from commands.output import COUNT, UsageError, data_option, json_option, one_line, print_json, print_table
from commands.stored import named_article, open_store
from storage.connection import VIETNAM
from storage.decisions import NOTE_LENGTH, tidy_tag
from storage.models import ReviewState
from storage.records import ArticleRecord
from storage.store import Store

F = TypeVar("F", bound=Callable[..., Any])
COMMAND = "command"  # where these decisions come from, for the history


def _named(command: F) -> F:
    """ARTICLE…, --data and --json."""
    for option in (json_option, data_option, click.argument("named", nargs=-1, required=True, metavar="ARTICLE…")):
        command = option(command)
    return command


def _told(rows: Iterable[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    for row in rows:
        done = (
            f"{row['changes']} change{'s' if row['changes'] != 1 else ''}"
            if "changes" in row
            else "done"
            if row["decision"]
            else "as it was"
        )
        number = f", decision {row['decision']}" if row["decision"] else ""
        click.echo(f"{row['id']}: {row['act']} ({done}{number}) {one_line(row['title'])}")


def _each(
    named: tuple[str, ...], data: Path | None, act: str, as_json: bool, work: Callable[[Store, ArticleRecord], dict[str, Any]]
) -> None:
    """Do it for each article, all found before the first is touched. Raises UsageError."""
    with open_store(data) as store:
        articles = [named_article(store, name) for name in named]
        _told([{"id": row.id, "act": act} | work(store, row) | {"title": row.version.title} for row in articles], as_json)


def _decide(named: tuple[str, ...], state: ReviewState, act: str, note: str | None, data: Path | None, as_json: bool) -> None:
    def work(store: Store, article: ArticleRecord) -> dict[str, Any]:
        with store.write():
            before = store.last_decision()
            changes = store.decide_article(article.id, state, datetime.now(UTC), note, source=COMMAND)
            last = store.last_decision()
        return {"review_state": state.value, "changes": changes, "decision": last if last > before else None}

    _each(named, data, act, as_json, work)


def _mark(named: tuple[str, ...], act: str, data: Path | None, as_json: bool, **marks: Any) -> None:
    def work(store: Store, article: ArticleRecord) -> dict[str, Any]:
        return {"decision": store.mark(article.id, datetime.now(UTC), source=COMMAND, **marks).decision}

    _each(named, data, act, as_json, work)


@click.command()
@_named
@click.option("--note", help="A note to put on them.")
def keep(named: tuple[str, ...], note: str | None, data: Path | None, as_json: bool) -> None:
    """Keep articles: their changes leave the queue and stay in the collection."""
    _decide(named, ReviewState.KEPT, "kept", note, data, as_json)


@click.command()
@_named
@click.option("--note", help="A note to put on them.")
def dismiss(named: tuple[str, ...], note: str | None, data: Path | None, as_json: bool) -> None:
    """Dismiss articles: their changes leave the queue."""
    _decide(named, ReviewState.DISMISSED, "dismissed", note, data, as_json)


@click.command()
@_named
def unread(named: tuple[str, ...], data: Path | None, as_json: bool) -> None:
    """Put articles back into the queue."""
    _decide(named, ReviewState.UNREAD, "unread", None, data, as_json)


@click.command()
@_named
@click.option("--off", is_flag=True, help="Take the star away.")
def star(named: tuple[str, ...], off: bool, data: Path | None, as_json: bool) -> None:
    """Star articles."""
    _mark(named, "unstarred" if off else "starred", data, as_json, starred=not off)


@click.command()
@click.argument("article")
@click.argument("text", required=False)
@click.option("--clear", is_flag=True, help="Take the note away.")
@data_option
@json_option
def note(article: str, text: str | None, clear: bool, data: Path | None, as_json: bool) -> None:
    """Write a note on an article, instead of the one it has."""
    if (text is None) is not clear:
        raise UsageError("say the note's text, or --clear")
    if text and len(text) > NOTE_LENGTH:
        raise UsageError(f"a note has at most {NOTE_LENGTH} letters")
    _mark((article,), "note taken away" if clear else "noted", data, as_json, note=text or "")


@click.command()
@click.argument("tag")
@_named
@click.option("--off", is_flag=True, help="Take the tag away.")
def tag(tag: str, named: tuple[str, ...], off: bool, data: Path | None, as_json: bool) -> None:
    """Put a tag on articles."""
    tidy = tidy_tag(tag)
    if not tidy:
        raise UsageError(f"{tag!r}: no tag is left of it without commas and #")
    _mark(named, f"untagged #{tidy}" if off else f"tagged #{tidy}", data, as_json, **{"drop_tags" if off else "add_tags": [tidy]})


@click.command()
@click.argument("decision", type=click.IntRange(1, (1 << 62)), required=False)
@data_option
@json_option
def undo(decision: int | None, data: Path | None, as_json: bool) -> None:
    """Undo a decision by its number; without one the newest that still stands, wherever it was made."""
    with open_store(data) as store:
        number = decision if decision is not None else _newest(store)
        try:
            done = store.undo(number, datetime.now(UTC), source=COMMAND)
        except LookupError:
            raise UsageError(f"{number}: there is no such decision; see tinso articles history") from None
    if as_json:
        print_json([{"undone": number, "decision": done.decision, "done": done.done, "refused": list(done.refused)}])
    elif done.decision is None:
        click.echo(f"decision {number}: it was undone before")
    else:
        left = f", {len(done.refused)} left alone: decided anew since" if done.refused else ""
        click.echo(f"decision {number}: undone ({done.done} of {done.done + len(done.refused)}{left})")


def _newest(store: Store) -> int:
    before: int | None = None
    while rows := store.decisions(limit=200, before=before):
        for row in rows:
            if row.act != "undo" and not row.undone:
                return row.id
        before = rows[-1].id
    raise UsageError("nothing is decided that could be undone")


@click.command()
@click.option("--limit", type=COUNT, default=20, show_default=True, help="At most so many, the newest.")
@data_option
@json_option
def history(limit: int, data: Path | None, as_json: bool) -> None:
    """What was decided, newest first."""
    with open_store(data) as store:
        rows = store.decisions(limit=limit)
    if as_json:
        print_json(
            {
                "id": row.id,
                "at": row.at.astimezone(VIETNAM).isoformat(timespec="seconds"),
                "act": row.act,
                "source": row.source,
                "items": row.items,
                "undone": row.undone,
                "article": row.article,
                "title": row.title,
            }
            for row in rows
        )
        return
    head = ["id", "at", "act", "where", "items", "undone", "title"]
    cells = (
        [row.id, f"{row.at.astimezone(VIETNAM):%d/%m/%Y %H:%M}", row.act, row.source, row.items, "undone" if row.undone else "-", row.title]
        for row in rows
    )
    print_table(head, cells, {"title": 80})


DECIDING: tuple[click.Command, ...] = (keep, dismiss, unread, star, note, tag, undo, history)
