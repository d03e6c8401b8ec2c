"""How long new articles wait to be found: the schedule of the service on simulated publications, beside two other schedules.

Sixty-three portals publish for weeks in rhythms of their own: office hours, evenings of papers, weekends, days off, bursts, some
that go silent half way, some long dead. The service's policy knows only what its own checks found. Beside it stand a fixed
interval with the same number of checks, and an oracle that knows the true rates and has the same number of checks.
"""

from __future__ import annotations

import argparse
import bisect
import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from benchmarks.machine import head
from scheduler import rhythm
from scheduler.rhythm import Publication, Result, Rhythm, Standing
from storage.models import RunOutcome

DAY = timedelta(days=1)
START = datetime(2026, 1, 19, tzinfo=UTC)  # Tết lies in the fourth and fifth week
HISTORY = timedelta(days=30)  # what a first contact finds
REQUESTS_A_CHECK = 2
OFFICE = (0, 0, 0, 0, 0, 0, 0.2, 1, 3, 4, 3, 1, 0.2, 0.6, 3, 4, 3, 1.5, 0.3, 0.2, 0.1, 0.1, 0, 0)
PAPER = (0.1, 0, 0, 0, 0.3, 1.5, 3, 3, 3, 3, 2.5, 2, 1, 1, 2, 2.5, 3, 3, 2.5, 2, 2, 1.5, 1, 0.4)
MORNING = (0, 0, 0, 0, 0, 0, 0.3, 3, 6, 4, 1, 0.3, 0, 0, 0.3, 0.3, 0.2, 0, 0, 0, 0, 0, 0, 0)
LATE = (0, 0, 0, 0, 0, 0, 0, 0.2, 0.5, 1, 1, 0.5, 0.2, 0.5, 2, 4, 6, 5, 2, 0.5, 0.2, 0, 0, 0)


@dataclass
class Trace:
    """One portal's publications, sorted, and the rates they were drawn from."""

    truth: Rhythm
    burst: float  # chance that an article brings others within the hour
    ends: datetime
    published: list[datetime] = field(default_factory=list)


def traces(portals: int, days: int, seed: int) -> list[Trace]:
    rng = random.Random(seed)
    return [_trace(rng, number, days) for number in range(portals)]


def _trace(rng: random.Random, number: int, days: int) -> Trace:
    kind = rng.random()
    hours = PAPER if kind < 0.25 else rng.choice((OFFICE, OFFICE, OFFICE, MORNING, LATE))
    rate = rng.lognormvariate(2.6, 0.6) if hours is PAPER else rng.lognormvariate(0.3, 1.0)
    weekend = rng.uniform(0.5, 0.9) if hours is PAPER else rng.choice((0.0, 0.05, 0.2, 0.5))
    shift = rng.choice((0, 0, 1, -1))
    weights = [hours[(h - shift) % 24] * rng.uniform(0.7, 1.3) * (weekend if d > 4 else 1.0) for d in range(7) for h in range(24)]
    mean = sum(weights) / rhythm.WEEK
    off = 0.6 if hours is PAPER else 0.03
    end = START + DAY * days
    # one in eight is long dead, one in eight falls silent on the way
    ends = START - DAY * 20 if number % 8 == 7 else START + DAY * rng.uniform(0.2, 0.8) * days if number % 8 == 3 else end
    trace = Trace(Rhythm(rate, tuple(w / mean for w in weights), off), rng.choice((0.0, 0.1, 0.3)), ends)
    at = START - HISTORY
    while at < min(ends, end):
        if rng.random() < trace.truth.at(at) / 24:
            moment = at + timedelta(seconds=rng.uniform(0, 3600))
            trace.published.append(moment)
            while rng.random() < trace.burst:
                moment += timedelta(seconds=rng.uniform(30, 1500))
                trace.published.append(moment)
        # rates above one an hour draw more than once
        extra = trace.truth.at(at) / 24 - 1
        while extra > 0:
            if rng.random() < extra:
                trace.published.append(at + timedelta(seconds=rng.uniform(0, 3600)))
            extra -= 1
        at += rhythm.HOUR
    trace.published.sort()
    return trace


@dataclass
class Score:
    checks: int
    delays: list[float]  # minutes

    @property
    def median(self) -> float:
        return statistics.median(self.delays) if self.delays else 0.0

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.delays, n=20)[18] if len(self.delays) > 20 else 0.0


Step = Callable[[Trace, datetime, int], datetime]


