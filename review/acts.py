"""What a person does: keep, dismiss, star, note, tag, undo, in bulk too.

Each answers a script with JSON, and a form with the page it came from.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from review.desk import Desk, desk_of
from review.language import LANGUAGES
from review.view import THEMES
from review.wishes import filter_of, local_path, number, words
from storage.decisions import Decided
from storage.desk import Filter
from storage.models import ReviewState

ACTS = {"keep": ReviewState.KEPT, "dismiss": ReviewState.DISMISSED, "unread": ReviewState.UNREAD}
YEAR = 365 * 86400
MOST_CHANGES = 1000


MOST_FIELDS = 100


async def form_of(request: Request) -> FormData:
    """The fields of one of the desk's forms. None of them has files. Raises HTTPException 400."""
    if request.headers.get("content-type", "").partition(";")[0].strip().casefold() == "multipart/form-data":
        raise HTTPException(400, "The desk's forms are sent as application/x-www-form-urlencoded.")
    return await request.form(max_fields=MOST_FIELDS)


def text_of(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def state_of(act: str) -> ReviewState:
    if act not in ACTS:
        raise HTTPException(400, f"act: want one of {', '.join(ACTS)}")
    return ACTS[act]


async def _answer(request: Request, back: str, work: Callable[[Desk], Decided]) -> Response:
    """Do it, then tell: a script gets where each change stands now, a form is sent back with an undo."""
    desk = desk_of(request)
    try:
        done = await run_in_threadpool(work, desk)
    except LookupError as error:
        raise HTTPException(404, f"There is no such thing: {error}") from error
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(await run_in_threadpool(told, desk, done))
    result = [("done", done.decision), ("refused", len(done.refused) or None)]
    return _back(back, [(name, str(value)) for name, value in result if value is not None])


def _back(back: str, result: list[tuple[str, str]]) -> Response:
    """To a page of ours, which says what was done."""
    address, _, place = local_path(back).partition("#")
    path, _, query = address.partition("?")
    pairs = [(name, value) for name, value in parse_qsl(query) if name not in {"done", "refused", "asked"}] + result
    return RedirectResponse(path + (f"?{urlencode(pairs)}" if pairs else "") + (f"#{place}" if place else ""), 303)


def told(desk: Desk, done: Decided) -> dict[str, object]:
    """A decision as JSON."""
    return {
        "decision": done.decision,
        "done": done.done,
        "states": {str(change): state.value for change, state in done.states.items()},
        "refused": list(done.refused),
        "waiting": desk.store.count_queue(Filter())[0],
    }


async def decide(request: Request) -> Response:
    form = await form_of(request)
    state = state_of(text_of(form, "act"))
    changes = [number(part, "changes") for part in text_of(form, "changes").split(",")[:MOST_CHANGES] if part]
    seen = text_of(form, "seen")
    if seen and seen not in tuple(ReviewState):
        raise HTTPException(400, "seen: not a review state")
    expected = ReviewState(seen) if seen else None
    back = text_of(form, "next") or text_of(form, "back")
    return await _answer(request, back, lambda desk: desk.store.decide(changes, state, desk.now(), seen=expected))


async def bulk(request: Request) -> Response:
    """Everything the visible filter fits, up to the newest change that was on the screen."""
    form = await form_of(request)
    state = state_of(text_of(form, "act"))
    wanted = filter_of(dict(parse_qsl(text_of(form, "filter"))))
    upto = number(text_of(form, "upto"), "upto")
    return await _answer(request, text_of(form, "back"), lambda desk: desk.store.decide_filter(wanted, upto, state, desk.now()))


async def undo(request: Request) -> Response:
    form = await form_of(request)
    decision = number(text_of(form, "decision"), "decision")
    return await _answer(request, text_of(form, "back"), lambda desk: desk.store.undo(decision, desk.now()))


async def mark(request: Request) -> Response:
    form = await form_of(request)
    article = number(text_of(form, "article"), "article")
    star = {"on": True, "off": False}.get(text_of(form, "star"))
    note = text_of(form, "note") if "note" in form else None
    add = [words(part) for part in text_of(form, "tag").split(",")]
    drop = [text_of(form, "untag")] if text_of(form, "untag") else []
    return await _answer(
        request,
        text_of(form, "back"),
        lambda desk: desk.store.mark(article, desk.now(), starred=star, note=note, add_tags=add, drop_tags=drop),
    )


async def check(request: Request) -> Response:
    form = await form_of(request)
    desk = desk_of(request)
    await run_in_threadpool(desk.store.check_soon, text_of(form, "portal"), desk.now())
    return _back(text_of(form, "back"), [("asked", "1")])


async def preferences(request: Request) -> Response:
    """Language and theme, remembered by the browser for a year."""
    form = await form_of(request)
    answer = RedirectResponse(local_path(text_of(form, "back")), 303)
    for name, allowed in (("lang", LANGUAGES), ("theme", THEMES)):
        value = text_of(form, name)
        if value in allowed:
            answer.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return answer
