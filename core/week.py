"""A week: what a learner did in the last seven days, against the seven before."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.history import EventKind
from core.log import Log

_DAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """So many topics done in the last seven days, on so many days; ``before`` those before it.

    ``before`` counts the topics of the seven days before.
    """

    topics: int
    days: int
    before: int


def week(log: Log, today: date) -> Week:
    """Count the last seven days, this one among them, by the dates kept on the events.

    What was ticked in a roadmap's file counts for no day.
    """
    begin = today - timedelta(days=_DAYS - 1)
    done = [event.moment.date for event in log.standing if event.kind is EventKind.DONE]
    lately = [day for day in done if begin <= day <= today]
    before = sum(begin - timedelta(days=_DAYS) <= day < begin for day in done)
    return Week(len(lately), len(set(lately)), before)
