"""The JSON interface: what it gives, what it refuses, and that no request whatever makes it fail."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import HypothesisException

from review.app import ROUTES
from storage.desk import Filter
from storage.documents import content_hash
from storage.finding import FindVerbs, Question
from storage.models import ChangeKind, Extraction, ReviewState
from storage.store import Store

if TYPE_CHECKING:
    import schemathesis


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


def _description(client: httpx.Client) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/api/openapi.json").json()
    return described


def _held(described: dict[str, Any], path: str, method: str, answer: httpx.Response) -> None:
    """The answer is what its description says, in status, type and shape."""
    responses = described["paths"][path][method]["responses"]
    shape = (responses.get(str(answer.status_code)) or responses["default"])["content"]["application/json"]["schema"]
    assert answer.headers["content-type"].startswith("application/json"), path
    jsonschema_rs.validate({**shape, "components": described["components"]}, answer.json())


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/api/articles", "limit=200"), ("/api/articles", "words=so+thong+tin&kept=false"), ("/api/articles", "state=removed"),
        ("/api/articles", "kept=maybe"), ("/api/articles/{id}", ""), ("/api/articles/{id}/versions", ""),
        ("/api/articles/{id}/versions/{number}", ""), ("/api/articles/{id}/copies", ""), ("/api/articles/{id}/diff", "before=1&after=2"),
        ("/api/articles/{id}/diff", ""), ("/api/changes", "state=any&limit=200"), ("/api/changes", "after=2026-13-40T00:00:00Z~1"),
        ("/api/changes/count", ""), ("/api/changes/{id}", ""), ("/api/portals", ""), ("/api/portals/{slug}", ""),
        ("/api/search", "q=so&order=best"), ("/api/search", "q=so&kind=none"), ("/api/decisions", ""),
    ],
)  # fmt: skip
def test_answers_are_what_the_description_says(reader: httpx.Client, path: str, query: str) -> None:
    described = _description(reader)
    for number in (1, 3, 8, 99999):
        here = path.replace("{id}", str(number)).replace("{number}", "1").replace("{slug}", "so-a" if number < 99999 else "nobody")
        _held(described, path, "get", reader.get(f"{here}?{query}"))
        if here == path:
            break


def test_answers_to_what_changes_something_are_described_too(client: httpx.Client, store: Store) -> None:
    described = _description(client)
    for path, body in [
        ("/api/decisions", {"changes": [1, 2], "review_state": "kept"}),
        ("/api/decisions", {"changes": [1, 2], "review_state": "kept"}),  # nothing left to do
        ("/api/decisions", {"changes": [1], "review_state": "dismissed", "seen": "unread"}),
        ("/api/decisions", {"changes": []}),
        ("/api/articles/{id}/marks", {"starred": True, "add_tags": ["họp"]}),
        ("/api/articles/{id}/marks", {}),
        ("/api/decisions/{id}/undo", {}),
    ]:
        _held(described, path, "post", client.post(path.replace("{id}", "1"), json=body))
    assert store.marks([1])[1].tags == ("họp",)


def _one_more(store: Store, number: int, published: str) -> None:
    found = Extraction(title=f"Tin mới {number}", blocks=(f"Nội dung số {number}.",), published=published)
    moment = datetime(2026, 3, 12, 12, number, tzinfo=UTC)
    url = f"https://bao-b.example.vn/moi-{number}.html"
    with store.write():
        portal = store.portal_id("bao-b")
        article = store.add_article(portal, url, found, moment)
        version = store.add_version(article, found, content_hash(found.title, found.blocks), None, None, moment)
        store.add_change(ChangeKind.NEW, portal, article, url, moment, after=version)


@pytest.mark.parametrize(
    ("path", "name"), [("/api/articles", "articles"), ("/api/articles?words=so", "articles"), ("/api/changes?state=any", "changes")]
)
def test_pages_stay_whole_while_new_things_come_in(client: httpx.Client, store: Store, path: str, name: str) -> None:
    """Nobody is given twice, and nobody who was there at the beginning is left out."""
    join = "&" if "?" in path else "?"
    whole = [row["id"] for row in client.get(f"{path}{join}limit=200").json()[name]]
    assert len(whole) >= 12
    walked: list[int] = []
    after: str | None = ""
    while after is not None:
        _one_more(store, len(walked), "2026-03-13T08:00:00+07:00" if len(walked) % 2 else "")
        answer = client.get(f"{path}{join}limit=3&after={after}")
        walked += [row["id"] for row in answer.json()[name]]
        after = answer.json()["after"]
    assert len(walked) == len(set(walked))
    assert [number for number in walked if number in whole] == whole


def test_articles_by_words_end_in_time_and_go_on(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much is stored, one request looks only so far; what it did not reach is behind `after`."""
    asked: list[Question] = []
    plain = FindVerbs.find

    def watched(self: FindVerbs, question: Question, **options: Any) -> Any:
        asked.append(question)
        return plain(self, question, **options)

    monkeypatch.setattr(FindVerbs, "find", watched)
    answer = client.get("/api/articles?words=so+thong+tin&portal=so-a&kept=true&since=1/3/2026").json()
    assert answer == {"articles": [], "after": None, "bounded": False}
    assert asked == [Question(words="so thong tin", portal="so-a", kept=True, since=datetime(2026, 3, 1).date())]  # noqa: DTZ001


