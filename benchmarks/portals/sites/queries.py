"""A city department of a home system: all identity in the query, parameters in any order, lists filled from fragments posted by a script."""

from __future__ import annotations

from html import escape as e
from urllib.parse import parse_qs, quote, urlsplit

from benchmarks.portals.site import Answer, Request, Site, draw, rows
from benchmarks.portals.story import Story


class Queries(Site):
    name, title, own = "queries", "Sở Khoa học và Công nghệ thành phố Trường Hà", "Bộ phận truyền thông"
    sections = ("Tin hoạt động ngành", "Tin khoa học", "Thông tin chỉ đạo", "Hoạt động đoàn thể")
    count, per_page, timed = 48, 10, False
    mix = ("report",) * 7 + ("short",) * 4 + ("files", "schedule", "photos", "interview")

    def url(self, story: Story) -> str:
        return self.address(story, 0)

    def address(self, story: Story, turn: int) -> str:
        parts = ["gd=1", f"cn={40 + story.sections[0]}", "newsid=" + f"{story.sections[0] + 1}-{story.id}"]
        return "/?" + "&".join(parts[turn % 3 :] + parts[: turn % 3])

    def which(self, url: str) -> int | None:
        parts = urlsplit(url)
        number = parse_qs(parts.query).get("newsid", [""])[0].rpartition("-")[2]
        return int(number) if parts.path in ("/", "/default.aspx") and number.isdigit() and int(number) in self.ever else None

    def answer(self, request: Request) -> Answer:
        query = request.query
        if request.path == "/tai-tin":
            n, page = query.get("cn") or request.form.get("cn", "40"), query.get("trang") or request.form.get("trang", "1")
            return Answer(self.items(int(n) - 40, int(page)), type="text/html; charset=utf-8")
        if request.path not in ("/", "/default.aspx"):
            return Answer("<html><body>Not Found</body></html>", 404)
        if "newsid" in query:
            number = self.which(f"/?newsid={query['newsid']}")
            story = self.stories.get(number or 0)
            return (
                self.article(story)
                if story
                else self.frame("Thông báo", "<div class='thong-bao'>Bài viết bạn đang xem không còn trên hệ thống.</div>")
            )
        if query.get("cn", "").isdigit() and 40 <= int(query["cn"]) < 44:
            page = query.get("trang", "1")
            return self.list(int(query["cn"]) - 40, int(page) if page.isdigit() else 1)
        texts = {
            "2": (
                "Giới thiệu",
                "Sở có chức năng tham mưu cho UBND thành phố quản lý nhà nước về khoa học, công nghệ và chuyển đổi số. Biên chế được giao năm 2026 là 78 người.",
            ),
            "3": ("Liên hệ", "Trụ sở: 24 đường Bờ Sông. Đường dây nóng 0225.3.640.640."),
            "4": ("Lịch công tác", "Tuần này lãnh đạo Sở dự họp phiên thường kỳ của UBND thành phố."),
            "5": ("Hỏi đáp", "Người dân gửi câu hỏi qua biểu mẫu, Sở trả lời trong 5 ngày làm việc."),
        }
        if query.get("gd") in texts:
            label, text = texts[query["gd"]]
            return self.frame(label, f"<div class='trang-tinh'><h2>{label}</h2><p>{text}</p></div>")
        return self.home()

    def article(self, story: Story) -> Answer:
        when, n = story.published, story.sections[0]
        lead = f'<p class="sapo">{e(story.lead)}</p>' if story.lead else ""
        files = "".join(
            f'<p class="tep"><a href="/UploadFiles/TinTuc/{when.year}/{when.month}/{when.day}/{quote(name)}">{e(name)}</a></p>'
            for name in story.files
        )
        sign = f'<p class="but-danh">{e(story.signature)}</p>' if story.signature else ""
        near = "".join(
            f'<li><a href="{e(self.address(s, 1 + self.hits % 2))}">{e(s.title)}</a> [{s.published.day}/{s.published.month}/{s.published.year}]</li>'
            for s in self.others(story, 5, newer=False)
        )
        new = "".join(
            f'<li><a href="{e(self.address(s, 2))}">{e(s.title)}</a> [{s.published.day}/{s.published.month}/{s.published.year}]</li>'
            for s in self.others(story, 3, newer=True)
        )
        return self.frame(
            story.title,
            f"""<div class="noi-dung-chinh"><div class="ten-muc">{self.sections[n]}</div><div class="bai-viet"><h2 class="ten-bai">{e(story.title)}</h2><p class="ngay-dang">Ngày cập nhật {when:%d/%m/%Y}</p>{lead}<div class="chi-tiet">{draw(story, self.pens(story))}</div>{files}{sign}</div>
<div class="hang-nut"><a href="javascript:print()">In tin</a><a href="javascript:goiy()">Phản hồi</a><span>Đã có {self.views(story)} lượt người xem</span></div><div class="tin-khac"><p>Các tin mới</p><ul>{new}</ul><p>Các tin khác</p><ul>{near}</ul></div></div>""",
        )

    def pens(self, story: Story) -> dict:  # type: ignore[type-arg]
        picture = f"/UploadFiles/TinTuc/{story.published.year}/{story.published.month}/{story.published.day}/{story.id}.jpg"
        return {
            "p": lambda block: f"<p>{e(block.text)}</p>",
            "ask": lambda block: f"<p><strong>Hỏi: {e(block.text)}</strong></p>",
            "h": lambda block: f"<p><u>{e(block.text)}</u></p>",
            "quote": lambda block: f"<p><i>{e(block.text)}</i></p>",
            "list": lambda block: "<ul>" + rows(block, "<li>{}</li>", "{}") + "</ul>",
            "table": lambda block: f'<table border="1"><tbody>{rows(block)}</tbody></table>',
            "photo": lambda block: f'<div class="hinh"><img src="{picture}"/><p class="ghi-chu">{e(block.text)}</p></div>',
        }

    def visible(self, story: Story) -> list[str]:
        asked = {block.text for block in story.blocks if block.kind == "ask"}
        return [f"Hỏi: {line}" if line in asked else line for line in super().visible(story)]

    def items(self, n: int, number: int) -> str:
        found, _ = self.page(n, number)
        return "".join(
            f'<div class="muc-tin"><h3><a href="{e(self.address(s, number))}">{e(s.title)}</a></h3><p class="ngay">{s.published:%d/%m/%Y}</p><p>{e(s.lead)}</p></div>'
            for s in found
        )

    def list(self, n: int, number: int) -> Answer:
        _, pages = self.page(n, number)
        turn = "".join(
            f'<a href="/?gd=1&amp;trang={k}&amp;cn={40 + n}" onclick="return taiTin({40 + n},{k})">{k}</a>' for k in range(1, pages + 1)
        )
        return self.frame(
            self.sections[n],
            f'<div class="ten-muc">{self.sections[n]}</div><div id="ds-tin">{self.items(n, number)}</div><div class="phan-trang">Trang: {turn}</div>',
        )

    def home(self) -> Answer:
        boxes = "".join(
            f'<div class="khoi"><h3><a href="/?cn={40 + n}&amp;gd=1">{label}</a></h3>'
            + "".join(f'<p><a href="{e(self.address(s, n))}">{e(s.title)}</a></p>' for s in self.newest(n)[:4])
            + "</div>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("Trang chủ", boxes)

    def frame(self, title: str, body: str) -> Answer:
        menu = "".join(
            f'<li><a href="{href}">{label}</a></li>'
            for href, label in (
                ("/", "Trang chủ"),
                ("/?gd=2", "Giới thiệu"),
                *((f"/?gd=1&amp;cn={40 + n}", label) for n, label in enumerate(self.sections)),
                ("/?gd=4", "Lịch công tác"),
                ("/?gd=5", "Hỏi đáp"),
                ("/?gd=3", "Liên hệ"),
            )
        )
        now = self.clock()
        return Answer(f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{self.title} - {e(title)}</title><link href="/css/sokhcn.css?v={self.hits % 77}" rel="stylesheet"><script>function taiTin(c,t){{$.post('/tai-tin',{{cn:c,trang:t}},function(d){{$('#ds-tin').html(d)}});return false}}</script></head><body>
<div class="trang"><div class="dau-trang"><img src="/images/dau.jpg" alt="{self.title}"><span class="gio">{now.day}/{now.month}/{now.year} {now:%H:%M}</span><ul class="thuc-don">{menu}</ul></div><div class="than"><div class="cot-lon">{body}</div><div class="cot-nho"><div class="khoi-nho"><h4>Chuyên mục cần biết</h4><p>Thủ tục công bố hợp chuẩn</p><p>Đăng ký nhãn hiệu</p></div><div class="khoi-nho"><h4>Lượt truy cập</h4><p>{self.hits}</p><p>Hiện có {self.hits % 33 + 1} khách</p></div></div></div>
<div class="cuoi-trang"><p>{self.title}</p><p>Giấy phép thiết lập số 63/GP-STTTT. Chịu trách nhiệm: Phó Giám đốc phụ trách.</p></div></div></body></html>""")
