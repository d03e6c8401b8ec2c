"""What an address alone tells: whose it is, whether it can be an article, and the shape it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import parse_qsl, unquote, urljoin

from crawler.discovery.canonical import bare_host, split
from storage.models import Portal

# Files that are no pages. Unknown endings are pages: the press uses .chn, .epi, .vnp, .bbg …
_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|ico|avif|heic|pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|csv|epub|zip|rar|7z|gz|tgz|tar|exe|apk|msi|"
    r"dmg|iso|mp[234]|m4[av]|avi|mov|wmv|flv|mkv|webm|wav|wma|ogg|aac|css|js|mjs|json|map|woff2?|ttf|eot|swf|ics|vcf|dwg|p7s|signed)$",
    re.IGNORECASE,
)
_FEEDISH = re.compile(r"(?:^|[/_.-])(?:rss\d*|atom|feeds?|rdf)(?:[/_.-]|$)|\.(?:rss|xml|rdf|atom)$", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that stand for a whole path segment (its ending apart), hyphens and case ignored.
_SEGMENTS: dict[str, frozenset[str]] = {
    "login": _words(
        "login logout signin signup register dangnhap dangxuat dangky dangkythanhvien quenmatkhau user users account "
        "taikhoan wplogin wpadmin admin administrator cpanel auth sso"
    ),
    "search": _words("search timkiem timkiemnangcao advancedsearch ketquatimkiem searchresult searchresults seek"),
    "print or mail version": _words(
        "print printview printarticle inbai inbaiviet intrang banin savefile sendmail sendtofriend guiemail guibanbe popup printer"
    ),
    "tag": _words("tag tags tukhoa taxonomy hashtag keyword keywords"),
    "author or comment": _words("author authors tacgia comment comments binhluan"),
    "machinery": _words(
        "captcha cdncgi wpjson wpcontent wpincludes xmlrpc cart giohang checkout scriptresource webresource cgibin ajax "
        "rating vote download downloads getfile linkclick downloadfile filedownload"
    ),
}
_LANGUAGES = _words("en eng english enus engb zh zhcn zhhans zhhant cn lo km kh fr ru ja jp ko kr de es tienganh")
_QUERY = re.compile(
    r"(?:^|&)(?:"
    r"(?P<login>(?:action|act|do|op|task|mod|module)=(?:login|logout|register))|"
    r"(?P<search>(?:q|s|search|keywords?|tukhoa|tu_khoa|timkiem|searchword|nv=seek)(?:=|&|$))|"
    r"(?P<print>print(?:=|$)|(?:tmpl=(?:component|print))|(?:format|type)=(?:pdf|raw|print)|(?:act|action|view|mode|task|do|op|cmd|func|p|nv)=(?:print|in|mail|inbai|guimail|sendmail)(?:&|$)|"
    r"p_p_state=pop_up)|"
    r"(?P<comment>replytocom=|comment_?id=)|"
    r"(?P<machinery>download(?:=|$)|second=cronjobs|action=download|p_p_lifecycle=[12]|p_p_resource_id=|fileticket=|nv_redirect=|"
    r"(?:sort|order|orderby|dir|view_?mode)=(?:asc|desc|grid|list)\b)|"
    r"(?P<language>(?:lang|language|hl|locale|languageid|lc)=(?:en|eng|english|en[-_]\w+|zh\w*|fr|lo|km|ja|ko)(?:&|$))"
    r")",
    re.IGNORECASE,
)
_DATE_PATH = re.compile(r"/(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])(?:[/-](?:0?[1-9]|[12]\d|3[01]))?/?$")
_DATE_QUERY = re.compile(
    r"(?:^|&)(?:ngay|thang|nam|date|day|month|year|yyyy|mm|dd|from|to|tungay|denngay|caldate|selecteddate|eventdate|archive)="
    r"(?:\d{1,4}(?:[-/.]\d{1,4}){0,2}|thang-?\d+)",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"(?:^|[/_-])(?:calendar|lich|lichlamviec|lich-lam-viec|lich-cong-tac|lichcongtac|event-?calendar)(?:[/_.]|$)", re.IGNORECASE
)

# Path segments that tell one kind of page from another and stay in a shape as they are.
_MARKERS = _words(
    "- w id item node details content asset_publisher tabid pages sitepages trang kenhtin portal web guest p post "
    "posts category chuyen-muc chi-tiet article articles detail wps wcm connect"
)
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_GUID = re.compile(r"\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?|[0-9a-f]{24,}", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]{1,12}")
_WORD_BREAK = re.compile(r"[-_+ .%]+")
MAX_LENGTH = 2000  # characters of an address we follow


def _word(segment: str) -> str:
    return re.sub(r"[-_]", "", _EXTENSION.sub("", segment)).lower()


def file_address(url: str) -> bool:
    """Whether an address names a file (image, document, archive, script) and no page."""
    parts = split(url)
    return parts is not None and any(_FILES.search(segment) for segment in unquote(parts.path).split("/"))


def feed_address(url: str) -> bool:
    """Whether an address looks like a feed's."""
    parts = split(url)
    return parts is not None and bool(_FEEDISH.search(parts.path))


