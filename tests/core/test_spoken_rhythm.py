"""Spoken rhythm: rest days and the begin of a day are read as people type them, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnclearTime
from core.spoken_rhythm import DAY_START_FORMS, REST_FORMS, read_day_start, read_rest_days
from core.spoken_time import say_days, say_time
from core.weekdays import Days


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("sat sun", Days.WEEKENDS),
        ("Weekends", Days.WEEKENDS),
        ("every Sunday", Days.SUNDAY),
        ("fri, sat", Days.FRIDAY | Days.SATURDAY),
        ("sat-mon", Days.SATURDAY | Days.SUNDAY | Days.MONDAY),
        ("mon-sat", Days.DAILY & ~Days.SUNDAY),
    ],
)
def test_rest_days_are_read(typed: str, days: Days) -> None:
    assert read_rest_days(typed) == days


@pytest.mark.parametrize(
    ("typed", "minute"),
    [("4", 240), ("04:00", 240), ("3:30am", 210), ("2h", 120), ("midnight", 0), ("11:59", 719)],
)
def test_the_begin_of_a_day_is_read(typed: str, minute: int) -> None:
    assert read_day_start(typed) == minute


@pytest.mark.parametrize("form", REST_FORMS)
def test_every_form_of_rest_days_that_is_offered_works(form: str) -> None:
    assert read_rest_days(form)


@pytest.mark.parametrize("form", DAY_START_FORMS)
def test_every_form_of_a_day_start_that_is_offered_works(form: str) -> None:
    assert read_day_start(form) < 720


@pytest.mark.parametrize(
    ("typed", "understood", "wrong"),
    [
        ("daily", "daily", "A week needs at least one day that is no rest day."),
        ("mon-sun", "daily", "A week needs at least one day that is no rest day."),
        ("sat funday", "sat", "“funday” is no day."),
        ("", "", "It names no day."),
    ],
)
def test_what_is_no_rest_day_is_refused_with_forms_that_work(
    typed: str, understood: str, wrong: str
) -> None:
    with pytest.raises(UnclearTime) as refused:
        read_rest_days(typed)
    error = refused.value
    assert (error.typed, error.understood, error.wrong, error.forms) == (
        typed,
        understood,
        wrong,
        REST_FORMS,
    )


@pytest.mark.parametrize(
    ("typed", "understood", "wrong"),
    [
        ("12:00", "12:00", "A day begins before noon: from 00:00 to 11:59."),
        ("8.30pm", "20:30", "A day begins before noon: from 00:00 to 11:59."),
        ("4:75", "", "There is no minute 75: they are 00 to 59."),
        ("late", "", "“late” is no time of day."),
    ],
)
def test_what_is_no_begin_of_a_day_is_refused_with_forms_that_work(
    typed: str, understood: str, wrong: str
) -> None:
    with pytest.raises(UnclearTime) as refused:
        read_day_start(typed)
    error = refused.value
    assert (error.typed, error.understood, error.wrong, error.forms) == (
        typed,
        understood,
        wrong,
        DAY_START_FORMS,
    )


@given(st.integers(1, 126).map(Days))
def test_rest_days_are_read_back_as_they_are_said(days: Days) -> None:
    assert read_rest_days(say_days(days)) == days


@given(st.integers(0, 719))
def test_a_day_start_is_read_back_as_it_is_said(minute: int) -> None:
    assert read_day_start(say_time(minute)) == minute
