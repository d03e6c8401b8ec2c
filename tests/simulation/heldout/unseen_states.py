"""Portals that keep a state of their own: a session in every path, a pager that means what the page before it said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import ClassVar
from urllib.parse import quote

from demo import furniture
from demo.answers import slice_of
from demo.articles import Article
from demo.exchange import Response
from demo.shapes.base import View
from demo.site import Portal as Site
from tests.simulation.heldout.unseen import Unseen, at, blocks, joined, start


class Cookieless(Unseen):
    """The session stands in the path of every address; a request without one is sent to a new one. The next page never ends."""

    name = "unseen-cookieless"
    kind_name = "Ban Quản lý các khu công nghiệp {}"
    missing, removal = "404", "home"
    page_size = 8
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("1", "Hoạt động"), ("2", "Thông tin cần biết"))

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/chi-tiet.aspx?ma={article.number}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/danhmuc/{self.categories[category][0]}/trang/{page}/default.aspx"

    def number_in(self, target: str) -> int | None:
        found = re.fullmatch(r"(?:/\(S\(\w+\)\))?/chi-tiet\.aspx\?ma=(\d+)", target)
        return int(found[1]) if found else None

    def _session(self, view: View) -> str:
        found = re.match(r"/\(S\(\w+\)\)", view.request.path)
        return found[0] if found else f"/(S({view.rng.getrandbits(96):024x}))"

    def special(self, view: View) -> Response | None:
        path, session = view.request.path, self._session(view)
        listed = re.fullmatch(r"(/\(S\(\w+\)\))?/danhmuc/([12])/trang/(\d+)/default\.aspx", path)
        if listed and not listed[1]:
            return Response(302, headers={"Location": session + path})
        if listed:
            return self.section(view, int(listed[2]) - 1, max(1, int(listed[3])), past="last")
        if path.lower() == f"{session}/default.aspx".lower():
            return self.full(view, "Trang chủ", self.home(view))
        return None

    def item(self, view: View, article: Article) -> str:
        return (
            f'<li><span class="d">{at(article):%d.%m.%Y}</span> <a href="{self._session(view)}/chi-tiet.aspx?ma={article.number}">'
            f"{escape(article.title)}</a></li>"
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        onward = f"{self._session(view)}{self.listing_target(view.portal, category, page + 1)}"  # also on the last page
        return f'<ol start="1">{joined(lambda a: self.item(view, a), articles)}</ol><a class="tiep" href="{onward}">Trang tiếp &gt;&gt;</a>'

    def home(self, view: View) -> str:
        return f"<ul>{joined(lambda a: self.item(view, a), view.portal.newest()[:4])}</ul>"

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", "<p><img src='{}'></p><p class='chuthich'>{}</p>")
        return f"<h1 id='lblTitle'>{escape(article.title)}</h1><span id='lblDate'>{at(article):%d/%m/%Y %H:%M:%S}</span><div id='lblBody'>{text}</div>"

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        session = self._session(view)
        menu = "".join(
            f"<a href='{session}{self.listing_target(view.portal, n, 1)}'>{escape(name)}</a> | "
            for n, (_, name) in enumerate(self.categories)
        )
        return (
            f"<html><head><meta charset='utf-8'><title>{escape(title)}</title></head><body><p><a href='{session}/Default.aspx'>Trang chủ</a> | "
            f"{menu}</p>{main}<hr><p>{escape(view.site_name)} - đang xem: {view.rng.randint(3, 90)}</p></body></html>"
        )


class LinkButtons(Unseen):
    """A repeater's pager: each button has a target of its own, and what it means depends on the state the page was sent with."""

    name = "unseen-linkbuttons"
    kind_name = "Cổng thông tin điện tử huyện {}"
    missing, removal = "soft", "404"
    page_size = 5
    ignored = frozenset({"CatID", "IsDlg", "Source"})
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("3", "Tin tức sự kiện"), ("7", "Văn hóa - Xã hội"), ("9", "Thông báo"))
    repeater: ClassVar[str] = "ctl00$m$g_1f0c$ctl00$rptPager"

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/tintuc/Pages/chitiet.aspx?ItemID={article.number}&CatID={self.categories[article.category][0]}"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/tintuc/Pages/danhmuc.aspx?CatID={self.categories[category][0]}"

    def special(self, view: View) -> Response | None:
        sections, catid = [number for number, _ in self.categories], view.request.query.get("CatID")
        if view.request.path != "/tintuc/Pages/danhmuc.aspx" or catid not in sections:
            return None
        return self.section(view, sections.index(str(catid)), self._asked(view, sections.index(str(catid))))

    def _window(self, page: int, pages: int) -> range:
        return range(max(1, page - 1), min(pages, page + 1) + 1)

    def _asked(self, view: View, category: int) -> int:
        """The page a postback means: the button's place counts in the window that its view state was sent with."""
        form = view.request.form if view.request.method == "POST" else {}
        state = re.match(r"/wEPDw(\d{3})", form.get("__VIEWSTATE", ""))
        if not state:
            return 1
        page, pages = int(state[1]), slice_of(view.portal, category, 1)[0]
        target = form.get("__EVENTTARGET", "")
        if target.endswith("lnkNext"):
            return min(pages, page + 1)
        place = re.fullmatch(re.escape(self.repeater) + r"\$ctl(\d\d)\$lnkPage", target)
        window = self._window(page, pages)
        return window[int(place[1])] if place and int(place[1]) < len(window) else 1

    def item(self, view: View, article: Article) -> str:
        to = f"/tintuc/Pages/chitiet.aspx?ItemID={article.number}&CatID={self.categories[article.category][0]}"
        shown = f"javascript:OpenPopUpPage('{to}&IsDlg=1')"
        source = quote(view.request.target, safe="")
        return (
            f'<div class="ms-vb"><a href="{escape(to)}&amp;Source={source}">{escape(article.title)}</a> <span>{at(article):%d/%m/%Y}</span>'
            f'<a class="ms-core" href="{escape(shown)}">Xem nhanh</a><p>{start(article)}</p></div>'
        )

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        buttons = "".join(
            f"<span>{n}</span>" if n == page else f"<a href=\"javascript:__doPostBack('{self.repeater}$ctl{k:02}$lnkPage','')\">{n}</a>"
            for k, n in enumerate(self._window(page, pages))
        )
        onward = f"<a href=\"javascript:__doPostBack('{self.repeater}$lnkNext','')\">Tiếp</a>" if page < pages else ""
        return f'<div class="ds">{joined(lambda a: self.item(view, a), articles)}</div><div class="phantrang">{buttons} {onward}</div>'

    def home(self, view: View) -> str:
        return "".join(
            f"<h3>{escape(name)}</h3>{joined(lambda a: self.item(view, a), view.portal.newest(n)[:3])}"
            for n, (_, name) in enumerate(self.categories)
        )

    def article(self, view: View, article: Article) -> str:
        text = blocks(
            article, '<p style="text-align:justify">{}</p>', '<table><tr><td><img src="{}"></td></tr><tr><td>{}</td></tr></table>'
        )
        return (
            f'<div class="chitiet"><div class="tieu-de-tin"><h2>{escape(article.title)}</h2></div><div class="thoigian">{at(article):%d/%m/%Y %H:%M}'
            f'</div><div class="ExternalClass">{text}</div></div>'
        )

    def not_found(self, view: View) -> str:
        return "<h3>Rất tiếc, đã xảy ra sự cố</h3><p>Value does not fall within the expected range.</p>"

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(
            f'<li><a href="{self.listing_target(view.portal, n, 1)}">{escape(name)}</a></li>' for n, (_, name) in enumerate(self.categories)
        )
        state = f"/wEPDw{view.page:03}{furniture.token(view, 50)}"
        fields = "".join(
            f'<input type="hidden" name="{name}" id="{name}" value="{value}"/>'
            for name, value in (
                ("__EVENTTARGET", ""),
                ("__EVENTARGUMENT", ""),
                ("__VIEWSTATE", state),
                ("__REQUESTDIGEST", furniture.token(view, 30)),
            )
        )
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"/><title>{escape(title)}</title></head><body><form method="post" action="'
            f'{escape(view.request.target)}" id="aspnetForm">{fields}<ul id="nav"><li><a href="/">Trang chủ</a></li>{menu}</ul><div id="main">{main}'
            f"</div><div>{escape(view.site_name)}</div></form></body></html>"
        )


STATES = (Cookieless, LinkButtons)
