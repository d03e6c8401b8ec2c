"""Portals that share a host are told apart by their path, declared or only typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.server import Server
from demo.site import Portal as Site
from scheduler.targets import resolve
from seeds.registry import Registry
from storage.models import Portal, PortalKind
from storage.store import Store
from tests import command


def portal(slug: str, url: str) -> Portal:
    return Portal(slug=slug, kind=PortalKind.OTHER, name=slug, url=url)


def test_the_deepest_portal_is_meant() -> None:
    stored = [portal("goc", "https://so.vn/"), portal("phong", "https://so.vn/phong/")]
    nothing = Registry(portals={}, provinces={})

    assert resolve("https://so.vn/phong/", nothing, stored).portal.slug == "phong"
    assert resolve("https://so.vn/phong/tin/mot-bai-viet-rat-dai-ve-so-1234.html", nothing, stored).portal.slug == "phong"
    assert resolve("https://so.vn/tin/mot-bai-viet-rat-dai-ve-so-1234.html", nothing, stored).place is None
    below = resolve("https://so.vn/ban/", nothing, stored)
    assert below.portal.slug == "goc"
    assert below.place is not None
    assert below.place.url == "https://so.vn/ban/"
    declared = Registry(portals={"goc": portal("goc", "https://so.vn/")}, provinces={})
    section = resolve("https://so.vn/ban/", declared, ())
    assert section.place == section.portal == declared.portals["goc"]


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


def test_a_portal_below_one_that_was_fetched_before(server: Server, tmp_path: Path) -> None:
    """`tinso fetch http://host/` and then `tinso fetch http://host/b/`: two portals, each with its own articles."""
    first = Site("wordpress", "127.0.0.1", 0, 3, articles=6)
    server.add(first)
    second = Site("tv-slug", "127.0.0.1", first.port, 4, prefix="/b", articles=6)
    server.add(second)

    def fetch(url: str) -> dict[str, object]:
        variables = {"TINSO_DATA": str(tmp_path / "data"), "TINSO_DELAY": "0"}
        done = command.run("fetch", url, "--json", environment=variables, folder=tmp_path)
        assert done.returncode == 0, done.stderr
        line: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
        return line

    fetch(first.url)
    fetch(second.url)

    with Store.open(tmp_path / "data") as store:
        by_portal = {name: {article.url for article in store.articles(portal=name)} for name in (p.slug for p in store.portals())}
    assert len(by_portal) == 2
    assert sorted(len(urls) for urls in by_portal.values()) == [6, 6]
    below = next(urls for urls in by_portal.values() if any("/b/" in url for url in urls))
    assert all("/b/" in url for url in below)
