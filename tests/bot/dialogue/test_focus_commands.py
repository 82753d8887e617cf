"""Commands of focus sessions: every form is answered, word by word, and to whom it is for."""

import asyncio
import contextlib
from datetime import timedelta
from pathlib import Path

import pytest

import storage
from bot.dialogue.command import Command
from bot.dialogue.commands.enrolment import switch
from bot.dialogue.commands.focus import focus, task
from bot.dialogue.commands.pictures import stats
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.gateway import Gateway
from bot.dialogue.invocation import Person, Place, PlaceKind
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.reply import Reply
from bot.dialogue.turn import TurnId
from bot.gazetteer import CityGazetteer
from core.learner import Account
from core.ports import UnitOfWork
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, outline, ship
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader

PEOPLE = {
    name: Person(Account("telegram", name), name.capitalize(), zone="UTC", manages=name == "max")
    for name in ("ada", "bob", "max")
}
GROUP = Place("telegram", "-7", PlaceKind.GROUP)
MUTE = Place("telegram", "-8", PlaceKind.GROUP, lacks=("Send Messages",))
COMMANDS: tuple[Command, ...] = (focus, task, stats, switch)


def answers(*said: str) -> list[Reply]:
    """Give the answers: "bob: /focus" is said in the group, "bob@ada: /focus" in private.

    Without a slash a button is pressed, and "+5" lets five minutes pass.
    """

    async def run() -> list[Reply]:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:

            def add(work: UnitOfWork) -> None:
                ship(work, "python", outline(), added=NOON)
                work.commit()

            await gateway.run(add)
            dispatcher = speaking(gateway)
            now, answered = NOON, []
            for line in said:
                if line.startswith("+"):
                    now += timedelta(minutes=int(line))
                    continue
                who, _, words = line.partition(": ")
                name, _, where = who.partition("@")
                place = {"": GROUP, "mute": MUTE}.get(where) or Place("telegram", where)
                act = dispatcher.said if words.startswith("/") else dispatcher.pressed
                answered.append(await act(words, PEOPLE[name], place, now=now))
            return answered

    return asyncio.run(run())


def speaking(gateway: Gateway) -> Dispatcher:
    turn, cities = TurnId("turn-1"), CityGazetteer()
    return Dispatcher(Lexicon(COMMANDS), gateway, cities, lambda: turn, HereReader(), HereGallery())


def last(*said: str) -> list[str]:
    return shown(answers(*said)[-1]).splitlines()


def test_without_a_session_its_length_is_chosen_by_a_button() -> None:
    assert last("ada: /focus") == [
        "private",
        "# Focus",
        "Work by a timer, alone or with others here. For how long?",
        "Or as you type it: `/focus 50/10 x3`",
        "[25 minutes -> focus|how=25] [50 minutes -> focus|how=50]",
        "[4 rounds of 25 minutes with breaks of 5 -> focus|how=25/5 x4]",
        "[3 rounds of 50 minutes with breaks of 10 -> focus|how=50/10 x3]",
        "(Type minutes -> focus|how=)",
    ]


def test_a_host_is_told_how_long_it_goes_and_asked_what_they_will_do() -> None:
    assert last("ada: /focus 50/10") == [
        "private",
        "Your focus session has begun: 2 rounds of 50 minutes with breaks of 10, until @13:50 UTC.",
        "What will you do? Say it here: `/task` and your words.",
        "> Its message here says what is on; it changes without a sound.",
        "(What will you do? -> task|session=1|words=)",
    ]


def test_begun_by_a_button_it_is_the_same() -> None:
    assert last("ada: focus|how=25/5 x4") == last("ada: /focus 25/5 x4")


def test_who_joins_is_told_until_when() -> None:
    begun = "ada: /focus 25"
    ask = [
        "What will you do? Say it here: `/task` and your words.",
        "(What will you do? -> task|session=1|words=)",
    ]

    assert last(begun, "bob: focus|how=join|session=1") == [
        "private",
        "You are in, until @12:25 UTC.",
        *ask,
    ]
    assert last(begun, "bob: /focus join", "bob: /focus JOIN") == [
        "private",
        "You are in already, until @12:25 UTC.",
        *ask,
    ]
    assert last("bob@bob: /focus 50", begun, "bob: /focus join")[1] == (
        "You are in, until @12:25 UTC. You have left the session you were in before."
    )


def test_who_asks_is_told_what_goes_on_and_can_come_in() -> None:
    begun = ("ada: /focus 25", "+5", "ada: /task read *it*")

    assert last(*begun, "bob: /focus") == [
        "private",
        "# Focus",
        "Work until @12:25 UTC.",
        "- *Ada*: read *it*",
        "[Join -> focus|how=join|session=1]",
        "(What will you do? -> task|session=1|words=)",
    ]
    assert last(*begun, "ada: /focus")[-2] == (
        "[Leave -> focus|how=leave|session=1] [End -> focus|how=end|session=1]"
    )


@pytest.mark.parametrize("said", ["bob: /focus leave", "bob: focus|how=leave|session=1"])
def test_who_leaves_is_told_how_long_they_worked(said: str) -> None:
    begun = ("ada: /focus 25", "+5", "bob: /focus join", "+10")

    assert last(*begun, said) == ["private", "You have left, after 10 minutes of work."]
    assert last(*begun, "ada: /focus leave", said)[1] == (
        "You have left, after 10 minutes of work. Nobody else was in it, so it is over."
    )
    assert last("ada: /focus 25", said) == ["private", "You are not in this session."]


