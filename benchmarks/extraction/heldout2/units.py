"""A legal documents base, a police site, a youth union, a print view, a unit with tabs, a commune on NukeViet."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import ClassVar

from benchmarks.extraction.heldout2 import furniture as f
from benchmarks.extraction.heldout2.base import Kinh, Second, plain_end
from benchmarks.extraction.heldout2.clock import NOW
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.prose import Photo, Story
from benchmarks.extraction.shape import Drawn


class LawStyle(Kinh):
    def p(self, text: str) -> str:
        if text.startswith("Điều "):
            return f'<p class="dieu"><a name="dieu_{self.rng.randint(1, 9)}"></a><b>{esc(text)}</b></p>'
        return f'<p class="khoan" style="margin-left:20px">{esc(text)}</p>'

    def table(self, rows: tuple[tuple[str, ...], ...]) -> str:
        head = "th" if len(rows[0]) == 2 else "td"
        drawn = "".join(
            f'<tr class="{"le" if n % 2 else "chan"}">'
            + "".join(
                f'<{head if at == 0 else "td"} class="c{at}">{esc(cell)}</{head if at == 0 else "td"}>' for at, cell in enumerate(row)
            )
            + "</tr>"
            for n, row in enumerate(rows)
        )
        return f'<table class="thuoctinh">{drawn}</table>'


class LegalBase(Second):
    """A province's base of legal documents: a table of properties, the full text in articles and clauses, files, lists of amended documents."""

    name = "legal_base"
    forms: ClassVar = ("decree", "decree", "steps", "decree", "agenda")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = LawStyle(rng, messy=0)
        files = "".join(
            f'<li><a href="/vbpq/tai-ve/{rng.randint(100, 99999)}">{esc(name)}</a> <i>({rng.randint(1, 9)},{rng.randint(1, 9)} MB)</i></li>'
            for name in story.files
        )
        sign = f'<p class="nguoiky" align="right"><b>{esc(story.signature)}</b></p>' if story.signature else ""
        old = "".join(
            f"<li><a href='/vb/{n}'>Quyết định số {rng.randint(10, 90)}/{rng.randint(2009, 2020)}/QĐ-UBND</a> - <span>Hết hiệu lực một phần</span></li>"
            for n in range(3)
        )
        inner = f"""<div class="vbMenuTab"><ul><li class="on">Toàn văn</li><li>Lược đồ</li><li>Bản gốc</li><li>Văn bản liên quan</li></ul></div><div class="vbInfo"><span class="mo">Còn hiệu lực</span></div><h2 class="vbTitle">{esc(story.title)}</h2><div class="vbDang">Ngày đăng tải: {story.at:%d/%m/%Y}</div>
{f'<div class="trichyeu">{esc(story.lead)}</div>' if story.lead else ""}<div class="toanvan" id="toanvancontent">{style.body(story.body)}{sign}</div>{f'<div class="vbFile"><b>Tải về máy</b><ul>{files}</ul></div>' if files else ""}<div class="lienquan"><b>Văn bản bị thay thế</b><ul>{old}</ul></div><div class="hoidap"><b>Hỏi đáp về văn bản này</b><p>Chưa có câu hỏi nào. <a>Đặt câu hỏi</a></p></div>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/vbpq/toanvan.aspx?ItemID={story.number}",
            story,
            shows="day",
            author=bool(story.signature),
            files=bool(story.files),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        kinds = "".join(
            f"<li><a href='?loai={n}'>{kind}</a> <em>({rng.randint(3, 900)})</em></li>"
            for n, kind in enumerate(("Nghị quyết", "Quyết định", "Chỉ thị", "Công báo", "Văn bản hợp nhất"))
        )
        return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"/><title>{esc(title)} - CSDL văn bản</title></head><body><div class="hd"><h1 class="tencsdl">CƠ SỞ DỮ LIỆU VĂN BẢN QUY PHẠM PHÁP LUẬT</h1><form><input placeholder="Số hiệu, trích yếu..."/><button>Tra</button><a>Tra nâng cao</a></form></div><ul class="mn">{f.items((f.link(text) for text in f.nav(self)[:5]), "li")}</ul><div class="l"><h3>Loại văn bản</h3><ul>{kinds}</ul></div><div class="m">{inner}</div><div class="r"><h3>Văn bản vừa đăng</h3>{f.listed(f.others(self, rng, 3), "moi")}</div><div class="ft">{"<br/>".join(map(esc, f.footer(self)))}</div></body></html>"""


