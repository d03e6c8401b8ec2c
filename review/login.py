"""Logging in and out, when the desk has a password."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from review.acts import form_of, text_of
from review.desk import desk_of
from review.guard import SESSION_COOKIE, SESSION_SECONDS, TooManyTries
from review.wishes import local_path


def page(request: Request) -> Response:
    desk = desk_of(request)
    if desk.password is None or request.scope.get("session") is not None:
        return RedirectResponse("/", 303)
    return desk.views.page(request, "login.html", next=local_path(request.query_params.get("next", "/")), wrong=False, wait=0)


async def enter(request: Request) -> Response:
    desk = desk_of(request)
    if desk.password is None:
        return RedirectResponse("/", 303)
    form = await form_of(request)
    target = local_path(text_of(form, "next") or "/")
    wait = 0
    try:
        right = await run_in_threadpool(desk.password.check, text_of(form, "password"))
    except TooManyTries as error:
        right, wait = False, int(error.seconds) + 1
    if not right:
        answer: Response = desk.views.page(request, "login.html", 429 if wait else 401, next=target, wrong=not wait, wait=wait)
        if wait:
            answer.headers["Retry-After"] = str(wait)
        return answer
    old = request.scope.get("session")
    if old is not None:
        desk.sessions.end(old)
    answer = RedirectResponse(target, 303)
    answer.set_cookie(
        SESSION_COOKIE,
        desk.sessions.start(),
        max_age=SESSION_SECONDS,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


async def leave(request: Request) -> Response:
    desk = desk_of(request)
    token = request.scope.get("session")
    if token is not None:
        desk.sessions.end(token)
    answer = RedirectResponse("/login" if desk.password is not None else "/", 303)
    answer.delete_cookie(SESSION_COOKIE)
    return answer
