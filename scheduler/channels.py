"""Who is told what and when: DATA/notify.toml. Pure but for reading the file."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from scheduler.rhythm import VIETNAM
from seeds.entry import shown

FILE = "notify.toml"
Language = Literal["vi", "en"]
Kind = Literal["new", "edited", "moved", "removed", "restored"]


class NotifyError(Exception):
    """notify.toml cannot be used, or a channel did not take a message; the text is one line."""


def _clock(value: object) -> time:
    if not isinstance(value, str) or not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value, re.ASCII):
        raise ValueError('want a time like "08:00"')
    hour, minute = value.split(":")
    return time(int(hour), int(minute))


Clock = Annotated[time, BeforeValidator(_clock)]


class Channel(BaseModel):
    """One place that messages go to. Times are Vietnamese."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = Field(min_length=1, max_length=64)
    url: str = Field(min_length=3)  # as Apprise writes it: mailto://, tgram://, json://, ntfy:// …
    language: Language | None = None
    digest: list[Clock] | None = None  # empty: as soon as there is news
    quiet: list[Clock] | None = None  # from, to: nothing is sent in between
    portals: list[str] = []  # slugs; empty: all
    keywords: list[str] = []  # one of them must be in title or text; accents may be left out
    kinds: list[Kind] = ["new", "edited"]
    alerts: bool = True
    changes: bool = True


class Settings(BaseModel):
    """The whole file; what stands at its top holds for channels that do not say otherwise."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    language: Language = "vi"
    digest: list[Clock] = [time(7, 30), time(16, 30)]
    quiet: list[Clock] = []
    channel: list[Channel] = []

    def language_of(self, channel: Channel) -> Language:
        return channel.language or self.language

    def digest_of(self, channel: Channel) -> list[time]:
        return sorted(self.digest if channel.digest is None else channel.digest)

    def quiet_of(self, channel: Channel) -> list[time]:
        return self.quiet if channel.quiet is None else channel.quiet


def load(path: Path) -> Settings:
    """The channels; none when there is no such file. Raises NotifyError naming file, key, value and what is wanted."""
    return parse(path, read(path))


def read(path: Path) -> str:
    """The text of the file, "" when there is none. Raises NotifyError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise NotifyError(f"{path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise NotifyError(f"{path}: is not UTF-8 (byte {error.start})") from error


def parse(path: Path, text: str) -> Settings:
    """What the text of the file says. Raises NotifyError."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotifyError(f"{path}: is no TOML ({error})") from error
    try:
        found = Settings.model_validate(data)
    except ValidationError as error:
        raise NotifyError(f"{path}: {_fault(data, error)}") from error
    names = [channel.name for channel in found.channel]
    for name in names:
        if names.count(name) > 1:
            raise NotifyError(f"{path}: two channels are named {shown(name)}")
    for quiet in (found.quiet, *(found.quiet_of(channel) for channel in found.channel)):
        if len(quiet) not in {0, 2} or (quiet and quiet[0] == quiet[1]):
            raise NotifyError(f"{path}: quiet = {shown([f'{one:%H:%M}' for one in quiet])}: want two different times, from and to")
    return found


_WANTED = {
    "list_type": "want a list",
    "bool_type": "want true or false",
    "string_type": "want a text in quotes",
    "string_too_short": "is too short",
    "string_too_long": "want 64 letters at most",
    "model_type": "want a table",
}


def _fault(data: dict[str, Any], error: ValidationError) -> str:
    """The first fault in one line: which channel, which key, which value, what is wanted."""
    fault = error.errors(include_url=False)[0]
    place, where, model = list(fault["loc"]), "", Settings.model_fields
    if len(place) > 1 and place[0] == "channel":
        entry = data["channel"][int(place[1])]
        named = isinstance(entry, dict) and isinstance(entry.get("name"), str) and entry["name"]
        where = f"channel {shown(named) if named else f'number {int(place[1]) + 1}'}: "
        place, model = place[2:], Channel.model_fields
    key = str(place[0]) if place else "channel"
    if fault["type"] == "missing":
        return f"{where}{key} is missing"
    if fault["type"] == "extra_forbidden":
        return f"{where}unknown key {key} = {shown(fault['input'])}; known: {', '.join(model)}"
    wanted = str(fault.get("ctx", {}).get("error") or "")
    if fault["type"] == "literal_error":
        wanted = f"want {fault['ctx']['expected']}"
    if fault["type"] == "list_type" and key == "channel":
        wanted = "want [[channel]], with two brackets"
    return f"{where}{key} = {shown(fault['input'])}: {wanted or _WANTED.get(fault['type'], fault['msg'])}"


def is_quiet(hours: list[time], now: datetime) -> bool:
    """Whether nothing may be sent now; the hours may go over midnight."""
    if len(hours) != 2:
        return False
    begin, end = hours
    local = now.astimezone(VIETNAM).time()
    return begin <= local < end if begin <= end else local >= begin or local < end


def digest_due(times: list[time], last: datetime, now: datetime) -> bool:
    """Whether a digest's hour has come since the last one. Several missed hours make one digest."""
    if not times:
        return now - last >= timedelta(minutes=10)
    local = now.astimezone(VIETNAM)
    for day in (local.date(), local.date() - timedelta(days=1)):
        for hour in reversed(times):
            moment = datetime.combine(day, hour, VIETNAM)
            if moment <= local:
                return last < moment
    return False
