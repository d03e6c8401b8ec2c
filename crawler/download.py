"""Scrapy's HTTP download handler with our walls around it: checked addresses, bounded headers, a TLS policy per portal.

Everything else (parsing, proxies, body size, total time) is Scrapy's own. The private names used here are those of Scrapy 2.19,
which pyproject.toml pins.
"""

from __future__ import annotations

import contextlib
import gzip
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import certifi
from OpenSSL import SSL
from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    TunnelError,
    _BindAddressAgent,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
    _ScrapyAgent,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.http import Headers, Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from service_identity import VerificationError
from twisted.internet import error as net
from twisted.internet._sslverify import ClientTLSOptions, IOpenSSLTrustRoot
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, TCP6ClientEndpoint, wrapClientTLS
from twisted.internet.interfaces import IStreamClientEndpoint
from twisted.internet.ssl import CertificateOptions, TLSVersion
from twisted.python.failure import Failure as Trouble
from twisted.web._newclient import HEADER, STATUS, ParseError
from twisted.web.client import HTTPConnectionPool
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from storage.models import Failure, FailureName, TlsPolicy

MOST_HEADER_BYTES = 256 * 1024
LONGEST_HEADER_LINE = 64 * 1024
_LEGACY_SERVER_CONNECT = 0x4  # OpenSSL's name for servers without secure renegotiation


class HeadersTooLarge(Exception):
    """A server sends headers without end."""


class _Parser(_LenientHTTPClientParser):
    MAX_LENGTH = LONGEST_HEADER_LINE

    def lineLengthExceeded(self, line: bytes) -> None:
        raise HeadersTooLarge


class _Protocol(_LenientHTTP11ClientProtocol):
    """One connection, one request; gives up when the headers outgrow their bound."""

    _header_bytes = 0

    def request(self, request: Any) -> Any:
        answer = super().request(request)
        if self._parser is not None:
            self._parser.__class__ = _Parser
        return answer

    def dataReceived(self, data: bytes) -> None:
        parser = self._parser
        if parser is not None and parser.state in (STATUS, HEADER):
            self._header_bytes += len(data)
            # a body that came along in the same packets counts too, hence the margin of one read
            if self._header_bytes > MOST_HEADER_BYTES + 2**16:
                self._disconnectParser(Trouble(HeadersTooLarge()))  # type: ignore[no-untyped-call]  # Twisted
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]  # Twisted


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _Protocol:
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]  # Twisted


@implementer(IStreamClientEndpoint)
class _Checked:
    """A stream endpoint over literal addresses, tried one after the other; it looks nothing up."""

    def __init__(self, reactor: Any, addresses: Sequence[str], port: int, timeout: float) -> None:
        self._endpoints = [
            (TCP6ClientEndpoint if ":" in address else TCP4ClientEndpoint)(reactor, address, port, timeout) for address in addresses
        ]

    def connect(self, factory: Any) -> Deferred[Any]:
        def next_one(trouble: Trouble, endpoint: Any) -> Any:
            return endpoint.connect(factory) if isinstance(trouble.value, net.ConnectError) else trouble

        first, *rest = self._endpoints
        attempt: Deferred[Any] = first.connect(factory)
        for endpoint in rest:
            attempt.addErrback(next_one, endpoint)
        return attempt


class _CheckedAgent(_BindAddressAgent):
    def __init__(self, *, addresses: Sequence[str], policy: Any, seconds: float, **rest: Any) -> None:
        super().__init__(contextFactory=policy, connectTimeout=seconds, **rest)
        self._addresses, self._policy, self._seconds = addresses, policy, seconds

    def _getEndpoint(self, uri: Any) -> Any:
        plain: Any = _Checked(self._reactor, self._addresses, uri.port, self._seconds)
        if uri.scheme == b"https":
            return wrapClientTLS(self._policy.creatorForNetloc(uri.host, uri.port), plain)
        return plain


class _Agent(_ScrapyAgent):
    def _get_agent(self, request: Request, timeout: float) -> Any:
        if request.meta.get("proxy"):
            return super()._get_agent(request, timeout)
        from twisted.internet import reactor

        return _CheckedAgent(
            reactor=reactor,
            addresses=request.meta["addresses"],
            policy=self._contextFactory,
            seconds=timeout,
            pool=self._pool,
        )


