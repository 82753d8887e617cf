"""Views of a target: how one stands to it, what was set just now, and moving it."""

from datetime import date

from bot.dialogue.invocation import Call
from bot.dialogue.reply import Ask, Block, Button, Heading, Mono, Paragraph, Quote, Reply, Row
from bot.dialogue.views.aims import date_words, goal_words, outlook_line, pace_words, rate_words
from bot.dialogue.views.words import next_button, quantity, settings_button
from core.goal import Goal, Target, WayToTarget
from core.use_cases.aiming import TargetMoved, TargetSet, TargetShown
from core.use_cases.aims import Aims

_A_ROW = 2


def target_now(shown: TargetShown, *, replace: bool = True) -> Reply:
    """Say how a learner stands to their target, and let a day be chosen."""
    aims = shown.aims
    if not aims.remaining:
        return _nothing_left(aims, replace=replace)
    choose = ("Choose a day, or type one: ", Mono("/target 30 jun"))
    if aims.target is None or aims.way is None:
        return Reply(
            blocks=(
                Paragraph(("You have no target yet. By which day do you want to be done?",)),
                Paragraph(outlook_line(aims)),
                Paragraph(choose),
            ),
            buttons=(*_choices(shown), (_goal(), settings_button())),
            asks=_form(),
            private=True,
            replace=replace,
        )
    return Reply(
        blocks=(*_stands(aims, aims.target, aims.way), Paragraph(choose)),
        buttons=(*_taking(aims), *_choices(shown), (_off(), _goal(), settings_button())),
        asks=_form(),
        private=True,
        replace=replace,
    )


def _nothing_left(aims: Aims, *, replace: bool) -> Reply:
    off = (_off(),) if aims.target else ()
    return Reply(
        blocks=(Paragraph(outlook_line(aims)),),
        buttons=((Button("Other roadmaps", Call("roadmaps")), *off, _goal()),),
        private=True,
        replace=replace,
    )


def target_set(result: TargetSet) -> Reply:
    """Say what the target is now, what it asks for, and whether it can be reached."""
    aims, before = result.aims, result.before
    if aims.target is None or aims.way is None:
        return _target_off(aims, before)
    was = (
        (Quote((f"Before it was {date_words(before.day, aims.today)}.",)),)
        if before and before.day != aims.target.day
        else ()
    )
    return Reply(
        blocks=(*_stands(aims, aims.target, aims.way), *was),
        buttons=(
            *_taking(aims),
            (Button("Another day", Call("target")), _off()),
            (_goal(), settings_button()),
        ),
        private=True,
        replace=True,
    )


def target_moved(result: TargetMoved, before: Target) -> Reply:
    """Say to which day a target was moved from the one before, or why it stays."""
    aims, pace = result.aims, goal_words(result.pace)
    was = date_words(before.day, aims.today)
    if not aims.remaining:
        words = "All topics of this roadmap are done, so your target needs no move."
    elif result.arrives is None:
        words = f"{pace} takes more than ten years, so your target stays {was}."
    elif aims.target == before:
        arrives = date_words(result.arrives, aims.today)
        words = f"Your target stays {was}: {pace} arrives on {arrives}, which is early enough."
    else:
        return _moved(aims, result.arrives, before, pace)
    return Reply(
        blocks=(Paragraph((words,)),),
        buttons=((next_button("Show my topic"), Button("Target", Call("target"))),),
        private=True,
    )


def choice_words(pace: Goal, day: date, today: date) -> str:
    """Say "2 Sep (2 a day)"."""
    return f"{date_words(day, today)} ({goal_words(pace)})"


def _moved(aims: Aims, day: date, before: Target, pace: str) -> Reply:
    was = date_words(before.day, aims.today)
    back = (_set(f"Back to {was}", before.day),) if before.day >= aims.today else ()
    return Reply(
        blocks=(
            Heading((f"Target: {date_words(day, aims.today)}",)),
            Paragraph((f"That is the day you finish at {pace}. Before it was {was}.",)),
        ),
        buttons=((next_button("Show my topic"), *back),),
        private=True,
    )


def _stands(aims: Aims, target: Target, way: WayToTarget) -> tuple[Block, ...]:
    heading = Heading((f"Target: {date_words(target.day, aims.today)}",))
    if not aims.remaining:
        return (heading, Paragraph(outlook_line(aims)))
    return (
        heading,
        Paragraph((_way_words(aims, target, way),)),
        *_unreachable(aims, way),
        Paragraph(outlook_line(aims)),
    )


def _way_words(aims: Aims, target: Target, way: WayToTarget) -> str:
    """Say what is left, in which days, and how one stands."""
    left = quantity(aims.remaining, "topic") + " left"
    if target.day < aims.today:
        return f"That day is over, with {left}."
    if way.needed is None:
        return f"{left}, and no day of study until then."
    days = f"{quantity(way.days, 'day')} of study until then"
    stands = f" You are {pace_words(aims.standing)}." if aims.standing and way.possible else ""
    return f"{left}, and {days}: {rate_words(way.needed)}.{stands}"


def _unreachable(aims: Aims, way: WayToTarget) -> tuple[Block, ...]:
    if way.possible:
        return ()
    if way.feasible is None:
        return (Paragraph(("At your usual pace that is more than ten years away.",)),)
    day = date_words(way.feasible, aims.today)
    return (Paragraph((f"That is out of reach; {day} is within it.",)),)


def _target_off(aims: Aims, before: Target | None) -> Reply:
    if before is None:
        return Reply(
            blocks=(Paragraph(("There is no target to turn off.",)),),
            buttons=((Button("Set one", Call("target")), settings_button()),),
            private=True,
            replace=True,
        )
    again = (_set("Turn it on again", before.day),) if before.day >= aims.today else ()
    return Reply(
        blocks=(Paragraph((f"Your target is off. It was {date_words(before.day, aims.today)}.",)),),
        buttons=((*again, settings_button()),),
        private=True,
        replace=True,
    )


def _choices(shown: TargetShown) -> tuple[Row, ...]:
    """Offer the days on which some paces arrive."""
    buttons = [_set(choice_words(pace, day, shown.aims.today), day) for pace, day in shown.choices]
    return tuple(tuple(buttons[begin : begin + _A_ROW]) for begin in range(0, len(buttons), _A_ROW))


def _taking(aims: Aims) -> tuple[Row, ...]:
    """Offer a day within reach in place of one that is not."""
    if not aims.way or not aims.way.feasible:
        return ()
    return ((_set(f"Take {date_words(aims.way.feasible, aims.today)}", aims.way.feasible),),)


def _set(label: str, day: date) -> Button:
    return Button(label, Call("target", {"day": day.isoformat()}))


def _off() -> Button:
    return Button("Turn it off", Call("target", {"day": "off"}))


def _goal() -> Button:
    return Button("Goal", Call("goal"))


def _form() -> Ask:
    return Ask("Type a day", Call("target"), "day")
