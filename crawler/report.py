"""What a run tells its parent: visits with what they led to, article pages with their names."""

from __future__ import annotations

from typing import Protocol

from crawler.agenda import Agenda
from crawler.discovery.canonical import canonical
from crawler.discovery.dialogue import Step
from crawler.fetch import Answer, Fetcher
from storage.models import EntryPoint, Extraction, Failure, Link, Message, Order, Page, Robots, Seen, Visit, VisitKind


class Outlet(Protocol):
    """Where messages go. `confirms`: whether it answers a Seen by `PortalRun.stored`, for which the links of the Seen wait."""

    confirms: bool

    async def send(self, message: Message) -> None:
        """Hand over one message; returns when there is room for more."""


class Reporter:
    """Sends the messages of one run and hands on to its agenda what they make due."""

    def __init__(self, order: Order, fetcher: Fetcher, agenda: Agenda, outlet: Outlet) -> None:
        self._order, self._fetcher, self._agenda, self._outlet = order, fetcher, agenda, outlet
        self._carried = Step()  # found without a visit of its own; goes with the next one
        self._number = 0

    @property
    def carries(self) -> bool:
        """Whether something waits for a visit to go with."""
        return bool(self._carried.links or self._carried.entry_points)

    async def tried(self, answer: Answer) -> None:
        for read in answer.read:
            await self.visit(read.visit, robots=read.copies)
        for visit in answer.earlier:
            await self.visit(visit)

    def unvisited(self, step: Step) -> None:
        """A step that answers no visit of its own: what it found is stored with the next one."""
        self._carried = Step(
            links=(*self._carried.links, *step.links),
            entry_points=(*self._carried.entry_points, *step.entry_points),
        )
        self._agenda.add_asks(step.asks)

    async def seen(self, visit: Visit, step: Step) -> None:
        carried, self._carried = self._carried, Step()
        links = (*carried.links, *step.links)
        await self.visit(visit, links, (*carried.entry_points, *step.entry_points))
        self._agenda.add_asks(step.asks)

    async def flush(self) -> None:
        visit = Visit(
            url=self._order.portal.url,
            kind=VisitKind.PROBE,
            at=self._fetcher.exchange.now(),
            detail="no request: concluded from earlier ones",
        )
        await self.seen(visit, Step())

    async def visit(
        self,
        visit: Visit,
        links: tuple[Link, ...] = (),
        entry_points: tuple[EntryPoint, ...] = (),
        robots: tuple[tuple[str, Robots], ...] = (),
    ) -> None:
        self._number += 1
        number = self._number
        # before it is sent: the parent may answer while the queue is still full
        self._agenda.add_links((link for link in links if link.wanted), number)
        await self._outlet.send(
            Seen(order=self._order.id, number=number, visit=visit, links=links, entry_points=entry_points, robots=robots)
        )
        if not self._outlet.confirms:
            self._agenda.stored(number)

    async def page(
        self, link: Link, answer: Answer, result: Extraction | Failure, links: tuple[Link, ...], shown: tuple[str, ...] = ()
    ) -> None:
        """Send an article page. `shown`: further addresses under which the portal's lists show the same article."""
        reply = answer.reply
        url, aliases = link.url, tuple[str, ...]()
        if isinstance(result, Extraction):
            url, aliases = self.names(result, reply.url, link.url, link.fetch_url, *shown)
        await self._outlet.send(
            Page(
                order=self._order.id,
                url=url,
                visit=answer.visit,
                aliases=aliases,
                headers=answer.pairs,
                body=reply.body,
                extraction=result if isinstance(result, Extraction) else None,
                failure=result if isinstance(result, Failure) else None,
                first_contact=self._order.first_contact,
                via=link.via,
                links=links,
            )
        )

    def names(self, extraction: Extraction, final: str, *asked: str) -> tuple[str, tuple[str, ...]]:
        """The identity of an article, and the other addresses it goes by: what the page says, where it was, what was asked."""
        spoken = extraction.canonical if extraction.canonical and self._fetcher.owns(extraction.canonical) else ""
        names = [canonical(url, self._fetcher.profile, self._order.portal) for url in (spoken, final) if url]
        others = [canonical(url, self._fetcher.profile, self._order.portal) for url in asked if url]
        return names[0], tuple(dict.fromkeys(name for name in (*names[1:], *others) if name != names[0]))
