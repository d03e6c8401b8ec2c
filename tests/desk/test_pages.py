"""The desk over real HTTP: pages, decisions, exports, feeds, both languages, and what becomes of wrong addresses."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import httpx
import pytest
from babel.messages.extract import extract_from_dir

from review.app import ROUTES
from review.language import LANGUAGES, choose, texts
from storage.desk import Filter
from storage.documents import FILE_NAME, hashes
from storage.models import ReviewState
from storage.store import Store

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2026, 3, 13, tzinfo=UTC)


def test_inbox_folds_and_says_why(reader: httpx.Client, stored: Store) -> None:
    page = reader.get("/", headers={"Accept-Language": "en"}).text
    rows = stored.queue(Filter())

    assert page.count('class="row"') == len(rows)
    assert stored.count_queue(Filter())[0] > len(rows)  # earlier changes stand under the newest of their article
    assert "1 earlier change" in page
    assert "page not found: status 404" in page
    assert "numbers, dates or names" in page
    assert "Thứ Năm" not in page


def test_a_decision_counts_for_all_that_is_folded_and_is_undone_as_one(client: httpx.Client, store: Store) -> None:
    row = next(row for row in store.queue(Filter()) if row.earlier)
    form = {"changes": ",".join(map(str, row.changes)), "act": "keep", "seen": "unread", "back": "/?kind=new#x"}
    answer = client.post("/decide", data=form, follow_redirects=False)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/?kind=new&done=1#x"
    assert {store.change(change).review_state for change in row.changes} == {ReviewState.KEPT}  # type: ignore[union-attr]
    done = client.post("/undo", data={"decision": "1"}, headers={"Accept": "application/json"}).json()
    assert done["done"] == len(row.changes)
    assert {store.change(change).review_state for change in row.changes} == {ReviewState.UNREAD}  # type: ignore[union-attr]
    again = client.post("/undo", data={"decision": "1"}, headers={"Accept": "application/json"}).json()
    assert (again["done"], again["decision"]) == (0, None)


def test_what_somebody_decided_meanwhile_is_refused_and_shown(client: httpx.Client, store: Store) -> None:
    json_wanted = {"Accept": "application/json"}
    client.post("/decide", data={"changes": "3", "act": "keep", "seen": "unread"}, headers=json_wanted)
    late = client.post("/decide", data={"changes": "3", "act": "dismiss", "seen": "unread"}, headers=json_wanted).json()

    assert late == {"decision": None, "done": 0, "states": {"3": "kept"}, "refused": [3], "waiting": store.count_queue(Filter())[0]}
    assert client.get("/decided?since=0").json()["states"] == {"3": "kept"}
    page = client.post("/decide", data={"changes": "3", "act": "dismiss", "seen": "unread", "back": "/?refused=1&done=1&state=kept"})
    assert page.url.query == b"state=kept&refused=1"
    assert "giữ nguyên như ở đó" in page.text  # without script it is said on the page
    assert store.change(3).review_state == ReviewState.KEPT  # type: ignore[union-attr]


def test_bulk_leaves_alone_what_came_after_the_page(client: httpx.Client, store: Store) -> None:
    newest = store.newest_change()
    before = store.count_queue(Filter(portal="bao-b"))[0]
    client.post("/bulk", data={"filter": "portal=bao-b", "upto": str(newest - 5), "act": "dismiss", "back": "/"})

    left = store.count_queue(Filter(portal="bao-b"))[0]
    assert left == len([row for row in store.changes(portal="bao-b", review_state="unread") if row.id > newest - 5])
    assert left < before
    assert all(row.portal == "bao-b" for row in store.changes(review_state="dismissed"))


@pytest.mark.parametrize(
    "query",
    [
        "portal=so-a",
        "province=lam+dong",
        "province=B%C3%ACnh+Thu%E1%BA%ADn",
        "kind=edited",
        "words=chuyen+doi",
        "since=12/3/2026&until=2026-03-12",
        "state=any",
        "starred=1",
        "tag=x",
    ],
)
def test_filters_show_what_they_count(reader: httpx.Client, stored: Store, query: str) -> None:
    answer = reader.get(f"/?{query}")

    assert answer.status_code == 200
    wanted = reader.get(f"/api/changes/count?{query}").json()
    shown = reader.get(f"/api/changes?{query}&limit=200{'' if 'state' in query else '&state=unread'}").json()["changes"]
    assert len({change for row in shown for change in row["changes"]}) == wanted["count"]


def test_item_shows_facts_history_copies_and_files(reader: httpx.Client, stored: Store) -> None:
    first = stored.article_by_url("https://so-a.example.vn/tin-0.html")
    assert first is not None
    page = reader.get(f"/articles/{first.id}").text

    assert "https://bao-b.example.vn/copy-0.html" in page
    assert first.version.content_hash in page
    assert "08:00 12/03/2026" in page
    document = reader.get(f"/articles/{first.id}/document/1")
    assert first.version.content_hash in hashes(document.text)
    assert document.headers["content-disposition"] == f'attachment; filename="{first.version.document_name}"'
    raw = reader.get(f"/articles/{first.id}/archive/1")
    assert raw.headers["content-disposition"].startswith("attachment")
    assert raw.headers["content-type"] == "application/octet-stream"
    assert raw.headers["content-security-policy"].startswith("sandbox")
    assert raw.text.startswith("<p>")


def test_diff_of_any_two_versions(reader: httpx.Client, stored: Store) -> None:
    edited = stored.article_by_url("https://so-a.example.vn/tin-1.html")
    assert edited is not None
    assert "<ins" in reader.get(f"/articles/{edited.id}/diff?before=1&after=2").text
    assert "<ins" in reader.get(f"/articles/{edited.id}/diff?before=2&after=1&view=inline").text
    assert "<ins" not in reader.get(f"/articles/{edited.id}/diff?before=2&after=2").text
    assert reader.get(f"/articles/{edited.id}/diff?before=1&after=9").status_code == 404


def test_search_forgives_accents_and_knows_fields_and_abbreviations(reader: httpx.Client) -> None:
    def hits(query: str) -> list[str]:
        return [row["url"] for row in reader.get("/api/search", params={"q": query}).json()["articles"]]

    everything = hits("so thong tin")
    assert len(everything) >= 13
    assert hits("TT&TT") == everything
    assert hits("CĐS") == hits("cds") != []
    assert len(hits("đường")) > 0
    assert hits("đương") == []
    assert {url.split("/")[2] for url in hits("so portal:bao-b")} == {"bao-b.example.vn"}
    assert hits("họp kind:edited") == ["https://so-a.example.vn/tin-1.html"]
    assert hits("họp date:1/2026") == []
    assert len(hits("họp date:3/2026")) > 5
    assert hits('"hop ban viec so 3 tai"') == ["https://so-a.example.vn/tin-3.html"]
    assert "<mark>Sở</mark>" in reader.get("/search?q=so+thong+tin").text


def test_exports_of_kept_items(client: httpx.Client, store: Store) -> None:
    ids = [row.id for row in store.queue(Filter(portal="so-a"))][:4]
    client.post("/decide", data={"changes": ",".join(map(str, ids)), "act": "keep"})
    names = zipfile.ZipFile(io.BytesIO(client.get("/export?format=txt").content)).namelist()
    lines = [json.loads(line) for line in client.get("/export?format=jsonl").text.splitlines()]
    table = list(csv.DictReader(io.StringIO(client.get("/export?format=csv").text.removeprefix("\ufeff"))))

    assert len(lines) == len(table) == len({store.change(change).article for change in ids})  # type: ignore[union-attr]
    assert all(FILE_NAME.fullmatch(name) or name == "index.csv" for name in names)
    assert len(names) == len(lines) + 1
    assert client.get("/export?format=exe").status_code == 400


@pytest.mark.parametrize(
    "path", ["/feeds/all.atom", "/feeds/portals/so-a.atom", "/feeds/search.atom?q=so+thong+tin", "/feeds/all.atom?words=khongco"]
)
def test_feeds_are_valid_atom(reader: httpx.Client, path: str) -> None:
    answer = reader.get(path)
    root = ElementTree.fromstring(answer.content)
    feed = feedparser.parse(answer.content)

    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert not feed.bozo
    for required in ("id", "title", "updated"):
        assert root.findtext(ATOM + required)
    assert root.find(f"{ATOM}link[@rel='self']") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    for entry in root.findall(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}title")
        assert entry.findtext(f"{ATOM}updated", "").endswith("Z")
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
    assert (len(ids) > 0) == ("khongco" not in path)


def test_a_reader_that_has_it_all_is_told_so(client: httpx.Client, store: Store) -> None:
    for path in ("/feeds/all.atom", "/feeds/all.atom?state=unread", "/feeds/search.atom?q=so", "/feeds/all.atom?words=khongco"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        other = client.get(path, headers={"If-None-Match": '"x"', "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"})
        assert other.status_code == 200  # a mark says more than a date
    modified = client.get("/feeds/all.atom").headers["last-modified"]
    assert client.get("/feeds/all.atom", headers={"If-Modified-Since": modified}).status_code == 304
    for wrong in ("Thu, 12 Mar 2020 00:00:00 GMT", "x", "99999999999", "Fri, 01 Jan 99999999999 00:00:00 GMT"):
        assert client.get("/feeds/all.atom", headers={"If-Modified-Since": wrong}).status_code == 200, wrong
    # what a decision changes has no date to be told by, but a mark
    unread = client.get("/feeds/all.atom?state=unread")
    assert "last-modified" not in unread.headers
    store.decide(store.queue(Filter())[0].changes, ReviewState.KEPT, NOW)
    assert client.get("/feeds/all.atom?state=unread", headers={"If-None-Match": unread.headers["etag"]}).status_code == 200


def test_an_entry_leads_somewhere_and_is_told_in_the_readers_language(client: httpx.Client, store: Store) -> None:
    store.db.execute("UPDATE changes SET url = 'javascript:alert(1)' WHERE kind = 'removed'")
    texts_of = {}
    for language in ("vi", "en"):
        root = ElementTree.fromstring(client.get("/feeds/all.atom?kind=removed", headers={"Accept-Language": language}).content)
        (entry,) = root.findall(f"{ATOM}entry")
        (link,) = entry.findall(f"{ATOM}link[@rel='alternate']")
        assert link.get("href", "").startswith(str(client.base_url))
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        texts_of[language] = (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary"))
        assert entry.findtext(f"{ATOM}id", "").startswith("urn:tinso:change:")
    assert texts_of["vi"][0].startswith("[bị gỡ] ")
    assert "mã trả lời 404" in texts_of["vi"][1]
    assert "status 404" in texts_of["en"][1]


def test_board_provinces_and_check_now(client: httpx.Client, store: Store) -> None:
    assert "Sở A" in client.get("/portals").text
    assert "Báo B" not in client.get("/portals?q=binh thuan").text
    page = client.get("/provinces").text
    assert page.index("Hà Nội") < page.index("Lâm Đồng") < page.index("Bình Thuận")
    assert store.portal_state("so-a").next_due is None
    assert "lượt kiểm tra ngay" in client.post("/check", data={"portal": "so-a", "back": "/portals/so-a"}).text
    assert store.portal_state("so-a").next_due is not None
    assert client.post("/check", data={"portal": "nix"}).status_code == 404


def test_statistics_count_what_is_stored(reader: httpx.Client, stored: Store) -> None:
    assert reader.get("/statistics?weeks=13").status_code == 200
    assert reader.get("/statistics?weeks=5").status_code == 400
    counted = sum(sum(weeks.values()) for what, weeks in stored.per_week(*_span()).items() if what == "article")
    assert counted == stored.count_articles()


def _span():  # type: ignore[no-untyped-def]
    from datetime import date

    return date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    "path",
    [
        "/articles/0",
        "/articles/x",
        "/articles/99999999999999999999",
        "/articles/1/document/7",
        "/portals/nix",
        "/?portal=nix",
        "/?kind=x",
        "/?since=32/1/2026",
        "/?after=1",
        "/?state=x",
        "/api/articles/-1",
        "/feeds/portals/nix.atom",
        "/api/changes?limit=0",
        "/search?q=kind:x",
        "/?done=99999999999999999999",
    ],
)
def test_wrong_addresses_are_named_not_crashed_on(reader: httpx.Client, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code in {400, 404}
    assert "Traceback" not in answer.text


def test_language_follows_browser_and_choice(client: httpx.Client) -> None:
    assert (choose("", "fr, en;q=0.5, vi;q=0.7"), choose("en", "vi"), choose("", "de"), choose("", "en;q=0")) == ("vi", "en", "vi", "vi")
    assert 'lang="vi"' in client.get("/", headers={"Accept-Language": "vi-VN,en;q=0.3"}).text
    assert 'lang="en"' in client.get("/", headers={"Accept-Language": "en-GB"}).text
    client.post("/preferences", data={"lang": "en", "theme": "dark", "back": "/help"})
    page = client.get("/help", headers={"Accept-Language": "vi"}).text
    assert 'lang="en" data-theme="dark"' in page


def test_every_text_of_the_desk_is_translated() -> None:
    found = {
        message
        for _, _, message, _, _ in extract_from_dir(
            "review",
            method_map=[("templates/**.html", "jinja2"), ("**.py", "python")],
            options_map={"templates/**.html": {"encoding": "utf-8"}},
            keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
        )
    }
    catalogue = texts("vi")

    assert len(found) > 150
    missing = [one for one in found if (catalogue.ngettext(*one, 1) if isinstance(one, tuple) else catalogue.gettext(one)) in one]
    assert [text for text in missing if text not in {"API"}] == []
    assert set(LANGUAGES) == {"vi", "en"}


def test_every_page_answers_and_none_is_cached(reader: httpx.Client) -> None:
    parts = {"{id}": "1", "{number}": "1", "{slug}": "so-a"}
    for route in ROUTES:
        methods = getattr(route, "methods", None)
        if not methods or "GET" not in methods:
            continue
        path = route.path  # type: ignore[attr-defined]
        for name, value in parts.items():
            path = path.replace(name, value)
        more = {
            "/export": "?format=csv&state=any",
            "/articles/1/diff": "?before=1&after=1",
            "/api/articles/1/diff": "?before=1&after=1",
        }.get(path, "")
        answer = reader.get(path + more)
        assert answer.status_code == 200, path
        assert "'unsafe-inline'" not in answer.headers["content-security-policy"]


def test_the_questions_ready_for_datasette_can_be_asked(stored: Store) -> None:
    about = json.loads((Path(__file__).parents[2] / "docs/datasette.json").read_text("utf-8"))["databases"]["tinso"]
    tables = {row["name"] for row in stored.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    answers = {name: stored.db.execute(query["sql"], {"words": "so thong tin"}).fetchall() for name, query in about["queries"].items()}
    assert len(answers["search"]) > 10
    assert {name for name, rows in answers.items() if not rows} <= {"kept", "history"}
    assert set(about["tables"]) <= tables
