"""The desk of a running service: the pages of `review`, and two for machines, /healthz and /metrics."""

from __future__ import annotations

from anyio.to_thread import run_sync
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

import config
from review.app import Application, create_app
from scheduler.metrics import CONTENT_TYPE
from scheduler.service import Service
from seeds.registry import Registry
from storage.store import StoreError

_INNER = "/api/metrics"  # as the desk's guard knows it: for machines, with the password in the request when there is one


class _Metrics:
    """Inside the guard: whoever may read the desk may read the figures."""

    def __init__(self, inner: ASGIApp, service: Service) -> None:
        self.inner, self.service = inner, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != _INNER or scope["method"] not in {"GET", "HEAD"}:
            await self.inner(scope, receive, send)
            return
        try:
            answer = Response(await run_sync(self.service.metrics_text), media_type=CONTENT_TYPE)
        except StoreError as error:
            answer = PlainTextResponse(f"{error}\n", 503)
        await answer(scope, receive, send)


class _Health:
    """Outside the guard: says whether the clock runs and nothing else."""

    def __init__(self, guarded: ASGIApp, service: Service) -> None:
        self.guarded, self.service = guarded, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/healthz":
            good, said = self.service.alive()
            await PlainTextResponse(f"{said}\n", 200 if good else 503)(scope, receive, send)
            return
        if scope["type"] == "http" and scope["path"] == "/metrics":
            scope = {**scope, "path": _INNER, "raw_path": _INNER.encode()}
        await self.guarded(scope, receive, send)


def desk_of_service(service: Service, registry: Registry, loaded: config.Config) -> Application:
    """The desk with the two pages. Raises OpenDesk."""
    app = create_app(
        service.store,
        host=loaded.desk_host,
        password_hash=loaded.desk_password_hash,
        names=loaded.desk_hosts.split(","),
        provinces=[(province.name, province.name_2025) for province in registry.provinces.values()],
    )
    app.guard.app = _Metrics(app.guard.app, service)
    return Application(_Health(app.guard, service), app.routes)  # type: ignore[arg-type]  # it only calls what it wraps
