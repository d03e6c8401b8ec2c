"""What the class and id of an element say about it, in Vietnamese and English.

Portals are named by hand: `tin-lien-quan`, `UISocialShare`, `box_binhluan`, `nv-related`. Names are cut into words
(camel case, digits and separators part them) and matched as whole words, or as whole phrases of the joined name:
`lienquan` is found in `tin-lien-quan` and in `TinLienQuan`, `tag` never in `stage`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from lxml.html import HtmlElement

from crawler.extraction.memo import Memo

_STEPS = re.compile(r"[-_.:/]+")
_GENERATED = re.compile(r"\d[A-Za-z]|[A-Za-z]\d+[A-Za-z]")  # a hash, not a word: "fb63w"
_LIGATURES = ("material-icons", "material-symbols", "mat-icon")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NO_LETTER = re.compile(r"[^a-z]")


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


# Furniture whatever it holds, unless it holds the article itself.
STRONG = words(
    """breadcrumb breadcrumbs crumb crumbs bread comment comments cmt disqus captcha pagination pager paging navbar
    menu navigation topnav submenu megamenu footer foot copyright advert advertisement adsbygoogle ads adv banner
    share shares sharing social socials addthis sharethis addtoany poll polls vote voting rating ratings stars
    breaking ticker marquee newsletter subscribe popup modal toast cookie lightbox login signin hotline weather
    visitor visitors online viewcount pageview pageviews hits sidebar widget widgets searchbox searchform
    toolbar printer fontsize skiplink weblink weblinks languages
    logo recaptcha rss facebook zalo twitter youtube linkedin pinterest feedback googleads
    reaction reactions emotion emotions emoji quiz survey faq faqs
    fb tts audio audioplayer videojs tooltip offcanvas hamburger dropdown"""
)
# Furniture when it holds links, or no sentence of its own.
WEAK = words(
    """related relate relates relation recommend recommended recommendation tool tools tag tags keyword keywords print nav sub
    other others older newer newest latest popular trending view views counter count statistic statistics stat stats links
    link category categories cat cate section hot mostread readmore more prev next previous back top
    aside complementary right left extra promo partner partners sponsor search language lang header head masthead
    date time datetime clock calendar meta info postmeta byline topic topics action actions option options
    button buttons btn utility event"""
)
STRONG_PHRASES = (
    "binhluan", "gopy", "ykien", "thamdo", "danhgia", "chiase", "luotxem", "soluotxem", "luottruycap", "truycap", "thongketruycap",
    "lienketweb", "quangcao", "cochu", "docbaiviet", "dangnhap", "timkiem", "maxacnhan", "mabaomat", "maantoan", "thoitiet",
    "tygia", "duongdan", "thanhcongcu", "congcu", "socialshare", "viewcount", "fontsize", "readspeaker", "texttospeech", "newsvoice",
    "gototop", "backtotop", "scrolltop", "totop", "skiptocontent", "hidden-print", "noprint", "donotprint", "guiemail", "inbaiviet",
    "banin", "phanhoi", "chantrang", "chanweb", "chancot", "dautrang", "thanhdieuhuong", "khaosat", "bieuquyet", "camxuc",
    "bannerquangcao", "postnavigation", "subscribe", "newsletter", "breadcrumb", "s4notdlg", "s4ribbon",
)  # fmt: skip
WEAK_PHRASES = (
    "lienquan", "tinkhac", "baikhac", "baivietkhac", "cungchuyenmuc", "cungloai", "cungmuc", "tincu", "tinmoi", "tinlq",
    "docnhieu", "xemnhieu", "quantam", "tieudiem", "noibat", "tukhoa", "tincungchude", "cactin", "tindadua", "xemthem", "docthem",
    "theodong", "sukien", "relatednews", "othernews", "morenews", "relatedpost", "readmore", "luot", "lienket",
    "tinlien", "postdate", "ngaydang", "publishdate", "createdate", "thoigian", "ngaytao", "capnhat", "chuyenmuc",
)  # fmt: skip
# What never holds an article's own text, however long the text is.
OTHERS = words(
    """comment comments cmt disqus reply replies footer foot copyright breadcrumb menu navigation navbar sidebar aside related relate
    recommend newsletter subscribe login poll polls vote ads advert advertisement faq faqs popup modal"""
)
OTHER_PHRASES = (
    "binhluan",
    "ykien",
    "gopy",
    "phanhoi",
    "chantrang",
    "lienquan",
    "tinkhac",
    "cungchuyenmuc",
    "quangcao",
    "thamdo",
    "relatednews",
)
_HIDDEN = frozenset({"hidden", "hide", "invisible", "displaynone"})
_HIDDEN_NAMES = frozenset({"d-none", "sr-only", "visually-hidden", "screen-reader-text", "display-none", "visuallyhidden", "dnone"})
_MOBILE_ONLY = re.compile(
    r"^(?:d-(?:sm|md|lg|xl|xxl)-none|visible-(?:xs|sm)(?:-block|-inline)?|show-for-small(?:-only)?|(?:sm|md|lg):hidden)$"
)
_MAY_HIDE = ("hid", "none", "visible", "sr-only", "show-for-small", "screen-reader-text")  # what all of these names hold
_SHOWN_WIDE = re.compile(
    r"^d-(?:sm|md|lg|xl|xxl)-(?:block|flex|inline|inline-block|table|grid|inline-flex)$|^(?:sm|md|lg):(?:block|flex|grid)$"
)

LEAD_WORDS = words(
    """lead sapo summary intro introtext hometext excerpt standfirst teaser subhead subheadline subheading subtitle abstract deck dek
    brief chapo tomtat trichyeu motangan"""
)
LEAD_PHRASES = ("tomtat", "hometext", "introtext", "articlesummary", "articlebrief", "gioithieu", "newssummary", "trichdan", "motangan",
                "newslead", "shortdesc", "shortdescription", "loidan", "daubai", "trichyeu", "mota", "newsbrief", "sapo")  # fmt: skip
LEAD_LAST = frozenset({"description", "desc", "descript"})
LEAD_NEAR = LEAD_WORDS | LEAD_LAST  # the second only say so close to a headline
CAPTION_WORDS = frozenset({"caption", "figcaption", "captions", "chuthich", "imgcaption", "imagecaption", "piccaption", "chuthichanh"})
CAPTION_PHRASES = ("chuthich", "captiontext", "photocaption", "imagecaption", "imgcaption", "imgdesc", "photodesc", "imagedesc", "picdesc",
                   "tenanh", "motaanh", "ghichuanh")  # fmt: skip
AUTHOR_WORDS = frozenset({"author", "authors", "tacgia", "byline", "butdanh", "signature", "writer", "creator", "nguoiviet", "pseudonym"})
AUTHOR_PHRASES = ("tacgia", "butdanh", "nguoiviet", "authorname", "newsauthor", "postauthor", "articleauthor")
SOURCE_WORDS = frozenset({"source", "nguon", "nguontin", "sources"})
SOURCE_PHRASES = ("nguontin", "newssource", "articlesource", "nguonbai", "postsource")
BODY_WORDS = words(
    """content contents body bodytext bodyhtml noidung chitiet detail details entry story article articlebody fulltext
    maincontent postcontent newscontent fck baiviet cate_content text"""
)
BODY_PHRASES = ("noidung", "chitiet", "bodyhtml", "articlecontent", "articlebody", "newscontent", "postcontent", "entrycontent",
                "detailcontent", "contentdetail", "newsdetail", "fulltext", "maincontent", "bodytext", "contentnews")  # fmt: skip
FILE_WORDS = frozenset({"attach", "attachment", "attachments", "attached", "dinhkem", "filedinhkem", "tailieu", "download", "downloads"})
FILE_PHRASES = ("dinhkem", "attachment", "attachfile", "fileattach", "tailieudinhkem", "vanbandinhkem", "taptin")


def _holds(joined: str, phrases: tuple[str, ...]) -> bool:
    for phrase in phrases:  # noqa: SIM110 - `any` over a generator costs twice as much, and this is asked very often
        if phrase in joined:
            return True
    return False


class Names(frozenset[str]):
    """The words of one class or id string, with its joined form in `joined`."""

    __slots__ = ("_answers", "glyph", "hidden", "joined", "zone")

    joined: str
    hidden: bool  # the classes hide their element
    glyph: bool  # of an icon font: the element's word is the icon's name
    zone: int  # what the flow of lines makes of the names, -1 before it did
    _answers: dict[tuple[frozenset[str], tuple[str, ...]], bool] | None  # made when asked: most names are asked nothing

    def any_of(self, words: frozenset[str], phrases: tuple[str, ...] = ()) -> bool:
        """Whether one of the words, or one of the phrases, is in the name."""
        if not self:
            return False
        key = (words, phrases[:1])  # lists of phrases differ in their first one; hashing all of them costs more than the search
        answers = self._answers
        if answers is None:
            answers = self._answers = {}
        answer = answers.get(key)
        if answer is None:
            answer = not self.isdisjoint(words) or _holds(self.joined, phrases)
            answers[key] = answer
        return answer


# Where the lines of an element begin or end, not where it stands: a signature is set to the right.
_ALIGNED = frozenset(
    f"{text}-{side}" for text in ("text", "txt", "has-text", "text-align", "align", "ta") for side in ("left", "right", "center", "justify")
) | frozenset(f"text-{size}-{side}" for size in ("sm", "md", "lg", "xl") for side in ("left", "right", "center"))


def _cut_one(part: str) -> tuple[tuple[str, ...], str]:
    """The words of one class name with its neighbours joined, and its joined form ("" for a generated name)."""
    if part in _ALIGNED:
        return (), ""
    letters = part.replace("-", "").replace("_", "")
    if letters.isascii() and letters.isalpha() and letters.islower():  # most names; the same as below, at a fraction of the cost
        pieces = [piece for piece in part.replace("_", "-").split("-") if piece]
        return (*pieces, *[first + second for first, second in pairwise(pieces)]), letters
    pieces = [piece.lower() for step in _STEPS.split(part) if not _GENERATED.search(step) for piece in _CAMEL.findall(step)]
    joined = "" if _GENERATED.search(part) else _NO_LETTER.sub("", part.lower())
    return (*pieces, *[first + second for first, second in pairwise(pieces)]), joined


_ONE = Memo(_cut_one, 16384)


def _cut(attributes: str) -> Names:
    """The words of a class string and, behind _ID, of an id."""
    css, _, anchor = attributes.partition(_ID)
    found: list[str] = []
    joined: list[str] = []
    for part in f"{css} {anchor}"[:600].split():
        if len(part) <= 80:  # a generated name says nothing
            words, whole = _ONE[part]
            found += words
            if whole or not _GENERATED.search(part):
                joined.append(whole)
    names = Names(found)
    names._answers = None
    names.joined = " ".join(joined)
    names.hidden = hides(css)
    names.glyph = css.startswith(_LIGATURES)
    names.zone = -1
    return names


def names(element: HtmlElement) -> Names:
    """The words of an element's class and id. Noted on the element, for as long as Python's object for it lives: every pass asks again."""
    found: Names | None = getattr(element, "_names", None)  # an AttributeError costs far more than what it would tell
    if found is None:
        css, anchor = element.get("class"), element.get("id")
        found = _CUT[f"{css or ''}{_ID}{anchor}" if anchor else css or ""] if css or anchor else NOTHING
        element._names = found  # type: ignore[attr-defined]
    return found


def is_hidden(element: HtmlElement) -> bool:
    """Whether a reader on a wide screen does not see the element, judged by its own attributes only."""
    keys = element.keys()
    if not keys:
        return False
    if "hidden" in keys or ("aria-hidden" in keys and element.get("aria-hidden") == "true"):
        return True
    if "style" in keys:
        flat = (element.get("style") or "").replace(" ", "").lower()
        if "display:none" in flat or "visibility:hidden" in flat:
            return True
    return "class" in keys and names(element).hidden


def hides(css: str) -> bool:
    """Whether a class attribute hides its element on a wide screen."""
    css = css.lower()
    if not _holds(css, _MAY_HIDE):
        return False
    parts = css.split()
    if any(_MOBILE_ONLY.match(part) for part in parts):
        return True
    if any(part in _HIDDEN or part in _HIDDEN_NAMES for part in parts):
        return not any(_SHOWN_WIDE.match(part) for part in parts)
    return False


_ID = "\x1f"  # between class and id
_CUT = Memo(_cut, 8192)
NOTHING = _cut("")  # the names of an element without class and id


def is_kept_part(element: HtmlElement) -> bool:
    """Whether the name is that of a lead, caption, author, source or file box: parts of an article with rules of their own."""
    own = names(element)
    return bool(own) and (
        own.any_of(CAPTION_WORDS, CAPTION_PHRASES)
        or own.any_of(AUTHOR_WORDS, AUTHOR_PHRASES)
        or own.any_of(SOURCE_WORDS, SOURCE_PHRASES)
        or own.any_of(LEAD_WORDS, LEAD_PHRASES)
        or own.any_of(FILE_WORDS, FILE_PHRASES)
    )


def is_caption(element: HtmlElement) -> bool:
    """Whether an element's class or id calls it the caption of a picture."""
    css = element.get("class")
    if not css or len(css) > 160:
        return False
    return names(element).any_of(CAPTION_WORDS, CAPTION_PHRASES)


