"""Serving the desk with uvicorn: in the foreground, or beside other work on a thread."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from review.app import Application


class DeskError(Exception):
    """The desk cannot be served; the text is one line."""


def listening(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one. Raises DeskError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        bound = socket.socket(family, kind, protocol)
        try:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind(address)
        except OSError:
            bound.close()
            raise
    except OSError as error:
        raise DeskError(f"the desk cannot listen on {host}:{port} ({error.strerror or error}); say another --port") from error
    return bound


def address_of(bound: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = bound.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104  # read, not bound
    return f"http://{shown}:{port}/"


def _server(app: Application) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=3,
            limit_concurrency=200,
            lifespan="on",
        )
    )


def serve(app: Application, bound: socket.socket) -> None:
    """Serve until a signal ends the process's main thread."""
    _server(app).run(sockets=[bound])


@contextmanager
def served(app: Application, bound: socket.socket) -> Iterator[str]:
    """Serve on a thread of its own while the block runs; gives the address. Raises DeskError when it does not start."""
    server = _server(app)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, name="desk", daemon=True)
    thread.start()
    end = time.monotonic() + 10
    while not server.started and thread.is_alive() and time.monotonic() < end:
        time.sleep(0.01)
    if not server.started:
        bound.close()
        raise DeskError("the desk did not start; the log says why")
    try:
        yield address_of(bound)
    finally:
        server.should_exit = True
        thread.join(10)
        bound.close()
