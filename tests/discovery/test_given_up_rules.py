"""A parameter that was left out of identities and proves to be needed: what lists and sitemaps named stands again as they wrote it."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.discovery.feeds import Item
from crawler.discovery.notebook import Notebook
from storage.models import Order, Portal, PortalKind, Profile

NOW = datetime(2026, 11, 22, tzinfo=UTC)
HOST = "http://so.example.vn"
PORTAL = Portal(slug="so", kind=PortalKind.OTHER, name="Sở", url=f"{HOST}/")
WRITTEN = [f"{HOST}/ChiTiet.aspx?MenuID={menu}&NewsID={number}" for menu, number in (("a7f3", 1), ("b81c", 2), ("a7f3", 3), ("c99d", 3))]


def test_a_rule_that_is_given_up_leaves_nothing_behind() -> None:
    book = Notebook(Order(id="1", portal=PORTAL, profile=Profile(ignored=("MenuID",))), NOW)
    filed = [book.item(Item(url, "Hội nghị tổng kết công tác năm", "2026-11-20"), f"{HOST}/sitemap.xml", "sitemap") for url in WRITTEN]
    short = [candidate.url for candidate in filed if candidate is not None]
    assert short == [f"{HOST}/ChiTiet.aspx?NewsID={number}" for number in (1, 2, 3, 3)]
    book.sources[f"{HOST}/sitemap.xml"] = list(dict.fromkeys(short))
    book.listings[f"{HOST}/"] = set(short[:2])
    book.articles[short[0]] = "2026-11-20"

    book.idle.needed.add("MenuID")
    book._learn()

    assert book.sources[f"{HOST}/sitemap.xml"] == WRITTEN
    assert book.listings[f"{HOST}/"] == set(WRITTEN[:2])
    assert set(book.articles) == {WRITTEN[0]}
    assert set(book.pool) == set(WRITTEN)
