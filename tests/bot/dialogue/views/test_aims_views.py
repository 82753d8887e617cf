"""Views of goals and targets: what a learner reads and can press, word by word."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from inspect import cleandoc

import pytest

from bot.dialogue.reply import Line, Paragraph, Reply
from bot.dialogue.views import goal as goal_views
from bot.dialogue.views import target as target_views
from bot.dialogue.views.aims import aim_lines, outlook_line, rate_words
from core.forecast import Forecast
from core.goal import Goal, Per, Standing, Target, WayToTarget, WeekOfGoal
from core.selection import Pick
from core.use_cases import aiming
from core.use_cases.aims import Aims, SteadyFinish, look_at_aims
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.study import complete_topics
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, TODAY, outline, ship
from tests.core.use_cases.aiming_scenes import ADA, studying
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

THURSDAY = NOON + timedelta(days=3)


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work with Ada, who studies 60 topics."""
    return studying(60)


def reads(reply: Reply, golden: str) -> None:
    assert shown(reply) == cleandoc(golden)


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


TOO_EARLY = "A forecast needs 7 days after your first, and topics done on 3 of the last 28."
FIVE_A_WEEK = Goal(5, Per.WEEK, TODAY)
ON_PACE = WeekOfGoal(3, due=3, today=4, week=5, standing=Standing.ON)
ALL_OF_IT = Aims(
    today=TODAY,
    remaining=60,
    goal=FIVE_A_WEEK,
    week=ON_PACE,
    later=None,
    target=Target(date(2027, 6, 30), TODAY),
    standing=Standing.BEHIND,
    way=WayToTarget(30, Fraction(2), possible=True, feasible=None),
    forecast=Forecast(date(2026, 12, 14), date(2027, 1, 9)),
    steady=SteadyFinish(FIVE_A_WEEK, date(2027, 2, 2)),
)


def line_shown(line: Line) -> str:
    return shown(Reply((Paragraph(line),))).removeprefix("public\n")


def lines(aims: Aims) -> list[str]:
    return [line_shown(each) for each in aim_lines(aims)]


def test_each_aim_is_a_line_and_so_is_the_forecast() -> None:
    assert lines(ALL_OF_IT) == [
        "*Goal*: 5 a week; 3 of 5 done this week, 4 due by tonight: on pace",
        "*Target*: 30 Jun 2027; 2 topics a day needed, you are behind",
        "*Forecast*: 14 Dec to 9 Jan 2027 at your pace; 5 a week gives 2 Feb 2027",
    ]


def test_who_aims_at_nothing_and_just_began_has_no_lines() -> None:
    assert lines(look_at_aims(studying(), ADA, NOON)) == []


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (WeekOfGoal(5, 3, 4, 5, Standing.AHEAD), "all 5 done this week"),
        (WeekOfGoal(7, 3, 4, 5, Standing.AHEAD), "all 5 done this week, and 2 more"),
        (
            WeekOfGoal(1, 3, 4, 5, Standing.BEHIND),
            "1 of 5 done this week, 4 due by tonight: behind",
        ),
        (
            WeekOfGoal(0, 0, 0, 2, Standing.ON),
            "0 of 2 done this week, none due by tonight: on pace",
        ),
        (WeekOfGoal(0, 0, 0, 0, Standing.ON), "nothing is due this week"),
        (WeekOfGoal(2, 0, 0, 0, Standing.ON), "nothing is due this week, 2 done"),
    ],
)
def test_a_week_says_how_one_stands(week: WeekOfGoal, words: str) -> None:
    aims = replace(ALL_OF_IT, week=week, target=None, forecast=None)

    assert lines(aims) == [f"*Goal*: 5 a week; {words}"]


def test_a_lighter_week_says_what_follows_it() -> None:
    aims = replace(ALL_OF_IT, later=Goal(10, Per.WEEK, day(7)), target=None, forecast=None)

    (line,) = lines(aims)
    assert line.startswith("*Goal*: 5 a week until Sunday, then 10 a week; 3 of 5 done this week")


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (
            WayToTarget(2, Fraction(30), possible=False, feasible=day(29)),
            "30 topics a day needed, which is out of reach; 22 Dec is within reach",
        ),
        (
            WayToTarget(2, Fraction(3000), possible=False, feasible=None),
            "3,000 topics a day needed, which is out of reach",
        ),
        (
            WayToTarget(0, None, possible=False, feasible=day(29)),
            "no day of study is left until then; 22 Dec is within reach",
        ),
    ],
)
def test_a_target_out_of_reach_says_so_with_a_day_that_is_not(way: WayToTarget, words: str) -> None:
    aims = replace(ALL_OF_IT, goal=None, way=way, forecast=None)

    assert lines(aims) == [f"*Target*: 30 Jun 2027; {words}"]


