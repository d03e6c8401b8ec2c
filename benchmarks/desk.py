"""How long the desk takes with many articles stored: its pages over real HTTP on loopback, each asked in turn; and recording an article."""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import config
from benchmarks.machine import head
from review.app import create_app
from review.server import listening, served
from scheduler.ingest import Ingest
from storage.archive import Archive
from storage.documents import DocumentFolder, content_hash
from storage.models import ChangeKind, Extraction, LifeCycle, Link, Page, Portal, PortalKind, ReviewState, Visit, VisitKind
from storage.store import Store

PORTALS = 189
BATCH = 500
LIMIT_MS = 100.0  # a page, p95
RECORD_MS = 20.0  # an article, p99
END = datetime(2026, 11, 20, tzinfo=UTC)
_TEXT = """
sở thông tin và truyền thông tỉnh chuyển đổi số hội nghị triển khai kế hoạch công nghệ đường dây nóng người dân doanh nghiệp dịch vụ
công trực tuyến an toàn mạng tập huấn cán bộ xã huyện báo cáo kết quả năm tháng quý phát triển kinh tế hạ tầng bưu chính viễn thông
hồ sơ thủ tục hành chính cải cách ban hành quyết định phê duyệt đề án phòng chống lừa đảo thanh niên trường học y tế giáo dục
"""
SYLLABLES = _TEXT.split()
PROVINCES = tuple(f"Tỉnh {number}" for number in range(63))


def extraction(number: int, rng: random.Random, when: datetime) -> Extraction:
    """Some 250 syllables drawn as a language draws them: few often, most seldom; one rare word per article."""

    def words(count: int) -> str:
        return " ".join(SYLLABLES[min(int(rng.expovariate(0.045)), len(SYLLABLES) - 1)] for _ in range(count))

    blocks = (f"{words(30).capitalize()}.", *(f"{words(50).capitalize()} {rng.randrange(2, 5000)}." for _ in range(4)), f"tin{number}")
    return Extraction(
        title=f"{words(12).capitalize()} {number % 997}", blocks=blocks, lead=blocks[0], published=when.isoformat(), extractor="1"
    )


def fill(store: Store, articles: int) -> None:
    """Articles evenly over three years and all portals; a tenth unread, one in twenty edited, one in a hundred removed."""
    rng = random.Random(7)
    for number in range(PORTALS):
        portal = Portal(
            slug=f"p-{number:03}",
            kind=PortalKind.OTHER,
            name=f"Cổng {number}",
            url=f"https://p{number}.example.vn/",
            province=PROVINCES[number % 63],
            province_2025=PROVINCES[number % 34],
            life_cycle=LifeCycle.LIVE,
        )
        store.put_portal(portal, declared=True)
    ids = [store.portal_id(f"p-{number:03}") for number in range(PORTALS)]
    span = timedelta(days=3 * 365)
    for start in range(0, articles, BATCH):
        with store.write():
            for number in range(start, min(start + BATCH, articles)):
                _article(store, number, articles, ids, END - span * (1 - (number + 1) / articles), rng)


def _article(store: Store, number: int, articles: int, ids: list[int], when: datetime, rng: random.Random) -> None:
    portal, url = ids[rng.randrange(PORTALS)], f"https://p.example.vn/tin-{number}.html"
    found = extraction(number, rng, when)
    article = store.add_article(portal, url, found, when)
    version = store.add_version(article, found, content_hash(found.title, found.blocks), None, None, when)
    store.put_links(portal, [Link(url=url, via="https://p.example.vn/")], when)
    waiting = ReviewState.UNREAD if number > articles * 0.9 else ReviewState.READ
    store.add_change(ChangeKind.NEW, portal, article, url, when, after=version, review_state=waiting)
    if number % 20 == 0:
        before = store.version(article, 1)
        second = store.add_version(article, found, content_hash(found.title, found.blocks), None, None, when)
        store.add_change(
            ChangeKind.EDITED, portal, article, url, when, before=before, after=second, edit=["facts"], size=3, review_state=waiting
        )
    if number % 100 == 0:
        store.add_change(ChangeKind.REMOVED, portal, article, url, when, before=store.version(article, 1), review_state=waiting)


