"""Recognises that an article's part of a page is unchanged, without parsing the page.

An extraction leaves behind where its text stood: two anchors (the tags around it, as the page writes them) and what each piece of
text between them is: text of the article, a line with the date, or furniture. Looking again means cutting the page at the anchors,
splitting it at its tags and hashing the pieces that count. So counters, clocks, tokens and lists do not matter, and a piece that was
added, removed or altered does.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from crawler.extraction import decode

_SILENT = ("script", "style", "noscript", "textarea", "select")
# What is not closed runs to the end of the page: looking for its end once more from each further one would take for ever.
_QUIET = re.compile(
    "|".join(rf"<{name}\b[^>]*+(?:>|\Z)[^<]*+(?:<(?!/{name}\s*+>)[^<]*+)*+(?:</{name}\s*+>|\Z)" for name in _SILENT)
    + r"|<!--.*?(?:-->|\Z)",
    re.S | re.I,
)
_PIECE = re.compile(r">\s*+[^<\s][^<]*+")  # a tag's end and the text behind it; blanks between tags are run over at once
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATES = re.compile(
    r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2} tháng \d{1,2}(?:,? năm)? \d{4}"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}",
    re.I,
)
_FILES = re.compile(
    r"""(?:href|src|data)\s*=\s*["']([^"'<>]{1,2000}?\.(?:pdf|docx?|xlsx?|pptx?|rtf|odt|ods|zip|rar|7z)\b[^"'<>?]{0,300})""", re.I
)
_ENDING = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|rtf|odt|ods|zip|rar|7z)\b", re.I)  # found in a fraction of the time
_HIDDEN = re.compile("[\xad\u200b-\u200f\u2060\ufeff]")
_LONGEST = 400_000  # characters between the anchors; a longer region is not recognised cheaply
_ANCHOR = 240
_REACH = 40_000
_FILES_ABOVE, _FILES_BELOW = 3_000, 6_000  # characters around the text in which its files stand
_TEXT, _DATE, _OTHER = "t", "d", "x"
_Piece = tuple[int, str, str]  # offset, text with white space collapsed, text without white space


def _texts(part: str) -> Iterator[tuple[int, str]]:
    """The pieces of text between tags, with their offsets and white space collapsed; scripts and comments must be out."""
    at = 0
    first = part.find("<")
    if first:
        yield from _text(0, part if first < 0 else part[:first])
        at = max(first, 0)
    for match in _PIECE.finditer(part, at):
        yield from _text(match.start() + 1, match[0][1:])


def _text(at: int, piece: str) -> Iterator[tuple[int, str]]:
    if "&" in piece:
        piece = html.unescape(piece)
    if not piece.isascii() and _HIDDEN.search(piece):
        piece = _HIDDEN.sub("", piece)
    line = " ".join(piece.split())
    if line:
        yield at, line


def _blank(text: str) -> str:
    """`text` with scripts, styles, form choices and comments blanked, every offset kept."""
    return _QUIET.sub(lambda match: " " * (match.end() - match.start()), text)


def _flat(text: str) -> str:
    return "".join(text.split())


def describe(text: str, title: str, lines: Sequence[str], published: str, light: str = "") -> tuple[str, str]:
    """The region of an extraction and its hash: `text` is the decoded page, `lines` the document's blocks, `light` that of Decoded.

    ("", "") when the text cannot be found again in the page's source; the article is then extracted each time.
    """
    wanted = _flat(title) + _flat("".join(lines))
    if not lines or len(wanted) > _LONGEST:
        return "", ""
    page = _blank(text)
    window = _window(page, lines)
    pieces = [(at + window[0], piece, _flat(piece)) for at, piece in _texts(page[window[0] : window[1]])]
    start, end = _bounds(page, pieces, _flat(title), [_flat(line) for line in lines], published)
    if start < 0 or end - start > _LONGEST:
        return "", ""
    first = _anchor_before(page, start)
    last = _anchor_after(page, start, end)
    if first is None or last is None or _cut(page, first, last) != (start, end):
        return "", ""
    inside = [piece for piece in pieces if start <= piece[0] < end]
    kinds = _kinds(inside, wanted, bool(published))
    covered = sum(len(flat) for (_, _, flat), kind in zip(inside, kinds, strict=True) if kind == _TEXT)
    if covered < 0.97 * (len(wanted) - len(_flat(title))):
        return "", ""  # part of the article stands elsewhere: a change there would go unseen
    place = json.dumps([first, last, _packed(kinds), *([light] if light else [])], ensure_ascii=False)
    return place, _digest(page, (start, end), kinds, [piece for _, piece, _ in inside])


def _kinds(pieces: Sequence[_Piece], wanted: str, dated: bool) -> list[str]:
    """What each piece is. The article's pieces follow one another: a short one (a number, say) counts only right where it is due."""
    kinds: list[str] = []
    at = 0
    for _, piece, flat in pieces:
        reach = at + 2 + len(flat) if len(flat) < 12 else len(wanted)
        found = wanted.find(flat, at, reach)
        if found < 0 and len(flat) >= 12:
            found = wanted.find(flat)
        if found >= 0:
            kinds.append(_TEXT)
            at = max(at, found + len(flat))
        else:
            kinds.append(_DATE if dated and _DATES.search(piece) else _OTHER)
    return kinds


