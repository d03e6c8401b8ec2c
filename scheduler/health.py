"""How a portal is: judged outside the crawl from what is stored, against what this portal normally does. Pure.

Each portal has one state, one cause from a short closed list, and one thing to do. Silence is measured in articles that its own
rhythm foresaw, not in days; a failure counts when it lasts longer than the portal takes for an article or two.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from scheduler import rhythm
from scheduler.rhythm import Rhythm
from storage.models import FailureName, LifeCycle, RunOutcome
from storage.records import RunRecord


class State(StrEnum):
    """Worst first; an alert is raised for `broken` only."""

    BROKEN = "broken"
    DOUBTFUL = "doubtful"
    NEW = "new"  # not met yet
    QUIET = "quiet"  # frozen, moved or dead by declaration, or for so long that nothing is expected
    GOOD = "good"
    OFF = "off"


class Cause(StrEnum):
    """Why a portal is not good; "" stands for nothing."""

    NONE = ""
    OFFLINE = "offline"  # of all portals at once: our own way to the network
    DNS = "dns"
    TLS = "tls"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    SERVER_ERROR = "server_error"
    MAINTENANCE = "maintenance"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    ROBOTS = "robots"
    GONE = "gone"
    REDIRECT_LOOP = "redirect_loop"
    NEEDS_SCRIPT = "needs_script"
    BAD_ANSWER = "bad_answer"
    MOVED = "moved"
    CRASH = "crash"
    SILENT = "silent"
    FROZEN = "frozen"
    LISTS_SHRUNK = "lists_shrunk"
    FIELDS_MISSING = "fields_missing"
    COSTLY = "costly"
    IDENTITY = "identity"
    REDESIGNED = "redesigned"
    TAKEN_OVER = "taken_over"
    MIGRATION = "migration"  # an event, told once: a portal's articles turned up at another one
    DISK = "disk"


_BY_FAILURE = {
    FailureName.DNS: Cause.DNS,
    FailureName.TLS: Cause.TLS,
    FailureName.REFUSED: Cause.REFUSED,
    FailureName.TIMEOUT: Cause.TIMEOUT,
    FailureName.CONNECTION: Cause.CONNECTION,
    FailureName.SERVER_ERROR: Cause.SERVER_ERROR,
    FailureName.MAINTENANCE: Cause.MAINTENANCE,
    FailureName.BLOCKED: Cause.BLOCKED,
    FailureName.RATE_LIMITED: Cause.RATE_LIMITED,
    FailureName.ROBOTS: Cause.ROBOTS,
    FailureName.NOT_FOUND: Cause.GONE,
    FailureName.GONE: Cause.GONE,
    FailureName.SOFT_NOT_FOUND: Cause.GONE,
    FailureName.REDIRECT_LOOP: Cause.REDIRECT_LOOP,
    FailureName.NEEDS_SCRIPT: Cause.NEEDS_SCRIPT,
    FailureName.OFFSITE: Cause.MOVED,
    FailureName.STOPPED: Cause.CRASH,
}
NETWORK = {Cause.DNS, Cause.REFUSED, Cause.TIMEOUT, Cause.CONNECTION, Cause.TLS}
ACTIONS: Mapping[Cause, str] = {
    Cause.OFFLINE: "check this machine's own network and name server",
    Cause.DNS: "look whether the host name still exists; it may have moved with its department",
    Cause.TLS: 'look at the certificate; if the portal is what it was, set tls = "legacy" or "insecure" for it',
    Cause.REFUSED: "open it in a browser; if it works there, the server may refuse this machine",
    Cause.TIMEOUT: "open it in a browser; if it works there, raise TINSO_TIMEOUT",
    Cause.CONNECTION: "open it in a browser; the server breaks off its answers",
    Cause.SERVER_ERROR: "wait, or tell the people who run the portal",
    Cause.MAINTENANCE: "wait",
    Cause.BLOCKED: "set a longer delay for it, give TINSO_CONTACT, and ask its people to let you in",
    Cause.RATE_LIMITED: "set a longer delay for it",
    Cause.ROBOTS: "read its robots.txt; ask its people for leave",
    Cause.GONE: "look for its successor, then say so with life_cycle and successor",
    Cause.REDIRECT_LOOP: "open it in a browser; declare the address that works",
    Cause.NEEDS_SCRIPT: "install tinso[browser] and chromium, or declare a feed or sitemap of it as entry point",
    Cause.BAD_ANSWER: "see the last runs with tinso portals show",
    Cause.MOVED: "look at the new address; if it is the portal's, accept it: tinso portals accept and its name",
    Cause.CRASH: "see the log; its crawl processes die",
    Cause.SILENT: "look whether it really publishes nothing; if it does, see tinso portals probe",
    Cause.FROZEN: "declare it frozen, or say where it went on",
    Cause.LISTS_SHRUNK: "see tinso portals probe: its lists name far fewer articles than they did",
    Cause.FIELDS_MISSING: "see tinso extract --explain on one of its newest articles",
    Cause.COSTLY: "see the traps named by its last runs",
    Cause.IDENTITY: "look at the newest addresses: every article seems new",
    Cause.REDESIGNED: "look at a few of its newest articles",
    Cause.TAKEN_OVER: "open it with care; if all is well with it: tinso portals accept and its name, else declare it dead",
    Cause.MIGRATION: "make the new portal the old one's successor: tinso portals accept and the old one's name",
    Cause.DISK: "make room on the disk; crawling goes on by itself",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """All thresholds in one place."""

    failed_runs: int = 3
    patience_least: timedelta = timedelta(hours=3)  # a failure is not spoken of before
    patience_most: timedelta = timedelta(hours=24)
    silent_doubt: float = 5.0  # articles that should have come
    silent_broken: float = 8.0
    silent_history: int = 8  # articles; with fewer no silence is judged
    frozen: timedelta = timedelta(days=60)
    shrunk: float = 0.34  # of the usual number of links
    shrunk_from: float = 8.0  # usual links; below that nothing is said
    shrunk_runs: int = 3
    missing: float = 0.6  # part of the newest articles without a field that they used to have
    missing_before: float = 0.2
    missing_articles: int = 6
    costly: float = 5.0  # times the usual requests a run
    costly_requests: float = 40.0
    all_new: int = 12  # articles in one run
    all_new_times: float = 6.0  # times what was foreseen
    accents: float = 0.2  # titles with Vietnamese letters; fewer is another language
    accents_before: float = 0.7
    offline_portals: int = 3  # that fell together
    offline_slack: timedelta = timedelta(minutes=5)  # what was asked just before the way broke may have come through just after


DEFAULT = Bounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """The newest articles beside those before them. Shares are in 0 … 1."""

    articles: int = 0
    before: int = 0
    undated: float = 0.0
    undated_before: float = 0.0
    leadless: float = 0.0
    leadless_before: float = 0.0
    short: float = 0.0  # with hardly any text
    short_before: float = 0.0
    accents: float = 1.0  # titles with Vietnamese letters
    accents_before: float = 1.0
    family: str = ""
    family_before: str = ""
    rebuilt: int = 0  # newest articles whose pages are built in one way, those before them in another


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a judgement is made from. `rhythm` as it was when the last article came; `runs` newest first."""

    slug: str
    life: LifeCycle
    enabled: bool
    met: bool  # the first contact is done
    rhythm: Rhythm
    history: int  # articles in the window the rhythm was learned from
    last_new: datetime | None
    newest: datetime | None = None  # the newest article of all, when none is in the window
    last_success: datetime | None
    runs: Sequence[RunRecord]
    usual_links: float = 0.0
    shrunk_runs: int = 0  # runs in a row whose lists named far fewer
    looks: Looks = Looks()
    redirected_to: str = ""  # where the home page led in the last run, when not to itself
    quarantined: str = ""  # why it is not asked any more until a person accepts it


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    state: State
    cause: Cause = Cause.NONE
    detail: str = ""
    proposal: str = ""
    expected: datetime | None = None

    @property
    def action(self) -> str:
        return ACTIONS.get(self.cause, "")