def test_kept_articles_by_words(client: httpx.Client, store: Store) -> None:
    row = store.queue(Filter(kind="new"))[0]
    store.decide(row.changes[:1], ReviewState.KEPT, datetime(2026, 3, 13, tzinfo=UTC))
    for words in ("", "&words=so"):
        assert [found["id"] for found in client.get(f"/api/articles?kept=true{words}").json()["articles"]] == [row.article]


@pytest.mark.parametrize(
    ("path", "headers", "body", "status"),
    [
        ("/api/decisions", {"Origin": "https://evil.example"}, "{}", 403),
        ("/api/decisions", {"Content-Type": "application/json"}, "x" * 1_000_001, 413),
        ("/api/decisions", {"Content-Type": "application/json"}, "{", 400),
        ("/api/nothing", {"Content-Type": "application/json"}, "{}", 404),
        ("/api/articles/1", {"Content-Type": "application/json"}, "{}", 405),
    ],
)
def test_every_error_is_json_with_one_line(reader: httpx.Client, path: str, headers: dict[str, str], body: str, status: int) -> None:
    answer = reader.post(path, content=body, headers=headers)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    assert answer.json()["error"].strip()
    assert "\n" not in answer.json()["error"]


def test_without_origin_only_json_may_change_something(address: str) -> None:
    body = json.dumps({"changes": [1], "review_state": "kept"})
    assert httpx.post(f"{address}/api/decisions", content=body, headers={"Content-Type": "application/json"}).status_code == 200
    assert httpx.post(f"{address}/api/decisions", content=body, headers={"Content-Type": "text/plain"}).status_code == 403


def _ask(operation: Any, mode: schemathesis.GenerationMode, address: str) -> int:
    """Send requests of one operation, right ones or wrong ones; returns how many."""
    import schemathesis  # here: it takes as long as all of this module, in each process that only looks for tests
    from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

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
        if mode == schemathesis.GenerationMode.POSITIVE:
            case.validate_response(answer, checks=[response_schema_conformance, content_type_conformance, status_code_conformance])
        assert answer.status_code < 500, (operation.label, answer.status_code, answer.text[:300])
        if answer.status_code >= 400 and answer.status_code not in {403, 404, 405, 413}:
            assert "error" in answer.json(), (operation.label, answer.text[:200])

    ask()
    return asked


def test_no_request_makes_it_fail(address: str) -> None:
    """Schemathesis, valid and invalid requests alike: never a 5xx, and what is wrong is answered as JSON."""
    import schemathesis

    schema = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    operations = [result.ok() for result in schema.get_all_operations()]
    asked = sum(_ask(operation, schemathesis.GenerationMode.POSITIVE, address) for operation in operations)
    for operation in operations:
        with contextlib.suppress(HypothesisException):  # an operation without parameters has no wrong requests
            asked += _ask(operation, schemathesis.GenerationMode.NEGATIVE, address)
    assert len(operations) == 16
    assert asked > 80
