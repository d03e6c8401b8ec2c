"""Portals whose sources are odd: a menu made by a script, feeds behind a page of feeds, an archive by month, almost nothing at all."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from datetime import timedelta
from html import escape
from typing import ClassVar

from demo.articles import Article
from demo.exchange import Response
from demo.shapes.base import View
from demo.site import Portal as Site
from tests.simulation.heldout.unseen import Unseen, at, blocks, html, joined, start
from tests.simulation.world import World

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


class ScriptMenu(Unseen):
    """Sections stand only in a script; a packed sitemap by month, never declared, names all, with today's date on everything."""

    name = "unseen-scriptmenu"
    kind_name = "Trung tâm Phục vụ hành chính công {}"
    missing, removal = "home", "home"
    options: ClassVar = {"robots": "User-agent: *\nAllow: /\n"}
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("1", "Tin tức"), ("2", "Cải cách hành chính"), ("3", "Thông báo"))

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/{article.slug}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/chuyen-muc/{self.categories[category][0]}"

    def special(self, view: View) -> Response | None:
        path, portal = view.request.path, view.portal
        sections = [f"/chuyen-muc/{number}" for number, _ in self.categories]
        if path in sections:  # the newest five, no pages
            view.category = sections.index(path)
            newest = portal.newest(view.category)[:5]
            return self.full(view, self.categories[view.category][1], self.listing(view, view.category, 1, 1, newest))
        if path == "/so-do-cong":
            return self.full(view, "Sơ đồ cổng", "<ul><li>Trang chủ</li><li>Tin tức</li><li>Dịch vụ công</li></ul>")
        if path == "/sitemap.xml":
            months = sorted({f"{article.filed:%Y-%m}" for article in portal.newest()})
            parts = ["pages.xml", *(f"posts-{month}.xml.gz" for month in months)]
            named = "".join(f"<sitemap><loc>{portal.absolute('/sitemaps/' + part)}</loc></sitemap>" for part in parts)
            return Response(body=f"{_XML}<sitemapindex {_NAMES}>{named}</sitemapindex>".encode(), type="text/xml")
        if path == "/sitemaps/pages.xml":
            return self._urls(view, ["/", "/lien-he", "/so-do-cong", *sections, "/files/quyet-dinh-12.pdf"])
        month = re.fullmatch(r"/sitemaps/posts-(\d{4}-\d\d)\.xml\.gz", path)
        if month:
            packed = self._urls(view, [f"/{a.slug}" for a in portal.newest()[::-1] if f"{a.filed:%Y-%m}" == month[1]])
            return Response(body=gzip.compress(packed.body, 1, mtime=0), type="application/octet-stream")
        return None

    def _urls(self, view: View, targets: Sequence[str]) -> Response:
        now = view.now.isoformat(timespec="seconds")
        named = "".join(f"<url><loc>{view.portal.absolute(to)}</loc><lastmod>{now}</lastmod></url>" for to in targets)
        return Response(body=f"{_XML}<urlset {_NAMES}>{named}</urlset>".encode(), type="text/xml")

    def item(self, view: View, article: Article) -> str:
        return f'<a class="the" href="/{article.slug}"><span>{at(article):%d/%m}</span><strong>{escape(article.title)}</strong></a>'

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        return f"<h1>{escape(self.categories[category][1])}</h1>{joined(lambda a: self.item(view, a), articles)}"

    def home(self, view: View) -> str:
        featured = [article for article in view.portal.newest() if article.id % 5 == 0][:3]
        return f'<div class="hop">{joined(lambda a: self.item(view, a), featured)}</div>'

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", '<figure><img src="{}"><figcaption>{}</figcaption></figure>', '<p class="mo-dau">{}</p>')
        return f'<main class="bai"><h1>{escape(article.title)}</h1><p class="gio">{at(article):%H:%M - %d/%m/%Y}</p>{text}</main>'

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        entries = ",".join(f"{{t:'{name}',u:'chuyen-muc/'+{number}}}" for number, name in self.categories)
        return (
            f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><nav id="mn"></nav>'
            f"<script>[{entries}].forEach(function(m){{var a=document.createElement('a');a.href='/'+m.u;a.textContent=m.t;"
            f'document.getElementById("mn").append(a)}})</script>{main}<footer>{escape(view.site_name)}</footer></body></html>'
        )


