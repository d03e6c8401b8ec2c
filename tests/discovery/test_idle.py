"""A parameter is left out of identities only when the address without it was asked and gave the same article."""

from __future__ import annotations

import random
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery.canonical import canonical
from crawler.discovery.idle import Idle
from storage.models import Extraction, Portal, PortalKind, Profile

HOST = "http://so.example.vn"
PORTAL = Portal(slug="so", kind=PortalKind.OTHER, name="Sở", url=f"{HOST}/")
HOME = "Trang chủ của cổng thông tin với các tin mới nhất trong tuần này và nhiều mục khác"
Server = Callable[[dict[str, str]], str]


def lines(number: str) -> tuple[str, ...]:
    luck = random.Random(number)
    return tuple(" ".join(f"từ{luck.randrange(10**6)}" for _ in range(30)) for _ in range(4))


def plain(url: str) -> str:
    return canonical(url, Profile(), PORTAL)


def parameters(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


def indifferent(query: dict[str, str]) -> str:
    """The article by its number, whatever else is said."""
    return "\n".join(lines(query["id"])) if "id" in query else HOME


def wants_view(query: dict[str, str]) -> str:
    """The article, dressed by `view`; without it the home page."""
    return indifferent(query) if "view" in query else HOME


def wants_its_section(query: dict[str, str]) -> str:
    """Each article in two sections and in no other, nor in none."""
    fits = query.get("catid") in {str(int(query.get("id", "0")) % 3), str(int(query.get("id", "0")) % 3 + 3)}
    return indifferent(query) if fits else HOME


def shows_the_newest(query: dict[str, str]) -> str:
    """Without `view` all articles in full below each other."""
    return indifferent(query) if "view" in query else "\n".join("\n".join(lines(str(n))) for n in range(1, 12))


def play(server: Server, asked: list[str], most: int = 20) -> tuple[Idle, int]:
    """Read these articles, then have everything tried that is wanted. With the number of trials."""
    idle, trials = Idle(plain), 0
    for url in asked:
        if server(parameters(url)) != HOME:
            idle.read(plain(url), Extraction(title=parameters(url)["id"], blocks=lines(parameters(url)["id"])))
        for trial in idle.trials():
            trials += 1
            idle.heard(trial, server(parameters(trial)))
        assert trials <= most
    return idle, trials


def article(number: int, **more: object) -> str:
    return f"{HOST}/xem.aspx?" + "&".join(f"{name}={value}" for name, value in {"id": number, **more}.items())


def test_a_second_section_of_two_articles_is_enough() -> None:
    idle, trials = play(indifferent, [article(n, catid=cat) for n in (1, 2) for cat in (5, 6)])

    assert idle.rules() == [r"catid|id|/[^/]+\.aspx"]
    assert trials == 2
    profile = Profile(ignored=tuple(idle.rules()))
    assert canonical(article(7, catid=9), profile, PORTAL) == article(7)
    assert canonical(f"{HOST}/xem.aspx?catid=9", profile, PORTAL) == f"{HOST}/xem.aspx?catid=9"
    assert canonical(f"{HOST}/tin/xem.aspx?catid=9&id=1", profile, PORTAL) == f"{HOST}/tin/xem.aspx?catid=9&id=1"


@pytest.mark.parametrize("server", [wants_view, wants_its_section, shows_the_newest])
def test_what_the_article_needs_is_kept(server: Server) -> None:
    views = [article(n, view=view) for n in (1, 2, 3, 4) for view in ("news", "print", "compare")]
    sections = [article(n, catid=n % 3 + more) for n in (1, 2, 3, 4) for more in (0, 3)]

    idle, trials = play(server, sections if server is wants_its_section else views)

    assert idle.rules() == []
    assert trials <= 2


def test_one_article_alone_proves_nothing() -> None:
    idle, _ = play(indifferent, [article(1, catid=cat) for cat in range(5)])

    assert idle.rules() == []


def test_pages_are_never_left_out() -> None:
    idle, trials = play(indifferent, [article(n, page=page) for n in (1, 2, 3) for page in (1, 2)])

    assert (idle.rules(), trials) == ([], 0)


def test_a_rule_in_use_that_leads_elsewhere_is_given_up() -> None:
    idle = Idle(plain)
    for n in (1, 2):
        idle.read(article(n, k="5f3a91c2"), Extraction(title=str(n), blocks=lines(str(n))))
    right, wrong = (idle.doubt(article(n, k="5f3a91c2"), article(n), ["k"]) for n in (1, 2))

    idle.heard(right, "\n".join(lines("1")))
    assert idle.needed == set()
    idle.heard(wrong, HOME)
    assert idle.needed == {"k"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 6), st.dictionaries(st.sampled_from(["catid", "view", "ref"]), st.integers(0, 3))), max_size=24),
    st.sampled_from([indifferent, wants_view, wants_its_section, shows_the_newest]),
)
def test_no_rule_ever_leads_to_another_page(asked: list[tuple[int, dict[str, int]]], server: Server) -> None:
    """Whatever was read in whatever order: what the rules make of an address that gave an article gives that article."""
    urls = [article(number, **more) for number, more in asked]
    idle, _ = play(server, urls)
    profile = Profile(ignored=tuple(idle.rules()))

    for url in urls:
        page = server(parameters(url))
        if page != HOME:
            assert server(parameters(canonical(url, profile, PORTAL))) == page
