"""The headline of an article: not the site's name, a section, a portlet's header or a label.

Candidates are short lines; each is judged by agreement with what the page says of itself (title, og:title, JSON-LD, address) and by
where it stands (heading, named element, before date and text). No single sign decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.extraction import datetext, datewords, titles, wording
from crawler.extraction.flow import Line, Zone, read
from crawler.extraction.names import LEAD_WORDS, names
from crawler.extraction.text import clean, fold, syllables


@dataclass(frozen=True, slots=True)
class Headline:
    """`element` is the element whose text it is, None when only metadata names it; `evidence` lists the signs that decided."""

    text: str
    element: HtmlElement | None
    evidence: str


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Headings that name a place on the site, folded and without spaces.
_LABELS = _words(
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
    r"|thong bao|phat dong|huong dan|yeu cau|chi dao|day manh|tang cuong|quyet dinh|dat|nhan|ra mat|khanh thanh|giao|cap|mo|phe duyet"
    r"|xay dung|hoan thanh)\b"
)
_TITLE_WORDS = frozenset(("title", "headline", "tieude", "tde", "heading", "subject", "tit", "head", "caption", "name"))
_STRONG_TITLE = _phrases(
    "articletitle posttitle entrytitle newstitle titledetail detailtitle titlenews titlearticle titlepost articleheader "
    "articleheadline tieudebaiviet tieudetin tieude headline pagetitle contenttitle titlecontent itemtitle titlechitiet "
    "newsheadline nodetitle mainttitle titlemain maintitle tenbaiviet titletin titlebaiviet"
)
_BLOCK_TITLE = _phrases("blocktitle portlettitle widgettitle moduletitle sitetitle boxtitle cattitle categorytitle titlebox")
_BLOCK_WORDS = _words("portlet widget module block logo site brand category cat cate section box sidebar breadcrumb menu tab tabs")
_BADGE_WORDS = _words(
    "badge new hot label counter count view views viewcount print share tool tools icon date time postdate meta edit luotxem viewed email"
)
_BADGES = frozenset(
    (
        "new",
        "hot",
        "moi",
        "new!",
        "hot!",
        "moi!",
        "update",
        "updated",
        "in",
        "print",
        "in bai",
        "in bai viet",
        "ban in",
        "(new)",
        "(moi)",
        "video",
        "email",
        "*",
    )
)
_DATE = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{1,2} thang \d{1,2}|\d{4}-\d{1,2}-\d{1,2}"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)?[ -]"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,?[ -]\d{4}"
)
_COUNTERS = re.compile(
    r"^[\s|(\[*•·–—-]*(?:(?:luot xem|luot doc|da xem|xem|views?|new|hot|moi|cap nhat|ngay|\d[\d.,:/]*|lan|luot|in|print)[\s:|)\]!*•-]*)+$"
)


@lru_cache(maxsize=4096)
def is_site_name(text: str) -> bool:
    """Whether a text reads like the name of a site or its body: "Cổng thông tin điện tử …", "Sở … tỉnh …", with nothing happening in it."""
    folded = fold(text[:200])
    return bool(_SITE.match(folded)) and not _VERBS.search(folded)


@lru_cache(maxsize=4096)
def _is_title_name(joined: str) -> bool:
    return bool(joined) and any(phrase in joined for phrase in _STRONG_TITLE)


@lru_cache(maxsize=4096)
def _is_block_title(joined: str) -> bool:
    return bool(joined) and any(phrase in joined for phrase in _BLOCK_TITLE)


@dataclass(slots=True)
class _Candidate:
    line: Line
    index: int
    element: HtmlElement
    text: str
    score: float = 0.0
    signs: list[str] | None = None


def _shown(element: HtmlElement) -> str:
    """The text of a heading without badges, counters, print links and dates inside it."""
    pieces: list[str] = []

    def walk(node: HtmlElement, depth: int) -> None:
        if node.text:
            pieces.append(node.text)
        for child in node:
            drop = child.tag in ("script", "style", "time", "button", "noscript", "select", "svg", "template", "textarea", "input")
            if not drop:
                words = names(child)
                inner = fold(clean(child.text_content()[:80])) if len(child) < 4 else ""
                drop = (not words.isdisjoint(_BADGE_WORDS) and len(inner) < 40) or (inner in _BADGES and child.tag != "br")
            if drop or child.tag == "br":
                pieces.append(" ")
            elif depth < 40:
                block = child.tag in ("div", "p", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6")
                pieces.append(" " if block else "")
                walk(child, depth + 1)
                pieces.append(" " if block else "")
            if child.tail:
                pieces.append(child.tail)

    walk(element, 0)
    return clean("".join(pieces))


def _candidates(lines: list[Line], said: titles.Said) -> list[_Candidate]:
    found: list[_Candidate] = []
    seen: set[HtmlElement] = set()
    declared = set(said.variants) | set(said.social) | said.structured
    before_text = 0
    for index, line in enumerate(lines):
        size = len(line.text)
        if size > 160 and not line.heading:
            before_text += 1
        if size > 500 or size < 4 or line.zone & (Zone.HIDDEN | Zone.CLOCK | Zone.COMMENT):
            continue
        if (any(map(str.isdigit, line.text[:60])) and _says_when(line.text)) or (not line.heading and wording.is_footer(line.text)):
            continue
        element = line.element
        if line.heading:
            element = next((e for e in (line.element, *line.element.iterancestors()) if e.tag in _HEADINGS), line.element)
        elif not (
            (
                not line.named.isdisjoint(_TITLE_WORDS)
                or _is_title_name(names(line.element).joined)
                or _is_title_name(names(line.block).joined)
            )
            or titles.key_of(line.text) in declared
            or (before_text < 2 and 5 <= len(syllables(line.text)) <= 40)
        ):
            continue
        if element in seen or len(found) > 400:
            continue
        seen.add(element)
        text = _shown(element) if line.heading else _trimmed(line, said)
        if 3 < len(text) <= 500:
            found.append(_Candidate(line, index, element, text))
    return found


def _says_when(text: str) -> bool:
    """Whether a line is a date, a clock or a counter and nothing else."""
    if len(text) > 120:
        return False
    if wording.is_counter(text):
        return True
    dates = datetext.find(text)
    return bool(dates) and datewords.rest(fold(text), dates) <= 1


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def _trimmed(line: Line, said: titles.Said) -> str:
    text = line.text
    if len(line.element) or line.element is not line.block:
        shown = _shown(line.element)
        if shown and len(shown) <= len(text) and shown in text:
            return shown
    return text


_DATED_END = re.compile(
    r"\s*[(\[]\s*(?:(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|t[2-7]|cn|ngay|luc|cap nhat|dang)[ ,:-]*)*"
    r"(?:\d{1,2}\s?[:hg]\s?\d{2}(?::\d{2})?(?: (?:sa|ch|am|pm))?[ ,|-]*(?:ngay )?)?"
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2} thang \d{1,2},? (?:nam )?\d{4})"
    r"(?:[ ,|-]*(?:luc )?\d{1,2}\s?[:hg]\s?\d{2}(?::\d{2})?(?: (?:sa|ch|am|pm))?)?\s*[)\]]\W*$"
)


def ends_dated(text: str) -> int:
    """Where a date in brackets at the end of a line begins, 0 when there is none."""
    if not text[-1:] or text[-1] not in ")]." or len(text) > 600:
        return 0
    folded = fold(text)
    match = _DATED_END.search(folded) if len(folded) == len(text) else None
    return match.start() if match else 0


def _without_counter(text: str, said: titles.Said) -> str:
    """`text` without a trailing counter or date: in brackets, unless the page declares it with one, or behind the declared title."""
    cut = ends_dated(text)
    if cut > 8 and not any(titles.key_of(text) in titles.key_of(declared) for declared, _ in said.texts):
        text = text[:cut].rstrip()
    for declared, _ in said.texts:
        for part in (declared, *titles.PARTS.split(declared)):
            if len(part) > 8 and text.startswith(part) and _COUNTERS.match(fold(text[len(part) :])):
                return part
    return text


_DATED_AFTER = (3.5, 2.5, 2.0, 1.0)  # points by how many lines stand between


@lru_cache(maxsize=512)
def _is_dated(text: str) -> bool:
    folded = fold(text)
    return bool(_DATE.search(folded)) and "giay phep" not in folded


def _position(lines: list[Line], candidate: _Candidate, own: str) -> tuple[float, list[str]]:
    """What follows: a date line soon, then text."""
    score = 0.0
    signs: list[str] = []
    dated = parted = False
    if not candidate.line.linked and not candidate.line.in_list and ends_dated(candidate.line.text):
        score, dated = 3.5, True
        signs.append("date within")
    for distance, line in enumerate(lines[candidate.index + 1 : candidate.index + 14]):
        if not dated and not line.href and len(line.text) < 160 and _is_dated(line.text[:120]):
            score += _DATED_AFTER[min(distance, 3)] * (0.5 if parted else 1.0)
            signs.append("date follows")
            dated = True
        if line.heading and line.element is not candidate.element and titles.key_of(line.text) != own:
            if line.heading < 3:
                break
            parted = True
        if len(line.text) > 120 and line.linked < 0.3 * len(line.text):
            score += 0.75 if parted else 1.5
            signs.append("text follows")
            break
    return score, signs


_NUMBERED = re.compile(r"(?:cau(?: hoi)?|muc|buoc) \d+\b|\d{1,2}[.)] |[ivx]{1,4}\. ")  # a heading within a text
_BOLD = frozenset(("b", "strong", "font", "big"))


def _judge(candidate: _Candidate, said: titles.Said, lines: list[Line], linked: dict[str, set[str]], url: str) -> None:
    line, element = candidate.line, candidate.element
    key = titles.key_of(candidate.text)
    signs: list[str] = []
    score = 0.0
    count = len(syllables(candidate.text))
    for name, value, weight in (
        ("title", titles.agreement(key, said.variants), 5.0),
        ("og:title", titles.agreement(key, said.social), 4.0),
        ("json-ld", max((titles.agreement(key, {other: 1.0}) for other in said.structured), default=0.0), 5.0),
        ("address", titles.slug_share(candidate.text, said.slug), 5.0),
    ):
        if value > 0.3:
            score += weight * value
            signs.append(name)
    tag = str(element.tag)
    score += {"h1": 3.0, "h2": 2.0, "h3": 1.5, "h4": 1.0, "h5": 0.7, "h6": 0.5}.get(tag, 0.0)
    if tag in _HEADINGS:
        signs.append(tag)
    own = names(element)
    around = [names(e).joined for e in (element, *_ancestors(element, 2))]
    if element.get("itemprop") in ("headline", "name") or any(map(_is_title_name, around)):
        score += 2.5
        signs.append("named")
    elif not own.isdisjoint(_TITLE_WORDS):
        score += 1.0
    if any(map(_is_block_title, around)) or not (own | line.named).isdisjoint(_BLOCK_WORDS):
        score -= 2.0
    if not line.heading and any(e.tag in _BOLD for e in (line.element, *_ancestors(line.element, 2))):
        score += 1.5
        signs.append("stands out")
    placed, where = _position(lines, candidate, key)
    score += placed
    signs += where
    score -= _penalty(candidate, key, count, said, linked, url)
    candidate.score, candidate.signs = score, signs


def _ancestors(element: HtmlElement, most: int) -> list[HtmlElement]:
    found: list[HtmlElement] = []
    parent = element.getparent()
    while parent is not None and len(found) < most and parent.tag not in ("body", "html"):
        found.append(parent)
        parent = parent.getparent()
    return found


def _penalty(candidate: _Candidate, key: str, count: int, said: titles.Said, linked: dict[str, set[str]], url: str) -> float:
    line = candidate.line
    lost = 0.0
    if key in said.sites or any(len(site) > 8 and key in site for site in said.sites):
        lost += 9.0
    if key in _LABELS:
        lost += 7.0
    if is_site_name(candidate.text) and key not in said.structured and titles.slug_share(candidate.text, said.slug) < 0.5:
        lost += 12.0
    zone = line.zone
    lost += (
        5.0 * bool(zone & (Zone.NAV | Zone.FOOTER | Zone.RELATED))
        + 3.0 * bool(zone & (Zone.SIDE | Zone.FORM))
        + 2.0 * bool(zone & Zone.BANNER)
    )
    page = _address(url)
    href = line.href or (line.opens if line.linked > 0.6 * len(line.text) else "")
    if href and href != "#" and _address(href) != page and not page.endswith(_address(href).lstrip("./") or " "):
        lost += (4.0 if not line.heading else 3.0) + 3.0 * (line.in_list and not line.heading)
    others = linked.get(key, ()) if not line.href and count < 8 else ()
    if any(href != page and not page.endswith(href.lstrip("./") or " ") for href in others):
        lost += 3.5  # a section: its name is a link elsewhere on the page
    if count < 5:
        lost += 3.0 if count < 3 else 2.0
    elif count > 45:
        lost += 3.0
    if candidate.text.endswith((":", ";", ",")):
        lost += 1.5
    if _DATE.match(fold(candidate.text)) and count < 8:
        lost += 6.0
    if candidate.text.endswith(".") and count > 12:
        lost += 1.5 if count < 25 else 4.0
    if _NUMBERED.match(fold(candidate.text[:20])):
        lost += 3.0
    if candidate.text.endswith("?") and not line.heading:
        lost += 0.5
    if line.named.intersection(LEAD_WORDS) and not names(candidate.element).intersection(_TITLE_WORDS):
        lost += 4.0
    if fold(candidate.text).startswith(("dang nhap", "tim kiem", "lien ket", "thong ke truy cap", "binh luan", "y kien")) and count < 7:
        lost += 5.0
    return lost


_SCHEME = re.compile(r"^https?://(?:www\.)?")


def _address(href: str) -> str:
    return _SCHEME.sub("", href.split("#")[0]).rstrip("/")


def headline(tree: HtmlElement, url: str, site_names: Sequence[str] = (), lines: list[Line] | None = None) -> Headline:
    """The headline of a page at `url`, "" if there is none.

    `site_names` are names known to be the portal's; `lines` is flow.read(tree) if at hand.
    """
    lines = read(tree) if lines is None else lines
    said = titles.read(tree, url, site_names)
    linked: dict[str, set[str]] = {}
    for line in lines:
        if line.href and line.href != "#" and len(line.text) < 200:
            linked.setdefault(titles.key_of(line.text), set()).add(_address(line.href))
    candidates = _candidates(lines, said)
    best: _Candidate | None = None
    for candidate in candidates:
        _judge(candidate, said, lines, linked, url)
        if best is None or candidate.score > best.score:
            best = candidate
    if best is not None and best.score >= 3.0:
        return Headline(_without_counter(best.text, said), best.element, ", ".join(best.signs or ["position"]))
    return _from_metadata(said, best)


def _from_metadata(said: titles.Said, best: _Candidate | None) -> Headline:
    """A declared title without the site's part, when no line of the page is convincing."""
    for text, where in said.texts:
        parts = [part.strip() for part in titles.PARTS.split(text) if part and part.strip()]
        kept = [part for part in parts if not (titles.key_of(part) in said.sites | _LABELS or is_site_name(part))]
        if kept:
            longest = max(kept, key=len)
            if len(syllables(longest)) >= 3:
                whole = text if len(kept) == len(parts) else longest
                return Headline(whole, None, where)
    if best is not None and best.score > 0.5:
        return Headline(best.text, best.element, ", ".join(best.signs or ["position"]))
    return Headline("", None, "")
