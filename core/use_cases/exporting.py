"""Exporting: what a learner takes along of the roadmap they study now."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from core.course_export import Called, Retired, called
from core.errors import NotEnrolled
from core.learner import Account
from core.ownership import RoadmapFile
from core.ports import UnitOfWork
from core.progress import Progress
from core.roadmap import Roadmap, RoadmapId, TopicId
from core.use_cases.course import Course, course_of, open_course


@dataclass(frozen=True, slots=True)
class CourseTaken:
    """All of a course that can be exported; ``file`` is None where the roadmap's was not kept.

    ``retired`` are the topics that left the roadmap and were done or noted on.
    """

    progress: Progress
    notes: Mapping[TopicId, str]
    file: RoadmapFile | None
    retired: tuple[Retired, ...] = ()

    @property
    def roadmap(self) -> Roadmap:
        """The roadmap, as it is now."""
        return self.progress.roadmap

    @property
    def done(self) -> frozenset[Called]:
        """The topics that are done, as its file calls them."""
        completions, topics = self.progress.completions, self.roadmap.topics
        pairs = zip(topics, called(topics), strict=True)
        return frozenset(name for topic, name in pairs if topic.id in completions)


def take_course(
    work: UnitOfWork, account: Account, now: datetime, roadmap: RoadmapId | None = None
) -> CourseTaken:
    """Gather what is exported of the learner's course in a roadmap; None: the one studied now.

    Raise NotEnrolled where there is none.
    """
    course = open_course(work, account, now)
    if roadmap not in {None, course.roadmap.id}:
        begun = work.enrolments.of_learner(course.learner.id)
        enrolment = next((each for each in begun if each.roadmap == roadmap), None)
        if enrolment is None:
            raise NotEnrolled
        course = course_of(work, course.learner, enrolment.id, now)
    notes = work.notes.of_roadmap(course.learner.id, course.roadmap.id)
    return CourseTaken(
        course.progress,
        notes,
        work.roadmaps.file(course.roadmap.id),
        _retired(work, course, notes.keys()),
    )


def _retired(work: UnitOfWork, course: Course, noted: AbstractSet[TopicId]) -> tuple[Retired, ...]:
    """Give the topics that left a roadmap and were done or noted on; most often, there are none."""
    done = course.log.completions_in(course.enrolment.id)
    left = (done.keys() | noted) - course.roadmap.by_id.keys()
    known = work.roadmaps.known_topics(course.roadmap.id) if left else ()
    return tuple(Retired(each, done.get(each.id)) for each in known if each.id in left)
