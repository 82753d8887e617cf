"""Notices: what a learner is told unasked, word by word, alone and where others read along."""

from dataclasses import replace
from inspect import cleandoc

import pytest

from bot.dialogue.notices import notice
from bot.dialogue.reply import Reply
from core.destination import Destination
from core.learner import Account
from core.place import PlaceKind
from core.roadmap import Roadmap, RoadmapId
from core.selection import Pick
from core.streak import Streak
from core.use_cases import enrolment, study
from core.use_cases.delivering import Parcel
from core.use_cases.destinations import Way
from core.use_cases.news import (
    Comeback,
    FreezeUsed,
    MilestoneReached,
    News,
    RoadmapsRemoved,
    StreakAtRisk,
    StreakOver,
    TopicDue,
    WeekOver,
)
from core.week import Week
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, outline, ship, topic
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("discord", "1")
ALONE = Way(Destination("discord", "1"), ADA, in_full=True)
AMONG_OTHERS = Way(Destination("discord", "42", PlaceKind.GROUP), ADA, in_full=False)


ASKED_FOR = replace(AMONG_OTHERS, in_full=True)
FROZEN = Streak(12, 30, studied_today=False, last_day=None, freezes=1, freeze_in=7, frozen=1)
LOST = replace(FROZEN, current=0, longest=12, freezes=0, frozen=2, missed=1, lost=12)


GO = Roadmap(RoadmapId(2), "go", "Go", (), ())


def due() -> TopicDue:
    """Give the second topic of a roadmap of eight, due now."""
    work = FakeUnitOfWork(Shelf())
    ship(work, "python", outline(), added=NOON)
    enrolment.enrol(work, ADA, NOON, "python", enrolment.Newcomer("UTC", "en"))
    return TopicDue(study.complete_topics(work, ADA, NOON, Pick()).offer)


def told(*news: News, way: Way = ALONE) -> Reply:
    return notice(Parcel((), news, (way,), NOON, "Europe/Lisbon"), way)


def reads(reply: Reply, golden: str) -> None:
    assert shown(reply) == cleandoc(golden)


def test_the_topic_comes_with_done_skip_snooze_and_details() -> None:
    reads(
        told(due()),
        """
        public
        # *#2 of 8* Using pip
        PHASE 1: Basics › 1.1 Start · 2 of 3
        1 of 8 done · 1 day in a row
        [Done -> done|topic=2] [Skip -> skip|topic=2]
        [Snooze -> snooze] [Details -> topic|topic=2]
        """,
    )


def test_among_others_where_it_was_asked_for_it_says_for_whom_it_is() -> None:
    reads(
        told(StreakAtRisk(12), way=ASKED_FOR),
        """
        public
        For (you: discord 1):
        # Your streak of 12 days ends tonight
        One topic keeps it, even a small one.
        [Show my topic -> next] [Settings -> settings]
        """,
    )


def test_a_late_topic_says_when_it_was_for_and_what_else_waits() -> None:
    reads(
        told(replace(due(), late=NOON, aside=3, others=((GO, topic(7, "Channels")),))),
        """
        public
        > This was for 12:00; I am late, sorry.
        # *#2 of 8* Using pip
        PHASE 1: Basics › 1.1 Start · 2 of 3
        1 of 8 done · 1 day in a row
        In your other roadmaps:
        - Go: *#7* Channels
        > 3 topics put aside for later.
        [Done -> done|topic=2] [Skip -> skip|topic=2]
        [Snooze -> snooze] [Details -> topic|topic=2]
        """,
    )


def test_a_streak_at_risk_says_what_keeps_it() -> None:
    reads(
        told(StreakAtRisk(12)),
        """
        public
        # Your streak of 12 days ends tonight
        One topic keeps it, even a small one.
        [Show my topic -> next] [Settings -> settings]
        """,
    )


def test_a_week_is_summed_up() -> None:
    reads(
        told(WeekOver(Week(9, 5, 7), Streak(12, 30, studied_today=True, last_day=None))),
        """
        public
        # Your last seven days
        - 9 topics done on 5 days
        - Streak: 12 days in a row
        - Pace: 2 topics more than in the seven days before
        [Next topic -> next] [My progress -> progress]
        [Settings -> settings]
        """,
    )


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (Week(1, 1, 2), "- Pace: 1 topic fewer than in the seven days before"),
        (Week(2, 1, 2), "- Pace: the same as in the seven days before"),
        (Week(0, 0, 2), "No topic done. One is enough to begin again."),
    ],
)
def test_a_slow_week_is_said_plainly(week: Week, words: str) -> None:
    over = WeekOver(week, Streak(0, 3, studied_today=False, last_day=None))

    assert words in shown(told(over)).splitlines()


def test_a_milestone_is_celebrated() -> None:
    reads(
        told(MilestoneReached(30)),
        """
        public
        # 30 days in a row
        You studied every day of them. Well done!
        [Show my topic -> next] [Settings -> settings]
        """,
    )


def test_a_freeze_that_goes_tonight_is_told_with_how_many_there_are() -> None:
    reads(
        told(StreakAtRisk(12, freezes=2)),
        """
        public
        # Without a topic today, a freeze goes tonight
        2 freezes left to keep your streak of 12 days; with one topic none is used.
        [Show my topic -> next] [Settings -> settings]
        """,
    )


