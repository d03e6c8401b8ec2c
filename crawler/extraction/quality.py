"""Is the answer a page of the portal at all, and is the page an article? Named failures instead of wrong documents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discovery import notfound
from crawler.extraction import pagenames, records, wording
from crawler.extraction.blocks import Block
from crawler.extraction.body import is_good
from crawler.extraction.dates import Published
from crawler.extraction.document import Chosen
from crawler.extraction.headline import Headline
from crawler.extraction.pagetype import Signs
from crawler.extraction.text import clean, fold
from storage.models import Failure, FailureName, Profile

_SMALL = 6000  # bytes; block pages, gates and shells are small, articles are not
_SCRIPT = re.compile(r"<script\b[^>]*+>.*?</script\s*+>|<style\b[^>]*+>.*?</style\s*+>", re.S | re.I)
_TAG = re.compile(r"<[^>]*+>")
_NOSCRIPT = re.compile(r"<noscript\b[^>]*+>.*?</noscript\s*+>", re.S | re.I)
_TITLE = re.compile(r"<title\b[^>]*+>([^<]*+)<", re.I)

_BLOCKED = (
    "he thong dang tu choi truy cap", "tu choi truy cap cua ban", "hay doi...", "access denied", "request rejected", "attention required",
    "checking your browser", "verify you are human", "you have been blocked", "the requested url was rejected", "bi chan truy cap",
    "dia chi ip cua ban da bi", "xac minh ban khong phai", "ban da truy cap qua nhieu", "ban gui qua nhieu yeu cau", "too many requests",
    "ddos protection", "web application firewall", "incapsula incident", "pardon our interruption", "just a moment", "403 forbidden",
    "truy cap bi tu choi", "kiem tra trinh duyet", "security check",
)  # fmt: skip
_MAINTENANCE = (
    "dang bao tri", "bao tri he thong", "dang nang cap", "tam ngung hoat dong", "tam dung hoat dong", "under maintenance",
    "site is offline",
    "website dang duoc nang cap", "temporarily unavailable", "he thong dang duoc bao tri", "under construction",
    "tam thoi dong cua", "quay lai sau it phut",
)  # fmt: skip
_CLOSED = re.compile(
    r"\b(?:he thong|website|trang(?: web| thong tin)?|cong(?: thong tin| dich vu)?|dich vu|may chu|phan mem|site|chung toi)\b.{0,60}?"
    r"\b(?:dang|tam|hien)\b.{0,30}?\b(?:bao tri|bao duong|nang cap|sua chua|xay dung|hoan thien|ngung|ngat|dung|dong cua|khoi phuc)"
    r"|\b(?:quay lai|tro lai|truy cap lai) (?:sau|luc|vao)\b|\bxin loi vi su bat tien\b|\bbao tri (?:dinh ky|website|trang)\b"
    r"|\b(?:scheduled|down for) maintenance\b|\bmaintenance mode\b|\bbe (?:right )?back (?:soon|shortly)\b"
    r"|\bservice unavailable\b|\bcoming soon\b"
)
_NOTE = 500  # characters of all the text of a page that says only so
_DAY = re.compile(r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d\b")
_MISSING = (
    "khong tim thay trang", "trang khong ton tai", "trang ban tim khong ton tai", "khong tim thay noi dung",
    "bai viet khong ton tai", "noi dung khong ton tai",
    "khong tim thay bai viet", "tin khong ton tai", "page not found", "404 not found", "khong ton tai hoac da bi xoa", "error 404",
    "loi 404", "404 error",
    "trang ban yeu cau khong", "duong dan khong ton tai", "bai viet da bi xoa", "noi dung ban yeu cau khong",
    "noi dung nay khong ton tai", "khong tim thay du lieu",
    "bai viet nay khong ton tai", "trang ban dang tim", "khong tim thay duong dan", "tin bai khong ton tai", "resource cannot be found",
)  # fmt: skip
_NEEDS_SCRIPT = (
    "enable javascript", "javascript is required", "bat javascript", "kich hoat javascript", "requires javascript",
    "need to enable javascript",
    "javascript to run this app", "ho tro javascript",
)  # fmt: skip
_FIELDS = 3  # that a form of a page of its own asks for; a search box and a choice are in every frame


def judge(status: int, headers: Mapping[str, str], body: bytes, requested: str, final: str, profile: Profile) -> Failure | None:
    """Why an answer to a request for an article is no page of the portal, None when it looks like one.

    Cheap: large pages are only looked at by address and the portal's own not-found marks; small ones are read whole.
    """
    if status >= 400 or status < 200:
        return None  # the crawl names those by their status
    if not body.strip():
        return Failure(name=FailureName.EMPTY, detail="an empty body")
    if _is_home(final) and not _is_home(requested):
        return Failure(name=FailureName.SOFT_NOT_FOUND, detail=f"led to the home page {final}")
    head = body[:200_000].decode("utf-8", "replace")
    found = _TITLE.search(head)
    title = fold(clean(found[1])) if found else ""
    if len(body) <= 20_000:
        failure = _small(head, title, headers)
        if failure is not None:
            return failure
    failure = _by_title(title)
    if failure is not None:
        return failure
    if _is_error_address(final) and not _is_error_address(requested):
        return Failure(name=FailureName.SOFT_NOT_FOUND, detail=f"led to {final}")
    if profile.not_found and notfound.matches(profile.not_found, body, headers):
        return Failure(name=FailureName.SOFT_NOT_FOUND, detail="the portal's own not-found page")
    return None


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and parts.path.lower().strip("/") in (
        "",
        "index.php",
        "index.html",
        "default.aspx",
        "home",
        "trang-chu",
        "vi",
        "index.aspx",
        "home.aspx",
    )


def _is_error_address(url: str) -> bool:
    return bool(re.search(r"(?:^|[/=_-])(?:404|not-?found|error|loi|page-?not-?found)(?:$|[/.?&_-])", urlsplit(url).path.lower()))


def _by_title(title: str) -> Failure | None:
    if not title:
        return None
    short = len(title) <= 70
    if (
        short
        and any(mark in title for mark in ("404", *_MISSING))
        and ("404" not in title or re.search(r"\b404\b", title))
        and _says_missing(title)
    ):
        return Failure(name=FailureName.SOFT_NOT_FOUND, detail=f"titled {title!r}")
    return None


def _says_missing(title: str) -> bool:
    return any(mark in title for mark in _MISSING) or bool(re.match(r"^(?:loi |error )?404\b", title))


def _small(text: str, title: str, headers: Mapping[str, str]) -> Failure | None:
    """Judges a page of few bytes by its words and by what it holds besides scripts."""
    bare = _SCRIPT.sub(" ", text)
    plain = fold(clean(unescape(_TAG.sub(" ", _NOSCRIPT.sub(" ", bare)))))
    low = text.lower()
    if len(plain) < 400 and ("document.cookie" in low or "d1n=" in low) and ("reload" in low or "location" in low):
        return Failure(name=FailureName.BLOCKED, detail="a script that sets a cookie and loads the page again")
    words = plain[:1500]
    if len(plain) < 1500:
        for name, marks in (
            (FailureName.BLOCKED, _BLOCKED),
            (FailureName.MAINTENANCE, _MAINTENANCE),
            (FailureName.SOFT_NOT_FOUND, _MISSING),
        ):
            hit = next((mark for mark in marks if mark in words), "")
            if hit:
                return Failure(name=name, detail=f"the page says {hit!r}")
    if len(plain) < _NOTE and not _DAY.search(plain) and (closed := _CLOSED.search(plain)):
        return Failure(name=FailureName.MAINTENANCE, detail=f"the page says {closed[0]!r}")
    body_text = plain.replace(title, "", 1).strip()
    if len(body_text) < 80:
        noscript = fold(clean(_TAG.sub(" ", " ".join(_NOSCRIPT.findall(bare)))))
        if any(mark in noscript or mark in plain for mark in _NEEDS_SCRIPT) or "<script" in low:
            return Failure(name=FailureName.NEEDS_SCRIPT, detail="no text without scripts")
        if not body_text and "<a" not in low and "<iframe" not in low:
            return Failure(name=FailureName.EMPTY, detail="no text")
    return None


_FEW = 120  # characters beside a sentence that says there is nothing here
_SHORT = 200  # a notice of sixty words is longer
_SELF = frozenset(("json-ld", "meta", "microdata", "microformat", "address"))  # evidence of a date that speaks of the page itself
_BESIDE = frozenset(("in the headline's element", "below the headline", "above the headline", "before the first words", "below the lead"))


def not_article(head: Headline, published: Published, chosen: Chosen, files: int, signs: Signs) -> Failure | None:
    """Why a page that was read is not an article: a list, a form, a front page, a page that says it has nothing.

    What decides is the text of the page's own: kept lines that are no items of a list and stand in no side column.
    """
    own = [block for block in chosen.kept if signs.is_own(block) and not wording.is_furniture(block.text)]
    good = [block for block in own if is_good(block) and not wording.is_contact(block.text)]
    running = sum(map(_prose, good))
    where = published.evidence.split(",")[0]
    # What was taken for the headline is another article's, or the site's.
    astray = not signs.agreed and (signs.leads_away or signs.heads_list or signs.nameless)
    beside = signs.dated and where in _BESIDE and (signs.named or signs.marked or running >= _FEW)
    dated = not astray and ((where in _SELF and signs.named) or beside)
    failure = _says_nothing(head.text, own, running, dated, signs)
    if failure is not None:
        return failure
    # A notice that is its files, dated under a headline of its own: what else stands on the page says nothing against it.
    notice = 0 < files <= _NOTICE and len(own) - len(good) <= files + _BESIDE_FILES and all(map(signs.is_own, chosen.kept))
    notice = notice and (dated or (signs.dated and signs.opens and not astray)) and signs.at >= 0
    notice = notice and not (signs.section or pagenames.is_special(pagenames.plain(head.text)))
    why = "" if notice else _other_page(head, chosen, running, dated, files, signs)
    if not why and records.of_a_document(signs.register, own):
        why = "an entry of a register of documents"
    if not why and records.of_a_question(signs.register):
        why = "a citizen's question, one of a register"
    if not why and not good:
        why = _without_text(own, files, dated, signs)
    if not why and not dated and sum(block.links for block in own) > 0.5 * sum(block.size for block in own):
        why = "" if files else "mostly links"
    return Failure(name=FailureName.NOT_ARTICLE, detail=why) if why else None


_NOTICE = 12  # files of one notice
_BESIDE_FILES = 2  # lines of a notice besides its text and files; a register has more
_CELL = 120  # characters of a cell that holds a text


def _prose(block: Block) -> int:
    """The characters of running text in a line: those of a row are its long cells'."""
    if block.kind != "row":
        return block.size - block.links
    return sum(len(cell) for cell in block.text.split(" | ") if len(cell) >= _CELL)


