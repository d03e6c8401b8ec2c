"""Scrapy's settings for a process that starts a crawler for each order: copied by sharing what nobody changes.

Scrapy copies them deeply for each crawler, some three hundred values and lists of components: a tenth of the cost of a quiet portal.
"""

from __future__ import annotations

from typing import Any, Self

from scrapy.settings import BaseSettings, Settings, SettingsAttribute


class SharedSettings(Settings):
    """As Scrapy's. A copy has attributes, tables and lists of its own; the values in them are shared."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        made = cls.__new__(cls)
        made.frozen, made.attributes = settings.frozen, _attributes(settings)
        return made

    def copy(self) -> Self:
        return type(self).of(self)


def _attributes(settings: BaseSettings) -> dict[str, SettingsAttribute]:
    return {name: SettingsAttribute(_value(one.value), one.priority) for name, one in settings.attributes.items()}


def _value(value: Any) -> Any:
    if isinstance(value, BaseSettings):
        made = value.__class__.__new__(value.__class__)
        made.frozen, made.attributes = value.frozen, _attributes(value)
        return made
    return value.copy() if type(value) in (dict, list, set) else value
