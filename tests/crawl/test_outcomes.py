"""Every response, good or bad, is a visit with a named outcome. Real crawl process, real HTTP on loopback."""

from __future__ import annotations

import datetime as dt
import gzip
import ipaddress
import random
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from storage.models import Limits, Link, Revisit, RunOutcome, TlsPolicy, Validators, VisitKind

QUICK = Limits(delay=0.0, timeout=1.0, max_body=100_000)


def redirect(to: str, status: int = 302, **headers: str) -> tuple[int, dict[str, str], bytes]:
    return status, {"Location": to, **headers}, b""


def drip(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(60):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.1)


def endless_headers(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(20_000):
        handler.wfile.write(b"X-%d: %s\r\n" % (number, b"a" * 200))


def endless_line(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(100):
        handler.wfile.write(b"a" * 10_000)


def cut_off(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>half")


def hang_up(handler: Any) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def nonsense(handler: Any) -> None:
    handler.wfile.write(b"GARBAGE\r\n\r\n")


def bomb(size: int) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Encoding": "gzip"}, gzip.compress(b"<p>" + b"a" * size)


OUTCOMES: dict[str, tuple[Any, str]] = {
    "/khong-co": ((404, {}, b"x"), "not_found"),
    "/da-xoa": ((410, {}, b"x"), "gone"),
    "/cam": ((403, {}, b"x"), "blocked"),
    "/dang-nhap": ((401, {}, b"x"), "blocked"),
    "/la": ((418, {}, b"x"), "client_error"),
    "/pdf": ((200, {"Content-Type": "application/pdf"}, b"%PDF-1.4"), "not_html"),
    "/trong": ((200, {}, b"  "), "empty"),
    "/lon": ((200, {}, b"a" * 200_000), "too_large"),
    "/bom": (bomb(20_000_000), "too_large"),
    "/dau-dai": (endless_headers, "too_large"),
    "/dong-dai": (endless_line, "too_large"),
    "/nua": (cut_off, "connection"),
    "/vo-nghia": (nonsense, "bad_data"),
    "/gzip-hong": ((200, {"Content-Encoding": "gzip"}, b"not gzip at all"), "bad_data"),
    "/nho-giot": (drip, "timeout"),
    "/vong": (redirect("/vong"), "redirect_loop"),
    "/vong-a": (redirect("/vong-b"), "redirect_loop"),
    "/vong-b": (redirect("/vong-a"), "redirect_loop"),
    "/khong-dich": ((302, {}, b""), "bad_data"),
    "/noi-khac": (redirect("https://khac.example.vn/tin?x=1"), "offsite"),
    "/vao-trong": (redirect("http://169.254.169.254/latest/meta-data"), "private_address"),
    "/giao-thuc": (redirect("file:///etc/passwd"), "bad_data"),
    "/hong": ((500, {}, b"x"), "server_error"),
}


@pytest.mark.parametrize("path", OUTCOMES)
def test_outcome(site: Any, worker: Any, order_for: Callable[..., Any], path: str) -> None:
    site.routes |= {each: route for each, (route, _) in OUTCOMES.items()}
    # a page that works comes first: a portal that never answered is another matter
    links = site.publish("/tot")

    [result] = worker.run(order_for(site, *links, Link(url=site.origin + path), limits=QUICK))

    assert result.outcomes["/tot"] == "ok"
    assert result.outcomes[path] == OUTCOMES[path][1]
    page = next(each for each in result.pages if each.url.endswith(path))
    assert page.failure is not None
    assert page.failure.name == OUTCOMES[path][1]
    assert page.visit is not None
    assert page.visit.at.utcoffset() == dt.timedelta(0)


def test_a_redirect_elsewhere_names_its_target_and_connects_to_nothing(make_site: Any, worker: Any, order_for: Any) -> None:
    site, other = make_site(), make_site()
    same_machine = make_site(site.address)
    links = site.publish("/tot")
    site.routes["/a"] = redirect(other.origin + "/bi-mat")
    site.routes["/b"] = redirect(same_machine.origin + "/bi-mat")
    links += (Link(url=site.origin + "/a"), Link(url=site.origin + "/b"))

    [result] = worker.run(order_for(site, *links))

    assert result.outcomes == {"/tot": "ok", "/a": "private_address", "/b": "private_address"}
    assert other.log == same_machine.log == []
    visit = next(page.visit for page in result.pages if page.url.endswith("/a"))
    assert other.origin in visit.detail
    assert visit.redirects == (site.origin + "/a",)


def test_redirects_are_followed_and_told(site: Any, worker: Any, order_for: Any) -> None:
    site.publish("/moi")
    site.routes |= {"/cu": redirect("/giua", 301), "/giua": redirect("/moi")}

    [result] = worker.run(order_for(site, Link(url=site.origin + "/cu")))

    [page] = result.pages
    assert page.visit.redirects == (site.origin + "/cu", site.origin + "/giua")
    assert page.visit.final_url == page.url == site.origin + "/moi"
    assert page.aliases == (site.origin + "/cu",)


def test_a_redirect_that_sets_a_cookie_may_lead_to_itself_once(site: Any, worker: Any, order_for: Any) -> None:
    [link] = site.publish("/bai")
    body = site.routes["/bai"]

    def gate(handler: Any) -> None:
        handler.answer(body if "phien=1" in handler.headers.get("Cookie", "") else redirect("/bai", **{"Set-Cookie": "phien=1; Path=/"}))

    site.routes["/bai"] = gate
    [result] = worker.run(order_for(site, link))

    assert result.outcomes == {"/bai": "ok"}


def test_a_cookie_for_a_whole_domain_asks_nobody_what_a_domain_is(site: Any, worker: Any, order_for: Any) -> None:
    links = site.publish("/a", "/b")
    site.routes["/a"] = (200, {"Set-Cookie": "x=1; Domain=.gov.vn; Path=/"}, site.routes["/a"][2])

    [result] = worker.run(order_for(site, *links))

    assert set(result.outcomes.values()) == {"ok"}
    assert "cookie" not in site.log[-1].headers


def test_a_conditional_request_and_its_answers(site: Any, worker: Any, order_for: Any) -> None:
    site.publish("/a", "/b")
    body = site.routes["/a"][2]

    def by_etag(handler: Any) -> None:
        handler.answer((304, {}, b"") if handler.headers.get("If-None-Match") == '"1"' else (200, {"ETag": '"1"'}, body))

    site.routes["/a"] = by_etag
    [first] = worker.run(order_for(site, Link(url=site.origin + "/a"), Link(url=site.origin + "/b")))
    known = {page.url: page.visit.validators for page in first.pages}
    assert known[site.origin + "/a"].etag == '"1"'
    assert len(known[site.origin + "/b"].body_hash) == 32
    revisits = tuple(Revisit(url=url, validators=validators) for url, validators in known.items())

    [second] = worker.run(order_for(site, revisits=revisits))

    assert second.outcomes == {"/a": "not_modified", "/b": "not_modified"}
    assert [(page.unchanged, page.body, page.extraction) for page in second.pages] == [(True, b"", None)] * 2
    assert {page.visit.validators.etag for page in second.pages if page.url.endswith("/a")} == {'"1"'}


def test_a_revisit_that_finds_the_page_gone_says_so(site: Any, worker: Any, order_for: Any) -> None:
    site.routes["/xoa"] = (404, {}, b"x")

    [result] = worker.run(order_for(site, revisits=(Revisit(url=site.origin + "/xoa", validators=Validators(etag="1")),)))

    assert [(page.url, page.failure.name) for page in result.pages] == [(site.origin + "/xoa", "not_found")]


def test_an_odd_answer_once_is_tried_once_more(site: Any, worker: Any, order_for: Any) -> None:
    links = site.publish("/tot", "/bai")
    good, times = site.routes["/bai"], [0]

    def sometimes(handler: Any) -> None:
        times[0] += 1
        hang_up(handler) if times[0] == 1 else handler.answer(good)

    site.routes["/bai"] = sometimes
    [result] = worker.run(order_for(site, *links))

    assert result.outcomes["/bai"] == "ok"
    assert [seen.visit.outcome for seen in result.seen if seen.visit.kind is VisitKind.ARTICLE] == ["connection"]


def test_nothing_listens(worker: Any, order_for: Any) -> None:
    with socket.socket() as held:  # bound, not listening: nobody else gets the port
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        [result] = worker.run(order_for(f"http://127.0.0.1:{port}/", Link(url=f"http://127.0.0.1:{port}/bai"), walk=True))

    assert result.finished.outcome is RunOutcome.FAILED
    assert result.finished.failure.name == "refused"


def test_a_name_nobody_knows(worker: Any, order_for: Any) -> None:
    [result] = worker.run(order_for("http://khong-ton-tai.invalid/", walk=True))

    assert result.finished.outcome is RunOutcome.FAILED
    assert result.finished.failure.name == "dns"
    assert "khong-ton-tai.invalid" in result.finished.failure.detail


def test_a_name_that_leads_to_loopback_needs_permission(site: Any, make_site: Any, worker: Any, order_for: Any) -> None:
    site = make_site("127.0.0.1")
    links = site.publish("/bai")
    by_name = f"http://localhost:{site.port}"

    [refused] = worker.run(order_for(by_name + "/", Link(url=by_name + "/bai"), walk=True))
    assert (refused.finished.outcome, refused.finished.failure.name) == (RunOutcome.FAILED, "private_address")
    assert site.log == []

    [allowed] = worker.run(order_for(by_name + "/", Link(url=by_name + "/bai"), allow_private=True))
    assert allowed.outcomes == {"/bai": "ok"}
    assert len(links) == 1


def certificate(folder: Path, address: str, days: int = 30) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"thu {address}")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=60))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{address}-{days}.pem"
    plain = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(plain + made.public_bytes(serialization.Encoding.PEM))
    return path


