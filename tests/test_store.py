"""The store: opening, what a crawl needs and leaves, leases, lists, search, several writers."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import leases, search
from storage.documents import content_hash, file_name
from storage.models import (
    ChangeKind,
    EntryKind,
    EntryPoint,
    Extraction,
    Failure,
    FailureName,
    Finished,
    Learned,
    LifeCycle,
    Link,
    Portal,
    PortalKind,
    Profile,
    ReviewState,
    Robots,
    RunOutcome,
    Seen,
    Validators,
    Visit,
    VisitKind,
    url_key,
)
from storage.opening import connect
from storage.portals import UnknownSlug
from storage.schema import DATABASE
from storage.store import Locked, NewerDatabase, NotOurs, Store, StoreError, Unwritable

HOST = "https://so.example.vn"
NOW = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)
PORTAL = Portal(slug="so", kind=PortalKind.ICT_DEPARTMENT, name="Sở", url=f"{HOST}/", hosts=("tin.example.vn",))
OTHER = Portal(slug="bao", kind=PortalKind.NEWSPAPER, name="Báo", url="https://bao.example.vn/")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data") as opened:
        opened.sync_portals([PORTAL, OTHER])
        yield opened


def seen(*paths: str, url: str = f"{HOST}/", number: int = 1, **fields: Any) -> Seen:
    visit = Visit(url=url, kind=VisitKind.LISTING, at=NOW, validators=fields.pop("validators", Validators()))
    return Seen(order="o", number=number, visit=visit, links=tuple(Link(url=HOST + path) for path in paths), **fields)


def add(store: Store, path: str, title: str, *blocks: str, portal: str = "so", published: str = "", at: datetime = NOW) -> int:
    """An article with one version, as ingest would store it."""
    extraction = Extraction(title=title, blocks=blocks, published=published)
    digest = content_hash(title, blocks, published)
    with store.write():
        number = store.portal_id(portal)
        article = store.add_article(number, HOST + path, extraction, at)
        document = store.document_of(digest) or store.add_document(digest, article, ("0" * 64, 1), file_name, at)
        version = store.add_version(article, extraction, digest, document, None, at)
        if document.article == article:
            store.add_change(ChangeKind.NEW, number, article, HOST + path, at, after=version)
    return article


# Opening


def test_open_makes_the_folder_and_a_strict_database(store: Store) -> None:
    assert store.value("PRAGMA journal_mode") == "wal"
    assert store.value("PRAGMA foreign_keys") == 1
    loose = store.rows("SELECT name FROM pragma_table_list WHERE strict = 0 AND type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'")
    assert [row["name"] for row in loose if not row["name"].startswith(("sqlite_", "search"))] == []


def test_newer_database_is_refused_in_one_line(store: Store) -> None:
    store.db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('tinso', 'from_the_future', '')")
    store.close()

    with pytest.raises(NewerDatabase, match=r"tinso\.db: made by a newer version") as error:
        Store.open(store.data_dir)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", [b"this is a text file, not a database\n" * 200, b"\0" * 5000])
def test_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(content)

    with pytest.raises(NotOurs):
        Store.open(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == content


def test_database_of_another_program_is_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / DATABASE)
    other.execute("CREATE TABLE notes (text)")
    other.close()

    with pytest.raises(NotOurs, match="not one of tinso's"):
        Store.open(tmp_path)


def test_folder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(Unwritable, match="file"):
        Store.open(tmp_path / "file")
    with pytest.raises(Unwritable):
        Store.open(tmp_path / "file" / "deeper")
    (tmp_path / "data" / DATABASE).mkdir(parents=True)
    with pytest.raises(StoreError, match="is a folder"):
        Store.open(tmp_path / "data")


def test_trouble_during_work_is_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.db.execute("PRAGMA query_only = ON")
    with pytest.raises(Unwritable), store.write() as db:
        db.execute("UPDATE portals SET errors = 1")
    store.db.execute("PRAGMA query_only = OFF")
    store.db.execute("PRAGMA busy_timeout = 20")
    other = connect(store.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Locked), store.write():
        pass
    other.close()


def test_failed_transaction_leaves_nothing(store: Store) -> None:
    def work() -> None:
        with store.write():
            store.put_portal(Portal(slug="x", kind=PortalKind.OTHER, name="x", url="https://x.vn/"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert [portal.slug for portal in store.portals()] == ["bao", "so"]


def test_writing_while_reading_is_refused(store: Store) -> None:
    with pytest.raises(RuntimeError, match="inside read"), store.read():
        store.schedule("so", NOW, 1)


def test_connection_ends_with_its_thread(store: Store) -> None:
    for _ in range(5):
        thread = threading.Thread(target=store.portal_states)
        thread.start()
        thread.join()
    folder = Path(f"/proc/{os.getpid()}/fd")
    if folder.exists():
        held = [link for link in folder.iterdir() if link.is_symlink() and os.path.realpath(link) == os.path.realpath(store.path)]
        assert len(held) <= 2  # SQLite keeps a closed one for reuse while another holds locks


def test_closed_store_says_so(store: Store) -> None:
    store.close()

    with pytest.raises(StoreError, match="closed"):
        store.portal_states()


OPENER = "import sys, pathlib; from storage.store import Store; Store.open(pathlib.Path(sys.argv[1])).close()"


def test_many_processes_may_meet_an_empty_folder(tmp_path: Path) -> None:
    started = [subprocess.Popen([sys.executable, "-c", OPENER, str(tmp_path / "data")]) for _ in range(4)]

    assert [process.wait(60) for process in started] == [0] * 4


# Portals, leases


def test_sync_keeps_what_the_registry_no_longer_names(store: Store) -> None:
    store.schedule("bao", NOW, 1800)
    store.sync_portals([PORTAL])
    store.put_portal(Portal(slug="la", kind=PortalKind.OTHER, name="lạ", url="https://la.vn/"))

    assert [(state.portal.slug, state.declared) for state in store.portal_states()] == [("bao", False), ("la", False), ("so", True)]
    assert store.due_portals(NOW) == []
    store.sync_portals([PORTAL, OTHER])
    assert store.due_portals(NOW) == ["bao"]


def test_sync_takes_over_what_changed(store: Store) -> None:
    frozen = Portal(
        slug="so", kind=PortalKind.ICT_DEPARTMENT, name="Sở cũ", url=f"{HOST}/", life_cycle=LifeCycle.FROZEN, since=date(2025, 3, 1)
    )
    store.sync_portals([frozen, OTHER])

    assert store.portal_state("so").portal == frozen
    with pytest.raises(UnknownSlug):
        store.portal_state("nowhere")


def test_lease_keeps_others_out_until_it_ends(store: Store) -> None:
    a, b = "fetch host 1 1 elsewhere", "run host 2 2 elsewhere"

    assert store.claim("so", a, 60, NOW)
    assert store.claim("so", a, 60, NOW)
    assert not store.claim("so", b, 60, NOW)
    assert store.claim("bao", b, 60, NOW)
    lease = store.lease_of("so", NOW)
    assert lease is not None
    assert leases.spoken(lease.holder) == "fetch on host (process 1)"
    assert store.renew("so", a, 120, NOW)
    assert not store.claim("so", b, 60, NOW + timedelta(seconds=90))
    assert store.claim("so", b, 60, NOW + timedelta(seconds=121))
    assert not store.renew("so", a, 60, NOW)
    store.release("so", a)
    assert store.lease_of("so", NOW + timedelta(seconds=130)) is not None
    store.release("so", b)
    assert store.lease_of("so", NOW) is None


def test_lease_of_a_killed_process_holds_nobody_up(store: Store) -> None:
    script = "import sys; from storage import leases; print(leases.holder('fetch'), flush=True); sys.stdin.read()"
    process = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdin is not None
    name = process.stdout.readline().strip()
    assert not leases.gone(name)
    assert store.claim("so", name, 3600, NOW)
    run = store.start_run("so", "fetch", name, NOW)
    mine = leases.holder("fetch")
    assert not store.claim("so", mine, 60, NOW)
    assert store.bury_dead_runs(NOW) == 0

    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()

    assert store.lease_of("so", NOW) is None
    assert store.bury_dead_runs(NOW) == 1
    record = store.run(run)
    assert record is not None
    assert record.outcome == RunOutcome.DIED
    assert store.claim("so", mine, 60, NOW)


# What a crawl needs and leaves


def test_seen_is_stored_as_one(store: Store) -> None:
    run = store.start_run("so", "fetch", "h", NOW, walk=False)
    entry = EntryPoint(url=f"{HOST}/rss", kind=EntryKind.FEED, section="Tin mới", reason="declared", found=2)
    robots = Robots(text="User-agent: *", status=200, fetched_at=NOW)
    message = seen(
        "/a",
        "/b",
        url=f"{HOST}/rss",
        entry_points=(entry,),
        robots=((f"{HOST}:443", robots), ("https://elsewhere.vn:443", robots)),
        validators=Validators(etag='"1"', last_modified="x"),
    )

    assert store.record_seen(run, "so", message, NOW) == 2
    assert store.record_seen(run, "so", message, NOW) == 0
    facts = store.order_facts(PORTAL, NOW)
    assert [link.url for link in facts.open_links] == [f"{HOST}/a", f"{HOST}/b"]
    assert facts.entry_points[0].validators == Validators(etag='"1"', last_modified="x")
    assert (facts.entry_points[0].section, facts.entry_points[0].found) == ("Tin mới", 2)
    assert facts.robots == ((f"{HOST}:443", robots),)
    assert facts.known == b"".join(sorted(url_key(HOST + path) for path in ("/a", "/b")))
    assert facts.walked == b""
    assert facts.first_contact
    # named again without validators, it keeps those it had
    store.record_seen(run, "so", seen(entry_points=(entry,)), NOW)
    assert store.order_facts(PORTAL, NOW).entry_points[0].validators.etag == '"1"'


def test_only_a_complete_walk_ends_later_ones(store: Store) -> None:
    entry = EntryPoint(url=f"{HOST}/", kind=EntryKind.HOME, validators=Validators(etag='"1"'))
    run = store.start_run("so", "fetch", "h", NOW)
    store.record_seen(run, "so", seen("/a", entry_points=(entry,)), NOW)
    # killed here: the next walk must not be told "not modified" by the page whose followers it never saw
    again = store.start_run("so", "fetch", "h", NOW)
    facts = store.order_facts(PORTAL, NOW)
    assert facts.walked == b""
    assert facts.entry_points[0].validators == Validators()
    assert [run.outcome for run in store.runs("so")] == [None, RunOutcome.DIED]
    store.record_finished(again, "so", Finished(order="o", outcome=RunOutcome.PARTIAL), {}, NOW)
    assert store.order_facts(PORTAL, NOW).first_contact

    last = store.start_run("so", "scheduled", "h", NOW)
    store.record_seen(last, "so", seen("/b"), NOW)
    finished = Finished(order="o", outcome=RunOutcome.COMPLETE, walk_complete=True, requests=7, traps=("calendar: 3",))
    store.record_finished(last, "so", finished, {"new": 1}, NOW)
    facts = store.order_facts(PORTAL, NOW)
    assert facts.walked == facts.known
    assert len(facts.known) == 16
    assert facts.entry_points[0].validators == Validators(etag='"1"')
    assert not facts.first_contact
    record = store.run(last)
    assert record is not None
    assert (record.counts, record.traps, record.requests, record.finished) == ({"new": 1}, ("calendar: 3",), 7, NOW)


def test_failed_runs_are_counted_until_one_succeeds(store: Store) -> None:
    for _ in range(2):
        run = store.start_run("so", "scheduled", "h", NOW)
        failed = Finished(order="o", outcome=RunOutcome.FAILED, failure=Failure(name=FailureName.DNS, detail="no such host"))
        store.record_finished(run, "so", failed, {}, NOW)
    state = store.portal_state("so")
    assert (state.errors, state.last_failure) == (2, "dns: no such host")
    run = store.start_run("so", "scheduled", "h", NOW)
    store.record_finished(run, "so", Finished(order="o", outcome=RunOutcome.PARTIAL), {}, NOW)
    state = store.portal_state("so")
    assert (state.errors, state.last_failure, state.last_success) == (0, "", NOW)


def test_profile_is_kept_by_version(store: Store) -> None:
    assert store.profile("so") == Profile()
    for profile in (Profile(version=1, family="nukeviet"), Profile(version=2, furniture=("x",)), Profile(version=2, furniture=("x", "y"))):
        store.record_learned("so", Learned(order="o", profile=profile), NOW)
    assert store.profile("so").furniture == ("x", "y")
    assert store.value("SELECT count(*) FROM profiles") == 2


def test_open_links_come_newest_first(store: Store) -> None:
    links = (Link(url="a", hint="2026-01-02"), Link(url="b", hint="2026-03-01"), Link(url="c"), Link(url="d"))
    store.record_seen(None, "so", Seen(order="o", number=1, visit=seen().visit, links=links), NOW)

    assert [link.url for link in store.order_facts(PORTAL, NOW).open_links] == ["c", "d", "b", "a"]
    assert [link.url for link in store.order_facts(PORTAL, NOW, open_limit=1).open_links] == ["c"]


def test_refused_links_can_be_opened_again(store: Store) -> None:
    with store.write():
        store.mark_failed(store.portal_id("so"), "x", "not_article", "", NOW, again=None, counts=True)
    assert store.order_facts(PORTAL, NOW).open_links == ()
    assert store.reopen_links("so", ["not_article"]) == 1
    assert [link.url for link in store.order_facts(PORTAL, NOW).open_links] == ["x"]


def test_old_visits_are_forgotten(store: Store) -> None:
    store.record_seen(None, "so", seen(), NOW)

    assert store.prune_visits(NOW) == 0
    assert store.prune_visits(NOW + timedelta(seconds=1)) == 1


# Lists and search


def fill(store: Store) -> list[int]:
    return [
        add(store, "/1", "Hội nghị chuyển đổi số", "Đường truyền số liệu đã thông suốt.", published="2026-03-01T23:30:00+07:00"),
        add(store, "/2", "Duong lang thang", "Một bài không dấu.", published="2026-03-02"),
        add(store, "/3", "Tập huấn an toàn thông tin", "Sở tổ chức hội nghị.", portal="bao", published="2026-02-01"),
        add(store, "/4", "Không rõ ngày", "Bài không có ngày."),
        add(store, "/5", "Không rõ ngày", "Bài không có ngày.", portal="bao"),
    ]


def test_articles_are_listed_newest_first_with_filters(store: Store) -> None:
    one, two, three, four, five = fill(store)

    def ids(**filters: Any) -> list[int]:
        return [article.id for article in store.articles(**filters)]

    assert ids() == [five, four, two, one, three]
    assert ids(newest_first=False) == [three, one, two, four, five]
    assert ids(portal="bao") == [five, three]
    assert ids(since=date(2026, 3, 1), until=date(2026, 3, 1)) == [one]
    assert ids(since=date(2026, 3, 2), until=date(2026, 3, 2)) == [two]
    assert ids(copies=False) == [four, two, one, three]
    assert ids(limit=2) == [five, four]
    assert ids(state="removed") == []
    assert ids(kept=True) == []
    store.decide_article(two, ReviewState.KEPT, NOW)
    store.decide_article(five, ReviewState.KEPT, NOW)  # a copy: its original
    assert ids(kept=True) == [four, two]
    with pytest.raises(UnknownSlug):
        ids(portal="nowhere")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("đường", [1]),
        ("duong", [2, 1]),
        ("DUONG", [2, 1]),
        ("hội nghị", [1, 3]),
        ('"hội nghị" chuyển', [1]),
        ("Hội nghi", [1, 3]),
        ('"nghị hội"', []),
        ("số OR NOT tin*", []),
        ('"', []),
        ("", [5, 4, 2, 1, 3]),
        ("ngày", [5, 4]),
    ],
)
def test_search(store: Store, query: str, found: list[int]) -> None:
    fill(store)

    assert [article.id for article in store.articles(query=query)] == found


def test_search_sees_the_latest_version_and_obeys_filters(store: Store) -> None:
    one, *_ = fill(store)
    extraction = Extraction(title="Họp báo", blocks=("Nội dung mới.",), published="2026-03-01")
    with store.write():
        store.add_version(one, extraction, content_hash("Họp báo", ["Nội dung mới."]), None, None, NOW)

    assert store.search("đường truyền") == []
    assert [article.id for article in store.search("họp báo")] == [one]
    assert [article.id for article in store.search("ngày", portal="bao")] == [5]
    store.db.execute("INSERT INTO search (search) VALUES ('integrity-check')")


def test_lists_stream_in_batches_and_miss_nothing(store: Store) -> None:
    with store.write():
        for number in range(450):
            add(store, f"/{number}", f"Tin {number}", f"Nội dung {number}", at=NOW + timedelta(seconds=number // 3))
    listing = store.articles()
    first = [next(listing) for _ in range(10)]
    add(store, "/late", "Tin đến sau", "Nội dung đến sau", at=NOW + timedelta(days=1))

    numbers = [article.id for article in (*first, *listing)]
    assert numbers == sorted(range(1, 451), reverse=True)
    assert [change.id for change in store.changes(newest_first=False, limit=401)] == list(range(1, 402))
    assert len(store.search("nội dung", limit=300)) == 300


def test_changes_are_listed_and_decided(store: Store) -> None:
    fill(store)

    assert [change.id for change in store.changes()] == [4, 3, 2, 1]
    assert [change.id for change in store.changes(portal="bao")] == [3]
    assert store.count_changes() == {"bao": 1, "so": 3}
    assert store.decide_changes([1, 2, 99], ReviewState.DISMISSED, NOW, note="trùng") == 2
    assert [change.id for change in store.changes(review_state="unread")] == [4, 3]
    change = store.change(1)
    assert change is not None
    assert (change.note, change.decided_at, change.title, change.before, change.after) == ("trùng", NOW, "Hội nghị chuyển đổi số", None, 1)
    assert [change.id for change in store.changes(kind=ChangeKind.NEW, since=NOW, until=NOW, article=2)] == [2]


def plans(store: Store, work: Callable[[], object]) -> list[tuple[str, list[str]]]:
    """The statements that `work` runs, each with the steps of its plan."""
    heard: dict[str, None] = {}
    store.db.conn.set_trace_callback(lambda sql: heard.setdefault(sql))
    work()
    store.db.conn.set_trace_callback(None)
    wanted = [sql for sql in heard if sql.split()[0] in {"SELECT", "UPDATE", "DELETE", "INSERT"} and "-- " not in sql]
    return [(sql, [row[3] for row in store.db.conn.execute(f"EXPLAIN QUERY PLAN {sql}")]) for sql in wanted]


def everyday_work(store: Store) -> None:
    portal = store.portal_state("so").portal
    store.order_facts(portal, NOW)
    store.revisits("so", NOW)
    store.revisits("so", NOW, due_only=False, limit=3)
    store.due_portals(NOW)
    store.runs("so")
    list(store.articles(kept=True, limit=3))
    store.search("hội nghị", limit=3)
    store.versions(1)
    store.copies_of(1)
    store.article_by_url("x", "so")
    store.gone_with(1, "x")
    store.prune_visits(NOW)
    store.listed_documents(["x"])
    store.bury_dead_runs(NOW)
    store.decide_article(1, ReviewState.KEPT, NOW)
    store.record_seen(None, "so", seen("/n"), NOW)
    store.start_run("so", "fetch", "h", NOW)


def test_no_query_reads_a_whole_table(store: Store) -> None:
    fill(store)
    small = {"p", "portals", "r"}  # some hundred portals; runs without an end, by their index
    bad = [
        (step, sql)
        for sql, steps in plans(store, lambda: everyday_work(store))
        for step in steps
        if step.startswith("SCAN") and "USING" not in step and "VIRTUAL" not in step and "CONSTANT" not in step and "(" not in step
        if step.split()[1] not in small
    ]

    assert bad == []


LISTS: list[tuple[str, dict[str, Any], str]] = [
    ("articles", {}, "articles_dated"),
    ("articles", {"since": NOW}, "articles_dated"),
    ("articles", {"portal": "so"}, "articles_portal_dated"),
    ("articles", {"portal": "so", "until": NOW}, "articles_portal_dated"),
    ("articles", {"state": "removed"}, "articles_removed"),
    ("changes", {}, "changes_at"),
    ("changes", {"since": NOW}, "changes_at"),
    ("changes", {"portal": "so"}, "changes_portal"),
    ("changes", {"review_state": "unread"}, "changes_review"),
    ("changes", {"portal": "so", "review_state": "unread"}, "changes_portal_review"),
    ("changes", {"kind": "new"}, "changes_kind"),
]


@pytest.mark.parametrize(("verb", "filters", "index"), LISTS)
def test_lists_are_read_in_the_order_of_an_index(store: Store, verb: str, filters: dict[str, Any], index: str) -> None:
    fill(store)
    (sql, steps), *_ = [
        plan
        for plan in plans(store, lambda: list(getattr(store, verb)(limit=3, **filters)))
        if "ORDER BY" in plan[0] and "LIMIT" in plan[0]
    ]

    assert any(f"INDEX {index} " in f"{step} " for step in steps), (steps, sql)
    assert verb == "articles" or not any("TEMP B-TREE" in step for step in steps), steps


# Several writers

WRITER = """
import sys, pathlib
from datetime import UTC, datetime
from storage.models import Link, Seen, Visit, VisitKind
from storage.store import Store
now = datetime.now(UTC)
with Store.open(pathlib.Path(sys.argv[1])) as store:
    for number in range(60):
        visit = Visit(url="x", kind=VisitKind.LISTING, at=now)
        links = (Link(url=f"{sys.argv[2]}-{number}"), Link(url=f"shared-{number}"))
        store.record_seen(None, "so", Seen(order="o", number=number, visit=visit, links=links), now)
        print(number, flush=True)
