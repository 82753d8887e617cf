"""Owning: the roadmaps that a learner brought, and how many of them they may keep."""

from dataclasses import dataclass
from datetime import datetime

from core.errors import AllowanceSpent, UnknownOwnRoadmap
from core.learner import Account, Learner
from core.naming import called
from core.ownership import Ownership
from core.ports import UnitOfWork
from core.roadmap import Roadmap, RoadmapId, RoadmapSummary


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one learner may keep: so many roadmaps, and so many bytes of their files together."""

    roadmaps: int = 20
    size: int = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Named:
    """Which of their roadmaps a learner means.

    By its id where a button says it, else by its slug or words of its title; where nothing is
    said, the one they study, or the only one they have.
    """

    typed: str | None = None
    roadmap: RoadmapId | None = None


@dataclass(frozen=True, slots=True)
class Owned:
    """A roadmap, and whose it is."""

    roadmap: Roadmap
    ownership: Ownership


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows of a roadmap, and whose it is."""

    roadmap: RoadmapSummary
    ownership: Ownership


@dataclass(frozen=True, slots=True)
class OwnShelf:
    """The roadmaps that a learner brought, the oldest first, and how many they may keep.

    ``removed`` are those that others still study: they count as long as they do.
    """

    roadmaps: tuple[Listed, ...]
    allowance: Allowance
    removed: tuple[Ownership, ...] = ()

    @property
    def size(self) -> int:
        """How many bytes their files have together."""
        owned = (each.ownership.size for each in self.roadmaps)
        return sum(owned) + sum(each.size for each in self.removed)


def list_own(work: UnitOfWork, account: Account, _now: datetime, allowance: Allowance) -> OwnShelf:
    """List the roadmaps that a person brought; they need not be a learner."""
    learner = work.learners.of_account(account)
    removed = () if learner is None else work.roadmaps.removed_by(learner.id)
    return OwnShelf(_listed(work, learner), allowance, removed)


def own_roadmap(work: UnitOfWork, account: Account, named: Named) -> Owned:
    """Give the roadmap of the learner's own that is meant; raise UnknownOwnRoadmap."""
    learner = work.learners.of_account(account)
    known = _listed(work, learner)
    if named.roadmap is not None:
        fitting = tuple(each for each in known if each.roadmap.id == named.roadmap)
    elif named.typed:
        fitting = called(known, named.typed, lambda each: each.roadmap)
    else:
        current = _current(work, learner)
        fitting = tuple(each for each in known if each.roadmap.id == current) or known
    if len(fitting) != 1:
        meant = tuple(each.roadmap for each in fitting or known)
        raise UnknownOwnRoadmap(named.typed, meant, several=bool(fitting))
    [found] = fitting
    return Owned(work.roadmaps.get(found.roadmap.id), found.ownership)


def check_allowance(
    work: UnitOfWork,
    account: Account,
    _now: datetime,
    size: int,
    allowance: Allowance,
    *,
    instead_of: RoadmapId | None = None,
) -> None:
    """Raise AllowanceSpent where a file of so many bytes is more than the learner may keep.

    ``instead_of`` is the roadmap whose file it would replace, None for one more roadmap.
    """
    learner = work.learners.of_account(account)
    kept = () if learner is None else _kept(work, learner)
    others = [each for each in kept if each.roadmap != instead_of]
    if len(others) + 1 > max(allowance.roadmaps, len(kept) if instead_of else 0):
        raise AllowanceSpent(roadmaps=allowance.roadmaps)
    if sum(each.size for each in others) + size > allowance.size:
        raise AllowanceSpent(size=allowance.size)


def _kept(work: UnitOfWork, learner: Learner) -> tuple[Ownership, ...]:
    return (*work.roadmaps.owned_by(learner.id), *work.roadmaps.removed_by(learner.id))


def _listed(work: UnitOfWork, learner: Learner | None) -> tuple[Listed, ...]:
    if learner is None:
        return ()
    pairs = zip(
        work.roadmaps.summaries_of(learner.id), work.roadmaps.owned_by(learner.id), strict=True
    )
    return tuple(Listed(*pair) for pair in pairs)


def _current(work: UnitOfWork, learner: Learner | None) -> RoadmapId | None:
    if learner is None or learner.enrolment is None:
        return None
    return work.enrolments.get(learner.enrolment).roadmap
