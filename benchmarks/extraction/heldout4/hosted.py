"""Sites of departments on Microsoft's and IBM's servers, and those a local firm wrote by hand."""

from __future__ import annotations

from random import Random

from benchmarks.extraction.heldout4 import surroundings as around
from benchmarks.extraction.heldout4.base import Hand, Site, named, shows, when
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn


class SkinPanes(Site):
    """DotNetNuke: panes and numbered modules, the article in labels of a view control, title in a span."""

    name = "skin_panes"

    def encode(self, html: str) -> bytes:
        return named(html) if self.on("entities") else html.encode()

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("p", "div", "mso")),
            self.pick("photo", ("inp", "center", "table")),
            "strong",
            "mso",
            images="/Portals/0/News/",
        )
        form = self.pick("date", ("sent", "halves", "seconds", "day short"))
        mid = Random(f"{self.host}/module").randint(400, 900)
        end = self.ending(story, ("right", "last", "div"))
        lead = (
            f'<div class="ArticleLead"><span id="dnn_ctr{mid}_View_lblSummary" class="NormalBold">{esc(story.lead)}</span></div>'
            if story.lead
            else ""
        )
        kicker = '<span class="SubHead">Tin hoạt động</span><br />' if self.on("kicker", 0.4) else ""
        title = self.pick(
            "title",
            ('<span id="dnn_ctr{m}_View_lblTitle" class="Head">{t}</span>', '<h1 id="dnn_ctr{m}_View_lblTitle" class="art-title">{t}</h1>'),
        ).format(m=mid, t=esc(story.title))
        inner = f"""<div class="DnnModule DnnModule-xNews DnnModule-{mid}"><a name="{mid}"></a><div class="DNNContainer_Title"><h2><span id="dnn_ctr{mid}_dnnTITLE_titleLabel" class="TitleH2">Tin tức - Sự kiện</span></h2></div>
<div id="dnn_ctr{mid}_ContentPane" class="contentpane"><div id="dnn_ctr{mid}_ModuleContent" class="DNNModuleContent ModxNewsC">{kicker}{title}
<div class="ArticleInfo"><span id="dnn_ctr{mid}_View_lblDate" class="Normal">{when(form, story.at)}</span> <span class="Normal">{around.views(self, rng)}</span></div>{lead}
<div id="dnn_ctr{mid}_View_lblContent" class="Normal">{hand.body(story.body)}{end.html}</div>{around.files(self, story.files, "Files", "/LinkClick.aspx?fileticket=")}<div class="Normal">{around.share(self, rng)}</div>{around.rating(self, rng)}
<div class="RelatedNews"><span class="SubHead">{self.pick("rel", ("Các tin khác:", "Tin cùng chủ đề:"))}</span>{around.others(self, rng, 6, "", "({:%d/%m/%Y %H:%M})")}</div></div></div></div>"""
        url = f"https://{self.host}/tabid/{mid - 300}/ArticleId/{story.number}/{slug(story.title)}/Default.aspx"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html xml:lang="vi-VN">{around.head(self, title, extra)}<body id="Body"><form method="post" action="#" id="Form"><input type="hidden" name="__VIEWSTATE" value="{rng.getrandbits(400):x}">
<div id="ControlPanelWrapper"><div class="topbar">{around.clock(self, rng)}<span class="user"><a class="SkinObject" href="/Login">Đăng nhập</a> | <a href="/Register">Đăng ký</a></span></div><div id="dnn_HeaderPane">{around.menu(self, "dnnMenu")}</div>
<table class="contentpad"><tr><td id="dnn_LeftPane" class="leftpane" valign="top">{around.side(self, rng, "DnnModule")}</td><td id="dnn_ContentPane" class="contentpane" valign="top"><span class="Breadcrumb">Tin tức &gt; Tin hoạt động</span>{inner}</td></tr></table><div id="dnn_BottomPane">{around.footer(self, "Footer")}</div></div></form></body></html>"""


class RazorBlocks(Site):
    """Umbraco: plain modern markup, the lead in a heading, date and writer in one line."""

    name = "razor_blocks"

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng, self.pick("para", ("p", "justify")), self.pick("photo", ("center", "figure", "inp")), "h3", "head", images="/media/1042/"
        )
        form = self.pick("date", ("bar time", "day", "dashes", "ngay gio"))
        inline = self.on("writer in line")
        end = self.ending(story, ("right", "em"), signed=not inline)
        writer = f' | <span class="writer">{esc(story.signature)}</span>' if inline and story.signature else ""
        lead = (
            self.pick(
                "lead", ("<h2 class='intro'>{}</h2>", "<p class='lead'>{}</p>", "<div class='teaser'><strong>{}</strong></div>")
            ).format(esc(story.lead))
            if story.lead
            else ""
        )
        inner = f"""<article class="news-post"><header><h1>{esc(story.title)}</h1><div class="post-info"><time>{when(form, story.at)}</time>{writer}</div></header>{lead}<section class="umb-grid"><div class="grid-section"><div class="row clearfix"><div class="col-md-12 column"><div>{hand.body(story.body)}{end.html}</div></div></div></div></section>
{around.files(self, story.files, "downloads", "/media/1044/")}{around.tags(self, rng)}<footer class="post-footer">{around.share(self, rng)}</footer></article><section class="more"><h2>{self.pick("rel", ("Tin khác", "Có thể bạn quan tâm"))}</h2>{around.cards(self, rng, 3, "col-sm-4", "h4", True)}</section>"""
        url = f"https://{self.host}/tin-tuc/{story.at.year}/{slug(story.title)}/"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="vi">{around.head(self, title, extra)}<body class="frontpage theme-font-standard"><header><div class="container"><div id="logo"><a href="/"><img src="/media/1001/logo.png?anchor=center&amp;mode=crop&amp;rnd=13{rng.getrandbits(40)}" alt=""></a></div><nav>{around.menu(self, "nav-bar")}</nav></div></header>
<section class="section"><div class="container"><div class="row"><div class="col-md-8">{inner}</div><div class="col-md-4">{around.side(self, rng, "sidebar-item")}</div></div></div></section><footer class="section section-themed">{around.footer(self, "container")}</footer></body></html>"""


