"""Sites on free systems, with themes and versions as units really run them."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from benchmarks.extraction.heldout4 import surroundings as around
from benchmarks.extraction.heldout4.base import Hand, Site, named, shows, when
from benchmarks.extraction.markup import emphasised, esc, slug
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn

_UNITS = (
    "Trung tâm Công nghệ thông tin và Truyền thông {}",
    "Chi cục Tiêu chuẩn Đo lường Chất lượng {}",
    "Trung tâm Ứng dụng tiến bộ khoa học {}",
    "Hội Tin học {}",
)


class FlatsomeTheme(Site):
    """WordPress in a shop theme: category and "posted on" over the body, share icons and a byline of "admin", related posts, comment form."""

    name = "flatsome_theme"
    owners = _UNITS

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("p", "justify", "span")),
            self.pick("photo", ("wp", "center", "figure")),
            self.pick("heading", ("h2", "h3", "strong")),
            "plain",
            inline=emphasised(rng),
            images="/wp-content/uploads/2024/03/",
        )
        form = self.pick("date", ("day", "day short", "day posted"))
        end = self.ending(story, ("right", "last", "em"))
        lead = (
            self.pick("lead", ("<p><strong>{}</strong></p>", "<h3>{}</h3>", "<p><em>{}</em></p>", "<p>{}</p>")).format(esc(story.lead))
            if story.lead
            else ""
        )
        badge = (
            f'<div class="badge absolute top post-date badge-outline"><div class="badge-inner"><span class="post-date-day">{story.at:%d}</span><br><span class="post-date-month is-small">Th{story.at.month}</span></div></div>'
            if self.on("badge")
            else ""
        )
        inner = f"""<article id="post-{story.number}" class="post-{story.number} post type-post status-publish format-standard hentry category-tin-tuc"><div class="article-inner"><header class="entry-header"><div class="entry-header-text entry-header-text-top text-left"><h6 class="entry-category is-xsmall"><a href="/category/tin-tuc" rel="category tag">Tin tức</a></h6><h1 class="entry-title">{esc(story.title)}</h1><div class="entry-divider is-divider small"></div>
<div class="entry-meta uppercase is-xsmall"><span class="posted-on">{self.pick("on", ("Posted on", "Đăng vào", "Ngày đăng"))} <a href="#" rel="bookmark"><time class="entry-date published">{when(form, story.at).removeprefix("Ngày đăng: ")}</time></a></span> <span class="byline">by <span class="meta-author vcard"><a class="url fn n" href="/author/admin/">admin</a></span></span></div></div><div class="entry-image relative"><img width="1020" src="/wp-content/uploads/thumb.jpg" class="attachment-large wp-post-image" alt="">{badge}</div></header>
<div class="entry-content single-page">{lead}{hand.body(story.body)}{end.html}{around.files(self, story.files, "wp-block-file", "/wp-content/uploads/2024/03/")}<div class="blog-share text-center"><div class="is-divider medium"></div><div class="social-icons share-icons"><a href="#" aria-label="Share on Facebook"></a></div></div></div>
<footer class="entry-meta text-left">This entry was posted in <a href="/category/tin-tuc">Tin tức</a>. Bookmark the <a href="#">permalink</a>.</footer><nav class="navigation-post"><div class="nav-previous"><a href="#">{esc(around.other(self, rng)[0])}</a></div><div class="nav-next"><a href="#">{esc(around.other(self, rng)[0])}</a></div></nav></div></article>{self._reply(rng)}"""
        url = f"https://{self.host}/{slug(story.title)}/"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def _reply(self, rng: Random) -> str:
        return '<div id="comments" class="comments-area"><div id="respond" class="comment-respond"><h3 id="reply-title" class="comment-reply-title">Trả lời <small><a href="#">Hủy</a></small></h3><form id="commentform"><p class="comment-notes">Email của bạn sẽ không được hiển thị công khai. Các trường bắt buộc được đánh dấu *</p><label>Bình luận *</label><textarea></textarea><label>Tên *</label><input><p class="comment-form-cookies-consent"><label>Lưu tên của tôi, email, và trang web trong trình duyệt này cho lần bình luận kế tiếp của tôi.</label></p></form></div></div>'

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        recent = "".join(
            f'<li class="recent-blog-posts-li"><a href="{url}">{esc(name)}</a><span class="post_comments oppercase op-7">{at:%d/%m/%Y}</span></li>'
            for name, url, at in (around.other(self, rng) for _ in range(5))
        )
        return f"""<!DOCTYPE html><html lang="vi" class="loading-site no-js">{around.head(self, title, extra)}<body class="post-template-default single single-post lightbox"><a class="skip-link screen-reader-text" href="#main">Skip to content</a><div id="wrapper"><header id="header" class="header has-sticky"><div id="top-bar" class="header-top"><ul class="nav"><li class="html custom html_topbar_left"><strong class="uppercase">{esc(self.owner)}</strong></li></ul></div>{around.menu(self, "nav header-nav")}</header>
