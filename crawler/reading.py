"""Pages through the extractor, off the loop and a few at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime

from crawler.discovery.dialogue import Reply
from crawler.extraction import article, region
from storage.models import Extraction, Failure, FailureName, Profile, Revisit

log = logging.getLogger(__name__)

_AT_A_TIME = 2
_extracting: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}


async def extracted(body: bytes, headers: Mapping[str, str], url: str, profile: Profile, at: datetime) -> Extraction | Failure:
    """The article of a page. The border of the extractor: whatever a hostile page makes it raise is a named Failure."""
    loop = asyncio.get_running_loop()
    if loop not in _extracting:
        _extracting.clear()
        _extracting[loop] = asyncio.Semaphore(_AT_A_TIME)
    async with _extracting[loop]:
        try:
            return await asyncio.to_thread(article.extract, body, headers, url, profile, at)
        except Exception as error:  # named border, see above
            log.exception("extraction of %s", url)
            return Failure(name=FailureName.EXTRACTION, detail=f"{type(error).__name__}: {error}"[:300])


async def same_region(revisit: Revisit, reply: Reply) -> bool:
    """Whether the text of a revisited page stands there as before, told without extracting it."""
    if not revisit.region or not revisit.region_hash:
        return False
    found = await asyncio.to_thread(region.region_hash, reply.body, reply.headers, revisit.region)
    return bool(found) and found == revisit.region_hash
