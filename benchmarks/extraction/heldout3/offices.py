"""Offices: an industrial zone on an early Joomla, a district weblog, a page of terms and values, a hand-made site, one on an own framework."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import ClassVar

from benchmarks.extraction.heldout2.base import Kinh, Second, plain_end
from benchmarks.extraction.heldout3 import surroundings as s
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn

_DAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_MONTHS = ("Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai")


class BreakStyle(Kinh):
    def p(self, text: str) -> str:
        return f"{self.inline(text)}<br /><br />"

    def heading(self, text: str) -> str:
        return f"<strong>{esc(text)}</strong><br /><br />"

    def quote(self, text: str) -> str:
        return f"<em>{esc(text)}</em><br /><br />"

    def photo(self, caption: str) -> str:
        legend = f'<br /><span style="font-size: 8pt; font-style: italic">{esc(caption)}</span>' if caption else ""
        return f'<div style="text-align: center"><img src="images/stories/{self.rng.randint(1, 900)}.jpg" border="0" />{legend}</div><br />'


class ZoneMambo(Second):
    """An industrial zone's board on the first Joomla: rows of tables named contentheading and createdate, text parted by breaks."""

    name = "zone_mambo"

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = BreakStyle(rng, messy=0.2)
        at = story.at
        by = self.on("by")
        writer = (
            f'<tr><td width="70%" align="left" valign="top" colspan="2"><span class="small">Người viết: {esc(story.signature)}</span>&nbsp;&nbsp;</td></tr>'
            if by and story.signature
            else ""
        )
        last = f"<strong>{esc(story.signature)}</strong>" if story.signature and not by else ""
        lead = f"<strong>{esc(story.lead)}</strong><br /><br />" if story.lead else ""
        inner = f"""<table class="contentpaneopen"><tr><td class="contentheading" width="100%">{esc(story.title)}</td><td align="right" width="100%" class="buttonheading"><a href="#" title="PDF"><img src="pdf.png" alt="PDF" /></a></td><td align="right" width="100%" class="buttonheading"><a href="#"><img src="in.png" alt="In trang" /></a></td></tr></table>
<table class="contentpaneopen">{writer}<tr><td valign="top" colspan="2" class="createdate">{_DAYS[at.weekday()]}, {at.day:02} Tháng {at.month} {at.year} {at:%H:%M}</td></tr><tr><td valign="top" colspan="2">{lead}{style.body(story.body)}{last}</td></tr>
<tr><td colspan="2" align="left" class="modifydate">Lần cập nhật cuối ( {_DAYS[at.weekday()]}, {at.day:02} Tháng {at.month} {at.year} {at:%H:%M} )</td></tr></table>
<table align="center" class="pagenav"><tr><th class="pagenav_prev"><a href="#">&lt; Bài trước</a></th><td width="50">&nbsp;</td><th class="pagenav_next"><a href="#">Bài kế &gt;</a></th></tr></table><div class="back_button"><a href="javascript:history.go(-1)">[ Trở về ]</a></div>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"http://{self.host}/index.php?option=com_content&task=view&id={story.number}&Itemid=27",
            story,
            author=bool(story.signature),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = "".join("<tr align='left'><td>" + s.anchor(text, "class='mainlevel' ") + "</td></tr>" for text in s.menu(self))
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>Ban Quản lý Khu công nghiệp {esc(self.province)} - {esc(title)}</title></head><body><table width="960" align="center"><tr><td colspan="3"><h1>BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP {esc(self.province.upper())}</h1>{s.clock()}</td></tr><tr><td width="180" valign="top"><table class="moduletable"><tr><th>Danh mục</th></tr>{menu}</table><table class="moduletable"><tr><th>Bình chọn</th></tr><tr><td>Thông tin trên trang có ích không?<br /><input type="radio" />Có ích<br /><input type="radio" />Chưa rõ<br /><input type="submit" value="Chọn" /></td></tr></table></td><td valign="top">{inner}</td><td width="190" valign="top"><table class="moduletable"><tr><th>Bài mới đăng</th></tr><tr><td><ul class="latestnews">{s.rows(self, rng, 6, "{link}")}</ul></td></tr></table><table class="moduletable"><tr><th>Ai đang xem</th></tr><tr><td>Hiện có {rng.randint(2, 90)} khách xem trang này</td></tr></table></td></tr><tr><td colspan="3" align="center">{"<br />".join(map(esc, s.imprint(self)))}</td></tr></table></body></html>"""


