"""Learners, where they are written to, and how they want it."""

from datetime import datetime
from typing import Protocol

from core.destination import Destination
from core.learner import Account, Learner, LearnerId
from core.place import KnownPlace
from core.preferences import Preferences


class Learners(Protocol):
    """Keep learners and the accounts that lead to them."""

    def of_account(self, account: Account) -> Learner | None:
        """Find the learner behind an account, held until the unit of work ends.

        Two units of work on one learner never interleave, so what is decided from the history
        stays true until it is written.
        """
        ...

    def get(self, learner: LearnerId) -> Learner:
        """Give a learner, held as by ``of_account``; raise KeyError where there is none."""
        ...

    def accounts(self, learner: LearnerId) -> tuple[Account, ...]:
        """List the accounts that lead to a learner."""
        ...

    def add(self, account: Account, *, zone: str, language: str, joined: datetime) -> Learner:
        """Make a learner for an account that has none."""
        ...

    def save(self, learner: Learner) -> None:
        """Write a learner's zone, language, current enrolment and rhythm."""
        ...


class Places(Protocol):
    """Keep the chats that platforms told of."""

    def of(self, platform: str, chat: str) -> KnownPlace | None:
        """Find a place, held until the unit of work ends."""
        ...

    def save(self, place: KnownPlace) -> None:
        """Write a place, known before or not."""
        ...

    def is_paused(self, platform: str, chat: str) -> bool:
        """Say whether a place is paused just now; it is not held, and one unknown is not."""
        ...

    def paused(self, platform: str) -> frozenset[str]:
        """Name the chats of a platform that are paused."""
        ...

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let a place be known by its new chat alone.

        A place that is known by both stays as the new one is; one that is known by neither stays
        unknown.
        """
        ...


class Destinations(Protocol):
    """Keep where learners are written to unasked."""

    def of_learner(self, learner: LearnerId) -> tuple[Destination, ...]:
        """List a learner's destinations: the one they asked for, the others as they were added."""
        ...

    def asked(self, learner: LearnerId) -> Destination | None:
        """Give the destination that a learner asked for; None where they asked for none."""
        ...

    def on_platform(self, platform: str, *, most: int) -> tuple[Destination, ...]:
        """List the destinations of all learners on a platform, each once, the newest first."""
        ...

    def add(self, learner: LearnerId, destination: Destination) -> None:
        """Add a destination that the learner does not have."""
        ...

    def ask(self, learner: LearnerId, destination: Destination) -> None:
        """Let this be the one destination that the learner asked for, added where they lack it."""
        ...

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let every learner's destinations in the old chat be in the new one, each once."""
        ...


class KeptPreferences(Protocol):
    """Keep how learners want to be written to."""

    def of_learner(self, learner: LearnerId) -> Preferences:
        """Give a learner's preferences, the usual ones where they never said any."""
        ...

    def save(self, learner: LearnerId, preferences: Preferences) -> None:
        """Write a learner's preferences."""
        ...
