"""A commune's house of culture on a blog host: a pager by moment, an archive by month, Atom with full text, mobile twins, labels shut to robots."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.more.portal import Portal
from benchmarks.portals.site import WEEKDAYS, Answer, Request, draw, rows, slug
from benchmarks.portals.story import Block, Story


class Blog(Portal):
    name, title, own = "blog", "Trung tâm Văn hóa - Thể thao xã Bình Khê", "Ban Quản trị"
    sections = ("Văn nghệ", "Thể thao", "Thư viện", "Gia đình")
    count, per_page = 38, 6
    mix = ("report",) * 5 + ("short", "short", "short", "photos", "photos", "interview", "notice")
    timed = True
    attaches = False

    def url(self, story: Story) -> str:
        return f"/{story.published:%Y/%m}/{self.words(story)}.html"

    def words(self, story: Story) -> str:
        """The host cuts a title at 39 characters and numbers the next of its kind."""
        short = slug(story.title)[:39].rsplit("-", 1)[0]
        twins = sorted(
            s.id
            for s in self.ever.values()
            if slug(s.title)[:39].rsplit("-", 1)[0] == short and f"{s.published:%Y%m}" == f"{story.published:%Y%m}"
        )
        return short if twins[0] == story.id else f"{short}_{story.id % 100}{twins.index(story.id)}"

    def which(self, url: str) -> int | None:
        path = urlsplit(url).path
        return next((s.id for s in self.ever.values() if self.url(s) == path), None) if path.endswith(".html") else None

    def answer(self, request: Request) -> Answer:
        path, query = request.path, request.query
        if path == "/":
            return self.list(self.newest(), 0, "")
        if path == "/robots.txt":
            return Answer(
                f"User-agent: Mediapartners-Google\nDisallow: \n\nUser-agent: *\nDisallow: /search\nDisallow: /share-widget\nAllow: /\n\nSitemap: {self.base}/sitemap.xml\n",
                type="text/plain",
            )
        if path == "/sitemap.xml":
            inner = "".join(
                f"<url><loc>{self.base}{self.url(s)}</loc><lastmod>{s.published:%Y-%m-%dT%H:%M:%S}+07:00</lastmod></url>"
                for s in self.newest()[:12]
            )
            return Answer(
                f"<?xml version='1.0' encoding='UTF-8'?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{inner}</urlset>",
                type="application/xml",
            )
        if path.startswith("/feeds/posts/"):
            return self.feed(request)
        if path == "/search" or path.startswith("/search/label/"):
            label = path.removeprefix("/search/label/")
            found = self.newest(self.sections.index(label)) if label in self.sections else self.newest()
            before = re.sub(r"[+ ]07:00$", "", query.get("updated-max", ""))
            if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", before):
                limit = datetime.fromisoformat(before)
                found = [s for s in found if s.published.replace(microsecond=0) < limit]
            return self.list(found, 1, path)
        if found_month := re.fullmatch(r"/(\d{4})(?:/(\d\d))?/", path):
            stamp = f"{found_month[1]}{found_month[2] or ''}"
            return self.list([s for s in self.newest() if f"{s.published:%Y%m}".startswith(stamp)], 2, path)
        if (number := self.which(path)) is not None and number in self.stories:
            return self.article(self.stories[number])
        for page in self.register.statics:
            if path == f"/p/{page.slug}.html":
                return self.frame(
                    page.label,
                    f'<div class="post hentry"><h3 class="post-title entry-title">{page.label}</h3><div class="post-body entry-content">'
                    + "<br/><br/>".join(map(e, page.paragraphs))
                    + "</div></div>",
                )
        return self.frame(
            "Không tìm thấy", '<div class="status-msg-body">Rất tiếc, trang mà bạn đang tìm kiếm trên blog này không tồn tại.</div>', 404
        )

    def feed(self, request: Request) -> Answer:
        start, count = request.query.get("start-index", "1"), request.query.get("max-results", "25")
        first, many = int(start) if start.isdigit() else 1, min(25, int(count) if count.isdigit() else 25)
        everything = self.newest()
        items = "".join(
            f"<entry><id>tag:blog,1999:post-{s.id}</id><published>{s.published:%Y-%m-%dT%H:%M:%S}.000+07:00</published><updated>{s.published:%Y-%m-%dT%H:%M:%S}.000+07:00</updated><title type='text'>{e(s.title)}</title><content type='html'>{e(self.body(s))}</content><link rel='alternate' type='text/html' href='{self.base}{self.url(s)}' title='{e(s.title)}'/><author><name>{self.own}</name></author></entry>"
            for s in everything[first - 1 : first - 1 + many]
        )
        after = (
            f"<link rel='next' type='application/atom+xml' href='{self.base}/feeds/posts/default?start-index={first + many}&amp;max-results={many}'/>"
            if first + many <= len(everything)
            else ""
        )
        return Answer(
            f"<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'><id>tag:blog,1999:blog-77</id><title type='text'>{e(self.title)}</title>{after}<openSearch:totalResults>{len(everything)}</openSearch:totalResults>{items}</feed>",
            type="application/atom+xml; charset=UTF-8",
        )

    def body(self, story: Story) -> str:
        lead = f'<div style="text-align: justify;"><b>{e(story.lead)}</b></div><br />' if story.lead else ""
        sign = f'<div style="text-align: right;"><i>{e(story.signature)}</i></div>' if story.signature else ""
        files = "".join(f'<a href="https://drive.example.org/file/d/{story.id}/view">{e(name)}</a><br />' for name in story.files)
        return f"{lead}{draw(story, self.pens(story))}{sign}{files}"

    def post(self, story: Story, *, alone: bool) -> str:
        when = story.published
        title = e(story.title) if alone else f"<a href='{self.base}{self.url(story)}'>{e(story.title)}</a>"
        body = (
            self.body(story)
            if alone
            else f"{e(story.lead[:200])}<div class='jump-link'><a href='{self.base}{self.url(story)}#more' title='{e(story.title)}'>Đọc tiếp »</a></div>"
        )
        labels = ", ".join(
            f"<a href='{self.base}/search/label/{quote(self.sections[n])}' rel='tag'>{self.sections[n]}</a>" for n in story.sections
        )
        return f"""<div class='date-outer'><h2 class='date-header'><span>{WEEKDAYS[when.weekday()].title()}, {when.day} tháng {when.month}, {when.year}</span></h2><div class='post hentry uncustomized-post-template'><a name='{story.id * 977}'></a><h3 class='post-title entry-title'>{title}</h3><div class='post-header'><div class='post-header-line-1'></div></div><div class='post-body entry-content' id='post-body-{story.id}'>{body}<div style='clear: both;'></div></div><div class='post-footer'><span class='post-author vcard'>Người đăng: <span class='fn'>{self.own}</span></span> <span class='post-timestamp'>vào lúc <a class='timestamp-link' href='{self.base}{self.url(story)}'><abbr class='published' title='{when:%Y-%m-%dT%H:%M:%S}+07:00'>{when:%H:%M}</abbr></a></span> <span class='post-comment-link'>{story.id % 5} nhận xét:</span><div class='post-share-buttons'><a class='goog-inline-block share-button sb-email' href='/share-widget?action=email&amp;postID={story.id}'>Gửi email bài đăng này</a><a href='/share-widget?action=blog&amp;postID={story.id}'>BlogThis!</a><a href='/share-widget?action=facebook&amp;postID={story.id}'>Chia sẻ lên Facebook</a></div><span class='post-labels'>Nhãn: {labels}</span></div></div></div>"""

    def article(self, story: Story) -> Answer:
        newer, older = self.others_all(story)
        turn = (
            f"<span id='blog-pager-newer-link'><a class='blog-pager-newer-link' href='{self.base}{self.url(newer)}'>Bài đăng Mới hơn</a></span>"
            if newer
            else ""
        ) + (
            f"<span id='blog-pager-older-link'><a class='blog-pager-older-link' href='{self.base}{self.url(older)}'>Bài đăng Cũ hơn</a></span>"
            if older
            else ""
        )
        notes = (
            f"<div class='comments'><h4>{story.id % 5} nhận xét:</h4>"
            + "".join(
                f"<div class='comment'><cite>Nặc danh</cite><p>Hay quá, chúc bà con quê mình mạnh khỏe, mong được xem thêm ảnh số {n + story.id % 50}.</p></div>"
                for n in range(story.id % 3)
            )
            + "<a href='#'>Đăng nhận xét</a></div>"
        )
        return self.frame(
            story.title,
            f"<div class='blog-posts hfeed'>{self.post(story, alone=True)}{notes}</div><div class='blog-pager'>{turn}<a class='home-link' href='{self.base}/'>Trang chủ</a></div><div class='post-feeds'>Đăng ký: <a href='{self.base}/feeds/{story.id}/comments/default'>Đăng Nhận xét (Atom)</a></div>",
        )

    def others_all(self, story: Story) -> tuple[Story | None, Story | None]:
        order = sorted(self.stories.values(), key=lambda s: (s.published, s.id))
        place = order.index(story)
        return (order[place + 1] if place + 1 < len(order) else None), (order[place - 1] if place else None)

    def pens(self, story: Story) -> dict[str, Callable[[Block], str]]:
        image = f'<a href="/images/s1600/{story.id}.jpg"><img border="0" src="/images/s400/{story.id}.jpg" /></a>'

        def photo(block: Block) -> str:
            if not block.text:
                return f'<div class="separator" style="clear: both; text-align: center;">{image}</div><br />'
            return f'<table align="center" class="tr-caption-container"><tbody><tr><td style="text-align: center;">{image}</td></tr><tr><td class="tr-caption" style="text-align: center;">{e(block.text)}</td></tr></tbody></table>'

        return {
            "p": lambda block: f'<div style="text-align: justify;">{e(block.text)}</div><br />',
            "ask": lambda block: f'<div style="text-align: justify;"><b>{e(block.text)}</b></div>',
            "h": lambda block: f"<h3>{e(block.text)}</h3>",
            "quote": lambda block: f'<blockquote class="tr_bq">{e(block.text)}</blockquote>',
            "list": lambda block: "<ul>" + rows(block, "<li>{}</li>", "{}") + "</ul>",
            "table": lambda block: f'<table border="1"><tbody>{rows(block)}</tbody></table>',
            "photo": photo,
        }

    def list(self, found: list[Story], kind: int, path: str) -> Answer:
        shown = found[: self.per_page] if kind < 2 else found
        posts = "".join(self.post(s, alone=False) for s in shown)
        after = shown[-1] if shown and len(found) > len(shown) else None
        stamp = quote(f"{after.published:%Y-%m-%dT%H:%M:%S}+07:00") if after else ""
        turn = (
            f"<a class='blog-pager-older-link' href='{self.base}{path if path.startswith('/search') else '/search'}?updated-max={stamp}&amp;max-results={self.per_page}'>Bài đăng cũ hơn</a>"
            if after
            else ""
        )
        return self.frame("", f"<div class='blog-posts hfeed'>{posts}</div><div class='blog-pager'>{turn}</div>")

    def frame(self, title: str, body: str, status: int = 200) -> Answer:
        months = sorted({f"{s.published:%Y/%m}" for s in self.stories.values()}, reverse=True)
        archive = "".join(
            f"<li class='archivedate'><a class='post-count-link' href='{self.base}/{m}/'>tháng {m[5:]}</a> <span class='post-count'>({sum(f'{s.published:%Y/%m}' == m for s in self.stories.values())})</span></li>"
            for m in months
        )
        labels = "".join(f"<li><a href='{self.base}/search/label/{quote(label)}'>{label}</a></li>" for label in self.sections)
        about = "".join(f"<li><a href='{self.base}/p/{p.slug}.html'>{p.label}</a></li>" for p in self.register.statics)
        top = f"{e(self.title)}: {e(title)}" if title else e(self.title)
        return Answer(
            f"""<!DOCTYPE html><html dir='ltr' xmlns='http://www.w3.org/1999/xhtml'><head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/><meta content='blogger' name='generator'/><title>{top}</title><link rel="alternate" type="application/atom+xml" title="{e(self.title)} - Atom" href="{self.base}/feeds/posts/default"/></head><body class='loading'><div class='content-outer'><div class='header'><h1 class='title'><a href='{self.base}/'>{e(self.title)}</a></h1><p class='description'><span>Nơi lưu giữ những sinh hoạt văn hóa của quê hương Bình Khê</span></p></div><div class='tabs'><ul><li><a href='{self.base}/'>Trang chủ</a></li>{about}</ul></div>
<div class='main-outer'><div class='column-center'><div class='main section' id='main'>{body}</div></div><div class='column-right'><div class='widget Label'><h2>Nhãn</h2><ul>{labels}</ul></div><div class='widget BlogArchive'><h2>Lưu trữ Blog</h2><ul class='hierarchy'>{archive}</ul></div><div class='widget Profile'><h2>Giới thiệu về tôi</h2><a href='/profile'>Xem hồ sơ hoàn chỉnh của tôi</a></div><div class='widget Stats'><h2>Tổng số lượt xem trang</h2><span>{self.hits}</span></div></div></div><div class='footer'>Chủ đề Cửa sổ hình ảnh. Được tạo bởi Blogger. <a href='?m=1'>Xem phiên bản di động</a></div></div></body></html>""",
            status,
        )
