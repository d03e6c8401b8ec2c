"""A province's promotion agency whose pages are put together by scripts: only its feeds and the articles themselves come as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.more.portal import Portal
from benchmarks.portals.site import Answer, Request, draw, redirect, rows, slug
from benchmarks.portals.story import Block, Story


class Agency(Portal):
    name, title, own = "agency", "Trung tâm Xúc tiến Đầu tư - Thương mại - Du lịch", "TTXT"
    sections = ("Điểm đến", "Thương mại", "Đầu tư")
    count, per_page = 34, 10
    mix = ("report",) * 6 + ("short", "short", "interview", "photos", "notice", "notice")
    timed = False

    def url(self, story: Story) -> str:
        return f"/Bai-Viet/{slug(story.title)[:55].strip('-')}?ID={story.id}"

    def which(self, url: str) -> int | None:
        parts = urlsplit(url)
        found = re.search(r"(?:^|&)id=(\d+)", parts.query.lower())
        right = parts.path.lower().startswith(("/bai-viet/", "/doc/"))
        return int(found[1]) if right and found and int(found[1]) in self.ever else None

    def answer(self, request: Request) -> Answer:
        path = request.path.rstrip("/")
        low = path.lower()
        if low in ("", "/index.html"):
            return redirect("/trang-chu.html", 302) if low == "" else self.shell("")
        if low == "/trang-chu.html":
            return self.shell('<div id="root"><div class="loading">Đang tải dữ liệu…</div></div>')
        if low == "/rss.html":
            return self.shell(
                "<h1>Kênh RSS</h1><p>Quý vị có thể nhận tin tự động bằng các địa chỉ sau:</p><ul>"
                + "".join(f'<li><a href="/RSS/{n + 1}.rss">{label}</a></li>' for n, label in enumerate(self.sections))
                + "</ul>"
            )
        if found := re.fullmatch(r"/rss/(\d)\.rss", low):
            return self.feed(int(found[1]) - 1) if 0 < int(found[1]) <= len(self.sections) else self.missing()
        if low.startswith(("/bai-viet/", "/doc/")):
            number = next((int(v) for k, v in request.query.items() if k.lower() == "id" and v.isdigit()), 0)
            return self.article(self.stories[number]) if number in self.stories else self.missing()
        for about in self.register.statics:
            if low == f"/{about.slug}.html":
                return self.shell(f"<h1>{about.label}</h1>" + "".join(f"<p>{e(text)}</p>" for text in about.paragraphs))
        return self.missing()

    def missing(self) -> Answer:
        return self.shell('<div class="khong-co">Trang này không còn tồn tại</div>', 404)

    def feed(self, n: int) -> Answer:
        items = "".join(
            f'<item><title>{e(s.title)}</title><link>../Bai-Viet/{slug(s.title)[:55].strip("-")}?ID={s.id}</link><description>{e(s.lead)}</description><content:encoded><![CDATA[{self.text(s)}]]></content:encoded><pubDate>{s.published:%a, %d %b %Y} 00:00:00 +0700</pubDate><guid isPermaLink="false">{s.id}</guid></item>'
            for s in self.newest(n)[: self.per_page]
        )
        return Answer(
            f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{self.sections[n]} - {e(self.title)}</title><link>{self.base}/</link><description/>{items}</channel></rss>',
            type="application/rss+xml; charset=UTF-8",
        )

    def text(self, story: Story) -> str:
        lead = f'<p class="mo-dau">{e(story.lead)}</p>' if story.lead else ""
        sign = f'<p class="ky-ten">{e(story.signature)}</p>' if story.signature else ""
        return f"{lead}{draw(story, self.pens(story))}{sign}"

    def article(self, story: Story) -> Answer:
        when = story.published
        files = "".join(f'<p class="tep"><a href="/Uploads/{when:%Y/%m}/{quote(name)}">{e(name)}</a></p>' for name in story.files)
        near = "".join(
            f'<div class="o"><a href="/doc/{slug(s.title)[:30].strip("-")}.html?lang=vi&amp;id={s.id}">{e(s.title)}</a></div>'
            for s in self.others(story, 4, newer=False)
        )
        body = f"""<div class="bai"><h2 class="ten-bai">{e(story.title)}</h2><div class="thong-tin"><span>{self.sections[story.sections[0]]}</span> • <span>{when.day} thg {when.month}, {when.year}</span> • <span>{1 + story.id % 8} phút đọc</span></div><div class="than-bai">{self.text(story)}</div>{files}<div class="chia-se">Chia sẻ bài viết qua: <a href="#">Zalo</a> <a href="#">Facebook</a> <a href="#">Sao chép liên kết</a></div></div><div class="goi-y"><h4>Gợi ý dành cho bạn</h4>{near}</div>"""
        return self.shell(body)

    def pens(self, story: Story) -> dict[str, Callable[[Block], str]]:
        return {
            "p": lambda block: f"<p>{e(block.text)}</p>",
            "ask": lambda block: f"<p><strong>{e(block.text)}</strong></p>",
            "h": lambda block: f"<h4>{e(block.text)}</h4>",
            "quote": lambda block: f"<p class='trich'>{e(block.text)}</p>",
            "list": lambda block: "<ul>" + rows(block, "<li>{}</li>", "{}") + "</ul>",
            "table": lambda block: f"<table>{rows(block)}</table>",
            "photo": lambda block: (
                f'<div class="anh"><img data-src="/Uploads/{story.id}.jpg" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="/>{f"<div class=chu-thich>{e(block.text)}</div>" if block.text else ""}</div>'
            ),
        }

    def shell(self, body: str, status: int = 200) -> Answer:
        links = "".join(
            f'<link rel="alternate" type="application/rss+xml" title="{label}" href="RSS/{n + 1}.rss"/>'
            for n, label in enumerate(self.sections)
        )
        base = '<base href="/"/>'
        return Answer(
            f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"/>{base}<title>{e(self.title)}</title>{links}<script src="/static/bundle.{self.token(8)}.js" defer></script></head><body><header><a href="/trang-chu.html"><img src="/static/logo.svg" alt="{e(self.title)}"/></a><span class="hotline">Hỗ trợ du khách: 1900 1234</span></header><main>{body}</main><footer><a href="/gioi-thieu-chung.html">Về chúng tôi</a><a href="/lien-he.html">Liên hệ</a><a href="/rss.html">RSS</a><p>Lượt xem trang: {self.hits}</p><p>Đơn vị quản lý: {e(self.title)}</p></footer></body></html>""",
            status,
        )
