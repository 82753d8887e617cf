"""Pictures: what /stats, /map and /badges answer, and that words and picture tell the same."""

import asyncio
import contextlib
import logging
import re
from dataclasses import dataclass, field
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

import storage
from bot.cards.card import Card
from bot.cards.drawing import draw, drawn
from bot.cards.theme import DARK, LIGHT, Theme
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.gallery import Gallery
from bot.dialogue.invocation import Person, Place
from bot.dialogue.reply import Picture, Reply
from bot.dialogue.turn import TurnId
from bot.dialogue.views.pictures import titled
from bot.gazetteer import CityGazetteer
from bot.worker import Stopped
from core.learner import Account
from core.ports import UnitOfWork
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, outline, ship
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader

ADA = Person(Account("console", "ada"), "Ada", zone="UTC")
HOME = Place("console", "ada")
CITIES = CityGazetteer()

STUDIED = ("/switch python", "/goal 5/week", "/done 1-3", "+1", "/done 4", "+2")
"""A Monday and a Tuesday of study, and a Wednesday without; then it is Thursday."""


@dataclass
class Walls:
    """A gallery that remembers what it was asked to draw."""

    asked: list[tuple[Card, Theme]] = field(default_factory=list)

    async def png(self, card: Card, theme: Theme) -> bytes:
        self.asked.append((card, theme))
        return draw(card, theme)


class Closed:
    """A gallery in which nothing can be drawn."""

    async def png(self, _card: Card, _theme: Theme) -> bytes:
        reason = "it took more than 2 seconds of work"
        raise Stopped(reason)


def answers(*said: str, gallery: Gallery | None = None) -> list[Reply]:
    """Give the answer to each line or pressed button; "+1" lets a day pass instead."""

    async def run() -> list[Reply]:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:

            def add(work: UnitOfWork) -> None:
                ship(work, "python", outline(projects=1), added=NOON)
                work.commit()

            await gateway.run(add)
            turn = TurnId("turn-1")
            dispatcher = Dispatcher(
                LEXICON, gateway, CITIES, lambda: turn, HereReader(), gallery or HereGallery()
            )
            now, answered = NOON, []
            for words in said:
                if words.startswith("+"):
                    now += timedelta(days=int(words))
                    continue
                act = dispatcher.said if words.startswith("/") else dispatcher.pressed
                answered.append(await act(words, ADA, HOME, now=now))
            return answered

    return asyncio.run(run())


def last(*said: str, gallery: Gallery | None = None) -> Reply:
    return answers(*said, gallery=gallery)[-1]


def lines(reply: Reply) -> list[str]:
    return shown(reply).splitlines()


def written(card: Card, theme: Theme) -> list[str]:
    """Give what is written on a card, in the order in which it was drawn."""
    paths = ET.fromstring(drawn(card, theme).svg())  # noqa: S314 - our own
    return [label for path in paths if (label := path.get("aria-label"))]


def test_a_year_is_shown_with_its_facts_and_the_aims() -> None:
    reply = last(*STUDIED, "/stats")

    assert lines(reply) == [
        "private replace",
        "# Ada",
        "24 Nov 2025 to 26 Nov 2026 · 1 freeze left",
        "2 days in a row, 2 days at best, 2 days of study, 4 topics",
        "Days off: 1 freeze",
        "Topics by month: Nov 2026 4",
        "- *Goal*: 5 a week; 4 of 5 done this week, 3 due by tonight: ahead",
        "[Dark picture -> stats|look=dark] [Map -> map]",
        "[Badges -> badges] [Next topic -> next]",
    ]
    assert reply.picture is not None
    assert (reply.picture.name, reply.picture.content[:4]) == ("stats.png", b"\x89PNG")


def test_a_roadmap_is_shown_as_its_phases() -> None:
    reply = last(*STUDIED, "/map")

    assert lines(reply) == [
        "private replace",
        "# Python",
        "44 % done: 4 of 9 topics, 0 of 3 phases, 0 of 1 project",
        "- PHASE 1: Basics: 4 of 5, now here",
        "- PHASE 2: Databases: 0 of 3",
        "- Projects: 0 of 1",
        "[Dark picture -> map|look=dark] [Stats -> stats]",
        "[Sections -> progress] [Next topic -> next]",
    ]
    assert reply.picture is not None
    assert reply.picture.name == "map.png"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Ada", "Ada"),
        (" Ada\n Lovelace ", "Ada Lovelace"),
        ("\u202eAda", "Ada"),
        ("A" * 99, "A" * 59 + "…"),
        ("", "Your year"),
        ("\u200b\u200d", "Your year"),
        ("\u202e", "Your year"),
        ("\u3164 \u2800", "Your year"),
    ],
)
def test_a_year_has_the_name_of_its_learner_where_that_shows_anything(
    name: str, title: str
) -> None:
    assert titled(name) == title


