"""Newspapers, stations, and what young firms build for provinces."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

from benchmarks.extraction.heldout4 import stories
from benchmarks.extraction.heldout4 import surroundings as around
from benchmarks.extraction.heldout4.base import Hand, Site, shows, when
from benchmarks.extraction.markup import emphasised, esc, slug
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn

_PAPERS = ("Báo {} điện tử", "Báo và Phát thanh, Truyền hình {}")
_STATIONS = ("Đài Phát thanh - Truyền hình {}", "Truyền hình {}")


def _machine(site: Site, story: Story) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "description": story.lead,
        "datePublished": story.at.isoformat(),
        "author": {"@type": "Person", "name": story.signature or site.owner},
        "publisher": {"@type": "Organization", "name": site.owner},
    }
    return f'<meta property="og:type" content="article"><meta property="og:title" content="{esc(story.title)}"><meta property="og:description" content="{esc(story.lead)}"><meta property="article:published_time" content="{story.at.isoformat()}"><script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def _see_also(site: Site, rng: Random) -> str:
    title, link, _ = around.other(site, rng)
    return f'<p class="see-also"><strong>{site.pick("see", ("Xem thêm:", ">> Đọc thêm:", "Tin liên quan:"))} <a href="{link}">{esc(title)}</a></strong></p>'


class CmsBody(Site):
    """A press system: sapo, body and author boxes with machine data; related links stand within the body."""

    name = "cms_body"
    owners = _PAPERS

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            "p",
            self.pick("photo", ("press", "figure", "span")),
            "h2",
            "head",
            inline=emphasised(rng),
            images="https://img.example.vn/upload/2024/3/11/",
        )
        form = self.pick("date", ("dash gmt", "bar time", "posted", "zone"))
        prefix = self.pick("prefix", ("", "ĐTO - ", f"({''.join(w[0] for w in self.province.split())}O) - ", "BĐT - "))
        told = replace(story, lead=prefix + story.lead) if story.lead else story
        top = self.on("author above", 0.4)
        end = self.ending(told, ("right", "em"), signed=False)
        author = f'<div class="article__author"><span class="name cms-author">{esc(told.signature)}</span></div>' if told.signature else ""
        sapo = (
            self.pick(
                "sapo",
                (
                    '<div class="article__sapo cms-desc">{}</div>',
                    '<h2 class="detail-sapo cms-desc">{}</h2>',
                    '<p class="sapo"><strong>{}</strong></p>',
                ),
            ).format(esc(told.lead))
            if told.lead
            else ""
        )
        half = max(1, len(told.body) // 2)
        title, link, _ = around.other(self, rng)
        inset = (
            f'<div class="article-relate"><a class="relate-title" href="{link}">{esc(title)}</a><div class="relate-sapo">{esc(stories.summary(rng, self.province))}</div></div>'
            if self.on("inset") and half > 2
            else ""
        )
        inner = f"""<article class="article"><h1 class="article__title cms-title">{esc(told.title)}</h1><div class="article__meta">{author if top else ""}<time class="time">{when(form, story.at)}</time>{around.share(self, rng)}</div>{around.speech(self, rng)}{sapo}
<div class="article__body cms-body" itemprop="articleBody">{hand.body(told.body[:half])}{inset}{hand.body(told.body[half:])}{end.html}</div>{"" if top else author}{around.tags(self, rng)}</article>
<div class="box-comment">{around.comments(self, rng, 0.7)}</div><div class="article-same">{around.cards(self, rng, 4, "story", "h3", self.on("same lead"))}</div>"""
        url = f"https://{self.host}/{slug(story.title)}-postid{story.number}.bbg"
        meta = _machine(self, told) if self.on("machine", 0.7) else ""
        return Drawn(self.chrome(inner, story.title, rng, meta), url, told, shows(form), end.author, end.source, False, end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="vi">{around.head(self, title, extra)}<body class="detail-page"><header class="site-header"><div class="topbar">{around.clock(self, rng)}<a href="/hotline">Hotline: 0{Random(self.host).randint(900000000, 989999999)}</a></div>{around.menu(self, "navigation")}</header><div class="site-body"><div class="container"><div class="breadcrumbs"><a href="/kinh-te">Kinh tế</a></div><div class="l-content"><div class="main-col">{inner}</div><div class="sub-col">{around.side(self, rng, "widget")}<div class="ads">Quảng cáo</div></div></div></div></div><footer class="site-footer">{around.footer(self, "container")}</footer></body></html>"""


