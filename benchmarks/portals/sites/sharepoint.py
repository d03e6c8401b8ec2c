"""A district on SharePoint: list items as articles, text pasted from Word, twelve-hour times, views paged by row, display forms beside pages."""

from __future__ import annotations

import re
from html import escape as e
from urllib.parse import parse_qs, quote, urlsplit

from benchmarks.portals.site import Answer, Request, Site, draw, rows
from benchmarks.portals.story import Block, Story

LISTS = ("TinHoatDong", "TinKinhTeXaHoi", "ThongBao")


class SharePoint(Site):
    name, title, own = "sharepoint", "Cổng thông tin giao tiếp điện tử huyện Yên Trạch", "Trung tâm VH-TT&TT"
    sections = ("Tin hoạt động", "Kinh tế - xã hội", "Thông báo")
    count, per_page = 50, 10
    mix = ("report",) * 8 + ("short", "short", "short", "photos", "files", "schedule")

    def url(self, story: Story) -> str:
        return f"/Lists/{LISTS[story.sections[0]]}/View_Detail.aspx?ItemID={story.id}"

    def which(self, url: str) -> int | None:
        parts = urlsplit(url)
        query = {key.lower(): values[-1] for key, values in parse_qs(parts.query).items()}
        number = query.get("itemid") or query.get("id") or ""
        right = re.fullmatch(r"/lists/\w+/(view_detail|dispform|print)\.aspx", parts.path.lower())
        return int(number) if right and number.isdigit() and int(number) in self.ever else None

    def answer(self, request: Request) -> Answer:
        path = request.path.lower()
        query = {key.lower(): value for key, value in request.query.items()}
        if path in ("/", "/default.aspx", "/pages/default.aspx"):
            return self.home()
        if (
            number := self.which(f"{request.path}?" + "&".join(f"{k}={quote(v)}" for k, v in request.query.items()))
        ) is not None or "view_detail" in path:
            story = self.stories.get(number or 0)
            if story is None:
                return self.frame(
                    "Tin chi tiết", '<div class="ms-error">Mục bạn yêu cầu không tồn tại. Có thể mục đã bị người khác xóa.</div>'
                )
            return self.article(story) if "view_detail" in path else self.form(story)
        if found := re.fullmatch(r"/lists/(\w+)/view_tin\.aspx", path):
            n = next((n for n, name in enumerate(LISTS) if name.lower() == found[1]), None)
            first = query.get("pagefirstrow", "1")
            return self.list(n, (int(first) - 1) // self.per_page + 1 if first.isdigit() else 1) if n is not None else self.missing()
        statics = {
            "/pages/gioi-thieu.aspx": "<p>Huyện Yên Trạch nằm ở phía tây nam tỉnh, có 18 xã và một thị trấn, dân số 143.200 người, chủ yếu sống bằng nghề trồng lúa, rau màu và nuôi thủy sản.</p>",
            "/pages/lien-he.aspx": "<p>Ban Biên tập: thị trấn Yên Trạch. Điện thoại 0228.3.671.022.</p>",
            "/_layouts/15/osssearchresults.aspx": "<p>Không có kết quả khớp với tìm kiếm của bạn.</p>",
            "/_layouts/15/authenticate.aspx": "<p>Đăng nhập</p>",
        }
        if path in statics:
            return self.frame("Trang", f'<div class="ms-rtestate-field">{statics[path]}</div>')
        return self.missing()

    def missing(self) -> Answer:
        return Answer("<html><head><title>404 FILE NOT FOUND</title></head><body>404 FILE NOT FOUND</body></html>", 404)

    def form(self, story: Story) -> Answer:
        return self.frame(
            "Mục",
            f'<table class="ms-formtable"><tr><td class="ms-formlabel">Tiêu đề</td><td class="ms-formbody">{e(story.title)}</td></tr><tr><td class="ms-formlabel">Đã tạo</td><td class="ms-formbody">{story.published:%d/%m/%Y}</td></tr></table>',
        )

    def article(self, story: Story) -> Answer:
        when = story.published
        time = f"{(when.hour - 1) % 12 + 1}:{when:%M} {'SA' if when.hour < 12 else 'CH'}"
        lead = f'<div class="news-sapo"><b>{e(story.lead)}</b></div>' if story.lead else ""
        files = "".join(
            f'<div><a href="/Lists/{LISTS[story.sections[0]]}/Attachments/{story.id}/{quote(name)}">{e(name)}</a></div>'
            for name in story.files
        )
        files = f'<div class="news-attach"><span>Tập tin đính kèm:</span>{files}</div>' if files else ""
        sign = (
            f'<p class="MsoNormal" align="right" style="text-align:right"><b><span lang="VI">{e(story.signature)}</span></b></p>'
            if story.signature
            else ""
        )
        near = "".join(
            f'<li><a href="{self.url(s)}">{e(s.title)}</a> <span>({s.published:%d/%m/%Y} {(s.published.hour - 1) % 12 + 1}:{s.published:%M} {"SA" if s.published.hour < 12 else "CH"})</span></li>'
            for s in self.others(story, 7, newer=False)
        )
        here = f"/Lists/{LISTS[story.sections[0]]}"
        body = f"""<div class="ms-webpart-chrome ms-webpart-chrome-vertical"><div class="ms-webpart-chrome-title"><h2 class="ms-webpart-titleText">{self.sections[story.sections[0]]}</h2></div><div class="ms-WPBody"><div class="news-detail">
<div class="news-title">{e(story.title)}</div><div class="news-date">{when:%d/%m/%Y} {time}</div>
<div class="news-tools"><a href="{here}/Print.aspx?ID={story.id}">In bài viết</a> <a href="{here}/DispForm.aspx?ID={story.id}&amp;InitialTabId=Ribbon.Read">Xem mục</a> <a href="javascript:void(0)">Cỡ chữ lớn</a> <a href="javascript:void(0)">Cỡ chữ nhỏ</a> <span>Lượt xem: {self.views(story)}</span></div>
{lead}<div class="news-content"><div class="ExternalClass{story.id:032X}">{draw(story, self.pens(story))}{sign}</div></div>{files}</div></div></div>
<div class="news-other related"><div class="news-other-title">Các tin đã đưa ngày:</div><ul>{near}</ul></div>"""
        return self.frame(story.title, body)

    def pens(self, story: Story) -> dict:  # type: ignore[type-arg]
        picture = f"/PublishingImages/{story.published:%Y-%m}/{story.id}.jpg"
        zero = "​"  # the editor leaves one at the head of a paragraph

        def photo(block: Block) -> str:
            image = f'<img src="{picture}" alt="" style="width:480px"/>'
            if story.id % 2:
                return f'<p class="MsoNormal" align="center" style="text-align:center">{zero}{image}<br/><i><span lang="VI" style="font-size:12pt">{e(block.text)}</span></i></p>'
            return f'<div style="text-align:center">{image}</div><div style="text-align:center"><i>{zero}{e(block.text)}</i></div>'

        return {
            "p": lambda block: (
                f'<p class="MsoNormal" style="text-align:justify;text-indent:36pt">{zero}<span lang="VI" style="font-size:14pt;font-family:&quot;Times New Roman&quot;">{e(block.text)}</span></p>'
            ),
            "ask": lambda block: f'<p class="MsoNormal"><b><span lang="VI">{e(block.text)}</span></b></p>',
            "h": lambda block: f'<p class="MsoNormal"><b><span lang="VI">{zero}{e(block.text)}</span></b></p>',
            "quote": lambda block: f'<p class="MsoNormal" style="margin-left:36pt"><i>{e(block.text)}</i></p>',
            "list": lambda block: rows(
                block,
                '<p class="MsoListParagraph" style="text-indent:-18pt"><span style="font-family:Symbol">·<span>&nbsp;&nbsp;&nbsp;&nbsp;</span></span><span lang="VI">{}</span></p>',
                "{}",
            ),
            "table": lambda block: (
                f'<table class="MsoTableGrid" border="1"><tbody>{rows(block, cell="<td><p class=MsoNormal><span lang=VI>{}</span></p></td>")}</tbody></table>'
            ),
            "photo": photo,
        }

    def list(self, n: int, number: int) -> Answer:
        found, pages = self.page(n, number)
        items = "".join(
            f'<tr class="ms-itmhover"><td class="ms-vb2"><img src="/PublishingImages/t{s.id}.jpg"/></td><td class="ms-vb-title"><a href="{self.url(s)}">{e(s.title)}</a><div class="ms-vb">{e(s.lead[:160])}</div><span class="ms-noWrap">{s.published:%d/%m/%Y}</span></td></tr>'
            for s in found
        )
        turn = ""
        if number > 1:
            turn += f'<td><a href="/Lists/{LISTS[n]}/View_Tin.aspx?Paged=TRUE&amp;PagedPrev=TRUE&amp;p_ID={found[0].id if found else 0}&amp;PageFirstRow={(number - 2) * self.per_page + 1}"><img src="/_layouts/15/images/prev.gif" alt="Trước"/></a></td>'
        turn += f'<td class="ms-paging">{(number - 1) * self.per_page + 1} - {(number - 1) * self.per_page + len(found)}</td>'
        if number < pages:
            turn += f'<td><a href="/Lists/{LISTS[n]}/View_Tin.aspx?Paged=TRUE&amp;p_ID={found[-1].id}&amp;PageFirstRow={number * self.per_page + 1}"><img src="/_layouts/15/images/next.gif" alt="Tiếp theo"/></a></td>'
        return self.frame(
            self.sections[n],
            f'<div class="ms-webpart-chrome"><h2 class="ms-webpart-titleText">{self.sections[n]}</h2><table class="ms-listviewtable" summary="{LISTS[n]}">{items}</table><table class="ms-bottompaging"><tr>{turn}</tr></table></div>',
        )

    def home(self) -> Answer:
        boxes = "".join(
            f'<div class="ms-webpart-chrome"><h2 class="ms-webpart-titleText"><a href="/Lists/{LISTS[n]}/View_Tin.aspx">{label}</a></h2><ul>'
            + "".join(f'<li><a href="{self.url(s)}">{e(s.title)}</a></li>' for s in self.newest(n)[:6])
            + "</ul></div>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("Trang chủ", boxes)

    def frame(self, title: str, body: str) -> Answer:
        menu = "".join(
            f'<li class="static"><a class="static menu-item" href="{href}"><span class="menu-item-text">{label}</span></a></li>'
            for href, label in (
                ("/Pages/default.aspx", "Trang chủ"),
                ("/Pages/gioi-thieu.aspx", "Giới thiệu"),
                *((f"/Lists/{name}/View_Tin.aspx", label) for name, label in zip(LISTS, self.sections, strict=True)),
                ("/Pages/lien-he.aspx", "Liên hệ"),
            )
        )
        new = "".join(f'<li><a href="{self.url(s)}">{e(s.title)}</a></li>' for s in self.newest()[:5])
        now = self.clock()
        return Answer(f"""<!DOCTYPE html><html dir="ltr" lang="vi-VN"><head><meta name="GENERATOR" content="Microsoft SharePoint" /><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>
	{e(title)}
</title><link rel="stylesheet" href="/_layouts/15/1066/styles/corev15.css?rev=x"/></head><body>
<form method="post" action="./" id="aspnetForm"><input type="hidden" name="__REQUESTDIGEST" value="0x{self.token(64).upper()},{now:%d %b %Y %H:%M:%S} -0000"/><input type="hidden" name="__VIEWSTATE" value="/wEPBSpWU0tleTo{self.token(80)}"/>
<div id="TurnOnAccessibility" style="display:none" class="s4-notdlg noindex"><a href="#">Bật chế độ truy cập hơn nữa</a></div><div class="s4-notdlg noindex"><a href="javascript:;">Bỏ qua các Lệnh Dải băng</a></div><div class="s4-notdlg noindex"><a href="javascript:;">Chuyển đến nội dung chính</a></div>
<div id="s4-workspace"><div id="s4-bodyContainer"><div class="banner"><h1 class="site-head">{self.title}</h1><div id="today">Hôm nay: {now:%d/%m/%Y} {now:%I:%M} {"SA" if now.hour < 12 else "CH"}</div><a href="/_layouts/15/Authenticate.aspx?Source=%2F">Đăng nhập</a></div><div id="DeltaTopNavigation"><ul class="root static">{menu}</ul></div>
<div id="contentRow"><div id="leftcol" class="sidebar"><div class="box"><h3>Tin mới</h3><ul>{new}</ul></div><div class="box"><h3>Liên kết</h3><select><option>Báo Nhân Dân</option><option>Cổng tỉnh</option></select></div></div>
<div id="contentBox"><div id="DeltaPlaceHolderMain"><a id="mainContent" tabindex="-1"></a>{body}</div></div>
<div id="rightcol" class="sidebar"><div class="box"><h3>Thống kê truy cập</h3><p>Đang truy cập: {self.hits % 44 + 2}</p><p>Tổng số: {self.hits}</p></div><div class="box"><h3>Góp ý dự thảo</h3><p>Mời góp ý dự thảo quy chế quản lý nghĩa trang nhân dân trên địa bàn huyện</p></div></div></div>
<div class="footer"><p>Cơ quan quản lý: UBND huyện Yên Trạch</p><p>Giấy phép số 05/GP-TTĐT do Sở Thông tin và Truyền thông cấp ngày 22/02/2021</p></div></div></div></form></body></html>""")
