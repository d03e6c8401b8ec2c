"""Names that tell nothing on a page, because boxes around its article carry them too: a page builder calls every box a widget."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import HtmlElement

from crawler.extraction.names import Names


class Shared:
    """The classes of the boxes around an article."""

    def __init__(self, boxes: Iterable[HtmlElement]) -> None:
        self._classes = {name for box in boxes if box.tag not in ("body", "html") for name in (box.get("class") or "").split()}

    def explains(self, element: HtmlElement, words: Names, known: frozenset[str], phrases: tuple[str, ...] = ()) -> bool:
        """Whether all of the known words and phrases in an element's name stand in classes that the article's own boxes have.

        What a class says behind such a one is its own: `widget-share` says "share" although `widget` says nothing.
        """
        classes = (element.get("class") or "").split()
        shared = [name for name in classes if name in self._classes]
        if not shared:
            return False
        said = [_flat(name) for name in shared]
        own = [_flat(_behind(name, shared)) for name in (*classes, element.get("id") or "") if name not in self._classes]
        hits = [*(words & known), *(phrase for phrase in phrases if phrase in words.joined)]
        return all(any(hit in name for name in said) and not any(hit in name for name in own) for hit in hits)


def _flat(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")


def _behind(name: str, beginnings: Iterable[str]) -> str:
    return name[max((len(other) for other in beginnings if name.startswith(other)), default=0) :]
