"""The log of the service: a line for people, or one JSON object a line."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import config
from commands.output import UsageError

PART, PARTS = 10 * 1024 * 1024, 5  # bytes of one part of a log file, and how many there are

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """One event a line: `at`, `level`, `logger`, `message`, then whatever the event carries."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """A line for people. What was crawled may stand in it: control characters are shown, not obeyed, line ends begin no second line."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # the library's name
        return "".join(c if c.isprintable() else "�" for c in super().formatMessage(record))

    def formatException(self, ei: Any) -> str:
        return "".join(c if c.isprintable() or c == "\n" else "�" for c in super().formatException(ei))


def set_up_logs(settings: config.Config, as_json: bool, at_least: str = "WARNING", file: Path | None = None) -> None:
    """Log to standard error, or to a file that is parted by size. `at_least`: the level when the user asked for none. Raises UsageError."""
    level = min(logging.getLevelName(settings.log_level), logging.getLevelName(at_least))
    handler: logging.Handler = logging.StreamHandler(sys.stderr)
    if file is not None:
        try:
            handler = RotatingFileHandler(file, maxBytes=PART, backupCount=PARTS - 1, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{file}: the log cannot be written there ({error.strerror})") from None
    handler.setFormatter(JsonLines() if as_json else PlainLines())
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for noisy in ("apscheduler", "apprise", "urllib3", "asyncio", "uvicorn.access"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
