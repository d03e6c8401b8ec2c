"""Files that belong to an article: links, and what viewers show, with the viewer taken off."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.extraction import headings, names, wording
from crawler.extraction.shared import Shared
from crawler.extraction.sizes import ancestors
from crawler.extraction.text import clean, fold
from storage.models import Attachment

ENDINGS = ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "rtf", "odt", "ods", "odp", "zip", "rar", "7z", "csv")
_FILE = re.compile(r"\.(?:" + "|".join(ENDINGS) + r")$")
_IN_PATH = re.compile(r"\.(?:" + "|".join(ENDINGS) + r")(?=/|$)")  # Liferay: /documents/…/name.pdf/<uuid>
_MEDIA = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|bmp|mp[34]|m4a|wav|webm|ogg|m3u8)(?:$|[?#])|^(?:javascript|whatsapp|data|blob):")
_VIEWER_KEYS = ("file", "src", "url", "link", "path", "pdf", "doc")
_DOWNLOADS = re.compile(
    r"linkclick\.aspx\?.*fileticket=|/(?:download|dowload|tai-file|taifile|getfile|viewfile)[^/]*(?:\.aspx|\.ashx|\.php)?\?.*(?:id|file)=",
    re.I,
)
_MAYBE = re.compile(r"\.(?:" + "|".join(ENDINGS) + r")(?![a-z])|fileticket|download|dowload|file", re.I)
_HANDLER = re.compile(r"\.(?:ashx|aspx|axd|php|do|jsp)\b|download|file|attach|tai-?ve|/get|handler|[?&]id=", re.I)
# How large the file is, behind its name: "Quyet dinh.pdf 640 KB", "Phụ lục (1,2 MB)".
_SIZE = re.compile(r"(?:(?<=\.[a-z]{3})|(?<=\.[a-z]{4})|(?=\s*[(\[]))\s*[-–—|(\[]*\s*\d[\d.,]*\s*(?:bytes?|[kmg]i?b)\s*[)\]]*$", re.I)
_NAMELESS = re.compile(
    r"^(?:cac )?(?:tep|tap|file|tai lieu|van ban|dinh kem|download|attachment|phu luc|tai ve)"
    r"(?: (?:tin|dinh kem|kem theo|so|file))*(?: \d{1,3})?$"
)
_MOST = 200
_FILE_WORDS = names.FILE_WORDS | {"file", "files", "filelist", "listfile", "tep"}
_NOISE = re.compile(
    r"^(?:tải về|tải xuống|tải file|tải tập tin|download|xem|xem trước|xem file|tại đây|tập tin|file đính kèm|tải văn bản|\W*)$", re.I
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file and where the page names it; `around` are the elements around that place, the nearest first."""

    attachment: Attachment
    element: HtmlElement
    around: tuple[HtmlElement, ...]


def unwrap(url: str, base: str) -> str:
    """The absolute address of the file behind a link or a viewer (`…/viewer.html?file=…`, Google's, Office's); "" when there is none."""
    try:
        absolute = urljoin(base, url.strip())
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    for key, value in parse_qsl(parts.query)[:30]:
        if key.lower() in _VIEWER_KEYS and _names_file(value):
            inner = unwrap(unquote(value) if "%2f" in value.lower() else value, absolute)
            if inner:
                return inner
    if _names_file(parts.path) or _DOWNLOADS.search(absolute):
        return absolute
    return ""


def _names_file(path: str) -> bool:
    low = unquote(path.split("?", 1)[0].split("#", 1)[0]).lower().rstrip("/")
    return bool(_FILE.search(low) or _IN_PATH.search(low))


def _file_name(url: str) -> str:
    path = unquote(urlsplit(url).path)
    match = _IN_PATH.search(path.lower())
    stem = path[: match.end()] if match else path
    return clean(stem.rsplit("/", 1)[-1].replace("+", " "))


def collect(tree: HtmlElement, base: str) -> list[Found]:
    """All files that the page names, in page order; read before anything is dropped from the tree."""
    found: list[Found] = []
    for element in tree.iter("a", "iframe", "embed", "object"):
        address = element.get("href") or element.get("src") or element.get("data") or element.get("data-src")
        if not address or len(address) > 4000:
            continue
        url = unwrap(address, base) if _MAYBE.search(address) else ""
        if not url and element.tag == "a" and (_is_called_file(element) or (_HANDLER.search(address) and _is_labelled(element))):
            url = _absolute(address, base)
        if not url:
            continue
        name = _SIZE.sub("", clean(" ".join(element.itertext("*")))[:300]) if element.tag == "a" else ""
        if _NOISE.match(name) or wording.is_tool(name):
            name = clean(element.get("title") or "") if not _NOISE.match(clean(element.get("title") or "")) else ""
        name = name or _file_name(url) or url
        found.append(Found(Attachment(name=name, url=url), element, tuple(element.iterancestors())))
        if len(found) >= _MOST:
            break
    return found


def _is_called_file(link: HtmlElement) -> bool:
    """A link that is meant for downloading, or whose text is a file's name, whatever its address looks like."""
    if link.get("download") is not None:
        return not _MEDIA.search((link.get("href") or "").lower())
    raw = "".join(itertools.islice(link.itertext("*"), 5))[:300] if len(link) else (link.text or "")[:300]
    if "." not in raw:
        return False
    text = clean(raw).lower()
    return bool(_FILE.search(text.split(" (", 1)[0]))


