"""A research centre on WordPress: the lead is the first bold paragraph, archives by month and author, attachment pages, comments."""

from __future__ import annotations

import re
from datetime import timedelta
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.site import Answer, Request, Site, draw, redirect, rows, slug
from benchmarks.portals.story import Block, Story

CATS = ("tin-tuc", "nghien-cuu", "dao-tao", "hop-tac")


class WordPress(Site):
    name, title, own = "wordpress", "Trung tâm Ứng dụng tiến bộ KH&CN Lạc Thủy", "Phòng Thông tin"
    sections = ("Tin tức", "Nghiên cứu", "Đào tạo", "Hợp tác")
    count, per_page, timed, declared = 48, 9, False, True
    mix = ("report",) * 7 + ("short", "short", "photos", "files", "interview")

    def url(self, story: Story) -> str:
        return f"/{story.published:%Y/%m}/{slug(story.title)}/"

    def which(self, url: str) -> int | None:
        path = urlsplit(url).path
        return next((s.id for s in self.ever.values() if self.url(s).rstrip("/") == path.rstrip("/")), None)

    def answer(self, request: Request) -> Answer:
        path = request.path
        if path == "/" and "p" in request.query and request.query["p"].isdigit():
            story = self.stories.get(int(request.query["p"]))
            return redirect(self.url(story)) if story else self.missing()
        if path == "/" and "s" in request.query:
            return self.frame(f"Kết quả tìm kiếm: {request.query['s']}", "<p>Không có bài viết nào.</p>")
        fixed = {"/": self.home, "/feed/": self.feed, "/gioi-thieu/": self.about, "/lien-he/": self.contact, "/thu-vien/": self.library}
        if path in fixed:
            return fixed[path]()
        if path == "/robots.txt":
            return Answer("User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n", type="text/plain")
        if (found := re.fullmatch(r"/category/([\w-]+)/(?:page/(\d+)/)?", path)) and found[1] in CATS:
            return self.list(
                self.sections[CATS.index(found[1])], f"/category/{found[1]}/", self.newest(CATS.index(found[1])), int(found[2] or 1)
            )
        if found := re.fullmatch(r"/(\d{4})/(\d\d)/(?:page/(\d+)/)?", path):
            posts = [s for s in self.newest() if f"{s.published:%Y%m}" == found[1] + found[2]]
            return (
                self.list(f"Tháng {found[2]} {found[1]}", f"/{found[1]}/{found[2]}/", posts, int(found[3] or 1))
                if posts
                else self.missing()
            )
        if found := re.fullmatch(r"/author/bientap/(?:page/(\d+)/)?", path):
            return self.list("Tác giả: bientap", "/author/bientap/", self.newest(), int(found[1] or 1))
        if found := re.fullmatch(r"/tag/([\w-]+)/", path):
            return self.list("Thẻ: " + found[1].replace("-", " "), path, self.newest()[:6], 1)
        if (number := self.which(path)) in self.stories and number is not None:
            return self.article(self.stories[number])
        if found := re.fullmatch(r"(/\d{4}/\d\d/[\w-]+/)anh-(\d+)/", path):
            return self.picture(found[1], found[2])
        return self.missing()

    def missing(self) -> Answer:
        return Answer(
            self.frame(
                "Không tìm thấy trang",
                "<div class='error-404'><h1>Ôi! Không tìm thấy trang này.</h1><p>Có vẻ như không có gì ở đây. Bạn thử tìm kiếm nhé?</p></div>",
            ).body,
            404,
        )

    def picture(self, parent: str, number: str) -> Answer:
        return self.frame(
            f"anh-{number}",
            f'<article class="attachment type-attachment"><h1 class="entry-title">anh-{number}</h1><p class="attachment"><a href="/wp-content/uploads/anh-{number}.jpg"><img src="/wp-content/uploads/anh-{number}.jpg"/></a></p><a href="{parent}">Đăng trong bài</a></article>',
        )

    def article(self, story: Story) -> Answer:
        when, cats = (
            story.published,
            "".join(f'<a href="/category/{CATS[n]}/" rel="category tag">{self.sections[n]}</a> ' for n in story.sections),
        )
        lead = f"<p><strong>{e(story.lead)}</strong></p>" if story.lead else ""
        files = "".join(
            f'<div class="wp-block-file"><a href="/wp-content/uploads/{when:%Y/%m}/{quote(name)}">{e(name)}</a><a href="/wp-content/uploads/{when:%Y/%m}/{quote(name)}" class="wp-block-file__button" download>Tải xuống</a></div>'
            for name in story.files
        )
        sign = f'<p style="text-align: right;"><strong>{e(story.signature)}</strong></p>' if story.signature else ""
        near = "".join(
            f'<div class="col post-item"><a href="{self.url(s)}" class="plain"><div class="box-text"><h5 class="post-title">{e(s.title)}</h5><p class="from_the_blog_excerpt">{e(s.lead[:90])} [...]</p></div></a></div>'
            for s in self.others(story, 3, newer=False)
        )
        side = self.others(story, 1, newer=False), self.others(story, 1, newer=True)
        nav = "".join(
            f'<div class="nav-{css}"><a href="{self.url(s[0])}" rel="{css}"><span>{label}</span> {e(s[0].title)}</a></div>'
            for css, label, s in (("prev", "Bài trước", side[0]), ("next", "Bài sau", side[1][-1:]))
            if s
        )
        said = ""
        if story.id % 3 == 0:
            said = f'<h3 class="comments-title">Một bình luận trên “<span>{e(story.title)}</span>”</h3><ol class="comment-list"><li class="comment"><article class="comment-body"><div class="comment-author vcard"><cite class="fn">Chị Thoa</cite> <span class="says">viết:</span></div><div class="comment-meta"><a href="{self.url(story)}#comment-{story.id}"><time>{when + timedelta(days=2):%d/%m/%Y} lúc 8:14 sáng</time></a></div><p>Bài viết hay quá, nhà tôi ở xa muốn xin tài liệu thì liên hệ ai vậy ban biên tập?</p><a class="comment-reply-link" href="{self.url(story)}?replytocom={story.id}#respond">Trả lời</a></article></li></ol>'
        body = f"""<div class="page-wrapper"><div class="row row-large"><div class="large-9 col"><article id="post-{story.id}" class="post-{story.id} post type-post status-publish format-standard hentry category-{CATS[story.sections[0]]}"><div class="article-inner">
<header class="entry-header"><div class="entry-header-text text-center"><h6 class="entry-category is-xsmall">{cats}</h6><h1 class="entry-title">{e(story.title)}</h1><div class="entry-divider is-divider small"></div>
<div class="entry-meta uppercase is-xsmall"><span class="posted-on">Đăng ngày <a href="{self.url(story)}" rel="bookmark"><time class="entry-date published" datetime="{when:%Y-%m-%d}">{when:%d/%m/%Y}</time></a></span> <span class="byline">bởi <span class="meta-author vcard"><a class="url fn n" href="/author/bientap/">bientap</a></span></span></div></div></header>
<div class="entry-content single-page"><div id="ez-toc-container" class="ez-toc-v2"><p class="ez-toc-title">Mục lục</p></div>{lead}{draw(story, self.pens(story))}{files}{sign}<div class="kk-star-ratings"><span class="kksr-legend">5/5 - ({self.hits % 17 + 1} bình chọn)</span></div><div class="blog-share text-center"><a href="https://facebook.com/sharer">Chia sẻ lên Facebook</a></div></div>
<footer class="entry-meta text-center">Bài này được đăng trong {cats} và gắn thẻ <a href="/tag/lac-thuy/" rel="tag">Lạc Thủy</a>.</footer>
<div class="entry-author author-box"><div class="flex-col"><h5 class="author-name">bientap</h5><p class="author-desc">Ban biên tập trang tin Trung tâm Ứng dụng tiến bộ KH&amp;CN Lạc Thủy</p></div></div>
<nav class="navigation-post"><div class="flex-row">{nav}</div></nav></div></article><div class="related-posts"><h4>Bài viết liên quan</h4><div class="row">{near}</div></div>
<div id="comments" class="comments-area">{said}<div id="respond" class="comment-respond"><h3 class="comment-reply-title">Để lại một bình luận</h3><form><p class="comment-notes">Email của bạn sẽ không được hiển thị công khai. Các trường bắt buộc được đánh dấu *</p><label>Bình luận *</label><textarea></textarea><input type="hidden" name="ak_js" value="{self.token(10)}"/><button>Gửi bình luận</button></form></div></div></div>"""
        head = f'<link rel="canonical" href="{self.base}{self.url(story)}"/><link rel="shortlink" href="{self.base}/?p={story.id}"/><meta property="og:type" content="article"/><meta property="og:title" content="{e(story.title)}"/><meta property="article:published_time" content="{when - timedelta(hours=7):%Y-%m-%dT%H:%M:%S}+00:00"/><meta property="article:modified_time" content="{when + timedelta(days=3):%Y-%m-%dT%H:%M:%S}+00:00"/>'
        return self.frame(story.title, body + self.sidebar() + "</div></div>", head)

    def pens(self, story: Story) -> dict:  # type: ignore[type-arg]
        gutenberg = story.id % 2 == 0
        picture = f"/wp-content/uploads/{story.published:%Y/%m}/anh-{story.id}.jpg"

        def photo(block: Block) -> str:
            link = f'<a href="{self.url(story)}anh-{story.id}/"><img class="size-full wp-image-{story.id}" src="{picture}" alt="" width="800" height="533"/></a>'
            if gutenberg:
                return f'<figure class="wp-block-image size-full">{link}<figcaption class="wp-element-caption">{e(block.text)}</figcaption></figure>'
            return f'<div id="attachment_{story.id}" style="width: 810px" class="wp-caption aligncenter">{link}<p class="wp-caption-text">{e(block.text)}</p></div>'

        return {
            "p": lambda block: (
                f"<p>{e(block.text)}</p>"
                if gutenberg
                else f'<p style="text-align: justify;"><span style="font-size: 13pt;">{e(block.text)}</span></p>'
            ),
            "ask": lambda block: f"<p><strong>{e(block.text)}</strong></p>",
            "h": lambda block: f"<h2 class='wp-block-heading'>{e(block.text)}</h2>",
            "quote": lambda block: f'<blockquote class="wp-block-quote"><p>{e(block.text)}</p></blockquote>',
            "list": lambda block: "<ul class='wp-block-list'>" + rows(block, "<li>{}</li>", "{}") + "</ul>",
            "table": lambda block: f'<figure class="wp-block-table"><table><tbody>{rows(block)}</tbody></table></figure>',
            "photo": photo,
        }

    def list(self, label: str, base: str, posts: list[Story], number: int) -> Answer:
        pages = max(1, -(-len(posts) // self.per_page))
        if number > pages:
            return self.missing()
        items = "".join(
            f'<div class="col post-item"><article><a href="{self.url(s)}"><img src="/wp-content/uploads/anh-{s.id}-300x200.jpg"/></a><h5 class="post-title is-large"><a href="{self.url(s)}" class="plain">{e(s.title)}</a></h5><p class="from_the_blog_excerpt">{e(s.lead[:110])} [...]</p><div class="badge post-date"><span class="post-date-day">{s.published:%d}</span><br><span class="post-date-month">Th{s.published.month}</span></div></article></div>'
            for s in posts[(number - 1) * self.per_page : number * self.per_page]
        )
        pager = "".join(
            f'<li><a class="page-number" href="{base}{f"page/{n}/" if n > 1 else ""}">{n}</a></li>'
            if n != number
            else f'<li><span aria-current="page" class="page-number current">{n}</span></li>'
            for n in range(1, pages + 1)
        )
        pager += f'<li><a class="next page-number" href="{base}page/{number + 1}/">&rsaquo;</a></li>' if number < pages else ""
        return self.frame(
            label,
            f'<div class="row"><div class="large-9 col"><header class="archive-page-header"><h1 class="page-title">{label}</h1></header><div class="row large-columns-3">{items}</div><ul class="page-numbers nav-pagination links text-center">{pager}</ul></div>{self.sidebar()}</div>',
        )

    def home(self) -> Answer:
        blocks = "".join(
            f'<section class="section"><h3 class="section-title"><span>{label}</span><a href="/category/{CATS[n]}/">Xem thêm</a></h3>'
            + "".join(
                f'<div class="post-item"><h5 class="post-title"><a href="{self.url(s)}">{e(s.title)}</a></h5></div>'
                for s in self.newest(n)[:4]
            )
            + "</section>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("Trang chủ", f'<div class="banner"><h2>Khoa học vì ruộng đồng</h2></div>{blocks}')

    def feed(self) -> Answer:
        items = "".join(
            f"<item><title>{e(s.title)}</title><link>{self.base}{self.url(s)}</link><dc:creator><![CDATA[bientap]]></dc:creator><pubDate>{s.published - timedelta(hours=7):%a, %d %b %Y %H:%M:%S} +0000</pubDate><guid isPermaLink='false'>{self.base}/?p={s.id}</guid><description><![CDATA[{s.lead}]]></description></item>"
            for s in sorted(self.stories.values(), key=lambda s: s.published, reverse=True)[:10]
        )
        return Answer(
            f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Lạc Thủy</title><link>{self.base}</link>{items}</channel></rss>',
            type="application/rss+xml; charset=UTF-8",
        )

    def about(self) -> Answer:
        return self.frame(
            "Giới thiệu",
            '<div class="page-wrapper page-type-page"><h1 class="entry-title">Giới thiệu</h1><div class="entry-content"><p>Trung tâm được thành lập năm 1997 trên cơ sở trại giống cây trồng huyện Lạc Thủy. Sau nhiều lần sắp xếp, đơn vị hiện có 31 viên chức, 2 phòng thí nghiệm và 14 ha vườn ươm.</p><p>Nhiệm vụ chính là thử nghiệm, chuyển giao tiến bộ kỹ thuật cho nông dân.</p></div></div>',
        )

    def contact(self) -> Answer:
        return self.frame(
            "Liên hệ",
            f'<h1>Liên hệ</h1><p>Thôn Đồi Chè, xã Lạc Thủy. Điện thoại: 0218 3 874 521</p><div class="wpcf7"><form><input type="hidden" name="_wpcf7_unit_tag" value="{self.token(12)}"/><input placeholder="Họ tên"/><button>Gửi</button></form></div>',
        )

    def library(self) -> Answer:
        return self.frame(
            "Thư viện ảnh",
            '<h1>Thư viện ảnh</h1><div class="gallery">'
            + "".join(
                f'<figure class="gallery-item"><img src="/wp-content/uploads/g{n}.jpg"/><figcaption>Vườn ươm lô {n}</figcaption></figure>'
                for n in range(1, 10)
            )
            + "</div>",
        )

    def sidebar(self) -> str:
        months = sorted({f"{s.published:%Y/%m}" for s in self.stories.values()}, reverse=True)
        return f"""<div class="post-sidebar large-3 col"><aside class="widget widget_search"><form action="/"><input name="s" placeholder="Tìm kiếm…"/></form></aside><aside class="widget widget_recent_entries"><span class="widget-title">Bài viết mới</span><ul>{"".join(f'<li><a href="{self.url(s)}">{e(s.title)}</a></li>' for s in self.newest()[:5])}</ul></aside>
<aside class="widget widget_archive"><span class="widget-title">Lưu trữ</span><ul>{"".join(f'<li><a href="/{m}/">Tháng {int(m[5:])} {m[:4]}</a></li>' for m in months)}</ul></aside><aside class="widget"><span class="widget-title">Thống kê</span><p>Đang xem: {self.hits % 9 + 1}<br/>Tổng: {self.hits}</p></aside></div>"""

    def frame(self, title: str, body: str, head: str = "") -> Answer:
        menu = "".join(
            f'<li class="menu-item menu-item-type-taxonomy"><a href="/category/{cat}/" class="nav-top-link">{label}</a></li>'
            for cat, label in zip(CATS, self.sections, strict=True)
        )
        return Answer(f"""<!DOCTYPE html><html lang="vi" class="loading-site no-js"><head><meta charset="UTF-8"/><title>{e(title)} - Lạc Thủy</title>{head}<meta name="generator" content="WordPress 6.6.2"/><link rel="alternate" type="application/rss+xml" title="Dòng thông tin Lạc Thủy" href="/feed/"/><link rel="https://api.w.org/" href="/wp-json/"/><link rel="EditURI" type="application/rsd+xml" href="/xmlrpc.php?rsd"/></head>
<body class="single single-post wp-theme-flatsome"><a class="skip-link screen-reader-text" href="#main">Bỏ qua nội dung</a><div id="wrapper"><header id="header" class="header has-sticky"><div id="top-bar"><div class="html custom">Thứ Hai - Thứ Sáu: 7h30 - 16h30 | 0218 3 874 521</div></div><div id="logo"><a href="/" title="{e(self.title)}" rel="home"><img src="/wp-content/uploads/logo.png" alt="{e(self.title)}"/></a></div><ul class="header-nav header-nav-main nav"><li class="menu-item"><a href="/">Trang chủ</a></li><li><a href="/gioi-thieu/">Giới thiệu</a></li>{menu}<li><a href="/thu-vien/">Thư viện ảnh</a></li><li><a href="/lien-he/">Liên hệ</a></li></ul></header>
<main id="main">{body}</main><footer id="footer" class="footer-wrapper"><div class="footer-widgets"><p>{e(self.title)}</p><p>Thôn Đồi Chè, xã Lạc Thủy</p></div><div class="absolute-footer">Copyright 2026 © <strong>Lạc Thủy</strong> | Thiết kế bởi WebViet</div></footer></div></body></html>""")
