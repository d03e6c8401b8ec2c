"""Pages of other make: a school on a free site builder, a bulletin laid out like a mail, an enterprise portal with generated ids."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import ClassVar

from benchmarks.extraction.heldout2 import furniture as f
from benchmarks.extraction.heldout2.base import Kinh, Second, plain_end
from benchmarks.extraction.heldout2.clock import NOW
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn


class HashedStyle(Kinh):
    def p(self, text: str) -> str:
        return f'<p id="h.{self.rng.getrandbits(40):x}" dir="ltr" class="zfr3Q CDt4Ke " style="text-align: justify;"><span style="color: #212121;">{self.inline(text)}</span></p>'

    def heading(self, text: str) -> str:
        return f'<h3 dir="ltr" class="zfr3Q OmQG5e "><div class="CjVfdc"><div class="PPhIP"><div class="wECFsf" aria-label="Sao chép liên kết tiêu đề"></div></div><span>{esc(text)}</span></div></h3>'

    def photo(self, caption: str) -> str:
        picture = f'<div class="t3iYD"><img src="https://lh3.example/{self.rng.getrandbits(60):x}" class="CENy8b" role="img"></div>'
        return picture + (f'<p dir="ltr" class="zfr3Q CDt4Ke " style="text-align: center;"><em>{esc(caption)}</em></p>' if caption else "")

    def bullets(self, items: tuple[str, ...]) -> str:
        return (
            '<ul class="n8H08c UVNKR ">'
            + "".join(
                f'<li dir="ltr" class="zfr3Q TYR86d eD0Rn "><p role="presentation" class="zfr3Q CDt4Ke ">{esc(item)}</p></li>'
                for item in items
            )
            + "</ul>"
        )

    def quote(self, text: str) -> str:
        return self.p(text)


class SchoolSites(Second):
    """A school on a free site builder: hashed class names, every part a section of its own, no date anywhere."""

    name = "school_sites"
    forms: ClassVar = ("brief", "theirs", "news", "photos", "invitation", "steps")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = HashedStyle(rng, messy=0.15)
        wrap = '<section class="yaqOZd"><div class="mYVXT"><div class="LS81yb VICjCf j5pSsc db35Fc"><div class="hJDwNd-AhqUyc-uQSCkd"><div class="jXK9ad D2fZ2"><div class="oKdM2c">{}</div></div></div></div></div></section>'
        half = len(story.body) // 2 + 1
        lead = f'<p dir="ltr" class="zfr3Q CDt4Ke "><strong>{esc(story.lead)}</strong></p>' if story.lead else ""
        sign = (
            f'<p dir="ltr" class="zfr3Q CDt4Ke " style="text-align: right;"><strong>{esc(story.signature)}</strong></p>'
            if story.signature
            else ""
        )
        parts = [
            f'<h1 id="h.{rng.getrandbits(40):x}" dir="ltr" class="zfr3Q duRjpb "><span>{esc(story.title)}</span></h1>',
            lead + style.body(story.body[:half]),
            style.body(story.body[half:]) + sign,
        ]
        inner = "".join(wrap.format(part) for part in parts if part)
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/truong/{slug(story.title)}",
            story,
            shows="",
            author=bool(story.signature),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = "".join(
            f'<li class="VsJjtf"><div class="PsKE7e"><div class="I35ICb"><a class="aJHbb dk90Ob" href="/truong/{slug(text)}">{text}</a></div></div></li>'
            for text in f.nav(self)[:6]
        )
        return f"""<!DOCTYPE html><html lang="vi" itemscope itemtype="http://schema.org/WebPage"><head><meta charset="utf-8"><title>Trường CĐ Nghề - {esc(title)}</title></head><body class="fktJzd AKpWA"><div jscontroller="pc62j" class="dZA9kd"><div class="tCHXDc">Tìm trên trang này</div><nav><a class="GAuSPc">TRƯỜNG CAO ĐẲNG NGHỀ {esc(self.province.upper())}</a><ul class="jYxBte">{menu}</ul></nav><div role="main" class="UtePc">{inner}</div><footer class="dZA9kd ynRLnc"><section><p class="zfr3Q CDt4Ke">{esc(f.footer(self)[2])}</p><p class="zfr3Q CDt4Ke">{esc(f.footer(self)[3])}</p></section></footer><div class="ODVHTc"><span>Báo cáo hành vi vi phạm</span><span>Cập nhật trang: {NOW:%d/%m/%Y}</span></div></div></body></html>"""


class MailStyle(Kinh):
    def p(self, text: str) -> str:
        return (
            f'<tr><td style="padding:6px 24px;font-family:Tahoma,sans-serif;font-size:15px;line-height:22px">{self.inline(text)}</td></tr>'
        )

    def heading(self, text: str) -> str:
        return f'<tr><td style="padding:14px 24px 4px"><b style="color:#0b5394">{esc(text)}</b></td></tr>'

    def quote(self, text: str) -> str:
        return self.p(text)

    def photo(self, caption: str) -> str:
        return (
            '<tr><td align="center"><table width="600"><tr><td><img src="cid.jpg" width="600" style="display:block"></td></tr>'
            + (f'<tr><td align="center" style="font-size:12px;color:#777">{esc(caption)}</td></tr>' if caption else "")
            + "</table></td></tr>"
        )

    def bullets(self, items: tuple[str, ...]) -> str:
        return "".join(f'<tr><td style="padding:2px 40px"><ul style="margin:0"><li>{esc(item)}</li></ul></td></tr>' for item in items)

    def table(self, rows: tuple[tuple[str, ...], ...]) -> str:
        return f'<tr><td style="padding:6px 24px">{super().table(rows)}</td></tr>'


class MailBulletin(Second):
    """An electronic bulletin laid out like a mail: every paragraph is a row of a layout table; the date stands in the bulletin's head line."""

    name = "mail_bulletin"
    forms: ClassVar = ("news", "brief", "theirs", "table", "long", "agenda")

    def article(self, story: Story, rng: Random) -> Drawn:
        style = MailStyle(rng, messy=0.2)
        story = replace(story, source="")
        head = f"Bản tin số {rng.randint(2, 260)} · {f.WEEK[story.at.weekday()]}, ngày {story.at.day} tháng {story.at.month} năm {story.at.year}"
        sign = (
            f'<tr><td align="right" style="padding:6px 24px"><i>{self.pick("label", ("", "Tin: ", "Bài và ảnh: "))}{esc(story.signature)}</i></td></tr>'
            if story.signature
            else ""
        )
        rest = "".join(
            f'<tr><td style="padding:8px 24px;border-top:1px dotted #999"><a href="/bt/{n}" style="font-weight:bold">{esc(title)}</a><br>{esc(lead)} <a href="/bt/{n}">[Đọc tiếp]</a></td></tr>'
            for n, (title, lead, _) in enumerate(f.others(self, rng, 3))
        )
        lead = f'<tr><td style="padding:6px 24px;font-weight:bold">{esc(story.lead)}</td></tr>' if story.lead else ""
        inner = f"""<table role="presentation" width="640" align="center"><tr><td style="padding:4px 24px;color:#666">{head}</td></tr><tr><td style="padding:10px 24px"><span style="font-size:24px;font-weight:bold;color:#0b5394">{esc(story.title)}</span></td></tr>{lead}{style.body(story.body)}{sign}<tr><td style="padding:8px 24px;background:#eee"><b>Trong số này</b></td></tr>{rest}</table>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/bantin/doc?so={story.number}",
            story,
            shows="day",
            author=bool(story.signature),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>Bản tin Chuyển đổi số: {esc(title)}</title></head><body style="margin:0;background:#f4f4f4"><table width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center"><table width="640"><tr><td style="font-size:11px">Không đọc được bản tin? <a href="#">Mở trên trình duyệt</a></td></tr><tr><td><img src="/masthead.png" alt="BẢN TIN CHUYỂN ĐỔI SỐ {esc(self.province.upper())}"></td></tr><tr><td>{inner}</td></tr>
<tr><td align="center" style="font-size:11px;color:#999">{"<br>".join(map(esc, f.footer(self)))}<br>Quý vị nhận bản tin này vì đã đăng ký. <a href="#">Thôi nhận</a> | <a href="#">Chuyển cho đồng nghiệp</a></td></tr></table></td></tr></table></body></html>"""


