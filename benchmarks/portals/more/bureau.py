"""A ministry's bureau on a Java portal: lists turn by posted forms, registers of documents and procedures beside the news, feeds with relative links."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.more.portal import Portal
from benchmarks.portals.site import WEEKDAYS, Answer, Request, draw, rows, slug
from benchmarks.portals.story import Block, Story

PLACES = ("hoat-dong-cua-cuc", "tin-dia-phuong", "khoa-hoc-hop-tac", "thong-bao")


class Bureau(Portal):
    name, title, own = "bureau", "Cục Phòng, chống thiên tai và Thủy lợi", "Văn phòng Cục"
    sections = ("Hoạt động của Cục", "Tin địa phương", "Khoa học - Hợp tác", "Thông báo")
    count, per_page = 52, 8
    timed = True

    def url(self, story: Story) -> str:
        return f"/web/guest/chi-tiet-tin/-/tin/{story.sections[0] + 11}/{story.id}/{slug(story.title)[:50].strip('-')}"

    def which(self, url: str) -> int | None:
        found = re.fullmatch(r"/web/guest/chi-tiet-tin/-/tin/\d+/(\d+)(?:/[\w-]*)?", urlsplit(url).path)
        return int(found[1]) if found and int(found[1]) in self.ever else None

    def either(self, url: str) -> bool:
        return urlsplit(url).path.startswith("/web/guest/gop-y-du-thao/")

    def answer(self, request: Request) -> Answer:
        path = request.path.rstrip("/")
        if path in ("", "/web/guest", "/web/guest/trang-chu"):
            return self.home()
        if (number := self.which(path)) is not None:
            return (
                self.article(self.stories[number])
                if number in self.stories
                else self.frame("Thông báo", '<div class="portlet-msg-error">Tin bài không tồn tại hoặc bạn không có quyền truy cập.</div>')
            )
        place = path.removeprefix("/web/guest/")
        if place in PLACES:
            page = request.form.get("_tin_WAR_trang", "1") if request.method == "POST" else "1"
            return self.list(PLACES.index(place), int(page) if page.isdigit() else 1)
        if found := re.fullmatch(r"/rss/chuyen-muc-(\d+)\.xml", path):
            return self.feed(int(found[1]) - 11)
        if path == "/web/guest/rss":
            return self.frame(
                "RSS",
                "<ul>"
                + "".join(f'<li><a href="/rss/chuyen-muc-{n + 11}.xml">{label}</a></li>' for n, label in enumerate(self.sections))
                + "</ul>",
            )
        return self.rest(place)

    def rest(self, place: str) -> Answer:
        reg = self.register
        for page in reg.statics:
            if place == page.slug:
                return self.frame(
                    page.label,
                    f'<div class="journal-content-article"><h2>{page.label}</h2>'
                    + "".join(f"<p>{e(text)}</p>" for text in page.paragraphs)
                    + "</div>",
                )
        if place == "van-ban":
            lines = "".join(
                f'<tr><td>{n}</td><td><a href="/web/guest/van-ban/-/chi-tiet/{p.id}">{p.sign}</a></td><td>{p.issued:%d/%m/%Y}</td><td>{p.kind}</td><td>{e(p.gist)}</td></tr>'
                for n, p in enumerate(reg.papers, 1)
            )
            return self.frame(
                "Hệ thống văn bản",
                f'<table class="taglib-search-iterator"><tr><th>STT</th><th>Số/Ký hiệu</th><th>Ngày BH</th><th>Loại</th><th>Trích yếu nội dung</th></tr>{lines}</table>',
            )
        if found := re.fullmatch(r"van-ban/-/chi-tiet/(\d+)", place):
            for p in reg.papers:
                if p.id == int(found[1]):
                    pairs = (
                        ("Số/Ký hiệu", p.sign),
                        ("Loại văn bản", p.kind),
                        ("Trích yếu", p.gist),
                        ("Ngày ban hành", f"{p.issued:%d/%m/%Y}"),
                        ("Người ký", p.signer),
                        ("Đơn vị ban hành", p.organ),
                    )
                    return self.frame(
                        "Chi tiết văn bản",
                        "<h2>Thuộc tính văn bản</h2><table>"
                        + "".join(f"<tr><th>{k}</th><td>{e(v)}</td></tr>" for k, v in pairs)
                        + f'</table><a href="/documents/vb/{p.id}.pdf">Tải tệp nội dung toàn văn</a>',
                    )
        if place == "thu-tuc":
            return self.frame(
                "Thủ tục hành chính",
                "<ol>"
                + "".join(f'<li><a href="/web/guest/thu-tuc/-/tthc/{p.id}">{p.name}</a> ({p.field})</li>' for p in reg.procedures)
                + "</ol>",
            )
        if found := re.fullmatch(r"thu-tuc/-/tthc/(\d+)", place):
            for act in reg.procedures:
                if act.id == int(found[1]):
                    return self.frame(
                        act.name,
                        f"<h2>{act.name}</h2><p><b>Lĩnh vực:</b> {act.field}</p><p><b>Thời hạn giải quyết:</b> {act.days} ngày</p><p><b>Trình tự thực hiện:</b></p>"
                        + "".join(f"<p>{e(s)}</p>" for s in act.steps),
                    )
        if found := re.fullmatch(r"gop-y-du-thao(?:/(\d+))?", place):
            if not found[1]:
                return self.frame(
                    "Góp ý dự thảo",
                    "".join(
                        f'<div class="duthao"><a href="/web/guest/gop-y-du-thao/{p.id}">Dự thảo: {e(p.gist)}</a></div>'
                        for p in reg.papers[:3]
                    ),
                )
            for p in reg.papers[:3]:
                if p.id == int(found[1]):
                    return self.frame(
                        "Góp ý dự thảo",
                        f'<h2>Dự thảo: {e(p.gist)}</h2><p>Ngày đăng: {p.issued:%d/%m/%Y}. Hạn góp ý: 60 ngày kể từ ngày đăng.</p><p>{e(p.organ)} đề nghị các cơ quan, tổ chức, cá nhân nghiên cứu, cho ý kiến về nội dung dự thảo. Ý kiến gửi về Văn phòng Cục để tổng hợp, tiếp thu.</p><textarea placeholder="Nội dung góp ý"></textarea>',
                    )
        return self.frame("Lỗi", '<div class="portlet-msg-error">Không tìm thấy trang yêu cầu.</div>', 404)

    def article(self, story: Story) -> Answer:
        when = story.published
        lead = f'<p class="trichdan"><strong>{e(story.lead)}</strong></p>' if story.lead else ""
        sign = f'<p style="text-align: right;"><strong>{e(story.signature)}</strong></p>' if story.signature else ""
        files = "".join(
            f'<tr><td><img src="/images/{"pdf" if name.endswith("pdf") else "doc"}.gif"/></td><td><a href="/documents/10180/{story.id}/{quote(name)}?version=1.0">{e(name)}</a></td></tr>'
            for name in story.files
        )
        files = f'<fieldset class="dinhkem"><legend>Tệp kèm theo tin</legend><table>{files}</table></fieldset>' if files else ""
        newer = "".join(
            f'<li><a href="{self.url(s)}">{e(s.title)}</a> <i>[{s.published:%d/%m/%Y}]</i></li>' for s in self.others(story, 3, newer=True)
        )
        older = "".join(
            f'<li><a href="{self.url(s)}">{e(s.title)}</a> <i>[{s.published:%d/%m/%Y}]</i></li>' for s in self.others(story, 8, newer=False)
        )
        body = f"""<div class="portlet-boundary portlet-tin" id="p_p_id_tin_"><div class="chitiettin"><div class="tieude">{e(story.title)}</div><div class="ngay">{WEEKDAYS[when.weekday()].title()}, ngày {when:%d/%m/%Y}, {when:%H:%M} <span class="phone">Cỡ chữ <a href="#">-</a> <a href="#">+</a></span></div>{lead}<div class="noidung">{draw(story, self.pens(story))}{sign}</div>{files}
