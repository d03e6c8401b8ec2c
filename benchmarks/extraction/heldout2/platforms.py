"""Government platforms many offices rent: vnPortal, a tenant platform, SharePoint with a portal layer, Liferay."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

from benchmarks.extraction.heldout2 import furniture as f
from benchmarks.extraction.heldout2.base import Kinh, Second, plain_end
from benchmarks.extraction.heldout2.clock import NOW
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn


class WardStyle(Kinh):
    def p(self, text: str) -> str:
        return f'<p style="text-align: justify;"><span style="font-size: 14pt;">{self.inline(text)}</span></p>'

    def photo(self, caption: str) -> str:
        image = f'<p style="text-align: center;"><img alt="" src="https://storage-vnportal.vnpt.vn/gov/{self.rng.randint(1, 99)}/anh.jpg" width="700"></p>'
        return image + (
            f'<p style="text-align: center;"><em><span style="font-size: 12pt;">{esc(caption)}</span></em></p>' if caption else ""
        )

    def heading(self, text: str) -> str:
        return f"<p><strong>{esc(text)}</strong></p>"


class VnportalWard(Second):
    """A ward on vnPortal: UIArticle modules in an ASP.NET form, tools and a listening player inside the article."""

    name = "vnportal_ward"
    forms = ("news", "agenda", "brief", "theirs", "invitation", "interview", "table", "steps")

    def article(self, story: Story, rng: Random) -> Drawn:
        style = WardStyle(rng)
        date = (
            f"{story.at:%d/%m/%Y %H:%M:%S}"
            if self.on("24h")
            else f"{story.at.day}/{story.at.month}/{story.at.year} {story.at.hour % 12 or 12}:{story.at:%M:%S} {'AM' if story.at.hour < 12 else 'PM'}"
        )
        listen = '<div class="UITTS"><button type="button">Nghe nội dung bài</button><span>00:00</span> / <span>03:41</span><select><option>Giọng nữ miền Bắc</option><option>Giọng nam miền Nam</option></select></div>'
        files = "".join(
            f'<li><i class="fa fa-paperclip"></i><a class="att" href="https://storage-vnportal.vnpt.vn/gov/{f.path(name)}">{esc(name)}</a></li>'
            for name in story.files
        )
        stars = '<div class="UIRating"><span>Chấm điểm bài viết:</span><span class="star">★★★★☆</span><i>3.8/5 từ 14 người</i></div>'
        inner = f"""<div class="ArticleDetailControl" id="dnn_{rng.randint(100, 999)}"><h1 class="ArticleHeader">{esc(story.title)}</h1>
<div class="tool"><span class="PostDate">{date}</span><a class="zoomin">A+</a><a class="zoomout">A-</a><a href="javascript:window.print()">In bài</a></div>
{listen if self.on("listen", 0.6) else ""}
{f'<div class="ArticleSummary">{esc(story.lead)}</div>' if story.lead else ""}
<div class="ArticleContent">{style.body(story.body)}</div>
{f'<div class="author"><strong>{esc(story.signature)}</strong></div>' if story.signature else ""}
{f'<div class="ArticleAttach"><b>Tệp gửi kèm ({len(story.files)})</b><ul>{files}</ul></div>' if files else ""}
<div class="UISocialShare"><a>Facebook</a><a>Zalo</a><a>Copy đường dẫn</a></div>{stars}</div>
<div class="UIArticleInMenu_Default"><h3>{f.near(self)}</h3>{f.listed(f.others(self, rng, 6), "ArticleList", date="%d/%m/%Y %H:%M")}</div>"""
        url = f"https://{self.host}/tin-trong-phuong/{slug(story.title)}-{story.number}"
        return Drawn(
            self.chrome(inner, story.title, rng), url, replace(story, source=""), author=bool(story.signature), files=bool(story.files)
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = f.items((f.link(text) for text in f.nav(self)), cls="mn")
        online = f.items(f.visitors(rng), "p")
        leaders = f.items(
            (
                f"<b>{label}</b>: 0{rng.randint(900, 989)}.{rng.randint(100, 999)}.{rng.randint(100, 999)}"
                for label in ("Bí thư", "Chủ tịch", "Trực ban")
            ),
            "p",
        )
        return f"""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="vi"><head><meta charset="utf-8"><title>{esc(title)} | UBND phường</title></head>
