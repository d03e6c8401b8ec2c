"""When to look at a portal again. Pure: takes what is known and `now`, gives the next moment.

A portal publishes in a weekly rhythm (office hours, weekends, days off). From its own history an expected rate of new articles is
learned for every hour of the week; it is asked more often where more is expected. With checks limited, the waiting time of articles
is least when the frequency of checks goes with the square root of their rate (Cho and Garcia-Molina, "Effective page refresh
policies for web crawlers", 2003, for the allocation; here per hour instead of per page). The next check is due when the integral
of that frequency since the last one reaches one: so nobody is asked at night who publishes at ten in the morning.
"""

from __future__ import annotations

import functools
import itertools
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays

from storage.models import FailureName, LifeCycle, RunOutcome

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
HOUR = timedelta(hours=1)
WEEK = 168  # hours


@dataclass(frozen=True, slots=True)
class Policy:
    """All parameters of the schedule in one place."""

    least: timedelta = timedelta(minutes=10)  # between two checks of one portal
    most: timedelta = timedelta(days=7)
    checks: float = 11.0  # a day, for a portal that publishes one article a day
    power: float = 0.65  # how the frequency of checks follows the rate
    jitter: float = 0.1  # a plan is lengthened by up to this part of itself
    window: timedelta = timedelta(days=90)  # how far back a history counts
    half_life: timedelta = timedelta(days=21)  # an article this old tells half as much about today's rate
    prior_articles: float = 1.0  # what an unknown portal is taken for: so many articles …
    prior_days: float = 1.0  # … in so many days
    prior_shape: float = 24.0  # articles that outweigh the general shape of a week
    relearn: timedelta = timedelta(hours=6)
    longest_retry_after: timedelta = timedelta(days=1)


