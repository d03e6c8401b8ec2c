"""`tinso articles …`: what is stored, read and decided on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path

import click

from commands.deciding import DECIDING
from commands.output import COUNT, UsageError, data_option, json_option, one_line, print_json, print_table
from commands.stored import check_days, filter_options, named_article, open_store, selected
from review.question import question_of
from review.wishes import WishError
from storage.documents import compose, date_line
from storage.export import article_record
from storage.files import file_facts, replaced_files, replaced_record
from storage.finding import Question
from storage.models import ArticleState, FileState
from storage.portals import UnknownSlug
from storage.records import ArticleRecord, VersionRecord
from storage.search import match
from storage.store import Store


@click.group()
def articles() -> None:
    """Stored articles: list, read, compare, search, decide, undo."""


def _print_list(rows: Iterator[ArticleRecord], as_json: bool) -> None:
    if as_json:
        print_json(article_record(row) for row in rows)
        return
    head = ["id", "published", "portal", "state", "title"]
    cells = ([row.id, date_line(row.version.published) or "-", row.portal, _state(row), row.version.title] for row in rows)
    print_table(head, cells, {"title": 90, "portal": 28})


def _state(row: ArticleRecord) -> str:
    return "copy" if row.copy_of is not None and row.state == ArticleState.LIVE else row.state.value


@articles.command("list")
@filter_options
@click.option("--limit", type=COUNT, default=50, show_default=True, help="At most so many, the newest.")
@data_option
@json_option
def list_articles(
    portal: str | None,
    kept: bool,
    state: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    data: Path | None,
    as_json: bool,
) -> None:
    """List stored articles, newest first."""
    with open_store(data) as store:
        _print_list(selected(store, portal, since, until, state=state, kept=kept, limit=limit), as_json)


@articles.command()
@click.argument("query", nargs=-1, required=True)
@filter_options
@click.option("--limit", type=COUNT, default=20, show_default=True, help="At most so many, the newest.")
@data_option
@json_option
def search(
    query: tuple[str, ...],
    portal: str | None,
    kept: bool,
    state: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    data: Path | None,
    as_json: bool,
) -> None:
    """Search titles and texts, as on the desk: accents are optional, quotes make a phrase, and there are fields: portal:SLUG,
    kind:edited, state:removed, since:1/3/2026, until:31/3/2026, date:3/2026."""
    question = _question(" ".join(query), portal, state, kept, since, until)
    with open_store(data) as store:
        try:
            _print_list(_found(store, question, limit), as_json)
        except UnknownSlug as error:
            raise UsageError(f"{error}: nothing is stored of such a portal; see tinso portals list") from None


def _question(text: str, portal: str | None, state: str | None, kept: bool, since: datetime | None, until: datetime | None) -> Question:
    """What the words, the fields among them and the options ask for. Raises UsageError."""
    options = {"portal": portal, "state": state, "since": since and f"{since:%Y-%m-%d}", "until": until and f"{until:%Y-%m-%d}"}
    try:
        asked = question_of(text, {name: value for name, value in options.items() if value}).question
    except WishError as error:
        raise UsageError(str(error)) from None
    if not match(asked.words):
        raise UsageError(f"'{one_line(text)}': there is no word in it to look for")
    check_days(asked.since, asked.until)
    return replace(asked, kept=kept)


def _found(store: Store, question: Question, limit: int) -> Iterator[ArticleRecord]:
    """Newest first, in parts; nobody waits in front of a page here, so each is looked for to its end."""
    below: int | None = None
    while limit > 0:
        part = store.find(question, below=below, limit=min(limit, 200), budget=float("inf"))
        yield from part.articles
        limit -= len(part.articles)
        below = part.behind
        if below is None:
            return


@articles.command()
@click.argument("article")
@click.option("--version", "number", type=int, help="This version instead of the latest.")
@data_option
@json_option
def show(article: str, number: int | None, data: Path | None, as_json: bool) -> None:
    """Show one article as its document, with its facts on standard error."""
    with open_store(data) as store:
        row = named_article(store, article)
        version = _version(store, row, number) if number is not None else row.version
        if as_json:
            history = [{"version": v.number, "at": v.at, "content_hash": v.content_hash} for v in store.versions(row.id)]
            print_json([article_record(row) | {"published_evidence": version.published_evidence, "versions": history}])
            return
        click.echo(compose(version.title, date_line(version.published), version.blocks))
        facts = [
            ("url", row.url),
            ("portal", row.portal),
            ("state", _state(row)),
            ("published by", version.published_evidence),
            ("document", version.document_name or "-"),
            ("content hash", version.content_hash),
            ("version", f"{version.number} of {row.version.number}"),
        ]
        facts += [("attachment", line) for line in _attachments(version)]
        facts += [("copy", f"{other.id} {other.url}") for other in store.copies_of(row.id)]
        for name, value in facts:
            click.echo(f"{name}: {one_line(value)}", err=True)


def _version(store: Store, row: ArticleRecord, number: int) -> VersionRecord:
    found = store.version(row.id, number) if 0 < number < 1 << 62 else None
    if found is None:
        raise UsageError(f"article {row.id} has no version {number}; it has 1 to {row.version.number}")
    return found


@articles.command()
@click.argument("article")
@click.argument("before", type=int, required=False)
@click.argument("after", type=int, required=False)
@data_option
@json_option
def diff(article: str, before: int | None, after: int | None, data: Path | None, as_json: bool) -> None:
    """Show what changed between two versions, word by word; the last two when none are named."""
    with open_store(data) as store:
        row = named_article(store, article)
        new = _version(store, row, after if after is not None else row.version.number)
        old_number = before if before is not None else new.number - 1
        if old_number < 1:
            raise UsageError(f"article {row.id} has one version only; there is nothing to compare")
        old = _version(store, row, old_number)
        parts = _words(_document(old), _document(new))
        files = {"attachments": replaced_record(replaced)} if (replaced := replaced_files(old, new)) else {}
        if as_json:
            print_json([{"article": row.id, "before": old.number, "after": new.number, "parts": parts, **files}])
            return
        click.echo("".join(_marked(part["kind"], part["text"]) for part in parts))
        gone, come = _attachments(old), _attachments(new)
        for line in [line for line in gone if line not in come]:
            click.echo(f"[-attachment: {one_line(line)}-]")
        for line in [line for line in come if line not in gone]:
            click.echo(f"{{+attachment: {one_line(line)}+}}")


def _attachments(version: VersionRecord) -> list[str]:
    """One line each: name, address and what is known of the file."""
    marks = {mark.url: mark for mark in version.files}
    lines = []
    for item in version.attachments:
        mark = marks.get(item.url)
        facts = [file_facts(mark), "missing" if mark.state is FileState.MISSING else ""] if mark else []
        told = ", ".join(filter(None, facts))
        lines.append(f"{item.name} {item.url}{f' ({told})' if told else ''}")
    return lines


def _document(version: VersionRecord) -> str:
    return compose(version.title, date_line(version.published), version.blocks)


def _words(old: str, new: str) -> list[dict[str, str]]:
    """Runs of equal, removed and added words; line breaks are words."""
    before, after = _tokens(old), _tokens(new)
    parts: list[dict[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append({"kind": "equal", "text": "".join(before[a:b])})
            continue
        if b > a:
            parts.append({"kind": "removed", "text": "".join(before[a:b])})
        if d > c:
            parts.append({"kind": "added", "text": "".join(after[c:d])})
    return parts


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for line in text.split("\n"):
        words = line.split(" ")
        tokens += [word + " " for word in words[:-1]] + [words[-1], "\n"]
    return tokens[:-1]


def _marked(kind: str, text: str) -> str:
    opening, closing = {"equal": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}[kind]
    bare = text.rstrip()
    return f"{opening}{bare}{closing}{text[len(bare) :]}"


for command in DECIDING:
    articles.add_command(command)
