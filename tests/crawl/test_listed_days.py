"""A portal whose article pages give no date: that of its lists is told with them, where the lists are in order."""

from __future__ import annotations

from typing import Any

import pytest

from storage.models import LISTING, Limits

TOPICS = ("đường truyền số liệu", "trạm phát sóng", "đài truyền thanh xã", "cổng dịch vụ công", "bưu cục huyện", "báo chí", "chữ ký số")
TEXT = "<p>Theo báo cáo của địa phương, phần việc còn lại sẽ làm xong trước mùa mưa, kinh phí do ngân sách huyện và xã cùng lo.</p>"
NEWEST_FIRST = ["21/10/2024", "18/10/2024", "18/10/2024", "02/10/2024", "27/09/2024", "11/09/2024", "30/08/2024"]
DEADLINES = ["02/10/2024", "21/10/2024", "30/08/2024", "18/10/2024", "11/09/2024", "28/10/2024", "27/09/2024"]


def show(site: Any, days: list[str]) -> None:
    def page(title: str, main: str) -> tuple[int, dict[str, str], bytes]:
        head = f"<html><head><meta charset='utf-8'><title>{title}</title></head>"
        return 200, {}, f"{head}<body><div>{main}</div></body></html>".encode()

    news = {f"/tin/kiem-tra-{n}.html": f"Đoàn công tác của Sở kiểm tra {topic} tại cơ sở" for n, topic in enumerate(TOPICS, 101)}
    rows = "".join(
        f'<div class="tin"><h3><a href="{path}">{title}</a></h3><small>{day}</small></div>'
        for (path, title), day in zip(news.items(), days, strict=True)
    )
    site.routes["/"] = page("Sở Thông tin và Truyền thông", rows)
    for n, (path, title) in enumerate(news.items()):
        site.routes[path] = page(title, f"<h1>{title}</h1><p>{title} trong {n + 3} ngày, làm việc với từng đơn vị.</p>{TEXT * 2}")


@pytest.mark.parametrize(("days", "believed"), [(NEWEST_FIRST, True), (DEADLINES, False)])
def test_the_day_of_a_list(site: Any, worker: Any, order_for: Any, days: list[str], believed: bool) -> None:
    show(site, days)

    result = worker.run(order_for(site, walk=True, first_contact=True, limits=Limits(delay=0.0, articles=200)))[0]

    found = {page.url.removeprefix(site.origin): page.extraction for page in result.pages if page.extraction is not None}
    wanted = ["-".join(reversed(day.split("/"))) if believed else "" for day in days]
    assert [found[f"/tin/kiem-tra-{n}.html"].published for n in range(101, 108)] == wanted
    assert {extraction.published_evidence for extraction in found.values()} == ({LISTING} if believed else {""})
