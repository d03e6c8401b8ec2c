"""Shapes the extraction rules may be written and mended against."""

from benchmarks.extraction.dev.shapes import SHAPES

__all__ = ["SHAPES"]
