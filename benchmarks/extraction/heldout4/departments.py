"""Sites of departments and provinces on the systems that governments buy."""

from __future__ import annotations

from random import Random

from benchmarks.extraction.heldout4 import surroundings as around
from benchmarks.extraction.heldout4.base import Hand, Site, named, shows, when
from benchmarks.extraction.markup import emphasised, esc, slug
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn


class EgovNuke(Site):
    """NukeViet eGovernment in its own theme: home text above the picture, hidden microdata, newer and older lists inside the column."""

    name = "egov_nuke"

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("justify", "span", "div")),
            self.pick("photo", ("nuke", "inp", "table")),
            "strong",
            inline=emphasised(rng),
            images="/uploads/news/2024_03/",
        )
        form = self.pick("date", ("nukeviet", "title case"))
        end = self.ending(story, ("right", "em"))
        lead = f'<div class="hometext m-bottom" itemprop="description">{esc(story.lead)}</div>' if story.lead else ""
        if self.on("lead strong"):
            lead = f'<div id="hometext"><strong>{esc(story.lead)}</strong></div>' if story.lead else ""
        hidden = f'<div class="hidden hide d-none" itemprop="publisher" itemscope><span class="hidden hide d-none" itemprop="name">{esc(self.owner)}</span><span class="hidden hide d-none" itemprop="logo">https://{self.host}/uploads/banner.png</span></div>'
        tools = '<ul class="list-inline pull-right"><li><a rel="nofollow" title="In ra" href="/vi/news/print/x.html"><em class="fa fa-print">&nbsp;</em></a></li><li><a title="Lưu bài viết này" href="#">Lưu bài viết này</a></li></ul>'
        inner = f"""<div class="news_column panel panel-default" itemtype="http://schema.org/NewsArticle" itemscope><div class="panel-body">
<h1 class="title margin-bottom-lg" itemprop="headline">{esc(story.title)}</h1>{hidden}
<div class="row margin-bottom-lg"><div class="col-md-12"><span class="h5">{when(form, story.at)}</span></div><div class="col-md-12">{tools}</div></div>
{lead}<div id="news-bodyhtml" class="bodytext margin-bottom-lg">{hand.body(story.body)}{end.html}</div>
{around.files(self, story.files, "news-download")}
<div class="margin-bottom-lg"></div></div></div>
<div class="news_column panel panel-default"><div class="panel-body"><form id="form3B"><div class="h5 clearfix"><p>Tổng số điểm của bài viết là: {rng.randint(0, 40)} trong {rng.randint(0, 9)} đánh giá</p><span class="small">Click để đánh giá bài viết</span></div></form></div></div>
{around.tags(self, rng)}{around.comments(self, rng, 0.5)}
<div class="news_column panel panel-default"><div class="panel-body other-news"><p class="h3"><strong>Những tin mới hơn</strong></p><div class="clearfix">{around.others(self, rng, 3, "related list-inline")}</div><p class="h3"><strong>Những tin cũ hơn</strong></p>{around.others(self, rng, 5, "related list-inline")}</div></div>"""
        url = f"https://{self.host}/vi/news/tin-tuc-su-kien/{slug(story.title)}-{story.number}.html"
        wrong = f'<meta property="article:published_time" content="{story.at:%Y-%m-%d}+07{story.at:%m:%H:%M}"><meta name="description" content="{esc(story.lead or story.title)}"><meta property="og:title" content="{esc(story.title)}">'
        return Drawn(
            self.chrome(inner, story.title, rng, wrong), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral
        )

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="vi" xmlns="http://www.w3.org/1999/xhtml">{around.head(self, title, extra)}<body><noscript><div class="alert alert-danger">Trình duyệt của bạn đã tắt chức năng hỗ trợ JavaScript.</div></noscript>
<div class="body-bg"><div class="wraper"><header><div class="container">{around.clock(self, rng)}<div class="logo"><a href="/"><img src="/uploads/banner.png" alt="{esc(self.owner)}"></a></div></div></header>
<nav class="second-nav"><div class="container">{around.menu(self, "bg box-shadow")}</div></nav><section><div class="container" id="body">
<nav class="third-nav"><div class="breadcrumbs-wrap"><a class="show-subs-breadcrumbs hidden" href="#">Trang nhất</a><ul class="breadcrumbs list-none"><li><a href="/vi/news/"><span>Tin tức</span></a></li></ul></div></nav>
<div class="row"><div class="col-sm-16 col-md-18">{inner}</div><div class="col-sm-8 col-md-6">{around.side(self, rng, "panel panel-primary")}</div></div></div></section>
<footer id="footer">{around.footer(self, "contact-details")}</footer></div></div></body></html>"""


class UiArticle(Site):
    """The modules of a telecom firm's portal: tools, sharing and the writer's name stand inside the article's module."""

    name = "ui_article"

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("justify", "mso", "p")),
            self.pick("photo", ("table", "mso", "inp")),
            "strong",
            self.pick("grid", ("mso", "plain")),
            images="https://storage.example.vn/site/",
        )
        form = self.pick("date", ("clock first", "seconds", "bar time", "day"))
        box = self.on("author box")
        end = self.ending(story, ("right", "mso", "last"), signed=not box)
        tool = f'<div class="tool"><a class="print" href="#">In trang</a><a href="#">Gửi mail</a><span class="fontsize">Cỡ chữ</span><a href="#">A+</a><a href="#">A-</a></div><div class="UISocialShare">{around.share(self, rng)}</div>'
        author = f'<div class="author"><span>Tác giả: </span><span>{esc(story.signature)}</span></div>' if box and story.signature else ""
        summary = f'<div class="ArticleSummary">{esc(story.lead)}</div>' if story.lead else ""
        inner = f"""<div class="UIArticleDetail ModuleWrapper" id="module{rng.randint(20, 90)}"><div class="ModuleContent"><div class="ArticleDetailControl">
<h2 class="ArticleHeader">{esc(story.title)}</h2><div class="PostDate">{when(form, story.at)}</div>{tool}{around.speech(self, rng)}
{summary}<div class="ArticleContent">{hand.body(story.body)}{end.html}</div>{author}{around.rating(self, rng)}{around.files(self, story.files, "ArticleFile")}</div></div></div>
<div class="UIArticleRelated ModuleWrapper">{around.boxes(self, rng, ("Tin cùng chuyên mục", "Tin khác", "Bài viết liên quan"), "ArticleList", "div")}</div>{around.comments(self, rng, 0.3)}"""
        url = f"https://{self.host}/tin-tuc-su-kien/{slug(story.title)}-{story.number}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="vi-vn">{around.head(self, title, extra)}<body class="page"><form method="post" action="./" id="form1"><input type="hidden" name="__VIEWSTATE" value="{rng.getrandbits(300):x}" />