<body class="vnportal"><form method="post" action="./" id="Form">{f.viewstate(rng)}
<div id="bannertop"><img src="/banner.png" alt="UBND PHƯỜNG"><div class="slogan">{esc(f.banner(self))}</div><div class="now">{f.clock(seconds=True)}</div></div>
<ul class="MenuTop">{menu}</ul><div class="UIMarquee"><marquee>{esc(f.others(self, rng, 1)[0][0])} *** {esc(f.banner(self))}</marquee></div>
<div class="ColumnLeft"><div class="UIHeader">Đường dây nóng của phường</div>{leaders}</div><div class="ColumnCenter">{inner}</div>
<div class="ColumnRight"><div class="UIHeader">Số lượt vào trang</div>{online}<div class="UIWeather">{f.weather(self, rng)}</div></div>
<div id="footer">{f.items(map(esc, f.footer(self)), "div")}</div></form></body></html>"""


class TenantStyle(Kinh):
    def p(self, text: str) -> str:
        return f'<div style="text-align:justify"><span style="font-family:Arial">&nbsp;&nbsp;&nbsp;{self.inline(text)}</span></div>'

    def photo(self, caption: str) -> str:
        if not caption:
            return f'<div class="img"><img src="/upload/105709/20240305/a{self.rng.randint(1, 99)}.jpg"></div>'
        return f'<table align="center" class="image-table"><tbody><tr><td><img src="/upload/105709/20240305/b{self.rng.randint(1, 99)}.jpg" alt="{esc(caption)}"></td></tr><tr><td class="image-desc">{esc(caption)}</td></tr></tbody></table>'

    def bullets(self, items: tuple[str, ...]) -> str:
        return "".join(f"<div>- {esc(item)}</div>" for item in items)


class TenantDistrict(Second):
    """A district on the rented platform with `/upload/<tenant>/`: the counter is inside the date, a related box inside the text."""

    name = "tenant_district"
    forms = ("theirs", "news", "table", "interview", "steps", "long", "obituary", "brief")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = TenantStyle(rng)
        blocks = [style.block(block) for block in story.body]
        related = f.others(self, rng, 2)
        box = (
            f'<div class="box-relate-inline"><b>{f.more(self)}</b>'
            + f.items((f.link(title, "/tin-tuc") for title, _, _ in related), "p")
            + "</div>"
        )
        if len(blocks) > 3:
            blocks.insert(2, box)
        date = (
            f"{story.at:%d/%m/%Y | %H:%M} | lượt đọc: {rng.randint(12, 9000)}"
            if self.on("bar")
            else f"Ngày cập nhật: {story.at.day}/{story.at.month}/{story.at.year} {story.at:%H:%M} &nbsp;|&nbsp; {rng.randint(12, 9000)} người đã xem"
        )
        sign = f'<div style="text-align:right"><b><i>{esc(story.signature)}</i></b></div>' if story.signature else ""
        keys = f.items((f'<a href="/tag/{slug(tag)}">{esc(tag)}</a>' for tag in f.tags(rng)), "span", "tag-item")
        inner = f"""<div class="breadcrumb-wrap"><a href="/">Về trang đầu</a> › <a href="/tin-tuc">{esc(f.nav(self)[0])}</a></div>
<h1 class="title-detail common-title">{esc(story.title)}</h1><div class="post-date">{date}</div>
<div class="group-tool"><a>Phóng to</a><a>Thu nhỏ</a><a>Độ tương phản</a></div>
<div class="article-content">{f'<div class="article-brief"><b>{esc(story.lead)}</b></div>' if story.lead else ""}
{"".join(blocks)}{sign}</div><div class="box-tags"><label>Chủ đề:</label>{keys}</div>
<div class="wrapper-other"><h3>{f.near(self)}</h3>{f.listed(f.others(self, rng, 5), "list-other", teaser=self.on("teaser"))}</div>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/tin-tuc/hoat-dong/{slug(story.title)[:50]}.html",
            story,
            author=bool(story.signature),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        rates = "".join("<tr>" + f.items(row, "td") + "</tr>" for row in f.money(rng))
        question, answers = f.poll(self)
        ballot = f'<div class="widget"><h4>Trưng cầu ý kiến</h4><p>{question}</p>{f.items((f"<label><input type=radio name=v>{one}</label>" for one in answers), "div")}<button>Bầu</button></div>'
        return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"/><title>{esc(title)}</title><meta property="og:site_name" content="UBND huyện"/><meta property="og:title" content="{esc(title)}"/></head>
