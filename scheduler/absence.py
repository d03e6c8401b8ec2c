"""What it means that an address gave no article: a link to try again or to refuse, an article that is gone or has moved."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from scheduler.identity import Identity, same_place
from scheduler.kinship import any_kindred, of_one_form, one_number
from scheduler.outcome import Case, Outcome, OutcomeKind, Plan
from scheduler.retries import GONE, retry
from storage.models import ArticleState, ChangeKind, Failure, FailureName, Page, ReviewState
from storage.records import ArticleRecord
from storage.store import Store

TITLE = 4  # words of a title that names one article
_MOST, _NEARLY_ALL = 0.5, 0.75  # share of the lines of a text that stood there before
ELSEWHERE = 2  # other addresses that are asked when an article's own gives nothing any more


class Absence:
    """The part of ingest that deals with what is not there, and the ends all parts share."""

    store: Store
    confirm_after: timedelta
    plan: Plan

    def _failed(self, case: Case, failure: Failure) -> Outcome:
        with self.store.write():
            # an alias that died says nothing of the article, which is looked at under its own address
            article = next((article for _, article in self._known(case) if article.url == case.page.url), None)
            self._note_visit(case, article)
            if article is None:
                return self._refuse(case, failure)
            if _speaks_of_removal(case, failure):
                return self._vanished(case, article, f"{failure.name}: {failure.detail}".removesuffix(": "))
            self.store.mark_checked(article.id, case.now)  # what speaks of the way there says nothing of the article
            return case.outcome(OutcomeKind.FAILED, article, detail=failure.name)

    def _refuse(self, case: Case, failure: Failure) -> Outcome:
        """A link that led to no article."""
        attempts = self.store.attempts(case.portal, case.page.url)
        again = retry(failure.name, attempts, case.believed)
        if failure.name in GONE and self._known(case):
            again = None  # of an article that goes by another address: to ask once is enough
        self.store.mark_failed(
            case.portal,
            case.page.url,
            failure.name,
            failure.detail,
            case.now,
            again=again,
            counts=failure.name != FailureName.STOPPED,
        )
        return case.outcome(OutcomeKind.REFUSED if again is None else OutcomeKind.FAILED, detail=failure.name)

    def refused(self, slug: str, page: Page, now: datetime) -> None:
        """An address that gave no article in a run that later proved its portal well: kept open by doubt, now judged by its failure."""
        failure, portal = page.failure, self.store.portal_id(slug)
        if failure is None or self.store.article_at(portal, page.url) is not None:
            return
        with self.store.write():
            again = retry(failure.name, max(0, self.store.attempts(portal, page.url) - 1))
            self.store.mark_failed(portal, page.url, failure.name, failure.detail, now, again=again, counts=False)

    def _vanished(self, case: Case, article: ArticleRecord, why: str) -> Outcome:
        """A stored article's page is gone: believed at the second look."""
        store = self.store
        if article.state == ArticleState.REMOVED:
            store.mark_checked(article.id, case.now)
            self._plan_return(case, article)
            return case.outcome(OutcomeKind.UNCHANGED, article, detail="still gone")
        if not self._confirmed(case, article, "removed"):
            since = article.suspected_at if article.suspicion == "removed" and article.suspected_at else case.now
            store.suspect(article.id, "removed", why, case.now, since + self.confirm_after)
            if article.suspicion != "removed":
                # until then those of its other addresses are asked that lists showed last: it may stand there
                others = [alias for alias in article.aliases if not same_place(alias, article.url)]
                store.ask_again(case.portal, others[-ELSEWHERE:])
            return case.outcome(OutcomeKind.SUSPECTED, article, detail=why)
        twin = store.twin_of(article, case.portal)
        merged = self._merge(case, article, twin.id) if twin is not None else None
        if merged is not None:
            return merged
        store.mark_removed(article.id, case.now)
        self._plan_return(case, article)
        # a copy beside which the original still stands is not missed
        review = ReviewState.READ if twin is not None and article.copy_of is not None else ReviewState.UNREAD
        change = store.add_change(
            ChangeKind.REMOVED, case.portal, article.id, article.url, case.now, before=article.version, review_state=review, note=why
        )
        return case.outcome(OutcomeKind.REMOVED, article, change, detail=why)

    def _merge(self, case: Case, article: ArticleRecord, twin_id: int) -> Outcome | None:
        """A gone article and its copy at another address of the same portal are one article that moved."""
        twin = self.store.article(twin_id)
        if twin is None or twin.copy_of != article.id or self.store.has_changes(twin.id):
            return None
        if twin.version.content_hash != article.version.content_hash:
            return None
        self.store.merge_twin(case.portal, article, twin, case.now)
        self.store.mark_present(article.id, case.now, changed=True, validators=None, region=None)
        self._plan(case, article.id)
        change = self.store.add_change(
            ChangeKind.MOVED,
            case.portal,
            article.id,
            twin.url,
            case.now,
            before=article.version,
            after=twin.version.id,
            note=article.url,
        )
        return case.outcome(OutcomeKind.MOVED, article, change)

    def _confirmed(self, case: Case, article: ArticleRecord, what: str) -> bool:
        """Whether the second look has come, hours after the first that saw the same."""
        return article.suspicion == what and article.suspected_at is not None and case.now >= article.suspected_at + self.confirm_after

    # Shared ends.

    def _note_visit(self, case: Case, article: ArticleRecord | None) -> None:
        if case.page.visit is not None:
            self.store.put_visit(case.portal, case.run, case.page.visit, article.id if article else None)
        self.store.put_links(case.portal, case.page.links, case.now)

    def _plan(self, case: Case, article: int) -> None:
        dated, quiet = self.store.rhythm_of(article)
        self.store.plan_check(article, self.plan(dated, case.now, quiet))

    def _plan_return(self, case: Case, article: ArticleRecord) -> None:
        """A removed article is looked for at growing distances, for half a year."""
        away = case.now - article.last_seen
        pause = min(max(away, timedelta(days=1)), timedelta(days=30))
        self.store.plan_check(article.id, case.now + pause if away < timedelta(days=180) else None)

    def _known(self, case: Case) -> list[tuple[str, ArticleRecord]]:
        pairs = ((url, self.store.article_at(case.portal, url)) for url in dict.fromkeys((case.page.url, *case.page.aliases)))
        return [(url, article) for url, article in pairs if article is not None]

    def _kindred(self, case: Case, identity: Identity) -> ArticleRecord | None:
        """The standing article that shows the same content at another way to write this page's address: in another section, say."""
        mine = dict.fromkeys((identity.url, case.page.url, *case.page.aliases))
        for other in self.store.standing_with(case.portal, case.digest):
            same_day = not other.version.published or other.version.published[:10] == case.extraction.published[:10]
            if same_day and any_kindred(mine, (other.url, *other.aliases)):
                return other
        return None

    def _glimpsed(self, case: Case, identity: Identity) -> ArticleRecord | None:
        """The standing article that this page shows as it is by now: its title, its minute, most of its text, its address of another form.

        Two articles of one title have addresses of one form. Where only the day is known, their addresses have a number in common, or
        nearly all of the text is the same. What changed is told by a look at the article's own address.
        """
        found = case.extraction
        if len(found.title.split()) < TITLE:
            return None
        standing = self.store.standing_titled(case.portal, found.title, found.published, case.now)
        if (
            len(standing) != 1
            or standing[0].version.content_hash == case.digest
            or any(of_one_form(identity.url, url) for url in (standing[0].url, *standing[0].aliases))
        ):
            return None
        before, now = Counter(standing[0].version.blocks), Counter(found.blocks)
        share = (before & now).total() / max(1, before.total(), now.total())
        timed = len(found.published) > len("2026-03-05") or any(
            one_number(identity.url, url) for url in (standing[0].url, *standing[0].aliases)
        )
        return standing[0] if share >= (_MOST if timed else _NEARLY_ALL) else None

    def _glimpse(self, case: Case, article: ArticleRecord) -> Outcome:
        """Its further address is noted, and its own is asked next."""
        self.store.add_aliases(case.portal, article.id, [case.page.url, *case.page.aliases], case.now)
        self.store.mark_fetched(case.portal, {case.page.url, *case.page.aliases}, case.now)
        self.store.plan_check(article.id, case.now)
        return case.outcome(OutcomeKind.UNCHANGED, article)


def _speaks_of_removal(case: Case, failure: Failure) -> bool:
    """Not found, gone, the portal's own not-found page; or led elsewhere, to the home page or a list."""
    if failure.name in GONE:
        return True
    visit = case.page.visit
    elsewhere = visit is not None and bool(visit.redirects) and not same_place(visit.final_url or case.page.url, case.page.url)
    return elsewhere and failure.name in {FailureName.NOT_ARTICLE, FailureName.EMPTY}