<div id="wrapper"><div class="header container"><div class="UIBanner">{around.clock(self, rng)}</div><div class="UIMenu">{around.menu(self, "navbar")}</div></div>
<div class="container"><div class="row"><div class="col-md-8 Center"><div class="UIBreadcrumb"><a href="/">Trang chủ</a> » <a href="/tin-tuc-su-kien">Tin tức sự kiện</a></div>{inner}</div>
<div class="col-md-4 Right">{around.side(self, rng, "UILink ModuleWrapper")}</div></div></div><div class="UIFooter">{around.footer(self, "FooterContent")}</div></div></form></body></html>"""


class TenantUpload(Site):
    """The hosted platform of many provinces: the view counter stands within the date, the lead in a brief of its own."""

    name = "tenant_upload"

    def encode(self, html: str) -> bytes:
        return named(html) if self.on("entities") else html.encode()

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("p", "mso", "span")),
            self.pick("photo", ("figure", "inp", "center")),
            "strong",
            "plain",
            images="/upload/80571/fck/files/",
        )
        form = self.pick("date", ("seconds", "bar time", "day", "clock first"))
        end = self.ending(story, ("right", "em", "div"))
        brief = f'<div class="article-brief">{esc(story.lead)}</div>' if story.lead else ""
        inner = f"""<div class="detail-wrapper"><h1 class="title-detail">{esc(story.title)}</h1>
<div class="post-date"><i class="far fa-calendar"></i> {when(form, story.at)} | lượt xem: {rng.randint(5, 3000)}</div>{around.share(self, rng)}
{brief}<div class="article-content">{hand.body(story.body)}{end.html}</div>{around.files(self, story.files, "file-attach", "/upload/80571/20240311/")}{around.rating(self, rng)}{around.tags(self, rng)}</div>
<div class="other-article"><div class="common-title-block">{self.pick("rel", ("Tin khác", "Tin liên quan", "Các tin tiếp theo"))}</div>{around.cards(self, rng, 4, "article-item", "h3", self.on("rel lead"))}</div>{around.comments(self, rng, 0.4)}"""
        url = f"https://{self.host}/tin-tuc/tin-trong-tinh/{slug(story.title)[:60]}{story.number % 9 + 1}.html"
        meta = f'<meta name="description" content="{esc(story.lead)}"><meta property="og:title" content="{esc(story.title)}">'
        return Drawn(
            self.chrome(inner, story.title, rng, meta), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral
        )

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html>{around.head(self, title, extra)}<body>{around.clock(self, rng)}<header class="banner">{around.menu(self, "main-menu")}</header>
<main class="content"><div class="breadcrumb-list"><a href="/">Trang chủ</a> / <a href="/tin-tuc">Tin tức</a> / <a href="#">Tin trong tỉnh</a></div><div class="col-left">{inner}</div><aside class="col-right">{around.side(self, rng, "widget-block")}</aside></main>
<footer>{around.footer(self, "footer-info")}</footer></body></html>"""


