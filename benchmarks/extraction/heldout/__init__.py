"""Shapes the extraction rules were not written against. Whoever writes rules does not read this folder: see docs/benchmarks.md."""

from benchmarks.extraction.heldout.blind import SHAPES as BLIND
from benchmarks.extraction.heldout.late import SHAPES as LATE
from benchmarks.extraction.heldout.old import AbcFonts, CombiningTones, DivSoup, LayoutTable, ServerPages
from benchmarks.extraction.heldout.papers import Commune, DateBelow, Hashed, MachineLies, Scattered, VietnameseClasses
from benchmarks.extraction.heldout.systems import Entries, Fields, ItemView, Modules, Portlets

SHAPES = (
    LayoutTable,
    DivSoup,
    ServerPages,
    AbcFonts,
    CombiningTones,
    Portlets,
    ItemView,
    Fields,
    Entries,
    Modules,
    Hashed,
    VietnameseClasses,
    DateBelow,
    Scattered,
    MachineLies,
    Commune,
    *LATE,
    *BLIND,
)
