"""`tinso reextract`: the archive through today's extractor, without network. Raises no edits."""

from __future__ import annotations

import sys
from collections import Counter
from functools import partial
from pathlib import Path

import click

from commands.output import INTERRUPTED, UsageError, data_option, settings
from commands.stopping import interruptible
from commands.stored import open_store
from crawler.extraction.article import EXTRACTOR
from scheduler.crawl import now_utc, open_ingest, reading_orders
from scheduler.fetch import Dispatcher
from storage import leases
from storage.models import Message, Page, Portal
from storage.portals import UnknownSlug

LEASE = 3600.0  # seconds


@click.command()
@click.option("--portal", help="Only this portal (slug).")
@click.option("--all", "everything", is_flag=True, help="Also articles this very extractor made.")
@data_option
def reextract(portal: str | None, everything: bool, data: Path | None) -> None:
    """Extract archived pages again; a different text becomes a silent new baseline, never an edit."""
    loaded = settings(data)
    counts: Counter[str] = Counter()
    with open_store(data) as store, open_ingest(store, loaded) as ingest, interruptible() as stop:
        work: dict[str, list[int]] = {}
        try:
            for article in store.stale_articles(EXTRACTOR, portal=portal, everything=everything):
                work.setdefault(article.portal, []).append(article.id)
        except UnknownSlug as error:
            raise UsageError(f"{error}: nothing is stored of such a portal; see tinso portals list") from None
        portals = {known.slug: known for known in store.portals()}
        dispatcher = Dispatcher(loaded, loaded.workers)
        holder = leases.holder("reextract")

        def take(where: Portal, message: Message) -> None:
            if isinstance(message, Page):
                counts[ingest.page(where.slug, None, message, now_utc()).kind] += 1

        try:
            for slug, articles in work.items():
                if not store.claim(slug, holder, LEASE, now_utc()):
                    click.echo(f"{slug}: another process is crawling it; left out", err=True)
                    counts["left out"] += len(articles)
                    continue
                try:
                    for order in reading_orders(portals[slug], store.profile(slug), ingest, articles):
                        dispatcher.run([(order, partial(take, portals[slug]))], stop)
                        if stop.is_set():
                            sys.exit(INTERRUPTED)
                finally:
                    store.release(slug, holder)
        finally:
            dispatcher.close()
    done = ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items())) or "nothing to do"
    click.echo(f"{sum(map(len, work.values()))} archived pages: {done}")
    sys.exit(1 if counts["left out"] or counts["failed"] else 0)
