"""The desk's pure parts and the store's part of it: comparison, questions, charts, folding, counts, undo, search by spans."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import storage.desk
from review.board import Standing, expected_next, line_of
from review.charts import round_up, spark, weekly
from review.compare import compare, facts_changed, folded
from review.language import moment_text, published_text
from review.question import question_of
from review.wishes import WishError, filter_of, local_path, place_of, place_text, query_of
from storage.connection import to_db
from storage.desk import Filter, Place
from storage.documents import content_hash
from storage.finding import Question
from storage.health import HealthRecord
from storage.models import Extraction, LifeCycle, Portal, PortalKind, ReviewState
from storage.search import MILESTONE, MILESTONES_EVERY, excerpt, fold, marked
from storage.store import Store

NOW = datetime(2026, 3, 13, tzinfo=UTC)
LINES = st.lists(st.text(alphabet="abđ ế12/.,Z", max_size=20).map(str.strip).filter(bool), max_size=6)


@given(LINES, LINES)
def test_a_comparison_holds_both_texts_whole(before: list[str], after: list[str]) -> None:
    lines = compare(before, after)
    left = [text for line in lines if (text := "".join(span.text for span in line.left))]
    right = [text for line in lines if (text := "".join(span.text for span in line.right))]
    assert Counter(left) == Counter(before)
    assert right == after
    assert [line for _, run in folded(lines) for line in run] == lines
    for line in lines:
        assert "".join(span.text for span in line.inline if span.mark != "gone") == "".join(span.text for span in line.right)


@pytest.mark.parametrize(
    ("before", "after", "facts"),
    [
        ("họp ngày 5 tháng 3", "họp ngày 6 tháng 3", {"date": 2}),
        ("trao 147 giải", "trao 152 giải", {"number": 2}),
        ("tại huyện Yên Khê hôm nay", "tại huyện Cẩm Xuyên hôm nay", {"name": 2}),
        ("Ông Trần Văn An dự", "Ông Lê Thị Bình dự", {"name": 2}),
        ("đẩy mạnh tuyên truyền", "tăng cường tuyên truyền", {"": 2}),
        ("lúc 8:30 ngày 1/2/2026", "lúc 9:30 ngày 1/2/2026", {"date": 2}),
        ("đạt 94,4% kế hoạch", "đạt 95,1% kế hoạch", {"number": 2}),
    ],
)
def test_facts_are_told_from_wording(before: str, after: str, facts: dict[str, int]) -> None:
    assert facts_changed(compare([before], [after])) == facts


def test_typographic_marks_alone_are_no_change() -> None:
    assert [line.kind for line in compare(['Bộ "số" - A'], ["Bộ “số” – A"])] == ["equal"]


def test_a_syllable_is_never_cut() -> None:
    (line,) = compare(["chuyển đổi số"], ["chuyền đổi số"])
    assert [(span.text, span.mark) for span in line.inline] == [("chuyển", "gone"), ("chuyền", "come"), (" đổi số", "")]


def test_very_long_texts_are_compared_in_bounded_time() -> None:
    rng = random.Random(1)
    one, two = (" ".join(str(rng.randrange(50)) for _ in range(30_000)) for _ in range(2))
    (line,) = compare([one], [two])
    assert line.kind == "changed"


def test_search_line_fields() -> None:
    asked = question_of('portal:so-a "an toàn" kind:edited từ:1/3/2026 đến:5/3/2026', {}).question
    assert asked == Question(words='"an toàn"', portal="so-a", kind="edited", since=date(2026, 3, 1), until=date(2026, 3, 5))
    assert question_of("x date:2/2024", {}).question.until == date(2024, 2, 29)
    assert question_of("x date:2025", {"portal": "p"}).question == Question(
        words="x", portal="p", since=date(2025, 1, 1), until=date(2025, 12, 31)
    )
    assert question_of("https://a.vn/x", {}).question.words == "https://a.vn/x"
    for wrong in ("kind:neu", "date:13/2026", "since:x", "state:gone"):
        with pytest.raises(WishError):
            question_of(wrong, {})


@given(
    st.builds(
        Filter,
        state=st.sampled_from(["", *ReviewState]),
        portal=st.from_regex(r"[a-z-]{0,9}", fullmatch=True),
        kind=st.sampled_from(["", "new", "edited"]),
        since=st.none() | st.dates(),
        words=st.from_regex(r"[a-zđế]{0,9}", fullmatch=True),
        starred=st.booleans(),
    )
)
def test_a_filter_survives_its_address(wanted: Filter) -> None:
    from urllib.parse import parse_qsl

    assert filter_of(dict(parse_qsl(query_of(wanted)))) == wanted


def test_places_and_paths_to_go_back_to() -> None:
    place = Place("2026-03-05T07:30:00+00:00", 12)
    assert place_of(place_text(place), "after") == place
    assert "+" not in place_text(place)
    assert local_path("/a?b#c") == "/a?b#c"
    assert {local_path(text) for text in ("", "x", "//x", "/\\x", "/a\nb", "http://x/")} == {"/"}


def test_times_are_vietnamese() -> None:
    assert moment_text(datetime(2026, 3, 5, 18, 0, tzinfo=UTC)) == "01:00 06/03/2026"
    assert published_text("2026-03-05") == "05/03/2026"
    assert published_text("2026-03-05T18:00:00+00:00") == "01:00 06/03/2026"
    assert published_text("gibberish") == ""


def test_charts() -> None:
    assert [round_up(value) for value in (1, 5, 8, 9, 41, 81, 1000)] == [4, 8, 8, 20, 80, 200, 2000]
    chart = weekly({"a": {date(2026, 3, 2): 3}, "b": {date(2026, 3, 2): 1}}, ("a", "b"), date(2026, 2, 23), date(2026, 3, 8))
    assert chart.rows == ((date(2026, 2, 23), (0, 0)), (date(2026, 3, 2), (3, 1)))
    assert [bar.value for bar in chart.bars] == [3, 1]
    assert spark([0, 0]).path == ""
    assert spark([1, 0, 9]).path.count("M") == 2


def test_the_next_article_is_expected_by_the_portals_own_rhythm() -> None:
    weekly_rhythm = [NOW - timedelta(days=7 * at) for at in range(10)]
    assert expected_next(weekly_rhythm) == NOW + timedelta(days=7)
    assert expected_next(weekly_rhythm[:3]) is None
    assert next(iter(Standing)) == Standing.FAILING


def test_hits_are_marked_as_they_were_looked_for() -> None:
    assert [text for text, hit in marked("Đường dây nóng, duong", "duong") if hit] == ["Đường", "duong"]
    assert [text for text, hit in marked("Đường, đương", "đường") if hit] == ["Đường"]
    assert "".join(text for text, _ in marked("a. b & c", "b")) == "a. b & c"
    long = " ".join(["dài"] * 200)
    assert fold("chuyển") in fold(excerpt([long, f"{long} chuyển đổi"], "chuyen"))


def test_counts_kept_by_triggers_are_true(store: Store) -> None:
    def table(sql: str) -> dict[tuple[object, ...], int]:
        return {tuple(row.values())[:-1]: row["n"] for row in store.rows(sql)}

    def true() -> dict[tuple[object, ...], int]:
        return table("SELECT review_state, portal, kind, count(*) AS n FROM changes GROUP BY 1, 2, 3")

    def kept() -> dict[tuple[object, ...], int]:
        return table("SELECT review_state, portal, kind, n FROM queued WHERE n <> 0")

    assert kept() == true()
    store.decide([1, 2, 3, 4], ReviewState.KEPT, NOW)
    done = store.decide_filter(Filter(), store.newest_change(), ReviewState.DISMISSED, NOW)
    assert kept() == true()
    assert done.decision is not None
    store.undo(done.decision, NOW)
    assert kept() == true()
    assert sum(row["articles"] for row in store.rows("SELECT * FROM held")) == store.count_articles()
    days = {(row["portal"], row["day"]): row["n"] for row in store.rows("SELECT * FROM daily WHERE what = 'article' AND n <> 0")}
    articles = store.rows("SELECT portal, date(dated, '+7 hours') AS day, count(*) AS n FROM articles GROUP BY 1, 2")
    assert days == {(row["portal"], row["day"]): row["n"] for row in articles}
    store.db.execute("UPDATE articles SET dated = '2026-03-08T17:00:00+00:00' WHERE id = 2")  # a Monday in Vietnam, a Sunday elsewhere
    monday = "date(day, 'weekday 0', '-6 days')"
    weeks = table(f"SELECT {monday}, what, portal, SUM(n) AS n FROM daily GROUP BY 1, 2, 3 HAVING SUM(n) <> 0")
    assert table("SELECT week, what, portal, n FROM weekly WHERE n <> 0") == weeks
    assert ("2026-03-09", "article", store.portal_id("bao-b")) in weeks


def test_undo_puts_back_only_what_nobody_decided_since(store: Store) -> None:
    first = store.decide([1, 2], ReviewState.KEPT, NOW)
    store.decide([2], ReviewState.DISMISSED, NOW)
    assert first.decision is not None
    undone = store.undo(first.decision, NOW)
    assert (undone.done, undone.refused) == (1, (2,))
    assert undone.states == {1: ReviewState.UNREAD, 2: ReviewState.DISMISSED}
    assert undone.decision is not None
    assert store.undo(undone.decision, NOW).states == {1: ReviewState.KEPT}


def test_marks_are_undone_too(store: Store) -> None:
    done = store.mark(1, NOW, starred=True, note="một", add_tags=["x", "x", " #y "])
    assert store.marks([1])[1].tags == ("x", "y")
    assert done.decision is not None
    store.undo(done.decision, NOW)
    marks = store.marks([1])[1]
    assert (marks.starred, marks.note, marks.tags) == (False, "", ())
    with pytest.raises(LookupError):
        store.mark(999, NOW, starred=True)


def test_reprints_are_folded_under_the_earliest_source(store: Store) -> None:
    """Whatever order they were found in; and every waiting change stands in exactly one row."""
    first, second = (store.article_by_url(f"https://{host}.example.vn/tin-{n}.html") for host, n in (("so-a", 4), ("bao-b", 13)))
    assert first is not None
    assert second is not None
    with store.write():
        group = store.join_group(second.id, first, NOW)
        store.db.execute("UPDATE articles SET dated = '2026-03-01T00:00:00+00:00' WHERE id = ?", (second.id,))
    assert group
    rows = store.queue(Filter(), limit=500)
    ids = [change for row in rows for change in row.changes]
    assert sorted(ids) == sorted(change.id for change in store.changes(review_state="unread"))
    source = next(row for row in rows if row.article == second.id)
    assert [item.article for item in source.reprints] == [first.id]
    alone = store.queue(Filter(portal="so-a"), limit=500)
    assert first.id in {row.article for row in alone}


def test_search_without_time_still_reaches_everything(store: Store) -> None:
    whole = [article.id for article in store.find(Question(words="so"), limit=100, budget=60).articles]
    walked: list[int] = []
    below = None
    for _ in range(100):
        found = store.find(Question(words="so"), below=below, limit=2, budget=0)
        walked += [article.id for article in found.articles]
        below = found.behind
        if below is None:
            break
    assert walked == whole


def test_a_search_ends_at_a_milestone_and_goes_on_from_there(tmp_path: Path) -> None:
    """However rare a phrase, the search looks at its clock on the way; what it gives piece by piece is what it gives whole."""
    with Store.open(tmp_path) as store:
        portal = Portal(slug="p", kind=PortalKind.OTHER, name="P", url="https://p.example.vn/")
        store.put_portal(portal, declared=True)
        number = store.portal_id("p")
        with store.write():
            for at in range(1, 6 * MILESTONES_EVERY):
                words = "số đổi chuyển" if at % 100 else "chuyển đổi số"
                text = Extraction(title=f"Bài {at}", blocks=(f"{words} {at}",), published=(NOW - timedelta(hours=at)).isoformat())
                article = store.add_article(number, f"https://p.example.vn/{at}", text, NOW)
                store.add_version(article, text, content_hash(text.title, text.blocks), None, None, NOW)
        whole = [article.url for article in store.find(Question(words='"chuyen doi so"'), limit=100, budget=60).articles]
        assert len(whole) == 3
        walked: list[str] = []
        below, steps = None, 0
        while steps == 0 or below is not None:
            found = store.find(Question(words='"chuyen doi so"', portal="p"), below=below, limit=50, budget=0)
            walked += [article.url for article in found.articles]
            below, steps = found.behind, steps + 1
            assert found.bounded == (below is not None)
        assert walked == whole
        assert steps >= 5
        assert store.find(Question(words=MILESTONE), limit=5).articles == ()
        assert [article.url for article in store.search('"chuyen doi so"')] == whole
        assert store.count_queue(Filter(state="", words='"chuyen doi so"'))[0] == 0


@pytest.mark.parametrize(
    ("state", "cause", "errors", "life", "standing"),
    [
        ("good", "", 0, "live", Standing.FINE),
        ("good", "", 1, "live", Standing.FINE),  # one failed run is no trouble: the service knows, the board believes it
        ("doubtful", "silent", 0, "live", Standing.LATE),
        ("broken", "silent", 0, "live", Standing.LATE),
        ("broken", "frozen", 0, "live", Standing.LATE),
        ("broken", "dns", 4, "live", Standing.FAILING),
        ("doubtful", "timeout", 2, "live", Standing.DOUBTFUL),
        ("doubtful", "costly", 0, "live", Standing.DOUBTFUL),
        ("broken", "identity", 0, "live", Standing.FAILING),
        ("quiet", "", 9, "dead", Standing.QUIET),
        ("new", "", 0, "live", Standing.WAITING),
        ("off", "", 0, "live", Standing.OFF),
        (None, "", 0, "live", Standing.FINE),  # nobody judged it: what the last looks say
        (None, "", 2, "live", Standing.FAILING),
        (None, "", 0, "frozen", Standing.QUIET),
    ],
)
def test_the_board_says_what_the_service_judged(
    store: Store, state: str | None, cause: str, errors: int, life: str, standing: Standing
) -> None:
    """The same facts with and without a judgement; what is expected is the judgement's where there is one."""
    portal = replace(store.portal_state("so-a").portal, life_cycle=LifeCycle(life))
    store.put_portal(portal, declared=True)
    store.db.execute("UPDATE portals SET errors = ? WHERE slug = 'so-a'", (errors,))
    due = NOW - timedelta(hours=5)
    if state is not None:
        told = {"detail": "", "action": "", "proposal": ""}
        store.put_health(HealthRecord(portal="so-a", state=state, cause=cause, since=NOW, expected=due, judged_at=NOW, **told))
    (figures,) = store.board(NOW, slug="so-a")
    line = line_of(figures, NOW)
    assert line.standing == standing
    assert line.expected == (due if state is not None else None)
    assert next(one for one in store.board(NOW) if one.state.portal.slug == "so-a") == figures


