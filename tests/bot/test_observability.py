"""Log lines: one event a line, its fields by name, readable by people and by machines."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.observability import LineFormatter, LogFormat, configure


@pytest.fixture
def root_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def record(message: str, **fields: object) -> logging.LogRecord:
    return logging.makeLogRecord(
        {
            "name": "bot.dialogue.dispatcher",
            "levelname": "INFO",
            "msg": message,
            "created": 1_795_420_800.25,
            **fields,
        }
    )


def test_a_turn_is_one_line_of_text_that_names_its_fields() -> None:
    turn = record("turn", turn="t1", platform="console", command="roadmap add", milliseconds=4.2)

    assert LineFormatter("text").format(turn) == (
        "at=2026-11-23T08:00:00.250+00:00 level=info logger=bot.dialogue.dispatcher event=turn "
        'turn=t1 platform=console command="roadmap add" milliseconds=4.2'
    )


def test_a_turn_is_one_object_of_json_with_the_same_fields() -> None:
    turn = record("turn", turn="t1", outcome="answered", milliseconds=4.2)

    assert json.loads(LineFormatter("json").format(turn)) == {
        "at": "2026-11-23T08:00:00.250+00:00",
        "level": "info",
        "logger": "bot.dialogue.dispatcher",
        "event": "turn",
        "turn": "t1",
        "outcome": "answered",
        "milliseconds": 4.2,
    }


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_a_surprise_is_one_line_too_and_holds_its_traceback(log_format: LogFormat) -> None:
    error = ZeroDivisionError("of two\nlines")
    surprise = record("turn failed", exc_info=(type(error), error, None))

    line = LineFormatter(log_format).format(surprise)

    assert "ZeroDivisionError" in line
    assert len(line.splitlines()) == 1


@given(st.text(), st.sampled_from(["text", "json"]))
def test_whatever_a_field_holds_the_line_stays_one_line(text: str, log_format: LogFormat) -> None:
    line = LineFormatter(log_format).format(record(text, field=text))

    assert len(line.splitlines()) == 1


@pytest.mark.usefixtures("root_as_it_was")
def test_configured_logging_writes_what_is_at_or_above_its_level() -> None:
    stream = io.StringIO()

    configure("WARNING", "json", stream)
    logging.getLogger("bot.anything").info("quiet")
    logging.getLogger("bot.anything").warning("heard", extra={"turn": "t1"})

    (line,) = stream.getvalue().splitlines()
    assert json.loads(line).items() >= {"event": "heard", "turn": "t1"}.items()
