"""The second draw of held-out portals: found complete, once, cheaply, and quiet where nothing happened. See docs/discovery.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from demo.articles import Article
from tests.simulation.heldout.unseen import Unseen
from tests.simulation.heldout.unseen_forms import FORMS
from tests.simulation.heldout.unseen_pagers import PAGERS
from tests.simulation.heldout.unseen_sources import SOURCES
from tests.simulation.heldout.unseen_states import STATES
from tests.simulation.heldout.unseen_systems import SYSTEMS
from tests.simulation.world import World

MakeWorld = Callable[..., World]
DRAWN = (*SYSTEMS, *STATES, *PAGERS, *SOURCES, *FORMS)

ALWAYS = {"unseen-tiny"}  # the others are part of the long simulations


def _missing(world: World) -> list[str]:
    """Addresses of live articles that are not stored."""
    site = world.sites["portal"]
    found = {id(row["of"]) for row in world.stored("portal")}
    return [site.address(article) for article in site.articles if article.live and id(article) not in found]


def _changes(world: World) -> Counter[tuple[str, int]]:
    """What was told apart from the baseline: kind and article, -1 where the address is none of the portal's articles."""
    rows = world.rows(
        "SELECT c.kind, a.url FROM changes AS c JOIN articles AS a ON a.id = c.article JOIN portals AS p ON p.id = c.portal"
        " WHERE c.review_state <> 'read' AND p.slug = 'portal'"
    )
    found = [(row["kind"], world.article_of("portal", row["url"])) for row in rows]
    return Counter((kind, article.id if article else -1) for kind, article in found)


def _asked(world: World, *, articles: bool) -> int:
    kind = "=" if articles else "<>"
    return int(world.rows(f"SELECT count(*) AS n FROM visits WHERE kind {kind} 'article'")[0]["n"])


def _drawn() -> list[Any]:
    return [pytest.param(shape, id=shape.name, marks=[] if shape.name in ALWAYS else [pytest.mark.soak]) for shape in DRAWN]


@pytest.mark.parametrize("shape", _drawn())
def test_a_portal_of_the_second_draw(make_world: MakeWorld, shape: type[Unseen]) -> None:
    world, drawn = make_world(), shape()
    site = world.site(drawn, "portal", articles=drawn.opening, seed=11, **drawn.options)
    drawn.prepare(world, site)
    baseline = {article.id for article in site.articles}
    world.check(["portal"])
    first, lost_first = world.requests("portal"), _missing(world)

    world.clock.forward(timedelta(hours=2))
    published: list[Article] = []
    for n in range(4):
        for _ in range(1 if drawn.opening < 5 else 2):
            published.append(site.publish(form=("news", "long", "notice", "table")[n]))
            world.note_place("portal", published[-1])
        world.clock.forward(timedelta(hours=3))
        world.check(["portal"])
    for _ in range(2):
        world.clock.forward(timedelta(hours=3))
        world.check(["portal"])
    lost_later = [address for address in _missing(world) if address not in lost_first]

    edited, removed = published[0], published[1]
    site.edit(edited, "paragraph_added")
    site.remove(removed, drawn.removal)
    before = _asked(world, articles=False)
    checks = 18  # four days and a half: the revisits have a budget, and a removal takes a second look
    for _ in range(checks):
        world.clock.forward(timedelta(hours=6))
        world.check(["portal"])
    quiet = (_asked(world, articles=False) - before) / checks

    rows = world.stored("portal")
    foreign = [row["url"] for row in rows if row["of"] is None]
    twice = [row["url"] for row in rows if row["of"] is not None and sum(other["of"] is row["of"] for other in rows) > 1]
    wanted = Counter({("edited", edited.id): 1, ("removed", removed.id): 1}) + Counter(("new", article.id) for article in published)
    told = Counter({key: n for key, n in _changes(world).items() if key[0] != "new" or key[1] not in baseline})
    print(
        f"{drawn.name}: {len(baseline) - len(lost_first)} of {len(baseline)} at first contact in {first} requests,"
        f" {len(published) - len(lost_later)} of {len(published)} later, {len(foreign)} foreign, {len(twice)} twice,"
        f" {quiet:.1f} requests a quiet check; unasked {dict(told - wanted)}, untold {dict(wanted - told)}"
    )
    assert lost_first == [], "at first contact"
    assert lost_later == [], "at ordinary checks"
    assert foreign == []
    assert twice == []
    assert told == wanted
    assert first <= 3 * len(baseline) + 40
    assert quiet <= 4
