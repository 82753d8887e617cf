"""Destinations: where a learner can be written to unasked."""

from dataclasses import dataclass

from core.destination import Destination
from core.learner import Account, LearnerId
from core.place import PlaceKind
from core.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Way:
    """A destination that is open, and the learner's account on its platform.

    ``in_full`` says that what is sent may say all; elsewhere, others read along and nobody asked
    for that, so that only a mention may be sent.
    """

    destination: Destination
    owner: Account
    in_full: bool


def ways_of(work: UnitOfWork, learner: LearnerId) -> tuple[Way, ...]:
    """Give the ways to a learner: the one they asked for, the others as they were added.

    There is none to a place that is paused.
    """
    owners = {account.platform: account for account in reversed(work.learners.accounts(learner))}
    asked = work.destinations.asked(learner)
    return tuple(
        Way(
            each,
            owners[each.platform],
            in_full=each.kind is PlaceKind.PRIVATE or each == asked,
        )
        for each in work.destinations.of_learner(learner)
        if each.platform in owners and not work.places.is_paused(each.platform, each.chat)
    )


def destinations_on(work: UnitOfWork, platform: str, *, most: int) -> tuple[Destination, ...]:
    """Give where learners are written to on a platform, each place once, the newest first."""
    return work.destinations.on_platform(platform, most=most)
