"""Two versions side by side: lines aligned first, then syllables, each kept whole; what changed is told apart as number, date, name
or wording. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from storage.documents import normalise

_TOKEN = re.compile(r"\s+|\d+(?:[.,/:-]\d+)*%?|[^\W\d_]+(?:[-'’][^\W\d_]+)*|_+|[^\w\s]|\w")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}")
_DATE_WORDS = {"ngày", "tháng", "năm", "quý", "giờ", "phút", "mùng"}
_CLOCK = re.compile(r"\d{1,2}")
_SENTENCE_END = set('.!?:;…–-"“”')
_LIKE = 0.4  # share of syllables two lines have in common at least when one became the other
_BUDGET = 4_000_000  # comparisons of token with token for a whole page; beyond, lines count as replaced
_PAIRS = 2500
CONTEXT = 3  # equal lines shown beside a change; longer runs fold


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line. `mark` is "", "gone" or "come"; `fact` "", "number", "date" or "name"."""

    text: str
    mark: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison. `kind` is equal, changed, gone or come; `inline` mixes both sides in reading order."""

    kind: str
    left: tuple[Span, ...]
    right: tuple[Span, ...]
    inline: tuple[Span, ...]


def compare(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """The lines of two texts, aligned. Lines that differ only in typographic marks are equal."""
    left, right = [normalise(line) for line in before], [normalise(line) for line in after]
    budget = [_BUDGET]
    lines: list[Line] = []
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "equal":
            lines += [Line("equal", (Span(old),), (Span(new),), (Span(new),)) for old, new in zip(before[a:b], after[c:d], strict=True)]
        else:
            lines += _replaced(before[a:b], after[c:d], budget)
    return lines


def folded(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """Runs of lines, and whether a run is far from any change: such may be shown closed."""
    near = [False] * len(lines)
    for at, line in enumerate(lines):
        if line.kind != "equal":
            for beside in range(max(0, at - CONTEXT), min(len(lines), at + CONTEXT + 1)):
                near[beside] = True
    run: list[Line] = []
    far = False
    for line, close in zip(lines, near, strict=True):
        if run and far == close:
            yield far, run
            run = []
        far = not close
        run.append(line)
    if run:
        yield far, run


def facts_changed(lines: Sequence[Line]) -> Counter[str]:
    """How many marked stretches there are of each kind; wording is ""."""
    return Counter(span.fact for line in lines if line.kind != "equal" for span in line.inline if span.mark and span.text.strip())


def _replaced(before: Sequence[str], after: Sequence[str], budget: list[int]) -> list[Line]:
    """Lines that became others beside each other, the rest on its own, in the order of the new text."""
    partner = _partners(before, after)
    taken = {new: old for old, new in partner.items()}
    lines: list[Line] = []
    done = 0
    for new, text in enumerate(after):
        old = taken.get(new)
        if old is None:
            lines.append(_alone("come", text))
            continue
        lines += [_alone("gone", before[at]) for at in range(done, old) if at not in partner]
        done = max(done, old + 1)
        lines.append(_changed(before[old], text, budget))
    lines += [_alone("gone", before[at]) for at in range(done, len(before)) if at not in partner]
    return lines


def _partners(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Which old line became which new one; partners never cross."""
    if not before or not after or len(before) * len(after) > _PAIRS:
        return {at: at for at in range(min(len(before), len(after)))} if len(before) == len(after) else {}
    bags = [Counter(line.casefold().split()) for line in after]
    found: dict[int, int] = {}
    start = 0
    for old, line in enumerate(before):
        mine = Counter(line.casefold().split())
        best, share = -1, _LIKE
        for new in range(start, len(after)):
            both = 2 * (mine & bags[new]).total() / max(1, mine.total() + bags[new].total())
            if both >= share and (both > share or best < 0):
                best, share = new, both
        if best >= 0:
            found[old] = best
            start = best + 1
    if not found and len(before) == len(after) == 1:
        found[0] = 0
    return found


def _alone(mark: str, text: str) -> Line:
    tokens = _TOKEN.findall(text)
    spans = _merged([(token, mark, fact) for token, fact in zip(tokens, _facts(tokens), strict=True)])
    return Line(mark, spans if mark == "gone" else (), spans if mark == "come" else (), spans)