class FeedPage(Unseen):
    """Feeds only behind a page of feeds: bare ampersands, relative links, local times; one stopped long ago, one is empty."""

    name = "unseen-feedpage"
    kind_name = "Hội Nhà báo tỉnh {}"
    missing, removal = "soft", "soft"
    page_size = 7
    categories: ClassVar[tuple[tuple[str, str], ...]] = (
        ("tin-hoat-dong", "Tin & hoạt động"),
        ("nghiep-vu", "Nghiệp vụ"),
        ("thong-bao", "Thông báo"),
    )

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/{self.categories[article.category][0]}/{article.slug}-d{article.number}.html"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/{self.categories[category][0]}" + (f"/trang-{page}.html" if page > 1 else ".html")

    def number_in(self, target: str) -> int | None:
        found = re.fullmatch(r"/[\w-]+/[\w-]+-d(\d+)\.html", target)
        return int(found[1]) if found else None

    def special(self, view: View) -> Response | None:
        path, names = view.request.path, [name for name, _ in self.categories]
        if path == "/rss/":
            feeds = "".join(
                f'<li><a href="{name}.rss">RSS {escape(text)}</a></li>' for name, text in (*self.categories, ("van-hoa", "Văn hóa"))
            )
            return self.full(view, "RSS", f"<h1>Kênh tin RSS</h1><ul>{feeds}</ul>")
        feed = re.fullmatch(r"/rss/([\w-]+)\.rss", path)
        if feed and feed[1] in (*names, "van-hoa"):
            return self._feed(view, names.index(feed[1]) if feed[1] in names else -1)
        listed = re.fullmatch(r"/([\w-]+?)(?:\.html|/trang-(\d+)\.html)", path)
        if not listed or listed[1] not in names:
            return None
        category, page = names.index(listed[1]), int(listed[2] or 1)
        if (page - 1) * self.page_size >= max(1, len(view.portal.newest(category))):
            return Response(302, headers={"Location": "/"})
        return self.section(view, category, page)

    def _feed(self, view: View, category: int) -> Response:
        articles = view.portal.newest(category)[:6] if category >= 0 else []
        if category == 1:  # nobody has fed this one since long ago
            articles = view.portal.newest(category)[::-1][:4]
        items = "".join(
            f"<item><title>Tin & ảnh: {escape(a.title)}</title><link>{self.article_target(view.portal, a)}</link><pubDate>{at(a):%d/%m/%Y %H:%M:%S}"
            f"</pubDate><description>{escape(start(a))}</description></item>"
            for a in articles
        )
        text = f"{_XML}<rss version='2.0'><channel><title>Tin & hoạt động</title><link>{view.portal.url}</link>{items}</channel></rss>"
        return Response(body=text.encode(), type="text/xml; charset=utf-8")

    def item(self, view: View, article: Article) -> str:
        to = self.article_target(view.portal, article)[1:]
        return (
            f'<li class="n"><a href="/{to}">{escape(article.title)}</a><em> {at(article):%d/%m/%Y}</em><div>{start(article, 16)}</div></li>'
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        def to(number: int) -> str:
            return f'<a href="{self.listing_target(view.portal, category, number)}">'

        onward = f"{to(page + 1)}Trang sau</a>" if page < pages else ""
        back = f"{to(page - 1)}Trang trước</a> " if page > 1 else ""
        return (
            f"<h1>{escape(self.categories[category][1])}</h1><ul>{joined(lambda a: self.item(view, a), articles)}</ul><p>{back}{onward}</p>"
        )

    def home(self, view: View) -> str:
        return f"<ul>{joined(lambda a: self.item(view, a), view.portal.newest()[:5])}</ul>"

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", '<p class="c"><img src="{}" alt=""/></p><p class="c"><em>{}</em></p>')
        return f'<h1 class="t">{escape(article.title)}</h1><p class="d">Ngày {at(article):%d/%m/%Y}, lúc {at(article):%H:%M}</p><div class="b">{text}</div>'

    def not_found(self, view: View) -> str:
        return "<h1>Trang không tồn tại</h1><p>Liên kết có thể đã cũ.</p>"

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(f'<a href="/{name}.html">{escape(text)}</a> ' for name, text in self.categories)
        return (
            f'<html><head><meta charset="utf-8"/><title>{escape(title)} : {escape(view.site_name)}</title></head><body><div id="h">{menu}</div>'
            f'<div id="m">{main}</div><div id="f"><a href="/rss/">RSS</a> {view.visitors()}</div></body></html>'
        )


class MonthArchive(Unseen):
    """Sections show six articles and no more; the older ones stand in an archive by month, beside a calendar that never ends."""

    name = "unseen-montharchive"
    kind_name = "Báo {} cuối tuần"
    missing, removal = "404", "404"
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("1", "Chính trị"), ("2", "Đời sống"), ("3", "Thông tin bạn đọc"))

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/{article.filed.astimezone(at(article).tzinfo):%Y%m%d}/{article.number:09}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/muc/{self.categories[category][0]}/"

    def special(self, view: View) -> Response | None:
        path = view.request.path
        section = re.fullmatch(r"/muc/([123])/", path)
        if section:
            view.category = int(section[1]) - 1
            newest = view.portal.newest(view.category)[:6]
            return self.full(view, self.categories[view.category][1], self.listing(view, view.category, 1, 1, newest))
        if path == "/luu-tru/":
            first = view.portal.articles[0].published
            months = sorted(
                {f"{first + timedelta(days=n):%Y/%m}" for n in range((view.now - first).days + 1)} | {f"{view.now:%Y/%m}"}, reverse=True
            )
            rows = "".join(f'<tr><td><a href="/luu-tru/{month}/">Tháng {month[5:]}/{month[:4]}</a></td></tr>' for month in months)
            return self.full(view, "Lưu trữ", f"<h1>Báo đã phát hành</h1><table>{rows}</table>")
        kept = re.fullmatch(r"/luu-tru/(\d{4})/(\d\d)/(?:(\d\d)/)?", path)
        if kept and 1 <= int(kept[2]) <= 12 and int(kept[1]) > 1:
            wanted = "-".join(part for part in kept.groups() if part)
            then = [a for a in view.portal.newest() if f"{at(a):%Y-%m-%d}".startswith(wanted)]
            return self.full(
                view, "Lưu trữ", f"<h1>Lưu trữ {wanted}</h1>{joined(lambda a: self.item(view, a), then) or '<p>Không có bài.</p>'}"
            )
        return None

    def item(self, view: View, article: Article) -> str:
        return f'<h4><a href="{self.article_target(view.portal, article)}">{escape(article.title)}</a></h4><p>{start(article, 18)}</p>'

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        return f"<h1>{escape(self.categories[category][1])}</h1>{joined(lambda a: self.item(view, a), articles)}"

    def home(self, view: View) -> str:
        return joined(lambda a: self.item(view, a), view.portal.newest()[:7])

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", '<div class="anh"><img src="{}"/><span>{}</span></div>', '<p class="lead">{}</p>')
        return f'<div class="story"><h1>{escape(article.title)}</h1><div class="by">{at(article):%d/%m/%Y %H:%M}</div>{text}</div>'

    def _calendar(self, view: View) -> str:
        kept = re.match(r"/luu-tru/(\d{4})/(\d\d)/", view.request.path)
        year, month = (int(kept[1]), int(kept[2])) if kept else (view.now.year, view.now.month)
        days = "".join(f'<td><a href="/luu-tru/{year}/{month:02}/{day:02}/">{day}</a></td>' for day in range(1, 29))
        before = f"/luu-tru/{year - (month == 1)}/{(month - 2) % 12 + 1:02}/"
        after = f"/luu-tru/{year + (month == 12)}/{month % 12 + 1:02}/"
        return f'<table class="lich"><tr><th><a href="{before}">«</a></th><th>{month}/{year}</th><th><a href="{after}">»</a></th></tr><tr>{days}</tr></table>'

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(f'<a href="/muc/{number}/">{escape(name)}</a>' for number, name in self.categories)
        return (
            f'<!doctype html><html><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><div class="nav">{menu}<a href="/luu-tru/">Lưu trữ'
            f'</a></div><div class="left">{main}</div><div class="right">{self._calendar(view)}</div><p>{escape(view.site_name)}</p></body></html>'
        )


