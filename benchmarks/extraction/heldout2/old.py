"""Sites that nobody touched for years: tables with font tags, an early ASP.NET page, DotNetNuke, a portal server."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import ClassVar

from benchmarks.extraction.heldout2 import furniture as f
from benchmarks.extraction.heldout2.base import Kinh, Second, plain_end
from benchmarks.extraction.legacy_bytes import windows_1258
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn


class FontStyle(Kinh):
    """Paragraphs are never closed, cells and rows neither."""

    def p(self, text: str) -> str:
        return f'<P ALIGN=JUSTIFY><FONT FACE="Times New Roman" SIZE=3>{self.inline(text)}</FONT>'

    def heading(self, text: str) -> str:
        return f"<P><B><FONT COLOR=#800000>{esc(text)}</FONT></B>"

    def photo(self, caption: str) -> str:
        return (
            f'<CENTER><IMG SRC="images/dbhuyen_{self.rng.randint(1, 99)}.gif" BORDER=1 WIDTH=400>'
            + (f"<BR><I><FONT SIZE=2>{esc(caption)}</FONT></I>" if caption else "")
            + "</CENTER>"
        )

    def bullets(self, items: tuple[str, ...]) -> str:
        return "<UL>" + "".join(f"<LI><FONT SIZE=3>{esc(item)}</FONT>" for item in items) + "</UL>"

    def table(self, rows: tuple[tuple[str, ...], ...]) -> str:
        return (
            "<TABLE BORDER=1 CELLPADDING=3>"
            + "".join("<TR>" + "".join(f"<TD><FONT SIZE=2>{esc(cell)}</FONT>" for cell in row) for row in rows)
            + "</TABLE>"
        )

    def quote(self, text: str) -> str:
        return f"<BLOCKQUOTE><I>{esc(text)}</I></BLOCKQUOTE>"


class PartyTables(Second):
    """A district party committee in HTML 4: upper-case tags, nothing closed, the day in brackets after a red headline, some in windows-1258."""

    name = "party_tables"
    forms: ClassVar = ("news", "theirs", "brief", "table", "interview", "obituary", "long")

    def article(self, story: Story, rng: Random) -> Drawn:
        style = FontStyle(rng)
        story = replace(story, source="")
        label = self.pick("label", ("", "Tác giả: ", "Tin: "))
        sign = f"<P ALIGN=RIGHT><B><FONT SIZE=3>{label}{esc(story.signature)}</FONT></B>" if story.signature else ""
        older = "".join(
            f'<TR><TD><IMG SRC="images/dot.gif"><TD><A HREF="viewnews.asp?id={n}"><FONT SIZE=2>{esc(title)}</FONT></A> <FONT SIZE=1 COLOR=gray>({at:%d/%m/%Y})</FONT>'
            for n, (title, _, at) in enumerate(f.others(self, rng, 7))
        )
        inner = f"""<TABLE WIDTH=100% CELLSPACING=0><TR><TD BGCOLOR=#CC0000><FONT COLOR=yellow SIZE=2><B>:: {f.nav(self)[4]} ::</B></FONT><TR><TD><FONT SIZE=4 COLOR=red><B>{esc(story.title)}</B></FONT> <FONT SIZE=2>({story.at:%d/%m/%Y})</FONT>
<TR><TD>{f"<P ALIGN=JUSTIFY><B><FONT SIZE=3>{esc(story.lead)}</FONT></B>" if story.lead else ""}{style.body(story.body)}{sign}
<TR><TD ALIGN=CENTER><A HREF="javascript:history.back()">&lt;&lt; Lùi lại</A> | <A HREF="#">Lên trên</A> | <A HREF="print.asp?id={story.number}">Bản để in</A><HR NOSHADE><TR><TD><FONT SIZE=2><B>{f.near(self)}</B></FONT><TABLE>{older}</TABLE></TABLE>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"http://{self.host}/viewnews.asp?cat={self.portal}&id={story.number}",
            story,
            shows="day",
            author=bool(story.signature),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        charset = "windows-1258" if self.on("old bytes", 0.4) else "utf-8"
        menu = "".join(
            f"<TR><TD BACKGROUND=images/bg.gif><A HREF=?c={n}><FONT SIZE=2>{text}</FONT></A>" for n, text in enumerate(f.nav(self))
        )
        feet = "<BR>".join(map(esc, f.footer(self)))
        return f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={charset}"><TITLE>:: Đảng bộ huyện ::</TITLE></HEAD><BODY BGCOLOR=#FFFFF0 TOPMARGIN=0><CENTER><TABLE WIDTH=980 CELLPADDING=0><TR><TD COLSPAN=3><IMG SRC="images/banner.jpg" ALT="ĐẢNG BỘ HUYỆN"><TR><TD COLSPAN=3 BGCOLOR=#FFCC00><MARQUEE SCROLLAMOUNT=3>{esc(f.banner(self))} - Nhiệt liệt chào mừng Đại hội đại biểu Đảng bộ các cấp</MARQUEE>
