"""The gap: what freezes covered or could not is said with the next topic, offered or done."""

from datetime import date, timedelta
from inspect import cleandoc

import pytest

from bot.dialogue.reply import Reply
from bot.dialogue.views.gap import comeback_row, gap_blocks
from bot.dialogue.views.study import completed
from bot.dialogue.views.topic import offered
from core.learner import Account
from core.selection import Pick
from core.streak import COMEBACK_AFTER, Streak
from core.use_cases import enrolment, study
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
DAY = timedelta(days=1)
BACK = (
    "Your place is kept, and one topic is enough today. "
    "If your pace or your target no longer fits, change it below."
)
LESS = (
    "[Keep pace -> goal|change=keep] [Move target -> target|change=move] "
    "[Lighter week -> goal|change=lighter]"
)


def studied(*days_ago: int) -> FakeUnitOfWork:
    """Give a unit of work in which Ada did a topic on some days."""
    work = FakeUnitOfWork(Shelf())
    ship(work, "python", outline(), added=NOON)
    enrolment.enrol(work, ADA, NOON, "python", enrolment.Newcomer("UTC", "en"))
    for days in days_ago:
        study.complete_topics(work, ADA, NOON - days * DAY, Pick())
    return work


def reads(reply: Reply, golden: str) -> None:
    assert shown(reply) == cleandoc(golden)


def test_a_freeze_that_was_used_is_said_with_the_topic() -> None:
    reads(
        offered(study.next_topic(studied(3, 2), ADA, NOON)),
        """
        private
        > A freeze covered a missed day: your streak of 2 days goes on. 1 freeze left; one comes \
back after 7 more study days.
        # *#3 of 8* The REPL
        PHASE 1: Basics › 1.1 Start · 3 of 3
        2 of 8 done · 2 days in a row
        [Done -> done|topic=3] [Skip -> skip|topic=3]
        [Later -> later] [Details -> topic|topic=3]
        """,
    )


def test_after_two_missed_days_the_way_back_is_offered() -> None:
    reads(
        offered(study.next_topic(studied(3), ADA, NOON)),
        f"""
        private
        > 2 freezes covered 2 missed days: your streak of 1 day goes on. No freeze is left; one \
comes back after 7 more study days.
        {BACK}
        # *#2 of 8* Using pip
        PHASE 1: Basics › 1.1 Start · 2 of 3
        1 of 8 done · 1 day in a row
        [Done -> done|topic=2] [Skip -> skip|topic=2]
        [Later -> later] [Details -> topic|topic=2]
        {LESS}
        """,
    )


@pytest.mark.parametrize(
    ("days_ago", "words"),
    [
        ((4,), "1 day: 3 days were missed, and freezes covered 2 of them."),
        ((30,), "1 day: 29 days were missed, and freezes covered 2 of them."),
        ((5, 3), "2 days: 2 days were missed, and a freeze covered 1 of them."),
        ((6, 4, 2), "3 days: 1 day was missed, and no freeze was left."),
    ],
)
def test_a_streak_that_ended_is_said_with_what_freezes_could_do(
    days_ago: tuple[int, ...], words: str
) -> None:
    said = shown(offered(study.next_topic(studied(*days_ago), ADA, NOON)))
    assert f"> Your streak ended at {words}" in said.splitlines()


def test_the_end_of_a_roadmap_keeps_nothing_back() -> None:
    work = studied()
    study.complete_topics(work, ADA, NOON - 2 * DAY, Pick("1-8"))

    said = shown(offered(study.next_topic(work, ADA, NOON))).splitlines()

    assert said[1].startswith("> A freeze covered a missed day: your streak of 1 day goes on.")
    assert said[2] == "# You finished the roadmap!"


def test_the_first_topic_of_a_day_says_what_was_missed_before_it() -> None:
    reads(
        completed(study.complete_topics(studied(3, 2), ADA, NOON, Pick())),
        """
        private replace
        *Done: **#3* The REPL
        > A freeze covered a missed day: your streak of 2 days goes on. 1 freeze left; one comes \
back after 6 more study days.
        Section complete (3 of 3 done). In all 3 of 8 done · 3 days in a row
        > Badge: 1 section complete
        Next: *#4* int and float
        [Undo -> undo|action=3] [Next topic -> next]
        """,
    )


def test_a_freeze_that_this_topic_earned_back_is_counted() -> None:
    work = studied(9, *range(7, 1, -1))

    said = shown(completed(study.complete_topics(work, ADA, NOON, Pick("8"))))

    assert (
        "> A freeze covered a missed day: your streak of 7 days goes on. "
        "1 freeze left; one comes back after 7 more study days."
    ) in said.splitlines()


@pytest.mark.parametrize(
    ("days_ago", "words"),
    [
        (3, "> A freeze covered a missed day: your streak of 1 day goes on. 1 freeze left; "),
        (4, "> 2 freezes covered 2 missed days: your streak of 1 day goes on. No freeze is left; "),
        (5, "> Your streak ended at 1 day: 3 days were missed, and freezes covered 2 of them."),
    ],
)
def test_a_late_entry_says_what_was_missed_before_the_day_it_counts_for(
    days_ago: int, words: str
) -> None:
    result = study.complete_topics(studied(days_ago), ADA, NOON, Pick(), yesterday=True)

    lines = shown(completed(result)).splitlines()
    assert lines[2] == "> Added later: counted for yesterday."
    assert lines[3].startswith(words)


@pytest.mark.parametrize("how", ["a second topic", "yesterday", "a topic done before"])
def test_what_does_not_make_today_count_says_nothing_of_it(how: str) -> None:
    work = studied(3, 2)
    if how == "a second topic":
        study.complete_topics(work, ADA, NOON, Pick())
    picked = Pick("1") if how == "a topic done before" else Pick()

    result = study.complete_topics(work, ADA, NOON, picked, yesterday=how == "yesterday")

    assert "freeze" not in shown(completed(result))


def test_nothing_missed_is_nothing_said() -> None:
    streak = Streak(5, 5, studied_today=True, last_day=date(2026, 11, 23))
    assert gap_blocks(streak) == ()


def test_the_way_back_is_offered_from_so_many_missed_days_on() -> None:
    row = comeback_row()
    shown_after = [
        row in offered(study.next_topic(studied(days), ADA, NOON)).buttons for days in range(1, 6)
    ]
    assert shown_after == [days - 1 >= COMEBACK_AFTER for days in range(1, 6)]