class DistrictWeblog(Second):
    """A district's page on a weblog theme of 2012: a linked headline, "Tháng Ba 12, 2024", sharing and readers below."""

    name = "district_weblog"

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = Kinh(rng)
        address = f"https://{self.host}/{story.at:%Y/%m/%d}/{slug(story.title)}/"
        lead = f"<p><strong>{esc(story.lead)}</strong></p>" if story.lead else ""
        last = f'<p style="text-align:right;"><strong>{esc(story.signature)}</strong></p>' if story.signature else ""
        said = "".join(
            f'<li class="comment"><div class="comment-author vcard"><cite class="fn">{esc(name)}</cite> <span class="says">nói:</span></div><div class="comment-meta">{moment}</div><p>{esc(text)}</p><div class="reply"><a>Phản hồi</a></div></li>'
            for name, moment, text in s.replies(rng, story.at, rng.randint(0, 3))
        )
        inner = f"""<div id="post-{story.number}" class="post-{story.number} post type-post hentry category-tin"><h2 class="entry-title"><a href="{address}" rel="bookmark" title="Liên kết tĩnh đến {esc(story.title)}">{esc(story.title)}</a></h2><div class="postmetadata">Được đăng bởi <a href="/author/quantri/">quantri</a> vào Tháng {_MONTHS[story.at.month - 1]} {story.at.day}, {story.at.year}</div>
<div class="entry">{lead}{style.body(story.body)}{last}<div id="jp-post-flair" class="sharedaddy"><h3 class="sd-title">Chia sẻ lên:</h3><ul><li>Twitter</li><li>Facebook</li></ul><h3>Thích bài này:</h3><span>Thích</span> <span>Đang tải...</span></div></div>
<p class="postinfo">Được xếp vào mục: {s.anchor("Tin huyện")} | Gắn thẻ: {s.anchor("nông thôn")}, {s.anchor("thi đua")}</p><div class="navigation"><a>&laquo; {esc(s.others(self, rng, 1)[0][0])}</a></div></div><h3 id="comments">Có {rng.randint(1, 9)} phản hồi</h3><ol class="commentlist">{said}</ol><div id="respond"><h3>Để lại lời nhắn</h3><form><p>Thư điện tử của bạn sẽ được giữ kín.</p><textarea></textarea></form></div>"""
        return Drawn(self.chrome(inner, story.title, rng), address, story, shows="day", author=bool(story.signature))

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = "".join(f"<li>{s.anchor(text)}</li>" for text in s.menu(self, 6))
        return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8"><title>{esc(title)} | Huyện {esc(self.province)}</title></head><body class="single"><div id="page"><div id="header"><h1><a href="/">Huyện {esc(self.province)}</a></h1><div class="description">{esc(s.slogan(self))}</div></div><ul id="nav">{menu}</ul><div id="content" class="narrowcolumn">{inner}</div><div id="sidebar"><ul><li><h2>Bài mới</h2><ul>{s.rows(self, rng, 5, "{link}")}</ul></li><li><h2>Lưu trữ</h2><ul><li><a>Tháng Mười 2026</a> (12)</li><li><a>Tháng Chín 2026</a> (31)</li></ul></li><li><h2>Lời nhắn mới</h2><ul><li>Bác Tư trong {s.anchor("Ngày hội xã")}</li></ul></li></ul></div><div id="footer"><p>{"<br/>".join(map(esc, s.imprint(self)))}</p></div></div></body></html>"""


