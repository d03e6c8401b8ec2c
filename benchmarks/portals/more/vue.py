"""An industrial zones' board on Vue: articles come rendered, lists hold their first screen and ask an API for the rest; a site map for old ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.more.portal import Portal
from benchmarks.portals.site import Answer, Request, draw, rows, slug
from benchmarks.portals.story import Block, Story

PLACES = ("tin-tuc-su-kien", "xuc-tien-dau-tu", "lao-dong-viec-lam", "moi-truong")


class Vue(Portal):
    name, title, own = "vue", "Ban Quản lý Khu kinh tế Vân Hải", "Ban Truyền thông"
    sections = ("Tin tức - Sự kiện", "Xúc tiến đầu tư", "Lao động - Việc làm", "Môi trường")
    count, per_page = 50, 10
    timed = True

    def url(self, story: Story) -> str:
        return f"/bai-viet/{slug(story.title)}/{self.key(story)}"

    def key(self, story: Story) -> str:
        return f"{story.id * 2654435761 % 2**32:08x}{story.id:04x}"

    def which(self, url: str) -> int | None:
        found = re.fullmatch(r"/bai-viet/[\w-]*/([0-9a-f]{12,13})", urlsplit(url).path)
        number = int(found[1][8:], 16) if found else 0
        return number if number in self.ever else None

    def answer(self, request: Request) -> Answer:
        path = request.path.rstrip("/") or "/"
        if path == "/":
            return self.home()
        if path == "/robots.txt":
            return Answer(f"User-agent: *\nAllow: /\nSitemap: {self.base}/sitemap.xml\n", type="text/plain")
        if path == "/sitemap.xml":
            places = [
                "/",
                *(f"/chuyen-muc/{p}" for p in PLACES),
                *(f"/trang/{p.slug}" for p in self.register.statics),
                *(self.url(s) for s in self.newest()),
            ]
            inner = "".join(f"<url><loc>{self.base}{place}</loc></url>" for place in places)
            return Answer(
                f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>',
                type="application/xml",
            )
        if path == "/api/public/posts":
            return self.posts(request)
        if (number := self.which(path)) is not None:
            return self.article(self.stories[number]) if number in self.stories else self.missing()
        if path.startswith("/chuyen-muc/") and path[12:] in PLACES:
            return self.list(PLACES.index(path[12:]))
        for page in self.register.statics:
            if path == f"/trang/{page.slug}":
                return self.shell(
                    page.label,
                    f'<section class="page"><h1>{page.label}</h1>'
                    + "".join(f"<p>{e(text)}</p>" for text in page.paragraphs)
                    + "</section>",
                )
        if path == "/van-ban":
            lines = "".join(
                f'<tr><td>{p.sign}</td><td><a href="/van-ban/{p.id}">{e(p.gist)}</a></td><td>{p.issued:%d/%m/%Y}</td></tr>'
                for p in self.register.papers
            )
            return self.shell(
                "Văn bản",
                f'<table class="q-table"><thead><tr><th>Số hiệu</th><th>Trích yếu</th><th>Ban hành</th></tr></thead>{lines}</table>',
            )
        for p in self.register.papers:
            if path == f"/van-ban/{p.id}":
                return self.shell(
                    p.sign,
                    f'<h1>{p.sign}</h1><dl><dt>Trích yếu</dt><dd>{e(p.gist)}</dd><dt>Ngày ban hành</dt><dd>{p.issued:%d/%m/%Y}</dd><dt>Người ký</dt><dd>{p.signer}</dd></dl><a href="/files/vb{p.id}.pdf">Tải toàn văn</a>',
                )
        return self.missing()

    def missing(self) -> Answer:
        return self.shell("404", '<div class="error"><p>Trang không tồn tại</p></div>', 404)

    def posts(self, request: Request) -> Answer:
        place, page = request.query.get("category", ""), request.query.get("page", "1")
        n = PLACES.index(place) if place in PLACES else None
        number = int(page) if page.isdigit() else 1
        found, pages = self.page(n, number)
        items = [
            {
                "_id": self.key(s),
                "slug": slug(s.title),
                "title": s.title,
                "summary": s.lead,
                "thumbnail": f"/cdn/{s.id}.webp",
                "publishedAt": f"{s.published:%Y-%m-%dT%H:%M:%S}.000+07:00",
                "url": self.url(s),
            }
            for s in found
        ]
        return Answer(
            json.dumps(
                {"success": True, "data": items, "pagination": {"page": number, "totalPages": pages, "limit": self.per_page}},
                ensure_ascii=False,
            ),
            type="application/json; charset=utf-8",
        )

    def article(self, story: Story) -> Answer:
        when = story.published
        lead = f'<p class="post-summary" data-v-7ba5bd90>{e(story.lead)}</p>' if story.lead else ""
        sign = f'<p class="post-author" data-v-7ba5bd90>{e(story.signature)}</p>' if story.signature else ""
        files = "".join(
            f'<div class="q-item" data-v-3f1><a href="/cdn/files/{story.id}/{quote(name)}" target="_blank"><i class="material-icons">attach_file</i><span>{e(name)}</span></a></div>'
            for name in story.files
        )
        near = "".join(
            f'<a class="related-item" href="{self.url(s)}" data-v-55e><img src="/cdn/{s.id}.webp" alt=""/><div class="t">{e(s.title)}</div><div class="d">{s.published:%d/%m/%Y}</div></a>'
            for s in self.others(story, 3, newer=False)
        )
        body = f"""<section class="post" data-v-7ba5bd90><div class="post-head" data-v-7ba5bd90><div class="post-title" data-v-7ba5bd90>{e(story.title)}</div><div class="post-meta" data-v-7ba5bd90><i class="material-icons">schedule</i><span>{when.hour}:{when:%M}, {when.day}/{when.month}/{when.year}</span><i class="material-icons">visibility</i><span>{self.views(story)}</span><i class="material-icons">share</i></div></div>{lead}<div class="post-body ck-content" data-v-7ba5bd90>{draw(story, self.pens(story))}{sign}</div>{f'<div class="post-files" data-v-3f1><div class="lbl">Tài liệu</div>{files}</div>' if files else ""}<div class="post-like" data-v-7ba5bd90><p data-v-7ba5bd90>Thông tin trong bài có giúp ích cho doanh nghiệp của bạn không?</p><button>Hữu ích ({story.id % 33})</button><button>Góp ý cho bài viết</button></div></section><section class="related" data-v-55e><div class="lbl">Tin khác</div>{near}</section>"""
        return self.shell(story.title, body)

    def pens(self, story: Story) -> dict[str, Callable[[Block], str]]:
        return {
            "p": lambda block: f"<p>{e(block.text)}</p>",
            "ask": lambda block: f"<p><strong>{e(block.text)}</strong></p>",
            "h": lambda block: f"<h2>{e(block.text)}</h2>",
            "quote": lambda block: f"<blockquote><p>{e(block.text)}</p></blockquote>",
            "list": lambda block: "<ul>" + rows(block, "<li>{}</li>", "{}") + "</ul>",
            "table": lambda block: f'<figure class="table"><table><tbody>{rows(block)}</tbody></table></figure>',
            "photo": lambda block: (
                f'<figure class="image"><img src="/cdn/{story.id}-{len(block.text)}.webp"/>{f"<figcaption>{e(block.text)}</figcaption>" if block.text else ""}</figure>'
            ),
        }

    def card(self, story: Story) -> str:
        return f'<div class="card" data-v-9c2><a href="{self.url(story)}"><img src="/cdn/{story.id}.webp" alt=""/></a><div class="card-body"><a class="card-title" href="{self.url(story)}">{e(story.title)}</a><div class="card-date">{story.published:%d/%m/%Y}</div><div class="card-text">{e(story.lead[:140])}</div></div></div>'

    def list(self, n: int) -> Answer:
        found, pages = self.page(n, 1)
        more = (
            f'<button class="load-more" data-api="/api/public/posts" data-category="{PLACES[n]}" data-page="1" data-total-pages="{pages}">Tải thêm bài viết</button>'
            if pages > 1
            else ""
        )
        return self.shell(
            self.sections[n],
            f'<div class="list"><div class="list-title">{self.sections[n]}</div>{"".join(map(self.card, found))}{more}</div>',
        )

    def home(self) -> Answer:
        boxes = "".join(
            f'<div class="block"><a class="block-title" href="/chuyen-muc/{PLACES[n]}">{label}</a>{"".join(map(self.card, self.newest(n)[:3]))}</div>'
            for n, label in enumerate(self.sections)
        )
        return self.shell("Trang chủ", boxes)

    def shell(self, title: str, body: str, status: int = 200) -> Answer:
        menu = "".join(
            f'<a class="nav-link" href="/chuyen-muc/{p}" data-v-1>{label}</a>' for p, label in zip(PLACES, self.sections, strict=True)
        )
        about = "".join(f'<a class="nav-link" href="/trang/{p.slug}" data-v-1>{p.label}</a>' for p in self.register.statics)
        state = json.dumps(
            {
                "session": self.token(16),
                "online": self.hits % 91,
                "menu": [{"title": label, "slug": p} for p, label in zip(PLACES, self.sections, strict=True)],
            },
            ensure_ascii=False,
        )
        return Answer(
            f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{e(title)} - {e(self.title)}</title><meta data-n-head="ssr" name="viewport" content="width=device-width"><meta data-n-head="ssr" property="og:site_name" content="{e(self.title)}"><link rel="preload" href="/_assets/app.{self.token(7)}.js" as="script"></head><body><div id="app" data-server-rendered="true"><div class="layout"><header data-v-1><a class="brand" href="/" data-v-1>{e(self.title)}</a><nav data-v-1>{about}{menu}<a class="nav-link" href="/van-ban" data-v-1>Văn bản</a></nav><div class="search" data-v-1><input placeholder="Nhập từ khóa cần tìm"/></div></header><main>{body}</main><footer data-v-2><div>Ban Quản lý Khu kinh tế Vân Hải - Lô A1, đường Trục chính</div><div>Điện thoại tổng đài hỗ trợ doanh nghiệp: 1900 6868</div><div>Đang trực tuyến: {self.hits % 91} · Tổng: {self.hits}</div></footer></div></div><script>window.__INITIAL_STATE__={state}</script></body></html>""",
            status,
        )
