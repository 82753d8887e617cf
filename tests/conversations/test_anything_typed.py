"""Nothing that a person types or a client sends can raise: the answer is always a reply."""

import asyncio
import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogue.catalogue import COMMANDS
from bot.dialogue.invocation import Person, Place, PlaceKind
from core.learner import Account
from core.roadmap_markdown.outline import Outline
from tests.builders import NOON
from tests.conversations.conftest import OpenDialogue

ADA = Person(Account("console", "ada"), "Ada")
PLACES = [Place("console", "ada"), Place("console", "#readers", PlaceKind.GROUP)]

NAMES = st.sampled_from([command.full_name for command in COMMANDS])
# Python itself refuses to print a number of thousands of digits, so that one is made as text.
NUMBERS = st.one_of(st.integers(-5, 900).map(str), st.integers().map(str), st.just("9" * 5000))
WORDS = st.one_of(st.text(max_size=40), NUMBERS, st.just("x" * 5000), st.just("🦆" * 500))
LINES = st.one_of(
    WORDS,
    st.builds("/{} {}".format, NAMES, WORDS),
    st.builds("/{} {} - {}, {} yesterday".format, NAMES, NUMBERS, NUMBERS, NUMBERS),
    st.builds("/{}{}".format, WORDS, WORDS),
)
ARGUMENTS = st.sampled_from(
    [f"{command.full_name}|{each.name}" for command in COMMANDS for each in command.parameters]
)
FORMS = st.one_of(st.text(max_size=64), st.builds("{}={}".format, ARGUMENTS, WORDS))

Lines = list[tuple[str, bool, Place]]


@pytest.mark.parametrize("enrolled", [True, False])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    said=st.lists(
        st.one_of(
            st.tuples(LINES, st.just(value=False), st.sampled_from(PLACES)),
            st.tuples(FORMS, st.just(value=True), st.sampled_from(PLACES)),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_line_and_every_button_is_answered(
    enrolled: bool,  # noqa: FBT001 - a parameter of the test
    said: Lines,
    open_dialogue: OpenDialogue,
    roadmaps: dict[str, Outline],
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def converse() -> None:
        async with open_dialogue({"django": roadmaps["django-backend-developer"]}) as dispatcher:
            if enrolled:
                await dispatcher.said("/start django", ADA, PLACES[0], now=NOON)
            for words, pressed, place in said:
                act = dispatcher.pressed if pressed else dispatcher.said
                reply = await act(words, ADA, place, now=NOON)
                assert reply.blocks

    caplog.clear()
    asyncio.run(converse())
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
