"""Whether another file stands at an address: every rule of `scheduler.files`, on values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import cycle
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler import files
from scheduler.files import FileEvent
from storage.files import FileRecord
from storage.models import FileMark, FileState

URL = "https://so.example.vn/upload/2026/phu-luc.pdf"
NOW = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)
HOURS = timedelta(hours=6)
NOTHING = frozenset[str]()


def mark(size: int = 1000, etag: str = '"a"', day: int = 1, **more: object) -> FileMark:
    date = format_datetime(datetime(2026, 3, day, tzinfo=UTC), usegmt=True) if day else ""
    return replace(FileMark(url=URL, state=FileState.PRESENT, size=size, etag=etag, last_modified=date, at=NOW), **more)  # type: ignore[arg-type]


def first(seen: FileMark) -> FileRecord:
    judged = files.judge(files.unknown(URL), [seen], NOW, HOURS, NOTHING, 0)
    assert judged.event == FileEvent.FIRST
    return judged.record


def look(known: FileRecord, *looks: FileMark, after: float = 24, stirred: int = 0) -> tuple[FileEvent, FileRecord]:
    judged = files.judge(known, looks, NOW + timedelta(hours=after), HOURS, NOTHING, stirred)
    return judged.event, judged.record


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (mark(), mark(1001, '"b"', 5)),  # everything says so
        (mark(etag="", day=0), mark(1001, "", 0)),  # a length is all there is
        (mark(etag='W/"a"', day=0), mark(900, 'W/"b"', 0)),
        (mark(), mark(1000, '"b"', 5)),  # one length, new tag, later date
        (mark(size=-1), mark(-1, '"b"', 5)),
        (mark(1000, '"b"', 5), mark(999, '"a"', 1)),  # an older file put back
    ],
)
def test_what_counts_at_once(before: FileMark, after: FileMark) -> None:
    event, record = look(first(before), after, after, after)
    assert event == FileEvent.REPLACED
    assert record.mark == after
    assert look(record, after, after=48)[0] == FileEvent.NOTHING


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (mark(), mark(etag='"b"')),  # the same length and date: another server behind the address
        (mark(), mark(day=5)),  # the same length and tag: copied
        (mark(etag='W/"a"', day=0), mark(etag='W/"b"', day=0)),
        (mark(etag='W/"a"'), mark(etag='W/"b"')),
        (mark(etag="", day=0), mark(etag='"b"', day=5)),  # it tells more than before
        (mark(), mark(etag="", day=0)),
        (mark(day=5), mark(day=1, etag="")),  # an older date and one length
        (mark(size=-1, etag="", day=0), mark(size=-1, etag="", day=0)),
    ],
)
def test_what_never_counts(before: FileMark, after: FileMark) -> None:
    known = first(before)
    for n in range(1, 6):
        event, known = look(known, after, after, after, after=24 * n)
        assert event == FileEvent.NOTHING


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (mark(day=0), mark(etag='"b"', day=0)),  # a tag alone
        (mark(etag=""), mark(etag="", day=5)),  # a date alone
        (mark(), mark(1001)),  # one tag for two lengths
        (mark(), mark(1000, '"b"', 5)),  # two signs, looked at once only
    ],
)
def test_what_counts_at_the_second_look_hours_later(before: FileMark, after: FileMark) -> None:
    event, record = look(first(before), after)
    assert event == FileEvent.SUSPECTED
    assert look(record, after, after=25)[0] == FileEvent.SUSPECTED  # too early
    event, record = look(record, after, after=31)
    assert event == FileEvent.REPLACED
    assert record.suspect is None


def test_a_suspicion_that_passes_is_forgotten() -> None:
    before = mark(day=0)
    _, record = look(first(before), mark(etag='"b"', day=0))
    event, record = look(record, before, after=48)
    assert (event, record.suspect) == (FileEvent.NOTHING, None)
    assert record.unstable == {"etag"}
    assert look(record, mark(etag='"c"', day=0), after=72)[0] == FileEvent.NOTHING


def test_a_date_of_the_moment_says_nothing() -> None:
    """A download handler that stamps each answer: its length stays."""
    known = first(mark(etag="", last_modified=format_datetime(NOW, usegmt=True)))
    for n in range(1, 10):
        at = NOW + timedelta(hours=12 * n)
        event, known = look(known, mark(etag="", last_modified=format_datetime(at, usegmt=True)), after=12 * n)
        assert event in {FileEvent.NOTHING, FileEvent.SUSPECTED}
    assert known.unstable == {"date"}
    longer = mark(2000, "", last_modified=format_datetime(NOW + timedelta(hours=240), usegmt=True))
    assert look(known, longer, longer, after=240)[0] == FileEvent.REPLACED


def test_a_length_that_wavers_within_seconds_is_made_up() -> None:
    """A file that is put together for each answer."""
    known = first(mark(1000, "", 0))
    for n in range(1, 8):
        event, known = look(known, mark(1000 + n, "", 0), mark(1100 + n, "", 0), after=24 * n)
        assert event == FileEvent.NOTHING
    assert known.unstable == {"size"}


def test_a_copied_site_is_no_replacement() -> None:
    """All files are dated anew, each keeps its length: after some articles that is plain."""
    event, record = look(first(mark(etag="")), mark(etag="", day=5), stirred=files.COPIED)
    assert event == FileEvent.SUSPECTED
    assert look(record, mark(etag="", day=5), after=31, stirred=files.COPIED)[0] == FileEvent.NOTHING
    assert look(first(mark()), *[mark(1000, '"b"', 5)] * 3, stirred=files.COPIED)[0] == FileEvent.SUSPECTED
    assert look(first(mark()), *[mark(1001, '"b"', 5)] * 3, stirred=files.COPIED)[0] == FileEvent.REPLACED  # lengths still tell


def test_missing_and_back() -> None:
    known = first(mark())
    event, gone = look(known, FileMark(url=URL, state=FileState.MISSING))
    assert (event, gone.mark.state, gone.mark.size) == (FileEvent.MISSING, FileState.MISSING, 1000)
    assert look(gone, FileMark(url=URL, state=FileState.MISSING), after=48)[0] == FileEvent.NOTHING
    assert look(gone, FileMark(url=URL), after=48)[1].mark.state == FileState.MISSING  # no answer, no news
    assert look(gone, mark(), after=48)[0] == FileEvent.RETURNED
    assert look(gone, mark(1001, '"b"', 5), after=48)[0] == FileEvent.SUSPECTED


def test_no_answer_says_nothing() -> None:
    known = first(mark())
    event, record = look(known, FileMark(url=URL))
    assert event == FileEvent.NOTHING
    assert record == replace(known, asked=record.asked)
    assert look(known, mark(1001), FileMark(url=URL))[0] == FileEvent.NOTHING


@given(st.integers(0, 2**32), st.integers(2, 4), st.booleans())
def test_servers_that_take_turns_raise_next_to_nothing(seed: int, servers: int, by_chance: bool) -> None:
    """One file behind several servers with tags and dates of their own, asked in turn or by chance: at most one false alarm, ever."""
    rng = Random(seed)
    answers = [mark(1000, f'"{n}"', 1 + n) for n in range(servers)]
    turns = cycle(answers)

    def ask() -> FileMark:
        return rng.choice(answers) if by_chance else next(turns)

    known, alarms = first(ask()), 0
    for n in range(1, 30):
        base = files.trusted(known, NOTHING)
        looks = [ask()]
        while base.signs(looks[-1]) and len(looks) < 3:
            looks.append(ask())
        event, known = look(known, *looks, after=24 * n)
        alarms += event == FileEvent.REPLACED
    assert alarms <= (1 if by_chance else 0)


def test_what_two_files_of_a_place_make_up_is_not_believed_of_a_third() -> None:
    judged = files.judge(first(mark(day=0)), [mark(etag='"b"', day=0)], NOW + HOURS, HOURS, frozenset({"etag"}), 0)
    assert judged.event == FileEvent.NOTHING


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.vn/upload/1/x.pdf", "https://a.vn/upload/2/y.pdf", True),
        ("https://a.vn/tai-ve.ashx?id=1", "https://a.vn/tai-ve.ashx?id=2", True),
        ("https://a.vn/upload/x.pdf", "https://a.vn/documents/x.pdf", False),
        ("https://a.vn/upload/x.pdf", "https://b.vn/upload/x.pdf", False),
    ],
)
def test_places(one: str, other: str, same: bool) -> None:
    assert (files.place_of(one) == files.place_of(other)) == same


def test_signs_are_told_in_turn() -> None:
    assert mark().signs(mark(1001, '"b"', 5)) == {"size", "etag", "date"}
    assert mark().signs(replace(mark(1001), state=FileState.MISSING)) == NOTHING
    assert mark(last_modified="gestern").signs(mark(etag='"b"')) == {"etag"}
