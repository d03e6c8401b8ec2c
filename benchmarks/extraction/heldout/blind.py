"""The last shapes: drawn after all mending that the other shapes gave rise to, and measured before anything was said about them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from benchmarks.extraction.heldout import furniture as f
from benchmarks.extraction.markup import Style, emphasised, esc, precision, slug, when
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn, Shape


class _Above(Style):
    """Descriptions in divs with a style of their own, items with the numbers written out."""

    def photo(self, caption: str) -> str:
        legend = f'<div style="font-style:italic;text-align:center;font-size:14px">{esc(caption)}</div>' if caption else ""
        return f'<div style="text-align:center"><img src="{self.image()}" class="img-responsive"></div>{legend}'

    def quote(self, text: str) -> str:
        return f'<blockquote class="quote">{esc(text)}</blockquote>'


class Ward(Shape):
    """A ward's new portal: the headline in a strong element, the trail repeats it, the lead in a blockquote, a survey and a QR note below."""

    name = "ward"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<li class="nav-item"><a class="nav-link" href="{link}">{name}</a></li>' for name, link in f.menu(self))
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{esc(title)} - UBND phường {self.province}</title></head><body><div class="top-line"><span>Hotline: 1900 {rng.randint(1000, 1001)}</span>{f.clock(self, rng)}</div>'
            f'<ul class="navbar-nav">{links}</ul><div class="container"><div class="row"><div class="col-lg-9">{inner}</div><div class="col-lg-3"><div class="box-r"><div class="box-r-t">Thông báo - Kết luận</div>{f.headlines(self, rng, 5)}</div>'
            f'<div class="box-r">{f.statistics(rng)}</div></div></div></div><div class="ft">{f.licence(self)}</div><div id="chat"><p>Xin chào! Trợ lý ảo có thể giúp gì cho bạn?</p><button>Gửi</button></div></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Above(rng)
        style.inline = emphasised(rng)
        form = self.pick("date", ("seconds", "hours", "day dashes", "iso"))
        lead = f"<blockquote><p>{esc(story.lead)}</p></blockquote>" if story.lead else ""
        label = self.pick("label", ("Tin, ảnh: ", "Bài và ảnh: ", "Tin bài: ", ""))
        sign = f"<p><strong>{label}{esc(story.signature)}</strong></p>" if story.signature else ""
        blocks = [style.block(block) for block in story.body]
        if self.on("strip", 0.5) and len(blocks) > 2:
            blocks.insert(2, f'<div class="slick"><div class="slick-t">Bài cùng chủ đề</div>{f.headlines(self, rng, 2)}</div>')
        files = "".join(
            f'<div><i class="fa fa-file"></i> <a href="/upload/{esc(name)}">{esc(name)}</a> <a href="/upload/{esc(name)}">Tải về</a></div>'
            for name in story.files
        )
        files = f'<div class="dk"><strong>Văn bản đính kèm</strong>{files}</div>' if files else ""
        inner = (
            f'<ol class="breadcrumb"><li>{f.breadcrumb(f.section(self, rng), "</li><li>")}</li><li class="active">{esc(story.title)}</li></ol><div class="news-title"><strong>{esc(story.title)}</strong></div>'
            f'<div class="news-info">{when(form, story.at)} | {rng.randint(5, 900)} người xem</div>{lead}<div class="news-text">{"".join(blocks)}{sign}</div>{files}'
            f'<div class="useful"><p>Thông tin này có hữu ích với bạn không?</p><button>Có</button><button>Không</button></div><div class="qr"><img src="/qr.png"><p>Quét mã QR để xem trên điện thoại</p></div>{f.related(self, rng)}'
        )
        url = f"https://{self.host}/tin-tuc/{slug(story.title)}-{story.number}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, precision(form), files=bool(files))


