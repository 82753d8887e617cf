"""Views of reminders and settings: what a learner reads and can press, word by word."""

from dataclasses import replace
from datetime import datetime, timedelta
from inspect import cleandoc

import pytest

from bot.dialogue.catalogue import LEXICON
from bot.dialogue.invocation import Place, PlaceKind, Value
from bot.dialogue.reply import Reply
from bot.dialogue.views import daily, holding, reminders, settings
from bot.dialogue.views.refusals import refusal
from bot.dialogue.views.refused import Tried
from core.errors import NowhereToWrite, StudyError, UnclearTime, UnknownReminder
from core.learner import Account
from core.reminder import Reminder, ReminderId, ReminderKind
from core.use_cases import enrolment, prompting, reminding
from core.use_cases.aiming import lighten_week, set_goal, set_target
from core.use_cases.arrangement import (
    Arrangement,
    arrangement,
    set_badges,
    set_dark_pictures,
    set_quiet,
)
from core.use_cases.rhythm import set_day_start, set_pause, set_rest_days
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
HOME = Place("console", "ada")
GROUP = Place("console", "readers", PlaceKind.GROUP)
CLOSED = replace(GROUP, lacks=("Send Messages",))
EVENING = NOON + timedelta(hours=8)


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work with Ada enrolled in Lisbon, who is written to in private."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline(), added=NOON)
    home = enrolment.Newcomer("Europe/Lisbon", "en")
    enrolment.enrol(unit, ADA, NOON, "python", home, destination=HOME.destination)
    return unit


def kept(work: FakeUnitOfWork, now: datetime = NOON) -> Arrangement:
    return arrangement(work, ADA, now)


def prompt(work: FakeUnitOfWork, typed: str) -> prompting.DailySet:
    return prompting.set_daily(work, ADA, NOON, typed, here=HOME.destination)


def opted(work: FakeUnitOfWork, kind: ReminderKind) -> Reminder:
    return reminding.opt_in(work, ADA, NOON, kind, here=HOME.destination).reminder


def reads(reply: Reply, golden: str) -> None:
    assert shown(reply) == cleandoc(golden)


def test_without_a_prompt_a_time_is_one_tap(work: FakeUnitOfWork) -> None:
    reads(
        daily.daily_now(kept(work), HOME, NOON),
        """
        private replace
        You have no daily prompt yet.
        When do you want your topic of the day?
        > Any time will do, with days if you like: `/daily 8:30 mon-fri`
        [07:00 -> daily|when=07:00 daily] [08:00 -> daily|when=08:00 daily] [09:00 -> daily|when=09:00 daily]
        [12:00 -> daily|when=12:00 daily] [18:00 -> daily|when=18:00 daily] [20:00 -> daily|when=20:00 daily]
        [Settings -> settings]
        (Type a time -> daily|when=)
        """,  # noqa: E501 - a line stands as it is read
    )


def test_another_time_for_the_prompt_keeps_its_days(work: FakeUnitOfWork) -> None:
    prompt(work, "8:30 mon-fri")
    reads(
        daily.daily_now(kept(work), HOME, NOON),
        """
        private replace
        # Daily prompt
        *08:30, Mon to Fri*. Next: @Tue 24 Nov, 08:30 Lisbon time.
        I write to you here.
        To change it, choose a time or type one, with days: `/daily 8:30 mon-fri`
        [07:00 -> daily|when=07:00 mon-fri] [08:00 -> daily|when=08:00 mon-fri] [09:00 -> daily|when=09:00 mon-fri]
        [12:00 -> daily|when=12:00 mon-fri] [18:00 -> daily|when=18:00 mon-fri] [20:00 -> daily|when=20:00 mon-fri]
        [Turn it off -> daily|when=off] [Settings -> settings]
        (Type a time -> daily|when=)
        """,  # noqa: E501 - a line stands as it is read
    )


def test_a_prompt_that_is_set_says_when_it_comes_where_and_what_it_replaces(
    work: FakeUnitOfWork,
) -> None:
    prompt(work, "7")
    result = prompt(work, "8:30 mon-fri")
    reads(
        daily.daily_set(result, kept(work), HOME, NOON, 27),
        """
        private replace
        # Daily prompt: 08:30, Mon to Fri
        Next: @Tue 24 Nov, 08:30 Lisbon time.
        I write to you here.
        > Before it was 07:00, every day.
        > You also have 07:00, Sat and Sun.
        When you have studied already that day, it stays away.
        [Another time -> daily] [Turn it off -> daily|when=off]
        [Settings -> settings]
        """,
    )


