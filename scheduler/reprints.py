"""Articles of several portals that tell the same: each is put beside its reprints when a version of it is stored."""

from __future__ import annotations

from scheduler.duplicates import Kin
from scheduler.outcome import Case
from storage.articles import DocumentRow
from storage.store import Store

MAX_GROUP = 200  # members; the 63 provinces and their papers, thrice


class Reprints:
    """The part of ingest that keeps the groups."""

    store: Store

    def _kin(self, case: Case) -> Kin:
        """The dear comparisons, made before the transaction, which then finds them done."""
        kin = Kin.of(case.extraction)
        for other in self.store.near(0, kin.keys):
            kin.tells_the_same(other)
        return kin

    def _group(self, case: Case, article: int, document: DocumentRow, kin: Kin) -> None:
        """Put the article beside its reprints: those with the same story, and only if all of their group tell it too."""
        self.store.leave_group(article)
        if document.article != article:
            return  # a copy is found through its original
        kin = kin if kin.keys else Kin.of(case.extraction)
        for other in self.store.near(article, kin.keys):
            members = self.store.group(other.group) if other.group is not None else [other]
            if len(members) <= MAX_GROUP and all(kin.tells_the_same(member) for member in members):
                self.store.join_group(article, other, case.now)
                break
        self.store.put_bands(document.number, kin.keys)