<main id="main"><div id="content" class="blog-wrapper blog-single page-wrapper"><div class="row row-large"><div class="large-9 col">{inner}</div><div class="post-sidebar large-3 col"><div id="secondary" class="widget-area"><aside class="widget flatsome_recent_posts"><span class="widget-title"><span>Bài viết mới</span></span><ul>{recent}</ul></aside></div></div></div></div></main><footer id="footer" class="footer-wrapper">{around.footer(self, "absolute-footer dark")}</footer></div></body></html>"""


class ElementorSingle(Site):
    """WordPress built with widgets: title, info list, excerpt and body are separate widgets in nested sections."""

    name = "elementor_single"
    owners = _UNITS

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("p", "justify")),
            self.pick("photo", ("wp", "figure", "center")),
            "h2",
            "head",
            images="/wp-content/uploads/2025/01/",
        )
        form = self.pick("date", ("month word", "day month word", "bar time", "day en"))
        excerpt = self.on("excerpt")
        end = self.ending(story, ("right", "em"))
        first = f"<p><strong>{esc(story.lead)}</strong></p>" if story.lead and not excerpt else ""
        above = (
            f'<div class="elementor-element elementor-widget elementor-widget-theme-post-excerpt"><div class="elementor-widget-container">{esc(story.lead)}</div></div>'
            if story.lead and excerpt
            else ""
        )
        ident = Random(self.host).getrandbits(28)

        def widget(kind: str, inside: str) -> str:
            return f'<div class="elementor-element elementor-element-{ident:x} elementor-widget elementor-widget-{kind}" data-element_type="widget" data-widget_type="{kind}.default"><div class="elementor-widget-container">{inside}</div></div>'

        info = f'<ul class="elementor-inline-items elementor-post-info"><li class="elementor-icon-list-item" itemprop="datePublished"><span class="elementor-icon-list-text elementor-post-info__item elementor-post-info__item--type-date">{when(form, story.at)}</span></li><li class="elementor-icon-list-item"><span class="elementor-icon-list-text">No Comments</span></li></ul>'
        toc = (
            '<div class="elementor-toc__header"><h4 class="elementor-toc__header-title">Nội dung chính</h4></div><div class="elementor-toc__body"></div>'
            if self.on("toc", 0.3)
            else ""
        )
        inner = f"""<section class="elementor-section elementor-top-section"><div class="elementor-container elementor-column-gap-default"><div class="elementor-column elementor-col-66"><div class="elementor-widget-wrap elementor-element-populated">
{widget("theme-post-title", f'<h1 class="elementor-heading-title elementor-size-default">{esc(story.title)}</h1>')}{widget("post-info", info)}{above}{widget("table-of-contents", toc) if toc else ""}{widget("theme-post-content", first + hand.body(story.body) + end.html)}{widget("share-buttons", '<div class="elementor-grid"><span class="elementor-share-btn__title">Facebook</span><span class="elementor-share-btn__title">Zalo</span></div>')}{around.files(self, story.files, "elementor-widget", "/wp-content/uploads/")}{widget("post-navigation", f'<span class="post-navigation__prev--label">Trước</span><span class="post-navigation__prev--title">{esc(around.other(self, rng)[0])}</span>')}
</div></div><div class="elementor-column elementor-col-33">{widget("heading", '<h2 class="elementor-heading-title">Tin mới nhất</h2>')}{around.cards(self, rng, 4, "elementor-post", "h3", self.on("card lead"))}</div></div></section>"""
        url = f"https://{self.host}/{story.at:%Y/%m}/{slug(story.title)}/"
        meta = (
            f'<meta property="article:published_time" content="{story.at:%Y-%m-%dT%H:%M:%S}+07:00"><meta property="og:title" content="{esc(story.title)}">'
            if self.on("seo")
            else ""
        )
        return Drawn(
            self.chrome(inner, story.title, rng, meta),
            url,
            story,
            "time" if meta else shows(form),
            end.author,
            end.source,
            bool(story.files),
            end.neutral,
        )

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="vi">{around.head(self, title, extra)}<body class="wp-singular single elementor-default elementor-kit-7"><div data-elementor-type="header" class="elementor elementor-11 elementor-location-header">{around.menu(self, "elementor-nav-menu--main")}<div class="elementor-widget-text-editor"><p>Đường dây nóng: 1900 {Random(self.host).randint(1000, 9999)}</p></div></div><div data-elementor-type="single-post" class="elementor elementor-205 elementor-location-single post hentry">{inner}</div><div data-elementor-type="footer" class="elementor elementor-23 elementor-location-footer">{around.footer(self, "elementor-widget-text-editor")}</div></body></html>"""


