"""Floors under the figures of the extraction benchmark: they only rise.

`floors.json` has sections. "quick" is held by a test on a small fixed corpus, the others by the benchmark itself. Each says which corpus
it holds for and gives a floor per group (a part of the corpus, a public set) and figure.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from benchmarks.extraction import corpus, tools
from benchmarks.extraction.measure import score, summary
from benchmarks.extraction.shape import Sample

PATH = Path(__file__).with_name("floors.json")
STEP = 0.005  # floors stand on this grid, the next step below what was measured

Figures = dict[str, dict[str, float]]


class FloorError(Exception):
    """The floors hold for another corpus."""


def describe(samples: list[Sample]) -> dict[str, Any]:
    """What a corpus is: floors hold for one only."""
    return {
        "checksum": corpus.checksum(samples),
        "pages": len(samples),
        "articles": sum(sample.truth is not None for sample in samples),
        "shapes": len({sample.shape for sample in samples}),
    }


def quick() -> tuple[dict[str, Any], Figures]:
    """The quick corpus and our figures on its two parts."""
    samples = list(corpus.quick())
    scored = [(corpus.part(sample.shape), score(sample, tools.ours(sample))) for sample in samples]
    return describe(samples), {part: summary(one for where, one in scored if where == part) for part in ("dev", "held-out")}


def below(held: dict[str, Any], about: dict[str, Any], figures: Figures) -> list[str]:
    """One line per figure that lies under its floor. Raises FloorError when the corpus is another one."""
    if held["corpus"] != about:
        raise FloorError(f"the floors hold for {held['corpus']}, this corpus is {about}")
    return [
        f"{group} {figure}: {figures.get(group, {}).get(figure, 0.0):.4f}, floor {floor:.4f}"
        for group, floors in held["floors"].items()
        for figure, floor in floors.items()
        if figures.get(group, {}).get(figure, 0.0) < floor
    ]


def raised(old: Figures, figures: Figures) -> Figures:
    """Each floor at the step below its figure, none lower than it was."""
    groups: Figures = {group: dict(floors) for group, floors in old.items()}
    for group, found in figures.items():
        for figure, value in found.items():
            step = value if value == 1.0 else max(0.0, math.ceil(value / STEP - 1) * STEP)
            groups.setdefault(group, {})[figure] = round(max(step, groups.get(group, {}).get(figure, 0.0)), 4)
    return groups


def load(path: Path = PATH) -> dict[str, Any]:
    """All sections, {} when there is no file yet."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def hold(section: str, about: dict[str, Any], figures: Figures, *, raise_them: bool = False, path: Path = PATH) -> list[str]:
    """Compare with a section of the file; the lines of what is too low. With `raise_them` write higher floors if nothing is.

    A section of another corpus is replaced only when all its figures are reached on the new one too: a new corpus is no way down.
    """
    sections = load(path)
    held = sections.get(section, {"corpus": about, "floors": {}})
    failing = below({**held, "corpus": about} if raise_them else held, about, figures)
    if raise_them and not failing:
        sections[section] = {"corpus": about, "floors": raised(held["floors"], figures)}
        path.write_text(json.dumps(sections, indent=1) + "\n", encoding="utf-8")
    return failing


def main(*, raise_them: bool = False, path: Path = PATH) -> int:
    """The quick corpus: print our figures beside their floors, 1 when one is too low."""
    about, figures = quick()
    floors = load(path).get("quick", {"floors": {}})["floors"]
    print(f"{about['pages']} pages, {about['articles']} articles with truth, {about['shapes']} shapes, corpus {about['checksum']}")
    for group, found in figures.items():
        for name, value in found.items():
            print(f"{group:<10}{name:<13}{100 * value:7.2f}   floor {100 * floors.get(group, {}).get(name, 0.0):7.2f}")
    failing = hold("quick", about, figures, raise_them=raise_them, path=path)
    for line in failing:
        print("below its floor: " + line)
    return 1 if failing else 0
