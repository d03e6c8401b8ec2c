"""The moment at which every page of the corpus was fetched."""

from __future__ import annotations

from datetime import datetime

from benchmarks.extraction.prose import VIETNAM

NOW = datetime(2026, 11, 20, 12, tzinfo=VIETNAM)  # the corpus says the same; importing it from there would be a circle
