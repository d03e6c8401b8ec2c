"""An article that is gone though its address still answers with a page of the portal's frame."""

from __future__ import annotations

from typing import Any

import pytest

from storage.models import FailureName, Page, Revisit

LEFT = "<html><body><ul><li><a href='/'>Trang chủ</a></li></ul><div>{words}</div><div>Giấy phép số 12/GP-TTĐT</div></body></html>"
TITLE = "Khai mạc lớp tập huấn chữ ký số"


def look(site: Any, worker: Any, order_for: Any, words: str, others: int, gone: int = 1) -> list[Page]:
    site.routes["/"] = (200, {}, b"<html><body><a href='/tin'>Tin</a></body></html>")
    stand = [Revisit(url=link.url, title="Tin") for link in site.publish(*(f"/tin/{n}.html" for n in range(others)))]
    left = [Revisit(url=f"{site.origin}/?newsid={n}", title=TITLE) for n in range(gone)]
    for revisit in left:
        site.routes[revisit.url.removeprefix(site.origin)] = (200, {}, LEFT.format(words=words).encode())
    pages: list[Page] = worker.run(order_for(site, revisits=(*stand, *left)))[0].pages
    return [page for page in pages if "newsid" in page.url]


def test_a_page_that_does_not_name_its_article_any_more_says_that_it_is_gone(site: Any, worker: Any, order_for: Any) -> None:
    (page,) = look(site, worker, order_for, "Mời quý vị chọn bài khác trong chuyên mục.", others=2)

    assert page.failure is not None
    assert page.failure.name is FailureName.SOFT_NOT_FOUND


@pytest.mark.parametrize(
    ("words", "others", "gone"),
    [
        (f"Chuyên mục khác: {TITLE}, Hạ tầng mạng.", 2, 1),  # it is named
        ("Mời quý vị chọn bài khác trong chuyên mục.", 1, 3),  # so many at once are a matter of the portal
        ("Mời quý vị chọn bài khác trong chuyên mục.", 0, 1),  # nothing says that the portal is well
    ],
)
def test_that_is_not_said_in_doubt(site: Any, worker: Any, order_for: Any, words: str, others: int, gone: int) -> None:
    pages = look(site, worker, order_for, words, others, gone)

    assert [page.failure.name for page in pages if page.failure is not None] == [FailureName.NOT_ARTICLE] * gone
