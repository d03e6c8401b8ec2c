"""What was crawled is hostile, and what is asked may be: titles, texts, names, addresses, paths and words that are meant to do harm."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from markupsafe import Markup

from review import guard
from review.view import safe_url, seen
from storage.export import guarded
from storage.store import Store

EVIL = '<img src=x onerror="alert(1)">'


def test_hostile_titles_texts_names_and_addresses_stay_text(client: httpx.Client, store: Store, tags: Any) -> None:
    evil = store.article_by_url("https://so-a.example.vn/evil.html")
    assert evil is not None
    assert EVIL in evil.version.title
    store.mark(evil.id, datetime.fromisoformat("2026-03-13T00:00:00+00:00"), note=EVIL, add_tags=[EVIL])
    paths = ["/", f"/articles/{evil.id}", "/portals", "/portals/so-a", "/provinces", "/search?q=img", f"/search?q={EVIL}", "/statistics"]
    for path in [*paths, f"/?words={EVIL}&state=any", "/history", f"/portals?q={EVIL}", f"/login?next={EVIL}", f"/?portal={EVIL}"]:
        answer = client.get(path)
        found = tags(answer.text)
        assert found.wrong == [], path
        assert found.scripts == ["/static/desk.js"], path
        assert all(urlsplit(link).scheme in {"", "http", "https"} for link in found.links), path
        assert "49" not in re.findall(r"&amp;(\S{2})", answer.text)  # no template runs on it
    feed = client.get("/feeds/all.atom").text
    assert "<img" not in feed
    assert "<script" not in feed


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)", " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "vbscript:x", "blob:https://ok.vn/", "feed:javascript:alert(1)", "view-source:https://ok.vn",
        "https:evil.example", "//evil.example/", "https:\\\\evil.example", "https://ok.vn\\@evil.example/", "http://[::1", "http:///x", "",
        "https://ok.vn/a b", "https://ok.vn/\r\nX: 1", "https://ok.vn/\x00",
    ],
)  # fmt: skip
def test_only_whole_web_addresses_are_links(url: str) -> None:
    assert safe_url(url) == ""


def test_what_hides_or_turns_round_is_not_shown() -> None:
    assert safe_url("HtTpS://ok.vn/\u202egnp.exe") == "HtTpS://ok.vn/%E2%80%AEgnp.exe"
    assert seen("\u202eđảo\u202c \u200bẩn\x00\u2066 \ufeffcòn\tnguyên\n") == "đảo ẩn còn\tnguyên\n"
    assert seen("Ủy ban nhân dân tỉnh Đắk Lắk — “nháy” 😀 e\u0301") == "Ủy ban nhân dân tỉnh Đắk Lắk — “nháy” 😀 e\u0301"
    assert seen(Markup("&lt;b&gt;\u202e")) == Markup("&lt;b&gt;")
    assert isinstance(seen(Markup("\u202e")), Markup)
    assert seen(7) == 7


def test_hostile_shapes_in_every_field_stay_text(client: httpx.Client, store: Store, tags: Any) -> None:
    """Nested encodings, templates, comments and ends of elements, and a title without end, on every page that shows them."""
    shapes = (
        "%3Cscript%3Ealert(1)%3C/script%3E", "&#60;script&#62;alert(1)", "&amp;lt;img src=x onerror=1&amp;gt;", "{{7*7}}{% raw %}",
        "<!--", "]]>", "</title><script>alert(1)</script>", "\u202e</textarea><svg onload=1>", "x" * 100_000,
    )  # fmt: skip
    moment = datetime.fromisoformat("2026-03-13T00:00:00+00:00")
    for number, shape in enumerate(shapes, 1):
        store.db.execute(
            "UPDATE versions SET title = ?, lead = ?, author = ?, published_evidence = ? WHERE article = ?", (shape,) * 4 + (number,)
        )
        store.db.execute("UPDATE changes SET note = ?, url = ? WHERE article = ?", (shape, f"https://ok.vn/{shape}", number))
        store.db.execute("UPDATE articles SET url = ? WHERE id = ?", (f"https://ok.vn/{shape}", number))
        store.mark(number, moment, starred=True, note=shape[:4000])
    pages = ["/?state=any", "/history", "/search?q=x", "/portals/so-a", *(f"/articles/{number + 1}" for number in range(len(shapes)))]
    for path in pages:
        answer = client.get(path)
        found = tags(answer.text)
        assert found.wrong == [], path
        assert found.scripts == ["/static/desk.js"], path
        assert all(urlsplit(link).scheme in {"", "http", "https"} and not link.startswith("//") for link in found.links), path
        assert "\u202e" not in answer.text
    assert len(client.get("/?state=any").content) < 400_000  # a list shows the beginning


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\xa0=1", "＝1+1", "＋1", "－1", "＠x", "\tx"]
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert guarded(cell) == "'" + cell


def test_csv_formulas_are_guarded(client: httpx.Client, store: Store) -> None:
    now = datetime.fromisoformat("2026-03-13T00:00:00+00:00")
    store.db.execute("UPDATE versions SET title = '=HYPERLINK(1)' WHERE article = 1")
    store.decide_article(1, "kept", now)  # type: ignore[arg-type]
    cells = [cell for line in client.get("/export?format=csv").text.splitlines() for cell in line.split(",")]
    assert not any(cell.startswith(("=HYPERLINK", '"=HYPERLINK')) for cell in cells)


@pytest.mark.parametrize(
    "path",
    [
        "/articles/1/document/..%2f..%2ftinso.db", "/articles/1/archive/..%2f1", "/static/..%2fguard.py", "/static/%2e%2e/guard.py",
        "/static//etc/passwd", "/static/..%5cguard.py", "/static/%252e%252e/guard.py", "/static/C:/x", "/static/%00", "/%5cevil.example",
        "/articles/%2e%2e", "/articles/%EF%BC%91", "/articles/-1", "/articles/0x1", "/articles/1/archive/%2e%2e%2f1",
        "/feeds/portals/%00.atom", "/articles/..%2f..%2fetc%2fpasswd", "/export?format=../../x", "/feeds/portals/..%2f..%2fx.atom",
    ],
)  # fmt: skip
def test_paths_lead_nowhere_else(reader: httpx.Client, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code in {400, 404}
    assert "SQLite" not in answer.text
    assert "root:" not in answer.text


def test_an_archive_name_from_the_database_leads_nowhere_else(client: httpx.Client, store: Store) -> None:
    store.db.execute("UPDATE versions SET archive_file = '../tinso.db' WHERE article = 1")
    assert client.get("/articles/1/archive/1").status_code == 404


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "\r\nX: y"]
)
def test_nobody_is_sent_away_from_here(client: httpx.Client, back: str) -> None:
    for path, form in [("/decide", {"changes": "1", "act": "keep"}), ("/preferences", {"lang": "en"}), ("/check", {"portal": "so-a"})]:
        answer = client.post(path, data=form | {"back": back}, follow_redirects=False)
        assert answer.headers["location"].partition("?")[0] == "/"


@pytest.mark.parametrize(
    "words",
    ["' OR 1=1 --", '"', '""', "NEAR(a b)", "title:x", "*", "a* OR b", "^a", "(", "{title} : x", "- -", "\x00", "a\x00b", "%", "𝔘", "NOT"],
)
def test_syntax_in_words_is_only_words(reader: httpx.Client, words: str) -> None:
    for path, name in [
        ("/search", "q"),
        ("/", "words"),
        ("/api/search", "q"),
        ("/api/changes", "words"),
        ("/api/articles", "words"),
        ("/portals", "q"),
    ]:
        assert reader.get(path, params={name: words}).status_code == 200, path
    for name in ("portal", "province", "tag"):
        assert reader.get("/", params={name: words}).status_code in {200, 404}


def test_pages_forbid_all_but_their_own(reader: httpx.Client) -> None:
    for path in ("/", "/nothing", "/api/portals", "/static/desk.js", "/login"):
        headers = reader.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert "server" not in reader.get("/").headers


def test_no_page_of_ours_has_inline_code_or_another_host() -> None:
    for path in sorted((Path(guard.__file__).parent / "templates").glob("*.html")):
        text = path.read_text("utf-8")
        assert not re.search(r"\son\w+=|style=|javascript:|\|safe\b", text), path.name
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text), path.name