_ICON_NAMES = re.compile(
    r"(?:^|[ _-])(?:material-icons|material-symbols|mat-icon|fa|fas|far|fal|glyphicon|icon|icons|bi|ti|icofont)(?:$|[ _-])", re.I
)
_PERSON = frozenset({"person", "user", "account", "author", "users", "circle_user", "usericon"})
_AUTHOR_LABEL = "Tác giả: "


def icon(element: HtmlElement) -> str | None:
    """What an icon element says: an author label for the sign of a person, "" for any other, None when the element is no icon.

    The text of an icon is the name of its glyph, never text of the page.
    """
    tag = str(element.tag)
    css = element.get("class") or ""
    text = (element.text or "").strip()
    if not tag.endswith("-icon") and not (css and _ICON_NAMES.search(css)):
        return None
    if len(element) or len(text) > 24 or not re.fullmatch(r"[a-z0-9_]*", text):
        return None
    said = {*re.findall(r"[a-z]+", f"{css} {text} {element.get('name') or ''}".lower())}
    return "" if said.isdisjoint(_PERSON) else _AUTHOR_LABEL


def _stands_alone(element: HtmlElement) -> bool:
    if element.tail and not element.tail.isspace():
        return False
    before, parent = element.getprevious(), element.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else None
    return not text or text.isspace()


def is_shown_as_block(element: HtmlElement) -> bool:
    """Whether an inline element's own style makes a block of it, or it is a custom element ("app-header") with no text beside it."""
    style = element.get("style")
    if not style or "display" not in style:
        return "-" in str(element.tag) and _stands_alone(element)
    flat = style.replace(" ", "").lower()
    return "display:block" in flat or "display:table" in flat or ("display:inline-block" in flat and "width:100%" in flat)
