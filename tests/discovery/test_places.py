"""Portals that do not stand at the root of a host of their own, over real HTTP: whatever address a user types."""

from __future__ import annotations

import contextlib
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

import config
from demo.exchange import Request, Response
from demo.server import Server
from demo.site import Portal as Site
from scheduler.crawl import Wish
from scheduler.fetch import Dispatcher, Looked, look, settle
from scheduler.targets import resolve
from seeds.registry import Registry

NOTHING = Registry(portals={}, provinces={})
Fetch = Callable[[str], Looked]


@pytest.fixture
def host() -> str:
    return f"127.{random.randint(30, 250)}.{random.randint(1, 250)}.{random.randint(2, 250)}"


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def dispatcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dispatcher]:
    """One crawl process for all of these."""
    settings = config.load({}, data=tmp_path_factory.mktemp("places"), delay=0.0, workers=1)
    with contextlib.closing(Dispatcher(settings, 1)) as made:
        yield made


@pytest.fixture
def fetch(dispatcher: Dispatcher) -> Fetch:
    """What `tinso fetch ADDRESS` finds, nothing stored."""
    settings = dispatcher.settings

    def run(address: str) -> Looked:
        stop = threading.Event()
        target = settle(resolve(address, NOTHING, ()), settings, Wish(), stop, dispatcher)
        return look(settings, target.portal, Wish(article=target.article), stop, dispatcher=dispatcher)

    return run


def found(looked: Looked) -> list[str]:
    """The titles read; a few notices share theirs."""
    return sorted(page.extraction.title for page in looked.pages if page.extraction is not None)


def truth(site: Site) -> list[str]:
    return sorted(article.title for article in site.articles if article.live)


@pytest.mark.parametrize("shape", ["dept-net", *(pytest.param(shape, marks=pytest.mark.soak) for shape in ("wordpress", "paper-clock"))])
@pytest.mark.parametrize("typed", ["{origin}/so-tttt/", "{origin}/so-tttt"])
def test_a_portal_below_a_path(server: Server, host: str, fetch: Fetch, shape: str, typed: str) -> None:
    site = Site(shape, host, 0, 4, prefix="/so-tttt", articles=11)
    server.add(site)
    origin = site.url.split("/so-tttt")[0]

    looked = fetch(typed.format(origin=origin))

    assert found(looked) == truth(site)


def test_two_portals_of_one_host(server: Server, host: str, fetch: Fetch) -> None:
    """Each is read alone; what the other has is not its own."""
    one = Site("drupal", host, 0, 5, prefix="/a", articles=9)
    server.add(one)
    other = Site("wordpress", host, one.port, 6, prefix="/b", articles=8)
    server.add(other)

    assert found(fetch(one.url)) == truth(one)
    assert found(fetch(other.url)) == truth(other)


def test_a_home_page_whose_links_leave_its_path(server: Server, host: str, fetch: Fetch) -> None:
    """`/vi/` is only where the home page stands."""
    site = Site("dept-net", host, 0, 7, articles=10)
    server.add(site)
    home = site.respond(Request("GET", host, "/"))
    site.put("/vi/", Response(body=home.body, type=home.type))

    looked = fetch(f"{site.url}vi/")

    assert found(looked) == truth(site)


def test_a_neighbour_with_a_longer_name_is_another_portal() -> None:
    known = replace(resolve("http://127.9.9.9/so/", NOTHING, ()).portal, url="http://127.9.9.9/so")

    assert resolve("http://127.9.9.9/so/bai-viet-1.html", NOTHING, [known]).known
    assert not resolve("http://127.9.9.9/so-khcn/", NOTHING, [known]).known