@pytest.mark.parametrize("word", ["end", "stop", "off", "End"])
def test_a_host_ends_their_session_by_any_word_for_it(word: str) -> None:
    assert last("ada: /focus 25", "+12", f"ada: /focus {word}") == [
        "private",
        "The session is over, after 12 minutes of work.",
    ]


def test_another_does_not_end_it_unless_they_manage_the_group() -> None:
    begun = ("ada: /focus 25", "bob: /focus join", "+1")

    assert last(*begun, "bob: focus|how=end|session=1") == [
        "private refusal",
        "Only who began a session ends it for all.",
        "You can leave it yourself.",
        "[Leave -> focus|how=leave|session=1]",
    ]
    assert last(*begun, "max: focus|how=end|session=1")[1] == (
        "The session is over, after 1 minute of work."
    )


def test_a_task_is_said_back_on_one_line_without_what_steers_a_screen() -> None:
    begun = "ada: /focus 25"

    assert last(begun, "ada: /task  read\tchapter 3 ") == [
        "private",
        "Your task: read chapter 3",
    ]
    assert last(begun, "ada: /task \u202ea\u200bb") == ["private", "Your task: ab"]
    assert last(begun, "ada: /task \u200b") == ["private", "Your task shows no words."]
    assert last(begun, "bob: task|session=1|words=help")[1] == (
        "You are in the session. Your task: help"
    )


def test_a_task_that_is_missing_is_asked_for_and_one_too_long_refused() -> None:
    assert last("ada: /task") == [
        "private refusal",
        "I need one thing more: what you will do in the focus session.",
        "For example: `/task read chapter 3`",
        "(Type it -> task|words=)",
    ]
    assert last("ada: /focus 25", "ada: /task " + "x" * 201) == [
        "private refusal",
        "Your task has 201 characters; at most 200 are shown.",
        "For example: `/task read chapter 3`",
    ]


def test_a_task_said_in_private_is_for_the_session_one_is_in() -> None:
    assert last("ada: /focus 25", "ada@ada: /task read", "bob: /focus")[3] == "- *Ada*: read"


@pytest.mark.parametrize("said", ["/focus join", "/focus leave", "/focus end", "/task read"])
def test_where_no_session_goes_on_one_can_be_begun(said: str) -> None:
    assert last(f"ada: {said}") == [
        "private refusal",
        "No focus session goes on here.",
        "[Begin one -> focus]",
    ]


@pytest.mark.parametrize("how", ["join", "leave", "end"])
def test_a_button_of_a_session_that_is_over_says_so(how: str) -> None:
    assert last("ada: /focus 25", "+25", f"bob: focus|how={how}|session=1")[1] == (
        "That session is over."
    )


def test_a_second_session_in_a_group_is_refused_with_a_way_into_the_first() -> None:
    assert last("ada: /focus 25", "bob: /focus 50") == [
        "private refusal",
        "A focus session goes on here already, until @12:25 UTC.",
        "[Join -> focus|how=join|session=1]",
    ]


def test_what_is_no_length_is_refused_with_what_works() -> None:
    assert last("ada: /focus forever") == [
        "private refusal",
        "I cannot use “forever”. It names no minutes of work.",
        "These work: `25`, `1h`, `50/10 x3`. For example: `/focus 50/10 x3`",
        "[Choose instead -> focus]",
        "(Type it again -> focus|how=)",
    ]


def test_where_the_bot_may_not_write_it_says_what_it_needs() -> None:
    assert last("ada@mute: /focus 25") == [
        "private refusal",
        "I cannot write by myself where you asked.",
        "For that I need Send Messages. Then send that again, or send it to me in private.",
    ]


def test_a_session_lives_through_a_restart(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'study.db'}"
    storage.migrate(address)

    async def run() -> list[str]:
        heard: list[str] = []
        for minute, (name, words) in enumerate(
            (("ada", "/focus 25"), ("ada", "/task read"), ("bob", "/focus join"), ("ada", "/focus"))
        ):
            with contextlib.closing(storage.open_gateway(address)) as gateway:
                now = NOON + timedelta(minutes=minute)
                reply = await speaking(gateway).said(words, PEOPLE[name], GROUP, now=now)
                heard = shown(reply).splitlines()
        return heard

    assert asyncio.run(run())[2:5] == ["Work until @12:25 UTC.", "- *Ada*: read", "- *Bob*"]


def test_alone_it_is_ones_own_session_that_goes_on_which_can_be_ended() -> None:
    assert last("ada@ada: /focus 25", "ada@ada: /focus 50") == [
        "private refusal",
        "A focus session goes on here already, until @12:25 UTC.",
        "[End -> focus|how=end|session=1]",
    ]


def test_what_was_worked_is_told_to_who_studies_no_roadmap() -> None:
    assert last("ada@ada: /focus 25", "+30", "ada@ada: /stats") == [
        "private replace",
        "Focus: 25 minutes in 1 session of the last 365 days",
        "Your year is drawn from the topics you do. You study no roadmap yet.",
        "[Start -> start] [Focus -> focus]",
    ]
    assert last("ada@ada: /stats")[1] == "You study no roadmap yet."


def test_what_was_worked_counts_in_stats() -> None:
    begun = ("ada@ada: /switch python", "ada@ada: /stats", "ada@ada: /focus 50/10 x3", "+900")
    lines = [shown(reply).splitlines() for reply in answers(*begun, "ada@ada: /stats")]

    assert not [line for line in lines[1] if line.startswith("Focus")]
    assert [line for line in lines[-1] if line.startswith("Focus")] == [
        "Focus: 2 hours 30 minutes in 1 session of the last 365 days"
    ]
