"""Pages that list: the inbox, what was kept, search, the history of decisions; and exports of what a list shows."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from review.desk import Desk, desk_of
from review.question import question_of
from review.view import local_day
from review.wishes import KINDS, STATES, filter_of, number, place_of, place_text, query_of
from storage import search as index
from storage.decisions import DecisionRecord
from storage.desk import Filter, QueueRow
from storage.export import ExportError
from storage.export import export as write
from storage.figures import PortalName
from storage.models import ReviewState

PAGE = 50
EXPORTS = {"txt": "application/zip", "jsonl": "application/jsonl", "csv": "text/csv; charset=utf-8"}


def by_day(rows: Iterable[QueueRow]) -> list[tuple[date, list[list[QueueRow]]]]:
    """Rows under their Vietnamese day of notice, then by portal, in the order both first appear. Two portals may bear one name."""
    days: list[tuple[date, list[list[QueueRow]]]] = []
    for day, group in groupby(rows, key=lambda row: local_day(row.at)):
        portals: dict[str, list[QueueRow]] = {}
        for row in group:
            portals.setdefault(row.portal, []).append(row)
        days.append((day, list(portals.values())))
    return days


def inbox(request: Request) -> Response:
    return _queue(request, filter_of(request.query_params), "inbox.html", "/")


def kept(request: Request) -> Response:
    return _queue(request, filter_of({"state": "kept"} | dict(request.query_params)), "inbox.html", "/kept")


def _queue(request: Request, wanted: Filter, template: str, base: str) -> Response:
    desk = desk_of(request)
    after, before = (place_of(request.query_params.get(name, ""), name) for name in ("after", "before"))
    with desk.store.read():
        rows = desk.store.queue(wanted, after=after, before=before, limit=PAGE + 1)
        count, more = desk.store.count_queue(wanted)
        values = filter_values(desk)
        flash = done_note(desk, request)
        newest, last = desk.store.newest_change(), desk.store.last_decision()
        waiting = desk.store.count_queue(Filter())[0]
    further = len(rows) > PAGE
    rows = (rows[1:] if before is not None else rows[:PAGE]) if further else rows
    # the order in groups is the order in the page: a portal's rows stand together within their day
    links = {
        "older": query_of(wanted, after=place_text(rows[-1].place)) if rows and (further or before is not None) else "",
        "newer": query_of(wanted, before=place_text(rows[0].place))
        if rows and (after is not None or (before is not None and further))
        else "",
    }
    return desk.views.page(
        request,
        template,
        base=base,
        wanted=wanted,
        days=by_day(rows),
        rows=len(rows),
        count=count,
        more=more,
        newest=newest,
        last=last,
        flash=flash,
        waiting=waiting,
        kinds=KINDS,
        states=STATES,
        today=local_day(desk.now()),
        **(links | values),
    )


def filter_values(desk: Desk) -> dict[str, Any]:
    """What a filter can be set to: portals that are known, provinces they belong to, tags in use."""
    portals = desk.store.portal_names()
    return {
        "portal_names": [(portal.slug, portal.name or portal.slug) for portal in portals],
        "province_names": province_names(portals),
        "tag_names": [tag for tag, _ in desk.store.tags()],
    }


def province_names(portals: Iterable[PortalName]) -> list[str]:
    """Provinces of portals, of before and after July 2025, in Vietnamese order as far as folding gives it."""
    names = {name for portal in portals for name in (portal.province, portal.province_2025) if name}
    return sorted(names, key=lambda name: index.fold(name).casefold())


def done_note(desk: Desk, request: Request) -> DecisionRecord | None:
    """The decision the page before this one made, told with an undo; for browsers without script."""
    text = request.query_params.get("done", "")
    if not text:
        return None
    asked = number(text, "done")
    found = desk.store.decisions(limit=1, before=asked + 1) if asked < (1 << 62) else []
    return found[0] if found and found[0].id == asked else None


def decided(request: Request) -> Response:
    """What was decided since, in this or any other window; JSON."""
    desk = desk_of(request)
    since = number(request.query_params.get("since", "0"), "since")
    with desk.store.read():
        states = desk.store.decided_since(since)
        last = desk.store.last_decision()
        waiting = desk.store.count_queue(Filter())[0]
    return JSONResponse({"last": last, "states": {str(change): state.value for change, state in states.items()}, "waiting": waiting})


def search(request: Request) -> Response:
    desk = desk_of(request)
    text = request.query_params.get("q", "")
    asked = question_of(text, request.query_params)
    best = request.query_params.get("order") == "best"
    below = number(request.query_params["below"], "below") if request.query_params.get("below") else None
    with desk.store.read():
        found = desk.store.find(asked.question, below=below, limit=30, best=best)
        marks = desk.store.marks([article.id for article in found.articles])
        values = filter_values(desk)
    words = asked.question.words
    hits = [
        (
            article,
            index.marked(article.version.title, words),
            index.marked(index.excerpt(article.version.blocks, words), words),
            marks.get(article.id),
        )
        for article in found.articles
    ]
    return desk.views.page(
        request,
        "search.html",
        names=dict(values["portal_names"]),
        q=text,
        asked=asked,
        hits=hits,
        found=found,
        best=best,
        kinds=KINDS,
        below=below,
        **values,
    )


def history(request: Request) -> Response:
    desk = desk_of(request)
    before = number(request.query_params["before"], "before") if request.query_params.get("before") else None
    rows = desk.store.decisions(limit=101, before=before)
    days = [(day, list(group)) for day, group in groupby(rows[:100], key=lambda row: local_day(row.at))]
    return desk.views.page(
        request, "history.html", days=days, older=rows[99].id if len(rows) > 100 else None, flash=done_note(desk, request)
    )


def keys(request: Request) -> Response:
    return desk_of(request).views.page(request, "help.html")


def export(request: Request) -> Response:
    """The articles of a filter as a file: a zip of documents in the seed format, JSON lines, or CSV."""
    desk = desk_of(request)
    form = request.query_params.get("format", "")
    if form not in EXPORTS:
        raise HTTPException(400, f"format: want one of {', '.join(EXPORTS)}")
    wanted = filter_of({"state": ReviewState.KEPT.value} | dict(request.query_params))
    folder = tempfile.TemporaryDirectory(prefix="tinso-export-")
    try:
        path = _exported(desk, wanted, form, Path(folder.name))
    except (ExportError, OSError) as error:
        folder.cleanup()
        raise HTTPException(500, f"The export could not be written: {error}") from error
    except BaseException:
        folder.cleanup()
        raise
    name = f"tinso-{wanted.state or 'all'}-{local_day(desk.now()):%Y%m%d}.{'zip' if form == 'txt' else form}"
    return FileResponse(path, media_type=EXPORTS[form], filename=name, background=BackgroundTask(folder.cleanup))


def _exported(desk: Desk, wanted: Filter, form: str, folder: Path) -> Path:
    articles = desk.store.filtered_articles(wanted)
    path = folder / f"export.{form}"
    if form != "txt":
        write(articles, str(path), form, desk.store.data_dir)
        return path
    texts = folder / "texts"
    write(articles, f"{texts}/", "txt", desk.store.data_dir)
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in _files(texts):
            packed.write(file, file.name)
    return path


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.iterdir())