<body><header><div class="container"><a class="logo" href="/"><span>TRANG THÔNG TIN ĐIỆN TỬ</span><b>HUYỆN THUỘC TỈNH {esc(self.province.upper())}</b></a><div class="lunar">{f.lunar(rng)}</div></div>
<nav>{f.items((f.link(text, "/tin-tuc") for text in f.nav(self)), "div", "nav-item")}</nav></header>
<div class="container"><div class="row"><div class="col-left"><div class="widget"><h4>{f.hot(self)}</h4>{f.listed(f.others(self, rng, 3), "hot", teaser=True)}</div></div>
<div class="col-mid">{inner}</div><div class="col-right">{ballot if self.on("ballot") else ""}<table class="rates">{rates}</table></div></div></div>
<footer>{"<br>".join(map(esc, f.footer(self)))}</footer></body></html>"""


class WordStyle(Kinh):
    def p(self, text: str) -> str:
        return f'<p class="MsoNormal" style="margin:6.0pt 0in;text-align:justify;text-indent:.5in"><span lang="VI" style="font-size:14.0pt;font-family:&quot;Times New Roman&quot;">{self.inline(text)}<o:p></o:p></span></p>'

    def heading(self, text: str) -> str:
        return f'<p class="MsoNormal"><b><span lang="VI" style="font-size:14.0pt">{esc(text)}<o:p></o:p></span></b></p>'

    def bullets(self, items: tuple[str, ...]) -> str:
        return "".join(
            f'<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><!--[if !supportLists]-->-<span style="font:7.0pt">&nbsp;&nbsp; </span><!--[endif]-->{esc(item)}<o:p></o:p></p>'
            for item in items
        )

    def table(self, rows: tuple[tuple[str, ...], ...]) -> str:
        drawn = "".join(
            '<tr style="mso-yfti-irow:1">'
            + "".join(
                f'<td class="ms-rteTable-default" style="width:95pt;border:solid 1pt"><p class="MsoNormal" align="center">{esc(cell)}<o:p></o:p></p></td>'
                for cell in row
            )
            + "</tr>"
            for row in rows
        )
        return f'<table class="MsoNormalTable ms-rteTable-default" border="1" cellspacing="0"><tbody>{drawn}</tbody></table>'

    def photo(self, caption: str) -> str:
        image = '<p class="MsoNormal" align="center"><img src="/portal/Photos/2024-03/x.JPG" style="margin:5px" alt=""/></p>'
        return image + (
            f'<p class="MsoNormal" align="center" style="text-align:center"><i><span style="font-size:12.0pt">{esc(caption)}<o:p></o:p></span></i></p>'
            if caption
            else ""
        )


class SharepointBoard(Second):
    """An industrial zone board on SharePoint: ribbon texts, Word paste, a headline in a div, times with SA and CH."""

    name = "sharepoint_board"
    forms = ("news", "table", "theirs", "long", "agenda", "decree", "brief", "invitation")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = WordStyle(rng)
        half = "SA" if story.at.hour < 12 else "CH"
        stamp = f"{story.at.hour % 12 or 12}:{story.at:%M} {half} {story.at.day}/{story.at.month}/{story.at.year}"
        sign = (
            f'<p class="MsoNormal" align="right" style="text-align:right"><b><span lang="VI">{esc(story.signature)}<o:p></o:p></span></b></p>'
            if story.signature
            else ""
        )
        files = "".join(
            f'<div class="tandan-attach"><img src="/_layouts/15/images/icpdf.png" alt=""/><a href="/portal/VanBan/2024-03/{f.path(name)}">{esc(name)}</a></div>'
            for name in story.files
        )
        lead = f'<div class="tandan-sapo" style="font-weight:bold">{esc(story.lead)}</div>' if story.lead else ""
        inner = f"""<div class="ms-webpart-chrome ms-webpart-chrome-fullWidth"><div id="WebPartWPQ3" class="ms-WPBody"><div class="tandan-news-detail">
