"""Links that lead nowhere, however many a portal shows, cost no stored article its look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from demo.exchange import Response
from tests.simulation.world import World

LOST = 30


def test_dead_links_do_not_starve_revisits(make_world: Callable[..., World]) -> None:
    world = make_world()
    site = world.site("tv-press", "portal", articles=10, seed=3)
    for n in range(LOST):
        title = f"Kế hoạch số {n} về chuyển đổi số của tỉnh trong năm nay đã được ban hành"
        site.put(f"/ke-hoach-so-{n}-ve-chuyen-doi-so-cua-tinh-{n + 90_000}.html", Response(404), link=title)
    world.check(["portal"])
    article = site.publish()
    world.note_place("portal", article)
    world.clock.forward(timedelta(minutes=30))
    world.check(["portal"])
    site.edit(article, "paragraph_added")
    asked = world.rows("SELECT count(*) AS n FROM visits WHERE kind = 'article' AND article IS NULL")[0]["n"]
    assert asked >= LOST  # the portal shows them and they are tried

    for _ in range(24):
        world.clock.forward(timedelta(minutes=30))
        world.check(["portal"])

    edits = world.rows("SELECT kind, at FROM changes WHERE kind = 'edited'")
    assert len(edits) == 1
    again = world.rows("SELECT count(*) AS n FROM visits WHERE kind = 'article' AND article IS NULL")[0]["n"] - asked
    assert again <= 24 + 24 + 4, "retries have a bounded share"
