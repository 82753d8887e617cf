"""The command of buddies, and what they are told: word by word, and each alone."""

import asyncio
import contextlib
from dataclasses import replace
from datetime import timedelta
from functools import partial

import storage
from bot.dialogue.command import Command
from bot.dialogue.commands.buddy import buddy
from bot.dialogue.commands.enrolment import switch
from bot.dialogue.commands.study import done
from bot.dialogue.commands.study_group import join
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Person, Place, PlaceKind
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.turn import TurnId
from bot.gazetteer import CityGazetteer
from core.destination import Destination
from core.learner import Account
from core.ports import UnitOfWork
from core.use_cases.buddies import pair_buddies
from core.use_cases.group_posts import plan_posts
from tests.bot.dialogue.buddy_views import FOUND, WANTED, told
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, outline, ship, topic
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader
from tests.founding import found

PEOPLE = {
    name: Person(Account("telegram", name), name.capitalize(), zone="UTC")
    for name in ("ada", "bob", "cyd")
}
GROUP = Place("telegram", "-7", PlaceKind.GROUP)
OTHER = replace(GROUP, chat="-8")
PLACES = {"": GROUP, "other": OTHER}
COMMANDS: tuple[Command, ...] = (buddy, switch, done, join)
RULE = (
    "> Buddies explain topics to each other. Who did the day's topic a week ago or more may be "
    "asked in private, once a week at most, and whoever is at it hears who would explain it."
)
WANTS = (
    "Somebody in your study group on Python is at this topic, which you have done. "
    "If you say yes, I tell them your name."
)
IS_BUDDY = (
    "You are now a buddy in the group on Python. "
    "I ask you in private, and tell you there who explains something to you."
)
READY = (
    "ada: /study join",
    "ada@ada: /buddy on",
    "bob: /study join",
    "bob@bob: /buddy on",
    "ada@ada: /done",
    "post",
)


def answers(*said: str) -> list[list[str]]:
    """Give the answers: "bob: /buddy" is said in the group, "bob@ada: /buddy" in private.

    Without a slash a button is pressed; "post" lets a week pass, and both groups post.
    """

    async def run() -> list[list[str]]:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:
            now, answered = NOON, []

            def begin(work: UnitOfWork) -> None:
                ship(work, "python", outline(), added=NOON)
                for each in (GROUP, OTHER):
                    place = Destination(each.platform, each.chat, each.kind)
                    found(work, place, NOON + timedelta(days=7))

            await gateway.run(begin)
            turn, cities = TurnId("turn-1"), CityGazetteer()
            reader, gallery = HereReader(), HereGallery()
            lexicon = Lexicon(COMMANDS)
            dispatcher = Dispatcher(lexicon, gateway, cities, lambda: turn, reader, gallery)
            for line in said:
                if line == "post":
                    now += timedelta(days=7)
                    plan = partial(plan_posts, platform="telegram", now=now, most=9)
                    for group in (await gateway.run(plan)).posted:
                        await gateway.run(partial(pair_buddies, its=group, now=now))
                    continue
                who, _, words = line.partition(": ")
                name, _, where = who.partition("@")
                place = PLACES.get(where) or Place("telegram", where)
                act = dispatcher.said if words.startswith("/") else dispatcher.pressed
                reply = await act(words, PEOPLE[name], place, now=now)
                answered.append(shown(reply).splitlines())
            return answered

    return asyncio.run(run())


def last(*said: str) -> list[str]:
    return answers(*said)[-1]


def test_it_says_what_a_buddy_is_and_whether_one_is() -> None:
    assert last("ada: /study join", "ada: /buddy") == [
        "private",
        "# No buddy in the group on Python",
        RULE,
        "[Be a buddy -> buddy|how=on|group=1]",
    ]


