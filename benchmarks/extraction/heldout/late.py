"""Further shapes, drawn after the rules had met the first figures: a check that mending carried over."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

from benchmarks.extraction.heldout import furniture as f
from benchmarks.extraction.markup import Style, emphasised, esc, precision, slug, when
from benchmarks.extraction.prose import Heading, Photo, Story
from benchmarks.extraction.shape import Drawn, Shape


class _Amp(Style):
    def photo(self, caption: str) -> str:
        legend = f'<div class="amp-note">{esc(caption)}</div>' if caption else ""
        return f'<div class="amp-pic"><amp-img src="{self.image()}" width="600" height="400" layout="responsive"></amp-img>{legend}</div>'


class LightPages(Shape):
    """Pages for phones: custom elements, the byline and the date in one line, a subscription box inside the text."""

    name = "light_pages"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<li><a href="{link}">{name}</a></li>' for name, link in f.menu(self))
        return (
            f'<!doctype html><html amp lang="vi"><head><meta charset="utf-8"><title>{esc(title)} - Tin {self.province}</title></head><body><amp-sidebar id="sb"><ul>{links}</ul></amp-sidebar>'
            f'<div class="bar"><a href="/">Tin {self.province}</a></div><div class="story">{inner}</div><div class="list">{f.teasers(self, rng, count=4)}</div><div class="bottom">{f.licence(self)}<a href="#">Về đầu trang</a></div></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Amp(rng)
        style.inline = emphasised(rng)
        form = self.pick("date", ("seconds", "hours", "dashes"))
        join = self.pick("join", (" - ", " | ", " · "))
        meta = f"{esc(story.signature)}{join}{when(form, story.at)}" if story.signature else when(form, story.at)
        blocks = [style.block(block) for block in story.body]
        box = '<div class="sub"><p>Đăng ký nhận bản tin mỗi sáng</p><input type="email" placeholder="Email"><button>Đăng ký</button></div>'
        if self.on("box", 0.6):
            blocks.insert(len(blocks) // 2, box)
        lead = f'<p class="desc">{esc(story.lead)}</p>' if story.lead else ""
        inner = f'<h1>{esc(story.title)}</h1><div class="meta">{meta}</div>{lead}{"".join(blocks)}<div class="follow">Theo dõi chúng tôi trên <a href="#">Google News</a></div>{f.tags(rng)}{f.related(self, rng)}'
        return Drawn(
            self.chrome(inner, story.title, rng), f"https://{self.host}/amp/{slug(story.title)}-{story.number}.amp", story, precision(form)
        )


class Tabs(Shape):
    """Text, documents and opinions in tabs; who posted it and when in one sentence; captions in small print."""

    name = "tabs"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<a class="nav-link" href="{link}">{name}</a>' for name, link in f.menu(self))
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{esc(title)}</title></head><body><div class="topbar">{f.clock(self, rng)}<a>Đăng nhập</a> <a>English</a></div><div class="navbar">{links}</div>'
            f'<div class="container"><div class="row"><div class="col-8">{inner}</div><div class="col-4"><div class="card">{f.headlines(self, rng, 4)}</div><div class="card">{f.poll(self, rng) if self.on("poll") else f.statistics(rng)}</div></div></div></div>'
            f'<div class="bg-dark">{f.licence(self)}</div></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        class Small(Style):
            def photo(self, caption: str) -> str:
                legend = f'<p class="text-center"><small>{esc(caption)}</small></p>' if caption else ""
                return f'<img class="img-fluid" src="{self.image()}">{legend}'

        style = Small(rng)
        lead = f'<p class="lead">{esc(story.lead)}</p>' if story.lead else ""
        by = (
            f"Đăng bởi <b>{esc(story.signature)}</b> lúc {story.at:%H:%M}, ngày {story.at:%d/%m/%Y}"
            if story.signature
            else f"Đăng lúc {story.at:%H:%M}, ngày {story.at:%d/%m/%Y}"
        )
        files = "".join(
            f'<li><a href="/api/file/{rng.getrandbits(40):x}" download>{esc(name)}</a> <span class="badge">{rng.randint(20, 900)} KB</span></li>'
            for name in story.files
        )
        inner = (
            f'<h2 class="h3">{esc(story.title)}</h2><p class="text-muted">{by} <span>{rng.randint(9, 999)} lượt xem</span></p><ul class="nav nav-tabs"><li><a href="#noidung">Nội dung</a></li><li><a href="#tailieu">Tài liệu</a></li><li><a href="#ykien">Ý kiến</a></li></ul>'
            f'<div class="tab-content"><div class="tab-pane active" id="noidung">{lead}{style.body(story.body)}</div><div class="tab-pane" id="tailieu">{"<ul>" + files + "</ul>" if files else "<p>Không có tài liệu.</p>"}</div>'
            f'<div class="tab-pane" id="ykien">{f.comments(self, rng) if self.on("said") else "<p>Chưa có ý kiến nào.</p>"}{f.comment_form(rng)}</div></div><div class="mt-4">{f.related(self, rng)}</div>'
        )
        return Drawn(self.chrome(inner, story.title, rng), f"https://{self.host}/chi-tiet/{story.number}", story, "time", files=bool(files))


class _Escaped(Style):
    """Soft hyphens, zero-width spaces, entities escaped twice."""

    def p(self, text: str) -> str:
        words = text.split(" ")
        at = self.rng.randrange(len(words))
        if len(words[at]) > 4:
            words[at] = words[at][:2] + "\u00ad" + words[at][2:]
        words[-1] = "\u200b" + words[-1]
        drawn = esc(" ".join(words))
        if self.rng.random() < 0.4:
            drawn = drawn.replace("à", "&amp;agrave;").replace("ế", "&amp;#7871;")
        return f'<p align="justify">&nbsp;&nbsp;&nbsp; {drawn}&nbsp;</p><p>&nbsp;</p>'

    def photo(self, caption: str) -> str:
        legend = f'<p align="center"><i>{esc(caption)}</i></p>' if caption else ""
        return f'<p align="center"><img src="/wps/wcm/connect/{self.rng.getrandbits(64):x}/a.jpg?MOD=AJPERES" /></p>{legend}'


class Connect(Shape):
    """A portal server of 2010: skins in nested tables, the date in brackets behind the headline, dirty text."""

    name = "connect"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<td class="menu-level1"><a href="/wps/portal{link}">{name}</a></td>' for name, link in f.menu(self))
        return (
            f'<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>Sở Thông tin &amp; Truyền thông Tỉnh {self.province}</title></head><body class="tundra">'
            f'<table class="layoutRow"><tr><td>{f.clock(self, rng)}</td></tr><tr>{links}</tr></table><table class="layoutRow"><tr><td valign="top" class="wpsPortletBody">{f.headlines(self, rng, 3)}{f.statistics(rng)}</td>'
            f'<td valign="top"><table class="wpsPortletTitle"><tr><td>Công nghệ thông tin</td></tr></table>{inner}</td></tr></table><table class="footer"><tr><td>{f.licence(self)}</td></tr></table></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Escaped(rng)
        form = self.pick("date", ("seconds", "day", "clock first"))
        lead = f'<div class="trichyeu"><b>({self.host}) – {esc(story.lead)}</b></div>' if story.lead else ""
        story = replace(story, lead=f"({self.host}) – {story.lead}") if story.lead else story
        sign = f'<p align="right"><b>{esc(story.signature)}</b>&nbsp;</p>' if story.signature else ""
        inner = (
            f'<table class="wpsPortletBody" width="100%"><tr><td class="titlenews">{esc(story.title)} <span class="datenews">({when(form, story.at)})</span></td></tr><tr><td>{lead}{style.body(story.body)}{sign}</td></tr>'
            f'<tr><td><a href="#top">Lên đầu trang</a> {f.tools(self)}</td></tr><tr><td class="othernews">{f.related(self, rng, count=8)}</td></tr></table>'
        )
        url = f"http://{self.host}/wps/wcm/connect/{rng.getrandbits(64):x}/tin?MOD=AJPERES&CACHEID={rng.getrandbits(32):x}"
        return Drawn(self.chrome(inner, f"Sở Thông tin và Truyền thông {self.province}", rng), url, story, precision(form))


class _Linked(Style):
    """One word in four belongs to a link to a tag; questions are bold; captions in a description list."""

    def p(self, text: str) -> str:
        words = text.split(" ")
        out = []
        for at in range(0, len(words), 7):
            run = esc(" ".join(words[at : at + 7]))
            out.append(f'<a href="/chu-de/{at}">{run}</a>' if at // 7 % 4 == 2 else run)
        return f"<p>{' '.join(out)}</p>"

    def heading(self, text: str) -> str:
        return f"<p><strong>PV: {esc(text)}, thưa ông?</strong></p>"

    def photo(self, caption: str) -> str:
        legend = f"<dd>{esc(caption)}</dd>" if caption else ""
        return f'<dl class="photo"><dt><img src="{self.image()}"></dt>{legend}</dl>'


class Mislabelled(Shape):
    """UTF-8 declared as a western charset, or encoded twice; text full of links; an accordion of older articles."""

    name = "mislabelled"
    forms = ("news", "short", "notice", "table", "news", "nolead")

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<a href="{link}">{name}</a> | ' for name, link in f.menu(self))
        return (
            f'<html><head><title>{esc(title)} :: {self.province}</title></head><body><div id="hd">{links}</div><div id="bd"><div id="yui-main">{inner}</div><div class="yui-b"><h3>Thông báo</h3>{f.headlines(self, rng, 5)}</div></div>'
            f'<div id="ft">{f.licence(self)}{f.clock(self, rng)}</div></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Linked(rng)
        form = self.pick("date", ("updated", "bar", "nukeviet"))
        lead = f'<p class="intro"><b>{esc(story.lead)}</b></p>' if story.lead else ""
        sign = f'<p class="sig">{esc(story.signature)}</p>' if story.signature else ""
        source = f'<p class="src">(Theo {esc(story.source)})</p>' if story.source and not story.signature else ""
        inner = f'<h2>{esc(story.title)}</h2><div class="d">{when(form, story.at)}</div>{lead}{style.body(story.body)}{sign}{source}<dl class="accordion"><dt>Tin đã đăng tháng trước</dt><dd>{f.headlines(self, rng, 6)}</dd></dl>'
        neutral = (f"(Theo {story.source})", story.source) if source else ()
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"http://{self.host}/?cn={self.portal}&id={story.number}",
            _asked(story),
            precision(form),
            neutral=neutral,
        )

    def encode(self, html: str) -> bytes:
        if self.on("twice"):
            return html.encode().decode("latin-1").encode()
        return html.encode()

    def headers(self) -> dict[str, str]:
        return {"content-type": f"text/html; charset={'utf-8' if self.on('twice') else 'iso-8859-1'}"}


def _asked(story: Story) -> Story:
    """The story with its headings turned into the questions that the page shows."""
    return story.with_body(tuple(Heading(f"PV: {block.text}, thưa ông?") if isinstance(block, Heading) else block for block in story.body))


class _Slides(Style):
    def photo(self, caption: str) -> str:
        legend = f'<div class="photo-desc"><span>{esc(caption)}</span></div>' if caption else ""
        return f'<div class="photo-item"><img data-src="{self.image()}" src="data:image/gif;base64,R0lGOD"></div>{legend}'

    def heading(self, text: str) -> str:
        return f"<h4>{esc(text)}</h4>"


class PhotoStory(Shape):
    """A broadcaster's photo page: many pictures with descriptions, little text; the date in its own data attribute and words; sane JSON-LD in a graph."""

    name = "photo_story"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<li><a href="{link}" title="{name}">{name}</a></li>' for name, link in f.menu(self))
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{esc(title)} | Đài PT-TH {self.province}</title><meta property="og:title" content="{esc(title)} | Đài PT-TH {self.province}"></head><body><div class="hd"><ul>{links}</ul>{f.clock(self, rng)}</div>'
            f'<div class="vid-live"><h3>Đang phát sóng</h3><p>{rng.randint(5, 22)}:00 Thời sự địa phương</p><p>{rng.randint(5, 22)}:30 Phim truyện</p></div>{inner}<div class="ft">{f.licence(self)}</div></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Slides(rng)
        spare = [block.caption for block in f.other(rng, self.province).body if isinstance(block, Photo) and block.caption]
        known = {block.caption for block in story.body if isinstance(block, Photo)}
        story = story.with_body((*story.body, *(Photo(caption) for caption in spare if caption not in known)))
        data = json.dumps(
            {
                "@context": "https://schema.org",
                "@graph": [
                    {"@type": "BreadcrumbList"},
                    {"@type": ["NewsArticle"], "headline": story.title, "datePublished": story.at.isoformat()},
                ],
            },
            ensure_ascii=False,
        )
        lead = f'<div class="sapo-box"><strong>{esc(story.lead)}</strong></div>' if story.lead else ""
        by = f'<div class="author-name">Thực hiện: {esc(story.signature)}</div>' if story.signature else ""
        inner = (
            f'<script type="application/ld+json">{data}</script><div class="news-dt"><h1 class="nd-title">{esc(story.title)}</h1><div class="nd-time" data-time="{int(story.at.timestamp())}">{when("day weekday", story.at)}</div>{lead}'
            f'<div class="nd-body">{style.body(story.body)}</div>{by}</div><div class="nd-react"><span>Thích {rng.randint(0, 90)}</span><span>Chia sẻ {rng.randint(0, 40)}</span></div><div class="nd-more">{f.related(self, rng)}</div>'
            f'<div class="nd-side">{f.teasers(self, rng, count=4)}</div>'
        )
        return Drawn(self.chrome(inner, story.title, rng), f"https://{self.host}/anh/{slug(story.title)}-{story.number}.htm", story, "time")


SHAPES = (LightPages, Tabs, Connect, Mislabelled, PhotoStory)