class GuardedHandler(HTTP11DownloadHandler):
    """Downloads a Request whose `meta` has `addresses` (checked literals) or `proxy`, `tls` (a TlsPolicy) and `brake` (stops it).

    With `headers_only` the connection is closed when the headers are there, whatever body would follow.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor

        # A connection per request: kept ones break in ways that repeat a request at once, against the pace we owe.
        self._pool = HTTPConnectionPool(reactor, persistent=False)  # type: ignore[no-untyped-call]  # Twisted
        self._pool._factory = _Factory
        crawler.signals.connect(self._enough, signal=signals.headers_received)

    @staticmethod
    def _enough(headers: Headers, request: Request) -> None:
        if request.meta.get("headers_only") and request.method != "HEAD":
            raise StopDownload(fail=False)

    async def download_request(self, request: Request) -> Response:
        policy: Any = Policy(request.meta.get("tls", TlsPolicy.VERIFY))
        agent = _Agent(
            contextFactory=policy,
            pool=self._pool,
            maxsize=self._default_maxsize,
            fail_on_dataloss=True,
            crawler=self._crawler,
        )
        download = agent.download_request(request)
        if (brake := request.meta.get("brake")) is not None:
            brake.watch(download)
        with wrap_twisted_exceptions():
            return await maybe_deferred_to_future(download)


class _LegacyOptions(CertificateOptions):
    """What servers of the 2010s need: OpenSSL 3 speaks TLS 1.0 and 1.1, and takes small keys and SHA-1, at level 0 only."""

    def _makeContext(self, skipCiphers: bool = False) -> SSL.Context:
        context = super()._makeContext(skipCiphers=True)
        context.set_options(_LEGACY_SERVER_CONNECT)
        context.set_cipher_list(b"DEFAULT:@SECLEVEL=0")
        return context


@implementer(IOpenSSLTrustRoot)
class _Roots:
    """The certificates of the operating system (or SSL_CERT_FILE) and, for systems that have none, those of certifi."""

    def _addCACertsToContext(self, context: SSL.Context) -> None:
        context.set_default_verify_paths()
        with contextlib.suppress(SSL.Error):
            context.load_verify_locations(certifi.where())


@cache
def _options(policy: TlsPolicy) -> CertificateOptions:
    """One OpenSSL context per policy and process: making one reads all root certificates."""
    roots: Any = _Roots()
    if policy is TlsPolicy.VERIFY:
        return CertificateOptions(trustRoot=roots, fixBrokenPeers=True)
    return _LegacyOptions(
        trustRoot=roots if policy is TlsPolicy.LEGACY else None, fixBrokenPeers=True, insecurelyLowerMinimumTo=TLSVersion.TLSv1_0
    )


@implementer(IPolicyForHTTPS)
class Policy:
    """A TlsPolicy as Twisted wants it: verify (the default), legacy (old protocols and keys, still verified), insecure (neither)."""

    def __init__(self, policy: TlsPolicy) -> None:
        self._policy = policy

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:
        kind = _Unverified if self._policy is TlsPolicy.INSECURE else ClientTLSOptions
        return kind(_options(self._policy)._makeTLSConnection, hostname.decode("ascii"))


class _Unverified(ClientTLSOptions):
    def clientConnectionForTLS(self, tlsProtocol: Any) -> SSL.Connection:
        connection = super().clientConnectionForTLS(tlsProtocol)
        connection.set_verify(SSL.VERIFY_NONE, lambda *_: True)
        return connection


_REASONS: tuple[tuple[tuple[type[BaseException], ...], FailureName], ...] = (
    ((HeadersTooLarge,), FailureName.TOO_LARGE),
    ((SSL.Error, VerificationError, net.CertificateError), FailureName.TLS),
    ((net.DNSLookupError, CannotResolveHostError), FailureName.DNS),
    ((net.ConnectionRefusedError, DownloadConnectionRefusedError), FailureName.REFUSED),
    ((net.TimeoutError, DownloadTimeoutError), FailureName.TIMEOUT),
    ((ParseError, gzip.BadGzipFile, zlib.error, EOFError, UnicodeError, ValueError), FailureName.BAD_DATA),
    ((DownloadFailedError, ResponseDataLossError, DownloadCancelledError, TunnelError, net.ConnectError, OSError), FailureName.CONNECTION),
)
DOWNLOAD_ERRORS = (
    DownloadFailedError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    CannotResolveHostError,
    ResponseDataLossError,
    IgnoreRequest,
    TunnelError,
    VerificationError,
    SSL.Error,
    net.ConnectError,
    net.ConnectionClosed,
    ParseError,
    HeadersTooLarge,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
)


def explain(error: BaseException) -> Failure:
    """The name of what a download died of; looks through the errors Twisted and Scrapy wrap."""
    chain = list(_unwrapped(error))
    if isinstance(error, IgnoreRequest | DownloadCancelledError) and ("bytes" in str(error) or "DOWNLOAD_MAXSIZE" in str(error)):
        return Failure(name=FailureName.TOO_LARGE, detail=str(error)[:300])
    for kinds, name in _REASONS:
        for each in chain:
            if isinstance(each, kinds):
                return Failure(name=name, detail=_words(each))
    return Failure(name=FailureName.CONNECTION, detail=_words(error))


def _unwrapped(error: BaseException) -> Iterator[BaseException]:
    pending: list[BaseException] = [error]
    seen = set[int]()
    while pending:
        each = pending.pop(0)
        if id(each) in seen or len(seen) > 20:
            continue
        seen.add(id(each))
        yield each
        pending.extend(trouble.value for trouble in getattr(each, "reasons", ()) if isinstance(trouble, Trouble) and trouble.value)
        if each.__cause__ is not None:
            pending.append(each.__cause__)


def _words(error: BaseException) -> str:
    if isinstance(error, SSL.Error) and error.args and isinstance(error.args[0], list):
        return "; ".join(str(part[-1]) for part in error.args[0])[:300] or "the connection was closed during the TLS handshake"
    return (str(error).strip() or type(error).__name__)[:300]
