"""The usual attacks on the desk, each tried for real over HTTP."""

from __future__ import annotations

import base64
import http.client
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from starlette.routing import Mount, Route

from review import guard
from review.app import ROUTES, create_app
from review.guard import FREE_TRIES, OPEN, OpenDesk, Password, Sessions, TooManyTries, check_reach
from review.server import listening, served
from storage.desk import Filter
from storage.store import Store

PASSWORD = "một mật khẩu dài"


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


def test_refusals_are_pages_in_the_readers_language(client: httpx.Client, tags: Any) -> None:
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
