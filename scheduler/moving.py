"""Whether a portal's articles stand at its new address under the paths they had: asked of a few of them before a move is accepted."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from urllib.parse import urlsplit

import config
from scheduler.crawl import Wish, bare_order
from scheduler.decide import same_article
from scheduler.fetch import Dispatcher, Looked
from scheduler.identity import content_of, page_content, same_place
from storage.models import ArticleState, Failure, FailureName, Link, Portal
from storage.moves import counterpart
from storage.records import ArticleRecord
from storage.store import Store

SAMPLE = 6  # newest articles that are asked for
ENOUGH = 0.5  # of them must be there


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What the new address answered. `home`: where the portal begins there; `found` of `asked` articles stood under their paths."""

    home: str
    asked: int = 0
    found: int = 0
    failure: Failure | None = None  # it does not answer

    @property
    def same_paths(self) -> bool:
        return self.asked > 0 and self.found >= ENOUGH * self.asked


def moved(portal: Portal, home: str) -> Portal:
    """The portal at its new address. The old host stays one of its own, so that what leads on from there is followed."""
    before, after = urlsplit(portal.url), urlsplit(home)
    old = [host for host in dict.fromkeys((before.netloc, *portal.hosts)) if host != after.netloc]
    entry_points = tuple(url for url in portal.entry_points if urlsplit(url).netloc == after.netloc)
    return replace(portal, url=home, hosts=tuple(old), entry_points=entry_points)


def attempt(store: Store, settings: config.Config, portal: Portal, proposal: str, now: datetime, stop: threading.Event) -> Trial:
    """Ask the new address, politely; nothing is stored. `proposal` is where the old home page leads."""
    dispatcher = Dispatcher(settings, 1)
    try:
        home = _home(settings, dispatcher, portal, proposal, now, stop)
        there = moved(portal, home)
        looked = _look(settings, dispatcher, there, (), now, stop)
        finished = looked.finished
        if finished is None or finished.failure is not None:
            return Trial(home=home, failure=finished.failure if finished else Failure(name=FailureName.STOPPED))
        known: dict[str, ArticleRecord] = {}
        for article in islice(store.articles(portal=portal.slug, state=ArticleState.LIVE, limit=4 * SAMPLE), 4 * SAMPLE):
            url = counterpart(article.url, portal, home)
            if url and len(known) < SAMPLE:
                known[url] = article
        looked = _look(settings, dispatcher, there, tuple(known), now, stop)
        found = sum(_is_there(looked, url, article) for url, article in known.items())
        return Trial(home=home, asked=len(known), found=found)
    finally:
        dispatcher.close()


def _home(settings: config.Config, dispatcher: Dispatcher, portal: Portal, proposal: str, now: datetime, stop: threading.Event) -> str:
    """The root of the new host when it leads where the old home page does, else the proposal itself: a portal below a path."""
    parts = urlsplit(proposal)
    root = parts._replace(path="/", query="", fragment="").geturl()
    if parts.path in {"", "/"} and not parts.query:
        return root
    looked = _look(settings, dispatcher, moved(portal, root), (), now, stop)
    return root if looked.home and same_place(looked.home, proposal) else parts._replace(fragment="").geturl()


class _Looked(Looked):
    home = ""  # where the home page was in the end

    def handle(self, message: object) -> None:
        super().handle(message)  # type: ignore[arg-type]  # the same messages
        visit = getattr(message, "visit", None)
        if visit is not None and visit.kind == "home" and visit.outcome in {"ok", "not_modified"}:
            self.home = visit.final_url or visit.url


def _look(
    settings: config.Config, dispatcher: Dispatcher, portal: Portal, urls: Sequence[str], now: datetime, stop: threading.Event
) -> _Looked:
    """The home page, or these pages, of a portal."""
    order = replace(
        bare_order(settings, portal, Wish(), now),
        id=secrets.token_hex(8),
        walk=False,
        first_contact=False,
        home_only=not urls,
        open_links=tuple(Link(url=url, fetch_url=url, found_at=now) for url in urls),
    )
    looked = _Looked(portal, order)
    dispatcher.run([(order, looked.handle)], stop)
    return looked


def _is_there(looked: Looked, url: str, article: ArticleRecord) -> bool:
    for page in looked.pages:
        asked = page.visit.url if page.visit else page.url
        if (same_place(asked, url) or same_place(page.url, url)) and page.extraction is not None:
            return same_article(content_of(article.version), page_content(page))
    return False
