"""The log of one learner: all that they did, and what follows from it."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from core.history import Event, EventKind
from core.learner import EnrolmentId
from core.ledger import LedgerDay, ledger_of
from core.progress import Progress, progress, standing
from core.roadmap import Roadmap, TopicId
from core.streak import Streak, Walk
from core.streak_rules import StreakRules
from core.study_days import StudyDays

_DONE = (EventKind.DONE, EventKind.TICKED, EventKind.KNOWN)


@dataclass(frozen=True, slots=True)
class Log:
    """A learner's events in the order they were written; ``standing`` were not taken back.

    What follows from hundreds of events is worked out once and carried on as more are written:
    to read them all again for each would be most of a command's work.
    """

    events: tuple[Event, ...]
    standing: tuple[Event, ...] = field(compare=False, repr=False)
    _study_days: StudyDays = field(compare=False, repr=False)
    _courses: dict[EnrolmentId, Progress] = field(default_factory=dict, compare=False, repr=False)
    _walks: dict[StreakRules, Walk] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, events: Sequence[Event] = ()) -> "Log":
        """Make the log of these events."""
        happened = standing(events)
        return cls(tuple(events), happened, StudyDays().after(happened))

    def __len__(self) -> int:
        return len(self.events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def progress(self, enrolment: EnrolmentId, roadmap: Roadmap) -> Progress:
        """Say how far the learner is in the roadmap of an enrolment."""
        known = self._courses.get(enrolment)
        if known is None or known.roadmap is not roadmap:
            known = progress(roadmap, _of(enrolment, self.standing))
            self._courses[enrolment] = known
        return known

    def done_in(self, enrolment: EnrolmentId) -> AbstractSet[TopicId]:
        """Give the topics done in an enrolment, those that left the roadmap too."""
        return self.completions_in(enrolment).keys()

    def completions_in(self, enrolment: EnrolmentId) -> Mapping[TopicId, Event]:
        """Give when each of them was done first."""
        done: dict[TopicId, Event] = {}
        for event in _of(enrolment, self.standing):
            if event.kind is EventKind.RESET:
                done.clear()
            elif event.topic is not None and event.kind in _DONE:
                done.setdefault(event.topic, event)
        return done

    def has_studied_on(self, day: date) -> bool:
        """Say whether a day counts for the streak."""
        return day.toordinal() in self._study_days.counted

    def streak(self, today: date, rules: StreakRules) -> Streak:
        """Count the learner's days in a row, over all their roadmaps."""
        walk = self._walks.get(rules)
        if walk is None:
            walk = Walk().over(self._study_days.counted, rules)
            # Those of before are no learner's rules any more.
            self._walks.clear()
            self._walks[rules] = walk
        return walk.at(today, self._study_days, rules)

    def ledger(self, today: date, rules: StreakRules) -> tuple[LedgerDay, ...]:
        """Tell day by day why the streak is what it is."""
        return ledger_of(self._study_days, rules, today)

    def then(self, events: Sequence[Event]) -> "Log":
        """Give the log with more events at its end."""
        longer = (*self.events, *events)
        if any(event.kind is EventKind.UNDONE for event in events):
            return Log.of(longer)
        # Copied first: another thread may be asking this log for what it does not know yet.
        courses = {
            enrolment: known.after(_of(enrolment, events))
            for enrolment, known in self._courses.copy().items()
        }
        days = self._study_days.after(events)
        return Log(longer, (*self.standing, *events), days, courses, self._walks_over(days))

    def _walks_over(self, days: StudyDays) -> dict[StreakRules, Walk]:
        """Carry on the walks that have not yet come past a day that is new among these."""
        fresh = list(days.counted)[len(self._study_days.counted) :]
        return {
            rules: walk.over(fresh, rules)
            for rules, walk in self._walks.copy().items()
            if all(day > walk.last for day in fresh)
        }


def _of(enrolment: EnrolmentId, events: Sequence[Event]) -> Iterator[Event]:
    return (event for event in events if event.enrolment == enrolment)
