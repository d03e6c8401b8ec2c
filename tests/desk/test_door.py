"""The usual attacks on the desk, each tried for real over HTTP."""

from __future__ import annotations

import base64
import http.client
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from argon2 import PasswordHasher
from markupsafe import Markup
from starlette.routing import Mount, Route

from review import guard
from review.app import ROUTES, create_app
from review.guard import FREE_TRIES, OPEN, OpenDesk, Password, Sessions, TooManyTries, check_reach
from review.server import listening, served
from review.view import safe_url, seen
from storage.desk import Filter
from storage.export import guarded
from storage.store import Store

PASSWORD = "một mật khẩu dài"
EVIL = '<img src=x onerror="alert(1)">'


@pytest.fixture(scope="session")
def hashed() -> str:
    """Of the same kind as real ones, quick to check."""
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)


@pytest.fixture
def closed(store: Store, now: Callable[[], datetime], hashed: str) -> Iterator[httpx.Client]:
    """A desk with a password, and somebody who does not know it."""
    with served(create_app(store, password_hash=hashed, now=now), listening("127.0.0.1", 0)) as address:
        base = address.rstrip("/")
        with httpx.Client(base_url=base, headers={"Origin": base}, timeout=20) as client:
            yield client


class _Tags(HTMLParser):
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


def tags(page: str) -> _Tags:
    parser = _Tags()
    parser.feed(page)
    return parser


# Who may reach it.


def test_another_address_needs_a_password(store: Store, hashed: str) -> None:
    for host in ("0.0.0.0", "192.168.1.7", "::", "desk.example"):
        with pytest.raises(OpenDesk, match="password"):
            create_app(store, host=host)
        create_app(store, host=host, password_hash=hashed)
    for host in ("127.0.0.1", "127.8.8.8", "::1", "localhost"):
        create_app(store, host=host)
    with pytest.raises(OpenDesk, match="argon2"):
        check_reach("127.0.0.1", "geheim")


def test_every_route_is_closed_without_the_password(closed: httpx.Client) -> None:
    """Walks the route map: nothing but the login page and its style answers."""
    walked = 0
    for route in ROUTES:
        path = re.sub(r"\{[^}]*\}", "1", route.path) if isinstance(route, Route | Mount) else ""
        if path in OPEN or f"{path}/" in OPEN:
            continue
        for method in getattr(route, "methods", None) or {"GET"}:
            answer = closed.request(method, path)
            walked += 1
            assert answer.status_code in {303, 401}, (method, path)
            if answer.status_code == 303:
                assert answer.headers["location"].startswith("/login?next=")
            assert "bao-b" not in answer.text
    assert walked > 40
    assert closed.get("/login").status_code == 200
    assert closed.get("/static/desk.css").status_code == 200
    assert closed.get("/static/../app.py").status_code in {303, 404}
    assert closed.get("/login/../articles/1").status_code in {303, 404}


def test_login_session_and_logout(closed: httpx.Client) -> None:
    fixed = "a" * 43
    closed.cookies.set(guard.SESSION_COOKIE, fixed)
    assert closed.get("/").status_code == 303  # a token that a stranger planted is none of ours
    answer = closed.post("/login", data={"password": PASSWORD, "next": "//evil.example/"})
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    assert fixed not in cookie
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.casefold()
    token = cookie.split("=")[1].split(";")[0]
    closed.cookies.clear()
    closed.cookies.set(guard.SESSION_COOKIE, token)
    assert closed.get("/").status_code == 200
    assert closed.post("/logout").status_code == 303
    closed.cookies.set(guard.SESSION_COOKIE, token)
    assert closed.get("/").status_code == 303  # the token is dead, not only forgotten by the browser