class TermsAndValues(Second):
    """A record shown as terms and values: what is a field in the database is a row on the page, the text one of them."""

    name = "terms_and_values"
    forms: ClassVar = ("news", "brief", "table", "invitation", "steps", "news")

    def article(self, story: Story, rng: Random) -> Drawn:
        style = Kinh(rng, messy=0.1)
        files = "".join(
            f'<li><a href="/tai-tep?id={rng.randint(100, 9999)}">{esc(name)}</a> ({rng.randint(20, 900)} KB)</li>' for name in story.files
        )
        terms = [
            ("Chuyên mục", s.menu(self)[1]),
            ("Thời gian đăng", f"{story.at:%H:%M} - {story.at:%d/%m/%Y}"),
            ("Trích yếu", esc(story.lead)),
            ("Nội dung", style.body(story.body)),
            ("Tác giả", esc(story.signature)),
            ("Nguồn", esc(story.source)),
            ("Tài liệu kèm theo", f"<ul>{files}</ul>" if files else ""),
            ("Số lần đọc", str(rng.randint(10, 9000))),
        ]
        table = "".join(f'<dt class="col-2">{term}</dt><dd class="col-10">{value}</dd>' for term, value in terms if value)
        inner = f'<div class="ban-ghi"><h3 class="ten">{esc(story.title)}</h3><dl class="row">{table}</dl><button onclick="history.back()">Quay về danh sách</button></div><h4>{s.NEAR[self.portal % len(s.NEAR)]}</h4><ul>{s.rows(self, rng, 5)}</ul>'
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/ban-ghi/{story.number}",
            story,
            author=bool(story.signature),
            source=bool(story.source),
            files=bool(files),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = "".join(f'<li class="nav-item">{s.anchor(text)}</li>' for text in s.menu(self))
        return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Trung tâm Dịch vụ việc làm {esc(self.province)}</title></head><body><nav class="navbar"><span class="navbar-brand">TRUNG TÂM DỊCH VỤ VIỆC LÀM {esc(self.province.upper())}</span><ul>{menu}</ul><span>{s.clock()}</span></nav><div class="container"><div class="row"><div class="col-8">{inner}</div><div class="col-4"><div class="card"><div class="card-header">{s.POPULAR[self.portal % 4]}</div><ol>{s.rows(self, rng, 6, "{link}<br><small>{clock} {day}</small>")}</ol></div></div></div></div><footer>{"".join(f"<div>{esc(line)}</div>" for line in s.imprint(self))}</footer></body></html>"""


class WordStyle(Kinh):
    def p(self, text: str) -> str:
        return f'<p class=MsoNormal style="margin-top:6.0pt;text-align:justify;text-indent:36.0pt"><span lang=VI style="font-size:14.0pt;font-family:&quot;Times New Roman&quot;">{self.inline(text)}<o:p></o:p></span></p>'

    def heading(self, text: str) -> str:
        return f'<p class=MsoNormal><b><span style="font-size:14.0pt">{esc(text)}<o:p></o:p></span></b></p>'

    def quote(self, text: str) -> str:
        return self.p(text)

    def photo(self, caption: str) -> str:
        legend = (
            f'<p class=MsoNormal align=center style="text-align:center"><i><span style="font-size:12.0pt">{esc(caption)}<o:p></o:p></span></i></p>'
            if caption
            else ""
        )
        return f'<p class=MsoNormal align=center><img width=480 src="{self.rng.randint(1, 99)}_files/image001.jpg"></p>{legend}'


class HandMade(Second):
    """Made by hand with an office program: everything in one blockquote, headline in capitals, the day at the very end."""

    name = "hand_made"

    def article(self, story: Story, rng: Random) -> Drawn:
        story = replace(plain_end(story), title=story.title.upper())
        style = WordStyle(rng, messy=0.2)
        lead = (
            f'<p class=MsoNormal style="text-align:justify"><b><i><span style="font-size:14.0pt">{esc(story.lead)}<o:p></o:p></span></i></b></p>'
            if story.lead
            else ""
        )
        last = (
            f'<p class=MsoNormal align=right style="text-align:right"><b><span style="font-size:14.0pt">{esc(story.signature)}<o:p></o:p></span></b></p>'
            if story.signature
            else ""
        )
        inner = f'<p align="center"><b><font size="4" color="#FF0000" face="Times New Roman">{esc(story.title)}</font></b></p>{lead}{style.body(story.body)}{last}<p align="right"><font size="2" color="#808080">(Đưa lên mạng ngày {story.at.day}/{story.at.month}/{story.at.year})</font></p>'
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"http://{self.host}/tintuc/{story.at:%Y}/bai{story.number}.htm",
            story,
            shows="day",
            author=bool(story.signature),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = " | ".join(s.anchor(text) for text in s.menu(self, 5))
        return f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft FrontPage 4.0"><title>Xa {esc(slug(self.province))}</title></head><body bgcolor="#FFFFCC"><map name="m"><area href="/index.htm" coords="0,0,9,9"></map><p align=center><img src=banner.gif usemap="#m"><p align=center><font size=2>{menu}</font><hr><blockquote>{inner}</blockquote><hr><p align=center><font size=2>{"<br>".join(map(esc, s.imprint(self)))}<br>Số người đã ghé thăm: {rng.randint(100, 99999)}</font></body></html>"""


