"""The desk's door: which hosts it answers to, whom it lets in, which requests may change anything, and what a browser may do with a page.

Everything is closed by default: with a password set, only `OPEN` is answered without one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import ipaddress
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from review.wishes import local_path

OPEN = ("/login", "/preferences", "/static/")  # whole paths, and folders
SESSION_COOKIE = "tinso_desk"
SESSION_SECONDS = 14 * 86400
IDLE_SECONDS = 3 * 86400
MAX_BODY = 1_000_000  # bytes of a request
MAX_SESSIONS = 1000
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
FREE_TRIES = 5  # wrong passwords before a wait
LONGEST_WAIT = 900.0  # seconds

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), browsing-topics=()"),
)


class OpenDesk(Exception):
    """The desk would be reachable by others without a password."""


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches that address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0]).is_loopback
    except ValueError:
        return False


def check_reach(host: str, password_hash: str) -> None:
    """Refuse to listen where others reach us without a password, or with a hash that is none. Raises OpenDesk."""
    if password_hash and not password_hash.startswith("$argon2"):
        raise OpenDesk("TINSO_DESK_PASSWORD_HASH is no argon2 hash; make one with: tinso review --hash-password")
    if not is_loopback(host) and not password_hash:
        raise OpenDesk(
            f"{host}: others could reach the desk there, and it has no password;"
            " make one with `tinso review --hash-password` and set TINSO_DESK_PASSWORD_HASH"
        )


def hash_password(password: str) -> str:
    return PasswordHasher().hash(password)


@dataclass(slots=True)
class _Session:
    made: float
    used: float


@dataclass(slots=True)
class Sessions:
    """Who is logged in. Only hashes of the tokens are kept; a restart logs everybody out."""

    clock: Callable[[], float] = time.monotonic
    _known: dict[bytes, _Session] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> str:
        """A new token; never one that a browser brought."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            now = self.clock()
            self._known = {key: session for key, session in self._known.items() if self._alive(session, now)}
            while len(self._known) >= MAX_SESSIONS:
                del self._known[min(self._known, key=lambda key: self._known[key].used)]
            self._known[_digest(token)] = _Session(now, now)
        return token

    def known(self, token: str) -> bool:
        with self._lock:
            session = self._known.get(_digest(token))
            now = self.clock()
            if session is None or not self._alive(session, now):
                return False
            session.used = now
            return True

    def end(self, token: str) -> None:
        with self._lock:
            self._known.pop(_digest(token), None)

    def _alive(self, session: _Session, now: float) -> bool:
        return now - session.made < SESSION_SECONDS and now - session.used < IDLE_SECONDS


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


