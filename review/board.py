"""The freshness board: every portal with its state and the cause of what is wrong, what was learned about one, and the provinces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from starlette.requests import Request
from starlette.responses import Response

from review.charts import Spark, spark
from review.desk import desk_of
from review.wishes import words
from storage import search
from storage.figures import Judged, PortalFigures
from storage.models import LifeCycle

DAY = timedelta(days=1)
FEWEST = 4  # articles; with fewer no rhythm is spoken of


class Standing(StrEnum):
    """How a portal stands, worst first."""

    FAILING = "failing"
    LATE = "late"  # no news though there should be some
    DOUBTFUL = "doubtful"  # something is odd, and may pass
    WAITING = "waiting"  # never looked at
    QUIET = "quiet"  # frozen, moved or dead: nothing is expected
    OFF = "off"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class BoardLine:
    figures: PortalFigures
    standing: Standing
    expected: datetime | None  # when its next article should be there at the latest
    spark: Spark


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """One province of before July 2025 and the portals it has."""

    name: str
    portals: tuple[BoardLine, ...]


def expected_next(published: Sequence[datetime]) -> datetime | None:
    """When the next article should have come: after the last one, nine tenths of the gaps between the recent ones (newest first)."""
    days = sorted(set(published), reverse=True)
    if len(days) < FEWEST:
        return None
    gaps = sorted(newer - older for newer, older in pairwise(days))
    usual = gaps[min(len(gaps) - 1, len(gaps) * 9 // 10)]
    return days[0] + max(usual, DAY)


_SILENT = {"silent", "frozen"}  # causes that mean: no news


def standing_of(figures: PortalFigures, expected: datetime | None, now: datetime) -> Standing:
    """A judgement for the eye: the service's own where it judged the portal, else what the last looks say."""
    if not figures.state.portal.enabled:
        return Standing.OFF
    return _judged(figures.judged) if figures.judged is not None else _guessed(figures, expected, now)


def _judged(judged: Judged) -> Standing:
    if judged.cause in _SILENT:
        return Standing.LATE
    known = {"broken": Standing.FAILING, "doubtful": Standing.DOUBTFUL, "new": Standing.WAITING, "quiet": Standing.QUIET}
    return known.get(judged.state, Standing.OFF if judged.state == "off" else Standing.FINE)


def _guessed(figures: PortalFigures, expected: datetime | None, now: datetime) -> Standing:
    """Of a portal that only `fetch` has ever asked."""
    state = figures.state
    if state.errors or (state.last_failure and not state.last_success):
        return Standing.FAILING
    if state.portal.life_cycle in {LifeCycle.FROZEN, LifeCycle.MOVED, LifeCycle.DEAD}:
        return Standing.QUIET
    if state.last_success is None:
        return Standing.WAITING
    return Standing.LATE if expected is not None and expected < now else Standing.FINE


def line_of(figures: PortalFigures, now: datetime) -> BoardLine:
    expected = figures.judged.expected if figures.judged is not None else expected_next(figures.recent)
    return BoardLine(figures, standing_of(figures, expected, now), expected, spark(figures.days))


_ORDER = list(Standing)


def portals(request: Request) -> Response:
    desk = desk_of(request)
    now = desk.now()
    asked = words(request.query_params.get("q", ""))
    folded = search.fold(asked).casefold()
    with desk.store.read():
        lines = [line_of(figures, now) for figures in desk.store.board(now)]
    if folded:
        lines = [line for line in lines if folded in _searched(line)]
    lines.sort(key=lambda line: (_ORDER.index(line.standing), line.figures.state.portal.slug))
    counts = {standing: sum(line.standing == standing for line in lines) for standing in Standing}
    return desk.views.page(request, "board.html", lines=lines, counts=counts, now=now, q=asked)


def _searched(line: BoardLine) -> str:
    portal = line.figures.state.portal
    return search.fold(" ".join((portal.slug, portal.name, portal.province, portal.province_2025, portal.url))).casefold()


def portal(request: Request) -> Response:
    desk = desk_of(request)
    slug = request.path_params["slug"]
    now = desk.now()
    with desk.store.read():
        (figures,) = desk.store.board(now, slug=slug)
        profile = desk.store.profile(slug)
        entries = desk.store.entry_points(slug)
        runs = desk.store.runs(slug, limit=20)
        changes = list(desk.store.changes(portal=slug, limit=20))
    return desk.views.page(
        request, "portal.html", line=line_of(figures, now), profile=profile, entries=entries, runs=runs, changes=changes, now=now
    )


def provinces(request: Request) -> Response:
    """The 34 provinces since July 2025, each with those of before that went into it, and their portals."""
    desk = desk_of(request)
    now = desk.now()
    with desk.store.read():
        lines = [line_of(figures, now) for figures in desk.store.board(now)]
    by_old: dict[str, list[BoardLine]] = {}
    later = dict(desk.provinces)
    rest = []
    for line in lines:
        portal = line.figures.state.portal
        if not portal.province:
            rest.append(line)
            continue
        later.setdefault(portal.province, portal.province_2025 or portal.province)
        by_old.setdefault(portal.province, []).append(line)
    groups: dict[str, list[ProvinceLine]] = {}
    for old, new in later.items():
        groups.setdefault(new, []).append(ProvinceLine(old, tuple(by_old.get(old, ()))))
    ordered = sorted(
        ((new, sorted(olds, key=lambda old: (old.name != new, _key(old.name)))) for new, olds in groups.items()),
        key=lambda pair: _key(pair[0]),
    )
    return desk.views.page(request, "provinces.html", groups=ordered, rest=rest, old_count=len(later))


def _key(name: str) -> str:
    return search.fold(name).casefold()