DEFAULT = Policy()


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`rate`: articles on an average day of an ordinary week; `shape`: 168 weights with mean 1, from Monday 00:00 in Vietnam."""

    rate: float
    shape: tuple[float, ...]
    days_off: float  # what is left of the rate on a day off
    largest_gap: float = 0.0  # the longest silence of the history, in articles that were expected meanwhile

    def at(self, moment: datetime) -> float:
        """Expected articles a day at this moment."""
        local = moment.astimezone(VIETNAM)
        rate = self.rate * self.shape[local.weekday() * 24 + local.hour]
        return rate * self.days_off if is_day_off(local.date()) else rate

    def dumps(self) -> str:
        return json.dumps([round(self.rate, 5), [round(w, 3) for w in self.shape], round(self.days_off, 3), round(self.largest_gap, 2)])

    @staticmethod
    def loads(text: str) -> Rhythm | None:
        """None for "" and for what an older version wrote."""
        try:
            rate, shape, days_off, gap = json.loads(text)
            return Rhythm(float(rate), tuple(map(float, shape)), float(days_off), float(gap)) if len(shape) == WEEK else None
        except (ValueError, TypeError):
            return None


@dataclass(frozen=True, slots=True)
class Publication:
    """`timed`: the moment is known to the minute, not only the day."""

    at: datetime
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """How a check ended. `new`: articles not seen before."""

    outcome: RunOutcome
    failure: FailureName | None = None
    new: int = 0
    retry_after: float = 0.0
    cut: bool = False  # it ended with work left


@dataclass(frozen=True, slots=True)
class Standing:
    """What a plan starts from, and what it leaves for the next."""

    penalty: float = 0.0  # weighted failures in a row
    momentum: float = 1.0  # how much livelier than its history the portal is lately
    last_check: datetime | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    next_due: datetime
    interval: timedelta  # from now, jitter included
    standing: Standing


@functools.cache
def _days_off(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=year))


def is_day_off(day: date) -> bool:
    """Tết (lunar, with the days before it) and the other public holidays of Vietnam."""
    return day in _days_off(day.year)


def general_shape() -> tuple[float, ...]:
    """The week of a provincial office that nothing is known about: mornings and afternoons of working days, little at weekends."""
    day = [0.05] * 6 + [0.3, 1.0, 2.2, 2.6, 2.4, 1.4, 0.5, 0.8, 2.0, 2.4, 2.3, 1.6, 0.7, 0.5, 0.5, 0.4, 0.3, 0.15]
    weights = [hour * (1.0 if weekday < 5 else 0.35 if weekday == 5 else 0.25) for weekday in range(7) for hour in day]
    mean = sum(weights) / WEEK
    return tuple(weight / mean for weight in weights)


GENERAL = general_shape()


def unknown(policy: Policy = DEFAULT) -> Rhythm:
    """The rhythm of a portal without history."""
    return Rhythm(policy.prior_articles / policy.prior_days, GENERAL, 0.3)


def learn(history: Iterable[Publication], known_since: datetime, now: datetime, policy: Policy = DEFAULT) -> Rhythm:
    """The rhythm of a portal from its publications since `known_since`, in any order. Older and future ones do not count."""
    start = max(known_since, now - policy.window)
    events = sorted((event for event in history if start <= event.at <= now), key=lambda event: event.at)
    half = policy.half_life / timedelta(days=1)

    def weight(age_days: float) -> float:
        return math.pow(0.5, age_days / half)

    shape = _shape(events, now, policy)
    ordinary = Rhythm(1.0, shape, 1.0)
    off_seen = off_time = seen = exposure = 0.0
    for day in _days(start, now):
        begin, end = max(day, start), min(day + timedelta(days=1), now)
        share = _sum_shape(ordinary, begin, end) * weight((now - end) / timedelta(days=1))
        if is_day_off(day.date()):
            off_time += share
        else:
            exposure += share
    for event in events:
        if is_day_off(event.at.astimezone(VIETNAM).date()):
            off_seen += weight((now - event.at) / timedelta(days=1))
        else:
            seen += weight((now - event.at) / timedelta(days=1))
    rate = (seen + policy.prior_articles * 0.5) / (exposure + policy.prior_days * 0.5)
    days_off = min(1.0, max(0.02, (off_seen + 0.6) / (off_time * rate + 2.0)))
    rhythm = Rhythm(rate, shape, days_off)
    return replace(rhythm, largest_gap=_largest_gap(rhythm, events))


def _shape(events: Sequence[Publication], now: datetime, policy: Policy) -> tuple[float, ...]:
    """Counts per hour of the week, smoothed over neighbours and towards the portal's own day and the general week."""
    hours, weekdays = [0.0] * 24, [0.0] * 7
    grid = [0.0] * WEEK
    for event in events:
        local = event.at.astimezone(VIETNAM)
        age = 0.5 ** ((now - event.at) / policy.half_life / 2)  # shapes last longer than rates
        weekdays[local.weekday()] += age
        if event.timed:
            hours[local.hour] += age
            grid[local.weekday() * 24 + local.hour] += age
    total, timed = sum(weekdays), sum(hours)
    general_hours = [sum(GENERAL[d * 24 + h] for d in range(7)) / WEEK for h in range(24)]
    general_days = [sum(GENERAL[d * 24 : d * 24 + 24]) / WEEK for d in range(7)]
    smooth = [(hours[(h - 1) % 24] + 2 * hours[h] + hours[(h + 1) % 24]) / 4 for h in range(24)]
    by_hour = [(smooth[h] + policy.prior_shape * general_hours[h]) / (timed + policy.prior_shape) for h in range(24)]
    by_day = [(weekdays[d] + policy.prior_shape * general_days[d]) / (total + policy.prior_shape) for d in range(7)]
    # day and hour taken as independent, then what the cells themselves say
    strength = 10 * policy.prior_shape
    cells = [(grid[d * 24 + h] + strength * by_day[d] * by_hour[h]) / (timed + strength) for d in range(7) for h in range(24)]
    mean = sum(cells) / WEEK
    return tuple(max(0.01, cell / mean) for cell in cells)


