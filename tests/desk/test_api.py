"""The JSON interface: what it gives, what it refuses, and that no request whatever makes it fail."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import HypothesisException

from review.app import ROUTES
from storage.models import ReviewState
from storage.store import Store


def test_description_names_every_route(client: httpx.Client) -> None:
    described = client.get("/api/openapi.json").json()["paths"]
    routes = {route.path for route in ROUTES if getattr(route, "path", "").startswith("/api/")}  # type: ignore[attr-defined]
    assert set(described) == routes - {"/api/openapi.json"}
    page = client.get("/api").text
    assert all(path in page for path in described)


def test_decide_undo_and_mark(client: httpx.Client, store: Store) -> None:
    done = client.post("/api/decisions", json={"changes": [1, 2], "review_state": "kept", "seen": "unread"}).json()
    assert done["states"] == {"1": "kept", "2": "kept"}
    late = client.post("/api/decisions", json={"changes": [1], "review_state": "dismissed", "seen": "unread"}).json()
    assert late["refused"] == [1]
    undone = client.post(f"/api/decisions/{done['decision']}/undo", json={}).json()
    assert undone["states"] == {"1": "unread", "2": "unread"}
    assert [row["act"] for row in client.get("/api/decisions").json()["decisions"]] == ["undo", "keep"]
    assert client.post("/api/decisions/99/undo", json={}).status_code == 404

    client.post("/api/articles/1/marks", json={"starred": True, "note": " quan trọng ", "add_tags": ["#họp"]})
    article = client.get("/api/articles/1").json()
    assert (article["starred"], article["note"], article["tags"]) == (True, "quan trọng", ["họp"])
    assert store.change(1).review_state == ReviewState.UNREAD  # type: ignore[union-attr]
    assert client.post("/api/articles/999/marks", json={"starred": True}).status_code == 404


def test_pages_follow_each_other_without_gap_or_repeat(client: httpx.Client) -> None:
    whole = [row["id"] for row in client.get("/api/changes?state=any&limit=200").json()["changes"]]
    walked: list[int] = []
    after = ""
    while True:
        answer = client.get("/api/changes", params={"state": "any", "limit": 4, "after": after}).json()
        walked += [row["id"] for row in answer["changes"]]
        if answer["after"] is None:
            break
        after = answer["after"]
    assert walked == whole
    found = [row["id"] for row in client.get("/api/search?q=so&limit=200").json()["articles"]]
    parts: list[int] = []
    below: int | None = None
    while True:
        answer = client.get("/api/search", params={"q": "so", "limit": 3} | ({"below": below} if below else {})).json()
        parts += [row["id"] for row in answer["articles"]]
        below = answer["below"]
        if below is None:
            break
    assert parts == found


def test_without_origin_only_json_may_change_something(address: str) -> None:
    body = json.dumps({"changes": [1], "review_state": "kept"})
    assert httpx.post(f"{address}/api/decisions", content=body, headers={"Content-Type": "application/json"}).status_code == 200
    assert httpx.post(f"{address}/api/decisions", content=body, headers={"Content-Type": "text/plain"}).status_code == 403


def _ask(operation: Any, mode: schemathesis.GenerationMode, address: str) -> int:
    """Send requests of one operation, right ones or wrong ones; returns how many."""
    asked = 0

    # what wrong single values do is shown in test_bad_input; wrong shapes are dear to make and few are enough
    @settings(
        max_examples=6 if mode == schemathesis.GenerationMode.POSITIVE else 2,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        nonlocal asked
        asked += 1
        answer = case.call(headers={"Origin": address})
        assert answer.status_code < 500, (operation.label, answer.status_code, answer.text[:300])
        if answer.status_code >= 400 and answer.status_code not in {403, 404, 405, 413}:
            assert "error" in answer.json(), (operation.label, answer.text[:200])

    ask()
    return asked


def test_no_request_makes_it_fail(address: str) -> None:
    """Schemathesis, valid and invalid requests alike: never a 5xx, and what is wrong is answered as JSON."""
    schema = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    operations = [result.ok() for result in schema.get_all_operations()]
    asked = sum(_ask(operation, schemathesis.GenerationMode.POSITIVE, address) for operation in operations)
    for operation in operations:
        with contextlib.suppress(HypothesisException):  # an operation without parameters has no wrong requests
            asked += _ask(operation, schemathesis.GenerationMode.NEGATIVE, address)
    assert len(operations) == 16
    assert asked > 80
