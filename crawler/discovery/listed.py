"""Days that lists write beside their links: the date of an article whose own page gives none, where its list can be believed.

A list is believed when its days are those that the articles' own pages give. On a portal whose pages give none it is believed when nearly
all of its links have a day and the days run one way, as a list of what is new does: the days of meetings or deadlines do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from crawler.discovery.evidence import Mention

_AGREE = 0.9  # share of the articles compared whose own day is that of the list
_PAIRS = 2  # articles to compare from which agreement is enough
_LEAST = 4  # days of a list that can be in order
_DATED = 0.8  # share of its links that have one
_ORDER = 0.85  # share of the steps that go the list's way
_MOST = 4000  # lists of one walk


class ListedDays:
    """The days beside the links of one walk's pages, place by place."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, str], dict[str, tuple[int, str]]] = {}  # page and place on it -> address -> position and day

    def observe(self, page: str, mentions: Iterable[tuple[Mention, str]]) -> None:
        """A page was read, with these links and their identities."""
        for mention, url in mentions:
            if not mention.listed or mention.menu or mention.chrome:
                continue
            for place in mention.places:
                if (page, place) in self._lists or len(self._lists) < _MOST:
                    self._lists.setdefault((page, place), {}).setdefault(url, (mention.position, mention.hint))

    def named(self, feed: str, url: str, day: str) -> None:
        """A feed names an article, with this day."""
        links = self._lists.setdefault((feed, ""), {})
        links.setdefault(url, (len(links), day))

    def anew(self, canonical: Callable[[str], str]) -> None:
        """Identities are other ones now."""
        for links in self._lists.values():
            fresh = {canonical(url): shown for url, shown in links.items()}
            links.clear()
            links.update(fresh)

    def day(self, url: str, own: Mapping[str, str], today: str) -> str:
        """The day (with the time of day, if given) of the article at `url` by the lists that can be believed, "" if none or if they differ.

        `own`: what the pages of the articles themselves give, "" nothing. `today`: no article is of a later day.
        """
        if not self._agrees(own):
            return ""
        named = [(place, links) for (_, place), links in self._lists.items() if links.get(url, (0, ""))[1]]
        found = [links[url][1] for place, links in named if _believed(links, own) or self._is_rest(place, links, own)]
        days = {day[:10] for day in found}
        return max(found, key=len) if len(days) == 1 and days.pop() <= today else ""

    def _is_rest(self, place: str, links: Mapping[str, tuple[int, str]], own: Mapping[str, str]) -> bool:
        """Whether a list is too short to be judged, as the last page of one is, and those at its place on other pages are believed."""
        if not place or len(links) >= _LEAST or not all(day for _, day in links.values()) or _agreement(_pairs(links, own)) is False:
            return False
        others = [others for (_, where), others in self._lists.items() if where == place and len(others) >= _LEAST]
        return len(others) >= _PAIRS and all(_believed(other, own) for other in others)

    def _agrees(self, own: Mapping[str, str]) -> bool:
        """Whether the lists of the portal as a whole do not contradict its articles."""
        return _agreement([pair for links in self._lists.values() for pair in _pairs(links, own)]) is not False


def _pairs(links: Mapping[str, tuple[int, str]], own: Mapping[str, str]) -> list[tuple[str, str]]:
    """The day of the list and the article's own, where both are known."""
    return [(day[:10], own[url][:10]) for url, (_, day) in links.items() if day and own.get(url)]


def _agreement(pairs: Sequence[tuple[str, str]]) -> bool | None:
    """Whether two views of the same articles agree; None when too few can be compared."""
    same = sum(listed == told for listed, told in pairs)
    if same < _AGREE * len(pairs):
        return False
    return True if same >= _PAIRS else None


def _believed(links: Mapping[str, tuple[int, str]], own: Mapping[str, str]) -> bool:
    agreed = _agreement(_pairs(links, own))
    return _in_order(links) if agreed is None else agreed


def _in_order(links: Mapping[str, tuple[int, str]]) -> bool:
    days = [day[:10] for _, day in sorted(links.values()) if day]
    if len(days) < _LEAST or len(days) < _DATED * len(links) or len(set(days)) < 2:
        return False
    steps = list(pairwise(days))
    return max(sum(a >= b for a, b in steps), sum(a <= b for a, b in steps)) >= _ORDER * len(steps)
