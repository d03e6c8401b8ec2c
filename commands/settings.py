"""`tinso config`: every setting, its value here and where it comes from."""

from __future__ import annotations

import os
from pathlib import Path

import click

import config as process
from commands.output import data_option, json_option, print_json, print_table, settings


@click.command()
@data_option
@json_option
def config(data: Path | None, as_json: bool) -> None:
    """Show every process setting: name, value, where the value comes from, what it means."""
    loaded = settings(data)
    rows = []
    for setting in process.SETTINGS:
        value = getattr(loaded, setting.name)
        if setting.name == "desk_password_hash" and value:
            value = "(set)"  # not to be read over a shoulder
        origin = "environment" if os.environ.get(setting.variable) else "default"
        if setting.name == "data" and data is not None:
            origin = "flag"
        rows.append({"setting": setting.variable, "value": value, "from": origin, "help": setting.help})
    if as_json:
        print_json(rows)
    else:
        print_table(["setting", "value", "from", "help"], [list(row.values()) for row in rows])
