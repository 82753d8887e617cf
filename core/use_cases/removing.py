"""Removing: a learner takes a roadmap of their own away, and who studies it is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.errors import UnknownOwnRoadmap
from core.learner import Account, Learner, LearnerId
from core.notification import Notification, NotificationKind
from core.ports import UnitOfWork
from core.roadmap import Roadmap, RoadmapId
from core.use_cases.destinations import ways_of
from core.use_cases.forgetting import Left, forget, left_of
from core.use_cases.owning import Named, Owned, own_roadmap

TOLD_AT_ONCE = 50
"""So many learners are told in one unit of work, so that others have their turn between."""

_WORTH = timedelta(days=3)
_NOBODY = LearnerId(0)


@dataclass(frozen=True, slots=True)
class Removable:
    """A roadmap that is to go; ``learners`` counts who else studies it.

    There may be ``more`` of them, which were not counted. ``left`` is what will be left of it;
    ``alike`` says that the learner brought another of its title.
    """

    roadmap: Roadmap
    learners: int
    more: bool
    left: Left
    alike: bool = False


@dataclass(frozen=True, slots=True)
class RoadmapRemoved:
    """Nobody can begin a roadmap any more; who began it goes on with it.

    ``left`` is what is left of it, ``current`` the roadmap that its owner studies now, if any.
    """

    roadmap: Roadmap
    left: Left
    current: Roadmap | None


@dataclass(frozen=True, slots=True)
class Told:
    """So many learners more are told that a roadmap was removed."""

    roadmap: RoadmapId
    count: int


def look_at_removal(work: UnitOfWork, account: Account, _now: datetime, named: Named) -> Removable:
    """Say what would go; raise UnknownOwnRoadmap where none is meant."""
    owner, owned = _owned(work, account, named)
    some = work.roadmaps.learners_of(owned.roadmap.id, _NOBODY, TOLD_AT_ONCE)
    others = [each for each in some if each != owner.id]
    titles = [each.title for each in work.roadmaps.summaries_of(owner.id)]
    return Removable(
        owned.roadmap,
        len(others),
        more=len(some) == TOLD_AT_ONCE,
        left=left_of(work, owner, owned.roadmap.id),
        alike=titles.count(owned.roadmap.title) > 1,
    )


def remove_roadmap(
    work: UnitOfWork, account: Account, now: datetime, named: Named
) -> RoadmapRemoved:
    """Take a learner's roadmap away from all who have not begun it.

    While others study it, its file stays for them. Of one that nobody else began, what its owner
    did and noted is kept, and nothing where they did not.
    """
    owner, owned = _owned(work, account, named)
    # Whoever is beginning it at this moment has, or cannot.
    work.roadmaps.hold(owned.roadmap.id)
    left = left_of(work, owner, owned.roadmap.id)
    if left is Left.NOTHING:
        forget(work, owner, owned.roadmap.id)
    else:
        work.roadmaps.remove(owned.roadmap.id, at=now)
    if left is Left.OWN:
        work.roadmaps.strip(owned.roadmap.id, at=now)
    work.commit()
    enrolment = work.learners.get(owner.id).enrolment
    studied = None if enrolment is None else work.enrolments.get(enrolment).roadmap
    current = None if studied is None else work.roadmaps.get(studied)
    return RoadmapRemoved(owned.roadmap, left, current)


def _owned(work: UnitOfWork, account: Account, named: Named) -> tuple[Learner, Owned]:
    owner = work.learners.of_account(account)
    if owner is None:
        raise UnknownOwnRoadmap(named.typed, ())
    return owner, own_roadmap(work, account, named)


def tell_of_removal(work: UnitOfWork, now: datetime) -> Told | None:
    """Put in the outbox, for the next learners of a removed roadmap, that it was; None: all know.

    How far that went is kept with it, so that whoever asks next goes on from there. Who removed a
    roadmap knows already.
    """
    untold = work.roadmaps.next_untold()
    if untold is None:
        return None
    roadmap, after = untold
    owned = work.roadmaps.ownership(roadmap)
    learners = work.roadmaps.learners_of(roadmap, after, TOLD_AT_ONCE)
    told = sum(
        _tell(work, work.learners.get(each), owned.removed or now, now)
        for each in learners
        if each != owned.owner
    )
    work.roadmaps.tell(roadmap, learners[-1] if len(learners) == TOLD_AT_ONCE else None)
    work.commit()
    return Told(roadmap, told)


def _tell(work: UnitOfWork, learner: Learner, removed: datetime, now: datetime) -> bool:
    """Put it in the outbox where there is a way to the learner.

    What is told names all that was removed on the date, so the last of several is enough.
    """
    way = next(iter(ways_of(work, learner.id)), None)
    if way is None:
        return False
    note = Notification(
        NotificationKind.ROADMAP_REMOVED,
        learner.id,
        way.destination.platform,
        learner.moment(removed).date,
        at=now,
        expires=removed + _WORTH,
    )
    work.outbox.put(note, due=now)
    return True
