"""The next page of a listing, in the ways portals offer it: links, numbers, postbacks, script calls, addresses in data attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import parse_qsl, urlencode, urlunsplit

from lxml.html import HtmlElement

from crawler.discovery import forms, scripted
from crawler.discovery.addresses import dated, join
from crawler.discovery.canonical import split, without_noise
from crawler.discovery.page import base_of, clicked, visible

_NEXT = re.compile(
    r"(?:trang\s*(?:sau|tiếp|kế)(?:\s*theo)?|(?:tiếp|kế)(?:\s*theo)?|sau|next(?:\s*page)?|"
    r"(?:(?:(?:các|những) )?(?:tin|bài|tin bài)(?: viết| đăng)? )?cũ hơn|older(?: posts| entries)?)\s*[»›>→]*|[›>→]|»",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:«|‹|<|←|»|»»|>>|<<|>\||\|<|\.\.\.|…)|(?:[«‹<←]\s*)?(?:trang\s*(?:trước|đầu|cuối)|trước|đầu|cuối|prev(?:ious)?(?:\s*page)?|first|last)",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?:xem|tải|hiển thị)\s*thêm.{0,14}|load\s*more|more", re.IGNORECASE)
_NEXT_CLASS = re.compile(r"(?:^|[-_ ])(?:next|next-?pages?|trang-?sau|page-?next|pager__item--next)(?:[-_ ]|$)", re.IGNORECASE)
_ARROW = re.compile(r"(?:angle|chevron|arrow|caret)-(?:circle-)?right(?![-\w])|(?:^|[-_ ])next(?:[-_ ]|$)", re.IGNORECASE)  # an icon's name
_POSTBACK = re.compile(
    r"__doPostBack\(\s*(?:'|&#39;|\\')([^'\\]*)(?:'|&#39;|\\')\s*,\s*(?:'|&#39;|\\')([^'\\]*)(?:'|&#39;|\\')", re.IGNORECASE
)
_PAGE_NAME = re.compile(
    r"(?:cur_?|current_?|i|o)?(?:page|trang|paged|p|pg|pageno|page_?num(?:ber)?|page_?index|cur|pagenum|_cur)$", re.IGNORECASE
)
_OFFSET_NAME = re.compile(r"(?:start|offset|skip|limitstart|from|first)$", re.IGNORECASE)
_PAGE_PATH = re.compile(r"((?:^|[/_-])(?:page|trang|p)[/_-]?)(\d{1,5})(?=/|$|\.)", re.IGNORECASE)
_LIST_DATA = re.compile(
    r"^(?:data-(?:url|src|href|load|ajax|ajax-url|api|endpoint|source|list|next|next-url|more|remote|target-url)|hx-get)$"
)
_CONTROLS = 400  # things to press that are looked at
_FIELDS = 1000  # fields of a form


@dataclass(frozen=True, slots=True)
class NextPage:
    """One way on from a page of a listing.

    `template` tells the pagers of one page apart. `counter` names the form field or query parameter that counts pages ("" when the
    way on must be read from each page), so `advanced` can go on where the reply shows no pager itself.
    """

    url: str
    template: str
    form: tuple[tuple[str, str], ...] = ()
    post: bool = False
    counter: str = ""
    sure: bool = True


def template(url: str, post: str = "") -> str:
    """What the addresses of one listing's pages have in common."""
    parts = split(without_noise(url))
    if parts is None:
        return url
    names = sorted(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return f"{re.sub(r'[0-9]+', 'N', parts.path)}?{','.join(names)}#{post}"


def _number(text: str) -> int | None:
    match = re.fullmatch(r"[\[(.]?\s*(\d{1,4})\s*[\]).]?", text) or re.fullmatch(r"(?:trang|page)\s*(\d{1,4})", text, re.IGNORECASE)
    return int(match[1]) if match else None


def page_link(text: str) -> bool:
    """Whether a link's text belongs to a pager (or a calendar): a number, "next", "previous", "last"."""
    text = text.strip()
    return _number(text) is not None or bool(_NEXT.fullmatch(text) or _BACK.fullmatch(text))


def neighbour(text: str) -> bool:
    """Whether a link's text says "next" or "before" in words: beneath an article that may be the article beside it."""
    text = text.strip()
    return any(char.isalpha() for char in text) and bool(_NEXT.fullmatch(text) or _BACK.fullmatch(text))


@dataclass(frozen=True, slots=True)
class _Control:
    """Something a reader can press: its number or "next", and what pressing does."""

    number: int | None
    next: bool
    element: HtmlElement


def _said(element: HtmlElement) -> list[str]:
    """What is said of an element that shows no words: its own title, those of the pictures in it."""
    pictures = islice(element.iter("img", "svg", "i"), 3) if element.tag in ("a", "button", "li", "span", "div") else ()
    return [one.get(name) or "" for one in (element, *pictures) for name in ("title", "aria-label", "alt")]


def _control(element: HtmlElement) -> _Control | None:
    if element.tag == "input":
        label = (element.get("value") or "").strip()
    else:
        label = visible(element, 60)
    if len(label) > 40:
        return None
    number = _number(label)
    if number is None and element.get("data-page", "").isdigit() and not label:
        number = int(element.get("data-page", ""))
    rel = (element.get("rel") or "").lower().split()
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    words = [label, *_said(element)]
    following = "next" in rel or any(_NEXT.fullmatch(word.strip()) for word in words if word)
    following = following or (len(label) <= 3 and number is None and bool(_NEXT_CLASS.search(marks)))
    following = following or (
        not label and any(_ARROW.search(icon.get("class") or "") for icon in islice(element.iter("i", "span", "svg"), 3))
    )
    if not following and number is None:
        if not _MORE.fullmatch(label):
            return None
        return _Control(None, False, element)
    return _Control(number, following, element)


def _controls(tree: HtmlElement) -> Iterator[_Control]:
    for element in tree.iter("a", "button", "li", "span", "input", "link", "div"):
        if element.tag in ("li", "span", "div") and not (element.get("data-page") or element.get("onclick")):
            continue
        if element.tag == "input" and (element.get("type") or "").lower() not in ("submit", "button", "image"):
            continue
        if element.tag == "link" and "next" not in (element.get("rel") or "").lower().split():
            continue
        control = _control(element)
        if control is not None:
            yield control


def _hidden(element: HtmlElement) -> tuple[tuple[tuple[str, str], ...], str, str]:
    """Hidden fields, action and method of the form an element stands in; of the page's first form when in none."""
    form = next(element.iterancestors("form"), None)
    if form is None:
        form = next(element.getroottree().getroot().iter("form"), None)
    if form is None:
        return (), "", "get"
    fields = tuple(
        (field.get("name") or "", field.get("value") or "")
        for field in islice(form.iter("input"), _FIELDS)
        if (field.get("type") or "").lower() == "hidden" and field.get("name")
    )
    return fields, form.get("action") or "", (form.get("method") or "get").lower()


def _postback(element: HtmlElement, base: str, url: str) -> NextPage | None:
    match = _POSTBACK.search(f"{element.get('href') or ''} {element.get('onclick') or ''}")
    if match is None:
        return None
    fields, action, _ = _hidden(element)
    kept = tuple(pair for pair in fields if pair[0] not in ("__EVENTTARGET", "__EVENTARGUMENT"))
    form = (("__EVENTTARGET", match[1]), ("__EVENTARGUMENT", match[2]), *kept)
    target = match[1] if match[2] else re.sub(r"\d+", "N", match[1])  # a repeater numbers its buttons
    return NextPage(join(base, action) or url, template(url, f"post {target}"), form, True)


def _submit(element: HtmlElement, base: str, url: str) -> NextPage | None:
    if element.tag not in ("input", "button") or not element.get("name"):
        return None
    fields, action, method = _hidden(element)
    form = (*fields, (element.get("name") or "", element.get("value") or visible(element, 60)))
    address = join(base, action) or url
    if method == "post":
        return NextPage(address, template(url, f"post {element.get('name')}"), form, True)
    return NextPage(f"{address.partition('?')[0]}?{urlencode(form)}", template(address))


def _pressed(element: HtmlElement, base: str, url: str) -> NextPage | None:
    """The request that pressing an element makes, None when only a script of the page knows."""
    found = _postback(element, base, url)
    if found is not None:
        return found
    for source in (element, *element.iter("a")):
        for name in ("href", "data-href", "data-url", "data-next", "data-next-url", "hx-get"):
            href = (source.get(name) or "").strip()
            if href and not href.startswith("#") and not href.lower().startswith("javascript:"):
                address = join(base, href)
                if address.lower().startswith(("http://", "https://")):
                    return NextPage(address.partition("#")[0], template(address))
    click = clicked(element.get("onclick") or "")
    if click and (address := join(base, click)).lower().startswith(("http://", "https://")):
        return NextPage(address.partition("#")[0], template(address))
    call = forms.invoked(element, base, url)
    if call is not None:
        return _called(call, "function")
    return _submit(element, base, url)


def _called(call: scripted.Call, how: str) -> NextPage:
    return NextPage(call.url, template(call.url, f"{how} {call.counter}"), call.form, call.post, call.counter)


def _groups(controls: list[_Control]) -> list[list[_Control]]:
    """Controls that belong to one pager: those with the nearest common ancestor, at most three levels up."""
    by_parent: dict[HtmlElement, list[_Control]] = {}
    for control in controls:
        parent = control.element.getparent()
        if parent is None:
            continue
        home = parent
        for _ in range(2):
            if sum(1 for other in controls if home in (other.element.getparent(), *_up(other.element))) >= 2:
                break
            above = home.getparent()
            if above is None or above.tag in ("body", "html", "form"):
                break
            home = above
        by_parent.setdefault(home, []).append(control)
    return list(by_parent.values())


def _up(element: HtmlElement) -> list[HtmlElement]:
    out = []
    node = element.getparent()
    for _ in range(3):
        if node is None:
            break
        out.append(node)
        node = node.getparent()
    return out


def _differs_by_number(address: str, url: str) -> bool:
    """Whether an address is a later page of `url` by its look: a page number in query or path."""
    parts = split(without_noise(address))
    if parts is None:
        return False
    counted = any((_PAGE_NAME.search(name) or _OFFSET_NAME.search(name)) and value.isdigit() for name, value in parse_qsl(parts.query))
    return address != url and (counted or bool(_PAGE_PATH.search(parts.path)))


def _counts_on(address: str, url: str, ordinal: int) -> bool:
    """Whether an address is a later page of `url`, whatever its parameter is called: it has one more, or another, with the next number."""
    if _differs_by_number(address, url):
        return True
    parts, here = split(without_noise(address)), split(without_noise(url))
    if parts is None or here is None:
        return False
    if parts.path.lower() != here.path.lower():
        return _path_counts(parts.path, here.path, ordinal) and parts.query.lower() == here.query.lower()
    there, before = dict(parse_qsl(parts.query, keep_blank_values=True)), dict(parse_qsl(here.query, keep_blank_values=True))
    changed = [name for name in there.keys() | before.keys() if there.get(name) != before.get(name)]
    return len(changed) == 1 and there.get(changed[0], "") in (str(ordinal), str(ordinal + 1)) and before.get(changed[0], "1").isdigit()


def _path_counts(there: str, here: str, ordinal: int) -> bool:
    """Whether a path is another one with the next number in it: in a segment of its own, with a word before it, or at the end of one."""
    one, other = here.lower().strip("/").split("/"), there.lower().strip("/").split("/")
    added = [segment for segment in other if segment not in one]
    numbered = [segment for segment in added if re.search(rf"(?:^|\D){ordinal + 1}(?:\D|$)", segment)]
    return 1 <= len(added) <= 2 and len(numbered) == 1 and sum(1 for segment in one if segment not in other) <= len(added)


def _choose(group: list[_Control], ordinal: int, base: str, url: str) -> NextPage | None:
    numbers = [control for control in group if control.number is not None]
    for control in numbers:
        if control.number == ordinal + 1:
            found = _pressed(control.element, base, url)
            alone = found is not None and len(group) < 2 and not found.post and not _counts_on(found.url, url, ordinal)
            if found is not None and not alone and not dated(found.url):
                return found
    for control in group:
        if control.next:
            found = _pressed(control.element, base, url)
            lone = (visible(control.element, 10) if control.element.tag not in ("input", "link") else "") in (">", "›", "→", "»")
            if found is None or dated(found.url) or (lone and not numbers and not found.post and not _differs_by_number(found.url, url)):
                continue
            return found
    for control in group:
        if control.number is None and not control.next:
            found = _pressed(control.element, base, url)
            if found is not None and (found.post or _differs_by_number(found.url, url)):
                return found
    return None


def next_pages(tree: HtmlElement, url: str, ordinal: int) -> list[NextPage]:
    """The ways on from this page, which is page `ordinal` (from 1) of its listing: at most one per pager of the page."""
    base = base_of(tree, url)
    controls = list(islice(_controls(tree), _CONTROLS))
    out: dict[tuple[str, tuple[tuple[str, str], ...]], NextPage] = {}
    scripts_needed = False
    for group in _groups(controls):
        found = _choose(group, ordinal, base, url)
        if found is not None:
            if found.post or _plain(found.url) != _plain(url):
                out.setdefault((found.url, found.form[:2]), found)
        elif any(control.number == ordinal + 1 or control.next or control.number is None for control in group):
            scripts_needed = True
    if not out:
        for call in forms.chosen(tree, base, url, ordinal):
            found = replace(_called(call, "choice"), counter="")  # the box names all pages there are
            out.setdefault((found.url, found.form), found)
    if scripts_needed and not out:
        for call in scripted.calls(tree, base, ordinal + 1):
            found = _called(call, "script")
            out.setdefault((found.url, found.form), found)
    return list(out.values())


def wants_script(tree: HtmlElement, ordinal: int) -> bool:
    """Whether a page has a pager that only scripts work: numbers to press that lead nowhere by themselves."""
    controls = list(islice(_controls(tree), _CONTROLS))
    if any(control.element.get("data-page") for control in controls):
        return True
    numbers = [control for control in controls if control.number is not None and not dated(control.element.get("href") or "")]
    return len(numbers) <= 15 and any(control.number == ordinal + 1 for control in numbers)


def later_page(url: str, page: str) -> bool:
    """Whether an address is a later page of the page it stands on: the same but for a page number."""
    parts, here = split(without_noise(url)), split(without_noise(page))
    if parts is None or here is None or not _differs_by_number(url, page):
        return False
    return _PAGE_PATH.sub("", parts.path).strip("/") == _PAGE_PATH.sub("", here.path).strip("/") or parts.path == here.path


def _plain(url: str) -> str:
    return url.partition("#")[0].rstrip("/")


def advanced(page: NextPage, ordinal: int, step: int = 1) -> NextPage | None:
    """The same way on for page `ordinal`, where the page itself shows none; None when nothing in it counts pages."""
    if page.counter and page.form:
        form = tuple((name, str(ordinal) if name == page.counter else value) for name, value in page.form)
        return replace(page, form=form)
    parts = split(page.url)
    if parts is None or page.post:
        return None
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for index, (name, value) in enumerate(pairs):
        if value.isdigit() and (name == page.counter or _PAGE_NAME.search(name) or _OFFSET_NAME.search(name)):
            grown = int(value) + (max(step, 1) if _OFFSET_NAME.search(name) else 1)
            pairs[index] = (name, str(grown))
            return replace(page, url=urlunsplit(parts._replace(query=urlencode(pairs))))
    match = _PAGE_PATH.search(parts.path)
    if match:
        path = f"{parts.path[: match.start(2)]}{int(match[2]) + 1}{parts.path[match.end(2) :]}"
        return replace(page, url=urlunsplit(parts._replace(path=path)))
    return None


def counted(url: str, ordinal: int, step: int) -> NextPage | None:
    """The page after one whose own address counts pages or entries: for answers that are a list and nothing else."""
    parts = split(without_noise(url))
    if parts is None:
        return None
    names = [name for name, value in parse_qsl(parts.query) if value.isdigit()]
    if not any(_PAGE_NAME.search(name) or _OFFSET_NAME.search(name) for name in names) and not _PAGE_PATH.search(parts.path):
        return None
    page = advanced(NextPage(url, template(url)), ordinal, step)
    return replace(page, sure=False) if page is not None else None


def guesses(url: str, forms: tuple[str, ...], ordinal: int) -> list[NextPage]:
    """Page addresses by the usual forms, to try where a pager is there but names none."""
    out = []
    for form in forms:
        text = form.replace("{n}", str(ordinal))
        if text.startswith("?"):
            address = f"{url}{'&' if '?' in url else '?'}{text[1:]}"
        else:
            address = f"{url.partition('?')[0].rstrip('/')}/{text.lstrip('/')}"
        out.append(NextPage(address, template(address), sure=False))
    return out


def list_addresses(tree: HtmlElement, url: str) -> list[str]:
    """Addresses of lists that a page keeps in data attributes for its scripts to load."""
    base = base_of(tree, url)
    out: dict[str, None] = {}
    for element in tree.iter("div", "ul", "ol", "section", "table", "tbody", "button", "a", "span", "article"):
        for name, value in element.attrib.items():
            text = str(value).strip()
            if _LIST_DATA.match(str(name)) and re.match(r"(?:https?:/)?/|\?|[\w-]+[/?.]", text) and " " not in text:
                address = join(base, text)
                if address.lower().startswith(("http://", "https://")):
                    out.setdefault(address)
    return list(out)[:12]
