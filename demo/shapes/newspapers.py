"""Two provincial newspapers: an old one of tables, and one with a clock above and a view counter under its date."""

from __future__ import annotations

import re
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from demo import furniture
from demo.articles import Article
from demo.shapes.base import Shape, View

if TYPE_CHECKING:
    from demo.site import Portal

_PAPER = (
    ("chinh-tri", "Chính trị"),
    ("khoa-hoc-cong-nghe", "Khoa học - Công nghệ"),
    ("xa-hoi", "Xã hội"),
    ("ban-can-biet", "Bạn cần biết"),
)


class OldPaper(Shape):
    """Layout tables, a date without time, the lead in bold, captions in a table under the photo, the signature at the right."""

    name = "paper-old"
    kind_name = "Báo {} điện tử"
    categories = _PAPER
    shows = "day"
    pager = "next"
    sitemap = "none"
    feeds = False
    wrong_spelling = "same"

    def article_target(self, portal: Portal, article: Article) -> str:
        return f"/tin-tuc/{article.category + 2}/{article.number}/{article.slug}"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        return f"/{self.categories[category][0]}" + (f"?trang={page}" if page > 1 else "")

    def number_in(self, target: str) -> int | None:
        match = re.match(r"/tin-tuc/\d+/(\d+)(/|$)", target)
        return int(match.group(1)) if match else None

    def upload_target(self, article: Article, name: str) -> str:
        return f"/upload/news/{article.filed.month}_{article.filed.year}/{article.number}_{name}"

    def header(self, view: View) -> str:
        now = furniture.local(view.now)
        return (
            f'<table width="980" align="center" class="top"><tr><td><img src="{view.href("/images/logo.gif")}" alt=""></td>'
            f'<td align="right">Hôm nay: {furniture.weekday(view.now)}, ngày {now.day}/{now.month}/{now.year}</td></tr>'
            f"</table>{furniture.menu(view)}"
        )

    def article(self, view: View, article: Article) -> str:
        body = self.body(view, article, photo="table", paragraph="{}<br><br>")
        return (
            f'<table width="100%" class="noidung"><tr><td class="tieude"><h1>{escape(article.title)}</h1></td></tr>'
            f'<tr><td class="ngaythang">{furniture.day(article.published)}</td></tr>'
            f'<tr><td class="trichdan"><b>{escape(article.full_lead(), quote=False)}</b></td></tr>'
            f'<tr><td class="chitiet">{body}{self.signature(article)}{self.files(view, article)}'
            "</td></tr>"
            f"<tr><td>{furniture.share()}{furniture.related(view, article, 'Các tin đã đưa', css='tinkhac')}</td></tr></table>"
        )

    def item(self, view: View, article: Article) -> str:
        line = f"{furniture.link(view, article)} ({furniture.day(article.published)})"
        return f'<table class="tin"><tr><td>{line}</td></tr></table>'


class ClockPaper(Shape):
    """A running clock at the top, "Thứ 4, 27/12/2023 | 16:41:13" and a counter before the lead, no id in the address but a hash."""

    name = "paper-clock"
    kind_name = "Báo {} Online"
    categories = _PAPER
    sitemap = "index"
    rich_head = True

    def article_target(self, portal: Portal, article: Article) -> str:
        mark = sha256(f"{article.number}".encode()).hexdigest()[:7]
        return f"/{self.categories[article.category][0]}/{article.filed:%Y%m}/{article.slug}-{mark}/"

    def listing_target(self, portal: Portal, category: int, page: int) -> str:
        return f"/{self.categories[category][0]}/" + (f"?page={page}" if page > 1 else "")

    def feed_targets(self, portal: Portal) -> list[tuple[str, int | None]]:
        return [("/rss/home.rss", None), *((f"/rss/{name}.rss", n) for n, (name, _) in enumerate(self.categories))]

    def header(self, view: View) -> str:
        return (
            f'<div class="topbar"><span class="clock">{furniture.clock(view)}</span> <a href="#hotline">Đường dây nóng: 0912.345.678'
            "</a></div>"
            f'<div class="brand"><a href="{view.href("/")}">{escape(view.site_name)}</a></div>{furniture.menu(view, "nav-main")}'
        )

    def side(self, view: View, article: Article | None) -> str:
        return furniture.banner(view) + furniture.weather(view) + furniture.related(view, article, "Tiêu điểm", css="focus", dated="")

    def article(self, view: View, article: Article) -> str:
        at = furniture.local(article.published)
        date = f"{furniture.WEEKDAY_NUMBERS[at.weekday()]}, {at:%d/%m/%Y | %H:%M}:{article.id % 60:02}"
        return (
            f'<div class="detail"><h1 class="detail-title">{escape(article.title)}</h1>'
            f'<div class="meta"><span>{date}</span><br><span class="views">{furniture.thousands(article.views, ",")} lượt xem</span></div>'
            f'<div class="sapo"><strong>{escape(article.full_lead(), quote=False)}</strong></div>'
            f'<div class="content" id="content">{self.body(view, article, photo="paragraph")}</div>'
            f"{self.signature(article, '<div class=author><b>{}</b></div>')}{self.files(view, article)}{furniture.share()}"
            f'<div class="tags">Từ khóa: <a href="/tag/so-tt-tt">Sở TT&amp;TT</a></div></div>'
            f"{furniture.related(view, article, 'Tin liên quan')}{furniture.comments(view, article)}{furniture.comment_form(view)}"
        )