def _days(start: datetime, end: datetime) -> Iterable[datetime]:
    """Midnights in Vietnam, from the day of `start` to that of `end`."""
    day = start.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    while day < end:
        yield day
        day += timedelta(days=1)


def _sum_shape(rhythm: Rhythm, start: datetime, end: datetime) -> float:
    """Ordinary days between two moments of one day, by the weight of their hours."""
    if (end - start) >= timedelta(hours=23, minutes=59):
        weekday = start.astimezone(VIETNAM).weekday()
        return sum(rhythm.shape[weekday * 24 : weekday * 24 + 24]) / 24
    return (
        sum(rhythm.shape[at.astimezone(VIETNAM).weekday() * 24 + at.astimezone(VIETNAM).hour] * part for at, part in _hours(start, end))
        / 24
    )


def _hours(start: datetime, end: datetime) -> Iterable[tuple[datetime, float]]:
    """(moment, part of an hour) for every clock hour between two moments."""
    at = start
    while at < end:
        following = min((at + HOUR).replace(minute=0, second=0, microsecond=0), end)
        yield at, (following - at) / HOUR
        at = following


def expected(rhythm: Rhythm, start: datetime, end: datetime) -> float:
    """How many articles are expected between two moments; 0 when `end` is not after `start`. Spans of months are estimated."""
    if end <= start:
        return 0.0
    span = end - start
    if span > timedelta(days=120):
        return rhythm.rate * (span / timedelta(days=1)) * 0.95
    return sum(rhythm.at(at) / 24 * part for at, part in _hours(start, end))


def when_expected(rhythm: Rhythm, start: datetime, articles: float, most: timedelta = timedelta(days=60)) -> datetime:
    """The moment by which so many articles are expected since `start`, at the latest `most` later."""
    left = articles
    for at, part in _hours(start, start + most):
        step = rhythm.at(at) / 24 * part
        if step >= left:
            return at + HOUR * part * (left / step)
        left -= step
    return start + most


def _largest_gap(rhythm: Rhythm, events: Sequence[Publication]) -> float:
    pairs = itertools.pairwise(events)
    candidates = sorted(((b.at - a.at, a.at, b.at) for a, b in pairs), reverse=True)[:12]
    return max((expected(rhythm, begin, end) for _, begin, end in candidates), default=0.0)


# The next check.


def next_check(rhythm: Rhythm, momentum: float, start: datetime, policy: Policy = DEFAULT) -> datetime:
    """When the integral of the frequency of checks since `start` reaches one, within the bounds of the policy; without jitter."""
    slowest, fastest = 1 / (policy.most / HOUR), 1 / (policy.least / HOUR)
    left = 1.0
    for at, part in _hours(start, start + policy.most):
        rate = max(0.0, rhythm.at(at) * momentum)
        frequency = min(fastest, max(slowest, policy.checks / 24 * math.pow(rate, policy.power)))
        if frequency * part >= left:
            return max(at + HOUR * (left / frequency), start + policy.least)
        left -= frequency * part
    return start + policy.most


def _momentum(old: float, found: int, foreseen: float) -> float:
    """More found than foreseen quickens, less slows; without news of either kind it returns to 1."""
    moved: float = old**0.9 * ((found + 1.0) / (foreseen + 1.0)) ** 0.5
    return min(4.0, max(0.25, moved))


@dataclass(frozen=True, slots=True)
class _Cost:
    weight: float  # of one such failure
    first: timedelta  # wait after the first


