"""A portal as a function from request to reply, and a spider without network that drives a Walk over it."""

from __future__ import annotations

import functools
import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest

from crawler.discovery.canonical import canonical
from crawler.discovery.walk import Ask, Reply, Step, Walk, WalkResult
from storage.models import (
    EntryPoint,
    Extraction,
    Failure,
    FailureName,
    Limits,
    Link,
    Order,
    Portal,
    PortalKind,
    Profile,
    Robots,
    Validators,
    VisitKind,
    url_key,
)

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
HOME = "http://so.example.vn/"
SECTIONS = (("tin-tuc", "Tin tức"), ("thong-bao", "Thông báo"), ("van-ban-moi", "Văn bản"), ("su-kien", "Sự kiện"))
WORDS = [
    "sở",
    "thông",
    "tin",
    "truyền",
    "thông",
    "tỉnh",
    "tổ",
    "chức",
    "hội",
    "nghị",
    "tập",
    "huấn",
    "triển",
    "khai",
    "kế",
    "hoạch",
    "chuyển",
    "đổi",
    "số",
    "nâng",
    "cao",
    "năng",
    "lực",
    "cán",
    "bộ",
    "xã",
    "phường",
    "ứng",
    "dụng",
    "chữ",
    "ký",
    "điện",
    "tử",
    "dịch",
    "vụ",
    "công",
    "trực",
    "tuyến",
    "hạ",
    "tầng",
    "mạng",
    "băng",
    "rộng",
    "giám",
    "sát",
    "an",
    "toàn",
    "hệ",
    "thống",
    "phát",
    "thanh",
    "cơ",
    "sở",
]


@functools.cache
def slug(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(char for char in plain if not unicodedata.combining(char))))


@functools.cache
def guid(number: int) -> str:
    return f"{random.Random(number).getrandbits(128):032x}"


@dataclass
class Item:
    number: int
    title: str
    at: datetime
    section: int


ADDRESSES: dict[str, Callable[[Item], str]] = {
    "slug and number": lambda i: f"/{SECTIONS[i.section][0]}/{slug(i.title)}-{i.number}.html",
    "no ending": lambda i: f"/{SECTIONS[i.section][0]}/{slug(i.title)}-{i.number}",
    "press": lambda i: f"/bai-viet/{i.section + 1}/{i.number}/{slug(i.title)}",
    "query": lambda i: f"/Default.aspx?pageid=31&catid={i.section + 1}&id={i.number}",
    "guid": lambda i: f"/ChiTiet.aspx?MenuID=7&NewsID={guid(i.number)}",
    "node": lambda i: f"/node/{i.number}",
    "slug": lambda i: f"/{slug(i.title)}.htm",
    "dated": lambda i: f"/Trang/{i.at:%Y-%m-%d}/{slug(i.title)[:30]}{i.number % 97}.aspx",
    "escaped": lambda i: f"/{SECTIONS[i.section][0]}/{i.title.replace(' ', '%20')}",
    "hidden path": lambda i: f"/chi-tiet-tin?/{slug(i.title)}/{i.number}",
}


