"""Entries of a portal's register of documents: fields of a decision or plan and its file, no text that tells anything.

The names of the fields are those that every register has, because the law on publishing documents names them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.blocks import Block
from crawler.extraction.text import fold

_FIELD = re.compile(
    r"(?:(?P<number>so(?:/| va | ?, ?)?(?: ?k[yi])? ?hieu(?: van ban)?|so van ban)|(?P<digest>trich yeu(?: noi dung)?|ve viec)"
    r"|(?P<issued>ngay (?:ban hanh|ky|van ban))|(?P<force>(?:ngay )?(?:co |bat dau |het )?hieu luc(?: tu)?|tinh trang(?: hieu luc)?)"
    r"|(?P<issuer>(?:co quan|don vi|noi|cap) (?:ban hanh|soan thao))|(?P<signer>nguoi ky|chuc danh(?: nguoi ky)?)"
    r"|(?P<kind>(?:loai|the loai|hinh thuc)(?: van ban)?)|(?P<subject>linh vuc(?: van ban)?))\s*(?:[:|]|$)"
)
_LEAST = 3  # kinds of fields
_PROSE = 200  # characters of text besides


def of_a_document(blocks: Sequence[Block]) -> bool:
    """Whether the lines of a page are the fields of one document, with no text besides."""
    kinds: set[str] = set()
    prose = 0
    for block in blocks:
        field = _FIELD.match(fold(block.text[:60]))
        if field is not None and field.lastgroup is not None:
            kinds.add(field.lastgroup)
        else:
            prose += max(0, block.size - block.links)
    return len(kinds) >= _LEAST and not kinds.isdisjoint(("number", "digest")) and prose < _PROSE
