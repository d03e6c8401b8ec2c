"""Judges every portal from what is stored, keeps the judgements, opens and closes alerts. The judging itself is `scheduler.health`."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from scheduler import health, rhythm
from scheduler.checks import known_rhythm, publication
from scheduler.health import Cause, Facts, Judgement, Looks, State
from storage.health import HealthRecord, Look
from storage.records import PortalState
from storage.store import Store

log = logging.getLogger(__name__)

NEWEST = 8  # articles that are compared with those before them
LATELY = timedelta(hours=3)
OFFLINE_AFTER = timedelta(minutes=30)
RUNS = 50


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
        known = rhythm.learn(events, since, last_new)
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
        looks=looks_of(looks),
        redirected_to=store.home_led_to(ended[0].id) if ended and health.is_bad(ended[0]) else "",
        quarantined=quarantined,
    )


def looks_of(newest_first: Sequence[Look]) -> Looks:
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
    )


def _share(truths: Iterable[bool]) -> float:
    listed = list(truths)
    return sum(listed) / len(listed) if listed else 0.0


def _commonest(names: Sequence[str]) -> str:
    return max(set(names), key=lambda name: (names.count(name), name)) if names else ""


def judgements(store: Store, now: datetime) -> tuple[dict[str, Judgement], bool]:
    """Every watched portal judged, and whether our own way to the network has been broken for a while. Stores nothing."""
    states = {state.portal.slug: state for state in store.portal_states() if state.declared}
    accepted, held = store.accepted(), store.quarantined()
    facts = {slug: facts_of(store, state, now, accepted.get(slug), held.get(slug, "")) for slug, state in states.items()}
    judged = {slug: health.judge(one, now) for slug, one in facts.items()}
    asked = sum(bool(one.runs) and one.runs[0].started > now - LATELY for one in facts.values())
    off = health.offline(judged, asked)
    if off:
        judged = {slug: _excused(one) for slug, one in judged.items()}
    return judged, off and _lasting(list(facts.values()), now)


def judge_all(store: Store, now: datetime) -> dict[str, Judgement]:
    """Judge every watched portal and store it; alerts at the onset of trouble and at recovery. Raises StoreError."""
    judged, off = judgements(store, now)
    for slug, one in judged.items():
        _keep(store, slug, one, now)
        if one.cause == Cause.TAKEN_OVER and one.state == State.BROKEN and store.quarantine(slug, one.detail, now):
            log.warning("%s is in quarantine: it is not asked until it is accepted", slug, extra={"event": "quarantine", "portal": slug})
    _service_alert(store, Cause.OFFLINE, off, "most portals cannot be reached at once", now)
    _portal_alerts(store, judged, now)
    return judged


def _excused(one: Judgement) -> Judgement:
    if one.cause not in health.NETWORK:
        return one
    return Judgement(state=State.DOUBTFUL, cause=Cause.OFFLINE, detail=f"{one.cause.value}: {one.detail}", expected=one.expected)


def _lasting(facts: Sequence[Facts], now: datetime) -> bool:
    """Whether no portal could be reached for a while."""
    successes = [one.last_success for one in facts if one.last_success is not None]
    return not successes or now - max(successes) >= OFFLINE_AFTER


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
