"""Floors under the figures of the extraction benchmark: a test holds them, and they only rise."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from benchmarks.extraction import corpus, tools
from benchmarks.extraction.measure import score, summary

PATH = Path(__file__).with_name("floors.json")
PORTALS, ARTICLES = 2, 3  # the fixed small corpus: a few seconds
STEP = 0.005  # a floor lies at most this far below what was measured


class FloorError(Exception):
    """The floors hold for another corpus."""


def measure() -> tuple[dict[str, Any], dict[str, dict[str, float]]]:
    """What the small corpus is, and our figures on its two parts."""
    samples = list(corpus.pages(portals=PORTALS, articles=ARTICLES))
    scored = [(corpus.part(sample.shape), score(sample, tools.ours(sample))) for sample in samples]
    figures = {part: summary(one for where, one in scored if where == part) for part in ("dev", "held-out")}
    about = {
        "checksum": corpus.checksum(samples),
        "pages": len(samples),
        "articles": sum(sample.truth is not None for sample in samples),
        "shapes": {"dev": len(corpus.DEV), "held-out": len(corpus.HELDOUT)},
    }
    return about, figures


def below(floors: dict[str, Any], about: dict[str, Any], figures: dict[str, dict[str, float]]) -> list[str]:
    """One line per figure that lies under its floor. Raises FloorError when the corpus is another one."""
    if floors["corpus"] != about:
        raise FloorError(f"floors hold for {floors['corpus']}, this corpus is {about}")
    return [
        f"{part} {figure}: {figures[part].get(figure, 0.0):.4f}, floor {floor:.4f}"
        for part, held in floors["floors"].items()
        for figure, floor in held.items()
        if figures[part].get(figure, 0.0) < floor
    ]


def raised(old: dict[str, dict[str, float]], figures: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """New floors: each just under its figure, none lower than it was."""
    rounded = {
        part: {name: max(0.0, math.floor(value / STEP - 0.001) * STEP) for name, value in found.items()} for part, found in figures.items()
    }
    return {
        part: {name: round(max(value, old.get(part, {}).get(name, 0.0)), 4) for name, value in found.items()}
        for part, found in rounded.items()
    }


def main(*, raise_them: bool = False, path: Path = PATH) -> int:
    """Print our figures beside their floors; with `raise_them` write higher ones. 1 when a figure is below its floor."""
    about, figures = measure()
    held = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"corpus": about, "floors": {}}
    failing = below(held, about, figures)
    for part, found in figures.items():
        for name, value in found.items():
            print(f"{part:<10}{name:<13}{100 * value:7.2f}   floor {100 * held['floors'].get(part, {}).get(name, 0.0):7.2f}")
    for line in failing:
        print("below its floor: " + line)
    if raise_them:
        if failing:
            print("floors are not raised while a figure is below its own")
            return 1
        path.write_text(json.dumps({"corpus": about, "floors": raised(held["floors"], figures)}, indent=1) + "\n", encoding="utf-8")
    return 1 if failing else 0
