"""The headline of an article: not the site's name, a section, a portlet's header or a label.

Candidates are short lines; each is judged by agreement with what the page says of itself (title, og:title, JSON-LD, address) and by
where it stands (heading, named element, before date and text). No single sign decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.extraction import credits, datetext, datewords, marks, moments, opening, titles, wording
from crawler.extraction.flow import Line, Zone, read
from crawler.extraction.names import names, words
from crawler.extraction.standing import HEADINGS, Candidate, address, ends_dated, judge
from crawler.extraction.text import clean, fold, has_digit, syllables
from crawler.extraction.titlewords import LABELS, TITLE_WORDS, is_site_name, is_title_name


@dataclass(frozen=True, slots=True)
class Headline:
    """`element` is the element whose text it is, None when only metadata names it; `evidence` lists the signs that decided."""

    text: str
    element: HtmlElement | None
    evidence: str


_BADGE_WORDS = words(
    "cat category chuyenmuc kicker"
    " badge new hot label counter count view views viewcount print share tool tools icon date time postdate meta edit luotxem viewed email"
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
_COUNTERS = re.compile(
    r"^[\s|(\[*•·–—-]*(?:(?:luot xem|luot doc|da xem|xem|views?|new|hot|moi|cap nhat|ngay|\d[\d.,:/]*|lan|luot|in|print)[\s:|)\]!*•-]*)+$"
)


_OUTSIDE = frozenset(("script", "style", "time", "button", "noscript", "select", "svg", "template", "textarea", "input"))
_PARTED = frozenset(("div", "p", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6"))


_SEPARATED = re.compile(r"\s*[»›>:|/–—-]+\s*\S")  # behind the link to a section that a heading begins with
_ASIDE = frozenset(("small", "span", "em", "i", "font", "b", "sub", "sup", "label", "div", "p"))


def _shown(element: HtmlElement) -> str:
    """The text of a heading without badges, counters, print links and dates inside it."""
    if not len(element):
        return clean(element.text or "")
    pieces: list[str] = []
    _show(element, 0, pieces)
    return clean("".join(pieces)).lstrip("»›>|/–—- ")


def _show(node: HtmlElement, depth: int, pieces: list[str]) -> None:
    """Adds the pieces of text below `node`. A function of its own: one that calls itself from inside another keeps the page alive."""
    if node.text:
        pieces.append(node.text)
    for child in node:
        drop = child.tag in _OUTSIDE
        if not drop:
            words = names(child)
            inner = fold(clean(_beginning(child))) if len(child) < 4 else ""
            drop = (not words.isdisjoint(_BADGE_WORDS) and len(inner) < 40) or (inner in _BADGES and child.tag != "br")
            if not drop and child.tag == "a":
                drop = len(inner) < 40 and bool(_SEPARATED.match(child.tail or "")) and not (node.text or "").strip()
            drop = drop or (child.tag in _ASIDE and any(map(str.isdigit, inner)) and _says_when(inner))
        if drop or child.tag == "br":
            pieces.append(" ")
        elif depth < 40:
            around = " " if child.tag in _PARTED else ""
            pieces.append(around)
            _show(child, depth + 1, pieces)
            pieces.append(around)
        if child.tail:
            pieces.append(child.tail)


def _beginning(element: HtmlElement) -> str:
    """The first 80 characters of an element's text: all of it would be read again on each level."""
    text = ""
    for piece in element.itertext("*"):
        text += piece[:80]
        if len(text) >= 80:
            break
    return text[:80]