@dataclass
class Site:
    """One portal. `respond` answers (status, headers, body, final address)."""

    address: str = "slug and number"
    pager: str = "query"  # query, path, next, postback, offset
    count: int = 60
    sections: int = 3
    page_size: int = 8
    home_items: int = 5
    feed: int = 0  # items, 0 = none
    feed_offset: int = 0  # the newest items it lacks
    sitemap: str = ""  # "", flat, index
    days: bool = True
    past_end: str = "missing"  # missing, first, redirect
    traps: frozenset[str] = frozenset()  # calendar, session, token
    seed: int = 1
    items: list[Item] = field(default_factory=list)
    requests: int = 0
    broken: str = ""  # addresses with this in them answer 500
    fault: str = ""  # every address answers so: 500, 403, 404; flood (a page nobody has seen before), blank, shell

    def __post_init__(self) -> None:
        luck = random.Random(self.seed)
        for n in range(self.count):
            self.publish(NOW - timedelta(hours=11 * (self.count - n)), luck)

    def publish(self, at: datetime, luck: random.Random) -> Item:
        title = " ".join(luck.choices(WORDS, k=luck.randint(7, 13))).capitalize()
        item = Item(1200 + len(self.items), title, at, luck.randrange(self.sections))
        self.items.append(item)
        return item

    def newest(self, section: int | None = None) -> list[Item]:
        return [item for item in reversed(self.items) if section is None or item.section == section]

    def url(self, item: Item) -> str:
        return plain(HOME.rstrip("/") + ADDRESSES[self.address](item))

    def truth(self) -> set[str]:
        return {self.url(item) for item in self.items}

    def _href(self, path: str) -> str:
        if not self.traps:
            return path
        luck = random.Random(f"{self.requests} {path}")
        extra = []
        if "session" in self.traps:
            extra.append(f"phien={random.Random(self.requests).getrandbits(64):016x}")
        if "token" in self.traps:
            extra.append(f"zt={luck.getrandbits(48):012x}")
        return path + ("&" if "?" in path else "?") + "&".join(extra) if extra else path

    def _listing_path(self, section: int) -> str:
        if self.address in ("query", "guid"):
            return f"/Default.aspx?pageid=30&catid={section + 1}"
        return f"/{SECTIONS[section][0]}"

    def _menu(self) -> str:
        entries = [("/", "Trang chủ"), ("/gioi-thieu", "Giới thiệu")]
        entries += [(self._listing_path(n), SECTIONS[n][1]) for n in range(self.sections)]
        entries += [("/lich?thang=11&nam=2026", "Lịch công tác")] if "calendar" in self.traps else []
        return "".join(f'<li><a href="{self._href(path)}">{name}</a></li>' for path, name in entries)

    def _rows(self, items: list[Item]) -> str:
        return "".join(
            f'<div class="tin"><h3><a href="{self._href(ADDRESSES[self.address](item))}">{item.title}</a></h3>'
            + (f"<span>{item.at + timedelta(hours=7):%d/%m/%Y}</span>" if self.days else "")
            + "<p>Tóm tắt ngắn của bài viết.</p></div>"
            for item in items
        )

    def _page(self, title: str, main: str) -> tuple[int, dict[str, str], bytes]:
        feed = '<link rel="alternate" type="application/rss+xml" href="/rss/tin.rss">' if self.feed else ""
        html = (
            f"<html><head><title>{title}</title>{feed}</head><body><ul class='menu'>{self._menu()}</ul><div>{main}</div>"
            f"<div id='footer'>Đang truy cập: {self.requests}. Giấy phép số 12/GP.</div></body></html>"
        )
        return 200, {"content-type": "text/html; charset=utf-8"}, html.encode()

    def _listing(self, section: int, page: int) -> tuple[int, dict[str, str], bytes] | str:
        items = self.newest(section)
        pages = max(1, -(-len(items) // self.page_size))
        if page > pages:
            if self.past_end == "redirect":
                return self._listing_path(section)
            if self.past_end == "missing":
                return self._missing()
            page = 1
        base = self._listing_path(section)
        join = "&" if "?" in base else "?"

        def to(number: int) -> str:
            if self.pager == "postback":
                return f"javascript:__doPostBack('ctl00$luoi','Page${number}')"
            if self.pager == "path" and "?" not in base:
                return self._href(f"{base}/trang-{number}")
            if self.pager == "offset":
                return self._href(f"{base}{join}start={(number - 1) * self.page_size}")
            return self._href(f"{base}{join}page={number}")

        if self.pager == "next":
            links = f'<a href="{to(page + 1)}">Trang sau</a>' if page < pages else ""
        else:
            links = "".join(f"<b>{n}</b>" if n == page else f'<a href="{to(n)}">{n}</a>' for n in range(1, pages + 1)) if pages > 1 else ""
        form = f'<form method="post" action="{base}"><input type="hidden" name="__VIEWSTATE" value="v{page}"><p>{links}</p></form>'
        return self._page(SECTIONS[section][1], self._rows(items[(page - 1) * self.page_size : page * self.page_size]) + form)

    def _missing(self) -> tuple[int, dict[str, str], bytes]:
        _, headers, body = self._page("Không tìm thấy", "<p>Trang bạn tìm không có.</p>")
        return 404, headers, body

    def respond(self, url: str, form: dict[str, str]) -> tuple[int, dict[str, str], bytes, str]:
        self.requests += 1
        if self.fault or (self.broken and self.broken in url):
            return *self._broken(self.fault or "500"), url
        answer = self._answer(url, form)
        if isinstance(answer, str):
            final = HOME.rstrip("/") + answer
            again = self._answer(final, {})
            assert not isinstance(again, str)
            return *again, final
        return *answer, url

    @staticmethod
    def _broken(fault: str) -> tuple[int, dict[str, str], bytes]:
        if fault.isdigit():
            return int(fault), {"content-type": "text/html"}, b"<html><body><h1>Loi</h1></body></html>"
        text = {
            "flood": "<h1>Tạm dừng</h1><p>Máy chủ đang bận, xin quý vị vui lòng quay lại sau ít phút.</p><a href='/'>Trang chủ</a>",
            "blank": "",
            "shell": "<div id='root'></div><script src='/main.js'></script>",
        }[fault]
        return 200, {"content-type": "text/html; charset=utf-8"}, f"<html><head><title>Sở</title></head><body>{text}</body></html>".encode()

    def _answer(self, url: str, form: dict[str, str]) -> tuple[int, dict[str, str], bytes] | str:
        parts = urlsplit(url)
        query = {name: value for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in ("phien", "zt")}
        if parts.path == "/":
            blocks = (
                f'<h2><a href="{self._href(self._listing_path(n))}">{SECTIONS[n][1]}</a></h2>'
                + self._rows(self.newest(n)[: self.home_items])
                for n in range(self.sections)
            )
            return self._page("Cổng thông tin", "".join(blocks))
        if parts.path == "/rss/tin.rss" and self.feed:
            return 200, {}, self._rss()
        if parts.path.startswith("/sitemap") and self.sitemap:
            return self._sitemap(parts.path)
        if parts.path == "/lich" and "calendar" in self.traps:
            return self._calendar(int(query.get("nam", 2026)), int(query.get("thang", 11)))
        for section in range(self.sections):
            base = urlsplit(self._listing_path(section))
            wanted = dict(parse_qsl(base.query))
            number = re.fullmatch(re.escape(base.path) + r"(?:/trang-(\d+))?", parts.path)
            if number and all(query.get(name) == value for name, value in wanted.items()) and set(query) <= {*wanted, "page", "start"}:
                page = int(number[1] or query.get("page") or int(query.get("start", 0)) // self.page_size + 1)
                page = int(form.get("__EVENTARGUMENT", f"Page${page}").removeprefix("Page$"))
                return self._listing(section, page)
        return self._article(url)

    def _article(self, url: str) -> tuple[int, dict[str, str], bytes]:
        asked = plain(re.sub(r"(?<=[?&])zt=\w+&?", "", url).rstrip("?&"))
        for item in self.items:
            if self.url(item) == asked:
                rest = [other for other in self.newest() if other is not item][:3]
                text = f"<h1>{item.title}</h1><i>{item.at:%Y-%m-%d}</i><p>{item.title * 5}</p>{self._rows(rest)}"
                return self._page(item.title, text)
        if urlsplit(url).path == "/gioi-thieu":
            return self._page("Giới thiệu", f"<p>{'Chức năng và nhiệm vụ của sở. ' * 20}</p>")
        return self._missing()

    def _calendar(self, year: int, month: int) -> tuple[int, dict[str, str], bytes]:
        def to(step: int) -> str:
            months = year * 12 + month - 1 + step
            return self._href(f"/lich?thang={months % 12 + 1}&nam={months // 12}")

        days = "".join(f'<td><a href="{self._href(f"/lich?ngay={d}&thang={month}&nam={year}")}">{d}</a></td>' for d in range(1, 29))
        return self._page("Lịch", f'<a href="{to(-1)}">«</a> <a href="{to(1)}">»</a><table><tr>{days}</tr></table>')

    def _rss(self) -> bytes:
        items = "".join(
            f"<item><title>{item.title}</title><link>{self._xml(item)}</link>"
            f"<pubDate>{item.at:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
            for item in self.newest()[self.feed_offset : self.feed_offset + self.feed]
        )
        return f"<rss version='2.0'><channel><title>Tin mới</title>{items}</channel></rss>".encode()

    def _xml(self, item: Item) -> str:
        return self.url(item).replace("&", "&amp;")

    def _sitemap(self, path: str) -> tuple[int, dict[str, str], bytes]:
        if self.sitemap == "index" and path == "/sitemap.xml":
            maps = "".join(f"<sitemap><loc>{HOME}sitemap-{n}.xml</loc></sitemap>" for n in range(self.sections))
            return 200, {}, f"<sitemapindex>{maps}</sitemapindex>".encode()
        number = re.fullmatch(r"/sitemap-(\d)\.xml", path)
        chosen = self.newest(int(number[1])) if number else self.newest()
        rows = "".join(f"<url><loc>{self._xml(item)}</loc><lastmod>{item.at:%Y-%m-%d}</lastmod></url>" for item in chosen)
        return 200, {}, f"<urlset>{rows}</urlset>".encode()


PORTAL = Portal(slug="so", kind=PortalKind.ICT_DEPARTMENT, name="Sở", url=HOME)


@functools.lru_cache(100_000)
def plain(url: str) -> str:
    """The canonical address before anything was learned. The portal below asks for the same ones over and over."""
    return canonical(url, Profile(), PORTAL)


@dataclass
class Shelf:
    """What a store keeps between runs."""

    known: set[str] = field(default_factory=set)
    walked: set[str] = field(default_factory=set)
    entries: dict[str, EntryPoint] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)  # open ones
    older: dict[str, Link] = field(default_factory=dict)  # left out at first contact
    articles: list[str] = field(default_factory=list)
    profile: Profile = field(default_factory=Profile)
    complete: bool = False
    open: bool = True  # the last walk did not come to its end
    robots: bool = False


@dataclass
class Run:
    asked: list[tuple[str, str]]  # kind, address; articles too
    result: WalkResult | None  # None: killed
    walk: Walk

    @property
    def requests(self) -> int:
        return len([kind for kind, _ in self.asked if kind != "article"])


class Killed(Exception):
    """The process died before this request."""


def _article(body: bytes) -> Extraction | None:
    match = re.search(r"<h1>(.*?)</h1><i>(.*?)</i>", body.decode("utf-8", "replace"))
    return Extraction(title=match[1], blocks=(match[1] * 5,), published=match[2]) if match else None


class Spider:
    """Drives one walk: newest asks first, links after the store has them."""

    def __init__(self, site: Site, shelf: Shelf, limits: Limits, now: datetime, kill_after: int) -> None:
        self.site, self.shelf, self.now, self.kill_after = site, shelf, now, kill_after
        if limits.full:
            shelf.links |= shelf.older
            shelf.older = {}
        order = Order(
            id=f"{now.isoformat()}",
            portal=PORTAL,
            entry_points=tuple(replace(entry, validators=Validators()) if shelf.open else entry for entry in shelf.entries.values()),
            open_links=tuple(shelf.links.values()),
            profile=shelf.profile,
            known=b"".join(sorted(map(url_key, shelf.known))),
            walked=b"".join(sorted(map(url_key, shelf.walked))),
            robots=((HOME.rstrip("/"), Robots(text="", status=200, fetched_at=now)),) if shelf.robots else (),
            limits=limits,
            first_contact=not shelf.complete,
        )
        shelf.open = True
        self.run = Run([], None, Walk(order, now))
        self.queue: list[Ask] = []
        self.later: dict[str, Link] = {}  # links that gave nothing while the portal was out of order: the next run has them

    def _take(self, step: Step) -> None:
        for link in step.links:
            assert link.url not in self.shelf.known, f"given twice: {link.url}"
            self.shelf.known.add(link.url)
            (self.shelf.links if link.wanted else self.shelf.older)[link.url] = link
        for entry in step.entry_points:
            self.shelf.entries[entry.url] = entry
        self.queue.extend(step.asks)

    def _fetch(self, url: str, kind: str, form: tuple[tuple[str, str], ...] = ()) -> Reply:
        if len(self.run.asked) == self.kill_after:
            raise Killed
        self.run.asked.append((kind, url))
        status, headers, body, final = self.site.respond(url, dict(form))
        failure = None
        if status >= 400:
            failure = Failure(name={404: FailureName.NOT_FOUND, 403: FailureName.BLOCKED}.get(status, FailureName.SERVER_ERROR))
        redirects = (url,) if final != url else ()
        return Reply(status=status, url=final, headers=headers, body=body, at=self.now, failure=failure, redirects=redirects)

    def _link(self, link: Link) -> None:
        reply = self._fetch(link.fetch_url or link.url, "article")
        found = None if reply.failure else _article(reply.body)
        failure = reply.failure or (None if found else Failure(name=FailureName.NOT_ARTICLE))
        step = self.run.walk.judged(link, reply, failure, found)
        if found is not None:
            self.shelf.articles.append(link.url)
        if found is not None or not self.site.fault:
            self.shelf.links.pop(link.url)
        else:
            self.later[link.url] = self.shelf.links.pop(link.url)
        self._take(step)

    def crawl(self) -> Run:
        try:
            return self._crawl()
        finally:
            self.shelf.links |= self.later

    def _crawl(self) -> Run:
        walk = self.run.walk
        try:
            self._take(walk.start())
            while True:
                if self.shelf.links:
                    self._link(next(iter(self.shelf.links.values())))
                elif self.queue:
                    ask = self.queue.pop(0)
                    self._take(walk.answer(ask, self._fetch(ask.url, ask.kind.value, ask.form)))
                else:
                    step = walk.idle()
                    if step.empty:
                        break
                    self._take(step)
        except Killed:
            return self.run
        self.run.result = result = walk.result()
        self.shelf.profile = result.profile
        if result.complete:
            self.shelf.walked, self.shelf.complete, self.shelf.open = set(self.shelf.known), True, False
        return self.run


def crawl(site: Site, shelf: Shelf, limits: Limits = Limits(), now: datetime = NOW, kill_after: int = -1) -> Run:  # noqa: B008  # frozen
    """One run over a site with what the shelf kept."""
    return Spider(site, shelf, limits, now, kill_after).crawl()


@pytest.fixture
def sim() -> SimpleNamespace:
    """The simulator: Site, Shelf, crawl and what belongs to them."""
    return SimpleNamespace(
        Site=Site,
        Shelf=Shelf,
        crawl=crawl,
        replace=replace,
        NOW=NOW,
        HOME=HOME,
        PORTAL=PORTAL,
        addresses=tuple(ADDRESSES),
        addresses_of=ADDRESSES,
        robots=VisitKind,
    )