def _bounds(page: str, pieces: Sequence[_Piece], flat_title: str, flat_lines: Sequence[str], published: str) -> tuple[int, int]:
    """Offsets in the page's source where the article's text begins and ends; (-1, -1) when it is not there."""
    first_line, last_line = flat_lines[0], flat_lines[-1]
    title_at = text_from = text_to = -1
    offsets = [(at, flat) for at, _, flat in pieces]
    longest = max(flat_lines, key=len)
    pivot = next((number for number, (_, flat) in enumerate(offsets) if len(flat) >= 12 and flat in longest), -1)
    if pivot < 0:
        return -1, -1
    for at, flat in reversed(offsets[: pivot + 1]):
        if text_from < 0 or first_line.startswith(flat[:40]):
            text_from = at
        if flat_title and len(flat) >= 4 and flat_title.startswith(flat[:60]):
            title_at = at
            break
    for number in range(pivot, len(offsets)):
        at, flat = offsets[number]
        if len(flat) >= 2 and last_line.endswith(flat[-60:]) and (flat in last_line or last_line in flat):
            text_to = at
            break
    if text_to < 0:
        return -1, -1
    begin = _with_date(pieces, title_at if title_at >= 0 else text_from, published)
    stop = page.find("<", text_to)
    return begin, stop if stop >= 0 else len(page)


def _with_date(pieces: Sequence[_Piece], begin: int, published: str) -> int:
    """The beginning moved up to a date line that stands right above it and gives the day of publication."""
    if len(published) < 10:
        return begin
    day = re.compile(rf"\b0?{int(published[8:10])}[/.-]0?{int(published[5:7])}[/.-](?:{published[:2]})?{published[2:4]}\b")
    above = [piece for piece in pieces if piece[0] < begin][-4:]
    return next((at for at, piece, _ in above if day.search(piece)), begin)


def _window(page: str, lines: Sequence[str]) -> tuple[int, int]:
    """Where in a large page to look for the lines: around the first of them that stands there word for word."""
    if len(page) < 2 * _REACH:
        return 0, len(page)
    for line in sorted(lines, key=len, reverse=True)[:5]:
        middle = len(line) // 2
        at = page.find(line[middle : middle + 24])
        if at >= 0:
            return max(0, page.rfind("<", 0, max(1, at - _REACH))), at + _REACH + 3 * sum(map(len, lines))
    return 0, len(page)


def _anchor_before(page: str, at: int) -> tuple[str, int] | None:
    """The tag right before an offset, and which one of its kind in the page it is (counted from 0)."""
    start = page.rfind("<", max(0, at - _ANCHOR), at)
    if start < 0:
        return None
    anchor = page[start:at]
    if len(anchor) < 3:
        return None
    return anchor, page.count(anchor, 0, start)


