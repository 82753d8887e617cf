"""A course through a roadmap as facts: its phases, and how much of each is done."""

from dataclasses import dataclass

from bot.cards.figure import Figure, said
from core.progress import Progress
from core.roadmap import Section

_UNNAMED = "Topics"
"""The phase of topics that stand in no section."""

_MOST = 14
"""Rows a card has room for."""


@dataclass(frozen=True, slots=True)
class Phase:
    """An outermost section: how many of its topics are done, and whether the next one is in it."""

    title: str
    done: int
    total: int
    current: bool = False

    @property
    def complete(self) -> bool:
        """Say whether nothing is left."""
        return self.done == self.total

    @property
    def count(self) -> str:
        """How much is done."""
        return f"{self.done} of {self.total}"

    @property
    def standing(self) -> str:
        """How much is done, and whether the learner is there."""
        return f"{self.count}, now here" if self.current else self.count


@dataclass(frozen=True, slots=True)
class Course:
    """A learner's way through a roadmap; topics count projects too."""

    title: str
    phases: tuple[Phase, ...]
    projects_done: int
    projects: int

    @property
    def done(self) -> int:
        """How many topics are done."""
        return sum(phase.done for phase in self.phases)

    @property
    def total(self) -> int:
        """How many topics there are."""
        return sum(phase.total for phase in self.phases)

    @property
    def share(self) -> str:
        """How much is done, in whole percent; 100 only where all is."""
        return f"{self.done * 100 // self.total if self.total else 0} % done"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers that picture and words both give."""
        complete = sum(phase.complete for phase in self.phases)
        figures = (
            Figure(self.done, "topic", "topics", self.total),
            Figure(complete, "phase", "phases", len(self.phases)),
        )
        if self.projects:
            return (*figures, Figure(self.projects_done, "project", "projects", self.projects))
        return figures

    @property
    def words(self) -> str:
        """The same facts as the picture, without it."""
        phases = "; ".join(f"{phase.title}: {phase.standing}" for phase in self.rows)
        return f"{self.title}: {self.share}. {said(self.figures)}. {phases or 'No topics yet'}."

    @property
    def rows(self) -> tuple[Phase, ...]:
        """The phases of the card: in a long roadmap those around the current one, others summed."""
        if len(self.phases) <= _MOST:
            return self.phases
        places = (place for place, phase in enumerate(self.phases) if phase.current)
        room = _MOST - 2
        begin = min(max(next(places, len(self.phases)) - room // 2, 0), len(self.phases) - room)
        before, after = self.phases[:begin], self.phases[begin + room :]
        shown = self.phases[begin : begin + room]
        return (*_summed(before, "earlier"), *shown, *_summed(after, "more"))


def _summed(phases: tuple[Phase, ...], which: str) -> tuple[Phase, ...]:
    if len(phases) <= 1:
        return phases
    done, total = sum(it.done for it in phases), sum(it.total for it in phases)
    return (Phase(f"{len(phases)} {which} phases", done, total),)


def course_of(progress: Progress) -> Course:
    """Give the facts of a learner's progress."""
    current = progress.current

    def phase(section: Section) -> Phase:
        count = progress.count(section.topics)
        title = section.path[0] if section.path else _UNNAMED
        return Phase(title, count.done, count.total, current=current in section.topics)

    return Course(
        progress.roadmap.title,
        tuple(phase(each) for each in progress.roadmap.phases),
        progress.projects.done,
        progress.projects.total,
    )
