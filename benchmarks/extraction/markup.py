"""What the shapes share: escaping, the ways a date is written, a body drawn block by block. No furniture in here."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime
from html import escape
from random import Random

from benchmarks.extraction.prose import Block, Bullets, Heading, Paragraph, Photo, Quote, Table

_DAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_NUMBERED = ("Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "CN")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def esc(text: str) -> str:
    return escape(text, quote=True)


def slug(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split()
    return "-".join(words)[:80].strip("-")


def when(form: str, at: datetime) -> str:
    """A moment as a page prints it. Raises KeyError for an unknown form."""
    day, clock = at.strftime("%d/%m/%Y"), at.strftime("%H:%M")
    weekday, half = _DAYS[at.weekday()], "SA" if at.hour < 12 else "CH"
    forms = {
        "nukeviet": f"{weekday} - {day} {clock}",
        "bar": f"{_NUMBERED[at.weekday()]}, {day} | {clock}:{at.second:02}",
        "clock first": f"{clock} {at:%d-%m-%Y}",
        "seconds": f"{day} {clock}:{at.second:02}",
        "k2": f"{weekday}, {at.day} Tháng {at.month} {at.year} {clock}",
        "sent": f"Gửi lúc: {day} {clock}:{at.second:02}",
        "posted": f"Ngày đăng : {clock}, {day}",
        "updated": f"Cập nhật lúc: {clock} ngày {day}",
        "halves": f"{at.hour % 12 or 12}:{at.minute:02} {half} {at.day}/{at.month}/{at.year}",
        "zone": f"{weekday}, {day}, {clock} (GMT+7)",
        "hours": f"{day} {at.hour}h{at.minute:02}",
        "words time": f"{at.hour} giờ {at.minute:02} phút, ngày {at.day} tháng {at.month} năm {at.year}",
        "iso": f"{at:%Y-%m-%d} {clock}",
        "dashes": f"{at:%d-%m-%Y} - {clock}",
        "weekday long": f"{weekday}, ngày {at.day} tháng {at.month} năm {at.year} {clock}",
        "day": day,
        "day short": f"{at.day}/{at.month}/{at.year}",
        "day dashes": f"Ngày đăng: {at.day}-{at.month}-{at.year}",
        "day dots": f"{at.day}.{at.month}.{at.year}",
        "day words": f"Ngày {at.day} tháng {at.month} năm {at.year}",
        "day weekday": f"{weekday}, ngày {at.day:02} tháng {at.month:02} năm {at.year}",
        "english": f"on {at.day} {_MONTHS[at.month - 1]} {at.year}",
    }
    return forms[form]


def precision(form: str) -> str:
    """How much of the date a form shows: "time" or "day"."""
    return "day" if form.startswith("day") or form == "english" else "time"


class Style:
    """Draws blocks. A shape overrides what it draws in its own way; every method gives HTML."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.inline: Callable[[str], str] = esc

    def p(self, text: str) -> str:
        return f"<p>{self.inline(text)}</p>"

    def heading(self, text: str) -> str:
        return f"<h3>{esc(text)}</h3>"

    def quote(self, text: str) -> str:
        return f"<blockquote><p>{esc(text)}</p></blockquote>"

    def photo(self, caption: str) -> str:
        legend = f"<figcaption>{esc(caption)}</figcaption>" if caption else ""
        return f'<figure><img src="{self.image()}" alt="">{legend}</figure>'

    def bullets(self, items: tuple[str, ...]) -> str:
        return "<ul>" + "".join(f"<li>{esc(item)}</li>" for item in items) + "</ul>"

    def table(self, rows: tuple[tuple[str, ...], ...]) -> str:
        drawn = "".join("<tr>" + "".join(f"<td>{esc(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        return f'<table border="1" cellpadding="4"><tbody>{drawn}</tbody></table>'

    def image(self) -> str:
        return f"/images/{self.rng.randint(1000, 99999)}.jpg"

    def block(self, block: Block) -> str:
        match block:
            case Paragraph(text):
                return self.p(text)
            case Heading(text):
                return self.heading(text)
            case Quote(text):
                return self.quote(text)
            case Photo(caption):
                return self.photo(caption)
            case Bullets(items):
                return self.bullets(items)
            case Table(rows):
                return self.table(rows)

    def body(self, blocks: tuple[Block, ...], between: str = "\n") -> str:
        return between.join(self.block(block) for block in blocks)


def emphasised(rng: Random) -> Callable[[str], str]:
    """Now and then a run of words is bold, linked or in a span, as editors leave it."""

    def draw(text: str) -> str:
        words = text.split(" ")
        if len(words) < 12 or rng.random() < 0.6:
            return esc(text)
        start = rng.randint(1, len(words) - 6)
        end = start + rng.randint(1, 4)
        run = esc(" ".join(words[start:end]))
        drawn = rng.choice(
            (
                f"<strong>{run}</strong>",
                f'<a href="/tu-khoa/{rng.randint(10, 99)}">{run}</a>',
                f"<em>{run}</em>",
                f'<span style="color:#000">{run}</span>',
            )
        )
        return f"{esc(' '.join(words[:start]))} {drawn} {esc(' '.join(words[end:]))}"

    return draw