<div class="tandan-datetime">{stamp}</div><div class="tandan-news-title">{esc(story.title)}</div>{lead}
<div class="tandan-news-body"><div class="ExternalClass{rng.getrandbits(128):032X}">{style.body(story.body)}{sign}</div></div>{files}
<div class="tandan-function"><a href="#">Trở lại danh sách</a> | <a href="#">Về đầu trang</a></div></div></div></div>
<div class="tandan-other"><div class="tandan-other-title">{f.near(self)}</div>{f.listed(f.others(self, rng, 7), "dfwp-list")}</div>"""
        url = f"https://{self.host}/portal/Pages/{story.at.year}-{story.at.month}-{story.at.day}/{slug(story.title)}{rng.getrandbits(24):06x}.aspx"
        return Drawn(self.chrome(inner, story.title, rng), url, story, author=bool(story.signature), files=bool(story.files))

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = "".join(
            f'<li class="static dynamic-children"><a class="static menu-item" href="/portal"><span class="additional-background"><span class="menu-item-text">{text}</span></span></a></li>'
            for text in f.nav(self)
        )
        partners = f.items(("Amata", "Becamex VSIP", "Vinatex", "Điện lực miền Trung"), "td")
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html dir="ltr" lang="vi-VN"><head><meta name="GENERATOR" content="Microsoft SharePoint" /><meta http-equiv="Content-type" content="text/html; charset=utf-8" /><title>
	{esc(title)}
</title></head><body><form method="post" action="x.aspx" id="aspnetForm">{f.viewstate(rng)}<input type="hidden" name="__REQUESTDIGEST" value="0x{rng.getrandbits(256):064X},20 Nov 2026 05:00:00 -0000"/>
<div id="TurnOnAccessibility" style="display:none" class="s4-notdlg noindex"><a href="#">Turn on more accessible mode</a></div><div class="s4-notdlg"><a href="#startNavigation">Skip Ribbon Commands</a><a href="#mainContent">Skip to main content</a></div>
<div id="s4-workspace"><div class="tandan-top"><div>BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP</div><div>Industrial Zones Authority of {esc(self.province)}</div><div class="day">{f.clock()}</div></div>
<div class="ms-core-listMenu-horizontalBox"><ul class="root static">{menu}</ul></div><table width="100%"><tr><td class="tandan-left" valign="top"><div class="tandan-box">Nhà đầu tư cần biết</div>{f.items((f.link(text) for text in ("Quy trình cấp phép", "Giá thuê hạ tầng", "Quỹ đất còn trống")), "p")}</td>
<td valign="top">{inner}</td><td valign="top"><div class="tandan-box">{f.hot(self)}</div>{f.listed(f.others(self, rng, 3), "right")}</td></tr></table>
<table class="logos"><tr><td>Hợp tác cùng</td>{partners}</tr></table><div class="tandan-footer">{f.items(map(esc, f.footer(self)), "p")}</div></div></form></body></html>"""


class LiferayStyle(Kinh):
    def photo(self, caption: str) -> str:
        return (
            f'<p style="text-align:center"><picture data-fileentryid="{self.rng.randint(1000, 9999)}"><source srcset="/o/adaptive-media/image/1/p.jpg"/><img src="/documents/20182/0/x.jpg/?t=17{self.rng.randint(10**11, 10**12)}" /></picture>'
            + (f"<br/><em>{esc(caption)}</em></p>" if caption else "</p>")
        )

    def heading(self, text: str) -> str:
        return f"<h4><strong>{esc(text)}</strong></h4>"

    def quote(self, text: str) -> str:
        return f'<p style="margin-left:40px"><em>{esc(text)}</em></p>'


