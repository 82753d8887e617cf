"""Learners, where they are written to, and how they want it, in memory."""

from dataclasses import replace
from datetime import datetime

from core.destination import Destination
from core.learner import Account, Learner, LearnerId
from core.place import KnownPlace
from core.preferences import Preferences
from tests.fakes.rules import refuse, utc
from tests.fakes.shelf import Shelf


class FakeLearners:
    """Keep learners in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def of_account(self, account: Account) -> Learner | None:
        """Find the learner behind an account."""
        learner = self._shelf.accounts.get(account)
        return None if learner is None else self._shelf.learners[learner]

    def get(self, learner: LearnerId) -> Learner:
        """Give a learner; raise KeyError where there is none."""
        return self._shelf.learners[learner]

    def accounts(self, learner: LearnerId) -> tuple[Account, ...]:
        """List the accounts that lead to a learner."""
        found = (each for each, owner in self._shelf.accounts.items() if owner == learner)
        return tuple(sorted(found, key=lambda each: (each.platform, each.user)))

    def add(self, account: Account, *, zone: str, language: str, joined: datetime) -> Learner:
        """Make a learner for an account that has none."""
        refuse(account, among=self._shelf.accounts)
        learner = Learner(LearnerId(len(self._shelf.learners) + 1), zone, language, utc(joined))
        self._shelf.accounts[account] = learner.id
        self._shelf.learners[learner.id] = learner
        return learner

    def save(self, learner: Learner) -> None:
        """Write a learner's zone, language, current enrolment and rhythm."""
        kept, start = self._shelf.learners[learner.id], learner.rhythm.day_start
        start = replace(start, since=None if start.since is None else utc(start.since))
        self._shelf.learners[learner.id] = replace(
            learner, joined=kept.joined, rhythm=replace(learner.rhythm, day_start=start)
        )


class FakePlaces:
    """Keep places in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._places = shelf.places

    def of(self, platform: str, chat: str) -> KnownPlace | None:
        """Find a place."""
        return self._places.get((platform, chat))

    def save(self, place: KnownPlace) -> None:
        """Write a place, known before or not."""
        paused_at = None if place.paused_at is None else utc(place.paused_at)
        self._places[place.platform, place.chat] = replace(place, paused_at=paused_at)

    def is_paused(self, platform: str, chat: str) -> bool:
        """Say whether a place is paused just now."""
        place = self._places.get((platform, chat))
        return place is not None and place.paused_at is not None

    def paused(self, platform: str) -> frozenset[str]:
        """Name the chats of a platform that are paused."""
        return frozenset(
            each.chat
            for each in self._places.values()
            if each.platform == platform and each.paused_at is not None
        )

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let a place be known by its new chat alone."""
        place = self._places.pop((platform, old_chat), None)
        if place is not None:
            self._places.setdefault((platform, new_chat), replace(place, chat=new_chat))


class FakeDestinations:
    """Keep destinations in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._destinations = shelf.destinations
        self._asked = shelf.asked

    def of_learner(self, learner: LearnerId) -> tuple[Destination, ...]:
        """List a learner's destinations: the one they asked for, the others as they were added."""
        own = (each for owner, each in self._destinations if owner == learner)
        return tuple(sorted(own, key=lambda each: each != self._asked.get(learner)))

    def asked(self, learner: LearnerId) -> Destination | None:
        """Give the destination that a learner asked for; None where they asked for none."""
        return self._asked.get(learner)

    def on_platform(self, platform: str, *, most: int) -> tuple[Destination, ...]:
        """List the destinations of all learners on a platform, each once, the newest first."""
        newest = (each for _, each in reversed(self._destinations) if each.platform == platform)
        return tuple(dict.fromkeys(newest))[:most]

    def add(self, learner: LearnerId, destination: Destination) -> None:
        """Add a destination that the learner does not have."""
        refuse((learner, destination), among=self._destinations)
        self._destinations.append((learner, destination))

    def ask(self, learner: LearnerId, destination: Destination) -> None:
        """Let this be the one destination that the learner asked for, added where they lack it."""
        if (learner, destination) not in self._destinations:
            self.add(learner, destination)
        self._asked[learner] = destination

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let every learner's destinations in the old chat be in the new one, each once."""
        before = list(self._destinations)
        self._destinations.clear()
        for learner, each in before:
            if (each.platform, each.chat) != (platform, old_chat) or old_chat == new_chat:
                self._destinations.append((learner, each))
            elif (learner, replace(each, chat=new_chat)) not in before:
                self._destinations.append((learner, replace(each, chat=new_chat)))
        for learner, each in self._asked.items():
            if (each.platform, each.chat) == (platform, old_chat):
                self._asked[learner] = replace(each, chat=new_chat)


class FakePreferences:
    """Keep in memory how learners want to be written to."""

    def __init__(self, shelf: Shelf) -> None:
        self._preferences = shelf.preferences

    def of_learner(self, learner: LearnerId) -> Preferences:
        """Give a learner's preferences, the usual ones where they never said any."""
        return self._preferences.get(learner, Preferences())

    def save(self, learner: LearnerId, preferences: Preferences) -> None:
        """Write a learner's preferences."""
        self._preferences[learner] = preferences
