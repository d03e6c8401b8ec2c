"""What becomes of a page: every outcome, on a real store with real files."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import config
from scheduler.ingest import Ingest, Outcome, OutcomeKind
from scheduler.migration import Migration, recognise
from storage.archive import Archive
from storage.documents import DocumentFolder
from storage.models import (
    LISTING,
    Attachment,
    Extraction,
    Failure,
    FailureName,
    Link,
    Page,
    Portal,
    PortalKind,
    Validators,
    Visit,
    VisitKind,
)
from storage.records import ArticleRecord, ChangeRecord
from storage.recovery import recover
from storage.store import Store
from storage.verify import verify

HOST = "https://so.example.vn"
NOW = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)
LATER = timedelta(hours=7)
SO = Portal(slug="so", kind=PortalKind.OTHER, name="so", url=f"{HOST}/")
TITLE = "Hội nghị triển khai nhiệm vụ năm 2026"
BLOCKS = (
    "Sáng 12/3, Sở Khoa học và Công nghệ tổ chức hội nghị triển khai nhiệm vụ năm 2026 của ngành.",
    "Phát biểu tại hội nghị, ông Nguyễn Văn Thành đề nghị các phòng tập trung vào chuyển đổi số trong năm nay.",
    "Dịp này, 15 tập thể và 20 cá nhân được khen thưởng vì có thành tích xuất sắc trong công tác.",
    "Lan Anh",
)


def extraction(**fields: Any) -> Extraction:
    standard: dict[str, Any] = {
        "title": TITLE,
        "blocks": BLOCKS,
        "published": "2026-03-12T14:00:00+07:00",
        "region": "main",
        "region_hash": "r1",
        "extractor": "1",
    }
    return Extraction(**{**standard, **fields})


@dataclass
class World:
    """A store with two portals; pages come in with one line, time passes by hand."""

    data: Path
    store: Store
    ingest: Ingest
    now: datetime = NOW
    bodies: int = field(default=0)

    def give(
        self,
        path: str = "/a-1.html",
        slug: str = "so",
        *,
        found: Extraction | None = None,
        failure: FailureName | None = None,
        redirect: str = "",
        reextracted: bool = False,
        backfill: bool = False,
        validators: Validators | None = None,
        **page: Any,
    ) -> Outcome:
        self.bodies += 1
        asked = page.pop("asked", HOST + path)
        visit = Visit(
            url=asked,
            kind=VisitKind.ARTICLE,
            at=self.now,
            status=200,
            final_url=HOST + redirect if redirect else asked,
            redirects=(HOST + redirect,) if redirect else (),
            validators=validators or Validators(etag=f'"{self.bodies}"'),
        )
        if failure is None and found is None and not page.get("unchanged"):
            found = extraction()
        return self.ingest.page(
            slug,
            None,
            Page(
                order="o",
                url=HOST + path,
                visit=visit,
                headers=(("Content-Type", "text/html"),),
                body=f"<p>{self.bodies}</p>".encode(),
                extraction=found,
                failure=Failure(name=failure) if failure else None,
                **page,
            ),
            self.now,
            reextracted=reextracted,
            backfill=backfill,
        )

    def pass_time(self, by: timedelta = LATER) -> None:
        self.now += by

    def articles(self) -> list[ArticleRecord]:
        return list(self.store.articles(newest_first=False))

    def article(self, path: str = "/a-1.html") -> ArticleRecord:
        found = self.store.article_by_url(HOST + path)
        assert found is not None
        return found

    def changes(self) -> list[ChangeRecord]:
        return list(self.store.changes(newest_first=False))

    def kinds(self) -> list[str]:
        return [change.kind for change in self.changes()]

    def files(self) -> list[str]:
        return sorted(path.name for path in (self.data / "documents").glob("*"))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    data = tmp_path / "data"
    with Store.open(data) as store, Archive(data) as archive:
        for slug in ("so", "bao"):
            store.put_portal(Portal(slug=slug, kind=PortalKind.OTHER, name=slug, url=f"{HOST}/"), declared=True)
        yield World(data, store, Ingest(store, DocumentFolder(data), archive, config.load({}, data=data)))
        store.db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        assert list(verify(data)) == []


def shorter() -> Extraction:
    return extraction(blocks=BLOCKS[:1], region_hash="r2")


def changed(old: str = "15 tập thể", new: str = "16 tập thể", **fields: Any) -> Extraction:
    return extraction(blocks=tuple(block.replace(old, new) for block in BLOCKS), region_hash="r2", **fields)


def test_new_article_is_stored_with_document_raw_page_and_change(world: World) -> None:
    outcome = world.give(links=(Link(url=f"{HOST}/b-2.html"),), aliases=(f"{HOST}/x/a-1.html",))

    assert outcome.kind == OutcomeKind.NEW
    article = world.article()
    assert outcome.document == article.version.document_name == world.files()[0]
    assert world.files()[0].startswith("000_")
    assert article.aliases == (f"{HOST}/x/a-1.html",)
    stored = world.ingest.stored_page(article.id)
    assert stored is not None
    assert stored.body == b"<p>1</p>"
    assert [(change.kind, change.review_state, change.after) for change in world.changes()] == [("new", "unread", 1)]
    facts = world.store.order_facts(next(world.store.portals()), NOW)
    assert facts.known == b""  # of the other portal
    facts = world.store.order_facts(world.store.portal_state("so").portal, NOW)
    assert len(facts.known) == 3 * 8
    assert [link.url for link in facts.open_links] == [f"{HOST}/b-2.html"]


def test_same_page_again_changes_nothing(world: World) -> None:
    world.give()
    world.pass_time()

    assert world.give(validators=Validators(etag='"new"')).kind == OutcomeKind.UNCHANGED
    assert world.give(unchanged=True, validators=Validators()).kind == OutcomeKind.UNCHANGED
    assert len(world.store.versions(world.article().id)) == 1
    assert world.kinds() == ["new"]
    assert world.article().last_checked == world.now
    assert world.store.revisits("so", world.now, due_only=False)[0].validators.etag == '"new"'


def test_a_date_that_only_a_list_gave_stays_when_the_page_is_looked_at_again(world: World) -> None:
    world.give(found=extraction(published="2026-03-11", published_evidence=LISTING))
    world.pass_time()

    assert world.give(found=extraction(published="")).kind == OutcomeKind.UNCHANGED
    assert world.give(found=changed(published="")).kind == OutcomeKind.EDITED
    again = Page(order="o", url=HOST + "/a-1.html", article=world.article().id, extraction=changed(published="", author="Lan Anh"))
    assert world.ingest.page("so", None, again, world.now).kind == OutcomeKind.BASELINE
    version = world.article().version
    assert (version.published, version.published_evidence) == ("2026-03-11", LISTING)
    assert world.store.versions(world.article().id)[-1].author == "Lan Anh"
    assert world.give(found=changed(published="2026-03-11T09:30:00+07:00")).kind == OutcomeKind.BASELINE
    assert world.article().version.published == "2026-03-11T09:30:00+07:00"


def test_same_content_elsewhere_is_a_copy_without_document_or_change(world: World) -> None:
    first = world.give()
    copy = world.give("/b-2.html")
    other = world.give("/c-3.html", "bao")

    assert (copy.kind, other.kind, copy.document) == (OutcomeKind.COPY, OutcomeKind.COPY, "")
    assert [article.copy_of for article in world.articles()] == [None, first.article, first.article]
    assert len(world.files()) == 1
    assert world.kinds() == ["new"]
    assert [article.portal for article in world.store.copies_of(first.article)] == ["so", "bao"]


def test_edit_makes_version_document_and_change(world: World) -> None:
    world.give()
    world.pass_time()

    outcome = world.give(found=changed())

    assert outcome.kind == OutcomeKind.EDITED
    assert len(world.files()) == 2
    change = world.changes()[-1]
    assert (change.kind, change.edit, change.size, change.before, change.after) == ("edited", ("facts",), 1, 1, 2)
    assert [version.number for version in world.store.versions(change.article)] == [1, 2]


def test_there_and_back_is_two_edits_and_two_documents(world: World) -> None:
    for found in (extraction(), changed(), extraction()):
        world.give(found=found)

    assert world.kinds() == ["new", "edited", "edited"]
    assert len(world.files()) == 2
    assert [version.document for version in world.store.versions(world.article().id)] == [0, 1, 0]
    assert world.article().copy_of is None


@pytest.mark.parametrize(
    ("found", "classes"),
    [
        (extraction(published="2026-03-11T09:00:00+07:00"), ("date",)),
        (extraction(attachments=(Attachment(name="Kế hoạch", url=f"{HOST}/kh.pdf"),)), ("attachments",)),
    ],
)
def test_edit_of_date_or_attachments_alone_makes_no_document(world: World, found: Extraction, classes: tuple[str, ...]) -> None:
    world.give()
    outcome = world.give(found=found)

    assert (outcome.kind, outcome.document) == (OutcomeKind.EDITED, "")
    assert world.changes()[-1].edit == classes
    assert len(world.files()) == 1
    assert [version.document for version in world.store.versions(outcome.article)] == [0, 0]


def test_large_shrink_needs_a_second_look(world: World) -> None:
    world.give()
    world.pass_time()

    assert world.give(found=shorter()).kind == OutcomeKind.SUSPECTED
    assert world.store.revisits("so", world.now) == ()
    assert world.store.revisits("so", world.now, due_only=False)[0].validators.etag == '"1"'  # or 304 would hide what it is now
    world.pass_time(timedelta(hours=1))
    assert world.give(found=shorter()).kind == OutcomeKind.SUSPECTED
    world.pass_time(timedelta(hours=6))
    assert len(world.store.revisits("so", world.now)) == 1
    assert world.give(found=shorter()).kind == OutcomeKind.EDITED
    assert world.kinds() == ["new", "edited"]


def test_shrink_that_was_a_fault_is_forgotten(world: World) -> None:
    world.give()
    world.give(found=shorter())
    world.pass_time()

    assert world.give().kind == OutcomeKind.UNCHANGED
    assert world.give(found=shorter()).kind == OutcomeKind.SUSPECTED
    assert world.kinds() == ["new"]


@pytest.mark.parametrize("name", [FailureName.NOT_FOUND, FailureName.GONE, FailureName.SOFT_NOT_FOUND])
def test_removal_needs_a_second_look(world: World, name: FailureName) -> None:
    world.give()
    world.pass_time()

    assert world.give(failure=name).kind == OutcomeKind.SUSPECTED
    world.pass_time(timedelta(hours=1))
    assert world.give(failure=name).kind == OutcomeKind.SUSPECTED
    world.pass_time()
    assert world.give(failure=name).kind == OutcomeKind.REMOVED
    assert world.give(failure=name).kind == OutcomeKind.UNCHANGED
    assert world.kinds() == ["new", "removed"]
    assert world.article().state == "removed"
    assert [article.id for article in world.store.articles(state="removed")] == [world.article().id]


def test_redirect_to_the_home_page_is_removal(world: World) -> None:
    world.give()
    for _ in range(2):
        world.pass_time()
        outcome = world.give(failure=FailureName.NOT_ARTICLE, redirect="/")

    assert outcome.kind == OutcomeKind.REMOVED


@pytest.mark.parametrize("name", sorted(set(FailureName) - {FailureName.NOT_FOUND, FailureName.GONE, FailureName.SOFT_NOT_FOUND}))
def test_no_other_failure_touches_an_article(world: World, name: FailureName) -> None:
    world.give()
    for _ in range(3):
        world.pass_time()
        assert world.give(failure=name).kind == OutcomeKind.FAILED

    assert world.kinds() == ["new"]
    assert (world.article().state, world.article().suspicion) == ("live", "")


@pytest.mark.parametrize(("found", "edit"), [(None, ()), ("16 tập thể", ("facts",))])
def test_restored(world: World, found: str | None, edit: tuple[str, ...]) -> None:
    world.give()
    for _ in range(2):
        world.give(failure=FailureName.GONE)
        world.pass_time()
    world.pass_time(timedelta(days=2))
    assert [revisit.url for revisit in world.store.revisits("so", world.now)] == [f"{HOST}/a-1.html"]

    outcome = world.give(found=changed() if found else None)

    assert outcome.kind == OutcomeKind.RESTORED
    assert world.kinds() == ["new", "removed", "restored"]
    assert world.changes()[-1].edit == edit
    assert world.article().state == "live"


def test_same_content_at_a_new_address_while_the_old_is_gone_is_a_move(world: World) -> None:
    world.give()
    world.give(failure=FailureName.NOT_FOUND)

    outcome = world.give("/new/a-1.html")

    assert outcome.kind == OutcomeKind.MOVED
    (article,) = world.articles()
    assert (article.url, article.aliases, article.state) == (f"{HOST}/new/a-1.html", (f"{HOST}/a-1.html",), "live")
    change = world.changes()[-1]
    assert (change.kind, change.url, change.note) == ("moved", f"{HOST}/new/a-1.html", f"{HOST}/a-1.html")


def test_new_address_found_after_the_removal_was_believed(world: World) -> None:
    world.give()
    for _ in range(2):
        world.give(failure=FailureName.GONE)
        world.pass_time()

    assert world.give("/new/a-1.html").kind == OutcomeKind.MOVED
    assert [(change.kind, change.review_state) for change in world.changes()] == [
        ("new", "unread"),
        ("removed", "read"),
        ("moved", "unread"),
    ]


def test_copy_becomes_the_new_address_when_the_old_one_goes(world: World) -> None:
    world.give()
    assert world.give("/new/a-1.html").kind == OutcomeKind.COPY
    for _ in range(2):
        outcome = world.give(failure=FailureName.NOT_FOUND)
        world.pass_time()

    assert outcome.kind == OutcomeKind.MOVED
    (article,) = world.articles()
    assert (article.id, article.url, article.aliases) == (1, f"{HOST}/new/a-1.html", (f"{HOST}/a-1.html",))
    assert world.kinds() == ["new", "moved"]
    assert [found.id for found in world.store.search("hội nghị")] == [1]
    assert world.give("/new/a-1.html").kind == OutcomeKind.UNCHANGED


def test_second_section_is_another_address_of_one_article(world: World) -> None:
    world.give("/tin/hop-bao-12345.html")

    assert world.give("/su-kien/hop-bao-12345.html").kind == OutcomeKind.UNCHANGED
    assert world.give("/x.aspx?catid=1&id=7", found=extraction(title="Tin hai")).kind == OutcomeKind.NEW
    assert world.give("/x.aspx?catid=2&id=7", found=extraction(title="Tin hai")).kind == OutcomeKind.UNCHANGED
    assert world.give("/x.aspx?catid=2&id=8", found=extraction(title="Tin hai")).kind == OutcomeKind.COPY
    assert [article.aliases for article in world.articles()] == [
        (f"{HOST}/su-kien/hop-bao-12345.html",),
        (f"{HOST}/x.aspx?catid=2&id=7",),
        (),
    ]


@pytest.mark.parametrize("believed", [False, True])
def test_article_whose_address_goes_while_another_of_its_addresses_stands_has_moved(world: World, believed: bool) -> None:
    world.give("/tin/hop-bao-12345.html")
    world.give("/su-kien/hop-bao-12345.html")
    world.give("/tin/hop-bao-12345.html", failure=FailureName.NOT_FOUND)
    assert [link.url for link in world.store.order_facts(SO, world.now).open_links] == [f"{HOST}/su-kien/hop-bao-12345.html"]
    if believed:
        world.pass_time()
        world.give("/tin/hop-bao-12345.html", failure=FailureName.NOT_FOUND)

    assert world.give("/su-kien/hop-bao-12345.html").kind == OutcomeKind.MOVED
    (article,) = world.articles()
    assert (article.url, article.state) == (f"{HOST}/su-kien/hop-bao-12345.html", "live")
    assert world.kinds() == (["new", "removed", "moved"] if believed else ["new", "moved"])


def test_article_that_is_gone_at_all_its_addresses_is_removed(world: World) -> None:
    world.give("/tin/hop-bao-12345.html")
    world.give("/su-kien/hop-bao-12345.html")
    for _ in range(2):
        world.give("/tin/hop-bao-12345.html", failure=FailureName.NOT_FOUND)
        world.give("/su-kien/hop-bao-12345.html", failure=FailureName.NOT_FOUND)
        world.pass_time()

    assert world.kinds() == ["new", "removed"]
    assert world.store.order_facts(SO, world.now).open_links == ()


def attached(folder: str) -> Extraction:
    return extraction(attachments=(Attachment(name="Kế hoạch", url=f"{HOST}/{folder}/kh.pdf"),))


@pytest.mark.parametrize("way", ["gone first", "copy first", "redirect"])
def test_attachments_that_move_along_are_no_edit(world: World, way: str) -> None:
    world.give(found=attached("1"))
    if way == "copy first":
        world.give("/new/a-1.html", found=attached("2"))
        world.give(failure=FailureName.GONE)
        world.pass_time()
        world.give(failure=FailureName.GONE)
    elif way == "gone first":
        world.give(failure=FailureName.GONE)
        world.give("/new/a-1.html", found=attached("2"))
    else:
        world.give(found=attached("2"), redirect="/new/a-1.html")
    assert world.kinds() == ["new", "moved"]

    assert world.give("/new/a-1.html", found=attached("2")).kind == OutcomeKind.UNCHANGED
    assert world.give("/new/a-1.html", found=attached("3")).kind == OutcomeKind.EDITED
    assert len(world.articles()) == 1


def test_old_address_that_redirects_is_a_move(world: World) -> None:
    world.give()
    world.pass_time()

    outcome = world.give("/new/a-1.html", asked=f"{HOST}/a-1.html", aliases=(f"{HOST}/a-1.html",), redirect="/new/a-1.html")

    assert outcome.kind == OutcomeKind.MOVED
    assert [article.url for article in world.articles()] == [f"{HOST}/new/a-1.html"]
    again = world.give("/new/a-1.html", asked=f"{HOST}/a-1.html", aliases=(f"{HOST}/a-1.html",), redirect="/new/a-1.html")
    assert again.kind == OutcomeKind.UNCHANGED


@pytest.mark.parametrize("unchanged", [True, False])
def test_revisit_that_is_redirected_is_a_move(world: World, unchanged: bool) -> None:
    world.give()

    outcome = world.give(redirect="/new/a-1.html", unchanged=unchanged)

    assert outcome.kind == OutcomeKind.MOVED
    assert world.article("/new/a-1.html").id == outcome.article
    assert world.kinds() == ["new", "moved"]


def test_redirect_that_was_always_there_is_no_move(world: World) -> None:
    for _ in range(3):
        world.give("/a-1.html", asked=f"{HOST}/a", aliases=(f"{HOST}/a",), redirect="/a-1.html")

    assert world.kinds() == ["new"]


def test_door_that_leads_to_another_of_its_addresses_is_no_move(world: World) -> None:
    world.give("/tin/hop-bao-12345.html")

    outcome = world.give(
        "/m/hop-bao-12345.html",
        asked=f"{HOST}/go?url=x",
        aliases=(f"{HOST}/go?url=x", f"{HOST}/tin/hop-bao-12345.html"),
        redirect="/m/hop-bao-12345.html",
    )

    assert outcome.kind == OutcomeKind.UNCHANGED
    assert (world.kinds(), world.articles()[0].url) == (["new"], f"{HOST}/tin/hop-bao-12345.html")


def test_redirect_to_another_article_is_removal_and_no_edit(world: World) -> None:
    other = extraction(title="Tin khác", blocks=("Nội dung khác hẳn với tin cũ.", "Một đoạn nữa của tin này.", "Minh Đức"))
    world.give()
    world.give("/b-2.html", found=other)
    for _ in range(2):
        world.pass_time()
        world.give(found=other, redirect="/b-2.html", aliases=(f"{HOST}/b-2.html",))

    assert world.kinds() == ["new", "new", "removed"]
    assert world.article("/a-1.html").state == "removed"
    assert world.article("/b-2.html").state == "live"


def test_revisit_led_to_an_unknown_page_adds_nothing(world: World) -> None:
    other = extraction(title="Tin khác", blocks=("Nội dung khác hẳn với tin cũ.", "Một đoạn nữa của tin này.", "Minh Đức"))
    world.give()

    assert world.give(found=other, redirect="/muc-luc").kind == OutcomeKind.SUSPECTED
    assert len(world.articles()) == 1


def test_one_article_in_two_categories_by_its_canonical_address(world: World) -> None:
    world.give("/a-1.html", asked=f"{HOST}/tin/a-1.html", aliases=(f"{HOST}/tin/a-1.html",), found=extraction(canonical=f"{HOST}/a-1.html"))
    again = world.give(
        "/a-1.html", asked=f"{HOST}/su-kien/a-1.html", aliases=(f"{HOST}/su-kien/a-1.html",), found=changed(canonical=f"{HOST}/a-1.html")
    )

    assert again.kind == OutcomeKind.EDITED
    (article,) = world.articles()
    assert article.url == f"{HOST}/a-1.html"
    assert set(article.aliases) == {f"{HOST}/tin/a-1.html", f"{HOST}/su-kien/a-1.html"}


@pytest.mark.parametrize("lie", ["/", "/chuyen-muc"])
def test_canonical_address_that_all_pages_claim_is_not_believed(world: World, lie: str) -> None:
    for number in range(1, 4):
        text = extraction(
            canonical=HOST + lie,
            title=f"Tin số {number}",
            blocks=tuple(f"Đoạn {part} của tin số {number}, khác mọi tin." for part in range(4)),
        )
        real = f"{HOST}/tin-{number}.html"
        assert world.give(lie, asked=real, aliases=(real,), found=text).kind == OutcomeKind.NEW

    assert [article.url for article in world.articles()] == [f"{HOST}/tin-{number}.html" for number in range(1, 4)]
    assert world.kinds() == ["new"] * 3


def test_canonical_address_of_another_article_is_not_believed(world: World) -> None:
    """A template that names the newest article on every page: the newest is found all the same, and none is an edit of another."""
    for number in (1, 2, 3):
        with world.store.write():
            world.store.put_links(world.store.portal_id("so"), [Link(url=f"{HOST}/tin/{number}.html")], NOW)
    for number in (1, 2, 3):
        text = extraction(
            canonical=f"{HOST}/tin/3.html",
            title=f"Tin số {number}",
            blocks=tuple(f"Đoạn {part} của tin số {number}, khác mọi tin." for part in range(4)),
        )
        real = f"{HOST}/tin/{number}.html"
        aliases = () if number == 3 else (real,)
        assert world.give("/tin/3.html", asked=real, aliases=aliases, found=text).kind == OutcomeKind.NEW
        assert len(world.store.order_facts(SO, world.now).open_links) == 3 - number

    assert [article.url for article in world.articles()] == [f"{HOST}/tin/{number}.html" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("published", "hint", "state"),
    [
        ("2026-03-12", "", "unread"),
        ("2026-03-05T16:00:00+07:00", "", "unread"),
        ("2026-03-01", "", "read"),
        ("", "", "read"),
        ("", "2026-03-11", "unread"),
    ],
)
def test_first_contact_takes_what_is_old_as_read(world: World, published: str, hint: str, state: str) -> None:
    with world.store.write():
        world.store.put_links(world.store.portal_id("so"), [Link(url=f"{HOST}/a-1.html", hint=hint)], NOW)
    world.give(found=extraction(published=published), first_contact=True)

    assert world.changes()[0].review_state == state


def test_old_article_found_later_is_news_unless_the_archive_is_walked(world: World) -> None:
    world.give("/a-1.html", found=extraction(published="2020-01-01"))
    world.give("/b-2.html", found=changed(published="2020-01-01"), backfill=True)

    assert [change.review_state for change in world.changes()] == ["unread", "read"]


def test_upgrade_of_the_extractor_raises_no_edit(world: World) -> None:
    new = extraction(blocks=(*BLOCKS, "Nguồn: Sở"), extractor="2")
    edited = replace(new, blocks=(*new.blocks[:2], new.blocks[2].replace("15", "16"), *new.blocks[3:]))
    first = world.give()

    held = world.give(found=edited)
    assert held.kind == OutcomeKind.STALE
    assert world.store.versions(first.article)[-1].number == 1
    stored = world.ingest.stored_page(held.article)
    assert stored is not None
    assert stored.body == b"<p>1</p>"
    again = Page(order="o", url=stored.url, article=held.article, extraction=new)
    assert world.ingest.page("so", None, again, world.now).kind == OutcomeKind.BASELINE
    assert world.give(found=edited, reextracted=True).kind == OutcomeKind.EDITED
    assert [version.baseline for version in world.store.versions(first.article)] == [False, True, False]
    assert world.changes()[-1].edit == ("facts",)
    assert (world.changes()[-1].before, world.changes()[-1].after) == (2, 3)


def test_upgrade_without_a_usable_archived_page_makes_a_silent_baseline(world: World) -> None:
    world.give()

    outcome = world.give(found=changed(extractor="2"), reextracted=True)

    assert outcome.kind == OutcomeKind.BASELINE
    assert world.kinds() == ["new"]
    assert world.give(found=changed(extractor="2")).kind == OutcomeKind.UNCHANGED


def test_upgrade_that_gives_the_same_text_leaves_nothing_to_do(world: World) -> None:
    world.give()
    assert [article.id for article in world.store.stale_articles("2")] == [1]
    again = Page(order="o", url=f"{HOST}/a-1.html", article=1, extraction=extraction(extractor="2"))

    assert world.ingest.page("so", None, again, world.now).kind == OutcomeKind.UNCHANGED
    assert list(world.store.stale_articles("2")) == []
    assert len(world.store.versions(1)) == 1


def test_copy_that_follows_its_original_is_no_news(world: World) -> None:
    world.give()
    world.give("/c-3.html", "bao")
    world.give(found=changed())
    world.give("/c-3.html", "bao", found=changed())

    assert [(change.portal, change.kind, change.review_state) for change in world.changes()] == [
        ("so", "new", "unread"),
        ("so", "edited", "unread"),
        ("bao", "edited", "read"),
    ]
    assert len(world.files()) == 2


def test_portal_at_a_new_host_is_one_event(world: World) -> None:
    def tell(number: int) -> Extraction:
        blocks = tuple(f"Đoạn {part} của tin số {number}, khác mọi tin khác." for part in range(4))
        return extraction(title=f"Tin số {number}", blocks=blocks, published="2024-05-06")

    for number in range(25):
        world.give(f"/cu/{number}", found=tell(number))
    unread = len(list(world.store.changes(review_state="unread")))
    for number in range(30):
        world.give(f"/moi/{number}", "bao", found=tell(number), first_contact=True)

    assert len(list(world.store.changes(review_state="unread"))) == unread
    found = recognise("bao", *world.store.old_articles("bao"))
    assert found == Migration(old="so", new="bao", shared=25, total=30)
    assert recognise("so", *world.store.old_articles("so")) is None


PAGES = """
import pathlib, sys
from datetime import UTC, datetime
import config
from scheduler.ingest import Ingest
from storage.archive import Archive
from storage.documents import DocumentFolder
from storage.models import Extraction, Page, Visit, VisitKind
from storage.store import Store