def _anchor_after(page: str, start: int, at: int) -> tuple[str, int] | None:
    """The tags right after an offset, and how often they occur between `start` and there."""
    match = re.compile(r"(?:\s*+<[^<>]{0,200}+>){1,3}").match(page, at)
    if match is None:
        return None
    anchor = match[0]
    return anchor, page.count(anchor, start, at)


def _text_again(body: bytes, headers: Mapping[str, str], light: str) -> str:
    """The text of a page looked at again. One that needed no repair gets none: telling whether text is misread costs far more than all
    else, and where a page would now be repaired the article has changed, or its part of the page is what it was."""
    if light:
        try:
            return decode.lightly(body, light)
        except UnicodeDecodeError:
            pass
    return decode.decode(body, headers).text


def _composed(page: str, span: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """The region with what stands around it in NFC, and its span there: composing all of a large page is not worth the time."""
    parts = (page[max(0, span[0] - _FILES_ABOVE) : span[0]], page[span[0] : span[1]], page[span[1] : span[1] + _FILES_BELOW])
    above, inside, below = (unicodedata.normalize("NFC", part) for part in parts)
    return above + inside + below, (len(above), len(above) + len(inside))


def _cut(page: str, first: tuple[str, int], last: tuple[str, int]) -> tuple[int, int] | None:
    """The offsets between two anchors."""
    at = _nth(page, first, 0)
    if at < 0:
        return None
    end = _nth(page, last, at + len(first[0]))
    return (at + len(first[0]), end) if end >= 0 else None


def _nth(page: str, anchor: tuple[str, int], start: int) -> int:
    text, number = anchor
    at = page.find(text, start)
    while at >= 0 and number > 0:
        at = page.find(text, at + len(text))
        number -= 1
    return at


def _packed(kinds: Sequence[str]) -> str:
    """Run lengths: `t1d1x2t14`."""
    return re.sub(r"(.)\1*", lambda match: f"{match[1]}{len(match[0])}", "".join(kinds))


def _unpacked(packed: str) -> str:
    return "".join(kind * min(int(count), _LONGEST) for kind, count in re.findall(r"([tdx])(\d{1,6})", packed))


def _digest(page: str, span: tuple[int, int], kinds: Sequence[str], pieces: Sequence[str] | None = None) -> str:
    """The hash of what counts between two offsets; `pieces` are the texts there, when at hand."""
    start, end = span
    pieces = [piece for _, piece in _texts(page[start:end])] if pieces is None else pieces
    digest = hashlib.blake2b(f"{len(pieces)}".encode(), digest_size=16)
    for number, piece in enumerate(pieces):
        kind = kinds[number] if number < len(kinds) else _TEXT
        if kind == _TEXT:
            digest.update(b"\x00" + piece.encode("utf-8", "replace"))
        elif kind == _DATE:
            digest.update(b"\x01" + " ".join(_DATES.findall(piece)).encode())
    # An article's files often stand below its last line. A list of other documents that reaches in only costs an extraction.
    around = page[max(0, start - _FILES_ABOVE) : end + _FILES_BELOW]
    for address in _FILES.findall(around) if _ENDING.search(around) else ():
        digest.update(b"\x02" + address.split("?", 1)[0].encode("utf-8", "replace"))
    return digest.hexdigest()


def region_hash(body: bytes, headers: Mapping[str, str], region: str) -> str:
    """The hash of a stored region on a page as received now; "" when the region cannot be found on it. Equal hashes: nothing changed."""
    if not region:
        return ""
    try:
        first, last, packed, *rest = json.loads(region)
        light = str(rest[0]) if rest else ""
        page = _blank(_text_again(body, headers, light))
        span = _cut(page, (str(first[0]), int(first[1])), (str(last[0]), int(last[1])))
    except (ValueError, TypeError, IndexError, KeyError):
        return ""
    if span is None or span[1] - span[0] > _LONGEST:
        return ""
    if light:
        page, span = _composed(page, span)
    return _digest(page, span, _unpacked(packed))
