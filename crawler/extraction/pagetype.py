"""What kind of page the lines of a page make: lists of other articles, forms to fill in, words that say there is nothing here.

Read before any furniture is dropped, because what tells a list from an article is what surrounds the text. No sign decides alone:
`quality.not_article` weighs them against the text that is the page's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urldefrag, urljoin

from lxml.html import HtmlElement

from crawler.extraction import datetext, datewords, records, titles
from crawler.extraction.blocks import Block
from crawler.extraction.flow import Line, Zone
from crawler.extraction.headline import Headline
from crawler.extraction.pagenames import is_section, is_special, plain, says_found, says_missing
from crawler.extraction.text import fold, has_digit
from crawler.extraction.titlewords import is_site_name

_OVER = 8  # lines above a headline in which the name of its page stands
_LEAST_ITEMS = 4
_SPARSE = 3  # items that are enough when each has a date or a text of its own
_LABEL = 6  # syllables of the longest name of a section
_GAP = 8  # lines between the headings of two items
_RUNNING = 70  # characters outside links that make a line a piece of text
_TEASER = 900  # characters of text between two headings of a list
_OUTSIDE = Zone.NAV | Zone.FOOTER | Zone.HIDDEN
FURNITURE = Zone.NAV | Zone.FOOTER | Zone.SIDE | Zone.RELATED | Zone.COMMENT | Zone.HIDDEN
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|jpe?g|png|gif|mp[34])(?:$|[?#])|fileticket=", re.I)
_NO_PAGE = re.compile(r"^\s*(?!https?:)[a-z]{3,12}:|/sharer?\b|[/.]share\b|/intent/tweet|/pin/create", re.I)  # tools, not pages
_DATE = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:20|19)?\d\d|\d{1,2} ?thang \d{1,2}|\d{4}-\d{1,2}-\d{1,2}"
    r"|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,? \d{4}"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}"
)
_MORE = re.compile(r"^(?:\W*)(?:(?:xem|doc) (?:them|tiep|chi tiet|toan van)|chi tiet|read more|more|continue reading|details?)\W*$")


@dataclass(slots=True)
class Signs:
    """What the whole page shows, for one headline."""

    covered: set[tuple[HtmlElement, str]] = field(default_factory=set)  # block elements and lines of lists of other articles
    cells: set[HtmlElement] = field(default_factory=set)  # those elements that are cells: a row of them is one block
    zones: dict[HtmlElement, int] = field(default_factory=dict)  # of every block element
    at: int = -1  # the index of the headline's line
    items: int = 0  # of the lists outside side columns, menus and footers
    home_zone: int = 0  # the zones the headline stands in
    heads_list: bool = False  # the headline is the heading of an item of a list
    leads_away: bool = False  # the headline is a link to another page
    agreed: bool = False  # title or metadata name the headline
    named: bool = False  # title, metadata or address name the headline
    marked: bool = False  # the headline is a heading, or its element is named as one
    opens: bool = False  # a date and the page's text or file follow the headline
    nameless: bool = False  # the best headline is the name of the site
    special: bool = False  # a heading or the title calls the page contact, search, login, home …
    section: bool = False  # the headline is the name of a section
    in_menu: bool = False  # the headline is what a menu calls this very address
    dated: bool = False  # a date stands beside the headline and in no list
    fields: int = 0  # that ask for text, outside the search box
    passwords: int = 0
    missing: str = ""  # a line that says there is nothing here
    found: str = ""  # a line of a search result
    register: frozenset[str] = frozenset()  # kinds of fields of a document that are named: see records
    before: set[HtmlElement] = field(default_factory=set)  # block elements of lines above the headline, and of none below it

    def is_own(self, block: Block) -> bool:
        """Whether a block is neither an item of a list nor side furniture."""
        element: HtmlElement | None = block.element
        if element in self.before:
            return False
        if (element, block.text) in self.covered or (block.kind == "row" and any(cell in self.cells for cell in block.element)):
            return False
        for _ in range(3):
            if element is None:
                break
            if element in self.zones:
                return not self.zones[element] & ~self.home_zone & FURNITURE
            element = element.getparent()
        return True


def read(tree: HtmlElement, lines: Sequence[Line], head: Headline, url: str) -> Signs:
    """The signs of a page whose `lines` are flow.read(tree) and whose headline is `head`; before anything is dropped from the tree."""
    at = _index(lines, head.element)
    signs = Signs(at=at)
    signs.home_zone = lines[at].zone if at >= 0 else 0
    evidence = set(head.evidence.split(", "))
    signs.nameless = is_site_name(head.text)
    told = evidence - ({"title"} if head.element is None else set())  # a title alone may be the site's
    signs.agreed = not told.isdisjoint(("title", "og:title", "json-ld")) and not signs.nameless
    signs.marked = not evidence.isdisjoint(("named", "h1", "h2", "h3", "date within")) or evidence.issuperset(
        ("stands out", "date follows")
    )
    signs.opens = evidence.issuperset(("opens", "date follows"))
    signs.named = signs.agreed or ("address" in evidence and not signs.nameless)
    covered = _lists(lines, at, url, signs) | _rows(lines, at, url, signs)
    for index, line in enumerate(lines):
        signs.zones[line.block] = signs.zones.get(line.block, line.zone) & line.zone
        if index in covered:
            signs.covered.add((line.block, line.text))
            if line.block.tag in ("td", "th"):
                signs.cells.add(line.block)
    signs.heads_list = at in covered
    if at >= 0 and lines[at].href:
        signs.leads_away = _leads_away(lines[at].href, url)
    signs.before = {line.block for line in lines[: max(at, 0)]} - {line.block for line in lines[max(at, 0) :]}
    near = [index for index in range(max(0, at - 4), min(len(lines), at + 9)) if at >= 0 and index not in covered]
    signs.dated = "date within" in evidence or any(
        _tells_date(lines[index], signs.home_zone) and (index == at or not _repeats(lines, index)) for index in near
    )
    signs.in_menu = _in_menu(lines, head.text, url)
    signs.register = records.fields(lines)
    _name(tree, lines, head, covered, signs)
    _fields(tree, signs)
    return signs


def _in_menu(lines: Sequence[Line], headline: str, url: str) -> bool:
    """Whether a menu of the page has a link to the page itself under the headline's words: sections are called so, articles are not."""
    own = plain(headline)
    if not 0 < len(own.split()) <= _LABEL:
        return False
    menu = (line for line in lines if line.zone & Zone.NAV and line.href and len(line.text) < 80)
    return any(plain(line.text) == own and not _leads_away(line.href, url) for line in menu)


