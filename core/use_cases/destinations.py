"""Destinations: where a learner can be written to unasked."""

from core.destination import Destination
from core.learner import Account
from core.ports import UnitOfWork


def open_destinations(work: UnitOfWork, account: Account) -> tuple[Destination, ...]:
    """Give the destinations of the learner behind an account that are not paused, oldest first.

    There are none for a person who is no learner.
    """
    learner = work.learners.of_account(account)
    if learner is None:
        return ()
    return tuple(
        each for each in work.destinations.of_learner(learner.id) if not _is_paused(work, each)
    )


def destinations_on(work: UnitOfWork, platform: str, *, most: int) -> tuple[Destination, ...]:
    """Give where learners are written to on a platform, each place once, the newest first."""
    return work.destinations.on_platform(platform, most=most)


def _is_paused(work: UnitOfWork, destination: Destination) -> bool:
    place = work.places.of(destination.platform, destination.chat)
    return place is not None and place.paused_at is not None