@pytest.mark.parametrize(
    ("streak", "words"),
    [
        (FROZEN, "A freeze covered a missed day. 1 freeze left; one comes back after 7 more"),
        (
            replace(FROZEN, freezes=0, freeze_in=1, frozen=2),
            "2 freezes covered 2 missed days. No freeze is left; one comes back after 1 more",
        ),
    ],
)
def test_a_freeze_that_was_used_is_told_with_what_is_left(streak: Streak, words: str) -> None:
    days = "study day" if streak.freeze_in == 1 else "study days"
    reads(
        told(FreezeUsed(streak)),
        f"""
        public
        # Your streak of 12 days goes on
        {words} {days}.
        [Show my topic -> next] [Settings -> settings]
        """,
    )


@pytest.mark.parametrize(
    ("streak", "words"),
    [
        (
            LOST,
            "3 days were missed, and freezes covered 2 of them. That was your longest so far.",
        ),
        (
            replace(LOST, longest=30, frozen=1),
            "2 days were missed, and a freeze covered 1 of them. Your longest is 30 days.",
        ),
        (
            replace(LOST, frozen=0),
            "1 day was missed, and no freeze was left. That was your longest so far.",
        ),
    ],
)
def test_the_end_of_a_streak_is_told_kindly_with_what_freezes_could_do(
    streak: Streak, words: str
) -> None:
    reads(
        told(StreakOver(streak)),
        f"""
        public
        # Your streak ended at 12 days
        {words} All that you learned stays, and one topic begins a new streak.
        [Show my topic -> next] [Settings -> settings]
        """,
    )


def test_who_was_away_is_shown_one_topic_and_may_go_on_with_less() -> None:
    kept = "Your place is kept, and one topic is enough today."
    less = "[Move target -> target|change=move] [Lighter week -> goal|change=lighter]"
    reads(
        told(Comeback(due().offer)),
        f"""
        public
        {kept} If your pace or your target no longer fits, change it below.
        # *#2 of 8* Using pip
        PHASE 1: Basics › 1.1 Start · 2 of 3
        1 of 8 done · 1 day in a row
        [Done -> done|topic=2] [Skip -> skip|topic=2]
        [Snooze -> snooze] [Details -> topic|topic=2]
        [Keep pace -> goal|change=keep] {less}
        """,
    )


def test_the_topic_is_shown_once_where_it_comes_anyway() -> None:
    alone, both = told(Comeback(due().offer)), told(Comeback(due().offer), due())
    assert both == alone


def test_who_studies_a_removed_roadmap_is_told_that_they_can_go_on() -> None:
    reads(
        told(RoadmapsRemoved(("Rust in a week",))),
        """
        public
        # A roadmap that you study was removed
        - Rust in a week
        Whoever brought it took it away. All that you did is kept, and you can go on.
        [Show my topic -> next] [Settings -> settings]
        """,
    )


def test_roadmaps_of_one_title_are_told_apart_in_what_is_due() -> None:
    mine = replace(GO, slug="python-abcdef", title="Python")
    reply = told(replace(due(), by_mix=True, others=((mine, topic(7, "Channels")),)))
    said = shown(reply)
    assert "By your mix, from Python (python):" in said
    assert "- Python (python-abcdef): *#7* Channels" in said


def test_what_all_in_a_group_read_names_no_other_roadmap_of_the_learner() -> None:
    others = ((replace(GO, title="My secret course"), topic(7, "Channels")),)
    removed = told(RoadmapsRemoved(("My secret course", "Another")), way=ASKED_FOR)
    prompted = told(replace(due(), others=others, by_mix=True), way=ASKED_FOR)

    reads(
        removed,
        """
        public
        For (you: discord 1):
        # A roadmap that you study was removed
        Whoever brought it took it away. All that you did is kept, and you can go on.
        [Show my topic -> next] [Settings -> settings]
        """,
    )
    assert prompted == told(due(), way=ASKED_FOR)


def test_all_the_news_is_one_message_whose_buttons_are_the_topics() -> None:
    reads(
        told(MilestoneReached(3), due()),
        """
        public
        # 3 days in a row
        You studied every day of them. Well done!
        # *#2 of 8* Using pip
        PHASE 1: Basics › 1.1 Start · 2 of 3
        1 of 8 done · 1 day in a row
        [Done -> done|topic=2] [Skip -> skip|topic=2]
        [Snooze -> snooze] [Details -> topic|topic=2]
        """,
    )


@pytest.mark.parametrize(
    ("news", "words"),
    [
        (due(), "your topic for today is waiting. `/next` shows it to you."),
        (StreakAtRisk(12), "there is still time to study today. `/next` shows your topic."),
        (
            WeekOver(Week(9, 5, 7), Streak(1, 1, studied_today=True, last_day=None)),
            "your week in numbers is ready. `/streak` shows it to you.",
        ),
        (MilestoneReached(30), "there is news for you. `/streak` shows it to you."),
        (FreezeUsed(FROZEN), "there is news for you. `/streak` shows it to you."),
        (Comeback(due().offer), "your topic for today is waiting. `/next` shows it to you."),
        (StreakOver(LOST), "there is news for you. `/streak` shows it to you."),
    ],
)
def test_where_others_read_along_a_person_is_called_and_nothing_is_told(
    news: News, words: str
) -> None:
    assert shown(told(news, way=AMONG_OTHERS)) == f"public\nHello (there: discord 1), {words}"
