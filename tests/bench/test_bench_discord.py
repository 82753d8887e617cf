"""What the Discord bench measures is what it says: real presses, and turns that are committed."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bench._discord_events import COMMAND, DONE, called, interaction, message_of, with_done
from bench.discord import LEARNERS, LIBRARY, OURS, Stack

TICKED = {"type": 2, "label": "Done", "custom_id": "b0:1::done topic=7"}


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


def test_the_button_that_is_pressed_is_the_bots_own_wherever_it_stands() -> None:
    said = {"components": [{"type": 17, "components": [{"type": 1, "components": [TICKED]}]}]}
    message = message_of(said, interaction(COMMAND, 0, called("next")))

    assert with_done(message) == (message, TICKED | {"id": 3})


def test_a_message_without_it_gets_a_button_to_press() -> None:
    message = message_of({"content": "All right."}, interaction(COMMAND, 0, called("next")))

    pressable, button = with_done(message)

    assert button == DONE
    assert pressable == message | {"components": [{"type": 1, "id": 1, "components": [DONE]}]}


def test_a_pressed_message_stays_the_one_it_is() -> None:
    message = message_of({"content": "7", "flags": 64}, interaction(COMMAND, 0, called("next")))
    press = interaction(COMMAND, 0, called("done"), message)

    edited = message_of({"content": "8"}, press)

    told = {each: edited[each] for each in ("id", "flags", "content")}
    assert told == {"id": message["id"], "flags": 64, "content": "8"}


def test_the_library_alone_answers_all_that_learners_do(runner: asyncio.Runner) -> None:
    with closing(Stack(runner, LIBRARY)) as library:
        day = library.days(1)

    assert len(day.timed.each) == 3 * LEARNERS


def test_ours_has_two_topics_of_every_learner_committed(
    runner: asyncio.Runner, tmp_path: Path
) -> None:
    with closing(Stack(runner, OURS, DATA_DIR=str(tmp_path))) as ours:
        ours.enrol()
        ours.days(1)

    with closing(sqlite3.connect(tmp_path / "study.db")) as database:
        done = database.execute("SELECT count(*) FROM event WHERE kind = 'done'").fetchone()
    assert done == (2 * LEARNERS,)
