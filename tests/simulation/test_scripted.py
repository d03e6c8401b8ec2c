"""A portal whose lists are filled by scripts, watched with a browser: found complete, new articles too, at the usual cost."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta

import pytest

from crawler import browser
from tests.simulation.world import World


@pytest.fixture(autouse=True)
def chromium() -> None:
    lacks = browser.lacking("")
    if lacks and os.environ.get("CI") == "true":
        pytest.fail(f"CI runs the browser tests: {lacks}")
    if lacks:
        pytest.skip(f"NO BROWSER: portals that need scripts were not tested: {lacks}")


def test_a_portal_that_needs_scripts_is_watched_in_a_browser(make_world: Callable[..., World]) -> None:
    world = make_world()
    site = world.site("tv-press", "portal", articles=6, scripted=True, feed=False, sitemap="none")
    world.check()
    found = [row["of"] for row in world.stored("portal")]
    assert None not in found
    assert len(found) == len(site.articles)
    (profile,) = world.rows("SELECT json_extract(profile, '$.scripted') AS scripted FROM profiles ORDER BY version DESC, at DESC LIMIT 1")
    assert profile["scripted"] == "yes"
    (run,) = world.rows("SELECT outcome, failure FROM runs ORDER BY id DESC LIMIT 1")
    assert run == {"outcome": "complete", "failure": ""}

    world.note_place("portal", site.publish())
    world.clock.forward(timedelta(hours=6))
    world.server.forget()
    world.check()
    assert len(world.stored("portal")) == len(site.articles)
    paths = [hit.path.partition("?")[0] for hit in world.server.hits(site)]
    assert "/static/danh-sach.js" not in paths  # asked for once
    assert paths.count("/api/danh-sach") >= 1