def _is_labelled(link: HtmlElement) -> bool:
    """A link right behind the label of attachments: in its element, or in the cell or element before that."""
    element: HtmlElement | None = link
    for _ in range(3):
        if element is None or element.tag in ("body", "table", "tbody"):
            return False
        parent = element.getparent()
        if parent is not None and headings.is_files_heading(clean((parent.text or "")[:100])):
            return True
        previous = element.getprevious()
        for _ in range(8):
            if previous is None or previous.tag not in ("a", "br"):
                break
            previous = previous.getprevious()
        if (
            previous is not None
            and isinstance(previous.tag, str)
            and headings.is_files_heading(clean("".join(previous.itertext("*"))[:100]))
        ):
            return True
        element = parent
    return False


def _absolute(address: str, base: str) -> str:
    try:
        absolute = urljoin(base, address.strip())
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    return absolute if parts.scheme in ("http", "https") and parts.netloc else ""


def of_article(
    files: Sequence[Found], container: HtmlElement | None, zone: HtmlElement | None, tree: HtmlElement
) -> tuple[Attachment, ...]:
    """The files inside the body, and those near it that the page calls attachments or that stand in no list of other things.

    A file that is linked and shown in a viewer as well is one file.
    """
    own: dict[str, Attachment] = {}
    links = {file.element for file in files}
    shared = Shared(_own_boxes(container, zone) if files else ())
    linked = {_file_name(file.attachment.url).casefold() for file in files if file.element.tag == "a"}
    for file in files:
        if file.element.tag != "a" and _file_name(file.attachment.url).casefold() in linked:
            continue
        if (container is not None and container in file.around) or (
            zone is not None and _belongs(file, container, zone, tree, links, shared)
        ):
            own.setdefault(file.attachment.url, file.attachment)
    named = [one for one in own.values() if not _is_nameless(one)]
    return tuple(named or own.values())


def _own_boxes(container: HtmlElement | None, zone: HtmlElement | None) -> Iterator[HtmlElement]:
    """The boxes around an article; of one without a text, those that lie side by side with its headline's, which is the first."""
    yield from ancestors(container if container is not None else zone)
    if container is None and zone is not None:
        yield from itertools.islice(zone, 1)


def _is_nameless(file: Attachment) -> bool:
    """Whether a file is called by the word for files and a number, at an address that names none: a second link to one that is named."""
    return bool(_NAMELESS.match(fold(file.name))) and not _names_file(urlsplit(file.url).path)


def _belongs(
    file: Found, container: HtmlElement | None, zone: HtmlElement, tree: HtmlElement, links: set[HtmlElement], shared: Shared
) -> bool:
    """Whether a file outside the body is the article's: `zone` holds headline and body, `links` are the links to files."""
    if zone not in file.around:
        home = next((element for element in itertools.islice(zone.iterancestors(), _OUTSIDE) if element in file.around), None)
        return home is not None and not _is_wide(home) and _is_files_block(file, home) and not _elsewhere(file, home, shared)
    if _elsewhere(file, zone, shared):
        return False
    if container is None or _is_files_block(file, zone):
        return True
    return not _is_wide(zone) and (not _is_gone(file, tree) or _is_among_files(file, zone, links))


_OUTSIDE = 3  # levels around headline and body in which a box of files is the article's
_BOXES = frozenset(("ul", "ol", "table", "div", "section", "dl", "fieldset"))


def _is_wide(zone: HtmlElement) -> bool:
    return zone.tag in ("body", "html")


def _is_among_files(file: Found, zone: HtmlElement, links: set[HtmlElement]) -> bool:
    """Whether the list or box of the file links to nothing but files."""
    boxes = [element for element in itertools.takewhile(lambda element: element is not zone, file.around) if element.tag in _BOXES][:2]
    return bool(boxes) and not any(link.get("href") and link not in links for box in boxes for link in box.iter("a"))


def _before(element: HtmlElement) -> str:
    """The text of the element before, or of the one around before its first child."""
    previous = element.getprevious()
    if previous is not None and isinstance(previous.tag, str):
        return clean(previous.tail or "") or clean(" ".join(previous.itertext("*"))[:200])
    return ""


def _is_gone(file: Found, tree: HtmlElement) -> bool:
    """Whether the place of the file was dropped as furniture."""
    element: HtmlElement | None = file.element
    while element is not None and element is not tree:
        element = element.getparent()
    return element is None


_OTHER_WORDS = frozenset({"related", "sidebar", "menu", "other", "footer", "banner", "widget"})
_OTHER_PHRASES = ("lienquan", "vanbanmoi", "tinkhac", "quangcao")


def _elsewhere(file: Found, zone: HtmlElement, shared: Shared) -> bool:
    """A file in a menu, a side column or a list of other documents."""
    for element in file.around:
        if element is zone:
            return False
        if element.tag in ("nav", "aside", "footer", "header"):
            return True
        words = names.names(element)
        if words.any_of(_OTHER_WORDS, _OTHER_PHRASES) and not shared.explains(element, words, _OTHER_WORDS, _OTHER_PHRASES):
            return True
        if element.tag in _BOXES and headings.is_related_heading(_before(element)):
            return True
    return False


def _is_files_block(file: Found, zone: HtmlElement) -> bool:
    if _is_labelled(file.element):
        return True
    for element in file.around[:8]:
        if element is zone:
            return False
        if names.names(element).any_of(_FILE_WORDS, names.FILE_PHRASES):
            return True
        previous = element.getprevious()
        if (
            previous is not None
            and isinstance(previous.tag, str)
            and headings.is_files_heading(clean(" ".join(previous.itertext("*"))[:200]))
        ):
            return True
        first = clean((element.text or "")[:100])
        if first and headings.is_files_heading(first):
            return True
    return False
