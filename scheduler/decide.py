"""What a page that was looked at again means for a stored article. Pure: two contents in, a judgement out.

An edit is what a reader would notice: texts are compared normalised (`storage.documents.normalise`), so that typographic quotes,
dashes, white space and invisible characters never make one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from urllib.parse import parse_qsl, unquote, urlsplit

from storage.documents import normalise
from storage.models import Attachment

SHRINK = 0.5  # an edit that leaves this share of the text or less is looked at twice
SHRINK_FROM = 20  # syllables; a shorter text shrinks by half through the loss of a line
_LIKE = 0.5  # share of words two lines have in common at least when one became the other
_ALIGN_LIMIT = 4000  # lines or words; an alignment of longer stretches would take minutes
_PAIR_LIMIT = 2500  # comparisons of line with line

_NUMBER = re.compile(r"\d")
_EDGE = re.compile(r"^\W+|\W+$")
_SENTENCE_END = tuple(".!?:;…–-")
_PASSING = re.compile(
    r"(?:csrf|nonce|_?token|access_token|sig|signature|expires?|rnd|rand(?:om)?|nocache|_|sid|jsessionid|phpsessid)$", re.I
)


class EditClass(StrEnum):
    """What kind of edit it was; one edit may be of several."""

    WORDING = "wording"
    FACTS = "facts"  # numbers, dates or names in the text
    PARAGRAPHS = "paragraphs"  # added or taken away
    TITLE = "title"
    ATTACHMENTS = "attachments"
    DATE = "date"  # the date of publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What of a version counts in a comparison."""

    title: str
    blocks: tuple[str, ...]
    published: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The difference of two contents: empty `classes` = none. `size` = changed syllables; `shrunk` = needs a second look.

    `refined`: nothing to tell anybody, but the newer one knows the date better, or where the attachments are now.
    """

    classes: tuple[EditClass, ...] = ()
    size: int = 0
    shrunk: bool = False
    refined: bool = False

    def __bool__(self) -> bool:
        return bool(self.classes)


def compare(before: Content, after: Content, *, moved: bool = False) -> Edit:
    """What happened between two contents of one article. With `moved` attachments may have moved along: their names decide."""
    classes: set[EditClass] = set()
    old_title, new_title = normalise(before.title), normalise(after.title)
    size = 0
    if old_title != new_title:
        classes.add(EditClass.TITLE)
        size += _distance(old_title.split(), new_title.split())
    old, new = _lines(before.blocks), _lines(after.blocks)
    if old != new:
        body, body_size = _compare_lines(old, new)
        classes |= body
        size += body_size
    old_keys, new_keys = attachment_keys(before.attachments), attachment_keys(after.attachments)
    along = moved and sorted(name for name, _ in old_keys) == sorted(name for name, _ in new_keys)
    if old_keys != new_keys and not along:
        classes.add(EditClass.ATTACHMENTS)
    another_date, refined = _compare_dates(before.published, after.published)
    refined = refined or old_keys != new_keys
    if another_date:
        classes.add(EditClass.DATE)
    order = tuple(kind for kind in EditClass if kind in classes)
    return Edit(classes=order, size=size, shrunk=_shrunk(old, new), refined=refined and not classes)


def same_article(before: Content, after: Content) -> bool:
    """Whether two contents can be one article, edited: the same title, or half of the lines of the shorter one in common."""
    if normalise(before.title).casefold() == normalise(after.title).casefold():
        return True
    old, new = Counter(_lines(before.blocks)), Counter(_lines(after.blocks))
    common = sum((old & new).values())
    return common * 2 >= max(1, min(old.total(), new.total()))


def attachment_keys(attachments: Sequence[Attachment]) -> frozenset[tuple[str, str]]:
    """Names and addresses without what passes: scheme, and parameters that carry a token of the moment."""
    return frozenset((normalise(item.name), file_key(item.url)) for item in attachments)


def file_key(url: str) -> str:
    """The address of a file without what passes."""
    parts = urlsplit(url)
    query = sorted((name, value) for name, value in parse_qsl(parts.query) if not _PASSING.match(name))
    path = re.sub(r";jsessionid=[^/?]*", "", unquote(parts.path), flags=re.I)
    return f"{parts.netloc.lower().removeprefix('www.')}{normalise(path)}?{query}"


def _lines(blocks: Sequence[str]) -> list[str]:
    return [line for line in map(normalise, blocks) if line]


def _compare_dates(before: str, after: str) -> tuple[bool, bool]:
    """Whether the date moved, and whether only its precision grew. A date that is no longer shown is no edit: evidence got lost."""
    if before == after or not after:
        return False, False
    if not before:
        return False, True
    old, new = datetime.fromisoformat(before), datetime.fromisoformat(after)
    old_has_time, new_has_time = (len(text) > len("2024-03-05") for text in (before, after))
    if old_has_time and new_has_time:
        return old != new, False
    return before[:10] != after[:10], before[:10] == after[:10] and new_has_time


def _compare_lines(old: Sequence[str], new: Sequence[str]) -> tuple[set[EditClass], int]:
    """Lines are aligned first; what does not match is paired by likeness, and only what has no partner was added or taken away."""
    classes: set[EditClass] = set()
    size = 0
    for i, j, k, m in gaps(old, new):
        pairs, lost, found = _pair(old[i:j], new[k:m])
        if lost or found:
            classes.add(EditClass.PARAGRAPHS)
            size += sum(len(line.split()) for line in (*lost, *found))
        for before, after in pairs:
            kinds, words = _compare_words(before.split(), after.split())
            classes |= kinds
            size += words
    if not classes:  # too many lines to align, and the same ones in another order
        classes.add(EditClass.PARAGRAPHS)
    return classes, max(size, 1)


def _compare_words(old: Sequence[str], new: Sequence[str]) -> tuple[set[EditClass], int]:
    """The classes by all facts and all other words of the line, each in order: an alignment may differ with its direction, these not."""
    classes: set[EditClass] = set()
    facts, rest = _sort_words(old)
    new_facts, new_rest = _sort_words(new)
    if facts != new_facts:
        classes.add(EditClass.FACTS)
    if rest != new_rest or facts == new_facts:
        classes.add(EditClass.WORDING)
    return classes, sum(max(j - i, m - k) for i, j, k, m in gaps(old, new))


def gaps(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """The stretches `old[i:j]`, `new[k:m]` that differ after an alignment; one stretch when they are very long."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    i, j, k, m = start, len(old) - end, start, len(new) - end
    if i == j and k == m:
        return []
    if i == j or k == m or max(j - i, m - k) > _ALIGN_LIMIT:
        return [(i, j, k, m)]
    steps = SequenceMatcher(None, old[i:j], new[k:m], autojunk=False).get_opcodes()
    return [(i + a, i + b, k + c, k + d) for what, a, b, c, d in steps if what != "equal"]


