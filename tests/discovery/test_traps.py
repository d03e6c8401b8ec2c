"""A portal that puts everything in a crawler's way, over real HTTP: complete, in bounded requests, and each trap is named in the run."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from storage.store import Store
from tests import command

SECTIONS = ("tin-tuc", "chuyen-doi-so", "thong-bao")
NAMES = {
    "session": "random token or session id",
    "token": "random token or session id",
    "calendar": "calendar",
    "endless": "endless pages",
    "segments": "repeating path segments",
    "print": "print or mail version",
    "tags": "tag pages",
    "search": "search pages",
}


class TrapPortal:
    """Thirty articles in three sections of two pages; `traps` are what stands in the way."""

    def __init__(self, traps: frozenset[str]) -> None:
        self.traps, self.asked, self.luck = traps, list[str](), random.Random(9)
        words = ["kế hoạch", "hội nghị", "chuyển đổi số", "tập huấn", "cán bộ xã", "nâng cao", "hạ tầng mạng", "chữ ký số", "cải cách"]
        self.titles = {n: f"Triển khai {', '.join(self.luck.sample(words, 4))} năm {1900 + n}" for n in range(101, 131)}
        portal = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                portal.asked.append(self.path)
                found = portal.page(self.path)
                body = (found or "<html><body><h1>Không tìm thấy trang</h1></body></html>").encode()
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def link(self, path: str) -> str:
        """An address as this portal writes it: never twice the same, where it has such traps."""
        place, _, query = path.partition("?")
        if "session" in self.traps:
            place += f";jsessionid={self.luck.getrandbits(64):016X}"
        pairs = [query] if query else []
        pairs += [f"zx={self.luck.getrandbits(48):012x}"] if "token" in self.traps else []
        return place + ("?" + "&".join(pairs) if pairs else "")

    def article_path(self, number: int) -> str:
        return f"/bai-viet/{number}.html"

    def row(self, number: int) -> str:
        day = f"{1 + number % 28:02}/0{1 + (number - 101) // 28}/2026"
        printed = f'<a href="{self.link(f"/in/{number}")}">Bản in</a>' if "print" in self.traps else ""
        return f'<li class="tin"><a href="{self.link(self.article_path(number))}">{self.titles[number]}</a> <i>{day}</i> {printed}</li>'

    def frame(self, path: str, title: str, main: str) -> str:
        menu = "".join(f'<li><a href="{self.link("/" + name)}">{name}</a></li>' for name in SECTIONS)
        side = ""
        if "calendar" in self.traps:
            query = dict(parse_qsl(urlsplit(path).query))
            month = int(query.get("thang", 11)) + 12 * int(query.get("nam", 2026))
            side += "".join(
                f'<a href="{self.link(f"/lich?thang={(month + step - 1) % 12 + 1}&nam={(month + step - 1) // 12}")}">{name}</a>'
                for step, name in ((-1, "Tháng trước"), (1, "Tháng sau"))
            )
            side += "".join(f'<a href="{self.link(f"/lich/{month // 12}/{(month - 1) % 12 + 1}/{day}")}">{day}</a>' for day in range(1, 29))
        if "segments" in self.traps:
            side += '<a href="muc/">Chuyên mục khác</a><a href="vi/trang/">Tiếng Việt</a>'
        if "tags" in self.traps:
            side += "".join(f'<a href="/tag/{word}-{self.luck.randrange(10**6)}">#{word}</a>' for word in ("so", "mang", "ai"))
        if "search" in self.traps:
            side += "".join(f'<a href="/tim-kiem?q={self.luck.randrange(10**6)}&sort={n}">Tìm nhiều {n}</a>' for n in range(4))
            side += "".join(f'<a href="/{SECTIONS[0]}?sort=asc&dir=desc&ma={self.luck.randrange(99)}">Sắp xếp</a>' for _ in range(2))
        return (
            f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><ul class='menu'>{menu}</ul>"
            f"<div id='noi-dung'>{main}</div><div class='ben'>{side}</div><div>Đang truy cập: {self.luck.randrange(99)}</div></body></html>"
        )

    def page(self, path: str) -> str | None:
        parts = urlsplit(path)
        place, query = parts.path.partition(";")[0], dict(parse_qsl(parts.query))
        newest = sorted(self.titles, reverse=True)
        if place == "/":
            return self.frame(path, "Cổng thông tin", f"<ul>{''.join(map(self.row, newest[:6]))}</ul>")
        if place.startswith("/bai-viet/") or (place.startswith("/in/") and "print" in self.traps):
            number = int("".join(char for char in place if char.isdigit()) or 0)
            if number not in self.titles:
                return None
            lines = "".join(f"<p>{self.titles[number]} lần thứ {n} được tổ chức tại hội trường số {number}.</p>" for n in range(6))
            return self.frame(path, self.titles[number], f"<h1>{self.titles[number]}</h1><p>05/03/2026 10:00</p>{lines}")
        names = [name for name in place.strip("/").split("/") if name not in ("muc", "vi", "trang")]
        if len(names) == 1 and names[0] in SECTIONS:
            own = [number for number in newest if number % 3 == SECTIONS.index(names[0])]
            page = int(query["page"]) if query.get("page", "").isdigit() else 1
            rows = own[5 * page - 5 : 5 * page]
            onward = page < 2
            if not rows and "endless" in self.traps:
                rows = self.luck.sample(own, 5)
            onward = onward or "endless" in self.traps
            pager = f'<a href="{self.link(f"/{names[0]}?page={page + 1}")}">Trang sau</a>' if onward else ""
            return self.frame(path, names[0], f"<ul>{''.join(map(self.row, rows))}</ul>{pager}")
        if place.startswith(("/lich", "/tag/", "/tim-kiem")):
            return self.frame(path, "Kết quả", "<p>Không có nội dung.</p>")
        return self.frame(path, "Chuyên mục", "<p>Đang cập nhật.</p>") if not names and "segments" in self.traps else None


@pytest.fixture
def crawled(tmp_path: Path) -> Iterator[Callable[[frozenset[str]], tuple[TrapPortal, set[str], str]]]:
    """Fetches a portal with these traps as a user does; gives it with what was stored and the names of the traps."""
    portals: list[TrapPortal] = []

    def run(traps: frozenset[str]) -> tuple[TrapPortal, set[str], str]:
        portal = TrapPortal(traps)
        portals.append(portal)
        folder = tmp_path / f"data{len(portals)}"
        variables = {"TINSO_DATA": str(folder), "TINSO_DELAY": "0"}
        done = command.run("fetch", portal.url, "--json", environment=variables, folder=tmp_path)
        assert done.returncode == 0, done.stderr
        with Store.open(folder) as store:
            urls = [article.url for article in store.articles()]
            assert len(set(urls)) == len(urls)
            named = " / ".join(store.runs()[0].traps)
        assert json.loads(done.stdout.splitlines()[-1])
        return portal, set(urls), named

    yield run
    for portal in portals:
        portal.close()


def test_every_trap_is_bounded_and_named(crawled: Callable[[frozenset[str]], tuple[TrapPortal, set[str], str]]) -> None:
    plain, wanted, _ = crawled(frozenset())
    assert len(wanted) == len(plain.titles)
    portal, found, named = crawled(frozenset(NAMES))

    assert {urlsplit(url).path for url in found} == {urlsplit(url).path for url in wanted}
    assert len(portal.asked) <= 3 * len(plain.asked), (len(portal.asked), len(plain.asked))
    assert [name for name in NAMES.values() if name not in named] == []


@pytest.mark.soak
@pytest.mark.parametrize("trap", sorted(NAMES))
def test_one_trap_at_a_time(crawled: Callable[[frozenset[str]], tuple[TrapPortal, set[str], str]], trap: str) -> None:
    plain, wanted, _ = crawled(frozenset())
    portal, found, named = crawled(frozenset({trap}))

    assert {urlsplit(url).path for url in found} == {urlsplit(url).path for url in wanted}
    assert len(portal.asked) <= 2 * len(plain.asked), (len(portal.asked), len(plain.asked))
    assert NAMES[trap] in named
