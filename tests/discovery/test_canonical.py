"""One address for all the ways a portal writes a page's address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import addresses
from crawler.discovery.canonical import canonical, sessions
from storage.models import Portal, PortalKind, Profile

PORTAL = Portal(slug="so", kind=PortalKind.OTHER, name="Sở", url="https://www.so.example.vn/")
LEARNED = Profile(ignored=("zt", "/vi"))
PLAIN = "http:// https:// so.example.vn www. / // ? & = % %20 %E1%BB%87 %e1 ệ é # ;jsessionid=A1 /vi .. . a zt sid + %2B %25 [ ] @ :80"
ODD = ["\\", " ", "\x00", "\ud800", "e\u0301", "%CC%81", "&amp;", "/(S(abcdefghijkl))"]
PIECES = st.lists(st.sampled_from(PLAIN.split(" ") + ODD)).map("".join)


@given(st.one_of(st.text(), PIECES, PIECES.map("https://so.example.vn/{}".format)))
def test_any_string_comes_to_rest(url: str) -> None:
    once = canonical(url, LEARNED, PORTAL)

    assert canonical(once, LEARNED, PORTAL) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://so.example.vn:80/tin/a-12.html#x", "https://www.so.example.vn/tin/a-12.html"),
        ("https://so.example.vn/a;jsessionid=1F2A?x=1", "https://www.so.example.vn/a?x=1"),
        ("https://so.example.vn/a?b=2&a=1&utm_source=z", "https://www.so.example.vn/a?a=1&b=2"),
        ("https://so.example.vn/t%C3%AAn%20b%C3%A0i", "https://www.so.example.vn/tên bài"),
        ("https://so.example.vn/te\u0302n", "https://www.so.example.vn/tên"),
        ("https://so.example.vn/vi/tin/a-12.html", "https://www.so.example.vn/tin/a-12.html"),
        ("https://so.example.vn/a-1?pageindex=0&zt=9f", "https://www.so.example.vn/a-1"),
        ("https://so.example.vn/(S(x1y2z3a4b5c6))/a.aspx", "https://www.so.example.vn/a.aspx"),
        ("https://so.example.vn/c/-/content/a?p_p_state=pop&p_auth=x&redirect=%2F", "https://www.so.example.vn/c/-/content/a"),
        ("https://so.example.vn/a.aspx?ItemID=5&Source=%2Ftin%2Fds.aspx%3Fc%3D1&IsDlg=1", "https://so.example.vn/a.aspx?ItemID=5"),
        ("https://so.example.vn/a-12?from=/tin-tuc&ref=https://so.example.vn/", "https://so.example.vn/a-12"),
        ("https://so.example.vn/a-12?amp=1&fbclid=x&gclid=y", "https://so.example.vn/a-12"),
        ("https://so.example.vn/x?ten=Tin+trong+t%E1%BB%89nh&id=1", "https://so.example.vn/x?id=1&ten=Tin%20trong%20tỉnh"),
        ("HTTPS://WWW.SO.EXAMPLE.VN.:443//tin//a-12.html#!/x", "https://so.example.vn/tin/a-12.html"),
    ],
)
def test_one_page(one: str, other: str) -> None:
    assert canonical(one, LEARNED, PORTAL) == canonical(other, LEARNED, PORTAL)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://so.example.vn/a?NewsID=1", "https://so.example.vn/a?NewsID=2"),
        ("https://so.example.vn/a", "https://so.example.vn/a/"),
        ("https://so.example.vn/A", "https://so.example.vn/a"),
        ("https://so.example.vn/a%2Fb", "https://so.example.vn/a/b"),
        ("http://so.example.vn:8080/a", "http://so.example.vn/a"),
        ("https://khac.example.vn/a", "https://so.example.vn/a"),
        ("https://so.example.vn/en/a-12", "https://so.example.vn/fr/a-12"),
        ("https://so.example.vn/x?from=2025", "https://so.example.vn/x?from=2026"),
        ("https://so.example.vn/x?source=bao-lao-dong", "https://so.example.vn/x?source=vnexpress"),
        ("https://so.example.vn/x?a=1%2B1", "https://so.example.vn/x?a=1+1"),
        ("https://so.example.vn/index.php/a", "https://so.example.vn/a"),
        ("https://so.example.vn/a-12?page=2", "https://so.example.vn/a-12"),
    ],
)
def test_two_pages(one: str, other: str) -> None:
    assert canonical(one, LEARNED, PORTAL) != canonical(other, LEARNED, PORTAL)


@pytest.mark.parametrize(
    "path",
    [
        "/dang-nhap", "/Login.aspx", "/tim-kiem?q=a", "/vi/news/print/a/b-1.html", "/tag/so/", "/en/news/", "/?language=en", "/a.pdf",
        "/documents/1/a.pdf/0f-1?t=1", "/vi/vi/vi/", "/a/b/a/b/", "/bai-1?replytocom=4", "/bai/pop_up",
    ],
)  # fmt: skip
def test_what_is_not_followed(path: str) -> None:
    assert addresses.refused(f"https://so.example.vn{path}", PORTAL.url)


@pytest.mark.parametrize(
    "path",
    ["/tin/bai-12.html", "/bai.chn", "/node/12", "/Pages/a.aspx?ItemID=3", "/chi-tiet-tin?/a/12", "/tin/tìm kiếm cứu nạn", "/x?NewsID=1"],
)
def test_what_is_followed(path: str) -> None:
    assert addresses.refused(f"https://so.example.vn{path}", PORTAL.url) == ""


def test_sessions_and_tokens_are_named() -> None:
    url = "http://so.vn/tin;jsessionid=1A2B3C?id=7&phien=0123456789abcdef0123&rnd=5&utm_source=x&sid=9&t=1732250000"

    assert sessions(url) == [";session", "phien", "rnd", "t"]


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("/a-1.html", "/tin/a-1.html", True),
        ("/tin/hop-bao-12345.html", "/tin/ten-cu-12345.html?x=1", True),
        ("/x.aspx?id=5", "/x.aspx?id=5&catid=3", True),
        ("/x.aspx?id=6&catid=3", "/x.aspx?id=5&catid=3", False),
        ("/x.aspx", "/x.aspx?id=5", False),
        ("/tin/ke-hoach-2026-12346.html", "/tin/hop-bao-2026-12345.html", False),
        ("/", "/tin/a-1.html", False),
        ("/tin/", "/tin/a-1.html", False),
    ],
)
def test_what_a_page_may_call_its_address(one: str, other: str, may: bool) -> None:
    assert addresses.alike(f"https://so.example.vn{one}", f"https://so.example.vn{other}") == may
