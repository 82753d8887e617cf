"""Group words: how a study group's pace, its quorum and who studied are said."""

from bot.dialogue.views.words import quantity
from core.group import Moves

PACES = {
    Moves.DAILY: "a new topic with every post",
    Moves.QUORUM: "the next topic once enough have done this one",
}

QUORUMS = {25: "a quarter", 50: "half", 75: "three quarters", 100: "all"}
"""Per cent that have words of their own."""


def quorum_words(quorum: int) -> str:
    """Say how much of a group has to study: "half of the members", "60% of the members"."""
    return f"{QUORUMS.get(quorum, f'{quorum}%')} of the members"


def today_words(studied: int, needed: int | None) -> str:
    """Say "4 studied today, 2 more make the day count."; without a post ``needed`` is None."""
    if needed is None:
        return f"No post today; {studied:,} studied." if studied else "No post today."
    if not needed and not studied:
        return "The day needs nothing."
    missing = needed - studied
    if missing <= 0:
        return f"{studied:,} studied today: the day counts."
    make = "makes" if missing == 1 else "make"
    if not studied:
        return f"Nobody has studied yet today; {missing:,} {make} the day count."
    return f"{studied:,} studied today, {missing:,} more {make} the day count."


def past_words(studied: int, needed: int) -> str:
    """Say how a day that is over went."""
    if not needed and not studied:
        return "That day needed nothing."
    if studied >= needed:
        return f"{studied:,} studied that day: it counted."
    return f"{studied:,} studied that day; {needed:,} would have made it count."


def freezes_left(freezes: int) -> str:
    """Say "2 freezes left"."""
    return f"{quantity(freezes, 'freeze')} left"
