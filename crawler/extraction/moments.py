"""Lines of facts about an article by their words: dates, counters, reading times, notes of the page about itself. No sentence is one."""

from __future__ import annotations

import re

from crawler.extraction.lines import folded
from crawler.extraction.text import has_digit

_COUNTER = re.compile(
    r"^(?:so )?(?:luot (?:xem|doc|truy cap|nghe|tai|view|thich)|(?:da|tong) (?:xem|doc)|luot|views?|view count|hits|read|viewed|xem)"
    r"(?: bai)?(?: viet)?(?: nay)?[ :\-–|(]*[\d.,#]+[ )]*(?:lan|luot|views?|luot xem)?$"
    r"|^[(\[|: ]*[\d.,]+[k]? ?(?:luot (?:xem|doc|truy cap|nghe|tai|thich|binh luan)|lan xem|nguoi xem|views?|luot|hits"
    r"|binh luan|comments?|phan hoi)[)\] ]*$"
    r"|^(?:(?:dang |so nguoi )?(?:truc tuyen|online)|hom (?:nay|qua)|(?:tuan|thang) (?:nay|truoc|qua)"
    r"|khach(?: tham| truc tuyen| vieng tham)?) ?[:(] ?[\d.,]+ ?\)?$"
    r"|^[:|] ?[\d.,]+$|^luot xem ?:?$|^so luot xem ?:?$|^(?:binh luan|phan hoi|y kien) ?[:(\-]? ?\d+ ?\)?$|^viewed ?: ?\d+$"
)
_DATE = (
    r"(?:(?:chu nhat|cn|thu (?:hai|ba|tu|nam|sau|bay|[2-7])|t[2-7]|mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,.\-|]*)?"
    r"(?:(?:ngay )?\d{1,2} ?[/.\-] ?\d{1,2} ?[/.\-] ?\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|ngay \d{1,2} thang \d{1,2}(?:,| nam)? ?\d{4}"
    r"|\d{1,2} thang \d{1,2},? (?:nam )?\d{4}|\d{1,2} [a-z]{3,9},? \d{4}|[a-z]{3,9} \d{1,2},? \d{4})"
)
_TIME = r"(?:\d{1,2} ?(?::|h|g|gio) ?\d{2}(?: ?: ?\d{2})?(?: ?phut)?(?: ?(?:am|pm|sa|ch))?)"
_ZONE = r"(?:[ (\[]*gmt ?\+?-?\d{0,2}(?:[:.]\d\d)?[)\]]*)"
_LABEL = (
    r"(?:(?:duoc |bai )?(?:ngay|thoi gian|dang|gui|cap nhat|xuat ban|post(?:ed)?|publish(?:ed)?|updated?|created?|date|ngay gio|thoi diem"
    r"|tin dang|bai dang|viet)"
    r"(?: (?:ngay|luc|vao|vao luc|dang|tai|gui|tin|bai|viet|tao|xuat ban|phat hanh|cap nhat|on|date|at|by|moi nhat"
    r"|lan cuoi|cuoi))*[ :,\-]*)?"
)
_DATE_LINE = re.compile(
    rf"^[ |,\-–•(\[]*{_LABEL}(?:vao luc |luc |vao |on |at )?(?:{_TIME}[ ,|\-–]*(?:ngay )?)?{_DATE}"
    rf"(?:[ ,|\-–:(]*(?:luc |vao luc )?{_TIME}[)]?)?{_ZONE}?[ |,\-–•)\]]*"
    r"(?:[|:\-– ,(]*(?:so )?(?:(?:luot (?:xem|doc)|views?|view count|da xem|xem|luot)?[ :]*[\d.,]*)(?: ?(?:luot xem|luot doc"
    r"|luot|views?|lan doc))?[)]?)?$"
)
_YEAR_OR_TIME = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2} ?[:h] ?\d\d\b")
_DATE_WORDS = frozenset(
    """hom nay
    thu hai ba tu nam sau bay chu nhat cn ngay thang gio phut giay luc vao dang cap gui xuat ban phat hanh thoi gian am pm sa ch h g t
    gmt utc ict est edt cst cdt pst pdt hst bst th st nd rd at on of the
    published posted updated created last modified first publish post update date time
    mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
    jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november
    december""".split()  # noqa: SIM905 - a list of words reads better so
)
LETTERS = re.compile(r"[a-z]+")


