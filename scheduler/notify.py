"""Telling people: events go into the outbox once, leave it as digests and alerts, and stay in it until the channel took them.

A message is named before it is sent, and its rows with it. A process killed between sending and noting that it was sent sends the
same message under the same name again: sent at least once, and told apart by whoever must show it once.
"""

from __future__ import annotations

import contextlib
import difflib
import logging
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from scheduler import channels, messages
from scheduler.channels import Channel, NotifyError
from scheduler.distress import Distress, Send
from scheduler.health import Cause
from seeds.entry import shown
from storage import search
from storage.outbox import ChannelState, News, Waiting
from storage.store import Store, StoreError

log = logging.getLogger(__name__)

_SECRETS = re.compile(r"://\S+")
FIRST_RETRY = timedelta(minutes=5)
LONGEST_RETRY = timedelta(hours=1)
BATCH = 500


def send(url: str, title: str, body: str) -> None:
    """Hand one message to a channel. Raises NotifyError. Apprise knows the services and bounds its waits itself."""
    import apprise  # heavy; only a service with channels needs it

    with _said_by_apprise(url) as said:
        reached = apprise.Apprise()
        if not reached.add(url):
            raise NotifyError(f"the address of this channel is none that can be sent to{_why(said)}")
        if not reached.notify(title=title, body=body, body_format=apprise.NotifyFormat.TEXT):
            raise NotifyError(f"the channel did not take the message{_why(said)}")


def reachable(url: str) -> str:
    """Why nothing can ever be sent to that address, as far as its form shows; "" when it can be tried."""
    import apprise

    with _said_by_apprise(url) as said:
        return "" if apprise.Apprise().add(url) else f"no address of a channel{_why(said)}"


class _Kept(logging.Handler):
    """What a library logs, as a list of lines, without the address and its passwords and tokens."""

    def __init__(self, secret: str) -> None:
        super().__init__(logging.WARNING)
        self.secret = secret
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(_SECRETS.sub("://…", " ".join(record.getMessage().replace(self.secret, "…").split())))


@contextlib.contextmanager
def _said_by_apprise(secret: str) -> Iterator[list[str]]:
    """Apprise says why only in its log: that goes into our one line instead of beside it."""
    kept, library = _Kept(secret), logging.getLogger("apprise")
    passed_on, library.propagate = library.propagate, False
    library.addHandler(kept)
    try:
        yield kept.lines
    finally:
        library.removeHandler(kept)
        library.propagate = passed_on


def _why(said: list[str]) -> str:
    return f" ({said[0][:200].rstrip('. ')})" if said else ""


