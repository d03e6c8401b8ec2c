"""Charts as numbers a template draws: positions in an SVG, and the same as a table for those who hear the page. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 720, 220
LEFT, BOTTOM, TOP = 56, 34, 12
SPARK_WIDTH, SPARK_HEIGHT = 120, 24


@dataclass(frozen=True, slots=True)
class Spark:
    """A line of days: bars as the `d` of one SVG path, in a box of SPARK_WIDTH by SPARK_HEIGHT; `total` tells it in words' stead."""

    path: str
    total: int
    most: int


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    series: int
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked bars over weeks. `rows` repeat it as a table: week, then one number for each series."""

    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, int], ...]  # y and value of the grid lines
    ticks: tuple[tuple[float, str], ...]  # x and label
    rows: tuple[tuple[date, tuple[int, ...]], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


def spark(days: Sequence[int]) -> Spark:
    most = max(days, default=0)
    step = SPARK_WIDTH / max(1, len(days))
    wide = max(1.0, step - 1)
    bars = [
        f"M{at * step:g} {SPARK_HEIGHT}v-{max(2.0, (SPARK_HEIGHT - 2) * value / most):.4g}h{wide:g}V{SPARK_HEIGHT}z"
        for at, value in enumerate(days)
        if value > 0
    ]
    return Spark("".join(bars), sum(days), most)


def round_up(value: int) -> int:
    """The next number that makes a calm axis: 1, 2 or 5 times a power of ten, four times it at most."""
    size = 1
    while True:
        for step in (1, 2, 5):
            if value <= step * size * 4:
                return step * size * 4
        size *= 10


def weekly(counts: Mapping[str, Mapping[date, int]], series: Sequence[str], first: date, last: date) -> Chart:
    """Stacked bars for each week from the Monday `first` to the week of `last`."""
    weeks = []
    week = first
    while week <= last:
        weeks.append(week)
        week += timedelta(days=7)
    rows = tuple((week, tuple(max(0, counts.get(name, {}).get(week, 0)) for name in series)) for week in weeks)
    top = round_up(max((sum(values) for _, values in rows), default=1) or 1)
    room, tall = WIDTH - LEFT - 8, HEIGHT - BOTTOM - TOP
    step = room / max(1, len(weeks))
    bars: list[Bar] = []
    ticks: list[tuple[float, str]] = []
    every = max(1, len(weeks) // 8)
    for at, (week, values) in enumerate(rows):
        x, y = LEFT + at * step, float(HEIGHT - BOTTOM)
        for place, value in enumerate(values):
            if not value:
                continue
            height = tall * value / top
            y -= height
            bars.append(Bar(round(x + 1, 2), round(y, 2), round(max(1.0, step - 2), 2), round(height, 2), place, f"{week:%d/%m/%Y}", value))
        if at % every == 0:
            ticks.append((round(x + step / 2, 2), f"{week:%d/%m}"))
    lines = tuple((round(HEIGHT - BOTTOM - tall * part / 4, 2), top * part // 4) for part in range(5))
    return Chart(tuple(series), tuple(bars), lines, tuple(ticks), rows)
