"""Full-text search over titles and texts: what goes into the index, and how a person's words become a query for it.

A query with Vietnamese marks looks for exactly these letters; one without looks for the letters below the marks, so
"đường" finds only "đường" and "duong" finds both. Words in quotes are a phrase. Abbreviations of the field and what they stand for
find each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Rows of the index that stand for no article: one in so many articles is followed by a milestone. A phrase that nothing has would be
# looked for down to the oldest article before the index gave its first answer; asking for milestones too makes it answer on its way.
MILESTONE = "\ue000"  # a letter to the tokenizer, that no query for words can contain
MILESTONES_EVERY = 64
LAST = 0xFFFFF

EXACT = "{title text}"
FOLDED = "{title_folded text_folded}"

_PIECES = re.compile(r'"([^"]*)"?|([^\s"]+)')
_LETTERS = re.compile(r"[^\W_]+")
_STROKE = str.maketrans("đĐ", "dD")


class _Bare(dict[int, int | None]):
    """What becomes of a letter in folding, looked up once: every text that is stored goes through here."""

    def __missing__(self, code: int) -> int | None:
        bare = None if unicodedata.combining(chr(code)) else _STROKE.get(code, code)
        self[code] = bare
        return bare


_BARE = _Bare()
_MOST_WORDS = 40  # of one query; every word costs a walk through the index

# The field's own abbreviations, as letters alone, and what they stand for.
ABBREVIATIONS = {
    "tt tt": "thông tin và truyền thông",
    "tttt": "thông tin và truyền thông",
    "kh cn": "khoa học và công nghệ",
    "khcn": "khoa học và công nghệ",
    "cđs": "chuyển đổi số",
    "cntt": "công nghệ thông tin",
    "attt": "an toàn thông tin",
    "bcvt": "bưu chính viễn thông",
    "đmst": "đổi mới sáng tạo",
    "ttđt": "thông tin điện tử",
    "cqđt": "chính quyền điện tử",
    "cqs": "chính quyền số",
    "dvc": "dịch vụ công",
    "dvctt": "dịch vụ công trực tuyến",
    "tthc": "thủ tục hành chính",
    "cchc": "cải cách hành chính",
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "csdl": "cơ sở dữ liệu",
    "tmđt": "thương mại điện tử",
    "ai": "trí tuệ nhân tạo",
    "tp hcm": "thành phố hồ chí minh",
}


def fold(text: str) -> str:
    """The text without accents, đ as d: what someone types on a keyboard without Vietnamese."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_BARE))


def columns(title: str, blocks: Sequence[str]) -> tuple[str, str, str, str]:
    """The four columns of one article: title and text as written (NFC), and folded. The same input must always give the same."""
    text = unicodedata.normalize("NFC", "\n".join(blocks))
    head = unicodedata.normalize("NFC", title)
    return head, text, fold(head), fold(text)


