"""When an article that is stored is looked at again. Pure.

Young articles are corrected most, old ones hardly ever: the steps grow with the age, and an article that was found unchanged
several times in a row waits longer. After the last step it is left to `tinso fetch --revisit`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

# Age at which each look is due. Six looks in two months; a portal with ten new articles a day costs sixty requests a day for them.
LADDER = (
    timedelta(hours=3),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=8),
    timedelta(days=21),
    timedelta(days=60),
)
BARREN = 24  # requests of a day for links that give no article; after that one a check
LEAST = timedelta(hours=2)  # between two looks, whatever the age says


def next_look(dated: datetime, now: datetime, quiet: int) -> datetime | None:
    """When to look next at an article `dated` then; `quiet` = looks in a row that found nothing. None: not by itself any more."""
    age = now - dated
    for n, step in enumerate(LADDER):
        if step > age:
            due = dated + step
            # one that has been quiet at every step so far may skip the next but one: the budget goes to those that change
            if quiet > n + 1 and n + 1 < len(LADDER):
                due = dated + LADDER[n + 1]
            return max(due, now + LEAST)
    return None


def budget(rate: float, spent: int) -> int:
    """How many stored articles one check may look at again.

    `rate`: new articles a day; `spent`: requests of the last 24 hours for what is known. A portal with ten new articles a
    day, asked every half hour, stays under 120 requests a day in all.
    """
    allowed = 26 + 5 * rate  # the checks that follow when all of it is spent still fit under the bound
    return int(max(0.0, min(allowed - spent, max(2.0, allowed / 20))))


def retries(barren: int) -> int:
    """How many links that gave no article before may give none again before a check leaves the rest of them to the next.

    `barren`: requests of the last 24 hours for such links. They have a share of their own, so that wrong addresses, however many a
    portal writes, never cost a stored article its look; and as long as they do give articles, after an outage, all are asked.
    """
    return 4 if barren < BARREN else 1