<TR><TD WIDTH=180 VALIGN=TOP><TABLE>{menu}</TABLE><FONT SIZE=2><B>Số người xem:</B> <IMG SRC="c1.gif"> {rng.randint(10000, 999999)}</FONT><TD VALIGN=TOP>{inner}<TD WIDTH=180 VALIGN=TOP><TABLE><TR><TD><FONT SIZE=2><B>{f.hot(self)}</B></FONT><TR><TD><FONT SIZE=2>{esc(f.others(self, rng, 1)[0][1])}</FONT></TABLE><TR><TD COLSPAN=3 ALIGN=CENTER><FONT SIZE=1>{feet}</FONT></TABLE></CENTER></BODY></HTML>"""

    def encode(self, html: str) -> bytes:
        return windows_1258(html) if self.on("old bytes", 0.4) else html.encode()

    def headers(self) -> dict[str, str]:
        return {"content-type": "text/html"}


class BreakStyle(Kinh):
    """No paragraphs at all: lines parted by breaks."""

    def p(self, text: str) -> str:
        return self.inline(text) + self.rng.choice(("<br /><br />", "<br>\n<br>", "<br />&nbsp;<br />"))

    def heading(self, text: str) -> str:
        return f"<b>{esc(text)}</b><br /><br />"

    def photo(self, caption: str) -> str:
        return (
            f'<div align="center"><img src="UploadFiles/{self.rng.randint(1, 999)}.jpg" width="450" /><br />'
            + (f'<span class="chuthich">{esc(caption)}</span>' if caption else "")
            + "</div><br />"
        )

    def bullets(self, items: tuple[str, ...]) -> str:
        return "".join(f"+ {esc(item)}<br />" for item in items) + "<br />"

    def quote(self, text: str) -> str:
        return f"<i>{esc(text)}</i><br /><br />"


class AspxCentre(Second):
    """A centre's early ASP.NET page: labels with generated ids, breaks instead of paragraphs, times with AM and PM, boxes left and right."""

    name = "aspx_centre"
    forms: ClassVar = ("theirs", "brief", "news", "steps", "invitation", "table", "interview")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = BreakStyle(rng, messy=0.2)
        half = "AM" if story.at.hour < 12 else "PM"
        stamp = self.pick("stamp", ("[{d} {h} {a}]", "Đăng ngày: {d} {h} {a}", "({d} - {h} {a})")).format(
            d=f"{story.at:%d/%m/%Y}", h=f"{story.at.hour % 12 or 12}:{story.at:%M:%S}", a=half
        )
        first = self.on("author first", 0.4)
        sign = f'<span id="ctl00_ContentPlaceHolder1_lblTacGia" class="tacgia">{esc(story.signature)}</span>' if story.signature else ""
        files = "".join(
            f'<tr><td><img src="img/word.gif" /></td><td><a id="ctl00_rptFile_ctl{n:02}_lnk" href="Download.aspx?f={n}">{esc(name)}</a></td></tr>'
            for n, name in enumerate(story.files)
        )
        inner = f"""<table id="ctl00_ContentPlaceHolder1_FormView1" cellspacing="0" border="0" style="width:100%;border-collapse:collapse;"><tr><td colspan="2"><span id="ctl00_ContentPlaceHolder1_lblTieuDe" class="tieude">{esc(story.title)}</span></td></tr>
<tr><td><span id="ctl00_ContentPlaceHolder1_lblNgay">{stamp}</span> {sign if first else ""}</td><td align="right"><a href="Print.aspx"><img src="img/print.gif" alt="In" /></a> <a href="mailto:?subject=x"><img src="img/mail.gif" alt="Thư" /></a> Cỡ: <a>nhỏ</a> <a>vừa</a> <a>to</a></td></tr>
<tr><td colspan="2" class="noidung">{f'<span id="ctl00_ContentPlaceHolder1_lblTomTat" class="tomtat">{esc(story.lead)}</span><br /><br />' if story.lead else ""}<span id="ctl00_ContentPlaceHolder1_lblNoiDung">{style.body(story.body)}</span>{"" if first else f'<div align="right">{sign}</div>'}</td></tr></table>
{f"<table class=dinhkem><tr><td colspan=2>Tải tài liệu:</td></tr>{files}</table>" if files else ""}<div id="ctl00_UpdatePanel1"><span>Bạn đã đọc bài này chưa hữu ích? </span><input type="submit" value="Có" /><input type="submit" value="Không" /></div>
<span class="tinkhac">{f.near(self)}</span><table id="ctl00_gvTinKhac">{"".join(f"<tr><td>» <a href=Default.aspx?sid=1&id={n}>{esc(title)}</a> <i>{at:%d/%m/%Y %I:%M %p}</i></td></tr>" for n, (title, _, at) in enumerate(f.others(self, rng, 6)))}</table>"""
        url = f"http://{self.host}/Default.aspx?sid={self.portal}&pageid=470&catid=59&id={story.number}&catname={slug(f.nav(self)[0])}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, author=bool(story.signature), files=bool(story.files))

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        gold = "".join("<tr>" + f.items(row, "td") + "</tr>" for row in f.money(rng))
        question, answers = f.poll(self)
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head id="ctl00_Head1"><title>
	Trung tâm Công nghệ thông tin và Truyền thông
