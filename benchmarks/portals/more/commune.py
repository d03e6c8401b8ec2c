"""A commune on a shared host: its own path below the province's, neighbours beside it, Tan Dan's layer on SharePoint, fragments behind "Xem thêm"."""

from __future__ import annotations

from collections.abc import Callable
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.more.portal import Portal
from benchmarks.portals.more.reporter import Reporter
from benchmarks.portals.site import WEEKDAYS, Answer, Request, draw, redirect, rows, slug
from benchmarks.portals.story import Block, Story

CHANNELS = ("Tin-tuc-su-kien", "Kinh-te-xa-hoi", "Quoc-phong-an-ninh", "Thong-bao")
HERE = "/xa-tam-son"


class Commune(Portal):
    name, title, own = "commune", "Cổng thông tin xã Tam Sơn", "Công chức VH-XH"
    sections = ("Tin tức sự kiện", "Kinh tế - Xã hội", "Quốc phòng - An ninh", "Thông báo")
    entry = "xa-tam-son"
    count, per_page = 44, 9
    timed = True

    def __init__(self, seed: int = 1) -> None:
        super().__init__(seed)
        self.neighbours = Reporter(f"{self.name}-{seed}-neighbours", "Xã Hòa Lạc", 2).stock(12, ("report", "short"))

    def url(self, story: Story) -> str:
        day = story.published
        return f"{HERE}/Pages/{day.year}-{day.month}-{day.day}/{self.stem(story)}.aspx"

    def stem(self, story: Story) -> str:
        code = "".join("abcdefghijkmnpqrstuvwxyz0123456789"[(story.id * k * 7919) % 34] for k in range(1, 7))
        return f"{slug(story.title).title()[:48].strip('-')}{code}"

    def which(self, url: str) -> int | None:
        path = urlsplit(url).path.lower()
        return next((s.id for s in self.ever.values() if self.url(s).lower() == path), None) if path.startswith(f"{HERE}/pages/") else None

    def answer(self, request: Request) -> Answer:
        path = request.path.rstrip("/")
        if path in ("", "/Pages/default.aspx"):
            return Answer(
                f'<html><head><meta charset="utf-8"><title>Cổng thông tin điện tử tỉnh</title></head><body><h1>Các đơn vị</h1><ul><li><a href="{HERE}">Xã Tam Sơn</a></li><li><a href="/xa-hoa-lac">Xã Hòa Lạc</a></li></ul></body></html>'
            )
        if path == HERE:
            return redirect(f"{HERE}/Pages/trang-chu.aspx", 302)
        if path.startswith("/xa-hoa-lac"):
            return self.neighbour(path)
        low = path.lower()
        if low == f"{HERE}/pages/trang-chu.aspx":
            return self.home()
        if (number := self.which(path)) is not None:
            return (
                self.article(self.stories[number])
                if number in self.stories
                else self.frame(
                    "Lỗi", '<div class="ms-error">Mục này không tồn tại. Có thể nó đã bị xóa hoặc đổi tên bởi người dùng khác.</div>'
                )
            )
        for n, channel in enumerate(CHANNELS):
            if low == f"{HERE}/kenhtin/{channel}.aspx".lower():
                return self.list(n)
            if low == f"{HERE}/_layouts/15/tandan/morenews.aspx" and request.query.get("kenh") == channel:
                page = request.query.get("trang", "1")
                return self.more(n, int(page) if page.isdigit() else 1)
        for about in self.register.statics:
            if low == f"{HERE}/pages/{about.slug}.aspx":
                return self.frame(
                    about.label,
                    f'<div class="ms-rtestate-field"><h2>{about.label}</h2>'
                    + "".join(f"<div>{e(text)}</div>" for text in about.paragraphs)
                    + "</div>",
                )
        if low == f"{HERE}/pages/van-ban.aspx":
            lines = "".join(
                f'<tr><td><a href="{HERE}/Pages/van-ban.aspx?ItemID={p.id}">{p.sign}</a></td><td>{e(p.gist)}</td><td>{p.issued:%d/%m/%Y}</td></tr>'
                for p in self.register.papers
            )
            for p in self.register.papers:
                if request.query.get("ItemID") == str(p.id):
                    lines = f"<tr><td>Số ký hiệu</td><td>{p.sign}</td></tr><tr><td>Ngày ban hành</td><td>{p.issued:%d/%m/%Y}</td></tr><tr><td>Trích yếu</td><td>{e(p.gist)}</td></tr><tr><td>Người ký</td><td>{p.signer}</td></tr>"
            return self.frame("Văn bản", f'<table class="tandan-vanban">{lines}</table>')
        return self.frame("Không tìm thấy", '<div class="ms-error">404 - Không tìm thấy trang.</div>', 404)

    def neighbour(self, path: str) -> Answer:
        for story in self.neighbours:
            if path.endswith(f"-{story.id}.aspx"):
                return self.frame(
                    story.title,
                    f'<div class="tandan-article"><h1>{e(story.title)}</h1><span>{story.published:%d/%m/%Y}</span>{draw(story, self.pens(story))}</div>',
                    home="/xa-hoa-lac",
                )
        items = "".join(
            f'<li><a href="/xa-hoa-lac/Pages/{slug(s.title)}-{s.id}.aspx">{e(s.title)}</a> {s.published:%d/%m/%Y}</li>'
            for s in self.neighbours
        )
        return self.frame("Xã Hòa Lạc", f"<ul>{items}</ul>", home="/xa-hoa-lac")

    def article(self, story: Story) -> Answer:
        when = story.published
        lead = f'<div class="tandan-article-summary">{e(story.lead)}</div>' if story.lead else ""
        sign = f'<div class="tandan-tacgia" style="text-align:right"><b>{e(story.signature)}</b></div>' if story.signature else ""
        files = "".join(
            f'<div class="tandan-attach-item"><a href="{HERE}/Lists/TinTuc/Attachments/{story.id}/{quote(name)}">{e(name)}</a></div>'
            for name in story.files
        )
        files = f'<div class="tandan-attach"><b>Tài liệu đính kèm:</b>{files}</div>' if files else ""
        near = "".join(
            f'<li><a href="{self.url(s)}">{e(s.title)}</a><span>({s.published:%d/%m/%Y %H:%M})</span></li>'
            for s in self.others(story, 7, newer=False)
        )
        body = f"""<div class="tandan-article"><div class="tandan-article-date">{WEEKDAYS[when.weekday()].title()}, {when:%d/%m/%Y - %H:%M}</div><h3 class="tandan-article-title">{e(story.title)}</h3><div class="tandan-tools"><span>Đọc bài</span><span>Lưu</span><span>Giọng đọc: Nữ</span></div>{lead}<div class="tandan-article-content ms-rtestate-field">{draw(story, self.pens(story))}</div>{sign}{files}<p class="tandan-luuy">Quý vị phát hiện thông tin chưa chính xác, vui lòng phản ánh về Văn phòng UBND xã.</p><div class="tandan-vote"><span>Đánh giá của bạn:</span><span>Kém</span><span>Trung bình</span><span>Tốt</span><span>Rất tốt</span></div></div><div class="tandan-tinkhac"><h4>Tin cũ hơn cùng kênh</h4><ul>{near}</ul></div>"""
        return self.frame(story.title, body)

    def pens(self, story: Story) -> dict[str, Callable[[Block], str]]:
        def photo(block: Block) -> str:
            image = f'<img alt="" src="{HERE}/Photos/{story.published:%Y-%m}/{story.id}.jpg?RenditionID=6"/>'
            return (
                f'<div style="text-align:center"><div class="tandan-img">{image}</div><div class="tandan-img-note"><span style="font-style:italic">{e(block.text)}</span></div></div>'
                if block.text
                else f"<div>{image}</div>"
            )

        return {
            "p": lambda block: f'<div style="text-align:justify">\u200b{e(block.text)}</div>',
            "ask": lambda block: f"<div><strong>{e(block.text)}</strong></div>",
            "h": lambda block: f"<div><strong>{e(block.text)}</strong></div>",
            "quote": lambda block: f'<div style="text-align:justify"><em>{e(block.text)}</em></div>',
            "list": lambda block: "<ul>" + rows(block, "<li>{}</li>", "{}") + "</ul>",
            "table": lambda block: f'<table class="ms-rteTable-default"><tbody>{rows(block)}</tbody></table>',
            "photo": photo,
        }

    def items(self, found: list[Story]) -> str:
        return "".join(
            f'<div class="tandan-item"><a href="{self.url(s)}"><img src="{HERE}/Photos/t{s.id}.jpg" alt=""/></a><a class="tandan-item-title" href="{self.url(s)}">{e(s.title)}</a><span class="tandan-item-date">{s.published:%d/%m/%Y}</span><div>{e(s.lead[:110])}</div></div>'
            for s in found
        )

    def list(self, n: int) -> Answer:
        found, pages = self.page(n, 1)
        more = (
            f'<a id="xemthem" href="{HERE}/_layouts/15/tandan/morenews.aspx?kenh={CHANNELS[n]}&amp;trang=2" class="tandan-more" onclick="return loadMore(this)">Xem thêm</a>'
            if pages > 1
            else ""
        )
        return self.frame(self.sections[n], f'<h2>{self.sections[n]}</h2><div id="dstin">{self.items(found)}</div>{more}')

    def more(self, n: int, number: int) -> Answer:
        found, pages = self.page(n, number)
        more = (
            f'<a href="{HERE}/_layouts/15/tandan/morenews.aspx?kenh={CHANNELS[n]}&amp;trang={number + 1}" class="tandan-more">Xem thêm</a>'
            if number < pages
            else ""
        )
        return Answer(self.items(found) + more)

    def home(self) -> Answer:
        boxes = "".join(
            f'<div class="tandan-box"><h3><a href="{HERE}/KenhTin/{CHANNELS[n]}.aspx">{label}</a></h3>{self.items(self.newest(n)[:3])}</div>'
            for n, label in enumerate(self.sections)
        )
        return self.frame("Trang chủ", boxes)

    def frame(self, title: str, body: str, status: int = 200, home: str = HERE) -> Answer:
        menu = "".join(f'<li><a href="{HERE}/KenhTin/{c}.aspx">{label}</a></li>' for c, label in zip(CHANNELS, self.sections, strict=True))
        about = "".join(f'<li><a href="{HERE}/Pages/{p.slug}.aspx">{p.label}</a></li>' for p in self.register.statics)
        near = "".join(f'<li><a href="/xa-hoa-lac/Pages/{slug(s.title)}-{s.id}.aspx">{e(s.title)}</a></li>' for s in self.neighbours[-3:])
        lines = (
            f"<ul>{menu}<li>Giới thiệu<ul>{about}</ul></li><li><a href='{HERE}/Pages/van-ban.aspx'>Văn bản</a></li></ul>"
            if home == HERE
            else ""
        )
        return Answer(
            f"""<!DOCTYPE html><html dir="ltr" lang="vi-VN"><head><meta name="GENERATOR" content="Microsoft SharePoint"/><meta charset="utf-8"/><title>{e(title)}</title></head><body><form method="post" action="#" id="aspnetForm"><input type="hidden" name="__REQUESTDIGEST" value="0x{self.token(40).upper()}"/><input type="hidden" name="__VIEWSTATE" value="{self.token(50)}"/><div id="ms-skip"><a href="#ribbon">Bỏ qua các lệnh dải băng</a><a href="#mainContent">Bỏ qua để tới nội dung chính</a></div>
<div id="s4-workspace"><div class="tandan-header"><a href="{home}"><img src="/SiteAssets/banner.png" alt="{e(self.title)}"/></a></div><div class="tandan-menu">{lines}</div><div class="tandan-body"><div class="tandan-left"><h4>Tin từ các xã bạn</h4><ul>{near}</ul><h4>Bộ đếm</h4><div>Hôm nay: {self.hits % 300}</div><div>Tổng: {self.hits}</div></div><div id="DeltaPlaceHolderMain">{body}</div></div><div class="tandan-footer"><div>Ủy ban nhân dân xã Tam Sơn. Chịu trách nhiệm: Chủ tịch UBND xã</div><div>Điện thoại trực ban: 0203.3.555.777</div></div></div></form></body></html>""",
            status,
        )
