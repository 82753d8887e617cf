"""Adding: a roadmap file that a learner brought becomes a roadmap of their own."""

from dataclasses import dataclass
from datetime import datetime

from core.destination import Destination
from core.learner import Account
from core.ownership import Audience, RoadmapFile
from core.ports import UnitOfWork
from core.roadmap import SLUG_LIMIT, Roadmap, slug_of
from core.roadmap_markdown.outline import Outline
from core.use_cases.enrolment import Enrolled, Newcomer, begin
from core.use_cases.owning import Allowance, check_allowance

LETTERS = 6
"""So many letters tell a learner's roadmap from all others of its title."""

_UNNAMED = "roadmap"


@dataclass(frozen=True, slots=True)
class RoadmapAdded:
    """A learner has a roadmap of their own, and studies it; ``before`` is what they studied."""

    enrolled: Enrolled
    before: Roadmap | None


def add_roadmap(  # noqa: PLR0913 - what every use case takes, and what this one needs to know
    work: UnitOfWork,
    account: Account,
    now: datetime,
    file: RoadmapFile,
    outline: Outline,
    *,
    newcomer: Newcomer,
    allowance: Allowance,
    letters: str,
    destination: Destination | None = None,
) -> RoadmapAdded:
    """Keep a roadmap that its learner alone sees, and let them study it.

    ``outline`` is what the file says, ``letters`` are random. A person who is no learner yet
    becomes one, as by ``enrol``. Raise AllowanceSpent where they may keep no more.
    """
    check_allowance(work, account, now, len(file.source), allowance)
    known = work.learners.of_account(account)
    before = None
    if known is not None and known.enrolment is not None:
        before = work.roadmaps.get(work.enrolments.get(known.enrolment).roadmap)
    learner = known or newcomer.join(work, account, now)
    roadmap = work.roadmaps.add(
        own_slug(outline.title, letters),
        outline,
        file=file,
        owner=learner.id,
        audience=Audience.OWNER,
        added=now,
    )
    enrolled = begin(work, learner, roadmap, now, destination, is_new=known is None)
    work.commit()
    return RoadmapAdded(enrolled, before)


def own_slug(title: str, letters: str) -> str:
    """Name a learner's roadmap by its title and letters that nobody can guess."""
    short = slug_of(title)[: SLUG_LIMIT - len(letters) - 1].rstrip("-") or _UNNAMED
    return f"{short}-{letters}"
