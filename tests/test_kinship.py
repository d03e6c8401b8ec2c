"""Two addresses of one article are told from two articles of one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.kinship import any_kindred, fair, kindred, of_one_form, one_number

ONE = [  # two ways to write one article's address
    ("/Default.aspx?sid=1201&pageid=468&catid=511&id=7", "/Default.aspx?sid=1201&pageid=468&catid=513&id=7&catname=Khác"),
    ("/TinTuc/tabid/78/ArticleID/512/Default.aspx", "/TINTUC/TABID/78/ARTICLEID/512/DEFAULT.ASPX"),
    ("/TinTuc/tabid/78/ArticleID/512/Default.aspx", "/Home/tabid/36/ArticleID/512/Default.aspx"),
    ("/web/guest/home?p_p_id=a_WAR_b&_a_WAR_b_articleId=5", "/web/guest/tin?p_p_id=a_WAR_b&_a_WAR_b_articleId=5&_a_WAR_b_categoryId=9"),
    ("/Pages/chitiet.aspx?ItemID=88&CatID=3", "/Pages/chitiet.aspx?CatID=3&ItemID=88&Source=%2FPages%2Fx.aspx"),
    ("/index.php?p=news&id=12", "/index.php?p=print&id=12"),
    ("/index.php?option=com_content&view=article&id=12&Itemid=4", "/index.php?option=com_content&view=article&id=12&Itemid=9"),
    ("/tin-tuc/ubnd-tinh-hop-12345.html", "/tieu-diem/ubnd-tinh-hop-12345.html"),
    ("/ubnd-tinh-hop-phien-thang-ba.html", "/m/ubnd-tinh-hop-phien-thang-ba"),
    ("/index.php/tin/bai-viet-12345", "/tin/bai-viet-12345/"),
    ("/tin//bai-viet-12345?utm=1", "/tin/bai-viet-12345"),
    ("/tin/hội-nghị-tổng-kết-năm", "/tin/h%E1%BB%99i-ngh%E1%BB%8B-t%E1%BB%95ng-k%E1%BA%BFt-n%C4%83m"),
    ("/vi/news/bai-viet-12345", "/news/bai-viet-12345"),
    ("/news/2026/5512.vnp", "/news/2026/5512.vnp"),
    ("/tin-trong-tinh/12d0cbc27c73", "/an-toan-thong-tin/12d0cbc27c73"),
    ("/tin/9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d", "/noi-bat/9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d"),
    ("/index.php?cmd=view&c=1&n=1047", "/index.php?cmd=view&c=4&n=1047"),
    ("/web/guest/tin/-/asset_publisher/Ab12/content/thong-bao-moi", "/web/guest/tin/-/asset_publisher/Zk34/content/thong-bao-moi"),
    (
        "/web/guest/home?p_p_id=101_INSTANCE_Ab12&_101_INSTANCE_Ab12_urlTitle=hop-bao&_101_INSTANCE_Ab12_type=content",
        "/web/guest/home?p_p_id=101_INSTANCE_Zk34&_101_INSTANCE_Zk34_urlTitle=hop-bao&_101_INSTANCE_Zk34_type=content",
    ),
]
TWO = [  # one text published twice, or pages that have nothing in common but the text
    ("/Default.aspx?catid=511&id=7", "/Default.aspx?catid=511&id=8"),
    ("/TinTuc/tabid/78/ArticleID/512/Default.aspx", "/TinTuc/tabid/78/ArticleID/513/Default.aspx"),
    ("/tin-tuc/lich-cong-tac-tuan-12345.html", "/tin-tuc/lich-cong-tac-tuan-12346.html"),
    ("/chitiet.php?ma=1", "/chitiet.php?ma=2"),
    ("/chitiet.php?x=1", "/chitiet.php?x=2"),
    ("/thong-bao-moi-hop-tuan-nay", "/thong-bao-moi-hop-tuan-sau"),
    ("/tin/a", "/tin/b"),
    ("/news/2026/5512.vnp", "/news/2026/5513.vnp"),
    ("/index.php?p=news&id=12", "/"),
    ("/chitiet.aspx", "/chitiet.aspx?id=5"),
    ("/tin-trong-tinh/12d0cbc27c73", "/tin-trong-tinh/94e43eab94dd"),
    ("/index.php?cmd=view&c=1&n=1047", "/index.php?cmd=view&c=1&n=1048"),
    ("/index.php?cmd=view&c=30&n=7", "/index.php?cmd=view&c=30&n=8"),
    ("/web/guest/tin/-/asset_publisher/Ab12/content/thong-bao-mot", "/web/guest/tin/-/asset_publisher/Ab12/content/thong-bao-hai"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_two_ways_to_write_one_address(one: str, other: str) -> None:
    assert kindred(f"http://so.gov.vn{one}", f"https://www.so.gov.vn{other}")
    assert kindred(f"http://so.gov.vn{other}", f"http://so.gov.vn{one}")


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_addresses(one: str, other: str) -> None:
    assert not kindred(f"http://so.gov.vn{one}", f"http://so.gov.vn{other}")
    assert not any_kindred([f"http://so.gov.vn{other}"], [f"http://so.gov.vn{one}"])


@pytest.mark.parametrize(
    ("claimed", "real", "is_fair"),
    [
        ("/a-1.html", "/tin/a-1.html", True),
        ("/tin/hop-bao-12345.html", "/tin/hop-bao-ten-cu-12345.html?utm=1", True),
        ("/", "/tin/a-1.html", False),
        ("/tin", "/tin/a-1.html", False),
        ("/tin/b-2.html", "/tin/a-1.html", False),
        ("/chitiet.aspx", "/chitiet.aspx?id=5", False),
        ("/chitiet.aspx?id=6", "/chitiet.aspx?id=5", False),
    ],
)
def test_what_a_page_may_call_its_address(claimed: str, real: str, is_fair: bool) -> None:
    assert fair(f"http://so.gov.vn{claimed}", f"http://so.gov.vn{real}") == is_fair


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.sampled_from(["id", "newsId", "ItemID", "article_id", "_x_WAR_y_articleId"]))
def test_a_number_of_its_own_is_an_article_of_its_own(one: int, other: int, name: str) -> None:
    a, b = (f"http://so.gov.vn/x.aspx?{name}={n}&catid=3" for n in (one, other))
    assert kindred(a, b) == (one == other)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_are_told_apart_the_same_way_round(one: str, other: str) -> None:
    a, b = f"http://so.gov.vn/{one}", f"http://so.gov.vn/{other}"
    assert kindred(a, b) == kindred(b, a)


def test_two_articles_have_addresses_of_one_form() -> None:
    assert of_one_form("http://so.gov.vn/tin/hop-bao-12345.html", "http://so.gov.vn/tin/hop-bao-12346.html")
    assert of_one_form("http://so.gov.vn/c.aspx?id=1&cat=2", "http://so.gov.vn/c.aspx?cat=3&id=9")
    assert not of_one_form("http://so.gov.vn/tin/hop-bao-12345.html", "http://so.gov.vn/node/7957")
    assert not of_one_form("http://so.gov.vn/tin/hop-bao-7957", "http://so.gov.vn/node/7957")
    assert of_one_form("http://so.gov.vn/node/7958", "http://so.gov.vn/node/7957")


def test_a_number_that_two_forms_have_in_common() -> None:
    assert one_number("http://so.gov.vn/thong-bao/hop-bao-7957", "http://so.gov.vn/node/7957")
    assert one_number("http://so.gov.vn/c.aspx?id=7957", "http://so.gov.vn/node/7957")
    assert not one_number("http://so.gov.vn/thong-bao/hop-bao-7957", "http://so.gov.vn/node/7958")
    assert not one_number("http://so.gov.vn/thong-bao/hop-bao", "http://so.gov.vn/node/12")
