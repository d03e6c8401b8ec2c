"""Serves sample portals over real HTTP on loopback, and writes down every request for the tests.

One thread accepts on all sockets, one thread answers each connection. A portal whose host is an address (127.0.0.5) has a
socket of its own there; portals with host names share the socket of `address` and are told apart by the Host header, those with
a prefix by the path.
"""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import selectors
import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from typing import Any

from demo.exchange import Request, Response
from demo.site import Portal

_LINGER_OFF = struct.pack("ii", 1, 0)  # close sends RST
_IDLE_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One request as the server saw it. Times are seconds of `time.monotonic`, from the whole request read to the end of the answer.

    The end is noted just before those bytes leave: whoever has them may ask again before the thread here goes on, and two requests
    that followed one another would look like two at a time.
    """

    started: float
    ended: float
    address: str  # "127.0.0.1:8081", where it came in
    host: str  # Host header
    method: str
    path: str  # target as sent
    agent: str
    if_none_match: str
    if_modified_since: str
    status: int  # 0 when the connection was cut
    size: int
    headers: dict[str, str]


class Server:
    """Listens for its portals until `stop`, and keeps a log with one Hit a request."""

    def __init__(self) -> None:
        self._log: list[Hit] = []
        self._answering = 0  # requests whose answer is under way
        self._answered = threading.Condition()
        self.portals: list[Portal] = []
        self._listeners: dict[tuple[str, int], socket.socket] = {}
        self._connections: set[socket.socket] = set()
        self._lock = threading.RLock()
        self._selector = selectors.DefaultSelector()
        self._wake, self._woken = socket.socketpair()
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._stopping = False
        self._threads: set[threading.Thread] = set()
        self._acceptor = threading.Thread(target=self._accept, name="demo-server", daemon=True)
        self._acceptor.start()

    def add(self, portal: Portal, address: str = "127.0.0.1:0") -> None:
        """Serve one more portal; fills in its port. `address` counts for portals whose host is a name."""
        if portal in self.portals:
            return
        host, _, port = address.rpartition(":")
        where = (portal.host, portal.port) if _is_address(portal.host) else (host, portal.port or int(port))
        with self._lock:
            portal.port = self._listen(where)[1]
            self.portals.append(portal)
            portal.on_change, portal.adopt = self._door, self.add
        self._door(portal)

    def hits(self, portal: Portal | None = None) -> list[Hit]:
        """The log so far, of one portal or all. An answer its client has read is in it."""
        with self._answered:
            self._answered.wait_for(lambda: not self._answering, timeout=1)
            log = list(self._log)
        return [hit for hit in log if portal is None or self.portal_for(hit.address, hit.host, hit.path) is portal]

    def forget(self) -> None:
        """Empty the log."""
        with self._answered:
            self._answered.wait_for(lambda: not self._answering, timeout=1)
            self._log.clear()

    def stop(self) -> None:
        """Close everything, hanging connections too, and wait for the threads. May be called twice."""
        with self._lock:
            if self._stopping:
                return
            self._stopping = True
            self._wake.send(b"x")
        self._acceptor.join(5)
        with self._lock:
            for listener in self._listeners.values():
                listener.close()
            self._listeners.clear()
            for connection in self._connections:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            threads = list(self._threads)
        for thread in threads:
            thread.join(5)
        self._selector.close()
        self._wake.close()
        self._woken.close()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def portal_for(self, address: str, host: str, target: str) -> Portal | None:
        """Who answers: by Host header, else by the socket; the longest prefix wins, robots.txt is the first portal's of the host."""
        with self._lock:
            here = [p for p in self.portals if f"{p.host}:{p.port}" == host or (p.port == 80 and p.host == host)]
            if not here:
                port = int(address.rpartition(":")[2])
                here = [p for p in self.portals if p.port == port and (p.host == address.rpartition(":")[0] or not _is_address(p.host))]
        if target.split("?")[0] == "/robots.txt" and here:
            return here[0]
        fitting = [p for p in here if not p.prefix or target == p.prefix or target.startswith((p.prefix + "/", p.prefix + "?"))]
        return max(fitting, key=lambda p: len(p.prefix), default=None)

    def _listen(self, where: tuple[str, int]) -> tuple[str, int]:
        if where in self._listeners:
            return where
        if where[1] == 0:
            shared = next((known for known in self._listeners if known[0] == where[0]), None)
            if shared and not self._exclusive(where[0]):
                return shared
        listener = socket.socket(socket.AF_INET6 if ":" in where[0] else socket.AF_INET, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(where)
            listener.listen(128)
            listener.setblocking(False)
        except OSError:
            listener.close()
            raise
        bound = (where[0], listener.getsockname()[1])
        self._listeners[bound] = listener
        self._selector.register(listener, selectors.EVENT_READ, bound)
        self._wake.send(b"x")
        return bound

    def _exclusive(self, host: str) -> bool:
        """Address literals get a port each, host names share one."""
        return any(portal.host == host for portal in self.portals)

    def _door(self, portal: Portal) -> None:
        """Close the socket of a portal that refuses connections, open it when it is mended."""
        where = (portal.host, portal.port)
        with self._lock:
            if self._stopping:
                return
            alone = [p for p in self.portals if p.port == portal.port and p.host == portal.host] == [portal]
            if portal.fault == "refused" and not portal.fault_on and alone and where in self._listeners:
                listener = self._listeners.pop(where)
                self._selector.unregister(listener)
                listener.close()
            elif portal.fault != "refused" and _is_address(portal.host):
                self._listen(where)

    def _accept(self) -> None:
        while True:
            for entry, _ in self._selector.select():
                if entry.fileobj is self._woken:
                    self._woken.recv(64)
                    if self._stopping:
                        return
                    continue
                assert isinstance(entry.fileobj, socket.socket)
                try:
                    connection, client = entry.fileobj.accept()
                except OSError:
                    continue
                thread = threading.Thread(target=self._serve, args=(connection, client, entry.data), name="demo-connection", daemon=True)
                with self._lock:
                    self._connections.add(connection)
                    self._threads.add(thread)
                thread.start()

    def _serve(self, connection: socket.socket, client: Any, bound: tuple[str, int]) -> None:
        try:
            connection.settimeout(_IDLE_SECONDS)
            with contextlib.suppress(OSError):  # the client went away, or takes no certificate of ours, which is its right
                connection = self._secured(connection, bound)
                _Handler(connection, client, self, f"{bound[0]}:{bound[1]}")
        finally:
            with self._lock:
                self._connections.discard(connection)
                self._threads.discard(threading.current_thread())
            connection.close()

    def _secured(self, connection: socket.socket, bound: tuple[str, int]) -> socket.socket:
        """The connection after the handshake when the portal at this socket speaks TLS. Raises OSError."""
        portal = self.portal_for(f"{bound[0]}:{bound[1]}", "", "/")
        if portal is None or portal.tls is None:
            return connection
        wrapped = portal.tls.wrap_socket(connection, server_side=True)
        with self._lock:
            self._connections.discard(connection)
            self._connections.add(wrapped)
        return wrapped

    @property
    def stopping(self) -> bool:
        return self._stopping

    def begin(self) -> None:
        with self._answered:
            self._answering += 1

    def record(self, hit: Hit) -> None:
        with self._answered:
            self._log.append(hit)
            self._answering -= 1
            self._answered.notify_all()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Microsoft-IIS/8.5"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1

    def __init__(self, connection: socket.socket, client: Any, owner: Server, address: str) -> None:
        self.owner, self.address = owner, address
        super().__init__(connection, client, owner)  # type: ignore[arg-type]  # it only keeps what it gets as server

    def do_GET(self) -> None:
        started = time.monotonic()
        self.ended = 0.0
        headers = {name.lower(): value for name, value in self.headers.items()}
        length = headers.get("content-length", "0")
        body = self.rfile.read(int(length)) if length.isdigit() else b""
        request = Request(self.command, headers.get("host", ""), self.path, headers, body)
        self.owner.begin()
        status = size = 0
        try:
            portal = self.owner.portal_for(self.address, request.host, self.path)
            response = portal.respond(request) if portal else Response(404, b"<html><body>Not Found</body></html>")
            size = len(response.body)
            status = self._send(request, response)
        finally:
            self.owner.record(
                Hit(
                    started=started,
                    ended=self.ended or time.monotonic(),
                    address=self.address,
                    host=request.host,
                    method=self.command,
                    path=self.path,
                    agent=headers.get("user-agent", ""),
                    if_none_match=headers.get("if-none-match", ""),
                    if_modified_since=headers.get("if-modified-since", ""),
                    status=status,
                    size=size,
                    headers=headers,
                )
            )

    do_HEAD = do_POST = do_GET

    def _send(self, request: Request, response: Response) -> int:
        if response.abort:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_OFF)
            self.close_connection = True
            return 0
        body = response.body
        packed = "gzip" in request.headers.get("accept-encoding", "") and len(body) > 500 and "Content-Encoding" not in response.headers
        if packed and not response.pace and response.type.startswith(("text/", "application/rss", "application/xml")):
            body = gzip.compress(body, 1, mtime=0)
            response.headers["Content-Encoding"] = "gzip"
        self.send_response(response.status)
        if isinstance(self.connection, ssl.SSLSocket):
            self.send_header("Connection", "close")  # each request sees the certificate of its time
        for name, value in response.headers.items():
            self.send_header(name, value)
        if response.status != 304:
            self.send_header("Content-Type", response.type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not response.pace:
            self.ended = time.monotonic()
        if request.method == "HEAD" or response.status == 304:
            self.wfile.flush()
        elif response.pace:
            self._drip(body, response.pace)
        elif response.cut:
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            self.close_connection = True
        else:
            self.wfile.write(body)
            self.wfile.flush()
        return response.status

    def _drip(self, body: bytes, pace: float) -> None:
        for n in range(len(body)):
            if n == len(body) - 1:
                self.ended = time.monotonic()
            self.wfile.write(body[n : n + 1])
            self.wfile.flush()
            if self.owner.stopping:
                self.close_connection = True
                return
            time.sleep(pace)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the log is `Server.log`."""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def serve(portals: Portal | Iterable[Portal], address: str = "127.0.0.1:0") -> Server:
    """Serve portals until `Server.stop()`; their `port`s are filled in. Raises OSError when an address cannot be had."""
    server = Server()
    try:
        for portal in [portals] if isinstance(portals, Portal) else portals:
            server.add(portal, address)
    except OSError:
        server.stop()
        raise
    return server
