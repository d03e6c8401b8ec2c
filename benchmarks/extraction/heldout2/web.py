"""Sites of the last years: Next with utility classes, Angular on the server, a page builder on WordPress, Drupal in two languages."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import ClassVar

from benchmarks.extraction.heldout2 import furniture as f
from benchmarks.extraction.heldout2.base import Kinh, Second, plain_end
from benchmarks.extraction.heldout2.clock import NOW
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.prose import Heading, Story
from benchmarks.extraction.shape import Drawn


class UtilityStyle(Kinh):
    def p(self, text: str) -> str:
        return f'<p class="mb-4 text-base leading-7 text-slate-800 text-justify">{self.inline(text)}</p>'

    def heading(self, text: str) -> str:
        return f'<h2 class="mt-8 mb-3 text-xl font-semibold" id="{slug(text)}">{esc(text)}</h2>'

    def photo(self, caption: str) -> str:
        legend = f'<span class="block text-sm italic text-center text-gray-500">{esc(caption)}</span>' if caption else ""
        return f'<div class="my-6"><div class="relative w-full aspect-video"><img decoding="async" src="/_next/image?url=%2Fu%2F{self.rng.randint(1, 99)}.png&amp;w=1920&amp;q=75" alt=""></div>{legend}</div>'

    def table(self, rows: tuple[tuple[str, ...], ...]) -> str:
        head = "".join(f'<th class="px-3 py-2">{esc(cell)}</th>' for cell in rows[0])
        rest = "".join(
            '<tr class="odd:bg-slate-50">' + "".join(f'<td class="px-3 py-2"><div>{esc(cell)}</div></td>' for cell in row) + "</tr>"
            for row in rows[1:]
        )
        return f'<div class="overflow-x-auto"><table class="min-w-full"><thead><tr>{head}</tr></thead><tbody>{rest}</tbody></table></div>'


class NextDigital(Second):
    """A digital transformation portal on Next: everything is a div with utilities, relative times with the absolute one in a title, state as JSON."""

    name = "next_digital"
    forms: ClassVar = ("news", "steps", "theirs", "long", "brief", "table", "interview", "invitation")

    def article(self, story: Story, rng: Random) -> Drawn:
        style = UtilityStyle(rng)
        months = max(1, (NOW - story.at).days // 30)
        ago = f"{months} tháng trước" if months < 12 else f"{months // 12} năm trước"
        full = f"{story.at:%H:%M}, {f.WEEK[story.at.weekday()]} {story.at:%d/%m/%Y}"
        toc = f.items(f'<a href="#{slug(block.text)}">{esc(block.text)}</a>' for block in story.body if isinstance(block, Heading))
        by = f'<span class="text-sm font-medium">{esc(story.signature)}</span><span class="mx-2">·</span>' if story.signature else ""
        blob = json.dumps(
            {
                "props": {
                    "pageProps": {
                        "post": {"title": story.title, "content": story.lead, "createdAt": story.at.isoformat()},
                        "others": [
                            {"title": head, "excerpt": lead, "createdAt": at.isoformat()} for head, lead, at in f.others(self, rng, 3)
                        ],
                    }
                },
                "page": "/tin/[slug]",
                "buildId": "x",
            },
            ensure_ascii=False,
        )
        assistant = '<div class="my-5 rounded-xl bg-blue-50 p-4"><div class="flex gap-2"><svg></svg><b>Trợ lý AI tóm tắt</b></div><button>Bấm để tạo bản tóm tắt</button></div>'
        files = "".join(
            f'<a class="flex items-center gap-3 rounded border p-3" href="/api/files/{rng.getrandbits(32):x}">{esc(name)}</a>'
            for name in story.files
        )
        inner = f"""<div class="lg:col-span-8"><nav aria-label="Breadcrumb" class="flex text-sm"><a href="/">Trang nhất</a><span>/</span><a href="/tin">{esc(f.nav(self)[2])}</a></nav>