@pytest.mark.parametrize(
    ("crowd", "pace", "told"),
    [
        (27 * 60, 27.0, None),
        (27 * 60 + 1, 27.0, "between 08:30 and 08:32."),
        (27 * 60 * 40, 27.0, "between 08:30 and 09:10."),
        (27 * 60 * 40, None, None),
    ],
)
def test_a_minute_that_many_chose_is_told_as_the_time_between(
    work: FakeUnitOfWork, crowd: int, pace: float | None, told: str | None
) -> None:
    result = replace(prompt(work, "8:30"), crowd=crowd)

    lines = shown(daily.daily_set(result, kept(work), HOME, NOON, pace)).splitlines()

    words = [line for line in lines if "Many learners" in line]
    assert words == ([f"> Many learners chose this time, so it comes {told}"] if told else [])


def test_a_prompt_set_where_the_bot_may_not_write_says_what_lacks_and_where_it_comes(
    work: FakeUnitOfWork,
) -> None:
    result = prompting.set_daily(work, ADA, NOON, "8:30", here=CLOSED.destination)

    lines = shown(daily.daily_set(result, kept(work), CLOSED, NOON, None)).splitlines()

    assert lines[3:5] == [
        "I write to you in our private chat.",
        "> To write in the group where you asked, I need Send Messages.",
    ]


def test_a_prompt_that_was_turned_off_can_be_turned_on_again(work: FakeUnitOfWork) -> None:
    prompt(work, "8:30 mon-fri")
    reads(
        daily.daily_stopped(prompting.stop_daily(work, ADA, NOON)),
        """
        private replace
        The daily prompt is off. It was 08:30, Mon to Fri.
        Your topic is still here whenever you ask: `/next`
        [Turn it on again -> daily|when=08:30 mon-fri] [Settings -> settings]
        """,
    )


def test_no_prompt_is_not_turned_off(work: FakeUnitOfWork) -> None:
    reads(
        daily.daily_stopped(prompting.stop_daily(work, ADA, NOON)),
        """
        private replace
        There is no daily prompt to turn off.
        [Set one -> daily] [Settings -> settings]
        """,
    )


def test_the_list_numbers_the_reminders_and_says_what_holds_them_up(work: FakeUnitOfWork) -> None:
    prompt(work, "8:30 mon-fri")
    muted = opted(work, ReminderKind.NUDGE)
    reminding.mute_reminder(work, ADA, NOON, muted.id, muted=True)
    opted(work, ReminderKind.DIGEST)
    set_quiet(work, ADA, NOON, "22-9")
    prompting.snooze(work, ADA, NOON, "2h", here=None)
    reads(
        reminders.reminders(kept(work), HOME, NOON),
        """
        private replace
        # Reminders
        1 *Daily prompt, 08:30, Mon to Fri*. Next: @Tue 24 Nov, 09:00 Lisbon time, when your quiet hours end.
        2 *Evening nudge, 20:00, every day*. Muted: it does not come until you unmute it.
        3 *Weekly digest, 18:00, every Sunday*. Next: @Sun 29 Nov, 18:00 Lisbon time.
        > Snoozed: your topic comes again @Mon 23 Nov, 14:00 Lisbon time.
        I write to you here.
        > Press one to change it, or type a time for it: `/remind 3 20:15`
        [Daily prompt, 08:30, Mon to Fri -> remind|reminder=1]
        [Evening nudge, 20:00, every day -> remind|reminder=2]
        [Weekly digest, 18:00, every Sunday -> remind|reminder=3]
        [Settings -> settings]
        """,  # noqa: E501 - a line stands as it is read
    )


def test_no_prompt_comes_before_the_one_that_was_snoozed(work: FakeUnitOfWork) -> None:
    prompt(work, "14:00")
    prompting.snooze(work, ADA, NOON, "tonight", here=None)

    lines = shown(daily.daily_now(kept(work), HOME, NOON)).splitlines()

    assert lines[2:4] == [
        "*14:00, every day*. Next: @Tue 24 Nov, 14:00 Lisbon time.",
        "> Snoozed: your topic comes again @Mon 23 Nov, 20:00 Lisbon time.",
    ]


def test_without_reminders_the_way_to_the_first_is_shown(work: FakeUnitOfWork) -> None:
    reads(
        reminders.reminders(kept(work), HOME, NOON),
        """
        private replace
        You have no reminders.
        The daily prompt brings you your topic at a time you choose.
        [Set a daily prompt -> daily] [Settings -> settings]
        """,
    )


def test_one_reminder_is_shown_with_what_can_be_done(work: FakeUnitOfWork) -> None:
    nudge = opted(work, ReminderKind.NUDGE)
    reads(
        reminders.reminder(nudge, kept(work), HOME, NOON, "It comes again."),
        """
        private replace
        # Evening nudge
        It comes again.
        *20:00, every day*. Next: @Mon 23 Nov, 20:00 Lisbon time.
        > It comes only when your streak, or a freeze, would go that night.
        I write to you here.
        [Change -> remind|reminder=1|do=change] [Mute -> remind|reminder=1|do=mute] [Delete -> remind|reminder=1|do=delete]
        [All reminders -> remind]
        """,  # noqa: E501 - a line stands as it is read
    )


