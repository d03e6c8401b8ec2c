"""A provincial newspaper, a radio and television station, a paper's light mobile pages and its long photo pages."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import ClassVar

from benchmarks.extraction.heldout2 import furniture as f
from benchmarks.extraction.heldout2.base import Kinh, Second, plain_end
from benchmarks.extraction.heldout2.clock import NOW
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn


class PaperStyle(Kinh):
    def p(self, text: str) -> str:
        return f'<p class="cms-text">{self.inline(text)}</p>'

    def photo(self, caption: str) -> str:
        legend = f'<tr><td class="pCaption caption"><p>{esc(caption)}</p></td></tr>' if caption else ""
        return f'<table class="picture" align="center"><tbody><tr><td class="pic"><img class="cms-photo" data-src="/dataimages/{self.rng.randint(1, 999)}.jpg" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></td></tr>{legend}</tbody></table>'

    def heading(self, text: str) -> str:
        return f'<p class="cms-text"><span class="cms-subhead"><b>{esc(text)}</b></span></p>'

    def quote(self, text: str) -> str:
        return f'<div class="quote cms-quote"><span class="mark">❝</span><p>{esc(text)}</p></div>'


class PaperGrid(Second):
    """A party newspaper on Bootstrap 3: lead as h2 with the paper's initials, links under it, advertisement slots, readers' letters."""

    name = "paper_grid"
    forms: ClassVar = ("news", "long", "theirs", "interview", "photos", "brief", "table", "news", "obituary")

    def _comments(self, story: Story, rng: Random) -> str:
        said = "".join(
            f'<div class="cmt-item"><b class="nickname">{esc(name)}</b><p>{esc(text)}</p><span class="cmt-time">{when}</span><a class="like">Tán thành {rng.randint(0, 40)}</a></div>'
            for name, when, text in f.comments(rng, story.at, rng.randint(0, 4))
        )
        return f'<div class="box-comment"><h3>Thảo luận cùng tòa soạn</h3><textarea placeholder="Viết có dấu, lịch sự"></textarea><input placeholder="Tên hiển thị"><input placeholder="Nhập số bên cạnh"><b>{rng.randint(1000, 9999)}</b><button>Đăng ý kiến</button>{said}</div>'

    def article(self, story: Story, rng: Random) -> Drawn:
        style = PaperStyle(rng)
        blocks = [style.block(block) for block in story.body]
        advert = f'<div class="ads-zone" id="adsWeb_AdsArticleMiddle"><span>Quảng cáo</span><iframe src="//ads.example/{rng.randint(1, 9)}"></iframe></div>'
        story_box = f.others(self, rng, 3)
        inside = f'<article class="relate-inside"><h4>{f.more(self)}</h4><ul>{"".join(f"<li><a href=/a{n}.htm>{esc(title)}</a><p>{esc(lead)}</p></li>" for n, (title, lead, _) in enumerate(story_box[:1]))}</ul></article>'
        if len(blocks) > 4:
            blocks[3:3] = [advert, inside if self.on("inside") else ""]
        initials = self.pick("initials", ("", "(B.T) - ", "BTO- ", "Báo tỉnh - "))
        lead = initials + story.lead if story.lead else ""
        links = "".join(f'<li><a href="/x/{slug(title)}">{esc(title)}</a></li>' for title, _, _ in story_box[1:])
        label = self.pick("label", ("", "Tin, ảnh: ", "Bài và ảnh: ", "Thực hiện: "))
        sign = (
            f'<p class="article-author cms-author" style="text-align:right"><strong>{label}{esc(story.signature.upper() if self.on("upper", 0.3) else story.signature)}</strong></p>'
            if story.signature
            else ""
        )
        source = f'<div class="article__source">Nguồn: {esc(story.source)}</div>' if story.source else ""
        date = f"{f.WEEK[story.at.weekday()]}, {story.at:%d/%m/%Y}, {story.at:%H:%M} [GMT+7]"
        inner = f"""<div class="article-header"><div class="kicker">{esc(f.nav(self)[3])}</div><h1 class="article__title">{esc(story.title)}</h1>
