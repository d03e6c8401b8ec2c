"""What every page of the desk stands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request

from review.guard import Password, Sessions
from review.view import Views
from review.wishes import number
from storage.records import ArticleRecord, VersionRecord
from storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The store and the means to show it. `now` is aware UTC."""

    store: Store
    views: Views
    provinces: tuple[tuple[str, str], ...]  # name before July 2025, name since
    password: Password | None
    sessions: Sessions
    now: Callable[[], datetime]


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def article_of(request: Request) -> ArticleRecord:
    """The article an address names. Raises HTTPException 404."""
    found = desk_of(request).store.article(number(request.path_params["id"]))
    if found is None:
        raise HTTPException(404, "There is no such article.")
    return found


def version_of(request: Request, article: ArticleRecord, text: object) -> VersionRecord:
    """A version by its number within the article. Raises HTTPException 404."""
    found = desk_of(request).store.version(article.id, number(text, "version"))
    if found is None:
        raise HTTPException(404, "The article has no such version.")
    return found