class PaperIds(Site):
    """A provincial paper written in PHP: bold lead in a div, the views on a line of their own, numbers in the address."""

    name = "paper_ids"
    owners = _PAPERS

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("p", "justify", "span")),
            self.pick("photo", ("table", "center", "div")),
            "strong",
            "plain",
            images="/upload/news/5_2025/",
        )
        form = self.pick("date", ("bar", "time bar", "bar time"))
        end = self.ending(story, ("right", "div"))
        lead = (
            self.pick("lead", ('<div class="sapo">{}</div>', '<div class="news-lead"><b>{}</b></div>', "<h2>{}</h2>")).format(
                esc(story.lead)
            )
            if story.lead
            else ""
        )
        kicker = (
            f'<div class="kicker">{self.pick("kick", ("Thực hiện nghị quyết đại hội", "Chuyển đổi số", "Nhịp sống cơ sở"))}</div>'
            if self.on("kicker", 0.4)
            else ""
        )
        more = _see_also(self, rng) if len(story.body) > 4 and self.on("see also", 0.4) else ""
        inner = f"""<div class="detail">{kicker}<h1 class="title">{esc(story.title)}</h1><div class="datetime">{when(form, story.at)}</div><div class="viewed">{rng.randint(1, 20)},{rng.randint(100, 999)} lượt xem</div>{around.share(self, rng)}{lead}<div id="noidung">{hand.body(story.body[:2])}{more}{hand.body(story.body[2:])}{end.html}</div></div>
<div class="tinkhac"><div class="tit">{self.pick("rel", ("TIN CÙNG CHUYÊN MỤC", "Các tin khác"))}</div>{around.others(self, rng, 6, "lst", self.pick("rd", ("({:%d/%m/%Y})", "", "{:%H:%M %d/%m}")))}</div>{around.comments(self, rng, 0.8)}<div class="xemnhieu"><h4>Tin đọc nhiều</h4>{around.cards(self, rng, 3, "it", "h5")}</div>"""
        url = f"https://{self.host}/tin-tuc/{Random(self.host).randint(2, 40)}/{story.number}/{slug(story.title)}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, False, end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html>{around.head(self, title, extra)}<body><div class="top"><div class="date">Thứ sáu, 20/11/2026, 12:0{rng.randint(0, 2)}[GMT+7]</div></div><div class="header"><a href="/"><img src="/logo.png"></a></div>{around.menu(self, "menu-chinh")}<div class="wrap"><div class="left"><div class="duongdan"><a href="/">Trang chủ</a> › <a href="#">Khoa học - Công nghệ</a></div>{inner}</div><div class="right">{around.side(self, rng, "khoi")}</div></div><div class="footer">{around.footer(self, "ft")}</div></body></html>"""


