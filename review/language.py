"""Vietnamese and English: which one a browser gets, the catalogue's texts, and times as people write them in Vietnam."""

from __future__ import annotations

import gettext
import re
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from storage.connection import VIETNAM

LANGUAGES = ("vi", "en")
LOCALE = Path(__file__).parent / "locale"
_CHOICE = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]+)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*")


@cache
def texts(language: str) -> gettext.NullTranslations:
    """The catalogue of a language, compiled when first asked for; English is what stands in the code."""
    path = LOCALE / language / "LC_MESSAGES" / "desk.po"
    if not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language, domain="desk")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def choose(cookie: str, accepted: str) -> str:
    """The language a person picked, else the first of ours that the browser asks for, else Vietnamese."""
    if cookie in LANGUAGES:
        return cookie
    wishes: list[tuple[float, int, str]] = []
    for at, part in enumerate(accepted[:500].split(",")):
        found = _CHOICE.fullmatch(part)
        if found and found[1].lower() in LANGUAGES:
            wishes.append((-float(found[2] or 1), at, found[1].lower()))
    best = min(wishes, default=None)
    return best[2] if best is not None and best[0] < 0 else LANGUAGES[0]


def moment_text(moment: datetime | None) -> str:
    """`14:30 05/03/2026`, in Vietnam."""
    return "" if moment is None else f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def clock_text(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M}"


def published_text(published: str) -> str:
    """What an article says of its publication: `14:30 05/03/2026`, `05/03/2026`, or nothing."""
    if not published:
        return ""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return ""
    if len(published) <= len("2026-03-05"):
        return f"{moment:%d/%m/%Y}"
    return moment_text(moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM))


def day_text(day: date, language: str) -> str:
    """A heading: `Chủ nhật, 22/11/2026`."""
    weekday = format_date(day, "EEEE", locale=Locale(language))
    return f"{weekday[:1].upper()}{weekday[1:]}, {day:%d/%m/%Y}"


def number_text(number: int, language: str) -> str:
    """`12.345` in Vietnamese, `12,345` in English."""
    text = f"{number:,}"
    return text.replace(",", ".") if language == "vi" else text
