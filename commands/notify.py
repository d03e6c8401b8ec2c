"""`tinso notify …`: whether the channels of DATA/notify.toml take our messages."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from commands.output import UsageError, data_option, settings
from commands.portals import all_portals
from scheduler import channels, messages
from scheduler.channels import NotifyError
from scheduler.notify import send, unknown_portal


@click.group()
def notify() -> None:
    """The channels that news and alerts go to."""


@notify.command()
@click.argument("names", nargs=-1, metavar="[CHANNEL]…")
@data_option
def test(names: tuple[str, ...], data: Path | None) -> None:
    """Send a test message to all channels, or to those named. Exit 1 if one did not take it."""
    loaded = settings(data)
    path = loaded.data / channels.FILE
    try:
        found = channels.load(path)
    except NotifyError as error:
        raise UsageError(str(error)) from None
    known = {channel.name: channel for channel in found.channel}
    if not known:
        raise UsageError(f"{path}: no channel is declared here; docs/operations.md says how")
    for name in names:
        if name not in known:
            raise UsageError(f"there is no channel '{name}'; known: {', '.join(known)}")
    failed = 0
    slugs = {portal.slug for portal in all_portals(loaded)}
    for name in names or tuple(known):
        title, body = messages.test(found.language_of(known[name]))
        try:
            if fault := unknown_portal(known[name], slugs):
                raise NotifyError(f"portals: {fault}")
            send(known[name].url, title, body)
            click.echo(f"{name}: sent")
        except NotifyError as error:
            failed += 1
            click.echo(f"{name}: {error}")
    sys.exit(1 if failed else 0)
