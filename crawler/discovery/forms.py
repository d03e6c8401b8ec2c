"""Pages of a list that a form leads to: a box to choose the page from, or a script function that fills a field in and sends the form.

Like `scripted` it is no script engine: it knows the plain ways such pagers are written and leaves everything else alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlencode

from lxml.html import HtmlElement

from crawler.discovery.addresses import join
from crawler.discovery.page import clean
from crawler.discovery.scripted import Call, body_of, inline, value_of

_LABEL = re.compile(r"(?:(?:trang|page)\s*)?(\d{1,4})(?:\s*/\s*\d{1,4})?", re.IGNORECASE)
_DATES = re.compile(r"ngay|thang|nam|quy|day|month|year|quarter|hour|gio|phut|minute", re.IGNORECASE)
_PAGES = re.compile(r"page|trang|paging|pager", re.IGNORECASE)
_INVOKED = re.compile(r"(?:^|javascript:|return\s|[;{\s])\s*([A-Za-z_$][\w$]*)\(([^()]*)\)", re.IGNORECASE)
_ARGUMENT = re.compile(r"""\s*("[^"]*"|'[^']*'|-?\d+|[^,]+)\s*(?:,|$)""")
_LOCATION = re.compile(r"""location(?:\.href)?\s*=(?!=)\s*([^;\n}]+)|location\.(?:assign|replace)\(\s*([^;\n]+?)\s*\)\s*(?:;|$)""")
_FIELDS, _OPTIONS = 1000, 1000


def _fields(form: HtmlElement) -> list[tuple[str, str]]:
    """What a form would send besides its buttons: hidden and written fields, and the choices that are made."""
    out = []
    for element in islice(form.iter("input", "select"), _FIELDS):
        name = element.get("name") or ""
        if not name:
            continue
        if element.tag == "select":
            options = list(islice(element.iter("option"), _OPTIONS))
            chosen = next((option for option in options if option.get("selected") is not None), options[0] if options else None)
            if chosen is not None:
                out.append((name, _value(chosen)))
        elif (element.get("type") or "text").lower() in ("hidden", "text", "search"):
            out.append((name, element.get("value") or ""))
    return out


def _value(option: HtmlElement) -> str:
    value = option.get("value")
    return clean(option.text_content() if value is None else value)


def _sent(form: HtmlElement | None, changed: dict[str, str], counter: str, base: str, url: str) -> Call | None:
    """The request of a form with some of its fields changed."""
    if form is None:
        return None
    fields = [(name, changed.pop(name) if name in changed else value) for name, value in _fields(form)] + list(changed.items())
    address = join(base, form.get("action") or "") if form.get("action") else url
    if not address.lower().startswith(("http://", "https://")):
        return None
    if (form.get("method") or "get").lower() == "post":
        return Call(address, tuple(fields), True, counter)
    plain = urlencode([pair for pair in fields if not pair[0].startswith("__")])
    return Call(f"{address.partition('?')[0].partition('#')[0]}?{plain}", (), False, counter)


def chosen(tree: HtmlElement, base: str, url: str, ordinal: int) -> list[Call]:
    """The requests for page `ordinal + 1` that boxes to choose a page from would make."""
    return [call for select in islice(tree.iter("select"), 50) if (call := _choice(select, base, url, ordinal)) is not None]


def _choice(select: HtmlElement, base: str, url: str, ordinal: int) -> Call | None:
    options = list(islice(select.iter("option"), _OPTIONS))
    labels = [_LABEL.fullmatch(clean(option.text_content())) for option in options]
    numbers = [int(label[1]) for label in labels if label is not None]
    name = select.get("name") or select.get("id") or ""
    change = select.get("onchange") or ""
    if len(numbers) < 2 or len(numbers) != len(options) or numbers != list(range(1, len(numbers) + 1)):
        return None
    spoken = any(_PAGES.search(clean(option.text_content())) for option in options[:2])
    if _DATES.search(name) or not (spoken or _PAGES.search(name) or "submit" in change or "location" in change or "__doPostBack" in change):
        return None
    if ordinal >= len(options):
        return None
    value = _value(options[ordinal])
    if re.match(r"https?://|/|\?|[\w-]+\.\w+\?", value):
        address = join(base, value)
        return Call(address, (), False, "") if address.lower().startswith(("http://", "https://")) else None
    form = next(select.iterancestors("form"), None)
    changed = {name: value}
    if "__doPostBack" in change:
        changed |= {"__EVENTTARGET": name, "__EVENTARGUMENT": ""}
    return _sent(form, changed, name, base, url)


def invoked(element: HtmlElement, base: str, url: str) -> Call | None:
    """The request that a script function makes which an element calls with a number: `javascript:toPage(2)`."""
    match = _INVOKED.search(element.get("href") or "") or _INVOKED.search(element.get("onclick") or "")
    if match is None or match[1] in ("__doPostBack", "void", "alert", "if", "return"):
        return None
    given = [value_of(piece, {})[0] for piece in _ARGUMENT.findall(match[2])]
    if not any(re.fullmatch(r"-?\d+", value) for value in given):
        return None
    root = element.getroottree().getroot()
    names, body = body_of(inline(root), match[1])
    if not body:
        return None
    values = dict(zip(names, given, strict=False))
    place = _LOCATION.search(body)
    if place is not None:
        address, known = value_of(place[1] or place[2], values)
        full = join(base, address)
        return Call(full, (), False, "") if known and full.lower().startswith(("http://", "https://")) else None
    if "submit" not in body:
        return None
    changed: dict[str, str] = {}
    form = None
    for parameter, value in values.items():
        for owner, field in _assigned(body, parameter):
            target = _named(root, field, ("input", "select"))
            form = _named(root, owner, ("form",)) if owner else form
            if form is None and target is not None:
                form = next(target.iterancestors("form"), None)
            changed[(target.get("name") if target is not None else "") or field] = value
    counter = next((name for name, value in changed.items() if value.isdigit()), "")
    return _sent(form, changed, counter, base, url) if changed else None


def _assigned(body: str, parameter: str) -> Iterator[tuple[str, str]]:
    """(form, field) for every field of a form that a parameter is written to; form "" where it is not named."""
    right = rf"\s*=\s*{re.escape(parameter)}\b"
    named = r"""[\["'(.]+([\w$:-]+)["'\])]*"""
    for match in re.finditer(rf"""document(?:\.forms)?{named}(?:\.elements)?{named}\.value{right}""", body):
        yield match[1], match[2]
    for match in re.finditer(rf"""getElements?By(?:Id|Name)\(\s*["']([^"']+)["']\s*\)(?:\[0\])?\.value{right}""", body):
        yield "", match[1]
    quoted = rf"""\$\(\s*["'][^"'#\[]*(?:#|\[name=["']?)([\w$:-]+)["']?\]?["']\s*\)\.val\(\s*{re.escape(parameter)}\s*\)"""
    for match in re.finditer(quoted, body):
        yield "", match[1]


def _named(root: HtmlElement, name: str, tags: tuple[str, ...]) -> HtmlElement | None:
    for element in islice(root.iter(*tags), _FIELDS):
        if name in (element.get("name"), element.get("id")):
            return element
    return None
