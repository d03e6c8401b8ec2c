"""The same platform as `vnportal` in its older version: pages of a list after the first are fragments that a script posts for."""

from __future__ import annotations

import json
from html import escape as e

from benchmarks.portals.site import Answer, Request
from benchmarks.portals.sites.vnportal import STORE, VnPortal
from benchmarks.portals.story import Story

LOAD = "/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle"


class Fragments(VnPortal):
    name, title, own = "fragments", "Cổng thông tin điện tử phường Hải Đăng", "Trần Kiên"
    count, per_page = 60, 12

    def answer(self, request: Request) -> Answer:
        if request.path == LOAD and request.method == "POST":
            n, page = request.form.get("categoryIds", ""), request.form.get("page_index", "1")
            good = n.isdigit() and page.isdigit() and 8100 <= int(n) < 8104
            return Answer(self.rows(self.page(int(n) - 8100, int(page))[0]) if good else "")
        if request.path == "/robots.txt":
            return Answer("User-agent: *\nDisallow: /admin\n", type="text/plain")
        return super().answer(request)

    def others(self, story: Story, count: int, *, newer: bool) -> list[Story]:
        """Nothing older under an article: only the lists lead to old ones."""
        return super().others(story, min(count, 3), newer=newer) if newer else []

    def rows(self, found: list[Story]) -> str:
        return "".join(
            f'<li><div class="img-news"><a href="{self.url(s)}"><img src="{STORE}/thumb/{s.id}.jpg" alt=""/></a></div><h2 class="Title"><a href="{self.url(s)}" title="{e(s.title)}">{e(s.title)}</a></h2><span class="Ngaydang">{s.published:%d/%m/%Y}</span><div class="Summary">{e(s.lead)}</div></li>'
            for s in found
        )

    def list(self, section: int, number: int) -> Answer:
        found, pages = self.page(section, 1)  # whatever page the address asks for
        pager = "".join(
            f'<li class="page-number{" active" if n == 1 else ""}" data-page="{n}"><a href="javascript:void(0)">{n}</a></li>'
            for n in range(1, pages + 1)
        )
        setup = {
            "article_category_id": 8100 + section,
            "categoryIds": str(8100 + section),
            "site_id": 417,
            "page_size": self.per_page,
            "page_count": pages,
            "url": LOAD,
        }
        script = f"""<script>var pagination_{8100 + section} = {json.dumps(setup)};
$('.page-number').click(function () {{ $.ajax({{ type: 'POST', url: '{LOAD}', data: {{ site_id: 417, categoryIds: '{8100 + section}', page_size: {self.per_page}, page_index: $(this).data('page') }}, success: function (d) {{ $('.ArticleList').html(d); }} }}); }});</script>"""
        body = f'<div class="UIArticleInMenu_Default ModuleWrapper"><div class="ModuleHeader"><h2>{self.sections[section]}</h2></div><ul class="ArticleList">{self.rows(found)}</ul><div class="paging"><ul class="pagination">{pager}</ul></div></div>{script}'
        return self.frame(self.sections[section], body)
