"""Other releases of the same systems, and two houses that many papers and offices rent."""

from __future__ import annotations

from random import Random

from benchmarks.extraction.heldout4 import stories
from benchmarks.extraction.heldout4 import surroundings as around
from benchmarks.extraction.heldout4.base import Hand, Site, named, shows, when
from benchmarks.extraction.markup import emphasised, esc, slug
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn


class DetailRoles(Site):
    """A big press house's system: parts named by roles, related stories set into the body as sortable boxes."""

    name = "detail_roles"
    owners = ("Báo {} điện tử", "Cổng Thông tin điện tử tỉnh {}")

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(rng, "p", "vcc", "h3", "plain", inline=emphasised(rng), images="https://cdn.example.vn/thumb_w/777/2026/2/28/")
        dot = '<span class="icon"><svg width="5" height="6"><circle cx="2.5" cy="3" r="2.5"></circle></svg></span>'
        end = self.ending(story, ("right", "em"), signed=False)
        sapo = f'<h2 class="detail-sapo" data-role="sapo">{esc(story.lead)}</h2>' if story.lead else ""
        title, link, _ = around.other(self, rng)
        box = f'<div class="VCSortableInPreviewMode alignCenter" type="RelatedOneNews"><a class="VCCTitle" href="{link}">{esc(title)}</a><p class="VCObjectBoxRelatedNewsItemSapo">{esc(stories.summary(rng, self.province))}</p></div>'
        half = len(story.body) // 2
        inset = box if self.on("inset", 0.7) and half > 1 else ""
        author = f'<div class="detail-author-bot" data-role="author">{esc(story.signature)}</div>' if story.signature else ""
        inner = f"""<div class="detail-breadcrumb"><ul><li><a href="/khoa-giao.htm" data-role="cate-name">Khoa giáo</a></li></ul></div><h1 class="detail-title" data-role="title">{esc(story.title)}</h1>{sapo}<div class="detail-info"><div class="detail-time"><div data-role="publishdate">{story.at:%d/%m/%Y} {dot} {story.at:%H:%M}</div></div><div class="detail-social">{around.share(self, rng)}</div></div>{around.speech(self, rng)}
<div class="detail-content afcbc-body clearfix" data-role="content">{hand.body(story.body[:half])}{inset}{hand.body(story.body[half:])}{end.html}</div>{author}{around.tags(self, rng)}<div class="detail-related"><div class="box-title">{self.pick("rel", ("Tin liên quan", "Đọc nhiều", "Cùng chuyên mục"))}</div>{around.cards(self, rng, 5, "box-category-item", "h3", self.on("lead cards"))}</div>{around.comments(self, rng, 0.6)}"""
        meta = f'<meta property="og:title" content="{esc(story.title)}"><meta property="og:description" content="{esc(story.lead)}"><meta property="article:published_time" content="{story.at.isoformat()}"><meta property="article:author" content="{esc(self.owner)}">'
        url = f"https://{self.host}/{slug(story.title)}-1022{story.at:%y%m%d%H%M%S}{story.number % 1000:03}.htm"
        return Drawn(self.chrome(inner, story.title, rng, meta), url, story, "time", end.author, end.source, False, end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="vi">{around.head(self, title, extra)}<body><header class="header"><div class="header__top"><div class="header__date">{around.clock(self, rng)}</div><a href="/app">Tải ứng dụng</a></div>{around.menu(self, "header__nav")}</header><div class="main"><div class="container"><div class="detail__page"><div class="detail-main">{inner}</div><div class="detail-sub">{around.side(self, rng, "box-side")}<div class="adm"><span>Quảng cáo</span></div></div></div></div></div><footer class="footer">{around.footer(self, "footer__info")}</footer></body></html>"""


class BlockTheme(Site):
    """WordPress in a block theme: every part of the page is a block, the pattern for comments and the next post below."""

    name = "block_theme"
    owners = ("Trung tâm Khuyến công {}", "Liên hiệp các Hội Khoa học và Kỹ thuật {}", "Công đoàn ngành {}")

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(rng, "p", self.pick("photo", ("figure", "center")), "h2", "plain", images="/wp-content/uploads/2025/06/")
        form = self.pick("date", ("day month word", "day", "month word"))
        end = self.ending(story, ("last", "em"))
        lead = (
            self.pick(
                "lead",
                (
                    '<p class="has-medium-font-size">{}</p>',
                    "<p><strong>{}</strong></p>",
                    '<p class="wp-block-post-excerpt__excerpt">{}</p>',
                ),
            ).format(esc(story.lead))
            if story.lead
            else ""
        )
        prev = esc(around.other(self, rng)[0])
        inner = f"""<main class="wp-block-group has-global-padding is-layout-constrained"><h1 class="wp-block-post-title has-x-large-font-size">{esc(story.title)}</h1><div class="wp-block-template-part"><div class="wp-block-group is-layout-flex"><div class="wp-block-post-date"><time datetime="{story.at.isoformat()}">{when(form, story.at)}</time></div><p class="has-contrast-2-color">—</p><p>bởi</p><div class="wp-block-post-author-name"><a href="/author/quantri" class="wp-block-post-author-name__link">quantri</a></div><p>trong</p><div class="taxonomy-category wp-block-post-terms"><a href="/category/tin" rel="tag">Tin hoạt động</a></div></div></div>
<div class="entry-content wp-block-post-content has-global-padding is-layout-constrained">{lead}{hand.body(story.body)}{end.html}</div><div class="wp-block-group">{around.files(self, story.files, "wp-block-file", "/wp-content/uploads/2025/06/")}</div><nav class="wp-block-group"><div class="post-navigation-link-previous wp-block-post-navigation-link"><span class="post-navigation-link__label">Trước: </span> <a href="#" rel="prev">{prev}</a></div></nav><div class="wp-block-comments"><h2 class="wp-block-comments-title">Bình luận</h2><div class="comment-respond wp-block-post-comments-form"><h3 class="comment-reply-title">Để lại một bình luận</h3><p>Email của bạn sẽ không được hiển thị công khai.</p></div></div></main>"""
        url = f"https://{self.host}/{story.at:%Y/%m/%d}/{slug(story.title)}/"
        return Drawn(self.chrome(inner, story.title, rng), url, story, "time", end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="vi">{around.head(self, title, extra)}<body class="wp-embed-responsive"><div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/" rel="home">{esc(self.owner)}</a></p>{around.menu(self, "wp-block-navigation")}</header>{inner}<footer class="wp-block-template-part">{around.footer(self, "wp-block-group")}<p>Thiết kế với <a href="https://vi.wordpress.org" rel="nofollow">WordPress</a></p></footer></div></body></html>"""


class NodeFields(Site):
    """Drupal 9: short weekday in the line of the author, the summary in a field of its own, links of the forum's kind."""

    name = "node_fields"

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("p", "justify")),
            self.pick("photo", ("figure", "inp", "center")),
            "h3",
            "head",
            images="/sites/default/files/inline-images/",
        )
        day = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")[story.at.weekday()]
        end = self.ending(story, ("right", "em"))
        field = self.on("summary", 0.6)
        summary = (
            f'<div class="clearfix text-formatted field field--name-field-tom-tat field--type-text-long field--label-hidden field__item"><p>{esc(story.lead)}</p></div>'
            if story.lead and field
            else ""
        )
        first = f"<p><strong>{esc(story.lead)}</strong></p>" if story.lead and not field else ""
        inner = f"""<div id="block-theme-page-title" class="block block-core block-page-title-block"><div class="content"><h1 class="title page-title"><span class="field field--name-title field--type-string field--label-hidden">{esc(story.title)}</span></h1></div></div>
<article role="article" about="/node/{story.number}" class="node node--type-article node--promoted node--view-mode-full clearfix"><footer class="node__meta"><div class="node__submitted">Được gửi bởi <span class="field field--name-uid"><span>bbt</span></span> vào <span class="field field--name-created">{day}, {story.at:%d/%m/%Y - %H:%M}</span></div></footer><div class="node__content clearfix">{summary}<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item">{first}{hand.body(story.body)}{end.html}</div>{around.files(self, story.files, "field field--name-field-dinh-kem field--type-file", "/sites/default/files/2024-03/")}<section class="field field--name-comment comment-wrapper"><h2 class="comment-form__title">Thêm bình luận mới</h2><form><label>Tên của bạn</label><input><label>Bình luận</label><textarea></textarea></form></section><div class="node__links"><ul class="links inline"><li class="comment-forbidden"><a href="/user/login">Đăng nhập</a> để gửi ý kiến</li></ul></div></div></article>
<div class="views-element-container block"><h2>{self.pick("rel", ("Bài cùng mục", "Tin mới nhất"))}</h2>{around.others(self, rng, 6, "views-list", self.pick("rd", ("", "{:%d/%m/%Y}")))}</div>"""
        url = f"https://{self.host}/tin-tuc/{slug(story.title)}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, "time", end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="vi" dir="ltr">{around.head(self, title, extra)}<body class="layout-one-sidebar layout-sidebar-second page-node-type-article path-node"><a href="#main-content" class="visually-hidden focusable skip-link">Nhảy đến nội dung</a><div class="dialog-off-canvas-main-canvas"><div id="page-wrapper"><header id="header" class="header" role="banner"><div class="site-branding__name"><a href="/" rel="home">{esc(self.owner)}</a></div>{around.menu(self, "menu-base-theme")}</header><div id="main-wrapper"><div id="main" class="layout-main clearfix"><div class="breadcrumb"><ol><li><a href="/">Trang chủ</a></li><li><a href="/tin-tuc">Tin tức</a></li></ol></div><main id="content" class="column main-content" role="main"><section class="section"><a id="main-content" tabindex="-1"></a>{inner}</section></main><div id="sidebar-second" class="column sidebar">{around.side(self, rng, "block")}</div></div></div><footer class="site-footer">{around.footer(self, "layout-container")}</footer></div></div></body></html>"""


