"""Spoken snoozes: what people type to put something off is read, all else refused kindly."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnclearTime
from core.spoken_snooze import MORNING, SNOOZE_FORMS, read_snooze

LISBON = "Europe/Lisbon"
MONDAY_15_10 = datetime(2026, 11, 23, 15, 10, tzinfo=UTC)


def shown(typed: str, now: datetime = MONDAY_15_10, morning: int = MORNING) -> str:
    """Read a snooze in Lisbon, as the clocks there show it then."""
    until = read_snooze(typed, now, LISBON, morning=morning)
    return until.astimezone(ZoneInfo(LISBON)).strftime("%a %H:%M")


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("1h", "Mon 16:10"),
        ("90m", "Mon 16:40"),
        ("30 min", "Mon 15:40"),
        ("2 hours", "Mon 17:10"),
        ("1h30", "Mon 16:40"),
        ("1 h 30 min", "Mon 16:40"),
        ("1 hour and 5 minutes", "Mon 16:15"),
        ("an hour", "Mon 16:10"),
        ("for half an hour", "Mon 15:40"),
        ("in 1 minute", "Mon 15:11"),
        ("2d", "Wed 15:10"),
        ("a day", "Tue 15:10"),
        ("tonight", "Mon 20:00"),
        ("This evening", "Mon 20:00"),
        ("tomorrow", "Tue 08:00"),
        ("until tomorrow", "Tue 08:00"),
        ("tomorrow 9:30", "Tue 09:30"),
        ("tomorrow at 3pm", "Tue 15:00"),
        ("18:30", "Mon 18:30"),
        ("till 6pm", "Mon 18:00"),
        ("9", "Tue 09:00"),
        ("15:10", "Tue 15:10"),
        ("noon", "Tue 12:00"),
    ],
)
def test_a_snooze_is_read_as_people_type_it(typed: str, until: str) -> None:
    assert shown(typed) == until


def test_tomorrow_begins_with_the_prompt_there_is() -> None:
    assert shown("tomorrow", morning=8 * 60 + 30) == "Tue 08:30"


def test_after_midnight_tomorrow_is_the_date_that_has_not_begun() -> None:
    assert shown("tomorrow", datetime(2026, 11, 24, 0, 30, tzinfo=UTC)) == "Wed 08:00"


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 3, 29, 7, tzinfo=UTC)),
        (datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 8, tzinfo=UTC)),
    ],
)
def test_tomorrow_is_what_the_clocks_show_there_after_they_were_changed(
    now: datetime, until: datetime
) -> None:
    assert read_snooze("tomorrow", now, LISBON, morning=MORNING) == until


def test_tonight_is_refused_once_it_has_begun() -> None:
    with pytest.raises(UnclearTime) as refused:
        shown("tonight", datetime(2026, 11, 23, 20, tzinfo=UTC))
    assert told(refused.value) == (
        "tonight",
        "tonight",
        "It is later than 20:00 already.",
        ("1h", "tomorrow"),
    )


@pytest.mark.parametrize("typed", ["0m", "0h", "15d", "99999h", "337 hours"])
def test_less_than_a_minute_and_more_than_two_weeks_are_refused(typed: str) -> None:
    with pytest.raises(UnclearTime) as refused:
        shown(typed)
    wrong = "It can be put off by a minute at least, and by 14 days at most."
    assert told(refused.value) == (typed, "", wrong, SNOOZE_FORMS)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("later", "“later” is no time of day."),
        ("", "It names no time of day."),
        ("tomorrow never", "“never” is no time of day."),
        ("25:00", "There is no hour 25: they are 0 to 23."),
        ("-1h", "“-1h” is no time of day."),
        ("9" * 5000, f"“{'9' * 24}” is no time of day."),
    ],
)
def test_what_is_no_time_is_refused_with_forms_that_work(typed: str, wrong: str) -> None:
    with pytest.raises(UnclearTime) as refused:
        shown(typed)
    assert told(refused.value) == (typed, "", wrong, SNOOZE_FORMS)


@given(
    st.one_of(
        st.text(max_size=20),
        st.from_regex(r"[0-9]{1,6} ?(h|m|d|min|:[0-9]{2})?", fullmatch=True),
    ),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    st.sampled_from([LISBON, "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu"]),
)
def test_whatever_is_typed_is_refused_or_lies_within_the_next_two_weeks(
    typed: str, now: datetime, zone: str
) -> None:
    try:
        until = read_snooze(typed, now, zone, morning=MORNING)
    except UnclearTime:
        return
    assert now < until <= now + timedelta(days=14)


def told(refused: UnclearTime) -> tuple[str, str, str, tuple[str, ...]]:
    """Give all that a refusal says."""
    return refused.typed, refused.understood, refused.wrong, refused.forms
