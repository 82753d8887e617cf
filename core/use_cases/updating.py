"""Updating: an edited file takes the place of the one that a learner's roadmap came from."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from core.errors import AllowanceSpent, NothingToRollBack, RoadmapChanged
from core.learner import Account
from core.ownership import RoadmapFile
from core.ports import UnitOfWork
from core.reconcile import Fate, KnownTopic, Reconciliation
from core.roadmap import Roadmap, Topic
from core.roadmap_markdown.limits import MAX_TOPICS
from core.selection import spans
from core.use_cases.group_days import touch_posts_of
from core.use_cases.owning import Allowance, Named, check_allowance, own_roadmap

KEPT_TOPICS = 3 * MAX_TOPICS
"""So many topics a roadmap may keep.

That is room for those of its file, those that a roll-back would bring back, and as many again that
left it, but not what somebody did in them.
"""

MOST_SPANS = 3
"""So many runs of numbers a button can carry."""


@dataclass(frozen=True, slots=True)
class Updatable:
    """A roadmap as it is before an update: all its topics, and the file it came from.

    ``file`` is None where it was stored before files were kept.
    """

    roadmap: Roadmap
    known: tuple[KnownTopic, ...]
    file: RoadmapFile | None


@dataclass(frozen=True, slots=True)
class Changes:
    """How many topics an update leaves, changes, adds and retires.

    ``reordered`` says that some stand in another order than before.
    """

    kept: int
    renamed: int
    moved: int
    returned: int
    new: int
    retired: int
    reordered: bool = False

    @property
    def none(self) -> bool:
        """Say whether the topics stay as they are."""
        others = self.renamed, self.moved, self.returned, self.new, self.retired
        return not (any(others) or self.reordered)

    @classmethod
    def of(cls, result: Reconciliation) -> "Changes":
        """Count what a reconciliation found."""
        fates = Counter(match.fate for match in result.matches)
        return cls(
            kept=fates[Fate.KEPT],
            renamed=fates[Fate.RENAMED],
            moved=fates[Fate.MOVED],
            returned=fates[Fate.RETURNED],
            new=len(result.new),
            retired=len(result.retired),
            reordered=_reordered(result),
        )


def _reordered(result: Reconciliation) -> bool:
    """Say whether topics that stay where they are stand in another order there."""
    kept = [match.known.number for match in result.matches if match.fate is Fate.KEPT]
    return any(before > after for before, after in pairwise(kept))


@dataclass(frozen=True, slots=True)
class RoadmapUpdated:
    """A roadmap is as its new file says; ``changes`` tell how that differs from before.

    ``ticked`` are the topics that this ticked and that the learner did not do, where they study the
    roadmap now; together with those ticked before where they cannot be named shortly.
    """

    roadmap: Roadmap
    changes: Changes
    ticked: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class RoadmapRolledBack:
    """A roadmap is as it was before its last update; these topics left it, and these came back."""

    roadmap: Roadmap
    left: tuple[Topic, ...]
    returned: tuple[Topic, ...]


def look_for_update(work: UnitOfWork, account: Account, _now: datetime, named: Named) -> Updatable:
    """Give what an edited file is compared with; raise UnknownOwnRoadmap where none is meant."""
    return updatable(work, own_roadmap(work, account, named).roadmap)


def updatable(work: UnitOfWork, roadmap: Roadmap) -> Updatable:
    """Read what an edited file of a roadmap is compared with."""
    known = work.roadmaps.known_topics(roadmap.id)
    return Updatable(roadmap, known, work.roadmaps.file(roadmap.id))


def update_roadmap(  # noqa: PLR0913 - what every use case takes, and what this one needs to know
    work: UnitOfWork,
    account: Account,
    now: datetime,
    before: Updatable,
    result: Reconciliation,
    *,
    file: RoadmapFile,
    allowance: Allowance,
) -> RoadmapUpdated:
    """Let a learner's roadmap be as a file says; ``result`` compared it with ``before``.

    Raise RoadmapChanged where it is not as before any more, AllowanceSpent where the file is more
    than the learner may keep.
    """
    roadmap = own_roadmap(work, account, Named(roadmap=before.roadmap.id)).roadmap
    check_allowance(work, account, now, len(file.source), allowance, instead_of=roadmap.id)
    if len(before.known) + len(result.new) > KEPT_TOPICS:
        raise AllowanceSpent(topics=KEPT_TOPICS)
    after = updated(work, before, result, file, now)
    ticked = _ticked(work, account, before.roadmap, after)
    work.commit()
    return RoadmapUpdated(after, Changes.of(result), ticked)


def updated(
    work: UnitOfWork, before: Updatable, result: Reconciliation, file: RoadmapFile, now: datetime
) -> Roadmap:
    """Let a roadmap be as a file says, without a commit; raise RoadmapChanged as above.

    So it is where the result was compared with other topics than stand in the roadmap: whatever
    it does not know of would be neither kept nor retired.
    """
    if work.roadmaps.revision(before.roadmap.id) != before.roadmap.revision:
        raise RoadmapChanged
    if result.stood != before.roadmap.by_id.keys():
        raise RoadmapChanged
    after = work.roadmaps.update(before.roadmap.id, result, file, at=now)
    touch_posts_of(work, (each.id for each in result.retired), now)
    return after


def _ticked(
    work: UnitOfWork, account: Account, before: Roadmap, roadmap: Roadmap
) -> tuple[Topic, ...]:
    learner = work.learners.of_account(account)
    if learner is None or learner.enrolment is None:
        return ()
    enrolment = work.enrolments.get(learner.enrolment)
    if enrolment.roadmap != roadmap.id:
        return ()
    done = work.history.of_learner(learner.id).progress(enrolment.id, roadmap).completions
    asked = {topic.id for topic in before.topics if topic.ticked}
    ticked = tuple(topic for topic in roadmap.topics if topic.ticked and topic.id not in done)
    anew = tuple(topic for topic in ticked if topic.id not in asked)
    return ticked if len(spans(anew)) > MOST_SPANS else anew


def roll_back(
    work: UnitOfWork, account: Account, now: datetime, named: Named, *, seen: int | None = None
) -> RoadmapRolledBack:
    """Let a learner's roadmap be as it was before its last update.

    ``seen`` is the revision that this was decided on, None: whichever there is. Raise
    NothingToRollBack where it has another, was never updated, or is back already.
    """
    before = own_roadmap(work, account, named).roadmap
    if seen is not None and work.roadmaps.revision(before.id) != seen:
        raise NothingToRollBack(before.title, changed_since=True)
    after = work.roadmaps.roll_back(before.id, at=now)
    if after is None:
        raise NothingToRollBack(before.title)
    touch_posts_of(work, before.by_id.keys() - after.by_id.keys(), now)
    work.commit()
    return RoadmapRolledBack(
        after,
        left=tuple(topic for topic in before.topics if topic.id not in after.by_id),
        returned=tuple(topic for topic in after.topics if topic.id not in before.by_id),
    )