<div class="article__meta"><time class="time">{date}</time><div class="g-news"><a>Theo dõi trên <img alt="Google News" src="/g.png"></a></div><div class="audio"><audio src="/tts.mp3"></audio><span>0:00</span>/<span>4:12</span><a>Nam</a><a>Nữ</a></div></div></div>
{f'<h2 class="article__sapo">{esc(lead)}</h2><ul class="article__related">{links}</ul>' if lead else ""}
<div class="article__body zce-content-body" itemprop="articleBody">{"".join(blocks)}{sign}{source}</div>
<div class="article__tag"><span>Từ khoá:</span>{f.items((f"<a>#{tag}</a>" for tag in f.tags(rng)), "span")}</div>
<div class="coffee"><p>Mời quý độc giả ủng hộ Quỹ Xã hội từ thiện của báo qua số tài khoản {rng.randint(10**9, 10**10)}</p></div>{self._comments(story, rng)}
<div class="box-relation"><h3>{f.near(self)}</h3>{f.listed(f.others(self, rng, 4), "story", teaser=True)}</div>"""
        shown = replace(story, lead=lead, signature=story.signature.upper() if self.on("upper", 0.3) else story.signature)
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/xa-hoi/{story.at:%Y%m}/{slug(story.title)}-{story.number:07}/",
            shown,
            author=bool(story.signature),
            source=bool(story.source),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = f.items((f.link(text) for text in f.nav(self)), cls="dropdown")
        hot = "".join(
            f'<div class="media"><div class="media-body"><h4 class="media-heading">{f.link(head)}</h4><small>{at:%H:%M | %d/%m/%Y}</small><p>{esc(lead)}</p></div></div>'
            for head, lead, at in f.others(self, rng, 5)
        )
        rates = "".join("<tr>" + f.items(row, "td") + "</tr>" for row in f.money(rng))
        return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{esc(title)} - Báo {esc(self.province)} điện tử</title><meta property="og:type" content="article"></head><body>
<header><div class="container"><div class="row"><div class="col-xs-4">{f.clock()}</div><div class="col-xs-4">{f.weather(self, rng)}</div><div class="col-xs-4"><a>Đặt báo in</a><a>E-paper</a></div></div></div></header><nav class="navbar"><ul class="nav navbar-nav">{menu}</ul></nav>
<main class="container"><div class="row"><div class="col-md-8">{inner}</div><aside class="col-md-4"><h3>{f.hot(self)}</h3>{hot}<table class="table">{rates}</table><div class="epaper">Số báo ra ngày {NOW:%d/%m/%Y}</div></aside></div></main>
<footer><div class="container"><p>CƠ QUAN CỦA ĐẢNG BỘ TỈNH {esc(self.province.upper())}</p>{f.items(map(esc, f.footer(self)), "p")}</div></footer><div class="popup"><p>Bật thông báo để nhận tin sớm nhất</p><button>Để sau</button><button>Bật ngay</button></div></body></html>"""


class StationNuxt(Second):
    """A radio and television station, rendered by Nuxt: a player first, then the programme's text; the date stands in a left column."""

    name = "station_nuxt"
    forms: ClassVar = ("news", "brief", "theirs", "interview", "brief", "photos")

    def article(self, story: Story, rng: Random) -> Drawn:
        style = Kinh(rng, messy=0.1)
        day, clock = f"{story.at:%d/%m/%Y}", f"{story.at:%H:%M}"
        state = json.dumps(
            {
                "data": [
                    {
                        "post": {
                            "title": story.title,
                            "sapo": story.lead,
                            "created": story.at.isoformat(),
                            "related": [title for title, _, _ in f.others(self, rng, 3)],
                        }
                    }
                ],
                "serverRendered": True,
            },
            ensure_ascii=False,
        )
        sign = (
            f'<div data-v-7c1 class="d-flex justify-end crew"><span data-v-7c1>Thực hiện: {esc(story.signature)}</span></div>'
            if story.signature
            else ""
        )
        kicker = self.pick("kicker", ("Thời sự 18h30", "Bản tin trưa", "Đời sống quanh ta"))
        seen = f"{rng.randint(1, 90)}.{rng.randint(0, 9)}K lượt phát"
        inner = f"""<div data-v-7c1 class="row"><div data-v-7c1 class="col-2 meta-col"><div data-v-7c1 class="big-day">{clock}</div><div data-v-7c1>{day}</div><div data-v-7c1 class="seen">{seen}</div><div data-v-7c1 class="share-col"><span>Gửi bạn bè</span><span>Nhúng</span></div></div>
<div data-v-7c1 class="col-10"><div data-v-7c1 class="player video-js"><video poster="/p.jpg"></video><div class="vjs-control">00:00 <span>/</span> {rng.randint(2, 9):02}:{rng.randint(10, 59)}</div><button>Tự động phát tiếp</button><div class="vjs-modal-dialog-content">Trình duyệt của bạn không hỗ trợ phát video này.</div></div>
<div data-v-7c1 class="kicker">{kicker}</div><h1 data-v-7c1 class="headline-6">{esc(story.title)}</h1>
{f'<div data-v-7c1 class="desc font-weight-bold">{esc(story.lead)}</div>' if story.lead else ""}<div data-v-7c1 class="ck-content">{style.body(story.body)}</div>{sign}
<!----><div data-v-7c1 class="v-chip-group">{f.items((f"<span class=v-chip__content>{tag}</span>" for tag in f.tags(rng)), "span")}</div></div></div>
<div data-v-9d2 class="next-clips"><div class="title">{f.near(self)}</div>{"".join(f"<div class=clip><a href=/v{n}>{esc(title)}</a><span>{rng.randint(1, 9)}:{rng.randint(10, 59)}</span><span>{at:%d-%m-%Y}</span></div>" for n, (title, _, at) in enumerate(f.others(self, rng, 6)))}</div>"""
        page = self.chrome(inner, story.title, rng).replace("</body>", f"<script>window.__NUXT__={state}</script></body>")
        return Drawn(page, f"https://{self.host}/thoi-su/{slug(story.title)}", replace(story, source=""), author=bool(story.signature))

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        slots = "".join(
            f"<tr><td>{hour:02}:{rng.choice(('00', '15', '45'))}</td><td>{name}</td></tr>"
            for hour, name in zip(
                (5, 6, 11, 14, 18, 20, 22),
                (
                    "Chào ngày mới",
                    "Phim truyện: Gạo nếp gạo tẻ",
                    "Bản tin trưa",
                    "Ca cổ theo yêu cầu",
                    "Thời sự",
                    "Chuyên mục An ninh",
                    "Nhịp đập thể thao",
                ),
                strict=True,
            )
        )
        menu = f.items((f'<a class="v-tab" href="/{slug(text)}">{text}</a>' for text in f.nav(self)), "div")
        return f"""<!doctype html><html data-n-head-ssr lang="vi"><head><meta charset="utf-8"><title>{esc(title)} | Đài PT-TH {esc(self.province)}</title><meta data-n-head="ssr" data-hid="og:site_name" property="og:site_name" content="Đài PT-TH"></head><body><div id="__nuxt"><div id="__layout"><div class="v-application"><div class="live-bar"><b>TRỰC TIẾP</b><span>FM 92,7 MHz</span><span>{f.clock()}</span></div><header class="v-app-bar">{menu}</header>
<main class="v-main"><div class="container">{inner}</div><div class="schedule"><h3>Lịch phát sóng hôm nay</h3><table>{slots}</table></div></main><footer class="v-footer">{"<br>".join(map(esc, f.footer(self)))}</footer></div></div></div></body></html>"""


