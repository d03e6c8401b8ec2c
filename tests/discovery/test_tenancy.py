"""What lies outside the path of a portal that shares its host, and nobody declared the neighbours."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from crawler.discovery.dialogue import Reply
from crawler.discovery.evidence import mentions
from crawler.discovery.notebook import Notebook
from crawler.discovery.replies import page_of
from crawler.discovery.tenancy import Tenancy
from storage.models import Order, Portal, PortalKind

HOST = "http://xa.example.vn"
TITLE = "Hội nghị tuyên truyền chuyển đổi số cho người dân thôn {}"


def item(folder: str, n: int) -> str:
    return f"<li><a href='{folder}tin/hoi-nghi-tuyen-truyen-chuyen-doi-so-{n}.html'>{TITLE.format(n)}</a></li>"


def page(sim: SimpleNamespace, path: str, *parts: str) -> Reply:
    body = f"<html><body>{''.join(f'<ul>{part}</ul>' for part in parts)}</body></html>"
    return Reply(status=200, url=f"{HOST}{path}", headers={"content-type": "text/html; charset=utf-8"}, body=body.encode(), at=sim.NOW)


def met(sim: SimpleNamespace, inside: int, outside: int, folder: str = "/xa-b/") -> tuple[Tenancy, Notebook]:
    """A portal met by its address alone, with so many articles of its own and of others on its home page."""
    portal = Portal(slug="a", kind=PortalKind.OTHER, name="a", url=f"{HOST}/xa-a")
    book = Notebook(Order(id="1", portal=portal, first_contact=True), sim.NOW)
    home = page(sim, "/xa-a", "".join(item("/xa-a/", n) for n in range(inside)), "".join(item(folder, n) for n in range(outside)))
    tree, _ = page_of(home.body, home.headers)
    assert tree is not None
    found = mentions(tree, home.url, sim.NOW)
    tenancy = Tenancy(book)
    tenancy.home(found)
    for mention in found:
        book.mention(mention, home.url, 1)
    return tenancy, book


def test_a_few_links_of_neighbours_are_left_at_once(sim: SimpleNamespace) -> None:
    _, book = met(sim, 9, 2)

    assert book.scope == "/xa-a/"
    assert len(book.pool) == 9


def test_two_pages_of_a_neighbour_tell_that_the_path_is_kept_to(sim: SimpleNamespace) -> None:
    tenancy, book = met(sim, 7, 4)
    assert (book.scope, len(book.pool)) == ("", 11)

    for n in (1, 2):
        path = f"/xa-b/tin/hoi-nghi-tuyen-truyen-chuyen-doi-so-{n}.html"
        theirs = page(sim, path, "<li><a href='/xa-b'>Trang chủ</a></li>", item("/xa-b/", 3))
        assert tenancy.foreign(f"{HOST}{path}", theirs)
        assert tenancy.foreign(f"{HOST}{path}", theirs)  # asked again of a page that waited
        assert book.scope == ("" if n == 1 else "/xa-a/")

    assert len(book.pool) == 7


@pytest.mark.parametrize("menu", ["<li><a href='/xa-a/tin/'>Tin tức</a></li><li><a href='/chung/x'>Khác</a></li>", ""])
def test_pages_with_the_portal_s_menu_or_none_are_its_own(sim: SimpleNamespace, menu: str) -> None:
    tenancy, book = met(sim, 7, 4, "/chung/")

    for n in range(4):
        path = f"/chung/tin/hoi-nghi-tuyen-truyen-chuyen-doi-so-{n}.html"
        assert not tenancy.foreign(f"{HOST}{path}", page(sim, path, menu))
    assert book.scope == ""


def test_a_home_page_whose_links_leave_its_path_is_no_tenant(sim: SimpleNamespace) -> None:
    tenancy, _ = met(sim, 4, 8)

    assert not tenancy.foreign(f"{HOST}/xa-b/tin/1", page(sim, "/xa-b/tin/1", item("/xa-b/", 1), item("/xa-b/", 2)))