class Tiny(Unseen):
    """Two articles, dead sections, an endless calendar, every page once more in English dress, tools on every article."""

    name = "unseen-tiny"
    kind_name = "Văn phòng Ban Chỉ đạo chuyển đổi số {}"
    missing, removal = "soft", "soft"
    opening = 2
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("2", "Tin tức"), ("6", "Thông báo"))

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/index.php?p=news&id={article.number}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/index.php?p=cat&c={self.categories[category][0]}"

    def number_in(self, target: str) -> int | None:
        found = re.fullmatch(r"/index\.php\?id=(\d+)(?:&lang=\w\w)?&p=news", target)
        return int(found[1]) if found else None

    def special(self, view: View) -> Response | None:
        query = view.request.query
        if view.request.path != "/index.php" or "p" not in query:
            return self.full(view, "Home", self.home(view)) if view.request.path == "/index.php" else None
        number = int(query["id"]) if query.get("id", "").isdigit() else 0
        article = view.portal.numbers.get(number)
        match query["p"]:
            case "cat" if query.get("c") in {"2", "6", "7", "8"}:
                wanted = {"2": 0, "6": 1}.get(query["c"])
                articles = view.portal.newest(wanted) if wanted is not None else []
                shown = joined(lambda a: self.item(view, a), articles) or "<p>Nội dung đang cập nhật.</p>"
                return self.full(view, "Chuyên mục", shown)
            case "print" | "compare" if article and article.live:
                return html(f"<html><head><title>In</title></head><body>{self.article(view, article)}</body></html>")
            case "mail" if article and article.live:
                return self.full(view, "Gửi bài", f"<form><p>Gửi tới <input name='to'></p><p>Bài: {escape(article.title)}</p></form>")
            case "cal":
                return self.full(view, "Lịch", f"<p>Lịch công tác ngày {escape(query.get('d', ''))}: không có sự kiện.</p>")
            case _:
                return None

    def _lang(self, view: View) -> str:
        return "&lang=en" if view.request.query.get("lang") == "en" else ""

    def item(self, view: View, article: Article) -> str:
        to = escape(self.article_target(view.portal, article) + self._lang(view))
        return f'<a href="{to}" title="{escape(article.title)}"><img src="/up/{article.number}.png" border="0"></a>'

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        return joined(lambda a: self.item(view, a), articles)

    def home(self, view: View) -> str:
        return f'<div class="splash">{joined(lambda a: self.item(view, a), view.portal.newest()[:2])}</div>'

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", '<p align="center"><img src="{}"><br/><i>{}</i></p>')
        tools = "".join(f'<a href="/index.php?p={tool}&amp;id={article.number}">{tool}</a> ' for tool in ("print", "mail", "compare"))
        return f'<h1>{escape(article.title)}</h1><div class="date">{at(article):%d/%m/%Y %H:%M}</div>{text}<div class="tools">{tools}</div>'

    def not_found(self, view: View) -> str:
        return "<p>Not found / Không tìm thấy nội dung.</p>"

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        lang = escape(self._lang(view))
        names = (("2", "Tin tức", "News"), ("6", "Thông báo", "Notices"), ("7", "Văn bản", "Documents"), ("8", "Hỏi đáp", "Q&A"))
        menu = "".join(f'<li><a href="/index.php?p=cat&amp;c={c}{lang}">{escape(en if lang else vi)}</a></li>' for c, vi, en in names)
        query = view.request.query
        year = int(query["y"]) if query.get("y", "").isdigit() else view.now.year
        days = "".join(f'<a href="/index.php?p=cal&amp;d={d}&amp;m={view.now.month}&amp;y={year}">{d}</a> ' for d in range(1, 29))
        days += f'<a href="/index.php?p=cal&amp;d=1&amp;m=1&amp;y={year + 1}">&gt;</a>'
        here = view.request.target.split("&lang=")[0]
        switch = f"{here}{'&' if '?' in here else '?'}lang=en" if here != "/" else "/index.php?lang=en"
        return (
            f'<html><head><meta charset="utf-8"><title>{escape(view.site_name)}</title></head><body><ul>{menu}</ul><a href="{escape(switch)}">English</a>'
            f'<div id="c">{main}</div><div class="cal">{days}</div><div class="tags"><a href="/tag/ai">AI</a> <a href="/tag/so">số</a></div></body></html>'
        )


