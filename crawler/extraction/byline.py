"""Who wrote it: signatures, labelled authors, sources. Pure functions on lines of text, and one that ranks a page's evidence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml.html import HtmlElement

from crawler.extraction import datetext, datewords
from crawler.extraction.flow import Line, Zone
from crawler.extraction.names import AUTHOR_PHRASES, AUTHOR_WORDS, names
from crawler.extraction.text import clean, fold, is_syllable, syllables

_LABEL = re.compile(
    r"^(?:tac gia(?: bai viet)?|nguoi viet|bai viet|bai va anh|bai, anh|bai - anh|tin va anh|tin, anh|tin - anh|tin, bai|tin bai"
    r"|tin, bai, anh|tin, bai va anh|bai|tin|thuc hien|but danh|pv|phong vien|nhom pv|nhom phong vien|ctv|cong tac vien|bien tap|tong hop"
    r"|author|by|written by|reporter|clip|video, anh)\s*[:：]\s*"
)
_PHOTO_LABEL = re.compile(r"^(?:anh|photo|hinh anh|anh minh hoa|do hoa|video|clip)\s*[:：]\s*")
_SOURCE = re.compile(
    r"^\(?\s*(?:nguon(?: tin| bai| bai viet| anh)?\s*[:：]|trich\s*[:：]|source\s*[:：]|theo\s*[:：]?\s+(?!do\b|thong tin|quy dinh|ke hoach"
    r"|danh gia|bao cao|noi dung|ong\b|ba\b|dong chi|quyet dinh|chi dao|yeu cau|nghi|luat|tinh than|lich|du kien|thong ke|so lieu"
    r"|phan cong|ket qua|huong|doi\b))"
)
_SPOKEN_OF = re.compile(r"(?:Ông|ÔNG|Bà(?! Rịa)|BÀ(?! RỊA)|Cụ|CỤ|Đồng chí|ĐỒNG CHÍ|Đ/c|Mr|Mrs|Ms)\.? \S")  # whom a text is about
_END = re.compile(r"[\s./…]+$")
_NUMBER = re.compile(r"\d")
_PARTS = re.compile(r"\s+[-–—]\s+|\s*[–—,;&/+]\s*|\s+và\s+|\s+-\s*|\s*-\s+")
_INITIALS = re.compile(
    r"(?:[A-ZĐÀ-Ỹ]\.\s?){1,4}[A-ZĐÀ-Ỹ][a-zđà-ỹ]*|[A-ZĐÀ-Ỹ]{1,3}\.?[A-ZĐÀ-Ỹ]*|[A-ZĐÀ-Ỹ][a-zđà-ỹ]?\.\s?[A-ZĐÀ-Ỹ][a-zđà-ỹ]*"
)
# Short last lines that could be names by their spelling alone.
_NO_NAME_LINES = frozenset(
    (
        *("trang chu", "tin tuc", "lien he", "tro ve", "xem them", "chi tiet", "ban in", "in trang", "in bai viet", "ve dau trang"),
        *("quay lai", "bai viet khac", "tin lien quan", "cac tin khac", "binh luan", "gui binh luan", "chia se", "het", "ket luan"),
        *("danh gia", "tu khoa", "tags", "kinh gui", "tran trong", "noi nhan", "phu luc", "loi ket", "dinh kem", "tai ve", "tin moi"),
        *("tin cu", "tieu diem", "su kien", "van ban", "thong bao", "gioi thieu", "video", "hinh anh", "quang cao", "anh minh hoa"),
        *("no comments", "no comment", "leave a comment", "comments", "uncategorized", "chua phan loai", "khong co binh luan"),
        *("nguon", "facebook", "zalo", "youtube", "in", "email", "print", "share", "back", "top", "next", "previous"),
    )
)
_TITLES = re.compile(r"^(?:ths|ts|pgs|gs|bs|ks|ls|pv|ctv|nhom pv|thac si|tien si|phong vien|nha bao)[.:]?\s+")
_BODY_ROLE = re.compile(r"\s*\((?:tong hop|th|t/h|bien soan|st|suu tam|ghi|luoc ghi|dich|bien tap|thuc hien|[\w .,&-]{2,40})\)$")
_OFFICE = re.compile(
    r"^(?:ban bien tap|bbt|phong [\w ,&-]{2,60}|van phong(?: [\w ,&-]{2,60})?|trung tam [\w ,&-]{2,60}|so [\w ,&-]{4,60}|thanh tra so"
    r"|bo phan [\w ]{2,40}|ttxvn|vov|vtv|nhom phong vien|nhom pv|pv|tong hop|ctv)$"
)
_MACHINE = re.compile(
    r"^(?:admin\w*|administrator|quan tri\w*(?: vien)?|webmaster|super ?user|root|user\d*|editor|bien tap vien|ban bien tap|bbt|host"
    r"|anonymous|guest|nukeviet)$"
)


def _name_part(part: str) -> bool:
    words = part.split()
    if not 1 <= len(words) <= 6:
        return False
    if _INITIALS.fullmatch(part) or _OFFICE.match(fold(part)) or re.fullmatch(r"(?:[a-z0-9-]+\.){1,4}(?:vn|com|net|org)", part):
        return True
    words = [re.sub(r"^([HKY])['’]", "", word) or word for word in words]  # H'Hen, K'Linh, Y'Bham
    return all(
        word[0].isupper() and (word[1:].islower() or len(word) == 1 or _INITIALS.fullmatch(word) or word.isupper()) for word in words
    )


def looks_like_signature(text: str) -> bool:
    """Whether a whole line is a writer's name: "L.Anh", "Vinh Quang – Xuân Anh", "Tin, ảnh: Minh Hà ./."; no sentence, no menu word."""
    text = clean(text)
    if not 2 <= len(text) <= 120 or datewords.is_left_over(text):
        return False
    folded = fold(text)
    label = _LABEL.match(folded)
    if label:
        rest = text[label.end() :].strip() if len(folded) == len(text) else folded[label.end() :].strip()
        return (0 < len(syllables(rest)) <= 14 and not rest.endswith((".", "?", "!"))) or looks_like_signature(rest)
    bare = _END.sub("", text)
    bare = bare.strip("()[]*- –—") if bare[:1] in "([*-–—" else bare
    folded = fold(bare)
    if not bare or folded in _NO_NAME_LINES or _PHOTO_LABEL.match(folded):
        return False
    if _OFFICE.match(folded) and len(syllables(bare)) <= 9:
        return bare[:1].isupper() and not text.endswith((":", "?", "!"))
    if text.endswith((":", "?", "!", ";", ",")) or _NUMBER.search(bare) or _SPOKEN_OF.match(bare):
        return False
    role = _BODY_ROLE.search(folded)
    if role and len(folded) == len(bare):
        bare = bare[: role.start()]
    title = _TITLES.match(fold(bare))
    if title:
        bare = bare[title.end() :]
    parts = [part.strip() for part in _PARTS.split(bare) if part.strip()]
    if not parts or len(parts) > 4 or len(syllables(bare)) > 9:
        return False
    if (bare.isupper() and len(syllables(bare)) > 4) or re.match(r"[IVX]{1,4}\.\s+\S+\s+\S", bare):
        return False  # a heading in capitals
    return all(_name_part(part) for part in parts) and sum(len(part) > 1 for part in parts) > 0