"""


def test_processes_and_threads_write_side_by_side(store: Store) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(store.data_dir), name], stdout=subprocess.DEVNULL) for name in ("a", "b")
    ]

    def work(name: str) -> None:
        for number in range(60):
            store.record_seen(None, "so", seen(f"/{name}-{number}"), NOW)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("c", "d")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait(60) for process in started] == [0, 0]
    assert store.value("SELECT count(*) FROM links") == 5 * 60


def test_killed_writer_loses_nothing_it_acknowledged(store: Store) -> None:
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(store.data_dir), "k"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(20):
        last = int(process.stdout.readline())
    os.kill(process.pid, 9)
    process.wait()
    rest = process.stdout.read().split()
    process.stdout.close()

    last = int(rest[-1]) if rest else last
    for number in range(last + 1):
        assert store.value("SELECT count(*) FROM links WHERE url IN (?, ?)", (f"k-{number}", f"shared-{number}")) == 2
    assert store.value("PRAGMA integrity_check") == "ok"


@given(st.text())
def test_no_query_text_is_an_operator(text: str) -> None:
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE VIRTUAL TABLE search USING fts5 (title, text, title_folded, text_folded, tokenize = 'unicode61 remove_diacritics 0')"
    )
    for mixed in (True, False):
        expression = search.match(text, mixed=mixed)
        if expression:
            db.execute("SELECT rowid FROM search WHERE search MATCH ?", (expression,)).fetchall()
    db.close()


def test_fold() -> None:
    assert search.fold("Đường Hoàng Văn Thụ, Huế: ƯỚC NGUYỆN") == "Duong Hoang Van Thu, Hue: UOC NGUYEN"
