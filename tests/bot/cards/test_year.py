"""A year counts what it shows, and says in words what it draws."""

from dataclasses import replace
from datetime import date

from bot.cards.figure import Figure
from bot.cards.year import Spared, Year, year_of
from core.history import EventKind
from core.ledger import ledger
from core.streak import streak
from core.streak_rules import PLAIN_RULES
from tests.builders import TODAY, days_ago, event


def test_a_year_begins_on_a_monday_a_year_ago(year: Year) -> None:
    assert year.first == date(2025, 11, 17)
    assert year.first.weekday() == 0


def test_only_days_that_are_shown_count(year: Year) -> None:
    assert year.figures == (
        Figure(2, "day in a row", "days in a row"),
        Figure(1, "day at best", "days at best"),
        Figure(4, "day of study", "days of study"),
        Figure(9, "topic", "topics"),
    )


def test_a_day_of_study_needs_no_excuse(year: Year) -> None:
    assert year.shown_spared == {date(2026, 11, 18): Spared.FREEZE}


def test_words_say_what_the_picture_shows(year: Year) -> None:
    assert year.words == (
        "Ada’s year: 17 Nov 2025 to 20 Nov 2026. 2 days in a row, 1 day at best, 4 days of study,"
        " 9 topics. 1 freeze left. Days off: 1 freeze. Topics by month: Nov 2025 1, Oct 2026 5,"
        " Nov 2026 3."
    )


def test_a_year_without_study_has_words_too(year: Year) -> None:
    empty = replace(year, topics=(), spared=(), current=0, longest=0, freezes=2)

    assert empty.words == (
        "Ada’s year: 17 Nov 2025 to 20 Nov 2026. 0 days in a row, 0 days at best, 0 days of study,"
        " 0 topics. 2 freezes left. Topics by month: none yet."
    )


def test_a_year_is_made_of_what_happened() -> None:
    events = (
        event(1, 1, day=days_ago(3)),
        event(2, 2, day=days_ago(2)),
        event(3, 1, EventKind.REVIEWED, day=days_ago(2)),
        event(4, 3, EventKind.SKIPPED, day=days_ago(1)),
    )
    days = ledger(events, PLAIN_RULES, TODAY)

    made = year_of("Ada", events, days, streak(events, PLAIN_RULES, TODAY), TODAY)

    assert made == Year(
        "Ada",
        TODAY,
        topics=((days_ago(3), 1), (days_ago(2), 2)),
        spared=((days_ago(1), Spared.FREEZE),),
        current=2,
        longest=2,
        freezes=1,
    )


def test_a_year_goes_on_after_today_for_who_flew_west() -> None:
    events = (event(1, 1, day=TODAY),)
    days = ledger(events, PLAIN_RULES, days_ago(1))

    made = year_of("Ada", events, days, streak(events, PLAIN_RULES, days_ago(1)), days_ago(1))

    assert made.today == TODAY
    assert made.shown == {TODAY: 1}