def test_a_target_that_is_reached_says_so() -> None:
    way = WayToTarget(30, Fraction(), possible=True, feasible=None)
    aims = replace(ALL_OF_IT, goal=None, remaining=0, way=way, forecast=None, steady=None)

    assert lines(aims) == ["*Target*: 30 Jun 2027; all topics are done"]


@pytest.mark.parametrize(
    ("needed", "words"),
    [
        (Fraction(5), "5 topics a day"),
        (Fraction(31, 30), "1.1 topics a day"),
        (Fraction(1), "a topic a day"),
        (Fraction(2, 3), "2 topics in 3 days"),
        (Fraction(57, 85), "5 topics in 7 days"),
        (Fraction(1, 2), "a topic every 2 days"),
        (Fraction(2, 7), "2 topics in 7 days"),
        (Fraction(13, 14), "a topic a day"),
        (Fraction(1, 7), "a topic every 7 days"),
        (Fraction(2, 15), "a topic every 7 days"),
        (Fraction(1, 10), "a topic every 10 days"),
        (Fraction(10_000, 3), "3,333.4 topics a day"),
    ],
)
def test_what_is_needed_is_rounded_so_that_it_is_enough(needed: Fraction, words: str) -> None:
    assert rate_words(needed) == words


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (Forecast(day(3), day(3)), "26 Nov"),
        (Forecast(day(3), None), "26 Nov at the earliest"),
        (Forecast(None, None), "more than ten years"),
    ],
)
def test_a_forecast_says_what_it_can(expected: Forecast, words: str) -> None:
    aims = replace(ALL_OF_IT, forecast=expected, steady=SteadyFinish(FIVE_A_WEEK, None))

    assert line_shown(outlook_line(aims)) == (
        f"*Forecast*: {words} at your pace; 5 a week takes more than ten years"
    )


@pytest.mark.parametrize(
    ("aims", "words"),
    [
        (
            replace(ALL_OF_IT, forecast=None),
            f"{TOO_EARLY} 5 a week gives 2 Feb 2027.",
        ),
        (
            replace(ALL_OF_IT, forecast=None, remaining=1),
            "Only 1 topic left in this roadmap. 5 a week gives 2 Feb 2027.",
        ),
        (
            replace(ALL_OF_IT, forecast=None, remaining=0, steady=None),
            "All topics of this roadmap are done.",
        ),
    ],
)
def test_where_there_is_no_forecast_it_is_said_why(aims: Aims, words: str) -> None:
    assert line_shown(outlook_line(aims)) == words


def test_without_a_goal_one_is_a_tap_away(work: FakeUnitOfWork) -> None:
    reads(
        goal_views.goal_now(look_at_aims(work, ADA, NOON)),
        """
        private replace
        You have no goal yet. How much do you want to study?
        Choose one, or type it: `/goal 5/week` or `/goal 2 a day`
        A forecast needs 7 days after your first, and topics done on 3 of the last 28. 2 a day gives 22 Dec.
        [3 a week -> goal|pace=3/week] [5 a week -> goal|pace=5/week] [1 a day -> goal|pace=1/day]
        [Target -> target] [Settings -> settings]
        (Type a goal -> goal|pace=)
        """,  # noqa: E501 - a line stands as it is read
    )


def test_a_goal_is_shown_with_how_one_stands(work: FakeUnitOfWork) -> None:
    aiming.set_goal(work, ADA, NOON, "5/week")
    complete_topics(work, ADA, NOON, Pick("1-2"))
    reads(
        goal_views.goal_now(look_at_aims(work, ADA, NOON)),
        """
        private replace
        # Goal: 5 a week
        2 of 5 done this week, 1 due by tonight: ahead.
        A forecast needs 7 days after your first, and topics done on 3 of the last 28. 5 a week gives 12 Feb 2027.
        > It counts topics of all your roadmaps, each week from Monday on.
        Choose one, or type it: `/goal 5/week` or `/goal 2 a day`
        [3 a week -> goal|pace=3/week] [5 a week -> goal|pace=5/week] [1 a day -> goal|pace=1/day]
        [Lighter week -> goal|change=lighter] [Turn it off -> goal|pace=off]
        [Target -> target] [Settings -> settings]
        (Type a goal -> goal|pace=)
        """,  # noqa: E501 - a line stands as it is read
    )