class TooManyTries(Exception):
    """Wait before the next password; `seconds` says how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too many wrong passwords; wait {seconds:.0f} s")
        self.seconds = seconds


class Password:
    """Checks a password against the hash, one at a time, more slowly after every wrong one, wherever it comes from."""

    def __init__(self, password_hash: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._hash = password_hash
        self._hasher = PasswordHasher()
        self._clock = clock
        self._lock = threading.Lock()
        self._wrong = 0
        self._last = 0.0
        self._secret = secrets.token_bytes(32)
        self._good: bytes | None = None  # of the last right password: readers of feeds send it with every request

    def check(self, password: str) -> bool:
        """Whether it is the password. Raises TooManyTries. Takes some 50 ms: not for the event loop."""
        mark = hmac.digest(self._secret, password.encode("utf-8", "replace"), "sha256")
        with self._lock:
            if self._good is not None and hmac.compare_digest(mark, self._good):
                return True
            wait = self._wait()
            if wait > 0:
                raise TooManyTries(wait)
            try:
                self._hasher.verify(self._hash, password[:1000])
                right = True
            except (VerificationError, InvalidHashError):
                right = False
            if right:
                self._wrong, self._good = 0, mark
            else:
                self._wrong, self._last = self._wrong + 1, self._clock()
            return right

    def _wait(self) -> float:
        if self._wrong < FREE_TRIES:
            return 0.0
        pause = min(LONGEST_WAIT, 2.0 ** (self._wrong - FREE_TRIES + 1))
        return self._last + pause - self._clock()


def _host_name(name: str) -> str:
    """Of a name as people give it, perhaps with a port or as an address."""
    text = name.strip().casefold()
    try:
        return urlsplit(text if "//" in text else f"//{text}").hostname or text
    except ValueError:
        return text


Refuse = Callable[[Request, int, str], Response]  # an error as the asker can read it: request, status, one line


class Guard:
    """ASGI: wraps the whole desk, its error pages included."""

    def __init__(
        self, app: ASGIApp, *, host: str, names: Iterable[str], password: Password | None, sessions: Sessions, refuse: Refuse
    ) -> None:
        self.app = app
        self._refuse = refuse
        self.password = password
        self.sessions = sessions
        self._local_only = is_loopback(host)
        self._names = {"localhost", *(_host_name(name) for name in names if name.strip())}
        if not self._local_only:
            self._names.add(host.casefold())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        send = _with_headers(send)
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers) or await self._admit(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self.app(scope, _bounded(receive), send)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if not self._is_our_name(headers.getlist("host")):
            # no page of ours for whom we do not know: its style and links would be refused as well
            return PlainTextResponse("This desk does not answer to that host name; see TINSO_DESK_HOSTS.\n", 421)
        length = headers.get("content-length", "0").strip() or "0"
        if not (length.isascii() and length.isdecimal()):
            return self._refuse(Request(scope), 400, "Bad Content-Length.")
        if len(length) > 15 or int(length) > MAX_BODY:
            return self._refuse(Request(scope), 413, "The request is too large.")
        if scope["method"] not in SAFE_METHODS and not _same_origin(headers):
            return self._refuse(Request(scope), 403, "A request from another site changes nothing here.")
        return None

    def _is_our_name(self, hosts: list[str]) -> bool:
        """A name that a page elsewhere made point here (DNS rebinding) is none of ours; an address literal cannot be made to."""
        if len(hosts) != 1:
            return False
        try:
            parts = urlsplit(f"//{hosts[0]}")
            name = (parts.hostname or "").casefold()
            _ = parts.port
        except ValueError:
            return False
        if not name or parts.path or parts.query or parts.fragment or "@" in hosts[0]:
            return False
        if name in self._names:
            return True
        try:
            address = ipaddress.ip_address(name.partition("%")[0])
        except ValueError:
            return False
        return address.is_loopback or not self._local_only

    async def _admit(self, scope: Scope, headers: Headers) -> Response | None:
        if self.password is None:
            return None
        token = _cookie(headers, SESSION_COOKIE)
        if token and self.sessions.known(token):
            scope["session"] = token
            return None
        path = scope["path"]
        if any(path == name or (name.endswith("/") and path.startswith(name)) for name in OPEN):
            return None
        try:
            if await self._basic(headers):
                return None
        except TooManyTries as error:
            refused = self._refuse(Request(scope), 429, str(error))
            refused.headers["Retry-After"] = str(int(error.seconds) + 1)
            return refused
        if is_machine(path, headers):
            refused = self._refuse(Request(scope), 401, "log in first")
            if headers.get("sec-fetch-mode", "navigate") == "navigate":  # else a browser asks in a window of its own, over our page
                refused.headers["WWW-Authenticate"] = 'Basic realm="tinso", charset="UTF-8"'
            return refused
        target = path + (f"?{scope['query_string'].decode('latin-1')}" if scope.get("query_string") else "")
        if scope["method"] not in SAFE_METHODS:  # a form of a page that outlived its session: back to that page, by way of the password
            target = _page_of(headers)
        return RedirectResponse(f"/login?next={quote(target, safe='')}", 303, {"Cache-Control": "no-store"})

    async def _basic(self, headers: Headers) -> bool:
        """HTTP Basic, any user name: for feed readers and scripts."""
        scheme, _, value = headers.get("authorization", "").partition(" ")
        if scheme.casefold() != "basic" or self.password is None:
            return False
        try:
            _, _, password = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError, ValueError):
            return False
        return await run_in_threadpool(self.password.check, password)


def is_machine(path: str, headers: Headers) -> bool:
    """Whether a program asks and not a person: it gets JSON."""
    return path.startswith(("/api/", "/feeds/")) or "application/json" in headers.get("accept", "")


def _page_of(headers: Headers) -> str:
    """The page of ours that a form was sent from."""
    try:
        parts = urlsplit(headers.get("referer", ""))
    except ValueError:
        return "/"
    return local_path(parts.path + (f"?{parts.query}" if parts.query else "")) if parts.netloc == headers.get("host", "") else "/"


def _cookie(headers: Headers, name: str) -> str:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""


def _same_origin(headers: Headers) -> bool:
    """Browsers name the origin of whatever changes something. Who names none is no browser, if it speaks JSON: that no form can send."""
    origin = headers.get("origin")
    if origin is not None:
        try:
            return urlsplit(origin).netloc.casefold() == headers.get("host", "").casefold() != ""
        except ValueError:
            return False
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return headers.get("content-type", "").partition(";")[0].strip().casefold() == "application/json"


def _with_headers(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            have = {name.lower() for name, _ in message.get("headers", [])}
            message["headers"] = [*message.get("headers", []), *((name, value) for name, value in HEADERS if name not in have)]
        await send(message)

    return sender


def _bounded(receive: Receive) -> Receive:
    """A body without a length ends where it grows too long."""
    read = 0

    async def receiver() -> Message:
        nonlocal read
        message = await receive()
        if message["type"] == "http.request":
            read += len(message.get("body", b""))
            if read > MAX_BODY:
                return {"type": "http.disconnect"}
        return message

    return receiver