</title></head><body><form name="aspnetForm" method="post" action="Default.aspx" id="aspnetForm"><div>{f.viewstate(rng)}</div><table align="center" width="1000"><tr><td colspan="3"><object width="1000" height="150" data="flash/banner.swf"></object></td></tr><tr><td colspan="3" class="thanh">{f.clock()} - {f.lunar(rng)} &nbsp; Tìm kiếm: <input name="ctl00$txtTim" /><input type="submit" value="Tìm" /></td></tr>
<tr><td valign="top" width="180"><table class="menutrai">{"".join(f"<tr><td><a href='Default.aspx?c={n}'>{text}</a></td></tr>" for n, text in enumerate(f.nav(self)))}</table><table><tr><td>Thống kê</td></tr>{"".join(f"<tr><td>{line}</td></tr>" for line in f.visitors(rng))}</table></td><td valign="top">{inner}</td>
<td valign="top" width="190"><table>{gold}</table><table><tr><td>{question}</td></tr>{"".join(f"<tr><td><input type=radio name=rd />{one}</td></tr>" for one in answers)}</table><marquee direction="up">{esc(f.others(self, rng, 1)[0][1])}</marquee><select><option>-- Liên kết trang --</option><option>Cổng Chính phủ</option></select></td></tr>
<tr><td colspan="3" align="center">{"<br />".join(map(esc, f.footer(self)))}</td></tr></table></form></body></html>"""


class DnnStyle(Kinh):
    def p(self, text: str) -> str:
        return (
            f'<p style="text-align:justify"><span class="Normal">{self.inline(text)}</span></p><p>&nbsp;</p>'
            if self.rng.random() < 0.2
            else f'<p style="text-align:justify"><span style="font-size:medium">{self.inline(text)}</span></p>'
        )

    def photo(self, caption: str) -> str:
        return f'<div style="text-align:center"><img src="/Portals/0/EasyDNNNews/{self.rng.randint(1, 999)}/img.png" /></div>' + (
            f'<div style="text-align:center"><span style="font-size:small"><em>{esc(caption)}</em></span></div>' if caption else ""
        )


class DnnCommune(Second):
    """A commune on DotNetNuke with a news module: months in words, an accordion of offices, tags and a readers' form in the module."""

    name = "dnn_commune"
    forms: ClassVar = ("brief", "news", "invitation", "theirs", "obituary", "steps", "table", "agenda")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = DnnStyle(rng)
        month = f.MONTHS[story.at.month - 1]
        date = f"{f.WEEK[story.at.weekday()]}, {story.at.day} Tháng {month} {story.at.year} {story.at:%H:%M}"
        sign = f'<p style="text-align:right"><strong>{esc(story.signature)}</strong></p>' if story.signature else ""
        talk = "".join(
            f'<li class="edn_comment"><span>{esc(name)}</span><em>{when}</em><p>{esc(text)}</p></li>'
            for name, when, text in f.comments(rng, story.at, rng.randint(0, 2))
        )
        inner = f"""<div class="DnnModule DnnModule-EasyDNNnews DnnModule-{rng.randint(400, 900)}"><a name="{rng.randint(400, 900)}"></a><div id="dnn_ctr{rng.randint(400, 900)}_ContentPane" class="DNNContainer_Title_h3"><h3><span id="dnn_ctr_dnnTITLE_titleLabel" class="Head">{f.nav(self)[1]}</span></h3>
<div class="edn_article"><div class="edn_top"><span class="edn_date">{date}</span><span class="edn_category">Trong mục: {f.nav(self)[1]}</span></div><h2 class="edn_articleTitle">{esc(story.title)}</h2>{f'<h3 class="edn_articleSubTitle">{esc(story.lead)}</h3>' if story.lead else ""}
<div class="edn_articleText">{style.body(story.body)}{sign}</div><div class="edn_bottom"><span>Số lần đọc ({rng.randint(2, 999)})</span><span>/ Ý kiến ({rng.randint(0, 3)})</span><div class="edn_rate"><span>Điểm: {rng.randint(2, 5)}.0</span></div><p class="edn_tags">Nhãn: {", ".join(f.tags(rng))}</p></div>
<ul class="edn_comments">{talk}</ul><div class="edn_addComment"><h4>Để lại ý kiến</h4><label>Quý danh:</label><input/><label>Nội dung ý kiến:</label><textarea></textarea><span>Chỉ người đăng ký mới thấy ý kiến chờ duyệt.</span></div></div>
<div class="edn_related"><h4>{f.near(self)}</h4>{f.listed(f.others(self, rng, 5), "edn")}</div></div></div>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/tin-tuc/artmid/{rng.randint(400, 900)}/articleid/{story.number}/{slug(story.title)}",
            story,
            author=bool(story.signature),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        offices = "".join(
            f'<div class="panel"><div class="panel-heading"><a data-toggle="collapse">{name}</a></div><div class="panel-collapse collapse"><div class="panel-body"><p>Giờ tiếp dân: sáng từ 7h30 đến 11h30, chiều từ 13h30 đến 17h00. Người trực: {who}.</p></div></div></div>'
            for name, who in (("Bộ phận một cửa", "Phạm Thị Nhàn"), ("Tư pháp - Hộ tịch", "Hồ Văn Đông"), ("Địa chính", "Y Nuê Byă"))
        )
        return f"""<!DOCTYPE html><html lang="vi-VN"><head id="Head"><meta content="text/html; charset=UTF-8" http-equiv="Content-Type" /><title>
	{esc(title)}