def test_a_portal_nobody_judged_is_late_by_its_own_rhythm(store: Store) -> None:
    for number, article in enumerate(store.rows("SELECT id FROM articles WHERE portal = ?", (store.portal_id("bao-b"),))):
        store.db.execute("UPDATE articles SET dated = ? WHERE id = ?", (to_db(NOW - timedelta(days=20 + number)), article["id"]))
    (figures,) = store.board(NOW, slug="bao-b")
    assert line_of(figures, NOW).standing == Standing.LATE
    assert line_of(figures, NOW - timedelta(days=20)).standing == Standing.FINE


def test_a_count_of_very_common_words_says_that_there_are_more(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, more = store.count_queue(Filter(state="", words="so"))
    assert not more
    monkeypatch.setattr(storage.desk, "KEYWORD_BOUND", 5)
    count, more = store.count_queue(Filter(state="", words="so"))
    assert more
    assert 0 < count < whole
    newest = {article.id for article in store.find(Question(words="so"), limit=5).articles}
    assert {row.article for row in store.queue(Filter(state="", words="so"), limit=200)} <= newest


def test_few_are_found_by_what_few_have(store: Store) -> None:
    """Among a million, by words, star, tag or content; never by walking the queue or a portal's articles."""
    article = store.article(1)
    assert article is not None
    asked: list[str] = []
    store.db.conn.set_trace_callback(asked.append)
    for wanted in (
        Filter(words="so"),
        Filter(starred=True, state=""),
        Filter(tag="x"),
        Filter(tag="x", kind="new", portal="so-a", since=NOW.date()),
    ):
        store.count_queue(wanted)
        store.queue(wanted)
    store.gone_with(store.portal_id("so-a"), article.version.content_hash)
    store.twin_of(article, store.portal_id("so-a"))
    store.standing_with(store.portal_id("so-a"), article.version.content_hash)
    store.db.conn.set_trace_callback(None)
    plans = {
        sql: [row["detail"] for row in store.rows(f"EXPLAIN QUERY PLAN {sql}")]
        for sql in asked
        if " FROM changes AS c JOIN " in sql or "FROM versions AS v CROSS" in sql
    }
    assert len(plans) >= 8
    for sql, steps in plans.items():
        slow = [
            step
            for step in steps
            if re.match(r"SCAN [acv]\b|SEARCH [ac] USING.*(changes_(review|at|kind|portal)|articles_(portal|dated|suspected))", step)
        ]
        assert slow == [], sql
