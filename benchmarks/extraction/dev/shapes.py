"""Six shapes to develop rules with: four well-known families, a plain site of divs, a blog."""

from __future__ import annotations

from random import Random

from benchmarks.extraction.dev import furniture as f
from benchmarks.extraction.markup import Style, emphasised, esc, precision, slug, when
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn, Shape


def _page(head: str, body: str) -> str:
    return f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


class _TableCaption(Style):
    def photo(self, caption: str) -> str:
        legend = f"<tr><td style='text-align:center'>{esc(caption)}</td></tr>" if caption else ""
        return f'<table class="image center"><tbody><tr><td><img src="/uploads/news/2024_03/{self.rng.randint(1, 99)}.jpg" /></td></tr>{legend}</tbody></table>'


class NukeViet(Shape):
    """Lead in .hometext, body in #news-bodyhtml, author and source below, machine dates that lie."""

    name = "nukeviet"

    def chrome(self, inner: str, title: str, rng: Random, head: str = "") -> str:
        head = f'<title>{esc(title)} - Sở KH&amp;CN {self.province}</title><meta name="generator" content="NukeViet v4.4">{head}'
        return _page(
            head,
            f'<header>{f.clock(rng)}{f.menu()}</header><div class="row"><div class="col-md-18">{inner}</div><div class="col-md-6">{f.counters(rng)}{f.older(self, rng, "Tiêu điểm")}</div></div>{f.footer(self)}',
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _TableCaption(rng)
        lead = f'<div class="hometext m-bottom">{esc(story.lead)}</div>' if story.lead else ""
        by = f'<p class="text-right"><strong>Tác giả: </strong>{esc(story.signature)}</p>' if story.signature else ""
        source = f'<p class="text-right"><strong>Nguồn tin: </strong>{esc(story.source)}</p>' if story.source else ""
        files = "".join(f'<li><a href="/uploads/news/{esc(n)}">{esc(n)}</a></li>' for n in story.files)
        files = f'<div class="attach"><h3>File đính kèm</h3><ul>{files}</ul></div>' if files else ""
        head = f'<meta property="article:published_time" content="2026-11-20+0709:{rng.randint(10, 59)}:00">'
        inner = (
            f'<ul class="breadcrumb"><li><a href="/">Trang nhất</a></li><li>Tin tức</li></ul><div class="news_column panel"><div class="detailheader"><h1 class="title margin-bottom-lg" itemprop="headline">{esc(story.title)}</h1>'
            f'<div class="hidden" itemprop="author">Sở KH&amp;CN {self.province}</div><em class="pull-left">{when("nukeviet", story.at)}</em><ul class="list-inline"><li>In ra</li></ul></div>{lead}<div id="news-bodyhtml" class="bodytext">{style.body(story.body)}</div>'
            f"{files}<div>{by}{source}</div></div><div class='panel'><p>Tổng số điểm của bài viết là: {rng.randint(0, 50)} trong {rng.randint(0, 10)} đánh giá</p><p>Click để đánh giá bài viết</p></div>"
            f"{f.older(self, rng, 'Những tin cũ hơn')}{f.said(rng) if self.on('said') else ''}{f.captcha(rng)}"
        )
        url = f"https://{self.host}/vi/news/tin-tuc/{slug(story.title)}-{story.number}.html"
        return Drawn(self.chrome(inner, story.title, rng, head), url, story, "time", source=bool(source), files=bool(files))


class VnPortal(Shape):
    """UIArticle modules: ArticleHeader, PostDate, ArticleSummary, ArticleContent."""

    name = "vnportal"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return _page(
            f"<title>{esc(title)}</title>",
            f'<form id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEP{rng.getrandbits(300):x}"><div class="top">{f.clock(rng)}{f.menu()}</div><div class="UIArticle">{inner}</div>{f.counters(rng)}{f.footer(self)}</form>',
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = Style(rng)
        form = self.pick("date", ("seconds", "day", "dashes"))
        lead = f'<div class="ArticleSummary">{esc(story.lead)}</div>' if story.lead else ""
        sign = f'<p style="text-align:right"><strong>{esc(story.signature)}</strong></p>' if story.signature else ""
        files = "".join(f'<div class="file"><a href="https://storage.example.vn/{esc(n)}">{esc(n)}</a></div>' for n in story.files)
        inner = (
            f'<div class="tool">Xem với cỡ chữ <a>A-</a> <a>A</a> <a>A+</a> Đọc bài viết Tương phản</div><h1 class="ArticleHeader">{esc(story.title)}</h1><div class="PostDate">{when(form, story.at)} <span>Lượt xem: {rng.randint(1, 999)}</span></div>'
            f'{lead}<div class="ArticleContent">{style.body(story.body)}{sign}</div>{files}<div class="UISocialShare">Chia sẻ</div>{f.older(self, rng, "Các tin khác")}'
        )
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/tin-tuc/{slug(story.title)}-{story.number}",
            story,
            precision(form),
            files=bool(files),
        )


class _ItalicCaption(Style):
    def photo(self, caption: str) -> str:
        legend = f'<p style="text-align:center"><em>{esc(caption)}</em></p>' if caption else ""
        return f'<p style="text-align:center"><img src="/upload/80571/20240305/x.jpg"></p>{legend}'


class HostedUpload(Shape):
    """title-detail, post-date with the counter inside, article-content; captions as italic paragraphs."""

    name = "hosted_upload"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return _page(
            f"<title>{esc(title)} - {self.province}</title>",
            f'<div class="header">{f.clock(rng)}{f.menu()}</div><div class="main">{inner}</div><div class="sidebar">{f.older(self, rng, "Tin mới")}</div>{f.footer(self)}',
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _ItalicCaption(rng)
        lead = f'<div class="article-brief">{esc(story.lead)}</div>' if story.lead else ""
        sign = f'<p style="text-align:right"><b>{esc(story.signature)}</b></p>' if story.signature else ""
        inner = (
            f'<h1 class="title-detail">{esc(story.title)}</h1><div class="post-date">{when("dashes", story.at)} | lượt xem: {rng.randint(5, 900)}</div>{lead}<div class="article-content">{style.body(story.body)}{sign}</div>'
            f"{f.older(self, rng, 'Tin cùng chuyên mục')}"
        )
        return Drawn(self.chrome(inner, story.title, rng), f"https://{self.host}/tin-tuc/thoi-su/{slug(story.title)}.html", story, "time")


class _ClassedCaption(Style):
    def photo(self, caption: str) -> str:
        legend = f'<p class="caption">{esc(caption)}</p>' if caption else ""
        return f'<p class="img"><img src="/upload/news/5_2025/a.jpg"></p>{legend}'


class Press(Shape):
    """A provincial newspaper: weekday, bar and seconds; captions as classed paragraphs; readers' comments."""

    name = "press"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return _page(
            f"<title>{esc(title)}</title>",
            f'{f.clock(rng)}{f.menu()}<div class="content-left">{inner}</div><div class="content-right">{f.older(self, rng, "Đọc nhiều")}</div>{f.footer(self)}',
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _ClassedCaption(rng)
        style.inline = emphasised(rng)
        lead = f'<h2 class="sapo">{esc(story.lead)}</h2>' if story.lead else ""
        by = f'<p class="author">{esc(story.signature)}</p>' if story.signature else ""
        inner = (
            f'<h1 class="title">{esc(story.title)}</h1><div class="date">{when("bar", story.at)}</div><div class="views">{rng.randint(1, 40)},{rng.randint(100, 999)} lượt xem</div>{lead}<div class="article-body">{style.body(story.body)}</div>{by}'
            f"<div class='tags'>Từ khóa: <a>kinh tế</a>, <a>xã hội</a></div>{f.said(rng)}{f.captcha(rng)}{f.older(self, rng, 'Tin liên quan')}"
        )
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/tin-tuc/{rng.randint(1, 40)}/{story.number}/{slug(story.title)}",
            story,
            "time",
        )


class _PlainStyle(Style):
    def p(self, text: str) -> str:
        return f"{esc(text)}<br /><br />"

    def photo(self, caption: str) -> str:
        return f'<center><img src="/a.jpg"><br /><i>{esc(caption)}</i></center>' if caption else '<center><img src="/a.jpg"></center>'


class Plain(Shape):
    """A plain ASP site: spans and line breaks, the lead in a strong element, other articles with dates below."""

    name = "plain"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return _page(
            f"<title>Trang thông tin {self.province}</title>",
            f'<table width="100%"><tr><td>{f.menu()}{f.clock(rng)}</td></tr><tr><td>{inner}</td></tr><tr><td>{f.counters(rng)}{f.footer(self)}</td></tr></table>',
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _PlainStyle(rng)
        lead = f"<strong>{esc(story.lead)}</strong><br /><br />" if story.lead else ""
        sign = f'<p align="right"><i>{esc(story.signature)}</i></p>' if story.signature else ""
        inner = f'<span class="tieude">{esc(story.title)}</span><br /><span class="ngay">{when("seconds", story.at)}</span><div class="noidung">{lead}{style.body(story.body)}{sign}</div>{f.older(self, rng, "Các bài viết khác")}'
        return Drawn(
            self.chrome(inner, story.title, rng), f"http://{self.host}/Default.aspx?pid={self.portal + 3}&nid={story.number}", story, "time"
        )


class Blog(Shape):
    """Figures, headings, sane machine dates, a source line instead of a signature."""

    name = "blog"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return _page(
            f"<title>{esc(title)} – Chuyển đổi số {self.province}</title>",
            f"<header>{f.menu()}</header><main>{inner}</main><aside>{f.older(self, rng, 'Bài mới')}</aside><footer>{f.footer(self)}</footer>",
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = Style(rng)
        style.inline = emphasised(rng)
        lead = f"<p><strong>{esc(story.lead)}</strong></p>" if story.lead else ""
        source = f"<p><em>Nguồn: {esc(story.source)}</em></p>" if story.source else ""
        inner = f'<article><h1>{esc(story.title)}</h1><time datetime="{story.at.isoformat()}">{when("iso", story.at)}</time><div class="entry">{lead}{style.body(story.body)}{source}</div></article>'
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/{story.at:%Y/%m}/{slug(story.title)}/",
            story,
            "time",
            author=False,
            source=bool(source),
        )


SHAPES = (NukeViet, VnPortal, HostedUpload, Press, Plain, Blog)
