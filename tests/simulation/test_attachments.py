"""Files of articles that are replaced under their name: noticed as edits, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from demo.articles import Article
from demo.site import Portal as Site
from storage.files import replaced_files
from storage.models import FileState
from tests.simulation.world import World

MakeWorld = Callable[..., World]


def edits(world: World) -> list[dict[str, Any]]:
    return world.rows("SELECT * FROM changes WHERE kind <> 'new' ORDER BY id")


def watched(make_world: MakeWorld, shape: str = "hosted-upload", **options: Any) -> tuple[World, Site, Article]:
    """A portal whose newest article has a file, met for the first time just now."""
    world = make_world()
    site = world.site(shape, "portal", articles=5, **options)
    article = site.publish(form="attachment")
    world.note_place("portal", article)
    world.check()
    return world, site, article


def look_on(world: World, times: int = 4, hours: int = 8) -> None:
    for _ in range(times):
        world.clock.forward(timedelta(hours=hours))
        world.check()


@pytest.mark.parametrize("files", ["true", *(pytest.param(one, marks=pytest.mark.soak) for one in ("no_head", "bare"))])
def test_a_replaced_file_is_an_edit_of_its_article(make_world: MakeWorld, files: str) -> None:
    world, site, article = watched(make_world, files=files)
    look_on(world, 1)
    assert not edits(world)
    site.edit(article, "attachment_replaced")
    look_on(world, 3)

    (edit,) = edits(world)
    assert (edit["kind"], json.loads(edit["edit"]), edit["size"]) == ("edited", ["attachments"], 0)
    record = world.store.article(edit["article"])
    assert record is not None
    before, after = world.store.version(record.id, record.version.number - 1), record.version
    assert before is not None
    assert before.content_hash == after.content_hash
    assert before.document_name == after.document_name
    (file,) = replaced_files(before, after)
    assert file.name == article.attachments[0].name
    assert 0 < file.before.size < file.after.size == len(article.attachments[0].content())
    assert file.name in edit["note"]
    bodies = [
        hit for hit in world.server.hits(site) if hit.path.endswith(".pdf") and hit.method == "GET" and hit.headers.get("range") is None
    ]
    assert not bodies  # a file's content is never asked for


@pytest.mark.parametrize("files", ["made_up", pytest.param("balanced", marks=pytest.mark.soak)])
def test_servers_that_make_validators_up_raise_nothing(make_world: MakeWorld, files: str) -> None:
    world, site, article = watched(make_world, files=files)
    look_on(world, 12)
    assert not edits(world)
    assert len([hit for hit in world.server.hits(site) if hit.method == "HEAD"]) >= 4
    (row, *_) = world.rows("SELECT unstable FROM files WHERE unstable <> ''") or [{"unstable": ""}]
    assert row["unstable"]

    site.edit(article, "attachment_replaced")  # the length still tells
    look_on(world, 12, hours=48)
    assert [json.loads(edit["edit"]) for edit in edits(world)] == [["attachments"]]


def test_other_edits_and_new_dates_are_no_replacement(make_world: MakeWorld) -> None:
    """The demo dates files like their article: an edit of the text gives them a new date, and the same bytes."""
    world, site, article = watched(make_world)
    look_on(world, 1)
    site.edit(article, "title")
    look_on(world, 6)
    assert [json.loads(edit["edit"]) for edit in edits(world)] == [["title"]]


@pytest.mark.parametrize("missing", ["404", *(pytest.param(one, marks=pytest.mark.soak) for one in ("soft", "home"))])
def test_a_missing_file_is_a_state_and_no_removal(make_world: MakeWorld, missing: str) -> None:
    world, site, article = watched(make_world, missing=missing)
    place = next(key for key, (of, _) in site.files.items() if of is article)
    kept = site.files.pop(place)
    look_on(world, 2)

    rows = world.rows("SELECT * FROM files WHERE state = 'missing'")
    assert len(rows) == 1
    record = world.store.article(rows[0]["article"])
    assert record is not None
    assert [mark.state for mark in record.version.files][:1] == [FileState.MISSING]
    assert record.state == "live"
    site.files[place] = kept
    look_on(world, 6)
    assert not world.rows("SELECT * FROM files WHERE state = 'missing'")
    assert not edits(world)
