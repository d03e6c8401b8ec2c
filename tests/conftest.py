"""What all tests share: property tests run without a deadline, since the machine may be busy; crawl processes kept end with the session."""

import os
import sys

import pytest
from hypothesis import settings

settings.register_profile("tinso", deadline=None, max_examples=25)  # where a test does not say how many
settings.register_profile("soak", deadline=None, max_examples=400)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tinso"))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    if (warm := sys.modules.get("tests.warm")) is not None:
        warm.close()
