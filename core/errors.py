"""Everything a learner or host can be refused for.

StudyError
├── RoadmapRefused        a roadmap file that cannot be studied; all its problems together
├── NotEnrolled           a command that needs a roadmap, before one was chosen
├── UnknownRoadmap        no roadmap of that name
├── UnknownTopic          a number out of range, or words that match nothing
├── AmbiguousTopic        words that match several topics
├── UnknownZone           a time zone or city that is not known
├── NothingToUndo         no action left that can be taken back
├── NotYet                a day that cannot be written down any more, or not yet
└── StorageUnavailable    the database did not take the command; nothing was kept
"""

from dataclasses import dataclass


class StudyError(Exception):
    """An expected refusal: it becomes a Reply that says what happened and what to do next."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason a file is refused: what, where (a line counted from 1, or None) and what to do."""

    message: str
    advice: str
    line: int | None = None


class RoadmapRefused(StudyError):
    """Refuse a roadmap file, with every problem found in it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type["RoadmapRefused"], tuple[Problem, ...]]:
        """Pickle by its problems: a refusal travels from the worker process."""
        return type(self), self.problems


class StorageUnavailable(StudyError):
    """Refuse a command that the database did not take; nothing of it was kept."""