class _Spans(Style):
    """Paragraphs are spans shown as blocks; tables have head cells; lists are numbered."""

    def p(self, text: str) -> str:
        return f'<span style="display:block;text-align:justify">{self.inline(text)}</span>'

    def heading(self, text: str) -> str:
        return f'<span style="display:block"><strong><u>{esc(text)}</u></strong></span>'

    def photo(self, caption: str) -> str:
        legend = f'<span style="display:block;text-align:center;font-style:italic">{esc(caption)}</span>' if caption else ""
        return f'<span style="display:block"><img src="{self.image()}"></span>{legend}'

    def bullets(self, items: tuple[str, ...]) -> str:
        return "<ol>" + "".join(f"<li><span>{esc(item)}</span></li>" for item in items) + "</ol>"

    def table(self, rows: tuple[tuple[str, ...], ...]) -> str:
        head = "".join(f"<th>{esc(cell)}</th>" for cell in rows[0])
        body = "".join("<tr>" + "".join(f"<td><span>{esc(cell)}</span></td>" for cell in row) + "</tr>" for row in rows[1:])
        return f'<div class="table-responsive"><table class="table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


class SpanText(Shape):
    """Text pasted from a chat program: nothing but spans in one div; icons before date and counter; the headline is an h4."""

    name = "span_text"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<span><a href="{link}">{name}</a></span>' for name, link in f.menu(self))
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{self.province} - {esc(title)}</title></head><body><div id="t1">{links}{f.clock(self, rng)}</div><div id="t2"><div id="t3">{inner}</div><div id="t4">{f.teasers(self, rng)}'
            f'{f.poll(self, rng) if self.on("poll") else ""}</div></div><div id="t5">{f.licence(self)}</div></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Spans(rng)
        form = self.pick("date", ("dashes", "day", "clock first", "halves"))
        lead = f"<div><em>{esc(story.lead)}</em></div>" if story.lead else ""
        sign = f'<span style="display:block;text-align:right">{esc(story.signature)}</span>' if story.signature else ""
        inner = (
            f'<h5>{f.breadcrumb(f.section(self, rng), " / ")}</h5><h4>{esc(story.title)}</h4><small><span class="glyphicon glyphicon-time"></span> {when(form, story.at)} <span class="glyphicon glyphicon-eye-open"></span> {rng.randint(3, 4000)}</small>'
            f'{lead}<div>{style.body(story.body)}{sign}</div><div><a href="#"><span class="glyphicon glyphicon-print"></span> In</a> <a href="#">PDF</a> <a href="#">Quay lại</a></div><hr><h5>Tin đăng gần đây</h5>{f.headlines(self, rng, 6)}'
        )
        return Drawn(self.chrome(inner, story.title, rng), f"http://{self.host}/index.aspx?u=tin&id={story.number}", story, precision(form))


class _PicTitle(Style):
    def photo(self, caption: str) -> str:
        legend = f'<p class="pic-title" align="center">{esc(caption)}</p>' if caption else ""
        return f'<p align="center"><img src="{self.image()}" /></p>{legend}'


