"""What a plain script would get: all links of the host breadth first, trafilatura as it comes for test and text."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections import deque
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import lxml.html
import trafilatura

from benchmarks.portals.measure import Got

LEAST = 250  # characters of text, and a date: an article
CAP = 500  # requests a portal


def _fetch(url: str) -> tuple[str, bytes]:
    try:
        with urllib.request.urlopen(quote(url, safe=":/?&=%;,+@~()!*'#$"), timeout=10) as answer:
            return answer.url, answer.read() if "html" in answer.headers.get("Content-Type", "") else b""
    except (urllib.error.URLError, OSError, ValueError):
        return url, b""


def _read(url: str, page: bytes) -> Got | None:
    found = trafilatura.bare_extraction(page, url=url, with_metadata=True)
    if found is None:
        return None
    data = found if isinstance(found, dict) else found.as_dict()
    text = data.get("text") or ""
    if len(text) < LEAST or not data.get("date"):
        return None
    return Got((url,), data.get("title") or "", data["date"][:10], "", tuple(text.split("\n")), data.get("author") or "")


def crawl(root: str) -> tuple[list[Got], int]:
    """What is taken for an article, each address once, and the number of requests."""
    host, waiting, known, asked = urlsplit(root).netloc, deque([root]), {root}, 0
    out: dict[str, Got] = {}
    while waiting and asked < CAP:
        url, page = _fetch(waiting.popleft())
        asked += 1
        if not page or url in out:
            continue
        got = _read(url, page)
        if got:
            out[url] = got
        for link in lxml.html.fromstring(page).iterlinks():
            if link[0].tag != "a" or link[1] != "href":
                continue
            target = urldefrag(urljoin(url, link[2].strip()))[0]
            bad = re.search(r"\.(pdf|docx?|xlsx?|jpe?g|png)$", target, re.IGNORECASE)
            if urlsplit(target).netloc == host and target not in known and not bad:
                known.add(target)
                waiting.append(target)
    return list(out.values()), asked
