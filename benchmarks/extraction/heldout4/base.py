"""A site of the fourth part, and how its editors leave the body of an article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from html.entities import codepoint2name
from random import Random

from benchmarks.extraction import markup
from benchmarks.extraction.heldout4 import bank, stories
from benchmarks.extraction.markup import esc
from benchmarks.extraction.prose import VIETNAM, Block, Heading, Paragraph, Photo, Quote, Story
from benchmarks.extraction.shape import Shape

_LABELS = ("", "", "", "Tin, ảnh: ", "Bài và ảnh: ", "Tin: ", "Tác giả: ")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def when(form: str, at: datetime) -> str:
    """A moment as these sites print it; forms that the other parts know are drawn by `markup`."""
    day, clock = at.strftime("%d/%m/%Y"), at.strftime("%H:%M")
    weekday = markup.when("day weekday", at).split(",")[0]
    own = {
        "posted day": f"Đăng ngày {day} {clock}",
        "bar time": f"{day} | {clock}",
        "time bar": f"{clock} | {day}",
        "twelve": f"{day} | {at:%I:%M %p}",
        "gmt": f"{weekday}, {at.day}/{at.month}/{at.year}, {clock} GMT+7",
        "dash gmt": f"{weekday}, {day} - {clock}",
        "title case": f"{weekday.title()}, {day} {clock}",
        "ngay gio": f"Ngày {day} lúc {clock}",
        "created": f"Ngày tạo: {at:%d-%m-%Y} {clock}:{at.second:02}",
        "month word": f"{at.day} Tháng {at.month}, {at.year} - {clock}",
        "month name": f"{weekday}, {at.day:02} Tháng {at.month} {at.year} {clock}",
        "day short dash": f"{at.day}-{at.month}-{at.year}",
        "day month word": f"{at.day} tháng {at.month}, {at.year}",
        "day place": f"Ngày {at.day} tháng {at.month:02} năm {at.year}",
        "day posted": f"Ngày đăng: {day}",
        "day en": f"{_MONTHS[at.month - 1]} {at.day}, {at.year}",
    }
    return own[form] if form in own else markup.when(form, at)


def shows(form: str) -> str:
    return "day" if form.startswith("day") else markup.precision(form)


@dataclass(frozen=True, slots=True)
class Ending:
    """The signature and source lines below a body, with what of them the page shows."""

    html: str
    author: bool = False
    source: bool = False
    neutral: tuple[str, ...] = ()


class Site(Shape):
    """A portal with its province and the name of its owner."""

    forms = stories.FORMS
    owners: tuple[str, ...] = ("Sở Thông tin và Truyền thông tỉnh {}", "Sở Khoa học và Công nghệ tỉnh {}", "Cổng Thông tin điện tử tỉnh {}")

    def __init__(self, portal: int) -> None:
        super().__init__(portal)
        self.province = self.fixed.choice(bank.PROVINCES)
        self.owner = self.fixed.choice(self.owners).format(self.province)
        self.host = f"{self.name.replace('_', '-')}{portal}.example.vn"
        self.moment = datetime(2026, 11, 18, 9, tzinfo=VIETNAM)  # what stands around is about as old as the page's article

    def write(self, rng: Random, form: str, at: datetime) -> Story:
        self.moment = at
        story = stories.write(rng, self.province, form, at)
        # articles that are nothing but files: only a few portals have them
        return story if form != "files" or self.on("file notices", 0.15) else replace(story, files=())

    def ending(self, story: Story, ways: tuple[str, ...] = ("right", "last", "em", "div"), signed: bool = True) -> Ending:
        """What stands below the body: the same way on all pages of a portal. Not `signed`: the page names the writer elsewhere."""
        way, label = self.pick("sign", ways), self.pick("sign label", _LABELS)
        lines, neutral = [], []
        if story.signature and signed:
            lines.append(_signed(way, esc(label + story.signature)))
        if story.source:
            theirs = self.pick("source label", ("Nguồn: ", "Theo: ", "Nguồn tin: ", "Theo "))
            if theirs == "Theo ":  # no label that could be told from the name: neither wanted nor held against anybody
                neutral = [
                    f"Theo {story.source}",
                    f"(Theo {story.source})",
                    f"Theo {story.source}./.",
                    story.source,
                    f"Nguồn: {story.source}",
                ]
            else:
                neutral = [theirs + story.source] if story.signature else []
            lines.append(_signed(way, esc(theirs + story.source)))
        judged = bool(story.source) and not (neutral and not story.signature)
        return Ending("\n".join(lines), bool(story.signature), judged, tuple(neutral))


def _signed(way: str, text: str) -> str:
    return {
        "right": f'<p style="text-align: right;"><strong>{text}</strong></p>',
        "last": f"<p>{text}</p>",
        "em": f'<p align="right"><em>{text}</em></p>',
        "div": f'<div style="text-align:right"><b>{text}</b></div>',
        "mso": f'<p class="MsoNormal" align="right" style="text-align:right"><b><span style="font-size:13.0pt">{text}<o:p></o:p></span></b></p>',
        "br": f"<b>{text}</b><br />",
    }[way]


def named(html: str) -> bytes:
    """A page whose editor writes letters of Latin-1 as named entities, the others as they are."""
    return "".join(f"&{codepoint2name[ord(c)]};" if 0xA0 < ord(c) < 0x100 and ord(c) in codepoint2name else c for c in html).encode()


class Hand(markup.Style):
    """The hand of a portal's editors: one way each for paragraphs, photos, headings, tables and lists."""

    def __init__(
        self,
        rng: Random,
        para: str = "p",
        photo: str = "figure",
        heading: str = "strong",
        table: str = "plain",
        inline: Callable[[str], str] = esc,
        images: str = "/images/news/",
    ) -> None:
        super().__init__(rng)
        self.airy = rng.random() < 0.3  # pasted from a word processor: indents of spaces, empty lines
        self.para, self.way, self.head, self.grid, self.inline, self.images = para, photo, heading, table, inline, images

    def image(self) -> str:
        return f"{self.images}{self.rng.randint(1000, 99999)}.jpg"

    def wrap(self, inner: str, centred: bool = False) -> str:
        middle = ' style="text-align: center;"' if centred else ""
        if self.airy and not centred and self.para != "br":
            inner = f"&nbsp;&nbsp;&nbsp; {inner}&nbsp;"
        return {
            "p": f"<p{middle}>{inner}</p>",
            "justify": f'<p style="text-align: {"center" if centred else "justify"};">{inner}</p>',
            "mso": f'<p class="MsoNormal" {"align=center" if centred else ""} style="margin:6.0pt 0cm"><span style="font-size:14.0pt;font-family:&quot;Times New Roman&quot;,serif">{inner}<o:p></o:p></span></p>',
            "div": f"<div{middle}>{inner}</div>",
            "font": f'<div align="{"center" if centred else "justify"}"><font face="Arial" size="2">{inner}</font></div><div>&nbsp;</div>',
            "span": f'<p{middle}><span style="font-size:16px;"><span style="font-family:times new roman,times,serif;">{inner}</span></span></p>',
            "br": f"{inner}<br />\n<br />",
        }[self.para]

    def p(self, text: str) -> str:
        if text.startswith("PV: "):
            return self.wrap(f"<strong>{esc(text)}</strong>")
        name, colon, rest = text.partition(": ")
        if colon and name.startswith("Ông ") and len(name) < 30:
            return self.wrap(f"<strong>{esc(name)}:</strong> {self.inline(rest)}")
        return self.wrap(self.inline(text))

    def heading(self, text: str) -> str:
        if self.head in {"h2", "h3", "h4"}:
            return f"<{self.head}>{esc(text)}</{self.head}>"
        return self.wrap(f"<strong>{esc(text)}</strong>")

    def quote(self, text: str) -> str:
        if self.para in {"br", "font", "mso"}:
            return self.wrap(f"<i>{esc(text)}</i>")
        return f"<blockquote>\n<p>{esc(text)}</p>\n</blockquote>"

    def photo(self, caption: str) -> str:
        text, n = esc(caption), self.rng.randint(100, 9999)
        img = f'<img alt="" src="{self.image()}" width="640" />'
        if not caption:
            return self.wrap(img, centred=True)
        titled = f'<img alt="{text}" title="{text}" src="{self.image()}" />'
        return {
            "figure": f'<figure class="image">{img}<figcaption>{text}</figcaption></figure>',
            "nuke": f'<div style="text-align:center"><figure class="image" style="display:inline-block">{titled}<figcaption>{text}</figcaption></figure></div>',
            "table": f'<table align="center" border="0" cellpadding="1" cellspacing="1" style="width:500px"><tbody><tr><td>{img}</td></tr><tr><td style="text-align:center"><em>{text}</em></td></tr></tbody></table>',
            "press": f'<table class="picture" align="center"><tbody><tr><td class="pic">{titled}</td></tr><tr><td class="caption"><p>{text}</p></td></tr></tbody></table>',
            "center": f'<p style="text-align: center;">{img}</p>\n<p style="text-align: center;"><em>{text}</em></p>',
            "inp": self.wrap(f'{img}<br />\n<em><span style="font-size:14px;">{text}</span></em>', centred=True),
            "wp": f'<div id="attachment_{n}" style="width: 810px" class="wp-caption aligncenter">{img}<p id="caption-attachment-{n}" class="wp-caption-text">{text}</p></div>',
            "div": f'<div class="img-detail">{titled}</div><div class="img-note">{text}</div>',
            "vcc": f'<figure class="VCSortableInPreviewMode" type="Photo"><div>{titled}</div><figcaption class="PhotoCMS_Caption"><p data-placeholder="Nhập chú thích ảnh">{text}</p></figcaption></figure>',
            "span": f'<p><span class="image-center">{img}<span class="image-caption">{text}</span></span></p>',
            "joomla": f'<div class="img_caption" style="float: none;">{titled}<p class="img_caption">{text}</p></div>',
            "mso": f'<p class="MsoNormal" align="center">{img}</p><p class="MsoNormal" align="center" style="text-align:center"><i><span style="font-size:12.0pt">{text}<o:p></o:p></span></i></p>',
            "center tag": f"<center>{img}<br /><font size=1 color=#666666><i>{text}</i></font></center><br />",
        }[self.way]

    def bullets(self, items: tuple[str, ...]) -> str:
        if self.para in {"mso", "br", "font", "justify"}:
            return "\n".join(self.wrap("- " + esc(item)) for item in items)
        return super().bullets(items)

    def table(self, rows: tuple[tuple[str, ...], ...]) -> str:
        if self.grid == "mso":
            cells = ["".join(f'<td width="160"><p class="MsoNormal"><span>{esc(cell)}</span></p></td>' for cell in row) for row in rows]
            return f'<table class="MsoTableGrid" border="1" cellspacing="0"><tbody>{"".join(f"<tr>{row}</tr>" for row in cells)}</tbody></table>'
        if self.grid == "head":
            head = "".join(f"<th>{esc(cell)}</th>" for cell in rows[0])
            rest = "".join("<tr>" + "".join(f"<td>{esc(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:])
            return f'<div class="table-responsive"><table class="table table-bordered"><thead><tr>{head}</tr></thead><tbody>{rest}</tbody></table></div>'
        return super().table(rows)

    def body(self, blocks: tuple[Block, ...], between: str = "\n") -> str:
        parts = []
        for block in blocks:
            if self.para == "br" and not isinstance(block, Photo | Quote | Heading | Paragraph):
                parts.append(self.block(block) + "<br />")
            else:
                parts.append(self.block(block))
            if self.airy and self.para in {"p", "span", "justify"} and self.rng.random() < 0.4:
                parts.append("<p>&nbsp;</p>")
        return between.join(parts)
