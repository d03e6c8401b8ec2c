"""Which sources can be trusted alone: each is compared with what all of them together found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

_NEWEST = 10  # articles compared
_SPAN = 60  # articles compared of the time that a feed or a list covers
_FEW = 5  # entries from which a source that lacks older articles is no matter of luck
_MISSING = 0.1  # share of them that a trusted source may lack


def judge(links: Sequence[str], articles: Mapping[str, str], hints: Mapping[str, str], dead: Collection[str], strict: bool = False) -> str:
    """Why a source is not to be trusted alone; "" when it is.

    `links` are what the source names, `articles` all links of the portal taken for articles with their day or time where known
    (ISO, "" unknown), `hints` days that pages gave for links, `dead` the links that led nowhere. `strict`, for a feed or a list,
    which may be of one section only: of the time from its older entries to today it must name all.
    """
    own = [link for link in links if link in articles]
    if not links:
        return "empty: it names no page of this portal"
    gone = sum(1 for link in links if link in dead)
    if gone > 0.3 * len(links):
        return f"dead links: {gone} of {len(links)} lead nowhere"
    if not own:
        return "it names no article"
    days = {link: (day or hints.get(link, ""))[:10] for link, day in articles.items()}
    dated = sorted((link for link in articles if days[link]), key=lambda link: days[link], reverse=True)
    if len(dated) < 0.5 * len(articles):
        return ""
    newest_own = max((days[link] for link in own), default="")
    have = set(own)
    # a source holds few entries; the newest half of them it must not lack, or it would miss what comes next
    newest = dated[: max(1, min(len(own) // 2, _NEWEST))]
    oldest = days[newest[-1]]
    expected = [link for link in newest if days[link] > oldest or link in have] or newest
    missing = [link for link in expected if link not in have]
    if missing and newest_own and days[missing[0]] > newest_own and len(missing) >= 0.5 * len(expected):
        return f"stale: its newest article is of {newest_own}, the portal's of {days[missing[0]]}"
    if len(missing) > _MISSING * len(expected):
        return f"incomplete: it lacks {len(missing)} of the {len(expected)} newest articles"
    return _of_one_section(own, dated, days) if strict else ""


def _of_one_section(own: Sequence[str], dated: Sequence[str], days: Mapping[str, str]) -> str:
    """Whether a source lacks articles of the time it covers: the newest of all may be of its section by luck."""
    have = set(own)
    span = sorted((days[link] for link in own if days[link]), reverse=True)
    if not span or len(have) >= len(dated):
        return ""
    if len(own) < _FEW:
        return f"incomplete: it names {len(own)} of {len(dated)} articles"
    since = span[4 * (len(span) - 1) // 5]  # the oldest entries may be pinned
    covered = [link for link in dated if days[link] > since or (link in have and days[link] == since)][:_SPAN]
    missing = sum(1 for link in covered if link not in have)
    if missing > _MISSING * len(covered):
        return f"incomplete: it lacks {missing} of the {len(covered)} articles since {since}"
    return ""
