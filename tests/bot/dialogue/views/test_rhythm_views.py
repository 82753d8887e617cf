"""Views of the rhythm: rest days, pauses and the day start, word by word."""

from datetime import date, timedelta
from inspect import cleandoc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.invocation import Place
from bot.dialogue.reply import Reply
from bot.dialogue.views import pause as pause_views
from bot.dialogue.views import rhythm as views
from bot.dialogue.views.coming import coming_line
from core.learner import Account
from core.reminder import ReminderKind
from core.spoken_pause import read_pause
from core.streak_rules import Pause
from core.use_cases import enrolment, prompting, reminding, rhythm
from core.use_cases.arrangement import arrangement
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, TODAY, days_ago, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
HOME = Place("console", "ada")
DAY = timedelta(days=1)


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work with Ada enrolled in Lisbon, who is written to in private."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline(), added=NOON)
    home = enrolment.Newcomer("Europe/Lisbon", "en")
    enrolment.enrol(unit, ADA, NOON, "python", home, destination=HOME.destination)
    return unit


def reads(reply: Reply, golden: str) -> None:
    assert shown(reply) == cleandoc(golden)


def test_without_rest_days_some_are_one_tap(work: FakeUnitOfWork) -> None:
    reads(
        views.rest_days_now(rhythm.look_at_rhythm(work, ADA, NOON)),
        """
        private replace
        # Rest days: none
        Choose days, or type yours: `/restdays wed sun`
        > A rest day needs no study: it ends no streak, costs no freeze, and no topic comes by itself. What you study on it counts all the same.
        [Sat and Sun -> restdays|days=sat sun] [Every Sunday -> restdays|days=sun] [Fri and Sat -> restdays|days=fri sat]
        [Settings -> settings]
        (Type days -> restdays|days=)
        """,  # noqa: E501 - a line stands as it is read
    )


def test_rest_days_that_are_set_say_from_when_and_what_was_before(work: FakeUnitOfWork) -> None:
    rhythm.set_rest_days(work, ADA, NOON, "sat sun")
    reads(
        views.rest_days_set(rhythm.set_rest_days(work, ADA, NOON, "mon")),
        """
        private replace
        # Rest days: every Monday
        From today on. Today is one. A rest day needs no study: it ends no streak, costs no freeze, and no topic comes by itself. What you study on it counts all the same.
        > Before: Sat and Sun; past days stay so.
        [Other days -> restdays] [Turn them off -> restdays|days=off] [Settings -> settings]
        """,  # noqa: E501 - a line stands as it is read
    )
    assert shown(views.rest_days_now(rhythm.look_at_rhythm(work, ADA, NOON))).splitlines()[1] == (
        "# Rest days: every Monday"
    )


def test_rest_days_that_are_off_can_be_turned_on_again(work: FakeUnitOfWork) -> None:
    rhythm.set_rest_days(work, ADA, NOON, "sat sun")
    reads(
        views.rest_days_set(rhythm.set_rest_days(work, ADA, NOON, None)),
        """
        private replace
        Rest days are off. Before: Sat and Sun. From today on, every day needs study.
        [Turn them on again -> restdays|days=sat sun] [Choose days -> restdays]
        [Settings -> settings]
        """,
    )
    reads(
        views.rest_days_set(rhythm.set_rest_days(work, ADA, NOON, None)),
        """
        private replace
        Rest days are off. There were none.
        [Choose days -> restdays]
        [Settings -> settings]
        """,
    )


def test_without_a_pause_one_is_one_tap(work: FakeUnitOfWork) -> None:
    reads(
        pause_views.pause_now(rhythm.look_at_rhythm(work, ADA, NOON)),
        """
        private replace
        # Pause
        Nothing is paused.
        From today on, or as you type it: `/pause 1-15 aug`
        > A paused day needs no study: it ends no streak and costs no freeze, and I write nothing by myself. What you study then counts all the same.
        [3 days -> pause|dates=3d] [A week -> pause|dates=1 week] [2 weeks -> pause|dates=2 weeks]
        [Settings -> settings]
        (Type dates -> pause|dates=)
        """,  # noqa: E501 - a line stands as it is read
    )


