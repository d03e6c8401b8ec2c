"""Judges one candidate for the headline: by what the page says of itself and by where the line stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.extraction import titles
from crawler.extraction.flow import Line, Zone
from crawler.extraction.memo import Memo
from crawler.extraction.names import LEAD_WORDS, names
from crawler.extraction.text import fold, syllables
from crawler.extraction.titlewords import BLOCK_WORDS, LABELS, TITLE_WORDS, is_block_title, is_site_name, is_title_name

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


_DATE = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{1,2} thang \d{1,2}|\d{4}-\d{1,2}-\d{1,2}"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)?[ -]"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,?[ -]\d{4}"
)


@dataclass(slots=True)
class Candidate:
    line: Line
    index: int
    element: HtmlElement
    text: str
    score: float = 0.0
    signs: list[str] | None = None


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


_DATED_AFTER = (3.5, 2.5, 2.0, 1.0)  # points by how many lines stand between


def _holds_date(text: str) -> bool:
    folded = fold(text)
    return bool(_DATE.search(folded)) and "giay phep" not in folded and not folded.startswith(("hom nay", "bay gio"))  # a clock


_DATED = Memo(_holds_date, 512)


def _position(lines: list[Line], candidate: Candidate, own: str) -> tuple[float, list[str]]:
    """What follows: a date line soon, then text."""
    score = 0.0
    signs: list[str] = []
    dated = parted = False
    if not candidate.line.linked and not candidate.line.in_list and ends_dated(candidate.line.text):
        score, dated = 5.0, True
        signs.append("date within")
    for distance, line in enumerate(lines[candidate.index + 1 : candidate.index + 14]):
        if not dated and not line.href and len(line.text) < 160 and _DATED[line.text[:120]]:
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


_NUMBERED = re.compile(
    r"(?:cau(?: hoi)?|muc|buoc|dieu|khoan|chuong|phan) (?:\d+|[ivx]{1,5})\b|\d{1,2}[.)] |[ivx]{1,4}\. "
)  # a heading within a text
_BOLD = frozenset(("b", "strong", "font", "big"))


def _heading(element: HtmlElement) -> str:
    """The tag, or the heading that an element of another tag says to be: `role="heading" aria-level="1"`."""
    level = (element.get("aria-level") or "2").strip()
    return f"h{level}" if element.get("role") == "heading" and level in "123456" else str(element.tag)


def judge(candidate: Candidate, said: titles.Said, lines: list[Line], linked: dict[str, set[str]], url: str) -> None:
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
    tag = _heading(element)
    score += {"h1": 3.0, "h2": 2.0, "h3": 1.5, "h4": 1.0, "h5": 0.7, "h6": 0.5}.get(tag, 0.0)
    if tag in HEADINGS:
        signs.append(tag)
    own = names(element)
    around = [names(e).joined for e in (element, *_ancestors(element, 2))]
    if element.get("itemprop") in ("headline", "name") or any(map(is_title_name, around)):
        score += 2.5
        signs.append("named")
    elif not own.isdisjoint(TITLE_WORDS):
        score += 1.0
    if any(map(is_block_title, around)) or not (own | line.named).isdisjoint(BLOCK_WORDS):
        score -= 2.0
    if not line.heading and any(e.tag in _BOLD for e in (line.element, *_ancestors(line.element, 2))):
        score += 1.5
        signs.append("stands out")
    placed, where = _position(lines, candidate, key)
    score += placed
    signs += where
    score -= _penalty(candidate, key, count, said, linked, url) - (2.0 if "date within" in where and count < 5 else 0.0)
    candidate.score, candidate.signs = score, signs


def _ancestors(element: HtmlElement, most: int) -> list[HtmlElement]:
    found: list[HtmlElement] = []
    parent = element.getparent()
    while parent is not None and len(found) < most and parent.tag not in ("body", "html"):
        found.append(parent)
        parent = parent.getparent()
    return found


def _penalty(candidate: Candidate, key: str, count: int, said: titles.Said, linked: dict[str, set[str]], url: str) -> float:
    line = candidate.line
    lost = 0.0
    if key in said.sites or any(len(site) > 8 and key in site for site in said.sites):
        lost += 9.0
    if key in LABELS:
        lost += 7.0
    if is_site_name(candidate.text) and key not in said.structured and titles.slug_share(candidate.text, said.slug) < 0.5:
        lost += 12.0
    zone = line.zone
    lost += (
        5.0 * bool(zone & (Zone.NAV | Zone.FOOTER | Zone.RELATED))
        + 3.0 * bool(zone & (Zone.SIDE | Zone.FORM))
        + 2.0 * bool(zone & Zone.BANNER)
    )
    page = _page(url)
    href = line.href or (line.opens if line.linked > 0.6 * len(line.text) else "")
    if href and href != "#" and address(href) != page and not page.endswith(address(href).lstrip("./") or " "):
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
    if candidate.text.count(": ") > 1 and any(map(str.isdigit, candidate.text)):
        lost += 3.0  # labels and their values
    if _DATE.match(fold(candidate.text)) and count < 8:
        lost += 6.0
    if candidate.text.endswith(".") and count > 12:
        lost += 1.5 if count < 25 and (line.heading or candidate.line.named & TITLE_WORDS) else 4.0
    if _NUMBERED.match(fold(candidate.text[:20])):
        lost += 3.0
    if candidate.text.endswith("?") and not line.heading:
        lost += 0.5
    if line.named.intersection(LEAD_WORDS) and not names(candidate.element).intersection(TITLE_WORDS):
        lost += 4.0
    if fold(candidate.text).startswith(("dang nhap", "tim kiem", "lien ket", "thong ke truy cap", "binh luan", "y kien")) and count < 7:
        lost += 5.0
    return lost


_SCHEME = re.compile(r"^https?://(?:www\.)?")


@lru_cache(maxsize=16)
def _page(url: str) -> str:
    return address(url)


def address(href: str) -> str:
    return _SCHEME.sub("", href.split("#")[0]).rstrip("/")