def match(query: str, *, mixed: bool = False) -> str:
    """The index's own query for a person's words, all of which must occur; "" when there is no word in it.

    Marks that were typed are never ignored. `mixed` is for a query typed half with marks ("Bình Thuan"), which finds nothing as it
    stands: its words without marks find words with any. Nothing typed is ever read as an operator.
    """
    text = unicodedata.normalize("NFC", query)
    wanted = phrases(text)
    if not wanted:
        return ""
    loose = is_plain(text)
    if not mixed:
        return f"{FOLDED if loose else EXACT} : ({' AND '.join(_alternatives(phrase, loose) for phrase in wanted)})"
    plain = [is_plain(" ".join(phrase.words)) for phrase in wanted]
    return " AND ".join(f"{FOLDED if bare else EXACT} : {_alternatives(phrase, bare)}" for phrase, bare in zip(wanted, plain, strict=True))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a query, as typed. `together`: they must stand side by side."""

    words: tuple[str, ...]
    together: bool = True


def phrases(query: str) -> list[Phrase]:
    """What a query asks for: single words, phrases, abbreviations ("TT&TT"), and words that spell out an abbreviation."""
    found: list[Phrase] = []
    total = 0
    for quoted, word in _PIECES.findall(unicodedata.normalize("NFC", query)):
        letters = tuple(_LETTERS.findall(quoted or word))[: _MOST_WORDS - total]
        total += len(letters)
        if letters:
            found.append(Phrase(letters))
    return list(_gathered(found))


def is_plain(text: str) -> bool:
    """Whether nothing in it would be lost by folding."""
    return fold(text) == unicodedata.normalize("NFC", text)


def position(seconds: int, article: int) -> int:
    """The place of an article in the index, which is read from the highest down: newest first, then by id."""
    return (seconds << 20) | (article % LAST)


def milestone(place: int) -> int:
    """The place of the milestone for the second that an article stands at; `position` never gives it."""
    return place | LAST


def is_milestone(place: int) -> bool:
    return place & LAST == LAST


def with_milestones(expression: str) -> str:
    """An index query that gives the milestones it passes besides its own rows."""
    return f"({expression}) OR title : {MILESTONE}"


def fitness(query: str, title: str, blocks: Sequence[str]) -> float:
    """How well an article answers a query: words in the title, whole phrases, early and often. Comparable within one query only."""
    wanted = phrases(query)
    plain = is_plain(query)
    head, body = (unicodedata.normalize("NFC", text).casefold() for text in (title, "\n".join(blocks)))
    if plain:
        head, body = fold(head), fold(body)
    score = 0.0
    whole = " ".join(word for phrase in wanted for word in phrase.words).casefold()
    for phrase in wanted:
        text = " ".join(phrase.words).casefold()
        score += 6.0 * (text in head) + min(body.count(text), 8) / 4
        place = body.find(text)
        score += 1.0 if 0 <= place < 600 else 0.0
    return score + 8.0 * (whole in head) + 2.0 * (whole in body)


def marked(text: str, query: str) -> list[tuple[str, bool]]:
    """The text in stretches, and whether each is one of the words looked for."""
    wanted = phrases(query)
    words = [word for phrase in wanted for word in phrase.words]
    words += [word for phrase in wanted for word in _LONG.get(" ".join(map(_key, phrase.words)), "").split()]
    exact = not is_plain(query)
    typed = {word.casefold() for word in words}
    keys = {_key(word) for word in words}
    stretches: list[tuple[str, bool]] = []
    last = 0
    for found in _LETTERS.finditer(text):
        word = found[0].casefold()
        if word in typed or (not exact and _key(word) in keys):
            if found.start() > last:
                stretches.append((text[last : found.start()], False))
            stretches.append((found[0], True))
            last = found.end()
    if last < len(text):
        stretches.append((text[last:], False))
    return stretches


def excerpt(blocks: Sequence[str], query: str, length: int = 240) -> str:
    """The part of a text that has most of the words looked for, the first of those that have as many."""
    keys = {_key(word) for phrase in phrases(query) for word in phrase.words}
    most, chosen, at = 0, blocks[0] if blocks else "", 0
    for block in blocks[:200]:
        hits = [(found.start(), _key(found[0])) for found in _LETTERS.finditer(block)]
        hits = [(start, key) for start, key in hits if key in keys]
        for first, (start, _) in enumerate(hits):
            near = {key for other, key in hits[first : first + 20] if other < start + length * 2 // 3}
            if len(near) > most:
                most, chosen, at = len(near), block, start
        if most == len(keys):
            break
    start = max(0, at - length // 3)
    start = chosen.rfind(" ", 0, start) + 1 if start else 0
    part = chosen[start : start + length]
    return ("… " if start else "") + part + ("…" if start + length < len(chosen) else "")


def _key(word: str) -> str:
    return fold(word).casefold()


_LONG = {_key(short): long for short, long in ABBREVIATIONS.items()}
_SHORT: dict[tuple[str, ...], list[str]] = {}
for _abbreviation, _meaning in ABBREVIATIONS.items():
    _SHORT.setdefault(tuple(_key(_meaning).split()), []).append(_abbreviation)
_LONGEST = max(len(words) for words in _SHORT)


def _gathered(typed: Sequence[Phrase]) -> Iterator[Phrase]:
    """Words typed one after the other that spell out an abbreviation stand together."""
    at = 0
    while at < len(typed):
        for length in range(min(_LONGEST, len(typed) - at), 1, -1):
            run = typed[at : at + length]
            if all(len(phrase.words) == 1 for phrase in run) and tuple(_key(phrase.words[0]) for phrase in run) in _SHORT:
                yield Phrase(tuple(phrase.words[0] for phrase in run), together=False)
                at += length
                break
        else:
            yield typed[at]
            at += 1


def _alternatives(phrase: Phrase, loose: bool) -> str:
    """A phrase, or whichever of it and its abbreviation or meaning a text has."""

    def quoted(text: str) -> str:
        return f'"{fold(text) if loose else text}"'.casefold()

    key = tuple(map(_key, phrase.words))
    own = quoted(" ".join(phrase.words)) if phrase.together else f"({' AND '.join(map(quoted, phrase.words))})"
    ways = [own]
    if long := _LONG.get(" ".join(key)):
        ways.append(quoted(long))
        key = tuple(_key(long).split())
    ways += map(quoted, _SHORT.get(key, []))
    distinct = list(dict.fromkeys(ways))
    return distinct[0] if len(distinct) == 1 else f"({' OR '.join(distinct)})"