def test_a_pause_that_is_set_says_until_when_and_which_others_there_are(
    work: FakeUnitOfWork,
) -> None:
    rhythm.set_pause(work, ADA, NOON, "3d")
    rhythm.set_pause(work, ADA, NOON, "1-15 aug")
    reads(
        pause_views.pause_set(rhythm.set_pause(work, ADA, NOON, "14d")),
        """
        private replace
        # Paused until 6 Dec
        14 days, the last included. It ends by itself.
        A paused day needs no study: it ends no streak and costs no freeze, and I write nothing by myself. What you study then counts all the same.
        > It stands in place of the pause until 25 Nov.
        > You also pause from 1 Aug 2027 to 15 Aug 2027.
        [Another time -> pause] [Turn it off -> pause|dates=off]
        [Settings -> settings]
        """,  # noqa: E501 - a line stands as it is read
    )
    lines = shown(pause_views.pause_now(rhythm.look_at_rhythm(work, ADA, NOON))).splitlines()
    assert lines[2:4] == ["- Paused until 6 Dec", "- Paused from 1 Aug 2027 to 15 Aug 2027"]
    assert lines[-2] == "[Turn it off -> pause|dates=off] [Settings -> settings]"


def test_who_ends_a_pause_is_welcomed_back(work: FakeUnitOfWork) -> None:
    rhythm.set_pause(work, ADA, NOON, "14d")
    reads(
        pause_views.pause_ended(rhythm.end_pause(work, ADA, NOON + DAY)),
        """
        private replace
        Your pause is off. It was until 6 Dec. Welcome back: today counts again.
        [Next topic -> next] [Pause again -> pause]
        [Settings -> settings]
        """,
    )
    reads(
        pause_views.pause_ended(rhythm.end_pause(work, ADA, NOON + DAY)),
        """
        private replace
        Nothing is paused.
        [Pause -> pause] [Settings -> settings]
        """,
    )


def test_who_ends_a_pause_to_come_was_not_away(work: FakeUnitOfWork) -> None:
    rhythm.set_pause(work, ADA, NOON, "1-15 aug")
    ended = shown(pause_views.pause_ended(rhythm.end_pause(work, ADA, NOON)))
    assert ended.splitlines()[1] == "Your pause is off. It was from 1 Aug 2027 to 15 Aug 2027."


def test_who_ends_two_pauses_is_told_both(work: FakeUnitOfWork) -> None:
    rhythm.set_pause(work, ADA, NOON, "3d")
    rhythm.set_pause(work, ADA, NOON, "1-15 aug")
    ended = shown(pause_views.pause_ended(rhythm.end_pause(work, ADA, NOON)))
    assert ended.splitlines()[1] == (
        "Your pauses are off: until 25 Nov and from 1 Aug 2027 to 15 Aug 2027. "
        "Welcome back: today counts again."
    )


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (0, 0, "today"),
        (-3, 0, "today"),
        (-3, 1, "until 24 Nov"),
        (2, 2, "on 25 Nov"),
        (2, 4, "from 25 Nov to 27 Nov"),
    ],
)
def test_a_pause_is_said_as_seen_from_today(first: int, last: int, words: str) -> None:
    pause = Pause(days_ago(-first), days_ago(-last))
    assert pause_views.pause_words(pause, TODAY) == words


@given(
    first=st.dates(TODAY, date(2099, 12, 31)),
    days=st.integers(0, 365),
)
def test_a_pause_is_read_back_as_it_is_typed(first: date, days: int) -> None:
    pause = Pause(first, first + timedelta(days=days))
    assert read_pause(pause_views.typed_pause(pause), TODAY) == pause


def test_the_day_start_is_shown_with_the_end_of_today(work: FakeUnitOfWork) -> None:
    reads(
        views.day_start_now(rhythm.look_at_rhythm(work, ADA, NOON)),
        """
        private replace
        # Day start
        Your day begins and ends at midnight, Lisbon time.
        Today, Mon 23 Nov, lasts until @Tue 24 Nov, 00:00 Lisbon time.
        Choose a time, or type yours: `/daystart 04:00`
        > Who studies past midnight lets the day end later: until then it is still the day before.
        [00:00 -> daystart|time=00:00] [03:00 -> daystart|time=03:00] [04:00 -> daystart|time=04:00] [05:00 -> daystart|time=05:00]
        [Settings -> settings]
        (Type a time -> daystart|time=)
        """,  # noqa: E501 - a line stands as it is read
    )