class LiferayScience(Second):
    """A department of science on Liferay 7: relative time with the absolute one in a title, ratings, discussion, flags in one portlet."""

    name = "liferay_science"
    forms = ("interview", "news", "brief", "theirs", "table", "photos", "long", "steps")

    def article(self, story: Story, rng: Random) -> Drawn:
        style = LiferayStyle(rng)
        ago = f"cách đây {max(1, (NOW - story.at).days // 30)} tháng"
        exact = f"{story.at:%d/%m/%Y} {story.at:%H:%M}"
        talk = "".join(
            f'<div class="lfr-discussion"><span class="username">{esc(name)}</span><span class="lfr-portal-tooltip" title="{when}">đã viết lúc {when}</span><div class="lfr-discussion-message">{esc(text)}</div><a>Phúc đáp</a><a>Báo xấu</a></div>'
            for name, when, text in f.comments(rng, story.at, rng.randint(0, 2))
        )
        state = json.dumps(
            {"portletId": "com_liferay_asset_publisher", "title": story.title, "p_auth": f"{rng.getrandbits(32):x}"}, ensure_ascii=False
        )
        inner = f"""<section class="portlet" id="portlet_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_{rng.getrandbits(32):x}"><div class="portlet-content"><h2 class="portlet-title-text">{esc(f.nav(self)[1])}</h2>
<div class="asset-full-content clearfix default-asset-publisher show-asset-title"><div class="align-items-center d-flex mb-2"><a href="#" class="header-back-to" aria-label="Quay về"><svg></svg></a><p class="component-title h4"><span class="asset-title d-inline">{esc(story.title)}</span></p></div>
<div class="asset-metadata"><span class="metadata-entry metadata-publish-date" title="{exact}">{ago}</span><span class="metadata-entry metadata-view-count">{rng.randint(9, 990)} Lần hiển thị</span></div>
<div class="asset-content mb-3"><div class="journal-content-article" data-analytics-asset-title="{esc(story.title)}">{f'<p class="sapo"><strong>{self.pick("place", ("", "(SKHCN) "))}{esc(story.lead)}</strong></p>' if story.lead else ""}{style.body(story.body)}
{f'<p style="text-align:right"><strong>{esc(story.signature)}</strong></p>' if story.signature else ""}{f'<p class="source" style="text-align:right"><em>Nguồn: {esc(story.source)}</em></p>' if story.source else ""}</div></div>
<div class="content-metadata-asset-addon-entries"><div class="taglib-ratings thumbs"><button>{rng.randint(0, 30)}</button><button>0</button></div><div class="taglib-flags"><a>Gắn cờ bài này</a></div><a class="print">Xem bản in được</a></div>
<div class="taglib-discussion"><h3>Trao đổi ({rng.randint(0, 4)})</h3><div class="lfr-discussion-form">Vui lòng đăng nhập mới được phát biểu.</div>{talk}</div></div></div></section><script>Liferay.Portlet.state({state});</script>"""
        place = self.pick("place", ("", "(SKHCN) "))
        shown = replace(story, lead=place + story.lead if story.lead else "")
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/tin-tuc/-/asset_publisher/a{self.portal}b/content/{slug(story.title)}",
            shown,
            author=bool(story.signature),
            source=bool(story.source),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = "".join(
            f'<li class="lfr-nav-item nav-item" role="presentation"><a class="nav-link text-truncate" href="/web/guest/{slug(text)}" role="menuitem"><span class="text-truncate">{text}</span></a></li>'
            for text in f.nav(self)
        )
        side = f.listed(f.others(self, rng, 4), "list-group", teaser=True)
        return f"""<!DOCTYPE html><html class="ltr" dir="ltr" lang="vi-VN"><head><title>{esc(title)} - Sở Khoa học và Công nghệ</title><meta content="text/html; charset=UTF-8" http-equiv="content-type" /></head>
<body class="controls-visible yui3-skin-sam signed-out public-page site"><nav class="quick-access-nav"><h1 class="hide-accessible">Điều hướng</h1><ul><li><a href="#main-content">Bỏ qua để đến Nội dung</a></li></ul></nav>
<div id="wrapper"><header id="banner" role="banner"><h1 class="site-title"><a class="logo" href="/"><img alt="Sở KH&amp;CN" src="/logo"/></a><span>SỞ KHOA HỌC VÀ CÔNG NGHỆ</span></h1><a href="/c/portal/login">Mời đăng nhập</a></header><ul class="nav navbar-nav" role="menubar">{menu}</ul>
<div class="columns-2" id="main-content" role="main"><div class="portlet-layout row"><div class="col-md-8 portlet-column">{inner}</div><div class="col-md-4"><section class="portlet"><h2 class="portlet-title-text">{f.hot(self)}</h2>{side}</section>
<div class="cookie"><p>Trang này dùng cookie để nhớ lựa chọn của quý vị.</p><button>Tôi hiểu</button></div></div></div></div><footer id="footer" role="contentinfo">{f.items(map(esc, f.footer(self)), "div", "col")}</footer></div></body></html>"""