class AmpStyle(Kinh):
    def __init__(self, rng: Random, links: list[str]) -> None:
        super().__init__(rng, messy=0.15)
        self.links = links

    def photo(self, caption: str) -> str:
        return f'<figure class="amp-fig"><amp-img src="/m/{self.rng.randint(1, 99)}.webp" width="660" height="440" layout="responsive"><noscript><img src="/m/1.webp"></noscript></amp-img>{f"<figcaption>{esc(caption)}</figcaption>" if caption else ""}</figure>'

    def p(self, text: str) -> str:
        drawn = f"<p>{self.inline(text)}</p>"
        if self.links and self.rng.random() < 0.3:
            title = self.links.pop()
            drawn += f'<p class="see-also"><strong>Xem thêm: </strong><a href="/m/{slug(title)}.amp"><strong>{esc(title)}</strong></a></p>'
        return drawn


class AmpMobile(Second):
    """AMP pages of a city's portal: sidebar menu, byline box above the text, see-also lines between paragraphs, an infinite-next card."""

    name = "amp_mobile"
    forms: ClassVar = ("theirs", "news", "photos", "brief", "interview", "steps", "table")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        heads = [title for title, _, _ in f.others(self, rng, 3)]
        style = AmpStyle(rng, heads)
        body = style.body(story.body)
        date = f"{f.WEEK[story.at.weekday()]}, {story.at:%d/%m/%Y} - {story.at:%H:%M}"
        byline = (
            f'<div class="byline"><amp-img src="/avatar.jpg" width="40" height="40"></amp-img><span class="name">{esc(story.signature)}</span><time datetime="{story.at.isoformat()}">{date}</time></div>'
            if story.signature
            else f'<div class="byline"><time datetime="{story.at.isoformat()}">{date}</time></div>'
        )
        data = json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": story.title,
                "datePublished": story.at.isoformat(),
                "dateModified": NOW.isoformat(),
                "publisher": {"@type": "Organization", "name": f.owner(self)},
            },
            ensure_ascii=False,
        )
        inner = f"""<article class="amp-article"><header><a class="cat" href="/m/tin">{esc(f.nav(self)[5])}</a><h1 class="amp-wp-title">{esc(story.title)}</h1>{byline}</header>
{f'<p class="sapo"><em>{esc(story.lead)}</em></p>' if story.lead else ""}<amp-ad width="300" height="250" type="doubleclick"><div placeholder>Tài trợ</div></amp-ad>{body}
<amp-social-share type="facebook"></amp-social-share><p class="original"><a href="https://{self.host}/x">Đọc bản đầy đủ trên máy tính</a></p></article>
<section class="next-cards"><h2>{f.near(self)}</h2>{"".join(f"<a class=card href=/m/{n}.amp><h3>{esc(title)}</h3><p>{esc(lead)}</p><small>{at:%d/%m/%Y - %H:%M}</small></a>" for n, (title, lead, at) in enumerate(f.others(self, rng, 5)))}</section><script type="application/ld+json">{data}</script>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/m/{slug(story.title)}-{story.number}.amp",
            story,
            author=bool(story.signature),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return f"""<!doctype html><html ⚡ lang="vi"><head><meta charset="utf-8"><script async src="https://cdn.ampproject.org/v0.js"></script><title>{esc(title)}</title><style amp-custom>p{{margin:0}}</style></head><body><amp-sidebar id="sb" layout="nodisplay"><button>✕</button>{f.items((f.link(text, "/m") for text in f.nav(self)), "p")}</amp-sidebar>
