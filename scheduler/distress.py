"""Telling that nothing can be stored, when the outbox cannot be written either: straight to the channels, once, and once when it is over.

What was told is remembered by the process alone: there is nowhere else to remember it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from scheduler import channels, messages
from scheduler.channels import Channel, NotifyError, Settings
from scheduler.health import Cause

log = logging.getLogger(__name__)

Send = Callable[[str, str, str], None]
RETRY = timedelta(minutes=15)


class Distress:
    """The messages about one disk. `told`: names of the channels that know of the trouble and not yet of its end."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.told: dict[str, str] = {}  # and the name of the message
        self._next_try: dict[str, datetime] = {}

    def cry(self, settings: Settings, reason: str, now: datetime) -> int:
        """Tell the channels that take alerts and were not told yet. Returns how many took it."""
        sent = 0
        for channel in self._open(settings, settings.channel, now):
            if channel.alerts and channel.name not in self.told:
                name = f"disk-{now:%Y%m%d%H%M%S}"
                if self._send(settings, channel, {"end": False, "detail": reason}, name, now):
                    self.told[channel.name] = name
                    sent += 1
        return sent

    def calm(self, settings: Settings, now: datetime) -> int:
        """Tell those who were told that it is over. Returns how many took it."""
        known = [channel for channel in settings.channel if channel.name in self.told]
        for gone in self.told.keys() - {channel.name for channel in known}:
            del self.told[gone]
        sent = 0
        for channel in self._open(settings, known, now):
            if self._send(settings, channel, {"end": True, "detail": ""}, f"{self.told[channel.name]}-end", now):
                del self.told[channel.name]
                sent += 1
        return sent

    def _open(self, settings: Settings, those: Iterable[Channel], now: datetime) -> list[Channel]:
        """Those that may be written to now."""
        return [
            channel
            for channel in those
            if not channels.is_quiet(settings.quiet_of(channel), now) and self._next_try.get(channel.name, now) <= now
        ]

    def _send(self, settings: Settings, channel: Channel, entry: Mapping[str, Any], name: str, now: datetime) -> bool:
        title, body = messages.alerts([{"portal_name": "", "cause": Cause.DISK.value, **entry}], settings.language_of(channel), name)
        try:
            self.send(channel.url, title, body)
        except NotifyError as error:
            self._next_try[channel.name] = now + RETRY
            log.warning("channel %s: %s", channel.name, error, extra={"event": "not delivered", "channel": channel.name})
            return False
        self._next_try.pop(channel.name, None)
        log.info("channel %s: %s", channel.name, title, extra={"event": "delivered", "channel": channel.name, "events": 1})
        return True