def is_bad(run: RunRecord) -> bool:
    """A run that says something is wrong with the portal as a whole."""
    if run.outcome in {RunOutcome.FAILED, RunOutcome.DIED}:
        return True
    good = sum(run.counts.get(name, 0) for name in ("new", "unchanged", "edited", "copy"))
    return bool(run.failure) and run.outcome == RunOutcome.PARTIAL and not good


def judge(facts: Facts, now: datetime, bounds: Bounds = DEFAULT) -> Judgement:
    """The state of one portal. Of several troubles the one that explains the others is named."""
    expected = rhythm.when_expected(facts.rhythm, facts.last_new, 1.0) if facts.last_new is not None and facts.met else None
    if not facts.enabled:
        return Judgement(state=State.OFF)
    if facts.quarantined:
        state = State.QUIET if facts.life in {LifeCycle.FROZEN, LifeCycle.MOVED, LifeCycle.DEAD} else State.BROKEN
        return Judgement(state=state, cause=Cause.TAKEN_OVER, detail=facts.quarantined)
    ended = [run for run in facts.runs if run.finished is not None and run.outcome != RunOutcome.STOPPED]
    if not ended:
        return Judgement(state=State.NEW)
    found = _failing(facts, ended, now, bounds)
    if found is None and facts.life in {LifeCycle.FROZEN, LifeCycle.MOVED, LifeCycle.DEAD}:
        return Judgement(state=State.QUIET)
    if found is None and not facts.met:
        return Judgement(state=State.NEW)
    found = found or _taken_over(facts, bounds) or _identity(facts, ended[0], now, bounds) or _looks_wrong(facts, bounds)
    found = found or _shrunk(facts, bounds) or _silent(facts, now, bounds) or _costly(ended, bounds) or _rebuilt(facts)
    if found is None:
        return Judgement(state=State.GOOD, expected=expected)
    if found.state == State.BROKEN and facts.life in {LifeCycle.FROZEN, LifeCycle.MOVED, LifeCycle.DEAD}:
        return Judgement(state=State.QUIET, detail=found.detail)  # that it fails is what was declared
    return Judgement(state=found.state, cause=found.cause, detail=found.detail, proposal=found.proposal, expected=expected)