<header class="top"><button on="tap:sb.toggle">☰</button><a href="/m"><amp-img alt="Cổng {esc(self.province)}" src="/l.png" width="90" height="30"></amp-img></a><span>{f.weather(self, rng)}</span></header>{inner}
<amp-sticky-ad><amp-ad></amp-ad></amp-sticky-ad><amp-user-notification id="c"><p>Chúng tôi dùng cookie để cải thiện trải nghiệm.</p><button>Chấp nhận</button></amp-user-notification><footer>{f.items(map(esc, f.footer(self)[:3]), "p")}</footer></body></html>"""


class LongStyle(Kinh):
    def p(self, text: str) -> str:
        return f'<div class="sc-longform-text"><div class="txt">{self.inline(text)}</div></div>'

    def heading(self, text: str) -> str:
        return f'<div class="sc-longform-title" style="background:#b71c1c"><div class="txt big">{esc(text)}</div></div>'

    def photo(self, caption: str) -> str:
        return f'<div class="sc-media full"><div class="frame" style="background-image:url(/em/{self.rng.randint(1, 99)}.jpg)"></div><img loading="lazy" src="/em/a.jpg" alt="">{f"<div class=sc-cap>{esc(caption)}</div>" if caption else ""}</div>'

    def bullets(self, items: tuple[str, ...]) -> str:
        return "".join(f'<div class="sc-longform-text"><div class="txt"><span>•</span> {esc(item)}</div></div>' for item in items)


class EmagazinePage(Second):
    """Long pages made of builder blocks without one p: the headline as a picture beside a text one, credits in a closing card."""

    name = "emagazine_page"
    forms: ClassVar = ("long", "photos", "interview", "long", "news")

    def article(self, story: Story, rng: Random) -> Drawn:
        style = LongStyle(rng, messy=0.2)
        cards = "".join(
            f'<div class="em-card"><img src="/c.jpg"><a href="/e/{n}">{esc(title)}</a></div>'
            for n, (title, _, _) in enumerate(f.others(self, rng, 4))
        )
        head = "div" if self.on("div title") else "h2"
        credit = (
            f'<div class="sc-credit"><div class="row"><span>Bài và ảnh: </span><b>{esc(story.signature)}</b></div></div>'
            if story.signature
            else ""
        )
        inner = f"""<div class="em-cover"><img class="em-title-image" src="/em/title.png" alt="{esc(story.title)}"><{head} class="em-title">{esc(story.title)}</{head}></div><div class="em-date">Xuất bản lúc {story.at.hour} giờ {story.at.minute:02}, ngày {story.at.day}.{story.at.month}.{story.at.year}</div>
{f'<div class="em-sapo">{esc(story.lead)}</div>' if story.lead else ""}<div class="em-blocks">{style.body(story.body)}</div>{credit}<div class="em-rating">Bạn thấy bài này thế nào? <i>👍 {rng.randint(0, 300)}</i> <i>❤ {rng.randint(0, 300)}</i></div><div class="em-more"><div class="em-more-title">E-Magazine khác</div>{cards}</div>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/emagazine/{slug(story.title)}-{story.number}.html",
            replace(story, source=""),
            author=bool(story.signature),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>[E-Magazine] {esc(title)}</title></head><body class="emagazine"><div class="em-bar"><a href="/">⟵ Về trang báo</a><div class="burger">{f.items((f.link(text) for text in f.nav(self)), "div")}</div></div><div class="em-wrap">{inner}</div><div class="em-foot">{f.items(map(esc, f.footer(self)), "div")}</div></body></html>"""
