"""A health department on DotNetNuke: pager by postback, addresses in any case, times with SA and CH, tickets for files, a print skin."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape as e
from urllib.parse import quote, unquote, urlsplit

from benchmarks.portals.more.portal import Portal
from benchmarks.portals.more.register import POLL
from benchmarks.portals.site import Answer, Request, draw, redirect, rows
from benchmarks.portals.story import Block, Story

TABS = (84, 85, 92, 103)


class DotNetNuke(Portal):
    name, title, own = "dnn", "Sở Y tế tỉnh Hà Vân", "Phòng NVY"
    sections = ("Tin hoạt động", "Y tế dự phòng", "Người tốt việc tốt", "Thông báo")
    per_page = 8

    def url(self, story: Story) -> str:
        return f"/{self._page(story)}/tabid/{TABS[story.sections[0]]}/ctl/Detail/mid/412/ItemId/{story.id}/language/vi-VN/Default.aspx"

    def _page(self, story: Story) -> str:
        return ("TinTuc", "YTeDuPhong", "NguoiTotViecTot", "ThongBao")[story.sections[0]]

    def which(self, url: str) -> int | None:
        found = re.fullmatch(
            r"/\w+/tabid/\d+/ctl/detail/mid/412/itemid/(\d+)/(?:language/vi-vn/)?default\.aspx", urlsplit(url).path.lower()
        )
        return int(found[1]) if found and int(found[1]) in self.ever else None

    def answer(self, request: Request) -> Answer:
        path = request.path.lower()
        if path in ("/", "/default.aspx"):
            return redirect("/TrangChu/tabid/56/Default.aspx", 302)
        if path == "/linkclick.aspx":
            name = unquote(request.query.get("fileticket", "tep.pdf"))
            return Answer(b"%PDF-1.4\n" + name.encode(), type="application/pdf", headers={"Content-Disposition": "attachment"})
        if (number := self.which(path)) is not None:
            if number not in self.stories:
                return self.frame(
                    self.title, '<div class="dnnFormMessage dnnFormWarning">Nội dung bạn yêu cầu không tồn tại hoặc đã bị gỡ bỏ.</div>'
                )
            return self.article(self.stories[number], bare=request.query.get("dnnprintmode") == "true")
        found = re.fullmatch(r"/\w+/tabid/(\d+)/default\.aspx", path)
        if found and int(found[1]) in TABS:
            page = request.form.get("__EVENTARGUMENT", "1") if "lnkPage" in request.form.get("__EVENTTARGET", "") else "1"
            return self.list(TABS.index(int(found[1])), int(page) if page.isdigit() else 1)
        return self.rest(path, int(found[1]) if found else 0)

    def rest(self, path: str, tab: int) -> Answer:
        if tab == 56:
            return self.home()
        if 200 <= tab < 200 + len(self.register.statics):
            page = self.register.statics[tab - 200]
            inner = "".join(f"<p class='MsoNormal'>{e(text)}</p>" for text in page.paragraphs)
            return self.frame(
                page.label,
                f'<div class="DNNModuleContent ModDNNHTMLC"><div id="dnn_ctr{tab}_HtmlModule_lblContent" class="Normal"><h3>{page.label}</h3>{inner}</div></div>',
            )
        if tab == 230:
            lines = "".join(
                f'<tr class="{"rgAltRow" if n % 2 else "rgRow"}"><td><a href="/VanBan/tabid/231/docid/{p.id}/Default.aspx">{p.sign}</a></td><td>{p.issued:%d/%m/%Y}</td><td><a href="/VanBan/tabid/231/docid/{p.id}/Default.aspx">{e(p.gist)}</a></td></tr>'
                for n, p in enumerate(self.register.papers)
            )
            return self.frame(
                "Văn bản",
                f'<table class="rgMasterTable"><thead><tr><th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th></tr></thead><tbody>{lines}</tbody></table>',
            )
        if found := re.fullmatch(r"/vanban/tabid/231/docid/(\d+)/default\.aspx", path):
            for p in self.register.papers:
                if p.id == int(found[1]):
                    pairs = (
                        ("Số ký hiệu", p.sign),
                        ("Trích yếu", p.gist),
                        ("Loại văn bản", p.kind),
                        ("Ngày ban hành", f"{p.issued:%d/%m/%Y}"),
                        ("Cơ quan ban hành", p.organ),
                        ("Người ký", p.signer),
                    )
                    return self.frame(
                        "Chi tiết văn bản",
                        '<table class="vbdetail">' + "".join(f"<tr><td><b>{k}</b></td><td>{e(v)}</td></tr>" for k, v in pairs) + "</table>",
                    )
        return Answer(
            "<html><head><title>404 Not Found</title></head><body><h2>Server Error in '/' Application. The resource cannot be found.</h2></body></html>",
            404,
        )

    def article(self, story: Story, *, bare: bool) -> Answer:
        when = story.published
        half = f"{when:%d/%m/%Y} {when.hour % 12 or 12}:{when:%M} {'SA' if when.hour < 12 else 'CH'}"
        lead = f'<span id="dnn_ctr412_Detail_lblSummary" class="NewsSummary">{e(story.lead)}</span><br /><br />' if story.lead else ""
        sign = f'<p style="text-align: right;"><strong>{e(story.signature)}</strong></p>' if story.signature else ""
        files = "".join(
            f'<li><a href="/LinkClick.aspx?fileticket={quote(name)}&amp;tabid={TABS[story.sections[0]]}&amp;mid=412" target="_blank">{e(name)}</a></li>'
            for name in story.files
        )
        files = f'<div class="attach"><span class="SubHead">Tệp tin đính kèm:</span><ul>{files}</ul></div>' if files else ""
        near = "".join(
            f'<li><a href="{self.url(s).lower().replace("/language/vi-vn", "")}" title="{e(s.title)}">{e(s.title)}</a> <span class="ndate">({s.published:%d/%m/%Y})</span></li>'
            for s in self.others(story, 9, newer=False)
        )
        body = f"""<div id="dnn_ctr412_ModuleContent" class="DNNModuleContent"><div class="NewsDetail"><span id="dnn_ctr412_Detail_lblTitle" class="NewsTitle">{e(story.title)}</span>
