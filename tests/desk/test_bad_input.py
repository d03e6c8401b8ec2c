"""Whatever stands in an address, a form, a header or a body: a clear answer, never a failure of the desk."""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from review.api import OPERATIONS
from storage.desk import Filter
from storage.store import Store

# As they stand in an address: numbers out of every range, broken UTF-8, NUL, syntax of other languages, much too long.
VALUES = (
    *("", "0", "-1", "1e9", "9223372036854775807", "9223372036854775808", "9" * 400, "1.5", "%D9%A3", "null", "true", "[]", "%7B%7D"),
    *("%00", "a%00b", "%FF%FE", "%C3", "%ED%A0%80", "%F0%9F%98%80", "%E2%80%AE", "e%CC%81" * 50, "x" * 5000, "%25s%25n", "$%7B7*7%7D"),
    *("'%20OR%201=1%20--", "%22", "*", "NEAR(", "..%2F..", "%0D%0AX:%20y"),
    *("31/2/2026", "2026-13-01", "0001-01-01", "9999-12-31", "99/99/9999"),
    *("2026-03-05T00:00:00Z~1", "9999-99-99T99:99:99Z~999999999999999999"),
)
WHOLE = pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["some", "all"])


def tried(number: int, whole: bool) -> tuple[str, ...]:
    """All values; or a quarter of them, another one for the next parameter. The long simulations try all of them on all."""
    return VALUES if whole else VALUES[number % 4 :: 4]


PAGES = {
    "/": ("state", "portal", "province", "kind", "since", "until", "words", "starred", "tag", "after", "before", "done", "refused"),
    "/kept": ("state", "words", "after"),
    "/search": ("q", "portal", "kind", "state", "since", "until", "order", "below"),
    "/history": ("before", "done"),
    "/decided": ("since",),
    "/articles/3": ("version", "c", "at", "state", "done"),
    "/articles/3/diff": ("before", "after", "view"),
    "/portals": ("q",),
    "/statistics": ("weeks", "portal"),
    "/export": ("format", "state", "since"),
    "/feeds/all.atom": ("words", "portal", "since"),
    "/feeds/search.atom": ("q", "since"),
    "/login": ("next",),
}


def raw(
    base: httpx.URL, path: str, method: str = "GET", body: bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, str]:
    """A request as it stands, without a client that tidies it."""
    connection = http.client.HTTPConnection(base.host, base.port, timeout=20)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text


@WHOLE
@pytest.mark.parametrize("page", PAGES)
def test_any_value_of_any_parameter_is_answered(reader: httpx.Client, page: str, whole: bool) -> None:
    for number, name in enumerate(PAGES[page]):
        for value in tried(number, whole):
            answer = reader.get(f"{page}?{name}={value}")
            assert answer.status_code in {200, 303, 400, 404}, (page, name, value, answer.status_code)
            assert "Traceback" not in answer.text
            if answer.status_code == 400 and page.startswith("/feeds/"):
                assert answer.json()["error"]


@WHOLE
@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.method == "GET"], ids=lambda one: one.path)
def test_any_value_of_the_json_interface_is_answered_as_json(reader: httpx.Client, operation: Any, whole: bool) -> None:
    path = operation.path.replace("{id}", "1").replace("{number}", "1").replace("{slug}", "so-a")
    given = {"before": "1", "after": "1"} if path.endswith("/diff") else {}
    for number, parameter in enumerate(operation.parameters):
        for value in tried(number, whole):
            if parameter.where == "path":
                asked = operation.path.replace("{" + parameter.name + "}", value.replace("/", "%2F") or "-")
                asked = asked.replace("{id}", "1").replace("{number}", "1")
            else:
                rest = "".join(f"&{key}={text}" for key, text in given.items() if key != parameter.name)
                asked = f"{path}?{parameter.name}={value}{rest}"
            answer = reader.get(asked)
            assert answer.status_code in {200, 400, 404}, (asked, answer.status_code, answer.text[:200])
            assert answer.status_code == 200 or answer.json()["error"], asked


@pytest.mark.parametrize(
    "language", ["", "vi" * 5000, ",,,;;;", "en;q=nan", "*", "vi;q=9e999", "\xff\xfe", "en" + ",vi" * 3000, "en;q=1;q=0"]
)
def test_any_language_wish_is_answered(reader: httpx.Client, language: str) -> None:
    assert raw(reader.base_url, "/help", headers={"Accept-Language": language})[0] in {200, 400, 431}


