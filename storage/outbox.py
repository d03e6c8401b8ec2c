"""Messages that wait to be told: one row per event and channel, kept until the channel took it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.connection import from_db, maybe_from_db, to_db, to_json
from storage.health import HealthVerbs


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    """`last_change`: changes up to that id are in the outbox or were not for this channel."""

    name: str
    since: datetime
    last_change: int
    last_digest: datetime | None
    failing_since: datetime | None
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One event that a channel was not told yet. `parcel` names the message it was put into, "" before the first try."""

    id: int
    event: str
    channel: str
    payload: dict[str, Any]
    created: datetime
    attempts: int
    next_try: datetime | None
    parcel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A change as a channel is told of it. `baseline`: nobody's news."""

    change: int
    kind: str
    at: datetime
    url: str
    edit: tuple[str, ...]
    baseline: bool
    portal: str
    portal_name: str
    title: str
    text: str


class OutboxVerbs(HealthVerbs):
    def channel(self, name: str, now: datetime) -> ChannelState:
        """The state of a channel; one never met begins now: what happened before it was set up is not its business."""
        row = self.row("SELECT * FROM channels WHERE name = ?", (name,))
        if row is None:
            with self.write() as db:
                last = int(self.value("SELECT COALESCE(max(id), 0) FROM changes"))
                db.execute("INSERT OR IGNORE INTO channels (name, since, last_change) VALUES (?, ?, ?)", (name, to_db(now), last))
            row = self.row("SELECT * FROM channels WHERE name = ?", (name,)) or {}
        return ChannelState(
            name=name,
            since=datetime.fromisoformat(row["since"]),
            last_change=row["last_change"],
            last_digest=maybe_from_db(row["last_digest"]),
            failing_since=maybe_from_db(row["failing_since"]),
            error=row["error"],
        )

    def news_after(self, change: int, limit: int = 500) -> list[News]:
        """Changes beyond that id, in the order they were stored. What a first contact found is among them, with review state `read`."""
        rows = self.rows(
            "SELECT c.id, c.kind, c.at, c.url, c.edit, c.review_state, p.slug, p.name, v.title, v.blocks FROM changes AS c"
            " JOIN portals AS p ON p.id = c.portal JOIN versions AS v ON v.id = COALESCE(c.after, c.before)"
            " WHERE c.id > ? ORDER BY c.id LIMIT ?",
            (change, limit),
        )
        return [
            News(
                change=row["id"],
                kind=row["kind"],
                at=from_db(row["at"]),
                url=row["url"],
                edit=tuple(json.loads(row["edit"])),
                baseline=row["review_state"] == "read",
                portal=row["slug"],
                portal_name=row["name"],
                title=row["title"],
                text="\n".join(json.loads(row["blocks"])),
            )
            for row in rows
        ]

    def put_out(self, channel: str, events: list[tuple[str, dict[str, Any]]], last_change: int | None, now: datetime) -> int:
        """Add events to a channel's outbox and remember how far the changes were looked through, as one. Returns how many are new."""
        new = 0
        with self.write() as db:
            for event, payload in events:
                new += db.execute(
                    "INSERT INTO outbox (event, channel, payload, created) VALUES (?, ?, ?, ?) ON CONFLICT (event, channel) DO NOTHING",
                    (event, channel, to_json(payload), to_db(now)),
                ).rowcount
            if last_change is not None:
                db.execute("UPDATE channels SET last_change = max(last_change, ?) WHERE name = ?", (last_change, channel))
        return new

    def waiting(self, channel: str, limit: int = 2000) -> list[Waiting]:
        """What a channel was not told yet, oldest first."""
        rows = self.rows("SELECT * FROM outbox WHERE channel = ? AND sent_at IS NULL ORDER BY id LIMIT ?", (channel, limit))
        return [
            Waiting(
                id=row["id"],
                event=row["event"],
                channel=row["channel"],
                payload=json.loads(row["payload"]),
                created=datetime.fromisoformat(row["created"]),
                attempts=row["attempts"],
                next_try=maybe_from_db(row["next_try"]),
                parcel=row["parcel"],
            )
            for row in rows
        ]

    def pack(self, ids: list[int], parcel: str) -> None:
        """Put rows into one message before it is sent: a second try after a kill sends the same message under the same name."""
        with self.write() as db:
            for row in ids:
                db.execute("UPDATE outbox SET parcel = ? WHERE id = ? AND parcel = ''", (parcel, row))

    def delivered(self, channel: str, parcel: str, now: datetime, *, digest: bool) -> None:
        with self.write() as db:
            db.execute(
                "UPDATE outbox SET sent_at = ?, error = '' WHERE channel = ? AND parcel = ? AND sent_at IS NULL",
                (to_db(now), channel, parcel),
            )
            db.execute("UPDATE channels SET failing_since = NULL, error = '' WHERE name = ?", (channel,))
            if digest:
                db.execute("UPDATE channels SET last_digest = ? WHERE name = ?", (to_db(now), channel))

    def not_delivered(self, channel: str, parcel: str, error: str, next_try: datetime, now: datetime) -> None:
        with self.write() as db:
            db.execute(
                "UPDATE outbox SET attempts = attempts + 1, next_try = ?, error = ? WHERE channel = ? AND parcel = ? AND sent_at IS NULL",
                (to_db(next_try), error[:300], channel, parcel),
            )
            db.execute(
                "UPDATE channels SET failing_since = COALESCE(failing_since, ?), error = ? WHERE name = ?",
                (to_db(now), error[:300], channel),
            )

    def set_digest_time(self, channel: str, now: datetime) -> None:
        """A digest's hour has passed with nothing to tell."""
        with self.write() as db:
            db.execute("UPDATE channels SET last_digest = ? WHERE name = ?", (to_db(now), channel))

    def prune_outbox(self, before: datetime) -> int:
        """Forget what was delivered before a moment. Returns how many rows."""
        with self.write() as db:
            return int(db.execute("DELETE FROM outbox WHERE sent_at < ?", (to_db(before),)).rowcount)