def test_a_digest_is_changed_to_one_of_the_seven_days(work: FakeUnitOfWork) -> None:
    digest = replace(opted(work, ReminderKind.DIGEST), id=ReminderId(999_999_999_999_999_999))

    *_, days, back, form = shown(reminders.change(digest, 3)).splitlines()

    assert [part.split(" -> ")[0] for part in days.split("] [")] == [
        "[Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ]
    assert back == "[Back -> remind|reminder=999999999999999999]"
    assert form == "(Type it -> remind|reminder=999999999999999999|when=)"


def test_what_is_to_be_deleted_is_asked_about_first(work: FakeUnitOfWork) -> None:
    reads(
        reminders.ask_to_delete(prompt(work, "8:30 mon-fri").reminder),
        """
        private replace
        Delete your daily prompt (*08:30, Mon to Fri*)?
        It will not come any more. All that you did stays.
        [Yes, delete it -> remind|reminder=1|do=confirm] [No, keep it -> remind|reminder=1]
        """,
    )


def test_the_settings_show_everything_with_a_button_for_each(work: FakeUnitOfWork) -> None:
    prompt(work, "8:30 mon-fri")
    opted(work, ReminderKind.DIGEST)
    prompting.snooze(work, ADA, NOON, "2h", here=None)
    reads(
        settings.settings(kept(work), GROUP, NOON, "Streak news is off."),
        """
        private replace
        # Settings
        Streak news is off.
        - *Time zone*: Lisbon time, it is @12:00 there
        - *Daily prompt*: 08:30, Mon to Fri
        - *Snoozed*: your topic comes again @Mon 23 Nov, 14:00 Lisbon time
        - *Evening nudge*: off
        - *Weekly digest*: 18:00, every Sunday
        - *Streak news*: on
        - *Quiet hours*: none
        - *I write to you*: in our private chat
        *How you study*
        - *Day begins*: 00:00
        - *Rest days*: none
        - *Pause*: none
        - *Goal*: none
        - *Target*: none
        - *Badges*: on
        - *Pictures*: light
        > The evening nudge comes only when your streak, or a freeze, would go that night. The weekly digest sums up seven days.
        [Turn evening nudge on -> settings|nudge=on]
        [Turn weekly digest off -> settings|digest=off]
        [Turn streak news off -> settings|news=off]
        [Turn badges off -> settings|badges=off] [Dark pictures -> settings|dark=on]
        [Daily prompt -> daily] [Reminders -> remind]
        [Quiet hours -> quiet] [Time zone -> tz]
        [Day start -> daystart] [Rest days -> restdays]
        [Pause -> pause] [Goal -> goal] [Target -> target]
        [Write to me here -> settings|here=1]
        """,  # noqa: E501 - a line stands as it is read
    )


def test_the_settings_say_how_one_studies_and_offer_the_other_way(work: FakeUnitOfWork) -> None:
    set_rest_days(work, ADA, NOON, "sat sun")
    set_pause(work, ADA, NOON, "3d")
    set_day_start(work, ADA, NOON, "4")
    set_badges(work, ADA, NOON, on=False)
    set_dark_pictures(work, ADA, NOON, on=True)
    set_goal(work, ADA, NOON, "10/week")
    lighten_week(work, ADA, NOON)
    set_target(work, ADA, NOON, "30 jun")

    lines = shown(settings.settings(kept(work), HOME, NOON)).splitlines()

    begin = lines.index("*How you study*")
    assert lines[begin + 1 : begin + 8] == [
        "- *Day begins*: 04:00",
        "- *Rest days*: Sat and Sun",
        "- *Pause*: until 25 Nov",
        "- *Goal*: 5 a week until Sunday, then 10 a week",
        "- *Target*: 30 Jun 2027",
        "- *Badges*: off",
        "- *Pictures*: dark",
    ]
    assert "[Turn badges on -> settings|badges=on] [Light pictures -> settings|dark=off]" in lines


def test_a_nudge_that_is_muted_can_be_turned_on(work: FakeUnitOfWork) -> None:
    nudge = opted(work, ReminderKind.NUDGE)
    reminding.mute_reminder(work, ADA, NOON, nudge.id, muted=True)

    lines = shown(settings.settings(kept(work), HOME, NOON)).splitlines()

    assert "- *Evening nudge*: 20:00, every day (muted)" in lines
    assert "[Turn evening nudge on -> settings|nudge=on]" in lines


def test_quiet_hours_that_are_set_say_what_they_hold_up(work: FakeUnitOfWork) -> None:
    prompt(work, "8:30")
    set_quiet(work, ADA, NOON, "22-7")
    reads(
        holding.quiet_set(set_quiet(work, ADA, NOON, "22-9"), kept(work), NOON),
        """
        private replace
        # Quiet hours: 22:00 to 09:00
        I write nothing by myself then, by Lisbon time. What comes due waits until 09:00; nothing is lost.
        > Before they were 22:00 to 07:00.
        > Your daily prompt is for 08:30. Next: @Tue 24 Nov, 09:00 Lisbon time, when your quiet hours end.
        [Other hours -> quiet] [Turn them off -> quiet|hours=off]
        [Settings -> settings]
        """,  # noqa: E501 - a line stands as it is read
    )


def test_quiet_hours_that_are_off_can_be_turned_on_again(work: FakeUnitOfWork) -> None:
    set_quiet(work, ADA, NOON, "22-7")
    reads(
        holding.quiet_set(set_quiet(work, ADA, NOON, None), kept(work), NOON),
        """
        private replace
        Quiet hours are off. They were 22:00 to 07:00.
        [Turn them on again -> quiet|hours=22:00-07:00] [Settings -> settings]
        """,
    )


def test_a_topic_is_snoozed_by_one_tap(work: FakeUnitOfWork) -> None:
    reads(
        holding.ask_until(kept(work), NOON),
        """
        private replace
        # Snooze your topic until when?
        Choose one, or type it: `/snooze 2h` or `/snooze 18:30`
        [An hour -> snooze|until=1h] [Tonight -> snooze|until=tonight] [Tomorrow -> snooze|until=tomorrow]
        [Not now, show it -> next]
        (Type a time -> snooze|until=)
        """,  # noqa: E501 - a line stands as it is read
    )


def test_tonight_is_no_choice_once_it_has_begun(work: FakeUnitOfWork) -> None:
    prompting.snooze(work, ADA, NOON, "22:15", here=None)
    reads(
        holding.ask_until(kept(work), EVENING),
        """
        private replace
        # Snooze your topic until when?
        It waits until @Mon 23 Nov, 22:15 Lisbon time now.
        Choose one, or type it: `/snooze 2h` or `/snooze 18:30`
        [An hour -> snooze|until=1h] [Tomorrow -> snooze|until=tomorrow]
        [Not now, show it -> next]
        (Type a time -> snooze|until=)
        """,
    )


def test_a_snooze_that_ends_in_quiet_hours_says_why_it_is_later(work: FakeUnitOfWork) -> None:
    set_quiet(work, ADA, NOON, "13-15")
    reads(
        holding.snoozed(prompting.snooze(work, ADA, NOON, "2h", here=None), kept(work), HOME),
        """
        private replace
        Snoozed. Your topic comes again @Mon 23 Nov, 15:00 Lisbon time, when your quiet hours end.
        I write to you here.
        [Show it now -> next] [Another time -> snooze]
        """,
    )


def refused(error: StudyError, command: str, place: Place = HOME, **arguments: Value) -> Reply:
    return refusal(error, Tried(LEXICON.by_name[command], arguments, place))


def test_a_time_that_is_not_clear_says_what_is_wrong_and_what_works() -> None:
    error = UnclearTime("8:75 mon", "mon", "There is no minute 75.", ("8", "8:30"))
    reads(
        refused(error, "remind", number=2, when="8:75 mon"),
        """
        private refusal
        I cannot use “8:75 mon”. There is no minute 75. I understood “mon”.
        These work: `8`, `8:30`. For example: `/remind 2 20:15`
        [Choose instead -> remind|number=2]
        (Type it again -> remind|number=2|when=)
        """,
    )


def test_what_was_understood_is_not_said_where_it_is_all_that_was_typed() -> None:
    error = UnclearTime("tonight", "tonight", "It is later already.", ("1h", "tomorrow"))

    assert (
        "I cannot use “tonight”. It is later already."
        in shown(refused(error, "snooze")).splitlines()
    )


@pytest.mark.parametrize(
    ("place", "golden"),
    [
        (
            HOME,
            """
            private refusal
            I have no place to write to you by myself.
            Start me in private, then send that again: `/start`
            """,
        ),
        (
            CLOSED,
            """
            private refusal
            I cannot write by myself where you asked.
            For that I need Send Messages. Then send that again, or send it to me in private.
            """,
        ),
    ],
    ids=["nothing lacks", "something lacks"],
)
def test_nowhere_to_write_says_what_to_do(place: Place, golden: str) -> None:
    reads(refused(NowhereToWrite(), "daily", place), golden)


def test_a_reminder_that_is_gone_leads_to_those_there_are() -> None:
    reads(
        refused(UnknownReminder(), "remind", reminder=5),
        """
        private refusal
        That reminder is gone, or was changed since.
        [My reminders -> remind]
        """,
    )
