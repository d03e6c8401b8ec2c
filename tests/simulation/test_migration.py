"""A portal that goes to another host: one event, not hundreds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.simulation.world import World

MakeWorld = Callable[..., World]


@pytest.mark.parametrize(
    ("old", "shape"),
    [("redirect", "wordpress"), pytest.param("home", "", marks=pytest.mark.soak), pytest.param("refused", "", marks=pytest.mark.soak)],
)
def test_a_portal_at_a_new_host_is_one_event(make_world: MakeWorld, old: str, shape: str) -> None:
    world = make_world()
    site = world.site("hosted-upload", "old", articles=30, seed=4)
    world.check()
    changes = len(world.rows("SELECT id FROM changes"))
    unread = len(world.rows("SELECT id FROM changes WHERE review_state = 'unread'"))
    heir = site.migrate(world.host(), shape=shape, old=old)
    world.declare(heir, "new")
    fresh = heir.publish()
    world.note_place("new", fresh)
    for _ in range(3):
        world.clock.forward(timedelta(hours=7))
        world.check()

    stored = {id(row["of"]) for row in world.stored("new")}
    assert {id(article) for article in heir.articles} <= stored
    alerts = world.rows("SELECT a.cause, a.detail, p.slug FROM alerts AS a JOIN portals AS p ON p.id = a.portal WHERE cause = 'migration'")
    assert [(alert["slug"], alert["detail"].split(":")[0]) for alert in alerts] == [("new", "old moved to new")]
    # only what was published after the move waits for somebody
    waiting = world.rows("SELECT kind, url FROM changes WHERE review_state = 'unread' AND id > ?", changes)
    assert [(row["kind"], world.article_of("new", row["url"]) is fresh) for row in waiting] == [("new", True)], unread
    assert not world.rows("SELECT id FROM changes WHERE kind = 'removed'")