def _pair(gone: Sequence[str], come: Sequence[str]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Lines that became others, lines without a successor, lines without a predecessor. In page order; each line once."""
    if len(gone) * len(come) > _PAIR_LIMIT:
        left, right = Counter(gone), Counter(come)
        return [], list((left - right).elements()), list((right - left).elements())
    pairs: list[tuple[str, str]] = []
    lost: list[str] = []
    rest = [(line, Counter(line.split())) for line in come]
    for line in gone:
        mine = Counter(line.split())
        shares = [2 * (mine & theirs).total() / (mine.total() + theirs.total()) for _, theirs in rest]
        best = max(range(len(rest)), key=shares.__getitem__, default=-1)
        if best >= 0 and shares[best] >= _LIKE:
            pairs.append((line, rest.pop(best)[0]))
        else:
            lost.append(line)
    return pairs, lost, [line for line, _ in rest]


def _sort_words(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of a line as facts (numbers, dates, names) and others, in order, both bare of the punctuation around them.

    A name is a word with a capital letter; the first word of a sentence has one anyway and counts only before another such word.
    """
    facts: list[str] = []
    others: list[str] = []
    for index, word in enumerate(words):
        bare = _EDGE.sub("", word)
        opens = index == 0 or words[index - 1].endswith(_SENTENCE_END)
        followed = index + 1 < len(words) and words[index + 1][:1].isupper()
        if _NUMBER.search(bare) or (bare[:1].isupper() and (followed or not opens)):
            facts.append(bare)
        else:
            others.append(bare.casefold() or word)
    return facts, others


def _distance(old: Sequence[str], new: Sequence[str]) -> int:
    return sum(max(j - i, m - k) for i, j, k, m in gaps(old, new))


def _shrunk(old: Sequence[str], new: Sequence[str]) -> bool:
    before, after = (sum(len(line.split()) for line in lines) for lines in (old, new))
    return before >= SHRINK_FROM and after <= before * SHRINK