_MINUTES = timedelta(minutes=1)
_USUAL = _Cost(0.5, 15 * _MINUTES)
# What speaks of the way there weighs little, what speaks of the portal itself much; what asks for patience waits longer from the first.
COSTS = {
    FailureName.DNS: _Cost(0.25, 10 * _MINUTES),
    FailureName.CONNECTION: _Cost(0.5, 10 * _MINUTES),
    FailureName.MAINTENANCE: _Cost(0.25, 30 * _MINUTES),
    FailureName.STOPPED: _Cost(0.25, 10 * _MINUTES),
    FailureName.BLOCKED: _Cost(0.5, 60 * _MINUTES),
    FailureName.RATE_LIMITED: _Cost(0.5, 60 * _MINUTES),
    FailureName.TLS: _Cost(0.5, 60 * _MINUTES),
    FailureName.ROBOTS: _Cost(0.5, 30 * _MINUTES),
    FailureName.NOT_FOUND: _Cost(1.0, 60 * _MINUTES),
    FailureName.SOFT_NOT_FOUND: _Cost(1.0, 60 * _MINUTES),
    FailureName.GONE: _Cost(2.0, 120 * _MINUTES),
    FailureName.OFFSITE: _Cost(1.0, 120 * _MINUTES),
    FailureName.REDIRECT_LOOP: _Cost(0.5, 60 * _MINUTES),
    FailureName.NEEDS_SCRIPT: _Cost(1.0, 120 * _MINUTES),
}

ASKS_PATIENCE = {FailureName.BLOCKED, FailureName.RATE_LIMITED, FailureName.MAINTENANCE}


def backoff(penalty: float, failure: FailureName, policy: Policy = DEFAULT) -> timedelta:
    """The wait after a failed check: grows with the square of the weighted failures in a row, within the policy's bounds."""
    cost = COSTS.get(failure, _USUAL)
    wait = cost.first * (1 + max(0.0, penalty - cost.weight)) ** 2
    return min(policy.most, max(policy.least, wait))


def plan(
    rhythm: Rhythm,
    standing: Standing,
    result: Result,
    now: datetime,
    luck: float,
    life: LifeCycle = LifeCycle.UNKNOWN,
    policy: Policy = DEFAULT,
) -> Plan:
    """The next look after a check that ended `now`. `luck` in [0, 1) decides the jitter, which only lengthens."""
    failed = result.outcome in {RunOutcome.FAILED, RunOutcome.DIED} or (result.cut and result.failure in ASKS_PATIENCE)
    momentum, penalty = standing.momentum, 0.0
    if failed:
        cause = result.failure or FailureName.STOPPED
        penalty = standing.penalty + COSTS.get(cause, _USUAL).weight
        due = now + backoff(penalty, cause, policy)
    elif result.outcome == RunOutcome.STOPPED:
        penalty = standing.penalty
        due = now + policy.least
    else:
        if standing.last_check is not None and now - standing.last_check < policy.most * 2:
            momentum = _momentum(momentum, result.new, expected(rhythm, standing.last_check, now))
        due = next_check(rhythm, momentum, now, policy)
        if life in {LifeCycle.DEAD, LifeCycle.MOVED} and not result.new:
            due = max(due, now + policy.most / 2)
        if result.cut:
            # the rest soon; one that is cut every time, later each time
            penalty = standing.penalty + _USUAL.weight / 2
            due = min(due, now + policy.least * (1 + standing.penalty) ** 2)
    if result.retry_after > 0:
        due = max(due, now + min(timedelta(seconds=result.retry_after), policy.longest_retry_after))
    wait = min(due - now + (due - now) * policy.jitter * luck, policy.most)
    wait = timedelta(seconds=math.ceil(max(wait, policy.least) / timedelta(seconds=1)))
    return Plan(now + wait, wait, Standing(penalty, momentum, standing.last_check if failed else now))


def spread(
    due: Sequence[tuple[str, float]], now: datetime, at_once: int, step: timedelta = timedelta(seconds=20)
) -> list[tuple[str, datetime]]:
    """Due times after a downtime for (slug, articles expected since), those that are likely to have most first.

    `at_once` of them are due now, the others one step apart, the last an hour from now at the latest.
    """
    order = sorted(due, key=lambda one: -one[1])
    late = max(0, len(order) - at_once)
    pace = min(step, HOUR / late) if late else step
    return [(slug, now.astimezone(UTC) + pace * max(0, n - at_once + 1)) for n, (slug, _) in enumerate(order)]
