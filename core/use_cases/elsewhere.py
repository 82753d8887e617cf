"""Elsewhere: topics that another roadmap of the learner holds too, to be ticked there if asked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from core.ports import UnitOfWork
from core.roadmap import RoadmapId, RoadmapSummary, Topic
from core.twins import are_twins, short_form
from core.use_cases.begun import begun_by
from core.use_cases.course import Course

LOOKED_FOR = 20
"""Of so many topics are twins looked for: who does more at once is shown none of most anyway."""

FOUND = 20
"""So many twins are found at most, and so many topics read that one roadmap calls the same."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A topic of another roadmap that the learner began."""

    roadmap: RoadmapSummary
    topic: Topic


def held_elsewhere(
    work: UnitOfWork, course: Course, topics: Iterable[Topic]
) -> tuple[Elsewhere, ...]:
    """Find the topics of the learner's other roadmaps that are called as some are, not done yet."""
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for topic in islice(topics, LOOKED_FOR):
        wanted[short_form(topic.text)].append(topic.text)
    found = tuple(islice(_twins(work, course, wanted), FOUND)) if wanted else ()
    begun = begun_by(work, course.learner.id) if found else ()
    roadmaps = {summary.id: summary for _, summary in begun}
    return tuple(Elsewhere(roadmaps[roadmap], topic) for roadmap, topic in found)


def _twins(
    work: UnitOfWork, course: Course, wanted: Mapping[str, Sequence[str]]
) -> Iterator[tuple[RoadmapId, Topic]]:
    """Find what is called as some texts are, which are given by their short forms."""
    for enrolment in work.enrolments.of_learner(course.learner.id):
        if enrolment.id == course.enrolment.id:
            continue
        done = course.log.done_in(enrolment.id)
        for short, texts in wanted.items():
            for topic in work.roadmaps.called(enrolment.roadmap, short, FOUND):
                if topic.id not in done and any(are_twins(text, topic.text) for text in texts):
                    yield enrolment.roadmap, topic
