"""Views of the pause: what is paused, what was set just now, and ended."""

from collections.abc import Sequence
from datetime import date

from bot.dialogue.invocation import Call
from bot.dialogue.reply import Ask, Block, Button, Heading, Items, Mono, Paragraph, Quote, Reply
from bot.dialogue.views.aims import date_words
from bot.dialogue.views.words import listed_words, next_button, settings_button
from core.streak_rules import Pause
from core.use_cases.rhythm import PauseEnded, PauseSet, RhythmShown

COMMON_PAUSES = (("3 days", "3d"), ("A week", "1 week"), ("2 weeks", "2 weeks"))
"""What is read, and what is typed for it."""

_RULE = (
    "A paused day needs no study: it ends no streak and costs no freeze, and I write nothing by "
    "myself. What you study then counts all the same."
)


def pause_now(rhythm: RhythmShown) -> Reply:
    """Say what is paused, and let a pause be chosen."""
    today = rhythm.today
    state: Block = Paragraph(("Nothing is paused.",))
    if rhythm.pauses:
        state = Items(tuple((f"Paused {pause_words(it, today)}",) for it in rhythm.pauses))
    off = (_off(),) if rhythm.pauses else ()
    return Reply(
        blocks=(
            Heading(("Pause",)),
            state,
            Paragraph(("From today on, or as you type it: ", Mono("/pause 1-15 aug"))),
            Quote((_RULE,)),
        ),
        buttons=(
            tuple(Button(label, Call("pause", {"dates": typed})) for label, typed in COMMON_PAUSES),
            (*off, settings_button()),
        ),
        asks=Ask("Type dates", Call("pause"), "dates"),
        private=True,
        replace=True,
    )


def pause_set(result: PauseSet) -> Reply:
    """Say what is paused now, until when, and what stands in place of what."""
    pause, today = result.pause, result.rhythm.today
    days = (pause.last - pause.first).days + 1
    blocks: list[Block] = [
        Heading((f"Paused {pause_words(pause, today)}",)),
        Paragraph((f"{_length_words(days)} It ends by itself.",)),
        Paragraph((_RULE,)),
    ]
    if result.before and result.before != (pause,):
        blocks.append(Quote((f"It stands in place of the pause {_listed(result.before, today)}.",)))
    others = [each for each in result.rhythm.pauses if each != pause]
    if others:
        blocks.append(Quote((f"You also pause {_listed(others, today)}.",)))
    return Reply(
        blocks=tuple(blocks),
        buttons=((Button("Another time", Call("pause")), _off()), (settings_button(),)),
        private=True,
        replace=True,
    )


def pause_ended(result: PauseEnded) -> Reply:
    """Say that nothing is paused any more."""
    today = result.rhythm.today
    if not result.before:
        return Reply(
            blocks=(Paragraph(("Nothing is paused.",)),),
            buttons=((Button("Pause", Call("pause")), settings_button()),),
            private=True,
            replace=True,
        )
    running = any(each.first <= today for each in result.before)
    back = " Welcome back: today counts again." if running else ""
    was = _listed(result.before, today)
    off = "Your pause is off. It was" if len(result.before) == 1 else "Your pauses are off:"
    return Reply(
        blocks=(Paragraph((f"{off} {was}.{back}",)),),
        buttons=((next_button(), Button("Pause again", Call("pause"))), (settings_button(),)),
        private=True,
        replace=True,
    )


def pause_words(pause: Pause, today: date) -> str:
    """Say "until 6 Dec", "on 1 Aug" or "from 1 Aug to 15 Aug"."""
    first, last = (date_words(day, today) for day in (pause.first, pause.last))
    if pause.first <= today:
        return "today" if pause.last == today else f"until {last}"
    return f"on {first}" if first == last else f"from {first} to {last}"


def pauses_words(rhythm: RhythmShown) -> str:
    """Say all pauses that are not over, or that there is none."""
    return _listed(rhythm.pauses, rhythm.today) if rhythm.pauses else "none"


def typed_pause(pause: Pause) -> str:
    """Write what a learner would type for a pause: "2026-08-01 to 2026-08-15"."""
    return f"{pause.first} to {pause.last}"


def _length_words(days: int) -> str:
    return "One day." if days == 1 else f"{days} days, the last included."


def _listed(pauses: Sequence[Pause], today: date) -> str:
    return listed_words([pause_words(each, today) for each in pauses])


def _off() -> Button:
    return Button("Turn it off", Call("pause", {"dates": "off"}))