class OwnFramework(Second):
    """A department's own framework: Vietnamese ids, paragraphs as div, entities for every accented letter, the file list in a panel."""

    name = "own_framework"

    def article(self, story: Story, rng: Random) -> Drawn:
        story = replace(story, source="")
        style = Kinh(rng, messy=0.2)
        style.p = lambda text: f'<div style="text-align: justify;">{style.inline(text)}</div><div>&nbsp;</div>'  # type: ignore[method-assign]
        files = "".join(
            f'<div class="tep"><img src="/i/pdf.gif"> <a href="/Handlers/TaiVe.ashx?f={rng.getrandbits(40):x}">{esc(name)}</a></div>'
            for name in story.files
        )
        lead = f'<div class="TomTat">{esc(story.lead)}</div>' if story.lead else ""
        last = f'<div class="NguoiViet">{esc(story.signature)}</div>' if story.signature else ""
        panel = f'<div id="ctl00_pnlTep"><div class="TieuDePanel">Tệp tin đi cùng bài</div>{files}</div>' if files else ""
        inner = f"""<div id="ctl00_NoiDungChinh"><div class="DuongDan">Bạn đang ở: {s.anchor("Trang nhất")} / {s.anchor(s.menu(self)[2])}</div><div class="KhungBai"><span class="TieuDe">{esc(story.title)}</span><span class="NgayDang">({story.at:%d/%m/%Y %I:%M:%S} {"SA" if story.at.hour < 12 else "CH"})</span><div class="CongCu"><a>A-</a><a>A</a><a>A+</a> <a>Nghe bài</a> <a>Gửi cho bạn</a></div>{lead}<div class="NoiDung">{style.body(story.body)}</div>{last}</div>{panel}<div class="DanhGia">Điểm bài viết: {rng.randint(1, 5)}/5 ({rng.randint(1, 40)} lượt chấm)</div><div class="TinCu"><b>{s.NEAR[(self.portal + 1) % len(s.NEAR)]}</b>{s.rows(self, rng, 6, "{link} <span>({day})</span>", "div")}</div></div>"""
        html = self.chrome(inner, story.title, rng)
        if self.on("entities"):
            html = html.encode("ascii", "xmlcharrefreplace").decode()
        return Drawn(
            html, f"https://{self.host}/ChiTiet.aspx?bai={story.number}&cm=4", story, author=bool(story.signature), files=bool(files)
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = "".join(f"<td>{s.anchor(text)}</td>" for text in s.menu(self, 6))
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>SỞ NÔNG NGHIỆP {esc(self.province.upper())}</title></head><body><form id="aspnetForm" method="post"><input type="hidden" name="__VIEWSTATE" value="{rng.getrandbits(400):x}"><div id="Dau"><div class="TenDonVi">SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG {esc(self.province.upper())}</div><div class="DongHo">{s.clock()}</div><table><tr>{menu}</tr></table></div><div id="Trai"><div class="Hop"><div class="TieuDePanel">Giá nông sản</div>Cà phê: {rng.randint(90, 130)}.000 đ/kg<br>Hồ tiêu: {rng.randint(120, 160)}.000 đ/kg</div><div class="Hop"><div class="TieuDePanel">Liên kết</div><select><option>-- Chọn đơn vị --</option></select></div></div>{inner}<div id="Cuoi">{"<br>".join(map(esc, s.imprint(self)))}</div></form></body></html>"""
