"""A store with two portals' news, edits, moves and removals, the desk over it, and a real browser to use it with."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import pytest

import config
from review.app import create_app
from review.screenshots import CHROMIUM_ARGS, chromium
from review.server import listening, served
from scheduler.ingest import Ingest
from storage.archive import Archive
from storage.documents import DocumentFolder
from storage.models import Attachment, Extraction, Failure, FailureName, LifeCycle, Page, Portal, PortalKind, Validators, Visit, VisitKind
from storage.store import Store

HOSTS = {"so-a": "https://so-a.example.vn", "bao-b": "https://bao-b.example.vn"}
NOW = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)  # 9:00 in Vietnam
EVIL = '<img src=x onerror="alert(1)"></script><script>alert(2)</script>&{{7*7}}'
PLACES = ("Bắc Sơn", "Đông Hải", "Kim Châu", "Lộc An", "Vĩnh Hòa", "Tân Phú")


@dataclass
class World:
    """Pages come in with one line; time passes by hand."""

    data: Path
    store: Store
    ingest: Ingest
    now: datetime = NOW
    bodies: int = 0

    def give(self, slug: str, path: str, title: str = "", blocks: tuple[str, ...] = (), **fields: Any) -> None:
        """A page of a portal; without a title one that is gone."""
        self.bodies += 1
        url = HOSTS[slug] + path
        visit = Visit(
            url=url, kind=VisitKind.ARTICLE, at=self.now, status=200, final_url=url, validators=Validators(etag=f'"{self.bodies}"')
        )
        found = None
        if title:
            fields = {"published": "2026-03-12T08:00:00+07:00", "published_evidence": "below the headline", "extractor": "1"} | fields
            found = Extraction(title=title, blocks=blocks, region="main", region_hash=str(self.bodies), **fields)
        failure = None if found else Failure(name=FailureName.NOT_FOUND, detail="status 404")
        body = f"<p>{self.bodies}<script>alert(3)</script></p>".encode()
        page = Page(order="o", url=url, visit=visit, headers=(("Content-Type", "text/html"),), body=body, extraction=found, failure=failure)
        self.ingest.page(slug, None, page, self.now)

    def text(self, number: int) -> tuple[str, ...]:
        """A text of its own for each number, without letters in common that would make two reprints of each other."""
        place = PLACES[number % len(PLACES)]
        words = " ".join(f"từ{number}x{at}" for at in range(40))
        return (
            f"Sáng {number + 1}/3, tại {place}, Sở Thông tin và Truyền thông họp bàn việc số {number * 7 + 3} của năm {2000 + number}.",
            f"Nội dung riêng: {words}.",
            f"Chuyển đổi số ở đường {place} được {number + 20} đại biểu góp ý; ông Nguyễn Văn {place} chủ trì.",
        )

    def news(self, slug: str, number: int) -> None:
        self.give(slug, f"/tin-{number}.html", f"{PLACES[number % len(PLACES)]} họp bàn việc số {number} tại {slug}", self.text(number))


def fill(world: World) -> None:
    """Twelve news, then an edit with facts, an added paragraph, a removal, a copy, and one page as hostile as can be."""
    for number in range(6):
        world.news("so-a", number)
        world.news("bao-b", number + 10)
        world.now += timedelta(minutes=1)
    world.give(
        "so-a", "/evil.html", EVIL, (EVIL, *world.text(30)), author=EVIL, attachments=(Attachment(name=EVIL, url="javascript:alert(1)"),)
    )
    world.give("bao-b", "/copy-0.html", *_first(world))
    world.now += timedelta(hours=1)
    old = world.text(1)
    new = (
        old[0].replace("số 10 ", "số 11 ").replace("Sáng 2/3", "Sáng 3/3").replace("Đông Hải", "Cẩm Giang"),
        *old[1:],
        "Thêm một đoạn cuối.",
    )
    world.give("so-a", "/tin-1.html", f"{PLACES[1]} họp bàn việc số 1 tại so-a", new)
    world.give("so-a", "/tin-2.html")
    world.now += timedelta(hours=8)
    world.give("so-a", "/tin-2.html")


def _first(world: World) -> tuple[str, tuple[str, ...]]:
    return f"{PLACES[0]} họp bàn việc số 0 tại so-a", world.text(0)


def _portals() -> list[Portal]:
    return [
        Portal(slug="so-a", kind=PortalKind.ICT_DEPARTMENT, name=f"Sở A {EVIL}", url=HOSTS["so-a"] + "/", province="Bình Thuận",
               province_2025="Lâm Đồng", life_cycle=LifeCycle.LIVE),
        Portal(slug="bao-b", kind=PortalKind.NEWSPAPER, name="Báo B", url=HOSTS["bao-b"] + "/", province="Đắk Nông",
               province_2025="Lâm Đồng", life_cycle=LifeCycle.LIVE),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder that every test gets a copy of."""
    data = tmp_path_factory.mktemp("desk") / "data"
    settings = config.load({}, data=data, confirm_after=1.0)
    with Store.open(data) as store, Archive(data) as archive:
        store.sync_portals(_portals())
        for slug in HOSTS:
            run = store.start_run(slug, "fetch", "test", NOW)
            store.db.execute(
                "UPDATE portals SET first_contact_done = 1, last_success = ? WHERE slug = ?", ("2026-03-12T02:00:00+00:00", slug)
            )
            assert run
        fill(World(data, store, Ingest(store, DocumentFolder(data), archive, settings)))
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return data


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    data = tmp_path / "data"
    shutil.copytree(filled, data)
    with Store.open(data) as store:
        yield store


