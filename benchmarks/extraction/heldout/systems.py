"""Sites on well-known systems, with the themes their owners chose."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, timedelta
from random import Random

from benchmarks.extraction.heldout import furniture as f
from benchmarks.extraction.markup import Style, emphasised, esc, precision, slug, when
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn, Shape


class _Italic(Style):
    """Captions are italic centred paragraphs below the picture."""

    def photo(self, caption: str) -> str:
        legend = f'<p style="text-align:center"><em>{esc(caption)}</em></p>' if caption else ""
        return f'<p style="text-align:center"><img alt="" src="{self.image()}" style="width:600px" /></p>{legend}'


class Portlets(Shape):
    """Liferay: every portlet has a header h1; the headline is an h3; the counter shares a line with the date."""

    name = "portlets"

    def portlet(self, title: str, content: str, rng: Random) -> str:
        ident = "".join(rng.choice("abcdefghijklmnop") for _ in range(8))
        return (
            f'<div class="portlet-boundary portlet-static" id="p_p_id_101_INSTANCE_{ident}_"><section class="portlet"><header class="portlet-topper">'
            f'<h1 class="portlet-title"><span class="portlet-title-text">{title}</span></h1></header><div class="portlet-content"><div class="portlet-body">{content}</div></div></section></div>'
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<li class="lfr-nav-item"><a href="/web{link}"><span>{name}</span></a></li>' for name, link in f.menu(self))
        side = self.portlet("Thông báo", f.headlines(self, rng, 4), rng) + self.portlet(
            "Liên kết website", "<select><option>Chọn liên kết</option></select>", rng
        )
        side += self.portlet("Thống kê truy cập", f.statistics(rng), rng) + (
            self.portlet("Thăm dò ý kiến", f.poll(self, rng), rng) if self.on("poll") else ""
        )
        return (
            f'<!DOCTYPE html><html class="aui ltr" dir="ltr" lang="vi-VN"><head><title>{esc(title)} - Cổng thông tin {self.province}</title><meta charset="utf-8">'
            '<script>Liferay.ThemeDisplay = {getPlid: function(){return "20188";}};</script></head><body class="yui3-skin-sam site">'
            f'<div id="wrapper"><header id="banner">{f.clock(self, rng)}<nav id="navigation"><ul>{links}</ul></nav></header>'
            f'<div id="content"><nav id="breadcrumbs">{f.breadcrumb("Chi tiết tin", " / ")}</nav><div class="columns-2"><div class="portlet-column">{inner}</div>'
            f'<div class="portlet-column">{side}</div></div></div><footer id="footer">{f.licence(self)}</footer></div></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Italic(rng)
        style.inline = emphasised(rng)
        form = self.pick("date", ("halves", "seconds", "day", "dashes"))
        lead = f'<p class="abstract"><strong>{esc(story.lead)}</strong></p>' if story.lead else ""
        sign = f'<p style="text-align:right"><strong>{esc(story.signature)}</strong></p>' if story.signature else ""
        files = "".join(
            f'<li><a href="/documents/10180/{story.number}/{esc(name)}/{rng.getrandbits(64):x}?t=16{rng.getrandbits(30)}">{esc(name)}</a></li>'
            for name in story.files
        )
        inner = self.portlet(
            f.section(self, rng),
            f'<div class="asset-full-content"><h3 class="asset-title">{esc(story.title)}</h3><div class="asset-metadata"><span class="metadata-publish-date">{when(form, story.at)}</span>'
            f'<span class="metadata-view-count">{f.views(rng)} Lần xem</span></div><div class="asset-content"><div class="journal-content-article">{lead}{style.body(story.body)}{sign}</div>'
            f'{"<div class=asset-links><h4>Tệp đính kèm:</h4><ul>" + files + "</ul></div>" if files else ""}</div><div class="taglib-social-bookmarks">{f.share()}</div></div>',
            rng,
        ) + self.portlet("Tin liên quan", f.headlines(self, rng, 5), rng)
        if self.on("above", 0.4):
            inner = self.portlet("Tin mới nhất", f.headlines(self, rng, 3), rng) + inner
        url = f"https://{self.host}/tin-chi-tiet/-/asset_publisher/xYz{self.portal}/content/{slug(story.title)}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, precision(form), files=bool(files))


class _Caption(Style):
    def photo(self, caption: str) -> str:
        legend = f'<span class="itemImageCaption">{esc(caption)}</span>' if caption else ""
        return f'<div class="itemImageBlock"><span class="itemImage"><img src="/media/k2/items/cache/{self.rng.getrandbits(64):x}_L.jpg" alt="anh" /></span>{legend}<div class="clr"></div></div>'


class ItemView(Shape):
    """Joomla with K2: intro and full text in two elements, font tools, hits, ratings, author box below."""

    name = "item_view"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<li class="item-{i}"><a href="/index.php{link}">{name}</a></li>' for i, (name, link) in enumerate(f.menu(self)))
        return (
            f'<!DOCTYPE html><html lang="vi-vn"><head><meta charset="utf-8"><meta name="generator" content="Joomla! - Open Source Content Management"><title>{esc(title)}</title></head>'
            f'<body><div class="moduletable_menu"><ul class="nav menu">{links}</ul></div><div class="moduletable">{f.clock(self, rng)}</div><div id="component">{inner}</div>'
            f'<div class="moduletable"><h3>Tin mới</h3>{f.headlines(self, rng, 5, dated=False)}</div><div class="moduletable">{f.weather(self, rng) if self.on("weather") else ""}{f.statistics(rng)}</div>'
            f'<div class="custom">{f.licence(self)}</div></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Caption(rng)
        form = self.pick("date", ("k2", "k2", "nukeviet"))
        intro = f'<div class="itemIntroText"><p>{esc(story.lead)}</p></div>' if story.lead else ""
        by = (
            f'<span class="itemAuthor">Viết bởi <a href="/index.php/itemlist/user/62">{esc(story.signature)}</a></span>'
            if story.signature
            else ""
        )
        files = "".join(
            f'<li><a href="/item/download/{rng.randint(2, 900)}">{esc(name)}</a> <span>({rng.randint(3, 900)} lượt tải)</span></li>'
            for name in story.files
        )
        files = f'<div class="itemAttachmentsBlock"><span>Tải xuống các tệp đính kèm:</span><ul>{files}</ul></div>' if files else ""
        inner = (
            f'<div id="k2Container" class="itemView"><div class="itemHeader"><span class="itemDateCreated">{when(form, story.at)}</span><h2 class="itemTitle">{esc(story.title)}</h2>{by}</div>'
            '<div class="itemToolbar"><ul><li><span>cỡ chữ</span> <a>giảm cỡ chữ</a> <a>tăng cỡ chữ</a></li><li><a>In</a></li><li><a>Email</a></li></ul></div>'
            f'<div class="itemRatingBlock"><span>Bình chọn cho bài viết này</span><ul><li>1</li><li>2</li><li>3</li><li>4</li><li>5</li></ul><div>({rng.randint(0, 90)} bình chọn)</div></div>'
            f'<div class="itemBody">{intro}<div class="itemFullText">{style.body(story.body)}</div></div><div class="itemContentFooter"><span class="itemHits">Đọc <b>{rng.randint(9, 9999)}</b> lần</span>'
            f'</div>{files}<div class="itemLinks"><div class="itemCategory"><span>Được xuất bản trong</span> <a href="/index.php/tin">{f.section(self, rng)}</a></div></div>'
            f'<div class="itemRelated"><h3>{self.pick("rel", ("Bài viết cùng mục", "Tin liên quan"))}</h3>{f.headlines(self, rng, 5)}</div>'
            f'<div class="itemNavigation"><span>Xem thêm trong mục này:</span> <a href="#">&laquo; {esc(f.other(rng, self.province).title)}</a></div>'
            f'{f.comment_form(rng) if self.on("form") else ""}<div class="itemBackToTop"><a href="#">về đầu trang</a></div></div>'
        )
        url = f"https://{self.host}/index.php/tin-tuc/item/{story.number}-{slug(story.title)}.html"
        return Drawn(self.chrome(inner, story.title, rng), url, story, precision(form), files=bool(files))


class Fields(Shape):
    """Drupal: fields with labels, an English date that names the editors, a table of files, comments below."""

    name = "fields"

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(f'<li class="leaf"><a href="{link}">{name}</a></li>' for name, link in f.menu(self))
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"/><meta name="Generator" content="Drupal 7 (http://drupal.org)"/><title>{esc(title)} | Tuyên truyền {self.province}</title></head>'
            f'<body class="html not-front"><div id="page"><div id="header"><h1 id="site-name"><a href="/">Tuyên truyền {self.province}</a></h1><ul class="menu">{links}</ul></div>'
            f'<div id="sidebar-first" class="region"><div class="block block-views"><h2>Tin xem nhiều</h2><div class="content">{f.teasers(self, rng)}</div></div></div>'
            f'<div id="content" class="column"><div class="breadcrumb">{f.breadcrumb("Tin tức", " › ")}</div>{inner}</div><div id="footer">{f.clock(self, rng) if self.on("clock") else ""}{f.licence(self)}</div></div></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Italic(rng)
        story = replace(story, signature="", source=story.source)
        lead = (
            f'<div class="field field-name-field-tom-tat"><div class="field-items"><div class="field-item even">{esc(story.lead)}</div></div></div>'
            if story.lead
            else ""
        )
        source = (
            f'<div class="field field-name-field-nguon"><div class="field-label">Nguồn:&nbsp;</div><div class="field-item">{esc(story.source)}</div></div>'
            if story.source
            else ""
        )
        rows = "".join(
            f'<tr class="odd"><td><span class="file"><a href="/sites/default/files/{esc(n)}">{esc(n)}</a></span></td><td>{rng.randint(20, 900)} KB</td></tr>'
            for n in story.files
        )
        files = (
            f'<table class="sticky-enabled"><thead><tr><th>Đính kèm</th><th>Dung lượng</th></tr></thead><tbody>{rows}</tbody></table>'
            if rows
            else ""
        )
        inner = (
            f'<h1 class="title" id="page-title">{esc(story.title)}</h1><div class="node node-article"><div class="meta submitted">Submitted by <span class="username">Ban biên tập</span> {when("english", story.at)}</div>'
            f'<div class="content">{lead}<div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even" property="content:encoded">{style.body(story.body)}</div></div></div>{files}{source}</div>'
            f'<ul class="links inline"><li><a href="/user/login">Đăng nhập</a> để gửi ý kiến</li><li>{rng.randint(3, 900)} lượt đọc</li></ul></div>'
            + (f'<div id="comments">{f.comments(self, rng)}</div>' if self.on("comments") else "")
            + f'<div class="block"><h2>Bài viết mới</h2>{f.headlines(self, rng, 4)}</div>'
        )
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"http://{self.host}/node/{story.number}",
            story,
            "day",
            author=False,
            source=bool(source),
            files=bool(files),
        )


class _WpCaption(Style):
    def photo(self, caption: str) -> str:
        ident = self.rng.randint(100, 9999)
        image = f'<img class="wp-image-{ident}" src="/wp-content/uploads/2021/03/{ident}.jpg" alt="" />'
        if not caption:
            return f"<p>{image}</p>"
        return f'<div id="attachment_{ident}" class="wp-caption aligncenter" style="width: 610px">{image}<p class="wp-caption-text">{esc(caption)}</p></div>'


class Entries(Shape):
    """WordPress: the time only in meta tags, in UTC; the visible date is a day; widgets with dates on the side."""

    name = "entries"

    def chrome(self, inner: str, title: str, rng: Random, head: str = "") -> str:
        links = "".join(f'<li class="menu-item"><a href="{link}/">{name}</a></li>' for name, link in f.menu(self))
        recent = "".join(
            f'<li><a href="/{slug(s.title)}/">{esc(s.title)}</a> <span class="post-date">{s.at:%d/%m/%Y}</span></li>'
            for s in (f.other(rng, self.province) for _ in range(5))
        )
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8"><title>{esc(title)} &#8211; Trung tâm {self.province}</title><meta name="generator" content="WordPress 5.8.1">{head}</head><body class="post-template-default single">'
            f'<header class="site-header"><p class="site-title"><a href="/">Trung tâm {self.province}</a></p><nav class="main-navigation"><ul>{links}</ul></nav></header><div id="content" class="site-content">'
            f'<main id="main" class="site-main">{inner}</main><aside id="secondary" class="widget-area"><section class="widget widget_search"><form role="search"><label>Tìm kiếm cho:<input type="search"></label></form></section>'
            f'<section class="widget widget_recent_entries"><h2 class="widget-title">Bài viết mới</h2><ul>{recent}</ul></section></aside></div><footer class="site-footer">{f.licence(self)}</footer></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _WpCaption(rng)
        style.inline = emphasised(rng)
        utc = story.at.astimezone(UTC)
        later = (utc + timedelta(days=40)).isoformat(timespec="seconds")
        graph = {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebSite", "name": f"Trung tâm {self.province}"},
                {"@type": "Article", "headline": story.title, "datePublished": utc.isoformat(timespec="seconds"), "dateModified": later},
            ],
        }
        head = (
            f'<meta property="og:type" content="article"><meta property="og:title" content="{esc(story.title)} - Trung tâm {self.province}"><meta property="article:published_time" content="{utc.isoformat(timespec="seconds")}">'
            f'<meta property="article:modified_time" content="{later}">'
            + (f'<script type="application/ld+json">{json.dumps(graph, ensure_ascii=False)}</script>' if self.on("graph") else "")
        )
        lead = (
            f"<h4>{esc(story.lead)}</h4>"
            if story.lead and self.on("lead h4")
            else (f"<p><strong>{esc(story.lead)}</strong></p>" if story.lead else "")
        )
        sign = f'<p style="text-align: right;"><strong>{esc(story.signature)}</strong></p>' if story.signature else ""
        source = f'<p style="text-align: right;"><em>Nguồn: {esc(story.source)}</em></p>' if story.source else ""
        inner = (
            f'<article id="post-{story.number}" class="post type-post status-publish hentry"><header class="entry-header"><h1 class="entry-title">{esc(story.title)}</h1><div class="entry-meta"><span class="posted-on">'
            f'<a href="#" rel="bookmark">{story.at.day} Tháng {story.at.month}, {story.at.year}</a></span> <span class="byline">bởi <a class="url fn n" href="/author/admin/">admin</a></span> <span class="comments-link"><a>Để lại bình luận</a></span></div></header>'
            f'<div class="entry-content">{lead}{style.body(story.body)}{sign}{source}<div class="sharedaddy">{f.share()}</div></div><footer class="entry-footer"><span class="cat-links">Đăng trong <a href="/category/x/">{f.section(self, rng)}</a></span></footer></article>'
            f'<nav class="post-navigation"><h2 class="screen-reader-text">Điều hướng bài viết</h2><div class="nav-previous"><a>{esc(f.other(rng, self.province).title)}</a></div></nav>'
            f'<div id="comments" class="comments-area"><div id="respond"><h3>Trả lời</h3><form><p>Email của bạn sẽ không được hiển thị công khai. Các trường bắt buộc được đánh dấu *</p><label>Bình luận</label><textarea></textarea></form></div></div>'
        )
        url = f"https://{self.host}/{slug(story.title)}/"
        return Drawn(self.chrome(inner, story.title, rng, head), url, story, "time", source=bool(source))


class _Cells(Style):
    def p(self, text: str) -> str:
        return f'<p class="Normal" style="text-align: justify"><font size="2">{self.inline(text)}</font></p>'

    def photo(self, caption: str) -> str:
        legend = f'<tr><td style="text-align:center" class="chuthich">{esc(caption)}</td></tr>' if caption else ""
        return f'<table align="{self.rng.choice(("center", "left"))}" width="1"><tbody><tr><td><img src="/Portals/0/{self.rng.randint(1, 999)}.jpg" /></td></tr>{legend}</tbody></table>'


class Modules(Shape):
    """DotNetNuke: modules in panes, the lead in a table cell of its own, files behind LinkClick."""

    name = "modules"

    def module(self, number: int, title: str, content: str) -> str:
        return f'<a name="{number}"></a><div class="c_{number}"><span id="dnn_ctr{number}_dnnTITLE_titleLabel" class="Head">{title}</span><div id="dnn_ctr{number}_ContentPane"><div id="dnn_ctr{number}_ModuleContent">{content}</div></div></div>'

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        links = "".join(
            f'<td class="mi"><a href="{link}/tabid/{i + 50}/Default.aspx">{name}</a></td>' for i, (name, link) in enumerate(f.menu(self))
        )
        left = (
            self.module(401, "LIÊN KẾT", "<a>Cổng Chính phủ</a><br><a>Tỉnh ủy</a>")
            + (self.module(402, "BÌNH CHỌN", f.poll(self, rng)) if self.on("poll") else "")
            + self.module(403, "TRUY CẬP", f.statistics(rng))
        )
        return (
            f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html lang="vi-VN"><head><meta name="GENERATOR" content="DotNetNuke " /><title>{esc(title)}</title></head><body id="Body"><form id="Form" method="post">{f.viewstate(rng)}'
            f'<table width="1000"><tr><td id="dnn_HeaderPane">{f.clock(self, rng)}</td></tr><tr>{links}</tr><tr><td><table><tr><td id="dnn_LeftPane" valign="top">{left}</td><td id="dnn_ContentPane" valign="top">{inner}</td></tr></table></td></tr>'
            f'<tr><td id="dnn_BottomPane">{f.licence(self)}</td></tr></table></form></body></html>'
        )

    def article(self, story: Story, rng: Random) -> Drawn:
        style = _Cells(rng)
        form = self.pick("date", ("zone", "seconds", "hours", "clock first"))
        lead = f'<tr><td class="NewsLead"><span class="Normal"><strong>{esc(story.lead)}</strong></span></td></tr>' if story.lead else ""
        sign = f'<p align="right"><strong><font size="2">{esc(story.signature)}</font></strong></p>' if story.signature else ""
        links = "".join(
            f'<a href="/LinkClick.aspx?fileticket={rng.getrandbits(48):x}%3d&amp;tabid=52">{esc(name)}</a><br />' for name in story.files
        )
        files = f'<tr><td><span class="SubHead">Tệp đính kèm: </span>{links}</td></tr>' if links else ""
        content = (
            f'<table width="100%"><tr><td><span class="NewsTitle">{esc(story.title)}</span></td></tr><tr><td><span class="NewsDate">{when(form, story.at)}</span></td></tr>{lead}'
            f'<tr><td class="NewsBody">{style.body(story.body)}{sign}</td></tr>{files}<tr><td align="right">{f.tools(self)}</td></tr><tr><td>{f.rating(rng) if self.on("rating") else ""}{f.related(self, rng)}</td></tr></table>'
        )
        url = f"http://{self.host}/xem-chi-tiet-tin-tuc/id/{story.number}"
        return Drawn(
            self.chrome(self.module(560, "CHI TIẾT TIN", content), f"Sở Thông tin và Truyền thông {self.province}", rng),
            url,
            story,
            precision(form),
            files=bool(files),
        )
