"""RSS, sitemaps and robots.txt of a sample portal."""

from __future__ import annotations

import gzip
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from demo.articles import VIETNAM, Article
from demo.exchange import Response, quoted
from demo.shapes.base import teaser

if TYPE_CHECKING:
    from demo.shapes.base import View
    from demo.site import Portal

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def rss(view: View, category: int | None) -> Response:
    """The newest articles as RSS 2.0; a shape may get the times wrong (see `Shape.rss_time`)."""
    portal = view.portal
    if portal.options.broken_feed:
        return Response(body='<rss version="2.0"><channel><title>Lỗi & hỏng'.encode(), type="application/rss+xml; charset=utf-8")
    articles = portal.newest(category)[: portal.options.feed_items]
    if portal.options.stale_feed:
        articles = sorted(portal.newest(category), key=lambda article: article.id)[:5]
    items = "".join(_item(view, article) for article in articles)
    body = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(portal.site_name)}</title><link>{escape(portal.url)}</link><description>RSS</description>"
        f"<pubDate>{format_datetime(view.now.astimezone(VIETNAM))}</pubDate>{items}</channel></rss>"
    )
    return Response(body=body.encode(), type="application/rss+xml; charset=utf-8")


def _item(view: View, article: Article) -> str:
    portal = view.portal
    link = escape(portal.absolute(portal.shape.article_target(portal, article)))
    return (
        f"<item><title>{escape(article.title)}</title><link>{link}</link>"
        f'<guid isPermaLink="false">{portal.shape.name}_{article.number}</guid>'
        f'<description><![CDATA[<img src="/a.jpg"/> {teaser(article)}]]></description>'
        f"<pubDate>{portal.shape.rss_time(article.published)}</pubDate></item>"
    )


def sitemap(view: View) -> Response | None:
    """The answer to a sitemap address, None if this is not one."""
    portal, style = view.portal, view.portal.options.sitemap
    asked = portal.key(view.request.target)[len(portal.prefix) :]
    if style == "none":
        return None
    if style == "flat" and asked == portal.shape.sitemap_target:
        return _xml(_urlset(portal))
    if style in {"index", "gzip"}:
        ending = ".xml.gz" if style == "gzip" else ".xml"
        if asked == portal.shape.sitemap_target:
            return _xml(
                f'<sitemapindex xmlns="{_SITEMAP}"><sitemap><loc>{portal.absolute("/sitemap-sections.xml")}</loc></sitemap>'
                f"<sitemap><loc>{portal.absolute('/sitemap-news' + ending)}</loc></sitemap></sitemapindex>"
            )
        if asked == "/sitemap-sections.xml":
            urls = "".join(f"<url><loc>{escape(portal.absolute(target))}</loc></url>" for target, _ in view.menu())
            return _xml(f'<urlset xmlns="{_SITEMAP}">{urls}</urlset>')
        if asked == "/sitemap-news" + ending:
            answer = _xml(_urlset(portal))
            if style == "gzip":
                answer.body, answer.type = gzip.compress(answer.body, 1, mtime=0), "application/x-gzip"
            return answer
    return None


def _urlset(portal: Portal) -> str:
    urls = "".join(
        f"<url><loc>{escape(portal.absolute(portal.shape.article_target(portal, article)))}</loc>"
        f"<lastmod>{article.published.astimezone(VIETNAM).isoformat(timespec='seconds')}</lastmod></url>"
        for article in portal.newest()[:1000]
    )
    return f'<urlset xmlns="{_SITEMAP}"><url><loc>{portal.absolute("/")}</loc></url>{urls}</urlset>'


def _xml(text: str) -> Response:
    return Response(body=('<?xml version="1.0" encoding="UTF-8"?>' + text).encode(), type="application/xml; charset=utf-8")


def robots(portal: Portal) -> Response:
    """robots.txt as set, or the usual one with a sitemap line; an empty setting means there is none."""
    text = portal.options.robots
    if text is None:
        text = "User-agent: *\nDisallow: /admin/\nDisallow: /gui-binh-luan\n"
        if portal.options.sitemap != "none" and portal.options.declare:
            text += f"Sitemap: {quoted(portal.absolute(portal.shape.sitemap_target))}\n"
    if not text:
        return Response(404, b"<html><body>404</body></html>")
    return Response(body=text.encode(), type="text/plain; charset=utf-8")
