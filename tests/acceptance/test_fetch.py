"""One-off fetches of portals that were never seen before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from demo.answers import Response
from demo.server import Hit, Server, serve
from demo.site import Portal
from tests.acceptance.conftest import Tinso

# (what the portal offers, shape, options); none of these shapes is a sample document's
SOURCES = {
    "feed and sitemap": ("wordpress", {"feed": True, "sitemap": "index"}),
    "sitemap only": ("joomla", {"feed": False, "sitemap": "gzip", "declare": False}),
    "listings only, five deep": ("hosted-upload", {"feed": False, "sitemap": "none", "page_size": 8, "home_items": 2}),
    "postback pager": ("sharepoint", {"feed": False, "sitemap": "none", "page_size": 8}),
}
ARTICLES = {"feed and sitemap": 12, "sitemap only": 16, "listings only, five deep": 40, "postback pager": 26}


def truths(portal: Portal) -> list[str]:
    """The documents a complete fetch stores: each content once."""
    return sorted({"\n\n".join(portal.truth(article).lines) for article in portal.live().values()})


def polite(hits: Sequence[Hit], delay: float) -> list[str]:
    """Breaches in a server's log: two requests at a time, a gap too short, a page robots.txt forbids."""
    ordered = sorted(hits, key=lambda hit: hit.started)
    wrong = []
    for before, after in pairwise(ordered):
        if after.started < before.ended:
            wrong.append(f"{after.path} while {before.path} was under way")
        if after.started - before.started < delay:
            wrong.append(f"{after.path} only {after.started - before.started:.3f} s after {before.path}")
    return wrong


@pytest.mark.parametrize("source", SOURCES)
def test_all_live_articles_are_found_once_and_right(tinso: Tinso, address: Callable[[], str], source: str) -> None:
    """Whatever a portal offers, each live article becomes one document with exactly its lines, politely."""
    shape, options = SOURCES[source]
    portal = Portal(shape, address(), articles=ARTICLES[source], seed=77, **options)
    with serve(portal) as server:
        done = (tinso.process if source == "feed and sitemap" else tinso)("fetch", portal.url)
        hits = server.hits(portal)
    stored = [row["url"] for row in tinso.rows("articles", "list", "--limit", "500")]

    assert done.returncode == 0, done.stdout + done.stderr
    assert len(stored) == len(set(stored)) == len(portal.live())
    assert tinso.documents() == truths(portal)
    assert polite(hits, 0.02) == []
    assert tinso("verify").returncode == 0


def test_a_second_fetch_of_an_unchanged_portal_stores_nothing_and_says_so(tinso: Tinso, address: Callable[[], str]) -> None:
    portal = Portal("drupal", address(), articles=12, seed=5)
    with serve(portal) as server:
        tinso("fetch", portal.url)
        before = tinso.documents()
        server.forget()
        again = tinso("fetch", portal.url)
        quiet = len(server.hits(portal))

    assert again.returncode == 0
    assert "nothing new; nothing stored" in again.stdout
    assert tinso.documents() == before
    assert quiet <= 6


def test_two_portals_on_one_host_share_its_pace_and_obey_its_robots(tinso: Tinso, address: Callable[[], str]) -> None:
    """Side by side on one address: one request at a time, gaps kept, nothing forbidden is asked for."""
    tinso.environment["TINSO_DELAY"] = "0.1"
    tinso.environment["TINSO_WORKERS"] = "2"
    host = address()
    one = Portal("wordpress", host, articles=6, seed=1, robots="User-agent: *\nDisallow: /chuyen-doi-so/\nCrawl-delay: 0.2\n")
    two = Portal("drupal", host, articles=6, seed=2)
    server = Server()
    with server:
        server.add(one)
        server.add(two)
        done = tinso("fetch", one.url, two.url)
        hits = server.hits()

    assert done.returncode == 0, done.stdout + done.stderr
    assert len(hits) > 12
    assert polite(hits, 0.1) == []
    assert polite(server.hits(one), 0.2) == []
    assert [hit.path for hit in server.hits(one) if hit.path.startswith("/chuyen-doi-so/")] == []


def test_a_redirect_to_another_private_address_is_refused(tinso: Tinso, address: Callable[[], str]) -> None:
    portal, secret = Portal("wordpress", address(), articles=4, seed=3), Portal("drupal", address(), articles=1, seed=4)
    server = Server()
    with server:
        server.add(secret)
        server.add(portal)
        portal.put(
            "/chuyen-doi-so/2026/bai-viet-moi-nhat-99.html",
            Response(302, headers={"Location": secret.url}),
            link="Bài viết mới nhất hôm nay",
        )
        done = tinso("fetch", portal.url)
        reached = server.hits(secret)

    assert reached == []
    assert "offsite" in done.stdout or "private_address" in done.stdout


def test_one_article_and_several_targets_side_by_side(tinso: Tinso, address: Callable[[], str]) -> None:
    one, two = Portal("liferay", address(), articles=5, seed=8), Portal("nukeviet", address(), articles=5, seed=9)
    server = Server()
    with server:
        server.add(one)
        server.add(two)
        url = one.address(one.newest()[2])
        single = tinso("fetch", url)
        first = tinso.rows("articles", "list")
        both = tinso("fetch", one.url, two.url, "--json")

    assert single.returncode == 0, single.stderr
    assert [row["title"] for row in first] == [one.newest()[2].title]
    assert both.returncode == 0, both.stderr
    assert len(tinso.rows("articles", "list")) == 10
    assert tinso.documents() == sorted(truths(one) + truths(two))


def test_limit_since_and_dry_run(tinso: Tinso, address: Callable[[], str]) -> None:
    portal = Portal("wordpress", address(), articles=20, seed=11)
    newest = portal.newest()
    with serve(portal):
        dry = tinso("fetch", portal.url, "--dry-run", "--limit", "3")
        nothing = tinso("articles", "list")
        three = tinso("fetch", portal.url, "--limit", "3")
        stored = [row["url"] for row in tinso.rows("articles", "list")]
        since = newest[9].published
        tinso("fetch", portal.url, "--since", f"{since:%Y-%m-%d}")
        later = {row["url"] for row in tinso.rows("articles", "list")}

    assert dry.returncode == 0, dry.stderr
    assert "3 would be new" in dry.stdout
    assert nothing.returncode == 2
    assert "nothing is stored there yet" in nothing.stderr
    assert three.returncode == 0
    assert stored == [portal.address(article) for article in newest[:3]]
    assert {portal.address(article) for article in newest[:9]} <= later
    assert not {portal.address(article) for article in newest if article.published.date() < since.date()} & later
