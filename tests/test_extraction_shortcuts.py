"""Shortcuts give what the long way gives."""

import contextlib
import gc
import unicodedata
from urllib.parse import urldefrag, urljoin

import pytest

from crawler.extraction import collector, families, pagetype, text
from crawler.extraction.tree import parse

PAGE = "https://so.tinh.gov.vn/tin/mot-bai-viet-12.html"


@pytest.mark.parametrize(
    "href",
    ["/tin/mot-bai-viet-12.html", "/tin/hai.html", "/tin/../tin/mot-bai-viet-12.html", "//so.tinh.gov.vn/tin/hai.html", "/", "/a//b",
     "/tin/.", "/tin;x/mot", "/tin/mot-bai-viet-12.html#cuoi", "/tin?trang=2", "tin/hai.html", "/tin/mot-bai-viet-12.html/"],
)  # fmt: skip
def test_a_link_leads_away_as_joined_addresses_tell(href: str) -> None:
    target = urldefrag(urljoin(PAGE, href))[0]
    away = pagetype._same(target) != pagetype._same(PAGE) and not pagetype._same(PAGE).endswith("/" + href.lstrip("./"))

    assert pagetype._leads_away(href, PAGE) is away


@pytest.mark.parametrize("line", ["Ngày 5", "x²", "không có", "", "Đợt ①", "٣"])
def test_digits_of_any_kind(line: str) -> None:
    assert text.has_digit(line) is any(map(str.isdigit, line))


def test_the_mark_of_a_family_is_found_whole_or_not_at_all() -> None:
    """Bones of a mark that stand in a page by chance are no mark."""
    family = families.by_name("wordpress")
    assert family is not None
    mark = family.strong[0]
    bare = mark.encode().translate(None, families._FLESH).decode()
    for head, name in ((f"<!-- {mark} -->", "wordpress"), (f"<!-- {bare} {bare} -->", "")):
        page = f"<html><head>{head}</head><body><p>x</p></body></html>"
        assert families.fingerprint(page, PAGE, {}, families.Index(parse(page))) == name


def test_the_collector_wakes_again() -> None:
    assert gc.isenabled()
    with contextlib.suppress(ValueError), collector.resting():
        assert not gc.isenabled()
        with collector.resting():
            pass
        assert not gc.isenabled()
        raise ValueError("x")
    assert gc.isenabled()


def test_folding_keeps_composed_text_as_long_as_it_is() -> None:
    line = unicodedata.normalize("NFC", "Sở Thông tin và Truyền thông ĐỊNH HƯỚNG  năm 2024")
    assert text.fold(line) == "so thong tin va truyen thong dinh huong  nam 2024"
