"""Notices that are a headline and files, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.extraction import article
from demo.exchange import Request
from demo.shapes import SHAPES
from demo.site import Portal
from storage.models import Extraction, Profile

NOW = datetime(2026, 3, 2, tzinfo=UTC)
LONG = "Giấy mời họp trực tuyến về việc góp ý dự thảo quy chế quản lý cổng thông tin điện tử của các cơ quan nhà nước, thời hạn 17 ngày"


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("title", ["Thông báo tuyển dụng viên chức năm 2026", LONG], ids=["short", "long"])
def test_a_headline_over_files_is_an_article(shape: str, title: str) -> None:
    """However long the headline is: it is not taken for the text."""
    site = Portal(shape, "127.0.0.9", 80, 3, lambda: NOW, articles=9)
    notice = site.publish(form="attachment", title=title)
    body = site.respond(Request("GET", site.host, site.shape.article_target(site, notice))).body

    found = article.extract(body, {"content-type": "text/html; charset=utf-8"}, site.address(notice), Profile(), NOW)
    assert isinstance(found, Extraction), found
    assert found.title == title
    assert {each.name for each in found.attachments} >= {each.name for each in notice.attachments}