def _candidates(lines: list[Line], said: titles.Said, text: opening.Stretch) -> list[Candidate]:
    found: list[Candidate] = []
    seen: set[HtmlElement] = set()
    declared = set(said.variants) | set(said.social) | said.structured
    before_text = 0
    for index, line in enumerate(lines):
        size = len(line.text)
        if size > 160 and not line.heading:
            before_text += 1
        if size > 500 or size < 4 or line.zone & (Zone.HIDDEN | Zone.CLOCK | Zone.COMMENT):
            continue
        if not line.heading and ":" in line.text[:24] and credits.author_of(line.text):
            continue
        if (has_digit(line.text) and any(map(str.isdigit, line.text[:60])) and _says_when(line.text)) or (
            not line.heading and wording.is_furniture(line.text)
        ):
            continue
        element = line.element
        if line.heading:
            element = next((e for e in (line.element, *line.element.iterancestors()) if e.tag in HEADINGS), line.element)
        elif not (
            (not line.named.isdisjoint(TITLE_WORDS) or is_title_name(names(line.element).joined) or is_title_name(names(line.block).joined))
            or titles.key_of(line.text) in declared
            or (before_text < 2 and 5 <= len(syllables(line.text)) <= 40)
            or (0 <= text.first - index <= _CLOSE and not line.linked)
            or (before_text < 2 and not line.linked and (ends_dated(line.text) > 0 or _over_breaks(lines, index) is not None))
        ):
            continue
        if element in seen or len(found) > 400:
            continue
        seen.add(element)
        shown = _shown(element) if line.heading else _trimmed(line, said)
        if not line.heading and (joined := _over_breaks(lines, index)) is not None:
            element, shown = joined, _shown(joined)
        if 3 < len(shown) <= 500:
            found.append(Candidate(line, index, element, shown))
    return found


def _over_breaks(lines: list[Line], index: int) -> HtmlElement | None:
    """The bold or centred element whose text a `<br>` parts into this line and the next: a headline in two lines."""
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else line
    element = line.element
    if element is line.block or after.element is not element or after.block is not line.block or element.tag not in _STRESSED:
        return None
    whole = clean(element.text_content()[:400])
    return element if len(whole) <= len(line.text) + len(after.text) + 1 and len(syllables(whole)) <= 40 else None


_STRESSED = frozenset(("b", "strong", "font", "big", "span", "em", "u"))


def _says_when(text: str) -> bool:
    """Whether a line is a date, a clock or a counter and nothing else."""
    if len(text) > 120:
        return False
    if moments.is_counter(text):
        return True
    dates = datetext.find(text)
    return bool(dates) and datewords.rest(fold(text), dates) <= 1


def _trimmed(line: Line, said: titles.Said) -> str:
    text = line.text
    if len(line.element) or line.element is not line.block:
        shown = _shown(line.element)
        if shown and len(shown) <= len(text) and shown in text:
            return shown
    return text


def _without_counter(text: str, said: titles.Said) -> str:
    """`text` without a trailing counter or date: in brackets, unless the page declares it with one, or behind the declared title."""
    cut = ends_dated(text)
    if cut >= 6 and not any(titles.key_of(text) in titles.key_of(declared) for declared, _ in said.texts):
        text = text[:cut].rstrip()
    for declared, _ in said.texts:
        for part in (declared, *titles.PARTS.split(declared)):
            if len(part) > 8 and text.startswith(part) and _COUNTERS.match(fold(text[len(part) :])):
                return part
    return text


def headline(
    tree: HtmlElement, url: str, site_names: Sequence[str] = (), lines: list[Line] | None = None, shared: Sequence[str] = ()
) -> Headline:
    """The headline of a page at `url`, "" if there is none.

    `site_names` are names known to be the portal's; `lines` is flow.read(tree) if at hand; `shared` are the marks of the portal's
    furniture, those among them of headlines that its articles share: one of these is taken only where nothing else can be.
    """
    lines = read(tree) if lines is None else lines
    said = titles.read(tree, url, site_names)
    linked: dict[str, set[str]] = {}
    for line in lines:
        if line.href and line.href != "#" and len(line.text) < 200:
            linked.setdefault(titles.key_of(line.text), set()).add(address(line.href))
    text = opening.text(lines)
    candidates = _candidates(lines, said, text)
    for candidate in candidates:
        judge(candidate, said, lines, linked, url)
        candidate.score += _before(text, candidate)
    known = frozenset(mark for mark in shared if mark.startswith(marks.TITLE))
    if known:
        own = [candidate for candidate in candidates if marks.title_mark(candidate.text) not in known]
        found = _decided(own, said, lines, text, known)
        if found.text:
            return found
    return _decided(candidates, said, lines, text)