def tls(path: Path, *, old: bool = False) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if old:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    context.load_cert_chain(path)
    return context


@dataclass
class Trust:
    """A crawl process that trusts the certificates of some addresses, each used by one test, and that of 127.9.9.9."""

    worker: Any
    certificates: dict[str, Path]
    others: Path  # that of 127.9.9.9

    def next(self) -> tuple[str, Path]:
        return self.certificates.popitem()


@pytest.fixture(scope="module")
def trust(make_lasting_worker: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Trust:
    folder = tmp_path_factory.mktemp("trusted")
    block = random.randint(1, 250)
    others = certificate(folder, "127.9.9.9")
    made = {address: certificate(folder, address) for address in (f"127.{block}.251.{n}" for n in range(2, 6))}
    authorities = folder / "authorities.pem"
    authorities.write_bytes(b"".join(path.read_bytes() for path in (others, *made.values())))
    return Trust(make_lasting_worker(SSL_CERT_FILE=str(authorities)), made, others)


@pytest.mark.parametrize(
    ("trusted", "old", "policy", "outcome"),
    [
        (False, False, TlsPolicy.VERIFY, "tls"),
        (True, False, TlsPolicy.VERIFY, "ok"),
        (False, False, TlsPolicy.LEGACY, "tls"),
        (False, False, TlsPolicy.INSECURE, "ok"),
        pytest.param(True, True, TlsPolicy.VERIFY, "tls", marks=pytest.mark.filterwarnings("ignore::DeprecationWarning")),
        pytest.param(True, True, TlsPolicy.LEGACY, "ok", marks=pytest.mark.filterwarnings("ignore::DeprecationWarning")),
        pytest.param(False, True, TlsPolicy.INSECURE, "ok", marks=pytest.mark.filterwarnings("ignore::DeprecationWarning")),
    ],
)
def test_tls_policies(
    make_site: Any,
    trust: Trust,
    order_for: Any,
    fresh_address: Callable[[], str],
    tmp_path: Path,
    trusted: bool,
    old: bool,
    policy: TlsPolicy,
    outcome: str,
) -> None:
    if trusted:
        address, path = trust.next()
    else:
        address = fresh_address()
        path = certificate(tmp_path, address)
    site = make_site(address, tls=tls(path, old=old))
    links = site.publish("/bai")

    [result] = trust.worker.run(order_for(site, *links, portal={"tls": policy}, robots=()))

    assert result.outcomes == {"/bai": outcome}


def test_a_certificate_of_another_host_is_refused(make_site: Any, trust: Trust, order_for: Any) -> None:
    site = make_site(tls=tls(trust.others))
    links = site.publish("/bai")

    [result] = trust.worker.run(order_for(site, *links))

    assert result.outcomes == {"/bai": "tls"}


@pytest.mark.parametrize("declared", ["http", "https"])
def test_the_other_scheme_is_tried_once_and_noted(make_site: Any, worker: Any, order_for: Any, tmp_path: Path, declared: str) -> None:
    """The portal is declared by the scheme that does not answer."""
    site = make_site()
    if declared == "http":
        site.close()
        path = certificate(tmp_path, site.address)
        site = make_site(site.address, tls=tls(path), port=site.port)
    links = site.publish("/a", "/b")
    url = f"{declared}://{site.address}:{site.port}"
    asked = tuple(Link(url=link.url.replace(site.origin, url)) for link in links)

    [result] = worker.run(order_for(url + "/", *asked, portal={"tls": TlsPolicy.INSECURE}))

    assert result.finished.outcome is RunOutcome.COMPLETE
    assert {page.visit.outcome for page in result.pages} == {"ok"}
    assert any("does" in note for note in result.finished.notes)
    assert site.paths() == ["/robots.txt", "/a", "/b"]
    assert [seen.visit.outcome for seen in result.seen if seen.visit.outcome != "ok"]


def test_a_deflated_and_a_chunked_body_arrive_whole(site: Any, worker: Any, order_for: Any) -> None:
    links = site.publish("/a", "/b")
    body = site.routes["/a"][2]
    site.routes["/a"] = (200, {"Content-Encoding": "deflate"}, zlib.compress(body))

    def chunked(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        handler.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))

    site.routes["/b"] = chunked
    [result] = worker.run(order_for(site, *links))

    assert [page.body for page in result.pages] == [body, body]
