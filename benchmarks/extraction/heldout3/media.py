"""Papers, stations and units on newer systems: a press scheme with picture tables, a station with the headline under its player, and others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from random import Random
from typing import ClassVar

from benchmarks.extraction.heldout2.base import Kinh, Second, plain_end
from benchmarks.extraction.heldout3 import surroundings as s
from benchmarks.extraction.markup import esc, slug
from benchmarks.extraction.prose import Story
from benchmarks.extraction.shape import Drawn


class PictureTable(Kinh):
    def photo(self, caption: str) -> str:
        legend = f'<tr><td class="chu-thich"><p>{esc(caption)}</p></td></tr>' if caption else ""
        return f'<table class="anh-bai" align="center"><tbody><tr><td class="o-anh"><img data-src="/media/{self.rng.randint(1000, 9999)}.jpg"></td></tr>{legend}</tbody></table>'


class PressColumns(Second):
    """A provincial paper: kicker over the headline, byline and time on one line, a box of other articles within the text, readers below."""

    name = "press_columns"

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = PictureTable(rng, messy=0.2)
        top = self.on("top")
        byline = f'<span class="but-danh">{esc(story.signature)}</span> <span class="cham">•</span> ' if top and story.signature else ""
        last = f'<p class="ky-ten"><strong>{esc(story.signature)}</strong></p>' if story.signature and not top else ""
        half = max(1, len(story.body) // 2)
        box = f'<div class="khung-lien-quan"><h4>Xem lại</h4><ul>{s.rows(self, rng, 3, "{link}")}</ul></div>'
        said = "".join(
            f'<div class="y-kien"><b>{esc(name)}</b> <span>{moment}</span><p>{esc(text)}</p><a>Trả lời</a> <a>Thích ({rng.randint(0, 50)})</a></div>'
            for name, moment, text in s.replies(rng, story.at, rng.randint(1, 4))
        )
        inner = f"""<div class="bai"><div class="tren"><a class="mu">{s.menu(self)[3]}</a></div><h1 class="tit">{esc(story.title)}</h1><div class="duoi-tit">{byline}<span class="luc">{story.at:%d-%m-%Y}, {story.at:%H:%M}</span><a class="gg">Theo dõi trên Google News</a></div>{f'<h2 class="sapo">{esc(story.lead)}</h2>' if story.lead else ""}<div class="chi-tiet" itemprop="articleBody">{style.body(story.body[:half])}{box}{style.body(story.body[half:])}{last}</div><div class="the"><span>Từ khoá:</span> {s.anchor("đường ven biển")} {s.anchor("lúa đông xuân")}</div><div class="thich"><span>{rng.randint(1, 90)}</span> người thích bài này</div></div><section class="ban-doc"><h3>Bạn đọc nói gì ({rng.randint(1, 30)})</h3>{said}<textarea placeholder="Viết suy nghĩ của bạn…"></textarea></section><section><h3>{s.NEAR[self.portal % len(s.NEAR)]}</h3>{s.rows(self, rng, 5, "<h4>{link}</h4><time>{clock} {day}</time><p>{lead}</p>", "article")}</section>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/{slug(story.title)}-post{story.number}.html",
            story,
            author=bool(story.signature),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = "".join(f"<li>{s.anchor(text)}</li>" for text in s.menu(self, 8))
        return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{esc(title)}</title><meta property="og:site_name" content="Báo {esc(self.province)} điện tử"></head><body><header><a class="logo" title="Báo {esc(self.province)}"></a><span>{s.clock()}</span><ul>{menu}</ul></header><main><div class="cot-chinh">{inner}</div><aside><h3>{s.POPULAR[self.portal % 4]}</h3>{s.rows(self, rng, 6, "{link}<p>{lead}</p>", "div")}<div class="ty-gia"><b>Tỷ giá</b> USD 25.{rng.randint(100, 900)} EUR 27.{rng.randint(100, 900)}</div></aside></main><footer>{"".join(f"<p>{esc(line)}</p>" for line in s.imprint(self))}</footer></body></html>"""


class PlayerFirst(Second):
    """A station: the film first, headline beneath it, day and hour in elements of their own, the crew after the text."""

    name = "player_first"
    forms: ClassVar = ("brief", "news", "theirs", "news", "photos", "brief")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = replace(plain_end(story), lead="")
        style = Kinh(rng, messy=0.1)
        last = f'<div class="text-end fw-bold">{esc(story.signature)}</div>' if story.signature else ""
        inner = f"""<div class="player"><video poster="/p.jpg"></video><div class="dieu-khien"><span>00:00</span> / <span>0{rng.randint(1, 9)}:{rng.randint(10, 59)}</span> <span>Tốc độ 1x</span></div></div><h2 class="fs-3">{esc(story.title)}</h2><ul class="list-inline"><li class="list-inline-item"><i class="bi bi-calendar"></i> {story.at:%d/%m/%Y}</li><li class="list-inline-item"><i class="bi bi-clock"></i> {story.at:%H:%M}</li><li class="list-inline-item"><i class="bi bi-eye"></i> {rng.randint(10, 9999)}</li></ul><div class="mo-ta">{style.body(story.body)}{last}</div><div class="btn-group"><button>Chép địa chỉ</button><button>Mã nhúng</button></div><h5>Phát kế tiếp</h5><div class="row">{s.rows(self, rng, 6, "{link}<small>{day} {clock}</small>", "div")}</div>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/xem/{story.number}/{slug(story.title)}",
            story,
            author=bool(story.signature),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = "".join(f"<a>{text}</a>" for text in s.menu(self, 6))
        return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{esc(title)} - Truyền hình {esc(self.province)}</title></head><body><div class="dai"><h1 class="visually-hidden">Đài Phát thanh và Truyền hình {esc(self.province)}</h1>{menu}<b>TRỰC TIẾP: kênh 1 {rng.randint(10, 20)}:00 Phim truyện</b></div><div class="container">{inner}</div><div class="lich"><h5>Lịch phát sóng hôm nay</h5><table><tr><td>05:30</td><td>Chào ngày mới</td></tr><tr><td>11:45</td><td>Thời sự trưa</td></tr><tr><td>18:30</td><td>Thời sự tối</td></tr></table></div><div class="chan">{"".join(f"<p>{esc(line)}</p>" for line in s.imprint(self))}</div></body></html>"""


class FigureStyle(Kinh):
    def photo(self, caption: str) -> str:
        legend = f"<figcaption><span>{esc(caption)}</span></figcaption>" if caption else ""
        return f'<figure class="kg-card kg-image-card"><img src="/content/{self.rng.randint(1, 999)}.webp" loading="lazy">{legend}</figure>'


class MemberJournal(Second):
    """A digital-transformation team on a journal system: name and exact time only in the byline's attributes, cards of other posts in the text."""

    name = "member_journal"

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = FigureStyle(rng)
        half = max(1, len(story.body) // 2)
        title, teaser, _ = s.others(self, rng, 1)[0]
        card = f'<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/{slug(title)}/"><div class="kg-bookmark-content"><div class="kg-bookmark-title">{esc(title)}</div><div class="kg-bookmark-description">{esc(teaser)}</div><div class="kg-bookmark-metadata"><span>Chuyển đổi số {esc(self.province)}</span></div></div></a></figure>'
        utc = story.at.astimezone(UTC)
        by = (
            f'<h4 class="author-name"><a href="/author/{slug(story.signature)}/">{esc(story.signature)}</a></h4>' if story.signature else ""
        )
        inner = f"""<article class="post"><header><span class="post-tag">{s.menu(self)[0]}</span><h1 class="post-title">{esc(story.title)}</h1>{f'<p class="post-excerpt">{esc(story.lead)}</p>' if story.lead else ""}<section class="byline"><img class="avatar" alt=""><div>{by}<div><time datetime="{utc:%Y-%m-%dT%H:%M:%S}.000Z">{story.at.day} thg {story.at.month}, {story.at.year}</time> <span>{rng.randint(2, 9)} phút đọc</span></div></div></section></header><section class="post-content">{style.body(story.body[:half])}{card}{style.body(story.body[half:])}</section></article><section class="cta"><h2>Nhận bản tin hằng tuần</h2><p>Nhập thư điện tử để không bỏ lỡ bài nào.</p><button>Đăng ký ngay</button></section><aside><h3>Đọc tiếp</h3>{s.rows(self, rng, 3, "<h2>{link}</h2><p>{lead}</p><time>{day}</time>", "article")}</aside>"""
        return Drawn(self.chrome(inner, story.title, rng), f"https://{self.host}/{slug(story.title)}/", story, author=bool(story.signature))

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = "".join(f"<li>{s.anchor(text)}</li>" for text in s.menu(self, 4))
        return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{esc(title)}</title></head><body><div class="viewport"><header><a href="/">Chuyển đổi số {esc(self.province)}</a><ul>{menu}</ul><a>Đăng nhập</a> <a>Thành viên</a></header><main>{inner}</main><footer>{"".join(f"<div>{esc(line)}</div>" for line in s.imprint(self))}</footer></div></body></html>"""


class SmallScreen(Second):
    """A page for small phones: breaks instead of boxes, a year of two digits, numbered ways out."""

    name = "small_screen"
    forms: ClassVar = ("brief", "news", "theirs", "invitation", "news", "steps")

    def article(self, story: Story, rng: Random) -> Drawn:
        story = plain_end(story)
        style = Kinh(rng, messy=0.0)
        style.p = lambda text: f"{style.inline(text)}<br/>"  # type: ignore[method-assign]
        style.heading = lambda text: f"<u>{esc(text)}</u><br/>"  # type: ignore[method-assign]
        style.quote = style.p  # type: ignore[method-assign]
        style.photo = lambda caption: (
            f'<img src="/m/{rng.randint(1, 99)}.jpg" alt=""/><br/>' + (f"<small><i>{esc(caption)}</i></small><br/>" if caption else "")
        )  # type: ignore[method-assign]
        lead = f"<b>{esc(story.lead)}</b><br/>" if story.lead else ""
        last = f"<b>{esc(story.signature)}</b><br/>" if story.signature else ""
        inner = f"<b><big>{esc(story.title)}</big></b><br/><small>{story.at:%d/%m/%y %H:%M}</small><br/>{lead}{style.body(story.body)}{last}<small>Trang 1/1 - {rng.randint(20, 900)} người đã đọc</small><br/>"
        return Drawn(
            self.chrome(inner, story.title, rng), f"http://m.{self.host}/doc.php?b={story.number}", story, author=bool(story.signature)
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        ways = "<br/>".join(f"{n}. {s.anchor(text)}" for n, text in enumerate(s.menu(self, 5), 1))
        return f"""<!DOCTYPE html PUBLIC "-//WAPFORUM//DTD XHTML Mobile 1.0//EN" "http://www.wapforum.org/DTD/xhtml-mobile10.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{esc(self.province)} trên di động</title><meta http-equiv="Content-Type" content="application/xhtml+xml; charset=utf-8"/></head><body><div><img src="/logo.gif" alt="{esc(self.province)}"/><br/>{s.anchor("Về đầu")} | {s.anchor("Tìm")}<hr/>{inner}<hr/>{s.POPULAR[self.portal % 4]}:<br/>{s.rows(self, rng, 4, "- {link}", "div")}<hr/>{ways}<br/>0. {s.anchor("Trang nhất")}<br/><small>{"<br/>".join(map(esc, s.imprint(self)[:3]))}</small></div></body></html>"""


class PanelStyle(Kinh):
    def p(self, text: str) -> str:
        return f'<div class="para" data-v-{self.rng.getrandbits(24):06x}=""><span>{self.inline(text)}</span></div>'

    def heading(self, text: str) -> str:
        return f'<div class="para"><strong><span>{esc(text)}</span></strong></div>'

    def photo(self, caption: str) -> str:
        return f'<div class="img-wrap"><div class="lazy"><img src="data:image/gif;base64,R0lGOD"></div>{f"<em>{esc(caption)}</em>" if caption else ""}</div>'


class GovernmentPanels(Second):
    """A provincial portal on a rented component system: panels everywhere, the day written out in words, source and files in a foot panel."""

    name = "government_panels"

    def article(self, story: Story, rng: Random) -> Drawn:
        style = PanelStyle(rng, messy=0.15)
        files = "".join(
            f'<a class="dl" href="/api/files/{rng.getrandbits(64):x}/download"><span class="ic"></span>{esc(name)}</a>'
            for name in story.files
        )
        lead = f'<div class="ttl-sub">{esc(story.lead)}</div>' if story.lead else ""
        foot = "".join(
            (
                f'<div class="f-row"><span class="f-lb">Tác giả</span><span class="f-vl">{esc(story.signature)}</span></div>'
                if story.signature
                else "",
                f'<div class="f-row"><span class="f-lb">Nguồn tin</span><span class="f-vl">{esc(story.source)}</span></div>'
                if story.source
                else "",
                f'<div class="f-row"><span class="f-lb">Tệp kèm</span><span class="f-vl">{files}</span></div>' if files else "",
            )
        )
        words = f"{story.at.hour} giờ {story.at.minute:02} phút, ngày {story.at.day} tháng {story.at.month} năm {story.at.year}"
        inner = f"""<div class="panel panel-detail"><div class="panel-hd"><div class="ttl" role="heading" aria-level="1">{esc(story.title)}</div><div class="meta"><span>{words}</span></div></div><div class="tools"><span>Cỡ chữ</span><span>Tương phản</span><span>Nghe bài viết</span></div><div class="panel-bd">{lead}{style.body(story.body)}</div><div class="panel-ft">{foot}</div></div><div class="panel"><div class="panel-hd">Ý kiến góp ý</div><div>Hãy là người đầu tiên góp ý cho nội dung này</div><input placeholder="Mã xác nhận"><button>Gửi góp ý</button></div><div class="panel"><div class="panel-hd">{s.NEAR[(self.portal + 2) % len(s.NEAR)]}</div>{s.rows(self, rng, 5, "{link} <span>{day}</span>", "div")}</div>"""
        return Drawn(
            self.chrome(inner, story.title, rng),
            f"https://{self.host}/chi-tiet?id={rng.getrandbits(64):x}",
            story,
            author=bool(story.signature),
            source=bool(story.source),
            files=bool(files),
        )

    def chrome(self, inner: str, title: str, rng: Random) -> str:
        menu = "".join(f'<div class="mi">{s.anchor(text)}</div>' for text in s.menu(self, 8))
        return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng thông tin điện tử {esc(self.province)}</title></head><body><div id="app"><div class="hd"><div class="org">CỔNG THÔNG TIN ĐIỆN TỬ {esc(self.province.upper())}</div><div class="slg">{esc(s.slogan(self))}</div><div class="clk">{s.clock()}</div></div><div class="mn">{menu}</div><div class="wr"><div class="lf">{inner}</div><div class="rg"><div class="panel"><div class="panel-hd">{s.POPULAR[self.portal % 4]}</div>{s.rows(self, rng, 5, "{link}<p>{lead}</p>", "div")}</div><div class="panel"><div class="panel-hd">Thời tiết</div><div>{esc(self.province)}: {rng.randint(18, 35)}°C, có mây</div></div></div></div><div class="ft">{"".join(f"<div>{esc(line)}</div>" for line in s.imprint(self))}<div>Đang trực tuyến: {rng.randint(3, 300)}</div></div></div></body></html>"""
