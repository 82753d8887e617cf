"""Views of a goal: what is aimed for, what was set just now, a lighter week, the pace kept."""

from bot.dialogue.invocation import Call
from bot.dialogue.reply import Ask, Block, Button, Heading, Line, Mono, Paragraph, Quote, Reply, Row
from bot.dialogue.views.aims import due_words, goal_words, outlook_line, week_words
from bot.dialogue.views.gap import gap_blocks
from bot.dialogue.views.topic import finished, offered_blocks, topic_buttons
from bot.dialogue.views.words import next_button, quantity, settings_button
from core.forecast import DAYS_SEEN
from core.goal import Goal, WeekOfGoal
from core.use_cases.aiming import GoalSet, PaceKept
from core.use_cases.aims import Aims

COMMON_GOALS = (("3 a week", "3/week"), ("5 a week", "5/week"), ("1 a day", "1/day"))
"""What is read, and what is typed for it; the first ones are light."""

_LIGHT = COMMON_GOALS[:2]
_HOW: Line = ("Choose one, or type it: ", Mono("/goal 5/week"), " or ", Mono("/goal 2 a day"))


def goal_now(aims: Aims) -> Reply:
    """Say how a learner stands to their goal, and let one be chosen."""
    if aims.goal is None or aims.week is None:
        return Reply(
            blocks=(
                Paragraph(("You have no goal yet. How much do you want to study?",)),
                Paragraph(_HOW),
                Paragraph(outlook_line(aims)),
            ),
            buttons=(_choices(COMMON_GOALS), (_target(), settings_button())),
            asks=_form(),
            private=True,
            replace=True,
        )
    return Reply(
        blocks=(
            Heading((f"Goal: {goal_words(aims.goal)}",)),
            Paragraph((f"{week_words(aims.week).capitalize()}.",)),
            *_later(aims),
            Paragraph(outlook_line(aims)),
            Quote(("It counts topics of all your roadmaps, each week from Monday on.",)),
            Paragraph(_HOW),
        ),
        buttons=(
            _choices(COMMON_GOALS),
            (_back(aims.later) if aims.later else _lighter(), _off()),
            (_target(), settings_button()),
        ),
        asks=_form(),
        private=True,
        replace=True,
    )


def goal_set(result: GoalSet) -> Reply:
    """Say which goal there is now, and what it asks for this week."""
    aims, before = result.aims, result.before
    if aims.goal is None or aims.week is None:
        return _goal_off(before)
    words = goal_words(aims.goal)
    blocks: list[Block] = [
        Heading((f"Goal: {words}",)),
        Paragraph((_asked(aims, aims.goal, aims.week),)),
        Paragraph(outlook_line(aims)),
    ]
    if before and goal_words(before) != words:
        blocks.append(Quote((f"Before it was {goal_words(before)}.",)))
    return Reply(
        blocks=tuple(blocks),
        buttons=((Button("Another goal", Call("goal")), _off()), (_target(), settings_button())),
        private=True,
        replace=True,
    )


def week_lightened(result: GoalSet) -> Reply:
    """Say what is asked for until Sunday, or why that is not less than it was."""
    aims = result.aims
    if aims.goal is None or aims.week is None:
        return Reply(
            blocks=(
                Paragraph(("You have no goal that could be lighter, so nothing is asked of you.",)),
                Paragraph(("A light one helps some to begin again:",)),
            ),
            buttons=(_choices(_LIGHT), (next_button("Show my topic"),)),
            private=True,
        )
    if aims.later is None:
        return Reply(
            blocks=(Paragraph(("A topic a week is as light as a goal can be.",)),),
            buttons=((next_button("Show my topic"), _off()),),
            private=True,
        )
    return Reply(
        blocks=(
            Heading((f"A lighter week: {goal_words(aims.goal)}",)),
            Paragraph((_asked(aims, aims.goal, aims.week),)),
            *_later(aims),
        ),
        buttons=((next_button("Show my topic"), _back(aims.later)),),
        private=True,
    )


def pace_kept(result: PaceKept) -> Reply:
    """Say at what pace a learner goes on, and show the topic to study now."""
    topic = result.offer.topic
    if topic is None:
        return finished(result.offer)
    return Reply(
        blocks=(
            Paragraph((_pace_words(result),)),
            *gap_blocks(result.offer.streak),
            *offered_blocks(result.offer),
        ),
        buttons=topic_buttons(topic, Button("Later", Call("later"))),
        private=True,
        replace=True,
    )


def _goal_off(before: Goal | None) -> Reply:
    if before is None:
        return Reply(
            blocks=(Paragraph(("There is no goal to turn off.",)),),
            buttons=((Button("Set one", Call("goal")), settings_button()),),
            private=True,
            replace=True,
        )
    return Reply(
        blocks=(Paragraph((f"Your goal is off. It was {goal_words(before)}.",)),),
        buttons=((_set("Turn it on again", before), settings_button()),),
        private=True,
        replace=True,
    )


def _asked(aims: Aims, goal: Goal, week: WeekOfGoal) -> str:
    """Say what a goal asks for until Sunday, since today or since before."""
    if not week.week:
        return "It asks for nothing until Sunday: no day of study is left in this week."
    if goal.since < aims.today:
        return f"{week_words(week).capitalize()}."
    done = f" {quantity(week.done, 'topic')} done already." if week.done else ""
    return (
        f"From today it asks for {quantity(week.week, 'topic')} until Sunday, "
        f"{due_words(week)} by tonight.{done}"
    )


def _later(aims: Aims) -> tuple[Block, ...]:
    if aims.later is None:
        return ()
    return (Paragraph((f"From Monday on it is {goal_words(aims.later)} again.",)),)


def _pace_words(result: PaceKept) -> str:
    if result.aims.goal:
        return f"You keep your goal: {goal_words(result.aims.goal)}."
    if result.lately.topics:
        topics = quantity(result.lately.topics, "topic")
        return f"You keep your pace: {topics} on {result.lately.days} of the last {DAYS_SEEN} days."
    return "You keep your own pace. This is where you are:"


def _choices(goals: tuple[tuple[str, str], ...]) -> Row:
    return tuple(Button(label, Call("goal", {"pace": pace})) for label, pace in goals)


def _set(label: str, goal: Goal) -> Button:
    return Button(label, Call("goal", {"pace": f"{goal.topics}/{goal.per}"}))


def _back(later: Goal) -> Button:
    return _set(f"Back to {goal_words(later)}", later)


def _lighter() -> Button:
    return Button("Lighter week", Call("goal", {"change": "lighter"}))


def _off() -> Button:
    return Button("Turn it off", Call("goal", {"pace": "off"}))


def _target() -> Button:
    return Button("Target", Call("target"))


def _form() -> Ask:
    return Ask("Type a goal", Call("goal"), "pace")
