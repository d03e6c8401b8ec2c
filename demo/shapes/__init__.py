"""The shapes a sample portal can have, by name."""

from __future__ import annotations

from demo.shapes.base import Shape
from demo.shapes.commons import Drupal, Joomla, WordPress
from demo.shapes.departments import DotNetDepartment
from demo.shapes.enterprise import Liferay, SharePoint
from demo.shapes.hosted import UploadPlatform, VnPortal
from demo.shapes.newspapers import ClockPaper, OldPaper
from demo.shapes.nukeviet import NukeViet
from demo.shapes.television import PressTelevision, SlugTelevision

SHAPES: dict[str, Shape] = {
    shape.name: shape
    for shape in (
        OldPaper(),
        ClockPaper(),
        DotNetDepartment(),
        SlugTelevision(),
        PressTelevision(),
        NukeViet(),
        VnPortal(),
        UploadPlatform(),
        Liferay(),
        SharePoint(),
        WordPress(),
        Drupal(),
        Joomla(),
    )
}
"""Stateless, shared by all portals of a shape. The first five are those of the sample documents."""