def _walk(trace: Trace, end: datetime, first: datetime, step: Step) -> Score:
    """Check from `first` to `end`; `step(trace, now, new)` says when next."""
    now, checks, delays = first, 0, []
    seen = bisect.bisect_right(trace.published, START)
    while now < end:
        upto = bisect.bisect_right(trace.published, now)
        delays += [(now - at) / timedelta(minutes=1) for at in trace.published[seen:upto]]
        new, seen = upto - seen, upto
        checks += 1
        now = step(trace, now, new)
    return Score(checks, delays)


def _sum(scores: Sequence[Score]) -> Score:
    return Score(sum(score.checks for score in scores), [delay for score in scores for delay in score.delays])


def adaptive(all_traces: Sequence[Trace], end: datetime, seed: int, policy: rhythm.Policy = rhythm.DEFAULT) -> Score:
    """The policy of the service, learning from what it found."""
    rng = random.Random(seed)
    scores = []
    for trace in all_traces:
        standing = Standing()
        known, learned_at = Rhythm(0, (), 0), START - DAY

        def step(trace: Trace, now: datetime, new: int) -> datetime:
            nonlocal standing, known, learned_at
            if now - learned_at >= policy.relearn:
                found = trace.published[: bisect.bisect_right(trace.published, now)]
                known = rhythm.learn([Publication(at) for at in found], found[0] if found else now - policy.window, now, policy)
                learned_at = now
            planned = rhythm.plan(known, standing, Result(RunOutcome.COMPLETE, new=new), now, rng.random(), policy=policy)
            standing = planned.standing
            return planned.next_due

        scores.append(_walk(trace, end, START + timedelta(minutes=rng.uniform(0, 60)), step))
    return _sum(scores)


def fixed(all_traces: Sequence[Trace], end: datetime, checks: int, seed: int) -> Score:
    """Every portal after the same interval, `checks` in all."""
    rng = random.Random(seed)
    interval = (end - START) * len(all_traces) / checks
    return _sum([_walk(trace, end, START + interval * rng.random(), lambda trace, now, new: now + interval) for trace in all_traces])


def oracle(all_traces: Sequence[Trace], end: datetime, checks: int, seed: int, power: float) -> Score:
    """The integral of the true rates to a power, scaled to the same number of checks; no bounds but those of the policy."""
    low, high = 1.0, 200.0
    best = Score(0, [])
    for _ in range(12):
        policy = replace(rhythm.DEFAULT, checks=(low + high) / 2, power=power)
        rng = random.Random(seed)

        def step(trace: Trace, now: datetime, new: int, policy: rhythm.Policy = policy) -> datetime:
            if now >= trace.ends:
                return now + policy.most
            return rhythm.next_check(trace.truth, 1.0, now, policy)

        best = _sum([_walk(trace, end, START + timedelta(minutes=rng.uniform(0, 60)), step) for trace in all_traces])
        if abs(best.checks - checks) <= checks * 0.005:
            break
        low, high = (policy.checks, high) if best.checks < checks else (low, policy.checks)
    return best


@dataclass(frozen=True)
class Comparison:
    ours: Score
    fixed: Score
    oracle: Score


def compare(portals: int = 63, days: int = 60, seed: int = 7, policy: rhythm.Policy = rhythm.DEFAULT) -> Comparison:
    """The three schedules on the same publications. The oracle is the best of several powers, by its median."""
    made = traces(portals, days, seed)
    end = START + DAY * days
    ours = adaptive(made, end, seed, policy)
    return Comparison(
        ours,
        fixed(made, end, ours.checks, seed),
        min((oracle(made, end, ours.checks, seed, power) for power in (0.5, 0.75, 1.0)), key=lambda score: score.median),
    )


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks freshness", description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--portals", type=int, default=63)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args(argv)
    found = compare(arguments.portals, arguments.days, arguments.seed)
    print(head(("holidays",)))
    print(f"{arguments.portals} portals, {arguments.days} days, {len(found.ours.delays)} articles, seed {arguments.seed}\n")
    print(f"{'schedule':<14}{'median min':>12}{'p95 min':>12}{'checks':>10}{'requests':>10}")
    for name, score in (("ours", found.ours), ("fixed", found.fixed), ("oracle", found.oracle)):
        print(f"{name:<14}{score.median:>12.1f}{score.p95:>12.1f}{score.checks:>10}{score.checks * REQUESTS_A_CHECK:>10}")
    half, near = found.ours.median / found.fixed.median, found.ours.median / found.oracle.median
    print(f"\nmedian: {half:.2f} of the fixed interval's (want 0.50 or less), {near:.2f} of the oracle's (want 1.50 or less)")
    return int(half > 0.5 or near > 1.5)