def test_a_goal_that_was_set_says_what_it_asks_for_this_week_and_what_was_before(
    work: FakeUnitOfWork,
) -> None:
    aiming.set_goal(work, ADA, NOON, "5/week")
    complete_topics(work, ADA, THURSDAY, Pick("1"))
    reads(
        goal_views.goal_set(aiming.set_goal(work, ADA, THURSDAY, "2/day")),
        """
        private replace
        # Goal: 2 a day
        From today it asks for 8 topics until Sunday, 2 by tonight. 1 topic done already.
        A forecast needs 7 days after your first, and topics done on 3 of the last 28. 2 a day gives 25 Dec.
        > Before it was 5 a week.
        [Another goal -> goal] [Turn it off -> goal|pace=off]
        [Target -> target] [Settings -> settings]
        """,  # noqa: E501 - a line stands as it is read
    )


def test_a_goal_said_again_says_how_one_stands(work: FakeUnitOfWork) -> None:
    aiming.set_goal(work, ADA, NOON, "5/week")

    answer = shown(goal_views.goal_set(aiming.set_goal(work, ADA, THURSDAY, "5/week")))

    assert answer.splitlines()[1:3] == [
        "# Goal: 5 a week",
        "0 of 5 done this week, 3 due by tonight: behind.",
    ]
    assert "Before" not in answer


def test_a_goal_is_turned_off_and_on_again(work: FakeUnitOfWork) -> None:
    aiming.set_goal(work, ADA, NOON, "5/week")
    reads(
        goal_views.goal_set(aiming.set_goal(work, ADA, NOON, None)),
        """
        private replace
        Your goal is off. It was 5 a week.
        [Turn it on again -> goal|pace=5/week] [Settings -> settings]
        """,
    )
    reads(
        goal_views.goal_set(aiming.set_goal(work, ADA, NOON, None)),
        """
        private replace
        There is no goal to turn off.
        [Set one -> goal] [Settings -> settings]
        """,
    )


def test_a_lighter_week_says_until_when_and_lets_it_be_taken_back(work: FakeUnitOfWork) -> None:
    aiming.set_goal(work, ADA, NOON, "5/week")
    reads(
        goal_views.week_lightened(aiming.lighten_week(work, ADA, THURSDAY)),
        """
        private
        # A lighter week: 3 a week
        From today it asks for 2 topics until Sunday, 1 by tonight.
        From Monday on it is 5 a week again.
        [Show my topic -> next] [Back to 5 a week -> goal|pace=5/week]
        """,
    )
    reads(
        goal_views.week_lightened(aiming.lighten_week(work, ADA, THURSDAY + timedelta(days=1))),
        """
        private
        # A lighter week: 3 a week
        0 of 2 done this week, 1 due by tonight: on pace.
        From Monday on it is 5 a week again.
        [Show my topic -> next] [Back to 5 a week -> goal|pace=5/week]
        """,
    )
    assert "[Back to 5 a week -> goal|pace=5/week] [Turn it off -> goal|pace=off]" in shown(
        goal_views.goal_now(look_at_aims(work, ADA, THURSDAY))
    )


def test_what_cannot_be_lighter_says_why(work: FakeUnitOfWork) -> None:
    reads(
        goal_views.week_lightened(aiming.lighten_week(work, ADA, NOON)),
        """
        private
        You have no goal that could be lighter, so nothing is asked of you.
        A light one helps some to begin again:
        [3 a week -> goal|pace=3/week] [5 a week -> goal|pace=5/week]
        [Show my topic -> next]
        """,
    )
    aiming.set_goal(work, ADA, NOON, "1/week")
    reads(
        goal_views.week_lightened(aiming.lighten_week(work, ADA, NOON)),
        """
        private
        A topic a week is as light as a goal can be.
        [Show my topic -> next] [Turn it off -> goal|pace=off]
        """,
    )


def kept_pace(work: FakeUnitOfWork, now: datetime = NOON) -> list[str]:
    return shown(goal_views.pace_kept(aiming.keep_pace(work, ADA, now))).splitlines()


def test_who_keeps_their_pace_is_told_what_it_is_and_gets_the_topic(work: FakeUnitOfWork) -> None:
    fresh = kept_pace(work)
    complete_topics(work, ADA, NOON, Pick("1-2"))
    lately = kept_pace(work)
    aiming.set_goal(work, ADA, NOON, "5/week")
    wished = kept_pace(work)

    assert fresh[:3] == [
        "private replace",
        "You keep your own pace. This is where you are:",
        "# *#1 of 60* Topic 1",
    ]
    assert lately[1:3] == [
        "You keep your pace: 2 topics on 1 of the last 28 days.",
        "# *#3 of 60* Topic 3",
    ]
    assert wished[1:3] == ["You keep your goal: 5 a week.", "# *#3 of 60* Topic 3"]
    assert wished[-2].startswith("[Done -> ")


