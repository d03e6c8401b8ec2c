"""What becomes of what was heard about an article's attachments: an edit when another file stands there, else a note in its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from urllib.parse import urlsplit

from scheduler import files
from scheduler.decide import EditClass, file_key
from scheduler.files import FileEvent
from scheduler.outcome import Outcome, OutcomeKind, Plan
from storage.files import FileRecord, Replaced, file_facts, replaced_files
from storage.models import ArticleState, ChangeKind, FileMark, FilesSeen, Portal, ReviewState, Revisit
from storage.records import ArticleRecord, VersionRecord
from storage.store import Store

DAY = timedelta(days=1)


class Attached:
    """The part of ingest that deals with attachments."""

    store: Store
    confirm_after: timedelta
    plan: Plan

    def attachments(self, slug: str, heard: FilesSeen, now: datetime) -> Outcome:
        """Judge and store what was heard of an article's attachments. Raises StoreError, UnknownSlug."""
        with self.store.write():
            portal = self.store.portal_id(slug)
            article = self.store.article_at(portal, heard.url)
            if article is None or article.state == ArticleState.REMOVED:
                return Outcome(kind=OutcomeKind.UNCHANGED, url=heard.url)
            known = self.store.files(article.id)
            named = {file_key(item.url) for item in article.version.attachments}
            events = set[FileEvent]()
            for looks in heard.looks:
                key = file_key(looks[-1].url)
                if key not in named:
                    continue
                judged = self._judge_file(portal, article, known.get(key) or files.unknown(looks[-1].url), looks, now)
                events.add(judged.event)
                known[key] = judged.record
                self.store.put_file(portal, article.id, judged.record)
            if FileEvent.SUSPECTED in events:
                again = now + self.confirm_after
                self.store.plan_check(article.id, min(again, article.next_check or again))
            marks = marks_of(article.version, known)
            if FileEvent.REPLACED in events:
                return self._file_replaced(portal, article, marks, now)
            if marks != article.version.files:
                self.store.describe_files(article.version.id, marks)
            return Outcome(kind=OutcomeKind.UNCHANGED, url=article.url, article=article.id)

    def _judge_file(
        self, portal: int, article: ArticleRecord, known: FileRecord, looks: Sequence[FileMark], now: datetime
    ) -> files.FileJudgement:
        made_up = self.store.made_up(portal, known.place)
        stirred = self.store.stirred(portal, known.place, article.id, now - DAY)
        return files.judge(known, looks, now, self.confirm_after, made_up, stirred)

    def _file_replaced(self, portal: int, article: ArticleRecord, marks: tuple[FileMark, ...], now: datetime) -> Outcome:
        store, before = self.store, article.version
        after = store.add_files_version(article.id, before, marks, now)
        latest = store.article(article.id)
        found = replaced_files(before, latest.version if latest else None)
        original = store.article(article.copy_of) if article.copy_of is not None else None
        # a copy on the same portal names the same files: one change tells it
        along = original is not None and original.portal == article.portal
        change = store.add_change(
            ChangeKind.EDITED,
            portal,
            article.id,
            article.url,
            now,
            before=before,
            after=after,
            edit=(EditClass.ATTACHMENTS,),
            review_state=ReviewState.READ if along else ReviewState.UNREAD,
            note="; ".join(map(told, found))[:500],
        )
        if not article.suspicion:
            dated, quiet = store.rhythm_of(article.id)
            store.plan_check(article.id, self.plan(dated, now, quiet))
        return Outcome(kind=OutcomeKind.EDITED, url=article.url, article=article.id, change=change)


def told(file: Replaced) -> str:
    """One replaced file in a line."""
    before, after = file_facts(file.before), file_facts(file.after)
    return f"{file.name}: {before} → {after}" if before and after else file.name


def marks_of(version: VersionRecord, known: dict[str, FileRecord]) -> tuple[FileMark, ...]:
    """What is known of a version's attachments, in its order, each under the address it has there."""
    marks = []
    for item in version.attachments:
        record = known.get(file_key(item.url))
        if record is not None and record.asked is not None:
            mark = record.mark
            marks.append(
                FileMark(url=item.url, state=mark.state, size=mark.size, etag=mark.etag, last_modified=mark.last_modified, at=record.since)
            )
    return tuple(marks)


MOST_ASKED = 10  # attachments of one article in one look; among more they take turns
LEAST_ASKED = 5  # of an article that is looked at, whatever is left: what is spent too much, later looks pay for


def asking(store: Store, portal: Portal, revisits: Sequence[Revisit], allowed: int, now: datetime) -> tuple[tuple[Revisit, ...], int]:
    """The looks an order may make, each with the attachments it asks about, and how many requests are left of those allowed.

    `allowed` counts pages and attachments, 0 = no bound. Looks under suspicion come first and are never left out; others follow while
    something is left, so that an article with many files takes its share of the budget.
    """
    hosts = {_host(place) for place in (portal.url, *portal.hosts, *portal.entry_points)}
    number = store.portal_id(portal.slug)
    named = store.with_attachments(number, [revisit.url for revisit in revisits])
    made_up = cache(lambda place: store.made_up(number, place))
    suspected = store.second_looks(portal.slug, now) if allowed else 0
    left = allowed
    chosen: list[Revisit] = []
    for n, revisit in enumerate(revisits):
        if allowed and left <= 0 and n >= suspected:
            break
        left -= 1
        marks: tuple[FileMark, ...] = ()
        if revisit.url in named and (article := store.article(named[revisit.url])) is not None:
            most = min(MOST_ASKED, max(LEAST_ASKED, left)) if allowed else MOST_ASKED
            marks = _to_ask(article.version, store.files(article.id), lambda url: _host(url) in hosts, made_up, most)
        left -= len(marks)
        chosen.append(replace(revisit, files=marks))
    return tuple(chosen), max(0, left)


def _to_ask(
    version: VersionRecord, known: dict[str, FileRecord], owned: Callable[[str], bool], made_up: Callable[[str], frozenset[str]], most: int
) -> tuple[FileMark, ...]:
    """Those not asked about for longest; what is known of each, as far as it can be believed, under its address of today."""
    found: dict[str, FileRecord] = {}
    for item in version.attachments:
        if owned(item.url):
            record = known.get(file_key(item.url)) or files.unknown(item.url)
            found.setdefault(record.key, replace(record, mark=replace(record.mark, url=item.url)))
    waiting = sorted(found.values(), key=lambda record: record.asked.timestamp() if record.asked else 0.0)
    return tuple(files.trusted(record, made_up(record.place)) for record in waiting[:most])


def _host(place: str) -> str:
    return (urlsplit(place if "://" in place else f"//{place}").hostname or "").removeprefix("www.")
