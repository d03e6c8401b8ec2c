"""docs/settings.md, made from the table in `config`: `python -m commands.settings_page > docs/settings.md`."""

from __future__ import annotations

import os
import sys
from typing import Any

from config import SETTINGS, Setting

HEAD = """# Settings

Every setting of the process is an environment variable; a flag of the command wins over it. `tinso config` shows the values in use.
What belongs to one portal (address, delay, certificate policy …) stands in its registry file, and who is told what in
`notify.toml` (see [operations.md](operations.md)).

This page is made from the table in `config.py` by `python -m commands.settings_page`; a test compares them.

| variable | default | a good value | what it does |
|---|---|---|---|
"""


def _shown(setting: Setting) -> str:
    default: Any = setting.default
    if setting.name == "workers" and default == (os.cpu_count() or 1):
        return "the number of cores"
    return f"`{default}`" if str(default) else "empty"


def page() -> str:
    """The whole page, ending in a newline."""
    rows = [f"| `{setting.variable}` | {_shown(setting)} | {setting.wants} | {setting.help} |" for setting in SETTINGS]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
