"""Spoken focus sessions: how long to work and to rest, and how often, as people type it."""

import re
from datetime import timedelta

from core.errors import UnclearTime
from core.focus import Rounds
from core.spoken_date import folded

FOCUS_FORMS = ("25", "1h", "50/10 x3")

MOST_WORK, MOST_REST, MOST_ROUNDS = 180, 60, 12
"""Minutes of a round of work and of a break, and how many rounds a session has."""

LONGEST = timedelta(hours=8)
"""No session lasts longer, its breaks included."""

_HOUR = 60
_WITH_A_BREAK = 2
"""Who names a break and no rounds means two: there is none after the last."""

_TIMES = r"(?:x|\u00d7|\*)"
_NUMBER = r"\d{1,4}(?!\d)"
_BEFORE = rf"(?P<before>{_NUMBER}) ?(?:{_TIMES}|times|rounds? of) ?"
_AFTER = rf"{_TIMES} ?(?P<after>{_NUMBER})|(?P<rounds>{_NUMBER}) ?(?:{_TIMES}|times|rounds?)"
_BREAK = r"(?:[/+,-]|\u2013|and|with(?: breaks? of)?)"


def _length(name: str) -> str:
    return (
        rf"(?=\d)(?:(?P<{name}_hours>{_NUMBER}) ?(?:h|hrs?|hours?)(?![a-z]) ?)?"
        rf"(?:(?P<{name}>{_NUMBER})(?: ?(?:m|mins?|minutes?)(?![a-z]))?)?"
    )


_ROUNDS = re.compile(
    rf"(?:for )?(?:{_BEFORE})?{_length('work')}"
    rf"(?: ?{_BREAK} ?{_length('rest')})?(?: ?(?:{_AFTER}))?"
)


def read_rounds(typed: str) -> Rounds:
    """Read the rounds of a session such as 25, 1h, 50/10 or 50/10 x3.

    Raise UnclearTime for what cannot be read, and for more or less than there is to a session.
    """
    words = folded(typed)
    found = _ROUNDS.fullmatch(words)
    if found is None:
        raise UnclearTime(typed, "", "It names no minutes of work.", FOCUS_FORMS)
    before, after = found["before"], found["after"] or found["rounds"]
    if before and after:
        raise UnclearTime(typed, "", "It says twice how many rounds there are.", FOCUS_FORMS)
    work, rest = _minutes(found, "work") or 0, _minutes(found, "rest")
    count = int(before or after or (1 if rest is None else _WITH_A_BREAK))
    if before and rest is None and _is_work(count, work, words):
        work, count = count, work
    wrong = _wrong(work, rest, count)
    if wrong is not None:
        raise UnclearTime(typed, "", wrong, FOCUS_FORMS)
    return Rounds(work, (rest or 0) if count > 1 else 0, count)


def say_rounds(rounds: Rounds) -> str:
    """Write rounds as a learner would type them: "25", "50/10 x3"."""
    rest = f"/{rounds.rest}" if rounds.rest else ""
    return f"{rounds.work}{rest}" + (f" x{rounds.count}" if rounds.count > 1 else "")


def _minutes(found: re.Match[str], name: str) -> int | None:
    hours, minutes = found[f"{name}_hours"], found[name]
    if hours is None and minutes is None:
        return None
    return int(hours or 0) * _HOUR + int(minutes or 0)


def _is_work(first: int, second: int, words: str) -> bool:
    """Say whether the first of "4x25" and "25 x4" is of minutes: rounds are fewer than these."""
    return first >= second or words.endswith(f" x{second}")


def _wrong(work: int, rest: int | None, count: int) -> str | None:
    if not 1 <= work <= MOST_WORK:
        return f"A round of work takes 1 to {MOST_WORK} minutes."
    if rest is not None and not 1 <= rest <= MOST_REST:
        return f"A break takes 1 to {MOST_REST} minutes."
    if not 1 <= count <= MOST_ROUNDS:
        return f"A session has 1 to {MOST_ROUNDS} rounds."
    if timedelta(minutes=work * count + (rest or 0) * (count - 1)) > LONGEST:
        return f"A session takes at most {LONGEST // timedelta(hours=1)} hours, with its breaks."
    return None
