"""Messages: into the outbox once, out of it as digests and alerts, over real HTTP to a webhook on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import tinso
from commands.output import UsageError
from scheduler import channels, messages
from scheduler.channels import NotifyError
from scheduler.health import ACTIONS, Cause
from scheduler.migration import ADVICE, Migration
from scheduler.notify import Loader, Notifier
from storage.documents import content_hash, file_name
from storage.models import ChangeKind, Extraction, Portal, PortalKind, ReviewState
from storage.store import Store

# the library that knows the services still imports it where Python has it
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

NOW = datetime(2026, 6, 17, 4, 0, tzinfo=UTC)  # eleven in the morning in Vietnam
DAY = timedelta(days=1)


class Hook:
    """A webhook that keeps what it got; `broken` answers 500."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.broken = False
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if not hook.broken:
                    hook.got.append(json.loads(body))
                self.send_response(500 if hook.broken else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.server.server_port}/tin"

    def titles(self) -> list[str]:
        return [one["title"] for one in self.got]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    yield made
    made.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        opened.sync_portals(
            Portal(slug=slug, kind=PortalKind.OTHER, name=f"Sở {slug}", url=f"https://{slug}.example.vn/") for slug in ("so", "bao")
        )
        yield opened


def add(
    store: Store, title: str, *, portal: str = "so", kind: ChangeKind = ChangeKind.NEW, read: bool = False, text: str = "Nội dung."
) -> int:
    extraction = Extraction(title=title, blocks=(text,))
    digest = content_hash(title, (text,), "")
    with store.write():
        number = store.portal_id(portal)
        url = f"https://{portal}.example.vn/{len(title)}-{abs(hash(title))}"
        article = store.add_article(number, url, extraction, NOW)
        document = store.add_document(digest, article, ("0" * 64, 1), file_name, NOW)
        version = store.add_version(article, extraction, digest, document, None, NOW)
        state = ReviewState.READ if read else ReviewState.UNREAD
        return store.add_change(kind, number, article, url, NOW, after=version, review_state=state)


def write(folder: Path, text: str) -> None:
    (folder / channels.FILE).write_text(text, "utf-8")


@pytest.fixture
def notifier(store: Store, hook: Hook, tmp_path: Path) -> Callable[..., Notifier]:
    def make(top: str = "", channel: str = "") -> Notifier:
        write(tmp_path, f'{top}\n[[channel]]\nname = "nhom"\nurl = "{hook.url}"\n{channel}\n')
        made = Notifier(store, Loader(tmp_path))
        made.turn(NOW - timedelta(minutes=20))  # the channel begins here
        return made

    return make


def test_news_go_out_as_one_digest_at_its_hour_and_once(store: Store, hook: Hook, notifier: Callable[..., Notifier]) -> None:
    add(store, "Tin trước khi có kênh")
    made = notifier('digest = ["11:30"]')
    add(store, "Khai trương trung tâm dữ liệu")
    add(store, "Sửa lịch họp", kind=ChangeKind.EDITED)
    add(store, "Tin cũ của lần gặp đầu", read=True)

    assert made.turn(NOW) == 0
    assert made.turn(NOW + timedelta(minutes=31)) == 1
    assert made.turn(NOW + timedelta(minutes=32)) == 0
    assert made.turn(NOW + DAY) == 0
    (message,) = hook.got
    assert message["title"] == "tinso: 1 tin mới, 1 bài được sửa"
    assert "Khai trương trung tâm dữ liệu" in message["message"]
    assert "[sửa] Sửa lịch họp" in message["message"]
    assert "Tin trước" not in message["message"]
    assert "Tin cũ" not in message["message"]


def test_quiet_hours_hold_everything_back(store: Store, hook: Hook, notifier: Callable[..., Notifier]) -> None:
    made = notifier('digest = ["22:00"]\nquiet = ["21:00", "06:30"]')
    add(store, "Tin buổi tối")
    night = NOW.replace(hour=16)  # eleven at night in Vietnam

    assert made.turn(night) == 0
    assert made.turn(night + timedelta(hours=8)) == 1
    assert len(hook.got) == 1


@pytest.mark.parametrize(
    ("wish", "titles"),
    [
        ('portals = ["bao"]', {"Chuyển đổi số"}),
        ('keywords = ["chuyen doi so"]', {"Chuyển đổi số"}),
        ('keywords = ["chuyển đổi số"]', {"Chuyển đổi số"}),
        ('keywords = ["chuyện đổi số"]', set()),
        ('kinds = ["edited"]', {"Họp báo"}),
        ("changes = false", set()),
    ],
)
def test_a_channel_gets_what_it_asked_for(store: Store, hook: Hook, notifier: Callable[..., Notifier], wish: str, titles: set[str]) -> None:
    made = notifier("digest = []", wish)
    add(store, "Chuyển đổi số", portal="bao")
    add(store, "Họp báo", kind=ChangeKind.EDITED)
    made.turn(NOW)

    told = "\n".join(one["message"] for one in hook.got)
    assert {title for title in ("Chuyển đổi số", "Họp báo") if title in told} == titles


