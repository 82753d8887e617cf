"""What a host sees of a running bot: log lines of named fields, as text or as JSON."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Literal, TextIO

LogFormat = Literal["text", "json"]

_PLAIN = re.compile(r"[\w.:+/-]+")

ORDINARY = frozenset({*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"})
"""What every record has; all else on it was given as ``extra`` and is a field of the line."""


class LineFormatter(logging.Formatter):
    """Write a record and its extra fields on one line, as ``key=value`` or as JSON.

    Fields name people and things by id; what a person typed has no place in a log.
    """

    def __init__(self, log_format: LogFormat) -> None:
        super().__init__()
        self._log_format = log_format

    def format(self, record: logging.LogRecord) -> str:
        """Give the line; a traceback is its last field, so a surprise is one line too."""
        at = datetime.fromtimestamp(record.created, UTC)
        fields = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **{key: value for key, value in vars(record).items() if key not in ORDINARY},
        }
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        if self._log_format == "json":
            return json.dumps(fields, default=str)
        return " ".join(f"{key}={_quoted(str(value))}" for key, value in fields.items())


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text)


def configure(level: str, log_format: LogFormat, stream: TextIO) -> None:
    """Send all logging to a stream; what was configured before is replaced."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter(log_format))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # At every start it tells which database it looks at.
    logging.getLogger("alembic").setLevel(logging.WARNING)
