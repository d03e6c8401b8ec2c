"""What pages that are no articles call themselves, and what they say: contact, search, sections, lists, nothing found. All folded."""

from __future__ import annotations

import re

from crawler.extraction.text import fold

_MISSING = re.compile(
    r"(?:trang|bai viet|bai|noi dung|ban tin|tin bai|tin|tai lieu|duong dan|dia chi|lien ket|du lieu|thong tin|muc|muc tin)\b.{0,60}?"
    r"(?:(?:khong|chua) (?:con )?(?:ton tai|duoc tim thay|tim thay|co san|hop le|kha dung|truy cap duoc|hien thi)"
    r"|da (?:duoc |bi )*(?:xoa|go|an|di chuyen|chuyen di|het han))"
    r"|(?:khong|chua) (?:the )?(?:tim (?:thay|ra|duoc)|co|hien thi)(?: duoc)?\b.{0,30}?\b"
    r"(?:trang|bai viet|noi dung|tin bai|du lieu|duong dan|thong tin|muc)\b(?!.{60})"
    r"|page (?:you .{0,40})?(?:was |is |could |can)?\s?not (?:be )?(?:found|exist)|404 not found|\berror 404\b|\bloi 404\b|404 error"
    r"|(?:trang|bai viet|noi dung|tin bai|tin) (?:nay |do )?khong con(?: nua)?\b(?!.{30})|(?:dang cho|chua duoc)(?: phe)? duyet\b(?!.{30})"
    r"|(?:da|co) (?:xay ra )?loi(?: xay ra| trong qua trinh)\b(?!.{60})|(?:could not|couldn't|cannot|can't) find (?:that|the|this) page"
    r"|(?:url|duong dan|dia chi|lien ket) (?:nay )?khong (?:hop le|dung)|khong (?:tim thay|co) ban ghi|server error in|runtime error"
    r"|resource cannot be found|no longer (?:available|exists)|(?:doesn'?t|does not) exist"
)
_EMPTY = re.compile(r"(?:noi dung|du lieu|thong tin|chuyen muc)(?: nay)? (?:dang (?:duoc )?cap nhat|chua (?:duoc cap nhat|co du lieu))")
_FOUND = re.compile(
    r"(?:tim thay|tim duoc|co|hien thi|tong so:?|ket qua:?)\s*(?:khoang |tat ca |tong cong )?[\d.,]+\s*(?:-\s*\d+\s*)?"
    r"(?:ket qua|ban ghi|tin bai|muc tin|results?)"
    r"|^ket qua tim kiem|^[\d.,]+ (?:ket qua|results?)\b|^search results?|khong (?:tim thay|co) (?:ket qua|ban ghi)(?: nao)?"
)
_SPECIAL = re.compile(
    r"^(?:trang chu|trang nhat|home(?:page)?|contact(?: us)?|gui lien he|(?:hop |gui )?thu gop y|gop y(?: truc tuyen)?"
    r"|lien he(?: (?:gop y|voi chung toi|cong tac|truc tuyen|toa soan|quang cao))?"
    r"|so do (?:trang|cong|website|web|site)(?: web| thong tin)?|site ?map|tim kiem(?: (?:nang cao|thong tin|tin bai|van ban))?"
    r"|ket qua tim kiem.*|search(?: results?.*)?|dang nhap.*|dang ky(?: (?:tai khoan|thanh vien|nguoi dung|nhan (?:tin|ban tin)))?"
    r"|log ?in|sign in|register|(?:gui|dat) cau hoi(?: cho .*)?|kenh rss|cau hoi thuong gap|faqs?"
    r"|quen mat khau|khoi phuc mat khau|forgot password|thanh vien|rss|danh sach (?:tin|bai viet|tin bai)|thong bao loi|loi|error|404.*)$"
)
_SECTION = re.compile(
    r"^(?:(?:tat ca |cac |danh sach )?(?:tin tuc|tin|tin bai|bai viet|ban tin|su kien|van ban|thong bao|video|album|anh)(?: (?:moi|khac))?"
    r"|tin tuc (?:va )?su kien|hoi dap(?: truc tuyen| (?:chinh sach|phap luat))?|gop y"
    r"|gioi thieu(?: chung)?|(?:thu vien|album|kho|chum|phong su) (?:anh|video|hinh anh|media)"
    r"|hinh anh|danh muc|chuyen muc|the loai|tin noi bat|truyen hinh(?: (?:truc tuyen|internet))?|phat thanh|(?:multi)?media"
    r"|da phuong tien|infographics?|tin moi(?: nhat)?|tin hoat dong|tin trong (?:tinh|nuoc)|tin (?:quoc te|tong hop|dia phuong)"
    r"|(?:he thong |danh sach |danh muc |tra cuu |thu vien |co so du lieu )?van ban"
    r"(?: (?:moi|phap luat|phap quy|quy pham phap luat|dieu hanh|chi dao(?: dieu hanh)?|quan ly))?"
    r"|(?:danh ba|danh sach|so) (?:can bo(?: cong chuc)?|cong chuc(?: vien chuc)?|dien thoai|lien lac|lanh dao|don vi|email)"
    r"|danh ba(?: dien tu)?|(?:co cau|so do|bo may) to chuc(?: bo may)?|(?:ban )?lanh dao(?: (?:so|don vi|qua cac thoi ky))?"
    r"|chuc nang nhiem vu"
    r"|(?:ket qua |phieu )?(?:trung cau|tham do|khao sat|binh chon|lay|bieu quyet)(?: y kien)?(?: (?:nguoi dan|ban doc))?"
    r"|lich(?: thang.*| nam.*| (?:cong tac|lam viec|tiep dan|van nien))?"
    r"|tra cuu.{0,30}|thoi tiet|ty gia(?: ngoai te)?|gia (?:vang|ca thi truong|nong san)|(?:bo )?thu tuc hanh chinh"
    r"|dich vu cong(?: truc tuyen)?|duong day nong|lien ket(?: (?:web|website))?|thong ke(?: truy cap)?|ban do(?: hanh chinh)?"
    r"|bieu mau|bao cao thong ke|tai lieu|phan mem|news(?: events?)?|latest news|documents?|photos?|videos?|gallery|events?|about us|blog"
    r"|archives?|category|categories|tags?)$"
)
_BARE = re.compile(r"[^a-z0-9 ]+")


def plain(text: str) -> str:
    """Folded words without marks."""
    return " ".join(_BARE.sub(" ", fold(text)).split())


def is_special(name: str) -> bool:
    """Whether a plain name is that of a page that every portal has: contact, search, login, home, site map."""
    return bool(_SPECIAL.match(name))


def is_section(name: str) -> bool:
    """Whether a plain name is that of a section, a list or a service."""
    return bool(_SECTION.match(name))


def says_missing(folded: str) -> bool:
    """Whether a folded line says that there is nothing here."""
    return bool(_TELLING.search(folded)) and bool(_MISSING.search(folded) or _EMPTY.search(folded))


# What every one of those sentences holds: few lines of a page do, and the search for the sentences themselves is dear.
_TELLING = re.compile(
    r"khong|chua|not|404|loi|duyet|find|error|longer|exist|da (?:duoc |bi )*(?:xoa|go|an|di chuyen|chuyen di|het han)"
    r"|dang (?:duoc )?cap nhat"
)


def says_found(folded: str) -> bool:
    """Whether a folded line is that of a search's result."""
    return bool(_FOUND.search(folded))
