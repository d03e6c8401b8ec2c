"""The third held-out part: shapes drawn after the rules had been mended for the second, measured before any rule was mended after them."""

from __future__ import annotations

from benchmarks.extraction.heldout3 import media, offices
from benchmarks.extraction.shape import Shape

SHAPES: tuple[type[Shape], ...] = (
    offices.ZoneMambo,
    offices.DistrictWeblog,
    offices.TermsAndValues,
    offices.HandMade,
    offices.OwnFramework,
    media.PressColumns,
    media.PlayerFirst,
    media.MemberJournal,
    media.SmallScreen,
    media.GovernmentPanels,
)