class ArticleInfo(Site):
    """Joomla 3 and 4: a definition list of facts under the heading, the system's writer, hits, page navigation."""

    name = "article_info"
    owners = ("Trung tâm Dịch vụ việc làm {}", "Sở Thông tin và Truyền thông {}", "Chi cục Phát triển nông thôn {}")

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("justify", "p", "mso")),
            self.pick("photo", ("joomla", "inp", "figure")),
            "strong",
            "mso",
            inline=emphasised(rng),
            images="/images/2024/",
        )
        form = self.pick("date", ("month name", "day posted", "created"))
        end = self.ending(story, ("right", "em", "last"))
        lead = (
            self.pick("lead", ("<p><strong>{}</strong></p>", '<h4 style="text-align: justify;">{}</h4>', "<p>{}</p>")).format(
                esc(story.lead)
            )
            if story.lead
            else ""
        )
        label = "" if form != "month name" else self.pick("label", ("Được đăng: ", "Ngày xuất bản: ", "Được viết ngày "))
        later = (
            f'<dd class="modified"><span class="icon-calendar"></span><time>Cập nhật lần cuối: {when("month name", around.NOW)}</time></dd>'
            if self.on("modified", 0.3)
            else ""
        )
        inner = f"""<div class="com-content-article item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="vi-VN"><div class="page-header"><h2 itemprop="headline">{esc(story.title)}</h2></div><dl class="article-info text-muted"><dt class="article-info-term">Chi tiết</dt><dd class="createdby" itemprop="author"><span class="icon-user"></span>Viết bởi: <span itemprop="name">Super User</span></dd><dd class="category-name">Chuyên mục: <a href="/tin-tuc" itemprop="genre">Tin tức</a></dd><dd class="published"><span class="icon-calendar"></span><time>{label}{when(form, story.at)}</time></dd>{later}<dd class="hits"><span class="icon-eye"></span> Lượt xem: {rng.randint(9, 4000)}</dd></dl>
<div itemprop="articleBody" class="com-content-article__body">{lead}{hand.body(story.body)}{end.html}</div>{around.files(self, story.files, "attachmentsList", "/images/vanban/")}<nav class="pagenavigation"><ul class="pagination"><li class="previous"><a class="page-link" href="#" rel="prev"><span class="visually-hidden">Bài trước: {esc(around.other(self, rng)[0])}</span> Trang trước</a></li><li class="next"><a class="page-link" href="#" rel="next">Trang sau</a></li></ul></nav></div>"""
        url = f"https://{self.host}/index.php/tin-tuc/{story.number}-{slug(story.title)}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="vi-vn" dir="ltr">{around.head(self, title, extra)}<body class="site com_content wrapper-static view-article"><header class="header container-header full-width"><div class="grid-child"><div class="navbar-brand"><a class="brand-logo" href="/">{esc(self.owner)}</a></div></div>{around.menu(self, "container-nav")}</header><div class="site-grid"><div class="grid-child container-sidebar-left">{around.side(self, rng, "sidebar-left card")}</div><div class="grid-child container-component"><nav class="mod-breadcrumbs__wrapper"><ol class="mod-breadcrumbs breadcrumb"><li class="mod-breadcrumbs__here">Bạn đang ở: </li><li class="breadcrumb-item"><a href="/">Trang chủ</a></li><li class="breadcrumb-item active">{esc(title)}</li></ol></nav><main>{inner}</main></div></div><footer class="container-footer footer full-width">{around.footer(self, "grid-child")}</footer></body></html>"""


