"""docs/settings.md lists every setting, as the table in config.py has it."""

from __future__ import annotations

from pathlib import Path

import config
from commands.settings_page import page

DOCS = Path(__file__).resolve().parents[1] / "docs"


def test_the_page_is_what_the_table_says() -> None:
    """After a change of the table: python -m commands.settings_page > docs/settings.md"""
    assert (DOCS / "settings.md").read_text("utf-8") == page()


def test_every_setting_has_a_default_a_wish_and_help() -> None:
    loaded = config.load({})

    for setting in config.SETTINGS:
        assert setting.variable in page()
        assert setting.wants
        assert setting.help.endswith(".")
        assert getattr(loaded, setting.name) == setting.default