def is_counter(line: str) -> bool:
    """`12,447 lượt xem`, `Lượt xem: 7370`, `| :67`."""
    return len(line) <= 60 and bool(_COUNTER.match(folded(line)))


def is_date_line(line: str) -> bool:
    """A line that is nothing but a date, with label, time, zone and counter in any common order."""
    if len(line) > 120 or not has_digit(line):
        return False
    plain = folded(line)
    if plain.startswith("thoi gian") and plain.endswith(".") and not plain.startswith(("thoi gian dang", "thoi gian cap nhat")):
        return False  # when a meeting begins
    return bool(_DATE_LINE.match(plain)) or _is_all_date(plain)


def _is_all_date(plain: str) -> bool:
    """A year or a time of day, and no word that does not belong to a date: "Published 4:00 am, Wednesday, November 20, 2019"."""
    return bool(_YEAR_OR_TIME.search(plain)) and _DATE_WORDS.issuperset(LETTERS.findall(plain)) and sum(map(str.isdigit, plain)) >= 3


def is_reader(line: str) -> bool:
    """The line above or below what a reader wrote: a name with day and time, `Mai Trọng Nhân 05:32 12/02/2016`."""
    if len(line) > 100 or sum(map(str.isdigit, line)) < 8:
        return False
    found = _STAMP.search(folded(line))
    return found is not None and 2 <= len(line) - len(found[0]) <= 50 and not line.rstrip().endswith((".", ":", ";"))


_STAMP = re.compile(rf"{_TIME}[ ,\-|]*(?:ngay )?{_DATE}|{_DATE}[ ,\-|]*(?:luc )?{_TIME}")
_FACT = re.compile(
    r"^(?:\d+ phut doc|(?:doc|thoi gian doc)[: ]+(?:khoang )?\d+ phut|\d+ ?(?:min|minutes?|mins) read"
    r"|(?:khoang )?\d+ (?:giay|phut|gio|ngay|tuan|thang|nam)"
    r" truoc|(?:vua|moi) xong|\d+ (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago|hom qua|hom nay)$"
)
_NOTE_DATE = re.compile(rf"{_DATE}|\b\d{{1,2}} thang \d{{1,2}},? (?:nam )?\d{{4}}\b")
_NOTE_WORDS = re.compile(
    r"\b(?:cap nhat|len mang|len trang|len web|len cong|dang (?:tai|bai|tin|ngay|luc|boi)|dua tin|dua len|xuat ban|phat hanh|hieu chinh"
    r"|chinh sua|sua (?:doi )?lan cuoi|lan sua|posted|published|updated|modified)\b"
)
_READ = re.compile(
    r"\b\d[\d.,]*k? (?:nguoi|ban doc|doc gia|luot|lan|khach)\b.{0,24}\b(?:doc|xem|thich|nghe|truy cap|ghe tham|quan tam)\b"
    r"|\btrang \d+ ?/ ?\d+\b"
)
_FACT_PARTS = re.compile(r"\s*[·•|]\s*|\s+[-–—]\s+")


def is_facts(line: str) -> bool:
    """A line of facts about the article: `2 năm trước · 3 phút đọc · 241 lượt`, each part a date, an age, a reading time or a counter."""
    if len(line) > 120 or not has_digit(line):
        return False
    parts = [part for part in _FACT_PARTS.split(folded(line)) if part]
    return all(_is_fact(part) for part in parts) and any(_FACT.match(part) for part in parts)


def _is_fact(part: str) -> bool:
    if _FACT.match(part) or _COUNTER.match(part) or is_date_line(part):
        return True
    # Two of them with nothing between but a blank: "5 phut doc 534 luot".
    words = part.split()
    return any(_FACT.match(" ".join(words[:cut])) and _COUNTER.match(" ".join(words[cut:])) for cut in range(2, min(len(words), 7)))


def is_note(line: str) -> bool:
    """A line about the page, below or above its text: `(Đưa lên mạng ngày 22/6/2015)`, `Trang 1/1 - 371 người đã đọc`; no sentence."""
    if len(line) > 100 or line.rstrip().endswith((".", "!", "?", ";", ":")) or not has_digit(line):
        return False
    plain = folded(line)
    dated = _NOTE_DATE.search(plain)
    if dated is not None and _NOTE_WORDS.search(plain[: dated.start()]):
        return len(LETTERS.findall(plain)) <= 16
    return bool(_READ.search(plain)) and len(plain.split()) <= 14
