"""Where a crawl may connect to: which hosts an order names, which addresses are the public internet, one resolution per name.

Everything a page says is hostile, redirects included. A host must be one the order names, its name is resolved here and nowhere
else, and the connection goes to exactly the addresses that were checked.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from storage.models import Failure, FailureName, Portal

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

DNS_SECONDS = 10.0
REMEMBERED_SECONDS = 300.0  # a name keeps its addresses that long in one process
REMEMBERED_NAMES = 2000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")
_COMPATIBLE = ipaddress.ip_network("::/96")
_PORTS = {"http": 80, "https": 443}


class Refused(Exception):
    """An address we do not connect to; `failure` says why."""

    def __init__(self, name: FailureName, detail: str) -> None:
        super().__init__(detail)
        self.failure = Failure(name=name, detail=detail)


@dataclass(frozen=True, slots=True)
class Target:
    """A checked destination. `addresses` are literals, in the order to try; empty behind a proxy, which resolves by itself."""

    scheme: str
    host: str
    port: int
    addresses: tuple[str, ...]
    proxy: str = ""  # the proxy's URL, its host an address

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{bracketed(self.host)}:{self.port}"


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def bare(host: str) -> str:
    """The name without its `www.`: both are one portal."""
    return host.removeprefix("www.")


def literal(host: str) -> Address | None:
    """The address a host is written as, None for a name."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _embedded(address: Address) -> list[Address]:
    """The IPv4 addresses an IPv6 address stands for in one of the transition schemes."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[Address | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in found if each is not None]


def is_public(address: Address) -> bool:
    """Whether an address is a host of the public internet, whatever IPv4 address it may carry inside."""
    if address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback or address.is_link_local:
        # a mapped address counts as reserved in some Python versions: what it carries decides
        inner = _embedded(address)
        return bool(inner) and not address.is_loopback and not address.is_unspecified and all(is_public(each) for each in inner)
    if isinstance(address, ipaddress.IPv6Address):
        if address.is_site_local or address in _NAT64_LOCAL:
            return False
        inner = _embedded(address)
        if inner:
            return all(is_public(each) for each in inner)
    return address.is_global


@dataclass
class Resolver:
    """Names to addresses, once for the whole process; look-ups run in threads of their own so that a dead name server stalls nothing."""

    seconds: float = DNS_SECONDS
    _known: OrderedDict[str, tuple[float, tuple[str, ...]]] = field(default_factory=OrderedDict)
    _asking: dict[str, asyncio.Task[tuple[str, ...]]] = field(default_factory=dict)
    _threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(8, thread_name_prefix="dns"))

    async def resolve(self, host: str) -> tuple[str, ...]:
        """The addresses of a name as literals, IPv4 first. Raises Refused(dns)."""
        known = self._known.get(host)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        task = self._asking.get(host)
        if task is None:
            task = self._asking[host] = asyncio.ensure_future(self._ask(host))
            task.add_done_callback(lambda done: self._asking.pop(host, None))
        return await asyncio.shield(task)

    async def _ask(self, host: str) -> tuple[str, ...]:
        loop = asyncio.get_running_loop()
        call = loop.run_in_executor(self._threads, lookup, host)
        try:
            addresses = await asyncio.wait_for(call, self.seconds)
        except TimeoutError:
            raise Refused(FailureName.DNS, f"{host}: no answer from the name server in {self.seconds:g} s") from None
        except (OSError, UnicodeError) as error:
            raise Refused(FailureName.DNS, f"{host}: {getattr(error, 'strerror', None) or error}") from error
        if not addresses:
            raise Refused(FailureName.DNS, f"{host}: no address")
        self._known[host] = (time.monotonic() + REMEMBERED_SECONDS, addresses)
        while len(self._known) > REMEMBERED_NAMES:
            self._known.popitem(last=False)
        return addresses


def lookup(host: str) -> tuple[str, ...]:
    """Ask the system's resolver; blocking. At most four addresses, IPv4 first. Raises OSError."""
    answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    answers.sort(key=lambda answer: answer[0] != socket.AF_INET)
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))[:4]


def _place(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address. Raises Refused(bad_data)."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        if parts.scheme not in _PORTS:
            raise Refused(FailureName.BAD_DATA, f"not an http address: {url[:200]}")
        if "@" in parts.netloc:
            raise Refused(FailureName.BAD_DATA, "an address with a user name in it")
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise Refused(FailureName.BAD_DATA, f"not an address: {url[:200]} ({error})") from error
    host = host.rstrip(".").lower()
    if not host or port == 0:
        raise Refused(FailureName.BAD_DATA, f"no host in {url[:200]}")
    return parts.scheme, host, port or _PORTS[parts.scheme]


class Gate:
    """The destinations one order may use."""

    def __init__(self, portal: Portal, allow_private: bool, resolver: Resolver) -> None:
        self._resolver = resolver
        self._allow_private = allow_private
        self._scheme, self._host, self._port = _place(portal.url)
        self._listed = {self._host_of(each) for each in portal.hosts} | {self._host_of(each) for each in portal.entry_points}
        self._listed -= {self._host}
        self._hosts = {bare(host) for host in {self._host, *self._listed}}
        self._proxy = portal.proxy

    @staticmethod
    def _host_of(text: str) -> str:
        return _place(text if "://" in text else f"http://{text}/")[1]

    def owns(self, url: str) -> bool:
        """Whether this order names the host of `url`."""
        try:
            return bare(_place(url)[1]) in self._hosts
        except Refused:
            return False

    async def check(self, url: str) -> Target:
        """The destination of one request. Raises Refused: offsite, private_address, dns or bad_data."""
        scheme, host, port = _place(url)
        if bare(host) not in self._hosts:
            number = literal(host)
            if number is not None and not is_public(number):
                raise Refused(FailureName.PRIVATE_ADDRESS, f"{url[:500]} leads to a private address")
            raise Refused(FailureName.OFFSITE, url[:500])
        if self._proxy:
            return Target(scheme, host, port, (), await self._proxy_url())
        number = literal(host)
        if number is not None:
            if not is_public(number):
                self._check_port(scheme, host, port, url)
            return Target(scheme, host, port, (host,))
        addresses = await self._resolver.resolve(host)
        usable = tuple(each for each in addresses if is_public(ipaddress.ip_address(each.partition("%")[0])))
        if not usable and not self._allow_private:
            raise Refused(FailureName.PRIVATE_ADDRESS, f"{host} leads to {addresses[0]}")
        if not usable:
            self._check_port(scheme, host, port, url)
        return Target(scheme, host, port, usable or addresses)

    def _check_port(self, scheme: str, host: str, port: int, url: str) -> None:
        """At a private address a portal is one service, not the machine: a redirect must not reach its other ports.

        A portal that moves between http and https has to change the port; hosts the operator listed may use any.
        """
        if bare(host) == bare(self._host) and host not in self._listed and port != self._port and scheme == self._scheme:
            raise Refused(FailureName.PRIVATE_ADDRESS, f"{url[:500]} is another service at a private address")

    async def _proxy_url(self) -> str:
        # The operator chose the proxy, so it may be anywhere; its name is still resolved here only.
        parts = urlsplit(self._proxy if "://" in self._proxy else f"http://{self._proxy}")
        host = parts.hostname or ""
        address = host if literal(host) is not None else (await self._resolver.resolve(host))[0]
        user, at, _ = parts.netloc.rpartition("@")
        return f"{parts.scheme}://{user}{at}{bracketed(address)}:{parts.port or _PORTS.get(parts.scheme, 80)}"
