"""Full-text search over titles and texts: what goes into the index, and how a person's words become a query for it.

A query with Vietnamese marks looks for exactly these letters; one without looks for the letters below the marks, so
"đường" finds only "đường" and "duong" finds both. Words in quotes are a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

EXACT = "{title text}"
FOLDED = "{title_folded text_folded}"

_PIECES = re.compile(r'"([^"]*)"?|([^\s"]+)')
_LETTERS = re.compile(r"[^\W_]+")
_STROKE = str.maketrans("đĐ", "dD")


def fold(text: str) -> str:
    """The text without accents, đ as d: what someone types on a keyboard without Vietnamese."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain.translate(_STROKE))


def columns(title: str, blocks: Sequence[str]) -> tuple[str, str, str, str]:
    """The four columns of one article: title and text as written (NFC), and folded. The same input must always give the same."""
    text = unicodedata.normalize("NFC", "\n".join(blocks))
    head = unicodedata.normalize("NFC", title)
    return head, text, fold(head), fold(text)


def match(query: str, *, folded: bool | None = None) -> str:
    """The index's own query for a person's words, all of which must occur; "" when there is no word in it.

    `folded` None: by the words themselves. Nothing typed is ever read as an operator.
    """
    text = unicodedata.normalize("NFC", query)
    loose = is_plain(text) if folded is None else folded
    if loose:
        text = fold(text)
    phrases = [" ".join(_LETTERS.findall(quoted or word)) for quoted, word in _PIECES.findall(text)]
    wanted = " AND ".join(f'"{phrase}"' for phrase in phrases if phrase)
    return f"{FOLDED if loose else EXACT} : ({wanted})" if wanted else ""


def is_plain(text: str) -> bool:
    """Whether nothing in it would be lost by folding."""
    return fold(text) == unicodedata.normalize("NFC", text)


def position(seconds: int, article: int) -> int:
    """The place of an article in the index, which is read from the highest down: newest first, then by id."""
    return (seconds << 20) | (article & 0xFFFFF)
