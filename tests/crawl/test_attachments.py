"""How a crawl asks about the files of articles: headers only, named hosts only, and never at the portal's expense."""

from __future__ import annotations

import time
from typing import Any

from storage.models import FileMark, FilesSeen, FileState, Limits, Link, Revisit, RunOutcome, Validators

LIMITS = Limits(delay=0.0, timeout=5.0, files=20)
PDF = {"Content-Type": "application/pdf"}


def with_files(site: Any, path: str, *files: str) -> Link:
    """An article page that shows these addresses as its attachments."""
    link: Link = site.publish(path)[0]
    status, headers, body = site.routes[path]
    links = "".join(f'<li><a href="{file}">Phụ lục {n}.pdf</a></li>' for n, file in enumerate(files))
    block = f'<div class="attachments"><h3>Tệp đính kèm</h3><ul>{links}</ul></div>'
    end = b'</div></div>\n<div class="footer">'
    assert end in body
    site.routes[path] = (status, headers, body.replace(end, b"</div>" + block.encode() + b'</div>\n<div class="footer">'))
    return link


def marks(result: Any) -> dict[str, list[FileMark]]:
    seen = [each for each in result.other if isinstance(each, FilesSeen)]
    return {"/" + looks[0].url.split("/", 3)[3]: list(looks) for each in seen for looks in each.looks}


def asked(site: Any, path: str) -> list[tuple[str, str]]:
    return [(each.method, each.headers.get("range", "")) for each in site.log if each.path == path]


def test_a_server_without_head_is_asked_for_a_byte_and_left_when_it_sends_all(site: Any, worker: Any, order_for: Any) -> None:
    sent: list[int] = []

    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/pdf")
        handler.send_header("Content-Length", str(50_000_000))
        handler.end_headers()
        for _ in range(800):
            try:
                handler.wfile.write(b"x" * 65536)
                sent.append(65536)
            except OSError:
                break

    def ranged(handler: Any) -> None:
        handler.send_response(206)
        for name, value in {**PDF, "Content-Range": "bytes 0-0/4711", "Content-Length": "1", "ETag": '"t"'}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(b"%")

    site.routes["/tep/a.pdf"], site.routes["/tep/b.pdf"] = endless, ranged
    [result] = worker.run(order_for(site, with_files(site, "/tin-1.html", "/tep/a.pdf", "/tep/b.pdf"), limits=LIMITS))

    found = marks(result)
    assert [(mark.state, mark.size, mark.etag) for mark in found["/tep/a.pdf"]] == [(FileState.PRESENT, 50_000_000, "")]
    assert [(mark.state, mark.size, mark.etag) for mark in found["/tep/b.pdf"]] == [(FileState.PRESENT, 4711, '"t"')]
    assert asked(site, "/tep/a.pdf") == [("GET", "bytes=0-0")]  # HEAD was refused by 501, which the log does not see
    time.sleep(0.2)
    assert sum(sent) < 20_000_000  # what fits the sockets' buffers
    assert result.finished.outcome is RunOutcome.COMPLETE


def test_only_named_hosts_and_what_robots_allows(make_site: Any, site: Any, worker: Any, order_for: Any) -> None:
    other, named = make_site(), make_site()
    named.routes["/n.pdf"] = (200, PDF, b"n")
    other.routes["/o.pdf"] = (200, PDF, b"o")
    site.routes["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /kin/\n")
    site.routes["/kin/k.pdf"] = (200, PDF, b"k")
    link = with_files(site, "/tin-1.html", f"{other.origin}/o.pdf", f"{named.origin}/n.pdf", "/kin/k.pdf")
    [result] = worker.run(order_for(site, link, limits=LIMITS, portal={"hosts": (named.address,)}))

    assert list(marks(result)) == ["/n.pdf"]
    assert not other.log
    assert not asked(site, "/kin/k.pdf")


def test_files_that_fail_say_nothing_of_the_portal(site: Any, worker: Any, order_for: Any) -> None:
    names = [f"/tep/{n}.pdf" for n in range(8)]
    for name in names[:6]:
        site.routes[name] = (500, {}, b"<html>error</html>")
    site.routes[names[6]] = (404, {}, b"")
    site.routes[names[7]] = (200, {"Content-Type": "text/html"}, "<html>Không tìm thấy</html>".encode())
    [result] = worker.run(order_for(site, with_files(site, "/tin-1.html", *names), limits=LIMITS))

    states = [looks[-1].state for looks in marks(result).values()]
    assert states == [FileState.UNANSWERED] * 6 + [FileState.MISSING] * 2
    assert result.finished.outcome is RunOutcome.COMPLETE
    assert result.finished.failure is None


def test_no_more_files_than_the_order_allows(site: Any, worker: Any, order_for: Any) -> None:
    names = [f"/tep/{n}.pdf" for n in range(30)]
    for name in names:
        site.routes[name] = (200, PDF, b"x")
    [result] = worker.run(order_for(site, with_files(site, "/tin-1.html", *names), limits=LIMITS))
    assert len(marks(result)) == 10  # of one article
    [result] = worker.run(order_for(site, with_files(site, "/tin-2.html", *names), limits=Limits(delay=0.0, files=3)))
    assert len(marks(result)) == 3
    [result] = worker.run(order_for(site, with_files(site, "/tin-3.html", *names), limits=Limits(delay=0.0)))
    assert not marks(result)


def test_what_differs_is_asked_again_at_once(site: Any, worker: Any, order_for: Any) -> None:
    (link,) = site.publish("/tin-1.html")
    known = FileMark(url=f"{site.origin}/tep/a.pdf", state=FileState.PRESENT, size=5, etag='"1"')
    same = FileMark(url=f"{site.origin}/tep/b.pdf", state=FileState.PRESENT, size=1)
    site.routes["/tep/a.pdf"] = site.routes["/tep/b.pdf"] = (200, PDF, b"x")
    site.routes["/tin-1.html"] = (304, {}, b"")
    revisit = Revisit(url=link.url, validators=Validators(etag='"/tin-1.html"'), files=(known, same))
    [result] = worker.run(order_for(site, revisits=(revisit,)))

    assert [len(looks) for looks in marks(result).values()] == [2, 1]
    assert result.pages[0].unchanged


def test_a_server_that_wants_to_be_left_alone_is(site: Any, worker: Any, order_for: Any) -> None:
    site.routes["/tep/0.pdf"] = (429, {"Retry-After": "600"}, b"")
    names = [f"/tep/{n}.pdf" for n in range(4)]
    [result] = worker.run(order_for(site, with_files(site, "/tin-1.html", *names), limits=LIMITS))

    assert [each.path for each in site.log if each.path.startswith("/tep/")] == ["/tep/0.pdf"]
    assert result.finished.retry_after == 600