data, now = pathlib.Path(sys.argv[1]), datetime.now(UTC)
with Store.open(data) as store, Archive(data) as archive:
    ingest = Ingest(store, DocumentFolder(data), archive, config.load({}, data=data))
    for number in range(40):
        blocks = tuple(f"Đoạn {part} của tin số {number}." for part in range(9))
        url = f"https://so.example.vn/{number}"
        page = Page(
            order="o", url=url, visit=Visit(url=url, kind=VisitKind.ARTICLE, at=now, status=200), body=url.encode(),
            extraction=Extraction(title=f"Tin {number}", blocks=blocks),
        )
        print(ingest.page("so", None, page, now).kind, flush=True)
"""


@pytest.mark.parametrize("lines", [11, *(pytest.param(lines, marks=pytest.mark.soak) for lines in (3, 26))])
def test_killed_ingest_leaves_nothing_half_done(world: World, lines: int) -> None:
    command = [sys.executable, "-c", PAGES, str(world.data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(lines):
        process.stdout.readline()
    time.sleep(0.001 * lines % 0.007)
    process.kill()
    process.wait()
    process.stdout.close()

    recover(world.store)
    assert list(verify(world.data)) == []
    assert len(world.articles()) >= lines
    again = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert set(again.stdout.split()) == {"new", "unchanged"}
    assert len(world.articles()) == len(world.files()) == len(world.changes()) == 40
    recover(world.store)


@pytest.mark.parametrize(
    ("name", "tries", "state"),
    [
        (FailureName.NOT_ARTICLE, 1, "refused"),
        (FailureName.NOT_FOUND, 3, "open"),
        (FailureName.NOT_FOUND, 4, "refused"),
        (FailureName.TIMEOUT, 20, "open"),
        (FailureName.SERVER_ERROR, 12, "refused"),
    ],
)
def test_links_without_article_are_tried_again_or_refused(world: World, name: FailureName, tries: int, state: str) -> None:
    outcomes = []
    for _ in range(tries):
        outcomes.append(world.give(failure=name).kind)
        world.pass_time(timedelta(days=2))

    row = world.store.row("SELECT state, failure, attempts FROM links")
    assert row == {"state": state, "failure": name, "attempts": tries}
    assert outcomes[-1] == (OutcomeKind.REFUSED if state == "refused" else OutcomeKind.FAILED)


def test_stopped_link_is_tried_at_once_and_not_counted(world: World) -> None:
    world.give(failure=FailureName.STOPPED)

    assert len(world.store.order_facts(world.store.portal_state("so").portal, world.now).open_links) == 1
    assert world.store.value("SELECT attempts FROM links") == 0


def test_failing_link_waits_unless_somebody_is_impatient(world: World) -> None:
    world.give(failure=FailureName.TIMEOUT)
    portal = world.store.portal_state("so").portal

    assert world.store.order_facts(portal, world.now).open_links == ()
    assert len(world.store.order_facts(portal, world.now, patient=False).open_links) == 1
    assert len(world.store.order_facts(portal, world.now + timedelta(hours=1)).open_links) == 1


def test_empty_extraction_is_no_article(world: World) -> None:
    assert world.give(found=Extraction(title=" ", blocks=("",))).kind == OutcomeKind.FAILED
    assert world.articles() == []


@pytest.mark.parametrize("published", ["hôm qua", "0001-01-01", "9999-12-31T23:59:59-12:00", "2026-02-30"])
def test_unreadable_date_is_left_out(world: World, published: str) -> None:
    world.give(found=extraction(published=published))

    assert world.article().version.published == ""


def test_an_edited_article_at_an_address_of_another_form_is_no_new_one(world: World) -> None:
    world.give("/tin/hoi-nghi-trien-khai-12.html")
    world.pass_time()

    outcome = world.give("/node/7957", found=changed())

    assert outcome.kind == OutcomeKind.UNCHANGED
    assert world.kinds() == ["new"]
    article = world.article("/tin/hoi-nghi-trien-khai-12.html")
    assert f"{HOST}/node/7957" in article.aliases
    assert [revisit.url for revisit in world.store.revisits("so", world.now)] == [article.url]
    assert world.give("/tin/hoi-nghi-trien-khai-12.html", found=changed()).kind == OutcomeKind.EDITED


@pytest.mark.parametrize(("path", "kind"), [("/node/7957", OutcomeKind.UNCHANGED), ("/node/7958", OutcomeKind.NEW)])
def test_where_only_the_day_is_known_a_number_tells_the_edited_article(world: World, path: str, kind: OutcomeKind) -> None:
    day = "2026-03-12"
    world.give("/tin/hoi-nghi-trien-khai-7957.html", found=extraction(published=day, blocks=("Dòng một của bài.", "Dòng hai của bài.")))
    world.pass_time()

    assert world.give(path, found=extraction(published=day, blocks=("Dòng một của bài.", "Dòng hai đã sửa."))).kind == kind


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/tin/hoi-nghi-trien-khai-13.html", {}),  # an address of the same form: another article
        ("/node/7957", {"title": "Hội nghị tổng kết nhiệm vụ năm 2025"}),
        ("/node/7957", {"published": "2026-03-12T14:01:00+07:00"}),
        ("/node/7957", {"blocks": ("Ngày mai, Sở tổ chức hội nghị khác, với những người khác, về một việc khác hẳn.",)}),
    ],
)
def test_what_differs_more_is_a_new_article(world: World, path: str, fields: dict[str, Any]) -> None:
    world.give("/tin/hoi-nghi-trien-khai-12.html")
    world.pass_time()

    assert world.give(path, found=changed(**fields) if "blocks" not in fields else extraction(**fields)).kind == OutcomeKind.NEW
