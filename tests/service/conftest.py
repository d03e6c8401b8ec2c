"""A service over sample portals on loopback, with a clock the test moves."""

from __future__ import annotations

import ipaddress
import os
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import config
from demo.server import Server
from demo.site import Portal as Site
from scheduler.crawl import open_ingest
from scheduler.ingest import Ingest
from scheduler.service import Service
from seeds.registry import Registry
from storage.models import LifeCycle, Portal, PortalKind
from storage.store import Store
from tests import warm

START = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)  # a Tuesday, nine in the morning in Vietnam


class SimClock:
    """Time that stands still until it is moved."""

    def __init__(self, start: datetime = START) -> None:
        self.moment = start
        self.steps = 0.0

    def __call__(self) -> datetime:
        return self.moment

    def steady(self) -> float:
        return self.steps

    def forward(self, by: timedelta) -> None:
        self.moment += by
        self.steps += by.total_seconds()

    def jump(self, by: timedelta) -> None:
        """What a person does who sets the clock: no time passes."""
        self.moment += by


# What a crawl process loads first: it asks a file instead of the name server, and public addresses of that file are loopback ones.
_NAME_SERVER = """
import socket
ask, reach = socket.getaddrinfo, socket.socket.connect_ex
def table():
    with open({names!r}, encoding="utf-8") as lines:
        return [line.split() for line in lines]
def getaddrinfo(host, *rest, **more):
    name = host.decode() if isinstance(host, bytes) else host
    if name and name.rpartition(".")[2].isalpha():
        known = {{name: public for name, public, _ in table()}}
        if name not in known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        host = known[name]
    return ask(host, *rest, **more)
def connect_ex(self, address):
    nat = {{public: local for _, public, local in table()}}
    return reach(self, (nat.get(address[0], address[0]), *address[1:]))
socket.getaddrinfo, socket.socket.connect_ex = getaddrinfo, connect_ex
"""


class Outside:
    """Name server and certificate authority as the crawl processes see them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.names = folder / "names"
        self.names.write_text("", "utf-8")
        (folder / "sitecustomize.py").write_text(_NAME_SERVER.format(names=str(self.names)), "utf-8")
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Trung tâm chứng thực thử")])
        self.authority = folder / "authority.pem"
        own = self._certificate(self._name, self._key, None, timedelta(days=30))
        self.authority.write_bytes(own.public_bytes(serialization.Encoding.PEM))

    def point(self, name: str) -> None:
        """The name leads to a public address, and from there to loopback."""
        self.names.write_text(f"{name} 118.70.0.9 127.0.0.1\n", "utf-8")

    def drop(self) -> None:
        """No name is known any more."""
        self.names.write_text("", "utf-8")

    def context(self, host: str, left: timedelta, *, own: bool = False, old: bool = False) -> ssl.SSLContext:
        """What a server at this address shows: a certificate that is good for so much longer.

        `own`: signed by nobody else; `old`: a server that speaks nothing newer than TLS 1.0.
        """
        key = ec.generate_private_key(ec.SECP256R1())
        made = self._certificate(x509.Name([]), key, host, left, signed_by=key if own else None)
        path = self.folder / f"{host}-{left.days}-{own}.pem"
        plain = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        path.write_bytes(plain + made.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if old:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
            context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.load_cert_chain(path)
        return context

    def _certificate(
        self,
        name: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        host: str | None,
        left: timedelta,
        signed_by: ec.EllipticCurvePrivateKey | None = None,
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder(name if signed_by else self._name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - timedelta(days=60))
            .not_valid_after(now + left)
            .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
        )
        if host is not None:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]), critical=True)
        return builder.sign(signed_by or self._key, hashes.SHA256())


class World:
    """Sites, their declarations, and one service on a data folder of its own."""

    def __init__(self, folder: Path, clock: SimClock | None = None) -> None:
        self.folder, self.clock = folder, clock or SimClock()
        self.server = Server()
        self.sites: dict[str, Site] = {}
        self.declared: dict[str, Portal] = {}
        self.settings = replace(config.load({}), data=folder, delay=0.0, workers=1, min_free=0, timeout=5.0, confirm_after=6.0)
        self.store = Store.open(folder)
        self._ingest = open_ingest(self.store, self.settings)
        self.ingest: Ingest = self._ingest.__enter__()
        self.service: Service | None = None

    def site(
        self,
        shape: str = "dept-net",
        articles: int = 6,
        seed: int = 1,
        slug: str = "",
        *,
        host: str = "",
        tls: Callable[[str], ssl.SSLContext] | None = None,
        **options: object,
    ) -> Site:
        number = len(self.sites) + 31
        site = Site(shape, host or f"127.0.0.{number}", 0, seed, self.clock, **options)
        site.tls = tls(site.host) if tls is not None else None
        self.server.add(site)
        if articles:
            site.fill(articles)
        name = slug or f"so-{number}"
        self.sites[name] = site
        self.declared[name] = Portal(slug=name, kind=PortalKind.OTHER, name=site.site_name, url=site.url, life_cycle=LifeCycle.LIVE)
        return site

    def registry(self) -> Registry:
        return Registry(portals=dict(self.declared), provinces={})

    def open(self, **settings: object) -> Service:
        self.settings = replace(self.settings, **settings)
        self.service = Service(self.store, self.ingest, self.settings, self.registry, self.clock, self.clock.steady)
        warm.lend(self.service)
        self.service.open(spread=False)
        return self.service

    def round(self, seconds: float = 30.0) -> int:
        """One tick and everything it starts."""
        assert self.service is not None
        started = self.service.tick()
        assert self.service.wait_idle(seconds)
        return started

    def due(self, slug: str) -> datetime:
        found = self.store.portal_state(slug).next_due
        assert found is not None
        return found

    def close(self) -> None:
        if self.service is not None:
            warm.take_back(self.service)
            self.service.stop()
        self._ingest.__exit__(None, None, None)
        self.store.close()
        self.server.stop()


@pytest.fixture
def clock() -> SimClock:
    return SimClock()


@pytest.fixture
def world(tmp_path: Path, clock: SimClock) -> Iterator[World]:
    made = World(tmp_path / "data", clock)
    yield made
    made.close()


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outside:
    """For the crawl processes of this test."""
    made = Outside(tmp_path / "outside")
    monkeypatch.setenv("PYTHONPATH", str(made.folder), prepend=os.pathsep)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))
    return made


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


Later = Callable[[float], None]