class PaneOpen(Site):
    """Joomla 1.5: heading, date and body are cells of two tables of one class; the writer's line belongs to the system's user."""

    name = "pane_open"
    owners = _UNITS

    def encode(self, html: str) -> bytes:
        return named(html) if self.on("entities") else html.encode()

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("p", "mso", "font", "br")),
            self.pick("photo", ("center tag", "mso", "inp")),
            "strong",
            "mso",
            images="/images/stories/2012/",
        )
        form = self.pick("date", ("month name", "k2"))
        end = self.ending(story, ("right", "last", "mso"))
        lead = (
            self.pick("lead", ("<p><strong>{}</strong></p>", "<p>{}</p>", "<p><em>{}</em></p>")).format(esc(story.lead))
            if story.lead
            else ""
        )
        changed = (
            f'<tr><td colspan="2" class="modifydate">( Cập nhật {when("month name", story.at + timedelta(days=rng.randint(1, 9), minutes=40))} )</td></tr>'
            if self.on("changed", 0.4)
            else ""
        )
        inner = f"""<table class="contentpaneopen"><tr><td class="contentheading" width="100%">{esc(story.title)}</td><td align="right" width="100%" class="buttonheading"><a href="#" title="PDF">PDF</a></td><td align="right" class="buttonheading"><a href="#" title="In">In</a></td><td align="right" class="buttonheading"><a href="#" title="Email">Email</a></td></tr></table>
<table class="contentpaneopen"><tr><td width="70%" align="left" valign="top" colspan="2"><span class="small">Viết bởi Administrator</span>&nbsp;&nbsp;</td></tr><tr><td valign="top" colspan="2" class="createdate">{when(form, story.at)}</td></tr><tr><td valign="top" colspan="2">{lead}{hand.body(story.body)}{end.html}</td></tr>{changed}</table><span class="article_separator">&nbsp;</span>
<div class="tinlienquan"><b>{self.pick("rel", ("Tin mới hơn:", "Các bài viết khác:"))}</b>{around.others(self, rng, 5, "latestnews", self.pick("rd", ("- {:%d/%m/%Y %H:%M}", "")))}</div>{around.files(self, story.files, "attachmentsContainer", "/attachments/")}<div class="back_button"><a href="javascript:history.go(-1)">[ Quay lại ]</a></div>"""
        url = f"http://{self.host}/index.php?option=com_content&view=article&id={story.number}:{slug(story.title)[:50]}&catid=34:tin-tuc&Itemid=55"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        side = around.side(self, rng, "moduletable")
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html xml:lang="vi-vn">{around.head(self, title, extra)}<body id="page_bg"><div class="center" align="center"><div id="wrapper"><div id="header">{around.clock(self, rng)}</div><div id="tabarea"><div id="pillmenu">{around.menu(self, "mainlevel-nav")}</div></div><div id="search"><form><input name="searchword" value="tìm kiếm..."></form></div><div id="pathway"><span class="breadcrumbs pathway">Trang chủ  Tin tức  Tin hoạt động</span></div><div id="whitebox"><div id="area"><div id="leftcolumn">{side}</div><div id="maincolumn"><table class="nopad"><tr valign="top"><td>{inner}</td></tr></table></div></div></div><div id="footer"><p id="power_by">Powered by <a href="#">Joomla!</a>.</p>{around.footer(self, "copy")}</div></div></div></body></html>"""


class ItemOverlay(Site):
    """Joomla 3 with an item component: intro and full text apart, rating bar and "read times" in between."""

    name = "item_overlay"
    owners = ("Trường Chính trị tỉnh {}", "Ban Tuyên giáo Tỉnh ủy {}", "Hội Khoa học Kỹ thuật {}")

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("justify", "p", "span")),
            self.pick("photo", ("joomla", "inp", "center")),
            "h3",
            "plain",
            inline=emphasised(rng),
            images="/images/2022/",
        )
        form = self.pick("date", ("k2", "month name"))
        end = self.ending(story, ("right", "em"))
        intro = (
            f'<div class="itemIntroText">{self.pick("intro", ("<p>{}</p>", "<p><strong>{}</strong></p>", "{}")).format(esc(story.lead))}</div>'
            if story.lead
            else ""
        )
        image = (
            f'<div class="itemImageBlock"><span class="itemImage"><a class="modal" href="#"><img src="/media/k2/items/cache/{rng.getrandbits(60):x}_L.jpg" alt="{esc(story.title)}" /></a></span></div>'
            if self.on("item image")
            else ""
        )
        inner = f"""<div id="k2Container" class="itemView"><div class="itemHeader"><span class="itemDateCreated">{when(form, story.at)}</span><h2 class="itemTitle">{esc(story.title)}</h2><span class="itemAuthor">Được viết bởi <a rel="author" href="/itemlist/user/42">Ban biên tập</a></span></div>