<span class="inline-flex rounded-full bg-red-100 px-2 text-xs">{esc(f.nav(self)[2])}</span><h1 class="mt-2 text-3xl font-bold tracking-tight">{esc(story.title)}</h1>
<div class="mt-3 flex items-center text-gray-500">{by}<time class="text-sm" title="{full}" datetime="{story.at.isoformat()}">{ago}</time><span class="mx-2">·</span><span>{rng.randint(2, 9)} phút đọc</span><span>{rng.randint(10, 900)} lượt</span></div>
{f'<p class="mt-6 text-lg font-semibold">{esc(story.lead)}</p>' if story.lead else ""}{assistant if self.on("assistant") else ""}{f'<details class="my-4 border p-3"><summary>Trong bài này</summary><ul>{toc}</ul></details>' if toc else ""}
<div class="prose prose-lg max-w-none mt-6">{style.body(story.body)}</div>{f'<p class="mt-4 text-right italic">Nguồn: {esc(story.source)}</p>' if story.source else ""}{f'<div class="mt-8"><h3 class="text-sm uppercase">Tệp tin kèm theo</h3>{files}</div>' if files else ""}
<div class="mt-6 flex gap-2"><button>Thích</button><button>Lưu lại</button><button>Sao chép liên kết</button></div></div>
<div class="lg:col-span-4"><h2 class="text-lg">{f.near(self)}</h2>{"".join(f"<a class='flex gap-3 py-2' href='/tin/{slug(title)}'><div class='w-24'></div><div><div class='line-clamp-2 font-medium'>{esc(title)}</div><div class='text-xs text-gray-400'>{at:%d/%m/%Y}</div></div></a>" for title, _, at in f.others(self, rng, 6))}</div>"""
        page = self.chrome(inner, story.title, rng).replace(
            "</body>", f'<script id="__NEXT_DATA__" type="application/json">{blob}</script></body>'
        )
        return Drawn(
            page,
            f"https://{self.host}/tin/{slug(story.title)}",
            story,
            author=bool(story.signature),
            source=bool(story.source),
            files=bool(story.files),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return f"""<!DOCTYPE html><html lang="vi" class="__variable_e8ce0c"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>{esc(title)}</title></head><body class="antialiased"><div id="__next"><div class="min-h-screen"><header class="sticky top-0 z-50 bg-white/80 backdrop-blur"><div class="flex h-16 items-center justify-between"><a class="font-bold" href="/">Cổng Chuyển đổi số {esc(self.province)}</a><nav class="hidden lg:flex">{f.items((f.link(text, "", 'class="px-3"') for text in f.nav(self)), "div")}</nav><button>EN</button><button aria-label="dark">🌙</button></div></header>
<main class="container mx-auto grid lg:grid-cols-12 gap-8">{inner}</main><section class="bg-indigo-600 p-10 text-white"><h2>Nhận bản tin số hằng tuần</h2><form><input placeholder="Email của bạn"/><button>Đăng ký nhận</button></form></section><footer class="grid grid-cols-4">{f.items(map(esc, f.footer(self)), "div")}<div>DTI cấp tỉnh: 0,{rng.randint(500, 900)}</div></footer></div></div></body></html>"""


class NgStyle(Kinh):
    def p(self, text: str) -> str:
        return f'<p _ngcontent-ng-c417="">{self.inline(text)}</p>'

    def photo(self, caption: str) -> str:
        return (
            f'<figure class="image image_resized" style="width:80%"><img src="https://files.example/{self.rng.getrandbits(40):x}"><!----><figcaption>{esc(caption)}</figcaption></figure>'
            if caption
            else '<p _ngcontent-ng-c417=""><img src="/x"></p>'
        )


def _icon(name: str) -> str:
    return f'<mat-icon role="img" class="mat-icon notranslate material-icons">{name}</mat-icon>'


class AngularNotices(Second):
    """Notices and schedules of a district office, Angular on the server: custom elements, icon names as text, months in words."""

    name = "angular_notices"
    forms: ClassVar = ("agenda", "invitation", "brief", "agenda", "theirs", "obituary", "news", "steps")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = NgStyle(rng)
        date = f"{story.at.day} tháng {story.at.month}, {story.at.year} lúc {story.at:%H:%M}"
        sign = f'<p style="text-align:right;"><strong>{esc(story.signature)}</strong></p>' if story.signature else ""
        files = "".join(
            f'<mat-list-item>{_icon("attach_file")}<a _ngcontent-ng-c417="" href="/api/dl/{rng.getrandbits(40):x}">{esc(name)}</a>{_icon("download")}</mat-list-item>'
            for name in story.files
        )
        inner = f"""<app-article-detail _nghost-ng-c417=""><mat-card class="mat-mdc-card"><mat-card-header><button mat-icon-button>{_icon("arrow_back")}</button><mat-card-title class="mat-mdc-card-title">{esc(story.title)}</mat-card-title></mat-card-header>
