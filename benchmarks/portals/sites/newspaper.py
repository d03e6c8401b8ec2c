"""A provincial newspaper: `-post<id>.html`, JSON-LD, inline related boxes and advertising, more articles by page numbers."""

from __future__ import annotations

import json
import re
from html import escape as e
from urllib.parse import urlsplit

from benchmarks.portals.site import WEEKDAYS, Answer, Request, Site, redirect, rows, slug
from benchmarks.portals.story import Block, Story

CATS = ("thoi-su", "kinh-te", "xa-hoi", "van-hoa", "khoa-hoc-cong-nghe", "phong-su-ky-su", "ban-doc")


class Newspaper(Site):
    name, title, own = "newspaper", "Báo Hoành Sơn điện tử", "NHÓM PHÓNG VIÊN"
    sections = ("Thời sự", "Kinh tế", "Xã hội", "Văn hóa", "Khoa học - Công nghệ", "Phóng sự - Ký sự", "Bạn đọc")
    count, per_page, attaches = 90, 15, False
    mix = ("report", "report", "report", "report", "short", "interview", "photos")

    def url(self, story: Story) -> str:
        return f"/{slug(story.title)}-post{story.id}.html"

    def which(self, url: str) -> int | None:
        found = re.search(r"-post(\d+)\.(?:html|amp)$", urlsplit(url).path)
        return int(found[1]) if found else None

    def visible(self, story: Story) -> list[str]:
        lines = super().visible(story)
        if story.lead:
            lines[0] = f"BHS - {story.lead}"
        return lines

    def answer(self, request: Request) -> Answer:
        path = request.path
        if path == "/":
            return self.home()
        if path == "/robots.txt":
            return Answer("User-agent: *\nDisallow: /tim-kiem\nDisallow: /api/\n", type="text/plain")
        if found := re.search(r"-post(\d+)\.(html|amp)$", path):
            story = self.stories.get(int(found[1]))
            if story is None:
                return Answer(
                    self.frame(
                        "404",
                        '<div class="error-page"><h2>Không tìm thấy trang</h2><p>Bài viết có thể đã được gỡ hoặc đổi địa chỉ.</p></div>',
                    ).body,
                    404,
                )
            return self.article(story) if found[2] == "html" else redirect(self.url(story))
        if found := re.fullmatch(r"/([\w-]+)/(?:trang-(\d+)/?)?", path):
            if found[1] in CATS:
                return self.list(CATS.index(found[1]), int(found[2] or 1))
            if found[1] == "tag":
                return self.frame("Chủ đề", "<p>Chủ đề đang cập nhật</p>")
        if path.startswith(("/tag/", "/tac-gia/")):
            return self.frame("Chủ đề", '<div class="tag-page"><h1>Chủ đề</h1><p>Đang cập nhật bài viết theo chủ đề này.</p></div>')
        statics = {"/toa-soan.html": self.about, "/bao-gia-quang-cao.html": self.prices, "/dat-bao.html": self.order, "/video/": self.video}
        if path in statics:
            return statics[path]()
        if path == "/tim-kiem.html":
            return self.frame("Tìm kiếm", "<form><input name='q'/></form>")
        return Answer("Not found", 404, "text/plain")

    def article(self, story: Story) -> Answer:
        when, section = story.published, story.sections[0]
        near = [s for s in self.newest(section) if s.id != story.id]
        boxed = near[story.id % max(1, len(near))] if near else story
        parts = [self.pen(block, story) for block in story.blocks]
        box = f'<div class="article-relate"><a class="avatar" href="{self.url(boxed)}"><img src="/thumb/{boxed.id}.jpg"/></a><a class="title" href="{self.url(boxed)}">{e(boxed.title)}</a></div>'
        parts.insert(min(2, len(parts)), box)
        parts.insert(min(5, len(parts)), '<div class="ads-item inpage" id="ads-mid"><span>Quảng cáo</span></div>')
        ld = {
            "@context": "http://schema.org",
            "@type": "NewsArticle",
            "headline": story.title,
            "datePublished": f"{when:%Y-%m-%dT%H:%M:%S}+07:00",
            "dateModified": f"{when:%Y-%m-%dT%H:%M:%S}+07:00",
            "publisher": {"@type": "Organization", "name": self.title},
            "author": {"@type": "Person", "name": self.title},
        }
        related = "".join(
            f'<article class="story"><h3 class="story__heading"><a href="{self.url(s)}">{e(s.title)}</a></h3><div class="story__summary">{e(s.lead[:120])}</div></article>'
            for s in self.others(story, 5, newer=False)
        )
        more = "".join(f'<li><a href="{self.url(s)}">{e(s.title)}</a></li>' for s in near[:3])
        sign = f'<div class="article__author"><span class="name">{e(story.signature)}</span></div>' if story.signature else ""
        body = f"""<div class="breadcrumb"><h2 class="main"><a href="/{CATS[section]}/">{self.sections[section]}</a></h2></div>
<div class="article"><h1 class="article__title cms-title">{e(story.title)}</h1>
<div class="article__meta"><time class="time" datetime="{when:%Y-%m-%dT%H:%M:%S}+0700">{WEEKDAYS[when.weekday()]}, {when:%d/%m/%Y - %H:%M}</time><div class="features"><a href="#" class="font">Cỡ chữ</a><a href="#comment">Bình luận ({self.hits % 4})</a><a href="https://news.google.com/">Theo dõi trên Google News</a></div></div>
<div class="article__audio"><span>Nghe đọc bài</span><span>{story.id % 4 + 1}:{story.id % 60:02d}</span></div>
<div class="article__sapo cms-desc">{"BHS - " + e(story.lead) if story.lead else ""}</div><ul class="article__related-top">{more}</ul>
<div class="article__body zce-content-body cms-body" itemprop="articleBody">{"".join(parts)}</div>{sign}
<div class="article__tag"><span class="label">Từ khóa</span><a href="/tag/hoanh-son/">#Hoành Sơn</a><a href="/tag/{slug(story.title)[:12].strip("-")}/">#{e(" ".join(story.title.split()[:3]))}</a></div>
<div class="article__share"><a href="#">Facebook</a><a href="#">Zalo</a><a href="#">Sao chép liên kết</a></div>
<div class="box-comment" id="comment"><div class="box-heading">Bình luận</div><textarea placeholder="Ý kiến của bạn sẽ được xét duyệt trước khi đăng"></textarea><button>Gửi</button><p class="rule">Tòa soạn giữ quyền biên tập nội dung bình luận.</p></div>
<div class="article-footer"><div class="box-heading">Cùng chuyên mục</div>{related}</div></div>"""
        head = f'<script type="application/ld+json">{json.dumps(ld, ensure_ascii=False)}</script><meta property="og:type" content="article"/><meta property="article:published_time" content="{when:%Y-%m-%dT%H:%M:%S}+07:00"/><meta property="og:title" content="{e(story.title)}"/>'
        return self.frame(story.title, body, story.lead, head)

    def pen(self, block: Block, story: Story) -> str:
        if block.kind == "photo":
            return f'<table class="picture" align="center"><tbody><tr><td class="pic"><img class="cms-photo" src="/uploads/{story.published:%Y/%m/%d}/{story.id}.jpg" alt="{e(block.text)}"/></td></tr><tr><td class="caption">{e(block.text)}</td></tr></tbody></table>'
        if block.kind == "list":
            return rows(block, "<p>- {}</p>", "{}")
        if block.kind == "table":
            return f'<table class="data"><tbody>{rows(block)}</tbody></table>'
        if block.kind == "h":
            return f"<h3>{e(block.text)}</h3>"
        if block.kind == "quote":
            return f'<div class="quote cms-quote"><p>{e(block.text)}</p></div>'
        if block.kind == "ask":
            return f"<p><strong>* {e(block.text)}</strong></p>"
        return f"<p>{e(block.text)}</p>"

    def list(self, section: int, number: int) -> Answer:
        found, pages = self.page(section, number)
        items = "".join(
            f'<article class="story"><figure class="story__thumb"><a href="{self.url(s)}"><img src="/thumb/{s.id}.jpg"/></a></figure><h2 class="story__heading"><a href="{self.url(s)}">{e(s.title)}</a></h2><div class="story__meta"><time>{s.published:%d/%m/%Y %H:%M}</time></div><div class="story__summary"><p>{e(s.lead)}</p></div></article>'
            for s in found
        )
        last = f'<a class="next" href="/{CATS[section]}/trang-{number + 1}/">Xem thêm</a>' if number < pages else ""
        return self.frame(
            self.sections[section],
            f'<div class="category-timeline"><h1>{self.sections[section]}</h1><div class="box-content">{items}</div><div class="control">{last}</div></div>',
        )

    def home(self) -> Answer:
        hot = "".join(
            f'<article class="story"><h2 class="story__heading"><a href="{self.url(s)}">{e(s.title)}</a></h2><div class="story__summary">{e(s.lead)}</div></article>'
            for s in self.newest()[:9]
        )
        boxes = "".join(
            f'<section class="zone"><div class="box-heading"><a href="/{CATS[n]}/">{label}</a></div>'
            + "".join(f'<article class="story"><h3><a href="{self.url(s)}">{e(s.title)}</a></h3></article>' for s in self.newest(n)[:4])
            + "</section>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("Tin tức mới nhất", f'<div class="rank-1">{hot}</div>{boxes}')

    def about(self) -> Answer:
        return self.frame(
            "Tòa soạn",
            '<div class="page"><h1>Giới thiệu tòa soạn</h1><p>Báo Hoành Sơn là cơ quan của Đảng bộ tỉnh, tiếng nói của Đảng bộ, chính quyền và nhân dân các dân tộc trong tỉnh. Số báo đầu tiên ra ngày 19/5/1962, in hai màu, khổ nhỏ, phát hành mỗi tuần một kỳ.</p><p>Tổng Biên tập: Lưu Bá Đạt. Phó Tổng Biên tập: Sầm Thị Nhàn.</p></div>',
        )

    def prices(self) -> Answer:
        body = "".join(f"<tr><td>Vị trí {n}</td><td>{300 * n}x{100 + n}</td><td>{n}.500.000 đồng/tuần</td></tr>" for n in range(1, 9))
        return self.frame(
            "Báo giá quảng cáo",
            f'<div class="page"><h1>Báo giá quảng cáo năm 2026</h1><table><tr><th>Vị trí</th><th>Kích thước</th><th>Giá</th></tr>{body}</table></div>',
        )

    def order(self) -> Answer:
        return self.frame(
            "Đặt báo",
            '<div class="page"><h1>Đặt báo dài hạn</h1><form><input placeholder="Họ tên"/><input placeholder="Địa chỉ nhận báo"/><button>Đặt báo</button></form></div>',
        )

    def video(self) -> Answer:
        return self.frame(
            "Video",
            '<div class="video-list">'
            + "".join(
                f'<div class="item"><img src="/thumb/v{n}.jpg"/><span>Bản tin Hoành Sơn 24h số {n}</span></div>' for n in range(401, 410)
            )
            + "</div>",
        )

    def frame(self, title: str, body: str, about: str = "", head: str = "") -> Answer:
        menu = "".join(f'<li class="menu-item"><a href="/{cat}/">{label}</a></li>' for cat, label in zip(CATS, self.sections, strict=True))
        read = "".join(
            f'<article class="story"><span class="num">{n}</span><h3><a href="{self.url(s)}">{e(s.title)}</a></h3></article>'
            for n, s in enumerate(sorted(self.stories.values(), key=lambda s: (s.id * 37 + self.hits // 50) % 101)[:5], 1)
        )
        now = self.clock()
        return Answer(f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"/><title>{e(title)} | {self.title}</title><meta name="description" content="{e(about)}"/>{head}<script>window.cfg={{"token":"{self.token()}"}}</script></head><body class="detail-page">
<header class="site-header"><div class="top"><time id="today">{WEEKDAYS[now.weekday()]}, {now:%d/%m/%Y - %H:%M}</time><a href="/tim-kiem.html">Tìm kiếm</a><a href="/dat-bao.html">Đặt báo</a><span>Hotline: 0913 222 640</span></div><a class="logo" href="/" title="{self.title}"><img src="/logo.png" alt="{self.title}"/></a><div class="slogan">TIẾNG NÓI CỦA ĐẢNG BỘ, CHÍNH QUYỀN VÀ NHÂN DÂN TỈNH HOÀNH SƠN</div></header>
<nav class="site-nav"><ul class="menu"><li><a href="/">Trang chủ</a></li>{menu}<li><a href="/video/">Video</a></li></ul></nav>
<main class="site-body"><div class="container"><div class="layout"><div class="main-col">{body}</div><aside class="sub-col"><div class="zone most-read"><div class="box-heading">Đọc nhiều</div>{read}</div><div class="zone"><div class="box-heading">Tỷ giá</div><table><tr><td>USD</td><td>{25100 + self.hits % 300}</td></tr><tr><td>EUR</td><td>{27300 + self.hits % 250}</td></tr></table></div></aside></div></div></main>
<footer class="site-footer"><div>CƠ QUAN CHỦ QUẢN: TỈNH ỦY HOÀNH SƠN</div><p>Giấy phép hoạt động báo điện tử số 208/GP-BTTTT cấp ngày 11/05/2022</p><p>Tòa soạn: 77 đường Lê Lợi, TP Hoành Sơn. Thư điện tử: toasoan@baohoanhson.example</p><p>® Ghi rõ nguồn "Báo Hoành Sơn" khi phát hành lại thông tin từ website này.</p><a href="/toa-soan.html">Giới thiệu</a><a href="/bao-gia-quang-cao.html">Quảng cáo</a></footer></body></html>""")