def _index(lines: Sequence[Line], headline: HtmlElement | None) -> int:
    """The index of the headline's line, -1 when it stands nowhere."""
    if headline is None:
        return -1
    for index, line in enumerate(lines):
        if line.element is headline or line.block is headline:
            return index
    inside = {headline, *headline.iterdescendants()}
    for index, line in enumerate(lines):
        if line.element in inside or line.block in inside:
            return index
    around = set(headline.iterancestors())
    own = titles.key_of(headline.text_content()[:600])
    for index, line in enumerate(lines):
        if line.block in around and own and own in titles.key_of(line.text):
            return index
    return -1


def _leads_away(href: str, url: str) -> bool:
    return _away(href, url) if len(href) + len(url) < _REMEMBERED else _away.__wrapped__(href, url)


_REMEMBERED = 1000  # characters of addresses that are worth keeping: a list is walked several times


@lru_cache(maxsize=1024)
def _away(href: str, url: str) -> bool:
    if href.startswith("#"):
        return False
    own = _same(url)
    origin = _ORIGIN.match(url) if _FROM_ROOT.fullmatch(href) else None
    if origin is not None:
        target = origin[0] + href
    else:
        try:
            target = urldefrag(urljoin(url, href.strip()))[0]
        except ValueError:
            return True
    return _same(target) != own and not own.endswith("/" + href.lstrip("./"))


# Addresses that are joined without urljoin, which takes most of the time a list of links takes: nothing in them to be resolved.
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?(?=/)")
_FROM_ROOT = re.compile(r"/(?![./])(?:[\w~%+,=@&-]|\.(?![./])|/(?![./]))*+", re.ASCII)


_SCHEME = re.compile(r"^https?://(?:www\.)?")


def _same(url: str) -> str:
    return _SCHEME.sub("", url.split("#")[0]).rstrip("/")


def _is_date_line(line: Line, home: int = 0) -> bool:
    if len(line.text) > 140 or line.zone & ~home & (Zone.CLOCK | Zone.NAV | Zone.FOOTER | Zone.RELATED | Zone.COMMENT | Zone.HIDDEN):
        return False
    return bool(line.stamp) or bool(_DATE.search(fold(line.apart)))


