"""`tinso portals check`: do the portals still live where we look for them?"""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

import config
from commands.output import INTERRUPTED, data_option, json_option, one_line, print_json, print_table, settings
from commands.registry import load_registry
from commands.stopping import interruptible
from scheduler.crawl import Wish, bare_order, now_utc
from scheduler.fetch import Dispatcher
from storage.models import FailureName, Finished, Message, Order, Portal, Seen, Validators, Visit, VisitKind
from storage.store import Store


@dataclass
class Look:
    """One portal's home page, asked for. `handle` takes the messages of its order and stores the visits."""

    store: Store
    portal: Portal
    order: Order
    visit: Visit | None = None  # the last of its home page
    finished: Finished | None = None

    def handle(self, message: Message) -> None:
        match message:
            case Seen():
                if message.visit.kind is VisitKind.HOME:
                    self.visit = message.visit
                # without validators: they would hide from the next crawl what it has not read yet
                visit = replace(message.visit, validators=Validators())
                self.store.record_seen(None, self.portal.slug, replace(message, visit=visit), now_utc())
            case Finished():
                self.finished = message
            case _:
                pass

    @property
    def row(self) -> dict[str, Any]:
        """What became of it: `state` alive, moved or dead; `to` where it leads now; `cause` why it is not alive."""
        visit, failure = self.visit, self.finished.failure if self.finished else None
        outcome = visit.outcome if visit else failure.name.value if failure else FailureName.STOPPED.value
        detail = visit.detail if visit else failure.detail if failure else ""
        to = visit.final_url if visit and visit.redirects else ""
        state, cause = "dead", f"{outcome}: {detail}".removesuffix(": ")
        if outcome in ("ok", "not_modified"):
            state, cause = "alive", ""
        elif outcome in (FailureName.OFFSITE, FailureName.PRIVATE_ADDRESS) and to:
            state = "moved"
        return {
            "portal": self.portal.slug,
            "url": self.portal.url,
            "state": state,
            "to": to,
            "cause": cause,
            "status": visit.status if visit else 0,
            "seconds": visit.seconds if visit else 0.0,
        }


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]…")
@click.option("--allow-private", is_flag=True, help="Let host names lead to private and loopback addresses.")
@data_option
@json_option
def check(slugs: Sequence[str], allow_private: bool, data: Path | None, as_json: bool) -> None:
    """Ask the home pages of these portals, or of all that are watched: alive, moved where, or dead and why. Exit 1 if any is not alive."""
    loaded = settings(data)
    registry = load_registry(loaded)
    with Store.open(loaded.data) as store, interruptible() as stop:
        others = {portal.slug: portal for portal in store.portals() if portal.slug not in registry.portals}
        wanted = [others.get(slug) or registry.find(slug) for slug in slugs]
        chosen = wanted or [portal for portal in (*registry.portals.values(), *others.values()) if portal.enabled]
        looks = _ask(store, loaded, list(dict.fromkeys(chosen)), Wish(allow_private=allow_private), set(others), stop)
        rows = [look.row for look in looks]
        if as_json:
            print_json(rows)
        else:
            shown = ["portal", "state", "url", "to", "cause"]
            print_table(shown, [[one_line(row[key]) for key in shown] for row in rows], {"url": 50, "to": 60, "cause": 80})
        if stop.is_set():
            sys.exit(INTERRUPTED)
    sys.exit(1 if any(row["state"] != "alive" for row in rows) else 0)


def _ask(
    store: Store, loaded: config.Config, chosen: Sequence[Portal], wish: Wish, undeclared: set[str], stop: threading.Event
) -> list[Look]:
    looks = []
    for portal in chosen:
        store.put_portal(portal, declared=portal.slug not in undeclared)
        order = replace(bare_order(loaded, portal, wish, now_utc()), walk=False, first_contact=False, home_only=True)
        looks.append(Look(store, portal, order))
    dispatcher = Dispatcher(loaded, min(loaded.workers, max(1, len(looks))))
    try:
        dispatcher.run([(look.order, look.handle) for look in looks], stop)
    finally:
        dispatcher.close()
    return looks