def pages(articles: int) -> Iterator[tuple[str, str]]:
    """What a morning at the desk asks for."""
    yield "inbox", "/"
    yield "inbox, all states", "/?state=any"
    yield "inbox, one portal", "/?portal=p-007"
    yield "inbox, one province", "/?province=Tinh+5"
    yield "inbox, removed", "/?kind=removed"
    yield "inbox, common word", "/?words=thong+tin"
    yield "inbox, rare word", f"/?words=tin{articles - 17}"
    yield "inbox, portal and kind", "/?portal=p-007&kind=edited&state=any"
    yield "inbox, deep", "/?state=any&after=2024-06-01T00:00:00Z~5"
    yield "item", f"/articles/{articles - 20}"
    yield "diff", f"/articles/{articles - articles % 20 - 19}/diff?before=1&after=2"
    yield "board", "/portals"
    yield "portal", "/portals/p-007"
    yield "provinces", "/provinces"
    yield "search, common words", "/search?q=so+thong+tin"
    yield "search, phrase", "/search?q=%22chuy%E1%BB%83n+%C4%91%E1%BB%95i+s%E1%BB%91%22"
    yield "search, abbreviation", "/search?q=TT%26TT"
    yield "search, rare word", f"/search?q=tin{articles // 2}"
    yield "search, nothing", "/search?q=khongcotunay"
    yield "search, portal", "/search?q=thong+tin+portal%3Ap-007"
    yield "search, ranked", "/search?q=chuyen+doi+so&order=best"
    yield "search, rare phrase", "/search?q=%22b%C6%B0u+ch%C3%ADnh+an+to%C3%A0n+x%C3%A3+y+t%E1%BA%BF%22"
    yield "inbox, rare phrase", "/?words=%22buu+chinh+an+toan+xa+y+te%22&state=any"
    yield "statistics", "/statistics"
    yield "statistics, two years", "/statistics?weeks=104"
    yield "history", "/history"
    yield "api changes", "/api/changes?limit=50"
    yield "api articles", "/api/articles?limit=200"
    yield "api articles, words", "/api/articles?words=thong+tin&limit=200"
    yield "api articles, kept words", "/api/articles?words=%22buu+chinh+an+toan+xa+y+te%22&kept=true"
    yield "feed", "/feeds/all.atom"


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def measure(address: str, articles: int, rounds: int) -> list[tuple[str, float, float, float]]:
    """(page, p50, p95, p50 of this process's CPU time) in milliseconds; the first round is not counted."""
    rows = []
    for name, path in pages(articles):
        times, spent = [], []
        for turn in range(rounds + 1):
            start, cpu = time.perf_counter(), time.process_time()
            with urllib.request.urlopen(address.rstrip("/") + path, timeout=120) as answer:
                answer.read()
            if turn:
                times.append((time.perf_counter() - start) * 1000)
                spent.append((time.process_time() - cpu) * 1000)
        rows.append((name, statistics.median(times), percentile(times, 0.95), statistics.median(spent)))
    return rows


def record(store: Store, folder: Path, count: int) -> tuple[float, float, float]:
    """p50 and p99 of storing one new article with document, archived page, search row and change, and p50 of CPU time; milliseconds."""
    times, spent = [], []
    with Archive(folder) as archive:
        ingest = Ingest(store, DocumentFolder(folder), archive, config.load({}, data=folder))
        first = int(store.count_articles())
        rng = random.Random(first)  # other texts each time
        for number in range(first, first + count):
            url = f"https://p{number % PORTALS}.example.vn/moi-{number}.html"
            found = extraction(number, rng, END)
            body = ("<html>" + "".join(f"<p>{block}</p>" for block in found.blocks) * 6 + "</html>").encode()
            visit = Visit(url=url, kind=VisitKind.ARTICLE, at=END, status=200, final_url=url, size=len(body))
            page = Page(order="bench", url=url, visit=visit, headers=(("Content-Type", "text/html"),), body=body, extraction=found)
            start, cpu = time.perf_counter(), time.process_time()
            ingest.page(f"p-{number % PORTALS:03}", None, page, END)
            times.append((time.perf_counter() - start) * 1000)
            spent.append((time.process_time() - cpu) * 1000)
    return statistics.median(times), percentile(times, 0.99), statistics.median(spent)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks desk", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000, help="how many are stored (default: 100,000)")
    parser.add_argument("--large", action="store_true", help="a million articles; filling takes a good while")
    parser.add_argument("--rounds", type=int, default=20, help="how often each page is asked")
    parser.add_argument("--records", type=int, default=500, help="how many new articles are recorded at the end")
    parser.add_argument("--data", type=Path, help="fill this folder, or use it when it is filled")
    options, _ = parser.parse_known_args(argv)
    articles = 1_000_000 if options.large else options.articles
    with tempfile.TemporaryDirectory(prefix="tinso-bench-") as temporary:
        folder = options.data or Path(temporary)
        with Store.open(folder) as store:
            if store.count_articles() < articles:
                start = time.perf_counter()
                fill(store, articles)
                print(f"filled in {time.perf_counter() - start:.0f} s")
            with served(create_app(store, now=lambda: END), listening("127.0.0.1", 0)) as address:
                rows = measure(address, articles, options.rounds)
            stored = record(store, folder, options.records)
    print(head(("starlette", "uvicorn", "jinja2")))
    print(f"{articles:,} articles, {PORTALS} portals; milliseconds over HTTP, {options.rounds} rounds\n")
    print(f"{'page':<26}{'p50':>8}{'p95':>8}{'CPU':>8}")
    for name, middle, most, spent in rows:
        print(f"{name:<26}{middle:>8.1f}{most:>8.1f}{spent:>8.1f}{'  over ' + str(int(LIMIT_MS)) if most > LIMIT_MS else ''}")
    print(f"\nrecording one of {options.records} new articles: p50 {stored[0]:.1f}, p99 {stored[1]:.1f}, CPU {stored[2]:.1f}")
    return int(any(most > LIMIT_MS for _, _, most, _ in rows) or stored[1] > RECORD_MS)