<div class="congcu"><a href="/web/guest/chi-tiet-tin?p_p_state=pop_up&amp;tin={story.id}" rel="nofollow">Trang in</a><a href="#">Gửi thư điện tử</a><span>Số lượt truy cập tin: {self.views(story)}</span></div><div class="tinmoi"><b>Tin mới cập nhật</b><ul>{newer}</ul></div><div class="tincu"><b>Tin đã đăng</b><ul>{older}</ul></div></div></div>"""
        return self.frame(self.sections[story.sections[0]], body)

    def pens(self, story: Story) -> dict[str, Callable[[Block], str]]:
        def photo(block: Block) -> str:
            image = f'<img alt="" src="/image/journal/article?img_id={story.id}&amp;t=16{story.id}00"/>'
            if story.id % 3 == 0 and block.text:
                return f'<p style="text-align: center;">{image}<br/><em>{e(block.text)}</em></p>'
            caption = (
                f'<p style="text-align: center;"><span style="color: rgb(0, 0, 255);"><em>{e(block.text)}</em></span></p>'
                if block.text
                else ""
            )
            return f'<p style="text-align: center;">{image}</p>{caption}'

        return {
            "p": lambda block: f'<p style="text-align: justify;">{e(block.text)}</p>',
            "ask": lambda block: f'<p style="text-align: justify;"><strong>{e(block.text)}</strong></p>',
            "h": lambda block: f'<p style="text-align: justify;"><strong>{e(block.text)}</strong></p>',
            "quote": lambda block: f'<p style="text-align: justify;"><em>{e(block.text)}</em></p>',
            "list": lambda block: rows(block, '<p style="text-align: justify;">- {}</p>', "{}"),
            "table": lambda block: f'<table border="1" cellpadding="1"><tbody>{rows(block)}</tbody></table>',
            "photo": photo,
        }

    def list(self, n: int, number: int) -> Answer:
        found, pages = self.page(n, number)
        items = "".join(
            f'<div class="tin-item"><img src="/image/journal/article?img_id={s.id}" alt=""/><a class="ten" href="{self.url(s)}">{e(s.title)}</a><span class="gio">({s.published:%d/%m/%Y})</span><div class="tomtat">{e(s.lead[:150])}</div></div>'
            for s in found
        )
        turn = "".join(
            f'<button type="submit" name="_tin_WAR_trang" value="{k}"{" disabled" if k == number else ""}>{k}</button>'
            for k in range(1, pages + 1)
        )
        return self.frame(
            self.sections[n],
            f'<div class="danhsachtin"><h2>{self.sections[n]}</h2>{items}<form method="post" action="/web/guest/{PLACES[n]}" class="phantrang"><input type="hidden" name="_tin_WAR_chuyenmuc" value="{n + 11}"/>{turn}</form></div>',
        )

    def feed(self, n: int) -> Answer:
        if not 0 <= n < len(self.sections):
            return self.frame("Lỗi", "Không có kênh này.", 404)
        items = "".join(
            f"<item><title>{e(s.title)}</title><link>{self.url(s)}</link><description>{e(s.lead)}</description><pubDate>{s.published:%d/%m/%Y %H:%M:%S}</pubDate></item>"
            for s in self.newest(n)[:12]
        )
        return Answer(
            f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{self.sections[n]}</title><link>/</link>{items}</channel></rss>',
            type="text/xml; charset=UTF-8",
        )

    def home(self) -> Answer:
        boxes = "".join(
            f'<div class="hopthoai"><h3><a href="/web/guest/{PLACES[n]}">{label}</a></h3>'
            + "".join(f'<div><a href="{self.url(s)}">{e(s.title)}</a></div>' for s in self.newest(n)[:5])
            + "</div>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("Trang chủ", boxes)

    def frame(self, title: str, body: str, status: int = 200) -> Answer:
        menu = "".join(f'<li><a href="/web/guest/{p}">{label}</a></li>' for p, label in zip(PLACES, self.sections, strict=True))
        about = "".join(f'<li><a href="/web/guest/{p.slug}">{p.label}</a></li>' for p in self.register.statics)
        alarm = "".join(f"<li>Mực nước hồ số {n}: {self.hits % (40 + n) + 20},{n} m</li>" for n in range(1, 4))
        return Answer(
            f"""<!DOCTYPE html><html class="ltr" dir="ltr" lang="vi-VN"><head><title>{e(title)} - {e(self.title)}</title><meta content="text/html; charset=UTF-8" http-equiv="content-type"/><link href="/html/portal/css/main.css?t={self.token(8)}" rel="stylesheet"/></head><body class="signed-out public-page site"><a href="#main-content" id="skip-to-content">Chuyển đến nội dung</a><div id="wrapper"><div id="banner"><a class="logo" href="/web/guest/trang-chu"><img alt="{e(self.title)}" src="/image/layout_set_logo?img_id=10704"/></a><div class="thoigian">{self.clock():%H:%M:%S - %d/%m/%Y}</div></div><div id="navigation"><ul><li><a href="/web/guest/trang-chu">Trang chủ</a></li><li><span>Giới thiệu</span><ul>{about}</ul></li>{menu}<li><a href="/web/guest/van-ban">Văn bản</a></li><li><a href="/web/guest/thu-tuc">Thủ tục hành chính</a></li><li><a href="/web/guest/gop-y-du-thao">Góp ý dự thảo</a></li><li><a href="/web/guest/rss">RSS</a></li></ul></div>
<div class="columns-2" id="main-content"><div class="portlet-column portlet-column-first">{body}</div><div class="portlet-column portlet-column-last"><section class="portlet"><header>Bản tin hồ chứa</header><ul>{alarm}</ul></section><section class="portlet"><header>Đăng ký nhận bản tin</header><form action="/dang-ky"><input placeholder="Địa chỉ thư"/></form></section><section class="portlet"><header>Thống kê truy cập</header>Đang truy cập: {self.hits % 199}<br/>Tất cả: {self.hits}</section></div></div><footer id="footer"><p>{e(self.title)}</p><p>Số 02 Ngọc Hà. Trưởng Ban Biên tập: Phó Cục trưởng. Giấy phép thiết lập số 21/GP-STTTT</p></footer></div></body></html>""",
            status,
        )