def test_broken_cookies_are_no_cookies(reader: httpx.Client) -> None:
    for cookie in ("lang=\xff", "lang=de; theme=<b>", ";;;", "=" * 300, 'lang="', "theme=dark" * 500):
        status, text = raw(reader.base_url, "/help", headers={"Cookie": cookie})
        assert status == 200
        assert "<b>" not in text


_WRONG_CHANGES = ("1", "[]", "[1e400]", "[-1]", "[true]", "[[1]]", "[99999999999999999999]", "null", '"1"', "{}", '["x"]')
_WRONG_STATES = ("null", '"x"', "7", "[]", '"read", "seen": 7', '"kept", "seen": "x"')
BODIES = (
    *(b"", b"null", b"[]", b"7", b'"x"', b"{", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"note": "' + b"x" * 1_100_000 + b'"}'),
    *(f'{{"changes": {wrong}, "review_state": "kept"}}'.encode() for wrong in _WRONG_CHANGES),
    *(f'{{"changes": [1], "review_state": {wrong}}}'.encode() for wrong in _WRONG_STATES),
    *(b'{"starred": "yes"}', b'{"note": 7}', b'{"add_tags": "x"}', b'{"add_tags": [7]}', b'{"drop_tags": {}}'),
)


def test_any_body_is_answered_and_changes_nothing(client: httpx.Client, store: Store) -> None:
    before = store.count_queue(Filter())
    for path in ("/api/decisions", "/api/articles/1/marks", "/api/decisions/99999999999999999999/undo"):
        for body in BODIES:
            status, text = raw(client.base_url, path, "POST", body, {"Content-Type": "application/json"})
            assert status in {400, 404, 413}, (path, body[:60], status, text[:200])
            assert status == 413 or json.loads(text)["error"]
    text = json.dumps({"note": "a\u0000b\ud800c", "add_tags": ["\u0000", "x" * 5000, "\u202e"]})
    assert raw(client.base_url, "/api/articles/1/marks", "POST", text.encode(), {"Content-Type": "application/json"})[0] == 200
    assert client.get("/articles/1").status_code == 200
    assert store.count_queue(Filter()) == before


@WHOLE
def test_any_form_is_answered(client: httpx.Client, store: Store, whole: bool) -> None:
    fields = {
        "/decide": ("changes", "act", "seen", "back", "next"),
        "/bulk": ("act", "filter", "upto", "back"),
        "/undo": ("decision", "back"),
        "/mark": ("article", "star", "note", "tag", "untag", "back"),
        "/check": ("portal", "back"),
        "/preferences": ("lang", "theme", "back"),
    }
    right = {"changes": "1", "act": "keep", "upto": "1", "decision": "1", "article": "1", "portal": "so-a"}
    head = {"Content-Type": "application/x-www-form-urlencoded", "Origin": str(client.base_url).rstrip("/")}
    for path, names in fields.items():
        for number, name in enumerate(names):
            for value in tried(number, whole):
                body = "&".join([*(f"{key}={quote(text)}" for key, text in right.items() if key != name), f"{name}={value}"])
                status, text = raw(client.base_url, path, "POST", body.encode(), head)
                assert status in {303, 400, 404}, (path, name, value, status, text[:200])
        for body in ("", "&&&", "=", "%", "a" * 100_000, "x=1&" * 3000):
            assert raw(client.base_url, path, "POST", body.encode(), head)[0] in {303, 400, 404}, (path, body[:20])
        multipart = head | {"Content-Type": "multipart/form-data; boundary=x"}
        for body in ("", "--x\r\n", '--x\r\nContent-Disposition: form-data; name="act"; filename="a"\r\n\r\nx\r\n--x--\r\n'):
            assert raw(client.base_url, path, "POST", body.encode(), multipart)[0] in {303, 400, 404}, (path, body)
    assert len(store.marks([1]).get(1).note if 1 in store.marks([1]) else "") <= 5000  # type: ignore[union-attr]


def test_odd_methods_and_paths(reader: httpx.Client) -> None:
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "XYZZY", "OPTIONS", "HEAD"):
        assert raw(reader.base_url, "/", method, headers={"Origin": str(reader.base_url).rstrip("/")})[0] in {200, 400, 405}
    for path in (
        "//",
        "/%00",
        "/articles/%FF",
        "/articles/1/",
        "/a" * 3000,
        "/static/",
        "/static/%00",
        "/static/" + "x" * 5000,
        "/?" + "a=1&" * 5000,
    ):
        assert raw(reader.base_url, path)[0] in {200, 307, 400, 404, 414, 431}, path[:40]