@pytest.mark.parametrize("command", ["/stats", "/map"])
def test_words_and_picture_give_the_same_numbers(command: str) -> None:
    walls = Walls()
    reply = last(*STUDIED, command, gallery=walls)

    ((card, theme),) = walls.asked
    assert reply.picture == Picture(f"{command[1:]}.png", draw(card, theme), card.words)
    labels = written(card, theme)
    figures = [f"{figure.number} {figure.label}" for figure in card.figures]
    assert len(figures) >= 3
    for place, figure in enumerate(figures):
        assert " ".join(labels[2 + 2 * place : 4 + 2 * place]) == figure
        assert figure in shown(reply)
        assert figure in card.words


@pytest.mark.parametrize("command", ["/stats", "/map"])
def test_all_other_numbers_of_a_picture_are_said_too(command: str) -> None:
    walls = Walls()
    reply = last(*STUDIED, command, gallery=walls)

    ((card, theme),) = walls.asked
    others = [label for label in written(card, theme) if re.search(r" of \d|left|%", label)]
    assert len(others) >= 1
    for label in others:
        assert label in shown(reply)


def test_a_look_is_kept_for_all_pictures() -> None:
    walls = Walls()
    _, first, dark, again, light = answers(
        "/switch python", "/stats", "stats|look=dark", "/map", "/map light", gallery=walls
    )

    assert [theme for _, theme in walls.asked] == [LIGHT, DARK, DARK, LIGHT]
    assert [reply.buttons[0][0].label for reply in (first, dark, again, light)] == [
        "Dark picture",
        "Light picture",
        "Light picture",
        "Dark picture",
    ]


def test_an_unknown_look_is_refused_with_those_there_are() -> None:
    reply = last("/switch python", "/stats pink")

    assert reply.refusal
    assert "light" in shown(reply)
    assert "dark" in shown(reply)


@pytest.mark.parametrize("command", ["/stats", "/map"])
def test_where_nothing_can_be_drawn_the_words_come_alone_and_it_is_logged(
    command: str, caplog: pytest.LogCaptureFixture
) -> None:
    drawn_one = last(*STUDIED, command)
    with caplog.at_level(logging.WARNING):
        reply = last(*STUDIED, command, gallery=Closed())

    without = "> The picture could not be drawn this time. Ask again, and I try once more."
    assert reply.picture is None
    assert [line for line in lines(reply) if line != without] == lines(drawn_one)
    assert without in lines(reply)
    (record,) = caplog.records
    assert (record.message, vars(record)["turn"]) == ("picture not drawn", "turn-1")


def test_who_begins_has_a_picture_too() -> None:
    assert lines(last("/switch python", "/stats"))[1:6] == [
        "# Ada",
        "24 Nov 2025 to 23 Nov 2026 · 2 freezes left",
        "0 days in a row, 0 days at best, 0 days of study, 0 topics",
        "Topics by month: none yet",
        "[Dark picture -> stats|look=dark] [Map -> map]",
    ]


@pytest.mark.parametrize("command", ["/stats", "/map", "/badges"])
def test_who_studies_nothing_is_shown_the_way_to_begin(command: str) -> None:
    assert last(command).refusal


def test_badges_are_told_before_there_are_any() -> None:
    assert lines(last("/switch python", "/badges")) == [
        "private replace",
        "# Badges",
        "You have none yet. These come first:",
        "- 7 days in a row",
        "- 1 section complete",
        "> A new one is told in the answer that earns it.",
        "[Stats -> stats] [Next topic -> next]",
        "[Turn badges off -> badges|show=off]",
    ]


def test_all_badges_are_listed() -> None:
    week = [part for day in range(1, 8) for part in (f"/done {day}", "+1")]

    assert lines(last("/switch python", *week, "/badges"))[1:9] == [
        "# Badges",
        "- 7 days in a row",
        "*Python*",
        "- 1 section complete",
        "- The phase “PHASE 1: Basics” complete",
        "> A new one is told in the answer that earns it.",
        "[Stats -> stats] [Next topic -> next]",
        "[Turn badges off -> badges|show=off]",
    ]


def test_badges_are_turned_off_and_on_again() -> None:
    *_, off, on = answers(*STUDIED, "badges|show=off", "badges|show=on")

    assert lines(off) == [
        "private replace",
        "# Badges",
        "Badges are off, so I show none. What you earn meanwhile is not lost.",
        "[Stats -> stats] [Next topic -> next]",
        "[Turn badges on -> badges|show=on]",
    ]
    assert "- 1 section complete" in lines(on)
