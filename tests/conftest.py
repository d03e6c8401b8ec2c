"""What all tests share: property tests run without a deadline, since the machine may be busy; crawl processes kept end with the session."""

import sys

import pytest
from hypothesis import settings

settings.register_profile("tinso", deadline=None)
settings.load_profile("tinso")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    if (warm := sys.modules.get("tests.warm")) is not None:
        warm.close()
