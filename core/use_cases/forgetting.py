"""Forgetting: a removed roadmap that nobody did anything in is deleted whole."""

from dataclasses import replace
from enum import Enum

from core.learner import Enrolment, EnrolmentId, Learner, LearnerId
from core.ports import UnitOfWork
from core.roadmap import RoadmapId


class Left(Enum):
    """What is left of a roadmap once its owner removed it."""

    ALL = "others study it"
    OWN = "its owner did or noted something in it"
    NOTHING = "nobody did"


def left_of(work: UnitOfWork, owner: Learner, roadmap: RoadmapId) -> Left:
    """Say what is left of a roadmap once it is removed."""
    others = work.roadmaps.learners_of(roadmap, LearnerId(0), 2)
    if set(others) - {owner.id}:
        return Left.ALL
    its = _begun(work, owner, roadmap)
    log = work.history.of_learner(owner.id)
    done = its is not None and any(event.enrolment == its.id for event in log)
    return Left.OWN if done or work.notes.of_roadmap(owner.id, roadmap) else Left.NOTHING


def forget(work: UnitOfWork, owner: Learner, roadmap: RoadmapId) -> None:
    """Delete a roadmap of which nothing is left, without a commit.

    Where its owner studied it, they study the other one in which they last did something, else the
    last one they began, if there is any.
    """
    its = _begun(work, owner, roadmap)
    if its is not None:
        if owner.enrolment == its.id:
            work.learners.save(replace(owner, enrolment=_before(work, owner, its)))
        work.enrolments.remove(its.id)
    work.roadmaps.delete(roadmap)


def _begun(work: UnitOfWork, learner: Learner, roadmap: RoadmapId) -> Enrolment | None:
    begun = work.enrolments.of_learner(learner.id)
    return next((each for each in begun if each.roadmap == roadmap), None)


def _before(work: UnitOfWork, learner: Learner, its: Enrolment) -> EnrolmentId | None:
    """Give what a learner studied before; nobody writes down what was only looked at."""
    last = reversed(work.history.of_learner(learner.id).events)
    begun = reversed(work.enrolments.of_learner(learner.id))
    known = (*(event.enrolment for event in last), *(each.id for each in begun))
    return next((each for each in known if each != its.id), None)