def _failing(facts: Facts, ended: Sequence[RunRecord], now: datetime, bounds: Bounds) -> Judgement | None:
    streak: list[RunRecord] = []
    for run in ended:
        if not is_bad(run):
            break
        streak.append(run)
    if not streak:
        return None
    cause, told = cause_of(streak)
    proposal = facts.redirected_to
    if proposal and cause in {Cause.GONE, Cause.BAD_ANSWER, Cause.MOVED}:
        cause, told = Cause.MOVED, f"its home page leads to {proposal}"
    else:
        proposal = ""
    began = min(run.started for run in streak)
    lasting = now - began
    patience = rhythm.when_expected(facts.rhythm, began, 1.0) - began
    patience = min(bounds.patience_most, max(bounds.patience_least, patience))
    lasts = len(streak) >= bounds.failed_runs and lasting >= patience
    return Judgement(state=State.BROKEN if lasts else State.DOUBTFUL, cause=cause, detail=told, proposal=proposal)


def cause_of(streak: Sequence[RunRecord]) -> tuple[Cause, str]:
    """What most of these failed runs say, and the newest run's own words for it."""
    named = [(_cause(run), run.detail) for run in streak]
    counted = Counter(cause for cause, _ in named[:7])
    most = max(counted.values())
    chosen = next(cause for cause, _ in named if counted[cause] == most)
    return chosen, next(detail for cause, detail in named if cause == chosen)


def _cause(run: RunRecord) -> Cause:
    if run.outcome == RunOutcome.DIED:
        return Cause.CRASH
    if not run.failure:
        return Cause.BAD_ANSWER
    if run.failure == FailureName.ROBOTS and "answers 5" in run.detail:
        return Cause.SERVER_ERROR  # its robots.txt cannot be read because nothing can
    try:
        return _BY_FAILURE.get(FailureName(run.failure), Cause.BAD_ANSWER)
    except ValueError:
        return Cause.BAD_ANSWER


def _taken_over(facts: Facts, bounds: Bounds) -> Judgement | None:
    looks = facts.looks
    if looks.articles < 4 or looks.before < 8:
        return None
    foreign = looks.accents <= bounds.accents and looks.accents_before >= bounds.accents_before
    if foreign and looks.family != looks.family_before:
        told = "its newest titles are not Vietnamese any more, and it runs on another system"
        return Judgement(state=State.BROKEN, cause=Cause.TAKEN_OVER, detail=told)
    return (
        Judgement(state=State.DOUBTFUL, cause=Cause.TAKEN_OVER, detail="its newest titles are not Vietnamese any more") if foreign else None
    )


def _identity(facts: Facts, last: RunRecord, now: datetime, bounds: Bounds) -> Judgement | None:
    """Everything new at once: the addresses changed and the articles did not."""
    new, copies = last.counts.get("new", 0), last.counts.get("copy", 0) + last.counts.get("moved", 0)
    if len(facts.runs) < 3 or new + copies < bounds.all_new:
        return None
    since = facts.runs[1].started
    foreseen = rhythm.expected(facts.rhythm, since, last.started)
    if new + copies < bounds.all_new_times * (foreseen + 1) or facts.history < bounds.silent_history:
        return None
    told = f"{new + copies} articles were new at once, {foreseen:.1f} were foreseen; {copies} of them were known by other addresses"
    return Judgement(state=State.BROKEN if copies * 2 > new else State.DOUBTFUL, cause=Cause.IDENTITY, detail=told)


