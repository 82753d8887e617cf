"""The bare unit of work, as a use case: the least that a command does."""

from bench._classroom import NOW, TOPICS
from core.history import ActionNumber, Event, EventKind
from core.learner import Account, Moment
from core.ports import UnitOfWork
from core.roadmap import TopicId


def read_and_write(who: Account, action: int, work: UnitOfWork) -> None:
    """Read a learner and write one event."""
    learner = work.learners.of_account(who)
    if learner is None or learner.enrolment is None:
        raise LookupError(who)
    work.history.append(
        [
            Event(
                learner=learner.id,
                enrolment=learner.enrolment,
                action=ActionNumber(action),
                kind=EventKind.DONE,
                moment=Moment.of(NOW, learner.zone),
                topic=TopicId(action % TOPICS + 1),
            )
        ]
    )
    work.commit()
