"""Portals as the database knows them: what the registry declared, leases, what was learned, when the next look is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from storage import leases
from storage.connection import Connections, Row, from_db, maybe_from_db, maybe_to_db, to_db
from storage.models import Learned, Portal, Profile, adapter
from storage.records import Lease, PortalState


class UnknownSlug(LookupError):
    """The database has no portal of that slug; it was not synced in."""


class PortalVerbs(Connections):
    def sync_portals(self, portals: Iterable[Portal], *, whole_registry: bool = True) -> None:
        """Bring in what the registry declares. With `whole_registry` portals it no longer names are kept, but not watched."""
        declared = list(portals)
        with self.write() as db:
            for portal in declared:
                self._put(portal, declared=True)
            if whole_registry:
                named = {portal.slug for portal in declared}
                for row in self.rows("SELECT id, slug FROM portals WHERE declared = 1"):
                    if row["slug"] not in named:
                        db.execute("UPDATE portals SET declared = 0 WHERE id = ?", (row["id"],))

    def put_portal(self, portal: Portal, *, declared: bool = False) -> None:
        """Bring in one portal; `declared` False: a site that was fetched once and stands in no registry."""
        with self.write():
            self._put(portal, declared=declared)

    def _put(self, portal: Portal, *, declared: bool) -> None:
        text = adapter(Portal).dump_json(portal).decode()
        old = self.row("SELECT declaration, declared FROM portals WHERE slug = ?", (portal.slug,))
        if old is not None and old["declaration"] == text and (old["declared"] or not declared):
            return
        self.db.execute(
            "INSERT INTO portals (slug, kind, name, url, province, life_cycle, enabled, declared, declaration)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (slug) DO UPDATE SET kind = excluded.kind, name = excluded.name,"
            " url = excluded.url, province = excluded.province, life_cycle = excluded.life_cycle, enabled = excluded.enabled,"
            " declared = max(declared, excluded.declared), declaration = excluded.declaration",
            (
                portal.slug,
                portal.kind,
                portal.name,
                portal.url,
                portal.province,
                portal.life_cycle,
                int(portal.enabled),
                int(declared),
                text,
            ),
        )

    def portal_id(self, slug: str) -> int:
        """Raises UnknownSlug."""
        found = self.value("SELECT id FROM portals WHERE slug = ?", (slug,))
        if found is None:
            raise UnknownSlug(slug)
        return int(found)

    def portals(self) -> Iterator[Portal]:
        """Every portal the database has met, by slug, those no registry names included."""
        for row in self.rows("SELECT declaration FROM portals ORDER BY slug"):
            yield adapter(Portal).validate_json(row["declaration"])

    def portal_states(self) -> list[PortalState]:
        return [self._state(row) for row in self.rows("SELECT * FROM portals ORDER BY slug")]

    def portal_state(self, slug: str) -> PortalState:
        """Raises UnknownSlug."""
        row = self.row("SELECT * FROM portals WHERE slug = ?", (slug,))
        if row is None:
            raise UnknownSlug(slug)
        return self._state(row)

    def _state(self, row: Row) -> PortalState:
        return PortalState(
            portal=adapter(Portal).validate_json(row["declaration"]),
            declared=bool(row["declared"]),
            profile_version=row["profile_version"],
            first_contact_done=bool(row["first_contact_done"]),
            walk_open=bool(row["walk_open"]),
            next_due=maybe_from_db(row["next_due"]),
            interval=row["interval"],
            errors=row["errors"],
            last_success=maybe_from_db(row["last_success"]),
            last_new=maybe_from_db(row["last_new"]),
            last_failure=row["last_failure"],
        )

    # Leases: one crawl of a portal at a time, across processes.

    def claim(self, slug: str, holder: str, seconds: float, now: datetime) -> bool:
        """Take the portal for `holder`. False while somebody else has it whose lease runs and whose process is not gone."""
        until = to_db(now + timedelta(seconds=seconds))
        with self.write() as db:
            other = self._held(slug)
            if other is not None and other.holder != holder and other.until > now and not leases.gone(other.holder):
                return False
            db.execute("UPDATE portals SET lease_holder = ?, lease_until = ? WHERE slug = ?", (holder, until, slug))
        return True

    def renew(self, slug: str, holder: str, seconds: float, now: datetime) -> bool:
        """Lengthen a lease. False when it was lost to somebody else: then stop crawling that portal."""
        until = to_db(now + timedelta(seconds=seconds))
        with self.write() as db:
            changed = db.execute("UPDATE portals SET lease_until = ? WHERE slug = ? AND lease_holder = ?", (until, slug, holder))
            return changed.rowcount == 1

    def release(self, slug: str, holder: str) -> None:
        with self.write() as db:
            db.execute("UPDATE portals SET lease_holder = NULL, lease_until = NULL WHERE slug = ? AND lease_holder = ?", (slug, holder))

    def lease_of(self, slug: str, now: datetime) -> Lease | None:
        """Who has the portal now; None when nobody has, or whoever had it is gone."""
        lease = self._held(slug)
        return lease if lease is not None and lease.until > now and not leases.gone(lease.holder) else None

    def _held(self, slug: str) -> Lease | None:
        row = self.row("SELECT lease_holder, lease_until FROM portals WHERE slug = ?", (slug,))
        if row is None:
            raise UnknownSlug(slug)
        if row["lease_holder"] is None:
            return None
        return Lease(holder=row["lease_holder"], until=from_db(row["lease_until"]))

    # The clock's part.

    def due_portals(self, now: datetime, limit: int = 1000) -> list[str]:
        """Slugs of watched portals whose time has come, longest waiting first."""
        rows = self.rows(
            "SELECT slug FROM portals WHERE enabled AND declared AND next_due <= ? ORDER BY next_due, id LIMIT ?", (to_db(now), limit)
        )
        return [row["slug"] for row in rows]

    def schedule(self, slug: str, next_due: datetime | None, interval: float) -> None:
        """Say when the portal is looked at next; None: not until somebody says."""
        with self.write() as db:
            db.execute("UPDATE portals SET next_due = ?, interval = ? WHERE slug = ?", (maybe_to_db(next_due), interval, slug))

    # What was learned.

    def profile(self, slug: str) -> Profile:
        """The latest Profile; an empty one when nothing was learned yet."""
        text = self.value(
            "SELECT f.profile FROM profiles f JOIN portals p ON p.id = f.portal AND p.profile_version = f.version WHERE p.slug = ?", (slug,)
        )
        return Profile() if text is None else adapter(Profile).validate_json(text)

    def put_profile(self, slug: str, profile: Profile, now: datetime) -> None:
        """Store what was learned. The same version again replaces it: only what changes an extraction makes a new version."""
        with self.write() as db:
            portal = self.portal_id(slug)
            db.execute(
                "INSERT INTO profiles (portal, version, at, profile) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (portal, version) DO UPDATE SET profile = excluded.profile, at = excluded.at",
                (portal, profile.version, to_db(now), adapter(Profile).dump_json(profile).decode()),
            )
            db.execute("UPDATE portals SET profile_version = ? WHERE id = ?", (profile.version, portal))

    def record_learned(self, slug: str, learned: Learned, now: datetime) -> None:
        self.put_profile(slug, learned.profile, now)
