"""Small facts about one HTTP answer: what its status, type and Location mean. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urljoin

from w3lib.url import safe_url_string

from crawler.discovery.dialogue import Ask
from storage.models import Failure, FailureName, VisitKind

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 8
_BY_STATUS = {
    401: FailureName.BLOCKED,
    403: FailureName.BLOCKED,
    404: FailureName.NOT_FOUND,
    410: FailureName.GONE,
    429: FailureName.RATE_LIMITED,
}


def status_failure(status: int) -> Failure | None:
    """What a status alone says; None for 2xx and 304."""
    if 200 <= status < 300 or status == 304:
        return None
    if status >= 500:
        return Failure(name=FailureName.SERVER_ERROR, detail=f"status {status}")
    if status >= 400:
        return Failure(name=_BY_STATUS.get(status, FailureName.CLIENT_ERROR), detail=f"status {status}")
    return Failure(name=FailureName.BAD_DATA, detail=f"status {status}")


def may_be_page(content_type: str) -> bool:
    """Whether an article can come with this type; servers that name none, or plain text, mean HTML often enough."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind in (
        "",
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/xml",
        "text/xml",
        "application/octet-stream",
        "unknown/unknown",
    )


def looks_like_html(content_type: str, body: bytes) -> bool:
    """Whether an answer to a request for XML is a page instead."""
    head = body[:500].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html")) or ("html" in content_type.lower() and not head.startswith(b"<?xml"))


def body_hash(body: bytes) -> str:
    """32 hexadecimal digits for a body, "" for none."""
    return hashlib.blake2b(body, digest_size=16).hexdigest() if body else ""


def decoded(value: bytes) -> str:
    """A header's text: UTF-8 as most servers send it, else Latin-1 as the standard has it."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def header_pairs(raw: Mapping[bytes, Sequence[bytes]]) -> tuple[tuple[str, str], ...]:
    """Scrapy's headers as (lower-case name, value), repeated ones each."""
    return tuple((decoded(name).lower(), decoded(value)) for name, values in raw.items() for value in values)


def first_of(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Headers by name; of repeated ones the first."""
    return dict(reversed(pairs))


def location(value: bytes | None, url: str) -> str:
    """Where a redirect leads, "" when it does not say."""
    if not value or not value.strip():
        return ""
    try:
        return safe_url_string(urljoin(url, decoded(value).strip()))
    except ValueError:
        return ""


def redirect_problem(onward: str, hops: Sequence[str], sets_cookie: bool) -> Failure | None:
    """Why a chain of redirects is given up; a hop that sets a cookie may lead to itself once."""
    if not onward:
        return Failure(name=FailureName.BAD_DATA, detail="a redirect without an address")
    if hops.count(onward) > (1 if sets_cookie else 0) or len(hops) > MOST_REDIRECTS:
        return Failure(name=FailureName.REDIRECT_LOOP, detail=f"{len(hops)} redirects, last to {onward[:300]}")
    return None


def form_body(ask: Ask) -> bytes:
    return (ask.body or urlencode(ask.form).encode("ascii")) if ask.method == "POST" else b""


def request_headers(ask: Ask) -> dict[str, str]:
    """The headers of one Ask: its own, the validators of a conditional request, the type of a form."""
    headers: dict[str, str] = {}
    if ask.validators.etag:
        headers["If-None-Match"] = ask.validators.etag
    if ask.validators.last_modified:
        headers["If-Modified-Since"] = ask.validators.last_modified
    if ask.method == "POST" and not ask.body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if ask.kind in (VisitKind.FEED, VisitKind.SITEMAP):
        headers["Accept"] = "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.8,*/*;q=0.5"
    return headers | dict(ask.headers)


def said(failure: Failure | None) -> str:
    """A failure in a few words, for notes."""
    if failure is None:
        return ""
    return f"{failure.name.value}: {failure.detail[:120]}" if failure.detail else failure.name.value
