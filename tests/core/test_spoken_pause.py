"""Spoken pauses: what people type is read, begins today at the earliest, and ends by itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnclearTime
from core.spoken_pause import LONGEST_PAUSE, PAUSE_FORMS, read_pause
from core.streak_rules import Pause

TUESDAY = date(2026, 11, 24)


def shown(typed: str, today: date = TUESDAY) -> str:
    """Read a pause and write its first and last day."""
    dates = read_pause(typed, today)
    return f"{dates.first} {dates.last}"


@pytest.mark.parametrize(
    ("typed", "dates"),
    [
        ("14d", "2026-11-24 2026-12-07"),
        ("14", "2026-11-24 2026-12-07"),
        ("1 day", "2026-11-24 2026-11-24"),
        ("2 weeks", "2026-11-24 2026-12-07"),
        ("for a week", "2026-11-24 2026-11-30"),
        ("1 month", "2026-11-24 2026-12-23"),
        ("a year", "2026-11-24 2027-11-23"),
        ("until 3 sep", "2026-11-24 2027-09-03"),
        ("till tomorrow", "2026-11-24 2026-11-25"),
        ("until sunday", "2026-11-24 2026-11-29"),
        ("1-15 aug", "2027-08-01 2027-08-15"),
        ("1 – 15 aug", "2027-08-01 2027-08-15"),
        ("1 to 15 august", "2027-08-01 2027-08-15"),
        ("1st-15th aug", "2027-08-01 2027-08-15"),
        ("aug 1-15", "2027-08-01 2027-08-15"),
        ("1-15 aug 2027", "2027-08-01 2027-08-15"),
        ("30 jul - 3 aug", "2027-07-30 2027-08-03"),
        ("from 1 aug until 3 sep", "2027-08-01 2027-09-03"),
        ("between dec 3 and dec 9", "2026-12-03 2026-12-09"),
        ("20 dec - 5 jan", "2026-12-20 2027-01-05"),
        ("20 dec 2026 - 5 jan", "2026-12-20 2027-01-05"),
        ("20 dec - 5 jan 2027", "2026-12-20 2027-01-05"),
        ("1.12.-5.12.", "2026-12-01 2026-12-05"),
        ("2026-12-01 - 2026-12-15", "2026-12-01 2026-12-15"),
        ("2026-12-01 to 2026-12-15", "2026-12-01 2026-12-15"),
        ("2026-12-01-2026-12-15", "2026-12-01 2026-12-15"),
        ("today to friday", "2026-11-24 2026-11-27"),
        ("mon-fri", "2026-11-30 2026-12-04"),
        ("tomorrow", "2026-11-25 2026-11-25"),
        ("3 sep", "2027-09-03 2027-09-03"),
    ],
)
def test_a_pause_is_read_as_people_type_it(typed: str, dates: str) -> None:
    assert shown(typed) == dates


@pytest.mark.parametrize("typed", ["20 nov - 3 dec", "20 nov - 3 dec 2026", "2026-11-20 - 3 dec"])
def test_a_pause_that_began_before_today_begins_today(typed: str) -> None:
    assert shown(typed) == "2026-11-24 2026-12-03"


def test_a_pause_under_way_at_new_year_is_that_of_last_year() -> None:
    assert shown("20 dec - 5 jan", date(2027, 1, 2)) == "2027-01-02 2027-01-05"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("", "It names no date."),
        ("a while", "“a while” is no date."),
        ("until later", "“later” is no date."),
        ("1-15", "“1-15” is no date."),
        ("1-15-20 aug", "“1-15-20 aug” is no date."),
        ("0d", "A pause takes a day at least."),
        ("0", "A pause takes a day at least."),
        ("1-31 jun", "June has 30 days."),
        ("367d", "A pause takes 366 days at most."),
        ("2 years", "A pause takes 366 days at most."),
        ("29 feb - 3 mar", "It ends before it begins."),
        ("26 nov - 24 nov", "It ends before it begins."),
        ("28 nov - 3", "It ends before it begins."),
        ("28-3 dec", "It ends before it begins."),
        ("3 feb - 1 feb", "It ends before it begins."),
        ("29 feb-1 jan 0001", "There is no such day."),
        ("28 dec 9999 - 2 jan", "There is no such day."),
        ("15-1 aug 2027", "It ends before it begins."),
        ("1-15 aug 2026", "It is over already."),
        ("2026-11-23", "It is over already."),
        ("-" * 5000, f"“{'-' * 24}” is no date."),
    ],
)
def test_what_is_no_pause_is_refused_with_forms_that_work(typed: str, wrong: str) -> None:
    with pytest.raises(UnclearTime) as refused:
        read_pause(typed, TUESDAY)
    told = refused.value
    assert (told.typed, told.understood, told.wrong, told.forms) == (typed, "", wrong, PAUSE_FORMS)


@pytest.mark.parametrize("form", PAUSE_FORMS)
def test_the_forms_that_are_offered_work(form: str) -> None:
    assert read_pause(form, TUESDAY).last > TUESDAY


DATE = r"[0-9]{1,2} (jan|feb|jun|dec)( 202[5-9])?"


@given(
    st.one_of(
        st.text(max_size=20),
        st.from_regex(r"[0-9]{1,5} ?(d|weeks|months|y)?", fullmatch=True),
        st.from_regex(rf"({DATE}|[0-9]{{1,2}}) ?(-|to) ?{DATE}", fullmatch=True),
    ),
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
)
def test_whatever_is_typed_is_refused_or_a_pause_from_today_on_of_a_year_at_most(
    typed: str, today: date
) -> None:
    try:
        dates = read_pause(typed, today)
    except UnclearTime:
        return
    assert today <= dates.first <= dates.last < dates.first + LONGEST_PAUSE


@given(st.data())
def test_two_dates_with_a_dash_are_a_pause(data: st.DataObject) -> None:
    first = data.draw(st.dates(TUESDAY, date(2028, 1, 1)))
    last = data.draw(st.dates(first, first + (LONGEST_PAUSE - date.resolution)))
    dash = data.draw(st.sampled_from(["-", " - ", " to ", "–", ", until "]))

    assert read_pause(f"{first}{dash}{last}", TUESDAY) == Pause(first, last)
