"""A hosted platform with `/upload/<tenant>/`: slugs cut short, the view counter inside the date, line breaks for paragraphs, embedded papers."""

from __future__ import annotations

import re
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.site import Answer, Request, Site, rows, slug
from benchmarks.portals.story import Story

CATS = ("hoat-dong-cua-so", "tin-chuyen-nganh", "thong-bao-moi", "guong-dien-hinh")
TENANT = 104977


class Tenant(Site):
    name, title, own = "tenant", "Trang thông tin điện tử Sở KH&CN tỉnh Vĩnh Lộc", "Văn phòng Sở"
    sections = ("Hoạt động của Sở", "Tin chuyên ngành", "Thông báo mới", "Gương điển hình")
    count, per_page, sources = 58, 10, True
    mix = ("report",) * 8 + ("short", "short", "short", "interview", "photos", "files", "schedule")

    def url(self, story: Story) -> str:
        cut = slug(story.title)[:40].rstrip("-")
        return f"/tin-tuc/{CATS[story.sections[0]]}/{cut}{story.id % 10000}.html"

    def which(self, url: str) -> int | None:
        path = urlsplit(url).path
        return next((s.id for s in self.ever.values() if self.url(s) == path), None)

    def answer(self, request: Request) -> Answer:
        path = request.path
        if path in ("/", "/trang-chu.html"):
            return self.home()
        if path == "/robots.txt":
            return Answer("", type="text/plain")
        if (number := self.which(path)) is not None:
            return self.article(self.stories[number]) if number in self.stories else self.missing()
        if found := re.fullmatch(r"/tin-tuc/([\w-]+)", path):
            page = request.query.get("page", "1")
            return self.list(CATS.index(found[1]), int(page) if page.isdigit() else 1) if found[1] in CATS else self.missing()
        texts = {
            "/gioi-thieu/lich-su-hinh-thanh.html": (
                "Lịch sử hình thành",
                "Tiền thân của Sở là Ban Kỹ thuật được lập năm 1961 với 9 cán bộ. Qua nhiều lần chia tách, hợp nhất, đến tháng 3/2025 Sở tiếp nhận thêm lĩnh vực bưu chính, viễn thông và chuyển đổi số.",
            ),
            "/lien-he.html": (
                "Liên hệ",
                "Địa chỉ: số 3 đường Trần Hưng Đạo. Điện thoại: 0237.3.852.246. Vui lòng nhập đầy đủ họ tên và mã bảo vệ.",
            ),
            "/lich-cong-tac.html": ("Lịch công tác", "Lịch công tác tuần đang được cập nhật."),
            "/album-anh.html": ("Album ảnh", "Hội thao công đoàn. Ngày hội hiến máu. Về nguồn."),
            "/van-ban-chi-dao.html": ("Văn bản chỉ đạo", "Công văn số 77. Công văn số 78. Công văn số 91."),
        }
        if path in texts:
            label, text = texts[path]
            return self.frame(
                label, f'<div class="page-static"><h2 class="title-page">{label}</h2><div class="content-page">{text}</div></div>'
            )
        if path == "/tim-kiem.html":
            return self.frame("Tìm kiếm", '<div class="search-page">Kết quả tìm kiếm: 0 bản ghi</div>')
        return self.missing()

    def missing(self) -> Answer:
        return Answer(self.frame("Thông báo", '<div class="page-404">Không tìm thấy nội dung yêu cầu.</div>').body, 200)

    def article(self, story: Story) -> Answer:
        when = story.published
        lead = f'<div class="article-brief"><p>{e(story.lead)}</p></div>' if story.lead else ""
        folder = f"/upload/{TENANT}/{when:%Y%m%d}"
        files = "".join(f'<li><a href="{folder}/{quote(name)}" target="_blank">{e(name)}</a></li>' for name in story.files)
        files = f'<div class="list-file-attach"><p class="title-attach">Văn bản đính kèm</p><ul>{files}</ul></div>' if files else ""
        if story.form == "files":
            files = f'<iframe src="/pdfjs/web/viewer.html?file={folder}/{quote(story.files[0])}" width="100%" height="700"></iframe>{files}'
        sign = f'<p class="article-author">{e(story.signature)}</p>' if story.signature else ""
        sign += f'<p class="article-source">Nguồn: {e(story.source)}</p>' if story.source else ""
        older = "".join(
            f'<li><a href="{self.url(s)}" class="common-title">{e(s.title)} <span class="date-other">{s.published:%d/%m/%Y}</span></a></li>'
            for s in self.others(story, 5, newer=False)
        )
        newer = "".join(
            f'<li><a href="{self.url(s)}" class="common-title">{e(s.title)} <span class="date-other">{s.published:%d/%m/%Y}</span></a></li>'
            for s in self.others(story, 5, newer=True)
        )
        body = f"""<div class="breadcrumb-wrap"><a href="/">Trang chủ</a> <i class="fa fa-angle-right"></i> <a href="/tin-tuc/{CATS[story.sections[0]]}">{self.sections[story.sections[0]]}</a></div>
<div class="box-detail"><h1 class="title-detail">{e(story.title)}</h1><div class="post-date">{when.day}/{when.month}/{when.year} {when:%H:%M} | lượt xem: {self.views(story)}</div><div class="group-btn"><a class="btn-speak">Đọc bài</a><a class="btn-print" href="javascript:printArticle()">In bài</a><a class="btn-up">+</a><a class="btn-down">-</a></div>
{lead}<div class="article-content">{self.body(story)}</div>{sign}{files}
<div class="rating-wrap"><span>Đánh giá bài viết:</span> <b>{self.hits % 5 + 1}/5</b> <span>({self.hits % 19} lượt)</span></div></div>
<div class="comment-wrap"><p class="title-comment">Ý kiến bạn đọc</p><input placeholder="Họ và tên"/><textarea placeholder="Tối thiểu 10 chữ Tiếng việt có dấu"></textarea><img src="/captcha.jpg?{self.token(6)}"/><a>reset captcha</a><button>Gửi bình luận</button><button>Nhập lại</button></div>
<div class="other-news"><p class="title-other">Tin mới hơn</p><ul>{newer}</ul><p class="title-other">Tin đã đăng</p><ul>{older}</ul></div>"""
        return self.frame(story.title, body, story.lead)

    def body(self, story: Story) -> str:
        broken, out = story.id % 3 == 0, []
        for block in story.blocks:
            if block.kind == "photo":
                source = f"/publish/thumbnail/{TENANT}/640x480xdefault/upload/{TENANT}/fck/bientap/{story.id}.jpg"
                out.append(f'<div class="img-center" style="text-align:center"><img src="{source}"/><br/><em>{e(block.text)}</em></div>')
            elif block.kind == "list":
                out.append("<ul>" + rows(block, "<li>{}</li>", "{}") + "</ul>")
            elif block.kind == "table":
                out.append(f'<table border="1" style="border-collapse:collapse"><tbody>{rows(block)}</tbody></table>')
            elif block.kind in ("h", "ask"):
                out.append(f"<strong>{e(block.text)}</strong><br/>" if broken else f"<p><strong>{e(block.text)}</strong></p>")
            else:
                out.append(f"{e(block.text)}<br/>\n<br/>" if broken else f"<p>{e(block.text)}</p>")
        return "\n".join(out)

    def list(self, section: int, number: int) -> Answer:
        found, pages = self.page(section, number)
        items = "".join(
            f'<div class="item-article"><a href="{self.url(s)}" class="thumb"><img src="/publish/thumbnail/{TENANT}/200x150xdefault/upload/{TENANT}/{s.id}.jpg"/></a><a class="article-title common-title" href="{self.url(s)}">{e(s.title)}</a><p class="article-date">{s.published:%d/%m/%Y}</p><div class="article-brief">{e(s.lead)}</div></div>'
            for s in found
        )
        pager = "".join(
            f'<a href="/tin-tuc/{CATS[section]}?page={n}"{" class=active" if n == number else ""}>{n}</a>'
            for n in range(max(1, number - 2), min(pages, number + 2) + 1)
        )
        pager += f'<a class="next-pages" href="/tin-tuc/{CATS[section]}?page={number + 1}">&gt;</a>' if number < pages else ""
        return self.frame(
            self.sections[section],
            f'<h2 class="title-cate">{self.sections[section]}</h2><div class="list-article">{items}</div><div class="wrapper-pagination">{pager}</div>',
        )

    def home(self) -> Answer:
        boxes = "".join(
            f'<div class="box-home"><h2><a href="/tin-tuc/{CATS[n]}">{label}</a></h2>'
            + "".join(f'<a class="article-title common-title" href="{self.url(s)}">{e(s.title)}</a>' for s in self.newest(n)[:5])
            + "</div>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("Trang chủ", boxes)

    def frame(self, title: str, body: str, about: str = "") -> Answer:
        menu = "".join(
            f'<li><a href="{href}">{label}</a></li>'
            for href, label in (
                ("/", "Trang chủ"),
                ("/gioi-thieu/lich-su-hinh-thanh.html", "Giới thiệu"),
                *((f"/tin-tuc/{c}", x) for c, x in zip(CATS, self.sections, strict=True)),
                ("/van-ban-chi-dao.html", "Văn bản"),
                ("/lich-cong-tac.html", "Lịch công tác"),
                ("/album-anh.html", "Album ảnh"),
                ("/lien-he.html", "Liên hệ"),
            )
        )
        focus = "".join(f'<li><a href="{self.url(s)}">{e(s.title)}</a></li>' for s in self.newest()[2:8])
        now = self.clock()
        return Answer(f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"/><title>{e(title)}</title><meta name="keywords" content="Vĩnh Lộc, khoa học, công nghệ"/><meta name="description" content="{e(about)}"/><meta property="og:title" content="{e(title)}"/><link href="/static/tenant/style.css?v={self.hits % 999}" rel="stylesheet"/></head><body>
<header class="header-site"><div class="top-bar"><span class="now">{now:%d/%m/%Y %H:%M:%S}</span><a href="/tim-kiem.html">Tìm kiếm</a></div><a href="/"><img class="banner-top" src="/upload/{TENANT}/banner.jpg"/></a><ul class="main-menu">{menu}</ul></header>
<div class="container main-site"><div class="row"><div class="col-md-8 left-site">{body}</div><div class="col-md-4 right-site"><div class="widget-box"><h3>Tiêu điểm</h3><ul>{focus}</ul></div><div class="widget-box"><h3>Thủ tục hành chính</h3><p>Tra cứu tình trạng hồ sơ bằng mã biên nhận</p><input/></div><div class="widget-box"><h3>Thống kê</h3><p>Đang truy cập: {self.hits % 35 + 1}</p><p>Trong tuần: {self.hits % 9000}</p><p>Tổng số: {self.hits}</p></div></div></div></div>
<footer class="footer-site"><p>TRANG THÔNG TIN ĐIỆN TỬ SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH VĨNH LỘC</p><p>Người chịu trách nhiệm: Giám đốc Sở. Giấy phép số 210/GP-STTTT cấp ngày 30/6/2022.</p></footer></body></html>""")