class PoliceStyle(Kinh):
    def photo(self, caption: str) -> str:
        return f'<div class="image-box text-center"><img class="img-fluid" src="/storage/{self.rng.randint(1, 9999)}.jpg">' + (
            f'<small class="text-muted d-block"><i>{esc(caption)}</i></small></div>' if caption else "</div>"
        )

    def heading(self, text: str) -> str:
        return f"<p><strong><u>{esc(text)}</u></strong></p>"


class PolicePortal(Second):
    """A provincial police site of its own making: no date in sight, it is in the address and the data block; the pen name comes first."""

    name = "police_portal"
    forms: ClassVar = ("news", "theirs", "brief", "interview", "photos", "steps")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = PoliceStyle(rng)
        known = self.on("data", 0.6)
        data = json.dumps(
            {"@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title, "datePublished": story.at.isoformat()},
            ensure_ascii=False,
        )
        by = (
            f'<p class="text-end fst-italic mb-1">{self.pick("by", ("Tác giả: ", "", "Thực hiện: "))}{esc(story.signature)}</p>'
            if story.signature
            else ""
        )
        wanted = f'<div class="card border-danger my-3"><div class="card-header">TRUY NÃ</div><div class="card-body"><p>{esc("Đối tượng Trần Văn Khoát, sinh năm 1988, bị truy nã về tội trộm cắp tài sản.")}</p><a>Báo tin ngay: 0{rng.randint(260, 299)} 3869 333</a></div></div>'
        blocks = [style.block(block) for block in story.body]
        if len(blocks) > 4 and self.on("wanted"):
            blocks.insert(3, wanted)
        inner = f"""<div class="card shadow-sm"><div class="card-body"><h3 class="fw-bold text-danger">{esc(story.title)}</h3>{by}<div class="reader d-flex"><button class="btn btn-sm">🔊 Nghe</button><span>Tốc độ: 1.0x</span></div>{f'<p class="fw-bold lead-text">{esc(story.lead)}</p>' if story.lead else ""}<div class="content-detail">{"".join(blocks)}</div>
<div class="zalo-share-button"></div><div class="fb-like">Bạn và {rng.randint(2, 300)} người khác thích nội dung này</div></div></div>{f'<script type="application/ld+json">{data}</script>' if known else ""}<h5 class="mt-4">{f.near(self)}</h5>{"".join(f"<div class=row><div class=col-9><a href=/x{n}>{esc(title)}</a><p class=text-muted>{esc(lead)}</p></div></div>" for n, (title, lead, _) in enumerate(f.others(self, rng, 4)))}"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/tin-tuc/{story.at:%Y/%m/%d}/{slug(story.title)}",
            story,
            shows="time" if known else "day",
            author=bool(story.signature),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="csrf-token" content="{rng.getrandbits(160):x}"><title>{esc(title)}</title></head><body><div class="bg-danger text-white text-center"><h1 class="fs-4">CÔNG AN TỈNH {esc(self.province.upper())}</h1><div>Vì nước quên thân, vì dân phục vụ</div></div><nav class="navbar navbar-expand-lg">{f.items((f.link(text, "", 'class="nav-link"') for text in f.nav(self)), "li", "nav-item")}</nav>
<div class="container"><div class="row"><div class="col-lg-8">{inner}</div><div class="col-lg-4"><div class="alert alert-warning">Tố giác tội phạm: 113 - 069.{rng.randint(2000000, 9999999)}</div><div class="accordion"><button class="accordion-button">Thủ tục xuất nhập cảnh</button><div class="accordion-body">Nộp tại Phòng PA08 hoặc qua Cổng dịch vụ công Bộ Công an, thời hạn 5 ngày làm việc.</div><button class="accordion-button">Đăng ký xe</button><div class="accordion-body">Thực hiện tại Công an cấp xã theo phân cấp mới nhất.</div></div>{f.items(f.visitors(rng), "div", "badge")}</div></div></div><footer class="text-center">{f.items(map(esc, f.footer(self)), "p")}</footer></body></html>"""


class YouthJoomla(Second):
    """A youth union on Joomla: the list of details beside the text, icons for print and mail, previous and next, a module of latest items."""

    name = "youth_joomla"
    forms: ClassVar = ("brief", "theirs", "photos", "news", "invitation", "interview", "agenda")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = Kinh(rng)
        date = f"{f.WEEK[story.at.weekday()]}, {story.at.day:02} Tháng {story.at.month} {story.at.year} {story.at:%H:%M}"
        by = (
            f'<dd class="createdby" itemprop="author"><span itemprop="name">Viết bởi {esc(story.signature)}</span></dd>'
            if story.signature
            else ""
        )
        lead = f'<p style="text-align: justify;"><strong>{esc(story.lead)}</strong></p>' if story.lead else ""
        blocks = [style.block(block) for block in story.body]
        if len(blocks) > 4 and self.on("slogan"):
            blocks.insert(
                len(blocks) // 2,
                f'<div class="alert alert-info slogan"><p>{esc(f.banner(self))}</p><p><a href="/hien-mau">Bấm tham gia ngày hội Chủ nhật đỏ năm {NOW.year}</a></p></div>',
            )
        inner = f"""<div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">{esc(story.title)}</h2></div><div class="icons"><ul class="dropdown-menu actions"><li class="print-icon"><a>In trang này</a></li><li class="email-icon"><a>Gửi thư</a></li></ul></div>
<dl class="article-info muted"><dt class="article-info-term">Chi tiết</dt>{by}<dd class="category-name">Danh mục: <a>{f.nav(self)[0]}</a></dd><dd class="published"><time datetime="{story.at.isoformat()}">Được đăng: {date}</time></dd><dd class="hits">Số lần xem: {rng.randint(5, 9000)}</dd></dl>
<form class="form-inline"><span class="content_rating">Xếp loại: 5 / 5</span><select><option>Bình chọn 5</option></select><input type="submit" value="Đánh giá"></form><div itemprop="articleBody">{lead}{"".join(blocks)}</div><ul class="pager pagenav"><li class="previous"><a rel="prev">Lùi</a></li><li class="next"><a rel="next">Tiếp theo</a></li></ul></div>
<div class="moduletable"><h3>{f.near(self)}</h3><ul class="latestnews mod-list">{f.items((f"<a><span>{esc(title)}</span></a>" for title, _, _ in f.others(self, rng, 6)))}</ul></div>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/index.php/tin/{story.number}-{slug(story.title)}",
            story,
            author=bool(story.signature),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return f"""<!DOCTYPE html><html lang="vi-vn" dir="ltr"><head><meta charset="utf-8" /><base href="https://{self.host}/" /><meta name="generator" content="Joomla! - Open Source Content Management" /><title>{esc(title)}</title></head><body class="site com_content view-article"><div class="body"><header><a class="brand"><span class="site-title">Tỉnh Đoàn {esc(self.province)}</span><div class="site-description">Đâu cần thanh niên có, việc gì khó có thanh niên</div></a></header><ul class="nav menu mod-list">{f.items((f.link(text) for text in f.nav(self)), "li", "deeper")}</ul>
<div class="row-fluid"><main id="content" class="span9"><div class="breadcrumbs">Bạn đang ở: <a>Nhà</a> / {f.nav(self)[0]}</div>{inner}</main><div id="aside" class="span3"><div class="well"><h3>Chúng tôi có {rng.randint(3, 99)} khách và không thành viên online</h3></div><div class="well"><h3>{f.hot(self)}</h3>{f.listed(f.others(self, rng, 3), "hot", teaser=True)}</div></div></div></div><footer class="footer">{f.items(map(esc, f.footer(self)), "p")}</footer></body></html>"""


class PrintView(Second):
    """The print version of a site's articles: next to nothing around, the moment of printing beside that of publishing."""

    name = "print_view"
    forms: ClassVar = ("news", "brief", "theirs", "table", "interview", "invitation", "obituary")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = Kinh(rng)
        url = f"https://{self.host}/print/{story.number}"
        sign = f"<div style='text-align:right;font-weight:bold'>{esc(story.signature)}</div>" if story.signature else ""
        inner = f"""<div id="hd_print"><h2>{f.owner(self)}</h2><p>Địa chỉ bài viết: {url}</p></div><hr><h3>{esc(story.title)}</h3><div class="time">Xuất bản: {story.at:%d/%m/%Y} lúc {story.at:%H:%M}</div>{f"<div class=hometext><b>{esc(story.lead)}</b></div>" if story.lead else ""}<div class="bodytext">{style.body(story.body)}</div>{sign}<hr>"""
        return Drawn(self.chrome(inner, story.title, rng), url, story, author=bool(story.signature))

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{esc(title)} - Bản in</title><meta name="robots" content="noindex"></head><body onload="window.print()"><div id="print"><div class="btns"><button onclick="window.print()">In</button><button>Đóng cửa sổ</button></div>{inner}<div class="printed">Được in lúc {NOW:%H:%M} ngày {NOW:%d/%m/%Y}</div><div>{" | ".join(map(esc, f.footer(self)[:3]))}</div></div></body></html>"""


class UnitTabs(Second):
    """A department's unit: tabs above the text, the date in a calendar leaf left of the headline, photographs in a closing slide row."""

    name = "unit_tabs"
    forms: ClassVar = ("photos", "news", "theirs", "brief", "table", "invitation", "steps")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        shots = tuple(block for block in story.body if isinstance(block, Photo))
        texts = tuple(block for block in story.body if not isinstance(block, Photo))
        story = replace(story, body=(*texts, *shots))  # this site collects the photographs below the text
        style = Kinh(rng)
        slides = "".join(
            f'<div class="swiper-slide"><img src="/u/{rng.randint(1, 999)}.jpg"><div class="swiper-caption">{esc(shot.caption)}</div></div>'
            for shot in shots
        )
        files = f.items(f'<a href="/file/{n}" target="_blank">{esc(name)}</a>' for n, name in enumerate(story.files))
        leaf = f'<div class="leaf"><b>{story.at.day:02}</b><span>Tháng {story.at.month}/{story.at.year}</span><small>{story.at:%Hh%M}</small></div>'
        by = f'<p class="sig" align="right">{esc(story.signature)}</p>' if story.signature else ""
        inner = f"""<div class="post-top">{leaf}<div class="headline"><h2>{esc(story.title)}</h2></div></div><ul class="tabs"><li class="active"><a>Nội dung</a></li><li><a>Hình ảnh ({len(shots)})</a></li><li><a>Góp ý</a></li></ul><div class="tab-pane active">{f"<p class=teaser><b>{esc(story.lead)}</b></p>" if story.lead else ""}{style.body(texts)}{f'<div class="swiper"><div class="swiper-wrapper">{slides}</div><div class="swiper-button-prev">‹</div><div class="swiper-button-next">›</div></div>' if slides else ""}{by}</div>
{f"<div class=files><p>Tệp dữ liệu</p><ul>{files}</ul></div>" if files else ""}<div class="tab-pane"><form><p>Ý kiến của ông/bà sẽ được chuyển đến bộ phận phụ trách</p><input placeholder="Điện thoại"><textarea></textarea><button>Chuyển</button></form></div><div class="qr"><img alt="QR"><span>Quét để mở trên điện thoại</span></div>
<div class="grid-more"><h4>{f.near(self)}</h4>{"".join(f"<div class=cell><div class=leaf><b>{at:%d}</b><span>Tháng {at.month}/{at.year}</span></div><a href=/b/{n}>{esc(title)}</a><p>{esc(lead)}</p></div>" for n, (title, lead, at) in enumerate(f.others(self, rng, 4)))}</div>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/bai-viet/{slug(story.title)}?id={story.number}",
            story,
            author=bool(story.signature),
            files=bool(story.files),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Trung tâm Khuyến nông {esc(self.province)} :: {esc(title)}</title></head><body><div class="topline">{f.weather(self, rng)} <a>vi</a> <a>en</a></div><div class="wrapper"><div class="brand">TRUNG TÂM KHUYẾN NÔNG</div><div class="menu">{f.items((f.link(text) for text in f.nav(self)), "span")}</div><div class="page">{inner}</div><div class="edge"><h4>{f.hot(self)}</h4>{f.listed(f.others(self, rng, 4), "e")}<p>{f.lunar(rng)}</p></div><div class="bottom">{f.items(map(esc, f.footer(self)), "p")}</div></div></body></html>"""


class NukeCommune(Second):
    """A commune on NukeViet's office theme: hidden microdata before the text, author and source in a box, votes and letters below."""

    name = "nuke_commune"
    forms: ClassVar = ("theirs", "news", "brief", "steps", "invitation", "table", "decree", "obituary")

    def article(self, story: Story, rng: Random) -> Drawn:
        style = Kinh(rng)
        date = f"{f.WEEK[story.at.weekday()]} - {story.at:%d/%m/%Y %H:%M}"
        files = "".join(
            f'<div class="list-group-item news-download-file"><a href="/tin/download/{n}">{esc(name)}</a></div>'
            for n, name in enumerate(story.files)
        )
        by = f'<p class="h5 text-right"><strong>Tác giả bài viết: </strong>{esc(story.signature)}</p>' if story.signature else ""
        source = f'<p class="h5 text-right"><strong>Nguồn tin: </strong>{esc(story.source)}</p>' if story.source else ""
        inner = f"""<div class="news_column panel panel-default" itemtype="http://schema.org/NewsArticle" itemscope><div class="panel-body"><h1 class="title margin-bottom-lg" itemprop="headline">{esc(story.title)}</h1><div class="hidden hide d-none" itemprop="publisher" itemscope><span itemprop="name">{f.owner(self)}</span><span itemprop="url">https://{self.host}/logo.png</span></div><span class="hidden d-none" itemprop="dateModified">{NOW.isoformat()}</span>
<div class="row margin-bottom-lg"><div class="col-md-12"><span class="h5">{date}</span></div><div class="col-md-12"><ul class="list-inline text-right"><li><a title="Thư">✉</a></li><li><a title="In">🖶</a></li></ul></div></div>
<div class="clearfix">{f'<div class="hometext m-bottom" itemprop="description">{esc(story.lead)}</div>' if story.lead else ""}</div><div id="news-bodyhtml" class="bodytext margin-bottom-lg">{style.body(story.body)}</div>{f'<div class="newh3 news-download-content"><p>Văn bản đính theo bài</p>{files}</div>' if files else ""}<div class="margin-bottom-lg">{by}{source}</div></div></div>
<div class="news_column panel"><form id="form3B"><div id="stringrating">Bài này được {rng.randint(5, 90)} điểm từ {rng.randint(1, 18)} người chấm</div></form></div><div class="news_column"><div id="formcomment"><input placeholder="Họ tên quý vị"><textarea></textarea><img alt="mã"><button>Gửi ý kiến</button></div></div><div class="news_column"><p class="h3">{f.near(self)}</p>{f.listed(f.others(self, rng, 7), "related list-inline", date="%d-%m-%Y")}</div>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/vi/news/tin-xa/{slug(story.title)}-{story.number}.html",
            story,
            author=bool(story.signature),
            source=bool(story.source),
            neutral=(f"Nguồn tin: {story.source}",) if story.source else (),
            files=bool(story.files),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        return f"""<!DOCTYPE html><html lang="vi" xmlns="http://www.w3.org/1999/xhtml"><head><title>{esc(title)}</title><meta charset="utf-8"><meta name="generator" content="NukeViet v4.5"><meta property="og:title" content="{esc(title)}"></head><body><noscript><div class="alert alert-danger">Trình duyệt của bạn đã tắt chức năng hỗ trợ JavaScript.</div></noscript><div class="wraper"><header><div class="container"><div id="header"><div class="logo"><a title="UBND xã"><img alt="UBND xã"></a><span class="site_name">XÃ NÔNG THÔN MỚI NÂNG CAO</span></div></div></div></header><nav class="second-nav"><ul class="nav navbar-nav">{f.items(f.link(text) for text in f.nav(self))}</ul><div class="current-time">{f.clock()}</div></nav>
<section class="container"><div id="body"><ol class="breadcrumb"><li><a><span>Trang nhất</span></a></li><li>{f.nav(self)[0]}</li></ol><div class="row"><div class="col-sm-16 col-md-18">{inner}</div><div class="col-sm-8 col-md-6"><div class="panel panel-primary"><div class="panel-heading">{f.hot(self)}</div><div class="panel-body">{f.listed(f.others(self, rng, 3), "block_groups", teaser=True)}</div></div><ul class="counter list-none">{f.items(f"<em class=fa></em>{line}" for line in f.visitors(rng))}</ul></div></div></div></section><footer id="footer"><div class="container">{f.items(map(esc, f.footer(self)), "div")}</div></footer></div></body></html>"""
