"""The desk as a web application: its routes, and what becomes of errors."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from review import acts, api, board, feeds, figures, item, lists, login
from review.desk import Desk
from review.guard import Guard, Password, Sessions, check_reach, is_machine
from review.view import STATIC, Views
from review.wishes import WishError
from storage.errors import StoreError
from storage.portals import UnknownSlug
from storage.store import Store

log = logging.getLogger(__name__)
THREADS = 8  # pages made side by side; each thread has a database connection of its own

ROUTES: list[BaseRoute] = [
    Route("/", lists.inbox, name="inbox"),
    Route("/kept", lists.kept),
    Route("/export", lists.export),
    Route("/search", lists.search),
    Route("/history", lists.history),
    Route("/decided", lists.decided),
    Route("/articles/{id}", item.article),
    Route("/articles/{id}/diff", item.diff),
    Route("/articles/{id}/document/{number}", item.document),
    Route("/articles/{id}/archive/{number}", item.archived),
    Route("/portals", board.portals),
    Route("/portals/{slug}", board.portal),
    Route("/provinces", board.provinces),
    Route("/statistics", figures.statistics),
    Route("/help", lists.keys),
    Route("/decide", acts.decide, methods=["POST"]),
    Route("/bulk", acts.bulk, methods=["POST"]),
    Route("/undo", acts.undo, methods=["POST"]),
    Route("/mark", acts.mark, methods=["POST"]),
    Route("/check", acts.check, methods=["POST"]),
    Route("/preferences", acts.preferences, methods=["POST"]),
    Route("/login", login.page, methods=["GET"]),
    Route("/login", login.enter, methods=["POST"]),
    Route("/logout", login.leave, methods=["POST"]),
    *feeds.ROUTES,
    *api.ROUTES,
    Mount("/static", StaticFiles(directory=STATIC), name="static"),
]


@dataclass(frozen=True, slots=True)
class Application:
    """The desk, guarded. `routes` are all there are."""

    guard: Guard
    routes: list[BaseRoute]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.guard(scope, receive, send)


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(
    store: Store,
    *,
    host: str = "127.0.0.1",
    password_hash: str = "",
    names: Iterable[str] = (),
    provinces: Iterable[tuple[str, str]] = (),
    now: Callable[[], datetime] = utc_now,
) -> Application:
    """The desk over a store.

    `host` is the address it will listen on, `names` further host names of it, `provinces` pairs of a province before July 2025 and the
    one it belongs to since. Raises OpenDesk.
    """
    check_reach(host, password_hash)
    password = Password(password_hash) if password_hash else None
    sessions = Sessions()
    app = Starlette(routes=ROUTES, exception_handlers=_HANDLERS, lifespan=_lifespan)
    views = Views()
    app.state.desk = Desk(store=store, views=views, provinces=tuple(provinces), password=password, sessions=sessions, now=now)
    guard = Guard(app, host=host, names=names, password=password, sessions=sessions, refuse=partial(_error, views))
    return Application(guard, ROUTES)


@contextlib.asynccontextmanager
async def _lifespan(_: Starlette) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


def _error(views: Views, request: Request, status: int, text: str) -> Response:
    """JSON for programs, a page for people."""
    if is_machine(request.scope["path"], request.headers):
        return JSONResponse({"error": text}, status, headers={"Cache-Control": "no-store"})
    return views.page(request, "error.html", status, code=status, text=text)


def _answer(request: Request, status: int, text: str) -> Response:
    desk: Desk = request.app.state.desk
    return _error(desk.views, request, status, text)


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = _answer(request, error.status_code, error.detail)
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


def _wrong_wish(request: Request, error: Exception) -> Response:
    return _answer(request, 400, str(error))


def _not_there(request: Request, error: Exception) -> Response:
    return _answer(request, 404, f"{error}: there is no such portal")


def _store_error(request: Request, error: Exception) -> Response:
    log.error("%s %s: %s", request.method, request.url.path, error)
    return _answer(request, 503, str(error))


def _defect(request: Request, error: Exception) -> Response:
    """The border: the traceback goes to the log, the person gets a page."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _answer(request, 500, "Something went wrong here; the log has the details.")


_HANDLERS = {HTTPException: _http_error, WishError: _wrong_wish, UnknownSlug: _not_there, StoreError: _store_error, Exception: _defect}