class StationPhp(Site):
    """A television station: the player first, time before day with the counter beside it, the lead is a plain first paragraph."""

    name = "station_php"
    owners = _STATIONS

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("p", "span", "div")),
            self.pick("photo", ("center", "inp", "span")),
            "strong",
            "plain",
            images="/uploads/images/",
        )
        form = self.pick("date", ("clock first", "dashes", "halves"))
        end = self.ending(story, ("right", "last", "em"))
        prefix = self.pick(
            "prefix",
            (f"({''.join(w[0] for w in self.province.split())}TV) ", f"{slug(self.province).replace('-', '').capitalize()}tv.vn - ", ""),
        )
        told = replace(story, lead=prefix + story.lead) if story.lead else story
        lead = (
            self.pick("lead", ("<p>{}</p>", "<p><strong>{}</strong></p>", '<div class="news-des">{}</div>')).format(esc(told.lead))
            if told.lead
            else ""
        )
        player = (
            f'<div class="video-box"><video controls poster="/p.jpg"><source src="/media/{story.number}.mp4" type="video/mp4"></video></div>'
            if self.on("player")
            else ""
        )
        more = _see_also(self, rng) if len(story.body) > 4 and self.on("see also", 0.4) else ""
        inner = f"""<div class="news-detail"><h2 class="news-name">{esc(told.title)}</h2><div class="info">{when(form, story.at)} | <i class="fa fa-eye"></i> :{rng.randint(5, 900)}</div>{player}<div class="news-content">{lead}{hand.body(told.body[:3])}{more}{hand.body(told.body[3:])}{end.html}</div><div class="like-share">{around.share(self, rng)}</div></div>{around.comments(self, rng, 0.7)}
<div class="relate"><h3 class="tit">{self.pick("rel", ("Tin liên quan", "Video cùng chuyên mục", "Tin khác"))}</h3>{around.cards(self, rng, 6, "news-item", "h4")}</div>"""
        url = f"http://{self.host}/thoi-su-trong-tinh/{slug(story.title)}"
        return Drawn(self.chrome(inner, story.title, rng), url, told, shows(form), end.author, end.source, False, end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="vi">{around.head(self, title, extra)}<body><input type="hidden" id="token" value="{rng.getrandbits(128):x}"><div id="header"><div class="container"><div class="live"><a href="/truc-tuyen">TRỰC TUYẾN</a> <a href="/lich-phat-song">Lịch phát sóng</a></div>{around.clock(self, rng)}</div></div>{around.menu(self, "main-nav")}<div class="container main"><div class="row"><div class="col-md-8"><ol class="breadcrumb"><li><a href="/">Trang chủ</a></li><li>Thời sự trong tỉnh</li></ol>{inner}</div><div class="col-md-4">{around.side(self, rng, "sidebar-box")}</div></div></div><div id="footer">{around.footer(self, "container")}<div class="counter">Lượt truy cập: <span id="online">{rng.randint(10**5, 10**7)}</span></div></div></body></html>"""


class TailwindSsr(Site):
    """A rendered application: utility classes only, hashed modules, its data again in a script."""

    name = "tailwind_ssr"

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("p", "justify")),
            self.pick("photo", ("figure", "center", "inp")),
            "h3",
            "head",
            images="/_next/image?url=",
        )
        form = self.pick("date", ("gmt", "bar time", "dash gmt", "time bar"))
        end = self.ending(story, ("right", "em"))
        lead = (
            self.pick(
                "lead",
                ('<p class="mb-4 text-base font-semibold text-neutral-800">{}</p>', '<div class="italic border-l-4 pl-3 mb-6">{}</div>'),
            ).format(esc(story.lead))
            if story.lead
            else ""
        )
        mod = f"{Random(self.host).getrandbits(24):x}"
        inner = f"""<div class="lg:col-span-8"><h1 class="text-2xl font-bold leading-9 mb-2">{esc(story.title)}</h1><div class="flex items-center gap-2 text-sm text-gray-500"><svg class="w-4 h-4"></svg><span>{when(form, story.at)}</span><span class="mx-1">•</span><span>{around.views(self, rng)}</span></div><div class="flex gap-2 my-3"><button class="btn_{mod}">Chia sẻ</button><button class="btn_{mod}">Lưu</button><button class="btn_{mod}">In bài</button></div>{around.speech(self, rng)}{lead}<div class="detail_body__{mod} prose max-w-none">{hand.body(story.body)}{end.html}</div>{around.files(self, story.files, "mt-6 rounded border p-4", "/api/files/")}{around.tags(self, rng)}</div>
<div class="mt-10"><h2 class="text-xl font-semibold uppercase">{self.pick("rel", ("Tin liên quan", "Bài viết khác"))}</h2><div class="grid grid-cols-3 gap-4">{around.cards(self, rng, 3, "card_" + mod, "h3", True)}</div></div>"""
        url = f"https://{self.host}/tin-tuc/{slug(story.title)}-{story.number}"
        data = {
            "props": {
                "pageProps": {"post": {"id": story.number, "title": story.title, "sapo": story.lead, "publishedAt": story.at.isoformat()}}
            }
        }
        shown = f'<meta property="article:published_time" content="{story.at.isoformat()}">' if self.on("og", 0.8) else ""
        meta = f'{shown}<script id="__NEXT_DATA__" type="application/json">{json.dumps(data, ensure_ascii=False)}</script>'
        return Drawn(
            self.chrome(inner, story.title, rng, meta), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral
        )

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="vi">{around.head(self, title, extra)}<body class="__className_9ab1c2 antialiased"><div id="__next"><header class="sticky top-0 z-50 bg-white shadow"><a href="/" class="flex items-center gap-3"><img src="/quoc-huy.png" alt=""><span class="text-lg font-bold text-red-700 uppercase">{esc(self.owner)}</span></a>{around.menu(self, "hidden lg:flex gap-6")}</header><main class="container mx-auto px-4 py-6"><nav class="text-sm text-gray-500"><a href="/">Trang chủ</a> / <a href="/tin-tuc">Tin tức</a> / <span>{esc(title)}</span></nav><div class="grid grid-cols-12 gap-6"><div class="col-span-8">{inner}</div><aside class="col-span-4">{around.side(self, rng, "rounded-lg border p-4 mb-4")}</aside></div></main><footer class="bg-slate-800 text-white py-8">{around.footer(self, "container mx-auto")}</footer></div></body></html>"""


class BladeViews(Site):
    """A local firm's PHP framework: cards of a style kit, the editor's figures, writer and source in a box below."""

    name = "blade_views"

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("p", "span", "justify")),
            self.pick("photo", ("figure", "table", "div")),
            self.pick("h", ("h4", "strong")),
            "head",
            images="/storage/photos/1/",
        )
        form = self.pick("date", ("posted day", "created", "day", "clock first"))
        end = self.ending(story, ("right", "last"), signed=False)
        author = f'<div class="text-right font-weight-bold author-name">{esc(story.signature)}</div>' if story.signature else ""
        lead = (
            self.pick(
                "lead",
                (
                    '<div class="alert alert-light font-weight-bold">{}</div>',
                    '<p class="description"><em>{}</em></p>',
                    '<h5 class="post-desc">{}</h5>',
                ),
            ).format(esc(story.lead))
            if story.lead
            else ""
        )
        twice = f'<h3 class="section-title">{esc(story.title)}</h3>' if self.on("title twice", 0.3) else ""
        inner = f"""{twice}<div class="card post-detail"><div class="card-body"><h1 class="h3 post-title">{esc(story.title)}</h1><div class="d-flex justify-content-between small text-muted"><span><i class="far fa-clock"></i> {when(form, story.at)}</span><span><i class="far fa-eye"></i> {rng.randint(2, 4000)}</span></div><hr>{lead}<div class="content-detail ck-content">{hand.body(story.body)}{end.html}</div>{author}{around.files(self, story.files, "list-files", "/storage/files/")}</div><div class="card-footer">{around.share(self, rng)}{around.rating(self, rng)}</div></div>
<div class="card mt-3"><div class="card-header">{self.pick("rel", ("Tin liên quan", "Cùng chuyên mục"))}</div><div class="card-body row">{around.cards(self, rng, 4, "col-6 post-card", "h6", self.on("card lead", 0.3))}</div></div>{around.comments(self, rng, 0.4)}"""
        url = f"https://{self.host}/bai-viet/{slug(story.title)}.html"
        meta = f'<meta property="article:published_time" content="{story.at.isoformat()}">' if self.on("og", 0.7) else ""
        page = self.chrome(inner, story.title, rng, meta)
        return Drawn(page, url, story, "time" if meta else shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="vi">{around.head(self, title, extra)}<body><div id="app"><div class="top-bar bg-danger text-white">{around.clock(self, rng)}<form class="form-inline"><input name="q" placeholder="Từ khóa tìm kiếm"></form></div><nav class="navbar navbar-expand-lg">{around.menu(self, "collapse navbar-collapse")}</nav><div class="container py-3"><ol class="breadcrumb"><li class="breadcrumb-item"><a href="/">Trang chủ</a></li><li class="breadcrumb-item active">{esc(title)}</li></ol><div class="row"><div class="col-lg-8">{inner}</div><div class="col-lg-4">{around.side(self, rng, "card mb-3")}</div></div></div><footer class="footer py-4">{around.footer(self, "container")}</footer></div></body></html>"""
