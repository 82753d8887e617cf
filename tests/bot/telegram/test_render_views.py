"""Promises about what the bot says: Telegram shows every kind of answer as it is intended."""

from collections.abc import Callable
from inspect import cleandoc

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.dialogue.reply import Reply
from bot.telegram.render import Rendered, TextPart, rendered
from core.selection import Pick
from core.use_cases import study as studying
from tests.bot.dialogue.every_view import (
    ADA,
    HOSTILE_COURSE,
    PLAIN_COURSE,
    VIEWS,
    Course,
    enrolled,
)
from tests.bot.telegram.tdlib import as_html, as_kept, intended, kept, parsed
from tests.builders import NOON
from tests.fakes.unit_of_work import FakeUnitOfWork


def words_of(shown: Rendered) -> TextPart:
    """Give the one text of a reply, which below a photo is its caption."""
    if shown.photo:
        assert not shown.parts
        return TextPart(shown.photo.caption, shown.photo.entities, shown.photo.keyboard)
    (part,) = shown.parts
    return part


@pytest.mark.parametrize("course", [PLAIN_COURSE, HOSTILE_COURSE], ids=["plain", "hostile"])
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())
def test_telegram_shows_every_view_as_intended(
    view: Callable[[FakeUnitOfWork], Reply], course: Course
) -> None:
    part = words_of(rendered(view(enrolled(course))))
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
