"""Views of the daily prompt: what is set, what was set just now, and turned off."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from bot.dialogue.invocation import Call, Place
from bot.dialogue.reply import (
    Ask,
    Block,
    Button,
    Heading,
    Mono,
    Paragraph,
    Quote,
    Reply,
    Row,
    Strong,
)
from bot.dialogue.views.coming import coming_line, snoozed_blocks, where_blocks
from bot.dialogue.views.times import COMMON_TIMES, clock_time, schedule_words, typed_schedule
from bot.dialogue.views.words import settings_button
from core.reminder import Reminder, ReminderKind, Schedule
from core.spoken_time import say_time
from core.use_cases.arrangement import Arrangement
from core.use_cases.prompting import DailySet, DailyStopped
from core.weekdays import Days

_TIMES = (COMMON_TIMES[:3], COMMON_TIMES[3:])
_EXAMPLE = Mono("/daily 8:30 mon-fri")


def daily_now(arrangement: Arrangement, place: Place, now: datetime) -> Reply:
    """Say when the daily prompt comes, and let a time be chosen."""
    prompts = _prompts(arrangement.reminders)
    if not prompts:
        return Reply(
            blocks=(
                Paragraph(("You have no daily prompt yet.",)),
                Paragraph(("When do you want your topic of the day?",)),
                Quote(("Any time will do, with days if you like: ", _EXAMPLE)),
            ),
            buttons=(*_choices(Days.DAILY), (settings_button(),)),
            asks=_form(),
            private=True,
            replace=True,
        )
    kept = prompts[0].schedule.days if len(prompts) == 1 else Days.DAILY
    return Reply(
        blocks=(
            Heading(("Daily prompt",)),
            *(
                Paragraph(
                    (
                        Strong(schedule_words(each.schedule)),
                        ". ",
                        *coming_line(each, arrangement, now),
                    )
                )
                for each in prompts
            ),
            *snoozed_blocks(arrangement),
            *where_blocks(arrangement, place),
            Paragraph(("To change it, choose a time or type one, with days: ", _EXAMPLE)),
        ),
        buttons=(*_choices(kept), (_off(), settings_button())),
        asks=_form(),
        private=True,
        replace=True,
    )


def daily_set(
    result: DailySet, arrangement: Arrangement, place: Place, now: datetime, pace: float | None
) -> Reply:
    """Say when the prompt comes from now on, and where.

    ``pace`` is how many prompts its platform takes a second, None where that is no matter.
    """
    others = [each for each in _prompts(arrangement.reminders) if each != result.reminder]
    before = [each for each in result.before if each != result.reminder.schedule]
    blocks: list[Block] = [
        Heading((f"Daily prompt: {schedule_words(result.reminder.schedule)}",)),
        Paragraph(coming_line(result.reminder, arrangement, now)),
        *snoozed_blocks(arrangement),
        *where_blocks(arrangement, place),
    ]
    if before:
        blocks.append(Quote((f"Before it was {_listed(before)}.",)))
    if others:
        blocks.append(Quote((f"You also have {_listed([it.schedule for it in others])}.",)))
    blocks += _window(result, arrangement.zone, pace)
    blocks.append(Paragraph(("When you have studied already that day, it stays away.",)))
    return Reply(
        blocks=tuple(blocks),
        buttons=((Button("Another time", Call("daily")), _off()), (settings_button(),)),
        private=True,
        replace=True,
    )


def daily_stopped(result: DailyStopped) -> Reply:
    """Say that no prompt comes any more, and how it was."""
    if not result.schedules:
        return Reply(
            blocks=(Paragraph(("There is no daily prompt to turn off.",)),),
            buttons=((Button("Set one", Call("daily")), settings_button()),),
            private=True,
            replace=True,
        )
    return Reply(
        blocks=(
            Paragraph((f"The daily prompt is off. It was {_listed(result.schedules)}.",)),
            Paragraph(("Your topic is still here whenever you ask: ", Mono("/next"))),
        ),
        buttons=((_again(result.schedules), settings_button()),),
        private=True,
        replace=True,
    )


def _window(result: DailySet, zone: str, pace: float | None) -> tuple[Block, ...]:
    """Say until when the prompt may come where so many want it at once that it takes a while."""
    minutes = ceil(result.crowd / pace / 60) if pace else 0
    if minutes <= 1:
        return ()
    begin = clock_time(result.next.at, zone)
    end = clock_time(result.next.at + timedelta(minutes=minutes), zone)
    return (Quote((f"Many learners chose this time, so it comes between {begin} and {end}.",)),)


def _prompts(reminders: Sequence[Reminder]) -> list[Reminder]:
    return [each for each in reminders if each.kind is ReminderKind.PROMPT]


def _choices(days: Days) -> tuple[Row, ...]:
    """Offer common times on these days."""
    return tuple(
        tuple(Button(say_time(it), _set(typed_schedule(it, days))) for it in row) for row in _TIMES
    )


def _again(schedules: Sequence[Schedule]) -> Button:
    if len(schedules) > 1:
        return Button("Choose a time", Call("daily"))
    (was,) = schedules
    return Button("Turn it on again", _set(typed_schedule(was.minute, was.days)))


def _listed(schedules: Sequence[Schedule]) -> str:
    return "; ".join(schedule_words(each) for each in schedules)


def _off() -> Button:
    return Button("Turn it off", _set("off"))


def _form() -> Ask:
    return Ask("Type a time", Call("daily"), "when")


def _set(when: str) -> Call:
    return Call("daily", {"when": when})
