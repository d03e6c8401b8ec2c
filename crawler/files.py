"""Asks about the attachments of articles: is the file still there, and is it the same? Headers only, after everything else of a run.

HEAD first. Many servers refuse it, or answer it with nothing: those are asked for the first byte by GET, and the connection is closed
when the headers are there. Requests carry no conditions: there is no body to save, and "not modified" would hide a length that
changed. What differs from before is asked again at once, since some servers say something else each time; what that means is
judged where it is stored.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.discovery.dialogue import Ask
from crawler.fetch import Answer, Fetcher
from crawler.report import Outlet, Reporter
from storage.models import Extraction, FailureName, FileMark, FilesSeen, FileState, Order, Revisit, VisitKind

MOST_FILES = 10  # attachments of one article that one look asks about; the scheduler takes turns among more
GIVEN_UP = 3  # connections in a row that failed: a host is asked no more in this run
_NAMED = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|rtf|od[tsp]|zip|rar|7z|csv)$", re.IGNORECASE)
_ANSWERED = (200, 203, 206)
_COMMON = (("Accept", "*/*"), ("Accept-Encoding", "identity"))  # a length must be the file's, not that of a packed one
_FIRST_BYTE = (*_COMMON, ("Range", "bytes=0-0"))
_GONE = frozenset({FailureName.NOT_FOUND, FailureName.GONE})
_NOT_NOW = frozenset({FailureName.STOPPED, FailureName.ROBOTS, FailureName.OFFSITE, FailureName.PRIVATE_ADDRESS})


class FileWatch:
    """The attachments of one run: noted while its pages come in, asked about by `ask_all`."""

    def __init__(self, order: Order, fetcher: Fetcher, report: Reporter, outlet: Outlet) -> None:
        self._order, self._fetcher, self._report, self._outlet = order, fetcher, report, outlet
        self._wanted: dict[str, tuple[FileMark, ...]] = {}
        self._left = order.limits.files
        self._looks: dict[str, tuple[FileMark, ...]] = {}
        self._no_head: set[str] = set()
        self._silent: Counter[str] = Counter()

    def page(self, url: str, found: Extraction) -> None:
        """Note an article that is read for the first time."""
        since = self._order.limits.files_since
        if since is not None and found.published and found.published[:10] < since.isoformat():
            return
        self._want(url, (), found)

    def revisit(self, revisit: Revisit, found: Extraction | None) -> None:
        """Note an article looked at again; `found` None: its page is as before."""
        known = revisit.files
        if found is not None:
            shown = {file.url for file in found.attachments}
            known = tuple(mark for mark in known if mark.url in shown)
        self._want(revisit.url, known, found)

    def _want(self, url: str, known: tuple[FileMark, ...], found: Extraction | None) -> None:
        named = {mark.url for mark in known}
        fresh = [file.url for file in found.attachments if file.url not in named and self._fetcher.owns(file.url)] if found else []
        room = max(0, min(self._left, MOST_FILES - len(known)))
        taken = list(dict.fromkeys(fresh))[:room]
        self._left -= len(taken)
        marks = (*known, *(FileMark(url=each) for each in taken))
        if marks:
            self._wanted[url] = marks

    async def ask_all(self) -> None:
        """Ask about everything noted, as long as the run may go on."""
        for url, marks in self._wanted.items():
            looks = []
            for known in marks:
                if self._over():
                    break
                looks.append(await self._looked(known))
            if any(looks):
                await self._outlet.send(FilesSeen(order=self._order.id, url=url, looks=tuple(filter(None, looks))))
            if self._over():
                return

    def _over(self) -> bool:
        exchange = self._fetcher.exchange
        return exchange.brake.stopped.is_set() or exchange.halted is not None or bool(exchange.spent)

    async def _looked(self, known: FileMark) -> tuple[FileMark, ...]:
        """One look, or several when the first one differs; () when the file could not be asked about."""
        if known.url in self._looks:
            return self._looks[known.url]
        first = await self._look(known)
        looks: tuple[FileMark, ...] = (first,) if first is not None else ()
        while looks and (signs := known.signs(looks[-1])) and not self._over():
            # a length is rarely a whim; a new ETag with a new date often comes from another server behind the same address
            if len(looks) > (1 if "size" in signs or len(signs) < 2 else 2):
                break
            again = await self._look(known)
            if again is None:
                break
            looks = (*looks, again)
        self._looks[known.url] = looks
        return looks

    async def _look(self, known: FileMark) -> FileMark | None:
        """What the server says now; None when it was not asked."""
        host = urlsplit(known.url).netloc
        if self._silent[host] >= GIVEN_UP:
            return None
        if host not in self._no_head:
            answer = await self._asked(known.url, "HEAD", _COMMON)
            if answer is None:
                return None
            mark = _mark(known.url, answer)
            gone_still = mark.state is FileState.MISSING and known.state is FileState.MISSING
            if not answer.reply.status or answer.stops or gone_still or _tells(mark):
                return mark
            if answer.reply.status in (405, 501):
                self._no_head.add(host)
        answer = await self._asked(known.url, "GET", _FIRST_BYTE)
        return _mark(known.url, answer) if answer is not None else None

    async def _asked(self, url: str, method: str, headers: tuple[tuple[str, str], ...]) -> Answer | None:
        answer = await self._fetcher.fetch(Ask(url=url, kind=VisitKind.FILE, method=method, headers=headers))
        await self._report.tried(answer)
        if answer.failure is not None and answer.failure.name in _NOT_NOW and not answer.reply.status:
            return None
        if answer.visit is not None:
            await self._report.visit(answer.visit)
        host = urlsplit(url).netloc
        self._silent[host] = 0 if answer.reply.status else self._silent[host] + 1
        return answer


def _tells(mark: FileMark) -> bool:
    """Whether an answer to HEAD can be taken: some servers answer it with an error, or with 200 and nothing."""
    return mark.state is FileState.PRESENT and (mark.size >= 0 or bool(mark.etag or mark.last_modified))


def _mark(url: str, answer: Answer) -> FileMark:
    reply = answer.reply
    mark = FileMark(url=url, at=reply.at)
    if answer.failure is not None and answer.failure.name in _GONE:
        return replace(mark, state=FileState.MISSING)
    if answer.failure is not None or reply.status not in _ANSWERED:
        return mark
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        # a page in the place of a file is "not found" in words; a handler without a file's name may only want a login
        return replace(mark, state=FileState.MISSING) if _NAMED.search(urlsplit(url).path) else mark
    return replace(
        mark,
        state=FileState.PRESENT,
        size=_size(answer),
        etag=reply.headers.get("etag", "")[:200],
        last_modified=reply.headers.get("last-modified", "")[:100],
    )


def _size(answer: Answer) -> int:
    """Bytes of the whole file, -1 when the answer does not say. HEAD handlers that know nothing like to say 0."""
    headers = answer.reply.headers
    if answer.reply.status == 206:
        told = headers.get("content-range", "").rpartition("/")[2].strip()
    else:
        told = "" if headers.get("content-encoding", "identity").strip().lower() != "identity" else headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdecimal() and 0 < len(told) < 16 and int(told) > 0 else -1
