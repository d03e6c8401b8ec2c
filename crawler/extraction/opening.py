"""Where the running text of a page stands among its lines: what a headline stands before, whatever elements and classes say.

Every line weighs by its characters outside links; lines that are links, and lines of a few letters, weigh against. The stretch with the
greatest sum is the text: the usual segmentation by maximum subsequence, one pass over the lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from crawler.extraction.flow import Line, Zone

_ELSEWHERE = Zone.NAV | Zone.FOOTER | Zone.SIDE | Zone.RELATED | Zone.COMMENT | Zone.CLOCK | Zone.HIDDEN
_LEAST = 120  # weight of a text
_MOST = 300  # characters of one line that count
_FEW = 15  # characters of a line that says nothing
_LINK_MOST = 120  # characters of a line of links that weigh against
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|odt|rtf)(?:$|[?#\s(])", re.I)
_PAGE = 35  # what a line weighs against at least that is a link to a page
_TEASER = 0.3  # of its weight that the line behind it keeps
_LONG = 200  # weight of a line that no teaser has
_PARAGRAPH = 80  # weight of a line that is one
_STRANGE = 30  # what a line weighs against that stands in a menu, a footer or a side column by its names


class Stretch(NamedTuple):
    """The first and last line of the text, and its first paragraph; all -1 when the page has none."""

    first: int
    last: int
    told: int


NONE = Stretch(-1, -1, -1)


def _weight(line: Line) -> float:
    size = len(line.text)
    plain = size - line.linked
    if line.linked > 0.5 * size:
        if _FILE.search(line.opens) or _FILE.search(line.text):
            return _LEAST
        return -float(min(line.linked, _LINK_MOST)) - _FEW
    if line.zone & _ELSEWHERE:
        return -_STRANGE
    return float(min(plain, _MOST) - _FEW)


def text(lines: Sequence[Line]) -> Stretch:
    """The stretch of lines that holds the page's running text."""
    best, found = float(_LEAST), NONE
    held, begin = 0.0, 0
    offered = False  # the line before is a link to a page: what follows may be said of that one
    for index, line in enumerate(lines):
        if held <= 0.0:
            held, begin = 0.0, index
        weight = _weight(line)
        held += weight * _TEASER if offered and 0 < weight < _LONG else weight
        offered = weight <= -_PAGE
        if held >= best:
            best, found = held, Stretch(begin, index, -1)
    if found is NONE:
        return NONE
    told = (index for index in range(found.first, found.last + 1) if _weight(lines[index]) >= _PARAGRAPH)
    return found._replace(told=next(told, found.first))
