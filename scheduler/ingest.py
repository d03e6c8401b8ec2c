"""What becomes of a page that a crawl brought: new, unchanged, edited, a copy, moved, removed, restored, or nothing at all.

For each page: one look without a lock (what would happen?), then the slow part (raw page into the archive, document file under a
temporary name), then one short transaction that judges again under the write lock, stores all rows and moves the file into place
just before the commit. A kill at any moment leaves either all of it, or strays that the next start clears away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from config import Config
from scheduler.absence import Absence
from scheduler.attached import Attached
from scheduler.decide import Content, Edit, compare
from scheduler.duplicates import Kin
from scheduler.identity import Identity, content_of, identify, page_content, real_address, same_place
from scheduler.kinship import fair
from scheduler.outcome import Case, Outcome, OutcomeKind, Plan
from scheduler.reprints import Reprints
from storage.archive import Archive, Location
from storage.articles import DocumentRow
from storage.connection import VIETNAM
from storage.documents import DocumentFolder, content_hash, date_line
from storage.models import LISTING, ArticleState, ChangeKind, Extraction, Failure, FailureName, Page, ReviewState, StoredPage, Validators
from storage.moves import LEFT
from storage.records import ArticleRecord
from storage.shelf import Shelf, disk_trouble
from storage.store import Store

__all__ = ["Ingest", "Outcome", "OutcomeKind"]

NO_EDIT = Edit()
FIRST_YEAR, LAST_YEAR = 1900, 2999  # outside of these a date is none
BASELINE_AGE = timedelta(days=7)  # articles older than this at first contact are nobody's news


@dataclass(frozen=True, slots=True)
class _Judgement:
    """What a page means, judged against the database as it is."""

    kind: OutcomeKind
    identity: Identity
    edit: Edit = NO_EDIT
    glimpsed: ArticleRecord | None = None  # the standing article this page shows in passing

    @property
    def stores_version(self) -> bool:
        news = self.kind in {OutcomeKind.NEW, OutcomeKind.EDITED, OutcomeKind.BASELINE}
        return news or (self.kind in {OutcomeKind.RESTORED, OutcomeKind.MOVED} and bool(self.edit or self.edit.refined))


_NOTHING = Extraction(title="", blocks=())


class Ingest(Absence, Attached, Reprints):
    """Takes pages into a store. Threads may share one; the pages of one portal must come one after the other."""

    def __init__(self, store: Store, documents: DocumentFolder, archive: Archive, settings: Config, plan: Plan | None = None) -> None:
        self.store = store
        self.documents = documents
        self.archive = archive
        self.confirm_after = timedelta(hours=settings.confirm_after)
        self.plan: Plan = plan or (lambda dated, now, quiet: None)

    def page(
        self,
        slug: str,
        run: int | None,
        page: Page,
        now: datetime,
        *,
        reextracted: bool = False,
        backfill: bool = False,
        believed: bool = True,
    ) -> Outcome:
        """Store what a page says. Raises StoreError, UnknownSlug.

        `believed` False: no page of this run showed an article yet, so an address that gives none is kept for another try.
        `backfill`: the run walks the archive, so old articles are no news (as at first contact). An outcome `stale` means: extract
        `stored_page(outcome.article)` again, give the result (a Page with `article` and without visit) to this method, then this
        same page once more with `reextracted`, which is what ends the matter when the archived page cannot be extracted any more.
        """
        state = self.store.portal_state(slug)
        extraction = self._still_dated(slug, page, _sound(page.extraction))
        digest = content_hash(extraction.title, extraction.blocks, date_line(extraction.published)) if extraction else ""
        portal = self.store.portal_id(slug)
        case = Case(portal, state.portal.url, run, page, extraction or _NOTHING, digest, now, reextracted, backfill, believed)
        if page.visit is None and page.article:
            return self._extracted_again(case) if extraction else case.outcome(OutcomeKind.FAILED, page.article)
        if page.unchanged:
            return self._unchanged(case)
        if extraction is None:
            return self._failed(case, page.failure or Failure(name=FailureName.EMPTY))
        return self._present(case)

    def _still_dated(self, slug: str, page: Page, extraction: Extraction | None) -> Extraction | None:
        """With the date that a list gave when the article was found: its own page has none, and whoever looks at it again sees no list."""
        if extraction is None or extraction.published:
            return extraction
        portal = self.store.portal_id(slug)
        known = (
            [self.store.article(page.article)]
            if page.article
            else [self.store.article_at(portal, url) for url in (page.url, *page.aliases)]
        )
        dates = {record.version.published for record in known if record is not None and record.version.published_evidence == LISTING}
        return replace(extraction, published=dates.pop(), published_evidence=LISTING) if len(dates) == 1 else extraction

    def stored_page(self, article: int) -> StoredPage | None:
        """The archived page of an article's latest version, to be extracted again; None when there is none. Raises ArchiveError."""
        record = self.store.article(article)
        if record is None or record.version.spot is None:
            return None
        spot = record.version.spot
        page = self.archive.read(Location(spot.file, spot.offset, spot.length, spot.digest))
        return StoredPage(article=article, url=record.url, fetched_at=record.version.at, headers=tuple(page.headers), body=page.body)

    # A page with an article on it.

    def _present(self, case: Case) -> Outcome:
        with self.store.read():
            foreseen = self._judge(case)
            listed = self.store.document_of(case.digest)
        with Shelf(self.store, self.documents, self.archive) as shelf, disk_trouble(self.store.data_dir):
            kin = Kin()
            if foreseen.stores_version:
                shelf.keep_raw(case.page)
                if listed is None:
                    shelf.stage(case.extraction)
                    kin = self._kin(case)
            with self.store.write():
                judged = self._judge(case)
                if judged.kind == OutcomeKind.STALE:
                    return case.outcome(OutcomeKind.STALE, judged.identity.article)
                self._note_visit(case, judged.identity.article)
                outcome = self._settle(case, judged, shelf, kin)
                shelf.place()
            return replace(outcome, document=shelf.written)

    def _judge(self, case: Case) -> _Judgement:
        identity = identify(case.page, self._known(case), case.home)
        article = identity.article
        if article is None and not identity.left_behind and (kin := self._kindred(case, identity)) is not None:
            return _Judgement(OutcomeKind.UNCHANGED, replace(identity, article=kin))
        if article is None:
            if identity.left_behind and identity.url not in (case.page.url, *case.page.aliases):
                # a revisit that was led to a page of another content: that page is found by its own links, under its right address
                return _Judgement(OutcomeKind.REFUSED, identity)
            gone = self.store.gone_with(case.portal, case.digest) or self._left_behind(case)
            if gone is None:
                seen = None if identity.left_behind else self._glimpsed(case, identity)
                return _Judgement(OutcomeKind.UNCHANGED if seen else OutcomeKind.NEW, identity, glimpsed=seen)
            left = tuple(other for other in identity.left_behind if other.id != gone.id)
            edit = compare(content_of(gone.version), self._content(case), moved=True)
            return _Judgement(OutcomeKind.MOVED, replace(identity, article=gone, left_behind=left, move_to=identity.url), edit)
        missed = article.suspicion == "removed" or article.state == ArticleState.REMOVED
        if missed and not identity.move_to and not same_place(real_address(case.page), article.url):
            # its own address gives nothing any more, and here it stands under another of those it goes by
            identity = replace(identity, move_to=real_address(case.page))
        edit = compare(content_of(article.version), self._content(case), moved=bool(identity.move_to) or _has_moved_host(article))
        stamp = (case.extraction.extractor, case.extraction.profile_version)
        kind = OutcomeKind.UNCHANGED
        if (edit or edit.refined) and self.store.stamp_of(article.id) != stamp:
            again = article.version.spot is not None and not case.reextracted
            kind = OutcomeKind.STALE if again else OutcomeKind.BASELINE
        elif article.state == ArticleState.REMOVED:
            kind = OutcomeKind.MOVED if identity.move_to else OutcomeKind.RESTORED
        elif edit and edit.shrunk and not self._confirmed(case, article, "shrunk"):
            kind = OutcomeKind.SUSPECTED
        elif edit:
            kind = OutcomeKind.EDITED
        elif identity.move_to:
            kind = OutcomeKind.MOVED
        elif edit.refined:
            kind = OutcomeKind.BASELINE
        return _Judgement(kind, identity, edit)

    def _left_behind(self, case: Case) -> ArticleRecord | None:
        """An article that waits since its portal moved, told from its title and day: its wording may have been tidied on the way."""
        found = self.store.left_with(case.portal, case.extraction.title, case.extraction.published[:10])
        return None if found is None else self.store.article(found)

    def _content(self, case: Case) -> Content:
        return page_content(replace(case.page, extraction=case.extraction))

    def _settle(self, case: Case, judged: _Judgement, shelf: Shelf, kin: Kin) -> Outcome:
        identity = judged.identity
        if judged.glimpsed is not None:
            return self._glimpse(case, judged.glimpsed)
        for liar in identity.liars:
            self._take_address_back(case, liar)
        article = identity.article
        if judged.kind == OutcomeKind.SUSPECTED and article is not None:
            self.store.suspect(article.id, "shrunk", f"{judged.edit.size} syllables", case.now, case.now + self.confirm_after)
            return case.outcome(OutcomeKind.SUSPECTED, article)
        if judged.kind == OutcomeKind.REFUSED:
            gone = [self._vanished(case, other, f"leads to {identity.url}") for other in identity.left_behind]
            return gone[0]
        outcome = self._add(case, identity, shelf, kin) if article is None else self._renew(case, judged, article, shelf, kin)
        named = {case.page.url, *case.page.aliases, identity.url}
        real = real_address(case.page)
        if not fair(case.page.url, real):
            named.discard(case.page.url)  # what a page claims against all likeness may be another article's, still to be asked
        self.store.mark_fetched(case.portal, {*named, real}, case.now)
        for other in identity.left_behind:
            merged = self._merge(case, other, outcome.article)
            if merged is not None:
                outcome = merged
            elif other.state == ArticleState.LIVE:
                self._vanished(case, other, f"leads to {identity.url}")
        return outcome

    def _add(self, case: Case, identity: Identity, shelf: Shelf, kin: Kin) -> Outcome:
        store, page = self.store, case.page
        article = store.add_article(case.portal, identity.url, case.extraction, case.now)
        document = self._version(case, article, shelf, kin)[1]
        self._mark_present(case, article, identity, changed=True)
        if document.article != article:
            return case.outcome(OutcomeKind.COPY, article)
        review = ReviewState.UNREAD
        if (page.first_contact or case.backfill) and self._is_old(case):
            review = ReviewState.READ
        version = store.value("SELECT version FROM articles WHERE id = ?", (article,))
        change = store.add_change(ChangeKind.NEW, case.portal, article, identity.url, case.now, after=version, review_state=review)
        store.mark_new_found(case.portal, case.now)
        return case.outcome(OutcomeKind.NEW, article, change)

    def _is_old(self, case: Case) -> bool:
        """Whether an article met at first contact is baseline. One without any date is: nothing says that it is news."""
        said = case.extraction.published or self.store.link_hint(case.portal, case.page.url)
        try:
            moment = datetime.fromisoformat(said) if len(said) > len("2024-03-05") else _end_of(date.fromisoformat(said))
        except ValueError:
            return True
        return (moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)) < case.now - BASELINE_AGE

    def _renew(self, case: Case, judged: _Judgement, article: ArticleRecord, shelf: Shelf, kin: Kin) -> Outcome:
        """A known article that is there: changed or not, at its place or at another."""
        store, identity, edit = self.store, judged.identity, judged.edit
        before, after, change = article.version, article.version.id, 0
        url = identity.move_to or article.url
        if identity.move_to:
            store.move_article(case.portal, article, identity.move_to, case.now)
            store.supersede_removal(article.id, f"it had moved to {identity.move_to}")
            change = store.add_change(
                ChangeKind.MOVED,
                case.portal,
                article.id,
                url,
                case.now,
                before=before,
                after=after,
                note=article.url,
                # that the whole portal moved is known, and was accepted
                review_state=ReviewState.READ if article.suspected_why == LEFT else ReviewState.UNREAD,
            )
        following = False
        if judged.stores_version:
            after, document = self._version(case, article.id, shelf, kin, baseline=judged.kind in {OutcomeKind.BASELINE, OutcomeKind.MOVED})
            # a copy that goes along with the edit of its original tells nobody anything new
            following = article.copy_of is not None and document.article == article.copy_of
        kind = ChangeKind.RESTORED if article.state == ArticleState.REMOVED else ChangeKind.EDITED
        if (kind == ChangeKind.RESTORED and not identity.move_to) or judged.kind == OutcomeKind.EDITED:
            change = store.add_change(
                kind,
                case.portal,
                article.id,
                url,
                case.now,
                before=before,
                after=after,
                edit=edit.classes,
                size=edit.size,
                review_state=ReviewState.READ if following else ReviewState.UNREAD,
            )
        elif judged.kind == OutcomeKind.UNCHANGED:
            store.adopt(article.id, case.extraction.extractor, case.extraction.profile_version)
        self._mark_present(case, article.id, identity, changed=judged.stores_version)
        return case.outcome(judged.kind, article, change)

    def _version(self, case: Case, article: int, shelf: Shelf, kin: Kin, *, baseline: bool = False) -> tuple[int, DocumentRow]:
        spot = shelf.keep_raw(case.page)
        document = shelf.document(case.extraction, case.digest, article, case.now)
        version = self.store.add_version(article, case.extraction, case.digest, document, spot, case.now, baseline=baseline)
        self._group(case, article, document, kin)
        return version, document

    def _mark_present(self, case: Case, article: int, identity: Identity, *, changed: bool) -> None:
        page, found = case.page, case.extraction
        validators = page.visit.validators if page.visit else Validators()
        self.store.mark_present(article, case.now, changed=changed, validators=validators, region=(found.region, found.region_hash))
        own = self.store.value("SELECT url FROM articles WHERE id = ?", (article,))
        self.store.add_aliases(case.portal, article, [url for url in (page.url, *page.aliases) if url != own], case.now)
        self._plan(case, article)

    def _take_address_back(self, case: Case, liar: ArticleRecord) -> None:
        """Several pages claim one address: the article that was given it first goes back to where it really was."""
        if liar.url == case.page.url and liar.aliases:
            self.store.move_article(case.portal, liar, liar.aliases[0], case.now)
        self.store.drop_alias(case.portal, case.page.url)

    # A page without one.

    def _unchanged(self, case: Case) -> Outcome:
        """Recognised by validators or by the hash of its region: as it was."""
        page = case.page
        with self.store.write():
            known = self._known(case)
            if not known:
                self._note_visit(case, None)
                return case.outcome(OutcomeKind.UNCHANGED)
            identity = identify(page, known, case.home)
            article = identity.article or known[0][1]
            self._note_visit(case, article)
            kind, change = OutcomeKind.UNCHANGED, 0
            if identity.move_to:
                self.store.move_article(case.portal, article, identity.move_to, case.now)
            for raised in self._raised(identity, article):
                kind = OutcomeKind(raised)
                change = self.store.add_change(
                    raised,
                    case.portal,
                    article.id,
                    identity.move_to or article.url,
                    case.now,
                    before=article.version,
                    after=article.version.id,
                    note=article.url if raised == ChangeKind.MOVED else "",
                )
            given = page.visit.validators if page.visit else Validators()
            fresh = given if any((given.etag, given.last_modified, given.body_hash)) else None
            self.store.mark_present(article.id, case.now, changed=False, validators=fresh, region=None)
            self._plan(case, article.id)
            return case.outcome(kind, article, change)

    def _raised(self, identity: Identity, article: ArticleRecord) -> list[ChangeKind]:
        if identity.move_to:
            return [ChangeKind.MOVED]
        return [ChangeKind.RESTORED] if article.state == ArticleState.REMOVED else []

    # An archived page, extracted again.

    def _extracted_again(self, case: Case) -> Outcome:
        """Another extractor or profile makes another text of the same page: a silent version to compare with from now on."""
        with Shelf(self.store, self.documents, self.archive) as shelf, disk_trouble(self.store.data_dir):
            if self.store.document_of(case.digest) is None:
                shelf.stage(case.extraction)
            kin = self._kin(case)
            with self.store.write():
                article = self.store.article(case.page.article)
                if article is None:
                    return case.outcome(OutcomeKind.FAILED, detail="no such article")
                if _same_record(case.extraction, article):
                    self.store.adopt(article.id, case.extraction.extractor, case.extraction.profile_version)
                    return case.outcome(OutcomeKind.UNCHANGED, article)
                document = shelf.document(case.extraction, case.digest, article.id, case.now)
                spot = article.version.spot
                self.store.add_version(article.id, case.extraction, case.digest, document, spot, case.now, baseline=True)
                self._group(case, article.id, document, kin)
                self.store.set_region(article.id, case.extraction.region, case.extraction.region_hash)
                shelf.place()
            return replace(case.outcome(OutcomeKind.BASELINE, article), document=shelf.written)


def _sound(extraction: Extraction | None) -> Extraction | None:
    """The extraction with a date that can be read, None when it holds no text at all."""
    if extraction is None or not (extraction.title.strip() or any(block.strip() for block in extraction.blocks)):
        return None
    try:
        line = date_line(extraction.published)
        if line and not FIRST_YEAR <= int(line[6:10]) <= LAST_YEAR:
            raise ValueError(line)
    except (ValueError, OverflowError):
        return replace(extraction, published="", published_evidence=f"unreadable: {extraction.published_evidence}")
    return extraction


def _same_record(found: Extraction, article: ArticleRecord) -> bool:
    have = article.version
    return (found.title, found.blocks, found.published, found.author, found.lead, found.captions, found.attachments) == (
        have.title,
        have.blocks,
        have.published,
        have.author,
        have.lead,
        have.captions,
        have.attachments,
    )


def _has_moved_host(article: ArticleRecord) -> bool:
    """Whether it lived on another host before: attachments may have moved along then, and their names decide."""
    own = urlsplit(article.url).netloc
    return any(urlsplit(alias).netloc != own for alias in article.aliases)


def _end_of(day: date) -> datetime:
    """A day counts as long as it lasts."""
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=VIETNAM)