def test_one_alert_at_the_beginning_and_one_at_the_end(store: Store, hook: Hook, notifier: Callable[..., Notifier]) -> None:
    made = notifier()
    alert = store.open_alert("so", "dns", "không có tên miền này", ACTIONS["dns"], NOW)  # type: ignore[index]  # its value is the key
    assert store.open_alert("so", "dns", "vẫn không có", "", NOW) == alert
    for minute in range(5):
        made.turn(NOW + timedelta(minutes=minute))
    store.close_alert(alert, NOW + timedelta(hours=2))
    for minute in range(5):
        made.turn(NOW + timedelta(hours=2, minutes=minute))

    assert hook.titles() == ["tinso: Sự cố: Sở so", "tinso: Đã ổn: Sở so"]


def test_a_migration_is_an_event_and_told_once(store: Store, hook: Hook, notifier: Callable[..., Notifier]) -> None:
    made = notifier()
    found = Migration(old="bao", new="so", shared=30, total=40)
    for minute in range(3):
        store.note_migration(found.old, found.new, found.told, ADVICE, NOW + timedelta(minutes=minute))
        made.turn(NOW + timedelta(minutes=minute))

    (message,) = hook.got
    assert hook.titles() == ["tinso: Tin báo: Sở so"]
    assert "bao moved to so: 30 of the 40" in message["message"]
    assert "tinso portals accept" in message["message"]
    (alert,) = store.alerts()
    assert (alert.cause, alert.closed is not None) == (Cause.MIGRATION, True)


def test_a_channel_that_fails_for_a_day_loses_nothing_and_floods_nobody(
    store: Store, hook: Hook, notifier: Callable[..., Notifier]
) -> None:
    made = notifier("digest = []")
    hook.broken = True
    at = NOW
    for n in range(24):
        add(store, f"Tin số {n:02}")
        if n == 5:
            store.open_alert("so", "dns", "", "", at)
        for _ in range(4):
            made.turn(at)
            at += timedelta(minutes=15)
    hook.broken = False
    for _ in range(12):
        made.turn(at)
        at += timedelta(minutes=15)

    told = "\n".join(one["message"] for one in hook.got)
    assert len(hook.got) <= 3
    assert all(told.count(f"Tin số {n:02}") == 1 for n in range(24))
    assert store.waiting("nhom") == []
    assert store.channel("nhom", at).failing_since is None


def test_killed_between_sending_and_noting_it_sends_the_same_again(store: Store, hook: Hook, tmp_path: Path) -> None:
    write(tmp_path, f'digest = []\n[[channel]]\nname = "nhom"\nurl = "{hook.url}"\n')
    from scheduler.notify import send

    class Killed(Exception):
        pass

    def send_and_die(url: str, title: str, body: str) -> None:
        send(url, title, body)
        raise Killed

    Notifier(store, Loader(tmp_path)).turn(NOW - timedelta(minutes=20))
    add(store, "Tin duy nhất")
    with pytest.raises(Killed):
        Notifier(store, Loader(tmp_path), send_and_die).turn(NOW)
    add(store, "Tin đến sau")
    Notifier(store, Loader(tmp_path)).turn(NOW + timedelta(minutes=1))

    first, second, *rest = hook.got
    assert first == second  # told apart by its name in the text
    assert "Mã tin: change-" in first["message"]
    assert all("Tin duy nhất" not in one["message"] for one in rest)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour = 1", "colour"),
        ("digest = [8]", "digest"),
        ('digest = ["25:00"]', "digest"),
        ('quiet = ["21:00"]', "quiet"),
        ("[[channel]]\nname = 'a'", "url"),
        ("[[channel]]\nname = 'a'\nurl = 'json://x'\n[[channel]]\nname = 'a'\nurl = 'json://y'", "two channels"),
        ("= nothing", "no TOML"),
        ('digest = ["29:00"]', 'digest = "29:00": want a time like "08:00"'),
        ('quiet = ["21:00", "21:00"]', "want two different times"),
        ('language = "fr"', "language = \"fr\": want 'vi' or 'en'"),
        ("[[channel]]\nname = 'a'\nurl = 'json://x'\nkinds = ['foo']", 'channel "a": kinds = "foo": want \'new\''),
        ("[[channel]]\nname = 'a'\nurl = 'json://x'\nalert = true", 'channel "a": unknown key alert = true; known: name, url'),
        ("[[channel]]\nurl = 'json://x'", "channel number 1: name is missing"),
        ("channel = 3", "want \\[\\[channel\\]\\]"),
    ],
)
def test_a_bad_file_is_named_with_its_key(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, text)

    with pytest.raises(NotifyError, match=said) as caught:
        channels.load(tmp_path / channels.FILE)
    assert str(tmp_path / channels.FILE) in str(caught.value)


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("url = 'bogus://matkhau@x'", 'channel "nhom": url: no address of a channel \\(Unparseable URL …\\)'),
        ("url = 'matkhau'", 'channel "nhom": url: no address of a channel \\(Unsupported URL: …\\)'),
        ("url = 'json://127.0.0.1/'\nportals = ['so', 'baoo']", 'channel "nhom": portals: there is no portal "baoo"; the nearest: bao'),
    ],
)
def test_a_channel_that_can_reach_nobody_or_tell_nothing_is_refused(tmp_path: Path, channel: str, said: str) -> None:
    write(tmp_path, f"[[channel]]\nname = 'nhom'\n{channel}\n")

    with pytest.raises(NotifyError, match=said) as caught:
        Loader(tmp_path, lambda: {"so", "bao"})()
    assert "matkhau" not in str(caught.value)