_FACTS = 10  # syllables besides date and labels of a line that dates an article


def _tells_date(line: Line, home: int) -> bool:
    """Whether a line beside the headline dates the page: a date with few words besides, and not the day of a licence or decision."""
    if not _is_date_line(line, home):
        return False
    if line.stamp:
        return True
    folded = fold(line.apart)
    dates = datetext.find(line.apart)
    rest = datewords.rest(folded, dates) - line.linked // 5
    return bool(dates) and rest <= _FACTS and datewords.label(folded, dates[0].start) != "wrong"


_COLUMN = 4  # dates of one make: a column of a list


def _repeats(lines: Sequence[Line], index: int) -> bool:
    """Whether a line with a date is one of many that are marked up alike by a class, or lie in one box: the dates of a list."""
    block = lines[index].block
    box = block.getparent()
    near = lines[max(0, index - 2 * _COLUMN) : index + 2 * _COLUMN + 1]
    beside = (line for line in near if line.block is not block and line.block.getparent() is box and line.block.tag == block.tag)
    if box is not None and sum(map(_is_date_line, beside)) >= _COLUMN:
        return True
    own = _signature(lines[index])
    if not (own[1] or (len(own) > 5 and own[3])):
        return False
    alike = (line for line in lines[index:] if has_digit(line.text) and _signature(line) == own)
    return sum(_is_date_line(line) for line in alike) >= _COLUMN


def _is_heading(line: Line, url: str) -> bool:
    """Whether a line can head an item of a list: a link of some words to another page, or a line that begins with one."""
    href = line.href or line.opens
    if not href or href == "#" or line.zone & _OUTSIDE:
        return False
    size = line.linked if not line.href else len(line.text)
    if size < 16 or len(line.text[:200].split()) < 4:
        return False
    return not _NO_PAGE.search(href[:300]) and not _FILE.search(href) and _leads_away(href, url)


def _signature(line: Line) -> tuple[object, ...]:
    block = line.block
    outer = block.getparent()
    shape = (outer.tag, outer.get("class")) if outer is not None else ()
    return (block.tag, block.get("class"), *shape, line.heading, bool(line.href))


def _lists(lines: Sequence[Line], at: int, url: str, signs: Signs) -> set[int]:
    """The lines of lists of other articles: headings of one kind, each a link of its own, with little text after each."""
    groups: dict[tuple[object, ...], list[int]] = {}
    last_href: dict[tuple[object, ...], str] = {}
    for index, line in enumerate(lines):
        href = line.href or line.opens
        if href and line.href and len(line.text) < 30 and _MORE.match(fold(line.text)):
            key: tuple[object, ...] = ("more", fold(line.text))
        elif href and _is_heading(line, url):
            key = _signature(line)
        else:
            continue
        if last_href.get(key) != href:
            groups.setdefault(key, []).append(index)
            last_href[key] = href
    covered: set[int] = set()
    for key, indices in groups.items():
        closing = key[0] == "more"
        heads = closing and _heads_item(lines, indices, at)
        for run in _runs(lines, indices, -1 if heads else at):
            covered |= _cover(lines, run, closing, -1 if heads else at, signs)
    return covered


def _heads_item(lines: Sequence[Line], closing: Sequence[int], at: int) -> bool:
    """Whether the headline heads an item of a list whose items end in the same link each: it looks like the headings of the others."""
    after = next((index for index in closing if index > at), -1)
    if at < 0 or not 0 < after - at <= _GAP:
        return False
    own = _signature(lines[at])
    return sum(any(_signature(lines[i]) == own for i in range(max(0, index - _GAP), index)) for index in closing if index != after) >= 2


def _runs(lines: Sequence[Line], indices: Sequence[int], at: int) -> Iterable[list[int]]:
    """The headings that follow each other closely; the page's own headline parts what stands before it from what follows."""
    run: list[int] = []
    for index in indices:
        if run:
            between = lines[run[-1] + 1 : index]
            texts = [line for line in between if _running(line) >= _RUNNING]
            size = sum(map(_running, between))
            parted = run[-1] < at < index
            if parted or len(between) > _GAP or len(texts) > 2 or size > _TEASER:
                yield run
                run = []
        run.append(index)
    if run:
        yield run


def _running(line: Line) -> int:
    return len(line.text) - line.linked


