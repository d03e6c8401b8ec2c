"""A person's decisions: review states, stars, notes and tags. Each is written down with what was before it, so each can be undone.

Desk and command line share these verbs. Two windows never overwrite each other unseen: whoever decides may say what state was on the
screen, and a change that somebody decided meanwhile is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from storage.connection import from_db, to_db
from storage.models import ReviewState
from storage.queries import QueryVerbs

ACTS = {ReviewState.KEPT: "keep", ReviewState.DISMISSED: "dismiss", ReviewState.UNREAD: "unread", ReviewState.READ: "read"}
TAG_LENGTH = 60
NOTE_LENGTH = 4000
_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What became of a decision. `decision` None: nothing changed. `states`: where each change named stands now."""

    decision: int | None
    done: int  # changes or marks that are now as wanted and were not before
    states: Mapping[int, ReviewState] = field(default_factory=dict)
    refused: tuple[int, ...] = ()  # changes that somebody else had decided meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord:
    """One decision in the history. `title` is that of the first article concerned."""

    id: int
    at: datetime
    act: str
    source: str
    items: int
    undone: bool
    title: str
    article: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a person put on an article."""

    starred: bool = False
    note: str = ""
    tags: tuple[str, ...] = ()


class DecisionVerbs(QueryVerbs):
    def decide(
        self, changes: Sequence[int], review_state: ReviewState, now: datetime, *, seen: ReviewState | None = None, source: str = "desk"
    ) -> Decided:
        """Put changes into a review state. `seen`: the state that was on the screen; changes that left it meanwhile are refused."""
        wanted = list(dict.fromkeys(changes))
        with self.write():
            before = self._review_states(wanted)
            moving = [change for change in wanted if change in before and before[change] != review_state]
            refused = [change for change in moving if seen is not None and before[change] != seen]
            moving = [change for change in moving if change not in set(refused)]
            decision = self._decide(moving, review_state, now, source) if moving else None
            states = {change: (review_state if change in set(moving) else state) for change, state in before.items()}
        return Decided(decision=decision, done=len(moving), states=states, refused=tuple(refused))

    def decide_changes(
        self, changes: Sequence[int], review_state: ReviewState, now: datetime, note: str | None = None, source: str = "command"
    ) -> int:
        """Put changes into a review state, whatever state they had; `note` replaces the reason. Returns how many of them there are."""
        wanted = list(dict.fromkeys(changes))
        with self.write() as db:
            before = self._review_states(wanted)
            moving = [change for change, state in before.items() if state != review_state]
            decision = self._decide(moving, review_state, now, source) if moving else None
            if note is not None:
                decision = decision or self._start(ACTS[review_state], source, now)
                for change in before:
                    old = self.value("SELECT note FROM changes WHERE id = ?", (change,))
                    self._write_down(decision, "reason", change, "", old, note)
                    db.execute("UPDATE changes SET note = ? WHERE id = ?", (note, change))
        return len(before)

    def decide_article(
        self, article: int, review_state: ReviewState, now: datetime, note: str | None = None, source: str = "command"
    ) -> int:
        """The same for all changes of an article; of a copy, which has none of its own, for those of its original.

        `note` is put on the article.
        """
        with self.write():
            rows = self.rows("SELECT id FROM changes WHERE article = ?", (article,))
            if not rows:
                rows = self.rows("SELECT c.id FROM changes AS c JOIN articles AS a ON a.copy_of = c.article WHERE a.id = ?", (article,))
            if note is not None:
                self.mark(article, now, note=note, source=source)
            return self.decide_changes([row["id"] for row in rows], review_state, now, source=source)

    def decide_where(self, where: str, parameters: Sequence[object], review_state: ReviewState, now: datetime) -> Decided:
        """All changes `c` of articles `a` that a condition of this room fits, in one decision. See `DeskVerbs.decide_filter`."""
        with self.write() as db:
            decision = self._start(ACTS[review_state], "desk", now)
            done = db.execute(
                "INSERT INTO decided (decision, subject, id, before, after) SELECT ?, 'review', c.id, c.review_state, ? FROM changes AS c"  # noqa: S608
                f" JOIN articles AS a ON a.id = c.article WHERE {where} AND c.review_state <> ?",
                (decision, review_state, *parameters, review_state),
            ).rowcount
            if not done:
                db.execute("DELETE FROM decisions WHERE id = ?", (decision,))
                return Decided(decision=None, done=0)
            db.execute(
                "UPDATE changes SET review_state = ?, decided_at = ? WHERE id IN (SELECT id FROM decided WHERE decision = ?)",
                (review_state, _decided_at(review_state, now), decision),
            )
            db.execute("UPDATE decisions SET items = ? WHERE id = ?", (done, decision))
        return Decided(decision=decision, done=done)

    # Marks.

    def marks(self, articles: Iterable[int]) -> dict[int, Marks]:
        """The marks of some articles; those without any are left out."""
        wanted = list(articles)
        slots = ", ".join("?" * len(wanted))
        found: dict[int, Marks] = {}
        for row in self.rows(f"SELECT article, starred, note FROM marks WHERE article IN ({slots})", wanted):  # noqa: S608  # slots only
            found[row["article"]] = Marks(starred=bool(row["starred"]), note=row["note"])
        tags: dict[int, list[str]] = {}
        for row in self.rows(f"SELECT article, tag FROM tags WHERE article IN ({slots}) ORDER BY tag", wanted):  # noqa: S608
            tags.setdefault(row["article"], []).append(row["tag"])
        for article, names in tags.items():
            old = found.get(article, Marks())
            found[article] = Marks(starred=old.starred, note=old.note, tags=tuple(names))
        return found

    def mark(
        self,
        article: int,
        now: datetime,
        *,
        starred: bool | None = None,
        note: str | None = None,
        add_tags: Sequence[str] = (),
        drop_tags: Sequence[str] = (),
        source: str = "desk",
    ) -> Decided:
        """Star, note or tag an article. Raises LookupError for an article there is none of."""
        with self.write():
            if self.value("SELECT 1 FROM articles WHERE id = ?", (article,)) is None:
                raise LookupError(article)
            have = self.marks([article]).get(article, Marks())
            entries: list[tuple[str, str, str | None, str | None]] = []
            if starred is not None and starred != have.starred:
                entries.append(("star", "", str(int(have.starred)), str(int(starred))))
            if note is not None and (short := note.strip()[:NOTE_LENGTH]) != have.note:
                entries.append(("note", "", have.note, short))
            for tag in dict.fromkeys(tidied for raw in add_tags if (tidied := tidy_tag(raw))):
                if tag not in have.tags:
                    entries.append(("tag", tag, None, tag))
            entries += [("tag", tag, tag, None) for tag in dict.fromkeys(drop_tags) if tag in have.tags]
            if not entries:
                return Decided(decision=None, done=0)
            decision = self._start(_mark_act(entries[0]), source, now, len(entries))
            for subject, name, before, after in entries:
                self._write_down(decision, subject, article, name, before, after)
                self._set_mark(subject, article, name, after)
        return Decided(decision=decision, done=len(entries))

    def tags(self) -> list[tuple[str, int]]:
        """All tags with the number of their articles, by name."""
        return [(row["tag"], row["n"]) for row in self.rows("SELECT tag, count(*) AS n FROM tags GROUP BY tag ORDER BY tag LIMIT 500")]

    # History and undo.

    def undo(self, decision: int, now: datetime, source: str = "desk") -> Decided:
        """Put back what a decision changed, as far as nobody decided anew since. Raises LookupError for one there is none of.

        The undoing is a decision itself: it can be undone too. A decision already undone stays as it is (`decision` None).
        """
        with self.write() as db:
            row = self.row("SELECT undone_by FROM decisions WHERE id = ?", (decision,))
            if row is None:
                raise LookupError(decision)
            if row["undone_by"] is not None:
                return Decided(decision=None, done=0)
            undoing = self._start("undo", source, now)
            states: dict[int, ReviewState] = {}
            refused: list[int] = []
            done = 0
            for entry in self.rows("SELECT subject, id, name, before, after FROM decided WHERE decision = ?", (decision,)):
                subject, number, name = entry["subject"], entry["id"], entry["name"]
                current = self._current(subject, number, name)
                if current != entry["after"]:
                    refused.append(number)
                    if subject == "review" and current is not None:
                        states[number] = ReviewState(current)
                    continue
                self._write_down(undoing, subject, number, name, entry["after"], entry["before"])
                self._put_back(subject, number, name, entry["before"], now)
                if subject == "review":
                    states[number] = ReviewState(entry["before"])
                done += 1
            db.execute("UPDATE decisions SET items = ? WHERE id = ?", (done, undoing))
            db.execute("UPDATE decisions SET undone_by = ? WHERE id = ?", (undoing, decision))
        return Decided(decision=undoing, done=done, states=states, refused=tuple(refused))

    def decisions(self, limit: int = 100, before: int | None = None) -> list[DecisionRecord]:
        """The history, newest first; `before` a decision to go on from."""
        rows = self.rows(
            "SELECT d.id, d.at, d.act, d.source, d.items, d.undone_by, a.id AS article, v.title FROM decisions AS d"
            " LEFT JOIN decided AS e ON e.decision = d.id"
            "   AND (e.subject, e.id, e.name) = (SELECT subject, id, name FROM decided WHERE decision = d.id LIMIT 1)"
            " LEFT JOIN changes AS c ON e.subject IN ('review', 'reason') AND c.id = e.id"
            " LEFT JOIN articles AS a ON a.id = CASE WHEN e.subject IN ('review', 'reason') THEN c.article ELSE e.id END"
            " LEFT JOIN versions AS v ON v.id = a.version WHERE d.id < ? ORDER BY d.id DESC LIMIT ?",
            (before if before is not None else 1 << 62, limit),
        )
        return [
            DecisionRecord(
                id=row["id"],
                at=from_db(row["at"]),
                act=row["act"],
                source=row["source"],
                items=row["items"],
                undone=row["undone_by"] is not None,
                title=row["title"] or "",
                article=row["article"],
            )
            for row in rows
        ]

    def last_decision(self) -> int:
        return int(self.value("SELECT COALESCE(MAX(id), 0) FROM decisions"))

    def decided_since(self, decision: int, limit: int = 2000) -> dict[int, ReviewState]:
        """Changes that were decided after a decision, and where they stand now: what another window has to show."""
        rows = self.rows(
            "SELECT c.id, c.review_state FROM decided AS e JOIN changes AS c ON c.id = e.id"
            " WHERE e.decision > ? AND e.subject = 'review' ORDER BY e.decision DESC LIMIT ?",
            (decision, limit),
        )
        return {row["id"]: ReviewState(row["review_state"]) for row in rows}

    # Inside `write()`.

    def _review_states(self, changes: Sequence[int]) -> dict[int, ReviewState]:
        states: dict[int, ReviewState] = {}
        for at in range(0, len(changes), _BATCH):
            part = list(changes[at : at + _BATCH])
            slots = ", ".join("?" * len(part))
            for row in self.rows(f"SELECT id, review_state FROM changes WHERE id IN ({slots})", part):  # noqa: S608  # slots only
                states[row["id"]] = ReviewState(row["review_state"])
        return states

    def _start(self, act: str, source: str, now: datetime, items: int = 0) -> int:
        cursor = self.db.execute("INSERT INTO decisions (at, act, source, items) VALUES (?, ?, ?, ?)", (to_db(now), act, source, items))
        return int(cursor.lastrowid or 0)

    def _decide(self, changes: Sequence[int], review_state: ReviewState, now: datetime, source: str) -> int:
        decision = self._start(ACTS[review_state], source, now, len(changes))
        for change in changes:
            self.db.execute(
                "INSERT INTO decided (decision, subject, id, before, after)"
                " SELECT ?, 'review', id, review_state, ? FROM changes WHERE id = ?",
                (decision, review_state, change),
            )
            self._put_back("review", change, "", review_state, now)
        return decision

    def _write_down(self, decision: int, subject: str, number: int, name: str, before: str | None, after: str | None) -> None:
        self.db.execute(
            "INSERT INTO decided (decision, subject, id, name, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            (decision, subject, number, name, before, after),
        )

    def _current(self, subject: str, number: int, name: str) -> str | None:
        if subject in {"review", "reason"}:
            column = "review_state" if subject == "review" else "note"
            found = self.value(f"SELECT {column} FROM changes WHERE id = ?", (number,))  # noqa: S608  # one of two
            return None if found is None else str(found)
        have = self.marks([number]).get(number, Marks())
        if subject == "tag":
            return name if name in have.tags else None
        return str(int(have.starred)) if subject == "star" else have.note

    def _put_back(self, subject: str, number: int, name: str, value: str | None, now: datetime) -> None:
        if subject == "review":
            self.db.execute(
                "UPDATE changes SET review_state = ?, decided_at = ? WHERE id = ?",
                (value, _decided_at(ReviewState(value or ""), now), number),
            )
        elif subject == "reason":
            self.db.execute("UPDATE changes SET note = ? WHERE id = ?", (value, number))
        else:
            self._set_mark(subject, number, name, value)

    def _set_mark(self, subject: str, article: int, name: str, value: str | None) -> None:
        if subject == "tag":
            if value is None:
                self.db.execute("DELETE FROM tags WHERE tag = ? AND article = ?", (name, article))
            else:
                self.db.execute("INSERT INTO tags (tag, article) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, article))
            return
        self.db.execute("INSERT INTO marks (article) VALUES (?) ON CONFLICT DO NOTHING", (article,))
        if subject == "star":
            self.db.execute("UPDATE marks SET starred = ? WHERE article = ?", (int(value or 0), article))
        else:
            self.db.execute("UPDATE marks SET note = ? WHERE article = ?", (value or "", article))


def tidy_tag(text: str) -> str:
    """A tag as it is stored: one line, no `#` before it, at most TAG_LENGTH letters; "" when nothing is left."""
    return " ".join(text.replace(",", " ").split()).lstrip("#").strip()[:TAG_LENGTH]


def _decided_at(review_state: ReviewState, now: datetime) -> str | None:
    return None if review_state == ReviewState.UNREAD else to_db(now)


def _mark_act(entry: tuple[str, str, str | None, str | None]) -> str:
    subject, _, _, after = entry
    if subject == "star":
        return "star" if after == "1" else "unstar"
    if subject == "tag":
        return "tag" if after is not None else "untag"
    return subject