def test_a_file_that_is_spoilt_is_named_and_its_channels_go_on(
    store: Store, hook: Hook, notifier: Callable[..., Notifier], tmp_path: Path
) -> None:
    made = notifier("digest = []")
    add(store, "Khai trương trung tâm dữ liệu")
    write(tmp_path, "= nothing")

    with pytest.raises(NotifyError, match="no TOML"):
        made.turn(NOW)

    assert hook.titles() == ["tinso: 1 tin mới"]


def test_a_disk_that_takes_no_message_is_told_without_the_outbox(store: Store, hook: Hook, notifier: Callable[..., Notifier]) -> None:
    """Once, in the hours the channel allows, tried again when the channel is away; and once when it is over."""
    made = notifier('language = "en"\nquiet = ["21:00", "06:30"]')
    night = NOW + timedelta(hours=12)
    made.cry("/du-lieu: cannot be written", night)
    hook.broken = True
    made.cry("/du-lieu: cannot be written", NOW)
    hook.broken = False
    made.cry("/du-lieu: cannot be written", NOW + timedelta(minutes=1))
    assert hook.got == []

    for minutes in (20, 21, 22):
        made.cry("/du-lieu: cannot be written", NOW + timedelta(minutes=minutes))
    assert hook.titles() == ["tinso: Trouble: the tinso service"]
    assert "cannot be written" in hook.got[0]["message"]
    for minutes in (30, 31):
        made.calm(NOW + timedelta(minutes=minutes))
    assert hook.titles()[1:] == ["tinso: Recovered: the tinso service"]


def test_what_the_outbox_has_told_of_the_disk_is_not_told_beside_it(store: Store, hook: Hook, notifier: Callable[..., Notifier]) -> None:
    made = notifier()
    store.open_alert("", Cause.DISK.value, "chỉ còn 3 MB", "", NOW)
    made.cry("chỉ còn 3 MB", NOW)
    assert hook.got == []
    made.turn(NOW)
    assert len(hook.got) == 1


def test_hours() -> None:
    morning, evening = time(7, 30), time(16, 30)

    assert channels.digest_due([morning, evening], NOW - timedelta(hours=5), NOW)
    assert not channels.digest_due([morning, evening], NOW - timedelta(hours=3), NOW)
    assert channels.digest_due([evening], NOW - 2 * DAY, NOW)
    assert channels.is_quiet([time(21), time(6)], NOW.replace(hour=15))
    assert not channels.is_quiet([time(21), time(6)], NOW)
    assert not channels.is_quiet([], NOW)


def test_both_languages_say_everything() -> None:
    entry = {
        "kind": "new",
        "portal_name": "Sở",
        "title": "Tin",
        "url": "https://so.vn/1",
        "end": False,
        "cause": "tls",
        "detail": "hết hạn",
    }
    for language in ("vi", "en"):
        assert "https://so.vn/1" in messages.digest([entry] * 60, language, "change-1")[1]  # type: ignore[arg-type]
        assert "hết hạn" in messages.alerts([entry], language, "alert-1")[1]  # type: ignore[arg-type]
        assert all(messages.cause_words(cause, language)[1] for cause in ACTIONS)  # type: ignore[arg-type]


def test_the_test_command(hook: Hook, tmp_path: Path) -> None:
    write(tmp_path, f'[[channel]]\nname = "nhom"\nurl = "{hook.url}"\n[[channel]]\nname = "hong"\nurl = "nothing-known://x"\n')
    runner = CliRunner()

    good = runner.invoke(tinso, ["notify", "test", "nhom", "--data", str(tmp_path)])
    both = runner.invoke(tinso, ["notify", "test", "--data", str(tmp_path)])
    unknown = runner.invoke(tinso, ["notify", "test", "khac", "--data", str(tmp_path)])

    assert (good.exit_code, good.stdout) == (0, "nhom: sent\n")
    assert both.exit_code == 1
    assert "hong: " in both.stdout
    assert len(hook.got) == 2
    assert isinstance(unknown.exception, UsageError)
