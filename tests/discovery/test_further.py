"""Articles that no list names any more: further pages of a feed, all months of an archive, links beneath other articles."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from crawler.discovery import feeds

COUNT = 70
FOLK = ("nông dân", "học sinh", "thanh niên", "cựu chiến binh", "phụ nữ", "công nhân", "giáo viên")
SLUGS = ("nong-dan", "hoc-sinh", "thanh-nien", "cuu-chien-binh", "phu-nu", "cong-nhan", "giao-vien")


class Weblog:
    """A portal whose home page shows its newest three articles; `ways` says how the older ones are reached."""

    fault = ""

    def __init__(self, sim: SimpleNamespace, ways: str, count: int = COUNT) -> None:
        self.sim, self.ways, self.count = sim, ways, count
        self.titles = [f"Hội thi {FOLK[n % 7]} tìm hiểu chuyển đổi số lần thứ {n}" for n in range(COUNT)]
        self.asked: list[str] = []

    def path(self, n: int) -> str:
        return f"/{2024 + n // 48}/{n // 4 % 12 + 1:02d}/hoi-thi-{SLUGS[n % 7]}-tim-hieu-chuyen-doi-so-{n + 100}.html"

    def link(self, n: int, text: str = "") -> str:
        return f"<li><a href='{self.path(n)}'>{text or self.titles[n]}</a></li>"

    def respond(self, url: str, form: dict[str, str]) -> tuple[int, dict[str, str], bytes, str]:
        path = url.removeprefix(self.sim.HOME.rstrip("/"))
        self.asked.append(path)
        status, body = self.page(path)
        kind = "application/atom+xml" if path.startswith("/feed") else "text/html; charset=utf-8"
        return status, {"content-type": kind}, body.encode(), url

    def page(self, path: str) -> tuple[int, str]:
        if path == "/":
            return 200, self.frame("".join(map(self.link, range(self.count - 3, self.count))))
        if path.startswith("/feed") and self.ways != "none":
            first = int(path.partition("start=")[2] or 0)
            onward = f"<link rel='next' href='/feed?start={first + 10}'/>" if self.ways == "feed" and first + 10 < self.count else ""
            size = 10 if self.ways == "feed" else 40
            numbers = range(self.count - 1 - first, max(-1, self.count - 1 - first - size), -1)
            entries = "".join(f"<entry><title>{self.titles[n]}</title><link href='{self.path(n)}'/></entry>" for n in numbers)
            return 200, f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Sở</title>{onward}{entries}</feed>"
        if self.ways == "months" and len(path) == 9 and path.endswith("/"):
            return 200, self.frame("".join(self.link(n) for n in range(self.count) if self.path(n).startswith(path)))
        found = next((n for n in range(self.count) if self.path(n) == path), None)
        if found is None:
            return 404, "<p>Không có trang này</p>"
        beneath = self.link(found - 1, "Bài đăng cũ hơn") if self.ways == "beneath" and found else ""
        text = f"<h1>{self.titles[found]}</h1><i>2026-11-{found % 28 + 1:02d}</i>"
        return 200, self.frame(f"{text}<ul>{beneath}</ul>")

    def frame(self, body: str) -> str:
        months = sorted({self.path(n)[:9] for n in range(self.count)}, reverse=True) if self.ways == "months" else []
        archive = "".join(f"<li><a href='{month}'>tháng {month[6:8]}</a> (1)</li>" for month in months)
        feed = "<link rel='alternate' type='application/atom+xml' href='/feed'>" if self.ways != "none" else ""
        return f"<html><head><title>Sở</title>{feed}</head><body><ul>{body}</ul><div><ul>{archive}</ul></div></body></html>"


@pytest.mark.parametrize("ways", ["feed", "months", "beneath"])
def test_all_articles_are_found(sim: SimpleNamespace, ways: str) -> None:
    site, shelf = Weblog(sim, ways), sim.Shelf(robots=True)
    sim.crawl(site, shelf)

    assert {url.removeprefix(sim.HOME.rstrip("/")) for url in shelf.articles} == {site.path(n) for n in range(COUNT)}
    assert len(shelf.articles) == COUNT
    assert len(site.asked) <= COUNT + 25


def test_what_is_published_while_nobody_looks_is_read_from_a_feed_s_further_pages(sim: SimpleNamespace) -> None:
    site, shelf = Weblog(sim, "feed", 30), sim.Shelf(robots=True)
    sim.crawl(site, shelf)
    assert len(shelf.articles) == 30
    site.count = COUNT
    for hours in (30, 60):
        sim.crawl(site, shelf, now=sim.NOW + timedelta(hours=hours))

    assert len(set(shelf.articles)) == COUNT


def test_a_feed_names_its_next_page(sim: SimpleNamespace) -> None:
    body = b"<feed xmlns='http://www.w3.org/2005/Atom'><link rel='self' href='/feed'/><link rel='next' href='/feed?p=2&amp;n=5'/></feed>"
    found = feeds.read(body, {}, "http://so.vn/feed", sim.NOW)
    assert found is not None
    assert found.following == "http://so.vn/feed?p=2&n=5"


def test_a_feed_without_end_is_left(sim: SimpleNamespace) -> None:
    class Endless(Weblog):
        def page(self, path: str) -> tuple[int, str]:
            _, _, start = path.partition("start=")
            status, body = super().page("/feed?start=20" if start else path)
            return status, body.replace("start=30", f"start={int(start or 0) + 10}") if start else body

    site, shelf = Endless(sim, "feed"), sim.Shelf(robots=True)
    sim.crawl(site, shelf)

    assert 1 <= sum("start=" in path for path in site.asked) <= 3