def _decided(
    candidates: list[Candidate], said: titles.Said, lines: list[Line], text: opening.Stretch, known: frozenset[str] = frozenset()
) -> Headline:
    """The best of the judged candidates, or what the page declares, but for the `known` marks."""
    best: Candidate | None = None
    for candidate in candidates:
        if (best is None or candidate.score > best.score) and not _is_asked(candidate, lines, text):
            best = candidate
    if best is not None and best.score >= (_SURE if not 0 <= text.first - best.index <= _CLOSE else _OPENING):
        return Headline(_without_counter(best.text, said), best.element, ", ".join(best.signs or ["position"]))
    return _from_metadata(said, best, best.score - _before(text, best) if best is not None else 0.0, known)


_DECLARED = frozenset(("title", "og:title", "json-ld", "address"))
_AROUND = 4  # boxes around a question in which its choices may stand


def _is_asked(candidate: Candidate, lines: list[Line], text: opening.Stretch) -> bool:
    """Whether a line is what a poll asks: two choices to tick stand in a box around it that the page's running text is outside of."""
    if candidate.line.block.tag == "h1" or not _DECLARED.isdisjoint(candidate.signs or ()):
        return False  # tabs are choices, too
    longest = max(lines[text.first : text.last + 1], key=lambda line: len(line.text) - line.linked) if text.first >= 0 else None
    beside = set() if longest is None else {longest.block, *longest.block.iterancestors()}
    box: HtmlElement | None = candidate.line.block
    for _ in range(_AROUND):
        if box is None or box in beside or box.tag in ("body", "html"):
            return False
        if sum(field.get("type", "").lower() in ("radio", "checkbox") for field in box.iter("input")) >= 2:
            return longest is not None or len("".join(islice(box.itertext("*"), 60))) < 600
        box = box.getparent()
    return False


_SURE = 3.0  # points of a line that is taken for the headline
_OPENING = 2.5  # when the text begins right below it
_LIKELY = 0.5  # when the page declares no title either
_REACH = 10  # lines between a headline and its text
_OPENS = 2.0
_CLOSE = 2  # lines in which even a line without any sign of its own is taken
_WITHIN = 2  # lines of the text that may be the headline itself and what stands above it
_PROMINENT = frozenset(("title", "og:title", "json-ld", "address", "named", "stands out", "date within")) | HEADINGS


def _before(text: opening.Stretch, candidate: Candidate) -> float:
    """Points for standing right before the page's running text, or as its first line; fewer than none for standing in it or below."""
    if text.told < 0:
        return 0.0
    if candidate.index > text.told + _WITHIN:
        return -_OPENS
    near = text.first - candidate.index
    opens = -_WITHIN <= near <= _REACH and (
        not _PROMINENT.isdisjoint(candidate.signs or ()) or (near <= _CLOSE and not candidate.line.linked)
    )
    if opens and candidate.signs is not None and "opens" not in candidate.signs:
        candidate.signs.append("opens")
    return _OPENS if opens else 0.0


def _from_metadata(said: titles.Said, best: Candidate | None, score: float, known: frozenset[str] = frozenset()) -> Headline:
    """A declared title without the site's part, when no line of the page is convincing; none that is marked in `known`."""
    for text, where in said.texts:
        parts = [part.strip() for part in titles.PARTS.split(text) if part and part.strip()]
        kept = [part for part in parts if not (titles.key_of(part) in said.sites | LABELS or is_site_name(part))]
        if kept:
            longest = max(kept, key=len)
            whole = text if len(kept) == len(parts) else longest
            if len(syllables(longest)) >= 3 and not (known and marks.title_mark(whole) in known):
                return Headline(whole, None, where)
    if best is not None and score > _LIKELY:
        return Headline(best.text, best.element, ", ".join(best.signs or ["position"]))
    return Headline("", None, "")