def _cover(lines: Sequence[Line], run: Sequence[int], closes: bool, at: int, signs: Signs) -> set[int]:
    """The lines a run of headings stands for, none when it is no list. `closes`: the links stand at the end of their items."""
    gaps = [after - before - 1 for before, after in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0
    bodies = [lines[max(0, i - usual) : i] if closes else lines[i + 1 : i + 2 + usual] for i in run]
    texts = sum(any(_running(line) >= _RUNNING for line in body) for body in bodies)
    dates = sum(any(_is_date_line(line) for line in lines[i : i + 1 + usual]) for i in run)
    full = sum(_running(lines[i]) >= _RUNNING for i in run)
    rich = max(texts, dates, full) >= 0.7 * len(run)
    if len(run) < (_SPARSE if rich else _LEAST_ITEMS):
        return set()
    if closes:
        found = set(range(max(run[0] - usual, at + 1 if at < run[0] else 0), run[-1] + 1))
    else:
        found = set(range(run[0], min(run[-1] + usual + 1, at if run[-1] < at else len(lines))))
    main = [i for i in run if not lines[i].zone & ~signs.home_zone & FURNITURE]
    signs.items += len(main) if rich or len(run) >= 2 * _LEAST_ITEMS else 0
    return found


def _rows(lines: Sequence[Line], at: int, url: str, signs: Signs) -> set[int]:
    """The lines of tables that are lists: most of their rows lead to a page or a file each, with a date, a number or words beside."""
    tables: dict[HtmlElement, dict[HtmlElement, list[int]]] = {}
    for index, line in enumerate(lines):
        cell = line.block if line.block.tag in ("td", "th") else line.block.getparent()
        row = cell.getparent() if cell is not None and cell.tag in ("td", "th") else None
        table = row.getparent() if row is not None and row.tag == "tr" else None
        if row is not None and table is not None:
            tables.setdefault(table, {}).setdefault(row, []).append(index)
    covered: set[int] = set()
    for rows in tables.values():
        wide = [indices for indices in rows.values() if len(indices) >= _CELLS]
        leading = sum(any(_leads(lines[index], url) for index in indices) for indices in wide)
        if len(wide) >= _LEAST_ITEMS and leading >= _LINKED_ROWS * len(wide) and not any(at in indices for indices in rows.values()):
            covered.update(index for indices in rows.values() for index in indices)
            signs.items += leading if not lines[wide[0][0]].zone & ~signs.home_zone & FURNITURE else 0
    return covered


_CELLS = 3  # of a row of a list
_LINKED_ROWS = 0.6  # of the rows of a list


def _leads(line: Line, url: str) -> bool:
    href = line.href or line.opens
    return bool(href) and href != "#" and (bool(_FILE.search(href)) or (not _NO_PAGE.search(href[:300]) and _leads_away(href, url)))


def _name(tree: HtmlElement, lines: Sequence[Line], head: Headline, covered: set[int], signs: Signs) -> None:
    """What title, headings and short lines call the page."""
    own = plain(head.text)
    signs.special = is_special(own)
    signs.section = is_section(own)
    parts = _title_parts(tree)
    at = signs.at
    weak = not signs.agreed or head.element is None or len(own.split()) < 4
    if weak:
        signs.special = signs.special or any(map(is_special, parts))
    for index, line in enumerate(lines):
        if index in covered or line.zone & ~signs.home_zone & FURNITURE or len(line.text) > 300:
            continue
        folded = fold(line.text)
        near = at < 0 or at - _OVER <= index <= at
        if weak and near and line.heading and not line.href and len(folded) < 60 and is_special(plain(folded)):
            signs.special = True
        if not line.href and says_missing(folded) and not signs.missing:
            signs.missing = line.text
        if len(folded) < 160 and not line.href and not signs.found and says_found(folded):
            signs.found = line.text


def _title_parts(tree: HtmlElement) -> list[str]:
    title = next((element.text or "" for element in tree.iter("title")), "")[:500]
    return [part for part in map(plain, titles.PARTS.split(title)) if part]


_ASKS = frozenset(("text", "email", "tel", "url", "number", "date", ""))


def _fields(tree: HtmlElement, signs: Signs) -> None:
    """Counts what a reader is asked to fill in; a lone field is a search box, a text to write stands for two."""
    for element in tree.iter("input", "textarea"):
        if element.tag == "textarea":
            signs.fields += 2
            continue
        kind = (element.get("type") or "").lower()
        if kind == "password":
            signs.passwords += 1
        elif kind in _ASKS and not element.get("readonly"):
            signs.fields += 1
