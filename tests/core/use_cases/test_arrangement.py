"""Arrangement: what comes to a learner, when and where, is shown as it is and changed by them."""

import pytest

from core.errors import NotEnrolled, NowhereToWrite, UnclearTime
from core.preferences import Preferences
from core.quiet import Quiet
from core.reminder import ReminderKind
from core.use_cases.arrangement import (
    Arrangement,
    BadgesSet,
    DarkPicturesSet,
    PlaceAsked,
    QuietSet,
    StreakNewsSet,
    arrangement,
    set_badges,
    set_dark_pictures,
    set_quiet,
    set_streak_news,
    write_here,
)
from core.use_cases.places import pause_place
from core.use_cases.prompting import set_daily, snooze
from core.use_cases.reminding import opt_in
from core.use_cases.rhythm import look_at_rhythm
from tests.core.use_cases.reminding_scenes import (
    ADA,
    BOB,
    CHANNEL,
    CHAT,
    GROUP,
    LISBON,
    learner,
    monday,
    school,
)

SEVEN = monday(7)
NIGHT = Quiet(22 * 60, 7 * 60)


def test_all_of_it_is_shown_as_it_is() -> None:
    work = school(CHAT)
    prompt = set_daily(work, ADA, SEVEN, "8", here=GROUP).reminder
    nudge = opt_in(work, ADA, SEVEN, ReminderKind.NUDGE, here=CHAT).reminder
    set_quiet(work, ADA, SEVEN, "22:00-07:00")
    snooze(work, ADA, SEVEN, "1h", here=CHAT)
    pause_place(work, SEVEN, GROUP.platform, GROUP.chat, GROUP.kind)

    assert arrangement(work, ADA, SEVEN) == Arrangement(
        zone=LISBON,
        reminders=(prompt, nudge),
        preferences=Preferences(NIGHT, streak_news=True),
        asked=GROUP,
        destination=CHAT,
        snoozed_until=monday(8),
        today=SEVEN.date(),
        rhythm=look_at_rhythm(work, ADA, SEVEN),
        target=None,
    )


def test_who_said_nothing_yet_has_the_usual_arrangement() -> None:
    work = school()
    assert arrangement(work, ADA, SEVEN) == Arrangement(
        LISBON,
        (),
        Preferences(),
        None,
        None,
        None,
        SEVEN.date(),
        look_at_rhythm(work, ADA, SEVEN),
        None,
    )


def test_news_of_the_streak_is_switched() -> None:
    work = school(CHAT)

    assert set_streak_news(work, ADA, SEVEN, on=False) == StreakNewsSet(on=False, before=True)
    assert arrangement(work, ADA, SEVEN).preferences == Preferences(streak_news=False)
    assert set_streak_news(work, ADA, SEVEN, on=True) == StreakNewsSet(on=True, before=False)
    assert work.committed


def test_badges_and_dark_pictures_are_switched_apart() -> None:
    work = school(CHAT)

    assert set_badges(work, ADA, SEVEN, on=False) == BadgesSet(on=False, before=True)
    assert set_dark_pictures(work, ADA, SEVEN, on=True) == DarkPicturesSet(on=True, before=False)
    kept = arrangement(work, ADA, SEVEN).preferences
    assert kept == Preferences(badges=False, dark_pictures=True)
    assert set_badges(work, ADA, SEVEN, on=True) == BadgesSet(on=True, before=False)
    assert set_dark_pictures(work, ADA, SEVEN, on=False) == DarkPicturesSet(on=False, before=True)
    assert work.committed


def test_quiet_hours_are_set_and_lifted_and_leave_the_rest() -> None:
    work = school(CHAT)
    set_streak_news(work, ADA, SEVEN, on=False)

    assert set_quiet(work, ADA, SEVEN, "22-7") == QuietSet(NIGHT, None)
    assert arrangement(work, ADA, SEVEN).preferences == Preferences(NIGHT, streak_news=False)
    assert set_quiet(work, ADA, SEVEN, None) == QuietSet(None, NIGHT)


def test_quiet_hours_that_cannot_be_read_leave_those_there_were() -> None:
    work = school(CHAT)
    set_quiet(work, ADA, SEVEN, "22-7")
    work.committed = False

    with pytest.raises(UnclearTime):
        set_quiet(work, ADA, SEVEN, "all night")
    assert arrangement(work, ADA, SEVEN).preferences.quiet == NIGHT
    assert not work.committed


def test_who_asks_for_it_is_written_to_here_with_all_reminders() -> None:
    work = school(CHAT)
    set_daily(work, ADA, SEVEN, "8", here=CHAT)
    opt_in(work, ADA, SEVEN, ReminderKind.DIGEST, here=CHAT)

    assert write_here(work, ADA, SEVEN, CHANNEL) == PlaceAsked(CHANNEL, CHAT)
    shown = arrangement(work, ADA, SEVEN)
    assert shown.asked == CHANNEL
    assert [each.platform for each in shown.reminders] == ["discord", "discord"]


def test_where_the_bot_may_not_write_nobody_is_written_to() -> None:
    work = school(CHAT)

    with pytest.raises(NowhereToWrite):
        write_here(work, ADA, SEVEN, None)
    assert work.destinations.asked(learner(work).id) is None


def test_a_stranger_has_no_arrangement() -> None:
    work = school(CHAT)
    for refused in (
        lambda: arrangement(work, BOB, SEVEN),
        lambda: set_quiet(work, BOB, SEVEN, "22-7"),
        lambda: set_streak_news(work, BOB, SEVEN, on=True),
        lambda: set_badges(work, BOB, SEVEN, on=True),
        lambda: set_dark_pictures(work, BOB, SEVEN, on=True),
        lambda: write_here(work, BOB, SEVEN, CHAT),
    ):
        with pytest.raises(NotEnrolled):
            refused()
