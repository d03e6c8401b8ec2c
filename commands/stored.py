"""What the commands on stored articles share: the store they read, their filters, and how an article is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from commands.output import UsageError, settings
from storage.models import ArticleState
from storage.portals import UnknownSlug
from storage.records import ArticleRecord
from storage.schema import DATABASE
from storage.store import Store

F = TypeVar("F", bound=Callable[..., Any])


class _Day(click.DateTime):
    """A day as ISO 8601 writes it, or as it is written in Vietnam; said so in words people read."""

    _WANTED = "YYYY-MM-DD or DD/MM/YYYY"

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d", "%d/%m/%Y"])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"'{value}' is no day; want {self._WANTED}.", param, ctx)


DAY = _Day()


def open_store(data: Path | None) -> Store:
    """The store of the data folder, for reading commands: they make none. Raises UsageError where there is none."""
    folder = settings(data).data
    if not (folder / DATABASE).exists():
        raise UsageError(f"{folder}: nothing is stored there yet; fetch something first, or say --data")
    return Store.open_to_read(folder)


def filter_options(command: F) -> F:
    """The filters that lists and exports share."""
    for option in (
        click.option("--until", type=DAY, help="Published (or first seen) on this day or before."),
        click.option("--since", type=DAY, help="Published (or first seen) on this day or later (2026-11-01 or 1/11/2026)."),
        click.option("--state", type=click.Choice([state.value for state in ArticleState]), help="Only live, or only removed ones."),
        click.option("--kept", is_flag=True, help="Only articles somebody kept."),
        click.option("--portal", help="Only this portal (slug)."),
    ):
        command = option(command)
    return command


def check_days(since: date | None, until: date | None) -> None:
    """Raises UsageError for days in the wrong order: nothing can be found between them."""
    if since is not None and until is not None and since > until:
        raise UsageError(f"--since {since:%d/%m/%Y} is later than --until {until:%d/%m/%Y}")


def selected(store: Store, portal: str | None, since: datetime | None, until: datetime | None, **more: Any) -> Iterator[ArticleRecord]:
    """The articles the filters ask for. Raises UsageError for a portal that has nothing stored, and for days in the wrong order."""
    check_days(since, until)
    try:
        yield from store.articles(portal=portal, since=since.date() if since else None, until=until.date() if until else None, **more)
    except UnknownSlug as error:
        raise UsageError(f"{error}: nothing is stored of such a portal; see tinso portals list") from None


def named_article(store: Store, named: str) -> ArticleRecord:
    """An article by number or by address. Raises UsageError."""
    if named.isascii() and named.isdecimal():
        found = store.article(int(named)) if len(named) < 19 else None
    else:
        found = store.article_by_url(named)
    if found is None:
        raise UsageError(f"{named}: no such article is stored; want a number or an address of `tinso articles list`")
    return found
