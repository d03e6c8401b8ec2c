"""Feeds, sitemaps and not-found pages as portals send them."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import feeds, notfound, sheet, sitemaps
from crawler.discovery.dialogue import Reply

NOW = datetime(2026, 11, 20, tzinfo=UTC)
BASE = "http://so.example.vn/rss/"
ITEM = "<item><title>Một &amp;amp; hai</title><link>/tin/mot-1.html</link><pubDate>Thu, 12 Nov 2026 09:11:00 GMT</pubDate></item>"


@pytest.mark.parametrize(
    "text",
    [
        f"<?xml version='1.0'?><rss><channel><title>Tin</title>{ITEM}</channel></rss>",
        f"\n\n<rss><channel><title>Tin</title>{ITEM}<item><title>A & B",
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Tin</title><entry><title>Một &amp; hai</title>"
        "<link rel='self' href='/x'/><link href='../tin/mot-1.html'/><updated>2026-11-12T09:11:00Z</updated></entry></feed>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        "<channel><title>Tin</title></channel><item rdf:about='/tin/mot-1.html'><title>Một &amp; hai</title>"
        "<link>/tin/mot-1.html</link><dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2026-11-12</dc:date></item></rdf:RDF>",
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": [{"id": "1", "url": "/tin/mot-1.html",'
        ' "title": "Một & hai", "date_published": "2026-11-12T09:11:00Z"}]}',
    ],
)
def test_feeds(text: str) -> None:
    feed = feeds.read(text.encode(), {}, BASE, NOW)

    assert feed is not None
    assert feed.items[0] == feeds.Item("http://so.example.vn/tin/mot-1.html", "Một & hai", "2026-11-12")


def test_a_guid_that_is_no_address_is_none() -> None:
    feed = feeds.read(b"<rss><channel><item><title>A</title><guid>news_12</guid></item></channel></rss>", {}, BASE, NOW)

    assert feed is not None
    assert feed.items == ()


URLS = "<url><loc> http://so.example.vn/tin/a-1.html </loc><lastmod>2026-11-01</lastmod></url>"


@pytest.mark.parametrize("body", [f"<urlset>{URLS}</urlset>".encode(), f"<urlset>{URLS}<url><loc>http://so".encode()])
@pytest.mark.parametrize("packed", [False, True])
def test_sitemaps(body: bytes, packed: bool) -> None:
    found = sitemaps.read(gzip.compress(body) if packed else body, {}, BASE, NOW)

    assert found is not None
    assert found.items == (feeds.Item("http://so.example.vn/tin/a-1.html", "", "2026-11-01"),)


def test_a_torn_gzip_gives_what_it_holds() -> None:
    rows = "".join(f"<url><loc>http://so.example.vn/{n * 7919}-a.html</loc></url>" for n in range(3000))
    found = sitemaps.read(gzip.compress(f"<urlset>{rows}</urlset>".encode())[:-4000], {}, BASE, NOW)

    assert found is not None
    assert 100 < len(found.items) < 3000


def test_an_index_names_its_newest_part_first() -> None:
    parts = "".join(f"<sitemap><loc>/s-{n}.xml</loc><lastmod>2026-0{n}-01</lastmod></sitemap>" for n in (1, 3, 2))
    found = sitemaps.read(f"<sitemapindex>{parts}</sitemapindex>".encode(), {}, BASE, NOW)

    assert found is not None
    assert [child[-7:] for child in found.children] == ["s-3.xml", "s-2.xml", "s-1.xml"]


def test_a_sitemap_as_text() -> None:
    found = sitemaps.read(b"http://so.example.vn/a-1.html\r\nhttp://so.example.vn/a-2.html\n", {}, BASE, NOW)

    assert found is not None
    assert len(found.items) == 2


def _page(title: str, text: str, luck: int) -> bytes:
    related = "".join(f"<li><a href='/{n * luck}'>Bài viết số {n * luck} khác nhau mỗi lần</a></li>" for n in range(5))
    html = f"<title>{title}</title><body><p>{text}</p><ul>{related}</ul><p>Đang truy cập: {luck}</p><p>Bản quyền thuộc về Sở</p>"
    return html.encode()


def test_the_portal_s_own_not_found_page() -> None:
    text = "Trang {} không tồn tại hoặc đã bị gỡ bỏ. Vui lòng quay lại trang chủ của cổng thông tin điện tử."
    known = notfound.marks(_page("Cổng thông tin", text.format(notfound.PROBE), 3), {})

    assert notfound.matches(known, _page("Cổng thông tin", text.format("/tin/bai-12.html"), 17), {})
    article = "Sáng nay, Sở Thông tin và Truyền thông tổ chức hội nghị tổng kết công tác năm và triển khai nhiệm vụ năm sau. " * 3
    assert not notfound.matches(known, _page("Cổng thông tin", article, 5), {})
    assert not notfound.matches(known, _page("Hội nghị tổng kết", text.format(""), 5), {})
    assert not notfound.matches((), b"", {})


@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_read(body: bytes) -> None:
    for start in (b"", b"<rss><channel>", b"<urlset><url>", b'{"items":', b"\x1f\x8b", b"<html><a href='x'>"):
        sheet.read(Reply(status=200, url=BASE, body=start + body, at=NOW), NOW)
        notfound.matches(notfound.marks(start + body, {}), body, {})
