"""A district on Umbraco: a splash page leads on, menus come from a script (the site map page has them), tabs and accordions, dates in lists only."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.more.portal import Portal
from benchmarks.portals.site import Answer, Request, draw, redirect, rows, slug
from benchmarks.portals.story import Block, Story

PLACES = ("tin-trong-xa", "nong-thon-moi", "van-hoa-giao-duc", "thong-bao-niem-yet")


class District(Portal):
    name, title, own = "district", "Trang thông tin điện tử xã Ninh Hải Thượng", "Văn phòng HĐND-UBND xã"
    sections = ("Tin trong xã", "Nông thôn mới", "Văn hóa - Giáo dục", "Thông báo - Niêm yết")
    count, per_page = 40, 10
    timed = False

    def url(self, story: Story) -> str:
        return f"/{PLACES[story.sections[0]]}/{slug(story.title)[:60].strip('-')}-{story.id}/"

    def which(self, url: str) -> int | None:
        found = re.fullmatch(rf"/(?:{'|'.join(PLACES)})/[\w-]+-(\d+)/?", urlsplit(url).path.lower())
        return int(found[1]) if found and int(found[1]) in self.ever else None

    def answer(self, request: Request) -> Answer:
        path = request.path if request.path.endswith("/") else request.path + "/"
        if path == "/":
            return Answer(
                f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Chào mừng</title><meta http-equiv="refresh" content="12; url=/trang-chu/"></head><body class="splash"><img src="/media/1002/chao-mung-dai-hoi.jpg?anchor=center&amp;mode=crop&amp;rnd=13{self.rng.randrange(10**12)}" alt=""/><h1>Nhiệt liệt chào mừng Đại hội Đảng bộ xã Ninh Hải Thượng</h1><p><a href="/trang-chu/">Bấm vào đây để vào trang chủ</a></p></body></html>'
            )
        if path == "/trang-chu/":
            return self.home()
        if path == "/so-do-trang/":
            return self.sitemap()
        if (number := self.which(path)) is not None:
            if number not in self.stories:
                return self.missing()
            if path != path.lower() or not request.path.endswith("/"):
                return redirect(self.url(self.stories[number]))
            return self.article(self.stories[number])
        place = path.strip("/")
        if place in PLACES:
            page = request.query.get("p", "1")
            return self.list(PLACES.index(place), int(page) if page.isdigit() else 1)
        return self.rest(place)

    def missing(self) -> Answer:
        return self.frame("Không tìm thấy nội dung", "<h1>Rất tiếc!</h1><p>Nội dung này không còn hoặc đã chuyển đi nơi khác.</p>", 404)

    def rest(self, place: str) -> Answer:
        reg = self.register
        for page in reg.statics:
            if place == f"gioi-thieu/{page.slug}":
                parts = "".join(
                    f'<div class="card"><div class="card-header" id="h{n}"><button class="btn btn-link" data-toggle="collapse" data-target="#c{n}">Mục {n + 1}</button></div><div id="c{n}" class="collapse"><div class="card-body">{e(text)}</div></div></div>'
                    for n, text in enumerate(page.paragraphs)
                )
                return self.frame(page.label, f'<h1>{page.label}</h1><div class="accordion">{parts}</div>')
        if place == "thu-tuc-hanh-chinh":
            parts = "".join(
                f'<div class="card"><div class="card-header"><button data-toggle="collapse" data-target="#tt{p.id}">{p.id}. {p.name}</button></div><div id="tt{p.id}" class="collapse"><p>Lĩnh vực: {p.field}. Thời hạn: {p.days} ngày làm việc.</p><a href="/thu-tuc-hanh-chinh/tt-{p.id}/">Xem chi tiết thủ tục</a></div></div>'
                for p in reg.procedures
            )
            return self.frame("Thủ tục hành chính", f'<h1>Thủ tục hành chính</h1><div class="accordion">{parts}</div>')
        for p in reg.procedures:
            if place == f"thu-tuc-hanh-chinh/tt-{p.id}":
                tabs = '<ul class="nav nav-tabs"><li class="active"><a href="#a" data-toggle="tab">Trình tự</a></li><li><a href="#b" data-toggle="tab">Thời hạn</a></li></ul>'
                return self.frame(
                    p.name,
                    f"<h1>{p.name}</h1>{tabs}<div class='tab-content'><div id='a' class='tab-pane active'>{''.join(f'<p>{e(s)}</p>' for s in p.steps)}</div><div id='b' class='tab-pane'><p>{p.days} ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ.</p></div></div>",
                )
        return self.missing()

    def sitemap(self) -> Answer:
        about = "".join(f'<li><a href="/gioi-thieu/{p.slug}/">{p.label}</a></li>' for p in self.register.statics)
        news = "".join(f'<li><a href="/{p}/">{label}</a></li>' for p, label in zip(PLACES, self.sections, strict=True))
        return self.frame(
            "Sơ đồ trang",
            f'<h1>Sơ đồ trang</h1><ul class="sitemap"><li><a href="/trang-chu/">Trang chủ</a></li><li>Giới thiệu<ul>{about}</ul></li><li>Tin tức<ul>{news}</ul></li><li><a href="/thu-tuc-hanh-chinh/">Thủ tục hành chính</a></li></ul>',
        )

    def article(self, story: Story) -> Answer:
        lead = f'<div class="sapo">{e(story.lead)}</div>' if story.lead else ""
        sign = f'<div class="text-right font-weight-bold">{e(story.signature)}</div>' if story.signature else ""
        files = "".join(f'<li><a href="/media/{story.id}/{quote(name)}" download>{e(name)}</a></li>' for name in story.files)
        files = f'<div class="tai-ve"><h4><i class="fa fa-paperclip"></i> Tải về</h4><ul>{files}</ul></div>' if files else ""
        near = "".join(
            f'<div class="col-4"><a href="{self.url(s)}"><img src="/media/{s.id}/t.jpg?width=240&amp;height=160&amp;mode=crop" alt=""/><p>{e(s.title)}</p></a></div>'
            for s in self.others(story, 3, newer=False)
        )
        body = f"""<article class="post"><h1 class="post-title">{e(story.title)}</h1><div class="post-meta"><i class="fa fa-eye"></i> {self.views(story)} <span class="size">Kích thước chữ: <a href="#">nhỏ</a> <a href="#">vừa</a> <a href="#">to</a></span></div>
{lead}<div class="rte">{draw(story, self.pens(story))}</div>{sign}{files}<p class="zalo">Mời bà con quét mã, quan tâm trang Zalo của UBND xã để nhận thông báo nhanh nhất.</p><div class="fb-like" data-href="{self.url(story)}"></div></article><section class="xem-them"><h3>Đọc thêm cùng mục</h3><div class="row">{near}</div></section>"""
        return self.frame(story.title, body, where=story.sections[0])

    def pens(self, story: Story) -> dict[str, Callable[[Block], str]]:
        def photo(block: Block) -> str:
            image = f'<img src="/media/{story.id}/anh.jpg?anchor=center&amp;mode=crop&amp;width=800&amp;rnd=132{story.id}" alt="{e(block.text)}"/>'
            return f'<div class="umb-grid-media">{image}<p class="caption">{e(block.text)}</p></div>' if block.text else f"<p>{image}</p>"

        return {
            "p": lambda block: f"<p>{e(block.text)}</p>",
            "ask": lambda block: f"<p><strong>{e(block.text)}</strong></p>",
            "h": lambda block: f"<h3>{e(block.text)}</h3>",
            "quote": lambda block: f"<blockquote>{e(block.text)}</blockquote>",
            "list": lambda block: "<ul>" + rows(block, "<li>{}</li>", "{}") + "</ul>",
            "table": lambda block: f'<div class="table-responsive"><table class="table">{rows(block)}</table></div>',
            "photo": photo,
        }

    def list(self, n: int, number: int) -> Answer:
        found, pages = self.page(n, number)
        items = "".join(
            f'<div class="media"><a href="{self.url(s)}"><img src="/media/{s.id}/t.jpg?width=120" alt=""/></a><div class="media-body"><h4><a href="{self.url(s)}">{e(s.title)}</a></h4><small>{s.published:%d.%m.%Y}</small><p>{e(s.lead[:160])}</p></div></div>'
            for s in found
        )
        turn = "".join(
            f'<li class="page-item{" active" if k == number else ""}"><a class="page-link" href="/{PLACES[n]}/?p={k}">{k}</a></li>'
            for k in range(1, pages + 1)
        )
        return self.frame(self.sections[n], f'<h1>{self.sections[n]}</h1>{items}<ul class="pagination">{turn}</ul>', where=n)

    def home(self) -> Answer:
        heads = "".join(
            f'<li class="{"active" if not n else ""}"><a href="#tab{n}" data-toggle="tab">{label}</a></li>'
            for n, label in enumerate(self.sections)
        )
        panes = "".join(
            f'<div class="tab-pane{" active" if not n else ""}" id="tab{n}"><ul>'
            + "".join(f'<li><a href="{self.url(s)}">{e(s.title)}</a> <small>{s.published:%d.%m}</small></li>' for s in self.newest(n)[:4])
            + "</ul></div>"
            for n in range(len(self.sections))
        )
        return self.frame(
            "Trang chủ", f'<div class="tabs"><ul class="nav nav-tabs">{heads}</ul><div class="tab-content">{panes}</div></div>'
        )

    def frame(self, title: str, body: str, status: int = 200, where: int | None = None) -> Answer:
        crumb = f"<span>Trang chủ</span> / <span>{self.sections[where]}</span>" if where is not None else "<span>Trang chủ</span>"
        return Answer(
            f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{e(self.title)}</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/css/site.css"><script src="/scripts/menu.js" defer></script></head><body>
<header><a class="navbar-brand" href="/trang-chu/"><img src="/media/1001/quoc-huy.png" alt="Quốc huy"/><span>{e(self.title)}</span></a><nav id="mainmenu" data-src="/umbraco/api/menu/get"></nav><div class="breadcrumb">{crumb}</div></header>
<main class="container" data-title="{e(title)}"><div class="row"><div class="col-lg-9">{body}</div><aside class="col-lg-3"><div class="widget"><h3>Số điện thoại đường dây nóng</h3><p>Công an xã: 0258.3.621.113<br/>Trạm Y tế: 0258.3.621.115</p></div><div class="widget"><h3>Lịch âm dương</h3><p>{self.clock():%d/%m/%Y}</p></div><div class="widget"><h3>Lượt ghé thăm</h3><p>{self.hits}</p></div></aside></div></main>
<footer><div class="container"><p>UBND xã Ninh Hải Thượng. Trưởng Ban biên tập: Phó Chủ tịch UBND xã</p><p><a href="/so-do-trang/">Sơ đồ trang</a> | <a href="/gioi-thieu/lien-he/">Liên hệ</a></p><p>Phát triển bởi Trung tâm Chuyển đổi số</p></div></footer></body></html>""",
            status,
        )
