"""A border guard's site of 2004: a frameset, tables in tables, windows-1258, session numbers in links, parameters in any order, dd/mm/yy."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from html import escape as e
from urllib.parse import parse_qsl, quote, urlsplit

from benchmarks.portals.more.portal import Portal
from benchmarks.portals.site import Answer, Request, draw, rows
from benchmarks.portals.story import Block, Story

TONES = "\u0300\u0301\u0303\u0309\u0323"


def encoded(text: str) -> bytes:
    """windows-1258: the letter with its hook or roof, then the tone as a character of its own."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(c for c in parts if c in TONES)
        out.append(unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES)) + tone)
    return "".join(out).encode("cp1258", errors="xmlcharrefreplace")


class Framed(Portal):
    name, title, own = "framed", "Bộ đội Biên phòng tỉnh Đông Hà Sơn", "BĐBP"
    sections = ("Tin biên phòng", "Biên cương Tổ quốc", "Phổ biến pháp luật")
    count, per_page = 36, 6
    mix = ("report",) * 6 + ("short", "short", "short", "interview", "photos", "notice")
    timed = False
    attaches = True

    def url(self, story: Story) -> str:
        return f"/news.php?act=view&cat={story.sections[0] + 1}&id={story.id}"

    def link(self, story: Story) -> str:
        """The same address as a page may write it."""
        n = story.sections[0] + 1
        forms = (f"id={story.id}&cat={n}&act=view", f"act=view&id={story.id}&cat={n}", f"cat={n}&act=view&id={story.id}")
        return e(f"news.php?{forms[self.rng.randrange(3)]}&PHPSESSID={self.token(26)}")

    def which(self, url: str) -> int | None:
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query))
        found = query.get("id", "")
        right = parts.path == "/news.php" and query.get("act") == "view" and found.isdigit()
        return int(found) if right and int(found) in self.ever else None

    def answer(self, request: Request) -> Answer:
        path, query = request.path, request.query
        if path in ("/", "/index.htm"):
            return self.send(
                f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1258"><title>:: {e(self.title)} ::</title></head><frameset rows="92,*" frameborder="NO" border="0"><frame name="top" src="top.htm" scrolling="NO" noresize><frameset cols="190,*" frameborder="NO"><frame name="left" src="menu.php"><frame name="main" src="main.php"></frameset></frameset><noframes><body>Trình duyệt của bạn không hỗ trợ khung.</body></noframes></html>'
            )
        if path == "/top.htm":
            return self.send('<html><body topmargin="0"><img src="images/banner.jpg" width="780" height="90"></body></html>')
        if path == "/menu.php":
            return self.menu()
        if path == "/main.php":
            return self.main()
        if path == "/news.php" and query.get("act") == "view":
            number = self.which("/news.php?act=view&id=" + query.get("id", ""))
            return (
                self.article(self.stories[number])
                if number in self.stories and number is not None
                else self.frame("Không có bài này", "<font color=red>Bài viết không tồn tại!</font>")
            )
        if (
            path == "/news.php"
            and query.get("act") == "list"
            and query.get("cat", "").isdigit()
            and 0 < int(query["cat"]) <= len(self.sections)
        ):
            page = query.get("p", "1")
            return self.list(int(query["cat"]) - 1, int(page) if page.isdigit() else 1)
        if path == "/page.php":
            for about in self.register.statics:
                if query.get("name") == about.slug:
                    return self.frame(about.label, f"<b>{about.label}</b><br><br>" + "<br><br>".join(e(text) for text in about.paragraphs))
        if path == "/guestbook.php":
            notes = "".join(
                f"<tr><td><b>{e(a.asker)}</b> ({a.asked:%d/%m/%y})<br>{e(a.question)}<hr size=1></td></tr>" for a in self.register.asked
            )
            return self.frame(
                "Sổ lưu bút",
                f"<table>{notes}</table><form method=post>Tên: <input name=ten><br>Ý kiến: <textarea name=yk></textarea><input type=submit value='Gửi đi'></form>",
            )
        return Answer(
            "<HTML><HEAD><TITLE>404 Not Found</TITLE></HEAD><BODY><H1>Not Found</H1>The requested URL was not found on this server.</BODY></HTML>",
            404,
            type="text/html; charset=iso-8859-1",
        )

    def send(self, text: str) -> Answer:
        return Answer(encoded(text), type="text/html")

    def menu(self) -> Answer:
        lines = "".join(
            f'<tr><td bgcolor="#006633"><a href="news.php?act=list&cat={n + 1}&PHPSESSID={self.token(26)}" target="main"><font color="#FFFFFF">&raquo; {label}</font></a></td></tr>'
            for n, label in enumerate(self.sections)
        )
        lines += "".join(
            f'<tr><td bgcolor="#336633"><a href="page.php?name={p.slug}" target="main"><font color="#FFFFFF">{p.label}</font></a></td></tr>'
            for p in self.register.statics
        )
        return self.send(
            f'<html><head><title>menu</title></head><body bgcolor="#006633" leftmargin="0"><table width="100%" cellpadding="4">{lines}<tr><td><a href="guestbook.php" target="main"><font color="#FFFFFF">Sổ lưu bút</font></a></td></tr></table><center><font color=white size=1>Bạn là khách thứ<br>{self.hits}</font></center></body></html>'
        )

    def main(self) -> Answer:
        found = self.newest()[:8]
        lines = "".join(
            f'<tr><td valign=top><img src="images/t{s.id}.jpg" width=80 align=left><a href="{self.link(s)}"><b>{e(s.title)}</b></a> <font size=1 color=gray>({s.published:%d/%m/%y})</font><br>{e(s.lead[:100])}...</td></tr>'
            for s in found
        )
        return self.frame("Trang chính", f'<table width="100%" cellspacing=6>{lines}</table>')

    def list(self, n: int, number: int) -> Answer:
        found, pages = self.page(n, number)
        lines = "".join(
            f'<tr bgcolor="{"#EEEEEE" if k % 2 else "#FFFFFF"}"><td><img src="images/bullet.gif"> <a href="{self.link(s)}">{e(s.title)}</a> ({s.published:%d/%m/%y})</td></tr>'
            for k, s in enumerate(found)
        )
        turn = " ".join(
            f"<b>[{k}]</b>" if k == number else f'<a href="news.php?p={k}&act=list&cat={n + 1}&PHPSESSID={self.token(26)}">{k}</a>'
            for k in range(1, pages + 1)
        )
        return self.frame(
            self.sections[n],
            f'<font size=4 color="#990000">{self.sections[n]}</font><table width="100%">{lines}</table><div align=right>Trang: {turn}</div>',
        )

    def article(self, story: Story) -> Answer:
        lead = f"<B>{e(story.lead)}</B><BR><BR>" if story.lead else ""
        sign = f'<P align="right"><B>{e(story.signature)}</B></P>' if story.signature else ""
        files = "".join(f'<BR><IMG src="images/attach.gif"> <A href="upload/{quote(name)}">{e(name)}</A>' for name in story.files)
        near = "".join(
            f'<LI><A href="{self.link(s)}">{e(s.title)}</A> <FONT size=1>({s.published:%d/%m/%y})</FONT>'
            for s in self.others(story, 5, newer=False)
        )
        body = f"""<TABLE width="100%" border=0><TR><TD><FONT size=4 color="#003399"><B>{e(story.title)}</B></FONT></TD></TR><TR><TD align=right><FONT size=1 color="#666666">Ngày đăng: {story.published:%d/%m/%y} - Đã có {self.views(story)} người xem</FONT></TD></TR>
<TR><TD align=justify><FONT face="Times New Roman" size=3>{lead}{draw(story, self.pens(story))}{sign}</FONT>{files}</TD></TR>
<TR><TD><HR size=1 color="#CCCCCC"><A href="javascript:print()"><IMG src="images/print.gif" border=0>In tin này</A> | <A href="mailto:?subject=tin">Gửi cho bạn bè</A> | <A href="#">Lên đầu trang</A></TD></TR>
<TR><TD bgcolor="#F5F5DC"><B>CÁC TIN ĐÃ ĐƯA:</B><UL>{near}</UL></TD></TR></TABLE>"""
        return self.frame(self.title, body)

    def pens(self, story: Story) -> dict[str, Callable[[Block], str]]:
        def photo(block: Block) -> str:
            side = ("left", "right", "center")[story.id % 3]
            return f'<TABLE border=0 align={side} width=260><TR><TD><IMG src="images/news/{story.id}.jpg" width=250></TD></TR>{f"<TR><TD align=center><FONT size=2 color=blue><I>{e(block.text)}</I></FONT></TD></TR>" if block.text else ""}</TABLE>'

        return {
            "p": lambda block: f"{e(block.text)}<BR><BR>" if story.id % 2 else f"<P>&nbsp;&nbsp;&nbsp; {e(block.text)}",
            "ask": lambda block: f"<P><B>{e(block.text)}</B></P>",
            "h": lambda block: f"<P><B><FONT color=#990000>{e(block.text)}</FONT></B></P>",
            "quote": lambda block: f"<P><I>{e(block.text)}</I></P>",
            "list": lambda block: "<UL>" + rows(block, "<LI>{}", "{}") + "</UL>",
            "table": lambda block: f"<TABLE border=1 cellpadding=3>{rows(block, '<TR>{}', '<TD>{}')}</TABLE>",
            "photo": photo,
        }

    def frame(self, title: str, body: str) -> Answer:
        ask = "".join(
            f'<OPTION value="http://vidu{n}.example">{label}'
            for n, label in enumerate(("Liên kết web", "Báo Nhân Dân", "Quân đội nhân dân"))
        )
        return self.send(f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1258"><TITLE>{e(title)}</TITLE><LINK rel=stylesheet href="style.css"></HEAD><BODY bgcolor="#FFFFFF" topmargin=0>
<TABLE width=590 cellpadding=0 cellspacing=0><TR><TD width=430 valign=top>{body}</TD><TD width=150 valign=top bgcolor="#E8F3E8"><FORM action="search.php"><INPUT name=q size=12><INPUT type=submit value="Tìm"></FORM><SELECT>{ask}</SELECT><BR><FONT size=2><B>Thời tiết</B><BR>Đông Hà Sơn: {20 + self.hits % 9}&deg;C<BR><B>Giá vàng</B><BR>SJC: {8 + self.hits % 2}.{self.hits % 900 + 100}.000</FONT></TD></TR></TABLE>
<CENTER><FONT size=1>Bản quyền &copy; 2004-2026 {e(self.title)}<BR>Ghi rõ nguồn tin khi sử dụng thông tin từ trang này</FONT></CENTER></BODY></HTML>""")
