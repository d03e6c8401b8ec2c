"""Sites built between 2003 and 2012: layout tables, fonts, server forms, old encodings."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from benchmarks.extraction.heldout import furniture as f
from benchmarks.extraction.legacy_bytes import tcvn3, windows_1258
from benchmarks.extraction.markup import Style, emphasised, esc, precision, slug, when
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn, Shape


class _Breaks(Style):
    """Text of one cell, parted by pairs of line breaks."""

    def p(self, text: str) -> str:
        return f"{self.inline(text)}<br><br>"

    def heading(self, text: str) -> str:
        return f"<b>{esc(text)}</b><br><br>"

    def quote(self, text: str) -> str:
        return f"<i>{esc(text)}</i><br><br>"

    def photo(self, caption: str) -> str:
        legend = f'<tr><td align="center"><i><font size="2" color="#000080">{esc(caption)}</font></i></td></tr>' if caption else ""
        return f'<table width="300" align="center" border="0"><tr><td><img src="{self.image()}" width="300"></td></tr>{legend}</table>'

    def bullets(self, items: tuple[str, ...]) -> str:
        return "".join(f"- {esc(item)}<br>" for item in items) + "<br>"


class LayoutTable(Shape):
    """Tables in tables inside one server form; no heading element at all."""

    name = "layout_table"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<td><a href="{link}"><font color="#ffffff">{name}</font></a></td>' for name, link in f.menu(self))
        left = (f.poll(self, rng) if self.on("poll") else "") + f.statistics(rng)
        right = (
            f"<td width='180' valign='top'>{f.weather(self, rng) if self.on('weather') else ''}{f.teasers(self, rng)}</td>"
            if self.on("right")
            else ""
        )
        return (
            f"<html><head><meta http-equiv='Content-Type' content='text/html; charset=utf-8'><title>{esc(title)}</title></head><body bgcolor='#ffffff'>"
            f"<form name='Form1' method='post' action='Default.aspx?tabid=52' id='Form1'>{f.viewstate(rng)}<table width='1000' align='center' cellspacing='0'>"
            f"<tr><td colspan='3'><img src='/images/banner.jpg'></td></tr><tr bgcolor='#003366'>{links}</tr><tr><td colspan='3'><table width='100%'><tr>{f.clock(self, rng)}"
            f"</tr></table></td></tr><tr><td width='180' valign='top'>{left}</td><td valign='top'>{inner}</td>{right}</tr>"
            f"<tr><td colspan='3' align='center'><font size='2'>{f.licence(self)}</font></td></tr></table></form></body></html>"
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Breaks(rng)
        form = self.pick("date", ("sent", "seconds", "dashes", "updated"))
        if self.on("capitals", 0.3):
            story = replace(story, title=story.title.upper())
        lead = f"<tr><td><b><font face='Arial' size='2'>{esc(story.lead)}</font></b></td></tr>" if story.lead else ""
        sign = f'<div align="right"><b>{esc(story.signature)}</b></div>' if story.signature else ""
        files = "".join(f'<tr><td><a href="/Uploads/{esc(name)}">{esc(name)}</a></td></tr>' for name in story.files)
        files = f"<tr><td><table><tr><td><b>Tài liệu kèm theo:</b></td></tr>{files}</table></td></tr>" if files else ""
        back = f"<tr><td>{f.related(self, rng)}</td></tr>"
        above = back if self.on("above", 0.3) else ""
        inner = (
            f"<table width='100%'><tr><td>{f.breadcrumb(f.section(self, rng), ' &gt; ')}</td></tr>{above}"
            f"<tr><td><span id='lblTieuDe'><font color='#0000ff' size='4'><b>{esc(story.title)}</b></font></span></td></tr>"
            f"<tr><td><font size='1' color='gray'>{when(form, story.at)}</font></td></tr>{lead}"
            f"<tr><td style='text-align:justify'><span id='lblNoiDung'>{style.body(story.body)}{sign}</span></td></tr>{files}"
            f"<tr><td align='right'>{f.tools(self)} <a href='javascript:history.back()'>[Trở về]</a></td></tr>{'' if above else back}</table>"
        )
        url = f"http://{self.host}/Default.aspx?tabid=52&ItemID={story.number}"
        return Drawn(self.chrome(inner, f"UBND tỉnh {self.province}", rng), url, story, precision(form), files=bool(files))


class _Divs(Style):
    def p(self, text: str) -> str:
        return f'<div style="text-align: justify; text-indent: 20px">{self.inline(text)}</div>'

    def heading(self, text: str) -> str:
        return f"<div><b>{esc(text)}</b></div>"

    def photo(self, caption: str) -> str:
        legend = f'<div align="center"><i>{esc(caption)}</i></div>' if caption else ""
        return f'<div align="center"><img src="{self.image()}"></div>{legend}<div>&nbsp;</div>'


class DivSoup(Shape):
    """Divs without any class or id; the headline is an h2 among other h2."""

    name = "div_soup"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<div style="float:left"><a href="{link}">{name}</a></div>' for name, link in f.menu(self))
        side = f"<div>{f.teasers(self, rng)}</div><div>{f.statistics(rng)}</div>" + (
            f"<div>{f.poll(self, rng)}</div>" if self.on("poll") else ""
        )
        left = f'<div style="float:left;width:220px">{side}</div>'
        main = f'<div style="float:left;width:560px">{inner}</div>'
        middle = left + main if self.on("side first") else main + left
        return (
            f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{esc(title)} - Trang thông tin điện tử {self.province}</title></head><body>"
            f"<div><div><h1>Trang thông tin điện tử {self.province}</h1></div>{f.clock(self, rng)}<div>{links}</div></div><div style='clear:both'>{middle}</div>"
            f"<div style='clear:both'>{f.licence(self)}</div></body></html>"
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Divs(rng)
        style.inline = emphasised(rng)
        form = self.pick("date", ("nukeviet", "halves", "day weekday", "hours"))
        story = replace(story, lead=f"({self.host}) - {story.lead}") if story.lead and self.on("prefix", 0.4) else story
        lead = f'<div style="font-weight:bold">{esc(story.lead)}</div>' if story.lead else ""
        sign = f'<div style="text-align:right"><b>{esc(story.signature)}</b></div>' if story.signature else ""
        source = f'<div style="text-align:right"><i>Nguồn: {esc(story.source)}</i></div>' if story.source else ""
        inner = (
            f"<div>{f.breadcrumb(f.section(self, rng))}</div><h2>{esc(story.title)}</h2><div>{when(form, story.at)} | {f.views(rng)} lượt xem</div>"
            f"<div>{f.tools(self)}</div>{lead}<div>{style.body(story.body)}{sign}{source}</div>{f.rating(rng) if self.on('rating') else ''}"
            f"<div>{f.related(self, rng)}</div>{f.comments(self, rng) if self.on('comments', 0.4) else ''}{f.comment_form(rng) if self.on('form') else ''}"
        )
        url = f"https://{self.host}/{slug(story.title)}-{story.number}.htm"
        return Drawn(self.chrome(inner, story.title, rng), url, story, precision(form), source=bool(source))


class _Word(Style):
    """Paste from Word: classes, empty Office elements, words cut by spans, no-break spaces."""

    def p(self, text: str) -> str:
        words = text.split(" ")
        at = self.rng.randrange(len(words))
        word = words[at]
        half = len(word) // 2
        cut = f"<span style='font-size:14.0pt'>{esc(word[:half])}</span><span lang=VI>{esc(word[half:])}</span>"
        drawn = " ".join([*map(esc, words[:at]), cut, *map(esc, words[at + 1 :])])
        gap = drawn.replace(". ", ".&nbsp; ", 1)
        return f"<p class=MsoNormal style='mso-margin-top-alt:auto'><span style='font-family:\"Times New Roman\"'>{gap}<o:p></o:p></span></p>\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>"

    def heading(self, text: str) -> str:
        return f"<p class=MsoNormal><b><span style='mso-bidi-font-weight:normal'>{esc(text)}<o:p></o:p></span></b></p>"

    def photo(self, caption: str) -> str:
        legend = (
            f"<p class=MsoNormal align=center style='text-align:center'><i><span>{esc(caption)}</span></i><o:p></o:p></p>"
            if caption
            else ""
        )
        return f"<p class=MsoNormal align=center><img src='{self.image()}'><o:p></o:p></p>{legend}"

    def table(self, rows: tuple[tuple[str, ...], ...]) -> str:
        drawn = "".join(
            "<tr style='mso-yfti-irow:0'>"
            + "".join(f"<td width=120><p class=MsoNormal>{esc(cell)}<o:p></o:p></p></td>" for cell in row)
            + "</tr>"
            for row in rows
        )
        return f"<table class=MsoTableGrid border=1 cellspacing=0>{drawn}</table>"

    def bullets(self, items: tuple[str, ...]) -> str:
        return "".join(
            f"<p class=MsoListParagraph><span style='mso-list:Ignore'>-<span>&nbsp;&nbsp; </span></span>{esc(item)}<o:p></o:p></p>"
            for item in items
        )


class ServerPages(Shape):
    """One form around everything, ribbon words on top, the body pasted from Word, the counter in the date's own element."""

    name = "server_pages"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(
            f"<li class='static'><a class='static menu-item' href='{link}'><span>{name}</span></a></li>" for name, link in f.menu(self)
        )
        return (
            f"<!DOCTYPE html><html lang='vi-VN'><head><meta name='GENERATOR' content='Microsoft SharePoint'><title>\r\n\t{esc(title)}\r\n</title></head><body>"
            f"<form method='post' action='./chitiet.aspx' id='aspnetForm'>{f.viewstate(rng)}<input type='hidden' id='__REQUESTDIGEST' value='0x{rng.getrandbits(128):032X}'>"
            "<div id='TurnOnAccessibility' style='display:none'><a href='#'>Turn on more accessible mode</a></div><a href='javascript:;' class='ms-accessible'>Skip Ribbon Commands</a>"
            f"<a class='ms-accessible'>Skip to main content</a><div id='s4-workspace'><div class='top'>{f.clock(self, rng)}<ul>{links}</ul></div><table width='100%'><tr>"
            f"<td valign='top' id='LeftZone'>{f.headlines(self, rng, 4)}</td><td valign='top' id='MSO_ContentTable'>{inner}</td></tr></table>"
            f"<div class='chan-trang'>{f.licence(self)}{f.statistics(rng)}</div></div></form></body></html>"
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Word(rng)
        form = self.pick("date", ("seconds", "dashes", "zone", "posted"))
        lead = f"<div class='ms-rtestate-field tomtat'><p>{esc(story.lead)}</p></div>" if story.lead else ""
        sign = (
            f"<p class=MsoNormal align=right style='text-align:right'><b>{esc(story.signature)}</b><o:p></o:p></p>"
            if story.signature
            else ""
        )
        files = "".join(f"<li><a href='/Lists/TinTuc/Attachments/{story.number}/{esc(name)}'>{esc(name)}</a></li>" for name in story.files)
        inner = (
            f"<div class='ms-webpart-zone'><div class='ms-webpart-chrome-title'><h3>Chi tiết tin</h3></div><div id='WebPartWPQ2'><div class='tieude-tin'>{esc(story.title)}</div>"
            f"<div class='ngaydang'>{when(form, story.at)} Lượt xem: {f.views(rng)}</div>{lead}<div class='ms-rtestate-field noidung'>{style.body(story.body)}{sign}</div>"
            f"{'<div><b>File đính kèm:</b><ul>' + files + '</ul></div>' if files else ''}</div></div>"
            f"<div class='ms-webpart-zone'>{f.related(self, rng, count=7)}<a href='#'>Xem tất cả</a></div>"
        )
        url = f"https://{self.host}/Pages/{slug(story.title)[:40]}{rng.getrandbits(24):06x}.aspx"
        return Drawn(self.chrome(inner, story.title, rng), url, story, precision(form), files=bool(files))


class _Fonts(Style):
    face = "Arial"

    def p(self, text: str) -> str:
        return f'<p align="justify"><font face="{self.face}" size="3">{esc(text)}</font></p>'

    def heading(self, text: str) -> str:
        return f'<p><b><font face="{self.face}" size="3">{esc(text)}</font></b></p>'

    def photo(self, caption: str) -> str:
        legend = f'<br><font face="{self.face}" size="2"><i>{esc(caption)}</i></font>' if caption else ""
        return f'<p align="center"><img src="{self.image()}" border="1">{legend}</p>'


class _FontSite(Shape):
    face = "Arial"
    dates: tuple[str, ...] = ()
    forms = ("news", "short", "notice", "table", "news")

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        face = self.face
        links = "<br>".join(f'<a href="{link}"><font face="{face}">{name}</font></a>' for name, link in f.menu(self))
        return (
            f"<HTML><HEAD>{self.meta()}<TITLE>{esc(title)}</TITLE></HEAD><BODY><TABLE WIDTH=780><TR><TD COLSPAN=2><FONT FACE='{face}'>Trang tin tỉnh {self.province}</FONT></TD></TR>"
            f"<TR><TD VALIGN=top WIDTH=150>{links}</TD><TD><FONT FACE='{face}'>{inner}</FONT></TD></TR><TR><TD COLSPAN=2><FONT FACE='{face}'>{f.licence(self)}</FONT></TD></TR></TABLE></BODY></HTML>"
        )

    def meta(self) -> str:
        return ""

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Fonts(rng)
        style.face = self.face
        form = self.pick("date", self.dates)
        lead = f'<p><b><font face="{self.face}" size="3">{esc(story.lead)}</font></b></p>' if story.lead else ""
        sign = f'<p align="right"><b><i><font face="{self.face}">{esc(story.signature)}</font></i></b></p>' if story.signature else ""
        inner = (
            f'<p align="center"><b><font face="{self.face}" size="4" color="red">{esc(story.title)}</font></b></p>'
            f"<p align='right'><i>{when(form, story.at)}</i></p>{lead}{style.body(story.body)}{sign}<hr>{f.related(self, rng, count=4)}"
        )
        return Drawn(self.chrome(inner, story.title, rng), f"http://{self.host}/tin/{story.number}.htm", story, precision(form))


class AbcFonts(_FontSite):
    """TCVN3 bytes under .VnTime fonts, declared as a western charset or not at all."""

    name = "abc_fonts"
    face = ".VnTime"
    dates = ("day", "clock first", "day dashes")

    def meta(self) -> str:
        return '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1">' if self.on("meta", 0.6) else ""

    def encode(self, html: str) -> bytes:
        return tcvn3(html)

    def headers(self) -> dict[str, str]:
        return {"content-type": "text/html"}


class CombiningTones(_FontSite):
    """windows-1258 with tones as marks of their own, or UTF-8 text that was decomposed on the way."""

    name = "combining_tones"
    face = "Times New Roman"
    dates = ("day words", "words time", "day short")

    def meta(self) -> str:
        return f'<meta http-equiv="Content-Type" content="text/html; charset={"windows-1258" if self.on("1258", 0.6) else "utf-8"}">'

    def encode(self, html: str) -> bytes:
        if self.on("1258", 0.6):
            return windows_1258(html)
        import unicodedata

        return unicodedata.normalize("NFD", html).encode()

    def headers(self) -> dict[str, str]:
        return {"content-type": "text/html"}