def _looks_wrong(facts: Facts, bounds: Bounds) -> Judgement | None:
    looks = facts.looks
    if looks.articles < bounds.missing_articles or looks.before < bounds.missing_articles:
        return None
    pairs = {
        "a date": (looks.undated, looks.undated_before),
        "a lead": (looks.leadless, looks.leadless_before),
        "more than a line of text": (looks.short, looks.short_before),
    }
    missing = [name for name, (now, before) in pairs.items() if now >= bounds.missing and before <= bounds.missing_before]
    if not missing:
        return None
    redesigned = looks.family != looks.family_before
    told = f"its newest {looks.articles} articles mostly come without {' and without '.join(missing)}"
    if redesigned:
        return Judgement(state=State.BROKEN, cause=Cause.REDESIGNED, detail=f"it runs on another system now, and {told}")
    return Judgement(state=State.BROKEN if missing != ["a lead"] else State.DOUBTFUL, cause=Cause.FIELDS_MISSING, detail=told)


def _rebuilt(facts: Facts) -> Judgement | None:
    """Another design under which all is read as before: worth a look, no alert."""
    if not facts.looks.rebuilt:
        return None
    told = f"its newest {facts.looks.rebuilt} articles stand on pages that are built in another way"
    return Judgement(state=State.DOUBTFUL, cause=Cause.REDESIGNED, detail=told)


def _shrunk(facts: Facts, bounds: Bounds) -> Judgement | None:
    if facts.shrunk_runs < bounds.shrunk_runs or facts.usual_links < bounds.shrunk_from:
        return None
    cause = Cause.REDESIGNED if facts.looks.family != facts.looks.family_before and facts.looks.before else Cause.LISTS_SHRUNK
    told = f"its lists name less than a third of the {facts.usual_links:.0f} articles they used to name, {facts.shrunk_runs} times in a row"
    return Judgement(state=State.BROKEN, cause=cause, detail=told)


def _silent(facts: Facts, now: datetime, bounds: Bounds) -> Judgement | None:
    if facts.history == 0:
        if facts.newest is None:
            return Judgement(state=State.DOUBTFUL, cause=Cause.SILENT, detail="not one article was ever found there")
        return Judgement(state=State.DOUBTFUL, cause=Cause.FROZEN, detail=f"its newest article is of {facts.newest:%d/%m/%Y}")
    if facts.last_new is None or facts.history < bounds.silent_history:
        return None
    missed = rhythm.expected(facts.rhythm, facts.last_new, now)
    usual = facts.rhythm.largest_gap
    days = (now - facts.last_new) / timedelta(days=1)
    told = (
        f"nothing new for {days:.0f} days; {missed:.0f} articles were to be expected"
        if days >= 2
        else f"nothing new for {days * 24:.0f} hours"
    )
    if now - facts.last_new > bounds.frozen and missed > bounds.silent_broken:
        return Judgement(state=State.BROKEN, cause=Cause.FROZEN, detail=told)
    if missed > max(bounds.silent_broken, 2 * usual):
        return Judgement(state=State.BROKEN, cause=Cause.SILENT, detail=told)
    if missed > max(bounds.silent_doubt, 1.3 * usual):
        return Judgement(state=State.DOUBTFUL, cause=Cause.SILENT, detail=told)
    return None


def _costly(ended: Sequence[RunRecord], bounds: Bounds) -> Judgement | None:
    """Many more requests a run than before, with as few articles to show for them."""
    spent = [run.requests - run.counts.get("new", 0) for run in ended]
    lately, before = spent[:5], sorted(spent[5:45])
    if len(lately) < 5 or len(before) < 10:
        return None
    usual, now = before[len(before) // 2], sorted(lately)[2]
    if now < bounds.costly_requests or now < bounds.costly * max(usual, 1):
        return None
    return Judgement(state=State.DOUBTFUL, cause=Cause.COSTLY, detail=f"{now} requests a run, {usual} before")


def fails_on_the_way(run: RunRecord) -> bool:
    """Whether a run could not reach its portal: what our own way to the network may be to blame for."""
    return is_bad(run) and _cause(run) in NETWORK


def fell_together(facts: Mapping[str, Facts], bounds: Bounds = DEFAULT) -> tuple[frozenset[str], datetime | None]:
    """Portals that could be reached until none could any more, and the last moment at which one could be.

    Those that had failed before say nothing of the way: many an old portal is dead for good. With fewer than `offline_portals` of them
    nobody is named.
    """
    ended = {
        slug: [run for run in one.runs if run.finished is not None and run.outcome != RunOutcome.STOPPED] for slug, one in facts.items()
    }
    well = [run.finished for runs in ended.values() for run in runs if run.finished is not None and not fails_on_the_way(run)]
    last_well = max(well, default=None)
    fell = set()
    for slug, runs in ended.items():
        streak = list(itertools.takewhile(fails_on_the_way, runs))
        since_all = last_well is None or (len(streak) < len(runs) and streak and streak[-1].started >= last_well - bounds.offline_slack)
        if streak and since_all and facts[slug].enabled:
            fell.add(slug)
    return frozenset(fell if len(fell) >= bounds.offline_portals else ()), last_well
