"""Use cases for the storage tests: small ones that write and read what a test speaks of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from core.history import ActionNumber, Event, EventKind
from core.learner import Account, Enrolment, Learner, LearnerId, Moment
from core.ports import UnitOfWork
from core.roadmap import Roadmap
from tests import builders

ANN = Account("console", "ann")
BEN = Account("console", "ben")
JOINED = datetime(2026, 5, 3, 7, 15, 30, 250_001, tzinfo=UTC)
ZONE = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A learner in a roadmap."""

    learner: Learner
    enrolment: Enrolment
    roadmap: Roadmap

    def did(self, action: int, topic: int, kind: EventKind = EventKind.DONE) -> Event:
        """Make the event of this learner doing a topic, given by its number."""
        return Event(
            self.learner.id,
            self.enrolment.id,
            ActionNumber(action),
            kind,
            Moment.of(JOINED, ZONE),
            self.roadmap.topics[topic - 1].id,
        )

    def undid(self, action: int, undoes: int) -> Event:
        """Make the event of this learner taking an action back."""
        return Event(
            self.learner.id,
            self.enrolment.id,
            ActionNumber(action),
            EventKind.UNDONE,
            Moment.of(JOINED, ZONE),
            undoes=ActionNumber(undoes),
        )


def enrol(account: Account = ANN) -> Callable[[UnitOfWork], Enrolled]:
    """Enrol a learner in the Python roadmap, making whatever is not there yet."""

    def work(unit: UnitOfWork) -> Enrolled:
        learner = unit.learners.of_account(account) or unit.learners.add(
            account, zone=ZONE, language="en", joined=JOINED
        )
        roadmap = unit.roadmaps.of_slug("python") or builders.ship(
            unit, "python", builders.outline(), added=JOINED
        )
        enrolment = unit.enrolments.add(learner.id, roadmap.id, started=JOINED)
        unit.commit()
        return Enrolled(learner, enrolment, roadmap)

    return work


def write(*events: Event) -> Callable[[UnitOfWork], None]:
    """Append events and keep them."""

    def work(unit: UnitOfWork) -> None:
        unit.history.append(events)
        unit.commit()

    return work


def history_of(learner: LearnerId) -> Callable[[UnitOfWork], tuple[Event, ...]]:
    """Read a learner's history."""
    return lambda unit: unit.history.of_learner(learner).events


def act(account: Account, enrolled: Enrolled) -> Callable[[UnitOfWork], int]:
    """Write one action, numbered after what was read; give its number."""

    def work(unit: UnitOfWork) -> int:
        learner = unit.learners.of_account(account)
        assert learner is not None
        action = len(unit.history.of_learner(learner.id)) + 1
        unit.history.append([enrolled.did(action, 1)])
        unit.commit()
        return action

    return work