def looks_like_source(text: str) -> bool:
    """Whether a whole line names a source: "Nguồn: Báo Nhân Dân", "(Theo TTXVN)", "Theo chinhphu.vn"; a sentence that begins so is none."""
    text = clean(text)
    if not text or len(text) > 160 or len(syllables(text)) > 14:
        return False
    folded = fold(text)
    if not _SOURCE.match(folded):
        return False
    rest = re.sub(r"^\(?\s*\w+(?: tin| bai| anh)?\s*[:：]?\s*", "", folded).strip(" ().")
    if not rest:
        return False
    if folded.lstrip("( ").startswith("theo") and ":" not in folded[:8]:
        # "Theo TTXVN", "Theo Minh Anh/VGP"; not "Theo đó, các đơn vị…": a name follows, and no clause after a comma.
        after = re.sub(r"^[(\s]*\S+\s*", "", text)
        return (after[:1].isupper() or "." in after[:30]) and "," not in after and len(syllables(after)) <= 8
    return True


_ALSO_PHOTO = re.compile(r"(?<=\S)\s*[-–—;,|/]\s*(?:[Ảả]nh|[Vv]ideo|[Cc]lip|[Đđ]ồ h[oọ][aạ]|[Hh]ình ảnh)\s*:.*$")


def without_label(text: str) -> str:
    """The name in a signature line: "Tác giả: Minh Hà ./." → "Minh Hà"."""
    text = clean(text)
    folded = fold(text)
    if len(folded) == len(text):
        label = _LABEL.match(folded) or _BYLINE_LABEL.match(folded)
        if label and label.end() < len(text):
            text = text[label.end() :]
    photo = _ALSO_PHOTO.search(text)
    text = text[: photo.start()] if photo else text
    text = re.sub(r"\s*\./\.?\s*$|\s*\.\s*$", "", text) if not re.search(r"[A-ZĐ]\.$", text) else text
    return text.strip(" -–—*()[]|") if text[:1] in "([*-–—| " else text.strip()


