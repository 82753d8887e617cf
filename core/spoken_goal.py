"""Spoken goals: how much people wish to study, as they type it."""

import re
from datetime import date

from core.errors import UnclearTime
from core.goal import Goal, Per
from core.spoken_date import folded, read_count

GOAL_FORMS = ("5/week", "2 a day")

MOST = {Per.DAY: 100, Per.WEEK: 700}
"""A goal asks for no more topics than these."""

_GOAL = re.compile(
    r"(?P<count>\d{1,5}|an?|one) ?(?:x|times|topics?)? ?"
    r"(?:/|\b(?:an?|per|each|every)\b)? ?(?P<unit>d|day|daily|w|wk|week|weekly)"
)
_COUNT = re.compile(r"\d{1,5}(?: topics?)?")


def read_goal(typed: str, today: date) -> Goal:
    """Read a goal such as 5/week or 2 a day, which holds from today.

    Raise UnclearTime for what cannot be read, for no topics and for more than there are to a
    goal: 100 a day, 700 a week.
    """
    words = folded(typed)
    if _COUNT.fullmatch(words):
        wrong = "It does not say whether that is for a day or for a week."
        raise UnclearTime(typed, words, wrong, GOAL_FORMS)
    found = _GOAL.fullmatch(words)
    if found is None:
        wrong = "It names no topics a day or a week."
        raise UnclearTime(typed, "", wrong, GOAL_FORMS)
    topics = read_count(found["count"])
    per = Per.DAY if found["unit"].startswith("d") else Per.WEEK
    if not 1 <= topics <= MOST[per]:
        wrong = f"A goal asks for 1 to {MOST[per]} topics a {per}."
        raise UnclearTime(typed, "", wrong, GOAL_FORMS)
    return Goal(topics, per, today)
