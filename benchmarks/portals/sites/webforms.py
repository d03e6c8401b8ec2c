"""A home-made ASP.NET portal of about 2012: boxes and tables, no headings, one <title> for all, lists paged by postback, ids in the query."""

from __future__ import annotations

import re
from html import escape as e
from urllib.parse import parse_qs, quote, urlsplit

from benchmarks.portals.site import Answer, Request, Site, rows
from benchmarks.portals.story import Story

GRID = "ctl00$ContentPlaceHolder1$grvTin"


class WebForms(Site):
    name, title, own = "webforms", "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH MỸ HÒA", "BBT"
    sections = ("Tin trong tỉnh", "Tin trong nước", "Thông báo", "Thông tin khoa học")
    count, per_page, timed = 46, 10, True
    mix = ("report",) * 7 + ("short", "short", "files", "schedule", "photos")

    def url(self, story: Story) -> str:
        return f"/ChiTietTin.aspx?MaTin={story.id}&ChuyenMuc={story.sections[0] + 3}"

    def which(self, url: str) -> int | None:
        parts = urlsplit(url)
        number = parse_qs(parts.query).get("MaTin", [""])[0]
        return int(number) if parts.path.lower() == "/chitiettin.aspx" and number.isdigit() else None

    def answer(self, request: Request) -> Answer:
        path, query = request.path.lower(), request.query
        if path in ("/", "/default.aspx", "/trangchu.aspx"):
            return self.home()
        if path == "/chitiettin.aspx":
            story = self.stories.get(int(query.get("MaTin", "0"))) if query.get("MaTin", "0").isdigit() else None
            return self.article(story) if story else self.frame('<span class="loi">Tin này không tồn tại hoặc đã bị gỡ bỏ!</span>')
        if path == "/intin.aspx":
            story = self.stories.get(int(query.get("MaTin", "0") or 0))
            return Answer(
                f"<html><body onload='window.print()'><b>{e(story.title)}</b><br/>{e(story.lead)}<br/>{self.body(story)}</body></html>"
                if story
                else "",
                200,
            )
        if path == "/danhsachtin.aspx":
            section = int(query.get("ChuyenMuc", "3")) - 3 if query.get("ChuyenMuc", "3").isdigit() else 0
            page = re.fullmatch(r"Page\$(\d+)", request.form.get("__EVENTARGUMENT", "")) if request.method == "POST" else None
            return self.list(min(max(section, 0), 3), int(page[1]) if page and request.form.get("__EVENTTARGET") == GRID else 1)
        texts = {
            "/gioithieu.aspx": "Sở Khoa học và Công nghệ tỉnh Mỹ Hòa được tái lập năm 1993. Cơ cấu tổ chức gồm Ban Giám đốc, Văn phòng, Thanh tra, 5 phòng chuyên môn và Chi cục Tiêu chuẩn Đo lường Chất lượng.",
            "/lienhe.aspx": "Địa chỉ: 46 đường Hai Bà Trưng, phường Mỹ Hòa. ĐT: 0276.3822.119. Fax: 0276.3822.120.",
            "/sodosite.aspx": "Sơ đồ trang",
        }
        if path in texts:
            return self.frame(f'<table width="100%"><tr><td class="TieuDeMuc">Thông tin</td></tr><tr><td>{texts[path]}</td></tr></table>')
        if path == "/vanban.aspx":
            return self.frame(
                "<table class='luoi'>"
                + "".join(
                    f"<tr><td>{n}</td><td>{n * 13}/SKHCN-VP</td><td><a href='/VanBan/{n}.doc'>V/v báo cáo tình hình thực hiện nhiệm vụ quý {n}</a></td></tr>"
                    for n in range(1, 5)
                )
                + "</table>"
            )
        if path == "/timkiem.aspx":
            return self.frame("<input name='txtTim'/> <input type='submit' value='Tìm'/>")
        return Answer(
            "<html><body><h1>Server Error in '/' Application.</h1><h2><i>The resource cannot be found.</i></h2></body></html>", 404
        )

    def article(self, story: Story) -> Answer:
        when = story.published
        lead = f'<div class="TomTat" align="justify"><b>{e(story.lead)}</b></div>' if story.lead else ""
        files = "".join(
            f'<img src="/images/attach.gif"/> <a href="/Uploads/Files/{quote(name)}">{e(name)}</a><br/>' for name in story.files
        )
        files = f'<div class="DinhKem">Tệp đính kèm: {files}</div>' if files else ""
        sign = f'<div align="right"><b>{e(story.signature)}</b></div>' if story.signature else ""
        older = "".join(
            f'<tr><td><img src="/images/bullet.gif"/> <a class="TinKhac" href="{e(self.url(s))}">{e(s.title)}</a> <font color="gray" size="1">({s.published:%d/%m/%Y})</font></td></tr>'
            for s in self.others(story, 8, newer=False)
        )
        return self.frame(f"""<div class="DuongDan"><a href="/Default.aspx">Trang chủ</a> &raquo; <a href="/DanhSachTin.aspx?ChuyenMuc={story.sections[0] + 3}">{self.sections[story.sections[0]]}</a></div>
<div class="ChiTiet"><div class="TieuDeTin"><span id="ctl00_ContentPlaceHolder1_lblTieuDe">{e(story.title)}</span></div>
<div class="NgayDang"><span id="ctl00_ContentPlaceHolder1_lblNgay">Cập nhật lúc: {when.hour}:{when:%M} ngày {when.day}/{when.month}/{when.year}</span> <span>(Số lần xem: {self.views(story)})</span></div>{lead}
<div class="NoiDung" align="justify"><span id="ctl00_ContentPlaceHolder1_lblNoiDung">{self.body(story)}</span></div>{sign}{files}
<div align="right"><a href="javascript:history.back()">[Trở về]</a> <a href="/InTin.aspx?MaTin={story.id}" target="_blank">[Bản in]</a> <a href="mailto:?subject=tin">[Gửi bài viết]</a></div></div>
<table width="100%"><tr><td class="TieuDeMuc">CÁC TIN ĐÃ ĐƯA</td></tr>{older}</table>""")

    def body(self, story: Story) -> str:
        out = []
        for block in story.blocks:
            if block.kind == "photo":
                out.append(
                    f'<center><img src="/Uploads/Images/{story.id}.jpg" width="450" border="0"/><br/><font size="2"><i>{e(block.text)}</i></font></center>'
                )
            elif block.kind == "list":
                out.append(rows(block, "- {}<br/>", "{}"))
            elif block.kind == "table":
                out.append(
                    f'<table border="1" bordercolor="#000080" cellpadding="3">{rows(block, cell="<td><font size=2>{}</font></td>")}</table>'
                )
            elif block.kind in ("h", "ask"):
                out.append(f"<b>{e(block.text)}</b><br/>")
            else:
                out.append(
                    f"{e(block.text)}<br/><br/>"
                    if story.id % 2
                    else f'<p class="MsoNormal" style="MARGIN: 6pt 0in; TEXT-ALIGN: justify"><font face="Times New Roman" size="3">{e(block.text)}<?xml:namespace prefix = o /><o:p></o:p></font></p>'
                )
        return "\n".join(out)

    def list(self, section: int, number: int) -> Answer:
        found, pages = self.page(section, number)
        items = "".join(
            f'<tr><td><table width="100%"><tr><td width="110" rowspan="2"><img src="/Uploads/Images/t{s.id}.jpg" width="100"/></td><td><a id="ctl00_ContentPlaceHolder1_grvTin_ctl{n:02d}_hplTieuDe" class="TieuDeTin2" href="{e(self.url(s))}">{e(s.title)}</a> <span class="ngay">({s.published:%d/%m/%Y})</span></td></tr><tr><td align="justify">{e(s.lead)}</td></tr></table></td></tr>'
            for n, s in enumerate(found, 2)
        )
        pager = "".join(
            f"<td><span>{n}</span></td>" if n == number else f"<td><a href=\"javascript:__doPostBack('{GRID}','Page${n}')\">{n}</a></td>"
            for n in range(1, pages + 1)
        )
        pager = f'<tr class="phantrang"><td><table border="0"><tr>{pager}</tr></table></td></tr>' if pages > 1 else ""
        return self.frame(
            f'<table width="100%"><tr><td class="TieuDeMuc">{self.sections[section]}</td></tr></table><div><table cellspacing="0" border="0" id="ctl00_ContentPlaceHolder1_grvTin" style="width:100%;border-collapse:collapse;">{items}{pager}</table></div>',
            f"/DanhSachTin.aspx?ChuyenMuc={section + 3}",
        )

    def home(self) -> Answer:
        boxes = "".join(
            f'<table width="100%" class="KhungTin"><tr><td class="TieuDeMuc"><a href="/DanhSachTin.aspx?ChuyenMuc={n + 3}">{label}</a></td></tr>'
            + "".join(
                f'<tr><td><img src="/images/bullet.gif"/><a href="{e(self.url(s))}">{e(s.title)}</a></td></tr>' for s in self.newest(n)[:5]
            )
            + "</table>"
            for n, label in enumerate(self.sections)
        )
        return self.frame(boxes, "/Default.aspx")

    def frame(self, body: str, action: str = "/ChiTietTin.aspx") -> Answer:
        menu = "".join(
            f'<tr><td class="MenuTrai"><a href="{href}">{label}</a></td></tr>'
            for href, label in (
                ("/Default.aspx", "Trang chủ"),
                ("/GioiThieu.aspx", "Giới thiệu"),
                *((f"/DanhSachTin.aspx?ChuyenMuc={n + 3}", x) for n, x in enumerate(self.sections)),
                ("/VanBan.aspx", "Văn bản pháp quy"),
                ("/TimKiem.aspx", "Tìm kiếm"),
                ("/SoDoSite.aspx", "Sơ đồ site"),
                ("/LienHe.aspx", "Liên hệ"),
            )
        )
        new = "".join(f'<a href="{e(self.url(s))}">{e(s.title)}</a> * ' for s in self.newest()[:5])
        now = self.clock()
        return Answer(f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>::: {self.title} :::</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><link href="/StyleSheet.css" rel="stylesheet" type="text/css" /></head><body>
<form name="aspnetForm" method="post" action="{e(action)}" id="aspnetForm"><div><input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" /><input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" /><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUJ{self.token(120)}" /><input type="hidden" name="__EVENTVALIDATION" value="/wEWB{self.token(40)}" /></div>
<div id="khung"><div id="banner"><img src="/images/banner.jpg" width="980"/></div><div id="thanhngang">Hôm nay, ngày {now.day} tháng {now.month} năm {now.year} {now:%H:%M:%S} <marquee>{new}</marquee></div>
<div id="cottrai"><table width="100%">{menu}</table><div class="menu"><div class="TieuDeMuc">ĐĂNG NHẬP</div>Tên: <input size="8"/><br/>Mật khẩu: <input type="password" size="8"/></div><div class="menu"><div class="TieuDeMuc">LƯỢT TRUY CẬP</div><b>{self.hits:08d}</b><br/>Đang online: {self.hits % 21 + 1}</div></div>
<div id="cotgiua">{body}</div>
<div id="cotphai"><div class="TieuDeMuc">LIÊN KẾT WEBSITE</div><select><option>--- Bộ, ngành ---</option><option>Bộ Khoa học và Công nghệ</option></select><div class="TieuDeMuc">THĂM DÒ Ý KIẾN</div><div>Theo bạn trang tin cần bổ sung mục nào?<br/><input type="radio"/> Hỏi đáp<br/><input type="radio"/> Thị trường công nghệ<br/><input type="button" value="Biểu quyết"/></div></div>
<div id="footer" align="center">TRANG THÔNG TIN ĐIỆN TỬ SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH MỸ HÒA<br/>Giấy phép số 09/GP-STTTT ngày 14/8/2018. Trưởng Ban biên tập: Đoàn Bá Kỷ.<br/>Ghi rõ nguồn khi sử dụng lại tin bài.</div></div></form></body></html>""")
