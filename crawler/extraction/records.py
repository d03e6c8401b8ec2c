"""Entries of a portal's registers: of documents, fields of a decision or plan and its file, no text that tells anything; of questions.

The names of the fields are those that every register has, because the law on publishing documents names them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.flow import Line, Zone
from crawler.extraction.text import fold

_FIELD = re.compile(
    r"(?:(?P<number>so(?:/| va | ?, ?)?(?: ?k[yi])? ?hieu(?: van ban)?|so van ban)|(?P<digest>trich yeu(?: noi dung)?|ve viec)"
    r"|(?P<issued>ngay (?:ban hanh|ky|van ban))|(?P<force>(?:ngay )?(?:co |bat dau |het )?hieu luc(?: tu)?|tinh trang(?: hieu luc)?)"
    r"|(?P<issuer>(?:co quan|don vi|noi|cap) (?:ban hanh|soan thao))|(?P<signer>nguoi ky|chuc danh(?: nguoi ky)?)"
    r"|(?P<kind>(?:loai|the loai|hinh thuc)(?: van ban)?)|(?P<subject>linh vuc(?: van ban)?))\s*(?:[:|]|$)"
)
_ASKED = re.compile(
    r"(?:(?P<asker>nguoi (?:gui|hoi|dat cau hoi)(?: cau hoi)?|ho (?:va )?ten(?: nguoi (?:gui|hoi))?|cong dan(?: hoi)?|ten cong dan)"
    r"|(?P<question>(?:noi dung )?(?:cau )?hoi|noi dung (?:kien nghi|phan anh))"
    r"|(?P<answer>(?:noi dung |phan |ket qua )?tra loi(?: cau hoi)?)"
    r"|(?P<asked>(?:ngay|thoi gian) (?:gui|hoi|dat cau hoi|tra loi)(?: cau hoi)?|(?:don vi|co quan|nguoi) tra loi))\s*(?:[:|]|$)"
)
_QUESTION = frozenset(("asker", "question", "answer", "asked"))
_NESTED = 2  # boxes that name and value of a field may stand in each
_LEAST = 3  # kinds of fields
_PROSE = 200  # characters of text besides
_OTHER = Zone.NAV | Zone.FOOTER | Zone.SIDE | Zone.RELATED | Zone.COMMENT | Zone.HIDDEN


def fields(lines: Sequence[Line]) -> frozenset[str]:
    """The kinds of fields that the lines of a page name with what stands in them; the heads of a table name nothing."""
    kinds: set[str] = set()
    for index, line in enumerate(lines):
        field = None if line.zone & _OTHER else _named(line.text)
        if field is None or field.lastgroup is None:
            continue
        if field.end() < len(line.text.rstrip()) or _heads(lines, index):
            kinds.add(field.lastgroup)
    return frozenset(kinds)


def _named(text: str) -> re.Match[str] | None:
    """The name of a field that a line begins with."""
    folded = fold(text[:60])
    return _FIELD.match(folded) or _ASKED.match(folded)


def _heads(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line stands beside this one, in a cell or a box of its own, and is no name of a field."""
    if index + 1 >= len(lines):
        return False
    here, there = lines[index], lines[index + 1]
    beside = here.block is there.block or here.block.getparent() is there.block.getparent()
    beside = beside or not _boxes(here.block).isdisjoint(_boxes(there.block))
    return beside and (here.block.tag != "th" or there.block.tag == "td") and not _named(there.text)


def _boxes(block: HtmlElement) -> set[HtmlElement]:
    """What a line's block stands in, a few levels up; of a cell its row alone."""
    most = 1 if block.tag in ("td", "th", "dt", "dd") else _NESTED
    return {box for box in islice(block.iterancestors(), most) if box.tag not in ("body", "html", "form", "table")}


def of_a_document(kinds: frozenset[str], blocks: Sequence[Block]) -> bool:
    """Whether a page with these fields is the entry of one document: `blocks`, its text, tell nothing besides."""
    if len(kinds - _QUESTION) < _LEAST or kinds.isdisjoint(("number", "digest")):
        return False
    besides, value = 0, False  # `value`: the line before is the bare name of a field
    for block in blocks:
        field = _FIELD.match(fold(block.text[:60]))
        besides += 0 if field or value else max(0, block.size - block.links)
        value = field is not None and field.end() >= len(block.text.rstrip())
    return besides < _PROSE


def of_a_question(kinds: frozenset[str]) -> bool:
    """Whether a page with these fields is a citizen's question: who asks, what, and what was answered or when."""
    return kinds.issuperset(("asker", "question")) and len(kinds & _QUESTION) >= _LEAST
