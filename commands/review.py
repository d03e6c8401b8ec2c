"""`tinso review`: the desk alone, on this machine unless a password is set."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import click

from commands.output import UsageError, data_option, settings
from commands.portals import load_registry
from review.app import create_app
from review.guard import OpenDesk, hash_password
from review.server import DeskError, address_of, listening, serve
from storage.store import Store


@click.command()
@click.option("--host", help="Address to listen on (default: TINSO_DESK_HOST or 127.0.0.1); others need a password.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (default: TINSO_DESK_PORT or 8080); 0 takes a free one.")
@click.option("--hash-password", "hashing", is_flag=True, help="Ask for a password and print its hash for TINSO_DESK_PASSWORD_HASH.")
@data_option
def review(host: str | None, port: int | None, hashing: bool, data: Path | None) -> None:
    """Serve the desk: everything new, edited, moved and removed, on one page in the browser."""
    if hashing:
        click.echo(hash_password(_new_password()))
        return
    loaded = settings(data, desk_host=host, desk_port=port)
    registry = load_registry(loaded)
    with Store.open(loaded.data) as store:
        try:
            app = create_app(
                store,
                host=loaded.desk_host,
                password_hash=loaded.desk_password_hash,
                names=loaded.desk_hosts.split(","),
                provinces=[(province.name, province.name_2025) for province in registry.provinces.values()],
            )
            bound = listening(loaded.desk_host, loaded.desk_port)
        except (OpenDesk, DeskError) as error:
            raise UsageError(str(error)) from None
        click.echo(f"The desk: {address_of(bound)} (Ctrl-C ends it)", err=True)
        serve(app, bound)


def _new_password() -> str:
    """From the terminal, typed twice; else one line of standard input. Raises UsageError."""
    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = getpass.getpass("New password: ")
        if password != getpass.getpass("Once more: "):
            raise UsageError("the two passwords differ; nothing was made")
    if len(password) < 8:
        raise UsageError("a password needs 8 letters or more")
    return password