class LabelSpans(Site):
    """A home-made WebForms site: everything is a label in nested tables, identity is in the query."""

    name = "label_spans"

    def encode(self, html: str) -> bytes:
        return named(html) if self.on("entities") else html.encode()

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("div", "mso", "br", "font")),
            self.pick("photo", ("center tag", "mso", "table")),
            "strong",
            "mso",
            images="/UserFiles/Image/",
        )
        form = self.pick("date", ("seconds", "posted", "day", "halves"))
        end = self.ending(story, ("right", "br", "div"))
        c = "ctl00_ContentPlaceHolder1_ctl00_"
        lead = (
            f'<tr><td><span id="{c}lblTrichDan" class="TrichDan" style="font-weight:bold;">{esc(story.lead)}</span></td></tr>'
            if story.lead
            else ""
        )
        inner = f"""<table width="100%" border="0" cellspacing="2"><tr><td><span id="{c}lblTieuDe" class="TieuDeTin">{esc(story.title)}</span></td></tr><tr><td align="{self.pick("align", ("left", "right"))}"><span id="{c}lblNgay" class="{self.pick("date class", ("NgayDang", "date", "post-date"))}">{when(form, story.at)}</span></td></tr>{lead}
<tr><td><span id="{c}lblNoiDung" class="NoiDung">{hand.body(story.body)}{end.html}</span></td></tr><tr><td>{around.files(self, story.files, "Tep", "/UserFiles/")}</td></tr><tr><td align="right"><a href="javascript:history.go(-1)">Trở về</a> | <a href="#">Đầu trang</a> | <a href="#">In ấn</a></td></tr></table>
<table width="100%"><tr><td class="TinKhac">{self.pick("rel", ("Các tin mới hơn", "Các tin cũ hơn", "Các tin khác"))}</td></tr><tr><td>{around.others(self, rng, 6, "", self.pick("rd", ("({:%d/%m/%Y})", "- {:%d/%m/%Y %H:%M:%S}")))}</td></tr></table>"""
        url = f"http://{self.host}/Default.aspx?sid=1280&pageid={Random(self.host).randint(500, 900)}&catid=61310&id={story.number}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html>{around.head(self, self.owner, extra)}<body><form name="aspnetForm" method="post" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="{rng.getrandbits(500):x}" /><table width="1000" align="center" cellpadding="0"><tr><td colspan="3"><img src="/images/banner.jpg" alt="{esc(self.owner)}"></td></tr><tr><td colspan="3">{around.menu(self, "menungang")}{around.clock(self, rng)}</td></tr>
