"""A broadcaster's own PHP: addresses in Vietnamese letters without numbers, time before day, decomposed letters, text by line breaks."""

from __future__ import annotations

import re
import unicodedata
from html import escape as e
from urllib.parse import quote, unquote, urlsplit

from benchmarks.portals.site import Answer, Request, Site, rows
from benchmarks.portals.story import Story

CATS = ("thời-sự", "kinh-tế", "đời-sống", "văn-hóa-du-lịch", "truyền-hình-tiếng-dân-tộc")


class Broadcaster(Site):
    name, title, own = "broadcaster", "Đài Phát thanh - Truyền hình Mường Thanh Hạ", "MTV"
    sections = ("Thời sự", "Kinh tế", "Đời sống", "Văn hóa - Du lịch", "Truyền hình tiếng dân tộc")
    count, per_page, attaches = 70, 14, False
    mix = ("report",) * 6 + ("short",) * 5 + ("interview", "photos")

    def words(self, story: Story) -> str:
        return re.sub(r"[\W_]+", "-", story.title.lower()).strip("-")

    def url(self, story: Story) -> str:
        return quote(f"/{CATS[story.sections[0]]}/{self.words(story)}")

    def which(self, url: str) -> int | None:
        path = unicodedata.normalize("NFC", unquote(urlsplit(url).path)).rstrip("/")
        return next((s.id for s in self.ever.values() if f"/{CATS[s.sections[0]]}/{self.words(s)}" == path), None)

    def visible(self, story: Story) -> list[str]:
        lines = super().visible(story)
        if story.lead:
            lines[0] = f"mthtv.vn - {story.lead}"
        return lines

    def answer(self, request: Request) -> Answer:
        path = request.path.rstrip("/")
        if path in ("", "/index.php"):
            return self.home()
        if (number := self.which(path)) is not None:
            return self.article(self.stories[number]) if number in self.stories else self.missing()
        found = re.fullmatch(r"/([\w-]+)(?:/p(\d+))?", path)
        if found and found[1] in CATS:
            return self.list(CATS.index(found[1]), int(found[2] or 1))
        texts = {
            "/giới-thiệu": "Đài phát sóng buổi đầu tiên ngày 02/9/1977 bằng loa công cộng ở chợ huyện. Hiện Đài có 3 kênh, 8 thứ tiếng và 96 cán bộ, phóng viên, biên tập viên.",
            "/liên-hệ": "Điện thoại phòng Thời sự: 0215.3.825.115. Thư điện tử: thoisu@mthtv.example",
            "/lịch-phát-sóng": "05:30 Chào ngày mới. 06:00 Thời sự sáng. 11:30 Thời sự trưa. 18:30 Bản tin tiếng Thái. 19:45 Thời sự tối. 21:15 Phim truyện.",
            "/quảng-cáo": "Bảng giá quảng cáo, thông báo, nhắn tin áp dụng từ ngày 01/01/2026.",
        }
        if path in texts:
            return self.frame(
                path.strip("/").replace("-", " ").capitalize(), f'<div class="tinchitiet"><div class="noidungtin">{texts[path]}</div></div>'
            )
        if path == "/xem-truyền-hình":
            return self.frame("Xem truyền hình", '<video src="/live.m3u8"></video><div>Kênh MTH1</div><div>Kênh MTH2</div>')
        return self.missing()

    def missing(self) -> Answer:
        return Answer("", 302, headers={"Location": "/"})

    def article(self, story: Story) -> Answer:
        when, split = story.published, story.id % 4 == 0
        lead = f'<div class="trichdan"><b>mthtv.vn - {e(story.lead)}</b></div>' if story.lead else ""
        video = (
            f'<div class="khungvideo"><video poster="/media/{story.id}.jpg" src="/media/{story.id}.mp4"></video></div>'
            if story.id % 5 == 0
            else ""
        )
        sign = f'<div class="tacgia">{e(story.signature)}</div>' if story.signature else ""
        body = self.body(story)
        if split:  # pasted on another system: decomposed letters
            body, lead = unicodedata.normalize("NFD", body), unicodedata.normalize("NFD", lead)
        same = "".join(
            f'<div class="dongtin"><span class="cham"></span><a href="{self.url(s)}">{e(s.title)}</a> <i>{s.published:%d-%m}</i></div>'
            for s in self.others(story, 6, newer=False)
        )
        near = "".join(
            f'<div class="dongtin"><a href="{self.url(s)}">{e(s.title)}</a></div>' for s in self.newest()[:5] if s.id != story.id
        )
        content = f"""<div class="tinchitiet"><div class="duongdan"><a href="/">Trang nhất</a> / <a href="/{quote(CATS[story.sections[0]])}">{self.sections[story.sections[0]]}</a></div>
<h2 class="tieudetin">{e(story.title)}</h2><div class="thongtin"><span>{when:%H:%M} {when:%d-%m-%Y}</span> | <span class="mat">:{self.views(story)}</span></div>
<input type="hidden" id="tk" value="{self.token()}"/>{lead}{video}<div class="noidungtin">{body}</div>{sign}
<div class="congcu"><a href="#">Thích</a> <a href="#">Gửi cho bạn bè</a> <a href="#">Bản in</a></div></div>
<div class="khunglienquan"><div class="tieudekhung">Tin cùng chuyên mục</div>{same}</div><div class="khunglienquan"><div class="tieudekhung">Tin mới</div>{near}</div>"""
        return self.frame(story.title, content)

    def body(self, story: Story) -> str:
        out = []
        for block in story.blocks:
            if block.kind == "photo":
                out.append(
                    f'<p align="center"><img src="/media/{story.published:%Y}/{story.id}.jpg" width="560"/></p><p align="center" class="chuthich">{e(block.text)}</p>'
                    if story.id % 2
                    else f'<div class="anh"><img src="/media/{story.published:%Y}/{story.id}.jpg"/><span>{e(block.text)}</span></div>'
                )
            elif block.kind == "list":
                out.append(rows(block, "<p>- {}</p>", "{}"))
            elif block.kind == "table":
                out.append(f'<table class="bang" border="1">{rows(block)}</table>')
            elif block.kind in ("h", "ask"):
                out.append(f"<p><b>{e(block.text)}</b></p>")
            elif story.id % 3 == 0:
                out.append(f"&nbsp;&nbsp;&nbsp;{e(block.text)}<br><br>")
            else:
                out.append(f"<p>{e(block.text)}</p>")
        return "\n".join(out)

    def list(self, n: int, number: int) -> Answer:
        found, pages = self.page(n, number)
        items = "".join(
            f'<div class="mottin"><a href="{self.url(s)}"><img src="/media/t{s.id}.jpg"/></a><a class="tieude" href="{self.url(s)}">{e(s.title)}</a><div class="ngay">{s.published:%H:%M} {s.published:%d-%m-%Y}</div><div class="tomtat">{e(s.lead)}</div></div>'
            for s in found
        )
        base = f"/{quote(CATS[n])}"
        turn = "".join(f'<a href="{base}/p{k}">{k}</a> ' if k != number else f"<b>{k}</b> " for k in range(1, pages + 1))
        turn += f'<a href="{base}/p{number + 1}">Trang sau</a>' if number < pages else ""
        return self.frame(self.sections[n], f'<div class="tieudekhung">{self.sections[n]}</div>{items}<div class="sotrang">{turn}</div>')

    def home(self) -> Answer:
        hot = "".join(f'<div class="tinnong"><a href="{self.url(s)}">{e(s.title)}</a></div>' for s in self.newest()[:6])
        boxes = "".join(
            f'<div class="khungmuc"><a class="tenmuc" href="/{quote(CATS[n])}">{label}</a>'
            + "".join(f'<div class="dongtin"><a href="{self.url(s)}">{e(s.title)}</a></div>' for s in self.newest(n)[:4])
            + "</div>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("Trang nhất", hot + boxes)

    def frame(self, title: str, body: str) -> Answer:
        menu = "".join(
            f'<a href="/{quote(href)}">{label}</a>'
            for href, label in (
                (
                    ("giới-thiệu", "Giới thiệu"),
                    *zip(CATS, self.sections, strict=True),
                    ("xem-truyền-hình", "Xem truyền hình"),
                    ("lịch-phát-sóng", "Lịch phát sóng"),
                    ("quảng-cáo", "Quảng cáo"),
                    ("liên-hệ", "Liên hệ"),
                )
            )
        )
        now = self.clock()
        return Answer(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(title)} - MTH TV</title><meta property="og:site_name" content="{self.title}"><script>var u="{self.token(10)}"</script></head><body>
<div id="dau"><a href="/"><img src="/logo.png"></a><div id="dongho">{now:%H:%M} {now:%d-%m-%Y}</div><div id="thanhmenu"><a href="/">Trang nhất</a>{menu}</div></div>
<div id="giua"><div id="trai">{body}</div><div id="phai"><div class="tieudekhung">Chương trình đặc sắc</div><div>Sắc màu Tây Bắc số 41</div><div>Nông nghiệp xanh số 12</div><div class="tieudekhung">Thời tiết hôm nay</div><div>Mường Thanh Hạ {14 + self.hits % 12} độ</div><div class="tieudekhung">Giá vàng</div><div>SJC {120 + self.hits % 9},{self.hits % 10}</div><div class="tieudekhung">Đang xem</div><div>{self.hits % 120 + 3} người</div></div></div>
<div id="chan"><div>ĐÀI PHÁT THANH - TRUYỀN HÌNH MƯỜNG THANH HẠ</div><div>Giám đốc: Lò Văn Pâng. Giấy phép số 301/GP-BTTTT ngày 09/6/2020.</div><div>Ghi rõ nguồn mthtv.vn khi phát hành lại thông tin từ trang này.</div></div></body></html>""")
