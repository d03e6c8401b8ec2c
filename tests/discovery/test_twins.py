"""Links of an article's page that lead to the same article in another dress, and links that do not."""

from __future__ import annotations

import pytest

from crawler.discovery.twins import dress

HOST = "http://so.example.vn"


@pytest.mark.parametrize(
    ("link", "article"),
    [
        ("/m/tin/hop-bao-thang-ba-12345.html", "/tin/hop-bao-thang-ba-12345.html"),
        ("/amp/tin/hop-bao-thang-ba-p123", "/tin/hop-bao-thang-ba-p123"),
        ("/xem.aspx?catid=5&id=12&mail=1", "/xem.aspx?id=12&catid=5"),
        ("/index.php?p=compare&id=12", "/index.php?p=news&id=12"),
        ("/in.php?newsid=12", "/tin.php?newsid=12&menu=3"),
    ],
)
def test_another_dress(link: str, article: str) -> None:
    assert dress(HOST + link, HOST + article)


@pytest.mark.parametrize(
    ("link", "article"),
    [
        ("/tin/hop-bao-thang-tu-12346.html", "/tin/hop-bao-thang-ba-12345.html"),
        ("/xem.aspx?catid=5&id=13", "/xem.aspx?catid=5&id=12"),
        ("/xem.aspx?catid=5", "/xem.aspx?catid=5&id=12"),
        ("/danhsach.aspx?catid=5", "/xem.aspx?catid=5"),
        ("/tin-tuc/", "/tin/hop-bao-thang-ba-12345.html"),
        ("/", "/xem.aspx?id=12"),
    ],
)
def test_another_page(link: str, article: str) -> None:
    assert not dress(HOST + link, HOST + article)
