"""An unchanged article is recognised without extraction; a changed one never is."""

import json
from datetime import UTC, datetime

import pytest

from crawler.extraction import article, region
from storage.models import Extraction, Profile

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
URL = "https://sotttt.tinh.gov.vn/tin/ban-giao-thiet-bi.html"


def page(
    *,
    title: str = "Bàn giao thiết bị truyền thanh thông minh cho 12 xã",
    date: str = "Thứ tư, 13/03/2024 09:30",
    views: str = "1.204",
    clock: str = "Thứ bảy, 21/11/2026 08:12:44",
    token: str = "a81f",
    lead: str = "Sáng 13/3, Sở Thông tin và Truyền thông bàn giao thiết bị truyền thanh thông minh cho 12 xã vùng cao.",
    second: str = "Mỗi cụm loa gồm 02 loa 30W, bộ thu phát 4G và bảng điều khiển, trị giá gần 38 triệu đồng.",
    added: str = "",
    file: str = "bien-ban-ban-giao.pdf",
    related: str = "Tập huấn vận hành đài truyền thanh",
    comment: str = "Rất thiết thực, mong sớm có ở xã tôi.",
) -> bytes:
    """One page with everything that moves; entities as old editors write them."""
    lead = lead.replace("à", "&agrave;")
    return f"""<html><head><meta charset="utf-8"><title>{title} - Sở TTTT</title></head><body><div class="top"><span>{clock}</span>
    <input type="hidden" name="token" value="{token}"><script>var t="{token}";</script></div><div class="bai"><h1>{title}</h1>
    <p class="ngay">{date} | lượt xem: {views}</p><div class="cong-cu"><a href="#">In trang</a></div><div class="noi-dung"><p>{lead}</p>
    <p>{second}</p>{added}
    <p>Đại diện các xã cam kết vận hành, bảo quản thiết bị đúng quy trình và bố trí người phụ trách.</p><p style="text-align:right">
    <b>Thu Hà</b></p></div>
    <div class="dinh-kem">File đính kèm: <a href="/files/{file}?t={token}">Biên bản bàn giao</a></div></div>
    <div class="lien-quan"><h3>Tin liên quan</h3><ul><li><a href="/1">{related}</a></li><li><a href="/2">Kiểm tra đài xã</a></li><li>
    <a href="/3">Giao ban quý I</a></li></ul></div>
    <div class="binh-luan"><h3>Bình luận</h3><p>{comment}</p></div></body></html>""".encode()


def extraction(body: bytes) -> Extraction:
    found = article.extract(body, {}, URL, Profile(), NOW)
    assert isinstance(found, Extraction)
    return found


@pytest.mark.parametrize(
    "moved",
    [
        {"views": "1.377"},
        {"clock": "Chủ nhật, 22/11/2026 10:00:01"},
        {"token": "ffffffff0000"},
        {"related": "Một bài viết mới đăng hôm nay về cùng chủ đề"},
        {"comment": "Ý kiến khác, dài hơn ý kiến trước một chút."},
    ],
    ids=lambda value: next(iter(value)),
)
def test_what_moves_on_every_visit_does_not_matter(moved: dict[str, str]) -> None:
    """Neither for the region's hash nor for what is extracted."""
    first = extraction(page())

    assert first.region
    assert region.region_hash(page(**moved), {}, first.region) == first.region_hash
    assert extraction(page(**moved)).blocks == first.blocks


@pytest.mark.parametrize(
    "edited",
    [
        {"title": "Bàn giao thiết bị truyền thanh thông minh cho 14 xã"},
        {"date": "Thứ năm, 14/03/2024 09:30"},
        {"lead": "Sáng 13/3, Sở Thông tin và Truyền thông bàn giao thiết bị truyền thanh thông minh cho 13 xã vùng cao."},
        {"second": "Mỗi cụm loa gồm 02 loa 30W, bộ thu phát 4G và bảng điều khiển, trị giá gần 39 triệu đồng."},
        {"second": ""},
        {"added": "<p>Ngoài ra, Sở trao tặng 12 bộ máy tính cho các trạm truyền thanh xã.</p>"},
        {"file": "bien-ban-ban-giao-lan-2.pdf"},
    ],
    ids=lambda value: next(iter(value)),
)
def test_an_edit_is_always_seen(edited: dict[str, str]) -> None:
    first = extraction(page())

    assert region.region_hash(page(**edited), {}, first.region) != first.region_hash


@pytest.mark.parametrize("text", ["", "x", "[]", '["a"]', '[["<p>",0],["</p>",0],"t9999999"]', '[["<p>","x"],1,2]'])
def test_a_region_that_is_none_gives_no_hash(text: str) -> None:
    """A stored region that is broken leads to an extraction, never to an error."""
    assert region.region_hash(page(), {}, text) in ("", region.region_hash(page(), {}, text))
    assert region.region_hash(b"", {}, text) == ""


def test_a_date_in_english_counts() -> None:
    first = extraction(page(date="Submitted by Ban biên tập on 13 March 2024"))
    assert first.published == "2024-03-13"

    assert region.region_hash(page(date="Submitted by Ban biên tập on 12 March 2024"), {}, first.region) != first.region_hash


TWICE = "C&amp;aacute;c x&amp;atilde; c&amp;ugrave;ng b&amp;agrave;n giao v&amp;agrave; ghi &amp;yacute; ki&amp;ecirc;n."


@pytest.mark.parametrize(
    "added",
    ["", "<p>Ba\u0300n giao, nghiê\u0323m thu va\u0300 ky\u0301 biên ba\u0309n.</p>", f"<p>{TWICE}</p>"],
    ids=["plain", "letters in pieces", "escaped twice"],
)
def test_a_page_in_utf_8_is_read_again_without_repairs(added: str) -> None:
    """Unchanged it gives the same hash, edited another one; an older region that does not say how to read gives the same, too."""
    first = extraction(page(added=added))

    assert "utf-8" in first.region
    assert region.region_hash(page(added=added, views="9.999"), {}, first.region) == first.region_hash
    assert region.region_hash(page(added=added, second="Mỗi cụm loa gồm ba loa."), {}, first.region) != first.region_hash
    place = json.loads(first.region)
    assert region.region_hash(page(added=added), {}, json.dumps(place[:3])) == first.region_hash


def test_a_page_of_another_table_is_repaired_again() -> None:
    body = page().replace(b'<meta charset="utf-8">', b"").decode().encode("utf-16")
    first = extraction(body)

    assert "utf-8" not in first.region
    assert region.region_hash(body, {}, first.region) == first.region_hash
