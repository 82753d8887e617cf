"""Places: where the bot was sent away it is silent, and a chat that moves takes all along."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.destination import Destination
from core.learner import Account
from core.place import KnownPlace, PlaceKind
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.places import move_place, pause_place, paused_places, resume_place
from tests.builders import NOON, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf
from tests.reached import reached

LATER = NOON + timedelta(hours=1)
SPEAKING = KnownPlace("telegram", "-42", PlaceKind.GROUP)
PAUSED = replace(SPEAKING, paused_at=NOON)


@pytest.fixture
def work() -> FakeUnitOfWork:
    return FakeUnitOfWork(Shelf())


def test_a_place_never_heard_of_can_be_paused(work: FakeUnitOfWork) -> None:
    paused = pause_place(work, NOON, "telegram", "-42", PlaceKind.GROUP)

    assert paused == work.places.of("telegram", "-42") == PAUSED
    assert work.committed


def test_a_pause_told_twice_began_when_it_was_told_first(work: FakeUnitOfWork) -> None:
    pause_place(work, NOON, "telegram", "-42", PlaceKind.GROUP)

    pause_place(work, LATER, "telegram", "-42", PlaceKind.GROUP)

    assert work.places.of("telegram", "-42") == PAUSED


def test_a_place_is_resumed_and_may_pause_anew(work: FakeUnitOfWork) -> None:
    pause_place(work, NOON, "telegram", "-42", PlaceKind.GROUP)

    resumed = resume_place(work, "telegram", "-42", PlaceKind.GROUP)
    paused = pause_place(work, LATER, "telegram", "-42", PlaceKind.GROUP)

    assert (resumed, paused) == (SPEAKING, replace(SPEAKING, paused_at=LATER))


def test_a_place_never_heard_of_is_known_once_the_bot_is_let_in(work: FakeUnitOfWork) -> None:
    resume_place(work, "telegram", "-42", PlaceKind.GROUP)

    assert work.places.of("telegram", "-42") == SPEAKING
    assert work.committed


def test_the_chats_of_a_platform_that_are_paused_are_known(work: FakeUnitOfWork) -> None:
    for platform, chat in [("telegram", "-42"), ("telegram", "-43"), ("discord", "7")]:
        pause_place(work, NOON, platform, chat, PlaceKind.GROUP)
    resume_place(work, "telegram", "-43", PlaceKind.GROUP)

    assert paused_places(work, "telegram") == {"-42"}


def test_a_move_takes_the_destinations_along(work: FakeUnitOfWork) -> None:
    ada = Account("telegram", "1")
    ship(work, "python", outline(), added=NOON)
    here = Destination("telegram", "-42", PlaceKind.GROUP)
    enrol(work, ada, NOON, "python", Newcomer("UTC", "en"), destination=here)

    move_place(work, "telegram", "-42", "-100")

    assert reached(work, ada) == (replace(here, chat="-100"),)


def test_a_move_takes_along_what_is_shared_with_the_chat(work: FakeUnitOfWork) -> None:
    roadmap = ship(work, "python", outline()).id
    work.roadmaps.share_with(roadmap, "telegram", "-42")

    move_place(work, "telegram", "-42", "-100")

    assert work.roadmaps.shared_with(roadmap) == (("telegram", "-100"),)


def test_a_move_told_twice_moves_once(work: FakeUnitOfWork) -> None:
    pause_place(work, NOON, "telegram", "-42", PlaceKind.GROUP)

    for _ in range(2):
        move_place(work, "telegram", "-42", "-100")

    assert work.places.of("telegram", "-42") is None
    assert work.places.of("telegram", "-100") == replace(PAUSED, chat="-100")
    assert work.committed
