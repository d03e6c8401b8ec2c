"""What all tests share: property tests run without a deadline, since the machine may be busy with the others."""

from hypothesis import settings

settings.register_profile("tinso", deadline=None)
settings.load_profile("tinso")
