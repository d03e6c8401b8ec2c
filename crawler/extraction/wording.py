"""Lines that are furniture by their words: tools, forms, advertisements, footers. Only whole lines are judged, never a piece of a sentence.

Every pattern is matched against a folded line (no accents, lower case, white space single) of bounded length and is linear.
"""

from __future__ import annotations

import re

from crawler.extraction.lines import LONGEST, folded
from crawler.extraction.memo import Memo
from crawler.extraction.moments import LETTERS, is_counter, is_date_line, is_facts
from crawler.extraction.text import has_digit

_TOOLS = frozenset(
    """co chu|in|in ra|in trang|in bai|in bai viet|in bai viet nay|in tin|ban in|in noi dung|in an|print|gui email|gui mail|email|e-mail
    |chia se|chia se bai viet|chia se:|share|doc bai viet|doc bai|nghe bai viet|nghe doc bai|nghe noi dung|nghe|nghe bao
    |tuong phan|trang chu|trang nhat
    |home|quay lai|tro ve|tro lai|ve trang truoc|ve dau trang|len dau trang|dau trang|len tren|quay tro lai|facebook|zalo|twitter
    |tweet|google+
    |linkedin|pinterest|like|thich|khong thich|tra loi|luu bai viet nay|luu bai viet|luu tin|luu|gui phan hoi|xem voi co chu|mac dinh
    |tang co chu|giam co chu|phong to|thu nho|a|a+|a-|aa|a a a|t+|t-|gioi thieu bai viet cho ban be|sao chep lien ket|copy link|xem truoc
    |sao chep|dong|mo rong|thu gon|dang nhap|dang ky|tim kiem|xem tiep|xem them|doc tiep|doc them|xem chi tiet|chi tiet|tiep theo
    |truoc|sau
    |dinh dang in|danh sach|gui cho ban be|gui bai viet|gui tin nay|gui tin|theo doi|binh luan facebook|share facebook|chia se facebook
    |chia se zalo|bookmark|play|pause|stop|tam dung|phat|download|tai ve|tai xuong|tai tap tin|nhan vao day de tai ve|nhan vao de tai file
    |google news|theo doi tren google news|viber|telegram|skip to main content|skip ribbon commands|skip to content|bo qua noi dung chinh
    |toc do doc|giong doc|giong nam|giong nu|nu mien bac|nam mien bac|1x|0.75x|1.25x|1.5x|2x|toan man hinh|refresh captcha
    |text verification
    |view more|read more|back|next|previous|top|dinh kem|tep dinh kem|mau sac|dam|nhat|zoom|lien he|so do trang|sitemap|rss
    |tin tuc
    |less|more|... more|show more|show less|rut gon|close|image caption|media playback is unsupported on your device|view all|topics
    |advert|lui|trang truoc|trang sau|tuong phan cao|theo doi tren|do tuong phan|tang tuong phan|co chu nho|co chu to
    |xem co chu|luu tin|ban in tin|yeu thich|huu ich|khong huu ich|phan no|ngac nhien|vui|buon|haha|tha tim|cam on
    |google news|in bai nay|in tin nay
    |gui tin nay|gui cho ban|bao loi|bao sai|phan anh|copy|sao chep dia chi|copy link bai viet|toc do|nghe audio|doc tin
    |tu dong doc""".replace("\n", "").split("|")
)
_TOOLS_CLEAN = frozenset(" ".join(tool.split()) for tool in _TOOLS)
_TOOLS_BY_LETTER: dict[str, set[str]] = {}
for _tool in _TOOLS_CLEAN:
    _flat = "".join(LETTERS.findall(_tool))
    if len(_flat) > 1:
        _TOOLS_BY_LETTER.setdefault(_flat[0], set()).add(_flat)