def test_another_day_start_says_how_long_today_lasts(work: FakeUnitOfWork) -> None:
    reads(
        views.day_start_set(rhythm.set_day_start(work, ADA, NOON, "4")),
        """
        private replace
        # Your day begins at 04:00
        Today, Mon 23 Nov, lasts until @Tue 24 Nov, 04:00 Lisbon time.
        What you do between midnight and 04:00 counts for the day before.
        > Before it was 00:00; past days keep their dates, and reminders their times.
        [Back to 00:00 -> daystart|time=00:00] [Another time -> daystart]
        [Settings -> settings]
        """,
    )
    reads(
        views.day_start_set(rhythm.set_day_start(work, ADA, NOON + DAY, "4")),
        """
        private replace
        # Your day begins at 04:00
        Today, Tue 24 Nov, lasts until @Wed 25 Nov, 04:00 Lisbon time.
        What you do between midnight and 04:00 counts for the day before.
        [Another time -> daystart]
        [Settings -> settings]
        """,
    )


def test_a_day_start_said_again_before_it_holds_can_still_be_taken_back(
    work: FakeUnitOfWork,
) -> None:
    rhythm.set_day_start(work, ADA, NOON, "4")
    later = shown(views.day_start_set(rhythm.set_day_start(work, ADA, NOON, "5"))).splitlines()
    assert later[1] == "# Your day begins at 05:00"
    assert later[4:6] == [
        "> Before it was 00:00; past days keep their dates, and reminders their times.",
        "[Back to 00:00 -> daystart|time=00:00] [Another time -> daystart]",
    ]


def test_a_day_that_began_late_is_said_to_end_late(work: FakeUnitOfWork) -> None:
    rhythm.set_day_start(work, ADA, NOON, "4")
    back = shown(views.day_start_set(rhythm.set_day_start(work, ADA, NOON + DAY, "midnight")))
    assert back.splitlines()[1:3] == [
        "# Your day begins at 00:00",
        "Today, Tue 24 Nov, lasts until @Wed 25 Nov, 04:00 Lisbon time.",
    ]


@pytest.mark.parametrize(
    ("kind", "rest", "pause", "coming"),
    [
        (ReminderKind.PROMPT, "tue", None, "Wed 25 Nov, 08:00 Lisbon time"),
        (ReminderKind.NUDGE, "mon", None, "Tue 24 Nov, 20:00 Lisbon time"),
        (ReminderKind.DIGEST, "sun", None, "Sun 29 Nov, 18:00 Lisbon time"),
        (ReminderKind.PROMPT, None, "3d", "Thu 26 Nov, 08:00 Lisbon time"),
        (ReminderKind.PROMPT, "thu", "3d", "Fri 27 Nov, 08:00 Lisbon time"),
        (ReminderKind.DIGEST, None, "7d", "Sun 6 Dec, 18:00 Lisbon time"),
    ],
)
def test_what_comes_next_leaves_out_rest_days_and_pauses(
    work: FakeUnitOfWork, kind: ReminderKind, rest: str | None, pause: str | None, coming: str
) -> None:
    reminder = reminding.opt_in(work, ADA, NOON, kind, here=HOME.destination).reminder
    if rest:
        rhythm.set_rest_days(work, ADA, NOON, rest)
    if pause:
        rhythm.set_pause(work, ADA, NOON, pause)

    _, when, _ = coming_line(reminder, arrangement(work, ADA, NOON), NOON)

    assert getattr(when, "text", None) == coming


def test_a_prompt_of_rest_days_alone_is_said_not_to_come(work: FakeUnitOfWork) -> None:
    prompt = prompting.set_daily(work, ADA, NOON, "8 sat sun", here=HOME.destination).reminder
    rhythm.set_rest_days(work, ADA, NOON, "weekends")

    line = coming_line(prompt, arrangement(work, ADA, NOON), NOON)

    assert line == ("It does not come: its days are rest days, or paused.",)


def test_a_prompt_comes_again_after_the_longest_pause(work: FakeUnitOfWork) -> None:
    prompt = prompting.set_daily(work, ADA, NOON, "13", here=HOME.destination).reminder
    rhythm.set_pause(work, ADA, NOON, "366d")

    _, when, _ = coming_line(prompt, arrangement(work, ADA, NOON), NOON)

    assert getattr(when, "at", None) == NOON + timedelta(days=366, hours=1)
