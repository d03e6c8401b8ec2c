"""A portal that went to another address, and one that a person vouched for: what the store changes when that is accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from storage.connection import to_db
from storage.models import Portal, Profile, url_key
from storage.schedule import QUARANTINE, ScheduleVerbs

LEFT = "its portal moved; waits to be found at the new address"  # why an article is under suspicion after a move
_ACCEPTED = "accepted "  # name of a note of the service, before a slug


def counterpart(url: str, old: Portal, home: str) -> str:
    """The same path at the portal's new address `home`; "" for an address that was not below the old one."""
    parts, before, after = urlsplit(url), urlsplit(old.url), urlsplit(home)
    if _bare(parts.netloc) != _bare(before.netloc) or _bare(before.netloc) == _bare(after.netloc):
        return ""
    path, was, now = parts.path, _folder(before.path), _folder(after.path)
    if was != now and path.startswith(was):
        path = now + path[len(was) :]
    return urlunsplit((after.scheme, after.netloc, path, parts.query, parts.fragment))


def _bare(netloc: str) -> str:
    return netloc.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")


def _folder(path: str) -> str:
    head, _, last = path.rpartition("/")
    return f"{head}/" if "." in last or not last else f"{path}/"


class MoveVerbs(ScheduleVerbs):
    def move_portal(self, old: Portal, new: Portal, now: datetime, *, same_paths: bool, declared: bool = True) -> int:
        """Take a portal's new address over, in one transaction. Returns how many articles were at the old one.

        `declared` False: a site that was only fetched and stands in no registry.

        With `same_paths` each article lives at the counterpart of its address from now on, the old one is its alias: nothing is fetched
        or told again. Without, the portal is met like a new one: its old articles wait, under the suspicion LEFT, until the walk finds
        their content at another address, and are not asked for at the old one. Either way it is due now, and judged anew.
        """
        with self.write():
            portal = self.portal_id(old.slug)
            self._put(new, declared=declared)
            to_new: Callable[[str], str] = lambda url: counterpart(url, old, new.url)  # noqa: E731  # one line for both ways
            moved = self._move_articles(portal, to_new, now) if same_paths else self._leave_articles(portal, to_new, now)
            self._move_entry_points(portal, to_new, keep=same_paths)
            if not same_paths:
                self.db.execute("UPDATE portals SET first_contact_done = 0, walk_open = 0 WHERE id = ?", (portal,))
                known = self.profile(old.slug)
                self.put_profile(old.slug, Profile(version=known.version + 1), now)
            self.db.execute("UPDATE schedules SET penalty = 0, usual_links = 0, shrunk_runs = 0 WHERE portal = ?", (portal,))
            self.db.execute("UPDATE portals SET next_due = ?, errors = 0, last_failure = '' WHERE id = ?", (to_db(now), portal))
            self._accept(old.slug, now)
        return moved

    def _move_articles(self, portal: int, to_new: Callable[[str], str], now: datetime) -> int:
        moved = 0
        for row in self.rows("SELECT id, url FROM articles WHERE portal = ?", (portal,)):
            url = to_new(row["url"])
            if not url or self.value("SELECT 1 FROM articles WHERE portal = ? AND url = ?", (portal, url)):
                continue
            self.db.execute("DELETE FROM aliases WHERE portal = ? AND url = ?", (portal, url))
            self.db.execute(
                "UPDATE articles SET url = ?, etag = '', last_modified = '', body_hash = '', region = '', region_hash = '' WHERE id = ?",
                (url, row["id"]),
            )
            self._alias(portal, row["url"], row["id"], now)
            moved += 1
        for row in self.rows("SELECT url, article FROM aliases WHERE portal = ?", (portal,)):
            if url := to_new(row["url"]):
                self._alias(portal, url, row["article"], now)
        for row in self.rows("SELECT * FROM links WHERE portal = ?", (portal,)):
            if url := to_new(row["url"]):
                values = {**row, "url": url, "key": url_key(url), "fetch_url": to_new(row["fetch_url"]) or row["fetch_url"]}
                values.pop("id", None)
                marks = ", ".join("?" * len(values))
                self.db.execute(f"INSERT OR IGNORE INTO links ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))  # noqa: S608
                self.db.execute("UPDATE links SET state = 'refused', failure = 'offsite' WHERE id = ? AND state = 'open'", (row["id"],))
        return moved

    def _alias(self, portal: int, url: str, article: int, now: datetime) -> None:
        self.db.execute(
            "INSERT INTO aliases (portal, url, article, at) SELECT ?, ?, ?, ?"
            " WHERE NOT EXISTS (SELECT 1 FROM articles WHERE portal = ? AND url = ?) ON CONFLICT DO NOTHING",
            (portal, url, article, to_db(now), portal, url),
        )

    def _leave_articles(self, portal: int, to_new: Callable[[str], str], now: datetime) -> int:
        rows = self.rows("SELECT id, url FROM articles WHERE portal = ? AND state = 'live'", (portal,))
        left = [row["id"] for row in rows if to_new(row["url"])]
        for article in left:
            self.db.execute(
                "UPDATE articles SET suspicion = 'removed', suspected_at = ?, suspected_why = ?, next_check = NULL WHERE id = ?",
                (to_db(now), LEFT, article),
            )
        for row in self.rows("SELECT id, url FROM links WHERE portal = ? AND state = 'open'", (portal,)):
            if to_new(row["url"]):
                self.db.execute("UPDATE links SET state = 'refused', failure = 'offsite' WHERE id = ?", (row["id"],))
        return len(left)

    def _move_entry_points(self, portal: int, to_new: Callable[[str], str], *, keep: bool) -> None:
        for row in self.rows("SELECT url FROM entry_points WHERE portal = ?", (portal,)):
            url = to_new(row["url"])
            if url and keep:
                self.db.execute(
                    "UPDATE OR IGNORE entry_points SET url = ?, etag = '', last_modified = '', body_hash = '' WHERE portal = ? AND url = ?",
                    (url, portal, row["url"]),
                )
            if url:
                self.db.execute("DELETE FROM entry_points WHERE portal = ? AND url = ?", (portal, row["url"]))

    def left_with(self, portal: int, title: str, day: str) -> int | None:
        """An article that waits since its portal moved and has this title; `day` is that of its publication, "" when unknown."""
        found = self.value(
            "SELECT a.id FROM articles AS a JOIN versions AS v ON v.id = a.version"
            " WHERE a.portal = ? AND a.suspicion <> '' AND a.suspicion = 'removed' AND"  # <> '': the few of the partial index
            " a.suspected_why = ? AND v.title = ? AND (v.published = '' OR ? = '' OR substr(v.published, 1, 10) = ?) ORDER BY a.id LIMIT 1",
            (portal, LEFT, title, day, day),
        )
        return None if found is None else int(found)

    # What a person vouched for, and what waits for that.

    def accepted(self) -> dict[str, datetime]:
        """Since when a portal is judged anew, by slug: it moved, or was in quarantine, and a person accepted it."""
        return {name.removeprefix(_ACCEPTED): at for name, (_, at) in self.noted().items() if name.startswith(_ACCEPTED)}

    def _accept(self, slug: str, now: datetime) -> None:
        self.note(f"{_ACCEPTED}{slug}", "", now)
        self.db.execute("DELETE FROM service WHERE name = ?", (f"{QUARANTINE}{slug}",))

    def release_portal(self, slug: str, now: datetime) -> None:
        """Ask a portal again that was in quarantine; it is due now, and judged anew."""
        with self.write():
            self._accept(slug, now)
            self.db.execute("UPDATE portals SET next_due = ? WHERE slug = ?", (to_db(now), slug))

    def quarantine(self, slug: str, why: str, now: datetime) -> bool:
        """Ask a portal no more by itself until a person accepts it. False: it is in quarantine already."""
        with self.write():
            if self.value("SELECT 1 FROM service WHERE name = ?", (f"{QUARANTINE}{slug}",)):
                return False
            self.note(f"{QUARANTINE}{slug}", why, now)
        return True

    def quarantined(self) -> dict[str, str]:
        """Why, by slug."""
        return {name.removeprefix(QUARANTINE): why for name, (why, _) in self.noted().items() if name.startswith(QUARANTINE)}
