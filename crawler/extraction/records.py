"""Entries of a portal's register of documents: fields of a decision or plan and its file, no text that tells anything.

The names of the fields are those that every register has, because the law on publishing documents names them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.blocks import Block
from crawler.extraction.flow import Line, Zone
from crawler.extraction.text import fold

_FIELD = re.compile(
    r"(?:(?P<number>so(?:/| va | ?, ?)?(?: ?k[yi])? ?hieu(?: van ban)?|so van ban)|(?P<digest>trich yeu(?: noi dung)?|ve viec)"
    r"|(?P<issued>ngay (?:ban hanh|ky|van ban))|(?P<force>(?:ngay )?(?:co |bat dau |het )?hieu luc(?: tu)?|tinh trang(?: hieu luc)?)"
    r"|(?P<issuer>(?:co quan|don vi|noi|cap) (?:ban hanh|soan thao))|(?P<signer>nguoi ky|chuc danh(?: nguoi ky)?)"
    r"|(?P<kind>(?:loai|the loai|hinh thuc)(?: van ban)?)|(?P<subject>linh vuc(?: van ban)?))\s*(?:[:|]|$)"
)
_LEAST = 3  # kinds of fields
_PROSE = 200  # characters of text besides
_OTHER = Zone.NAV | Zone.FOOTER | Zone.SIDE | Zone.RELATED | Zone.COMMENT | Zone.HIDDEN


def fields(lines: Sequence[Line]) -> frozenset[str]:
    """The kinds of fields of a document that the lines of a page name with what stands in them; the heads of a table name nothing."""
    kinds: set[str] = set()
    for index, line in enumerate(lines):
        field = None if line.zone & _OTHER else _FIELD.match(fold(line.text[:60]))
        if field is None or field.lastgroup is None:
            continue
        if field.end() < len(line.text.rstrip()) or _heads(lines, index):
            kinds.add(field.lastgroup)
    return frozenset(kinds)


def _heads(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line stands beside this one, in a cell or a box of its own, and is no name of a field."""
    if index + 1 >= len(lines):
        return False
    here, there = lines[index], lines[index + 1]
    beside = here.block.getparent() is there.block.getparent() or here.block is there.block
    return beside and (here.block.tag != "th" or there.block.tag == "td") and not _FIELD.match(fold(there.text[:60]))


def of_a_document(kinds: frozenset[str], blocks: Sequence[Block]) -> bool:
    """Whether a page with these fields is the entry of one document: `blocks`, its text, tell nothing besides."""
    if len(kinds) < _LEAST or kinds.isdisjoint(("number", "digest")):
        return False
    return sum(max(0, block.size - block.links) for block in blocks if not _FIELD.match(fold(block.text[:60]))) < _PROSE