def _loads(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


_PAIR = re.compile(r'"(@type|headline|datePublished|dateCreated|dateModified)"\s*:\s*"([^"\\]{1,400})"')


def json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, depth and number bounded; of what does not parse (stray commas), the plain pairs as one."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip()
        if not text or len(text) > 500_000:
            continue
        value = _loads(text.removeprefix("<![CDATA[").removesuffix("]]>"))
        queue: list[tuple[Any, int]] = [(value if value is not None else dict(_PAIR.findall(text[:100_000])), 0)]
        for _ in range(2000):
            if not queue:
                break
            value, depth = queue.pop(0)
            if isinstance(value, dict):
                yield value
                if depth < 6:
                    queue += [(child, depth + 1) for child in value.values() if isinstance(child, dict | list)]
            elif isinstance(value, list) and depth < 6:
                queue += [(child, depth + 1) for child in value[:200]]


def is_article_type(value: object) -> bool:
    """Whether a JSON-LD `@type` is an article of some kind."""
    kinds = value if isinstance(value, list) else [value]
    return any(
        isinstance(kind, str) and kind.rsplit("/", 1)[-1].endswith(("Article", "BlogPosting", "Posting", "Report")) for kind in kinds
    )


def _is_site(name: str, sites: Sequence[str]) -> bool:
    """Whether a declared author is the site itself, its host, or an account name."""
    folded = fold(name)
    if _MACHINE.match(folded) or "@" in name or "http" in folded or re.search(r"\.(?:vn|com|net|org)\b", folded):
        return True
    key = re.sub(r"[^a-z0-9]", "", folded)
    if re.match(r"(?:so|cong thong tin|trang thong tin|bao|dai|ubnd|uy ban|vccorp|ban|trung tam)\b", folded) and len(syllables(name)) > 1:
        return True
    for site in sites:
        other = re.sub(r"[^a-z0-9]", "", fold(site))
        if key and other and (key in other or (len(other) > 4 and other in key)):
            return True
    return False


def _person(name: object) -> str:
    if isinstance(name, list):
        return ", ".join(filter(None, (_person(part) for part in name[:5])))
    if isinstance(name, dict):
        kind = name.get("@type")
        return "" if kind == "Organization" else _person(name.get("name"))
    return clean(name[:200]) if isinstance(name, str) else ""


_BYLINE_LABEL = re.compile(
    r"^(?:(?:bai|tin|bai viet) )?(?:duoc )?(?:(?:ten )?tac gia(?: bai viet)?|nguoi (?:viet|dang|gui)"
    r"|(?:dang|viet|gui|tao|thuc hien|bien tap) boi"
    r"|posted by|written by|author|by|but danh|phong vien)\s*(?:[:：]\s*|$|(?=\s))"
)
_PARTED = re.compile(r"\s*[|·•]\s*")
_FACTS = re.compile(r"\s+[-–—]\s+|\s*[–—]\s*")
_FACT = re.compile(r"\d|^(?:luot (?:xem|doc)|da xem|views?|in|chia se|co chu|binh luan|cap nhat|ngay|thoi gian|nguon)\b")
_NEAR = 9  # lines below the headline in which a byline stands
_ALONE = 3  # lines below the headline in which a bare name is one
_RUNNING = 90  # characters of a line that is text
_AGO = re.compile(
    r"\b(?:\d+|mot|vai|nua)\s(?:giay|phut|gio|tieng|ngay|tuan|thang|nam)\s(?:truoc|doc)\b|\b(?:vua xong|hom qua|hom kia)\b"
    r"|\b[\d.,]+\s(?:luot|lan)(?:\s(?:xem|doc))?\b|\b(?:luot xem|luot doc|da xem|so lan xem|views?|hits)\s*:?\s*[\d.,]+"
    r"|\b\d+\s(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?)\s(?:ago|read)\b"
)
_WEEKDAY = re.compile(r"(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn|t[2-7]|luc|ngay|vao|on|at|[\s,|(–—-])*$")
# Words of sections, units and things, with their marks ("Báo", not "Bảo"): a bare name with one of them is no person's.
_THING = re.compile(
    r"\b(?:tin|tức|bài|văn h[oó][aá]|du lịch|kinh tế|xã hội|sự kiện|thông báo|hoạt động|chuyển đổi|thể thao|giáo dục|y tế|pháp luật"
    r"|đời sống|quốc tế|trong nước|công nghệ|khoa học|chính trị|quốc phòng|an ninh|xây dựng|đảng|đoàn thể|nông nghiệp|nông thôn"
    r"|(?:môi|thị|nhà) trường|trường (?:thpt|thcs|tiểu|đại|cao|trung|mầm)|thông tin|văn bản|thời sự|trang chủ|diễn đàn|tư liệu|tài liệu"
    r"|nghiên cứu|trao đổi|phóng sự|ghi chép|phỏng vấn|tiêu điểm|nổi bật|chuyên đề|chuyên mục|sở|phòng|ban|trung tâm|cổng|báo|đài|tỉnh"
    r"|huyện|xã|phường|thành phố|thị xã|thị trấn|quận|ủy|uỷ|ubnd|hđnd|viện|hội|cục|vụ|nguồn|ảnh|video|media|admin|website|portal|news|home"
    r"|việt nam|tài trợ|quảng cáo|chia sẻ|liên hệ|tìm kiếm)\b"
)


def beside(lines: Sequence[Line], at: int) -> str:
    """The writer named in the lines of facts around the headline, "" if none; `at` is the index of the headline's line in `lines`.

    A label or a name of the element says so ("Được viết bởi", class author, rel author); without one, a name beside a date in one line,
    or a name alone between headline and text.
    """
    if at < 0:
        return ""
    awaited = running = False
    texts = 0
    for index in [*range(at + 1, min(len(lines), at + 1 + _NEAR)), *range(max(0, at - 3), at)]:
        line = lines[index]
        running = index > at and (running or (len(line.text) >= _RUNNING and line.linked < 0.5 * len(line.text)))
        if len(line.text) > 160 or line.zone & (Zone.NAV | Zone.FOOTER | Zone.RELATED | Zone.COMMENT | Zone.HIDDEN | Zone.CLOCK):
            awaited = False
            continue
        texts += index > at and len(line.text) >= _RUNNING and not line.linked
        name = _in_facts(line, awaited, dates=index < at or texts < 2)  # below a text stand readers' names with their dates
        if not name and not running and at < index <= at + _ALONE and not line.linked and _is_person(line.text):
            name = without_label(line.text) if sum(other.text == line.text for other in lines) == 1 else ""
        if name:
            return name
        label = _BYLINE_LABEL.match(fold(line.text))
        awaited = bool(label) and label is not None and label.end() >= len(line.text.rstrip(" :"))
    return ""


def _in_facts(line: Line, awaited: bool, dates: bool = True) -> str:
    """The writer among the facts of one line: "Minh Hà - 12/03/2024 08:15", "Viết bởi Minh Hà - Thu An", "Minh Hà · 4 năm trước"."""
    if line.text.endswith("?"):
        return ""  # "Phóng viên: … trước năm 2023?"
    text, dated = _without_dates(line)
    marked = awaited or not line.named.isdisjoint(AUTHOR_WORDS) or line.element.get("rel") == "author"
    for whole in _PARTED.split(text):
        for part in dict.fromkeys((whole, *_FACTS.split(whole))):
            part = part.strip(" ,;()[]-–—")
            folded = fold(part)
            label = _BYLINE_LABEL.match(folded) if len(folded) == len(part) else None
            name = part[label.end() :].strip(" :") if label else part
            if not name or _FACT.search(fold(name)) or not _is_writer(name):
                continue
            if label or marked or (dated and dates and _is_person(name)):
                return without_label(name)
    return ""


def closing(blocks: Sequence[str]) -> str:
    """The writer in the line before the last ones, when these name the source or a photographer; "" if there is none."""
    for back, line in enumerate(reversed(blocks[-_CLOSING:])):
        if not looks_like_source(line) and not _PHOTO_LABEL.match(fold(line)):
            return without_label(line) if 0 < back < len(blocks) - 1 and looks_like_signature(line) else ""
    return ""


_CLOSING = 3  # lines


def _without_dates(line: Line) -> tuple[str, bool]:
    """A line with bars in the place of its dates, and whether there were any, a relative or a machine-readable one included."""
    text = line.apart
    folded = fold(text)
    if len(folded) != len(text):
        return text, bool(line.stamp)
    spans = [(found.start, found.end) for found in datetext.find(text)] + [match.span() for match in _AGO.finditer(folded)]
    for start, end in sorted(spans, reverse=True):
        opening = _WEEKDAY.search(folded[:start])
        start = opening.start() if opening else start
        text, folded = f"{text[:start]} | {text[end:]}", f"{folded[:start]} | {folded[end:]}"
    return text, bool(spans or line.stamp)


def _is_person(text: str) -> bool:
    """Whether a text without any label is the name of one or some people: no section, unit or place is called so."""
    if len(text) > 60 or _THING.search(text.lower()) or is_place(text) or not _is_writer(text):
        return False
    parts = [part.strip() for part in _PARTS.split(_END.sub("", text)) if part.strip()]
    return bool(parts) and all(2 <= len(part.split()) <= 5 or "." in part or "'" in part or part.isupper() for part in parts)


def is_place(text: str) -> bool:
    """Whether a text is the name of a province, which reads like a person's."""
    return fold(text).strip(" .,") in _PLACES


_PLACES = frozenset(
    (
        *("an giang", "bac giang", "bac kan", "bac lieu", "bac ninh", "ba ria - vung tau", "ben tre", "binh dinh", "binh duong"),
        *("binh phuoc", "binh thuan", "ca mau", "can tho", "cao bang", "da nang", "dak lak", "dak nong", "dien bien", "dong nai"),
        *("dong thap", "gia lai", "ha giang", "ha nam", "ha noi", "ha tinh", "hai duong", "hai phong", "hau giang", "hoa binh"),
        *("hung yen", "khanh hoa", "kien giang", "kon tum", "lai chau", "lam dong", "lang son", "lao cai", "long an", "nam dinh"),
        *("nghe an", "ninh binh", "ninh thuan", "phu tho", "phu yen", "quang binh", "quang nam", "quang ngai", "quang ninh"),
        *("quang tri", "soc trang", "son la", "tay ninh", "thai binh", "thai nguyen", "thanh hoa", "thua thien hue", "hue"),
        *("tien giang", "tra vinh", "tuyen quang", "vinh long", "vinh phuc", "yen bai", "ho chi minh", "sai gon", "vung tau"),
    )
)


def _is_writer(name: str) -> bool:
    return not _is_site(name, ()) and looks_like_signature(name) and fold(name) not in _NO_NAME_LINES


def author(tree: HtmlElement, blocks: Sequence[str], site_names: Sequence[str] = (), url: str = "") -> str:
    """The writer's name without label, "" if unknown.

    `blocks` are the article's final lines. Evidence, best first: a signature or labelled line among the last four blocks (or the first
    two); an element of the page named or labelled as author; JSON-LD and meta when they are not the site's own name.
    """
    host = re.sub(r"^https?://(?:www\.)?([^/:]+).*", r"\1", url)
    sites = [*site_names, *([host] if host else [])]
    for line in [*reversed(blocks[-4:])]:
        if len(blocks) > 1 and not looks_like_source(line) and looks_like_signature(line):
            return without_label(line)
    for line in blocks[:2]:
        if _LABEL.match(fold(line)) and looks_like_signature(line):
            return without_label(line)
    for element in tree.iter("div", "span", "p", "a", "td", "li", "strong", "em", "b", "address"):
        if element.get("itemprop") == "author" or element.get("rel") == "author" or names(element).any_of(AUTHOR_WORDS, AUTHOR_PHRASES):
            text = clean(element.text_content()[:300])
            name = without_label(text)
            if name and not _is_site(name, sites) and (looks_like_signature(text) or looks_like_signature(name)):
                return name
    return _declared(tree, sites)


def _declared(tree: HtmlElement, sites: Sequence[str]) -> str:
    for thing in json_ld(tree):
        if is_article_type(thing.get("@type")):
            name = _person(thing.get("author"))
            if name and not _is_site(name, sites) and (looks_like_signature(name) or all(map(is_syllable, name.split()))):
                return name
    for meta in tree.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in ("author", "article:author", "dc.creator"):
            name = clean((meta.get("content") or "")[:200])
            if name and not _is_site(name, sites) and looks_like_signature(name):
                return name
    return ""
