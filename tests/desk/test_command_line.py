"""Deciding on the command line: the desk's own words, its history, its undo."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from commands.articles import articles
from commands.output import UsageError
from storage.desk import Filter
from storage.models import ReviewState
from storage.store import Store


@pytest.fixture
def run(store: Store) -> Any:
    """Runs `tinso articles …` on the store; gives the lines of JSON, or the text."""

    def ran(*words: str, as_json: bool = True) -> Any:
        result = CliRunner().invoke(articles, [*words, "--data", str(store.data_dir), *(["--json"] if as_json else [])])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.output.splitlines()] if as_json else result.output

    return ran


def test_keep_dismiss_and_back_with_undo(run: Any, store: Store) -> None:
    waiting = store.count_queue(Filter())[0]
    (kept,) = run("keep", "1")
    assert (kept["id"], kept["act"], kept["review_state"], kept["changes"]) == (1, "kept", "kept", 1)
    first, second = run("dismiss", "https://so-a.example.vn/tin-1.html", "2", "--note", "trùng")
    assert first["changes"] == 2
    assert store.marks([second["id"]])[second["id"]].note == "trùng"
    assert store.count_queue(Filter())[0] == waiting - 1 - first["changes"] - second["changes"]
    (undone,) = run("undo", str(first["decision"]))
    assert undone == {"undone": first["decision"], "decision": undone["decision"], "done": 2, "refused": []}
    assert "undone before" in run("undo", str(first["decision"]), as_json=False)
    (again,) = run("keep", "1")
    assert (again["changes"], again["decision"]) == (1, None)  # it was kept already
    assert run("unread", "1")[0]["review_state"] == "unread"
    assert {row["act"] for row in run("history")} >= {"keep", "dismiss", "unread", "undo", "note"}
    assert {row["source"] for row in run("history", "--limit", "3")} == {"command"}


def test_undo_without_a_number_takes_the_newest_that_stands(run: Any, store: Store) -> None:
    desk = store.decide([3], ReviewState.KEPT, store.portal_state("so-a").last_success)  # type: ignore[arg-type]
    run("star", "1")
    assert run("undo")[0]["undone"] == desk.decision + 1  # type: ignore[operator]
    assert run("undo")[0]["undone"] == desk.decision
    with pytest.raises(UsageError, match="nothing is decided"):
        run("undo")
    assert store.change(3).review_state == ReviewState.UNREAD  # type: ignore[union-attr]


def test_star_note_and_tag(run: Any, store: Store) -> None:
    run("star", "1", "2")
    run("note", "1", "xem lại")
    run("tag", "#họp  báo", "1", "2")
    assert store.marks([1])[1].tags == ("họp báo",)
    assert (store.marks([1])[1].starred, store.marks([1])[1].note) == (True, "xem lại")
    run("star", "1", "--off")
    run("note", "1", "--clear")
    run("tag", "họp báo", "1", "--off")
    assert store.marks([1])[1].tags == ()
    assert (store.marks([1])[1].starred, store.marks([1])[1].note) == (False, "")
    assert "as it was" in run("star", "1", "--off", as_json=False)


def test_search_knows_the_desks_words(run: Any) -> None:
    everything = [row["id"] for row in run("search", "so thong tin", "--limit", "999")]
    assert len(everything) > 10
    assert [row["id"] for row in run("search", "so thong tin", "--limit", "3")] == everything[:3]
    assert {row["portal"] for row in run("search", "sở thông tin", "portal:so-a")} == {"so-a"}
    assert run("search", "TT&TT", "portal:so-a") == run("search", "thông tin và truyền thông", "--portal", "so-a")
    assert [row["state"] for row in run("search", "họp", "state:removed")] == ["removed"]
    assert [row["title"] for row in run("search", "họp", "kind:edited")] == ["Đông Hải họp bàn việc số 1 tại so-a"]
    assert run("search", "họp", "date:1999") == []
    run("keep", "2")
    assert [row["id"] for row in run("search", "họp", "--kept")] == [2]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("keep", "1", "999"), "no such article"),
        (("keep", "9" * 30), "no such article"),
        (("star", "٣"), "no such article"),
        (("search", ""), "no word in it"),
        (("search", "!!!", '"'), "no word in it"),
        (("search", "portal:so-a"), "no word in it"),
        (("search", "họp", "kind:odd"), "want one of new"),
        (("search", "họp", "date:31/2/2026"), "want a day"),
        (("search", "họp", "portal:nobody"), "nothing is stored of such a portal"),
        (("search", "họp", "--portal", "nobody"), "nothing is stored of such a portal"),
        (("search", "họp", "since:5/3/2026", "--until", "2026-03-01"), "later than --until 01/03/2026"),
        (("list", "--since", "5/3/2026", "--until", "2026-03-01"), "later than --until 01/03/2026"),
        (("undo", "999"), "no such decision"),
        (("note", "1"), "--clear"),
        (("note", "1", "x", "--clear"), "--clear"),
        (("note", "1", "x" * 5000), "at most"),
        (("tag", ",#", "1"), "no tag"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_done(run: Any, store: Store, words: tuple[str, ...], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        run(*words)
    assert store.decisions() == []
