"""Headings by their words after which something else begins than the article: other articles, readers, files."""

from __future__ import annotations

import re

from crawler.extraction.lines import folded

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
_FILES_HEADING = re.compile(
    r"^(?:(?:tai (?:xuong|ve)|xem|danh sach|tai|noi dung) )?(?:cac |danh sach |mot so )?(?:files?|tep|tep tin|tap tin|tai lieu"
    r"|van ban|phu luc|attached files?)(?: (?:van ban|tai lieu|du lieu|tin))?"
    r" (?:dinh kem|kem theo|tai ve|dinh kem theo|attachments?)(?: bai viet| van ban)?(?: ?\(?\d{0,3}\)?| ?[:.…>»]+)*$"
    r"|^(?:dinh kem|tai ve(?: may)?|tai file|download|downloads|attachments?|attached files?|tep dinh kem|tai lieu|tai tai lieu"
    r"|tai van ban|xem file|xem tai day|tai tai day|tai xuong|(?:tep|tap) (?:tin|du lieu|van ban)|toan van(?: van ban)?|ban dinh kem)"
    r"(?: ?\(?\d{0,3}\)?| ?[:.…>»]+)*$"
)


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


def is_files_heading(line: str) -> bool:
    """`File đính kèm:`: what follows are attachments."""
    return len(line) <= 60 and bool(_FILES_HEADING.match(folded(line).strip(" .:…>»-–|*[]")))


def is_files_line(line: str) -> bool:
    """`Tệp đính kèm: | Quyết định.pdf Phụ lục.xlsx`: a label with the names of files behind it."""
    head = re.split(r"[:|]", line, maxsplit=1)[0]
    return len(line) <= 600 and len(head) < len(line) and is_files_heading(head)
