"""What tells a page of a portal's frame from an article: menus of all pages, missing dates, the portal's own name."""

from __future__ import annotations

from crawler.discovery import addresses
from crawler.discovery.doubts import Doubts
from crawler.discovery.evidence import Candidate, Counts, Mention
from storage.models import Extraction

HOST = "http://so.example.vn"
ABOUT = f"{HOST}/gioi-thieu/chuc-nang-nhiem-vu.html"
NEWS = f"{HOST}/tin-tuc/hoi-nghi-tong-ket-nam-1204.html"
ANSWER = f"{HOST}/hoi-dap/chi-tiet/7"


def mention(url: str, *, menu: bool = False, listed: bool = False) -> tuple[Mention, str]:
    return Mention(url, "Một tên gọi nào đó", "", 0.0, False, listed, menu, 0), url


def page(published: str = "", title: str = "Chức năng, nhiệm vụ") -> Extraction:
    return Extraction(title=title, blocks=("Sở tham mưu, giúp Ủy ban nhân dân tỉnh quản lý nhà nước.",), published=published)


def dated(articles: int, others: int = 0) -> Doubts:
    """A portal with so many dated articles, and so many of another kind that bear no date."""
    return Doubts({addresses.shape(NEWS): Counts(articles, 0, articles), "/[^/]+": Counts(others)})


def test_what_every_menu_names_is_no_article_though_it_is_dated() -> None:
    doubts = dated(9)
    for number in range(4):
        doubts.observe(f"{HOST}/{number}", [mention(ABOUT, menu=True), mention(NEWS, listed=True)])

    assert "menu" in (doubts.verdict(ABOUT, None, page("2021-03-05"), False) or "")
    assert doubts.verdict(NEWS, None, page("2021-03-05"), False) == ""


def test_what_also_stands_in_a_list_of_titles_is_none_of_the_frame() -> None:
    doubts = dated(9)
    for number in range(4):
        doubts.observe(f"{HOST}/{number}", [mention(NEWS, menu=number > 0, listed=number == 0)])

    assert doubts.verdict(NEWS, None, page("2021-03-05"), False) == ""


def test_a_page_that_menus_name_waits_until_enough_pages_are_read() -> None:
    doubts = dated(9)
    doubts.observe(HOST, [mention(ABOUT, menu=True)])

    assert doubts.verdict(ABOUT, None, page("2021-03-05"), False) is None
    assert doubts.verdict(ABOUT, None, page("2021-03-05"), True) == ""


def test_a_page_of_a_kind_without_dates_is_none_where_articles_are_dated() -> None:
    assert "dates" in (dated(9).verdict(ANSWER, None, page(), False) or "")
    assert dated(4).verdict(ANSWER, None, page(), False) is None
    assert "dates" in (dated(4).verdict(ANSWER, None, page(), True) or "")


def test_an_undated_page_is_an_article_where_something_speaks_for_it() -> None:
    doubts = dated(9)

    assert doubts.verdict(NEWS, None, page(), True) == "", "its brothers are dated"
    assert doubts.verdict(ANSWER, Candidate(ANSWER, ANSWER, hint="2026-03-05"), page(), True) == "", "a list dates it"
    assert doubts.verdict(ANSWER, Candidate(ANSWER, ANSWER, sources={"feed"}), page(), True) == "", "a feed names it"


def test_an_undated_page_that_is_only_named_among_short_names_is_none_whatever_its_address() -> None:
    doubts = dated(9)
    doubts.observe(HOST, [mention(NEWS, listed=True)])
    doubts.observe(f"{HOST}/gioi-thieu", [mention(NEWS, menu=True), mention(f"{NEWS}?", menu=True)])

    assert doubts.verdict(NEWS, None, page(), True) == ""
    assert doubts.verdict(f"{NEWS}?", None, page(), True)


def test_a_portal_that_dates_little_keeps_its_undated_pages() -> None:
    assert dated(2).verdict(ANSWER, None, page(), True) == ""
    assert dated(9, others=60).verdict(ANSWER, None, page(), True) == ""


def test_so_many_pages_wait_at_most() -> None:
    doubts = dated(0)
    kept = sum(doubts.hold(1000) for _ in range(60))

    assert 0 < kept < 60
    assert doubts.verdict(ANSWER, None, page(), False) == "", "a portal without dates"


def test_the_name_of_the_portal_heads_no_article() -> None:
    doubts = dated(0)
    doubts.home("Cổng thông tin điện tử huyện Tân Phú")

    assert doubts.verdict(NEWS, None, page("2026-03-05", "CỔNG THÔNG TIN ĐIỆN TỬ  huyện Tân Phú"), False)
