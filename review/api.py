"""The JSON interface. Its operations stand in one table: routes, checks of what is asked, and the OpenAPI description come from it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from review.acts import MOST_CHANGES, told
from review.answers import FLAG, NUMBER, TEXT, many, maybe, named, thing
from review.compare import Span, compare
from review.desk import Desk, article_of, desk_of, version_of
from review.openapi import Operation, Parameter, description
from review.question import question_of
from review.wishes import KINDS, STATES, WishError, day, filter_of, number, place_of, place_text, words
from storage.connection import VIETNAM, to_db
from storage.desk import Place, QueueRow
from storage.export import article_record, change_record
from storage.figures import PortalFigures
from storage.files import attachments_record
from storage.finding import Question
from storage.models import ArticleState, ReviewState
from storage.records import ArticleRecord, VersionRecord

MOST = 200


def _json(value: Any, status: int = 200) -> Response:
    return JSONResponse(value, status, headers={"Cache-Control": "no-store"})


def _local(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(VIETNAM).isoformat(timespec="seconds")


def _limit(request: Request) -> int:
    text = request.query_params.get("limit", "")
    limit = number(text, "limit") if text else 50
    if not 1 <= limit <= MOST:
        raise WishError(f"limit: want 1 to {MOST}")
    return limit


def _choice(request: Request, name: str, allowed: tuple[str, ...]) -> str:
    value = request.query_params.get(name, "")
    if value and value not in allowed:
        raise WishError(f"{name}: want one of {', '.join(allowed)}")
    return value


def _version(version: VersionRecord) -> dict[str, Any]:
    return {
        "number": version.number,
        "at": _local(version.at),
        "title": version.title,
        "published": version.published or None,
        "published_evidence": version.published_evidence,
        "author": version.author,
        "lead": version.lead,
        "text": "\n".join(version.blocks),
        "captions": list(version.captions),
        "attachments": attachments_record(version),
        "content_hash": version.content_hash,
        "document": version.document_name or None,
        "baseline": version.baseline,
        "archived": version.spot is not None,
    }


def _row(row: QueueRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "changes": list(row.changes),
        "kind": row.kind.value,
        "at": _local(row.at),
        "portal": row.portal,
        "article": row.article,
        "url": row.url,
        "title": row.title,
        "lead": row.lead,
        "published": row.published or None,
        "edit": list(row.edit),
        "before": row.before,
        "after": row.after,
        "review_state": row.review_state.value,
        "reason": row.reason,
        "starred": row.marks.starred,
        "note": row.marks.note,
        "tags": list(row.marks.tags),
        "reprints": [{"change": item.id, "portal": item.portal, "article": item.article} for item in row.reprints],
    }


def _portal(figures: PortalFigures) -> dict[str, Any]:
    state, portal = figures.state, figures.state.portal
    return {
        "slug": portal.slug,
        "name": portal.name,
        "kind": portal.kind.value,
        "url": portal.url,
        "province": portal.province,
        "province_2025": portal.province_2025,
        "life_cycle": portal.life_cycle.value,
        "enabled": portal.enabled,
        "articles": figures.articles,
        "unread": figures.unread,
        "last_success": _local(state.last_success),
        "last_new": _local(state.last_new),
        "last_failure": state.last_failure,
        "failed_runs": state.errors,
        "next_due": _local(state.next_due),
        "interval": state.interval,
        "cause": figures.judged.cause if figures.judged else "",
        "expected": _local(figures.judged.expected) if figures.judged else None,
    }


def articles(request: Request) -> Response:
    """With words by the index of words, in bounded time; without by date. Where the next page begins is told as text in both cases."""
    desk = desk_of(request)
    query = request.query_params
    limit = _limit(request)
    after = query.get("after", "")
    portal = words(query.get("portal", ""))
    state = _choice(request, "state", tuple(ArticleState))
    kept = _choice(request, "kept", ("true", "false")) == "true"
    since, until = day(query.get("since", ""), "since"), day(query.get("until", ""), "until")
    if text := words(query.get("words", "")):
        asked = Question(words=text, portal=portal, state=state, since=since, until=until, kept=kept)
        found = desk.store.find(asked, below=number(after, "after") if after else None, limit=limit)
        return _json(_page(found.articles, "" if found.behind is None else str(found.behind), bounded=found.bounded))
    place = place_of(after, "after")
    begin = (datetime.fromisoformat(place.at), place.id) if place is not None else None
    rows = list(
        desk.store.articles(portal=portal or None, since=since, until=until, state=state or None, kept=kept, limit=limit + 1, after=begin)
    )
    shown = rows[:limit]
    return _json(_page(shown, place_text(Place(to_db(shown[-1].dated), shown[-1].id)) if len(rows) > limit else ""))


def _page(found: Sequence[ArticleRecord], after: str, *, bounded: bool = False) -> dict[str, Any]:
    return {"articles": [article_record(article) for article in found], "after": after or None, "bounded": bounded}


def article(request: Request) -> Response:
    found = article_of(request)
    marks = desk_of(request).store.marks([found.id]).get(found.id)
    extra = (
        {"starred": marks.starred, "note": marks.note, "tags": list(marks.tags)} if marks else {"starred": False, "note": "", "tags": []}
    )
    return _json(article_record(found) | extra)


def versions(request: Request) -> Response:
    found = article_of(request)
    return _json({"versions": [_version(version) for version in desk_of(request).store.versions(found.id)]})


def version(request: Request) -> Response:
    return _json(_version(version_of(request, article_of(request), request.path_params["number"])))


def copies(request: Request) -> Response:
    found = article_of(request)
    return _json({"articles": [article_record(other) for other in desk_of(request).store.copies_of(found.id)]})


def _spans(spans: tuple[Span, ...]) -> list[dict[str, str]]:
    return [{"text": span.text, "mark": span.mark, "fact": span.fact} for span in spans]


def diff(request: Request) -> Response:
    found = article_of(request)
    before, after = (version_of(request, found, request.query_params.get(name, "")) for name in ("before", "after"))
    lines = compare([before.title, *before.blocks], [after.title, *after.blocks])
    return _json(
        {
            "before": before.number,
            "after": after.number,
            "lines": [{"kind": line.kind, "left": _spans(line.left), "right": _spans(line.right)} for line in lines],
        }
    )


def changes(request: Request) -> Response:
    desk = desk_of(request)
    wanted = filter_of({"state": "any"} | dict(request.query_params))
    limit = _limit(request)
    rows = desk.store.queue(wanted, after=place_of(request.query_params.get("after", ""), "after"), limit=limit)
    following = place_text(rows[-1].place) if len(rows) == limit else None
    return _json({"changes": [_row(row) for row in rows], "after": following})


def change(request: Request) -> Response:
    found = desk_of(request).store.change(number(request.path_params["id"]))
    if found is None:
        raise HTTPException(404, "There is no such change.")
    return _json(change_record(found) | {"reason": found.note, "decided_at": _local(found.decided_at), "size": found.size})


def portals(request: Request) -> Response:
    desk = desk_of(request)
    return _json({"portals": [_portal(figures) for figures in desk.store.board(desk.now())]})


def portal(request: Request) -> Response:
    desk = desk_of(request)
    (found,) = desk.store.board(desk.now(), slug=request.path_params["slug"])
    return _json(_portal(found) | {"days": list(found.days)})


def search(request: Request) -> Response:
    desk = desk_of(request)
    asked = question_of(request.query_params.get("q", ""), request.query_params)
    best = _choice(request, "order", ("newest", "best")) == "best"
    below = request.query_params.get("below", "")
    found = desk.store.find(asked.question, below=number(below, "below") if below else None, limit=_limit(request), best=best)
    articles: tuple[ArticleRecord, ...] = found.articles
    return _json({"articles": [article_record(item) for item in articles], "below": found.behind, "bounded": found.bounded})


def decisions(request: Request) -> Response:
    before = request.query_params.get("before", "")
    limit = _limit(request)
    rows = desk_of(request).store.decisions(limit=limit, before=number(before, "before") if before else None)
    return _json(
        {
            "before": rows[-1].id if len(rows) == limit else None,
            "decisions": [
                {"id": row.id, "at": _local(row.at), "act": row.act, "source": row.source, "items": row.items, "undone": row.undone}
                for row in rows
            ],
        }
    )


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise WishError("the body is not JSON") from error
    if not isinstance(body, dict):
        raise WishError("the body: want a JSON object")
    return body


def _state(value: object, name: str) -> ReviewState:
    if not isinstance(value, str) or value not in tuple(ReviewState):
        raise WishError(f"{name}: want one of {', '.join(ReviewState)}")
    return ReviewState(value)


def _ids(value: object) -> list[int]:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_CHANGES or any(isinstance(item, bool) for item in value):
        raise WishError(f"changes: want a list of 1 to {MOST_CHANGES} ids")
    return [number(item, "changes") for item in value]


async def _done(request: Request, work: Callable[[Desk], Any]) -> Response:
    desk = desk_of(request)
    try:
        done = await run_in_threadpool(work, desk)
    except LookupError as error:
        raise HTTPException(404, f"There is no such thing: {error}") from error
    return _json(await run_in_threadpool(told, desk, done))


async def decide(request: Request) -> Response:
    body = await _body(request)
    wanted, state = _ids(body.get("changes")), _state(body.get("review_state"), "review_state")
    seen = _state(body["seen"], "seen") if body.get("seen") is not None else None
    return await _done(request, lambda desk: desk.store.decide(wanted, state, desk.now(), seen=seen, source="api"))


async def undo(request: Request) -> Response:
    decision = number(request.path_params["id"])
    return await _done(request, lambda desk: desk.store.undo(decision, desk.now(), source="api"))


async def mark(request: Request) -> Response:
    body = await _body(request)
    article = number(request.path_params["id"])
    starred, note = body.get("starred"), body.get("note")
    lists = {name: body.get(name, []) for name in ("add_tags", "drop_tags")}
    if not body.keys() & {"starred", "note", *lists}:
        raise WishError("the body: want one of starred, note, add_tags, drop_tags")
    if not (starred is None or isinstance(starred, bool)) or not (note is None or isinstance(note, str)):
        raise WishError("starred: want true or false; note: want a text")
    for name, values in lists.items():
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values) or len(values) > 50:
            raise WishError(f"{name}: want a list of texts")
    plain = None if note is None else note.encode("utf-8", "replace").decode()
    add, drop = ([words(value) for value in lists[name]] for name in ("add_tags", "drop_tags"))
    return await _done(
        request,
        lambda desk: desk.store.mark(article, desk.now(), starred=starred, note=plain, add_tags=add, drop_tags=drop, source="api"),
    )


def queue_count(request: Request) -> Response:
    count, more = desk_of(request).store.count_queue(filter_of(request.query_params))
    return _json({"count": count, "more": more})


_FILTER = (
    Parameter("state", "Review state.", STATES),
    Parameter("portal", "Slug of a portal."),
    Parameter("province", "A province, of before or after July 2025; accents are optional."),
    Parameter("kind", "Kind of change.", KINDS),
    Parameter("since", "First day (Vietnam), 2026-03-05 or 5/3/2026."),
    Parameter("until", "Last day (Vietnam)."),
    Parameter("words", "Words the article has; accents are optional."),
    Parameter("starred", "1: only starred articles."),
    Parameter("tag", "A tag of the article."),
)
_AFTER = Parameter("after", "`after` of the page before.")
_LIMIT = Parameter("limit", f"At most so many, 1 to {MOST}.", kind="integer")
_ID = Parameter("id", "Its number.", where="path", kind="integer")
_NUMBER = Parameter("number", "Version within the article, from 1.", where="path", kind="integer")
_SLUG = Parameter("slug", "Slug of a portal.", where="path")
_DAYS = tuple(parameter for parameter in _FILTER if parameter.name in {"since", "until"})
_STATE = Parameter("state", "State of the article.", tuple(ArticleState))

_ARTICLES = thing(articles=many("Article"), after=maybe(TEXT), bounded=FLAG)

OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", "/api/articles", articles, "Articles, newest first", _ARTICLES, (
        _FILTER[1], *_DAYS, _STATE, Parameter("kept", "true: only kept ones.", ("true", "false")), _FILTER[6], _LIMIT, _AFTER)),
    Operation("GET", "/api/articles/{id}", article, "One article with its marks", named("MarkedArticle"), (_ID,)),
    Operation("GET", "/api/articles/{id}/versions", versions, "Its versions, oldest first", thing(versions=many("Version")), (_ID,)),
    Operation("GET", "/api/articles/{id}/versions/{number}", version, "One version", named("Version"), (_ID, _NUMBER)),
    Operation("GET", "/api/articles/{id}/copies", copies, "Articles with the same content, met later",
        thing(articles=many("Article")), (_ID,)),
    Operation("GET", "/api/articles/{id}/diff", diff, "Two versions compared, line by line and word by word",
        thing(before=NUMBER, after=NUMBER, lines=many("Line")), (
        _ID,
        Parameter("before", "Version number.", kind="integer", required=True),
        Parameter("after", "Version number.", kind="integer", required=True),
    )),
    Operation("POST", "/api/articles/{id}/marks", mark, "Star, note or tag an article", named("Decided"), (_ID,), body={
        "starred": {"type": "boolean"}, "note": {"type": "string"},
        "add_tags": {"type": "array", "items": {"type": "string"}}, "drop_tags": {"type": "array", "items": {"type": "string"}}}),
    Operation("GET", "/api/changes", changes, "Changes as the queue shows them, newest first",
        thing(changes=many("Row"), after=maybe(TEXT)), (
        *_FILTER, _LIMIT, _AFTER)),
    Operation("GET", "/api/changes/count", queue_count, "How many changes a filter fits", thing(count=NUMBER, more=FLAG), _FILTER),
    Operation("GET", "/api/changes/{id}", change, "One change", named("Change"), (_ID,)),
    Operation("GET", "/api/portals", portals, "All portals with their figures", thing(portals=many("Portal"))),
    Operation("GET", "/api/portals/{slug}", portal, "One portal, with articles per day of the last 30 days", named("PortalDays"), (_SLUG,)),
    Operation("GET", "/api/search", search, "Full text search", thing(articles=many("Article"), below=maybe(NUMBER), bounded=FLAG), (
        Parameter("q", "Words, phrases in quotes, and fields such as portal:, kind:, since:."), _FILTER[1], _FILTER[3], _STATE, *_DAYS,
        Parameter("order", "Newest first, or best first among the newest.", ("newest", "best")), _LIMIT,
        Parameter("below", "`below` of the page before.", kind="integer"))),
    Operation("GET", "/api/decisions", decisions, "What was decided, newest first",
        thing(decisions=many("Decision"), before=maybe(NUMBER)), (
        _LIMIT, Parameter("before", "`before` of the page before.", kind="integer"))),
    Operation("POST", "/api/decisions", decide, "Decide changes", named("Decided"), body={
        "changes": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 1, "maxItems": MOST_CHANGES},
        "review_state": {"type": "string", "enum": [state.value for state in ReviewState]},
        "seen": {"type": "string", "enum": [state.value for state in ReviewState],
                 "description": "The state you saw: changes that left it meanwhile are refused."}},
        needed=("changes", "review_state")),
    Operation("POST", "/api/decisions/{id}/undo", undo, "Undo a decision", named("Decided"), (_ID,)),
)  # fmt: skip


def openapi(request: Request) -> Response:
    return _json(description(OPERATIONS))


def page(request: Request) -> Response:
    return desk_of(request).views.page(request, "api.html", operations=OPERATIONS)


ROUTES: list[BaseRoute] = [
    Route("/api", page),
    Route("/api/openapi.json", openapi),
    *(Route(operation.path, operation.endpoint, methods=[operation.method]) for operation in OPERATIONS),
]