class Notifier:
    """The messages of one data folder. `load` gives the channels anew each time: the file may be edited while the service runs.

    A file that cannot be used is named, and the channels that stood in it before go on.
    """

    def __init__(self, store: Store, load: Callable[[], channels.Settings], send: Send = send) -> None:
        self.store, self.load, self.send = store, load, send
        self.distress = Distress(send)
        self._good = channels.Settings()

    def turn(self, now: datetime) -> int:
        """Put out what is new and send what may go. Returns how many messages went. Raises StoreError, NotifyError for a bad file."""
        try:
            self._good = self.load()
        except NotifyError:
            self._turn(self._good, now)
            raise
        return self._turn(self._good, now)

    def cry(self, reason: str, now: datetime) -> None:
        """Nothing can be stored, the outbox included: tell those who take alerts. Once, and not when the outbox has told it."""
        with contextlib.suppress(StoreError):
            if not self.distress.told and any(alert.cause == Cause.DISK for alert in self.store.alerts(open_only=True)):
                return
        with contextlib.suppress(NotifyError):
            self._good = self.load()
        self.distress.cry(self._good, reason, now)

    def calm(self, now: datetime) -> None:
        """Storing works again: tell those who heard of the trouble."""
        if self.distress.told:
            self.distress.calm(self._good, now)

    def _turn(self, settings: channels.Settings, now: datetime) -> int:
        sent = 0
        for channel in settings.channel:
            state = self.store.channel(channel.name, now)
            self._put_out(channel, state, now)
            if channels.is_quiet(settings.quiet_of(channel), now):
                continue
            sent += self._deliver(channel, settings, now)
        return sent

    # Into the outbox.

    def _put_out(self, channel: Channel, state: ChannelState, now: datetime) -> None:
        last = state.last_change
        suspect = {record.portal for record in self.store.health() if record.cause == Cause.TAKEN_OVER}
        while news := self.store.news_after(last, BATCH):
            last = news[-1].change
            events = [(f"change:{one.change}", _entry(one)) for one in news if one.portal not in suspect and wanted(channel, one)]
            self.store.put_out(channel.name, events, last, now)
        if channel.alerts:
            self.store.put_out(channel.name, list(self._alert_events(channel, state)), None, now)

    def _alert_events(self, channel: Channel, state: ChannelState) -> Iterable[tuple[str, dict[str, Any]]]:
        names = {portal.slug: portal.name for portal in self.store.portals()}
        for alert in self.store.alerts(since=state.since):
            if channel.portals and alert.portal and alert.portal not in channel.portals:
                continue
            entry = {"portal_name": names.get(alert.portal, ""), "cause": alert.cause, "detail": alert.detail}
            if alert.opened >= state.since:
                yield f"alert:{alert.id}:begin", entry | {"end": False}
                if alert.closed is not None and alert.cause != Cause.MIGRATION:  # that is an event and has no end
                    yield f"alert:{alert.id}:end", entry | {"end": True}

    # Out of the outbox.

    def _deliver(self, channel: Channel, settings: channels.Settings, now: datetime) -> int:
        waiting = self.store.waiting(channel.name)
        state = self.store.channel(channel.name, now)
        times = settings.digest_of(channel)
        # what was tried before comes first, as it was: while it does not get through nothing else is tried
        tried = list(dict.fromkeys(one.parcel for one in waiting if one.parcel))
        sent = 0
        for parcel in tried:
            rows = [one for one in waiting if one.parcel == parcel]
            if any(one.next_try is not None and one.next_try > now for one in rows):
                return sent
            if not self._send(channel, settings, rows, parcel, now):
                return sent
            sent += 1
        fresh = [one for one in waiting if not one.parcel]
        alerts = [one for one in fresh if one.event.startswith("alert:")]
        news = [one for one in fresh if one.event.startswith("change:")]
        due = channels.digest_due(times, state.last_digest or state.since, now)
        if due and not news and times:
            self.store.set_digest_time(channel.name, now)
        for rows in (alerts, news if due else []):
            if rows:
                parcel = f"{rows[0].event.partition(':')[0]}-{rows[0].id}"
                self.store.pack([one.id for one in rows], parcel)
                if not self._send(channel, settings, rows, parcel, now):
                    return sent
                sent += 1
        return sent

    def _send(self, channel: Channel, settings: channels.Settings, rows: list[Waiting], parcel: str, now: datetime) -> bool:
        language = settings.language_of(channel)
        told = [one.payload for one in rows]
        write = messages.alerts if parcel.startswith("alert-") else messages.digest
        title, body = write(told, language, parcel)
        try:
            self.send(channel.url, title, body)
        except NotifyError as error:
            attempts = max(one.attempts for one in rows)
            again = now + min(LONGEST_RETRY, FIRST_RETRY * 2 ** min(attempts, 10))
            self.store.not_delivered(channel.name, parcel, str(error), again, now)
            log.warning(
                "channel %s: %s; again at %s", channel.name, error, again, extra={"event": "not delivered", "channel": channel.name}
            )
            return False
        self.store.delivered(channel.name, parcel, now, digest=not parcel.startswith("alert-"))
        log.info("channel %s: %s", channel.name, title, extra={"event": "delivered", "channel": channel.name, "events": len(rows)})
        return True


def wanted(channel: Channel, news: News) -> bool:
    """Whether a channel asked for this change."""
    if news.baseline or not channel.changes or news.kind not in channel.kinds:
        return False
    if channel.portals and news.portal not in channel.portals:
        return False
    if not channel.keywords:
        return True
    plain = f"{news.title}\n{news.text}".casefold()
    folded = search.fold(plain).casefold()
    return any(_in(keyword.casefold(), plain, folded) for keyword in channel.keywords)


def _in(keyword: str, plain: str, folded: str) -> bool:
    """A keyword with accents must stand there with them; one without finds both."""
    bare = search.fold(keyword).casefold()
    return keyword in plain if bare != keyword else bare in folded


def _entry(news: News) -> dict[str, Any]:
    return {"kind": news.kind, "portal_name": news.portal_name, "title": news.title, "url": news.url}


class Loader:
    """The channels of DATA/notify.toml, read again and checked when the file has changed. Calling it raises NotifyError.

    `portals`: the slugs a channel may name, None when that is not to be checked.
    """

    def __init__(self, folder: Path, portals: Callable[[], Collection[str]] | None = None) -> None:
        self.path, self.portals = folder / channels.FILE, portals
        self._text: str | None = None
        self._found: channels.Settings | NotifyError = channels.Settings()

    def __call__(self) -> channels.Settings:
        text = channels.read(self.path)
        if text != self._text:
            self._text = text
            try:
                self._found = self._checked(channels.parse(self.path, text))
            except NotifyError as error:
                self._found = error
        if isinstance(self._found, NotifyError):
            raise self._found
        return self._found

    def _checked(self, settings: channels.Settings) -> channels.Settings:
        known = self.portals() if self.portals is not None and any(channel.portals for channel in settings.channel) else None
        for channel in settings.channel:
            if fault := reachable(channel.url):
                raise NotifyError(f"{self.path}: channel {shown(channel.name)}: url: {fault}")
            if known is not None and (fault := unknown_portal(channel, known)):
                raise NotifyError(f"{self.path}: channel {shown(channel.name)}: portals: {fault}")
        return settings


def unknown_portal(channel: Channel, known: Collection[str]) -> str:
    """Which portal a channel names that there is none of, and the nearest; "" when all are known."""
    for slug in channel.portals:
        if slug not in known:
            near = difflib.get_close_matches(slug, known, 3)
            return f"there is no portal {shown(slug)}" + (f"; the nearest: {', '.join(near)}" if near else "")
    return ""
