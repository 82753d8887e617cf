"""The gap: what became of the streak in days that were missed, and the way back after them."""

from bot.dialogue.invocation import Call
from bot.dialogue.reply import Block, Button, Paragraph, Quote, Row
from bot.dialogue.views.words import quantity
from core.streak import Streak


def gap_blocks(streak: Streak) -> tuple[Block, ...]:
    """Say what freezes covered since the last day of study, or could not; nothing for no gap."""
    if streak.missed:
        ended = f"Your streak ended at {quantity(streak.lost, 'day')}"
        return (Quote((f"{ended}: {missed_words(streak)}.",)),)
    if streak.frozen:
        goes_on = f"your streak of {quantity(streak.current, 'day')} goes on"
        return (Quote((f"{covered_words(streak)}: {goes_on}. {freezes_words(streak)}",)),)
    return ()


def comeback_block() -> Block:
    """Say that nothing is lost and little is asked, and what the row of buttons is for."""
    return Paragraph(
        (
            "Your place is kept, and one topic is enough today. ",
            "If your pace or your target no longer fits, change it below.",
        )
    )


def comeback_row() -> Row:
    """Offer to go on as before, or with less."""
    return (
        Button("Keep pace", Call("goal", {"change": "keep"})),
        Button("Move target", Call("target", {"change": "move"})),
        Button("Lighter week", Call("goal", {"change": "lighter"})),
    )


def covered_words(streak: Streak) -> str:
    """Say "A freeze covered a missed day", "2 freezes covered 2 missed days"."""
    if streak.frozen == 1:
        return "A freeze covered a missed day"
    return f"{streak.frozen} freezes covered {streak.frozen} missed days"


def missed_words(streak: Streak) -> str:
    """Say "3 days were missed, and freezes covered 2 of them", where a streak ended by that."""
    days = streak.frozen + streak.missed
    missed = f"{quantity(days, 'day')} {'was' if days == 1 else 'were'} missed"
    match streak.frozen:
        case 0:
            return f"{missed}, and no freeze was left"
        case 1:
            return f"{missed}, and a freeze covered 1 of them"
        case frozen:
            return f"{missed}, and freezes covered {frozen} of them"


def freezes_words(streak: Streak) -> str:
    """Say how many freezes are left, and when one comes back."""
    left = f"{quantity(streak.freezes, 'freeze')} left" if streak.freezes else "No freeze is left"
    if streak.freeze_in is None:
        return f"{left}."
    return f"{left}; one comes back after {quantity(streak.freeze_in, 'more study day')}."
