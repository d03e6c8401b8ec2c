"""Lines that are furniture by their words. Only whole lines are judged, never a piece of a sentence.

Every pattern is matched against a folded line (no accents, lower case, white space single) of bounded length and is linear.
"""

from __future__ import annotations

import itertools
import re

from crawler.extraction.byline import is_place, looks_like_signature
from crawler.extraction.memo import Memo
from crawler.extraction.text import fold, has_digit, syllables

_SOURCE_SYLLABLES = 15
LONGEST = 300  # characters; a longer line is text, whatever its words

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
_LETTERS = re.compile(r"[a-z]+")
_TOOLS_BY_LETTER: dict[str, set[str]] = {}
for _tool in _TOOLS_CLEAN:
    _flat = "".join(_LETTERS.findall(_tool))
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
_RELATED = re.compile(
    r"^(?:>>+ ?|» ?|\* ?)?(?:duoc (?:xem|doc) nhieu(?: nhat)?"
    r"|(?:cac |nhung |danh sach |mot so )?(?:tin|bai|bai viet|bai bao|tin bai|thong tin|noi dung"
    r"|tin tuc|van ban|su kien|video|tin bai viet|thong bao) ?"
    r"(?:tuc|viet|bai|bao)?,? ?(?:(?:co )?lien quan|khac|cung (?:chuyen muc|chu de|loai|muc|nhom|su kien|the loai|danh muc"
    r"|linh vuc|tac gia)|moi(?: hon| nhat| dang| cap nhat| dua)?"
    r"|cu(?: hon)?|da dua|da dang|truoc do|truoc|sau|tiep theo|cung quan tam|doc nhieu|xem nhieu|(?:duoc )?quan tam|noi bat"
    r"|nong|hot|tieu diem|tham khao|goi y)(?: nhat)?(?: tin| trong)?(?: chuyen muc| muc)?"
    r"|(?:lien quan|cung chuyen muc|cung chu de|tin moi|tin cu|doc nhieu(?: nhat)?|xem nhieu(?: nhat)?|moi nhat|tieu diem"
    r"|noi bat|dang quan tam|co the ban quan tam|ban co the quan tam|co the ban thich"
    r"|(?:moi )?xem them|(?:moi )?doc them|moi (?:ban )?(?:xem|doc)|xem tiep|doc tiep"
    r"|muc luc(?: bai viet)?|moi cap nhat|theo dong su kien|dong su kien|chu de lien quan|binh luan"
    r"|y kien ban doc|y kien|gui y kien|phan hoi|thao luan|gop y|hoi dap|tham do y kien|binh chon"
    r"|tin doc nhieu|tin nong|tin tuc su kien|related (?:news|posts?|articles?|items?)|other news|more news"
    r"|you may also like|see also|comments?|latest news|older news|newer news|recent posts?|most read"
    r"|lien ket (?:website|web)|quang cao|tu khoa|tags?|tai lieu lien quan|chuyen muc khac|tin trong ngay|tin trong tinh"
    r"|van ban moi|hinh anh hoat dong|thu vien anh|thu vien video|video clip"
    r"|gui binh luan(?: cua ban)?|viet binh luan|de lai (?:binh luan|y kien)|danh gia))"
    r"(?: ?\(?\d{0,5}\)?| ?[:.…>»]+)*$"
)
_COMMENTS = re.compile(
    r"^(?:(?:gui|viet|de lai|cac|danh sach|them) )?(?:binh luan|y kien ban doc|y kien doc gia|y kien phan hoi|phan hoi"
    r"|comments?|nhan xet|thao luan|trao doi(?= ?\())"
    r"(?: (?:cua ban(?: doc)?|ban doc|bai viet|ban doc|facebook|moi nhat|nay|cua doc gia|doc gia"
    r"|cung toa soan|voi toa soan))?(?: ?[-–] ?gui binh luan)?(?: ?\(? ?\d{0,5} ?\)?| ?:)*$"
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
_FILES_HEADING = re.compile(
    r"^(?:(?:tai (?:xuong|ve)|xem|danh sach|tai|noi dung) )?(?:cac |danh sach |mot so )?(?:files?|tep|tep tin|tap tin|tai lieu"
    r"|van ban|phu luc|attached files?)(?: (?:van ban|tai lieu|du lieu|tin))?"
    r" (?:dinh kem|kem theo|tai ve|dinh kem theo|attachments?)(?: bai viet| van ban)?(?: ?\(?\d{0,3}\)?| ?[:.…>»]+)*$"
    r"|^(?:dinh kem|tai ve(?: may)?|tai file|download|downloads|attachments?|attached files?|tep dinh kem|tai lieu|tai tai lieu"
    r"|tai van ban|xem file|xem tai day|tai tai day|tai xuong|(?:tep|tap) (?:tin|du lieu|van ban)|toan van(?: van ban)?|ban dinh kem)"
    r"(?: ?\(?\d{0,3}\)?| ?[:.…>»]+)*$"
)
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


def folded(line: str) -> str:
    """A line for matching: accents folded, lower case, white space single, cut at a bound."""
    return _FOLDED[line]


_FOLDED: Memo[str] = Memo(lambda line: " ".join(fold(line[: LONGEST * 2]).split()), 4096)


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
    return bool(_YEAR_OR_TIME.search(plain)) and _DATE_WORDS.issuperset(_LETTERS.findall(plain)) and sum(map(str.isdigit, plain)) >= 3


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
    bare = plain.strip(_EDGES)
    return not bare or bare in _TOOLS_CLEAN or _is_row_of_tools(plain)


def _is_row_of_tools(plain: str) -> bool:
    """Whether a line can be cut into tools without a rest; letters only, so that "Cỡ chữTương phản" is seen as well."""
    words = [word for word in _LETTERS.findall(plain) if word not in ("a", "t")]
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


def is_related_heading(line: str) -> bool:
    """`Tin liên quan`, `Các bài viết khác`, `Bình luận (3)`: what follows is not the article."""
    return len(line) <= 70 and bool(_RELATED.match(folded(line).strip(" .:…>»-–|*[]")))


def is_comments_heading(line: str) -> bool:
    """`Bình luận (3)`, `Ý kiến bạn đọc`: readers speak from here on."""
    return len(line) <= 60 and bool(_COMMENTS.match(folded(line).strip(" .:…>»-–|*[]")))


_COUNTED = re.compile(r"^[^\d.,;:()]{3,40}\(\d{1,5}\)$")


def is_counted_heading(line: str) -> bool:
    """`Trao đổi (4)`: a few words and how many there are of them. After a text, a list of something else begins there."""
    return len(line) <= 48 and bool(_COUNTED.match(line))


def is_reader(line: str) -> bool:
    """The line above or below what a reader wrote: a name with day and time, `Mai Trọng Nhân 05:32 12/02/2016`."""
    if len(line) > 100 or sum(map(str.isdigit, line)) < 8:
        return False
    found = _STAMP.search(folded(line))
    return found is not None and 2 <= len(line) - len(found[0]) <= 50 and not line.rstrip().endswith((".", ":", ";"))


_STAMP = re.compile(rf"{_TIME}[ ,\-|]*(?:ngay )?{_DATE}|{_DATE}[ ,\-|]*(?:luc )?{_TIME}")


def is_files_heading(line: str) -> bool:
    """`File đính kèm:`: what follows are attachments."""
    return len(line) <= 60 and bool(_FILES_HEADING.match(folded(line).strip(" .:…>»-–|*[]")))


def is_files_line(line: str) -> bool:
    """`Tệp đính kèm: | Quyết định.pdf Phụ lục.xlsx`: a label with the names of files behind it."""
    head = re.split(r"[:|]", line, maxsplit=1)[0]
    return len(line) <= 600 and len(head) < len(line) and is_files_heading(head)


def is_inserted(line: str) -> bool:
    """A line that portals put anywhere into a text: `Quảng cáo`, `Bạn cảm thấy thế nào về bài viết này?`, `12 người đã chọn`."""
    if len(line) <= 30 and folded(line).strip(_EDGES) in _ADS:
        return True
    return len(line) <= 100 and bool(_ANYWHERE.match(folded(line)))


def is_bare_label(line: str, term: bool = False) -> bool:
    """`Nguồn:` or `Tác giả:` with its value in the next line. `term`: its element says that it names something, and the colon may lack."""
    return len(line) <= 30 and bool(_BARE_LABEL.match(f"{folded(line)}:" if term and not line.endswith(":") else folded(line)))


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


def _is_dated_tools(line: str) -> bool:
    """A date with reader tools behind it: `Ngày đăng: 23:02, 25/09/2022 Xem cỡ chữ Bản in`."""
    if len(line) > 160:
        return False
    end = max((at for at, char in enumerate(line) if char.isdigit()), default=-1) + 1
    rest = line[end:].lstrip(" )|-·.")
    return bool(rest) and end > 0 and is_date_line(line[:end]) and is_tool(rest)


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
        return len(_LETTERS.findall(plain)) <= 16
    return bool(_READ.search(plain)) and len(plain.split()) <= 14


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
    if len(line) > 140 or not has_digit(line) or is_date_line(line):
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
