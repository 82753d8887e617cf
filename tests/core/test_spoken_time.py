"""Spoken times: the forms people type are read, and others are refused with ones that work."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnclearTime
from core.quiet import Quiet
from core.reminder import Schedule
from core.spoken_time import (
    CHANGE_FORMS,
    DAYS_FORMS,
    QUIET_FORMS,
    SCHEDULE_FORMS,
    TIME_FORMS,
    read_change,
    read_days,
    read_quiet,
    read_schedule,
    read_time,
    say_days,
    say_time,
)
from core.weekdays import Days

MON, TUE, WED, THU, FRI, SAT, SUN = (Days(1 << number) for number in range(7))


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("8", "08:00"),
        ("08", "08:00"),
        ("8:30", "08:30"),
        ("08:30", "08:30"),
        ("0830", "08:30"),
        ("830", "08:30"),
        ("8.30", "08:30"),
        ("8h", "08:00"),
        ("20h", "20:00"),
        ("20h30", "20:30"),
        ("8 h 30", "08:30"),
        ("8.30pm", "20:30"),
        ("8:30 PM", "20:30"),
        ("8 p.m.", "20:00"),
        ("830pm", "20:30"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("12.05 a.m.", "00:05"),
        ("0", "00:00"),
        ("23:59", "23:59"),
        ("noon", "12:00"),
        ("Midnight", "00:00"),
        ("at 8 o’clock", "08:00"),
        ("  8  ", "08:00"),
        ("８：３０", "08:30"),  # the wide digits of an East Asian keyboard
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, clock: str) -> None:
    assert say_time(read_time(typed)) == clock


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("25:00", "There is no hour 25: they are 0 to 23."),
        ("24:00", "A day ends at 23:59; midnight is 00:00."),
        ("8:75", "There is no minute 75: they are 00 to 59."),
        ("8:3", "Minutes take two digits."),
        ("13pm", "With am and pm, hours are 1 to 12, not 13."),
        ("0am", "With am and pm, hours are 1 to 12, not 0."),
        ("soon", "“soon” is no time of day."),
        ("-5", "“-5” is no time of day."),
        ("8:30:00", "“8:30:00” is no time of day."),
        ("", "It names no time of day."),
        ("8" * 5000, f"“{'8' * 24}” is no time of day."),
    ],
)
def test_a_time_that_no_clock_shows_is_refused_with_forms_that_work(typed: str, wrong: str) -> None:
    with pytest.raises(UnclearTime) as refused:
        read_time(typed)
    assert told(refused.value) == (typed, "", wrong, TIME_FORMS)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("daily", Days.DAILY),
        ("every day", Days.DAILY),
        ("Weekdays", Days.WEEKDAYS),
        ("on weekends", Days.WEEKENDS),
        ("mon-fri", Days.WEEKDAYS),
        ("mon – fri", Days.WEEKDAYS),
        ("Monday to Friday", Days.WEEKDAYS),
        ("mon through wed", MON | TUE | WED),
        ("fri-mon", FRI | SAT | SUN | MON),
        ("sun-sun", SUN),
        ("sat sun", Days.WEEKENDS),
        ("mon,wed,fri", MON | WED | FRI),
        ("mon, wed & fri", MON | WED | FRI),
        ("mon-wed and sat", MON | TUE | WED | SAT),
        ("mondays", MON),
        ("tues weds thurs", TUE | WED | THU),
        ("mo tu we th fr sa su", Days.DAILY),
    ],
)
def test_days_are_read_as_people_type_them(typed: str, days: Days) -> None:
    assert read_days(typed) == days


@pytest.mark.parametrize(
    ("typed", "understood", "wrong"),
    [
        ("mon-fry", "", "“mon-fry” is no day."),
        ("mon, frog, sun", "mon sun", "“frog” is no day."),
        ("frog toad", "", "“frog” is no day."),
        ("mon-", "", "“mon-” is no day."),
        ("mon-wed-fri", "", "“mon-wed-fri” is no day."),
        ("t", "", "“t” is no day."),
        ("s", "", "“s” is no day."),
        ("on", "", "It names no day."),
        ("", "", "It names no day."),
    ],
)
def test_what_is_no_day_is_refused_with_what_was_understood(
    typed: str, understood: str, wrong: str
) -> None:
    with pytest.raises(UnclearTime) as refused:
        read_days(typed)
    assert told(refused.value) == (typed, understood, wrong, DAYS_FORMS)


@pytest.mark.parametrize(
    ("typed", "minute", "days"),
    [
        ("08:30 mon-fri", 510, Days.WEEKDAYS),
        ("08:30", 510, Days.DAILY),
        ("8pm, sat sun", 1200, Days.WEEKENDS),
        ("weekdays 20h", 1200, Days.WEEKDAYS),
        ("daily at noon", 720, Days.DAILY),
        ("every day at 8 p.m.", 1200, Days.DAILY),
        ("mon 8.30 pm wed", 1230, MON | WED),
        ("8 a.m. tue", 480, TUE),
        ("8 and mon", 480, MON),
    ],
)
def test_a_schedule_is_a_time_and_days_in_either_order(typed: str, minute: int, days: Days) -> None:
    assert read_schedule(typed, "Europe/Lisbon") == Schedule(minute, days, "Europe/Lisbon")


WEEKDAYS_8 = Schedule(480, Days.WEEKDAYS, "Europe/Lisbon")


@pytest.mark.parametrize(
    ("typed", "minute", "days"),
    [
        ("9:15", 555, Days.WEEKDAYS),
        ("sat sun", 480, Days.WEEKENDS),
        ("daily", 480, Days.DAILY),
        ("sat 10", 600, SAT),
        ("weekdays at 8", 480, Days.WEEKDAYS),
    ],
)
def test_a_change_keeps_what_it_does_not_name(typed: str, minute: int, days: Days) -> None:
    assert read_change(typed, WEEKDAYS_8) == Schedule(minute, days, "Europe/Lisbon")


@pytest.mark.parametrize(
    ("typed", "understood", "wrong", "forms"),
    [
        ("frog", "", "“frog” is no time of day.", CHANGE_FORMS),
        ("", "", "It names no time of day.", CHANGE_FORMS),
        ("on", "", "It names no time of day.", CHANGE_FORMS),
        ("mon frog", "mon", "“frog” is no day.", CHANGE_FORMS),
        ("9 frog", "09:00", "“frog” is no day.", DAYS_FORMS),
        ("25:00", "", "There is no hour 25: they are 0 to 23.", TIME_FORMS),
    ],
)
def test_a_change_that_cannot_be_read_is_refused_with_what_works(
    typed: str, understood: str, wrong: str, forms: tuple[str, ...]
) -> None:
    with pytest.raises(UnclearTime) as refused:
        read_change(typed, WEEKDAYS_8)
    assert told(refused.value) == (typed, understood, wrong, forms)


@pytest.mark.parametrize(
    ("typed", "understood", "wrong", "forms"),
    [
        ("08:30 mon-fry", "08:30", "“mon-fry” is no day.", DAYS_FORMS),
        ("8 mon frog", "08:00 mon", "“frog” is no day.", DAYS_FORMS),
        ("8 9 mon", "08:00 mon", "“9” is no day.", DAYS_FORMS),
        ("25 mon-fri", "mon-fri", "There is no hour 25: they are 0 to 23.", TIME_FORMS),
        ("mon-fri", "mon-fri", "It names no time of day.", SCHEDULE_FORMS),
        ("soon", "", "It names no time of day.", SCHEDULE_FORMS),
        ("", "", "It names no time of day.", SCHEDULE_FORMS),
    ],
)
def test_a_schedule_is_refused_with_what_was_understood_of_it(
    typed: str, understood: str, wrong: str, forms: tuple[str, ...]
) -> None:
    with pytest.raises(UnclearTime) as refused:
        read_schedule(typed, "UTC")
    assert told(refused.value) == (typed, understood, wrong, forms)


@pytest.mark.parametrize(
    ("typed", "quiet"),
    [
        ("22:00-07:00", Quiet(1320, 420)),
        ("22-7", Quiet(1320, 420)),
        ("10pm – 7am", Quiet(1320, 420)),
        ("10 p.m.-7 a.m.", Quiet(1320, 420)),
        ("from 22h to 7h30", Quiet(1320, 450)),
        ("between 22 and 7", Quiet(1320, 420)),
        ("22:00 until 7am", Quiet(1320, 420)),
        ("noon-2pm", Quiet(720, 840)),
        ("9:30 to 10:15", Quiet(570, 615)),
    ],
)
def test_quiet_hours_are_read_from_their_begin_to_their_end(typed: str, quiet: Quiet) -> None:
    assert read_quiet(typed) == quiet


@pytest.mark.parametrize(
    ("typed", "understood", "wrong", "forms"),
    [
        ("22", "", "Quiet hours need a begin and an end.", QUIET_FORMS),
        ("22-late", "22:00", "“late” is no time of day.", QUIET_FORMS),
        ("22-25", "22:00", "There is no hour 25: they are 0 to 23.", TIME_FORMS),
        ("10-11pm", "", "Say am or pm for both, or for neither.", QUIET_FORMS),
        ("22-10pm", "22:00", "They begin and end at 22:00.", QUIET_FORMS),
    ],
)
def test_quiet_hours_are_refused_with_what_was_understood(
    typed: str, understood: str, wrong: str, forms: tuple[str, ...]
) -> None:
    with pytest.raises(UnclearTime) as refused:
        read_quiet(typed)
    assert told(refused.value) == (typed, understood, wrong, forms)


def test_the_forms_that_are_offered_work() -> None:
    assert [say_time(read_time(form)) for form in TIME_FORMS] == [
        "08:00",
        "08:30",
        "20:30",
        "20:00",
    ]
    assert [say_days(read_days(form)) for form in DAYS_FORMS] == [
        "mon-fri",
        "mon-fri",
        "sat sun",
        "daily",
    ]
    assert [read_schedule(form, "UTC").minute for form in SCHEDULE_FORMS] == [510, 1230, 1200, 540]
    assert [read_quiet(form).end for form in QUIET_FORMS] == [420, 420, 450]


@given(st.integers(0, 1439))
def test_a_time_that_is_said_is_read_back(minute: int) -> None:
    assert read_time(say_time(minute)) == minute


@given(st.integers(1, 127).map(Days))
def test_days_that_are_said_are_read_back(days: Days) -> None:
    assert read_days(say_days(days)) == days


@pytest.mark.parametrize(
    "read", [read_time, read_days, partial(read_schedule, zone="UTC"), read_quiet]
)
@given(st.text() | st.text("0189:.hpam -,to"))
def test_anything_typed_is_read_or_refused(read: Callable[[str], object], typed: str) -> None:
    with suppress(UnclearTime):
        read(typed)


def told(error: UnclearTime) -> tuple[str, str, str, tuple[str, ...]]:
    return error.typed, error.understood, error.wrong, error.forms