def test_who_comes_back_is_told_what_became_of_the_streak_with_the_topic(
    work: FakeUnitOfWork,
) -> None:
    complete_topics(work, ADA, NOON, Pick("1-2"))

    back = kept_pace(work, THURSDAY)

    assert back[2].startswith("> 2 freezes covered 2 missed days: your streak of 1 day goes on.")


def test_who_has_finished_is_congratulated_rather_than_told_to_keep_the_pace() -> None:
    work = FakeUnitOfWork(Shelf())
    ship(work, "python", outline({(): ("One",)}), added=NOON)
    enrol(work, ADA, NOON, "python", Newcomer("UTC", "en"))
    complete_topics(work, ADA, NOON, Pick())

    assert kept_pace(work)[1] == "# You finished the roadmap!"


def test_without_a_target_days_that_can_be_reached_are_offered(work: FakeUnitOfWork) -> None:
    reads(
        target_views.target_now(aiming.look_at_target(work, ADA, NOON)),
        """
        private replace
        You have no target yet. By which day do you want to be done?
        A forecast needs 7 days after your first, and topics done on 3 of the last 28. 2 a day gives 22 Dec.
        Choose a day, or type one: `/target 30 jun`
        [12 Dec (3 a day) -> target|day=2026-12-12] [22 Dec (2 a day) -> target|day=2026-12-22]
        [21 Jan 2027 (1 a day) -> target|day=2027-01-21]
        [Goal -> goal] [Settings -> settings]
        (Type a day -> target|day=)
        """,  # noqa: E501 - a line stands as it is read
    )


def test_a_target_says_nothing_of_how_one_stands_on_the_day_it_is_set(
    work: FakeUnitOfWork,
) -> None:
    set_today = aiming.set_target(work, ADA, NOON, "22 dec")

    assert lines(set_today.aims) == ["*Target*: 22 Dec; 2 topics a day needed"]
    assert stands(set_today.aims)[0] == (
        "60 topics left, and 30 days of study until then: 2 topics a day."
    )


def test_a_finished_roadmap_is_asked_for_no_target() -> None:
    work = studying(1)
    complete_topics(work, ADA, NOON, Pick())
    reads(
        target_views.target_now(aiming.look_at_target(work, ADA, NOON)),
        """
        private replace
        All topics of this roadmap are done.
        [Other roadmaps -> roadmaps] [Goal -> goal]
        """,
    )


def test_a_target_of_a_finished_roadmap_can_be_turned_off() -> None:
    work = studying(1)
    aiming.set_target(work, ADA, NOON, "30 jun")
    complete_topics(work, ADA, NOON, Pick())
    reads(
        target_views.target_now(aiming.look_at_target(work, ADA, NOON)),
        """
        private replace
        All topics of this roadmap are done.
        [Other roadmaps -> roadmaps] [Turn it off -> target|day=off] [Goal -> goal]
        """,
    )


def test_a_target_is_shown_with_what_it_takes(work: FakeUnitOfWork) -> None:
    aiming.set_target(work, ADA, NOON, "22 dec")
    reads(
        target_views.target_now(aiming.look_at_target(work, ADA, THURSDAY)),
        """
        private replace
        # Target: 22 Dec
        60 topics left, and 27 days of study until then: 2.3 topics a day. You are behind.
        A forecast needs 7 days after your first, and topics done on 3 of the last 28. 2 a day gives 25 Dec.
        Choose a day, or type one: `/target 30 jun`
        [15 Dec (3 a day) -> target|day=2026-12-15] [25 Dec (2 a day) -> target|day=2026-12-25]
        [24 Jan 2027 (1 a day) -> target|day=2027-01-24]
        [Turn it off -> target|day=off] [Goal -> goal] [Settings -> settings]
        (Type a day -> target|day=)
        """,  # noqa: E501 - a line stands as it is read
    )


def test_a_target_out_of_reach_can_be_swapped_for_one_that_is_not(work: FakeUnitOfWork) -> None:
    aiming.set_target(work, ADA, NOON, "30 jun")
    reads(
        target_views.target_set(aiming.set_target(work, ADA, NOON, "27 nov")),
        """
        private replace
        # Target: 27 Nov
        60 topics left, and 5 days of study until then: 12 topics a day.
        That is out of reach; 22 Dec is within it.
        A forecast needs 7 days after your first, and topics done on 3 of the last 28. 2 a day gives 22 Dec.
        > Before it was 30 Jun 2027.
        [Take 22 Dec -> target|day=2026-12-22]
        [Another day -> target] [Turn it off -> target|day=off]
        [Goal -> goal] [Settings -> settings]
        """,  # noqa: E501 - a line stands as it is read
    )


