"""Promises about what the bot says: Telegram shows every kind of answer as it is intended."""

from collections.abc import Callable
from functools import partial
from inspect import cleandoc

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.dialogue.catalogue import COMMANDS
from bot.dialogue.reply import Reply
from bot.dialogue.turn import TurnId
from bot.dialogue.views import enrolment as enrolment_views
from bot.dialogue.views import guide, overview, refusals, sections, study, topic
from bot.telegram.render import rendered
from core.errors import AmbiguousTopic, StudyError, UnknownRoadmap, UnknownTopic, UnknownZone
from core.learner import Account
from core.roadmap import Path
from core.selection import Pick
from core.use_cases import enrolment
from core.use_cases import overview as overview_of
from core.use_cases import sections as sections_of
from core.use_cases import study as studying
from tests.bot.telegram.tdlib import as_html, as_kept, intended, kept, parsed
from tests.builders import NOON, outline
from tests.builders import topic as built_topic
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

Course = dict[Path, tuple[str, ...]]
ADA = Account("telegram", "1001")
HOSTILE_COURSE: Course = {
    ("PHASE 1: <b>Basics</b> & more", "1.1 *Start*"): ("Installing `pip` <now>", "_x_ & ||y||"),
    ("PHASE 2: 👩\u200d🎓 שלום",): ("Zażółć gęślą 🇵🇱", "e\u0301\u0301 \u202eabc", "\r\n"),
}
PLAIN_COURSE: Course = {
    ("PHASE 1: Basics", "1.1 Start"): ("Installing Python", "Using pip"),
    ("PHASE 2: Databases",): ("SQL joins", "ORM joins"),
}


def enrolled(course: Course) -> FakeUnitOfWork:
    """Give a unit of work with Ada enrolled in a course of a few topics and a project."""
    work = FakeUnitOfWork(Shelf())
    work.roadmaps.add("course", outline(course, "<Course> & `co`", projects=1), added=NOON)
    enrolment.enrol(work, ADA, NOON, "course", enrolment.Newcomer("Europe/Lisbon", "en"))
    return work


def details(work: FakeUnitOfWork) -> Reply:
    shown = overview_of.show_topic(work, ADA, NOON, Pick("1"))
    assert shown
    return topic.topic_details(shown)


def refused(error: StudyError, _work: FakeUnitOfWork) -> Reply:
    return refusals.refusal(error, COMMANDS[2])


VIEWS: dict[str, Callable[[FakeUnitOfWork], Reply]] = {
    "welcome": lambda _: enrolment_views.welcome("<Ada> 👋", "Europe/Lisbon", NOON),
    "ask_city": lambda _: enrolment_views.ask_city("Europe/Lisbon", NOON),
    "roadmaps": lambda work: enrolment_views.roadmaps(enrolment.browse_roadmaps(work, ADA, NOON)),
    "offered": lambda work: topic.offered(studying.next_topic(work, ADA, NOON)),
    "kept_for_later": lambda work: topic.kept_for_later(studying.next_topic(work, ADA, NOON)),
    "topic_details": details,
    "completed": lambda work: study.completed(
        studying.complete_topics(work, ADA, NOON, Pick("1-3"))
    ),
    "finished": lambda work: study.completed(
        studying.complete_topics(work, ADA, NOON, Pick("1-5"))
    ),
    "skipped": lambda work: study.skipped(studying.skip_topic(work, ADA, NOON, Pick())),
    "progress": lambda work: sections.progress_report(
        sections_of.report_progress(work, ADA, NOON), 1
    ),
    "today": lambda work: overview.today(overview_of.look_at_today(work, ADA, NOON)),
    "streak": lambda work: overview.streak(overview_of.report_streak(work, ADA, NOON)),
    "found": lambda work: overview.found(overview_of.find_topics(work, ADA, NOON, "now")),
    "nothing found": lambda work: overview.found(
        overview_of.find_topics(work, ADA, NOON, "<zzz> `")
    ),
    "guide": lambda _: guide.guide(COMMANDS),
    "command_help": lambda _: guide.command_help(COMMANDS[2]),
    "surprise": lambda _: refusals.surprise(TurnId("turn-7")),
    **{
        str(error): partial(refused, error)
        for error in (
            UnknownZone("👋 <zone>"),
            UnknownRoadmap("<r>", ()),
            UnknownTopic("<t>", 5),
            AmbiguousTopic("`x`", (built_topic(1, "a `x`"), built_topic(2, "<x>"))),
        )
    },
}


@pytest.mark.parametrize("course", [PLAIN_COURSE, HOSTILE_COURSE], ids=["plain", "hostile"])
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())
def test_telegram_shows_every_view_as_intended(
    view: Callable[[FakeUnitOfWork], Reply], course: Course
) -> None:
    (part,) = rendered(view(enrolled(course))).parts
    assert (parsed(as_html(part)), kept(part)) == (intended(part), as_kept(part))


def test_a_topic_is_offered_on_one_small_screen() -> None:
    (part,) = rendered(VIEWS["offered"](enrolled(PLAIN_COURSE))).parts
    assert part.text == cleandoc(
        """
        #1 of 5 Installing Python
        PHASE 1: Basics › 1.1 Start · 1 of 2
        0 of 5 done
        """
    )
    assert intended(part)[1] == [("bold", 0, 25, None)]
    assert part.keyboard == InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton("Done", callback_data="done|topic=1"),
                InlineKeyboardButton("Skip", callback_data="skip|topic=1"),
            ],
            [
                InlineKeyboardButton("Later", callback_data="later"),
                InlineKeyboardButton("Details", callback_data="topic|topic=1"),
            ],
        ]
    )


def test_progress_is_drawn_and_said_section_by_section() -> None:
    work = enrolled(PLAIN_COURSE)
    studying.complete_topics(work, ADA, NOON, Pick("1"))
    (part,) = rendered(VIEWS["progress"](work)).parts
    assert part.text == cleandoc(
        """
        <Course> & `co`
        Topics
        ▰▰▱▱▱▱▱▱▱▱ 1 of 4 done
        Projects
        ▱▱▱▱▱▱▱▱▱▱ 0 of 1 done

        Streak: 1 day in a row

        PHASE 1: Basics
        ▰▰▰▰▰▱▱▱▱▱ 1 of 2 done
        PHASE 2: Databases
        ▱▱▱▱▱▱▱▱▱▱ 0 of 2 done
        Projects
        ▱▱▱▱▱▱▱▱▱▱ 0 of 1 done
        """
    )