class TrialVersion(Site):
    """A system of a province's own, "trial version" for fifteen years: table cells, tools as words in brackets, some portals print no date at all."""

    name = "trial_version"

    def encode(self, html: str) -> bytes:
        return named(html) if self.on("entities") else html.encode()

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("br", "font", "mso", "p")),
            self.pick("photo", ("center tag", "mso")),
            "strong",
            "mso",
            images="/3cms/upload/images/",
        )
        dated = self.on("dated", 0.8)
        form = self.pick("date", ("updated", "day", "words time", "dashes"))
        end = self.ending(story, ("br", "right", "last"))
        lead = (
            self.pick(
                "lead", ('<tr><td class="trichdan"><b>{}</b></td></tr>', '<tr><td><p align="justify"><b><i>{}</i></b></p></td></tr>')
            ).format(esc(story.lead))
            if story.lead
            else ""
        )
        stamp = f'<tr><td class="ngay">{when(form, story.at)}</td></tr>' if dated else ""
        below = self.on("date below", 0.3)
        inner = f"""<table width="98%" cellpadding="3"><tr><td class="tieude">{esc(story.title)}</td></tr>{"" if below else stamp}{lead}<tr><td class="noidung">{hand.body(story.body)}{end.html}</td></tr>{stamp if below else ""}<tr><td>{around.files(self, story.files, "tep", "/3cms/upload/")}</td></tr><tr><td align="right">[<a href="#">Trở về</a>] [<a href="#">Bản in</a>] [<a href="#">Gởi bài viết</a>]</td></tr></table><table width="98%"><tr><td class="tieudekhac">{self.pick("rel", ("Các tin khác", "CÁC TIN ĐÃ ĐĂNG"))}</td></tr><tr><td>{around.others(self, rng, 8, "", self.pick("rd", ("({:%d/%m/%Y})", "")))}</td></tr></table>"""
        url = f"http://{self.host}/3cms/{slug(story.title)}.htm"
        return Drawn(
            self.chrome(inner, story.title, rng),
            url,
            story,
            shows(form) if dated else "",
            end.author,
            end.source,
            bool(story.files),
            end.neutral,
        )

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<html>{around.head(self, title, extra)}<body topmargin="0"><table width="990" align="center" cellspacing="0"><tr><td colspan="2"><img src="/3cms/banner.swf.jpg" width="990"></td></tr><tr><td colspan="2">{around.menu(self, "mn")}</td></tr><tr><td colspan="2" class="chay"><marquee>Phiên bản thử nghiệm - Chào mừng bạn đến với trang thông tin của {esc(self.owner)}</marquee>{around.clock(self, rng)}</td></tr><tr><td width="210" valign="top">{around.side(self, rng, "bl")}</td><td valign="top">{inner}</td></tr><tr><td colspan="2">{around.footer(self, "duoi")}</td></tr></table></body></html>"""
