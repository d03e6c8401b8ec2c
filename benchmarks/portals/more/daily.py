"""A city's daily on an engine of the big press houses: long numbers, lists that grow by fragments, AMP and print twins, tags, a month's sitemap."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.more.portal import Portal
from benchmarks.portals.site import Answer, Request, draw, rows, slug
from benchmarks.portals.story import Block, Story

ZONES = ("thoi-su", "kinh-te-bien", "doi-song", "van-hoa-du-lich", "ban-doc")
TAGS = ("phu vang", "moi truong", "nong thon moi")


class Daily(Portal):
    name, title, own = "daily", "Báo Duyên Hải điện tử", "PV"
    sections = ("Thời sự", "Kinh tế biển", "Đời sống", "Văn hóa - Du lịch", "Bạn đọc")
    count, per_page = 64, 12
    mix = ("report",) * 9 + ("short", "short", "interview", "photos", "photos")
    sources = True
    optional = ("PV",)  # what the byline says of unsigned ones

    def number(self, story: Story) -> str:
        return f"{story.published:%Y%m%d%H%M}{story.id % 100:02d}{story.id:06d}"

    def url(self, story: Story) -> str:
        return f"/{slug(story.title)}-{self.number(story)}.htm"

    def which(self, url: str) -> int | None:
        found = re.fullmatch(r"/(?:amp/|print/)?[\w-]+-\d{14}(\d{6})\.(?:htm|chn|amp)", urlsplit(url).path)
        return int(found[1]) if found and int(found[1]) in self.ever else None

    def either(self, url: str) -> bool:
        return urlsplit(url).path.startswith(("/video/", "/infographic/"))

    def answer(self, request: Request) -> Answer:
        path = request.path
        if path in ("/", "/home.htm"):
            return self.home()
        if path == "/robots.txt":
            return Answer(
                f"User-agent: *\nDisallow: /ajax/\nDisallow: /tim-kiem.htm\nSitemap: {self.base}/StaticSitemaps/sitemaps.xml\n",
                type="text/plain",
            )
        if "sitemap" in path.lower():
            return self.sitemap(path)
        if path.endswith(".rss"):
            zone = path.removeprefix("/").removesuffix(".rss")
            return self.feed(ZONES.index(zone) if zone in ZONES else None)
        if (number := self.which(path)) is not None:
            if number not in self.stories:
                return self.frame(
                    "Không tìm thấy", '<div class="page-404"><p>Đường dẫn đã hết hạn hoặc bài viết đã được gỡ.</p></div>', 404
                )
            return self.article(self.stories[number], bare=path.startswith("/print/"), amp=path.startswith("/amp/"))
        if found := re.fullmatch(r"/ajax/timeline/(\d)/trang-(\d+)\.htm", path):
            return Answer(self.rows(*self.page(int(found[1]), int(found[2]))) if int(found[1]) < 5 else "")
        if found := re.fullmatch(r"/([\w-]+?)(?:/trang-(\d+))?\.htm", path):
            if found[1] in ZONES:
                return self.zone(ZONES.index(found[1]), int(found[2] or 1))
            if found[1] in ("toa-soan", "lien-he-quang-cao", "dat-bao"):
                return self.frame(
                    found[1].replace("-", " ").capitalize(),
                    '<div class="static"><h1>Thông tin tòa soạn</h1><p>Tòa soạn: 44 Trần Phú. Đường dây nóng: 0905.121.343. Giá đặt báo quý: 180.000 đồng.</p></div>',
                )
        if found := re.fullmatch(r"/(video|infographic)/([\w-]+)\.htm", path):
            return self.frame(
                "Video",
                '<div class="media"><h1>Toàn cảnh duyên hải tuần qua</h1><div class="VCSortableInPreviewMode" type="VideoStream"></div><span class="date">18/11/2026</span></div>',
            )
        if found := re.fullmatch(r"/tag/([\w-]+)\.htm", path):
            return self.frame(
                "Chủ đề",
                '<ul class="tag-list">'
                + self.rows([s for s in self.newest() if found[1].split("-")[0] in slug(s.title)][:10], 1)
                + "</ul>",
            )
        return self.frame("Không tìm thấy", '<div class="page-404"><p>Đường dẫn đã hết hạn hoặc bài viết đã được gỡ.</p></div>', 404)

    def sitemap(self, path: str) -> Answer:
        kind = "application/xml; charset=utf-8"
        if path.endswith("sitemaps.xml"):
            months = sorted({f"{s.published:%Y-%m}" for s in self.stories.values()}, reverse=True)
            inner = "".join(f"<sitemap><loc>{self.base}/StaticSitemaps/sitemap-news-{m}.xml</loc></sitemap>" for m in months)
            return Answer(
                f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{self.base}/StaticSitemaps/category.xml</loc></sitemap>{inner}</sitemapindex>',
                type=kind,
            )
        if path.endswith("category.xml"):
            inner = "".join(f"<url><loc>{self.base}/{z}.htm</loc></url>" for z in ZONES)
        else:
            inner = "".join(
                f"<url><loc>{self.base}{self.url(s)}</loc><lastmod>{s.published:%Y-%m-%dT%H:%M}+07:00</lastmod></url>"
                for s in self.newest()
                if f"{s.published:%Y-%m}" in path
            )
        return Answer(
            f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>', type=kind
        )

    def feed(self, n: int | None) -> Answer:
        items = "".join(
            f"<item><title><![CDATA[{s.title}]]></title><description><![CDATA[<a href='{self.base}{self.url(s)}'><img src='{self.base}/thumb_w/250/{s.id}.jpg'/></a>{s.lead}]]></description><link>{self.base}{self.url(s)}</link><pubDate>{s.published:%a, %d %b %y %H:%M:%S} +0700</pubDate></item>"
            for s in self.newest(n)[:15]
        )
        return Answer(
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{e(self.title)}</title><link>{self.base}</link>{items}</channel></rss>',
            type="text/xml; charset=utf-8",
        )

    def article(self, story: Story, *, bare: bool = False, amp: bool = False) -> Answer:
        when, zone = story.published, story.sections[0]
        lead = f'<h2 class="detail-sapo" data-role="sapo">{e(story.lead)}</h2>' if story.lead else ""
        author = f'<p class="detail-author" data-role="author" style="text-align:right">{e(story.signature)}</p>' if story.signature else ""
        if story.source and not story.signature:
            author = f'<p class="source" data-role="source" style="text-align:right">{e(story.source)}</p>'
        tail = (
            f'<div class="link-source-wrapper"><a class="btn-copy" href="javascript:;"><span class="link-source-name">{e(story.source)}</span></a><span class="link-source-text-name">Copy link</span></div>'
            if story.source and story.signature
            else ""
        )
        files = "".join(
            f'<div class="VCSortableInPreviewMode" type="File"><a href="/files/{when:%Y/%m/%d}/{quote(name)}" class="filename">{e(name)}</a></div>'
            for name in story.files
        )
        tags = "".join(f'<li><a href="/tag/{t.replace(" ", "-")}.htm">{t}</a></li>' for t in TAGS)
        near = self.rows(self.others(story, 4, newer=False) + self.others(story, 2, newer=True), 1)
        inline = self.others(story, 2, newer=False)
        relation = (
            '<div class="VCSortableInPreviewMode" type="RelatedNewsBox" data-style="align-left"><ul>'
            + "".join(f'<li><a href="{self.url(s)}" title="{e(s.title)}">{e(s.title)}</a></li>' for s in inline)
            + "</ul></div>"
            if inline and story.id % 2
            else ""
        )
        text = draw(story, self.pens(story)).split("\n")
        text.insert(min(2, len(text)), relation)
        body = f'<div class="detail-content afcbc-body" data-role="content" itemprop="articleBody">{"".join(text)}{files}</div>'
        meta = f'<div class="detail-info"><a class="detail-author-name" href="/tac-gia/{zone}.htm">{e(story.signature or self.own)}</a> <span class="detail-time" data-role="publishdate">{when:%d/%m/%Y %H:%M} GMT+7</span></div>'
        if amp:
            return Answer(
                f'<!doctype html><html ⚡ lang="vi"><head><meta charset="utf-8"><title>{e(story.title)}</title><link rel="canonical" href="{self.base}{self.url(story)}"></head><body><h1>{e(story.title)}</h1>{meta}{lead}{body}{author}</body></html>'
            )
        if bare:
            return Answer(
                f"<html><head><title>{e(story.title)} - In bài</title></head><body><p>{self.title}</p><h1>{e(story.title)}</h1><p>{when:%d/%m/%Y %H:%M}</p>{lead}{body}{author}</body></html>"
            )
        head = f'<link rel="canonical" href="{self.base}{self.url(story)}"/><link rel="amphtml" href="{self.base}/amp{self.url(story)}"/><meta property="article:published_time" content="{when:%Y-%m-%dT%H:%M:%S}"/><meta property="og:title" content="{e(story.title)}"/><meta property="og:type" content="article"/>'
        page = f"""<div class="detail__cmain"><div class="detail-cate"><a href="/{ZONES[zone]}.htm" data-role="cate-name">{self.sections[zone]}</a></div><h1 class="detail-title" data-role="title">{e(story.title)}</h1>{meta}<div class="detail-tool"><a href="javascript:;">Chia sẻ</a><a href="/print{self.url(story)}">In bài viết</a><a href="javascript:;">Lưu bài</a><span class="react">{self.views(story)}</span></div>
