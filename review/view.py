"""From values to pages: the templates, one environment for each language, compiled once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from review import language
from review.wishes import Preferences, place_text, query_of
from review.wording import Wording
from storage.connection import VIETNAM

STATIC = Path(__file__).parent / "static"
THEMES = ("auto", "light", "dark")
# Characters that no Vietnamese text needs and that make a page lie: they turn round what stands beside them, or are not seen at all.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def preferences(request: Request) -> Preferences:
    theme = request.cookies.get("theme", "")
    chosen = language.choose(request.cookies.get("lang", ""), request.headers.get("accept-language", ""))
    return Preferences(language=chosen, theme=theme if theme in THEMES else "auto")


def seen(value: object) -> object:
    """What a template puts into a page, without characters that hide or turn round others."""
    if not isinstance(value, str) or not _UNSEEN.search(value):
        return value
    plain = _UNSEEN.sub("", value)
    return Markup(plain) if isinstance(value, Markup) else plain  # noqa: S704  # what was escaped stays so


def safe_url(url: str) -> str:
    """The address if it may stand in a link: http or https; "" for anything else a page may have named."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc or re.search(r"[\x00-\x20\x7f\\]", url):
        return ""
    return _UNSEEN.sub(lambda found: quote(found[0]), url)


def host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:
        return ""


def short_url(url: str) -> str:
    """An address as its path, the middle left out when that is long; the host is the portal's."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url[:60]
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if len(path) <= 60 else f"{path[:20]}…{path[-39:]}"


def local_day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def span_text(seconds: float, gettext: Callable[[str], str]) -> str:
    """A length of time in its largest sensible unit."""
    seconds = max(0.0, seconds)
    if seconds < 3600:
        return gettext("%(n)s min") % {"n": round(seconds / 60)}
    if seconds < 48 * 3600:
        return gettext("%(n)s h") % {"n": f"{seconds / 3600:.1f}".rstrip("0").rstrip(".")}
    return gettext("%(n)s days") % {"n": round(seconds / 86400)}


def options(values: Iterable[str | tuple[str, str]], chosen: str) -> Markup:
    """The options of a select: values, or pairs of value and name. Made in one go: a list of all portals stands on many pages."""
    pairs = ((value, value) if isinstance(value, str) else value for value in values)
    parts = [f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(name)}</option>' for value, name in pairs]
    return Markup("".join(parts))  # noqa: S704  # values and names are escaped above


class Views:
    """Renders templates. Everything is escaped; an unknown name in a template is an error."""

    def __init__(self) -> None:
        self._environments = {name: self._environment(name) for name in language.LANGUAGES}

    def _environment(self, name: str) -> Environment:
        environment = Environment(
            loader=PackageLoader("review", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=seen,
            extensions=["jinja2.ext.i18n"],
        )
        catalogue = language.texts(name)
        environment.install_gettext_callables(catalogue.gettext, catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]
        environment.filters |= {
            "moment": language.moment_text,
            "clock": language.clock_text,
            "published": language.published_text,
            "day": partial(language.day_text, language=name),
            "number": partial(language.number_text, language=name),
            "span": partial(span_text, gettext=catalogue.gettext),
            "safe_url": safe_url,
            "host": host_of,
            "short_url": short_url,
            "place": place_text,
            "options": options,
            "pairs": parse_qsl,
            "word": lambda text: catalogue.gettext(str(text)) if text else "",
        }
        environment.filters |= Wording(name, catalogue.gettext).filters()
        environment.globals |= {"query_of": query_of, "language": name}
        return environment

    def gettext(self, request: Request, text: str) -> str:
        return language.texts(preferences(request).language).gettext(text)

    def ngettext(self, request: Request, one: str, many: str, count: int) -> str:
        return language.texts(preferences(request).language).ngettext(one, many, count)

    def text(self, name: str, template: str, **values: Any) -> str:
        return self._environments[name].get_template(template).render(**values)

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page with what all pages share: preferences, the current address, who is logged in."""
        wishes = preferences(request)
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        shared: dict[str, Any] = {
            "theme": wishes.theme,
            "here": here,
            "path": request.url.path,
            "logged_in": request.scope.get("session") is not None,
        }
        shared["note"] = next((name for name in ("refused", "asked") if name in request.query_params), "")
        body = self.text(wishes.language, template, **(shared | values))
        return HTMLResponse(body, status, headers={"Vary": "Cookie, Accept-Language", "Cache-Control": "no-store"})
