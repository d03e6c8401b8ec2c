"""Whether and when an address that gave no article is asked again. Pure."""

from __future__ import annotations

from datetime import timedelta

from storage.models import FailureName

# what says of a stored article that it is gone (a second look confirms it)
GONE = {FailureName.NOT_FOUND, FailureName.GONE, FailureName.SOFT_NOT_FOUND}
# what no second try would change
FINAL = {
    FailureName.NOT_ARTICLE,
    FailureName.GONE,
    FailureName.NOT_HTML,
    FailureName.TOO_LARGE,
    FailureName.OFFSITE,
    FailureName.PRIVATE_ADDRESS,
    FailureName.ROBOTS,
}
# how many tries an address gets that answers like this; what speaks of the server or of the way to it has no bound
BOUNDS = {
    FailureName.NOT_FOUND: 4,
    FailureName.SOFT_NOT_FOUND: 4,
    FailureName.EMPTY: 4,
    FailureName.CLIENT_ERROR: 4,
    FailureName.EXTRACTION: 4,
    FailureName.BAD_DATA: 4,
    FailureName.REDIRECT_LOOP: 4,
    FailureName.NEEDS_SCRIPT: 4,
    FailureName.SERVER_ERROR: 12,
}
# what is so whatever state the portal is in
SURE = {FailureName.NOT_HTML, FailureName.TOO_LARGE, FailureName.OFFSITE, FailureName.PRIVATE_ADDRESS, FailureName.ROBOTS}
FIRST = timedelta(minutes=15)
LONGEST = timedelta(days=1)


DOUBTED = 30  # tries of an address whose refusal is not believed


def retry(failure: FailureName, attempts: int, believed: bool = True) -> timedelta | None:
    """How long to wait after the try that gave this, with so many tries before it; None = never again.

    `believed` False: the portal has shown no article in this run, so what stands at the address may be its trouble and not its page.
    """
    ends = failure in FINAL or attempts + 1 >= BOUNDS.get(failure, attempts + 2)
    if ends and (believed or failure in SURE or attempts + 1 >= DOUBTED):
        return None
    if failure == FailureName.STOPPED:
        return timedelta(0)
    return min(LONGEST, FIRST * (4.0 ** min(attempts, 5)))