<div class="audio-player"><span>Nghe đọc bài</span><select><option>Giọng nữ miền Bắc</option><option>Giọng nam miền Nam</option></select></div>{lead}{body}{author}{tail}
<div class="detail-tag"><span>Chủ đề:</span><ul>{tags}</ul></div><div class="box-comment"><h3>Ý kiến của bạn ({story.id % 7})</h3><textarea placeholder="Chia sẻ suy nghĩ của bạn"></textarea><button>Gửi ý kiến</button><div class="item-cm"><b>Minh Thư</b><p>Mong chính quyền sớm vào cuộc, người dân chúng tôi chờ lâu quá rồi.</p><span>Thích</span> <span>Phản hồi</span></div></div></div>
<div class="box-category"><div class="box-title">Có thể bạn quan tâm</div><ul>{near}</ul></div>"""
        return self.frame(story.title, page, head=head)

    def pens(self, story: Story) -> dict[str, Callable[[Block], str]]:
        def photo(block: Block) -> str:
            caption = (
                f'<div class="PhotoCMS_Caption"><p data-placeholder="[nhập chú thích]" class="">{e(block.text)}</p></div>'
                if block.text
                else ""
            )
            return f'<div class="VCSortableInPreviewMode active" type="Photo" style=""><div><img src="/zoom/700/{story.published:%Y/%m/%d}/{story.id}.jpg" alt="{e(block.text[:60])}" w="1200" h="800" class="lightbox-content"/></div>{caption}</div>'

        return {
            "p": lambda block: f"<p>{e(block.text)}</p>",
            "ask": lambda block: f"<p><b>* {e(block.text)}</b></p>",
            "h": lambda block: f"<h3>{e(block.text)}</h3>",
            "quote": lambda block: (
                f'<div class="VCSortableInPreviewMode" type="quote"><div class="quote-content"><p>{e(block.text)}</p></div></div>'
            ),
            "list": lambda block: "".join(f"<p>- {e(row[0])}</p>" for row in block.rows),
            "table": lambda block: f'<div class="VCSortableInPreviewMode" type="table"><table><tbody>{rows(block)}</tbody></table></div>',
            "photo": photo,
        }

    def rows(self, found: list[Story], pages: int) -> str:
        return "".join(
            f'<li class="box-category-item" data-id="{self.number(s)}"><a class="box-category-link-with-avatar" href="{self.url(s)}" title="{e(s.title)}"><img src="/thumb_w/250/{s.id}.jpg" alt="{e(s.title)}"/></a><h3><a class="box-category-link-title" href="{self.url(s)}">{e(s.title)}</a></h3><span class="box-category-time" title="{s.published:%Y-%m-%dT%H:%M:%S}"></span><p class="box-category-sapo">{e(s.lead)}</p></li>'
            for s in found
        )

    def zone(self, n: int, number: int) -> Answer:
        found, pages = self.page(n, number)
        more = (
            f'<a class="list__viewmore" href="javascript:;" data-zone="{n}" data-url="/ajax/timeline/{n}/trang-{number + 1}.htm">Xem thêm</a>'
            if number < pages
            else ""
        )
        return self.frame(
            self.sections[n],
            f'<div class="list__main"><h1>{self.sections[n]}</h1><ul class="list__timeline" id="timeline">{self.rows(found, pages)}</ul>{more}<input type="hidden" id="hdZoneId" value="{n}"/><input type="hidden" id="hdPage" value="{number}"/></div>',
        )

    def home(self) -> Answer:
        top = self.rows(self.newest()[:6], 1)
        boxes = "".join(
            f'<div class="box-category"><a class="title" href="/{ZONES[n]}.htm">{label}</a><ul>{self.rows(self.newest(n)[:4], 1)}</ul></div>'
            for n, label in enumerate(self.sections)
        )
        return self.frame(
            "Tin tức duyên hải mới nhất",
            f'<div class="home-top"><ul>{top}</ul></div>{boxes}<div class="box-video"><a href="/video/toan-canh-duyen-hai.htm">Toàn cảnh duyên hải tuần qua</a><a href="/infographic/gia-tom.htm">[Infographic] Giá tôm mười tháng</a></div>',
        )

    def frame(self, title: str, body: str, status: int = 200, head: str = "") -> Answer:
        menu = "".join(f'<li><a href="/{z}.htm" title="{label}">{label}</a></li>' for z, label in zip(ZONES, self.sections, strict=False))
        hot = "".join(
            f'<li><a href="{self.url(s)}">{e(s.title)}</a></li>' for s in sorted(self.stories.values(), key=lambda s: s.id * 7919 % 101)[:5]
        )
        return Answer(
            f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{e(title)} | {e(self.title)}</title><meta name="viewport" content="width=device-width">{head}<link rel="alternate" type="application/rss+xml" href="/home.rss" title="Trang chủ"/><script>var pageSettings={{Domain:"{self.base}",siteSession:"{self.token(12)}"}}</script></head>
<body><div class="header"><a class="logo" href="/">{e(self.title)}</a><div class="header__date">{self.clock():%H:%M %d/%m/%Y}</div><ul class="menu">{menu}<li><a href="/toa-soan.htm">Tòa soạn</a></li></ul></div><div class="main"><div class="container">{body}<div class="sidebar"><div class="box-hot"><h3>Đọc nhiều</h3><ul>{hot}</ul></div><div class="ads" id="zone-{self.token(6)}">Quảng cáo</div></div></div></div>
<div class="footer"><p>Cơ quan ngôn luận của Đảng bộ, chính quyền và nhân dân. Giấy phép hoạt động báo chí số 388/GP-BTTTT.</p><p>Tổng Biên tập: Võ Nghiêm Gia. Tòa soạn: 44 Trần Phú.</p><a href="/lien-he-quang-cao.htm">Liên hệ quảng cáo</a> <a href="/dat-bao.htm">Đặt báo</a></div></body></html>""",
            status,
        )
