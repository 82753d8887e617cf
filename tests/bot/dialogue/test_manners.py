"""Manners: in a group, a person and a chat may ask so much, and nothing pressed is lost."""

from dataclasses import replace
from datetime import timedelta

from bot.dialogue.invocation import Call, Invocation, Person, Place, PlaceKind
from bot.dialogue.manners import CHAT, PERSON, Manners, TooFast
from core.learner import Account
from tests.builders import NOON

ADA = Person(Account("discord", "1"), "Ada")
GROUP = Place("discord", "42", PlaceKind.GROUP)
ASKED = Invocation(Call("next"), ADA, GROUP)
SECOND = timedelta(seconds=1)


def someone(number: int) -> Person:
    return replace(ADA, account=Account("discord", str(number)))


def filled(manners: Manners) -> Manners:
    """Let Ada ask all that she may, a second apart."""
    for second in range(PERSON.most):
        assert manners.admit(ASKED, NOON + second * SECOND) is None
    return manners


def test_a_person_who_asks_too_much_is_told_once_how_long_to_wait() -> None:
    manners, now = filled(Manners()), NOON + 10 * SECOND

    assert [manners.admit(ASKED, now) for _ in range(3)] == [
        TooFast(20 * SECOND, told=False),
        TooFast(20 * SECOND, told=True),
        TooFast(20 * SECOND, told=True),
    ]


def test_a_person_may_ask_again_when_their_first_question_is_old_and_is_told_anew() -> None:
    manners = filled(Manners())
    manners.admit(ASKED, NOON + 10 * SECOND)

    assert manners.admit(ASKED, NOON + PERSON.within) is None
    assert manners.admit(ASKED, NOON + PERSON.within) == TooFast(SECOND, told=False)


def test_one_person_does_not_use_up_what_others_may_ask() -> None:
    manners = filled(Manners())

    assert manners.admit(replace(ASKED, person=someone(2)), NOON + 9 * SECOND) is None


def test_all_together_may_ask_so_much_in_a_chat_and_elsewhere_go_on() -> None:
    manners = Manners()
    for number in range(CHAT.most):
        assert manners.admit(replace(ASKED, person=someone(number)), NOON) is None

    late = replace(ASKED, person=someone(99))
    assert manners.admit(late, NOON) == TooFast(CHAT.within, told=False, by_all=True)
    assert manners.admit(replace(late, place=replace(GROUP, chat="43")), NOON) is None


def test_a_chat_that_asks_too_much_is_told_once_however_many_go_on_asking() -> None:
    manners = Manners()
    for number in range(2 * CHAT.most):
        manners.admit(replace(ASKED, person=someone(number)), NOON + number * SECOND)
    later = NOON + CHAT.within + 20 * SECOND

    told = [
        manners.admit(replace(ASKED, person=someone(100 + number)), later) for number in range(3)
    ]
    assert [each and each.told for each in told] == [None, None, None]
    assert [
        (each.told, each.by_all)
        for number in range(CHAT.most)
        if (each := manners.admit(replace(ASKED, person=someone(200 + number)), later)) is not None
    ] == [(False, True), (True, True), (True, True)]


def test_who_is_refused_uses_up_nothing() -> None:
    manners = filled(Manners())
    for second in range(10, 29):
        manners.admit(ASKED, NOON + second * SECOND)

    assert manners.admit(ASKED, NOON + PERSON.within) is None


def test_a_press_that_begins_a_session_counts_as_a_question() -> None:
    manners = filled(Manners())
    begins = replace(ASKED, call=Call("focus", {"how": "25"}), pressed=True)
    presses = [Call("focus"), *(Call("focus", {"how": how}) for how in ("join", "leave", "end"))]

    assert manners.admit(begins, NOON + 10 * SECOND) == TooFast(20 * SECOND, told=False)
    assert [manners.admit(replace(begins, call=each), NOON) for each in presses] == [None] * 4


def test_no_press_is_refused_and_nothing_in_private() -> None:
    manners = filled(Manners())
    pressed = replace(ASKED, pressed=True)
    alone = replace(ASKED, place=Place("discord", "1"))

    assert [manners.admit(each, NOON) for each in (pressed, alone) for _ in range(300)] == [
        None
    ] * 600


def test_where_answers_are_shown_aside_only_what_all_see_uses_up_what_the_chat_may_ask() -> None:
    manners = Manners()
    asked = [
        replace(ASKED, person=someone(number), place=replace(GROUP, aside=True))
        for number in range(2 * CHAT.most + 2)
    ]
    alone, public, over = asked[: CHAT.most], asked[CHAT.most : 2 * CHAT.most], asked[-2:]

    assert [manners.admit(each, NOON) for each in alone] == [None] * CHAT.most
    assert [manners.admit(each, NOON, public=True) for each in public] == [None] * CHAT.most
    assert manners.admit(over[0], NOON, public=True) == TooFast(
        CHAT.within, told=False, by_all=True
    )
    assert manners.admit(over[1], NOON) is None
