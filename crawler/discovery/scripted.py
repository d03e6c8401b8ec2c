"""List requests that stand in a page's inline scripts: address, form fields and which of them counts pages.

Not a script engine: it reads the plain forms `$.ajax({url: …, data: {…}})`, `$.post(…)`, `fetch(…)`, `.load(…)` with values that are
literals or variables set to literals, which is how the hosted platforms write them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.discovery.addresses import join

_VARIABLE = re.compile(r"""(?:\b(?:var|let|const)\s+|[,;{\s])([A-Za-z_$][\w$]*)\s*=\s*("[^"]*"|'[^']*'|-?\d+)\s*(?=[;,\n}])""")
_AJAX = re.compile(r"""\.ajax\(\s*\{""")
_SHORT = re.compile(r"""\.(?P<verb>post|get|getJSON|load)\(\s*(?P<url>[^,;)]+)(?:,\s*\{(?P<data>[^{}]*)\})?""")
_FETCH = re.compile(r"""\bfetch\(\s*(?P<url>[^,;)]+)""")
_URL = re.compile(r"""\burl\s*:\s*([^,}\n]+)""")
_DATA = re.compile(r"""\bdata\s*:\s*(?:JSON\.stringify\(\s*)?\{([^{}]*)\}""")
_TYPE = re.compile(r"""\b(?:type|method)\s*:\s*["'](\w+)["']""", re.IGNORECASE)
_FIELD = re.compile(r"""["']?([\w$.\[\]-]+)["']?\s*:\s*("[^"]*"|'[^']*'|[^,]+)""")
_COUNTS = re.compile(r"(?:cur_?|current_?)?(?:page|trang|p|pg|paged)(?:_?(?:index|no|num|number|id))?$", re.IGNORECASE)
MAX_SCRIPT = 400_000  # characters of inline script read


@dataclass(frozen=True, slots=True)
class Call:
    """One request a script would make for page `n`; `counter` is the field or parameter that holds n."""

    url: str
    form: tuple[tuple[str, str], ...]
    post: bool
    counter: str


def _object(text: str, start: int) -> str:
    """The text of the braces that open before `start`."""
    depth, index = 1, start
    while index < len(text) and depth and index - start < 5000:
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        index += 1
    return text[start : index - 1]


def inline(tree: HtmlElement) -> str:
    """The text of a page's inline scripts."""
    return "\n".join(script.text or "" for script in tree.iter("script") if not script.get("src"))[:MAX_SCRIPT]


def body_of(text: str, name: str) -> tuple[list[str], str]:
    """Parameters and body of a function of that name in a script; ([], "") when there is none."""
    word = re.escape(name)
    match = re.search(rf"function\s+{word}\s*\(([^()]*)\)\s*\{{|\b{word}\s*[=:]\s*(?:function\s*)?\(([^()]*)\)\s*(?:=>\s*)?\{{", text)
    if match is None:
        return [], ""
    names = [part.strip() for part in (match[1] or match[2] or "").split(",") if part.strip()]
    return names, _object(text, match.end())


def value_of(expression: str, variables: dict[str, str]) -> tuple[str, bool]:
    """What an expression comes to, and whether all of it was understood."""
    out, known = "", True
    for piece in re.findall(r"""\s*("[^"]*"|'[^']*'|[^+]+)\s*\+?""", expression.strip()):
        piece = piece.strip()
        if piece[:1] in "\"'" and piece[-1:] == piece[:1]:
            out += piece[1:-1]
        elif re.fullmatch(r"-?\d+", piece):
            out += piece
        elif piece.split(".")[-1].strip("()") in variables:
            out += variables[piece.split(".")[-1].strip("()")]
        else:
            out, known = out + "\x00", False
    return out, known


def _call(url: str, data: str | None, post: bool, base: str, variables: dict[str, str], number: int) -> Call | None:
    address, _ = value_of(url, variables)
    counter = ""
    if "\x00" in address:
        at = re.search(r"([\w.]+)=\x00", address)
        if at is None or not _COUNTS.search(at[1]):
            return None
        counter = at[1]
        address = address.replace(f"{counter}=\x00", f"{counter}={number}").replace("\x00", "")
    form = []
    for name, expression in _FIELD.findall(data or ""):
        value, known = value_of(expression, variables)
        if _COUNTS.search(name):
            counter, value = name, str(number)
        elif not known:
            value = value.replace("\x00", "")
        form.append((name, value))
    if not counter and not re.search(r"page|trang", address, re.IGNORECASE):
        return None
    full = join(base, address)
    if not full.lower().startswith(("http://", "https://")) or not address:
        return None
    if form and not post:
        joined = "&".join(f"{name}={value}" for name, value in form)
        return Call(f"{full}{'&' if '?' in full else '?'}{joined}", (), False, counter)
    return Call(full, tuple(form), post, counter) if counter else None


def calls(tree: HtmlElement, base: str, number: int) -> list[Call]:
    """The list requests for page `number` that the page's inline scripts would make, at most four."""
    text = inline(tree)
    if not re.search(r"ajax|fetch\(|\.load\(|\.post\(|\.get", text):
        return []
    variables = {name: value.strip("\"'") for name, value in _VARIABLE.findall(text)}
    for element in tree.iter("input"):
        if element.get("id") and (element.get("type") or "").lower() == "hidden":
            variables.setdefault(element.get("id") or "", element.get("value") or "")
    found: list[Call | None] = []
    for match in _AJAX.finditer(text):
        body = _object(text, match.end())
        url, data, kind = _URL.search(body), _DATA.search(body), _TYPE.search(body)
        if url:
            post = bool(kind) and kind is not None and kind[1].upper() == "POST"
            found.append(_call(url[1], data[1] if data else None, post, base, variables, number))
    for match in _SHORT.finditer(text):
        found.append(_call(match["url"], match["data"], match["verb"] == "post", base, variables, number))
    for match in _FETCH.finditer(text):
        found.append(_call(match["url"], None, False, base, variables, number))
    return list(dict.fromkeys(call for call in found if call is not None))[:4]