<tr><td width="200" valign="top">{around.side(self, rng, "khung")}</td><td valign="top"><div class="duongdan">Trang chủ » Tin tức » Tin trong tỉnh</div>{inner}</td></tr><tr><td colspan="3" align="center">{around.footer(self, "chantrang")}</td></tr></table></form></body></html>"""


class WcmPortal(Site):
    """IBM's portal with WCM: the whole page in table cells of skins, the article printed by a presentation template without classes."""

    name = "wcm_portal"

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("p", "font", "mso")),
            self.pick("photo", ("mso", "inp", "center tag")),
            "strong",
            "plain",
            images="/wps/wcm/connect/a1/",
        )
        form = self.pick("date", ("seconds", "day", "halves"))
        end = self.ending(story, ("right", "em", "mso"))
        host = f"({self.host}) – " if self.on("host prefix") and story.lead else ""
        told = Story(
            story.title, host + story.lead, story.body, story.signature, story.source, story.files, story.at, story.number, story.province
        )
        lead = self.pick("lead", ("<p><b>{}</b></p>", "<b>{}</b><br><br>", "<p>{}</p>")).format(esc(told.lead)) if told.lead else ""
        inner = f"""<table class="wpsPortletBody" width="100%"><tr><td><div class="wpthemeInner"><div><span class="cat">{self.pick("cat", ("Công nghệ thông tin", "Tin hoạt động", "Bưu chính - Viễn thông"))}</span></div><div style="font-size:16px;color:#0b4e9b"><b>{esc(story.title)}</b></div><div><font color="gray">{when(form, story.at)}</font></div>
<div>{lead}{hand.body(story.body)}{end.html}</div>{around.files(self, story.files, "wcmfiles", "/wps/wcm/connect/")}</div></td></tr><tr><td><b>{self.pick("rel", ("Các bài viết khác", "Tin đã đăng"))}</b>{around.others(self, rng, 8, "", self.pick("rd", ("", "({:%d/%m/%Y})")))}</td></tr></table>"""
        url = f"http://{self.host}/wps/portal/home/tin-tuc/!ut/p/c5/{rng.getrandbits(120):x}/?WCM_GLOBAL_CONTEXT=/wps/wcm/connect/so/tin/{slug(story.title)[:40]}"
        return Drawn(self.chrome(inner, story.title, rng), url, told, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html lang="vi">{around.head(self, self.owner, extra)}<body class="lotusui" id="FLYParent"><div class="wpsMastHead"><h1 class="wpsOffset">{esc(self.owner)}</h1>{around.menu(self, "wpsNav")}{around.clock(self, rng)}</div>
<table class="layoutRow" cellpadding="0" width="100%"><tr><td valign="top" width="20%">{around.side(self, rng, "wpsPortlet")}</td><td valign="top">{inner}</td></tr></table><div class="wpsFooter">{around.footer(self, "ft")}</div></body></html>"""


class HueParams(Site):
    """A city's own portal: short query names in any order, title in a list item, the writer in the line of the date."""

    name = "hue_params"

    def article(self, story: Story, rng: Random) -> Drawn:
        hand = Hand(
            rng,
            self.pick("para", ("div", "justify", "p")),
            self.pick("photo", ("div", "inp", "center")),
            "strong",
            "plain",
            images="/UploadFiles/TinTuc/2024/3/11/",
        )
        form = self.pick("date", ("updated", "clock first", "day weekday"))
        top = self.on("writer above")
        end = self.ending(story, ("right", "last"), signed=not top)
        writer = f'<div class="tacgia">Tác giả: <b>{esc(story.signature)}</b></div>' if top and story.signature else ""
        lead = f'<div class="chitiettomtat">{esc(story.lead)}</div>' if story.lead else ""
        inner = f"""<div class="khungnoidung"><ul class="tieudechuyenmuc"><li>Tin tức</li><li>Tin trong ngành</li></ul><div class="chitiettin"><div class="chitiettieude">{esc(story.title)}</div><div class="{self.pick("date class", ("chitietngay", "date", "post-date"))}">{when(form, story.at)}</div>{writer}{lead}
<div class="chitietnoidung">{hand.body(story.body)}{end.html}</div>{around.files(self, story.files, "teptin", "/UploadFiles/TinTuc/2024/3/11/")}<div class="congcu">{around.share(self, rng)} {around.views(self, rng)}</div></div>{around.boxes(self, rng, ("Các tin khác", "Tin liên quan"), "tinkhac", "div")}{around.comments(self, rng, 0.5)}</div>"""
        query = ["gd=4", "cn=82", f"tc={story.number}"]
        rng.shuffle(query)
        url = f"https://{self.host}/?{'&'.join(query)}"
        return Drawn(self.chrome(inner, story.title, rng), url, story, shows(form), end.author, end.source, bool(story.files), end.neutral)

    def chrome(self, inner: str, title: str, rng: Random, extra: str = "") -> str:
        return f"""<!DOCTYPE html><html>{around.head(self, title, extra)}<body><div id="trang"><div id="dau">{around.clock(self, rng)}<img src="/banner.jpg" alt=""></div><div id="thucdon">{around.menu(self, "td")}</div><div id="giua"><div id="cottrai">{around.side(self, rng, "hop")}</div><div id="cotphai">{inner}</div></div><div id="cuoi">{around.footer(self, "cuoitrang")}</div></div></body></html>"""
