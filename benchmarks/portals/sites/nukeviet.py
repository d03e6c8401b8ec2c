"""A department on NukeViet eGovernment: feeds and sitemaps, print and mail copies, an article under two categories."""

from __future__ import annotations

import re
from datetime import timedelta
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.site import WEEKDAYS, Answer, Request, Site, draw, redirect, rows, slug
from benchmarks.portals.story import Block, Story

CATS = ("tin-hoat-dong", "chuyen-doi-so", "khoa-hoc-cong-nghe", "thong-bao", "buu-chinh-vien-thong")


class NukeViet(Site):
    name, title, own = "nukeviet", "Sở Khoa học và Công nghệ tỉnh Tân Lĩnh", "Ban biên tập"
    sections = ("Tin hoạt động", "Chuyển đổi số", "Khoa học công nghệ", "Thông báo", "Bưu chính - Viễn thông")
    count, per_page, sources = 56, 12, True

    def url(self, story: Story, section: int | None = None) -> str:
        return f"/vi/news/{CATS[story.sections[0] if section is None else section]}/{slug(story.title)}-{story.id}.html"

    def which(self, url: str) -> int | None:
        found = re.fullmatch(r"(?:/index\.php)?(?:/vi)?/news/[\w-]+/[\w-]+-(\d+)\.html", urlsplit(url).path)
        return int(found[1]) if found else None

    def answer(self, request: Request) -> Answer:
        path = request.path
        fixed = {
            "/": self.home,
            "/vi/": self.home,
            "/robots.txt": self.robots,
            "/sitemap.xml": self.sitemap_index,
            "/sitemap-vi.news.xml": self.sitemap,
        }
        fixed |= {
            "/vi/about/": self.about,
            "/vi/contact/": self.contact,
            "/vi/users/login/": self.login,
            "/vi/seek/": self.seek,
            "/vi/laws/": self.laws,
        }
        if path in fixed:
            return fixed[path]()
        if path == "/vi/news/":
            return self.list(None, 1)
        if found := re.fullmatch(r"/vi/news/page-(\d+)/", path):
            return self.list(None, int(found[1]))
        if found := re.fullmatch(r"/vi/news/rss/(?:([\w-]+)/)?", path):
            return self.rss(CATS.index(found[1]) if found[1] in CATS else None)
        if found := re.fullmatch(r"/vi/news/([\w-]+)/(?:page-(\d+)/)?", path):
            return self.list(CATS.index(found[1]), int(found[2] or 1)) if found[1] in CATS else redirect("/vi/")
        if found := re.fullmatch(r"/vi/news/(print|savefile|sendmail)/[\w-]+/[\w-]+-(\d+)\.html", path):
            return self.copy(found[1], int(found[2]))
        if found := re.fullmatch(r"/vi/news/tag/([\w-]+)/", path):
            return self.frame(
                "Từ khóa", '<div class="page panel panel-default"><div class="panel-body"><p>Không có kết quả phù hợp.</p></div></div>'
            )
        if found := re.fullmatch(r"/vi/news/([\w-]+)/([\w-]+)-(\d+)\.html", path):
            return self.article(int(found[3]), path)
        return Answer(
            self.frame(
                "Thông báo lỗi", '<div class="nv-infodie text-center"><h2>Error 404</h2><p>Trang bạn yêu cầu không tồn tại.</p></div>'
            ).body,
            404,
        )

    # pages
    def article(self, number: int, path: str) -> Answer:
        story = self.stories.get(number)
        if story is None:
            missing = (
                '<meta http-equiv="refresh" content="5;url=/" /><div class="panel"><p>Bài viết không tồn tại hoặc đã bị xóa.</p></div>'
            )
            return Answer(self.frame("Thông báo", missing).body, 404)
        if path != self.url(story):
            return redirect(self.url(story))
        when = story.published
        cat, name = CATS[story.sections[0]], f"{slug(story.title)}-{story.id}.html"
        tools = "".join(
            f'<li><a class="dimgray" rel="nofollow" title="{label}" href="/vi/news/{kind}/{cat}/{name}"><em class="fa fa-{icon} fa-lg">&nbsp;</em></a></li>'
            for kind, label, icon in (
                ("sendmail", "Giới thiệu bài viết cho bạn bè", "envelope"),
                ("print", "In ra", "print"),
                ("savefile", "Lưu bài viết này", "save"),
            )
        )
        files = "".join(
            f'<div class="panel panel-default"><div class="panel-heading"><a href="/vi/news/{cat}/{name}?download=1&amp;id={n}" title="Nhấn vào để tải file">'
            f'<em class="fa fa-download"></em> Tập tin {n + 1}</a></div><a href="/uploads/news/{when:%Y_%m}/{quote(text)}">{e(text)}</a></div>'
            for n, text in enumerate(story.files)
        )
        files = (
            f'<div class="news_column panel panel-default"><h3 class="newh3"><em class="fa fa-download"></em> File đính kèm</h3>{files}</div>'
            if files
            else ""
        )
        sign = f'<p class="h5 text-right"><strong>Tác giả: </strong>{e(story.signature)}</p>' if story.signature else ""
        sign += f'<p class="h5 text-right"><strong>Nguồn tin: </strong>{e(story.source)}</p>' if story.source else ""
        related = "".join(
            f'<p class="h3"><strong>{label}</strong></p><div class="clearfix"><ul class="detail-related related list-none list-items">'
            + "".join(
                f'<li><em class="fa fa-angle-right">&nbsp;</em><h4><a href="{self.url(s)}" title="{e(s.title)}">{e(s.title)}</a></h4> <em>({s.published:%d/%m/%Y})</em></li>'
                for s in self.others(story, 5, newer=newer)
            )
            + "</ul></div>"
            for label, newer in (("Những tin mới hơn", True), ("Những tin cũ hơn", False))
        )
        votes = 3 + self.hits % 40
        body = f"""<div class="news_column panel panel-default" itemtype="http://schema.org/NewsArticle" itemscope><div class="panel-body">
<h1 class="title margin-bottom-lg" itemprop="headline">{e(story.title)}</h1>
<div class="hidden hide d-none" itemprop="author" itemtype="http://schema.org/Organization" itemscope><span itemprop="name">{self.title}</span></div>
<span class="hidden hide d-none" itemprop="datePublished">{when + timedelta(days=1):%Y-%m-%dT%H:%M:%S}+07:00</span>
<span class="hidden hide d-none" itemprop="mainEntityOfPage">{self.url(story)}</span>
<div class="hidden hide d-none" itemprop="publisher" itemtype="http://schema.org/Organization" itemscope><span itemprop="name">{self.title}</span>
<span itemprop="logo"><span itemprop="url">/uploads/banner-tanlinh-2026.png</span></span></div>
<div class="row margin-bottom-lg"><div class="col-md-12"><span class="h5">{WEEKDAYS[when.weekday()]} - {when:%d/%m/%Y %H:%M}</span></div>
<div class="col-md-12"><ul class="list-inline text-right">{tools}</ul></div></div>
<div class="newsvoice"><button id="newsVoicePlayer">Nghe bài viết</button> <select><option>Giọng nữ miền Bắc</option><option>Giọng nam miền Nam</option></select></div>
<div class="clearfix"><div class="hometext m-bottom" itemprop="description">{e(story.lead)}</div>
<div id="news-bodyhtml" class="bodytext margin-bottom-lg">{draw(story, self.pens(story))}</div></div>
{files}<div class="margin-bottom-lg">{sign}</div></div></div>
<div class="news_column panel panel-default"><div class="panel-body"><form id="form3B" action=""><div class="h5 clearfix">
<p id="stringrating">Tổng số điểm của bài viết là: {votes * 5} trong {votes} đánh giá</p><div style="padding:5px"><input class="hover-star required" type="radio" value="5" /> Click để đánh giá bài viết
<input type="hidden" name="checkss" value="{self.token()}"/></div></div></form></div></div>
<div class="news_column panel panel-default"><div class="panel-body"><div class="h5"><em class="fa fa-tags">&nbsp;</em><strong>Từ khóa: </strong>
<a title="chuyển đổi số" href="/vi/news/tag/chuyen-doi-so/"><em>chuyển đổi số</em></a>, <a href="/vi/news/tag/{slug(story.title)[:14].strip("-")}/"><em>tân lĩnh</em></a></div></div></div>
<div id="idcomment" class="nv-fullbg news_column"><div class="row clearfix margin-bottom-lg"><div class="col-xs-12"><p class="comment-title"><em class="fa fa-comments">&nbsp;</em> Ý kiến bạn đọc</p></div>
<div class="col-xs-12 text-right"><select class="form-control"><option>Sắp xếp theo bình luận mới</option><option>Sắp xếp theo bình luận cũ</option></select></div></div>
<form><input type="text" placeholder="Tên của bạn"/><textarea></textarea><img src="/index.php?scaptcha=captcha&amp;t={self.token(8)}" alt="Mã bảo mật"/><span>Mã bảo mật</span><button>Gửi bình luận</button></form></div>
<div class="news_column panel panel-default"><div class="panel-body other-news">{related}</div></div>"""
        return self.frame(story.title, body, story.lead[:150], f"{when:%Y-%m-%d}+07{when:%H:%M:%S}", story.sections[0])

    def pens(self, story: Story) -> dict:  # type: ignore[type-arg]
        picture = f"/uploads/news/{story.published:%Y_%m}/anh-{story.id}.jpg"
        odd = story.id % 3 == 0

        def photo(block: Block) -> str:
            image = f'<img alt="{slug(story.title)[:24]}" src="{picture}" width="600" height="400" />'
            if odd:
                return f'<p style="text-align: center;">{image}<br /><em>{e(block.text)}</em></p>'
            return f'<div style="text-align:center"><figure class="image" style="display:inline-block">{image}<figcaption>{e(block.text)}</figcaption></figure></div>'

        return {
            "p": lambda block: f'<p style="text-align: justify;">{e(block.text)}</p>',
            "ask": lambda block: f'<p style="text-align: justify;"><strong>{e(block.text)}</strong></p>',
            "h": lambda block: (
                f'<p style="text-align: justify;"><strong>{e(block.text)}</strong></p>' if odd else f"<h2>{e(block.text)}</h2>"
            ),
            "quote": lambda block: f"<blockquote><p>{e(block.text)}</p></blockquote>",
            "list": lambda block: "<ul>" + rows(block, "<li>{}</li>", "{}") + "</ul>",
            "table": lambda block: f'<table align="center" border="1" style="width:500px"><tbody>{rows(block)}</tbody></table>',
            "photo": photo,
        }

    def list(self, section: int | None, number: int) -> Answer:
        found, pages = self.page(section, number)
        base = "/vi/news/" if section is None else f"/vi/news/{CATS[section]}/"
        items = "".join(
            f'<div class="news_column panel panel-default"><div class="panel-body featured"><a href="{self.url(s, section)}" title="{e(s.title)}"><img class="img-thumbnail pull-left imghome" src="/assets/news/{s.published:%Y_%m}/anh-{s.id}.jpg" alt=""/></a>'
            f'<h2><a href="{self.url(s, section)}" title="{e(s.title)}">{e(s.title)}</a></h2><div class="text-muted"><ul class="list-unstyled list-inline"><li><em class="fa fa-clock-o">&nbsp;</em> {s.published:%d/%m/%Y %H:%M:%S}</li>'
            f'<li><em class="fa fa-eye">&nbsp;</em> Đã xem: {self.views(s)}</li><li><em class="fa fa-comment-o">&nbsp;</em> Phản hồi: 0</li></ul></div>{e(s.lead[:140])}</div></div>'
            for s in found
        )
        pager = "".join(
            f'<li{" class=active" if n == number else ""}><a href="{base}{f"page-{n}/" if n > 1 else ""}">{n}</a></li>'
            for n in range(1, pages + 1)
        )
        return self.frame(
            "Tin tức" if section is None else self.sections[section],
            f'<div class="viewcat">{items}<div class="text-center"><ul class="pagination">{pager}</ul></div></div>',
        )

    def home(self) -> Answer:
        blocks = "".join(
            f'<div class="news_column"><div class="panel panel-default clearfix"><div class="panel-heading"><ul class="list-inline sub-list-icon"><li><h4><a href="/vi/news/{CATS[n]}/"><span>{label}</span></a></h4></li></ul></div><div class="panel-body"><ul class="related list-items">'
            + "".join(f'<li><a class="show h4" href="{self.url(s)}">{e(s.title)}</a></li>' for s in self.newest(n)[:4])
            + "</ul></div></div></div>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("Trang nhất", blocks)

    def copy(self, kind: str, number: int) -> Answer:
        story = self.stories.get(number)
        if story is None:
            return redirect("/vi/")
        if kind == "sendmail":
            return Answer(
                f"<html><head><title>Gửi bài viết</title></head><body><h1>{e(story.title)}</h1><form><input placeholder='E-mail của bạn'/><input placeholder='Email người nhận'/><button>Gửi</button></form></body></html>"
            )
        page = f"<html><head><title>{e(story.title)}</title><meta name='robots' content='noindex'></head><body><div id='print'><h1>{e(story.title)}</h1><p>{story.published:%d/%m/%Y %H:%M}</p><div id='hometext'>{e(story.lead)}</div><div>{draw(story, self.pens(story))}</div><div id='footer'>URL của bài viết này: <a href='{self.url(story)}'>{self.url(story)}</a><br/>© {self.title}</div></div></body></html>"
        return Answer(page, headers={"Content-Disposition": 'attachment; filename="bai-viet.html"'} if kind == "savefile" else {})

    def robots(self) -> Answer:
        return Answer(
            f"User-agent: *\nDisallow: /data/\nDisallow: /includes/\nDisallow: /install/\nDisallow: /modules/\nSitemap: {self.base}/sitemap.xml\n",
            type="text/plain",
        )

    def sitemap_index(self) -> Answer:
        return Answer(
            f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{self.base}/sitemap-vi.news.xml</loc></sitemap></sitemapindex>',
            type="text/xml; charset=utf-8",
        )

    def sitemap(self) -> Answer:
        rows_ = "".join(
            f"<url><loc>{self.base}{self.url(s)}</loc><lastmod>{s.published:%Y-%m-%dT%H:%M:%S}+07:00</lastmod></url>"
            for s in sorted(self.stories.values(), key=lambda s: -s.id)
        )
        return Answer(
            f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows_}</urlset>',
            type="text/xml; charset=utf-8",
        )

    def rss(self, section: int | None) -> Answer:
        found = self.newest(section)[:30] if section is not None else self.newest()[:8]
        items = "".join(
            f'<item><title>{e(s.title)}</title><link>{self.base}{self.url(s)}</link><guid isPermaLink="false">news_{s.id}</guid><description>{e(s.lead)}</description><pubDate>{s.published - timedelta(hours=7):%a, %d %b %Y %H:%m:%S} GMT</pubDate></item>'
            for s in found
        )
        return Answer(
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{self.title}</title><link>{self.base}/vi/</link><description>Tin tức</description>{items}</channel></rss>',
            type="application/rss+xml; charset=utf-8",
        )

    def about(self) -> Answer:
        text = "Sở Khoa học và Công nghệ tỉnh Tân Lĩnh là cơ quan chuyên môn thuộc UBND tỉnh, tham mưu quản lý nhà nước về khoa học, công nghệ, đổi mới sáng tạo, bưu chính, viễn thông và chuyển đổi số. Sở có 7 phòng chuyên môn và 3 đơn vị sự nghiệp trực thuộc."
        return self.frame(
            "Giới thiệu",
            f'<div class="page panel panel-default"><div class="panel-body"><h1 class="title">Chức năng, nhiệm vụ</h1><div class="bodytext"><p>{text}</p><p>Trụ sở: số 18 đường Lý Tự Trọng, phường Trung Tâm.</p></div></div></div>',
        )

    def contact(self) -> Answer:
        return self.frame(
            "Liên hệ",
            f'<div class="panel"><h1>Liên hệ</h1><p>Văn phòng Sở, số 18 Lý Tự Trọng. Điện thoại 0210.3846.112.</p><form method="post"><input placeholder="Họ và tên"/><textarea></textarea><img src="/captcha.png?t={self.token(6)}"/><button>Gửi đi</button></form></div>',
        )

    def login(self) -> Answer:
        return self.frame(
            "Đăng nhập",
            '<div class="panel"><h2>Đăng nhập thành viên</h2><form><input placeholder="Tên đăng nhập"/><input type="password"/><button>Đăng nhập</button></form></div>',
        )

    def seek(self) -> Answer:
        return self.frame(
            "Tìm kiếm",
            '<div class="panel"><h3>Tìm kiếm trên site</h3><form><input name="q"/><button>Tìm kiếm</button></form><p>Từ khóa tìm kiếm phải có ít nhất 3 ký tự.</p></div>',
        )

    def laws(self) -> Answer:
        body = "".join(
            f"<tr><td>{n}</td><td>{140 + n}/QĐ-SKHCN</td><td>{3 + n}/09/2026</td><td>Quyết định về việc giao dự toán bổ sung lần {n}</td></tr>"
            for n in range(1, 9)
        )
        return self.frame(
            "Văn bản",
            f'<div class="flex-table-laws"><table><tr><th>STT</th><th>Số kí hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th></tr>{body}</table></div>',
        )

    def frame(self, title: str, body: str, about: str = "", stamp: str = "", section: int | None = None) -> Answer:
        menu = "".join(
            f'<li role="presentation"><a class="dropdown-toggle" href="/vi/news/{cat}/" role="button">{label}</a></li>'
            for cat, label in zip(CATS, self.sections, strict=True)
        )
        crumb = f'<li><a href="/vi/news/{CATS[section]}/"><span>{self.sections[section]}</span></a></li>' if section is not None else ""
        side = "".join(
            f'<li class="clearfix"><a class="show" href="{self.url(s)}" data-content="" title="{e(s.title)}">{e(s.title)}</a></li>'
            for s in self.newest()[:6]
        )
        feeds = "".join(
            f'<link rel="alternate" type="application/rss+xml" href="/vi/news/rss/{cat}/" title="Tin Tức - {label}">'
            for cat, label in zip(CATS, self.sections, strict=True)
        )
        now = self.clock()
        meta = f'<meta property="article:published_time" content="{stamp}">' if stamp else ""
        return Answer(f"""<!DOCTYPE html><html lang="vi" xmlns="http://www.w3.org/1999/xhtml" prefix="og: http://ogp.me/ns#"><head><title>{e(title)} - {self.title}</title>
<meta name="description" content="{e(about or title)}"><meta name="author" content="{self.title}"><meta name="generator" content="NukeViet v4.5">{meta}<meta property="og:title" content="{e(title)}">
<meta property="og:type" content="website"><meta property="og:site_name" content="{self.title}">{feeds}<link rel="stylesheet" href="/themes/egov/css/style.css?t=41"></head><body>
<div class="body-bg"><div class="wraper"><header><div class="container"><div id="header" class="row"><div class="logo col-xs-24"><a title="{self.title}" href="/vi/"><img src="/uploads/banner-tanlinh-2026.png" alt="{self.title}"/></a><span class="site_name">{self.title}</span><span class="site_description">Cổng thông tin điện tử</span></div></div></div></header>
<nav class="second-nav" id="menusite"><div class="bg clearfix"><div class="menu"><ul class="nav navbar-nav"><li><a class="home" title="Trang nhất" href="/vi/"><em class="fa fa-lg fa-home">&nbsp;</em><span class="hidden-sm"> Trang nhất</span></a></li><li><a href="/vi/about/">Giới thiệu</a></li><li><a href="/vi/news/">Tin tức</a></li>{menu}<li><a href="/vi/laws/">Văn bản</a></li><li><a href="/vi/contact/">Liên hệ</a></li></ul></div></div></nav>
<nav class="header-nav"><div class="container"><div class="personalArea"><a href="/vi/users/login/">Đăng nhập</a></div><div class="social-icons"><a href="/vi/seek/">Tìm kiếm</a></div><div class="current-time">{WEEKDAYS[now.weekday()]}, {now:%d/%m/%Y, %H:%M}</div></div></nav>
<section><div class="container" id="body"><nav class="third-nav"><div class="breadcrumbs-wrap"><ul class="temp-breadcrumbs"><li><a href="/vi/"><span>Trang nhất</span></a></li><li><a href="/vi/news/"><span>Tin tức</span></a></li>{crumb}</ul></div></nav>
<div class="row"><div class="col-sm-16 col-md-18">{body}</div><div class="col-sm-8 col-md-6">
<div class="panel panel-primary"><div class="panel-heading">Tin mới cập nhật</div><div class="panel-body"><ul class="block_groups list-none list-items">{side}</ul></div></div>
<div class="panel panel-primary"><div class="panel-heading">Thăm dò ý kiến</div><div class="panel-body"><form><p>Bạn thấy giao diện mới của cổng thông tin thế nào?</p><label><input type="radio" name="option"/> Dễ tra cứu</label><label><input type="radio" name="option"/> Cần chỉnh sửa thêm</label><input type="hidden" value="{self.token()}"/><button>Bình chọn</button></form></div></div>
<div class="panel panel-primary"><div class="panel-heading">Thống kê truy cập</div><div class="panel-body"><ul class="counter list-none"><li>Đang truy cập<span>{self.hits % 37 + 3}</span></li><li>Hôm nay<span>{self.hits % 2900}</span></li><li>Tháng hiện tại<span>{self.hits % 88000}</span></li><li>Tổng lượt truy cập<span>{self.hits}</span></li></ul></div></div>
<div class="nv-block-banners"><a rel="nofollow" href="/banners/click/?id=2&amp;s={self.token()}" target="_blank"><img src="/uploads/banners/dvc.jpg" alt="Dịch vụ công"/></a></div>
</div></div></div></section>
<footer id="footer"><div class="container"><p>Bản quyền thuộc về {self.title}</p><p>Giấy phép số 31/GP-TTĐT cấp ngày 12/04/2024. Chịu trách nhiệm chính: Phó Giám đốc Sở.</p><p>Ghi rõ nguồn "Cổng thông tin Sở KH&amp;CN Tân Lĩnh" khi phát hành lại thông tin.</p></div></footer>
<a href="?nvvithemever=m&amp;nv_redirect={self.token(20)}">Xem phiên bản di động</a><img src="/index.php?second=cronjobs&amp;p={self.token(10)}" width="1" height="1" alt=""/></div></div></body></html>""")