def _changed(before: str, after: str, budget: list[int]) -> Line:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    old_facts, new_facts = _facts(old), _facts(new)
    left: list[tuple[str, str, str]] = []
    right: list[tuple[str, str, str]] = []
    inline: list[tuple[str, str, str]] = []
    for equal, a, b, c, d in _steps(old, new, budget):
        if equal:
            text = [(token, "", "") for token in new[c:d]]
            left += [(token, "", "") for token in old[a:b]]
            right += text
            inline += text
            continue
        gone = [(token, "gone", fact) for token, fact in zip(old[a:b], old_facts[a:b], strict=True)]
        come = [(token, "come", fact) for token, fact in zip(new[c:d], new_facts[c:d], strict=True)]
        left += gone
        right += come
        inline += gone + come
    return Line("changed", _merged(left), _merged(right), _merged(inline))


def _steps(old: Sequence[str], new: Sequence[str], budget: list[int]) -> list[tuple[bool, int, int, int, int]]:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    steps: list[tuple[bool, int, int, int, int]] = [(True, 0, start, 0, start)] if start else []
    budget[0] -= len(middle_old) * len(middle_new)
    if middle_old and middle_new and budget[0] > 0:
        codes = SequenceMatcher(None, middle_old, middle_new, autojunk=False).get_opcodes()
        steps += [(what == "equal", start + a, start + b, start + c, start + d) for what, a, b, c, d in codes]
        steps = _without_islands(steps, old)
    elif middle_old or middle_new:
        steps.append((False, start, len(old) - end, start, len(new) - end))
    if end:
        steps.append((True, len(old) - end, len(old), len(new) - end, len(new)))
    return steps


def _without_islands(steps: list[tuple[bool, int, int, int, int]], old: Sequence[str]) -> list[tuple[bool, int, int, int, int]]:
    """White space or a lone mark between two changes belongs to them: changed words read as one stretch."""
    joined: list[tuple[bool, int, int, int, int]] = []
    for at, (equal, a, b, c, d) in enumerate(steps):
        island = equal and 0 < at < len(steps) - 1 and not any(token[0].isalnum() for token in old[a:b])
        if joined and not joined[-1][0] and (island or not equal):
            _, first_a, _, first_c, _ = joined[-1]
            joined[-1] = (False, first_a, b, first_c, d)
        else:
            joined.append((equal and not island, a, b, c, d))
    return joined


def _facts(tokens: Sequence[str]) -> list[str]:
    """For each token what kind of fact it is.

    A name is a word with a capital letter; the first word of a sentence has one anyway and counts only before another such word.
    A number beside a word of the calendar is a date.
    """
    words = [at for at, token in enumerate(tokens) if not token.isspace()]
    kinds = [""] * len(tokens)
    for place, at in enumerate(words):
        token = tokens[at]
        before = tokens[words[place - 1]] if place else ""
        after = tokens[words[place + 1]] if place + 1 < len(words) else ""
        if token[0].isdigit():
            calendar = before.casefold() in _DATE_WORDS or (_CLOCK.fullmatch(token) and after.casefold() in {"giờ", "phút"})
            kinds[at] = "date" if calendar or _DATE.fullmatch(token) else "number"
        elif token[0].isupper():
            opens = not before or before in _SENTENCE_END
            if not opens or after[:1].isupper():
                kinds[at] = "name"
    return kinds


def _merged(pieces: Sequence[tuple[str, str, str]]) -> tuple[Span, ...]:
    """Neighbours of one kind become one span; white space between two facts of a kind joins them ("Nguyễn Văn A" is one name)."""
    spans: list[Span] = []
    for text, mark, fact in pieces:
        if spans and spans[-1].mark == mark and (spans[-1].fact == fact or (mark and text.isspace())):
            spans[-1] = Span(spans[-1].text + text, mark, spans[-1].fact)
        else:
            spans.append(Span(text, mark, fact))
    whole: list[Span] = []
    for span in spans:  # the blank behind a fact is none of it
        bare = span.text.rstrip() if span.fact else span.text
        parts = [Span(bare, span.mark, span.fact)] + ([Span(span.text[len(bare) :], span.mark)] if bare != span.text else [])
        for part in parts:
            if whole and (whole[-1].mark, whole[-1].fact) == (part.mark, part.fact) and not part.fact:
                whole[-1] = Span(whole[-1].text + part.text, part.mark)
            else:
                whole.append(part)
    return tuple(whole)
