"""Which lines are captions of pictures."""

from __future__ import annotations

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block

_LONGEST = 400  # characters


def is_caption(block: Block) -> bool:
    """A line under a picture: by element or name, or the short italic or centred line right after it."""
    if block.kind == "caption":
        return True
    if not block.after_image or block.size > _LONGEST or block.kind in ("row", "heading"):
        return False
    return block.italic >= 0.8 * block.size or is_centred(block)


def is_centred(block: Block) -> bool:
    return _aligned(block, "center")


def _aligned(block: Block, side: str) -> bool:
    element: HtmlElement | None = block.element
    for _ in range(3):
        if element is None:
            return False
        style = (element.get("style") or "").replace(" ", "").lower()
        if f"text-align:{side}" in style or (element.get("align") or "").lower() == side:
            return True
        if side == "center" and element.tag == "center":
            return True
        if f"text-{side}" in (element.get("class") or "").lower() or f"align{side}" in (element.get("class") or "").lower():
            return True
        if element.tag not in ("p", "span", "em", "i", "b", "strong", "font"):
            return False
        element = element.getparent()
    return False