<div class="itemToolbar"><ul><li><span class="itemTextResizerTitle">cỡ chữ</span> <a href="#"><span>giảm kích thước chữ</span></a> <a href="#"><span>tăng kích thước chữ</span></a></li><li><a class="itemPrintLink" href="#"><span>In</span></a></li><li><a class="itemCommentsLink" href="#">Hãy là người bình luận đầu tiên!</a></li></ul></div>
<div class="itemRatingBlock"><span>Đánh giá mục này</span><div class="itemRatingForm"><ul class="itemRatingList"><li>1</li><li>2</li><li>3</li><li>4</li><li>5</li></ul><div class="itemRatingLog">({rng.randint(0, 9)} bình chọn)</div></div></div>
<div class="itemBody">{image}{intro}<div class="itemFullText">{hand.body(story.body)}{end.html}</div></div><div class="itemContentFooter"><span class="itemHits">Đọc <b>{rng.randint(30, 4000)}</b> lần</span></div>
<div class="itemLinks"><div class="itemCategory"><span>Chuyên mục</span> <a href="#">Thực tiễn</a></div>{around.files(self, story.files, "itemAttachmentsBlock", "/item/download/")}</div><div class="itemRelated"><h3>Bài viết liên quan</h3>{around.others(self, rng, 5, "", "")}</div><div class="itemNavigation"><span class="itemNavigationTitle">Xem thêm trong chuyên mục này:</span> <a class="itemPrevious" href="#">« {esc(around.other(self, rng)[0])}</a></div><a class="itemBackToTop" href="#">trở lên trên</a></div>"""
        url = f"http://{self.host}/index.php/thuc-tien/item/{story.number}-{slug(story.title)}.html"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="vi-vn">{around.head(self, title, extra)}<body class="site com_k2 view-item"><div class="body"><header class="header"><a class="brand" href="/"><span class="site-title">{esc(self.owner)}</span></a>{around.clock(self, rng)}</header><nav class="navigation">{around.menu(self, "nav menu nav-pills")}</nav><div class="row-fluid"><main id="content" role="main" class="span9"><ul class="breadcrumb"><li>Bạn đang ở: </li><li><a href="/">Trang chủ</a></li><li class="active">{esc(title)}</li></ul>{inner}</main><div id="aside" class="span3">{around.side(self, rng, "well")}</div></div></div><footer class="footer">{around.footer(self, "container")}</footer></body></html>"""