<div class="sub">{_icon("schedule")}<span>{date}</span>{_icon("visibility")}<span>{rng.randint(3, 990)}</span>{_icon("print")}{_icon("share")}{_icon("text_increase")}</div><mat-divider></mat-divider>
<mat-card-content>{f'<div class="abstract">{esc(story.lead)}</div>' if story.lead else ""}<div class="ck-content">{style.body(story.body)}{sign}</div></mat-card-content>{f"<mat-list><div mat-subheader>Văn bản kèm theo</div>{files}</mat-list>" if files else ""}</mat-card>
<app-rating>{_icon("star") * 4}{_icon("star_border")}<span>Hãy là người đầu tiên chấm sao</span></app-rating><app-related><h3>{f.near(self)}</h3>{f.listed(f.others(self, rng, 5), "rel")}</app-related></app-article-detail>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/thong-bao/chi-tiet/{story.number}",
            story,
            author=bool(story.signature),
            files=bool(story.files),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        state = json.dumps({"G.json./api/menu": {"body": [{"name": text} for text in f.nav(self)]}}, ensure_ascii=False)
        menu = f.items((f"<span>{text}</span>" for text in f.nav(self)), "mat-nav-item")
        return f"""<!DOCTYPE html><html lang="vi" data-beasties-container><head><meta charset="utf-8"><title>{esc(title)}</title><base href="/"></head><body class="mat-typography"><app-root ng-version="17.3.1" ng-server-context="ssr"><app-header><mat-toolbar><img alt="Quốc huy"><span>VĂN PHÒNG HĐND - UBND {esc(self.province.upper())}</span><span class="tick">{f.clock()}</span></mat-toolbar>{menu}</app-header><router-outlet></router-outlet>{inner}
<app-footer><div>{"</div><div>".join(map(esc, f.footer(self)))}</div></app-footer></app-root><script id="ng-state" type="application/json">{state}</script></body></html>"""


class BuilderStyle(Kinh):
    def heading(self, text: str) -> str:
        return f'<h2 class="wp-block-heading"><span class="ez-toc-section" id="{slug(text)}"></span>{esc(text)}<span class="ez-toc-section-end"></span></h2>'

    def photo(self, caption: str) -> str:
        legend = f'<figcaption class="wp-caption-text">{esc(caption)}</figcaption>' if caption else ""
        return f'<figure id="attachment_{self.rng.randint(100, 9999)}" class="wp-caption aligncenter"><img class="size-full" src="/wp-content/uploads/2024/03/i-{self.rng.randint(1, 99)}.jpg" width="800" height="533" />{legend}</figure>'

    def bullets(self, items: tuple[str, ...]) -> str:
        return '<ul class="wp-block-list">' + "".join(f"<li>{esc(item)}</li>" for item in items) + "</ul>"