class PortletDetails(Site):
    """Liferay 6 with bought news portlets: every portlet has a heading of its own, the article's title is a span or a div."""

    name = "portlet_details"

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("justify", "p", "mso")),
            self.pick("photo", ("inp", "table", "center")),
            "strong",
            "mso",
            images="/documents/10181/0/",
        )
        form = self.pick("date", ("clock first", "posted", "dash gmt", "day posted"))
        end = self.ending(story, ("right", "last", "em"))
        title = self.pick(
            "title",
            (
                '<div class="title-news">{}</div>',
                '<h3 class="news-title">{}</h3>',
                '<span class="titleNews" style="text-transform:uppercase">{}</span>',
            ),
        ).format(esc(story.title))
        lead = (
            self.pick(
                "lead", ('<div class="desc-news"><strong>{}</strong></div>', '<p class="summary"><b>{}</b></p>', '<h4 class="sapo">{}</h4>')
            ).format(esc(story.lead))
            if story.lead
            else ""
        )
        avatar = (
            f'<div class="img-news"><img src="/image/journal/article?img_id={rng.randint(1, 9999)}&amp;t={rng.getrandbits(40)}" alt=""></div>'
            if self.on("avatar")
            else ""
        )
        inner = f"""<div class="portlet-boundary portlet-boundary_vcmsviewcontent_ portlet-static" id="p_p_id_vcmsviewcontent_INSTANCE_x_"><section class="portlet"><header class="portlet-topper"><h1 class="portlet-title"><span class="portlet-title-text">{self.pick("portlet", ("Chi tiết tin tức", "Tin tức", "Xem nội dung"))}</span></h1></header>
<div class="portlet-content"><div class="portlet-content-container"><div class="portlet-body"><div class="vcms-detail">{title}<div class="{self.pick("date class", ("date-news", "date", "publish-date"))}">{when(form, story.at)}</div>{avatar}{lead}<div class="content-news">{hand.body(story.body)}</div>{end.html}
{around.files(self, story.files, "file-news", "/documents/10181/")}<div class="views-news">{around.views(self, rng)}</div>{around.share(self, rng)}<a class="back" href="javascript:history.back()">Quay lại</a></div></div></div></div></section></div>
<div class="portlet-boundary"><section class="portlet"><header class="portlet-topper"><h1 class="portlet-title"><span class="portlet-title-text">Tin liên quan</span></h1></header><div class="portlet-content">{around.others(self, rng, 6, "lst", "({:%d/%m/%Y %H:%M})")}</div></section></div>"""
        url = f"https://{self.host}/chi-tiet-tin/-/details/20182/{slug(story.title)}-{story.number}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        side = around.side(self, rng, "portlet").replace("<h3>", '<h1 class="portlet-title">').replace("</h3>", "</h1>")
        return f"""<!DOCTYPE html><html class="aui ltr" dir="ltr" lang="vi-VN">{around.head(self, title, extra)}<body class="yui3-skin-sam controls-visible guest-site signed-out public-page site"><a href="#main-content" id="skip-to-content">Bỏ qua để đến nội dung</a>
<div class="container-fluid" id="wrapper"><header id="banner" role="banner"><h1 class="site-title"><a class="logo custom-logo" href="/"><img alt="{esc(self.owner)}" src="/logo.png"></a></h1>{around.clock(self, rng)}</header><nav id="navigation">{around.menu(self, "nav")}</nav>
<div id="content"><nav id="breadcrumbs"><ul class="breadcrumb"><li><a href="/">Trang chủ</a></li><li class="active">Chi tiết tin</li></ul></nav><div class="columns-2" id="main-content" role="main"><div class="portlet-layout row-fluid"><div class="portlet-column span8" id="column-1">{inner}</div><div class="portlet-column span4" id="column-2">{side}</div></div></div></div><footer id="footer" role="contentinfo">{around.footer(self, "footer-portlet")}</footer></div></body></html>"""