def _says_nothing(title: str, own: Sequence[Block], running: int, dated: bool, signs: Signs) -> Failure | None:
    """A page of the portal's frame with one sentence: not found, closed, refused. A dated or longer text is about such things."""
    if dated:
        return None
    if signs.missing and running - len(signs.missing) < (_FEW if signs.agreed else 2 * _SHORT):
        return Failure(name=FailureName.SOFT_NOT_FOUND, detail=f"the page says {signs.missing!r}")
    for line in (title, *(block.text for block in own[:4])):
        folded = fold(line)
        for name, marks in (
            (FailureName.SOFT_NOT_FOUND, _MISSING),
            (FailureName.MAINTENANCE, _MAINTENANCE),
            (FailureName.BLOCKED, _BLOCKED),
        ):
            hit = next((mark for mark in marks if mark in folded), "")
            if hit and running - len(line) < _FEW:
                return Failure(name=name, detail=f"the page says {hit!r}")
    return None


def _other_page(head: Headline, chosen: Chosen, running: int, dated: bool, files: int, signs: Signs) -> str:
    """The kind of page this is when it is none with an article, "" otherwise."""
    title = head.text
    if not title:
        return "no headline"
    if running < 2 * _SHORT and not signs.agreed and (head.element is None or _is_sentence(title, head.element)):
        return "no headline on the page"
    named = signs.agreed and not signs.section and len(title.split()) >= 4
    if signs.special and running < 1500 and not (dated and running >= _SHORT):
        return f"a page titled {title!r}"
    if not signs.agreed and (signs.heads_list or (signs.leads_away and signs.items)):
        return "a list: its headline is that of another page"
    if signs.leads_away and not signs.agreed and running < 2 * _SHORT:
        return "a list: its headline leads to another page"
    if signs.in_menu and running < 2 * _SHORT:
        return "a section of the menu"
    if signs.nameless and running < 2 * _SHORT:
        return "a page without a headline of its own"
    listed = sum(block.size for block in chosen.kept if not signs.is_own(block))
    if running < _SHORT and listed > running and not (dated and named):
        return "a list of other pages"
    if signs.items and running < _SHORT and not dated and not (named and running >= _FEW):
        return "a list of other pages"
    if signs.section and not dated and running < 2 * _SHORT:
        return f"a section titled {title!r}"
    if dated or (named and running >= 80) or running >= _SHORT:
        return ""
    if signs.found:
        return "a search result"
    if signs.passwords:
        return "a login form"
    if signs.fields >= _FIELDS:
        return "a form"
    if signs.agreed or (files and not signs.items):
        return ""
    return "a few words under a headline that nothing names or dates"


def _is_sentence(title: str, element: HtmlElement) -> bool:
    """Whether what was taken for the headline is a sentence of a text."""
    return title.endswith(".") and len(title.split()) >= _SENTENCE and element.tag not in ("h1", "h2", "h3")


_SENTENCE = 12  # words


def _without_text(own: Sequence[Block], files: int, dated: bool, signs: Signs) -> str:
    """Whether a page without running text is an article all the same: a notice of files, a few words with a date, captions of pictures."""
    text = sum(block.size - block.links for block in own)
    if files and (dated or not signs.items):
        return ""
    if text >= 30 and (dated or (signs.agreed and len(own) > 1)):
        return ""
    return "no running text"
