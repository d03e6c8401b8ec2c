"""What lies in the database beside what a portal published."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.portals.site import Site
from benchmarks.portals.story import Story

PLAIN = str.maketrans(dict.fromkeys("‘’‚‹›´`", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("‐‑‒–—―−", "-"))
MARK = re.compile(r"^(?:[-+*•·▪]|\d{1,2}[.)])\s+")
LABEL = re.compile(r"^(?:tác giả|bài(?: và ảnh)?|tin, ảnh|người viết|nguồn(?: tin)?|theo)\s*:?\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Got:
    """One article that was stored. `day` is YYYY-MM-DD or empty, `time` HH:MM or empty; `lines` are lead to signature."""

    urls: tuple[str, ...]
    title: str
    day: str
    time: str
    lines: tuple[str, ...]
    author: str = ""
    files: tuple[str, ...] = ()


@dataclass
class Result:
    """Counts and sums over the articles of one portal; `told` are the failures, one line each."""

    site: str
    published: int
    found: int = 0
    besides: list[str] = field(default_factory=list)
    requests: int = 0
    sums: Counter[str] = field(default_factory=Counter)
    outof: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def count(self, name: str, value: float) -> None:
        self.sums[name] += value  # type: ignore[assignment]
        self.outof[name] += 1

    def add(self, other: Result) -> None:
        self.published, self.found = self.published + other.published, self.found + other.found
        self.besides += other.besides
        self.requests += other.requests
        self.sums.update(other.sums)
        self.outof.update(other.outof)

    def figures(self) -> dict[str, float]:
        """Shares between 0 and 1, over the articles found that have the thing in question; `found` over all published."""
        out = {"found": self.found / max(1, self.published)}
        return out | {name: self.sums[name] / self.outof[name] for name in FIGURES if self.outof[name]}


FIGURES = ("prec", "recall", "f1", "exact", "lead", "capt", "sign", "clean", "title", "day", "time", "files")


def fold(text: str) -> str:
    """Case, quotes, dashes, list marks and white space made equal."""
    text = " ".join(unicodedata.normalize("NFC", text).translate(PLAIN).casefold().split())
    return MARK.sub("", text)


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _pairs(text: str) -> Counter[tuple[str, str]]:
    words = tokens(text)
    return Counter(itertools.pairwise(words)) if len(words) > 1 else Counter(((words[0], ""),) if words else ())


def leaking(lines: Iterable[str], wanted: Sequence[str]) -> list[str]:
    """Lines of which less than half comes from the document."""
    known = Counter[tuple[str, str]]()
    whole = {fold(line) for line in wanted}
    for line in wanted:
        known |= _pairs(line)
    words = {word for line in wanted for word in tokens(line)}
    out = []
    for line in lines:
        if fold(line) in whole or not tokens(line):
            continue
        pairs = _pairs(line)
        held = sum((pairs & known).values()) if len(tokens(line)) > 1 else int(tokens(line)[0] in words)
        if held < sum(pairs.values()) / 2:
            out.append(line)
    return out


def times(site: Site, story: Story) -> tuple[str, ...]:
    """The times of day that are right for a story."""
    time = f"{story.published:%H:%M}"
    return (time,) if site.timed else ("", time) if site.declared else ("",)


def score(site: Site, story: Story, got: Got, result: Result) -> None:
    """One stored article against its story, added to the result."""
    wanted, may = site.visible(story), {fold(line) for line in site.may(story)}
    wanted = [line for line in wanted if line]
    keys = {fold(line) for line in wanted}
    lines = [line for line in got.lines if fold(line) not in may or fold(line) in keys]
    bare = {fold(line) for line in wanted} | {fold(story.title)}
    lines = [LABEL.sub("", line) if fold(line) not in bare and fold(LABEL.sub("", line)) in bare else line for line in lines]
    have, want = Counter(tokens("\n".join([got.title, *lines]))), Counter(tokens("\n".join([story.title, *wanted])))
    both = sum((have & want).values())
    precision, recall = both / max(1, sum(have.values())), both / max(1, sum(want.values()))
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    for name, value in (("prec", precision), ("recall", recall), ("f1", f1)):
        result.count(name, value)
    folded = [fold(line) for line in lines]
    text = " \n ".join(folded)
    result.count("exact", folded == [fold(line) for line in wanted])
    if story.lead:
        result.count("lead", text.count(fold(wanted[0])) == 1)
    for caption in story.captions():
        result.count("capt", fold(caption) in text)
    last = site.visible(story)[len(story.lines()) :]
    if last:
        result.count(
            "sign", fold(last[0]) == (folded[-1] if folded else "") or (fold(last[0]) in text and fold(got.author) == fold(last[0]))
        )
    extra = leaking(lines, [story.title, *wanted, *site.may(story)])
    result.count("clean", not extra)
    result.count("title", fold(got.title) == fold(story.title))
    result.count("day", got.day == f"{story.published:%Y-%m-%d}")
    result.count("time", got.day == f"{story.published:%Y-%m-%d}" and got.time in times(site, story))
    if story.files and site.attaches:
        result.count("files", sorted(fold(name) for name in got.files) == sorted(fold(name) for name in story.files))
    _tell(
        site,
        story,
        got,
        result,
        f1,
        [line for line in wanted if fold(line) not in text],
        [line for line in lines if fold(line) not in bare],
    )


def _tell(site: Site, story: Story, got: Got, result: Result, f1: float, missing: list[str], extra: list[str]) -> None:
    """The failures of one article, for whoever mends them."""
    short = [f"{story.form} {site.url(story)} f1 {100 * f1:.1f}"]
    short += [f"  - {line[:160]}" for line in missing[:8]] + [f"  + {line[:160]}" for line in extra[:8]]
    if fold(got.title) != fold(story.title):
        short.append(f"  title {got.title!r}, wanted {story.title!r}")
    if got.day != f"{story.published:%Y-%m-%d}" or got.time not in times(site, story):
        short.append(f"  date {f'{got.day} {got.time}'.strip() or 'none'}, wanted {story.published:%Y-%m-%d} {times(site, story)[0]}")
    if story.files and site.attaches and sorted(fold(name) for name in got.files) != sorted(fold(name) for name in story.files):
        short.append(f"  files {list(got.files)}, wanted {list(story.files)}")
    if len(short) > 1:
        result.told.append("\n".join(short))


def compare(site: Site, stored: Sequence[Got], requests: int) -> Result:
    """All that was stored of a portal against all it published. A second page of one story, and a page that is none, are `besides`."""
    result = Result(site.name, len(site.stories), requests=requests)
    seen: dict[int, Got] = {}
    for got in stored:
        number = next((n for n in map(site.which, got.urls) if n is not None), None)
        if number is None and any(map(site.either, got.urls)):
            continue
        if number is None or number not in site.stories:
            result.besides.append(f"{got.urls[0]} ({got.title[:60]})")
        elif number in seen:
            result.besides.append(f"{got.urls[0]} again: {seen[number].urls[0]}")
        else:
            seen[number] = got
    result.found = len(seen)
    result.told += [
        f"missing {story.form} {site.url(story)} of {story.published:%Y-%m-%d}" for story in site.newest() if story.id not in seen
    ]
    for number, got in seen.items():
        score(site, site.stories[number], got, result)
    return result