@pytest.fixture
def now() -> Callable[[], datetime]:
    return lambda: NOW + timedelta(days=1)


@pytest.fixture
def address(store: Store, now: Callable[[], datetime]) -> Iterator[str]:
    """The desk on loopback, as a browser sees it."""
    provinces = [("Bình Thuận", "Lâm Đồng"), ("Đắk Nông", "Lâm Đồng"), ("Hà Nội", "Hà Nội")]
    with served(create_app(store, provinces=provinces, now=now), listening("127.0.0.1", 0)) as address:
        yield address.rstrip("/")


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """Asks as a page of the desk itself would."""
    with httpx.Client(base_url=address, headers={"Origin": address}, follow_redirects=True, timeout=20) as client:
        yield client


@pytest.fixture(scope="session")
def stored(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all tests that only read."""
    data = tmp_path_factory.mktemp("read") / "data"
    shutil.copytree(filled, data)
    with Store.open(data) as store:
        yield store


@pytest.fixture(scope="session")
def reader(stored: Store) -> Iterator[httpx.Client]:
    """One desk for all tests that only read."""
    with (
        served(create_app(stored, now=lambda: NOW + timedelta(days=1)), listening("127.0.0.1", 0)) as address,
        httpx.Client(base_url=address.rstrip("/"), follow_redirects=True, timeout=20) as client,
    ):
        yield client


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real Chromium. In CI its absence is a failure; on a person's machine the tests are skipped, and say so."""
    path = chromium()
    if not path:
        if os.environ.get("CI") == "true":
            pytest.fail("CI runs the browser tests, and there is no Chromium; .ci/run installs it")
        pytest.skip("NO CHROMIUM: the browser tests of the desk did not run; install chromium, or name one in CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


EXPECTED = re.compile("status of 40[14]")  # an answer that a test asks for


@pytest.fixture
def window(browser: Any, address: str) -> Iterator[Any]:
    """Opens pages; afterwards nothing may have complained, and no other host may have been asked."""
    contexts: list[Any] = []
    trouble: list[str] = []

    def opened(own: str = address, **options: Any) -> Any:
        context = browser.new_context(**({"locale": "vi-VN", "base_url": address} | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on(
            "console",
            lambda message: trouble.append(message.text) if message.type == "error" and not EXPECTED.search(message.text) else None,
        )
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(own) else trouble.append(request.url))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []


class PageTags(HTMLParser):
    """What a browser would make of a page: its tags, attributes and links."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.links: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.wrong.append(f"{tag} {name}={value}")
            if name in {"href", "src", "action"}:
                self.links.append(value or "")
        if tag == "script":
            self.scripts.append(dict(attrs).get("src") or "")
        if tag in {"img", "iframe", "object", "embed", "base", "style"}:
            self.wrong.append(tag)


@pytest.fixture(scope="session")
def tags() -> Callable[[str], PageTags]:
    """Reads a page as a browser would."""

    def read(page: str) -> PageTags:
        parser = PageTags()
        parser.feed(page)
        return parser

    return read
