"""Where the commands get the portals from."""

from __future__ import annotations

import config
from seeds import registry as seeds

USER_FILE = "portals.toml"


def load_registry(settings: config.Config) -> seeds.Registry:
    """The shipped portals and the user's own of this data folder."""
    return seeds.load(settings.data / USER_FILE)