def refused(url: str, home: str = "") -> str:
    """Why a page at this address is never an article nor leads to one; "" when it may. `home` is the portal's own address."""
    parts = split(url)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or len(url) > MAX_LENGTH:
        return "not an address"
    path = unquote(parts.path)
    if any(_FILES.search(segment) for segment in path.split("/")):
        return "file"
    if parts.path.lower().rstrip("/").endswith((".xml", ".rss", ".atom", ".rdf")):
        return "feed"
    own = split(home)
    spared = {_word(segment) for segment in own.path.split("/")} if own is not None else set()
    segments = [segment for segment in path.split("/") if segment]
    for index, segment in enumerate(segments):
        word = _word(segment)
        if word in spared:
            continue
        for reason, words in _SEGMENTS.items():
            if word in words:
                return reason
        if index < 2 and word in _LANGUAGES and "." not in segment:
            return "other language"
    if segments and segments[-1].lower() in ("feed", "rss", "atom", "feeds"):
        return "feed"
    if repeating(segments):
        return "repeating path"
    hit = _QUERY.search(unquote(parts.query))
    if hit is not None:
        return {"print": "print or mail version", "comment": "author or comment", "language": "other language"}.get(
            hit.lastgroup or "", hit.lastgroup or "machinery"
        )
    return ""


def refused_language(url: str, home: str) -> bool:
    """Whether an address belongs to a part of the site in another language."""
    return refused(re.sub(r"\.(?:xml|rss|atom|rdf)(?=$|\?)", "", url), home) == "other language"


def repeating(segments: Sequence[str]) -> bool:
    """Whether a path goes round in circles, as a language switch that is appended to every page makes it."""
    if len(segments) > 18:
        return True
    if any(a == b and len(a) <= 5 and a.isalpha() for a, b in pairwise(segments)):
        return True
    counts: dict[str, int] = {}
    for segment in segments:
        counts[segment] = counts.get(segment, 0) + 1
    if any(count >= 3 for segment, count in counts.items() if segment != "-"):
        return True
    pairs = list(pairwise(segments))
    return len(pairs) != len(set(pairs))


def dated(url: str) -> bool:
    """Whether an address names a day, month or year as a calendar or archive page does, and nothing more."""
    parts = split(url)
    if parts is None:
        return False
    return bool(_DATE_PATH.search(parts.path) or _DATE_QUERY.search(parts.query) or _CALENDAR.search(parts.path))


def own(url: str, portal: Portal) -> bool:
    """Whether an address lies on one of the portal's hosts, with or without `www.`."""
    parts, home = split(url), split(portal.url)
    if parts is None or home is None or not parts.hostname:
        return False
    hosts = {bare_host(home.hostname or "")} | {bare_host(_host_of(host)) for host in portal.hosts}
    if bare_host(parts.hostname) not in hosts:
        return False
    if bare_host(parts.hostname) == bare_host(home.hostname or ""):
        usual = {None, 80, 443}
        return parts.port == home.port or (parts.port in usual and home.port in usual)
    return True


def _host_of(text: str) -> str:
    parts = split(text if "//" in text else f"//{text}")
    return (parts.hostname or "") if parts is not None else ""


