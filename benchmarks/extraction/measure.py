"""How one output is held against the truth of its page, and how pages add up to figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.extraction.shape import Sample, Truth, plain

_WORD = re.compile(r"\w+")
_LABEL = re.compile(
    r"^(tác giả( bài viết)?|nguồn( tin)?|theo|viết bởi|người viết|thực hiện|(tin|bài|ảnh)((, | và | )(tin|bài|ảnh))*)\s*:\s*"
)

FIGURES = {
    "precision": "tokens of the output that are in the document",
    "recall": "tokens of the document that are in the output",
    "f1": "harmonic mean of the two, page by page",
    "exact": "articles whose lines are all right and in order",
    "lead": "leads kept, once",
    "captions": "photo captions kept",
    "signature": "signature or source is the last line",
    "clean": "articles without any line of furniture",
    "title": "titles right",
    "day": "publication days right",
    "time": "publication times right, where the page shows one",
    "author": "authors right, where the page names one",
    "attachments": "attachment lists right, where the page has files",
    "accepted": "articles taken as articles",
    "refused": "other pages refused",
    "named": "other pages refused for a fitting reason",
}


@dataclass(frozen=True, slots=True)
class Output:
    """What a tool made of a page. `failure` = it says that there is no article, and why."""

    title: str = ""
    lines: tuple[str, ...] = ()
    published: str = ""
    author: str = ""
    attachments: tuple[str, ...] = ()
    failure: str = ""


@dataclass(slots=True)
class Score:
    """Figures of one page: 0 to 1 or absent. `wrong` says per figure what was wanted and what came."""

    figures: dict[str, float] = field(default_factory=dict)
    wrong: dict[str, tuple[str, str]] = field(default_factory=dict)

    def note(self, figure: str, wanted: str, got: str, *, right: bool) -> None:
        self.figures[figure] = float(right)
        if not right:
            self.wrong[figure] = (wanted, got)


def tokens(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def overlap(wanted: str, got: str) -> tuple[float, float, float]:
    """Precision, recall and F1 over multisets of tokens."""
    left, right = Counter(tokens(wanted)), Counter(tokens(got))
    common = sum((left & right).values())
    precision = common / max(1, sum(right.values()))
    recall = common / max(1, sum(left.values()))
    return precision, recall, 2 * precision * recall / (precision + recall) if common else 0.0


def leaks(sample: Sample, lines: Iterable[str]) -> list[str]:
    """Lines of the output that are furniture, or hold some, or are foreign to the document altogether."""
    truth = sample.truth
    if truth is None:
        return []
    own = {plain(line) for line in (truth.title, *truth.blocks, *truth.neutral)}
    whole = f" {plain(' '.join((truth.title, *truth.blocks, *truth.neutral)))} "
    known = set(pairwise(tokens(whole)))
    long = [text for text in sample.furniture if text.count(" ") >= 2]
    found = []
    for line in lines:
        text = plain(line)
        bare = _LABEL.sub("", text)
        if not text or text in own or bare in own or f" {bare} " in whole:
            continue
        words = tokens(text)
        pairs = list(pairwise(words))
        foreign = sum(pair not in known for pair in pairs) * 2 > len(pairs) if pairs else bool(words)
        if text in sample.furniture or foreign or any(f" {item} " in f" {text} " for item in long):
            found.append(line)
    return found


def _ending(lines: Sequence[str], neutral: Iterable[str]) -> str:
    skipped = {plain(text) for text in neutral}
    for line in reversed(lines):
        if plain(line) and plain(line) not in skipped:
            return _LABEL.sub("", plain(line))
    return ""


def score(sample: Sample, output: Output) -> Score:
    """All figures of one page."""
    result = Score()
    truth = sample.truth
    if truth is None:
        result.note("refused", "refused", "taken as an article: " + output.title, right=bool(output.failure))
        result.note("named", " or ".join(sample.expected), output.failure or "article", right=output.failure in sample.expected)
        return result
    result.note("accepted", "an article", output.failure, right=not output.failure)
    _text(sample, truth, output, result)
    _facts(truth, output, result)
    return result


def _text(sample: Sample, truth: Truth, output: Output, result: Score) -> None:
    document = (truth.title, *truth.blocks)
    neutral = {plain(line) for line in truth.neutral}
    lines = [output.title, *(line for line in output.lines if plain(line) not in neutral)]
    if output.failure:
        lines = []
    precision, recall, f1 = overlap("\n".join(document), "\n".join(lines))
    result.figures |= {"precision": precision, "recall": recall, "f1": f1}
    if f1 < 0.98:
        result.wrong["f1"] = (f"{len(document)} lines", f"{len(lines)} lines, precision {precision:.3f}, recall {recall:.3f}")
    wanted = [_LABEL.sub("", plain(line)) for line in document]
    got = [_LABEL.sub("", plain(line)) for line in lines]
    missing, extra = [line for line in wanted if line not in got], [line for line in got if line not in wanted]
    result.note("exact", " ⏎ ".join(missing[:3]), " ⏎ ".join(extra[:3]) or "lines missing or out of order", right=wanted == got)
    whole = plain(" ".join(lines))
    if truth.lead:
        result.note("lead", truth.lead, f"{whole.count(plain(truth.lead))} times", right=whole.count(plain(truth.lead)) == 1)
    if truth.captions:
        kept = [plain(caption) in whole for caption in truth.captions]
        result.figures["captions"] = sum(kept) / len(kept)
        if not all(kept):
            result.wrong["captions"] = (truth.captions[kept.index(False)], "missing")
    if truth.author or truth.source:
        end = _ending(lines[1:], truth.neutral)
        result.note("signature", truth.author or truth.source, end, right=end == plain(truth.author or truth.source))
    leaked = leaks(sample, lines[1:])
    result.note("clean", "no furniture", " ⏎ ".join(leaked[:3]), right=not leaked)


def _facts(truth: Truth, output: Output, result: Score) -> None:
    result.note("title", truth.title, output.title, right=plain(output.title) == plain(truth.title))
    if truth.published:
        result.note("day", truth.published, output.published, right=output.published[:10] == truth.published[:10])
    if len(truth.published) > 10:
        result.note("time", truth.published, output.published, right=output.published[:16] == truth.published)
    if truth.author:
        result.note("author", truth.author, output.author, right=plain(output.author) == plain(truth.author))
    if truth.attachments:
        got = sorted(plain(name) for name in output.attachments)
        result.note(
            "attachments", ", ".join(truth.attachments), ", ".join(output.attachments), right=got == sorted(map(plain, truth.attachments))
        )


def summary(scores: Iterable[Score]) -> dict[str, float]:
    """The mean of every figure over the pages that have it."""
    sums: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for one in scores:
        for figure, value in one.figures.items():
            sums[figure] += value  # type: ignore[assignment]
            counts[figure] += 1
    return {figure: sums[figure] / counts[figure] for figure in FIGURES if counts[figure]}
