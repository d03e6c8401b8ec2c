"""Judges every portal from what is stored, keeps the judgements, opens and closes alerts. The judging itself is `scheduler.health`."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduler import health, rhythm
from scheduler.checks import known_rhythm, publication
from scheduler.health import Cause, Facts, Judgement, Looks, State
from storage.health import HealthRecord, Look
from storage.records import PortalState, RunRecord
from storage.store import Store

log = logging.getLogger(__name__)

NEWEST = 8  # articles that are compared with those before them
OFFLINE_AFTER = timedelta(minutes=30)
OUTAGE_KEPT = timedelta(days=30)  # how long what failed then is excused
ASK_TO_BE_SURE = 3  # portals asked ahead of their time at each judgement while none seems to be reachable
RUNS = 50
REBUILT_LEAST, REBUILT_MOST, REBUILT_BEFORE = 4, 16, 8  # articles of the new build, and of the one before
REBUILT_NEWS = timedelta(days=7)


def facts_of(store: Store, state: PortalState, now: datetime, accepted: datetime | None = None, quarantined: str = "") -> Facts:
    """What there is to judge a portal from. `accepted`: since when it is judged anew, what was before does not speak against it."""
    slug = state.portal.slug
    runs = store.runs(slug, since=accepted, limit=RUNS)
    looks = store.looks(slug, since=accepted)
    schedule = store.schedule_state(slug)
    policy = rhythm.DEFAULT
    found = store.publications(slug, now - 2 * policy.window)
    events = [event for event in (publication(*one) for one in found) if event.at <= now]
    last_new = max((event.at for event in events), default=None)
    newest = None
    if last_new is not None:
        # what silence is measured by is the rhythm before it began
        since = max(min(event.at for event in events), last_new - policy.window)
        known = _learned(slug, events, since, last_new)
    else:
        newest = store.newest_dated(slug)
        known, _ = known_rhythm(store, slug, now)
    ended = [run for run in runs if run.finished is not None]
    return Facts(
        slug=slug,
        life=state.portal.life_cycle,
        enabled=state.portal.enabled,
        met=state.first_contact_done,
        rhythm=known,
        history=len(events),
        last_new=last_new,
        newest=newest,
        last_success=state.last_success,
        runs=runs,
        usual_links=schedule.usual_links,
        shrunk_runs=schedule.shrunk_runs,
        looks=looks_of(looks, now),
        redirected_to=store.home_led_to(ended[0].id) if ended and health.is_bad(ended[0]) else "",
        quarantined=quarantined,
    )


_LEARNED: dict[str, tuple[int, rhythm.Rhythm]] = {}  # by portal, with what it was learned from: most judgements find nothing new


def _learned(slug: str, events: Sequence[rhythm.Publication], since: datetime, last_new: datetime) -> rhythm.Rhythm:
    """The rhythm of these publications; learned again only when they are others than at the judgement before."""
    key = hash((tuple(events), since, last_new))
    found = _LEARNED.get(slug)
    if found is None or found[0] != key:
        found = _LEARNED[slug] = (key, rhythm.learn(events, since, last_new))
    return found[1]


def looks_of(newest_first: Sequence[Look], now: datetime) -> Looks:
    newest, before = newest_first[:NEWEST], newest_first[NEWEST:]
    return Looks(
        articles=len(newest),
        before=len(before),
        undated=_share(not look.dated for look in newest),
        undated_before=_share(not look.dated for look in before),
        leadless=_share(not look.lead for look in newest),
        leadless_before=_share(not look.lead for look in before),
        short=_share(look.characters < 80 for look in newest),
        short_before=_share(look.characters < 80 for look in before),
        accents=_share(look.accents for look in newest),
        accents_before=_share(look.accents for look in before),
        family=_commonest([look.family for look in newest]),
        family_before=_commonest([look.family for look in before]),
        rebuilt=rebuilt(newest_first, now),
    )


def rebuilt(newest_first: Sequence[Look], now: datetime) -> int:
    """How many of the newest articles stand on pages of another build than those before; 0 as well when that is no news any more.

    An article that was looked at again shows the new build too: they need not be new ones.
    """
    if not newest_first or newest_first[0].seen is None or now - newest_first[0].seen > REBUILT_NEWS:
        return 0
    marks = [f"{look.family} {look.mark}" for look in newest_first if look.mark]
    for k in range(REBUILT_LEAST, min(REBUILT_MOST, len(marks) - REBUILT_BEFORE) + 1):
        now_built, was = _commonest(marks[:k]), _commonest(marks[k:])
        uniform = marks[:k].count(now_built) >= 0.8 * k and marks[k:].count(was) >= 0.6 * len(marks[k:])
        if uniform and now_built != was and marks[k:].count(now_built) <= 0.1 * len(marks[k:]):
            return k
    return 0


def _share(truths: Iterable[bool]) -> float:
    listed = list(truths)
    return sum(listed) / len(listed) if listed else 0.0


def _commonest(names: Sequence[str]) -> str:
    return max(set(names), key=lambda name: (names.count(name), name)) if names else ""


@dataclass(frozen=True, slots=True)
class Outage:
    """Portals that cannot be reached since none can. `since`: when one could be last, None when none ever was.

    `sure`: portals asked because of the suspicion could not be reached either, and it has lasted a while.
    """

    fell: frozenset[str] = frozenset()
    since: datetime | None = None
    sure: bool = False
    others: tuple[str, ...] = ()  # portals that were well when they were asked last, before it began


def judgements(store: Store, now: datetime) -> tuple[dict[str, Judgement], Outage]:
    """Every watched portal judged, and whether our own way to the network is broken. Stores nothing."""
    states = {state.portal.slug: state for state in store.portal_states() if state.declared}
    accepted, held = store.accepted(), store.quarantined()
    facts = {slug: facts_of(store, state, now, accepted.get(slug), held.get(slug, "")) for slug, state in states.items()}
    outage = _outage(store, facts, now)
    windows = store.outages()
    if outage.fell:
        windows.append((outage.since or now - OUTAGE_KEPT, now))
    judged = {slug: health.judge(replace(one, runs=_own_runs(one.runs, windows)), now) for slug, one in facts.items()}
    return {slug: _excused(one) if slug in outage.fell else one for slug, one in judged.items()}, outage


def _outage(store: Store, facts: Mapping[str, Facts], now: datetime) -> Outage:
    fell, since = health.fell_together(facts)
    if not fell:
        return Outage()
    suspected = store.outage_suspected()
    asked_since = [one for slug, one in facts.items() if slug in fell and suspected is not None and one.runs[0].started >= suspected]
    others = tuple(slug for slug, one in facts.items() if slug not in fell and one.enabled and one.runs and not health.is_bad(one.runs[0]))
    sure = suspected is not None and (bool(asked_since) or not others) and (since is None or now - since >= OFFLINE_AFTER)
    return Outage(fell, since, sure, others)


def _own_runs(runs: Sequence[RunRecord], windows: Sequence[tuple[datetime, datetime]]) -> list[RunRecord]:
    """The runs without those that failed on the way while no portal could be reached: they say nothing of this one."""
    return [run for run in runs if not (health.fails_on_the_way(run) and any(begin <= run.started <= end for begin, end in windows))]


def judge_all(store: Store, now: datetime) -> dict[str, Judgement]:
    """Judge every watched portal and store it; alerts at the onset of trouble and at recovery. Raises StoreError.

    While it seems that no portal can be reached, some that were well are made due, to be sure; afterwards those that could not be.
    """
    judged, outage = judgements(store, now)
    if not outage.fell and store.outage_suspected() is not None:
        _ask_again(store, judged, now)
    store.note_outage(outage.since or now if outage.fell else None, now, keep=OUTAGE_KEPT)
    if outage.fell:
        store.put_off([(slug, now) for slug in outage.others[:ASK_TO_BE_SURE]])
    for slug, one in judged.items():
        _keep(store, slug, one, now)
        if one.cause == Cause.TAKEN_OVER and one.state == State.BROKEN and store.quarantine(slug, one.detail, now):
            log.warning("%s is in quarantine: it is not asked until it is accepted", slug, extra={"event": "quarantine", "portal": slug})
    # once said, it holds until one can be reached
    holds = outage.sure or (bool(outage.fell) and any(alert.cause == Cause.OFFLINE for alert in store.alerts(open_only=True)))
    _service_alert(store, Cause.OFFLINE, holds, "most portals cannot be reached at once", now)
    _portal_alerts(store, judged, now)
    return judged


def _ask_again(store: Store, slugs: Iterable[str], now: datetime) -> None:
    """The way is open again: make due, one after the other, what could not be reached meanwhile."""
    windows = store.outages()
    failed = [slug for slug in slugs if (runs := store.runs(slug, limit=1)) and not _own_runs(runs, windows)]
    store.put_off(rhythm.spread([(slug, 0.0) for slug in failed], now, ASK_TO_BE_SURE))


def _excused(one: Judgement) -> Judgement:
    """What is known of a portal that cannot be reached because none can."""
    if one.state == State.BROKEN:
        return one
    return Judgement(state=State.DOUBTFUL, cause=Cause.OFFLINE, detail="no portal can be reached", expected=one.expected)


def _keep(store: Store, slug: str, one: Judgement, now: datetime) -> None:
    changed = store.put_health(
        HealthRecord(
            portal=slug,
            state=one.state.value,
            cause=one.cause.value,
            detail=one.detail,
            action=one.action,
            proposal=one.proposal,
            since=now,
            expected=one.expected,
            judged_at=now,
        )
    )
    if changed and one.cause != Cause.NONE:
        log.warning(
            "%s is %s: %s (%s)",
            slug,
            one.state.value,
            one.cause.value,
            one.detail,
            extra={"event": "health", "portal": slug, "state": one.state.value, "cause": one.cause.value},
        )


def _portal_alerts(store: Store, judged: dict[str, Judgement], now: datetime) -> None:
    opened = {alert.portal: alert for alert in store.alerts(open_only=True) if alert.portal}
    for slug, one in judged.items():
        if one.state == State.BROKEN:
            store.open_alert(slug, one.cause.value, _told(one), one.action, now)
        elif slug in opened and one.state in {State.GOOD, State.QUIET, State.OFF}:
            store.close_alert(opened[slug].id, now)
    for slug, alert in opened.items():
        if slug not in judged:  # no registry names it any more
            store.close_alert(alert.id, now)


def _told(one: Judgement) -> str:
    return f"{one.detail} (proposed: {one.proposal})" if one.proposal and one.proposal not in one.detail else one.detail


def _service_alert(store: Store, cause: Cause, holds: bool, detail: str, now: datetime) -> None:
    """An alert of the service as a whole."""
    if holds:
        store.open_alert("", cause.value, detail, health.ACTIONS[cause], now)
        return
    for alert in store.alerts(open_only=True):
        if not alert.portal and alert.cause == cause.value:
            store.close_alert(alert.id, now)


def disk_alert(store: Store, reason: str, now: datetime) -> None:
    """Open or close the alert that crawling pauses for want of room; `reason` "" when there is room. Raises StoreError."""
    _service_alert(store, Cause.DISK, bool(reason), reason, now)