class ComponentHtml(Site):
    """Liferay 7 with fragments: the published date and the article are separate components, the lead is the body's bold first paragraph."""

    name = "component_html"

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("p", "justify", "span")),
            self.pick("photo", ("figure", "center", "inp")),
            "h3",
            "head",
            inline=emphasised(rng),
            images="/documents/20121/",
        )
        form = self.pick("date", ("dash gmt", "gmt", "bar time"))
        end = self.ending(story, ("right", "div"))
        lead = f"<p><strong>{esc(story.lead)}</strong></p>" if story.lead else ""
        stamp = f'time datetime="{story.at.isoformat()}"' if self.on("time element") else "p"
        inner = f"""<div class="lfr-layout-structure-item-container"><div class="lfr-layout-structure-item-basic-component-heading"><div class="component-heading" data-lfr-editable-id="element-text"><h1 class="component-heading mb-0 text-break">{esc(story.title)}</h1></div></div>
<div class="{self.pick("date class", ("component-paragraph mb-0", "publish-date", "asset-date"))}"><{stamp} class="clearfix text-break">{when(form, story.at)}</{stamp.split()[0]}></div>{around.speech(self, rng)}
<div class="journal-content-article" data-analytics-asset-type="web-content"><div class="news-body">{lead}{hand.body(story.body)}{end.html}</div></div>{around.files(self, story.files, "document-list", "/documents/20121/")}{around.tags(self, rng)}</div>
<div class="portlet-asset-publisher"><h2 class="portlet-title-text">{self.pick("rel", ("Tin tức khác", "Tin liên quan"))}</h2>{around.cards(self, rng, 4, "asset-abstract card", "h3", self.on("lead cards"))}</div>"""
        url = f"https://{self.host}/w/{slug(story.title)}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html class="ltr" dir="ltr" lang="vi-VN">{around.head(self, title, extra)}<body class="signed-out public-page site"><nav aria-label="Liên kết nhanh" class="bg-dark cadmin quick-access-nav"><a href="#main-content">Skip to Main Content</a></nav>
<div class="d-flex flex-column min-vh-100"><header>{around.menu(self, "navbar navbar-classic")}{around.clock(self, rng)}</header><div class="flex-grow-1"><section class="container-fluid px-0" id="content"><h2 class="sr-only" role="heading">{esc(title)} - {esc(self.owner)}</h2><div class="row"><div class="col-md-9">{inner}</div><div class="col-md-3">{around.side(self, rng, "portlet-decorator")}</div></div></section></div><footer>{around.footer(self, "py-4")}</footer></div></body></html>"""


class RibbonPages(Site):
    """SharePoint publishing pages: nested tables with spans, the field controls name nothing that helps."""

    name = "ribbon_pages"

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("div", "mso", "font")),
            self.pick("photo", ("mso", "inp", "table")),
            "strong",
            "mso",
            images="/PublishingImages/",
        )
        form = self.pick("date", ("halves", "seconds", "day short", "updated"))
        end = self.ending(story, ("div", "mso"))
        inside = self.on("lead inside")
        bold = (
            f'<div class="ms-rteElement-P" style="text-align:justify"><strong>{esc(story.lead)}</strong></div>'
            if story.lead and inside
            else ""
        )
        lead = f'<tr><td class="news-sapo">{esc(story.lead)}</td></tr>' if story.lead and not inside else ""
        mark = f"({when(form, story.at)})" if self.on("bracket", 0.3) else when(form, story.at)
        inner = f"""<table cellpadding="0" cellspacing="0" width="100%" class="tbl-detail"><tr><td class="news-title">{esc(story.title)}</td></tr><tr><td class="news-date">{mark}</td></tr>{lead}
