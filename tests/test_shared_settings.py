"""Settings that share their values: equal to a deep copy, and as far apart from each other."""

from __future__ import annotations

from scrapy.settings import BaseSettings
from scrapy.utils.project import get_project_settings

from crawler.shared import SharedSettings


def told(settings: BaseSettings) -> dict[str, tuple[object, int | None]]:
    return {
        name: (told(value) if isinstance(value, BaseSettings) else value, settings.getpriority(name)) for name, value in settings.items()
    }


def test_a_copy_is_what_a_deep_copy_is() -> None:
    project = get_project_settings()
    project.setmodule("crawler.settings", priority="project")

    assert told(SharedSettings.of(project)) == told(SharedSettings.of(project).copy()) == told(project.copy())


def test_what_one_crawler_changes_the_others_do_not_see() -> None:
    shared = SharedSettings.of(get_project_settings())
    before = told(shared)
    one, other = shared.copy(), shared.copy()

    one.set("LOG_LEVEL", "DEBUG", priority="cmdline")
    one["DOWNLOADER_MIDDLEWARES_BASE"].set("another.Middleware", 1)
    one.getlist("SPIDER_MODULES")
    one["RETRY_HTTP_CODES"].append(999)
    one.freeze()

    assert told(other) == told(shared) == before
    assert told(one) != before
    other.set("LOG_LEVEL", "INFO")
