"""The statistics page: articles and changes for each week, delays, and the same for each portal."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from review.charts import weekly
from review.desk import desk_of
from review.view import local_day
from review.wishes import WishError, words

SPANS = (13, 26, 52, 104)  # weeks
CHANGES = ("edited", "moved", "removed", "restored")


def statistics(request: Request) -> Response:
    desk = desk_of(request)
    slug = words(request.query_params.get("portal", ""))
    span = request.query_params.get("weeks", str(SPANS[1]))
    if span not in {str(weeks) for weeks in SPANS}:
        raise WishError(f"weeks: want one of {', '.join(map(str, SPANS))}")
    today = local_day(desk.now())
    first = today - timedelta(days=today.weekday() + 7 * (int(span) - 1))
    with desk.store.read():
        counts = desk.store.per_week(first, today, slug or None)
        totals = desk.store.portal_totals(first, today)
        delays = {delay.portal: delay for delay in desk.store.delays()}
        names = [(portal.slug, portal.name or portal.slug) for portal in desk.store.portal_names()]
    return desk.views.page(
        request,
        "statistics.html",
        articles=weekly(counts, ("article",), first, today),
        changes=weekly(counts, CHANGES, first, today),
        totals=totals,
        delays=delays,
        portal_names=names,
        names=dict(names),
        chosen=slug,
        span=span,
        spans=SPANS,
        kinds=CHANGES,
    )
