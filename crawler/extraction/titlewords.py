"""What the words of a text or of a name say about being a headline: the names of sections, of sites, of title elements."""

from __future__ import annotations

import re

from crawler.extraction.memo import Memo
from crawler.extraction.names import words
from crawler.extraction.text import fold


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Headings that name a place on the site, folded and without spaces.
LABELS = words(
    "chitiettin chitiet chitietbaiviet chitiettintuc noidungchitiet noidung tintuc tintucsukien sukien tinnoibat tinmoi "
    "tinmoinhat thongbao trangchu trangnhat home gioithieu vanban baiviet xemtin xemchitiet xembaiviet tincacdonvi tinlienquan "
    "cactinkhac cacbaivietkhac tinkhac binhluan ykienbandoc tieudiem chuyenmuc danhmuc menu timkiem dangnhap lienhe video hinhanh "
    "thuvienanh lienketwebsite lienket quangcao docnhieu docnhieunhat xemnhieu tintrongtinh tintrongnuoc tinhoatdong hoatdong "
    "tintonghop thongtintonghop tincungchuyenmuc bantin details news newsdetail detail content untitled untitleddocument "
    "baivietlienquan tags tukhoa chiase filedinhkem tailieudinhkem vanbanmoi hoatdongcuaso chuyendoiso congnghethongtin "
    "danhmuctin thongtin thongtincanbiet bai viet tin loi error"
)
_SITE = re.compile(
    r"^(?:(?:cong|trang) (?:thong tin|tttt|ttdt|giao tiep|chu|web|tin)\b.*|website\b.*|chao mung\b.*|welcome\b.*"
    r"|bao (?:dien tu [a-z ]{2,30}|[a-z]+(?: [a-z]+)?)|dai (?:phat thanh|truyen hinh|pt)[a-z &,-]{0,60}"
    r"|(?:so|ubnd|uy ban nhan dan|hdnd)(?: [a-z&,-]+){0,8} (?:tinh|thanh pho|tp\.?|huyen|xa|phuong)(?: [a-z-]+){1,4})$"
)
_VERBS = re.compile(
    r"\b(?:to chuc|hop|lam viec|trien khai|kiem tra|cong bo|ban hanh|tiep|ky|khai mac|be mac|tong ket|so ket|tap huan|tham|tang|trao"
    r"|thong bao|phat dong|huong dan|yeu cau|chi dao|day manh|tang cuong|quyet dinh|dat|nhan(?! dan)|ra mat|khanh thanh|giao|cap|mo"
    r"|phe duyet|xay dung|hoan thanh)\b"
)
TITLE_WORDS = frozenset(("title", "headline", "tieude", "tde", "heading", "subject", "tit", "head", "caption", "name"))
_STRONG_TITLE = _phrases(
    "articletitle posttitle entrytitle newstitle titledetail detailtitle titlenews titlearticle titlepost articleheader "
    "articleheadline tieudebaiviet tieudetin tieude headline pagetitle contenttitle titlecontent itemtitle titlechitiet "
    "newsheadline nodetitle mainttitle titlemain maintitle tenbaiviet titletin titlebaiviet"
)
_BLOCK_TITLE = _phrases("blocktitle portlettitle widgettitle moduletitle sitetitle boxtitle cattitle categorytitle titlebox")
BLOCK_WORDS = words("portlet widget module block logo site brand category cat cate section box sidebar breadcrumb menu tab tabs")


def is_site_name(text: str) -> bool:
    """Whether a text reads like the name of a site or its body: "Cổng thông tin điện tử …", "Sở … tỉnh …", with nothing happening in it."""
    return _SITES[text[:200]]


def _names_site(text: str) -> bool:
    folded = fold(text)
    return bool(_SITE.match(folded)) and not _VERBS.search(folded)


_SITES = Memo(_names_site, 4096)


def is_title_name(joined: str) -> bool:
    return bool(joined) and _TITLE_NAMES[joined]


def is_block_title(joined: str) -> bool:
    return bool(joined) and _BLOCK_NAMES[joined]


_TITLE_NAMES = Memo(lambda joined: any(phrase in joined for phrase in _STRONG_TITLE), 4096)
_BLOCK_NAMES = Memo(lambda joined: any(phrase in joined for phrase in _BLOCK_TITLE), 4096)
