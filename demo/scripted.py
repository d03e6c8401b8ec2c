"""Lists that a script fills: pages come as shells, the articles as JSON from another address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from demo.exchange import Response
from demo.shapes.base import View

if TYPE_CHECKING:
    from demo.site import Portal

API = "/api/danh-sach"
SCRIPT = "/static/danh-sach.js"
_PLEA = "<noscript>Trình duyệt cần bật JavaScript để xem nội dung này.</noscript>"
_FILL = """
(function () {
  var place = document.getElementById("app");
  if (!place) return;
  fetch(DANH_SACH.goc + "?trang=" + DANH_SACH.trang + "&muc=" + DANH_SACH.muc, { headers: { "X-Requested-With": "XMLHttpRequest" } })
    .then(function (answer) { return answer.json(); })
    .then(function (data) {
      var list = document.createElement("div");
      list.className = "danh-sach-tin";
      data.tin.forEach(function (tin) {
        var item = document.createElement("div");
        item.className = "muc-tin";
        var link = document.createElement("a");
        link.href = tin.lien_ket;
        link.textContent = tin.tieu_de;
        var title = document.createElement("h3");
        title.appendChild(link);
        var day = document.createElement("span");
        day.className = "ngay";
        day.textContent = tin.ngay;
        var text = document.createElement("p");
        text.textContent = tin.tom_tat;
        item.append(title, day, text);
        list.appendChild(item);
      });
      place.appendChild(list);
      var pages = document.createElement("div");
      pages.className = "phan-trang";
      data.trang.forEach(function (trang) {
        var link = document.createElement("a");
        link.href = trang.lien_ket;
        link.textContent = trang.so;
        pages.appendChild(link);
      });
      place.appendChild(pages);
    });
})();
"""


def shell(portal: Portal, category: int | None, page: int) -> str:
    """The main part of a list page whose list a script brings, "" when this portal writes its lists itself.

    A shell of `needs_script` has a script that no server has: nothing ever fills it.
    """
    if portal.options.scripted:
        wanted = json.dumps({"trang": page, "muc": category if category is not None else "", "goc": portal.prefix + API})
        return f'<div id="app"></div>{_PLEA}<script>var DANH_SACH = {wanted};</script><script src="{portal.prefix}{SCRIPT}"></script>'
    if portal.options.needs_script:
        return f'<div id="app" data-api="/api/bai-viet"></div>{_PLEA}<script src="/static/app.js"></script>'
    return ""


def respond(view: View, path: str) -> Response | None:
    """The script, or the list as JSON; None for other addresses."""
    if path == SCRIPT:
        return Response(body=_FILL.encode(), type="application/javascript")
    if path != API:
        return None
    portal, query = view.portal, view.request.query
    page = int(query["trang"]) if query.get("trang", "").isdecimal() else 1
    category = int(query["muc"]) if query.get("muc", "").isdecimal() else None
    size = portal.options.page_size
    articles = portal.newest(category)
    shown = articles[(page - 1) * size : page * size] if category is not None else articles[: portal.options.home_items * 3]
    view.category = category
    pages = -(-len(articles) // size) if category is not None else 0
    listed = [
        {
            "tieu_de": article.title,
            "lien_ket": view.href(view.target(article)),
            "ngay": f"{article.published:%d/%m/%Y}",
            "tom_tat": (article.lead or "")[:160],
        }
        for article in shown
    ]
    numbers = [
        {"so": str(n), "lien_ket": view.href(portal.shape.listing_target(portal, category or 0, n))} for n in range(1, min(pages, 9) + 1)
    ]
    return Response(body=json.dumps({"tin": listed, "trang": numbers}, ensure_ascii=False).encode(), type="application/json; charset=utf-8")
