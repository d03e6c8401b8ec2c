"""Two provincial television stations."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from demo import furniture
from demo.articles import Article
from demo.shapes.base import Shape, View

if TYPE_CHECKING:
    from demo.site import Portal

_STATION = (("thoi-su", "Thời sự"), ("kinh-te", "Kinh tế"), ("chuyen-doi-so", "Chuyển đổi số"), ("thong-bao", "Thông báo"))


class SlugTelevision(Shape):
    """ "16:56 04-08-2020 | :67": time first, the counter behind a bar; the station's name opens the lead; addresses without id."""

    name = "tv-slug"
    kind_name = "Đài Phát thanh - Truyền hình {}"
    categories = _STATION
    pager = "more"
    feeds = False
    sitemap = "gzip"
    lead_prefix = "{} - "

    def article_target(self, portal: Portal, article: Article) -> str:
        return f"/{self.categories[article.category][0]}/{article.slug}"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        return f"/{self.categories[category][0]}" + (f"?page={page}" if page > 1 else "")

    def header(self, view: View) -> str:
        token = furniture.token(view)
        return (
            f'<header class="site"><a href="{view.href("/")}" class="logo">{escape(view.site_name)}</a><nav>{furniture.menu(view)}</nav>'
            f'<input type="hidden" id="token" value="{token}"></header>'
        )

    def article(self, view: View, article: Article) -> str:
        at = furniture.local(article.published)
        return (
            f'<article class="post"><h1>{escape(article.title)}</h1><div class="time">{at:%H:%M %d-%m-%Y} | <i class="fa fa-eye">'
            f"</i>:{article.views}</div>"
            f'<h2 class="desc">{escape(article.full_lead(), quote=False)}</h2>'
            f'<div class="post-content">{self.body(view, article, photo="italic")}</div>'
            f"{self.signature(article, '<p class=tac-gia style=text-align:right>&nbsp; {}</p>')}{self.files(view, article)}</article>"
            f"{furniture.share()}"
            '<div class="comment"><h4>Bình luận</h4><form><textarea></textarea>'
            f'<p>Tối thiểu 10 chữ Tiếng việt có dấu Không chứa liên kết</p><input type="hidden" value="{furniture.token(view)}">'
            "<button>Gửi</button></form></div>"
            f"{furniture.related(view, article, 'Tin cùng chuyên mục', dated='{}')}"
        )


class PressTelevision(Shape):
    """`/tin-tuc/<category>/<id>/<slug>`, "(BTV)" before the lead, a comment form with captcha that can be reset."""

    name = "tv-press"
    kind_name = "Truyền hình {}"
    categories = _STATION
    sitemap = "flat"
    lead_prefix = "(BTV) "
    missing = "home"
    rich_head = True
    wrong_spelling = "same"

    def article_target(self, portal: Portal, article: Article) -> str:
        return f"/tin-tuc/{article.category + 11}/{article.number}/{article.slug}"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        return f"/tin-tuc/{category + 11}/{self.categories[category][0]}" + (f"/trang-{page}" if page > 1 else "")

    def number_in(self, target: str) -> int | None:
        match = re.fullmatch(r"/tin-tuc/\d+/(\d+)(/.*)?", target)
        return int(match.group(1)) if match else None

    def article(self, view: View, article: Article) -> str:
        at = furniture.local(article.published)
        return (
            f'<div class="news-detail"><h1 class="news-title">{escape(article.title)}</h1>'
            f'<p class="news-info"><span class="date">Cập nhật: {at:%H:%M}, {furniture.WEEKDAYS[at.weekday()]} {at:%d/%m/%Y}</span>'
            f' <span class="count">Lượt xem: {article.views}</span></p>'
            f'<p class="news-sapo">{escape(article.full_lead(), quote=False)}</p>'
            f'<div class="news-body">{self.body(view, article, photo="span")}{self.signature(article)}'
            f"</div>{self.files(view, article)}</div>"
            f"{furniture.tools()}{furniture.comments(view, article)}"
            f"{furniture.comment_form(view, 'Ý kiến bạn đọc - Gửi bình luận')}"
            f"{furniture.related(view, article, 'Các tin khác')}"
        )
