"""The desk's pages in a real Chromium as people meet them: both languages, both widths, both colour schemes, axe-core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

PAGES = (
    "/",
    "/?kind=edited&state=any",
    "/kept",
    "/articles/1",
    "/articles/3/diff?before=1&after=2&c=14",
    "/articles/3/diff?before=1&after=2&view=inline",
    "/portals",
    "/portals/so-a",
    "/provinces",
    "/search",
    "/search?q=so+thong+tin",
    "/statistics",
    "/history",
    "/help",
    "/api",
    "/nothing",
)


@pytest.mark.parametrize(("locale", "word", "other"), [("vi-VN", "Hộp tin", "Inbox"), ("en-US", "Inbox", "Hộp tin")])
def test_language_by_browser_and_switch(window: Any, locale: str, word: str, other: str) -> None:
    page = window(locale=locale)
    page.goto("/")
    assert page.locator("h1").inner_text() == word
    page.click("button[name=lang]")
    assert page.locator("h1").inner_text() == other


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_is_wider_than_its_window(window: Any, width: int) -> None:
    page = window(viewport={"width": width, "height": 800})
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


# Which rules can tell one colour scheme or width from another; the others say the same of a page whatever it looks like.
_BY_LOOK = {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]}}


_LIKE_OTHERS = {"/?kind=edited&state=any", "/kept", "/search", "/nothing"}  # the same elements in the same colours
_UNLIKE = [path for path in PAGES if path not in _LIKE_OTHERS]


@pytest.mark.parametrize(
    ("scheme", "width", "rules", "pages"),
    [
        pytest.param("light", 1280, {}, _UNLIKE, id="light and wide, all rules"),
        pytest.param("dark", 390, _BY_LOOK, _UNLIKE, id="dark phone, what looks decide"),
        pytest.param("light", 1280, {}, PAGES, id="all pages, all rules", marks=pytest.mark.soak),
    ],
)
def test_axe_finds_no_violation_on_any_page(window: Any, scheme: str, width: int, rules: dict[str, Any], pages: Sequence[str]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = window(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)  # axe has to be put into the page
    found: dict[str, list[str]] = {}
    for path in pages:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true })")
        report = Axe().run(page, options={"resultTypes": ["violations"], **rules})
        wrong = [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in report.response["violations"]]
        if wrong:
            found[path] = wrong
    assert found == {}
