"""A small world of sample portals and what happens in it between two polls: what `tinso demo` shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from types import TracebackType

from demo import edits
from demo.articles import Article
from demo.server import Server
from demo.site import Clock, Portal

SHAPES = ("paper-old", "paper-clock", "dept-net", "tv-slug", "tv-press", "nukeviet", "hosted-upload")
"""Shapes of the demo's portals; the first five are those of the sample documents."""

_EDITS = ("number", "paragraph_added", "title", "wording", "name", "attachment", "paragraph_removed")
_REMOVALS = ("404", "soft", "410", "home")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened. `kind`: published, edited, removed, moved, restored, syndicated."""

    kind: str
    portal: Portal
    article: Article
    url: str  # where the article is now, or was
    detail: str = ""  # kind of edit, way of removal, old address, host it came from

    def __str__(self) -> str:
        said = f"{self.kind:<10} {self.url}  {self.article.title}"
        return f"{said} ({self.detail})" if self.detail else said


@dataclass(slots=True)
class World:
    """Portals on one server. Close it, or use it as a context manager."""

    portals: list[Portal]
    server: Server
    rng: Random
    removed: list[tuple[Portal, Article]] = field(default_factory=list)
    rounds: int = 0

    def close(self) -> None:
        self.server.stop()

    def __enter__(self) -> World:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def sample_world(*, articles: int = 12, seed: int = 1, clock: Clock | None = None, shapes: tuple[str, ...] = SHAPES) -> World:
    """One portal per shape with `articles` articles each, served on loopback.

    Each has an address of its own (127.0.0.11, …) where the system allows it, so that they can be asked side by side; else they
    share 127.0.0.1 on different ports. Raises OSError when there is no loopback at all.
    """
    portals: list[Portal] = []
    server = Server()
    try:
        for n, shape in enumerate(shapes):
            portal = Portal(shape, f"127.0.0.{11 + n}", 0, seed + n, clock)
            try:
                server.add(portal)
            except OSError:
                portal = Portal(shape, "127.0.0.1", 0, seed + n, clock)
                server.add(portal)
            portal.fill(articles)
            portals.append(portal)
    except OSError:
        server.stop()
        raise
    return World(portals, server, Random(seed))


def act(world: World) -> list[Event]:
    """One round: every portal does something, and all kinds of events occur. From the second round on, removed articles return."""
    rng, portals = world.rng, world.portals
    events: list[Event] = []
    touched: set[int] = set()

    def pick(portal: Portal, least: int = 0, edit: str = "") -> Article:
        """A live article that nothing else happens to in this round, of `least` blocks and fit for a kind of edit."""
        fit = [a for a in portal.newest() if id(a) not in touched and len(a.body) > least and (not edit or edits.fits(edit, a))]
        article = rng.choice(fit[:10])
        touched.add(id(article))
        return article

    restored, world.removed = world.removed, []
    for portal, article in restored:
        touched.add(id(article))
        portal.restore(article)
        events.append(Event(kind="restored", portal=portal, article=article, url=portal.address(article)))
    for n, portal in enumerate(portals):
        fresh = portal.publish(form=("news", "notice", "long", "table", "attachment")[(n + world.rounds) % 5])
        touched.add(id(fresh))
        events.append(Event(kind="published", portal=portal, article=fresh, url=portal.address(fresh)))
        kind = _EDITS[(n + world.rounds) % len(_EDITS)]
        article = pick(portal, 4, kind)
        detail = f"{kind}: {portal.edit(article, kind)}"
        events.append(Event(kind="edited", portal=portal, article=article, url=portal.address(article), detail=detail))
    for n, how in enumerate(_REMOVALS):
        portal = portals[(n + 2 * world.rounds) % len(portals)]
        article = pick(portal)
        portal.remove(article, how)
        world.removed.append((portal, article))
        events.append(Event(kind="removed", portal=portal, article=article, url=portal.address(article), detail=how))
    for n in range(2):
        portal = portals[(4 + n + world.rounds) % len(portals)]
        article = pick(portal, 2)
        old = portal.address(article)
        new = portal.move(article, redirect=n == 0)
        events.append(Event(kind="moved", portal=portal, article=article, url=new, detail=old))
    source, target = portals[world.rounds % len(portals)], portals[(world.rounds + 1) % len(portals)]
    article = pick(source, 2)
    copy = source.syndicate(article, target)
    detail = source.address(article)
    events.append(Event(kind="syndicated", portal=target, article=copy, url=target.address(copy), detail=detail))
    world.rounds += 1
    return events
