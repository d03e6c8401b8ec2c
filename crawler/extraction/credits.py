"""Credits by their label: the writer and the source of an article, named in a line."""

from __future__ import annotations

import itertools
import re

from crawler.extraction.byline import is_place, looks_like_signature
from crawler.extraction.lines import folded
from crawler.extraction.moments import is_date_line
from crawler.extraction.text import has_digit, syllables
from crawler.extraction.wording import is_tool

_SOURCE_SYLLABLES = 15
_AUTHOR_LABEL = re.compile(
    r"^(?:(?:ten )?tac gia(?: bai viet)?|nguoi (?:viet|dang|gui|cap nhat|dua tin)|bien tap(?: vien)?|but danh|author|by|posted by|dang boi"
    r"|viet boi|thuc hien|nguoi thuc hien|phong vien)\s*:\s*"
)
_AUTHOR_BARE = re.compile(r"(?:Tác giả|Người viết|Bút danh|TÁC GIẢ) (?=[A-ZĐÀ-Ỹ])")
_AUTHOR_SYLLABLES = 16
_AUTHOR_BY = re.compile(
    r"^(?:(?:duoc )?(?:viet|dang|gui|bien tap|thuc hien|tao) boi|(?:posted|written|submitted|published) by|nguoi (?:viet|dang))\s*:?\s+"
)
_BARE_LABEL = re.compile(
    r"^(?:nguon(?: tin| bai| bai viet| tin bai)?|trich nguon|dan nguon|source|(?:ten )?tac gia(?: bai viet)?"
    r"|nguoi (?:viet|dang|gui)|but danh|author)\s*:$"
)
_SOURCE_LABEL = re.compile(r"^(?:\(?\s*)(?:nguon(?: tin| bai| bai viet| tin bai)?|source|theo|trich nguon|dan nguon)\s*:\s*")
_NUMBERED_PAPER = re.compile(r"\d+\s?/\s?[A-ZĐ]|\b[Ss]ố \d")
_DATE_BEGINS = re.compile(
    r"(?<!\w)(?:[Tt]hứ |[Cc]hủ [Nn]hật|CN|[Nn]gày |[Ll]úc |[Vv]ào |[Đđ]ăng (?=lúc|ngày|vào|tải|:)|đăng |[Cc]ập nhật |on |\d)"
)


def is_bare_label(line: str, term: bool = False) -> bool:
    """`Nguồn:` or `Tác giả:` with its value in the next line. `term`: its element says that it names something, and the colon may lack."""
    return len(line) <= 30 and bool(_BARE_LABEL.match(f"{folded(line)}:" if term and not line.endswith(":") else folded(line)))


def author_of(line: str) -> str:
    """The name behind an author label (`Tác giả: Minh Hà`, `Viết bởi Minh Hà`), "" when the line has no such label."""
    found = _behind(line, _AUTHOR_LABEL, 140)
    if found.endswith(("?", "!")) or len(syllables(found)) > _AUTHOR_SYLLABLES:
        return ""  # an interview: "Phóng viên: Thưa ông, …?"
    if found or len(line) > 140:
        return author_before_date(found) or found
    bare = _AUTHOR_BARE.match(line)
    if bare and looks_like_signature(line[bare.end() :]):
        return line[bare.end() :].strip()
    match = _AUTHOR_BY.match(folded(line))
    if match is None:
        return ""
    name = " ".join(line.split()[len(match[0].replace(":", " ").split()) :]).strip(" :")
    return author_before_date(name) or ("" if any(char.isdigit() for char in name) or len(name) > 60 else name)


def author_before_date(line: str) -> str:
    """The name in `Minh Hà - 12/03/2024 08:15` or `Minh Hà, thứ ba, 12/3/2024`; "" when the line is anything else."""
    if len(line) > 140 or not has_digit(line) or line.endswith(("?", "!")) or is_date_line(line):
        return ""
    end = max((at for at, char in enumerate(line) if char.isdigit()), default=0) + 1
    if end < len(line) and is_tool(line[end:].lstrip(" )|-·")):
        line = line[:end]  # "Minh Hà • 27-01-2024, 04:36 Theo dõi trên Google News"
    for match in itertools.islice(_DATE_BEGINS.finditer(line), 6):
        name = line[: match.start()].strip(" -–—|•·,(")
        if name and looks_like_signature(name) and not is_place(name) and is_date_line(line[match.start() :]):
            return name
    return ""


def source_of(line: str) -> str:
    """The name behind a source label (`Nguồn: Báo Bình Thuận`), "" when the line has none or goes on as running text.

    A paper cited by its number is part of the text: `Nguồn: Báo cáo số 24/BC-STTTT của Sở về kết quả quý 2.`
    """
    name = _behind(line, _SOURCE_LABEL, 200)
    return "" if len(syllables(name)) > _SOURCE_SYLLABLES or _NUMBERED_PAPER.search(name) else name


def _behind(line: str, label: re.Pattern[str], longest: int) -> str:
    if len(line) > longest or ":" not in line:
        return ""
    if not label.match(folded(line)):
        return ""
    return line.split(":", 1)[1].strip(" ./)")
