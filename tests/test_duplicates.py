"""Reprints: what is one story in two papers, and what only sounds alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import config
from scheduler.duplicates import bands, same_story, story
from scheduler.ingest import Ingest
from storage.archive import Archive
from storage.documents import DocumentFolder
from storage.models import Extraction, Page, Portal, PortalKind, Visit, VisitKind
from storage.store import Store

NOW = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)
CAPTION = "Quang cảnh buổi lễ."
BODY = (
    "(so.example.vn) - Sáng 12/3, tại thành phố Huế, Sở Khoa học và Công nghệ tổ chức lễ phát động thi đua năm 2026.",
    CAPTION,
    "Phát biểu tại buổi lễ, ông Nguyễn Văn Thành đề nghị các đơn vị tập trung đẩy mạnh chuyển đổi số và cải cách hành chính.",
    "Dịp này, 15 tập thể và 20 cá nhân được khen thưởng vì có thành tích xuất sắc trong công tác, các đơn vị đã ký cam kết.",
    "Lan Anh",
)
REPRINT = (
    "BTV - Sáng 12/3, tại thành phố Huế, Sở Khoa học và Công nghệ tổ chức lễ phát động thi đua năm 2026.",
    *BODY[2:4],
    "Minh Đức",
    "Theo Cổng thông tin Sở",
)


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    a, b = story(one, (CAPTION,)), story(other, (CAPTION,))
    shared = bool({*enumerate(bands(a))} & {*enumerate(bands(b))})
    assert same_story(a, b) == same_story(b, a)
    return shared and same_story(a, b)


def swapped(old: str, new: str) -> tuple[str, ...]:
    assert any(old in line for line in BODY)
    return tuple(line.replace(old, new) for line in BODY)


def test_signature_caption_prefix_and_source_do_not_count() -> None:
    assert alike(BODY, REPRINT)
    assert alike(BODY, swapped("tập trung đẩy mạnh", "tiếp tục đẩy mạnh"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12/3", "13/3"),
        ("15 tập thể", "16 tập thể"),
        ("Huế", "Vinh"),
        ("Thành", "Thanh"),
        ("Sáng 12/3", "Chiều 12/3"),
        ("đề nghị", "không đề nghị"),
        ("năm 2026", "năm 2025"),
    ],
)
def test_one_fact_apart_is_another_story(old: str, new: str) -> None:
    assert not alike(BODY, swapped(old, new))


def test_facts_that_change_places_are_another_story() -> None:
    assert not alike(BODY, swapped("15 tập thể và 20 cá nhân", "20 tập thể và 15 cá nhân"))


def test_lists_of_people_at_the_end_are_no_signature() -> None:
    one = (*BODY[:4], "Danh sách khen thưởng:", "Trần Văn Bình", "Lê Thị Hoa")
    other = (*BODY[:4], "Danh sách khen thưởng:", "Trần Văn Bình", "Phạm Thị Lan")

    assert not alike(one, other)


def test_short_notices_must_be_the_same_word_by_word() -> None:
    one = ("Sở thông báo lịch tiếp công dân định kỳ trong tuần này tại trụ sở.",)
    assert alike(one, ("(BTV) " + one[0],))
    assert not alike(one, (one[0].replace("tuần", "tháng"),))


def test_last_sentence_with_a_number_is_no_source_line() -> None:
    one = (*BODY[:4], "Theo kế hoạch, hội thi diễn ra trong 3 ngày")
    assert not alike(one, (*one[:4], one[4].replace("3", "5")))


def test_bands_never_change() -> None:
    """They are stored: another key for the same text would part it from all reprints that came before."""
    assert bands(story(BODY, (CAPTION,)))[:2] == KEYS


KEYS = (-8203585812816554640, -750038785465548383)


@given(st.lists(st.text(max_size=30), max_size=6), st.lists(st.text(max_size=30), max_size=6))
def test_any_text_can_be_compared(one: list[str], other: list[str]) -> None:
    a, b = story(one), story(other)
    assert same_story(a, b) == same_story(b, a)
    assert same_story(a, a) == any(any(c.isalnum() or c == "_" for c in word) for word in a.words)
    assert len(bands(a)) in {0, 12}


@pytest.fixture
def ingest(tmp_path: Path) -> Iterator[Ingest]:
    with Store.open(tmp_path) as store, Archive(tmp_path) as archive:
        for slug in "abcd":
            store.put_portal(Portal(slug=slug, kind=PortalKind.OTHER, name=slug, url=f"https://{slug}.vn/"), declared=True)
        yield Ingest(store, DocumentFolder(tmp_path), archive, config.load({}, data=tmp_path))


def give(ingest: Ingest, slug: str, blocks: tuple[str, ...], published: str = "2026-03-12") -> int:
    url = f"https://{slug}.vn/tin"
    extraction = Extraction(title=f"Tin {slug}", blocks=blocks, captions=(CAPTION,), published=published)
    visit = Visit(url=url, kind=VisitKind.ARTICLE, at=NOW)
    return ingest.page(slug, None, Page(order="o", url=url, visit=visit, body=b"x", extraction=extraction), NOW).article


def test_reprints_are_grouped_and_who_was_first_is_said(ingest: Ingest) -> None:
    first = give(ingest, "a", BODY, "2026-03-12T10:00:00+07:00")
    reprint = give(ingest, "b", REPRINT, "2026-03-12T09:00:00+07:00")
    other = give(ingest, "c", swapped("15 tập thể", "16 tập thể"))

    article = ingest.store.article(reprint)
    assert article is not None
    assert article.group is not None
    assert [member.id for member in ingest.store.group(article.group)] == [reprint, first]
    alone = ingest.store.article(other)
    assert alone is not None
    assert alone.group is None


def test_edited_article_leaves_its_group_and_may_come_back(ingest: Ingest) -> None:
    give(ingest, "a", BODY)
    reprint = give(ingest, "b", REPRINT)
    groups = []
    for blocks in (tuple(line.replace("15", "16") for line in REPRINT), REPRINT):
        give(ingest, "b", blocks)
        article = ingest.store.article(reprint)
        assert article is not None
        groups.append(article.group)

    assert groups == [None, 1]
