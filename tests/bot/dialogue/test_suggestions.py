"""Suggestions: what is offered while somebody types, typos and all, and that it is then taken."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

import storage
from bot.dialogue.catalogue import COMMANDS, LEXICON
from bot.dialogue.command import Suggestion
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Call, Invocation, Person, Place
from bot.dialogue.reply import Heading
from bot.dialogue.turn import TurnId
from bot.gazetteer import CityGazetteer
from core.learner import Account
from core.ports import UnitOfWork
from core.roadmap import Path
from core.roadmap_markdown.outline import Outline
from tests.builders import NOON, outline, ship
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader

T = TypeVar("T")

ADA = Person(Account("discord", "1"), "Ada", zone="UTC")
HERE = Place("discord", "1")
LONG = "Everything that a person could ever want to know about " + "very " * 12 + "large databases"

COURSE: dict[Path, tuple[str, ...]] = {
    ("PHASE 1: Basics", "1.1 Start"): ("Installing Python", "Using pip"),
    ("PHASE 1: Basics", "Projects"): ("A calculator",),
    ("PHASE 2: Databases", "2.1 Queries"): ("SQL joins", "ORM joins"),
    ("PHASE 2: Databases", "Projects"): ("A library",),
    ("PHASE 3: " + LONG, LONG, "Projects"): ("A warehouse",),
}
ROADMAPS = {
    "python": outline(COURSE, "Python Backend Developer"),
    "go": outline({("Go",): ("Channels",)}, "Go for Gophers"),
    "data": outline({("D",): ("Tables",)}, LONG * 2),
}


def during(act: Callable[[Dispatcher], Awaitable[T]], outlines: dict[str, Outline]) -> T:
    """Act while Ada studies the roadmap "python" of these."""

    async def run() -> T:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:

            def add(work: UnitOfWork) -> None:
                for slug, each in outlines.items():
                    ship(work, slug, each, added=NOON)
                work.commit()

            await gateway.run(add)
            turn = TurnId("turn-1")
            dispatcher = Dispatcher(
                LEXICON, gateway, CityGazetteer(), lambda: turn, HereReader(), HereGallery()
            )
            await dispatcher.said("/switch python", ADA, HERE, now=NOON)
            return await act(dispatcher)

    return asyncio.run(run())


def suggested(
    command: str, parameter: str, typed: str, outlines: dict[str, Outline] = ROADMAPS
) -> tuple[Suggestion, ...]:
    invocation = Invocation(Call(command), ADA, HERE)
    return during(lambda it: it.suggest(invocation, parameter, typed, now=NOON), outlines)


def values(command: str, parameter: str, typed: str) -> list[str | int]:
    return [each.value for each in suggested(command, parameter, typed)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "start"),
        ("/", "start"),
        ("d", "done"),
        ("/progres", "progress"),
        ("prgress", "progress"),
        ("CHECK", "roadmap check"),
        ("roadmap ch", "roadmap check"),
        ("tick", "done"),
    ],
)
def test_help_suggests_commands_by_their_names_and_what_they_do(typed: str, first: str) -> None:
    assert values("help", "about", typed)[0] == first


def test_a_suggested_command_is_shown_with_what_it_does() -> None:
    (found,) = (each for each in suggested("help", "about", "streak") if each.value == "streak")

    assert found.label == "/streak: Show how many days in a row you studied, and why"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["data", "go", "python"]),
        ("pyhton", ["python"]),
        ("backend dev", ["python"]),
        ("g", ["go"]),
        ("gofers", ["go"]),
        ("cobol", []),
    ],
)
@pytest.mark.parametrize("command", ["start", "switch"])
def test_roadmaps_are_suggested_by_words_begun_or_misspelt(
    command: str, typed: str, offered: list[str]
) -> None:
    assert values(command, "roadmap", typed) == offered


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "PHASE 1: Basics"),
        ("datab", "PHASE 2: Databases"),
        ("databsaes", "PHASE 2: Databases"),
        ("quer", "PHASE 2: Databases › 2.1 Queries"),
        ("2.1", "PHASE 2: Databases › 2.1 Queries"),
        ("databases projects", "PHASE 2: Databases › Projects"),
    ],
)
def test_sections_are_suggested_by_words_begun_or_misspelt(typed: str, first: str) -> None:
    assert values("progress", "section", typed)[0] == first


def test_the_outermost_sections_are_suggested_first() -> None:
    offered = values("progress", "section", "")

    assert offered[:2] == ["PHASE 1: Basics", "PHASE 2: Databases"]
    assert str(offered[2]).startswith("PHASE 3: ")
    assert len(offered) == 9


def test_every_suggested_section_leads_to_that_section() -> None:
    async def opened(dispatcher: Dispatcher) -> dict[str, str]:
        invocation = Invocation(Call("progress"), ADA, HERE)
        offered = await dispatcher.suggest(invocation, "section", "", now=NOON)
        titles = {}
        for each in offered:
            call = Call("progress", {"section": each.value})
            reply = await dispatcher.answer(Invocation(call, ADA, HERE), now=NOON)
            assert reply is not None
            (heading, *_) = reply.blocks
            assert isinstance(heading, Heading)
            titles[str(each.value)] = "".join(str(part) for part in heading.line)
        return titles

    titles = during(opened, ROADMAPS)

    found = [value.removesuffix("…") in title for value, title in titles.items()]
    assert found == [True] * 9


@pytest.mark.parametrize(
    ("typed", "first"),
    [("Lisbn", "Europe/Lisbon"), ("lisb", "Europe/Lisbon"), ("utc+2", "Etc/GMT-2")],
)
def test_cities_are_suggested_by_words_begun_or_misspelt(typed: str, first: str) -> None:
    assert values("tz", "city", typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["07:00 daily", "08:00 daily", "09:00 daily", "12:00 daily", "18:00 daily"]),
        ("9.15pm", ["21:15 daily", "21:15 mon-fri", "21:15 sat sun"]),
        ("8:30 mon wed", ["08:30 mon wed"]),
        ("weekdays", ["07:00 mon-fri", "08:00 mon-fri", "09:00 mon-fri", "12:00 mon-fri"]),
        ("o", ["off"]),
        ("turn", ["off"]),
        ("8:75", []),
        ("whenever", []),
    ],
)
@pytest.mark.parametrize("command", ["daily", "remind"])
def test_times_are_suggested_as_they_are_understood(
    command: str, typed: str, offered: list[str]
) -> None:
    assert values(command, "when", typed)[: len(offered) or None] == offered


def test_a_suggested_time_is_shown_as_it_is_said() -> None:
    (found, *_) = suggested("daily", "when", "8 mon-fri")

    assert found == Suggestion("08:00, Mon to Fri", "08:00 mon-fri")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["1h", "tonight", "tomorrow"]),
        ("to", ["tonight", "tomorrow"]),
        ("an", ["1h"]),
        ("18:30", []),
    ],
)
def test_the_usual_snoozes_are_suggested(typed: str, offered: list[str]) -> None:
    assert values("snooze", "until", typed) == offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["22:00-07:00", "23:00-08:00", "21:00-06:00", "off"]),
        ("10pm to 6am", ["22:00-06:00"]),
        ("23", ["23:00-08:00"]),
        ("at night", []),
    ],
)
def test_quiet_hours_are_suggested_as_they_are_understood(typed: str, offered: list[str]) -> None:
    assert values("quiet", "hours", typed) == offered


@pytest.mark.parametrize(
    ("command", "parameter", "typed", "offered"),
    [
        ("restdays", "days", "", ["sat sun", "sun", "fri sat", "off"]),
        ("restdays", "days", "weekends", ["sat sun"]),
        ("restdays", "days", "every", ["sun"]),
        ("restdays", "days", "daily", []),
        ("pause", "dates", "", ["3d", "1 week", "2 weeks", "off"]),
        ("pause", "dates", "14d", ["2026-11-23 to 2026-12-06"]),
        ("pause", "dates", "1-15 aug", ["2027-08-01 to 2027-08-15"]),
        ("pause", "dates", "of", ["off"]),
        ("pause", "dates", "2 years", []),
        ("daystart", "time", "", ["00:00", "03:00", "04:00", "05:00"]),
        ("daystart", "time", "4am", ["04:00"]),
        ("daystart", "time", "0", ["00:00"]),
        ("daystart", "time", "13:00", []),
    ],
)
def test_rest_days_pauses_and_day_starts_are_suggested_as_they_are_understood(
    command: str, parameter: str, typed: str, offered: list[str]
) -> None:
    assert values(command, parameter, typed) == offered


def test_a_suggested_pause_is_shown_as_it_is_said() -> None:
    assert suggested("pause", "dates", "2 weeks") == (
        Suggestion("Pause until 6 Dec", "2026-11-23 to 2026-12-06"),
    )


@pytest.mark.parametrize(
    ("command", "parameter"),
    [
        ("daily", "when"),
        ("snooze", "until"),
        ("quiet", "hours"),
        ("restdays", "days"),
        ("pause", "dates"),
        ("daystart", "time"),
    ],
)
def test_every_suggested_time_is_then_taken(command: str, parameter: str) -> None:
    async def taken(dispatcher: Dispatcher) -> list[bool]:
        invocation = Invocation(Call(command), ADA, HERE)
        offered = await dispatcher.suggest(invocation, parameter, "", now=NOON)
        calls = [Call(command, {parameter: each.value}) for each in offered]
        replies = [await dispatcher.answer(Invocation(it, ADA, HERE), now=NOON) for it in calls]
        return [reply is not None and reply.refusal for reply in replies]

    assert set(during(taken, ROADMAPS)) == {False}


@pytest.mark.parametrize("typed", ["", "o", "orm", "joinz", "1", "#1", "Project"])
@pytest.mark.parametrize(
    ("command", "parameter"),
    [(each.full_name, it.name) for each in COMMANDS for it in each.parameters if it.option.suggest],
)
def test_whatever_is_suggested_of_much_fits_what_discord_shows(
    command: str, parameter: str, typed: str
) -> None:
    many = {f"roadmap-{n}": outline({(LONG,): (LONG,)}, f"{LONG} {n}") for n in range(40)}
    course = outline(
        {(f"PHASE {n} {LONG}", f"{n}.{m} {LONG}"): (LONG,) for n in range(9) for m in range(9)}
    )

    offered = suggested(command, parameter, typed, {"python": course, **many})

    assert len(offered) <= 25
    assert not [it for it in offered if not 1 <= len(it.label) <= 100 or len(str(it.value)) > 100]
