"""Newspapers, broadcasters and new sites: component frameworks, readers' comments, players, machine-readable dates sane and not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from random import Random

from benchmarks.extraction.heldout import furniture as f
from benchmarks.extraction.markup import Style, emphasised, esc, precision, slug, when
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn, Shape


class Hashed(Shape):
    """A component framework: class names end in hashes, semantic elements, a player, sane JSON-LD, comments."""

    name = "hashed"

    def c(self, word: str) -> str:
        tail = Random(f"{self.host}/{word}").getrandbits(26)
        return f"{word}_{tail:06x}"

    def chrome(self, inner: str, title: str, rng: Random, head: str = "") -> str:
        links = "".join(f'<a class="{self.c("link")}" href="{link}">{name}</a>' for name, link in f.menu(self))
        return (
            f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{esc(title)} | {self.province} Online</title>{head}</head><body><div id="__next"><header class="{self.c("Header_root")}"><div class="{self.c("Header_top")}">'
            f'{f.clock(self, rng)}<span>{rng.randint(20, 35)}°C {self.province}</span></div><nav>{links}</nav></header><main class="{self.c("Layout_main")}">{inner}</main><section class="{self.c("Trending_box")}">{f.teasers(self, rng, count=4)}</section>'
            f'<footer class="{self.c("Footer_root")}">{f.licence(self)}</footer></div><script id="__NEXT_DATA__" type="application/json">{{"buildId":"{rng.getrandbits(40):x}"}}</script></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = Style(rng)
        style.inline = emphasised(rng)
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.title,
            "datePublished": story.at.isoformat(),
            "author": {"@type": "Organization", "name": f"{self.province} Online"},
        }
        head = f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>' if self.on("ld", 0.7) else ""
        form = self.pick("date", ("zone", "iso", "hours"))
        lead = f'<p class="{self.c("ArticleDetail_sapo")}">{esc(story.lead)}</p>' if story.lead else ""
        by = f'<div class="{self.c("ArticleDetail_author")}">{esc(story.signature)}</div>' if story.signature else ""
        top = by if self.on("author top") else ""
        inner = (
            f'<article class="{self.c("ArticleDetail_wrap")}"><div class="{self.c("Crumb")}">{f.breadcrumb(f.section(self, rng), " / ")}</div><h1 class="{self.c("ArticleDetail_title")}">{esc(story.title)}</h1>'
            f'<div class="{self.c("ArticleDetail_meta")}">{top}<time datetime="{story.at.isoformat()}">{when(form, story.at)}</time></div><div class="{self.c("Audio_player")}"><button>Nghe bài viết</button><span>0:00 / {rng.randint(1, 6)}:{rng.randint(10, 59)}</span><span>Giọng nữ miền Bắc</span></div>'
            f'{lead}<div class="{self.c("ArticleDetail_body")}">{style.body(story.body)}</div>{"" if top else by}<div class="{self.c("Share_row")}">{f.share()}</div>{f.tags(rng)}</article>'
            f'<section class="{self.c("Comment_box")}">{f.comments(self, rng)}<textarea placeholder="Ý kiến của bạn"></textarea><button>Gửi bình luận</button></section><section class="{self.c("Related_list")}">{f.related(self, rng)}</section>'
        )
        url = f"https://{self.host}/{slug(story.title)}-{story.number}.html"
        return Drawn(self.chrome(inner, story.title, rng, head), url, story, "time")


class _Vietnamese(Style):
    box = ""

    def photo(self, caption: str) -> str:
        legend = f'<p class="chu-thich-anh">{esc(caption)}</p>' if caption else ""
        return f'<div class="khung-anh"><img src="{self.image()}" /></div>{legend}'

    def heading(self, text: str) -> str:
        return f"<p><strong>{esc(text)}</strong></p>"

    def bullets(self, items: tuple[str, ...]) -> str:
        return "".join(f"<p>- {esc(item)}</p>" for item in items)


class VietnameseClasses(Shape):
    """A newspaper whose classes are Vietnamese words; a box of related articles stands in the middle of the text."""

    name = "vietnamese_classes"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<li><a href="{link}">{name}</a></li>' for name, link in f.menu(self))
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{esc(title)}</title><meta property="og:site_name" content="Báo {self.province}"></head><body><div class="dau-trang"><h1 class="ten-bao"><a href="/">BÁO {self.province.upper()} ĐIỆN TỬ</a></h1>'
            f'<div class="co-quan">CƠ QUAN CỦA ĐẢNG BỘ TỈNH {self.province.upper()}</div>{f.clock(self, rng)}<ul class="thuc-don">{links}</ul></div><div class="than-trang"><div class="cot-trai">{inner}</div><div class="cot-phai">'
            f'{f.weather(self, rng) if self.on("weather") else ""}{f.teasers(self, rng)}</div></div><div class="chan-trang">{f.licence(self)}</div></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Vietnamese(rng)
        style.inline = emphasised(rng)
        if story.lead and self.on("prefix"):
            story = replace(story, lead=f"(B{self.province[0]}ĐT) - {story.lead}")
        form = self.pick("date", ("posted", "updated", "weekday long", "bar"))
        blocks = [style.block(block) for block in story.body]
        if self.on("box", 0.6) and len(blocks) > 3:
            boxed = f.other(rng, self.province)
            blocks.insert(
                len(blocks) // 2,
                f'<div class="tin-lien-quan"><b>Tin liên quan</b><a href="/{boxed.number}.html">{esc(boxed.title)}</a><p>{esc(boxed.lead)}</p></div>',
            )
        lead = f'<h2 class="mo-ta">{esc(story.lead)}</h2>' if story.lead else ""
        by = f'<p class="tac-gia">{esc(story.signature)}</p>' if story.signature else ""
        source = f'<p class="nguon-tin">Nguồn: {esc(story.source)}</p>' if story.source else ""
        inner = (
            f'<div class="duong-dan">{f.breadcrumb(f.section(self, rng))}</div><div class="chi-tiet-bai-viet"><h1 class="tieu-de">{esc(story.title)}</h1><div class="thong-tin"><span class="ngay">{when(form, story.at)}</span><span class="cong-cu">{f.tools(self)}</span></div>'
            f'{lead}<div class="noi-dung">{"".join(blocks)}</div>{by}{source}<div class="luot-xem">{f.views(rng)} lượt đọc</div></div>{f.rating(rng) if self.on("rating") else ""}{f.tags(rng)}<div class="cung-muc">{f.related(self, rng)}</div>'
            f'<div class="binh-luan">{f.comments(self, rng)}{f.comment_form(rng)}</div>'
        )
        url = f"https://{self.host}/thoi-su/{slug(story.title)}-{story.number}.html"
        return Drawn(
            self.chrome(inner, f"{story.title} - Báo {self.province} điện tử", rng), url, story, precision(form), source=bool(source)
        )


class _SpanCaption(Style):
    def photo(self, caption: str) -> str:
        legend = f'<br /><span class="image-caption">{esc(caption)}</span>' if caption else ""
        return f'<p style="text-align: center;"><img src="/upload/{self.rng.randint(100, 999)}.png" alt="" />{legend}</p>'


class DateBelow(Shape):
    """A broadcaster: video on top, date with a bare counter, either under the headline or below the text."""

    name = "date_below"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<li><a href="{link}">{name}</a></li>' for name, link in f.menu(self))
        return (
            f'<!DOCTYPE html><html><head><meta charset="UTF-8"><title>Truyền hình {self.province}</title><meta property="og:title" content="{esc(title)}"></head><body><div class="container"><div class="row logo"><ul class="navbar-nav">{links}</ul><div class="live"><a>Trực tiếp</a><a>Lịch phát sóng</a></div></div>'
            f'<div class="row"><div class="col-md-8">{inner}</div><div class="col-md-4"><div class="box"><h4>Chương trình mới</h4>{f.headlines(self, rng, 5)}</div>{f.statistics(rng)}</div></div></div><div class="container-fluid bottom"><input type="hidden" id="token" value="{rng.getrandbits(64):x}">'
            f'<div>Đang xem: <span id="dem">{rng.randint(2, 90)}</span></div>{f.licence(self)}</div></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _SpanCaption(rng)
        form = self.pick("date", ("clock first", "seconds", "iso", "words time"))
        date = f'<div class="info">{when(form, story.at)} | <i class="fa fa-eye"></i>:{rng.randint(9, 900)}</div>'
        below = self.on("below", 0.6)
        lead = f"<p><strong>{esc(self.host)} - {esc(story.lead)}</strong></p>" if story.lead else ""
        story = replace(story, lead=f"{self.host} - {story.lead}") if story.lead else story
        sign = f'<p style="text-align:right"><em>{esc(story.signature)}</em></p>' if story.signature else ""
        video = '<div class="video"><iframe src="https://www.youtube.com/embed/x" width="640"></iframe></div>' if self.on("video") else ""
        inner = (
            f'<div class="detail"><h1>{esc(story.title)}</h1>{"" if below else date}{video}<div class="content-detail">{lead}{style.body(story.body)}{sign}</div>{date if below else ""}<div class="fb-like"></div></div>'
            f'<div class="box-comment"><h4>Bình luận</h4>{f.comment_form(rng)}</div><div class="box"><h4>Tin khác</h4>{f.headlines(self, rng, 6)}</div>'
        )
        return Drawn(self.chrome(inner, story.title, rng), f"http://{self.host}/kinh-te/{slug(story.title)}", story, precision(form))


class Scattered(Shape):
    """The text in several containers with advertisements and a quiz between them; the date in a time element; a gallery."""

    name = "scattered"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<a href="{link}">{name}</a>' for name, link in f.menu(self))
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{esc(title)} - {self.province} 24 giờ</title></head><body><div class="masthead">{links}{f.clock(self, rng)}</div><div class="page">{inner}'
            f'<div class="rail"><h2>Nhịp sống {self.province}</h2>{f.teasers(self, rng)}</div></div><div class="colophon">{f.licence(self)}</div></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = Style(rng)
        style.inline = emphasised(rng)
        form = self.pick("date", ("halves", "weekday long", "dashes"))
        blocks = [style.block(block) for block in story.body]
        cut = max(1, len(blocks) // 3)
        parts = [blocks[:cut], blocks[cut : 2 * cut], blocks[2 * cut :]]
        ad = '<div class="qc"><span>Quảng cáo</span><a href="//ads.example.com/c?x=1"><img src="//ads.example.com/b.gif"></a></div>'
        more = (
            f'<div class="readmore">&gt;&gt; Xem thêm: <a href="/x">{esc(f.other(rng, self.province).title)}</a></div>'
            if self.on("more")
            else ""
        )
        between = (ad, ad + more, "")
        text = "".join(f'<div class="paragraphs">{"".join(part)}</div>{gap}' for part, gap in zip(parts, between, strict=True) if part)
        lead = f'<div class="standfirst"><p>{esc(story.lead)}</p></div>' if story.lead else ""
        by = f'<div class="byline">{esc(story.signature)}</div>' if story.signature else ""
        inner = (
            f'<div class="opening"><h1>{esc(story.title)}</h1><time datetime="{story.at.isoformat()}">{when(form, story.at)}</time>{lead}</div>{text}{by}<div class="after">{f.share()}{f.tags(rng)}</div>'
            f'<div class="quiz"><h3>Bạn nghĩ gì về tin này?</h3><button>Vui</button><button>Buồn</button><span>{rng.randint(2, 400)} người đã chọn</span></div><div class="also">{f.related(self, rng)}</div>'
        )
        return Drawn(self.chrome(inner, story.title, rng), f"https://{self.host}/{slug(story.title)}-d{story.number}.html", story, "time")


class MachineLies(Shape):
    """Machine-readable dates that lie: JSON-LD and meta carry the moment of the request; hidden microdata shows in the text."""

    name = "machine_lies"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<li><a href="{link}"><span itemprop="name">{name}</span></a></li>' for name, link in f.menu(self))
        now = (f.FETCHED + timedelta(seconds=rng.randint(0, 3000))).isoformat()
        data = {
            "@context": "http://schema.org",
            "@type": "NewsArticle",
            "headline": f"Cổng thông tin điện tử {self.province}",
            "datePublished": now,
            "dateModified": now,
            "author": {"@type": "Person", "name": f"Cổng thông tin điện tử {self.province}"},
        }
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Cổng thông tin điện tử {self.province} - {esc(title)}</title><meta name="author" content="Cổng thông tin điện tử {self.province}"><meta property="article:published_time" content="{now[:10]}+07{now[11:19]}">'
            f'<meta property="og:title" content="Cổng thông tin điện tử {self.province}"><script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script></head><body><header><h1 class="sr-only">Cổng thông tin điện tử {self.province}</h1><ul class="nav">{links}</ul></header>'
            f'<section class="wrap">{inner}<div class="right">{f.poll(self, rng) if self.on("poll") else ""}{f.statistics(rng)}</div></section><footer><div>{f.licence(self)}</div><div>Cập nhật lần cuối: {f.FETCHED:%d/%m/%Y %H:%M}</div></footer></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = Style(rng)
        form = self.pick("date", ("nukeviet", "posted", "dashes", "day weekday"))
        lead = f'<div class="bqlead">{esc(story.lead)}</div>' if story.lead else ""
        by = f'<p class="text-right"><strong>Tác giả: {esc(story.signature)}</strong></p>' if story.signature else ""
        files = "".join(f'<a class="tep" href="/viewer/web/viewer.html?file=/uploads/{esc(name)}">{esc(name)}</a>' for name in story.files)
        inner = (
            f'<div class="bai" itemscope itemtype="http://schema.org/NewsArticle"><span class="d-none" itemprop="publisher" itemscope><span itemprop="name">Cổng thông tin điện tử {self.province}</span><span itemprop="url">https://{self.host}/uploads/banner.png</span></span><span class="hidden" itemprop="dateModified">{f.FETCHED:%Y-%m-%d}</span>'
            f'<h2 itemprop="headline">{esc(story.title)}</h2><p class="gio">{when(form, story.at)}</p>{lead}<div class="bqbody" itemprop="articleBody">{style.body(story.body)}{by}</div>{"<p class=tailieu><b>Tài liệu đính kèm</b> " + files + "</p>" if files else ""}'
            f'{f.rating(rng)}<div class="in">{f.tools(self)}</div></div><div class="khac">{f.related(self, rng)}</div>'
        )
        url = f"https://{self.host}/bai-viet/{slug(story.title)}-{story.number}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, precision(form), files=bool(files))


class _EmCaption(Style):
    def photo(self, caption: str) -> str:
        legend = f"<em>{esc(caption)}</em>" if caption else ""
        return f'<div class="pic"><img src="{self.image()}">{legend}</div>'

    def quote(self, text: str) -> str:
        return f"<p><i>{esc(text)}</i></p>"


class Commune(Shape):
    """A commune's page: no date but the one in the address, the clock and the licence as traps; several h1."""

    name = "commune"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<li><a href="{link}">{name}</a></li>' for name, link in f.menu(self))
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"/><title>{esc(title)}</title></head><body><div class="header"><h1>ỦY BAN NHÂN DÂN XÃ {self.province.upper()}</h1><marquee>Chào mừng bạn đến với trang thông tin điện tử xã {self.province}</marquee>{f.clock(self, rng)}</div>'
            f'<div class="menu"><ul>{links}</ul></div><div class="body"><div class="left"><h1>THÔNG BÁO</h1>{f.headlines(self, rng, 4, dated=self.on("dated"))}<h1>THỜI TIẾT</h1>{f.weather(self, rng)}</div><div class="center">{inner}</div></div><div class="footer">{f.licence(self)}{f.statistics(rng)}</div></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _EmCaption(rng)
        lead = f"<p><b><i>{esc(story.lead)}</i></b></p>" if story.lead else ""
        sign = f"<p style='text-align:right'><b>{esc(story.signature)}</b></p>" if story.signature else ""
        inner = f'<h1>{esc(story.title)}</h1><div class="text">{lead}{style.body(story.body)}{sign}</div><div class="tools">{f.tools(self)}</div><h1>TIN KHÁC</h1>{f.headlines(self, rng, 5, dated=self.on("dated"))}'
        url = f"https://{self.host}/portal/Pages/{story.at.year}-{story.at.month}-{story.at.day}/{slug(story.title)[:30]}{rng.getrandbits(20):05x}.aspx"
        return Drawn(self.chrome(inner, f"{story.title}", rng), url, story, "day")