class SubmittedNode(Site):
    """Drupal 7: "submitted by … on" in English or Vietnamese, fields with even and odd items, terms as links."""

    name = "submitted_node"

    def encode(self, html: str) -> bytes:
        return named(html) if self.on("entities") else html.encode()

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("p", "justify", "div")),
            self.pick("photo", ("inp", "center", "table")),
            "h3",
            "plain",
            images="/sites/default/files/",
        )
        form = self.pick("date", ("english", "title case", "dash gmt", "month word"))
        field = self.on("lead field")
        end = self.ending(story, ("right", "em", "last"))
        summary = (
            f'<div class="field field-name-field-trich-dan field-type-text-long field-label-hidden"><div class="field-items"><div class="field-item even">{esc(story.lead)}</div></div></div>'
            if field and story.lead
            else ""
        )
        first = f"<p><strong>{esc(story.lead)}</strong></p>" if story.lead and not field else ""
        by = (
            f"Submitted by <span class='username'>Ban biên tập</span> {when(form, story.at)}"
            if form == "english"
            else f"Được đăng bởi <span class='username'>bientap</span> vào {when(form, story.at)}"
        )
        inner = f"""<h1 class="title" id="page-title">{esc(story.title)}</h1><div class="tabs"></div><div class="region region-content"><div id="block-system-main" class="block block-system"><div class="content"><div id="node-{story.number}" class="node node-article clearfix"><div class="meta submitted"><span>{by}</span></div><div class="content clearfix">{summary}<div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">{first}{hand.body(story.body)}{end.html}</div></div></div>
<div class="field field-name-field-tags"><h3 class="field-label">Chuyên mục: </h3><ul class="links"><li class="taxonomy-term-reference-0"><a href="/chuyen-muc/tin-tuc">Tin tức sự kiện</a></li></ul></div>{around.files(self, story.files, "field field-name-field-file", "/sites/default/files/")}</div><div class="link-wrapper"><ul class="links inline"><li class="statistics_counter first last"><span>{rng.randint(20, 5000)} lượt đọc</span></li></ul></div></div></div></div>
<div class="block block-views"><h2>{self.pick("rel", ("Tin cùng chuyên mục", "Tin mới"))}</h2><div class="view-content">{around.others(self, rng, 5, "", self.pick("rd", ("{:%d/%m/%Y}", "")))}</div></div></div>"""
        url = f"http://{self.host}/node/{story.number}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML+RDFa 1.0//EN"><html xml:lang="vi">{around.head(self, title, extra)}<body class="html not-front not-logged-in one-sidebar sidebar-first page-node node-type-article"><div id="skip-link"><a href="#main-content" class="element-invisible">Nhảy đến nội dung</a></div><div id="page-wrapper"><div id="page"><div id="header"><div id="name-and-slogan"><div id="site-name"><strong><a href="/">{esc(self.owner)}</a></strong></div></div>{around.clock(self, rng)}</div><div id="main-menu">{around.menu(self, "navigation")}</div><div id="main" class="clearfix"><div id="breadcrumb"><h2 class="element-invisible">Bạn đang ở đây</h2><div class="breadcrumb"><a href="/">Trang chủ</a></div></div><div id="sidebar-first" class="column sidebar">{around.side(self, rng, "block")}</div><div id="content" class="column"><div class="section">{inner}</div></div></div><div id="footer">{around.footer(self, "section")}</div></div></div></body></html>"""
