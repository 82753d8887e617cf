"""What a learner has begun: their enrolments with the roadmaps, and finding one by its name."""

import re
from datetime import datetime

from core.errors import UnknownRoadmap
from core.learner import Account, Enrolment, LearnerId
from core.likeness import fold
from core.log import Log
from core.naming import called
from core.ports import UnitOfWork
from core.progress import Count
from core.roadmap import RoadmapSummary

Begun = tuple[Enrolment, RoadmapSummary]

_PLACE = re.compile(r"#(\d{1,4})")
_SHORT = 30
"""Characters of a name that is short enough to be typed."""


def list_begun(work: UnitOfWork, account: Account, _now: datetime) -> tuple[RoadmapSummary, ...]:
    """List the roadmaps that a learner has begun, the oldest first; none for who is no learner."""
    learner = work.learners.of_account(account)
    return summaries_of(begun_by(work, learner.id)) if learner else ()


def begun_by(work: UnitOfWork, learner: LearnerId) -> tuple[Begun, ...]:
    """Give all that a learner has begun, the oldest first."""
    known = {each.id: each for each in work.roadmaps.visible(learner, None)}
    return tuple((each, known[each.roadmap]) for each in work.enrolments.of_learner(learner))


def count_of(work: UnitOfWork, log: Log, begun: Begun) -> Count:
    """Count what a learner did of a roadmap, without reading its topics."""
    enrolment, summary = begun
    done = log.done_in(enrolment.id)
    if done:
        done &= work.roadmaps.standing(summary.id)
    return Count(len(done), summary.topic_count + summary.project_count)


def named_among(begun: tuple[Begun, ...], named: str) -> Begun:
    """Find what is named: by its slug or title, its place in the list ("#1") or words of its title.

    Raise UnknownRoadmap where nothing, or more than one, is named so.
    """
    place = _PLACE.fullmatch(named.strip())
    if place is not None and 1 <= int(place[1]) <= len(begun):
        return begun[int(place[1]) - 1]
    fitting = called(begun, named, lambda each: each[1])
    if len(fitting) != 1:
        raise UnknownRoadmap(named, summaries_of(fitting or begun), several=bool(fitting))
    return fitting[0]


def short_name(begun: tuple[Begun, ...], which: Begun) -> str:
    """Give the fewest words, none with digits, that name one of these; else its place ("#2")."""
    words = fold(which[1].title).split()
    for count in range(1, len(words) + 1):
        name = " ".join(words[:count])
        if len(name) > _SHORT or any(char.isdigit() for char in name):
            break
        if called(begun, name, lambda each: each[1]) == (which,):
            return name
    return f"#{begun.index(which) + 1}"


def summaries_of(begun: tuple[Begun, ...]) -> tuple[RoadmapSummary, ...]:
    """Give what a list of roadmaps shows of what was begun."""
    return tuple(summary for _, summary in begun)
