"""Codes and English sentences of other rooms, said in the reader's language. Pure.

A sentence is known by its pattern: what its author wrote between the variable parts. Those are taken out, and put into the translation;
`rest` and `more` are sentences themselves. What nobody translated (the words of a TLS library) stays what it is, and is marked as English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from review import vocabulary
from review.sentences import SENTENCES
from review.vocabulary import ACTIONS, CAUSES, EVIDENCE, FAILURES

Gettext = Callable[[str], str]
LONGEST = 2000  # characters of a sentence that is looked at

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOLE = re.compile(r"%\((\w+)\)s")
_SHAPES = {
    "n": r"[\d.,]+",
    "m": r"[\d.,]+",
    "k": r"[\d.,]+",
    "day": r"[\d/-]+",
    "other": r"[\d/-]+",
    "url": r"\S+",
    "host": r"[^\s:]+(?::\d+)?",
    "old": r"[\w-]+",
    "new": r"[\w-]+",
    "path": r"\S+",
    "name": r"\w+",
    "value": r".*",
    "code": r"-?\d+",
    "quote": r"(?:'.*'|\".*\")",
}
_INNER = {"rest", "more"}  # parts that are sentences themselves
_DAYS = {"day", "other"}
_CODES = {"technical", "name", "choices"}  # parts in no language of a reader's


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = _HOLE.split(sentence)
    text = "".join(f"(?P<{part}>{_SHAPES.get(part, '.+?')})" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return re.compile(text, re.S)


_FIXED = {sentence for sentence in (*SENTENCES, *ACTIONS) if "%(" not in sentence}
_PATTERNS = tuple((_pattern(sentence), sentence) for sentence in SENTENCES if "%(" in sentence)

Piece = tuple[str, bool]  # a text, and whether it is in the reader's language


@lru_cache(2000)
def _shape_of(text: str) -> tuple[str, dict[str, str]] | None:
    """The pattern a sentence follows, with its variable parts."""
    for pattern, sentence in _PATTERNS:
        if found := pattern.fullmatch(text):
            return sentence, found.groupdict()
    return None


def told(text: str, gettext: Gettext, codes: Mapping[str, str] = FAILURES) -> list[Piece]:
    """A stored text in the reader's language, in pieces. `codes` are single words that may stand for something in it."""
    text = text.strip()[:LONGEST]
    if not text:
        return []
    if text in codes:
        return [(gettext(codes[text]), True)]
    if text in _FIXED:
        return [(gettext(text), True)]
    code = max((code for code in codes if text.startswith(f"{code}, ")), key=len, default="")
    if code:
        return [(f"{gettext(codes[code])}, ", True), *told(text[len(code) + 2 :], gettext, codes)]
    head, colon, rest = text.partition(": ")
    if colon and head in codes:
        return [(f"{gettext(codes[head])}: ", True), *told(rest, gettext, codes)]
    for separator in ("; ", ", "):
        parts = [told(part, gettext, codes) for part in text.split(separator)] if separator in text else []
        if parts and all(known for part in parts for _, known in part):
            return [piece for at, part in enumerate(parts) for piece in ([(separator, True)] if at else []) + part]
    shape = _shape_of(text)
    if shape is not None:
        return list(_filled(*shape, gettext, codes))
    head, mark, rest = text.partition("; ")
    if mark:
        return [*told(head, gettext, codes), (mark, True), *told(rest, gettext, codes)]
    return [(text, not any(letter.isalpha() for letter in text))]


def _filled(sentence: str, values: Mapping[str, str], gettext: Gettext, codes: Mapping[str, str]) -> Iterator[Piece]:
    for at, part in enumerate(_HOLE.split(gettext(sentence))):
        if at % 2 == 0:
            if part:
                yield part, True
        elif part in _INNER:
            yield from told(values[part], gettext, codes)
        else:
            yield _local_day(values[part]) if part in _DAYS else values[part], part not in _CODES


def _local_day(text: str) -> str:
    """`2026-03-05` as people here write it."""
    return f"{text[8:]}/{text[5:7]}/{text[:4]}" if _ISO_DAY.fullmatch(text) else text


class Wording:
    """The closed lists in one language, as functions for templates; a code that is none of a list is shown as it is."""

    def __init__(self, language: str, gettext: Gettext) -> None:
        self._language = language
        self._gettext = gettext

    def filters(self) -> dict[str, Callable[..., object]]:
        lists = {
            "kind_name": vocabulary.KINDS,
            "state_name": vocabulary.STATES,
            "edit_name": vocabulary.EDITS,
            "life_name": vocabulary.LIVES,
            "standing_name": vocabulary.STANDINGS,
            "portal_kind": vocabulary.PORTALS,
            "act_name": vocabulary.ACTS,
            "source_name": vocabulary.SOURCES,
            "entry_name": vocabulary.ENTRIES,
            "outcome_name": vocabulary.OUTCOMES,
            "count_name": vocabulary.COUNTS,
            "suspicion_name": vocabulary.SUSPICIONS,
            "tls_name": vocabulary.TLS,
        }
        named: dict[str, Callable[..., object]] = {name: self._names(codes) for name, codes in lists.items()}
        statuses = self._names(vocabulary.STATUSES)
        named["status_title"] = lambda code: statuses(str(code)) if str(code) in vocabulary.STATUSES else self._gettext("Error")
        return named | {"told": self.told, "cause": self.cause, "evidence": self.evidence}

    def _names(self, codes: Mapping[str, str]) -> Callable[[str], str]:
        names = {code: self._gettext(text) for code, text in codes.items()}
        return lambda code: names.get(code, code)

    def told(self, text: str) -> Markup:
        """A stored text for a page."""
        return self._marked(told(text, self._gettext))

    def cause(self, text: str) -> Markup:
        """What is wrong with a portal."""
        return self._marked(told(text, self._gettext, _ALL_CAUSES))

    def evidence(self, text: str) -> Markup:
        """Where the day of publication was read."""
        return self._marked(told(text, self._gettext, EVIDENCE))

    def _marked(self, pieces: list[Piece]) -> Markup:
        """Pieces in another language than the page's are marked so, for those who hear it."""
        foreign = Markup('<span lang="en">{}</span>') if self._language != "en" else Markup("{}")
        return Markup("").join(escape(text) if known else foreign.format(text) for text, known in pieces)


_ALL_CAUSES = {**FAILURES, **CAUSES}
