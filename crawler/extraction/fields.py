"""Articles shown as a record: a term and its value side by side, as `<dt>` and `<dd>`. The term says what the value is.

Author and source are joined with their term, terms of the text itself go, and what is only kept about the article goes with its term.
"""

from __future__ import annotations

from crawler.extraction.blocks import Block, numbered
from crawler.extraction.text import fold

_CREDITS = frozenset(
    ("tac gia", "tac gia bai viet", "nguoi viet", "but danh", "nguon", "nguon tin", "nguon bai viet", "trich nguon", "author", "source")
)
_OF_TEXT = frozenset(
    (
        *("trich yeu", "tom tat", "noi dung", "noi dung chi tiet", "noi dung bai viet", "noi dung tin", "tieu de", "mo ta", "toan van"),
        *("chi tiet", "gioi thieu", "content", "summary"),
    )
)
_ABOUT = frozenset(
    (
        *("chuyen muc", "danh muc", "the loai", "loai tin", "nhom tin", "thoi gian dang", "thoi gian", "ngay dang", "ngay dang tin"),
        *("dang ngay", "ngay cap nhat", "cap nhat", "ngay xuat ban", "so lan doc", "so luot doc", "so lan xem", "so luot xem"),
        *("luot xem", "luot doc", "tu khoa", "tags", "the", "ma tin", "ma bai", "nguoi dang", "nguoi cap nhat", "trang thai"),
        *("category", "date", "views"),
    )
)


def settle(blocks: list[Block]) -> list[Block]:
    """The blocks with every known term dealt with, numbered anew; the list itself when the page has none."""
    if not any(block.element.tag == "dt" for block in blocks):
        return blocks
    result: list[Block] = []
    term = label = ""
    for block in blocks:
        if block.element.tag == "dt":
            term = " ".join(fold(block.text).strip(" :.").split())
            if term not in _CREDITS | _OF_TEXT | _ABOUT:
                result.append(block)
            elif term in _CREDITS:
                label = block.text.strip(" :.")
            continue
        value = any(around.tag == "dd" for around in (block.element, *block.element.iterancestors()))
        if value and term in _ABOUT:
            continue
        if value and term in _CREDITS:
            block.text, term = f"{label}: {block.text}", ""
        if not value:
            term = ""
        result.append(block)
    return numbered(result)