_EDGES = " .:;,-–—|•·»«<>[]()+*_/\\\"'…›‹▪►▶●○◄▼▲✓✔☆★️0123456789"
_STARTS = re.compile(
    r"^(?:(?:hay |moi .{0,30} )?theo doi .{0,60}(?:google news|fanpage|facebook|zalo|youtube|tiktok|telegram|twitter)\b.{0,30}$"
    r"|tong so diem cua bai viet|click de danh gia|xep hang ?:|danh gia(?: bai viet| noi dung)?\s*(?:[:(]|$)"
    r"|(?:bo phieu|binh chon|bieu quyet)(?: xem ket qua\b.{0,30})?$|xem ket qua(?: ?\(.{0,30})?$|thong ke (?:luot )?truy cap$"
    r"|dang ky (?:de )?nhan (?:ban tin|tin|email|thong bao)\b.{0,40}$|\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d\b.{0,20}$"
    r"|hay (?:binh chon|danh gia)|ban (?:co )?danh gia"
    r"|gui binh luan|y kien (?:ban doc|cua ban)|binh luan (?:ban doc|cua ban|bai viet)|toi thieu \d+ (?:chu|ky tu)"
    r"|reset captcha|ma (?:bao mat|an toan|xac nhan|kiem tra|captcha)\b.{0,40}$"
    r"|nhap ma (?:xac|bao|an|kiem)|ten cua ban|ho (?:va )?ten\s*[:(*]|email cua ban|dia chi email\s*[:(*]|noi dung binh luan"
    r"|nhap noi dung|vui long nhap|thay moi|an/hien y kien"
    r"|sap xep theo binh luan|hien tai chua co binh luan"
    r"|(?:hien (?:tai )?)?(?:chua|khong) co (?:binh luan|y kien|danh gia|phan hoi|nhan xet|cau hoi|tep|file|tai lieu|van ban|du lieu"
    r"|tin (?:lien quan|bai)|bai viet|hinh anh|video)\b.{0,34}$|ban phai dang nhap"
    r"|dang nhap de|ban can dang nhap|nhap lai$|ban cho bao nhieu|chu xac nhan"
    r"|tu khoa ?:|nhan ?: (?!.*[.!?]$)|tags? ?:|the ?: ?#|chu de ?:|tu khoa tim kiem|keywords? ?:"
    r"|chia se (?:bai viet|len|qua|voi|tren)\b.{0,40}$|trinh duyet cua ban khong ho tro|your browser does not support"
    r"|(?:read|see|watch|listen|also read|related)(?: more| also)? ?(?:articles?|links?|stories|news)? ?:"
    r"|don'?t miss$|(?:sign up|subscribe) (?:to|for)\b|follow .{0,60}\b(?:twitter|facebook|instagram)\b|get the .{0,60}(?:inbox|newsletter)"
    r"|like this story\b|this slideshow requires"
    r"|(?:thich|like)?[ :]*(?:dang tai|loading)(?:\.{2,}|…)?$|thich (?:bai|dieu|tin)(?: viet)? nay ?:?$"
    r"|>>+ ?(?:xem|doc|tin|moi)|(?:xem|doc) (?:them|tiep|thay) ?[:>»]|moi (?:ban|quy vi|doc gia|cac ban) (?:xem|doc) them"
    r"|lien ket ?:|theo dong su kien"
    r"|tin nay da (?:co|duoc)|cap nhat lan cuoi|last (?:updated|modified)|so lan doc|luot truy cap"
    r"|tong (?:so )?(?:luot )?truy cap|dang truy cap|hom nay ?:|so nguoi (?:online|dang)"
    r"|danh sach file dinh kem|\[?(?:ve|tro ve|quay lai|len) (?:dau trang|trang truoc|trang chu|danh sach)\]?$|an vao day de"
    r"|nhan vao day|click vao day|trang chu ?[>»/|])"
)
_ANYWHERE = re.compile(
    r"^(?:dang ky (?:de )?nhan (?:ban tin|tin|email|thong bao)\b.{0,40}$|\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d\b.{0,20}$"
    r"|theo doi tren$|muc luc(?: bai viet)?$"
    r"|ban (?:co )?(?:cam thay|nghi|thay|danh gia)(?: gi| the nao| ra sao| sao)? (?:ve |khi doc )?(?:bai viet"
    r"|noi dung|tin|bai|thong tin)\b.{0,30}$"
    r"|[\d.,]+ (?:nguoi|ban doc|doc gia) (?:da )?(?:chon|thich|binh chon|danh gia|bay to)\b.{0,30}$"
    r"|(?:bai viet|thong tin) (?:nay )?co huu ich\b.{0,40}$)"
)
_FOOTER = re.compile(
    r"^(?:ban quyen (?:thuoc|\(c\)|©|cua)|©|copyright|(?:ghi )?ro nguon|(?:khi|vui long|yeu cau|de nghi) .{0,60}ghi ro nguon"
    r"|ghi ro nguon|giay phep (?:so|thiet lap|hoat dong|xuat ban|ttdt)|so giay phep"
    r"|chiu trach nhiem (?:chinh|noi dung|xuat ban)|thiet ke (?:boi|va phat trien)|phat trien boi|don vi (?:thiet ke"
    r"|chu quan)|co quan chu quan ?:|tong bien tap ?:|truong ban bien tap ?:|toa soan ?:"
    r"|ban quyen (?:moi |toan bo )?(?:noi dung|bai viet|thong tin|hinh anh|tin bai|trang)\b"
    r"|powered by|cong thong tin dien tu .{0,80}©|® )"
)
_CONTACT = re.compile(
    r"^(?:tru so(?: chinh)?|dia chi(?: tru so| lien he)?|(?:so )?dien thoai(?: ban)?|tel|fax|e-?mail|thu dien tu|hotline"
    r"|duong day nong|website|van phong) ?[:.(]"
)
_ADS = frozenset(
    {
        "quang cao",
        "advertisement",
        "advertisements",
        "advertising",
        "sponsored",
        "tin quang cao",
        "noi dung quang cao",
        "qc",
        "ads",
        "ad",
        "tai tro",
        "noi dung tai tro",
        "duoc tai tro",
        "bai tai tro",
        "advert",
    }
)
_WEATHER = re.compile(r"^[^.!?]{0,40}?[-–+]?\d{1,2} ?(?:°|º|o) ?c\b[^.!?]{0,40}$")