class AdfStyle(Kinh):
    def p(self, text: str) -> str:
        return f'<div class="x{self.rng.randint(10, 99)}"><span class="x25">{self.inline(text)}</span></div>'

    def photo(self, caption: str) -> str:
        legend = (
            f'<div class="x31" style="text-align:center"><span class="x25" style="font-style:italic;">{esc(caption)}</span></div>'
            if caption
            else ""
        )
        return f'<div class="xh5"><img src="/webcenter/content/conn/UCM/uuid/dDocName:{self.rng.randint(1000, 9999)}" class="xjn"/></div>{legend}'


class AdfEnterprise(Second):
    """A city's enterprise portal: ids with colons, class names of one letter and a number, the headline is a span among spans."""

    name = "adf_enterprise"
    forms: ClassVar = ("theirs", "news", "interview", "brief", "table", "long", "steps")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = AdfStyle(rng)
        key = f"T:oc_{rng.randint(10**9, 10**10)}region1:pt_"
        files = "".join(
            f'<div id="{key}af{n}" class="xfp"><a class="xgl" href="/webcenter/files/{f.path(name)}">{esc(name)}</a></div>'
            for n, name in enumerate(story.files)
        )
        sign = (
            f'<div class="x31" align="right"><span class="x25" style="font-weight:bold">{esc(story.signature)}</span></div>'
            if story.signature
            else ""
        )
        inner = f"""<div id="{key}pgl1" class="xqs"><div class="xqt"><span id="{key}ot0">{f.nav(self)[3]}</span></div><div id="{key}pgl2"><span id="{key}ot1" class="x1a x2b">{esc(story.title)}</span></div><table class="bar" id="{key}pgl3"><tr><td><span id="{key}ot2">Phát hành: {story.at:%d/%m/%Y %H:%M}</span></td><td><span id="{key}ot3">{rng.randint(20, 9000)} lượt truy cập bài</span></td><td><button>Cỡ chữ lớn hơn</button></td></tr></table>
{f'<div id="{key}pgl4" class="x9d"><span class="x25 bold">{esc(story.lead)}</span></div>' if story.lead else ""}<div id="{key}pgl5" class="xnr"><div class="x1c">{style.body(story.body)}{sign}</div></div>{files}<div id="{key}pgl6" class="xrel"><span class="xhd">{f.near(self)}</span>{"".join(f"<div class=xli><a href=#{n}><span>{esc(title)}</span></a><span class=xdt>{at:%d/%m/%Y}</span></div>" for n, (title, _, at) in enumerate(f.others(self, rng, 6)))}</div></div>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/webcenter/portal/trangtin/chitiet?contentId={story.number}",
            story,
            author=bool(story.signature),
            files=bool(story.files),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        tiles = "".join(
            f'<div class="xtile"><span>{name}</span><span>{value}</span></div>'
            for name, value in (
                ("Chất lượng không khí", f"AQI {rng.randint(20, 160)}"),
                ("Mực nước sông", f"{rng.randint(1, 9)},{rng.randint(10, 99)} m"),
                ("Hồ sơ đúng hạn", f"{rng.randint(80, 99)}%"),
            )
        )
        return f"""<!DOCTYPE html><html lang="vi" class="p_AFMaximized"><head><meta charset="UTF-8"><title>Trang tin - {esc(title)}</title></head><body class="x1"><noscript>Trang này sử dụng JavaScript và yêu cầu trình duyệt hỗ trợ JavaScript.</noscript><form id="T:f1" method="POST"><div id="T:hd" class="xhead"><span>CỔNG THÔNG TIN THÀNH PHỐ</span><span class="xclk">{f.clock()}</span></div><div class="xnav">{f.items((f.link(text, "/webcenter/portal") for text in f.nav(self)), "span", "x15")}</div>{tiles}<div class="xmain">{inner}</div><div class="xaside"><span>{f.hot(self)}</span>{f.listed(f.others(self, rng, 3), "xl", teaser=True)}</div><div class="xfoot">{f.items(map(esc, f.footer(self)), "div", "x25")}</div><input type="hidden" name="javax.faces.ViewState" value="!{rng.getrandbits(60):x}"></form></body></html>"""