def test_who_chooses_it_is_told_where_they_are_asked() -> None:
    assert last("ada: /study join", "ada@ada: buddy|how=on|group=1") == [
        "private",
        IS_BUDDY,
        "[Be no buddy -> buddy|how=off|group=1]",
    ]
    assert last("ada: /study join", "ada: /buddy off") == [
        "private",
        "You are still no buddy in the group on Python. Nobody asks you.",
        "[Be a buddy -> buddy|how=on|group=1]",
    ]


def test_who_cannot_be_told_in_private_is_asked_to_begin_there() -> None:
    assert last("ada: /study join", "ada: /buddy on") == [
        "private refusal",
        "I have no place to write to you by myself.",
        "Start me in private, then send that again: `/start`",
    ]


def test_who_is_no_member_is_told_how_to_be_one() -> None:
    assert last("cyd: /buddy on")[1] == "You are not in this study group."
    assert last("cyd@cyd: /buddy on")[1] == "You are in no study group."


def test_among_several_groups_it_lets_one_be_chosen() -> None:
    assert last("ada: /study join", "ada@other: /study join", "ada@ada: /buddy on") == [
        "private",
        "# Buddies",
        RULE,
        "- No buddy in the group on Python",
        "- No buddy in the group on Python",
        "[Be a buddy: Python -> buddy|how=on|group=1]",
        "[Be a buddy: Python -> buddy|how=on|group=2]",
    ]


def test_who_was_asked_sees_it_again_and_answers() -> None:
    yes, no = (f"buddy|answer={it}|group=1|day=2026-11-30" for it in ("yes", "no"))
    assert NOON.date().isoformat() == "2026-11-23"

    *_, seen, refused, willing, again = answers(
        *READY, "ada@ada: /buddy", f"ada@ada: {no}", f"ada@ada: {yes}", f"ada@ada: {yes}"
    )

    assert seen == [
        "private",
        "# A buddy in the group on Python",
        RULE,
        "# Would you explain *#1* Installing Python?",
        WANTS,
        "[Be no buddy -> buddy|how=off|group=1]",
        f"[Yes, I explain -> {yes}] [Not now -> {no}]",
        "[Details -> topic|topic=1]",
    ]
    assert refused[1:] == ["No harm done. I ask you again in a week at the earliest."]
    assert willing[1:] == [
        "Thank you! I tell them that you explain *#1* Installing Python.",
        "They know your name now, and may write to you.",
    ]
    assert again[1:] == ["Somebody explains something to them today already. Thank you!"]


def test_a_forged_answer_tells_nothing_and_nobody() -> None:
    for forged, answer in {
        "buddy|answer=yes|group=1|day=2026-11-30": "Thank you. Nobody needs it any more.",
        "buddy|answer=yes|group=2|day=2026-11-30": "You are not in this study group.",
        "buddy|answer=yes|group=1|day=soon": "No study group is here: one belongs to the chat of",
        "buddy|answer=yes": "No study group is here: one belongs to the chat of",
    }.items():
        *_, told_them = answers(*READY, f"bob@bob: {forged}")
        assert told_them[1].startswith(answer)


def test_who_is_asked_is_told_what_and_not_for_whom() -> None:
    wanted = replace(WANTED, roadmap_title="Python", topic=topic(12, "Generators"))
    yes, no = (f"buddy|answer={it}|group=7|day=2026-11-23" for it in ("yes", "no"))
    assert shown(told(wanted)).splitlines() == [
        "public",
        "# Would you explain *#12* Generators?",
        WANTS,
        f"[Yes, I explain -> {yes}] [Not now -> {no}]",
        "[Details -> topic|topic=112]",
    ]


def test_who_asked_is_told_by_whom_it_is_explained_and_the_name_steers_nothing() -> None:
    offered = replace(FOUND, roadmap_title="Python", topic=topic(12, "Generators"))
    bob = "(@everyone *Bob* <b> /done שלום: console bob)"
    assert shown(told(offered)).splitlines() == [
        "public",
        "# Somebody explains *#12* Generators",
        f"{bob} from your study group on Python has done it and would explain it to you.",
        "Write to them, or ask in the group.",
        "[Show my topic -> next] [Settings -> settings]",
    ]
