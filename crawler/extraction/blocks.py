"""A tree as the lines a reader sees, in page order: the document's blocks before anything was chosen.

Block elements and `<br>` part lines, inline elements join without a space (Word paste splits words over nested spans), a row
of a data table is one line with its cells joined by ` | `, a table that only lays out the page is read cell by cell.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.extraction import credits, names
from crawler.extraction.text import clean

BLOCK_TAGS = names.words(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
    h5 h6 header hgroup hr html li main menu nav ol optgroup option p pre section summary table tbody td tfoot th thead tr ul caption
    legend marquee listing xmp iframe"""
)
SILENT_TAGS = names.words(
    """script style noscript template head object embed svg math canvas button select input textarea video audio map area iframe
    link meta title base param source track datalist output progress meter option applet frame frameset noframes"""
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITALIC = frozenset({"i", "em", "cite"})
_BOLD = frozenset({"b", "strong"})
_PICTURES = frozenset({"img", "amp-img", "picture", "amp-anim"})
_ICONS = frozenset({"i", "span", "em", "mat-icon", "md-icon", "ion-icon", "v-icon", "b", "small"})
_SIDE_BY_SIDE = frozenset({"span", "a", "time", "label", "small", "abbr"})  # not what marks a part of a word
_WRAPPERS = frozenset({"body", "html", "main", "article", "section", "form", "table"})
MAX_BLOCKS = 20_000
_LONGEST_VALUE = 120  # characters
_LONGEST_CAPTION = 600  # characters; more is text, whatever its class says
_ROW_SEPARATOR = " | "


@dataclass(slots=True, eq=False)
class Block:
    """One line. `element` is the nearest block element around it; counts are characters of the raw line."""

    text: str
    element: HtmlElement
    kind: str  # "text", "heading", "item", "row", "caption", "quote"
    links: int = 0  # characters inside links
    italic: int = 0
    bold: int = 0
    size: int = 0  # characters in all
    after_image: bool = False  # nothing but an image stands between the line before and this one
    index: int = 0
    hint: HtmlElement | None = None  # the innermost element that held all of the line, when that is an inline one
    targets: tuple[str, ...] = ()  # addresses of its links
    counts: bool = False  # a short line that is text all the same

    @property
    def link_share(self) -> float:
        return self.links / self.size if self.size else 0.0


class Writer:
    """Walks a tree and collects its blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._links = self._italic = self._bold = self._size = 0
        self._image = False
        self._targets: list[str] = []
        self._open = ""  # address of the link that is being read
        self._hint: HtmlElement | None = None
        self._holder: HtmlElement | None = None
        self._kind = "text"

    def _add(self, text: str, link: bool, italic: bool, bold: bool, inline: HtmlElement | None) -> None:
        self._parts.append(text)
        size = len(text.strip())
        if not size:
            return
        if self._size == 0:
            self._hint = inline
        elif self._hint is not inline:
            self._hint = None
        self._size += size
        if link:
            self._links += size
        if italic:
            self._italic += size
        if bold:
            self._bold += size

    def _flush(self, element: HtmlElement, kind: str) -> None:
        if self._size:
            line = clean("".join(self._parts))
            if line and (line[0].isalnum() or any(map(str.isalnum, line))):  # a row of stars or a lone quotation mark is no line
                self.blocks.append(
                    Block(
                        text=line,
                        element=element,
                        kind="text" if kind == "caption" and len(line) > _LONGEST_CAPTION else kind,
                        links=self._links,
                        italic=self._italic,
                        bold=self._bold,
                        size=self._size,
                        after_image=self._image,
                        index=len(self.blocks),
                        hint=self._hint,
                        targets=tuple(self._targets) or ((self._open,) if self._open and self._links else ()),
                    )
                )
                self._image = False
        if self._parts:
            self._parts = []
            self._links = self._italic = self._bold = self._size = 0
            self._hint = None
            self._targets = []

    def walk(
        self,
        element: HtmlElement,
        holder: HtmlElement,
        kind: str = "text",
        link: bool = False,
        italic: bool = False,
        bold: bool = False,
        inline: HtmlElement | None = None,
    ) -> None:
        """Adds what stands inside `element`; `holder` is the block element around it. Recursion is bounded by the tree's depth (256)."""
        if element.text:
            self._add(element.text, link, italic, bold, inline)
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                pass
            elif tag == "br":
                self._flush(holder, kind)
            elif tag in _PICTURES:
                self._image = True
            elif tag in _ICONS and (label := names.icon(child)) is not None:
                if label:
                    self._add(label, link, italic, bold, inline)
            elif tag in SILENT_TAGS:
                if tag in ("iframe", "video", "audio", "object", "embed", "svg"):
                    self._image = self._image or tag != "svg"
            elif tag == "table":
                self._flush(holder, kind)
                self._table(child, kind)
                self._flush(holder, kind)
            elif tag in BLOCK_TAGS or names.is_shown_as_block(child):
                self._flush(holder, kind)
                inner = _kind_of(child, tag, kind)
                self.walk(child, child, inner, link, italic, bold, None)
                self._flush(child, inner)
            else:
                self._inline(child, tag, holder, kind, link, italic, bold)
            if child.tail:
                self._add(child.tail, link, italic, bold, inline)

    def _inline(self, child: HtmlElement, tag: str, holder: HtmlElement, kind: str, link: bool, italic: bool, bold: bool) -> None:
        """An inline element; one whose class calls it a caption is a block of its own."""
        if self._parts and tag in _SIDE_BY_SIDE and _touches(child, self._parts[-1]):
            self._parts.append(" ")
        if tag == "a" and child.get("href"):
            link = True
            self._targets.append(child.get("href") or "")
            self._open = child.get("href") or ""
        elif tag in _ITALIC:
            italic = True
        elif tag in _BOLD:
            bold = True
        if names.is_caption(child):
            self._flush(holder, kind)
            self.walk(child, holder, "caption", link, italic, bold, child)
            self._flush(child, "caption")
        else:
            self.walk(child, holder, kind, link, italic, bold, child)
        if tag == "a":
            self._open = ""

    def _table(self, table: HtmlElement, kind: str) -> None:
        rows = _own_rows(table)
        if is_data_table(rows):
            for row in table.iterchildren("caption"):
                self.walk(row, row, "caption")
                self._flush(row, "caption")
            for row in rows:
                self._row(row)
            return
        caption = _is_caption_table(rows)
        for row in rows:
            for cell in row:
                if isinstance(cell.tag, str):
                    inner = "caption" if caption and not _has_image(cell) else _kind_of(cell, "td", kind)
                    self.walk(cell, cell, inner)
                    self._flush(cell, inner)
        for child in table:  # what broken markup puts between table and rows
            if isinstance(child.tag, str) and child.tag not in ("tr", "tbody", "thead", "tfoot", "colgroup", "col"):
                self.walk(child, child, kind)
                self._flush(child, kind)

    def _row(self, row: HtmlElement) -> None:
        """One line for the row: each cell is read on its own, its lines joined by a space."""
        cells: list[str] = []
        reader = Writer()
        for cell in row:
            if not isinstance(cell.tag, str):
                continue
            before = len(reader.blocks)
            reader.walk(cell, cell, "row")
            reader._flush(cell, "row")
            cells.append(" ".join(block.text for block in reader.blocks[before:]))
        line = _ROW_SEPARATOR.join(cell for cell in cells if cell)
        if line:
            parts = reader.blocks
            self.blocks.append(
                Block(
                    text=line,
                    element=row,
                    kind="row",
                    links=sum(part.links for part in parts),
                    bold=sum(part.bold for part in parts),
                    size=sum(part.size for part in parts),
                    index=len(self.blocks),
                    targets=tuple(target for part in parts for target in part.targets),
                )
            )
            self._image = False


def _touches(element: HtmlElement, before: str) -> bool:
    """Whether an element follows another one with nothing between, and another word begins there: "Minh Hà" beside "Thứ Sáu, 3/7"."""
    previous = element.getprevious()
    if previous is None or previous.tail or previous.tag not in _SIDE_BY_SIDE:
        return False
    first, last = (element.text or "")[:1], before[-1:]
    return (first.isupper() and last.islower()) or (first.isdigit() and last.isalpha())


def read(root: HtmlElement) -> list[Block]:
    """The blocks of everything inside `root`, in page order, at most MAX_BLOCKS: what would come after is no article's."""
    writer = Writer()
    if root.tag == "table":
        writer._table(root, "text")
    else:
        kind = _kind_of(root, str(root.tag), "text")
        writer.walk(root, root, kind)
        writer._flush(root, kind)
    return writer.blocks[:MAX_BLOCKS]


def _kind_of(element: HtmlElement, tag: str, outer: str) -> str:
    if tag in HEADINGS:
        return "heading"
    if tag in ("figcaption", "caption"):
        return "caption"
    if tag not in _WRAPPERS and names.is_caption(element):
        return "caption"
    if outer == "caption":
        return "caption"
    if tag in ("li", "dd", "dt"):
        return "item"
    if tag == "blockquote":
        return "quote"
    return outer if outer in ("item", "quote") else "text"


def _own_rows(table: HtmlElement) -> list[HtmlElement]:
    rows: list[HtmlElement] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            rows += [row for row in child if row.tag == "tr"]
    return rows


def _has_image(cell: HtmlElement) -> bool:
    return next(cell.iter("img"), None) is not None


def _filled(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th") and _text_size(cell)]


def _text_size(cell: HtmlElement) -> int:
    return sum(len(piece.strip()) for piece in cell.itertext())


def is_data_table(rows: list[HtmlElement]) -> bool:
    """Whether rows hold data to be read across: at least two rows with two filled cells, cells short, no page layout inside."""
    if len(rows) < 2:
        return False
    wide = 0
    filled_rows = 0
    for row in rows:
        cells = _filled(row)
        if not cells:
            continue
        filled_rows += 1
        if len(cells) > 1:
            wide += 1
        for cell in cells:
            if next(cell.iter("table", "h1"), None) is not None:
                return False
            size = _text_size(cell)
            if size > 1500 or (size > 600 and len(cells) <= 3 and len(cell.findall(".//p")) + len(cell.findall(".//br")) > 3):
                return False
            if _has_image(cell) and size > 400:
                return False
    return wide >= 2 and wide * 2 >= filled_rows


def _is_caption_table(rows: list[HtmlElement]) -> bool:
    """An image with a short text under or beside it."""
    if not 1 <= len(rows) <= 4:
        return False
    if not any(_has_image(row) for row in rows):
        return False
    return sum(_text_size(row) for row in rows) <= 500


def numbered(blocks: list[Block]) -> list[Block]:
    """The same blocks, their indices counted anew."""
    for index, block in enumerate(blocks):
        block.index = index
    return blocks


def with_labels(blocks: list[Block]) -> list[Block]:
    """A label that stands alone ("Nguồn:") joined with its value, the next line, when both are short and close together."""
    result: list[Block] = []
    for block in blocks:
        before = result[-1] if result else None
        if before is not None and _is_label(before) and len(block.text) <= _LONGEST_VALUE and _is_close(before, block):
            before.text = f"{before.text.rstrip(' :')}: {block.text}"
            before.links += block.links
            before.size += block.size
            before.targets += block.targets
            before.hint = None
            continue
        result.append(block)
    return numbered(result)


def _is_label(block: Block) -> bool:
    return credits.is_bare_label(block.text, term=block.element.tag in ("dt", "th", "label"))


def _is_close(first: Block, second: Block) -> bool:
    """Whether one element, at most three levels up, holds both."""
    around = [first.element, *first.element.iterancestors()][:4]
    return second.element in around or any(element in around for element in [*second.element.iterancestors()][:3])
