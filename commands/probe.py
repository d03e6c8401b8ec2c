"""`tinso portals probe`: how an address would be read, source by source, with nothing stored."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from commands.output import COUNT, INTERRUPTED, data_option, json_option, one_line, print_json, settings
from commands.progress import progress_for
from commands.registry import load_registry
from commands.stopping import interruptible
from scheduler.crawl import Wish, bare_order, now_utc
from scheduler.fetch import Dispatcher, Looked, settle
from scheduler.targets import resolve
from storage.models import Finished, Portal

_SHOWN = 5  # addresses shown of a list on a terminal


@click.command()
@click.argument("url")
@click.option("--limit", type=COUNT, default=60, show_default=True, help="Look at no more than this many articles, the newest.")
@click.option("--allow-private", is_flag=True, help="Let host names lead to private and loopback addresses.")
@data_option
@json_option
def probe(url: str, limit: int, allow_private: bool, data: Path | None, as_json: bool) -> None:
    """Show how a site would be read: feeds, sitemaps and lists, ranked, why each was chosen, and what each lacks. Stores nothing."""
    loaded = settings(data)
    wish = Wish(articles=limit, allow_private=allow_private, wait_out_block=True)
    with interruptible() as stop:
        dispatcher = Dispatcher(loaded, 1)
        try:
            target = settle(resolve(url, load_registry(loaded), ()), loaded, wish, stop, dispatcher)
            order = replace(bare_order(loaded, target.portal, wish, now_utc()), explain=True)
            with progress_for([target.portal]) as progress:
                looked = Looked(target.portal, order, progress.looked, keep_bodies=False)
                dispatcher.run([(order, looked.handle)], stop)
        finally:
            dispatcher.close()
        if stop.is_set():
            sys.exit(INTERRUPTED)
    finished = looked.finished
    assert finished is not None  # a dispatcher's run ends with it, whatever happens
    if as_json:
        print_json(_rows(finished))
    else:
        _print(target.portal, finished, sum(page.extraction is not None for page in looked.pages))
    if finished.failure is not None:
        click.echo(f"tinso: {target.portal.url}: {_cause(finished)}", err=True)
    sys.exit(0 if finished.failure is None and any(found.articles for found in finished.sources) else 1)


def _cause(finished: Finished) -> str:
    failure = finished.failure
    return one_line(f"{failure.name.value}: {failure.detail}".removesuffix(": ")) if failure else ""


def _rows(finished: Finished) -> Iterator[dict[str, Any]]:
    for rank, found in enumerate(finished.sources, 1):
        entry = found.entry
        yield {
            "rank": rank,
            "kind": entry.kind.value,
            "url": entry.url,
            "trusted": entry.trusted,
            "reason": entry.reason,
            "section": entry.section,
            "articles": list(found.articles),
            "missing": list(found.missing),
            "alone": list(found.alone),
        }


def _print(portal: Portal, finished: Finished, articles: int) -> None:
    shown = [found for found in finished.sources if found.articles or found.entry.trusted]
    click.echo(f"{portal.url}: {articles} articles read, {len(shown)} sources with articles, {finished.requests} requests")
    for rank, found in enumerate(shown, 1):
        entry = found.entry
        trust = "trusted alone" if entry.trusted else "not trusted alone"
        click.echo(f"\n{rank}. {entry.kind.value} {one_line(entry.url)}")
        click.echo(f"   {one_line(entry.reason)}; {trust}")
        click.echo(f"   names {len(found.articles)} articles, {len(found.alone)} of them alone; lacks {len(found.missing)}")
        _print_some("only here", found.alone)
        _print_some("lacks", found.missing)
    rest = [found for found in finished.sources if found not in shown]
    if rest:
        click.echo("\nleft aside:")
    for found in rest:
        click.echo(f"   {found.entry.kind.value} {one_line(found.entry.url)}: {one_line(found.entry.reason)}")
    for name, texts in (("trap", finished.traps), ("note", finished.notes)):
        for text in texts:
            click.echo(f"{name}: {one_line(text)}")


def _print_some(what: str, urls: Sequence[str]) -> None:
    for url in urls[:_SHOWN]:
        click.echo(f"     {what}: {one_line(url)}")
    if len(urls) > _SHOWN:
        click.echo(f"     {what}: and {len(urls) - _SHOWN} more")
