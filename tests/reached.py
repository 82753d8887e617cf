"""Where the learner behind an account is reached, the place they asked for first."""

from core.destination import Destination
from core.learner import Account
from core.ports import UnitOfWork
from core.use_cases.destinations import ways_of


def reached(work: UnitOfWork, account: Account) -> tuple[Destination, ...]:
    """Give the open destinations of the learner behind an account; none for a stranger."""
    learner = work.learners.of_account(account)
    return () if learner is None else tuple(way.destination for way in ways_of(work, learner.id))
