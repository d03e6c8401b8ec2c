"""Which destinations an order may use."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterator

import pytest

from crawler import network
from crawler.network import Gate, Refused, Resolver, is_public
from storage.models import FailureName, Portal, PortalKind


@pytest.mark.parametrize("address", ["8.8.8.8", "113.160.12.5", "2001:ee0:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.9.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "0.1.2.3"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "::7f00:1"),
        "2001:0:a00:1:0:0:f5ff:fffe",  # teredo, its server private
    ],
)
def test_private_addresses_are_not(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names the system was asked for; every one but `dead.vn` leads somewhere."""
    names: list[str] = []
    known = {"cong.vn": "113.160.1.1", "www.cong.vn": "113.160.1.1", "trong.vn": "10.0.0.5", "127.1": "127.0.0.1"}

    def answer(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        names.append(host)
        if host not in known:
            raise socket.gaierror(-2, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (known[host], 0))]

    monkeypatch.setattr(network.socket, "getaddrinfo", answer)
    return names


def check(url: str, portal: str = "https://cong.vn/", allow_private: bool = False, **options: object) -> network.Target | FailureName:
    async def run() -> network.Target | FailureName:
        site = Portal(slug="s", kind=PortalKind.OTHER, name="", url=portal, **options)  # type: ignore[arg-type]
        try:
            return await Gate(site, allow_private, Resolver()).check(url)
        except Refused as refused:
            return refused.failure.name

    return asyncio.run(run())


def test_a_name_is_asked_for_once_and_its_address_pinned(asked: list[str]) -> None:
    async def run() -> list[tuple[str, ...]]:
        gate = Gate(Portal(slug="s", kind=PortalKind.OTHER, name="", url="https://cong.vn/"), False, Resolver())
        targets = await asyncio.gather(*(gate.check(f"https://cong.vn/{n}") for n in range(20)))
        return [target.addresses for target in targets]

    assert asyncio.run(run()) == [("113.160.1.1",)] * 20
    assert asked == ["cong.vn"]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://khac.vn/", FailureName.OFFSITE),
        ("https://cong.vn.khac.vn/", FailureName.OFFSITE),
        ("https://sub.cong.vn/", FailureName.OFFSITE),
        ("http://127.0.0.1/", FailureName.PRIVATE_ADDRESS),
        ("http://169.254.169.254/latest", FailureName.PRIVATE_ADDRESS),
        ("http://[::1]/", FailureName.PRIVATE_ADDRESS),
        ("http://[::ffff:10.0.0.1]/", FailureName.PRIVATE_ADDRESS),
        ("http://8.8.8.8/", FailureName.OFFSITE),
        ("ftp://cong.vn/", FailureName.BAD_DATA),
        ("file:///etc/passwd", FailureName.BAD_DATA),
        ("https://cong.vn:99999/", FailureName.BAD_DATA),
        ("https://ai@cong.vn/", FailureName.BAD_DATA),
        ("https://[cong.vn/", FailureName.BAD_DATA),
        ("https:///x", FailureName.BAD_DATA),
    ],
)
def test_what_no_order_names_is_refused_and_not_looked_up(asked: list[str], url: str, name: FailureName) -> None:
    assert check(url) is name
    assert asked == []


def test_scheme_and_www_are_one_portal(asked: list[str]) -> None:
    assert isinstance(check("http://www.cong.vn/"), network.Target)
    assert isinstance(check("https://CONG.vn./"), network.Target)


def test_a_name_that_leads_inside_needs_permission(asked: list[str]) -> None:
    assert check("http://trong.vn/", "http://trong.vn/") is FailureName.PRIVATE_ADDRESS
    assert isinstance(check("http://trong.vn/", "http://trong.vn/", allow_private=True), network.Target)


def test_a_number_in_disguise_is_a_name(asked: list[str]) -> None:
    assert check("http://127.1/", "http://127.1/") is FailureName.PRIVATE_ADDRESS


def test_an_unknown_name_is_a_dns_failure(asked: list[str]) -> None:
    assert check("http://dead.vn/", "http://dead.vn/") is FailureName.DNS


def test_a_portal_declared_at_a_private_address_is_one_service_there(asked: list[str]) -> None:
    home = "http://127.0.0.1:8000/"
    assert isinstance(check("http://127.0.0.1:8000/tin", home), network.Target)
    assert isinstance(check("https://127.0.0.1:8443/tin", home), network.Target)
    assert check("http://127.0.0.1:6379/", home) is FailureName.PRIVATE_ADDRESS
    assert check("http://127.0.0.2:8000/", home) is FailureName.PRIVATE_ADDRESS
    assert check("http://localhost:8000/", home) is FailureName.OFFSITE
    assert isinstance(check("http://127.0.0.2:9000/", home, hosts=("127.0.0.2",)), network.Target)


def test_behind_a_proxy_only_the_proxy_is_looked_up(asked: list[str]) -> None:
    target = check("http://dead.vn/", "http://dead.vn/", proxy="http://ai:mat@trong.vn:3128")

    assert isinstance(target, network.Target)
    assert (target.addresses, target.proxy) == ((), "http://ai:mat@10.0.0.5:3128")
    assert asked == ["trong.vn"]
