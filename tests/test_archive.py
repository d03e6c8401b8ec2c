"""The archive of raw pages: any WARC tool reads it, several processes write it, a kill at any byte leaves it whole."""

from __future__ import annotations

import gzip
import os
import random
import signal
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from storage import archive as archive_module
from storage.archive import Archive, Location
from storage.warc import ArchiveError, parse_record, response_record

ROOT = Path(__file__).resolve().parent.parent
AT = datetime(2024, 3, 5, 14, 30, tzinfo=timezone(timedelta(hours=7)))
HEADERS = (("Content-Type", "text/html; charset=utf-8"), ("Server", "nginx"))
PAGE = "<html><title>Hội nghị</title></html>".encode()


def put(archive: Archive, number: int, body: bytes = PAGE, at: datetime = AT) -> Location:
    return archive.append(f"http://a.vn/{number}", at, 200, HEADERS, body + str(number).encode())


def records(path: Path) -> list[tuple[str, str, bytes]]:
    with path.open("rb") as file:
        return [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI") or "", r.content_stream().read()) for r in ArchiveIterator(file)]


def check(*paths: Path) -> None:
    """warcio's own check, block and payload digests."""
    assert Checker(SimpleNamespace(inputs=[str(path) for path in paths], verbose=False)).process_all() == 0


def test_a_page_comes_back_as_it_was(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        location = archive.append("http://a.vn/tin-tức?id=1&b=%20", AT, 404, HEADERS, PAGE)
        page = archive.read(location)
    assert (page.url, page.at, page.status, page.body) == ("http://a.vn/tin-t%E1%BB%A9c?id=1&b=%20", AT, 404, PAGE)
    assert page.headers == (*HEADERS, ("Content-Length", str(len(PAGE))))
    assert location.file == "tinso-20240305-000.warc.gz"


def test_a_file_is_warc_1_1_for_any_tool(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        locations = [put(archive, number) for number in range(3)]
    path = tmp_path / "archive" / locations[0].file
    check(path)
    assert os.listdir(path.parent) == [path.name]
    with path.open("rb") as file:
        first, *pages = ((r.rec_type, dict(r.rec_headers.headers), r.rec_headers.protocol) for r in ArchiveIterator(file))
    assert (first[0], first[1]["WARC-Filename"], first[2]) == ("warcinfo", path.name, "WARC/1.1")
    for number, (kind, fields, _) in enumerate(pages):
        assert (kind, fields["WARC-Target-URI"], fields["WARC-Date"]) == ("response", f"http://a.vn/{number}", "2024-03-05T07:30:00Z")
        assert fields["WARC-Payload-Digest"] == locations[number].digest
        assert fields["WARC-Block-Digest"].startswith("sha1:")
    # each record is a gzip member of its own, where its location says
    data = path.read_bytes()
    for location in locations:
        assert gzip.decompress(data[location.offset : location.offset + location.length]).startswith(b"WARC/1.1\r\n")


@pytest.mark.parametrize("name", ["Content-Encoding", "content-encoding", "Transfer-Encoding", "Content-Length"])
def test_headers_never_contradict_the_stored_body(tmp_path: Path, name: str) -> None:
    value = {"transfer": "chunked"}.get(name.split("-")[0].lower(), "gzip")
    with Archive(tmp_path) as archive:
        location = archive.append("http://a.vn/", AT, 200, ((name, value), *HEADERS), PAGE)
        page = archive.read(location)
    assert (f"X-Archive-Orig-{name}", value) in page.headers
    assert [v for n, v in page.headers if n.lower() == "content-length"] == [str(len(PAGE))]
    assert records(tmp_path / "archive" / location.file)[1][2] == PAGE
    check(tmp_path / "archive" / location.file)


HOSTILE = st.text(max_size=20)


@given(
    st.text(max_size=30),
    st.integers(0, 999),
    st.lists(st.tuples(HOSTILE, HOSTILE), max_size=5),
    st.one_of(st.binary(max_size=200), st.just(b"\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\n\r\n"), st.just(gzip.compress(b"x"))),
)
def test_whatever_a_server_sends_is_one_readable_record(path: str, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
    page, _ = parse_record(response_record("http://a.vn/" + path, AT, status, headers, body), "here")
    assert (page.status, page.body) == (status, body)
    assert page.url.startswith("http://a.vn/")
    assert not any("\n" in part or "\r" in part for header in page.headers for part in header)


def test_the_same_bytes_again_are_not_stored_again(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        first = put(archive, 1)
        size = (archive.folder / first.file).stat().st_size
        assert archive.append("http://a.vn/1", AT, 200, HEADERS, PAGE + b"1", known=first) == first
        assert (archive.folder / first.file).stat().st_size == size
        assert archive.append("http://a.vn/1", AT, 200, HEADERS, PAGE + b"2", known=first) != first


def test_a_later_run_goes_on_with_the_days_file_and_a_new_day_has_its_own(tmp_path: Path) -> None:
    for number in range(3):
        with Archive(tmp_path) as archive:
            put(archive, number)
    with Archive(tmp_path) as archive:
        put(archive, 3)
        put(archive, 4, at=AT + timedelta(days=1))
        put(archive, 5)  # a page of yesterday that comes late does not go back
    assert archive.files() == ["tinso-20240305-000.warc.gz", "tinso-20240306-000.warc.gz"]
    assert [len(records(archive.folder / name)) for name in archive.files()] == [5, 3]
    check(*(archive.folder / name for name in archive.files()))


def test_a_full_file_is_left_for_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "FULL", 3000)
    with Archive(tmp_path) as archive:
        locations = [put(archive, number, body=random.Random(number).randbytes(1000)) for number in range(6)]
        assert len({location.file for location in locations}) > 1
        assert all(archive.read(location).url.endswith(str(number)) for number, location in enumerate(locations))
    assert not [name for name in os.listdir(archive.folder) if name.endswith(".open")]


def test_two_writers_have_two_files(tmp_path: Path) -> None:
    with Archive(tmp_path) as one, Archive(tmp_path) as two:
        places = [put(archive, number) for number in range(4) for archive in (one, two)]
        assert {place.file for place in places} == {"tinso-20240305-000.warc.gz", "tinso-20240305-001.warc.gz"}
        assert one.recover() == []  # both live
        with (one.folder / places[0].file).open("ab") as half:
            half.write(b"\x1f\x8b\x08")
        assert one.examine(places[0].file) is None  # its writer may be about to finish it
        assert all(two.read(place).status == 200 for place in places)


def killed_writer(tmp_path: Path) -> list[Location]:
    """Pages of a writer that never finished its file; its lock is gone with it."""
    archive = Archive(tmp_path)
    places = [put(archive, number) for number in range(3)]
    assert archive._open is not None
    os.close(archive._open._descriptor)
    os.close(archive._open._marker._descriptor)
    return places


def test_an_end_torn_at_any_byte_is_cut_and_nothing_else(tmp_path: Path) -> None:
    places = killed_writer(tmp_path)
    path = tmp_path / "archive" / places[0].file
    marker = path.with_name(path.name + ".open")
    whole, start = path.read_bytes(), marker.read_bytes()
    torn = response_record("http://a.vn/torn", AT, 200, HEADERS, random.Random(1).randbytes(400))
    for length in range(len(torn)):
        path.write_bytes(whole + torn[:length])
        marker.write_bytes(start)
        archive = Archive(tmp_path)
        flaw = archive.examine(path.name)
        assert (flaw is None) if not length else (flaw is not None and flaw.kind == "torn")
        assert [cut.bytes for cut in archive.recover()] == ([length] if length else [])
        assert path.read_bytes() == whole
        assert not marker.exists()
    check(path)


def test_a_torn_start_of_a_file_leaves_no_file(tmp_path: Path) -> None:
    places = killed_writer(tmp_path)
    path = tmp_path / "archive" / places[0].file
    path.write_bytes(path.read_bytes()[:20])
    Archive(tmp_path).recover()
    assert os.listdir(path.parent) == []


def test_the_next_writer_cuts_by_itself(tmp_path: Path) -> None:
    places = killed_writer(tmp_path)
    path = tmp_path / "archive" / places[0].file
    with path.open("ab") as file:
        file.write(b"\x1f\x8b\x08torn")
    with Archive(tmp_path) as archive:
        place = put(archive, 9)
        assert place.file == path.name
        assert all(archive.read(old) for old in (*places, place))
    check(path)
    assert len(records(path)) == 5


def test_damage_within_a_file_is_never_cut(tmp_path: Path) -> None:
    places = killed_writer(tmp_path)
    path = tmp_path / "archive" / places[0].file
    data = bytearray(path.read_bytes())
    data[places[1].offset + places[1].length // 2] ^= 0xFF
    path.write_bytes(data)
    archive = Archive(tmp_path)
    assert archive.recover() == []
    flaw = archive.examine(path.name)
    assert flaw is not None
    assert flaw.kind == "damaged"
    assert path.read_bytes() == bytes(data)
    with archive:
        assert put(archive, 7).file != path.name  # nothing is written behind the damage
        assert archive.read(places[2]).body == PAGE + b"2"
        with pytest.raises(ArchiveError) as error:
            archive.read(places[1])
    assert error.value.kind == "altered"


WRITER = """
import sys, random
from datetime import UTC, datetime
from pathlib import Path
from storage.archive import Archive
archive = Archive(Path(sys.argv[1]))
rng = random.Random(1)
for number in range(100000):
    place = archive.append(f"http://a.vn/{number}", datetime(2024, 3, 5, tzinfo=UTC), 200, (), rng.randbytes(rng.randrange(200000)))
    print(place.file, place.offset, place.length, place.digest, flush=True)
"""


def test_kill_nine_loses_nothing_acknowledged(tmp_path: Path) -> None:
    acknowledged: list[Location] = []
    for attempt in range(3):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(5 + 7 * attempt)]
            process.send_signal(signal.SIGKILL)
            lines += process.stdout.readlines()
        for line in lines:
            file, offset, length, digest = line.decode().split()
            acknowledged.append(Location(file, int(offset), int(length), digest))
    archive = Archive(tmp_path)
    archive.recover()
    assert all(archive.read(place).status == 200 for place in acknowledged)
    assert len(set(acknowledged)) == len(acknowledged)
    check(*(archive.folder / name for name in archive.files()))
    read = sum(kind == "response" for name in archive.files() for kind, _, _ in records(archive.folder / name))
    assert read >= len(acknowledged)


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        place, other = put(archive, 1), put(archive, 2)

    def kind(location: Location) -> str:
        with pytest.raises(ArchiveError) as error:
            archive.read(location)
        return error.value.kind

    assert kind(Location("tinso-20990101-000.warc.gz", 0, 10, "")) == "missing"
    assert kind(Location("../tinso.db", 0, 10, "")) == "unreadable"
    assert kind(Location(place.file, 10**9, 10, "")) == "missing"
    assert kind(Location(place.file, -5, 10, "")) == "unreadable"
    assert kind(Location(place.file, place.offset, other.length, other.digest)) == "altered"
    assert kind(Location(place.file, place.offset + 1, place.length - 1, place.digest)) == "altered"
    assert kind(Location(place.file, 0, place.offset, place.digest)) == "unreadable"  # the warcinfo record


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("in the way")
    with pytest.raises(ArchiveError, match="cannot be written") as error:
        put(Archive(tmp_path), 1)
    assert error.value.kind == "unwritable"


def test_reading_from_an_archive_that_was_never_written(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    assert (archive.files(), archive.strangers(), archive.recover()) == ([], [], [])
    assert not archive.folder.exists()
    archive.close()


FULL_DISK = """
import random, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from storage.archive import Archive
from storage.warc import ArchiveError
archive, rng = Archive(Path(sys.argv[1])), random.Random(1)
def put(number):
    return archive.append(f"http://a.vn/{number}", datetime(2024, 3, 5, tzinfo=UTC), 200, (), rng.randbytes(1500))
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, hard))  # a write beyond it is cut short, the next one fails: as on a full disk
places = []
try:
    while True:
        places.append(put(len(places)))
except ArchiveError as error:
    print(error.kind, len(places))
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
places.append(put(9))
assert all(archive.read(place) for place in places)
print([place.file for place in places])
"""


def test_a_full_disk_leaves_no_half_record(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True)
    kind, files = done.stdout.splitlines()
    assert kind == "unwritable 2"
    assert files == str(["tinso-20240305-000.warc.gz"] * 3)
    path = tmp_path / "archive" / "tinso-20240305-000.warc.gz"
    check(path)
    assert [url for _, url, _ in records(path)] == ["", "http://a.vn/0", "http://a.vn/1", "http://a.vn/9"]
