"""A city portal on vnPortal modules: addresses without endings, files on another host, pages by `?page=`, text in nested boxes."""

from __future__ import annotations

import re
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.site import Answer, Request, Site, draw, redirect, rows, slug
from benchmarks.portals.story import Block, Story

CATS = ("tin-tuc-su-kien", "chi-dao-dieu-hanh", "cai-cach-hanh-chinh", "thong-tin-tuyen-truyen")
STORE = "https://storage.vnportal-mau.example/tpc-skhcn"


class VnPortal(Site):
    name, title, own = "vnportal", "Cổng thông tin điện tử thành phố Phú Cường", "PV"
    sections = ("Tin tức sự kiện", "Chỉ đạo điều hành", "Cải cách hành chính", "Thông tin tuyên truyền")
    count, per_page = 52, 12

    def url(self, story: Story) -> str:
        return f"/{CATS[story.sections[0]]}/{slug(story.title)}-{story.id}"

    def which(self, url: str) -> int | None:
        found = re.fullmatch(r"/[\w-]+/[\w-]+-(\d+)", urlsplit(url).path)
        return int(found[1]) if found and urlsplit(url).path.split("/")[1] in CATS else None

    def answer(self, request: Request) -> Answer:
        path = request.path.rstrip("/")
        if path in ("", "/trang-chu"):
            return self.home()
        if path == "/robots.txt":
            return Answer("User-agent: *\nDisallow: /admin\nDisallow: /DesktopModule/\n", type="text/plain")
        cat = path.strip("/").split("/")[0]
        if cat in CATS:
            if "/" not in path.strip("/"):
                return self.list(CATS.index(cat), int(request.query.get("page", "1")) if request.query.get("page", "1").isdigit() else 1)
            found = re.fullmatch(r"[\w-]+-(\d+)", path.strip("/").split("/")[1])
            story = self.stories.get(int(found[1])) if found else None
            return self.article(story) if story else self.missing()
        statics = {
            "/gioi-thieu-chung": self.about,
            "/lien-he": self.contact,
            "/so-do-cong": self.map,
            "/thu-vien-anh": self.gallery,
            "/hoi-dap": self.questions,
            "/van-ban": self.papers,
        }
        if path in statics:
            return statics[path]()
        if path == "/tim-kiem":
            return self.frame(
                "Tìm kiếm",
                f'<div class="UISearchResult"><input value="{e(request.query.get("keyword", ""))}"/><div>Không tìm thấy kết quả nào.</div></div>',
            )
        return redirect("/trang-chu", 302) if path.endswith(".aspx") else self.missing()

    def missing(self) -> Answer:
        return Answer(
            self.frame(
                "Không tìm thấy",
                '<div class="PageNotFound"><h2>404</h2><div>Đường dẫn không tồn tại trên cổng. Quay lại <a href="/trang-chu">trang chủ</a>.</div></div>',
            ).body,
            404,
        )

    def article(self, story: Story) -> Answer:
        when = story.published
        files = "".join(
            f'<div class="item-file"><i class="icon-{text[-3:]}"></i><a target="_blank" href="{STORE}/{when:%Y/%m}/{quote(text)}">{e(text)}</a></div>'
            for text in story.files
        )
        files = f'<div class="UIFileAttach"><div class="title-file">Tài liệu đính kèm:</div>{files}</div>' if files else ""
        sign = f'<div class="author" style="text-align:right"><strong>{e(story.signature)}</strong></div>' if story.signature else ""
        lists = "".join(
            f'<div class="{css} ModuleWrapper"><div class="ModuleHeader"><h3>{label}</h3></div><ul class="ArticleList">'
            + "".join(
                f'<li><a href="{self.url(s)}" title="{e(s.title)}">{e(s.title)}</a><span class="Ngaydang"> ({s.published.day}/{s.published.month}/{s.published.year})</span></li>'
                for s in self.others(story, 6, newer=newer)
            )
            + "</ul></div>"
            for css, label, newer in (("UIArticleNewer", "Các tin mới hơn", True), ("UIArticleOlder", "Các tin đã đưa", False))
        )
        lead = f'<div class="ArticleSummary">{e(story.lead)}</div>' if story.lead else ""
        body = f"""<div class="UIArticleDetail_Default ModuleWrapper" id="module{1400 + story.sections[0]}"><div class="ModuleContent">
<div class="breadcrumb-detail"><a href="/{CATS[story.sections[0]]}">{self.sections[story.sections[0]]}</a></div>
<h1 class="ArticleHeader">{e(story.title)}</h1>
<div class="ArticleInfo"><span class="PostDate">Ngày đăng: {when:%d/%m/%Y} - {when:%H:%M}</span><span class="ViewCount">Lượt xem: {self.views(story)}</span>
<div class="tool"><a class="zoomin" href="javascript:void(0)">A+</a><a class="zoomout" href="javascript:void(0)">A-</a><a href="javascript:window.print()" class="print">In trang</a><span>Cỡ chữ</span><a href="javascript:void(0)">Đọc bài viết</a></div></div>
{lead}<div class="ArticleContent" id="divArticleDescription">{draw(story, self.pens(story))}</div>{files}{sign}
<div class="UISocialShare"><span>Chia sẻ:</span><a href="https://www.facebook.com/sharer/sharer.php?u={quote(self.url(story))}">Facebook</a><a href="https://zalo.me/share">Zalo</a></div>
<div class="UIRating"><span>Đánh giá:</span><ul><li>1</li><li>2</li><li>3</li><li>4</li><li>5</li></ul><span>({self.hits % 23} lượt bình chọn)</span></div>
</div></div>{lists}<div class="UIComment ModuleWrapper"><div class="ModuleHeader"><h3>Gửi ý kiến của bạn</h3></div><div>Họ và tên <input/></div><div>Email <input/></div><div>Nội dung <textarea></textarea></div><div>Mã xác nhận <img src="/captcha.ashx?id={self.token(12)}"/><a href="javascript:void(0)">Lấy mã khác</a></div><input type="button" value="Gửi ý kiến"/></div>"""
        return self.frame(story.title, body, story.lead)

    def pens(self, story: Story) -> dict:  # type: ignore[type-arg]
        pasted = story.id % 4 == 0
        source = f"{STORE}/{story.published:%Y/%m}/{story.id}.jpg"

        def paragraph(block: Block) -> str:
            if pasted:
                return f'<div style="text-align: justify; margin: 6pt 0"><span style="font-size:14pt"><span style="font-family:Times New Roman,serif">{e(block.text)}</span></span></div>'
            return f'<p style="text-align:justify">{e(block.text)}</p>'

        def photo(block: Block) -> str:
            if story.id % 3 == 1:
                return f'<table class="image" align="center"><tbody><tr><td><img src="{source}" alt=""/></td></tr><tr><td style="text-align:center"><em>{e(block.text)}</em></td></tr></tbody></table>'
            return f'<div style="text-align:center"><img src="{source}" alt=""/></div><div style="text-align:center"><em>{e(block.text)}</em></div>'

        return {
            "p": paragraph,
            "ask": lambda block: f'<p style="text-align:justify"><strong><em>{e(block.text)}</em></strong></p>',
            "h": lambda block: f'<div style="text-align: justify"><strong>{e(block.text)}</strong></div>',
            "quote": lambda block: f'<p style="margin-left:40px"><em>{e(block.text)}</em></p>',
            "list": lambda block: (
                rows(block, '<div style="text-align: justify">- {}</div>', "{}")
                if pasted
                else "<ul>" + rows(block, "<li>{}</li>", "{}") + "</ul>"
            ),
            "table": lambda block: (
                f'<table border="1" cellspacing="0" class="MsoNormalTable"><tbody>{rows(block, cell="<td><p>{}</p></td>")}</tbody></table>'
            ),
            "photo": photo,
        }

    def list(self, section: int, number: int) -> Answer:
        found, pages = self.page(section, number)
        items = "".join(
            f'<li><div class="img-news"><a href="{self.url(s)}"><img src="{STORE}/thumb/{s.id}.jpg" alt="{e(s.title)}"/></a></div><h2 class="Title"><a href="{self.url(s)}" title="{e(s.title)}">{e(s.title)}</a></h2><span class="Ngaydang">{s.published:%d/%m/%Y}</span><div class="Summary">{e(s.lead)}</div></li>'
            for s in found
        )
        pager = "".join(
            f'<li class="page-number{" active" if n == number else ""}" data-page="{n}"><a href="/{CATS[section]}?page={n}">{n}</a></li>'
            for n in range(1, pages + 1)
        )
        body = f'<div class="UIArticleInMenu_Default ModuleWrapper"><div class="ModuleHeader"><h2>{self.sections[section]}</h2></div><ul class="ArticleList">{items}</ul><div class="paging"><ul class="pagination">{pager}</ul></div></div>'
        return self.frame(self.sections[section], body)

    def home(self) -> Answer:
        hot = "".join(
            f'<div class="item"><a href="{self.url(s)}"><img src="{STORE}/thumb/{s.id}.jpg"/><span>{e(s.title)}</span></a></div>'
            for s in self.newest()[:5]
        )
        boxes = "".join(
            f'<div class="UIArticleByCategory ModuleWrapper"><div class="ModuleHeader"><a href="/{CATS[n]}">{label}</a></div><ul>'
            + "".join(f'<li><a href="{self.url(s)}">{e(s.title)}</a></li>' for s in self.newest(n)[:5])
            + "</ul></div>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("Trang chủ", f'<div class="UISlider">{hot}</div>{boxes}')

    def about(self) -> Answer:
        return self.frame(
            "Giới thiệu chung",
            '<div class="UIStaticContent ModuleWrapper"><h1>Giới thiệu chung</h1><div><p>Thành phố Phú Cường nằm ở hạ lưu sông Cường, diện tích tự nhiên 412 km², dân số gần 61 vạn người. Phía bắc giáp dãy Hoành Mai, phía nam trông ra biển.</p><p>Cơ cấu hành chính gồm 24 phường và 11 xã.</p></div></div>',
        )

    def contact(self) -> Answer:
        return self.frame(
            "Liên hệ",
            f'<div class="UIContact"><h1>Liên hệ</h1><div>Ban Biên tập Cổng thông tin điện tử, 01 Quang Trung. Điện thoại: 0298.3.556.778</div><form><input placeholder="Tiêu đề"/><textarea></textarea><input type="hidden" value="{self.token()}"/><button>Gửi</button></form></div>',
        )

    def map(self) -> Answer:
        return self.frame(
            "Sơ đồ cổng",
            '<ul class="UISiteMap">'
            + "".join(f'<li><a href="/{cat}">{label}</a></li>' for cat, label in zip(CATS, self.sections, strict=True))
            + "</ul>",
        )

    def gallery(self) -> Answer:
        return self.frame(
            "Thư viện ảnh",
            '<div class="UIGallery">'
            + "".join(f'<div class="item"><img src="/anh/{n}.jpg"/><span>Phú Cường ngày mới ({n})</span></div>' for n in range(1, 13))
            + "</div>",
        )

    def questions(self) -> Answer:
        text = "".join(
            f"<div class='qa'><div class='q'>Công dân {name} hỏi: {ask}</div><div class='a'>{tell}</div></div>"
            for name, ask, tell in (
                ("N.V.H", "Tôi mất giấy khai sinh bản chính thì xin cấp lại ở đâu?", "Công dân liên hệ bộ phận một cửa phường nơi cư trú."),
                ("T.T.L", "Đường ống nước qua ngõ 12 bị rò từ đầu tháng.", "Công ty Cấp nước đã xử lý xong."),
            )
        )
        return self.frame("Hỏi đáp", f'<div class="UIQuestion"><h1>Hỏi đáp</h1>{text}</div>')

    def papers(self) -> Answer:
        body = "".join(
            f"<tr><td>{n}</td><td>{900 + 7 * n}/UBND-VX</td><td>{2 * n}/10/2026</td><td><a href='{STORE}/vb/{n}.pdf'>Về việc triển khai phong trào Bình dân học vụ số đợt {n}</a></td></tr>"
            for n in range(1, 9)
        )
        return self.frame(
            "Văn bản", f'<table class="UIDocument"><tr><th>STT</th><th>Số hiệu</th><th>Ngày</th><th>Trích yếu</th></tr>{body}</table>'
        )

    def frame(self, title: str, body: str, about: str = "") -> Answer:
        menu = "".join(
            f'<li><a href="{href}"><span>{label}</span></a></li>'
            for href, label in (
                ("/trang-chu", "Trang chủ"),
                ("/gioi-thieu-chung", "Giới thiệu"),
                *((f"/{c}", x) for c, x in zip(CATS, self.sections, strict=True)),
                ("/van-ban", "Văn bản"),
                ("/thu-vien-anh", "Thư viện ảnh"),
                ("/hoi-dap", "Hỏi đáp"),
                ("/lien-he", "Liên hệ"),
            )
        )
        latest = "".join(f'<li><a href="{self.url(s)}">{e(s.title)}</a></li>' for s in self.newest()[:8])
        now = self.clock()
        return Answer(f"""<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="vi"><head id="Head1"><title>{e(title)}</title><meta charset="utf-8"/><meta name="description" content="{e(about or self.title)}"/><meta property="og:title" content="{e(title)}"/><link href="/Themes/main.css" rel="stylesheet"/></head>
<body><form method="post" action="./" id="Form1"><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUK{self.token(60)}"/>
<div class="wrapper"><div class="layout-header"><div class="banner"><a href="/trang-chu"><img src="/Themes/banner.png" alt="banner"/></a></div><div class="top-line"><span id="date-time">{now:%d/%m/%Y} | {now:%H:%M:%S}</span><span>Đường dây nóng: 0298.1022</span><a href="/so-do-cong">Sơ đồ cổng</a><a href="/en">English</a></div><div class="UIMenu"><ul class="sf-menu">{menu}</ul></div>
<div class="search-box"><input placeholder="Nhập từ khóa"/><a href="/tim-kiem?keyword=">Tìm kiếm</a></div></div>
<div class="layout-content"><div class="col-main">{body}</div><div class="col-right"><div class="UIArticleLatest ModuleWrapper"><div class="ModuleHeader"><h3>Tin mới nhất</h3></div><ul>{latest}</ul></div>
<div class="UIWeather ModuleWrapper"><h3>Thời tiết</h3><div>Phú Cường: {18 + self.hits % 15}°C, độ ẩm {60 + self.hits % 30}%</div></div><div class="UILink ModuleWrapper"><h3>Liên kết website</h3><select><option>Cổng Dịch vụ công quốc gia</option><option>Cổng Chính phủ</option></select></div>
<div class="UIPoll ModuleWrapper"><h3>Bình chọn</h3><div>Ông/bà đánh giá thế nào về thái độ của cán bộ một cửa?</div><label><input type="radio"/>Rất tốt</label><label><input type="radio"/>Bình thường</label><a href="javascript:void(0)">Kết quả</a></div>
<div class="UICounter ModuleWrapper"><h3>Lượt truy cập</h3><div>Trực tuyến: {self.hits % 61 + 5}</div><div>Hôm nay: {self.hits % 4100}</div><div>Tổng lượt: {self.hits}</div></div></div></div>
<div class="layout-footer"><div>CỔNG THÔNG TIN ĐIỆN TỬ THÀNH PHỐ PHÚ CƯỜNG</div><div>Cơ quan chủ quản: UBND thành phố. Giấy phép số 12/GP-TTĐT ngày 03/02/2023.</div><div>Khi sử dụng thông tin, đề nghị ghi rõ nguồn từ Cổng.</div></div></div></form></body></html>""")