def folder(url: str) -> str:
    """The folder path of an address, with a slash at both ends; a last segment without an ending counts as a folder."""
    parts = split(url)
    path = parts.path if parts is not None else "/"
    if not path.endswith("/"):
        head, _, last = path.rpartition("/")
        path = f"{head}/" if "." in last else f"{path}/"
    return path


def join(base: str, href: str) -> str:
    """`urljoin` that answers "" instead of raising."""
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return ""


def _value(value: str) -> str:
    if re.fullmatch(r"\d+", value):
        return r"\d+"
    if _GUID.fullmatch(value):
        return r"[0-9A-Fa-f{}-]{24,}"
    if _WORD.fullmatch(value):
        return value  # the name of a view or a module: it tells kinds of pages apart
    return r"[^&]*"


def slug_words(segment: str) -> list[str]:
    """The words of a last path segment, its ending and its numbers left out."""
    stem = _EXTENSION.sub("", unquote(segment))
    return [word for word in _WORD_BREAK.split(stem) if word and not word.isdigit()]


def _last(segment: str, query: bool) -> str:
    """The shape of the last path segment, as a regular expression."""
    ending = _EXTENSION.search(segment)
    stem, tail = (segment[: ending.start()], re.escape(ending[0])) if ending else (segment, "")
    if not stem:
        return tail
    if stem.isdigit():
        return r"\d+" + tail
    if _GUID.fullmatch(stem):
        return r"[0-9A-Fa-f-]{24,}" + tail
    words = len(slug_words(stem))
    if query and words < 4 and not re.search(r"\d{2}", stem):
        return re.escape(stem) + tail
    trailing = re.search(r"(?:[-_.]|%20)?[a-z]{0,6}(\d+)$", stem, re.IGNORECASE)
    if trailing and words >= 1 and len(trailing[1]) >= 2:
        return (r"[^/]*\D\d{2}" if len(trailing[1]) == 2 else r"[^/]*\D\d{3,}") + tail
    if re.match(r"\d+[-_]", stem):
        return r"\d+[-_][^/]*" + tail
    if words >= 4:
        return r"(?:[^/-]+[-_+.%]){3,}[^/]+" + tail
    return r"[^/]+" + tail


def shape(url: str) -> str:
    """The shape of an address: a regular expression over path and query that addresses of the same kind of page share."""
    parts = split(url)
    if parts is None:
        return ""
    segments = parts.path.split("/")[1:]
    slash = bool(segments) and segments[-1] == ""
    if slash:
        segments = segments[:-1]
    out = []
    for segment in segments[:-1]:
        if segment.lower() in _MARKERS:
            out.append(re.escape(segment))
        elif re.fullmatch(r"[\d-]+", segment):
            out.append(r"[\d-]+")
        else:
            out.append(r"[^/]+")
    if segments:
        out.append(_last(segments[-1], bool(parts.query)))
    text = "/" + "/".join(out) + ("/" if slash and segments else "")
    if parts.query:
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        kinds = "&".join(f"{re.escape(name)}={_value(value)}" for name, value in pairs)
        text += r"\?" + (kinds if "=" in parts.query else _free(parts.query))
    return text


def _free(query: str) -> str:
    """A path hidden in the query string: `chi-tiet-tin?/<slug>/<id>`."""
    return "/".join(r"\d+" if part.isdigit() else r"[^/]+" for part in query.split("/") if part)


def alike(one: str, other: str) -> bool:
    """Whether two addresses may be one article's: one last segment or the number at its end, and no parameter with two values."""
    a, b = split(one), split(other)
    if a is None or b is None:
        return False
    left, right = dict(parse_qsl(a.query)), dict(parse_qsl(b.query))
    shared = left.keys() & right.keys()
    if any(left[name] != right[name] for name in shared):
        return False
    last, end = (_EXTENSION.sub("", unquote(parts.path).rstrip("/").rpartition("/")[2].lower()) for parts in (a, b))
    if last != end:
        numbers = [re.findall(r"\d{3,}", segment)[-1:] for segment in (last, end)]
        return bool(numbers[0]) and numbers[0] == numbers[1]
    return bool(last) and (bool(shared) or left == right)