class HospitalBuilder(Second):
    """A university hospital on WordPress with a page builder: contents box, booking call and doctor card inside the text, day only."""

    name = "hospital_builder"
    forms: ClassVar = ("news", "interview", "steps", "theirs", "long", "brief", "photos")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = BuilderStyle(rng)
        blocks = [style.block(block) for block in story.body]
        toc = (
            '<div id="ez-toc-container" class="counter-hierarchy"><div class="ez-toc-title-container"><p class="ez-toc-title">Mục lục bài viết</p></div><nav><ul class="ez-toc-list">'
            + "".join(f'<li><a href="#{slug(block.text)}">{esc(block.text)}</a></li>' for block in story.body if isinstance(block, Heading))
            + "</ul></nav></div>"
        )
        booking = f'<div class="booking-inline"><p>Đặt hẹn khám với chuyên gia, quý khách gọi tổng đài 1900 {rng.randint(1000, 9999)} hoặc bấm nút dưới đây</p><a class="btn" href="/dat-lich">ĐẶT HẸN NGAY</a></div>'
        if len(blocks) > 3:
            blocks.insert(2, booking)
            blocks.insert(1, toc if "<li>" in toc else "")
        sign = f'<p style="text-align: right;"><strong>{esc(story.signature)}</strong></p>' if story.signature else ""
        data = json.dumps(
            {
                "@context": "https://schema.org",
                "@graph": [
                    {
                        "@type": "Article",
                        "headline": story.title,
                        "datePublished": story.at.isoformat(),
                        "dateModified": story.at.isoformat(),
                        "author": {"name": "quantri"},
                    },
                    {"@type": "BreadcrumbList", "itemListElement": []},
                ],
            },
            ensure_ascii=False,
        )
        inner = f"""<div class="elementor elementor-{rng.randint(100, 999)}"><section class="elementor-section elementor-top-section"><div class="elementor-container"><div class="elementor-column"><div class="elementor-widget-wrap">
<div class="elementor-element elementor-widget elementor-widget-theme-post-title"><div class="elementor-widget-container"><h1 class="elementor-heading-title elementor-size-default">{esc(story.title)}</h1></div></div>
<div class="elementor-element elementor-widget elementor-widget-post-info"><ul class="elementor-inline-items elementor-icon-list-items elementor-post-info"><li class="elementor-icon-list-item"><span class="elementor-icon-list-icon"><i class="far fa-calendar"></i></span><span class="elementor-post-info__item--type-date">{story.at.day} Tháng {story.at.month}, {story.at.year}</span></li><li><span>{rng.randint(0, 5)} góp ý</span></li></ul></div>
<div class="elementor-element elementor-widget elementor-widget-theme-post-content"><div class="elementor-widget-container">{f"<p><strong>{esc(story.lead)}</strong></p>" if story.lead else ""}{"".join(blocks)}{sign}</div></div>
<div class="kk-star-ratings"><div class="kksr-legend">{rng.randint(3, 5)}/5 - ({rng.randint(1, 30)} bình chọn)</div></div></div></div>
<div class="elementor-column sidebar"><div class="elementor-widget-wrap"><h4>Chuyên gia của chúng tôi</h4><div class="doctor"><b>TS.BS Lê Minh Châu</b><p>Hơn 20 năm kinh nghiệm trong lĩnh vực nội thần kinh, từng tu nghiệp tại Pháp và Nhật Bản.</p></div><h4>{f.near(self)}</h4>{"".join(f"<article class=elementor-post><h3>{f.link(title)}</h3><div class=elementor-post__excerpt><p>{esc(lead)}</p></div><span>{at:%d/%m/%Y}</span></article>" for title, lead, at in f.others(self, rng, 3))}</div></div></div></section></div>"""
        page = self.chrome(inner, story.title, rng).replace(
            "</head>",
            f'<meta property="article:published_time" content="{story.at.isoformat()}"><script type="application/ld+json" class="yoast-schema-graph">{data}</script></head>',
        )
        return Drawn(page, f"https://{self.host}/{slug(story.title)}/", story, author=bool(story.signature))

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        faq = "".join(
            f'<div class="elementor-accordion-item"><div class="elementor-tab-title"><a>{q}</a></div><div class="elementor-tab-content"><p>{a}</p></div></div>'
            for q, a in (
                ("Bệnh viện có khám thứ Bảy không?", "Có. Phòng khám mở cửa từ 7 giờ đến 11 giờ 30 sáng thứ Bảy hằng tuần."),
                ("Khám có cần nhịn ăn?", "Tùy xét nghiệm, nhân viên sẽ dặn trước khi quý khách đến."),
            )
        )
        return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8"><title>{esc(title)} - Bệnh viện Trường Đại học</title></head><body class="single single-post elementor-default elementor-kit-7"><header class="elementor-location-header"><div class="elementor-widget-image"><img alt="Logo"></div><nav class="elementor-nav-menu">{f.items((f.link(text) for text in ("Khám bệnh", "Chuyên khoa", "Đội ngũ bác sĩ", "Bảng giá", *f.nav(self)[:3])), "li", "menu-item")}</nav><a>Cấp cứu 24/7: 0{rng.randint(200, 299)} 3{rng.randint(100000, 999999)}</a></header>
{inner}<section class="faq"><h2>Câu hỏi thường gặp</h2>{faq}</section><footer class="elementor-location-footer">{f.items(map(esc, f.footer(self)), "div", "elementor-widget-text-editor")}</footer><div class="elementor-popup-modal"><h3>Để lại số điện thoại, bác sĩ gọi lại</h3><form><input placeholder="Số điện thoại"><button>Gửi</button></form></div></body></html>"""


class DrupalBilingual(Second):
    """A ministry's unit on Drupal with English labels around Vietnamese texts, fields inside fields, and a short weekday date."""

    name = "drupal_bilingual"
    forms: ClassVar = ("theirs", "decree", "news", "invitation", "brief", "interview", "table", "long")

    def article(self, story: Story, rng: Random) -> Drawn:
        style = Kinh(rng)
        stamp = f"{f.SHORT_WEEK[story.at.weekday()]}, {story.at:%d/%m/%Y} - {story.at:%H:%M}"
        files = "".join(
            f'<div class="field__item"><span class="file file--mime-application-pdf"><a href="/sites/default/files/2024-03/{f.path(name)}" type="application/pdf">{esc(name)}</a></span><span>({rng.randint(80, 990)} KB)</span></div>'
            for name in story.files
        )
        by = (
            f'<div class="field field--name-field-author"><div class="field__label">Author</div><div class="field__item">{esc(story.signature)}</div></div>'
            if story.signature
            else ""
        )
        lead = f'<div class="field field--name-field-summary field--type-text-long"><p>{esc(story.lead)}</p></div>' if story.lead else ""
        inner = f"""<div data-drupal-messages-fallback class="hidden"></div><div id="block-page-title"><h1 class="page-header"><span class="field field--name-title">{esc(story.title)}</span></h1></div>
<article role="article" class="node node--type-article node--view-mode-full clearfix"><footer class="node__meta"><div class="node__submitted">Published on <span>{stamp}</span></div></footer><div class="node__content">{lead}
<div class="clearfix text-formatted field field--name-body field__item">{style.body(story.body)}</div>{by}{f'<div class="field field--name-field-attachment"><div class="field__label">Attachments</div>{files}</div>' if files else ""}
<div class="node__links"><ul class="links inline"><li><a href="/en/node/{story.number}">English</a></li><li><a>Log in or register to post comments</a></li></ul></div></div></article>
<div class="views-element-container"><h2 class="block-title">Related news</h2><div class="view-content">{"".join(f"<div class=views-row><div class=views-field-title>{f.link(title)}</div><div class=views-field-created>{at:%d/%m/%Y}</div><div class=views-field-body><p>{esc(lead_of)}</p></div></div>" for title, lead_of, at in f.others(self, rng, 4))}</div></div>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/vi/node/{story.number}",
            replace(story, source=""),
            author=bool(story.signature),
            files=bool(story.files),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        english = ("Home", "About us", "News and events", "Laws and regulations", "Online services", "Contact")
        return f"""<!DOCTYPE html><html lang="vi" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8"/><meta name="Generator" content="Drupal 10 (https://www.drupal.org)"/><title>{esc(title)} | National Agency</title></head><body class="path-node page-node-type-article"><a href="#main-content" class="visually-hidden focusable">Skip to main content</a><div class="dialog-off-canvas-main-canvas"><header role="banner"><div class="region-header"><a href="/" title="Home">Cục Công nghệ - Technology Authority</a></div><ul class="language-switcher-language-url"><li hreflang="en"><a>English</a></li><li hreflang="vi"><a>Tiếng Việt</a></li></ul><ul class="menu menu--main nav">{f.items((f.link(text) for text in english), "li")}</ul></header>
<ol class="breadcrumb"><li><a>Home</a></li><li>News</li></ol><div role="main" class="main-container"><a id="main-content"></a><section class="col-sm-9">{inner}</section><aside class="col-sm-3" role="complementary"><h2>Announcements</h2>{f.listed(f.others(self, rng, 3), "menu")}<h2>User login</h2><form><label>Username</label><input><label>Password</label><input></form></aside></div><footer class="footer">{"<br/>".join(map(esc, f.footer(self)))}<p>Best viewed with Chrome 1366x768</p></footer></div></body></html>"""