</title><meta name="COPYRIGHT" content="Copyright 2019 by DNN Corp" /></head><body id="Body"><form method="post" action="/" id="Form">{f.viewstate(rng)}<div id="siteWrapper"><div id="dnn_HeaderPane"><img alt="xã" src="/Portals/0/logo.png"/><h4>ỦY BAN NHÂN DÂN XÃ</h4><span class="slogan">{esc(f.banner(self))}</span><a id="dnn_dnnLogin">Vào hệ thống</a></div><ul class="dnnmega">{f.items((f.link(text) for text in f.nav(self)), "li", "mmItem")}</ul>
<div class="container"><div id="dnn_LeftPane" class="col-sm-3"><div class="panel-group">{offices}</div></div><div id="dnn_ContentPane" class="col-sm-6 contentPane">{inner}</div><div id="dnn_RightPane" class="col-sm-3"><h3>{f.hot(self)}</h3>{f.listed(f.others(self, rng, 3), "r", teaser=True)}<p>{f.weather(self, rng)}</p></div></div><div id="dnn_FooterPane">{f.items((f"<p>{esc(line)}</p>" for line in f.footer(self)), "div", "Normal")}</div></div></form></body></html>"""


class WcmStyle(Kinh):
    def p(self, text: str) -> str:
        return (
            f'<p dir="ltr">{self.inline(text)}</p>'
            if self.rng.random() < 0.8
            else f'<p dir="ltr" align="justify">&nbsp;&nbsp;&nbsp;&nbsp;{self.inline(text)}<br></p>'
        )

    def photo(self, caption: str) -> str:
        rows = f'<tr><td align="center"><img src="/wps/wcm/connect/{self.rng.getrandbits(64):x}/a.jpg?MOD=AJPERES&amp;CACHEID={self.rng.getrandbits(32):x}"></td></tr>'
        return f'<table border="0" align="center" width="300"><tbody>{rows}{f"<tr><td align=center><font size=2 color=#0000ff>{esc(caption)}</font></td></tr>" if caption else ""}</tbody></table>'


class WcmDepartment(Second):
    """A department on a portal server: nested layout tables, the date above the headline in italics, a document viewer in a frame."""

    name = "wcm_department"
    forms: ClassVar = ("news", "theirs", "table", "decree", "brief", "long", "invitation")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = WcmStyle(rng)
        date = self.pick(
            "date",
            (
                f"Cập nhật {story.at:%H:%M}, {story.at:%d/%m/%Y}",
                f"Lúc {story.at.hour} giờ {story.at.minute:02} ngày {story.at.day}-{story.at.month}-{story.at.year}",
            ),
        )
        viewer = "".join(
            f'<p><a href="/wps/wcm/connect/{n}/{f.path(name)}?MOD=AJPERES">{esc(name)}</a></p><iframe src="/pdfjs/web/viewer.html?file=%2Fwps%2F{f.path(name)}" width="100%" height="600"></iframe>'
            for n, name in enumerate(story.files)
        )
        sign = f"<div align=right><b>{esc(story.signature)}</b></div>" if story.signature else ""
        inner = f"""<div class="wpsPortletBody"><table class="layoutRow" width="100%"><tr><td class="wpsPortletTitleBar"><span class="wpsPortletTitle">CHI TIẾT TIN</span></td></tr><tr><td><div class="ngay"><i>{date}</i></div><div class="tenbai">{esc(story.title)}</div><div class="gachchan"></div>
{f'<div class="trichdan"><b>{esc(story.lead)}</b></div>' if story.lead else ""}<div id="noidungbai">{style.body(story.body)}{sign}</div>{viewer}</td></tr><tr><td class="congcu"><a>Bản in ấn</a> <a>Gửi qua thư</a> <span>Mức quan tâm:</span> <span>{rng.randint(1, 5)}</span></td></tr></table></div>
<div class="wpsPortletBody"><span class="wpsPortletTitle">{f.near(self).upper()}</span>{f.listed(f.others(self, rng, 6), "tinlq")}</div>"""
        url = f"http://{self.host}/wps/portal/home/tin/chitiet/!ut/p/c4/{rng.getrandbits(120):x}/?WCM_GLOBAL_CONTEXT=/wps/wcm/connect/tin/{slug(story.title)}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, author=bool(story.signature), files=bool(story.files))

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        tabs = "".join(f'<td class="wpsUnSelectedPage" nowrap><a href="/wps/portal/{slug(text)}">{text}</a></td>' for text in f.nav(self))
        return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html lang="vi"><head><title>IBM WebSphere Portal</title><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><base href="http://{self.host}/wps/portal/"></head><body class="wpsBody"><table width="100%"><tr><td class="banner">SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH {esc(self.province.upper())}</td><td>{f.clock(seconds=True)}</td></tr></table><table class="wpsTabs"><tr>{tabs}</tr></table>
<table width="100%"><tr><td width="20%" valign="top"><div class="wpsPortletTitle">{f.hot(self)}</div><table>{"".join(f"<tr><td><a href=#{n}>{esc(head)}</a><br><font size=1>{at:%d/%m/%Y}</font></td></tr>" for n, (head, _, at) in enumerate(f.others(self, rng, 4)))}</table></td><td valign="top">{inner}</td></tr></table><table class="wpsFooter"><tr><td>{"</td></tr><tr><td>".join(map(esc, f.footer(self)))}</td></tr></table></body></html>"""
