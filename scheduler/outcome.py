"""What came of a page, and the page on its way into the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.models import Extraction, Page
from storage.records import ArticleRecord


class OutcomeKind(StrEnum):
    NEW = "new"
    COPY = "copy"
    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"
    REMOVED = "removed"
    RESTORED = "restored"
    SUSPECTED = "suspected"  # gone or much shorter: a second look hours later will tell
    BASELINE = "baseline"  # a silent version: another extractor or profile, not another page
    STALE = "stale"  # nothing stored: the archived page must be extracted again before this one can be compared
    REFUSED = "refused"  # the address is no article, for good
    FAILED = "failed"  # nothing came this time


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`change` is the row of a change that was raised, `document` the file that was written; 0 and "" if none."""

    kind: OutcomeKind
    url: str
    article: int = 0
    change: int = 0
    document: str = ""
    detail: str = ""


# When an article that was there is looked at next: (dated, now, looks in a row without news) → when; None = never by itself
Plan = Callable[[datetime, datetime, int], datetime | None]


@dataclass(frozen=True, slots=True)
class Case:
    """One page on its way into the store."""

    portal: int
    home: str
    run: int | None
    page: Page
    extraction: Extraction
    digest: str
    now: datetime
    reextracted: bool
    backfill: bool
    believed: bool = True  # a page without an article is believed to have none

    def outcome(self, kind: OutcomeKind, article: ArticleRecord | int | None = None, change: int = 0, detail: str = "") -> Outcome:
        number = article.id if isinstance(article, ArticleRecord) else article or 0
        return Outcome(kind=kind, url=self.page.url, article=number, change=change, detail=detail)
