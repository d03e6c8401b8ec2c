"""What the words around a date say of it: published, modified, or the day of something else."""

from __future__ import annotations

import re

from crawler.extraction.datetext import Found
from crawler.extraction.text import syllables

_SINCE = r"(?:^|[|•·;(\[–—]|\s-)\W*"  # a label begins the line, or a part of it
_PUBLISHED = re.compile(
    _SINCE + r"(?:(?:bai viet|bai|tin)\s+)?(?:(?:ngay|gio|thoi gian|luc|duoc|da)\s+)*"
    r"(?:dang|gui|viet|tao|xuat ban|dua tin|dua|post|cong bo|phat hanh tin|nhap|duyet)"
    r"(?: (?:tin|bai|luc|ngay|gio|tai|vao|len|mang|trang|web|cong|boi .{2,40}? (?:vao|luc|ngay)))*\s*[:,]?[\s(]*$"
    + "|"
    + _SINCE
    + r"(?:publish(?:ed)?|posted|submitted|created|date|on|release[d]?)(?: (?:by .{2,40} )?(?:on|at|date))?\s*:?[\s(]*$"
    + "|"
    + _SINCE
    + r"(?:ngay|date)\s*:\s*$"
)
_MODIFIED = re.compile(
    r"(?:cap nhat|update[d]?|modified|sua doi|chinh sua|sua lan cuoi|edited)(?: (?:luc|ngay|lan cuoi|moi nhat|vao|on|at|cuoi))*\s*:?[\s(]*$"
)
_WRONG = re.compile(
    r"giay phep|\bgp\b|cap ngay|vao hoi|ban hanh|hieu luc|ngay ky|het han|han nop|thoi han|sinh ngay"
    r"|ngay sinh|truy cap|hom nay|hien tai|bay gio"
    r"|khai mac|dien ra|tu ngay|den ngay|ket thuc|bat dau|copyright|ban quyen|quyet dinh|nghi dinh|thong tu|cong van|ke hoach so"
    r"|\b(?:in|ngay in|in luc|in ngay|cap nhat (?:trang|website|cong)|trang (?:duoc )?cap nhat)(?: (?:luc|ngay))?\s*:?\s*$"
    r"|so ky hieu|van ban|nghi quyet|dia diem|license|expire"
    r"|(?:thoi gian|thoi diem|thoi han) (?!dang|gui|cap nhat|viet|xuat ban|tao|dua)[a-z]{2,}"
)
_NOISE = re.compile(
    r"(?:so )?(?:luot|lan) (?:xem|doc|truy cap)|(?:da )?xem|views?|view count|doc|binh luan|comments?|phan hoi|ngay dang|dang ngay|dang luc"
    r"|gui luc|ngay gui|cap nhat(?: luc| ngay)?|thoi gian|tac gia|nguon|author|source|posted|published|submitted|on|by|at|luc|ngay|gmt|thu"
    r"|chu nhat|cn|hai|ba|tu|nam|sau|bay|utc|co chu|in trang|in bai|print|email|chia se|share|\bin\b|gui|facebook|zalo|twitter|a-|a\+"
    r"|mon\w*|tues?\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|\d[\d.,]*"
)
EVENT = re.compile(r"thoi gian\s*[:：]?\s*(?:vao )?(?:luc |tu |bat dau )?$")
PLACE = re.compile(
    r"^\W*(?!(?:thu|chu|cn|t\d|luc|dang|cap)\b)[a-z]+(?: [a-z.]+){0,5}\s*,\s*ngay\s*$"
)  # "Phan Thiết, ngày 5 tháng 3 năm 2024": the date of a paper


_FIELDS = re.compile(r"(?<=\d)\s*[|•·;]\s*")  # between a date and the label of the next one


def label(folded: str, start: int) -> str:
    """What the words right before a date say: "published", "modified", "wrong" or ""."""
    raw = folded[:start] if start <= 60 else "x" + folded[start - 60 : start]  # a cut is no beginning of a line
    raw = _FIELDS.split(raw)[-1]
    before = re.sub(r"(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn|luc|[\s,|–—-])*$", "", raw)
    tail = before + " " if before else ""
    for text in (raw, tail):
        if _MODIFIED.search(text):
            return "modified"
    if _WRONG.search(raw):
        return "wrong"
    for text in (raw, tail):
        if _PUBLISHED.search(text) and text.strip():
            return "published"
    return ""


_LEFT = frozenset(
    (
        *("thứ", "hai", "ba", "tư", "năm", "sáu", "bảy", "bẩy", "chủ", "nhật", "cn", "ngày", "tháng", "giờ", "lúc", "vào", "cập", "đăng"),
        *("gửi", "đưa", "tin", "bài", "xuất", "bản", "mới", "nhất", "lần", "cuối", "hôm", "nay"),
    )
)
_LEFT_FIRST = ("thứ ", "chủ nhật", "cập nhật", "đăng", "ngày", "lúc", "vào lúc", "xuất bản", "gửi lúc", "hôm nay")
_WORD = re.compile(r"[^\W\d_]+")


def is_left_over(text: str) -> bool:
    """What stays of a date line when its date was cut out: `Thứ Tư,`, `Cập nhật lúc:`. Told with its marks: Thu Ba is a name."""
    if not 3 <= len(text) <= 60:
        return False
    low = text.lower().strip(" |,;:.-–—•·()[]/")
    return low.startswith(_LEFT_FIRST) and _LEFT.issuperset(_WORD.findall(low)) and sum(map(str.isdigit, low)) <= 1


def rest(folded: str, dates: list[Found]) -> int:
    """How many syllables of a line are neither date nor label nor counter."""
    left = folded
    for found in reversed(dates):
        left = left[: found.start] + " " + left[found.end :]
    return len(syllables(_NOISE.sub(" ", left)))