class InnerHost(Unseen):
    """Sitemap and feed name the machine behind the proxy, which nobody can reach; every unknown address, robots.txt too, is a page."""

    name = "unseen-innerhost"
    kind_name = "Sở Tài nguyên số {}"
    missing, removal = "soft", "soft"
    page_size = 7
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("12", "Tin ngành"), ("14", "Tin địa phương"), ("19", "Thông báo"))

    def prepare(self, world: World, site: Site) -> None:
        site.put("/robots.txt", html("<!DOCTYPE html><html><head><title>Trang chủ</title></head><body><div>Chào mừng</div></body></html>"))

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/ct/{article.number}/{self.categories[article.category][0]}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/dm/{self.categories[category][0]}" + (f"/trang/{page}/" if page > 1 else "")

    def special(self, view: View) -> Response | None:
        path, inner = view.request.path, "http://10.20.30.40:8080/webportal"
        if path == "/sitemap.xml":
            urls = "".join(f"<url><loc>{inner}{self.article_target(view.portal, a)}</loc></url>" for a in view.portal.newest())
            return Response(body=f"\ufeff{_XML}<urlset {_NAMES}>{urls}</urlset>".encode(), type="application/xml")
        if path == "/rss":
            items = "".join(
                f"<item><title>{escape(a.title)}</title><link>{inner}{self.article_target(view.portal, a)}</link></item>"
                for a in view.portal.newest()[:20]
            )
            return Response(body=f"{_XML}<rss version='2.0'><channel><title>RSS</title>{items}</channel></rss>".encode(), type="text/xml")
        listed = re.fullmatch(r"/dm/(12|14|19)(?:/trang/(\d+)/)?", path)
        return self.section(view, ["12", "14", "19"].index(listed[1]), int(listed[2] or 1), past="last") if listed else None

    def item(self, view: View, article: Article) -> str:
        to = self.article_target(view.portal, article)
        return (
            f"<div class='m'><b><a href='{to}'>{escape(article.title)}</a></b><div>{at(article):%d/%m/%Y}: {start(article, 12)}</div></div>"
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        numbers = " ".join(
            f"[{n}]" if n == page else f"<a href='{self.listing_target(view.portal, category, n)}'>{n}</a>" for n in range(1, pages + 1)
        )
        return f"<h2>{escape(self.categories[category][1])}</h2>{joined(lambda a: self.item(view, a), articles)}<div>Trang {numbers}</div>"

    def home(self, view: View) -> str:
        return joined(lambda a: self.item(view, a), view.portal.newest()[:5])

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", "<p><img src='{}'/></p><p><em>{}</em></p>")
        return f"<h1>{escape(article.title)}</h1><div>Đăng ngày {at(article):%d/%m/%Y} lúc {at(article):%H:%M}</div><div class='v'>{text}</div>"

    def not_found(self, view: View) -> str:
        return "<div>Chào mừng quý vị đến với cổng thông tin. Trang quý vị tìm không có.</div>"

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(
            f"<a href='{self.listing_target(view.portal, n, 1)}'>{escape(name)}</a> " for n, (_, name) in enumerate(self.categories)
        )
        return (
            f"<html><head><meta charset='utf-8'><title>{escape(title)}</title><link rel='alternate' type='application/rss+xml' href='/rss'></head>"
            f"<body>{menu}<div>{main}</div><p>{escape(view.site_name)}</p></body></html>"
        )


SOURCES = (ScriptMenu, FeedPage, MonthArchive, Tiny, InnerHost)
