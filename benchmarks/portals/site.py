"""A sample portal: its stories, its addresses, and a small HTTP server that serves it from code."""

from __future__ import annotations

import random
import re
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

from benchmarks.portals.story import MIX, NOW, Block, Story, Writer, edited

WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@dataclass
class Answer:
    """What a site answers: text bodies are sent as UTF-8."""

    body: str | bytes
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    method: str
    path: str  # percent-decoded
    query: dict[str, str]
    form: dict[str, str]


def slug(text: str, *, drop_d: bool = False) -> str:
    """A title as an address writes it."""
    text = text.lower().replace("đ", "" if drop_d else "d")
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def redirect(to: str, status: int = 301) -> Answer:
    return Answer("", status, headers={"Location": to})


def draw(story: Story, pens: dict[str, Callable[[Block], str]]) -> str:
    """The body as markup: one pen per kind of block; a kind without a pen is drawn as a paragraph."""
    return "\n".join(pens.get(block.kind, pens["p"])(block) for block in story.blocks)


def rows(block: Block, row: str = "<tr>{}</tr>", cell: str = "<td>{}</td>") -> str:
    return "".join(row.format("".join(cell.format(escape(text)) for text in cells)) for cells in block.rows)


class Site:
    """One portal. A subclass gives its names, its addresses and its pages; `answer` routes a request."""

    name: ClassVar[str]
    title: ClassVar[str]
    own: ClassVar[str]
    sections: ClassVar[tuple[str, ...]]
    count: ClassVar[int] = 60
    per_page: ClassVar[int] = 10
    mix: ClassVar[tuple[str, ...]] = MIX
    timed: ClassVar[bool] = True  # its article pages show the time of day
    declared: ClassVar[bool] = False  # they show the day only, but declare the time in metadata
    signs: ClassVar[bool] = True  # its article pages show signatures
    sources: ClassVar[bool] = False
    attaches: ClassVar[bool] = True  # its article pages show files
    optional: ClassVar[tuple[str, ...]] = ()  # lines a document may have or not
    entry: ClassVar[str] = ""  # path below the host at which the portal is declared
    scribe: ClassVar[type[Writer]] = Writer

    def __init__(self, seed: int = 1) -> None:
        self.writer = self.scribe(f"{self.name}-{seed}", self.own, len(self.sections))
        self.stories = {story.id: story for story in self.writer.stock(self.count, self.mix)}
        self.ever = dict(self.stories)  # those that were removed, too
        self.rng = random.Random(f"{self.name}-{seed}-furniture")
        self.hits = self.rng.randint(120_000, 900_000)
        self.removed: set[int] = set()
        self.requests: list[str] = []
        self.base = ""  # scheme, host and port, once it is served
        self.era = 0  # raised when all counters jump

    # what the subclass gives
    def url(self, story: Story) -> str:
        """Path of a story's page."""
        raise NotImplementedError

    def answer(self, request: Request) -> Answer:
        raise NotImplementedError

    def which(self, url: str) -> int | None:
        """The story an address of this portal leads to, whatever its form; None for all other pages."""
        raise NotImplementedError

    def either(self, url: str) -> bool:
        """Pages that may be taken for articles or not: neither counts."""
        return False

    # what they share
    def newest(self, section: int | None = None) -> list[Story]:
        """Stories of a section, pinned ones first, then the newest."""
        found = [story for story in self.stories.values() if section is None or section in story.sections]
        return sorted(found, key=lambda story: (story.pinned and section is not None, story.published, story.id), reverse=True)

    def page(self, section: int | None, number: int) -> tuple[list[Story], int]:
        """The stories of one list page (from 1), and how many pages there are."""
        found = self.newest(section)
        pages = max(1, -(-len(found) // self.per_page))
        return found[(number - 1) * self.per_page : number * self.per_page], pages

    def others(self, story: Story, count: int, *, newer: bool) -> list[Story]:
        """Stories before or after this one, in its own section."""
        found = sorted((s for s in self.newest(None) if s.id != story.id and story.sections[0] in s.sections), key=lambda s: s.published)
        side = [s for s in found if (s.published > story.published) == newer]
        return side[:count] if newer else side[::-1][:count]

    def views(self, story: Story) -> int:
        return story.id % 911 + self.hits % 977 + self.era * 1931

    def token(self, length: int = 32) -> str:
        return "".join(self.rng.choice("0123456789abcdef") for _ in range(length))

    def clock(self) -> datetime:
        return datetime.now().astimezone() + timedelta(hours=7) - (datetime.now().astimezone().utcoffset() or timedelta())

    def visible(self, story: Story) -> list[str]:
        """Lines of the document below its date: lead to signature, else the source."""
        last = story.signature if self.signs and story.signature else story.source if self.sources else ""
        return story.lines() + ([last] if last else [])

    def may(self, story: Story) -> list[str]:
        """Lines that may stand in the document or not."""
        return [*story.files, *self.optional, *([story.source] if self.sources and story.source else [])]

    # what happens between two fetches
    def live_on(self) -> dict[str, list[int]]:
        """Three new stories, two edits (a word, a number), one removal; every counter jumps. Returns the ids of each."""
        self.era += 1
        self.hits += 40_321
        number = max(self.stories)
        new = []
        for n, form in enumerate(("report", "short", "interview")):
            number += 2
            moment = NOW + timedelta(hours=15 + 4 * n, minutes=7 * n + 3)
            self.stories[number] = self.ever[number] = self.writer.story(number, moment, form)
            new.append(number)
        old = [s for s in self.newest(None) if s.id not in new and s.form in ("report", "interview")]
        picked: list[int] = []
        for as_number in (False, True):
            for story in old:
                if story.id in picked:
                    continue
                try:
                    self.stories[story.id] = edited(story, number=as_number)
                except ValueError:
                    continue
                picked.append(story.id)
                break
        gone = next(story.id for story in old if story.id not in picked)
        self.removed.add(gone)
        del self.stories[gone]
        return {"new": new, "edited": picked, "removed": [gone]}

    def handle(self, method: str, target: str, body: bytes) -> Answer:
        parts = urlsplit(target)
        self.requests.append(f"{method} {target}")
        self.hits += self.rng.randint(1, 4)
        path = unicodedata.normalize("NFC", unquote(parts.path))
        if re.search(r"\.(png|jpe?g|gif|ico)$", path, re.IGNORECASE):
            return Answer(PNG, type="image/png")
        if re.search(r"\.(pdf|docx?|xlsx?)$", path, re.IGNORECASE):
            return Answer(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + path.encode(), type="application/pdf")
        if re.search(r"\.(css|js)$", path):
            return Answer("/* */", type="text/css" if path.endswith("css") else "application/javascript")
        query = {key: values[-1] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        form = {key: values[-1] for key, values in parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).items()}
        return self.answer(Request(method, path, query, form))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SiteServer

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else b""
        with self.server.lock:
            answer = self.server.site.handle(self.command, self.path, body)
        data = answer.body if isinstance(answer.body, bytes) else answer.body.encode("utf-8")
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_POST = do_HEAD = _serve

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the site keeps its own list of requests."""


class SiteServer(ThreadingHTTPServer):
    """Serves one site on a loopback address of its own until `stop`."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, site: Site, host: str) -> None:
        super().__init__((host, 0), _Handler)
        self.site, self.lock = site, threading.Lock()
        self.url = f"http://{host}:{self.server_address[1]}/"
        site.base = self.url.rstrip("/")
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self.shutdown()
        self._thread.join(5)
        self.server_close()
