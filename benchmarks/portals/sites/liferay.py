"""A department on Liferay: every portlet has a heading, each article under several addresses, soft 404."""

from __future__ import annotations

import re
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.site import Answer, Request, Site, draw, rows, slug
from benchmarks.portals.story import Block, Story

PAGES = ("tin-tuc", "chuyen-doi-so", "thong-bao", "khoa-hoc-va-doi-song")
INSTANCES = ("Rm8sQXhK3vTa", "bV2kLw9Yc0Pe", "h4ZdEuN7sGq1", "Jx5oTtB6mAi8")


class Liferay(Site):
    name, title, own = "liferay", "Sở Khoa học và Công nghệ tỉnh Bạch Sơn", "Văn phòng Sở"
    sections = ("Tin tức", "Chuyển đổi số", "Thông báo", "Khoa học và đời sống")
    count, per_page = 54, 8
    mix = ("report",) * 8 + ("short", "short", "interview", "photos", "files", "schedule")

    def key(self, story: Story) -> str:
        return slug(story.title, drop_d=True)

    def url(self, story: Story, section: int | None = None) -> str:
        n = story.sections[0] if section is None else section
        return f"/web/skhcn/{PAGES[n]}/-/asset_publisher/{INSTANCES[n]}/content/{self.key(story)}"

    def which(self, url: str) -> int | None:
        found = re.search(r"/content/([\w-]+?)(?:/pop_up|/maximized)?$", urlsplit(url).path)
        return next((s.id for s in self.ever.values() if found and self.key(s) == found[1]), None)

    def answer(self, request: Request) -> Answer:
        path = re.sub(r"^/(vi|en)(?=/|$)", "", request.path).rstrip("/")
        if path in ("", "/web/skhcn", "/web/skhcn/trang-chu"):
            return self.home()
        if path == "/robots.txt":
            return Answer("User-Agent: *\nDisallow:\n", type="text/plain")
        found = re.fullmatch(r"/web/skhcn/([\w-]+)(/-/asset_publisher/\w+/content/([\w-]+?)(/pop_up)?)?", path)
        if found and found[1] in (*PAGES, "trang-chu") and found[3]:
            story = next((s for s in self.stories.values() if self.key(s) == found[3]), None)
            section = PAGES.index(found[1]) if found[1] in PAGES else None
            return self.article(story, section, popped=bool(found[4])) if story else self.gone(section)
        if found and found[1] in PAGES:
            n = PAGES.index(found[1])
            page = request.query.get(f"_101_INSTANCE_{INSTANCES[n]}_cur", "1")
            return self.list(n, int(page) if page.isdigit() else 1)
        if found and found[1] in ("gioi-thieu", "lien-he", "van-ban", "hoi-dap", "so-do-cong-thong-tin"):
            return self.other(found[1])
        return Answer(
            self.frame(
                "Lỗi",
                '<div class="alert alert-error"><h3 class="alert-error">Không tìm thấy</h3>Nguồn được yêu cầu không được tìm thấy.</div>',
            ).body,
            404,
        )

    def gone(self, section: int | None) -> Answer:
        return self.frame(
            self.sections[section or 0], '<div class="portlet-msg-error">Nội dung này không còn tồn tại hoặc bạn không có quyền xem.</div>'
        )

    def article(self, story: Story, section: int | None, *, popped: bool) -> Answer:
        when, n = story.published, section if section is not None else story.sections[0]
        lead = f'<div class="asset-summary introtext"><strong>{e(story.lead)}</strong></div>' if story.lead else ""
        files = "".join(
            f'<li class="taglib-icon"><a href="/documents/{20182 + story.id}/0/{quote(name)}/{self.uuid(story)}?t={1760000000000 + story.id}"><img src="/html/icons/pdf.png"/><span class="taglib-text">{e(name)}</span></a></li>'
            for name in story.files
        )
        files = f'<div class="lfr-panel attachments"><span>Tệp tin đính kèm</span><ul>{files}</ul></div>' if files else ""
        sign = f'<p style="text-align: right;"><strong>{e(story.signature)}</strong></p>' if story.signature else ""
        near = "".join(
            f'<li><a href="{self.url(s, n)}?inheritRedirect=false">{e(s.title)}</a> <span class="date">({s.published:%d/%m/%Y})</span></li>'
            for s in self.others(story, 6, newer=False)
        )
        body = f"""<div class="portlet-boundary portlet-asset-publisher" id="p_p_id_101_INSTANCE_{INSTANCES[n]}_"><section class="portlet"><header class="portlet-topper"><h1 class="portlet-title"><span class="portlet-title-text">{self.sections[n]}</span></h1></header>
<div class="portlet-content"><div class="asset-full-content show-asset-title"><div class="asset-content"><div class="detail-head"><a class="back" href="/web/skhcn/{PAGES[n]}">Quay lại</a>
<h3 class="header-title"><span>{e(story.title)}</span></h3><div class="metadata"><span class="metadata-entry metadata-publish-date">{when:%H:%M} | {when:%d/%m/%Y}</span><span class="metadata-entry metadata-view-count">Lượt xem: {self.views(story)}</span>
<span class="print"><a href="{self.url(story, n)}/pop_up?_101_INSTANCE_{INSTANCES[n]}_viewMode=print">In</a></span><span>Chia sẻ</span></div></div>
<div class="journal-content-article" id="article_{20000 + story.id}">{lead}{draw(story, self.pens(story))}{sign}</div>{files}
<div class="asset-ratings"><span>Trung bình ({self.hits % 31} Bầu chọn)</span></div></div></div></div></section></div><div class="portlet-boundary related-assets"><h4>Tin khác</h4><ul>{near}</ul></div>"""
        if popped:
            return Answer(f"<html><head><title>{self.sections[n]}</title></head><body class='portal-popup'>{body}</body></html>")
        return self.frame(story.title, body)

    def uuid(self, story: Story) -> str:
        return f"{story.id:08x}-7c1e-4b0a-9d35-{story.id * 7919:012x}"

    def pens(self, story: Story) -> dict:  # type: ignore[type-arg]
        picture = f"/documents/{20182 + story.id}/0/anh.jpg/{self.uuid(story)}?t=1"

        def photo(block: Block) -> str:
            if story.id % 2:
                return f'<p style="text-align: center;"><img alt="" src="{picture}" style="width: 560px;" /></p><p style="text-align: center;"><em>{e(block.text)}</em></p>'
            return f'<table align="center" border="0" style="width: 500px;"><tbody><tr><td><img alt="" src="{picture}" /></td></tr><tr><td style="text-align: center;"><span style="font-size:12px;"><em>{e(block.text)}</em></span></td></tr></tbody></table>'

        return {
            "p": lambda block: (
                f'<p style="text-align: justify;"><span style="font-family: arial,helvetica,sans-serif;">{e(block.text)}</span></p>'
            ),
            "ask": lambda block: f'<p style="text-align: justify;"><strong>PV: {e(block.text)}</strong></p>',
            "h": lambda block: f'<p style="text-align: justify;"><strong>{e(block.text)}</strong></p>',
            "quote": lambda block: f'<p style="text-align: justify; margin-left: 40px;"><em>{e(block.text)}</em></p>',
            "list": lambda block: rows(block, '<p style="text-align: justify;">+ {}</p>', "{}"),
            "table": lambda block: (
                f'<div class="table-responsive"><table border="1" cellpadding="1" cellspacing="1"><tbody>{rows(block, cell="<td><p>{}</p></td>")}</tbody></table></div>'
            ),
            "photo": photo,
        }

    def visible(self, story: Story) -> list[str]:
        asked = {block.text for block in story.blocks if block.kind == "ask"}
        return [f"PV: {line}" if line in asked else line for line in super().visible(story)]

    def list(self, n: int, number: int) -> Answer:
        found, pages = self.page(n, number)
        here = f"/web/skhcn/{PAGES[n]}?p_p_id=101_INSTANCE_{INSTANCES[n]}&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&p_p_col_id=column-2&p_p_col_count=1"
        items = "".join(
            f'<div class="asset-abstract"><h3 class="asset-title"><a href="{self.url(s, n)}?redirect={quote(here, safe="")}">{e(s.title)}</a></h3><div class="asset-content"><div class="asset-summary"><img src="/image/journal/article?img_id={s.id}&amp;t=1"/> {e(s.lead)}</div></div><div class="asset-metadata"><span class="metadata-publish-date">{s.published:%d/%m/%Y}</span></div></div>'
            for s in found
        )
        turn = "".join(
            f'<li><a href="{e(here)}&amp;_101_INSTANCE_{INSTANCES[n]}_delta={self.per_page}&amp;_101_INSTANCE_{INSTANCES[n]}_keywords=&amp;_101_INSTANCE_{INSTANCES[n]}_cur={to}">{label}</a></li>'
            for to, label in ((number - 1, "Trước"), (number + 1, "Tiếp theo"))
            if 1 <= to <= pages
        )
        return self.frame(
            self.sections[n],
            f'<section class="portlet"><h1 class="portlet-title">{self.sections[n]}</h1>{items}<div class="taglib-page-iterator"><div class="search-results">Hiển thị {len(found)} trong {len(self.newest(n))} kết quả.</div><ul class="lfr-pagination-buttons pager">{turn}</ul></div></section>',
        )

    def home(self) -> Answer:
        boxes = "".join(
            f'<section class="portlet"><h1 class="portlet-title"><a href="/web/skhcn/{PAGES[n]}">{label}</a></h1>'
            + "".join(
                f'<div class="item"><a href="/web/skhcn/trang-chu/-/asset_publisher/{INSTANCES[n][::-1]}/content/{self.key(s)}?inheritRedirect=false&amp;redirect=%2Fweb%2Fskhcn">{e(s.title)}</a></div>'
                for s in self.newest(n)[:4]
            )
            + "</section>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("Trang chủ", boxes)

    def other(self, kind: str) -> Answer:
        texts = {
            "gioi-thieu": "<h3>Cơ cấu tổ chức</h3><p>Ban Giám đốc Sở gồm Giám đốc và ba Phó Giám đốc. Các phòng: Văn phòng, Thanh tra, Quản lý khoa học, Quản lý công nghệ, Bưu chính viễn thông, Chuyển đổi số.</p>",
            "lien-he": f"<p>Tầng 5, tòa nhà B, khu liên cơ quan. Điện thoại 0213.3.792.345</p><input type='hidden' name='p_auth' value='{self.token(8)}'/><input placeholder='Mã xác minh văn bản'/>",
            "van-ban": "<table class='lfr-table'>"
            + "".join(f"<tr><td>{n * 31}/SKHCN-QLCN</td><td>Về việc rà soát danh mục thiết bị lần {n}</td></tr>" for n in range(1, 7))
            + "</table>",
            "hoi-dap": "<p>Chưa có câu hỏi nào được trả lời trong tuần này.</p>",
            "so-do-cong-thong-tin": "<ul>"
            + "".join(f"<li><a href='/web/skhcn/{page}'>{label}</a></li>" for page, label in zip(PAGES, self.sections, strict=True))
            + "</ul>",
        }
        return self.frame(
            kind.replace("-", " ").capitalize(),
            f'<section class="portlet"><h1 class="portlet-title">{kind.replace("-", " ").capitalize()}</h1>{texts[kind]}</section>',
        )

    def frame(self, title: str, body: str) -> Answer:
        links = (
            ("trang-chu", "Trang chủ"),
            ("gioi-thieu", "Giới thiệu"),
            *zip(PAGES, self.sections, strict=True),
            ("van-ban", "Văn bản"),
            ("hoi-dap", "Hỏi đáp"),
            ("lien-he", "Liên hệ"),
        )
        menu = "".join(
            f'<li role="presentation"><a href="/web/skhcn/{page}" role="menuitem"><span>{label}</span></a></li>' for page, label in links
        )
        notes = "".join(f'<li><a href="{self.url(s)}">{e(s.title)}</a></li>' for s in self.newest(2)[:5])
        now = self.clock()
        return Answer(f"""<!DOCTYPE html><html class="ltr" dir="ltr" lang="vi-VN"><head><title>{e(title)} - Bạch Sơn</title><meta charset="UTF-8"/><script>Liferay={{authToken:"{self.token(8)}"}};</script><link href="/bachson-theme/css/main.css?t={self.hits}" rel="stylesheet"/></head><body class="yui3-skin-sam signed-out public-page site">
<div id="wrapper"><a id="skip-to-content" href="#main-content">Nhảy đến nội dung</a><header id="banner" role="banner"><h1 class="site-title"><a class="logo" href="/web/skhcn"><img alt="{self.title}" src="/bachson-theme/images/logo.png"/></a><span class="site-name">{self.title}</span></h1><div class="portlet-language"><a href="/en/web/skhcn">English</a><a href="/vi/web/skhcn">Tiếng Việt</a></div><span id="clock">{now:%H:%M} GMT+7, {now:%d/%m/%Y}</span></header><nav id="navigation" role="navigation"><ul role="menubar">{menu}</ul></nav>
<div id="content"><div class="columns-2" id="main-content" role="main"><div class="portlet-layout row-fluid"><div class="span8 portlet-column" id="column-1">{body}</div><div class="span4 portlet-column sidebar" id="column-2"><section class="portlet"><h1 class="portlet-title">Thông báo mới</h1><ul>{notes}</ul></section><section class="portlet"><h1 class="portlet-title">Thăm dò</h1><p>Mức độ hài lòng của bạn với việc tra cứu đề tài trực tuyến?</p><label><input type="radio"/>Hài lòng</label><label><input type="radio"/>Chưa hài lòng</label></section><section class="portlet"><h1 class="portlet-title">Lượt truy cập</h1><table><tr><td>Hôm nay</td><td>{self.hits % 3100}</td></tr><tr><td>Tất cả</td><td>{self.hits}</td></tr></table></section></div></div></div></div>
<footer id="footer" role="contentinfo"><p>Bản quyền {self.title}</p><p>Giấy phép số 77/GP-TTĐT. Chịu trách nhiệm nội dung: Chánh Văn phòng Sở.</p></footer></div></body></html>""")
