"""A province's people's council on Drupal: aliases and node numbers, articles in several terms, lists counted from 0, print books, long dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.more.portal import Portal
from benchmarks.portals.more.register import POLL
from benchmarks.portals.site import WEEKDAYS, Answer, Request, draw, redirect, rows, slug
from benchmarks.portals.story import Block, Story

PLACES = ("hoat-dong-cua-hdnd", "giam-sat-chat-van", "tiep-xuc-cu-tri", "thoi-su-dia-phuong", "thong-bao-moi")


class Drupal(Portal):
    name, title, own = "drupal", "Đoàn ĐBQH và HĐND tỉnh Trường Giang", "Văn phòng"
    sections = ("Hoạt động của HĐND", "Giám sát - Chất vấn", "Tiếp xúc cử tri", "Thời sự địa phương", "Thông báo mới")
    per_page = 9
    timed = False
    declared = True

    def url(self, story: Story) -> str:
        return f"/{PLACES[story.sections[0]]}/{slug(story.title)[:70].strip('-')}-{story.id}"

    def which(self, url: str) -> int | None:
        path = urlsplit(url).path
        found = re.fullmatch(rf"/(?:vi/)?(?:node/(\d+)|(?:{'|'.join(PLACES)})/[\w-]+-(\d+))", path)
        number = int(found[1] or found[2]) if found else 0
        return number if number in self.ever else None

    def either(self, url: str) -> bool:
        return bool(re.match(r"/album/\d+", urlsplit(url).path))

    def answer(self, request: Request) -> Answer:
        path = request.path.rstrip("/")
        if path in ("", "/node"):
            return self.home()
        if path == "/robots.txt":
            return Answer(
                "User-agent: *\nCrawl-delay: 0\nDisallow: /includes/\nDisallow: /misc/\nDisallow: /admin/\nDisallow: /comment/reply/\nDisallow: /search/\nDisallow: /user/login/\n",
                type="text/plain",
            )
        if path == "/rss.xml":
            return self.feed()
        if path.startswith("/print/") and path[7:].isdigit() and int(path[7:]) in self.stories:
            return self.article(self.stories[int(path[7:])], bare=True)
        if (number := self.which(path)) is not None:
            if number not in self.stories:
                return self.frame("Không tìm thấy trang", "<p>Trang bạn yêu cầu không có trên máy chủ.</p>", 404)
            if path.startswith("/vi/"):
                return redirect(self.url(self.stories[number]))
            return self.article(self.stories[number])
        page = request.query.get("page", "0")
        turn = int(page) + 1 if page.isdigit() else 1
        if path[1:] in PLACES:
            return self.list(PLACES.index(path[1:]), turn)
        if found := re.fullmatch(r"/taxonomy/term/(\d+)", path):
            return self.list(int(found[1]) % 10, turn) if int(found[1]) % 10 < len(PLACES) else self.lost()
        return self.rest(path)

    def lost(self) -> Answer:
        return self.frame("Không tìm thấy trang", "<p>Trang bạn yêu cầu không có trên máy chủ.</p>", 404)

    def rest(self, path: str) -> Answer:
        reg = self.register
        for page in reg.statics:
            if path == f"/{page.slug}":
                return self.node(page.label, "".join(f"<p>{e(text)}</p>" for text in page.paragraphs), "page")
        if path == "/hoi-dap":
            return self.frame(
                "Hỏi - Đáp",
                "".join(
                    f'<div class="views-row"><span class="field-content"><a href="/hoi-dap/{a.id}">{e(a.title)}</a></span> <em>{e(a.asker)}, {a.asked:%d/%m/%Y}</em></div>'
                    for a in reg.asked
                ),
            )
        for a in reg.asked:
            if path == f"/hoi-dap/{a.id}":
                return self.node(
                    a.title,
                    f"<p><strong>Người gửi:</strong> {e(a.asker)} ({a.asked:%d/%m/%Y - %H:%M})</p><p><strong>Câu hỏi:</strong> {e(a.question)}</p><p><strong>Trả lời:</strong> {e(a.answer)}</p>",
                    "faq",
                )
        if path == "/nghi-quyet":
            return self.frame(
                "Nghị quyết",
                '<table class="views-table"><thead><tr><th>Số ký hiệu</th><th>Trích yếu</th><th>Ngày ban hành</th></tr></thead><tbody>'
                + "".join(
                    f'<tr><td>{p.sign}</td><td><a href="/nghi-quyet/{p.id}">{e(p.gist)}</a></td><td>{p.issued:%d/%m/%Y}</td></tr>'
                    for p in reg.papers
                )
                + "</tbody></table>",
            )
        for p in reg.papers:
            if path == f"/nghi-quyet/{p.id}":
                pairs = (
                    ("Số ký hiệu", p.sign),
                    ("Ngày ban hành", f"{p.issued:%d/%m/%Y}"),
                    ("Cơ quan ban hành", p.organ),
                    ("Người ký", p.signer),
                    ("Trích yếu", p.gist),
                )
                return self.node(
                    p.sign,
                    "".join(
                        f'<div class="field"><div class="field-label">{k}:&nbsp;</div><div class="field-items"><div class="field-item">{e(v)}</div></div></div>'
                        for k, v in pairs
                    ),
                    "van-ban",
                )
        if found := re.fullmatch(r"/album(?:/(\d+))?", path):
            if found[1] is None:
                return self.frame(
                    "Thư viện ảnh",
                    "".join(
                        f'<div class="views-row"><a href="/album/{n}"><img src="/sites/default/files/album/{n}.jpg" alt=""/>Album {n}: Kỳ họp thứ {n + 7}</a></div>'
                        for n in range(1, 6)
                    ),
                )
            return self.node(
                f"Album {found[1]}: Kỳ họp thứ {int(found[1]) + 7}",
                "".join(f'<img src="/sites/default/files/album/{found[1]}-{k}.jpg" alt=""/>' for k in range(8)),
                "album",
            )
        return self.lost()

    def node(self, title: str, inner: str, kind: str) -> Answer:
        return self.frame(title, f'<div class="node node-{kind} clearfix"><div class="content">{inner}</div></div>')

    def article(self, story: Story, *, bare: bool = False) -> Answer:
        when = story.published
        day = f"{WEEKDAYS[when.weekday()].capitalize()}, ngày {when.day:02d} tháng {when.month} năm {when.year}"
        lead = (
            f'<div class="field field-name-field-tom-tat field-type-text-long field-label-hidden"><div class="field-items"><div class="field-item even">{e(story.lead)}</div></div></div>'
            if story.lead
            else ""
        )
        sign = f'<p class="rtecenter" style="text-align:right"><em>{e(story.signature)}</em></p>' if story.signature else ""
        files = "".join(
            f'<tr class="odd"><td><span class="file"><img class="file-icon" alt="PDF icon" title="application/pdf" src="/modules/file/icons/application-pdf.png"/> <a href="/sites/default/files/{when:%Y-%m}/{quote(name)}" type="application/pdf">{e(name)}</a></span></td><td>{120 + story.id % 800} KB</td></tr>'
            for name in story.files
        )
        files = (
            f'<div class="field field-name-field-tep field-label-above"><table class="sticky-enabled"><thead><tr><th>Đính kèm</th><th>Kích thước</th></tr></thead><tbody>{files}</tbody></table></div>'
            if files
            else ""
        )
        terms = "".join(f'<div class="field-item"><a href="/taxonomy/term/{10 + n}">{self.sections[n]}</a></div>' for n in story.sections)
        inner = f"""<div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">{draw(story, self.pens(story))}{sign}</div></div></div>"""
        if bare:
            return Answer(
                f'<!DOCTYPE html><html><head><title>{e(story.title)}</title><meta name="robots" content="noindex"/></head><body><div class="print-site_name">Được xuất bản trên {e(self.title)} (<a href="/">{self.base}</a>)</div><h1 class="print-title">{e(story.title)}</h1><div class="print-submitted">{day}</div>{lead}{inner}<div class="print-source_url"><strong>Source URL:</strong> {self.base}{self.url(story)}</div></body></html>'
            )
        near = "".join(f'<li class="views-row"><a href="/node/{s.id}">{e(s.title)}</a></li>' for s in self.others(story, 6, newer=False))
        body = f"""<div id="node-{story.id}" class="node node-tin-bai node-promoted clearfix" about="{self.url(story)}" typeof="sioc:Item foaf:Document"><span property="dc:title" content="{e(story.title)}" class="rdf-meta element-hidden"></span>
<div class="submitted"><span property="dc:date dc:created" content="{when:%Y-%m-%dT%H:%M:%S}+07:00" datatype="xsd:dateTime">Gửi bởi <span class="username">bientap{story.id % 4}</span> vào {day}</span></div><div class="content clearfix">{lead}{inner}{files}<div class="field field-name-taxonomy field-label-above"><div class="field-label">Chuyên mục:&nbsp;</div>{terms}</div></div>
<ul class="links inline"><li class="print_html first"><a href="/print/{story.id}" rel="nofollow">Phiên bản để in</a></li><li class="statistics_counter last"><span>{self.views(story)} lượt đọc</span></li></ul></div>
<div class="block block-views"><h2>Bài cùng chủ đề</h2><ul>{near}</ul></div>"""
        return self.frame(story.title, body)

    def pens(self, story: Story) -> dict[str, Callable[[Block], str]]:
        def photo(block: Block) -> str:
            image = f'<img alt="" src="/sites/default/files/styles/large/public/{story.published:%Y-%m}/anh{story.id}.jpg?itok={story.id % 97}"/>'
            return (
                f'<div class="rtecenter">{image}</div><div class="rtecenter"><span style="color:#0000cd;">{e(block.text)}</span></div>'
                if block.text
                else f'<div class="rtecenter">{image}</div>'
            )

        return {
            "p": lambda block: f'<p class="rtejustify">{e(block.text)}</p>',
            "ask": lambda block: f'<p class="rtejustify"><strong><em>{e(block.text)}</em></strong></p>',
            "h": lambda block: f"<h3>{e(block.text)}</h3>",
            "quote": lambda block: f"<blockquote><p>{e(block.text)}</p></blockquote>",
            "list": lambda block: "<ul>" + rows(block, '<li class="rtejustify">{}</li>', "{}") + "</ul>",
            "table": lambda block: f'<table border="1" style="width:100%"><tbody>{rows(block)}</tbody></table>',
            "photo": photo,
        }

    def list(self, n: int, number: int) -> Answer:
        found, pages = self.page(n, number)
        items = "".join(
            f'<div class="views-row views-row-{k}"><div class="views-field-title"><span class="field-content"><a href="{self.url(s) if k % 3 else f"/node/{s.id}"}">{e(s.title)}</a></span></div><div class="views-field-created"><span class="field-content">{s.published:%d/%m/%Y}</span></div><div class="views-field-body"><p>{e(s.lead[:140])}</p></div></div>'
            for k, s in enumerate(found, 1)
        )
        turn = "".join(
            f'<li class="pager-item"><a title="Đến trang {k}" href="/{PLACES[n]}{f"?page={k - 1}" if k > 1 else ""}">{k}</a></li>'
            for k in range(1, pages + 1)
            if abs(k - number) < 3 and k != number
        )
        after = f'<li class="pager-next"><a href="/{PLACES[n]}?page={number}">sau ›</a></li>' if number < pages else ""
        return self.frame(
            self.sections[n],
            f'<div class="view"><div class="view-content">{items}</div><h2 class="element-invisible">Trang</h2><div class="item-list"><ul class="pager">{turn}{after}</ul></div></div>',
        )

    def feed(self) -> Answer:
        items = "".join(
            f'<item><title>{e(s.title)}</title><link>{self.base}{self.url(s)}</link><description>{e(draw(s, self.pens(s)))}</description><pubDate>{s.published:%a, %d %b %Y %H:%M:%S} +0700</pubDate><guid isPermaLink="false">{s.id} at {self.base}</guid></item>'
            for s in self.newest()[:10]
        )
        return Answer(
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xml:base="{self.base}/"><channel><title>{e(self.title)}</title><link>{self.base}/</link>{items}</channel></rss>',
            type="application/rss+xml; charset=utf-8",
        )

    def home(self) -> Answer:
        boxes = "".join(
            f'<div class="block block-views"><h2><a href="/{PLACES[n]}">{label}</a></h2><div class="content"><ul>'
            + "".join(f'<li><a href="{self.url(s)}">{e(s.title)}</a></li>' for s in self.newest(n)[:5])
            + "</ul></div></div>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("", boxes)

    def frame(self, title: str, body: str, status: int = 200) -> Answer:
        menu = "".join(f'<li class="leaf"><a href="/{p}">{self.sections[n]}</a></li>' for n, p in enumerate(PLACES))
        about = "".join(f'<li class="leaf"><a href="/{p.slug}">{p.label}</a></li>' for p in self.register.statics)
        ask, choices = POLL
        poll = "".join(
            f'<div class="form-item form-type-radio"><input type="radio" name="choice"/> <label>{c}</label></div>' for c in choices
        )
        top = f'<h1 class="title" id="page-title">{e(title)}</h1>' if title else ""
        return Answer(
            f"""<!DOCTYPE html><html lang="vi" dir="ltr"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><meta name="Generator" content="Drupal 7 (http://drupal.org)"/><title>{e(title + " | " if title else "")}{e(self.title)}</title><link rel="alternate" type="application/rss+xml" title="{e(self.title)} RSS" href="{self.base}/rss.xml"/><style>@import url("/sites/all/themes/hdnd/css/style.css?{self.token(6)}");</style></head>
<body class="html not-front not-logged-in one-sidebar sidebar-second"><div id="skip-link"><a href="#main-content" class="element-invisible element-focusable">Nhảy đến nội dung</a></div><div id="page"><div id="header"><a href="/" id="logo"><img src="/sites/default/files/banner.png" alt="Trang chủ"/></a><div id="name-and-slogan"><div id="site-name"><strong><a href="/">{e(self.title)}</a></strong></div><div id="site-slogan">Dân chủ - Trí tuệ - Đổi mới</div></div></div>
<div id="main-menu"><ul class="menu"><li class="first leaf"><a href="/">Trang nhất</a></li>{menu}<li class="leaf"><a href="/nghi-quyet">Nghị quyết</a></li><li class="leaf"><a href="/hoi-dap">Hỏi - Đáp</a></li><li class="leaf"><a href="/album">Thư viện ảnh</a></li></ul></div>
<div id="main" class="clearfix"><div id="content" class="column"><div class="breadcrumb"><a href="/">Trang nhất</a> » {e(title)}</div><a id="main-content"></a>{top}{body}</div><div id="sidebar-second" class="column sidebar"><div class="block"><h2>Về chúng tôi</h2><ul class="menu">{about}</ul></div><div class="block block-poll"><h2>Trưng cầu ý kiến</h2><div class="poll"><div class="title">{ask}</div>{poll}<input type="submit" value="Biểu quyết"/></div></div><div class="block"><h2>Người dùng trực tuyến</h2><p>Hiện có {self.hits % 43} khách đang xem trang.</p></div></div></div>
<div id="footer"><p>Cơ quan chủ quản: {e(self.title)}. Địa chỉ: 02 Phan Chu Trinh</p><p>Tổng biên tập: Chánh Văn phòng. Vui lòng dẫn nguồn khi sử dụng lại tin, bài.</p></div></div></body></html>""",
            status,
        )