<tr><td class="news-content"><div id="ctl00_PlaceHolderMain_ctl01__ControlWrapper_RichHtmlField" class="ms-rtestate-field" style="display:inline"><div class="ExternalClass{rng.getrandbits(64):X}">{bold}{hand.body(story.body)}{end.html}</div></div></td></tr>
<tr><td>{around.files(self, story.files, "ms-attach", "/Lists/TinTuc/Attachments/")}</td></tr><tr><td align="right" class="news-print"><a href="#">In tin</a> <a href="#">Gửi email</a> <a href="#">Phản hồi</a></td></tr></table>
<div class="other"><div class="ms-WPTitle"><span>{self.pick("rel", ("Các tin khác", "Tin đã đưa", "Các tin đã đưa ngày"))}</span></div>{around.others(self, rng, 7, "ms-rel", self.pick("rd", ("({:%d/%m/%Y})", "[{:%d/%m}]")))}</div>"""
        url = f"https://{self.host}/tin-tuc/Pages/{slug(story.title)[:70]}.aspx?ItemID={story.number}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<html dir="ltr" lang="vi-vn">{around.head(self, self.pick("page title", (title, "Chi tiết tin", "Trang chủ")), extra)}<body class="v4master"><form id="aspnetForm" method="post"><input type="hidden" id="__REQUESTDIGEST" value="0x{rng.getrandbits(200):X}" />
<a id="HiddenAnchor" href="javascript:;" style="display:none;"></a><div class="noindex"><span class="s4-notdlg"><a href="#">Skip Ribbon Commands</a></span><span class="s4-notdlg"><a href="#mainContent">Skip to main content</a></span></div>
<div id="s4-workspace"><div id="s4-bodyContainer"><div class="top">{around.menu(self, "ms-topnav")}{around.clock(self, rng)}</div><table width="1000" class="layout"><tr><td width="220" valign="top" class="left">{around.side(self, rng, "ms-WPBody")}</td><td valign="top" id="MSO_ContentTable"><div class="path">Tin tức &gt; Tin hoạt động của Sở</div>{inner}</td></tr></table>{around.footer(self, "s4-ft")}</div></div></form></body></html>"""


class TandanPages(Site):
    """A vendor's layer on SharePoint: prefixed classes, the lead as introduction, an archive with a date picker below."""

    name = "tandan_pages"

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("justify", "div", "span")),
            self.pick("photo", ("inp", "table", "figure")),
            "strong",
            "plain",
            images="/portal/Photos/2024-03/",
        )
        form = self.pick("date", ("ngay gio", "clock first", "bar time", "day weekday"))
        way = self.pick("sign place", ("info", "below"))
        end = self.ending(story, ("right", "div"), signed=way == "below")
        info = (
            f'<div class="tandan-p-article-author"><span>Người viết: </span>{esc(story.signature)}</div>'
            if way == "info" and story.signature
            else ""
        )
        lead = f'<div class="tandan-p-article-news-summary tomtat">{esc(story.lead)}</div>' if story.lead else ""
        inner = f"""<div class="tandan-p-article-news"><div class="tandan-article-main"><div class="tandan-title-baiviet"><h3 class="tandan-p-title">{esc(story.title)}</h3></div><div class="tandan-time"><span class="date">{when(form, story.at)}</span> <span class="view">{around.views(self, rng)}</span></div>
<div class="tandan-tools">{around.share(self, rng)}</div>{lead}<div class="tandan-p-article-content noidung">{hand.body(story.body)}{end.html}</div>{info}{around.files(self, story.files, "tandan-file", "/portal/VanBan/2024-03/")}{around.rating(self, rng)}</div>
<div class="tandan-tinkhac"><div class="tandan-tab">{self.pick("rel", ("TIN KHÁC", "Tin cùng chuyên mục"))}</div>{around.others(self, rng, 6, "tandan-ul", "({:%d/%m/%Y})")}<div class="tandan-filter">Xem theo ngày <select><option>Ngày</option><option>1</option></select> <select><option>Tháng</option></select> <input type="button" value="Xem"></div></div></div>"""
        url = f"https://{self.host}/portal/Pages/{story.at.year}-{story.at.month}-{story.at.day}/{slug(story.title)[:50]}{rng.choice('abcdefgh')}{rng.randint(10000, 99999)}.aspx"
        return Drawn(
            self.chrome(inner, story.title, rng),
            url,
            story,
            shows(form),
            end.author,
            end.source,
            bool(story.files),
            end.neutral,
        )

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html>{around.head(self, title, extra)}<body class="tandan"><div class="noindex">Skip Ribbon Commands Skip to main content</div><div class="tandan-header">{around.clock(self, rng)}{around.menu(self, "tandan-menu")}<div class="tandan-marquee"><marquee>Chào mừng quý vị đến với {esc(self.owner)}</marquee></div></div>
<div class="tandan-body"><div class="tandan-col-left">{around.side(self, rng, "tandan-box")}</div><div class="tandan-col-center"><div class="tandan-duongdan">Trang chủ » Tin tức</div>{inner}</div></div><div class="tandan-footer">{around.footer(self, "tandan-ft")}</div></body></html>"""
