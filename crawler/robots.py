"""robots.txt: what one says, and one copy of it per origin that every request is checked against.

Scrapy's own middleware lets requests through that wait together for the same file, takes a server error for "everything is
allowed" and never applies Crawl-delay; here each request waits for the rules, and a server that cannot say them is left alone.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from protego import Protego

from storage.models import Failure, Robots

AGENT = "tinso"  # the name robots.txt files may call us by
VALID = timedelta(hours=24)
LARGEST = 512 * 1024  # bytes that are read, as the standard suggests
_MARKUP = re.compile(r"\s*(?:<!doctype|<html|<head|<body|<\?xml|<script)", re.IGNORECASE)


class Rules:
    """What one robots.txt allows us."""

    def __init__(self, text: str) -> None:
        self._protego = Protego.parse(text)

    def allows(self, url: str) -> bool:
        return self._protego.can_fetch(url, AGENT)

    @property
    def crawl_delay(self) -> float:
        """Seconds asked for between requests, by Crawl-delay or Request-rate; 0 if none."""
        delay = self._protego.crawl_delay(AGENT) or 0.0
        rate = self._protego.request_rate(AGENT)
        if rate is not None and rate.requests > 0:
            delay = max(delay, rate.seconds / rate.requests)
        return max(float(delay), 0.0)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        return tuple(self._protego.sitemaps)


def text_of(status: int, content_type: str, body: bytes) -> str:
    """The rules an answer holds, "" for those that hold none: an error page, a home page sent for any address, another kind of file."""
    if not 200 <= status < 300:
        return ""
    kind = content_type.partition(";")[0].strip().lower()
    text = body[:LARGEST].decode("utf-8-sig", "replace").replace("\x00", "")
    if _MARKUP.match(text) or (kind.startswith(("image/", "application/")) and "user-agent" not in text.lower()):
        return ""
    return text


def fresh(robots: Robots, now: datetime) -> bool:
    """Whether a stored copy may still be used; an answer that says nothing (never reached, 5xx) is no copy."""
    if robots.fetched_at is None or not 200 <= robots.status < 500 or robots.status == 429:
        return False
    return timedelta(0) <= now - robots.fetched_at < VALID


# Asks for the robots.txt of an origin over the network: what was stored of the answer, or why there is none.
Fetch = Callable[[str], Awaitable[Robots | Failure]]


@dataclass
class Keeper:
    """The rules of every origin one order meets. `fetch` is called at most once per origin, however many requests wait for it."""

    fetch: Fetch
    copies: dict[str, Robots] = field(default_factory=dict)
    _rules: dict[str, Rules | Failure] = field(default_factory=dict)
    _locks: dict[str, asyncio.Lock] = field(default_factory=dict)

    @classmethod
    def from_stored(cls, stored: Mapping[str, Robots], now: datetime, fetch: Fetch) -> Keeper:
        return cls(fetch, {origin: robots for origin, robots in stored.items() if fresh(robots, now)})

    async def rules(self, origin: str) -> Rules | Failure:
        """The rules of "scheme://host:port", fetched now if there is no copy; a Failure means: leave this origin alone."""
        async with self._locks.setdefault(origin, asyncio.Lock()):
            known = self._rules.get(origin)
            if known is None:
                known = self._rules[origin] = await self._learn(origin)
            return known

    async def _learn(self, origin: str) -> Rules | Failure:
        copy = self.copies.get(origin)
        if copy is None:
            answer = await self.fetch(origin)
            if isinstance(answer, Failure):
                return answer
            copy = self.copies[origin] = answer
        return Rules(copy.text)

    def forget_failures(self) -> None:
        """Let the next requests ask again, after a wait."""
        self._rules = {origin: rules for origin, rules in self._rules.items() if isinstance(rules, Rules)}
