"""A reminder's values: which schedules there are, and how days are kept as a number."""

from datetime import date, timedelta

import pytest

from core.reminder import Schedule
from core.weekdays import Days

MONDAY = date(2026, 5, 4)


def test_days_are_kept_as_a_mask_from_monday_on() -> None:
    week = [Days.of(MONDAY + timedelta(days=ahead)) for ahead in range(7)]
    assert [int(day) for day in week] == [1, 2, 4, 8, 16, 32, 64]


def test_weekdays_and_weekends_make_the_week() -> None:
    assert Days.DAILY == Days.WEEKDAYS | Days.WEEKENDS
    assert not Days.WEEKDAYS & Days.WEEKENDS


def test_days_come_back_from_their_number() -> None:
    assert [Days(int(days)) for days in (Days.DAILY, Days.MONDAY | Days.SUNDAY)] == [
        Days.DAILY,
        Days.MONDAY | Days.SUNDAY,
    ]


def test_an_eighth_day_is_refused() -> None:
    with pytest.raises(ValueError, match="128"):
        Days(128)


@pytest.mark.parametrize("minute", [-1, 1440])
def test_a_minute_that_no_day_has_is_refused(minute: int) -> None:
    with pytest.raises(ValueError, match=f"no minute {minute}"):
        Schedule(minute, Days.DAILY, "UTC")


def test_a_schedule_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a day"):
        Schedule(510, Days(0), "UTC")
