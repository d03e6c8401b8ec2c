"""Whether another file stands at an attachment's address. Pure: what is remembered and what a server said in, a judgement out.

Only headers are known, and servers make them up: a download handler dates each answer, servers behind one address number the same
file differently, a copied site dates all files anew. So:

- another length counts, once a second look within seconds said the same;
- an ETag and a later date together count, after three looks that agreed;
- one of them alone counts at a second look hours later that still says the same;
- what wavers within seconds, moves on or comes back is made up by that server, and is not looked at any more: for this file, and
  for all files of its place when two of them showed it;
- where many articles' files got new validators in a day and kept their lengths, the site was copied, nothing was replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from urllib.parse import urlsplit

from scheduler.decide import file_key
from storage.files import FileRecord, Stamp
from storage.models import FileMark, FileState, moment_of

FRESH = timedelta(minutes=10)  # a date as young as that may be the time of the answer
COPIED = 3  # other articles whose files stirred within a day: the site was copied
MOST_REMEMBERED = 6


class FileEvent(StrEnum):
    NOTHING = "nothing"
    FIRST = "first"  # seen for the first time
    REPLACED = "replaced"
    SUSPECTED = "suspected"  # a second look hours later will tell
    MISSING = "missing"
    RETURNED = "returned"  # it was missing; the same file is there again


@dataclass(frozen=True, slots=True)
class FileJudgement:
    event: FileEvent
    record: FileRecord


def place_of(url: str) -> str:
    """The part of a server that answers alike: a handler that is asked with parameters, else the first folder."""
    parts = urlsplit(url)
    path = parts.path if parts.query else "/".join(parts.path.split("/")[:2])
    return f"{parts.netloc.lower()}{path}"


def unknown(url: str) -> FileRecord:
    """A file of which nothing is remembered."""
    return FileRecord(key=file_key(url), place=place_of(url), mark=FileMark(url=url))


def trusted(record: FileRecord, made_up: frozenset[str]) -> FileMark:
    """What is known of a file, as far as its server can be believed."""
    return _without(record.mark, record.unstable | made_up)


def judge(
    known: FileRecord, looks: Sequence[FileMark], now: datetime, confirm_after: timedelta, made_up: frozenset[str], stirred: int
) -> FileJudgement:
    """`made_up`: what the file's place is known to make up; `stirred`: other articles of the place with new validators since yesterday."""
    known, last = replace(known, asked=now), looks[-1]
    if any(look.state is FileState.UNANSWERED for look in looks):
        return FileJudgement(FileEvent.NOTHING, known)
    if last.state is FileState.MISSING:
        event = FileEvent.NOTHING if known.mark.state is FileState.MISSING else FileEvent.MISSING
        return FileJudgement(event, replace(known, mark=replace(known.mark, state=FileState.MISSING, at=last.at)))
    if known.since is None:
        return FileJudgement(FileEvent.FIRST, replace(known, mark=last, since=last.at or now))
    back = known.mark.state is FileState.MISSING
    was = replace(known.mark, state=FileState.PRESENT)
    known = replace(known, unstable=known.unstable | _wavering(looks) | _returned(known, last) | _moving(known, last))
    bad = known.unstable | made_up
    signs = _without(was, bad).signs(_without(last, bad))
    if not signs:
        return _settled(known, last, FileEvent.RETURNED if back else FileEvent.NOTHING)
    copied = "size" not in signs and stirred >= COPIED
    known = known if "size" in signs else replace(known, stirred_at=now)
    if known.suspect is None or _stamp(known.suspect) != _stamp(last):
        if _sure(was, looks, signs, now) and not copied:
            return _settled(known, last, FileEvent.REPLACED, now)
        return FileJudgement(FileEvent.SUSPECTED, replace(known, suspect=last, suspected_at=now))
    if known.suspected_at is not None and now < known.suspected_at + confirm_after:
        return FileJudgement(FileEvent.SUSPECTED, known)
    if copied or ("size" not in signs and _is_fresh(last, now)):
        return _settled(known, last, FileEvent.RETURNED if back else FileEvent.NOTHING)
    return _settled(known, last, FileEvent.REPLACED, now)


def _sure(was: FileMark, looks: Sequence[FileMark], signs: frozenset[str], now: datetime) -> bool:
    last = looks[-1]
    if "size" in signs:
        same_tag = bool(was.etag) and was.etag == last.etag and not was.etag.startswith("W/")
        return len(looks) >= 2 and not same_tag  # one tag and two lengths: somebody errs
    return signs == {"etag", "date"} and len(looks) >= 3 and not _is_fresh(last, now)


def _settled(known: FileRecord, last: FileMark, event: FileEvent, since: datetime | None = None) -> FileJudgement:
    earlier = known.earlier
    if _stamp(last) != _stamp(known.mark):
        earlier = (*(stamp for stamp in earlier if stamp != _stamp(last)), _stamp(known.mark))[-MOST_REMEMBERED:]
    record = replace(known, mark=last, since=since or known.since, earlier=earlier, suspect=None, suspected_at=None)
    return FileJudgement(event, record)


def _wavering(looks: Sequence[FileMark]) -> frozenset[str]:
    """What differs between looks of one moment."""
    return frozenset[str]().union(*(_differences(_stamp(one), _stamp(other)) for one, other in pairwise(looks)))


def _returned(known: FileRecord, last: FileMark) -> frozenset[str]:
    """What came back to an earlier answer while the length stayed: a second server, or a second mood."""
    now, before = _stamp(last), _stamp(known.mark)
    if known.suspect is not None and now == before:
        return _differences(_stamp(known.suspect), now)
    return _differences(before, now) if now in known.earlier and now[0] == before[0] else frozenset()


def _moving(known: FileRecord, last: FileMark) -> frozenset[str]:
    """What differs once more while a difference waits for its second look, the length being the same."""
    if known.suspect is None or known.suspect.size != last.size or _stamp(last) == _stamp(known.mark):
        return frozenset()
    return _differences(_stamp(known.suspect), _stamp(last))


def _differences(one: Stamp, other: Stamp) -> frozenset[str]:
    pairs = zip(("size", "etag", "date"), one, other, strict=True)
    return frozenset(name for name, before, after in pairs if before != after and -1 not in (before, after) and "" not in (before, after))


def _is_fresh(mark: FileMark, now: datetime) -> bool:
    moment = moment_of(mark.last_modified)
    return moment is not None and abs(now - moment) < FRESH


def _without(mark: FileMark, bad: frozenset[str]) -> FileMark:
    return replace(
        mark,
        size=-1 if "size" in bad else mark.size,
        etag="" if "etag" in bad else mark.etag,
        last_modified="" if "date" in bad else mark.last_modified,
    )


def _stamp(mark: FileMark) -> Stamp:
    return mark.size, mark.etag, mark.last_modified
