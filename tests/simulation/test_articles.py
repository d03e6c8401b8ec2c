"""What happens to one article, step by step."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

from demo.articles import Paragraph
from tests.simulation.world import World

MakeWorld = Callable[..., World]


def changes(world: World) -> list[tuple[str, list[str]]]:
    rows = world.rows("SELECT kind, edit FROM changes WHERE review_state = 'unread' ORDER BY id")
    return [(row["kind"], json.loads(row["edit"])) for row in rows]


def look(world: World) -> None:
    """Wait until every article is due, and look."""
    world.clock.forward(timedelta(days=1))
    world.rows("UPDATE articles SET next_check = ? RETURNING id", world.clock.moment.isoformat())
    world.check()


def test_there_and_back_are_two_edits(make_world: MakeWorld) -> None:
    world = make_world()
    site = world.site("dept-net", "portal", articles=9)
    world.check()
    article = site.newest()[0]
    place = next(n for n, block in enumerate(article.body) if isinstance(block, Paragraph))
    before = len(changes(world))
    first = article.body[place]
    article.body[place] = Paragraph("Ban tổ chức cho biết lễ trao giải lùi sang tháng sau vì lý do thời tiết.")
    look(world)
    article.body[place] = first
    look(world)

    found = changes(world)[before:]
    assert [kind for kind, _ in found] == ["edited", "edited"]
    assert found[0] == found[1]


def test_a_text_that_shrinks_is_believed_at_the_second_look(make_world: MakeWorld) -> None:
    world = make_world()
    site = world.site("wordpress", "portal", articles=9)
    world.check()
    before = len(changes(world))
    article = next(article for article in site.newest() if len(article.body) > 4)
    kept = list(article.body)
    site.edit(article, "shrink")
    look(world)
    assert len(changes(world)) == before
    article.body = kept  # half a page that a server sent once
    article.signature = article.signature or ""
    look(world)
    site.edit(article, "shrink")
    look(world)
    world.clock.forward(timedelta(hours=7))
    world.check()

    assert changes(world)[-1] == ("edited", ["paragraphs"])
