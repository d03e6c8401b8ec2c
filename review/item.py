"""One article: its text, facts and history, two of its versions compared, its document and its archived page as downloads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from review.compare import Line, compare, facts_changed, folded
from review.desk import Desk, article_of, desk_of, version_of
from review.language import published_text
from review.lists import done_note
from review.wishes import filter_of, number, place_of, place_text, query_of
from storage.archive import Archive, Location
from storage.decisions import Marks
from storage.desk import Filter, QueueRow
from storage.documents import compose, date_line
from storage.files import file_facts
from storage.models import ReviewState
from storage.records import ArticleRecord, ChangeRecord, VersionRecord
from storage.warc import ArchiveError

SHOWN_BLOCKS = 3000  # lines of a text that a page shows; the document has all


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the timeline: a version, a change, or a change with the version it brought."""

    at: datetime
    version: VersionRecord | None
    change: ChangeRecord | None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The row this page decides on, and where it goes on to within the queue it was opened from."""

    row: QueueRow | None
    queue: str  # query string of the queue
    own: str  # query string by which a page of this article keeps its place in it
    previous: str
    following: str


def timeline(versions: list[VersionRecord], changes: list[ChangeRecord]) -> list[Moment]:
    """Versions and changes of an article, newest first; a change stands with the version it brought."""
    by_version = {change.after_id: change for change in changes if change.kind in {"new", "edited", "restored"}}
    shown = set()
    moments = []
    for version in versions:
        change = by_version.get(version.id)
        if change is not None:
            shown.add(change.id)
        moments.append(Moment(version.at, version, change))
    moments += [Moment(change.at, None, change) for change in changes if change.id not in shown]
    return sorted(moments, key=lambda moment: (moment.at, moment.change.id if moment.change else 0), reverse=True)


def article(request: Request) -> Response:
    desk = desk_of(request)
    with desk.store.read():
        found = article_of(request)
        number_asked = request.query_params.get("version", "")
        version = version_of(request, found, number_asked) if number_asked else found.version
        versions = desk.store.versions(found.id)
        changes = list(desk.store.changes(article=found.id, limit=500))
        original = desk.store.article(found.copy_of) if found.copy_of is not None else None
        copies = desk.store.copies_of(found.id)
        group = [other for other in desk.store.group(found.group) if other.id != found.id][:50] if found.group is not None else []
        marks = desk.store.marks([found.id]).get(found.id, Marks())
        around = _neighbours(desk, request, found, changes)
        flash = done_note(desk, request)
        last = desk.store.last_decision()
    marks_of_files = {mark.url: mark for mark in version.files}
    return desk.views.page(
        request,
        "item.html",
        article=found,
        version=version,
        blocks=version.blocks[:SHOWN_BLOCKS],
        cut=len(version.blocks) > SHOWN_BLOCKS,
        captions=set(version.captions),
        files=[(file, marks_of_files.get(file.url)) for file in version.attachments],
        file_facts=file_facts,
        moments=timeline(versions, changes),
        original=original,
        copies=copies,
        group=group,
        marks=marks,
        around=around,
        flash=flash,
        last=last,
        unread=[change.id for change in changes if change.review_state == ReviewState.UNREAD],
    )


def _neighbours(desk: Desk, request: Request, article: ArticleRecord, changes: list[ChangeRecord]) -> Neighbours:
    """The change this page is about (`c`, else the newest that waits, else the newest), and its neighbours in the queue."""
    asked = request.query_params.get("c", "")
    own = [change.id for change in changes]
    waiting = [change.id for change in changes if change.review_state == ReviewState.UNREAD]
    chosen = number(asked, "c") if asked else (waiting or own or [0])[0]
    wanted = filter_of(request.query_params)
    row = desk.store.queue_row(chosen, wanted) if chosen in own else None
    if row is None:
        return Neighbours(None, "", "", "", "")
    place = place_of(request.query_params.get("at", ""), "at") or row.place
    behind = desk.store.queue(wanted, after=place, limit=1)
    ahead = desk.store.queue(wanted, before=place, limit=1)
    return Neighbours(
        row,
        query_of(wanted),
        query_of(wanted, c=row.id, at=place_text(place)),
        _link(ahead[0], wanted) if ahead else "",
        _link(behind[0], wanted) if behind else "",
    )


def _link(row: QueueRow, wanted: Filter) -> str:
    return f"/articles/{row.article}?{query_of(wanted, c=row.id, at=place_text(row.place))}"


def diff(request: Request) -> Response:
    desk = desk_of(request)
    with desk.store.read():
        found = article_of(request)
        versions = desk.store.versions(found.id)
        query = request.query_params
        after = version_of(request, found, query["after"]) if query.get("after") else found.version
        before = version_of(request, found, query["before"]) if query.get("before") else _before(versions, after)
        # opened from the queue, it decides and goes on as the article's page does
        changes = list(desk.store.changes(article=found.id, limit=500)) if query.get("c") else []
        around = _neighbours(desk, request, found, changes)
        flash = done_note(desk, request)
    if before is None:
        raise HTTPException(404, "The article has one version only; there is nothing to compare.")
    head = compare([before.title], [after.title])
    body = compare(before.blocks[:SHOWN_BLOCKS], after.blocks[:SHOWN_BLOCKS])
    dates = _changed_only([published_text(before.published)], [published_text(after.published)])
    files = _changed_only(_file_lines(before), _file_lines(after))
    return desk.views.page(
        request,
        "diff.html",
        article=found,
        versions=versions,
        before=before,
        after=after,
        side=query.get("view") != "inline",
        around=around,
        item=f"/articles/{found.id}" + (f"?{around.own}" if around.own else ""),
        flash=flash,
        head=head,
        titled=any(line.kind != "equal" for line in head),
        dates=dates,
        files=files,
        runs=list(folded(body)),
        facts=facts_changed([*head, *dates, *body, *files]),
    )


def _file_lines(version: VersionRecord) -> list[str]:
    marks = {mark.url: mark for mark in version.files}
    facts = {url: file_facts(mark) for url, mark in marks.items()}
    return [f"{file.name} {file.url}{f' ({facts[file.url]})' if facts.get(file.url) else ''}" for file in version.attachments]


def _before(versions: list[VersionRecord], after: VersionRecord) -> VersionRecord | None:
    older = [version for version in versions if version.number < after.number]
    return older[-1] if older else None


def _changed_only(before: list[str], after: list[str]) -> list[Line]:
    return [line for line in compare([text for text in before if text], [text for text in after if text]) if line.kind != "equal"]


def document(request: Request) -> Response:
    """The document of a version, as its text file."""
    found = article_of(request)
    version = version_of(request, found, request.path_params["number"])
    text = compose(version.title, date_line(version.published), version.blocks)
    name = version.document_name or f"{found.id}-{version.number}.txt"
    return PlainTextResponse(text, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def archived(request: Request) -> Response:
    """The raw page of a version, to be saved: it is hostile, and no page of ours ever shows it."""
    desk = desk_of(request)
    found = article_of(request)
    version = version_of(request, found, request.path_params["number"])
    if version.spot is None:
        raise HTTPException(404, "The page of this version is not in the archive.")
    spot = version.spot
    try:
        page = Archive(desk.store.data_dir).read(Location(spot.file, spot.offset, spot.length, spot.digest))
    except ArchiveError as error:
        raise HTTPException(404, f"The archived page cannot be read: {error}") from error
    return Response(
        page.body,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="tinso-{found.id}-{version.number}.html"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
