"""A union's site on Joomla: blog lists by `?start=`, dates in words, an article under its menu and under its component, print windows."""

from __future__ import annotations

import re
from datetime import timedelta
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.site import WEEKDAYS, Answer, Request, Site, draw, rows, slug
from benchmarks.portals.story import Block, Story

MENUS = ("tin-tuc", "phong-trao", "khoa-hoc-doi-song", "van-ban-thong-bao")


class Joomla(Site):
    name, title, own = "joomla", "Liên hiệp các Hội KH&KT tỉnh Thạch Giang", "Ban Thông tin"
    sections = ("Tin tức", "Phong trào", "Khoa học đời sống", "Văn bản - Thông báo")
    count, per_page = 44, 7
    mix = ("report",) * 8 + ("short", "short", "short", "interview", "photos", "files")

    def url(self, story: Story) -> str:
        return f"/index.php/{MENUS[story.sections[0]]}/{story.id}-{slug(story.title)}"

    def which(self, url: str) -> int | None:
        path = urlsplit(url).path
        found = re.fullmatch(r"/index\.php/(?:component/content/article/\d+-[\w-]+|[\w-]+)/(\d+)-[\w-]+", path)
        return int(found[1]) if found and int(found[1]) in self.ever else None

    def answer(self, request: Request) -> Answer:
        path = request.path.rstrip("/")
        if path in ("", "/index.php"):
            return self.home()
        if path == "/robots.txt":
            return Answer("User-agent: *\nDisallow: /administrator/\nDisallow: /cache/\nDisallow: /tmp/\n", type="text/plain")
        if (number := self.which(path)) is not None:
            if number not in self.stories:
                return self.missing()
            return self.article(self.stories[number], bare=request.query.get("tmpl") == "component")
        menu = path.removeprefix("/index.php/")
        if menu in MENUS:
            n, start = MENUS.index(menu), request.query.get("start", "0")
            if request.query.get("format") == "feed":
                return self.feed(n)
            return self.list(n, int(start) // self.per_page + 1 if start.isdigit() else 1)
        texts = {
            "gioi-thieu": "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Thạch Giang là tổ chức chính trị - xã hội của trí thức, tập hợp 21 hội thành viên với hơn 14.000 hội viên.",
            "lien-he": "Số 9 ngõ 4 đường Nguyễn Du. E-mail: lienhiephoi@thachgiang.example",
            "hinh-anh": "Thư viện hình ảnh đang được xây dựng.",
        }
        if menu in texts:
            return self.frame(
                menu.replace("-", " ").capitalize(),
                f'<div class="item-page"><h2>{menu.replace("-", " ").capitalize()}</h2><p>{texts[menu]}</p></div>',
            )
        if menu.startswith("component/"):
            return self.frame("Thành phần", '<form class="form-validate"><input placeholder="Gửi đến email"/><button>Gửi</button></form>')
        return self.missing()

    def missing(self) -> Answer:
        return Answer(
            "<!DOCTYPE html><html><head><title>404 - Lỗi: 404</title></head><body><div class='error'><h1>404 - Không tìm thấy bài viết</h1><p>Bạn có thể không truy cập được trang này vì: địa chỉ cũ, gõ sai, hoặc không có quyền.</p></div></body></html>",
            404,
        )

    def article(self, story: Story, *, bare: bool = False) -> Answer:
        when = story.published
        lead = (
            f"<p><strong>{e(story.lead)}</strong></p>"
            if story.lead and story.id % 2
            else f"<p><em>{e(story.lead)}</em></p>"
            if story.lead
            else ""
        )
        files = "".join(
            f'<tr><td class="at_filename"><a class="at_url" href="/attachments/article/{story.id}/{quote(name)}">{e(name)}</a></td><td class="at_description">[ ]</td><td class="at_file_size">{90 + story.id % 700} kB</td></tr>'
            for name in story.files
        )
        files = (
            f'<div class="attachmentsContainer"><table class="attachmentsList"><caption>Tài liệu kèm theo:</caption><tbody>{files}</tbody></table></div>'
            if files
            else ""
        )
        sign = f'<p style="text-align: right;"><strong><em>{e(story.signature)}</em></strong></p>' if story.signature else ""
        month = f"{WEEKDAYS[when.weekday()]}, {when.day:02d} Tháng {when.month} {when.year} {when:%H:%M}"
        changed = when + timedelta(days=1, minutes=17)
        after = f"{WEEKDAYS[changed.weekday()]}, {changed.day:02d} Tháng {changed.month} {changed.year} {changed:%H:%M}"
        sides = "".join(
            f'<li class="{css}"><a href="{self.url(s)}" rel="{rel}">{label}</a></li>'
            for css, rel, label, found in (
                ("previous", "prev", "&lt; Lùi", self.others(story, 1, newer=True)[-1:]),
                ("next", "next", "Tiếp &gt;", self.others(story, 1, newer=False)),
            )
            for s in found
        )
        near = "".join(
            f'<li><a href="{self.url(s)}">{e(s.title)}</a> - <em>{s.published:%d/%m/%Y %H:%M}</em></li>'
            for s in self.others(story, 5, newer=False)
        )
        body = f"""<div class="item-page" itemscope itemtype="http://schema.org/Article"><div class="page-header"><h2 itemprop="headline">{e(story.title)}</h2></div>
<div class="icons"><div class="btn-group pull-right"><ul class="dropdown-menu actions"><li class="print-icon"><a href="{self.url(story)}?tmpl=component&amp;print=1&amp;page=" rel="nofollow">In</a></li><li class="email-icon"><a href="/index.php/component/mailto/?tmpl=component&amp;link={self.token(40)}" rel="nofollow">Email</a></li></ul></div></div>
<dl class="article-info text-muted"><dt class="article-info-term">Chi tiết</dt><dd class="createdby">Viết bởi <span itemprop="name">Super User</span></dd><dd class="category-name">Chuyên mục: <a href="/index.php/{MENUS[story.sections[0]]}">{self.sections[story.sections[0]]}</a></dd><dd class="published"><time datetime="{when:%Y-%m-%dT%H:%M:%S}+07:00" itemprop="datePublished">Được đăng: {month}</time></dd><dd class="modified"><time datetime="{changed:%Y-%m-%dT%H:%M:%S}+07:00" itemprop="dateModified">Cập nhật lần cuối: {after}</time></dd><dd class="hits">Lượt xem: {self.views(story)}</dd></dl>
<div itemprop="articleBody">{lead}{draw(story, self.pens(story))}{sign}{files}</div><ul class="pager pagenav">{sides}</ul></div><div class="related-articles"><h4>Các bài viết khác</h4><ul>{near}</ul></div>"""
        if bare:
            return Answer(
                f"<!DOCTYPE html><html><head><title>{e(story.title)}</title><meta name='robots' content='noindex, nofollow'></head><body class='contentpane'>{body}</body></html>"
            )
        return self.frame(story.title, body)

    def pens(self, story: Story) -> dict:  # type: ignore[type-arg]
        picture = f"/images/{story.published:%Y}/{story.id}.jpg"

        def photo(block: Block) -> str:
            if story.id % 2:
                return f'<figure class="pull-center"><img src="{picture}" alt=""/><figcaption>{e(block.text)}</figcaption></figure>'
            return f'<p style="text-align: center;"><img src="{picture}" alt=""/></p><p style="text-align: center;"><em>{e(block.text)}</em></p>'

        return {
            "p": lambda block: f'<p style="text-align: justify;">{e(block.text)}</p>',
            "ask": lambda block: f'<p style="text-align: justify;"><strong>{e(block.text)}</strong></p>',
            "h": lambda block: f"<h3>{e(block.text)}</h3>",
            "quote": lambda block: f"<blockquote><p>{e(block.text)}</p></blockquote>",
            "list": lambda block: "<ul>" + rows(block, "<li>{}</li>", "{}") + "</ul>",
            "table": lambda block: f'<table border="1" cellspacing="0"><tbody>{rows(block)}</tbody></table>',
            "photo": photo,
        }

    def list(self, n: int, number: int) -> Answer:
        found, pages = self.page(n, number)
        items = "".join(
            f'<div class="items-row"><div class="item" itemprop="blogPost"><div class="page-header"><h2 itemprop="name"><a href="{self.url(s)}" itemprop="url">{e(s.title)}</a></h2></div><dl class="article-info"><dd class="published"><time>Được đăng: {s.published:%d/%m/%Y}</time></dd><dd class="hits">Lượt xem: {self.views(s)}</dd></dl><p>{e(s.lead)}</p><p class="readmore"><a class="btn" href="{self.url(s)}">Đọc thêm: {e(s.title)}</a></p></div></div>'
            for s in found
        )
        turn = "".join(
            f'<li><a class="pagenav" href="/index.php/{MENUS[n]}{f"?start={(k - 1) * self.per_page}" if k > 1 else ""}">{k}</a></li>'
            for k in range(1, pages + 1)
        )
        return self.frame(
            self.sections[n],
            f'<div class="blog" itemtype="http://schema.org/Blog"><div class="page-header"><h1>{self.sections[n]}</h1></div>{items}<div class="pagination"><p class="counter">Trang {number} / {pages}</p><ul class="pagination-list">{turn}</ul></div></div>',
            n,
        )

    def feed(self, n: int) -> Answer:
        items = "".join(
            f"<item><title>{e(s.title)}</title><link>{self.base}{self.url(s)}</link><guid isPermaLink='true'>{self.base}{self.url(s)}</guid><description>{e(e(s.lead))}</description><pubDate>{s.published:%a, %d %b %Y %H:%M:%S} +0700</pubDate></item>"
            for s in self.newest(n)[:10]
        )
        return Answer(
            f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>{self.sections[n]}</title><link>{self.base}/index.php/{MENUS[n]}</link>{items}</channel></rss>",
            type="application/rss+xml; charset=utf-8",
        )

    def home(self) -> Answer:
        boxes = "".join(
            f'<div class="moduletable"><h3><a href="/index.php/{MENUS[n]}">{label}</a></h3><ul class="category-module">'
            + "".join(
                f'<li><a class="mod-articles-category-title" href="/index.php/component/content/article/{10 + n}-{MENUS[n]}/{s.id}-{slug(s.title)}">{e(s.title)}</a></li>'
                for s in self.newest(n)[:4]
            )
            + "</ul></div>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("Trang chủ", f'<div class="blog-featured">{boxes}</div>')

    def frame(self, title: str, body: str, n: int | None = None) -> Answer:
        menu = "".join(
            f'<li class="item-{100 + k}"><a href="/index.php/{m}">{label}</a></li>'
            for k, (m, label) in enumerate(
                (("gioi-thieu", "Giới thiệu"), *zip(MENUS, self.sections, strict=True), ("hinh-anh", "Hình ảnh"), ("lien-he", "Liên hệ"))
            )
        )
        last = "".join(f'<li><a href="{self.url(s)}"><span>{e(s.title)}</span></a></li>' for s in self.newest()[:5])
        feed = (
            f'<link href="/index.php/{MENUS[n]}?format=feed&amp;type=rss" rel="alternate" type="application/rss+xml" title="RSS 2.0"/>'
            if n is not None
            else ""
        )
        return Answer(f"""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="vi-vn" lang="vi-vn"><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title>{e(title)}</title><meta name="generator" content="Joomla! - Open Source Content Management"/><meta name="description" content="{e(self.title)}"/>{feed}<script type="application/json" class="joomla-script-options">{{"csrf.token":"{self.token()}"}}</script></head><body class="site com_content view-article">
<div class="body"><div class="container"><header class="header"><a class="brand" href="/"><img src="/images/banner.jpg" alt="{e(self.title)}"/></a><div class="header-search"><form action="/index.php" method="post"><input name="searchword" placeholder="Tìm kiếm..."/><input type="hidden" name="{self.token()}" value="1"/></form></div></header><nav class="navigation"><ul class="nav menu nav-pills"><li class="item-99"><a href="/index.php">Trang chủ</a></li>{menu}</ul></nav>
<div class="row-fluid"><main id="content" role="main" class="span9"><ul class="breadcrumb"><li>Bạn đang ở: </li><li><a href="/index.php" class="pathway">Trang chủ</a></li><li class="active"><span>{e(title)}</span></li></ul>{body}</main>
<div id="aside" class="span3"><div class="well"><h3>Mới nhất</h3><ul class="latestnews">{last}</ul></div><div class="well"><h3>Đăng nhập</h3><form><label>Tên đăng nhập</label><input/><label>Mật khẩu</label><input type="password"/><label>Ghi nhớ</label><a href="/index.php/component/users/?view=reset">Quên mật khẩu?</a></form></div><div class="well"><h3>Số lượt truy cập</h3><table class="vcounter"><tr><td>Hôm nay</td><td>{self.hits % 700}</td></tr><tr><td>Tất cả</td><td>{self.hits}</td></tr></table></div></div></div></div></div>
<footer class="footer"><div class="container"><p class="pull-right"><a href="#top">Về đầu trang</a></p><p>© 2026 {e(self.title)}</p><p>Giấy phép số 18/GP-TTĐT. Thiết kế bởi nhóm Giang Web.</p></div></footer></body></html>""")