class Radio(Shape):
    """A radio station: player, playlist and schedule around the text; the station's name before the lead and after the author's."""

    name = "radio"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<li><a href="{link}">{name}</a></li>' for name, link in f.menu(self))
        schedule = "".join(
            f"<tr><td>{hour:02}:00</td><td>{name}</td></tr>"
            for hour, name in ((5, "Bản tin sáng"), (9, "Ca nhạc theo yêu cầu"), (11, "Thời sự trưa"), (18, "Thời sự tối"))
        )
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{esc(title)} | Đài {self.province}</title></head><body><header><h1><a href="/">Đài Phát thanh và Truyền hình {self.province}</a></h1>{f.clock(self, rng)}</header><nav><ul>{links}</ul></nav>'
            f'<section id="main">{inner}</section><section id="side"><h3>Lịch phát sóng</h3><table>{schedule}</table><h3>Nghe lại</h3><ul><li>Thời sự sáng {f.FETCHED:%d/%m/%Y} <a>Nghe</a> <a>Tải xuống</a></li><li>Câu chuyện truyền thanh <a>Nghe</a></li></ul>'
            f"{f.teasers(self, rng)}</section><footer>{f.licence(self)}</footer></body></html>"
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _PicTitle(rng)
        style.inline = emphasised(rng)
        station = f"PTTH {self.province}"
        if story.lead:
            story = replace(story, lead=f"{station} - {story.lead}")
        if story.signature and self.on("station"):
            story = replace(story, signature=f"{story.signature}/{station}")
        lead = f"<p><strong>{esc(story.lead)}</strong></p>" if story.lead else ""
        sign = f'<p align="right"><strong>{esc(story.signature)}</strong></p>' if story.signature else ""
        date = f"{when('day weekday', story.at).split(',')[0]}, {story.at:%H:%M, %d/%m/%Y}"
        inner = (
            f'<div class="cat">{f.section(self, rng)}</div><h1>{esc(story.title)}</h1><div class="dt">{date}</div><div class="player"><audio controls src="/a.mp3"></audio><span>Nghe nội dung bài viết tại đây</span></div><div class="ct">{lead}{style.body(story.body)}{sign}</div>'
            f'<div class="vote"><span>Bạn thấy bài viết này thế nào?</span> <span>Kém</span> <span>Khá</span> <span>Tuyệt vời</span></div>{f.tags(rng)}{f.comments(self, rng) if self.on("said") else ""}<div class="more">{f.related(self, rng)}</div>'
        )
        return Drawn(self.chrome(inner, story.title, rng), f"https://{self.host}/{slug(story.title)}-{story.number}.html", story, "time")


class CustomElements(Shape):
    """A rendered application: own element names, icons written as words, empty comments everywhere."""

    name = "custom_elements"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        mark = f"_ngcontent-c{self.portal}"
        links = "".join(f'<a {mark} mat-button href="{link}"><!---->{name}</a>' for name, link in f.menu(self))
        return (
            f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{esc(title)}</title></head><body><app-root ng-version="14.2"><app-header {mark}><mat-toolbar><mat-icon>menu</mat-icon>{links}</mat-toolbar>{f.clock(self, rng)}</app-header>'
            f"<router-outlet></router-outlet><app-page {mark}><!---->{inner}<app-latest {mark}><h2>Tin mới cập nhật</h2>{f.headlines(self, rng, 5)}</app-latest></app-page><app-footer {mark}>{f.licence(self)}</app-footer></app-root>"
            f'<script src="runtime.{rng.getrandbits(40):x}.js"></script></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = Style(rng)
        mark = f"_ngcontent-c{self.portal + 9}"
        style.inline = emphasised(rng)
        form = self.pick("date", ("seconds", "hours", "iso", "day short"))
        lead = f'<app-abstract {mark}><p {mark} class="mat-subheading-2">{esc(story.lead)}</p></app-abstract>' if story.lead else ""
        by = f"<span {mark}><mat-icon>person</mat-icon> {esc(story.signature)}</span>" if story.signature else ""
        files = "".join(
            f'<mat-list-item><mat-icon>attach_file</mat-icon><a href="/api/files/{esc(name)}">{esc(name)}</a></mat-list-item>'
            for name in story.files
        )
        inner = (
            f'<app-detail {mark}><h1 {mark} class="mat-headline">{esc(story.title)}</h1><div {mark} class="meta">{by}<span {mark}><mat-icon>schedule</mat-icon> {when(form, story.at)}</span><span {mark}><mat-icon>visibility</mat-icon> {rng.randint(5, 5000)}</span></div>'
            f'{lead}<div {mark} class="ck-content"><!---->{style.body(story.body)}</div>{"<app-files><h3>Tài liệu</h3>" + files + "</app-files>" if files else ""}<app-share><mat-icon>share</mat-icon><span>Chia sẻ bài viết</span></app-share></app-detail>'
            f"<app-related>{f.related(self, rng)}</app-related>"
        )
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/news/{story.number}/{slug(story.title)}",
            story,
            precision(form),
            files=bool(files),
        )


SHAPES = (Ward, SpanText, Radio, CustomElements)