<div class="NewsInfo"><span class="lbl">Ngày đăng tin:</span> <span id="dnn_ctr412_Detail_lblDate">{half}</span> | <span>Số lần đọc: {self.views(story)}</span></div>
<div class="NewsTools"><a href="{self.url(story)}?dnnprintmode=true&amp;SkinSrc=[G]Skins/_default/No+Skin" rel="nofollow">Phiên bản in</a> <a href="javascript:history.back()">Quay về trang trước</a> <a href="javascript:void(0)" onclick="zoom(1)">A+</a> <a href="javascript:void(0)" onclick="zoom(-1)">A-</a></div>
{lead}<div id="dnn_ctr412_Detail_lblContent" class="NewsContent">{draw(story, self.pens(story))}{sign}</div>{files}
<div class="NewsRate"><span>Mức độ hữu ích của tin bài:</span> <input type="radio" name="r" value="1"/>1 <input type="radio" name="r" value="5"/>5 <input type="submit" value="Gửi đánh giá"/></div>
<div class="OtherNews"><span class="SubHead">Những tin đã đăng trước đây</span><ul>{near}</ul></div></div></div>"""
        if bare:
            return Answer(f'<html><head><title>{e(self.title)} > Tin tức</title></head><body onload="window.print()">{body}</body></html>')
        return self.frame("Tin tức", body)

    def pens(self, story: Story) -> dict[str, Callable[[Block], str]]:
        picture = f"/Portals/0/Images/{story.published:%Y/%m}/{story.id}.jpg"

        def photo(block: Block) -> str:
            caption = f'<tr><td style="text-align: center;"><em>{e(block.text)}</em></td></tr>' if block.text else ""
            return f'<table align="center" border="0" cellpadding="3" style="width: 500px;"><tbody><tr><td><img alt="" src="{picture}" /></td></tr>{caption}</tbody></table>'

        return {
            "p": lambda block: (
                f'<p class="MsoNormal" style="text-align: justify; text-indent: 36pt;"><span style="font-size: 14pt; font-family: \'Times New Roman\';">{e(block.text)}</span></p>'
            ),
            "ask": lambda block: f'<p class="MsoNormal"><strong><span style="font-size: 14pt;">{e(block.text)}</span></strong></p>',
            "h": lambda block: f'<p class="MsoNormal"><strong><span style="font-size: 14pt;">{e(block.text)}</span></strong></p>',
            "list": lambda block: "<ul>" + rows(block, "<li>{}</li>", "{}") + "</ul>",
            "table": lambda block: f'<table border="1" class="MsoTableGrid"><tbody>{rows(block)}</tbody></table>',
            "photo": photo,
        }

    def list(self, n: int, number: int) -> Answer:
        found, pages = self.page(n, number)
        items = "".join(
            f'<tr><td class="NewsItem"><a class="NewsLink" href="{self.url(s)}"><img src="/Portals/0/Images/thumb{s.id}.jpg" class="thumb" alt=""/></a><a class="NewsLink" href="{self.url(s)}">{e(s.title)}</a><br/><span class="ndate">{s.published:%d/%m/%Y}</span><div class="brief">{e(s.lead[:120])}</div></td></tr>'
            for s in found
        )
        turn = " ".join(
            f"<span>{k}</span>"
            if k == number
            else f"<a id=\"dnn_ctr412_lnk{k}\" href=\"javascript:__doPostBack('dnn$ctr412$ViewNews$lnkPage','{k}')\">{k}</a>"
            for k in range(1, pages + 1)
        )
        return self.frame(
            self.sections[n], f'<table class="NewsList" cellspacing="0">{items}</table><div class="Pager">Trang: {turn}</div>'
        )

    def home(self) -> Answer:
        boxes = "".join(
            f'<div class="c_head"><span class="Head">{label}</span></div><div class="c_content"><ul>'
            + "".join(f'<li><a href="{self.url(s) if s.id % 2 else self.url(s).lower()}">{e(s.title)}</a></li>' for s in self.newest(n)[:5])
            + "</ul></div>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("Trang chủ", boxes)

    def frame(self, title: str, body: str) -> Answer:
        names = ("TinTuc", "YTeDuPhong", "NguoiTotViecTot", "ThongBao")
        menu = "".join(
            f'<li><a href="/{p}/tabid/{TABS[n]}/Default.aspx"><span>{self.sections[n]}</span></a></li>' for n, p in enumerate(names)
        )
        about = "".join(
            f'<li><a href="/GioiThieu/tabid/{200 + n}/Default.aspx"><span>{p.label}</span></a></li>'
            for n, p in enumerate(self.register.statics)
        )
        ask, choices = POLL
        poll = "".join(f'<input type="radio" name="poll" value="{n}"/><label>{c}</label><br/>' for n, c in enumerate(choices))
        return Answer(f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xml:lang="vi-VN" lang="vi-VN"><head id="Head"><meta content="text/html; charset=UTF-8" http-equiv="Content-Type"/><meta name="generator" content="DotNetNuke"/><title>{e(self.title)} &gt; {e(title)}</title><link href="/Portals/_default/default.css" rel="stylesheet"/><link href="/Portals/0/portal.css" rel="stylesheet"/></head>
<body id="Body"><form name="Form" method="post" action="" id="Form" enctype="multipart/form-data"><div class="aspNetHidden"><input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value=""/><input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value=""/><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDw{self.token(60)}=="/></div><script>function __doPostBack(t,a){{}}</script>
<div class="skinwidth"><div id="dnn_LogoPane"><a id="dnn_dnnLOGO_hypLogo" href="/TrangChu/tabid/56/Default.aspx"><img src="/Portals/0/logo.gif" alt="{e(self.title)}"/></a></div><div class="bar"><span id="dnn_dnnCURRENTDATE_lblDate" class="date">{self.clock():%d %B %Y}</span> <a href="/Default.aspx?ctl=login">Đăng nhập</a></div>
<div class="menu_style"><ul id="nav"><li><a href="/TrangChu/tabid/56/Default.aspx"><span>Trang chủ</span></a></li><li><a href="#"><span>Giới thiệu</span></a><ul>{about}</ul></li>{menu}<li><a href="/VanBan/tabid/230/Default.aspx"><span>Văn bản</span></a></li></ul></div>
<div id="dnn_breadcrumb">Bạn đang xem: <span class="SkinObject">{e(title)}</span></div>
<table class="panes"><tr><td id="dnn_LeftPane" class="LeftPane"><div class="c_head"><span class="Head">Góc bạn đọc</span></div><div class="Normal"><p>{ask}</p>{poll}<input type="submit" value="Gửi ý kiến"/></div><div class="c_head"><span class="Head">Thống kê</span></div><div class="Normal">Khách trực tuyến: {self.hits % 57}<br/>Tổng số truy cập: {self.hits}</div></td><td id="dnn_ContentPane" class="ContentPane">{body}</td></tr></table>
<div id="dnn_BottomPane" class="foot"><p>Trang thông tin điện tử {e(self.title)}. Người chịu trách nhiệm nội dung: Chánh Văn phòng Sở</p><p>Trụ sở: 12 Hùng Vương. Tel: (0297) 3.866.112</p><span id="dnn_dnnCOPYRIGHT_lblCopyright">Copyright 2026 by SYT</span> <a href="/TrangChu/tabid/56/ctl/Terms/Default.aspx">Điều khoản sử dụng</a></div></div></form></body></html>""")
