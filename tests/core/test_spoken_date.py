"""Spoken dates: a day to come is read as people type it, all else is refused kindly."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnclearTime
from core.goal import FURTHEST
from core.spoken_date import TARGET_FORMS, read_target

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("30 jun", "2027-06-30"),
        ("30 June", "2027-06-30"),
        ("jun 30", "2027-06-30"),
        ("June 30th, 2027", "2027-06-30"),
        ("the 30th of june", "2027-06-30"),
        ("30. sept. 2028", "2028-09-30"),
        ("30jun", "2027-06-30"),
        ("by 30 jun", "2027-06-30"),
        ("2027-01-31", "2027-01-31"),
        ("2027-1-31", "2027-01-31"),
        ("31.1.2027", "2027-01-31"),
        ("31.1.", "2027-01-31"),
        ("31.1", "2027-01-31"),
        ("24 nov", "2026-11-24"),
        ("23 nov", "2027-11-23"),
        ("29 feb", "2028-02-29"),
        ("in 3 months", "2027-02-24"),
        ("3 months", "2027-02-24"),
        ("in a year", "2027-11-24"),
        ("14 months from now", "2028-01-24"),
        ("in 10d", "2026-12-04"),
        ("in 2 wks", "2026-12-08"),
        ("today", "2026-11-24"),
        ("tomorrow", "2026-11-25"),
        ("friday", "2026-11-27"),
        ("on tuesday", "2026-12-01"),
        ("  ３０　JUN ", "2027-06-30"),  # the wide digits and space of an East Asian keyboard
    ],
)
def test_a_day_to_come_is_read_as_people_type_it(typed: str, target: str) -> None:
    assert read_target(typed, TUESDAY).isoformat() == target


@pytest.mark.parametrize(
    ("today", "typed", "target"),
    [
        (date(2026, 11, 30), "in 3 months", date(2027, 2, 28)),
        (date(2027, 11, 30), "in 3 months", date(2028, 2, 29)),
        (date(2028, 2, 29), "in a year", date(2029, 2, 28)),
        (date(2096, 3, 1), "29 feb", date(2104, 2, 29)),
    ],
)
def test_a_month_too_short_ends_on_its_last_day_and_a_leap_day_waits_for_its_year(
    today: date, typed: str, target: date
) -> None:
    assert read_target(typed, today) == target


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("", "It names no date."),
        ("soon", "“soon” is no date."),
        ("30/6", "“30/6” is no date."),
        ("30 foo", "“30 foo” is no date."),
        ("weekdays", "“weekdays” is no date."),
        ("31 jun", "June has 30 days."),
        ("0 jun", "June has 30 days."),
        ("30 feb", "February has 29 days."),
        ("29 feb 2027", "February 2027 has 28 days."),
        ("2027-13-01", "There is no month 13."),
        ("1.0.", "There is no month 0."),
        ("0000-01-01", "There is no year 0."),
        ("2026-11-23", "That day is over."),
        ("4000d", "That is more than ten years ahead."),
        ("11 years", "That is more than ten years ahead."),
        ("99999 years", "That is too far ahead."),
        ("9" * 5000, f"“{'9' * 24}” is no date."),
    ],
)
def test_what_is_no_day_to_come_is_refused_with_forms_that_work(typed: str, wrong: str) -> None:
    with pytest.raises(UnclearTime) as refused:
        read_target(typed, TUESDAY)
    told = refused.value
    assert (told.typed, told.understood, told.wrong, told.forms) == (typed, "", wrong, TARGET_FORMS)


@pytest.mark.parametrize("form", TARGET_FORMS)
def test_the_forms_that_are_offered_work(form: str) -> None:
    assert read_target(form, TUESDAY) > TUESDAY


@given(
    st.one_of(
        st.text(max_size=20),
        st.from_regex(
            r"(in |by )?[0-9]{1,4} ?(d|weeks|months|y|jun|feb|dec 20[0-9]{2})", fullmatch=True
        ),
        st.from_regex(r"[0-9]{1,4}[-.][0-9]{1,2}[-.]([0-9]{1,4})?", fullmatch=True),
    ),
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
)
def test_whatever_is_typed_is_refused_or_lies_in_the_next_ten_years(
    typed: str, today: date
) -> None:
    try:
        target = read_target(typed, today)
    except UnclearTime:
        return
    assert today <= target <= today + FURTHEST


@given(
    st.dates(TUESDAY, TUESDAY + timedelta(days=364)), st.sampled_from(["%d %b", "%B %d", "%d.%m."])
)
def test_a_date_without_a_year_is_the_next_there_is(day: date, form: str) -> None:
    assert read_target(day.strftime(form), TUESDAY) == day