def is_weather(line: str) -> bool:
    """The weather in a page's header: `Huế 28°C - Có mây, không mưa`."""
    return len(line) <= 80 and bool(_WEATHER.match(folded(line)))


def is_tool(line: str) -> bool:
    """Reader tools: one or several of them, parted by anything or nothing ("Cỡ chữ A- A A+ | Tương phản")."""
    if len(line) > 160:
        return False
    plain = folded(line)
    if has_digit(plain):
        return False  # a number may be a heading or a cell: the place decides, not the wording
    if plain.startswith("#") and all(word.startswith("#") for word in plain.split()):
        return True  # nothing but tags
    bare = plain.strip(_EDGES)
    return not bare or bare in _TOOLS_CLEAN or _is_row_of_tools(plain)


def _is_row_of_tools(plain: str) -> bool:
    """Whether a line can be cut into tools without a rest; letters only, so that "Cỡ chữTương phản" is seen as well."""
    words = [word for word in LETTERS.findall(plain) if word not in ("a", "t")]
    letters = "".join(words)
    if len(words) < 2:
        return False
    reached = {0}
    for start in range(len(letters)):
        if start in reached:
            reached.update(start + len(tool) for tool in _TOOLS_BY_LETTER.get(letters[start], ()) if letters.startswith(tool, start))
    return len(letters) in reached


def is_reader_form(line: str) -> bool:
    """A line of a comment form, rating, tag list, share bar or reading hint."""
    return len(line) <= LONGEST and bool(_STARTS.match(folded(line)))


_RESERVED = re.compile(
    r"\b(?:trich dan|dan lai|sao chep|dang lai|su dung lai|phat hanh lai|trich nguon)\b.{0,50}\b(?:nguon|link|dong y|cho phep|ghi ro)\b"
    r"|\bghi ro nguon\b|\bban quyen (?:moi |toan bo )?(?:noi dung|bai viet|thong tin|hinh anh|tin bai|trang)\b"
)


def is_reserved(line: str) -> bool:
    """A line that says who may print this again: `Bản quyền bài viết thuộc về toà soạn, trích dẫn xin ghi rõ nguồn.`"""
    return len(line) <= LONGEST and bool(_RESERVED.search(folded(line)))


def is_footer(line: str) -> bool:
    """A licence, copyright or design line."""
    return len(line) <= LONGEST and (bool(_FOOTER.match(folded(line))) or is_reserved(line))


def is_contact(line: str) -> bool:
    """An address block's line. In a notice it may be text: only what stands outside a body is dropped by it."""
    return len(line) <= LONGEST and bool(_CONTACT.match(folded(line)))


def is_inserted(line: str) -> bool:
    """A line that portals put anywhere into a text: `Quảng cáo`, `Bạn cảm thấy thế nào về bài viết này?`, `12 người đã chọn`."""
    if len(line) <= 30 and folded(line).strip(_EDGES) in _ADS:
        return True
    return len(line) <= 100 and bool(_ANYWHERE.match(folded(line)))


def _is_dated_tools(line: str) -> bool:
    """A date with reader tools behind it: `Ngày đăng: 23:02, 25/09/2022 Xem cỡ chữ Bản in`."""
    if len(line) > 160:
        return False
    end = max((at for at, char in enumerate(line) if char.isdigit()), default=-1) + 1
    rest = line[end:].lstrip(" )|-·.")
    return bool(rest) and end > 0 and is_date_line(line[:end]) and is_tool(rest)


def is_furniture(line: str) -> str:
    """The name of the rule by which a whole line is furniture, "" when it is not."""
    return _JUDGED[line] if len(line) <= LONGEST else ""


def _judged(line: str) -> str:
    """What `is_furniture` says of a line of bounded length."""
    if is_counter(line):
        return "wording:counter"
    if is_inserted(line):
        return "wording:inserted"
    if is_date_line(line) or is_facts(line) or _is_dated_tools(line):
        return "wording:date"
    if is_tool(line):
        return "wording:tool"
    if is_weather(line):
        return "wording:weather"
    if is_reader_form(line):
        return "wording:form"
    if is_footer(line):
        return "wording:footer"
    return ""


_JUDGED = Memo(_judged, 4096)