def stands(aims: Aims) -> list[str]:
    """Give what is said of how one stands to a target, without the heading and the outlook."""
    lines = shown(target_views.target_set(aiming.TargetSet(aims, None))).splitlines()
    return [each for each in lines[2:] if not each.startswith(("[", "*Forecast*"))]


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (-1, "That day is over, with 60 topics left."),
        (3, "60 topics left, and no day of study until then."),
    ],
)
def test_a_target_without_a_day_of_study_says_so(ahead: int, words: str) -> None:
    way = WayToTarget(0, None, possible=False, feasible=day(29))
    aims = replace(ALL_OF_IT, target=Target(day(ahead), day(-9)), way=way)

    assert stands(aims) == [words, "That is out of reach; 22 Dec is within it."]


def test_where_no_day_is_within_reach_none_is_offered() -> None:
    way = WayToTarget(1, Fraction(60), possible=False, feasible=None)

    assert stands(replace(ALL_OF_IT, way=way))[-1] == (
        "At your usual pace that is more than ten years away."
    )


def test_who_has_finished_is_told_so_instead_of_what_is_left() -> None:
    way = WayToTarget(30, Fraction(), possible=True, feasible=None)
    aims = replace(ALL_OF_IT, remaining=0, way=way, forecast=None, steady=None)

    assert stands(aims) == ["All topics of this roadmap are done."]


def test_a_target_is_turned_off_and_on_again(work: FakeUnitOfWork) -> None:
    aiming.set_target(work, ADA, NOON, "24 nov")
    reads(
        target_views.target_set(aiming.set_target(work, ADA, NOON, None)),
        """
        private replace
        Your target is off. It was 24 Nov.
        [Turn it on again -> target|day=2026-11-24] [Settings -> settings]
        """,
    )
    reads(
        target_views.target_set(aiming.set_target(work, ADA, NOON, None)),
        """
        private replace
        There is no target to turn off.
        [Set one -> target] [Settings -> settings]
        """,
    )
    aiming.set_target(work, ADA, NOON, "24 nov")
    over = shown(target_views.target_set(aiming.set_target(work, ADA, THURSDAY, None)))
    assert over.splitlines()[-1] == "[Settings -> settings]"


def moved(work: FakeUnitOfWork, now: datetime) -> Reply:
    result = aiming.move_target(work, ADA, now)
    assert result.before
    return target_views.target_moved(result, result.before)


def test_a_target_that_moved_says_from_where_and_why_and_can_be_moved_back(
    work: FakeUnitOfWork,
) -> None:
    aiming.set_goal(work, ADA, NOON, "5/week")
    aiming.set_target(work, ADA, NOON, "22 dec")
    reads(
        moved(work, THURSDAY),
        """
        private
        # Target: 17 Feb 2027
        That is the day you finish at 5 a week. Before it was 22 Dec.
        [Show my topic -> next] [Back to 22 Dec -> target|day=2026-12-22]
        """,
    )


def test_a_target_that_was_over_is_not_moved_back(work: FakeUnitOfWork) -> None:
    aiming.set_target(work, ADA, NOON, "24 nov")
    reads(
        moved(work, THURSDAY),
        """
        private
        # Target: 25 Dec
        That is the day you finish at 2 a day. Before it was 24 Nov.
        [Show my topic -> next]
        """,
    )


def test_a_target_that_stays_says_why(work: FakeUnitOfWork) -> None:
    aiming.set_target(work, ADA, NOON, "30 jun")
    reads(
        moved(work, THURSDAY),
        """
        private
        Your target stays 30 Jun 2027: 2 a day arrives on 25 Dec, which is early enough.
        [Show my topic -> next] [Target -> target]
        """,
    )


def test_a_target_that_no_goal_reaches_or_that_is_reached_stays() -> None:
    slow, finished = studying(600), studying(1)
    aiming.set_goal(slow, ADA, NOON, "1/week")
    for work in (slow, finished):
        aiming.set_target(work, ADA, NOON, "30 jun")
    complete_topics(finished, ADA, NOON, Pick())

    assert shown(moved(slow, THURSDAY)).splitlines()[1] == (
        "1 a week takes more than ten years, so your target stays 30 Jun 2027."
    )
    assert shown(moved(finished, THURSDAY)).splitlines()[1] == (
        "All topics of this roadmap are done, so your target needs no move."
    )