def test_wrong_passwords_are_slowed_down_for_everybody(closed: httpx.Client) -> None:
    for _ in range(FREE_TRIES):
        assert closed.post("/login", data={"password": "falsch"}).status_code == 401
    answer = closed.post("/login", data={"password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    basic = base64.b64encode(f"x:{PASSWORD}".encode()).decode()
    assert closed.get("/api/portals", headers={"Authorization": f"Basic {basic}"}).status_code == 429


def test_waits_grow_and_end_with_the_right_password(hashed: str) -> None:
    at = [1000.0]
    password = Password(hashed, clock=lambda: at[0])
    for _ in range(FREE_TRIES):
        assert not password.check("falsch")
    waits = []
    for _ in range(4):
        with pytest.raises(TooManyTries) as raised:
            password.check("falsch")
        waits.append(raised.value.seconds)
        at[0] += raised.value.seconds + 0.01
        assert not password.check("falsch")
    assert waits == sorted(waits)
    at[0] += guard.LONGEST_WAIT
    assert password.check(PASSWORD)
    assert not password.check("falsch")


def test_who_has_no_session_any_more_is_led_back_to_the_page(closed: httpx.Client) -> None:
    """A form goes by way of the password to the page it stood on; a script is told, without the browser's own password window."""
    base = str(closed.base_url).rstrip("/")
    form = {"changes": "1", "act": "keep"}
    answer = closed.post("/decide", data=form, headers={"Referer": f"{base}/?kind=edited&portal=so-a"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2F%3Fkind%3Dedited%26portal%3Dso-a"
    for referer in ("https://evil.example/x", f"{base}//evil.example", "http://[", ""):
        assert closed.post("/decide", data=form, headers={"Referer": referer}).headers["location"] == "/login?next=%2F"
    answer = closed.post("/decide", data=form, headers={"Accept": "application/json", "Sec-Fetch-Mode": "cors"})
    assert (answer.status_code, answer.json()) == (401, {"error": "log in first"})
    assert "www-authenticate" not in answer.headers


def test_refusals_are_pages_in_the_readers_language(client: httpx.Client) -> None:
    for name, value, code, words in [
        ("Origin", "https://evil.example", 403, "Bị từ chối"),
        ("Content-Length", "1000001", 413, "Quá lớn"),
        ("Content-Length", "9" * 5000, 413, "Quá lớn"),
    ]:
        connection = http.client.HTTPConnection(client.base_url.host, client.base_url.port, timeout=10)
        connection.putrequest("POST", "/decide")
        connection.putheader("Accept-Language", "vi")
        connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        assert answer.status == code or (len(value) == 5000 and answer.status == 400)  # the server itself may refuse such a number
        assert words in page or answer.status == 400
        assert tags(page).wrong == []
    assert "Refused" in client.post("/decide", headers={"Origin": "null", "Accept-Language": "en"}).text


def test_sessions_end_by_age_and_by_rest() -> None:
    at = [0.0]
    sessions = Sessions(clock=lambda: at[0])
    one = sessions.start()
    assert sessions.known(one)
    at[0] += guard.IDLE_SECONDS + 1
    assert not sessions.known(one)
    two = sessions.start()
    for _ in range(10):
        at[0] += guard.SESSION_SECONDS / 8
        alive = sessions.known(two)
    assert not alive


def test_scripts_and_feed_readers_log_in_by_basic(closed: httpx.Client) -> None:
    basic = {"Authorization": "Basic " + base64.b64encode(f"any:{PASSWORD}".encode()).decode()}
    assert closed.get("/feeds/all.atom").status_code == 401
    assert closed.get("/feeds/all.atom", headers=basic).status_code == 200
    assert closed.get("/feeds/all.atom", headers={"Authorization": "Basic ???"}).status_code == 401


# Which names and origins.


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.7", "", "a@localhost", "localhost/x",
        "localhost.", "0.0.0.0", "127.1", "2130706433", "0x7f.1", "[::ffff:8.8.8.8]", "[fe80::1%25lo]", "localhost:abc", "localhost:99999",
        "localhost,evil.example", "localhost evil.example", "xn--localhost", "127.0.0.1@evil.example", "localhost\\evil.example",
    ],
)  # fmt: skip
def test_dns_rebinding_finds_nobody(reader: httpx.Client, host: str) -> None:
    connection = http.client.HTTPConnection(reader.base_url.host, reader.base_url.port, timeout=10)
    connection.putrequest("GET", "/", skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status in {400, 421}
    assert b"Inbox" not in answer.read()
    connection.close()


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "127.0.0.2:99", "[::1]:80", "[::1]", "[0:0::1]", "LOCALHOST", "LocalHost:99"])
def test_own_names_are_answered(reader: httpx.Client, host: str) -> None:
    assert reader.get("/", headers={"Host": host}).status_code == 200


def test_a_name_of_ones_own_can_be_added(store: Store, hashed: str) -> None:
    with served(
        create_app(store, host="0.0.0.0", password_hash=hashed, names=["tin.so.vn", " HTTPS://Ban.So.vn:8443/ ", "[", ""]),
        listening("127.0.0.1", 0),
    ) as address:
        for name in ("tin.so.vn", "TIN.so.vn:8080", "ban.so.vn"):
            assert httpx.get(f"{address}login", headers={"Host": name}).status_code == 200
        assert httpx.get(f"{address}login", headers={"Host": "khac.so.vn"}).status_code == 421


FOREIGN: tuple[dict[str, str], ...] = (
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Referer": "https://evil.example/"},
    {},
)


def test_other_sites_change_nothing(address: str, store: Store) -> None:
    before = store.count_queue(Filter())
    posts = [route.path for route in ROUTES if isinstance(route, Route) and "POST" in (route.methods or ())]
    form = {"changes": "1,2,3", "act": "dismiss", "upto": "99", "filter": "", "article": "1", "star": "on", "decision": "1"}
    with httpx.Client(base_url=address) as stranger:
        for headers in FOREIGN:
            for path in posts:
                assert stranger.post(re.sub(r"\{[^}]*\}", "1", path), data=form, headers=headers).status_code == 403, (path, headers)
    assert store.count_queue(Filter()) == before
    assert len(posts) > 8


def test_requests_too_large_are_not_read(client: httpx.Client) -> None:
    assert client.post("/mark", data={"article": "1", "note": "x" * 1_100_000}).status_code == 413

    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 65536

    try:
        answer = client.post("/mark", content=endless(), headers={"Content-Type": "application/x-www-form-urlencoded"})
        assert answer.status_code >= 400
    except httpx.TransportError:
        pass  # hung up on: as good


# What was crawled is text.


def test_hostile_titles_texts_names_and_addresses_stay_text(client: httpx.Client, store: Store) -> None:
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


def test_hostile_shapes_in_every_field_stay_text(client: httpx.Client, store: Store) -> None:
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
